/*
 * The part of a program that some doctors decide while all others keep what they have: a program of
 * its own, in which what is given has become constants.
 */
#ifndef VAKT_SEARCH_PART_H
#define VAKT_SEARCH_PART_H

#include "search/position.h"

typedef struct vakt_part {
    vakt_program *program; /* the free doctors, renumbered in order; units as in the whole */
    int32_t *whole;        /* per variable of the part: its number in the whole */
    int64_t broken_pts;    /* price at level 0 of a unit by which a shared hard row is broken */
} vakt_part;

/*
 * Freezes all but the doctors named, as the position has them. Every roster of the part has the
 * levels that it has within the whole.
 *
 * price_broken: hard rows that the others have a part in are priced at level 0 instead, dearer than
 * anything else there, so that a position that breaks them can be mended step by step.
 *
 * Complexity: the rows of the free doctors' variables and their terms, and one pass over the
 * variables.
 */
VAKT_MUST_USE vakt_status vakt_part_new(const vakt_position *position, const bool *is_free,
                                        bool price_broken, vakt_part *ret_part);
void vakt_part_done(vakt_part *part); /* accepts a zeroed one */

/* The variable's number in the part; it has to be a free one. Logarithmic. */
int32_t vakt_part_var(const vakt_part *part, int32_t whole);

/* Gives the position the free doctors' assignments of the part. */
void vakt_part_take(const vakt_part *part, const uint8_t *values, vakt_position *position);

/*
 * Factors that turn the levels of a program into one sum in which no amount of a later level
 * outweighs a point of an earlier one; in units of the last level that fits. Levels that do not fit
 * into `most` get 0. Returns how many fit, at least 1.
 */
int vakt_level_factors(const vakt_program *program, int64_t most,
                       int64_t ret_factors[VAKT_MAX_LEVELS]);

#endif
