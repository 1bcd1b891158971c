/* links: vakt_problem_io vakt_doc vakt_domain vakt_base */
#include "support/mistakes.h"

/* ---- rights ---- */

START_TEST(a_right_is_claimed_by_gps)
{
    refused("'doctors': [{'id': 'A', 'position': 'lis1', 'claims': [{'right': 'parental'}]}]",
            "doctors[0].claims[0].right: found \"parental\", expected a right only of doctors in "
            "position gp (fastlegeforskriften § 33)",
            "'parental'");
}
END_TEST

START_TEST(who_becomes_a_gp_may_claim_from_then_on)
{
    ck_assert_int_eq(
        read_problem(
            JANUARY,
            "'doctors': [{'id': 'A', 'position': 'locum', 'changes': [{'from': '2027-01-10', "
            "'position': 'gp'}], 'claims': [{'right': 'parental', 'from': '2027-01-10'}]}]"),
        VAKT_OK);
}
END_TEST

START_TEST(age60_is_reckoned_from_a_birth_date)
{
    DOCTOR_IS(", 'claims': [{'right': 'age60'}]",
              "doctors[0].claims[0].right: found \"age60\", expected the doctor's birth_date, from "
              "which age60 is reckoned",
              "'age60'");
}
END_TEST

START_TEST(age60_comes_within_the_period)
{
    DOCTOR_IS(", 'birth_date': '1967-02-01', 'claims': [{'right': 'age60'}]",
              "doctors[0].claims[0].right: found \"age60\", expected a right that this doctor can "
              "have: 60 years come only on 2027-02-01",
              "'age60'");
}
END_TEST

START_TEST(sixty_on_the_periods_last_day_is_in_time)
{
    ck_assert_int_eq(read_problem(JANUARY, SMALL("'doctors': [" DOCTOR(
                                               ", 'birth_date': '1967-01-31', 'claims': [{'right': "
                                               "'age60'}]") "]")),
                     VAKT_OK);
}
END_TEST

/* ---- numbers against each other ---- */

START_TEST(most_is_at_least_the_least)
{
    DOCTOR_IS(", 'bounds': [{'least': 3, 'most': 2}]",
              "doctors[0].bounds[0].most: found \"2\", expected at least `least`, 3", "2}");
}
END_TEST

START_TEST(a_target_is_between_least_and_most)
{
    DOCTOR_IS(", 'bounds': [{'least': 3, 'target': 6, 'most': 5}]",
              "doctors[0].bounds[0].target: found \"6\", expected a number between `least` and "
              "`most`",
              "6,");
}
END_TEST

START_TEST(wanted_cover_is_at_least_the_least)
{
    refused("'cover': [{'id': 'c', 'layer': 'car', 'start': '08:00', 'end': '16:00', 'least': 2, "
            "'wanted': 1}]",
            "cover[0].wanted: found \"1\", expected at least `least`, 2", "1}");
}
END_TEST

START_TEST(wanted_doctors_are_at_least_the_least)
{
    refused("'shift_types': [" TYPE(", 'least': 2, 'wanted': 1") "]",
            "shift_types[0].wanted: found \"1\", expected at least `least`, 2", "1}");
}
END_TEST

START_TEST(a_duty_begins_before_midnight)
{
    refused("'shift_types': [{'id': 'N', 'layer': 'car', 'start': '24:00', 'end': '08:00'}]",
            "shift_types[0].start: found \"24:00\", expected a clock time 00:00..23:59", "'24:00'");
}
END_TEST

/* ---- what goes with what ---- */

START_TEST(what_is_already_held_for_all_time_is_not_dated)
{
    DOCTOR_IS(", 'has': ['specialist'], 'qualifications': [{'kind': 'specialist'}]",
              "doctors[0].qualifications[0].kind: found \"specialist\", expected a kind that `has` "
              "does not already give for all time",
              "'specialist'");
}
END_TEST

START_TEST(only_a_placeholder_turns_out_to_be_a_person)
{
    DOCTOR_IS(", 'person': 'Kari'",
              "doctors[0].person: found \"Kari\", expected `person` only with placeholder true",
              "'Kari'");
}
END_TEST

START_TEST(a_cancelled_duty_has_a_shift_type)
{
    PROBLEM_IS("'specials': [{'kind': 'cancelled', 'date': '2027-01-05'}]",
               "specials[0]: expected shift_type with this kind", "{'kind'");
}
END_TEST

START_TEST(an_extra_duty_has_a_date)
{
    PROBLEM_IS("'specials': [{'kind': 'extra', 'shift_type': 'D'}]",
               "specials[0]: expected date with this kind", "{'kind'");
}
END_TEST

START_TEST(an_extra_duty_has_a_date_of_the_period)
{
    PROBLEM_IS("'specials': [{'kind': 'extra', 'shift_type': 'D', 'date': '2027-02-01'}]",
               "specials[0].date: found \"2027-02-01\", expected a date of the period",
               "'2027-02-01'");
}
END_TEST

START_TEST(what_others_cover_once_has_a_start_and_an_end)
{
    PROBLEM_IS("'specials': [{'kind': 'elsewhere', 'start': '2027-01-05T08:00'}]",
               "specials[0]: expected start and end, end after start", "{'kind'");
}
END_TEST

START_TEST(a_local_day_has_one_class)
{
    PROBLEM_IS("'settings': {'day_classes': ['red', 'sun']}",
               "settings.day_classes: expected red, eve or both", "['red', 'sun']");
}
END_TEST

START_TEST(a_pattern_starts_on_a_monday)
{
    PROBLEM_IS("'patterns': [{'id': 'r', 'start': '2027-01-05', 'weeks': 1}]",
               "patterns[0].start: found \"2027-01-05\", expected a Monday", "'2027-01-05'");
}
END_TEST

START_TEST(a_patterns_week_is_within_its_weeks)
{
    PROBLEM_IS("'patterns': [{'id': 'r', 'start': '2027-01-04', 'weeks': 2, 'entries': [{'week': "
               "3, 'weekday': 'mon', 'shift_type': 'D'}]}]",
               "patterns[0].entries[0].week: found \"3\", expected 1..2, the pattern's weeks", "3");
}
END_TEST

/* ---- rules ---- */

START_TEST(law_may_not_be_relaxed)
{
    RULE_IS("'rule': 'authorisation', 'mode': 'soft'",
            "rules[0].mode: found \"soft\", expected hard: rule authorisation "
            "(helsepersonelloven §§ 48 og 49) may not be relaxed",
            "'soft'");
}
END_TEST

START_TEST(law_that_may_be_decided_otherwise_says_who_did)
{
    RULE_IS("'rule': 'exemption_decision', 'mode': 'off', 'decided_by': 'kommunen'",
            "rules[0].mode: found \"off\", expected decided_by and decided_on with it: rule "
            "exemption_decision is law unless somebody has decided otherwise",
            "'off'");
}
END_TEST

START_TEST(what_is_only_priced_is_never_hard)
{
    RULE_IS("'rule': 'fair_share', 'mode': 'hard'",
            "rules[0].mode: found \"hard\", expected soft or off: rule fair_share is only ever "
            "priced",
            "'hard'");
}
END_TEST

START_TEST(level_0_is_for_what_it_is_for)
{
    RULE_IS("'rule': 'open_duty', 'level': 2",
            "rules[0].level: found \"2\", expected no `level`: rule open_duty is what level 0 is "
            "for",
            "2}");
}
END_TEST

START_TEST(a_rule_takes_only_the_parameters_it_reads)
{
    RULE_IS("'rule': 'rest', 'weeks': 3",
            "rules[0].weeks: found \"3\", expected no `weeks`: rule rest does not read it", "3}");
}
END_TEST

START_TEST(a_rule_without_a_default_asks_for_its_parameter)
{
    RULE_IS("'rule': 'run_days'",
            "rules[0].rule: found \"run_days\", expected `most` (count) with rule run_days",
            "'run_days'");
}
END_TEST

START_TEST(a_rule_that_is_off_asks_for_nothing)
{
    ck_assert_int_eq(
        read_problem(JANUARY,
                     SMALL("'doctors': [], 'rules': [{'rule': 'run_days', 'mode': 'off'}]")),
        VAKT_OK);
}
END_TEST

START_TEST(only_a_window_has_a_measure)
{
    RULE_IS("'rule': 'rest', 'measure': 'hours'",
            "rules[0].measure: found \"hours\", expected no `measure`: rule rest does not read it",
            "'hours'");
}
END_TEST

START_TEST(n_of_n_delt_is_at_least_one)
{
    RULE_IS("'rule': 'n_delt', 'least': 0",
            "rules[0].least: found \"0\", expected the n of n-delt, at least 1", "0}");
}
END_TEST

START_TEST(an_average_is_over_a_week_or_more)
{
    RULE_IS("'rule': 'aml_week_average', 'weeks': 0",
            "rules[0].weeks: found \"0\", expected at least 1 week", "0}");
}
END_TEST

START_TEST(two_doctors_are_together)
{
    RULE_IS("'rule': 'pair_together', 'doctors': ['A']",
            "rules[0].rule: found \"pair_together\", expected exactly two doctors with "
            "pair_together",
            "'pair_together'");
}
END_TEST

START_TEST(two_or_more_doctors_are_apart)
{
    RULE_IS("'rule': 'pair_apart', 'doctors': ['A']",
            "rules[0].rule: found \"pair_apart\", expected two or more doctors with pair_apart",
            "'pair_apart'");
}
END_TEST

START_TEST(what_nobody_may_set_aside_is_not_set_aside)
{
    PROBLEM_IS("'overrides': [{'duty': 'D:2027-01-05', 'doctor': 'A', 'reason': 'x', 'by': 'y', "
               "'rule': 'overlap', 'date': '2027-01-01'}]",
               "overrides[0].rule: found \"overlap\", expected a rule that may be set aside "
               "for one duty, like rest",
               "'overlap'");
}
END_TEST

/* ---- history ---- */

START_TEST(a_past_duty_has_a_type_and_date_or_times)
{
    PROBLEM_IS("'history': {'duties': [{'doctor': 'A', 'shift_type': 'D'}]}",
               "history.duties[0]: expected shift_type and date, or start and end", "{'doctor'");
}
END_TEST

START_TEST(a_past_duty_ends_after_it_begins)
{
    PROBLEM_IS("'history': {'duties': [{'doctor': 'A', 'start': '2027-01-02T08:00', 'end': "
               "'2027-01-02T07:00'}]}",
               "history.duties[0].end: found \"2027-01-02T07:00\", expected a time after `start`",
               "'2027-01-02T07:00'");
}
END_TEST

START_TEST(a_past_duty_is_of_a_doctor_of_the_problem)
{
    PROBLEM_IS("'history': {'next': [{'doctor': 'C', 'shift_type': 'D', 'date': '2027-02-01'}]}",
               "history.next[0].doctor: found \"C\", expected the id of a doctor of this problem "
               "(\"C\" is not)",
               "'C'");
}
END_TEST

static void history_refused(const char *parts, const char *said, const char *there)
{
    ck_assert_int_eq(read_problem(JANUARY, parts), VAKT_E_INPUT);
    expect_only(VAKT_ERROR, said, there);
}

#define HISTORY_IS(parts, said, there)                                                             \
    history_refused(SMALL("'doctors': [" DOCTOR("") "], 'history': {" parts "}"), said, there)

START_TEST(history_is_before_the_period)
{
    HISTORY_IS("'duties': [{'doctor': 'A', 'shift_type': 'D', 'date': '2027-01-04'}]",
               "history.duties: expected duties that start before the period (one of A does not)",
               "[{'doctor'");
}
END_TEST

START_TEST(the_next_plan_is_after_the_period)
{
    HISTORY_IS("'next': [{'doctor': 'A', 'shift_type': 'D', 'date': '2027-01-31'}]",
               "history.next: expected duties that start after the period (one of A does not)",
               "[{'doctor'");
}
END_TEST

START_TEST(a_past_duty_lasts_at_most_eight_days)
{
    HISTORY_IS("'duties': [{'doctor': 'A', 'start': '2026-12-01T08:00', 'end': "
               "'2026-12-09T09:00'}]",
               "history.duties: expected duties of at most 8 days", "[{'doctor'");
}
END_TEST

START_TEST(a_municipalitys_ledger_is_of_one_of_the_district)
{
    PROBLEM_IS("'history': {'municipality_ledgers': [{'municipality': 'by', 'owed': 1, "
               "'delivered': 1}]}",
               "history.municipality_ledgers[0].municipality: found \"by\", expected the id of a "
               "municipality of the district (\"by\" is not)",
               "'by'");
}
END_TEST

/* ---- all at once ---- */

START_TEST(all_mistakes_are_told_in_one_go)
{
    ck_assert_int_eq(
        read_problem(
            "'from': '2027-02-01', 'to': '2027-01-31'",
            "'shift_types': [" TYPE(
                ", 'least': 2, 'wanted': 1") "],"
                                             "'doctors': [" DOCTOR(
                                                 ", 'municipality': 'by', "
                                                 "'person': 'Kari'") ", " DOCTOR("") "], 'rules': "
                                                                                     "[{'rule': "
                                                                                     "'run_days'}"
                                                                                     "]"),
        VAKT_E_INPUT);
    ck_assert_uint_eq(vakt_report_errors(report), 6);
    ck_assert_uint_eq(vakt_problem_check_all(problem, locate, NULL, NULL), 6);
}
END_TEST

MISTAKES_MAIN("instance_check_rules", a_right_is_claimed_by_gps,
              who_becomes_a_gp_may_claim_from_then_on, age60_is_reckoned_from_a_birth_date,
              age60_comes_within_the_period, sixty_on_the_periods_last_day_is_in_time,
              most_is_at_least_the_least, a_target_is_between_least_and_most,
              wanted_cover_is_at_least_the_least, wanted_doctors_are_at_least_the_least,
              a_duty_begins_before_midnight, what_is_already_held_for_all_time_is_not_dated,
              only_a_placeholder_turns_out_to_be_a_person, a_cancelled_duty_has_a_shift_type,
              an_extra_duty_has_a_date, an_extra_duty_has_a_date_of_the_period,
              what_others_cover_once_has_a_start_and_an_end, a_local_day_has_one_class,
              a_pattern_starts_on_a_monday, a_patterns_week_is_within_its_weeks,
              law_may_not_be_relaxed, law_that_may_be_decided_otherwise_says_who_did,
              what_is_only_priced_is_never_hard, level_0_is_for_what_it_is_for,
              a_rule_takes_only_the_parameters_it_reads,
              a_rule_without_a_default_asks_for_its_parameter, a_rule_that_is_off_asks_for_nothing,
              only_a_window_has_a_measure, n_of_n_delt_is_at_least_one,
              an_average_is_over_a_week_or_more, two_doctors_are_together,
              two_or_more_doctors_are_apart, what_nobody_may_set_aside_is_not_set_aside,
              a_past_duty_has_a_type_and_date_or_times, a_past_duty_ends_after_it_begins,
              a_past_duty_is_of_a_doctor_of_the_problem, history_is_before_the_period,
              the_next_plan_is_after_the_period, a_past_duty_lasts_at_most_eight_days,
              a_municipalitys_ledger_is_of_one_of_the_district, all_mistakes_are_told_in_one_go)
