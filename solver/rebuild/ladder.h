/*
 * From a published roster that has to change to the rosters that change it least, and what more
 * changes would buy: the ladder.
 *
 * A change is a duty that changes hands, is filled or falls open. Nothing that has begun changes:
 * a duty with start <= now keeps its doctor, or stays open. What the policy keeps stands likewise.
 * Breaches that what stands makes by itself are excused: only what the duties that may move add to
 * them is forbidden. A doctor who cannot keep a duty (away, gone, exempt) loses it at no cost,
 * whatever the policy; filling it is a change. A pin that what stands rules out binds nobody.
 *
 * Rungs are in order of the number of changes nobody asked for:
 *
 *     FEWER   at most c changes: the fewest open duties c changes can leave, least weight among them
 *     LEAST   the fewest changes with which no roster leaves less open
 *     LIGHTER more of them, of less weight in sum (longer notice)
 *     BETTER  more of them, for better working time, fairness and wishes
 *     ANEW    no matter how many: what a roster made anew would be
 *
 * A rung that buys nothing over the one before it is left out. The values of a rung are minimised
 * in the order of its `order`, within its number of changes.
 */
#ifndef VAKT_REBUILD_LADDER_H
#define VAKT_REBUILD_LADDER_H

#include "base/arena.h"
#include "base/report.h"
#include "base/status.h"
#include "domain/instance.h"
#include "domain/roster.h"
#include "search/search.h"
#include "verify/verify.h"

/* R(id, word, Norwegian) */
#define VAKT_REBUILD_POLICIES(R)                                                                   \
    R(VAKT_REBUILD_NOBODY_UNASKED, "nobody_unasked", "bare de som har bedt om det, får endringer") \
    R(VAKT_REBUILD_FILL_OPEN, "fill_open", "ledige vakter fylles, publiserte vakter står")         \
    R(VAKT_REBUILD_FREE, "free", "alle vakter som ikke har begynt, kan flyttes")

/* What a change costs by notice, from `now` to the start of the duty: the first class whose hours
 * are more. R(id, word, hours, weight nobody asked, weight when all it touches asked, Norwegian) */
#define VAKT_REBUILD_NOTICES(R)                                                                    \
    R(VAKT_REBUILD_48_HOURS, "under_48_hours", 48, 8, 0, "under 48 timer før")                      \
    R(VAKT_REBUILD_WEEK, "under_a_week", 168, 4, 0, "under en uke før")                             \
    R(VAKT_REBUILD_TWO_WEEKS, "under_two_weeks", 336, 2, 0, "under to uker før")                    \
    R(VAKT_REBUILD_MORE, "more", INT64_MAX, 1, 0, "to uker før eller mer")

/* What a rung is measured by. R(id, word, Norwegian)
 * STANDING: how far rules are broken by what stands and could yet be kept by what may move (0 but
 * for rosters that were not legal); OPEN: open duties and uncovered time of level 0, first all but
 * the backup layer's, then that; COUNT: changes nobody asked for; WEIGHT: sum of the weights of all;
 * PEOPLE: doctors who lose or gain a duty without having asked, each once; LEVEL_1..: as in the
 * verdict. */
#define VAKT_RUNG_VALUES(R)                                                                        \
    R(VAKT_RUNG_STANDING, "standing", "brudd i det som står")                                      \
    R(VAKT_RUNG_OPEN, "open", "ledige vakter og udekket tid")                                      \
    R(VAKT_RUNG_OPEN_BACKUP, "open_backup", "ledige bakvakter")                                    \
    R(VAKT_RUNG_COUNT, "changes", "endringer")                                                     \
    R(VAKT_RUNG_WEIGHT, "weight", "endringer, vektet etter varsel")                                \
    R(VAKT_RUNG_PEOPLE, "people", "leger som berøres")                                             \
    R(VAKT_RUNG_LEVEL_1, "level_1", "arbeidstid og fordeling")                                     \
    R(VAKT_RUNG_LEVEL_2, "level_2", "ønsker")                                                      \
    R(VAKT_RUNG_LEVEL_3, "level_3", "nivå 3")                                                      \
    R(VAKT_RUNG_LEVEL_4, "level_4", "nivå 4")                                                      \
    R(VAKT_RUNG_LEVEL_5, "level_5", "nivå 5")

#define VAKT_RUNG_KINDS(R)                                                                         \
    R(VAKT_RUNG_FEWER, "fewer", "færre endringer")                                                 \
    R(VAKT_RUNG_LEAST, "least", "færrest endringer")                                               \
    R(VAKT_RUNG_LIGHTER, "lighter", "lengre varsel")                                               \
    R(VAKT_RUNG_BETTER, "better", "bedre plan")                                                    \
    R(VAKT_RUNG_ANEW, "anew", "løst på nytt")

#define VAKT_REBUILD_ENUM(id, ...) id,
typedef enum vakt_rebuild_policy { VAKT_REBUILD_POLICIES(VAKT_REBUILD_ENUM) } vakt_rebuild_policy;
typedef enum vakt_rebuild_notice {
    VAKT_REBUILD_NOTICES(VAKT_REBUILD_ENUM) VAKT_N_NOTICES
} vakt_rebuild_notice;
typedef enum vakt_rung_measure {
    VAKT_RUNG_VALUES(VAKT_REBUILD_ENUM) VAKT_N_RUNG_VALUES
} vakt_rung_measure;
typedef enum vakt_rung_kind { VAKT_RUNG_KINDS(VAKT_REBUILD_ENUM) } vakt_rung_kind;
#undef VAKT_REBUILD_ENUM

/* NULL-terminated, in the order of the lists above. */
extern const char *const vakt_rebuild_policy_words[];
extern const char *const vakt_rebuild_policy_norwegian[];
extern const char *const vakt_rebuild_notice_words[];
extern const char *const vakt_rebuild_notice_norwegian[];
extern const char *const vakt_rung_value_words[];
extern const char *const vakt_rung_value_norwegian[];
extern const char *const vakt_rung_kind_words[];
extern const char *const vakt_rung_kind_norwegian[];

typedef struct vakt_asked_move {
    int doctor, duty; /* asked to take it; of the one who has it: to be rid of it */
} vakt_asked_move;

typedef struct vakt_notice_weight {
    int64_t hours;          /* notices shorter than this; INT64_MAX = all others */
    int64_t unasked, asked; /* points of one change, >= 0 */
} vakt_notice_weight;

typedef struct vakt_rebuild_request {
    const vakt_roster *published; /* of the instance's duties, changes folded in; may have holes */
    vakt_minute now;
    int policy;                   /* vakt_rebuild_policy */
    const vakt_asked_move *asked;
    size_t n_asked;
    const uint8_t *spared; /* per doctor: neither loses nor gains unasked; NULL = nobody */
    const uint8_t *stands; /* per duty: stays as published, with the breaches it makes (a breach
                              that somebody has signed, an order); NULL = none */
    vakt_notice_weight weights[VAKT_N_NOTICES];
    int most_rungs;     /* FEWER, and likewise BETTER; 0 = the answer alone: LEAST, or LIGHTER */
    int64_t rung_work;  /* counted work that each BETTER may take, and FEWER and ANEW twice as
                           much; 0 = no BETTER and no ANEW, and no limit for FEWER */
    int64_t work_limit; /* counted work of the whole ladder; 0 = none; reproducible */
    uint64_t seed;
} vakt_rebuild_request;

/* Weights of the table, policy free, 4 rungs of 10000 each, no limit, seed 1. */
vakt_rebuild_request vakt_rebuild_defaults(const vakt_roster *published, vakt_minute now);

typedef struct vakt_ladder_move { /* one duty; in order of start */
    int duty, from, to;    /* doctors, or VAKT_NOBODY */
    int64_t notice_hours;  /* whole hours from now to start, rounded down */
    int notice;            /* vakt_rebuild_notice */
    bool asked;            /* by all it touches */
    bool forced;           /* the doctor could not keep it: see vakt_ladder.lost */
    int64_t weight;        /* points */
} vakt_ladder_move;

/* A published duty that its doctor cannot keep, by the first rule that says so. */
typedef struct vakt_ladder_lost {
    int duty, doctor;
    int setting; /* index of instance->settings; -1 = only with the rest of a block that is lost */
} vakt_ladder_lost;

typedef struct vakt_rung {
    int kind;              /* vakt_rung_kind */
    vakt_roster roster;
    vakt_verdict *verdict; /* of the independent verifier */
    vakt_ladder_move *moves;
    size_t n_moves;        /* every duty that is not as published */
    size_t n_changes;      /* those of cost: not asked for; of a forced loss only the filling */
    size_t n_open;         /* required duties that are open */
    int64_t limit;         /* the rung has the best values with at most so many changes; -1 = any */
    vakt_level_result values[VAKT_N_RUNG_VALUES]; /* by measure; bounds given those before it */
    int order[VAKT_N_RUNG_VALUES]; /* vakt_rung_measure, most important first */
    size_t n_values;               /* in order */
    bool proven;           /* all values are */
} vakt_rung;

typedef struct vakt_ladder {
    vakt_arena *arena;
    vakt_rung *rungs; /* fewest changes first, ANEW last */
    size_t n_rungs;
    size_t answer;    /* index of the least weighted: the one to propose */
    bool least_proven;     /* with fewer changes more would be open, proven */
    int64_t least_bound;   /* changes below which more would be open, proven */
    vakt_ladder_lost *lost;
    size_t n_lost;
    bool impossible; /* the pins contradict each other: there are no rungs */
    /* Breaches, hard and not excused, that what stands makes by itself: findings of a verdict of
     * its own. Every rung may keep them; none adds another. */
    vakt_verdict *standing;
    size_t n_frozen, n_movable; /* duties that stand, and those that may change */
    int64_t work;
    vakt_stop stopped_by;
} vakt_ladder;

/*
 * VAKT_OK also when a limit came first: then the rungs are those known so far, their bounds say
 * what is proven, and there may be none (n_rungs 0). VAKT_E_INTERNAL when the verifier counts a
 * roster differently or finds a breach that what stands does not make: described in `report`.
 * hooks: stop is asked as in vakt_search, progress is that of each search; may be NULL.
 */
VAKT_MUST_USE vakt_status vakt_ladder_new(const vakt_instance *instance,
                                          const vakt_rebuild_request *request,
                                          const vakt_hooks *hooks, vakt_report *report,
                                          vakt_ladder **ret_ladder);
void vakt_ladder_free(vakt_ladder *ladder); /* accepts NULL */

#endif
