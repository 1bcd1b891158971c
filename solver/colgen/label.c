/*
 * Problem: the cheapest plan of one doctor under given prices: every item is taken or skipped, in
 * time order; rows are priced by their activity in the end.
 *
 * Notation: a label = cost so far, items excluded, activity of each row kept, ones among the
 * members of each indicator kept. The cost holds for each row the least price that it can still
 * end with, so that what is certain is paid at once and a broken hard row kills the label.
 *
 * Dominance: label A is no worse than B when cost(A) + sum over parts of the state of the most by
 * which A's part can end dearer than B's <= cost(B). For a row with activities a and b that is the
 * most of f(a + x) - f(b + x) over what is still to come, x; as f is convex, it lies at the end of
 * the reach, so one evaluation finds it. Where nothing can be broken any more it is 0. So soft rows
 * do not keep labels apart by more than their price, and hard rows only where they matter. For an
 * indicator it is what its becoming 1 can cost or save. Parts are changed one by one, each with all
 * others at any value, so the sum is a bound (telescoping).
 *
 * Reference: Irnich and Desaulniers 2005 (resource-constrained shortest paths); Righini and Salani
 * 2008 (completion bounds).
 *
 * Complexity: items * labels^2 * live parts; labels are exponential in the worst case, hence the
 * limit. Labels dropped for it leave a bound behind.
 */
#include "colgen/label.h"

#include <stdlib.h>
#include <string.h>

typedef struct label {
    int64_t cost;
    int32_t trace, last; /* last item; n_items = none */
    uint64_t blocked[];  /* items excluded, n_words; then the state, n_slots int32 */
} label;

typedef struct vakt_rank {
    int64_t estimate;
    size_t at; /* byte offset of the label */
} vakt_rank;

typedef struct walk {
    vakt_dp *dp;
    const vakt_layout *layout;
    const vakt_net *net;
    const int8_t *given;
    size_t size, n_now, n_next; /* bytes per label; labels */
    int64_t cutoff, lost;
    size_t limit;
} walk;

void vakt_dp_done(vakt_dp *dp)
{
    free(dp->now);
    free(dp->next);
    free(dp->ranks);
    free(dp->traces);
    *dp = (vakt_dp){0};
}

static int32_t *state_of(const walk *w, label *l)
{
    return (int32_t *)(void *)(l->blocked + w->net->n_words);
}

static label *label_at(unsigned char *labels, size_t offset)
{
    return (label *)(void *)(labels + offset);
}

static int64_t cost_to_go(const walk *w, const label *l, size_t next)
{
    return w->layout->go[(size_t)l->last * (w->net->n_items + 2) + next];
}

/* -- extending ------------------------------------------------------------------------------ */

/* A variable becomes 1. */
static void fire(const walk *w, label *l, size_t local)
{
    const vakt_net_var *var = &w->net->vars[local];
    int32_t *state = state_of(w, l);
    l->cost += w->layout->weights[local];
    for (size_t e = var->first_effect; e < var->first_effect + var->n_effects; e++) {
        int32_t slot = w->layout->row_slot[w->net->effects[e].row];
        if (slot >= 0)
            state[slot] += w->net->effects[e].coef;
    }
    for (size_t p = var->first_parent; p < var->first_parent + var->n_parents; p++) {
        size_t parent = (size_t)w->net->parents[p];
        int32_t slot = w->layout->var_slot[parent];
        bool is_or = w->net->vars[parent].kind == VAKT_VAR_OR;
        if (slot < 0 || (is_or && state[slot] == 1))
            continue;
        if (++state[slot] == (is_or ? 1 : w->net->vars[parent].n_members))
            fire(w, l, parent);
    }
}

/* Takes the least end prices of the rows that the item touches out of the cost, or adds them. */
static bool add_touched(const walk *w, label *l, size_t item, bool after)
{
    const int32_t *state = state_of(w, l);
    for (size_t t = w->net->first_touch[item]; t < w->net->first_touch[item + 1]; t++) {
        const vakt_net_touch *touch = &w->net->touches[t];
        int32_t slot = w->layout->row_slot[touch->row];
        if (slot < 0)
            continue;
        int64_t a = state[slot];
        int64_t least = a + (after ? touch->least_after : touch->least_before);
        int64_t most = a + (after ? touch->most_after : touch->most_before);
        int64_t price = vakt_priced_least(&w->layout->rows[touch->row], least, most);
        if (price >= VAKT_NEVER)
            return false;
        l->cost += after ? price : -price;
    }
    return true;
}

/* An AND that cannot come to all its members any more is like any other such. */
static void give_up_ands(const walk *w, label *l, size_t item)
{
    int32_t *state = state_of(w, l);
    for (size_t i = w->net->first_left[item]; i < w->net->first_left[item + 1]; i++) {
        const vakt_net_left *left = &w->net->lefts[i];
        int32_t slot = w->layout->var_slot[left->local];
        if (slot >= 0 && state[slot] + left->left < w->net->vars[left->local].n_members)
            state[slot] = INT32_MIN / 2;
    }
}

static vakt_status push_trace(walk *w, label *l, size_t item)
{
    vakt_dp *dp = w->dp;
    if (dp->n_traces == dp->trace_capacity) {
        size_t wanted = dp->trace_capacity ? 2 * dp->trace_capacity : 4096;
        vakt_trace *grown = realloc(dp->traces, wanted * sizeof *grown);
        if (!grown)
            return VAKT_E_NOMEM;
        dp->traces = grown;
        dp->trace_capacity = wanted;
    }
    dp->traces[dp->n_traces] = (vakt_trace){l->trace, (int32_t)item};
    l->trace = (int32_t)dp->n_traces++;
    return VAKT_OK;
}

/* Copies a label to the next stage, the item taken or skipped; keeps it if it may be of use. */
static vakt_status extend(walk *w, const label *from, size_t item, bool take)
{
    vakt_dp *dp = w->dp;
    label *l = label_at(dp->next, w->n_next * w->size);
    memcpy(l, from, w->size);
    if (!add_touched(w, l, item, false))
        return VAKT_OK;
    if (take) {
        fire(w, l, item);
        for (size_t word = 0; word < w->net->n_words; word++)
            l->blocked[word] |= w->net->conflicts[item * w->net->n_words + word];
        l->last = (int32_t)item;
    }
    give_up_ands(w, l, item);
    if (!add_touched(w, l, item, true))
        return VAKT_OK;
    int64_t go = cost_to_go(w, l, item + 1);
    if (go >= VAKT_NEVER || l->cost + go >= w->cutoff)
        return VAKT_OK;
    w->n_next++;
    return take ? push_trace(w, l, item) : VAKT_OK;
}

/* -- dominance ------------------------------------------------------------------------------ */

static int64_t row_excess(const walk *w, const vakt_live *live, int64_t a, int64_t b)
{
    const vakt_priced_row *row = &w->layout->rows[live->local_or_row];
    int64_t x = a > b ? live->most : live->least;
    int64_t dear = vakt_priced_at(row, a + x);
    if (dear >= VAKT_NEVER)
        return VAKT_NEVER;
    int64_t cheap = vakt_priced_at(row, b + x);
    if (cheap >= VAKT_NEVER)
        return 0;
    int64_t excess = dear - cheap - vakt_priced_least(row, a + live->least, a + live->most) +
                     vakt_priced_least(row, b + live->least, b + live->most);
    return excess > 0 ? excess : 0;
}

static bool dominates(walk *w, label *a, label *b, size_t item)
{
    const vakt_layout *layout = w->layout;
    int64_t room = b->cost - a->cost;
    if (room < 0)
        return false;
    for (size_t word = (item + 1) / 64; word <= (size_t)w->net->reach[item] / 64; word++) {
        uint64_t ahead = word == (item + 1) / 64 ? ~(uint64_t)0 << ((item + 1) % 64) : ~(uint64_t)0;
        if (a->blocked[word] & ~b->blocked[word] & ahead)
            return false;
    }
    const int32_t *sa = state_of(w, a), *sb = state_of(w, b);
    for (size_t i = layout->first_live[item]; i < layout->first_live[item + 1]; i++) {
        const vakt_live *live = &layout->live[i];
        int32_t x = sa[live->slot], y = sb[live->slot];
        w->dp->touches++;
        if (x == y)
            continue;
        int64_t excess;
        if (live->is_row)
            excess = row_excess(w, live, x, y);
        else if ((x > y) == (w->net->vars[live->local_or_row].kind == VAKT_VAR_OR))
            excess = layout->gain[live->local_or_row];
        else
            excess = layout->loss[live->local_or_row];
        if (excess > room)
            return false;
        room -= excess;
    }
    return true;
}

static int compare_ranks(const void *a, const void *b)
{
    const vakt_rank *x = a, *y = b;
    if (x->estimate != y->estimate)
        return x->estimate < y->estimate ? -1 : 1;
    return x->at < y->at ? -1 : x->at > y->at;
}

/* Room for `wanted` bytes, or what is there already. NULL when out of memory. */
static void *reserve(void *bytes, size_t *capacity, size_t wanted)
{
    if (bytes && wanted <= *capacity)
        return bytes;
    void *grown = realloc(bytes, wanted + wanted / 2 + 64);
    if (grown)
        *capacity = wanted + wanted / 2 + 64;
    return grown;
}

static vakt_status reserve_now(vakt_dp *dp, size_t wanted)
{
    unsigned char *grown = reserve(dp->now, &dp->now_capacity, wanted);
    dp->now = grown ? grown : dp->now;
    return grown ? VAKT_OK : VAKT_E_NOMEM;
}

static vakt_status reserve_next(vakt_dp *dp, size_t wanted)
{
    unsigned char *grown = reserve(dp->next, &dp->next_capacity, wanted);
    dp->next = grown ? grown : dp->next;
    return grown ? VAKT_OK : VAKT_E_NOMEM;
}

static vakt_status reserve_ranks(vakt_dp *dp, size_t n)
{
    vakt_rank *grown = reserve(dp->ranks, &dp->rank_capacity, n * sizeof *dp->ranks);
    dp->ranks = grown ? grown : dp->ranks;
    return grown ? VAKT_OK : VAKT_E_NOMEM;
}

/* Moves the labels of the next stage that are worth it to the present one, best first. */
static vakt_status select_labels(walk *w, size_t item)
{
    vakt_dp *dp = w->dp;
    vakt_status status;
    VAKT_TRY(reserve_ranks(dp, w->n_next + 1));
    for (size_t i = 0; i < w->n_next; i++) {
        label *l = label_at(dp->next, i * w->size);
        dp->ranks[i] = (vakt_rank){l->cost + cost_to_go(w, l, item + 1), i * w->size};
    }
    qsort(dp->ranks, w->n_next, sizeof *dp->ranks, compare_ranks);
    size_t most = w->n_next < w->limit ? w->n_next : w->limit;
    VAKT_TRY(reserve_now(dp, most * w->size + w->size));
    bool last = item + 1 == w->net->n_items;
    w->n_now = 0;
    for (size_t i = 0; i < w->n_next; i++) {
        label *l = label_at(dp->next, dp->ranks[i].at);
        bool dominated = false;
        for (size_t k = 0; !last && k < w->n_now && !dominated; k++)
            dominated = dominates(w, label_at(dp->now, k * w->size), l, item);
        if (dominated)
            continue;
        if (w->n_now == w->limit) {
            w->lost = dp->ranks[i].estimate < w->lost ? dp->ranks[i].estimate : w->lost;
            break;
        }
        memcpy(dp->now + w->n_now++ * w->size, l, w->size);
    }
    dp->touches += (int64_t)(w->n_next * (1 + w->size / 32));
done:
    return status;
}

/* -- the walk ------------------------------------------------------------------------------- */

static vakt_status begin(walk *w)
{
    vakt_dp *dp = w->dp;
    vakt_status status;
    size_t state = w->layout->n_slots * sizeof(int32_t);
    w->size = sizeof(label) + w->net->n_words * sizeof(uint64_t) + (state + 7) / 8 * 8;
    dp->n_traces = 0;
    VAKT_TRY(reserve_now(dp, w->size));
    label *l = label_at(dp->now, 0);
    memset(l, 0, w->size);
    l->cost = w->layout->start;
    l->trace = -1;
    l->last = (int32_t)w->net->n_items;
    w->n_now = l->cost < VAKT_NEVER && cost_to_go(w, l, 0) < VAKT_NEVER &&
               l->cost + cost_to_go(w, l, 0) < w->cutoff;
done:
    return status;
}

static vakt_status step(walk *w, size_t item)
{
    vakt_dp *dp = w->dp;
    vakt_status status;
    bool may_take = w->given[item] != 0 && !w->net->impossible[item];
    VAKT_TRY(reserve_next(dp, (2 * w->n_now + 1) * w->size));
    w->n_next = 0;
    for (size_t i = 0; i < w->n_now; i++) {
        const label *l = label_at(dp->now, i * w->size);
        if (w->given[item] != 1)
            VAKT_TRY(extend(w, l, item, false));
        if (may_take && !vakt_bit(l->blocked, item))
            VAKT_TRY(extend(w, l, item, true));
    }
    VAKT_TRY(select_labels(w, item));
done:
    return status;
}

/* Gives up what is left: it costs at least what its labels may hope for. */
static void give_up(walk *w, size_t next)
{
    for (size_t i = 0; i < w->n_now; i++) {
        const label *l = label_at(w->dp->now, i * w->size);
        int64_t estimate = l->cost + cost_to_go(w, l, next);
        w->lost = estimate < w->lost ? estimate : w->lost;
    }
    w->n_now = 0;
}

vakt_status vakt_dp_run(vakt_dp *dp, const vakt_layout *layout, const int8_t *given,
                        int64_t cutoff, size_t limit, vakt_plans *ret_plans)
{
    vakt_status status;
    walk w = {.dp = dp, .layout = layout, .net = layout->net, .given = given};
    w.cutoff = cutoff < VAKT_NEVER ? cutoff : VAKT_NEVER;
    w.lost = VAKT_NEVER;
    w.limit = limit;
    VAKT_TRY(begin(&w));
    for (size_t i = 0; i < w.net->n_items && w.n_now > 0; i++) {
        if (dp->touches >= dp->end)
            give_up(&w, i);
        VAKT_TRY(step(&w, i));
    }
    *ret_plans = (vakt_plans){.lost = w.lost};
    for (size_t i = 0; i < w.n_now && ret_plans->n < VAKT_MAX_PLANS; i++) {
        const label *l = label_at(dp->now, i * w.size);
        ret_plans->cost[ret_plans->n] = l->cost;
        ret_plans->trace[ret_plans->n++] = l->trace;
    }
done:
    return status;
}
