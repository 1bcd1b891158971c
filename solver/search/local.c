/*
 * Problem: take the obvious faults out of a roster before anything expensive is tried.
 *
 * Idea: first-improvement descent in exact integers over
 *
 *     add      a doctor to a unit
 *     drop     an assignment
 *     move     a unit to another doctor
 *     swap     two doctors' units
 *     eject    a doctor into an open unit, one unit of that doctor to somebody else
 *
 * on (broken hard rows, levels in order). Everything is tried by flipping and flipping back.
 *
 * Reference: Burke, De Causmaecker, Vanden Berghe, Van Landeghem 2004 (nurse rostering survey);
 * ejection chains: Glover 1996.
 *
 * Complexity: one pass = assignments^2 swaps, open units * doctors^2 * assignments per doctor
 * ejections, each some ten terms. Passes end with the work share or without improvement.
 */
#include <stdlib.h>
#include <string.h>

#include "search/run.h"

/* What the descent may cost before the solvers get their turn. */
#define LOCAL_WORK 20000

typedef struct descent {
    vakt_run *run;
    vakt_position *position;
    vakt_score score; /* of the roster kept */
    int32_t *ones;    /* assignments of the roster kept that are not forced */
    size_t n_ones;
    int64_t end;
} descent;

static int32_t var_of(const descent *s, int doctor, int unit)
{
    const vakt_program *program = s->run->program;
    return program->assign_var[(size_t)doctor * program->n_units + (size_t)unit];
}

static void list_ones(descent *s)
{
    const vakt_program *program = s->run->program;
    s->n_ones = 0;
    for (size_t v = 0; v < program->n_vars; v++)
        if (program->vars[v].kind == VAKT_VAR_ASSIGN && s->position->values[v] &&
            !program->vars[v].fixed_one)
            s->ones[s->n_ones++] = (int32_t)v;
}

/* Where the assignment stands in the list, or would. */
static size_t place_of(const descent *s, int32_t v)
{
    size_t low = 0, high = s->n_ones;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->ones[middle] < v)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void list_flip(descent *s, int32_t v)
{
    int32_t *at = s->ones + place_of(s, v);
    size_t after = (size_t)(s->ones + s->n_ones - at);
    if (s->run->program->vars[v].fixed_one)
        return;
    if (s->position->values[v]) {
        memmove(at + 1, at, after * sizeof *at);
        *at = v;
        s->n_ones++;
    } else {
        memmove(at, at + 1, (after - 1) * sizeof *at);
        s->n_ones--;
    }
}

/* Keeps the flips when they make the roster better, else takes them back. */
static bool try_flips(descent *s, const int32_t *flips, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vakt_position_flip(s->position, flips[i]);
    if (vakt_score_compare(&s->position->score, &s->score) < 0) {
        s->score = s->position->score;
        for (size_t i = 0; i < n; i++)
            list_flip(s, flips[i]);
        return true;
    }
    while (n-- > 0)
        vakt_position_flip(s->position, flips[n]);
    return false;
}

static bool out_of_work(descent *s)
{
    return vakt_run_stopped(s->run) || vakt_run_work(s->run) >= s->end;
}

static bool is_zero(const descent *s, int32_t v)
{
    return v >= 0 && !s->position->values[v];
}

static bool add_pass(descent *s)
{
    const vakt_program *program = s->run->program;
    bool better = false;
    for (size_t v = 0; v < program->n_vars && !out_of_work(s); v++) {
        int32_t flip = (int32_t)v;
        if (program->vars[v].kind == VAKT_VAR_ASSIGN && !s->position->values[v])
            better |= try_flips(s, &flip, 1);
    }
    return better;
}

static bool drop_and_move_pass(descent *s)
{
    const vakt_program *program = s->run->program;
    bool better = false;
    for (size_t i = 0; i < s->n_ones && !out_of_work(s); i++) {
        int32_t from = s->ones[i];
        bool moved = try_flips(s, &from, 1);
        for (size_t d = 0; d < program->n_doctors && !moved; d++) {
            int32_t flips[2] = {from, var_of(s, (int)d, program->vars[from].unit)};
            moved = is_zero(s, flips[1]) && try_flips(s, flips, 2);
        }
        better |= moved;
    }
    return better;
}

static bool try_swap(descent *s, int32_t a, int32_t b)
{
    const vakt_var *x = &s->run->program->vars[a], *y = &s->run->program->vars[b];
    int32_t flips[4] = {a, b, var_of(s, x->doctor, y->unit), var_of(s, y->doctor, x->unit)};
    return x->doctor != y->doctor && x->unit != y->unit && is_zero(s, flips[2]) &&
           is_zero(s, flips[3]) && try_flips(s, flips, 4);
}

static bool swap_pass(descent *s)
{
    bool better = false;
    for (size_t i = 0; i < s->n_ones && !out_of_work(s); i++)
        for (size_t j = i + 1; j < s->n_ones; j++)
            better |= try_swap(s, s->ones[i], s->ones[j]);
    return better;
}

/* `in` gets its unit, one other unit of that doctor goes to somebody else or stays open. */
static bool eject_for(descent *s, int32_t in)
{
    const vakt_program *program = s->run->program;
    int doctor = program->vars[in].doctor;
    for (size_t i = 0; i < s->n_ones; i++) {
        int32_t out = s->ones[i];
        if (program->vars[out].doctor != doctor)
            continue;
        for (size_t d = 0; d < program->n_doctors; d++) {
            int32_t flips[3] = {in, out, var_of(s, (int)d, program->vars[out].unit)};
            if ((int)d != doctor && is_zero(s, flips[2]) && try_flips(s, flips, 3))
                return true;
        }
    }
    return false;
}

static bool unit_is_open(const descent *s, size_t unit)
{
    const vakt_program *program = s->run->program;
    for (size_t d = 0; d < program->n_doctors; d++) {
        int32_t v = var_of(s, (int)d, (int)unit);
        if (v >= 0 && s->position->values[v])
            return false;
    }
    return true;
}

static bool eject_pass(descent *s)
{
    const vakt_program *program = s->run->program;
    bool better = false;
    for (size_t unit = 0; unit < program->n_units; unit++) {
        if (!program->units[unit].required || !unit_is_open(s, unit))
            continue;
        bool filled = false;
        for (size_t d = 0; d < program->n_doctors && !filled && !out_of_work(s); d++) {
            int32_t in = var_of(s, (int)d, (int)unit);
            filled = is_zero(s, in) && eject_for(s, in);
        }
        better |= filled;
    }
    return better;
}

void vakt_improve_locally(vakt_run *run)
{
    descent s = {.run = run, .position = run->position};
    s.ones = malloc((run->program->n_vars + 1) * sizeof *s.ones);
    if (!s.ones)
        return; /* only an improvement is lost */
    if (run->found)
        vakt_position_set(run->position, run->best);
    s.score = run->position->score;
    s.end = vakt_run_work(run) + LOCAL_WORK;
    list_ones(&s);
    bool better = true;
    while (better && !out_of_work(&s)) {
        better = add_pass(&s);
        better |= drop_and_move_pass(&s);
        better |= eject_pass(&s);
        better |= swap_pass(&s);
        vakt_run_offer_position(run, VAKT_EVENT_LOCAL);
    }
    vakt_run_offer_position(run, VAKT_EVENT_LOCAL);
    free(s.ones);
}
