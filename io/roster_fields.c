/*
 * What a roster document can say. Counted numbers reach to 2^53 - 1, which every JSON reader holds
 * exactly; points may be negative where a balance is told.
 */
#include "io/roster_fields.h"

#include "domain/roster_doc.h"
#include "io/field_rows.h"
#include "io/problem_fields.h"

#define ROSTER_WORD(id, word) word,
const char *const vakt_roster_stop_words[] = {VAKT_ROSTER_STOPS(ROSTER_WORD) NULL};
const char *const vakt_roster_result_words[] = {VAKT_ROSTER_RESULTS(ROSTER_WORD) NULL};

static const vakt_field roster_doc_status_fields[] = {
    F_ENUM(roster_doc_status, state, OPT, vakt_state_words, "draft",
           "How far the roster has come."),
    F_DATE(roster_doc_status, date, OPT, "Date on which it came to that state."),
    F_TEXT(roster_doc_status, by, OPT, "Who decided the state."),
};
F_RECORD(roster_doc_status, "status");

static const vakt_field roster_doc_level_fields[] = {
    F_TEXT(roster_doc_level, name, OPT, "What the level is about."),
    F_INT(roster_doc_level, value, OPT, -F_EXACT, F_EXACT, NULL, "Points of this roster."),
    F_INT(roster_doc_level, bound, OPT, -F_EXACT, F_EXACT, NULL,
          "Points that no roster can go below, the levels before being as good as here."),
    F_BOOL(roster_doc_level, proven, OPT, "false", "Whether no roster is better at this level."),
};
F_RECORD(roster_doc_level, "level");

static const vakt_field roster_doc_assignment_fields[] = {
    F_ID(roster_doc_assignment, duty, REQ, "Id of the duty."),
    F_ID(roster_doc_assignment, doctor, REQ, "Id of the doctor who takes it."),
    F_ENUM(roster_doc_assignment, layer, OPT, vakt_layer_words, NULL, "Layer of the duty."),
    F_TIME(roster_doc_assignment, start, OPT, "When the duty begins."),
    F_TIME(roster_doc_assignment, end, OPT, "When the duty ends."),
    F_IDS(roster_doc_assignment, backs, OPT,
          "Duties whose doctors may not be alone and have this duty's doctor as backup."),
};
F_RECORD(roster_doc_assignment, "assignment");

static const vakt_field roster_doc_open_fields[] = {
    F_ID(roster_doc_open, duty, OPT, "Id of the duty that nobody has."),
    F_ENUM(roster_doc_open, layer, OPT, vakt_layer_words, NULL, "Layer of the duty."),
    F_TIME(roster_doc_open, start, OPT, "When the duty begins."),
    F_TIME(roster_doc_open, end, OPT, "When the duty ends."),
    F_INT(roster_doc_open, price, OPT, 0, F_EXACT, NULL, "Points at level 0."),
};
F_RECORD(roster_doc_open, "open_duty");

static const vakt_field roster_doc_gap_fields[] = {
    F_ID(roster_doc_gap, cover, OPT, "Id of the cover requirement that is not met."),
    F_TIME(roster_doc_gap, start, OPT, "When the uncovered time begins."),
    F_TIME(roster_doc_gap, end, OPT, "When the uncovered time ends."),
    F_INT(roster_doc_gap, missing, OPT, 0, 1000, NULL, "Doctors missing."),
};
F_RECORD(roster_doc_gap, "gap");

static const vakt_field roster_doc_rule_fields[] = {
    F_ID(roster_doc_rule, rule, OPT, "Rule of the catalogue."),
    F_ID(roster_doc_rule, doctor, OPT, "The one doctor it is counted for; absent means all."),
    F_INT(roster_doc_rule, level, OPT, 0, 5, NULL, "Level of its price; absent means a hard rule."),
    F_INT(roster_doc_rule, count, OPT, 0, F_EXACT, NULL, "How often it was checked."),
    F_INT(roster_doc_rule, broken, OPT, 0, F_EXACT, NULL, "How often it was broken."),
    F_INT(roster_doc_rule, cost, OPT, -F_EXACT, F_EXACT, NULL, "Points at its level."),
    F_TEXT(roster_doc_rule, text, OPT, "The rule as a Norwegian sentence."),
};
F_RECORD(roster_doc_rule, "rule");

static const vakt_field roster_doc_breach_fields[] = {
    F_ID(roster_doc_breach, rule, OPT, "Rule of the catalogue."),
    F_ID(roster_doc_breach, doctor, OPT, "Doctor concerned."),
    F_ID(roster_doc_breach, duty, OPT, "Duty concerned."),
    F_DATE(roster_doc_breach, date, OPT, "Date concerned."),
    F_BOOL(roster_doc_breach, hard, OPT, "false", "Whether the rule may never be broken."),
    F_INT(roster_doc_breach, amount, OPT, -F_EXACT, F_EXACT, NULL,
          "By how much, in the rule's own unit."),
    F_INT(roster_doc_breach, cost, OPT, -F_EXACT, F_EXACT, NULL, "Points at its level."),
    F_INT(roster_doc_breach, level, OPT, 0, 5, NULL, "Level of its price."),
    {.name = "source", .type = VAKT_T_STRING,
     .offset = F_AT(roster_doc_breach, origin, const char *),
     .doc = "Law, agreement or local policy that the rule comes from."},
    F_TEXT(roster_doc_breach, text, OPT, "The breach as a Norwegian sentence."),
};
F_RECORD(roster_doc_breach, "breach");

static const vakt_field roster_doc_fairness_fields[] = {
    F_ID(roster_doc_fairness, doctor, OPT, "The doctor."),
    F_ENUM(roster_doc_fairness, load_class, OPT, vakt_load_class_words, NULL, "Fairness class."),
    F_INT(roster_doc_fairness, share_milli, OPT, -F_EXACT, F_EXACT, NULL,
          "The doctor's fair share in thousandths of a load point."),
    F_INT(roster_doc_fairness, least, OPT, -F_EXACT, F_EXACT, NULL,
          "Least load points that are still fair."),
    F_INT(roster_doc_fairness, most, OPT, -F_EXACT, F_EXACT, NULL,
          "Most load points that are still fair."),
    F_INT(roster_doc_fairness, assigned, OPT, -F_EXACT, F_EXACT, NULL,
          "Load points assigned in this roster."),
    F_INT(roster_doc_fairness, carried, OPT, -F_EXACT, F_EXACT, NULL,
          "Load points carried over from the ledger."),
};
F_RECORD(roster_doc_fairness, "fairness");

static const vakt_field roster_doc_municipality_fields[] = {
    F_ID(roster_doc_municipality, municipality, OPT, "Id of the municipality."),
    F_INT(roster_doc_municipality, owed_milli, OPT, -F_EXACT, F_EXACT, NULL,
          "Its part of the burden in thousandths of a load point."),
    F_INT(roster_doc_municipality, delivered, OPT, -F_EXACT, F_EXACT, NULL,
          "Load points that its doctors carry in this roster."),
};
F_RECORD(roster_doc_municipality, "municipality");

static const vakt_field roster_doc_wish_fields[] = {
    F_ID(roster_doc_wish, doctor, OPT, "Doctor whose wish it is."),
    F_ID(roster_doc_wish, wish, OPT, "Id of the wish."),
    F_BOOL(roster_doc_wish, kept, OPT, "false", "Whether the wish is kept."),
    F_INT(roster_doc_wish, level, OPT, 1, 5, NULL,
          "Strength of the wish: 1 weakest to 5 strongest."),
};
F_RECORD(roster_doc_wish, "wish");

static const vakt_field roster_doc_not_checked_fields[] = {
    F_ID(roster_doc_not_checked, rule, OPT,
         "Rule of the catalogue, or row of the rule book, that was not checked."),
    F_TEXT(roster_doc_not_checked, text, OPT, "What was not checked, as a Norwegian sentence."),
};
F_RECORD(roster_doc_not_checked, "not_checked");

static const vakt_field roster_doc_note_fields[] = {
    F_TEXT(roster_doc_note, text, OPT, "A Norwegian sentence that readers of the roster must see."),
};
F_RECORD(roster_doc_note, "note");

static const vakt_field roster_doc_fields[] = {
    F_INT(roster_doc, version, REQ, 1, 1, NULL, "Version of the format."),
    F_ID(roster_doc, problem, REQ, "Id of the problem that it answers."),
    F_TEXT(roster_doc, title, OPT, "Title for people."),
    F_DATE(roster_doc, from, REQ, "First start date of its duties."),
    F_DATE(roster_doc, to, REQ, "Last start date of its duties."),
    F_SUB(roster_doc, status, roster_doc_status, "How far the roster has come, and who decided."),
    F_TEXT(roster_doc, tool, OPT, "Program and version that made it."),
    F_TEXT(roster_doc, rule_profile, OPT, "Versions of the law that it was made by."),
    F_ID(roster_doc, input_hash, OPT, "Hash of the problem, in hexadecimal digits."),
    F_INT(roster_doc, seed, OPT, 0, INT64_MAX, NULL, "Seed of the search."),
    F_INT(roster_doc, work, OPT, 0, INT64_MAX, NULL, "Counted work that the search did."),
    F_ENUM(roster_doc, stopped_by, OPT, vakt_roster_stop_words, NULL,
           "What ended the search early; absent means that it ran to its end."),
    F_BOOL(roster_doc, verified, OPT, "false",
           "Whether the independent checker found no breach of a hard rule."),
    F_BOOL(roster_doc, complete, OPT, "false",
           "Whether every required duty is taken and every minute covered."),
    F_ENUM(roster_doc, result, OPT, vakt_roster_result_words, NULL,
           "What is known of how good the roster is."),
    F_LIST(roster_doc, levels, roster_doc_level, "level", "Levels of the objective, in order."),
    F_LIST(roster_doc, assignments, roster_doc_assignment, "assignment", "Who takes which duty."),
    F_LIST(roster_doc, open, roster_doc_open, "open_duty", "Required duties that nobody has."),
    F_LIST(roster_doc, gaps, roster_doc_gap, "gap", "Clock time that is not covered."),
    F_LIST(roster_doc, rules, roster_doc_rule, "rule", "Rules that were checked."),
    F_LIST(roster_doc, breaches, roster_doc_breach, "breach", "Breaches, hard and priced."),
    F_LIST(roster_doc, fairness, roster_doc_fairness, "fairness",
           "Each doctor's share per class, and what was assigned."),
    F_LIST(roster_doc, municipalities, roster_doc_municipality, "municipality",
           "What each municipality owes and delivers."),
    F_LIST(roster_doc, wishes, roster_doc_wish, "wish", "What became of the wishes."),
    F_LIST(roster_doc, not_checked, roster_doc_not_checked, "not_checked",
           "What nobody has checked."),
    F_LIST(roster_doc, notes, roster_doc_note, "note", "What readers of the roster must see."),
};
const vakt_record vakt_roster_record = {.name = "roster", .size = sizeof(vakt_roster_doc),
                                        .fields = roster_doc_fields,
                                        .n_fields = F_COUNT(roster_doc_fields)};
