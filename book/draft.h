/*
 * A revision that is being made: its documents from the roster that is to hold, and its folder.
 */
#ifndef VAKT_BOOK_DRAFT_H
#define VAKT_BOOK_DRAFT_H

#include "base/vec.h"
#include "book/state.h"
#include "verify/verify.h"

typedef struct vakt_book_draft {
    vakt_arena *arena;             /* of what is made */
    const vakt_book_state *before; /* the revision that it follows; NULL: it is the first */
    const vakt_instance *instance; /* what is to hold; all of it outlives the draft */
    const vakt_roster *roster;
    const vakt_verdict *verdict;
    vakt_revision revision;        /* number, kind, time ... set by the caller */
    VAKT_VEC(vakt_journal_entry) entries;
    vakt_state_docs docs; /* problem, standing, changes, proposals: set by the caller, the rest made */
} vakt_book_draft;

/* Adds a duty that changed hands. Its times are the instance's, else those it had before. */
VAKT_MUST_USE vakt_status vakt_book_draft_entry(vakt_book_draft *draft, int kind, const char *duty,
                                           const char *from, const char *to, const char *change,
                                           const char *by);
/*
 * Makes the documents that follow from the others. The entries must lead from the roster before to
 * the one that is to hold: what they leave over is added as `kind`, by the change that the standing
 * has of the duty.
 */
VAKT_MUST_USE vakt_status vakt_book_draft_finish(vakt_book_draft *draft, int kind);
void vakt_book_draft_done(vakt_book_draft *draft);

/* Hard findings that nobody signed: the first of them, or NULL. */
const vakt_finding *vakt_book_draft_unsigned(const vakt_book_draft *draft);

/* Writes the folder of the revision, in the book at `path`, and syncs it. */
VAKT_MUST_USE vakt_status vakt_book_draft_write(vakt_book_draft *draft, vakt_disk *disk, const char *path);

/* Takes a folder that was not committed away again, as far as the disk lets it. */
void vakt_book_draft_remove(const vakt_book_draft *draft, const char *path);

/*
 * The standing after the program moved duties itself, from `before` to `after`: copied into
 * `arena`, with the moves under the id `change`. event: vakt_life_event of a duty that is given to
 * somebody.
 */
typedef struct vakt_moved {
    const vakt_instance *instance;
    const vakt_roster *before, *after;
    const char *change, *by, *basis;
    int event;
    vakt_minute now;
    int64_t revision;
} vakt_moved;
VAKT_MUST_USE vakt_status vakt_standing_after(const vakt_standing *standing,
                                              const vakt_moved *moved, vakt_arena *arena,
                                              vakt_standing **ret_standing);

#endif
