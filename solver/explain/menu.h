/* Ways out of a conflict. Private to solver/explain. */
#ifndef VAKT_EXPLAIN_MENU_H
#define VAKT_EXPLAIN_MENU_H

#include "base/vec.h"
#include "explain/model.h"

typedef struct vakt_asked {
    vakt_conflict *conflict; /* its ways are set */
    const vakt_gap *gap;     /* that it is about, or NULL */
    const uint8_t *units;    /* flags: its duties */
    const uint8_t *others;   /* flags: what other conflicts are about */
    size_t wanted;           /* ways */
} vakt_asked;

/*
 * Sets the ways of the conflict: each proven by compiling the changed problem and filling every need
 * that touches none of the others, and every day of the gap.
 */
VAKT_MUST_USE vakt_status vakt_menu_find(const vakt_model *model, const vakt_asked *asked,
                                         vakt_budget *budget, vakt_arena *arena);

/* With these changes all needs are filled but those that touch `others` (NULL: none), and nothing is
 * left of these gaps. */
VAKT_MUST_USE vakt_status vakt_menu_prove(const vakt_model *model, const vakt_repair *repairs,
                                          size_t n, const uint8_t *others, const vakt_gap *gaps,
                                          size_t n_gaps, vakt_budget *budget,
                                          vakt_answer *ret_answer);

/* What may be tried, in the order to try it: what touches law last, else by price. */
typedef struct vakt_offers {
    const vakt_model *model;
    const vakt_instance *instance;
    const vakt_asked *asked;
    vakt_arena *arena;
    vakt_day first, last; /* civil days that the conflict touches */
    VAKT_VEC(vakt_repair) items;
    bool failed;
} vakt_offers;

/* Reads the menu off the members: model, instance, asked and arena are set. */
VAKT_MUST_USE vakt_status vakt_offers_collect(vakt_offers *offers);

/* The part of vakt_repair_apply about duties and who else covers (repair_duties.c); false: out of memory. */
bool vakt_repair_duties(const vakt_instance *instance, vakt_problem *problem,
                        const vakt_repair *repair, vakt_arena *arena);

#endif
