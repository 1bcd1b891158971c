/*
 * Problem: a first roster where every doctor's own rules are hard to satisfy, and a roster in which
 * no doctor alone can be planned better.
 *
 * Idea: doctors get their best plans one after the other, given those before them, in seeded order;
 * then again, round by round, until a round changes nothing for the better. The first round is the
 * construction: rows of several doctors may stay broken until the others have come.
 *
 * Complexity: one pricing per doctor and round.
 */
#include <stdlib.h>

#include "search/run.h"

/* Labels of one doctor's programme: few for plans that will not stay, more where none is found. */
#define FEWEST_LABELS 4
#define LABELS_FACTOR 5
#define MOST_LABELS 4000
#define SWEEP_LABELS 200
#define ROUNDS 40
#define MOST_ROUNDS 20

vakt_status vakt_run_open_columns(vakt_run *run)
{
    vakt_status status = VAKT_OK;
    if (!run->colgen)
        VAKT_TRY(vakt_colgen_new(run->program, &run->colgen));
    if (!run->solo.program)
        VAKT_TRY(vakt_solo_init(&run->solo, run->position, run->colgen));
done:
    return status;
}

void vakt_shuffle(vakt_run *run, int *items, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t j = vakt_run_random(run, i);
        int other = items[i - 1];
        items[i - 1] = items[j];
        items[j] = other;
    }
}

/* With ever more labels, until the doctor has a legal plan. */
static vakt_status insert(vakt_run *run, int doctor)
{
    vakt_status status = VAKT_OK;
    bool changed = false, exact = false;
    vakt_solo_way way = {.rounds = ROUNDS, .random = &run->random};
    for (way.labels = FEWEST_LABELS; way.labels <= MOST_LABELS && !changed && !exact &&
                                     !vakt_run_stopped(run);
         way.labels *= LABELS_FACTOR)
        VAKT_TRY(vakt_solo_replan(&run->solo, doctor, &way, &changed, &exact));
done:
    return status;
}

static vakt_status one_round(vakt_run *run, int *order, const vakt_solo_way *way)
{
    vakt_status status = VAKT_OK;
    size_t n = run->program->n_doctors;
    vakt_shuffle(run, order, n);
    for (size_t i = 0; i < n && !vakt_run_stopped(run); i++) {
        bool changed, exact;
        VAKT_TRY(vakt_solo_replan(&run->solo, order[i], way, &changed, &exact));
    }
done:
    return status;
}

vakt_status vakt_sweep(vakt_run *run, char event)
{
    size_t n = run->program->n_doctors;
    int *order = calloc(n + 1, sizeof *order);
    vakt_solo_way way = {.only_better = true, .labels = SWEEP_LABELS, .rounds = ROUNDS};
    vakt_status status = order ? VAKT_OK : VAKT_E_NOMEM;
    bool better = status == VAKT_OK;
    for (size_t d = 0; order && d < n; d++)
        order[d] = (int)d;
    for (int round = 0; better && round < MOST_ROUNDS && !vakt_run_stopped(run); round++) {
        vakt_score before = run->position->score;
        VAKT_TRY(one_round(run, order, &way));
        better = vakt_score_compare(&run->position->score, &before) < 0;
        vakt_run_offer_position(run, event);
    }
done:
    free(order);
    return status;
}

vakt_status vakt_insert_all(vakt_run *run)
{
    size_t n = run->program->n_doctors;
    int *order = calloc(n + 1, sizeof *order);
    vakt_status status = VAKT_E_NOMEM;
    if (!order)
        goto done;
    for (size_t d = 0; d < n; d++)
        order[d] = (int)d;
    VAKT_TRY(vakt_run_open_columns(run));
    vakt_shuffle(run, order, n);
    for (size_t i = 0; i < n && !vakt_run_stopped(run); i++)
        VAKT_TRY(insert(run, order[i]));
    vakt_run_offer_position(run, VAKT_EVENT_INSERT);
    VAKT_TRY(vakt_sweep(run, VAKT_EVENT_INSERT));
done:
    free(order);
    return status;
}
