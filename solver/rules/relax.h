/* Whether one rule program is a relaxation of another, read off the programs themselves. */
#ifndef VAKT_RULES_RELAX_H
#define VAKT_RULES_RELAX_H

#include "rules/program.h"

/*
 * *ret_levels = n: every roster of `tight`, its doctors taken to be those of `loose` and all other
 * doctors of `loose` given nothing, keeps the hard rows of `loose` and costs there, at each of the
 * levels 0..n-1 by itself, no more than in `tight`. So the least of those levels in `loose` is a
 * lower bound on the least in `tight`, and a roster of `tight` is one of `loose`. n = 0: nothing is
 * known.
 *
 * What is asked is sufficient, not necessary: see relax.c. Both must be of the same duties in the
 * same order. doctor_in_loose: tight->n_doctors entries, -1 = no such doctor.
 *
 * O(T log T) for T terms and members in all. VAKT_E_NOMEM.
 */
VAKT_MUST_USE vakt_status vakt_program_relaxes(const vakt_program *loose,
                                               const vakt_program *tight,
                                               const int *doctor_in_loose, int *ret_levels);

#endif
