#include "book/draft.h"

#include <string.h>

#include "change/fold.h"
#include "domain/texts.h"
#include "io/changes_fields.h"
#include "io/problem_fields.h"
#include "io/roster_fields.h"
#include "io/roster_make.h"

/* ---- journal ---- */

static bool same_id(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

/* The duty's times, now or before; false when neither knows it. */
static bool times_of(const vakt_book_draft *d, const char *duty, vakt_minute *ret_start,
                     vakt_minute *ret_end)
{
    const vakt_instance *in = d->instance;
    int at = vakt_instance_duty_index(in, duty);
    if (at < 0 && d->before) {
        in = d->before->instance;
        at = vakt_instance_duty_index(in, duty);
    }
    if (at < 0)
        return false;
    *ret_start = in->duties[at].start;
    *ret_end = in->duties[at].end;
    return true;
}

vakt_status vakt_book_draft_entry(vakt_book_draft *draft, int kind, const char *duty, const char *from,
                             const char *to, const char *change, const char *by)
{
    vakt_journal_entry entry = {
        .kind = kind, .duty = duty, .from = from, .to = to, .change = change, .by = by};
    if (!times_of(draft, duty, &entry.start, &entry.end))
        return VAKT_OK; /* of a duty that came and went within the run */
    return VAKT_VEC_PUSH(&draft->entries, entry) ? VAKT_OK : VAKT_E_NOMEM;
}

static const char *holder(const vakt_instance *instance, const vakt_roster *roster, int duty)
{
    int doctor = duty >= 0 ? roster->doctor[duty] : VAKT_NOBODY;
    return doctor == VAKT_NOBODY ? NULL : instance->problem->doctors[doctor].id;
}

/* Who had the duty before, as the entries leave it. */
static const char *left_by_entries(const vakt_book_draft *d, const char *duty)
{
    const vakt_book_state *b = d->before;
    const char *who =
        b ? holder(b->instance, &b->roster, vakt_instance_duty_index(b->instance, duty)) : NULL;
    for (size_t i = 0; i < d->entries.count; i++) {
        const vakt_journal_entry *e = &d->entries.items[i];
        if (e->kind != VAKT_JOURNAL_WORKED && strcmp(e->duty, duty) == 0)
            who = e->to;
    }
    return who;
}

static vakt_status add_rest(vakt_book_draft *d, int kind, const char *duty, const char *to)
{
    const char *from = left_by_entries(d, duty);
    if (same_id(from, to))
        return VAKT_OK;
    const vakt_standing_duty *s = vakt_standing_duty_of(d->docs.standing, duty);
    return vakt_book_draft_entry(d, kind, duty, from, to,
                            s && s->revision == d->revision.number ? s->change : NULL, NULL);
}

static vakt_status make_journal(vakt_book_draft *d, int kind)
{
    vakt_status status = VAKT_OK;
    const vakt_book_state *b = d->before;
    for (size_t i = 0; b && i < b->instance->n_duties; i++) { /* those that are no more */
        if (vakt_instance_duty_index(d->instance, b->instance->duties[i].id) < 0)
            VAKT_TRY(add_rest(d, kind, b->instance->duties[i].id, NULL));
    }
    for (size_t i = 0; i < d->instance->n_duties; i++)
        VAKT_TRY(add_rest(d, kind, d->instance->duties[i].id,
                          holder(d->instance, d->roster, (int)i)));
    vakt_journal *journal = vakt_arena_alloc(d->arena, 1, sizeof *journal);
    if (!journal)
        return VAKT_E_NOMEM;
    *journal = (vakt_journal){.version = 1,
                              .revision = d->revision.number,
                              .time = d->revision.time,
                              .entries = d->entries.items,
                              .n_entries = d->entries.count};
    d->docs.journal = journal;
done:
    return status;
}

/* ---- the other documents ---- */

static vakt_status make_roster(vakt_book_draft *d)
{
    vakt_status status;
    vakt_text text;
    vakt_day day;
    int minute;
    char *hash = vakt_arena_alloc(d->arena, 65, 1);
    vakt_text_init(&text, VAKT_TEXT_CAP);
    if (!hash)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_record_write_json(&vakt_problem_record, d->docs.problem, &text));
    vakt_book_hash(text.bytes, text.length, hash);
    vakt_oslo_from_utc(d->revision.time, &day, &minute);
    vakt_roster_facts facts = {
        .tool = d->revision.tool,
        .input_hash = hash,
        .stopped_by = -1,
        .result = d->verdict->complete && d->verdict->legal ? VAKT_ROSTER_FEASIBLE
                                                             : VAKT_ROSTER_INCOMPLETE,
        .state = VAKT_STATE_PUBLISHED,
        .state_date = day,
        .state_by = d->revision.by};
    VAKT_TRY(vakt_roster_doc_make(d->instance, d->roster, d->verdict, &facts, d->arena,
                                  &d->docs.roster_doc));
done:
    vakt_text_done(&text);
    return status;
}

static vakt_status make_ledgers(vakt_book_draft *d)
{
    vakt_ledger *from = NULL;
    size_t n = 0;
    vakt_status status = vakt_period_ledgers(d->instance, d->roster, d->docs.standing,
                                             d->revision.time, d->arena, &from, &n);
    vakt_book_ledgers *doc = vakt_arena_alloc(d->arena, 1, sizeof *doc);
    vakt_book_ledger *rows = vakt_arena_alloc(d->arena, n, sizeof *rows);
    if (status != VAKT_OK || !doc || !rows)
        return status != VAKT_OK ? status : VAKT_E_NOMEM;
    for (size_t i = 0; i < n; i++)
        rows[i] = (vakt_book_ledger){
            .doctor = from[i].doctor,
            .load_class = from[i].load_class,
            .assigned = from[i].assigned == VAKT_UNSET ? 0 : from[i].assigned,
            .worked = from[i].worked == VAKT_UNSET ? 0 : from[i].worked};
    *doc = (vakt_book_ledgers){.version = 1,
                               .revision = d->revision.number,
                               .time = d->revision.time,
                               .ledgers = rows,
                               .n_ledgers = n};
    d->docs.ledgers = doc;
    return VAKT_OK;
}

/* The first revision has nothing to differ from. */
static vakt_status make_diff(vakt_book_draft *d)
{
    vakt_diff *diff;
    if (!d->before)
        return VAKT_OK;
    vakt_status status =
        vakt_diff_new(d->before->docs.roster_doc, d->docs.roster_doc, d->arena, &diff);
    if (status == VAKT_OK)
        status = vakt_diff_doc_make(diff, d->docs.roster_doc, d->instance, d->revision.time,
                                    d->arena, &d->docs.diff);
    return status;
}

const vakt_finding *vakt_book_draft_unsigned(const vakt_book_draft *draft)
{
    for (size_t i = 0; i < draft->verdict->n_findings; i++) {
        const vakt_finding *f = &draft->verdict->findings[i];
        if (f->hard && !f->excused &&
            !vakt_standing_signed(draft->docs.standing, draft->instance, f))
            return f;
    }
    return NULL;
}

vakt_status vakt_book_draft_finish(vakt_book_draft *draft, int kind)
{
    vakt_status status;
    VAKT_TRY(make_journal(draft, kind));
    VAKT_TRY(make_roster(draft));
    VAKT_TRY(make_ledgers(draft));
    VAKT_TRY(make_diff(draft));
    draft->docs.revision = &draft->revision;
done:
    return status;
}

void vakt_book_draft_done(vakt_book_draft *draft)
{
    VAKT_VEC_DONE(&draft->entries);
}

/* ---- its folder ---- */

typedef struct writing {
    vakt_book_draft *draft;
    vakt_disk *disk;
    const char *folder;
    vakt_content contents[VAKT_STATE_MAX_DOCS];
    size_t n_contents;
} writing;

/* keep: its hash goes into revision.json. */
static vakt_status write_file(writing *w, const char *name, const vakt_record *record,
                              const void *data, bool keep)
{
    vakt_status status;
    vakt_text text;
    char *hash = vakt_arena_alloc(w->draft->arena, 65, 1);
    const char *path = vakt_disk_join(w->draft->arena, w->folder, name);
    if (!hash || !path)
        return VAKT_E_NOMEM;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    VAKT_TRY(vakt_record_write_json(record, data, &text));
    VAKT_TRY(vakt_disk_write(w->disk, path, text.bytes, text.length));
    vakt_book_hash(text.bytes, text.length, hash);
    if (keep)
        w->contents[w->n_contents++] = (vakt_content){.name = name, .sha256 = hash};
done:
    vakt_text_done(&text);
    return status;
}

static vakt_status write_files(writing *w)
{
    vakt_status status;
    vakt_book_draft *d = w->draft;
    VAKT_TRY(vakt_disk_make_folder(w->disk, w->folder));
#define WRITE(member, file, record_, type, always)                                                 \
    if (d->docs.member)                                                                            \
        VAKT_TRY(write_file(w, file, &record_, d->docs.member, true));
    VAKT_REVISION_FILES(WRITE)
#undef WRITE
    d->revision.contents = w->contents;
    d->revision.n_contents = w->n_contents;
    VAKT_TRY(write_file(w, VAKT_REVISION_FILE, &vakt_revision_record, &d->revision, false));
    VAKT_TRY(vakt_disk_sync_folder(w->disk, w->folder));
done:
    d->revision.contents = NULL;
    d->revision.n_contents = 0;
    return status;
}

vakt_status vakt_book_draft_write(vakt_book_draft *draft, vakt_disk *disk, const char *path)
{
    const char *name = vakt_revision_name(draft->arena, draft->revision.number);
    writing w = {.draft = draft,
                 .disk = disk,
                 .folder = name ? vakt_disk_join(draft->arena, path, name) : NULL};
    return w.folder ? write_files(&w) : VAKT_E_NOMEM;
}

void vakt_book_draft_remove(const vakt_book_draft *draft, const char *path)
{
    vakt_disk quiet = {0}; /* why it failed is told already; what stays the next run removes */
    const char *name = vakt_revision_name(draft->arena, draft->revision.number);
    const char *folder = name ? vakt_disk_join(draft->arena, path, name) : NULL;
    if (!folder || vakt_disk_entry(folder) != VAKT_ENTRY_FOLDER ||
        vakt_disk_remove_folder(&quiet, folder, draft->arena) != VAKT_OK)
        return;
}

/* ---- moves by the program ---- */

/* A copy of `n` items with room for `more`. */
static void *longer(vakt_arena *arena, const void *items, size_t n, size_t more, size_t size)
{
    void *list = vakt_arena_alloc(arena, n + more, size);
    if (list && n > 0)
        memcpy(list, items, n * size);
    return list;
}

/* The row of the duty, put in by the order of ids. There is room. */
static vakt_standing_duty *row_of(vakt_standing *s, const char *duty, const char *first)
{
    size_t at = 0;
    while (at < s->n_duties && strcmp(s->duties[at].duty, duty) < 0)
        at++;
    if (at == s->n_duties || strcmp(s->duties[at].duty, duty) != 0) {
        memmove(&s->duties[at + 1], &s->duties[at], (s->n_duties - at) * sizeof *s->duties);
        s->duties[at] =
            (vakt_standing_duty){.duty = duty, .first = first, .revision = VAKT_UNSET};
        s->n_duties++;
    }
    return &s->duties[at];
}

static vakt_status move_duty(vakt_standing *s, const vakt_moved *m, size_t duty,
                             vakt_arena *arena)
{
    const vakt_duty *d = &m->instance->duties[duty];
    const char *from = holder(m->instance, m->before, (int)duty);
    const char *to = holder(m->instance, m->after, (int)duty);
    vakt_standing_duty *row = row_of(s, d->id, from);
    row->life = longer(arena, row->life, row->n_life, 1, sizeof *row->life);
    if (!row->life)
        return VAKT_E_NOMEM;
    row->life[row->n_life++] = (vakt_standing_event){.event = to ? m->event : VAKT_LIFE_OPENED,
                                                     .change = m->change,
                                                     .doctor = to,
                                                     .at = m->now,
                                                     .by = m->by,
                                                     .basis = m->basis,
                                                     .revision = m->revision};
    row->change = m->change;
    row->revision = m->revision;
    if (from)
        s->lost[s->n_lost++] = (vakt_standing_lost){.duty = d->id,
                                                    .doctor = from,
                                                    .start = d->start,
                                                    .end = d->end,
                                                    .revision = m->revision};
    return VAKT_OK;
}

vakt_status vakt_standing_after(const vakt_standing *standing, const vakt_moved *moved,
                                vakt_arena *arena, vakt_standing **ret_standing)
{
    vakt_status status = VAKT_OK;
    size_t n = moved->instance->n_duties;
    vakt_standing *s = longer(arena, standing, 1, 0, sizeof *s);
    if (!s)
        return VAKT_E_NOMEM;
    s->duties = longer(arena, s->duties, s->n_duties, n, sizeof *s->duties);
    s->lost = longer(arena, s->lost, s->n_lost, n, sizeof *s->lost);
    s->applied = longer(arena, s->applied, s->n_applied, 1, sizeof *s->applied);
    if (!s->duties || !s->lost || !s->applied)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < n; i++) {
        if (moved->before->doctor[i] != moved->after->doctor[i])
            VAKT_TRY(move_duty(s, moved, i, arena));
    }
    s->applied[s->n_applied++] = (vakt_standing_applied){
        .change = moved->change, .kind = VAKT_CHANGE_ORDER, .revision = moved->revision};
    s->revision = moved->revision;
    *ret_standing = s;
done:
    return status;
}
