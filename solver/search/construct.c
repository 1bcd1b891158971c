/*
 * Problem: a first roster that keeps every hard row, quickly.
 *
 * Idea: begin with the forced assignments (and those of a given start that do no harm), then fill
 * the required unit with the fewest doctors left, by the doctor whose insertion is cheapest in
 * lexicographic order: broken hard rows first. An insertion that breaks a hard row may be mended
 * by a second one: a doctor who must not be alone comes in together with a backup. Units nobody
 * requires are offered last and filled where that is cheaper. Least-slack insertion goes back to
 * Brelaz's DSATUR (1979).
 *
 * Complexity: units * doctors * terms of a variable for the choice, plus one doctor's units after
 * each insertion; what is not built within its share of work is left to others.
 */
#include <stdlib.h>

#include "search/run.h"

/* Half more than 60 doctors with a half year of tight rules take. */
#define CONSTRUCT_WORK 15000
/* Mending partners tried per insertion. */
#define MAX_PARTNERS 200

typedef struct insertion {
    int32_t var, partner; /* partner -1 = none */
    vakt_score score;
} insertion;

typedef struct construction {
    vakt_run *run;
    vakt_position *position;
    bool *done;         /* per unit: filled or given up */
    int32_t *n_options; /* per unit: doctors who could take it now */
    bool *is_option;    /* per assign_var index */
    int64_t end;        /* of the work */
} construction;

static bool out_of_work(const construction *c)
{
    return vakt_run_stopped(c->run) || vakt_run_work(c->run) >= c->end;
}

/* The side of a hard row beyond which the activity lies: -1 below, 1 above, 0 fine. */
static int broken_side(const vakt_row *row, int64_t activity)
{
    if (row->lo != VAKT_NO_BOUND_LO && row->under_pts == VAKT_HARD && activity < row->lo)
        return -1;
    if (row->hi != VAKT_NO_BOUND_HI && row->over_pts == VAKT_HARD && activity > row->hi)
        return 1;
    return 0;
}

/* Would v at 1 break a hard row more? Indicators are not looked through. */
static bool would_break(vakt_position *position, int32_t v)
{
    const vakt_program *program = position->program;
    for (size_t i = position->first_place[v]; i < position->first_place[v + 1]; i++) {
        const vakt_place_in_row *place = &position->places[i];
        int side =
            broken_side(&program->rows[place->row], position->activity[place->row] + place->coef);
        position->touches++;
        if (side != 0 && (side < 0) == (place->coef < 0))
            return true;
    }
    return false;
}

static void keep_better(insertion *best, int32_t var, int32_t partner, const vakt_score *score)
{
    if (best->var < 0 || vakt_score_compare(score, &best->score) < 0)
        *best = (insertion){var, partner, *score};
}

/* With v at 1: tries every variable that moves the broken row back. */
static void try_partners(vakt_position *position, int32_t v, size_t r, int side, insertion *best)
{
    const vakt_program *program = position->program;
    const vakt_row *row = &program->rows[r];
    int tried = 0;
    for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
        const vakt_term *term = &program->terms[t];
        if (program->vars[term->var].kind != VAKT_VAR_ASSIGN || position->values[term->var] ||
            (term->coef < 0) != (side > 0) || tried++ >= MAX_PARTNERS)
            continue;
        vakt_position_flip(position, term->var);
        keep_better(best, v, term->var, &position->score);
        vakt_position_flip(position, term->var);
    }
}

static void try_insertion(vakt_position *position, int32_t v, insertion *best)
{
    const vakt_program *program = position->program;
    int64_t broken_before = position->score.broken;
    vakt_position_flip(position, v);
    keep_better(best, v, -1, &position->score);
    for (size_t i = position->first_place[v];
         position->score.broken > broken_before && i < position->first_place[v + 1]; i++) {
        int32_t r = position->places[i].row;
        int side = broken_side(&program->rows[r], position->activity[r]);
        if (side != 0) {
            try_partners(position, v, (size_t)r, side, best);
            break;
        }
    }
    vakt_position_flip(position, v);
}

/* The cheapest way to put a doctor into the unit, when it is better than leaving it. */
static bool fill_unit(construction *c, size_t unit, insertion *ret_done)
{
    const vakt_program *program = c->run->program;
    insertion best = {-1, -1, {0}};
    c->position->touches += (int64_t)program->n_doctors;
    for (size_t d = 0; d < program->n_doctors; d++) {
        int32_t v = program->assign_var[d * program->n_units + unit];
        if (v >= 0 && !c->position->values[v])
            try_insertion(c->position, v, &best);
    }
    if (best.var < 0 || vakt_score_compare(&best.score, &c->position->score) >= 0)
        return false;
    vakt_position_flip(c->position, best.var);
    if (best.partner >= 0)
        vakt_position_flip(c->position, best.partner);
    *ret_done = best;
    return true;
}

static void look_at_options(construction *c, int doctor)
{
    const vakt_program *program = c->run->program;
    c->position->touches += (int64_t)program->n_units / 16;
    for (size_t unit = 0; unit < program->n_units; unit++) {
        size_t at = (size_t)doctor * program->n_units + unit;
        int32_t v = program->assign_var[at];
        if (v < 0 || c->done[unit])
            continue;
        bool option = !would_break(c->position, v);
        c->n_options[unit] += option - c->is_option[at];
        c->is_option[at] = option;
    }
}

static size_t most_constrained(const construction *c)
{
    const vakt_program *program = c->run->program;
    size_t best = SIZE_MAX;
    c->position->touches += (int64_t)program->n_units / 16; /* in order: quick */
    for (size_t unit = 0; unit < program->n_units; unit++)
        if (!c->done[unit] && program->units[unit].required &&
            (best == SIZE_MAX || c->n_options[unit] < c->n_options[best]))
            best = unit;
    return best;
}

static void fill_required(construction *c)
{
    const vakt_program *program = c->run->program;
    for (size_t d = 0; d < program->n_doctors && !out_of_work(c); d++)
        look_at_options(c, (int)d);
    size_t unit;
    while ((unit = most_constrained(c)) != SIZE_MAX && !out_of_work(c)) {
        insertion inserted;
        c->done[unit] = true;
        if (!fill_unit(c, unit, &inserted))
            continue;
        look_at_options(c, program->vars[inserted.var].doctor);
        if (inserted.partner >= 0)
            look_at_options(c, program->vars[inserted.partner].doctor);
    }
}

/* Every unit once more, also for a second doctor where rows ask for one. */
static void fill_others(construction *c)
{
    insertion inserted;
    for (size_t unit = 0; unit < c->run->program->n_units && !out_of_work(c); unit++)
        while (fill_unit(c, unit, &inserted) && !out_of_work(c))
            ;
}

static void take_start(construction *c, const uint8_t *start)
{
    const vakt_program *program = c->run->program;
    for (size_t v = 0; v < program->n_vars; v++)
        if (program->vars[v].kind == VAKT_VAR_ASSIGN && program->vars[v].fixed_one)
            vakt_position_flip(c->position, (int32_t)v);
    for (size_t v = 0; start && v < program->n_vars; v++) {
        if (program->vars[v].kind != VAKT_VAR_ASSIGN || !start[v] || c->position->values[v])
            continue;
        int64_t broken = c->position->score.broken;
        vakt_position_flip(c->position, (int32_t)v);
        if (c->position->score.broken > broken)
            vakt_position_flip(c->position, (int32_t)v);
    }
}

static void mark_filled(construction *c)
{
    const vakt_program *program = c->run->program;
    for (size_t v = 0; v < program->n_vars; v++)
        if (program->vars[v].kind == VAKT_VAR_ASSIGN && c->position->values[v])
            c->done[program->vars[v].unit] = true;
}

vakt_status vakt_construct(vakt_run *run, const uint8_t *start)
{
    const vakt_program *program = run->program;
    construction c = {.run = run, .position = run->position};
    c.end = vakt_run_work(run) + CONSTRUCT_WORK;
    c.done = calloc(program->n_units + 1, sizeof *c.done);
    c.n_options = calloc(program->n_units + 1, sizeof *c.n_options);
    c.is_option = calloc(program->n_doctors * program->n_units + 1, sizeof *c.is_option);
    vakt_status status = c.done && c.n_options && c.is_option ? VAKT_OK : VAKT_E_NOMEM;
    if (status == VAKT_OK) {
        if (start)
            vakt_run_offer(run, start, VAKT_EVENT_CONSTRUCT);
        take_start(&c, start);
        mark_filled(&c);
        fill_required(&c);
        fill_others(&c);
        vakt_run_offer_position(run, VAKT_EVENT_CONSTRUCT);
    }
    free(c.done);
    free(c.n_options);
    free(c.is_option);
    return status;
}
