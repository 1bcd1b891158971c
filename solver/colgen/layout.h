/*
 * What one pricing call looks at: which rows and indicators of a doctor are kept in a label, where,
 * and at which prices.
 */
#ifndef VAKT_COLGEN_LAYOUT_H
#define VAKT_COLGEN_LAYOUT_H

#include "colgen/network.h"

/* A row at the prices of the day. Prices are scaled; VAKT_NEVER = a hard side. */
typedef struct vakt_priced_row {
    int64_t lo, hi, under, over;
    int64_t slope; /* taken out of the row's price and put on its variables */
    int64_t rest;  /* makes the price less the slope 0 at its least */
} vakt_priced_row;

/* A part of the state that may still matter after an item. */
typedef struct vakt_live {
    int32_t local_or_row, slot;
    bool is_row;
    int32_t least, most; /* reach of a row */
} vakt_live;

typedef struct vakt_layout {
    const vakt_net *net;
    int64_t *weights; /* per local variable: what becoming 1 costs, slopes included */
    int64_t *bonus;   /* per local variable: the most that indicators above it can give */
    int64_t *loss, *gain; /* per indicator: most that its becoming 1 can cost, and save */
    vakt_priced_row *rows;
    bool *active;     /* per row: kept in the label; grows */
    int64_t *slope;   /* per row, warm from call to call */
    int32_t *row_slot, *var_slot; /* -1 = not kept */
    size_t n_slots, n_live, live_capacity;
    size_t *first_live; /* per item, n_items + 1 */
    vakt_live *live;
    int64_t start;     /* price of the empty state: rows that cannot be kept, rests */
    int64_t *go;       /* (n_items + 1)^2: least cost to go, by last item and next item */
    int32_t *reach_now; /* 2 per row, scratch */
} vakt_layout;

VAKT_MUST_USE vakt_status vakt_layout_init(vakt_layout *layout, const vakt_net *net);
void vakt_layout_done(vakt_layout *layout);

/*
 * Takes new prices: weights per local variable, one factor per level, both in the same scale.
 */
void vakt_layout_price(vakt_layout *layout, const int64_t *weights,
                       const int64_t levels[VAKT_MAX_LEVELS]);

/* Places the active rows and what they need; computes the bounds on the cost to go. */
VAKT_MUST_USE vakt_status vakt_layout_place(vakt_layout *layout, const int8_t *given);

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

#endif
