/*
 * The documents of a book that are not those of io/: plain records, read and written by the tables of
 * book/book_fields.c. What each is for: docs/book.md. Absent values are as in domain/problem.h.
 */
#ifndef VAKT_BOOK_BOOK_DOC_H
#define VAKT_BOOK_BOOK_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/calendar.h"
#include "domain/problem.h"
#include "io/record.h"

/* P(id, word, needs a name, Norwegian) */
#define VAKT_BOOK_POLICIES(P)                                                                      \
    P(VAKT_BOOK_PROPOSE, "propose", false, "publiser det som er godkjent; foreslå reparasjoner")   \
    P(VAKT_BOOK_FILL_OPEN, "fill_open", true, "pålegg også ledige vakter til dem som kan pålegges") \
    P(VAKT_BOOK_REPAIR, "repair", true, "pålegg også den minste reparasjonen")
/* K(id, word, Norwegian) */
#define VAKT_REVISION_KINDS(K)                                                                     \
    K(VAKT_REVISION_PUBLISH, "publish", "publisert")                                               \
    K(VAKT_REVISION_REBUILD, "rebuild", "endringer tatt inn")                                      \
    K(VAKT_REVISION_RESTORE, "restore", "tatt tilbake")
/* E(id, word, Norwegian): why a duty changed hands */
#define VAKT_JOURNAL_KINDS(E)                                                                      \
    E(VAKT_JOURNAL_PUBLISHED, "published", "publisert")                                            \
    E(VAKT_JOURNAL_CHANGED, "changed", "endret")                                                   \
    E(VAKT_JOURNAL_ORDERED, "ordered", "pålagt")                                                   \
    E(VAKT_JOURNAL_RESTORED, "restored", "tatt tilbake")                                           \
    E(VAKT_JOURNAL_WORKED, "worked", "rettet etter vakten")

#define VAKT_BOOK_ENUM(id, ...) id,
typedef enum vakt_book_policy { VAKT_BOOK_POLICIES(VAKT_BOOK_ENUM) VAKT_N_BOOK_POLICIES } vakt_book_policy;
typedef enum vakt_revision_kind { VAKT_REVISION_KINDS(VAKT_BOOK_ENUM) } vakt_revision_kind;
typedef enum vakt_journal_kind { VAKT_JOURNAL_KINDS(VAKT_BOOK_ENUM) } vakt_journal_kind;
#undef VAKT_BOOK_ENUM
extern const char *const vakt_book_policy_words[]; /* NULL-terminated, as the next */
extern const char *const vakt_book_policy_norwegian[];
extern const bool vakt_book_policy_needs_name[];
extern const char *const vakt_revision_kind_words[];
extern const char *const vakt_revision_kind_norwegian[];
extern const char *const vakt_journal_kind_words[];
extern const char *const vakt_journal_kind_norwegian[];

/* ---- book.json ---- */

#define VAKT_BOOK_WAIT_MIN 10
#define VAKT_BOOK_WORK 2000000 /* both are defaults of the table, too */

typedef struct vakt_book {
    const void *source;
    int64_t version; /* 1 */
    const char *district, *problem, *title;
    vakt_day from, to;
    int policy;       /* vakt_book_policy */
    int64_t wait_min; /* minutes that an unreadable file of the inbox is given */
    int64_t work;     /* counted work for proposals; 0 = none are sought */
} vakt_book;

/* ---- revision.json ---- */

typedef struct vakt_taken_change { /* a change that a file held */
    const void *source;
    const char *change; /* id */
    int kind;           /* vakt_change_kind */
    int result;         /* vakt_fold_result */
    const char *reason; /* word of vakt_fold_why, or NULL */
    const char *text;   /* Norwegian sentence, or NULL */
} vakt_taken_change;

typedef struct vakt_taken_error { /* why a file could not be read */
    const void *source;
    int64_t line, column; /* unset = not known */
    const char *path, *text;
} vakt_taken_error;

typedef struct vakt_taken_file { /* a file of the inbox; also the reason that stands beside it */
    const void *source;
    const char *name;
    const char *sha256; /* NULL: it was not opened */
    bool refused;
    VAKT_LIST(vakt_taken_change, changes);
    VAKT_LIST(vakt_taken_error, errors);
} vakt_taken_file;

typedef struct vakt_content { /* a file of the revision */
    const void *source;
    const char *name, *sha256;
} vakt_content;

typedef struct vakt_revision {
    const void *source;
    int64_t version; /* 1 */
    int64_t number;
    int kind;         /* vakt_revision_kind */
    vakt_minute time; /* --now of the run that made it */
    const char *by;   /* who published, ordered or restored; NULL = nobody by name */
    int64_t restored; /* the revision that was taken back; unset = none */
    int policy;       /* vakt_book_policy or -1 */
    const char *tool;
    VAKT_LIST(vakt_taken_change, applied); /* in the order applied */
    VAKT_LIST(vakt_taken_change, waiting); /* then in the inbox */
    VAKT_LIST(vakt_taken_file, files);
    VAKT_LIST(vakt_content, contents);
} vakt_revision;

/* ---- journal.json ---- */

typedef struct vakt_journal_entry {
    const void *source;
    int kind;             /* vakt_journal_kind */
    const char *duty;
    vakt_minute start, end;
    const char *from, *to; /* NULL = nobody */
    const char *change;    /* id, or NULL */
    const char *by;        /* who asked, ordered or restored; NULL = not told */
} vakt_journal_entry;

typedef struct vakt_journal { /* of one revision */
    const void *source;
    int64_t version; /* 1 */
    int64_t revision;
    vakt_minute time;
    VAKT_LIST(vakt_journal_entry, entries);
} vakt_journal;

/* ---- ledgers.json ---- */

typedef struct vakt_book_ledger {
    const void *source;
    const char *doctor;
    int load_class;
    int64_t assigned, worked; /* load points */
} vakt_book_ledger;

typedef struct vakt_book_ledgers {
    const void *source;
    int64_t version; /* 1 */
    int64_t revision;
    vakt_minute time; /* `worked` counts what had begun by then */
    VAKT_LIST(vakt_book_ledger, ledgers);
} vakt_book_ledgers;

/* ---- proposals.json ---- */

typedef struct vakt_proposed_move {
    const void *source;
    const char *duty, *from, *to; /* NULL = nobody */
    vakt_minute start, end;
    int64_t notice_hours;
    bool asked, forced;
} vakt_proposed_move;

typedef struct vakt_proposed_rung {
    const void *source;
    int kind; /* vakt_rung_kind */
    int64_t changes, moves, open, people; /* moves: the forced and asked ones too */
    bool proven;
    bool answer; /* the one to propose */
    VAKT_IDS(values); /* "open=0", "changes=4" ... in order, with "<=" of what is not proven */
    VAKT_LIST(vakt_proposed_move, list); /* none for a roster made anew */
} vakt_proposed_rung;

typedef struct vakt_proposals {
    const void *source;
    int64_t version; /* 1 */
    int64_t revision;
    int64_t work;
    bool least_proven, stopped;
    VAKT_LIST(vakt_proposed_rung, rungs);
} vakt_proposals;

/* ---- tables ---- */

extern const vakt_record vakt_book_record, vakt_revision_record, vakt_taken_file_record,
    vakt_journal_record, vakt_book_ledgers_record, vakt_proposals_record,
    vakt_proposed_rung_record;

#endif
