/*
 * Diagnostics for people: filled at the point of detection, printed only by cli/.
 *
 * A message is one line without a final full stop. `file:line:col: severity: path: text`.
 */
#ifndef VAKT_BASE_REPORT_H
#define VAKT_BASE_REPORT_H

#include <stddef.h>

#include "base/status.h"

typedef enum vakt_severity { VAKT_NOTE, VAKT_WARNING, VAKT_ERROR } vakt_severity;

/* Where in a document. line and column are 1-based; 0 = not known. Strings are borrowed. */
typedef struct vakt_place {
    const char *file;
    int line, column;
    const char *path; /* as a person would write it: doctors[3].share_pct; NULL = none */
} vakt_place;

typedef struct vakt_diagnostic {
    vakt_severity severity;
    vakt_place place; /* strings owned by the report */
    const char *text;
} vakt_diagnostic;

typedef struct vakt_report vakt_report;

/* At most `cap` diagnostics are kept; those beyond are counted. NULL when out of memory. */
vakt_report *vakt_report_new(size_t cap);
void vakt_report_free(vakt_report *report);

/* Any `place` may be NULL. A NULL report swallows the message. */
void vakt_report_add(vakt_report *report, vakt_severity severity, const vakt_place *place,
                     const char *format, ...) VAKT_PRINTF(4, 5);

size_t vakt_report_count(const vakt_report *report);   /* kept */
size_t vakt_report_dropped(const vakt_report *report); /* beyond the cap */
size_t vakt_report_errors(const vakt_report *report);  /* all errors, kept or not */
const vakt_diagnostic *vakt_report_at(const vakt_report *report, size_t index);

/* Sorts by file, line, column, keeping the order of equals. */
void vakt_report_sort(vakt_report *report);

#endif
