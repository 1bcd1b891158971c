/* Rules about days, nights and weekends that follow each other, and duties that belong together. */
#include "rules/compile_parts.h"

/* ---- run_days, run_nights ---- */

static bool bin_of_night(const vakt_builder *b, int duty, bool outer, int *ret_first,
                         int *ret_last)
{
    const vakt_instance *instance = b->instance;
    bool night = outer ? instance->outer[duty].night : instance->duties[duty].night;
    return night && vakt_bin_of_date(b, duty, outer, ret_first, ret_last);
}

/* Days [i, i + n): not one duty on each of them. A day that a given duty fills is filled; when they
 * fill all days, any own duty among them makes it the doctor's breach. */
static void run_row(vakt_builder *b, int doctor, const vakt_bins *bins, size_t i, size_t n)
{
    int64_t open = 0;
    for (size_t k = i; k < i + n; k++) {
        if (!bins->outer[k] && bins->var[k] < 0)
            return;
        open += !bins->outer[k];
    }
    vakt_row_begin(b, VAKT_ROW_RUN, doctor, bins->first + (int)(i + n) - 1);
    if (open == 0)
        vakt_row_term(b, vakt_or(b, doctor, &bins->var[i], n), 1);
    for (size_t k = i; k < i + n; k++)
        if (!bins->outer[k])
            vakt_row_term(b, bins->var[k], 1);
    vakt_row_at_most(b, open > 0 ? open - 1 : 0, 1);
}

static void run_rows(vakt_builder *b, vakt_bin_range range)
{
    const vakt_problem *problem = b->instance->problem;
    int most = (int)vakt_builder_setting(b)->most;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++) {
        vakt_bins bins;
        if (!vakt_judges_doctor(b, doctor) ||
            !vakt_bins_new(b, doctor, problem->from - most, problem->to + most, range, &bins))
            continue;
        for (size_t i = 0; i + (size_t)most < bins.n; i++)
            run_row(b, doctor, &bins, i, (size_t)most + 1);
        vakt_bins_done(&bins);
    }
}

void vakt_compile_run_days(vakt_builder *b)
{
    run_rows(b, vakt_bin_of_date);
}

void vakt_compile_run_nights(vakt_builder *b)
{
    run_rows(b, bin_of_night);
}

/* ---- free_after_nights ---- */

/* A night or another duty, own or outer. */
typedef struct either {
    int index;
    bool outer, night;
    vakt_day date;
} either;

static either own_duty(const vakt_builder *b, int duty)
{
    const vakt_duty *it = &b->instance->duties[duty];
    return (either){.index = duty, .night = it->night, .date = it->date};
}

static either outer_duty(const vakt_builder *b, size_t outer)
{
    const vakt_outer_duty *it = &b->instance->outer[outer];
    return (either){.index = (int)outer, .outer = true, .night = it->night, .date = it->date};
}

static void either_term(vakt_builder *b, int doctor, const either *duty)
{
    if (duty->outer)
        vakt_row_constant(b, 1);
    else
        vakt_row_term(b, vakt_assign(b, doctor, duty->index), 1);
}

/* Another duty too soon after the last of the nights: the night is not the last when there is one
 * of the date after it. */
static void after_night_row(vakt_builder *b, int doctor, const either *night, const either *other)
{
    const vakt_instance *instance = b->instance;
    vakt_row_begin(b, VAKT_ROW_FOLLOW, doctor, other->date);
    either_term(b, doctor, night);
    either_term(b, doctor, other);
    for (int i = 0; i < (int)instance->n_duties; i++)
        if (instance->duties[i].night && instance->duties[i].date == night->date + 1)
            vakt_row_term(b, vakt_assign(b, doctor, i), -1);
    vakt_row_at_most(b, 1, 1);
}

static bool outer_night_on(const vakt_instance *instance, int doctor, vakt_day date)
{
    for (size_t o = 0; o < instance->n_outer; o++)
        if (instance->outer[o].doctor == doctor && instance->outer[o].night &&
            instance->outer[o].date == date)
            return true;
    return false;
}

static bool too_soon(const either *night, const either *other, int64_t days)
{
    return other->date > night->date && other->date - night->date <= days &&
           !(other->night && other->date == night->date + 1);
}

static void after_night(vakt_builder *b, int doctor, const either *night)
{
    const vakt_instance *instance = b->instance;
    int64_t days = vakt_builder_setting(b)->days;
    if (outer_night_on(instance, doctor, night->date + 1))
        return;
    for (int i = 0; i < (int)instance->n_duties; i++) {
        either other = own_duty(b, i);
        if (!too_soon(night, &other, days) || vakt_assign(b, doctor, i) < 0)
            continue;
        if (night->outer ? vakt_judges_duty(b, doctor, i) : !vakt_same_unit(b, night->index, i))
            after_night_row(b, doctor, night, &other);
    }
    for (size_t o = 0; o < instance->n_outer && !night->outer; o++) {
        either other = outer_duty(b, o);
        if (instance->outer[o].doctor == doctor && too_soon(night, &other, days))
            after_night_row(b, doctor, night, &other);
    }
}

void vakt_compile_free_after_nights(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        for (int i = 0; i < (int)instance->n_duties; i++) {
            either night = own_duty(b, i);
            if (night.night && vakt_assign(b, doctor, i) >= 0 && vakt_judges_duty(b, doctor, i))
                after_night(b, doctor, &night);
        }
        for (size_t o = 0; o < instance->n_outer; o++) {
            either night = outer_duty(b, o);
            if (night.night && instance->outer[o].doctor == doctor)
                after_night(b, doctor, &night);
        }
    }
}

/* ---- weekends ---- */

bool vakt_bin_of_weekend(const vakt_builder *b, int duty, bool outer, int *ret_first,
                         int *ret_last)
{
    const vakt_instance *instance = b->instance;
    *ret_first = outer ? instance->outer[duty].first_weekend
                       : instance->duties[duty].first_weekend;
    *ret_last = outer ? instance->outer[duty].last_weekend : instance->duties[duty].last_weekend;
    return *ret_first <= *ret_last && vakt_counted(b, duty, outer);
}

void vakt_compile_weekend_gap(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    int gap = (int)vakt_builder_setting(b)->weeks;
    if (b->pass != VAKT_PASS_ROWS || instance->n_weekends == 0)
        return;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        vakt_bins bins;
        if (!vakt_judges_doctor(b, doctor) ||
            !vakt_bins_new(b, doctor, 0, (int)instance->n_weekends - 1, vakt_bin_of_weekend,
                           &bins))
            continue;
        for (int last = gap; last < (int)instance->n_weekends; last++)
            if (instance->weekends[last].in_period)
                vakt_bins_row(b, VAKT_ROW_RUN, doctor, &bins, last - gap, last, 1);
        vakt_bins_done(&bins);
    }
}

/* Saturday without Sunday, or the other way; a given duty on either day asks nothing. */
static void whole_weekend_rows(vakt_builder *b, int doctor, const vakt_bins *bins, size_t saturday)
{
    if (bins->outer[saturday] || bins->outer[saturday + 1])
        return;
    for (int way = -1; way <= 1; way += 2) {
        vakt_row_begin(b, VAKT_ROW_WHOLE, doctor, bins->first + (int)saturday);
        vakt_row_term(b, bins->var[saturday], way);
        vakt_row_term(b, bins->var[saturday + 1], -way);
        vakt_row_at_most(b, 0, 1);
    }
}

void vakt_compile_whole_weekend(vakt_builder *b)
{
    const vakt_problem *problem = b->instance->problem;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++) {
        vakt_bins bins;
        if (!vakt_judges_doctor(b, doctor) ||
            !vakt_bins_new(b, doctor, problem->from, problem->to, vakt_bin_of_date, &bins))
            continue;
        for (size_t i = 0; i + 1 < bins.n; i++)
            if (vakt_day_weekday(bins.first + (int)i) == VAKT_SAT)
                whole_weekend_rows(b, doctor, &bins, i);
        vakt_bins_done(&bins);
    }
}

/* ---- linked_block ---- */

/* n * (has one) - (how many): what is missing. Nothing is when the doctor has none of them. */
static void block_row(vakt_builder *b, int doctor, const vakt_block_instance *block)
{
    vakt_ints vars = {0};
    for (size_t i = 0; i < block->n_duties; i++)
        vakt_ints_add(b, &vars, vakt_assign(b, doctor, block->duties[i]));
    vakt_row_begin(b, VAKT_ROW_WHOLE, doctor, b->instance->duties[block->duties[0]].date);
    vakt_row_term(b, vakt_or(b, doctor, vars.items, vars.count), (int64_t)block->n_duties);
    for (size_t i = 0; i < vars.count; i++)
        vakt_row_term(b, vars.items[i], -1);
    vakt_row_at_most(b, 0, 1);
    VAKT_VEC_DONE(&vars);
}

/* Soft blocks only: a hard one is a unit and cannot be split. */
void vakt_compile_linked_block(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (size_t i = 0; i < instance->n_blocks; i++) {
        const vakt_block_instance *block = &instance->blocks[i];
        if (!instance->problem->blocks[block->block].soft || block->n_duties == 0)
            continue;
        for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++)
            if (vakt_judges_duty(b, doctor, block->duties[0]))
                block_row(b, doctor, block);
    }
}
