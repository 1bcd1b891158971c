/*
 * Problem: nobody, or few, can take a duty as things are; who could, if rid of another one?
 *
 * Idea: of those who cannot, only for reasons that other duties of theirs may be part of, each is
 * put on the duty and taken off one other; where that breaks nothing new, each colleague who may
 * take the other one is tried on it. The verifier judges every roster.
 *
 * Complexity: at most VAKT_TWO_STEP_TRIALS verifications, the likeliest takers first.
 */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "cover/cover.h"

typedef struct finder {
    const vakt_instance *instance;
    const vakt_takers *takers;
    const vakt_roster *old_roster;
    vakt_roster roster;
    vakt_verdict *before;
    vakt_minute now;
    vakt_arena *arena;
    VAKT_VEC(vakt_two_step) steps;
    int trials;
} finder;

static bool is_moved(const int *moved, size_t n, int duty)
{
    for (size_t i = 0; i < n; i++)
        if (moved[i] == duty)
            return true;
    return false;
}

static void put_on(finder *f, const int *duties, size_t n, int doctor)
{
    for (size_t i = 0; i < n; i++)
        f->roster.doctor[duties[i]] = doctor;
}

/* Whatever else the doctor has, the duty cannot be his. */
static bool is_about_the_duty_alone(vakt_rule_kind rule)
{
    switch (rule) {
    case VAKT_RULE_authorisation:
    case VAKT_RULE_student_licence:
    case VAKT_RULE_may_work:
    case VAKT_RULE_lis1_service:
    case VAKT_RULE_courses:
    case VAKT_RULE_backup_eligible:
    case VAKT_RULE_competence_backup:
    case VAKT_RULE_exemption_right:
    case VAKT_RULE_exemption_decision:
    case VAKT_RULE_may_take:
    case VAKT_RULE_absence:
    case VAKT_RULE_training:
    case VAKT_RULE_day_job:
        return true;
    default:
        return false;
    }
}

static bool may_come_off(const finder *f, const vakt_taker *taker)
{
    if (taker->can != VAKT_TAKER_CANNOT || taker->vacancy)
        return false;
    for (size_t i = 0; i < taker->n_breaks; i++)
        if (is_about_the_duty_alone(f->instance->settings[taker->breaks[i].finding.setting].rule))
            return false;
    return true;
}

/* Breaks nothing that the roster as it was did not break; pins that are lifted are not held
 * against anybody. */
static bool breaks_nothing_new(const finder *f, const vakt_verdict *verdict)
{
    for (size_t i = 0; i < verdict->n_findings; i++) {
        const vakt_finding *g = &verdict->findings[i];
        bool pin = f->instance->settings[g->setting].rule == VAKT_RULE_fixed_duty &&
                   is_moved(f->takers->moved, f->takers->n_moved, g->duty);
        if (g->hard && !g->excused && !pin &&
            !vakt_taker_was_there(f->instance, f->before, g))
            return false;
    }
    return true;
}

/* The roster at hand; *ret_verdict is NULL when it will not do. */
static vakt_status judge(finder *f, vakt_verdict **ret_verdict)
{
    vakt_verdict *verdict = NULL;
    f->trials++;
    vakt_status status = vakt_verify(f->instance, &f->roster, &verdict);
    if (status == VAKT_OK && !breaks_nothing_new(f, verdict)) {
        vakt_verdict_free(verdict);
        verdict = NULL;
    }
    *ret_verdict = verdict;
    return status;
}

/* ---- the other duty ---- */

/* The duty and what the doctor has of its block, in the arena; 0 when it may not be given on. */
static size_t gather_given(finder *f, int doctor, int duty, int *given)
{
    const vakt_instance *in = f->instance;
    int block = in->duties[duty].block;
    size_t n = 0;
    given[n++] = duty;
    for (size_t i = 0; block >= 0 && i < in->blocks[block].n_duties; i++) {
        int other = in->blocks[block].duties[i];
        if (other != duty && f->old_roster->doctor[other] == doctor)
            given[n++] = other;
        if (other < duty && f->old_roster->doctor[other] == doctor)
            return 0; /* looked at already, as the first of its block */
    }
    for (size_t i = 0; i < n; i++)
        if (in->fixed[(size_t)doctor * in->n_duties + (size_t)given[i]] ||
            is_moved(f->takers->moved, f->takers->n_moved, given[i]) ||
            (f->now != VAKT_UNSET && in->duties[given[i]].start <= f->now))
            return 0;
    return n;
}

/* Not worth a trial: not open to the doctor, or away. */
static bool may_take_all(const finder *f, int doctor, const int *given, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!vakt_instance_may_take(f->instance, doctor, given[i]) ||
            vakt_instance_doctor_day(f->instance, doctor, f->instance->duties[given[i]].date)
                ->absent)
            return false;
    return !vakt_taker_is_vacancy(&f->instance->problem->doctors[doctor]);
}

static int compare_steps(const void *left, const void *right)
{
    const vakt_two_step *a = left, *b = right;
    for (int k = 0; k <= VAKT_MAX_LEVEL; k++)
        if (a->change[k] != b->change[k])
            return a->change[k] < b->change[k] ? -1 : 1;
    if (a->taker != b->taker)
        return a->taker < b->taker ? -1 : 1;
    if (a->given[0] != b->given[0])
        return a->given[0] < b->given[0] ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

static vakt_two_step read_step(const finder *f, const vakt_verdict *verdict, int taker, int to,
                               const int *given, size_t n)
{
    vakt_two_step step = {.taker = taker, .to = to, .given = given, .n_given = n};
    for (int k = 0; k <= VAKT_MAX_LEVEL; k++)
        step.change[k] = verdict->levels[k] - f->before->levels[k];
    step.taker_basis = vakt_taker_basis_of(f->instance, &f->roster, verdict, taker,
                                           f->takers->moved, f->takers->n_moved);
    step.to_basis = vakt_taker_basis_of(f->instance, &f->roster, verdict, to, given, n);
    return step;
}

/* The cheapest colleague for what is given on. */
static vakt_status try_colleagues(finder *f, int taker, const int *given, size_t n)
{
    vakt_status status = VAKT_OK;
    vakt_verdict *verdict = NULL;
    vakt_two_step best = {.taker = -1};
    for (int d = 0; d < (int)f->instance->n_doctors && f->trials < VAKT_TWO_STEP_TRIALS; d++) {
        if (d == taker || !may_take_all(f, d, given, n))
            continue;
        put_on(f, given, n, d);
        VAKT_TRY(judge(f, &verdict));
        if (!verdict)
            continue;
        vakt_two_step step = read_step(f, verdict, taker, d, given, n);
        if (best.taker < 0 || compare_steps(&step, &best) < 0)
            best = step;
        vakt_verdict_free(verdict);
        verdict = NULL;
    }
    if (best.taker >= 0 && !VAKT_VEC_PUSH(&f->steps, best))
        status = VAKT_E_NOMEM;
done:
    vakt_verdict_free(verdict);
    return status;
}

static vakt_status try_taker(finder *f, int taker)
{
    vakt_status status = VAKT_OK;
    vakt_verdict *verdict = NULL;
    put_on(f, f->takers->moved, f->takers->n_moved, taker);
    for (int duty = 0; duty < (int)f->instance->n_duties; duty++) {
        if (f->old_roster->doctor[duty] != taker || f->trials >= VAKT_TWO_STEP_TRIALS)
            continue;
        int *given = vakt_arena_alloc(f->arena, f->instance->n_duties, sizeof *given);
        VAKT_TRY(given ? VAKT_OK : VAKT_E_NOMEM);
        size_t n = gather_given(f, taker, duty, given);
        if (n == 0)
            continue;
        put_on(f, given, n, VAKT_NOBODY);
        VAKT_TRY(judge(f, &verdict));
        if (verdict)
            VAKT_TRY(try_colleagues(f, taker, given, n));
        vakt_verdict_free(verdict);
        verdict = NULL;
        put_on(f, given, n, taker);
    }
done:
    vakt_verdict_free(verdict);
    for (size_t i = 0; i < f->takers->n_moved; i++)
        f->roster.doctor[f->takers->moved[i]] = f->old_roster->doctor[f->takers->moved[i]];
    return status;
}

vakt_status vakt_two_steps_find(const vakt_instance *instance, const vakt_roster *roster,
                                const vakt_takers *takers, vakt_minute now, vakt_arena *arena,
                                vakt_two_step **ret_steps, size_t *ret_n)
{
    vakt_status status;
    vakt_two_step *steps = NULL;
    finder f = {.instance = instance, .takers = takers, .old_roster = roster, .now = now,
                .arena = arena};
    VAKT_TRY(vakt_roster_init(&f.roster, instance->n_duties));
    memcpy(f.roster.doctor, roster->doctor, instance->n_duties * sizeof *roster->doctor);
    VAKT_TRY(vakt_verify(instance, roster, &f.before));
    for (size_t i = 0; i < takers->n_takers; i++)
        if (may_come_off(&f, &takers->takers[i]))
            VAKT_TRY(try_taker(&f, takers->takers[i].doctor));
    if (f.steps.count > 1)
        qsort(f.steps.items, f.steps.count, sizeof *f.steps.items, compare_steps);
    steps = vakt_arena_alloc(arena, f.steps.count, sizeof *steps);
    VAKT_TRY(steps ? VAKT_OK : VAKT_E_NOMEM);
    if (f.steps.count > 0)
        memcpy(steps, f.steps.items, f.steps.count * sizeof *steps);
    *ret_steps = steps;
    *ret_n = f.steps.count;
done:
    VAKT_VEC_DONE(&f.steps);
    vakt_verdict_free(f.before);
    vakt_roster_done(&f.roster);
    return status;
}
