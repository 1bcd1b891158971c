/* What a balance of the on-call set leaves to each person. Private to on_call.c. */
#ifndef BENCH_ON_CALL_BANDS_H
#define BENCH_ON_CALL_BANDS_H

#include "on_call.h"

/*
 * For |l(i) n(j) - l(j) n(i)| <= limit for all pairs: lo(i) <= n(i) <= hi(i) in every roster,
 * tightened until none gets tighter. False when nothing is left.
 */
bool bench_on_call_bands(const bench_on_call *o, bool weekend, int64_t limit, int64_t *lo,
                         int64_t *hi);

/*
 * Narrows such bands so that they imply the limit for every pair, and leave the most room for the
 * sum: no row has to look at two persons. Not every roster within the limit is within the box.
 * False when none was found.
 */
bool bench_on_call_box(const bench_on_call *o, bool weekend, int64_t limit, int64_t *lo,
                       int64_t *hi);

#endif
