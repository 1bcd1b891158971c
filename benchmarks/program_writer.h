/*
 * A rule program written row by row, for problems that are no legevakt: the public benchmark sets.
 * The rules' own builder (solver/rules/builder.h) needs a problem document; this one needs none,
 * and gives the solver exactly the primitives that the builder gives it.
 *
 * Order: units, then assignments, then indicators, rows and costs. Every failure (memory only) is
 * remembered and reported once, by the end.
 */
#ifndef BENCH_PROGRAM_WRITER_H
#define BENCH_PROGRAM_WRITER_H

#include "base/vec.h"
#include "rules/program.h"

typedef struct bench_writer {
    bool failed;
    size_t n_doctors;
    VAKT_VEC(vakt_unit) units;
    int32_t *assign_var; /* doctor * units + unit -> variable or -1, made by the first assignment */
    VAKT_VEC(vakt_var) vars;
    VAKT_VEC(int32_t) members;
    VAKT_VEC(vakt_row) rows;
    VAKT_VEC(vakt_term) terms;
    VAKT_VEC(vakt_cost) costs;
    int64_t constant;
    vakt_row row; /* the one begun */
} bench_writer;

void bench_writer_begin(bench_writer *w, size_t n_doctors);
/* Units in time order; each is one duty of the program. */
void bench_writer_unit(bench_writer *w, int64_t start, int64_t end, bool required);
/* Once per pair, doctor by doctor and unit by unit in rising order. */
void bench_writer_assign(bench_writer *w, int doctor, int unit, bool fixed_one);
/* The variable, or -1 when the pair has none. */
int bench_writer_var(const bench_writer *w, int doctor, int unit);
/* OR of variables that exist; -1 members are skipped. None: -1; one: that variable itself. */
int bench_writer_or(bench_writer *w, int doctor, const int *members, size_t n);

/* doctor -1 = LINKING. A term of var -1 is ignored; a variable comes once. */
void bench_writer_row(bench_writer *w, vakt_row_tag tag, int doctor, int32_t day);
void bench_writer_term(bench_writer *w, int var, int64_t coef);
/* Ends the row. A hard row is divided by its coefficients' common divisor. A row that no 0/1
 * values can break is dropped; a price that none avoids becomes the constant. */
void bench_writer_between(bench_writer *w, int64_t lo, int64_t hi, int64_t under_pts,
                          int64_t over_pts);
void bench_writer_at_most(bench_writer *w, int64_t hi); /* hard */

/* pts for each 1 of var. pts < 0 is a reward: the caller adds the constant that goes with it. */
void bench_writer_cost(bench_writer *w, int var, int64_t pts);
void bench_writer_constant(bench_writer *w, int64_t pts);

/* Packs the program, which the caller owns, and frees the rest. */
VAKT_MUST_USE vakt_status bench_writer_end(bench_writer *w, vakt_program **ret_program);

#endif
