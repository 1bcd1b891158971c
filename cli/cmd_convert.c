/* vaktplan convert: JSON, XML and CSV forms of a problem, a roster or changes; CSV merged into a
 * problem. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "io/csv_in.h"
#include "io/csv_out.h"
#include "io/changes_fields.h"
#include "io/problem_fields.h"
#include "io/roster_fields.h"

typedef struct converting {
    const vakt_args *args;
    vakt_report *report;
    vakt_arena *arena;
    vakt_doc *doc;
    vakt_problem *problem;   /* one of the three */
    vakt_roster_doc *roster;
    vakt_changes_doc *changes;
    bool from_json;
} converting;

static const struct {
    vakt_csv_kind kind;
    size_t flag; /* offset of the path in vakt_args */
} csv_flags[] = {
    {VAKT_CSV_DOCTORS, offsetof(vakt_args, doctors_csv)},
    {VAKT_CSV_LEAVE, offsetof(vakt_args, leave_csv)},
    {VAKT_CSV_WISHES, offsetof(vakt_args, wishes_csv)},
    {VAKT_CSV_HISTORY, offsetof(vakt_args, history_csv)},
};

static vakt_status write_converted(void *context, const char *format, vakt_text *text)
{
    const converting *c = context;
    bool json = strcmp(format, "json") == 0;
    if (strcmp(format, "csv") == 0)
        return vakt_roster_doc_write_csv(c->roster, text);
    if (c->changes)
        return json ? vakt_changes_doc_write_json(c->changes, text)
                    : vakt_changes_doc_write_xml(c->changes, text);
    if (c->problem)
        return json ? vakt_problem_write_json(c->problem, text)
                    : vakt_problem_write_xml(c->problem, text);
    return json ? vakt_roster_doc_write_json(c->roster, text)
                : vakt_roster_doc_write_xml(c->roster, text);
}

/* Of a document that has parsed: a JSON roster is the one that names its problem. */
static bool is_roster(const vakt_doc *doc)
{
    if (doc->syntax == VAKT_SYNTAX_XML)
        return strcmp(doc->root->name, VAKT_ROSTER_ROOT) == 0;
    return doc->root->kind == VAKT_DOC_OBJECT && vakt_node_member(doc->root, "problem");
}

static bool is_changes(const vakt_doc *doc)
{
    if (doc->syntax == VAKT_SYNTAX_XML)
        return strcmp(doc->root->name, VAKT_CHANGES_ROOT) == 0;
    return doc->root->kind == VAKT_DOC_OBJECT && vakt_node_member(doc->root, "changes");
}

static vakt_status read_document(converting *c, const char *path, const char *bytes, size_t length)
{
    vakt_doc *doc = NULL;
    vakt_status status = vakt_doc_parse(path, bytes, length, c->report, &doc);
    if (status != VAKT_OK)
        return status;
    bool changes = is_changes(doc), roster = is_roster(doc);
    c->from_json = doc->syntax == VAKT_SYNTAX_JSON;
    vakt_doc_free(doc);
    if (changes)
        return vakt_changes_doc_read_bytes(path, bytes, length, c->arena, c->report, &c->doc,
                                           &c->changes);
    if (roster)
        return vakt_roster_doc_read_bytes(path, bytes, length, c->arena, c->report, &c->doc,
                                          &c->roster);
    return vakt_problem_read_bytes(path, bytes, length, c->arena, c->report, &c->doc, &c->problem);
}

static vakt_status read_roster_csv(converting *c, const char *path, const char *bytes,
                                   size_t length)
{
    vakt_problem *problem = NULL;
    vakt_status status =
        vakt_problem_read(c->args->problem_for, c->arena, c->report, &c->doc, &problem);
    if (status != VAKT_OK)
        return status;
    return vakt_csv_roster_bytes(problem, c->arena, path, bytes, length, c->report, &c->roster);
}

static vakt_status merge_csv(converting *c)
{
    vakt_status worst = VAKT_OK;
    for (size_t i = 0; i < sizeof csv_flags / sizeof *csv_flags; i++) {
        const char *path;
        memcpy(&path, (const char *)c->args + csv_flags[i].flag, sizeof path);
        if (!path)
            continue;
        if (!c->problem) {
            fprintf(stderr, "vaktplan convert: error: found %s, expected a problem to merge "
                            "%s into\n", c->roster ? "a roster" : "changes", path);
            return VAKT_E_USAGE;
        }
        /* Goes on after mistakes: those of all files are told at once. */
        vakt_status status =
            vakt_csv_merge(csv_flags[i].kind, c->problem, c->arena, path, c->report);
        worst = status != VAKT_OK ? status : worst;
        if (status != VAKT_OK && status != VAKT_E_INPUT)
            return status;
    }
    return worst;
}

static bool has_extension(const char *path, const char *extension)
{
    size_t length = strlen(path), tail = strlen(extension);
    return length > tail && strcmp(path + length - tail, extension) == 0;
}

static vakt_status run(converting *c)
{
    static const char *const orders[][4] = {
        {"json", "xml", NULL, NULL}, {"xml", "json", NULL, NULL},  /* the other first */
        {"json", "xml", "csv", NULL}, {"xml", "json", "csv", NULL}};
    const char *path = c->args->positional[0];
    char *bytes = NULL;
    size_t length = 0;
    vakt_status status;
    bool csv = c->args->problem_for || has_extension(path, ".csv");
    if (csv && !c->args->problem_for) {
        fprintf(stderr, "vaktplan convert: error: expected --problem FILE with a roster in CSV\n");
        return VAKT_E_USAGE;
    }
    VAKT_TRY(vakt_file_read(path, &bytes, &length, c->report));
    if (csv)
        VAKT_TRY(read_roster_csv(c, path, bytes, length));
    else
        VAKT_TRY(read_document(c, path, bytes, length));
    VAKT_TRY(merge_csv(c));
    status = vakt_outputs_write(c->args, orders[(c->roster ? 2 : 0) + c->from_json],
                                write_converted, c, c->report);
done:
    free(bytes);
    return status;
}

vakt_status vakt_cmd_convert(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, 1, 1);
    if (status != VAKT_OK)
        return status;
    converting c = {.args = args, .report = vakt_report_new(200), .arena = vakt_arena_new()};
    status = c.report && c.arena ? run(&c) : VAKT_E_NOMEM;
    if (c.report)
        vakt_print_report(c.report);
    vakt_doc_free(c.doc);
    vakt_arena_free(c.arena);
    vakt_report_free(c.report);
    return status;
}
