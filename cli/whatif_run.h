/* One plan of a what-if: the base, a scenario on it, a point of a sweep, a plan without a rule. */
#ifndef VAKT_CLI_WHATIF_RUN_H
#define VAKT_CLI_WHATIF_RUN_H

#include "cli/args.h"
#include "cli/whatif.h"
#include "io/scenario_io.h"
#include "sweep/sweep.h"

enum { VAKT_RUN_MOST_MERGED = 8 };

typedef struct vakt_what_run {
    const char *path; /* of the scenario; NULL = the operations are ours */
    vakt_arena *arena;
    vakt_doc *docs[2 + VAKT_RUN_MOST_MERGED]; /* the base, the scenario, and what is merged in */
    size_t n_docs;
    vakt_scenario *scenario; /* of the path */
    vakt_problem *problem;
    vakt_instance *instance;
    vakt_report *report;
} vakt_what_run;

/* Reads the base again, so that each plan has a problem of its own, and changes it: by the scenario
 * of the path (NULL = none), then by the operations. */
VAKT_MUST_USE vakt_status vakt_what_run_open(const char *base, const char *path,
                                             const vakt_operation *operations, size_t n_operations,
                                             vakt_report *report, vakt_what_run *ret_run);
void vakt_what_run_done(vakt_what_run *run);

/* From here on SIGINT and SIGTERM end the searches. */
void vakt_what_watch_signals(void);

/* vakt_variant_solve within the limits of the command line; n_levels: 0 = all. May be called from
 * several threads. */
VAKT_MUST_USE vakt_status vakt_what_solve(const vakt_args *args, int n_levels,
                                          vakt_variant *variant,
                                          const vakt_variant *const *others, size_t n_others);
/* What the solve had to say goes to the report. */
void vakt_what_collect(const vakt_variant *variant, vakt_report *report);

/* How many plans are solved at a time. */
size_t vakt_what_threads(const vakt_args *args);

/* The column of a solved plan; n_levels as above. */
VAKT_MUST_USE vakt_status vakt_what_fill(const vakt_variant *variant, int n_levels,
                                         vakt_arena *arena, vakt_column *column);
/* Levels of a verdict; search NULL: of a roster that is only scored. */
VAKT_MUST_USE vakt_status vakt_what_levels(const vakt_instance *instance,
                                           const vakt_verdict *verdict,
                                           const vakt_search_result *search, int n_levels,
                                           vakt_arena *arena, vakt_column *column);

/* A progress line, unless the command line wants none. */
void vakt_what_tell(const vakt_args *args, size_t index, size_t n, const char *title);

/* ---- the parts beside the comparison (whatif_sweep.c, whatif_prices.c) ---- */

typedef struct vakt_what_base {
    const vakt_args *args;
    const vakt_variant *variant; /* solved */
    vakt_arena *arena;           /* of the comparison */
    vakt_report *report;
} vakt_what_base;

/* Plans that columns borrow from: they live until everything is written. */
typedef struct vakt_what_plans {
    vakt_what_run *runs;
    vakt_variant *variants;
    size_t n;
} vakt_what_plans;

VAKT_MUST_USE vakt_status vakt_what_plans_new(size_t n, vakt_arena *arena,
                                              vakt_what_plans *ret_plans);
void vakt_what_plans_done(vakt_what_plans *plans);

/* --sweep: fills in quantities, points and answers. */
VAKT_MUST_USE vakt_status vakt_what_sweep(const vakt_what_base *base, vakt_what_plans *plans,
                                          vakt_comparison *comparison);
/* --price-rules and --one-more: fills in prices. */
VAKT_MUST_USE vakt_status vakt_what_prices(const vakt_what_base *base, vakt_what_plans *plans,
                                           vakt_comparison *comparison);
/* The axes of the command line; says what is wrong. */
VAKT_MUST_USE vakt_status vakt_what_axes(const vakt_args *args, vakt_axis axes[2],
                                         size_t *ret_n_axes);

#endif
