/* What the parts of the instance builder share. Private to solver/domain. */
#ifndef VAKT_DOMAIN_INSTANCE_INTERNAL_H
#define VAKT_DOMAIN_INSTANCE_INTERNAL_H

#include "domain/instance.h"

typedef struct vakt_making {
    vakt_instance *instance;
    const vakt_problem *problem;
    vakt_locate locate;
    void *context;
    vakt_report *report;
    size_t errors;
    bool out_of_memory;
} vakt_making;

/* One mistake at `field` of the record read from `source`: "found X, expected <format>". */
void vakt_making_expected(vakt_making *m, const void *source, const char *field,
                          const char *format, ...) VAKT_PRINTF(4, 5);
void vakt_making_warn(vakt_making *m, const void *source, const char *field, const char *format,
                      ...) VAKT_PRINTF(4, 5);

/* All checks that need no instance (instance_check.c). */
void vakt_problem_check(vakt_making *m);
/* Those that need the duties: fixed duties, overrides, history against the period. */
void vakt_instance_check_duties(vakt_making *m);

void vakt_make_duties(vakt_making *m);     /* duties, outer duties, blocks, pattern */
void vakt_make_demand(vakt_making *m);     /* dated cover, elsewhere, outside backup */
void vakt_make_doctors(vakt_making *m);    /* doctor days, jobs, pins */
void vakt_make_settings(vakt_making *m);   /* settings, levels */
void vakt_make_weekends(vakt_making *m);
void vakt_make_feasts(vakt_making *m);

/* Zeroed memory of the instance; remembers failure and returns NULL then. */
void *vakt_making_alloc(vakt_making *m, size_t count, size_t size);

/* [from, to] of an inclusive from-to pair holds the day; VAKT_DAY_NONE is open. */
bool vakt_dates_hold(vakt_day from, vakt_day to, vakt_day day);
bool vakt_dates_meet(vakt_day a_from, vakt_day a_to, vakt_day b_from, vakt_day b_to);

int vakt_problem_municipality(const vakt_problem *problem, const char *id); /* -1 = none */
int vakt_problem_shift_type(const vakt_problem *problem, const char *id);
int vakt_problem_doctor(const vakt_problem *problem, const char *id);

#endif
