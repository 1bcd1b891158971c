/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

/* A week from Monday 2026-06-01, doctors A, B and C, two duties at the same time and a night. */
static void week(void)
{
    given_problem("2026-06-01", "2026-06-07");
    given_doctor("A");
    given_doctor("B");
    given_doctor("C");
    given_shift_type("D", 8, 16);
    given_shift_type("K", 12, 20);
    given_shift_type("N", 22, 7);
}

/* ---- feasts ---- */

static void christmas(const char *from, const char *to)
{
    given_problem(from, to);
    given_doctor("A");
    given_shift_type("D", 8, 16);
}

static void had(int feast, int64_t year)
{
    vakt_doctor *a = &given.problem.doctors[0];
    *GIVEN_ADD(a, feasts_done) = (vakt_feast_done){.feast = feast, .year = year};
}

START_TEST(duty_at_christmas_two_years_after_is_kept)
{
    christmas("2026-12-21", "2026-12-27");
    had(VAKT_FEAST_JUL, 2024);
    had(VAKT_FEAST_PASKE, 2025);
    given_take("A", "D:2026-12-25");
    expect_kept(R(feast_repeat));
}
END_TEST

START_TEST(duty_at_christmas_again_costs_once)
{
    christmas("2026-12-21", "2026-12-27");
    had(VAKT_FEAST_JUL, 2025);
    given_take("A", "D:2026-12-25");
    given_take("A", "D:2026-12-26");
    expect_soft(R(feast_repeat), "A", "2026-12-25", 1, 10);
}
END_TEST

START_TEST(a_local_peak_is_rotated_too)
{
    christmas("2026-06-22", "2026-06-28");
    *GIVEN_ADD(&given.problem, peaks) =
        (vakt_peak){NULL, "fest", NULL, given_day("2026-06-23"), given_day("2026-06-24")};
    *GIVEN_ADD(&given.problem.doctors[0], feasts_done) =
        (vakt_feast_done){.feast = -1, .peak = "fest", .year = 2025};
    given_take("A", "D:2026-06-22");
    expect_kept(R(feast_repeat));
    given_take("A", "D:2026-06-24");
    expect_soft(R(feast_repeat), "A", "2026-06-24", 1, 10);
}
END_TEST

START_TEST(christmas_without_new_year_is_kept)
{
    christmas("2026-12-21", "2027-01-03");
    given_take("A", "D:2026-12-25");
    expect_kept(R(feast_both));
}
END_TEST

START_TEST(christmas_and_new_year_both_cost)
{
    christmas("2026-12-21", "2027-01-03");
    given_take("A", "D:2026-12-25");
    given_take("A", "D:2027-01-01");
    (void)verdict_of();
    ck_assert_int_eq(found(R(feast_both)), 1);
    ck_assert_int_eq(cost_of(R(feast_both)), 10);
}
END_TEST

START_TEST(christmas_of_the_plan_before_counts_with_new_year)
{
    christmas("2026-12-28", "2027-01-03");
    had(VAKT_FEAST_JUL, 2026);
    given_rule(R(feast_both), VAKT_MODE_HARD);
    given_take("A", "D:2027-01-01");
    (void)verdict_of();
    ck_assert_int_eq(found(R(feast_both)), 1);
    ck_assert(!given.verdict->legal);
}
END_TEST

/* ---- most_different, pairs, newcomers ---- */

static void shared_by(int64_t most)
{
    week();
    vakt_rule_entry *e = given_rule(R(most_different), VAKT_MODE_SOFT);
    e->most = most;
    GIVEN_IDS(e, shift_types, "N");
    given_take("A", "N:2026-06-01");
    given_take("B", "N:2026-06-02");
    given_take("C", "D:2026-06-02");
}

START_TEST(as_many_doctors_as_may_share_are_kept)
{
    shared_by(2);
    expect_kept(R(most_different));
}
END_TEST

START_TEST(one_doctor_more_than_may_share_costs)
{
    shared_by(1);
    expect_soft(R(most_different), NULL, NULL, 1, 5);
}
END_TEST

static void pair(vakt_rule_kind rule, vakt_mode mode)
{
    week();
    vakt_rule_entry *e = given_rule(rule, mode);
    GIVEN_IDS(e, doctors, "A", "B");
}

START_TEST(a_pair_on_different_days_is_apart)
{
    pair(R(pair_apart), VAKT_MODE_HARD);
    given_take("A", "D:2026-06-01");
    given_take("B", "D:2026-06-02");
    given_take("C", "K:2026-06-01");
    expect_kept(R(pair_apart));
}
END_TEST

START_TEST(a_pair_on_duty_at_once_is_a_breach)
{
    pair(R(pair_apart), VAKT_MODE_HARD);
    given_take("A", "D:2026-06-01");
    given_take("B", "K:2026-06-01");
    const vakt_finding *f = expect_hard(R(pair_apart), "A", "2026-06-01", 1);
    ck_assert_int_eq(f->other_doctor, given_doctor_index("B"));
}
END_TEST

START_TEST(a_pair_on_duty_together_is_kept)
{
    pair(R(pair_together), VAKT_MODE_HARD);
    given_take("A", "D:2026-06-01");
    given_take("B", "K:2026-06-01");
    expect_kept(R(pair_together));
}
END_TEST

START_TEST(each_duty_without_the_other_costs)
{
    pair(R(pair_together), VAKT_MODE_SOFT);
    given_take("A", "D:2026-06-01");
    given_take("B", "K:2026-06-02");
    given_take("B", "K:2026-06-03");
    expect_cost(R(pair_together), 3, 9);
}
END_TEST

static void newcomers(const char *a_until, const char *b_until)
{
    week();
    given.problem.doctors[0].newcomer_until = given_day(a_until);
    given.problem.doctors[1].newcomer_until = given_day(b_until);
    given_take("A", "D:2026-06-02");
    given_take("B", "K:2026-06-02");
}

START_TEST(a_newcomer_beside_one_who_is_no_longer_new_is_kept)
{
    newcomers("2026-06-02", "2026-06-01");
    expect_kept(R(newcomers_apart));
}
END_TEST

START_TEST(two_newcomers_at_once_cost_at_each_start)
{
    newcomers("2026-06-02", "2026-06-02");
    const vakt_finding *f = expect_soft(R(newcomers_apart), NULL, "2026-06-02", 1, 10);
    ck_assert_int_eq(f->start, given_time("2026-06-02", 12));
}
END_TEST

/* ---- wishes ---- */

START_TEST(a_day_off_that_was_wished_and_got_is_kept)
{
    week();
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2026-06-02", "2026-06-03");
    given_take("A", "D:2026-06-01");
    expect_kept(R(wish));
    ck_assert_uint_eq(given.verdict->n_wishes, 1);
    ck_assert(given.verdict->wishes[0].counted && given.verdict->wishes[0].denied == 0);
}
END_TEST

START_TEST(each_duty_on_a_day_wished_off_costs_the_wishs_points)
{
    week();
    vakt_wish *w = given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2026-06-02", "2026-06-03");
    GIVEN_IDS(w, shift_types, "D");
    w->level = 2;
    given_take("A", "D:2026-06-02");
    given_take("A", "D:2026-06-03");
    given_take("A", "N:2026-06-03");
    expect_cost(R(wish), 2, 2 * 20);
    ck_assert_int_eq(given.verdict->levels[2], 40);
    ck_assert_int_eq(given.verdict->wishes[0].denied, 2);
}
END_TEST

START_TEST(the_weight_of_the_rule_multiplies_wishes)
{
    week();
    given_rule(R(wish), VAKT_MODE_DEFAULT)->weight = 3;
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2026-06-02", "2026-06-02");
    given_take("A", "D:2026-06-02");
    expect_cost(R(wish), 1, 30);
}
END_TEST

START_TEST(a_wish_denied_before_weighs_more)
{
    week();
    *GIVEN_ADD(&given.problem.doctors[0], denied) = (vakt_denied){NULL, 1, 5};
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2026-06-02", "2026-06-02");
    given_take("A", "D:2026-06-02");
    expect_cost(R(wish), 1, 15);
}
END_TEST

START_TEST(a_wish_beyond_the_quota_is_told_and_not_priced)
{
    week();
    *GIVEN_ADD(&given.problem, wish_levels) = (vakt_wish_level){NULL, 1, 10, 1};
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2026-06-01", "2026-06-01");
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2026-06-02", "2026-06-02");
    given_take("A", "D:2026-06-02");
    expect_kept(R(wish));
    ck_assert(!given.verdict->wishes[1].counted);
    ck_assert_int_eq(given.verdict->wishes[1].denied, 1);
}
END_TEST

START_TEST(a_wished_duty_that_was_not_got_costs_per_day)
{
    week();
    given.problem.doctors[0].to = given_day("2026-06-04");
    given.problem.shift_types[2].to = given_day("2026-06-02"); /* no nights from the 3rd */
    vakt_wish *w = given_wish(&given.problem.doctors[0], VAKT_WANT_ON, NULL, NULL);
    GIVEN_IDS(w, shift_types, "N");
    given_take("A", "N:2026-06-01");
    const vakt_finding *f = expect_soft(R(wish), "A", "2026-06-02", 1, 10);
    ck_assert_int_eq(f->duty, -1);
}
END_TEST

START_TEST(wishes_about_a_colleague_look_at_overlap)
{
    week();
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, NULL, NULL)->colleague = "B";
    given_wish(&given.problem.doctors[0], VAKT_WANT_ON, NULL, NULL)->colleague = "C";
    given_take("A", "D:2026-06-01");
    given_take("B", "K:2026-06-01");
    given_take("A", "D:2026-06-02");
    given_take("C", "K:2026-06-02");
    (void)verdict_of();
    ck_assert_int_eq(found(R(wish)), 2); /* with B on the 1st; without C on the 1st */
    ck_assert_int_eq(nth_finding(R(wish), 0)->other_doctor, given_doctor_index("B"));
    ck_assert_int_eq(nth_finding(R(wish), 1)->other_doctor, given_doctor_index("C"));
    ck_assert_int_eq(cost_of(R(wish)), 20);
}
END_TEST

/* ---- rolling_pattern ---- */

static void rulle(void)
{
    week();
    vakt_pattern *p = GIVEN_ADD(&given.problem, patterns);
    p->id = "R";
    p->start = given_day("2026-06-01");
    p->weeks = 2;
    *GIVEN_ADD(p, lines) = (vakt_pattern_line){NULL, "A", 0};
    *GIVEN_ADD(p, lines) = (vakt_pattern_line){NULL, "B", 1};
    *GIVEN_ADD(p, entries) = (vakt_pattern_entry){NULL, 1, VAKT_WD_TUE, "D"};
    *GIVEN_ADD(p, entries) = (vakt_pattern_entry){NULL, 2, VAKT_WD_WED, "D"};
}

START_TEST(a_roster_that_follows_the_rulle_is_kept)
{
    rulle();
    given_take("A", "D:2026-06-02");
    given_take("B", "D:2026-06-03");
    expect_kept(R(rolling_pattern));
}
END_TEST

START_TEST(a_duty_of_the_rulle_that_another_has_costs)
{
    rulle();
    given_take("A", "D:2026-06-02");
    given_take("A", "D:2026-06-03");
    const vakt_finding *f = expect_soft(R(rolling_pattern), "B", "2026-06-03", 1, 3);
    ck_assert_int_eq(f->duty, given_duty("D:2026-06-03"));
}
END_TEST

TEST_MAIN("verify_people", duty_at_christmas_two_years_after_is_kept,
          duty_at_christmas_again_costs_once, a_local_peak_is_rotated_too,
          christmas_without_new_year_is_kept, christmas_and_new_year_both_cost,
          christmas_of_the_plan_before_counts_with_new_year, as_many_doctors_as_may_share_are_kept,
          one_doctor_more_than_may_share_costs, a_pair_on_different_days_is_apart,
          a_pair_on_duty_at_once_is_a_breach, a_pair_on_duty_together_is_kept,
          each_duty_without_the_other_costs, a_newcomer_beside_one_who_is_no_longer_new_is_kept,
          two_newcomers_at_once_cost_at_each_start, a_day_off_that_was_wished_and_got_is_kept,
          each_duty_on_a_day_wished_off_costs_the_wishs_points,
          the_weight_of_the_rule_multiplies_wishes, a_wish_denied_before_weighs_more,
          a_wish_beyond_the_quota_is_told_and_not_priced,
          a_wished_duty_that_was_not_got_costs_per_day, wishes_about_a_colleague_look_at_overlap,
          a_roster_that_follows_the_rulle_is_kept, a_duty_of_the_rulle_that_another_has_costs)
