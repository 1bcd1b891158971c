/*
 * The doctor's plans at the prices of the day, with the rows left over by the diagram relaxed: a
 * shortest path is a bound, and very often a plan. Multipliers on those rows make it a good one.
 */
#ifndef VAKT_COLGEN_RELAX_H
#define VAKT_COLGEN_RELAX_H

#include "colgen/diagram.h"

/* A row at the prices of the day. Prices are scaled; VAKT_NEVER = a hard side. */
typedef struct vakt_priced_row {
    int64_t lo, hi, under, over;
    int64_t slope; /* taken out of the row's price and put on its variables */
    int64_t rest;  /* makes the price less the slope 0 at its least */
} vakt_priced_row;

/* The row's price at an activity, less its slope; VAKT_NEVER when a hard side is broken. */
static inline int64_t vakt_priced_at(const vakt_priced_row *row, int64_t activity)
{
    int64_t price = row->rest - row->slope * activity;
    if (activity > row->hi)
        return row->over == VAKT_NEVER ? VAKT_NEVER : price + row->over * (activity - row->hi);
    if (activity < row->lo)
        return row->under == VAKT_NEVER ? VAKT_NEVER : price + row->under * (row->lo - activity);
    return price;
}

/* The least price between two activities. */
static inline int64_t vakt_priced_least(const vakt_priced_row *row, int64_t from, int64_t to)
{
    int64_t low = row->slope > 0 ? row->hi : row->lo, high = row->slope < 0 ? row->lo : row->hi;
    if (from > high)
        return vakt_priced_at(row, from);
    if (to < low)
        return vakt_priced_at(row, to);
    return 0;
}

/* How far paths from a node can still move a row. */
typedef struct vakt_reach {
    int32_t least, most;
} vakt_reach;

typedef struct vakt_relax {
    vakt_diagram diagram;
    vakt_priced_row *rows;  /* per part that is a row */
    int64_t *slope;         /* per part, warm from call to call */
    int64_t *best_slope;    /* per part: of the best bound of a call */
    int64_t *most_slope;    /* per part: what keeps sums in range */
    int32_t *size;          /* per part that is a row: its greatest coefficient */
    int64_t *indicator;     /* per part that is an indicator: what becoming 1 costs, slopes included */
    int64_t *prices;        /* per local variable */
    int64_t *base, *weights; /* per event: without and with slopes; VAKT_NEVER = forbidden */
    int64_t *go;            /* per node: least weight of the paths to the end */
    int32_t *next;          /* per node: first arc of such a path; -1 = none */
    vakt_reach **reach;     /* per part, NULL until asked for: per node */
    const int8_t *given;    /* per item: 0, 1, -1 */
    int32_t *forced;        /* per item: forced ones before it */
    int64_t constant;       /* points that no plan avoids, priced */
    int64_t work;           /* arcs passed */
} vakt_relax;

/* A path, and what the parts come to on it. Room for all items and parts. */
typedef struct vakt_path {
    int32_t *items;
    size_t n_items;
    int64_t *state;   /* per part: activity, or ones among the members */
    int64_t price;    /* true; VAKT_NEVER when the plan is not legal */
} vakt_path;

VAKT_MUST_USE vakt_status vakt_relax_init(vakt_relax *relax, const vakt_net *net, size_t room);
void vakt_relax_done(vakt_relax *relax);

/* Takes new prices: per local variable, and of a point at each level, in one scale. */
void vakt_relax_price(vakt_relax *relax, const int64_t *prices,
                      const int64_t levels[VAKT_MAX_LEVELS], const int8_t *given);

/*
 * Shortest path at the slopes of the day, and the lower bound on all plans that follows. The bound
 * is VAKT_NEVER when no plan is left.
 */
int64_t vakt_relax_run(vakt_relax *relax, vakt_path *ret_path);

/* A step of the slopes towards a bound of `target`, from the path of the last run. */
void vakt_relax_step(vakt_relax *relax, const vakt_path *path, int64_t bound, int64_t target,
                     double length);

/* What the parts left out of sight may add at least: those where `seen` is false. */
int64_t vakt_relax_start(const vakt_relax *relax, const bool *seen);

/* The reaches of a row, per node; NULL when out of memory. */
const vakt_reach *vakt_relax_reach(vakt_relax *relax, int32_t part);

/* Whether an arc goes past an item that has to be taken. */
static inline bool vakt_relax_skips_forced(const vakt_relax *relax, int32_t from,
                                           const vakt_arc *arc)
{
    const vakt_diagram *d = &relax->diagram;
    int32_t item = d->events[arc->event].item;
    int32_t n = relax->forced[d->position[arc->to]] - relax->forced[d->position[from]];
    return n > (item >= 0 && relax->given[item] == 1);
}

/* Adds what an event, or an indicator that became 1, does to the parts; returns its price. */
int64_t vakt_relax_apply(const vakt_relax *relax, int32_t source, int64_t *state);

#endif
