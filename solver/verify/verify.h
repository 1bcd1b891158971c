/*
 * The independent verifier: links the domain only, exact integers, written from docs/rules.md.
 *
 * It knows nothing of the compiler. What it says of a roster is what is printed.
 */
#ifndef VAKT_VERIFY_VERIFY_H
#define VAKT_VERIFY_VERIFY_H

#include "base/arena.h"
#include "base/status.h"
#include "domain/instance.h"
#include "domain/roster.h"
#include "domain/share.h"

typedef struct vakt_finding { /* one breach of one rule */
    int setting;      /* index of instance->settings */
    int doctor;       /* or -1 */
    int other_doctor; /* of a pair, or -1 */
    int duty;         /* or -1 */
    int municipality; /* or -1 */
    int load_class;   /* of fairness and bounds, or -1 */
    vakt_day day;     /* when; VAKT_DAY_NONE = the period */
    vakt_minute start, end; /* when to the minute; VAKT_UNSET = not */
    int64_t amount;   /* by how much, in the rule's unit: minutes, duties, doctors, points */
    int64_t limit;    /* VAKT_UNSET = none */
    bool hard;
    bool excused;     /* an override of the problem: shown, neither a breach nor a cost */
    int64_t cost;     /* points at the setting's level; 0 when hard */
} vakt_finding;

typedef struct vakt_rule_score { /* per setting */
    int64_t checked;  /* things looked at */
    int64_t broken;   /* findings, hard and soft */
    int64_t cost;
} vakt_rule_score;

typedef struct vakt_fairness { /* one doctor and class */
    int doctor, load_class;
    vakt_band band;
    int64_t assigned; /* load points in this roster */
} vakt_fairness;

typedef struct vakt_municipality_share {
    int municipality;
    vakt_band band;
    int64_t delivered;
} vakt_municipality_share;

typedef struct vakt_backing { /* who backs whom, minute by minute merged to spans */
    int front, backup; /* duties; backup = -1: an outside arrangement or an outer duty */
    vakt_minute start, end;
} vakt_backing;

typedef struct vakt_wish_outcome {
    int doctor;
    size_t wish;   /* index of the doctor's wishes */
    bool counted;  /* within quota */
    int64_t denied; /* days or duties on which it was not kept */
} vakt_wish_outcome;

typedef struct vakt_unchecked { /* what nobody looked at */
    const char *id, *text; /* Norwegian */
} vakt_unchecked;

typedef struct vakt_verdict {
    vakt_arena *arena;
    bool legal;    /* no hard finding */
    bool complete; /* every required duty taken and every least cover met, every minute */
    int64_t levels[VAKT_MAX_LEVEL + 1];
    vakt_rule_score *scores; /* n_settings */
    vakt_finding *findings;
    size_t n_findings;
    vakt_fairness *fairness;
    size_t n_fairness;
    vakt_municipality_share *municipalities;
    size_t n_municipalities;
    vakt_backing *backings;
    size_t n_backings;
    vakt_wish_outcome *wishes;
    size_t n_wishes;
    vakt_unchecked *unchecked;
    size_t n_unchecked;
} vakt_verdict;

VAKT_MUST_USE vakt_status vakt_verify(const vakt_instance *instance, const vakt_roster *roster,
                                      vakt_verdict **ret_verdict);
void vakt_verdict_free(vakt_verdict *verdict); /* accepts NULL */

/*
 * What the competence rules that hold on the day allow the doctor in legevakt: to be alone, to be
 * backup, or only to work with one, whether or not the law profile asks for it. No duty is asked
 * about: how well a backup must know the place is what the last setting that applies to the doctor
 * says. Who may not have legevakt at all is able to nothing.
 */
bool vakt_verify_able(const vakt_instance *instance, int doctor, vakt_day day,
                      vakt_ability ability);

/* Only legality and the objective, for brute force: no lists are kept. */
VAKT_MUST_USE vakt_status vakt_verify_score(const vakt_instance *instance,
                                            const vakt_roster *roster, bool *ret_legal,
                                            int64_t ret_levels[VAKT_MAX_LEVEL + 1]);

#endif
