/* vaktplan norms: the recommended staffing, and how a district stands against it. */
#include <stdio.h>
#include <stdlib.h>

#include "cli/print.h"
#include "cli/table.h"
#include "io/field_rows.h"
#include "norms/norms.h"

#define PEOPLE INT64_C(1000000000)
#define COUNT INT64_C(1000000)

static const vakt_field norm_layer_fields[] = {
    F_ENUM(norm_layer, layer, OPT, vakt_layer_words, NULL, "The layer; absent means all of them."),
    F_INT(norm_layer, participants, REQ, 0, COUNT, NULL,
          "Doctors who may take an out-of-hours duty of it in the period."),
    F_INT(norm_layer, duties, REQ, 0, COUNT, NULL,
          "Duty days of its required out-of-hours duties in the period."),
    F_INT(norm_layer, n_delt, OPT, 0, COUNT, NULL,
          "The n of n-delt: participants per daily duty, rounded down."),
    F_INT(norm_layer, doctors_on, OPT, 0, COUNT, NULL, "Least doctors on at any time."),
};
F_RECORD(norm_layer, "layer");

static const vakt_field norm_row_fields[] = {
    F_ENUM(norm_row, kind, REQ, vakt_norm_kind_words, NULL, "What is compared."),
    F_INT(norm_row, recommended, OPT, 0, COUNT, NULL,
          "Recommended least; absent where the table is blank."),
    F_INT(norm_row, actual, OPT, 0, COUNT, NULL, "What the district has."),
    F_INT(norm_row, difference, OPT, -COUNT, COUNT, NULL, "Actual less recommended."),
    F_ENUM(norm_row, verdict, REQ, vakt_norm_verdict_words, NULL, "How they compare."),
    F_TEXT(norm_row, text, REQ, "The comparison as a Norwegian sentence."),
};
F_RECORD(norm_row, "row");

static const vakt_field norm_sfs_fields[] = {
    F_ENUM(norm_sfs, layer, REQ, vakt_layer_words, NULL, "Layer of the binding number."),
    F_INT(norm_sfs, participants, REQ, 0, COUNT, NULL, "Least doctors who share the layer."),
    F_INT(norm_sfs, actual_participants, REQ, 0, COUNT, NULL, "Doctors who share it here."),
    F_INT(norm_sfs, doctors_on, OPT, 0, COUNT, NULL, "Least doctors on at any time."),
    F_INT(norm_sfs, actual_doctors_on, OPT, 0, COUNT, NULL, "Least on here."),
    F_ENUM(norm_sfs, verdict, REQ, vakt_norm_verdict_words, NULL, "How they compare."),
    F_TEXT(norm_sfs, text, REQ, "The comparison as a Norwegian sentence."),
};
F_RECORD(norm_sfs, "sfs_norm");

static const vakt_field norm_note_fields[] = {
    F_TEXT(norm_note, text, REQ, "A Norwegian sentence that every reader must see."),
};
F_RECORD(norm_note, "note");

static const vakt_field norm_report_fields[] = {
    F_INT(norm_report, population, OPT, 0, PEOPLE, NULL, "Inhabitants of the district."),
    F_INT(norm_report, band_from, OPT, 0, PEOPLE, NULL, "First of the band's inhabitants."),
    F_INT(norm_report, band_to, OPT, 0, PEOPLE, NULL,
          "Last of the band's inhabitants; absent means no upper end."),
    F_TEXT(norm_report, origin, REQ, "Source of the recommendation."),
    F_ID(norm_report, problem, OPT, "Id of the problem that was looked at."),
    F_TEXT(norm_report, title, OPT, "Its title."),
    F_DATE(norm_report, from, OPT, "First date of its period."),
    F_DATE(norm_report, to, OPT, "Last date of its period."),
    F_LIST(norm_report, layers, norm_layer, "layer", "How the district shares its layers."),
    F_LIST(norm_report, rows, norm_row, "row", "The recommendation against the district."),
    F_LIST(norm_report, sfs, norm_sfs, "sfs_norm", "Binding numbers that have been entered."),
    F_LIST(norm_report, notes, norm_note, "note", "What every reader must see."),
};
F_RECORD(norm_report, "norms");

/* ---- tables ---- */

static void row_table(const vakt_norm_report *report, vakt_table *table)
{
    static const char *const head[] = {"Hva", "Anbefalt", "Her", "Forskjell", "Vurdering"};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        vakt_table_cell(table, head[i]);
    for (size_t i = 0; i < report->n_rows; i++) {
        const vakt_norm_row *row = &report->rows[i];
        vakt_table_cell(table, vakt_norm_kind_norwegian[row->kind]);
        vakt_table_number(table, row->recommended);
        vakt_table_number(table, row->actual);
        vakt_table_number(table, row->difference);
        vakt_table_cell(table, vakt_norm_verdict_norwegian[row->verdict]);
    }
}

static void layer_table(const vakt_norm_report *report, vakt_table *table)
{
    static const char *const head[] = {"Vaktlag", "Leger som deler", "Vaktdøgn", "n-delt",
                                       "Færrest på vakt"};
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        vakt_table_cell(table, head[i]);
    for (size_t i = 0; i < report->n_layers; i++) {
        const vakt_norm_layer *layer = &report->layers[i];
        vakt_table_cell(table, layer->layer < 0 ? "alle vaktlag"
                                                : vakt_layer_words_norwegian[layer->layer]);
        vakt_table_number(table, layer->participants);
        vakt_table_number(table, layer->duties);
        vakt_table_number(table, layer->n_delt);
        vakt_table_number(table, layer->doctors_on);
    }
}

typedef void (*table_filler)(const vakt_norm_report *report, vakt_table *table);

static vakt_status add_table(const vakt_norm_report *report, table_filler fill, unsigned right,
                             bool csv, vakt_text *text)
{
    vakt_table table;
    vakt_table_init(&table, 5, right);
    fill(report, &table);
    bool failed = table.cells.failed;
    if (!failed && csv)
        vakt_table_csv(&table, text);
    else if (!failed)
        vakt_table_text(&table, text);
    vakt_table_done(&table);
    return failed ? VAKT_E_NOMEM : VAKT_OK;
}

/* 12 345, as Norwegians write it. */
static void add_people(vakt_text *text, int64_t people)
{
    if (people >= 1000) {
        add_people(text, people / 1000);
        vakt_text_addf(text, " %03d", (int)(people % 1000));
    } else {
        vakt_text_addf(text, "%d", (int)people);
    }
}

static void add_heading(const vakt_norm_report *report, vakt_text *text)
{
    vakt_text_add(text, "Anbefalt legebemanning");
    if (report->population != VAKT_UNSET) {
        vakt_text_add(text, " for ");
        add_people(text, report->population);
        vakt_text_add(text, " innbyggere (");
        if (report->band_to == VAKT_UNSET)
            vakt_text_add(text, "fra ");
        add_people(text, report->band_from);
        if (report->band_to != VAKT_UNSET) {
            vakt_text_add(text, "–");
            add_people(text, report->band_to);
        }
        vakt_text_add(text, ")");
    }
    vakt_text_addf(text, "\nKilde: %s\n", report->origin);
    if (report->problem)
        vakt_text_addf(text, "Plan: %s\n", report->title ? report->title : report->problem);
    vakt_text_add(text, "\n");
}

static vakt_status write_text(const vakt_norm_report *report, vakt_text *text)
{
    vakt_status status;
    add_heading(report, text);
    VAKT_TRY(add_table(report, row_table, 1u << 1 | 1u << 2 | 1u << 3, false, text));
    if (report->n_layers > 0) {
        vakt_text_add(text, "\n");
        VAKT_TRY(add_table(report, layer_table, 0x1e, false, text));
    }
    for (size_t i = 0; i < report->n_rows; i++) {
        const vakt_norm_row *row = &report->rows[i];
        if (row->verdict == VAKT_NORM_SHORT)
            vakt_text_addf(text, "\n%s: %s", vakt_norm_kind_norwegian[row->kind], row->text);
    }
    vakt_text_add(text, "\n");
    for (size_t i = 0; i < report->n_sfs; i++)
        vakt_text_addf(text, "%s (%s)\n", report->sfs[i].text,
                       report->sfs[i].verdict == VAKT_NORM_SHORT ? "under normtallet"
                                                                 : "oppfyller normtallet");
    for (size_t i = 0; i < report->n_notes; i++)
        vakt_text_addf(text, "%s\n", report->notes[i].text);
done:
    return status;
}

static vakt_status write_norms(void *context, const char *format, vakt_text *text)
{
    const vakt_norm_report *report = context;
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&norm_report_record, report, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&norm_report_record, report, "norms", "urn:vaktplan:norms:1",
                                     text);
    if (strcmp(format, "csv") == 0)
        return add_table(report, row_table, 0, true, text);
    return write_text(report, text);
}

static vakt_status run(const vakt_args *args, vakt_report *report)
{
    static const char *const formats[] = {"text", "txt", "json", "xml", "csv", NULL};
    vakt_status status;
    vakt_loaded loaded = {0};
    vakt_norm_report *norms = NULL;
    vakt_arena *arena = vakt_arena_new();
    if (!arena)
        return VAKT_E_NOMEM;
    if (args->n_positional > 0)
        VAKT_TRY(vakt_loaded_open(args->positional[0], true, report, &loaded));
    VAKT_TRY(vakt_norm_report_new(loaded.instance,
                                  args->population_given ? args->population : VAKT_UNSET, arena,
                                  &norms));
    status = vakt_outputs_write(args, formats, write_norms, norms, report);
done:
    vakt_loaded_done(&loaded);
    vakt_arena_free(arena);
    return status;
}

vakt_status vakt_cmd_norms(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, 0, 1);
    if (status != VAKT_OK)
        return status;
    if (args->n_positional == 0 && !args->population_given) {
        fprintf(stderr, "vaktplan norms: error: expected a problem or --population N\n");
        return VAKT_E_USAGE;
    }
    vakt_report *report = vakt_report_new(200);
    if (!report)
        return VAKT_E_NOMEM;
    status = run(args, report);
    vakt_print_report(report);
    vakt_report_free(report);
    return status;
}
