/* links: vakt_csv vakt_problem_io vakt_doc vakt_domain vakt_base */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/csv_in.h"
#include "io/vakt_io.h"

static const char problem_text[] =
    "{\"version\": 1, \"id\": \"p\", \"from\": \"2027-01-04\", \"to\": \"2027-01-31\","
    " \"district\": {\"municipalities\": [{\"id\": \"fjord\", \"population\": 4200}]},"
    " \"shift_types\": [{\"id\": \"natt\", \"layer\": \"primary\", \"start\": \"23:00\","
    " \"end\": \"08:00\"}],"
    " \"doctors\": [{\"id\": \"anne\", \"name\": \"Anne\", \"position\": \"gp\", \"phone\": \"1\"},"
    " {\"id\": \"bo\", \"position\": \"locum\"}]}";

static vakt_arena *arena;
static vakt_report *report;
static vakt_doc *doc;
static vakt_problem *problem;

static void set_up(void)
{
    arena = vakt_arena_new();
    report = vakt_report_new(100);
    ck_assert_int_eq(vakt_problem_read_bytes("p.json", problem_text, strlen(problem_text), arena,
                                             report, &doc, &problem),
                     VAKT_OK);
}

static void tear_down(void)
{
    vakt_doc_free(doc);
    vakt_report_free(report);
    vakt_arena_free(arena);
}

static vakt_status merge(vakt_csv_kind kind, const char *text)
{
    return vakt_csv_merge_bytes(kind, problem, arena, "f.csv", text, strlen(text), report);
}

static void expect_merged(vakt_csv_kind kind, const char *text)
{
    vakt_status status = merge(kind, text);
    if (status != VAKT_OK)
        ck_abort_msg("status %d: %s", (int)status,
                     vakt_report_count(report) ? vakt_report_at(report, 0)->text : "");
}

/* Line, column and a part of the message of the mistake with that number. */
static void expect_mistake(size_t i, int line, int column, const char *part)
{
    ck_assert_uint_lt(i, vakt_report_count(report));
    const vakt_diagnostic *d = vakt_report_at(report, i);
    if (d->place.line != line || d->place.column != column || !strstr(d->text, part))
        ck_abort_msg("%s:%d:%d: %s", d->place.file, d->place.line, d->place.column, d->text);
    ck_assert_str_eq(d->place.file, "f.csv");
}

static void expect_only_mistake(vakt_csv_kind kind, const char *text, int line, int column,
                                const char *part)
{
    ck_assert_int_eq(merge(kind, text), VAKT_E_INPUT);
    for (size_t i = 1; i < vakt_report_count(report); i++)
        fprintf(stderr, "%s\n", vakt_report_at(report, i)->text);
    ck_assert_uint_eq(vakt_report_count(report), 1);
    expect_mistake(0, line, column, part);
}

START_TEST(a_doctor_is_added_and_another_updated_where_the_row_has_a_value)
{
    expect_merged(VAKT_CSV_DOCTORS, "id,name,position,municipality,share_pct,has\n"
                                    "anne,Anne Berg,,fjord,50,\n"
                                    "kari,Kari,lis1,,,\"authorisation course_acute\"\n");
    ck_assert_uint_eq(problem->n_doctors, 3);
    ck_assert_str_eq(problem->doctors[0].name, "Anne Berg");
    ck_assert_str_eq(problem->doctors[0].phone, "1");
    ck_assert_int_eq(problem->doctors[0].position, VAKT_POSITION_GP);
    ck_assert_int_eq(problem->doctors[0].share_pct, 50);
    ck_assert_str_eq(problem->doctors[2].id, "kari");
    ck_assert_int_eq(problem->doctors[2].position, VAKT_POSITION_LIS1);
    ck_assert_int_eq(problem->doctors[2].share_pct, 100);
    ck_assert_int_eq(problem->doctors[2].birth_date, VAKT_DAY_NONE);
    ck_assert_uint_eq(problem->doctors[2].has,
                      1u << VAKT_Q_AUTHORISATION | 1u << VAKT_Q_COURSE_ACUTE);
}
END_TEST

START_TEST(a_norwegian_sheet_with_bom_semicolons_and_crlf_is_read)
{
    expect_merged(VAKT_CSV_DOCTORS, "\xEF\xBB\xBF"
                                    "Lege;Navn;Stilling;Fødselsdato;HAR\r\n"
                                    "liv;\"Liv \"\"L\"\" Ås; Nes\";gp;1980-02-29;"
                                    "authorisation,specialist_gp\r\n");
    ck_assert_str_eq(problem->doctors[2].name, "Liv \"L\" Ås; Nes");
    ck_assert_uint_eq(problem->doctors[2].has,
                      1u << VAKT_Q_AUTHORISATION | 1u << VAKT_Q_SPECIALIST_GP);
}
END_TEST

START_TEST(capital_norwegian_letters_in_a_header_are_known)
{
    expect_merged(VAKT_CSV_WISHES, "LEGE;ØNSKE;NIVÅ\nanne;off;3\n");
    ck_assert_int_eq(problem->doctors[0].wishes[0].level, 3);
}
END_TEST

START_TEST(leave_and_wishes_join_the_doctors_lists)
{
    expect_merged(VAKT_CSV_LEAVE, "doctor,from,to,percent,may_be_asked\n"
                                  "bo,2027-01-05,2027-01-06,,true\nbo,2027-01-09,,50,\n");
    ck_assert_uint_eq(problem->doctors[1].n_absences, 2);
    ck_assert(problem->doctors[1].absences[0].may_be_asked);
    ck_assert_int_eq(problem->doctors[1].absences[0].percent, 100);
    ck_assert_int_eq(problem->doctors[1].absences[1].percent, 50);
    ck_assert_int_eq(problem->doctors[1].absences[1].to, VAKT_DAY_NONE);
    expect_merged(VAKT_CSV_WISHES, "doctor,want,level,from,weekdays,shift_types,colleague\n"
                                   "anne,off,5,2027-01-08,,natt,\nanne,on,1,,mon|tue,,bo\n");
    ck_assert_uint_eq(problem->doctors[0].n_wishes, 2);
    ck_assert_str_eq(problem->doctors[0].wishes[0].id, "csv-1");
    ck_assert_str_eq(problem->doctors[0].wishes[1].id, "csv-2");
    ck_assert_uint_eq(problem->doctors[0].wishes[1].weekdays, 3);
    ck_assert_str_eq(problem->doctors[0].wishes[1].colleague, "bo");
}
END_TEST

START_TEST(history_goes_before_or_after_the_period)
{
    expect_merged(VAKT_CSV_HISTORY, "doctor,shift_type,date,start,end,layer\n"
                                    "anne,natt,2027-01-03,,,\n"
                                    "bo,,,2027-02-01T08:00,2027-02-01T16:00,day\n");
    ck_assert_uint_eq(problem->history.n_duties, 1);
    ck_assert_uint_eq(problem->history.n_next, 1);
    ck_assert_int_eq(problem->history.next[0].layer, VAKT_LAYER_DAY);
    ck_assert(problem->history.given);
}
END_TEST

START_TEST(merging_the_same_file_again_changes_nothing)
{
    vakt_text once, twice;
    vakt_text_init(&once, VAKT_TEXT_CAP);
    vakt_text_init(&twice, VAKT_TEXT_CAP);
    for (int i = 0; i < 2; i++) {
        expect_merged(VAKT_CSV_LEAVE, "doctor,from,to\nbo,2027-01-05,2027-01-06\n");
        expect_merged(VAKT_CSV_WISHES, "doctor,want,level\nbo,off,3\n");
        expect_merged(VAKT_CSV_HISTORY, "doctor,shift_type,date\nbo,natt,2027-01-02\n");
        ck_assert_int_eq(vakt_problem_write_json(problem, i == 0 ? &once : &twice), VAKT_OK);
    }
    ck_assert_str_eq(once.bytes, twice.bytes);
    vakt_text_done(&once);
    vakt_text_done(&twice);
}
END_TEST

START_TEST(a_merged_problem_can_be_written_and_read_back)
{
    vakt_text text;
    vakt_doc *again_doc;
    vakt_problem *again;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    expect_merged(VAKT_CSV_LEAVE, "doctor,from,to\nbo,2027-01-05,2027-01-06\n");
    ck_assert_int_eq(vakt_problem_write_xml(problem, &text), VAKT_OK);
    ck_assert_int_eq(vakt_problem_read_bytes("x", text.bytes, text.length, arena, report,
                                             &again_doc, &again),
                     VAKT_OK);
    ck_assert_uint_eq(again->doctors[1].n_absences, 1);
    vakt_doc_free(again_doc);
    vakt_text_done(&text);
}
END_TEST

START_TEST(an_unknown_column_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_LEAVE, "doctor,from,diagnosis\nbo,2027-01-05,x\n", 1, 13,
                        "found column \"diagnosis\", expected one of doctor, from, to");
}
END_TEST

START_TEST(a_missing_column_is_a_mistake_once_and_not_for_every_row)
{
    expect_only_mistake(VAKT_CSV_LEAVE, "doctor,to\nbo,2027-01-05\nbo,2027-01-06\n", 1, 1,
                        "expected a column \"from\"");
}
END_TEST

START_TEST(a_column_given_twice_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_LEAVE, "doctor,from,fra\nbo,2027-01-05,2027-01-05\n", 1, 13,
                        "given twice");
}
END_TEST

START_TEST(an_unknown_doctor_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_LEAVE, "doctor,from\nbo,2027-01-05\nole,2027-01-05\n", 3, 1,
                        "found \"ole\", expected the id of a doctor");
}
END_TEST

START_TEST(an_unknown_shift_type_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_HISTORY, "doctor,shift_type,date\nbo,dag,2027-01-01\n", 2, 4,
                        "found \"dag\", expected the id of a shift type");
}
END_TEST

START_TEST(a_bad_date_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_LEAVE, "doctor;from\nbo;31.01.2027\n", 2, 4, "31.01.2027");
}
END_TEST

START_TEST(dates_in_the_wrong_order_are_a_mistake)
{
    expect_only_mistake(VAKT_CSV_LEAVE, "doctor,from,to\nbo,2027-01-05,2027-01-04\n", 2, 15,
                        "on or after 2027-01-05");
}
END_TEST

START_TEST(a_number_out_of_range_is_a_mistake_as_in_a_document)
{
    expect_only_mistake(VAKT_CSV_DOCTORS, "id,position,share_pct\nbo,gp,201\n", 2, 7,
                        "found 201, expected a whole number 0..200");
}
END_TEST

START_TEST(a_wrong_number_of_fields_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_LEAVE, "doctor,from,to\nbo,2027-01-05\n", 2, 1,
                        "found 2 fields, expected 3");
}
END_TEST

START_TEST(latin_1_is_a_mistake_that_tells_what_to_do)
{
    expect_only_mistake(VAKT_CSV_DOCTORS, "id,name,position\nbo,\xC5se,gp\n", 2, 4,
                        "found the byte 0xC5, expected UTF-8");
}
END_TEST

START_TEST(a_nul_byte_is_a_mistake)
{
    ck_assert_int_eq(vakt_csv_merge_bytes(VAKT_CSV_LEAVE, problem, arena, "f.csv",
                                          "doctor,from\nb\0o,2027-01-05\n", 28, report),
                     VAKT_E_INPUT);
    expect_mistake(0, 2, 2, "0x00");
}
END_TEST

START_TEST(a_stray_quotation_mark_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_DOCTORS, "id,name,position\nbo,B\"o,gp\n", 2, 5, "stray");
}
END_TEST

START_TEST(a_quoted_field_without_end_is_a_mistake_where_it_begins)
{
    expect_only_mistake(VAKT_CSV_DOCTORS, "id,name,position\nbo,\"Bo,gp\nx,y,gp\n", 2, 4,
                        "without end");
}
END_TEST

START_TEST(an_empty_file_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_DOCTORS, "\n\n", 1, 1, "expected a header line");
}
END_TEST

START_TEST(a_doctor_in_two_rows_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_DOCTORS, "id,position\nbo,gp\nbo,locum\n", 3, 1,
                        "which line 2 has already");
}
END_TEST

START_TEST(a_new_doctor_without_position_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_DOCTORS, "id,name\nny,Ny\n", 2, 1, "expected position");
}
END_TEST

START_TEST(an_unknown_municipality_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_DOCTORS, "id,municipality\nbo,byen\n", 2, 4, "municipality");
}
END_TEST

START_TEST(past_duty_within_the_period_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_HISTORY, "doctor,shift_type,date\nbo,natt,2027-01-04\n", 2, 9,
                        "outside the period 2027-01-04 to 2027-01-31");
}
END_TEST

START_TEST(past_duty_without_time_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_HISTORY, "doctor,shift_type\nbo,natt\n", 2, 1,
                        "shift_type and date, or start and end");
}
END_TEST

START_TEST(a_wish_about_oneself_is_a_mistake)
{
    expect_only_mistake(VAKT_CSV_WISHES, "doctor,want,level,colleague\nbo,on,1,bo\n", 2, 9,
                        "another doctor");
}
END_TEST

START_TEST(all_mistakes_are_told_at_once_and_the_problem_stays_as_it_was)
{
    vakt_doctor *before = problem->doctors;
    ck_assert_int_eq(merge(VAKT_CSV_WISHES, "doctor,want,level,mood\n"
                                            "ole,off,3,\n"
                                            "bo,maybe,3,\n"
                                            "bo,off,9,\n"
                                            "bo,off\n"),
                     VAKT_E_INPUT);
    vakt_report_sort(report);
    expect_mistake(0, 1, 19, "mood");
    expect_mistake(1, 2, 1, "ole");
    expect_mistake(2, 3, 4, "maybe");
    expect_mistake(3, 4, 8, "9");
    expect_mistake(4, 5, 1, "found 2 fields, expected 4");
    ck_assert_uint_eq(vakt_report_count(report), 5);
    ck_assert_ptr_eq(problem->doctors, before);
    ck_assert_uint_eq(problem->doctors[1].n_wishes, 0);
}
END_TEST

START_TEST(a_line_break_within_quotes_keeps_the_places_right)
{
    expect_only_mistake(VAKT_CSV_DOCTORS, "id,name,position\nbo,\"B\no\",gp\nx,y,what\n", 4, 5,
                        "what");
}
END_TEST

START_TEST(a_file_of_too_many_values_is_a_mistake_and_not_a_flood)
{
    const size_t length = VAKT_DOC_MAX_NODES + 100;
    char *commas = malloc(length);
    ck_assert_ptr_nonnull(commas);
    memset(commas, ',', length);
    ck_assert_int_eq(vakt_csv_merge_bytes(VAKT_CSV_LEAVE, problem, arena, "f.csv", commas, length,
                                          report),
                     VAKT_E_INPUT);
    ck_assert_uint_eq(vakt_report_count(report), 1);
    ck_assert_ptr_nonnull(strstr(vakt_report_at(report, 0)->text, "more than"));
    free(commas);
}
END_TEST

static vakt_status read_roster(const char *text, vakt_roster_doc **ret_roster)
{
    return vakt_csv_roster_bytes(problem, arena, "f.csv", text, strlen(text), report, ret_roster);
}

START_TEST(a_roster_is_read_with_its_open_duties)
{
    vakt_roster_doc *roster;
    ck_assert_int_eq(read_roster("vakt;lege;start\nnatt:2027-01-04;bo;2027-01-04T23:00+01:00\n"
                                 "natt:2027-01-05:2;;\n",
                                 &roster),
                     VAKT_OK);
    ck_assert_uint_eq(roster->n_assignments, 1);
    ck_assert_str_eq(roster->assignments[0].doctor, "bo");
    ck_assert_int_eq(roster->assignments[0].layer, -1);
    ck_assert_uint_eq(roster->n_open, 1);
    ck_assert_str_eq(roster->problem, "p");
    ck_assert_int_eq(roster->from, problem->from);
    ck_assert_int_eq(roster->stopped_by, -1);
}
END_TEST

START_TEST(a_rosters_mistakes_are_told)
{
    vakt_roster_doc *roster = NULL;
    ck_assert_int_eq(read_roster("duty,doctor\nnatt:2027-01-04,ole\nnatt:2027-03-04,bo\n"
                                 "dag:2027-01-04,bo\nnatt:2027-01-04,bo\n",
                                 &roster),
                     VAKT_E_INPUT);
    vakt_report_sort(report);
    expect_mistake(0, 2, 17, "ole");
    expect_mistake(1, 3, 1, "duty of the period");
    expect_mistake(2, 4, 1, "duty of the period");
    expect_mistake(3, 5, 1, "which line 2 has already");
    ck_assert_ptr_null(roster);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv_in");
    TCase *c = tcase_create("csv_in");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, a_doctor_is_added_and_another_updated_where_the_row_has_a_value);
    tcase_add_test(c, a_norwegian_sheet_with_bom_semicolons_and_crlf_is_read);
    tcase_add_test(c, capital_norwegian_letters_in_a_header_are_known);
    tcase_add_test(c, leave_and_wishes_join_the_doctors_lists);
    tcase_add_test(c, history_goes_before_or_after_the_period);
    tcase_add_test(c, merging_the_same_file_again_changes_nothing);
    tcase_add_test(c, a_merged_problem_can_be_written_and_read_back);
    tcase_add_test(c, an_unknown_column_is_a_mistake);
    tcase_add_test(c, a_missing_column_is_a_mistake_once_and_not_for_every_row);
    tcase_add_test(c, a_column_given_twice_is_a_mistake);
    tcase_add_test(c, an_unknown_doctor_is_a_mistake);
    tcase_add_test(c, an_unknown_shift_type_is_a_mistake);
    tcase_add_test(c, a_bad_date_is_a_mistake);
    tcase_add_test(c, dates_in_the_wrong_order_are_a_mistake);
    tcase_add_test(c, a_number_out_of_range_is_a_mistake_as_in_a_document);
    tcase_add_test(c, a_wrong_number_of_fields_is_a_mistake);
    tcase_add_test(c, latin_1_is_a_mistake_that_tells_what_to_do);
    tcase_add_test(c, a_nul_byte_is_a_mistake);
    tcase_add_test(c, a_stray_quotation_mark_is_a_mistake);
    tcase_add_test(c, a_quoted_field_without_end_is_a_mistake_where_it_begins);
    tcase_add_test(c, an_empty_file_is_a_mistake);
    tcase_add_test(c, a_doctor_in_two_rows_is_a_mistake);
    tcase_add_test(c, a_new_doctor_without_position_is_a_mistake);
    tcase_add_test(c, an_unknown_municipality_is_a_mistake);
    tcase_add_test(c, past_duty_within_the_period_is_a_mistake);
    tcase_add_test(c, past_duty_without_time_is_a_mistake);
    tcase_add_test(c, a_wish_about_oneself_is_a_mistake);
    tcase_add_test(c, all_mistakes_are_told_at_once_and_the_problem_stays_as_it_was);
    tcase_add_test(c, a_line_break_within_quotes_keeps_the_places_right);
    tcase_add_test(c, a_file_of_too_many_values_is_a_mistake_and_not_a_flood);
    tcase_add_test(c, a_roster_is_read_with_its_open_duties);
    tcase_add_test(c, a_rosters_mistakes_are_told);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
