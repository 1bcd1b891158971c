/* "Hvorfor meg?" for a terminal, and as a page for the doctor. */
#include <string.h>

#include "cli/explain_why.h"
#include "cli/page.h"
#include "domain/texts.h"
#include "io/sentence.h"

static const char *say(vakt_text_id id)
{
    return vakt_text_of(id);
}

static const char *name_of(const char *name, const char *id)
{
    return name ? name : id;
}

/* ---- tables ---- */

/* 1667 as "1,667"; zeros at the end are left out. */
static void add_milli(vakt_text *text, int64_t milli)
{
    int decimals = 3;
    int64_t part = milli % 1000;
    vakt_text_addf(text, "%lld", (long long)(milli / 1000));
    if (part == 0)
        return;
    for (; part % 10 == 0; part /= 10)
        decimals--;
    vakt_text_addf(text, ",%0*lld", decimals, (long long)part);
}

static void share_cells(vakt_table *table, const vakt_said_load *load)
{
    vakt_text share, band;
    vakt_text_init(&share, VAKT_TEXT_CAP);
    vakt_text_init(&band, VAKT_TEXT_CAP);
    if (load->least != VAKT_UNSET) {
        add_milli(&share, load->share_milli);
        vakt_text_addf(&band, "%lld", (long long)load->least);
        if (load->most != load->least)
            vakt_text_addf(&band, "–%lld", (long long)load->most);
    }
    vakt_table_cell(table, share.bytes);
    vakt_table_cell(table, band.bytes);
    vakt_table_cell(table, load->least == VAKT_UNSET     ? ""
                           : load->points < load->least ? say(VAKT_TEXT_why_under)
                           : load->points > load->most  ? say(VAKT_TEXT_why_over)
                                                        : say(VAKT_TEXT_why_within));
    table->cells.failed = table->cells.failed || share.failed || band.failed;
    vakt_text_done(&share);
    vakt_text_done(&band);
}

static void fill_loads(const vakt_said_why *why, vakt_table *table)
{
    static const char *const head[] = {"Klasse", "Vakter", "Timer", "Poeng", "Andel", "Spenn",
                                       "Vurdering", "Hatt mer før", "Tildelt før", "Gjort før"};
    vakt_table_init(table, sizeof head / sizeof *head, 0x3be);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        vakt_table_cell(table, head[i]);
    for (size_t i = 0; i < why->n_loads; i++) {
        const vakt_said_load *load = &why->loads[i];
        vakt_table_cell(table, vakt_load_words_norwegian[load->load_class]);
        vakt_table_number(table, load->duties);
        vakt_table_number(table, load->minutes / 60);
        vakt_table_number(table, load->points);
        share_cells(table, load);
        vakt_table_number(table, load->least == VAKT_UNSET ? VAKT_UNSET : load->carried);
        vakt_table_number(table, load->assigned_before);
        vakt_table_number(table, load->worked_before);
    }
}

static void fill_duties(const vakt_said_why *why, vakt_table *table)
{
    static const char *const head[] = {"Vakt", "Klasse", "Timer", "Poeng"};
    vakt_table_init(table, sizeof head / sizeof *head, 0xc);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        vakt_table_cell(table, head[i]);
    for (size_t i = 0; i < why->n_duties; i++) {
        const vakt_said_duty *duty = &why->duties[i];
        vakt_table_cell(table, duty->text);
        vakt_table_cell(table, vakt_load_words_norwegian[duty->load_class]);
        vakt_table_number(table, duty->minutes / 60);
        vakt_table_number(table, duty->points);
    }
}

/* The colleagues of whom the same is said as of the i-th; false when one before it has said it. */
static bool names_alike(const vakt_said_duty *duty, size_t i, vakt_text *names)
{
    for (size_t k = 0; k < i; k++)
        if (strcmp(duty->moves[k].text, duty->moves[i].text) == 0)
            return false;
    for (size_t k = i; k < duty->n_moves; k++)
        if (strcmp(duty->moves[k].text, duty->moves[i].text) == 0)
            vakt_text_addf(names, "%s%s", names->length > 0 ? ", " : "",
                           name_of(duty->moves[k].name, duty->moves[k].doctor));
    return true;
}

static void fill_moves(const vakt_said_duty *duty, vakt_table *table)
{
    vakt_table_init(table, 2, 0);
    vakt_table_cell(table, "Kollega");
    vakt_table_cell(table, "Om kollegaen hadde tatt vakten");
    for (size_t i = 0; i < duty->n_moves; i++) {
        vakt_text names;
        vakt_text_init(&names, VAKT_TEXT_CAP);
        if (names_alike(duty, i, &names)) {
            vakt_table_cell(table, names.bytes);
            vakt_table_cell(table, duty->moves[i].text);
        }
        table->cells.failed = table->cells.failed || names.failed;
        vakt_text_done(&names);
    }
}

/* ---- text ---- */

static void add_move(vakt_text *text, const vakt_said_duty *duty, size_t i)
{
    vakt_text names;
    vakt_text_init(&names, VAKT_TEXT_CAP);
    if (names_alike(duty, i, &names) && !names.failed)
        vakt_text_addf(text, "  %s: %s\n", names.bytes, duty->moves[i].text);
    text->failed = text->failed || names.failed;
    vakt_text_done(&names);
}

vakt_status vakt_why_text(const vakt_said_why *why, vakt_text *text)
{
    vakt_table loads;
    vakt_say(text, VAKT_TEXT_why_head, name_of(why->name, why->doctor), NULL, NULL);
    vakt_text_add(text, ", ");
    vakt_say_period(text, why->from, why->to);
    vakt_text_addf(text, "\n\n%s\n", say(VAKT_TEXT_why_loads));
    fill_loads(why, &loads);
    text->failed = text->failed || loads.cells.failed;
    if (!text->failed)
        vakt_table_text(&loads, text);
    vakt_table_done(&loads);
    if (why->n_duties == 0)
        vakt_text_addf(text, "\n%s\n", say(VAKT_TEXT_why_no_duties));
    for (size_t i = 0; i < why->n_duties; i++) {
        const vakt_said_duty *duty = &why->duties[i];
        vakt_text_addf(text, "\n%s (%s)\n", duty->text, duty->duty);
        if (duty->block)
            vakt_text_addf(text, "  %s\n", say(VAKT_TEXT_why_block));
        for (size_t k = 0; k < duty->n_moves; k++)
            add_move(text, duty, k);
    }
    return text->failed ? VAKT_E_NOMEM : VAKT_OK;
}

/* ---- page ---- */

static void add_table(vakt_text *text, const char *caption, vakt_table *table)
{
    vakt_page_table(text, caption, table);
    vakt_table_done(table);
}

vakt_status vakt_why_html(const vakt_said_why *why, vakt_text *text)
{
    vakt_text title;
    vakt_table table;
    vakt_text_init(&title, VAKT_TEXT_CAP);
    vakt_say(&title, VAKT_TEXT_why_head, name_of(why->name, why->doctor), NULL, NULL);
    vakt_text_add(&title, ", ");
    vakt_say_period(&title, why->from, why->to);
    text->failed = text->failed || title.failed;
    if (!text->failed) {
        vakt_page_begin(text, title.bytes, VAKT_PAGE_TALL, "h3~.wide td{width:55%}\n");
        if (why->for_manager)
            vakt_page_element(text, "p", say(VAKT_TEXT_why_note_manager));
        fill_loads(why, &table);
        add_table(text, say(VAKT_TEXT_why_share_head), &table);
        vakt_page_element(text, "p", say(VAKT_TEXT_why_note_share));
        fill_duties(why, &table);
        if (why->n_duties == 0)
            vakt_page_element(text, "p", say(VAKT_TEXT_why_no_duties));
        else
            vakt_page_table(text, say(VAKT_TEXT_why_duties_head), &table);
        vakt_table_done(&table);
        vakt_page_element(text, "h2", say(VAKT_TEXT_why_moves_head));
        vakt_page_element(text, "p", say(VAKT_TEXT_why_note_moves));
    }
    for (size_t i = 0; !text->failed && i < why->n_duties; i++) {
        vakt_page_element(text, "h3", why->duties[i].text);
        if (why->duties[i].block)
            vakt_page_element(text, "p", say(VAKT_TEXT_why_block));
        fill_moves(&why->duties[i], &table);
        add_table(text, NULL, &table);
    }
    vakt_page_end(text);
    vakt_text_done(&title);
    return text->failed ? VAKT_E_NOMEM : VAKT_OK;
}
