/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

/* Two doctors, a day and a night duty on one Monday and Tuesday. */
static void two_days(void)
{
    given_problem("2026-06-01", "2026-06-02");
    given_doctor("A");
    given_doctor("B");
    given_shift_type("D", 8, 20);
    given_shift_type("N", 20, 8);
}

static void all_taken(void)
{
    given_take("A", "D:2026-06-01");
    given_take("B", "N:2026-06-01");
    given_take("A", "D:2026-06-02");
    given_take("B", "N:2026-06-02");
}

START_TEST(a_roster_with_every_duty_taken_is_complete)
{
    two_days();
    all_taken();
    expect_kept(R(open_duty));
    ck_assert(given.verdict->complete);
    ck_assert_int_eq(given.verdict->levels[0], 0);
}
END_TEST

START_TEST(an_open_duty_costs_its_price_at_level_0)
{
    two_days();
    given.problem.shift_types[1].price = 7;
    all_taken();
    given_open("N:2026-06-02");
    const vakt_finding *f = expect_soft(R(open_duty), NULL, "2026-06-02", 1, 7);
    ck_assert_int_eq(f->duty, given_duty("N:2026-06-02"));
    ck_assert(!given.verdict->complete);
    /* and the 12 hours without a doctor */
    ck_assert_int_eq(given.verdict->levels[0], 7 + 12);
}
END_TEST

START_TEST(an_open_duty_of_no_price_is_still_not_complete)
{
    two_days();
    given.problem.shift_types[1].price = 0;
    given_rule(R(always_one), VAKT_MODE_OFF);
    all_taken();
    given_open("N:2026-06-02");
    expect_soft(R(open_duty), NULL, "2026-06-02", 1, 0);
    ck_assert(!given.verdict->complete);
}
END_TEST

START_TEST(a_wanted_duty_that_is_taken_costs_nothing)
{
    two_days();
    given.problem.shift_types[0].wanted = 2;
    all_taken();
    given_take("B", "D:2026-06-01:2");
    given_take("B", "D:2026-06-02:2");
    expect_kept(R(wanted_duty));
}
END_TEST

START_TEST(a_wanted_duty_that_is_open_costs_its_weight)
{
    two_days();
    given.problem.shift_types[0].wanted = 2;
    all_taken();
    given_take("B", "D:2026-06-01:2");
    expect_soft(R(wanted_duty), NULL, "2026-06-02", 1, 5);
    ck_assert(given.verdict->complete);
}
END_TEST

START_TEST(cover_by_enough_doctors_costs_nothing)
{
    two_days();
    given_cover(8, 8, 1);
    all_taken();
    expect_kept(R(cover));
}
END_TEST

START_TEST(missing_cover_costs_per_doctor_and_started_hour)
{
    two_days();
    given.problem.shift_types[0].end = 20 * 60 + 30; /* overlaps the night by half an hour */
    given_cover(18, 22, 2)->price = 3;
    all_taken();
    /* 18-20: one missing, 2 h; 20-20:30: both on; 20:30-22: one missing, 1.5 h = 2 started */
    expect_cost(R(cover), 4, 2 * (2 + 2) * 3);
    const vakt_finding *f = nth_finding(R(cover), 1);
    ck_assert_int_eq(f->start, given_time("2026-06-01", 20) + 30);
    ck_assert_int_eq(f->end, given_time("2026-06-01", 22));
    ck_assert_int_eq(f->amount, 1);
    ck_assert(!given.verdict->complete);
}
END_TEST

START_TEST(what_others_cover_is_not_missing)
{
    two_days();
    given_cover(18, 22, 2);
    vakt_elsewhere *e = GIVEN_ADD(&given.problem, elsewhere);
    *e = (vakt_elsewhere){.days = GIVEN_ALL_DAYS,
                          .start = GIVEN_CLOCK(18),
                          .end = GIVEN_CLOCK(21),
                          .layer = VAKT_LAYER_PRIMARY,
                          .from = VAKT_DAY_NONE,
                          .to = VAKT_DAY_NONE};
    all_taken();
    expect_cost(R(cover), 2, 2 * 1);
}
END_TEST

START_TEST(cover_of_a_site_counts_only_duties_there)
{
    two_days();
    given.problem.shift_types[0].site = "S";
    given_cover(8, 20, 1)->site = "S";
    given_cover(20, 8, 1)->site = "S";
    all_taken();
    expect_cost(R(cover), 2, 2 * 12);
}
END_TEST

START_TEST(duties_of_the_next_plan_are_cover)
{
    two_days();
    given.problem.settings.duty_day_start = GIVEN_CLOCK(12);
    given_cover(8, 12, 1);
    given_next_duty("A", "D", "2026-06-03");
    all_taken();
    expect_kept(R(cover));
}
END_TEST

START_TEST(wanted_cover_that_is_met_costs_nothing)
{
    two_days();
    given_shift_type("E", 8, 20);
    given_cover(8, 20, 1)->wanted = 2;
    all_taken();
    given_take("B", "E:2026-06-01");
    given_take("B", "E:2026-06-02");
    expect_kept(R(cover_wanted));
}
END_TEST

START_TEST(cover_below_what_is_wanted_is_priced_and_complete)
{
    two_days();
    given_cover(8, 20, 1)->wanted = 3;
    all_taken();
    expect_cost(R(cover_wanted), 2, 2 * 2 * 12);
    expect_kept(R(cover));
    ck_assert(given.verdict->complete);
}
END_TEST

START_TEST(a_doctor_at_all_times_keeps_section_6)
{
    two_days();
    all_taken();
    expect_kept(R(always_one));
}
END_TEST

START_TEST(a_backup_alone_is_no_doctor_on_duty)
{
    two_days();
    given_backup_type("B", 8, 8);
    all_taken();
    given_take("A", "B:2026-06-02");
    given_open("N:2026-06-02");
    const vakt_finding *f = expect_soft(R(always_one), NULL, "2026-06-02", 1, 12);
    ck_assert_int_eq(f->start, given_time("2026-06-02", 20));
    ck_assert_int_eq(f->end, given_time("2026-06-03", 8));
    ck_assert(!given.verdict->complete);
}
END_TEST

START_TEST(the_night_in_march_has_11_hours_of_12_to_cover)
{
    given_problem("2027-03-27", "2027-03-27");
    given_doctor("A");
    given_shift_type("D", 8, 20);
    given_shift_type("N", 20, 8);
    given_take("A", "D:2027-03-27");
    expect_soft(R(always_one), NULL, "2027-03-27", 1, 11);
}
END_TEST

static vakt_sfs_norm *norm_of(int64_t participants, int64_t doctors_on)
{
    vakt_sfs_norm *norm = GIVEN_ADD(&given.problem, sfs_norm);
    *norm = (vakt_sfs_norm){.layer = VAKT_LAYER_PRIMARY,
                            .participants = participants,
                            .doctors_on = doctors_on,
                            .from = VAKT_DAY_NONE,
                            .to = VAKT_DAY_NONE};
    return norm;
}

START_TEST(a_layer_shared_by_enough_doctors_keeps_the_norm)
{
    two_days();
    norm_of(2, 1);
    all_taken();
    expect_kept(R(sfs_norm));
}
END_TEST

START_TEST(each_doctor_missing_from_the_norm_costs)
{
    two_days();
    norm_of(4, VAKT_UNSET);
    all_taken();
    expect_soft(R(sfs_norm), NULL, NULL, 2, 100);
}
END_TEST

START_TEST(each_hour_with_too_few_on_by_the_norm_costs)
{
    two_days();
    norm_of(2, 2);
    all_taken();
    expect_cost(R(sfs_norm), 4, 48 * 50);
}
END_TEST

START_TEST(without_a_norm_the_verdict_says_that_nobody_looked)
{
    two_days();
    all_taken();
    const vakt_verdict *v = verdict_of();
    ck_assert_uint_eq(v->n_unchecked, 2);
    ck_assert_str_eq(v->unchecked[0].id, "sfs_norm");
    ck_assert_str_eq(v->unchecked[0].text, "bindende normtall i SFS 2305 er ikke kontrollert");
    ck_assert_str_eq(v->unchecked[1].id, "continuous_presence");
}
END_TEST

START_TEST(rules_that_are_off_are_listed_as_unchecked)
{
    two_days();
    norm_of(2, VAKT_UNSET);
    given_rule(R(rest), VAKT_MODE_OFF);
    all_taken();
    const vakt_verdict *v = verdict_of();
    ck_assert_uint_eq(v->n_unchecked, 2);
    ck_assert_str_eq(v->unchecked[1].id, "rest");
    ck_assert_str_eq(v->unchecked[1].text, "regelen er slått av i problemdokumentet");
}
END_TEST

START_TEST(a_roster_of_another_size_is_refused)
{
    two_days();
    given_instance();
    vakt_roster roster = {0};
    vakt_verdict *verdict = NULL;
    ck_assert_int_eq(vakt_verify(given.instance, &roster, &verdict), VAKT_E_INTERNAL);
}
END_TEST

TEST_MAIN("verify_cover", a_roster_with_every_duty_taken_is_complete,
          an_open_duty_costs_its_price_at_level_0, an_open_duty_of_no_price_is_still_not_complete,
          a_wanted_duty_that_is_taken_costs_nothing, a_wanted_duty_that_is_open_costs_its_weight,
          cover_by_enough_doctors_costs_nothing, missing_cover_costs_per_doctor_and_started_hour,
          what_others_cover_is_not_missing, cover_of_a_site_counts_only_duties_there,
          duties_of_the_next_plan_are_cover, wanted_cover_that_is_met_costs_nothing,
          cover_below_what_is_wanted_is_priced_and_complete, a_doctor_at_all_times_keeps_section_6,
          a_backup_alone_is_no_doctor_on_duty, the_night_in_march_has_11_hours_of_12_to_cover,
          a_layer_shared_by_enough_doctors_keeps_the_norm, each_doctor_missing_from_the_norm_costs,
          each_hour_with_too_few_on_by_the_norm_costs,
          without_a_norm_the_verdict_says_that_nobody_looked,
          rules_that_are_off_are_listed_as_unchecked, a_roster_of_another_size_is_refused)
