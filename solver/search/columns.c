/*
 * Problem: a bound for the level at hand where the relaxation is far below the best roster, and the
 * optimum where branch and cut stalls.
 *
 * Idea: column generation on the same program. It starts from the plans of the best roster and
 * keeps its own from level to level. Whatever it finds and proves is the search's at once.
 */
#include <string.h>

#include "colgen/colgen.h"
#include "search/run.h"

typedef struct columns_watch {
    vakt_run *run;
    int64_t before; /* column work when the call began */
    vakt_status status; /* of the polishing */
} columns_watch;

static bool stop_columns(void *context, int64_t work)
{
    columns_watch *watch = context;
    watch->run->column_work = watch->before + work;
    return vakt_run_stopped(watch->run);
}

/* No doctor alone can be planned better within what comes back. */
static void polish(void *context, uint8_t *values)
{
    columns_watch *watch = context;
    vakt_run *run = watch->run;
    vakt_position_set(run->position, values);
    if (watch->status == VAKT_OK)
        watch->status = vakt_sweep(run, VAKT_EVENT_COLUMNS);
    memcpy(values, run->position->values, run->program->n_vars);
}

static void take_roster(void *context, const uint8_t *values)
{
    columns_watch *watch = context;
    vakt_run_offer(watch->run, values, VAKT_EVENT_COLUMNS);
}

static void take_bound(void *context, int64_t bound)
{
    columns_watch *watch = context;
    vakt_run_raise_bound(watch->run, bound, VAKT_EVENT_COLUMN_BOUND);
}

vakt_status vakt_prove_by_columns(vakt_run *run, int64_t work, bool root_only)
{
    columns_watch watch = {run, run->column_work, VAKT_OK};
    vakt_colgen_hooks hooks = {stop_columns, take_roster, take_bound, polish, &watch};
    vakt_colgen_task task = {.level = run->level, .work = work, .root_only = root_only};
    vakt_colgen_result result;
    vakt_status status = VAKT_OK;
    VAKT_TRY(vakt_run_open_columns(run));
    task.seed = vakt_run_random(run, SIZE_MAX);
    task.known = run->found ? run->best_levels[run->level] : INT64_MAX;
    for (int k = 0; k < run->level; k++)
        task.limits[k] = run->best_levels[k];
    if (run->found)
        VAKT_TRY(vakt_colgen_add_roster(run->colgen, run->best));
    VAKT_TRY(vakt_colgen_solve_level(run->colgen, &task, &hooks, &result));
    VAKT_TRY(watch.status);
    run->column_work = watch.before + result.work;
    run->lp.iterations += result.lp_iterations;
    run->lp.nodes += result.nodes;
    run->n_columns = result.columns;
    if (result.infeasible)
        run->infeasible = !run->found;
    else if (result.bound != INT64_MIN)
        vakt_run_raise_bound(run, result.bound, VAKT_EVENT_COLUMN_BOUND);
done:
    return status;
}
