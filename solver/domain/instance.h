/*
 * The immutable, dense form of a problem: duties dated, times in UTC minutes, references resolved,
 * settings in order. Facts only, no law: which rule forbids what is for the compiler and the
 * verifier, each on its own, from docs/rules.md.
 *
 * Days are civil day numbers. The instance knows every day from first_day to last_day (the period
 * with enough before and after for history, rest and windows). All arrays belong to the instance.
 */
#ifndef VAKT_DOMAIN_INSTANCE_H
#define VAKT_DOMAIN_INSTANCE_H

#include "base/arena.h"
#include "base/report.h"
#include "base/status.h"
#include "domain/problem.h"
#include "domain/rule_kinds.h"

#define VAKT_MAX_LEVEL 5 /* objective levels 0..5 */

typedef struct vakt_duty { /* index = position in instance->duties, sorted by start, end, id */
    const char *id;        /* SHIFT:2027-01-31, or SHIFT:2027-01-31:2 for the second position on */
    int shift_type;
    vakt_day date;     /* of its start, local */
    int position;      /* 1.. among those of its shift type and date */
    int period_day;    /* date - problem->from */
    vakt_minute start, end;
    int minutes;       /* end - start: right on the nights when clocks change */
    vakt_day duty_day; /* vaktdøgn: local date of start minus duty_day_start */
    int layer, presence, load_class, meets_job; /* load_class never AUTO */
    int64_t load, price;
    bool required;     /* position <= least: open is an open duty. Never when only_when_needed */
    bool wished_for;   /* least < position <= wanted */
    bool only_when_needed;
    bool legevakt, out_of_hours, counts_as_cover, follow, may_back, counting;
    bool night;        /* covers at least half of the night window */
    int first_weekend, last_weekend; /* weekends it touches, as indices; last < first: none */
    int block;         /* index of its hard block instance in blocks[], or -1 */
    int soft_block;    /* likewise of its soft one, or -1 */
} vakt_duty;

/* A duty already given: before the period (history) or after it (next plan). */
typedef struct vakt_outer_duty { /* sorted by start, then doctor */
    int doctor;
    int shift_type; /* -1 = not one of ours */
    bool after;
    vakt_minute start, end;
    int minutes;
    vakt_day date, duty_day;
    int layer, presence, load_class;
    bool night, counts_as_cover, may_back, legevakt, counting;
    int first_weekend, last_weekend;
} vakt_outer_duty;

typedef struct vakt_interval {
    vakt_minute start, end; /* [start, end) */
} vakt_interval;

typedef struct vakt_job_day { /* one day of a doctor's day job, absences and closed days taken out */
    vakt_minute start, end;
    vakt_day date;
} vakt_job_day;

typedef struct vakt_doctor_day { /* what holds for a doctor on a civil day */
    bool in_service;  /* joined, not left, and an agency block that is on */
    int position, profile;
    int municipality; /* index or -1 */
    int share_pct;    /* after absences that reduce the share; 0 when not in service */
    bool absent;      /* an absence of 100 per cent, or its day before or after */
    bool share_absent; /* an absence of 100 per cent that reduces the share */
    const char *const *shift_types; /* may take; n 0 = all open to the position */
    size_t n_shift_types;
} vakt_doctor_day;

typedef struct vakt_dated_cover { /* one cover demand on one day */
    int cover;
    vakt_day date;
    vakt_minute start, end;
    int layer;
    int64_t least, wanted, price;
    const char *site; /* NULL = any */
} vakt_dated_cover;

typedef struct vakt_elsewhere_interval {
    vakt_minute start, end;
    int layer; /* -1 = all */
} vakt_elsewhere_interval;

typedef struct vakt_outside_interval { /* outside backup */
    vakt_minute start, end;
    int64_t most;
} vakt_outside_interval;

typedef struct vakt_weekend { /* index order = date order */
    vakt_day saturday;
    vakt_minute start, end;
    bool in_period; /* its Saturday or its Sunday is in the period */
} vakt_weekend;

typedef struct vakt_block_instance {
    int block;
    const int *duties; /* in start order */
    size_t n_duties;
} vakt_block_instance;

typedef struct vakt_feast_span { /* a feast or peak period that has days in the period */
    int feast;     /* vakt_feast, or -1 for a peak */
    int peak;      /* index of the problem's peaks, or -1 */
    int year;      /* of its first day, but nyttår counts as the year that ends */
    vakt_day from, to;
} vakt_feast_span;

/* A rule as it applies here: the catalogue's defaults and the problem's entries, in that order. */
typedef struct vakt_setting {
    vakt_rule_kind rule;
    const vakt_rule_entry *entry; /* NULL = the catalogue's */
    bool on, hard;
    int level;
    int64_t weight;
    vakt_day from, to; /* VAKT_DAY_NONE = open; the law's validity is not mixed in here */
    const uint8_t *doctors;     /* n_doctors flags, or NULL = all */
    const uint8_t *shift_types; /* n_shift_types flags, or NULL = all */
    uint32_t positions, profiles, layers, load_classes; /* sets; 0 = all */
    int64_t minutes, days, weeks, most, least, percent; /* VAKT_PARAM_NONE where not read */
    int measure; /* -1 = not given */
} vakt_setting;

typedef struct vakt_pattern_duty { /* what the rulle gives */
    int doctor, shift_type;
    vakt_day date;
} vakt_pattern_duty;

typedef struct vakt_instance {
    vakt_arena *arena;
    const vakt_problem *problem; /* borrowed; outlives the instance */
    vakt_day first_day, last_day;
    vakt_minute cover_start, cover_end; /* [from, to] in vaktdøgn: what has to be covered */
    size_t n_doctors, n_shift_types, n_duties, n_outer, n_cover, n_elsewhere, n_outside;
    size_t n_weekends, n_blocks, n_feasts, n_settings, n_pattern;
    vakt_duty *duties;
    vakt_outer_duty *outer;
    vakt_dated_cover *cover;
    vakt_elsewhere_interval *elsewhere;
    vakt_outside_interval *outside;
    vakt_weekend *weekends;
    vakt_block_instance *blocks;
    vakt_feast_span *feasts;
    vakt_setting *settings;
    vakt_pattern_duty *pattern;
    vakt_job_day **jobs; /* per doctor, in start order */
    size_t *n_jobs;
    vakt_doctor_day *doctor_days; /* doctor * (last_day - first_day + 1) + day - first_day */
    int n_levels;                 /* highest level used by any setting that is on, + 1; at least 3 */
    uint8_t *fixed;               /* doctor * n_duties + duty: pinned */
} vakt_instance;

/*
 * Checks everything the reader could not (references, overlapping periods, rights that cannot be
 * claimed, rules that may not be relaxed, duplicate ids, dates in the wrong order ...) and builds
 * the instance. All mistakes are reported, each at its place through `locate`.
 * Warnings go to the report too and do not fail.
 */
typedef vakt_place (*vakt_locate)(void *context, const void *source, const char *field,
                                  const char **ret_found);
VAKT_MUST_USE vakt_status vakt_instance_new(const vakt_problem *problem, vakt_locate locate,
                                            void *context, vakt_report *report,
                                            vakt_instance **ret_instance);
/* Only those checks that need no duties; also of a problem that had mistakes when it was read, whose
 * wrong fields stand as absent. Returns how many mistakes were reported. */
size_t vakt_problem_check_all(const vakt_problem *problem, vakt_locate locate, void *context,
                              vakt_report *report);
void vakt_instance_free(vakt_instance *instance); /* accepts NULL */

/* The day's one class under the problem's calendar: VAKT_DAYBIT_MON..SUN, RED or EVE. Precedence: a
 * local day, then red, then eve, then the weekday; red and eve only where settings.day_classes has
 * them. A set matches a day when it holds the day's class, `all`, or `weekday` (mon-fri) or
 * `weekend` (sat, sun) that stands for it: a red Thursday is not a `weekday`. */
int vakt_instance_day_class(const vakt_instance *instance, vakt_day day);
bool vakt_instance_day_matches(const vakt_instance *instance, uint32_t set, vakt_day day);
/* Red for fairness and free surgeries: red in law or by a local day of class red. */
bool vakt_instance_is_red(const vakt_instance *instance, vakt_day day);

const vakt_doctor_day *vakt_instance_doctor_day(const vakt_instance *instance, int doctor,
                                                vakt_day day);
/* Holds the qualification on the day (a dated row, or a word in `has`). */
bool vakt_instance_has(const vakt_instance *instance, int doctor, vakt_qualification kind,
                       vakt_day day);
/* May take the duty by agreement: in service on its date, position open to the shift type, and
 * among the doctor's own shift types. Absence and law are not looked at. */
bool vakt_instance_may_take(const vakt_instance *instance, int doctor, int duty);
/* Profile for a duty: the shift type's, else the doctor's on the date. */
int vakt_instance_profile(const vakt_instance *instance, int doctor, int duty);
/* Competence rules that judge a duty of this date: never COMPETENCE_LAW. */
int vakt_instance_competence(const vakt_instance *instance, vakt_day date, bool *ret_backup_rule);
bool vakt_instance_assessed(const vakt_instance *instance, vakt_assessment_kind kind, vakt_day day);

/*
 * Does the setting decide for (doctor, duty)? Its dates must hold the duty's date (or, duty = -1,
 * meet the period), its scope must fit, it must be on; and for a rule that is not `many` no later
 * setting of the same rule, on or off, may fit. doctor = -1: scope of persons is not looked at.
 * With duty = -1 positions and profiles are judged on the doctor's first day of service in the
 * period, and shift types, layers and classes are not looked at.
 */
bool vakt_setting_applies(const vakt_instance *instance, size_t setting, int doctor, int duty);
/* Only the filters on what is counted: shift types, layers, load classes. For outer duties use the
 * second form. */
bool vakt_setting_counts(const vakt_instance *instance, size_t setting, int duty);
bool vakt_setting_counts_outer(const vakt_instance *instance, size_t setting, int outer);

/* Is this (doctor, duty) excused from the rule by an override of the problem? */
bool vakt_instance_overridden(const vakt_instance *instance, vakt_rule_kind rule, int doctor,
                              int duty);

/* Does the wish speak of this day (dates, weekdays, weeks, every)? */
bool vakt_wish_matches(const vakt_instance *instance, const vakt_wish *wish, vakt_day day);
/* And of this shift type? */
bool vakt_wish_takes(const vakt_instance *instance, const vakt_wish *wish, int shift_type);
/* Points of a wish: weight of its level * (10 + min(10, wishes denied before)) / 10, or 0 when the
 * wish is beyond its level's quota (the doctor's wishes of the level in document order). */
int64_t vakt_wish_points(const vakt_instance *instance, int doctor, size_t wish);

int vakt_instance_doctor_index(const vakt_instance *instance, const char *id);     /* -1 = none */
int vakt_instance_duty_index(const vakt_instance *instance, const char *id);       /* -1 = none */
int vakt_instance_shift_type_index(const vakt_instance *instance, const char *id); /* -1 = none */

#endif
