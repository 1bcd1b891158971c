/*
 * Problem: for one doctor and given prices, a plan of least cost, or plans good enough to go on
 * with; and a number that no plan's cost is below.
 *
 * Idea: shortest paths of the diagram first, with a few steps of the multipliers on the rows that
 * it does not keep. Most often one of these paths is a plan, and as cheap as the bound, or nearly:
 * with that, nothing more is done unless it is asked for. Else the rows that the paths broke are
 * carried along in labels, within a cutoff that begins close to the bound and is widened until a
 * plan is found or there is none below the one known. A plan that pays for a row out of sight takes
 * it into sight, for this call. Every legal plan met that is cheaper than what was known becomes a
 * column.
 *
 * Reference: Righini and Salani 2008; Boland, Dethridge and Dumitrescu 2006 (state-space
 * augmentation).
 */
#include "colgen/pricing.h"

#include <stdlib.h>
#include <string.h>

/* One call must not keep a stop waiting: this much takes about a quarter of a second. */
#define MOST_WORK 30000000
/* Arcs passed take less time than label entries. */
#define ARCS_PER_WORK 4
#define STEPS 10
/* The first cutoff lies this part of the way from the bound to the plan known; then it widens. */
#define FIRST_PART 8
#define WIDENING 4
/* Searches for any legal plan: each cares by this factor more for legality. */
#define SEARCHES 4
#define HOPE_FACTOR 32
/* Plans that one search for labels may add. */
#define PLANS_TAKEN 3

const vakt_pricing_effort vakt_effort_quick = {8, 1, 0}, vakt_effort_exact = {4000, 40, 0};

static bool alloc_scratch(vakt_pricer *pricer)
{
    size_t n_parts = 1;
    const vakt_program *program = pricer->nets->program;
    for (size_t d = 0; d < program->n_doctors; d++) {
        size_t n = (size_t)pricer->relaxes[d].diagram.n_parts + 1;
        n_parts = n > n_parts ? n : n_parts;
    }
    pricer->var_prices = calloc(program->n_vars + 1, sizeof *pricer->var_prices);
    pricer->prices = calloc(program->n_vars + 1, sizeof *pricer->prices);
    pricer->seen = calloc(n_parts, sizeof *pricer->seen);
    pricer->path.items = calloc(program->n_vars + 1, sizeof *pricer->path.items);
    pricer->path.state = calloc(n_parts, sizeof *pricer->path.state);
    return pricer->var_prices && pricer->prices && pricer->seen && pricer->path.items &&
           pricer->path.state;
}

/* Takes over the work that a doctor's relaxation counted. */
static void count_work(vakt_pricer *pricer, vakt_relax *relax)
{
    pricer->work += relax->work / ARCS_PER_WORK + pricer->labels.work;
    relax->work = 0;
    pricer->labels.work = 0;
}

vakt_status vakt_pricer_init(vakt_pricer *pricer, vakt_pool *pool, size_t room)
{
    const vakt_nets *nets = pool->coupling->nets;
    const vakt_program *program = nets->program;
    vakt_status status = VAKT_OK;
    *pricer = (vakt_pricer){.pool = pool, .nets = nets};
    pricer->relaxes = calloc(program->n_doctors + 1, sizeof *pricer->relaxes);
    if (!pricer->relaxes)
        return VAKT_E_NOMEM;
    for (size_t d = 0; d < program->n_doctors; d++) {
        VAKT_TRY(vakt_relax_init(&pricer->relaxes[d], &nets->nets[d], room));
        count_work(pricer, &pricer->relaxes[d]);
    }
    if (!alloc_scratch(pricer))
        status = VAKT_E_NOMEM;
done:
    return status;
}

void vakt_pricer_done(vakt_pricer *pricer)
{
    for (size_t d = 0; pricer->relaxes && d < pricer->nets->program->n_doctors; d++)
        vakt_relax_done(&pricer->relaxes[d]);
    free(pricer->relaxes);
    free(pricer->var_prices);
    free(pricer->prices);
    free(pricer->seen);
    free(pricer->path.items);
    free(pricer->path.state);
    vakt_labels_done(&pricer->labels);
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
    pricer->work += (int64_t)coupling->first_of_var[program->n_vars] / 4;
}

/* -- one call ------------------------------------------------------------------------------- */

typedef struct call {
    vakt_pricer *pricer;
    vakt_relax *relax;
    int doctor;
    vakt_pricing_effort effort;
    int64_t known; /* the cutoff that came in */
    vakt_priced_doctor priced;
} call;

/* Of the plan that the pool evaluated last. */
static int64_t price_of_plan(const vakt_pricer *pricer)
{
    int64_t sum = pricer->pool->var_price;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        sum += pricer->levels[k] * pricer->pool->row_costs[k];
    return sum;
}

/* Makes the plan a column; its true price, VAKT_NEVER when it is not legal. */
static vakt_status take_plan(call *c, const int32_t *items, size_t n, int64_t *ret_price)
{
    int32_t column;
    bool is_new;
    vakt_status status = vakt_pool_add(c->pricer->pool, c->doctor, items, n, &column, &is_new);
    *ret_price = status == VAKT_OK && column >= 0 ? price_of_plan(c->pricer) : VAKT_NEVER;
    c->priced.n_new += is_new;
    if (*ret_price < c->priced.best) {
        c->priced.best = *ret_price;
        c->priced.column = column;
    }
    return status;
}

static void raise_bound(call *c, int64_t bound)
{
    bound = bound < c->priced.best ? bound : c->priced.best;
    c->priced.bound = bound > c->priced.bound ? bound : c->priced.bound;
}

static bool is_settled(const call *c)
{
    return c->priced.bound >= c->priced.best ||
           (c->priced.best < VAKT_NEVER && c->priced.best < c->known &&
            c->priced.best - c->priced.bound <= c->effort.gap);
}

/* A row in sight needs the indicators left over that it has. */
static bool see(call *c, int32_t part)
{
    const vakt_diagram *d = &c->relax->diagram;
    if (c->pricer->seen[part])
        return false;
    c->pricer->seen[part] = true;
    for (int32_t q = 0; q < d->n_parts && !d->parts[q].is_row; q++)
        for (int32_t e = d->first_effect[d->n_events + q]; e < d->first_effect[d->n_events + q + 1];
             e++)
            if (d->effects[e].part == part)
                see(c, q);
    return true;
}

static bool see_indicators(call *c)
{
    bool any = false;
    for (int32_t q = 0; q < c->relax->diagram.n_parts && !c->relax->diagram.parts[q].is_row; q++)
        any = see(c, q) || any;
    return any;
}

/* Rows that the path of a shortest path pays for. */
static void see_broken(call *c)
{
    const vakt_diagram *d = &c->relax->diagram;
    for (int32_t p = 0; p < d->n_parts; p++)
        if (d->parts[p].is_row &&
            vakt_priced_at(&c->relax->rows[p], c->pricer->path.state[p]) > 0)
            see(c, p);
}

/* Rows that the plan evaluated last pays for out of sight; false when there are none. */
static bool see_unpaid(call *c)
{
    const vakt_diagram *d = &c->relax->diagram;
    bool any = false;
    for (int32_t p = 0; p < d->n_parts; p++)
        if (d->parts[p].is_row &&
            vakt_priced_at(&c->relax->rows[p],
                           vakt_pool_activity(c->pricer->pool, (size_t)d->parts[p].index)) > 0)
            any = see(c, p) || any;
    return any || see_indicators(c);
}

/* -- shortest paths ------------------------------------------------------------------------- */

/* What a bound may hope to rise by when no plan is known. */
static int64_t some_price(const vakt_relax *relax)
{
    int64_t most = 1;
    for (int32_t e = 0; e < relax->diagram.n_events; e++)
        if (relax->base[e] < VAKT_NEVER && llabs(relax->base[e]) > most)
            most = llabs(relax->base[e]);
    return most;
}

static vakt_status walk_paths(call *c)
{
    vakt_relax *relax = c->relax;
    vakt_path *path = &c->pricer->path;
    vakt_status status = VAKT_OK;
    size_t n_parts = (size_t)relax->diagram.n_parts;
    double length = 1.0;
    for (int step = 0; step <= STEPS; step++) {
        int64_t bound = vakt_relax_run(relax, path), price;
        if (bound > c->priced.bound || step == 0)
            memcpy(relax->best_slope, relax->slope, n_parts * sizeof *relax->slope);
        else
            length /= 2;
        raise_bound(c, bound);
        if (path->price < c->priced.best)
            VAKT_TRY(take_plan(c, path->items, path->n_items, &price));
        if (is_settled(c) || step == STEPS || path->price == bound)
            break;
        see_broken(c);
        int64_t target = c->priced.best < VAKT_NEVER ? c->priced.best : bound + some_price(relax);
        vakt_relax_step(relax, path, bound, target, length);
    }
    memcpy(relax->slope, relax->best_slope, n_parts * sizeof *relax->slope);
done:
    return status;
}

/* -- labels --------------------------------------------------------------------------------- */

/* Takes the plans found; true in *ret_again when rows were taken into sight by them. */
static vakt_status take_plans(call *c, const vakt_plans *plans, bool *ret_again)
{
    vakt_status status = VAKT_OK;
    *ret_again = false;
    for (size_t i = 0; i < plans->n && i < PLANS_TAKEN; i++) {
        int64_t price;
        size_t n = vakt_labels_read(&c->pricer->labels, c->relax, plans->label[i],
                                    c->pricer->path.items);
        VAKT_TRY(take_plan(c, c->pricer->path.items, n, &price));
        if (price > plans->price[i] && i < 2)
            *ret_again = see_unpaid(c) || *ret_again;
    }
done:
    return status;
}

/*
 * One search, as wide as it goes, that carries everything along: a legal plan, if not the best.
 * When there is none at all, searches that care ever more for legality and less for the price.
 */
static vakt_status search_once(call *c)
{
    vakt_status status = VAKT_OK;
    bool again, any = c->priced.best < VAKT_NEVER;
    int64_t hope = any ? (c->priced.best - c->priced.bound) / 2 : some_price(c->relax);
    vakt_relax_run(c->relax, &c->pricer->path);
    for (int32_t p = 0; p < c->relax->diagram.n_parts; p++)
        see(c, p);
    for (int i = 0; i < (any ? 1 : SEARCHES) && !is_settled(c); i++) {
        vakt_plans plans;
        VAKT_TRY(vakt_labels_run(&c->pricer->labels, c->relax, c->pricer->seen, c->priced.best,
                                 hope, c->effort.labels, &plans));
        int64_t bound = plans.lost < c->priced.best ? plans.lost : c->priced.best;
        if (plans.n > 0 && plans.price[0] < bound)
            bound = plans.price[0];
        VAKT_TRY(take_plans(c, &plans, &again));
        raise_bound(c, bound);
        if (c->priced.best < VAKT_NEVER || plans.lost >= VAKT_NEVER)
            break;
        hope = hope < VAKT_NEVER / HOPE_FACTOR ? hope * HOPE_FACTOR : hope;
    }
done:
    return status;
}

static vakt_status search_labels(call *c)
{
    vakt_status status = VAKT_OK;
    vakt_plans plans;
    bool again = true;
    if (c->priced.best >= VAKT_NEVER)
        VAKT_TRY(search_once(c));
    vakt_relax_run(c->relax, &c->pricer->path);
    int64_t hope = c->priced.best < VAKT_NEVER ? (c->priced.best - c->priced.bound) / FIRST_PART
                                               : some_price(c->relax) / FIRST_PART;
    hope = hope > 0 ? hope : 1;
    for (int32_t p = 0; p < c->relax->diagram.n_parts; p++)
        if (c->relax->diagram.parts[p].is_row && c->relax->rows[p].slope != 0)
            see(c, p);
    for (int round = 0; again && round < c->effort.rounds && !is_settled(c);) {
        int64_t cutoff = c->priced.bound + hope < c->priced.best ? c->priced.bound + hope
                                                                  : c->priced.best;
        VAKT_TRY(vakt_labels_run(&c->pricer->labels, c->relax, c->pricer->seen, cutoff, 0,
                                 c->effort.labels, &plans));
        int64_t bound = plans.lost < cutoff ? plans.lost : cutoff;
        if (plans.n > 0 && plans.price[0] < bound)
            bound = plans.price[0];
        VAKT_TRY(take_plans(c, &plans, &again));
        raise_bound(c, bound);
        round += plans.n > 0;
        if (plans.n > 0)
            continue;
        again = plans.lost >= cutoff;
        hope = hope < VAKT_NEVER / 16 ? hope * WIDENING : VAKT_NEVER / 4;
    }
done:
    return status;
}

vakt_status vakt_price_doctor(vakt_pricer *pricer, int doctor, const int8_t *given, int64_t cutoff,
                              vakt_pricing_effort effort, vakt_priced_doctor *ret_priced)
{
    const vakt_net *net = &pricer->nets->nets[doctor];
    vakt_relax *relax = &pricer->relaxes[doctor];
    call c = {.pricer = pricer, .relax = relax, .doctor = doctor, .effort = effort};
    vakt_status status = VAKT_OK;
    c.known = cutoff;
    c.priced = (vakt_priced_doctor){.bound = -VAKT_NEVER, .best = cutoff, .column = -1};
    if (relax->diagram.empty) {
        c.priced.bound = cutoff;
        goto done;
    }
    for (size_t v = 0; v < net->n_locals; v++)
        pricer->prices[v] = pricer->var_prices[net->vars[v].var];
    memset(pricer->seen, 0, (size_t)relax->diagram.n_parts * sizeof *pricer->seen);
    pricer->labels.end = MOST_WORK;
    vakt_relax_price(relax, pricer->prices, pricer->levels, given);
    VAKT_TRY(walk_paths(&c));
    if (!is_settled(&c) && effort.labels > 0)
        VAKT_TRY(effort.rounds > 1 ? search_labels(&c) : search_once(&c));
done:
    count_work(pricer, relax);
    *ret_priced = c.priced;
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
