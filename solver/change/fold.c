#include "change/fold.h"

#include <stdlib.h>
#include <string.h>

#include "change/folding.h"

#define WORD(id, word, norwegian) word,
#define NORWEGIAN(id, word, norwegian) norwegian,
#define WHY_WORD(id, word, waits) #word,
const char *const vakt_fold_policy_words[] = {VAKT_FOLD_POLICIES(WORD) NULL};
const char *const vakt_fold_policy_norwegian[] = {VAKT_FOLD_POLICIES(NORWEGIAN) NULL};
const char *const vakt_fold_result_words[] = {VAKT_FOLD_RESULTS(WORD) NULL};
const char *const vakt_fold_result_norwegian[] = {VAKT_FOLD_RESULTS(NORWEGIAN) NULL};
const char *const vakt_fold_why_words[] = {VAKT_FOLD_REASONS(WHY_WORD) NULL};

/* ---- what it begins from ---- */

static vakt_place nowhere(void *context, const void *source, const char *field,
                          const char **ret_found)
{
    (void)context;
    (void)source;
    (void)field;
    *ret_found = NULL;
    return (vakt_place){0};
}

static vakt_status read_roster(vakt_stand *now, const vakt_fold_state *state,
                               vakt_report *report)
{
    vakt_status status = vakt_roster_init(&now->roster, now->instance->n_duties);
    for (size_t i = 0; i < state->n_assignments && status != VAKT_E_NOMEM; i++) {
        const vakt_roster_doc_assignment *a = &state->assignments[i];
        int duty = vakt_instance_duty_index(now->instance, a->duty);
        int doctor = vakt_instance_doctor_index(now->instance, a->doctor);
        const vakt_place place = {.path = "assignments"};
        if (duty >= 0 && doctor >= 0 && now->roster.doctor[duty] == VAKT_NOBODY) {
            now->roster.doctor[duty] = doctor;
            continue;
        }
        vakt_report_add(report, VAKT_ERROR, &place,
                        "found %.64s on %.64s, expected a duty and a doctor of the problem, each "
                        "duty once", a->duty, a->doctor);
        status = VAKT_E_INPUT;
    }
    return status;
}

#define READ_LIST(f, standing, name)                                                               \
    for (size_t i = 0; i < (standing)->n_##name; i++) {                                            \
        if (!VAKT_VEC_PUSH(&(f)->name, (standing)->name[i]))                                       \
            return VAKT_E_NOMEM;                                                                   \
    }

static int by_duty(const void *left, const void *right)
{
    const vakt_standing_duty *a = left, *b = right;
    return strcmp(a->duty, b->duty);
}

static vakt_status read_standing(vakt_folding *f, const vakt_standing *standing)
{
    f->standing = *standing;
    READ_LIST(f, standing, duties)
    READ_LIST(f, standing, applied)
    READ_LIST(f, standing, breaches)
    READ_LIST(f, standing, worked)
    READ_LIST(f, standing, lost)
    if (f->duties.count > 0)
        qsort(f->duties.items, f->duties.count, sizeof *f->duties.items, by_duty);
    return VAKT_OK;
}

static vakt_status begin(vakt_folding *f, const vakt_fold_state *state, vakt_report *report)
{
    vakt_status status;
    f->now.problem = state->problem;
    VAKT_TRY(vakt_instance_new(state->problem, nowhere, NULL, report, &f->now.instance));
    VAKT_TRY(read_roster(&f->now, state, report));
    VAKT_TRY(read_standing(f, state->standing));
    status = vakt_verify(f->now.instance, &f->now.roster, &f->now.verdict);
done:
    return status;
}

/* ---- what it ends with ---- */

#define KEEP_LIST(f, to, name)                                                                     \
    do {                                                                                           \
        (to)->n_##name = (f)->name.count;                                                          \
        (to)->name = vakt_fold_alloc(f, (f)->name.count, sizeof *(to)->name);                      \
        if ((to)->name && (f)->name.count > 0)                                                     \
            memcpy((to)->name, (f)->name.items, (f)->name.count * sizeof *(to)->name);             \
    } while (0)

static void keep_standing(vakt_folding *f, vakt_fold *fold)
{
    vakt_standing *s = vakt_fold_alloc(f, 1, sizeof *s);
    if (!s)
        return;
    *s = f->standing;
    KEEP_LIST(f, s, duties);
    KEEP_LIST(f, s, applied);
    KEEP_LIST(f, s, breaches);
    KEEP_LIST(f, s, worked);
    KEEP_LIST(f, s, lost);
    if (fold->changed)
        s->revision = f->options->revision;
    fold->standing = s;
}

static void keep_roster(vakt_folding *f, vakt_fold *fold)
{
    const vakt_instance *in = f->now.instance;
    fold->assignments = vakt_fold_alloc(f, in->n_duties, sizeof *fold->assignments);
    for (size_t i = 0; fold->assignments && i < in->n_duties; i++) {
        int doctor = f->now.roster.doctor[i];
        if (doctor == VAKT_NOBODY)
            continue;
        fold->assignments[fold->n_assignments++] =
            (vakt_roster_doc_assignment){.duty = vakt_fold_copy(f, in->duties[i].id),
                                         .doctor = in->problem->doctors[doctor].id,
                                         .layer = in->duties[i].layer,
                                         .start = in->duties[i].start,
                                         .end = in->duties[i].end};
    }
}

static void finish(vakt_folding *f, vakt_fold *fold)
{
    fold->outcomes = f->outcomes;
    fold->n_outcomes = f->n_changes;
    for (size_t i = 0; i < f->n_changes; i++)
        fold->n_of[f->outcomes[i].result]++;
    fold->changed = fold->n_of[VAKT_FOLD_APPLIED] + fold->n_of[VAKT_FOLD_PRICED] > 0;
    fold->problem = vakt_fold_alloc(f, 1, sizeof *fold->problem);
    if (fold->problem)
        *fold->problem = *f->now.problem;
    keep_roster(f, fold);
    keep_standing(f, fold);
    fold->instance = f->now.instance;
    fold->roster = f->now.roster;
    fold->verdict = f->now.verdict;
}

static void judge_all(vakt_folding *f)
{
    for (f->at = 0; f->at < f->n_changes && f->status == VAKT_OK; f->at++) {
        vakt_trial t = {.f = f,
                        .change = &f->changes[f->at],
                        .outcome = &f->outcomes[f->at],
                        .doctor = -1, .other = -1, .duty = -1, .other_duty = -1};
        t.outcome->change = t.change;
        vakt_fold_judge(f, &t);
        vakt_trial_drop(&t);
        VAKT_VEC_DONE(&t.moves);
    }
}

vakt_status vakt_fold_new(const vakt_fold_state *state, const vakt_roster_change *changes,
                          size_t n_changes, const vakt_fold_options *options,
                          vakt_report *report, vakt_fold **ret_fold)
{
    vakt_folding f = {.arena = vakt_arena_new(),
                      .options = options,
                      .changes = changes,
                      .n_changes = n_changes};
    vakt_fold *fold = f.arena ? vakt_arena_alloc(f.arena, 1, sizeof *fold) : NULL;
    f.outcomes = fold ? vakt_arena_alloc(f.arena, n_changes, sizeof *f.outcomes) : NULL;
    f.status = f.outcomes ? begin(&f, state, report) : VAKT_E_NOMEM;
    if (f.status == VAKT_OK)
        judge_all(&f);
    if (f.status == VAKT_OK)
        finish(&f, fold);
    VAKT_VEC_DONE(&f.duties);
    VAKT_VEC_DONE(&f.applied);
    VAKT_VEC_DONE(&f.breaches);
    VAKT_VEC_DONE(&f.worked);
    VAKT_VEC_DONE(&f.lost);
    if (f.status == VAKT_OK) {
        fold->arena = f.arena;
        *ret_fold = fold;
    } else {
        vakt_stand_done(&f.now);
        vakt_arena_free(f.arena);
    }
    return f.status;
}

void vakt_fold_free(vakt_fold *fold)
{
    if (!fold)
        return;
    vakt_verdict_free(fold->verdict);
    vakt_roster_done(&fold->roster);
    vakt_instance_free(fold->instance);
    vakt_arena_free(fold->arena);
}
