/*
 * Problem: what is the least that must change, and what would more changes buy?
 *
 * Idea: one program, searched again and again with its measures in another order and another
 * limit on the number of changes, each search from the roster of the rung before. The answer comes
 * first, then the proof that no fewer changes will do; then the rungs below and above, and last the
 * roster made anew. Everything is a question and an action.
 *
 * Reference: the order of the measures: design/peers.md section 3; a limit on one criterion while
 * the others are minimised: the epsilon-constraint method (Haimes, Lasdon and Wismer 1971).
 */
#include "rebuild/ladder.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "rebuild/judge.h"

/* ANEW may take so many times the work of a rung. */
#define ANEW_FACTOR 2
/* FEWER too: it is worth a proof. Sarpsborg's ten days away take 9 s with 2, 13 s with 4. */
#define FEWER_FACTOR 2
/* Rungs in succession that buy nothing end the climb. */
#define MOST_IN_VAIN 2

typedef struct climb {
    const vakt_rebuild_request *request;
    const vakt_hooks *hooks;
    vakt_judge judge;
    vakt_stand *stand;
    vakt_target *target;
    vakt_ladder *ladder;
    VAKT_VEC(vakt_rung) rungs;
} climb;

#define WORSE_LEVELS                                                                               \
    VAKT_RUNG_LEVEL_1, VAKT_RUNG_LEVEL_2, VAKT_RUNG_LEVEL_3, VAKT_RUNG_LEVEL_4, VAKT_RUNG_LEVEL_5
#define OPEN_LEVELS VAKT_RUNG_STANDING, VAKT_RUNG_OPEN, VAKT_RUNG_OPEN_BACKUP

static const vakt_aim answer_aim = {
    {OPEN_LEVELS, VAKT_RUNG_WEIGHT, VAKT_RUNG_PEOPLE, WORSE_LEVELS}, 10, -1};
/* What the rungs below leave open; how well the rest is spread matters to nobody there. */
static const vakt_aim fewer_aim = {{OPEN_LEVELS, VAKT_RUNG_WEIGHT, VAKT_RUNG_PEOPLE}, 5, -1};
static const vakt_aim count_aim = {{OPEN_LEVELS, VAKT_RUNG_COUNT}, 4, -1};
static const vakt_aim least_aim = {
    {OPEN_LEVELS, VAKT_RUNG_COUNT, VAKT_RUNG_WEIGHT, VAKT_RUNG_PEOPLE, WORSE_LEVELS}, 11, -1};
static const vakt_aim better_aim = {
    {OPEN_LEVELS, WORSE_LEVELS, VAKT_RUNG_WEIGHT, VAKT_RUNG_PEOPLE}, 10, -1};
static const vakt_aim anew_aim = {{OPEN_LEVELS, WORSE_LEVELS}, 8, -1};

static bool stopped(const climb *c)
{
    return c->ladder->stopped_by != VAKT_STOP_NONE;
}

/* ---- one search ---- */

typedef struct outcome {
    vakt_search_result result;
    vakt_aim aim; /* the measures in it */
} outcome;

static void note_work(climb *c, const vakt_search_result *result, bool capped)
{
    int64_t limit = c->request->work_limit;
    c->ladder->work += result->work;
    if (result->stopped_by != VAKT_STOP_WORK || !capped)
        c->ladder->stopped_by = result->stopped_by;
    if (limit > 0 && c->ladder->work >= limit && !stopped(c))
        c->ladder->stopped_by = VAKT_STOP_WORK;
}

/* start may be NULL; work: that this search may take, 0 = what is left. */
static vakt_status search(climb *c, const vakt_aim *aim, const vakt_roster *start, int64_t work,
                          outcome *ret_outcome)
{
    vakt_status status;
    vakt_program *program = NULL;
    uint8_t *values = calloc(c->target->program.n_vars + 1, 1);
    int64_t left = c->request->work_limit - c->ladder->work;
    /* Most variables stand: what is left is nearly integral, and columns only cost. */
    vakt_search_options options = {
        .work_limit = work, .seed = c->request->seed, .engine = VAKT_ENGINE_COMPACT};
    bool capped = work > 0 && (c->request->work_limit == 0 || work < left);
    if (c->request->work_limit > 0 && !capped)
        options.work_limit = left > 0 ? left : 1;
    VAKT_TRY(values ? VAKT_OK : VAKT_E_NOMEM);
    VAKT_TRY(vakt_target_program(c->target, aim, &ret_outcome->aim, &program));
    if (start)
        vakt_target_values(c->target, start, values);
    VAKT_TRY(vakt_search(program, &options, c->hooks, start ? values : NULL,
                         &ret_outcome->result));
    note_work(c, &ret_outcome->result, capped);
done:
    free(values);
    vakt_program_free(program);
    return status;
}

static void free_rung(vakt_rung *rung)
{
    vakt_roster_done(&rung->roster);
    vakt_verdict_free(rung->verdict);
    *rung = (vakt_rung){0};
}

/* Measures that nothing is of are what they are. Where the verifier counts otherwise (judge.c) the
 * search has proven nothing from there on. */
static void read_values(const climb *c, const vakt_aim *aim, const outcome *o, vakt_rung *rung)
{
    size_t searched = 0;
    bool agreed = true;
    rung->proven = true;
    rung->n_values = aim->n;
    for (size_t i = 0; i < aim->n; i++) {
        int measure = aim->order[i];
        vakt_level_result *value = &rung->values[measure];
        rung->order[i] = measure;
        vakt_level_result said = {value->value, value->value, true};
        if (c->target->used[measure])
            said = o->result.levels[searched++];
        agreed = agreed && said.value == value->value;
        if (agreed)
            *value = said;
        value->proven = agreed && said.proven && rung->proven;
        rung->proven = value->proven;
    }
}

static bool is_found(const vakt_rung *rung)
{
    return rung->n_values > 0;
}

/* The roster found as a rung, judged; *ret_rung is all 0 when none was found. */
static vakt_status make_rung(climb *c, int kind, const vakt_aim *aim, const vakt_roster *start,
                             int64_t work, vakt_rung *ret_rung, bool *ret_infeasible)
{
    vakt_status status;
    outcome o = {0};
    vakt_rung rung = {.kind = kind, .limit = aim->limit};
    *ret_rung = (vakt_rung){0};
    VAKT_TRY(search(c, aim, start, work, &o));
    *ret_infeasible = o.result.infeasible;
    if (!o.result.found)
        goto done;
    VAKT_TRY(vakt_roster_init(&rung.roster, c->stand->given->n_duties));
    vakt_target_roster(c->target, o.result.values, &rung.roster);
    VAKT_TRY(vakt_judge_rung(&c->judge, &rung));
    read_values(c, aim, &o, &rung);
    *ret_rung = rung;
    rung = (vakt_rung){0};
done:
    free_rung(&rung);
    free(o.result.values);
    return status;
}

static vakt_status keep(climb *c, vakt_rung *rung)
{
    if (!VAKT_VEC_PUSH(&c->rungs, *rung)) {
        free_rung(rung);
        return VAKT_E_NOMEM;
    }
    *rung = (vakt_rung){0};
    return VAKT_OK;
}

/* < 0 when a is better by the first n measures of the aim. */
static int compare_rungs(const vakt_rung *a, const vakt_rung *b, const vakt_aim *aim, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int64_t x = a->values[aim->order[i]].value, y = b->values[aim->order[i]].value;
        if (x != y)
            return x < y ? -1 : 1;
    }
    return 0;
}

/* ---- the answer ---- */

/* The least number of changes, and with it the rung that has it when the answer has more. */
static vakt_status find_least(climb *c, const vakt_rung *answer, vakt_rung *ret_least)
{
    vakt_status status;
    vakt_rung fewest = {0};
    bool infeasible;
    VAKT_TRY(make_rung(c, VAKT_RUNG_LEAST, &count_aim, &answer->roster, 0, &fewest, &infeasible));
    if (!is_found(&fewest))
        goto done;
    const vakt_level_result *count = &fewest.values[VAKT_RUNG_COUNT];
    c->ladder->least_proven = count->proven;
    if (fewest.values[VAKT_RUNG_OPEN_BACKUP].proven && count->bound > 0)
        c->ladder->least_bound = count->bound;
    if (!stopped(c) && fewest.n_changes < answer->n_changes)
        VAKT_TRY(make_rung(c, VAKT_RUNG_LEAST, &least_aim, &fewest.roster, 0, ret_least,
                           &infeasible));
done:
    free_rung(&fewest);
    return status;
}

/* ---- below and above ---- */

/* Where nobody has asked for anything, no change leaves one roster: it is the best of its kind. */
static void prove_standstill(const climb *c, vakt_rung *rung)
{
    if (rung->limit != 0 || c->request->n_asked > 0)
        return;
    for (size_t i = 0; i < rung->n_values; i++) {
        vakt_level_result *value = &rung->values[rung->order[i]];
        *value = (vakt_level_result){value->value, value->value, true};
    }
    rung->proven = true;
}

static vakt_status climb_to(climb *c, size_t n_changes, const vakt_roster *base)
{
    vakt_status status = VAKT_OK;
    size_t wanted = c->request->most_rungs > 0 ? (size_t)c->request->most_rungs : 0;
    size_t n = n_changes < wanted ? n_changes : wanted;
    for (size_t i = 0; i < n && !stopped(c); i++) {
        const vakt_rung *last = c->rungs.count > 0 ? &c->rungs.items[c->rungs.count - 1] : NULL;
        vakt_aim aim = fewer_aim;
        vakt_rung rung;
        bool infeasible;
        aim.limit = (int64_t)(i * n_changes / n);
        VAKT_TRY(make_rung(c, VAKT_RUNG_FEWER, &aim, last ? &last->roster : base,
                           FEWER_FACTOR * c->request->rung_work, &rung, &infeasible));
        if (!is_found(&rung))
            continue;
        prove_standstill(c, &rung);
        if (!last || compare_rungs(&rung, last, &aim, 3) < 0)
            VAKT_TRY(keep(c, &rung));
        free_rung(&rung);
    }
done:
    return status;
}

static vakt_status climb_on(climb *c)
{
    vakt_status status = VAKT_OK;
    int in_vain = 0;
    size_t n_movable = c->ladder->n_movable;
    size_t first = c->rungs.items[c->rungs.count - 1].n_changes, more = 0;
    for (int i = 0; i < c->request->most_rungs && in_vain < MOST_IN_VAIN && !stopped(c); i++) {
        const vakt_rung *last = &c->rungs.items[c->rungs.count - 1];
        vakt_aim aim = better_aim;
        vakt_rung rung;
        bool infeasible;
        aim.limit = (int64_t)(first + more);
        if (first + more > n_movable)
            break;
        VAKT_TRY(make_rung(c, VAKT_RUNG_BETTER, &aim, &last->roster, c->request->rung_work, &rung,
                           &infeasible));
        if (is_found(&rung) && compare_rungs(&rung, last, &aim, 8) < 0) {
            VAKT_TRY(keep(c, &rung));
            in_vain = 0;
        } else {
            in_vain += more > 0;
        }
        free_rung(&rung);
        more = more > 0 ? 2 * more : 1;
    }
done:
    return status;
}

static vakt_status make_anew(climb *c)
{
    vakt_rung rung;
    bool infeasible;
    vakt_status status;
    VAKT_TRY(make_rung(c, VAKT_RUNG_ANEW, &anew_aim, NULL, ANEW_FACTOR * c->request->rung_work,
                       &rung, &infeasible));
    if (is_found(&rung))
        VAKT_TRY(keep(c, &rung));
done:
    return status;
}

/* ---- the ladder ---- */

static bool more_due(const climb *c)
{
    return c->request->rung_work > 0 && c->request->most_rungs > 0 && !stopped(c);
}

static vakt_status find_rungs(climb *c)
{
    vakt_status status;
    vakt_rung answer = {0}, least = {0};
    vakt_roster base = {c->stand->given->n_duties, c->stand->base};
    VAKT_TRY(make_rung(c, VAKT_RUNG_LEAST, &answer_aim, &base, 0, &answer,
                       &c->ladder->impossible));
    if (!is_found(&answer))
        goto done;
    if (!stopped(c))
        VAKT_TRY(find_least(c, &answer, &least));
    size_t fewest = is_found(&least) ? least.n_changes : answer.n_changes;
    VAKT_TRY(climb_to(c, fewest, &base));
    if (is_found(&least)) {
        answer.kind = VAKT_RUNG_LIGHTER;
        VAKT_TRY(keep(c, &least));
    }
    c->ladder->answer = c->rungs.count;
    VAKT_TRY(keep(c, &answer));
    if (more_due(c))
        VAKT_TRY(climb_on(c));
    if (more_due(c) && c->request->policy == VAKT_REBUILD_FREE)
        VAKT_TRY(make_anew(c));
done:
    free_rung(&answer);
    free_rung(&least);
    return status;
}

static vakt_status keep_lost(climb *c)
{
    size_t n = c->stand->n_lost;
    c->ladder->lost = vakt_arena_alloc(c->ladder->arena, n, sizeof *c->ladder->lost);
    if (!c->ladder->lost)
        return VAKT_E_NOMEM;
    if (n > 0)
        memcpy(c->ladder->lost, c->stand->lost, n * sizeof *c->ladder->lost);
    c->ladder->n_lost = n;
    for (size_t i = 0; i < c->stand->given->n_duties; i++)
        c->ladder->n_frozen += c->stand->frozen[i];
    c->ladder->n_movable = c->stand->given->n_duties - c->ladder->n_frozen;
    return VAKT_OK;
}

static vakt_status take_rungs(climb *c)
{
    vakt_ladder *ladder = c->ladder;
    ladder->rungs = vakt_arena_alloc(ladder->arena, c->rungs.count, sizeof *ladder->rungs);
    if (!ladder->rungs)
        return VAKT_E_NOMEM;
    if (c->rungs.count > 0)
        memcpy(ladder->rungs, c->rungs.items, c->rungs.count * sizeof *ladder->rungs);
    ladder->n_rungs = c->rungs.count;
    c->rungs.count = 0;
    return VAKT_OK;
}

vakt_status vakt_ladder_new(const vakt_instance *instance, const vakt_rebuild_request *request,
                            const vakt_hooks *hooks, vakt_report *report, vakt_ladder **ret_ladder)
{
    vakt_status status = VAKT_E_NOMEM;
    climb c = {.request = request, .hooks = hooks};
    vakt_arena *arena = vakt_arena_new();
    c.ladder = arena ? vakt_arena_alloc(arena, 1, sizeof *c.ladder) : NULL;
    if (!c.ladder) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    c.ladder->arena = arena;
    VAKT_TRY(vakt_stand_new(instance, request, &c.stand));
    VAKT_TRY(vakt_target_new(c.stand, &c.target));
    VAKT_TRY(vakt_judge_standing(c.stand, &c.ladder->standing));
    c.judge = (vakt_judge){arena, c.target, c.ladder->standing, report};
    VAKT_TRY(keep_lost(&c));
    VAKT_TRY(find_rungs(&c));
    VAKT_TRY(take_rungs(&c));
    *ret_ladder = c.ladder;
    c.ladder = NULL;
done:
    for (size_t i = 0; i < c.rungs.count; i++)
        free_rung(&c.rungs.items[i]);
    VAKT_VEC_DONE(&c.rungs);
    vakt_target_free(c.target);
    vakt_stand_free(c.stand);
    vakt_ladder_free(c.ladder);
    return status;
}

void vakt_ladder_free(vakt_ladder *ladder)
{
    if (!ladder)
        return;
    for (size_t i = 0; i < ladder->n_rungs; i++)
        free_rung(&ladder->rungs[i]);
    vakt_verdict_free(ladder->standing);
    vakt_arena_free(ladder->arena);
}
