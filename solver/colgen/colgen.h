/*
 * Column generation: a second solver of a rule program beside the compact model, for programs whose
 * compact relaxation is far from their optimum. One master LP over plans of single doctors, plans
 * made by dynamic programming, bounds in whole numbers.
 *
 * One object serves all levels, in order; its pool of plans is kept from level to level.
 */
#ifndef VAKT_COLGEN_COLGEN_H
#define VAKT_COLGEN_COLGEN_H

#include "rules/program.h"

typedef struct vakt_colgen vakt_colgen;

typedef struct vakt_colgen_hooks {
    /* Asked at points that depend on the counted work alone; work is since the call began. */
    bool (*stop)(void *context, int64_t work);
    /* A roster that keeps the earlier levels and is better at the level. n_vars values. */
    void (*found)(void *context, const uint8_t *values);
    void (*bound)(void *context, int64_t bound); /* risen */
    void *context;
} vakt_colgen_hooks;

typedef struct vakt_colgen_task {
    int level;
    int64_t limits[VAKT_MAX_LEVELS]; /* values of the earlier levels, to be kept */
    int64_t known;  /* value at the level of a roster known, INT64_MAX = none: only better count */
    int64_t work;   /* 0 = no limit */
    bool root_only; /* bound and rosters of the root, no branching */
} vakt_colgen_task;

typedef struct vakt_colgen_result {
    int64_t bound;   /* on the level, given the limits; INT64_MIN = not known */
    int64_t value;   /* best known, task->known included; INT64_MAX = none */
    bool infeasible; /* proven: no roster keeps hard rows and limits */
    bool complete;   /* nothing is left to search: value is the optimum, or infeasible */
    int64_t work, nodes, lp_iterations, columns, root_work;
} vakt_colgen_result;

VAKT_MUST_USE vakt_status vakt_colgen_new(const vakt_program *program, vakt_colgen **ret_colgen);
void vakt_colgen_free(vakt_colgen *colgen); /* accepts NULL */

/* The doctors' plans of a legal roster become columns. */
VAKT_MUST_USE vakt_status vakt_colgen_add_roster(vakt_colgen *colgen, const uint8_t *values);

VAKT_MUST_USE vakt_status vakt_colgen_solve_level(vakt_colgen *colgen,
                                                  const vakt_colgen_task *task,
                                                  const vakt_colgen_hooks *hooks,
                                                  vakt_colgen_result *ret_result);

#endif
