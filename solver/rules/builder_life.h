/* The life of a builder: what compile.c does around the compile functions. Private to
 * solver/rules. */
#ifndef VAKT_RULES_BUILDER_LIFE_H
#define VAKT_RULES_BUILDER_LIFE_H

#include "rules/builder.h"

/* Makes the units; the FORBID pass may begin. The instance must outlive the builder. */
VAKT_MUST_USE vakt_status vakt_builder_begin(vakt_builder *b, const vakt_instance *instance);
/* Ends the FORBID pass: makes the ASSIGN variables; the ROWS pass may begin. */
void vakt_builder_make_variables(vakt_builder *b);
/* Adds what every program has (a unit has at most one doctor), and packs the program, which the
 * caller owns. Reports any failure since begin; then *ret_program is NULL. */
VAKT_MUST_USE vakt_status vakt_builder_finish(vakt_builder *b, vakt_program **ret_program);
/* For compile functions that run out of memory of their own: finish reports the first failure. */
void vakt_builder_fail(vakt_builder *b, vakt_status status);
/* Frees what is left of the builder, finished or not. */
void vakt_builder_done(vakt_builder *b);

#endif
