/*
 * The shift scheduling set of Curtois and Qu (2014): reading, translation, writing.
 *
 * Format and rules: the README of the shared bench folder and its check_solution.py, whose letters
 * H1..H9 are used here.
 */
#ifndef BENCH_SHIFT_SCHEDULING_H
#define BENCH_SHIFT_SCHEDULING_H

#include "base/report.h"
#include "base/text.h"
#include "rules/program.h"

#define BENCH_ANY (-1) /* no limit on the shifts of a type */
/* Far above the set's largest: 364 days, 32 types. */
#define BENCH_MOST_DAYS 4000
#define BENCH_MOST_TYPES 64

typedef struct bench_shift_type {
    const char *id;
    int64_t minutes;
    bool *not_next; /* per type: may not follow on the next day */
} bench_shift_type;

typedef struct bench_staff {
    const char *id;
    int64_t *most_of; /* per type, or BENCH_ANY */
    int64_t most_minutes, least_minutes;
    int64_t most_on, least_on, least_off, most_weekends;
    bool *day_off; /* per day */
} bench_staff;

typedef struct bench_request {
    int staff, day, type;
    int64_t weight;
    bool on;
} bench_request;

typedef struct bench_cover {
    int day, type;
    int64_t wanted, under, over;
} bench_cover;

typedef struct bench_shift {
    vakt_arena *arena;
    int n_days, n_types, n_staff;
    size_t n_requests, n_covers;
    bench_shift_type *types;
    bench_staff *staff;
    bench_request *requests;
    bench_cover *covers;
} bench_shift;

/* `file` is only named in messages. VAKT_E_INPUT with the first mistake reported. */
VAKT_MUST_USE vakt_status bench_shift_read(const char *file, const char *bytes, size_t length,
                                           vakt_report *report, bench_shift **ret_shift);
void bench_shift_free(bench_shift *shift); /* accepts NULL */

VAKT_MUST_USE vakt_status bench_shift_program(const bench_shift *shift,
                                              vakt_program **ret_program);

/* One line a person, "ID,code,code,...". */
void bench_shift_write(const bench_shift *shift, const vakt_program *program,
                       const uint8_t *values, vakt_text *text);

#endif
