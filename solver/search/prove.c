/*
 * Problem: a lower bound for the level at hand, and if possible the proof that the best roster
 * reaches it.
 *
 * Idea: three bounds, each dearer than the one before: what the columns' own bounds allow, the
 * relaxation by its duals (safe whatever their accuracy), and branch and cut from the best roster.
 * Prices are whole, so a bound rises to the next multiple of their common divisor.
 *
 * A large relaxation would take all there is. It gets a share first, and goes on when branch and
 * cut has its turn; where the share is too little by any measure, there is no compact model.
 *
 * Column generation (columns.c) stands beside this: search.c says when.
 */
#include "search/run.h"

/* The first relaxation of a level may take this much; its duals bound even when unfinished. */
#define ROOT_WORK 400000
/* The fewest iterations seen in a relaxation solved to its end: one for this many rows. */
#define ROWS_PER_ITERATION 8
/* The compact model keeps at least one of so many rows of the program. */
#define MOST_ROWS_PER_KEPT 4

typedef struct root_watch {
    vakt_run *run;
    int64_t end;
} root_watch;

static bool stop_root(void *context, const vakt_lp_effort *effort, double bound)
{
    root_watch *watch = context;
    (void)bound;
    vakt_run_count(watch->run, watch->run->full, effort);
    return vakt_run_stopped(watch->run) || vakt_run_work(watch->run) >= watch->end;
}

/* Can the share pay for the iterations that a relaxation of this size takes at the least? */
static bool is_in_reach(const vakt_run *run, int64_t rows)
{
    return run->options->engine == VAKT_ENGINE_COMPACT ||
           rows / ROWS_PER_ITERATION <= ROOT_WORK / vakt_run_iteration_weight(rows);
}

/* The compact model, where it is of use. Most rows may turn out not to be needed. */
static vakt_status build(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    run->full_is_too_large =
        !is_in_reach(run, (int64_t)run->program->n_rows / MOST_ROWS_PER_KEPT);
    if (run->full_is_too_large)
        goto done;
    VAKT_TRY(vakt_compact_new(run->program, NULL, &run->full));
    run->infeasible = run->full->infeasible && !run->found;
    run->full_is_too_large = !is_in_reach(run, vakt_lp_n_rows(run->full->lp));
    if (run->full_is_too_large) {
        vakt_compact_free(run->full);
        run->full = NULL;
    }
done:
    return status;
}

/* What no roster can be below: what single costs can give. */
static int64_t least_of_costs(const vakt_program *program, int level)
{
    int64_t least = program->constant[level];
    for (size_t c = 0; c < program->n_costs; c++)
        if (program->costs[c].level == level && program->costs[c].pts < 0)
            least += program->costs[c].pts;
    return least;
}

/* The whole model, minimising the level at hand with all earlier ones held. */
static vakt_status prepare(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    run->root_is_solved = false;
    run->root_bound = INT64_MIN;
    if (!run->full && !run->full_is_too_large)
        VAKT_TRY(build(run));
    if (!run->full)
        goto done;
    for (; run->limited < run->level; run->limited++) /* some may have closed without a model */
        VAKT_TRY(vakt_compact_limit(run->full, run->limited, run->best_levels[run->limited]));
    vakt_compact_minimise(run->full, run->level);
done:
    return status;
}

/* Goes on with the relaxation from where it stands. */
static vakt_status solve_root(vakt_run *run, int64_t work)
{
    root_watch context = {run, vakt_run_work(run) + work};
    vakt_lp_watch watch = {stop_root, &context};
    vakt_lp_effort effort = run->lp;
    vakt_lp_outcome outcome;
    vakt_status status = vakt_lp_solve(run->full->lp, &watch, &effort, &outcome);
    vakt_run_count(run, run->full, &effort);
    VAKT_TRY(vakt_run_forgive(run, status, &outcome));
    run->root_is_solved = outcome != VAKT_LP_STOPPED;
    if (outcome == VAKT_LP_INFEASIBLE) {
        run->infeasible = !run->found;
        goto done;
    }
    double bound = vakt_lp_safe_bound(run->full->lp);
    run->root_bound = vakt_compact_round_bound(run->full, run->level, bound);
    vakt_run_raise_bound(run, run->root_bound, VAKT_EVENT_ROOT);
done:
    return status;
}

vakt_status vakt_prove_root(vakt_run *run, int64_t work)
{
    vakt_status status;
    VAKT_TRY(prepare(run));
    vakt_run_raise_bound(run,
                         run->full ? vakt_compact_least(run->full, run->level)
                                   : least_of_costs(run->program, run->level),
                         VAKT_EVENT_BOUND);
    if (run->full && !run->infeasible && !vakt_run_level_is_closed(run))
        VAKT_TRY(solve_root(run, work < ROOT_WORK ? work : ROOT_WORK));
done:
    return status;
}

vakt_status vakt_prove_by_mip(vakt_run *run, int64_t work)
{
    vakt_lp_mip_result result;
    vakt_status status = VAKT_OK;
    if (run->full && !run->root_is_solved)
        VAKT_TRY(solve_root(run, work));
    if (!run->full || !run->root_is_solved || run->infeasible || vakt_run_level_is_closed(run))
        goto done;
    VAKT_TRY(vakt_run_solve_mip(run, run->full, work, VAKT_EVENT_MIP, &result));
    if (result.outcome == VAKT_LP_INFEASIBLE)
        run->infeasible = !run->found;
    else if (result.bound > -VAKT_LP_INF)
        vakt_run_raise_bound(run, vakt_compact_round_bound(run->full, run->level, result.bound),
                             VAKT_EVENT_BOUND);
done:
    return status;
}
