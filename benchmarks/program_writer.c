#include "program_writer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define PUSH(w, vec, value)                                                                        \
    do {                                                                                           \
        if (!VAKT_VEC_PUSH(vec, value))                                                            \
            (w)->failed = true;                                                                    \
    } while (0)

void bench_writer_begin(bench_writer *w, size_t n_doctors)
{
    *w = (bench_writer){.n_doctors = n_doctors};
}

void bench_writer_unit(bench_writer *w, int64_t start, int64_t end, bool required)
{
    vakt_unit unit = {w->units.count, 1, start, end, required};
    PUSH(w, &w->units, unit);
}

static bool make_table(bench_writer *w)
{
    size_t n = w->n_doctors * w->units.count;
    if (w->assign_var)
        return true;
    w->assign_var = malloc((n + 1) * sizeof *w->assign_var);
    for (size_t i = 0; w->assign_var && i < n; i++)
        w->assign_var[i] = -1;
    w->failed = w->failed || !w->assign_var;
    return !w->failed;
}

void bench_writer_assign(bench_writer *w, int doctor, int unit, bool fixed_one)
{
    vakt_var var = {.kind = VAKT_VAR_ASSIGN, .doctor = doctor, .unit = unit};
    var.fixed_one = fixed_one;
    if (!make_table(w))
        return;
    w->assign_var[(size_t)doctor * w->units.count + (size_t)unit] = (int32_t)w->vars.count;
    PUSH(w, &w->vars, var);
}

int bench_writer_var(const bench_writer *w, int doctor, int unit)
{
    return w->assign_var ? w->assign_var[(size_t)doctor * w->units.count + (size_t)unit] : -1;
}

int bench_writer_or(bench_writer *w, int doctor, const int *members, size_t n)
{
    vakt_var var = {.kind = VAKT_VAR_OR, .doctor = doctor, .unit = -1};
    int last = -1;
    var.first_member = w->members.count;
    for (size_t i = 0; i < n; i++) {
        if (members[i] < 0)
            continue;
        PUSH(w, &w->members, (int32_t)members[i]);
        last = members[i];
    }
    var.n_members = w->members.count - var.first_member;
    if (var.n_members < 2) {
        w->members.count = var.first_member;
        return last;
    }
    PUSH(w, &w->vars, var);
    return (int)w->vars.count - 1;
}

/* -- rows ----------------------------------------------------------------------------------- */

void bench_writer_row(bench_writer *w, vakt_row_tag tag, int doctor, int32_t day)
{
    w->row = (vakt_row){.tag = tag, .rule = -1, .doctor = doctor, .unit = -1, .day = day};
    w->row.first_term = w->terms.count;
}

void bench_writer_term(bench_writer *w, int var, int64_t coef)
{
    vakt_term term = {(int32_t)var, (int32_t)coef};
    if (var < 0 || coef == 0)
        return;
    if (coef != term.coef)
        w->failed = true;
    PUSH(w, &w->terms, term);
}

static int64_t common_divisor(int64_t a, int64_t b)
{
    b = b < 0 ? -b : b;
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static int64_t divide_down(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static bool is_hard(const vakt_row *row)
{
    return (row->lo == VAKT_NO_BOUND_LO || row->under_pts == VAKT_HARD) &&
           (row->hi == VAKT_NO_BOUND_HI || row->over_pts == VAKT_HARD);
}

/* Minutes become shifts where all shifts are equally long. */
static void divide_row(bench_writer *w)
{
    vakt_row *row = &w->row;
    int64_t divisor = 0;
    for (size_t t = row->first_term; t < w->terms.count; t++)
        divisor = common_divisor(divisor, w->terms.items[t].coef);
    if (divisor < 0)
        divisor = -divisor;
    if (divisor <= 1 || !is_hard(row))
        return;
    for (size_t t = row->first_term; t < w->terms.count; t++)
        w->terms.items[t].coef = (int32_t)(w->terms.items[t].coef / divisor);
    if (row->lo != VAKT_NO_BOUND_LO)
        row->lo = -divide_down(-row->lo, divisor);
    if (row->hi != VAKT_NO_BOUND_HI)
        row->hi = divide_down(row->hi, divisor);
}

/* As the rules' builder does it: see settle_sides in solver/rules/builder.c. */
static void settle_sides(bench_writer *w, int64_t least, int64_t most)
{
    vakt_row *row = &w->row;
    if (row->lo != VAKT_NO_BOUND_LO && row->under_pts != VAKT_HARD && row->lo > most) {
        w->constant += row->under_pts * (row->lo - most);
        row->lo = most;
    }
    if (row->hi != VAKT_NO_BOUND_HI && row->over_pts != VAKT_HARD && row->hi < least) {
        w->constant += row->over_pts * (least - row->hi);
        row->hi = least;
    }
    if (row->lo == VAKT_NO_BOUND_LO || row->lo <= least || row->under_pts == 0) {
        row->lo = VAKT_NO_BOUND_LO;
        row->under_pts = 0;
    }
    if (row->hi == VAKT_NO_BOUND_HI || row->hi >= most || row->over_pts == 0) {
        row->hi = VAKT_NO_BOUND_HI;
        row->over_pts = 0;
    }
}

void bench_writer_between(bench_writer *w, int64_t lo, int64_t hi, int64_t under_pts,
                          int64_t over_pts)
{
    int64_t least = 0, most = 0;
    w->row.lo = lo;
    w->row.hi = hi;
    w->row.under_pts = under_pts;
    w->row.over_pts = over_pts;
    w->row.n_terms = w->terms.count - w->row.first_term;
    divide_row(w);
    for (size_t t = w->row.first_term; t < w->terms.count; t++)
        *(w->terms.items[t].coef < 0 ? &least : &most) += w->terms.items[t].coef;
    settle_sides(w, least, most);
    if (w->row.lo == VAKT_NO_BOUND_LO && w->row.hi == VAKT_NO_BOUND_HI)
        w->terms.count = w->row.first_term;
    else
        PUSH(w, &w->rows, w->row);
}

void bench_writer_at_most(bench_writer *w, int64_t hi)
{
    bench_writer_between(w, VAKT_NO_BOUND_LO, hi, 0, VAKT_HARD);
}

void bench_writer_cost(bench_writer *w, int var, int64_t pts)
{
    vakt_cost cost = {(int32_t)var, -1, 0, pts};
    if (var >= 0 && pts != 0)
        PUSH(w, &w->costs, cost);
}

void bench_writer_constant(bench_writer *w, int64_t pts)
{
    w->constant += pts;
}

/* -- the end -------------------------------------------------------------------------------- */

#define PACK(w, program, array, vec)                                                               \
    do {                                                                                           \
        (program)->array = vakt_arena_alloc((program)->arena, (vec).count + 1,                     \
                                            sizeof *(program)->array);                             \
        (program)->n_##array = (vec).count;                                                        \
        if (!(program)->array)                                                                     \
            (w)->failed = true;                                                                    \
        else if ((vec).count > 0)                                                                  \
            memcpy((program)->array, (vec).items, (vec).count * sizeof *(program)->array);         \
    } while (0)

static void pack(bench_writer *w, vakt_program *program)
{
    size_t n = w->units.count, n_pairs = w->n_doctors * n;
    program->n_doctors = w->n_doctors;
    program->n_duties = n;
    program->n_levels = 1;
    program->constant[0] = w->constant;
    PACK(w, program, units, w->units);
    PACK(w, program, vars, w->vars);
    PACK(w, program, members, w->members);
    PACK(w, program, rows, w->rows);
    PACK(w, program, terms, w->terms);
    PACK(w, program, costs, w->costs);
    program->unit_duties = vakt_arena_alloc(program->arena, n + 1, sizeof(int32_t));
    program->unit_of_duty = vakt_arena_alloc(program->arena, n + 1, sizeof(int32_t));
    program->assign_var = vakt_arena_alloc(program->arena, n_pairs + 1, sizeof(int32_t));
    program->forbids = vakt_arena_alloc(program->arena, 1, sizeof *program->forbids);
    if (!program->unit_duties || !program->unit_of_duty || !program->assign_var ||
        !program->forbids || !make_table(w)) {
        w->failed = true;
        return;
    }
    for (size_t u = 0; u < n; u++)
        program->unit_duties[u] = program->unit_of_duty[u] = (int32_t)u;
    memcpy(program->assign_var, w->assign_var, n_pairs * sizeof *program->assign_var);
}

vakt_status bench_writer_end(bench_writer *w, vakt_program **ret_program)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_program *program = arena ? vakt_arena_alloc(arena, 1, sizeof *program) : NULL;
    *ret_program = NULL;
    if (program) {
        program->arena = arena;
        pack(w, program);
    }
    if (program && !w->failed)
        *ret_program = program;
    else
        vakt_arena_free(arena);
    VAKT_VEC_DONE(&w->units);
    VAKT_VEC_DONE(&w->vars);
    VAKT_VEC_DONE(&w->members);
    VAKT_VEC_DONE(&w->rows);
    VAKT_VEC_DONE(&w->terms);
    VAKT_VEC_DONE(&w->costs);
    free(w->assign_var);
    *w = (bench_writer){0};
    return *ret_program ? VAKT_OK : VAKT_E_NOMEM;
}
