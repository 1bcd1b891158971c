/* How much one doctor has: in rolling windows, and in the whole period by agreement. */
#include <stdlib.h>

#include "rules/compile_parts.h"

/* ---- bins ---- */

typedef struct bin_var {
    int bin, var;
} bin_var;

typedef VAKT_VEC(bin_var) bin_vars;

static int compare_bins(const void *left, const void *right)
{
    const bin_var *a = left, *c = right;
    if (a->bin != c->bin)
        return a->bin < c->bin ? -1 : 1;
    return (a->var > c->var) - (a->var < c->var);
}

static void own_bins(vakt_builder *b, int doctor, vakt_bin_range range, const vakt_bins *bins,
                     bin_vars *found)
{
    int last_bin = bins->first + (int)bins->n - 1;
    for (int i = 0; i < (int)b->instance->n_duties; i++) {
        bin_var it = {.var = vakt_assign(b, doctor, i)};
        int first, last;
        if (it.var < 0 || !range(b, i, false, &first, &last))
            continue;
        for (it.bin = first; it.bin <= last; it.bin++)
            if (it.bin >= bins->first && it.bin <= last_bin && !VAKT_VEC_PUSH(found, it))
                vakt_builder_fail(b, VAKT_E_NOMEM);
    }
    if (found->count > 1)
        qsort(found->items, found->count, sizeof *found->items, compare_bins);
}

static void outer_bins(vakt_builder *b, int doctor, vakt_bin_range range, vakt_bins *bins)
{
    for (size_t o = 0; o < b->instance->n_outer; o++) {
        int first, last;
        if (b->instance->outer[o].doctor != doctor || !range(b, (int)o, true, &first, &last))
            continue;
        for (int bin = first; bin <= last; bin++)
            if (bin >= bins->first && bin < bins->first + (int)bins->n)
                bins->outer[bin - bins->first] = true;
    }
}

bool vakt_bins_new(vakt_builder *b, int doctor, int first, int last, vakt_bin_range range,
                   vakt_bins *ret_bins)
{
    size_t n = last >= first ? (size_t)(last - first) + 1 : 0;
    vakt_bins bins = {.first = first, .n = n};
    bins.var = malloc((n + 1) * sizeof *bins.var);
    bins.outer = calloc(n + 1, sizeof *bins.outer);
    if (!bins.var || !bins.outer) {
        vakt_bins_done(&bins);
        vakt_builder_fail(b, VAKT_E_NOMEM);
        return false;
    }
    for (size_t i = 0; i < n; i++)
        bins.var[i] = -1;
    outer_bins(b, doctor, range, &bins);
    bin_vars found = {0};
    vakt_ints members = {0};
    own_bins(b, doctor, range, &bins, &found);
    for (size_t i = 0, j; i < found.count; i = j) {
        members.count = 0;
        for (j = i; j < found.count && found.items[j].bin == found.items[i].bin; j++)
            vakt_ints_add(b, &members, found.items[j].var);
        bins.var[found.items[i].bin - first] = vakt_or(b, doctor, members.items, members.count);
    }
    VAKT_VEC_DONE(&members);
    VAKT_VEC_DONE(&found);
    *ret_bins = bins;
    return true;
}

void vakt_bins_done(vakt_bins *bins)
{
    free(bins->var);
    free(bins->outer);
    *bins = (vakt_bins){0};
}

bool vakt_bin_of_date(const vakt_builder *b, int duty, bool outer, int *ret_first, int *ret_last)
{
    *ret_first = *ret_last =
        outer ? b->instance->outer[duty].date : b->instance->duties[duty].date;
    return vakt_counted(b, duty, outer);
}

void vakt_bins_row(vakt_builder *b, vakt_row_tag tag, int doctor, const vakt_bins *bins, int from,
                   int to, int64_t most)
{
    int64_t outer = 0;
    vakt_row_begin(b, tag, doctor, VAKT_DAY_NONE);
    for (int bin = from; bin <= to; bin++) {
        size_t i = (size_t)(bin - bins->first);
        outer += bins->outer[i];
        if (!bins->outer[i])
            vakt_row_term(b, bins->var[i], 1);
    }
    vakt_row_constant(b, outer);
    vakt_row_at_most(b, vakt_max64(most, outer), 1);
}

/* ---- n_delt ---- */

/* Only the primary layer, unless the entry says which duties it is about. */
static bool bin_of_duty_day(const vakt_builder *b, int duty, bool outer, int *ret_first,
                            int *ret_last)
{
    const vakt_instance *instance = b->instance;
    const vakt_setting *s = vakt_builder_setting(b);
    bool any_layer = s->layers != 0 || s->shift_types || s->load_classes != 0;
    int layer = outer ? instance->outer[duty].layer : instance->duties[duty].layer;
    *ret_first = *ret_last =
        outer ? instance->outer[duty].duty_day : instance->duties[duty].duty_day;
    return (any_layer || layer == VAKT_LAYER_PRIMARY) && vakt_counted(b, duty, outer);
}

void vakt_compile_n_delt(vakt_builder *b)
{
    const vakt_problem *problem = b->instance->problem;
    const vakt_setting *setting = vakt_builder_setting(b);
    int length = (int)setting->weeks * 7;
    if (b->pass != VAKT_PASS_ROWS || setting->least < 1 || length < 1)
        return;
    int64_t most = (length + setting->least - 1) / setting->least;
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++) {
        vakt_bins bins;
        if (!vakt_judges_doctor(b, doctor) ||
            !vakt_bins_new(b, doctor, problem->from - length + 1, problem->to, bin_of_duty_day,
                           &bins))
            continue;
        for (vakt_day last = problem->from; last <= problem->to; last++)
            vakt_bins_row(b, VAKT_ROW_COUNT, doctor, &bins, last - length + 1, last, most);
        vakt_bins_done(&bins);
    }
}

/* ---- most_in_window ---- */

typedef struct window {
    vakt_day first, last;
} window;

static int64_t measured(int measure, int minutes, bool night)
{
    if (measure == VAKT_MEASURE_HOURS)
        return minutes;
    return measure == VAKT_MEASURE_NIGHTS ? night : 1;
}

/* Duties, hours or nights in the window. */
static void sum_row(vakt_builder *b, int doctor, window w, int64_t most)
{
    const vakt_instance *instance = b->instance;
    int measure = vakt_builder_setting(b)->measure;
    int64_t outer = 0;
    vakt_row_begin(b, VAKT_ROW_COUNT, doctor, w.last);
    for (int i = 0; i < (int)instance->n_duties; i++) {
        const vakt_duty *it = &instance->duties[i];
        if (it->date >= w.first && it->date <= w.last && vakt_counted(b, i, false))
            vakt_row_term(b, vakt_assign(b, doctor, i), measured(measure, it->minutes, it->night));
    }
    for (size_t o = 0; o < instance->n_outer; o++) {
        const vakt_outer_duty *it = &instance->outer[o];
        if (it->doctor == doctor && it->date >= w.first && it->date <= w.last &&
            vakt_counted(b, (int)o, true))
            outer += measured(measure, it->minutes, it->night);
    }
    vakt_row_constant(b, outer);
    vakt_row_at_most(b, vakt_max64(most, outer), 1);
}

/* Weekends whose Saturday lies in the window. */
static void weekends_row(vakt_builder *b, int doctor, const vakt_bins *bins, window w,
                         int64_t most)
{
    int from = -1, to = -2;
    for (int i = 0; i < (int)b->instance->n_weekends; i++) {
        vakt_day saturday = b->instance->weekends[i].saturday;
        if (saturday < w.first || saturday > w.last)
            continue;
        from = from < 0 ? i : from;
        to = i;
    }
    vakt_bins_row(b, VAKT_ROW_COUNT, doctor, bins, from, to, most);
}

static void window_rows(vakt_builder *b, int doctor, int length)
{
    const vakt_instance *instance = b->instance;
    const vakt_problem *problem = instance->problem;
    const vakt_setting *setting = vakt_builder_setting(b);
    int measure = setting->measure;
    bool by_day = measure == VAKT_MEASURE_DAYS, by_weekend = measure == VAKT_MEASURE_WEEKENDS;
    vakt_day first_last = setting->days == 0 ? problem->to : problem->from;
    int64_t most = setting->most * (measure == VAKT_MEASURE_HOURS ? 60 : 1);
    vakt_bins bins = {0};
    if (by_day && !vakt_bins_new(b, doctor, first_last - length + 1, problem->to,
                                 vakt_bin_of_date, &bins))
        return;
    if (by_weekend && !vakt_bins_new(b, doctor, 0, (int)instance->n_weekends - 1,
                                     vakt_bin_of_weekend, &bins))
        return;
    for (vakt_day last = first_last; last <= problem->to; last++) {
        window w = {last - length + 1, last};
        if (by_day)
            vakt_bins_row(b, VAKT_ROW_COUNT, doctor, &bins, w.first, w.last, most);
        else if (by_weekend)
            weekends_row(b, doctor, &bins, w, most);
        else
            sum_row(b, doctor, w, most);
    }
    vakt_bins_done(&bins);
}

/* Days 0: the one window of the whole period. */
void vakt_compile_most_in_window(vakt_builder *b)
{
    const vakt_problem *problem = b->instance->problem;
    int length = (int)vakt_builder_setting(b)->days;
    if (length == 0)
        length = problem->to - problem->from + 1;
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++)
        if (b->pass == VAKT_PASS_ROWS && vakt_judges_doctor(b, doctor))
            window_rows(b, doctor, length);
}

/* ---- class_bounds, counting_duties ---- */

static void bounds_terms(vakt_builder *b, int doctor, const vakt_bounds *bounds)
{
    vakt_row_begin(b, VAKT_ROW_COUNT, doctor, VAKT_DAY_NONE);
    for (int i = 0; i < (int)b->instance->n_duties; i++) {
        const vakt_duty *it = &b->instance->duties[i];
        if ((bounds->load_class < 0 || bounds->load_class == it->load_class) &&
            vakt_dates_within(bounds->from, bounds->to, it->date) && vakt_counted(b, i, false))
            vakt_row_term(b, vakt_assign(b, doctor, i), 1);
    }
}

/* More than agreed is as the setting says; fewer, or other than wished, is always a price. */
static void bounds_rows(vakt_builder *b, int doctor, const vakt_bounds *bounds)
{
    if (bounds->most != VAKT_UNSET) {
        bounds_terms(b, doctor, bounds);
        vakt_row_at_most(b, bounds->most, 1);
    }
    if (bounds->least != VAKT_UNSET) {
        bounds_terms(b, doctor, bounds);
        vakt_row_between_priced(b, bounds->least, VAKT_NO_BOUND_HI, 1, 0);
    }
    if (bounds->target != VAKT_UNSET) {
        bounds_terms(b, doctor, bounds);
        vakt_row_between_priced(b, bounds->target, bounds->target, 1, 1);
    }
}

void vakt_compile_class_bounds(vakt_builder *b)
{
    const vakt_problem *problem = b->instance->problem;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++) {
        const vakt_doctor *it = &problem->doctors[doctor];
        if (!vakt_judges_doctor(b, doctor))
            continue;
        for (size_t i = 0; i < it->n_bounds; i++) {
            const vakt_bounds *bounds = &it->bounds[i];
            /* An agreement about another time says nothing of this period. */
            if ((bounds->from == VAKT_DAY_NONE || bounds->from <= problem->to) &&
                (bounds->to == VAKT_DAY_NONE || bounds->to >= problem->from))
                bounds_rows(b, doctor, bounds);
        }
    }
}

void vakt_compile_counting_duties(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        const vakt_counting_need *need = &instance->problem->doctors[doctor].counting;
        if (!need->given || !vakt_judges_doctor(b, doctor))
            continue;
        vakt_row_begin(b, VAKT_ROW_COUNT, doctor, VAKT_DAY_NONE);
        for (int i = 0; i < (int)instance->n_duties; i++)
            if (instance->duties[i].counting && vakt_counted(b, i, false) &&
                vakt_dates_within(VAKT_DAY_NONE, need->by, instance->duties[i].date))
                vakt_row_term(b, vakt_assign(b, doctor, i), 1);
        /* Counting duties already done are no breach: the row then asks for nothing. */
        vakt_row_between_priced(b, vakt_max64(0, need->needed - need->done), VAKT_NO_BOUND_HI, 1,
                                0);
    }
}
