/* links: vakt_search_core vakt_compact vakt_lp vakt_program vakt_base */
/*
 * The search against brute force on random little programs, and on a synthetic month.
 *
 * Draft: variables, rows and costs are collected in growing arrays and then handed to a program.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "search/search.h"

/* -- building programs ---------------------------------------------------------------------- */

typedef struct draft {
    vakt_program program;
    VAKT_VEC(vakt_var) vars;
    VAKT_VEC(int32_t) members;
    VAKT_VEC(vakt_row) rows;
    VAKT_VEC(vakt_term) terms;
    VAKT_VEC(vakt_cost) costs;
    uint64_t random;
} draft;

static int draw(draft *d, int limit)
{
    d->random = d->random * 6364136223846793005u + 1442695040888963407u;
    return (int)((d->random >> 33) % (uint64_t)limit);
}

static void *alloc_array(draft *d, size_t n, size_t size)
{
    void *array = vakt_arena_alloc(d->program.arena, n, size);
    ck_assert_ptr_nonnull(array);
    return array;
}

static void begin(draft *d, size_t n_doctors, size_t n_units, uint64_t seed)
{
    memset(d, 0, sizeof *d);
    d->random = seed * 2654435761u + 12345;
    draw(d, 2);
    d->program.arena = vakt_arena_new();
    ck_assert_ptr_nonnull(d->program.arena);
    d->program.n_doctors = n_doctors;
    d->program.n_units = d->program.n_duties = n_units;
    d->program.units = alloc_array(d, n_units, sizeof *d->program.units);
    d->program.assign_var = alloc_array(d, n_units * n_doctors, sizeof(int32_t));
    for (size_t i = 0; i < n_units * n_doctors; i++)
        d->program.assign_var[i] = -1;
    for (size_t u = 0; u < n_units; u++)
        d->program.units[u] = (vakt_unit){.first_duty = u, .n_duties = 1, .required = true};
}

static int add_assign(draft *d, int doctor, int unit)
{
    vakt_var var = {.kind = VAKT_VAR_ASSIGN, .doctor = doctor, .unit = unit};
    d->program.assign_var[(size_t)doctor * d->program.n_units + (size_t)unit] =
        (int32_t)d->vars.count;
    ck_assert(VAKT_VEC_PUSH(&d->vars, var));
    return (int)d->vars.count - 1;
}

/* Members follow by add_member. */
static int add_indicator(draft *d, vakt_var_kind kind, int doctor)
{
    vakt_var var = {.kind = kind, .doctor = doctor, .unit = -1, .first_member = d->members.count};
    ck_assert(VAKT_VEC_PUSH(&d->vars, var));
    return (int)d->vars.count - 1;
}

static void add_member(draft *d, int member)
{
    ck_assert(VAKT_VEC_PUSH(&d->members, member));
    d->vars.items[d->vars.count - 1].n_members++;
}

/* Terms follow by add_term. */
static vakt_row *add_row(draft *d, vakt_row_tag tag, int doctor, int64_t lo, int64_t hi)
{
    vakt_row row = {.tag = tag, .doctor = doctor, .unit = -1, .lo = lo, .hi = hi};
    row.under_pts = row.over_pts = VAKT_HARD;
    row.first_term = d->terms.count;
    ck_assert(VAKT_VEC_PUSH(&d->rows, row));
    return &d->rows.items[d->rows.count - 1];
}

static void add_term(draft *d, int var, int coef)
{
    vakt_term term = {var, coef};
    if (var < 0)
        return;
    ck_assert(VAKT_VEC_PUSH(&d->terms, term));
    d->rows.items[d->rows.count - 1].n_terms++;
}

static void add_cost(draft *d, int var, int level, int64_t pts)
{
    vakt_cost cost = {.var = var, .level = level, .pts = pts};
    if (var >= 0)
        ck_assert(VAKT_VEC_PUSH(&d->costs, cost));
}

static int var_of(const draft *d, size_t doctor, size_t unit)
{
    return d->program.assign_var[doctor * d->program.n_units + unit];
}

static const vakt_program *finish(draft *d, int n_levels)
{
    d->program.n_levels = n_levels;
    d->program.vars = d->vars.items;
    d->program.n_vars = d->vars.count;
    d->program.members = d->members.items;
    d->program.n_members = d->members.count;
    d->program.rows = d->rows.items;
    d->program.n_rows = d->rows.count;
    d->program.terms = d->terms.items;
    d->program.n_terms = d->terms.count;
    d->program.costs = d->costs.items;
    d->program.n_costs = d->costs.count;
    return &d->program;
}

static void end(draft *d)
{
    VAKT_VEC_DONE(&d->vars);
    VAKT_VEC_DONE(&d->members);
    VAKT_VEC_DONE(&d->rows);
    VAKT_VEC_DONE(&d->terms);
    VAKT_VEC_DONE(&d->costs);
    vakt_arena_free(d->program.arena);
}

/* -- random little programs ------------------------------------------------------------------ */

#define N_RANDOM 200

static void soften(draft *d, vakt_row *row, int n_levels)
{
    row->level = draw(d, n_levels);
    row->under_pts = row->lo == VAKT_NO_BOUND_LO ? VAKT_HARD : draw(d, 4);
    row->over_pts = row->hi == VAKT_NO_BOUND_HI ? VAKT_HARD : draw(d, 4);
    if (draw(d, 4) == 0)
        row->over_pts = VAKT_HARD;
}

static void cover_units(draft *d)
{
    for (size_t u = 0; u < d->program.n_units; u++) {
        vakt_row *row = add_row(d, VAKT_ROW_COVER, -1, 1, 1);
        row->under_pts = 1 + draw(d, 3);
        row->unit = (int)u;
        for (size_t k = 0; k < d->program.n_doctors; k++)
            add_term(d, var_of(d, k, u), 1);
    }
}

static void clash_some(draft *d)
{
    for (size_t k = 0; k < d->program.n_doctors; k++)
        for (size_t u = 0; u + 1 < d->program.n_units; u += 1 + (size_t)draw(d, 2)) {
            add_row(d, VAKT_ROW_CLASH, (int)k, VAKT_NO_BOUND_LO, 1);
            for (size_t w = u; w < u + 2 + (size_t)draw(d, 2) && w < d->program.n_units; w++)
                add_term(d, var_of(d, k, w), 1);
        }
}

static void count_some(draft *d, int n_levels)
{
    for (size_t k = 0; k < d->program.n_doctors; k++) {
        int lo = draw(d, 3), minutes = 1 + 5 * draw(d, 2);
        vakt_row *row =
            add_row(d, VAKT_ROW_COUNT, (int)k, draw(d, 2) ? lo * minutes : VAKT_NO_BOUND_LO,
                    (lo + draw(d, 2)) * minutes);
        if (draw(d, 5) > 0)
            soften(d, row, n_levels);
        else if (row->lo > minutes)
            row->lo = minutes;
        for (size_t u = 0; u < d->program.n_units; u++)
            add_term(d, var_of(d, k, u), minutes * (1 + draw(d, 2)));
    }
}

static void indicate_some(draft *d, int n_levels, size_t n_assign)
{
    for (int i = 0; i < 4; i++) {
        vakt_var_kind kind = draw(d, 2) ? VAKT_VAR_OR : VAKT_VAR_AND;
        size_t n_before = d->vars.count;
        int u = add_indicator(d, kind, -1);
        for (size_t v = 0; v < n_assign; v++)
            if (draw(d, kind == VAKT_VAR_OR ? 4 : 8) == 0)
                add_member(d, (int)v);
        if (n_before > n_assign && draw(d, 2))
            add_member(d, (int)n_assign + draw(d, (int)(n_before - n_assign)));
        if (draw(d, 2))
            add_cost(d, u, draw(d, n_levels), draw(d, 9) - 3);
    }
    vakt_row *row = add_row(d, VAKT_ROW_LINEAR, -1, draw(d, 3) - 1, 2);
    soften(d, row, n_levels);
    for (size_t v = n_assign; v < d->vars.count; v++)
        add_term(d, (int)v, draw(d, 2) ? 1 : -1 - draw(d, 2));
}

/* The first doctor must not be alone: on unit u only with another on unit u + 1. */
static void link_some(draft *d)
{
    for (size_t u = 0; u + 1 < d->program.n_units; u += 2) {
        add_row(d, VAKT_ROW_LINK, -1, VAKT_NO_BOUND_LO, 0);
        add_term(d, var_of(d, 0, u), 1);
        for (size_t k = 1; k < d->program.n_doctors; k++)
            add_term(d, var_of(d, k, u + 1), -1);
    }
}

static const vakt_program *random_program(draft *d, int seed)
{
    begin(d, 0, 0, (uint64_t)seed);
    size_t n_doctors = 3 + (size_t)draw(d, 2), n_units = 5 + (size_t)draw(d, 4);
    if (n_doctors * n_units > 18)
        n_units = 18 / n_doctors + 1;
    vakt_arena_free(d->program.arena);
    begin(d, n_doctors, n_units, (uint64_t)seed);
    int n_levels = 1 + draw(d, 3);
    for (size_t k = 0; k < n_doctors; k++)
        for (size_t u = 0; u < n_units; u++)
            if (draw(d, 7) > 0)
                add_assign(d, (int)k, (int)u);
    size_t n_assign = d->vars.count;
    if (draw(d, 2))
        d->vars.items[draw(d, (int)n_assign)].fixed_one = true;
    cover_units(d);
    clash_some(d);
    count_some(d, n_levels);
    link_some(d);
    indicate_some(d, n_levels, n_assign);
    for (size_t v = 0; v < n_assign; v++)
        if (draw(d, 3) == 0)
            add_cost(d, (int)v, draw(d, n_levels), draw(d, 6) - 1);
    d->program.constant[n_levels - 1] = draw(d, 5);
    return finish(d, n_levels);
}

static bool lex_less(const int64_t *a, const int64_t *b)
{
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        if (a[k] != b[k])
            return a[k] < b[k];
    return false;
}

/* The lexicographic optimum by trying all; false when no roster is legal. */
static bool brute_force(const vakt_program *program, int64_t *ret_levels)
{
    size_t n_assign = 0;
    bool found = false;
    uint8_t *values = calloc(program->n_vars, 1);
    while (n_assign < program->n_vars && program->vars[n_assign].kind == VAKT_VAR_ASSIGN)
        n_assign++;
    for (uint32_t set = 0; set < (uint32_t)1 << n_assign; set++) {
        int64_t levels[VAKT_MAX_LEVELS];
        for (size_t v = 0; v < n_assign; v++)
            values[v] = set >> v & 1;
        if (!vakt_program_evaluate(program, values, levels))
            continue;
        if (!found || lex_less(levels, ret_levels))
            memcpy(ret_levels, levels, sizeof levels);
        found = true;
    }
    free(values);
    return found;
}

static void assert_consistent(const vakt_program *program, vakt_search_result *result)
{
    int64_t levels[VAKT_MAX_LEVELS];
    if (!result->found)
        return;
    ck_assert(vakt_program_evaluate(program, result->values, levels));
    for (int k = 0; k < program->n_levels; k++) {
        ck_assert_int_eq(levels[k], result->levels[k].value);
        ck_assert_int_le(result->levels[k].bound, result->levels[k].value);
    }
}

START_TEST(levels_equal_brute_force_and_are_proven)
{
    draft d;
    const vakt_program *program = random_program(&d, _i);
    vakt_search_options options = {.seed = 7};
    vakt_search_result result;
    int64_t best[VAKT_MAX_LEVELS];
    bool feasible = brute_force(program, best);
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &result), VAKT_OK);
    ck_assert_int_eq(result.found, feasible);
    ck_assert_int_eq(result.infeasible, !feasible);
    assert_consistent(program, &result);
    for (int k = 0; feasible && k < program->n_levels; k++) {
        ck_assert_int_eq(result.levels[k].value, best[k]);
        ck_assert_int_eq(result.levels[k].bound, best[k]);
        ck_assert(result.levels[k].proven);
    }
    free(result.values);
    end(&d);
}
END_TEST

/* -- a synthetic month ----------------------------------------------------------------------- */

#define MONTH_DUTIES 3 /* evening, night, backup */

static size_t unit_at(int day, int duty)
{
    return (size_t)(day * MONTH_DUTIES + duty);
}

/* At most one of the units that start less than a day and a bit apart. */
static void rest_cliques(draft *d, int n_days)
{
    for (size_t k = 0; k < d->program.n_doctors; k++)
        for (int day = 0; day < n_days; day++) {
            add_row(d, VAKT_ROW_CLASH, (int)k, VAKT_NO_BOUND_LO, 1);
            for (int duty = 0; duty < MONTH_DUTIES; duty++)
                add_term(d, var_of(d, k, unit_at(day, duty)), 1);
            if (day + 1 < n_days)
                add_term(d, var_of(d, k, unit_at(day + 1, 0)), 1);
        }
}

static void weekly_limits(draft *d, int n_days)
{
    for (size_t k = 0; k < d->program.n_doctors; k++)
        for (int day = 0; day + 7 <= n_days; day++) {
            add_row(d, VAKT_ROW_COUNT, (int)k, VAKT_NO_BOUND_LO, 3);
            for (int i = day; i < day + 7; i++)
                for (int duty = 0; duty < MONTH_DUTIES; duty++)
                    add_term(d, var_of(d, k, unit_at(i, duty)), 1);
        }
}

/* class 0 weekday evenings, 1 weekday nights, 2 weekends, 3 backup */
static int class_of(int day, int duty)
{
    return duty == 2 ? 3 : day % 7 >= 5 ? 2 : duty;
}

static void fairness_bands(draft *d, int n_days, int level)
{
    int totals[4] = {0};
    for (int day = 0; day < n_days; day++)
        for (int duty = 0; duty < MONTH_DUTIES; duty++)
            totals[class_of(day, duty)]++;
    for (size_t k = 0; k < d->program.n_doctors; k++)
        for (int c = 0; c < 4; c++) {
            int share = totals[c] / (int)d->program.n_doctors;
            vakt_row *row = add_row(d, VAKT_ROW_SPREAD, (int)k, share, share + 1);
            row->under_pts = row->over_pts = 10;
            row->level = level;
            for (int day = 0; day < n_days; day++)
                for (int duty = 0; duty < MONTH_DUTIES; duty++)
                    if (class_of(day, duty) == c)
                        add_term(d, var_of(d, k, unit_at(day, duty)), 1);
        }
}

/* A third of the doctors may only take an evening or night with one of the others on backup. */
static void backup_links(draft *d, int n_days)
{
    for (int day = 0; day < n_days; day++)
        for (int duty = 0; duty < 2; duty++) {
            add_row(d, VAKT_ROW_LINK, -1, VAKT_NO_BOUND_LO, 0);
            for (size_t k = 0; k < d->program.n_doctors; k++)
                if (k % 3 == 0)
                    add_term(d, var_of(d, k, unit_at(day, duty)), 1);
                else
                    add_term(d, var_of(d, k, unit_at(day, 2)), -1);
        }
}

static void weekend_indicators(draft *d, int n_days)
{
    for (size_t k = 0; k < d->program.n_doctors; k++) {
        size_t first = d->vars.count;
        for (int day = 5; day + 1 < n_days; day += 7) {
            add_indicator(d, VAKT_VAR_OR, (int)k);
            for (int i = day; i < day + 2; i++)
                for (int duty = 0; duty < MONTH_DUTIES; duty++)
                    if (var_of(d, k, unit_at(i, duty)) >= 0)
                        add_member(d, var_of(d, k, unit_at(i, duty)));
        }
        vakt_row *row = add_row(d, VAKT_ROW_COUNT, (int)k, VAKT_NO_BOUND_LO, 2);
        row->over_pts = 20;
        row->level = 1;
        for (size_t v = first; v < d->vars.count; v++)
            add_term(d, (int)v, 1);
    }
}

static const vakt_program *month(draft *d, size_t n_doctors, int n_days, uint64_t seed)
{
    begin(d, n_doctors, unit_at(n_days, 0), seed);
    for (size_t k = 0; k < n_doctors; k++) {
        int leave = draw(d, n_days);
        for (int day = 0; day < n_days; day++)
            for (int duty = 0; duty < MONTH_DUTIES; duty++)
                if ((day < leave || day >= leave + 6) && !(duty == 2 && k % 3 == 0))
                    add_assign(d, (int)k, (int)unit_at(day, duty));
    }
    size_t n_assign = d->vars.count;
    cover_units(d);
    rest_cliques(d, n_days);
    weekly_limits(d, n_days);
    backup_links(d, n_days);
    fairness_bands(d, n_days, 1);
    weekend_indicators(d, n_days);
    for (size_t v = 0; v < n_assign; v++)
        if (draw(d, 12) == 0)
            add_cost(d, (int)v, 2, 1 + draw(d, 3));
    return finish(d, 3);
}

#ifndef TEST_SEARCH_AS_LIBRARY

typedef struct stopper {
    int64_t asked, stop_after;
} stopper;

static vakt_stop stop_after(void *context)
{
    stopper *s = context;
    return s->asked++ >= s->stop_after ? VAKT_STOP_SIGNAL : VAKT_STOP_NONE;
}

START_TEST(a_month_is_filled_bounded_and_ends)
{
    draft d;
    const vakt_program *program = month(&d, 20, 31, 1);
    vakt_search_options options = {.seed = 1, .work_limit = 20000};
    vakt_search_result result;
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &result), VAKT_OK);
    ck_assert(result.found);
    assert_consistent(program, &result);
    ck_assert_int_eq(result.levels[0].value, 0);
    ck_assert(result.levels[0].proven);
    ck_assert_int_ge(result.levels[1].bound, 0);
    free(result.values);
    end(&d);
}
END_TEST

static void assert_same(const vakt_program *program, const vakt_search_result *a,
                        const vakt_search_result *b)
{
    ck_assert_int_eq(a->work, b->work);
    ck_assert_int_eq(a->nodes, b->nodes);
    ck_assert_int_eq(a->columns, b->columns);
    ck_assert_int_eq(a->found, b->found);
    ck_assert_int_eq(a->infeasible, b->infeasible);
    ck_assert_int_eq(memcmp(a->values, b->values, program->n_vars), 0);
    for (int k = 0; k < program->n_levels; k++) {
        ck_assert_int_eq(a->levels[k].value, b->levels[k].value);
        ck_assert_int_eq(a->levels[k].bound, b->levels[k].bound);
        ck_assert_int_eq(a->levels[k].proven, b->levels[k].proven);
    }
}

/* Stops where the hook says and then lets the work limit stop at the same place. */
static void check_stop_is_reproduced(const vakt_program *program, int64_t questions)
{
    stopper s = {0, questions};
    vakt_hooks hooks = {.stop = stop_after, .context = &s};
    vakt_search_options options = {.seed = 3, .work_limit = 20000};
    vakt_search_result stopped, again;
    ck_assert_int_eq(vakt_search(program, &options, &hooks, NULL, &stopped), VAKT_OK);
    assert_consistent(program, &stopped);
    options.work_limit = stopped.work;
    if (stopped.stopped_by != VAKT_STOP_NONE) {
        ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &again), VAKT_OK);
        ck_assert_int_eq(again.stopped_by, VAKT_STOP_WORK);
        assert_same(program, &stopped, &again);
        free(again.values);
    }
    free(stopped.values);
}

START_TEST(a_stop_is_reproduced_by_its_work)
{
    static const int64_t questions[] = {0, 1, 2, 3, 5, 10, 20, 40, 80, 160, 320, 640};
    draft d;
    check_stop_is_reproduced(month(&d, 12, 21, 5), questions[_i]);
    end(&d);
}
END_TEST

START_TEST(a_random_program_stopped_anywhere_is_reproduced)
{
    draft d;
    const vakt_program *program = random_program(&d, _i);
    for (int64_t questions = 0; questions < 8; questions++)
        check_stop_is_reproduced(program, questions);
    end(&d);
}
END_TEST

START_TEST(equal_questions_get_equal_answers)
{
    draft d;
    const vakt_program *program = month(&d, 12, 21, 9);
    vakt_search_options options = {.seed = 4, .work_limit = 15000};
    vakt_search_result a, b;
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &a), VAKT_OK);
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &b), VAKT_OK);
    assert_same(program, &a, &b);
    free(a.values);
    free(b.values);
    end(&d);
}
END_TEST

START_TEST(a_given_start_is_never_made_worse)
{
    draft d;
    const vakt_program *program = month(&d, 12, 21, 2);
    vakt_search_options options = {.work_limit = 10000};
    vakt_search_result first, second;
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &first), VAKT_OK);
    options.work_limit = 1;
    ck_assert_int_eq(vakt_search(program, &options, NULL, first.values, &second), VAKT_OK);
    for (int k = 0; k < program->n_levels; k++)
        ck_assert_int_eq(second.levels[k].value, first.levels[k].value);
    free(first.values);
    free(second.values);
    end(&d);
}
END_TEST

/* Lines of the progress log: values never rise within a level, bounds never fall. */
typedef struct log_check {
    int level;
    int64_t value, bound, work;
    char letters[256];
} log_check;

static void check_line(void *context, const vakt_progress *progress)
{
    log_check *log = context;
    ck_assert_int_ge(progress->work, log->work);
    ck_assert_int_ge(progress->level, log->level);
    if (progress->level == log->level && log->work > 0)
        ck_assert_int_ge(progress->bound, log->bound);
    log->work = progress->work;
    log->level = progress->level;
    log->bound = progress->bound;
    log->letters[(unsigned char)progress->event]++;
}

START_TEST(progress_tells_construction_and_proof)
{
    draft d;
    log_check log = {0};
    const vakt_program *program = month(&d, 12, 14, 2);
    vakt_hooks hooks = {.progress = check_line, .context = &log};
    vakt_search_options options = {.work_limit = 10000};
    vakt_search_result result;
    ck_assert_int_eq(vakt_search(program, &options, &hooks, NULL, &result), VAKT_OK);
    ck_assert_int_gt(log.letters['C'], 0);
    ck_assert_int_gt(log.letters['P'], 0);
    free(result.values);
    end(&d);
}
END_TEST

START_TEST(columns_are_counted_where_they_are_used)
{
    draft d;
    const vakt_program *program = month(&d, 8, 14, 3);
    vakt_search_options options = {.seed = 3, .work_limit = 6000, .engine = VAKT_ENGINE_COLGEN};
    vakt_search_result columns, compact;
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &columns), VAKT_OK);
    /* The plan of each doctor in the roster at hand, at the least. */
    ck_assert_int_ge(columns.columns, 8);
    options.engine = VAKT_ENGINE_COMPACT;
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &compact), VAKT_OK);
    ck_assert_int_eq(compact.columns, 0);
    free(columns.values);
    free(compact.values);
    end(&d);
}
END_TEST

START_TEST(a_program_without_doctors_is_solved)
{
    draft d;
    begin(&d, 0, 2, 1);
    cover_units(&d);
    const vakt_program *program = finish(&d, 1);
    vakt_search_options options = {0};
    vakt_search_result result;
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &result), VAKT_OK);
    ck_assert(result.found);
    ck_assert(result.levels[0].proven);
    ck_assert_int_gt(result.levels[0].value, 0);
    free(result.values);
    end(&d);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("search");
    TCase *tcase = tcase_create("search");
    tcase_set_timeout(tcase, 300);
    tcase_add_loop_test(tcase, levels_equal_brute_force_and_are_proven, 0, N_RANDOM);
    /* A clique merged with a stricter row was dropped as part of a larger clique. */
    tcase_add_loop_test(tcase, levels_equal_brute_force_and_are_proven, 1301, 1302);
    tcase_add_loop_test(tcase, a_random_program_stopped_anywhere_is_reproduced, 0, 40);
    tcase_add_test(tcase, a_month_is_filled_bounded_and_ends);
    tcase_add_loop_test(tcase, a_stop_is_reproduced_by_its_work, 0, 12);
    tcase_add_test(tcase, equal_questions_get_equal_answers);
    tcase_add_test(tcase, a_given_start_is_never_made_worse);
    tcase_add_test(tcase, progress_tells_construction_and_proof);
    tcase_add_test(tcase, columns_are_counted_where_they_are_used);
    tcase_add_test(tcase, a_program_without_doctors_is_solved);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
