/*
 * A revision in memory: its documents, and the instance they are about. Read from its folder, or
 * made to be written (book/draft.h).
 */
#ifndef VAKT_BOOK_STATE_H
#define VAKT_BOOK_STATE_H

#include "book/book_doc.h"
#include "book/disk.h"
#include "domain/changes_doc.h"
#include "domain/instance.h"
#include "domain/roster.h"
#include "domain/roster_doc.h"
#include "io/diff_doc.h"
#include "io/doc.h"

#define VAKT_BOOK_FILE "book.json"
#define VAKT_BOOK_LOCK "lock"
#define VAKT_BOOK_CURRENT "current"
#define VAKT_BOOK_REVISIONS "revisions"
#define VAKT_BOOK_INBOX "inbox"
#define VAKT_BOOK_DONE "done"
#define VAKT_BOOK_REFUSED "refused"
#define VAKT_BOOK_REPORTS "reports"
#define VAKT_REVISION_FILE "revision.json"
#define VAKT_BOOK_MAX_REVISION 999999

/* The files of a revision but revision.json: F(member, file, record, type, there in every one) */
#define VAKT_REVISION_FILES(F)                                                                     \
    F(problem, "problem.json", vakt_problem_record, vakt_problem, true)                            \
    F(roster_doc, "roster.json", vakt_roster_record, vakt_roster_doc, true)                        \
    F(standing, "standing.json", vakt_standing_record, vakt_standing, true)                        \
    F(changes, "changes.json", vakt_changes_record, vakt_changes_doc, false)                       \
    F(journal, "journal.json", vakt_journal_record, vakt_journal, true)                            \
    F(ledgers, "ledgers.json", vakt_book_ledgers_record, vakt_book_ledgers, true)                  \
    F(diff, "diff.json", vakt_diff_doc_record, vakt_diff_doc, false)                               \
    F(proposals, "proposals.json", vakt_proposals_record, vakt_proposals, false)

#define VAKT_STATE_MAX_DOCS 10

typedef struct vakt_state_docs { /* what a revision holds; NULL: it has no such file */
    vakt_revision *revision;
#define VAKT_STATE_MEMBER(member, file, record, type, always) type *member;
    VAKT_REVISION_FILES(VAKT_STATE_MEMBER)
#undef VAKT_STATE_MEMBER
} vakt_state_docs;

typedef struct vakt_book_state {
    vakt_arena *arena;
    const char *path; /* of the book */
    vakt_book *book;
    vakt_state_docs docs;
    vakt_instance *instance;
    vakt_roster roster;
    vakt_doc *trees[VAKT_STATE_MAX_DOCS]; /* that the records were read from */
    size_t n_trees;
} vakt_book_state;

/* "revisions/000001" in `arena`; NULL when out of memory. */
const char *vakt_revision_name(vakt_arena *arena, int64_t number);
/* The number that `current` leads to; 0 = there is none (nothing was published). VAKT_E_IO, reported,
 * when the folder is not a book or `current` leads elsewhere. */
VAKT_MUST_USE vakt_status vakt_book_current(vakt_disk *disk, const char *path, vakt_arena *arena,
                                            int64_t *ret_number);

/*
 * Reads book.json and a revision (0 = the current one), and compares every file with the hash that
 * revision.json has of it. VAKT_E_IO when the folder is no book or is damaged, VAKT_E_INPUT when
 * there is no such revision: reported. Takes no lock: what is committed never changes.
 */
VAKT_MUST_USE vakt_status vakt_book_open(const char *path, int64_t number, vakt_report *report,
                                         vakt_book_state *ret_state);
void vakt_book_close(vakt_book_state *state);

/* The journal of one revision alone. `ret_tree` is the caller's. */
VAKT_MUST_USE vakt_status vakt_book_journal(const vakt_book_state *state, int64_t number,
                                            vakt_arena *arena, vakt_report *report,
                                            vakt_doc **ret_tree, vakt_journal **ret_journal);

/* 64 hexadecimal digits and a terminator. */
void vakt_book_hash(const char *bytes, size_t length, char ret_hash[65]);

#endif
