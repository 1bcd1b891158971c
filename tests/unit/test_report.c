/* links: vakt_base */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/report.h"

static vakt_report *report;

static void set_up(void)
{
    report = vakt_report_new(4);
    ck_assert_ptr_nonnull(report);
}

static void tear_down(void)
{
    vakt_report_free(report);
}

static void add_at(const char *file, int line, int column, const char *text)
{
    const vakt_place place = {.file = file, .line = line, .column = column};
    vakt_report_add(report, VAKT_ERROR, &place, "%s", text);
}

static void expect_order(const char *expected)
{
    char order[5] = "";
    for (size_t i = 0; i < vakt_report_count(report); i++)
        order[i] = vakt_report_at(report, i)->text[0];
    ck_assert_str_eq(order, expected);
}

START_TEST(a_new_report_is_empty)
{
    ck_assert_uint_eq(vakt_report_count(report), 0);
    ck_assert_uint_eq(vakt_report_dropped(report), 0);
    ck_assert_uint_eq(vakt_report_errors(report), 0);
    vakt_report_sort(report);
}
END_TEST

START_TEST(a_diagnostic_owns_its_strings)
{
    char file[] = "p.json", path[] = "doctors[0].id", id[] = "anne";
    const vakt_place place = {file, 3, 14, path};
    vakt_report_add(report, VAKT_WARNING, &place, "%s and %d more", id, 2);
    file[0] = path[0] = id[0] = 'x';
    const vakt_diagnostic *d = vakt_report_at(report, 0);
    ck_assert_int_eq(d->severity, VAKT_WARNING);
    ck_assert_str_eq(d->place.file, "p.json");
    ck_assert_str_eq(d->place.path, "doctors[0].id");
    ck_assert_int_eq(d->place.line, 3);
    ck_assert_int_eq(d->place.column, 14);
    ck_assert_str_eq(d->text, "anne and 2 more");
    ck_assert_uint_eq(vakt_report_errors(report), 0);
}
END_TEST

START_TEST(a_place_may_be_missing_in_whole_or_in_part)
{
    const vakt_place nowhere = {0};
    vakt_report_add(report, VAKT_ERROR, NULL, "a");
    vakt_report_add(report, VAKT_ERROR, &nowhere, "b");
    for (size_t i = 0; i < 2; i++) {
        ck_assert_ptr_null(vakt_report_at(report, i)->place.file);
        ck_assert_ptr_null(vakt_report_at(report, i)->place.path);
        ck_assert_int_eq(vakt_report_at(report, i)->place.line, 0);
    }
}
END_TEST

START_TEST(a_long_message_is_kept_whole)
{
    char text[3000];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    vakt_report_add(report, VAKT_NOTE, NULL, "%s", text);
    ck_assert_str_eq(vakt_report_at(report, 0)->text, text);
}
END_TEST

START_TEST(beyond_its_cap_a_report_only_counts)
{
    for (int i = 0; i < 7; i++)
        vakt_report_add(report, i % 2 ? VAKT_ERROR : VAKT_NOTE, NULL, "%d", i);
    ck_assert_uint_eq(vakt_report_count(report), 4);
    ck_assert_uint_eq(vakt_report_dropped(report), 3);
    ck_assert_uint_eq(vakt_report_errors(report), 3); /* those that were dropped too */
    ck_assert_str_eq(vakt_report_at(report, 3)->text, "3");
}
END_TEST

START_TEST(a_report_of_no_room_counts_as_well)
{
    vakt_report *none = vakt_report_new(0);
    vakt_report_add(none, VAKT_ERROR, NULL, "a");
    ck_assert_uint_eq(vakt_report_count(none), 0);
    ck_assert_uint_eq(vakt_report_dropped(none), 1);
    ck_assert_uint_eq(vakt_report_errors(none), 1);
    vakt_report_free(none);
}
END_TEST

START_TEST(no_report_swallows_the_message)
{
    vakt_report_add(NULL, VAKT_ERROR, NULL, "a");
    vakt_report_free(NULL);
}
END_TEST

START_TEST(sorted_by_file_then_line_then_column)
{
    add_at("b", 1, 1, "d");
    add_at("a", 10, 1, "c");
    add_at("a", 9, 20, "b");
    add_at("a", 9, 3, "a");
    vakt_report_sort(report);
    expect_order("abcd");
}
END_TEST

START_TEST(equals_keep_their_order_and_no_file_comes_first)
{
    add_at("a", 2, 2, "2");
    add_at("a", 2, 2, "3");
    add_at(NULL, 9, 9, "1");
    add_at("a", 2, 2, "4");
    vakt_report_sort(report);
    expect_order("1234");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("report");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_add_test(all, a_new_report_is_empty);
    tcase_add_test(all, a_diagnostic_owns_its_strings);
    tcase_add_test(all, a_place_may_be_missing_in_whole_or_in_part);
    tcase_add_test(all, a_long_message_is_kept_whole);
    tcase_add_test(all, beyond_its_cap_a_report_only_counts);
    tcase_add_test(all, a_report_of_no_room_counts_as_well);
    tcase_add_test(all, no_report_swallows_the_message);
    tcase_add_test(all, sorted_by_file_then_line_then_column);
    tcase_add_test(all, equals_keep_their_order_and_no_file_comes_first);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
