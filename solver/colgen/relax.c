/*
 * Problem: a bound on a doctor's plans at given prices, at about the cost of looking at each arc of
 * the diagram once.
 *
 * Notation: f(a) = price of a row at activity a, convex and piecewise linear; slope s: f is
 * replaced by f(a) - s a + rest >= 0 and s goes to the row's variables (a Lagrangian multiplier of
 * the row, with -under <= s <= over).
 *
 * Idea: what is left of a row out of sight is never negative, so leaving it out relaxes the
 * problem. The shortest path at good slopes keeps most of these rows anyway. Slopes stay from call
 * to call, for prices change little. All numbers are whole: the bound is exact at any slopes.
 *
 * Reference: Geoffrion 1974; Held, Wolfe, Crowder 1974 (subgradients); Righini and Salani 2008.
 *
 * Complexity: arcs of the diagram per run.
 */
#include "colgen/relax.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sums of prices stay below; what is above came from VAKT_NEVER. */
#define TOO_DEAR (VAKT_NEVER / 2)
/* What all slopes may come to on a path. */
#define SLOPE_RANGE 1e17

/* -- the object ----------------------------------------------------------------------------- */

static void find_sizes(vakt_relax *relax)
{
    const vakt_diagram *d = &relax->diagram;
    for (int32_t p = 0; p < d->n_parts; p++)
        relax->size[p] = 1;
    for (int32_t e = 0; e < d->first_effect[d->n_events + d->n_parts]; e++) {
        int32_t coef = d->effects[e].coef < 0 ? -d->effects[e].coef : d->effects[e].coef;
        if (coef > relax->size[d->effects[e].part])
            relax->size[d->effects[e].part] = coef;
    }
}

/* Slopes beyond this would tell nothing, and could leave the range. */
static void limit_slopes(vakt_relax *relax)
{
    const vakt_diagram *d = &relax->diagram;
    for (int32_t p = 0; p < d->n_parts; p++) {
        const vakt_net_row *row = &d->net->rows[d->parts[p].index];
        if (!d->parts[p].is_row)
            continue;
        double range = 1.0 + fabs((double)row->least) + fabs((double)row->most);
        range += row->lo == VAKT_NO_BOUND_LO ? 0.0 : fabs((double)row->lo);
        range += row->hi == VAKT_NO_BOUND_HI ? 0.0 : fabs((double)row->hi);
        relax->most_slope[p] = (int64_t)(SLOPE_RANGE / range / d->n_parts);
    }
}

/* Widens reaches by the indicators left over that have the row and may still become 1. */
static void add_indicators(const vakt_diagram *d, int32_t part, int32_t node, vakt_reach *reach)
{
    for (int32_t q = 0; q < d->n_parts && !d->parts[q].is_row; q++) {
        if (d->parts[q].last < d->position[node])
            continue;
        for (int32_t e = d->first_effect[d->n_events + q]; e < d->first_effect[d->n_events + q + 1];
             e++)
            if (d->effects[e].part == part)
                *(d->effects[e].coef < 0 ? &reach->least : &reach->most) += d->effects[e].coef;
    }
}

static int32_t coef_of(const vakt_diagram *d, int32_t event, int32_t part)
{
    int32_t sum = 0;
    for (int32_t e = d->first_effect[event]; e < d->first_effect[event + 1]; e++)
        sum += d->effects[e].part == part ? d->effects[e].coef : 0;
    return sum;
}

static bool find_reaches(const vakt_diagram *d, int32_t part, vakt_reach *reaches)
{
    int32_t *coefs = malloc(((size_t)d->n_events + 1) * sizeof *coefs);
    if (!coefs)
        return false;
    for (int32_t e = 0; e < d->n_events; e++)
        coefs[e] = coef_of(d, e, part);
    for (int32_t u = d->n_nodes; u-- > 0;) {
        vakt_reach at = {INT32_MAX, INT32_MIN};
        if (u == d->n_nodes - 1)
            at = (vakt_reach){0, 0};
        for (int32_t a = d->first_arc[u]; a < d->first_arc[u + 1]; a++) {
            const vakt_reach *to = &reaches[d->arcs[a].to];
            int32_t coef = coefs[d->arcs[a].event];
            at.least = to->least + coef < at.least ? to->least + coef : at.least;
            at.most = to->most + coef > at.most ? to->most + coef : at.most;
        }
        reaches[u] = at;
    }
    free(coefs);
    for (int32_t u = 0; u < d->n_nodes; u++)
        add_indicators(d, part, u, &reaches[u]);
    return true;
}

static bool bound_parts(vakt_relax *relax)
{
    vakt_diagram *d = &relax->diagram;
    vakt_reach *reaches = malloc(((size_t)d->n_nodes + 1) * sizeof *reaches);
    bool done = reaches != NULL;
    for (int32_t p = 0; done && p < d->n_parts; p++) {
        if (!d->parts[p].is_row)
            continue;
        done = find_reaches(d, p, reaches);
        d->parts[p].least = reaches[0].least;
        d->parts[p].most = reaches[0].most;
    }
    free(reaches);
    return done;
}

vakt_status vakt_relax_init(vakt_relax *relax, const vakt_net *net, size_t room)
{
    vakt_status status;
    *relax = (vakt_relax){0};
    VAKT_TRY(vakt_diagram_init(&relax->diagram, net, room));
    const vakt_diagram *d = &relax->diagram;
    size_t n_parts = (size_t)d->n_parts + 1, n_events = (size_t)d->n_events + 1;
    relax->work = d->work;
    relax->rows = calloc(n_parts, sizeof *relax->rows);
    relax->slope = calloc(n_parts, sizeof *relax->slope);
    relax->best_slope = calloc(n_parts, sizeof *relax->best_slope);
    relax->most_slope = calloc(n_parts, sizeof *relax->most_slope);
    relax->size = calloc(n_parts, sizeof *relax->size);
    relax->indicator = calloc(n_parts, sizeof *relax->indicator);
    relax->reach = calloc(n_parts, sizeof *relax->reach);
    relax->prices = calloc(net->n_locals + 1, sizeof *relax->prices);
    relax->base = calloc(n_events, sizeof *relax->base);
    relax->weights = calloc(n_events, sizeof *relax->weights);
    relax->go = calloc((size_t)d->n_nodes + 1, sizeof *relax->go);
    relax->next = calloc((size_t)d->n_nodes + 1, sizeof *relax->next);
    relax->forced = calloc(net->n_items + 1, sizeof *relax->forced);
    if (!relax->rows || !relax->slope || !relax->best_slope || !relax->most_slope ||
        !relax->size || !relax->indicator || !relax->reach || !relax->prices || !relax->base || !relax->weights || !relax->go || !relax->next ||
        !relax->forced)
        return VAKT_E_NOMEM;
    if (d->empty)
        return VAKT_OK;
    find_sizes(relax);
    limit_slopes(relax);
    if (!bound_parts(relax))
        status = VAKT_E_NOMEM;
done:
    return status;
}

void vakt_relax_done(vakt_relax *relax)
{
    for (int32_t p = 0; relax->reach && p < relax->diagram.n_parts; p++)
        free(relax->reach[p]);
    free(relax->rows);
    free(relax->slope);
    free(relax->best_slope);
    free(relax->most_slope);
    free(relax->size);
    free(relax->indicator);
    free(relax->reach);
    free(relax->prices);
    free(relax->base);
    free(relax->weights);
    free(relax->go);
    free(relax->next);
    free(relax->forced);
    vakt_diagram_done(&relax->diagram);
    *relax = (vakt_relax){0};
}

const vakt_reach *vakt_relax_reach(vakt_relax *relax, int32_t part)
{
    const vakt_diagram *d = &relax->diagram;
    if (!relax->reach[part]) {
        relax->reach[part] = malloc(((size_t)d->n_nodes + 1) * sizeof **relax->reach);
        if (!relax->reach[part] || !find_reaches(d, part, relax->reach[part]))
            return NULL;
        relax->work += d->n_arcs;
    }
    return relax->reach[part];
}

/* -- prices --------------------------------------------------------------------------------- */

static int64_t side_price(int64_t bound, int64_t open, int64_t pts, int64_t factor)
{
    return bound == open ? 0 : pts == VAKT_HARD ? VAKT_NEVER : pts * factor;
}

static void price_row(vakt_relax *relax, int32_t part, const int64_t *levels)
{
    const vakt_net_row *row = &relax->diagram.net->rows[relax->diagram.parts[part].index];
    vakt_priced_row *priced = &relax->rows[part];
    int64_t factor = levels[row->level];
    *priced = (vakt_priced_row){.lo = row->lo, .hi = row->hi};
    priced->under = side_price(row->lo, VAKT_NO_BOUND_LO, row->under_pts, factor);
    priced->over = side_price(row->hi, VAKT_NO_BOUND_HI, row->over_pts, factor);
    if (priced->under == 0)
        priced->lo = VAKT_NO_BOUND_LO;
    if (priced->over == 0)
        priced->hi = VAKT_NO_BOUND_HI;
}

/* Prices of events without slopes: variables, and points due. */
static void price_events(vakt_relax *relax, const int64_t *levels)
{
    const vakt_diagram *d = &relax->diagram;
    for (int32_t e = 0; e < d->n_events; e++) {
        const vakt_event *event = &d->events[e];
        int64_t sum = 0;
        for (int32_t l = event->list; l > 0; l = d->links[l].before)
            sum += relax->prices[d->links[l].local];
        for (int k = 0; event->due != 0 && k < VAKT_MAX_LEVELS; k++)
            sum += levels[k] * d->dues[event->due].points[k];
        relax->base[e] = event->item >= 0 && relax->given[event->item] == 0 ? VAKT_NEVER : sum;
    }
    relax->work += d->n_events;
}

void vakt_relax_price(vakt_relax *relax, const int64_t *prices,
                      const int64_t levels[VAKT_MAX_LEVELS], const int8_t *given)
{
    const vakt_diagram *d = &relax->diagram;
    const vakt_net *net = d->net;
    relax->given = given;
    memcpy(relax->prices, prices, net->n_locals * sizeof *prices);
    for (size_t i = 0; i < net->n_items; i++)
        relax->forced[i + 1] = relax->forced[i] + (given[i] == 1);
    for (int32_t p = 0; p < d->n_parts; p++)
        if (d->parts[p].is_row)
            price_row(relax, p, levels);
    price_events(relax, levels);
    relax->constant = 0;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        relax->constant += levels[k] * d->constant[k];
}

/* Slopes within what the row's price allows, and the weights that follow. */
static void take_slopes(vakt_relax *relax)
{
    const vakt_diagram *d = &relax->diagram;
    for (int32_t p = 0; p < d->n_parts; p++) {
        vakt_priced_row *row = &relax->rows[p];
        int64_t s = relax->slope[p], most = relax->most_slope[p];
        if (!d->parts[p].is_row)
            continue;
        s = s > most ? most : s < -most ? -most : s;
        s = s > row->over ? row->over : s < -row->under ? -row->under : s;
        row->slope = relax->slope[p] = s;
        row->rest = s > 0 ? s * row->hi : s < 0 ? s * row->lo : 0;
    }
    for (int32_t e = 0; e < d->n_events; e++) {
        int64_t sum = relax->base[e];
        for (int32_t i = d->first_effect[e]; sum < VAKT_NEVER && i < d->first_effect[e + 1]; i++)
            sum += relax->rows[d->effects[i].part].slope * d->effects[i].coef;
        relax->weights[e] = sum;
    }
    for (int32_t p = 0; p < d->n_parts && !d->parts[p].is_row; p++) {
        int64_t sum = relax->prices[d->parts[p].index];
        for (int32_t i = d->first_effect[d->n_events + p]; i < d->first_effect[d->n_events + p + 1];
             i++)
            sum += relax->rows[d->effects[i].part].slope * d->effects[i].coef;
        relax->indicator[p] = sum;
    }
    relax->work += (d->n_events + d->first_effect[d->n_events + d->n_parts]) / 2;
}

int64_t vakt_relax_start(const vakt_relax *relax, const bool *seen)
{
    const vakt_diagram *d = &relax->diagram;
    int64_t sum = relax->constant;
    for (int32_t p = 0; p < d->n_parts; p++) {
        const vakt_part *part = &d->parts[p];
        if (!part->is_row) {
            sum += relax->indicator[p] < 0 ? relax->indicator[p] : 0;
            continue;
        }
        sum -= relax->rows[p].rest;
        if (seen && seen[p])
            continue;
        int64_t least = vakt_priced_least(&relax->rows[p], part->least, part->most);
        if (least >= VAKT_NEVER)
            return VAKT_NEVER;
        sum += least;
    }
    return sum;
}

/* -- paths ---------------------------------------------------------------------------------- */

static void pass_backward(vakt_relax *relax)
{
    const vakt_diagram *d = &relax->diagram;
    const vakt_arc *arcs = d->arcs;
    const int64_t *weights = relax->weights;
    int64_t *go = relax->go;
    bool any_forced = relax->forced[d->net->n_items] > 0;
    go[d->n_nodes - 1] = d->n_nodes == 1 && any_forced ? VAKT_NEVER : 0;
    for (int32_t u = d->n_nodes - 1; u-- > 0;) {
        int64_t best = VAKT_NEVER;
        int32_t next = -1;
        for (int32_t a = d->first_arc[u]; a < d->first_arc[u + 1]; a++) {
            int64_t sum = weights[arcs[a].event] + go[arcs[a].to];
            if (sum < best && !(any_forced && vakt_relax_skips_forced(relax, u, &arcs[a]))) {
                best = sum;
                next = a;
            }
        }
        go[u] = best > TOO_DEAR ? VAKT_NEVER : best;
        relax->next[u] = next;
    }
    relax->work += d->n_arcs;
}

int64_t vakt_relax_apply(const vakt_relax *relax, int32_t source, int64_t *state)
{
    const vakt_diagram *d = &relax->diagram;
    int64_t price = 0;
    for (int32_t i = d->first_effect[source]; i < d->first_effect[source + 1]; i++) {
        int32_t p = d->effects[i].part;
        int64_t before = state[p];
        state[p] += d->effects[i].coef;
        if (d->parts[p].is_row)
            continue;
        const vakt_net_var *var = &d->net->vars[d->parts[p].index];
        int64_t wanted = var->kind == VAKT_VAR_OR ? 1 : var->n_members;
        if (before < wanted && state[p] >= wanted)
            price += relax->indicator[p] + vakt_relax_apply(relax, d->n_events + p, state);
    }
    return price;
}

/* The path of least weight; its price is the true one. */
static void walk(const vakt_relax *relax, vakt_path *path)
{
    const vakt_diagram *d = &relax->diagram;
    int64_t price = relax->go[0] + relax->constant;
    memset(path->state, 0, ((size_t)d->n_parts + 1) * sizeof *path->state);
    path->n_items = 0;
    for (int32_t u = 0; u < d->n_nodes - 1;) {
        const vakt_arc *arc = &d->arcs[relax->next[u]];
        int32_t item = d->events[arc->event].item;
        if (item >= 0)
            path->items[path->n_items++] = item;
        price += vakt_relax_apply(relax, arc->event, path->state);
        u = arc->to;
    }
    for (int32_t p = 0; p < d->n_parts && price < VAKT_NEVER; p++) {
        if (!d->parts[p].is_row)
            continue;
        int64_t more = vakt_priced_at(&relax->rows[p], path->state[p]);
        price = more >= VAKT_NEVER ? VAKT_NEVER : price + more - relax->rows[p].rest;
    }
    path->price = price;
}

int64_t vakt_relax_run(vakt_relax *relax, vakt_path *path)
{
    path->price = VAKT_NEVER;
    path->n_items = 0;
    if (relax->diagram.empty)
        return VAKT_NEVER;
    take_slopes(relax);
    pass_backward(relax);
    int64_t start = vakt_relax_start(relax, NULL);
    if (start >= VAKT_NEVER || relax->go[0] >= VAKT_NEVER)
        return VAKT_NEVER;
    walk(relax, path);
    return start + relax->go[0];
}

/* -- slopes --------------------------------------------------------------------------------- */

/* By how much the path's activity is beyond the side that the slope speaks for. */
static int64_t excess_of(const vakt_relax *relax, int32_t p, int64_t activity)
{
    const vakt_priced_row *row = &relax->rows[p];
    if (row->slope > 0)
        return activity - row->hi;
    if (row->slope < 0)
        return activity - row->lo;
    return activity > row->hi ? activity - row->hi : activity < row->lo ? activity - row->lo : 0;
}

void vakt_relax_step(vakt_relax *relax, const vakt_path *path, int64_t bound, int64_t target,
                     double length)
{
    const vakt_diagram *d = &relax->diagram;
    double square = 0.0;
    for (int32_t p = 0; p < d->n_parts; p++) {
        double excess = d->parts[p].is_row ? (double)excess_of(relax, p, path->state[p]) : 0.0;
        square += excess * excess / relax->size[p] / relax->size[p];
    }
    if (!(square > 0.0))
        return;
    double step = length * (double)(target - bound) / square;
    for (int32_t p = 0; p < d->n_parts; p++) {
        if (!d->parts[p].is_row)
            continue;
        double excess = (double)excess_of(relax, p, path->state[p]);
        double moved = (double)relax->slope[p] + step * excess / relax->size[p] / relax->size[p];
        relax->slope[p] = (int64_t)llround(fmin(fmax(moved, -1e15), 1e15));
    }
}
