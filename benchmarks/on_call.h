/*
 * The on-call rostering set of the MiniZinc Challenge (2013, 2018): reading, translation, solving.
 *
 * Rules and objective: check_solution.py of the shared bench folder. The balance terms are a
 * greatest difference over pairs, which no row of a program says; for given balances B they are
 * bands, so that the set is solved as a sequence of programs.
 */
#ifndef BENCH_ON_CALL_H
#define BENCH_ON_CALL_H

#include "base/report.h"
#include "base/text.h"
#include "outcome.h"
#include "rules/program.h"

typedef struct bench_on_call {
    vakt_arena *arena;
    int n_staff, n_days;
    int64_t *work_load;   /* per person */
    bool *unavailable;    /* person * n_days + day, days from 0 */
    int32_t *fixed;       /* per day: the person, or -1 */
    bool *weekend;        /* per day */
    int64_t adjacent_pts, wednesday_pts;
} bench_on_call;

VAKT_MUST_USE vakt_status bench_on_call_read(const char *file, const char *bytes, size_t length,
                                             vakt_report *report, bench_on_call **ret_on_call);
void bench_on_call_free(bench_on_call *on_call); /* accepts NULL */

typedef enum bench_balance {
    BENCH_NO_BALANCE,    /* without the balance terms */
    BENCH_GIVEN_BALANCE, /* as hard bands for the values given; their cost is not in the program */
    BENCH_BOXED_BALANCE, /* the same with bands of single persons only: not all rosters are in */
    BENCH_WHOLE_BALANCE  /* as binary digits with prices: the whole problem in one program */
} bench_balance;

typedef struct bench_bands {
    bench_balance balance;
    int64_t week, weekend; /* given balances */
} bench_bands;

/* VAKT_E_ANSWER_NO when the given bands leave nothing by counting alone. */
VAKT_MUST_USE vakt_status bench_on_call_program(const bench_on_call *on_call,
                                                const bench_bands *bands,
                                                vakt_program **ret_program);

/* The person of each day; -1 = nobody. */
void bench_on_call_roster(const bench_on_call *on_call, const vakt_program *program,
                          const uint8_t *values, int32_t *ret_person);
/* The balance terms of a roster: what the checker calls B of the days that are weekend or not. */
int64_t bench_on_call_balance(const bench_on_call *on_call, const int32_t *person, bool weekend);

/* ret_person has an entry per day, set when a roster was found. */
VAKT_MUST_USE vakt_status bench_on_call_solve(const bench_on_call *on_call,
                                              const bench_limits *limits,
                                              bench_outcome *ret_outcome, int32_t *ret_person);

/* num_days whole numbers from 1. */
void bench_on_call_write(const bench_on_call *on_call, const int32_t *person, vakt_text *text);

#endif
