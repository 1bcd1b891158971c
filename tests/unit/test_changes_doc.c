/* links: vakt_problem_io vakt_doc vakt_domain vakt_base */
/* The changes and standing documents: JSON and XML say the same, and nothing is lost. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "io/vakt_io.h"

static const char *const every_kind_of_field =
    "{\n"
    "  \"version\": 1,\n"
    "  \"id\": \"night-7\",\n"
    "  \"problem\": \"T\",\n"
    "  \"changes\": [\n"
    "    {\"id\": \"c1\", \"kind\": \"swap\", \"asked_by\": \"a\", \"asked_at\": \"2027-01-05T10:00\","
    " \"agreed\": [\"b\"], \"approved_by\": \"Vaktansvarlig\", \"approved_at\": \"2027-01-05T12:00\","
    " \"after\": [\"c0\"], \"doctor\": \"a\", \"other_doctor\": \"b\", \"duty\": \"V:2027-01-10\","
    " \"other_duty\": \"V:2027-01-12\", \"override\": {\"by\": \"Sjefen\", \"reason\": \"ingen andre\"},"
    " \"note\": \"æøå\"},\n"
    "    {\"id\": \"c2\", \"kind\": \"absence\", \"asked_by\": \"b\", \"asked_at\": \"2027-01-05T10:00Z\","
    " \"doctor\": \"b\", \"absence\": {\"from\": \"2027-01-10\", \"to\": \"2027-01-12\"}},\n"
    "    {\"id\": \"c3\", \"kind\": \"demand_added\", \"asked_by\": \"b\", \"asked_at\":"
    " \"2027-01-05T10:00\", \"demand\": {\"kind\": \"extra\", \"shift_type\": \"V\", \"date\":"
    " \"2027-01-10\"}},\n"
    "    {\"id\": \"c4\", \"kind\": \"wish\", \"asked_by\": \"b\", \"asked_at\": \"2027-01-05T10:00\","
    " \"doctor\": \"b\", \"wish\": {\"id\": \"w\", \"want\": \"off\", \"level\": 3}},\n"
    "    {\"id\": \"c5\", \"kind\": \"wish\", \"asked_by\": \"b\", \"asked_at\": \"2027-01-05T10:00\","
    " \"doctor\": \"b\", \"withdrawn\": \"w\"},\n"
    "    {\"id\": \"c6\", \"kind\": \"pin\", \"asked_by\": \"b\", \"asked_at\": \"2027-01-05T10:00\","
    " \"doctor\": \"b\", \"pin\": {\"duty\": \"V:2027-01-10\"}},\n"
    "    {\"id\": \"c7\", \"kind\": \"join\", \"asked_by\": \"b\", \"asked_at\": \"2027-01-05T10:00\","
    " \"new_doctor\": {\"id\": \"n\", \"position\": \"gp\"}},\n"
    "    {\"id\": \"c8\", \"kind\": \"leave\", \"asked_by\": \"b\", \"asked_at\": \"2027-01-05T10:00\","
    " \"doctor\": \"b\", \"date\": \"2027-01-20\"},\n"
    "    {\"id\": \"c9\", \"kind\": \"order\", \"asked_by\": \"b\", \"asked_at\": \"2027-01-05T10:00\","
    " \"doctor\": \"b\", \"duty\": \"V:2027-01-10\", \"order\": {\"by\": \"Sjefen\", \"basis\":"
    " \"fastlegeforskriften\"}}\n"
    "  ]\n"
    "}\n";

static vakt_changes_doc *read_changes(const char *bytes, vakt_arena *arena, vakt_doc **doc)
{
    vakt_changes_doc *changes = NULL;
    vakt_report *report = vakt_report_new(20);
    ck_assert_int_eq(vakt_changes_doc_read_bytes("c", bytes, strlen(bytes), arena, report, doc,
                                                 &changes),
                     VAKT_OK);
    vakt_report_free(report);
    return changes;
}

static char *written(const vakt_changes_doc *changes, bool xml)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    ck_assert_int_eq(xml ? vakt_changes_doc_write_xml(changes, &text)
                         : vakt_changes_doc_write_json(changes, &text),
                     VAKT_OK);
    return text.bytes;
}

START_TEST(a_change_keeps_every_field_through_xml_and_back)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_doc *first, *second;
    vakt_changes_doc *changes = read_changes(every_kind_of_field, arena, &first);
    char *json = written(changes, false), *xml = written(changes, true);
    vakt_changes_doc *back = read_changes(xml, arena, &second);
    char *again = written(back, false);
    ck_assert_str_eq(json, again);
    ck_assert_uint_eq(back->n_changes, 9);
    const vakt_roster_change *swap = &back->changes[0];
    ck_assert(swap->override.given && !swap->order.given && !swap->absence_given);
    ck_assert_str_eq(swap->override.reason, "ingen andre");
    ck_assert_str_eq(swap->after[0], "c0");
    ck_assert_str_eq(swap->note, "æøå");
    ck_assert(back->changes[1].absence_given && back->changes[1].absence.percent == 100);
    ck_assert(back->changes[1].asked_at == swap->asked_at + 60); /* Z against Norwegian winter time */
    ck_assert(back->changes[2].demand_given && back->changes[2].demand.count == 1);
    ck_assert(back->changes[3].wish_given && back->changes[5].pin_given);
    ck_assert(back->changes[6].new_doctor_given && back->changes[6].new_doctor.share_pct == 100);
    ck_assert(back->changes[8].order.given);
    free(json);
    free(xml);
    free(again);
    vakt_doc_free(first);
    vakt_doc_free(second);
    vakt_arena_free(arena);
}
END_TEST

START_TEST(every_mistake_of_a_changes_document_is_told_at_once)
{
    static const char bytes[] =
        "{\"version\": 1, \"changes\": [{\"id\": \"c\", \"kind\": \"gve\", \"asked_by\": \"a\","
        " \"asked_at\": \"i går\", \"docter\": \"a\"}]}";
    vakt_arena *arena = vakt_arena_new();
    vakt_report *report = vakt_report_new(20);
    vakt_doc *doc = NULL;
    vakt_changes_doc *changes = NULL;
    ck_assert_int_eq(vakt_changes_doc_read_bytes("c", bytes, strlen(bytes), arena, report, &doc,
                                                 &changes),
                     VAKT_E_INPUT);
    ck_assert_ptr_null(changes);
    ck_assert_uint_eq(vakt_report_errors(report), 3);
    vakt_report_free(report);
    vakt_arena_free(arena);
}
END_TEST

START_TEST(a_problem_is_not_taken_for_changes)
{
    static const char bytes[] = "<problem xmlns='urn:vaktplan:problem:1' version='1' id='T'/>";
    vakt_arena *arena = vakt_arena_new();
    vakt_report *report = vakt_report_new(20);
    vakt_doc *doc = NULL;
    vakt_changes_doc *changes = NULL;
    ck_assert_int_eq(vakt_changes_doc_read_bytes("c", bytes, strlen(bytes), arena, report, &doc,
                                                 &changes),
                     VAKT_E_INPUT);
    ck_assert(strstr(vakt_report_at(report, 0)->text, "not a changes document") != NULL);
    vakt_report_free(report);
    vakt_arena_free(arena);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("changes document");
    TCase *tests = tcase_create("document");
    tcase_add_test(tests, a_change_keeps_every_field_through_xml_and_back);
    tcase_add_test(tests, every_mistake_of_a_changes_document_is_told_at_once);
    tcase_add_test(tests, a_problem_is_not_taken_for_changes);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
