/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#define HOUR 60

/* 2026-06-01 is a Monday. A doctor A employed on the profile. */
static vakt_doctor *employed(const char *from, const char *to, vakt_profile profile)
{
    given_problem(from, to);
    vakt_doctor *a = given_doctor("A");
    a->position = VAKT_POSITION_EMPLOYED;
    a->profile = (int)profile;
    return a;
}

static vakt_doctor *week(void)
{
    return employed("2026-06-01", "2026-06-07", VAKT_PROFILE_AML_STRICT);
}

static void take_days(const char *type, int first, int last)
{
    for (int day = first; day <= last; day++) {
        char id[32];
        snprintf(id, sizeof id, "%s:2026-06-%02d", type, day);
        given_take("A", id);
    }
}

/* ---- aml_daily_rest ---- */

START_TEST(eleven_hours_of_rest_are_kept)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("M", 3, 9);
    given_take("A", "D:2026-06-01");
    given_take("A", "M:2026-06-02");
    expect_kept(R(aml_daily_rest));
}
END_TEST

START_TEST(ten_hours_of_rest_are_a_breach_of_section_10_8)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("M", 2, 9);
    given_take("A", "D:2026-06-01");
    given_take("A", "M:2026-06-02");
    expect_hard(R(aml_daily_rest), "A", "2026-06-01", 600);
}
END_TEST

START_TEST(with_an_agreement_eight_hours_are_enough)
{
    employed("2026-06-01", "2026-06-07", VAKT_PROFILE_AML_AGREEMENT);
    given_shift_type("D", 8, 16);
    given_shift_type("M", 2, 9);
    given_take("A", "D:2026-06-01");
    given_take("A", "M:2026-06-02");
    expect_kept(R(aml_daily_rest));
}
END_TEST

START_TEST(rest_after_duty_at_home_is_not_asked_by_section_10_8)
{
    week();
    given_shift_type("D", 8, 16)->presence = VAKT_AT_HOME;
    given_shift_type("M", 2, 9);
    given_take("A", "D:2026-06-01");
    given_take("A", "M:2026-06-02");
    expect_kept(R(aml_daily_rest));
}
END_TEST

START_TEST(a_doctor_on_sfs_is_not_judged_by_aml)
{
    employed("2026-06-01", "2026-06-07", VAKT_PROFILE_SFS);
    given_shift_type("D", 8, 22);
    take_days("D", 1, 7);
    expect_kept(R(aml_daily_rest));
    expect_kept(R(aml_weekly_rest));
    expect_kept(R(aml_day_hours));
    expect_kept(R(aml_week_hours));
    ck_assert_uint_eq(given.verdict->n_unchecked, 2);
}
END_TEST

START_TEST(what_aml_asks_and_nobody_checks_is_listed)
{
    week();
    given_shift_type("D", 8, 16);
    take_days("D", 1, 1);
    const vakt_verdict *v = verdict_of();
    ck_assert_uint_eq(v->n_unchecked, 2 + 16);
    ck_assert_str_eq(v->unchecked[1].id, "AML-HEALTH");
    ck_assert_str_eq(v->unchecked[1].text, "arbeidsmiljøloven § 10-2 (1), uheldige fysiske og "
                                           "psykiske belastninger, er ikke kontrollert");
}
END_TEST

/* ---- aml_weekly_rest ---- */

START_TEST(a_weekend_off_is_35_hours)
{
    week();
    given_shift_type("D", 8, 16);
    take_days("D", 1, 5);
    expect_kept(R(aml_weekly_rest));
}
END_TEST

START_TEST(a_duty_every_day_leaves_no_35_hours)
{
    week();
    given_shift_type("D", 8, 16);
    take_days("D", 1, 7);
    const vakt_finding *f = expect_hard(R(aml_weekly_rest), "A", "2026-06-01", 1);
    ck_assert_int_eq(f->limit, 2100);
}
END_TEST

START_TEST(a_free_day_between_duties_is_enough_only_when_35_hours_long)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("E", 16, 24);
    take_days("D", 1, 4);
    given_take("A", "D:2026-06-07"); /* from Thursday 16:00 */
    expect_kept(R(aml_weekly_rest));
    given_open("D:2026-06-04");
    given_take("A", "E:2026-06-04");
    given_take("A", "E:2026-06-05");
    expect_hard(R(aml_weekly_rest), "A", "2026-06-01", 1);
}
END_TEST

START_TEST(a_week_broken_by_the_day_job_is_nobodys_breach)
{
    vakt_day_job *job = given_day_job(week(), 8, 16);
    job->weekdays = 0x7f;
    given_shift_type("E", 16, 18);
    take_days("E", 1, 7);
    expect_kept(R(aml_weekly_rest));
}
END_TEST

/* ---- aml_day_hours ---- */

START_TEST(thirteen_hours_in_24_are_kept)
{
    week();
    given_shift_type("D", 8, 21);
    take_days("D", 1, 1);
    expect_kept(R(aml_day_hours));
}
END_TEST

START_TEST(more_than_13_hours_in_24_are_a_breach)
{
    week();
    given_shift_type("D", 8, 23);
    take_days("D", 1, 1);
    const vakt_finding *f = expect_hard(R(aml_day_hours), "A", "2026-06-01", 120);
    ck_assert_int_eq(f->start, given_time("2026-06-01", 8));
}
END_TEST

START_TEST(hours_at_home_count_one_seventh)
{
    week();
    given_shift_type("H", 0, 24)->presence = VAKT_AT_HOME;
    given_shift_type("D", 8, 18);
    given_rule(R(aml_day_hours), VAKT_MODE_SOFT)->minutes = 200;
    take_days("H", 1, 1);
    /* 1440 / 7 = 205; the window of D's start, which A might have, holds 16 h = 137 */
    expect_soft(R(aml_day_hours), "A", "2026-06-01", 5, 5);
}
END_TEST

START_TEST(the_day_job_counts_and_what_it_breaks_itself_does_not)
{
    given_day_job(week(), 8, 16);
    given_shift_type("E", 16, 22);
    given_rule(R(aml_day_hours), VAKT_MODE_SOFT)->minutes = 7 * HOUR;
    take_days("E", 1, 1);
    /* the office is an hour over by itself; from 08 the evening adds 6 h. From 16: 6 h + 8 h */
    expect_cost(R(aml_day_hours), 2, 2 * 6 * HOUR);
}
END_TEST

START_TEST(a_duty_inside_the_office_day_is_not_counted_twice)
{
    given_day_job(week(), 8, 16);
    given_shift_type("I", 8, 16)->meets_job = VAKT_JOB_INSIDE;
    take_days("I", 1, 5);
    expect_kept(R(aml_day_hours));
    expect_kept(R(aml_week_hours));
}
END_TEST

/* ---- weeks ---- */

START_TEST(a_week_of_69_hours_is_kept)
{
    week();
    given_shift_type("D", 8, 20);
    given_shift_type("E", 8, 17);
    take_days("D", 1, 5);
    given_take("A", "E:2026-06-06");
    expect_kept(R(aml_week_hours));
}
END_TEST

START_TEST(a_week_beyond_69_hours_is_a_breach)
{
    week();
    given_shift_type("D", 8, 20);
    take_days("D", 1, 6);
    expect_hard(R(aml_week_hours), "A", "2026-06-01", 3 * HOUR);
}
END_TEST

START_TEST(a_week_not_wholly_in_the_period_is_not_judged)
{
    employed("2026-06-02", "2026-06-07", VAKT_PROFILE_AML_STRICT);
    given_shift_type("D", 8, 20);
    take_days("D", 2, 7);
    expect_kept(R(aml_week_hours));
    expect_kept(R(aml_week_average));
}
END_TEST

START_TEST(an_average_over_the_periods_weeks_is_kept)
{
    employed("2026-06-01", "2026-06-14", VAKT_PROFILE_AML_STRICT);
    given_shift_type("D", 8, 20);
    take_days("D", 1, 5); /* 60 h and 36 h */
    take_days("D", 8, 10);
    expect_kept(R(aml_week_average));
}
END_TEST

START_TEST(an_average_beyond_48_hours_is_a_breach)
{
    employed("2026-06-01", "2026-06-14", VAKT_PROFILE_AML_STRICT);
    given_shift_type("D", 8, 20);
    take_days("D", 1, 5);
    take_days("D", 8, 11);
    expect_hard(R(aml_week_average), "A", "2026-06-01", 12 * HOUR);
}
END_TEST

START_TEST(each_run_of_weeks_has_its_average)
{
    employed("2026-06-01", "2026-06-21", VAKT_PROFILE_AML_STRICT);
    given_shift_type("D", 8, 20);
    vakt_rule_entry *e = given_rule(R(aml_week_average), VAKT_MODE_SOFT);
    e->weeks = 2;
    take_days("D", 8, 12); /* 60 h in the middle week */
    take_days("D", 15, 18);
    expect_soft(R(aml_week_average), "A", "2026-06-08", 12 * HOUR, 12 * HOUR);
}
END_TEST

static void week_in_all(int64_t minutes)
{
    given_day_job(employed("2026-06-01", "2026-06-07", VAKT_PROFILE_SFS), 8, 16);
    given_shift_type("E", 16, 22);
    given_rule(R(total_week), VAKT_MODE_SOFT)->minutes = minutes;
    take_days("E", 1, 2);
}

START_TEST(office_and_duty_within_the_local_limit_cost_nothing)
{
    week_in_all(52 * HOUR);
    expect_kept(R(total_week));
}
END_TEST

START_TEST(office_and_duty_beyond_the_local_limit_cost_per_minute)
{
    week_in_all(50 * HOUR);
    expect_soft(R(total_week), "A", "2026-06-01", 2 * HOUR, 2 * HOUR);
}
END_TEST

/* ---- aml_sunday ---- */

START_TEST(a_sunday_off_after_a_sunday_at_work_is_kept)
{
    employed("2026-06-01", "2026-06-21", VAKT_PROFILE_AML_STRICT);
    given_shift_type("D", 8, 16);
    given_take("A", "D:2026-06-07");
    given_take("A", "D:2026-06-21");
    expect_kept(R(aml_sunday));
}
END_TEST

START_TEST(two_sundays_after_each_other_are_a_breach)
{
    week();
    given_shift_type("D", 8, 16);
    given_history_duty("A", "D", "2026-05-31");
    given_take("A", "D:2026-06-07");
    expect_hard(R(aml_sunday), "A", "2026-06-07", 1);
}
END_TEST

START_TEST(a_night_over_two_red_days_is_both_of_them)
{
    employed("2026-12-25", "2026-12-26", VAKT_PROFILE_AML_STRICT);
    given_shift_type("N", 20, 8);
    given_take("A", "N:2026-12-25");
    expect_hard(R(aml_sunday), "A", "2026-12-26", 1);
}
END_TEST

TEST_MAIN("verify_hours", eleven_hours_of_rest_are_kept,
          ten_hours_of_rest_are_a_breach_of_section_10_8, with_an_agreement_eight_hours_are_enough,
          rest_after_duty_at_home_is_not_asked_by_section_10_8,
          a_doctor_on_sfs_is_not_judged_by_aml, what_aml_asks_and_nobody_checks_is_listed,
          a_weekend_off_is_35_hours, a_duty_every_day_leaves_no_35_hours,
          a_free_day_between_duties_is_enough_only_when_35_hours_long,
          a_week_broken_by_the_day_job_is_nobodys_breach, thirteen_hours_in_24_are_kept,
          more_than_13_hours_in_24_are_a_breach, hours_at_home_count_one_seventh,
          the_day_job_counts_and_what_it_breaks_itself_does_not,
          a_duty_inside_the_office_day_is_not_counted_twice, a_week_of_69_hours_is_kept,
          a_week_beyond_69_hours_is_a_breach, a_week_not_wholly_in_the_period_is_not_judged,
          an_average_over_the_periods_weeks_is_kept, an_average_beyond_48_hours_is_a_breach,
          each_run_of_weeks_has_its_average, office_and_duty_within_the_local_limit_cost_nothing,
          office_and_duty_beyond_the_local_limit_cost_per_minute,
          a_sunday_off_after_a_sunday_at_work_is_kept, two_sundays_after_each_other_are_a_breach,
          a_night_over_two_red_days_is_both_of_them)
