/* links: vakt_search_core vakt_colgen vakt_compact vakt_lp vakt_program vakt_base */
/*
 * One doctor planned anew, parts of programs, sweeps and ruins, against trying everything on random
 * little programs.
 */
#define TEST_SEARCH_AS_LIBRARY
#include "unit/test_search.c"

#include "search/part.h"
#include "search/run.h"

typedef struct bench {
    draft d;
    const vakt_program *program;
    vakt_run run;
    vakt_search_options options;
} bench;

static void open_bench(bench *b, int seed)
{
    memset(b, 0, sizeof *b);
    b->program = random_program(&b->d, seed);
    b->options.seed = (uint64_t)seed;
    ck_assert_int_eq(vakt_run_init(&b->run, b->program, &b->options, NULL), VAKT_OK);
    ck_assert_int_eq(vakt_run_open_columns(&b->run), VAKT_OK);
}

static void close_bench(bench *b)
{
    vakt_run_done(&b->run);
    end(&b->d);
}

/* Any assignments, legal or not; half of them few. */
static void draw_position(bench *b)
{
    int one_in = 2 + draw(&b->d, 4);
    for (size_t v = 0; v < b->program->n_vars; v++)
        if (b->program->vars[v].kind == VAKT_VAR_ASSIGN && draw(&b->d, one_in) == 0)
            vakt_position_flip(b->run.position, (int32_t)v);
}

static int owner_of_row(const bench *b, const vakt_row *row)
{
    int owner = -1;
    for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        int of_term = vakt_colgen_owner(b->run.colgen, b->program->terms[t].var);
        if (of_term < 0 || (owner >= 0 && of_term != owner))
            return -1;
        owner = of_term;
    }
    return owner;
}

/* The doctor's own hard rows hold and what is forced is taken. */
static bool plan_is_legal(const bench *b, int doctor)
{
    const vakt_position *position = b->run.position;
    for (size_t v = 0; v < b->program->n_vars; v++)
        if (b->program->vars[v].fixed_one && b->program->vars[v].doctor == doctor &&
            !position->values[v])
            return false;
    for (size_t r = 0; r < b->program->n_rows; r++) {
        const vakt_row *row = &b->program->rows[r];
        int64_t a = position->activity[r];
        if (owner_of_row(b, row) != doctor)
            continue;
        if ((row->lo != VAKT_NO_BOUND_LO && row->under_pts == VAKT_HARD && a < row->lo) ||
            (row->hi != VAKT_NO_BOUND_HI && row->over_pts == VAKT_HARD && a > row->hi))
            return false;
    }
    return true;
}

/* The least score over all legal plans of the doctor; the position is as before in the end. */
static bool try_all_plans(bench *b, int doctor, vakt_score *ret_best)
{
    int32_t vars[32];
    size_t n = 0;
    bool any = false;
    vakt_position *position = b->run.position;
    uint8_t *before = malloc(b->program->n_vars);
    memcpy(before, position->values, b->program->n_vars);
    for (size_t v = 0; v < b->program->n_vars; v++)
        if (b->program->vars[v].kind == VAKT_VAR_ASSIGN && b->program->vars[v].doctor == doctor)
            vars[n++] = (int32_t)v;
    for (uint32_t set = 0; set < (uint32_t)1 << n; set++) {
        for (size_t i = 0; i < n; i++)
            if ((position->values[vars[i]] != 0) != (set >> i & 1))
                vakt_position_flip(position, vars[i]);
        if (!plan_is_legal(b, doctor))
            continue;
        if (!any || vakt_score_compare(&position->score, ret_best) < 0)
            *ret_best = position->score;
        any = true;
    }
    vakt_position_set(position, before);
    free(before);
    return any;
}

START_TEST(a_doctor_planned_anew_has_the_best_of_all_plans)
{
    bench b;
    open_bench(&b, _i);
    for (int round = 0; round < 6; round++) {
        draw_position(&b);
        for (int doctor = 0; doctor < (int)b.program->n_doctors; doctor++) {
            vakt_score best, before = b.run.position->score;
            bool legal_before = plan_is_legal(&b, doctor), changed, exact;
            vakt_solo_way way = {.labels = 100000, .rounds = 1000};
            way.only_better = draw(&b.d, 2);
            way.random = draw(&b.d, 2) ? &b.run.random : NULL;
            bool any = try_all_plans(&b, doctor, &best);
            ck_assert_int_eq(vakt_solo_replan(&b.run.solo, doctor, &way, &changed, &exact),
                             VAKT_OK);
            if (!any) {
                ck_assert(!changed);
                ck_assert_int_eq(vakt_score_compare(&b.run.position->score, &before), 0);
                continue;
            }
            ck_assert(exact);
            if (!changed)
                ck_assert(way.only_better && legal_before);
            ck_assert_int_eq(vakt_score_compare(&b.run.position->score, &best), 0);
        }
    }
    close_bench(&b);
}
END_TEST

START_TEST(a_withheld_duty_is_not_taken)
{
    bench b;
    bool withheld[32] = {false}, changed, exact;
    open_bench(&b, _i);
    for (size_t u = 0; u < b.program->n_units; u++)
        withheld[u] = draw(&b.d, 2);
    for (int doctor = 0; doctor < (int)b.program->n_doctors; doctor++) {
        vakt_solo_way way = {.labels = 1000, .rounds = 100, .withheld = withheld};
        ck_assert_int_eq(vakt_solo_replan(&b.run.solo, doctor, &way, &changed, &exact), VAKT_OK);
    }
    for (size_t v = 0; v < b.program->n_vars; v++)
        if (b.program->vars[v].kind == VAKT_VAR_ASSIGN && !b.program->vars[v].fixed_one)
            ck_assert(!b.run.position->values[v] || !withheld[b.program->vars[v].unit]);
    close_bench(&b);
}
END_TEST

START_TEST(a_part_costs_what_the_whole_costs)
{
    bench b;
    open_bench(&b, _i);
    for (int round = 0; round < 8; round++) {
        bool is_free[8];
        vakt_part part;
        int64_t in_part[VAKT_MAX_LEVELS], in_whole[VAKT_MAX_LEVELS];
        draw_position(&b);
        for (size_t d = 0; d < b.program->n_doctors; d++)
            is_free[d] = draw(&b.d, 2);
        ck_assert_int_eq(vakt_part_new(b.run.position, is_free, false, &part), VAKT_OK);
        uint8_t *values = calloc(part.program->n_vars + 1, 1);
        for (size_t v = 0; v < part.program->n_vars; v++)
            values[v] = part.program->vars[v].kind == VAKT_VAR_ASSIGN && draw(&b.d, 3) == 0;
        bool legal = vakt_program_evaluate(part.program, values, in_part);
        vakt_part_take(&part, values, b.run.position);
        memcpy(b.run.scratch, b.run.position->values, b.program->n_vars);
        if (vakt_program_evaluate(b.program, b.run.scratch, in_whole))
            ck_assert(legal);
        for (int k = 0; k < b.program->n_levels; k++)
            ck_assert_int_eq(in_part[k], b.run.position->score.levels[k]);
        for (size_t v = 0; v < part.program->n_vars; v++)
            ck_assert_int_eq(values[v], b.run.position->values[part.whole[v]]);
        free(values);
        vakt_part_done(&part);
    }
    close_bench(&b);
}
END_TEST

START_TEST(a_sweep_never_worsens_and_ends_where_nobody_alone_can_do_better)
{
    bench b;
    open_bench(&b, _i);
    draw_position(&b);
    vakt_score before = b.run.position->score, best;
    bool legal = true;
    for (int doctor = 0; doctor < (int)b.program->n_doctors; doctor++)
        legal = legal && plan_is_legal(&b, doctor);
    ck_assert_int_eq(vakt_sweep(&b.run, VAKT_EVENT_INSERT), VAKT_OK);
    if (legal)
        ck_assert_int_le(vakt_score_compare(&b.run.position->score, &before), 0);
    for (int doctor = 0; doctor < (int)b.program->n_doctors; doctor++)
        if (try_all_plans(&b, doctor, &best) && plan_is_legal(&b, doctor))
            ck_assert_int_le(vakt_score_compare(&b.run.position->score, &best), 0);
    close_bench(&b);
}
END_TEST

START_TEST(a_ruin_keeps_the_best_roster_and_betters_it_only)
{
    bench b;
    int64_t before[VAKT_MAX_LEVELS], levels[VAKT_MAX_LEVELS];
    open_bench(&b, _i);
    ck_assert_int_eq(vakt_construct(&b.run, NULL), VAKT_OK);
    if (b.run.found) {
        memcpy(before, b.run.best_levels, sizeof before);
        ck_assert_int_eq(vakt_improve_by_ruin(&b.run, 200), VAKT_OK);
        ck_assert(!lex_less(before, b.run.best_levels));
        ck_assert(vakt_program_evaluate(b.program, b.run.best, levels));
        for (int k = 0; k < b.program->n_levels; k++)
            ck_assert_int_eq(levels[k], b.run.best_levels[k]);
    }
    close_bench(&b);
}
END_TEST

START_TEST(a_month_is_filled_doctor_by_doctor)
{
    bench b = {.options = {.seed = 3}};
    b.program = month(&b.d, 12, 21, 4);
    ck_assert_int_eq(vakt_run_init(&b.run, b.program, &b.options, NULL), VAKT_OK);
    ck_assert_int_eq(vakt_insert_all(&b.run), VAKT_OK);
    ck_assert(b.run.found);
    close_bench(&b);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("solo");
    TCase *tcase = tcase_create("solo");
    tcase_set_timeout(tcase, 300);
    tcase_add_loop_test(tcase, a_doctor_planned_anew_has_the_best_of_all_plans, 0, 100);
    tcase_add_loop_test(tcase, a_withheld_duty_is_not_taken, 0, 20);
    tcase_add_loop_test(tcase, a_part_costs_what_the_whole_costs, 0, 60);
    tcase_add_loop_test(tcase, a_sweep_never_worsens_and_ends_where_nobody_alone_can_do_better, 0,
                        60);
    tcase_add_loop_test(tcase, a_ruin_keeps_the_best_roster_and_betters_it_only, 0, 40);
    tcase_add_test(tcase, a_month_is_filled_doctor_by_doctor);
    tcase_add_loop_test(tcase, levels_equal_brute_force_and_are_proven, 900, 910);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? 0 : 1;
}
