/*
 * A roster as a document says it: plain records like those of problem.h, read and written by the
 * tables of io/roster_fields.c. Only version, problem, from, to and an assignment's duty and doctor
 * are required, so that a roster made by hand can be checked; all else is what vaktplan tells
 * about a roster it made.
 *
 * Rules are named by the word of the catalogue as text, not by row: a roster outlives the version
 * of vaktplan that wrote it. Absent values are as in problem.h.
 */
#ifndef VAKT_DOMAIN_ROSTER_DOC_H
#define VAKT_DOMAIN_ROSTER_DOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/calendar.h"
#include "domain/problem.h"

/* Why the search ended before its end. */
#define VAKT_ROSTER_STOPS(ROW)                                                                     \
    ROW(VAKT_ROSTER_STOP_WORK, "work")                                                             \
    ROW(VAKT_ROSTER_STOP_TIME, "time")                                                             \
    ROW(VAKT_ROSTER_STOP_SIGNAL, "signal")
/* optimal: complete, and every level proven. feasible: complete. incomplete: duties are open or
 * cover is missing. impossible: proven that no roster keeps the hard rules. */
#define VAKT_ROSTER_RESULTS(ROW)                                                                   \
    ROW(VAKT_ROSTER_OPTIMAL, "optimal")                                                            \
    ROW(VAKT_ROSTER_FEASIBLE, "feasible")                                                          \
    ROW(VAKT_ROSTER_INCOMPLETE, "incomplete")                                                      \
    ROW(VAKT_ROSTER_IMPOSSIBLE, "impossible")

#define VAKT_ROSTER_ENUM(id, word) id,
typedef enum vakt_roster_stop { VAKT_ROSTER_STOPS(VAKT_ROSTER_ENUM) } vakt_roster_stop;
typedef enum vakt_roster_result { VAKT_ROSTER_RESULTS(VAKT_ROSTER_ENUM) } vakt_roster_result;
#undef VAKT_ROSTER_ENUM

typedef struct vakt_roster_doc_status {
    const void *source;
    bool given;
    int state; /* vakt_state; default draft */
    vakt_day date;
    const char *by;
} vakt_roster_doc_status;

typedef struct vakt_roster_doc_level {
    const void *source;
    const char *name;
    int64_t value, bound; /* bound unset = not known */
    bool proven;          /* default false */
} vakt_roster_doc_level;

typedef struct vakt_roster_doc_assignment {
    const void *source;
    const char *duty, *doctor;
    int layer;             /* vakt_layer or -1 */
    vakt_minute start, end;
    VAKT_IDS(backs);       /* duties whose doctors it backs */
} vakt_roster_doc_assignment;

typedef struct vakt_roster_doc_open {
    const void *source;
    const char *duty;
    int layer;
    vakt_minute start, end;
    int64_t price;
} vakt_roster_doc_open;

typedef struct vakt_roster_doc_gap { /* uncovered clock time */
    const void *source;
    const char *cover;
    vakt_minute start, end;
    int64_t missing; /* doctors */
} vakt_roster_doc_gap;

typedef struct vakt_roster_doc_rule {
    const void *source;
    const char *rule, *doctor;
    int64_t level, count, broken, cost; /* count: how often checked */
    const char *text;                   /* Norwegian sentence */
} vakt_roster_doc_rule;

typedef struct vakt_roster_doc_breach {
    const void *source;
    const char *rule, *doctor, *duty;
    vakt_day date;
    bool hard; /* default false */
    int64_t amount, cost, level;
    const char *origin; /* `source` in the document: law, agreement or local policy */
    const char *text;   /* Norwegian sentence */
} vakt_roster_doc_breach;

typedef struct vakt_roster_doc_fairness {
    const void *source;
    const char *doctor;
    int load_class;
    int64_t share_milli; /* thousandths of a load point */
    int64_t least, most, assigned, carried; /* load points */
} vakt_roster_doc_fairness;

typedef struct vakt_roster_doc_municipality {
    const void *source;
    const char *municipality;
    int64_t owed_milli, delivered; /* thousandths of a load point; load points */
} vakt_roster_doc_municipality;

typedef struct vakt_roster_doc_wish {
    const void *source;
    const char *doctor, *wish;
    bool kept; /* default false */
    int64_t level;
} vakt_roster_doc_wish;

typedef struct vakt_roster_doc_not_checked {
    const void *source;
    const char *rule; /* word of the catalogue, or row of the rule book */
    const char *text;
} vakt_roster_doc_not_checked;

typedef struct vakt_roster_doc_note {
    const void *source;
    const char *text;
} vakt_roster_doc_note;

typedef struct vakt_roster_doc {
    const void *source;
    int64_t version;     /* 1 */
    const char *problem; /* id */
    const char *title;
    vakt_day from, to;
    vakt_roster_doc_status status;
    const char *tool;         /* "vaktplan 0.1.0" */
    const char *rule_profile; /* which law versions apply */
    const char *input_hash;   /* of the problem, hexadecimal */
    int64_t seed, work;
    int stopped_by;           /* vakt_roster_stop, -1 = ran to its end */
    bool verified, complete;  /* default false */
    int result;               /* vakt_roster_result or -1 */
    VAKT_LIST(vakt_roster_doc_level, levels);
    VAKT_LIST(vakt_roster_doc_assignment, assignments);
    VAKT_LIST(vakt_roster_doc_open, open);
    VAKT_LIST(vakt_roster_doc_gap, gaps);
    VAKT_LIST(vakt_roster_doc_rule, rules);
    VAKT_LIST(vakt_roster_doc_breach, breaches);
    VAKT_LIST(vakt_roster_doc_fairness, fairness);
    VAKT_LIST(vakt_roster_doc_municipality, municipalities);
    VAKT_LIST(vakt_roster_doc_wish, wishes);
    VAKT_LIST(vakt_roster_doc_not_checked, not_checked);
    VAKT_LIST(vakt_roster_doc_note, notes);
} vakt_roster_doc;

#endif
