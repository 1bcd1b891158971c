/* links: vakt_rules vakt_program vakt_domain vakt_base */
#include "support/little.h"

/* 2027-03-01 is a Monday. */
#define MONDAY "2027-03-01"
#define H 60

/* A duty 08-16 on each of the days, none given. */
static void a_duty_a_day(int n)
{
    for (int day = 0; day < n; day++)
        little_duty(day, 8 * H, 8 * H);
}

/* ---- runs ---- */

START_TEST(a_run_is_priced_for_each_stretch_beyond_the_limit)
{
    little_new(MONDAY, 14);
    little_rule(VAKT_RULE_run_days, false)->most = 3;
    a_duty_a_day(14);
    for (int i = 2; i < 5; i++)
        little_give(0, i);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 5);
    ck_assert_int_eq(little_price(), 1);
    little_give(0, 6);
    ck_assert_int_eq(little_price(), 2);
    L.setting.hard = true;
    ck_assert_int_eq(little_price(), ILLEGAL);
}
END_TEST

START_TEST(given_days_before_and_after_lengthen_a_run)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_run_days, false)->most = 3;
    a_duty_a_day(7);
    for (int day = -4; day < 0; day++)
        little_outer(0, day, 8 * H, 8 * H);
    for (int day = 7; day < 10; day++)
        little_outer(1, day, 8 * H, 8 * H);
    ck_assert_int_eq(little_price(), 0); /* four given days are nobody's breach */
    little_give(0, 0);
    ck_assert_int_eq(little_price(), 1);
    little_give(1, 6);
    ck_assert_int_eq(little_price(), 2);
}
END_TEST

START_TEST(a_run_of_nights_is_not_a_run_of_days)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_run_nights, false)->most = 1;
    a_duty_a_day(3);
    L.duties[0].night = L.duties[2].night = true;
    for (int i = 0; i < 3; i++)
        little_give(0, i);
    ck_assert_int_eq(little_price(), 0);
    L.duties[1].night = true;
    ck_assert_int_eq(little_price(), 2);
}
END_TEST

START_TEST(days_after_the_last_night_are_free)
{
    little_new(MONDAY, 10);
    little_rule(VAKT_RULE_free_after_nights, false)->days = 2;
    a_duty_a_day(10);
    L.duties[1].night = L.duties[2].night = true;
    little_give(0, 1);
    little_give(0, 2);
    little_give(0, 5);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 4);
    ck_assert_int_eq(little_price(), 1);
    little_give(1, 2); /* then the night of day 1 is the last, and day 4 is far enough */
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 3);
    ck_assert_int_eq(little_price(), 1);
    L.setting.hard = true;
    ck_assert_int_eq(little_price(), ILLEGAL);
}
END_TEST

START_TEST(a_given_night_asks_for_free_days_in_the_period)
{
    little_new(MONDAY, 10);
    little_rule(VAKT_RULE_free_after_nights, false)->days = 2;
    a_duty_a_day(3);
    little_outer(0, -1, 22 * H, 9 * H)->night = true;
    little_give(0, 1);
    ck_assert_int_eq(little_price(), 1);
    L.duties[0].night = true;
    little_give(0, 0); /* another night follows: day 1 is now one day after that one */
    ck_assert_int_eq(little_price(), 1);
    little_give(1, 1);
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

/* ---- weekends ---- */

START_TEST(weekends_with_duty_lie_apart)
{
    little_new(MONDAY, 28);
    little_rule(VAKT_RULE_weekend_gap, false)->weeks = 2;
    int first = little_duty(5, 8 * H, 8 * H), second = little_duty(12, 8 * H, 8 * H);
    int fourth = little_duty(26, 8 * H, 8 * H);
    little_give(0, first);
    little_give(0, fourth);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, second);
    ck_assert_int_eq(little_price(), 3); /* 1-2 in two windows, 2-4 in one */
    little_outer(1, -2, 8 * H, 8 * H);
    little_take_all_back();
    little_give(1, first);
    ck_assert_int_eq(little_price(), 2);
}
END_TEST

START_TEST(half_a_weekend_costs_and_a_whole_one_does_not)
{
    little_new(MONDAY, 14);
    little_rule(VAKT_RULE_whole_weekend, false);
    a_duty_a_day(14);
    little_give(0, 5);
    ck_assert_int_eq(little_price(), 1);
    little_give(1, 6);
    ck_assert_int_eq(little_price(), 2);
    little_give(0, 6);
    ck_assert_int_eq(little_price(), 0);
    L.setting.hard = true;
    little_give(0, 13);
    ck_assert_int_eq(little_price(), ILLEGAL);
}
END_TEST

START_TEST(a_split_soft_block_costs_what_is_missing)
{
    vakt_block blocks[1] = {{.soft = true}};
    vakt_block_instance instance = {0};
    static const int three[] = {1, 2, 3};
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_linked_block, false);
    a_duty_a_day(5);
    L.problem.blocks = blocks;
    instance.duties = three;
    instance.n_duties = 3;
    L.in.blocks = &instance;
    L.in.n_blocks = 1;
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 1);
    ck_assert_int_eq(little_price(), 2);
    little_give(1, 2);
    ck_assert_int_eq(little_price(), 4);
    for (int i = 1; i <= 3; i++)
        little_give(0, i);
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

/* ---- windows ---- */

START_TEST(n_delt_counts_duty_days_of_the_primary_layer)
{
    little_new(MONDAY, 7);
    vakt_setting *rule = little_rule(VAKT_RULE_n_delt, false);
    rule->weeks = 1;
    rule->least = 4; /* ceil(7 / 4) = 2 */
    little_duty(0, 8 * H, 4 * H);
    little_duty(0, 12 * H, 4 * H);
    little_duty(3, 8 * H, 4 * H);
    little_duty(6, 8 * H, 4 * H);
    for (int i = 0; i < 4; i++)
        little_give(0, i);
    ck_assert_int_eq(little_price(), 1); /* three duty days, all in the last window alone */
    little_outer(0, -1, 8 * H, 4 * H);
    ck_assert_int_eq(little_price(), 4); /* with the given one: also windows to 3, 4, 5 */
    L.duties[3].layer = VAKT_LAYER_BACKUP;
    ck_assert_int_eq(little_price(), 3);
    L.setting.hard = true;
    ck_assert_int_eq(little_price(), ILLEGAL);
}
END_TEST

START_TEST(more_given_than_the_limit_is_nobodys_breach_but_leaves_no_room)
{
    little_new(MONDAY, 7);
    vakt_setting *rule = little_rule(VAKT_RULE_most_in_window, true);
    rule->days = 7;
    rule->most = 1;
    a_duty_a_day(7);
    little_outer(0, -1, 8 * H, 8 * H);
    little_outer(0, -2, 8 * H, 8 * H);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 0);
    ck_assert_int_eq(little_price(), ILLEGAL);
    little_give(1, 0);
    little_give(0, 6);
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(most_in_window_measures_what_it_is_told_to)
{
    static const struct {
        int measure;
        int64_t price;
    } cases[] = {{-1, 3},
                 {VAKT_MEASURE_DUTIES, 3},
                 {VAKT_MEASURE_HOURS, 11 * H},
                 {VAKT_MEASURE_NIGHTS, 1},
                 {VAKT_MEASURE_DAYS, 2},
                 {VAKT_MEASURE_WEEKENDS, 1}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        little_new(MONDAY, 14);
        vakt_setting *rule = little_rule(VAKT_RULE_most_in_window, false);
        rule->days = 0;
        rule->most = 1;
        rule->measure = cases[i].measure;
        little_duty(0, 8 * H, 3 * H);
        little_duty(0, 12 * H, 3 * H);
        little_duty(5, 8 * H, 3 * H);
        little_duty(13, 8 * H, 3 * H);
        L.duties[0].night = L.duties[2].night = true;
        for (int duty = 0; duty < 4; duty++)
            little_give(0, duty);
        ck_assert_int_eq(little_price(), cases[i].price);
    }
}
END_TEST

START_TEST(agreed_numbers_bound_a_class_within_their_dates)
{
    little_new(MONDAY, 14);
    little_rule(VAKT_RULE_class_bounds, true);
    a_duty_a_day(14);
    vakt_bounds bounds[2] = {
        {.load_class = -1, .least = 2, .target = VAKT_UNSET, .most = 3,
         .from = L.problem.from, .to = L.problem.from + 6},
        {.load_class = -1, .least = 5, .target = VAKT_UNSET, .most = VAKT_UNSET,
         .from = L.problem.to + 1, .to = VAKT_DAY_NONE}};
    L.doctors[0].bounds = bounds;
    L.doctors[0].n_bounds = 2;
    little_give(0, 10); /* outside the dates */
    ck_assert_int_eq(little_price(), 2);
    for (int i = 0; i < 3; i++)
        little_give(0, i);
    ck_assert_int_eq(little_price(), 0);
    bounds[0].target = 5;
    ck_assert_int_eq(little_price(), 2);
    little_give(0, 3);
    ck_assert_int_eq(little_price(), ILLEGAL);
    L.duties[3].load_class = VAKT_LOAD_WEEKEND;
    bounds[0].load_class = VAKT_LOAD_WEEKDAY;
    ck_assert_int_eq(little_price(), 2);
}
END_TEST

START_TEST(counting_duties_are_needed_in_time)
{
    little_new(MONDAY, 14);
    little_rule(VAKT_RULE_counting_duties, false);
    a_duty_a_day(14);
    for (int i = 0; i < 14; i += 2)
        L.duties[i].counting = true;
    L.doctors[0].counting = (vakt_counting_need){
        .given = true, .needed = 10, .done = 7, .by = L.problem.from + 8};
    ck_assert_int_eq(little_price(), 3);
    little_give(0, 0);
    little_give(0, 1);
    little_give(0, 12);
    ck_assert_int_eq(little_price(), 2);
    little_give(0, 8);
    ck_assert_int_eq(little_price(), 1);
    L.doctors[0].counting.done = 11;
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compile_runs");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, a_run_is_priced_for_each_stretch_beyond_the_limit);
    tcase_add_test(tests, given_days_before_and_after_lengthen_a_run);
    tcase_add_test(tests, a_run_of_nights_is_not_a_run_of_days);
    tcase_add_test(tests, days_after_the_last_night_are_free);
    tcase_add_test(tests, a_given_night_asks_for_free_days_in_the_period);
    tcase_add_test(tests, weekends_with_duty_lie_apart);
    tcase_add_test(tests, half_a_weekend_costs_and_a_whole_one_does_not);
    tcase_add_test(tests, a_split_soft_block_costs_what_is_missing);
    tcase_add_test(tests, n_delt_counts_duty_days_of_the_primary_layer);
    tcase_add_test(tests, more_given_than_the_limit_is_nobodys_breach_but_leaves_no_room);
    tcase_add_test(tests, most_in_window_measures_what_it_is_told_to);
    tcase_add_test(tests, agreed_numbers_bound_a_class_within_their_dates);
    tcase_add_test(tests, counting_duties_are_needed_in_time);
    suite_add_tcase(suite, tests);
    return little_run(suite);
}
