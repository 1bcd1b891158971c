/* The comparison as JSON and XML: its field tables. */
#include "cli/whatif.h"
#include "domain/rule_kinds.h"
#include "io/field_rows.h"
#include "sweep/quantity.h"

#define NAMESPACE "urn:vaktplan:whatif:1"
#define N(rec, member, doc_) F_INT(rec, member, OPT, -F_EXACT, F_EXACT, NULL, doc_)

static const vakt_field spread_fields[] = {
    F_ENUM(spread, kind, REQ, vakt_load_kind_words, NULL, "What is counted per doctor."),
    N(spread, least, "Least of those who share the duties."),
    N(spread, middle, "The median."),
    N(spread, most, "Most."),
};
F_RECORD(spread, "spread");

static const vakt_field owed_fields[] = {
    F_ID(owed, municipality, REQ, "The municipality."),
    F_TEXT(owed, name, OPT, "Its name."),
    N(owed, owed_least, "Load points it owes, rounded down."),
    N(owed, owed_most, "Load points it owes, rounded up."),
    N(owed, delivered, "Load points its doctors deliver."),
};
F_RECORD(owed, "municipality");

static const vakt_field rule_cost_fields[] = {
    F_ENUM(rule_cost, rule, REQ, vakt_rule_words, NULL, "The rule."),
    N(rule_cost, level, "Level of its price."),
    N(rule_cost, broken, "How often it is not kept."),
    N(rule_cost, points, "What that costs."),
};
F_RECORD(rule_cost, "rule");

static const vakt_field level_proof_fields[] = {
    N(level_proof, level, "The level."),
    N(level_proof, value, "Points."),
    N(level_proof, bound, "No roster has fewer, given the levels before."),
    F_BOOL(level_proof, proven, REQ, NULL, "Whether the value is proven best."),
};
F_RECORD(level_proof, "level");

static const vakt_field norm_row_fields[] = {
    F_ENUM(norm_row, kind, REQ, vakt_norm_kind_words, NULL, "What is compared."),
    N(norm_row, recommended, "Recommended least."),
    N(norm_row, actual, "What the district has."),
    F_ENUM(norm_row, verdict, REQ, vakt_norm_verdict_words, NULL, "How they compare."),
};
F_RECORD(norm_row, "norm");

static const vakt_field column_fields[] = {
    F_ID(column, id, REQ, "Id of the scenario, or of the base."),
    F_TEXT(column, title, REQ, "Head of the column."),
    F_TEXT(column, note, OPT, "The scenario's note."),
    F_ENUM(column, kind, REQ, vakt_column_kind_words, NULL, "What the column is."),
    F_ENUM(column, result, OPT, vakt_column_result_words, NULL,
           "What is known; absent for a given roster."),
    F_BOOL(column, legal, REQ, NULL, "Whether every hard rule is kept."),
    F_BOOL(column, complete, REQ, NULL, "Whether nothing is open or uncovered."),
    F_BOOL(column, proven, REQ, NULL, "Whether every level is proven best."),
    N(column, open_duties, "Open duties."),
    N(column, uncovered_minutes, "Minutes with fewer doctors on than must be."),
    N(column, breaches, "Breaches of hard rules."),
    N(column, doctors, "Doctors in service."),
    N(column, sharing, "Doctors who share the duties."),
    N(column, duties, "Duties taken."),
    N(column, backup_duties, "Backup duties taken."),
    N(column, nights_with_backup, "Backup duties at night."),
    N(column, outside_band, "Doctors and classes outside their share."),
    N(column, wishes, "Wishes within the quota."),
    N(column, wishes_kept, "Those that are kept."),
    N(column, population, "Inhabitants."),
    N(column, band_from, "First of the band's inhabitants in the recommendation."),
    N(column, band_to, "Last of them; absent means no upper end."),
    N(column, norms_short, "Rows under the recommendation."),
    N(column, ore, "Øre by the rates of the problem; absent without rates."),
    N(column, gained, "Doctors with fewer duties than in the base."),
    N(column, lost, "Doctors with more."),
    N(column, same, "Doctors with as many."),
    N(column, most_gained, "Most duties fewer for one doctor."),
    N(column, most_lost, "Most duties more for one doctor."),
    N(column, work, "Counted work of the search."),
    F_LIST(column, spreads, spread, "spread", "Per doctor."),
    F_LIST(column, municipalities, owed, "municipality", "Owed and delivered."),
    F_LIST(column, rules, rule_cost, "rule", "The rules that cost, dearest first."),
    F_LIST(column, levels, level_proof, "level", "Points and proof per level."),
    F_LIST(column, norms, norm_row, "norm", "The recommendation against the district."),
};
F_RECORD(column, "column");

static const vakt_field norm_note_fields[] = {
    F_TEXT(norm_note, text, REQ, "A Norwegian sentence that every reader must see."),
};
F_RECORD(norm_note, "note");

static const vakt_field swept_fields[] = {
    F_ENUM(swept, quantity, REQ, vakt_quantity_words, NULL, "What is varied."),
    F_TEXT(swept, title, REQ, "The same in Norwegian."),
};
F_RECORD(swept, "swept");

static const vakt_field sweep_point_fields[] = {
    F_TEXT(sweep_point, value, REQ, "Value of the first quantity."),
    F_TEXT(sweep_point, value2, OPT, "Value of the second."),
    N(sweep_point, fewer_open, "Open duties fewer than at the value before."),
    F_SUB(sweep_point, plan, column, "What the plan came to at the levels that were solved."),
};
F_RECORD(sweep_point, "point");

static const vakt_field price_fields[] = {
    F_ENUM(price, rule, OPT, vakt_rule_words, NULL, "The rule that is taken out."),
    F_ENUM(price, position, OPT, vakt_position_words, NULL, "The position of the doctor who comes."),
    F_ENUM(price, ability, OPT, vakt_ability_words, NULL,
           "What the doctor who comes may do on the period's first day, in place of a position."),
    F_TEXT(price, text, REQ, "The same in Norwegian."),
    N(price, open_duties, "Open duties fewer than in the base."),
    N(price, uncovered_minutes, "Minutes with too few doctors fewer than in the base."),
    N(price, duties, "Duties taken fewer than in the base."),
    N(price, backup_duties, "Backup duties taken fewer than in the base."),
    F_BOOL(price, proven, REQ, NULL, "Whether both plans are proven best."),
    F_SUB(price, plan, column, "What the plan came to."),
};
F_RECORD(price, "price");

static const vakt_field comparison_fields[] = {
    F_ID(comparison, problem, REQ, "Id of the base."),
    F_TEXT(comparison, title, OPT, "Its title."),
    F_DATE(comparison, from, REQ, "First date of its period."),
    F_DATE(comparison, to, REQ, "Last date of its period."),
    F_LIST(comparison, columns, column, "column", "The base first."),
    F_LIST(comparison, quantities, swept, "quantity", "What a sweep varied."),
    F_LIST(comparison, points, sweep_point, "point", "Its points, the first quantity outermost."),
    F_LIST(comparison, answers, norm_note, "answer", "What the sweep says."),
    F_LIST(comparison, prices, price, "price", "What rules cost and doctors are worth."),
    F_LIST(comparison, notes, norm_note, "note", "What every reader must see."),
};
F_RECORD(comparison, "whatif");

vakt_status vakt_whatif_json(const vakt_comparison *comparison, vakt_text *text)
{
    return vakt_record_write_json(&comparison_record, comparison, text);
}

vakt_status vakt_whatif_xml(const vakt_comparison *comparison, vakt_text *text)
{
    return vakt_record_write_xml(&comparison_record, comparison, "whatif", NAMESPACE, text);
}

vakt_status vakt_whatif_json_schema(vakt_text *text)
{
    return vakt_record_json_schema(&comparison_record, NAMESPACE, "vaktplan whatif", text);
}

vakt_status vakt_whatif_xsd(vakt_text *text)
{
    return vakt_record_xsd(&comparison_record, "whatif", NAMESPACE, text);
}

vakt_status vakt_whatif_reference(vakt_text *text)
{
    return vakt_record_reference(&comparison_record, text);
}
