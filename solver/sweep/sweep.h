/* One or two quantities varied: the points in an order in which each learns from its neighbours. */
#ifndef VAKT_SWEEP_SWEEP_H
#define VAKT_SWEEP_SWEEP_H

#include "sweep/quantity.h"
#include "sweep/variant.h"

enum { VAKT_SWEEP_MOST_AXES = 2, VAKT_SWEEP_MOST_POINTS = 400 };

typedef struct vakt_sweep {
    const vakt_axis *axes;
    size_t n_axes; /* 1 or 2 */
    vakt_variant *points; /* first axis outermost; their instances are made */
    const vakt_variant *base; /* solved, or NULL */
    bool cold; /* each point by itself, to see what the neighbours are worth */
    /* Solves a point: vakt_variant_solve, with the caller's options and watch. Called from several
     * threads. */
    vakt_status (*solve)(void *context, size_t point, const vakt_variant *const *others, size_t n);
    void (*begin)(void *context, size_t done, size_t n_points); /* may be NULL */
    void *context;
} vakt_sweep;

size_t vakt_sweep_n_points(const vakt_axis *axes, size_t n_axes);
/* Index on an axis of a point. */
size_t vakt_sweep_index(const vakt_axis *axes, size_t n_axes, size_t point, size_t axis);

/*
 * Solves all points: the ends of each axis first, then what lies in the middle of those solved, and
 * so on; points of one round learn only from earlier rounds, so that threads do not change what is
 * found. Each point learns from the base and from the nearest solved point on either side along
 * each axis: from the one it gets a roster, from the other perhaps a bound, and where the two meet
 * nothing is left to search.
 */
VAKT_MUST_USE vakt_status vakt_sweep_solve(const vakt_sweep *sweep, size_t workers);

#endif
