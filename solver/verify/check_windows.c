/* How much in a window, and what was agreed with the doctor. */
#include "verify/check_helpers.h"

/* ---- n_delt: the NKLM table as the Sarpsborg plan gives it ---- */

/* Held duties are in start order, so equal duty days stand together. */
static int64_t duty_days_in(const vakt_checker *c, int doctor, vakt_day from, vakt_day to, bool own)
{
    int64_t count = 0;
    vakt_day last = VAKT_DAY_NONE;
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (held->duty_day < from || held->duty_day > to || held->duty_day == last ||
            (!own && vakt_ver_is_own(held)) || !vakt_ver_counts(c, held))
            continue;
        last = held->duty_day;
        count++;
    }
    return count;
}

static void find_window(vakt_checker *c, int doctor, vakt_day last, int64_t over, int64_t limit)
{
    vakt_checked(c);
    if (over == 0)
        return;
    vakt_finding finding = vakt_ver_finding_on(c, doctor, last);
    finding.amount = over;
    finding.limit = limit;
    vakt_find(c, finding);
}

void vakt_check_n_delt(vakt_checker *c)
{
    const vakt_problem *problem = c->instance->problem;
    const vakt_setting *setting = vakt_checker_setting(c);
    int64_t length = setting->weeks * 7;
    if (setting->least <= 0 || length == 0)
        return;
    int64_t limit = (length + setting->least - 1) / setting->least;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (!vakt_ver_has_own(c, (int)d) || !vakt_ver_judges_person(c, (int)d))
            continue;
        for (vakt_day last = problem->from; last <= problem->to; last++) {
            vakt_day from = last - (vakt_day)length + 1;
            find_window(c, (int)d, last,
                        vakt_ver_excess(duty_days_in(c, (int)d, from, last, true),
                                        duty_days_in(c, (int)d, from, last, false), limit),
                        limit);
        }
    }
}

/* ---- most_in_window ---- */

static int64_t weekends_in(const vakt_checker *c, int doctor, vakt_day from, vakt_day to, bool own)
{
    int64_t count = 0;
    for (size_t w = 0; w < c->instance->n_weekends; w++) {
        vakt_day saturday = c->instance->weekends[w].saturday;
        bool touched = false;
        if (saturday < from || saturday > to)
            continue;
        for (size_t i = 0; i < c->n_held[doctor] && !touched; i++) {
            const vakt_held_duty *held = &c->held[doctor][i];
            int first, last;
            vakt_ver_held_weekends(c, held, &first, &last);
            touched = first <= (int)w && (int)w <= last && (own || !vakt_ver_is_own(held)) &&
                      vakt_ver_counts(c, held);
        }
        count += touched;
    }
    return count;
}

static int64_t measured(const vakt_checker *c, int doctor, vakt_day from, vakt_day to, bool own)
{
    int measure = vakt_checker_setting(c)->measure;
    int64_t sum = 0;
    vakt_day last = VAKT_DAY_NONE;
    if (measure == VAKT_MEASURE_WEEKENDS)
        return weekends_in(c, doctor, from, to, own);
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (held->date < from || held->date > to || (!own && vakt_ver_is_own(held)) ||
            !vakt_ver_counts(c, held))
            continue;
        if (measure == VAKT_MEASURE_HOURS)
            sum += held->end - held->start;
        else if (measure == VAKT_MEASURE_NIGHTS)
            sum += held->night;
        else if (measure == VAKT_MEASURE_DAYS)
            sum += held->date != last;
        else
            sum++;
        last = held->date;
    }
    return sum;
}

void vakt_check_most_in_window(vakt_checker *c)
{
    const vakt_problem *problem = c->instance->problem;
    const vakt_setting *setting = vakt_checker_setting(c);
    int64_t limit = setting->measure == VAKT_MEASURE_HOURS ? setting->most * 60 : setting->most;
    vakt_day length = (vakt_day)setting->days;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (!vakt_ver_has_own(c, (int)d) || !vakt_ver_judges_person(c, (int)d))
            continue;
        /* days 0: the one window of the whole period */
        for (vakt_day last = length == 0 ? problem->to : problem->from; last <= problem->to;
             last++) {
            vakt_day from = length == 0 ? problem->from : last - length + 1;
            find_window(c, (int)d, last,
                        vakt_ver_excess(measured(c, (int)d, from, last, true),
                                        measured(c, (int)d, from, last, false), limit),
                        limit);
        }
    }
}

/* ---- class_bounds: what was agreed with each doctor ---- */

static int64_t of_class(const vakt_checker *c, int doctor, const vakt_bounds *bounds)
{
    int64_t count = 0;
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (!vakt_ver_is_own(held) || !vakt_ver_dates_hold(bounds->from, bounds->to, held->date) ||
            !vakt_ver_counts(c, held))
            continue;
        count += bounds->load_class < 0 ||
                 c->instance->duties[held->duty].load_class == bounds->load_class;
    }
    return count;
}

static void check_bounds(vakt_checker *c, int doctor, const vakt_bounds *bounds)
{
    int64_t n = of_class(c, doctor, bounds), weight = vakt_checker_setting(c)->weight;
    vakt_finding finding = vakt_finding_blank(c);
    finding.doctor = doctor;
    finding.load_class = bounds->load_class;
    vakt_checked(c);
    if (bounds->most != VAKT_UNSET && n > bounds->most) {
        finding.amount = n - bounds->most;
        finding.limit = bounds->most;
        vakt_find(c, finding);
    }
    /* Too few, or not what was hoped for, is never illegal. */
    if (bounds->least != VAKT_UNSET && n < bounds->least) {
        finding.amount = bounds->least - n;
        finding.limit = bounds->least;
        vakt_find_priced(c, finding, weight * finding.amount);
    }
    if (bounds->target != VAKT_UNSET && n != bounds->target) {
        finding.amount = n > bounds->target ? n - bounds->target : bounds->target - n;
        finding.limit = bounds->target;
        vakt_find_priced(c, finding, weight * finding.amount);
    }
}

void vakt_check_class_bounds(vakt_checker *c)
{
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        const vakt_doctor *doctor = &c->instance->problem->doctors[d];
        if (doctor->n_bounds == 0 || !vakt_ver_judges_person(c, (int)d))
            continue;
        for (size_t i = 0; i < doctor->n_bounds; i++)
            check_bounds(c, (int)d, &doctor->bounds[i]);
    }
}

/* ---- counting_duties ---- */

void vakt_check_counting_duties(vakt_checker *c)
{
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        const vakt_counting_need *need = &c->instance->problem->doctors[d].counting;
        if (!need->given || !vakt_ver_judges_person(c, (int)d))
            continue;
        int64_t missing = vakt_ver_given(need->needed) - vakt_ver_given(need->done);
        for (size_t i = 0; i < c->n_held[d]; i++) {
            const vakt_held_duty *held = &c->held[d][i];
            if (vakt_ver_is_own(held) && c->instance->duties[held->duty].counting &&
                vakt_ver_dates_hold(VAKT_DAY_NONE, need->by, held->date) &&
                vakt_ver_counts(c, held))
                missing--;
        }
        vakt_checked(c);
        if (missing <= 0)
            continue;
        vakt_finding finding = vakt_finding_blank(c);
        finding.doctor = (int)d;
        finding.amount = missing;
        finding.limit = vakt_ver_given(need->needed);
        vakt_find(c, finding);
    }
}
