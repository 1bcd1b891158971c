/* What commands share: diagnostics, outputs, reading a problem. Only cli/ prints. */
#ifndef VAKT_CLI_PRINT_H
#define VAKT_CLI_PRINT_H

#include "base/text.h"
#include "cli/args.h"
#include "domain/instance.h"
#include "io/vakt_io.h"

/* file:line:col: error: path: text, to stderr, in order of place. */
void vakt_print_report(vakt_report *report);

/* A problem read and checked, with all it stands on. */
typedef struct vakt_loaded {
    vakt_arena *arena;
    vakt_doc *doc;
    vakt_problem *problem;
    vakt_instance *instance; /* NULL when only read */
    char input_hash[65];     /* SHA-256 of the problem written as JSON */
} vakt_loaded;

VAKT_MUST_USE vakt_status vakt_loaded_open(const char *path, bool build, vakt_report *report,
                                    vakt_loaded *ret_loaded);
void vakt_loaded_done(vakt_loaded *loaded);
/* The same for a problem made in memory, which has no places. */
VAKT_MUST_USE vakt_status vakt_hash_problem(const vakt_problem *problem, char ret_hash[65]);

/* A roster file of the problem: JSON, XML, or CSV by its extension. *ret_doc is NULL for CSV. */
VAKT_MUST_USE vakt_status vakt_roster_open(const char *path, const vakt_loaded *loaded,
                                           vakt_report *report, vakt_doc **ret_doc,
                                           vakt_roster_doc **ret_roster);

/* Before long work: no output is one of the inputs, and every folder to write to is there. */
VAKT_MUST_USE vakt_status vakt_outputs_check(const vakt_args *args, const char *const *known);

/* The format of output i (or of standard output): one of the NULL-terminated `known`, the first
 * being the default. Says what is wrong and returns VAKT_E_USAGE. */
VAKT_MUST_USE vakt_status vakt_output_format(const vakt_args *args, size_t i,
                                             const char *const *known, const char **ret_format);
/* Calls `write` for every output (standard output when none was named) and writes its text there.
 * All are made before the first is written. */
typedef vakt_status (*vakt_writer)(void *context, const char *format, vakt_text *text);
VAKT_MUST_USE vakt_status vakt_outputs_write(const vakt_args *args, const char *const *known,
                                             vakt_writer write, void *context,
                                             vakt_report *report);

#endif
