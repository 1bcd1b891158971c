#include "cli/check_against.h"

#include <string.h>

#include "cli/explain_say.h"
#include "cli/table.h"
#include "domain/texts.h"

#define MOST_RULES 8

static const char *say(vakt_text_id id)
{
    return vakt_text_of(id);
}

static int64_t breaches(const vakt_verdict *verdict)
{
    int64_t n = 0;
    for (size_t i = 0; i < verdict->n_findings; i++)
        n += verdict->findings[i].hard && !verdict->findings[i].excused;
    return n;
}

/* Doctors and classes that have less or more than the share. */
static int64_t outside_share(const vakt_verdict *verdict)
{
    int64_t n = 0;
    for (size_t i = 0; i < verdict->n_fairness; i++) {
        const vakt_fairness *f = &verdict->fairness[i];
        n += f->assigned < f->band.least || f->assigned > f->band.most;
    }
    return n;
}

static void add_row(vakt_table *table, const char *label, int64_t one, int64_t other)
{
    vakt_table_cell(table, label);
    vakt_table_number(table, one);
    vakt_table_number(table, other);
    vakt_table_number(table, other - one);
}

static int64_t rule_difference(const vakt_side *one, const vakt_side *other, size_t setting)
{
    int64_t d = other->verdict->scores[setting].cost - one->verdict->scores[setting].cost;
    return d < 0 ? -d : d;
}

/* The rules that cost most differently, greatest first. */
static void add_rules(vakt_table *table, const vakt_instance *instance, const vakt_side *one,
                      const vakt_side *other)
{
    int64_t last = INT64_MAX;
    size_t last_setting = 0;
    for (int k = 0; k < MOST_RULES; k++) {
        size_t best = instance->n_settings;
        for (size_t s = 0; s < instance->n_settings; s++) {
            int64_t d = rule_difference(one, other, s);
            bool told = d > last || (d == last && k > 0 && s <= last_setting);
            if (d > 0 && !told &&
                (best == instance->n_settings || d > rule_difference(one, other, best)))
                best = s;
        }
        if (best == instance->n_settings)
            return;
        last = rule_difference(one, other, best);
        last_setting = best;
        vakt_text label;
        vakt_text_init(&label, VAKT_TEXT_CAP);
        vakt_text_add(&label, "  ");
        vakt_say_label(&label, instance->settings[best].rule, &instance->settings[best]);
        table->cells.failed = table->cells.failed || label.failed;
        add_row(table, label.bytes, one->verdict->scores[best].cost,
                other->verdict->scores[best].cost);
        vakt_text_done(&label);
    }
}

/* Where the two differ first: -1 in breaches, else the level; VAKT_MAX_LEVEL + 1 nowhere. What is
 * broken counts before all points. ret_less: the one less the other there. */
static int differ_at(const vakt_side *one, const vakt_side *other, int64_t *ret_less)
{
    int at = -1;
    *ret_less = breaches(one->verdict) - breaches(other->verdict);
    while (*ret_less == 0 && ++at <= VAKT_MAX_LEVEL)
        *ret_less = one->verdict->levels[at] - other->verdict->levels[at];
    return at;
}

/* It says so of itself, about this very problem, and its points are those found here. */
static bool is_marked_best(const vakt_side *side, const char *input_hash)
{
    const vakt_roster_doc *doc = side->given;
    if (doc->result != VAKT_ROSTER_OPTIMAL || !doc->input_hash ||
        strcmp(doc->input_hash, input_hash) != 0 || !side->verdict->legal)
        return false;
    for (size_t i = 0; i < doc->n_levels && i <= VAKT_MAX_LEVEL; i++)
        if (doc->levels[i].value != side->verdict->levels[i])
            return false;
    return doc->n_levels > 0;
}

static void add_verdict(vakt_text *text, const char *input_hash, const vakt_side *one,
                        const vakt_side *other)
{
    int64_t less;
    int at = differ_at(one, other, &less);
    const vakt_side *better = less < 0 || (less == 0 && is_marked_best(one, input_hash)) ? one : other;
    vakt_number number = vakt_number_of(less < 0 ? -less : less);
    if (less == 0)
        vakt_text_add(text, say(VAKT_TEXT_against_same));
    else if (at < 0)
        vakt_say(text, VAKT_TEXT_against_legal, better->name, number.text, NULL);
    else
        vakt_say(text, VAKT_TEXT_against_better, better->name, number.text,
                 say((vakt_text_id)(VAKT_TEXT_level_0 + at)));
    vakt_text_add(text, "\n");
    if (is_marked_best(better, input_hash))
        vakt_say(text, VAKT_TEXT_against_proven, better->name, NULL, NULL);
    else
        vakt_text_add(text, say(VAKT_TEXT_against_unproven));
    vakt_text_add(text, "\n");
}

void vakt_check_against(vakt_text *text, const vakt_instance *instance, const char *input_hash,
                        const vakt_side *one, const vakt_side *other)
{
    vakt_table table;
    int64_t moved = 0;
    vakt_table_init(&table, 4, 0xe);
    vakt_table_cell(&table, say(VAKT_TEXT_against_what));
    vakt_table_cell(&table, one->name);
    vakt_table_cell(&table, other->name);
    vakt_table_cell(&table, say(VAKT_TEXT_against_difference));
    add_row(&table, say(VAKT_TEXT_against_breaches), breaches(one->verdict),
            breaches(other->verdict));
    for (int k = 0; k < instance->n_levels && k <= VAKT_MAX_LEVEL; k++)
        add_row(&table, say((vakt_text_id)(VAKT_TEXT_level_0 + k)), one->verdict->levels[k],
                other->verdict->levels[k]);
    add_row(&table, say(VAKT_TEXT_against_share), outside_share(one->verdict),
            outside_share(other->verdict));
    add_rules(&table, instance, one, other);
    for (size_t d = 0; d < instance->n_duties; d++)
        moved += one->roster->doctor[d] != other->roster->doctor[d];
    vakt_text_addf(text, "\n%s\n", say(VAKT_TEXT_against_head));
    text->failed = text->failed || table.cells.failed;
    if (!text->failed)
        vakt_table_text(&table, text);
    vakt_table_done(&table);
    vakt_say(text, VAKT_TEXT_against_moved, vakt_number_of(moved).text,
             vakt_number_of((int64_t)instance->n_duties).text, NULL);
    vakt_text_add(text, "\n");
    add_verdict(text, input_hash, one, other);
}
