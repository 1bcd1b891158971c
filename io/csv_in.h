/*
 * Doctors, leave, wishes and past duties from CSV into a problem, and a roster from CSV.
 *
 * A header line is required; columns come in any order, named as the fields or in Norwegian.
 * Commas or semicolons, told by the header line; UTF-8 with or without byte order mark. An empty
 * cell is a field that is not given. Lists (has, weekdays, shift_types) are words separated by
 * spaces, commas, semicolons or bars. Every mistake of a file is reported with line and column.
 *
 * What is merged has no `source`, as what a program made. Arrays that grow are new ones in `arena`.
 * On failure the problem is as it was. Merging the same rows again changes nothing, except that
 * rows of doctors are updates.
 */
#ifndef VAKT_IO_CSV_IN_H
#define VAKT_IO_CSV_IN_H

#include "base/arena.h"
#include "base/report.h"
#include "base/status.h"
#include "domain/problem.h"
#include "domain/roster_doc.h"

/*
 * doctors: adds a doctor, or changes the one of that id where the row has a value
 * leave:   adds an absence
 * wishes:  adds a wish; without `id` it gets one (csv-1, csv-2 ... within the doctor)
 * history: adds a duty before the period, or after it
 */
typedef enum vakt_csv_kind {
    VAKT_CSV_DOCTORS,
    VAKT_CSV_LEAVE,
    VAKT_CSV_WISHES,
    VAKT_CSV_HISTORY
} vakt_csv_kind;

/* "-" = standard input. VAKT_E_IO, VAKT_E_INPUT or VAKT_E_NOMEM. */
VAKT_MUST_USE vakt_status vakt_csv_merge(vakt_csv_kind kind, vakt_problem *problem,
                                         vakt_arena *arena, const char *path,
                                         vakt_report *report);
VAKT_MUST_USE vakt_status vakt_csv_merge_bytes(vakt_csv_kind kind, vakt_problem *problem,
                                               vakt_arena *arena, const char *file,
                                               const char *bytes, size_t length,
                                               vakt_report *report);

/* Rows duty, doctor and optionally layer, start, end, as vakt_roster_doc_write_csv writes them. A
 * row without doctor is an open duty. The rest of the roster comes from the problem. */
VAKT_MUST_USE vakt_status vakt_csv_roster(const vakt_problem *problem, vakt_arena *arena,
                                          const char *path, vakt_report *report,
                                          vakt_roster_doc **ret_roster);
VAKT_MUST_USE vakt_status vakt_csv_roster_bytes(const vakt_problem *problem, vakt_arena *arena,
                                                const char *file, const char *bytes, size_t length,
                                                vakt_report *report, vakt_roster_doc **ret_roster);

#endif
