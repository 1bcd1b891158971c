/* One doctor planned anew, exactly, while all others keep what they have. */
#ifndef VAKT_SEARCH_SOLO_H
#define VAKT_SEARCH_SOLO_H

#include "colgen/colgen.h"
#include "search/position.h"

/* A row of several doctors, from one doctor's side. */
typedef struct vakt_solo_row {
    int32_t row;
    int32_t least, most; /* by which the doctor's variables can move it, at worst */
    bool one_at_a_time;  /* no plan has two of the doctor's variables in it */
} vakt_solo_row;

typedef struct vakt_solo {
    const vakt_program *program;
    vakt_position *position; /* the caller's */
    vakt_colgen *colgen;     /* the caller's */
    bool *is_shared;         /* per row: several doctors' variables */
    size_t *first_var;       /* per doctor, n_doctors + 1: into vars */
    int32_t *vars;           /* that one doctor's plan alone decides */
    size_t *first_row;       /* per doctor, n_doctors + 1: into rows */
    vakt_solo_row *rows;
    size_t *first_other;     /* per doctor, n_doctors + 1: into others */
    int32_t *others;         /* indicators that the doctor decides together with others */
    int64_t (*ranges)[VAKT_MAX_LEVELS]; /* per doctor: of the own rows and costs */
    int64_t *extra;          /* per variable, scratch */
    int64_t (*marginal)[VAKT_MAX_LEVELS + 1]; /* per variable, scratch: hard rows first */
    int32_t *before;         /* scratch: a plan */
    int64_t touches;         /* counted work so far */
    int64_t n_parts;         /* times that rows of several doctors had to be looked through */
} vakt_solo;

VAKT_MUST_USE vakt_status vakt_solo_init(vakt_solo *solo, vakt_position *position,
                                         vakt_colgen *colgen);
void vakt_solo_done(vakt_solo *solo); /* accepts a zeroed one */

typedef struct vakt_solo_way {
    bool only_better;   /* else the plan at hand does not count, and any legal one will do */
    uint64_t *random;   /* NULL, or: which of the equal plans is drawn */
    const bool *withheld; /* per unit, or NULL: not to be taken */
    size_t labels;      /* see vakt_colgen_plan_task */
    int rounds;
} vakt_solo_way;

/*
 * Gives the doctor the plan for which the position is least, first in broken hard rows of several
 * doctors, then in all levels in order (as many as fit into 2^59 as one sum; three do in all
 * examples). The plan at hand stays where no better one is found, or no legal one.
 *
 * ret_changed: the doctor has another plan. ret_exact: none is better.
 */
VAKT_MUST_USE vakt_status vakt_solo_replan(vakt_solo *solo, int doctor, const vakt_solo_way *way,
                                           bool *ret_changed, bool *ret_exact);

#endif
