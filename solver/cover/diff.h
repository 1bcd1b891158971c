/*
 * What changed between two rosters of one problem: duties that changed hands, and for each doctor
 * what is lost and what is gained. Made from the assignments alone; times are the rosters' own.
 */
#ifndef VAKT_COVER_DIFF_H
#define VAKT_COVER_DIFF_H

#include "base/arena.h"
#include "base/status.h"
#include "domain/roster_doc.h"

/* R(id, word, Norwegian) */
#define VAKT_DIFF_KINDS(R)                                                                         \
    R(VAKT_DIFF_MOVED, "moved", "byttet lege")                                                     \
    R(VAKT_DIFF_OPENED, "opened", "blitt ledig")                                                   \
    R(VAKT_DIFF_FILLED, "filled", "fått lege")

#define VAKT_DIFF_ENUM(id, word, norwegian) id,
typedef enum vakt_diff_kind { VAKT_DIFF_KINDS(VAKT_DIFF_ENUM) VAKT_N_DIFF_KINDS } vakt_diff_kind;
#undef VAKT_DIFF_ENUM
extern const char *const vakt_diff_kind_words[]; /* NULL-terminated */
extern const char *const vakt_diff_kind_norwegian[];

typedef struct vakt_diff_row { /* one duty; in order of start, then id */
    const char *duty;
    int kind;              /* vakt_diff_kind */
    const char *from, *to; /* doctor ids; NULL = open */
    vakt_minute start, end; /* VAKT_UNSET = neither roster says */
} vakt_diff_row;

typedef struct vakt_diff_doctor { /* one who is affected; in order of id */
    const char *doctor;
    const vakt_diff_row **lost, **gained; /* in the order of the rows */
    size_t n_lost, n_gained;
} vakt_diff_doctor;

typedef struct vakt_diff {
    vakt_diff_row *rows;
    size_t n_rows, n_of[VAKT_N_DIFF_KINDS];
    vakt_diff_doctor *doctors;
    size_t n_doctors;
    const char *twice; /* a duty that one roster has twice, or NULL: then all else is empty */
} vakt_diff;

/* Everything lives in `arena`; strings are those of the rosters. */
VAKT_MUST_USE vakt_status vakt_diff_new(const vakt_roster_doc *from, const vakt_roster_doc *to,
                                        vakt_arena *arena, vakt_diff **ret_diff);

/* Whole hours from `now` to `start`, rounded down; negative when it has begun. */
int64_t vakt_diff_notice(vakt_minute now, vakt_minute start);

#endif
