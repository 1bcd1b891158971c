/* What publish, rebuild and restore have in common: the lock, what a killed run left, the commit. */
#ifndef VAKT_BOOK_JOB_H
#define VAKT_BOOK_JOB_H

#include "book/book.h"
#include "book/draft.h"
#include "book/inbox.h"

typedef struct vakt_job {
    const char *path;
    const vakt_book_options *options;
    vakt_report *report;
    vakt_disk disk;
    vakt_arena *arena;      /* of what lives as long as the job */
    int lock;               /* -1 = none */
    vakt_book_state state;  /* what holds */
    bool open;
    vakt_book_result *result;
} vakt_job;

/* Locks the book, finishes what a killed run left, and reads what holds. A dry run only reads. */
VAKT_MUST_USE vakt_status vakt_job_begin(vakt_job *job);
void vakt_job_end(vakt_job *job);

/* A draft that follows what holds, its number, time and names set. */
vakt_book_draft vakt_job_draft(const vakt_job *job, int kind);

/* Writes the draft's folder and makes `current` lead to it: from then on it holds. A dry run does
 * nothing. */
VAKT_MUST_USE vakt_status vakt_job_commit(vakt_job *job, vakt_book_draft *draft);
/* Files of the inbox, where the revision says; then the pages. */
VAKT_MUST_USE vakt_status vakt_job_move(vakt_job *job, const vakt_taken_file *files, size_t n);
VAKT_MUST_USE vakt_status vakt_job_write_pages(vakt_job *job, const vakt_pages *pages);
/* What the pages say, into the result. */
VAKT_MUST_USE vakt_status vakt_job_tell(vakt_job *job, const vakt_pages *pages);
vakt_pages vakt_book_draft_pages(const vakt_book_draft *draft, const vakt_book *book);
/* Sentences of the hard findings that nobody signed, into the result. */
VAKT_MUST_USE vakt_status vakt_job_tell_breaches(vakt_job *job, const vakt_book_draft *draft);

#endif
