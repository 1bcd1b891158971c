/* The list for the legevaktsentral: who is on now and next, layer, area, and how to reach them. */
#include <string.h>

#include "book/report.h"
#include "domain/texts.h"
#include "io/field_rows.h"
#include "io/page.h"
#include "io/sentence.h"
#include "io/table.h"

#define COUNT INT64_C(1000000)
#define SHOWN_MINUTES (14 * 1440) /* of what follows, on the pages */

/* ---- the document ---- */

typedef struct vakt_on_call_duty {
    const void *source;
    const char *duty, *name; /* name: of the shift type */
    int layer, presence;
    const char *area, *site;
    vakt_minute start, end;
    const char *doctor, *doctor_name, *phone, *email; /* NULL: nobody has it */
} vakt_on_call_duty;

typedef struct vakt_on_call {
    const void *source;
    int64_t version; /* 1 */
    const char *problem, *title;
    int64_t revision;
    vakt_minute time;
    VAKT_LIST(vakt_on_call_duty, now);
    VAKT_LIST(vakt_on_call_duty, next);
    VAKT_LIST(vakt_on_call_duty, then);
} vakt_on_call;

#define WORD(id, word, norwegian) word,
#define NORWEGIAN(id, word, norwegian) norwegian,
static const char *const layer_words[] = {VAKT_LAYERS(WORD) NULL};
static const char *const layer_norwegian[] = {VAKT_LAYERS(NORWEGIAN) NULL};
static const char *const presence_words[] = {VAKT_PRESENCES(WORD) NULL};
static const char *const presence_norwegian[] = {VAKT_PRESENCES(NORWEGIAN) NULL};
#undef WORD
#undef NORWEGIAN

static const vakt_field on_call_duty_fields[] = {
    F_ID(on_call_duty, duty, REQ, "Id of the duty."),
    F_TEXT(on_call_duty, name, OPT, "Its name."),
    F_ENUM(on_call_duty, layer, REQ, layer_words, NULL, "Its layer."),
    F_ENUM(on_call_duty, presence, REQ, presence_words, NULL, "Present or at home."),
    F_TEXT(on_call_duty, area, OPT, "Its area."),
    F_TEXT(on_call_duty, site, OPT, "Its site."),
    F_TIME(on_call_duty, start, REQ, "From."),
    F_TIME(on_call_duty, end, REQ, "To."),
    F_ID(on_call_duty, doctor, OPT, "Id of the doctor; absent: nobody has it."),
    F_TEXT(on_call_duty, doctor_name, OPT, "Name of the doctor."),
    F_TEXT(on_call_duty, phone, OPT, "Telephone."),
    F_TEXT(on_call_duty, email, OPT, "E-mail address."),
};
F_RECORD(on_call_duty, "duty");

static const vakt_field on_call_fields[] = {
    F_INT(on_call, version, REQ, 1, 1, NULL, "Version of the format."),
    F_ID(on_call, problem, REQ, "Id of the problem."),
    F_TEXT(on_call, title, OPT, "Its title."),
    F_INT(on_call, revision, REQ, 1, COUNT, NULL, "Number of the revision."),
    F_TIME(on_call, time, REQ, "When it was made."),
    F_LIST(on_call, now, on_call_duty, "now", "On duty then."),
    F_LIST(on_call, next, on_call_duty, "next", "The next of each layer and area."),
    F_LIST(on_call, then, on_call_duty, "then", "All that follow, by start."),
};
F_RECORD(on_call, "on_call");

/* ---- filling it ---- */

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static vakt_on_call_duty row_of(const vakt_pages *pages, size_t duty)
{
    const vakt_instance *in = pages->instance;
    const vakt_duty *d = &in->duties[duty];
    const vakt_shift_type *type = &in->problem->shift_types[d->shift_type];
    vakt_on_call_duty row = {.duty = d->id,
                             .name = type->name ? type->name : type->id,
                             .layer = d->layer,
                             .presence = d->presence,
                             .area = type->area,
                             .site = type->site,
                             .start = d->start,
                             .end = d->end};
    if (pages->roster->doctor[duty] != VAKT_NOBODY) {
        const vakt_doctor *who = &in->problem->doctors[pages->roster->doctor[duty]];
        row.doctor = who->id;
        row.doctor_name = who->name;
        row.phone = who->phone;
        row.email = who->email;
    }
    return row;
}

/* Does an earlier one of its layer and area begin after `time`, too? Duties are sorted by start. */
static bool is_next(const vakt_on_call_duty *rows, size_t n, const vakt_on_call_duty *row)
{
    for (size_t i = 0; i < n; i++) {
        if (rows[i].layer == row->layer && same(rows[i].area, row->area) &&
            rows[i].start < row->start)
            return false;
    }
    return true;
}

static vakt_status fill(const vakt_pages *pages, vakt_arena *arena, vakt_on_call *doc)
{
    const vakt_instance *in = pages->instance;
    const vakt_revision *r = pages->docs->revision;
    *doc = (vakt_on_call){.version = 1,
                          .problem = pages->book->problem,
                          .title = pages->book->title,
                          .revision = r->number,
                          .time = r->time};
    doc->now = vakt_arena_alloc(arena, in->n_duties, sizeof *doc->now);
    doc->next = vakt_arena_alloc(arena, in->n_duties, sizeof *doc->next);
    doc->then = vakt_arena_alloc(arena, in->n_duties, sizeof *doc->then);
    if (!doc->now || !doc->next || !doc->then)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < in->n_duties; i++) {
        const vakt_duty *d = &in->duties[i];
        bool shown = pages->roster->doctor[i] != VAKT_NOBODY || d->required;
        if (!shown || d->end <= r->time)
            continue;
        vakt_on_call_duty row = row_of(pages, i);
        if (d->start <= r->time)
            doc->now[doc->n_now++] = row;
        else if (is_next(doc->next, doc->n_next, &row))
            doc->next[doc->n_next++] = row;
        else
            doc->then[doc->n_then++] = row;
    }
    return VAKT_OK;
}

/* ---- pages ---- */

static void add_where(vakt_table *table, const vakt_on_call_duty *row)
{
    vakt_text where;
    vakt_text_init(&where, 4096);
    vakt_text_add(&where, row->area ? row->area : "");
    if (row->site)
        vakt_text_addf(&where, "%s%s", row->area ? ", " : "", row->site);
    vakt_table_cell(table, where.bytes);
    table->cells.failed |= where.failed;
    vakt_text_done(&where);
}

static void add_row(vakt_table *table, const vakt_on_call_duty *row)
{
    vakt_text when, how;
    vakt_text_init(&when, 200);
    vakt_text_init(&how, 4096);
    vakt_say_span(&when, row->start, row->end);
    vakt_text_addf(&how, "%s%s%s", row->phone ? row->phone : "",
                   row->phone && row->email ? ", " : "", row->email ? row->email : "");
    vakt_table_cell(table, when.bytes);
    vakt_table_cell(table, layer_norwegian[row->layer]);
    vakt_table_cell(table, presence_norwegian[row->presence]);
    add_where(table, row);
    vakt_table_cell(table, row->doctor_name ? row->doctor_name
                           : row->doctor    ? row->doctor
                                            : vakt_text_of(VAKT_TEXT_book_open_duty));
    vakt_table_cell(table, how.bytes);
    table->cells.failed |= when.failed || how.failed;
    vakt_text_done(&when);
    vakt_text_done(&how);
}

static void add_rows(vakt_text *text, bool html, vakt_text_id head, const vakt_on_call_duty *rows,
                     size_t n)
{
    static const char *const columns[] = {"Når", "Vaktlag", "Hvordan", "Område", "Lege", "Nås på"};
    vakt_table table;
    if (n == 0)
        return;
    vakt_table_init(&table, F_COUNT(columns), 0);
    for (size_t i = 0; i < F_COUNT(columns); i++)
        vakt_table_cell(&table, columns[i]);
    for (size_t i = 0; i < n; i++)
        add_row(&table, &rows[i]);
    text->failed |= table.cells.failed;
    if (!text->failed && html) {
        vakt_page_table(text, vakt_text_of(head), &table);
    } else if (!text->failed) {
        vakt_text_addf(text, "\n%s\n\n", vakt_text_of(head));
        vakt_table_text(&table, text);
    }
    vakt_table_done(&table);
}

static void add_page(const vakt_on_call *doc, bool html, vakt_text *text)
{
    vakt_text title, line, when;
    vakt_day day;
    int minute;
    size_t n = 0;
    vakt_text_init(&title, VAKT_TEXT_CAP);
    vakt_text_init(&line, VAKT_TEXT_CAP);
    vakt_text_init(&when, 200);
    vakt_oslo_from_utc(doc->time, &day, &minute);
    vakt_say_day(&when, day);
    vakt_text_addf(&when, " kl. %02d:%02d", minute / 60, minute % 60);
    vakt_text_addf(&title, "%s: %s", vakt_text_of(VAKT_TEXT_book_on_call),
                   doc->title ? doc->title : doc->problem);
    vakt_say(&line, VAKT_TEXT_book_on_call_at, when.bytes, vakt_number_of(doc->revision).text,
             NULL);
    if (html) {
        vakt_page_begin(text, title.bytes, VAKT_PAGE_WIDE, NULL);
        vakt_page_element(text, "p", line.bytes);
    } else {
        vakt_text_addf(text, "%s\n%s\n", title.bytes, line.bytes);
    }
    vakt_minute from = doc->n_next > 0 && doc->n_now == 0 ? doc->next[0].start : doc->time;
    while (n < doc->n_then && doc->then[n].start < from + SHOWN_MINUTES)
        n++;
    add_rows(text, html, VAKT_TEXT_book_now, doc->now, doc->n_now);
    add_rows(text, html, VAKT_TEXT_book_next, doc->next, doc->n_next);
    add_rows(text, html, VAKT_TEXT_book_then, doc->then, n);
    if (html)
        vakt_page_end(text);
    text->failed |= title.failed || line.failed || when.failed;
    vakt_text_done(&title);
    vakt_text_done(&line);
    vakt_text_done(&when);
}

static vakt_status write_page(const vakt_pages *pages, int format, vakt_text *text)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_on_call doc;
    vakt_status status = arena ? fill(pages, arena, &doc) : VAKT_E_NOMEM;
    if (status == VAKT_OK && format == 1) {
        status = vakt_record_write_json(&on_call_record, &doc, text);
    } else if (status == VAKT_OK) {
        add_page(&doc, format == 2, text);
        status = text->failed ? VAKT_E_NOMEM : VAKT_OK;
    }
    vakt_arena_free(arena);
    return status;
}

vakt_status vakt_on_call_text(const vakt_pages *pages, vakt_text *text)
{
    return write_page(pages, 0, text);
}

vakt_status vakt_on_call_json(const vakt_pages *pages, vakt_text *text)
{
    return write_page(pages, 1, text);
}

vakt_status vakt_on_call_html(const vakt_pages *pages, vakt_text *text)
{
    return write_page(pages, 2, text);
}
