/* The master LP of one level: which plan each doctor gets, as far as the pool goes. */
#ifndef VAKT_COLGEN_MASTER_H
#define VAKT_COLGEN_MASTER_H

#include "colgen/pricing.h"
#include "lp/lp.h"

typedef struct vakt_master_slack {
    int32_t col;
    int level;   /* -1 = artificial */
    int64_t pts;
} vakt_master_slack;

typedef struct vakt_master {
    vakt_pool *pool;
    const vakt_nets *nets;
    const vakt_coupling *coupling;
    vakt_lp *lp;
    int level;
    int64_t limits[VAKT_MAX_LEVELS]; /* of earlier levels */
    int64_t penalty;                 /* of a unit of artificial, in points */
    int shift;                       /* prices are multiples of 2^-shift */
    bool feasibility;                /* minimises the artificials alone */
    size_t n_in_lp;                  /* columns of the pool handed over so far */
    VAKT_VEC(vakt_master_slack) slacks;
    int32_t *shared_col; /* per shared indicator */
} vakt_master;

/* `limits` has a value for each level before `level`. */
VAKT_MUST_USE vakt_status vakt_master_init(vakt_master *master, vakt_pool *pool, int level,
                                           const int64_t *limits, int64_t penalty);
void vakt_master_done(vakt_master *master);

/* Hands over the columns of the pool that are new; those that `given` excludes stay at 0. */
VAKT_MUST_USE vakt_status vakt_master_extend(vakt_master *master, const int8_t *given);

/* Opens and closes columns for `given`, per variable of the program: 0, 1 or -1 = free. */
void vakt_master_restrict(vakt_master *master, const int8_t *given);
bool vakt_master_allows(const vakt_master *master, const vakt_column *column, const int8_t *given);

/*
 * Parking: columns that many solves in a row left at 0 stay there, which spares the simplex method
 * their pricing. One that the duals call for again is opened: true when it was parked and is.
 */
void vakt_master_park(vakt_master *master);
bool vakt_master_unpark(vakt_master *master, int32_t column, const vakt_prices *duals,
                        const int8_t *given);

/* Feasibility first, or the level's points and penalties. */
void vakt_master_seek(vakt_master *master, bool feasibility);

/* After a solve. */
double vakt_master_artificial(const vakt_master *master);
void vakt_master_prices(const vakt_master *master, vakt_prices *prices);

/* Makes the prices such that the bound is finite: each side's price is the most it can be. */
void vakt_master_clamp(const vakt_master *master, vakt_prices *prices);

/*
 * The Lagrangian bound of these prices, scaled, given a bound on each doctor's plans in sum and the
 * price of each variable. -VAKT_NEVER when out of range.
 */
int64_t vakt_master_bound(const vakt_master *master, const vakt_prices *prices,
                          const int64_t *var_prices, int64_t doctors);

#endif
