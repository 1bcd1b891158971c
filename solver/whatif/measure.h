/* What a roster is to people, in numbers that stand beside each other: no names, only counts. */
#ifndef VAKT_WHATIF_MEASURE_H
#define VAKT_WHATIF_MEASURE_H

#include "norms/norms.h"
#include "verify/verify.h"

/* R(id, word): what is counted per doctor */
#define VAKT_LOAD_KINDS(R)                                                                         \
    R(VAKT_PER_DUTIES, "duties")                                                                   \
    R(VAKT_PER_NIGHTS, "nights")                                                                   \
    R(VAKT_PER_WEEKENDS, "weekends")                                                               \
    R(VAKT_PER_RED, "red_days")                                                                    \
    R(VAKT_PER_HOURS, "hours")
#define VAKT_LOAD_KIND_ENUM(id, word) id,
typedef enum vakt_load_kind { VAKT_LOAD_KINDS(VAKT_LOAD_KIND_ENUM) VAKT_N_PER } vakt_load_kind;
#undef VAKT_LOAD_KIND_ENUM
extern const char *const vakt_load_kind_words[]; /* NULL-terminated */

typedef struct vakt_spread { /* of those who share the duties; unset when nobody does */
    const void *source;
    int kind; /* vakt_load_kind */
    int64_t least, middle, most;
} vakt_spread;

typedef struct vakt_owed { /* what a municipality owes and delivers, in load points */
    const void *source;
    const char *municipality, *name;
    int64_t owed_least, owed_most, delivered;
} vakt_owed;

typedef struct vakt_rule_cost { /* a rule that costs something */
    const void *source;
    int rule;
    int64_t level, broken, points;
    const vakt_setting *setting; /* the first of the rule that costs */
} vakt_rule_cost;

typedef struct vakt_level_proof {
    const void *source;
    int64_t level, value, bound; /* bound unset = none */
    bool proven;
} vakt_level_proof;

typedef struct vakt_column {
    const void *source;
    bool given; /* where a column may be absent */
    const char *id, *title, *note;
    int kind;   /* row of vakt_column_kind_words */
    int result; /* row of vakt_column_result_words */
    bool legal, complete, proven;
    int64_t open_duties, uncovered_minutes, breaches;
    int64_t doctors, sharing; /* in service; of these with a share of the duties */
    int64_t duties;           /* taken */
    int64_t backup_duties, nights_with_backup;
    int64_t outside_band; /* doctor and class outside the band of fairness */
    int64_t wishes, wishes_kept;
    int64_t population, band_from, band_to; /* NKLM; unset = none */
    int64_t norms_short;                    /* rows under the recommendation */
    int64_t ore;                            /* by the problem's rates; unset = no rates */
    int64_t gained, lost, same;             /* doctors with fewer, more, as many duties as base */
    int64_t most_gained, most_lost;         /* duties fewer and more for one doctor */
    int64_t work;
    VAKT_LIST(vakt_spread, spreads);
    VAKT_LIST(vakt_owed, municipalities);
    VAKT_LIST(vakt_rule_cost, rules);
    VAKT_LIST(vakt_level_proof, levels);
    VAKT_LIST(vakt_norm_row, norms);
} vakt_column;

extern const char *const vakt_column_kind_words[];   /* base, scenario, roster ... */
extern const char *const vakt_column_result_words[]; /* optimal, feasible, incomplete, impossible */
enum {
    VAKT_COLUMN_BASE,
    VAKT_COLUMN_SCENARIO,
    VAKT_COLUMN_ROSTER,
    VAKT_COLUMN_POINT, /* of a sweep */
    VAKT_COLUMN_PRICE  /* without a rule, or with a doctor more */
};

/* Fills in what instance, roster and verdict tell. All memory from `arena`; ids, names and rule
 * texts are borrowed from the instance. VAKT_E_NOMEM. */
VAKT_MUST_USE vakt_status vakt_column_measure(const vakt_instance *instance,
                                              const vakt_roster *roster,
                                              const vakt_verdict *verdict, vakt_arena *arena,
                                              vakt_column *column);

/* How many have fewer and more duties than in the base; doctors are matched by id. */
void vakt_column_compare(const vakt_instance *base, const vakt_roster *base_roster,
                         const vakt_instance *instance, const vakt_roster *roster,
                         vakt_column *column);

#endif
