/*
 * Why no complete roster exists, and what would help: conflicts and ways out. And why a doctor has
 * a duty: what it would cost to give it to each of the others.
 */
#ifndef VAKT_EXPLAIN_EXPLAIN_H
#define VAKT_EXPLAIN_EXPLAIN_H

#include "domain/instance.h"
#include "domain/roster.h"
#include "search/search.h"
#include "verify/verify.h"

/* How finely a hard rule is switched when conflicts are looked for; in the conflict that is found,
 * rules by doctor and as a whole are split by the day of what they judge. */
typedef enum vakt_explain_scope {
    VAKT_SCOPE_ALWAYS, /* background: holds in every test */
    VAKT_SCOPE_DATED,  /* by doctor and date of the duty */
    VAKT_SCOPE_DOCTOR, /* by doctor */
    VAKT_SCOPE_ALL     /* as a whole: it is about several doctors */
} vakt_explain_scope;

vakt_explain_scope vakt_explain_scope_of(vakt_rule_kind rule);

typedef enum vakt_member_kind {
    VAKT_MEMBER_DUTY,
    VAKT_MEMBER_COVER,
    VAKT_MEMBER_GAP, /* time that no duty covers: a conflict by itself */
    VAKT_MEMBER_RULE
} vakt_member_kind;

typedef struct vakt_member {
    vakt_member_kind kind;
    vakt_rule_kind rule;    /* DUTY: open_duty; COVER, GAP: cover or always_one */
    int setting;            /* one that stands behind it */
    int doctor;             /* RULE: -1 = several */
    vakt_day day;           /* or VAKT_DAY_NONE */
    const int *duties;      /* DUTY: those of the unit; RULE: those of the conflict it is about */
    size_t n_duties;
    int64_t least;          /* COVER: doctors; GAP: that are missing */
    vakt_minute start, end; /* DUTY, COVER; GAP: on the first of its days */
    int layer;              /* DUTY, COVER, GAP */
    const vakt_day *days;   /* GAP: each day on which it begins */
    size_t n_days;
} vakt_member;

/* R(id, word, price): what a way out changes, and the points of the price list: what is easier to ask
 * for is cheaper. From VAKT_LAW_PRICE on it touches law, and is only to think with. */
#define VAKT_LAW_PRICE 1000
#define VAKT_REPAIRS(R)                                                                            \
    R(VAKT_REPAIR_UNPIN, "unpin", 1)         /* a fixed duty is let go */                          \
    R(VAKT_REPAIR_ABSENCE, "absence", 2)     /* an absence that may be asked about, to other dates */ \
    R(VAKT_REPAIR_TRAINING, "training", 3)   /* reserved time is moved */                          \
    R(VAKT_REPAIR_ABSENCE_OUT, "absence_out", 4) /* likewise an absence, out of the period */      \
    R(VAKT_REPAIR_DAY_JOB, "day_job", 5)     /* the surgery closes */                              \
    R(VAKT_REPAIR_CAP, "cap", 6)             /* a cap is raised by one */                          \
    R(VAKT_REPAIR_EXTRA, "extra_duty", 7)    /* one more duty of a shift type, each day */         \
    R(VAKT_REPAIR_SOFTEN, "soften", 8)       /* a local rule becomes a wish for the doctor */      \
    R(VAKT_REPAIR_NEW_DUTY, "new_duty", 9)   /* a duty at hours that no shift type has, each day */ \
    R(VAKT_REPAIR_REST, "rest", 10)          /* rest is set aside for a duty, with a reason */     \
    R(VAKT_REPAIR_EXEMPTION, "exemption", 12) /* a discretionary exemption is asked about */       \
    R(VAKT_REPAIR_OUTSIDE, "outside_backup", 14) /* another place backs, for a duty */             \
    R(VAKT_REPAIR_ELSEWHERE, "elsewhere", 20) /* others cover the time, each day */                \
    R(VAKT_REPAIR_LOCUM_BACKED, "locum_backed", 24) /* one who may work with a backup */           \
    R(VAKT_REPAIR_LOCUM, "locum", 30)        /* one who may be alone and be backup */              \
    R(VAKT_REPAIR_ABSENCE_UNMARKED, "absence_unmarked", 40) /* not marked as one to ask about */   \
    R(VAKT_REPAIR_AML_REST, "aml_rest", 1010) /* law: daily rest set aside */                      \
    R(VAKT_REPAIR_PROFILE, "profile", 1020)  /* law: another profile of working time */            \
    R(VAKT_REPAIR_COMPETENCE, "competence", 1050) /* law: the competence rules before 2026 */      \
    R(VAKT_REPAIR_NO_BACKUP_RULE, "no_backup_rule", 1100) /* law: without the backup rule */

typedef enum vakt_repair_kind {
#define VAKT_REPAIR_ENUM(id, word, price) id,
    VAKT_REPAIRS(VAKT_REPAIR_ENUM)
#undef VAKT_REPAIR_ENUM
} vakt_repair_kind;
extern const char *const vakt_repair_words[]; /* NULL-terminated */
int64_t vakt_repair_price(vakt_repair_kind kind);

typedef struct vakt_repair {
    vakt_repair_kind kind;
    int64_t price;
    bool law;     /* touches law: only to think with */
    int doctor;   /* or -1 */
    int duty;     /* or -1 */
    int setting;  /* CAP, SOFTEN: whose rule; else -1 */
    size_t index; /* of the doctor's absence, training or exemption */
    vakt_day day, to; /* of the change; `to` of the last day */
    vakt_day moved_to; /* ABSENCE: its new first day; else VAKT_DAY_NONE */
    int shift_type;   /* EXTRA: of this type; NEW_DUTY: like this one; else -1 */
    int layer;        /* NEW_DUTY, ELSEWHERE; else -1 */
    vakt_minute start, end; /* NEW_DUTY, ELSEWHERE, OUTSIDE: on the first day */
    const vakt_day *days;   /* EXTRA, NEW_DUTY, ELSEWHERE: when, in order */
    size_t n_days;
    int64_t count;    /* EXTRA, NEW_DUTY: duties each day */
} vakt_repair;

/* Which change it is: 0 for the same. By kind, then whose, which and when. */
int vakt_repair_compare(const vakt_repair *a, const vakt_repair *b);

#define VAKT_REPAIR_STEPS 2

/* Proven: with these changes nothing is left open but what other conflicts are about; where that is
 * not to be had (there_only), nothing of this one. */
typedef struct vakt_way_out {
    vakt_repair steps[VAKT_REPAIR_STEPS];
    size_t n_steps;
    int64_t price;
    bool law;
} vakt_way_out;

typedef struct vakt_conflict {
    vakt_member *members; /* what is needed first, then rules by doctor */
    size_t n_members, n_needs;
    bool minimal;         /* every proper subset is proven feasible */
    int *doctors;         /* those who could by background have any of the duties */
    size_t n_doctors;
    vakt_way_out *ways;   /* cheapest first, those that touch law last */
    size_t n_ways, n_tried;
    bool there_only;      /* the ways are proven for this conflict's duties, not for the rest */
} vakt_conflict;

typedef enum vakt_explained {
    VAKT_EXPLAINED_COMPLETE, /* a complete roster exists */
    VAKT_EXPLAINED_NONE,     /* proven that none does */
    VAKT_EXPLAINED_LIMIT     /* a limit came first */
} vakt_explained;

typedef struct vakt_explanation {
    vakt_arena *arena;
    vakt_explained result;
    vakt_conflict *conflicts; /* no two share a need */
    size_t n_conflicts;
    bool more;         /* there is at least one more, or a limit kept us from seeing */
    bool uncovered;    /* some time has no duty at all that could cover it */
    bool together;     /* the first way out of each conflict, together, are proven to be enough */
    int64_t work, tests;
    vakt_stop stopped_by;
} vakt_explanation;

typedef struct vakt_explain_options {
    int64_t test_work; /* counted work of one test; 0 = default */
    int64_t work_limit; /* counted work of all; 0 = none. What was stopped from outside at work W is
                         * made again by W */
    size_t ways;       /* ways out wanted per conflict; 0 = default */
} vakt_explain_options;

/* hooks->progress gets event 'T' per test; may be NULL. */
VAKT_MUST_USE vakt_status vakt_explain(const vakt_instance *instance,
                                       const vakt_explain_options *options,
                                       const vakt_hooks *hooks, vakt_explanation **ret);
void vakt_explanation_free(vakt_explanation *explanation); /* accepts NULL */

/* The problem with the change made; new parts in `arena`, the rest shared. NULL: out of memory.
 * Duties may come to it; ids of those there were hold. */
vakt_problem *vakt_repair_apply(const vakt_instance *instance, const vakt_problem *problem,
                                const vakt_repair *repair, vakt_arena *arena);

/* ---- why me? ---- */

/* For a colleague, about whom nothing is told but that they are not available. */
bool vakt_why_is_private(vakt_rule_kind rule);

typedef struct vakt_rule_change {
    int setting;
    int64_t cost; /* after less before */
} vakt_rule_change;

typedef struct vakt_move { /* a duty, with its hard block, given to another */
    int to;
    bool possible;
    vakt_finding broken;  /* the first hard breach, when not possible; private ones before others */
    int64_t levels[VAKT_MAX_LEVEL + 1]; /* after less before */
    vakt_rule_change *changes; /* that differ, greatest first */
    size_t n_changes;
} vakt_move;

typedef struct vakt_why { /* of one duty */
    int duty, doctor;
    vakt_move *moves; /* one per colleague: cheapest first, impossible last */
    size_t n_moves;
} vakt_why;

/* The caller's arena. The duty must have a doctor. */
VAKT_MUST_USE vakt_status vakt_why_duty(const vakt_instance *instance, const vakt_roster *roster,
                                        const vakt_verdict *verdict, int duty, vakt_arena *arena,
                                        vakt_why *ret_why);

#endif
