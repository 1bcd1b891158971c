/*
 * A problem as a document says it: plain records, unresolved references, everything in the order
 * written. io/ reads and writes it by field tables (io/problem_fields.c); instance.c checks it and
 * turns it into the dense, immutable instance that all later layers use.
 *
 * Every record begins with `source`, the document node it was read from (NULL when made by
 * program). Optional dates are VAKT_DAY_NONE, optional integers VAKT_UNSET, optional strings NULL,
 * optional words, flags and clocks -1, optional times VAKT_UNSET. From-to dates are both inclusive; an absent end is
 * open. Points and minutes are integers; shares are whole percent.
 */
#ifndef VAKT_DOMAIN_PROBLEM_H
#define VAKT_DOMAIN_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/calendar.h"
#include "domain/words.h"

#define VAKT_UNSET INT64_MIN

/* A list of ids: `NAME` and `n_NAME`. A list of records likewise. */
#define VAKT_IDS(name)                                                                             \
    const char *const *name;                                                                       \
    size_t n_##name
#define VAKT_LIST(type, name)                                                                      \
    type *name;                                                                                    \
    size_t n_##name

typedef struct vakt_municipality {
    const void *source;
    const char *id, *name;
    int64_t population, positions, list_length; /* inhabitants; whole GP positions; people listed */
    int64_t fixed_pct;                          /* basis `fixed`: whole percent */
} vakt_municipality;

typedef struct vakt_share_basis { /* which basis shares municipalities' burden, dated */
    const void *source;
    vakt_day from, to;
    int basis; /* vakt_basis */
} vakt_share_basis;

typedef struct vakt_district {
    const void *source;
    bool given;
    const char *id, *name, *host; /* host: municipality id */
    VAKT_LIST(vakt_municipality, municipalities);
    VAKT_LIST(vakt_share_basis, share_basis); /* none: population */
    int vacancy_burden, exemption_burden;     /* vakt_burden; default all */
} vakt_district;

typedef struct vakt_settings { /* parameters of time and classes; every default is in the reference */
    const void *source;
    bool given;
    int duty_day_start;           /* clock, default 08:00: when a vaktdøgn begins */
    int weekend_from_day;         /* vakt_wd, default fri */
    int weekend_from, weekend_to; /* clocks, defaults 16:00 and 08:00 */
    int weekend_to_day;           /* vakt_wd, default mon */
    int night_from, night_to;     /* clocks, defaults 23:00 and 07:00 */
    int eve_from;                 /* clock, default 15:00: from when an eve counts as red */
    uint32_t day_classes;         /* set of vakt_daybit: which of red, eve are classes; default red */
    int64_t standby_divisor;      /* default 7: hours at home count as one part in so many */
    int64_t join_min;             /* default 120 minutes: duty this soon after the day job joins it */
} vakt_settings;

typedef struct vakt_local_day { /* a municipality's own class for a date */
    const void *source;
    vakt_day date;
    int day_class; /* vakt_daybit mon..eve */
} vakt_local_day;

typedef struct vakt_cover { /* bemanningskrav: how many doctors are on in a clock interval */
    const void *source;
    const char *id;
    int layer;
    uint32_t days, next_days; /* sets of vakt_daybit: of the interval's first day, and of the next */
    int start, end;           /* clocks; end <= start is the next day */
    int64_t least, wanted;    /* doctors; wanted unset = least */
    int64_t price;            /* level 0 points per missing doctor and started hour; default 1 */
    const char *site;         /* only duties of this site count; NULL = any */
    vakt_day from, to;
} vakt_cover;

typedef struct vakt_shift_type {
    const void *source;
    const char *id, *name;
    int layer;
    int start, end;           /* local clocks; end <= start ends the next day */
    int64_t more_days;        /* added to the end: 2 for Friday 16:00 to Monday 08:00; default 0 */
    uint32_t days, next_days; /* of the start day, and of the day after it; default all */
    int presence;             /* vakt_presence; default present */
    bool legevakt;            /* competence rules apply; default true */
    int out_of_hours;         /* 1, 0; -1 = 1 except layer day: exemptions apply */
    bool counts_as_cover;     /* default true */
    bool follow;              /* følgevakt: learns, is no cover and needs no backup; default false */
    int may_back;             /* 1, 0; -1 = 1 for layer backup: backs those not to be alone */
    bool only_when_needed;    /* may be filled only while somebody on duty needs a backup */
    bool counting;            /* tellende vakt */
    int load_class;           /* vakt_load; default auto */
    int64_t load;             /* points towards fairness; default 1 */
    int64_t duty_class;       /* vaktklasse 1..4, unset = not given */
    int meets_job;            /* vakt_meets_job; default blocks */
    int64_t least, wanted;    /* doctors per day it runs: default 1, and least */
    int64_t price;            /* level 0 points of an open duty; default 1 */
    const char *area, *site;
    uint32_t open_to; /* set of vakt_position; 0 = all */
    int profile;          /* vakt_profile or -1: wins over the doctor's */
    vakt_day from, to;
} vakt_shift_type;

typedef struct vakt_block { /* duties that belong together */
    const void *source;
    const char *id, *name;
    VAKT_IDS(shift_types);
    uint32_t weekdays; /* set of vakt_wd: start days within one week */
    int week_start;    /* vakt_wd, default mon */
    bool soft;         /* splitting is priced by rule linked_block; default false = taken whole */
    vakt_day from, to;
} vakt_block;

typedef struct vakt_special { /* one date or interval that differs */
    const void *source;
    int kind;               /* vakt_special_kind */
    const char *shift_type; /* extra, cancelled */
    vakt_day date;          /* extra, cancelled */
    int64_t count;          /* extra: how many more; default 1 */
    int64_t start, end;     /* elsewhere: times */
    int layer;              /* elsewhere: vakt_layer, -1 = all that cover */
    const char *by;         /* elsewhere: who covers */
} vakt_special;

typedef struct vakt_elsewhere { /* clock times that others cover every week */
    const void *source;
    uint32_t days;
    int start, end;
    int layer; /* vakt_layer, -1 = all that cover */
    const char *by;
    vakt_day from, to;
} vakt_elsewhere;

typedef struct vakt_outside_backup { /* an arrangement with another place that backs ours */
    const void *source;
    const char *by;
    uint32_t days;
    int start, end;
    int64_t most; /* doctors backed at once; default 1 */
    vakt_day from, to;
} vakt_outside_backup;

typedef struct vakt_pattern_entry {
    const void *source;
    int64_t week; /* 1.. */
    int weekday;  /* vakt_wd */
    const char *shift_type;
} vakt_pattern_entry;

typedef struct vakt_pattern_line {
    const void *source;
    const char *doctor;
    int64_t offset; /* weeks ahead of line 0 */
} vakt_pattern_line;

typedef struct vakt_pattern { /* rulle, grunnturnus */
    const void *source;
    const char *id;
    vakt_day start; /* a Monday: week 1 of offset 0 */
    int64_t weeks;
    VAKT_LIST(vakt_pattern_line, lines);
    VAKT_LIST(vakt_pattern_entry, entries);
} vakt_pattern;

typedef struct vakt_feast_dates { /* own dates of a feast, else by law */
    const void *source;
    int feast;
    vakt_day from, to;
} vakt_feast_dates;

typedef struct vakt_peak { /* a period that is heavy here */
    const void *source;
    const char *id, *name;
    vakt_day from, to;
} vakt_peak;

typedef struct vakt_change { /* a doctor's dated change; absent fields go on as before */
    const void *source;
    vakt_day from, to;
    int position;      /* vakt_position or -1 */
    const char *municipality;
    int64_t share_pct; /* 0..200 or unset */
    int profile;       /* vakt_profile or -1 */
    VAKT_IDS(shift_types); /* n = 0: no change */
} vakt_change;

typedef struct vakt_day_job {
    const void *source;
    uint32_t weekdays; /* set of vakt_wd */
    int start, end;
    int weeks; /* vakt_weeks */
    bool red_days; /* also on red days; default false */
    vakt_day from, to;
} vakt_day_job;

typedef struct vakt_bounds { /* own least, target, most per class */
    const void *source;
    int load_class;              /* vakt_load, -1 = all */
    int64_t least, target, most; /* duties, unset = none */
    vakt_day from, to;
} vakt_bounds;

typedef struct vakt_held { /* a qualification held from-to */
    const void *source;
    int kind; /* vakt_qualification */
    vakt_day from, to;
} vakt_held;

typedef struct vakt_experience { /* what the competence rules before 2026 ask for */
    const void *source;
    bool given;
    int64_t clinical_months, allmennlege_months, duties; /* as of the problem's first day */
    int64_t local_duties;                                /* done here */
} vakt_experience;

typedef struct vakt_claim { /* an exemption right that the doctor has claimed */
    const void *source;
    int right; /* vakt_right */
    vakt_day from, to;
} vakt_claim;

typedef struct vakt_exemption { /* an exemption granted by decision; never its reason */
    const void *source;
    vakt_day from, to;
    VAKT_IDS(shift_types); /* scope; none = all out of hours */
    const char *decision, *by; /* reference of the decision; municipality id */
    bool recruitment_condition;
} vakt_exemption;

typedef struct vakt_kf4 { /* engaged under KF § 4 without the specialisation requirement */
    const void *source;
    vakt_day from, to;
} vakt_kf4;

typedef struct vakt_kf4_used {
    const void *source;
    int64_t year, days; /* days at work already used, all employers */
} vakt_kf4_used;

typedef struct vakt_absence {
    const void *source;
    vakt_day from, to;
    int64_t percent;    /* 1..100; 100 blocks duties, less only reduces the share */
    bool reduces_share; /* default true */
    bool may_be_asked;  /* default false */
    bool day_before, day_after; /* the whole civil day too; default false */
} vakt_absence;

typedef struct vakt_wish {
    const void *source;
    const char *id;
    int want;      /* vakt_want */
    int64_t level; /* 1 weakest .. 5 strongest */
    vakt_day from, to;     /* none: the whole period */
    uint32_t weekdays;     /* set of vakt_wd; 0 = all */
    int weeks;             /* vakt_weeks */
    int64_t every;         /* every n-th week from `from`; default 1 */
    VAKT_IDS(shift_types); /* none: all */
    const char *colleague; /* doctor id: with (on) or without (off) this colleague */
} vakt_wish;

typedef struct vakt_fixed {
    const void *source;
    const char *duty; /* duty id */
    const char *reason;
    vakt_day until; /* the pin holds while the period's first day is not after this */
} vakt_fixed;

typedef struct vakt_counting_need {
    const void *source;
    bool given;
    int64_t needed, done; /* counting duties in all, and before the period */
    vakt_day by;          /* in time for this date; none = period's end */
} vakt_counting_need;

typedef struct vakt_training { /* reserved time */
    const void *source;
    int64_t start, end;
} vakt_training;

typedef struct vakt_feast_done { /* duty at a feast of an earlier year */
    const void *source;
    int feast;        /* vakt_feast, or -1 with `peak` */
    const char *peak; /* peak id */
    int64_t year;
} vakt_feast_done;

typedef struct vakt_denied { /* wishes of a level denied before */
    const void *source;
    int64_t level, count;
} vakt_denied;

typedef struct vakt_agency { /* a placeholder filled in blocks: on_days on, off_days off */
    const void *source;
    bool given;
    vakt_day start;
    int64_t on_days, off_days;
} vakt_agency;

typedef struct vakt_doctor {
    const void *source;
    const char *id, *name, *phone, *email;
    bool placeholder;    /* N.N.: a vacancy or locum yet unnamed; default false */
    const char *person;  /* who a placeholder turned out to be */
    vakt_agency agency;
    vakt_day birth_date;
    vakt_day from, to;   /* in service here */
    int position;        /* vakt_position; required */
    const char *municipality;
    int64_t share_pct;   /* default 100 */
    int profile;         /* vakt_profile; default sfs */
    VAKT_IDS(shift_types); /* may take; none = all that are open to the position */
    uint32_t has;        /* set of vakt_qualification held at all times */
    vakt_day newcomer_until; /* counts as new up to and on this date */
    VAKT_LIST(vakt_change, changes);
    VAKT_LIST(vakt_day_job, day_jobs);
    VAKT_LIST(vakt_bounds, bounds);
    VAKT_LIST(vakt_held, qualifications);
    vakt_experience experience;
    VAKT_LIST(vakt_claim, claims);
    VAKT_LIST(vakt_exemption, exemptions);
    VAKT_LIST(vakt_kf4, kf4);
    VAKT_LIST(vakt_kf4_used, kf4_used);
    VAKT_LIST(vakt_absence, absences);
    VAKT_LIST(vakt_wish, wishes);
    VAKT_LIST(vakt_denied, denied);
    VAKT_LIST(vakt_fixed, fixed);
    vakt_counting_need counting;
    VAKT_LIST(vakt_training, training);
    VAKT_LIST(vakt_feast_done, feasts_done);
} vakt_doctor;

typedef struct vakt_wish_level {
    const void *source;
    int64_t level, weight, quota; /* quota: wishes per doctor and period; unset = no limit */
} vakt_wish_level;

typedef struct vakt_rule_entry { /* what the problem says about one rule of the catalogue */
    const void *source;
    int rule; /* row of the catalogue */
    int mode; /* vakt_mode */
    int64_t level, weight; /* soft: level 1..5, points; unset = the catalogue's */
    vakt_day from, to;
    VAKT_IDS(doctors);
    VAKT_IDS(shift_types);
    uint32_t positions, profiles, layers, load_classes; /* sets; 0 = all */
    /* parameters; which of them a rule reads, their units and ranges: the catalogue */
    int64_t minutes, days, weeks, most, least, percent;
    int measure; /* vakt_measure or -1 */
    const char *decided_by; /* who decided otherwise than the catalogue */
    vakt_day decided_on;
    const char *note;
} vakt_rule_entry;

typedef struct vakt_override { /* a rule set aside for one duty, with a reason */
    const void *source;
    const char *duty, *doctor, *reason, *by;
    int rule;
    vakt_day date;
} vakt_override;

typedef struct vakt_law_profile { /* which competence rules are assumed (what-if); law by default */
    const void *source;
    vakt_day from, to;
    int competence;     /* vakt_competence_version */
    bool backup_rule;   /* false: bakvaktkravet bort; default true */
} vakt_law_profile;

typedef struct vakt_assessment {
    const void *source;
    int kind; /* vakt_assessment_kind */
    vakt_day date;
    const char *by, *text;
} vakt_assessment;

typedef struct vakt_sfs_norm { /* binding number that the municipality has entered */
    const void *source;
    int layer;
    int64_t participants; /* least different doctors sharing the layer */
    int64_t doctors_on;   /* least doctors on at any time; unset = none */
    vakt_day from, to;
} vakt_sfs_norm;

typedef struct vakt_rate { /* dated rate table; amounts in øre per hour */
    const void *source;
    const char *code;
    vakt_day from, to;
    int load_class, presence; /* -1 = any */
    int64_t duty_class;       /* unset = any */
    int64_t ore_per_hour;
} vakt_rate;

typedef struct vakt_past_duty { /* before the period, or already planned after it */
    const void *source;
    const char *doctor, *shift_type; /* shift_type gives the fields left out below */
    const char *id;
    vakt_day date;      /* with shift_type: start and end by its clock times */
    int64_t start, end; /* times */
    int layer, presence, load_class; /* -1 = the shift type's */
} vakt_past_duty;

typedef struct vakt_ledger { /* a doctor's account of one class before the period */
    const void *source;
    const char *doctor;
    int load_class;
    int64_t assigned, worked; /* load points: as planned, and after swaps; worked unset = assigned */
} vakt_ledger;

typedef struct vakt_municipality_ledger {
    const void *source;
    const char *municipality;
    int64_t owed, delivered; /* load points */
} vakt_municipality_ledger;

typedef struct vakt_history {
    const void *source;
    bool given;
    VAKT_LIST(vakt_past_duty, duties);
    VAKT_LIST(vakt_past_duty, next); /* of the plan after this one */
    VAKT_LIST(vakt_ledger, ledgers);
    VAKT_LIST(vakt_municipality_ledger, municipality_ledgers);
} vakt_history;

typedef struct vakt_problem {
    const void *source;
    int64_t version; /* 1 */
    const char *id, *title, *note;
    vakt_day from, to; /* duties that start on these dates */
    bool invented;     /* names, ages, leave and wishes are invented */
    vakt_district district;
    vakt_settings settings;
    VAKT_LIST(vakt_local_day, calendar);
    VAKT_LIST(vakt_cover, cover);
    VAKT_LIST(vakt_shift_type, shift_types);
    VAKT_LIST(vakt_block, blocks);
    VAKT_LIST(vakt_special, specials);
    VAKT_LIST(vakt_elsewhere, elsewhere);
    VAKT_LIST(vakt_outside_backup, outside_backup);
    VAKT_LIST(vakt_pattern, patterns);
    VAKT_LIST(vakt_feast_dates, feasts);
    VAKT_LIST(vakt_peak, peaks);
    VAKT_LIST(vakt_doctor, doctors);
    VAKT_LIST(vakt_wish_level, wish_levels);
    VAKT_LIST(vakt_rule_entry, rules);
    VAKT_LIST(vakt_override, overrides);
    VAKT_LIST(vakt_law_profile, law_profiles);
    VAKT_LIST(vakt_assessment, assessments);
    VAKT_LIST(vakt_sfs_norm, sfs_norm);
    VAKT_LIST(vakt_rate, rates);
    vakt_history history;
} vakt_problem;

#endif
