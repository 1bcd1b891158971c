/*
 * A scenario: a small named list of changes on a problem, made in the order written.
 *
 * Records as in domain/problem.h: each begins with its document node; absent values likewise.
 */
#ifndef VAKT_WHATIF_SCENARIO_H
#define VAKT_WHATIF_SCENARIO_H

#include "base/arena.h"
#include "base/report.h"
#include "domain/instance.h"

/* What an operation can be told; see vakt_operation. A bit may stand for several fields. */
/*   id                 first field */
#define VAKT_OP_FIELDS(F)                                                                          \
    F(DOCTORS, "doctors")                                                                          \
    F(POSITION, "position")                                                                        \
    F(ABILITY, "ability")                                                                          \
    F(OLDER, "older_than")                                                                         \
    F(LIKE, "like")                                                                                \
    F(COUNT, "count")                                                                              \
    F(SHIFT_TYPES, "shift_types")                                                                  \
    F(COVER, "cover")                                                                              \
    F(DATES, "from")                                                                               \
    F(PERCENT, "percent")                                                                          \
    F(MUNICIPALITY, "municipality")                                                                \
    F(POPULATION, "population")                                                                    \
    F(YEARS, "years")                                                                              \
    F(CLAIM, "claim")                                                                              \
    F(LAW, "backup_rule")                                                                          \
    F(CHANGE, "least")                                                                             \
    F(FILE, "file")                                                                                \
    F(NEW_DOCTORS, "new_doctors")                                                                  \
    F(NEW_SHIFT_TYPES, "new_shift_types")                                                          \
    F(NEW_COVER, "new_cover")                                                                      \
    F(RULES, "rules")                                                                              \
    F(MUNICIPALITIES, "municipalities")                                                            \
    F(BOUNDS, "bounds")                                                                            \
    F(PROFILE, "profile")

enum {
#define VAKT_OP_INDEX(id, field) VAKT_OP_INDEX_##id,
    VAKT_OP_FIELDS(VAKT_OP_INDEX)
#undef VAKT_OP_INDEX
};
enum {
#define VAKT_OP_BIT(id, field) VAKT_OP_HAS_##id = 1 << VAKT_OP_INDEX_##id,
    VAKT_OP_FIELDS(VAKT_OP_BIT)
#undef VAKT_OP_BIT
};
#define VAKT_OP_B(id) VAKT_OP_HAS_##id

/*  O(id, word, fields that must be given, fields that may be, function of apply) */
#define VAKT_OPERATIONS(O)                                                                         \
    O(ADD_DOCTOR, "add_doctor", 0,                                                                 \
      VAKT_OP_B(NEW_DOCTORS) | VAKT_OP_B(LIKE) | VAKT_OP_B(COUNT), add_doctor)                     \
    O(REMOVE_DOCTOR, "remove_doctor", 0,                                                           \
      VAKT_OP_B(DOCTORS) | VAKT_OP_B(POSITION) | VAKT_OP_B(OLDER), remove_doctor)                  \
    O(SET_COUNT, "set_count", VAKT_OP_B(COUNT), VAKT_OP_B(POSITION) | VAKT_OP_B(ABILITY),          \
      set_count)                                                                                   \
    O(SET_BOUNDS, "set_bounds", VAKT_OP_B(BOUNDS),                                                 \
      VAKT_OP_B(DOCTORS) | VAKT_OP_B(POSITION), set_bounds)                                        \
    O(VOLUNTEER_POOL, "volunteer_pool", VAKT_OP_B(PERCENT),                                        \
      VAKT_OP_B(POSITION) | VAKT_OP_B(BOUNDS), volunteer_pool)                                     \
    O(SET_PROFILE, "set_profile", VAKT_OP_B(PROFILE),                                              \
      VAKT_OP_B(DOCTORS) | VAKT_OP_B(POSITION), set_profile)                                       \
    O(ABSENCE, "absence", VAKT_OP_B(DOCTORS), VAKT_OP_B(DATES) | VAKT_OP_B(PERCENT), absence)      \
    O(GRANT, "grant_exemption", VAKT_OP_B(DOCTORS), VAKT_OP_B(DATES) | VAKT_OP_B(SHIFT_TYPES),     \
      grant_exemption)                                                                             \
    O(END, "end_exemption", VAKT_OP_B(DOCTORS), 0, end_exemption)                                  \
    O(REFUSE, "refuse_discretionary", VAKT_OP_B(PERCENT), VAKT_OP_B(MUNICIPALITY),                 \
      refuse_discretionary)                                                                        \
    O(LIS1, "lis1", VAKT_OP_B(COUNT), 0, lis1)                                                     \
    O(POPULATION, "set_population", VAKT_OP_B(MUNICIPALITY) | VAKT_OP_B(POPULATION), 0,            \
      set_population)                                                                              \
    O(ADD_MUNICIPALITY, "add_municipality", VAKT_OP_B(MUNICIPALITIES), 0, add_municipality)        \
    O(MERGE, "merge", VAKT_OP_B(FILE), 0, merge)                                                   \
    O(ADD_SHIFT_TYPE, "add_shift_type", VAKT_OP_B(NEW_SHIFT_TYPES), VAKT_OP_B(LIKE),               \
      add_shift_type)                                                                              \
    O(REMOVE_SHIFT_TYPE, "remove_shift_type", VAKT_OP_B(SHIFT_TYPES), 0, remove_shift_type)        \
    O(CHANGE_SHIFT_TYPE, "change_shift_type", VAKT_OP_B(SHIFT_TYPES) | VAKT_OP_B(CHANGE), 0,       \
      change_shift_type)                                                                           \
    O(ADD_COVER, "add_cover", VAKT_OP_B(NEW_COVER), 0, add_cover)                                  \
    O(REMOVE_COVER, "remove_cover", VAKT_OP_B(COVER), 0, remove_cover)                             \
    O(CHANGE_COVER, "change_cover", VAKT_OP_B(COVER) | VAKT_OP_B(CHANGE), 0, change_cover)         \
    O(LAW_PROFILE, "law_profile", VAKT_OP_B(LAW), VAKT_OP_B(DATES), law_profile)                   \
    O(SET_RULE, "set_rule", VAKT_OP_B(RULES), 0, set_rule)                                         \
    O(ADD_RULE, "add_rule", VAKT_OP_B(RULES), 0, add_rule)                                         \
    O(IGNORE_WISHES, "ignore_wishes", 0, 0, ignore_wishes)                                         \
    O(AGE, "age", VAKT_OP_B(YEARS), VAKT_OP_B(CLAIM), age)

typedef enum vakt_op {
#define VAKT_OP_ENUM(id, word, must, may, function) VAKT_OP_##id,
    VAKT_OPERATIONS(VAKT_OP_ENUM)
#undef VAKT_OP_ENUM
} vakt_op;
extern const char *const vakt_op_words[]; /* NULL-terminated */

typedef struct vakt_operation {
    const void *source;
    int op; /* vakt_op */
    VAKT_IDS(doctors);
    int position;       /* vakt_position: all of them */
    int ability;        /* vakt_ability, on the first day of the period: all of them */
    int64_t older_than; /* years, on the first day of the period */
    const char *like;   /* doctor who is copied; shift type whose takers may take the new ones */
    int64_t count;      /* copies; LIS1: more, or fewer when below 0 */
    VAKT_IDS(shift_types);
    VAKT_IDS(cover);
    vakt_day from, to;
    int64_t percent;
    const char *municipality;
    int64_t population;
    int64_t years;
    int claim;       /* flag: those who have become 60 claim their right */
    int competence;  /* vakt_competence_version */
    int backup_rule; /* flag */
    int64_t least, wanted;
    uint32_t days, next_days, open_to;
    int start, end;
    int presence, only_when_needed;
    const char *file; /* the problem that is merged in */
    VAKT_LIST(vakt_doctor, new_doctors);
    VAKT_LIST(vakt_shift_type, new_shift_types);
    VAKT_LIST(vakt_cover, new_cover);
    VAKT_LIST(vakt_rule_entry, rules);
    VAKT_LIST(vakt_municipality, municipalities);
    VAKT_LIST(vakt_bounds, bounds);
    int profile; /* vakt_profile */
} vakt_operation;

/* An operation of this kind that is told nothing yet. */
vakt_operation vakt_operation_of(vakt_op op);

typedef struct vakt_scenario {
    const void *source;
    const char *id, *title, *note;
    VAKT_LIST(vakt_operation, operations);
} vakt_scenario;

/* Doctors of the position who serve on some day of the period. */
int64_t vakt_doctors_serving(const vakt_problem *problem, int position);

/* How many of those who serve on some day are able to it on the period's first day. */
int64_t vakt_doctors_able(const vakt_instance *instance, vakt_ability ability);

/* What the operations stand on. */
typedef struct vakt_apply {
    vakt_problem *problem; /* changed in place */
    vakt_arena *arena;     /* lives as long as the problem */
    vakt_locate locate;    /* of operations */
    void *context;
    vakt_report *report;
    /* The problem that a merge names; reports what is wrong. */
    vakt_status (*open)(void *context, const vakt_operation *operation,
                        const vakt_problem **ret_problem);
    const vakt_operation *operation; /* being made */
    size_t errors;
} vakt_apply;

/* Makes every operation. VAKT_E_INPUT when one names what does not exist or is told what it does
 * not use: each mistake is reported at its place. What only the whole problem shows is found by
 * vakt_instance_new afterwards. */
VAKT_MUST_USE vakt_status vakt_scenario_apply(const vakt_scenario *scenario, vakt_apply *apply);

/* ---- for the operations ---- */

/* An error at a field of the operation; found may be NULL. */
void vakt_apply_wrong(vakt_apply *apply, const char *field, const char *found,
                      const char *expected);
/* Calls `change` for every doctor the operation names by id, position or age; says at its place
 * when an id is nobody's, and when it names none. */
typedef vakt_status (*vakt_changer)(vakt_apply *apply, const vakt_operation *op, vakt_doctor *d);
VAKT_MUST_USE vakt_status vakt_apply_each(vakt_apply *apply, const vakt_operation *op,
                                          vakt_changer change);
/* Out of service from the period's first day. What was worked before stays in the history. */
void vakt_apply_leave(vakt_apply *apply, vakt_doctor *d);
/* `count` colleagues of the same position, competence and job, with a life of their own. */
VAKT_MUST_USE vakt_status vakt_apply_copies(vakt_apply *apply, const vakt_doctor *like,
                                            int64_t count);
/* `list` with `more` records added behind, as a new array; NULL when out of memory. */
void *vakt_apply_append(vakt_apply *apply, const void *list, size_t n, const void *more,
                        size_t n_more, size_t size);

#define VAKT_OP_PROTOTYPE(id, word, must, may, function)                                           \
    vakt_status vakt_op_##function(vakt_apply *apply, const vakt_operation *op);
VAKT_OPERATIONS(VAKT_OP_PROTOTYPE)
#undef VAKT_OP_PROTOTYPE

#endif
