/* What the standing of a published roster says: written by vaktplan, read again by vaktplan. */
#include "domain/changes_doc.h"
#include "io/changes_fields.h"
#include "io/field_rows.h"

#define F_REVISION(rec, doc_) F_INT(rec, revision, OPT, 0, F_EXACT, NULL, doc_)

static const vakt_field standing_event_fields[] = {
    F_ENUM(standing_event, event, REQ, vakt_life_event_words, NULL, "What happened to the duty."),
    F_ID(standing_event, change, REQ, "Id of the change that made it."),
    F_ID(standing_event, doctor, OPT,
         "Who was offered it, accepted, declined, was ordered or got it; absent means nobody."),
    F_TIME(standing_event, at, OPT, "When it was asked."),
    F_TEXT(standing_event, by, OPT, "Who offered, ordered or asked."),
    F_TEXT(standing_event, basis, OPT, "On what basis it was ordered."),
    F_REVISION(standing_event, "Revision in which it was published."),
};
F_RECORD(standing_event, "event");

static const vakt_field standing_duty_fields[] = {
    F_ID(standing_duty, duty, REQ, "Id of the duty."),
    F_ID(standing_duty, first, OPT,
         "Who had it when it was first published; absent means that it was open."),
    F_ID(standing_duty, change, OPT, "Id of the change that last moved it."),
    F_REVISION(standing_duty, "Revision in which it last changed hands; absent means never."),
    F_BOOL(standing_duty, dropped, OPT, "false", "Whether it is no longer asked for."),
    F_LIST(standing_duty, life, standing_event, "event", "What happened to it, in order."),
};
F_RECORD(standing_duty, "duty");

static const vakt_field standing_applied_fields[] = {
    F_ID(standing_applied, change, REQ, "Id of the change."),
    F_ENUM(standing_applied, kind, REQ, vakt_change_kind_words, NULL, "What was changed."),
    F_ID(standing_applied, digest, OPT,
         "Digest of what the change says, in hexadecimal digits: another change under its id is "
         "refused."),
    F_REVISION(standing_applied, "Revision in which it was published."),
};
F_RECORD(standing_applied, "applied");

static const vakt_field standing_breach_fields[] = {
    F_ID(standing_breach, change, REQ, "Id of the change that it came with."),
    F_ID(standing_breach, rule, REQ, "Rule of the catalogue."),
    F_ID(standing_breach, doctor, OPT, "Doctor concerned."),
    F_ID(standing_breach, duty, OPT, "Duty concerned."),
    F_DATE(standing_breach, date, OPT, "Date concerned."),
    F_TEXT(standing_breach, by, OPT, "Who signed."),
    F_TEXT(standing_breach, reason, OPT, "Why, for the manager only."),
    F_BOOL(standing_breach, forced, OPT, "false",
           "Whether it followed from what nobody could refuse, such as an absence."),
    F_TEXT(standing_breach, text, OPT, "The breach as a Norwegian sentence."),
    F_REVISION(standing_breach, "Revision in which it was published."),
};
F_RECORD(standing_breach, "breach");

static const vakt_field standing_worked_fields[] = {
    F_ID(standing_worked, change, REQ, "Id of the correction."),
    F_ID(standing_worked, duty, REQ, "Id of the duty."),
    F_ID(standing_worked, planned, OPT,
         "Who was to work it, by the roster or an earlier correction; absent means nobody."),
    F_ID(standing_worked, worked, REQ, "Who worked it."),
    F_TEXT(standing_worked, by, OPT, "Who signed."),
    F_TIME(standing_worked, at, OPT, "When it was told."),
    F_REVISION(standing_worked, "Revision in which it was published."),
};
F_RECORD(standing_worked, "worked");

static const vakt_field standing_lost_fields[] = {
    F_ID(standing_lost, duty, REQ, "Id of the duty."),
    F_ID(standing_lost, doctor, REQ, "Who had it and has it no more."),
    F_TIME(standing_lost, start, OPT, "When it began, as it was then."),
    F_TIME(standing_lost, end, OPT, "When it ended."),
    F_REVISION(standing_lost, "Revision in which it was lost."),
};
F_RECORD(standing_lost, "lost");

static const vakt_field standing_fields[] = {
    F_INT(standing, version, REQ, 1, 1, NULL, "Version of the format."),
    F_ID(standing, problem, REQ, "Id of the problem."),
    F_INT(standing, revision, REQ, 0, F_EXACT, NULL,
          "Number of the revision that it stands beside; the first published is 1."),
    F_LIST(standing, duties, standing_duty, "duty", "Duties that something happened to, by id."),
    F_LIST(standing, applied, standing_applied, "applied", "Changes that were applied, in order."),
    F_LIST(standing, breaches, standing_breach, "breach", "Hard rules that were broken knowingly."),
    F_LIST(standing, worked, standing_worked, "worked", "Corrections after the fact, in order."),
    F_LIST(standing, lost, standing_lost, "lost", "Duties that doctors had and have no more."),
};
const vakt_record vakt_standing_record = {.name = "standing",
                                          .size = sizeof(vakt_standing),
                                          .fields = standing_fields,
                                          .n_fields = F_COUNT(standing_fields)};
