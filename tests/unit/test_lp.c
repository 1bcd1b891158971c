/* links: vakt_lp vakt_base */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/num.h"
#include "lp/lp.h"

#define NEAR VAKT_BOUND_TOL

/* max 5x + 4y + 3z (as min of the negative) of Chvatal 1983, ch. 2: value 13 at (2, 0, 1). */
static vakt_lp *chvatal(bool integer)
{
    static const double coefs[3][3] = {{2, 3, 1}, {4, 1, 2}, {3, 4, 2}};
    static const double hi[3] = {5, 11, 8}, cost[3] = {-5, -4, -3};
    vakt_lp *lp = vakt_lp_new();
    ck_assert_ptr_nonnull(lp);
    for (int j = 0; j < 3; j++)
        ck_assert_int_eq(vakt_lp_add_col(lp, 0, 100, cost[j], integer, 0, NULL), VAKT_OK);
    for (int i = 0; i < 3; i++) {
        vakt_lp_entry entries[3] = {{0, coefs[i][0]}, {1, coefs[i][1]}, {2, coefs[i][2]}};
        ck_assert_int_eq(vakt_lp_add_row(lp, -VAKT_LP_INF, hi[i], 3, entries), VAKT_OK);
    }
    return lp;
}

static vakt_lp_outcome solve(vakt_lp *lp)
{
    vakt_lp_effort effort = {0, 0};
    vakt_lp_outcome outcome;
    ck_assert_int_eq(vakt_lp_solve(lp, NULL, &effort, &outcome), VAKT_OK);
    return outcome;
}

START_TEST(a_textbook_program_is_solved)
{
    vakt_lp *lp = chvatal(false);
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    ck_assert_double_eq_tol(vakt_lp_value(lp), -13, NEAR);
    ck_assert_double_eq_tol(vakt_lp_primal(lp, 0), 2, NEAR);
    ck_assert_double_eq_tol(vakt_lp_primal(lp, 2), 1, NEAR);
    ck_assert_double_eq_tol(vakt_lp_dual(lp, 0), -1, NEAR);
    ck_assert_double_eq_tol(vakt_lp_safe_bound(lp), -13, NEAR);
    vakt_lp_free(lp);
}
END_TEST

START_TEST(rows_and_columns_may_follow_each_other)
{
    vakt_lp *lp = chvatal(false);
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    vakt_lp_entry in_rows[2] = {{0, 1}, {2, 1}};
    ck_assert_int_eq(vakt_lp_add_col(lp, 0, 10, -20, false, 2, in_rows), VAKT_OK);
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    ck_assert_double_eq_tol(vakt_lp_value(lp), -100, NEAR); /* the new column at 5 */
    vakt_lp_entry over_cols[2] = {{3, 1}, {0, 1}};
    ck_assert_int_eq(vakt_lp_add_row(lp, -VAKT_LP_INF, 3, 2, over_cols), VAKT_OK);
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    ck_assert_double_eq_tol(vakt_lp_primal(lp, 3), 3, NEAR);
    ck_assert_int_eq(vakt_lp_n_cols(lp), 4);
    ck_assert_int_eq(vakt_lp_n_rows(lp), 4);
    vakt_lp_free(lp);
}
END_TEST

START_TEST(bounds_and_costs_may_change_between_solves)
{
    vakt_lp *lp = chvatal(false);
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    vakt_lp_set_col_bounds(lp, 0, 0, 0);
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    ck_assert_double_eq_tol(vakt_lp_primal(lp, 0), 0, NEAR);
    vakt_lp_set_col_bounds(lp, 0, 0, 100);
    vakt_lp_set_cost(lp, 1, -40);
    vakt_lp_add_cost(lp, 1, -60);
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    ck_assert_double_eq_tol(vakt_lp_primal(lp, 1), 5.0 / 3, NEAR);
    vakt_lp_set_row_bounds(lp, 0, 6, 7);
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    vakt_lp_free(lp);
}
END_TEST

START_TEST(the_impossible_is_infeasible)
{
    vakt_lp *lp = chvatal(false);
    vakt_lp_set_row_bounds(lp, 1, 12, 1e9);
    ck_assert_int_eq(solve(lp), VAKT_LP_INFEASIBLE);
    vakt_lp_set_row_bounds(lp, 1, 12, 11);
    ck_assert_int_eq(solve(lp), VAKT_LP_INFEASIBLE);
    vakt_lp_free(lp);
}
END_TEST

START_TEST(the_endless_is_unbounded)
{
    vakt_lp *lp = vakt_lp_new();
    ck_assert_int_eq(vakt_lp_add_col(lp, 0, VAKT_LP_INF, -1, false, 0, NULL), VAKT_OK);
    ck_assert_int_eq(vakt_lp_add_row(lp, 0, VAKT_LP_INF, 1, &(vakt_lp_entry){0, 1}), VAKT_OK);
    ck_assert_int_eq(solve(lp), VAKT_LP_UNBOUNDED);
    ck_assert(vakt_lp_safe_bound(lp) <= -VAKT_LP_INF);
    vakt_lp_free(lp);
}
END_TEST

/* -- mixed integer --------------------------------------------------------------------------- */

typedef struct finds {
    int n;
    double value;
} finds;

static void count_find(void *context, double value, const double *x)
{
    finds *f = context;
    (void)x;
    ck_assert(f->n == 0 || value < f->value);
    f->n++;
    f->value = value;
}

#define N_ITEMS 30

/* A knapsack with a parity trap: many nodes without cuts. */
static vakt_lp *knapsack(void)
{
    vakt_lp *lp = vakt_lp_new();
    vakt_lp_entry entries[N_ITEMS];
    for (int j = 0; j < N_ITEMS; j++) {
        int weight = 20 + j * 37 % 41;
        entries[j] = (vakt_lp_entry){j, weight};
        ck_assert_int_eq(vakt_lp_add_col(lp, 0, 1, -weight - j % 3, true, 0, NULL), VAKT_OK);
    }
    ck_assert_int_eq(vakt_lp_add_row(lp, -VAKT_LP_INF, 503, N_ITEMS, entries), VAKT_OK);
    return lp;
}

static vakt_lp_mip_result solve_mip(vakt_lp *lp, const vakt_lp_mip_options *options,
                                    vakt_lp_effort *effort)
{
    vakt_lp_mip_result result;
    ck_assert_int_eq(vakt_lp_solve_mip(lp, options, effort, &result), VAKT_OK);
    return result;
}

START_TEST(branch_and_cut_finds_and_proves)
{
    vakt_lp *lp = knapsack();
    finds f = {0, 0};
    vakt_lp_effort effort = {0, 0};
    vakt_lp_mip_options options = {.cuts = _i & 1, .found = count_find, .found_context = &f};
    options.backtrack = _i & 2 ? VAKT_LP_BEST_PROJECTION : VAKT_LP_BEST_LOCAL;
    vakt_lp_mip_result result = solve_mip(lp, &options, &effort);
    ck_assert_int_eq(result.outcome, VAKT_LP_OPTIMAL);
    ck_assert_int_gt(f.n, 0);
    ck_assert_double_eq_tol(f.value, result.value, NEAR);
    ck_assert_double_eq_tol(result.bound, result.value, NEAR);
    ck_assert_int_gt(effort.nodes, 0);
    vakt_lp_free(lp);
}
END_TEST

START_TEST(an_optimal_start_is_proven_without_a_find)
{
    vakt_lp *lp = chvatal(true);
    finds f = {0, 0};
    vakt_lp_effort effort = {0, 0};
    double start[3] = {2, 0, 1};
    vakt_lp_mip_options options = {.start = start, .found = count_find, .found_context = &f};
    vakt_lp_mip_result result = solve_mip(lp, &options, &effort);
    ck_assert_int_eq(result.outcome, VAKT_LP_OPTIMAL);
    ck_assert_int_eq(f.n, 0);
    ck_assert_double_eq_tol(result.value, -13, NEAR);
    vakt_lp_free(lp);
}
END_TEST

static bool stop_at_nodes(void *context, const vakt_lp_effort *effort, double bound)
{
    (void)bound;
    return effort->nodes >= *(int *)context;
}

START_TEST(a_stopped_tree_keeps_a_valid_bound)
{
    vakt_lp *lp = knapsack();
    vakt_lp_effort effort = {0, 0};
    vakt_lp_mip_options options = {.cuts = false};
    vakt_lp_mip_result full = solve_mip(lp, &options, &effort);
    int limit = _i;
    options.watch = (vakt_lp_watch){stop_at_nodes, &limit};
    effort = (vakt_lp_effort){0, 0};
    vakt_lp_mip_result stopped = solve_mip(lp, &options, &effort);
    ck_assert(stopped.outcome == VAKT_LP_STOPPED || stopped.outcome == VAKT_LP_OPTIMAL);
    ck_assert_double_le(stopped.bound, full.value + NEAR);
    vakt_lp_free(lp);
}
END_TEST

START_TEST(an_integer_hole_is_infeasible)
{
    vakt_lp *lp = vakt_lp_new();
    vakt_lp_effort effort = {0, 0};
    vakt_lp_mip_options options = {.cuts = true};
    vakt_lp_entry both[2] = {{0, 2}, {1, 2}};
    for (int j = 0; j < 2; j++)
        ck_assert_int_eq(vakt_lp_add_col(lp, 0, 1, 1, true, 0, NULL), VAKT_OK);
    ck_assert_int_eq(vakt_lp_add_row(lp, 1, 1, 2, both), VAKT_OK);
    ck_assert_int_eq(solve_mip(lp, &options, &effort).outcome, VAKT_LP_INFEASIBLE);
    vakt_lp_free(lp);
}
END_TEST

START_TEST(a_lost_environment_costs_only_a_reload)
{
    vakt_lp *lp = chvatal(false), *other = chvatal(true);
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    ck_assert_int_eq(solve(other), VAKT_LP_OPTIMAL);
    vakt_lp_thread_done();
    ck_assert_int_eq(solve(lp), VAKT_LP_OPTIMAL);
    ck_assert_double_eq_tol(vakt_lp_value(lp), -13, NEAR);
    vakt_lp_free(other);
    vakt_lp_free(lp);
    vakt_lp_thread_done();
}
END_TEST

START_TEST(a_coefficient_the_engine_refuses_is_no_abort)
{
    vakt_lp *lp = vakt_lp_new(), *good = chvatal(false);
    vakt_lp_effort effort = {0, 0};
    vakt_lp_outcome outcome;
    ck_assert_int_eq(solve(good), VAKT_LP_OPTIMAL);
    ck_assert_int_eq(vakt_lp_add_col(lp, 0, 1, 1, false, 0, NULL), VAKT_OK);
    vakt_lp_entry twice[2] = {{0, 1}, {0, 1}}; /* GLPK aborts on a repeated index */
    ck_assert_int_eq(vakt_lp_add_row(lp, 0, 1, 2, twice), VAKT_OK);
    ck_assert_int_eq(vakt_lp_solve(lp, NULL, &effort, &outcome), VAKT_E_LP);
    ck_assert_int_eq(solve(good), VAKT_LP_OPTIMAL);
    vakt_lp_free(lp);
    vakt_lp_free(good);
    vakt_lp_thread_done();
}
END_TEST

START_TEST(an_mps_file_is_written)
{
    char path[] = "/tmp/vakt_test_lp_XXXXXX";
    int handle = mkstemp(path);
    ck_assert_int_ge(handle, 0);
    close(handle);
    vakt_lp *lp = knapsack();
    ck_assert_int_eq(vakt_lp_write_mps(lp, "knapsack", path), VAKT_OK);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    fseek(file, 0, SEEK_END);
    ck_assert_int_gt(ftell(file), 1000);
    fclose(file);
    remove(path);
    ck_assert_int_eq(vakt_lp_write_mps(lp, "knapsack", "/nowhere/at/all"), VAKT_E_IO);
    vakt_lp_free(lp);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("lp");
    TCase *tcase = tcase_create("lp");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, a_textbook_program_is_solved);
    tcase_add_test(tcase, rows_and_columns_may_follow_each_other);
    tcase_add_test(tcase, bounds_and_costs_may_change_between_solves);
    tcase_add_test(tcase, the_impossible_is_infeasible);
    tcase_add_test(tcase, the_endless_is_unbounded);
    tcase_add_loop_test(tcase, branch_and_cut_finds_and_proves, 0, 4);
    tcase_add_test(tcase, an_optimal_start_is_proven_without_a_find);
    tcase_add_loop_test(tcase, a_stopped_tree_keeps_a_valid_bound, 0, 10);
    tcase_add_test(tcase, an_integer_hole_is_infeasible);
    tcase_add_test(tcase, a_lost_environment_costs_only_a_reload);
    tcase_add_test(tcase, a_coefficient_the_engine_refuses_is_no_abort);
    tcase_add_test(tcase, an_mps_file_is_written);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
