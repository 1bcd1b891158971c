/* vaktplan calendar YEAR: red days, eves and the two nights on which clocks change. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/print.h"
#include "cli/table.h"
#include "domain/calendar.h"
#include "domain/texts.h"
#include "io/field_rows.h"

enum { NIGHT_FROM = 23 * 60, NIGHT_TO = 8 * 60, MAX_DAYS = 40 };
enum { KIND_RED, KIND_EVE, KIND_CLOCK };

static const char *const kind_words[] = {"red", "eve", "clock", NULL};
static const char *const kind_norwegian[] = {"rød", "aften", "klokka"};

typedef struct vakt_calendar_row {
    const void *source;
    vakt_day date;
    int weekday, kind;
    const char *name;
    int64_t night_hours; /* of a duty 23-08 into this date */
} vakt_calendar_row;

typedef struct vakt_calendar_year {
    const void *source;
    int64_t year;
    VAKT_LIST(vakt_calendar_row, days);
} vakt_calendar_year;

static const vakt_field calendar_row_fields[] = {
    F_DATE(calendar_row, date, REQ, "The date."),
    F_ENUM(calendar_row, weekday, REQ, vakt_wd_words, NULL, "Its weekday."),
    F_ENUM(calendar_row, kind, REQ, kind_words, NULL, "Red day, eve, or clocks change."),
    F_TEXT(calendar_row, name, REQ, "Norwegian name, or what happens."),
    F_INT(calendar_row, night_hours, OPT, 1, 24, NULL,
          "Hours of a duty 23:00 to 08:00 that ends on the date, where clocks change."),
};
F_RECORD(calendar_row, "day");
static const vakt_field calendar_year_fields[] = {
    F_INT(calendar_year, year, REQ, VAKT_CALENDAR_FIRST_YEAR, VAKT_CALENDAR_LAST_YEAR, NULL,
          "The year."),
    F_LIST(calendar_year, days, calendar_row, "day", "Days, in order."),
};
F_RECORD(calendar_year, "calendar");

typedef struct calendar {
    vakt_calendar_row rows[MAX_DAYS];
    char names[MAX_DAYS][96];
    vakt_calendar_year year;
} calendar;

static void add_row(calendar *c, vakt_day day, int kind, const char *name, const char *also)
{
    size_t n = c->year.n_days++;
    snprintf(c->names[n], sizeof c->names[n], "%s%s%s", name, also[0] ? " og " : "", also);
    c->rows[n] = (vakt_calendar_row){.date = day, .weekday = (int)vakt_day_weekday(day),
                                     .kind = kind, .name = c->names[n], .night_hours = VAKT_UNSET};
    if (kind == KIND_CLOCK)
        c->rows[n].night_hours =
            (vakt_oslo_to_utc(day, NIGHT_TO) - vakt_oslo_to_utc(day - 1, NIGHT_FROM)) / 60;
}

static void fill(calendar *c, int year)
{
    vakt_day march, october, last = vakt_day_from_civil(year, 12, 31);
    c->year = (vakt_calendar_year){.year = year, .days = c->rows};
    vakt_oslo_changes(year, &march, &october);
    for (vakt_day day = vakt_day_from_civil(year, 1, 1); day <= last; day++) {
        vakt_holiday holiday = vakt_calendar_holiday(day);
        if (holiday != VAKT_HOLIDAY_NONE)
            add_row(c, day, vakt_holiday_is_red(holiday) ? KIND_RED : KIND_EVE,
                    vakt_holiday_name(holiday), vakt_holiday_name(vakt_calendar_holiday_also(day)));
        if (day == march)
            add_row(c, day, KIND_CLOCK, vakt_text_of(VAKT_TEXT_summer_time_begins), "");
        if (day == october)
            add_row(c, day, KIND_CLOCK, vakt_text_of(VAKT_TEXT_summer_time_ends), "");
    }
}

static void fill_table(const calendar *c, vakt_table *table)
{
    static const char *const head[] = {"Dato", "Ukedag", "Dag", "Slag", "Natt 23-08, timer"};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        vakt_table_cell(table, head[i]);
    for (size_t i = 0; i < c->year.n_days; i++) {
        const vakt_calendar_row *row = &c->rows[i];
        char date[11];
        vakt_day_format(row->date, date);
        vakt_table_cell(table, date);
        vakt_table_cell(table, vakt_wd_words_norwegian[row->weekday]);
        vakt_table_cell(table, row->name);
        vakt_table_cell(table, kind_norwegian[row->kind]);
        vakt_table_number(table, row->night_hours);
    }
}

static vakt_status write_calendar(void *context, const char *format, vakt_text *text)
{
    const calendar *c = context;
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&calendar_year_record, &c->year, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&calendar_year_record, &c->year, "calendar",
                                     "urn:vaktplan:calendar:1", text);
    vakt_table table;
    vakt_table_init(&table, 5, 1u << 4);
    fill_table(c, &table);
    bool failed = table.cells.failed;
    if (!failed && strcmp(format, "csv") == 0) {
        vakt_table_csv(&table, text);
    } else if (!failed) {
        vakt_say(text, VAKT_TEXT_calendar_head, vakt_number_of(c->year.year).text, NULL, NULL);
        vakt_text_addf(text, "\n%s\n\n", vakt_text_of(VAKT_TEXT_calendar_note));
        vakt_table_text(&table, text);
    }
    vakt_table_done(&table);
    return failed ? VAKT_E_NOMEM : VAKT_OK;
}

vakt_status vakt_cmd_calendar(const vakt_args *args)
{
    static const char *const formats[] = {"text", "txt", "json", "xml", "csv", NULL};
    int64_t year;
    vakt_status status = vakt_args_count(args, 1, 1);
    if (status != VAKT_OK)
        return status;
    if (!vakt_parse_int(args->positional[0], &year) || year < VAKT_CALENDAR_FIRST_YEAR ||
        year > VAKT_CALENDAR_LAST_YEAR) {
        fprintf(stderr, "vaktplan calendar: error: found year \"%s\", expected %d..%d\n",
                args->positional[0], VAKT_CALENDAR_FIRST_YEAR, VAKT_CALENDAR_LAST_YEAR);
        return VAKT_E_USAGE;
    }
    calendar c;
    fill(&c, (int)year);
    vakt_report *report = vakt_report_new(20);
    if (!report)
        return VAKT_E_NOMEM;
    status = vakt_outputs_write(args, formats, write_calendar, &c, report);
    vakt_print_report(report);
    vakt_report_free(report);
    return status;
}
