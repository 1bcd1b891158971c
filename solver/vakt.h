/*
 * vaktplan as a library: problem in, verified roster out.
 *
 * Ownership: arguments are borrowed; `ret_` pointers are the caller's; a returned pointer belongs
 * to the object it came from; the problem outlives the instance, and the instance all that is
 * built from it. Functions that can fail return vakt_status and write their outputs only on
 * VAKT_OK. The library never prints, exits, or reads a clock, the locale or the environment.
 */
#ifndef VAKT_H
#define VAKT_H

#include "base/report.h"
#include "base/status.h"
#include "domain/instance.h"
#include "domain/roster.h"
#include "search/search.h"
#include "verify/verify.h"

typedef struct vakt_solution {
    vakt_roster roster;
    vakt_verdict *verdict;       /* of the independent verifier */
    vakt_search_result search;   /* its values are freed and NULL */
} vakt_solution;

/*
 * Compiles, searches and verifies. VAKT_OK also when no roster keeps the pinned duties: then
 * search.infeasible is set and the roster holds the pinned duties only, with the verdict on them.
 * VAKT_E_INTERNAL when the verifier refuses what the search calls legal, or scores it differently:
 * a mistake in vaktplan, described in `report`.
 * start: a roster to begin from, or NULL.
 */
VAKT_MUST_USE vakt_status vakt_solve(const vakt_instance *instance,
                                     const vakt_search_options *options, const vakt_hooks *hooks,
                                     const vakt_roster *start, vakt_report *report,
                                     vakt_solution *ret_solution);
/* The same with a program that vakt_compile made of the instance. */
VAKT_MUST_USE vakt_status vakt_solve_program(const vakt_instance *instance,
                                             const vakt_program *program,
                                             const vakt_search_options *options,
                                             const vakt_hooks *hooks, const vakt_roster *start,
                                             vakt_report *report, vakt_solution *ret_solution);
/* What a search ended with, verified; search->values stay the caller's. */
VAKT_MUST_USE vakt_status vakt_solution_make(const vakt_instance *instance,
                                             const vakt_program *program,
                                             const vakt_search_result *search,
                                             vakt_report *report, vakt_solution *ret_solution);
void vakt_solution_done(vakt_solution *solution);

#endif
