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
 * Closing: when the path of least weight from the label's node to the end makes every row in sight
 * end as cheaply as the estimate says, that path is the label's best continuation, and the label
 * is not extended. Else the violation is by how much it would not. A search that only wants a legal
 * plan ranks labels by estimate and violation, for the cheapest ones are all alike: each would be
 * legal but for the same long rows.
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
    int32_t closed;              /* node from which the path of least weight goes on; -1 = none */
    int32_t violation;           /* of rows in sight, if it goes on along that path */
    int32_t state[];
} label;

typedef struct vakt_rank {
    int64_t rank; /* estimate, and what the violation counts */
    int32_t label;
} vakt_rank;

/* Closed labels that the search keeps looking for; dearer ones are of no use then. */
#define PLANS_WANTED 3
/* Beyond this much is broken, more makes no difference; keeps ranks in range. */
#define MOST_VIOLATION 1000

typedef struct search {
    vakt_labels *labels;
    vakt_relax *relax;
    const vakt_diagram *d;
    const bool *seen;
    int32_t *rows;   /* parts in sight that are rows */
    const vakt_reach **reaches; /* of these */
    int32_t n_rows, n_slots;
    int64_t cutoff, lost;
    int64_t closed[PLANS_WANTED]; /* least prices of closed labels, ascending */
    bool can_close;               /* no indicator is in sight */
    int64_t hope, pull;           /* price of a unit of violation when labels are ranked */
    size_t width;
    bool any_forced;
} search;

void vakt_labels_done(vakt_labels *l)
{
    free(l->bytes);
    free(l->first);
    free(l->ranks);
    free(l->slots);
    free(l->ahead);
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

/*
 * What the path of least weight from here would make of the rows in sight: 0 = all end as cheaply
 * as they still can, else by how much they do not, in their greatest coefficients.
 */
static int32_t look_along(const search *s, const label *l, int32_t node)
{
    const int32_t *path = s->labels->ahead + (size_t)node * (size_t)s->n_slots;
    int64_t sum = 0;
    for (int32_t i = 0; i < s->n_rows; i++) {
        const vakt_priced_row *row = row_of(s, i);
        const vakt_reach *ahead = &s->reaches[i][node];
        int64_t a = state_of(s, l, i), end = a + path[s->labels->slots[s->rows[i]]];
        if (vakt_priced_at(row, end) == vakt_priced_least(row, a + ahead->least, a + ahead->most))
            continue;
        int64_t beyond = end > row->hi ? end - row->hi : end < row->lo ? row->lo - end : 1;
        sum += 1 + (beyond - 1) / s->relax->size[s->rows[i]];
    }
    return sum > MOST_VIOLATION ? MOST_VIOLATION : (int32_t)sum;
}

/* A closed label needs no extension: its own best continuation is known. */
static void close_label(search *s, label *l)
{
    int64_t price = l->estimate;
    for (int i = 0; i < PLANS_WANTED; i++) {
        if (price >= s->closed[i])
            continue;
        int64_t other = s->closed[i];
        s->closed[i] = price;
        price = other;
    }
    if (s->closed[PLANS_WANTED - 1] < s->cutoff)
        s->cutoff = s->closed[PLANS_WANTED - 1];
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
    l->closed = -1;
    l->violation = s->can_close ? look_along(s, l, node) : 0;
    if (s->can_close && l->violation == 0 && node < s->d->n_nodes - 1) {
        l->closed = node;
        node = s->d->n_nodes - 1;
        close_label(s, l);
    }
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
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
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
        const label *l = label_at(labels, i);
        if (l->estimate >= s->cutoff && !at_end)
            continue; /* the cutoff has fallen since */
        int64_t rank = at_end ? l->estimate : l->estimate + s->pull * l->violation;
        labels->ranks[n++] = (vakt_rank){rank, i};
    }
    qsort(labels->ranks, n, sizeof *labels->ranks, compare_ranks);
    for (size_t i = 0; i < n; i++) {
        const label *l = label_at(labels, labels->ranks[i].label);
        bool useless = false;
        for (size_t k = 0; k < kept && kept < s->width && !useless && !at_end; k++)
            useless = dominates(s, label_at(labels, labels->ranks[k].label), l, node);
        labels->work += (int64_t)(kept * (1 + (size_t)s->n_slots / 2));
        if (useless)
            continue;
        if (kept == s->width) {
            s->lost = l->estimate < s->lost ? l->estimate : s->lost;
            continue;
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

/* What the paths of least weight add to the rows in sight. */
static bool look_ahead(search *s)
{
    vakt_labels *labels = s->labels;
    const vakt_diagram *d = s->d;
    size_t n = (size_t)s->n_slots;
    if (!reserve((void **)&labels->ahead, &labels->n_ahead, (size_t)d->n_nodes * n + 1,
                 sizeof *labels->ahead))
        return false;
    memset(labels->ahead + (size_t)(d->n_nodes - 1) * n, 0, n * sizeof *labels->ahead);
    for (int32_t u = d->n_nodes - 1; u-- > 0;) {
        int32_t *at = labels->ahead + (size_t)u * n;
        if (s->relax->next[u] < 0)
            continue;
        const vakt_arc *arc = &d->arcs[s->relax->next[u]];
        memcpy(at, labels->ahead + (size_t)arc->to * n, n * sizeof *at);
        for (int32_t i = d->first_effect[arc->event]; i < d->first_effect[arc->event + 1]; i++)
            if (labels->slots[d->effects[i].part] >= 0)
                at[labels->slots[d->effects[i].part]] += d->effects[i].coef;
    }
    labels->work += d->n_nodes;
    return true;
}

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
        s->can_close = s->can_close && !(s->seen[p] && !d->parts[p].is_row);
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
    if (s->can_close && !look_ahead(s))
        return false;
    return reserve((void **)&labels->bytes, &labels->capacity, 2 * labels->stride, 1);
}

static void begin(search *s)
{
    label *l = label_at(s->labels, 0);
    int64_t start = vakt_relax_start(s->relax, s->seen);
    memset(l, 0, s->labels->stride);
    l->parent = -1;
    l->weight = start;
    if (start >= VAKT_NEVER)
        return;
    keep(s, 0);
    s->pull = s->can_close && s->hope > 0 ? s->hope / (1 + l->violation) + 1 : 0;
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
                            int64_t cutoff, int64_t hope, size_t width,
                            vakt_plans *ret_plans)
{
    search s = {.labels = labels, .relax = relax, .d = &relax->diagram, .seen = seen};
    size_t n = 0;
    s.cutoff = cutoff < VAKT_NEVER ? cutoff : VAKT_NEVER;
    s.lost = VAKT_NEVER;
    s.width = width;
    s.hope = hope < VAKT_NEVER / MOST_VIOLATION ? hope : VAKT_NEVER / MOST_VIOLATION - 1;
    s.can_close = true;
    for (int i = 0; i < PLANS_WANTED; i++)
        s.closed[i] = VAKT_NEVER;
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
        ret_plans->price[i] = labels->ranks[i].rank;
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
    int32_t node = label_at(labels, at)->closed;
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
    const vakt_diagram *d = &relax->diagram;
    for (; node >= 0 && node < d->n_nodes - 1; node = d->arcs[relax->next[node]].to) {
        int32_t item = d->events[d->arcs[relax->next[node]].event].item;
        if (item >= 0)
            ret_items[n++] = item;
    }
    return n;
}
