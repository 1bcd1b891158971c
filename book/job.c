#include "book/job.h"

#include <stdio.h>
#include <string.h>

#include "domain/texts.h"
#include "io/sentence.h"

static const char *in_book(const vakt_job *job, const char *name)
{
    return vakt_disk_join(job->arena, job->path, name);
}

void vakt_book_result_done(vakt_book_result *result)
{
    vakt_text_done(&result->text);
    vakt_text_done(&result->json);
    vakt_text_done(&result->html);
    vakt_arena_free(result->arena);
    *result = (vakt_book_result){0};
}

/* ---- what a killed run left ---- */

static bool is_later(const char *name, int64_t current)
{
    int64_t number;
    if (strlen(name) != 6)
        return false;
    while (*name == '0' && name[1])
        name++;
    return vakt_parse_int(name, &number) && number > current;
}

static vakt_status remove_unfinished(vakt_job *job, int64_t current)
{
    vakt_status status;
    const char *const *names;
    size_t n;
    const char *folder = in_book(job, VAKT_BOOK_REVISIONS);
    const char *link = in_book(job, VAKT_BOOK_CURRENT ".new");
    if (!folder || !link)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_disk_list(&job->disk, folder, job->arena, &names, &n));
    for (size_t i = 0; i < n; i++) {
        const char *path = vakt_disk_join(job->arena, folder, names[i]);
        if (!path)
            return VAKT_E_NOMEM;
        if (is_later(names[i], current) && vakt_disk_entry(path) == VAKT_ENTRY_FOLDER)
            VAKT_TRY(vakt_disk_remove_folder(&job->disk, path, job->arena));
    }
    if (vakt_disk_entry(link) != VAKT_ENTRY_NONE)
        VAKT_TRY(vakt_disk_remove(&job->disk, link));
done:
    return status;
}

static vakt_pages pages_of(const vakt_book_state *state)
{
    return (vakt_pages){.book = state->book,
                        .docs = &state->docs,
                        .instance = state->instance,
                        .roster = &state->roster};
}

/* A copy of the book may have lost those that were empty. */
static vakt_status make_folders(vakt_job *job)
{
    static const char *const folders[] = {VAKT_BOOK_INBOX, VAKT_BOOK_DONE, VAKT_BOOK_REFUSED,
                                          VAKT_BOOK_REPORTS};
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *path = in_book(job, folders[i]);
        if (!path)
            return VAKT_E_NOMEM;
        VAKT_TRY(vakt_disk_make_folder(&job->disk, path));
    }
done:
    return status;
}

static vakt_status finish_last(vakt_job *job)
{
    vakt_status status;
    const vakt_revision *last = job->state.docs.revision;
    size_t before = job->disk.steps;
    const vakt_pages pages = pages_of(&job->state);
    VAKT_TRY(make_folders(job));
    VAKT_TRY(remove_unfinished(job, last->number));
    VAKT_TRY(vakt_job_move(job, last->files, last->n_files));
    VAKT_TRY(vakt_job_write_pages(job, &pages));
    job->result->finished = job->disk.steps > before;
done:
    return status;
}

/* ---- begin and end ---- */

static vakt_status check_clock(const vakt_job *job)
{
    char now[23], then[23];
    const vakt_place place = {.file = job->path};
    vakt_minute last = job->state.docs.revision->time;
    if (job->options->now >= last)
        return VAKT_OK;
    vakt_oslo_format(job->options->now, now);
    vakt_oslo_format(last, then);
    vakt_report_add(job->report, VAKT_ERROR, &place,
                    "found the time %s, expected none before %s, when revision %lld was made: has "
                    "the clock been set back?",
                    now, then, (long long)job->state.docs.revision->number);
    return VAKT_E_IO;
}

vakt_status vakt_job_begin(vakt_job *job)
{
    vakt_status status;
    int64_t current;
    long holder;
    job->lock = -1;
    job->disk = (vakt_disk){.report = job->report,
                            .before = job->options->before,
                            .context = job->options->context};
    job->arena = vakt_arena_new();
    const char *lock = job->arena ? in_book(job, VAKT_BOOK_LOCK) : NULL;
    if (!lock)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_book_current(&job->disk, job->path, job->arena, &current)); /* is it a book? */
    if (!job->options->dry_run)
        VAKT_TRY(vakt_disk_lock(&job->disk, lock, &job->lock, &holder));
    VAKT_TRY(vakt_book_open(job->path, 0, job->report, &job->state));
    job->open = true;
    VAKT_TRY(check_clock(job));
    if (!job->options->dry_run)
        VAKT_TRY(finish_last(job));
done:
    return status;
}

void vakt_job_end(vakt_job *job)
{
    if (job->open)
        vakt_book_close(&job->state);
    vakt_disk_unlock(job->lock);
    vakt_arena_free(job->arena);
}

vakt_book_draft vakt_job_draft(const vakt_job *job, int kind)
{
    return (vakt_book_draft){.arena = job->arena,
                        .before = &job->state,
                        .revision = {.version = 1,
                                     .number = job->state.docs.revision->number + 1,
                                     .kind = kind,
                                     .time = job->options->now,
                                     .by = job->options->by,
                                     .restored = VAKT_UNSET,
                                     .policy = -1,
                                     .tool = job->options->tool}};
}

/* ---- the commit ---- */

vakt_status vakt_job_commit(vakt_job *job, vakt_book_draft *draft)
{
    vakt_status status;
    const char *revisions = in_book(job, VAKT_BOOK_REVISIONS);
    const char *link = in_book(job, VAKT_BOOK_CURRENT);
    const char *name = vakt_revision_name(job->arena, draft->revision.number);
    if (!revisions || !link || !name)
        return VAKT_E_NOMEM;
    if (job->options->dry_run)
        return VAKT_OK;
    if (draft->revision.number > VAKT_BOOK_MAX_REVISION) {
        const vakt_place place = {.file = job->path};
        vakt_report_add(job->report, VAKT_ERROR, &place, "has no number left for a revision");
        return VAKT_E_IO;
    }
    VAKT_TRY(vakt_book_draft_write(draft, &job->disk, job->path));
    VAKT_TRY(vakt_disk_sync_folder(&job->disk, revisions));
    VAKT_TRY(vakt_disk_point(&job->disk, link, name, job->arena));
    job->result->published = true;
    job->result->revision = draft->revision.number;
    status = vakt_disk_sync_folder(&job->disk, job->path);
done:
    if (status != VAKT_OK && !job->result->published)
        vakt_book_draft_remove(draft, job->path);
    return status;
}

vakt_status vakt_job_move(vakt_job *job, const vakt_taken_file *files, size_t n)
{
    vakt_status status = VAKT_OK;
    size_t moved = 0;
    if (job->options->dry_run)
        return VAKT_OK;
    for (size_t i = 0; i < n; i++)
        VAKT_TRY(vakt_inbox_move(&job->disk, job->path, &files[i], job->arena, &moved));
    if (moved > 0)
        VAKT_TRY(vakt_inbox_sync(&job->disk, job->path, job->arena));
done:
    return status;
}

/* ---- pages ---- */

vakt_pages vakt_book_draft_pages(const vakt_book_draft *draft, const vakt_book *book)
{
    return (vakt_pages){.book = book,
                        .docs = &draft->docs,
                        .instance = draft->instance,
                        .roster = draft->roster};
}

vakt_status vakt_job_write_pages(vakt_job *job, const vakt_pages *pages)
{
    static const struct {
        const char *file;
        vakt_status (*write)(const vakt_pages *pages, vakt_text *text);
    } list[] = {
#define PAGE(file, function) {file, function},
        VAKT_BOOK_PAGES(PAGE)
#undef PAGE
    };
    vakt_status status = VAKT_OK;
    size_t before = job->disk.steps;
    const char *folder = in_book(job, VAKT_BOOK_REPORTS);
    if (!folder)
        return VAKT_E_NOMEM;
    if (job->options->dry_run)
        return VAKT_OK;
    for (size_t i = 0; status == VAKT_OK && i < sizeof list / sizeof *list; i++) {
        vakt_text text;
        const char *path = vakt_disk_join(job->arena, folder, list[i].file);
        vakt_text_init(&text, VAKT_TEXT_CAP);
        status = path ? list[i].write(pages, &text) : VAKT_E_NOMEM;
        if (status == VAKT_OK)
            status = vakt_disk_replace(&job->disk, path, text.bytes, text.length, job->arena);
        vakt_text_done(&text);
    }
    if (status == VAKT_OK && job->disk.steps > before)
        status = vakt_disk_sync_folder(&job->disk, folder);
    return status;
}

static vakt_status keep_levels(vakt_book_result *r, const vakt_roster_doc *doc)
{
    r->roster = (vakt_roster_doc){.result = doc->result, .verified = doc->verified};
    r->roster.levels = vakt_arena_alloc(r->arena, doc->n_levels, sizeof *r->roster.levels);
    if (!r->roster.levels)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < doc->n_levels; i++) /* the document does not outlive the job */
        r->roster.levels[r->roster.n_levels++] =
            (vakt_roster_doc_level){.value = doc->levels[i].value, .bound = doc->levels[i].bound};
    return VAKT_OK;
}

static void count(vakt_book_result *r, const vakt_pages *pages)
{
    const vakt_roster_doc *doc = pages->docs->roster_doc;
    const char *word = vakt_rule_info_of(VAKT_RULE_always_one)->word;
    r->revision = pages->docs->revision->number;
    r->clean = vakt_report_clean(pages->docs);
    r->n_open = doc->n_open;
    r->n_uncovered = doc->n_gaps;
    for (size_t i = 0; i < doc->n_breaches; i++) {
        r->n_section6 += strcmp(doc->breaches[i].rule, word) == 0;
        r->n_breaches += doc->breaches[i].hard;
    }
    r->unproven = false;
    for (size_t i = 0; pages->docs->proposals && i < pages->docs->proposals->n_rungs; i++) {
        const vakt_proposed_rung *rung = &pages->docs->proposals->rungs[i];
        r->unproven = r->unproven || (rung->answer && !rung->proven);
    }
}

vakt_status vakt_job_tell(vakt_job *job, const vakt_pages *pages)
{
    vakt_status status;
    vakt_book_result *r = job->result;
    count(r, pages);
    VAKT_TRY(keep_levels(r, pages->docs->roster_doc));
    vakt_text_init(&r->text, VAKT_TEXT_CAP);
    vakt_text_init(&r->json, VAKT_TEXT_CAP);
    vakt_text_init(&r->html, VAKT_TEXT_CAP);
    VAKT_TRY(vakt_report_text(pages, &r->text));
    VAKT_TRY(vakt_report_json(pages, &r->json));
    VAKT_TRY(vakt_report_html(pages, &r->html));
done:
    return status;
}

vakt_status vakt_job_tell_breaches(vakt_job *job, const vakt_book_draft *draft)
{
    const vakt_verdict *v = draft->verdict;
    vakt_book_result *r = job->result;
    r->breaches = vakt_arena_alloc(r->arena, v->n_findings, sizeof *r->breaches);
    if (!r->breaches)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < v->n_findings; i++) {
        const vakt_finding *f = &v->findings[i];
        vakt_text text;
        if (!f->hard || f->excused ||
            vakt_standing_signed(draft->docs.standing, draft->instance, f))
            continue;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        vakt_say_finding(&text, draft->instance, f);
        const char *kept = text.failed ? NULL : vakt_arena_strdup(r->arena, text.bytes);
        vakt_text_done(&text);
        if (!kept)
            return VAKT_E_NOMEM;
        r->breaches[r->n_refusing++] = kept;
    }
    return VAKT_OK;
}
