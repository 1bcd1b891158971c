/* A roster found as a rung: moves, counts, and the verifier's word against the search's. Private to
 * solver/rebuild. */
#ifndef VAKT_REBUILD_JUDGE_H
#define VAKT_REBUILD_JUDGE_H

#include "rebuild/target.h"

typedef struct vakt_judge {
    vakt_arena *arena; /* of the ladder */
    const vakt_target *target;
    const vakt_verdict *standing; /* on what stands, by the stand's instance */
    vakt_report *report;
} vakt_judge;

/* Breaches of what stands alone. */
VAKT_MUST_USE vakt_status vakt_judge_standing(const vakt_stand *stand, vakt_verdict **ret_verdict);

/*
 * Fills in moves, counts, values (without bounds) and verdict of a rung that has its roster.
 * VAKT_E_INTERNAL, described in the report, when the verifier counts otherwise, or finds a breach
 * that neither what stands makes nor the pins.
 */
VAKT_MUST_USE vakt_status vakt_judge_rung(const vakt_judge *judge, vakt_rung *rung);

#endif
