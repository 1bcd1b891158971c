/*
 * Changes folded into a published roster: judged one after another, in the order given, by the
 * independent verifier. A pure function: no files, no clock, nothing of what it is given is touched.
 * What each kind does and when it is refused: docs/changes.md.
 */
#ifndef VAKT_CHANGE_FOLD_H
#define VAKT_CHANGE_FOLD_H

#include "base/arena.h"
#include "base/report.h"
#include "base/status.h"
#include "base/text.h"
#include "domain/changes_doc.h"
#include "domain/instance.h"
#include "domain/roster.h"
#include "domain/roster_doc.h"
#include "verify/verify.h"

/* What may be published by the fold itself. P(id, word, Norwegian) */
#define VAKT_FOLD_POLICIES(P)                                                                      \
    P(VAKT_POLICY_APPROVED, "approved", "bare det som er godkjent")                                \
    P(VAKT_POLICY_AGREED, "agreed", "også det alle berørte er enige om, når ingen regel brytes")

/* R(id, word, Norwegian) */
#define VAKT_FOLD_RESULTS(R)                                                                       \
    R(VAKT_FOLD_APPLIED, "applied", "gjennomført")                                                 \
    R(VAKT_FOLD_PRICED, "priced", "gjennomført, men planen er blitt dårligere")                    \
    R(VAKT_FOLD_REFUSED, "refused", "avvist")                                                      \
    R(VAKT_FOLD_DUPLICATE, "duplicate", "gjennomført før")                                         \
    R(VAKT_FOLD_WAITING, "waiting", "venter")

/* Why a change is refused or waits, in the order of the checks. W(id, word, waits): the sentence is
 * the text fold_<word>. */
#define VAKT_FOLD_REASONS(W)                                                                       \
    W(VAKT_WHY_ID_USED, id_used, 0)                                                                \
    W(VAKT_WHY_FIELDS, fields, 0)                                                                  \
    W(VAKT_WHY_UNKNOWN_CHANGE, unknown_change, 0)                                                  \
    W(VAKT_WHY_AFTER_WAITS, after_waits, 1)                                                        \
    W(VAKT_WHY_UNKNOWN_DOCTOR, unknown_doctor, 0)                                                  \
    W(VAKT_WHY_UNKNOWN_DUTY, unknown_duty, 0)                                                      \
    W(VAKT_WHY_UNKNOWN, unknown, 0)                                                                \
    W(VAKT_WHY_EXISTS, exists, 0)                                                                  \
    W(VAKT_WHY_NOT_HOLDER, not_holder, 0)                                                          \
    W(VAKT_WHY_NOT_OPEN, not_open, 0)                                                              \
    W(VAKT_WHY_NOT_OFFERED, not_offered, 0)                                                        \
    W(VAKT_WHY_NOTHING, nothing, 0)                                                                \
    W(VAKT_WHY_BEGUN, begun, 0)                                                                    \
    W(VAKT_WHY_NOT_BEGUN, not_begun, 0)                                                            \
    W(VAKT_WHY_SPLIT_BLOCK, split_block, 0)                                                        \
    W(VAKT_WHY_PINNED, pinned, 0)                                                                  \
    W(VAKT_WHY_CHANGED_BEFORE, changed_before, 0)                                                  \
    W(VAKT_WHY_NOT_AGREED, not_agreed, 1)                                                          \
    W(VAKT_WHY_NOT_APPROVED, not_approved, 1)                                                      \
    W(VAKT_WHY_INVALID, invalid, 0)                                                                \
    W(VAKT_WHY_BREAKS, breaks, 0)                                                                  \
    W(VAKT_WHY_LAW, law, 0)                                                                        \
    W(VAKT_WHY_CANNOT_BE_ORDERED, cannot_be_ordered, 0)

#define VAKT_FOLD_ENUM(id, word, norwegian) id,
typedef enum vakt_fold_policy { VAKT_FOLD_POLICIES(VAKT_FOLD_ENUM) } vakt_fold_policy;
typedef enum vakt_fold_result {
    VAKT_FOLD_RESULTS(VAKT_FOLD_ENUM) VAKT_N_FOLD_RESULTS
} vakt_fold_result;
#undef VAKT_FOLD_ENUM
#define VAKT_FOLD_WHY_ENUM(id, word, waits) id,
typedef enum vakt_fold_why { VAKT_FOLD_REASONS(VAKT_FOLD_WHY_ENUM) VAKT_N_FOLD_REASONS } vakt_fold_why;
#undef VAKT_FOLD_WHY_ENUM
extern const char *const vakt_fold_policy_words[]; /* NULL-terminated, as the next */
extern const char *const vakt_fold_policy_norwegian[];
extern const char *const vakt_fold_result_words[];
extern const char *const vakt_fold_result_norwegian[];
extern const char *const vakt_fold_why_words[];

typedef struct vakt_fold_state {
    const vakt_problem *problem;
    const vakt_roster_doc_assignment *assignments; /* the published roster: duty and doctor are read */
    size_t n_assignments;
    const vakt_standing *standing; /* a first one: vakt_standing_first */
} vakt_fold_state;

typedef struct vakt_fold_options {
    vakt_minute now;   /* what has begun by then is not moved */
    int64_t revision;  /* number of the revision that this makes: standing.revision + 1 */
    int policy;        /* vakt_fold_policy */
    /* How findings and times are said in Norwegian: vakt_say_finding and vakt_say_span. NULL: by
     * ids alone. */
    void (*say_finding)(vakt_text *text, const vakt_instance *instance, const vakt_finding *finding);
    void (*say_span)(vakt_text *text, vakt_minute start, vakt_minute end);
} vakt_fold_options;

typedef struct vakt_fold_affected { /* a doctor who loses or gains a duty */
    const char *doctor, *duty;
    bool gains;
    bool asked;           /* asked for it or agreed to it; false: ordered, or followed from a fact */
    int64_t notice_hours; /* whole hours from now to its start; below 0 when it has begun */
} vakt_fold_affected;

typedef struct vakt_fold_breach { /* a hard finding that was not there before */
    const char *rule, *doctor, *duty; /* word of the catalogue; ids or NULL */
    vakt_day date;
    const char *brought_by; /* the duty that it came with: of two too close, the one that moved */
    bool may_be_signed; /* a named person may sign it */
    bool forced;        /* follows from what is not refused: docs/changes.md */
    const char *by, *reason; /* who signed; NULL when refused */
    const char *text;   /* Norwegian sentence */
} vakt_fold_breach;

typedef struct vakt_fold_outcome { /* of one change */
    const vakt_roster_change *change;
    int result;       /* vakt_fold_result */
    int why;          /* vakt_fold_why, or -1: applied, priced or a duplicate */
    const char *text; /* Norwegian: why; NULL when why is -1 */
    int64_t price[VAKT_MAX_LEVEL + 1]; /* points more than before; below 0: fewer */
    vakt_fold_affected *affected;
    size_t n_affected;
    vakt_fold_breach *breaches; /* refused: what stood against it. Applied: what was signed */
    size_t n_breaches;
    const char **opened; /* duties that nobody has now and somebody had, or that are new */
    size_t n_opened;
} vakt_fold_outcome;

typedef struct vakt_fold {
    vakt_arena *arena;
    vakt_fold_outcome *outcomes; /* one per change, in the order given */
    size_t n_outcomes, n_of[VAKT_N_FOLD_RESULTS]; /* n_of: outcomes of each result */
    bool changed;                /* any applied or priced */
    vakt_problem *problem;       /* new records; strings and unchanged lists are those of the input */
    vakt_roster_doc_assignment *assignments; /* duty, doctor, layer and times; in order of start, id */
    size_t n_assignments;
    vakt_standing *standing;     /* its revision is options.revision when changed, else as it was */
    /* The new state as the verifier sees it. */
    vakt_instance *instance;
    vakt_roster roster;
    vakt_verdict *verdict;
} vakt_fold;

/* The standing of a roster that is published for the first time. It lives in `arena`. */
vakt_standing *vakt_standing_first(const char *problem_id, vakt_arena *arena);

/*
 * The input and the changes must outlive the fold. VAKT_E_INPUT when the state itself does not hold
 * together (the problem is invalid, or the roster names what it does not have): reported. A change
 * that is refused is no error. About one verification per change.
 */
VAKT_MUST_USE vakt_status vakt_fold_new(const vakt_fold_state *state,
                                        const vakt_roster_change *changes, size_t n_changes,
                                        const vakt_fold_options *options, vakt_report *report,
                                        vakt_fold **ret_fold);
void vakt_fold_free(vakt_fold *fold); /* accepts NULL */

/* ---- what the standing says ---- */

/* NULL: nothing happened to it. */
const vakt_standing_duty *vakt_standing_duty_of(const vakt_standing *standing, const char *duty);
/* The last order that each doctor was given, newest first by `at`, then by place in the standing;
 * `events` point into the standing. For vakt_takers. */
typedef struct vakt_earlier_order {
    const char *doctor, *duty;
    const vakt_standing_event *event;
} vakt_earlier_order;
VAKT_MUST_USE vakt_status vakt_standing_orders(const vakt_standing *standing, vakt_arena *arena,
                                               vakt_earlier_order **ret_orders, size_t *ret_n);
/* Is the hard finding signed: in the standing's breaches, by rule, doctor, duty and date? */
bool vakt_standing_signed(const vakt_standing *standing, const vakt_instance *instance,
                          const vakt_finding *finding);

/* Who worked what has begun by `now`: the lines that pay goes by. In order of start, then id. */
typedef struct vakt_worked_line {
    const char *duty, *doctor;  /* doctor NULL: nobody */
    const char *planned;        /* of the published roster; NULL = open */
    const char *change;         /* the correction, or NULL */
    vakt_minute start, end;
} vakt_worked_line;
VAKT_MUST_USE vakt_status vakt_worked_lines(const vakt_instance *instance,
                                            const vakt_roster *roster,
                                            const vakt_standing *standing, vakt_minute now,
                                            vakt_arena *arena, vakt_worked_line **ret_lines,
                                            size_t *ret_n);
/*
 * The accounts of the period, per doctor and class that has any points, in the problem's order of
 * doctors: assigned as first published (standing.duties[].first), worked as worked by `now`.
 */
VAKT_MUST_USE vakt_status vakt_period_ledgers(const vakt_instance *instance,
                                              const vakt_roster *roster,
                                              const vakt_standing *standing, vakt_minute now,
                                              vakt_arena *arena, vakt_ledger **ret_ledgers,
                                              size_t *ret_n);

#endif
