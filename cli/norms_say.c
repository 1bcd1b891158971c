#include "cli/norms_say.h"

#include <string.h>

#include "cli/page.h"
#include "domain/texts.h"
#include "io/sentence.h"

/* ---- tables ---- */

static void heads(vakt_table *table, const char *const *head, size_t n, unsigned right)
{
    vakt_table_init(table, n, right);
    for (size_t i = 0; i < n; i++)
        vakt_table_cell(table, head[i]);
}

#define HEADS(table, head, right) heads(table, head, sizeof(head) / sizeof *(head), right)

static void row_table(const vakt_norm_report *report, vakt_table *table)
{
    static const char *const head[] = {"Hva", "Anbefalt", "Her", "Forskjell", "Vurdering"};
    HEADS(table, head, 0xe);
    for (size_t i = 0; i < report->n_rows; i++) {
        const vakt_norm_row *row = &report->rows[i];
        vakt_table_cell(table, vakt_norm_kind_norwegian[row->kind]);
        vakt_table_number(table, row->recommended);
        vakt_table_number(table, row->actual);
        vakt_table_number(table, row->difference);
        vakt_table_cell(table, vakt_norm_verdict_norwegian[row->verdict]);
    }
}

static void layer_table(const vakt_norm_report *report, vakt_table *table)
{
    static const char *const head[] = {"Vaktlag", "Kan dele", "Vaktdøgn", "n-delt",
                                       "Færrest på vakt", "Deler i planen", "Ledige",
                                       "Tettest"};
    bool roster = report->n_layers > 0 && report->layers[0].took_part != VAKT_UNSET;
    heads(table, head, roster ? 8 : 5, 0xfe);
    for (size_t i = 0; i < report->n_layers; i++) {
        const vakt_norm_layer *layer = &report->layers[i];
        vakt_table_cell(table, layer->layer < 0 ? "alle vaktlag"
                                                : vakt_layer_words_norwegian[layer->layer]);
        vakt_table_number(table, layer->participants);
        vakt_table_number(table, layer->duties);
        vakt_table_number(table, layer->n_delt);
        vakt_table_number(table, layer->doctors_on);
        if (roster) {
            vakt_table_number(table, layer->took_part);
            vakt_table_number(table, layer->open);
            vakt_table_number(table, layer->busiest);
        }
    }
}

/* 31.03.2027, as Norwegians and their sheets write it. */
static void date_cell(vakt_table *table, vakt_day date)
{
    vakt_text text;
    int year, month, day;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    if (date != VAKT_DAY_NONE) {
        vakt_day_to_civil(date, &year, &month, &day);
        vakt_text_addf(&text, "%02d.%02d.%d", day, month, year);
    }
    table->cells.failed = table->cells.failed || text.failed;
    vakt_table_cell(table, text.bytes);
    vakt_text_done(&text);
}

/* The name; without names, a number in its place. */
static void who_cell(vakt_table *table, const char *name, const char *id, size_t number)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    if (name || id)
        vakt_text_add(&text, name ? name : id);
    else
        vakt_text_addf(&text, "lege %zu", number);
    table->cells.failed = table->cells.failed || text.failed;
    vakt_table_cell(table, text.bytes);
    vakt_text_done(&text);
}

static void kf4_table(const vakt_norm_report *report, vakt_table *table)
{
    static const char *const head[] = {"Lege", "År", "Fra", "Til", "Brukt før", "I planen",
                                       "Dager i alt", "Grense"};
    HEADS(table, head, 0xf0);
    for (size_t i = 0; i < report->n_kf4; i++) {
        const vakt_norm_kf4 *row = &report->kf4[i];
        who_cell(table, row->name, row->doctor, i + 1);
        vakt_table_number(table, row->year);
        date_cell(table, row->from);
        date_cell(table, row->to);
        vakt_table_number(table, row->used);
        vakt_table_number(table, row->planned);
        vakt_table_number(table, row->total);
        vakt_table_number(table, row->limit);
    }
}

static void year_table(const vakt_norm_report *report, vakt_table *table)
{
    static const char *const head[] = {"År", "Leger etter unntaket", "Dager i arbeid",
                                       "Frist hos Statsforvalteren"};
    HEADS(table, head, 0x6);
    for (size_t i = 0; i < report->n_years; i++) {
        const vakt_norm_year *row = &report->years[i];
        vakt_table_number(table, row->year);
        vakt_table_number(table, row->doctors);
        vakt_table_number(table, row->days);
        date_cell(table, row->due);
    }
}

static void counting_table(const vakt_norm_report *report, vakt_table *table)
{
    static const char *const head[] = {"Lege", "Trenger", "Har", "I planen", "Timer i planen",
                                       "Mangler", "Innen"};
    HEADS(table, head, 0x3e);
    for (size_t i = 0; i < report->n_counting; i++) {
        const vakt_norm_counting *row = &report->counting[i];
        who_cell(table, row->name, row->doctor, i + 1);
        vakt_table_number(table, row->needed);
        vakt_table_number(table, row->done);
        vakt_table_number(table, row->planned);
        vakt_table_number(table, row->minutes == VAKT_UNSET ? VAKT_UNSET : row->minutes / 60);
        vakt_table_number(table, row->missing);
        date_cell(table, row->by);
    }
}

static size_t n_of_rows(const vakt_norm_report *r) { return r->n_rows; }
static size_t n_of_layers(const vakt_norm_report *r) { return r->n_layers; }
static size_t n_of_kf4(const vakt_norm_report *r) { return r->n_kf4; }
static size_t n_of_years(const vakt_norm_report *r) { return r->n_years; }
static size_t n_of_counting(const vakt_norm_report *r) { return r->n_counting; }

/* The report, table by table; those without rows are left out. */
static const struct part {
    const char *caption;
    void (*fill)(const vakt_norm_report *report, vakt_table *table);
    size_t (*count)(const vakt_norm_report *report);
} parts[] = {
    {"Anbefalt mot faktisk bemanning", row_table, n_of_rows},
    {"Hvordan vaktlagene deles", layer_table, n_of_layers},
    {"Leger som arbeider etter unntaket i kompetanseforskriften § 4", kf4_table, n_of_kf4},
    {"Rapport til Statsforvalteren om bruken av unntaket", year_table, n_of_years},
    {"Tellende vakter til spesialiseringen", counting_table, n_of_counting},
};
#define N_PARTS (sizeof parts / sizeof *parts)

/* ---- sentences ---- */

/* 12 345, as Norwegians write it. */
static void add_people(vakt_text *text, int64_t people)
{
    if (people >= 1000) {
        add_people(text, people / 1000);
        vakt_text_addf(text, " %03d", (int)(people % 1000));
    } else {
        vakt_text_addf(text, "%d", (int)people);
    }
}

static void add_title(const vakt_norm_report *report, vakt_text *text)
{
    vakt_text_add(text, "Anbefalt legebemanning");
    if (report->population == VAKT_UNSET)
        return;
    vakt_text_add(text, " for ");
    add_people(text, report->population);
    vakt_text_add(text, " innbyggere (");
    if (report->band_to == VAKT_UNSET)
        vakt_text_add(text, "fra ");
    add_people(text, report->band_from);
    if (report->band_to != VAKT_UNSET) {
        vakt_text_add(text, "–");
        add_people(text, report->band_to);
    }
    vakt_text_add(text, ")");
}

static void add_plan(const vakt_norm_report *report, vakt_text *text)
{
    vakt_text_addf(text, "Plan: %s", report->title ? report->title : report->problem);
    if (report->from != VAKT_DAY_NONE) {
        vakt_text_add(text, ", ");
        vakt_say_period(text, report->from, report->to);
    }
}

typedef void (*teller)(void *context, const char *sentence);

/* What falls short, binding numbers, each year's report, and what every reader must see. */
static vakt_status tell(const vakt_norm_report *report, teller line, void *context)
{
    vakt_text text;
    for (size_t i = 0; i < report->n_rows + report->n_sfs; i++) {
        bool sfs = i >= report->n_rows;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        if (sfs)
            vakt_text_addf(&text, "%s (%s)", report->sfs[i - report->n_rows].text,
                           report->sfs[i - report->n_rows].verdict == VAKT_NORM_SHORT
                               ? "under normtallet"
                               : "oppfyller normtallet");
        else if (report->rows[i].verdict == VAKT_NORM_SHORT)
            vakt_text_addf(&text, "%s: %s", vakt_norm_kind_norwegian[report->rows[i].kind],
                           report->rows[i].text);
        bool failed = text.failed;
        if (!failed && text.length > 0)
            line(context, text.bytes);
        vakt_text_done(&text);
        if (failed)
            return VAKT_E_NOMEM;
    }
    for (size_t i = 0; i < report->n_years; i++)
        line(context, report->years[i].text);
    for (size_t i = 0; i < report->n_notes; i++)
        line(context, report->notes[i].text);
    return VAKT_OK;
}

/* ---- text and sheet ---- */

static void text_line(void *context, const char *sentence)
{
    vakt_text_addf(context, "%s\n", sentence);
}

static void add_part(const struct part *part, const vakt_norm_report *report, bool csv,
                     vakt_text *text)
{
    vakt_table table;
    part->fill(report, &table);
    text->failed = text->failed || table.cells.failed;
    if (!text->failed && csv)
        vakt_table_csv(&table, text);
    else if (!text->failed)
        vakt_table_text(&table, text);
    vakt_table_done(&table);
}

vakt_status vakt_norms_text(const vakt_norm_report *report, vakt_text *text)
{
    add_title(report, text);
    vakt_text_addf(text, "\nKilde: %s\n", report->origin);
    if (report->problem) {
        add_plan(report, text);
        vakt_text_add(text, "\n");
    }
    for (size_t i = 0; i < N_PARTS; i++) {
        if (parts[i].count(report) == 0)
            continue;
        vakt_text_addf(text, "\n%s\n", parts[i].caption);
        add_part(&parts[i], report, false, text);
    }
    vakt_text_add(text, "\n");
    vakt_status status = tell(report, text_line, text);
    return status == VAKT_OK && text->failed ? VAKT_E_NOMEM : status;
}

vakt_status vakt_norms_csv(const vakt_norm_report *report, vakt_text *text)
{
    bool any = false;
    for (size_t i = 0; i < N_PARTS; i++) {
        if (parts[i].count(report) == 0)
            continue;
        vakt_text part;
        vakt_text_init(&part, VAKT_TEXT_CAP);
        add_part(&parts[i], report, true, &part);
        text->failed = text->failed || part.failed;
        if (!text->failed) /* one byte order mark, at the start */
            vakt_text_addf(text, "%s%s", any ? "\r\n" : "", part.bytes + (any ? 3 : 0));
        any = true;
        vakt_text_done(&part);
    }
    return text->failed ? VAKT_E_NOMEM : VAKT_OK;
}

/* ---- page ---- */

static void page_item(void *context, const char *sentence)
{
    vakt_page_item(context, sentence);
}

static void add_line(vakt_text *text, const char *label, const char *value)
{
    vakt_text_add(text, "<p>");
    vakt_page_escape(text, label);
    vakt_page_escape(text, value);
    vakt_text_add(text, "</p>\n");
}

vakt_status vakt_norms_html(const vakt_norm_report *report, vakt_text *text)
{
    vakt_status status;
    vakt_text title, plan;
    vakt_text_init(&title, VAKT_TEXT_CAP);
    vakt_text_init(&plan, VAKT_TEXT_CAP);
    add_title(report, &title);
    if (report->problem)
        add_plan(report, &plan);
    VAKT_TRY(title.failed || plan.failed ? VAKT_E_NOMEM : VAKT_OK);
    vakt_page_begin(text, title.bytes, VAKT_PAGE_TALL, NULL);
    if (plan.bytes)
        vakt_page_element(text, "p", plan.bytes);
    add_line(text, "Kilde: ", report->origin);
    for (size_t i = 0; i < N_PARTS; i++) {
        vakt_table table;
        if (parts[i].count(report) == 0)
            continue;
        parts[i].fill(report, &table);
        vakt_page_table(text, parts[i].caption, &table);
        vakt_table_done(&table);
    }
    vakt_text_add(text, "<ul>\n");
    VAKT_TRY(tell(report, page_item, text));
    vakt_text_add(text, "</ul>\n");
    vakt_page_end(text);
    status = text->failed ? VAKT_E_NOMEM : VAKT_OK;
done:
    vakt_text_done(&title);
    vakt_text_done(&plan);
    return status;
}
