#include "book/propose.h"

#include <stdio.h>
#include <string.h>

#include "cover/cover.h"

static const char *doctor_id(const vakt_instance *instance, int doctor)
{
    return doctor == VAKT_NOBODY ? NULL : instance->problem->doctors[doctor].id;
}

static bool has_holes(const vakt_book_draft *draft)
{
    return !draft->verdict->complete;
}

static int64_t work_of(const vakt_job *job)
{
    return job->options->work >= 0 ? job->options->work : job->state.book->work;
}

/* ---- proposals ---- */

static size_t people_of(const vakt_rung *rung, size_t n_doctors, uint8_t *seen)
{
    size_t n = 0;
    memset(seen, 0, n_doctors);
    for (size_t i = 0; i < rung->n_moves; i++) {
        const vakt_ladder_move *m = &rung->moves[i];
        const int two[] = {m->from, m->to};
        for (size_t k = 0; k < 2 && !m->asked; k++) {
            if (two[k] == VAKT_NOBODY || seen[two[k]])
                continue;
            seen[two[k]] = 1;
            n++;
        }
    }
    return n;
}

static vakt_status list_values(const vakt_rung *rung, vakt_arena *arena, vakt_proposed_rung *row)
{
    const char **values = vakt_arena_alloc(arena, rung->n_values, sizeof *values);
    if (!values)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < rung->n_values; i++) {
        char word[VAKT_ID_MAX_BYTES + 1];
        int measure = rung->order[i];
        snprintf(word, sizeof word, "%s:%lld", vakt_rung_value_words[measure],
                 (long long)rung->values[measure].value);
        values[i] = vakt_arena_strdup(arena, word);
        if (!values[i])
            return VAKT_E_NOMEM;
    }
    row->values = values;
    row->n_values = rung->n_values;
    return VAKT_OK;
}

static vakt_status list_moves(const vakt_instance *in, const vakt_rung *rung, vakt_arena *arena,
                              vakt_proposed_rung *row)
{
    row->list = vakt_arena_alloc(arena, rung->n_moves, sizeof *row->list);
    if (!row->list)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < rung->n_moves; i++) {
        const vakt_ladder_move *m = &rung->moves[i];
        row->list[row->n_list++] = (vakt_proposed_move){.duty = in->duties[m->duty].id,
                                                        .from = doctor_id(in, m->from),
                                                        .to = doctor_id(in, m->to),
                                                        .start = in->duties[m->duty].start,
                                                        .end = in->duties[m->duty].end,
                                                        .notice_hours = m->notice_hours,
                                                        .asked = m->asked,
                                                        .forced = m->forced};
    }
    return VAKT_OK;
}

static vakt_status make_rung(const vakt_book_draft *draft, const vakt_ladder *ladder, size_t index,
                             uint8_t *seen, vakt_proposed_rung *row)
{
    const vakt_rung *rung = &ladder->rungs[index];
    *row = (vakt_proposed_rung){
        .kind = rung->kind,
        .changes = (int64_t)rung->n_changes,
        .moves = (int64_t)rung->n_moves,
        .open = (int64_t)rung->n_open,
        .people = (int64_t)people_of(rung, draft->instance->n_doctors, seen),
        .proven = rung->proven,
        .answer = index == ladder->answer};
    vakt_status status = list_values(rung, draft->arena, row);
    if (status == VAKT_OK && rung->kind != VAKT_RUNG_ANEW)
        status = list_moves(draft->instance, rung, draft->arena, row);
    return status;
}

static vakt_status make_proposals(vakt_book_draft *draft, const vakt_ladder *ladder)
{
    vakt_status status = VAKT_OK;
    vakt_proposals *doc = vakt_arena_alloc(draft->arena, 1, sizeof *doc);
    vakt_proposed_rung *rows = vakt_arena_alloc(draft->arena, ladder->n_rungs, sizeof *rows);
    uint8_t *seen = vakt_arena_alloc(draft->arena, draft->instance->n_doctors, 1);
    if (!doc || !rows || !seen)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < ladder->n_rungs; i++)
        VAKT_TRY(make_rung(draft, ladder, i, seen, &rows[i]));
    *doc = (vakt_proposals){.version = 1,
                            .revision = draft->revision.number,
                            .work = ladder->work,
                            .least_proven = ladder->least_proven,
                            .stopped = ladder->stopped_by != VAKT_STOP_NONE,
                            .rungs = rows,
                            .n_rungs = ladder->n_rungs};
    draft->docs.proposals = doc;
done:
    return status;
}

/* NULL, with a warning, when there is none: what was approved is published all the same. */
static vakt_status find_ladder(vakt_job *job, const vakt_book_draft *draft,
                               const vakt_rebuild_request *request, vakt_ladder **ret_ladder)
{
    *ret_ladder = NULL;
    vakt_status status =
        vakt_ladder_new(draft->instance, request, job->options->hooks, job->report, ret_ladder);
    if (status == VAKT_OK || status == VAKT_E_NOMEM)
        return status;
    const vakt_place place = {.file = job->path};
    vakt_report_add(job->report, VAKT_WARNING, &place, "no proposals could be made: %s",
                    vakt_status_meaning(status));
    *ret_ladder = NULL;
    return VAKT_OK;
}

static void mark(const vakt_instance *instance, const char *doctor, uint8_t *spared)
{
    int index = doctor ? vakt_instance_doctor_index(instance, doctor) : -1;
    if (index >= 0)
        spared[index] = 1;
}

static int kind_of(const vakt_standing *standing, const char *change)
{
    for (size_t i = 0; change && i < standing->n_applied; i++) {
        if (strcmp(standing->applied[i].change, change) == 0)
            return standing->applied[i].kind;
    }
    return -1;
}

/* Who asked to be rid of the open duty, or said no to it, is not moved to fill it. */
static void spare_of(const vakt_book_draft *draft, const vakt_standing_duty *duty, uint8_t *spared)
{
    const vakt_standing *s = draft->docs.standing;
    const char *had = duty->first;
    int kind = kind_of(s, duty->change);
    for (size_t i = 0; i < s->n_lost; i++) {
        if (strcmp(s->lost[i].duty, duty->duty) == 0)
            had = s->lost[i].doctor;
    }
    if (kind == VAKT_CHANGE_RELEASE || kind == VAKT_CHANGE_SWAP_OPEN)
        mark(draft->instance, had, spared);
    for (size_t i = duty->n_life; i-- > 0 && duty->life[i].event != VAKT_LIFE_OPENED;) {
        if (duty->life[i].event == VAKT_LIFE_DECLINED)
            mark(draft->instance, duty->life[i].doctor, spared);
    }
}

/* Per doctor, in the job's arena; NULL when out of memory. */
static uint8_t *spared_of(const vakt_job *job, const vakt_book_draft *draft)
{
    const vakt_instance *in = draft->instance;
    uint8_t *spared = vakt_arena_alloc(job->arena, in->n_doctors, 1);
    for (size_t i = 0; spared && i < in->n_duties; i++) {
        const vakt_standing_duty *duty =
            draft->roster->doctor[i] == VAKT_NOBODY
                ? vakt_standing_duty_of(draft->docs.standing, in->duties[i].id)
                : NULL;
        if (duty && in->duties[i].start > job->options->now)
            spare_of(draft, duty, spared);
    }
    return spared;
}

vakt_status vakt_propose(vakt_job *job, vakt_book_draft *draft)
{
    vakt_ladder *ladder = NULL;
    if (!has_holes(draft) || work_of(job) == 0)
        return VAKT_OK;
    vakt_rebuild_request request = vakt_rebuild_defaults(draft->roster, job->options->now);
    request.work_limit = work_of(job);
    request.spared = spared_of(job, draft);
    if (!request.spared)
        return VAKT_E_NOMEM;
    vakt_status status = find_ladder(job, draft, &request, &ladder);
    if (status == VAKT_OK && ladder)
        status = make_proposals(draft, ladder);
    vakt_ladder_free(ladder);
    return status;
}

/* ---- orders ---- */

vakt_status vakt_book_draft_moves(vakt_book_draft *draft, int kind, const vakt_roster *before,
                             const vakt_roster *after, const char *change, const char *by)
{
    vakt_status status = VAKT_OK;
    const vakt_instance *in = draft->instance;
    for (size_t i = 0; i < in->n_duties; i++) {
        if (before->doctor[i] != after->doctor[i])
            VAKT_TRY(vakt_book_draft_entry(draft, kind, in->duties[i].id,
                                      doctor_id(in, before->doctor[i]),
                                      doctor_id(in, after->doctor[i]), change, by));
    }
done:
    return status;
}

/* Marks those of the rung who may not be ordered to what it gives them; true when there are any. */
static bool spare(const vakt_book_draft *draft, const vakt_rung *rung, uint8_t *spared)
{
    bool any = false;
    for (size_t i = 0; i < rung->n_moves; i++) {
        int to = rung->moves[i].to;
        if (to == VAKT_NOBODY || spared[to] || rung->moves[i].asked)
            continue;
        if (vakt_taker_basis_of(draft->instance, &rung->roster, rung->verdict, to,
                                &rung->moves[i].duty, 1) == VAKT_TAKER_ORDER)
            continue;
        spared[to] = 1;
        any = true;
    }
    return any;
}

static vakt_status carry_out(vakt_job *job, vakt_book_draft *draft, const vakt_rung *rung)
{
    char id[48];
    snprintf(id, sizeof id, "order-%06lld", (long long)draft->revision.number);
    vakt_moved moved = {.instance = draft->instance,
                        .before = draft->roster,
                        .after = &rung->roster,
                        .change = vakt_arena_strdup(job->arena, id),
                        .by = job->options->by,
                        .basis = "rebuild",
                        .event = VAKT_LIFE_ORDERED,
                        .now = job->options->now,
                        .revision = draft->revision.number};
    if (!moved.change)
        return VAKT_E_NOMEM;
    vakt_status status;
    VAKT_TRY(vakt_book_draft_moves(draft, VAKT_JOURNAL_ORDERED, draft->roster, &rung->roster,
                              moved.change, job->options->by));
    VAKT_TRY(
        vakt_standing_after(draft->docs.standing, &moved, job->arena, &draft->docs.standing));
    draft->roster = &rung->roster;
    draft->verdict = rung->verdict;
done:
    return status;
}

vakt_status vakt_order(vakt_job *job, vakt_book_draft *draft, int policy, vakt_ordered *ret_ordered)
{
    vakt_status status = VAKT_OK;
    *ret_ordered = (vakt_ordered){0};
    if (policy == VAKT_BOOK_PROPOSE || !has_holes(draft) || work_of(job) == 0)
        return VAKT_OK;
    vakt_rebuild_request request = vakt_rebuild_defaults(draft->roster, job->options->now);
    uint8_t *spared = spared_of(job, draft);
    if (!spared)
        return VAKT_E_NOMEM;
    request.policy =
        policy == VAKT_BOOK_FILL_OPEN ? VAKT_REBUILD_FILL_OPEN : VAKT_REBUILD_FREE;
    request.work_limit = work_of(job);
    request.most_rungs = 0;
    request.spared = spared;
    for (;;) { /* each time one more is spared */
        vakt_ladder_free(ret_ordered->ladder);
        VAKT_TRY(find_ladder(job, draft, &request, &ret_ordered->ladder));
        if (!ret_ordered->ladder || ret_ordered->ladder->n_rungs == 0)
            return VAKT_OK;
        const vakt_rung *rung = &ret_ordered->ladder->rungs[ret_ordered->ladder->answer];
        if (spare(draft, rung, spared))
            continue;
        ret_ordered->any = rung->n_changes > 0;
        return ret_ordered->any ? carry_out(job, draft, rung) : VAKT_OK;
    }
done:
    return status;
}

void vakt_ordered_done(vakt_ordered *ordered)
{
    vakt_ladder_free(ordered->ladder);
    *ordered = (vakt_ordered){0};
}
