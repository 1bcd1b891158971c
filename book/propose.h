/* Repairs of a roster with holes: the ladder, as proposals, or carried out as orders by name. */
#ifndef VAKT_BOOK_PROPOSE_H
#define VAKT_BOOK_PROPOSE_H

#include "book/job.h"
#include "rebuild/ladder.h"

/* The ladder of the draft's roster as draft->docs.proposals; none when nothing is open. A ladder that
 * fails is reported as a warning: the approved changes are published all the same. */
VAKT_MUST_USE vakt_status vakt_propose(vakt_job *job, vakt_book_draft *draft);

typedef struct vakt_ordered { /* what the program moved itself; all of it the draft's when any */
    vakt_ladder *ladder;
    bool any;
} vakt_ordered;

/* By the policy: moves duties as orders of options.by, in the draft's roster, verdict, standing and
 * entries. The ladder owns what the draft then uses. */
VAKT_MUST_USE vakt_status vakt_order(vakt_job *job, vakt_book_draft *draft, int policy,
                                     vakt_ordered *ret_ordered);
void vakt_ordered_done(vakt_ordered *ordered);

/* Entries of all duties that differ between two rosters of the draft's instance. */
VAKT_MUST_USE vakt_status vakt_book_draft_moves(vakt_book_draft *draft, int kind, const vakt_roster *before,
                                           const vakt_roster *after, const char *change,
                                           const char *by);

#endif
