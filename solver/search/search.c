/*
 * Problem: the lexicographically least roster of a rule program, and a bound for each level.
 *
 * Idea: build, improve by exchanges, then for each level in order: bound it, improve it a little
 * (and all later levels with it) in neighbourhoods, try to prove it by branch and cut, else improve
 * it at length and try to prove it once more; hold its value and go on. The bound of a level holds
 * given the values of the earlier ones.
 *
 * Where much of the value stays unproven, column generation gets a trial, and the level if it wins.
 *
 * Everything is a question and an action: is it due? do it.
 */
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

#include "search/run.h"

/* Work given to the first attempt to prove a level, when the caller names none. */
#define DEFAULT_PROOF_WORK 10000
/* The second attempt, from a better roster, gets this many times as much. */
#define SECOND_PROOF_FACTOR 15
/* What column generation may take to show that it is the better one. */
#define TRIAL_FACTOR 1
/* The same while no roster is known: then there is nothing else to improve. */
#define TRIAL_FACTOR_UNFOUND 6
/* Column generation is tried where more than this part of the value is not proven. */
#define WIDE_GAP_SHARE 8
/* When nothing has been found, finding it is worth this many times as much. */
#define FEASIBILITY_FACTOR 30

/* Rounds of neighbourhoods without gain that end them: before the first proof, and after it. */
#define FEW_ROUNDS 6
#define MANY_ROUNDS 40

static int64_t proof_work(const vakt_run *run)
{
    return run->options->proof_work > 0 ? run->options->proof_work : DEFAULT_PROOF_WORK;
}

static bool mip_due(vakt_run *run)
{
    return !run->infeasible && !vakt_run_level_is_closed(run) && !vakt_run_stopped(run);
}

static bool neighbourhoods_due(vakt_run *run)
{
    return run->found && mip_due(run);
}

/* Branch and price in the place of branch and cut: neighbourhoods only help it to a good start. */
static vakt_status minimise_by_columns(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    if (neighbourhoods_due(run))
        VAKT_TRY(vakt_improve_by_neighbourhoods(run, FEW_ROUNDS));
    if (mip_due(run))
        VAKT_TRY(vakt_prove_by_columns(run, SECOND_PROOF_FACTOR * proof_work(run), false));
    if (neighbourhoods_due(run))
        VAKT_TRY(vakt_improve_by_neighbourhoods(run, MANY_ROUNDS));
    if (mip_due(run))
        VAKT_TRY(vakt_prove_by_columns(run, 0, false));
done:
    return status;
}

/* What the relaxation and the first branch and cut have left open. */
static bool gap_is_wide(const vakt_run *run)
{
    int64_t value = run->best_levels[run->level], bound = run->bounds[run->level];
    return !run->found || bound == INT64_MIN || value - bound > value / WIDE_GAP_SHARE;
}

/*
 * Where the gap is wide: both engines get about the same work from the same roster. Columns win
 * by closing the level, by finding the first roster, or by closing a good part of the gap that the
 * relaxation and branch and cut have left.
 */
static vakt_status compare_engines(vakt_run *run, bool *ret_columns)
{
    bool found = run->found;
    int64_t bound = run->bounds[run->level], value = run->best_levels[run->level];
    int64_t factor = found ? TRIAL_FACTOR : TRIAL_FACTOR_UNFOUND;
    vakt_status status = vakt_prove_by_columns(run, factor * proof_work(run), false);
    if (status != VAKT_OK)
        return status;
    int64_t gain = bound == INT64_MIN ? 0 : run->bounds[run->level] - bound;
    *ret_columns = (!found && run->found) || (gain > 0 && (!found || gain >= (value - bound) / 4));
    return VAKT_OK;
}

static vakt_status minimise_by_either(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    bool columns = false;
    if (neighbourhoods_due(run))
        VAKT_TRY(vakt_improve_by_neighbourhoods(run, FEW_ROUNDS));
    if (mip_due(run))
        VAKT_TRY(vakt_prove_by_mip(run, proof_work(run)));
    if (mip_due(run) && gap_is_wide(run))
        VAKT_TRY(compare_engines(run, &columns));
    if (mip_due(run) && columns)
        VAKT_TRY(vakt_prove_by_columns(run, SECOND_PROOF_FACTOR * proof_work(run), false));
    if (mip_due(run) && !run->found)
        VAKT_TRY(vakt_prove_by_mip(run, FEASIBILITY_FACTOR * proof_work(run)));
    if (neighbourhoods_due(run))
        VAKT_TRY(vakt_improve_by_neighbourhoods(run, MANY_ROUNDS));
    if (neighbourhoods_due(run) && columns)
        VAKT_TRY(vakt_prove_by_columns(run, SECOND_PROOF_FACTOR * proof_work(run), false));
    if (neighbourhoods_due(run))
        VAKT_TRY(vakt_prove_by_mip(run, SECOND_PROOF_FACTOR * proof_work(run)));
done:
    return status;
}

static vakt_status minimise_by_mip(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    if (neighbourhoods_due(run))
        VAKT_TRY(vakt_improve_by_neighbourhoods(run, FEW_ROUNDS));
    if (mip_due(run))
        VAKT_TRY(vakt_prove_by_mip(run, proof_work(run)));
    if (mip_due(run) && !run->found)
        VAKT_TRY(vakt_prove_by_mip(run, FEASIBILITY_FACTOR * proof_work(run)));
    if (neighbourhoods_due(run))
        VAKT_TRY(vakt_improve_by_neighbourhoods(run, MANY_ROUNDS));
    if (neighbourhoods_due(run))
        VAKT_TRY(vakt_prove_by_mip(run, SECOND_PROOF_FACTOR * proof_work(run)));
done:
    return status;
}

/* What is known from elsewhere bounds this level where the earlier ones are just as known. */
static void take_known(vakt_run *run)
{
    const int64_t *known = run->options->known;
    for (int k = 0; known && k < run->level; k++) {
        if (known[k] == INT64_MIN || run->best_levels[k] != known[k])
            return;
    }
    if (known && known[run->level] != INT64_MIN)
        vakt_run_raise_bound(run, known[run->level], VAKT_EVENT_BOUND);
}

static vakt_status minimise_level(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    take_known(run);
    if (!vakt_run_level_is_closed(run))
        VAKT_TRY(vakt_prove_root(run));
    switch (run->options->engine) {
    case VAKT_ENGINE_AUTO:
        VAKT_TRY(minimise_by_either(run));
        break;
    case VAKT_ENGINE_COMPACT:
        VAKT_TRY(minimise_by_mip(run));
        break;
    case VAKT_ENGINE_COLGEN:
        VAKT_TRY(minimise_by_columns(run));
        break;
    }
    if (vakt_run_level_is_closed(run))
        vakt_run_event(run, VAKT_EVENT_PROVEN);
done:
    return status;
}

static bool next_level_due(vakt_run *run)
{
    int n = run->options->n_levels > 0 && run->options->n_levels < run->program->n_levels
                ? run->options->n_levels
                : run->program->n_levels;
    return run->found && !vakt_run_stopped(run) && run->level + 1 < n;
}

static vakt_status search_all(vakt_run *run, const uint8_t *start)
{
    vakt_status status;
    bool afresh = run->options->afresh;
    VAKT_TRY(vakt_construct(run, afresh ? NULL : start));
    if (!vakt_run_stopped(run))
        vakt_improve_locally(run);
    if (start && afresh && vakt_run_offer(run, start, VAKT_EVENT_CONSTRUCT) &&
        !vakt_run_stopped(run))
        vakt_improve_locally(run);
    if (vakt_run_stopped(run))
        goto done;
    VAKT_TRY(minimise_level(run));
    while (next_level_due(run)) {
        run->level++;
        VAKT_TRY(minimise_level(run));
    }
done:
    return status;
}

/* A stopped run reports the count at which it was stopped, not what it took to leave. */
static void read_result(vakt_run *run, vakt_search_result *result)
{
    bool proven = run->found;
    *result = (vakt_search_result){.found = run->found,
                                   .infeasible = run->infeasible,
                                   .work = run->stopped ? run->asked_at : vakt_run_work(run),
                                   .nodes = run->lp.nodes,
                                   .lp_iterations = run->lp.iterations,
                                   .stopped_by = run->stopped};
    for (int k = 0; k < run->program->n_levels; k++) {
        /* Tolerances of the engine at their worst: an impossible bound is no bound. */
        if (run->found && run->bounds[k] > run->best_levels[k])
            run->bounds[k] = INT64_MIN;
        proven = proven && run->best_levels[k] == run->bounds[k];
        result->levels[k] = (vakt_level_result){run->best_levels[k], run->bounds[k], proven};
    }
    result->values = run->best;
    run->best = NULL;
}

vakt_status vakt_search(const vakt_program *program, const vakt_search_options *options,
                        const vakt_hooks *hooks, const uint8_t *start,
                        vakt_search_result *ret_result)
{
    vakt_run run;
    vakt_status status;
    VAKT_TRY(vakt_run_init(&run, program, options, hooks));
    VAKT_TRY(search_all(&run, start));
    read_result(&run, ret_result);
done:
    vakt_run_done(&run);
    return status;
}
