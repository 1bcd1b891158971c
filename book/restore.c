/* An earlier roster taken back, as a revision of its own: history is never rewound. */
#include <stdio.h>
#include <string.h>

#include "book/job.h"
#include "book/propose.h"

typedef struct restoring {
    vakt_job *job;
    vakt_book_state old;
    bool open;
    vakt_roster roster;
    vakt_verdict *verdict;
    vakt_book_draft draft;
} restoring;

/* Who had the duty then, of those who are still here. */
static int holder_then(const restoring *r, size_t duty)
{
    const vakt_instance *in = r->job->state.instance;
    int at = vakt_instance_duty_index(r->old.instance, in->duties[duty].id);
    if (at < 0)
        return r->job->state.roster.doctor[duty]; /* there was no such duty: it stays */
    int doctor = r->old.roster.doctor[at];
    return doctor == VAKT_NOBODY
               ? VAKT_NOBODY
               : vakt_instance_doctor_index(in, r->old.instance->problem->doctors[doctor].id);
}

static vakt_status take_back(restoring *r, bool *ret_any)
{
    const vakt_book_state *now = &r->job->state;
    vakt_status status = vakt_roster_init(&r->roster, now->instance->n_duties);
    *ret_any = false;
    for (size_t i = 0; status == VAKT_OK && i < now->instance->n_duties; i++) {
        bool begun = now->instance->duties[i].start <= r->job->options->now;
        r->roster.doctor[i] = begun ? now->roster.doctor[i] : holder_then(r, i);
        *ret_any = *ret_any || r->roster.doctor[i] != now->roster.doctor[i];
    }
    return status;
}

static vakt_status make_draft(restoring *r, int64_t number)
{
    vakt_status status;
    vakt_job *job = r->job;
    vakt_book_draft *d = &r->draft;
    char id[48];
    *d = vakt_job_draft(job, VAKT_REVISION_RESTORE);
    d->revision.restored = number;
    d->instance = job->state.instance;
    d->roster = &r->roster;
    d->verdict = r->verdict;
    d->docs.problem = job->state.docs.problem;
    snprintf(id, sizeof id, "restore-%06lld", (long long)d->revision.number);
    vakt_moved moved = {.instance = d->instance,
                        .before = &job->state.roster,
                        .after = &r->roster,
                        .change = vakt_arena_strdup(job->arena, id),
                        .by = job->options->by,
                        .basis = "restore",
                        .event = VAKT_LIFE_MOVED,
                        .now = job->options->now,
                        .revision = d->revision.number};
    if (!moved.change)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_standing_after(job->state.docs.standing, &moved, job->arena, &d->docs.standing));
    VAKT_TRY(vakt_book_draft_moves(d, VAKT_JOURNAL_RESTORED, moved.before, moved.after, moved.change,
                              moved.by));
done:
    return status;
}

static vakt_status restore(restoring *r, int64_t number)
{
    vakt_status status;
    vakt_job *job = r->job;
    bool any;
    VAKT_TRY(vakt_job_begin(job));
    VAKT_TRY(vakt_book_open(job->path, number, job->report, &r->old));
    r->open = true;
    VAKT_TRY(take_back(r, &any));
    const vakt_pages before = {.book = job->state.book,
                               .docs = &job->state.docs,
                               .instance = job->state.instance,
                               .roster = &job->state.roster};
    if (!any)
        return vakt_job_tell(job, &before);
    VAKT_TRY(vakt_verify(job->state.instance, &r->roster, &r->verdict));
    VAKT_TRY(make_draft(r, number));
    if (vakt_book_draft_unsigned(&r->draft)) {
        VAKT_TRY(vakt_job_tell_breaches(job, &r->draft));
        return VAKT_E_ANSWER_NO;
    }
    VAKT_TRY(vakt_propose(job, &r->draft));
    VAKT_TRY(vakt_book_draft_finish(&r->draft, VAKT_JOURNAL_RESTORED));
    const vakt_pages pages = vakt_book_draft_pages(&r->draft, job->state.book);
    VAKT_TRY(vakt_job_tell(job, &pages));
    job->result->published = job->options->dry_run;
    VAKT_TRY(vakt_job_commit(job, &r->draft));
    VAKT_TRY(vakt_job_write_pages(job, &pages));
done:
    return status;
}

vakt_status vakt_book_restore(const char *path, int64_t number, const vakt_book_options *options,
                              vakt_report *report, vakt_book_result *ret_result)
{
    *ret_result = (vakt_book_result){.arena = vakt_arena_new()};
    vakt_job job = {
        .path = path, .options = options, .report = report, .lock = -1, .result = ret_result};
    restoring r = {.job = &job};
    vakt_status status = ret_result->arena ? restore(&r, number) : VAKT_E_NOMEM;
    vakt_book_draft_done(&r.draft);
    vakt_verdict_free(r.verdict);
    vakt_roster_done(&r.roster);
    if (r.open)
        vakt_book_close(&r.old);
    vakt_job_end(&job);
    return status;
}
