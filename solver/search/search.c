/*
 * Problem: the lexicographically least roster of a rule program, and a bound for each level.
 *
 * Idea: build, improve by exchanges, then for each level in order: bound it, improve it a little
 * (and all later levels with it) in neighbourhoods, try to prove it by branch and cut, else improve
 * it at length and try to prove it once more; hold its value and go on. The bound of a level holds
 * given the values of the earlier ones.
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

static vakt_status minimise_level(vakt_run *run)
{
    vakt_status status;
    VAKT_TRY(vakt_prove_root(run));
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
    if (vakt_run_level_is_closed(run))
        vakt_run_event(run, VAKT_EVENT_PROVEN);
done:
    return status;
}

static bool next_level_due(vakt_run *run)
{
    return run->found && !vakt_run_stopped(run) && run->level + 1 < run->program->n_levels;
}

static vakt_status search_all(vakt_run *run, const uint8_t *start)
{
    vakt_status status;
    VAKT_TRY(vakt_construct(run, start));
    if (!vakt_run_stopped(run))
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
