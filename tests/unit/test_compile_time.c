/* links: vakt_rules vakt_program vakt_domain vakt_base */
#include "support/little.h"

/* 2027-03-01 is a Monday. */
#define MONDAY "2027-03-01"
#define H 60

/* ---- overlap ---- */

START_TEST(two_duties_at_once_are_illegal_and_two_in_a_row_are_not)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_overlap, true);
    int day = little_duty(0, 8 * H, 8 * H), late = little_duty(0, 15 * H, 8 * H);
    int evening = little_duty(0, 16 * H, 4 * H);
    little_give(0, day);
    little_give(0, evening);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, late);
    little_give(1, evening);
    ck_assert_int_eq(little_price(), ILLEGAL);
    little_give(1, day);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, evening);
    ck_assert_int_eq(little_price(), ILLEGAL);
}
END_TEST

START_TEST(a_duty_over_a_given_one_is_illegal)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_overlap, true);
    int day = little_duty(0, 7 * H, 8 * H);
    little_outer(0, -1, 20 * H, 12 * H);
    little_give(0, day);
    ck_assert_int_eq(little_price(), ILLEGAL);
    little_give(1, day);
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(duties_of_one_unit_may_overlap)
{
    vakt_block_instance block;
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_overlap, true);
    const int both[] = {little_duty(0, 8 * H, 8 * H), little_duty(0, 12 * H, 8 * H)};
    vakt_block blocks[1] = {{.soft = false}};
    L.problem.blocks = blocks;
    little_block(&block, both, 2);
    little_give(0, both[0]);
    little_give(0, both[1]);
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

/* ---- the day job ---- */

START_TEST(only_a_duty_that_blocks_is_kept_from_office_hours)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_day_job, true);
    int day = little_duty(0, 8 * H, 8 * H);
    little_job(0, 0, 8 * H, 8 * H);
    little_give(0, day);
    ck_assert_int_eq(little_price(), 0);
    L.duties[day].meets_job = VAKT_JOB_BLOCKS;
    ck_assert_int_eq(little_price(), ILLEGAL);
    L.setting.hard = false;
    ck_assert_int_eq(little_price(), 1);
}
END_TEST

START_TEST(a_surgery_closes_for_the_day_of_duty_and_for_the_rest_after_it)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_surgery_closed, false);
    int night = little_duty(0, 15 * H, 17 * H); /* to 08:00; rested at 16:00 */
    L.duties[night].meets_job = VAKT_JOB_YIELDS;
    little_job(0, 0, 8 * H, 8 * H);
    little_job(0, 1, 8 * H, 8 * H);
    little_job(0, 2, 8 * H, 8 * H);
    little_give(0, night);
    ck_assert_int_eq(little_price(), 2);
}
END_TEST

/* ---- rest ---- */

START_TEST(seven_hours_between_two_duties_break_a_rest_of_eight)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_rest, true);
    int evening = little_duty(0, 16 * H, 8 * H), morning = little_duty(1, 7 * H, 8 * H);
    int eight = little_duty(1, 8 * H, 8 * H);
    little_give(0, evening);
    little_give(0, morning);
    ck_assert_int_eq(little_price(), ILLEGAL);
    L.setting.hard = false;
    ck_assert_int_eq(little_price(), 1);
    L.setting.hard = true;
    little_take_all_back();
    little_give(0, evening);
    little_give(0, eight);
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(many_short_gaps_are_each_illegal_though_cliques_hold_them)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_rest, true);
    for (int day = 0; day < 5; day++)
        for (int clock = 0; clock < 24; clock += 6)
            little_duty(day, clock * H, 6 * H);
    for (int i = 0; i < (int)L.in.n_duties; i++) {
        for (int j = i + 1; j < (int)L.in.n_duties; j++) {
            little_take_all_back();
            little_give(0, i);
            little_give(0, j);
            ck_assert_int_eq(little_price(), j - i <= 2 ? ILLEGAL : 0);
        }
    }
}
END_TEST

START_TEST(after_a_duty_at_home_a_short_rest_is_priced_even_where_it_must_be_kept)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_rest, true);
    int evening = little_duty(0, 16 * H, 8 * H), morning = little_duty(1, 7 * H, 8 * H);
    L.duties[evening].presence = VAKT_AT_HOME;
    little_give(0, evening);
    little_give(0, morning);
    ck_assert_int_eq(little_price(), 1);
    little_rule(VAKT_RULE_aml_daily_rest, true);
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(rest_is_measured_to_given_duties_on_both_sides)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_rest, true);
    int first = little_duty(0, 6 * H, 8 * H), last = little_duty(6, 16 * H, 8 * H);
    little_outer(0, -1, 16 * H, 8 * H);
    little_outer(1, 7, 6 * H, 8 * H);
    little_outer(2, -1, 16 * H, 8 * H)->presence = VAKT_AT_HOME;
    little_give(0, first);
    ck_assert_int_eq(little_price(), ILLEGAL);
    little_give(2, first);
    ck_assert_int_eq(little_price(), 1);
    little_give(1, first);
    ck_assert_int_eq(little_price(), 0);
    little_give(1, last);
    ck_assert_int_eq(little_price(), ILLEGAL);
}
END_TEST

START_TEST(a_duty_soon_after_the_day_job_joins_it_and_later_it_needs_rest)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_rest, false);
    int joins = little_duty(0, 18 * H, 4 * H), breaks = little_duty(0, 18 * H + 1, 4 * H);
    little_job(0, 0, 8 * H, 8 * H);
    little_give(0, joins);
    ck_assert_int_eq(little_price(), 0);
    little_take_all_back();
    little_give(0, breaks);
    ck_assert_int_eq(little_price(), 1);
    L.duties[breaks].meets_job = VAKT_JOB_INSIDE;
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(the_day_job_after_a_night_needs_rest_unless_the_surgery_yields)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_rest, true);
    int night = little_duty(0, 22 * H, 9 * H);
    little_job(0, 1, 8 * H, 8 * H);
    little_give(0, night);
    ck_assert_int_eq(little_price(), ILLEGAL);
    L.duties[night].presence = VAKT_AT_HOME;
    ck_assert_int_eq(little_price(), 1);
    L.duties[night].meets_job = VAKT_JOB_YIELDS;
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(an_override_excuses_the_pair)
{
    vakt_override override = {.duty = "N", .doctor = "A", .rule = VAKT_RULE_rest};
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_rest, true);
    int evening = little_duty(0, 16 * H, 8 * H), morning = little_duty(1, 7 * H, 8 * H);
    L.duties[morning].id = "N";
    L.problem.overrides = &override;
    L.problem.n_overrides = 1;
    little_give(0, evening);
    little_give(0, morning);
    ck_assert_int_eq(little_price(), 0);
    little_give(1, evening);
    little_give(1, morning);
    ck_assert_int_eq(little_price(), ILLEGAL);
}
END_TEST

/* ---- continuous_presence ---- */

START_TEST(a_stay_is_counted_over_the_unit_and_from_the_day_job_it_joins)
{
    vakt_block_instance block;
    vakt_block blocks[1] = {{.soft = false}};
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_continuous_presence, false)->minutes = 20 * H;
    const int both[] = {little_duty(0, 17 * H, 7 * H), little_duty(1, 0, 8 * H)};
    L.problem.blocks = blocks;
    little_block(&block, both, 2);
    little_job(1, 0, 8 * H, 8 * H);
    little_give(0, both[0]);
    little_give(0, both[1]);
    ck_assert_int_eq(little_price(), 0);
    little_give(1, both[0]);
    little_give(1, both[1]);
    ck_assert_int_eq(little_price(), 4 * H);
    L.setting.hard = true;
    ck_assert_int_eq(little_price(), ILLEGAL);
    L.duties[both[1]].presence = VAKT_AT_HOME;
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

/* ---- arbeidsmiljøloven ---- */

START_TEST(seven_days_need_one_free_stretch)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_aml_weekly_rest, false)->minutes = 36 * H;
    for (int day = 0; day < 7; day++)
        little_give(0, little_duty(day, 8 * H, 8 * H));
    ck_assert_int_eq(little_price(), 1);
    L.setting.hard = true;
    ck_assert_int_eq(little_price(), ILLEGAL);
    little_give(1, 3); /* free from day 2 16:00 to day 4 08:00: 40 hours */
    ck_assert_int_eq(little_price(), 0);
    L.setting.minutes = 41 * H;
    ck_assert_int_eq(little_price(), ILLEGAL);
    little_give(1, 0); /* nor is 32 hours from the window's begin enough */
    ck_assert_int_eq(little_price(), ILLEGAL);
    little_give(1, 1);
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(a_week_that_the_day_job_alone_fills_is_nobodys_breach)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_aml_weekly_rest, true);
    for (int day = 0; day < 7; day++)
        little_job(0, day, 8 * H, 8 * H);
    little_give(0, little_duty(2, 16 * H, 4 * H));
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(hours_in_a_day_are_counted_from_every_start)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_aml_day_hours, false);
    int evening = little_duty(0, 20 * H, 8 * H), noon = little_duty(1, 12 * H, 8 * H);
    little_give(0, evening);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, noon); /* 16 of 13 hours in the 24 from 20:00 */
    ck_assert_int_eq(little_price(), 3 * H);
    L.duties[evening].presence = VAKT_AT_HOME;
    L.setting.minutes = 9 * H; /* 480 / 7 = 68 minutes, and 480 */
    ck_assert_int_eq(little_price(), 8);
}
END_TEST

START_TEST(a_week_counts_the_day_job_and_what_it_leaves_is_the_limit)
{
    little_new(MONDAY, 14);
    little_rule(VAKT_RULE_aml_week_hours, false)->minutes = 45 * H;
    int one = little_duty(1, 16 * H, 6 * H);
    for (int day = 0; day < 5; day++)
        little_job(0, day, 8 * H, 8 * H);
    little_give(0, one);
    ck_assert_int_eq(little_price(), 1 * H);
    L.setting.minutes = 30 * H; /* the job's own 40 hours are nobody's breach */
    ck_assert_int_eq(little_price(), 6 * H);
    L.duties[one].meets_job = VAKT_JOB_INSIDE;
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(the_average_takes_all_weeks_when_there_are_fewer)
{
    little_new(MONDAY, 14);
    little_rule(VAKT_RULE_aml_week_average, false)->minutes = 10 * H;
    for (int day = 0; day < 3; day++)
        little_give(0, little_duty(day, 8 * H, 8 * H));
    ck_assert_int_eq(little_price(), 4 * H);
    little_new("2027-03-02", 10); /* no full week */
    little_rule(VAKT_RULE_aml_week_average, false)->minutes = 0;
    little_give(0, little_duty(0, 8 * H, 8 * H));
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(two_holy_days_in_a_row_are_one_too_many)
{
    little_new("2027-03-22", 14); /* Maundy Thursday is the 25th, Easter Sunday the 28th */
    little_rule(VAKT_RULE_aml_sunday, false);
    int thursday = little_duty(3, 8 * H, 8 * H), night = little_duty(3, 20 * H, 8 * H);
    int friday = little_duty(4, 8 * H, 8 * H), sunday = little_duty(6, 8 * H, 8 * H);
    little_outer(1, -1, 8 * H, 8 * H); /* the Sunday before */
    little_give(0, thursday);
    little_give(0, sunday);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, friday);
    ck_assert_int_eq(little_price(), 2);
    little_take_all_back();
    little_give(0, night); /* runs into Good Friday */
    ck_assert_int_eq(little_price(), 1);
    little_give(1, thursday);
    little_give(2, night);
    ck_assert_int_eq(little_price(), 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compile_time");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, two_duties_at_once_are_illegal_and_two_in_a_row_are_not);
    tcase_add_test(tests, a_duty_over_a_given_one_is_illegal);
    tcase_add_test(tests, duties_of_one_unit_may_overlap);
    tcase_add_test(tests, only_a_duty_that_blocks_is_kept_from_office_hours);
    tcase_add_test(tests, a_surgery_closes_for_the_day_of_duty_and_for_the_rest_after_it);
    tcase_add_test(tests, seven_hours_between_two_duties_break_a_rest_of_eight);
    tcase_add_test(tests, many_short_gaps_are_each_illegal_though_cliques_hold_them);
    tcase_add_test(tests, after_a_duty_at_home_a_short_rest_is_priced_even_where_it_must_be_kept);
    tcase_add_test(tests, rest_is_measured_to_given_duties_on_both_sides);
    tcase_add_test(tests, a_duty_soon_after_the_day_job_joins_it_and_later_it_needs_rest);
    tcase_add_test(tests, the_day_job_after_a_night_needs_rest_unless_the_surgery_yields);
    tcase_add_test(tests, an_override_excuses_the_pair);
    tcase_add_test(tests, a_stay_is_counted_over_the_unit_and_from_the_day_job_it_joins);
    tcase_add_test(tests, seven_days_need_one_free_stretch);
    tcase_add_test(tests, a_week_that_the_day_job_alone_fills_is_nobodys_breach);
    tcase_add_test(tests, hours_in_a_day_are_counted_from_every_start);
    tcase_add_test(tests, a_week_counts_the_day_job_and_what_it_leaves_is_the_limit);
    tcase_add_test(tests, the_average_takes_all_weeks_when_there_are_fewer);
    tcase_add_test(tests, two_holy_days_in_a_row_are_one_too_many);
    suite_add_tcase(suite, tests);
    return little_run(suite);
}
