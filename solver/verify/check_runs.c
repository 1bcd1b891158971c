/* Days and nights in a row, free days after nights, weekends, blocks. */
#include "verify/check_helpers.h"

/* ---- run_days, run_nights ---- */

static bool has_on(const vakt_checker *c, int doctor, vakt_day day, bool nights, bool own)
{
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (held->date == day && (held->night || !nights) && (vakt_ver_is_own(held) || !own) &&
            vakt_ver_counts(c, held))
            return true;
    }
    return false;
}

static void check_run_to(vakt_checker *c, int doctor, vakt_day last, bool nights)
{
    int64_t most = vakt_checker_setting(c)->most;
    bool all = true, own = false;
    for (vakt_day day = last - (vakt_day)most; day <= last && all; day++) {
        all = has_on(c, doctor, day, nights, false);
        own = own || has_on(c, doctor, day, nights, true);
    }
    vakt_checked(c);
    if (!all || !own)
        return;
    vakt_finding finding = vakt_ver_finding_on(c, doctor, last - (vakt_day)most);
    finding.amount = most + 1; /* so many in a row, as the text says; priced once */
    finding.limit = most;
    if (finding.hard)
        vakt_find(c, finding);
    else
        vakt_find_priced(c, finding, vakt_checker_setting(c)->weight);
}

static void check_runs(vakt_checker *c, bool nights)
{
    const vakt_problem *problem = c->instance->problem;
    vakt_day last = problem->to + (vakt_day)vakt_checker_setting(c)->most;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (!vakt_ver_has_own(c, (int)d) || !vakt_ver_judges_person(c, (int)d))
            continue;
        for (vakt_day day = problem->from; day <= last; day++)
            check_run_to(c, (int)d, day, nights);
    }
}

void vakt_check_run_days(vakt_checker *c)
{
    check_runs(c, false);
}

void vakt_check_run_nights(vakt_checker *c)
{
    check_runs(c, true);
}

/* ---- free_after_nights ---- */

static bool has_night_on(const vakt_checker *c, int doctor, vakt_day day)
{
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        if (c->held[doctor][i].night && c->held[doctor][i].date == day)
            return true;
    }
    return false;
}

static void check_after_night(vakt_checker *c, int doctor, const vakt_held_duty *night)
{
    if (has_night_on(c, doctor, night->date + 1))
        return; /* not the last night */
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *t = &c->held[doctor][i];
        if (t->date <= night->date || t->date > night->date + vakt_checker_setting(c)->days ||
            (!vakt_ver_is_own(night) && !vakt_ver_is_own(t)) || vakt_ver_same_unit(c, night, t) ||
            !vakt_ver_judges(c, doctor, vakt_ver_is_own(night) ? night->duty : t->duty))
            continue;
        vakt_finding finding =
            vakt_ver_finding_of(c, doctor, vakt_ver_is_own(t) ? t->duty : night->duty);
        finding.day = t->date;
        finding.start = t->start;
        finding.end = t->end;
        finding.limit = vakt_checker_setting(c)->days;
        vakt_find(c, finding);
    }
}

void vakt_check_free_after_nights(vakt_checker *c)
{
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        for (size_t i = 0; vakt_ver_has_own(c, (int)d) && i < c->n_held[d]; i++) {
            if (!c->held[d][i].night)
                continue;
            vakt_checked(c);
            check_after_night(c, (int)d, &c->held[d][i]);
        }
    }
}

/* ---- weekends ---- */

static bool touches(const vakt_checker *c, int doctor, int weekend, bool own)
{
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        int first, last;
        vakt_ver_held_weekends(c, held, &first, &last);
        if (first <= weekend && weekend <= last && (own || !vakt_ver_is_own(held)) &&
            vakt_ver_counts(c, held))
            return true;
    }
    return false;
}

void vakt_check_weekend_gap(vakt_checker *c)
{
    const vakt_instance *instance = c->instance;
    int weeks = (int)vakt_checker_setting(c)->weeks;
    for (size_t d = 0; d < instance->n_doctors; d++) {
        if (!vakt_ver_has_own(c, (int)d) || !vakt_ver_judges_person(c, (int)d))
            continue;
        for (int last = weeks; last < (int)instance->n_weekends; last++) {
            int64_t all = 0, fixed = 0;
            if (!instance->weekends[last].in_period)
                continue;
            for (int w = last - weeks; w <= last; w++) {
                all += touches(c, (int)d, w, true);
                fixed += touches(c, (int)d, w, false);
            }
            vakt_checked(c);
            int64_t over = vakt_ver_excess(all, fixed, 1);
            if (over == 0)
                continue;
            vakt_finding finding =
                vakt_ver_finding_on(c, (int)d, instance->weekends[last].saturday);
            finding.amount = over;
            finding.limit = weeks;
            vakt_find(c, finding);
        }
    }
}

void vakt_check_whole_weekend(vakt_checker *c)
{
    const vakt_problem *problem = c->instance->problem;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (!vakt_ver_has_own(c, (int)d) || !vakt_ver_judges_person(c, (int)d))
            continue;
        for (size_t w = 0; w < c->instance->n_weekends; w++) {
            vakt_day saturday = c->instance->weekends[w].saturday;
            if (saturday < problem->from || saturday + 1 > problem->to)
                continue;
            vakt_checked(c);
            if (has_on(c, (int)d, saturday, false, true) !=
                has_on(c, (int)d, saturday + 1, false, true))
                vakt_find(c, vakt_ver_finding_on(c, (int)d, saturday));
        }
    }
}

/* ---- blocks ---- */

static bool is_soft(const vakt_checker *c, const vakt_block_instance *block)
{
    return c->instance->problem->blocks[block->block].soft;
}

static int64_t has_of_block(const vakt_checker *c, int doctor, const vakt_block_instance *block)
{
    int64_t count = 0;
    for (size_t i = 0; i < block->n_duties; i++)
        count += c->roster->doctor[block->duties[i]] == doctor;
    return count;
}

/* Whoever has one of a soft block's duties pays for those that he or she does not have. */
void vakt_check_linked_block(vakt_checker *c)
{
    for (size_t b = 0; b < c->instance->n_blocks; b++) {
        const vakt_block_instance *block = &c->instance->blocks[b];
        if (!is_soft(c, block))
            continue;
        for (size_t d = 0; d < c->instance->n_doctors; d++) {
            int64_t has = has_of_block(c, (int)d, block);
            if (has == 0 || !vakt_ver_judges(c, (int)d, block->duties[0]))
                continue;
            vakt_checked(c);
            if (has == (int64_t)block->n_duties)
                continue;
            vakt_finding finding = vakt_ver_finding_of(c, (int)d, block->duties[0]);
            finding.amount = (int64_t)block->n_duties - has;
            finding.start = finding.end = VAKT_UNSET;
            vakt_find(c, finding);
        }
    }
}

/* A hard block is one unit: one doctor has all of it, or it is all open. */
void vakt_check_hard_blocks(vakt_checker *c)
{
    for (size_t b = 0; b < c->instance->n_blocks; b++) {
        const vakt_block_instance *block = &c->instance->blocks[b];
        if (is_soft(c, block))
            continue;
        vakt_checked(c);
        for (size_t d = 0; d < c->instance->n_doctors; d++) {
            int64_t has = has_of_block(c, (int)d, block);
            if (has == 0 || has == (int64_t)block->n_duties)
                continue;
            vakt_finding finding = vakt_ver_finding_of(c, (int)d, block->duties[0]);
            finding.amount = (int64_t)block->n_duties - has;
            finding.start = finding.end = VAKT_UNSET;
            finding.hard = true;
            vakt_find(c, finding);
        }
    }
}
