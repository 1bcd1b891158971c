/* A random problem while it is being made. Private to tests/support. */
#ifndef VAKT_TESTS_RANDOM_DRAFT_H
#define VAKT_TESTS_RANDOM_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "domain/calendar.h"
#include "domain/rule_kinds.h"
#include "domain/words.h"

enum { DRAFT_DOCTORS = 4, DRAFT_TYPES = 8, DRAFT_SLOTS = 8 };

/* Lists of a doctor's document, and of the whole. */
#define DRAFT_DOCTOR_LISTS(L)                                                                      \
    L(changes) L(day_jobs) L(bounds) L(qualifications) L(claims) L(exemptions) L(kf4) L(kf4_used)  \
    L(absences) L(wishes) L(denied) L(fixed) L(training) L(feasts_done)
#define DRAFT_LISTS(L)                                                                             \
    L(calendar) L(cover) L(blocks) L(specials) L(elsewhere) L(outside_backup) L(patterns)          \
    L(feasts) L(peaks) L(wish_levels) L(rules) L(overrides) L(law_profiles) L(assessments)         \
    L(sfs_norm)
#define DRAFT_HISTORY_LISTS(L) L(duties) L(next) L(ledgers) L(municipality_ledgers)
#define DRAFT_MEMBER(name) vakt_text name;

typedef enum clock_kind { /* when in the day a shift type runs */
    CLOCK_DAY, CLOCK_EVENING, CLOCK_NIGHT, CLOCK_LATE, CLOCK_HOME, CLOCK_ROUND, CLOCK_BACKUP,
    CLOCK_WEEKEND, CLOCK_OFFICE, CLOCK_CAR, CLOCK_ROUNDS, CLOCK_MORNING, N_CLOCKS
} clock_kind;

typedef struct draft_type {
    clock_kind clock;
    int first_day, n_days; /* from the period's first day */
    int least, wanted;
    int load, price;
    int meets_job, may_back, load_class, profile; /* may_back, profile: -1 = not given */
    bool follow, only_when_needed, counting, home;
    const char *site;
    uint32_t open_to;
} draft_type;

typedef struct draft_slot { /* a duty; start and end in wall clock minutes of the period */
    int type, day, position;
    int start, end;
} draft_slot;

typedef struct draft_doctor {
    uint32_t has;
    uint32_t dated; /* qualifications that a dated row speaks of: `has` does not give them */
    int position, profile, share_pct;
    int municipality;               /* -1 = not given */
    int newcomer_until;             /* day; -1 = not given */
    int from, to;                   /* in service, days; -1 = open */
    int birth_year_days;            /* 60 years come so many days after the first; INT32_MIN none */
    bool experienced;
    int months, clinic, duties, local;
    int counting_needed, counting_done; /* needed 0 = not given */
    uint32_t away;                  /* days of the period with an absence */
    uint32_t pinned;                /* slots */
    bool only[DRAFT_TYPES];         /* shift types of its own */
    int n_wishes;
    DRAFT_DOCTOR_LISTS(DRAFT_MEMBER)
} draft_doctor;

typedef struct draft {
    uint64_t state;
    int focus;
    vakt_day from;
    int days;
    int max_rosters;
    int who, other; /* the doctor that the focus is about, and another */
    int n_doctors, n_types, n_slots, n_municipalities;
    draft_doctor doctors[DRAFT_DOCTORS];
    draft_type types[DRAFT_TYPES];
    draft_slot slots[DRAFT_SLOTS];
    bool entered[VAKT_N_RULES]; /* has an entry */
    bool vacancy_own, exemption_own;
    int basis, standby_divisor, join_min;
    char date_ring[16][20];
    int n_ring;
    DRAFT_LISTS(DRAFT_MEMBER)
    DRAFT_HISTORY_LISTS(DRAFT_MEMBER)
} draft;

/* ---- chance ---- */

int draft_below(draft *d, int n);               /* 0..n - 1 */
int draft_range(draft *d, int low, int high);   /* both inclusive */
bool draft_chance(draft *d, int percent);

/* ---- words; the strings live for sixteen further calls ---- */

const char *draft_date(draft *d, int day);
const char *draft_time(draft *d, int minute);   /* wall clock minutes from the period's first */
const char *draft_duty(draft *d, int slot);     /* duty id */

/* ---- parts ---- */

/* Adds one object to a list. */
#define DRAFT_ADD(list, ...)                                                                       \
    (vakt_text_add((list), (list)->length ? ", " : ""), vakt_text_addf((list), __VA_ARGS__))

/* A shift type that runs on n days from `day`; NULL when there is no room for it. */
draft_type *draft_add_type(draft *d, clock_kind clock, int day, int n);
/* Doctors wanted on the type's days, added to its slots while there is room. */
void draft_widen(draft *d, draft_type *type, int wanted);
int draft_slot_of(draft *d);                    /* any slot */

void draft_absent(draft *d, int doctor, int day);
/* Leaves nobody but the doctor for the slot (or, doctor = -1, nobody). */
void draft_only_free(draft *d, int doctor, int slot);
/* The same for some slots, by one way or another: makes the doctor needed. */
void draft_press(draft *d, int doctor);
/* A dated row of the qualification, days from..to (to = -1: for ever); once per kind. */
void draft_hold(draft *d, int doctor, vakt_qualification kind, int from, int to);
/* Presses two duties with the shortest gap of at least `least` minutes on the doctor; returns the
 * gap, or -1 when there are none. Both are at the place of work when asked. */
int draft_press_pair(draft *d, int doctor, int least, bool present);
void draft_pin(draft *d, int doctor, int slot);
void draft_wish(draft *d, int doctor, const char *want, int level, int slot, const char *more);
/* A block of two shift types' duties. */
void draft_block(draft *d, bool soft);
void draft_fair_off(draft *d);

/* An entry of the rule, mode, level and weight at random within what the catalogue allows; `more`
 * are further members, each with a comma before it. Only once per rule but for `many`. */
void draft_rule(draft *d, vakt_rule_kind rule, const char *more, ...) VAKT_PRINTF(3, 4);
void draft_entry(draft *d, vakt_rule_kind rule); /* the same without further members */
/* A duty before (or after) the period of the slot's shift type, so many days from its first. */
void draft_past(draft *d, int doctor, int type, int day);

/* What makes each rule bind, and the shape of the duties for it (random_focus*.c). */
#define DRAFT_BIND(word, ...) void draft_bind_##word(draft *d);
VAKT_RULES(DRAFT_BIND)
#undef DRAFT_BIND
void draft_shape(draft *d);

#endif
