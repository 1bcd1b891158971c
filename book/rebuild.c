/* The nightly job: the inbox folded into what holds, and what follows from it. */
#include <string.h>

#include "book/job.h"
#include "book/propose.h"
#include "io/sentence.h"

typedef struct rebuilding {
    vakt_job *job;
    vakt_inbox inbox;
    bool read;
    vakt_fold *fold;
    vakt_book_draft draft;
    vakt_ordered ordered;
    int policy;
} rebuilding;

/* ---- folding ---- */

static vakt_status fold_once(rebuilding *r)
{
    vakt_job *job = r->job;
    const vakt_state_docs *docs = &job->state.docs;
    const vakt_fold_state state = {.problem = docs->problem,
                                   .assignments = docs->roster_doc->assignments,
                                   .n_assignments = docs->roster_doc->n_assignments,
                                   .standing = docs->standing};
    const vakt_fold_options options = {.now = job->options->now,
                                       .revision = docs->revision->number + 1,
                                       .policy = VAKT_POLICY_APPROVED,
                                       .say_finding = vakt_say_finding,
                                       .say_span = vakt_say_span};
    vakt_roster_change *changes =
        vakt_arena_alloc(job->arena, r->inbox.n_changes, sizeof *changes);
    if (!changes)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < r->inbox.n_changes; i++)
        changes[i] = *r->inbox.changes[i];
    vakt_fold_free(r->fold);
    r->fold = NULL;
    return vakt_fold_new(&state, changes, r->inbox.n_changes, &options, job->report, &r->fold);
}

static bool is_applied(const vakt_fold_outcome *o)
{
    return o->result == VAKT_FOLD_APPLIED || o->result == VAKT_FOLD_PRICED;
}

/* Those that wait go to the end, so that they are judged by what all the others left, as the next run
 * will judge them; true when that changes the order. */
static bool put_waiting_last(rebuilding *r, vakt_arena *arena, bool *ret_failed)
{
    vakt_inbox *in = &r->inbox;
    size_t n = 0;
    bool moved = false;
    const vakt_roster_change **changes = vakt_arena_alloc(arena, in->n_changes, sizeof *changes);
    size_t *file_of = vakt_arena_alloc(arena, in->n_changes, sizeof *file_of);
    *ret_failed = !changes || !file_of;
    for (int last = 0; last < 2 && !*ret_failed; last++) {
        for (size_t i = 0; i < in->n_changes; i++) {
            const vakt_fold_outcome *o = &r->fold->outcomes[i];
            if ((o->result == VAKT_FOLD_WAITING) != (last == 1))
                continue;
            moved = moved || n != i;
            changes[n] = in->changes[i];
            file_of[n++] = in->file_of[i];
        }
    }
    if (moved && !*ret_failed) {
        in->changes = changes;
        in->file_of = file_of;
    }
    return moved;
}

/* A second delivery that waits while the first was applied does not wait for anything. */
static void settle_twins(rebuilding *r)
{
    for (size_t i = 0; i < r->fold->n_outcomes; i++) {
        vakt_fold_outcome *o = &r->fold->outcomes[i];
        for (size_t k = 0; o->result == VAKT_FOLD_WAITING && k < r->fold->n_outcomes; k++) {
            const vakt_fold_outcome *other = &r->fold->outcomes[k];
            if (!is_applied(other) || strcmp(other->change->id, o->change->id) != 0)
                continue;
            o->result = VAKT_FOLD_DUPLICATE;
            o->why = -1;
            o->text = NULL;
        }
    }
}

static vakt_status fold_all(rebuilding *r)
{
    vakt_status status;
    bool failed = false;
    VAKT_TRY(fold_once(r));
    /* Each pass but the last settles one that waited. */
    for (size_t pass = 0; pass <= r->inbox.n_changes; pass++) {
        bool again = put_waiting_last(r, r->job->arena, &failed);
        if (failed)
            return VAKT_E_NOMEM;
        if (!again)
            break;
        VAKT_TRY(fold_once(r));
    }
    settle_twins(r);
    status = vakt_inbox_judge(&r->inbox, r->fold->outcomes, r->job->arena);
done:
    return status;
}

/* ---- journal ---- */

static vakt_status enter_worked(rebuilding *r, const vakt_fold_outcome *o)
{
    vakt_status status = VAKT_OK;
    const vakt_standing *s = r->fold->standing;
    for (size_t i = 0; i < s->n_worked; i++) {
        const vakt_standing_worked *w = &s->worked[i];
        if (strcmp(w->change, o->change->id) == 0)
            VAKT_TRY(vakt_book_draft_entry(&r->draft, VAKT_JOURNAL_WORKED, w->duty, w->planned,
                                      w->worked, w->change, w->by));
    }
done:
    return status;
}

static vakt_status enter_affected(rebuilding *r, const vakt_fold_outcome *o)
{
    vakt_status status = VAKT_OK;
    bool ordered = o->change->kind == VAKT_CHANGE_ORDER || o->change->order.given;
    int kind = ordered ? VAKT_JOURNAL_ORDERED : VAKT_JOURNAL_CHANGED;
    const char *by = ordered && o->change->order.given ? o->change->order.by : o->change->asked_by;
    for (size_t i = 0; i < o->n_affected; i++) {
        const char *duty = o->affected[i].duty, *from = NULL, *to = NULL;
        bool seen = false;
        for (size_t k = 0; k < o->n_affected; k++) {
            if (strcmp(o->affected[k].duty, duty) != 0)
                continue;
            seen = seen || k < i;
            if (o->affected[k].gains)
                to = o->affected[k].doctor;
            else
                from = o->affected[k].doctor;
        }
        if (!seen)
            VAKT_TRY(vakt_book_draft_entry(&r->draft, kind, duty, from, to, o->change->id, by));
    }
done:
    return status;
}

static vakt_status enter_all(rebuilding *r)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < r->fold->n_outcomes; i++) {
        const vakt_fold_outcome *o = &r->fold->outcomes[i];
        if (!is_applied(o))
            continue;
        VAKT_TRY(o->change->kind == VAKT_CHANGE_WORKED ? enter_worked(r, o)
                                                       : enter_affected(r, o));
    }
done:
    return status;
}

/* ---- the revision ---- */

static vakt_taken_change taken_of(const vakt_fold_outcome *o, const char *text)
{
    return (vakt_taken_change){.change = o->change->id,
                               .kind = o->change->kind,
                               .result = o->result,
                               .reason = o->why >= 0 ? vakt_fold_why_words[o->why] : NULL,
                               .text = text};
}

static vakt_status list_changes(rebuilding *r)
{
    vakt_book_draft *d = &r->draft;
    size_t n = r->fold->n_outcomes;
    vakt_changes_doc *doc = vakt_arena_alloc(d->arena, 1, sizeof *doc);
    vakt_roster_change *changes = vakt_arena_alloc(d->arena, n, sizeof *changes);
    d->revision.applied = vakt_arena_alloc(d->arena, n, sizeof *d->revision.applied);
    d->revision.waiting = vakt_arena_alloc(d->arena, n, sizeof *d->revision.waiting);
    if (!doc || !changes || !d->revision.applied || !d->revision.waiting)
        return VAKT_E_NOMEM;
    *doc = (vakt_changes_doc){.version = 1, .problem = d->docs.problem->id, .changes = changes};
    for (size_t i = 0; i < n; i++) {
        const vakt_fold_outcome *o = &r->fold->outcomes[i];
        const char *text = o->text ? vakt_book_clip(d->arena, o->text) : NULL;
        if (o->text && !text)
            return VAKT_E_NOMEM;
        if (is_applied(o)) {
            changes[doc->n_changes++] = *o->change;
            d->revision.applied[d->revision.n_applied++] = taken_of(o, text);
        } else if (o->result == VAKT_FOLD_WAITING) {
            d->revision.waiting[d->revision.n_waiting++] = taken_of(o, text);
        }
    }
    if (doc->n_changes > 0)
        d->docs.changes = doc;
    return VAKT_OK;
}

/* Those that leave the inbox and were read; the others are judged anew by whoever finds them. */
static vakt_status list_files(rebuilding *r)
{
    vakt_book_draft *d = &r->draft;
    d->revision.files = vakt_arena_alloc(d->arena, r->inbox.n_files, sizeof *d->revision.files);
    if (!d->revision.files)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < r->inbox.n_files; i++) {
        const vakt_inbox_file *file = &r->inbox.files[i];
        if (file->changes && file->fate != VAKT_INBOX_STAYS)
            d->revision.files[d->revision.n_files++] = file->taken;
    }
    return VAKT_OK;
}

/* What the fold left, before the policy has its say. */
static vakt_status begin_draft(rebuilding *r)
{
    vakt_status status;
    vakt_book_draft *d = &r->draft;
    *d = vakt_job_draft(r->job, VAKT_REVISION_REBUILD);
    d->revision.policy = r->policy;
    d->instance = r->fold->instance;
    d->roster = &r->fold->roster;
    d->verdict = r->fold->verdict;
    d->docs.problem = r->fold->problem;
    d->docs.standing = r->fold->standing;
    VAKT_TRY(enter_all(r));
    VAKT_TRY(vakt_order(r->job, d, r->policy, &r->ordered));
done:
    return status;
}

static vakt_status refuse_unsigned(rebuilding *r)
{
    const vakt_place place = {.file = r->job->path};
    vakt_status status = vakt_job_tell_breaches(r->job, &r->draft);
    vakt_report_add(r->job->report, VAKT_ERROR, &place,
                    "the roster would break a hard rule that nobody has signed for: a mistake in "
                    "vaktplan itself; nothing is written");
    return status == VAKT_OK ? VAKT_E_INTERNAL : status;
}

static vakt_status move_files(rebuilding *r)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < r->inbox.n_files; i++) {
        if (r->inbox.files[i].fate != VAKT_INBOX_STAYS)
            VAKT_TRY(vakt_job_move(r->job, &r->inbox.files[i].taken, 1));
    }
done:
    return status;
}

static vakt_status make_revision(rebuilding *r)
{
    vakt_status status;
    vakt_book_draft *d = &r->draft;
    if (vakt_book_draft_unsigned(d))
        return refuse_unsigned(r);
    VAKT_TRY(vakt_propose(r->job, d));
    VAKT_TRY(list_changes(r));
    VAKT_TRY(list_files(r));
    VAKT_TRY(vakt_book_draft_finish(d, VAKT_JOURNAL_CHANGED));
    const vakt_pages pages = vakt_book_draft_pages(d, r->job->state.book);
    VAKT_TRY(vakt_job_tell(r->job, &pages));
    r->job->result->published = r->job->options->dry_run;
    VAKT_TRY(vakt_job_commit(r->job, d));
    VAKT_TRY(move_files(r));
    VAKT_TRY(vakt_job_write_pages(r->job, &pages));
done:
    return status;
}

/* ---- what is told ---- */

static const char *keep(vakt_arena *arena, const char *text, bool *failed)
{
    const char *kept = text ? vakt_arena_strdup(arena, text) : NULL;
    *failed = *failed || (text && !kept);
    return kept;
}

/* A copy that outlives the job. */
static vakt_taken_file keep_file(vakt_arena *arena, const vakt_taken_file *from, bool *failed)
{
    vakt_taken_file file = {.name = keep(arena, from->name, failed), .refused = from->refused};
    file.changes = vakt_arena_alloc(arena, from->n_changes, sizeof *file.changes);
    file.errors = vakt_arena_alloc(arena, from->n_errors, sizeof *file.errors);
    *failed = *failed || !file.changes || !file.errors;
    for (size_t i = 0; !*failed && i < from->n_changes; i++) {
        vakt_taken_change c = from->changes[i];
        c.change = keep(arena, c.change, failed);
        c.text = keep(arena, c.text, failed);
        file.changes[file.n_changes++] = c;
    }
    for (size_t i = 0; !*failed && i < from->n_errors; i++) {
        vakt_taken_error e = from->errors[i];
        e.path = keep(arena, e.path, failed);
        e.text = keep(arena, e.text, failed);
        file.errors[file.n_errors++] = e;
    }
    return file;
}

static vakt_status tell_files(rebuilding *r)
{
    vakt_book_result *result = r->job->result;
    bool failed = false;
    size_t n = r->inbox.n_files;
    result->files = vakt_arena_alloc(result->arena, n, sizeof *result->files);
    result->stays = vakt_arena_alloc(result->arena, n, sizeof *result->stays);
    if (!result->files || !result->stays)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < n; i++) {
        result->files[i] = keep_file(result->arena, &r->inbox.files[i].taken, &failed);
        result->stays[i] = r->inbox.files[i].fate == VAKT_INBOX_STAYS;
    }
    result->n_files = n;
    for (size_t i = 0; i < r->fold->n_outcomes; i++) {
        result->n_applied += is_applied(&r->fold->outcomes[i]);
        result->n_refused += r->fold->outcomes[i].result == VAKT_FOLD_REFUSED;
        result->n_duplicates += r->fold->outcomes[i].result == VAKT_FOLD_DUPLICATE;
        result->n_waiting += r->fold->outcomes[i].result == VAKT_FOLD_WAITING;
    }
    for (size_t i = 0; i < n; i++) /* what could not be read is a refusal, too */
        result->n_refused += r->inbox.files[i].fate == VAKT_INBOX_REFUSED &&
                             !r->inbox.files[i].changes;
    return failed ? VAKT_E_NOMEM : VAKT_OK;
}

static vakt_status tell_current(vakt_job *job)
{
    const vakt_pages pages = {.book = job->state.book,
                              .docs = &job->state.docs,
                              .instance = job->state.instance,
                              .roster = &job->state.roster};
    return vakt_job_tell(job, &pages);
}

static vakt_status rebuild(rebuilding *r)
{
    vakt_status status;
    vakt_job *job = r->job;
    VAKT_TRY(vakt_job_begin(job));
    r->policy = job->options->policy >= 0 ? job->options->policy : job->state.book->policy;
    VAKT_TRY(vakt_inbox_read(&job->disk, &job->state, job->options->now, job->arena, &r->inbox));
    VAKT_TRY(fold_all(r));
    VAKT_TRY(tell_files(r));
    VAKT_TRY(begin_draft(r));
    if (r->fold->changed || r->ordered.any)
        return make_revision(r);
    VAKT_TRY(tell_current(job));
    VAKT_TRY(move_files(r));
done:
    return status;
}

vakt_status vakt_book_rebuild(const char *path, const vakt_book_options *options,
                              vakt_report *report, vakt_book_result *ret_result)
{
    *ret_result = (vakt_book_result){.arena = vakt_arena_new()};
    vakt_job job = {
        .path = path, .options = options, .report = report, .lock = -1, .result = ret_result};
    rebuilding r = {.job = &job};
    vakt_status status = ret_result->arena ? rebuild(&r) : VAKT_E_NOMEM;
    vakt_book_draft_done(&r.draft);
    vakt_ordered_done(&r.ordered);
    vakt_fold_free(r.fold);
    vakt_inbox_done(&r.inbox);
    vakt_job_end(&job);
    return status;
}
