/* links: vakt_emit vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#include "io/sentence.h"

static vakt_text text;

static void expect_said(const char *said)
{
    ck_assert_str_eq(text.bytes, said);
    vakt_text_done(&text);
}

static void expect_span(const char *from, int from_hour, const char *to, int to_hour,
                        const char *said)
{
    vakt_say_span(&text, given_time(from, from_hour), given_time(to, to_hour));
    expect_said(said);
}

START_TEST(a_day_is_its_weekday_and_date)
{
    vakt_text_init(&text, 1000);
    vakt_say_day(&text, given_day("2026-12-26"));
    expect_said("lørdag 26. desember");
    vakt_say_day(&text, given_day("2027-03-01"));
    expect_said("mandag 1. mars");
}
END_TEST

START_TEST(every_month_and_weekday_has_its_name)
{
    static const char *const days[] = {
        "fredag 1. januar",    "mandag 1. februar", "mandag 1. mars",     "torsdag 1. april",
        "lørdag 1. mai",       "tirsdag 1. juni",   "torsdag 1. juli",    "søndag 1. august",
        "onsdag 1. september", "fredag 1. oktober", "mandag 1. november", "onsdag 1. desember"};
    vakt_text_init(&text, 1000);
    for (int month = 1; month <= 12; month++) {
        vakt_say_day(&text, vakt_day_from_civil(2027, month, 1));
        expect_said(days[month - 1]);
    }
}
END_TEST

START_TEST(a_span_names_the_end_day_when_it_is_a_day_off_or_more)
{
    vakt_text_init(&text, 1000);
    expect_span("2026-12-26", 8, "2026-12-26", 20, "lørdag 26. desember kl. 08:00-20:00");
    expect_span("2026-12-26", 23, "2026-12-27", 11, "lørdag 26. desember kl. 23:00-11:00");
    expect_span("2026-12-26", 8, "2026-12-27", 8,
                "lørdag 26. desember kl. 08:00-søndag 27. desember kl. 08:00");
    expect_span("2026-12-26", 8, "2026-12-27", 7, "lørdag 26. desember kl. 08:00-07:00");
    expect_span("2026-12-26", 8, "2026-12-27", 9,
                "lørdag 26. desember kl. 08:00-søndag 27. desember kl. 09:00");
    expect_span("2026-12-25", 16, "2026-12-28", 8,
                "fredag 25. desember kl. 16:00-mandag 28. desember kl. 08:00");
}
END_TEST

START_TEST(a_span_is_in_clock_time_on_the_night_when_clocks_change)
{
    vakt_text_init(&text, 1000);
    expect_span("2027-03-27", 23, "2027-03-28", 8, "lørdag 27. mars kl. 23:00-08:00");
    expect_span("2027-10-30", 23, "2027-10-31", 8, "lørdag 30. oktober kl. 23:00-08:00");
}
END_TEST

START_TEST(minutes_are_hours_and_minutes)
{
    static const struct {
        int64_t minutes;
        const char *said;
    } spans[] = {{0, "0 min"},        {1, "1 min"},   {59, "59 min"},      {60, "1 t"},
                 {450, "7 t 30 min"}, {1440, "24 t"}, {2881, "48 t 1 min"}};
    vakt_text_init(&text, 1000);
    for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
        vakt_say_minutes(&text, spans[i].minutes);
        expect_said(spans[i].said);
    }
}
END_TEST

START_TEST(a_period_says_month_and_year_no_oftener_than_needed)
{
    static const char *const periods[][3] = {
        {"2026-12-01", "2026-12-31", "1.–31. desember 2026"},
        {"2027-01-01", "2027-03-31", "1. januar – 31. mars 2027"},
        {"2026-12-28", "2027-01-03", "28. desember 2026 – 3. januar 2027"},
        {"2026-01-01", "2027-01-31", "1. januar 2026 – 31. januar 2027"}};
    vakt_text_init(&text, 1000);
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        vakt_say_period(&text, given_day(periods[i][0]), given_day(periods[i][1]));
        expect_said(periods[i][2]);
    }
}
END_TEST

/* ---- findings ---- */

static void begin(void)
{
    vakt_text_init(&text, 1000);
    given_problem("2026-06-01", "2026-06-07");
    given_doctor("A")->name = "Anne Berg";
    given_doctor("B");
    given_shift_type("D", 8, 20)->name = "Dagvakt";
    given_shift_type("N", 20, 8);
    given_municipality("fjord", 4000)->name = "Fjord kommune";
    given_municipality("fjell", 2000);
    given_instance();
}

static vakt_finding finding_of(vakt_rule_kind rule)
{
    vakt_finding f = {.doctor = -1,
                      .other_doctor = -1,
                      .duty = -1,
                      .municipality = -1,
                      .load_class = -1,
                      .day = VAKT_DAY_NONE,
                      .start = VAKT_UNSET,
                      .end = VAKT_UNSET,
                      .limit = VAKT_UNSET};
    while (given.instance->settings[f.setting].rule != rule)
        f.setting++;
    return f;
}

static void expect_finding(const vakt_finding *f, const char *said)
{
    vakt_say_finding(&text, given.instance, f);
    expect_said(said);
}

START_TEST(a_finding_names_the_duty_by_its_type_and_time)
{
    begin();
    vakt_finding f = finding_of(R(open_duty));
    f.duty = given_duty("D:2026-06-02");
    expect_finding(&f, "Dagvakt tirsdag 2. juni kl. 08:00-20:00 er ledig.");
    f.duty = given_duty("N:2026-06-02"); /* no name: the id */
    expect_finding(&f, "N tirsdag 2. juni kl. 20:00-08:00 er ledig.");
}
END_TEST

START_TEST(a_finding_names_the_doctor_and_when)
{
    begin();
    vakt_finding f = finding_of(R(authorisation));
    f.doctor = 0;
    f.duty = given_duty("D:2026-06-02");
    expect_finding(&f, "Anne Berg har ikke autorisasjon eller lisens tirsdag 2. juni kl. "
                       "08:00-20:00.");
    f.doctor = 1;
    f.duty = -1;
    f.day = given_day("2026-06-03");
    expect_finding(&f, "B har ikke autorisasjon eller lisens onsdag 3. juni.");
    f.start = given_time("2026-06-04", 8);
    f.end = given_time("2026-06-04", 9); /* the most exact wins */
    expect_finding(&f, "B har ikke autorisasjon eller lisens torsdag 4. juni kl. 08:00-09:00.");
}
END_TEST

START_TEST(amounts_are_counts_or_minutes_by_the_rule)
{
    begin();
    vakt_finding f = finding_of(R(class_bounds));
    f.doctor = 0;
    f.amount = 90;
    expect_finding(&f, "Anne Berg er 90 vakter fra avtalen.");
    f = finding_of(R(aml_week_hours));
    f.doctor = 0;
    f.amount = 90;
    f.day = given_day("2026-06-01");
    expect_finding(&f, "Anne Berg arbeider 1 t 30 min for mye i uken fra mandag 1. juni.");
}
END_TEST

START_TEST(a_municipality_stands_for_when_and_what_is_unknown_is_a_dash)
{
    begin();
    given_rule(R(fair_municipality), VAKT_MODE_DEFAULT);
    vakt_instance_free(given.instance);
    given.instance = NULL;
    vakt_roster_done(&given.roster);
    given_instance();
    vakt_finding f = finding_of(R(fair_municipality));
    f.amount = 2;
    f.municipality = 0;
    expect_finding(&f, "Fjord kommune er 2 fra sin andel.");
    f.municipality = 1;
    expect_finding(&f, "fjell er 2 fra sin andel.");
    f = finding_of(R(open_duty));
    expect_finding(&f, "- er ledig.");
}
END_TEST

/* Every breach can be said of a finding that knows all, and of one that knows nothing. */
START_TEST(every_rules_breach_is_filled_in)
{
    begin();
    for (size_t s = 0; s < given.instance->n_settings; s++) {
        vakt_finding none = finding_of(given.instance->settings[s].rule), all = none;
        all.doctor = 0;
        all.duty = given_duty("D:2026-06-02");
        all.day = given_day("2026-06-02");
        all.limit = 7;
        const vakt_finding *const both[] = {&none, &all};
        for (int i = 0; i < 2; i++) {
            vakt_say_finding(&text, given.instance, both[i]);
            ck_assert_msg(!strpbrk(text.bytes, "{}"), "%s", text.bytes);
            ck_assert_int_eq(text.bytes[text.length - 1], '.');
            ck_assert(i == 0 || !strstr(text.bytes, " - "));
            vakt_text_done(&text);
        }
    }
}
END_TEST

START_TEST(a_statement_has_the_numbers_of_the_setting_or_the_catalogue)
{
    vakt_setting own = {.minutes = 600};
    vakt_text_init(&text, 1000);
    vakt_say_statement(&text, R(aml_week_hours), NULL);
    expect_said("Samlet arbeidstid skal ikke overstige 69 t i noen uke.");
    vakt_say_statement(&text, R(aml_week_hours), &own);
    expect_said("Samlet arbeidstid skal ikke overstige 10 t i noen uke.");
    vakt_say_statement(&text, R(run_days), NULL); /* no default: the problem's own N */
    expect_said("Ingen har vakt flere enn N dager på rad.");
}
END_TEST

START_TEST(every_rules_statement_is_filled_in)
{
    vakt_text_init(&text, 1000);
    for (int rule = 0; rule < VAKT_N_RULES; rule++) {
        vakt_say_statement(&text, (vakt_rule_kind)rule, NULL);
        ck_assert_msg(!strpbrk(text.bytes, "{}"), "%s", text.bytes);
        vakt_text_done(&text);
    }
}
END_TEST

TEST_MAIN("sentence", a_day_is_its_weekday_and_date, every_month_and_weekday_has_its_name,
          a_span_names_the_end_day_when_it_is_a_day_off_or_more,
          a_span_is_in_clock_time_on_the_night_when_clocks_change, minutes_are_hours_and_minutes,
          a_period_says_month_and_year_no_oftener_than_needed,
          a_finding_names_the_duty_by_its_type_and_time, a_finding_names_the_doctor_and_when,
          amounts_are_counts_or_minutes_by_the_rule,
          a_municipality_stands_for_when_and_what_is_unknown_is_a_dash,
          every_rules_breach_is_filled_in,
          a_statement_has_the_numbers_of_the_setting_or_the_catalogue,
          every_rules_statement_is_filled_in)
