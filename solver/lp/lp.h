/*
 * A linear or mixed integer program to minimise, whatever the engine behind it. All indices are
 * 0-based.
 *
 * The model lives here; the engine's copy, with its basis, is only a cache. So when an engine
 * loses its memory the model survives, and the next solve simply starts cold.
 *
 * Work is counted, never timed: simplex iterations and nodes. A watch is asked at points that
 * depend on these alone, so equal questions get equal answers at equal counts.
 *
 * One object serves one thread at a time; different threads may solve different objects.
 */
#ifndef VAKT_LP_LP_H
#define VAKT_LP_LP_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define VAKT_LP_INF HUGE_VAL

typedef struct vakt_lp vakt_lp;

typedef struct vakt_lp_entry {
    int32_t index; /* of a column in a row, of a row in a column */
    double coef;   /* never 0; an index occurs once */
} vakt_lp_entry;

typedef enum vakt_lp_outcome {
    VAKT_LP_OPTIMAL,
    VAKT_LP_INFEASIBLE,
    VAKT_LP_UNBOUNDED,
    VAKT_LP_STOPPED, /* the watch said so */
    VAKT_LP_STUCK    /* the engine cycled by every method: nothing is proven */
} vakt_lp_outcome;

/* Counts since the call began. */
typedef struct vakt_lp_effort {
    int64_t iterations, nodes;
} vakt_lp_effort;

typedef struct vakt_lp_watch {
    /* NULL = never stop. `bound` is a lower bound on the optimum, -VAKT_LP_INF when not known. */
    bool (*stop)(void *context, const vakt_lp_effort *effort, double bound);
    void *context;
} vakt_lp_watch;

typedef enum vakt_lp_backtrack { VAKT_LP_BEST_LOCAL, VAKT_LP_BEST_PROJECTION } vakt_lp_backtrack;

typedef struct vakt_lp_mip_options {
    vakt_lp_backtrack backtrack;
    bool cuts;
    const double *start; /* n_cols values of a known solution, or NULL */
    /* A new incumbent: called as it is found. x is valid during the call. May be NULL. */
    void (*found)(void *context, double value, const double *x);
    void *found_context;
    vakt_lp_watch watch;
} vakt_lp_mip_options;

vakt_lp *vakt_lp_new(void);     /* NULL when out of memory */
void vakt_lp_free(vakt_lp *lp); /* accepts NULL */

int vakt_lp_n_cols(const vakt_lp *lp);
int vakt_lp_n_rows(const vakt_lp *lp);

/* Both sides may be infinite. The index is the count before the call. */
VAKT_MUST_USE vakt_status vakt_lp_add_col(vakt_lp *lp, double lo, double hi, double cost,
                                          bool integer, size_t n_entries,
                                          const vakt_lp_entry *entries);
VAKT_MUST_USE vakt_status vakt_lp_add_row(vakt_lp *lp, double lo, double hi, size_t n_entries,
                                          const vakt_lp_entry *entries);

void vakt_lp_set_cost(vakt_lp *lp, int col, double cost);
void vakt_lp_add_cost(vakt_lp *lp, int col, double cost);
void vakt_lp_set_col_bounds(vakt_lp *lp, int col, double lo, double hi);
void vakt_lp_set_row_bounds(vakt_lp *lp, int row, double lo, double hi);
void vakt_lp_get_col_bounds(const vakt_lp *lp, int col, double *ret_lo, double *ret_hi);

/*
 * Solves the relaxation by the simplex method, warm from the last basis. Cycling is broken by an
 * iteration limit, a new basis and the other method (Bland's rule would be far slower).
 *
 * effort   is added to, so that the counts of several calls can be watched together
 * errors   VAKT_E_LP, VAKT_E_NOMEM; the model stays usable
 */
VAKT_MUST_USE vakt_status vakt_lp_solve(vakt_lp *lp, const vakt_lp_watch *watch,
                                        vakt_lp_effort *effort, vakt_lp_outcome *ret_outcome);

/* After VAKT_LP_OPTIMAL. */
double vakt_lp_value(const vakt_lp *lp);
double vakt_lp_primal(const vakt_lp *lp, int col);
double vakt_lp_dual(const vakt_lp *lp, int row);

/*
 * A lower bound that holds whatever the duals y are, also those of an unfinished solve:
 *
 *     sum_i (y_i > 0 ? y_i lo_i : y_i hi_i) + sum_j (d_j > 0 ? d_j lo_j : d_j hi_j)
 *
 * with d = c - A'y recomputed here, less a margin for rounding (Neumaier and Shcherbina 2004).
 * Useful only when columns are boxed. -VAKT_LP_INF when not known.
 */
double vakt_lp_safe_bound(const vakt_lp *lp);

typedef struct vakt_lp_mip_result {
    vakt_lp_outcome outcome; /* OPTIMAL: the start or last found solution is; INFEASIBLE: none */
    double bound;            /* on the optimum, -VAKT_LP_INF when not known */
    double value;            /* best known, the start's included; VAKT_LP_INF when none */
} vakt_lp_mip_result;

/* Branch and cut from the model's relaxation. Solutions are handed out through options->found. */
VAKT_MUST_USE vakt_status vakt_lp_solve_mip(vakt_lp *lp, const vakt_lp_mip_options *options,
                                            vakt_lp_effort *effort, vakt_lp_mip_result *ret_result);

/* `name` becomes the problem's name in the file. */
VAKT_MUST_USE vakt_status vakt_lp_write_mps(vakt_lp *lp, const char *name, const char *path);

/* Gives back what the engine keeps for the calling thread; every object stays usable. */
void vakt_lp_thread_done(void);

#endif
