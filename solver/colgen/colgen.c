/*
 * Problem: minimise one level of a rule program with the earlier ones held.
 *
 * Idea: the root by column generation, a dive for a roster, then branch and price. What does not
 * change from level to level (networks, pool of plans, rows that labels have to keep) stays.
 */
#include "colgen/colgen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "colgen/node.h"

#define ROOT_ROUNDS 2000
/* So many rounds must leave at most this part of the gap between master and bound. */
#define FIRST_ROUNDS 16
#define STALLED_SHARE 0.4
/* Points of gap that are near enough. */
#define NARROW_GAP 16.0
#define ASCENT_ROUNDS 16
#define IDLE_DIVES 3
#define LEAST_PENALTY 64
#define MOST_PENALTY 100000
#define FIRST_PENALTY 4096

/* -- the object ----------------------------------------------------------------------------- */

static vakt_status add_empty_plans(vakt_colgen *colgen)
{
    vakt_status status = VAKT_OK;
    for (size_t d = 0; d < colgen->program->n_doctors; d++) {
        int32_t column;
        bool is_new;
        VAKT_TRY(vakt_pool_add(&colgen->pool, (int)d, NULL, 0, &column, &is_new));
    }
done:
    return status;
}

vakt_status vakt_colgen_new(const vakt_program *program, vakt_colgen **ret_colgen)
{
    vakt_status status = VAKT_E_NOMEM;
    vakt_colgen *colgen = calloc(1, sizeof *colgen);
    if (!colgen)
        return VAKT_E_NOMEM;
    colgen->program = program;
    colgen->first_item = calloc(program->n_doctors + 2, sizeof *colgen->first_item);
    colgen->plan_vars = calloc(program->n_vars + 1, sizeof *colgen->plan_vars);
    colgen->plan_given = calloc(program->n_vars + 1, sizeof *colgen->plan_given);
    if (!colgen->first_item || !colgen->plan_vars || !colgen->plan_given)
        goto done;
    VAKT_TRY(vakt_nets_new(program, &colgen->nets));
    VAKT_TRY(vakt_coupling_new(colgen->nets, &colgen->coupling));
    VAKT_TRY(vakt_pool_init(&colgen->pool, colgen->coupling));
    VAKT_TRY(vakt_pricer_init(&colgen->pricer, &colgen->pool, VAKT_DIAGRAM_ROOM));
    for (size_t d = 0; d < program->n_doctors; d++)
        colgen->first_item[d + 1] = colgen->first_item[d] + colgen->nets->nets[d].n_items;
    VAKT_TRY(add_empty_plans(colgen));
    *ret_colgen = colgen;
    return VAKT_OK;
done:
    vakt_colgen_free(colgen);
    return status;
}

void vakt_colgen_free(vakt_colgen *colgen)
{
    if (!colgen)
        return;
    vakt_pricer_done(&colgen->pricer);
    vakt_pool_done(&colgen->pool);
    vakt_coupling_free(colgen->coupling);
    vakt_nets_free(colgen->nets);
    free(colgen->first_item);
    free(colgen->plan_vars);
    free(colgen->plan_given);
    free(colgen);
}

vakt_status vakt_colgen_add_roster(vakt_colgen *colgen, const uint8_t *values)
{
    vakt_status status = VAKT_OK;
    for (size_t d = 0; d < colgen->program->n_doctors; d++) {
        const vakt_net *net = &colgen->nets->nets[d];
        size_t n = 0;
        int32_t column;
        bool is_new;
        for (size_t i = 0; i < net->n_items; i++)
            if (values[net->vars[i].var])
                colgen->pricer.path.items[n++] = (int32_t)i;
        VAKT_TRY(vakt_pool_add(&colgen->pool, (int)d, colgen->pricer.path.items, n, &column, &is_new));
    }
done:
    return status;
}

/* -- one level ------------------------------------------------------------------------------ */

static int64_t gcd(int64_t a, int64_t b)
{
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static int64_t find_step(const vakt_program *program, int level)
{
    int64_t step = 0;
    for (size_t c = 0; c < program->n_costs; c++)
        if (program->costs[c].level == level)
            step = gcd(step, program->costs[c].pts);
    for (size_t r = 0; r < program->n_rows; r++) {
        const vakt_row *row = &program->rows[r];
        if (row->level != level)
            continue;
        if (row->lo != VAKT_NO_BOUND_LO && row->under_pts != VAKT_HARD)
            step = gcd(step, row->under_pts);
        if (row->hi != VAKT_NO_BOUND_HI && row->over_pts != VAKT_HARD)
            step = gcd(step, row->over_pts);
    }
    return step > 0 ? step : 1;
}

static int64_t choose_penalty(const vakt_colgen_task *task)
{
    int64_t penalty = FIRST_PENALTY;
    if (task->known != INT64_MAX)
        penalty = task->known < 0 ? -task->known : task->known;
    if (penalty < LEAST_PENALTY)
        return LEAST_PENALTY;
    return penalty > MOST_PENALTY ? MOST_PENALTY : penalty;
}

static vakt_status run_init(vakt_cg_run *run, vakt_colgen *colgen, const vakt_colgen_task *task,
                            const vakt_colgen_hooks *hooks)
{
    vakt_status status;
    *run = (vakt_cg_run){.colgen = colgen, .task = task, .hooks = hooks, .value = task->known};
    run->bound = INT64_MIN;
    run->random = task->seed;
    run->touches_before = colgen->pricer.work;
    run->step = find_step(colgen->program, task->level);
    run->prices.rows = calloc(colgen->coupling->n_rows + 1, sizeof *run->prices.rows);
    run->item_given = calloc(colgen->program->n_vars + 1, 1);
    run->chosen = calloc(colgen->program->n_doctors + 1, sizeof *run->chosen);
    run->cutoffs = calloc(colgen->program->n_doctors + 1, sizeof *run->cutoffs);
    run->values = calloc(colgen->program->n_vars + 1, 1);
    if (!run->prices.rows || !run->item_given || !run->values || !run->chosen || !run->cutoffs)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_stabiliser_init(&run->stabiliser, colgen->coupling->n_rows));
    VAKT_TRY(vakt_master_init(&run->master, &colgen->pool, task->level, task->limits,
                              choose_penalty(task)));
done:
    return status;
}

static void run_done(vakt_cg_run *run)
{
    vakt_master_done(&run->master);
    vakt_stabiliser_done(&run->stabiliser);
    free(run->prices.rows);
    free(run->item_given);
    free(run->values);
    free(run->chosen);
    free(run->cutoffs);
}

static void tell_bound(vakt_cg_run *run, const vakt_cg_node *root)
{
    int64_t bound = root->bound < run->value ? root->bound : run->value;
    if (root->infeasible || bound <= run->bound)
        return;
    run->bound = bound;
    if (run->hooks && run->hooks->bound)
        run->hooks->bound(run->hooks->context, bound);
}

static bool more_due(vakt_cg_run *run, const vakt_cg_node *root)
{
    return !root->converged && !vakt_cg_fathomed(run, root) && !vakt_cg_stopped(run);
}

/* How far the bound lies below the master; HUGE_VAL = not known. */
static double gap_of(const vakt_cg_run *run, const vakt_cg_node *root)
{
    double value = vakt_lp_value(run->master.lp) +
                   (double)run->colgen->nets->constant[run->task->level];
    return root->bound == INT64_MIN || !vakt_num_is_exact(value) ? HUGE_VAL
                                                                 : value - (double)root->bound;
}

/* Rounds by the dozen as long as they lead somewhere. */
static vakt_status begin_root(vakt_cg_run *run, vakt_cg_node *root, bool *ret_stalled)
{
    vakt_status status;
    double gap = HUGE_VAL, before;
    do {
        before = gap;
        VAKT_TRY(vakt_cg_solve_node(run, root, FIRST_ROUNDS));
        gap = gap_of(run, root);
        *ret_stalled = more_due(run, root) && !(gap <= before * STALLED_SHARE);
    } while (more_due(run, root) && !*ret_stalled && gap > NARROW_GAP);
done:
    return status;
}

static vakt_status seed(vakt_cg_run *run, vakt_cg_node *root)
{
    bool seeded;
    vakt_status status;
    VAKT_TRY(vakt_cg_seed(run, &seeded));
    if (seeded)
        VAKT_TRY(vakt_cg_ascend(run, root, ASCENT_ROUNDS));
    tell_bound(run, root);
done:
    return status;
}

/* Dives until some in turn have brought nothing. */
static vakt_status dive_often(vakt_cg_run *run, vakt_cg_node *root)
{
    vakt_status status = VAKT_OK;
    for (int idle = 0; idle < IDLE_DIVES && !vakt_cg_fathomed(run, root) && !vakt_cg_stopped(run);) {
        int64_t before = run->value;
        if (run->n_dives > 0)
            VAKT_TRY(vakt_cg_solve_node(run, root, 1));
        VAKT_TRY(vakt_cg_dive(run, root));
        idle = run->value < before ? 0 : idle + 1;
    }
done:
    return status;
}

static vakt_status solve(vakt_cg_run *run, vakt_cg_node *root, vakt_colgen_result *result)
{
    vakt_status status;
    bool stalled;
    VAKT_TRY(begin_root(run, root, &stalled));
    if (stalled)
        VAKT_TRY(seed(run, root));
    if (more_due(run, root))
        VAKT_TRY(vakt_cg_solve_node(run, root, ROOT_ROUNDS));
    result->root_work = vakt_cg_work(run);
    tell_bound(run, root);
    VAKT_TRY(dive_often(run, root));
    if (vakt_cg_fathomed(run, root))
        result->complete = true;
    else if (!run->task->root_only && !vakt_cg_stopped(run))
        VAKT_TRY(vakt_cg_branch(run, root, &result->complete));
    if (result->complete && run->value != INT64_MAX)
        run->bound = run->value;
    result->infeasible = result->complete && run->value == INT64_MAX;
done:
    return status;
}

static void open_all(const vakt_program *program, int8_t *given)
{
    for (size_t v = 0; v < program->n_vars; v++)
        given[v] = program->vars[v].fixed_one ? 1 : -1;
}

vakt_status vakt_colgen_solve_level(vakt_colgen *colgen, const vakt_colgen_task *task,
                                    const vakt_colgen_hooks *hooks,
                                    vakt_colgen_result *ret_result)
{
    vakt_cg_run run;
    vakt_cg_node root = {.given = malloc(colgen->program->n_vars + 1), .bound = INT64_MIN};
    vakt_colgen_result result = {.bound = INT64_MIN, .value = task->known};
    vakt_status status = run_init(&run, colgen, task, hooks);
    if (status == VAKT_OK && !root.given)
        status = VAKT_E_NOMEM;
    if (status != VAKT_OK)
        goto done;
    open_all(colgen->program, root.given);
    if (colgen->nets->infeasible) {
        result.complete = result.infeasible = true;
    } else if (run.master.shift >= 0) {
        VAKT_TRY(solve(&run, &root, &result));
        result.value = run.value;
        result.bound = run.bound;
    }
    result.work = vakt_cg_work(&run);
    result.nodes = run.nodes;
    result.lp_iterations = run.lp.iterations;
    result.columns = (int64_t)colgen->pool.columns.count;
    *ret_result = result;
done:
    run_done(&run);
    free(root.given);
    return status;
}
