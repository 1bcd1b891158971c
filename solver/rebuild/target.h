/*
 * The rule program of what may move, with the measures of a rung as its levels: private to
 * solver/rebuild.
 *
 * What stands is substituted: its variables are gone, what it costs is a constant, and a hard side
 * that it breaks by itself is set back to where it stands. Levels are vakt_rung_measure; a program
 * to search is made from them by naming the measures wanted, in order.
 */
#ifndef VAKT_REBUILD_TARGET_H
#define VAKT_REBUILD_TARGET_H

#include "rebuild/stand.h"

typedef struct vakt_target {
    vakt_arena *arena;
    const vakt_stand *stand;
    vakt_program program;  /* levels by measure; the last row limits COUNT and has no hi yet */
    size_t n_vars_without_people, n_members_without_people; /* PEOPLE's indicators come last */
    bool used[VAKT_N_RUNG_VALUES]; /* some row or cost is of the measure */
} vakt_target;

/* Adds to the stand's lost what is seen to be lost only here. */
VAKT_MUST_USE vakt_status vakt_target_new(vakt_stand *stand, vakt_target **ret_target);
void vakt_target_free(vakt_target *target); /* accepts NULL */

typedef struct vakt_aim { /* what one search minimises */
    int order[VAKT_N_RUNG_VALUES]; /* vakt_rung_measure */
    size_t n;
    int64_t limit; /* of COUNT; -1 = none */
} vakt_aim;

/* Borrows from the target, which outlives it; vakt_program_free. Measures that nothing is of are
 * left out; ret_aim tells which are in. */
VAKT_MUST_USE vakt_status vakt_target_program(const vakt_target *target, const vakt_aim *aim,
                                              vakt_aim *ret_aim, vakt_program **ret_program);

/* The whole roster of a program's values, and the values of a roster. */
void vakt_target_roster(const vakt_target *target, const uint8_t *values, vakt_roster *roster);
void vakt_target_values(const vakt_target *target, const vakt_roster *roster, uint8_t *values);

/* A pin that the search has to keep. */
bool vakt_target_keeps_pin(const vakt_target *target, int doctor, int duty);

#endif
