/* Arbeidsmiljøloven chapter 10 for those who are employed: §§ 10-6 and 10-8; and total_week. */
#include <stdlib.h>

#include "verify/check_helpers.h"

#define DAY_MINUTES 1440 /* any 24 hours, whatever the clock did */

/* ---- work time ---- */

static bool is_inside(const vakt_checker *c, const vakt_held_duty *held)
{
    return vakt_ver_is_own(held) && c->instance->duties[held->duty].meets_job == VAKT_JOB_INSIDE;
}

/* Minutes of a duty that are work: hours at home count one part in so many (aml § 10-4 third
 * paragraph); what is part of the office day is counted there. */
static int64_t as_work(const vakt_checker *c, const vakt_held_duty *held, int64_t minutes)
{
    int64_t divisor = c->instance->problem->settings.standby_divisor;
    if (is_inside(c, held))
        return 0;
    return held->home && divisor > 0 ? minutes / divisor : minutes;
}

/* ---- aml_weekly_rest: § 10-8 second and third paragraph ---- */

typedef struct busy_time {
    vakt_minute start, end;
    bool own;
} busy_time;

static int compare_busy(const void *left, const void *right)
{
    const busy_time *a = left, *b = right;
    return a->start < b->start ? -1 : a->start > b->start;
}

static size_t list_busy(vakt_checker *c, int doctor, busy_time **ret_busy)
{
    const vakt_instance *instance = c->instance;
    size_t n = 0;
    busy_time *busy =
        vakt_ver_scratch(c, c->n_held[doctor] + instance->n_jobs[doctor], sizeof *busy);
    *ret_busy = busy;
    for (size_t i = 0; busy && i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (vakt_ver_counts(c, held))
            busy[n++] = (busy_time){held->start, held->end, vakt_ver_is_own(held)};
    }
    for (size_t i = 0; busy && i < instance->n_jobs[doctor]; i++) {
        const vakt_job_day *job = &instance->jobs[doctor][i];
        busy[n++] = (busy_time){job->start, job->end, false};
    }
    if (n > 0)
        qsort(busy, n, sizeof *busy, compare_busy);
    return n;
}

/* Is there a free stretch of so many minutes in [from, to)? Own duties count only when asked. */
static bool has_free(const busy_time *busy, size_t n, bool own, vakt_minute from, vakt_minute to,
                     int64_t minutes)
{
    vakt_minute free_from = from;
    for (size_t i = 0; i < n && busy[i].start < to; i++) {
        if (busy[i].own && !own)
            continue;
        if (busy[i].start - free_from >= minutes)
            return true;
        if (busy[i].end > free_from)
            free_from = busy[i].end;
    }
    return to - free_from >= minutes;
}

void vakt_check_aml_weekly_rest(vakt_checker *c)
{
    const vakt_problem *problem = c->instance->problem;
    int64_t minutes = vakt_checker_setting(c)->minutes;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        busy_time *busy;
        if (!vakt_ver_has_own(c, (int)d) || !vakt_ver_judges_person(c, (int)d))
            continue;
        size_t n = list_busy(c, (int)d, &busy);
        for (vakt_day day = problem->from; day + 6 <= problem->to; day++) {
            vakt_minute from = vakt_ver_midnight(day), to = vakt_ver_midnight(day + 7);
            vakt_checked(c);
            /* A week that the day job and others' plans break is nobody's breach. */
            if (has_free(busy, n, true, from, to, minutes) ||
                !has_free(busy, n, false, from, to, minutes))
                continue;
            vakt_finding finding = vakt_ver_finding_on(c, (int)d, day);
            finding.start = from;
            finding.end = to;
            finding.limit = minutes;
            vakt_find(c, finding);
        }
    }
}

/* ---- aml_day_hours: § 10-6 eighth and ninth paragraph ---- */

static size_t list_starts(vakt_checker *c, int doctor, vakt_minute **ret_starts)
{
    const vakt_instance *instance = c->instance;
    size_t n = 0;
    vakt_minute *starts = vakt_ver_scratch(
        c, c->n_held[doctor] + instance->n_jobs[doctor] + instance->n_duties, sizeof *starts);
    *ret_starts = starts;
    if (!starts)
        return 0;
    for (size_t i = 0; i < c->n_held[doctor]; i++)
        starts[n++] = c->held[doctor][i].start;
    for (size_t i = 0; i < instance->n_jobs[doctor]; i++)
        starts[n++] = instance->jobs[doctor][i].start;
    for (size_t i = 0; i < instance->n_duties; i++)
        starts[n++] = instance->duties[i].start;
    return vakt_ver_sort_points(starts, n);
}

static int64_t work_within(const vakt_checker *c, int doctor, vakt_minute from, vakt_minute to,
                           bool own)
{
    int64_t work = 0;
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if ((own || !vakt_ver_is_own(held)) && vakt_ver_counts(c, held))
            work += as_work(c, held, vakt_ver_overlap(held->start, held->end, from, to));
    }
    for (size_t i = 0; i < c->instance->n_jobs[doctor]; i++) {
        const vakt_job_day *job = &c->instance->jobs[doctor][i];
        work += vakt_ver_overlap(job->start, job->end, from, to);
    }
    return work;
}

void vakt_check_aml_day_hours(vakt_checker *c)
{
    const vakt_problem *problem = c->instance->problem;
    vakt_minute first = vakt_ver_midnight(problem->from), end = vakt_ver_midnight(problem->to + 1);
    int64_t limit = vakt_checker_setting(c)->minutes;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        vakt_minute *starts;
        if (!vakt_ver_has_own(c, (int)d) || !vakt_ver_judges_person(c, (int)d))
            continue;
        size_t n = list_starts(c, (int)d, &starts);
        for (size_t i = 0; i < n; i++) {
            vakt_minute from = starts[i], to = starts[i] + DAY_MINUTES;
            if (from < first || from >= end)
                continue;
            vakt_checked(c);
            int64_t work = work_within(c, (int)d, from, to, true);
            if (work <= limit)
                continue;
            int64_t over = vakt_ver_excess(work, work_within(c, (int)d, from, to, false), limit);
            if (over == 0)
                continue;
            vakt_finding finding = vakt_ver_finding_on(c, (int)d, vakt_ver_local_day_of(from));
            finding.start = from;
            finding.end = to;
            finding.amount = over;
            finding.limit = limit;
            vakt_find(c, finding);
        }
    }
}

/* ---- weeks: § 10-6 eighth paragraph ---- */

/* Work of the `weeks` ISO weeks from a Monday; a duty counts whole on its date. */
static int64_t work_of_weeks(const vakt_checker *c, int doctor, vakt_day monday, int64_t weeks,
                             bool own)
{
    int64_t work = 0;
    vakt_day end = monday + (vakt_day)(7 * weeks);
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (held->date >= monday && held->date < end && (own || !vakt_ver_is_own(held)) &&
            vakt_ver_counts(c, held))
            work += as_work(c, held, held->end - held->start);
    }
    for (size_t i = 0; i < c->instance->n_jobs[doctor]; i++) {
        const vakt_job_day *job = &c->instance->jobs[doctor][i];
        if (job->date >= monday && job->date < end)
            work += job->end - job->start;
    }
    return work;
}

static void check_weeks_of(vakt_checker *c, int doctor, vakt_day monday, int64_t weeks)
{
    int64_t limit = vakt_checker_setting(c)->minutes * weeks;
    vakt_checked(c);
    int64_t over = vakt_ver_excess(work_of_weeks(c, doctor, monday, weeks, true),
                                   work_of_weeks(c, doctor, monday, weeks, false), limit);
    if (over == 0)
        return;
    vakt_finding finding = vakt_ver_finding_on(c, doctor, monday);
    finding.amount = over;
    finding.limit = limit;
    vakt_find(c, finding);
}

/* Each run of `weeks` ISO weeks with all their days in the period; all of them together when the
 * period has fewer. */
static void check_weeks(vakt_checker *c, int64_t weeks)
{
    const vakt_problem *problem = c->instance->problem;
    vakt_day first = problem->from + (7 - (vakt_day)vakt_day_weekday(problem->from)) % 7;
    int64_t full = problem->to + 1 >= first ? (problem->to + 1 - first) / 7 : 0;
    if (weeks > full)
        weeks = full;
    if (weeks <= 0)
        return;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (!vakt_ver_has_own(c, (int)d) || !vakt_ver_judges_person(c, (int)d))
            continue;
        for (int64_t week = 0; week + weeks <= full; week++)
            check_weeks_of(c, (int)d, first + (vakt_day)(7 * week), weeks);
    }
}

void vakt_check_aml_week_hours(vakt_checker *c)
{
    check_weeks(c, 1);
}

void vakt_check_aml_week_average(vakt_checker *c)
{
    check_weeks(c, vakt_checker_setting(c)->weeks);
}

void vakt_check_total_week(vakt_checker *c)
{
    check_weeks(c, 1);
}

/* ---- aml_sunday: § 10-8 fourth paragraph ---- */

static bool is_holy(vakt_day day)
{
    return vakt_day_weekday(day) == VAKT_SUN || vakt_calendar_is_red(day);
}

static bool works_on(const vakt_checker *c, int doctor, vakt_day day, bool own)
{
    vakt_minute from = vakt_ver_midnight(day), to = vakt_ver_midnight(day + 1);
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if ((own || !vakt_ver_is_own(held)) && vakt_ver_counts(c, held) &&
            vakt_ver_overlap(held->start, held->end, from, to) > 0)
            return true;
    }
    return false;
}

void vakt_check_aml_sunday(vakt_checker *c)
{
    const vakt_problem *problem = c->instance->problem;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (!vakt_ver_has_own(c, (int)d) || !vakt_ver_judges_person(c, (int)d))
            continue;
        for (vakt_day day = problem->from; day <= problem->to; day++) {
            vakt_day before = day - 1;
            if (!is_holy(day))
                continue;
            while (!is_holy(before))
                before--;
            vakt_checked(c);
            if (works_on(c, (int)d, day, true) && works_on(c, (int)d, before, true) &&
                !(works_on(c, (int)d, day, false) && works_on(c, (int)d, before, false)))
                vakt_find(c, vakt_ver_finding_on(c, (int)d, day));
        }
    }
}
