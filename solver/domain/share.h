/* Fair shares as exact integers. */
#ifndef VAKT_DOMAIN_SHARE_H
#define VAKT_DOMAIN_SHARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vakt_band {
    int64_t share_milli; /* thousandths of a load point due in this period, rounded down */
    int64_t least, most; /* the integer band around it: floor and ceiling */
    int64_t carried;     /* had beyond the due before, as counted in; load points */
} vakt_band;

/*
 * What each has had beyond its due, from the ledgers: ledger_i - (sum of ledgers) * nominal_i / (sum
 * of nominal of those with a ledger), rounded up. nominal is the share each has when in service the
 * whole time, so that who is away for a while is not taken to have had too much. A newcomer has no
 * ledger and starts at the group mean: 0.
 */
void vakt_share_deviation(size_t n, const int64_t *nominal, const int64_t *ledger,
                          const bool *has_ledger, int64_t *ret_deviation);

/*
 * Splits `total` load points among n by weight; `percent` of the deviation is carried over.
 *
 * share_i = (total + sum of carried) * weight_i / (sum of weights) - carried_i over those with
 * weight > 0. Whoever comes out below 0 has had enough: gets 0 and leaves the split, which is made
 * again among the rest. Weight 0 gives share 0. O(n^2).
 */
void vakt_share_split(int64_t total, size_t n, const int64_t *weight, const int64_t *deviation,
                      int64_t percent, vakt_band *ret_bands);

#endif
