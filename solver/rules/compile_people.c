/* Rules about feasts, about doctors with or without each other, wishes and the standing pattern. */
#include <string.h>

#include "rules/compile_parts.h"

/* ---- feasts ---- */

/* Has the doctor an own duty dated from..to? */
static int on_duty_between(vakt_builder *b, int doctor, vakt_day from, vakt_day to)
{
    const vakt_instance *instance = b->instance;
    vakt_ints vars = {0};
    for (int i = 0; i < (int)instance->n_duties; i++)
        if (instance->duties[i].date >= from && instance->duties[i].date <= to &&
            vakt_counted(b, i, false))
            vakt_ints_add(b, &vars, vakt_assign(b, doctor, i));
    int var = vakt_or(b, doctor, vars.items, vars.count);
    VAKT_VEC_DONE(&vars);
    return var;
}

/* peak: index of the problem's peaks, or -1 for the feast. */
static bool did_feast(const vakt_instance *instance, int doctor, int feast, int peak, int year)
{
    const vakt_doctor *it = &instance->problem->doctors[doctor];
    for (size_t i = 0; i < it->n_feasts_done; i++) {
        const vakt_feast_done *done = &it->feasts_done[i];
        if (done->year != year)
            continue;
        if (peak < 0 ? done->feast == feast
                     : done->feast < 0 && done->peak &&
                           strcmp(done->peak, instance->problem->peaks[peak].id) == 0)
            return true;
    }
    return false;
}

void vakt_compile_feast_repeat(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        if (!vakt_judges_doctor(b, doctor))
            continue;
        for (size_t f = 0; f < instance->n_feasts; f++) {
            const vakt_feast_span *span = &instance->feasts[f];
            if (did_feast(instance, doctor, span->feast, span->peak, span->year - 1))
                vakt_cost_add(b, on_duty_between(b, doctor, span->from, span->to), 1);
        }
    }
}

static const vakt_feast_span *find_feast(const vakt_instance *instance, int feast, int year)
{
    for (size_t f = 0; f < instance->n_feasts; f++)
        if (instance->feasts[f].feast == feast && instance->feasts[f].year == year)
            return &instance->feasts[f];
    return NULL;
}

/* The span and the other feast of the same winter, of which the period may have nothing: then what
 * the doctor has done counts. */
static void feast_both_row(vakt_builder *b, int doctor, const vakt_feast_span *span, int feast,
                           const vakt_feast_span *other)
{
    if (!other && !did_feast(b->instance, doctor, feast, -1, span->year))
        return;
    vakt_row_begin(b, VAKT_ROW_FOLLOW, doctor, span->from);
    vakt_row_term(b, on_duty_between(b, doctor, span->from, span->to), 1);
    if (other)
        vakt_row_term(b, on_duty_between(b, doctor, other->from, other->to), 1);
    else
        vakt_row_constant(b, 1);
    vakt_row_at_most(b, 1, 1);
}

void vakt_compile_feast_both(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        if (!vakt_judges_doctor(b, doctor))
            continue;
        for (size_t f = 0; f < instance->n_feasts; f++) {
            const vakt_feast_span *span = &instance->feasts[f];
            if (span->feast == VAKT_FEAST_JUL)
                feast_both_row(b, doctor, span, VAKT_FEAST_NYTTAR,
                               find_feast(instance, VAKT_FEAST_NYTTAR, span->year));
            else if (span->feast == VAKT_FEAST_NYTTAR &&
                     !find_feast(instance, VAKT_FEAST_JUL, span->year))
                feast_both_row(b, doctor, span, VAKT_FEAST_JUL, NULL);
        }
    }
}

/* ---- how many share ---- */

void vakt_compile_most_different(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    vakt_ints vars = {0};
    if (b->pass != VAKT_PASS_ROWS)
        return;
    vakt_row_begin(b, VAKT_ROW_USED, -1, VAKT_DAY_NONE);
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        vars.count = 0;
        for (int i = 0; i < (int)instance->n_duties; i++)
            if (vakt_assign(b, doctor, i) >= 0 && vakt_judges_duty(b, doctor, i))
                vakt_ints_add(b, &vars, vakt_assign(b, doctor, i));
        vakt_row_term(b, vakt_or(b, doctor, vars.items, vars.count), 1);
    }
    vakt_row_at_most(b, vakt_builder_setting(b)->most, 1);
    VAKT_VEC_DONE(&vars);
}

/* ---- doctors apart and together ---- */

/* The doctors that the entry names. */
static void named_doctors(vakt_builder *b, vakt_ints *doctors)
{
    const vakt_setting *setting = vakt_builder_setting(b);
    for (int doctor = 0; setting->doctors && doctor < (int)b->instance->n_doctors; doctor++)
        if (setting->doctors[doctor])
            vakt_ints_add(b, doctors, doctor);
}

static void held_by_any(vakt_builder *b, const vakt_ints *doctors, int duty)
{
    for (size_t i = 0; i < doctors->count; i++)
        if (vakt_judges_duty(b, doctors->items[i], duty))
            vakt_row_term(b, vakt_assign(b, doctors->items[i], duty), 1);
}

/* A duty has one doctor and a doctor one duty at a time: two duties that overlap, both held by the
 * doctors named, are held by two of them. One unit has one doctor. */
void vakt_compile_pair_apart(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    vakt_ints doctors = {0};
    if (b->pass != VAKT_PASS_ROWS)
        return;
    named_doctors(b, &doctors);
    for (int i = 0; doctors.count >= 2 && i < (int)instance->n_duties; i++) {
        for (int j = i + 1; j < (int)instance->n_duties; j++) {
            if (instance->duties[j].start >= instance->duties[i].end)
                break;
            if (vakt_same_unit(b, i, j))
                continue;
            vakt_row_begin(b, VAKT_ROW_BOTH, -1, instance->duties[j].date);
            held_by_any(b, &doctors, i);
            held_by_any(b, &doctors, j);
            vakt_row_at_most(b, 1, 1);
        }
    }
    VAKT_VEC_DONE(&doctors);
}

/* A duty of one that no duty of the other overlaps. */
static void alone_row(vakt_builder *b, int doctor, int duty, int other)
{
    const vakt_instance *instance = b->instance;
    const vakt_duty *it = &instance->duties[duty];
    vakt_row_begin(b, VAKT_ROW_BOTH, -1, it->date);
    vakt_row_term(b, vakt_assign(b, doctor, duty), 1);
    for (int i = 0; i < (int)instance->n_duties && instance->duties[i].start < it->end; i++)
        if (vakt_duties_meet(it, &instance->duties[i]) && !vakt_same_unit(b, duty, i))
            vakt_row_term(b, vakt_assign(b, other, i), -1);
}

void vakt_compile_pair_together(vakt_builder *b)
{
    vakt_ints doctors = {0};
    if (b->pass != VAKT_PASS_ROWS)
        return;
    named_doctors(b, &doctors);
    for (int i = 0; doctors.count == 2 && i < (int)b->instance->n_duties; i++) {
        for (int one = 0; one < 2; one++) {
            int doctor = doctors.items[one];
            if (vakt_assign(b, doctor, i) < 0 || !vakt_judges_duty(b, doctor, i))
                continue;
            alone_row(b, doctor, i, doctors.items[1 - one]);
            vakt_row_at_most(b, 0, 1);
        }
    }
    VAKT_VEC_DONE(&doctors);
}

static bool learns_alone(const vakt_duty *duty)
{
    return duty->presence == VAKT_PRESENT && !duty->follow;
}

/* Newcomers on at the moment: a unit once, though two of its duties may contain it. */
static void newcomers_row(vakt_builder *b, const vakt_ints *on, vakt_day day)
{
    const vakt_instance *instance = b->instance;
    vakt_row_begin(b, VAKT_ROW_BOTH, -1, day);
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        vakt_day until = instance->problem->doctors[doctor].newcomer_until;
        for (size_t i = 0; until != VAKT_DAY_NONE && i < on->count; i++) {
            int duty = on->items[i];
            if (until >= instance->duties[duty].date && !vakt_unit_seen(b, on, i) &&
                vakt_assign(b, doctor, duty) >= 0 && vakt_judges_duty(b, doctor, duty))
                vakt_row_term(b, vakt_assign(b, doctor, duty), 1);
        }
    }
    vakt_row_at_most(b, 1, 1);
}

void vakt_compile_newcomers_apart(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    vakt_ints on = {0};
    bool any = false;
    vakt_minute last = INT64_MIN;
    for (size_t d = 0; d < instance->n_doctors; d++)
        any = any || instance->problem->doctors[d].newcomer_until != VAKT_DAY_NONE;
    if (b->pass != VAKT_PASS_ROWS || !any)
        return;
    for (int i = 0; i < (int)instance->n_duties; i++) {
        const vakt_duty *it = &instance->duties[i];
        if (!learns_alone(it) || it->start == last)
            continue;
        last = it->start;
        on.count = 0;
        for (int j = 0; j < (int)instance->n_duties && instance->duties[j].start <= last; j++)
            if (learns_alone(&instance->duties[j]) && instance->duties[j].end > last)
                vakt_ints_add(b, &on, j);
        newcomers_row(b, &on, it->date);
    }
    VAKT_VEC_DONE(&on);
}

/* ---- wishes ---- */

typedef struct wished {
    const vakt_wish *wish;
    int doctor, colleague; /* colleague -1: none */
    int64_t points;
} wished;

static bool wish_fits(const vakt_builder *b, const wished *w, int duty)
{
    const vakt_duty *it = &b->instance->duties[duty];
    return vakt_wish_matches(b->instance, w->wish, it->date) &&
           vakt_wish_takes(b->instance, w->wish, it->shift_type);
}

static void wish_off(vakt_builder *b, const wished *w)
{
    for (int i = 0; i < (int)b->instance->n_duties; i++)
        if (vakt_assign(b, w->doctor, i) >= 0 && wish_fits(b, w, i))
            vakt_cost_add(b, vakt_assign(b, w->doctor, i), w->points);
}

/* A day on which none of the duties wished for exist is no wish denied. */
static void wish_on_day(vakt_builder *b, const wished *w, vakt_day day)
{
    const vakt_instance *instance = b->instance;
    bool any = false;
    vakt_row_begin(b, VAKT_ROW_LINEAR, w->doctor, day);
    for (int i = 0; i < (int)instance->n_duties; i++) {
        const vakt_duty *it = &instance->duties[i];
        if (it->date != day || !vakt_wish_takes(instance, w->wish, it->shift_type))
            continue;
        any = true;
        vakt_row_term(b, vakt_assign(b, w->doctor, i), 1);
    }
    if (any)
        vakt_row_between_priced(b, 1, VAKT_NO_BOUND_HI, w->points, 0);
}

static void wish_on(vakt_builder *b, const wished *w)
{
    const vakt_problem *problem = b->instance->problem;
    for (vakt_day day = problem->from; day <= problem->to; day++)
        if (vakt_wish_matches(b->instance, w->wish, day) &&
            vakt_instance_doctor_day(b->instance, w->doctor, day)->in_service)
            wish_on_day(b, w, day);
}

static void wish_without(vakt_builder *b, const wished *w, int duty)
{
    const vakt_instance *instance = b->instance;
    const vakt_duty *it = &instance->duties[duty];
    for (int i = 0; i < (int)instance->n_duties && instance->duties[i].start < it->end; i++) {
        if (!vakt_duties_meet(it, &instance->duties[i]) || vakt_same_unit(b, duty, i) ||
            vakt_assign(b, w->colleague, i) < 0)
            continue;
        vakt_row_begin(b, VAKT_ROW_BOTH, -1, it->date);
        vakt_row_term(b, vakt_assign(b, w->doctor, duty), 1);
        vakt_row_term(b, vakt_assign(b, w->colleague, i), 1);
        vakt_row_between_priced(b, VAKT_NO_BOUND_LO, 1, 0, w->points);
    }
}

static void wish_colleague(vakt_builder *b, const wished *w)
{
    for (int i = 0; i < (int)b->instance->n_duties; i++) {
        if (vakt_assign(b, w->doctor, i) < 0 || !wish_fits(b, w, i))
            continue;
        if (w->wish->want == VAKT_WANT_OFF) {
            wish_without(b, w, i);
        } else {
            alone_row(b, w->doctor, i, w->colleague);
            vakt_row_between_priced(b, VAKT_NO_BOUND_LO, 0, 0, w->points);
        }
    }
}

static void wish_rows(vakt_builder *b, int doctor, size_t index)
{
    const vakt_instance *instance = b->instance;
    wished w = {.wish = &instance->problem->doctors[doctor].wishes[index], .doctor = doctor};
    w.points = vakt_wish_points(instance, doctor, index);
    if (w.points == 0)
        return;
    w.colleague =
        w.wish->colleague ? vakt_instance_doctor_index(instance, w.wish->colleague) : -1;
    if (w.wish->colleague) {
        if (w.colleague >= 0)
            wish_colleague(b, &w);
    } else if (w.wish->want == VAKT_WANT_OFF) {
        wish_off(b, &w);
    } else {
        wish_on(b, &w);
    }
}

void vakt_compile_wish(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        if (b->pass != VAKT_PASS_ROWS || !vakt_judges_doctor(b, doctor))
            continue;
        for (size_t i = 0; i < instance->problem->doctors[doctor].n_wishes; i++)
            wish_rows(b, doctor, i);
    }
}

/* ---- rolling_pattern ---- */

void vakt_compile_rolling_pattern(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (size_t p = 0; p < instance->n_pattern; p++) {
        const vakt_pattern_duty *pattern = &instance->pattern[p];
        bool judged = false;
        vakt_row_begin(b, VAKT_ROW_LINEAR, pattern->doctor, pattern->date);
        for (int i = 0; i < (int)instance->n_duties; i++) {
            const vakt_duty *it = &instance->duties[i];
            if (it->date != pattern->date || it->shift_type != pattern->shift_type)
                continue;
            judged = judged || vakt_judges_duty(b, pattern->doctor, i);
            vakt_row_term(b, vakt_assign(b, pattern->doctor, i), 1);
        }
        if (judged)
            vakt_row_at_least(b, 1, 1);
    }
}
