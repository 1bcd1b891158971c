/*
 * Problem: which of a doctor's rows the graph of plans is to know, and the graph itself.
 *
 * Idea: rows and indicators by span, the short ones first: what they need to remember is soon
 * forgotten. Each is taken in unless the graph would become too large (weave.c); the measure is
 * nodes, never what a rule is called. A row whose indicators were left over is left over too. At
 * the end nodes where an item can only be skipped vanish (Minato 1993), and a chain of skips
 * becomes one node with many arcs, so that a day of k duties is k + 1 arcs.
 */
#include "colgen/diagram.h"

#include <stdlib.h>
#include <string.h>

#include "colgen/weave.h"

/* A span of items is short up to this share of all of them. */
#define SHORT_SHARE 3
/* A sum of coefficients up to this is small enough for the graph. */
#define MOST_ACTIVITY 1000000000
#define PARTS_PER_CLEANING 64

typedef struct diagram_builder {
    vakt_diagram *diagram;
    const vakt_net *net;
    vakt_weave weave;
    vakt_weave_part *parts;
    size_t n_parts, room;
    bool *known_rows, *known_vars;
    /* Variables of each part, as coefficients: of rows, then of indicators. */
    size_t *first_coef;
    vakt_net_effect *coefs;
    int32_t **final; /* per layer and node: number in the graph */
} diagram_builder;

/* -- parts ---------------------------------------------------------------------------------- */

static bool can_bind(const vakt_net_row *row)
{
    return (row->lo != VAKT_NO_BOUND_LO && row->least < row->lo) ||
           (row->hi != VAKT_NO_BOUND_HI && row->most > row->hi);
}

static int compare_parts(const void *a, const void *b)
{
    const vakt_weave_part *x = a, *y = b;
    int32_t span_x = x->last - x->first, span_y = y->last - y->first;
    if (span_x != span_y)
        return span_x < span_y ? -1 : 1;
    if (x->is_row != y->is_row)
        return x->is_row ? 1 : -1;
    if (x->is_row && x->first != y->first)
        return x->first < y->first ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static bool list_parts(diagram_builder *b)
{
    const vakt_net *net = b->net;
    b->parts = calloc(net->n_rows + net->n_locals + 1, sizeof *b->parts);
    if (!b->parts)
        return false;
    for (size_t u = net->n_items; u < net->n_locals; u++)
        b->parts[b->n_parts++] =
            (vakt_weave_part){false, (int32_t)u, net->vars[u].first, net->vars[u].last};
    for (size_t k = 0; k < net->n_rows; k++)
        if (can_bind(&net->rows[k]))
            b->parts[b->n_parts++] =
                (vakt_weave_part){true, (int32_t)k, net->rows[k].first, net->rows[k].last};
    qsort(b->parts, b->n_parts, sizeof *b->parts, compare_parts);
    return true;
}

/* Turns effects and parents round: variables per row, members per indicator. */
static bool index_coefs(diagram_builder *b)
{
    const vakt_net *net = b->net;
    size_t n = net->n_rows + net->n_locals;
    b->first_coef = calloc(n + 2, sizeof *b->first_coef);
    if (!b->first_coef)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t v = 0; v < net->n_locals; v++) {
            const vakt_net_var *var = &net->vars[v];
            for (size_t e = var->first_effect; e < var->first_effect + var->n_effects; e++) {
                size_t *at = &b->first_coef[(size_t)net->effects[e].row + (pass ? 1 : 2)];
                if (pass)
                    b->coefs[*at] = (vakt_net_effect){(int32_t)v, net->effects[e].coef};
                ++*at;
            }
            for (size_t p = var->first_parent; p < var->first_parent + var->n_parents; p++) {
                size_t *at =
                    &b->first_coef[net->n_rows + (size_t)net->parents[p] + (pass ? 1 : 2)];
                if (pass)
                    b->coefs[*at] = (vakt_net_effect){(int32_t)v, 1};
                ++*at;
            }
        }
        if (pass)
            break;
        for (size_t i = 2; i < n + 2; i++)
            b->first_coef[i] += b->first_coef[i - 1];
        b->coefs = malloc((b->first_coef[n + 1] + 1) * sizeof *b->coefs);
        if (!b->coefs)
            return false;
    }
    return true;
}

static const vakt_net_effect *coefs_of(const diagram_builder *b, const vakt_weave_part *part,
                                       size_t *ret_n)
{
    size_t at = (size_t)part->index + (part->is_row ? 0 : b->net->n_rows);
    *ret_n = b->first_coef[at + 1] - b->first_coef[at];
    return b->coefs + b->first_coef[at];
}

static bool can_be_known(const diagram_builder *b, const vakt_weave_part *part)
{
    size_t n;
    const vakt_net_effect *coefs = coefs_of(b, part, &n);
    for (size_t i = 0; i < n; i++)
        if (coefs[i].row >= (int32_t)b->net->n_items && !b->known_vars[coefs[i].row])
            return false;
    if (!part->is_row)
        return true;
    const vakt_net_row *row = &b->net->rows[part->index];
    return row->most - row->least <= MOST_ACTIVITY &&
           (row->lo == VAKT_NO_BOUND_LO || llabs(row->lo) <= MOST_ACTIVITY) &&
           (row->hi == VAKT_NO_BOUND_HI || llabs(row->hi) <= MOST_ACTIVITY);
}

/* Nodes that the part's layers may come to. */
static size_t room_for(const diagram_builder *b, const vakt_weave_part *part)
{
    size_t span = (size_t)(part->last - part->first) + 1, used = 0;
    if (span <= b->net->n_items / SHORT_SHARE)
        return 2 * b->room;
    for (int32_t layer = part->first; layer <= part->last; layer++)
        used += (size_t)b->weave.layers[layer].n;
    size_t others = b->weave.n_nodes - used;
    size_t room = others < b->room ? b->room - others : 0;
    return room > used ? room : used;
}

static vakt_status weave_parts(diagram_builder *b)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < b->n_parts && !b->weave.empty; i++) {
        const vakt_weave_part *part = &b->parts[i];
        size_t n;
        bool taken;
        if (!can_be_known(b, part))
            continue;
        const vakt_net_effect *coefs = coefs_of(b, part, &n);
        VAKT_TRY(vakt_weave_add(&b->weave, part, coefs, n, room_for(b, part), &taken));
        if (taken && part->is_row)
            b->known_rows[part->index] = true;
        else if (taken)
            b->known_vars[part->index] = true;
        if (i % PARTS_PER_CLEANING == PARTS_PER_CLEANING - 1)
            VAKT_TRY(vakt_weave_clean(&b->weave));
    }
    VAKT_TRY(vakt_weave_clean(&b->weave));
done:
    return status;
}

/* -- the graph ------------------------------------------------------------------------------ */

static const vakt_weave_node *node_at(const diagram_builder *b, size_t layer, int32_t node)
{
    return &b->weave.layers[layer].nodes[node];
}

/* Where a path really goes on: past nodes whose item can only be skipped. */
static void pass_skips(const diagram_builder *b, size_t *layer, int32_t *node)
{
    while (*layer < b->net->n_items) {
        const vakt_weave_node *at = node_at(b, *layer, *node);
        if (at->to[1] >= 0 || at->event[0] != 0)
            return;
        *node = at->to[0];
        ++*layer;
    }
}

/* Counts the ways into each node that is left when skips are passed; -1 = not on any path. */
static void count_ways(diagram_builder *b)
{
    for (size_t layer = 0; layer <= b->net->n_items; layer++)
        for (int32_t i = 0; i < b->weave.layers[layer].n; i++)
            b->final[layer][i] = 0;
    size_t root_layer = 0;
    int32_t root = 0;
    pass_skips(b, &root_layer, &root);
    b->final[root_layer][root] = 2;
    for (size_t layer = root_layer; layer < b->net->n_items; layer++)
        for (int32_t i = 0; i < b->weave.layers[layer].n; i++)
            for (int t = 0; t < 2 && b->final[layer][i] > 0; t++) {
                const vakt_weave_node *at = node_at(b, layer, i);
                size_t to_layer = layer + 1;
                int32_t to = at->to[t];
                if (to < 0)
                    continue;
                pass_skips(b, &to_layer, &to);
                /* Another way than a plain skip needs a node of its own. */
                b->final[to_layer][to] += t == 0 && at->event[0] == 0 ? 1 : 2;
            }
}

/* Numbers the nodes that stay: all but those that only one plain skip leads to. */
static void number_nodes(diagram_builder *b)
{
    vakt_diagram *d = b->diagram;
    d->n_nodes = 0;
    for (size_t layer = 0; layer <= b->net->n_items; layer++)
        for (int32_t i = 0; i < b->weave.layers[layer].n; i++) {
            int32_t ways = b->final[layer][i];
            bool stays = ways > 1 || (ways == 1 && layer == b->net->n_items);
            b->final[layer][i] = stays ? d->n_nodes++ : -1;
        }
}

static void put_arc(diagram_builder *b, size_t layer, int32_t node, int t)
{
    const vakt_weave_node *at = node_at(b, layer, node);
    size_t to_layer = layer + 1;
    int32_t to = at->to[t];
    pass_skips(b, &to_layer, &to);
    if (b->diagram->arcs)
        b->diagram->arcs[b->diagram->n_arcs] = (vakt_arc){b->final[to_layer][to], at->event[t]};
    b->diagram->n_arcs++;
}

/* All arcs of a node that stays, and of the nodes behind plain skips that do not. */
static void put_arcs(diagram_builder *b, size_t layer, int32_t node)
{
    while (layer < b->net->n_items) {
        const vakt_weave_node *at = node_at(b, layer, node);
        if (at->to[1] >= 0)
            put_arc(b, layer, node, 1);
        if (at->to[0] < 0)
            return;
        size_t to_layer = layer + 1;
        int32_t to = at->to[0];
        pass_skips(b, &to_layer, &to);
        if (at->event[0] != 0 || b->final[to_layer][to] >= 0) {
            put_arc(b, layer, node, 0);
            return;
        }
        layer = to_layer;
        node = to;
    }
}

static void put_all(diagram_builder *b)
{
    vakt_diagram *d = b->diagram;
    d->n_arcs = 0;
    for (size_t layer = 0; layer <= b->net->n_items; layer++)
        for (int32_t i = 0; i < b->weave.layers[layer].n; i++) {
            int32_t number = b->final[layer][i];
            if (number < 0)
                continue;
            if (d->arcs) {
                d->first_arc[number] = d->n_arcs;
                d->position[number] = (int32_t)layer;
            }
            put_arcs(b, layer, i);
        }
    if (d->arcs)
        d->first_arc[d->n_nodes] = d->n_arcs;
}

static bool make_graph(diagram_builder *b)
{
    vakt_diagram *d = b->diagram;
    bool done = true;
    b->final = calloc(b->net->n_items + 1, sizeof *b->final);
    for (size_t layer = 0; b->final && layer <= b->net->n_items; layer++) {
        b->final[layer] = calloc((size_t)b->weave.layers[layer].n + 1, sizeof **b->final);
        done = done && b->final[layer];
    }
    if (!b->final || !done)
        return false;
    count_ways(b);
    number_nodes(b);
    put_all(b);
    d->first_arc = calloc((size_t)d->n_nodes + 1, sizeof *d->first_arc);
    d->position = calloc((size_t)d->n_nodes + 1, sizeof *d->position);
    d->arcs = calloc((size_t)d->n_arcs + 1, sizeof *d->arcs);
    if (!d->first_arc || !d->position || !d->arcs)
        return false;
    put_all(b);
    d->position[0] = 0; /* the root decides what is skipped before it as well */
    return true;
}

/* -- events --------------------------------------------------------------------------------- */

/* Keeps the events that are on arcs, in order, and renumbers them. */
static bool keep_events(diagram_builder *b)
{
    vakt_diagram *d = b->diagram;
    vakt_events *events = &b->weave.events;
    int32_t *numbers = calloc(events->events.count + 1, sizeof *numbers);
    if (!numbers)
        return false;
    numbers[0] = 1;
    for (int32_t a = 0; a < d->n_arcs; a++)
        numbers[d->arcs[a].event] = 1;
    for (size_t e = 0; e < events->events.count; e++) {
        if (!numbers[e])
            continue;
        events->events.items[d->n_events] = events->events.items[e];
        numbers[e] = d->n_events++;
    }
    for (int32_t a = 0; a < d->n_arcs; a++)
        d->arcs[a].event = numbers[d->arcs[a].event];
    free(numbers);
    d->events = events->events.items;
    d->links = events->links.items;
    d->dues = events->dues.items;
    events->events.items = NULL;
    events->links.items = NULL;
    events->dues.items = NULL;
    events->events.count = events->links.count = events->dues.count = 0;
    return true;
}

/* -- what is left over ---------------------------------------------------------------------- */

static bool keep_parts(diagram_builder *b)
{
    vakt_diagram *d = b->diagram;
    const vakt_net *net = b->net;
    d->parts = calloc(b->n_parts + 1, sizeof *d->parts);
    d->part_of_row = calloc(net->n_rows + 1, sizeof *d->part_of_row);
    d->part_of_var = calloc(net->n_locals + 1, sizeof *d->part_of_var);
    if (!d->parts || !d->part_of_row || !d->part_of_var)
        return false;
    for (size_t k = 0; k < net->n_rows; k++)
        d->part_of_row[k] = -1;
    for (size_t v = 0; v < net->n_locals; v++)
        d->part_of_var[v] = -1;
    for (size_t u = net->n_items; u < net->n_locals; u++) {
        if (b->known_vars[u])
            continue;
        d->part_of_var[u] = d->n_parts;
        d->parts[d->n_parts++] =
            (vakt_part){.index = (int32_t)u, .last = net->vars[u].last};
    }
    for (size_t i = 0; i < b->n_parts; i++) {
        const vakt_weave_part *part = &b->parts[i];
        if (!part->is_row || b->known_rows[part->index])
            continue;
        d->part_of_row[part->index] = d->n_parts;
        d->parts[d->n_parts++] =
            (vakt_part){.is_row = true, .index = part->index, .last = part->last};
    }
    return true;
}

static void put_effect(vakt_diagram *d, size_t *n, int32_t part, int32_t coef)
{
    if (part < 0)
        return;
    if (d->effects)
        d->effects[*n] = (vakt_effect){part, coef};
    ++*n;
}

static void put_var_effects(vakt_diagram *d, size_t *n, int32_t local)
{
    const vakt_net_var *var = &d->net->vars[local];
    for (size_t e = var->first_effect; e < var->first_effect + var->n_effects; e++)
        put_effect(d, n, d->part_of_row[d->net->effects[e].row], d->net->effects[e].coef);
    for (size_t p = var->first_parent; p < var->first_parent + var->n_parents; p++)
        put_effect(d, n, d->part_of_var[d->net->parents[p]], 1);
}

static bool index_effects(vakt_diagram *d)
{
    d->first_effect = calloc((size_t)d->n_events + (size_t)d->n_parts + 2,
                             sizeof *d->first_effect);
    if (!d->first_effect)
        return false;
    for (int pass = 0; pass < 2; pass++) {
        size_t n = 0;
        int32_t at = 0;
        for (int32_t e = 0; e < d->n_events; e++) {
            d->first_effect[at++] = (int32_t)n;
            for (int32_t l = d->events[e].list; l > 0; l = d->links[l].before)
                put_var_effects(d, &n, d->links[l].local);
        }
        for (int32_t p = 0; p < d->n_parts; p++) {
            d->first_effect[at++] = (int32_t)n;
            if (!d->parts[p].is_row)
                put_var_effects(d, &n, d->parts[p].index);
        }
        d->first_effect[at] = (int32_t)n;
        if (pass == 0 && !(d->effects = calloc(n + 1, sizeof *d->effects)))
            return false;
    }
    return true;
}

/* -- all of it ------------------------------------------------------------------------------ */

static vakt_status build(diagram_builder *b)
{
    vakt_status status = VAKT_E_NOMEM;
    b->known_rows = calloc(b->net->n_rows + 1, sizeof *b->known_rows);
    b->known_vars = calloc(b->net->n_locals + 1, sizeof *b->known_vars);
    if (!b->known_rows || !b->known_vars || !list_parts(b) || !index_coefs(b))
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_weave_init(&b->weave, b->net));
    VAKT_TRY(weave_parts(b));
    b->diagram->empty = b->weave.empty;
    b->diagram->work = b->weave.work;
    memcpy(b->diagram->constant, b->weave.constant, sizeof b->weave.constant);
    if (!b->weave.empty &&
        (!make_graph(b) || !keep_events(b) || !keep_parts(b) || !index_effects(b->diagram)))
        status = VAKT_E_NOMEM;
done:
    return status;
}

vakt_status vakt_diagram_init(vakt_diagram *diagram, const vakt_net *net, size_t room)
{
    diagram_builder b = {.diagram = diagram, .net = net, .room = room};
    *diagram = (vakt_diagram){.net = net};
    vakt_status status = build(&b);
    for (size_t layer = 0; b.final && layer <= net->n_items; layer++)
        free(b.final[layer]);
    free(b.final);
    vakt_weave_done(&b.weave);
    free(b.parts);
    free(b.known_rows);
    free(b.known_vars);
    free(b.first_coef);
    free(b.coefs);
    return status;
}

void vakt_diagram_done(vakt_diagram *d)
{
    free(d->first_arc);
    free(d->arcs);
    free(d->position);
    free(d->events);
    free(d->links);
    free(d->dues);
    free(d->parts);
    free(d->part_of_row);
    free(d->part_of_var);
    free(d->first_effect);
    free(d->effects);
    *d = (vakt_diagram){0};
}
