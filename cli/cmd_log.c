/* vaktplan log: who had what, when, and by which change. */
#include <stdio.h>
#include <string.h>

#include "base/vec.h"
#include "book/state.h"
#include "cli/print.h"
#include "domain/texts.h"
#include "io/field_rows.h"
#include "io/sentence.h"
#include "io/table.h"

static const char *const formats[] = {"text", "txt", "json", "csv", NULL};

/* ---- the document ---- */

typedef struct vakt_log_entry {
    const void *source;
    int64_t revision;
    vakt_minute time;
    int kind; /* vakt_journal_kind */
    const char *duty, *name;
    vakt_minute start, end;
    const char *from, *from_name, *to, *to_name, *change, *by;
} vakt_log_entry;

typedef struct vakt_log {
    const void *source;
    const char *problem, *title, *duty, *doctor;
    int64_t revision; /* that holds */
    VAKT_LIST(vakt_log_entry, entries);
} vakt_log;

static const vakt_field log_entry_fields[] = {
    F_INT(log_entry, revision, REQ, 1, VAKT_BOOK_MAX_REVISION, NULL, "Number of the revision."),
    F_TIME(log_entry, time, REQ, "Its time."),
    F_ENUM(log_entry, kind, REQ, vakt_journal_kind_words, NULL, "Why it changed hands."),
    F_ID(log_entry, duty, REQ, "Id of the duty."),
    F_TEXT(log_entry, name, OPT, "Its name."),
    F_TIME(log_entry, start, REQ, "Its start."),
    F_TIME(log_entry, end, REQ, "Its end."),
    F_ID(log_entry, from, OPT, "Who had it; absent: nobody."),
    F_TEXT(log_entry, from_name, OPT, "Name of that doctor."),
    F_ID(log_entry, to, OPT, "Who has it; absent: nobody."),
    F_TEXT(log_entry, to_name, OPT, "Name of that doctor."),
    F_ID(log_entry, change, OPT, "Id of the change."),
    F_TEXT(log_entry, by, OPT, "Who asked, ordered or restored."),
};
F_RECORD(log_entry, "entry");

static const vakt_field log_fields[] = {
    F_ID(log, problem, REQ, "Id of the problem."),
    F_TEXT(log, title, OPT, "Its title."),
    F_ID(log, duty, OPT, "Only of this duty."),
    F_ID(log, doctor, OPT, "Only of this doctor."),
    F_INT(log, revision, REQ, 1, VAKT_BOOK_MAX_REVISION, NULL, "The revision that holds."),
    F_LIST(log, entries, log_entry, "entry", "In the order they happened."),
};
F_RECORD(log, "log");

/* ---- filling it ---- */

typedef struct reading {
    const vakt_args *args;
    vakt_arena *arena;
    vakt_report *report;
    vakt_book_state state;
    VAKT_VEC(vakt_log_entry) entries;
    VAKT_VEC(vakt_doc *) trees;
    vakt_log log;
} reading;

static const char *doctor_name(const reading *r, const char *id)
{
    const vakt_instance *in = r->state.instance;
    int doctor = id ? vakt_instance_doctor_index(in, id) : -1;
    return doctor >= 0 ? in->problem->doctors[doctor].name : NULL;
}

static const char *duty_name(const reading *r, const char *id)
{
    const vakt_instance *in = r->state.instance;
    int duty = vakt_instance_duty_index(in, id);
    return duty >= 0 ? in->problem->shift_types[in->duties[duty].shift_type].name : NULL;
}

static bool same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static bool wanted(const reading *r, const vakt_journal_entry *e)
{
    const char *doctor = r->args->why_doctor;
    return (!r->args->why_duty || same(e->duty, r->args->why_duty)) &&
           (!doctor || same(e->from, doctor) || same(e->to, doctor));
}

static vakt_status read_one(reading *r, int64_t number)
{
    vakt_doc *tree;
    vakt_journal *journal;
    vakt_status status =
        vakt_book_journal(&r->state, number, r->arena, r->report, &tree, &journal);
    if (status != VAKT_OK)
        return status;
    if (!VAKT_VEC_PUSH(&r->trees, tree)) {
        vakt_doc_free(tree);
        return VAKT_E_NOMEM;
    }
    for (size_t i = 0; i < journal->n_entries; i++) {
        const vakt_journal_entry *e = &journal->entries[i];
        vakt_log_entry entry = {.revision = journal->revision,
                                .time = journal->time,
                                .kind = e->kind,
                                .duty = e->duty,
                                .name = duty_name(r, e->duty),
                                .start = e->start,
                                .end = e->end,
                                .from = e->from,
                                .from_name = doctor_name(r, e->from),
                                .to = e->to,
                                .to_name = doctor_name(r, e->to),
                                .change = e->change,
                                .by = e->by};
        if (wanted(r, e) && !VAKT_VEC_PUSH(&r->entries, entry))
            return VAKT_E_NOMEM;
    }
    return VAKT_OK;
}

/* Somebody who left is in no problem any more, but in the journal. */
static bool known(const reading *r)
{
    const vakt_args *a = r->args;
    const vakt_place place = {.file = a->positional[0]};
    bool duty = !a->why_duty || vakt_instance_duty_index(r->state.instance, a->why_duty) >= 0;
    bool doctor =
        !a->why_doctor || vakt_instance_doctor_index(r->state.instance, a->why_doctor) >= 0;
    if (r->entries.count > 0 || (duty && doctor))
        return true;
    vakt_report_add(r->report, VAKT_ERROR, &place, "--%s: found \"%s\", expected one of the book",
                    duty ? "doctor" : "duty", duty ? a->why_doctor : a->why_duty);
    return false;
}

/* ---- text ---- */

static void add_who(vakt_table *table, const char *id, const char *name)
{
    vakt_table_cell(table, name ? name : id ? id : vakt_text_of(VAKT_TEXT_book_nobody));
}

static void add_entry(vakt_table *table, const vakt_log_entry *e)
{
    char time[23];
    vakt_text when;
    vakt_text_init(&when, 200);
    vakt_oslo_format(e->time, time);
    time[16] = '\0'; /* to the minute, without the offset */
    time[10] = ' ';
    vakt_say_span(&when, e->start, e->end);
    vakt_table_number(table, e->revision);
    vakt_table_cell(table, time);
    vakt_table_cell(table, e->duty);
    vakt_table_cell(table, when.bytes);
    add_who(table, e->from, e->from_name);
    add_who(table, e->to, e->to_name);
    vakt_table_cell(table, vakt_journal_kind_norwegian[e->kind]);
    vakt_table_cell(table, e->change);
    vakt_table_cell(table, e->by);
    table->cells.failed |= when.failed;
    vakt_text_done(&when);
}

static vakt_status write_log(void *context, const char *format, vakt_text *text)
{
    static const char *const head[] = {"Rev",  "Tidspunkt", "Vakt",    "Når", "Fra",
                                       "Til", "Hva",       "Endring", "Av"};
    const reading *r = context;
    vakt_table table;
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&log_record, &r->log, text);
    if (r->log.n_entries == 0 && strcmp(format, "csv") != 0) {
        vakt_text_addf(text, "%s\n", vakt_text_of(VAKT_TEXT_book_no_history));
        return VAKT_OK;
    }
    vakt_table_init(&table, F_COUNT(head), 1u);
    for (size_t i = 0; i < F_COUNT(head); i++)
        vakt_table_cell(&table, head[i]);
    for (size_t i = 0; i < r->log.n_entries; i++)
        add_entry(&table, &r->log.entries[i]);
    vakt_status status = table.cells.failed ? VAKT_E_NOMEM : VAKT_OK;
    if (status == VAKT_OK && strcmp(format, "csv") == 0)
        vakt_table_csv(&table, text);
    else if (status == VAKT_OK)
        vakt_table_text(&table, text);
    vakt_table_done(&table);
    return status;
}

static vakt_status run(reading *r)
{
    vakt_status status;
    VAKT_TRY(vakt_outputs_check(r->args, formats));
    VAKT_TRY(vakt_book_open(r->args->positional[0], 0, r->report, &r->state));
    int64_t last = r->state.docs.revision->number;
    for (int64_t number = 1; number <= last; number++)
        VAKT_TRY(read_one(r, number));
    if (!known(r))
        return VAKT_E_INPUT;
    r->log = (vakt_log){.problem = r->state.book->problem,
                        .title = r->state.book->title,
                        .duty = r->args->why_duty,
                        .doctor = r->args->why_doctor,
                        .revision = last,
                        .entries = r->entries.items,
                        .n_entries = r->entries.count};
    status = vakt_outputs_write(r->args, formats, write_log, r, r->report);
done:
    return status;
}

vakt_status vakt_cmd_log(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, 1, 1);
    if (status != VAKT_OK)
        return status;
    reading r = {.args = args, .arena = vakt_arena_new(), .report = vakt_report_new(200)};
    status = r.arena && r.report ? run(&r) : VAKT_E_NOMEM;
    if (r.report)
        vakt_print_report(r.report);
    for (size_t i = 0; i < r.trees.count; i++)
        vakt_doc_free(r.trees.items[i]);
    VAKT_VEC_DONE(&r.trees);
    VAKT_VEC_DONE(&r.entries);
    vakt_book_close(&r.state);
    vakt_arena_free(r.arena);
    vakt_report_free(r.report);
    return status;
}
