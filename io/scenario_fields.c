/* The field tables of the scenario document, and reading it. */
#include <stdlib.h>
#include <string.h>

#include "io/field_rows.h"
#include "io/problem_fields.h"
#include "io/scenario_io.h"

/* A list of records that the problem document has too. */
#define F_SHARED(member, sub, item_, doc_)                                                         \
    F_ROW(operation, member, VAKT_T_RECORDS, vakt_##sub *, OPT, doc_,                              \
          .offset_count = F_AT(operation, n_##member, size_t), .record = &vakt_##sub##_record,     \
          .item = item_)

static const vakt_field operation_fields[] = {
    F_ENUM(operation, op, REQ, vakt_op_words, NULL, "What is done."),
    F_IDS(operation, doctors, OPT, "Doctors it is about."),
    F_ENUM(operation, position, OPT, vakt_position_words, NULL,
           "All doctors of this position; volunteer_pool: those of whom some volunteer (gp when absent)."),
    F_ENUM(operation, ability, OPT, vakt_ability_words, NULL,
           "For set_count, in place of position: all who may be alone, may be backup, or may have "
           "legevakt but not alone, under the competence rules on the period's first day."),
    F_INT(operation, older_than, OPT, 18, 100, NULL,
          "All doctors older than so many whole years on the first day, for remove_doctor."),
    F_ID(operation, like, OPT,
         "Doctor whose position, competence and job are copied; for add_shift_type the shift type "
         "whose doctors may take the new ones too."),
    F_INT(operation, count, OPT, -50, 200, NULL,
          "Copies of `like` (1 when absent); set_count: how many of the position or ability there are to "
          "be, formed like its median, the last in the document leaving first; lis1: how many more, or fewer "
          "when below 0."),
    F_IDS(operation, shift_types, OPT,
          "Shift types it is about; of an exemption, those it covers (none means all)."),
    F_IDS(operation, cover, OPT, "Requirements (bemanningskrav) it is about."),
    F_DATE(operation, from, OPT, "First date."),
    F_DATE(operation, to, OPT, "Last date."),
    F_INT(operation, percent, OPT, 0, 100, NULL,
          "Percent away; percent of the exemptions by decision that are refused; percent who volunteer."),
    F_ID(operation, municipality, OPT, "Municipality it is about."),
    F_INT(operation, population, OPT, 0, 1000000, NULL, "Inhabitants it is to have."),
    F_INT(operation, years, OPT, 1, 50, NULL, "Years that everyone grows older."),
    F_FLAG(operation, claim, OPT, "Whether GPs who so become 60 claim their exemption right."),
    F_ENUM(operation, competence, OPT, vakt_competence_words, NULL,
           "Competence rules that are assumed."),
    F_FLAG(operation, backup_rule, OPT, "Whether those who may not be alone must have a backup."),
    F_INT(operation, least, OPT, 0, 20, NULL, "New `least` of the shift types or requirements."),
    F_INT(operation, wanted, OPT, 0, 20, NULL, "New `wanted`."),
    F_SET(operation, days, OPT, vakt_daybit_words, NULL, "New `days`."),
    F_SET(operation, next_days, OPT, vakt_daybit_words, NULL, "New `next_days`."),
    F_SET(operation, open_to, OPT, vakt_position_words, NULL, "New `open_to`."),
    F_CLOCK(operation, start, OPT, NULL, "New `start`."),
    F_CLOCK(operation, end, OPT, NULL, "New `end`."),
    F_ENUM(operation, presence, OPT, vakt_presence_words, NULL, "New `presence`."),
    F_FLAG(operation, only_when_needed, OPT, "New `only_when_needed`."),
    F_TEXT(operation, file, OPT,
           "Problem whose municipalities and doctors are merged in; a path from this document."),
    F_SHARED(new_doctors, doctor, "new_doctor", "Doctors who are added."),
    F_SHARED(new_shift_types, shift_type, "new_shift_type", "Shift types that are added."),
    F_SHARED(new_cover, cover, "cover_row", "Requirements that are added."),
    F_SHARED(rules, rule_entry, "rule", "What is said of rules, instead of what the base says."),
    F_SHARED(municipalities, municipality, "new_municipality", "Municipalities that are added."),
    F_SHARED(bounds, bounds, "bound", "Own least and most, in place of those of the same class."),
    F_ENUM(operation, profile, OPT, vakt_profile_words, NULL, "Working-time profile."),
};
F_RECORD(operation, "operation");

static const vakt_field scenario_fields[] = {
    F_ID(scenario, id, REQ, "Id of the scenario."),
    F_TEXT(scenario, title, OPT, "Head of its column; absent means the id."),
    F_TEXT(scenario, note, OPT, "Note for people, as a rule what is assumed and the sources."),
    F_LIST(scenario, operations, operation, "operation", "The changes, made in this order."),
};
F_RECORD(scenario, "scenario");

static vakt_status read_bytes(const char *path, const char *bytes, size_t length,
                              vakt_arena *arena, vakt_report *report, vakt_doc **ret_doc,
                              vakt_scenario **ret_scenario)
{
    vakt_doc *doc = NULL;
    vakt_scenario *scenario = vakt_arena_alloc(arena, 1, sizeof *scenario);
    vakt_status status = scenario ? VAKT_OK : VAKT_E_NOMEM;
    if (status == VAKT_OK)
        status = vakt_doc_parse(path, bytes, length, report, &doc);
    if (status != VAKT_OK)
        return status;
    if (doc->syntax == VAKT_SYNTAX_XML && strcmp(doc->root->name, VAKT_SCENARIO_ROOT) != 0) {
        const vakt_place place = {.file = path, .line = doc->root->line,
                                  .column = doc->root->column};
        vakt_report_add(report, VAKT_ERROR, &place,
                        "found the root element <%.64s>, expected <scenario>", doc->root->name);
        status = VAKT_E_INPUT;
    } else {
        status = vakt_record_read(&scenario_record, doc, doc->root, arena, report, scenario);
    }
    if (status == VAKT_OK) {
        *ret_doc = doc;
        *ret_scenario = scenario;
    } else {
        vakt_doc_free(doc);
    }
    return status;
}

vakt_status vakt_scenario_read(const char *path, vakt_arena *arena, vakt_report *report,
                               vakt_doc **ret_doc, vakt_scenario **ret_scenario)
{
    char *bytes = NULL;
    size_t length = 0;
    vakt_status status = vakt_file_read(path, &bytes, &length, report);
    if (status == VAKT_OK)
        status = read_bytes(path, bytes, length, arena, report, ret_doc, ret_scenario);
    free(bytes);
    return status;
}

vakt_status vakt_scenario_json_schema(vakt_text *text)
{
    return vakt_record_json_schema(&scenario_record, VAKT_SCENARIO_NAMESPACE, "vaktplan scenario",
                                   text);
}

vakt_status vakt_scenario_xsd(vakt_text *text)
{
    return vakt_record_xsd(&scenario_record, VAKT_SCENARIO_ROOT, VAKT_SCENARIO_NAMESPACE, text);
}

vakt_status vakt_scenario_reference(vakt_text *text)
{
    return vakt_record_reference(&scenario_record, text);
}
