/*
 * Documents in and out: what the rest of vaktplan sees of io/.
 *
 * Reading takes JSON or XML, told apart by the first byte. All mistakes of a document are reported
 * in one go. The records come from `arena`, but their `source` pointers and so the places of later
 * messages point into the document: the caller frees it, with vakt_doc_free, after the last use of
 * either. On failure neither is set.
 */
#ifndef VAKT_IO_VAKT_IO_H
#define VAKT_IO_VAKT_IO_H

#include <stddef.h>

#include "base/arena.h"
#include "base/report.h"
#include "base/status.h"
#include "base/text.h"
#include "domain/changes_doc.h"
#include "domain/problem.h"
#include "domain/roster_doc.h"
#include "io/doc.h"

/* ---- problem ---- */

/* "-" = standard input. VAKT_E_IO, VAKT_E_INPUT (another document, too) or VAKT_E_NOMEM. */
VAKT_MUST_USE vakt_status vakt_problem_read(const char *path, vakt_arena *arena,
                                            vakt_report *report, vakt_doc **ret_doc,
                                            vakt_problem **ret_problem);
/* With VAKT_E_INPUT *ret_doc and *ret_problem are set too when the document could be read to its
 * end: what was wrong in it is reported and stands as absent, and vakt_problem_check_all can go on
 * to say what else is wrong. */
VAKT_MUST_USE vakt_status vakt_problem_read_partly(const char *path, vakt_arena *arena,
                                                   vakt_report *report, vakt_doc **ret_doc,
                                                   vakt_problem **ret_problem);
/* `file` is only named in messages; the bytes may be freed afterwards. */
VAKT_MUST_USE vakt_status vakt_problem_read_bytes(const char *file, const char *bytes,
                                                  size_t length, vakt_arena *arena,
                                                  vakt_report *report, vakt_doc **ret_doc,
                                                  vakt_problem **ret_problem);
/* Add to `text`; VAKT_E_NOMEM when it is over its cap, too. */
VAKT_MUST_USE vakt_status vakt_problem_write_json(const vakt_problem *problem, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_problem_write_xml(const vakt_problem *problem, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_problem_json_schema(vakt_text *text);
VAKT_MUST_USE vakt_status vakt_problem_xsd(vakt_text *text);
VAKT_MUST_USE vakt_status vakt_problem_reference(vakt_text *text); /* Markdown */

/* ---- the others, likewise ---- */

#define VAKT_IO_DOCUMENT(name, type)                                                               \
    VAKT_MUST_USE vakt_status vakt_##name##_read(const char *path, vakt_arena *arena,              \
                                                 vakt_report *report, vakt_doc **ret_doc,          \
                                                 type **ret_record);                               \
    VAKT_MUST_USE vakt_status vakt_##name##_read_bytes(                                            \
        const char *file, const char *bytes, size_t length, vakt_arena *arena,                     \
        vakt_report *report, vakt_doc **ret_doc, type **ret_record);                               \
    VAKT_MUST_USE vakt_status vakt_##name##_write_json(const type *data, vakt_text *text);         \
    VAKT_MUST_USE vakt_status vakt_##name##_write_xml(const type *data, vakt_text *text);          \
    VAKT_MUST_USE vakt_status vakt_##name##_json_schema(vakt_text *text);                          \
    VAKT_MUST_USE vakt_status vakt_##name##_xsd(vakt_text *text);                                  \
    VAKT_MUST_USE vakt_status vakt_##name##_reference(vakt_text *text);
VAKT_IO_DOCUMENT(roster_doc, vakt_roster_doc)
VAKT_IO_DOCUMENT(changes_doc, vakt_changes_doc)
VAKT_IO_DOCUMENT(standing, vakt_standing)
#undef VAKT_IO_DOCUMENT

/* ---- files ---- */

/*
 * Makes the file at `path` hold exactly these bytes, or leaves it as it was: they are written to
 * another file of the same directory, synced, and renamed over it. A symbolic link is followed; a
 * device or pipe is written to as it is, for it can hold no old content. "-" = standard output.
 *
 * The mode and, where allowed, the owner of an old file are kept; a new one goes by the umask.
 * VAKT_E_IO with path and reason. The process must ignore SIGPIPE for a closed pipe to be an error
 * that is reported.
 */
VAKT_MUST_USE vakt_status vakt_file_write(const char *path, const char *bytes, size_t length,
                                          vakt_report *report);

#endif
