/* Rows on their way into the compact model: gathered, merged, and searched for cliques. */
#ifndef VAKT_COMPACT_DRAFT_H
#define VAKT_COMPACT_DRAFT_H

#include "base/vec.h"
#include "compact/compact.h"

typedef struct vakt_draft_term {
    int32_t col;
    int64_t coef;
} vakt_draft_term;

typedef struct vakt_draft_row {
    size_t first, n; /* into terms; sorted by column, slacks last */
    int64_t lo, hi;
    bool hard;    /* no slack among the terms: may be merged */
    bool clique;  /* the terms that are no slacks sum to at most 1 */
    size_t n_own; /* terms before the slacks */
    bool dropped;
} vakt_draft_row;

typedef struct vakt_draft {
    VAKT_VEC(vakt_draft_term) terms;
    VAKT_VEC(vakt_draft_row) rows;
    size_t n_cols;
    size_t *first_clique; /* n_cols + 1 offsets into clique_of_col, after vakt_draft_index */
    int32_t *clique_of_col;
} vakt_draft;

void vakt_draft_done(vakt_draft *draft);

/* Indexes the cliques by column. Columns added later have none. */
VAKT_MUST_USE vakt_status vakt_draft_index(vakt_draft *draft, size_t n_cols);

/* Merges hard rows over equal terms and drops cliques inside others. Needs the index. */
VAKT_MUST_USE vakt_status vakt_draft_reduce(vakt_draft *draft);

/*
 * Partitions columns greedily into groups of which at most one can be 1: ret_group[i] is the
 * group of cols[i], numbered from 0. Needs the index. Returns the number of groups.
 */
size_t vakt_draft_partition(const vakt_draft *draft, const int32_t *cols, size_t n,
                            int32_t *ret_group);

#endif
