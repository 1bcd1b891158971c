/* The first revision: a folder that becomes a book. */
#include <stdio.h>
#include <string.h>

#include "book/job.h"

static const char *const folders[] = {VAKT_BOOK_REVISIONS, VAKT_BOOK_INBOX, VAKT_BOOK_DONE,
                                      VAKT_BOOK_REFUSED, VAKT_BOOK_REPORTS};

static bool is_ours(const char *name)
{
    static const char *const files[] = {VAKT_BOOK_FILE, VAKT_BOOK_LOCK, VAKT_BOOK_CURRENT ".new"};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        if (strcmp(folders[i], name) == 0)
            return true;
    }
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (strcmp(files[i], name) == 0)
            return true;
    }
    return false;
}

/* Nothing there, an empty folder, or what a publish that was cut short left. */
static vakt_status expect_room(vakt_job *job)
{
    vakt_status status = VAKT_OK;
    const char *const *names;
    size_t n;
    const vakt_place place = {.file = job->path};
    const char *link = vakt_disk_join(job->arena, job->path, VAKT_BOOK_CURRENT);
    if (!link)
        return VAKT_E_NOMEM;
    vakt_entry there = vakt_disk_entry(job->path);
    if (there == VAKT_ENTRY_NONE)
        return VAKT_OK;
    if (there != VAKT_ENTRY_FOLDER) {
        vakt_report_add(job->report, VAKT_ERROR, &place, "expected a new or an empty folder");
        return VAKT_E_IO;
    }
    if (vakt_disk_entry(link) != VAKT_ENTRY_NONE) {
        vakt_report_add(job->report, VAKT_ERROR, &place,
                        "is a book already; each period has a book of its own, and what changes in "
                        "one goes by its inbox and vaktplan rebuild");
        return VAKT_E_ANSWER_NO;
    }
    VAKT_TRY(vakt_disk_list(&job->disk, job->path, job->arena, &names, &n));
    for (size_t i = 0; i < n; i++) {
        if (is_ours(names[i]))
            continue;
        vakt_report_add(job->report, VAKT_ERROR, &place,
                        "found \"%s\" in it, expected a new or an empty folder", names[i]);
        status = VAKT_E_IO;
    }
done:
    return status;
}

static vakt_book *make_book(const vakt_job *job, const vakt_problem *problem)
{
    vakt_book *book = vakt_arena_alloc(job->arena, 1, sizeof *book);
    if (book)
        *book = (vakt_book){.version = 1,
                            .district = problem->district.given ? problem->district.id : NULL,
                            .problem = problem->id,
                            .title = problem->title,
                            .from = problem->from,
                            .to = problem->to,
                            .policy = job->options->policy >= 0 ? job->options->policy
                                                                : VAKT_BOOK_PROPOSE,
                            .wait_min = VAKT_BOOK_WAIT_MIN,
                            .work = job->options->work >= 0 ? job->options->work
                                                            : VAKT_BOOK_WORK};
    return book;
}

static vakt_status write_book(vakt_job *job, const vakt_book *book)
{
    vakt_status status;
    vakt_text text;
    const char *path = vakt_disk_join(job->arena, job->path, VAKT_BOOK_FILE);
    if (!path)
        return VAKT_E_NOMEM;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    VAKT_TRY(vakt_record_write_json(&vakt_book_record, book, &text));
    VAKT_TRY(vakt_disk_write(&job->disk, path, text.bytes, text.length));
done:
    vakt_text_done(&text);
    return status;
}

/* The folder, its lock and its folders; what a publish that was cut short left goes. */
static vakt_status prepare(vakt_job *job, const vakt_book *book)
{
    vakt_status status;
    long holder;
    const char *lock = vakt_disk_join(job->arena, job->path, VAKT_BOOK_LOCK);
    const char *left = vakt_disk_join(job->arena, job->path, VAKT_BOOK_REVISIONS "/000001");
    if (!lock || !left)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_disk_make_folder(&job->disk, job->path));
    if (vakt_disk_entry(lock) != VAKT_ENTRY_FILE)
        VAKT_TRY(vakt_disk_write(&job->disk, lock, "", 0));
    VAKT_TRY(vakt_disk_lock(&job->disk, lock, &job->lock, &holder));
    VAKT_TRY(expect_room(job)); /* another may have been quicker */
    if (vakt_disk_entry(left) == VAKT_ENTRY_FOLDER)
        VAKT_TRY(vakt_disk_remove_folder(&job->disk, left, job->arena));
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        const char *folder = vakt_disk_join(job->arena, job->path, folders[i]);
        if (!folder)
            return VAKT_E_NOMEM;
        VAKT_TRY(vakt_disk_make_folder(&job->disk, folder));
    }
    VAKT_TRY(write_book(job, book));
done:
    return status;
}

static vakt_status make_draft(vakt_job *job, const vakt_instance *instance,
                              const vakt_roster *roster, const vakt_verdict *verdict,
                              vakt_book_draft *draft)
{
    vakt_problem *problem = vakt_arena_alloc(job->arena, 1, sizeof *problem);
    *draft = (vakt_book_draft){.arena = job->arena,
                          .instance = instance,
                          .roster = roster,
                          .verdict = verdict,
                          .revision = {.version = 1,
                                       .number = 1,
                                       .kind = VAKT_REVISION_PUBLISH,
                                       .time = job->options->now,
                                       .by = job->options->by,
                                       .restored = VAKT_UNSET,
                                       .policy = -1,
                                       .tool = job->options->tool}};
    draft->docs.standing = vakt_standing_first(instance->problem->id, job->arena);
    if (!problem || !draft->docs.standing)
        return VAKT_E_NOMEM;
    *problem = *instance->problem;
    draft->docs.problem = problem;
    draft->docs.standing->revision = 1;
    return VAKT_OK;
}

static vakt_status publish(vakt_job *job, const vakt_instance *instance,
                           const vakt_roster *roster, vakt_book_draft *draft, vakt_verdict **verdict)
{
    vakt_status status;
    const vakt_book *book = make_book(job, instance->problem);
    if (!book)
        return VAKT_E_NOMEM;
    VAKT_TRY(expect_room(job));
    VAKT_TRY(vakt_verify(instance, roster, verdict));
    VAKT_TRY(make_draft(job, instance, roster, *verdict, draft));
    if (vakt_book_draft_unsigned(draft)) {
        VAKT_TRY(vakt_job_tell_breaches(job, draft));
        return VAKT_E_ANSWER_NO;
    }
    VAKT_TRY(vakt_book_draft_finish(draft, VAKT_JOURNAL_PUBLISHED));
    const vakt_pages pages = vakt_book_draft_pages(draft, book);
    VAKT_TRY(vakt_job_tell(job, &pages));
    VAKT_TRY(prepare(job, book));
    VAKT_TRY(vakt_job_commit(job, draft));
    VAKT_TRY(vakt_job_write_pages(job, &pages));
done:
    return status;
}

vakt_status vakt_book_publish(const char *path, const vakt_instance *instance,
                              const vakt_roster *roster, const vakt_book_options *options,
                              vakt_report *report, vakt_book_result *ret_result)
{
    *ret_result = (vakt_book_result){.arena = vakt_arena_new()};
    vakt_job job = {.path = path,
                    .options = options,
                    .report = report,
                    .disk = {.report = report,
                             .before = options->before,
                             .context = options->context},
                    .arena = vakt_arena_new(),
                    .lock = -1,
                    .result = ret_result};
    vakt_book_draft draft = {0};
    vakt_verdict *verdict = NULL;
    vakt_status status = job.arena && ret_result->arena
                             ? publish(&job, instance, roster, &draft, &verdict)
                             : VAKT_E_NOMEM;
    vakt_book_draft_done(&draft);
    vakt_verdict_free(verdict);
    vakt_job_end(&job);
    return status;
}
