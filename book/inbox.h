/* The inbox: what other programs left there, read, put in order, and moved where it goes. */
#ifndef VAKT_BOOK_INBOX_H
#define VAKT_BOOK_INBOX_H

#include "book/state.h"
#include "change/fold.h"

/* What is to become of a file. */
typedef enum vakt_inbox_fate {
    VAKT_INBOX_DONE,
    VAKT_INBOX_REFUSED,
    VAKT_INBOX_STAYS /* some of it waits, or it is too young to be refused */
} vakt_inbox_fate;

typedef struct vakt_inbox_file {
    const char *name;
    vakt_doc *tree;            /* NULL: it could not be read */
    vakt_changes_doc *changes;
    vakt_taken_file taken;     /* what revision.json and the reason say of it */
    vakt_inbox_fate fate;
} vakt_inbox_file;

typedef struct vakt_inbox {
    vakt_inbox_file *files; /* by name */
    size_t n_files;
    /* The changes of all files by time of approval (else of asking), then id, then file. */
    const vakt_roster_change **changes;
    size_t *file_of; /* of each of them */
    size_t n_changes;
} vakt_inbox;

/* Reads every file. What cannot be read is to be refused, or stays while younger than `wait_min`
 * before `now`. What was read has fate DONE until vakt_inbox_judge. */
VAKT_MUST_USE vakt_status vakt_inbox_read(vakt_disk *disk, const vakt_book_state *state,
                                          vakt_minute now, vakt_arena *arena,
                                          vakt_inbox *ret_inbox);
void vakt_inbox_done(vakt_inbox *inbox);

/* Settles each file's fate by what became of its changes. outcomes: of `changes`, in their order. */
VAKT_MUST_USE vakt_status vakt_inbox_judge(vakt_inbox *inbox, const vakt_fold_outcome *outcomes,
                                           vakt_arena *arena);

/*
 * Moves a file out of the inbox, the reason first where it is refused. A file whose bytes are not
 * those that were read stays; one that is gone was moved before. *ret_moved counts what was done.
 */
VAKT_MUST_USE vakt_status vakt_inbox_move(vakt_disk *disk, const char *book,
                                          const vakt_taken_file *file, vakt_arena *arena,
                                          size_t *ret_moved);
/* The folders that were moved between, after the last. */
VAKT_MUST_USE vakt_status vakt_inbox_sync(vakt_disk *disk, const char *book, vakt_arena *arena);

/* As much of the text as a document may hold, in `arena`; NULL when out of memory. */
const char *vakt_book_clip(vakt_arena *arena, const char *text);

#endif
