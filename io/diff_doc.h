/* What changed between two rosters as a document: duties, and each doctor with a text to send. */
#ifndef VAKT_IO_DIFF_DOC_H
#define VAKT_IO_DIFF_DOC_H

#include "base/arena.h"
#include "base/text.h"
#include "cover/diff.h"
#include "domain/instance.h"
#include "io/record.h"

#define VAKT_DIFF_ROOT "diff"
#define VAKT_DIFF_NAMESPACE "urn:vaktplan:diff:1"

typedef struct vakt_diff_doc_duty {
    const void *source;
    int kind;
    const char *duty, *name, *from, *to;
    vakt_minute start, end;
    int64_t notice_hours;
} vakt_diff_doc_duty;

typedef struct vakt_diff_doc_doctor {
    const void *source;
    const char *doctor, *name, *phone, *email;
    VAKT_IDS(lost);
    VAKT_IDS(gained);
    int64_t notice_hours;
    const char *text;
} vakt_diff_doc_doctor;

typedef struct vakt_diff_doc {
    const void *source;
    const char *problem, *title;
    vakt_minute now;
    int64_t moved, opened, filled, begun, affected, notice_hours;
    VAKT_LIST(vakt_diff_doc_duty, duties);
    VAKT_LIST(vakt_diff_doc_doctor, doctors);
} vakt_diff_doc;

extern const vakt_record vakt_diff_doc_record;

/* instance: for names, or NULL. now: for notice, or VAKT_UNSET. roster: whose problem and title
 * are told. Lives in `arena`; strings are those of the diff. */
VAKT_MUST_USE vakt_status vakt_diff_doc_make(const vakt_diff *diff, const vakt_roster_doc *roster,
                                             const vakt_instance *instance, vakt_minute now,
                                             vakt_arena *arena, vakt_diff_doc **ret_doc);

VAKT_MUST_USE vakt_status vakt_diff_doc_text(const vakt_diff_doc *doc,
                                             const vakt_instance *instance, vakt_text *text);
/* The duties alone. */
VAKT_MUST_USE vakt_status vakt_diff_doc_csv(const vakt_diff_doc *doc,
                                            const vakt_instance *instance, vakt_text *text);

#endif
