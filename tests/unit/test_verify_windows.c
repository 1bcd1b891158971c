/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

/* 2026-06-01 is a Monday. Two weeks, doctors A and B, a day duty D and a night duty N. */
static vakt_doctor *two_weeks(void)
{
    given_problem("2026-06-01", "2026-06-14");
    vakt_doctor *a = given_doctor("A");
    given_doctor("B");
    given_shift_type("D", 8, 16);
    given_shift_type("N", 22, 7);
    return a;
}

static void take_days(const char *type, int first, int last)
{
    for (int day = first; day <= last; day++) {
        char id[32];
        snprintf(id, sizeof id, "%s:2026-06-%02d", type, day);
        given_take("A", id);
    }
}

/* ---- runs ---- */

static void days_in_a_row(vakt_rule_kind rule, vakt_mode mode)
{
    two_weeks();
    given_rule(rule, mode)->most = 3;
}

START_TEST(three_days_in_a_row_are_kept)
{
    days_in_a_row(R(run_days), VAKT_MODE_HARD);
    take_days("D", 1, 3);
    take_days("D", 5, 7);
    expect_kept(R(run_days));
}
END_TEST

START_TEST(four_days_in_a_row_are_a_breach)
{
    days_in_a_row(R(run_days), VAKT_MODE_HARD);
    take_days("D", 2, 5);
    expect_hard(R(run_days), "A", "2026-06-02", 4);
}
END_TEST

START_TEST(five_days_in_a_row_are_two_stretches_of_four)
{
    days_in_a_row(R(run_days), VAKT_MODE_SOFT);
    take_days("D", 2, 6);
    expect_cost(R(run_days), 2, 20);
}
END_TEST

START_TEST(days_before_and_after_the_period_are_in_the_row)
{
    days_in_a_row(R(run_days), VAKT_MODE_SOFT);
    given_history_duty("A", "D", "2026-05-29");
    given_history_duty("A", "D", "2026-05-30");
    given_history_duty("A", "D", "2026-05-31");
    given_next_duty("A", "D", "2026-06-15");
    given_next_duty("A", "D", "2026-06-16");
    given_next_duty("A", "D", "2026-06-17");
    given_next_duty("A", "D", "2026-06-18"); /* these four alone are nobody's */
    take_days("D", 1, 1);
    take_days("D", 14, 14);
    expect_cost(R(run_days), 2, 20);
    ck_assert_int_eq(nth_finding(R(run_days), 0)->day, given_day("2026-05-29"));
    ck_assert_int_eq(nth_finding(R(run_days), 1)->day, given_day("2026-06-14"));
}
END_TEST

START_TEST(days_are_no_nights_in_a_row)
{
    days_in_a_row(R(run_nights), VAKT_MODE_HARD);
    take_days("D", 1, 6);
    take_days("N", 8, 10);
    expect_kept(R(run_nights));
}
END_TEST

START_TEST(four_nights_in_a_row_are_a_breach)
{
    days_in_a_row(R(run_nights), VAKT_MODE_HARD);
    given_history_duty("A", "N", "2026-05-31");
    take_days("N", 1, 3);
    expect_hard(R(run_nights), "A", "2026-05-31", 4);
}
END_TEST

static void free_days(vakt_mode mode)
{
    two_weeks();
    given_rule(R(free_after_nights), mode)->days = 2;
}

START_TEST(two_free_days_after_the_last_night_are_kept)
{
    free_days(VAKT_MODE_HARD);
    take_days("N", 1, 2);
    take_days("D", 5, 5);
    expect_kept(R(free_after_nights));
}
END_TEST

START_TEST(a_day_too_soon_after_the_last_night_is_a_breach)
{
    free_days(VAKT_MODE_HARD);
    take_days("N", 1, 2);
    take_days("D", 4, 4);
    expect_hard(R(free_after_nights), "A", "2026-06-04", 1);
}
END_TEST

START_TEST(a_night_of_the_last_plan_asks_for_free_days)
{
    free_days(VAKT_MODE_SOFT);
    given_history_duty("A", "N", "2026-05-31");
    take_days("D", 1, 2);
    expect_cost(R(free_after_nights), 2, 20);
}
END_TEST

/* ---- n_delt, most_in_window ---- */

static void every_fourth(vakt_mode mode)
{
    two_weeks();
    vakt_rule_entry *e = given_rule(R(n_delt), mode);
    e->weeks = 1;
    e->least = 4; /* at most ceil(7 / 4) = 2 duty days in 7 */
}

START_TEST(two_duty_days_in_seven_keep_every_fourth)
{
    every_fourth(VAKT_MODE_HARD);
    take_days("D", 1, 2);
    take_days("N", 1, 1); /* the same duty day as D */
    take_days("D", 8, 9);
    expect_kept(R(n_delt));
}
END_TEST

START_TEST(three_duty_days_in_seven_cost_in_each_window)
{
    every_fourth(VAKT_MODE_SOFT);
    take_days("D", 1, 3);
    /* windows that end on the 3rd to the 7th */
    expect_cost(R(n_delt), 5, 25);
    ck_assert_int_eq(nth_finding(R(n_delt), 0)->day, given_day("2026-06-03"));
}
END_TEST

START_TEST(history_fills_the_window_and_is_nobodys_breach_alone)
{
    every_fourth(VAKT_MODE_SOFT);
    given_history_duty("A", "D", "2026-05-29");
    given_history_duty("A", "D", "2026-05-30");
    given_history_duty("A", "D", "2026-05-31");
    take_days("D", 4, 4);
    /* to the 4th: 4 days, 3 of them given: 1 over; to the 5th: 3; to the 6th: 2 */
    expect_cost(R(n_delt), 2, 10);
}
END_TEST

START_TEST(backup_is_not_counted_by_n_delt_unless_named)
{
    every_fourth(VAKT_MODE_HARD);
    given_backup_type("B", 8, 8);
    take_days("B", 1, 7);
    expect_kept(R(n_delt));
}
END_TEST

static vakt_rule_entry *window(int measure, int64_t days, int64_t most, vakt_mode mode)
{
    two_weeks();
    vakt_rule_entry *e = given_rule(R(most_in_window), mode);
    e->measure = measure;
    e->days = days;
    e->most = most;
    return e;
}

START_TEST(as_many_duties_as_the_window_holds_are_kept)
{
    window(-1, 7, 3, VAKT_MODE_HARD);
    take_days("D", 1, 3);
    take_days("D", 8, 10);
    expect_kept(R(most_in_window));
}
END_TEST

START_TEST(one_duty_more_than_the_window_holds_is_a_breach)
{
    window(VAKT_MEASURE_DUTIES, 7, 3, VAKT_MODE_SOFT);
    given_history_duty("A", "D", "2026-05-28");
    take_days("D", 1, 3);
    expect_soft(R(most_in_window), "A", "2026-06-03", 1, 5);
}
END_TEST

START_TEST(hours_in_a_window_cost_per_minute)
{
    window(VAKT_MEASURE_HOURS, 0, 16, VAKT_MODE_SOFT);
    take_days("D", 1, 1);
    take_days("N", 5, 5);
    expect_soft(R(most_in_window), "A", "2026-06-14", 60, 300);
}
END_TEST

START_TEST(nights_and_days_are_measured_each_by_itself)
{
    window(VAKT_MEASURE_NIGHTS, 0, 1, VAKT_MODE_HARD);
    take_days("D", 1, 5);
    take_days("N", 8, 9);
    expect_hard(R(most_in_window), "A", "2026-06-14", 1);
    window(VAKT_MEASURE_DAYS, 0, 1, VAKT_MODE_HARD);
    take_days("D", 1, 1);
    take_days("N", 1, 1);
    expect_kept(R(most_in_window));
}
END_TEST

START_TEST(weekends_in_a_window_count_by_their_saturday)
{
    window(VAKT_MEASURE_WEEKENDS, 14, 1, VAKT_MODE_HARD);
    take_days("N", 5, 5); /* Friday evening touches the weekend */
    take_days("D", 7, 7);
    expect_kept(R(most_in_window));
    given_take("A", "N:2026-06-12"); /* Friday: the weekend's Saturday is the next day */
    (void)verdict_of();
    ck_assert_int_eq(found(R(most_in_window)), 2); /* to the 13th and to the 14th */
    ck_assert_int_eq(nth_finding(R(most_in_window), 0)->day, given_day("2026-06-13"));
}
END_TEST

START_TEST(a_window_counts_only_its_shift_types)
{
    vakt_rule_entry *e = window(-1, 7, 0, VAKT_MODE_HARD);
    GIVEN_IDS(e, shift_types, "N");
    take_days("D", 1, 3);
    expect_kept(R(most_in_window));
}
END_TEST

/* ---- weekends, blocks ---- */

static void weekend_gap(vakt_mode mode)
{
    two_weeks();
    given_rule(R(weekend_gap), mode)->weeks = 1;
}

START_TEST(every_second_weekend_keeps_a_gap_of_one)
{
    weekend_gap(VAKT_MODE_HARD);
    given_history_duty("A", "D", "2026-05-30");
    take_days("D", 13, 14);
    expect_kept(R(weekend_gap));
}
END_TEST

START_TEST(two_weekends_after_each_other_are_a_breach)
{
    weekend_gap(VAKT_MODE_SOFT);
    given_history_duty("A", "D", "2026-05-30");
    take_days("D", 6, 6);
    expect_soft(R(weekend_gap), "A", "2026-06-06", 1, 10);
}
END_TEST

static void whole_weekend(vakt_mode mode)
{
    two_weeks();
    given_rule(R(whole_weekend), mode);
}

START_TEST(a_whole_weekend_or_none_is_kept)
{
    whole_weekend(VAKT_MODE_HARD);
    take_days("D", 6, 7);
    expect_kept(R(whole_weekend));
}
END_TEST

START_TEST(half_a_weekend_is_a_breach)
{
    whole_weekend(VAKT_MODE_SOFT);
    take_days("D", 14, 14);
    expect_soft(R(whole_weekend), "A", "2026-06-13", 1, 5);
}
END_TEST

static void weekend_block(bool soft)
{
    two_weeks();
    vakt_block *b = GIVEN_ADD(&given.problem, blocks);
    *b = (vakt_block){.id = "W",
                      .weekdays = 1u << VAKT_WD_FRI | 1u << VAKT_WD_SAT | 1u << VAKT_WD_SUN,
                      .soft = soft,
                      .from = VAKT_DAY_NONE,
                      .to = VAKT_DAY_NONE};
    GIVEN_IDS(b, shift_types, "D");
}

START_TEST(a_block_taken_whole_is_kept)
{
    weekend_block(true);
    take_days("D", 5, 7);
    expect_kept(R(linked_block));
    weekend_block(false);
    take_days("D", 5, 7);
    expect_kept(R(linked_block));
}
END_TEST

START_TEST(a_soft_block_costs_what_each_doctor_lacks)
{
    weekend_block(true);
    take_days("D", 5, 6);
    given_take("B", "D:2026-06-07");
    (void)verdict_of();
    ck_assert(given.verdict->legal);
    ck_assert_int_eq(found(R(linked_block)), 2);
    ck_assert_int_eq(cost_of(R(linked_block)), 5 * (1 + 2));
}
END_TEST

START_TEST(a_hard_block_may_not_be_split_even_when_the_price_is_off)
{
    weekend_block(false);
    given_rule(R(linked_block), VAKT_MODE_OFF);
    take_days("D", 5, 6);
    expect_hard(R(linked_block), "A", "2026-06-05", 1);
}
END_TEST

/* ---- class_bounds, counting_duties ---- */

START_TEST(as_many_duties_as_agreed_are_kept)
{
    vakt_bounds *b = given_bounds(two_weeks());
    b->load_class = VAKT_LOAD_WEEKDAY;
    b->least = 1;
    b->target = b->most = 2;
    take_days("D", 1, 2);
    take_days("D", 6, 6); /* weekend: another class */
    expect_kept(R(class_bounds));
}
END_TEST

START_TEST(more_duties_than_agreed_are_a_breach)
{
    given_bounds(two_weeks())->most = 2;
    take_days("D", 1, 5);
    expect_hard(R(class_bounds), "A", NULL, 3);
}
END_TEST

START_TEST(fewer_than_agreed_or_hoped_is_only_priced)
{
    vakt_bounds *b = given_bounds(two_weeks());
    b->least = 3;
    b->target = 4;
    b->from = given_day("2026-06-02");
    take_days("D", 1, 2);
    (void)verdict_of();
    ck_assert(given.verdict->legal);
    expect_cost(R(class_bounds), 2, 5 * (2 + 3));
}
END_TEST

static void counting(int64_t needed)
{
    vakt_doctor *a = two_weeks();
    given.problem.shift_types[1].counting = true;
    a->counting = (vakt_counting_need){
        .given = true, .needed = needed, .done = 10, .by = given_day("2026-06-07")};
    take_days("N", 1, 2);
    take_days("N", 8, 8);
    take_days("D", 4, 4);
}

START_TEST(counting_duties_in_time_are_kept)
{
    counting(12);
    expect_kept(R(counting_duties));
}
END_TEST

START_TEST(missing_counting_duties_cost_each)
{
    counting(15);
    expect_soft(R(counting_duties), "A", NULL, 3, 15);
}
END_TEST

TEST_MAIN("verify_windows", three_days_in_a_row_are_kept, four_days_in_a_row_are_a_breach,
          five_days_in_a_row_are_two_stretches_of_four,
          days_before_and_after_the_period_are_in_the_row, days_are_no_nights_in_a_row,
          four_nights_in_a_row_are_a_breach, two_free_days_after_the_last_night_are_kept,
          a_day_too_soon_after_the_last_night_is_a_breach,
          a_night_of_the_last_plan_asks_for_free_days, two_duty_days_in_seven_keep_every_fourth,
          three_duty_days_in_seven_cost_in_each_window,
          history_fills_the_window_and_is_nobodys_breach_alone,
          backup_is_not_counted_by_n_delt_unless_named, as_many_duties_as_the_window_holds_are_kept,
          one_duty_more_than_the_window_holds_is_a_breach, hours_in_a_window_cost_per_minute,
          nights_and_days_are_measured_each_by_itself, weekends_in_a_window_count_by_their_saturday,
          a_window_counts_only_its_shift_types, every_second_weekend_keeps_a_gap_of_one,
          two_weekends_after_each_other_are_a_breach, a_whole_weekend_or_none_is_kept,
          half_a_weekend_is_a_breach, a_block_taken_whole_is_kept,
          a_soft_block_costs_what_each_doctor_lacks,
          a_hard_block_may_not_be_split_even_when_the_price_is_off,
          as_many_duties_as_agreed_are_kept, more_duties_than_agreed_are_a_breach,
          fewer_than_agreed_or_hoped_is_only_priced, counting_duties_in_time_are_kept,
          missing_counting_duties_cost_each)
