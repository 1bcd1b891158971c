/*
 * The compact model: a rule program, or what is left of it when some assignments are given, as a
 * mixed integer program. The exact objective of a solution is always vakt_program_evaluate's; this
 * model only finds solutions and bounds.
 */
#ifndef VAKT_COMPACT_COMPACT_H
#define VAKT_COMPACT_COMPACT_H

#include "base/arena.h"
#include "lp/lp.h"
#include "rules/program.h"

#define VAKT_FREE (-1)

/* One coefficient of one level's objective. */
typedef struct vakt_compact_price {
    int32_t col;
    int64_t pts;
} vakt_compact_price;

typedef struct vakt_compact_slack {
    size_t row; /* of the program */
    bool over;
    int32_t col;
} vakt_compact_slack;

typedef struct vakt_compact {
    vakt_arena *arena;
    const vakt_program *program;
    vakt_lp *lp;
    int32_t *col_of_var; /* -1 = given; an indicator with one open member shares its column */
    int8_t *given;       /* per variable: 0, 1 or VAKT_FREE */
    vakt_compact_slack *slacks;
    size_t n_slacks, n_prices[VAKT_MAX_LEVELS];
    vakt_compact_price *prices[VAKT_MAX_LEVELS];
    int64_t base[VAKT_MAX_LEVELS]; /* what the given assignments cost already */
    int64_t step[VAKT_MAX_LEVELS]; /* common divisor of the level's prices, >= 1 */
    bool infeasible;               /* a hard row cannot hold, seen while building */
} vakt_compact;

/*
 * Builds the model.
 *
 * given  per variable: 0, 1 or VAKT_FREE for ASSIGN ones (others ignored); NULL = all open.
 *        FORCE is added to it.
 */
VAKT_MUST_USE vakt_status vakt_compact_new(const vakt_program *program, const int8_t *given,
                                           vakt_compact **ret_compact);
void vakt_compact_free(vakt_compact *compact); /* accepts NULL */

/* Minimises sum weight[k] * (objective[k] - base[k]) over all levels k. */
void vakt_compact_weigh(vakt_compact *compact, const int64_t weights[VAKT_MAX_LEVELS]);
void vakt_compact_minimise(vakt_compact *compact, int level);

/* objective[level] <= value from now on. */
VAKT_MUST_USE vakt_status vakt_compact_limit(vakt_compact *compact, int level, int64_t value);

/* Least and greatest objective[level] that the columns' own bounds allow. */
int64_t vakt_compact_least(const vakt_compact *compact, int level);
int64_t vakt_compact_greatest(const vakt_compact *compact, int level);

/* The level's bound from an LP bound of the model minimising that level; INT64_MIN = unknown. */
int64_t vakt_compact_round_bound(const vakt_compact *compact, int level, double lp_bound);

/* values has an entry per variable; x one per column. */
void vakt_compact_to_columns(const vakt_compact *compact, const uint8_t *values, double *ret_x);
void vakt_compact_from_columns(const vakt_compact *compact, const double *x, uint8_t *ret_values);

/*
 * Weights that make one sum order solutions as the levels first..last do in turn, or false when
 * that needs a number beyond max_weight. Others get 0.
 */
bool vakt_compact_weights(const vakt_compact *compact, int first, int last, int64_t max_weight,
                          int64_t ret_weights[VAKT_MAX_LEVELS]);

/*
 * The level that comes after the first n_held ones (fewer than the program's), which may not be
 * worse than `held`: level by level, another solver gets to where one weighted sum would be beyond
 * its tolerances. ret_base: costs that no roster avoids, which the file does not say.
 */
VAKT_MUST_USE vakt_status vakt_compact_write_level(const vakt_program *program, size_t n_held,
                                                   const int64_t *held, const char *path,
                                                   int64_t *ret_base);

/* All levels in one weighted sum where that is exact, else level 0 alone; the file's name tells. */
VAKT_MUST_USE vakt_status vakt_compact_write_mps(const vakt_program *program, const char *path);

#endif
