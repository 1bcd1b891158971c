/* vaktplan norms: the recommended staffing, and how a district stands against it. */
#include <stdio.h>
#include <string.h>

#include "cli/norms_say.h"
#include "cli/print.h"
#include "io/field_rows.h"
#include "io/roster_make.h"
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
    F_INT(norm_layer, took_part, OPT, 0, COUNT, NULL,
          "Doctors with an out-of-hours duty of it in the roster."),
    F_INT(norm_layer, open, OPT, 0, COUNT, NULL, "Duty days of it that nobody has in the roster."),
    F_INT(norm_layer, busiest, OPT, 0, COUNT, NULL,
          "The n of n-delt of the doctor who has most of it in the roster."),
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

static const vakt_field norm_kf4_fields[] = {
    F_ID(norm_kf4, doctor, OPT, "The doctor; absent when names are left out."),
    F_TEXT(norm_kf4, name, OPT, "Their name."),
    F_INT(norm_kf4, year, REQ, 2000, 2200, NULL, "Calendar year."),
    F_DATE(norm_kf4, from, OPT, "First date engaged under the exemption in that year."),
    F_DATE(norm_kf4, to, OPT, "Last date engaged under the exemption in that year."),
    F_INT(norm_kf4, used, REQ, 0, COUNT, NULL, "Days at work used before, all employers."),
    F_INT(norm_kf4, planned, OPT, 0, COUNT, NULL, "Days with legevakt in the roster."),
    F_INT(norm_kf4, total, REQ, 0, COUNT, NULL, "Both together."),
    F_INT(norm_kf4, limit, OPT, 0, COUNT, NULL, "Most days of the year, as the municipality has set."),
    F_PROSE(norm_kf4, text, REQ, "The same as a Norwegian sentence."),
};
F_RECORD(norm_kf4, "kf4");

static const vakt_field norm_year_fields[] = {
    F_INT(norm_year, year, REQ, 2000, 2200, NULL, "Calendar year."),
    F_INT(norm_year, doctors, REQ, 0, COUNT, NULL, "Doctors who have worked under the exemption."),
    F_INT(norm_year, days, REQ, 0, COUNT, NULL, "Their days at work under it."),
    F_DATE(norm_year, due, OPT, "When Statsforvalter has the report; absent: none is asked for."),
    F_PROSE(norm_year, text, REQ, "The same as a Norwegian sentence."),
};
F_RECORD(norm_year, "year");

static const vakt_field norm_counting_fields[] = {
    F_ID(norm_counting, doctor, OPT, "The doctor; absent when names are left out."),
    F_TEXT(norm_counting, name, OPT, "Their name."),
    F_INT(norm_counting, needed, REQ, 0, COUNT, NULL, "Counting duties needed in all."),
    F_INT(norm_counting, done, REQ, 0, COUNT, NULL, "Done before the period."),
    F_INT(norm_counting, planned, OPT, 0, COUNT, NULL, "In the roster, in time."),
    F_INT(norm_counting, minutes, OPT, 0, COUNT, NULL, "Minutes of these."),
    F_INT(norm_counting, missing, REQ, 0, COUNT, NULL, "Still missing."),
    F_DATE(norm_counting, by, OPT, "When they are needed; absent means the period's end."),
    F_IDS(norm_counting, duties, OPT, "The duties of the roster that count."),
    F_PROSE(norm_counting, text, REQ, "The same as a Norwegian sentence."),
};
F_RECORD(norm_counting, "counting");

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
    F_LIST(norm_report, kf4, norm_kf4, "kf4", "Days under KF § 4 per doctor and year."),
    F_LIST(norm_report, years, norm_year, "year", "What is reported to Statsforvalter per year."),
    F_LIST(norm_report, counting, norm_counting, "counting", "Counting duties per doctor."),
    F_LIST(norm_report, notes, norm_note, "note", "What every reader must see."),
};
F_RECORD(norm_report, "norms");

const vakt_record *vakt_norms_record(void)
{
    return &norm_report_record;
}

static vakt_status write_norms(void *context, const char *format, vakt_text *text)
{
    const vakt_norm_report *report = context;
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&norm_report_record, report, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&norm_report_record, report, "norms", VAKT_NORMS_NAMESPACE,
                                     text);
    if (strcmp(format, "csv") == 0)
        return vakt_norms_csv(report, text);
    if (strcmp(format, "html") == 0)
        return vakt_norms_html(report, text);
    return vakt_norms_text(report, text);
}

static vakt_status read_roster(const vakt_args *args, vakt_loaded *loaded, vakt_report *report,
                               vakt_roster *ret_roster)
{
    vakt_status status;
    vakt_roster_doc *given = NULL;
    vakt_doc *tree = NULL;
    VAKT_TRY(vakt_roster_open(args->positional[1], loaded, report, &tree, &given));
    VAKT_TRY(vakt_roster_from_doc(loaded->instance, given, tree, loaded->arena, report,
                                  ret_roster));
done:
    vakt_doc_free(tree);
    return status;
}

static vakt_status run(const vakt_args *args, vakt_report *report)
{
    static const char *const formats[] = {"text", "txt", "json", "xml", "csv", "html", NULL};
    vakt_status status;
    vakt_loaded loaded = {0};
    vakt_norm_report *norms = NULL;
    vakt_roster roster = {0};
    vakt_arena *arena = vakt_arena_new();
    if (!arena)
        return VAKT_E_NOMEM;
    if (args->n_positional > 0)
        VAKT_TRY(vakt_loaded_open(args->positional[0], true, report, &loaded));
    VAKT_TRY(vakt_norm_report_new(loaded.instance,
                                  args->population_given ? args->population : VAKT_UNSET, arena,
                                  &norms));
    if (args->n_positional > 1)
        VAKT_TRY(read_roster(args, &loaded, report, &roster));
    if (loaded.instance)
        VAKT_TRY(vakt_norm_report_staff(loaded.instance, args->n_positional > 1 ? &roster : NULL,
                                        !args->no_names, arena, norms));
    status = vakt_outputs_write(args, formats, write_norms, norms, report);
done:
    vakt_roster_done(&roster);
    vakt_loaded_done(&loaded);
    vakt_arena_free(arena);
    return status;
}

vakt_status vakt_cmd_norms(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, 0, 2);
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
