/*
 * The book (docs/book.md): publish makes it, rebuild takes the day's changes in, restore takes an
 * earlier roster back. Each either ends with a new revision that is wholly there, or leaves the
 * published roster as it was. What they write follows from the book, the inbox and the options alone.
 */
#ifndef VAKT_BOOK_BOOK_H
#define VAKT_BOOK_BOOK_H

#include "base/report.h"
#include "base/text.h"
#include "book/book_doc.h"
#include "book/report.h"
#include "domain/instance.h"
#include "domain/roster.h"
#include "search/search.h"

typedef struct vakt_book_options {
    vakt_minute now;
    const char *by;   /* who publishes, orders or restores; NULL = not told */
    int policy;       /* vakt_book_policy; -1 = the book's */
    int64_t work;     /* counted work for proposals; -1 = the book's, 0 = none are sought */
    bool dry_run;     /* writes nothing and takes no lock */
    const char *tool; /* "vaktplan 0.1.0" */
    const vakt_hooks *hooks; /* of the search for proposals; NULL = none */
    /* For tests, see book/disk.h. */
    int (*before)(void *context, const char *step, const char *path);
    void *context;
} vakt_book_options;

typedef struct vakt_book_result {
    vakt_arena *arena;
    int64_t revision; /* that holds, or would hold */
    bool published;   /* by this run (or would be) */
    bool finished;    /* a run that was cut short was finished first */
    bool clean;       /* nothing is open, uncovered or broken */
    bool unproven;    /* a limit came before the proposals were proven */
    size_t n_applied, n_refused, n_duplicates, n_waiting; /* changes of this run */
    size_t n_open, n_uncovered, n_section6, n_breaches;   /* of what holds */
    vakt_roster_doc roster; /* of what holds: result, verified and levels alone */
    vakt_taken_file *files;    /* of the inbox, by name; those that stay, too */
    bool *stays;               /* of each of them */
    size_t n_files;
    const char **breaches;     /* Norwegian: why it was not published or restored */
    size_t n_refusing;
    vakt_text text, json, html; /* the report of what holds, or would */
} vakt_book_result;

void vakt_book_result_done(vakt_book_result *result);

/* Makes the book at `path`, a folder that is not there or empty. VAKT_E_ANSWER_NO, with
 * result.breaches, when the roster breaks hard rules, and when the folder is a book already. */
VAKT_MUST_USE vakt_status vakt_book_publish(const char *path, const vakt_instance *instance,
                                            const vakt_roster *roster,
                                            const vakt_book_options *options, vakt_report *report,
                                            vakt_book_result *ret_result);

/* The nightly job. VAKT_OK also when changes were refused or duties are open: see the result.
 * ret_result is set on VAKT_E_IO too when the revision was committed before. */
VAKT_MUST_USE vakt_status vakt_book_rebuild(const char *path, const vakt_book_options *options,
                                            vakt_report *report, vakt_book_result *ret_result);

/* A new revision with the roster of an earlier one, for duties that have not begun. VAKT_E_ANSWER_NO
 * with result.breaches when that breaks hard rules. */
VAKT_MUST_USE vakt_status vakt_book_restore(const char *path, int64_t number,
                                            const vakt_book_options *options, vakt_report *report,
                                            vakt_book_result *ret_result);

#endif
