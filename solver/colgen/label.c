/*
 * Problem: the cheapest path of the diagram when some rows have to be carried along.
 *
 * Notation: a label = a path from the root to a node: its weight, and the state of the parts in
 * sight, activities and counts of ones. Its estimate = weight + least weight from the node to the
 * end + for each row in sight the least price that it can still end with.
 *
 * Dominance: label A is no worse than B when weight(A) + sum over rows in sight of the most by which
 * A's can end dearer than B's <= weight(B). For a row with activities a and b that is the most of
 * f(a + x) - f(b + x) over what is still to come, x; as f is convex, it lies at the end of the
 * reach. Where nothing can be broken any more it is 0. Indicators left over must be alike.
 *
 * Reference: Irnich and Desaulniers 2005 (resource-constrained shortest paths); Righini and Salani
 * 2008 (completion bounds).
 *
 * Complexity: labels^2 per node; labels are exponential in the worst case, hence the width. Labels
 * dropped for it leave a bound behind.
 */
#include "colgen/label.h"

#include <stdlib.h>
#include <string.h>

typedef struct label {
    int64_t weight, estimate;
    int32_t parent, event, next; /* next of the node's list */
    int32_t state[];
} label;

typedef struct vakt_rank {
    int64_t estimate;
    int32_t label;
} vakt_rank;

typedef struct search {
    vakt_labels *labels;
    vakt_relax *relax;
    const vakt_diagram *d;
    const bool *seen;
    int32_t *rows;   /* parts in sight that are rows */
    const vakt_reach **reaches; /* of these */
    int32_t n_rows, n_slots;
    int64_t cutoff, lost;
    size_t width;
    bool any_forced;
} search;

void vakt_labels_done(vakt_labels *l)
{
    free(l->bytes);
    free(l->first);
    free(l->ranks);
    free(l->slots);
    *l = (vakt_labels){0};
}

static label *label_at(const vakt_labels *l, int32_t i)
{
    return (label *)(void *)(l->bytes + (size_t)i * l->stride);
}

/* Room for n things of a size, old ones kept; false when out of memory. */
static bool reserve(void **things, size_t *room, size_t n, size_t size)
{
    if (*things && n <= *room)
        return true;
    void *grown = realloc(*things, (n + n / 2 + 64) * size);
    if (!grown)
        return false;
    *things = grown;
    *room = n + n / 2 + 64;
    return true;
}

/* -- estimates ------------------------------------------------------------------------------ */

static const vakt_priced_row *row_of(const search *s, int32_t i)
{
    return &s->relax->rows[s->rows[i]];
}

static int32_t state_of(const search *s, const label *l, int32_t i)
{
    return l->state[s->labels->slots[s->rows[i]]];
}

static int64_t estimate_of(const search *s, const label *l, int32_t node)
{
    int64_t sum = l->weight + s->relax->go[node];
    if (s->relax->go[node] >= VAKT_NEVER)
        return VAKT_NEVER;
    for (int32_t i = 0; i < s->n_rows; i++) {
        const vakt_reach *ahead = &s->reaches[i][node];
        int64_t a = state_of(s, l, i);
        int64_t price = vakt_priced_least(row_of(s, i), a + ahead->least, a + ahead->most);
        if (price >= VAKT_NEVER)
            return VAKT_NEVER;
        sum += price;
    }
    return sum;
}

/* -- extending ------------------------------------------------------------------------------ */

static bool is_one(const vakt_diagram *d, int32_t part, int32_t ones)
{
    const vakt_net_var *var = &d->net->vars[d->parts[part].index];
    return ones >= (var->kind == VAKT_VAR_OR ? 1 : var->n_members);
}

/* A reward that an indicator in sight did not earn; all were counted on at the start. */
static int64_t reward_of(const search *s, int32_t part)
{
    return s->relax->indicator[part] < 0 ? s->relax->indicator[part] : 0;
}

static void apply(const search *s, label *l, int32_t source)
{
    const vakt_diagram *d = s->d;
    for (int32_t i = d->first_effect[source]; i < d->first_effect[source + 1]; i++) {
        int32_t p = d->effects[i].part, slot = s->labels->slots[p];
        if (slot < 0)
            continue;
        int32_t before = l->state[slot];
        l->state[slot] += d->effects[i].coef;
        if (d->parts[p].is_row || is_one(d, p, before) || !is_one(d, p, l->state[slot]))
            continue;
        l->weight += s->relax->indicator[p] - reward_of(s, p);
        apply(s, l, d->n_events + p);
    }
}

static void settle_rewards(const search *s, label *l)
{
    for (int32_t p = 0; p < s->d->n_parts && !s->d->parts[p].is_row; p++)
        if (s->seen[p] && !is_one(s->d, p, l->state[s->labels->slots[p]]))
            l->weight -= reward_of(s, p);
}

/* Keeps the label just made for a node if it may be of use. */
static void keep(search *s, int32_t node)
{
    label *l = label_at(s->labels, s->labels->n);
    if (node == s->d->n_nodes - 1)
        settle_rewards(s, l);
    l->estimate = estimate_of(s, l, node);
    if (l->estimate >= s->cutoff)
        return;
    l->next = s->labels->first[node];
    s->labels->first[node] = s->labels->n++;
}

static bool extend(search *s, int32_t from, const vakt_arc *arc)
{
    vakt_labels *labels = s->labels;
    if (!reserve((void **)&labels->bytes, &labels->capacity, ((size_t)labels->n + 2) * labels->stride,
                 1))
        return false;
    label *l = label_at(labels, labels->n);
    memcpy(l, label_at(labels, from), labels->stride);
    l->parent = from;
    l->event = arc->event;
    l->weight += s->relax->weights[arc->event];
    apply(s, l, arc->event);
    keep(s, arc->to);
    labels->work += 4 + s->n_slots;
    return true;
}

/* -- dominance ------------------------------------------------------------------------------ */

static int64_t row_excess(const vakt_priced_row *row, const vakt_reach *ahead, int64_t a, int64_t b)
{
    int64_t x = a > b ? ahead->most : ahead->least;
    int64_t dear = vakt_priced_at(row, a + x);
    if (dear >= VAKT_NEVER)
        return VAKT_NEVER;
    int64_t cheap = vakt_priced_at(row, b + x);
    return cheap >= VAKT_NEVER ? 0 : dear - cheap;
}

static bool dominates(const search *s, const label *a, const label *b, int32_t node)
{
    int64_t room = b->weight - a->weight;
    for (int32_t p = 0; p < s->d->n_parts && !s->d->parts[p].is_row; p++)
        if (s->seen[p] && a->state[s->labels->slots[p]] != b->state[s->labels->slots[p]])
            return false;
    for (int32_t i = 0; i < s->n_rows; i++) {
        int32_t x = state_of(s, a, i), y = state_of(s, b, i);
        if (x == y)
            continue;
        int64_t excess = row_excess(row_of(s, i), &s->reaches[i][node], x, y);
        if (excess >= VAKT_NEVER)
            return false;
        room -= excess;
    }
    return room >= 0;
}

static int compare_ranks(const void *a, const void *b)
{
    const vakt_rank *x = a, *y = b;
    if (x->estimate != y->estimate)
        return x->estimate < y->estimate ? -1 : 1;
    return x->label < y->label ? -1 : x->label > y->label;
}

/* Ranks the labels of a node, best first, without those that another one makes useless. */
static bool rank_labels(search *s, int32_t node, size_t *ret_n)
{
    vakt_labels *labels = s->labels;
    size_t n = 0, kept = 0;
    bool at_end = node == s->d->n_nodes - 1; /* where the next best are wanted too */
    for (int32_t i = labels->first[node]; i >= 0; i = label_at(labels, i)->next) {
        if (!reserve((void **)&labels->ranks, &labels->n_ranks, n + 1, sizeof *labels->ranks))
            return false;
        labels->ranks[n++] = (vakt_rank){label_at(labels, i)->estimate, i};
    }
    qsort(labels->ranks, n, sizeof *labels->ranks, compare_ranks);
    for (size_t i = 0; i < n; i++) {
        const label *l = label_at(labels, labels->ranks[i].label);
        bool useless = false;
        for (size_t k = 0; k < kept && !useless && !at_end; k++)
            useless = dominates(s, label_at(labels, labels->ranks[k].label), l, node);
        labels->work += (int64_t)(kept * (1 + (size_t)s->n_slots / 2));
        if (useless)
            continue;
        if (kept == s->width) {
            s->lost = l->estimate < s->lost ? l->estimate : s->lost;
            break;
        }
        labels->ranks[kept++] = labels->ranks[i];
    }
    *ret_n = kept;
    return true;
}

static void give_up(search *s, int32_t node)
{
    for (; node < s->d->n_nodes - 1; node++) {
        for (int32_t i = s->labels->first[node]; i >= 0; i = label_at(s->labels, i)->next)
            if (label_at(s->labels, i)->estimate < s->lost)
                s->lost = label_at(s->labels, i)->estimate;
        s->labels->first[node] = -1;
    }
}

/* -- the search ----------------------------------------------------------------------------- */

static bool place(search *s)
{
    vakt_labels *labels = s->labels;
    const vakt_diagram *d = s->d;
    if (!reserve((void **)&labels->slots, &labels->n_slots_room, (size_t)d->n_parts + 1,
                 sizeof *labels->slots) ||
        !reserve((void **)&labels->first, &labels->n_first, (size_t)d->n_nodes,
                 sizeof *labels->first))
        return false;
    for (int32_t p = 0; p < d->n_parts; p++) {
        labels->slots[p] = s->seen[p] ? s->n_slots++ : -1;
        if (!s->seen[p] || !d->parts[p].is_row)
            continue;
        s->rows[s->n_rows] = p;
        s->reaches[s->n_rows] = vakt_relax_reach(s->relax, p);
        if (!s->reaches[s->n_rows++])
            return false;
    }
    size_t stride = sizeof(label) + (size_t)s->n_slots * sizeof(int32_t);
    labels->stride = (stride + 7) / 8 * 8;
    for (int32_t u = 0; u < d->n_nodes; u++)
        labels->first[u] = -1;
    labels->n = 0;
    labels->work += d->n_nodes / 4;
    return reserve((void **)&labels->bytes, &labels->capacity, 2 * labels->stride, 1);
}

static void begin(search *s)
{
    label *l = label_at(s->labels, 0);
    int64_t start = vakt_relax_start(s->relax, s->seen);
    memset(l, 0, s->labels->stride);
    l->parent = -1;
    l->weight = start;
    if (start < VAKT_NEVER)
        keep(s, 0);
}

static bool search_all(search *s)
{
    const vakt_diagram *d = s->d;
    for (int32_t u = 0; u < d->n_nodes - 1; u++) {
        size_t n;
        if (s->labels->first[u] < 0)
            continue;
        if (s->labels->work >= s->labels->end) {
            give_up(s, u);
            break;
        }
        if (!rank_labels(s, u, &n))
            return false;
        for (size_t i = 0; i < n; i++)
            for (int32_t a = d->first_arc[u]; a < d->first_arc[u + 1]; a++) {
                const vakt_arc *arc = &d->arcs[a];
                if (s->relax->weights[arc->event] < VAKT_NEVER &&
                    !(s->any_forced && vakt_relax_skips_forced(s->relax, u, arc)) &&
                    !extend(s, s->labels->ranks[i].label, arc))
                    return false;
            }
    }
    return true;
}

vakt_status vakt_labels_run(vakt_labels *labels, vakt_relax *relax, const bool *seen,
                            int64_t cutoff, size_t width, vakt_plans *ret_plans)
{
    search s = {.labels = labels, .relax = relax, .d = &relax->diagram, .seen = seen};
    size_t n = 0;
    s.cutoff = cutoff < VAKT_NEVER ? cutoff : VAKT_NEVER;
    s.lost = VAKT_NEVER;
    s.width = width;
    s.any_forced = relax->forced[s.d->net->n_items] > 0;
    s.rows = malloc(((size_t)s.d->n_parts + 1) * sizeof *s.rows);
    s.reaches = malloc(((size_t)s.d->n_parts + 1) * sizeof *s.reaches);
    bool done = s.rows && s.reaches && place(&s);
    if (done) {
        begin(&s);
        done = search_all(&s) && rank_labels(&s, s.d->n_nodes - 1, &n);
    }
    *ret_plans = (vakt_plans){.lost = s.lost};
    for (size_t i = 0; i < n && i < VAKT_MAX_PLANS; i++) {
        ret_plans->price[i] = labels->ranks[i].estimate;
        ret_plans->label[ret_plans->n++] = labels->ranks[i].label;
    }
    free(s.rows);
    free(s.reaches);
    return done ? VAKT_OK : VAKT_E_NOMEM;
}

size_t vakt_labels_read(const vakt_labels *labels, const vakt_relax *relax, int32_t at,
                        int32_t *ret_items)
{
    size_t n = 0;
    for (; at >= 0 && label_at(labels, at)->parent >= 0; at = label_at(labels, at)->parent) {
        int32_t item = relax->diagram.events[label_at(labels, at)->event].item;
        if (item >= 0)
            ret_items[n++] = item;
    }
    for (size_t i = 0; i < n / 2; i++) {
        int32_t other = ret_items[n - 1 - i];
        ret_items[n - 1 - i] = ret_items[i];
        ret_items[i] = other;
    }
    return n;
}
