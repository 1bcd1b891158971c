/*
 * Small problem documents with one mistake, and what is said of it at which place.
 */
#ifndef VAKT_TESTS_MISTAKES_H
#define VAKT_TESTS_MISTAKES_H

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/instance.h"
#include "io/record.h"
#include "io/vakt_io.h"

/* Documents are written with ' for ". */
#define TYPE(more) "{'id': 'D', 'layer': 'primary', 'start': '08:00', 'end': '20:00'" more "}"
#define DOCTOR(more) "{'id': 'A', 'position': 'gp'" more "}"

static vakt_arena *arena;
static vakt_report *report;
static vakt_doc *doc;
static vakt_problem *problem;
static vakt_instance *instance;
static char document[4000];

static inline void set_up(void)
{
    arena = vakt_arena_new();
    report = vakt_report_new(20);
}

static inline void tear_down(void)
{
    vakt_instance_free(instance);
    vakt_doc_free(doc);
    vakt_report_free(report);
    vakt_arena_free(arena);
    instance = NULL;
    doc = NULL;
}

static inline vakt_place locate(void *context, const void *source, const char *field,
                                const char **ret_found)
{
    (void)context;
    return vakt_record_place(doc, source, field, arena, ret_found);
}

/* The instance of {head, parts}; the parts are on lines 2 and on. */
static inline vakt_status read_problem(const char *head, const char *parts)
{
    int length =
        snprintf(document, sizeof document, "{'version': 1, 'id': 'p', %s,\n%s}", head, parts);
    ck_assert(length > 0 && (size_t)length < sizeof document);
    for (char *c = document; *c; c++)
        *c = *c == '\'' ? '"' : *c;
    if (vakt_problem_read_bytes("p.json", document, (size_t)length, arena, report, &doc,
                                &problem) != VAKT_OK)
        ck_abort_msg("not read: %s", vakt_report_at(report, 0)->text);
    return vakt_instance_new(problem, locate, NULL, report, &instance);
}

/* What stands in the document where the diagnostic points to. */
static inline const char *text_at(const vakt_place *place)
{
    const char *line = document;
    for (int i = 1; i < place->line; i++) {
        line = strchr(line, '\n');
        ck_assert_ptr_nonnull(line);
        line++;
    }
    ck_assert_int_le(place->column, (int)strcspn(line, "\n"));
    return line + place->column - 1;
}

/* The only message, as "path: text", and what it points to in the document. */
static inline void expect_only(vakt_severity severity, const char *said, const char *there)
{
    char got[700], at[200];
    for (size_t i = 1; i < vakt_report_count(report); i++)
        fprintf(stderr, "also: %s\n", vakt_report_at(report, i)->text);
    ck_assert_uint_eq(vakt_report_count(report), 1);
    const vakt_diagnostic *d = vakt_report_at(report, 0);
    snprintf(got, sizeof got, "%s: %s", d->place.path ? d->place.path : "", d->text);
    ck_assert_str_eq(got, said);
    ck_assert_int_eq(d->severity, severity);
    ck_assert_str_eq(d->place.file, "p.json");
    snprintf(at, sizeof at, "%.*s", (int)strlen(there), text_at(&d->place));
    for (char *c = at; *c; c++)
        *c = *c == '"' ? '\'' : *c;
    ck_assert_str_eq(at, there);
}

#define JANUARY "'from': '2027-01-04', 'to': '2027-01-31'"

static inline void refused(const char *parts, const char *said, const char *there)
{
    ck_assert_int_eq(read_problem(JANUARY, parts), VAKT_E_INPUT);
    expect_only(VAKT_ERROR, said, there);
    ck_assert_uint_eq(vakt_problem_check_all(problem, locate, NULL, NULL), 1);
}

#define SMALL(rest)                                                                                \
    "'district': {'municipalities': [{'id': 'fjord'}, {'id': 'fjell'}]},\n"                        \
    "'shift_types': [" TYPE("") "],\n" rest

/* A doctor with these fields, beside a doctor B. */
#define DOCTOR_IS(more, said, there)                                                               \
    refused(SMALL("'doctors': [" DOCTOR(more) ", {'id': 'B', 'position': 'gp'}]"), said, there)
/* A problem of two doctors with this rule entry. */
#define RULE_IS(entry, said, there)                                                                \
    refused(SMALL("'doctors': [" DOCTOR("") ", {'id': 'B', 'position': 'gp'}],\n"                  \
                                            "'rules': [{" entry "}]"),                             \
            said, there)
/* And with these further parts. */
#define PROBLEM_IS(parts, said, there)                                                             \
    refused(SMALL("'doctors': [" DOCTOR("") ", {'id': 'B', 'position': 'gp'}],\n" parts), said,    \
            there)

/* A program of one list of tests: MISTAKES_MAIN("name", a_sentence, another_sentence) */
static inline int mistakes_main(const char *name, const TTest *const *tests, size_t n)
{
    Suite *suite = suite_create(name);
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, set_up, tear_down);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#define MISTAKES_MAIN(name, ...)                                                                   \
    int main(void)                                                                                 \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return mistakes_main(name, tests, sizeof tests / sizeof *tests);                           \
    }

#endif
