#include "whatif/measure.h"

#include <stdlib.h>
#include <string.h>

#define WORD(id, word) word,
const char *const vakt_load_kind_words[] = {VAKT_LOAD_KINDS(WORD) NULL};
#undef WORD
const char *const vakt_column_kind_words[] = {"base", "scenario", "roster", "point", "price",
                                              NULL};
const char *const vakt_column_result_words[] = {"optimal", "feasible", "incomplete", "impossible",
                                                NULL};

/* ---- per doctor ---- */

static bool in_service(const vakt_instance *in, int doctor)
{
    for (vakt_day day = in->problem->from; day <= in->problem->to; day++) {
        if (vakt_instance_doctor_day(in, doctor, day)->in_service)
            return true;
    }
    return false;
}

static bool has_share(const vakt_verdict *v, int doctor)
{
    for (size_t i = 0; i < v->n_fairness; i++) {
        if (v->fairness[i].doctor == doctor &&
            (v->fairness[i].band.share_milli > 0 || v->fairness[i].assigned > 0))
            return true;
    }
    return false;
}

/* Weekends that the doctor's duties touch. */
static int64_t weekends_of(const vakt_instance *in, const vakt_roster *roster, int doctor)
{
    int64_t n = 0;
    for (int w = 0; w < (int)in->n_weekends; w++) {
        bool touched = false;
        for (size_t i = 0; i < in->n_duties && !touched; i++)
            touched = roster->doctor[i] == doctor && in->duties[i].first_weekend <= w &&
                      w <= in->duties[i].last_weekend;
        n += touched;
    }
    return n;
}

static int64_t count_of(const vakt_instance *in, const vakt_roster *roster, int doctor, int kind)
{
    int64_t n = 0;
    vakt_day last_red = VAKT_DAY_NONE;
    if (kind == VAKT_PER_WEEKENDS)
        return weekends_of(in, roster, doctor);
    for (size_t i = 0; i < in->n_duties; i++) {
        const vakt_duty *d = &in->duties[i];
        if (roster->doctor[i] != doctor)
            continue;
        bool red = vakt_instance_is_red(in, d->date) && d->date != last_red;
        last_red = red ? d->date : last_red;
        n += kind == VAKT_PER_DUTIES  ? 1
             : kind == VAKT_PER_NIGHTS ? d->night
             : kind == VAKT_PER_RED    ? red
                                       : d->minutes;
    }
    return kind == VAKT_PER_HOURS ? (n + 30) / 60 : n;
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static vakt_status measure_doctors(const vakt_instance *in, const vakt_roster *roster,
                                   const vakt_verdict *v, vakt_arena *arena, vakt_column *c)
{
    int *sharing = vakt_arena_alloc(arena, in->n_doctors, sizeof *sharing);
    int64_t *counts = vakt_arena_alloc(arena, in->n_doctors, sizeof *counts);
    c->spreads = vakt_arena_alloc(arena, VAKT_N_PER, sizeof *c->spreads);
    if (!sharing || !counts || !c->spreads)
        return VAKT_E_NOMEM;
    size_t n = 0;
    for (int i = 0; i < (int)in->n_doctors; i++) {
        if (!in_service(in, i))
            continue;
        c->doctors++;
        if (v->n_fairness == 0 || has_share(v, i) || count_of(in, roster, i, VAKT_PER_DUTIES) > 0)
            sharing[n++] = i; /* volunteers may have duties without a share */
    }
    c->sharing = (int64_t)n;
    c->n_spreads = VAKT_N_PER;
    for (int kind = 0; kind < VAKT_N_PER; kind++) {
        vakt_spread *spread = &c->spreads[kind];
        *spread = (vakt_spread){NULL, kind, VAKT_UNSET, VAKT_UNSET, VAKT_UNSET};
        if (n == 0)
            continue;
        for (size_t i = 0; i < n; i++)
            counts[i] = count_of(in, roster, sharing[i], kind);
        qsort(counts, n, sizeof *counts, by_size);
        spread->least = counts[0];
        spread->middle = counts[(n - 1) / 2];
        spread->most = counts[n - 1];
    }
    return VAKT_OK;
}

/* ---- the whole ---- */

/* Every rate that fits a duty is paid for all its minutes. */
static int64_t ore_of(const vakt_problem *p, const vakt_shift_type *type, const vakt_duty *d)
{
    int64_t ore = 0;
    for (size_t i = 0; i < p->n_rates; i++) {
        const vakt_rate *r = &p->rates[i];
        bool fits = (r->from == VAKT_DAY_NONE || r->from <= d->date) &&
                    (r->to == VAKT_DAY_NONE || d->date <= r->to) &&
                    (r->load_class < 0 || r->load_class == d->load_class) &&
                    (r->presence < 0 || r->presence == d->presence) &&
                    (r->duty_class == VAKT_UNSET || r->duty_class == type->duty_class);
        ore += fits ? r->ore_per_hour * d->minutes / 60 : 0;
    }
    return ore;
}

static void measure_duties(const vakt_instance *in, const vakt_roster *roster, vakt_column *c)
{
    const vakt_problem *p = in->problem;
    c->ore = p->n_rates > 0 ? 0 : VAKT_UNSET;
    for (size_t i = 0; i < in->n_duties; i++) {
        const vakt_duty *d = &in->duties[i];
        if (roster->doctor[i] == VAKT_NOBODY) {
            c->open_duties += d->required;
            continue;
        }
        c->duties++;
        c->backup_duties += d->layer == VAKT_LAYER_BACKUP;
        c->nights_with_backup += d->layer == VAKT_LAYER_BACKUP && d->night;
        if (c->ore != VAKT_UNSET)
            c->ore += ore_of(p, &p->shift_types[d->shift_type], d);
    }
}

static bool is_gap(vakt_rule_kind rule)
{
    return rule == VAKT_RULE_cover || rule == VAKT_RULE_always_one;
}

static int by_start(const void *a, const void *b)
{
    const vakt_interval *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

/* Time with too few doctors on, whatever requirement says so: each minute once. */
static vakt_status measure_gaps(const vakt_instance *in, const vakt_verdict *v, vakt_arena *arena,
                                vakt_column *c)
{
    vakt_interval *gaps = vakt_arena_alloc(arena, v->n_findings, sizeof *gaps);
    size_t n = 0;
    vakt_minute until = INT64_MIN;
    if (!gaps)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < v->n_findings; i++) {
        const vakt_finding *f = &v->findings[i];
        if (is_gap(in->settings[f->setting].rule) && f->start != VAKT_UNSET)
            gaps[n++] = (vakt_interval){f->start, f->end};
    }
    if (n > 1)
        qsort(gaps, n, sizeof *gaps, by_start);
    for (size_t i = 0; i < n; i++) {
        vakt_minute from = gaps[i].start > until ? gaps[i].start : until;
        if (gaps[i].end > from)
            c->uncovered_minutes += gaps[i].end - from;
        until = gaps[i].end > until ? gaps[i].end : until;
    }
    return VAKT_OK;
}

static void measure_verdict(const vakt_verdict *v, vakt_column *c)
{
    for (size_t i = 0; i < v->n_findings; i++)
        c->breaches += v->findings[i].hard && !v->findings[i].excused;
    for (size_t i = 0; i < v->n_fairness; i++) {
        const vakt_fairness *f = &v->fairness[i];
        c->outside_band += f->assigned < f->band.least || f->assigned > f->band.most;
    }
    for (size_t i = 0; i < v->n_wishes; i++) {
        c->wishes += v->wishes[i].counted;
        c->wishes_kept += v->wishes[i].counted && v->wishes[i].denied == 0;
    }
    c->legal = v->legal;
    c->complete = v->complete;
}

static vakt_status measure_municipalities(const vakt_instance *in, const vakt_verdict *v,
                                          vakt_arena *arena, vakt_column *c)
{
    c->municipalities = vakt_arena_alloc(arena, v->n_municipalities, sizeof *c->municipalities);
    if (!c->municipalities)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < v->n_municipalities; i++) {
        const vakt_municipality_share *share = &v->municipalities[i];
        const vakt_municipality *m = &in->problem->district.municipalities[share->municipality];
        c->municipalities[c->n_municipalities++] =
            (vakt_owed){NULL, m->id, m->name, share->band.least, share->band.most,
                        share->delivered};
    }
    return VAKT_OK;
}

static int by_cost(const void *a, const void *b)
{
    const vakt_rule_cost *x = a, *y = b;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    if (x->points != y->points)
        return x->points > y->points ? -1 : 1;
    return (x->rule > y->rule) - (x->rule < y->rule);
}

/* The rules that cost, the highest level first, dearest first; entries of one rule together. */
static vakt_status measure_rules(const vakt_instance *in, const vakt_verdict *v, vakt_arena *arena,
                                 vakt_column *c)
{
    c->rules = vakt_arena_alloc(arena, in->n_settings, sizeof *c->rules);
    if (!c->rules)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < in->n_settings; i++) {
        const vakt_setting *s = &in->settings[i];
        size_t k = 0;
        if (!s->on || v->scores[i].cost == 0)
            continue;
        while (k < c->n_rules &&
               (c->rules[k].rule != (int)s->rule || c->rules[k].level != s->level))
            k++;
        if (k == c->n_rules)
            c->rules[c->n_rules++] = (vakt_rule_cost){NULL, (int)s->rule, s->level, 0, 0, s};
        c->rules[k].broken += v->scores[i].broken;
        c->rules[k].points += v->scores[i].cost;
    }
    if (c->n_rules > 1)
        qsort(c->rules, c->n_rules, sizeof *c->rules, by_cost);
    return VAKT_OK;
}

static vakt_status measure_norms(const vakt_instance *in, vakt_arena *arena, vakt_column *c)
{
    vakt_norm_report *report = NULL;
    vakt_status status = vakt_norm_report_new(in, VAKT_UNSET, arena, &report);
    if (status != VAKT_OK)
        return status;
    c->population = report->population;
    c->band_from = report->band_from;
    c->band_to = report->band_to;
    c->norms = report->rows;
    c->n_norms = report->n_rows;
    for (size_t i = 0; i < report->n_rows; i++)
        c->norms_short += report->rows[i].verdict == VAKT_NORM_SHORT;
    return VAKT_OK;
}

vakt_status vakt_column_measure(const vakt_instance *instance, const vakt_roster *roster,
                                const vakt_verdict *verdict, vakt_arena *arena,
                                vakt_column *column)
{
    vakt_status status;
    measure_duties(instance, roster, column);
    measure_verdict(verdict, column);
    VAKT_TRY(measure_gaps(instance, verdict, arena, column));
    VAKT_TRY(measure_doctors(instance, roster, verdict, arena, column));
    VAKT_TRY(measure_municipalities(instance, verdict, arena, column));
    VAKT_TRY(measure_rules(instance, verdict, arena, column));
    VAKT_TRY(measure_norms(instance, arena, column));
done:
    return status;
}

void vakt_column_compare(const vakt_instance *base, const vakt_roster *base_roster,
                         const vakt_instance *instance, const vakt_roster *roster,
                         vakt_column *column)
{
    for (int i = 0; i < (int)instance->n_doctors; i++) {
        int before = vakt_instance_doctor_index(base, instance->problem->doctors[i].id);
        if (before < 0 || !in_service(base, before) || !in_service(instance, i))
            continue;
        int64_t more = count_of(instance, roster, i, VAKT_PER_DUTIES) -
                       count_of(base, base_roster, before, VAKT_PER_DUTIES);
        column->gained += more < 0;
        column->lost += more > 0;
        column->same += more == 0;
        column->most_gained = -more > column->most_gained ? -more : column->most_gained;
        column->most_lost = more > column->most_lost ? more : column->most_lost;
    }
}
