/* links: vakt_doc vakt_domain vakt_base */
#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/calendar.h"
#include "io/record.h"

/* --- a record with every type --- */

typedef struct leaf {
    const void *source;
    const char *id;
    int64_t share_pct;
} leaf;

typedef struct tree {
    const void *source;
    const char *id, *text;
    int64_t whole, any;
    bool flag, on;
    int maybe;
    vakt_day date;
    int clock, word;
    vakt_minute time;
    uint32_t days, usual;
    const char *const *ids;
    size_t n_ids;
    leaf settings;
    bool settings_given;
    leaf *leaves;
    size_t n_leaves;
    struct tree *trees;
    size_t n_trees;
} tree;

static const char *const days[] = {"mon", "tue", "wed", NULL};
static const char *const words[] = {"duty", "stand-by", NULL};

static const vakt_field leaf_fields[] = {
    {.name = "id",
     .type = VAKT_T_ID,
     .flags = VAKT_F_REQUIRED,
     .offset = offsetof(leaf, id),
     .doc = "Its id."},
    {.name = "share_pct",
     .type = VAKT_T_INT,
     .offset = offsetof(leaf, share_pct),
     .max = 100,
     .default_text = "50",
     .doc = "Share in percent."},
};
static const vakt_record leaf_record = {"leaf", sizeof(leaf), leaf_fields, 2};

#define AT(member) .offset = offsetof(tree, member)
static const vakt_record tree_record;
static const vakt_field tree_fields[] = {
    {.name = "id", .type = VAKT_T_ID, .flags = VAKT_F_REQUIRED, AT(id), .doc = "Id of the tree."},
    {.name = "text", .type = VAKT_T_STRING, AT(text), .doc = "Any text | <&\"> of it."},
    {.name = "whole", .type = VAKT_T_INT, AT(whole), .min = -5, .max = 100, .doc = "A number."},
    {.name = "any", .type = VAKT_T_INT, .flags = VAKT_F_ADVANCED, AT(any), .doc = "Any number."},
    {.name = "flag", .type = VAKT_T_BOOL, AT(flag), .doc = "A flag."},
    {.name = "on", .type = VAKT_T_BOOL, AT(on), .default_text = "true", .doc = "On."},
    {.name = "maybe", .type = VAKT_T_FLAG, AT(maybe), .doc = "Yes, no or absent."},
    {.name = "date", .type = VAKT_T_DATE, AT(date), .doc = "A date."},
    {.name = "clock", .type = VAKT_T_CLOCK, AT(clock), .default_text = "08:00", .doc = "A clock."},
    {.name = "word",
     .type = VAKT_T_ENUM,
     AT(word),
     .words = words,
     .default_text = "stand-by",
     .doc = "A word."},
    {.name = "time", .type = VAKT_T_TIME, AT(time), .doc = "A time."},
    {.name = "days", .type = VAKT_T_SET, AT(days), .words = days, .doc = "Days."},
    {.name = "usual",
     .type = VAKT_T_SET,
     AT(usual),
     .words = days,
     .default_text = "wed mon",
     .min = 0,
     .max = 2,
     .doc = "Usual days."},
    {.name = "ids",
     .type = VAKT_T_IDS,
     AT(ids),
     .offset_count = offsetof(tree, n_ids),
     .doc = "Some ids."},
    {.name = "settings",
     .type = VAKT_T_RECORD,
     AT(settings),
     .record = &leaf_record,
     .offset_count = offsetof(tree, settings_given),
     .doc = "Settings."},
    {.name = "leaves",
     .type = VAKT_T_RECORDS,
     .flags = VAKT_F_REQUIRED,
     AT(leaves),
     .item = "leaf",
     .offset_count = offsetof(tree, n_leaves),
     .record = &leaf_record,
     .doc = "The leaves."},
    {.name = "trees",
     .type = VAKT_T_RECORDS,
     AT(trees),
     .item = "tree",
     .max = 3,
     .offset_count = offsetof(tree, n_trees),
     .record = &tree_record,
     .doc = "More trees."},
};
static const vakt_record tree_record = {"tree", sizeof(tree), tree_fields,
                                        sizeof tree_fields / sizeof *tree_fields};

#define NAMESPACE "urn:vaktplan:tree:1"

/* --- reading and writing as text --- */

typedef struct read {
    vakt_status status;
    vakt_arena *arena;
    vakt_doc *doc;
    tree tree;
    char said[6000];
} read;

static void read_text(read *r, const char *text)
{
    vakt_report *report = vakt_report_new(40);
    *r = (read){.arena = vakt_arena_new()};
    memset(&r->tree, 0x5A, sizeof r->tree); /* all of it must be overwritten */
    r->status = vakt_doc_parse("file", text, strlen(text), report, &r->doc);
    if (r->status == VAKT_OK)
        r->status =
            vakt_record_read(&tree_record, r->doc, r->doc->root, r->arena, report, &r->tree);
    ck_assert_int_eq(r->status == VAKT_OK, vakt_report_errors(report) == 0);
    vakt_report_sort(report);
    size_t length = 0;
    for (size_t i = 0; i < vakt_report_count(report); i++) {
        const vakt_diagnostic *d = vakt_report_at(report, i);
        ck_assert(length < sizeof r->said - 500);
        length +=
            (size_t)snprintf(r->said + length, sizeof r->said - length, "%d:%d: %s%s%s\n",
                             d->place.line, d->place.column, d->place.path ? d->place.path : "",
                             d->place.path ? ": " : "", d->text);
    }
    vakt_report_free(report);
}

static void done(read *r)
{
    vakt_doc_free(r->doc);
    vakt_arena_free(r->arena);
}

static char *written(const tree *data, vakt_syntax syntax)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    ck_assert_int_eq(syntax == VAKT_SYNTAX_JSON
                         ? vakt_record_write_json(&tree_record, data, &text)
                         : vakt_record_write_xml(&tree_record, data, "tree", NAMESPACE, &text),
                     VAKT_OK);
    return text.bytes;
}

/* Reads `text`, writes it in `syntax` and expects `expected`. */
static void converts(const char *text, vakt_syntax syntax, const char *expected)
{
    read r;
    read_text(&r, text);
    ck_assert_str_eq(r.said, "");
    char *got = written(&r.tree, syntax);
    ck_assert_str_eq(got, expected);
    free(got);
    done(&r);
}

static const char full_json[] = "{\n"
                                "  \"id\": \"t1\",\n"
                                "  \"text\": \"Åse \\\"<&>'\\\\ \\n\\r\\t  x\",\n"
                                "  \"whole\": -5,\n"
                                "  \"any\": -9223372036854775807,\n"
                                "  \"flag\": true,\n"
                                "  \"on\": false,\n"
                                "  \"maybe\": false,\n"
                                "  \"date\": \"2027-01-31\",\n"
                                "  \"clock\": \"24:00\",\n"
                                "  \"word\": \"duty\",\n"
                                "  \"time\": \"2027-07-01T08:00+02:00\",\n"
                                "  \"days\": [\"mon\", \"wed\"],\n"
                                "  \"usual\": [],\n"
                                "  \"ids\": [\"b\", \"a\", \"c.d:e-f_g\"],\n"
                                "  \"settings\": {\"id\": \"s\"},\n"
                                "  \"leaves\": [\n"
                                "    {\"id\": \"l1\", \"share_pct\": 0},\n"
                                "    {\"id\": \"l2\"}\n"
                                "  ],\n"
                                "  \"trees\": [\n"
                                "    {\n"
                                "      \"id\": \"t2\",\n"
                                "      \"text\": \"\",\n"
                                "      \"leaves\": []\n"
                                "    }\n"
                                "  ]\n"
                                "}\n";

static const char full_xml[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<tree xmlns=\"urn:vaktplan:tree:1\" id=\"t1\" text=\"Åse &quot;&lt;&amp;&gt;'\\ &#10;&#13;"
    "&#9;  x\" whole=\"-5\" any=\"-9223372036854775807\" flag=\"true\" on=\"false\" maybe=\"false\""
    " date=\"2027-01-31\" clock=\"24:00\" word=\"duty\" time=\"2027-07-01T08:00+02:00\" days=\"mon "
    "wed\" usual=\"\" ids=\"b a c.d:e-f_g\">\n"
    "  <settings id=\"s\"/>\n"
    "  <leaf id=\"l1\" share_pct=\"0\"/>\n"
    "  <leaf id=\"l2\"/>\n"
    "  <tree id=\"t2\" text=\"\"/>\n"
    "</tree>\n";

START_TEST(the_twins_are_written_from_each_other)
{
    converts(full_json, VAKT_SYNTAX_JSON, full_json);
    converts(full_json, VAKT_SYNTAX_XML, full_xml);
    converts(full_xml, VAKT_SYNTAX_XML, full_xml);
    converts(full_xml, VAKT_SYNTAX_JSON, full_json);
}
END_TEST

START_TEST(every_value_is_read)
{
    read r;
    read_text(&r, full_xml);
    const tree *t = &r.tree;
    ck_assert_str_eq(r.said, "");
    ck_assert_ptr_eq(t->source, r.doc->root);
    ck_assert_str_eq(t->text, "Åse \"<&>'\\ \n\r\t  x");
    ck_assert_int_eq(t->whole, -5);
    ck_assert_int_eq(t->any, -INT64_MAX);
    ck_assert(t->flag && !t->on && t->maybe == 0);
    char date[11];
    vakt_day_format(t->date, date);
    ck_assert_str_eq(date, "2027-01-31");
    ck_assert_int_eq(t->clock, 1440);
    ck_assert_int_eq(t->word, 0);
    ck_assert_uint_eq(t->days, 5);
    ck_assert_uint_eq(t->usual, 0);
    ck_assert_uint_eq(t->n_ids, 3);
    ck_assert_str_eq(t->ids[2], "c.d:e-f_g");
    ck_assert(t->settings_given);
    ck_assert_int_eq(t->settings.share_pct, 50);
    ck_assert_uint_eq(t->n_leaves, 2);
    ck_assert_int_eq(t->leaves[0].share_pct, 0);
    ck_assert_str_eq(t->trees[0].text, "");
    done(&r);
}
END_TEST

START_TEST(what_is_absent_gets_its_default)
{
    read r;
    read_text(&r, "{\"$schema\": \"x.json\", \"id\": \"t\", \"leaves\": []}");
    const tree *t = &r.tree;
    ck_assert_str_eq(r.said, "");
    ck_assert_ptr_null(t->text);
    ck_assert(t->whole == VAKT_INT_NONE && t->any == VAKT_INT_NONE);
    ck_assert(!t->flag && t->on && t->maybe == -1);
    ck_assert(t->date == VAKT_DAY_NONE && t->time == VAKT_TIME_NONE);
    ck_assert(t->clock == 480 && t->word == 1);
    ck_assert(t->days == 0 && t->usual == 5);
    ck_assert(t->n_ids == 0 && t->n_leaves == 0 && t->n_trees == 0);
    ck_assert(!t->settings_given);
    ck_assert_int_eq(t->settings.share_pct, 50);
    char *json = written(t, VAKT_SYNTAX_JSON), *xml = written(t, VAKT_SYNTAX_XML);
    ck_assert_str_eq(json, "{\n  \"id\": \"t\",\n  \"leaves\": []\n}\n");
    ck_assert_str_eq(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<tree xmlns=\"urn:vaktplan:tree:1\" id=\"t\"/>\n");
    converts(xml, VAKT_SYNTAX_JSON, json);
    free(json);
    free(xml);
    done(&r);
}
END_TEST

static const struct {
    const char *given, *time; /* NULL: refused */
} times[] = {
    {"2027-01-31T08:00", "2027-01-31T08:00+01:00"},
    {"2027-07-01T08:00", "2027-07-01T08:00+02:00"},
    {"2027-01-31T08:00Z", "2027-01-31T09:00+01:00"},
    {"2027-01-31T23:30-05:30", "2027-02-01T06:00+01:00"},
    {"2027-10-31T02:30", "2027-10-31T02:30+02:00"},
    {"2027-10-31T02:30+01:00", "2027-10-31T02:30+01:00"},
    {"1996-01-01T00:00", "1996-01-01T00:00+01:00"},
    {"2199-12-31T23:59", "2199-12-31T23:59+01:00"},
    {"1996-01-01T00:00+02:00", NULL},
    {"2199-12-31T23:59Z", NULL},
    {"2027-02-29T08:00", NULL},
    {"2027-01-31T24:00", NULL},
    {"2027-01-31T08:60", NULL},
    {"2027-01-31 08:00", NULL},
    {"2027-01-31T08:00+14:01", NULL},
    {"2027-01-31T08:00+01", NULL},
    {"2027-01-31T08:00+01:00x", NULL},
    {"2027-01-31T08:00:00", NULL},
    {"2027-01-31T8:00", NULL},
    {"2027-01-31", NULL},
    {"", NULL},
};

START_TEST(a_time_is_oslo_time_unless_it_has_an_offset)
{
    char text[200], said[200];
    read r;
    snprintf(text, sizeof text, "<tree id='t' time='%s'/>", times[_i].given);
    read_text(&r, text);
    if (times[_i].time) {
        char time[23];
        ck_assert_str_eq(r.said, "");
        vakt_oslo_format(r.tree.time, time);
        ck_assert_str_eq(time, times[_i].time);
    } else {
        snprintf(said, sizeof said,
                 "1:19: time: found \"%s\", expected a time like "
                 "2027-01-31T08:00 or 2027-01-31T08:00+01:00\n",
                 times[_i].given);
        ck_assert_str_eq(r.said, said);
    }
    done(&r);
}
END_TEST

/* --- mistakes --- */

static const struct {
    const char *text, *said;
} wrong[] = {
    {"{\"id\": \"t\",\n \"leaves\": [{\"id\": \"a\"}, {\"id\": \"b\", \"share_pct\": 140}]}",
     "2:51: leaves[1].share_pct: found 140, expected a whole number 0..100\n"},
    {"<tree id='t'><leaf id='a'/>\n <leaf share_pct='140' id='b'/></tree>",
     "2:18: leaf[1].share_pct: found 140, expected a whole number 0..100\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"whole\": 3.0}",
     "1:36: whole: found 3.0, expected a whole number -5..100\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"any\": 1e2}",
     "1:34: any: found 1e2, expected a whole number\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"any\": 9223372036854775808}",
     "1:34: any: found 9223372036854775808, expected a whole number\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"any\": -9223372036854775808}",
     "1:34: any: found -9223372036854775808, expected a whole number\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"any\": \"5\"}",
     "1:34: any: found \"5\", expected a whole number\n"},
    {"<tree id='t' any='+5'/>", "1:18: any: found +5, expected a whole number\n"},
    {"<tree id='t' any='five'/>", "1:18: any: found \"five\", expected a whole number\n"},
    {"{\"id\": 7, \"leaves\": []}", "1:8: id: found 7, expected an id: a letter or digit, then "
                                    "letters, digits, _ . : - (at most 64)\n"},
    {"{\"id\": null, \"leaves\": null}",
     "1:8: id: found null, expected an id: a letter or digit, then letters, digits, _ . : - (at "
     "most 64)\n1:24: leaves: found null, expected a list of objects\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"text\": 7}",
     "1:35: text: found 7, expected a text of at most 1000 bytes without control characters\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"text\": \"\\u0001\"}",
     "1:35: text: found \"?\", expected a text of at most 1000 bytes without control characters\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"flag\": \"true\"}",
     "1:35: flag: found \"true\", expected true or false\n"},
    {"<tree id='t' flag='1' maybe='yes'/>", "1:19: flag: found 1, expected true or false\n"
                                            "1:29: maybe: found \"yes\", expected true or false\n"},
    {"<tree id='t' date='2027-02-29' clock='24:01'/>",
     "1:19: date: found \"2027-02-29\", expected a date like 2027-01-31 (1900..2199)\n"
     "1:38: clock: found \"24:01\", expected a clock time 00:00..24:00\n"},
    {"<tree id='t' word='Duty' days='mon  sun mon'/>",
     "1:19: word: found \"Duty\", expected one of duty, stand-by\n"
     "1:31: days: found \"sun\", expected one of mon, tue, wed\n"
     "1:31: days: \"mon\" is given twice\n"},
    {"{\"id\": \"t\", \"leaves\": [],\n\"days\": [\"mon\", 3, \"mon\"], \"ids\": [\"a b\", {}, "
     "\"x\", "
     "\"x\"]}",
     "2:17: days[1]: found 3, expected one of mon, tue, wed\n"
     "2:20: days[2]: \"mon\" is given twice\n"
     "2:36: ids[0]: found \"a b\", expected an id: a letter or digit, then letters, digits, _ . : "
     "- "
     "(at most 64)\n"
     "2:43: ids[1]: found an object, expected an id: a letter or digit, then letters, digits, _ . "
     ": - (at most 64)\n"
     "2:52: ids[3]: \"x\" is given twice\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"days\": \"mon\", \"ids\": {}}",
     "1:35: days: found \"mon\", expected a list of texts out of mon, tue, wed\n"
     "1:49: ids: found an object, expected a list of ids\n"},
    {"<tree id='t' usual='mon tue wed'/>", "1:20: usual: found 3 items, expected 0..2\n"},
    {"{\"leaves\": [{}]}", "1:1: expected id (Id of the tree)\n1:13: leaves[0]: expected id (Its "
                           "id)\n"},
    {"{\"id\": \"t\"}", "1:1: expected leaves (The leaves)\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"Text\": 1, \"leafs\": 2, \"zzz\": 3}",
     "1:35: Text: unknown field \"Text\", did you mean \"text\"?\n"
     "1:47: leafs: unknown field \"leafs\", did you mean \"leaves\"?\n"
     "1:57: zzz: unknown field \"zzz\"\n"},
    {"<tree id='t' idd='1'><leav/><leaves/><text/></tree>",
     "1:18: idd: unknown attribute \"idd\", did you mean \"id\"?\n"
     "1:22: leav: unknown element \"leav\", did you mean \"leaf\"?\n"
     "1:29: leaves: found a list element, expected the <leaf> elements without it\n"
     "1:38: text: found an element, expected an attribute text=\"...\"\n"},
    {"<tree id='t' settings='1' leaf='2' leaves='3'/>",
     "1:23: settings: found an attribute, expected an element <settings>\n"
     "1:32: leaf: found an attribute, expected an element <leaf>\n"
     "1:43: leaves: found an attribute, expected an element <leaf>\n"},
    {"<tree id='t'>\n<settings id='a'/>\n<settings id='b'/></tree>",
     "3:1: settings[1]: found a second <settings>, expected one (the first is on line 2)\n"},
    {"{\"id\": \"t\", \"settings\": 1, \"leaves\": {}, \"trees\": [[]]}",
     "1:52: trees: a list directly within a list is not used here\n"},
    {"{\"id\": \"t\", \"settings\": 1, \"leaves\": {}, \"trees\": [1]}",
     "1:25: settings: found 1, expected an object\n"
     "1:38: leaves: found an object, expected a list of objects\n"
     "1:52: trees[0]: found 1, expected an object\n"},
    {"<tree id='t'><tree id='1'/><tree id='2'/><tree id='3'/><tree id='4'/></tree>",
     "1:1: found 4 <tree> elements, expected 0..3\n"},
    {"{\"id\": \"t\", \"leaves\": [], \"$schema\": 1}",
     "1:38: $schema: unknown field \"$schema\"\n"},
};

START_TEST(every_mistake_is_told_at_its_place)
{
    read r;
    read_text(&r, wrong[_i].text);
    ck_assert_int_eq(r.status, VAKT_E_INPUT);
    ck_assert_str_eq(r.said, wrong[_i].said);
    done(&r);
}
END_TEST

START_TEST(a_list_that_needs_items_is_missing_without_elements)
{
    vakt_field fields[] = {{.name = "leaves",
                            .type = VAKT_T_RECORDS,
                            .flags = VAKT_F_REQUIRED,
                            AT(leaves),
                            .offset_count = offsetof(tree, n_leaves),
                            .item = "leaf",
                            .record = &leaf_record,
                            .min = 1,
                            .max = INT64_MAX,
                            .doc = "Leaves."}};
    const vakt_record record = {"few", sizeof(tree), fields, 1};
    static const char *const rows[][2] = {
        {"<a/>", "expected <leaf> (Leaves)"},
        {"{\"leaves\": []}", "found 0 items, expected at least 1"}};
    for (size_t i = 0; i < 2; i++) {
        vakt_report *report = vakt_report_new(5);
        vakt_arena *arena = vakt_arena_new();
        vakt_doc *doc = NULL;
        tree t;
        ck_assert_int_eq(vakt_doc_parse("f", rows[i][0], strlen(rows[i][0]), report, &doc),
                         VAKT_OK);
        ck_assert_int_eq(vakt_record_read(&record, doc, doc->root, arena, report, &t),
                         VAKT_E_INPUT);
        ck_assert_uint_eq(vakt_report_count(report), 1);
        ck_assert_str_eq(vakt_report_at(report, 0)->text, rows[i][1]);
        vakt_doc_free(doc);
        vakt_arena_free(arena);
        vakt_report_free(report);
    }
}
END_TEST

START_TEST(a_check_after_reading_finds_the_place)
{
    read r;
    const char *found;
    read_text(&r, "{\"id\": \"t\",\n \"leaves\": [{\"id\": \"a\"}]}");
    const void *source = r.tree.leaves[0].source;
    vakt_place place = vakt_record_place(r.doc, source, "id", r.arena, &found);
    ck_assert_int_eq(place.line, 2);
    ck_assert_int_eq(place.column, 20);
    ck_assert_str_eq(place.path, "leaves[0].id");
    ck_assert_str_eq(found, "a");
    place = vakt_record_place(r.doc, source, "share_pct", r.arena, &found);
    ck_assert_int_eq(place.column, 13);
    ck_assert_str_eq(place.path, "leaves[0]");
    ck_assert_ptr_null(found);
    place = vakt_record_place(r.doc, NULL, NULL, r.arena, NULL);
    ck_assert_str_eq(place.file, "file");
    ck_assert_ptr_null(place.path);
    done(&r);
}
END_TEST

START_TEST(what_no_document_can_say_is_not_written)
{
    read r;
    read_text(&r, full_json);
    const tree good = r.tree;
    tree bad[] = {good, good, good, good, good, good, good};
    bad[0].id = NULL;
    bad[1].id = "a b";
    bad[2].text = "\xC3";
    bad[3].text = "\x01";
    bad[4].word = 2;
    bad[5].days = 8;
    bad[6].time = INT64_MAX;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        vakt_text text;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        ck_assert_int_eq(vakt_record_write_json(&tree_record, &bad[i], &text), VAKT_E_INTERNAL);
        ck_assert_int_eq(vakt_record_write_xml(&tree_record, &bad[i], "t", NULL, &text),
                         VAKT_E_INTERNAL);
        vakt_text_done(&text);
    }
    done(&r);
}
END_TEST

START_TEST(long_lists_take_a_line_for_each_item)
{
    char text[2000] = "<tree id='t' ids='";
    for (int i = 0; i < 30; i++)
        sprintf(text + strlen(text), " id-%d", i);
    strcat(text, "'/>");
    read r;
    read_text(&r, text);
    char *json = written(&r.tree, VAKT_SYNTAX_JSON);
    ck_assert_ptr_nonnull(strstr(json, "  \"ids\": [\n    \"id-0\",\n    \"id-1\",\n"));
    ck_assert_ptr_nonnull(strstr(json, "    \"id-29\"\n  ],\n"));
    free(json);
    done(&r);
}
END_TEST

START_TEST(a_document_cut_or_bent_never_crashes_the_reader)
{
    const char *text = _i ? full_json : full_xml;
    const size_t length = strlen(text);
    static const char put[] = "0\"[{}]x:, \x80";
    char *bent = malloc(length + 1);
    read r;
    for (size_t i = 0; i < length; i++)
        for (size_t k = 0; k < sizeof put; k++) { /* the last one, NUL, cuts */
            memcpy(bent, text, length + 1);
            bent[i] = put[k];
            read_text(&r, bent);
            done(&r);
        }
    free(bent);
}
END_TEST

/* --- schemas: other people's validators must agree with the reader --- */

static void save(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    fputs(text, file);
    ck_assert_int_eq(fclose(file), 0);
}

#define TEMPORARY "/tmp/vakt-record-XXXXXX"

static int validator(const char *command)
{
    return system(command) == 0;
}

START_TEST(the_json_schema_takes_what_the_reader_takes)
{
    static const char script[] =
        "import json, sys\n"
        "from jsonschema import Draft202012Validator\n"
        "schema = json.load(open(sys.argv[1]))\n"
        "Draft202012Validator.check_schema(schema)\n"
        "sys.exit(0 if Draft202012Validator(schema).is_valid(json.load(open(sys.argv[2]))) else "
        "3)\n";
    char folder[] = TEMPORARY, schema[100], document[100], python[100], command[400];
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(
        vakt_record_json_schema(&tree_record, "https://example.org/t", "A tree", &text), VAKT_OK);
    snprintf(schema, sizeof schema, "%s/schema.json", folder);
    snprintf(document, sizeof document, "%s/document.json", folder);
    snprintf(python, sizeof python, "%s/check.py", folder);
    snprintf(command, sizeof command, "/usr/bin/python3 %s %s %s", python, schema, document);
    save(schema, text.bytes);
    save(python, script);
    save(document, full_json);
    ck_assert(validator(command));
    save(document, "{\"$schema\": \"x\", \"id\": \"t\", \"leaves\": []}");
    ck_assert(validator(command));
    static const char *const refused[] = {"\"whole\": 101",
                                          "\"whole\": -6",
                                          "\"any\": \"1\"",
                                          "\"flag\": 1",
                                          "\"date\": \"2027-1-31\"",
                                          "\"clock\": \"24:01\"",
                                          "\"word\": \"x\"",
                                          "\"days\": [\"mon\", \"mon\"]",
                                          "\"zzz\": 1",
                                          "\"usual\": [\"mon\", \"tue\", \"wed\"]",
                                          "\"ids\": [\"a b\"]",
                                          "\"settings\": {}",
                                          "\"time\": \"2027-01-31T24:00\"",
                                          "\"text\": null",
                                          "\"trees\": [1]"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        char wrong_text[200];
        read r;
        snprintf(wrong_text, sizeof wrong_text, "{\"id\": \"t\", \"leaves\": [], %s}", refused[i]);
        save(document, wrong_text);
        ck_assert_msg(!validator(command), "the schema takes %s", refused[i]);
        read_text(&r, wrong_text);
        ck_assert_int_eq(r.status, VAKT_E_INPUT);
        done(&r);
    }
    vakt_text_done(&text);
    remove(schema), remove(document), remove(python), remove(folder);
}
END_TEST

START_TEST(the_xsd_takes_what_the_reader_takes)
{
    char folder[] = TEMPORARY, schema[100], document[100], command[400];
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    ck_assert_ptr_nonnull(mkdtemp(folder));
    ck_assert_int_eq(vakt_record_xsd(&tree_record, "tree", NAMESPACE, &text), VAKT_OK);
    snprintf(schema, sizeof schema, "%s/schema.xsd", folder);
    snprintf(document, sizeof document, "%s/document.xml", folder);
    snprintf(command, sizeof command, "xmllint --nonet --noout --schema %s %s >%s/out 2>&1", schema,
             document, folder);
    save(schema, text.bytes);
    save(document, full_xml);
    ck_assert(validator(command));
    static const char *const refused[] = {
        "whole='101'",         "whole='+5'", "flag='1'",         "date='2027-1-31'",
        "clock='24:01'",       "word='x'",   "days='mon sun'",   "zzz='1'",
        "usual='mon tue wed'", "ids='a _'",  "time='2027-01-31'"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        char wrong_text[200];
        read r;
        snprintf(wrong_text, sizeof wrong_text, "<tree xmlns='%s' id='t' %s/>", NAMESPACE,
                 refused[i]);
        save(document, wrong_text);
        ck_assert_msg(!validator(command), "the schema takes %s", refused[i]);
        read_text(&r, wrong_text);
        ck_assert_int_eq(r.status, VAKT_E_INPUT);
        done(&r);
    }
    vakt_text_done(&text);
    remove(schema), remove(document);
    snprintf(document, sizeof document, "%s/out", folder);
    remove(document), remove(folder);
}
END_TEST

START_TEST(the_reference_has_a_table_for_each_record)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    ck_assert_int_eq(vakt_record_reference(&tree_record, &text), VAKT_OK);
    static const char *const parts[] = {
        "## tree\n\n| field | type | range | default | meaning |\n",
        "| `text` | text |  |  | Any text \\| <&\"> of it. |\n",
        "| `whole` | whole number | -5..100 |  | A number. |\n",
        "| `any` | whole number |  |  | Any number. (advanced) |\n",
        "| `usual` | list of words | `mon`, `tue`, `wed`; 0..2 items | `wed mon` | Usual days. |\n",
        "| `leaves` | list of [leaf](#leaf), in XML `<leaf>` |  | required | The leaves. |\n",
        "\n## leaf\n\n"};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        ck_assert_msg(strstr(text.bytes, parts[i]) != NULL, "no %s in %s", parts[i], text.bytes);
    vakt_text_done(&text);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("record");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, the_twins_are_written_from_each_other);
    tcase_add_test(tests, every_value_is_read);
    tcase_add_test(tests, what_is_absent_gets_its_default);
    tcase_add_loop_test(tests, a_time_is_oslo_time_unless_it_has_an_offset, 0,
                        sizeof times / sizeof *times);
    tcase_add_loop_test(tests, every_mistake_is_told_at_its_place, 0, sizeof wrong / sizeof *wrong);
    tcase_add_test(tests, a_list_that_needs_items_is_missing_without_elements);
    tcase_add_test(tests, a_check_after_reading_finds_the_place);
    tcase_add_test(tests, what_no_document_can_say_is_not_written);
    tcase_add_test(tests, long_lists_take_a_line_for_each_item);
    tcase_add_loop_test(tests, a_document_cut_or_bent_never_crashes_the_reader, 0, 2);
    tcase_add_test(tests, the_json_schema_takes_what_the_reader_takes);
    tcase_add_test(tests, the_xsd_takes_what_the_reader_takes);
    tcase_add_test(tests, the_reference_has_a_table_for_each_record);
    Suite *suite = suite_create("record");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
