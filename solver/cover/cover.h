/*
 * Who can take a duty: every doctor put on it in turn, judged by the independent verifier.
 *
 * Whoever has the duty is taken off it. Where it is part of a block that may not be split, what
 * that doctor has of the block (or nobody has) goes with it. What the roster breaks already is held
 * against nobody; what is worse than before is, whoever it befalls: the duty's new doctor, or one
 * whose backup is gone. A backup that is manned only when needed, and that nobody needs any more,
 * is set open with it.
 */
#ifndef VAKT_COVER_COVER_H
#define VAKT_COVER_COVER_H

#include "verify/verify.h"

/* R(id, word, Norwegian): the order is the ranking. */
#define VAKT_TAKER_CANS(R)                                                                         \
    R(VAKT_TAKER_CAN, "yes", "kan ta vakten")                                                      \
    R(VAKT_TAKER_IF_ASKED, "if_asked", "har fri, men kan spørres")                                 \
    R(VAKT_TAKER_CANNOT, "no", "bryter en regel")
/* On what basis: of the doctor's position alone, whatever rules are broken. */
#define VAKT_TAKER_BASES(R)                                                                        \
    R(VAKT_TAKER_ORDER, "order", "kan pålegges")                                                   \
    R(VAKT_TAKER_ASK, "ask", "kan bare spørres")
#define VAKT_TAKER_NEIGHBOURS(R)                                                                   \
    R(VAKT_NEIGHBOUR_DUTY, "duty", "vakt")                                                         \
    R(VAKT_NEIGHBOUR_OUTER, "other_plan", "vakt i en annen plan")                                  \
    R(VAKT_NEIGHBOUR_JOB, "day_job", "kontor")

#define VAKT_TAKER_ENUM(id, word, norwegian) id,
typedef enum vakt_taker_can { VAKT_TAKER_CANS(VAKT_TAKER_ENUM) } vakt_taker_can;
typedef enum vakt_taker_basis { VAKT_TAKER_BASES(VAKT_TAKER_ENUM) } vakt_taker_basis;
typedef enum vakt_taker_neighbour {
    VAKT_TAKER_NEIGHBOURS(VAKT_TAKER_ENUM)
} vakt_taker_neighbour;
#undef VAKT_TAKER_ENUM
extern const char *const vakt_taker_can_words[]; /* NULL-terminated, as the next */
extern const char *const vakt_taker_can_norwegian[];
extern const char *const vakt_taker_basis_words[];
extern const char *const vakt_taker_basis_norwegian[];
extern const char *const vakt_taker_neighbour_words[];
extern const char *const vakt_taker_neighbour_norwegian[];

typedef struct vakt_taker_effect { /* what is worse than before */
    vakt_finding finding;
    int64_t cost; /* points more than before; 0 when hard */
    bool law;     /* of a rule that only law or a decision by name may relax */
    bool other;   /* befalls another doctor, or the roster as a whole */
} vakt_taker_effect;

typedef struct vakt_rest { /* to what comes before or after */
    int64_t minutes; /* VAKT_UNSET = nothing is known there */
    int kind;        /* vakt_taker_neighbour, or -1 */
    int duty;        /* of kind DUTY, else -1 */
} vakt_rest;

typedef struct vakt_taker_load {
    int64_t before, after;  /* load points without and with what is taken */
    int64_t share_milli;    /* thousandths of a point; VAKT_UNSET = no share is worked out */
} vakt_taker_load;

typedef struct vakt_taker_wish { /* a wish that the duty goes against, or keeps */
    size_t wish; /* index of the doctor's */
    bool against;
} vakt_taker_wish;

typedef struct vakt_taker {
    int doctor;
    int can;   /* vakt_taker_can */
    int basis; /* vakt_taker_basis */
    bool vacancy; /* nobody to call */
    int64_t change[VAKT_MAX_LEVEL + 1]; /* points of each level, against the roster as it was */
    vakt_rest before, after;
    vakt_taker_load in_class, in_all;
    vakt_taker_effect *breaks, *costs; /* hard, law first; priced, dearest first */
    size_t n_breaks, n_costs;
    vakt_taker_wish *wishes;
    size_t n_wishes;
    int *released; /* duties that are manned only when needed, and no longer are: set open */
    size_t n_released;
    vakt_minute ordered_at;   /* last order before this; VAKT_UNSET = none known */
    const char *ordered_duty; /* to what; NULL = none known */
} vakt_taker;

typedef struct vakt_taker_order { /* an order (pålegg) given before */
    const char *doctor, *duty;
    vakt_minute at;
} vakt_taker_order;

typedef struct vakt_takers {
    vakt_arena *arena;
    int duty, holder;  /* holder: who had it, or VAKT_NOBODY */
    const int *moved;  /* the duty, and those of its block that go with it */
    size_t n_moved;
    bool pinned;       /* fixed by the problem: the pin has to be lifted first */
    vakt_taker *takers; /* best first; every doctor but the holder */
    size_t n_takers, n_can, n_if_asked; /* can, if_asked: vacancies do not count */
    const vakt_taker_effect *whoever; /* breaks of others that every taker has */
    size_t n_whoever;
    const vakt_unchecked *unchecked; /* what the verifier did not look at */
    size_t n_unchecked;
} vakt_takers;

VAKT_MUST_USE vakt_status vakt_takers_new(const vakt_instance *instance, const vakt_roster *roster,
                                          int duty, vakt_takers **ret_takers);
/* Ranks anew: among equals those come first who have not been ordered, then those for whom it is
 * longest ago. The orders' strings must outlive the takers. */
void vakt_takers_rank(vakt_takers *takers, const vakt_instance *instance,
                      const vakt_taker_order *orders, size_t n_orders);
void vakt_takers_free(vakt_takers *takers); /* accepts NULL */

/* Was the same breach there before, no smaller? */
bool vakt_taker_was_there(const vakt_instance *instance, const vakt_verdict *before,
                          const vakt_finding *finding);

/* Two changes: one who cannot take the duty as it is takes it, when somebody takes another duty
 * of theirs. */
typedef struct vakt_two_step {
    int taker, to;             /* doctors: who takes the duty, who takes the other */
    const int *given;          /* the other duty, and those of its block that go with it */
    size_t n_given;
    int taker_basis, to_basis; /* vakt_taker_basis */
    int64_t change[VAKT_MAX_LEVEL + 1]; /* points of each level, against the roster as it was */
} vakt_two_step;

/*
 * Those that break no hard rule, cheapest first, at most one for each taker and other duty; they
 * live in `arena`. Only duties that begin after `now` (VAKT_UNSET: any) and are not pinned are
 * given on. Vacancies take nothing. Looks at no more than VAKT_TWO_STEP_TRIALS rosters.
 */
#define VAKT_TWO_STEP_TRIALS 160
VAKT_MUST_USE vakt_status vakt_two_steps_find(const vakt_instance *instance,
                                              const vakt_roster *roster, const vakt_takers *takers,
                                              vakt_minute now, vakt_arena *arena,
                                              vakt_two_step **ret_steps, size_t *ret_n);

/* A placeholder of whom it is not said who it is. */
bool vakt_taker_is_vacancy(const vakt_doctor *doctor);
/* Minutes from the doctor's last duty or office before `start` and to the next after `end`; what
 * overlaps a duty is no rest: 0 minutes. Duties in `moved` are not neighbours of themselves. */
void vakt_taker_rest(const vakt_instance *instance, const vakt_roster *roster, int doctor,
                     const int *moved, size_t n_moved, vakt_rest *ret_before,
                     vakt_rest *ret_after);
/* kan pålegges: a GP who is not exempt from any of the duties, or employed and within the most that
 * was agreed when the roster holds. Not away, and not a vacancy. */
int vakt_taker_basis_of(const vakt_instance *instance, const vakt_roster *roster,
                        const vakt_verdict *verdict, int doctor, const int *moved,
                        size_t n_moved);

#endif
