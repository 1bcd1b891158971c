/* The documents of vaktplan, read and written by their field tables. */
#include <stdlib.h>
#include <string.h>

#include "io/changes_fields.h"
#include "io/problem_fields.h"
#include "io/roster_fields.h"
#include "io/vakt_io.h"

typedef struct document { /* one kind of document */
    const char *root;     /* XML root element, and the word in messages */
    const char *xml_namespace, *title;
    const vakt_record *record;
} document;

/* The namespace tells the version, so it names the JSON Schema as well. */
static const document documents[] = {
    {VAKT_PROBLEM_ROOT, VAKT_PROBLEM_NAMESPACE, "vaktplan problem", &vakt_problem_record},
    {VAKT_ROSTER_ROOT, VAKT_ROSTER_NAMESPACE, "vaktplan roster", &vakt_roster_record},
    {VAKT_CHANGES_ROOT, VAKT_CHANGES_NAMESPACE, "vaktplan changes", &vakt_changes_record},
    {VAKT_STANDING_ROOT, VAKT_STANDING_NAMESPACE, "vaktplan standing", &vakt_standing_record},
};
static const document *const problem_document = &documents[0];
static const document *const roster_document = &documents[1];
static const document *const changes_document = &documents[2];
static const document *const standing_document = &documents[3];

/* Members of the JSON object that `record` knows. */
static size_t known_members(const vakt_node *object, const vakt_record *record)
{
    size_t known = 0;
    for (size_t i = 0; i < record->n_fields; i++)
        known += vakt_node_member(object, record->fields[i].name) != NULL;
    return known;
}

/*
 * Reports a document that is of another kind, which else would give a message for nearly every
 * field. A JSON document does not name its kind: it is taken for another only when that knows more
 * of its members, so a document with a few misspelt names stays what the caller asked for.
 */
static bool is_other_document(const document *wanted, const vakt_doc *doc, vakt_report *report)
{
    const vakt_node *root = doc->root;
    const vakt_place place = {.file = doc->file, .line = root->line, .column = root->column};
    if (doc->syntax == VAKT_SYNTAX_XML) {
        if (strcmp(root->name, wanted->root) == 0)
            return false;
        vakt_report_add(report, VAKT_ERROR, &place,
                        "found the root element <%.64s>, expected <%s>: this is not a %s document",
                        root->name, wanted->root, wanted->root);
        return true;
    }
    if (root->kind != VAKT_DOC_OBJECT)
        return false; /* the record reader says so */
    size_t known = known_members(root, wanted->record);
    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++) {
        if (known_members(root, documents[i].record) <= known)
            continue;
        vakt_report_add(report, VAKT_ERROR, &place, "found a %s document, expected a %s document",
                        documents[i].root, wanted->root);
        return true;
    }
    return false;
}

/* partly: a record with mistakes is handed over too, with VAKT_E_INPUT. */
static vakt_status read_bytes(const document *kind, bool partly, const char *file, const char *bytes,
                              size_t length, vakt_arena *arena, vakt_report *report,
                              vakt_doc **ret_doc, void **ret_record)
{
    vakt_status status;
    bool wrong = false;
    vakt_doc *doc = NULL;
    void *record = vakt_arena_alloc(arena, 1, kind->record->size);
    if (!record)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_doc_parse_partly(file, bytes, length, report, &doc, &wrong));
    if (is_other_document(kind, doc, report)) {
        status = VAKT_E_INPUT;
        goto done;
    }
    status = vakt_record_read(kind->record, doc, doc->root, arena, report, record);
    if (status == VAKT_OK && wrong)
        status = VAKT_E_INPUT;
    if (status != VAKT_OK && (status != VAKT_E_INPUT || !partly))
        goto done;
    *ret_doc = doc;
    *ret_record = record;
    doc = NULL;
done:
    vakt_doc_free(doc);
    return status;
}

static vakt_status read_file(const document *kind, bool partly, const char *path, vakt_arena *arena,
                             vakt_report *report, vakt_doc **ret_doc, void **ret_record)
{
    char *bytes = NULL;
    size_t length = 0;
    vakt_status status = vakt_file_read(path, &bytes, &length, report);
    if (status == VAKT_OK)
        status = read_bytes(kind, partly, path, bytes, length, arena, report, ret_doc, ret_record);
    free(bytes);
    return status;
}

/* ---- problem ---- */

vakt_status vakt_problem_read(const char *path, vakt_arena *arena, vakt_report *report,
                              vakt_doc **ret_doc, vakt_problem **ret_problem)
{
    void *record = NULL;
    vakt_status status = read_file(problem_document, false, path, arena, report, ret_doc, &record);
    if (status == VAKT_OK)
        *ret_problem = record;
    return status;
}

vakt_status vakt_problem_read_partly(const char *path, vakt_arena *arena, vakt_report *report,
                                     vakt_doc **ret_doc, vakt_problem **ret_problem)
{
    void *record = NULL;
    vakt_status status = read_file(problem_document, true, path, arena, report, ret_doc, &record);
    *ret_problem = record;
    return status;
}

vakt_status vakt_problem_read_bytes(const char *file, const char *bytes, size_t length,
                                    vakt_arena *arena, vakt_report *report, vakt_doc **ret_doc,
                                    vakt_problem **ret_problem)
{
    void *record = NULL;
    vakt_status status =
        read_bytes(problem_document, false, file, bytes, length, arena, report, ret_doc, &record);
    if (status == VAKT_OK)
        *ret_problem = record;
    return status;
}

vakt_status vakt_problem_write_json(const vakt_problem *problem, vakt_text *text)
{
    return vakt_record_write_json(problem_document->record, problem, text);
}

vakt_status vakt_problem_write_xml(const vakt_problem *problem, vakt_text *text)
{
    return vakt_record_write_xml(problem_document->record, problem, problem_document->root,
                                 problem_document->xml_namespace, text);
}

vakt_status vakt_problem_json_schema(vakt_text *text)
{
    return vakt_record_json_schema(problem_document->record, problem_document->xml_namespace,
                                   problem_document->title, text);
}

vakt_status vakt_problem_xsd(vakt_text *text)
{
    return vakt_record_xsd(problem_document->record, problem_document->root,
                           problem_document->xml_namespace, text);
}

vakt_status vakt_problem_reference(vakt_text *text)
{
    return vakt_record_reference(problem_document->record, text);
}

/* ---- the others ---- */

#define DOCUMENT(name, type, kind)                                                                 \
    vakt_status vakt_##name##_read(const char *path, vakt_arena *arena, vakt_report *report,       \
                                   vakt_doc **ret_doc, type **ret_record)                          \
    {                                                                                              \
        void *record = NULL;                                                                       \
        vakt_status status = read_file(kind, false, path, arena, report, ret_doc, &record);        \
        if (status == VAKT_OK)                                                                     \
            *ret_record = record;                                                                  \
        return status;                                                                             \
    }                                                                                              \
    vakt_status vakt_##name##_read_bytes(const char *file, const char *bytes, size_t length,       \
                                         vakt_arena *arena, vakt_report *report,                   \
                                         vakt_doc **ret_doc, type **ret_record)                    \
    {                                                                                              \
        void *record = NULL;                                                                       \
        vakt_status status =                                                                       \
            read_bytes(kind, false, file, bytes, length, arena, report, ret_doc, &record);         \
        if (status == VAKT_OK)                                                                     \
            *ret_record = record;                                                                  \
        return status;                                                                             \
    }                                                                                              \
    vakt_status vakt_##name##_write_json(const type *data, vakt_text *text)                        \
    {                                                                                              \
        return vakt_record_write_json(kind->record, data, text);                                   \
    }                                                                                              \
    vakt_status vakt_##name##_write_xml(const type *data, vakt_text *text)                         \
    {                                                                                              \
        return vakt_record_write_xml(kind->record, data, kind->root, kind->xml_namespace, text);   \
    }                                                                                              \
    vakt_status vakt_##name##_json_schema(vakt_text *text)                                         \
    {                                                                                              \
        return vakt_record_json_schema(kind->record, kind->xml_namespace, kind->title, text);      \
    }                                                                                              \
    vakt_status vakt_##name##_xsd(vakt_text *text)                                                 \
    {                                                                                              \
        return vakt_record_xsd(kind->record, kind->root, kind->xml_namespace, text);               \
    }                                                                                              \
    vakt_status vakt_##name##_reference(vakt_text *text)                                           \
    {                                                                                              \
        return vakt_record_reference(kind->record, text);                                          \
    }

DOCUMENT(roster_doc, vakt_roster_doc, roster_document)
DOCUMENT(changes_doc, vakt_changes_doc, changes_document)
DOCUMENT(standing, vakt_standing, standing_document)
