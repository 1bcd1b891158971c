#include "search/run.h"

#include <stdlib.h>
#include <string.h>

/* The unit is a simplex iteration on a small model, about 0.1 ms; a larger one takes longer. */
#define ROWS_PER_WORK 512
#define ITERATIONS_PER_NODE 20
#define TOUCHES_PER_WORK 8192
#define FIRST_HOOD_SIZE 200

vakt_status vakt_run_init(vakt_run *run, const vakt_program *program,
                          const vakt_search_options *options, const vakt_hooks *hooks)
{
    *run = (vakt_run){.program = program, .options = options, .hooks = hooks, .asked_at = -1};
    run->random = options->seed;
    run->hood_size = FIRST_HOOD_SIZE;
    run->best = calloc(program->n_vars + 1, 1);
    run->scratch = calloc(program->n_vars + 1, 1);
    for (int k = 0; k < VAKT_MAX_LEVELS; k++) {
        run->best_levels[k] = INT64_MAX;
        run->bounds[k] = INT64_MIN;
    }
    if (!run->best || !run->scratch)
        return VAKT_E_NOMEM;
    return vakt_position_new(program, &run->position);
}

void vakt_run_done(vakt_run *run)
{
    vakt_position_free(run->position);
    vakt_compact_free(run->full);
    vakt_solo_done(&run->solo);
    vakt_colgen_free(run->colgen);
    free(run->best);
    free(run->scratch);
}

int64_t vakt_run_work(const vakt_run *run)
{
    return 1 + run->lp_work + run->column_work +
           (run->position->touches + run->solo.touches) / TOUCHES_PER_WORK;
}

int64_t vakt_run_iteration_weight(int64_t n_rows)
{
    return 1 + n_rows / ROWS_PER_WORK;
}

void vakt_run_count(vakt_run *run, const vakt_compact *compact, const vakt_lp_effort *effort)
{
    int64_t weight = vakt_run_iteration_weight(vakt_lp_n_rows(compact->lp));
    run->lp_work += weight * (effort->iterations - run->lp.iterations);
    run->lp_work += weight * ITERATIONS_PER_NODE * (effort->nodes - run->lp.nodes);
    run->lp = *effort;
}

bool vakt_run_stopped(vakt_run *run)
{
    int64_t work = vakt_run_work(run);
    if (run->stopped != VAKT_STOP_NONE || work == run->asked_at)
        return run->stopped != VAKT_STOP_NONE;
    run->asked_at = work;
    if (run->options->work_limit > 0 && work >= run->options->work_limit)
        run->stopped = VAKT_STOP_WORK;
    else if (run->hooks && run->hooks->stop)
        run->stopped = run->hooks->stop(run->hooks->context);
    return run->stopped != VAKT_STOP_NONE;
}

void vakt_run_event(const vakt_run *run, char event)
{
    vakt_progress progress = {.event = event,
                              .level = run->level,
                              .work = vakt_run_work(run),
                              .value = run->best_levels[run->level],
                              .bound = run->bounds[run->level]};
    if (run->hooks && run->hooks->progress)
        run->hooks->progress(run->hooks->context, &progress);
}

static bool is_better(const vakt_run *run, const int64_t *levels)
{
    for (int k = 0; k < run->program->n_levels; k++)
        if (levels[k] != run->best_levels[k])
            return levels[k] < run->best_levels[k];
    return !run->found;
}

bool vakt_run_offer(vakt_run *run, const uint8_t *values, char event)
{
    int64_t levels[VAKT_MAX_LEVELS];
    if (values != run->scratch)
        memcpy(run->scratch, values, run->program->n_vars);
    if (!vakt_program_evaluate(run->program, run->scratch, levels) || !is_better(run, levels))
        return false;
    memcpy(run->best, run->scratch, run->program->n_vars);
    memcpy(run->best_levels, levels, sizeof levels);
    run->found = true;
    vakt_run_event(run, event);
    return true;
}

bool vakt_run_offer_position(vakt_run *run, char event)
{
    return vakt_run_offer(run, run->position->values, event);
}

void vakt_run_raise_bound(vakt_run *run, int64_t bound, char event)
{
    if (bound <= run->bounds[run->level])
        return;
    run->bounds[run->level] = bound;
    vakt_run_event(run, event);
}

void vakt_run_go_to_level(vakt_run *run, int level)
{
    if (level < run->level) {
        vakt_compact_free(run->full);
        run->full = NULL;
        run->limited = 0;
    }
    run->level = level;
}

bool vakt_run_level_is_closed(const vakt_run *run)
{
    return run->found && run->best_levels[run->level] <= run->bounds[run->level];
}

size_t vakt_run_random(vakt_run *run, size_t limit)
{
    uint64_t z = run->random += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (size_t)((z ^ (z >> 31)) % limit);
}

/* What the callbacks of one branch and cut see. */
typedef struct mip_watch {
    vakt_run *run;
    const vakt_compact *compact;
    int64_t end; /* stop when the work counted reaches this */
    char event;
} mip_watch;

static bool stop_mip(void *context, const vakt_lp_effort *effort, double bound)
{
    mip_watch *watch = context;
    vakt_run *run = watch->run;
    vakt_run_count(run, watch->compact, effort);
    if (watch->compact == run->full && bound > -VAKT_LP_INF)
        vakt_run_raise_bound(run, vakt_compact_round_bound(run->full, run->level, bound),
                             VAKT_EVENT_BOUND);
    return vakt_run_stopped(run) || vakt_run_work(run) >= watch->end;
}

static void take_solution(void *context, double value, const double *x)
{
    mip_watch *watch = context;
    (void)value; /* a double: the offer counts for itself */
    vakt_compact_from_columns(watch->compact, x, watch->run->scratch);
    vakt_run_offer(watch->run, watch->run->scratch, watch->event);
}

vakt_status vakt_run_solve_mip(vakt_run *run, vakt_compact *compact, int64_t work, char event,
                               vakt_lp_mip_result *ret_result)
{
    mip_watch watch = {run, compact, vakt_run_work(run) + work, event};
    double *start = NULL;
    if (run->found) {
        start = calloc((size_t)vakt_lp_n_cols(compact->lp) + 1, sizeof *start);
        if (!start)
            return VAKT_E_NOMEM;
        vakt_compact_to_columns(compact, run->best, start);
    }
    vakt_lp_mip_options options = {.backtrack = VAKT_LP_BEST_LOCAL,
                                   .cuts = true,
                                   .start = start,
                                   .found = take_solution,
                                   .found_context = &watch,
                                   .watch = {stop_mip, &watch}};
    vakt_lp_effort effort = run->lp;
    *ret_result = (vakt_lp_mip_result){VAKT_LP_STUCK, -VAKT_LP_INF, VAKT_LP_INF};
    vakt_status status = vakt_lp_solve_mip(compact->lp, &options, &effort, ret_result);
    vakt_run_count(run, compact, &effort);
    free(start);
    return vakt_run_forgive(run, status, &ret_result->outcome);
}

vakt_status vakt_run_forgive(const vakt_run *run, vakt_status status, vakt_lp_outcome *ret_outcome)
{
    if (status != VAKT_E_LP || !run->found)
        return status;
    *ret_outcome = VAKT_LP_STUCK;
    return VAKT_OK;
}
