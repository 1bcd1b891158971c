/* Ways out of a conflict. Private to solver/explain. */
#ifndef VAKT_EXPLAIN_MENU_H
#define VAKT_EXPLAIN_MENU_H

#include "explain/model.h"

/*
 * Sets the ways of the conflict about `units` (flags): each proven by compiling the changed problem and filling every need that
 * touches none of the `others` (flags per unit: what other conflicts are about).
 */
VAKT_MUST_USE vakt_status vakt_menu_find(const vakt_model *model, vakt_conflict *conflict,
                                         const uint8_t *units, const uint8_t *others,
                                         size_t wanted, vakt_budget *budget, vakt_arena *arena);

/* With these changes all needs are filled but those that touch `others` (NULL: none). */
VAKT_MUST_USE vakt_status vakt_menu_prove(const vakt_instance *instance, const vakt_repair *repairs,
                                          size_t n, const uint8_t *others, vakt_budget *budget,
                                          vakt_answer *ret_answer);

#endif
