/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#include "domain/feast.h"

static void expect_law(vakt_feast feast, int year, const char *from, const char *to)
{
    vakt_day first, last;
    vakt_feast_by_law(feast, year, &first, &last);
    ck_assert_int_eq(first, given_day(from));
    ck_assert_int_eq(last, given_day(to));
}

static void expect_span(size_t i, int feast, int peak, int year, const char *from, const char *to)
{
    ck_assert_uint_lt(i, given.instance->n_feasts);
    const vakt_feast_span *span = &given.instance->feasts[i];
    ck_assert_int_eq(span->feast, feast);
    ck_assert_int_eq(span->peak, peak);
    ck_assert_int_eq(span->year, year);
    ck_assert_int_eq(span->from, given_day(from));
    ck_assert_int_eq(span->to, given_day(to));
}

static void given_feast(vakt_feast feast, const char *from, const char *to)
{
    vakt_feast_dates *dates = GIVEN_ADD(&given.problem, feasts);
    dates->feast = (int)feast;
    dates->from = given_day(from);
    dates->to = given_day(to);
}

static void given_peak(const char *id, const char *from, const char *to)
{
    vakt_peak *peak = GIVEN_ADD(&given.problem, peaks);
    peak->id = id;
    peak->from = given_day(from);
    peak->to = given_day(to);
}

static void begin(const char *from, const char *to)
{
    given_problem(from, to);
    given_doctor("A");
    given_shift_type("D", 8, 20);
}

START_TEST(the_dates_by_law_of_2026)
{
    expect_law(VAKT_FEAST_JUL, 2026, "2026-12-24", "2026-12-26");
    expect_law(VAKT_FEAST_NYTTAR, 2026, "2026-12-31", "2027-01-01");
    expect_law(VAKT_FEAST_PASKE, 2026, "2026-04-01", "2026-04-06");
    expect_law(VAKT_FEAST_PINSE, 2026, "2026-05-23", "2026-05-25");
    expect_law(VAKT_FEAST_MAI17, 2026, "2026-05-17", "2026-05-17");
}
END_TEST

START_TEST(easter_moves_and_whitsun_with_it)
{
    expect_law(VAKT_FEAST_PASKE, 2027, "2027-03-24", "2027-03-29");
    expect_law(VAKT_FEAST_PINSE, 2027, "2027-05-15", "2027-05-17");
    expect_law(VAKT_FEAST_PASKE, 2038, "2038-04-21", "2038-04-26"); /* the latest there is */
}
END_TEST

START_TEST(an_ordinary_month_has_no_feast)
{
    begin("2026-09-01", "2026-09-30");
    given_instance();
    ck_assert_uint_eq(given.instance->n_feasts, 0);
}
END_TEST

START_TEST(a_winter_has_christmas_and_the_turn_of_the_year)
{
    begin("2026-12-01", "2027-01-31");
    given_instance();
    ck_assert_uint_eq(given.instance->n_feasts, 2);
    expect_span(0, VAKT_FEAST_JUL, -1, 2026, "2026-12-24", "2026-12-26");
    expect_span(1, VAKT_FEAST_NYTTAR, -1, 2026, "2026-12-31", "2027-01-01");
}
END_TEST

START_TEST(a_period_from_new_years_day_still_has_the_end_of_the_year_before)
{
    begin("2027-01-01", "2027-01-31");
    given_instance();
    ck_assert_uint_eq(given.instance->n_feasts, 1);
    expect_span(0, VAKT_FEAST_NYTTAR, -1, 2026, "2026-12-31", "2027-01-01");
}
END_TEST

START_TEST(one_common_day_is_enough_and_none_is_not)
{
    begin("2026-12-26", "2026-12-30");
    given_instance();
    ck_assert_uint_eq(given.instance->n_feasts, 1);
    begin("2026-12-27", "2026-12-30");
    given_instance();
    ck_assert_uint_eq(given.instance->n_feasts, 0);
}
END_TEST

START_TEST(own_dates_stand_for_those_of_the_same_year)
{
    begin("2026-12-01", "2027-12-31");
    given_feast(VAKT_FEAST_JUL, "2026-12-23", "2026-12-27");
    given_instance();
    ck_assert_uint_eq(given.instance->n_feasts, 7);
    expect_span(0, VAKT_FEAST_JUL, -1, 2026, "2026-12-23", "2026-12-27");
    expect_span(1, VAKT_FEAST_NYTTAR, -1, 2026, "2026-12-31", "2027-01-01");
    expect_span(2, VAKT_FEAST_JUL, -1, 2027, "2027-12-24", "2027-12-26");
    expect_span(3, VAKT_FEAST_NYTTAR, -1, 2027, "2027-12-31", "2028-01-01");
}
END_TEST

START_TEST(own_dates_outside_the_period_take_the_feast_out_of_it)
{
    begin("2026-05-17", "2026-05-17");
    given_feast(VAKT_FEAST_MAI17, "2026-05-16", "2026-05-16");
    given_instance();
    ck_assert_uint_eq(given.instance->n_feasts, 0);
}
END_TEST

START_TEST(peaks_come_after_the_feasts)
{
    begin("2026-12-20", "2026-12-26");
    given_peak("jakt", "2026-09-25", "2026-09-30");
    given_peak("ski", "2026-12-20", "2027-01-10");
    given_instance();
    ck_assert_uint_eq(given.instance->n_feasts, 2);
    expect_span(0, VAKT_FEAST_JUL, -1, 2026, "2026-12-24", "2026-12-26");
    expect_span(1, -1, 1, 2026, "2026-12-20", "2027-01-10");
}
END_TEST

TEST_MAIN("feast", the_dates_by_law_of_2026, easter_moves_and_whitsun_with_it,
          an_ordinary_month_has_no_feast, a_winter_has_christmas_and_the_turn_of_the_year,
          a_period_from_new_years_day_still_has_the_end_of_the_year_before,
          one_common_day_is_enough_and_none_is_not, own_dates_stand_for_those_of_the_same_year,
          own_dates_outside_the_period_take_the_feast_out_of_it, peaks_come_after_the_feasts)
