/*
 * Tolerances, named by purpose, and the comparisons that use them. No other file but the option
 * table may write a literal 1e-.
 */
#ifndef VAKT_BASE_NUM_H
#define VAKT_BASE_NUM_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>

/* How far below the next whole number an LP bound may lie and still round down. */
#define VAKT_BOUND_TOL 1e-5
/* The share of an LP bound's magnitude that may be lost in summing it. */
#define VAKT_SUM_TOL 1e-9
/* Distance from a whole number at which an integer column counts as whole. */
#define VAKT_INT_TOL 1e-5
/* A tableau entry smaller than this is no pivot. */
#define VAKT_PIVOT_TOL 1e-9
/* A change of bound smaller than this is no news. */
#define VAKT_RISE_TOL 1e-4

/* Beyond this a double is no exact whole number; bounds outside are treated as unknown. */
#define VAKT_EXACT_DOUBLE 9007199254740992.0

static inline bool vakt_num_is_exact(double value)
{
    return isfinite(value) && fabs(value) < VAKT_EXACT_DOUBLE;
}

/*
 * The least multiple of `step` >= value - tolerance: the bound that a whole-numbered objective
 * whose coefficients share the divisor `step` draws from an LP bound. INT64_MIN when not known.
 */
static inline int64_t vakt_num_round_bound(double value, int64_t step)
{
    if (!vakt_num_is_exact(value))
        return INT64_MIN;
    double tolerance = VAKT_BOUND_TOL + VAKT_SUM_TOL * fabs(value);
    return (int64_t)ceil((value - tolerance) / (double)step) * step;
}

#endif
