/* vaktplan schema DOCUMENT: the schemas and the reference, from the field tables. */
#include <stdio.h>
#include <string.h>

#include "cli/explain_say.h"
#include "cli/norms_say.h"
#include "cli/print.h"
#include "cli/whatif.h"
#include "io/scenario_io.h"

typedef vakt_status (*writer)(vakt_text *text);

/* Documents that are read say their schemas by themselves; those that are only written are told by
 * their record. A new output is a row. */
static const struct document {
    const char *name, *heading;
    writer json, xsd, reference;
    const vakt_record *(*record)(void);
    const char *root, *xml_namespace;
} documents[] = {
#define INPUT(name_, heading_, prefix)                                                             \
    {.name = name_, .heading = heading_, .json = prefix##_json_schema, .xsd = prefix##_xsd,        \
     .reference = prefix##_reference}
#define OUTPUT(name_, heading_, record_, space)                                                    \
    {.name = name_, .heading = heading_, .record = record_, .root = name_, .xml_namespace = space}
    INPUT("problem", "# The problem document", vakt_problem),
    INPUT("roster", "# The roster document", vakt_roster_doc),
    INPUT("scenario", "# The scenario document", vakt_scenario),
    INPUT("changes", "# The changes document", vakt_changes_doc),
    INPUT("standing", "# The standing document", vakt_standing),
    INPUT("whatif", "# What whatif writes", vakt_whatif),
    OUTPUT("explanation", "# What `explain PROBLEM` writes", vakt_explanation_record,
           VAKT_EXPLANATION_NAMESPACE),
    OUTPUT("why", "# What `explain PROBLEM ROSTER` writes", vakt_why_record, VAKT_WHY_NAMESPACE),
    OUTPUT("norms", "# What `norms` writes", vakt_norms_record, VAKT_NORMS_NAMESPACE),
#undef INPUT
#undef OUTPUT
};
#define N_DOCUMENTS (sizeof documents / sizeof *documents)

typedef struct wanted {
    const struct document *documents[N_DOCUMENTS];
    size_t n_documents;
    const char *kind; /* from --kind: goes before the format of an output */
} wanted;

static vakt_status write_one(const struct document *d, const char *kind, vakt_text *text)
{
    vakt_text title;
    if (strcmp(kind, "json") == 0 && d->json)
        return d->json(text);
    if (strcmp(kind, "xsd") == 0 && d->xsd)
        return d->xsd(text);
    if (d->reference)
        return d->reference(text);
    if (strcmp(kind, "xsd") == 0)
        return vakt_record_xsd(d->record(), d->root, d->xml_namespace, text);
    if (strcmp(kind, "json") != 0)
        return vakt_record_reference(d->record(), text);
    vakt_text_init(&title, VAKT_TEXT_CAP);
    vakt_text_addf(&title, "vaktplan %s", d->name);
    vakt_status status = title.failed ? VAKT_E_NOMEM
                                      : vakt_record_json_schema(d->record(), d->xml_namespace,
                                                                title.bytes, text);
    vakt_text_done(&title);
    return status;
}

static vakt_status write_schema(void *context, const char *format, vakt_text *text)
{
    const wanted *w = context;
    const char *kind = w->kind ? w->kind : format;
    vakt_status status = VAKT_OK;
    if (strcmp(kind, "json") == 0 || strcmp(kind, "xsd") == 0)
        return write_one(w->documents[0], kind, text);
    for (size_t i = 0; i < w->n_documents && status == VAKT_OK; i++) {
        vakt_text_addf(text, "%s%s\n\n", i > 0 ? "\n" : "", w->documents[i]->heading);
        status = write_one(w->documents[i], "reference", text);
    }
    return status;
}

static bool find_documents(const vakt_args *args, wanted *w)
{
    for (size_t i = 0; i < args->n_positional; i++) {
        size_t row = 0;
        while (row < N_DOCUMENTS && strcmp(documents[row].name, args->positional[i]) != 0)
            row++;
        if (row == N_DOCUMENTS) {
            fprintf(stderr, "vaktplan schema: error: found \"%s\", expected one of",
                    args->positional[i]);
            for (row = 0; row < N_DOCUMENTS; row++)
                fprintf(stderr, " %s", documents[row].name);
            fprintf(stderr, "\n");
            return false;
        }
        w->documents[w->n_documents++] = &documents[row];
    }
    return true;
}

/* Only the reference can hold several documents. */
static bool kind_fits(const vakt_args *args, const wanted *w)
{
    if (w->kind && strcmp(w->kind, "json") != 0 && strcmp(w->kind, "xsd") != 0 &&
        strcmp(w->kind, "reference") != 0) {
        fprintf(stderr, "vaktplan schema: error: --kind: found \"%s\", expected json, xsd or "
                        "reference\n", w->kind);
        return false;
    }
    bool reference = w->kind && strcmp(w->kind, "reference") == 0;
    for (size_t i = 0; !w->kind && i < args->n_outputs; i++)
        reference = args->outputs[i].format && (strcmp(args->outputs[i].format, "md") == 0 ||
                                                strcmp(args->outputs[i].format, "reference") == 0);
    if (w->n_documents > 1 && !reference) {
        fprintf(stderr, "vaktplan schema: error: found several documents, expected one, or "
                        "--kind reference\n");
        return false;
    }
    return true;
}

vakt_status vakt_cmd_schema(const vakt_args *args)
{
    static const char *const formats[] = {"json", "xsd", "md", "reference", NULL};
    wanted w = {.kind = args->schema_kind};
    vakt_status status = vakt_args_count(args, 1, N_DOCUMENTS);
    if (status != VAKT_OK)
        return status;
    if (!find_documents(args, &w) || !kind_fits(args, &w))
        return VAKT_E_USAGE;
    vakt_report *report = vakt_report_new(20);
    if (!report)
        return VAKT_E_NOMEM;
    status = vakt_outputs_write(args, formats, write_schema, &w, report);
    vakt_print_report(report);
    vakt_report_free(report);
    return status;
}
