/* vaktplan diff: what changed between two rosters, for whom, and with what notice. */
#include <stdio.h>
#include <string.h>

#include "cli/now.h"
#include "cli/print.h"
#include "cli/table.h"
#include "cover/diff.h"
#include "domain/texts.h"
#include "io/field_rows.h"
#include "io/roster_make.h"
#include "io/sentence.h"

#define COUNT INT64_C(1000000)
#define N_TOLD 4 /* duties that a message names of each kind */

/* ---- the document ---- */

typedef struct vakt_changes_duty {
    const void *source;
    int kind;
    const char *duty, *name, *from, *to;
    vakt_minute start, end;
    int64_t notice_hours;
} vakt_changes_duty;

typedef struct vakt_changes_doctor {
    const void *source;
    const char *doctor, *name, *phone, *email;
    VAKT_IDS(lost);
    VAKT_IDS(gained);
    int64_t notice_hours;
    const char *text;
} vakt_changes_doctor;

typedef struct vakt_changes {
    const void *source;
    const char *problem, *title;
    vakt_minute now;
    int64_t moved, opened, filled, begun, affected, notice_hours;
    VAKT_LIST(vakt_changes_duty, duties);
    VAKT_LIST(vakt_changes_doctor, doctors);
} vakt_changes;

static const vakt_field changes_duty_fields[] = {
    F_ENUM(changes_duty, kind, REQ, vakt_diff_kind_words, NULL, "What happened to it."),
    F_ID(changes_duty, duty, REQ, "Id of the duty."),
    F_TEXT(changes_duty, name, OPT, "Its name, when the problem is given."),
    F_ID(changes_duty, from, OPT, "Who had it; absent means open."),
    F_ID(changes_duty, to, OPT, "Who has it now; absent means open."),
    F_TIME(changes_duty, start, OPT, "Its start."),
    F_TIME(changes_duty, end, OPT, "Its end."),
    F_INT(changes_duty, notice_hours, OPT, 0, 0, NULL,
          "Whole hours until it begins; negative when it has begun."),
};
F_RECORD(changes_duty, "duty");

static const vakt_field changes_doctor_fields[] = {
    F_ID(changes_doctor, doctor, REQ, "Id of the doctor."),
    F_TEXT(changes_doctor, name, OPT, "Name, when the problem is given."),
    F_TEXT(changes_doctor, phone, OPT, "Telephone."),
    F_TEXT(changes_doctor, email, OPT, "E-mail address."),
    F_IDS(changes_doctor, lost, OPT, "Duties the doctor no longer has."),
    F_IDS(changes_doctor, gained, OPT, "Duties the doctor did not have."),
    F_INT(changes_doctor, notice_hours, OPT, 0, 0, NULL,
          "Whole hours until the first of them begins; negative when it has begun."),
    F_TEXT(changes_doctor, text, REQ, "What to tell the doctor, in Norwegian."),
};
F_RECORD(changes_doctor, "doctor");

static const vakt_field changes_fields[] = {
    F_ID(changes, problem, REQ, "Id of the problem of both rosters."),
    F_TEXT(changes, title, OPT, "Its title."),
    F_TIME(changes, now, OPT, "The time that was given."),
    F_INT(changes, moved, REQ, 0, COUNT, NULL, "Duties that changed hands."),
    F_INT(changes, opened, REQ, 0, COUNT, NULL, "Duties that nobody has any more."),
    F_INT(changes, filled, REQ, 0, COUNT, NULL, "Duties that nobody had before."),
    F_INT(changes, begun, OPT, 0, COUNT, NULL, "Those of all that had begun at `now`."),
    F_INT(changes, affected, REQ, 0, COUNT, NULL, "Doctors affected."),
    F_INT(changes, notice_hours, OPT, 0, 0, NULL, "The shortest notice of those not begun."),
    F_LIST(changes, duties, changes_duty, "duty", "The duties, by start."),
    F_LIST(changes, doctors, changes_doctor, "doctor", "The doctors, by id."),
};
F_RECORD(changes, "diff");

/* ---- filling it ---- */

typedef struct filling {
    const vakt_instance *instance; /* NULL: no problem was given */
    const vakt_diff *diff;
    vakt_minute now;
    vakt_arena *arena;
    vakt_changes *doc;
    bool failed;
} filling;

static void *make(filling *f, size_t count, size_t size)
{
    void *list = vakt_arena_alloc(f->arena, count, size);
    f->failed = f->failed || !list;
    return list;
}

static const vakt_doctor *doctor_of(const filling *f, const char *id)
{
    int doctor = f->instance && id ? vakt_instance_doctor_index(f->instance, id) : -1;
    return doctor >= 0 ? &f->instance->problem->doctors[doctor] : NULL;
}

static const char *duty_name(const filling *f, const char *id)
{
    int duty = f->instance ? vakt_instance_duty_index(f->instance, id) : -1;
    if (duty < 0)
        return NULL;
    const vakt_shift_type *type =
        &f->instance->problem->shift_types[f->instance->duties[duty].shift_type];
    return type->name ? type->name : type->id;
}

static int64_t notice(const filling *f, vakt_minute start)
{
    return f->now == VAKT_UNSET || start == VAKT_UNSET ? VAKT_UNSET
                                                       : vakt_diff_notice(f->now, start);
}

static void make_duties(filling *f)
{
    vakt_changes *doc = f->doc;
    doc->duties = make(f, f->diff->n_rows, sizeof *doc->duties);
    for (size_t i = 0; doc->duties && i < f->diff->n_rows; i++) {
        const vakt_diff_row *row = &f->diff->rows[i];
        vakt_changes_duty duty = {.kind = row->kind,
                                  .duty = row->duty,
                                  .name = duty_name(f, row->duty),
                                  .from = row->from,
                                  .to = row->to,
                                  .start = row->start,
                                  .end = row->end,
                                  .notice_hours = notice(f, row->start)};
        doc->duties[doc->n_duties++] = duty;
        if (duty.notice_hours == VAKT_UNSET)
            continue;
        if (duty.notice_hours < 0)
            doc->begun = doc->begun == VAKT_UNSET ? 1 : doc->begun + 1;
        else if (doc->notice_hours == VAKT_UNSET || duty.notice_hours < doc->notice_hours)
            doc->notice_hours = duty.notice_hours;
    }
}

/* "Kveld mandag 7. desember kl. 17:00-23:00 (om 52 timer), ... og 2 til" */
static void say_duties(const filling *f, vakt_text *text, const vakt_diff_row *const *rows,
                       size_t n)
{
    for (size_t i = 0; i < n && i < N_TOLD; i++) {
        const char *name = duty_name(f, rows[i]->duty);
        int64_t hours = notice(f, rows[i]->start);
        vakt_text_addf(text, "%s%s", i > 0 ? "; " : "", name ? name : rows[i]->duty);
        if (rows[i]->start != VAKT_UNSET && rows[i]->end != VAKT_UNSET) {
            vakt_text_add(text, " ");
            vakt_say_span(text, rows[i]->start, rows[i]->end);
        }
        if (hours != VAKT_UNSET)
            vakt_say(text, hours < 0 ? VAKT_TEXT_diff_has_begun : VAKT_TEXT_diff_notice,
                     vakt_number_of(hours).text, NULL, NULL);
    }
    if (n > N_TOLD)
        vakt_say(text, VAKT_TEXT_diff_and_more, vakt_number_of((int64_t)(n - N_TOLD)).text, NULL,
                 NULL);
}

static void say_with(const filling *f, vakt_text *text, vakt_text_id id,
                     const vakt_diff_row *const *rows, size_t n)
{
    vakt_text duties;
    if (n == 0)
        return;
    vakt_text_init(&duties, 8192);
    say_duties(f, &duties, rows, n);
    vakt_say(text, id, duties.bytes, NULL, NULL);
    text->failed = text->failed || duties.failed;
    vakt_text_done(&duties);
}

static const char *message(filling *f, const vakt_diff_doctor *d)
{
    const vakt_doctor *who = doctor_of(f, d->doctor);
    vakt_text text;
    vakt_text_init(&text, 32768);
    vakt_say(&text, VAKT_TEXT_diff_hello, who && who->name ? who->name : d->doctor, NULL, NULL);
    say_with(f, &text, VAKT_TEXT_diff_lost, d->lost, d->n_lost);
    say_with(f, &text, VAKT_TEXT_diff_gained, d->gained, d->n_gained);
    const char *kept = text.failed ? NULL : vakt_arena_strdup(f->arena, text.bytes);
    f->failed = f->failed || !kept;
    vakt_text_done(&text);
    return kept;
}

static const char *const *list_ids(filling *f, const vakt_diff_row *const *rows, size_t n,
                                   int64_t *ret_notice)
{
    const char **ids = make(f, n, sizeof *ids);
    for (size_t i = 0; ids && i < n; i++) {
        int64_t hours = notice(f, rows[i]->start);
        ids[i] = rows[i]->duty;
        if (hours != VAKT_UNSET && (*ret_notice == VAKT_UNSET || hours < *ret_notice))
            *ret_notice = hours;
    }
    return ids;
}

static void make_doctors(filling *f)
{
    vakt_changes *doc = f->doc;
    doc->doctors = make(f, f->diff->n_doctors, sizeof *doc->doctors);
    for (size_t i = 0; doc->doctors && i < f->diff->n_doctors; i++) {
        const vakt_diff_doctor *d = &f->diff->doctors[i];
        const vakt_doctor *who = doctor_of(f, d->doctor);
        vakt_changes_doctor *row = &doc->doctors[doc->n_doctors++];
        *row = (vakt_changes_doctor){.doctor = d->doctor,
                                     .name = who ? who->name : NULL,
                                     .phone = who ? who->phone : NULL,
                                     .email = who ? who->email : NULL,
                                     .notice_hours = VAKT_UNSET,
                                     .text = message(f, d)};
        row->lost = list_ids(f, d->lost, d->n_lost, &row->notice_hours);
        row->n_lost = d->n_lost;
        row->gained = list_ids(f, d->gained, d->n_gained, &row->notice_hours);
        row->n_gained = d->n_gained;
    }
}

static vakt_status fill(filling *f, const vakt_roster_doc *roster)
{
    f->doc = make(f, 1, sizeof *f->doc);
    if (!f->doc)
        return VAKT_E_NOMEM;
    *f->doc = (vakt_changes){.problem = roster->problem,
                             .title = roster->title,
                             .now = f->now,
                             .moved = (int64_t)f->diff->n_of[VAKT_DIFF_MOVED],
                             .opened = (int64_t)f->diff->n_of[VAKT_DIFF_OPENED],
                             .filled = (int64_t)f->diff->n_of[VAKT_DIFF_FILLED],
                             .affected = (int64_t)f->diff->n_doctors,
                             .begun = VAKT_UNSET,
                             .notice_hours = VAKT_UNSET};
    make_duties(f);
    make_doctors(f);
    return f->failed ? VAKT_E_NOMEM : VAKT_OK;
}

/* ---- text ---- */

static void add_who(const filling *f, vakt_table *table, const char *id)
{
    const vakt_doctor *who = doctor_of(f, id);
    vakt_table_cell(table, who && who->name ? who->name : id ? id : "ledig");
}

static vakt_status add_duties(const filling *f, bool csv, vakt_text *text)
{
    static const char *const head[] = {"Vakt", "Når", "Fra", "Til", "Endring", "Varsel (timer)"};
    vakt_table table;
    vakt_table_init(&table, sizeof head / sizeof *head, 1u << 5);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        vakt_table_cell(&table, head[i]);
    for (size_t i = 0; i < f->doc->n_duties; i++) {
        const vakt_changes_duty *d = &f->doc->duties[i];
        vakt_text when;
        vakt_text_init(&when, 200);
        if (d->start != VAKT_UNSET && d->end != VAKT_UNSET)
            vakt_say_span(&when, d->start, d->end);
        vakt_table_cell(&table, d->duty);
        vakt_table_cell(&table, when.bytes);
        table.cells.failed = table.cells.failed || when.failed;
        vakt_text_done(&when);
        add_who(f, &table, d->from);
        add_who(f, &table, d->to);
        vakt_table_cell(&table, vakt_diff_kind_norwegian[d->kind]);
        vakt_table_number(&table, d->notice_hours);
    }
    bool failed = table.cells.failed;
    if (!failed && csv)
        vakt_table_csv(&table, text);
    else if (!failed)
        vakt_table_text(&table, text);
    vakt_table_done(&table);
    return failed ? VAKT_E_NOMEM : VAKT_OK;
}

static void say_number(vakt_text *text, vakt_text_id id, int64_t number)
{
    if (number == VAKT_UNSET)
        return;
    vakt_say(text, id, vakt_number_of(number).text, NULL, NULL);
    vakt_text_add(text, "\n");
}

static vakt_status write_text(const filling *f, vakt_text *text)
{
    const vakt_changes *doc = f->doc;
    if (doc->n_duties == 0) {
        vakt_text_addf(text, "%s\n", vakt_text_of(VAKT_TEXT_diff_none));
        return VAKT_OK;
    }
    vakt_say(text, VAKT_TEXT_diff_head, vakt_number_of(doc->moved).text,
             vakt_number_of(doc->opened).text, vakt_number_of(doc->filled).text);
    vakt_text_add(text, "\n");
    say_number(text, VAKT_TEXT_diff_doctors, doc->affected);
    say_number(text, VAKT_TEXT_diff_least_notice, doc->notice_hours);
    say_number(text, VAKT_TEXT_diff_begun, doc->begun);
    vakt_text_add(text, "\n");
    vakt_status status = add_duties(f, false, text);
    vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_diff_messages));
    for (size_t i = 0; i < doc->n_doctors; i++) {
        const char *phone = doc->doctors[i].phone;
        vakt_text_addf(text, "\n%s%s%s%s%s\n", doc->doctors[i].doctor, phone ? " (" : "",
                       phone ? phone : "", phone ? "):\n  " : ":\n  ", doc->doctors[i].text);
    }
    return status;
}

static vakt_status write_diff(void *context, const char *format, vakt_text *text)
{
    const filling *f = context;
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&changes_record, f->doc, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&changes_record, f->doc, "diff", "urn:vaktplan:diff:1", text);
    if (strcmp(format, "csv") == 0)
        return add_duties(f, true, text);
    return write_text(f, text);
}

/* ---- the command ---- */

typedef struct opened { /* one of the two rosters */
    vakt_doc *tree;
    vakt_roster_doc *roster;
} opened;

static bool is_csv(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".csv") == 0;
}

/* Those of a roster made by hand may lack times: the problem knows them. */
static void fill_times(const vakt_instance *instance, vakt_roster_doc *roster)
{
    for (size_t i = 0; i < roster->n_assignments; i++) {
        vakt_roster_doc_assignment *a = &roster->assignments[i];
        int duty = vakt_instance_duty_index(instance, a->duty);
        a->start = instance->duties[duty].start;
        a->end = instance->duties[duty].end;
    }
}

static vakt_status open_roster(const vakt_args *args, const char *path, const vakt_loaded *loaded,
                               vakt_arena *arena, vakt_report *report, opened *ret_opened)
{
    vakt_status status;
    vakt_roster roster = {0};
    if (!loaded->instance && is_csv(path)) {
        fprintf(stderr, "vaktplan %s: error: %s: a roster in CSV needs --problem FILE\n",
                args->command, path);
        return VAKT_E_USAGE;
    }
    if (!loaded->instance)
        return vakt_roster_doc_read(path, arena, report, &ret_opened->tree, &ret_opened->roster);
    VAKT_TRY(vakt_roster_open(path, loaded, report, &ret_opened->tree, &ret_opened->roster));
    VAKT_TRY(vakt_roster_from_doc(loaded->instance, ret_opened->roster, ret_opened->tree, arena,
                                  report, &roster));
    fill_times(loaded->instance, ret_opened->roster);
done:
    vakt_roster_done(&roster);
    return status;
}

static vakt_status expect_same(const vakt_roster_doc *a, const vakt_roster_doc *b,
                               const vakt_instance *instance, vakt_report *report)
{
    const char *expected = instance ? instance->problem->id : a->problem;
    const char *found = strcmp(a->problem, expected) != 0 ? a->problem : b->problem;
    if (strcmp(found, expected) == 0)
        return VAKT_OK;
    vakt_report_add(report, VAKT_ERROR, NULL,
                    "found a roster of problem \"%s\", expected two of problem \"%s\"", found,
                    expected);
    return VAKT_E_INPUT;
}

static vakt_status compare(const vakt_args *args, filling *f, const vakt_roster_doc *from,
                           const vakt_roster_doc *to, vakt_report *report)
{
    static const char *const formats[] = {"text", "txt", "json", "xml", "csv", NULL};
    vakt_status status;
    vakt_diff *diff = NULL;
    VAKT_TRY(vakt_outputs_check(args, formats));
    VAKT_TRY(expect_same(from, to, f->instance, report));
    VAKT_TRY(vakt_diff_new(from, to, f->arena, &diff));
    if (diff->twice) {
        vakt_report_add(report, VAKT_ERROR, NULL,
                        "found duty \"%s\" twice in one roster, expected each duty once",
                        diff->twice);
        return VAKT_E_INPUT;
    }
    f->diff = diff;
    VAKT_TRY(fill(f, to));
    VAKT_TRY(vakt_outputs_write(args, formats, write_diff, f, report));
    status = diff->n_rows == 0 ? VAKT_OK : VAKT_E_ANSWER_NO;
done:
    return status;
}

static vakt_status run(const vakt_args *args, vakt_arena *arena, vakt_report *report)
{
    vakt_status status;
    vakt_loaded loaded = {0};
    opened from = {0}, to = {0};
    vakt_minute now;
    VAKT_TRY(vakt_now_given(args, &now));
    if (args->problem_for)
        VAKT_TRY(vakt_loaded_open(args->problem_for, true, report, &loaded));
    VAKT_TRY(open_roster(args, args->positional[0], &loaded, arena, report, &from));
    VAKT_TRY(open_roster(args, args->positional[1], &loaded, arena, report, &to));
    filling f = {.instance = loaded.instance, .now = now, .arena = arena};
    status = compare(args, &f, from.roster, to.roster, report);
done:
    vakt_doc_free(from.tree);
    vakt_doc_free(to.tree);
    vakt_loaded_done(&loaded);
    return status;
}

vakt_status vakt_cmd_diff(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, 2, 2);
    if (status != VAKT_OK)
        return status;
    vakt_report *report = vakt_report_new(200);
    vakt_arena *arena = vakt_arena_new();
    status = report && arena ? run(args, arena, report) : VAKT_E_NOMEM;
    if (report)
        vakt_print_report(report);
    vakt_arena_free(arena);
    vakt_report_free(report);
    return status;
}
