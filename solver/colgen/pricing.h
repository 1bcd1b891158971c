/* Prices every doctor's plans: columns of negative reduced cost and a bound, at any duals. */
#ifndef VAKT_COLGEN_PRICING_H
#define VAKT_COLGEN_PRICING_H

#include "colgen/column.h"
#include "colgen/label.h"

/*
 * Prices of the master, whole numbers in one scale: what a point costs at each level, and what a
 * unit of activity costs in each shared row (less its dual).
 */
typedef struct vakt_prices {
    int64_t levels[VAKT_MAX_LEVELS];
    int64_t *rows;
} vakt_prices;

typedef struct vakt_pricer {
    vakt_pool *pool;
    const vakt_nets *nets;
    vakt_relax *relaxes;  /* per doctor */
    vakt_labels labels;
    int64_t levels[VAKT_MAX_LEVELS]; /* price of a point */
    int64_t *var_prices;  /* per variable of the program */
    int64_t *prices;      /* per local variable of the doctor at hand */
    bool *seen;           /* per part of the doctor at hand */
    vakt_path path;
    int64_t work;         /* counted over all calls */
} vakt_pricer;

/* room: of each diagram (diagram.h). */
VAKT_MUST_USE vakt_status vakt_pricer_init(vakt_pricer *pricer, vakt_pool *pool, size_t room);
void vakt_pricer_done(vakt_pricer *pricer);

/* Takes prices over for the calls that follow. */
void vakt_pricer_set(vakt_pricer *pricer, const vakt_prices *prices);

typedef struct vakt_pricing_effort {
    size_t labels; /* per node, 0 = shortest paths only */
    int rounds;    /* of taking rows into sight */
    int64_t gap;   /* a plan that costs so little more than the bound will do */
} vakt_pricing_effort;

typedef struct vakt_priced_doctor {
    int64_t bound;  /* no legal plan within `given` costs less */
    int64_t best;   /* of the plans found below the cutoff; else the cutoff */
    int32_t column; /* that plan, or -1 */
    size_t n_new;   /* columns added to the pool */
} vakt_priced_doctor;

/*
 * At the prices set last.
 *
 * given   per item of the doctor: 0 forbidden, 1 forced, -1 free
 * cutoff  cost of a plan known, or VAKT_NEVER: dearer ones are not looked for
 */
VAKT_MUST_USE vakt_status vakt_price_doctor(vakt_pricer *pricer, int doctor, const int8_t *given,
                                            int64_t cutoff, vakt_pricing_effort effort,
                                            vakt_priced_doctor *ret_priced);

/* -- for heuristics ------------------------------------------------------------------------- */

/* A good plan soon; and the cheapest one, as far as one call may work. */
extern const vakt_pricing_effort vakt_effort_quick, vakt_effort_exact;

/*
 * The cheapest plan of a doctor where single variables have prices, instead of shared rows: what
 * taking a duty is worth to the roster at hand. Other legal plans met on the way are columns too.
 *
 * levels      price of a point at each level, >= 0: costs of variables and of the doctor's own rows
 * var_prices  per variable of the program, on top of that; any sign
 * given       per item of the doctor: 0 forbidden, 1 forced, -1 free
 * cutoff      as above; VAKT_NEVER = none
 *
 * No price may be so large that a plan's sum leaves 60 bits. priced.best == priced.bound means
 * that nothing is cheaper; priced.column = -1 that nothing cheaper than the cutoff was found; its
 * items are pool->items from columns.items[column].first_item on. Prices of vakt_pricer_set are
 * replaced. One call ends after a bounded count of work, whatever the effort.
 */
VAKT_MUST_USE vakt_status vakt_cheapest_plan(vakt_pricer *pricer,
                                             const int64_t levels[VAKT_MAX_LEVELS],
                                             const int64_t *var_prices, int doctor,
                                             const int8_t *given, int64_t cutoff,
                                             vakt_pricing_effort effort,
                                             vakt_priced_doctor *ret_priced);

#endif
