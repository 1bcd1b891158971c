/*
 * A roster under change: the exact objective of the assignments at hand, kept up to date flip by
 * flip. Cheaper than vakt_program_evaluate by the share of the program a variable does not touch.
 */
#ifndef VAKT_SEARCH_POSITION_H
#define VAKT_SEARCH_POSITION_H

#include "rules/program.h"

/* What is to be minimised, in lexicographic order. */
typedef struct vakt_score {
    int64_t broken; /* how far hard rows are from holding, summed */
    int64_t levels[VAKT_MAX_LEVELS];
} vakt_score;

typedef struct vakt_place_in_row {
    int32_t row, coef;
} vakt_place_in_row;

typedef struct vakt_position {
    vakt_arena *arena;
    const vakt_program *program;
    uint8_t *values;   /* per variable */
    int64_t *activity; /* per row */
    vakt_score score;
    int64_t touches; /* terms updated so far: the measure of work */

    size_t *first_place, *first_cost, *first_parent; /* per variable, n_vars + 1 */
    vakt_place_in_row *places;
    int32_t *costs;   /* into program->costs */
    int32_t *parents; /* indicators that have the variable as member */
    int32_t *ones;    /* per indicator: members at 1 */
    int32_t *pending; /* indicators to look at, greatest first */
    bool *is_pending;
    size_t n_pending;
} vakt_position;

VAKT_MUST_USE vakt_status vakt_position_new(const vakt_program *program,
                                            vakt_position **ret_position); /* all 0 */
void vakt_position_free(vakt_position *position);                          /* accepts NULL */

void vakt_position_flip(vakt_position *position, int32_t assign_var);
void vakt_position_set(vakt_position *position, const uint8_t *values);

/* < 0 when a is better. */
int vakt_score_compare(const vakt_score *a, const vakt_score *b);

#endif
