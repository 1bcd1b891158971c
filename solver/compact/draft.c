/*
 * Problem: rules written one by one give rows that repeat or contain each other, and linking rows
 * weaker than the cliques allow.
 *
 * Idea: index the cliques (rows "at most one of these") by column. A clique inside another is
 * dropped; hard rows over the same terms are intersected; any set of columns is partitioned into
 * groups of which at most one can be 1, so that one row links a whole group to an indicator
 * (clique merging and lifting: Atamturk, Nemhauser, Savelsbergh 2000).
 *
 * Complexity: near-linear sorting for the merge; for each clique the cliques through its rarest
 * column; a partition of n columns in groups costs groups * n * cliques per column.
 */
#include "compact/draft.h"

#include <string.h>

void vakt_draft_done(vakt_draft *draft)
{
    VAKT_VEC_DONE(&draft->terms);
    VAKT_VEC_DONE(&draft->rows);
    free(draft->first_clique);
    free(draft->clique_of_col);
    draft->first_clique = NULL;
    draft->clique_of_col = NULL;
}

static const vakt_draft_term *row_terms(const vakt_draft *draft, size_t row)
{
    return draft->terms.items + draft->rows.items[row].first;
}

vakt_status vakt_draft_index(vakt_draft *draft, size_t n_cols)
{
    size_t n_members = 0;
    draft->n_cols = n_cols;
    draft->first_clique = calloc(n_cols + 2, sizeof *draft->first_clique);
    if (!draft->first_clique)
        return VAKT_E_NOMEM;
    for (size_t r = 0; r < draft->rows.count; r++) {
        const vakt_draft_row *row = &draft->rows.items[r];
        for (size_t i = 0; row->clique && i < row->n_own; i++, n_members++)
            draft->first_clique[row_terms(draft, r)[i].col + 2]++;
    }
    for (size_t c = 2; c < n_cols + 2; c++)
        draft->first_clique[c] += draft->first_clique[c - 1];
    draft->clique_of_col = malloc((n_members + 1) * sizeof *draft->clique_of_col);
    if (!draft->clique_of_col)
        return VAKT_E_NOMEM;
    for (size_t r = 0; r < draft->rows.count; r++) {
        const vakt_draft_row *row = &draft->rows.items[r];
        for (size_t i = 0; row->clique && i < row->n_own; i++)
            draft->clique_of_col[draft->first_clique[row_terms(draft, r)[i].col + 1]++] =
                (int32_t)r;
    }
    return VAKT_OK;
}

/* Both sorted by column. */
static bool own_terms_inside(const vakt_draft *draft, size_t small, size_t large)
{
    const vakt_draft_term *s = row_terms(draft, small), *l = row_terms(draft, large);
    size_t n_small = draft->rows.items[small].n_own, n_large = draft->rows.items[large].n_own;
    size_t at = 0;
    for (size_t i = 0; i < n_small; i++) {
        while (at < n_large && l[at].col < s[i].col)
            at++;
        if (at == n_large || l[at].col != s[i].col)
            return false;
    }
    return true;
}

static void drop_if_inside(vakt_draft *draft, size_t r)
{
    vakt_draft_row *row = &draft->rows.items[r];
    int32_t rarest = row_terms(draft, r)[0].col;
    for (size_t i = 1; i < row->n_own; i++) {
        int32_t c = row_terms(draft, r)[i].col;
        if (draft->first_clique[c + 1] - draft->first_clique[c] <
            draft->first_clique[rarest + 1] - draft->first_clique[rarest])
            rarest = c;
    }
    for (size_t i = draft->first_clique[rarest]; i < draft->first_clique[rarest + 1]; i++) {
        size_t other = (size_t)draft->clique_of_col[i];
        const vakt_draft_row *larger = &draft->rows.items[other];
        if (other == r || larger->dropped || larger->n_own < row->n_own)
            continue;
        if (own_terms_inside(draft, r, other)) {
            row->dropped = true;
            return;
        }
    }
}

typedef struct sort_key {
    uint64_t hash;
    size_t row;
} sort_key;

static int compare_keys(const void *a, const void *b)
{
    const sort_key *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* FNV-1a over the terms. */
static uint64_t hash_row(const vakt_draft *draft, size_t row)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < draft->rows.items[row].n; i++) {
        const vakt_draft_term *term = &row_terms(draft, row)[i];
        hash = (hash ^ (uint64_t)term->col) * 1099511628211u;
        hash = (hash ^ (uint64_t)term->coef) * 1099511628211u;
    }
    return hash;
}

static bool same_terms(const vakt_draft *draft, size_t a, size_t b)
{
    size_t n = draft->rows.items[a].n;
    if (n != draft->rows.items[b].n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (row_terms(draft, a)[i].col != row_terms(draft, b)[i].col ||
            row_terms(draft, a)[i].coef != row_terms(draft, b)[i].coef)
            return false;
    return true;
}

static void merge_pair(vakt_draft *draft, size_t kept, size_t dropped)
{
    vakt_draft_row *into = &draft->rows.items[kept], *from = &draft->rows.items[dropped];
    if (from->lo > into->lo)
        into->lo = from->lo;
    if (from->hi < into->hi)
        into->hi = from->hi;
    from->dropped = true;
}

static vakt_status merge_equal(vakt_draft *draft)
{
    sort_key *keys = malloc((draft->rows.count + 1) * sizeof *keys);
    size_t n = 0;
    if (!keys)
        return VAKT_E_NOMEM;
    for (size_t r = 0; r < draft->rows.count; r++)
        if (draft->rows.items[r].hard)
            keys[n++] = (sort_key){hash_row(draft, r), r};
    qsort(keys, n, sizeof *keys, compare_keys);
    for (size_t i = 1; i < n; i++)
        if (keys[i].hash == keys[i - 1].hash && same_terms(draft, keys[i].row, keys[i - 1].row))
            /* The later row survives, so that a run of equals ends in its last. */
            merge_pair(draft, keys[i].row, keys[i - 1].row);
    free(keys);
    return VAKT_OK;
}

vakt_status vakt_draft_reduce(vakt_draft *draft)
{
    vakt_status status = merge_equal(draft);
    if (status != VAKT_OK)
        return status;
    for (size_t r = 0; r < draft->rows.count; r++) {
        const vakt_draft_row *row = &draft->rows.items[r];
        /* A merge may have made the row more than a clique: then it says more than a larger one. */
        if (row->clique && row->hard && !row->dropped && row->lo == VAKT_NO_BOUND_LO &&
            row->hi == 1 && row->n_own > 0)
            drop_if_inside(draft, r);
    }
    return VAKT_OK;
}

/* How many columns without a group the clique holds. */
static size_t count_open(const vakt_draft *draft, size_t clique, const int32_t *cols, size_t n,
                         const int32_t *group)
{
    const vakt_draft_row *row = &draft->rows.items[clique];
    size_t open = 0;
    for (size_t i = 0; i < n; i++) {
        if (group[i] >= 0)
            continue;
        size_t low = 0, high = row->n_own;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (row_terms(draft, clique)[middle].col < cols[i])
                low = middle + 1;
            else
                high = middle;
        }
        open += low < row->n_own && row_terms(draft, clique)[low].col == cols[i];
    }
    return open;
}

static void put_in_group(const vakt_draft *draft, size_t clique, const int32_t *cols, size_t n,
                         int32_t number, int32_t *group)
{
    for (size_t i = 0; i < n; i++) {
        if (group[i] >= 0)
            continue;
        for (size_t k = draft->first_clique[cols[i]]; k < draft->first_clique[cols[i] + 1]; k++)
            if ((size_t)draft->clique_of_col[k] == clique)
                group[i] = number;
    }
}

size_t vakt_draft_partition(const vakt_draft *draft, const int32_t *cols, size_t n,
                            int32_t *ret_group)
{
    int32_t n_groups = 0;
    for (size_t i = 0; i < n; i++)
        ret_group[i] = -1;
    for (size_t i = 0; i < n; i++) {
        if (ret_group[i] >= 0)
            continue;
        size_t best = SIZE_MAX, best_open = 1;
        bool known = (size_t)cols[i] < draft->n_cols;
        for (size_t k = known ? draft->first_clique[cols[i]] : 0;
             known && k < draft->first_clique[cols[i] + 1]; k++) {
            size_t clique = (size_t)draft->clique_of_col[k];
            size_t open = count_open(draft, clique, cols, n, ret_group);
            if (open > best_open) {
                best_open = open;
                best = clique;
            }
        }
        if (best != SIZE_MAX)
            put_in_group(draft, best, cols, n, n_groups, ret_group);
        ret_group[i] = n_groups++;
    }
    return (size_t)n_groups;
}
