/* links: vakt_rules vakt_program vakt_domain vakt_base */
#include "support/little.h"

/* 2027-03-01 is a Monday. */
#define MONDAY "2027-03-01"
#define H 60

static void a_duty_a_day(int n)
{
    for (int day = 0; day < n; day++)
        little_duty(day, 8 * H, 8 * H);
}

static vakt_doctor_day *day_of(int doctor, int day)
{
    size_t n = (size_t)(L.in.last_day - L.in.first_day + 1);
    return &L.days[(size_t)doctor * n + (size_t)(day + LITTLE_MARGIN)];
}

static void out_of_service(int doctor)
{
    for (vakt_day day = L.in.first_day; day <= L.in.last_day; day++) {
        vakt_doctor_day *it = day_of(doctor, day - L.problem.from);
        it->in_service = false;
        it->share_pct = 0;
    }
}

/* ---- fairness ---- */

START_TEST(each_doctor_is_due_an_even_share)
{
    little_new(MONDAY, 8);
    little_rule(VAKT_RULE_fair_share, false);
    a_duty_a_day(8);
    ck_assert_int_eq(little_price(), 8);
    for (int i = 0; i < 8; i++)
        little_give(i % 4, i);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 1);
    ck_assert_int_eq(little_price(), 2); /* one above, one below */
}
END_TEST

START_TEST(half_a_post_and_a_full_ledger_owe_less)
{
    little_new(MONDAY, 6);
    little_rule(VAKT_RULE_fair_share, false);
    a_duty_a_day(6);
    out_of_service(2);
    out_of_service(3);
    for (int day = 0; day < 6; day++)
        day_of(1, day)->share_pct = 50;
    for (int i = 0; i < 6; i++)
        little_give(i % 3 == 0, i); /* four and two */
    ck_assert_int_eq(little_price(), 0);
    vakt_ledger ledgers[2] = {{.doctor = "A", .assigned = 4}, {.doctor = "B", .assigned = 5}};
    for (size_t d = 0; d < L.problem.n_doctors; d++)
        L.problem.doctors[d].share_pct = 100;
    L.problem.history.ledgers = ledgers;
    L.problem.history.n_ledgers = 2;
    for (int i = 0; i < 6; i++)
        little_give(i == 0, i); /* one beyond the due: 7 / 3 - 1 between one and two */
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(duties_only_when_needed_come_on_top)
{
    little_new(MONDAY, 4);
    little_rule(VAKT_RULE_fair_share, false);
    a_duty_a_day(4);
    for (int i = 0; i < 4; i++)
        little_give(i, i);
    L.duties[3].required = false;
    L.duties[3].only_when_needed = true;
    ck_assert_int_eq(little_price(), 0); /* 0.75 each: 0 to 1, and ceil(1 / 4) on top */
    little_give(0, 3);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 2);
    ck_assert_int_eq(little_price(), 1);
}
END_TEST

START_TEST(municipalities_that_bear_their_own_vacancies_split_by_themselves)
{
    vakt_municipality two[2] = {{.id = "m", .population = 1000, .positions = 2,
                                 .list_length = VAKT_UNSET, .fixed_pct = VAKT_UNSET},
                                {.id = "n", .population = 1000, .positions = 2,
                                 .list_length = VAKT_UNSET, .fixed_pct = VAKT_UNSET}};
    little_new(MONDAY, 6);
    little_rule(VAKT_RULE_fair_share, false);
    a_duty_a_day(6);
    L.problem.district.municipalities = two;
    L.problem.district.n_municipalities = 2;
    L.problem.district.exemption_burden = VAKT_BURDEN_ALL;
    out_of_service(3);
    for (int d = 0; d < 3; d++)
        for (int day = -LITTLE_MARGIN; day < 6 + LITTLE_MARGIN; day++)
            day_of(d, day)->municipality = d == 2; /* A and B of m, C alone of n */
    for (int i = 0; i < 6; i++)
        little_give(i < 3 ? 2 : i % 2, i); /* C three, A and B one or two */
    L.problem.district.vacancy_burden = VAKT_BURDEN_OWN;
    ck_assert_int_eq(little_price(), 0);
    L.problem.district.vacancy_burden = VAKT_BURDEN_ALL; /* two each */
    ck_assert_int_eq(little_price(), 2);
    little_rule(VAKT_RULE_fair_municipality, false);
    ck_assert_int_eq(little_price(), 2); /* n has half its posts filled: owes 2 of 6 */
    L.problem.district.vacancy_burden = VAKT_BURDEN_OWN;
    ck_assert_int_eq(little_price(), 0);
    vakt_municipality_ledger ledger[2] = {{.municipality = "m", .owed = 4, .delivered = 4},
                                          {.municipality = "n", .owed = 4, .delivered = 2}};
    L.problem.history.municipality_ledgers = ledger;
    L.problem.history.n_municipality_ledgers = 2;
    ck_assert_int_eq(little_price(), 2); /* (6 - 2) / 2 = 2: m two, n four */
}
END_TEST

START_TEST(lis1_doctors_with_the_same_time_differ_by_one_at_most)
{
    little_new(MONDAY, 8);
    little_rule(VAKT_RULE_lis1_equal, false);
    a_duty_a_day(8);
    for (int day = 0; day < 8; day++)
        day_of(0, day)->position = day_of(1, day)->position = VAKT_POSITION_LIS1;
    little_give(0, 0);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 1);
    little_give(0, 2);
    ck_assert_int_eq(little_price(), 2);
    L.duties[2].follow = true;
    ck_assert_int_eq(little_price(), 1);
    day_of(1, 7)->in_service = false;
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

/* ---- feasts ---- */

START_TEST(the_same_feast_as_last_year_costs_once)
{
    little_new("2027-12-20", 14);
    little_rule(VAKT_RULE_feast_repeat, false);
    a_duty_a_day(14);
    vakt_feast_span jul = {.feast = VAKT_FEAST_JUL, .peak = -1, .year = 2027,
                           .from = L.problem.from + 4, .to = L.problem.from + 6};
    vakt_feast_done done = {.feast = VAKT_FEAST_JUL, .year = 2026};
    L.in.feasts = &jul;
    L.in.n_feasts = 1;
    L.doctors[0].feasts_done = &done;
    L.doctors[0].n_feasts_done = 1;
    little_give(0, 3);
    little_give(1, 5);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 4);
    little_give(0, 6);
    ck_assert_int_eq(little_price(), 1);
    done.year = 2025;
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

START_TEST(jul_and_nyttar_of_one_winter_are_one_too_many)
{
    little_new("2027-12-20", 14);
    little_rule(VAKT_RULE_feast_both, true);
    a_duty_a_day(14);
    vakt_feast_span spans[2] = {{.feast = VAKT_FEAST_JUL, .peak = -1, .year = 2027,
                                 .from = L.problem.from + 4, .to = L.problem.from + 6},
                                {.feast = VAKT_FEAST_NYTTAR, .peak = -1, .year = 2027,
                                 .from = L.problem.from + 11, .to = L.problem.from + 12}};
    vakt_feast_done done = {.feast = VAKT_FEAST_JUL, .year = 2027};
    L.in.feasts = spans;
    L.in.n_feasts = 2;
    little_give(0, 4);
    little_give(1, 11);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 12);
    ck_assert_int_eq(little_price(), ILLEGAL);
    little_give(2, 4);
    L.doctors[0].feasts_done = &done;
    L.doctors[0].n_feasts_done = 1;
    ck_assert_int_eq(little_price(), 0); /* jul is in the period: what the roster says counts */
    L.in.feasts = &spans[1];
    L.in.n_feasts = 1;
    ck_assert_int_eq(little_price(), ILLEGAL);
}
END_TEST

/* ---- together and apart ---- */

START_TEST(no_more_doctors_share_than_the_limit)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_most_different, false)->most = 2;
    a_duty_a_day(7);
    for (int i = 0; i < 7; i++)
        little_give(i % 2, i);
    ck_assert_int_eq(little_price(), 0);
    little_give(2, 0);
    little_give(3, 1);
    ck_assert_int_eq(little_price(), 2);
    L.setting.doctors = L.named;
    L.named[0] = L.named[1] = L.named[2] = 1;
    ck_assert_int_eq(little_price(), 1);
}
END_TEST

static void three_at_once(vakt_rule_kind rule)
{
    little_new(MONDAY, 7);
    little_rule(rule, false)->doctors = L.named;
    L.named[0] = L.named[1] = 1;
    little_duty(0, 8 * H, 8 * H);
    little_duty(0, 12 * H, 8 * H);
    little_duty(0, 20 * H, 8 * H);
}

START_TEST(a_pair_kept_apart_pays_for_each_two_duties_that_overlap)
{
    three_at_once(VAKT_RULE_pair_apart);
    little_give(0, 0);
    little_give(1, 2);
    ck_assert_int_eq(little_price(), 0);
    little_give(2, 1);
    ck_assert_int_eq(little_price(), 0);
    little_give(1, 1);
    ck_assert_int_eq(little_price(), 1);
    L.setting.hard = true;
    ck_assert_int_eq(little_price(), ILLEGAL);
}
END_TEST

START_TEST(a_pair_kept_together_pays_for_each_duty_without_the_other)
{
    three_at_once(VAKT_RULE_pair_together);
    little_give(0, 0);
    little_give(1, 1);
    ck_assert_int_eq(little_price(), 0);
    little_give(1, 2);
    ck_assert_int_eq(little_price(), 1);
    little_give(2, 1);
    ck_assert_int_eq(little_price(), 2);
}
END_TEST

START_TEST(two_newcomers_are_not_on_together)
{
    three_at_once(VAKT_RULE_newcomers_apart);
    L.setting.doctors = NULL;
    L.doctors[0].newcomer_until = L.problem.to;
    L.doctors[1].newcomer_until = L.problem.from;
    little_give(0, 0);
    little_give(1, 2);
    ck_assert_int_eq(little_price(), 0);
    little_give(1, 1);
    ck_assert_int_eq(little_price(), 1);
    L.doctors[1].newcomer_until = L.problem.from - 1;
    ck_assert_int_eq(little_price(), 0);
    L.doctors[1].newcomer_until = L.problem.from;
    L.duties[1].follow = true;
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

/* ---- wishes and the pattern ---- */

static vakt_wish wish;

static void wishes(int want, const char *colleague)
{
    wish = (vakt_wish){.want = want, .level = 1, .from = L.problem.from,
                       .to = L.problem.from + 1, .every = 1, .colleague = colleague};
    L.doctors[0].wishes = &wish;
    L.doctors[0].n_wishes = 1;
}

START_TEST(a_wish_is_priced_by_its_points)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_wish, false);
    a_duty_a_day(1);
    little_duty(0, 18 * H, 4 * H);
    wishes(VAKT_WANT_OFF, NULL);
    int64_t points = vakt_wish_points(&L.in, 0, 0);
    ck_assert_int_gt(points, 0);
    ck_assert_int_eq(little_price(), 0);
    little_give(0, 0);
    little_give(0, 1);
    ck_assert_int_eq(little_price(), 2 * points);
    wishes(VAKT_WANT_ON, NULL);
    ck_assert_int_eq(little_price(), 0);
    little_take_all_back();
    ck_assert_int_eq(little_price(), points); /* the second day has no duty to wish for */
}
END_TEST

START_TEST(a_wish_about_a_colleague_looks_at_overlapping_duties)
{
    three_at_once(VAKT_RULE_wish);
    L.setting.doctors = NULL;
    wishes(VAKT_WANT_OFF, "B");
    int64_t points = vakt_wish_points(&L.in, 0, 0);
    little_give(0, 0);
    little_give(1, 2);
    ck_assert_int_eq(little_price(), 0);
    little_give(1, 1);
    ck_assert_int_eq(little_price(), points);
    wishes(VAKT_WANT_ON, "B");
    ck_assert_int_eq(little_price(), 0);
    little_give(2, 1);
    ck_assert_int_eq(little_price(), points);
}
END_TEST

START_TEST(the_pattern_is_kept_by_any_duty_of_its_type_and_date)
{
    little_new(MONDAY, 7);
    little_rule(VAKT_RULE_rolling_pattern, false);
    little_duty(0, 8 * H, 8 * H);
    little_duty(0, 8 * H, 8 * H);
    vakt_pattern_duty pattern[2] = {{0, 0, L.problem.from}, {0, 0, L.problem.from + 1}};
    L.in.pattern = pattern;
    L.in.n_pattern = 2;
    ck_assert_int_eq(little_price(), 1); /* the second has no duty */
    little_give(0, 1);
    ck_assert_int_eq(little_price(), 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compile_people");
    TCase *tests = tcase_create("all");
    tcase_add_test(tests, each_doctor_is_due_an_even_share);
    tcase_add_test(tests, half_a_post_and_a_full_ledger_owe_less);
    tcase_add_test(tests, duties_only_when_needed_come_on_top);
    tcase_add_test(tests, municipalities_that_bear_their_own_vacancies_split_by_themselves);
    tcase_add_test(tests, lis1_doctors_with_the_same_time_differ_by_one_at_most);
    tcase_add_test(tests, the_same_feast_as_last_year_costs_once);
    tcase_add_test(tests, jul_and_nyttar_of_one_winter_are_one_too_many);
    tcase_add_test(tests, no_more_doctors_share_than_the_limit);
    tcase_add_test(tests, a_pair_kept_apart_pays_for_each_two_duties_that_overlap);
    tcase_add_test(tests, a_pair_kept_together_pays_for_each_duty_without_the_other);
    tcase_add_test(tests, two_newcomers_are_not_on_together);
    tcase_add_test(tests, a_wish_is_priced_by_its_points);
    tcase_add_test(tests, a_wish_about_a_colleague_looks_at_overlapping_duties);
    tcase_add_test(tests, the_pattern_is_kept_by_any_duty_of_its_type_and_date);
    suite_add_tcase(suite, tests);
    return little_run(suite);
}
