/* What one solve of a level shares, and the parts of it. Private to solver/colgen. */
#ifndef VAKT_COLGEN_NODE_H
#define VAKT_COLGEN_NODE_H

#include "colgen/colgen.h"
#include "colgen/master.h"
#include "colgen/stabilise.h"

struct vakt_colgen {
    const vakt_program *program;
    vakt_nets *nets;
    vakt_coupling *coupling;
    vakt_pool pool;
    vakt_pricer pricer;
    size_t *first_item; /* per doctor, n_doctors + 1: into item_given */
    int32_t *plan_vars; /* scratch of plan.c, per variable */
    int8_t *plan_given;
};

typedef struct vakt_cg_run {
    vakt_colgen *colgen;
    const vakt_colgen_task *task;
    const vakt_colgen_hooks *hooks;
    vakt_master master;
    vakt_stabiliser stabiliser;
    vakt_prices prices;    /* the duals of the master */
    vakt_lp_effort lp;
    int64_t lp_work, touches_before;
    vakt_lp *lp_at_hand;
    int64_t lp_end;        /* work at which the LP at hand is given up, 0 = never */
    bool stopped;
    int64_t step;          /* common divisor of the level's prices */
    int64_t value, bound;  /* of the level */
    int8_t *item_given;    /* per doctor and item, from the node's given */
    int32_t *chosen;       /* per doctor: cheapest column of the last pricing, or -1 */
    int64_t *cutoffs;      /* per doctor: its cost */
    uint8_t *values;       /* scratch: a roster */
    int64_t nodes, n_dives;
    uint64_t random;       /* state of the generator */
} vakt_cg_run;

/* A subproblem while it is solved. */
typedef struct vakt_cg_node {
    int8_t *given;     /* per variable: 0, 1, -1 */
    int64_t bound;     /* on the level */
    bool infeasible;   /* no roster within `given` */
    bool converged;    /* the LP's solution is optimal for all plans, and without artificials */
} vakt_cg_node;

int64_t vakt_cg_work(const vakt_cg_run *run);
bool vakt_cg_stopped(vakt_cg_run *run);

/* The node holds nothing better than what is known. */
bool vakt_cg_fathomed(const vakt_cg_run *run, const vakt_cg_node *node);

/* Column generation in at most `rounds` rounds: raises the node's bound, leaves an LP solution. */
VAKT_MUST_USE vakt_status vakt_cg_solve_node(vakt_cg_run *run, vakt_cg_node *node, int rounds);

/* Solves an LP within the run's limits, its effort counted. */
VAKT_MUST_USE vakt_status vakt_cg_solve_lp(vakt_cg_run *run, vakt_lp *lp, bool *ret_solved);

/* Duals of the program's linear relaxation become the stabiliser's centre. */
VAKT_MUST_USE vakt_status vakt_cg_seed(vakt_cg_run *run, bool *ret_seeded);

/* Prices every doctor at stabiliser.used, whatever the master says: plans, and a scaled bound. */
VAKT_MUST_USE vakt_status vakt_cg_price_at(vakt_cg_run *run, vakt_cg_node *node,
                                           int64_t *ret_bound);

/* Raises the bound of the root from the stabiliser's centre, without the master. */
VAKT_MUST_USE vakt_status vakt_cg_ascend(vakt_cg_run *run, vakt_cg_node *node, int rounds);

/* Share of a variable in the LP solution, per variable of the program; others 0. */
void vakt_cg_shares(const vakt_cg_run *run, double *ret_shares);

/* Offers the roster with these values when it is legal, keeps the limits and is better. */
void vakt_cg_offer(vakt_cg_run *run, const uint8_t *values);

/* Rounds the LP solution to a roster, doctor by doctor, with pricing in between. */
VAKT_MUST_USE vakt_status vakt_cg_dive(vakt_cg_run *run, const vakt_cg_node *from);

/* Best-first branch and price from the root. */
VAKT_MUST_USE vakt_status vakt_cg_branch(vakt_cg_run *run, vakt_cg_node *root, bool *ret_complete);

#endif
