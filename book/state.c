#include "book/state.h"

#include <sha2.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "io/changes_fields.h"
#include "io/problem_fields.h"
#include "io/roster_fields.h"
#include "io/roster_make.h"

void vakt_book_hash(const char *bytes, size_t length, char ret_hash[65])
{
    SHA256Data((const uint8_t *)bytes, length, ret_hash);
}

const char *vakt_revision_name(vakt_arena *arena, int64_t number)
{
    char name[48];
    snprintf(name, sizeof name, VAKT_BOOK_REVISIONS "/%06lld", (long long)number);
    return vakt_arena_strdup(arena, name);
}

static vakt_status damaged(vakt_report *report, const char *path, const char *what)
{
    const vakt_place place = {.file = path};
    vakt_report_add(report, VAKT_ERROR, &place, "%s", what);
    return VAKT_E_IO;
}

vakt_status vakt_book_current(vakt_disk *disk, const char *path, vakt_arena *arena,
                              int64_t *ret_number)
{
    const char *link = vakt_disk_join(arena, path, VAKT_BOOK_CURRENT);
    const char *file = vakt_disk_join(arena, path, VAKT_BOOK_FILE);
    if (!link || !file)
        return VAKT_E_NOMEM;
    if (vakt_disk_entry(file) != VAKT_ENTRY_FILE)
        return damaged(disk->report, path,
                       "expected a book: a folder made by vaktplan publish, with book.json");
    if (vakt_disk_entry(link) == VAKT_ENTRY_NONE) {
        *ret_number = 0;
        return VAKT_OK;
    }
    const char *target = vakt_disk_link(link, arena);
    size_t before = strlen(VAKT_BOOK_REVISIONS "/");
    if (target && strncmp(target, VAKT_BOOK_REVISIONS "/", before) == 0 &&
        strlen(target) == before + 6) {
        const char *digits = target + before;
        while (*digits == '0' && digits[1])
            digits++;
        if (vakt_parse_int(digits, ret_number) && *ret_number > 0)
            return VAKT_OK;
    }
    return damaged(disk->report, link, "expected a link to one of revisions/");
}

/* ---- reading ---- */

typedef struct reading {
    vakt_book_state *state;
    vakt_disk disk;
    const char *folder; /* of the revision */
    int64_t number;     /* which its folder says */
} reading;

static vakt_status read_record(reading *r, const char *path, const vakt_record *record,
                               char ret_hash[65], void **ret_record)
{
    vakt_status status;
    vakt_book_state *s = r->state;
    const char *bytes;
    size_t length;
    void *data = vakt_arena_alloc(s->arena, 1, record->size);
    if (!data)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_disk_read(&r->disk, path, s->arena, &bytes, &length));
    vakt_book_hash(bytes, length, ret_hash);
    VAKT_TRY(vakt_doc_parse(path, bytes, length, r->disk.report, &s->trees[s->n_trees]));
    s->n_trees++;
    const vakt_doc *tree = s->trees[s->n_trees - 1];
    VAKT_TRY(vakt_record_read(record, tree, tree->root, s->arena, r->disk.report, data));
    *ret_record = data;
done:
    return status == VAKT_E_INPUT ? VAKT_E_IO : status; /* nobody but we wrote it */
}

static const char *hash_of(const vakt_revision *revision, const char *name)
{
    for (size_t i = 0; i < revision->n_contents; i++) {
        if (strcmp(revision->contents[i].name, name) == 0)
            return revision->contents[i].sha256;
    }
    return NULL;
}

static vakt_status read_file(reading *r, const char *name, const vakt_record *record, bool always,
                             void **ret_record)
{
    char hash[65];
    const char *expected = hash_of(r->state->docs.revision, name);
    if (!expected && !always)
        return VAKT_OK;
    const char *path = vakt_disk_join(r->state->arena, r->folder, name);
    if (!path)
        return VAKT_E_NOMEM;
    vakt_status status = read_record(r, path, record, hash, ret_record);
    if (status == VAKT_OK && (!expected || strcmp(expected, hash) != 0))
        status = damaged(r->disk.report, path,
                         "found other bytes than were published: the revision is damaged");
    return status;
}

static vakt_status read_files(reading *r)
{
    vakt_status status;
    vakt_state_docs *docs = &r->state->docs;
    void *record = NULL;
    char hash[65];
    const char *path = vakt_disk_join(r->state->arena, r->folder, VAKT_REVISION_FILE);
    if (!path)
        return VAKT_E_NOMEM;
    VAKT_TRY(read_record(r, path, &vakt_revision_record, hash, &record));
    docs->revision = record;
#define READ(member, file, record_, type, always)                                                  \
    record = NULL;                                                                                 \
    VAKT_TRY(read_file(r, file, &record_, always, &record));                                       \
    docs->member = record;
    VAKT_REVISION_FILES(READ)
#undef READ
done:
    return status;
}

typedef struct located {
    const vakt_doc *doc;
    vakt_arena *arena;
} located;

static vakt_place locate(void *context, const void *source, const char *field,
                         const char **ret_found)
{
    located *l = context;
    return vakt_record_place(l->doc, source, field, l->arena, ret_found);
}

/* The tree of the problem is the third: after book.json and revision.json. */
static vakt_status build(reading *r)
{
    vakt_book_state *s = r->state;
    located context = {s->trees[2], s->arena};
    vakt_status status =
        vakt_instance_new(s->docs.problem, locate, &context, r->disk.report, &s->instance);
    if (status == VAKT_OK)
        status = vakt_roster_from_doc(s->instance, s->docs.roster_doc, NULL, s->arena,
                                      r->disk.report, &s->roster);
    return status == VAKT_E_INPUT ? VAKT_E_IO : status;
}

static vakt_status find_revision(reading *r, int64_t number)
{
    int64_t current;
    vakt_book_state *s = r->state;
    vakt_status status = vakt_book_current(&r->disk, s->path, s->arena, &current);
    if (status != VAKT_OK)
        return status;
    if (current == 0)
        return damaged(r->disk.report, s->path, "nothing is published in this book");
    if (number > current || number < 0) {
        const vakt_place place = {.file = s->path};
        vakt_report_add(r->disk.report, VAKT_ERROR, &place,
                        "found revision %lld, expected one of 1..%lld", (long long)number,
                        (long long)current);
        return VAKT_E_INPUT;
    }
    r->number = number == 0 ? current : number;
    const char *name = vakt_revision_name(s->arena, r->number);
    r->folder = name ? vakt_disk_join(s->arena, s->path, name) : NULL;
    return r->folder ? VAKT_OK : VAKT_E_NOMEM;
}

/* A folder or a file that was put in the place of another is damage: what follows from the wrong
 * number would be removed as unfinished. */
static vakt_status check_belongs(const reading *r)
{
    const vakt_book_state *s = r->state;
    if (s->docs.revision->number != r->number)
        return damaged(r->disk.report, r->folder, "found another revision than its folder says");
    if (s->book->problem && s->docs.problem->id && strcmp(s->book->problem, s->docs.problem->id) != 0)
        return damaged(r->disk.report, s->path, "found " VAKT_BOOK_FILE " of another problem than the revision's");
    return VAKT_OK;
}

vakt_status vakt_book_open(const char *path, int64_t number, vakt_report *report,
                           vakt_book_state *ret_state)
{
    vakt_status status = VAKT_E_NOMEM;
    vakt_book_state state = {.arena = vakt_arena_new(), .path = path};
    reading r = {.state = &state, .disk = {.report = report}};
    char hash[65];
    void *book = NULL;
    const char *file = state.arena ? vakt_disk_join(state.arena, path, VAKT_BOOK_FILE) : NULL;
    if (!file)
        goto done;
    VAKT_TRY(find_revision(&r, number));
    VAKT_TRY(read_record(&r, file, &vakt_book_record, hash, &book));
    state.book = book;
    VAKT_TRY(read_files(&r));
    VAKT_TRY(check_belongs(&r));
    VAKT_TRY(build(&r));
    *ret_state = state;
    return VAKT_OK;
done:
    vakt_book_close(&state);
    return status;
}

void vakt_book_close(vakt_book_state *state)
{
    vakt_roster_done(&state->roster);
    vakt_instance_free(state->instance);
    for (size_t i = 0; i < state->n_trees; i++)
        vakt_doc_free(state->trees[i]);
    vakt_arena_free(state->arena);
    *state = (vakt_book_state){0};
}

vakt_status vakt_book_journal(const vakt_book_state *state, int64_t number, vakt_arena *arena,
                              vakt_report *report, vakt_doc **ret_tree, vakt_journal **ret_journal)
{
    vakt_status status;
    vakt_disk disk = {.report = report};
    const char *name = vakt_revision_name(arena, number), *bytes;
    const char *folder = name ? vakt_disk_join(arena, state->path, name) : NULL;
    const char *path = folder ? vakt_disk_join(arena, folder, "journal.json") : NULL;
    vakt_journal *journal = vakt_arena_alloc(arena, 1, sizeof *journal);
    vakt_doc *tree = NULL;
    size_t length;
    if (!path || !journal)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_disk_read(&disk, path, arena, &bytes, &length));
    VAKT_TRY(vakt_doc_parse(path, bytes, length, report, &tree));
    VAKT_TRY(vakt_record_read(&vakt_journal_record, tree, tree->root, arena, report, journal));
    *ret_tree = tree;
    *ret_journal = journal;
    return VAKT_OK;
done:
    vakt_doc_free(tree);
    return status == VAKT_E_INPUT ? VAKT_E_IO : status;
}
