/*
 * What one doctor's own rules say, in the form that pricing walks through: items (assignments) in
 * time order, indicators, rows. Built once per program; knows nothing of duals or branching.
 */
#ifndef VAKT_COLGEN_NETWORK_H
#define VAKT_COLGEN_NETWORK_H

#include "base/arena.h"
#include "rules/program.h"

/* Dearer than any plan. Adding two of these does not overflow. */
#define VAKT_NEVER (INT64_MAX / 4)

/* A local variable is an item (0 .. n_items - 1) or an indicator (n_items ...). */
typedef struct vakt_net_var {
    int32_t var;              /* of the program */
    vakt_var_kind kind;
    int32_t n_members;        /* of an indicator */
    int32_t first, last;      /* items that can change it; an item: itself */
    size_t first_effect, n_effects; /* rows that have it, ascending */
    size_t first_parent, n_parents; /* indicators that have it as member */
} vakt_net_var;

typedef struct vakt_net_effect {
    int32_t row, coef;
} vakt_net_effect;

typedef struct vakt_net_row {
    int32_t row; /* of the program */
    int level;
    int64_t lo, hi, under_pts, over_pts; /* as in the program */
    int32_t first, last; /* items that can change the activity */
    int64_t least, most; /* of the activity, if all signs went one way */
} vakt_net_row;

typedef struct vakt_net {
    int doctor;
    size_t n_items, n_locals, n_rows;
    vakt_net_var *vars;     /* n_locals, indicators after their members */
    vakt_net_effect *effects;
    int32_t *parents;       /* local numbers */
    vakt_net_row *rows;
} vakt_net;

/* All doctors' networks, and what is left for the master. */
typedef struct vakt_nets {
    vakt_arena *arena;
    const vakt_program *program;
    vakt_net *nets;      /* per doctor */
    int32_t *owner;      /* per variable: the doctor of all its members, or -1 */
    int32_t *local;      /* per variable: its number in the owner's network, or -1 */
    int32_t *linking;    /* rows of several doctors' variables */
    int32_t *shared;     /* indicators of several doctors' variables */
    size_t n_linking, n_shared;
    int64_t constant[VAKT_MAX_LEVELS]; /* the program's, and of rows that hold nothing */
    bool infeasible;                   /* a hard row without terms does not hold */
} vakt_nets;

VAKT_MUST_USE vakt_status vakt_nets_new(const vakt_program *program, vakt_nets **ret_nets);
void vakt_nets_free(vakt_nets *nets); /* accepts NULL */

/* Whether one hard row by itself says that no plan has both items. */
bool vakt_net_excludes(const vakt_net *net, int32_t i, int32_t j);

#endif
