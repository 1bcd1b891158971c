/*
 * The rule program: what every rule compiles to, and all that a solver sees.
 *
 * Variables are binary. An ASSIGN variable says that one doctor takes one unit; a unit is a duty,
 * or a hard linked block of duties that is taken whole. An OR variable is 1 exactly when one of its
 * members is; an AND variable exactly when all are. Everything else is rows
 *
 *     lo <= sum coef * var <= hi
 *
 * over any variables, hard, or with a price per unit of shortfall and excess at one level of the
 * objective, and costs per variable. All numbers are integers. `tag` says which primitive of
 * docs/model.md a row stands for and `doctor` whether it concerns one doctor (LOCAL) or several
 * (LINKING, -1), so that a column generation can put it in the network, in a resource or in the
 * master instead of reading it as a bare row.
 *
 * objective[k] = sum over costs at level k of pts * var
 *              + sum over soft rows at level k of under_pts * max(0, lo - value)
 *                                               + over_pts  * max(0, value - hi)
 * Levels are minimised in order: level 0 first (open duties and uncovered minutes), each later one
 * without giving up anything of the earlier.
 */
#ifndef VAKT_RULES_PROGRAM_H
#define VAKT_RULES_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"

#define VAKT_MAX_LEVELS 11 /* the verdict's six, and those of solver/rebuild */
#define VAKT_NO_BOUND_LO INT64_MIN
#define VAKT_NO_BOUND_HI INT64_MAX
#define VAKT_HARD (-1) /* price of a side that may never be broken */

typedef enum vakt_var_kind { VAKT_VAR_ASSIGN, VAKT_VAR_OR, VAKT_VAR_AND } vakt_var_kind;

typedef struct vakt_var {
    vakt_var_kind kind;
    int doctor;          /* ASSIGN: who. OR, AND: the one doctor of all members, or -1 */
    int unit;            /* ASSIGN: which unit; else -1 */
    size_t first_member; /* OR, AND: into program->members; members are earlier variables */
    size_t n_members;
    bool fixed_one;      /* ASSIGN: FORCE */
} vakt_var;

/*   tag                 primitive */
#define VAKT_ROW_TAGS(ROW)                                                                         \
    ROW(VAKT_ROW_COVER, "cover")     /* a duty or a clock interval is filled */                    \
    ROW(VAKT_ROW_CLASH, "clash")     /* clique of one doctor: at most one */                       \
    ROW(VAKT_ROW_FOLLOW, "follow")   /* x_s + x_t - sum between <= 1 */                            \
    ROW(VAKT_ROW_COUNT, "count")     /* weighted count in a window */                              \
    ROW(VAKT_ROW_RUN, "run")         /* window of consecutive days, nights, weekends */            \
    ROW(VAKT_ROW_WHOLE, "whole")     /* all or nothing */                                          \
    ROW(VAKT_ROW_GAP, "gap")         /* one free stretch in every window */                        \
    ROW(VAKT_ROW_LINK, "link")       /* front needs backup */                                      \
    ROW(VAKT_ROW_USED, "used")       /* number of participants */                                  \
    ROW(VAKT_ROW_BOTH, "both")       /* two doctors, one time */                                   \
    ROW(VAKT_ROW_SPREAD, "spread")   /* fairness band */                                           \
    ROW(VAKT_ROW_LINEAR, "linear")   /* any other */

typedef enum vakt_row_tag {
#define VAKT_ROW_TAG_ENUM(id, name) id,
    VAKT_ROW_TAGS(VAKT_ROW_TAG_ENUM)
#undef VAKT_ROW_TAG_ENUM
} vakt_row_tag;

typedef struct vakt_term {
    int32_t var;
    int32_t coef; /* never 0; a variable occurs once in a row */
} vakt_term;

typedef struct vakt_row {
    vakt_row_tag tag;
    int rule;   /* index of the rule setting that made it */
    int doctor; /* LOCAL to this doctor, or -1 = LINKING */
    int unit;   /* COVER of a duty: its unit; else -1 */
    int32_t day; /* civil day it is about, for names and messages; INT32_MIN = none */
    int64_t lo, hi; /* VAKT_NO_BOUND_LO / _HI when a side is open */
    int64_t under_pts, over_pts; /* >= 0 points per unit, or VAKT_HARD */
    int level;      /* of a soft row */
    size_t first_term, n_terms;
} vakt_row;

typedef struct vakt_cost {
    int32_t var;
    int rule, level;
    int64_t pts; /* may be negative (a wish kept) only if the compiler shifted nothing; prefer >= 0 */
} vakt_cost;

/* Why (doctor, duty) has no variable: kept for `explain`; several may stand for one pair. */
typedef struct vakt_forbid {
    int doctor, duty, rule;
} vakt_forbid;

typedef struct vakt_unit {
    size_t first_duty, n_duties; /* into program->unit_duties, in start order */
    int64_t start, end;          /* UTC minutes: first start, last end */
    bool required;               /* its cover row prices an open duty at level 0 */
} vakt_unit;

typedef struct vakt_program {
    vakt_arena *arena;
    size_t n_doctors, n_duties, n_units, n_vars, n_members, n_rows, n_terms, n_costs, n_forbids;
    int n_levels;           /* 1..VAKT_MAX_LEVELS */
    vakt_unit *units;       /* sorted by start, then end, then first duty */
    int32_t *unit_duties;
    int32_t *unit_of_duty;  /* duty -> unit */
    int32_t *assign_var;    /* doctor * n_units + unit -> variable, or -1 when forbidden */
    vakt_var *vars;         /* ASSIGN first, then OR and AND */
    int32_t *members;
    vakt_row *rows;
    vakt_term *terms;
    vakt_cost *costs;
    vakt_forbid *forbids;
    int64_t constant[VAKT_MAX_LEVELS]; /* cost of the rules that no roster can avoid */
} vakt_program;

/*
 * Exact evaluation of a 0/1 value per ASSIGN variable (entries of other variables are computed and
 * written). Returns whether every hard row holds and every fixed variable is 1; ret_levels gets the
 * objective per level. Linear in the program.
 */
bool vakt_program_evaluate(const vakt_program *program, uint8_t *values,
                           int64_t ret_levels[VAKT_MAX_LEVELS]);

void vakt_program_free(vakt_program *program); /* accepts NULL */

#endif
