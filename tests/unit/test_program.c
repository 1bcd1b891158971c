/* links: vakt_program vakt_base */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "rules/program.h"

/* Three ASSIGN variables, an OR of the first two and an AND of it and the third. */
static const int32_t member_rows[] = {0, 1, 3, 2};
static vakt_var vars[5];
static int32_t members[4];
static vakt_row rows[4];
static vakt_term terms[8];
static vakt_cost costs[4];
static vakt_program program;
static uint8_t values[5];
static int64_t levels[VAKT_MAX_LEVELS];

static void set_up(void)
{
    memset(vars, 0, sizeof vars);
    memcpy(members, member_rows, sizeof members);
    vars[3] = (vakt_var){VAKT_VAR_OR, -1, -1, 0, 2, false};
    vars[4] = (vakt_var){VAKT_VAR_AND, -1, -1, 2, 2, false};
    program = (vakt_program){.n_vars = 5,
                             .n_members = 4,
                             .n_levels = 2,
                             .vars = vars,
                             .members = members,
                             .rows = rows,
                             .terms = terms,
                             .costs = costs};
}

/* Whether the ASSIGN values are legal; levels and indicators are filled. */
static bool evaluate(int first, int second, int third)
{
    values[0] = (uint8_t)first;
    values[1] = (uint8_t)second;
    values[2] = (uint8_t)third;
    values[3] = values[4] = 77; /* to be written */
    memset(levels, 77, sizeof levels);
    return vakt_program_evaluate(&program, values, levels);
}

/* A row over variables 0, 1 and 2 with these coefficients. */
static vakt_row *add_row(int a, int b, int c, int64_t lo, int64_t hi)
{
    const int coefs[] = {a, b, c};
    vakt_row *row = &rows[program.n_rows++];
    *row = (vakt_row){.tag = VAKT_ROW_LINEAR,
                      .doctor = -1,
                      .unit = -1,
                      .lo = lo,
                      .hi = hi,
                      .under_pts = VAKT_HARD,
                      .over_pts = VAKT_HARD,
                      .first_term = program.n_terms};
    for (int v = 0; v < 3; v++) {
        if (coefs[v] != 0) {
            terms[program.n_terms++] = (vakt_term){v, coefs[v]};
            row->n_terms++;
        }
    }
    return row;
}

static void expect_levels(int64_t first, int64_t second)
{
    ck_assert_int_eq(levels[0], first);
    ck_assert_int_eq(levels[1], second);
    for (int i = 2; i < VAKT_MAX_LEVELS; i++)
        ck_assert_int_eq(levels[i], 0);
}

START_TEST(a_program_of_nothing_is_legal_and_free)
{
    ck_assert(evaluate(0, 0, 0));
    expect_levels(0, 0);
}
END_TEST

START_TEST(or_is_one_of_its_members_and_and_is_all)
{
    for (int bits = 0; bits < 8; bits++) {
        int a = bits & 1, b = bits >> 1 & 1, c = bits >> 2;
        ck_assert(evaluate(a, b, c));
        ck_assert_uint_eq(values[3], a || b);
        ck_assert_uint_eq(values[4], (a || b) && c); /* of an indicator before it */
    }
}
END_TEST

START_TEST(a_hard_row_is_kept_or_not)
{
    add_row(1, 2, -1, 1, 2);
    ck_assert(!evaluate(0, 0, 0));
    ck_assert(evaluate(1, 0, 0));
    ck_assert(evaluate(0, 1, 0));
    ck_assert(!evaluate(1, 1, 0)); /* 3 */
    ck_assert(evaluate(1, 1, 1));
    expect_levels(0, 0);
}
END_TEST

START_TEST(an_open_side_is_no_bound)
{
    add_row(1, 1, 1, VAKT_NO_BOUND_LO, 1);
    ck_assert(evaluate(0, 0, 0) && !evaluate(1, 1, 0));
    program.n_rows = program.n_terms = 0;
    add_row(1, 1, 1, 1, VAKT_NO_BOUND_HI);
    ck_assert(!evaluate(0, 0, 0) && evaluate(1, 1, 1));
}
END_TEST

START_TEST(a_soft_row_is_priced_per_unit_of_either_side)
{
    vakt_row *row = add_row(1, 1, 1, 1, 1);
    row->under_pts = 100;
    row->over_pts = 7;
    row->level = 1;
    ck_assert(evaluate(0, 0, 0));
    expect_levels(0, 100);
    ck_assert(evaluate(0, 1, 0));
    expect_levels(0, 0);
    ck_assert(evaluate(1, 1, 1));
    expect_levels(0, 14);
}
END_TEST

START_TEST(a_side_may_be_hard_and_the_other_soft)
{
    vakt_row *row = add_row(1, 1, 1, 1, 1);
    row->under_pts = 5;
    ck_assert(evaluate(0, 0, 0));
    expect_levels(5, 0);
    ck_assert(!evaluate(1, 1, 0));
}
END_TEST

START_TEST(an_illegal_roster_is_priced_all_the_same)
{
    add_row(1, 0, 0, 1, 1);
    vakt_row *row = add_row(0, 1, 0, 1, 1);
    row->under_pts = 3;
    ck_assert(!evaluate(0, 0, 0));
    expect_levels(3, 0);
}
END_TEST

START_TEST(costs_and_the_constant_are_added_at_their_level)
{
    costs[0] = (vakt_cost){.var = 0, .level = 0, .pts = 4};
    costs[1] = (vakt_cost){.var = 3, .level = 1, .pts = 10};
    costs[2] = (vakt_cost){.var = 0, .level = 1, .pts = -1};
    program.n_costs = 3;
    program.constant[0] = 1000;
    program.constant[1] = 20;
    ck_assert(evaluate(0, 0, 1));
    expect_levels(1000, 20);
    ck_assert(evaluate(1, 0, 0));
    expect_levels(1004, 29);
}
END_TEST

START_TEST(a_fixed_variable_has_to_be_one)
{
    vars[1].fixed_one = true;
    ck_assert(!evaluate(1, 0, 1));
    ck_assert(evaluate(0, 1, 0));
}
END_TEST

START_TEST(a_row_over_an_indicator_sees_it)
{
    rows[0] = (vakt_row){.lo = VAKT_NO_BOUND_LO, .hi = 0, .over_pts = 9, .level = 1, .n_terms = 1};
    terms[0] = (vakt_term){4, 1};
    program.n_rows = program.n_terms = 1;
    ck_assert(evaluate(1, 1, 0));
    expect_levels(0, 0);
    ck_assert(evaluate(0, 1, 1));
    expect_levels(0, 9);
}
END_TEST

START_TEST(large_points_are_exact)
{
    vakt_row *row = add_row(1000000000, 0, 0, VAKT_NO_BOUND_LO, 0);
    row->over_pts = 1000000007;
    ck_assert(evaluate(1, 0, 0));
    expect_levels(1000000007000000000, 0);
}
END_TEST

START_TEST(no_program_is_freed_too)
{
    vakt_program_free(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("program");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, NULL);
    tcase_add_test(all, a_program_of_nothing_is_legal_and_free);
    tcase_add_test(all, or_is_one_of_its_members_and_and_is_all);
    tcase_add_test(all, a_hard_row_is_kept_or_not);
    tcase_add_test(all, an_open_side_is_no_bound);
    tcase_add_test(all, a_soft_row_is_priced_per_unit_of_either_side);
    tcase_add_test(all, a_side_may_be_hard_and_the_other_soft);
    tcase_add_test(all, an_illegal_roster_is_priced_all_the_same);
    tcase_add_test(all, costs_and_the_constant_are_added_at_their_level);
    tcase_add_test(all, a_fixed_variable_has_to_be_one);
    tcase_add_test(all, a_row_over_an_indicator_sees_it);
    tcase_add_test(all, large_points_are_exact);
    tcase_add_test(all, no_program_is_freed_too);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
