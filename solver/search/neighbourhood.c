/*
 * Problem: better rosters where proof is out of reach.
 *
 * Idea: fix and optimise. Some doctors, or some days of all doctors, are set free; the rest of the
 * best roster stays. What remains is a small branch and cut with the same levels: as many as fit
 * into one weighted sum are minimised together, the others one after the other. Neighbourhoods are
 * drawn around priced rows, in seeded order. The share set free grows while rounds are solved to
 * the end without gain and shrinks when they hit their limit.
 *
 * Reference: Helber and Sahling 2010 (fix and optimise); Shaw 1998 (large neighbourhood search).
 *
 * Complexity: the given number of rounds of at most ROUND_WORK per sum of levels after the last
 * gain.
 */
#include <stdlib.h>
#include <string.h>

#include "search/run.h"

#define ROUND_WORK 4000
/* Levels join one sum while the dearest price stays below this. */
#define MAX_WEIGHT 100000
/* Variables set free: bounds of the adaptive size. */
#define LEAST_FREE 30
#define MOST_FREE 4000
/* Doctors set free where not all are. */
#define LEAST_DOCTORS 3
#define MOST_DOCTORS 8

typedef struct hood {
    vakt_run *run;
    int8_t *given;     /* per variable */
    bool *doctor_free; /* per doctor */
    int32_t *rows;     /* priced soft rows of the best roster */
    size_t n_rows, n_free;
} hood;

/* The unit's assignments to the doctors at hand. */
static void free_unit(hood *h, size_t unit)
{
    const vakt_program *program = h->run->program;
    for (size_t d = 0; d < program->n_doctors; d++) {
        int32_t v = program->assign_var[d * program->n_units + unit];
        if (v >= 0 && h->doctor_free[d] && h->given[v] != VAKT_FREE) {
            h->given[v] = VAKT_FREE;
            h->n_free++;
        }
    }
}

static bool row_is_priced(const vakt_row *row, int64_t activity, int level)
{
    if (row->lo != VAKT_NO_BOUND_LO && row->under_pts > 0 && activity < row->lo)
        return row->level >= level;
    return row->hi != VAKT_NO_BOUND_HI && row->over_pts > 0 && activity > row->hi &&
           row->level >= level;
}

/* The priced rows of the level at hand; of later levels when it has none. */
static void list_priced_rows(hood *h)
{
    const vakt_run *run = h->run;
    size_t n_at_level = 0;
    h->n_rows = 0;
    for (size_t r = 0; r < run->program->n_rows; r++) {
        const vakt_row *row = &run->program->rows[r];
        if (!row_is_priced(row, run->position->activity[r], run->level))
            continue;
        h->rows[h->n_rows++] = (int32_t)r;
        if (row->level == run->level) {
            h->rows[h->n_rows - 1] = h->rows[n_at_level];
            h->rows[n_at_level++] = (int32_t)r;
        }
    }
    if (n_at_level > 0)
        h->n_rows = n_at_level;
}

/* An ASSIGN variable of the row, looking through indicators; -1 when there is none. */
static int32_t any_assign_of(hood *h, const vakt_row *row)
{
    const vakt_program *program = h->run->program;
    if (row->n_terms == 0)
        return -1;
    int32_t v = program->terms[row->first_term + vakt_run_random(h->run, row->n_terms)].var;
    while (program->vars[v].kind != VAKT_VAR_ASSIGN) {
        const vakt_var *var = &program->vars[v];
        if (var->n_members == 0)
            return -1;
        v = program->members[var->first_member + vakt_run_random(h->run, var->n_members)];
    }
    return v;
}

/* A variable around which to look: of a priced row when there is one. */
static int32_t choose_centre(hood *h)
{
    int32_t v = -1;
    if (h->n_rows > 0 && vakt_run_random(h->run, 4) > 0) {
        size_t r = (size_t)h->rows[vakt_run_random(h->run, h->n_rows)];
        v = any_assign_of(h, &h->run->program->rows[r]);
    }
    while (v < 0 || h->run->program->vars[v].kind != VAKT_VAR_ASSIGN)
        v = (int32_t)vakt_run_random(h->run, h->run->program->n_vars);
    return v;
}

/* Units before and after the centre, until enough is free. */
static void free_units_around(hood *h, int32_t centre)
{
    size_t n_units = h->run->program->n_units;
    size_t low = (size_t)h->run->program->vars[centre].unit, high = low;
    free_unit(h, low);
    while (h->n_free < h->run->hood_size && (low > 0 || high + 1 < n_units)) {
        if (low > 0)
            free_unit(h, --low);
        if (high + 1 < n_units)
            free_unit(h, ++high);
    }
}

static void choose_doctors(hood *h, int32_t centre, size_t n)
{
    size_t n_doctors = h->run->program->n_doctors;
    memset(h->doctor_free, n >= n_doctors, n_doctors * sizeof *h->doctor_free);
    h->doctor_free[h->run->program->vars[centre].doctor] = true;
    for (size_t chosen = 1; chosen < n && n < n_doctors; chosen++) {
        size_t doctor = vakt_run_random(h->run, n_doctors);
        while (h->doctor_free[doctor])
            doctor = (doctor + 1) % n_doctors;
        h->doctor_free[doctor] = true;
    }
}

/* A few doctors for long or all for a few days. */
static void draw(hood *h)
{
    const vakt_program *program = h->run->program;
    size_t n_doctors = program->n_doctors;
    h->n_free = 0;
    for (size_t v = 0; v < program->n_vars; v++)
        h->given[v] = (int8_t)h->run->best[v];
    int32_t centre = choose_centre(h);
    if (vakt_run_random(h->run, 3) > 0)
        n_doctors = LEAST_DOCTORS + vakt_run_random(h->run, MOST_DOCTORS - LEAST_DOCTORS + 1);
    choose_doctors(h, centre, n_doctors);
    free_units_around(h, centre);
}

/* The last level that fits into one sum with `first`. */
static int joint_levels(const vakt_compact *compact, int first, int64_t *ret_weights)
{
    int last = compact->program->n_levels - 1;
    while (last > first && !vakt_compact_weights(compact, first, last, MAX_WEIGHT, ret_weights))
        last--;
    if (last == first) {
        memset(ret_weights, 0, VAKT_MAX_LEVELS * sizeof *ret_weights);
        ret_weights[first] = 1;
    }
    return last;
}

/* Minimises the levels from the one at hand, in turn; false when the limit came first. */
static vakt_status solve_levels(hood *h, vakt_compact *compact, bool *ret_finished)
{
    vakt_run *run = h->run;
    vakt_status status = VAKT_OK;
    *ret_finished = true;
    for (int k = 0; k < run->level; k++)
        VAKT_TRY(vakt_compact_limit(compact, k, run->best_levels[k]));
    for (int k = run->level; k < run->program->n_levels && !vakt_run_stopped(run); k++) {
        int64_t weights[VAKT_MAX_LEVELS];
        vakt_lp_mip_result result;
        int last = joint_levels(compact, k, weights);
        vakt_compact_weigh(compact, weights);
        VAKT_TRY(vakt_run_solve_mip(run, compact, ROUND_WORK, VAKT_EVENT_NEIGHBOUR, &result));
        if (result.outcome != VAKT_LP_OPTIMAL)
            *ret_finished = false;
        for (; k < last; k++)
            VAKT_TRY(vakt_compact_limit(compact, k, run->best_levels[k]));
        VAKT_TRY(vakt_compact_limit(compact, k, run->best_levels[k]));
    }
done:
    return status;
}

static vakt_status one_round(hood *h, bool *ret_finished)
{
    vakt_compact *compact = NULL;
    vakt_status status;
    vakt_position_set(h->run->position, h->run->best);
    list_priced_rows(h);
    draw(h);
    VAKT_TRY(vakt_compact_new(h->run->program, h->given, &compact));
    VAKT_TRY(solve_levels(h, compact, ret_finished));
done:
    vakt_compact_free(compact);
    return status;
}

static void adapt(hood *h, bool finished)
{
    size_t size = h->run->hood_size;
    size = finished ? size + size / 10 + 1 : size - size / 5;
    h->run->hood_size = size < LEAST_FREE ? LEAST_FREE : size > MOST_FREE ? MOST_FREE : size;
}

static vakt_status run_rounds(hood *h, int rounds_without_gain)
{
    vakt_run *run = h->run;
    vakt_status status = VAKT_OK;
    int without_gain = 0;
    while (without_gain < rounds_without_gain && !vakt_run_level_is_closed(run) &&
           !vakt_run_stopped(run)) {
        int64_t before[VAKT_MAX_LEVELS];
        bool finished;
        memcpy(before, run->best_levels, sizeof before);
        VAKT_TRY(one_round(h, &finished));
        if (memcmp(before, run->best_levels, sizeof before) != 0)
            without_gain = 0;
        else
            without_gain++;
        adapt(h, finished);
    }
done:
    return status;
}

static bool has_assignments(const vakt_program *program)
{
    return program->n_vars > 0 && program->vars[0].kind == VAKT_VAR_ASSIGN;
}

vakt_status vakt_improve_by_neighbourhoods(vakt_run *run, int rounds_without_gain)
{
    const vakt_program *program = run->program;
    hood h = {.run = run};
    if (!has_assignments(program))
        return VAKT_OK;
    h.given = malloc(program->n_vars);
    h.doctor_free = malloc(program->n_doctors * sizeof *h.doctor_free);
    h.rows = malloc((program->n_rows + 1) * sizeof *h.rows);
    vakt_status status = VAKT_E_NOMEM;
    if (h.given && h.doctor_free && h.rows)
        status = run_rounds(&h, rounds_without_gain);
    free(h.given);
    free(h.doctor_free);
    free(h.rows);
    return status;
}
