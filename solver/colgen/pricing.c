/*
 * Problem: for one doctor and given prices, a plan of least cost, or plans good enough to go on
 * with; and a number that no plan's cost is below.
 *
 * Idea: the dynamic programme keeps only the rows that plans have been seen to break; all others
 * price nothing there, so its least cost is a bound. The plan behind it is evaluated exactly. When
 * it costs what the programme says, it is optimal; else the rows that make the difference are taken
 * in and kept for all later calls. Every legal plan met on the way becomes a column.
 *
 * Reference: Righini and Salani 2008; Boland, Dethridge and Dumitrescu 2006 (state-space
 * augmentation).
 */
#include "colgen/pricing.h"

#include <stdlib.h>
#include <string.h>

/* One call must not keep a stop waiting: this much takes about a quarter of a second. */
#define MOST_TOUCHES 30000000

const vakt_pricing_effort vakt_effort_quick = {40, 4}, vakt_effort_exact = {4000, 40};

vakt_status vakt_pricer_init(vakt_pricer *pricer, vakt_pool *pool)
{
    const vakt_nets *nets = pool->coupling->nets;
    const vakt_program *program = nets->program;
    *pricer = (vakt_pricer){.pool = pool, .nets = nets};
    pricer->layouts = calloc(program->n_doctors + 1, sizeof *pricer->layouts);
    pricer->var_prices = calloc(program->n_vars + 1, sizeof *pricer->var_prices);
    pricer->weights = calloc(program->n_vars + 1, sizeof *pricer->weights);
    pricer->items = calloc(program->n_vars + 1, sizeof *pricer->items);
    if (!pricer->layouts || !pricer->var_prices || !pricer->weights || !pricer->items)
        return VAKT_E_NOMEM;
    for (size_t d = 0; d < program->n_doctors; d++)
        if (vakt_layout_init(&pricer->layouts[d], &nets->nets[d]) != VAKT_OK)
            return VAKT_E_NOMEM;
    return VAKT_OK;
}

void vakt_pricer_done(vakt_pricer *pricer)
{
    for (size_t d = 0; pricer->layouts && d < pricer->nets->program->n_doctors; d++)
        vakt_layout_done(&pricer->layouts[d]);
    free(pricer->layouts);
    free(pricer->var_prices);
    free(pricer->weights);
    free(pricer->items);
    vakt_dp_done(&pricer->dp);
    *pricer = (vakt_pricer){0};
}

static void set_levels(vakt_pricer *pricer, const int64_t levels[VAKT_MAX_LEVELS])
{
    const vakt_program *program = pricer->nets->program;
    memcpy(pricer->levels, levels, sizeof pricer->levels);
    pricer->pool->var_prices = pricer->var_prices;
    for (size_t c = 0; c < program->n_costs; c++)
        pricer->var_prices[program->costs[c].var] +=
            levels[program->costs[c].level] * program->costs[c].pts;
}

void vakt_pricer_set(vakt_pricer *pricer, const vakt_prices *prices)
{
    const vakt_program *program = pricer->nets->program;
    const vakt_coupling *coupling = pricer->pool->coupling;
    memset(pricer->var_prices, 0, program->n_vars * sizeof *pricer->var_prices);
    set_levels(pricer, prices->levels);
    for (size_t v = 0; v < program->n_vars; v++)
        for (size_t i = coupling->first_of_var[v]; i < coupling->first_of_var[v + 1]; i++)
            pricer->var_prices[v] +=
                prices->rows[coupling->of_var[i].row] * coupling->of_var[i].coef;
    pricer->dp.touches += (int64_t)coupling->first_of_var[program->n_vars] / 4;
}

/* The items of a plan, ascending. */
static size_t read_plan(const vakt_pricer *pricer, int32_t trace)
{
    size_t n = 0;
    for (; trace >= 0; trace = pricer->dp.traces[trace].before)
        pricer->items[n++] = pricer->dp.traces[trace].item;
    for (size_t i = 0; i < n / 2; i++) {
        int32_t other = pricer->items[n - 1 - i];
        pricer->items[n - 1 - i] = pricer->items[i];
        pricer->items[i] = other;
    }
    return n;
}

/* Takes in the rows that the plan just evaluated pays for and the labels did not see. */
static bool take_in_rows(vakt_pricer *pricer, int doctor)
{
    vakt_layout *layout = &pricer->layouts[doctor];
    bool any = false;
    for (size_t k = 0; k < layout->net->n_rows; k++) {
        if (layout->active[k] || layout->net->rows[k].clique ||
            vakt_priced_at(&layout->rows[k], vakt_pool_activity(pricer->pool, k)) == 0)
            continue;
        layout->active[k] = true;
        any = true;
    }
    return any;
}

/* Of the plan that the pool evaluated last. */
static int64_t price_of_plan(const vakt_pricer *pricer)
{
    int64_t sum = pricer->pool->var_price;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        sum += pricer->levels[k] * pricer->pool->row_costs[k];
    return sum;
}

/* One run of the dynamic programme; false in *ret_again when another would tell nothing new. */
static vakt_status price_once(vakt_pricer *pricer, int doctor, const int8_t *given, size_t limit, vakt_priced_doctor *priced,
                              bool *ret_again)
{
    vakt_layout *layout = &pricer->layouts[doctor];
    vakt_pool *pool = pricer->pool;
    vakt_plans plans;
    vakt_status status;
    *ret_again = false;
    VAKT_TRY(vakt_layout_place(layout, given));
    pricer->runs++;
    pricer->dp.touches += (int64_t)(layout->net->n_items * (layout->net->n_items / 8 + 1) +
                                    layout->n_live + layout->net->n_rows);
    VAKT_TRY(vakt_dp_run(&pricer->dp, layout, given, priced->best, limit, &plans));
    int64_t bound = plans.lost < priced->best ? plans.lost : priced->best;
    if (plans.n > 0 && plans.cost[0] < bound)
        bound = plans.cost[0];
    for (size_t i = 0; i < plans.n; i++) {
        int32_t column;
        bool is_new;
        size_t n = read_plan(pricer, plans.trace[i]);
        VAKT_TRY(vakt_pool_add(pool, doctor, pricer->items, n, &column, &is_new));
        int64_t cost = column < 0 ? VAKT_NEVER : price_of_plan(pricer);
        priced->n_new += is_new;
        if (cost < priced->best) {
            priced->best = cost;
            priced->column = column;
        }
        if (cost > plans.cost[i] && i < 2)
            *ret_again = take_in_rows(pricer, doctor) || *ret_again;
    }
    if (bound > priced->bound)
        priced->bound = bound;
    if (priced->best <= priced->bound)
        *ret_again = false;
done:
    return status;
}

vakt_status vakt_price_doctor(vakt_pricer *pricer, int doctor, const int8_t *given, int64_t cutoff,
                              vakt_pricing_effort effort, vakt_priced_doctor *ret_priced)
{
    const vakt_net *net = &pricer->nets->nets[doctor];
    vakt_priced_doctor priced = {.bound = -VAKT_NEVER, .best = cutoff, .column = -1};
    vakt_status status = VAKT_OK;
    bool again = true;
    pricer->dp.end = pricer->dp.touches + MOST_TOUCHES;
    for (size_t v = 0; v < net->n_locals; v++)
        pricer->weights[v] = pricer->var_prices[net->vars[v].var];
    vakt_layout_price(&pricer->layouts[doctor], pricer->weights, pricer->levels);
    for (int round = 0; again && round < effort.rounds; round++)
        VAKT_TRY(price_once(pricer, doctor, given, effort.labels, &priced, &again));
    *ret_priced = priced;
done:
    return status;
}

vakt_status vakt_cheapest_plan(vakt_pricer *pricer, const int64_t levels[VAKT_MAX_LEVELS],
                               const int64_t *var_prices, int doctor, const int8_t *given,
                               int64_t cutoff, vakt_pricing_effort effort,
                               vakt_priced_doctor *ret_priced)
{
    memcpy(pricer->var_prices, var_prices,
           pricer->nets->program->n_vars * sizeof *pricer->var_prices);
    set_levels(pricer, levels);
    return vakt_price_doctor(pricer, doctor, given, cutoff, effort, ret_priced);
}
