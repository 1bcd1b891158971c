/* Rules about a doctor's clock: two duties at once, the day job, rest between duties, and how long
 * one stays. */
#include <stdlib.h>

#include "rules/compile_parts.h"

/* ---- overlap: akuttmedisinforskriften § 17 ---- */

/* A row for all that the doctor could be on at one moment. Duties of one unit are one variable,
 * and a unit is never held against itself. */
static void clash_row(vakt_builder *b, int doctor, const vakt_ints *active)
{
    vakt_row_begin(b, VAKT_ROW_CLASH, doctor, b->instance->duties[active->items[0]].date);
    for (size_t i = 0; i < active->count; i++) {
        bool seen = false;
        for (size_t j = 0; j < i && !seen; j++)
            seen = vakt_same_unit(b, active->items[i], active->items[j]);
        if (!seen)
            vakt_row_term(b, vakt_assign(b, doctor, active->items[i]), 1);
    }
    vakt_row_at_most_hard(b, 1);
}

static void drop_ended(const vakt_instance *instance, vakt_ints *active, vakt_minute now)
{
    size_t kept = 0;
    for (size_t i = 0; i < active->count; i++)
        if (instance->duties[active->items[i]].end > now)
            active->items[kept++] = active->items[i];
    active->count = kept;
}

static int next_possible(const vakt_builder *b, int doctor, int duty)
{
    while (duty < (int)b->instance->n_duties && vakt_assign(b, doctor, duty) < 0)
        duty++;
    return duty;
}

static bool any_ended(const vakt_instance *instance, const vakt_ints *active, vakt_minute now)
{
    for (size_t i = 0; i < active->count; i++)
        if (instance->duties[active->items[i]].end <= now)
            return true;
    return false;
}

/* Duties as intervals: the set that is on just before somebody leaves it, after somebody came, is a
 * maximal clique, and these cliques hold every overlapping pair. */
static void overlap_rows(vakt_builder *b, int doctor)
{
    const vakt_instance *instance = b->instance;
    int n = (int)instance->n_duties;
    vakt_ints active = {0};
    for (int duty = next_possible(b, doctor, 0), next; duty < n; duty = next) {
        next = next_possible(b, doctor, duty + 1);
        drop_ended(instance, &active, instance->duties[duty].start);
        vakt_ints_add(b, &active, duty);
        if (active.count > 1 &&
            (next >= n || any_ended(instance, &active, instance->duties[next].start)))
            clash_row(b, doctor, &active);
    }
    VAKT_VEC_DONE(&active);
}

static void overlap_outer(vakt_builder *b, int doctor)
{
    const vakt_instance *instance = b->instance;
    for (size_t o = 0; o < instance->n_outer; o++) {
        const vakt_outer_duty *outer = &instance->outer[o];
        if (outer->doctor != doctor)
            continue;
        for (int i = 0; i < (int)instance->n_duties; i++)
            if (vakt_meet(instance->duties[i].start, instance->duties[i].end, outer->start,
                          outer->end))
                vakt_forbid_pair(b, doctor, i);
    }
}

void vakt_compile_overlap(vakt_builder *b)
{
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++) {
        if (!vakt_judges_doctor(b, doctor))
            continue;
        if (b->pass == VAKT_PASS_FORBID)
            overlap_outer(b, doctor);
        else
            overlap_rows(b, doctor);
    }
}

/* ---- the day job ---- */

static int64_t blocked_by_job(const vakt_instance *instance, const vakt_setting *setting,
                              int doctor, int duty)
{
    (void)setting;
    const vakt_duty *it = &instance->duties[duty];
    if (it->meets_job != VAKT_JOB_BLOCKS)
        return 0;
    for (size_t j = 0; j < instance->n_jobs[doctor]; j++) {
        const vakt_job_day *job = &instance->jobs[doctor][j];
        if (vakt_meet(it->start, it->end, job->start, job->end))
            return 1;
    }
    return 0;
}

void vakt_compile_day_job(vakt_builder *b)
{
    vakt_forbid_where(b, blocked_by_job);
}

/* The rest that decides how long the surgery stays closed: SFS 2305 point 7.4's eight hours where
 * no setting says otherwise. */
static int64_t rest_minutes(const vakt_instance *instance, int doctor, int duty)
{
    for (size_t s = 0; s < instance->n_settings; s++)
        if (instance->settings[s].rule == VAKT_RULE_rest &&
            vakt_setting_applies(instance, s, doctor, duty))
            return instance->settings[s].minutes;
    return 480;
}

static int64_t closed_job_days(const vakt_instance *instance, const vakt_setting *setting,
                               int doctor, int duty)
{
    (void)setting;
    const vakt_duty *it = &instance->duties[duty];
    if (it->meets_job != VAKT_JOB_YIELDS || instance->n_jobs[doctor] == 0)
        return 0;
    vakt_minute rested = it->end + rest_minutes(instance, doctor, duty);
    int64_t closed = 0;
    for (size_t j = 0; j < instance->n_jobs[doctor]; j++) {
        const vakt_job_day *job = &instance->jobs[doctor][j];
        closed += job->start < rested && job->end > it->start;
    }
    return closed;
}

void vakt_compile_surgery_closed(vakt_builder *b)
{
    vakt_forbid_where(b, closed_job_days);
}

/* ---- rest between duties: SFS 2305 point 7.4; arbeidsmiljøloven § 10-8 ---- */

/* Hard conflicts of one doctor between units, to be covered by cliques. */
typedef struct conflicts {
    size_t n;             /* rows and columns; units are fewer than duties */
    uint8_t *is;          /* [u * n + v]: as the words below */
    size_t *first, *last; /* of the units in conflict with u */
    vakt_ints pairs;      /* u, v, u, v ...: every pair that is not FREE, once */
} conflicts;

enum { FREE, APART, SHORT }; /* no conflict; in conflict; too short a gap, and not yet in a row */

static bool conflicts_new(vakt_builder *b, conflicts *c)
{
    size_t n = b->instance->n_duties;
    *c = (conflicts){.n = n};
    c->is = calloc(n * n + 1, 1);
    c->first = calloc(n + 1, sizeof *c->first);
    c->last = calloc(n + 1, sizeof *c->last);
    if (c->is && c->first && c->last)
        return true;
    vakt_builder_fail(b, VAKT_E_NOMEM);
    return false;
}

static void conflicts_done(conflicts *c)
{
    free(c->is);
    free(c->first);
    free(c->last);
    VAKT_VEC_DONE(&c->pairs);
}

static void widen(conflicts *c, size_t u, size_t v)
{
    if (v < c->first[u])
        c->first[u] = v;
    if (v > c->last[u])
        c->last[u] = v;
}

static void conflict_add(vakt_builder *b, conflicts *c, int u, int v, uint8_t kind)
{
    size_t i = (size_t)u, j = (size_t)v;
    uint8_t was = c->is[i * c->n + j];
    if (was == FREE) {
        vakt_ints_add(b, &c->pairs, u);
        vakt_ints_add(b, &c->pairs, v);
        widen(c, i, j);
        widen(c, j, i);
    }
    if (kind > was)
        c->is[i * c->n + j] = c->is[j * c->n + i] = kind;
}

static void conflicts_clear(conflicts *c)
{
    for (size_t i = 0; i + 1 < c->pairs.count; i += 2) {
        size_t u = (size_t)c->pairs.items[i], v = (size_t)c->pairs.items[i + 1];
        c->is[u * c->n + v] = c->is[v * c->n + u] = FREE;
    }
    c->pairs.count = 0;
    for (size_t u = 0; u < c->n; u++) {
        c->first[u] = c->n;
        c->last[u] = 0;
    }
}

/* Everything that is in conflict with all of the clique, in the order of units, joins it. */
static void clique_grow(vakt_builder *b, const conflicts *c, vakt_ints *clique)
{
    size_t u = (size_t)clique->items[0];
    for (size_t w = c->first[u]; w < c->n && w <= c->last[u]; w++) {
        bool joins = true;
        for (size_t i = 0; i < clique->count && joins; i++)
            joins = c->is[w * c->n + (size_t)clique->items[i]] != FREE;
        if (joins)
            vakt_ints_add(b, clique, (int)w);
    }
}

static void clique_done(conflicts *c, const vakt_ints *clique)
{
    for (size_t i = 0; i < clique->count; i++) {
        for (size_t j = 0; j < clique->count; j++) {
            uint8_t *is = &c->is[(size_t)clique->items[i] * c->n + (size_t)clique->items[j]];
            if (*is == SHORT)
                *is = APART;
        }
    }
}

/* Covers the short gaps by cliques. Duties that overlap are in conflict by law whatever rest says,
 * so they may stand in a clique: one row for a morning against all nights before it. */
static void conflict_rows(vakt_builder *b, int doctor, conflicts *c, const int *duty_of_unit)
{
    vakt_ints clique = {0};
    for (size_t i = 0; i + 1 < c->pairs.count; i += 2) {
        int u = c->pairs.items[i], v = c->pairs.items[i + 1];
        if (c->is[(size_t)u * c->n + (size_t)v] != SHORT)
            continue;
        clique.count = 0;
        vakt_ints_add(b, &clique, u);
        vakt_ints_add(b, &clique, v);
        if (clique.count == 2)
            clique_grow(b, c, &clique);
        vakt_row_begin(b, VAKT_ROW_CLASH, doctor, b->instance->duties[duty_of_unit[u]].date);
        for (size_t k = 0; k < clique.count; k++)
            vakt_row_term(b, vakt_assign(b, doctor, duty_of_unit[clique.items[k]]), 1);
        vakt_row_at_most_hard(b, 1);
        clique_done(c, &clique);
        if (clique.count == 0)
            break;
    }
    VAKT_VEC_DONE(&clique);
}

static bool too_short(vakt_minute end, vakt_minute start, int64_t minutes)
{
    return start >= end && start - end < minutes;
}

static bool excused(const vakt_builder *b, int doctor, int duty)
{
    return vakt_instance_overridden(b->instance, vakt_builder_setting(b)->rule, doctor, duty);
}

/* What a short gap after a duty of this presence is under the setting. */
typedef enum gap_kind { GAP_NONE, GAP_PRICED, GAP_HARD } gap_kind;

static gap_kind gap_after(const vakt_builder *b, int presence, bool home_priced)
{
    if (presence != VAKT_PRESENT)
        return home_priced ? GAP_PRICED : GAP_NONE;
    return vakt_builder_setting(b)->hard ? GAP_HARD : GAP_PRICED;
}

/* A short gap that the doctor has by taking this one duty. */
static void gap_of_one(vakt_builder *b, int doctor, int duty, gap_kind kind)
{
    if (kind == GAP_HARD)
        vakt_forbid_pair(b, doctor, duty);
    else if (kind == GAP_PRICED)
        vakt_cost_add(b, vakt_assign(b, doctor, duty), 1);
}

static void gaps_with_job(vakt_builder *b, int doctor, int duty, bool home_priced)
{
    const vakt_instance *instance = b->instance;
    const vakt_duty *it = &instance->duties[duty];
    int64_t minutes = vakt_builder_setting(b)->minutes;
    if (it->meets_job == VAKT_JOB_INSIDE || excused(b, doctor, duty))
        return;
    for (size_t j = 0; j < instance->n_jobs[doctor]; j++) {
        const vakt_job_day *job = &instance->jobs[doctor][j];
        /* The surgery closes after a duty it yields to: surgery_closed prices that. */
        if (it->meets_job != VAKT_JOB_YIELDS && too_short(it->end, job->start, minutes))
            gap_of_one(b, doctor, duty, gap_after(b, it->presence, home_priced));
        /* A duty soon after the day job is one working period with it. */
        if ((home_priced || it->presence == VAKT_PRESENT) &&
            too_short(job->end, it->start, minutes) &&
            it->start - job->end > instance->problem->settings.join_min)
            gap_of_one(b, doctor, duty, gap_after(b, VAKT_PRESENT, home_priced));
    }
}

static void gaps_with_outer(vakt_builder *b, int doctor, int duty, bool home_priced)
{
    const vakt_instance *instance = b->instance;
    const vakt_duty *it = &instance->duties[duty];
    int64_t minutes = vakt_builder_setting(b)->minutes;
    if (excused(b, doctor, duty))
        return;
    for (size_t o = 0; o < instance->n_outer; o++) {
        const vakt_outer_duty *outer = &instance->outer[o];
        if (outer->doctor != doctor)
            continue;
        if (too_short(outer->end, it->start, minutes))
            gap_of_one(b, doctor, duty, gap_after(b, outer->presence, home_priced));
        if (too_short(it->end, outer->start, minutes))
            gap_of_one(b, doctor, duty, gap_after(b, it->presence, home_priced));
    }
}

static void gap_row(vakt_builder *b, int doctor, int duty, int other)
{
    vakt_row_begin(b, VAKT_ROW_FOLLOW, doctor, b->instance->duties[other].date);
    vakt_row_term(b, vakt_assign(b, doctor, duty), 1);
    vakt_row_term(b, vakt_assign(b, doctor, other), 1);
    vakt_row_between_priced(b, VAKT_NO_BOUND_LO, 1, 0, 1);
}

/* Pairs of own duties that begin with this one, and, for the cliques, what overlaps it. */
static void gaps_from(vakt_builder *b, int doctor, int duty, bool home_priced, conflicts *c)
{
    const vakt_instance *instance = b->instance;
    const vakt_duty *it = &instance->duties[duty];
    bool judged = vakt_judges_duty(b, doctor, duty) && !excused(b, doctor, duty);
    gap_kind kind = judged ? gap_after(b, it->presence, home_priced) : GAP_NONE;
    int64_t minutes = vakt_max64(vakt_builder_setting(b)->minutes, 0);
    for (int i = duty + 1; i < (int)instance->n_duties; i++) {
        const vakt_duty *other = &instance->duties[i];
        if (other->start >= it->end + minutes)
            break;
        if (vakt_assign(b, doctor, i) < 0 || vakt_same_unit(b, duty, i))
            continue;
        int u = vakt_unit_of(b, duty), v = vakt_unit_of(b, i);
        if (vakt_duties_meet(it, other))
            conflict_add(b, c, u, v, APART);
        else if (kind == GAP_NONE || excused(b, doctor, i))
            continue;
        else if (kind == GAP_HARD)
            conflict_add(b, c, u, v, SHORT);
        else
            gap_row(b, doctor, duty, i);
    }
}

static void gap_rows(vakt_builder *b, int doctor, bool home_priced, conflicts *c,
                     int *duty_of_unit)
{
    conflicts_clear(c);
    for (int i = 0; i < (int)b->instance->n_duties; i++) {
        if (vakt_assign(b, doctor, i) < 0)
            continue;
        duty_of_unit[vakt_unit_of(b, i)] = i;
        gaps_from(b, doctor, i, home_priced, c);
    }
    conflict_rows(b, doctor, c, duty_of_unit);
}

void vakt_compile_gaps(vakt_builder *b, bool home_priced)
{
    const vakt_instance *instance = b->instance;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        for (int duty = 0; duty < (int)instance->n_duties; duty++) {
            /* Hard ones are forbidden in the first pass, priced ones cost in the second. */
            if (!vakt_judges_duty(b, doctor, duty))
                continue;
            gaps_with_job(b, doctor, duty, home_priced);
            gaps_with_outer(b, doctor, duty, home_priced);
        }
    }
    conflicts c = {0};
    int *duty_of_unit = NULL;
    if (b->pass == VAKT_PASS_ROWS && conflicts_new(b, &c)) {
        duty_of_unit = calloc(instance->n_duties + 1, sizeof *duty_of_unit);
        if (!duty_of_unit)
            vakt_builder_fail(b, VAKT_E_NOMEM);
        for (int doctor = 0; duty_of_unit && doctor < (int)instance->n_doctors; doctor++)
            gap_rows(b, doctor, home_priced, &c, duty_of_unit);
    }
    free(duty_of_unit);
    conflicts_done(&c);
}

void vakt_compile_rest(vakt_builder *b)
{
    vakt_compile_gaps(b, true);
}

/* ---- continuous_presence ---- */

/* From where the stretch counts: a duty soon after the day job is one stay with it. */
static vakt_minute stay_begins(const vakt_instance *instance, int doctor, const vakt_duty *duty)
{
    vakt_minute begins = duty->start;
    for (size_t j = 0; j < instance->n_jobs[doctor]; j++) {
        const vakt_job_day *job = &instance->jobs[doctor][j];
        if (duty->meets_job != VAKT_JOB_INSIDE && job->end <= duty->start &&
            duty->start - job->end <= instance->problem->settings.join_min)
            begins = vakt_min64(begins, job->start);
    }
    return begins;
}

/* The end of the stretch that begins with the duty; false when the duty goes on an earlier one. */
static bool stretch_end(const vakt_instance *instance, int duty, vakt_minute *ret_end)
{
    const vakt_duty *it = &instance->duties[duty];
    *ret_end = it->end;
    if (it->block < 0)
        return true;
    const vakt_block_instance *block = &instance->blocks[it->block];
    vakt_minute end = 0;
    bool begun = false, any = false;
    for (size_t i = 0; i < block->n_duties; i++) {
        const vakt_duty *next = &instance->duties[block->duties[i]];
        if (next->presence != VAKT_PRESENT)
            continue;
        bool goes_on = any && next->start <= end;
        if (begun && !goes_on)
            break;
        if (block->duties[i] == duty) {
            if (goes_on)
                return false;
            begun = true;
        }
        end = goes_on ? vakt_max64(end, next->end) : next->end;
        any = true;
    }
    *ret_end = end;
    return true;
}

/* Judged once per stretch, on its first duty. */
static int64_t stays_too_long(const vakt_instance *instance, const vakt_setting *setting,
                              int doctor, int duty)
{
    const vakt_duty *it = &instance->duties[duty];
    vakt_minute end;
    if (it->presence != VAKT_PRESENT || !stretch_end(instance, duty, &end))
        return 0;
    return vakt_max64(0, end - stay_begins(instance, doctor, it) - setting->minutes);
}

void vakt_compile_continuous_presence(vakt_builder *b)
{
    vakt_forbid_where(b, stays_too_long);
}
