/* links: vakt_domain vakt_base */
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "domain/calendar.h"

#define FIRST_YEAR VAKT_CALENDAR_FIRST_YEAR
#define LAST_YEAR VAKT_CALENDAR_LAST_YEAR
#define N_DAYS 74510 /* 1996-01-01 .. 2199-12-31 */

static vakt_day day_of(const char *text)
{
    vakt_day day = VAKT_DAY_NONE;
    if (!vakt_day_parse(text, &day))
        ck_abort_msg("%s is refused", text);
    return day;
}

static void expect_day(vakt_day day, const char *text)
{
    char got[11];
    vakt_day_format(day, got);
    ck_assert_str_eq(got, text);
}

static void expect_holidays(const char *date, vakt_holiday first, vakt_holiday also)
{
    ck_assert_msg(vakt_calendar_holiday(day_of(date)) == first, "%s is %s", date,
                  vakt_holiday_key(vakt_calendar_holiday(day_of(date))));
    ck_assert_msg(vakt_calendar_holiday_also(day_of(date)) == also, "%s is also %s", date,
                  vakt_holiday_key(vakt_calendar_holiday_also(day_of(date))));
}

/* ---- civil dates ---- */

START_TEST(every_day_follows_the_one_before_it)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    vakt_day expected = day_of("1996-01-01");
    ck_assert_int_eq(expected, 9496); /* date -d 1996-01-01 +%s, divided by 86400 */
    int weekday = VAKT_MON;           /* 1996-01-01 was a Monday */
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        int leap = year % 4 == 0 && year != 2100; /* 2000 was a leap year */
        for (int month = 1; month <= 12; month++) {
            int length = lengths[month - 1] + (month == 2 && leap);
            for (int day = 1; day <= length; day++, expected++, weekday = (weekday + 1) % 7) {
                int y, m, d;
                vakt_day_to_civil(expected, &y, &m, &d);
                if (vakt_day_from_civil(year, month, day) != expected || y != year || m != month ||
                    d != day || (int)vakt_day_weekday(expected) != weekday ||
                    !vakt_date_valid(year, month, day))
                    ck_abort_msg("%d-%d-%d", year, month, day);
            }
            ck_assert(!vakt_date_valid(year, month, 0));
            ck_assert(!vakt_date_valid(year, month, length + 1));
        }
    }
    ck_assert_int_eq(expected - day_of("1996-01-01"), N_DAYS);
}
END_TEST

START_TEST(days_before_the_epoch_are_counted_too)
{
    ck_assert_int_eq(vakt_day_from_civil(1969, 12, 31), -1);
    ck_assert_int_eq(vakt_day_weekday(-1), VAKT_WED);
    ck_assert_int_eq(vakt_day_weekday(0), VAKT_THU);
    expect_day(-1, "1969-12-31");
    expect_day(vakt_day_from_civil(1600, 2, 29), "1600-02-29");
}
END_TEST

START_TEST(a_date_that_was_not_given_is_formatted_as_question_marks)
{
    expect_day(VAKT_DAY_NONE, "\?\?\?\?-\?\?-\?\?");
    expect_day(INT32_MAX, "\?\?\?\?-\?\?-\?\?");
}
END_TEST

START_TEST(only_a_whole_iso_date_in_range_is_read)
{
    /* clang-format off */
    static const char *const refused[] = {
        "",           "2",          "2027",        "2027-",       "2027-02",     "2027-02-",
        "2027-02-2",  "2027-2-1",   "2027-02-29",  "2027-02-28x", "2027-02-28 ", " 2027-02-28",
        "2027-13-01", "2027-00-10", "2027-01-00",  "2027-04-31",  "2100-02-29",  "1899-12-31",
        "2200-01-01", "0000-01-01", "+027-01-01",  "-027-01-01",  "2027/01/01",  "20270101",
        "2027-01-1 ", "2027- 1-01", "2027-01--1",  "02027-01-01", "2027-001-01", "2027-W01-1",
        "12-24-2027", "2027\26201-01", "2027-01-01T00:00",
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        vakt_day day = 77;
        ck_assert_msg(!vakt_day_parse(refused[i], &day), "\"%s\" is read", refused[i]);
        ck_assert_int_eq(day, 77);
    }
}
END_TEST

START_TEST(a_date_cut_short_anywhere_is_refused_without_reading_on)
{
    for (size_t length = 0; length < 10; length++) {
        char *text = malloc(length + 1); /* the sanitizer sees a read behind the terminator */
        ck_assert_ptr_nonnull(text);
        memcpy(text, "2027-02-28", length);
        text[length] = '\0';
        vakt_day day;
        ck_assert(!vakt_day_parse(text, &day));
        free(text);
    }
}
END_TEST

START_TEST(every_date_written_reads_back_the_same)
{
    vakt_day first = day_of("1996-01-01");
    for (vakt_day day = first; day < first + N_DAYS; day++) {
        char text[11];
        vakt_day back;
        vakt_day_format(day, text);
        if (strlen(text) != 10 || !vakt_day_parse(text, &back) || back != day)
            ck_abort_msg("%s", text);
    }
    expect_day(day_of("2028-02-29"), "2028-02-29");
}
END_TEST

START_TEST(an_iso_week_belongs_to_the_year_of_its_thursday)
{
    static const struct {
        const char *date;
        int week, year;
    } cases[] = {
        {"2020-12-31", 53, 2020}, {"2021-01-03", 53, 2020}, {"2021-01-04", 1, 2021},
        {"2027-01-01", 53, 2026}, {"2027-01-03", 53, 2026}, {"2027-01-04", 1, 2027},
        {"2024-12-30", 1, 2025},  {"2024-12-29", 52, 2024}, {"2026-12-31", 53, 2026},
        {"1996-01-01", 1, 1996},  {"2018-12-31", 1, 2019},  {"2016-01-03", 53, 2015},
        {"2026-06-15", 25, 2026},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int year;
        ck_assert_int_eq(vakt_day_iso_week(day_of(cases[i].date), &year), cases[i].week);
        ck_assert_int_eq(year, cases[i].year);
        ck_assert_int_eq(vakt_day_iso_week(day_of(cases[i].date), NULL), cases[i].week);
    }
}
END_TEST

START_TEST(iso_weeks_agree_with_the_c_library_on_every_day)
{
    ck_assert_int_eq(setenv("TZ", "UTC0", 1), 0);
    tzset();
    vakt_day first = day_of("1996-01-01");
    for (vakt_day day = first; day < first + N_DAYS; day++) {
        time_t noon = (time_t)day * 86400 + 43200;
        struct tm tm;
        char expected[16], got[32];
        ck_assert_uint_ne(strftime(expected, sizeof expected, "%G-%V", gmtime_r(&noon, &tm)), 0);
        int year, week = vakt_day_iso_week(day, &year);
        snprintf(got, sizeof got, "%04d-%02d", year, week);
        if (strcmp(expected, got) != 0)
            ck_abort_msg("day %d: %s, not %s", (int)day, got, expected);
    }
}
END_TEST

/* ---- holidays ---- */

START_TEST(holidays_fall_on_the_dates_of_the_regulation_book)
{
    static const vakt_holiday columns[] = {
        VAKT_PALM_WEDNESDAY, VAKT_MAUNDY_THURSDAY, VAKT_GOOD_FRIDAY, VAKT_EASTER_SUNDAY,
        VAKT_EASTER_MONDAY,  VAKT_ASCENSION_DAY,   VAKT_WHIT_SUNDAY, VAKT_WHIT_MONDAY,
    };
    /* clang-format off */
    static const struct {
        int year;
        const char *dates[8];
        vakt_weekday labour, constitution, eves;
        const char *summer, *winter;
    } years[] = {
        {2026, {"04-01", "04-02", "04-03", "04-05", "04-06", "05-14", "05-24", "05-25"},
         VAKT_FRI, VAKT_SUN, VAKT_THU, "2026-03-29", "2026-10-25"},
        {2027, {"03-24", "03-25", "03-26", "03-28", "03-29", "05-06", "05-16", "05-17"},
         VAKT_SAT, VAKT_MON, VAKT_FRI, "2027-03-28", "2027-10-31"},
        {2028, {"04-12", "04-13", "04-14", "04-16", "04-17", "05-25", "06-04", "06-05"},
         VAKT_MON, VAKT_WED, VAKT_SUN, "2028-03-26", "2028-10-29"},
        {2029, {"03-28", "03-29", "03-30", "04-01", "04-02", "05-10", "05-20", "05-21"},
         VAKT_TUE, VAKT_THU, VAKT_MON, "2029-03-25", "2029-10-28"},
        {2030, {"04-17", "04-18", "04-19", "04-21", "04-22", "05-30", "06-09", "06-10"},
         VAKT_WED, VAKT_FRI, VAKT_TUE, "2030-03-31", "2030-10-27"},
        {2031, {"04-09", "04-10", "04-11", "04-13", "04-14", "05-22", "06-01", "06-02"},
         VAKT_THU, VAKT_SAT, VAKT_WED, "2031-03-30", "2031-10-26"},
    };
    /* clang-format on */
    for (size_t i = 0; i < sizeof years / sizeof years[0]; i++) {
        int year = years[i].year;
        for (int c = 0; c < 8; c++) {
            char date[24];
            snprintf(date, sizeof date, "%d-%s", year, years[i].dates[c]);
            vakt_holiday holiday = vakt_calendar_holiday(day_of(date));
            if (holiday != columns[c])
                holiday = vakt_calendar_holiday_also(day_of(date));
            ck_assert_msg(holiday == columns[c], "%s", date);
        }
        ck_assert_int_eq(vakt_day_weekday(vakt_day_from_civil(year, 5, 1)), years[i].labour);
        ck_assert_int_eq(vakt_day_weekday(vakt_day_from_civil(year, 5, 17)), years[i].constitution);
        ck_assert_int_eq(vakt_day_weekday(vakt_day_from_civil(year, 12, 24)), years[i].eves);
        ck_assert_int_eq(vakt_day_weekday(vakt_day_from_civil(year, 12, 31)), years[i].eves);
        vakt_day march, october;
        vakt_oslo_changes(year, &march, &october);
        expect_day(march, years[i].summer);
        expect_day(october, years[i].winter);
    }
}
END_TEST

START_TEST(where_two_holidays_coincide_the_earlier_row_wins)
{
    expect_holidays("2027-05-17", VAKT_CONSTITUTION_DAY, VAKT_WHIT_MONDAY);
    expect_holidays("2032-05-17", VAKT_CONSTITUTION_DAY, VAKT_WHIT_MONDAY);
    expect_holidays("2008-05-01", VAKT_LABOUR_DAY, VAKT_ASCENSION_DAY);
    expect_holidays("2012-05-17", VAKT_CONSTITUTION_DAY, VAKT_ASCENSION_DAY);
    expect_holidays("2027-05-06", VAKT_ASCENSION_DAY, VAKT_HOLIDAY_NONE);
}
END_TEST

START_TEST(a_red_day_wins_over_an_eve)
{
    expect_holidays("1997-05-17", VAKT_CONSTITUTION_DAY, VAKT_WHITSUN_EVE);
    ck_assert(vakt_calendar_is_red(day_of("1997-05-17")));
}
END_TEST

START_TEST(easter_sunday_can_be_the_night_the_clocks_change)
{
    vakt_day march, october;
    vakt_oslo_changes(2027, &march, &october);
    ck_assert_int_eq(march, vakt_easter_sunday(2027));
    expect_holidays("2027-03-28", VAKT_EASTER_SUNDAY, VAKT_HOLIDAY_NONE);
}
END_TEST

START_TEST(an_eve_on_a_sunday_is_an_eve_and_not_red)
{
    expect_holidays("2028-12-24", VAKT_CHRISTMAS_EVE, VAKT_HOLIDAY_NONE);
    expect_holidays("2028-12-31", VAKT_NEW_YEARS_EVE, VAKT_HOLIDAY_NONE);
    ck_assert_int_eq(vakt_day_weekday(day_of("2028-12-24")), VAKT_SUN);
    ck_assert(!vakt_calendar_is_red(day_of("2028-12-24")));
    ck_assert(!vakt_calendar_is_red(day_of("2028-12-31")));
}
END_TEST

START_TEST(the_days_before_1_and_17_may_are_no_eves)
{
    expect_holidays("2026-04-30", VAKT_HOLIDAY_NONE, VAKT_HOLIDAY_NONE);
    expect_holidays("2026-05-16", VAKT_HOLIDAY_NONE, VAKT_HOLIDAY_NONE);
    ck_assert_int_eq(vakt_day_weekday(day_of("2026-05-16")), VAKT_SAT);
    expect_holidays("2026-05-17", VAKT_CONSTITUTION_DAY, VAKT_HOLIDAY_NONE);
}
END_TEST

START_TEST(an_ordinary_sunday_has_no_name_and_is_not_red)
{
    expect_holidays("2026-06-14", VAKT_HOLIDAY_NONE, VAKT_HOLIDAY_NONE);
    ck_assert_int_eq(vakt_day_weekday(day_of("2026-06-14")), VAKT_SUN);
    ck_assert(!vakt_calendar_is_red(day_of("2026-06-14")));
}
END_TEST

START_TEST(each_holiday_is_either_red_or_an_eve_and_has_its_own_key_and_name)
{
    ck_assert_str_eq(vakt_holiday_key(VAKT_HOLIDAY_NONE), "");
    ck_assert_str_eq(vakt_holiday_name(VAKT_HOLIDAY_NONE), "");
    ck_assert(!vakt_holiday_is_red(VAKT_HOLIDAY_NONE) && !vakt_holiday_is_eve(VAKT_HOLIDAY_NONE));
    for (int i = VAKT_HOLIDAY_NONE + 1; i < VAKT_N_HOLIDAYS; i++) {
        ck_assert(vakt_holiday_is_red((vakt_holiday)i) != vakt_holiday_is_eve((vakt_holiday)i));
        /* reds come first: see vakt_calendar_is_red */
        ck_assert(vakt_holiday_is_red((vakt_holiday)i) == (i <= VAKT_BOXING_DAY));
        for (int j = VAKT_HOLIDAY_NONE; j < i; j++) {
            ck_assert_str_ne(vakt_holiday_key((vakt_holiday)i), vakt_holiday_key((vakt_holiday)j));
            ck_assert_str_ne(vakt_holiday_name((vakt_holiday)i),
                             vakt_holiday_name((vakt_holiday)j));
        }
    }
    ck_assert_str_eq(vakt_holiday_key(VAKT_WHIT_MONDAY), "whit_monday");
    ck_assert_str_eq(vakt_holiday_name(VAKT_ASCENSION_DAY), "Kristi himmelfartsdag");
}
END_TEST

START_TEST(easter_agrees_with_the_algorithm_of_gauss)
{
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        int m = 24, n = year < 2100 ? 5 : 6; /* his numbers for 1900-2099 and 2100-2199 */
        int d = (19 * (year % 19) + m) % 30;
        int e = (2 * (year % 4) + 4 * (year % 7) + 6 * d + n) % 7;
        int march = 22 + d + e;
        if ((d == 29 && e == 6) || (d == 28 && e == 6 && year % 19 > 10))
            march -= 7;
        vakt_day expected = march <= 31 ? vakt_day_from_civil(year, 3, march)
                                        : vakt_day_from_civil(year, 4, march - 31);
        ck_assert_int_eq(vakt_easter_sunday(year), expected);
        ck_assert_int_eq(vakt_day_weekday(expected), VAKT_SUN);
    }
    expect_day(vakt_easter_sunday(2000), "2000-04-23");
    expect_day(vakt_easter_sunday(2008), "2008-03-23");
    expect_day(vakt_easter_sunday(2038), "2038-04-25"); /* the latest that can be */
}
END_TEST

/* The names in tests/data/holidays-no.tsv. */
static vakt_holiday holiday_of_table_name(const char *name)
{
    static const struct {
        const char *name;
        vakt_holiday holiday;
    } names[] = {
        {"Første nyttårsdag", VAKT_NEW_YEARS_DAY}, {"Skjærtorsdag", VAKT_MAUNDY_THURSDAY},
        {"Langfredag", VAKT_GOOD_FRIDAY},          {"Første påskedag", VAKT_EASTER_SUNDAY},
        {"Andre påskedag", VAKT_EASTER_MONDAY},    {"Arbeidernes dag", VAKT_LABOUR_DAY},
        {"Grunnlovsdagen", VAKT_CONSTITUTION_DAY}, {"Kristi himmelfartsdag", VAKT_ASCENSION_DAY},
        {"Første pinsedag", VAKT_WHIT_SUNDAY},     {"Andre pinsedag", VAKT_WHIT_MONDAY},
        {"Første juledag", VAKT_CHRISTMAS_DAY},    {"Andre juledag", VAKT_BOXING_DAY},
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i].name) == 0)
            return names[i].holiday;
    ck_abort_msg("unknown holiday \"%s\"", name);
    return VAKT_HOLIDAY_NONE;
}

static uint32_t bit_of(vakt_holiday holiday)
{
    return holiday == VAKT_HOLIDAY_NONE ? 0 : UINT32_C(1) << holiday;
}

/* The holidays of each day by the table, as bits; the number of rows is returned. */
static int read_table(uint32_t bits[N_DAYS])
{
    FILE *file = fopen(VAKT_SOURCE_DIR "/tests/data/holidays-no.tsv", "r");
    ck_assert_ptr_nonnull(file);
    char line[128];
    int n_rows = 0;
    while (fgets(line, sizeof line, file)) {
        if (line[0] == '#')
            continue;
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        ck_assert_ptr_nonnull(tab);
        *tab = '\0';
        bits[day_of(line) - day_of("1996-01-01")] |= bit_of(holiday_of_table_name(tab + 1));
        n_rows++;
    }
    fclose(file);
    return n_rows;
}

START_TEST(every_red_day_and_no_other_is_in_the_independent_table)
{
    static uint32_t expected[N_DAYS];
    ck_assert_int_eq(read_table(expected), 12 * (LAST_YEAR - FIRST_YEAR + 1));
    for (int i = 0; i < N_DAYS; i++) {
        vakt_day day = day_of("1996-01-01") + i;
        vakt_holiday first = vakt_calendar_holiday(day), also = vakt_calendar_holiday_also(day);
        uint32_t got = 0;
        if (vakt_holiday_is_red(first))
            got |= bit_of(first);
        if (vakt_holiday_is_red(also))
            got |= bit_of(also);
        if (got != expected[i] || vakt_calendar_is_red(day) != (expected[i] != 0)) {
            char text[11];
            vakt_day_format(day, text);
            ck_abort_msg("%s: %s, %s", text, vakt_holiday_key(first), vakt_holiday_key(also));
        }
    }
}
END_TEST

START_TEST(every_eve_is_the_day_before_its_feast_in_the_independent_table_and_no_other_day_is)
{
    static const struct {
        vakt_holiday feast, eve;
    } eves[] = {
        {VAKT_MAUNDY_THURSDAY, VAKT_PALM_WEDNESDAY}, {VAKT_EASTER_SUNDAY, VAKT_EASTER_EVE},
        {VAKT_WHIT_SUNDAY, VAKT_WHITSUN_EVE},        {VAKT_CHRISTMAS_DAY, VAKT_CHRISTMAS_EVE},
        {VAKT_NEW_YEARS_DAY, VAKT_NEW_YEARS_EVE},
    };
    static uint32_t table[N_DAYS];
    read_table(table);
    for (int i = 0; i + 1 < N_DAYS; i++) {
        vakt_day day = day_of("1996-01-01") + i;
        uint32_t got = bit_of(vakt_calendar_holiday(day)) | bit_of(vakt_calendar_holiday_also(day));
        uint32_t expected = table[i];
        for (size_t e = 0; e < sizeof eves / sizeof eves[0]; e++)
            if (table[i + 1] & bit_of(eves[e].feast))
                expected |= bit_of(eves[e].eve);
        if (got != expected)
            ck_abort_msg("day %d: %x, not %x", (int)day, (unsigned)got, (unsigned)expected);
        vakt_holiday first = vakt_calendar_holiday(day), also = vakt_calendar_holiday_also(day);
        ck_assert(also == VAKT_HOLIDAY_NONE || first < also);
    }
    expect_holidays("2199-12-31", VAKT_NEW_YEARS_EVE, VAKT_HOLIDAY_NONE);
}
END_TEST

/* ---- Europe/Oslo ---- */

/* The C library's zone data, in this test only. */
static void use_zone_data(void)
{
    ck_assert_int_eq(setenv("TZ", "Europe/Oslo", 1), 0);
    tzset();
    struct tm tm;
    time_t july = (time_t)day_of("2026-07-01") * 86400;
    ck_assert_ptr_nonnull(localtime_r(&july, &tm));
    ck_assert_msg(tm.tm_gmtoff == 7200, "this machine has no zone data for Europe/Oslo");
}

static void compare_with_zone_data(vakt_minute utc)
{
    time_t seconds = (time_t)utc * 60;
    struct tm tm;
    char text[23], expected[64];
    if (!localtime_r(&seconds, &tm))
        ck_abort_msg("localtime_r");
    snprintf(expected, sizeof expected, "%04d-%02d-%02dT%02d:%02d+%02d:%02d", tm.tm_year + 1900,
             tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, (int)(tm.tm_gmtoff / 3600),
             (int)(tm.tm_gmtoff / 60 % 60));
    vakt_oslo_format(utc, text);
    if (tm.tm_gmtoff != 60L * vakt_oslo_offset_at(utc) || strcmp(text, expected) != 0)
        ck_abort_msg("%s, not %s", text, expected);

    vakt_day day;
    int minute;
    vakt_oslo_from_utc(utc, &day, &minute);
    if (day != vakt_day_from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday) ||
        minute != tm.tm_hour * 60 + tm.tm_min)
        ck_abort_msg("from UTC: %s", expected);
    vakt_day march, october;
    vakt_oslo_changes(tm.tm_year + 1900, &march, &october);
    bool second = day == october && !tm.tm_isdst && minute >= 120 && minute < 180;
    if (vakt_oslo_to_utc(day, minute) != utc - (second ? 60 : 0))
        ck_abort_msg("to UTC: %s", expected);
}

START_TEST(noon_and_midnight_of_every_day_agree_with_the_zone_data)
{
    use_zone_data();
    vakt_day first = day_of("1996-01-01");
    for (vakt_day day = first; day < first + N_DAYS; day++) {
        compare_with_zone_data((vakt_minute)day * 1440 + 720);
        compare_with_zone_data((vakt_minute)day * 1440);
    }
}
END_TEST

START_TEST(the_days_around_the_changes_agree_with_the_zone_data)
{
    use_zone_data();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        vakt_day changes[2];
        vakt_oslo_changes(year, &changes[0], &changes[1]);
        for (int i = 0; i < 2; i++) {
            vakt_minute start = (vakt_minute)changes[i] * 1440;
            for (vakt_minute at = start - 1440; at <= start + 2880; at += 60)
                compare_with_zone_data(at);
            for (vakt_minute at = start + 50; at <= start + 70; at++)
                compare_with_zone_data(at); /* each minute about 01:00 UTC */
        }
    }
}
END_TEST

START_TEST(local_time_to_utc_agrees_with_mktime)
{
    use_zone_data();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        vakt_day changes[2];
        vakt_oslo_changes(year, &changes[0], &changes[1]);
        for (int i = 0; i < 2; i++) {
            /* From the day before on, so that 24:00..48:00 reaches over the change. */
            for (int minute = 0; minute <= 2880; minute += 15) {
                for (int ahead = 0; ahead < 2; ahead++) {
                    vakt_day day = changes[i] - ahead;
                    int on_the_day = minute - ahead * 1440;
                    bool special = on_the_day >= 120 && on_the_day < 180;
                    struct tm tm = {.tm_min = minute, .tm_year = year - 1900, .tm_isdst = -1};
                    vakt_day_to_civil(day, &(int){0}, &tm.tm_mon, &tm.tm_mday);
                    tm.tm_mon -= 1;
                    if (special) /* March: winter time read on. October: the first, in summer. */
                        tm.tm_isdst = i == 0 ? 0 : 1;
                    /* mktime takes tm_isdst for the normalised clock: give it no overflow. */
                    tm.tm_mday += tm.tm_min / 1440;
                    tm.tm_hour = tm.tm_min % 1440 / 60;
                    tm.tm_min %= 60;
                    time_t expected = mktime(&tm);
                    if (vakt_oslo_to_utc(day, minute) * 60 != (vakt_minute)expected)
                        ck_abort_msg("%d, change %d, %d days before: minute %d", year, i, ahead,
                                     minute);
                }
            }
        }
    }
}
END_TEST

START_TEST(a_night_duty_is_8_hours_in_march_and_10_in_october)
{
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        vakt_day march, october;
        vakt_oslo_changes(year, &march, &october);
        ck_assert_int_eq(
            vakt_oslo_to_utc(march - 1, 32 * 60) - vakt_oslo_to_utc(march - 1, 23 * 60), 8 * 60);
        ck_assert_int_eq(vakt_oslo_to_utc(october, 8 * 60) - vakt_oslo_to_utc(october - 1, 23 * 60),
                         10 * 60);
        ck_assert_int_eq(vakt_oslo_to_utc(march, 32 * 60) - vakt_oslo_to_utc(march, 23 * 60),
                         9 * 60);
    }
}
END_TEST

static void expect_local(const char *date, int minute, const char *expected)
{
    char text[23];
    vakt_oslo_format(vakt_oslo_to_utc(day_of(date), minute), text);
    ck_assert_str_eq(text, expected);
}

START_TEST(a_skipped_time_is_moved_forward_by_an_hour)
{
    expect_local("2027-03-28", 119, "2027-03-28T01:59+01:00");
    expect_local("2027-03-28", 120, "2027-03-28T03:00+02:00");
    expect_local("2027-03-28", 150, "2027-03-28T03:30+02:00");
    expect_local("2027-03-28", 179, "2027-03-28T03:59+02:00");
    expect_local("2027-03-28", 180, "2027-03-28T03:00+02:00");
    expect_local("2027-03-27", 1440 + 150, "2027-03-28T03:30+02:00");
}
END_TEST

START_TEST(a_doubled_time_is_the_first_of_the_two)
{
    expect_local("2027-10-31", 119, "2027-10-31T01:59+02:00");
    expect_local("2027-10-31", 120, "2027-10-31T02:00+02:00");
    expect_local("2027-10-31", 179, "2027-10-31T02:59+02:00");
    expect_local("2027-10-31", 180, "2027-10-31T03:00+01:00");
    expect_local("2027-10-30", 1440 + 150, "2027-10-31T02:30+02:00");

    vakt_minute second = vakt_oslo_to_utc(day_of("2027-10-31"), 150) + 60;
    char text[23];
    vakt_oslo_format(second, text);
    ck_assert_str_eq(text, "2027-10-31T02:30+01:00");
}
END_TEST

START_TEST(a_time_after_24_is_the_next_day)
{
    expect_local("2026-12-31", 1440, "2027-01-01T00:00+01:00");
    expect_local("2026-12-31", 2880, "2027-01-02T00:00+01:00");
    expect_local("2026-07-31", 32 * 60, "2026-08-01T08:00+02:00");
    ck_assert_int_eq(vakt_oslo_to_utc(day_of("2027-03-27"), 2880),
                     vakt_oslo_to_utc(day_of("2027-03-29"), 0));
}
END_TEST

START_TEST(the_clocks_change_at_01_utc_on_sundays)
{
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
        vakt_day march, october;
        vakt_oslo_changes(year, &march, &october);
        ck_assert_int_eq(vakt_day_weekday(march), VAKT_SUN);
        ck_assert_int_eq(vakt_day_weekday(october), VAKT_SUN);
        ck_assert_int_eq(vakt_oslo_offset_at((vakt_minute)march * 1440 + 59), 60);
        ck_assert_int_eq(vakt_oslo_offset_at((vakt_minute)march * 1440 + 60), 120);
        ck_assert_int_eq(vakt_oslo_offset_at((vakt_minute)october * 1440 + 59), 120);
        ck_assert_int_eq(vakt_oslo_offset_at((vakt_minute)october * 1440 + 60), 60);
    }
}
END_TEST

static Suite *calendar_suite(void)
{
    Suite *suite = suite_create("calendar");
    TCase *dates = tcase_create("civil dates");
    tcase_add_test(dates, every_day_follows_the_one_before_it);
    tcase_add_test(dates, days_before_the_epoch_are_counted_too);
    tcase_add_test(dates, a_date_that_was_not_given_is_formatted_as_question_marks);
    tcase_add_test(dates, only_a_whole_iso_date_in_range_is_read);
    tcase_add_test(dates, a_date_cut_short_anywhere_is_refused_without_reading_on);
    tcase_add_test(dates, every_date_written_reads_back_the_same);
    tcase_add_test(dates, an_iso_week_belongs_to_the_year_of_its_thursday);
    tcase_add_test(dates, iso_weeks_agree_with_the_c_library_on_every_day);
    suite_add_tcase(suite, dates);

    TCase *holidays = tcase_create("holidays");
    tcase_add_test(holidays, holidays_fall_on_the_dates_of_the_regulation_book);
    tcase_add_test(holidays, where_two_holidays_coincide_the_earlier_row_wins);
    tcase_add_test(holidays, a_red_day_wins_over_an_eve);
    tcase_add_test(holidays, easter_sunday_can_be_the_night_the_clocks_change);
    tcase_add_test(holidays, an_eve_on_a_sunday_is_an_eve_and_not_red);
    tcase_add_test(holidays, the_days_before_1_and_17_may_are_no_eves);
    tcase_add_test(holidays, an_ordinary_sunday_has_no_name_and_is_not_red);
    tcase_add_test(holidays, each_holiday_is_either_red_or_an_eve_and_has_its_own_key_and_name);
    tcase_add_test(holidays, easter_agrees_with_the_algorithm_of_gauss);
    tcase_add_test(holidays, every_red_day_and_no_other_is_in_the_independent_table);
    tcase_add_test(
        holidays,
        every_eve_is_the_day_before_its_feast_in_the_independent_table_and_no_other_day_is);
    suite_add_tcase(suite, holidays);

    TCase *clock = tcase_create("Europe/Oslo");
    tcase_set_timeout(clock, 60); /* the sanitizers are slow here */
    tcase_add_test(clock, noon_and_midnight_of_every_day_agree_with_the_zone_data);
    tcase_add_test(clock, the_days_around_the_changes_agree_with_the_zone_data);
    tcase_add_test(clock, local_time_to_utc_agrees_with_mktime);
    tcase_add_test(clock, a_night_duty_is_8_hours_in_march_and_10_in_october);
    tcase_add_test(clock, a_skipped_time_is_moved_forward_by_an_hour);
    tcase_add_test(clock, a_doubled_time_is_the_first_of_the_two);
    tcase_add_test(clock, a_time_after_24_is_the_next_day);
    tcase_add_test(clock, the_clocks_change_at_01_utc_on_sundays);
    suite_add_tcase(suite, clock);
    return suite;
}

int main(void)
{
    SRunner *runner = srunner_create(calendar_suite());
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
