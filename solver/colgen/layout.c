/*
 * Problem: decide what a label must remember, and what it may hope for.
 *
 * Notation: f(a) = price of a row at activity a, convex and piecewise linear; slope s: f is
 * replaced by f(a) - s a + rest >= 0 and s goes to the row's variables (a Lagrangian multiplier of
 * the row, with -under <= s <= over); loss and gain of an indicator = the most that its becoming 1
 * can cost and save, whatever the rest of the plan.
 *
 * Idea: a row that is not kept prices nothing: since prices less slopes are never negative, that
 * relaxes the problem, and the least relaxed cost is a bound. Rows are taken in when a plan breaks
 * them (decremental state-space relaxation: Righini and Salani 2008). The cost to go is a shortest
 * path in which only neighbours must not conflict.
 *
 * Complexity: items * active rows for the live lists, items^2 for the cost to go.
 */
#include "colgen/layout.h"

#include <stdlib.h>
#include <string.h>

vakt_status vakt_layout_init(vakt_layout *layout, const vakt_net *net)
{
    size_t n = net->n_items + 2;
    *layout = (vakt_layout){.net = net};
    layout->weights = calloc(net->n_locals + 1, sizeof *layout->weights);
    layout->bonus = calloc(net->n_locals + 1, sizeof *layout->bonus);
    layout->loss = calloc(net->n_locals + 1, sizeof *layout->loss);
    layout->gain = calloc(net->n_locals + 1, sizeof *layout->gain);
    layout->rows = calloc(net->n_rows + 1, sizeof *layout->rows);
    layout->active = calloc(net->n_rows + 1, sizeof *layout->active);
    layout->slope = calloc(net->n_rows + 1, sizeof *layout->slope);
    layout->row_slot = calloc(net->n_rows + 1, sizeof *layout->row_slot);
    layout->var_slot = calloc(net->n_locals + 1, sizeof *layout->var_slot);
    layout->first_live = calloc(n, sizeof *layout->first_live);
    layout->go = calloc(n * n, sizeof *layout->go);
    layout->reach_now = calloc(2 * net->n_rows + 2, sizeof *layout->reach_now);
    return layout->weights && layout->bonus && layout->loss && layout->gain && layout->rows &&
                   layout->active && layout->slope && layout->row_slot && layout->var_slot &&
                   layout->first_live && layout->go && layout->reach_now
               ? VAKT_OK
               : VAKT_E_NOMEM;
}

void vakt_layout_done(vakt_layout *layout)
{
    free(layout->weights);
    free(layout->bonus);
    free(layout->loss);
    free(layout->gain);
    free(layout->rows);
    free(layout->active);
    free(layout->slope);
    free(layout->row_slot);
    free(layout->var_slot);
    free(layout->first_live);
    free(layout->live);
    free(layout->go);
    free(layout->reach_now);
    *layout = (vakt_layout){0};
}

static int64_t side_price(int64_t bound, int64_t open, int64_t pts, int64_t factor)
{
    return bound == open ? 0 : pts == VAKT_HARD ? VAKT_NEVER : pts * factor;
}

static void price_row(vakt_layout *layout, size_t k, const int64_t *levels)
{
    const vakt_net_row *row = &layout->net->rows[k];
    vakt_priced_row *priced = &layout->rows[k];
    int64_t factor = levels[row->level], slope = layout->slope[k];
    *priced = (vakt_priced_row){.lo = row->lo, .hi = row->hi};
    priced->under = side_price(row->lo, VAKT_NO_BOUND_LO, row->under_pts, factor);
    priced->over = side_price(row->hi, VAKT_NO_BOUND_HI, row->over_pts, factor);
    if (priced->under == 0)
        priced->lo = VAKT_NO_BOUND_LO;
    if (priced->over == 0)
        priced->hi = VAKT_NO_BOUND_HI;
    slope = slope > priced->over ? priced->over : slope < -priced->under ? -priced->under : slope;
    priced->slope = layout->slope[k] = slope;
    priced->rest = slope > 0 ? slope * row->hi : slope < 0 ? slope * row->lo : 0;
}

void vakt_layout_price(vakt_layout *layout, const int64_t *weights,
                       const int64_t levels[VAKT_MAX_LEVELS])
{
    const vakt_net *net = layout->net;
    for (size_t k = 0; k < net->n_rows; k++)
        price_row(layout, k, levels);
    for (size_t v = 0; v < net->n_locals; v++) {
        const vakt_net_var *var = &net->vars[v];
        layout->weights[v] = weights[v];
        for (size_t e = var->first_effect; e < var->first_effect + var->n_effects; e++)
            layout->weights[v] +=
                layout->rows[net->effects[e].row].slope * net->effects[e].coef;
    }
}

/* -- placing -------------------------------------------------------------------------------- */

static bool has_price(const vakt_priced_row *row)
{
    return row->under != 0 || row->over != 0;
}

static bool is_kept(const vakt_layout *layout, int32_t row)
{
    return layout->row_slot[row] >= 0;
}

static void add_start(vakt_layout *layout, size_t k)
{
    const vakt_net_row *row = &layout->net->rows[k];
    int64_t least = vakt_priced_least(&layout->rows[k], row->least, row->most);
    layout->start = least >= VAKT_NEVER ? VAKT_NEVER : layout->start + least;
}

static void place_rows(vakt_layout *layout)
{
    const vakt_net *net = layout->net;
    layout->n_slots = 0;
    layout->start = 0;
    for (size_t k = 0; k < net->n_rows; k++) {
        bool kept = layout->active[k] && !net->rows[k].clique && has_price(&layout->rows[k]);
        layout->row_slot[k] = kept ? (int32_t)layout->n_slots++ : -1;
        layout->start -= layout->rows[k].rest;
        if (kept)
            add_start(layout, k);
        layout->reach_now[2 * k] = (int32_t)net->rows[k].least;
        layout->reach_now[2 * k + 1] = (int32_t)net->rows[k].most;
    }
}

static int64_t add_capped(int64_t a, int64_t b)
{
    return a >= VAKT_NEVER || b >= VAKT_NEVER ? VAKT_NEVER : a + b;
}

static int64_t times_capped(int64_t price, int64_t coef)
{
    return price >= VAKT_NEVER ? VAKT_NEVER : price * coef;
}

/* Adds what a variable's becoming 1 can cost and save in the rows kept. */
static void add_row_marginals(const vakt_layout *layout, const vakt_net_var *var, int64_t *loss,
                              int64_t *gain)
{
    for (size_t e = var->first_effect; e < var->first_effect + var->n_effects; e++) {
        const vakt_net_effect *effect = &layout->net->effects[e];
        const vakt_priced_row *row = &layout->rows[effect->row];
        int64_t size = effect->coef < 0 ? -effect->coef : effect->coef;
        int64_t slope = row->slope * effect->coef;
        int64_t up = times_capped(effect->coef > 0 ? row->over : row->under, size);
        int64_t down = times_capped(effect->coef > 0 ? row->under : row->over, size);
        if (is_kept(layout, effect->row)) {
            *loss = add_capped(*loss, up < VAKT_NEVER ? up - slope : up);
            *gain = add_capped(*gain, down < VAKT_NEVER ? down + slope : down);
        }
    }
}

/* Indicators come after their members, so parents are done first. */
static void place_indicators(vakt_layout *layout)
{
    const vakt_net *net = layout->net;
    for (size_t v = net->n_locals; v-- > 0;) {
        const vakt_net_var *var = &net->vars[v];
        int64_t weight = layout->weights[v], loss = weight > 0 ? weight : 0;
        int64_t gain = weight < 0 ? -weight : 0, bonus = 0;
        bool kept = weight != 0;
        for (size_t e = var->first_effect; e < var->first_effect + var->n_effects; e++)
            kept = kept || is_kept(layout, net->effects[e].row);
        for (size_t p = var->first_parent; p < var->first_parent + var->n_parents; p++) {
            int32_t parent = net->parents[p];
            kept = kept || layout->var_slot[parent] >= 0;
            loss = add_capped(loss, layout->loss[parent]);
            gain = add_capped(gain, layout->gain[parent]);
            bonus += layout->bonus[parent];
            bonus += layout->weights[parent] < 0 ? -layout->weights[parent] : 0;
        }
        add_row_marginals(layout, var, &loss, &gain);
        layout->loss[v] = loss;
        layout->gain[v] = gain;
        layout->bonus[v] = bonus;
        layout->var_slot[v] =
            kept && v >= net->n_items ? (int32_t)layout->n_slots++ : -1;
    }
}

static bool push_live(vakt_layout *layout, vakt_live live)
{
    if (layout->n_live == layout->live_capacity) {
        size_t wanted = layout->live_capacity ? 2 * layout->live_capacity : 256;
        vakt_live *grown = realloc(layout->live, wanted * sizeof *grown);
        if (!grown)
            return false;
        layout->live = grown;
        layout->live_capacity = wanted;
    }
    layout->live[layout->n_live++] = live;
    return true;
}

static bool list_live_at(vakt_layout *layout, int32_t i)
{
    const vakt_net *net = layout->net;
    bool done = true;
    for (size_t t = net->first_touch[i]; t < net->first_touch[i + 1]; t++) {
        layout->reach_now[2 * net->touches[t].row] = net->touches[t].least_after;
        layout->reach_now[2 * net->touches[t].row + 1] = net->touches[t].most_after;
    }
    for (size_t k = 0; k < net->n_rows; k++)
        if (layout->row_slot[k] >= 0 && net->rows[k].first <= i && i < net->rows[k].last)
            done = done && push_live(layout, (vakt_live){(int32_t)k, layout->row_slot[k], true,
                                                         layout->reach_now[2 * k],
                                                         layout->reach_now[2 * k + 1]});
    for (size_t u = net->n_items; u < net->n_locals; u++)
        if (layout->var_slot[u] >= 0 && net->vars[u].first <= i && i < net->vars[u].last)
            done = done &&
                   push_live(layout, (vakt_live){(int32_t)u, layout->var_slot[u], false, 0, 0});
    return done;
}

/* go[t][i]: least cost of items from i on after item t; the row n_items = after none. */
static void bound_cost_to_go(vakt_layout *layout, const int8_t *given)
{
    const vakt_net *net = layout->net;
    size_t n = net->n_items, width = n + 2;
    int64_t *take = layout->go + (n + 1) * width;
    for (size_t t = n + 1; t-- > 0;) {
        size_t last = t == 0 ? n : t - 1;
        int64_t *go = layout->go + last * width;
        size_t next = t; /* after item t - 1, or from 0 after none */
        go[n] = 0;
        for (size_t i = n; i-- > next;) {
            bool open = given[i] != 0 && !net->impossible[i] &&
                        (t == 0 || !vakt_bit(net->conflicts + last * net->n_words, i));
            int64_t taken = open ? take[i] : VAKT_NEVER;
            go[i] = given[i] == 1 || taken < go[i + 1] ? taken : go[i + 1];
        }
        if (t > 0)
            take[last] = go[next] >= VAKT_NEVER
                             ? VAKT_NEVER
                             : layout->weights[last] - layout->bonus[last] + go[next];
    }
}

vakt_status vakt_layout_place(vakt_layout *layout, const int8_t *given)
{
    const vakt_net *net = layout->net;
    place_rows(layout);
    place_indicators(layout);
    layout->n_live = 0;
    for (size_t i = 0; i < net->n_items; i++) {
        layout->first_live[i] = layout->n_live;
        if (!list_live_at(layout, (int32_t)i))
            return VAKT_E_NOMEM;
    }
    layout->first_live[net->n_items] = layout->n_live;
    bound_cost_to_go(layout, given);
    return VAKT_OK;
}
