/*
 * What compile functions build with. Private to solver/rules.
 *
 * Two passes over the settings, in order. FORBID: rules say which (doctor, duty) cannot be, and
 * which must. Then units and ASSIGN variables are made for what is left. ROWS: rules add rows,
 * indicators and costs over those variables.
 */
#ifndef VAKT_RULES_BUILDER_H
#define VAKT_RULES_BUILDER_H

#include "domain/instance.h"
#include "rules/program.h"

typedef enum vakt_pass { VAKT_PASS_FORBID, VAKT_PASS_ROWS } vakt_pass;

struct vakt_uncovered; /* of compile.h */

typedef struct vakt_builder {
    const vakt_instance *instance;
    vakt_pass pass;
    int setting; /* being compiled: stamped on all that is added */
    bool (*ignore)(void *context, int setting, int doctor, int duty); /* see compile.h */
    void (*uncovered)(void *context, const struct vakt_uncovered *stretch); /* likewise */
    bool (*keep)(void *context, int doctor, int duty);                /* likewise */
    void *context;
    /* the rest is builder.c's own */
    struct vakt_builder_parts *parts;
} vakt_builder;

/* Every failure (memory only) is remembered and reported once, by the end. */

/* ---- FORBID pass ---- */
void vakt_forbid_pair(vakt_builder *b, int doctor, int duty);
void vakt_force_pair(vakt_builder *b, int doctor, int duty);

/* ---- both passes ---- */
/* A rule that forbids by (doctor, duty): calls `breaks` for every pair for which the setting
 * applies. Hard: forbids, in the FORBID pass. Soft: a cost of weight * amount in the ROWS pass.
 * breaks returns the amount, 0 = no breach. */
typedef int64_t (*vakt_breaks)(const vakt_instance *instance, const vakt_setting *setting,
                               int doctor, int duty);
void vakt_forbid_where(vakt_builder *b, vakt_breaks breaks);
/* Was the pair forbidden by a setting of this rule? (FORBID pass: by those before.) */
bool vakt_is_forbidden_by(const vakt_builder *b, vakt_rule_kind rule, int doctor, int duty);

/* ---- ROWS pass ---- */
/* The variable of (doctor, duty), or -1 when forbidden. Duties of one unit share their variable. */
int vakt_assign(const vakt_builder *b, int doctor, int duty);
bool vakt_same_unit(const vakt_builder *b, int duty, int other);
int vakt_unit_of(const vakt_builder *b, int duty);

/* Indicators; -1 members are skipped. OR of none: -1; of one distinct: that variable itself. Equal
 * member sets give the same variable. AND with a -1 member: -1. doctor: the one doctor of all
 * members or -1. */
int vakt_or(vakt_builder *b, int doctor, const int *members, size_t n);
int vakt_and(vakt_builder *b, int doctor, const int *members, size_t n);

/* A row is begun, given terms and constants, and ended. Terms of the same variable are added up;
 * var -1 and coef 0 are ignored; a constant is moved to the bounds. A row that no 0/1 values can
 * break is dropped; a soft one that all values break by a constant keeps its price. `day` may be
 * VAKT_DAY_NONE. */
void vakt_row_begin(vakt_builder *b, vakt_row_tag tag, int doctor, vakt_day day);
void vakt_row_term(vakt_builder *b, int var, int64_t coef);
void vakt_row_constant(vakt_builder *b, int64_t value);
/* Hard or priced as the setting says; price = weight * points on the side given. */
void vakt_row_at_most(vakt_builder *b, int64_t hi, int64_t points);
void vakt_row_at_least(vakt_builder *b, int64_t lo, int64_t points);
/* Always hard, or always priced, whatever the setting's mode. */
void vakt_row_at_most_hard(vakt_builder *b, int64_t hi);
void vakt_row_at_least_hard(vakt_builder *b, int64_t lo);
/* under_points and over_points in points (weight NOT multiplied in), at the setting's level. */
void vakt_row_between_priced(vakt_builder *b, int64_t lo, int64_t hi, int64_t under_points,
                             int64_t over_points);
/* For the COVER row of a duty: remembers its unit. Call between begin and end. */
void vakt_row_of_unit(vakt_builder *b, int unit);

/* points (weight NOT multiplied in) for each 1 of var, at the setting's level; var -1 ignored. */
void vakt_cost_add(vakt_builder *b, int var, int64_t points);
/* points that no roster avoids. */
void vakt_cost_constant(vakt_builder *b, int64_t points);

/* One compile function per rule: vakt_compile_<word>. Called for each setting of the rule that is
 * on, in both passes. */
#define VAKT_COMPILE_PROTOTYPE(word, ...) void vakt_compile_##word(vakt_builder *b);
VAKT_RULES(VAKT_COMPILE_PROTOTYPE)
#undef VAKT_COMPILE_PROTOTYPE

static inline const vakt_setting *vakt_builder_setting(const vakt_builder *b)
{
    return &b->instance->settings[b->setting];
}

/* ---- competence, as the compiler reads the law (compile_competence.c) ---- */
bool vakt_compile_alone(const vakt_instance *instance, int doctor, int duty);
bool vakt_compile_may_back(const vakt_instance *instance, int doctor, int duty);
/* d on D needs a competence backup: legevakt, not follow, the backup rule in force, not alone. */
bool vakt_compile_needs_backup(const vakt_instance *instance, int doctor, int duty);
/* None of the rules that fair_share names by `could` stands against it (compile_fairness.c). */
bool vakt_compile_could(const vakt_builder *b, int doctor, int duty);

#endif
