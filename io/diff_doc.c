#include "io/diff_doc.h"

#include <string.h>

#include "domain/texts.h"
#include "io/field_rows.h"
#include "io/sentence.h"
#include "io/table.h"

#define COUNT INT64_C(1000000)
#define N_TOLD 4 /* duties that a message names of each kind */

static const vakt_field diff_doc_duty_fields[] = {
    F_ENUM(diff_doc_duty, kind, REQ, vakt_diff_kind_words, NULL, "What happened to it."),
    F_ID(diff_doc_duty, duty, REQ, "Id of the duty."),
    F_TEXT(diff_doc_duty, name, OPT, "Its name, when the problem is given."),
    F_ID(diff_doc_duty, from, OPT, "Who had it; absent means open."),
    F_ID(diff_doc_duty, to, OPT, "Who has it now; absent means open."),
    F_TIME(diff_doc_duty, start, OPT, "Its start."),
    F_TIME(diff_doc_duty, end, OPT, "Its end."),
    F_INT(diff_doc_duty, notice_hours, OPT, 0, 0, NULL,
          "Whole hours until it begins; negative when it has begun."),
};
F_RECORD(diff_doc_duty, "duty");

static const vakt_field diff_doc_doctor_fields[] = {
    F_ID(diff_doc_doctor, doctor, REQ, "Id of the doctor."),
    F_TEXT(diff_doc_doctor, name, OPT, "Name, when the problem is given."),
    F_TEXT(diff_doc_doctor, phone, OPT, "Telephone."),
    F_TEXT(diff_doc_doctor, email, OPT, "E-mail address."),
    F_IDS(diff_doc_doctor, lost, OPT, "Duties the doctor no longer has."),
    F_IDS(diff_doc_doctor, gained, OPT, "Duties the doctor did not have."),
    F_INT(diff_doc_doctor, notice_hours, OPT, 0, 0, NULL,
          "Whole hours until the first of them begins; negative when it has begun."),
    F_TEXT(diff_doc_doctor, text, REQ, "What to tell the doctor, in Norwegian."),
};
F_RECORD(diff_doc_doctor, "doctor");

static const vakt_field diff_doc_fields[] = {
    F_ID(diff_doc, problem, REQ, "Id of the problem of both rosters."),
    F_TEXT(diff_doc, title, OPT, "Its title."),
    F_TIME(diff_doc, now, OPT, "The time that was given."),
    F_INT(diff_doc, moved, REQ, 0, COUNT, NULL, "Duties that changed hands."),
    F_INT(diff_doc, opened, REQ, 0, COUNT, NULL, "Duties that nobody has any more."),
    F_INT(diff_doc, filled, REQ, 0, COUNT, NULL, "Duties that nobody had before."),
    F_INT(diff_doc, begun, OPT, 0, COUNT, NULL, "Those of all that had begun at `now`."),
    F_INT(diff_doc, affected, REQ, 0, COUNT, NULL, "Doctors affected."),
    F_INT(diff_doc, notice_hours, OPT, 0, 0, NULL, "The shortest notice of those not begun."),
    F_LIST(diff_doc, duties, diff_doc_duty, "duty", "The duties, by start."),
    F_LIST(diff_doc, doctors, diff_doc_doctor, "doctor", "The doctors, by id."),
};
const vakt_record vakt_diff_doc_record = {.name = "diff",
                                          .size = sizeof(vakt_diff_doc),
                                          .fields = diff_doc_fields,
                                          .n_fields = F_COUNT(diff_doc_fields)};

/* ---- filling it ---- */

typedef struct filling {
    const vakt_instance *instance; /* NULL: no problem was given */
    const vakt_diff *diff;
    vakt_minute now;
    vakt_arena *arena;
    vakt_diff_doc *doc;
    bool failed;
} filling;

static void *make(filling *f, size_t count, size_t size)
{
    void *list = vakt_arena_alloc(f->arena, count, size);
    f->failed = f->failed || !list;
    return list;
}

static const vakt_doctor *doctor_of(const vakt_instance *instance, const char *id)
{
    int doctor = instance && id ? vakt_instance_doctor_index(instance, id) : -1;
    return doctor >= 0 ? &instance->problem->doctors[doctor] : NULL;
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
    vakt_diff_doc *doc = f->doc;
    doc->duties = make(f, f->diff->n_rows, sizeof *doc->duties);
    for (size_t i = 0; doc->duties && i < f->diff->n_rows; i++) {
        const vakt_diff_row *row = &f->diff->rows[i];
        vakt_diff_doc_duty duty = {.kind = row->kind,
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

/* As much as a document's text may hold, whole letters. */
static size_t clipped(const char *bytes, size_t length)
{
    if (length <= VAKT_STRING_MAX_BYTES)
        return length;
    length = VAKT_STRING_MAX_BYTES;
    while (length > 0 && ((unsigned char)bytes[length] & 0xC0) == 0x80)
        length--;
    return length;
}

static const char *message(filling *f, const vakt_diff_doctor *d)
{
    const vakt_doctor *who = doctor_of(f->instance, d->doctor);
    vakt_text text;
    vakt_text_init(&text, 32768);
    vakt_say(&text, VAKT_TEXT_diff_hello, who && who->name ? who->name : d->doctor, NULL, NULL);
    say_with(f, &text, VAKT_TEXT_diff_lost, d->lost, d->n_lost);
    say_with(f, &text, VAKT_TEXT_diff_gained, d->gained, d->n_gained);
    const char *kept =
        text.failed ? NULL : vakt_arena_copy(f->arena, text.bytes, clipped(text.bytes, text.length));
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
    vakt_diff_doc *doc = f->doc;
    doc->doctors = make(f, f->diff->n_doctors, sizeof *doc->doctors);
    for (size_t i = 0; doc->doctors && i < f->diff->n_doctors; i++) {
        const vakt_diff_doctor *d = &f->diff->doctors[i];
        const vakt_doctor *who = doctor_of(f->instance, d->doctor);
        vakt_diff_doc_doctor *row = &doc->doctors[doc->n_doctors++];
        *row = (vakt_diff_doc_doctor){.doctor = d->doctor,
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
    *f->doc = (vakt_diff_doc){.problem = roster->problem,
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

vakt_status vakt_diff_doc_make(const vakt_diff *diff, const vakt_roster_doc *roster,
                               const vakt_instance *instance, vakt_minute now, vakt_arena *arena,
                               vakt_diff_doc **ret_doc)
{
    filling f = {.instance = instance, .diff = diff, .now = now, .arena = arena};
    vakt_status status = fill(&f, roster);
    if (status == VAKT_OK)
        *ret_doc = f.doc;
    return status;
}

/* ---- text ---- */

static void add_who(const vakt_instance *instance, vakt_table *table, const char *id)
{
    const vakt_doctor *who = doctor_of(instance, id);
    vakt_table_cell(table, who && who->name ? who->name : id ? id : "ledig");
}

static vakt_status add_duties(const vakt_diff_doc *doc, const vakt_instance *instance, bool csv,
                              vakt_text *text)
{
    static const char *const head[] = {"Vakt", "Når", "Fra", "Til", "Endring", "Varsel (timer)"};
    vakt_table table;
    vakt_table_init(&table, sizeof head / sizeof *head, 1u << 5);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        vakt_table_cell(&table, head[i]);
    for (size_t i = 0; i < doc->n_duties; i++) {
        const vakt_diff_doc_duty *d = &doc->duties[i];
        vakt_text when;
        vakt_text_init(&when, 200);
        if (d->start != VAKT_UNSET && d->end != VAKT_UNSET)
            vakt_say_span(&when, d->start, d->end);
        vakt_table_cell(&table, d->duty);
        vakt_table_cell(&table, when.bytes);
        table.cells.failed = table.cells.failed || when.failed;
        vakt_text_done(&when);
        add_who(instance, &table, d->from);
        add_who(instance, &table, d->to);
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

vakt_status vakt_diff_doc_text(const vakt_diff_doc *doc, const vakt_instance *instance,
                               vakt_text *text)
{
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
    vakt_status status = add_duties(doc, instance, false, text);
    vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_diff_messages));
    for (size_t i = 0; i < doc->n_doctors; i++) {
        const char *phone = doc->doctors[i].phone;
        vakt_text_addf(text, "\n%s%s%s%s%s\n", doc->doctors[i].doctor, phone ? " (" : "",
                       phone ? phone : "", phone ? "):\n  " : ":\n  ", doc->doctors[i].text);
    }
    return status;
}

vakt_status vakt_diff_doc_csv(const vakt_diff_doc *doc, const vakt_instance *instance,
                              vakt_text *text)
{
    return add_duties(doc, instance, true, text);
}
