/*
 * Recommended staffing by population, and how a district stands against it.
 *
 * The table is a recommendation: it is reported, never enforced. The binding numbers of SFS 2305 are
 * the municipality's to enter (sfs_norm); as long as they are not, every report says so.
 *
 * Source: NKLM slik gjengitt i Sarpsborgs plan 2025-2028, vedlegg 1 (regulation book, chapter 6).
 */
#ifndef VAKT_NORMS_NORMS_H
#define VAKT_NORMS_NORMS_H

#include "base/arena.h"
#include "base/status.h"
#include "domain/instance.h"
#include "domain/roster.h"

#define VAKT_NORM_SOURCE "NKLM slik gjengitt i Sarpsborgs plan 2025-2028, vedlegg 1"
#define VAKT_NORM_SFS_UNKNOWN "Bindende normtall i SFS 2305 er ikke kontrollert."

/*
 * R(from, to, n of primary, n of all layers, backup at all hours, backup after 23,
 *   two doctors until 23, two doctors always)
 * to = 0: no upper end. n = 0 and 0: blank in the plan, so nothing is recommended. Exactly 60 000
 * belongs to the band that ends there.
 */
#define VAKT_NORM_BANDS(R)                                                                         \
    R(0, 999, 3, 0, 0, 0, 0, 0)                                                                    \
    R(1000, 1999, 4, 0, 0, 0, 0, 0)                                                                \
    R(2000, 2999, 4, 0, 0, 0, 0, 0)                                                                \
    R(3000, 4999, 5, 0, 0, 0, 0, 0)                                                                \
    R(5000, 6999, 6, 0, 0, 0, 0, 0)                                                                \
    R(7000, 8999, 7, 5, 1, 0, 0, 0)                                                                \
    R(9000, 11999, 8, 6, 1, 0, 0, 0)                                                               \
    R(12000, 15999, 9, 7, 1, 0, 0, 0)                                                              \
    R(16000, 24999, 10, 8, 0, 1, 1, 0)                                                             \
    R(25000, 39999, 12, 10, 0, 1, 1, 0)                                                            \
    R(40000, 60000, 14, 14, 0, 0, 0, 1)                                                            \
    R(60001, 0, 18, 18, 0, 0, 0, 1)

typedef struct vakt_norm_band {
    int64_t from, to; /* inhabitants, inclusive; to 0 = no upper end */
    int64_t n_primary, n_total; /* n_total 0 = blank */
    bool backup_always, backup_after_23, two_until_23, two_always;
} vakt_norm_band;

const vakt_norm_band *vakt_norm_band_of(int64_t population); /* NULL when negative */
const vakt_norm_band *vakt_norm_bands(size_t *ret_count);

/* What a report compares, in this order. `samlet` in the plan can be read in two ways; both are
 * given: as the most frequent duty of all layers taken together, and as the doctors who share the
 * backup. R(id, word, unit, Norwegian) */
#define VAKT_NORM_ROWS(R)                                                                          \
    R(VAKT_NORM_PARTICIPANTS, "primary_participants", "leger", "Leger som deler primærvakten")     \
    R(VAKT_NORM_PRIMARY, "primary_n_delt", "delt", "Primærvakt, minst n-delt")                     \
    R(VAKT_NORM_TOTAL, "total_n_delt", "delt", "Samlet, lest som alle vaktlag, minst n-delt")      \
    R(VAKT_NORM_SHARING, "total_backup_participants", "leger",                                     \
      "Samlet, lest som leger som deler bakvakten")                                                \
    R(VAKT_NORM_BACKUP, "backup_all_hours", "leger", "Bakvakt for utrykning, hele døgnet")         \
    R(VAKT_NORM_BACKUP_NIGHT, "backup_after_23", "leger", "Bakvakt for utrykning, kl. 23-08")      \
    R(VAKT_NORM_UNTIL_23, "doctors_until_23", "leger", "Leger på vakt kl. 16-23")                  \
    R(VAKT_NORM_ALWAYS, "doctors_always", "leger", "Leger på vakt, hele døgnet")                    \
    R(VAKT_NORM_BUSIEST, "busiest_primary_n_delt", "delt", "Legen med tettest primærvakt, n-delt")
#define VAKT_NORM_VERDICTS(R)                                                                      \
    R(VAKT_NORM_MET, "met", "som anbefalt")                                                        \
    R(VAKT_NORM_SHORT, "short", "under anbefalingen")                                              \
    R(VAKT_NORM_NONE, "no_recommendation", "ingen anbefaling")                                     \
    R(VAKT_NORM_UNKNOWN, "not_compared", "ikke sammenlignet")
#define VAKT_NORM_ROW_ENUM(id, word, unit, norwegian) id,
#define VAKT_NORM_VERDICT_ENUM(id, word, norwegian) id,
typedef enum vakt_norm_kind { VAKT_NORM_ROWS(VAKT_NORM_ROW_ENUM) VAKT_NORM_N_ROWS } vakt_norm_kind;
typedef enum vakt_norm_verdict {
    VAKT_NORM_VERDICTS(VAKT_NORM_VERDICT_ENUM)
} vakt_norm_verdict;
#undef VAKT_NORM_ROW_ENUM
#undef VAKT_NORM_VERDICT_ENUM
extern const char *const vakt_norm_kind_words[];         /* NULL-terminated */
extern const char *const vakt_norm_kind_norwegian[];
extern const char *const vakt_norm_kind_units[];
extern const char *const vakt_norm_verdict_words[];      /* NULL-terminated */
extern const char *const vakt_norm_verdict_norwegian[];

/* The records of a report; absent values are as in problem.h. `source` is for the field tables. */

typedef struct vakt_norm_layer { /* how the district shares one layer; layer -1: all of them */
    const void *source;
    int layer;
    int64_t participants; /* doctors who may take an out-of-hours duty of it in the period */
    int64_t duties;       /* vaktdøgn of its required out-of-hours duties */
    int64_t n_delt;       /* participants per vaktdøgn, rounded down: unset without duties */
    int64_t doctors_on;   /* least on at any time */
    int64_t took_part, open, busiest; /* in a roster: doctors with a duty, vaktdøgn without a doctor,
                                       * and the n of the one who has the most. Unset without */
} vakt_norm_layer;

typedef struct vakt_norm_row {
    const void *source;
    int kind;    /* vakt_norm_kind */
    int64_t recommended, actual, difference; /* actual - recommended */
    int verdict; /* vakt_norm_verdict */
    const char *text;
} vakt_norm_row;

typedef struct vakt_norm_sfs { /* one binding number that the municipality has entered */
    const void *source;
    int layer;
    int64_t participants, actual_participants, doctors_on, actual_doctors_on;
    int verdict;
    const char *text;
} vakt_norm_sfs;

typedef struct vakt_norm_kf4 { /* one doctor and calendar year under KF § 4 */
    const void *source;
    const char *doctor, *name; /* NULL when names are left out */
    int64_t year;
    vakt_day from, to;     /* of the engagement in that year */
    int64_t used, planned; /* days at work: entered as used before, and in the roster (unset without) */
    int64_t total, limit;  /* limit unset: the rule is off */
    const char *text;
} vakt_norm_kf4;

typedef struct vakt_norm_year { /* what is reported to Statsforvalter about one calendar year */
    const void *source;
    int64_t year, doctors, days;
    vakt_day due; /* 31 March of the year after; none after the last report */
    const char *text;
} vakt_norm_year;

typedef struct vakt_norm_counting { /* one doctor's tellende vakter */
    const void *source;
    const char *doctor, *name;
    int64_t needed, done, planned, minutes, missing; /* planned, minutes: in the roster, unset without */
    vakt_day by;
    VAKT_IDS(duties); /* of the roster, in order */
    const char *text;
} vakt_norm_counting;

typedef struct vakt_norm_note {
    const void *source;
    const char *text;
} vakt_norm_note;

typedef struct vakt_norm_report {
    const void *source;
    int64_t population;         /* unset = not known */
    int64_t band_from, band_to; /* unset = none */
    const char *origin;         /* of the recommendation */
    const char *problem, *title;
    vakt_day from, to;
    VAKT_LIST(vakt_norm_layer, layers);
    VAKT_LIST(vakt_norm_row, rows);
    VAKT_LIST(vakt_norm_sfs, sfs);
    VAKT_LIST(vakt_norm_kf4, kf4);
    VAKT_LIST(vakt_norm_year, years);
    VAKT_LIST(vakt_norm_counting, counting);
    VAKT_LIST(vakt_norm_note, notes);
} vakt_norm_report;

/* Sum of the municipalities; unset when there is none or one of them gives no number. */
int64_t vakt_norm_population(const vakt_problem *problem);

/* Least doctors that the required duties of the layers (a set) put on at any time of the clock
 * window [from, to) of every vaktdøgn; to <= from is the next day. What others cover elsewhere is
 * left out. The first vaktdøgn is too when there are several: duties from before the period may
 * run into it. VAKT_UNSET when there is nothing to look at. */
int64_t vakt_norm_doctors_on(const vakt_instance *instance, uint32_t layers, int from, int to);

/* instance NULL: only the recommendation for `population`. population VAKT_UNSET: the district's
 * own. All memory from `arena`; VAKT_E_NOMEM. */
VAKT_MUST_USE vakt_status vakt_norm_report_new(const vakt_instance *instance, int64_t population,
                                               vakt_arena *arena, vakt_norm_report **ret_report);

/* The part about each doctor: KF § 4 days, what is reported to Statsforvalter, counting duties; and
 * with a roster (NULL = none) how its layers were shared. names: false leaves out who. */
VAKT_MUST_USE vakt_status vakt_norm_report_staff(const vakt_instance *instance,
                                                 const vakt_roster *roster, bool names,
                                                 vakt_arena *arena, vakt_norm_report *report);

/* KF § 4: the last year in which a report is due on 31 March (kompetanseforskriften § 4). */
#define VAKT_NORM_KF4_LAST_REPORT 2029

#endif
