/* Instances in the format of the shift scheduling set, and of its kind, for sizes that are not at
 * hand: made up from a seed, without data of anybody's. */
#ifndef BENCH_MAKE_SHIFT_H
#define BENCH_MAKE_SHIFT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

#define BENCH_MAKE_MOST_STAFF 400
#define BENCH_MAKE_MOST_WEEKS 52
#define BENCH_MAKE_MOST_TYPES 40

typedef struct bench_shift_draft {
    int staff, weeks, types;
    uint64_t seed;
    bool scarce; /* more is wanted than the hidden roster, or any, gives */
} bench_shift_draft;

/* Adds the instance, and the legal roster around which it was made, in the checker's form, with its
 * objective: an upper bound on the optimum. Equal drafts give equal bytes. VAKT_E_INTERNAL when no
 * such roster was found for somebody, which does not happen at sizes of the set. */
VAKT_MUST_USE vakt_status bench_make_shift(const bench_shift_draft *draft, vakt_text *text,
                                           vakt_text *ret_roster, int64_t *ret_cost);

#endif
