/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

/* 2026-06-01 is a Monday. A week, a doctor A who may do everything. */
static vakt_doctor *week(void)
{
    given_problem("2026-06-01", "2026-06-07");
    return given_doctor("A");
}

/* ---- exemptions ---- */

static void claims_age60(const char *born)
{
    vakt_doctor *a = week();
    given_shift_type("N", 16, 8);
    given_shift_type("D", 8, 16)->out_of_hours = 0;
    a->birth_date = given_day(born);
    *GIVEN_ADD(a, claims) = (vakt_claim){NULL, VAKT_RIGHT_AGE60, VAKT_DAY_NONE, VAKT_DAY_NONE};
}

START_TEST(a_claimed_right_does_not_touch_office_hours)
{
    claims_age60("1960-01-01");
    given_take("A", "D:2026-06-01");
    expect_kept(R(exemption_right));
}
END_TEST

START_TEST(a_claimed_right_holds_from_the_60th_birthday)
{
    claims_age60("1966-06-03");
    given_take("A", "N:2026-06-02");
    expect_kept(R(exemption_right));
    given_take("A", "N:2026-06-03");
    expect_hard(R(exemption_right), "A", "2026-06-03", 1);
}
END_TEST

START_TEST(the_right_is_a_gps_only)
{
    claims_age60("1966-06-03");
    vakt_change *change = GIVEN_ADD(&given.problem.doctors[0], changes);
    *change = (vakt_change){.from = given_day("2026-06-04"),
                            .to = VAKT_DAY_NONE,
                            .position = VAKT_POSITION_EMPLOYED,
                            .share_pct = VAKT_UNSET,
                            .profile = -1};
    given_take("A", "N:2026-06-05");
    expect_kept(R(exemption_right));
}
END_TEST

static void granted(bool scoped)
{
    vakt_doctor *a = week();
    given_shift_type("N", 20, 8);
    given_shift_type("E", 16, 20);
    vakt_exemption *e = GIVEN_ADD(a, exemptions);
    e->from = given_day("2026-06-03");
    e->to = VAKT_DAY_NONE;
    if (scoped)
        GIVEN_IDS(e, shift_types, "N");
}

START_TEST(an_exemption_holds_for_its_dates_and_scope)
{
    granted(true);
    given_take("A", "N:2026-06-02");
    given_take("A", "E:2026-06-04");
    expect_kept(R(exemption_decision));
}
END_TEST

START_TEST(one_who_is_exempted_has_no_duty)
{
    granted(false);
    given_take("A", "E:2026-06-04");
    expect_hard(R(exemption_decision), "A", "2026-06-04", 1);
}
END_TEST

START_TEST(an_exemption_made_soft_by_decision_is_priced)
{
    granted(true);
    vakt_rule_entry *e = given_rule(R(exemption_decision), VAKT_MODE_SOFT);
    e->decided_by = "kommunen";
    e->decided_on = given_day("2026-05-01");
    given_take("A", "N:2026-06-04");
    expect_soft(R(exemption_decision), "A", "2026-06-04", 1, 5);
}
END_TEST

START_TEST(a_doctor_in_service_may_take_what_was_agreed)
{
    vakt_doctor *a = week();
    given_shift_type("N", 16, 8)->open_to = 1u << VAKT_POSITION_GP;
    GIVEN_IDS(a, shift_types, "N");
    given_take("A", "N:2026-06-01");
    expect_kept(R(may_take));
}
END_TEST

START_TEST(a_doctor_who_has_left_takes_nothing)
{
    vakt_doctor *a = week();
    given_shift_type("N", 16, 8);
    a->to = given_day("2026-06-02");
    given_take("A", "N:2026-06-03");
    expect_hard(R(may_take), "A", "2026-06-03", 1);
}
END_TEST

static void absent_wednesday(bool day_before)
{
    vakt_doctor *a = week();
    vakt_absence *absence = GIVEN_ADD(a, absences);
    given_shift_type("N", 20, 8);
    given_shift_type("E", 16, 24);
    *absence = (vakt_absence){.from = given_day("2026-06-03"),
                              .to = given_day("2026-06-03"),
                              .percent = 100,
                              .reduces_share = true,
                              .day_before = day_before};
}

START_TEST(a_duty_that_ends_at_midnight_is_before_the_absence)
{
    absent_wednesday(false);
    given_take("A", "E:2026-06-02");
    given_take("A", "N:2026-06-04");
    expect_kept(R(absence));
}
END_TEST

START_TEST(a_night_into_the_first_day_of_absence_is_illegal)
{
    absent_wednesday(false);
    given_take("A", "N:2026-06-02");
    expect_hard(R(absence), "A", "2026-06-02", 1);
    absent_wednesday(true);
    given_take("A", "E:2026-06-02");
    expect_hard(R(absence), "A", "2026-06-02", 1);
}
END_TEST

static void training_until(int hour, vakt_mode mode)
{
    vakt_doctor *a = week();
    vakt_training *t = GIVEN_ADD(a, training);
    given_shift_type("E", 16, 24);
    given_rule(R(training), mode);
    *t = (vakt_training){NULL, given_time("2026-06-02", 9), given_time("2026-06-02", hour)};
    given_take("A", "E:2026-06-02");
}

START_TEST(a_duty_after_training_is_kept)
{
    training_until(16, VAKT_MODE_HARD);
    expect_kept(R(training));
}
END_TEST

START_TEST(a_duty_in_training_is_a_breach)
{
    training_until(17, VAKT_MODE_HARD);
    expect_hard(R(training), "A", "2026-06-02", 1);
    training_until(17, VAKT_MODE_SOFT);
    expect_soft(R(training), "A", "2026-06-02", 1, 10);
}
END_TEST

static void pinned(void)
{
    vakt_doctor *a = week();
    vakt_fixed *fixed = GIVEN_ADD(a, fixed);
    given_doctor("B");
    given_shift_type("E", 16, 24);
    *fixed = (vakt_fixed){.duty = "E:2026-06-02", .until = VAKT_DAY_NONE};
}

START_TEST(a_pinned_duty_that_stands_is_kept)
{
    pinned();
    given_take("A", "E:2026-06-02");
    expect_kept(R(fixed_duty));
}
END_TEST

START_TEST(a_pinned_duty_given_to_another_is_illegal)
{
    pinned();
    given_take("B", "E:2026-06-02");
    expect_hard(R(fixed_duty), "A", "2026-06-02", 1);
}
END_TEST

/* ---- overlap, day_job, surgery_closed ---- */

START_TEST(duties_that_meet_do_not_overlap)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("E", 16, 24);
    given_take("A", "D:2026-06-01");
    given_take("A", "E:2026-06-01");
    expect_kept(R(overlap));
}
END_TEST

START_TEST(two_duties_at_once_are_illegal)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("E", 14, 24);
    given_take("A", "D:2026-06-01");
    given_take("A", "E:2026-06-01");
    const vakt_finding *f = expect_hard(R(overlap), "A", "2026-06-01", 120);
    ck_assert_int_eq(f->start, given_time("2026-06-01", 14));
}
END_TEST

START_TEST(a_duty_over_one_of_the_last_plan_is_illegal)
{
    week();
    given_shift_type("D", 6, 16);
    given_shift_type("N", 20, 8);
    given_history_duty("A", "N", "2026-05-31");
    given_take("A", "D:2026-06-01");
    expect_hard(R(overlap), "A", "2026-06-01", 120);
}
END_TEST

START_TEST(a_duty_outside_office_hours_keeps_the_day_job)
{
    given_day_job(week(), 8, 16);
    given_shift_type("E", 16, 23);
    given_take("A", "E:2026-06-01");
    expect_kept(R(day_job));
}
END_TEST

START_TEST(a_duty_in_office_hours_is_a_breach)
{
    given_day_job(week(), 8, 16);
    given_shift_type("E", 15, 23);
    given_take("A", "E:2026-06-01");
    given_take("A", "E:2026-06-06"); /* Saturday: no office */
    expect_hard(R(day_job), "A", "2026-06-01", 1);
}
END_TEST

static void night_that_closes(int end)
{
    given_day_job(week(), 8, 16);
    given_shift_type("N", 20, end)->meets_job = VAKT_JOB_YIELDS;
}

START_TEST(a_night_before_a_free_day_closes_no_surgery)
{
    night_that_closes(8);
    given_take("A", "N:2026-06-05");
    expect_kept(R(surgery_closed));
}
END_TEST

START_TEST(a_surgery_closed_by_a_night_is_priced)
{
    night_that_closes(8);
    given_take("A", "N:2026-06-01");
    expect_soft(R(surgery_closed), "A", "2026-06-01", 1, 2);
}
END_TEST

START_TEST(a_day_and_night_duty_closes_two_surgeries)
{
    given_day_job(week(), 8, 16);
    given_shift_type("N", 8, 8)->meets_job = VAKT_JOB_YIELDS;
    given_take("A", "N:2026-06-01");
    expect_soft(R(surgery_closed), "A", "2026-06-01", 2, 4);
}
END_TEST

/* ---- rest ---- */

START_TEST(eight_hours_between_duties_are_enough)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("N", 23, 8);
    given_shift_type("M", 0, 8);
    given_take("A", "D:2026-06-01");
    given_take("A", "M:2026-06-02");
    expect_kept(R(rest));
}
END_TEST

START_TEST(seven_hours_after_a_present_duty_are_illegal)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("N", 23, 8);
    given_take("A", "D:2026-06-01");
    given_take("A", "N:2026-06-01");
    const vakt_finding *f = expect_hard(R(rest), "A", "2026-06-01", 420);
    ck_assert_int_eq(f->limit, 480);
    ck_assert_int_eq(f->start, given_time("2026-06-01", 16));
}
END_TEST

START_TEST(rest_made_soft_costs_one_weight)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("N", 23, 8);
    given_rule(R(rest), VAKT_MODE_SOFT);
    given_take("A", "D:2026-06-01");
    given_take("A", "N:2026-06-01");
    expect_soft(R(rest), "A", "2026-06-01", 420, 10);
}
END_TEST

START_TEST(rest_after_the_last_plan_is_asked_for)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("N", 20, 8);
    given_history_duty("A", "N", "2026-05-31");
    given_take("A", "D:2026-06-01");
    expect_hard(R(rest), "A", "2026-06-01", 0);
}
END_TEST

START_TEST(short_rest_after_duty_at_home_is_only_priced)
{
    week();
    given_shift_type("D", 8, 16)->presence = VAKT_AT_HOME;
    given_shift_type("N", 23, 8);
    given_take("A", "D:2026-06-01");
    given_take("A", "N:2026-06-01");
    expect_soft(R(rest), "A", "2026-06-01", 420, 10);
    ck_assert(given.verdict->legal);
}
END_TEST

START_TEST(an_override_excuses_short_rest)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("N", 23, 8);
    *GIVEN_ADD(&given.problem, overrides) = (vakt_override){
        .duty = "N:2026-06-01", .doctor = "A", .rule = R(rest), .date = given_day("2026-05-01")};
    given_take("A", "D:2026-06-01");
    given_take("A", "N:2026-06-01");
    (void)verdict_of();
    ck_assert_int_eq(found(R(rest)), 1);
    ck_assert(nth_finding(R(rest), 0)->excused && given.verdict->legal);
    ck_assert_int_eq(cost_of(R(rest)), 0);
}
END_TEST

START_TEST(a_block_does_not_break_its_own_rest)
{
    week();
    given_shift_type("D", 8, 16);
    given_shift_type("N", 23, 8);
    vakt_block *b = GIVEN_ADD(&given.problem, blocks);
    *b = (vakt_block){
        .id = "W", .weekdays = 1u << VAKT_WD_SAT, .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE};
    GIVEN_IDS(b, shift_types, "D", "N");
    given_take("A", "D:2026-06-06");
    given_take("A", "N:2026-06-06");
    expect_kept(R(rest));
}
END_TEST

START_TEST(a_gp_with_surgery_and_an_evening_keeps_rest)
{
    given_day_job(week(), 8, 16);
    given_shift_type("E", 16, 23);
    given_take("A", "E:2026-06-01");
    expect_kept(R(rest));
    expect_kept(R(day_job));
    ck_assert(given.verdict->legal);
}
END_TEST

START_TEST(a_surgery_too_soon_after_an_evening_is_a_breach)
{
    given_day_job(week(), 8, 16);
    given_shift_type("E", 16, 1);
    given_take("A", "E:2026-06-01");
    expect_hard(R(rest), "A", "2026-06-02", 420);
}
END_TEST

START_TEST(a_night_some_hours_after_surgery_is_a_breach)
{
    given_day_job(week(), 8, 16);
    given_shift_type("N", 23, 8)->presence = VAKT_AT_HOME;
    given_take("A", "N:2026-06-05"); /* no surgery on the Saturday after */
    expect_hard(R(rest), "A", "2026-06-05", 420);
}
END_TEST

START_TEST(a_gp_on_24_hours_at_home_beside_surgery_is_legal_and_priced)
{
    for (int i = 0; i < 5; i++) {
        static const char *const ids[] = {"A", "B", "C", "D", "E"};
        if (i == 0)
            week();
        else
            given_doctor(ids[i]);
        given_day_job(&given.problem.doctors[i], 8, 16);
    }
    vakt_shift_type *v = given_shift_type("V", 8, 8);
    v->presence = VAKT_AT_HOME;
    v->meets_job = VAKT_JOB_OVERLAPS;
    given_take("A", "V:2026-06-01");
    given_take("B", "V:2026-06-02");
    given_take("C", "V:2026-06-03");
    given_take("D", "V:2026-06-04");
    given_take("E", "V:2026-06-05");
    given_take("A", "V:2026-06-06");
    given_take("B", "V:2026-06-07");
    /* after each duty but those of Friday and Saturday a surgery begins at once */
    expect_cost(R(rest), 5, 50);
    ck_assert(given.verdict->legal && given.verdict->complete);
}
END_TEST

START_TEST(a_night_in_march_is_an_hour_shorter_and_in_october_longer)
{
    given_problem("2027-03-27", "2027-03-28");
    given_doctor("A");
    given_shift_type("N", 23, 8);
    ck_assert_int_eq(given.problem.n_shift_types, 1);
    given_rule(R(continuous_presence), VAKT_MODE_SOFT)->minutes = 60;
    given_take("A", "N:2027-03-27");
    expect_soft(R(continuous_presence), "A", "2027-03-27", 8 * 60 - 60, 420 * 10);
    given_problem("2027-10-30", "2027-10-31");
    given_doctor("A");
    given_shift_type("N", 23, 8);
    given_rule(R(continuous_presence), VAKT_MODE_SOFT)->minutes = 60;
    given_take("A", "N:2027-10-30");
    expect_soft(R(continuous_presence), "A", "2027-10-30", 10 * 60 - 60, 540 * 10);
}
END_TEST

START_TEST(rest_over_the_march_night_is_counted_in_real_hours)
{
    given_problem("2027-03-27", "2027-03-28");
    given_doctor("A");
    given_shift_type("E", 16, 23);
    given_shift_type("D", 7, 15);
    given_take("A", "E:2027-03-27");
    given_take("A", "D:2027-03-28");
    expect_hard(R(rest), "A", "2027-03-27", 420);
}
END_TEST

/* ---- continuous_presence ---- */

static void evening_after_surgery(int64_t minutes, vakt_mode mode)
{
    given_day_job(week(), 8, 16);
    given_shift_type("E", 17, 23);
    given_rule(R(continuous_presence), mode)->minutes = minutes;
    given_take("A", "E:2026-06-01");
}

START_TEST(surgery_and_evening_within_the_limit_are_kept)
{
    evening_after_surgery(15 * 60, VAKT_MODE_HARD);
    expect_kept(R(continuous_presence));
}
END_TEST

START_TEST(surgery_and_evening_beyond_the_limit_are_a_breach)
{
    evening_after_surgery(14 * 60, VAKT_MODE_HARD);
    const vakt_finding *f = expect_hard(R(continuous_presence), "A", "2026-06-01", 60);
    ck_assert_int_eq(f->start, given_time("2026-06-01", 8));
}
END_TEST

START_TEST(a_block_is_one_stretch_of_presence)
{
    week();
    given_shift_type("D", 8, 20);
    given_shift_type("N", 20, 8);
    vakt_block *b = GIVEN_ADD(&given.problem, blocks);
    *b = (vakt_block){
        .id = "W", .weekdays = 1u << VAKT_WD_SAT, .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE};
    GIVEN_IDS(b, shift_types, "D", "N");
    given_rule(R(continuous_presence), VAKT_MODE_SOFT)->minutes = 16 * 60;
    given_take("A", "D:2026-06-06");
    given_take("A", "N:2026-06-06");
    expect_soft(R(continuous_presence), "A", "2026-06-06", 480, 4800);
}
END_TEST

TEST_MAIN("verify_time", a_claimed_right_does_not_touch_office_hours,
          a_claimed_right_holds_from_the_60th_birthday, the_right_is_a_gps_only,
          an_exemption_holds_for_its_dates_and_scope, one_who_is_exempted_has_no_duty,
          an_exemption_made_soft_by_decision_is_priced,
          a_doctor_in_service_may_take_what_was_agreed, a_doctor_who_has_left_takes_nothing,
          a_duty_that_ends_at_midnight_is_before_the_absence,
          a_night_into_the_first_day_of_absence_is_illegal, a_duty_after_training_is_kept,
          a_duty_in_training_is_a_breach, a_pinned_duty_that_stands_is_kept,
          a_pinned_duty_given_to_another_is_illegal, duties_that_meet_do_not_overlap,
          two_duties_at_once_are_illegal, a_duty_over_one_of_the_last_plan_is_illegal,
          a_duty_outside_office_hours_keeps_the_day_job, a_duty_in_office_hours_is_a_breach,
          a_night_before_a_free_day_closes_no_surgery, a_surgery_closed_by_a_night_is_priced,
          a_day_and_night_duty_closes_two_surgeries, eight_hours_between_duties_are_enough,
          seven_hours_after_a_present_duty_are_illegal, rest_made_soft_costs_one_weight,
          rest_after_the_last_plan_is_asked_for, short_rest_after_duty_at_home_is_only_priced,
          an_override_excuses_short_rest, a_block_does_not_break_its_own_rest,
          a_gp_with_surgery_and_an_evening_keeps_rest,
          a_surgery_too_soon_after_an_evening_is_a_breach,
          a_night_some_hours_after_surgery_is_a_breach,
          a_gp_on_24_hours_at_home_beside_surgery_is_legal_and_priced,
          a_night_in_march_is_an_hour_shorter_and_in_october_longer,
          rest_over_the_march_night_is_counted_in_real_hours,
          surgery_and_evening_within_the_limit_are_kept,
          surgery_and_evening_beyond_the_limit_are_a_breach, a_block_is_one_stretch_of_presence)
