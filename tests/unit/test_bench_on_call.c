/* links: vakt_bench vakt_search_core vakt_program vakt_base */
/*
 * The on-call set's translation and its sequence of balances against the set's definition, on
 * every roster of tiny instances made up here.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "benchmarks/on_call.h"

#define DAYS 8

static const char *const instances[] = {
    /* Unequal loads, two weekends, days away. */
    "num_staff = 3; % persons\nwork_load = [100, 50, 100];\nnum_days = 8;\n"
    "unavailable = [ {1, 12}, {}, {4,5} ];\nfixed = [{}, {}, {}];\n"
    "weekend_offset = 2;\nadj_days_str = 3;\nwed_before_weekend_str = 2;\n",
    /* Fixed days that break rules which bind the others: % ; } in a comment. */
    "num_staff = 3;\nwork_load = [100, 100, 80];\nnum_days = 8;\n"
    "fixed = [ 1..3, {}, {7} ];\nunavailable = [{}, {8}, {}];\n"
    "weekend_offset = 0;\nadj_days_str = 1;\nwed_before_weekend_str = 4; % ; }\n",
    /* Nobody can have day 5. */
    "num_staff = 3;\nwork_load = [100, 100, 80];\nnum_days = 8;\n"
    "fixed = [{},{},{}];\nunavailable = [{5}, {5}, 5..6];\n"
    "weekend_offset = 3;\nadj_days_str = 1;\nwed_before_weekend_str = 4;\n"};

static bench_on_call *given(const char *text)
{
    bench_on_call *o = NULL;
    ck_assert_int_eq(bench_on_call_read("t", text, strlen(text), NULL, &o), VAKT_OK);
    return o;
}

/* -- the definition, days from 0 --------------------------------------------------------------- */

static bool both_fixed(const bench_on_call *o, int a, int b)
{
    return o->fixed[a] >= 0 && o->fixed[b] >= 0;
}

static bool is_legal(const bench_on_call *o, const int32_t *on)
{
    for (int d = 0; d < DAYS; d++) {
        if (o->unavailable[on[d] * DAYS + d] || (o->fixed[d] >= 0 && o->fixed[d] != on[d]))
            return false;
        if (d + 2 < DAYS && on[d] == on[d + 1] && on[d] == on[d + 2] &&
            !(both_fixed(o, d, d + 1) && o->fixed[d + 2] >= 0))
            return false;
        if (!o->weekend[d])
            continue;
        bool near_fixed = o->fixed[d] >= 0 && (d == 0 || o->fixed[d - 1] >= 0) &&
                          (d + 1 == DAYS || o->fixed[d + 1] >= 0);
        if (!near_fixed &&
            ((d > 0 && on[d - 1] == on[d]) || (d + 1 < DAYS && on[d + 1] == on[d])))
            return false;
        if (d + 5 < DAYS && on[d] == on[d + 5] && !both_fixed(o, d, d + 5))
            return false;
    }
    return true;
}

static int64_t rest_of(const bench_on_call *o, const int32_t *on)
{
    int64_t cost = 0;
    for (int d = 0; d + 2 < DAYS; d++)
        cost += on[d] == on[d + 1] ? o->adjacent_pts : 0;
    for (int d = 2; d < DAYS; d++)
        cost += o->weekend[d] && on[d] == on[d - 2] ? o->wednesday_pts : 0;
    return cost;
}

static int64_t balance_of(const bench_on_call *o, const int32_t *on, bool weekend)
{
    int64_t n[3] = {0}, worst = 0;
    for (int d = 0; d < DAYS; d++)
        n[on[d]] += o->weekend[d] == weekend;
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            int64_t difference = o->work_load[i] * n[j] - o->work_load[j] * n[i];
            worst = difference > worst ? difference : worst;
        }
    }
    return worst % 100 ? worst / 100 + 1 : worst / 100;
}

/* ---- */

static bool evaluate(const vakt_program *p, const int32_t *on, int64_t levels[VAKT_MAX_LEVELS])
{
    uint8_t *values = calloc(p->n_vars + 1, 1);
    bool legal = true;
    for (int d = 0; d < DAYS; d++) {
        int32_t v = p->assign_var[(size_t)on[d] * p->n_units + (size_t)d];
        legal = legal && v >= 0;
        if (v >= 0)
            values[v] = 1;
    }
    legal = vakt_program_evaluate(p, values, levels) && legal;
    free(values);
    return legal;
}

static vakt_program *program_of(const bench_on_call *o, bench_balance balance, int64_t week,
                                int64_t weekend)
{
    bench_bands bands = {balance, week, weekend};
    vakt_program *p = NULL;
    vakt_status status = bench_on_call_program(o, &bands, &p);
    ck_assert(status == VAKT_OK || (status == VAKT_E_ANSWER_NO && (balance == BENCH_GIVEN_BALANCE ||
                                                           balance == BENCH_BOXED_BALANCE)));
    return p;
}

/* Least cost of all legal rosters, INT64_MAX = none; every program has to agree on each. */
static int64_t compare_all(const bench_on_call *o)
{
    enum { BANDS = 4 };
    vakt_program *none = program_of(o, BENCH_NO_BALANCE, 0, 0);
    vakt_program *banded[BANDS][BANDS], *boxed[BANDS];
    int64_t best = INT64_MAX, levels[VAKT_MAX_LEVELS];
    for (int a = 0; a < BANDS; a++) {
        boxed[a] = program_of(o, BENCH_BOXED_BALANCE, a, a);
        for (int b = 0; b < BANDS; b++)
            banded[a][b] = program_of(o, BENCH_GIVEN_BALANCE, a, b);
    }
    for (int code = 0; code < 6561; code++) {
        int32_t on[DAYS];
        for (int d = 0, rest = code; d < DAYS; d++, rest /= 3)
            on[d] = rest % 3;
        bool legal = is_legal(o, on);
        int64_t week = balance_of(o, on, false), weekend = balance_of(o, on, true);
        ck_assert_int_eq(week, bench_on_call_balance(o, on, false));
        ck_assert_int_eq(evaluate(none, on, levels), legal);
        if (legal)
            ck_assert_int_eq(levels[0], rest_of(o, on));
        for (int a = 0; a < BANDS; a++) /* a box is within the bands */
            ck_assert(!boxed[a] || !evaluate(boxed[a], on, levels) ||
                      evaluate(banded[a][a], on, levels));
        for (int a = 0; a < BANDS; a++)
            for (int b = 0; b < BANDS; b++)
                ck_assert_int_eq(banded[a][b] && evaluate(banded[a][b], on, levels),
                                 legal && week <= a && weekend <= b);
        if (legal && rest_of(o, on) + week + weekend < best)
            best = rest_of(o, on) + week + weekend;
    }
    for (int a = 0; a < BANDS; a++) {
        vakt_program_free(boxed[a]);
        for (int b = 0; b < BANDS; b++)
            vakt_program_free(banded[a][b]);
    }
    vakt_program_free(none);
    return best;
}

START_TEST(every_roster_is_judged_as_the_set_defines_and_the_best_is_found)
{
    bench_on_call *o = given(instances[_i]);
    bench_limits limits = {.seed = 1};
    bench_outcome outcome, whole;
    int32_t on[DAYS];
    uint8_t *values = NULL;
    int64_t best = compare_all(o);
    ck_assert_int_eq(bench_on_call_solve(o, &limits, &outcome, on), VAKT_OK);
    vakt_program *p = program_of(o, BENCH_WHOLE_BALANCE, 0, 0);
    ck_assert_int_eq(bench_run(p, &limits, INT64_MAX, NULL, &whole, &values), VAKT_OK);
    if (best == INT64_MAX) {
        ck_assert(outcome.infeasible && whole.infeasible);
    } else {
        ck_assert(outcome.proven && whole.proven);
        ck_assert_int_eq(outcome.value[0], best);
        ck_assert_int_eq(whole.value[0], best);
        ck_assert(is_legal(o, on));
        ck_assert_int_eq(rest_of(o, on) + balance_of(o, on, false) + balance_of(o, on, true), best);
    }
    free(values);
    vakt_program_free(p);
    bench_on_call_free(o);
}
END_TEST

START_TEST(a_box_leaves_no_pair_to_be_looked_at)
{
    bench_on_call *o = given(instances[_i]);
    vakt_program *p = program_of(o, BENCH_BOXED_BALANCE, 2, 2);
    ck_assert_ptr_nonnull(p);
    for (size_t r = 0; r < p->n_rows; r++)
        ck_assert_int_ne(p->rows[r].tag, VAKT_ROW_SPREAD);
    vakt_program_free(p);
    bench_on_call_free(o);
}
END_TEST

START_TEST(sets_ranges_and_comments_are_read)
{
    bench_on_call *o = given(instances[1]);
    ck_assert_int_eq(o->n_staff, 3);
    ck_assert_int_eq(o->fixed[2], 0);
    ck_assert_int_eq(o->fixed[3], -1);
    ck_assert_int_eq(o->fixed[6], 2);
    ck_assert(o->unavailable[1 * DAYS + 7] && !o->unavailable[7]);
    ck_assert(o->weekend[0] && o->weekend[5] && !o->weekend[1]);
    ck_assert_int_eq(o->wednesday_pts, 4);
    bench_on_call_free(o);
}
END_TEST

START_TEST(a_roster_is_written_as_the_checker_reads_it)
{
    bench_on_call *o = given(instances[0]);
    int32_t on[DAYS] = {0, 1, 2, 0, 1, 2, 0, 1};
    vakt_text text;
    vakt_text_init(&text, 1000);
    bench_on_call_write(o, on, &text);
    ck_assert_str_eq(text.bytes, "1 2 3 1 2 3 1 2\n");
    vakt_text_done(&text);
    bench_on_call_free(o);
}
END_TEST

START_TEST(mistakes_are_refused)
{
    static const char *const wrong[] = {
        "", "num_staff = 3;", "num_staff 3;", "num_staff = 3",
        "num_staff = 2; work_load = [100]; num_days = 3; unavailable = [{}, {}]; fixed = [{}, {}]; "
        "weekend_offset = 0; adj_days_str = 1; wed_before_weekend_str = 1;",
        "num_staff = 2; work_load = [1, 2]; num_days = 3; unavailable = [{}, {]; fixed = [{}, {}]; "
        "weekend_offset = 0; adj_days_str = 1; wed_before_weekend_str = 1;",
        "num_staff = 2; work_load = [1, 2]; num_days = 3; unavailable = [{}, {}]; "
        "fixed = [{1}, {1}]; weekend_offset = 0; adj_days_str = 1; wed_before_weekend_str = 1;"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        bench_on_call *o = NULL;
        ck_assert_int_eq(bench_on_call_read("t", wrong[i], strlen(wrong[i]), NULL, &o),
                         VAKT_E_INPUT);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bench_on_call");
    TCase *tcase = tcase_create("all");
    tcase_add_loop_test(tcase, every_roster_is_judged_as_the_set_defines_and_the_best_is_found, 0,
                        sizeof instances / sizeof *instances);
    tcase_add_loop_test(tcase, a_box_leaves_no_pair_to_be_looked_at, 0,
                        sizeof instances / sizeof *instances);
    tcase_add_test(tcase, sets_ranges_and_comments_are_read);
    tcase_add_test(tcase, a_roster_is_written_as_the_checker_reads_it);
    tcase_add_test(tcase, mistakes_are_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
