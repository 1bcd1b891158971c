/* links: vakt_doc vakt_domain vakt_base */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/doc.h"

/* What parsing gave, as text: each diagnostic as "line:column: path: text\n". */
typedef struct outcome {
    vakt_status status;
    vakt_doc *doc;
    char said[4000];
} outcome;

static void say(outcome *o, const vakt_report *report)
{
    size_t length = 0;
    o->said[0] = '\0';
    for (size_t i = 0; i < vakt_report_count(report); i++) {
        const vakt_diagnostic *d = vakt_report_at(report, i);
        ck_assert(length < sizeof o->said - 500);
        length +=
            (size_t)snprintf(o->said + length, sizeof o->said - length, "%d:%d: %s%s%s\n",
                             d->place.line, d->place.column, d->place.path ? d->place.path : "",
                             d->place.path ? ": " : "", d->text);
    }
}

static outcome parse_bytes(const char *bytes, size_t length)
{
    outcome o = {0};
    vakt_report *report = vakt_report_new(20);
    char *exact = malloc(length ? length : 1); /* no terminator: reading beyond the end is seen */
    memcpy(exact, bytes, length);
    o.status = vakt_doc_parse("file", exact, length, report, &o.doc);
    free(exact);
    ck_assert_int_eq(o.status == VAKT_OK, o.doc != NULL);
    ck_assert_int_eq(o.status == VAKT_OK, vakt_report_errors(report) == 0);
    say(&o, report);
    vakt_report_free(report);
    return o;
}

static outcome parse(const char *text)
{
    return parse_bytes(text, strlen(text));
}

static void refused(const char *text, const char *said)
{
    outcome o = parse(text);
    ck_assert_int_eq(o.status, VAKT_E_INPUT);
    ck_assert_str_eq(o.said, said);
}

static void at(const vakt_node *node, int line, int column)
{
    ck_assert_ptr_nonnull(node);
    ck_assert_int_eq(node->line, line);
    ck_assert_int_eq(node->column, column);
}

static const vakt_node *member(const vakt_node *node, const char *name)
{
    const vakt_node *found = vakt_node_member(node, name);
    ck_assert_msg(found != NULL, "no member %s", name);
    return found;
}

START_TEST(json_values_know_line_and_column)
{
    outcome o =
        parse("{\"a\": 1,\n  \"b\": [ {\"c\": \"x\"},\r\n {\"c\": -1.5e3 } ],\n\t\"d\":true}");
    ck_assert_str_eq(o.said, "");
    at(o.doc->root, 1, 1);
    at(member(o.doc->root, "a"), 1, 7);
    const vakt_node *b = member(o.doc->root, "b");
    at(b, 2, 8);
    at(b->first, 2, 10);
    at(member(b->first, "c"), 2, 16);
    at(b->last, 3, 2);
    const vakt_node *c = member(b->last, "c");
    at(c, 3, 8);
    ck_assert_str_eq(c->text, "-1.5e3");
    ck_assert_int_eq(c->scalar, VAKT_SCALAR_NUMBER);
    at(member(o.doc->root, "d"), 4, 6);
    ck_assert_int_eq(member(o.doc->root, "d")->scalar, VAKT_SCALAR_BOOL);
    vakt_arena *arena = vakt_arena_new();
    ck_assert_str_eq(vakt_node_path(arena, c), "b[1].c");
    ck_assert_str_eq(vakt_node_path(arena, o.doc->root), "");
    vakt_arena_free(arena);
    vakt_doc_free(o.doc);
}
END_TEST

START_TEST(xml_elements_and_attributes_know_line_and_column)
{
    outcome o =
        parse("<?xml version=\"1.0\"?>\n<!-- <a b='1'> -->\n<a  xmlns:v='urn:v' b = \"1>2\"\n"
              "   c='x&amp;&#65;'><?go <d/> ?>\r\n  <d e=\"1\"/><!-- <d/> --> <d\n e='2'></d>"
              "\n <f/></a>");
    ck_assert_str_eq(o.said, "");
    ck_assert_str_eq(o.doc->root->name, "a");
    at(o.doc->root, 3, 1);
    at(member(o.doc->root, "b"), 3, 25);
    ck_assert_str_eq(member(o.doc->root, "b")->text, "1>2");
    at(member(o.doc->root, "c"), 4, 6);
    ck_assert_str_eq(member(o.doc->root, "c")->text, "x&A");
    const vakt_node *d = member(o.doc->root, "d");
    at(d, 5, 3);
    at(member(d, "e"), 5, 8);
    at(d->next, 5, 27);
    at(member(d->next, "e"), 6, 4);
    at(member(o.doc->root, "f"), 7, 2);
    vakt_arena *arena = vakt_arena_new();
    ck_assert_str_eq(vakt_node_path(arena, d->next->first), "d[1].e");
    ck_assert_str_eq(vakt_node_path(arena, member(o.doc->root, "f")), "f");
    vakt_arena_free(arena);
    vakt_doc_free(o.doc);
}
END_TEST

START_TEST(a_byte_order_mark_takes_no_column)
{
    outcome o = parse("\xEF\xBB\xBF{\"a\": 1}");
    ck_assert_str_eq(o.said, "");
    at(member(o.doc->root, "a"), 1, 7);
    vakt_doc_free(o.doc);
    o = parse("\xEF\xBB\xBF<a b='1'/>");
    ck_assert_str_eq(o.said, "");
    at(member(o.doc->root, "b"), 1, 6);
    vakt_doc_free(o.doc);
    refused("\xEF\xBB\xBF{\"a\" 1}", "1:6: expected ':' after the field name, found '1'\n");
    refused("\xEF\xBB\xBF<a b=1/>", "1:6: XML: AttValue: \" or ' expected\n"
                                    "1:6: XML: attributes construct error\n"
                                    "1:6: XML: Couldn't find end of Start Tag a line 1\n"
                                    "1:6: XML: Extra content at the end of the document\n");
}
END_TEST

START_TEST(json_strings_are_decoded)
{
    outcome o = parse("{\"\\u00e6\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u20AC\\ud83d\\ude00å\"}");
    ck_assert_str_eq(o.said, "");
    ck_assert_str_eq(member(o.doc->root, "æ")->text, "\"\\/\b\f\n\r\t€😀å");
    vakt_doc_free(o.doc);
}
END_TEST

static const struct {
    const char *text, *said;
} wrong[] = {
    {"", "1:1: the document is empty\n"},
    {" \r\n\t", "1:1: the document is empty\n"},
    {"hello", "1:1: expected '{' (JSON) or '<' (XML) at the beginning, found 'h'\n"},
    {"[1]", "1:1: expected '{' (JSON) or '<' (XML) at the beginning, found '['\n"},
    {"\x89PNG\r\n", "1:1: neither JSON nor XML: byte 0x89 is not valid UTF-8\n"},
    {"{\n \"a\": \"x\xC3\"}", "2:9: byte 0xC3 is not valid UTF-8\n"},
    {"{\"a\": \"\xED\xA0\x80\"}", "1:8: byte 0xED is not valid UTF-8\n"},
    {"{\"a\": \"\xC0\x80\"}", "1:8: byte 0xC0 is not valid UTF-8\n"},
    {"{'a': 1}", "1:2: expected a field name in double quotes, found '''\n"},
    {"{\"a\": 1,}", "1:9: expected a field name in double quotes, found '}'\n"},
    {"{\"a\": 1", "1:8: expected ',' or '}' after a field, found the end of the text\n"},
    {"{\"a\": 1\n\"b\": 2}", "2:1: expected ',' or '}' after a field, found '\"'\n"},
    {"{\"a\": [1 2]}", "1:10: expected ',' or ']' after a list item, found '2'\n"},
    {"{\"a\": 01}", "1:8: expected no digit after a leading 0, found '1'\n"},
    {"{\"a\": 1.}", "1:9: expected a digit, found '}'\n"},
    {"{\"a\": \"x", "1:9: expected a closing '\"', found the end of the text\n"},
    {"{\"a\": \"x\n\"}", "1:9: expected '\"' on the same line (line ends and tabs are written \\n "
                         "and \\t), found the end of the line\n"},
    {"{\"a\": \"\\x\"}", "1:9: expected one of \" \\ / b f n r t u after a backslash, found 'x'\n"},
    {"{\"a\": NaN}", "1:7: expected a value: a text in quotes, a number, true, false, { or [, "
                     "found 'N'\n"},
    {"{} {}", "1:4: expected nothing more after the last '}', found '{'\n"},
    {"{\"a\": \"x\\u0000y\"}", "1:9: \\u0000 is not allowed in a text\n"},
    {"{\"a\": \"\\ud83dx\"}", "1:8: \\uD83D is half of a surrogate pair\n"},
    {"{\"a\": [1, [2]]}", "1:11: a: a list directly within a list is not used here\n"},
    {"{\"a\": {\"b\": 1,\n\"B\": 2, \"b\": 3}}",
     "2:14: a.b: \"b\" is given twice, first on line 1\n"},
    {"<a>\n  <b c='1' c='2'/></a>", "2:17: XML: Attribute c redefined\n"},
    {"<a>\n <b>\n</a>", "3:5: XML: Opening and ending tag mismatch: b line 2 and a\n"
                        "3:5: XML: Premature end of data in tag a line 1\n"},
    {"<a>\n  å x</a>", "2:3: text is not used here, values are attributes\n"},
    {"<a><b>\n<c/> <![CDATA[x]]></b></a>",
     "2:6: b: text is not used here, values are attributes\n"},
    {"<a xmlns='urn:other'/>", "1:1: found namespace \"urn:other\", expected one of vaktplan "
                               "(urn:vaktplan:...) or none\n"},
    {"<a>\n<b xmlns='urn:vaktplan:x'/></a>",
     "2:1: b: the element is in namespace \"urn:vaktplan:x\", not in that of the root element\n"},
    {"<!-- <!DOCTYPE -->\n <!DOCTYPE a>\n<a/>",
     "2:2: a DOCTYPE is not allowed: documents here use no entities and no DTD\n"},
    {"<a b='&x;'/>", "1:10: XML: Entity 'x' not defined\n"},
    {"<a b='\xC3'/>", NULL},
    {"<", NULL},
    {"<?xml version='1.0' encoding='bogus'?><a/>", NULL},
};

START_TEST(a_syntax_mistake_is_told_at_its_place)
{
    outcome o = parse(wrong[_i].text);
    ck_assert_int_eq(o.status, VAKT_E_INPUT);
    if (wrong[_i].said)
        ck_assert_str_eq(o.said, wrong[_i].said);
    else
        ck_assert_str_ne(o.said, "");
}
END_TEST

START_TEST(mistakes_that_do_not_break_the_syntax_are_told_together)
{
    refused("{\"a\": 1, \"a\": \"\\u0000\",\n \"a\": [[]]}",
            "1:16: \\u0000 is not allowed in a text\n"
            "2:8: a: a list directly within a list is not used here\n"
            "1:15: a: \"a\" is given twice, first on line 1\n"
            "2:7: a: \"a\" is given twice, first on line 1\n");
}
END_TEST

START_TEST(namespaces_and_schema_hints_are_no_members)
{
    outcome o = parse("<v:a xmlns:v='urn:vaktplan:problem:1' "
                      "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                      "xsi:schemaLocation='urn:vaktplan:problem:1 p.xsd' b='1'><v:c d='2'/></v:a>");
    ck_assert_str_eq(o.said, "");
    ck_assert_str_eq(o.doc->root->first->name, "b");
    at(o.doc->root->first, 1, 145);
    ck_assert_str_eq(o.doc->root->last->name, "c");
    at(member(o.doc->root->last, "d"), 1, 156);
    vakt_doc_free(o.doc);
}
END_TEST

START_TEST(xml_in_utf16_is_read_without_exact_places)
{
    static const char text[] = "<\0a\0 \0b\0=\0'\0\xE5\0'\0/\0>\0"; /* after the byte order mark */
    char bytes[sizeof text + 1] = "\xFF\xFE";
    memcpy(bytes + 2, text, sizeof text - 1);
    outcome o = parse_bytes(bytes, sizeof text + 1);
    ck_assert_str_eq(o.said, "");
    ck_assert_str_eq(member(o.doc->root, "b")->text, "å");
    ck_assert_int_eq(o.doc->root->line, 1);
    vakt_doc_free(o.doc);
}
END_TEST

/* --- hostile --- */

static char *repeat(const char *before, const char *unit, size_t times, const char *behind)
{
    size_t length = strlen(unit);
    char *text = malloc(strlen(before) + times * length + strlen(behind) + 1);
    char *out = text + sprintf(text, "%s", before);
    for (size_t i = 0; i < times; i++, out += length)
        memcpy(out, unit, length);
    strcpy(out, behind);
    return text;
}

static void check_repeated(const char *before, const char *unit, size_t times, const char *behind,
                           const char *said)
{
    char *text = repeat(before, unit, times, behind);
    refused(text, said);
    free(text);
}

START_TEST(deep_nesting_is_refused_not_followed)
{
    check_repeated("", "{\"a\":", 100000, "", "1:161: nested deeper than 32 levels\n");
    char *text = repeat("{\"a\":", "[", 1000000, "");
    outcome o = parse(text);
    ck_assert_ptr_nonnull(strstr(o.said, "nested deeper than 32 levels\n"));
    free(text);
}
END_TEST

START_TEST(deep_xml_is_refused_not_followed)
{
    check_repeated("", "<a>", 100000, "", "1:99: nested deeper than 32 levels\n");
}
END_TEST

START_TEST(the_deepest_document_allowed_is_read)
{
    char *open = repeat("", "<a>", VAKT_DOC_MAX_DEPTH, ""), *text = repeat(open, "</a>", 32, "");
    outcome o = parse(text);
    ck_assert_str_eq(o.said, "");
    vakt_doc_free(o.doc);
    free(open);
    free(text);
    open = repeat("", "{\"a\":", VAKT_DOC_MAX_DEPTH, "1");
    text = repeat(open, "}", VAKT_DOC_MAX_DEPTH, "");
    o = parse(text);
    ck_assert_str_eq(o.said, "");
    vakt_doc_free(o.doc);
    free(open);
    free(text);
}
END_TEST

START_TEST(entities_are_never_expanded)
{
    refused("<!DOCTYPE a [<!ENTITY b \"x\"><!ENTITY c \"&b;&b;\">]>\n<a d='&c;'/>",
            "1:1: a DOCTYPE is not allowed: documents here use no entities and no DTD\n");
    refused("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
            "1:1: a DOCTYPE is not allowed: documents here use no entities and no DTD\n");
}
END_TEST

START_TEST(many_values_are_refused)
{
    check_repeated("{\"a\":[0", ",0", VAKT_DOC_MAX_NODES, "]}",
                   "1:8388611: the document has more than 4194304 values\n");
}
END_TEST

START_TEST(long_strings_are_read)
{
    char *text = repeat("{\"a\":\"", "\\u00e5", 100000, "\"}");
    outcome o = parse(text);
    ck_assert_str_eq(o.said, "");
    ck_assert_uint_eq(strlen(o.doc->root->first->text), 200000);
    vakt_doc_free(o.doc);
    free(text);
}
END_TEST

#define TEN "åååååååååå"

START_TEST(a_message_stays_short_and_on_one_line)
{
    char *key = repeat("\"a\\n", "å", 1000, "\":1"), *text = repeat("{", key, 1, ",");
    char *twice = repeat(text, key, 1, "}");
    outcome o = parse(twice);
    ck_assert_str_eq(o.said, "1:4016: a?" TEN TEN TEN "ååå...: \"a?" TEN TEN TEN
                             "ååå...\" is given twice, first on line 1\n");
    free(key);
    free(text);
    free(twice);
}
END_TEST

START_TEST(a_hundred_thousand_equal_keys_take_no_long_time)
{
    char *text = repeat("{\"b\":1", ",\"a\":1", 100000, "}");
    outcome o = parse(text);
    ck_assert_int_eq(o.status, VAKT_E_INPUT);
    free(text);
}
END_TEST

static const char *const valid[] = {
    "\xEF\xBB\xBF{\"a\": \"\\u00e6\\ud83d\\ude00å\", \"b\": [{\"c\": -1.5e+3}, true, null]}\r\n",
    "<?xml version=\"1.0\"?><!-- c --><v:a xmlns:v='urn:vaktplan:x' b=\"&lt;å&#10;\"><v:c d='1'/>"
    "<?p i?><v:c></v:c><![CDATA[ ]]></v:a>\n"};

START_TEST(a_document_cut_anywhere_or_bent_never_crashes)
{
    const char *text = valid[_i];
    const size_t length = strlen(text);
    static const unsigned char bends[] = {0x01, 0x80, 0xFF, 0x20, 0x02, 0x1D};
    for (size_t cut = 0; cut < length; cut++)
        vakt_doc_free(parse_bytes(text, cut).doc);
    char *bent = malloc(length);
    for (size_t i = 0; i < length; i++)
        for (size_t k = 0; k < sizeof bends; k++) {
            memcpy(bent, text, length);
            bent[i] = (char)(bent[i] ^ bends[k]);
            bent[(i * 7 + k * 13) % length] ^= k > 3 ? 0x11 : 0;
            vakt_doc_free(parse_bytes(bent, length).doc);
        }
    free(bent);
    outcome o = parse(text);
    ck_assert_str_eq(o.said, "");
    vakt_doc_free(o.doc);
}
END_TEST

START_TEST(a_file_that_cannot_be_read_is_told)
{
    static const struct {
        const char *path, *said;
    } rows[] = {{"/no/such/file", "0:0: cannot be opened: there is no such file\n"},
                {"/", "0:0: cannot be read: it is a directory\n"},
                {"/dev/zero", "0:0: is larger than 67108864 bytes\n"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        vakt_report *report = vakt_report_new(5);
        char *bytes = NULL;
        size_t length = 0;
        outcome o;
        ck_assert_int_eq(vakt_file_read(rows[i].path, &bytes, &length, report), VAKT_E_IO);
        ck_assert_ptr_null(bytes);
        say(&o, report);
        ck_assert_str_eq(o.said, rows[i].said);
        ck_assert_str_eq(vakt_report_at(report, 0)->place.file, rows[i].path);
        vakt_report_free(report);
    }
}
END_TEST

START_TEST(a_file_is_read_whole)
{
    char path[] = "/tmp/vakt-doc-XXXXXX";
    int descriptor = mkstemp(path);
    ck_assert_int_ge(descriptor, 0);
    FILE *file = fdopen(descriptor, "w");
    for (int i = 0; i < 200000; i++)
        fputc('a' + i % 26, file);
    fclose(file);
    char *bytes = NULL;
    size_t length = 0;
    ck_assert_int_eq(vakt_file_read(path, &bytes, &length, NULL), VAKT_OK);
    remove(path);
    ck_assert_uint_eq(length, 200000);
    ck_assert_int_eq(bytes[length - 1], 'a' + 199999 % 26);
    ck_assert_int_eq(bytes[length], '\0');
    free(bytes);
}
END_TEST

START_TEST(a_tree_can_be_built_by_hand)
{
    vakt_doc *doc = vakt_doc_new("root");
    vakt_node *list = vakt_node_add(doc, doc->root, VAKT_DOC_LIST, "l", NULL, VAKT_SCALAR_TEXT);
    vakt_node_add(doc, list, VAKT_DOC_SCALAR, NULL, "1", VAKT_SCALAR_NUMBER);
    const vakt_node *two = vakt_node_add(doc, list, VAKT_DOC_SCALAR, NULL, "2", VAKT_SCALAR_NUMBER);
    ck_assert_str_eq(vakt_node_path(doc->arena, two), "l[1]");
    ck_assert_ptr_eq(vakt_node_member(doc->root, "l"), list);
    ck_assert_ptr_null(vakt_node_member(doc->root, "L"));
    vakt_doc_free(doc);
    vakt_doc_free(NULL);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("doc");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, json_values_know_line_and_column);
    tcase_add_test(tests, xml_elements_and_attributes_know_line_and_column);
    tcase_add_test(tests, a_byte_order_mark_takes_no_column);
    tcase_add_test(tests, json_strings_are_decoded);
    tcase_add_loop_test(tests, a_syntax_mistake_is_told_at_its_place, 0,
                        sizeof wrong / sizeof *wrong);
    tcase_add_test(tests, mistakes_that_do_not_break_the_syntax_are_told_together);
    tcase_add_test(tests, namespaces_and_schema_hints_are_no_members);
    tcase_add_test(tests, xml_in_utf16_is_read_without_exact_places);
    tcase_add_test(tests, deep_nesting_is_refused_not_followed);
    tcase_add_test(tests, deep_xml_is_refused_not_followed);
    tcase_add_test(tests, the_deepest_document_allowed_is_read);
    tcase_add_test(tests, entities_are_never_expanded);
    tcase_add_test(tests, many_values_are_refused);
    tcase_add_test(tests, long_strings_are_read);
    tcase_add_test(tests, a_message_stays_short_and_on_one_line);
    tcase_add_test(tests, a_hundred_thousand_equal_keys_take_no_long_time);
    tcase_add_loop_test(tests, a_document_cut_anywhere_or_bent_never_crashes, 0, 2);
    tcase_add_test(tests, a_file_that_cannot_be_read_is_told);
    tcase_add_test(tests, a_file_is_read_whole);
    tcase_add_test(tests, a_tree_can_be_built_by_hand);
    Suite *suite = suite_create("doc");
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
