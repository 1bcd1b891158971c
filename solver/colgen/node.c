/*
 * Problem: the LP bound of a subproblem in which some assignments are given.
 *
 * Idea: solve the master, price every doctor at (smoothed) duals, hand over the new columns, take
 * the Lagrangian bound, again. Pricing starts narrow; only a round that finds nothing new is
 * repeated with the duals as they are, and then with ever more labels. The rounds end when the
 * bound, rounded up, reaches what is known or what the LP can still give.
 *
 * Complexity: rounds * (one LP + one pricing per doctor).
 */
#include "colgen/node.h"

#include <math.h>
#include <string.h>

#include "base/num.h"

#define TOUCHES_PER_WORK 8192
#define ROWS_PER_WORK 512
/* A doctor's plan may be off by this part of its share of the gap. */
#define GAP_SHARE 4

static const vakt_pricing_effort efforts[] = {{8, 1, 0}, {200, 20, 0}, {4000, 60, 0}};
#define N_EFFORTS ((int)(sizeof efforts / sizeof *efforts))

int64_t vakt_cg_work(const vakt_cg_run *run)
{
    return run->lp_work +
           (run->colgen->pricer.work - run->touches_before) / TOUCHES_PER_WORK;
}

bool vakt_cg_stopped(vakt_cg_run *run)
{
    int64_t work = vakt_cg_work(run);
    if (!run->stopped && run->task->work > 0 && work >= run->task->work)
        run->stopped = true;
    if (!run->stopped && run->hooks && run->hooks->stop)
        run->stopped = run->hooks->stop(run->hooks->context, work);
    return run->stopped;
}

bool vakt_cg_fathomed(const vakt_cg_run *run, const vakt_cg_node *node)
{
    return node->infeasible || (run->value != INT64_MAX && node->bound >= run->value);
}

/* -- bounds --------------------------------------------------------------------------------- */

static int64_t divide_up(int64_t a, int64_t b)
{
    return a / b + (a % b > 0);
}

/* The least value the level can have at a scaled bound. */
static int64_t round_up(const vakt_cg_run *run, int64_t scaled)
{
    int64_t base = run->colgen->nets->constant[run->task->level];
    int64_t points = divide_up(scaled, (int64_t)1 << run->master.shift);
    return base + divide_up(points - base, run->step) * run->step;
}

static void take_bound(vakt_cg_run *run, vakt_cg_node *node, int64_t scaled)
{
    if (scaled <= -VAKT_NEVER)
        return;
    if (scaled >= VAKT_NEVER || (run->master.feasibility && scaled > 0)) {
        node->infeasible = true;
        return;
    }
    if (run->master.feasibility)
        return;
    int64_t bound = round_up(run, scaled);
    if (bound > node->bound)
        node->bound = bound;
}

/* -- pricing -------------------------------------------------------------------------------- */

/* The cheapest known plan of each doctor that `given` allows. */
static void find_cutoffs(const vakt_cg_run *run, const vakt_prices *prices, const int8_t *given)
{
    const vakt_pool *pool = &run->colgen->pool;
    for (size_t d = 0; d < run->colgen->program->n_doctors; d++) {
        run->cutoffs[d] = VAKT_NEVER;
        run->chosen[d] = -1;
    }
    for (size_t c = 0; c < pool->columns.count; c++) {
        const vakt_column *column = &pool->columns.items[c];
        int64_t cost = vakt_column_reduced(pool, column, prices->levels, prices->rows);
        if (cost >= run->cutoffs[column->doctor] ||
            !vakt_master_allows(&run->master, column, given))
            continue;
        run->cutoffs[column->doctor] = cost;
        run->chosen[column->doctor] = (int32_t)c;
    }
}

typedef struct round_result {
    size_t n_new;
    bool exact;     /* every doctor's bound is the cost of a plan */
    int64_t bound;  /* scaled */
} round_result;

static vakt_status price_round(vakt_cg_run *run, const vakt_cg_node *node,
                               vakt_pricing_effort effort, round_result *ret)
{
    vakt_colgen *colgen = run->colgen;
    const vakt_prices *prices = &run->stabiliser.used;
    vakt_status status = VAKT_OK;
    *ret = (round_result){.exact = true};
    vakt_pricer_set(&colgen->pricer, prices);
    find_cutoffs(run, prices, node->given);
    int64_t sum = 0;
    for (size_t d = 0; d < colgen->program->n_doctors; d++) {
        vakt_priced_doctor priced;
        VAKT_TRY(vakt_price_doctor(&colgen->pricer, (int)d,
                                   run->item_given + colgen->first_item[d], run->cutoffs[d],
                                   effort, &priced));
        if (priced.column >= 0)
            run->chosen[d] = priced.column;
        ret->n_new += priced.n_new;
        if (run->chosen[d] >= 0)
            ret->n_new += vakt_master_unpark(&run->master, run->chosen[d], &run->prices, node->given);
        ret->exact = ret->exact && priced.bound >= priced.best;
        sum = priced.bound <= -VAKT_NEVER || sum <= -VAKT_NEVER ? -VAKT_NEVER
              : priced.bound >= VAKT_NEVER || sum >= VAKT_NEVER ? VAKT_NEVER
                                                                : sum + priced.bound;
        if (vakt_cg_stopped(run)) {
            ret->bound = -VAKT_NEVER;
            goto done;
        }
    }
    ret->bound = vakt_master_bound(&run->master, prices, colgen->pricer.var_prices, sum);
done:
    return status;
}

/* -- the master ----------------------------------------------------------------------------- */

static void count_iterations(vakt_cg_run *run, const vakt_lp_effort *effort)
{
    int64_t weight = 1 + vakt_lp_n_rows(run->lp_at_hand) / ROWS_PER_WORK;
    run->lp_work += weight * (effort->iterations - run->lp.iterations);
    run->lp = *effort;
}

static bool stop_lp(void *context, const vakt_lp_effort *effort, double bound)
{
    vakt_cg_run *run = context;
    (void)bound;
    count_iterations(run, effort);
    return vakt_cg_stopped(run) || (run->lp_end > 0 && vakt_cg_work(run) >= run->lp_end);
}

/* false in *ret_solved when stopped, or when the engine gave up: then nothing more comes of it. */
vakt_status vakt_cg_solve_lp(vakt_cg_run *run, vakt_lp *lp, bool *ret_solved)
{
    vakt_lp_watch watch = {stop_lp, run};
    vakt_lp_effort effort = run->lp;
    vakt_lp_outcome outcome = VAKT_LP_STUCK;
    run->lp_at_hand = lp;
    vakt_status status = vakt_lp_solve(lp, &watch, &effort, &outcome);
    if (status == VAKT_E_LP)
        status = VAKT_OK;
    count_iterations(run, &effort);
    run->lp_work++;
    *ret_solved = status == VAKT_OK && outcome == VAKT_LP_OPTIMAL;
    return status;
}

/* The LP can give no better bound than the one at hand. */
static bool lp_is_reached(const vakt_cg_run *run, const vakt_cg_node *node)
{
    double value = vakt_lp_value(run->master.lp) +
                   (double)run->colgen->nets->constant[run->task->level];
    return !run->master.feasibility && vakt_num_is_exact(value) &&
           (double)node->bound >= value - VAKT_BOUND_TOL;
}

typedef struct rounds {
    int effort;
    bool done;
} rounds;

/* After a round that found nothing: the duals as they are, then more labels, then the end. */
static void try_harder(vakt_cg_run *run, vakt_cg_node *node, rounds *r, const round_result *result)
{
    if (run->stabiliser.weight > 0) {
        run->stabiliser.weight = 0;
        return;
    }
    if (!result->exact && r->effort + 1 < N_EFFORTS) {
        r->effort++;
        return;
    }
    r->done = true;
    bool has_artificial = vakt_master_artificial(&run->master) > VAKT_INT_TOL;
    node->converged = result->exact && !has_artificial;
    if (!has_artificial)
        return;
    if (run->master.feasibility)
        return; /* the bound says whether it is infeasible */
    vakt_master_seek(&run->master, true);
    vakt_stabiliser_reset(&run->stabiliser);
    r->done = false;
}

/*
 * As long as the bound is far from the master, plans need not be the very best: each doctor may be
 * off by a share of what is left.
 */
static vakt_pricing_effort choose_effort(const vakt_cg_run *run, const rounds *r)
{
    vakt_pricing_effort effort = efforts[r->effort];
    int64_t bound = run->stabiliser.centre_bound;
    double value = ldexp(vakt_lp_value(run->master.lp), run->master.shift);
    if (r->effort > 0 || bound <= -VAKT_NEVER || !vakt_num_is_exact(value))
        return effort;
    int64_t left = (int64_t)value - bound;
    if (left > 0)
        effort.gap = left / GAP_SHARE / (int64_t)run->colgen->program->n_doctors;
    return effort;
}

static vakt_status one_round(vakt_cg_run *run, vakt_cg_node *node, rounds *r)
{
    vakt_status status;
    bool solved;
    round_result result;
    VAKT_TRY(vakt_master_extend(&run->master, node->given));
    VAKT_TRY(vakt_cg_solve_lp(run, run->master.lp, &solved));
    if (!solved) {
        r->done = true;
        goto done;
    }
    vakt_master_park(&run->master);
    if (run->master.feasibility && vakt_master_artificial(&run->master) <= VAKT_INT_TOL) {
        vakt_master_seek(&run->master, false);
        vakt_stabiliser_reset(&run->stabiliser);
        goto done;
    }
    vakt_master_prices(&run->master, &run->prices);
    vakt_stabiliser_mix(&run->stabiliser, &run->prices);
    vakt_master_clamp(&run->master, &run->stabiliser.used);
    VAKT_TRY(price_round(run, node, choose_effort(run, r), &result));
    if (run->stopped) {
        r->done = true;
        goto done;
    }
    take_bound(run, node, result.bound);
    vakt_stabiliser_learn(&run->stabiliser, result.bound, result.n_new > 0);
    if (vakt_cg_fathomed(run, node))
        r->done = true;
    else if (lp_is_reached(run, node) &&
             vakt_master_artificial(&run->master) <= VAKT_INT_TOL)
        r->done = node->converged = true;
    else if (result.n_new == 0)
        try_harder(run, node, r, &result);
done:
    return status;
}

static void spread_given(vakt_cg_run *run, const int8_t *given)
{
    const vakt_colgen *colgen = run->colgen;
    for (size_t d = 0; d < colgen->program->n_doctors; d++) {
        const vakt_net *net = &colgen->nets->nets[d];
        for (size_t i = 0; i < net->n_items; i++)
            run->item_given[colgen->first_item[d] + i] = given[net->vars[i].var];
    }
}

vakt_status vakt_cg_solve_node(vakt_cg_run *run, vakt_cg_node *node, int most_rounds)
{
    vakt_status status = VAKT_OK;
    rounds r = {0};
    node->converged = false;
    spread_given(run, node->given);
    vakt_master_restrict(&run->master, node->given);
    vakt_stabiliser_restart(&run->stabiliser);
    run->nodes++;
    for (int i = 0; i < most_rounds && !r.done && !vakt_cg_stopped(run); i++)
        VAKT_TRY(one_round(run, node, &r));
done:
    if (run->master.feasibility)
        vakt_master_seek(&run->master, false);
    return status;
}

vakt_status vakt_cg_price_at(vakt_cg_run *run, vakt_cg_node *node, int64_t *ret_bound)
{
    static const vakt_pricing_effort effort = {100, 20, 0};
    round_result result;
    vakt_status status;
    spread_given(run, node->given);
    VAKT_TRY(price_round(run, node, effort, &result));
    take_bound(run, node, result.bound);
    vakt_stabiliser_learn(&run->stabiliser, result.bound, true);
    *ret_bound = result.bound;
done:
    return status;
}

/* -- solutions ------------------------------------------------------------------------------ */

void vakt_cg_shares(const vakt_cg_run *run, double *ret_shares)
{
    const vakt_pool *pool = &run->colgen->pool;
    memset(ret_shares, 0, run->colgen->program->n_vars * sizeof *ret_shares);
    for (size_t c = 0; c < run->master.n_in_lp; c++) {
        const vakt_column *column = &pool->columns.items[c];
        const vakt_net *net = &run->colgen->nets->nets[column->doctor];
        double share = vakt_lp_primal(run->master.lp, column->lp_col);
        for (size_t i = column->first_item; share > VAKT_PIVOT_TOL &&
                                            i < column->first_item + column->n_items; i++)
            ret_shares[net->vars[pool->items.items[i]].var] += share;
    }
}

void vakt_cg_offer(vakt_cg_run *run, const uint8_t *values)
{
    int64_t levels[VAKT_MAX_LEVELS];
    if (values != run->values)
        memcpy(run->values, values, run->colgen->program->n_vars);
    if (!vakt_program_evaluate(run->colgen->program, run->values, levels))
        return;
    for (int k = 0; k < run->task->level; k++)
        if (levels[k] > run->task->limits[k])
            return;
    if (levels[run->task->level] >= run->value)
        return;
    run->value = levels[run->task->level];
    if (run->hooks && run->hooks->found)
        run->hooks->found(run->hooks->context, run->values);
}
