/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#define BIT(word) (1u << VAKT_DAYBIT_##word)
#define POSITION(word) (1u << VAKT_POSITION_##word)

/* 2027-01-04 is a Monday, in ISO week 1. */
#define MONDAY "2027-01-04"

static void begin(const char *from, const char *to)
{
    given_problem(from, to);
    given_doctor("A");
    given_doctor("B");
    given_shift_type("D", 8, 20);
}

static int class_of(const char *day)
{
    return vakt_instance_day_class(given.instance, given_day(day));
}

static bool matches(uint32_t set, const char *day)
{
    return vakt_instance_day_matches(given.instance, set, given_day(day));
}

static void given_local_day(const char *date, int class)
{
    vakt_local_day *local = GIVEN_ADD(&given.problem, calendar);
    local->date = given_day(date);
    local->day_class = class;
}

/* ---- day classes ---- */

START_TEST(a_day_is_its_weekday)
{
    static const char *const days[] = {"2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07",
                                       "2027-01-08", "2027-01-09", "2027-01-10"};
    begin(MONDAY, "2027-01-10");
    given_instance();
    for (int i = 0; i < 7; i++)
        ck_assert_int_eq(class_of(days[i]), VAKT_DAYBIT_MON + i);
}
END_TEST

START_TEST(red_and_eve_are_classes_where_the_problem_has_them)
{
    begin("2026-12-24", "2026-12-25"); /* Thursday and Friday */
    given_instance();
    ck_assert_int_eq(class_of("2026-12-24"), VAKT_DAYBIT_THU);
    ck_assert_int_eq(class_of("2026-12-25"), VAKT_DAYBIT_RED);
    begin("2026-12-24", "2026-12-25");
    given.problem.settings.day_classes = BIT(EVE);
    given_instance();
    ck_assert_int_eq(class_of("2026-12-24"), VAKT_DAYBIT_EVE);
    ck_assert_int_eq(class_of("2026-12-25"), VAKT_DAYBIT_FRI);
    begin("2026-12-24", "2026-12-25");
    given.problem.settings.day_classes = BIT(EVE) | BIT(RED);
    given_instance();
    ck_assert_int_eq(class_of("2026-12-24"), VAKT_DAYBIT_EVE);
    ck_assert_int_eq(class_of("2026-12-25"), VAKT_DAYBIT_RED);
}
END_TEST

START_TEST(a_local_day_wins_over_red_eve_and_weekday)
{
    begin("2026-12-24", "2026-12-28");
    given.problem.settings.day_classes = BIT(EVE) | BIT(RED);
    given_local_day("2026-12-24", VAKT_DAYBIT_THU);
    given_local_day("2026-12-25", VAKT_DAYBIT_SUN);
    given_local_day("2026-12-28", VAKT_DAYBIT_RED);
    given_instance();
    ck_assert_int_eq(class_of("2026-12-24"), VAKT_DAYBIT_THU);
    ck_assert_int_eq(class_of("2026-12-25"), VAKT_DAYBIT_SUN);
    ck_assert_int_eq(class_of("2026-12-28"), VAKT_DAYBIT_RED);
}
END_TEST

START_TEST(an_ordinary_sunday_is_not_red_and_easter_sunday_is)
{
    begin("2027-03-28", "2027-04-04");
    given_instance();
    ck_assert_int_eq(class_of("2027-03-28"), VAKT_DAYBIT_RED);
    ck_assert_int_eq(class_of("2027-04-04"), VAKT_DAYBIT_SUN);
    ck_assert(vakt_instance_is_red(given.instance, given_day("2027-03-28")));
    ck_assert(!vakt_instance_is_red(given.instance, given_day("2027-04-04")));
}
END_TEST

START_TEST(red_for_surgeries_goes_by_law_and_local_days_alone)
{
    begin("2026-12-24", "2026-12-28");
    given.problem.settings.day_classes = 0;
    given_local_day("2026-12-26", VAKT_DAYBIT_SAT);
    given_local_day("2026-12-28", VAKT_DAYBIT_RED);
    given_instance();
    ck_assert(vakt_instance_is_red(given.instance, given_day("2026-12-25")));
    ck_assert(!vakt_instance_is_red(given.instance, given_day("2026-12-26")));
    ck_assert(vakt_instance_is_red(given.instance, given_day("2026-12-28")));
    ck_assert(!vakt_instance_is_red(given.instance, given_day("2026-12-24")));
}
END_TEST

START_TEST(weekday_and_weekend_stand_for_their_days)
{
    begin(MONDAY, "2027-01-10");
    given_instance();
    ck_assert(matches(BIT(WEEKDAY), "2027-01-04"));
    ck_assert(matches(BIT(WEEKDAY), "2027-01-08"));
    ck_assert(!matches(BIT(WEEKDAY), "2027-01-09"));
    ck_assert(matches(BIT(WEEKEND), "2027-01-09"));
    ck_assert(matches(BIT(WEEKEND), "2027-01-10"));
    ck_assert(!matches(BIT(WEEKEND), "2027-01-08"));
    ck_assert(matches(BIT(ALL), "2027-01-06"));
    ck_assert(matches(BIT(WED), "2027-01-06"));
    ck_assert(!matches(BIT(THU) | BIT(RED), "2027-01-06"));
    ck_assert(!matches(0, "2027-01-06"));
}
END_TEST

START_TEST(a_red_day_or_an_eve_is_no_weekday_and_no_weekend)
{
    begin("2026-12-24", "2026-12-27"); /* Thursday to Sunday; the 26th is a red Saturday */
    given.problem.settings.day_classes = BIT(EVE) | BIT(RED);
    given_instance();
    ck_assert(!matches(BIT(WEEKDAY) | BIT(THU), "2026-12-24"));
    ck_assert(matches(BIT(EVE), "2026-12-24"));
    ck_assert(!matches(BIT(WEEKDAY) | BIT(FRI), "2026-12-25"));
    ck_assert(matches(BIT(RED), "2026-12-25"));
    ck_assert(!matches(BIT(WEEKEND) | BIT(SAT), "2026-12-26"));
    ck_assert(matches(BIT(ALL), "2026-12-26"));
    ck_assert(matches(BIT(WEEKEND), "2026-12-27"));
}
END_TEST

/* ---- doctors ---- */

START_TEST(a_qualification_is_held_by_word_or_by_date)
{
    begin(MONDAY, "2027-01-10");
    vakt_doctor *a = &given.problem.doctors[0];
    a->has = GIVEN_HAS(AUTHORISATION);
    vakt_held *held = GIVEN_ADD(a, qualifications);
    *held = (vakt_held){.kind = VAKT_Q_COURSE_ACUTE,
                        .from = given_day("2027-01-05"),
                        .to = given_day("2027-01-06")};
    given_instance();
    const vakt_instance *in = given.instance;
    ck_assert(vakt_instance_has(in, 0, VAKT_Q_AUTHORISATION, given_day("1999-01-01")));
    ck_assert(!vakt_instance_has(in, 0, VAKT_Q_COURSE_ACUTE, given_day("2027-01-04")));
    ck_assert(vakt_instance_has(in, 0, VAKT_Q_COURSE_ACUTE, given_day("2027-01-05")));
    ck_assert(vakt_instance_has(in, 0, VAKT_Q_COURSE_ACUTE, given_day("2027-01-06")));
    ck_assert(!vakt_instance_has(in, 0, VAKT_Q_COURSE_ACUTE, given_day("2027-01-07")));
    ck_assert(!vakt_instance_has(in, 0, VAKT_Q_COURSE_VIOLENCE, given_day("2027-01-05")));
}
END_TEST

START_TEST(who_may_take_a_duty_goes_by_service_position_and_own_shift_types)
{
    begin(MONDAY, "2027-01-05");
    given_shift_type("L", 20, 8)->open_to = POSITION(LIS1) | POSITION(LOCUM);
    given.problem.doctors[0].from = given_day("2027-01-05");
    GIVEN_IDS(&given.problem.doctors[1], shift_types, "L");
    given_doctor("C")->position = VAKT_POSITION_LIS1;
    int d = given_duty("D:2027-01-04"), l = given_duty("L:2027-01-04");
    int d_later = given_duty("D:2027-01-05");
    ck_assert(!vakt_instance_may_take(given.instance, 0, d));
    ck_assert(vakt_instance_may_take(given.instance, 0, d_later));
    ck_assert(!vakt_instance_may_take(given.instance, 1, d)); /* not among its types */
    ck_assert(!vakt_instance_may_take(given.instance, 1, l)); /* a GP */
    ck_assert(vakt_instance_may_take(given.instance, 2, d) &&
              vakt_instance_may_take(given.instance, 2, l));
}
END_TEST

START_TEST(the_shift_types_profile_wins_over_the_doctors)
{
    begin(MONDAY, MONDAY);
    given_shift_type("S", 20, 8)->profile = VAKT_PROFILE_AML_STRICT;
    given.problem.doctors[0].profile = VAKT_PROFILE_AML_AGREEMENT;
    int d = given_duty("D:2027-01-04"), s = given_duty("S:2027-01-04");
    ck_assert_int_eq(vakt_instance_profile(given.instance, 0, d), VAKT_PROFILE_AML_AGREEMENT);
    ck_assert_int_eq(vakt_instance_profile(given.instance, 0, s), VAKT_PROFILE_AML_STRICT);
    ck_assert_int_eq(vakt_instance_profile(given.instance, 1, d), VAKT_PROFILE_SFS);
}
END_TEST

/* ---- competence ---- */

static void expect_version(const char *day, int version, bool backup_rule)
{
    bool asked;
    ck_assert_int_eq(vakt_instance_competence(given.instance, given_day(day), &asked), version);
    ck_assert_int_eq(asked, backup_rule);
}

START_TEST(the_competence_rules_are_those_of_the_date)
{
    begin(MONDAY, MONDAY);
    given_instance();
    expect_version("2015-05-01", VAKT_COMPETENCE_AMF2015, true);
    expect_version("2018-04-30", VAKT_COMPETENCE_AMF2015, true);
    expect_version("2018-05-01", VAKT_COMPETENCE_AMF2018, true);
    expect_version("2019-12-31", VAKT_COMPETENCE_AMF2018, true);
    expect_version("2020-01-01", VAKT_COMPETENCE_AMF2020, true);
    expect_version("2025-12-31", VAKT_COMPETENCE_AMF2020, true);
    expect_version("2026-01-01", VAKT_COMPETENCE_KF2026, true);
    expect_version("2150-01-01", VAKT_COMPETENCE_KF2026, true);
}
END_TEST

START_TEST(a_law_profile_assumes_other_rules_on_its_dates)
{
    begin(MONDAY, MONDAY);
    *GIVEN_ADD(&given.problem, law_profiles) =
        (vakt_law_profile){.from = given_day("2027-01-01"),
                           .to = given_day("2027-01-31"),
                           .competence = VAKT_COMPETENCE_AMF2020,
                           .backup_rule = true};
    *GIVEN_ADD(&given.problem, law_profiles) = (vakt_law_profile){.from = given_day("2027-02-01"),
                                                                  .to = VAKT_DAY_NONE,
                                                                  .competence = VAKT_COMPETENCE_LAW,
                                                                  .backup_rule = false};
    given_instance();
    expect_version("2026-12-31", VAKT_COMPETENCE_KF2026, true);
    expect_version("2027-01-01", VAKT_COMPETENCE_AMF2020, true);
    expect_version("2027-01-31", VAKT_COMPETENCE_AMF2020, true);
    expect_version("2027-02-01", VAKT_COMPETENCE_KF2026, false); /* law itself, less the backup */
}
END_TEST

START_TEST(an_assessment_holds_from_its_date_on)
{
    begin(MONDAY, MONDAY);
    *GIVEN_ADD(&given.problem, assessments) = (vakt_assessment){.kind = VAKT_ASSESS_ONSITE_BACKUP,
                                                                .date = given_day("2026-06-01"),
                                                                .by = "kommuneoverlegen"};
    given_instance();
    const vakt_instance *in = given.instance;
    ck_assert(!vakt_instance_assessed(in, VAKT_ASSESS_ONSITE_BACKUP, given_day("2026-05-31")));
    ck_assert(vakt_instance_assessed(in, VAKT_ASSESS_ONSITE_BACKUP, given_day("2026-06-01")));
    ck_assert(!vakt_instance_assessed(in, VAKT_ASSESS_NO_COURSES, given_day("2026-06-01")));
}
END_TEST

/* ---- settings ---- */

/* The one setting of the rule that decides, or -1; more than one: -2. */
static int deciding(vakt_rule_kind rule, int doctor, int duty)
{
    int found_at = -1;
    for (size_t s = 0; s < given.instance->n_settings; s++) {
        if (given.instance->settings[s].rule == rule &&
            vakt_setting_applies(given.instance, s, doctor, duty))
            found_at = found_at == -1 ? (int)s : -2;
    }
    return found_at;
}

/* Minutes of the setting of rule rest that decides; -1 = it is off here. */
static int64_t rest_of(const char *doctor, const char *duty)
{
    int at = deciding(R(rest), given_doctor_index(doctor), duty ? given_duty(duty) : -1);
    ck_assert_int_ne(at, -2);
    return at < 0 ? -1 : given.instance->settings[at].minutes;
}

static vakt_rule_entry *given_rest(int64_t minutes)
{
    vakt_rule_entry *e = given_rule(R(rest), VAKT_MODE_DEFAULT);
    e->minutes = minutes;
    return e;
}

START_TEST(without_entries_the_catalogue_decides)
{
    begin(MONDAY, "2027-01-10");
    given_instance();
    const vakt_rule_info *info = vakt_rule_info_of(R(rest));
    int at = deciding(R(rest), 0, given_duty("D:2027-01-04"));
    ck_assert_int_eq(at >= 0, info->on);
    for (size_t s = 0; s < given.instance->n_settings; s++) {
        const vakt_setting *setting = &given.instance->settings[s];
        ck_assert(!setting->entry && setting->on);
        ck_assert_int_eq(setting->hard,
                         vakt_rule_info_of(setting->rule)->strength < VAKT_SOFT_RULE);
    }
    ck_assert_int_eq(given.instance->n_levels, 3);
}
END_TEST

START_TEST(the_last_entry_that_fits_decides)
{
    begin(MONDAY, "2027-01-10");
    given_rest(100);
    vakt_rule_entry *own = given_rest(200);
    GIVEN_IDS(own, doctors, "A");
    given_rest(300)->from = given_day("2027-01-08");
    given_instance();
    ck_assert_int_eq(rest_of("B", "D:2027-01-04"), 100);
    ck_assert_int_eq(rest_of("A", "D:2027-01-04"), 200);
    ck_assert_int_eq(rest_of("A", "D:2027-01-07"), 200);
    ck_assert_int_eq(rest_of("A", "D:2027-01-08"), 300);
    ck_assert_int_eq(rest_of("B", "D:2027-01-10"), 300);
}
END_TEST

START_TEST(an_entry_that_is_off_takes_the_earlier_ones_with_it)
{
    begin(MONDAY, "2027-01-10");
    given_rest(100);
    vakt_rule_entry *off = given_rule(R(rest), VAKT_MODE_OFF);
    GIVEN_IDS(off, doctors, "B");
    off->to = given_day("2027-01-06");
    given_instance();
    ck_assert_int_eq(rest_of("A", "D:2027-01-04"), 100);
    ck_assert_int_eq(rest_of("B", "D:2027-01-06"), -1);
    ck_assert_int_eq(rest_of("B", "D:2027-01-07"), 100);
}
END_TEST

START_TEST(scope_goes_by_shift_type_layer_and_class)
{
    begin(MONDAY, "2027-01-10");
    given_shift_type("N", 20, 8);
    given_backup_type("B", 20, 8);
    given_rest(100);
    vakt_rule_entry *own = given_rest(200);
    GIVEN_IDS(own, shift_types, "N");
    given_rest(300)->layers = 1u << VAKT_LAYER_BACKUP;
    given_rest(400)->load_classes = 1u << VAKT_LOAD_WEEKEND;
    given_instance();
    ck_assert_int_eq(rest_of("A", "D:2027-01-04"), 100);
    ck_assert_int_eq(rest_of("A", "N:2027-01-04"), 200);
    ck_assert_int_eq(rest_of("A", "B:2027-01-04"), 300);
    ck_assert_int_eq(rest_of("A", "N:2027-01-09"), 400);
    ck_assert_int_eq(rest_of("A", "B:2027-01-09"), 300); /* a backup duty is of class backup */
}
END_TEST

START_TEST(scope_goes_by_position_and_profile_of_the_date)
{
    begin(MONDAY, "2027-01-10");
    *GIVEN_ADD(&given.problem.doctors[0], changes) =
        (vakt_change){.from = given_day("2027-01-07"),
                      .to = VAKT_DAY_NONE,
                      .position = VAKT_POSITION_LIS1,
                      .share_pct = VAKT_UNSET,
                      .profile = VAKT_PROFILE_AML_STRICT};
    given_rest(100);
    given_rest(200)->positions = POSITION(LIS1);
    given_rest(300)->profiles = 1u << VAKT_PROFILE_AML_AGREEMENT;
    given_shift_type("S", 20, 8)->profile = VAKT_PROFILE_AML_AGREEMENT;
    given_instance();
    ck_assert_int_eq(rest_of("A", "D:2027-01-06"), 100);
    ck_assert_int_eq(rest_of("A", "D:2027-01-07"), 200);
    ck_assert_int_eq(rest_of("B", "D:2027-01-07"), 100);
    ck_assert_int_eq(rest_of("B", "S:2027-01-07"), 300); /* the shift type's profile */
}
END_TEST

START_TEST(without_a_duty_the_first_day_of_service_and_the_period_decide)
{
    begin(MONDAY, "2027-01-10");
    given.problem.doctors[0].from = given_day("2027-01-07");
    *GIVEN_ADD(&given.problem.doctors[0], changes) = (vakt_change){.from = given_day("2027-01-07"),
                                                                   .to = VAKT_DAY_NONE,
                                                                   .position = VAKT_POSITION_LIS1,
                                                                   .share_pct = VAKT_UNSET,
                                                                   .profile = -1};
    given_rest(100);
    given_rest(200)->positions = POSITION(LIS1);
    given_rest(300)->from = given_day("2027-01-11"); /* after the period */
    given_rest(400)->to = given_day("2027-01-03");   /* before it */
    given_instance();
    ck_assert_int_eq(rest_of("A", NULL), 200);
    ck_assert_int_eq(rest_of("B", NULL), 100);
}
END_TEST

START_TEST(without_a_doctor_scope_of_persons_is_not_looked_at)
{
    begin(MONDAY, "2027-01-10");
    vakt_rule_entry *own = given_rest(200);
    GIVEN_IDS(own, doctors, "A");
    given_instance();
    int at = deciding(R(rest), -1, given_duty("D:2027-01-04"));
    ck_assert_int_ge(at, 0);
    ck_assert_int_eq(given.instance->settings[at].minutes, 200);
}
END_TEST

START_TEST(entries_of_a_many_rule_stand_by_themselves)
{
    begin(MONDAY, "2027-01-10");
    for (int i = 0; i < 3; i++) {
        vakt_rule_entry *e = given_rule(R(most_in_window), i == 2 ? VAKT_MODE_OFF : VAKT_MODE_SOFT);
        e->most = i;
        e->days = 7;
    }
    given_instance();
    int n = 0;
    for (size_t s = 0; s < given.instance->n_settings; s++)
        n += given.instance->settings[s].rule == R(most_in_window) &&
             vakt_setting_applies(given.instance, s, 0, given_duty("D:2027-01-04"));
    ck_assert_int_eq(n, 2);
}
END_TEST

START_TEST(the_two_working_time_profiles_have_their_own_defaults)
{
    begin(MONDAY, "2027-01-10");
    given.problem.doctors[0].profile = VAKT_PROFILE_AML_STRICT;
    given.problem.doctors[1].profile = VAKT_PROFILE_AML_AGREEMENT;
    given_doctor("C");
    int duty = given_duty("D:2027-01-04");
    int strict = deciding(R(aml_daily_rest), 0, duty),
        looser = deciding(R(aml_daily_rest), 1, duty);
    ck_assert(strict >= 0 && looser >= 0);
    ck_assert_int_eq(given.instance->settings[strict].minutes, 660);
    ck_assert_int_eq(given.instance->settings[looser].minutes, 480);
    ck_assert_int_eq(deciding(R(aml_daily_rest), 2, duty), -1); /* sfs */
    ck_assert_int_ge(deciding(R(aml_sunday), 0, duty), 0);
    ck_assert_int_eq(deciding(R(aml_sunday), 1, duty), -1);
}
END_TEST

START_TEST(an_entry_sets_mode_level_weight_and_parameters)
{
    begin(MONDAY, "2027-01-10");
    vakt_rule_entry *e = given_rule(R(run_days), VAKT_MODE_SOFT);
    e->most = 4;
    e->level = 4;
    e->weight = 17;
    given_instance();
    int at = deciding(R(run_days), 0, given_duty("D:2027-01-04"));
    ck_assert_int_ge(at, 0);
    const vakt_setting *s = &given.instance->settings[at];
    ck_assert(!s->hard && s->entry == e);
    ck_assert_int_eq(s->level, 4);
    ck_assert_int_eq(s->weight, 17);
    ck_assert_int_eq(s->most, 4);
    ck_assert_int_eq(s->minutes, VAKT_PARAM_NONE);
    ck_assert_int_eq(given.instance->n_levels, 5);
}
END_TEST

START_TEST(n_delt_is_about_primary_duty_unless_told_otherwise)
{
    begin(MONDAY, "2027-01-10");
    given_backup_type("B", 20, 8);
    given_rule(R(n_delt), VAKT_MODE_SOFT)->least = 3;
    vakt_rule_entry *backup = given_rule(R(n_delt), VAKT_MODE_SOFT);
    backup->least = 3;
    backup->layers = 1u << VAKT_LAYER_BACKUP;
    given_instance();
    size_t last = given.instance->n_settings - 1;
    int d = given_duty("D:2027-01-04"), b = given_duty("B:2027-01-04");
    ck_assert(vakt_setting_counts(given.instance, last - 1, d) &&
              !vakt_setting_counts(given.instance, last - 1, b));
    ck_assert(!vakt_setting_counts(given.instance, last, d) &&
              vakt_setting_counts(given.instance, last, b));
}
END_TEST

START_TEST(what_is_counted_goes_by_shift_type_layer_and_class_of_outer_duties_too)
{
    begin(MONDAY, "2027-01-10");
    given_shift_type("N", 20, 8);
    given_history_duty("A", "N", "2027-01-03");
    given_history_duty("A", "D", "2027-01-01"); /* red */
    vakt_past_duty elsewhere = given_past_duty("A", NULL, NULL);
    elsewhere.start = given_time("2027-01-02", 8);
    elsewhere.end = given_time("2027-01-02", 16);
    *GIVEN_ADD(&given.problem.history, duties) = elsewhere;
    for (int i = 0; i < 2; i++) {
        vakt_rule_entry *e = given_rule(R(most_in_window), VAKT_MODE_SOFT);
        e->most = 1;
        if (i == 0)
            GIVEN_IDS(e, shift_types, "N");
        else
            e->load_classes = 1u << VAKT_LOAD_RED;
    }
    given_instance();
    size_t last = given.instance->n_settings - 1;
    const int by_type[] = {false, false, true}, by_class[] = {true, false, false};
    ck_assert_uint_eq(given.instance->n_outer, 3);
    for (int i = 0; i < 3; i++) { /* 1st: D, 2nd: elsewhere, 3rd: N */
        ck_assert_int_eq(vakt_setting_counts_outer(given.instance, last - 1, i), by_type[i]);
        ck_assert_int_eq(vakt_setting_counts_outer(given.instance, last, i), by_class[i]);
    }
    ck_assert(vakt_setting_counts(given.instance, last - 1, given_duty("N:2027-01-04")));
    ck_assert(!vakt_setting_counts(given.instance, last - 1, given_duty("D:2027-01-04")));
    ck_assert(!vakt_setting_counts(given.instance, last, given_duty("D:2027-01-04")));
}
END_TEST

START_TEST(an_override_is_of_one_doctor_one_duty_and_one_rule)
{
    begin(MONDAY, "2027-01-05");
    *GIVEN_ADD(&given.problem, overrides) = (vakt_override){.duty = "D:2027-01-04",
                                                            .doctor = "A",
                                                            .reason = "sykdom",
                                                            .by = "X",
                                                            .rule = VAKT_RULE_rest,
                                                            .date = given_day("2027-01-01")};
    int d = given_duty("D:2027-01-04"), other = given_duty("D:2027-01-05");
    ck_assert(vakt_instance_overridden(given.instance, R(rest), 0, d));
    ck_assert(!vakt_instance_overridden(given.instance, R(rest), 1, d));
    ck_assert(!vakt_instance_overridden(given.instance, R(rest), 0, other));
    ck_assert(!vakt_instance_overridden(given.instance, R(aml_daily_rest), 0, d));
}
END_TEST

/* ---- wishes ---- */

static bool wish_on(size_t wish, const char *day)
{
    return vakt_wish_matches(given.instance, &given.problem.doctors[0].wishes[wish],
                             given_day(day));
}

START_TEST(a_wish_without_dates_is_of_the_whole_period)
{
    begin(MONDAY, "2027-01-17");
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, NULL, NULL);
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2027-01-06", "2027-01-07");
    given_instance();
    ck_assert(wish_on(0, MONDAY) && wish_on(0, "2027-01-17"));
    ck_assert(!wish_on(0, "2027-01-03") && !wish_on(0, "2027-01-18"));
    ck_assert(!wish_on(1, "2027-01-05") && wish_on(1, "2027-01-06"));
    ck_assert(wish_on(1, "2027-01-07") && !wish_on(1, "2027-01-08"));
}
END_TEST

START_TEST(a_wish_goes_by_weekday_and_odd_or_even_weeks)
{
    begin(MONDAY, "2027-01-17"); /* weeks 1 and 2 */
    vakt_wish *odd = given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, NULL, NULL);
    odd->weeks = VAKT_WEEKS_ODD;
    odd->weekdays = 1u << VAKT_WD_TUE;
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, NULL, NULL)->weeks = VAKT_WEEKS_EVEN;
    given_instance();
    ck_assert(wish_on(0, "2027-01-05") && !wish_on(0, "2027-01-06") && !wish_on(0, "2027-01-12"));
    ck_assert(!wish_on(1, "2027-01-10") && wish_on(1, "2027-01-11") && wish_on(1, "2027-01-12"));
}
END_TEST

START_TEST(week_53_is_odd_and_week_1_after_it_too)
{
    begin("2026-12-28", "2027-01-10"); /* weeks 53 and 1 */
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, NULL, NULL)->weeks = VAKT_WEEKS_ODD;
    given_instance();
    ck_assert(wish_on(0, "2026-12-28") && wish_on(0, "2027-01-04"));
}
END_TEST

START_TEST(every_third_week_is_counted_from_the_week_of_the_first_date)
{
    begin(MONDAY, "2027-02-28");
    vakt_wish *w = given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2027-01-07", NULL);
    w->every = 3; /* a Thursday */
    w->weekdays = 1u << VAKT_WD_MON | 1u << VAKT_WD_THU;
    given_instance();
    static const struct {
        const char *day;
        bool on;
    } days[] = {{"2027-01-04", false}, {"2027-01-07", true},  {"2027-01-11", false},
                {"2027-01-14", false}, {"2027-01-21", false}, {"2027-01-25", true},
                {"2027-01-28", true},  {"2027-02-04", false}, {"2027-02-15", true}};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        ck_assert_msg(wish_on(0, days[i].day) == days[i].on, "%s", days[i].day);
}
END_TEST

START_TEST(a_wish_is_about_its_shift_types_or_all)
{
    begin(MONDAY, "2027-01-10");
    given_shift_type("N", 20, 8);
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, NULL, NULL);
    vakt_wish *own = given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, NULL, NULL);
    GIVEN_IDS(own, shift_types, "N");
    given_instance();
    const vakt_wish *wishes = given.problem.doctors[0].wishes;
    ck_assert(vakt_wish_takes(given.instance, &wishes[0], 0));
    ck_assert(vakt_wish_takes(given.instance, &wishes[0], 1));
    ck_assert(!vakt_wish_takes(given.instance, &wishes[1], 0));
    ck_assert(vakt_wish_takes(given.instance, &wishes[1], 1));
}
END_TEST

static vakt_wish *wish_of_level(int64_t level)
{
    vakt_wish *w = given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, NULL, NULL);
    w->level = level;
    return w;
}

START_TEST(each_level_weighs_twice_the_one_below)
{
    begin(MONDAY, "2027-01-10");
    for (int level = 1; level <= 5; level++)
        wish_of_level(level);
    given_instance();
    for (size_t i = 0; i < 5; i++)
        ck_assert_int_eq(vakt_wish_points(given.instance, 0, i), 10 << i);
}
END_TEST

START_TEST(wishes_beyond_the_quota_of_their_level_have_no_points)
{
    begin(MONDAY, "2027-01-10");
    *GIVEN_ADD(&given.problem, wish_levels) =
        (vakt_wish_level){.level = 2, .weight = 7, .quota = 2};
    *GIVEN_ADD(&given.problem, wish_levels) =
        (vakt_wish_level){.level = 3, .weight = 0, .quota = VAKT_UNSET};
    const int64_t levels[] = {2, 1, 2, 2, 3}, points[] = {7, 10, 7, 0, 0};
    for (int i = 0; i < 5; i++)
        wish_of_level(levels[i]);
    given_instance();
    for (size_t i = 0; i < 5; i++)
        ck_assert_int_eq(vakt_wish_points(given.instance, 0, i), points[i]);
}
END_TEST

START_TEST(each_denied_wish_of_the_level_adds_a_tenth_up_to_double)
{
    begin(MONDAY, "2027-01-10");
    for (int level = 1; level <= 3; level++)
        wish_of_level(level);
    *GIVEN_ADD(&given.problem.doctors[0], denied) = (vakt_denied){.level = 1, .count = 3};
    *GIVEN_ADD(&given.problem.doctors[0], denied) = (vakt_denied){.level = 2, .count = 25};
    given_instance();
    ck_assert_int_eq(vakt_wish_points(given.instance, 0, 0), 13);
    ck_assert_int_eq(vakt_wish_points(given.instance, 0, 1), 40);
    ck_assert_int_eq(vakt_wish_points(given.instance, 0, 2), 40);
}
END_TEST

/* ---- names and the whole ---- */

START_TEST(names_are_found_and_others_are_not)
{
    begin(MONDAY, MONDAY);
    given_instance();
    ck_assert_int_eq(vakt_instance_doctor_index(given.instance, "B"), 1);
    ck_assert_int_eq(vakt_instance_doctor_index(given.instance, "b"), -1);
    ck_assert_int_eq(vakt_instance_shift_type_index(given.instance, "D"), 0);
    ck_assert_int_eq(vakt_instance_shift_type_index(given.instance, ""), -1);
    ck_assert_int_eq(vakt_instance_duty_index(given.instance, "D:2027-01-04"), 0);
    ck_assert_int_eq(vakt_instance_duty_index(given.instance, "D:2027-01-05"), -1);
}
END_TEST

START_TEST(what_has_to_be_covered_is_the_periods_duty_days)
{
    begin("2027-03-27", "2027-03-28");
    given_instance();
    ck_assert_int_eq(given.instance->cover_start, given_time("2027-03-27", 8));
    ck_assert_int_eq(given.instance->cover_end, given_time("2027-03-29", 8));
    ck_assert_int_eq(given.instance->cover_end - given.instance->cover_start, 47 * 60);
}
END_TEST

START_TEST(days_beyond_the_known_ones_are_as_the_last_known)
{
    begin(MONDAY, "2027-01-10");
    given_instance();
    const vakt_instance *in = given.instance;
    ck_assert(vakt_instance_doctor_day(in, 1, in->first_day - 99) ==
              vakt_instance_doctor_day(in, 1, in->first_day));
    ck_assert(vakt_instance_doctor_day(in, 1, in->last_day + 99) ==
              vakt_instance_doctor_day(in, 1, in->last_day));
}
END_TEST

START_TEST(no_instance_is_freed_too)
{
    vakt_instance_free(NULL);
}
END_TEST

TEST_MAIN(
    "instance", a_day_is_its_weekday, red_and_eve_are_classes_where_the_problem_has_them,
    a_local_day_wins_over_red_eve_and_weekday, an_ordinary_sunday_is_not_red_and_easter_sunday_is,
    red_for_surgeries_goes_by_law_and_local_days_alone, weekday_and_weekend_stand_for_their_days,
    a_red_day_or_an_eve_is_no_weekday_and_no_weekend, a_qualification_is_held_by_word_or_by_date,
    who_may_take_a_duty_goes_by_service_position_and_own_shift_types,
    the_shift_types_profile_wins_over_the_doctors, the_competence_rules_are_those_of_the_date,
    a_law_profile_assumes_other_rules_on_its_dates, an_assessment_holds_from_its_date_on,
    without_entries_the_catalogue_decides, the_last_entry_that_fits_decides,
    an_entry_that_is_off_takes_the_earlier_ones_with_it, scope_goes_by_shift_type_layer_and_class,
    scope_goes_by_position_and_profile_of_the_date,
    without_a_duty_the_first_day_of_service_and_the_period_decide,
    without_a_doctor_scope_of_persons_is_not_looked_at, entries_of_a_many_rule_stand_by_themselves,
    the_two_working_time_profiles_have_their_own_defaults,
    an_entry_sets_mode_level_weight_and_parameters,
    n_delt_is_about_primary_duty_unless_told_otherwise,
    what_is_counted_goes_by_shift_type_layer_and_class_of_outer_duties_too,
    an_override_is_of_one_doctor_one_duty_and_one_rule, a_wish_without_dates_is_of_the_whole_period,
    a_wish_goes_by_weekday_and_odd_or_even_weeks, week_53_is_odd_and_week_1_after_it_too,
    every_third_week_is_counted_from_the_week_of_the_first_date,
    a_wish_is_about_its_shift_types_or_all, each_level_weighs_twice_the_one_below,
    wishes_beyond_the_quota_of_their_level_have_no_points,
    each_denied_wish_of_the_level_adds_a_tenth_up_to_double, names_are_found_and_others_are_not,
    what_has_to_be_covered_is_the_periods_duty_days,
    days_beyond_the_known_ones_are_as_the_last_known, no_instance_is_freed_too)
