/*
 * Problem: trust no roster that the search has found.
 *
 * Idea: changes and people are counted again from the rosters; the levels and the breaches are the
 * verifier's. A breach is excused when what stands alone has it too, at the same place and no less.
 */
#include "rebuild/judge.h"

#include <stdlib.h>
#include <string.h>

static int64_t hours_of_notice(const vakt_stand *stand, int duty)
{
    int64_t minutes = stand->given->duties[duty].start - stand->request->now;
    return minutes / 60 - (minutes % 60 < 0);
}

static bool is_lost(const vakt_stand *stand, int duty)
{
    return stand->base[duty] != stand->request->published->doctor[duty];
}

static vakt_status list_moves(const vakt_judge *j, vakt_rung *rung)
{
    const vakt_stand *stand = j->target->stand;
    const int *published = stand->request->published->doctor, *now = rung->roster.doctor;
    rung->moves = vakt_arena_alloc(j->arena, rung->roster.n_duties, sizeof *rung->moves);
    if (!rung->moves)
        return VAKT_E_NOMEM;
    for (int duty = 0; duty < (int)rung->roster.n_duties; duty++) {
        const vakt_duty *it = &stand->given->duties[duty];
        rung->n_open += it->required && now[duty] == VAKT_NOBODY;
        rung->n_changes += (size_t)vakt_stand_count(stand, duty, now[duty]);
        if (now[duty] == published[duty])
            continue;
        rung->moves[rung->n_moves++] = (vakt_ladder_move){
            .duty = duty,
            .from = published[duty],
            .to = now[duty],
            .notice_hours = hours_of_notice(stand, duty),
            .notice = vakt_stand_notice(stand, duty),
            .asked = vakt_stand_all_asked(stand, duty, stand->base[duty], now[duty]),
            .forced = is_lost(stand, duty),
            .weight = vakt_stand_weight(stand, duty, now[duty]),
        };
    }
    return VAKT_OK;
}

/* Gains or loses something without having asked. */
static bool is_affected(const vakt_stand *stand, const vakt_roster *roster, int doctor)
{
    for (int duty = 0; duty < (int)roster->n_duties; duty++)
        if ((stand->base[duty] == doctor) != (roster->doctor[duty] == doctor) &&
            !vakt_stand_asked(stand, doctor, duty))
            return true;
    return false;
}

static void recount(const vakt_stand *stand, const vakt_roster *roster, int64_t *values)
{
    values[VAKT_RUNG_COUNT] = values[VAKT_RUNG_WEIGHT] = values[VAKT_RUNG_PEOPLE] = 0;
    for (int duty = 0; duty < (int)roster->n_duties; duty++) {
        values[VAKT_RUNG_COUNT] += vakt_stand_count(stand, duty, roster->doctor[duty]);
        values[VAKT_RUNG_WEIGHT] += vakt_stand_weight(stand, duty, roster->doctor[duty]);
    }
    for (int d = 0; d < (int)stand->given->n_doctors; d++)
        values[VAKT_RUNG_PEOPLE] += is_affected(stand, roster, d);
}

/* ---- the verifier's word ---- */

static bool same_subject(const vakt_finding *a, const vakt_finding *b)
{
    return a->setting == b->setting && a->doctor == b->doctor &&
           a->other_doctor == b->other_doctor && a->duty == b->duty &&
           a->municipality == b->municipality && a->load_class == b->load_class &&
           a->day == b->day;
}

static bool was_standing(const vakt_judge *j, const vakt_finding *f)
{
    for (size_t i = 0; i < j->standing->n_findings; i++) {
        const vakt_finding *g = &j->standing->findings[i];
        bool within = f->start == VAKT_UNSET || (f->start >= g->start && f->end <= g->end);
        if (g->hard && !g->excused && same_subject(f, g) && within && f->amount <= g->amount)
            return true;
    }
    return false;
}

/* A pin on a duty that stands otherwise, or that its doctor may not have, was not the search's to
 * keep. */
static bool is_excused(const vakt_judge *j, const vakt_finding *f)
{
    if (!f->hard || f->excused)
        return true;
    if (j->target->stand->instance->settings[f->setting].rule == VAKT_RULE_fixed_duty)
        return !vakt_target_keeps_pin(j->target, f->doctor, f->duty);
    return was_standing(j, f);
}

static vakt_status compare_breaches(const vakt_judge *j, const vakt_verdict *verdict)
{
    const vakt_instance *in = j->target->stand->instance;
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < verdict->n_findings; i++) {
        const vakt_finding *f = &verdict->findings[i];
        if (is_excused(j, f))
            continue;
        vakt_report_add(j->report, VAKT_ERROR, NULL,
                        "the verifier refuses a rung of the ladder: rule %s, doctor %s, duty %s",
                        vakt_rule_info_of(in->settings[f->setting].rule)->word,
                        f->doctor >= 0 ? in->problem->doctors[f->doctor].id : "-",
                        f->duty >= 0 ? in->duties[f->duty].id : "-");
        status = VAKT_E_INTERNAL;
    }
    return status;
}

/* A roster that breaks what the program takes for granted (one doctor in two places) may be counted
 * otherwise by it: then the verifier's word is taken. */
static bool standing_is_broken(const vakt_judge *j)
{
    return !j->standing->legal;
}

static vakt_status expect(const vakt_judge *j, const char *what, int64_t *searched, int64_t counted)
{
    if (*searched != counted && !standing_is_broken(j)) {
        vakt_report_add(j->report, VAKT_ERROR, NULL,
                        "%s of a rung: the search counts %lld, the verifier %lld", what,
                        (long long)*searched, (long long)counted);
        return VAKT_E_INTERNAL;
    }
    *searched = counted;
    return VAKT_OK;
}

/* What the search counted becomes what the verifier counts. */
static vakt_status compare_values(const vakt_judge *j, int64_t *searched, const int64_t *counted,
                                  const vakt_verdict *verdict)
{
    vakt_status status;
    for (int k = VAKT_RUNG_COUNT; k <= VAKT_RUNG_PEOPLE; k++)
        VAKT_TRY(expect(j, vakt_rung_value_words[k], &searched[k], counted[k]));
    VAKT_TRY(expect(j, "level 0", &searched[VAKT_RUNG_OPEN],
                    verdict->levels[0] - searched[VAKT_RUNG_OPEN_BACKUP]));
    for (int k = 1; k <= VAKT_MAX_LEVEL; k++)
        VAKT_TRY(expect(j, vakt_rung_value_words[VAKT_RUNG_LEVEL_1 + k - 1],
                        &searched[VAKT_RUNG_LEVEL_1 + k - 1], verdict->levels[k]));
done:
    return status;
}

/* What the program says of the roster, measure by measure. */
static vakt_status evaluate(const vakt_target *target, const vakt_roster *roster,
                            int64_t levels[VAKT_MAX_LEVELS])
{
    uint8_t *values = calloc(target->program.n_vars + 1, 1);
    if (!values)
        return VAKT_E_NOMEM;
    vakt_target_values(target, roster, values);
    (void)vakt_program_evaluate(&target->program, values, levels);
    free(values);
    return VAKT_OK;
}

vakt_status vakt_judge_standing(const vakt_stand *stand, vakt_verdict **ret_verdict)
{
    vakt_roster roster = {0};
    vakt_status status;
    VAKT_TRY(vakt_roster_init(&roster, stand->given->n_duties));
    for (size_t i = 0; i < roster.n_duties; i++)
        roster.doctor[i] = stand->frozen[i] ? stand->base[i] : VAKT_NOBODY;
    VAKT_TRY(vakt_verify(stand->instance, &roster, ret_verdict));
done:
    vakt_roster_done(&roster);
    return status;
}

vakt_status vakt_judge_rung(const vakt_judge *judge, vakt_rung *rung)
{
    const vakt_stand *stand = judge->target->stand;
    vakt_verdict *verdict = NULL;
    int64_t levels[VAKT_MAX_LEVELS], counted[VAKT_N_RUNG_VALUES];
    vakt_status status;
    VAKT_TRY(list_moves(judge, rung));
    VAKT_TRY(evaluate(judge->target, &rung->roster, levels));
    recount(stand, &rung->roster, counted);
    VAKT_TRY(vakt_verify(stand->instance, &rung->roster, &verdict));
    VAKT_TRY(compare_breaches(judge, verdict));
    VAKT_TRY(compare_values(judge, levels, counted, verdict));
    for (int k = 0; k < VAKT_N_RUNG_VALUES; k++)
        rung->values[k] = (vakt_level_result){levels[k], INT64_MIN, false};
    if (stand->instance == stand->given) {
        rung->verdict = verdict;
        verdict = NULL;
    } else {
        VAKT_TRY(vakt_verify(stand->given, &rung->roster, &rung->verdict));
    }
done:
    vakt_verdict_free(verdict);
    return status;
}
