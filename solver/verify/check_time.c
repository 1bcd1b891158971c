/* Two duties at once, the day job, rest between work periods, the longest time present. */
#include "verify/check_helpers.h"

#define REST_WHEN_NOT_SET 480 /* SFS 2305 7.4: what a surgery closes for when no rule says */

static const vakt_duty *duty_of(const vakt_checker *c, const vakt_held_duty *held)
{
    return &c->instance->duties[held->duty];
}

/* The setting for a pair is that of its first duty when it is of the period, else the second's. */
static bool judges_pair(const vakt_checker *c, int doctor, const vakt_held_duty *first,
                        const vakt_held_duty *second)
{
    return vakt_ver_judges(c, doctor, vakt_ver_is_own(first) ? first->duty : second->duty);
}

static vakt_finding finding_of_pair(const vakt_checker *c, int doctor, const vakt_held_duty *first,
                                    const vakt_held_duty *second)
{
    return vakt_ver_finding_of(c, doctor, vakt_ver_is_own(first) ? first->duty : second->duty);
}

/* ---- overlap ---- */

static void check_overlaps(vakt_checker *c, int doctor)
{
    const vakt_held_duty *held = c->held[doctor];
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        for (size_t j = i + 1; j < c->n_held[doctor] && held[j].start < held[i].end; j++) {
            if ((!vakt_ver_is_own(&held[i]) && !vakt_ver_is_own(&held[j])) ||
                vakt_ver_same_unit(c, &held[i], &held[j]) ||
                !judges_pair(c, doctor, &held[i], &held[j]))
                continue;
            vakt_finding finding = finding_of_pair(c, doctor, &held[i], &held[j]);
            finding.start = held[j].start;
            finding.end = held[i].end < held[j].end ? held[i].end : held[j].end;
            finding.amount = finding.end - finding.start;
            finding.hard = true;
            vakt_find(c, finding);
        }
    }
}

void vakt_check_overlap(vakt_checker *c)
{
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (c->n_held[d] > 0)
            vakt_checked(c);
        check_overlaps(c, (int)d);
    }
}

/* ---- the day job ---- */

static bool meets_office(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *d = &instance->duties[duty];
    for (size_t i = 0; d->meets_job == VAKT_JOB_BLOCKS && i < instance->n_jobs[doctor]; i++) {
        const vakt_job_day *job = &instance->jobs[doctor][i];
        if (vakt_ver_overlap(d->start, d->end, job->start, job->end) > 0)
            return true;
    }
    return false;
}

void vakt_check_day_job(vakt_checker *c)
{
    vakt_check_forbidden(c, meets_office);
}

static vakt_minute rest_after(const vakt_instance *instance, int doctor, int duty)
{
    int setting = vakt_ver_setting_of(instance, VAKT_RULE_rest, doctor, duty);
    return setting < 0 ? REST_WHEN_NOT_SET : instance->settings[setting].minutes;
}

void vakt_check_surgery_closed(vakt_checker *c)
{
    const vakt_instance *instance = c->instance;
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        int doctor = c->roster->doctor[i];
        if (d->meets_job != VAKT_JOB_YIELDS || doctor == VAKT_NOBODY ||
            !vakt_ver_judges(c, doctor, (int)i))
            continue;
        vakt_minute until = d->end + rest_after(instance, doctor, (int)i);
        int64_t closed = 0;
        for (size_t j = 0; j < instance->n_jobs[doctor]; j++) {
            const vakt_job_day *job = &instance->jobs[doctor][j];
            closed += job->start < until && job->end > d->start;
        }
        vakt_checked(c);
        if (closed == 0)
            continue;
        vakt_finding finding = vakt_ver_finding_of(c, doctor, (int)i);
        finding.amount = closed;
        vakt_find(c, finding);
    }
}

/* ---- rest: SFS 2305 7.4; aml § 10-8 first and third paragraph ---- */

/* amount is the rest that was had, as the text says it; a soft breach costs one weight. */
static void find_rest(vakt_checker *c, vakt_finding finding, vakt_minute start, vakt_minute end,
                      bool priced_only)
{
    finding.start = start;
    finding.end = end;
    finding.day = vakt_ver_local_day_of(start);
    finding.amount = end - start;
    finding.limit = vakt_checker_setting(c)->minutes;
    if (finding.hard && !priced_only)
        vakt_find(c, finding);
    else
        vakt_find_priced(c, finding, vakt_checker_setting(c)->weight);
}

static bool overridden(const vakt_checker *c, int doctor, const vakt_held_duty *held)
{
    vakt_rule_kind rule = vakt_checker_setting(c)->rule;
    return vakt_ver_is_own(held) && vakt_instance_overridden(c->instance, rule, doctor, held->duty);
}

/* `home`: duties at home are asked about too, but only priced. */
static void check_rest_pairs(vakt_checker *c, int doctor, bool home)
{
    const vakt_held_duty *held = c->held[doctor];
    vakt_minute minutes = vakt_checker_setting(c)->minutes;
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *a = &held[i];
        for (size_t j = i + 1; j < c->n_held[doctor]; j++) {
            const vakt_held_duty *b = &held[j];
            if (b->start >= a->end + minutes)
                break;
            if (b->start < a->end || (a->home && !home) || vakt_ver_same_unit(c, a, b) ||
                (!vakt_ver_is_own(a) && !vakt_ver_is_own(b)) || !judges_pair(c, doctor, a, b))
                continue;
            vakt_finding finding = finding_of_pair(c, doctor, a, b);
            finding.excused = overridden(c, doctor, a) || overridden(c, doctor, b);
            find_rest(c, finding, a->end, b->start, a->home);
        }
    }
}

/* A surgery that closes for the duty is not opened too early after it. */
static bool too_soon_after(const vakt_duty *duty, const vakt_job_day *job, vakt_minute minutes)
{
    vakt_minute gap = job->start - duty->end;
    return duty->meets_job != VAKT_JOB_YIELDS && gap >= 0 && gap < minutes;
}

/* A duty that follows the office at once goes on with it; one a little later does not. */
static bool too_soon_before(const vakt_instance *instance, const vakt_duty *duty,
                            const vakt_job_day *job, vakt_minute minutes)
{
    vakt_minute gap = duty->start - job->end;
    return gap >= 0 && gap > instance->problem->settings.join_min && gap < minutes;
}

static void check_rest_with_job(vakt_checker *c, int doctor, const vakt_held_duty *held)
{
    const vakt_instance *instance = c->instance;
    vakt_minute minutes = vakt_checker_setting(c)->minutes;
    for (size_t i = 0; i < instance->n_jobs[doctor]; i++) {
        const vakt_job_day *job = &instance->jobs[doctor][i];
        vakt_finding finding = vakt_ver_finding_of(c, doctor, held->duty);
        finding.excused = overridden(c, doctor, held);
        if (too_soon_after(duty_of(c, held), job, minutes))
            find_rest(c, finding, held->end, job->start, held->home);
        else if (too_soon_before(instance, duty_of(c, held), job, minutes))
            find_rest(c, finding, job->end, held->start, false);
    }
}

static void check_rest(vakt_checker *c, bool home)
{
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (!vakt_ver_has_own(c, (int)d))
            continue;
        vakt_checked(c);
        check_rest_pairs(c, (int)d, home);
        for (size_t i = 0; i < c->n_held[d]; i++) {
            const vakt_held_duty *held = &c->held[d][i];
            if (vakt_ver_is_own(held) && (home || !held->home) &&
                duty_of(c, held)->meets_job != VAKT_JOB_INSIDE &&
                vakt_ver_judges(c, (int)d, held->duty))
                check_rest_with_job(c, (int)d, held);
        }
    }
}

void vakt_check_rest(vakt_checker *c)
{
    check_rest(c, true);
}

void vakt_check_aml_daily_rest(vakt_checker *c)
{
    check_rest(c, false);
}

/* ---- continuous_presence ---- */

/* The day job that the stretch joins begins it. */
static vakt_minute joined_start(const vakt_checker *c, int doctor, const vakt_held_duty *first)
{
    const vakt_instance *instance = c->instance;
    vakt_minute start = first->start;
    if (duty_of(c, first)->meets_job == VAKT_JOB_INSIDE)
        return start;
    for (size_t i = 0; i < instance->n_jobs[doctor]; i++) {
        const vakt_job_day *job = &instance->jobs[doctor][i];
        vakt_minute gap = first->start - job->end;
        if (gap >= 0 && gap <= instance->problem->settings.join_min && job->start < start)
            start = job->start;
    }
    return start;
}

static bool present_own(const vakt_held_duty *held)
{
    return vakt_ver_is_own(held) && !held->home;
}

/* Does a present duty of the same unit lead into this one? Then the stretch began before it. */
static bool goes_on(const vakt_checker *c, int doctor, size_t index)
{
    const vakt_held_duty *held = c->held[doctor];
    for (size_t i = 0; i < index; i++) {
        if (present_own(&held[i]) && vakt_ver_same_unit(c, &held[i], &held[index]) &&
            held[i].end >= held[index].start)
            return true;
    }
    return false;
}

static void check_stretch(vakt_checker *c, int doctor, size_t index)
{
    const vakt_held_duty *held = c->held[doctor], *first = &held[index];
    vakt_minute end = first->end;
    for (size_t j = index + 1; j < c->n_held[doctor]; j++) {
        bool same = present_own(&held[j]) && vakt_ver_same_unit(c, first, &held[j]);
        if (same && held[j].start <= end && held[j].end > end)
            end = held[j].end;
    }
    vakt_minute start = joined_start(c, doctor, first);
    vakt_checked(c);
    int64_t over = end - start - vakt_checker_setting(c)->minutes;
    if (over <= 0)
        return;
    vakt_finding finding = vakt_ver_finding_of(c, doctor, first->duty);
    finding.start = start;
    finding.end = end;
    finding.amount = over;
    finding.limit = vakt_checker_setting(c)->minutes;
    finding.excused = vakt_ver_set_aside(c, doctor, first->duty);
    vakt_find(c, finding);
}

void vakt_check_continuous_presence(vakt_checker *c)
{
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        for (size_t i = 0; i < c->n_held[d]; i++) {
            const vakt_held_duty *held = &c->held[d][i];
            if (present_own(held) && !goes_on(c, (int)d, i) &&
                vakt_ver_judges(c, (int)d, held->duty))
                check_stretch(c, (int)d, i);
        }
    }
}
