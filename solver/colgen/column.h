/* The rows that several doctors share, and the pool of columns: one column = one doctor's plan. */
#ifndef VAKT_COLGEN_COLUMN_H
#define VAKT_COLGEN_COLUMN_H

#include "base/vec.h"
#include "colgen/map.h"
#include "colgen/network.h"

/* A row of the master: a linking row of the program, or one that defines a shared indicator. */
typedef struct vakt_shared_row {
    int64_t lo, hi, under_pts, over_pts;
    int level;
} vakt_shared_row;

typedef struct vakt_coupling {
    vakt_arena *arena;
    const vakt_nets *nets;
    size_t n_rows;
    vakt_shared_row *rows;
    size_t *first_of_var;     /* per variable, n_vars + 1 */
    vakt_net_effect *of_var;  /* row and coefficient */
    size_t *first_cost;       /* per variable, n_vars + 1: into costs */
    int32_t *costs;           /* into program->costs */
} vakt_coupling;

VAKT_MUST_USE vakt_status vakt_coupling_new(const vakt_nets *nets, vakt_coupling **ret_coupling);
void vakt_coupling_free(vakt_coupling *coupling);

typedef struct vakt_column {
    int doctor;
    size_t first_item, n_items;   /* into pool->items: local numbers, ascending */
    size_t first_entry, n_entries; /* into pool->entries */
    int64_t costs[VAKT_MAX_LEVELS];
    uint64_t hash;
    int32_t lp_col; /* -1 = not in the master */
    int32_t idle;   /* solves in a row that did not use it */
    bool parked;    /* held at 0 until pricing asks for it */
} vakt_column;

typedef struct vakt_pool {
    const vakt_coupling *coupling;
    VAKT_VEC(vakt_column) columns;
    VAKT_VEC(int32_t) items;
    VAKT_VEC(vakt_net_effect) entries;
    vakt_map numbers; /* by hash */
    /* Scratch of the evaluation, by local number, row and master row. */
    int32_t *ones;
    int64_t *activity, *sums;
    int32_t *touched;
    int64_t row_costs[VAKT_MAX_LEVELS]; /* of the plan evaluated last: of the doctor's rows */
    const int64_t *var_prices;          /* per variable of the program, or NULL */
    int64_t var_price;                  /* of the plan evaluated last, at these */
    bool in_trial;                      /* see vakt_pool_begin_trial */
} vakt_pool;

VAKT_MUST_USE vakt_status vakt_pool_init(vakt_pool *pool, const vakt_coupling *coupling);
void vakt_pool_done(vakt_pool *pool);

/*
 * Adds the plan with these items (ascending) unless it breaks a hard row or is there already.
 * ret_column is its number when legal, old or new; -1 when it is not legal.
 */
VAKT_MUST_USE vakt_status vakt_pool_add(vakt_pool *pool, int doctor, const int32_t *items,
                                        size_t n_items, int32_t *ret_column, bool *ret_new);

/*
 * After vakt_pool_add: activity of a row of the doctor just evaluated.
 */
static inline int64_t vakt_pool_activity(const vakt_pool *pool, size_t row)
{
    return pool->activity[row];
}

/* From here on plans are added only to be dropped again, without looking for like ones. */
typedef struct vakt_pool_mark {
    size_t columns, items, entries;
} vakt_pool_mark;

vakt_pool_mark vakt_pool_begin_trial(vakt_pool *pool);
void vakt_pool_end_trial(vakt_pool *pool, vakt_pool_mark mark);

/* Sum of level factor * cost + row price * entry. */
int64_t vakt_column_reduced(const vakt_pool *pool, const vakt_column *column,
                            const int64_t levels[VAKT_MAX_LEVELS], const int64_t *row_prices);

bool vakt_column_has(const vakt_pool *pool, const vakt_column *column, int32_t item);

#endif
