/*
 * Problem: a graph whose paths are the plans of a doctor that keep certain rows, as small as may
 * be.
 *
 * Notation: layers by item; a path from the root to the end takes or skips each item; reach [L, M]
 * of a node for a part = least and most that paths from it still add to the part's activity.
 *
 * Idea: a decision diagram, refined by one row at a time: a node is split by the activity that
 * paths bring to it, and nodes that go on alike are merged again. Reaches are exact, so activities
 * that cannot make a difference any more are one: above all those of a row that is sure to hold.
 * A soft row pays on every arc by how much the least price that it can still end with rises. Where
 * that price rises by the same amount whatever comes, activities are one as well. An indicator is
 * split by the count of its ones.
 *
 * Reference: Bryant 1986; Hadzic, Hooker, O'Sullivan, Tiedemann 2008 (separation by constraint);
 * Morrison, Sewell, Jacobson 2016 (pricing on decision diagrams).
 *
 * Complexity: per part, nodes in its layers before and after.
 */
#include "colgen/weave.h"

#include <stdlib.h>
#include <string.h>

/* The part's price is settled, or what an indicator stands for is. */
#define SETTLED INT32_MIN

typedef struct reach {
    int32_t least, most;
} reach;

typedef struct split_node {
    int32_t old, activity;
} split_node;

typedef VAKT_VEC(split_node) split_list;

/* One part on its way through the layers. */
typedef struct pass {
    vakt_weave *weave;
    const vakt_weave_part *part;
    const vakt_net_row *row; /* NULL = an indicator */
    vakt_var_kind kind;
    int32_t n_members;
    reach **reaches;         /* per layer from first on */
    vakt_weave_layer *made;  /* per layer from first on */
    size_t n_made, room;
    int64_t start_price;
    bool full;
} pass;

vakt_status vakt_weave_init(vakt_weave *w, const vakt_net *net)
{
    *w = (vakt_weave){.net = net};
    vakt_map_clear(&w->map);
    w->layers = calloc(net->n_items + 1, sizeof *w->layers);
    w->coefs = calloc(net->n_locals + 1, sizeof *w->coefs);
    if (!w->layers || !w->coefs || !vakt_events_init(&w->events))
        return VAKT_E_NOMEM;
    for (size_t i = 0; i <= net->n_items; i++) {
        w->layers[i].nodes = calloc(1, sizeof *w->layers[i].nodes);
        if (!w->layers[i].nodes)
            return VAKT_E_NOMEM;
        w->layers[i].n = 1;
        int32_t take = i < net->n_items ? vakt_events_take(&w->events, (int32_t)i) : 0;
        if (take < 0)
            return VAKT_E_NOMEM;
        w->layers[i].nodes[0].event[1] = take;
    }
    w->n_nodes = net->n_items + 1;
    return VAKT_OK;
}

void vakt_weave_done(vakt_weave *w)
{
    for (size_t i = 0; w->layers && i <= w->net->n_items; i++)
        free(w->layers[i].nodes);
    free(w->layers);
    free(w->coefs);
    VAKT_VEC_DONE(&w->sums);
    VAKT_VEC_DONE(&w->stamps);
    vakt_map_done(&w->map);
    vakt_events_done(&w->events);
    *w = (vakt_weave){0};
}

/* -- what an event does to the part --------------------------------------------------------- */

static bool make_room_for_events(vakt_weave *w)
{
    while (w->sums.count < w->events.events.count)
        if (!VAKT_VEC_PUSH(&w->sums, 0) || !VAKT_VEC_PUSH(&w->stamps, 0))
            return false;
    return true;
}

/* Events made on the way differ from older ones by a variable that has no coefficient. */
static int32_t sum_of(vakt_weave *w, int32_t event)
{
    if ((size_t)event < w->stamps.count && w->stamps.items[event] == w->stamp)
        return w->sums.items[event];
    int32_t sum = 0;
    const vakt_events *events = &w->events;
    for (int32_t at = events->events.items[event].list; at > 0; at = events->links.items[at].before)
        sum += w->coefs[events->links.items[at].local];
    if ((size_t)event < w->stamps.count) {
        w->stamps.items[event] = w->stamp;
        w->sums.items[event] = sum;
    }
    return sum;
}

/* -- reaches -------------------------------------------------------------------------------- */

static reach reach_of(const pass *p, int32_t layer, int32_t node)
{
    static const reach none = {0, 0};
    return layer > p->part->last ? none : p->reaches[layer - p->part->first][node];
}

static bool find_reaches(pass *p)
{
    vakt_weave *w = p->weave;
    for (int32_t layer = p->part->last; layer >= p->part->first; layer--) {
        const vakt_weave_layer *at = &w->layers[layer];
        reach *found = malloc(((size_t)at->n + 1) * sizeof *found);
        p->reaches[layer - p->part->first] = found;
        if (!found)
            return false;
        for (int32_t i = 0; i < at->n; i++) {
            found[i] = (reach){INT32_MAX, INT32_MIN};
            for (int t = 0; t < 2; t++) {
                if (at->nodes[i].to[t] < 0)
                    continue;
                reach ahead = reach_of(p, layer + 1, at->nodes[i].to[t]);
                int32_t sum = sum_of(w, at->nodes[i].event[t]);
                if (ahead.least + sum < found[i].least)
                    found[i].least = ahead.least + sum;
                if (ahead.most + sum > found[i].most)
                    found[i].most = ahead.most + sum;
            }
        }
    }
    return true;
}

/* -- activities ----------------------------------------------------------------------------- */

/* The least price that the row can end with; VAKT_NEVER when it is broken for sure. */
static int64_t price_of(const vakt_net_row *row, int64_t activity, reach ahead)
{
    int64_t under = row->lo == VAKT_NO_BOUND_LO ? 0 : row->lo - (activity + ahead.most);
    int64_t over = row->hi == VAKT_NO_BOUND_HI ? 0 : activity + ahead.least - row->hi;
    if (under > 0)
        return row->under_pts == VAKT_HARD ? VAKT_NEVER : under * row->under_pts;
    if (over > 0)
        return row->over_pts == VAKT_HARD ? VAKT_NEVER : over * row->over_pts;
    return 0;
}

/* One activity for all that price alike whatever comes. */
static int32_t settle_row(const vakt_net_row *row, int32_t activity, reach ahead)
{
    int64_t least = (int64_t)activity + ahead.least, most = (int64_t)activity + ahead.most;
    bool lo = row->lo != VAKT_NO_BOUND_LO && least < row->lo;
    bool hi = row->hi != VAKT_NO_BOUND_HI && most > row->hi;
    if (!lo && !hi)
        return SETTLED;
    if (lo && !hi && most <= row->lo)
        return (int32_t)(row->lo - ahead.most);
    if (hi && !lo && least >= row->hi)
        return (int32_t)(row->hi - ahead.least);
    return activity;
}

static int64_t price_at(const pass *p, int32_t layer, const split_node *at)
{
    if (!p->row || at->activity == SETTLED)
        return 0;
    if (layer == p->part->first)
        return p->start_price;
    return price_of(p->row, at->activity, reach_of(p, layer, at->old));
}

/* The row after an arc into `old` of the layer: false = broken. Adds to the event what falls due. */
static bool move_row(pass *p, int32_t layer, int64_t before, split_node *to, int32_t *event)
{
    if (to->activity == SETTLED)
        return true;
    reach ahead = reach_of(p, layer, to->old);
    int64_t price = price_of(p->row, to->activity, ahead);
    if (price >= VAKT_NEVER)
        return false;
    if (price != before)
        *event = vakt_events_add_points(&p->weave->events, *event, p->row->level, price - before);
    to->activity = layer > p->part->last ? SETTLED : settle_row(p->row, to->activity, ahead);
    return true;
}

static void move_indicator(pass *p, int32_t layer, split_node *to, int32_t *event)
{
    if (to->activity == SETTLED)
        return;
    int32_t wanted = p->kind == VAKT_VAR_OR ? 1 : p->n_members;
    if (to->activity >= wanted)
        *event = vakt_events_add_var(&p->weave->events, *event, p->part->index);
    if (to->activity >= wanted || layer > p->part->last ||
        to->activity + reach_of(p, layer, to->old).most < wanted)
        to->activity = SETTLED;
}

/* -- splitting ------------------------------------------------------------------------------ */

/* Number of the split node in the next layer, new ones are listed; -1 when out of memory. */
static int32_t number_of(pass *p, const split_node *node, split_list *list)
{
    vakt_map_key key = {{node->old, node->activity, 0, 0}};
    int32_t *at = vakt_map_at(&p->weave->map, key, (int32_t)list->count);
    if (!at)
        return -1;
    int32_t number = *at;
    if ((size_t)number == list->count && !VAKT_VEC_PUSH(list, *node))
        return -1;
    return number;
}

/* One arc of a split node; the target is numbered in `next`, or kept beyond the part. */
static bool split_arc(pass *p, int32_t layer, const split_node *from, int64_t before, int t,
                      split_list *next, vakt_weave_node *made)
{
    const vakt_weave_node *old = &p->weave->layers[layer].nodes[from->old];
    split_node to = {old->to[t], from->activity};
    made->to[t] = -1;
    made->event[t] = 0;
    if (to.old < 0)
        return true;
    int32_t event = old->event[t];
    if (to.activity != SETTLED)
        to.activity += sum_of(p->weave, event);
    if (!p->row)
        move_indicator(p, layer + 1, &to, &event);
    else if (!move_row(p, layer + 1, before, &to, &event))
        return true;
    made->event[t] = event;
    made->to[t] = layer == p->part->last ? to.old : number_of(p, &to, next);
    return event >= 0 && made->to[t] >= 0;
}

static bool split_layer(pass *p, int32_t layer, const split_list *now, split_list *next)
{
    vakt_weave_layer *made = &p->made[layer - p->part->first];
    made->n = (int32_t)now->count;
    made->nodes = malloc((now->count + 1) * sizeof *made->nodes);
    if (!made->nodes)
        return false;
    vakt_map_clear(&p->weave->map);
    next->count = 0;
    for (size_t i = 0; i < now->count; i++) {
        int64_t before = price_at(p, layer, &now->items[i]);
        for (int t = 0; t < 2; t++)
            if (!split_arc(p, layer, &now->items[i], before, t, next, &made->nodes[i]))
                return false;
    }
    p->n_made += now->count;
    p->weave->work += (int64_t)now->count;
    return true;
}

/* All start with the activity 0 and the least price of any. */
static bool begin(pass *p, split_list *now)
{
    const vakt_weave_layer *first = &p->weave->layers[p->part->first];
    p->start_price = VAKT_NEVER;
    for (int32_t i = 0; i < first->n; i++) {
        split_node node = {i, 0};
        int64_t price = p->row ? price_of(p->row, 0, reach_of(p, p->part->first, i)) : 0;
        p->start_price = price < p->start_price ? price : p->start_price;
        if (!VAKT_VEC_PUSH(now, node))
            return false;
    }
    return true;
}

static bool split(pass *p)
{
    split_list now = {0}, next = {0};
    bool done = begin(p, &now);
    if (p->start_price >= VAKT_NEVER)
        p->weave->empty = true;
    for (int32_t layer = p->part->first; done && layer <= p->part->last && !p->weave->empty;
         layer++) {
        done = split_layer(p, layer, &now, &next);
        p->full = p->n_made + next.count > p->room;
        if (p->full)
            break;
        split_list other = now;
        now = next;
        next = other;
    }
    VAKT_VEC_DONE(&now);
    VAKT_VEC_DONE(&next);
    return done;
}

/* -- merging -------------------------------------------------------------------------------- */

/* Merges the nodes of a layer that go on alike. `ahead`: new numbers of the next layer or NULL. */
static bool merge_layer(vakt_weave *w, int32_t layer, const int32_t *ahead, int32_t *numbers,
                        bool *ret_changed)
{
    vakt_weave_layer *at = &w->layers[layer];
    int32_t n = 0;
    vakt_map_clear(&w->map);
    w->work += at->n;
    for (int32_t i = 0; i < at->n; i++) {
        vakt_weave_node node = at->nodes[i];
        for (int t = 0; t < 2; t++) {
            if (node.to[t] >= 0 && ahead)
                node.to[t] = ahead[node.to[t]];
            if (node.to[t] < 0)
                node.event[t] = 0;
        }
        numbers[i] = -1;
        if (node.to[0] < 0 && node.to[1] < 0)
            continue;
        vakt_map_key key = {{node.to[0], node.to[1], node.event[0], node.event[1]}};
        int32_t *number = vakt_map_at(&w->map, key, n);
        if (!number)
            return false;
        numbers[i] = *number;
        if (*number == n)
            at->nodes[n++] = node;
    }
    *ret_changed = n != at->n;
    w->n_nodes -= (size_t)(at->n - n);
    at->n = n;
    return true;
}

/* From `from` down, at least to `least`, and on while numbers change. */
static vakt_status merge(vakt_weave *w, int32_t from, int32_t least)
{
    int32_t *ahead = NULL;
    for (int32_t layer = from; layer >= 0; layer--) {
        bool changed;
        int32_t *numbers = malloc(((size_t)w->layers[layer].n + 1) * sizeof *numbers);
        if (!numbers || !merge_layer(w, layer, ahead, numbers, &changed)) {
            free(numbers);
            free(ahead);
            return VAKT_E_NOMEM;
        }
        free(ahead);
        ahead = numbers;
        if (!changed && layer <= least)
            break;
    }
    free(ahead);
    w->empty = w->empty || w->layers[0].n == 0;
    return VAKT_OK;
}

/* Drops the nodes that no arc of the layer before leads to. */
static bool drop_unreached(vakt_weave *w, int32_t layer)
{
    vakt_weave_layer *before = &w->layers[layer - 1], *at = &w->layers[layer];
    int32_t n = 0, *numbers = calloc((size_t)at->n + 1, sizeof *numbers);
    if (!numbers)
        return false;
    for (int32_t i = 0; i < before->n; i++)
        for (int t = 0; t < 2; t++)
            if (before->nodes[i].to[t] >= 0)
                numbers[before->nodes[i].to[t]] = 1;
    for (int32_t i = 0; i < at->n; i++) {
        if (!numbers[i])
            continue;
        at->nodes[n] = at->nodes[i];
        numbers[i] = n++;
    }
    for (int32_t i = 0; i < before->n; i++)
        for (int t = 0; t < 2; t++)
            if (before->nodes[i].to[t] >= 0)
                before->nodes[i].to[t] = numbers[before->nodes[i].to[t]];
    w->n_nodes -= (size_t)(at->n - n);
    at->n = n;
    free(numbers);
    return true;
}

vakt_status vakt_weave_clean(vakt_weave *w)
{
    if (w->empty)
        return VAKT_OK;
    for (size_t layer = 1; layer <= w->net->n_items; layer++)
        if (!drop_unreached(w, (int32_t)layer))
            return VAKT_E_NOMEM;
    return merge(w, (int32_t)w->net->n_items - 1, 0);
}

/* -- a part --------------------------------------------------------------------------------- */

static void take_over(pass *p)
{
    vakt_weave *w = p->weave;
    for (int32_t i = 0; i <= p->part->last - p->part->first; i++) {
        vakt_weave_layer *layer = &w->layers[p->part->first + i];
        w->n_nodes += (size_t)p->made[i].n - (size_t)layer->n;
        free(layer->nodes);
        *layer = p->made[i];
        p->made[i].nodes = NULL;
    }
    if (p->row)
        w->constant[p->row->level] += p->start_price;
}

static vakt_status add(pass *p, bool *ret_taken)
{
    size_t n_layers = (size_t)(p->part->last - p->part->first) + 1;
    p->reaches = calloc(n_layers, sizeof *p->reaches);
    p->made = calloc(n_layers, sizeof *p->made);
    bool done = p->reaches && p->made && make_room_for_events(p->weave) && find_reaches(p) &&
                split(p);
    *ret_taken = done && !p->full;
    if (*ret_taken && !p->weave->empty)
        take_over(p);
    for (size_t i = 0; i < n_layers; i++) {
        if (p->reaches)
            free(p->reaches[i]);
        if (p->made)
            free(p->made[i].nodes);
    }
    free(p->reaches);
    free(p->made);
    return done ? VAKT_OK : VAKT_E_NOMEM;
}

vakt_status vakt_weave_add(vakt_weave *w, const vakt_weave_part *part,
                           const vakt_net_effect *coefs, size_t n, size_t room, bool *ret_taken)
{
    pass p = {.weave = w, .part = part, .room = room};
    vakt_status status;
    if (part->is_row) {
        p.row = &w->net->rows[part->index];
    } else {
        p.kind = w->net->vars[part->index].kind;
        p.n_members = w->net->vars[part->index].n_members;
    }
    w->stamp++;
    for (size_t i = 0; i < n; i++)
        w->coefs[coefs[i].row] = coefs[i].coef;
    status = add(&p, ret_taken);
    for (size_t i = 0; i < n; i++)
        w->coefs[coefs[i].row] = 0;
    if (status == VAKT_OK && *ret_taken && !w->empty)
        status = merge(w, part->last, part->first);
    return status;
}
