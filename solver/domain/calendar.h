/*
 * The Norwegian calendar by law, for civil dates 1996-01-01 .. 2199-12-31, and Europe/Oslo clock
 * time to and from UTC minutes. Pure integer arithmetic: no clock, no locale, no zone files.
 *
 * Sources: helligdagsfredloven (LOV-1995-02-24-12) § 2; lov om 1 og 17 mai (LOV-1947-04-26-1) § 1;
 * sommertid (FOR-2007-12-14-1420) § 2; regulation book chapter 8.
 */
#ifndef VAKT_DOMAIN_CALENDAR_H
#define VAKT_DOMAIN_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

typedef int32_t vakt_day;    /* civil day number: days since 1970-01-01 */
typedef int64_t vakt_minute; /* UTC minutes since 1970-01-01T00:00Z */

#define VAKT_DAY_NONE ((vakt_day)INT32_MIN) /* an optional date that was not given */
#define VAKT_CALENDAR_FIRST_YEAR 1996
#define VAKT_DATE_FIRST_YEAR 1900 /* of a written date: birth dates and old approvals too */
#define VAKT_CALENDAR_LAST_YEAR 2199

/* ISO order: Monday = 0 .. Sunday = 6 */
typedef enum vakt_weekday { VAKT_MON, VAKT_TUE, VAKT_WED, VAKT_THU, VAKT_FRI, VAKT_SAT, VAKT_SUN } vakt_weekday;

/* Red days other than ordinary Sundays, and eves. A date has at most one name; where two fall
 * together (2027-05-17) the earlier row wins and vakt_calendar_holiday_also gives the other. */
/*   id                        key                      Norwegian name         red  eve */
#define VAKT_HOLIDAYS(ROW)                                                                         \
    ROW(VAKT_HOLIDAY_NONE, "", "", 0, 0)                                                           \
    ROW(VAKT_NEW_YEARS_DAY, "new_years_day", "1. nyttårsdag", 1, 0)                                \
    ROW(VAKT_MAUNDY_THURSDAY, "maundy_thursday", "skjærtorsdag", 1, 0)                             \
    ROW(VAKT_GOOD_FRIDAY, "good_friday", "langfredag", 1, 0)                                       \
    ROW(VAKT_EASTER_SUNDAY, "easter_sunday", "1. påskedag", 1, 0)                                  \
    ROW(VAKT_EASTER_MONDAY, "easter_monday", "2. påskedag", 1, 0)                                  \
    ROW(VAKT_LABOUR_DAY, "labour_day", "1. mai", 1, 0)                                             \
    ROW(VAKT_CONSTITUTION_DAY, "constitution_day", "17. mai", 1, 0)                                \
    ROW(VAKT_ASCENSION_DAY, "ascension_day", "Kristi himmelfartsdag", 1, 0)                        \
    ROW(VAKT_WHIT_SUNDAY, "whit_sunday", "1. pinsedag", 1, 0)                                      \
    ROW(VAKT_WHIT_MONDAY, "whit_monday", "2. pinsedag", 1, 0)                                      \
    ROW(VAKT_CHRISTMAS_DAY, "christmas_day", "1. juledag", 1, 0)                                   \
    ROW(VAKT_BOXING_DAY, "boxing_day", "2. juledag", 1, 0)                                         \
    ROW(VAKT_PALM_WEDNESDAY, "wednesday_before_easter", "onsdag før skjærtorsdag", 0, 1)           \
    ROW(VAKT_EASTER_EVE, "easter_eve", "påskeaften", 0, 1)                                         \
    ROW(VAKT_WHITSUN_EVE, "whitsun_eve", "pinseaften", 0, 1)                                       \
    ROW(VAKT_CHRISTMAS_EVE, "christmas_eve", "julaften", 0, 1)                                     \
    ROW(VAKT_NEW_YEARS_EVE, "new_years_eve", "nyttårsaften", 0, 1)

typedef enum vakt_holiday {
#define VAKT_HOLIDAY_ENUM(id, key, name, red, eve) id,
    VAKT_HOLIDAYS(VAKT_HOLIDAY_ENUM)
#undef VAKT_HOLIDAY_ENUM
        VAKT_N_HOLIDAYS
} vakt_holiday;

/* Civil date arithmetic. year, month 1-12, day 1-31. */
bool vakt_date_valid(int year, int month, int day); /* a real date, years 1900..2199 */
vakt_day vakt_day_from_civil(int year, int month, int day);
void vakt_day_to_civil(vakt_day day, int *ret_year, int *ret_month, int *ret_day);
vakt_weekday vakt_day_weekday(vakt_day day);
int vakt_day_iso_week(vakt_day day, int *ret_iso_year); /* 1..53; ret_iso_year may be NULL */
vakt_day vakt_easter_sunday(int year);                  /* Gregorian; Meeus/Butcher */

/* "YYYY-MM-DD" and nothing else; false when not a valid date in range. */
bool vakt_day_parse(const char *text, vakt_day *ret_day);
/* Writes "YYYY-MM-DD" and a terminator. */
void vakt_day_format(vakt_day day, char ret_text[11]);

vakt_holiday vakt_calendar_holiday(vakt_day day);
vakt_holiday vakt_calendar_holiday_also(vakt_day day); /* the second name of the date, or NONE */
const char *vakt_holiday_key(vakt_holiday holiday);
const char *vakt_holiday_name(vakt_holiday holiday);
bool vakt_holiday_is_red(vakt_holiday holiday);
bool vakt_holiday_is_eve(vakt_holiday holiday);
bool vakt_calendar_is_red(vakt_day day); /* a red day in law that is not an ordinary Sunday */

/* Europe/Oslo. Offsets in minutes (60 or 120). Rules of 1996 on: last Sunday of March 01:00 UTC to
 * last Sunday of October 01:00 UTC. */
int vakt_oslo_offset_at(vakt_minute utc);
/*
 * Local clock `minute_of_day` (0..2880, so that 24:00 and later stand for the next day) of `day`
 * as UTC. A time that the March night skips is moved forward by the hour skipped; one that the
 * October night has twice means the first of the two.
 */
vakt_minute vakt_oslo_to_utc(vakt_day day, int minute_of_day);
void vakt_oslo_from_utc(vakt_minute utc, vakt_day *ret_day, int *ret_minute_of_day);
/* Writes "YYYY-MM-DDTHH:MM+01:00" and a terminator (23 bytes). */
void vakt_oslo_format(vakt_minute utc, char ret_text[23]);
/* The days on which clocks change; both within `year`. */
void vakt_oslo_changes(int year, vakt_day *ret_march, vakt_day *ret_october);

#endif
