/* What a run of the engine came to, and within which limits: one line of the results. */
#ifndef BENCH_OUTCOME_H
#define BENCH_OUTCOME_H

#include <stdio.h>

#include "rules/program.h"
#include "search/search.h"

/*   clock  word: what seconds count */
#define BENCH_CLOCKS(ROW)                                                                          \
    ROW(BENCH_CLOCK_WALL, "wall") /* as they pass */                                               \
    ROW(BENCH_CLOCK_CPU, "cpu")   /* those the processor spent on this process */

typedef enum bench_clock {
#define BENCH_CLOCK_ENUM(id, word) id,
    BENCH_CLOCKS(BENCH_CLOCK_ENUM)
#undef BENCH_CLOCK_ENUM
} bench_clock;

/* How the engine is run. */
typedef struct bench_limits {
    bench_clock clock;
    double time_limit_s; /* 0 = none */
    double began;        /* of bench_seconds(clock) */
    int64_t work;        /* 0 = none */
    uint64_t seed;
    vakt_engine engine;
    FILE *log; /* a line for each progress event; NULL = none */
} bench_limits;

typedef struct bench_outcome {
    bool found, infeasible, proven;
    int n_levels;
    int64_t value[VAKT_MAX_LEVELS], bound[VAKT_MAX_LEVELS]; /* bound INT64_MIN = none */
    int64_t work, nodes, columns, lp_iterations;
} bench_outcome;

double bench_seconds(bench_clock clock); /* of a clock that only rises */
double bench_spent(const bench_limits *limits);
bool bench_clock_parse(const char *word, bench_clock *ret_clock);
bool bench_engine_parse(const char *word, vakt_engine *ret_engine);

/* Runs the engine on a program. stop_at: ends as soon as the bound of level 0 reaches it,
 * INT64_MAX = never. start may be NULL. values (n_vars, the caller's) is NULL without a roster. */
VAKT_MUST_USE vakt_status bench_run(const vakt_program *program, const bench_limits *limits,
                                    int64_t stop_at, const uint8_t *start,
                                    bench_outcome *ret_outcome, uint8_t **ret_values);

/* optimal, feasible, infeasible or unknown. */
const char *bench_status_word(const bench_outcome *outcome);
/* The names of the columns, and a line: tabs between, several levels as a/b/c, - = not known. */
void bench_print_head(FILE *to);
void bench_print_line(FILE *to, const char *name, const bench_outcome *outcome, double seconds);

#endif
