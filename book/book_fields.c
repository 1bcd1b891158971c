/* The field tables of book/book_doc.h. */
#include "book/book_doc.h"

#include "change/fold.h"
#include "io/field_rows.h"
#include "io/problem_fields.h"
#include "rebuild/ladder.h"

#define COUNT INT64_C(1000000)

#define VAKT_WORD(id, word, ...) word,
#define VAKT_LAST(id, word, norwegian) norwegian,
#define VAKT_LAST_OF_FOUR(id, word, needs, norwegian) norwegian,
#define VAKT_NEEDS(id, word, needs, norwegian) needs,
const char *const vakt_book_policy_words[] = {VAKT_BOOK_POLICIES(VAKT_WORD) NULL};
const char *const vakt_book_policy_norwegian[] = {VAKT_BOOK_POLICIES(VAKT_LAST_OF_FOUR) NULL};
const bool vakt_book_policy_needs_name[] = {VAKT_BOOK_POLICIES(VAKT_NEEDS)};
const char *const vakt_revision_kind_words[] = {VAKT_REVISION_KINDS(VAKT_WORD) NULL};
const char *const vakt_revision_kind_norwegian[] = {VAKT_REVISION_KINDS(VAKT_LAST) NULL};
const char *const vakt_journal_kind_words[] = {VAKT_JOURNAL_KINDS(VAKT_WORD) NULL};
const char *const vakt_journal_kind_norwegian[] = {VAKT_JOURNAL_KINDS(VAKT_LAST) NULL};
#undef VAKT_WORD
#undef VAKT_LAST
#undef VAKT_LAST_OF_FOUR
#undef VAKT_NEEDS

/* The tables' own name for a record that others need, too. */
#define F_PUBLIC(sub, name_)                                                                       \
    const vakt_record vakt_##sub##_record = {                                                      \
        .name = name_, .size = sizeof(vakt_##sub), .fields = sub##_fields,                         \
        .n_fields = F_COUNT(sub##_fields)}

static const vakt_field book_fields[] = {
    F_INT(book, version, REQ, 1, 1, NULL, "Version of the format."),
    F_ID(book, district, OPT, "Id of the district."),
    F_ID(book, problem, REQ, "Id of the problem."),
    F_TEXT(book, title, OPT, "Its title."),
    F_DATE(book, from, REQ, "First day of the period."),
    F_DATE(book, to, REQ, "Last day of the period."),
    F_ENUM(book, policy, OPT, vakt_book_policy_words, "propose",
           "What rebuild publishes when --policy is not given."),
    F_INT(book, wait_min, OPT, 0, 10080, "10",
          "Minutes that a file which cannot be read is left in the inbox."),
    F_INT(book, work, OPT, 0, F_EXACT, "2000000",
          "Counted work for the proposals of one run; 0 = none are sought."),
};
F_PUBLIC(book, "book");

static const vakt_field taken_change_fields[] = {
    F_ID(taken_change, change, REQ, "Id of the change."),
    F_ENUM(taken_change, kind, REQ, vakt_change_kind_words, NULL, "Its kind."),
    F_ENUM(taken_change, result, REQ, vakt_fold_result_words, NULL, "What became of it."),
    F_ID(taken_change, reason, OPT, "Why, in one word of docs/changes.md."),
    F_TEXT(taken_change, text, OPT, "Why, in Norwegian."),
};
F_RECORD(taken_change, "taken_change");

static const vakt_field taken_error_fields[] = {
    F_INT(taken_error, line, OPT, 1, F_EXACT, NULL, "Line."),
    F_INT(taken_error, column, OPT, 1, F_EXACT, NULL, "Column."),
    F_TEXT(taken_error, path, OPT, "Which field."),
    F_TEXT(taken_error, text, REQ, "What was found and what was expected."),
};
F_RECORD(taken_error, "error");

static const vakt_field taken_file_fields[] = {
    F_TEXT(taken_file, name, REQ, "Name that it had in the inbox."),
    F_TEXT(taken_file, sha256, OPT, "SHA-256 of its bytes; absent: it was not opened."),
    F_BOOL(taken_file, refused, OPT, "false", "It goes to refused/, else to done/."),
    F_LIST(taken_file, changes, taken_change, "change", "Its changes."),
    F_LIST(taken_file, errors, taken_error, "error", "Why it could not be read."),
};
F_PUBLIC(taken_file, "taken_file");
#define taken_file_record vakt_taken_file_record

static const vakt_field content_fields[] = {
    F_TEXT(content, name, REQ, "Name of the file."),
    F_TEXT(content, sha256, REQ, "SHA-256 of its bytes."),
};
F_RECORD(content, "content");

static const vakt_field revision_fields[] = {
    F_INT(revision, version, REQ, 1, 1, NULL, "Version of the format."),
    F_INT(revision, number, REQ, 1, 999999, NULL, "Its number; the first is 1."),
    F_ENUM(revision, kind, REQ, vakt_revision_kind_words, NULL, "What made it."),
    F_TIME(revision, time, REQ, "When (--now)."),
    F_TEXT(revision, by, OPT, "Who published, ordered or restored."),
    F_INT(revision, restored, OPT, 1, 999999, NULL, "The revision that was taken back."),
    F_ENUM(revision, policy, OPT, vakt_book_policy_words, NULL, "What rebuild was to publish."),
    F_TEXT(revision, tool, OPT, "Program and version."),
    F_LIST(revision, applied, taken_change, "applied", "Changes it applied, in order."),
    F_LIST(revision, waiting, taken_change, "waiting", "Changes that were left in the inbox."),
    F_LIST(revision, files, taken_file, "file", "Files of the inbox that it took in."),
    F_LIST(revision, contents, content, "content", "The other files of the revision."),
};
F_PUBLIC(revision, "revision");

static const vakt_field journal_entry_fields[] = {
    F_ENUM(journal_entry, kind, REQ, vakt_journal_kind_words, NULL, "Why it changed hands."),
    F_ID(journal_entry, duty, REQ, "Id of the duty."),
    F_TIME(journal_entry, start, REQ, "Its start."),
    F_TIME(journal_entry, end, REQ, "Its end."),
    F_ID(journal_entry, from, OPT, "Who had it; absent: nobody."),
    F_ID(journal_entry, to, OPT, "Who has it; absent: nobody."),
    F_ID(journal_entry, change, OPT, "Id of the change."),
    F_TEXT(journal_entry, by, OPT, "Who asked, ordered or restored."),
};
F_RECORD(journal_entry, "entry");

static const vakt_field journal_fields[] = {
    F_INT(journal, version, REQ, 1, 1, NULL, "Version of the format."),
    F_INT(journal, revision, REQ, 1, 999999, NULL, "Number of the revision."),
    F_TIME(journal, time, REQ, "Its time."),
    F_LIST(journal, entries, journal_entry, "entry", "In the order they happened."),
};
F_PUBLIC(journal, "journal");

static const vakt_field book_ledger_fields[] = {
    F_ID(book_ledger, doctor, REQ, "Id of the doctor."),
    F_ENUM(book_ledger, load_class, REQ, vakt_load_class_words, NULL, "Class of load."),
    F_INT(book_ledger, assigned, REQ, 0, F_EXACT, NULL, "Load points as first published."),
    F_INT(book_ledger, worked, REQ, 0, F_EXACT, NULL,
          "Load points of duties that have begun, corrections included."),
};
F_RECORD(book_ledger, "ledger");

static const vakt_field book_ledgers_fields[] = {
    F_INT(book_ledgers, version, REQ, 1, 1, NULL, "Version of the format."),
    F_INT(book_ledgers, revision, REQ, 1, 999999, NULL, "Number of the revision."),
    F_TIME(book_ledgers, time, REQ, "Its time: `worked` counts what had begun by then."),
    F_LIST(book_ledgers, ledgers, book_ledger, "ledger", "One for each doctor and class."),
};
F_PUBLIC(book_ledgers, "ledgers");

static const vakt_field proposed_move_fields[] = {
    F_ID(proposed_move, duty, REQ, "Id of the duty."),
    F_ID(proposed_move, from, OPT, "Who has it; absent: nobody."),
    F_ID(proposed_move, to, OPT, "Who would have it; absent: nobody."),
    F_TIME(proposed_move, start, REQ, "Its start."),
    F_TIME(proposed_move, end, REQ, "Its end."),
    F_INT(proposed_move, notice_hours, REQ, 0, 0, NULL, "Whole hours until it begins."),
    F_BOOL(proposed_move, asked, OPT, "false", "All whom it touches have asked for it."),
    F_BOOL(proposed_move, forced, OPT, "false", "Its doctor cannot keep it."),
};
F_RECORD(proposed_move, "move");

static const vakt_field proposed_rung_fields[] = {
    F_ENUM(proposed_rung, kind, REQ, vakt_rung_kind_words, NULL, "What the rung is."),
    F_INT(proposed_rung, changes, REQ, 0, COUNT, NULL, "Changes that nobody asked for."),
    F_INT(proposed_rung, moves, REQ, 0, COUNT, NULL, "Duties that are not as published."),
    F_INT(proposed_rung, open, REQ, 0, COUNT, NULL, "Required duties that are open."),
    F_INT(proposed_rung, people, REQ, 0, COUNT, NULL, "Doctors who lose or gain a duty."),
    F_BOOL(proposed_rung, proven, OPT, "false", "No better with as few changes, proven."),
    F_BOOL(proposed_rung, answer, OPT, "false", "The one that is proposed."),
    F_IDS(proposed_rung, values, OPT, "What it is measured by, most important first: name:value."),
    F_LIST(proposed_rung, list, proposed_move, "move", "The duties; none of a roster made anew."),
};
F_PUBLIC(proposed_rung, "rung");
#define proposed_rung_record vakt_proposed_rung_record

static const vakt_field proposals_fields[] = {
    F_INT(proposals, version, REQ, 1, 1, NULL, "Version of the format."),
    F_INT(proposals, revision, REQ, 1, 999999, NULL, "Number of the revision."),
    F_INT(proposals, work, REQ, 0, F_EXACT, NULL, "Counted work."),
    F_BOOL(proposals, least_proven, OPT, "false",
           "With fewer changes more would be open, proven."),
    F_BOOL(proposals, stopped, OPT, "false", "A limit came first."),
    F_LIST(proposals, rungs, proposed_rung, "rung", "Fewest changes first."),
};
F_PUBLIC(proposals, "proposals");
