/*
 * What stands of a published roster and what may move: private to solver/rebuild.
 *
 * A unit (a duty, or a hard block) stands or moves as a whole. A block of which a part stands and
 * the rest has to find another doctor is taken apart: the parts that have the same doctor and both
 * have or have not begun become units of their own, in a copy of the instance.
 */
#ifndef VAKT_REBUILD_STAND_H
#define VAKT_REBUILD_STAND_H

#include "rebuild/ladder.h"
#include "rules/program.h"

typedef struct vakt_stand {
    vakt_arena *arena;
    const vakt_rebuild_request *request;
    const vakt_instance *given;    /* as the caller made it */
    const vakt_instance *instance; /* the same, or own */
    vakt_instance own;             /* with some blocks taken apart; shares all else */
    vakt_program *program;         /* compiled from instance: has variables for all that stands */
    uint8_t *asked;                /* doctor * n_duties + duty */
    uint8_t *frozen;               /* per duty: stands */
    int *base;                     /* per duty: its doctor when nothing moves; published less lost */
    int8_t *may;                   /* per variable: 1 = stands, 0 = may not be, -1 = open */
    vakt_ladder_lost *lost;
    size_t n_lost;
} vakt_stand;

VAKT_MUST_USE vakt_status vakt_stand_new(const vakt_instance *instance,
                                         const vakt_rebuild_request *request,
                                         vakt_stand **ret_stand);
void vakt_stand_free(vakt_stand *stand); /* accepts NULL */

/* The doctor cannot keep the duty; nothing when it is not the doctor's. */
void vakt_stand_lose(vakt_stand *stand, int duty, int doctor, int setting);
void vakt_stand_sort_lost(vakt_stand *stand);

static inline bool vakt_stand_asked(const vakt_stand *stand, int doctor, int duty)
{
    return stand->asked[(size_t)doctor * stand->given->n_duties + (size_t)duty];
}

/* Everybody the change of a duty touches has asked for it. */
static inline bool vakt_stand_all_asked(const vakt_stand *stand, int duty, int from, int to)
{
    return (from == VAKT_NOBODY || vakt_stand_asked(stand, from, duty)) &&
           (to == VAKT_NOBODY || vakt_stand_asked(stand, to, duty));
}

int vakt_stand_notice(const vakt_stand *stand, int duty); /* vakt_rebuild_notice */
/* Points of the change from the duty's base doctor to this one; 0 when there is none. */
int64_t vakt_stand_weight(const vakt_stand *stand, int duty, int to);
/* 1 when that change is one that somebody has not asked for. */
int64_t vakt_stand_count(const vakt_stand *stand, int duty, int to);

#endif
