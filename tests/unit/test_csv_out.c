/* links: vakt_emit vakt_domain vakt_base */
#include <check.h>
#include <stdlib.h>

#include "io/csv_out.h"

#define HEAD                                                                                       \
    "\xEF\xBB\xBF"                                                                                 \
    "duty;doctor;layer;start;end\r\n"

static vakt_text text;
static vakt_roster_doc_assignment assignments[4];
static vakt_roster_doc_open open_duties[2];
static vakt_roster_doc roster;

static void set_up(void)
{
    vakt_text_init(&text, VAKT_TEXT_CAP);
    roster = (vakt_roster_doc){.assignments = assignments, .open = open_duties};
}

static void tear_down(void)
{
    vakt_text_done(&text);
}

static void add(const char *duty, const char *doctor)
{
    assignments[roster.n_assignments++] = (vakt_roster_doc_assignment){
        .duty = duty, .doctor = doctor, .layer = -1, .start = VAKT_UNSET, .end = VAKT_UNSET};
}

static void expect_csv(const char *expected)
{
    ck_assert_int_eq(vakt_roster_doc_write_csv(&roster, &text), VAKT_OK);
    ck_assert_str_eq(text.bytes, expected);
}

START_TEST(a_roster_of_nothing_is_its_head)
{
    expect_csv(HEAD);
}
END_TEST

START_TEST(a_row_has_layer_and_local_times)
{
    add("N:2027-03-27", "anne");
    assignments[0].layer = VAKT_LAYER_BACKUP;
    assignments[0].start = vakt_oslo_to_utc(vakt_day_from_civil(2027, 3, 27), 23 * 60);
    assignments[0].end = vakt_oslo_to_utc(vakt_day_from_civil(2027, 3, 28), 8 * 60);
    expect_csv(HEAD "N:2027-03-27;anne;backup;2027-03-27T23:00+01:00;2027-03-28T08:00+02:00\r\n");
}
END_TEST

START_TEST(what_is_not_told_is_empty)
{
    add("D:2027-01-04", "bo");
    expect_csv(HEAD "D:2027-01-04;bo;;;\r\n");
}
END_TEST

START_TEST(open_duties_come_last_with_no_doctor)
{
    roster.n_open = 1;
    open_duties[0] = (vakt_roster_doc_open){.duty = "D:2027-01-05",
                                            .layer = VAKT_LAYER_PRIMARY,
                                            .start = VAKT_UNSET,
                                            .end = VAKT_UNSET};
    add("D:2027-01-06", "bo");
    expect_csv(HEAD "D:2027-01-06;bo;;;\r\nD:2027-01-05;;primary;;\r\n");
}
END_TEST

START_TEST(a_field_is_quoted_where_it_must_be)
{
    add("a;b", "c,d");
    add("say \"hei\"", "two\nlines");
    add("\"", "r\r");
    add("æøå", "x y");
    expect_csv(HEAD "\"a;b\";\"c,d\";;;\r\n"
                    "\"say \"\"hei\"\"\";\"two\nlines\";;;\r\n"
                    "\"\"\"\";\"r\r\";;;\r\n"
                    "æøå;x y;;;\r\n");
}
END_TEST

START_TEST(a_text_over_its_cap_is_told)
{
    vakt_text_init(&text, 50);
    add("D:2027-01-04", "bo");
    ck_assert_int_eq(vakt_roster_doc_write_csv(&roster, &text), VAKT_E_NOMEM);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv_out");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_add_test(all, a_roster_of_nothing_is_its_head);
    tcase_add_test(all, a_row_has_layer_and_local_times);
    tcase_add_test(all, what_is_not_told_is_empty);
    tcase_add_test(all, open_duties_come_last_with_no_doctor);
    tcase_add_test(all, a_field_is_quoted_where_it_must_be);
    tcase_add_test(all, a_text_over_its_cap_is_told);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
