/* One irreducible conflict of a model. Private to solver/explain. */
#ifndef VAKT_EXPLAIN_CONFLICT_H
#define VAKT_EXPLAIN_CONFLICT_H

#include "explain/model.h"

/*
 * needs: in: flags of needs that are infeasible together with all groups (the caller has the proof);
 *        out: those of the conflict.
 * unmet: per unit, those that some roster leaves open, or NULL: where to look first.
 * ret_rules: the rules of the conflict, by day where they have days, in `arena`.
 */
VAKT_MUST_USE vakt_status vakt_conflict_find(const vakt_model *model, uint8_t *needs,
                                             const uint8_t *unmet, vakt_budget *budget,
                                             vakt_arena *arena, vakt_member **ret_rules,
                                             size_t *ret_n_rules, bool *ret_minimal);

#endif
