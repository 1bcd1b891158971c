/*
 * Problem: better rosters where no single doctor's plan can be bettered.
 *
 * Idea: a few doctors lose their plans and get new ones one after the other, each the best there
 * is. So that the first does not take everything, those before the last are not offered some of the
 * duties set free. The result is kept when it is no worse, or worse by less than a random
 * threshold that falls to nothing over a slice of work.
 *
 * Reference: Schrimpf, Schneider, Stamm-Wilbrandt, Dueck 2000 (ruin and recreate); threshold
 * accepting: Dueck and Scheuer 1990.
 *
 * Complexity: two to four pricings a trial.
 */
#include <stdlib.h>
#include <string.h>

#include "search/run.h"

#define LEAST_DOCTORS 2
#define MOST_DOCTORS 4
#define LABELS 40
#define ROUNDS 12
/* Trials in turn that change nothing end a slice: there is little to choose from. */
#define MOST_IDLE_TRIALS 60
/* The first thresholds: about this part of what a trial that fails has lost. */
#define THRESHOLD_SHARE 8

typedef struct ruin {
    vakt_run *run;
    vakt_position *position;
    int64_t start, end;   /* of the slice, in work */
    int idle;             /* trials in turn after which all was as before */
    int64_t lost, trials; /* sum of what failed trials lost at the level */
    int32_t *priced;      /* rows with a price at the level */
    size_t n_priced;
    int chosen[MOST_DOCTORS];
    size_t n_chosen;
    uint8_t *kept;      /* per variable: plans of the chosen as they were */
    bool *was_free;     /* per unit: set free by this trial */
    bool *withheld;     /* per unit */
} ruin;

/* -- whom ----------------------------------------------------------------------------------- */

static bool row_is_priced(const vakt_row *row, int64_t activity)
{
    return (row->lo != VAKT_NO_BOUND_LO && row->under_pts > 0 && activity < row->lo) ||
           (row->hi != VAKT_NO_BOUND_HI && row->over_pts > 0 && activity > row->hi);
}

static void list_priced(ruin *r)
{
    const vakt_program *program = r->run->program;
    r->n_priced = 0;
    for (size_t i = 0; i < program->n_rows; i++)
        if (program->rows[i].level == r->run->level && program->rows[i].n_terms > 0 &&
            row_is_priced(&program->rows[i], r->position->activity[i]))
            r->priced[r->n_priced++] = (int32_t)i;
    r->position->touches += (int64_t)program->n_rows / 8;
}

static int doctor_of_row(ruin *r, const vakt_row *row)
{
    const vakt_program *program = r->run->program;
    int32_t v = program->terms[row->first_term + vakt_run_random(r->run, row->n_terms)].var;
    while (program->vars[v].kind != VAKT_VAR_ASSIGN && program->vars[v].n_members > 0)
        v = program->members[program->vars[v].first_member +
                             vakt_run_random(r->run, program->vars[v].n_members)];
    return program->vars[v].doctor;
}

static void choose_one(ruin *r, int doctor)
{
    for (size_t i = 0; i < r->n_chosen; i++)
        if (r->chosen[i] == doctor)
            return;
    if (doctor >= 0)
        r->chosen[r->n_chosen++] = doctor;
}

/* Somebody from a priced row, and others at random or from the same row. */
static void choose_doctors(ruin *r)
{
    const vakt_program *program = r->run->program;
    size_t n = LEAST_DOCTORS + vakt_run_random(r->run, MOST_DOCTORS - LEAST_DOCTORS + 1);
    const vakt_row *row = NULL;
    n = n < program->n_doctors ? n : program->n_doctors;
    r->n_chosen = 0;
    if (r->n_priced > 0 && vakt_run_random(r->run, 4) > 0)
        row = &program->rows[r->priced[vakt_run_random(r->run, r->n_priced)]];
    if (row)
        choose_one(r, doctor_of_row(r, row));
    if (row && vakt_run_random(r->run, 2) == 0)
        choose_one(r, doctor_of_row(r, row));
    while (r->n_chosen < n)
        choose_one(r, (int)vakt_run_random(r->run, program->n_doctors));
    vakt_shuffle(r->run, r->chosen, r->n_chosen);
}

/* -- out and in ----------------------------------------------------------------------------- */

static int32_t var_of(const ruin *r, int doctor, size_t unit)
{
    const vakt_program *program = r->run->program;
    return program->assign_var[(size_t)doctor * program->n_units + unit];
}

static void take_out(ruin *r)
{
    size_t n_units = r->run->program->n_units;
    memset(r->was_free, 0, n_units * sizeof *r->was_free);
    for (size_t i = 0; i < r->n_chosen; i++)
        for (size_t u = 0; u < n_units; u++) {
            int32_t v = var_of(r, r->chosen[i], u);
            if (v < 0)
                continue;
            r->kept[v] = r->position->values[v];
            if (!r->kept[v])
                continue;
            r->was_free[u] = true;
            vakt_position_flip(r->position, v);
        }
}

static void put_back(ruin *r)
{
    for (size_t i = 0; i < r->n_chosen; i++)
        for (size_t u = 0; u < r->run->program->n_units; u++) {
            int32_t v = var_of(r, r->chosen[i], u);
            if (v >= 0 && (r->kept[v] != 0) != (r->position->values[v] != 0))
                vakt_position_flip(r->position, v);
        }
}

/* Duties set free that the doctor did not have are offered to one in `part`; 0 = all are. */
static void withhold(ruin *r, int doctor, size_t part)
{
    for (size_t u = 0; u < r->run->program->n_units; u++) {
        int32_t v = var_of(r, doctor, u);
        r->withheld[u] = r->was_free[u] && v >= 0 && !r->kept[v] && part > 0 &&
                         vakt_run_random(r->run, part) > 0;
    }
}

static vakt_status put_in(ruin *r, bool *ret_all)
{
    static const size_t parts[] = {0, 2, 4};
    vakt_status status = VAKT_OK;
    size_t part = parts[vakt_run_random(r->run, 3)];
    vakt_solo_way way = {.labels = LABELS, .rounds = ROUNDS, .random = &r->run->random};
    *ret_all = true;
    for (size_t i = 0; i < r->n_chosen && *ret_all; i++) {
        bool exact;
        withhold(r, r->chosen[i], i + 1 < r->n_chosen ? part : 0);
        way.withheld = r->withheld;
        VAKT_TRY(vakt_solo_replan(&r->run->solo, r->chosen[i], &way, ret_all, &exact));
    }
done:
    return status;
}

/* -- acceptance ----------------------------------------------------------------------------- */

/* Falls from about what failures lose to nothing; most draws are small. */
static int64_t threshold(ruin *r)
{
    int64_t left = r->end - vakt_run_work(r->run), length = r->end - r->start;
    int64_t most = r->trials > 0 ? r->lost / r->trials / THRESHOLD_SHARE : 0;
    if (left <= 0 || most <= 0)
        return 0;
    most = most * (left * 1024 / length) / 1024;
    int64_t drawn = (int64_t)vakt_run_random(r->run, 1024);
    return most * drawn / 1024 * drawn / 1024 * 2;
}

static bool is_acceptable(ruin *r, const vakt_score *before)
{
    const vakt_score *after = &r->position->score;
    int level = r->run->level;
    if (vakt_score_compare(after, before) <= 0)
        return true;
    if (after->broken > before->broken)
        return false;
    for (int k = 0; k < level; k++)
        if (after->levels[k] > r->run->best_levels[k])
            return false;
    int64_t loss = after->levels[level] - before->levels[level];
    if (loss > 0) {
        r->lost += loss;
        r->trials++;
    }
    return loss <= threshold(r) && loss > 0;
}

static bool beats_best(const ruin *r)
{
    const vakt_score *score = &r->position->score;
    vakt_score best = {0};
    memcpy(best.levels, r->run->best_levels, sizeof best.levels);
    return vakt_score_compare(score, &best) < 0;
}

static vakt_status one_trial(ruin *r)
{
    vakt_score before = r->position->score;
    vakt_status status;
    bool all;
    choose_doctors(r);
    take_out(r);
    VAKT_TRY(put_in(r, &all));
    if (!all || !is_acceptable(r, &before))
        put_back(r);
    else if (beats_best(r))
        vakt_run_offer_position(r->run, VAKT_EVENT_RUIN);
    r->idle = vakt_score_compare(&r->position->score, &before) == 0 ? r->idle + 1 : 0;
    list_priced(r);
done:
    return status;
}

vakt_status vakt_improve_by_ruin(vakt_run *run, int64_t work)
{
    const vakt_program *program = run->program;
    ruin r = {.run = run, .position = run->position, .start = vakt_run_work(run)};
    vakt_status status = VAKT_E_NOMEM;
    r.end = r.start + work;
    r.priced = calloc(program->n_rows + 1, sizeof *r.priced);
    r.kept = calloc(program->n_vars + 1, sizeof *r.kept);
    r.was_free = calloc(program->n_units + 1, sizeof *r.was_free);
    r.withheld = calloc(program->n_units + 1, sizeof *r.withheld);
    if (!r.priced || !r.kept || !r.was_free || !r.withheld)
        goto done;
    VAKT_TRY(vakt_run_open_columns(run));
    vakt_position_set(run->position, run->best);
    list_priced(&r);
    while (r.idle < MOST_IDLE_TRIALS && !vakt_run_stopped(run) && vakt_run_work(run) < r.end &&
           !vakt_run_level_is_closed(run))
        VAKT_TRY(one_trial(&r));
    status = VAKT_OK;
done:
    free(r.priced);
    free(r.kept);
    free(r.was_free);
    free(r.withheld);
    return status;
}
