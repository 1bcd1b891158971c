#include "cli/summary.h"

#include <stdio.h>
#include <string.h>

#include "io/sentence.h"
#include "domain/texts.h"

enum { MOST_LINES = 12 }; /* of one kind; the document has them all */

static const char *say(vakt_text_id id)
{
    return vakt_text_of(id);
}

/* Display columns of UTF-8 text: continuation bytes take none. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static void add_padded(vakt_text *text, const char *string, int width)
{
    vakt_text_add(text, string);
    for (int w = width_of(string); w < width; w++)
        vakt_text_add(text, " ");
}

static vakt_number number(size_t value)
{
    return vakt_number_of((int64_t)value);
}

/* A line about `n` things; nothing when there are none. */
static void add_line(vakt_text *text, vakt_text_id id, size_t n)
{
    if (n == 0)
        return;
    vakt_say(text, id, number(n).text, NULL, NULL);
    vakt_text_add(text, "\n");
}

static void add_head(vakt_text *text, const vakt_instance *in)
{
    const vakt_problem *p = in->problem;
    vakt_text_add(text, p->title ? p->title : p->id);
    vakt_text_add(text, ", ");
    vakt_say_period(text, p->from, p->to);
    size_t when_needed = 0;
    for (size_t i = 0; i < in->n_duties; i++)
        when_needed += in->duties[i].only_when_needed;
    vakt_say(text, when_needed > 0 ? VAKT_TEXT_head_when_needed : VAKT_TEXT_head,
             number(in->n_duties).text, number(in->n_doctors).text, number(when_needed).text);
    vakt_text_add(text, "\n");
}

static void add_open(vakt_text *text, const vakt_roster_doc *doc)
{
    add_line(text, VAKT_TEXT_open_duties, doc->n_open);
    for (size_t i = 0; i < doc->n_open && i < MOST_LINES; i++) {
        vakt_text_addf(text, "  %-28s ", doc->open[i].duty);
        vakt_say_span(text, doc->open[i].start, doc->open[i].end);
        vakt_text_add(text, "\n");
    }
    add_line(text, VAKT_TEXT_and_more, doc->n_open > MOST_LINES ? doc->n_open - MOST_LINES : 0);
    add_line(text, VAKT_TEXT_gaps, doc->n_gaps);
    for (size_t i = 0; i < doc->n_gaps && i < MOST_LINES; i++) {
        vakt_text_add(text, "  ");
        vakt_say_span(text, doc->gaps[i].start, doc->gaps[i].end);
        vakt_say(text, VAKT_TEXT_gap_missing, vakt_number_of(doc->gaps[i].missing).text, NULL, NULL);
        vakt_text_add(text, "\n");
    }
    add_line(text, VAKT_TEXT_and_more, doc->n_gaps > MOST_LINES ? doc->n_gaps - MOST_LINES : 0);
}

static void add_hard(vakt_text *text, const vakt_instance *in, const vakt_verdict *v)
{
    size_t n = 0;
    for (size_t i = 0; i < v->n_findings; i++) {
        const vakt_finding *f = &v->findings[i];
        if (!f->hard && !f->excused)
            continue;
        if (n++ == 0)
            vakt_text_addf(text, "%s\n", say(VAKT_TEXT_breaches));
        if (n > 4 * MOST_LINES)
            continue;
        vakt_text_add(text, "  ");
        vakt_text_add(text, f->excused ? say(VAKT_TEXT_excused) : "");
        vakt_say_finding(text, in, f);
        vakt_text_addf(text, " [%s: %s]\n",
                       vakt_rule_info_of(in->settings[f->setting].rule)->word,
                       vakt_rule_info_of(in->settings[f->setting].rule)->source);
    }
    add_line(text, VAKT_TEXT_and_more, n > 4 * MOST_LINES ? n - 4 * MOST_LINES : 0);
}

static void add_costs(vakt_text *text, const vakt_instance *in, const vakt_verdict *v)
{
    bool any = false;
    for (int level = 1; level < in->n_levels; level++) {
        for (size_t i = 0; i < in->n_settings; i++) {
            const vakt_setting *s = &in->settings[i];
            if (!s->on || s->level != level || v->scores[i].cost == 0)
                continue;
            if (!any)
                vakt_text_addf(text, "%s\n", say(VAKT_TEXT_costs));
            any = true;
            char points[24], times[24];
            snprintf(points, sizeof points, "%6lld", (long long)v->scores[i].cost);
            snprintf(times, sizeof times, "%5lld", (long long)v->scores[i].broken);
            vakt_say(text, VAKT_TEXT_cost_row, vakt_number_of(level).text, points, times);
            add_padded(text, vakt_rule_info_of(s->rule)->word, 18);
            vakt_text_add(text, " ");
            vakt_say_statement(text, s->rule, s);
            vakt_text_add(text, "\n");
        }
    }
}

static void add_levels(vakt_text *text, const vakt_roster_doc *doc)
{
    bool given = false;
    for (size_t i = 0; i < doc->n_levels; i++) {
        const vakt_roster_doc_level *l = &doc->levels[i];
        vakt_text_add(text, "  ");
        add_padded(text, l->name, 34);
        char points[24];
        snprintf(points, sizeof points, "%7lld", (long long)l->value);
        vakt_say(text, VAKT_TEXT_level_points, points, NULL, NULL);
        if (doc->work == VAKT_UNSET) {
            vakt_text_add(text, "\n");
            continue;
        }
        vakt_text_add(text, ", ");
        if (l->bound == VAKT_UNSET)
            vakt_text_add(text, say(VAKT_TEXT_no_bound));
        else if (l->bound >= l->value)
            vakt_text_add(text, say(VAKT_TEXT_proven_best));
        else
            vakt_say(text, VAKT_TEXT_at_most_better, vakt_number_of(l->value - l->bound).text, NULL,
                     NULL);
        if (given)
            vakt_text_add(text, say(VAKT_TEXT_given_that));
        vakt_text_add(text, "\n");
        given = given || !l->proven;
    }
}

void vakt_summary(vakt_text *text, const vakt_instance *instance, const vakt_verdict *verdict,
                  const vakt_roster_doc *doc)
{
    add_head(text, instance);
    for (size_t i = 0; i < doc->n_notes; i++)
        vakt_text_addf(text, "%s\n", doc->notes[i].text);
    if (doc->result == VAKT_ROSTER_IMPOSSIBLE)
        vakt_text_addf(text, "%s\n%s\n",
                       say(verdict->legal ? VAKT_TEXT_none_complete : VAKT_TEXT_pins_conflict),
                       say(VAKT_TEXT_see_explain));
    add_open(text, doc);
    add_hard(text, instance, verdict);
    add_costs(text, instance, verdict);
    vakt_text_addf(text, "%s\n", say(VAKT_TEXT_levels));
    add_levels(text, doc);
    vakt_text_addf(text, "%s\n", say(VAKT_TEXT_not_checked));
    for (size_t i = 0; i < doc->n_not_checked; i++)
        vakt_text_addf(text, "  %s: %s\n", doc->not_checked[i].rule, doc->not_checked[i].text);
    if (doc->stopped_by < 0 && doc->work != VAKT_UNSET && doc->result == VAKT_ROSTER_FEASIBLE)
        vakt_text_addf(text, "%s\n", say(VAKT_TEXT_ended_unproven));
}

static const vakt_fairness *fairness_of(const vakt_verdict *v, int doctor, int load_class)
{
    for (size_t i = 0; i < v->n_fairness; i++) {
        if (v->fairness[i].doctor == doctor && v->fairness[i].load_class == load_class)
            return &v->fairness[i];
    }
    return NULL;
}

enum { CELL = 13 }; /* columns of one class in the table */

/* Duties that exist only when needed come on top of the share, so nobody is over it there. */
static bool has_when_needed(const vakt_instance *instance, int load_class)
{
    for (size_t i = 0; i < instance->n_duties; i++) {
        if (instance->duties[i].only_when_needed && instance->duties[i].load_class == load_class)
            return true;
    }
    return false;
}

static void add_share(vakt_text *text, const vakt_instance *instance, const vakt_fairness *f)
{
    char cell[48];
    if (!f) {
        vakt_text_addf(text, "%*s", (int)CELL, ".");
        return;
    }
    bool over = f->assigned > f->band.most && !has_when_needed(instance, f->load_class);
    snprintf(cell, sizeof cell, "%lld (%lld,%lld)%s", (long long)f->assigned,
             (long long)(f->band.share_milli / 1000), (long long)(f->band.share_milli % 1000 / 100),
             f->assigned < f->band.least ? "-" : over ? "+" : " ");
    vakt_text_addf(text, "%*s", (int)CELL, cell);
}

void vakt_summary_fairness(vakt_text *text, const vakt_instance *instance,
                           const vakt_verdict *verdict)
{
    int name_width = 4;
    for (size_t d = 0; d < instance->n_doctors; d++) {
        const vakt_doctor *doctor = &instance->problem->doctors[d];
        int width = width_of(doctor->name ? doctor->name : doctor->id);
        name_width = width > name_width ? width : name_width;
    }
    if (verdict->n_fairness == 0)
        return;
    vakt_text_addf(text, "%s\n  ", say(VAKT_TEXT_fairness));
    add_padded(text, say(VAKT_TEXT_doctor), name_width);
    for (int c = 0; c < VAKT_N_LOADS; c++) {
        for (int w = width_of(vakt_load_words_norwegian[c]); w < CELL; w++)
            vakt_text_add(text, " ");
        vakt_text_add(text, vakt_load_words_norwegian[c]);
    }
    vakt_text_add(text, "\n");
    for (size_t d = 0; d < instance->n_doctors; d++) {
        const vakt_doctor *doctor = &instance->problem->doctors[d];
        vakt_text_add(text, "  ");
        add_padded(text, doctor->name ? doctor->name : doctor->id, name_width);
        for (int c = 0; c < VAKT_N_LOADS; c++)
            add_share(text, instance, fairness_of(verdict, (int)d, c));
        vakt_text_add(text, "\n");
    }
}

void vakt_summary_result(vakt_text *text, const vakt_roster_doc *doc, bool verified)
{
    static const char *const words[] = {"optimal", "feasible", "incomplete", "impossible"};
    vakt_text_addf(text, "result: %s ", doc->result >= 0 ? words[doc->result] : "incomplete");
    for (size_t i = 0; i < doc->n_levels; i++)
        vakt_text_addf(text, "%s%lld", i ? "/" : "", (long long)doc->levels[i].value);
    vakt_text_add(text, " (bound ");
    for (size_t i = 0; i < doc->n_levels; i++) {
        if (doc->levels[i].bound == VAKT_UNSET)
            vakt_text_addf(text, "%s-", i ? "/" : "");
        else
            vakt_text_addf(text, "%s%lld", i ? "/" : "", (long long)doc->levels[i].bound);
    }
    vakt_text_add(text, verified ? ", verified)" : ", not verified)");
}
