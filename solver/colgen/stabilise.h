/* Smoothing of duals between rounds. */
#ifndef VAKT_COLGEN_STABILISE_H
#define VAKT_COLGEN_STABILISE_H

#include "colgen/pricing.h"

typedef struct vakt_stabiliser {
    vakt_prices centre; /* those of the best bound so far */
    vakt_prices used;   /* those to price with */
    int64_t centre_bound;
    size_t n_rows;
    int weight; /* of the centre, in eighths */
    bool has_centre;
} vakt_stabiliser;

VAKT_MUST_USE vakt_status vakt_stabiliser_init(vakt_stabiliser *stabiliser, size_t n_rows);
void vakt_stabiliser_done(vakt_stabiliser *stabiliser);
void vakt_stabiliser_reset(vakt_stabiliser *stabiliser);

/* For another subproblem: the centre stays, its bound does not. */
void vakt_stabiliser_restart(vakt_stabiliser *stabiliser);

/* Writes the prices to use for the master's duals into stabiliser->used. */
void vakt_stabiliser_mix(vakt_stabiliser *stabiliser, const vakt_prices *duals);

/* The bound that the prices used gave; a better one moves the centre. */
void vakt_stabiliser_learn(vakt_stabiliser *stabiliser, int64_t bound, bool found_columns);

#endif
