/*
 * The rule program with its hard rules on switches: what the conflicts are looked for in. Private
 * to solver/explain.
 *
 * A need is something that has to be filled: a required duty (its unit), or a stretch of time with
 * its least number of doctors. A group is the smallest piece of the hard rules that can be switched
 * off by itself: one rule for one doctor, and one date where the rule judges one duty at a time. In
 * a conflict that has been found the others are split by day too (vakt_model_by_day).
 * What is neither always holds (vakt_explain_scope_of): nobody is in two places at once, a duty has
 * one doctor, and who is qualified and in service for a duty.
 */
#ifndef VAKT_EXPLAIN_MODEL_H
#define VAKT_EXPLAIN_MODEL_H

#include "explain/explain.h"
#include "rules/compile.h"
#include "rules/program.h"

typedef struct vakt_need {
    int setting;
    int unit;        /* of an open duty, else -1 */
    int row;         /* of the relaxed program, for cover, else -1 */
    int layer;       /* of the duty, or of those that could cover */
    int64_t least;   /* doctors */
    vakt_day day;
    vakt_minute start, end;
} vakt_need;

typedef struct vakt_gap { /* time that no duty covers, whoever has them: the same clocks on `days` */
    int setting, layer;
    const char *site; /* NULL = any */
    int64_t missing;  /* doctors */
    vakt_minute start, end; /* on the first of the days */
    vakt_day *days;         /* of its start, in order */
    size_t n_days;
} vakt_gap;

typedef enum vakt_switch_kind { VAKT_SWITCH_FORBID, VAKT_SWITCH_PIN, VAKT_SWITCH_ROW } vakt_switch_kind;

typedef struct vakt_group {
    vakt_rule_kind rule;
    int doctor;   /* -1 = the rule is about several */
    vakt_day day; /* VAKT_DAY_NONE = all of the period */
    int setting;  /* one of those it was made from */
    size_t first, n; /* into switches */
} vakt_group;

typedef struct vakt_switch {
    vakt_group key;
    vakt_switch_kind kind;
    int32_t index; /* variable (-1: there is none), or row */
    vakt_day day;  /* of the duty or the row; VAKT_DAY_NONE = the period */
} vakt_switch;

typedef struct vakt_model {
    vakt_arena *arena;
    const vakt_instance *instance;
    vakt_program *program; /* all groups off: every doctor who is qualified has a variable */
    vakt_need *needs;      /* duties in the order of units, then cover */
    vakt_group *groups;    /* by rule, doctor, day */
    vakt_switch *switches;
    vakt_gap *gaps;
    size_t n_needs, n_groups, n_switches, n_gaps;
    bool uncovered;        /* some time or demand has no duty at all that could fill it */
    bool borrows;          /* its program is another model's */
} vakt_model;

VAKT_MUST_USE vakt_status vakt_model_new(const vakt_instance *instance, vakt_model **ret_model);
void vakt_model_free(vakt_model *model); /* accepts NULL */

/* Sets the gaps from the stretches that the compiler told of, which it puts in another order. */
VAKT_MUST_USE vakt_status vakt_gaps_make(vakt_model *model, vakt_uncovered *items, size_t n);
/* The stretch of time of the gap on the i-th of its days. */
vakt_interval vakt_gap_on(const vakt_gap *gap, size_t i);
/* Is some of the gap's time still not covered by any duty in the changed model? */
bool vakt_gap_is_left(const vakt_gap *gap, const vakt_model *changed);

/* Does the need have one of these units (a flag each)? */
bool vakt_need_touches(const vakt_model *model, const vakt_need *need, const uint8_t *units);

typedef enum vakt_answer { VAKT_FEASIBLE, VAKT_INFEASIBLE, VAKT_UNKNOWN } vakt_answer;

typedef struct vakt_budget {
    const vakt_hooks *hooks; /* stop is asked in every test; NULL = never */
    int64_t work;            /* counted work that one test may take */
    int64_t limit;           /* and all of them; 0 = none */
    int64_t tests, used;     /* counted up */
    vakt_stop stopped;       /* what ended the run, once it has: no test decides anything more */
    vakt_roster *roster;     /* gets the roster of a test that is feasible; NULL = not wanted */
} vakt_budget;

/*
 * Is there a roster that fills the needs that are on and keeps the groups that are on? Flags are
 * per need and per group; a NULL is all on. ret_unmet, when not NULL, gets the flags (per unit) of
 * the duties that the best roster found leaves open.
 */
VAKT_MUST_USE vakt_status vakt_model_test(const vakt_model *model, const uint8_t *needs,
                                          const uint8_t *groups, vakt_budget *budget,
                                          uint8_t *ret_unmet, vakt_answer *ret_answer);

/* The part of the model that can matter for these needs, with the same needs and groups by index;
 * needs that are off may not be put on. The model must outlive it. */
VAKT_MUST_USE vakt_status vakt_model_narrow(const vakt_model *model, const uint8_t *needs,
                                            vakt_model **ret_model);

/* The groups that are on, each split by the days that its switches are about; the others are gone.
 * Shares the program and the needs of the model, which must outlive it. */
VAKT_MUST_USE vakt_status vakt_model_by_day(const vakt_model *model, const uint8_t *groups,
                                            vakt_model **ret_model);

/* Flags (per unit) those that the needs that are on are about. */
void vakt_model_wanted(const vakt_model *model, const uint8_t *needs, uint8_t *ret_units);
/* Flags (per unit) those that the group is about. */
void vakt_group_about(const vakt_model *model, const vakt_group *group, uint8_t *ret_units);

/* The program of a test. ret_impossible: a row can be seen to have no values at all. */
VAKT_MUST_USE vakt_status vakt_model_restrict(const vakt_model *model, const uint8_t *needs,
                                              const uint8_t *groups, vakt_program **ret_program,
                                              bool *ret_impossible);

#endif
