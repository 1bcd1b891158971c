#include "book/inbox.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/doc_internal.h"
#include "io/vakt_io.h"

#define MAX_ERRORS 50
#define MAX_NAMES 10000 /* of files of one name in done/ or refused/ */
#define MAX_NAME_BYTES 230 /* of a file that is moved: " (9999)" and ".reason.json.new" fit in 255 */

const char *vakt_book_clip(vakt_arena *arena, const char *text)
{
    size_t length = strlen(text);
    if (length > VAKT_STRING_MAX_BYTES) {
        length = VAKT_STRING_MAX_BYTES;
        while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80)
            length--;
    }
    return vakt_arena_copy(arena, text, length);
}

/* ---- reading ---- */

static bool ends_with(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);
    return n >= m && strcmp(name + n - m, end) == 0;
}

static bool being_written(const char *name)
{
    return name[0] == '.' || ends_with(name, ".tmp") || ends_with(name, ".part");
}

/* A name that documents and terminals can hold. */
static bool fit_name(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)name[i] < 0x20 || name[i] == 0x7F)
            return false;
    }
    return vakt_utf8_check(name, length) == length;
}

static vakt_status add_error(vakt_inbox_file *file, const vakt_diagnostic *d, const char *text,
                             vakt_arena *arena)
{
    vakt_taken_error *e = &file->taken.errors[file->taken.n_errors];
    *e = (vakt_taken_error){.line = VAKT_UNSET, .column = VAKT_UNSET};
    e->text = vakt_book_clip(arena, d ? d->text : text);
    if (d && d->place.line > 0)
        e->line = d->place.line;
    if (d && d->place.line > 0 && d->place.column > 0)
        e->column = d->place.column;
    if (d && d->place.path && d->place.path[0])
        e->path = vakt_book_clip(arena, d->place.path);
    if (!e->text || (d && d->place.path && d->place.path[0] && !e->path))
        return VAKT_E_NOMEM;
    file->taken.n_errors++;
    return VAKT_OK;
}

static vakt_status keep_errors(vakt_inbox_file *file, vakt_report *report, const char *what,
                               vakt_arena *arena)
{
    vakt_status status = VAKT_OK;
    size_t n = report ? vakt_report_count(report) : 0;
    file->taken.errors = vakt_arena_alloc(arena, n + 1, sizeof *file->taken.errors);
    if (!file->taken.errors)
        return VAKT_E_NOMEM;
    if (report)
        vakt_report_sort(report);
    for (size_t i = 0; i < n; i++)
        VAKT_TRY(add_error(file, vakt_report_at(report, i), NULL, arena));
    if (n == 0)
        VAKT_TRY(add_error(file, NULL, what, arena));
    file->taken.refused = true;
    file->fate = VAKT_INBOX_REFUSED;
done:
    return status;
}

/* The document of the file, or why there is none: VAKT_E_INPUT or VAKT_E_IO with `report`. */
static vakt_status read_document(vakt_disk *disk, const vakt_book_state *state, const char *path,
                                 vakt_inbox_file *file, vakt_report *report, vakt_arena *arena)
{
    const char *bytes;
    size_t length;
    vakt_disk quiet = *disk;
    quiet.report = report;
    vakt_status status = vakt_disk_read(&quiet, path, arena, &bytes, &length);
    char *hash = vakt_arena_alloc(arena, 65, 1);
    if (status != VAKT_OK || !hash)
        return status != VAKT_OK ? status : VAKT_E_NOMEM;
    vakt_book_hash(bytes, length, hash);
    file->taken.sha256 = hash;
    status = vakt_changes_doc_read_bytes(file->name, bytes, length, arena, report, &file->tree,
                                         &file->changes);
    if (status == VAKT_OK && file->changes->problem &&
        strcmp(file->changes->problem, state->book->problem) != 0) {
        const vakt_place place = {.file = file->name};
        vakt_report_add(report, VAKT_ERROR, &place,
                        "found changes of problem \"%s\", expected those of \"%s\"",
                        file->changes->problem, state->book->problem);
        return VAKT_E_INPUT;
    }
    return status;
}

static vakt_status read_one(vakt_disk *disk, const vakt_book_state *state, const char *path,
                            vakt_minute now, vakt_inbox_file *file, vakt_arena *arena)
{
    vakt_report *report = vakt_report_new(MAX_ERRORS);
    if (!report)
        return VAKT_E_NOMEM;
    vakt_status status = VAKT_E_INPUT;
    if (vakt_disk_entry(path) == VAKT_ENTRY_FILE)
        status = read_document(disk, state, path, file, report, arena);
    if (status == VAKT_E_INPUT || status == VAKT_E_IO) {
        status = keep_errors(file, report, "found no plain file, expected a change document",
                             arena);
        long long age = (long long)now - vakt_disk_written_at(path) / 60;
        if (file->taken.sha256 && !file->changes && age < state->book->wait_min)
            file->fate = VAKT_INBOX_STAYS;
        file->changes = NULL;
    }
    vakt_report_free(report);
    return status;
}

typedef struct sortable {
    const vakt_roster_change *change;
    size_t file, place;
} sortable;

static vakt_minute time_of(const vakt_roster_change *c)
{
    return c->approved_at != VAKT_UNSET ? c->approved_at : c->asked_at;
}

static int in_order(const void *left, const void *right)
{
    const sortable *a = left, *b = right;
    vakt_minute ta = time_of(a->change), tb = time_of(b->change);
    int by_id = strcmp(a->change->id, b->change->id);
    if (ta != tb)
        return ta < tb ? -1 : 1;
    if (by_id != 0)
        return by_id;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return a->place < b->place ? -1 : 1;
}

static vakt_status put_in_order(vakt_inbox *inbox, vakt_arena *arena)
{
    size_t n = 0;
    for (size_t i = 0; i < inbox->n_files; i++)
        n += inbox->files[i].changes ? inbox->files[i].changes->n_changes : 0;
    sortable *all = vakt_arena_alloc(arena, n, sizeof *all);
    inbox->changes = vakt_arena_alloc(arena, n, sizeof *inbox->changes);
    inbox->file_of = vakt_arena_alloc(arena, n, sizeof *inbox->file_of);
    if (!all || !inbox->changes || !inbox->file_of)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < inbox->n_files; i++) {
        const vakt_changes_doc *doc = inbox->files[i].changes;
        for (size_t k = 0; doc && k < doc->n_changes; k++)
            all[inbox->n_changes++] = (sortable){&doc->changes[k], i, k};
    }
    qsort(all, n, sizeof *all, in_order);
    for (size_t i = 0; i < n; i++) {
        inbox->changes[i] = all[i].change;
        inbox->file_of[i] = all[i].file;
    }
    return VAKT_OK;
}

vakt_status vakt_inbox_read(vakt_disk *disk, const vakt_book_state *state, vakt_minute now,
                            vakt_arena *arena, vakt_inbox *ret_inbox)
{
    vakt_status status;
    vakt_inbox inbox = {0};
    const char *const *names;
    size_t n = 0;
    const char *folder = vakt_disk_join(arena, state->path, VAKT_BOOK_INBOX);
    if (!folder)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_disk_list(disk, folder, arena, &names, &n));
    inbox.files = vakt_arena_alloc(arena, n, sizeof *inbox.files);
    if (!inbox.files)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < n; i++) {
        const char *path = vakt_disk_join(arena, folder, names[i]);
        if (!path) {
            status = VAKT_E_NOMEM;
            goto done;
        }
        if (being_written(names[i]))
            continue;
        vakt_inbox_file *file = &inbox.files[inbox.n_files++];
        *file = (vakt_inbox_file){.name = names[i], .taken = {.name = names[i]}};
        if (fit_name(names[i]))
            VAKT_TRY(read_one(disk, state, path, now, file, arena));
        else
            VAKT_TRY(keep_errors(file, NULL,
                                 "found a name with control characters or that is not UTF-8",
                                 arena));
    }
    VAKT_TRY(put_in_order(&inbox, arena));
    *ret_inbox = inbox;
    return VAKT_OK;
done:
    vakt_inbox_done(&inbox);
    return status;
}

void vakt_inbox_done(vakt_inbox *inbox)
{
    for (size_t i = 0; i < inbox->n_files; i++)
        vakt_doc_free(inbox->files[i].tree);
    *inbox = (vakt_inbox){0};
}

/* ---- judging ---- */

static vakt_status take_outcome(vakt_inbox_file *file, const vakt_fold_outcome *outcome,
                                vakt_arena *arena)
{
    const char *text = outcome->text ? vakt_book_clip(arena, outcome->text) : NULL;
    if (outcome->text && !text)
        return VAKT_E_NOMEM;
    file->taken.changes[file->taken.n_changes++] = (vakt_taken_change){
        .change = outcome->change->id,
        .kind = outcome->change->kind,
        .result = outcome->result,
        .reason = outcome->why >= 0 ? vakt_fold_why_words[outcome->why] : NULL,
        .text = text};
    if (outcome->result == VAKT_FOLD_REFUSED)
        file->fate = VAKT_INBOX_REFUSED;
    else if (outcome->result == VAKT_FOLD_WAITING && file->fate == VAKT_INBOX_DONE)
        file->fate = VAKT_INBOX_STAYS;
    return VAKT_OK;
}

vakt_status vakt_inbox_judge(vakt_inbox *inbox, const vakt_fold_outcome *outcomes,
                             vakt_arena *arena)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < inbox->n_files; i++) {
        vakt_inbox_file *file = &inbox->files[i];
        size_t n = file->changes ? file->changes->n_changes : 0;
        file->taken.changes = vakt_arena_alloc(arena, n, sizeof *file->taken.changes);
        if (!file->taken.changes)
            return VAKT_E_NOMEM;
    }
    for (size_t i = 0; i < inbox->n_changes; i++)
        VAKT_TRY(take_outcome(&inbox->files[inbox->file_of[i]], &outcomes[i], arena));
    for (size_t i = 0; i < inbox->n_files; i++)
        inbox->files[i].taken.refused = inbox->files[i].fate == VAKT_INBOX_REFUSED;
done:
    return status;
}

/* ---- moving ---- */

static bool file_hash(const char *path, char ret_hash[65])
{
    char *bytes = NULL;
    size_t length = 0;
    if (vakt_disk_entry(path) != VAKT_ENTRY_FILE ||
        vakt_file_read(path, &bytes, &length, NULL) != VAKT_OK)
        return false;
    vakt_book_hash(bytes, length, ret_hash);
    free(bytes);
    return true;
}

static bool same_bytes(const char *path, const char *sha256)
{
    char hash[65];
    return sha256 && file_hash(path, hash) && strcmp(hash, sha256) == 0;
}

/* "name.json" -> "name (2).json" */
static const char *other_name(vakt_arena *arena, const char *name, int number)
{
    char suffix[16];
    const char *dot = strrchr(name, '.');
    size_t stem = dot && dot > name ? (size_t)(dot - name) : strlen(name);
    snprintf(suffix, sizeof suffix, " (%d)", number);
    size_t length = strlen(name) + strlen(suffix);
    char *other = vakt_arena_alloc(arena, length + 1, 1);
    if (other)
        snprintf(other, length + 1, "%.*s%s%s", (int)stem, name, suffix, name + stem);
    return other;
}

/* The name, cut where it leaves no room for the names beside it; the ending stays. */
static const char *short_name(vakt_arena *arena, const char *name)
{
    size_t length = strlen(name);
    if (length <= MAX_NAME_BYTES)
        return name;
    const char *dot = strrchr(name, '.');
    const char *ending = dot && strlen(dot) <= 16 ? dot : "";
    size_t stem = MAX_NAME_BYTES - strlen(ending);
    while (stem > 1 && ((unsigned char)name[stem] & 0xC0) == 0x80)
        stem--;
    char *cut = vakt_arena_alloc(arena, MAX_NAME_BYTES + 1, 1);
    if (cut)
        snprintf(cut, MAX_NAME_BYTES + 1, "%.*s%s", (int)stem, name, ending);
    return cut;
}

/* The name as a document can hold it: "?" for each byte that is not of UTF-8. */
static const char *shown_name(vakt_arena *arena, const char *name)
{
    size_t length = strlen(name), bad;
    char *shown = vakt_arena_alloc(arena, length + 1, 1);
    if (!shown)
        return NULL;
    memcpy(shown, name, length + 1);
    while ((bad = vakt_utf8_check(shown, length)) < length)
        shown[bad] = '?';
    return shown;
}

/* Where the file goes: a free name, or (*ret_there) one that has the same bytes. */
static const char *place_for(vakt_arena *arena, const char *folder, const vakt_taken_file *file,
                             bool *ret_there)
{
    const char *first = short_name(arena, file->name), *name = first;
    *ret_there = false;
    for (int number = 2; name && number < MAX_NAMES; number++) {
        const char *path = vakt_disk_join(arena, folder, name);
        if (!path || vakt_disk_entry(path) == VAKT_ENTRY_NONE)
            return path;
        *ret_there = same_bytes(path, file->sha256);
        if (*ret_there)
            return path;
        name = other_name(arena, first, number);
    }
    return NULL;
}

static void say_reason(vakt_text *text, const vakt_taken_file *file)
{
    vakt_text_addf(text, "%s\n\n", file->name);
    for (size_t i = 0; i < file->n_errors; i++) {
        const vakt_taken_error *e = &file->errors[i];
        vakt_text_add(text, "Kunne ikke leses: ");
        if (e->line != VAKT_UNSET)
            vakt_text_addf(text, "linje %lld: ", (long long)e->line);
        if (e->path)
            vakt_text_addf(text, "%s: ", e->path);
        vakt_text_addf(text, "%s\n", e->text);
    }
    for (size_t i = 0; i < file->n_changes; i++) {
        const vakt_taken_change *c = &file->changes[i];
        vakt_text_addf(text, "%s (%s): %s", c->change, vakt_change_kind_norwegian[c->kind],
                       vakt_fold_result_norwegian[c->result]);
        vakt_text_addf(text, "%s%s\n", c->text ? ". " : "", c->text ? c->text : "");
        if (c->result == VAKT_FOLD_WAITING)
            vakt_text_add(text, "  Den er ikke tatt inn; legg den i innboksen igjen når den er klar.\n");
    }
}

static vakt_status write_reason(vakt_disk *disk, const char *path, const vakt_taken_file *file,
                                vakt_arena *arena)
{
    vakt_status status;
    vakt_text text, beside;
    vakt_taken_file shown = *file;
    shown.name = shown_name(arena, file->name);
    if (!shown.name)
        return VAKT_E_NOMEM;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_init(&beside, 8192);
    vakt_text_addf(&beside, "%s.reason.txt", path);
    say_reason(&text, &shown);
    status = text.failed || beside.failed ? VAKT_E_NOMEM : VAKT_OK;
    if (status == VAKT_OK)
        VAKT_TRY(vakt_disk_replace(disk, beside.bytes, text.bytes, text.length, arena));
    vakt_text_done(&text);
    vakt_text_done(&beside);
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_init(&beside, 8192);
    vakt_text_addf(&beside, "%s.reason.json", path);
    VAKT_TRY(vakt_record_write_json(&vakt_taken_file_record, &shown, &text));
    VAKT_TRY(beside.failed ? VAKT_E_NOMEM : VAKT_OK);
    VAKT_TRY(vakt_disk_replace(disk, beside.bytes, text.bytes, text.length, arena));
done:
    vakt_text_done(&text);
    vakt_text_done(&beside);
    return status;
}

vakt_status vakt_inbox_move(vakt_disk *disk, const char *book, const vakt_taken_file *file,
                            vakt_arena *arena, size_t *ret_moved)
{
    vakt_status status = VAKT_OK;
    bool there;
    const char *inbox = vakt_disk_join(arena, book, VAKT_BOOK_INBOX);
    const char *from = inbox ? vakt_disk_join(arena, inbox, file->name) : NULL;
    const char *folder =
        vakt_disk_join(arena, book, file->refused ? VAKT_BOOK_REFUSED : VAKT_BOOK_DONE);
    if (!from || !folder)
        return VAKT_E_NOMEM;
    if (vakt_disk_entry(from) == VAKT_ENTRY_NONE ||
        (file->sha256 && !same_bytes(from, file->sha256)))
        return VAKT_OK;
    const char *to = place_for(arena, folder, file, &there);
    if (!to) {
        const vakt_place place = {.file = from};
        vakt_report_add(disk->report, VAKT_ERROR, &place, "finds no free name in %s", folder);
        return VAKT_E_IO;
    }
    if (file->refused)
        VAKT_TRY(write_reason(disk, to, file, arena));
    if (there)
        VAKT_TRY(vakt_disk_remove(disk, from));
    else
        VAKT_TRY(vakt_disk_rename(disk, from, to));
    if (!there && file->sha256 && !same_bytes(to, file->sha256)) /* replaced at that moment */
        VAKT_TRY(vakt_disk_rename(disk, to, from));
    else
        ++*ret_moved;
done:
    return status;
}

vakt_status vakt_inbox_sync(vakt_disk *disk, const char *book, vakt_arena *arena)
{
    vakt_status status = VAKT_OK;
    static const char *const folders[] = {VAKT_BOOK_DONE, VAKT_BOOK_REFUSED, VAKT_BOOK_INBOX};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *path = vakt_disk_join(arena, book, folders[i]);
        if (!path)
            return VAKT_E_NOMEM;
        VAKT_TRY(vakt_disk_sync_folder(disk, path));
    }
done:
    return status;
}
