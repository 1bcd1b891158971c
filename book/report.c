#include "book/report.h"

#include <string.h>

#include "change/fold.h"
#include "domain/texts.h"
#include "io/field_rows.h"
#include "io/page.h"
#include "io/sentence.h"
#include "rebuild/ladder.h"

#define COUNT INT64_C(1000000)
#define N_SHOWN 8 /* rows of a list on the one screen */

/* ---- the document ---- */

typedef struct vakt_report_hole { /* a duty that nobody has, or time that nobody covers */
    const void *source;
    const char *duty, *rule, *text;
    vakt_minute start, end;
} vakt_report_hole;

typedef struct vakt_report_breach {
    const void *source;
    const char *rule, *doctor, *duty, *by, *reason, *text;
} vakt_report_breach;

typedef struct vakt_report_doctor {
    const void *source;
    const char *doctor, *name, *phone, *email, *text;
    int64_t notice_hours;
} vakt_report_doctor;

typedef struct vakt_book_report {
    const void *source;
    int64_t version; /* 1 */
    const char *problem, *title;
    int64_t revision;
    int kind; /* vakt_revision_kind */
    vakt_minute time;
    const char *by;
    bool complete;
    int64_t open, uncovered, affected, notice_hours;
    VAKT_LIST(vakt_report_hole, section6);  /* akuttmedisinforskriften § 6 */
    VAKT_LIST(vakt_report_hole, holes);
    VAKT_LIST(vakt_report_breach, breaches);
    VAKT_LIST(vakt_taken_change, applied);
    VAKT_LIST(vakt_taken_change, refused);
    VAKT_LIST(vakt_taken_change, waiting);
    VAKT_LIST(vakt_report_doctor, doctors);
    VAKT_LIST(vakt_proposed_rung, proposals);
    VAKT_LIST(vakt_roster_doc_not_checked, not_checked);
} vakt_book_report;

static const vakt_field report_hole_fields[] = {
    F_ID(report_hole, duty, OPT, "Id of the open duty."),
    F_ID(report_hole, rule, OPT, "Word of the rule that finds the time uncovered."),
    F_TEXT(report_hole, text, OPT, "In Norwegian."),
    F_TIME(report_hole, start, OPT, "From."),
    F_TIME(report_hole, end, OPT, "To."),
};
F_RECORD(report_hole, "hole");

static const vakt_field report_breach_fields[] = {
    F_ID(report_breach, rule, REQ, "Word of the rule."),
    F_ID(report_breach, doctor, OPT, "Id of the doctor."),
    F_ID(report_breach, duty, OPT, "Id of the duty."),
    F_TEXT(report_breach, by, OPT, "Who signed."),
    F_TEXT(report_breach, reason, OPT, "Why."),
    F_TEXT(report_breach, text, OPT, "In Norwegian."),
};
F_RECORD(report_breach, "breach");

static const vakt_field report_change_fields[] = {
    F_ID(taken_change, change, REQ, "Id of the change."),
    F_ENUM(taken_change, kind, REQ, vakt_change_kind_words, NULL, "Its kind."),
    F_ENUM(taken_change, result, REQ, vakt_fold_result_words, NULL, "What became of it."),
    F_ID(taken_change, reason, OPT, "Why, in one word."),
    F_TEXT(taken_change, text, OPT, "Why, in Norwegian."),
};
static const vakt_record taken_change_record = {.name = "change",
                                                .size = sizeof(vakt_taken_change),
                                                .fields = report_change_fields,
                                                .n_fields = F_COUNT(report_change_fields)};

static const vakt_field report_doctor_fields[] = {
    F_ID(report_doctor, doctor, REQ, "Id of the doctor."),
    F_TEXT(report_doctor, name, OPT, "Name."),
    F_TEXT(report_doctor, phone, OPT, "Telephone."),
    F_TEXT(report_doctor, email, OPT, "E-mail address."),
    F_INT(report_doctor, notice_hours, OPT, 0, 0, NULL, "Hours until the first of the duties."),
    F_TEXT(report_doctor, text, REQ, "What to tell the doctor."),
};
F_RECORD(report_doctor, "doctor");

static const vakt_field report_unchecked_fields[] = {
    F_TEXT(roster_doc_not_checked, rule, OPT, "Word of the rule, or row of the rule book."),
    F_TEXT(roster_doc_not_checked, text, OPT, "In Norwegian."),
};
static const vakt_record roster_doc_not_checked_record = {
    .name = "not_checked",
    .size = sizeof(vakt_roster_doc_not_checked),
    .fields = report_unchecked_fields,
    .n_fields = F_COUNT(report_unchecked_fields)};
#define proposed_rung_record vakt_proposed_rung_record

static const vakt_field book_report_fields[] = {
    F_INT(book_report, version, REQ, 1, 1, NULL, "Version of the format."),
    F_ID(book_report, problem, REQ, "Id of the problem."),
    F_TEXT(book_report, title, OPT, "Its title."),
    F_INT(book_report, revision, REQ, 1, COUNT, NULL, "Number of the revision."),
    F_ENUM(book_report, kind, REQ, vakt_revision_kind_words, NULL, "What made it."),
    F_TIME(book_report, time, REQ, "Its time."),
    F_TEXT(book_report, by, OPT, "Who published, ordered or restored."),
    F_BOOL(book_report, complete, OPT, "false", "Nothing is open, uncovered or broken."),
    F_INT(book_report, open, REQ, 0, COUNT, NULL, "Open duties."),
    F_INT(book_report, uncovered, REQ, 0, COUNT, NULL, "Spans of time with too few doctors."),
    F_INT(book_report, affected, REQ, 0, COUNT, NULL, "Doctors whose duties changed."),
    F_INT(book_report, notice_hours, OPT, 0, 0, NULL, "The shortest notice among them."),
    F_LIST(book_report, section6, report_hole, "section6",
           "Time without any doctor (akuttmedisinforskriften § 6)."),
    F_LIST(book_report, holes, report_hole, "hole", "Open duties."),
    F_LIST(book_report, breaches, report_breach, "breach", "Hard rules that are broken, signed."),
    F_LIST(book_report, applied, taken_change, "applied", "Changes that were applied."),
    F_LIST(book_report, refused, taken_change, "refused", "Changes that were refused."),
    F_LIST(book_report, waiting, taken_change, "waiting", "Changes that wait."),
    F_LIST(book_report, doctors, report_doctor, "doctor", "Doctors whose duties changed."),
    F_LIST(book_report, proposals, proposed_rung, "rung", "What is proposed, not published."),
    F_LIST(book_report, not_checked, roster_doc_not_checked, "not_checked",
           "What was not checked."),
};
F_RECORD(book_report, "report");

/* ---- filling it ---- */

bool vakt_report_clean(const vakt_state_docs *docs)
{
    const vakt_roster_doc *r = docs->roster_doc;
    for (size_t i = 0; i < r->n_breaches; i++) {
        if (r->breaches[i].hard)
            return false;
    }
    return r->complete && r->n_open == 0 && r->n_gaps == 0;
}

typedef struct filling {
    const vakt_pages *pages;
    vakt_arena *arena;
    vakt_book_report *doc;
    bool failed;
} filling;

static void *make(filling *f, size_t count, size_t size)
{
    void *list = vakt_arena_alloc(f->arena, count, size);
    f->failed = f->failed || !list;
    return list;
}

static void fill_holes(filling *f)
{
    const vakt_roster_doc *r = f->pages->docs->roster_doc;
    const char *word = vakt_rule_info_of(VAKT_RULE_always_one)->word;
    vakt_book_report *d = f->doc;
    d->holes = make(f, r->n_open, sizeof *d->holes);
    d->section6 = make(f, r->n_breaches, sizeof *d->section6);
    d->breaches = make(f, r->n_breaches, sizeof *d->breaches);
    for (size_t i = 0; !f->failed && i < r->n_open; i++)
        d->holes[d->n_holes++] = (vakt_report_hole){
            .duty = r->open[i].duty, .start = r->open[i].start, .end = r->open[i].end};
    for (size_t i = 0; !f->failed && i < r->n_breaches; i++) {
        const vakt_roster_doc_breach *b = &r->breaches[i];
        if (strcmp(b->rule, word) == 0)
            d->section6[d->n_section6++] = (vakt_report_hole){
                .rule = b->rule, .text = b->text, .start = VAKT_UNSET, .end = VAKT_UNSET};
        if (b->hard)
            d->breaches[d->n_breaches++] = (vakt_report_breach){
                .rule = b->rule, .doctor = b->doctor, .duty = b->duty, .text = b->text};
    }
}

static bool same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static void sign_breaches(filling *f)
{
    const vakt_standing *s = f->pages->docs->standing;
    for (size_t i = 0; i < f->doc->n_breaches; i++) {
        vakt_report_breach *b = &f->doc->breaches[i];
        for (size_t k = 0; k < s->n_breaches; k++) {
            const vakt_standing_breach *signed_ = &s->breaches[k];
            if (same(b->rule, signed_->rule) && same(b->doctor, signed_->doctor) &&
                same(b->duty, signed_->duty)) {
                b->by = signed_->by;
                b->reason = signed_->reason;
            }
        }
    }
}

static void fill_changes(filling *f)
{
    const vakt_revision *r = f->pages->docs->revision;
    vakt_book_report *d = f->doc;
    size_t n = 0;
    for (size_t i = 0; i < r->n_files; i++)
        n += r->files[i].n_changes;
    d->refused = make(f, n, sizeof *d->refused);
    for (size_t i = 0; !f->failed && i < r->n_files; i++) {
        for (size_t k = 0; k < r->files[i].n_changes; k++) {
            if (r->files[i].changes[k].result == VAKT_FOLD_REFUSED)
                d->refused[d->n_refused++] = r->files[i].changes[k];
        }
    }
    d->applied = r->applied;
    d->n_applied = r->n_applied;
    d->waiting = r->waiting;
    d->n_waiting = r->n_waiting;
}

static void fill_doctors(filling *f)
{
    const vakt_diff_doc *diff = f->pages->docs->diff;
    vakt_book_report *d = f->doc;
    d->notice_hours = VAKT_UNSET;
    if (!diff)
        return;
    d->affected = diff->affected;
    d->notice_hours = diff->notice_hours;
    d->doctors = make(f, diff->n_doctors, sizeof *d->doctors);
    for (size_t i = 0; !f->failed && i < diff->n_doctors; i++) {
        const vakt_diff_doc_doctor *from = &diff->doctors[i];
        d->doctors[d->n_doctors++] = (vakt_report_doctor){.doctor = from->doctor,
                                                          .name = from->name,
                                                          .phone = from->phone,
                                                          .email = from->email,
                                                          .notice_hours = from->notice_hours,
                                                          .text = from->text};
    }
}

static vakt_status fill(filling *f)
{
    const vakt_state_docs *docs = f->pages->docs;
    const vakt_revision *r = docs->revision;
    f->doc = make(f, 1, sizeof *f->doc);
    if (!f->doc)
        return VAKT_E_NOMEM;
    *f->doc = (vakt_book_report){.version = 1,
                                 .problem = f->pages->book->problem,
                                 .title = f->pages->book->title,
                                 .revision = r->number,
                                 .kind = r->kind,
                                 .time = r->time,
                                 .by = r->by,
                                 .complete = vakt_report_clean(docs),
                                 .open = (int64_t)docs->roster_doc->n_open,
                                 .uncovered = (int64_t)docs->roster_doc->n_gaps,
                                 .not_checked = docs->roster_doc->not_checked,
                                 .n_not_checked = docs->roster_doc->n_not_checked};
    if (docs->proposals) {
        f->doc->proposals = docs->proposals->rungs;
        f->doc->n_proposals = docs->proposals->n_rungs;
    }
    fill_holes(f);
    sign_breaches(f);
    fill_changes(f);
    fill_doctors(f);
    return f->failed ? VAKT_E_NOMEM : VAKT_OK;
}

/* ---- words ---- */

/* The page as lines: each has a kind, so that text and HTML come from the same. */
typedef struct lines {
    const vakt_pages *pages;
    const vakt_book_report *doc;
    vakt_text *text;
    bool html, in_list;
} lines;

static void end_list(lines *l)
{
    if (l->html && l->in_list)
        vakt_text_add(l->text, "</ul>\n");
    l->in_list = false;
}

static void heading(lines *l, vakt_text_id id, const char *arg)
{
    vakt_text line;
    vakt_text_init(&line, VAKT_TEXT_CAP);
    vakt_say(&line, id, arg, NULL, NULL);
    end_list(l);
    if (l->html)
        vakt_page_element(l->text, "h2", line.bytes);
    else
        vakt_text_addf(l->text, "%s\n", line.bytes);
    l->text->failed |= line.failed;
    vakt_text_done(&line);
}

static void paragraph(lines *l, const char *said, bool bad)
{
    end_list(l);
    if (l->html) {
        vakt_text_add(l->text, bad ? "<p class=\"bad\">" : "<p>");
        vakt_page_escape(l->text, said);
        vakt_text_add(l->text, "</p>\n");
    } else {
        vakt_text_addf(l->text, "%s\n", said);
    }
}

static void item(lines *l, const char *said)
{
    if (l->html && !l->in_list)
        vakt_text_add(l->text, "<ul>\n");
    l->in_list = true;
    if (l->html)
        vakt_page_item(l->text, said);
    else
        vakt_text_addf(l->text, "  %s\n", said);
}

static void more(lines *l, size_t shown, size_t n)
{
    vakt_text line;
    if (shown >= n)
        return;
    vakt_text_init(&line, 200);
    vakt_say(&line, VAKT_TEXT_book_more, vakt_number_of((int64_t)(n - shown)).text, NULL, NULL);
    item(l, line.bytes);
    vakt_text_done(&line);
}

static const char *doctor_name(const lines *l, const char *id)
{
    int doctor = id ? vakt_instance_doctor_index(l->pages->instance, id) : -1;
    const vakt_doctor *who = doctor >= 0 ? &l->pages->instance->problem->doctors[doctor] : NULL;
    return who && who->name ? who->name : id ? id : vakt_text_of(VAKT_TEXT_book_nobody);
}

static void add_duty(const lines *l, vakt_text *text, const char *id, vakt_minute start,
                     vakt_minute end)
{
    const vakt_instance *in = l->pages->instance;
    int duty = vakt_instance_duty_index(in, id);
    const vakt_shift_type *type =
        duty >= 0 ? &in->problem->shift_types[in->duties[duty].shift_type] : NULL;
    vakt_text_addf(text, "%s ", type && type->name ? type->name : id);
    vakt_say_span(text, start, end);
}

static void say_head(lines *l)
{
    const vakt_book_report *d = l->doc;
    vakt_text line, time;
    vakt_day day;
    int minute;
    vakt_text_init(&line, VAKT_TEXT_CAP);
    vakt_text_init(&time, 200);
    vakt_oslo_from_utc(d->time, &day, &minute);
    vakt_say_day(&time, day);
    vakt_text_addf(&time, " kl. %02d:%02d", minute / 60, minute % 60);
    vakt_say(&line, VAKT_TEXT_book_head, vakt_number_of(d->revision).text,
             vakt_revision_kind_norwegian[d->kind], time.bytes);
    if (d->by) {
        vakt_text_addf(&line, " ");
        vakt_say(&line, VAKT_TEXT_book_by, d->by, NULL, NULL);
    }
    vakt_text_add(&line, ".");
    paragraph(l, line.bytes, false);
    l->text->failed |= line.failed;
    vakt_text_done(&line);
    vakt_text_done(&time);
}

static void say_state(lines *l)
{
    const vakt_book_report *d = l->doc;
    vakt_text line;
    for (size_t i = 0; i < d->n_section6; i++) {
        vakt_text_init(&line, VAKT_TEXT_CAP);
        vakt_say(&line, VAKT_TEXT_book_section6, d->section6[i].text, NULL, NULL);
        paragraph(l, line.bytes, true);
        vakt_text_done(&line);
    }
    vakt_text_init(&line, VAKT_TEXT_CAP);
    if (d->complete)
        vakt_text_add(&line, vakt_text_of(VAKT_TEXT_in_accordance));
    else
        vakt_say(&line, VAKT_TEXT_book_state, vakt_number_of(d->open).text,
                 vakt_number_of(d->uncovered).text, vakt_number_of((int64_t)d->n_breaches).text);
    paragraph(l, line.bytes, !d->complete);
    vakt_text_done(&line);
    if (d->n_holes > 0)
        heading(l, VAKT_TEXT_book_open, NULL);
    for (size_t i = 0; i < d->n_holes && i < N_SHOWN; i++) {
        vakt_text_init(&line, VAKT_TEXT_CAP);
        add_duty(l, &line, d->holes[i].duty, d->holes[i].start, d->holes[i].end);
        item(l, line.bytes);
        vakt_text_done(&line);
    }
    more(l, N_SHOWN, d->n_holes);
    if (d->n_breaches > 0)
        heading(l, VAKT_TEXT_book_breaches, NULL);
    for (size_t i = 0; i < d->n_breaches; i++) {
        const vakt_report_breach *b = &d->breaches[i];
        vakt_text_init(&line, VAKT_TEXT_CAP);
        vakt_text_add(&line, b->text);
        if (b->by) {
            vakt_text_add(&line, " ");
            vakt_say(&line, VAKT_TEXT_book_signed, b->by, b->reason, NULL);
        }
        item(l, line.bytes);
        vakt_text_done(&line);
    }
}

static void say_changes(lines *l, vakt_text_id head, const vakt_taken_change *changes, size_t n)
{
    if (n > 0)
        heading(l, head, vakt_number_of((int64_t)n).text);
    for (size_t i = 0; i < n && i < N_SHOWN; i++) {
        vakt_text line;
        vakt_text_init(&line, VAKT_TEXT_CAP);
        vakt_text_addf(&line, "%s (%s)", changes[i].change,
                       vakt_change_kind_norwegian[changes[i].kind]);
        if (changes[i].text)
            vakt_text_addf(&line, ": %s", changes[i].text);
        item(l, line.bytes);
        l->text->failed |= line.failed;
        vakt_text_done(&line);
    }
    more(l, N_SHOWN, n);
}

static void say_doctors(lines *l)
{
    const vakt_book_report *d = l->doc;
    if (d->n_doctors > 0)
        heading(l, VAKT_TEXT_book_tell, vakt_number_of(d->affected).text);
    for (size_t i = 0; i < d->n_doctors; i++) {
        vakt_text line;
        vakt_text_init(&line, VAKT_TEXT_CAP);
        vakt_text_addf(&line, "%s%s%s: %s", d->doctors[i].name ? d->doctors[i].name : d->doctors[i].doctor,
                       d->doctors[i].phone ? ", " : "",
                       d->doctors[i].phone ? d->doctors[i].phone : "", d->doctors[i].text);
        item(l, line.bytes);
        l->text->failed |= line.failed;
        vakt_text_done(&line);
    }
}

static void say_rung(lines *l, const vakt_proposed_rung *r)
{
    vakt_text line;
    vakt_text_init(&line, VAKT_TEXT_CAP);
    vakt_text_addf(&line, "%s: ", vakt_rung_kind_norwegian[r->kind]);
    vakt_say(&line, VAKT_TEXT_book_rung, vakt_number_of(r->changes).text,
             vakt_number_of(r->open).text, vakt_number_of(r->people).text);
    vakt_text_addf(&line, " (%s)%s",
                   vakt_text_of(r->proven ? VAKT_TEXT_book_proven : VAKT_TEXT_book_not_proven),
                   r->answer ? " *" : "");
    item(l, line.bytes);
    l->text->failed |= line.failed;
    vakt_text_done(&line);
}

static void say_proposals(lines *l)
{
    const vakt_book_report *d = l->doc;
    if (d->n_proposals > 0)
        heading(l, VAKT_TEXT_book_proposed, NULL);
    for (size_t i = 0; i < d->n_proposals; i++)
        say_rung(l, &d->proposals[i]);
    for (size_t i = 0; i < d->n_proposals; i++) {
        const vakt_proposed_rung *r = &d->proposals[i];
        for (size_t k = 0; r->answer && k < r->n_list; k++) {
            vakt_text line;
            vakt_text_init(&line, VAKT_TEXT_CAP);
            vakt_text_add(&line, "* ");
            add_duty(l, &line, r->list[k].duty, r->list[k].start, r->list[k].end);
            vakt_text_addf(&line, ": %s → %s", doctor_name(l, r->list[k].from),
                           doctor_name(l, r->list[k].to));
            item(l, line.bytes);
            l->text->failed |= line.failed;
            vakt_text_done(&line);
        }
    }
}

static void say_all(lines *l)
{
    const vakt_book_report *d = l->doc;
    say_head(l);
    say_state(l);
    say_changes(l, VAKT_TEXT_book_applied, d->applied, d->n_applied);
    say_changes(l, VAKT_TEXT_book_refused, d->refused, d->n_refused);
    say_changes(l, VAKT_TEXT_book_waiting, d->waiting, d->n_waiting);
    say_proposals(l);
    say_doctors(l);
    if (d->n_not_checked > 0)
        heading(l, VAKT_TEXT_not_checked, NULL);
    for (size_t i = 0; i < d->n_not_checked && i < N_SHOWN; i++)
        item(l, d->not_checked[i].text);
    more(l, N_SHOWN, d->n_not_checked);
    end_list(l);
}

/* ---- the pages ---- */

static vakt_status write_page(const vakt_pages *pages, int format, vakt_text *text)
{
    filling f = {.pages = pages, .arena = vakt_arena_new()};
    vakt_status status = f.arena ? fill(&f) : VAKT_E_NOMEM;
    const char *title = pages->book->title ? pages->book->title : pages->book->problem;
    lines l = {.pages = pages, .doc = f.doc, .text = text, .html = format == 2};
    if (status == VAKT_OK && format == 1) {
        status = vakt_record_write_json(&book_report_record, f.doc, text);
    } else if (status == VAKT_OK) {
        if (l.html)
            vakt_page_begin(text, title, VAKT_PAGE_TALL, NULL);
        else
            vakt_text_addf(text, "%s\n", title);
        say_all(&l);
        if (l.html)
            vakt_page_end(text);
        status = text->failed ? VAKT_E_NOMEM : VAKT_OK;
    }
    vakt_arena_free(f.arena);
    return status;
}

vakt_status vakt_report_text(const vakt_pages *pages, vakt_text *text)
{
    return write_page(pages, 0, text);
}

vakt_status vakt_report_json(const vakt_pages *pages, vakt_text *text)
{
    return write_page(pages, 1, text);
}

vakt_status vakt_report_html(const vakt_pages *pages, vakt_text *text)
{
    return write_page(pages, 2, text);
}
