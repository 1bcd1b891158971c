/* From an instance to the rule program. Written from docs/rules.md; knows nothing of the verifier. */
#ifndef VAKT_RULES_COMPILE_H
#define VAKT_RULES_COMPILE_H

#include "domain/instance.h"
#include "domain/roster.h"
#include "rules/program.h"

/* A stretch of time that asks for doctors on, and no duty that anybody could have covers it. */
typedef struct vakt_uncovered {
    int setting;      /* cover or always_one */
    int layer;        /* of the duties that would cover it */
    const char *site; /* NULL = any */
    int64_t missing;  /* doctors */
    vakt_minute start, end;
    bool unfilled;    /* a required duty is there, but nobody can have it */
} vakt_uncovered;

typedef struct vakt_compile_options {
    /* For the mutation tests only: this rule's compile function is not called; -1 = none. */
    int skip_rule;
    /* For explaining: asked whenever a setting forbids (or, by fixed_duty, forces) a doctor a duty,
     * more than once for one pair perhaps; true = as if it did not. NULL = never. */
    bool (*ignore)(void *context, int setting, int doctor, int duty);
    /* For explaining: told of every such stretch that costs. NULL = nobody asks. */
    void (*uncovered)(void *context, const vakt_uncovered *stretch);
    /* For what stands: true = the pair has a variable although settings forbid it, which they are
     * still remembered to do. A unit has one when each of its forbidden duties is kept. */
    bool (*keep)(void *context, int doctor, int duty);
    void *context; /* of all three */
} vakt_compile_options;

/* A NULL options is {.skip_rule = -1}. */
VAKT_MUST_USE vakt_status vakt_compile(const vakt_instance *instance,
                                       const vakt_compile_options *options,
                                       vakt_program **ret_program);

/* Values of a solver as a roster, and back. values has program->n_vars entries. */
void vakt_program_to_roster(const vakt_program *program, const uint8_t *values,
                            vakt_roster *roster);
/* false when the roster gives a unit that the program forbids or splits: the rest is set. */
bool vakt_program_from_roster(const vakt_program *program, const vakt_roster *roster,
                              uint8_t *values);

#endif
