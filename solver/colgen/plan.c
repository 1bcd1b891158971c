/*
 * Problem: the cheapest plan of one doctor when everybody else's is given.
 *
 * Idea: the prices of the shared rows have become prices of the doctor's own variables; the rest is
 * pricing, but the plans met on the way are not kept: there would be too many for the master.
 */
#include <string.h>

#include "colgen/node.h"

static void set_prices(vakt_colgen *colgen, const vakt_colgen_plan_task *task)
{
    vakt_pricer *pricer = &colgen->pricer;
    const vakt_coupling *coupling = colgen->coupling;
    const vakt_net *net = &colgen->nets->nets[task->doctor];
    memcpy(pricer->levels, task->levels, sizeof pricer->levels);
    colgen->pool.var_prices = pricer->var_prices;
    for (size_t v = 0; v < net->n_locals; v++) {
        int32_t var = net->vars[v].var;
        pricer->var_prices[var] = task->extra ? task->extra[var] : 0;
        for (size_t i = coupling->first_cost[var]; i < coupling->first_cost[var + 1]; i++) {
            const vakt_cost *cost = &colgen->program->costs[coupling->costs[i]];
            pricer->var_prices[var] += task->levels[cost->level] * cost->pts;
        }
    }
}

static int8_t give(const vakt_colgen_plan_task *task, const vakt_var *var)
{
    if (var->fixed_one)
        return 1;
    return task->withheld && task->withheld[var->unit] ? 0 : -1;
}

/* What the plan at hand costs; VAKT_NEVER when it is not legal. */
static vakt_status price_known(vakt_colgen *colgen, const vakt_colgen_plan_task *task,
                               int64_t *ret_cost)
{
    const vakt_net *net = &colgen->nets->nets[task->doctor];
    size_t n_forced = 0;
    int32_t column;
    bool is_new;
    for (size_t i = 0; i < net->n_items; i++)
        n_forced += colgen->program->vars[net->vars[i].var].fixed_one;
    for (size_t i = 0; i < task->n_known; i++) {
        colgen->pricer.path.items[i] = colgen->nets->local[task->known[i]];
        n_forced -= colgen->program->vars[task->known[i]].fixed_one;
    }
    vakt_status status = vakt_pool_add(&colgen->pool, task->doctor, colgen->pricer.path.items,
                                       task->n_known, &column, &is_new);
    bool legal = column >= 0 && n_forced == 0;
    *ret_cost = legal ? colgen->pool.var_price : VAKT_NEVER;
    for (int k = 0; legal && k < VAKT_MAX_LEVELS; k++)
        *ret_cost += task->levels[k] * colgen->pool.row_costs[k];
    return status;
}

/* The plan of a column, in variables of the program. */
static void read_column(vakt_colgen *colgen, int32_t number, vakt_colgen_plan *plan)
{
    const vakt_column *column = &colgen->pool.columns.items[number];
    const vakt_net *net = &colgen->nets->nets[column->doctor];
    plan->found = true;
    plan->n_vars = column->n_items;
    for (size_t i = 0; i < column->n_items; i++)
        colgen->plan_vars[i] = net->vars[colgen->pool.items.items[column->first_item + i]].var;
}

vakt_status vakt_colgen_best_plan(vakt_colgen *colgen, const vakt_colgen_plan_task *task,
                                  vakt_colgen_plan *ret_plan)
{
    const vakt_net *net = &colgen->nets->nets[task->doctor];
    vakt_pool_mark mark = vakt_pool_begin_trial(&colgen->pool);
    vakt_colgen_plan plan = {.vars = colgen->plan_vars};
    vakt_priced_doctor priced;
    vakt_status status = VAKT_OK;
    int64_t before = colgen->pricer.work;
    int64_t cutoff = task->cutoff < VAKT_NEVER ? task->cutoff : VAKT_NEVER;
    for (size_t i = 0; i < net->n_items; i++)
        colgen->plan_given[i] = give(task, &colgen->program->vars[net->vars[i].var]);
    set_prices(colgen, task);
    if (task->known) {
        int64_t known;
        VAKT_TRY(price_known(colgen, task, &known));
        cutoff = known < cutoff ? known : cutoff;
    }
    vakt_pricing_effort effort = {task->labels, task->rounds, task->gap};
    VAKT_TRY(vakt_price_doctor(&colgen->pricer, task->doctor, colgen->plan_given, cutoff, effort,
                               &priced));
    if (priced.column >= 0)
        read_column(colgen, priced.column, &plan);
    plan.cost = priced.best;
    plan.exact = priced.bound >= priced.best;
    plan.touches = colgen->pricer.work - before;
    *ret_plan = plan;
done:
    vakt_pool_end_trial(&colgen->pool, mark);
    return status;
}

bool vakt_colgen_excludes(const vakt_colgen *colgen, int32_t var, int32_t other)
{
    const vakt_nets *nets = colgen->nets;
    int32_t owner = nets->owner[var];
    if (owner < 0 || owner != nets->owner[other])
        return false;
    return vakt_net_excludes(&nets->nets[owner], nets->local[var], nets->local[other]);
}

int vakt_colgen_owner(const vakt_colgen *colgen, int32_t var)
{
    return colgen->nets->owner[var];
}
