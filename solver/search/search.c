/*
 * Problem: the lexicographically least roster of a rule program, and a bound for each level.
 *
 * Idea: build a roster, better it by exchanges, then take the levels in order: bound the level at
 * the roots of both engines, improve a little, try to prove it, compare branch and cut with branch
 * and price once more where much is unproven, improve at length, prove by the better engine; hold
 * its value and go on. What is unproven in the end is taken up again, with twice the work each
 * time, until the limit comes.
 *
 * Bounds stay valid from visit to visit: an earlier level's value only falls, so what is left for
 * the later ones only shrinks.
 *
 * Everything is a question and an action: is it due? do it.
 */
#include "search/search.h"

#include <stdlib.h>
#include <string.h>

#include "search/run.h"

/* Work given to the first attempt to prove a level, when the caller names none. */
#define DEFAULT_PROOF_WORK 10000
/* Before anything else a proof is tried for this part of it: what is easy is done at once. */
#define EASY_SHARE 10
/* The second attempt, from a better roster, gets this many times as much. */
#define SECOND_PROOF_FACTOR 15
/* What column generation may take to show that it is the better one; the same with no roster. */
#define TRIAL_FACTOR 1
#define TRIAL_FACTOR_UNFOUND 6
/* What the relaxation may take before column generation is asked for its bound. */
#define ROOT_FACTOR 2
/* Where column generation wins at the root, its dives come next: they need so much. */
#define DIVE_FACTOR 6
/* What improvement may take at most, however much it gains. */
#define IMPROVE_FACTOR 8
/* Column generation is tried where more than this part of the value is not proven. */
#define WIDE_GAP_SHARE 8
/* When nothing has been found, finding it is worth this many times as much. */
#define FEASIBILITY_FACTOR 30
/* Visits to a level get twice as much as the ones before, up to 2 to this. */
#define MOST_DOUBLINGS 20

/* Slices of improvement without gain that end it: before the first proof, and after it. */
#define FEW_SLICES 2
#define MANY_SLICES 8

static int64_t proof_work(const vakt_run *run)
{
    int64_t work = run->options->proof_work > 0 ? run->options->proof_work : DEFAULT_PROOF_WORK;
    return work << (run->visit < MOST_DOUBLINGS ? run->visit : MOST_DOUBLINGS);
}

static bool first_visit(const vakt_run *run)
{
    return run->visit == 0;
}

static bool proof_due(vakt_run *run)
{
    return !run->infeasible && !vakt_run_level_is_closed(run) && !vakt_run_stopped(run);
}

static bool improvement_due(vakt_run *run)
{
    return run->found && proof_due(run);
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
static vakt_status compare_engines(vakt_run *run)
{
    bool found = run->found;
    int64_t bound = run->bounds[run->level], value = run->best_levels[run->level];
    int64_t factor = found ? TRIAL_FACTOR : TRIAL_FACTOR_UNFOUND;
    vakt_status status = vakt_prove_by_columns(run, factor * proof_work(run), false);
    if (status != VAKT_OK)
        return status;
    int64_t gain = bound == INT64_MIN ? 0 : run->bounds[run->level] - bound;
    run->columns_win[run->level] =
        (!found && run->found) || (gain > 0 && (!found || gain >= (value - bound) / 4));
    return VAKT_OK;
}

static bool comparison_due(vakt_run *run)
{
    return run->options->engine == VAKT_ENGINE_AUTO && first_visit(run) && gap_is_wide(run) &&
           !run->columns_win[run->level] && proof_due(run);
}

/* Without a compact model there is no branch and cut to go on with. */
static bool uses_columns(const vakt_run *run)
{
    return run->options->engine == VAKT_ENGINE_COLGEN ||
           (run->options->engine == VAKT_ENGINE_AUTO &&
            (run->columns_win[run->level] || run->full_is_too_large));
}

static vakt_status prove(vakt_run *run, int64_t work)
{
    return uses_columns(run) ? vakt_prove_by_columns(run, work, false)
                             : vakt_prove_by_mip(run, work);
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

/*
 * The relaxation first, as far as a little work goes; then, where much is open, the root of column
 * generation with a few dives. The better bound chooses the engine.
 */
static vakt_status prove_roots(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    VAKT_TRY(vakt_prove_root(run, ROOT_FACTOR * proof_work(run)));
    if (!proof_due(run) || !first_visit(run) || !gap_is_wide(run) ||
        run->options->engine == VAKT_ENGINE_COMPACT)
        goto done;
    int64_t before = run->bounds[run->level];
    VAKT_TRY(vakt_prove_by_columns(run, proof_work(run), true));
    run->columns_win[run->level] = run->bounds[run->level] > before;
done:
    return status;
}

static vakt_status minimise_level(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    take_known(run);
    if (proof_due(run))
        VAKT_TRY(prove_roots(run));
    if (proof_due(run) && first_visit(run))
        VAKT_TRY(prove(run, proof_work(run) / EASY_SHARE));
    if (proof_due(run) && first_visit(run) && run->columns_win[run->level])
        VAKT_TRY(prove(run, DIVE_FACTOR * proof_work(run)));
    if (improvement_due(run))
        VAKT_TRY(vakt_improve(run, FEW_SLICES, proof_work(run)));
    if (proof_due(run) && first_visit(run))
        VAKT_TRY(prove(run, proof_work(run)));
    if (comparison_due(run))
        VAKT_TRY(compare_engines(run));
    if (proof_due(run) && !run->found)
        VAKT_TRY(prove(run, FEASIBILITY_FACTOR * proof_work(run)));
    if (improvement_due(run))
        VAKT_TRY(vakt_improve(run, MANY_SLICES, IMPROVE_FACTOR * proof_work(run)));
    if (improvement_due(run))
        VAKT_TRY(prove(run, SECOND_PROOF_FACTOR * proof_work(run)));
    if (vakt_run_level_is_closed(run))
        vakt_run_event(run, VAKT_EVENT_PROVEN);
done:
    return status;
}

/* Levels that are asked for. */
static int n_levels(const vakt_run *run)
{
    int wanted = run->options->n_levels, all = run->program->n_levels;
    return wanted > 0 && wanted < all ? wanted : all;
}

static bool something_unproven(const vakt_run *run)
{
    for (int k = 0; k < n_levels(run); k++)
        if (!run->found || run->best_levels[k] > run->bounds[k])
            return !run->infeasible;
    return false;
}

/* Every level that is not proven, in order. Without a roster there is only the first. */
static vakt_status visit_levels(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    for (int k = 0; k < n_levels(run) && !vakt_run_stopped(run); k++) {
        if (k > 0 && !run->found)
            break;
        vakt_run_go_to_level(run, k);
        if (first_visit(run) || !vakt_run_level_is_closed(run))
            VAKT_TRY(minimise_level(run));
    }
done:
    return status;
}

static vakt_status build(vakt_run *run, const uint8_t *start)
{
    bool afresh = run->options->afresh;
    vakt_status status;
    VAKT_TRY(vakt_construct(run, afresh ? NULL : start));
    if (!run->found && !vakt_run_stopped(run))
        VAKT_TRY(vakt_insert_all(run));
    if (!vakt_run_stopped(run))
        vakt_improve_locally(run);
    if (start && afresh && vakt_run_offer(run, start, VAKT_EVENT_CONSTRUCT) &&
        !vakt_run_stopped(run))
        vakt_improve_locally(run);
done:
    return status;
}

static vakt_status search_all(vakt_run *run, const uint8_t *start)
{
    vakt_status status;
    VAKT_TRY(build(run, start));
    while (something_unproven(run) && !vakt_run_stopped(run)) {
        int64_t before = vakt_run_work(run);
        VAKT_TRY(visit_levels(run));
        /* Nobody has anything to do however much is given; the stop is only asked as work counts. */
        if (run->visit++ > MOST_DOUBLINGS && vakt_run_work(run) == before)
            break;
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
                                   .columns = run->n_columns,
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
