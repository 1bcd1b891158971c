/*
 * Problem: why has this doctor this duty, and what would it cost to give it to each of the others?
 *
 * Idea: give it (with its hard block, which is taken whole) to each colleague in turn and ask the
 * verifier, which knows nothing of how the roster was made. What it finds of the colleague, or of
 * the roster, that it did not find before, is what the move would break; else the differences of
 * the levels, and rule by rule, are what it would cost.
 *
 * Complexity: one verification per colleague.
 */
#include <stdlib.h>
#include <string.h>

#include "explain/explain.h"

bool vakt_why_is_private(vakt_rule_kind rule)
{
    switch (rule) {
    case VAKT_RULE_authorisation:
    case VAKT_RULE_student_licence:
    case VAKT_RULE_may_work:
    case VAKT_RULE_lis1_service:
    case VAKT_RULE_courses:
    case VAKT_RULE_backup_eligible:
    case VAKT_RULE_competence_backup:
    case VAKT_RULE_backup_when_needed:
    case VAKT_RULE_kf4_days:
    case VAKT_RULE_exemption_right:
    case VAKT_RULE_exemption_decision:
    case VAKT_RULE_may_take:
    case VAKT_RULE_absence:
    case VAKT_RULE_training:
    case VAKT_RULE_newcomers_apart:
    case VAKT_RULE_course_refresh:
    case VAKT_RULE_class_bounds: /* what a colleague has agreed to */
        return true;
    default:
        return false;
    }
}

static bool breaks(const vakt_finding *f)
{
    return f->hard && !f->excused;
}

static bool same_finding(const vakt_finding *a, const vakt_finding *b)
{
    return a->setting == b->setting && a->doctor == b->doctor &&
           a->other_doctor == b->other_doctor && a->duty == b->duty && a->day == b->day &&
           a->start == b->start && a->end == b->end && a->amount == b->amount;
}

static bool had(const vakt_verdict *verdict, const vakt_finding *finding)
{
    for (size_t i = 0; i < verdict->n_findings; i++)
        if (breaks(&verdict->findings[i]) && same_finding(&verdict->findings[i], finding))
            return true;
    return false;
}

/* The first new breach, private ones before others: what is private hides what else there is. */
static const vakt_finding *first_broken(const vakt_instance *instance, const vakt_verdict *before,
                                        const vakt_verdict *after)
{
    const vakt_finding *first = NULL;
    for (size_t i = 0; i < after->n_findings; i++) {
        const vakt_finding *f = &after->findings[i];
        if (!breaks(f) || had(before, f))
            continue;
        if (vakt_why_is_private(instance->settings[f->setting].rule))
            return f;
        first = first ? first : f;
    }
    return first;
}

static int compare_changes(const void *left, const void *right)
{
    const vakt_rule_change *a = left, *b = right;
    int64_t size_a = a->cost < 0 ? -a->cost : a->cost, size_b = b->cost < 0 ? -b->cost : b->cost;
    if (size_a != size_b)
        return size_a > size_b ? -1 : 1;
    return (a->setting > b->setting) - (a->setting < b->setting);
}

static vakt_status read_move(const vakt_instance *instance, const vakt_verdict *before,
                             const vakt_verdict *after, vakt_arena *arena, vakt_move *move)
{
    const vakt_finding *broken = first_broken(instance, before, after);
    move->possible = !broken;
    if (broken)
        move->broken = *broken;
    for (int k = 0; k <= VAKT_MAX_LEVEL; k++)
        move->levels[k] = after->levels[k] - before->levels[k];
    move->changes = vakt_arena_alloc(arena, instance->n_settings, sizeof *move->changes);
    if (!move->changes)
        return VAKT_E_NOMEM;
    for (size_t s = 0; s < instance->n_settings; s++) {
        int64_t cost = after->scores[s].cost - before->scores[s].cost;
        if (cost != 0)
            move->changes[move->n_changes++] = (vakt_rule_change){(int)s, cost};
    }
    if (move->n_changes > 1)
        qsort(move->changes, move->n_changes, sizeof *move->changes, compare_changes);
    return VAKT_OK;
}

static void give(const vakt_instance *instance, vakt_roster *roster, int duty, int doctor)
{
    int block = instance->duties[duty].block;
    roster->doctor[duty] = doctor;
    for (size_t i = 0; block >= 0 && i < instance->blocks[block].n_duties; i++)
        roster->doctor[instance->blocks[block].duties[i]] = doctor;
}

static int compare_moves(const void *left, const void *right)
{
    const vakt_move *a = left, *b = right;
    if (a->possible != b->possible)
        return a->possible ? -1 : 1;
    for (int k = 0; a->possible && k <= VAKT_MAX_LEVEL; k++)
        if (a->levels[k] != b->levels[k])
            return a->levels[k] < b->levels[k] ? -1 : 1;
    return (a->to > b->to) - (a->to < b->to);
}

vakt_status vakt_why_duty(const vakt_instance *instance, const vakt_roster *roster,
                          const vakt_verdict *verdict, int duty, vakt_arena *arena,
                          vakt_why *ret_why)
{
    vakt_status status = VAKT_OK;
    vakt_why why = {.duty = duty, .doctor = roster->doctor[duty]};
    vakt_roster changed = {0};
    vakt_verdict *after = NULL;
    why.moves = vakt_arena_alloc(arena, instance->n_doctors, sizeof *why.moves);
    VAKT_TRY(why.moves ? VAKT_OK : VAKT_E_NOMEM);
    VAKT_TRY(vakt_roster_init(&changed, instance->n_duties));
    if (instance->n_duties > 0)
        memcpy(changed.doctor, roster->doctor, instance->n_duties * sizeof *changed.doctor);
    for (int d = 0; d < (int)instance->n_doctors; d++) {
        if (d == why.doctor)
            continue;
        vakt_move *move = &why.moves[why.n_moves++];
        *move = (vakt_move){.to = d};
        give(instance, &changed, duty, d);
        VAKT_TRY(vakt_verify(instance, &changed, &after));
        VAKT_TRY(read_move(instance, verdict, after, arena, move));
        vakt_verdict_free(after);
        after = NULL;
    }
    if (why.n_moves > 1)
        qsort(why.moves, why.n_moves, sizeof *why.moves, compare_moves);
    *ret_why = why;
done:
    vakt_verdict_free(after);
    vakt_roster_done(&changed);
    return status;
}
