/*
 * What changes after publication, as documents say it: the changes that people ask for, and the
 * standing of a published roster (what was applied, signed and worked). Plain records like those of
 * problem.h, read and written by io/changes_fields.c and io/standing_fields.c. What each kind means
 * is in docs/changes.md.
 */
#ifndef VAKT_DOMAIN_CHANGES_DOC_H
#define VAKT_DOMAIN_CHANGES_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/calendar.h"
#include "domain/problem.h"

/* ---- changes ---- */

/* What a change can be told; F(id, first field). */
#define VAKT_CHANGE_FIELDS(F)                                                                      \
    F(DOCTOR, "doctor")                                                                            \
    F(OTHER, "other_doctor")                                                                       \
    F(DUTY, "duty")                                                                                \
    F(OTHER_DUTY, "other_duty")                                                                    \
    F(DATE, "date")                                                                                \
    F(ABSENCE, "absence")                                                                          \
    F(DEMAND, "demand")                                                                            \
    F(WISH, "wish")                                                                                \
    F(WITHDRAWN, "withdrawn")                                                                      \
    F(PIN, "pin")                                                                                  \
    F(NEW_DOCTOR, "new_doctor")                                                                    \
    F(ORDER, "order")

enum {
#define VAKT_CHANGE_INDEX(id, field) VAKT_CHANGE_INDEX_##id,
    VAKT_CHANGE_FIELDS(VAKT_CHANGE_INDEX)
#undef VAKT_CHANGE_INDEX
};
enum {
#define VAKT_CHANGE_BIT(id, field) VAKT_CHANGE_HAS_##id = 1 << VAKT_CHANGE_INDEX_##id,
    VAKT_CHANGE_FIELDS(VAKT_CHANGE_BIT)
#undef VAKT_CHANGE_BIT
};

#define VAKT_CB(id) VAKT_CHANGE_HAS_##id
/* clang-format off */
/* K(id, word, Norwegian, fields that must be given, fields that may be, function of fold) */
#define VAKT_CHANGE_KINDS(K) \
    K(VAKT_CHANGE_GIVE, "give", "gi bort vakt", VAKT_CB(DOCTOR) | VAKT_CB(OTHER) | VAKT_CB(DUTY), VAKT_CB(ORDER), give) \
    K(VAKT_CHANGE_TAKE, "take", "overta vakt", VAKT_CB(DOCTOR) | VAKT_CB(DUTY), VAKT_CB(OTHER), take) \
    K(VAKT_CHANGE_SWAP, "swap", "bytte vakt", VAKT_CB(DOCTOR) | VAKT_CB(OTHER) | VAKT_CB(DUTY) | VAKT_CB(OTHER_DUTY), VAKT_CB(ORDER), swap) \
    K(VAKT_CHANGE_SWAP_OPEN, "swap_open", "bytte med ledig vakt", VAKT_CB(DOCTOR) | VAKT_CB(DUTY) | VAKT_CB(OTHER_DUTY), 0, swap_open) \
    K(VAKT_CHANGE_RELEASE, "release", "få fri en vakt", VAKT_CB(DOCTOR) | VAKT_CB(DUTY), 0, release) \
    K(VAKT_CHANGE_ABSENCE, "absence", "fravær", VAKT_CB(DOCTOR) | VAKT_CB(ABSENCE), 0, absence) \
    K(VAKT_CHANGE_BACK, "back", "tilbake fra fravær", VAKT_CB(DOCTOR) | VAKT_CB(DATE), 0, back) \
    K(VAKT_CHANGE_DEMAND_ADDED, "demand_added", "ekstra vakt", VAKT_CB(DEMAND), 0, demand_added) \
    K(VAKT_CHANGE_DEMAND_DROPPED, "demand_dropped", "vakt utgår", VAKT_CB(DEMAND), 0, demand_dropped) \
    K(VAKT_CHANGE_WISH, "wish", "ønske", VAKT_CB(DOCTOR), VAKT_CB(WISH) | VAKT_CB(WITHDRAWN), wish) \
    K(VAKT_CHANGE_PIN, "pin", "fastsette vakt", VAKT_CB(DOCTOR) | VAKT_CB(PIN), 0, pin) \
    K(VAKT_CHANGE_UNPIN, "unpin", "oppheve fastsatt vakt", VAKT_CB(DOCTOR) | VAKT_CB(DUTY), 0, unpin) \
    K(VAKT_CHANGE_JOIN, "join", "ny lege", VAKT_CB(NEW_DOCTOR), 0, join) \
    K(VAKT_CHANGE_LEAVE, "leave", "lege slutter", VAKT_CB(DOCTOR) | VAKT_CB(DATE), 0, leave) \
    K(VAKT_CHANGE_ADVERTISE, "advertise", "lyse ut vakt", VAKT_CB(DUTY), VAKT_CB(OTHER), advertise) \
    K(VAKT_CHANGE_OFFER, "offer", "tilby vakt", VAKT_CB(DOCTOR) | VAKT_CB(DUTY), VAKT_CB(OTHER), offer) \
    K(VAKT_CHANGE_ACCEPT, "accept", "si ja til vakt", VAKT_CB(DOCTOR) | VAKT_CB(DUTY), 0, accept) \
    K(VAKT_CHANGE_DECLINE, "decline", "si nei til vakt", VAKT_CB(DOCTOR) | VAKT_CB(DUTY), 0, decline) \
    K(VAKT_CHANGE_ORDER, "order", "pålegge vakt", VAKT_CB(DOCTOR) | VAKT_CB(DUTY) | VAKT_CB(ORDER), 0, order) \
    K(VAKT_CHANGE_WORKED, "worked", "rettelse etter vakten", VAKT_CB(OTHER) | VAKT_CB(DUTY), VAKT_CB(DOCTOR), worked)
/* clang-format on */

typedef enum vakt_change_kind {
#define VAKT_CHANGE_ENUM(id, word, norwegian, must, may, function) id,
    VAKT_CHANGE_KINDS(VAKT_CHANGE_ENUM)
#undef VAKT_CHANGE_ENUM
        VAKT_N_CHANGE_KINDS
} vakt_change_kind;
extern const char *const vakt_change_kind_words[]; /* NULL-terminated, as the next */
extern const char *const vakt_change_kind_norwegian[];

typedef struct vakt_change_override { /* a rule broken knowingly, by a named person */
    const void *source;
    bool given;
    const char *by, *reason;
} vakt_change_override;

typedef struct vakt_change_order { /* pålegg: who ordered, on what basis */
    const void *source;
    bool given;
    const char *by, *basis;
} vakt_change_order;

typedef struct vakt_roster_change {
    const void *source;
    const char *id;
    int kind; /* vakt_change_kind */
    const char *asked_by;    /* a doctor's id, or a name */
    vakt_minute asked_at;
    VAKT_IDS(agreed);        /* doctors who have agreed; who asked need not be named */
    const char *approved_by; /* NULL: not approved */
    vakt_minute approved_at;
    VAKT_IDS(after);         /* earlier changes it knowingly builds on */
    const char *doctor, *other_doctor; /* which is which: docs/changes.md */
    const char *duty, *other_duty;
    bool whole_block;        /* the duties' hard blocks go with them; default false */
    vakt_day date;           /* back: first day back; leave: last day in service */
    vakt_absence absence;
    bool absence_given;
    vakt_special demand;     /* demand_added: extra; demand_dropped: cancelled */
    bool demand_given;
    vakt_wish wish;          /* in place of the doctor's wish of the same id, if any */
    bool wish_given;
    const char *withdrawn;   /* id of a wish that is withdrawn */
    vakt_fixed pin;
    bool pin_given;
    vakt_doctor new_doctor;
    bool new_doctor_given;
    vakt_change_override override;
    vakt_change_order order;
    const char *note;        /* for the manager; never a kind of illness */
} vakt_roster_change;

typedef struct vakt_changes_doc {
    const void *source;
    int64_t version;     /* 1 */
    const char *id;      /* NULL = none */
    const char *problem; /* id of the problem that they are about; NULL = any */
    VAKT_LIST(vakt_roster_change, changes); /* in the order asked to be judged */
} vakt_changes_doc;

/* ---- standing ---- */

/* The life of a duty after publication. E(id, word, Norwegian) */
#define VAKT_LIFE_EVENTS(E)                                                                        \
    E(VAKT_LIFE_OPENED, "opened", "ble ledig")                                                     \
    E(VAKT_LIFE_ADVERTISED, "advertised", "lyst ut")                                               \
    E(VAKT_LIFE_OFFERED, "offered", "tilbudt")                                                     \
    E(VAKT_LIFE_ACCEPTED, "accepted", "sa ja")                                                     \
    E(VAKT_LIFE_DECLINED, "declined", "sa nei")                                                    \
    E(VAKT_LIFE_ORDERED, "ordered", "pålagt")                                                      \
    E(VAKT_LIFE_MOVED, "moved", "byttet lege")

#define VAKT_LIFE_ENUM(id, word, norwegian) id,
typedef enum vakt_life_event { VAKT_LIFE_EVENTS(VAKT_LIFE_ENUM) VAKT_N_LIFE_EVENTS } vakt_life_event;
#undef VAKT_LIFE_ENUM
extern const char *const vakt_life_event_words[]; /* NULL-terminated, as the next */
extern const char *const vakt_life_event_norwegian[];

typedef struct vakt_standing_event {
    const void *source;
    int event;          /* vakt_life_event */
    const char *change; /* id of the change that made it */
    const char *doctor; /* offered to, accepted, declined, ordered, moved to; NULL = none */
    vakt_minute at;     /* when it was asked; VAKT_UNSET = not told */
    const char *by;     /* who offered or ordered */
    const char *basis;  /* of an order */
    int64_t revision;   /* in which it was published */
} vakt_standing_event;

typedef struct vakt_standing_duty { /* a duty that something happened to; sorted by id */
    const void *source;
    const char *duty;
    const char *first;   /* who had it when it was first published; NULL = open */
    const char *change;  /* the change that last moved it; NULL = none did */
    int64_t revision;    /* in which it last changed hands; VAKT_UNSET = never */
    bool dropped;        /* it is no longer asked for; default false */
    VAKT_LIST(vakt_standing_event, life); /* append-only */
} vakt_standing_duty;

typedef struct vakt_standing_applied { /* in the order applied */
    const void *source;
    const char *change;
    int kind;           /* vakt_change_kind */
    const char *digest; /* of what it says, in hexadecimal digits: an id stands for one change */
    int64_t revision;
} vakt_standing_applied;

typedef struct vakt_standing_breach { /* a hard rule broken knowingly; stays in every report */
    const void *source;
    const char *change, *rule; /* rule: word of the catalogue */
    const char *doctor, *duty; /* NULL = none */
    vakt_day date;
    const char *by, *reason;
    bool forced;       /* followed from what nobody could refuse (absence, a doctor who leaves) */
    const char *text;  /* Norwegian sentence */
    int64_t revision;
} vakt_standing_breach;

typedef struct vakt_standing_worked { /* who worked a duty, corrected after the fact */
    const void *source;
    const char *change, *duty;
    const char *planned; /* whom the published roster has, or an earlier correction; NULL = open */
    const char *worked;
    const char *by;      /* who signed */
    vakt_minute at;
    int64_t revision;
} vakt_standing_worked;

typedef struct vakt_standing_lost { /* for calendar feeds: a duty that a doctor had and has no more */
    const void *source;
    const char *duty, *doctor;
    vakt_minute start, end; /* as it was then */
    int64_t revision;
} vakt_standing_lost;

typedef struct vakt_standing {
    const void *source;
    int64_t version; /* 1 */
    const char *problem;
    int64_t revision; /* of the roster that this stands beside; the first is 1 */
    VAKT_LIST(vakt_standing_duty, duties);
    VAKT_LIST(vakt_standing_applied, applied);
    VAKT_LIST(vakt_standing_breach, breaches);
    VAKT_LIST(vakt_standing_worked, worked);
    VAKT_LIST(vakt_standing_lost, lost);
} vakt_standing;

#endif
