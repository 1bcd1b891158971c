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
    /* May better a roster of a dive, which may still be illegal, before it is judged; or NULL. */
    void (*polish)(void *context, uint8_t *values);
    void *context;
} vakt_colgen_hooks;

typedef struct vakt_colgen_task {
    int level;
    int64_t limits[VAKT_MAX_LEVELS]; /* values of the earlier levels, to be kept */
    int64_t known;  /* value at the level of a roster known, INT64_MAX = none: only better count */
    int64_t work;   /* 0 = no limit */
    uint64_t seed;  /* of all but the first dive */
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

/* One doctor's plan at prices of the caller's. All prices below 2^60 in sum. */
typedef struct vakt_colgen_plan_task {
    int doctor;
    const int64_t *levels; /* VAKT_MAX_LEVELS: price of a point */
    const int64_t *extra;  /* per variable: price of its being 1, besides its points; NULL = none */
    int64_t cutoff;        /* only plans that cost less are looked for */
    const int32_t *known;  /* assignments of a plan at hand by unit, NULL = none: cutoff, if legal */
    size_t n_known;
    const bool *withheld;  /* per unit, NULL = none: assignments not to be taken */
    size_t labels;         /* per stage of the dynamic programme */
    int rounds;            /* of it */
    int64_t gap;           /* a plan that costs so little more than the bound will do */
} vakt_colgen_plan_task;

typedef struct vakt_colgen_plan {
    bool found;          /* a legal plan below the cutoff */
    bool exact;          /* no legal plan costs less than `cost` */
    int64_t cost;        /* the cutoff when none was found */
    const int32_t *vars; /* assignments at 1; valid until the next call */
    size_t n_vars;
    int64_t touches;
} vakt_colgen_plan;

/* The cheapest legal plan: the doctor's own costs and rows, and the extra prices. */
VAKT_MUST_USE vakt_status vakt_colgen_best_plan(vakt_colgen *colgen,
                                                const vakt_colgen_plan_task *task,
                                                vakt_colgen_plan *ret_plan);

/* No legal plan of a doctor has both assignments. */
bool vakt_colgen_excludes(const vakt_colgen *colgen, int32_t var, int32_t other);

/* The doctor whose plan alone decides the variable, or -1. */
int vakt_colgen_owner(const vakt_colgen *colgen, int32_t var);

VAKT_MUST_USE vakt_status vakt_colgen_solve_level(vakt_colgen *colgen,
                                                  const vakt_colgen_task *task,
                                                  const vakt_colgen_hooks *hooks,
                                                  vakt_colgen_result *ret_result);

#endif
