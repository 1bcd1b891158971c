/* What a changes document can say. */
#include "io/changes_fields.h"

#include "domain/changes_doc.h"
#include "io/field_rows.h"
#include "io/problem_fields.h"

/* A record that the problem document has too, or not given. */
#define F_PART(member, sub, doc_)                                                                  \
    F_ROW(roster_change, member, VAKT_T_RECORD, vakt_##sub, OPT, doc_,                             \
          .offset_count = F_AT(roster_change, member##_given, bool),                               \
          .record = &vakt_##sub##_record)

static const vakt_field change_override_fields[] = {
    F_TEXT(change_override, by, REQ, "Who decided: a person by name."),
    F_TEXT(change_override, reason, REQ, "Why the rule is broken all the same, for the manager."),
};
F_RECORD(change_override, "change_override");

static const vakt_field change_order_fields[] = {
    F_TEXT(change_order, by, REQ, "Who ordered: a person by name."),
    F_TEXT(change_order, basis, REQ, "On what basis the doctor is ordered to take the duty."),
};
F_RECORD(change_order, "change_order");

static const vakt_field roster_change_fields[] = {
    F_ID(roster_change, id, REQ,
         "Id of the change, never used for another: the same id again is a duplicate."),
    F_ENUM(roster_change, kind, REQ, vakt_change_kind_words, NULL, "What is changed."),
    F_TEXT(roster_change, asked_by, REQ, "Who asked: the id of a doctor, or a name."),
    F_TIME(roster_change, asked_at, REQ, "When it was asked."),
    F_IDS(roster_change, agreed, OPT,
          "Doctors who have agreed to it; who asked need not be named."),
    F_TEXT(roster_change, approved_by, OPT, "Who approved it; absent means that it is not approved."),
    F_TIME(roster_change, approved_at, OPT, "When it was approved."),
    F_IDS(roster_change, after, OPT, "Ids of earlier changes that it knowingly builds on."),
    F_ID(roster_change, doctor, OPT,
         "The doctor it is about: who gives, takes, is away, is offered the duty or ordered to it; "
         "for worked, who was to work."),
    F_ID(roster_change, other_doctor, OPT,
         "The other doctor: who is given the duty, whom it is taken from, who swaps; for worked, who "
         "worked it."),
    F_ID(roster_change, duty, OPT, "Id of the duty."),
    F_ID(roster_change, other_duty, OPT,
         "Id of the duty that `doctor` gets in a swap: of `other_doctor`, or open."),
    F_BOOL(roster_change, whole_block, OPT, "false",
           "Whether what belongs to the same hard block goes with the duties; else a duty of a block is "
           "not moved."),
    F_DATE(roster_change, date, OPT,
           "First day back from an absence; last day in service of a doctor who leaves."),
    F_PART(absence, absence, "The absence, never its kind."),
    F_PART(demand, special, "The duties that are added (`extra`) or dropped (`cancelled`)."),
    F_PART(wish, wish, "The wish, in place of the doctor's wish of the same id."),
    F_ID(roster_change, withdrawn, OPT, "Id of the wish that is withdrawn."),
    F_PART(pin, fixed, "The duty that is fixed on the doctor who has it."),
    F_PART(new_doctor, doctor, "The doctor who joins."),
    F_SUB(roster_change, override, change_override,
          "A named person's decision that a rule is broken all the same."),
    F_SUB(roster_change, order, change_order,
          "A named person's order that the doctor takes the duty without having agreed."),
    F_TEXT(roster_change, note, OPT, "Note for the manager; never a kind of illness."),
};
F_RECORD(roster_change, "change");
const vakt_record vakt_roster_change_record = {.name = "change",
                                               .size = sizeof(vakt_roster_change),
                                               .fields = roster_change_fields,
                                               .n_fields = F_COUNT(roster_change_fields)};

static const vakt_field changes_doc_fields[] = {
    F_INT(changes_doc, version, REQ, 1, 1, NULL, "Version of the format."),
    F_ID(changes_doc, id, OPT, "Id of the document."),
    F_ID(changes_doc, problem, OPT, "Id of the problem that the changes are about; absent means any."),
    F_LIST(changes_doc, changes, roster_change, "change", "The changes, judged in this order."),
};
const vakt_record vakt_changes_record = {.name = "changes",
                                         .size = sizeof(vakt_changes_doc),
                                         .fields = changes_doc_fields,
                                         .n_fields = F_COUNT(changes_doc_fields)};
