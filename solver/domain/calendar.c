#include "domain/calendar.h"

#define MINUTES_PER_DAY 1440
#define DAYS_PER_ERA 146097  /* 400 Gregorian years */
#define DAYS_TO_EPOCH 719468 /* 0000-03-01 to 1970-01-01 */

#define WINTER_OFFSET 60
#define SUMMER_OFFSET 120
#define CHANGE_MINUTE 60 /* 01:00 UTC: 02:00 winter time and 03:00 summer time */

static int64_t floor_div(int64_t value, int64_t divisor)
{
    int64_t quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

static int month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : lengths[month - 1];
}

bool vakt_date_valid(int year, int month, int day)
{
    return year >= VAKT_DATE_FIRST_YEAR && year <= VAKT_CALENDAR_LAST_YEAR && month >= 1 &&
           month <= 12 && day >= 1 && day <= month_length(year, month);
}

/* Both directions count years from 1 March, so that the leap day is the last of its year and the
 * lengths of the months before it follow (153 m + 2) / 5. */
vakt_day vakt_day_from_civil(int year, int month, int day)
{
    int64_t march_year = (int64_t)year - (month <= 2);
    int64_t era = floor_div(march_year, 400);
    int64_t year_of_era = march_year - era * 400;
    int64_t march_month = month > 2 ? month - 3 : month + 9;
    int64_t day_of_year = (153 * march_month + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return (vakt_day)(era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH);
}

void vakt_day_to_civil(vakt_day day, int *ret_year, int *ret_month, int *ret_day)
{
    int64_t shifted = (int64_t)day + DAYS_TO_EPOCH;
    int64_t era = floor_div(shifted, DAYS_PER_ERA);
    int64_t day_of_era = shifted - era * DAYS_PER_ERA;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t march_month = (5 * day_of_year + 2) / 153;
    int month = (int)(march_month < 10 ? march_month + 3 : march_month - 9);
    *ret_day = (int)(day_of_year - (153 * march_month + 2) / 5 + 1);
    *ret_month = month;
    *ret_year = (int)(year_of_era + era * 400) + (month <= 2);
}

vakt_weekday vakt_day_weekday(vakt_day day)
{
    int64_t since_monday = (int64_t)day + VAKT_THU; /* 1970-01-01 was a Thursday */
    return (vakt_weekday)(since_monday - floor_div(since_monday, 7) * 7);
}

int vakt_day_iso_week(vakt_day day, int *ret_iso_year)
{
    /* ISO 8601: a week belongs to the year that its Thursday is in. */
    vakt_day thursday = day - (vakt_day)vakt_day_weekday(day) + VAKT_THU;
    int year, month, day_of_month;
    vakt_day_to_civil(thursday, &year, &month, &day_of_month);
    if (ret_iso_year)
        *ret_iso_year = year;
    return (thursday - vakt_day_from_civil(year, 1, 1)) / 7 + 1;
}

vakt_day vakt_easter_sunday(int year)
{
    int golden = year % 19;
    int century = year / 100, of_century = year % 100;
    int moon_shift = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - moon_shift + 15) % 30;
    int to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    int late = (golden + 11 * epact + 22 * to_sunday) / 451;
    int march_day = epact + to_sunday - 7 * late + 22; /* 32 is 1 April */
    return vakt_day_from_civil(year, 3, 1) + march_day - 1;
}

/* Reads `count` digits; false at anything else, the end of the text too. */
static bool read_digits(const char *text, int count, int *ret_value)
{
    int value = 0;
    for (int i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = value * 10 + (text[i] - '0');
    }
    *ret_value = value;
    return true;
}

static void write_digits(char *text, int count, int value)
{
    for (int i = count - 1; i >= 0; i--) {
        text[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

bool vakt_day_parse(const char *text, vakt_day *ret_day)
{
    int year, month, day;
    /* Each test stands behind those before it, so nothing after the terminator is read. */
    if (!read_digits(text, 4, &year) || text[4] != '-' || !read_digits(text + 5, 2, &month) ||
        text[7] != '-' || !read_digits(text + 8, 2, &day) || text[10] != '\0')
        return false;
    if (!vakt_date_valid(year, month, day))
        return false;
    *ret_day = vakt_day_from_civil(year, month, day);
    return true;
}

void vakt_day_format(vakt_day day, char ret_text[11])
{
    int year, month, day_of_month;
    vakt_day_to_civil(day, &year, &month, &day_of_month);
    ret_text[4] = ret_text[7] = '-';
    ret_text[10] = '\0';
    if (year < 0 || year > 9999) { /* VAKT_DAY_NONE must be seen for what it is */
        ret_text[0] = ret_text[1] = ret_text[2] = ret_text[3] = '?';
        ret_text[5] = ret_text[6] = ret_text[8] = ret_text[9] = '?';
        return;
    }
    write_digits(ret_text, 4, year);
    write_digits(ret_text + 5, 2, month);
    write_digits(ret_text + 8, 2, day_of_month);
}

/*
 * When each holiday is. The red days: helligdagsfredloven (LOV-1995-02-24-12) § 2, and 1 and 17
 * May by LOV-1947-04-26-1 § 1. The eves: those that KS HTA § 5.3.1 pays; 30 April and 16 May are
 * ordinary days in law and so not among them (regulation book HOL-EVES).
 */
#define EASTER 0 /* in place of a month: `day` counts from Easter Sunday */

static const struct holiday_rule {
    int month, day;
} holiday_rules[VAKT_N_HOLIDAYS] = {
    [VAKT_NEW_YEARS_DAY] = {1, 1},
    [VAKT_MAUNDY_THURSDAY] = {EASTER, -3},
    [VAKT_GOOD_FRIDAY] = {EASTER, -2},
    [VAKT_EASTER_SUNDAY] = {EASTER, 0},
    [VAKT_EASTER_MONDAY] = {EASTER, 1},
    [VAKT_LABOUR_DAY] = {5, 1},
    [VAKT_CONSTITUTION_DAY] = {5, 17},
    [VAKT_ASCENSION_DAY] = {EASTER, 39}, /* "sjette torsdag etter første påskedag" */
    [VAKT_WHIT_SUNDAY] = {EASTER, 49},
    [VAKT_WHIT_MONDAY] = {EASTER, 50},
    [VAKT_CHRISTMAS_DAY] = {12, 25},
    [VAKT_BOXING_DAY] = {12, 26},
    [VAKT_PALM_WEDNESDAY] = {EASTER, -4},
    [VAKT_EASTER_EVE] = {EASTER, -1},
    [VAKT_WHITSUN_EVE] = {EASTER, 48},
    [VAKT_CHRISTMAS_EVE] = {12, 24},
    [VAKT_NEW_YEARS_EVE] = {12, 31},
};

/* The first holiday on `day` in a table row after that of `after`, or NONE. */
static vakt_holiday next_holiday(vakt_day day, vakt_holiday after)
{
    int year, month, day_of_month;
    vakt_day_to_civil(day, &year, &month, &day_of_month);
    vakt_day from_easter = day - vakt_easter_sunday(year);
    for (int i = (int)after + 1; i < VAKT_N_HOLIDAYS; i++) {
        const struct holiday_rule *rule = &holiday_rules[i];
        if (rule->month == EASTER ? rule->day == from_easter
                                  : rule->month == month && rule->day == day_of_month)
            return (vakt_holiday)i;
    }
    return VAKT_HOLIDAY_NONE;
}

vakt_holiday vakt_calendar_holiday(vakt_day day)
{
    return next_holiday(day, VAKT_HOLIDAY_NONE);
}

vakt_holiday vakt_calendar_holiday_also(vakt_day day)
{
    vakt_holiday first = vakt_calendar_holiday(day);
    return first == VAKT_HOLIDAY_NONE ? VAKT_HOLIDAY_NONE : next_holiday(day, first);
}

static const struct holiday_row {
    const char *key, *name;
    bool red, eve;
} holiday_rows[VAKT_N_HOLIDAYS] = {
#define HOLIDAY_ROW(id, key, name, red, eve) [id] = {key, name, red, eve},
    VAKT_HOLIDAYS(HOLIDAY_ROW)
#undef HOLIDAY_ROW
};

const char *vakt_holiday_key(vakt_holiday holiday)
{
    return holiday_rows[holiday].key;
}

const char *vakt_holiday_name(vakt_holiday holiday)
{
    return holiday_rows[holiday].name;
}

bool vakt_holiday_is_red(vakt_holiday holiday)
{
    return holiday_rows[holiday].red;
}

bool vakt_holiday_is_eve(vakt_holiday holiday)
{
    return holiday_rows[holiday].eve;
}

bool vakt_calendar_is_red(vakt_day day)
{
    /* The red rows come first in the table, so a red day never hides behind an eve. */
    return vakt_holiday_is_red(vakt_calendar_holiday(day));
}

static vakt_day sunday_on_or_before(vakt_day day)
{
    return day - ((vakt_day)vakt_day_weekday(day) + 1) % 7;
}

/* FOR-2007-12-14-1420 § 2: from 02:00 on the last Sunday of March to 03:00 on the last Sunday of
 * October. */
void vakt_oslo_changes(int year, vakt_day *ret_march, vakt_day *ret_october)
{
    *ret_march = sunday_on_or_before(vakt_day_from_civil(year, 3, 31));
    *ret_october = sunday_on_or_before(vakt_day_from_civil(year, 10, 31));
}

int vakt_oslo_offset_at(vakt_minute utc)
{
    /* The UTC year may differ from the local one, but only at New Year, far from a change. */
    int year, month, day_of_month;
    vakt_day_to_civil((vakt_day)floor_div(utc, MINUTES_PER_DAY), &year, &month, &day_of_month);
    vakt_day march, october;
    vakt_oslo_changes(year, &march, &october);
    vakt_minute start = (vakt_minute)march * MINUTES_PER_DAY + CHANGE_MINUTE;
    vakt_minute end = (vakt_minute)october * MINUTES_PER_DAY + CHANGE_MINUTE;
    return utc >= start && utc < end ? SUMMER_OFFSET : WINTER_OFFSET;
}

vakt_minute vakt_oslo_to_utc(vakt_day day, int minute_of_day)
{
    vakt_minute local = (vakt_minute)day * MINUTES_PER_DAY + minute_of_day;
    /* Summer time is tried first: that gives the first of the two in October. In March a skipped
     * time fails it and is read as winter time, which is an hour later on the clock. */
    vakt_minute summer = local - SUMMER_OFFSET;
    return vakt_oslo_offset_at(summer) == SUMMER_OFFSET ? summer : local - WINTER_OFFSET;
}

void vakt_oslo_from_utc(vakt_minute utc, vakt_day *ret_day, int *ret_minute_of_day)
{
    vakt_minute local = utc + vakt_oslo_offset_at(utc);
    int64_t day = floor_div(local, MINUTES_PER_DAY);
    *ret_day = (vakt_day)day;
    *ret_minute_of_day = (int)(local - day * MINUTES_PER_DAY);
}

void vakt_oslo_format(vakt_minute utc, char ret_text[23])
{
    vakt_day day;
    int minute;
    vakt_oslo_from_utc(utc, &day, &minute);
    vakt_day_format(day, ret_text);
    ret_text[10] = 'T';
    write_digits(ret_text + 11, 2, minute / 60);
    ret_text[13] = ':';
    write_digits(ret_text + 14, 2, minute % 60);
    ret_text[16] = '+';
    write_digits(ret_text + 17, 2, vakt_oslo_offset_at(utc) / 60);
    ret_text[19] = ':';
    write_digits(ret_text + 20, 2, 0);
    ret_text[22] = '\0';
}
