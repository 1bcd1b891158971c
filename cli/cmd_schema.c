/* vaktplan schema DOCUMENT: the schemas and the reference, from the field tables. */
#include <stdio.h>
#include <string.h>

#include "cli/print.h"
#include "cli/whatif.h"
#include "io/scenario_io.h"

typedef vakt_status (*writer)(vakt_text *text);

static const struct document {
    const char *name, *heading;
    writer json, xsd, reference;
} documents[] = {
    {"problem", "# The problem document", vakt_problem_json_schema, vakt_problem_xsd,
     vakt_problem_reference},
    {"roster", "# The roster document", vakt_roster_doc_json_schema, vakt_roster_doc_xsd,
     vakt_roster_doc_reference},
    {"scenario", "# The scenario document", vakt_scenario_json_schema, vakt_scenario_xsd,
     vakt_scenario_reference},
    {"changes", "# The changes document", vakt_changes_doc_json_schema, vakt_changes_doc_xsd,
     vakt_changes_doc_reference},
    {"standing", "# The standing document", vakt_standing_json_schema, vakt_standing_xsd,
     vakt_standing_reference},
    {"whatif", "# What whatif writes", vakt_whatif_json_schema, vakt_whatif_xsd,
     vakt_whatif_reference},
};
#define N_DOCUMENTS (sizeof documents / sizeof *documents)

typedef struct wanted {
    const struct document *documents[N_DOCUMENTS];
    size_t n_documents;
    const char *kind; /* from --kind: goes before the format of an output */
} wanted;

static vakt_status write_schema(void *context, const char *format, vakt_text *text)
{
    const wanted *w = context;
    const char *kind = w->kind ? w->kind : format;
    vakt_status status = VAKT_OK;
    if (strcmp(kind, "json") == 0)
        return w->documents[0]->json(text);
    if (strcmp(kind, "xsd") == 0)
        return w->documents[0]->xsd(text);
    for (size_t i = 0; i < w->n_documents && status == VAKT_OK; i++) {
        vakt_text_addf(text, "%s%s\n\n", i > 0 ? "\n" : "", w->documents[i]->heading);
        status = w->documents[i]->reference(text);
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
