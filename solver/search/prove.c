/*
 * Problem: a lower bound for the level at hand, and if possible the proof that the best roster
 * reaches it.
 *
 * Idea: three bounds, each dearer than the one before: what the columns' own bounds allow, the
 * relaxation by its duals (safe whatever their accuracy), and branch and cut from the best roster.
 * Prices are whole, so a bound rises to the next multiple of their common divisor.
 *
 * Column generation (columns.c) stands beside this: search.c says when.
 */
#include "search/run.h"

/* The first relaxation of a level may take this much; its duals bound even when unfinished. */
#define ROOT_WORK 1000000

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

/* The whole model, minimising the level at hand with all earlier ones held. */
static vakt_status prepare(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    if (!run->full) {
        VAKT_TRY(vakt_compact_new(run->program, NULL, &run->full));
        run->infeasible = run->full->infeasible && !run->found;
    }
    for (; run->limited < run->level; run->limited++) /* some may have closed without a model */
        VAKT_TRY(vakt_compact_limit(run->full, run->limited, run->best_levels[run->limited]));
    vakt_compact_minimise(run->full, run->level);
done:
    return status;
}

vakt_status vakt_prove_root(vakt_run *run)
{
    vakt_status status;
    VAKT_TRY(prepare(run));
    vakt_run_raise_bound(run, vakt_compact_least(run->full, run->level), VAKT_EVENT_BOUND);
    if (run->infeasible || vakt_run_level_is_closed(run))
        goto done;
    root_watch context = {run, vakt_run_work(run) + ROOT_WORK};
    vakt_lp_watch watch = {stop_root, &context};
    vakt_lp_effort effort = run->lp;
    vakt_lp_outcome outcome;
    status = vakt_lp_solve(run->full->lp, &watch, &effort, &outcome);
    vakt_run_count(run, run->full, &effort);
    VAKT_TRY(vakt_run_forgive(run, status, &outcome));
    if (outcome == VAKT_LP_INFEASIBLE) {
        run->infeasible = !run->found;
        goto done;
    }
    double bound = vakt_lp_safe_bound(run->full->lp);
    vakt_run_raise_bound(run, vakt_compact_round_bound(run->full, run->level, bound),
                         VAKT_EVENT_ROOT);
done:
    return status;
}

vakt_status vakt_prove_by_mip(vakt_run *run, int64_t work)
{
    vakt_lp_mip_result result;
    vakt_status status = vakt_run_solve_mip(run, run->full, work, VAKT_EVENT_MIP, &result);
    if (status != VAKT_OK)
        return status;
    if (result.outcome == VAKT_LP_INFEASIBLE)
        run->infeasible = !run->found;
    else if (result.bound > -VAKT_LP_INF)
        vakt_run_raise_bound(run, vakt_compact_round_bound(run->full, run->level, result.bound),
                             VAKT_EVENT_BOUND);
    return VAKT_OK;
}
