/* links: vakt_problem_io vakt_doc vakt_domain vakt_base */
#include "support/mistakes.h"

#define LONG_ID "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuv" /* 49 letters */

START_TEST(a_problem_without_mistakes_is_built)
{
    ck_assert_int_eq(read_problem(JANUARY, SMALL("'doctors': [" DOCTOR("") "]")), VAKT_OK);
    ck_assert_uint_eq(vakt_report_count(report), 0);
    ck_assert_uint_eq(instance->n_duties, 28);
    ck_assert_uint_eq(vakt_problem_check_all(problem, locate, NULL, report), 0);
}
END_TEST

/* ---- the period ---- */

static void period_refused(const char *head, const char *said, const char *there)
{
    ck_assert_int_eq(read_problem(head, SMALL("'doctors': []")), VAKT_E_INPUT);
    expect_only(VAKT_ERROR, said, there);
}

START_TEST(a_period_does_not_end_before_it_begins)
{
    period_refused("'from': '2027-02-01', 'to': '2027-01-31'",
                   "to: found \"2027-01-31\", expected a date on or after `from`, 2027-02-01",
                   "'2027-01-31'");
}
END_TEST

START_TEST(a_period_has_at_most_400_days)
{
    ck_assert_int_eq(
        read_problem("'from': '2027-01-01', 'to': '2028-02-04'", SMALL("'doctors': []")), VAKT_OK);
    tear_down();
    set_up();
    period_refused("'from': '2027-01-01', 'to': '2028-02-05'",
                   "to: found \"2028-02-05\", expected a period of at most 400 days",
                   "'2028-02-05'");
}
END_TEST

START_TEST(a_period_begins_when_the_rules_are_known)
{
    period_refused("'from': '2015-04-30', 'to': '2015-05-30'",
                   "from: found \"2015-04-30\", expected 2015-05-01 or later: earlier competence "
                   "rules are not known here",
                   "'2015-04-30'");
}
END_TEST

START_TEST(a_period_begins_while_the_calendar_lasts)
{
    period_refused("'from': '2198-01-02', 'to': '2198-01-30'",
                   "from: found \"2198-01-02\", expected a date before 2198", "'2198-01-02'");
}
END_TEST

START_TEST(a_problem_without_duties_is_warned_about)
{
    ck_assert_int_eq(read_problem(JANUARY, "'doctors': [" DOCTOR("") "]"), VAKT_OK);
    expect_only(VAKT_WARNING, ": no shift type has a duty in the period", "{'version'");
}
END_TEST

START_TEST(a_problem_has_at_most_20000_duties)
{
    ck_assert_int_eq(
        read_problem("'from': '2027-01-01', 'to': '2028-02-04'",
                     "'doctors': [], 'shift_types': ["
                     "{'id': 'A', 'layer': 'car', 'start': '00:00', 'end': '01:00', 'least': "
                     "20},"
                     "{'id': 'B', 'layer': 'car', 'start': '00:00', 'end': '01:00', 'least': "
                     "20},"
                     "{'id': 'C', 'layer': 'car', 'start': '00:00', 'end': '01:00', 'least': "
                     "11}]"),
        VAKT_E_INPUT);
    expect_only(VAKT_ERROR, "to: found \"2028-02-04\", expected a problem of at most 20000 duties",
                "'2028-02-04'");
}
END_TEST

/* ---- ids ---- */

#define UNIQUE(test, parts, said)                                                                  \
    START_TEST(test)                                                                               \
    {                                                                                              \
        refused(parts, said, "'same'");                                                            \
    }                                                                                              \
    END_TEST

UNIQUE(no_two_doctors_have_the_same_id,
       "'doctors': [{'id': 'same', 'position': 'gp'}, {'id': 'same', 'position': 'lis1'}]",
       "doctors[1].id: found \"same\", expected an id that no other doctor has")
UNIQUE(no_two_shift_types_have_the_same_id,
       "'shift_types': [{'id': 'same', 'layer': 'car', 'start': '08:00', 'end': '16:00'},"
       "{'id': 'same', 'layer': 'car', 'start': '08:00', 'end': '16:00'}]",
       "shift_types[1].id: found \"same\", expected an id that no other shift type has")
UNIQUE(no_two_municipalities_have_the_same_id,
       "'district': {'municipalities': [{'id': 'same'}, {'id': 'x'}, {'id': 'same'}]}",
       "district.municipalities[2].id: found \"same\", expected an id that no other municipality "
       "has")
UNIQUE(no_two_covers_have_the_same_id,
       "'cover': [{'id': 'same', 'layer': 'car', 'start': '08:00', 'end': '16:00', 'least': 1},"
       "{'id': 'same', 'layer': 'car', 'start': '16:00', 'end': '23:00', 'least': 1}]",
       "cover[1].id: found \"same\", expected an id that no other cover has")
UNIQUE(no_two_blocks_have_the_same_id,
       "'shift_types': [" TYPE("") "], 'blocks': ["
                                   "{'id': 'same', 'shift_types': ['D'], 'weekdays': ['sat']},"
                                   "{'id': 'same', 'shift_types': ['D'], 'weekdays': ['sun']}]",
       "blocks[1].id: found \"same\", expected an id that no other block has")
UNIQUE(no_two_patterns_have_the_same_id,
       "'patterns': [{'id': 'same', 'start': '2027-01-04', 'weeks': 1},"
       "{'id': 'same', 'start': '2027-01-04', 'weeks': 1}]",
       "patterns[1].id: found \"same\", expected an id that no other pattern has")
UNIQUE(no_two_peaks_have_the_same_id,
       "'peaks': [{'id': 'same', 'from': '2027-01-04', 'to': '2027-01-05'},"
       "{'id': 'same', 'from': '2027-01-04', 'to': '2027-01-05'}]",
       "peaks[1].id: found \"same\", expected an id that no other peak has")

START_TEST(three_of_the_same_id_are_told_of_twice)
{
    ck_assert_int_eq(read_problem(JANUARY,
                                  "'peaks': [{'id': 'a', 'from': '2027-01-04', 'to': '2027-01-05'},"
                                  "{'id': 'a', 'from': '2027-01-04', 'to': '2027-01-05'},"
                                  "{'id': 'a', 'from': '2027-01-04', 'to': '2027-01-05'}]"),
                     VAKT_E_INPUT);
    ck_assert_uint_eq(vakt_report_errors(report), 2);
}
END_TEST

START_TEST(a_shift_types_id_is_short_enough_to_name_duties_after)
{
    refused("'shift_types': [{'id': '" LONG_ID
            "', 'layer': 'car', 'start': '08:00', 'end': '16:00'}]",
            "shift_types[0].id: found \"" LONG_ID
            "\", expected at most 48 letters: duties are named after it",
            "'abcdef");
}
END_TEST

/* ---- references ---- */

START_TEST(a_doctors_municipality_is_one_of_the_district)
{
    DOCTOR_IS(", 'municipality': 'fjor'",
              "doctors[0].municipality: found \"fjor\", expected the id of a municipality of the "
              "district (\"fjor\" is not)",
              "'fjor'");
}
END_TEST

START_TEST(the_host_is_one_of_the_district)
{
    refused("'district': {'host': 'by', 'municipalities': [{'id': 'fjord'}]}",
            "district.host: found \"by\", expected the id of a municipality of the district "
            "(\"by\" is not)",
            "'by'");
}
END_TEST

START_TEST(a_doctors_shift_types_are_there)
{
    DOCTOR_IS(", 'shift_types': ['D', 'E']",
              "doctors[0].shift_types: expected the id of a shift type of this problem (\"E\" is "
              "not)",
              "['D', 'E']");
}
END_TEST

START_TEST(a_blocks_shift_types_are_there)
{
    PROBLEM_IS("'blocks': [{'id': 'b', 'shift_types': ['X'], 'weekdays': ['sat']}]",
               "blocks[0].shift_types: expected the id of a shift type of this problem (\"X\" is "
               "not)",
               "['X']");
}
END_TEST

START_TEST(a_patterns_doctors_are_there)
{
    PROBLEM_IS("'patterns': [{'id': 'r', 'start': '2027-01-04', 'weeks': 2, 'lines': [{'doctor': "
               "'C'}]}]",
               "patterns[0].lines[0].doctor: found \"C\", expected the id of a doctor of this "
               "problem (\"C\" is not)",
               "'C'");
}
END_TEST

START_TEST(a_patterns_shift_types_are_there)
{
    PROBLEM_IS("'patterns': [{'id': 'r', 'start': '2027-01-04', 'weeks': 2, 'entries': [{'week': "
               "2, 'weekday': 'mon', 'shift_type': 'E'}]}]",
               "patterns[0].entries[0].shift_type: found \"E\", expected the id of a shift type of "
               "this problem (\"E\" is not)",
               "'E'");
}
END_TEST

START_TEST(a_wishs_colleague_is_there)
{
    DOCTOR_IS(", 'wishes': [{'id': 'w', 'want': 'on', 'level': 1, 'colleague': 'C'}]",
              "doctors[0].wishes[0].colleague: found \"C\", expected the id of a doctor of this "
              "problem (\"C\" is not)",
              "'C'");
}
END_TEST

START_TEST(a_wishs_colleague_is_another_doctor)
{
    DOCTOR_IS(", 'wishes': [{'id': 'w', 'want': 'on', 'level': 1, 'colleague': 'A'}]",
              "doctors[0].wishes[0].colleague: found \"A\", expected another doctor than the one "
              "who wishes",
              "'A'");
}
END_TEST

START_TEST(a_rules_doctors_are_there)
{
    RULE_IS("'rule': 'rest', 'doctors': ['A', 'C']",
            "rules[0].doctors: expected the id of a doctor of this problem (\"C\" is not)",
            "['A', 'C']");
}
END_TEST

START_TEST(an_exemption_is_decided_by_a_municipality_of_the_district)
{
    DOCTOR_IS(", 'exemptions': [{'by': 'by'}]",
              "doctors[0].exemptions[0].by: found \"by\", expected the id of a municipality of the "
              "district (\"by\" is not)",
              "'by'");
}
END_TEST

START_TEST(a_fixed_duty_is_of_a_shift_type_and_a_date_of_the_period)
{
    DOCTOR_IS(", 'fixed': [{'duty': 'D:2027-02-01'}]",
              "doctors[0].fixed[0].duty: found \"D:2027-02-01\", expected the id of a duty of the "
              "period, like TYPE:YYYY-MM-DD",
              "'D:2027-02-01'");
}
END_TEST

START_TEST(an_override_is_of_a_duty)
{
    PROBLEM_IS("'overrides': [{'duty': 'D', 'doctor': 'A', 'reason': 'x', 'by': 'y', 'rule': "
               "'rest', 'date': '2027-01-01'}]",
               "overrides[0].duty: found \"D\", expected the id of a duty of the period, like "
               "TYPE:YYYY-MM-DD",
               "'D'");
}
END_TEST

START_TEST(a_feast_done_is_a_feast_or_a_peak_of_the_problem)
{
    DOCTOR_IS(", 'feasts_done': [{'peak': 'jakt', 'year': 2026}]",
              "doctors[0].feasts_done[0].peak: found \"jakt\", expected a feast, or the id of a "
              "peak of this problem",
              "'jakt'");
}
END_TEST

START_TEST(a_feast_done_is_named)
{
    DOCTOR_IS(", 'feasts_done': [{'year': 2026}]",
              "doctors[0].feasts_done[0]: expected a feast, or the id of a peak of this problem",
              "{'year'");
}
END_TEST

/* ---- dates in order ---- */

#define BACKWARDS "'from': '2027-01-20', 'to': '2027-01-10'"
#define BACKWARDS_SAID ".to: found \"2027-01-10\", expected a date on or after `from`, 2027-01-20"
#define DOCTOR_BACKWARDS(test, path, more)                                                         \
    START_TEST(test)                                                                               \
    {                                                                                              \
        DOCTOR_IS(more, path BACKWARDS_SAID, "'2027-01-10'");                                      \
    }                                                                                              \
    END_TEST
#define PROBLEM_BACKWARDS(test, path, parts)                                                       \
    START_TEST(test)                                                                               \
    {                                                                                              \
        PROBLEM_IS(parts, path BACKWARDS_SAID, "'2027-01-10'");                                    \
    }                                                                                              \
    END_TEST

DOCTOR_BACKWARDS(service_ends_after_it_begins, "doctors[0]", ", " BACKWARDS)
DOCTOR_BACKWARDS(a_change_ends_after_it_begins, "doctors[0].changes[0]",
                 ", 'changes': [{" BACKWARDS "}]")
DOCTOR_BACKWARDS(a_day_job_ends_after_it_begins, "doctors[0].day_jobs[0]",
                 ", 'day_jobs': [{'weekdays': ['mon'], 'start': '08:00', 'end': '16:00', " BACKWARDS
                 "}]")
DOCTOR_BACKWARDS(bounds_end_after_they_begin, "doctors[0].bounds[0]",
                 ", 'bounds': [{" BACKWARDS "}]")
DOCTOR_BACKWARDS(a_qualification_ends_after_it_begins, "doctors[0].qualifications[0]",
                 ", 'qualifications': [{'kind': 'specialist', " BACKWARDS "}]")
DOCTOR_BACKWARDS(an_exemption_ends_after_it_begins, "doctors[0].exemptions[0]",
                 ", 'exemptions': [{" BACKWARDS "}]")
DOCTOR_BACKWARDS(a_claim_ends_after_it_begins, "doctors[0].claims[0]",
                 ", 'claims': [{'right': 'parental', " BACKWARDS "}]")
DOCTOR_BACKWARDS(an_engagement_ends_after_it_begins, "doctors[0].kf4[0]",
                 ", 'kf4': [{" BACKWARDS "}]")
DOCTOR_BACKWARDS(an_absence_ends_after_it_begins, "doctors[0].absences[0]",
                 ", 'absences': [{" BACKWARDS "}]")
DOCTOR_BACKWARDS(a_wish_ends_after_it_begins, "doctors[0].wishes[0]",
                 ", 'wishes': [{'id': 'w', 'want': 'off', 'level': 1, " BACKWARDS "}]")
PROBLEM_BACKWARDS(cover_ends_after_it_begins, "cover[0]",
                  "'cover': [{'id': 'c', 'layer': 'car', 'start': '08:00', 'end': '16:00', "
                  "'least': 1, " BACKWARDS "}]")
PROBLEM_BACKWARDS(what_others_cover_ends_after_it_begins, "elsewhere[0]",
                  "'elsewhere': [{'start': '08:00', 'end': '16:00', " BACKWARDS "}]")
PROBLEM_BACKWARDS(outside_backup_ends_after_it_begins, "outside_backup[0]",
                  "'outside_backup': [{'by': 'x', 'start': '08:00', 'end': '16:00', " BACKWARDS
                  "}]")
PROBLEM_BACKWARDS(a_block_ends_after_it_begins, "blocks[0]",
                  "'blocks': [{'id': 'b', 'shift_types': ['D'], 'weekdays': ['sat'], " BACKWARDS
                  "}]")
PROBLEM_BACKWARDS(a_feast_ends_after_it_begins, "feasts[0]",
                  "'feasts': [{'feast': 'jul', " BACKWARDS "}]")
PROBLEM_BACKWARDS(a_peak_ends_after_it_begins, "peaks[0]", "'peaks': [{'id': 'p', " BACKWARDS "}]")
PROBLEM_BACKWARDS(a_rule_ends_after_it_begins, "rules[0]",
                  "'rules': [{'rule': 'rest', " BACKWARDS "}]")
PROBLEM_BACKWARDS(a_law_profile_ends_after_it_begins, "law_profiles[0]",
                  "'law_profiles': [{" BACKWARDS "}]")
PROBLEM_BACKWARDS(a_norm_ends_after_it_begins, "sfs_norm[0]",
                  "'sfs_norm': [{'layer': 'primary', 'participants': 8, " BACKWARDS "}]")
PROBLEM_BACKWARDS(a_rate_ends_after_it_begins, "rates[0]",
                  "'rates': [{'code': 'x', 'ore_per_hour': 1, " BACKWARDS "}]")

START_TEST(a_share_basis_ends_after_it_begins)
{
    refused("'district': {'share_basis': [{'basis': 'fixed', " BACKWARDS "}]}",
            "district.share_basis[0]" BACKWARDS_SAID, "'2027-01-10'");
}
END_TEST

START_TEST(a_shift_type_ends_after_it_begins)
{
    refused("'shift_types': [" TYPE(", " BACKWARDS) "]", "shift_types[0]" BACKWARDS_SAID,
            "'2027-01-10'");
}
END_TEST

START_TEST(training_ends_after_it_begins)
{
    DOCTOR_IS(", 'training': [{'start': '2027-01-10T12:00', 'end': '2027-01-10T12:00'}]",
              "doctors[0].training[0].end: found \"2027-01-10T12:00\", expected a time after "
              "`start`",
              "'2027-01-10T12:00'");
}
END_TEST

/* ---- what may not overlap ---- */

START_TEST(two_changes_of_one_thing_do_not_overlap)
{
    DOCTOR_IS(", 'changes': [{'from': '2027-01-10', 'share_pct': 50},"
              "{'from': '2027-01-20', 'share_pct': 80}]",
              "doctors[0].changes[1].from: found \"2027-01-20\", expected dates that do not "
              "overlap another change of the same kind",
              "'2027-01-20'");
}
END_TEST

START_TEST(changes_of_two_things_may_overlap)
{
    ck_assert_int_eq(
        read_problem(JANUARY, SMALL("'doctors': [" DOCTOR(
                                  ", 'changes': [{'from': '2027-01-10', 'share_pct': 50},"
                                  "{'from': '2027-01-20', 'position': 'lis1'}]") "]")),
        VAKT_OK);
}
END_TEST

START_TEST(two_day_jobs_are_not_at_one_time)
{
    DOCTOR_IS(", 'day_jobs': [{'weekdays': ['mon', 'tue'], 'start': '08:00', 'end': '16:00'},"
              "{'weekdays': ['tue'], 'start': '15:00', 'end': '17:00', 'from': '2027-01-01'}]",
              "doctors[0].day_jobs[1].from: found \"2027-01-01\", expected dates that do not "
              "overlap another day job of the same kind",
              "'2027-01-01'");
}
END_TEST

START_TEST(two_day_jobs_past_midnight_are_not_at_one_time)
{
    DOCTOR_IS(", 'day_jobs': [{'weekdays': ['mon'], 'start': '22:00', 'end': '06:00'},"
              "{'weekdays': ['mon'], 'start': '23:00', 'end': '05:00'}]",
              "doctors[0].day_jobs[1]: expected dates that do not overlap another day job of the "
              "same kind",
              "{'weekdays': ['mon'], 'start': '23:00'");
}
END_TEST

START_TEST(a_day_job_past_midnight_does_not_meet_that_of_the_next_day)
{
    DOCTOR_IS(", 'day_jobs': [{'weekdays': ['sun'], 'start': '22:00', 'end': '06:00'},"
              "{'weekdays': ['mon'], 'start': '05:59', 'end': '10:00'}]",
              "doctors[0].day_jobs[1]: expected dates that do not overlap another day job of the "
              "same kind",
              "{'weekdays': ['mon']");
}
END_TEST

START_TEST(a_day_job_may_begin_when_another_ends)
{
    ck_assert_int_eq(
        read_problem(JANUARY,
                     SMALL("'doctors': [" DOCTOR(
                         ", 'day_jobs': [{'weekdays': ['mon'], 'start': '22:00', 'end': '06:00'},"
                         "{'weekdays': ['tue'], 'start': '06:00', 'end': '22:00'},"
                         "{'weekdays': ['mon'], 'start': '08:00', 'end': '22:00'}]") "]")),
        VAKT_OK);
}
END_TEST

START_TEST(day_jobs_of_odd_and_even_weeks_may_be_at_one_time)
{
    ck_assert_int_eq(
        read_problem(JANUARY,
                     SMALL("'doctors': [" DOCTOR(
                         ", 'day_jobs': [{'weekdays': ['mon'], 'start': '08:00', 'end': '16:00',"
                         "'weeks': 'odd'}, {'weekdays': ['mon'], 'start': '08:00', 'end': "
                         "'12:00', 'weeks': 'even'}]") "]")),
        VAKT_OK);
}
END_TEST

START_TEST(two_rows_of_bounds_of_a_class_do_not_overlap)
{
    DOCTOR_IS(", 'bounds': [{'most': 3}, {'most': 4}]",
              "doctors[0].bounds[1]: expected dates that do not overlap another row of the same "
              "kind",
              "{'most': 4}");
}
END_TEST

START_TEST(two_claims_of_a_right_do_not_overlap)
{
    DOCTOR_IS(", 'claims': [{'right': 'parental', 'to': '2027-01-10'},"
              "{'right': 'parental', 'from': '2027-01-10'}]",
              "doctors[0].claims[1].from: found \"2027-01-10\", expected dates that do not overlap "
              "another claim of the same kind",
              "'2027-01-10'");
}
END_TEST

START_TEST(two_rows_of_a_qualification_do_not_overlap)
{
    DOCTOR_IS(", 'qualifications': [{'kind': 'specialist'}, {'kind': 'specialist'}]",
              "doctors[0].qualifications[1]: expected dates that do not overlap another row of the "
              "same kind",
              "{'kind'");
}
END_TEST

START_TEST(two_engagements_do_not_overlap)
{
    DOCTOR_IS(", 'kf4': [{'from': '2027-01-01'}, {'from': '2027-01-20'}]",
              "doctors[0].kf4[1].from: found \"2027-01-20\", expected dates that do not overlap "
              "another engagement of the same kind",
              "'2027-01-20'");
}
END_TEST

START_TEST(absences_together_are_at_most_the_whole)
{
    DOCTOR_IS(", 'absences': [{'from': '2027-01-05', 'percent': 60},"
              "{'from': '2027-01-06', 'to': '2027-01-07', 'percent': 50}]",
              "doctors[0].absences[1].from: found \"2027-01-06\", expected dates that do not "
              "overlap another absence (together over 100 per cent)",
              "'2027-01-06'");
}
END_TEST

START_TEST(absences_of_the_whole_together_may_overlap)
{
    ck_assert_int_eq(
        read_problem(JANUARY, SMALL("'doctors': [" DOCTOR(
                                  ", 'absences': [{'from': '2027-01-05', 'percent': 50},"
                                  "{'from': '2027-01-06', 'percent': 50}]") "]")),
        VAKT_OK);
}
END_TEST

START_TEST(two_share_bases_do_not_overlap)
{
    refused("'district': {'share_basis': [{'basis': 'population'}, {'basis': 'fixed'}]}",
            "district.share_basis[1]: expected dates that do not overlap another basis of the same "
            "kind",
            "{'basis': 'fixed'}");
}
END_TEST

START_TEST(two_law_profiles_do_not_overlap)
{
    refused("'law_profiles': [{'to': '2027-01-10'}, {'from': '2027-01-09'}]",
            "law_profiles[1].from: found \"2027-01-09\", expected dates that do not overlap "
            "another law profile of the same kind",
            "'2027-01-09'");
}
END_TEST

/* ---- each once ---- */

START_TEST(a_year_of_days_used_is_given_once)
{
    DOCTOR_IS(", 'kf4_used': [{'year': 2027, 'days': 1}, {'year': 2027, 'days': 2}]",
              "doctors[0].kf4_used[1].year: found \"2027\", expected each year once", "2027");
}
END_TEST

START_TEST(a_local_day_is_given_once)
{
    refused("'calendar': [{'date': '2027-01-05', 'day_class': 'red'},"
            "{'date': '2027-01-05', 'day_class': 'tue'}]",
            "calendar[1].date: found \"2027-01-05\", expected each date once", "'2027-01-05'");
}
END_TEST

START_TEST(a_wish_level_is_given_once)
{
    refused("'wish_levels': [{'level': 2, 'weight': 1}, {'level': 2, 'weight': 2}]",
            "wish_levels[1].level: found \"2\", expected each level once", "2");
}
END_TEST

START_TEST(a_ledger_is_given_once)
{
    PROBLEM_IS("'history': {'ledgers': [{'doctor': 'A', 'load_class': 'night', 'assigned': 1},"
               "{'doctor': 'A', 'load_class': 'night', 'assigned': 1}]}",
               "history.ledgers[1].load_class: found \"night\", expected each doctor and class "
               "once",
               "'night'");
}
END_TEST

START_TEST(a_municipalitys_ledger_is_given_once)
{
    PROBLEM_IS("'history': {'municipality_ledgers': ["
               "{'municipality': 'fjord', 'owed': 1, 'delivered': 1},"
               "{'municipality': 'fjord', 'owed': 1, 'delivered': 1}]}",
               "history.municipality_ledgers[1].municipality: found \"fjord\", expected each "
               "municipality once",
               "'fjord'");
}
END_TEST

START_TEST(a_wishs_id_is_unique_within_the_doctor)
{
    DOCTOR_IS(", 'wishes': [{'id': 'w', 'want': 'on', 'level': 1},"
              "{'id': 'w', 'want': 'off', 'level': 2}]",
              "doctors[0].wishes[1].id: found \"w\", expected an id that no other wish of the "
              "doctor has",
              "'w'");
}
END_TEST

START_TEST(a_duty_is_fixed_on_one_doctor)
{
    ck_assert_int_eq(
        read_problem(
            JANUARY,
            SMALL("'doctors': [" DOCTOR(
                ", 'fixed': [{'duty': 'D:2027-01-05'}]") ","
                                                         "{'id': 'B', 'position': 'gp', 'fixed': "
                                                         "[{'duty': 'D:2027-01-05'}]}]")),
        VAKT_E_INPUT);
    expect_only(VAKT_ERROR,
                "doctors[1].fixed[0].duty: found \"D:2027-01-05\", expected a duty not already "
                "fixed on A",
                "'D:2027-01-05'");
}
END_TEST

START_TEST(a_fixed_duty_is_one_that_the_dates_give)
{
    ck_assert_int_eq(read_problem(JANUARY, SMALL("'doctors': [" DOCTOR(
                                               ", 'fixed': [{'duty': 'D:2027-01-05:2'}]") "]")),
                     VAKT_E_INPUT);
    expect_only(VAKT_ERROR,
                "doctors[0].fixed[0].duty: found \"D:2027-01-05:2\", expected the id of a duty of "
                "the period, like TYPE:YYYY-MM-DD",
                "'D:2027-01-05:2'");
}
END_TEST

START_TEST(a_pin_of_an_earlier_period_does_not_hold)
{
    ck_assert_int_eq(read_problem(JANUARY, SMALL("'doctors': [" DOCTOR(
                                               ", 'fixed': [{'duty': 'D:2027-01-05', 'until': "
                                               "'2027-01-03'}, {'duty': 'D:2027-01-06', 'until': "
                                               "'2027-01-04'}]") "]")),
                     VAKT_OK);
    ck_assert_int_eq(instance->fixed[vakt_instance_duty_index(instance, "D:2027-01-05")], 0);
    ck_assert_int_eq(instance->fixed[vakt_instance_duty_index(instance, "D:2027-01-06")], 1);
}
END_TEST

MISTAKES_MAIN(
    "instance_check", a_problem_without_mistakes_is_built, a_period_does_not_end_before_it_begins,
    a_period_has_at_most_400_days, a_period_begins_when_the_rules_are_known,
    a_period_begins_while_the_calendar_lasts, a_problem_without_duties_is_warned_about,
    a_problem_has_at_most_20000_duties, no_two_doctors_have_the_same_id,
    no_two_shift_types_have_the_same_id, no_two_municipalities_have_the_same_id,
    no_two_covers_have_the_same_id, no_two_blocks_have_the_same_id,
    no_two_patterns_have_the_same_id, no_two_peaks_have_the_same_id,
    three_of_the_same_id_are_told_of_twice, a_shift_types_id_is_short_enough_to_name_duties_after,
    a_doctors_municipality_is_one_of_the_district, the_host_is_one_of_the_district,
    a_doctors_shift_types_are_there, a_blocks_shift_types_are_there, a_patterns_doctors_are_there,
    a_patterns_shift_types_are_there, a_wishs_colleague_is_there,
    a_wishs_colleague_is_another_doctor, a_rules_doctors_are_there,
    an_exemption_is_decided_by_a_municipality_of_the_district,
    a_fixed_duty_is_of_a_shift_type_and_a_date_of_the_period, an_override_is_of_a_duty,
    a_feast_done_is_a_feast_or_a_peak_of_the_problem, a_feast_done_is_named,
    service_ends_after_it_begins, a_change_ends_after_it_begins, a_day_job_ends_after_it_begins,
    bounds_end_after_they_begin, a_qualification_ends_after_it_begins,
    an_exemption_ends_after_it_begins, a_claim_ends_after_it_begins,
    an_engagement_ends_after_it_begins, an_absence_ends_after_it_begins,
    a_wish_ends_after_it_begins, cover_ends_after_it_begins, what_others_cover_ends_after_it_begins,
    outside_backup_ends_after_it_begins, a_block_ends_after_it_begins, a_feast_ends_after_it_begins,
    a_peak_ends_after_it_begins, a_rule_ends_after_it_begins, a_law_profile_ends_after_it_begins,
    a_norm_ends_after_it_begins, a_rate_ends_after_it_begins, a_share_basis_ends_after_it_begins,
    a_shift_type_ends_after_it_begins, training_ends_after_it_begins,
    two_changes_of_one_thing_do_not_overlap, changes_of_two_things_may_overlap,
    two_day_jobs_are_not_at_one_time, two_day_jobs_past_midnight_are_not_at_one_time,
    a_day_job_past_midnight_does_not_meet_that_of_the_next_day,
    a_day_job_may_begin_when_another_ends, day_jobs_of_odd_and_even_weeks_may_be_at_one_time,
    two_rows_of_bounds_of_a_class_do_not_overlap, two_claims_of_a_right_do_not_overlap,
    two_rows_of_a_qualification_do_not_overlap, two_engagements_do_not_overlap,
    absences_together_are_at_most_the_whole, absences_of_the_whole_together_may_overlap,
    two_share_bases_do_not_overlap, two_law_profiles_do_not_overlap,
    a_year_of_days_used_is_given_once, a_local_day_is_given_once, a_wish_level_is_given_once,
    a_ledger_is_given_once, a_municipalitys_ledger_is_given_once,
    a_wishs_id_is_unique_within_the_doctor, a_duty_is_fixed_on_one_doctor,
    a_fixed_duty_is_one_that_the_dates_give, a_pin_of_an_earlier_period_does_not_hold)
