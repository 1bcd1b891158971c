/* Fair shares as exact integers. */
#ifndef VAKT_DOMAIN_SHARE_H
#define VAKT_DOMAIN_SHARE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vakt_band {
    int64_t share_milli; /* thousandths of a load point due in this period, rounded down */
    int64_t least, most; /* the integer band around it: floor and ceiling */
    int64_t carried;     /* ledger counted in, load points */
} vakt_band;

/*
 * Splits `total` load points among n by weight, with what each has already had.
 *
 * ledger[i] counts where has_ledger[i]; a newcomer starts at the group mean, weight[i] * (sum of
 * known ledgers) / (sum of their weights), rounded down. percent of the ledger is carried over.
 * share_i = (total + sum of ledgers) * weight_i / (sum of weights) - ledger_i over those with
 * weight > 0. Whoever comes out below 0 has had enough: gets 0 and leaves the split, which is made
 * again among the rest. Weight 0 gives share 0. O(n^2).
 */
void vakt_share_split(int64_t total, size_t n, const int64_t *weight, const int64_t *ledger,
                      const bool *has_ledger, int64_t percent, vakt_band *ret_bands);

#endif
