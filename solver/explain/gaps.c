/*
 * Problem: time that no duty covers, said once for each weekly pattern of it and not once for each
 * segment of each day.
 *
 * Idea: the compiler tells of every segment in which too few are on whoever has which duty. What the
 * law asks is left out where a demand for cover says the same; stretches that follow each other are
 * joined; those of equal clock times are one gap with many days. Quadratic in the stretches told,
 * which are few unless a whole layer is missing, and then they are one.
 */
#include <stdlib.h>
#include <string.h>

#include "explain/model.h"

static int compare_stretches(const void *left, const void *right)
{
    const vakt_uncovered *a = left, *b = right;
    if (a->setting != b->setting)
        return a->setting < b->setting ? -1 : 1;
    if (a->layer != b->layer)
        return a->layer < b->layer ? -1 : 1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->missing > b->missing) - (a->missing < b->missing);
}

static bool same_site(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool same_demand(const vakt_uncovered *a, const vakt_uncovered *b)
{
    return a->setting == b->setting && a->layer == b->layer && a->missing == b->missing &&
           same_site(a->site, b->site);
}

/* In place; returns how many are left. */
static size_t join(vakt_uncovered *items, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        size_t k = kept;
        while (k > 0 && !(same_demand(&items[k - 1], &items[i]) &&
                          items[k - 1].end >= items[i].start && items[k - 1].start <= items[i].end))
            k--;
        if (k == 0)
            items[kept++] = items[i];
        else if (items[i].end > items[k - 1].end)
            items[k - 1].end = items[i].end;
    }
    return kept;
}

/* A demand for cover says the same of all of this time. */
static bool said_by_cover(const vakt_instance *instance, const vakt_uncovered *items, size_t n,
                          const vakt_uncovered *one)
{
    if (instance->settings[one->setting].rule != VAKT_RULE_always_one)
        return false;
    for (size_t i = 0; i < n; i++)
        if (instance->settings[items[i].setting].rule == VAKT_RULE_cover &&
            items[i].start <= one->start && items[i].end >= one->end)
            return true;
    return false;
}

static bool same_clocks(const vakt_gap *gap, const vakt_uncovered *one)
{
    vakt_day day, gap_day;
    int clock, gap_clock;
    vakt_oslo_from_utc(one->start, &day, &clock);
    vakt_oslo_from_utc(gap->start, &gap_day, &gap_clock);
    if (clock != gap_clock || gap->setting != one->setting || gap->layer != one->layer ||
        gap->missing != one->missing || !same_site(gap->site, one->site))
        return false;
    vakt_day first = day, gap_first = gap_day;
    vakt_oslo_from_utc(one->end, &day, &clock);
    vakt_oslo_from_utc(gap->end, &gap_day, &gap_clock);
    return clock == gap_clock && day - first == gap_day - gap_first;
}

static vakt_status add_gap(vakt_model *model, const vakt_uncovered *one, size_t room)
{
    size_t at = 0;
    int clock;
    while (at < model->n_gaps && !same_clocks(&model->gaps[at], one))
        at++;
    vakt_gap *gap = &model->gaps[at];
    if (at == model->n_gaps) {
        *gap = (vakt_gap){.setting = one->setting, .layer = one->layer, .site = one->site,
                          .missing = one->missing, .start = one->start, .end = one->end};
        gap->days = vakt_arena_alloc(model->arena, room, sizeof *gap->days);
        if (!gap->days)
            return VAKT_E_NOMEM;
        model->n_gaps++;
    }
    vakt_oslo_from_utc(one->start, &gap->days[gap->n_days++], &clock);
    return VAKT_OK;
}

vakt_status vakt_gaps_make(vakt_model *model, vakt_uncovered *items, size_t n)
{
    if (n > 1)
        qsort(items, n, sizeof *items, compare_stretches);
    n = join(items, n);
    model->n_gaps = 0;
    model->gaps = vakt_arena_alloc(model->arena, n + 1, sizeof *model->gaps);
    if (!model->gaps)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < n; i++) {
        if (said_by_cover(model->instance, items, n, &items[i]))
            continue;
        vakt_status status = add_gap(model, &items[i], n);
        if (status != VAKT_OK)
            return status;
    }
    return VAKT_OK;
}

/* The stretch of time of the gap on its i-th day. */
vakt_interval vakt_gap_on(const vakt_gap *gap, size_t i)
{
    vakt_day first, last;
    int start, end;
    vakt_oslo_from_utc(gap->start, &first, &start);
    vakt_oslo_from_utc(gap->end, &last, &end);
    return (vakt_interval){vakt_oslo_to_utc(gap->days[i], start),
                           vakt_oslo_to_utc(gap->days[i] + (last - first), end)};
}

static bool meet(const vakt_gap *a, const vakt_gap *b)
{
    for (size_t i = 0; i < a->n_days; i++) {
        vakt_interval left = vakt_gap_on(a, i);
        for (size_t k = 0; k < b->n_days; k++) {
            vakt_interval right = vakt_gap_on(b, k);
            if (left.start < right.end && right.start < left.end)
                return true;
        }
    }
    return false;
}

bool vakt_gap_is_left(const vakt_gap *gap, const vakt_model *changed)
{
    for (size_t i = 0; i < changed->n_gaps; i++)
        if (changed->gaps[i].layer == gap->layer && same_site(changed->gaps[i].site, gap->site) &&
            meet(gap, &changed->gaps[i]))
            return true;
    return false;
}
