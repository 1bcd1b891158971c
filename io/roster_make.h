/* A roster document from a roster and the verifier's verdict on it; and back. */
#ifndef VAKT_IO_ROSTER_MAKE_H
#define VAKT_IO_ROSTER_MAKE_H

#include "base/arena.h"
#include "domain/roster_doc.h"
#include "io/doc.h"
#include "verify/verify.h"

typedef struct vakt_roster_facts { /* what the verdict does not know */
    const char *tool, *input_hash;
    int64_t seed, work;
    int stopped_by;       /* vakt_roster_stop or -1 */
    int result;           /* vakt_roster_result or -1 */
    int state;            /* vakt_state */
    vakt_day state_date;
    const char *state_by;
    bool searched;        /* bounds and proofs below hold */
    int64_t bound[VAKT_MAX_LEVEL + 1]; /* VAKT_UNSET = none */
    bool proven[VAKT_MAX_LEVEL + 1];
} vakt_roster_facts;

/* All of it lives in `arena`; strings of the instance and verdict are borrowed. */
VAKT_MUST_USE vakt_status vakt_roster_doc_make(const vakt_instance *instance,
                                               const vakt_roster *roster,
                                               const vakt_verdict *verdict,
                                               const vakt_roster_facts *facts, vakt_arena *arena,
                                               vakt_roster_doc **ret_doc);

/* The assignments of a document as a roster of the instance. A duty or doctor that the problem does
 * not have, or a duty given twice, is reported at its place (doc may be NULL). */
VAKT_MUST_USE vakt_status vakt_roster_from_doc(const vakt_instance *instance,
                                               const vakt_roster_doc *from, const vakt_doc *doc,
                                               vakt_arena *arena, vakt_report *report,
                                               vakt_roster *ret_roster);

#endif
