/* links: vakt_verify vakt_domain vakt_base */
#include <time.h>

#include "support/given.h"

static void take_days(const char *doctor, const char *type, int first, int last)
{
    for (int day = first; day <= last; day++) {
        char id[32];
        snprintf(id, sizeof id, "%s:2026-06-%02d", type, day);
        given_take(doctor, id);
    }
}

/* ---- fair_share: four weekdays from Monday 2026-06-01, one duty each ---- */

static void four_days(void)
{
    given_problem("2026-06-01", "2026-06-04");
    given_doctor("A");
    given_doctor("B");
    given_shift_type("E", 16, 22);
}

START_TEST(two_duties_each_of_four_are_fair)
{
    four_days();
    take_days("A", "E", 1, 2);
    take_days("B", "E", 3, 4);
    expect_kept(R(fair_share));
    ck_assert_uint_eq(given.verdict->n_fairness, 2);
    const vakt_fairness *row = &given.verdict->fairness[0];
    ck_assert_int_eq(row->load_class, VAKT_LOAD_WEEKDAY);
    ck_assert_int_eq(row->band.share_milli, 2000);
    ck_assert_int_eq(row->assigned, 2);
}
END_TEST

START_TEST(three_of_one_and_one_of_the_other_cost_each_one_point)
{
    four_days();
    take_days("A", "E", 1, 3);
    take_days("B", "E", 4, 4);
    expect_cost(R(fair_share), 2, 20);
    ck_assert_int_eq(nth_finding(R(fair_share), 0)->limit, 2);
    ck_assert_int_eq(nth_finding(R(fair_share), 0)->load_class, VAKT_LOAD_WEEKDAY);
}
END_TEST

START_TEST(half_a_share_is_half_the_duties)
{
    given_problem("2026-06-01", "2026-06-03");
    given_doctor("A");
    given_doctor("B")->share_pct = 50;
    given_shift_type("E", 16, 22);
    take_days("A", "E", 1, 2);
    take_days("B", "E", 3, 3);
    expect_kept(R(fair_share));
}
END_TEST

START_TEST(what_the_ledger_says_was_done_before_counts)
{
    four_days();
    given.problem.history.given = true;
    *GIVEN_ADD(&given.problem.history, ledgers) =
        (vakt_ledger){NULL, "A", VAKT_LOAD_WEEKDAY, 2, VAKT_UNSET};
    *GIVEN_ADD(&given.problem.history, ledgers) =
        (vakt_ledger){NULL, "B", VAKT_LOAD_WEEKDAY, 4, VAKT_UNSET};
    take_days("A", "E", 1, 3);
    take_days("B", "E", 4, 4);
    expect_kept(R(fair_share));
}
END_TEST

START_TEST(who_could_not_take_it_has_no_share)
{
    four_days();
    given_doctor("S")->has = GIVEN_HAS(STUDENT_LICENCE);
    given_doctor("X")->from = given_day("2026-06-05");
    take_days("A", "E", 1, 2);
    take_days("B", "E", 3, 4);
    expect_kept(R(fair_share));
    ck_assert_uint_eq(given.verdict->n_fairness, 2);
}
END_TEST

START_TEST(backup_by_need_widens_the_band_upwards)
{
    given_problem("2026-06-01", "2026-06-02");
    vakt_doctor *x = given_doctor("X");
    x->has = GIVEN_HAS(AUTHORISATION) | GIVEN_HAS(LIS1_HOSPITAL) | GIVEN_COURSES;
    x->position = VAKT_POSITION_LIS1;
    given_doctor("S");
    given_shift_type("E", 16, 22);
    given_backup_type("B", 16, 22)->only_when_needed = true;
    take_days("X", "E", 1, 2);
    take_days("S", "B", 1, 2);
    (void)verdict_of();
    for (size_t i = 0; i < given.verdict->n_findings; i++) {
        const vakt_finding *f = &given.verdict->findings[i];
        if (given.instance->settings[f->setting].rule == R(fair_share))
            ck_assert_int_ne(f->load_class, VAKT_LOAD_BACKUP);
    }
}
END_TEST

/* ---- fair_municipality ---- */

static void two_municipalities(void)
{
    four_days();
    given_municipality("M", 3000);
    given_municipality("N", 1000);
    given.problem.doctors[0].municipality = "M";
    given.problem.doctors[1].municipality = "N";
    given_rule(R(fair_municipality), VAKT_MODE_DEFAULT);
}

START_TEST(municipalities_that_deliver_by_population_are_fair)
{
    two_municipalities();
    take_days("A", "E", 1, 3);
    take_days("B", "E", 4, 4);
    expect_kept(R(fair_municipality));
    ck_assert_uint_eq(given.verdict->n_municipalities, 2);
    ck_assert_int_eq(given.verdict->municipalities[0].band.share_milli, 3000);
    ck_assert_int_eq(given.verdict->municipalities[0].delivered, 3);
}
END_TEST

START_TEST(a_municipality_that_delivers_too_little_costs_per_point)
{
    two_municipalities();
    take_days("A", "E", 1, 1);
    take_days("B", "E", 2, 4);
    expect_cost(R(fair_municipality), 2, 40);
    ck_assert_int_eq(nth_finding(R(fair_municipality), 0)->municipality, 0);
    ck_assert_int_eq(nth_finding(R(fair_municipality), 0)->amount, 2);
}
END_TEST

START_TEST(what_was_owed_before_is_carried_over)
{
    two_municipalities();
    given.problem.history.given = true;
    *GIVEN_ADD(&given.problem.history, municipality_ledgers) =
        (vakt_municipality_ledger){NULL, "M", 5, 4};
    *GIVEN_ADD(&given.problem.history, municipality_ledgers) =
        (vakt_municipality_ledger){NULL, "N", 5, 6};
    take_days("A", "E", 1, 4);
    expect_kept(R(fair_municipality));
}
END_TEST

/* M has two positions of which one is vacant: half of what it owes falls on all, or stays. */
static void vacancy(vakt_burden burden)
{
    two_municipalities();
    given.problem.district.vacancy_burden = (int)burden;
    given.problem.district.municipalities[0].positions = 2;
    given.problem.district.municipalities[0].population = 2000;
    take_days("A", "E", 1, 2);
    take_days("B", "E", 3, 4);
    (void)verdict_of();
}

START_TEST(a_vacancy_is_a_burden_of_all_or_of_its_own)
{
    vacancy(VAKT_BURDEN_ALL); /* 1000 against 1000 */
    ck_assert_int_eq(given.verdict->municipalities[0].band.share_milli, 2000);
    ck_assert_int_eq(found(R(fair_share)), 0);
    vacancy(VAKT_BURDEN_OWN); /* 2000 against 1000: M's one doctor carries it all */
    ck_assert_int_eq(given.verdict->municipalities[0].band.share_milli, 2666);
    /* 4 * 2 / 3 = 2, and the point left over: A ought to have 3, B 1 */
    ck_assert_int_eq(cost_of(R(fair_share)), 20);
}
END_TEST

/* ---- lis1_equal ---- */

static void two_lis1(void)
{
    four_days();
    for (int i = 0; i < 2; i++) {
        given.problem.doctors[i].position = VAKT_POSITION_LIS1;
        given.problem.doctors[i].has |= GIVEN_HAS(LIS1_GOALS);
    }
}

START_TEST(lis1_doctors_one_duty_apart_are_equal)
{
    two_lis1();
    take_days("A", "E", 1, 2);
    take_days("B", "E", 3, 3);
    expect_kept(R(lis1_equal));
}
END_TEST

START_TEST(lis1_doctors_further_apart_cost_beyond_one)
{
    two_lis1();
    take_days("B", "E", 1, 4);
    const vakt_finding *f = expect_soft(R(lis1_equal), "B", NULL, 4, 15);
    ck_assert_int_eq(f->other_doctor, given_doctor_index("A"));
}
END_TEST

START_TEST(lis1_doctors_of_unequal_time_are_not_compared)
{
    two_lis1();
    given.problem.doctors[0].from = given_day("2026-06-03");
    take_days("B", "E", 1, 4);
    expect_kept(R(lis1_equal));
}
END_TEST

/* ---- speed: the order of magnitude, sanitizers included ---- */

static double seconds_to_verify(const char *from, const char *to, int n_doctors, int n_types)
{
    static char ids[64][16];
    given_problem(from, to);
    for (int i = 0; i < n_doctors; i++) {
        snprintf(ids[i], sizeof ids[i], "D%d", i);
        vakt_doctor *d = given_doctor(ids[i]);
        given_day_job(d, 8, 15);
        if (i % 3 == 0) {
            d->position = VAKT_POSITION_EMPLOYED;
            d->profile = VAKT_PROFILE_AML_STRICT;
            d->n_day_jobs = 0;
        }
    }
    static const char *const types[] = {"D", "E", "N", "K", "F", "G", "H"};
    static const int hours[] = {8, 16, 23, 8};
    for (int i = 0; i < n_types; i++)
        given_shift_type(types[i], hours[i % 3], hours[i % 3 + 1]);
    given_backup_type("B", 8, 8);
    given_cover(8, 8, 2);
    vakt_rule_entry *e = given_rule(R(n_delt), VAKT_MODE_SOFT);
    e->least = 5;
    given_rule(R(weekend_gap), VAKT_MODE_SOFT)->weeks = 3;
    given_rule(R(run_days), VAKT_MODE_SOFT)->most = 4;
    e = given_rule(R(most_in_window), VAKT_MODE_SOFT);
    e->measure = VAKT_MEASURE_WEEKENDS;
    e->most = 2;
    given_instance();
    for (size_t i = 0; i < given.instance->n_duties; i++)
        given.roster.doctor[i] = (int)(i * 7 % (size_t)n_doctors);
    clock_t began = clock();
    ck_assert_int_eq(vakt_verify(given.instance, &given.roster, &given.verdict), VAKT_OK);
    return (double)(clock() - began) / CLOCKS_PER_SEC;
}

START_TEST(a_month_of_60_and_a_half_year_of_20_are_verified_quickly)
{
    ck_assert(seconds_to_verify("2026-06-01", "2026-06-30", 60, 6) < 0.5);
    ck_assert(seconds_to_verify("2026-06-01", "2026-11-27", 20, 3) < 0.5);
}
END_TEST

TEST_MAIN("verify_fairness", two_duties_each_of_four_are_fair,
          three_of_one_and_one_of_the_other_cost_each_one_point, half_a_share_is_half_the_duties,
          what_the_ledger_says_was_done_before_counts, who_could_not_take_it_has_no_share,
          backup_by_need_widens_the_band_upwards,
          municipalities_that_deliver_by_population_are_fair,
          a_municipality_that_delivers_too_little_costs_per_point,
          what_was_owed_before_is_carried_over, a_vacancy_is_a_burden_of_all_or_of_its_own,
          lis1_doctors_one_duty_apart_are_equal, lis1_doctors_further_apart_cost_beyond_one,
          lis1_doctors_of_unequal_time_are_not_compared,
          a_month_of_60_and_a_half_year_of_20_are_verified_quickly)
