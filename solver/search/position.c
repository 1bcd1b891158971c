/*
 * Problem: price a change of a roster without pricing the roster.
 *
 * Notation: activity of a row = sum of coef * value; broken = sum over hard sides of how far the
 * activity is beyond them.
 *
 * Idea: a flip changes the rows and costs of one variable. Indicators follow in order of index,
 * which is a topological order since members are earlier variables, so that each is looked at
 * once, after all its members.
 *
 * Complexity: terms of the variable and of the indicators that change with it.
 */
#include "search/position.h"

#include <string.h>

int vakt_score_compare(const vakt_score *a, const vakt_score *b)
{
    if (a->broken != b->broken)
        return a->broken < b->broken ? -1 : 1;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        if (a->levels[k] != b->levels[k])
            return a->levels[k] < b->levels[k] ? -1 : 1;
    return 0;
}

static void add_price(vakt_score *score, const vakt_row *row, int64_t pts, int64_t amount)
{
    if (pts == VAKT_HARD)
        score->broken += amount;
    else
        score->levels[row->level] += pts * amount;
}

/* Adds sign times the price of a row at an activity. */
static void price(vakt_score *score, const vakt_row *row, int64_t activity, int sign)
{
    if (row->lo != VAKT_NO_BOUND_LO && activity < row->lo)
        add_price(score, row, row->under_pts, sign * (row->lo - activity));
    if (row->hi != VAKT_NO_BOUND_HI && activity > row->hi)
        add_price(score, row, row->over_pts, sign * (activity - row->hi));
}

static void mark_pending(vakt_position *position, int32_t indicator)
{
    if (position->is_pending[indicator])
        return;
    position->is_pending[indicator] = true;
    size_t at = position->n_pending++;
    for (; at > 0 && position->pending[at - 1] < indicator; at--)
        position->pending[at] = position->pending[at - 1];
    position->pending[at] = indicator;
}

/* Toggles one variable and everything that depends on it directly. */
static void toggle(vakt_position *position, int32_t v)
{
    const vakt_program *program = position->program;
    int sign = position->values[v] ? -1 : 1;
    position->values[v] = !position->values[v];
    for (size_t i = position->first_place[v]; i < position->first_place[v + 1]; i++) {
        const vakt_place_in_row *place = &position->places[i];
        const vakt_row *row = &program->rows[place->row];
        price(&position->score, row, position->activity[place->row], -1);
        position->activity[place->row] += sign * (int64_t)place->coef;
        price(&position->score, row, position->activity[place->row], 1);
    }
    for (size_t i = position->first_cost[v]; i < position->first_cost[v + 1]; i++) {
        const vakt_cost *cost = &program->costs[position->costs[i]];
        position->score.levels[cost->level] += sign * cost->pts;
    }
    for (size_t i = position->first_parent[v]; i < position->first_parent[v + 1]; i++) {
        position->ones[position->parents[i]] += sign;
        mark_pending(position, position->parents[i]);
    }
    position->touches += 1 + (int64_t)(position->first_place[v + 1] - position->first_place[v]);
}

void vakt_position_flip(vakt_position *position, int32_t assign_var)
{
    toggle(position, assign_var);
    while (position->n_pending > 0) {
        int32_t u = position->pending[--position->n_pending];
        const vakt_var *var = &position->program->vars[u];
        position->is_pending[u] = false;
        bool on = var->kind == VAKT_VAR_OR ? position->ones[u] > 0
                                           : (size_t)position->ones[u] == var->n_members;
        if (on != (position->values[u] != 0))
            toggle(position, u);
    }
}

void vakt_position_set(vakt_position *position, const uint8_t *values)
{
    const vakt_program *program = position->program;
    for (size_t v = 0; v < program->n_vars; v++)
        if (program->vars[v].kind == VAKT_VAR_ASSIGN &&
            (position->values[v] != 0) != (values[v] != 0))
            vakt_position_flip(position, (int32_t)v);
}

static size_t *alloc_offsets(vakt_position *position)
{
    return vakt_arena_alloc(position->arena, position->program->n_vars + 2, sizeof(size_t));
}

/* Offsets were counted two places late; this makes them starts one place late. */
static void sum_offsets(size_t *offsets, size_t n)
{
    for (size_t i = 2; i < n + 2; i++)
        offsets[i] += offsets[i - 1];
}

static void index_rows(vakt_position *position)
{
    const vakt_program *program = position->program;
    for (size_t t = 0; t < program->n_terms; t++)
        position->first_place[program->terms[t].var + 2]++;
    sum_offsets(position->first_place, program->n_vars);
    for (size_t r = 0; r < program->n_rows; r++) {
        const vakt_row *row = &program->rows[r];
        for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
            const vakt_term *term = &program->terms[t];
            position->places[position->first_place[term->var + 1]++] =
                (vakt_place_in_row){(int32_t)r, term->coef};
        }
    }
}

static void index_costs(vakt_position *position)
{
    const vakt_program *program = position->program;
    for (size_t c = 0; c < program->n_costs; c++)
        position->first_cost[program->costs[c].var + 2]++;
    sum_offsets(position->first_cost, program->n_vars);
    for (size_t c = 0; c < program->n_costs; c++)
        position->costs[position->first_cost[program->costs[c].var + 1]++] = (int32_t)c;
}

static void index_members(vakt_position *position)
{
    const vakt_program *program = position->program;
    for (size_t m = 0; m < program->n_members; m++)
        position->first_parent[program->members[m] + 2]++;
    sum_offsets(position->first_parent, program->n_vars);
    for (size_t v = 0; v < program->n_vars; v++) {
        const vakt_var *var = &program->vars[v];
        for (size_t i = 0; var->kind != VAKT_VAR_ASSIGN && i < var->n_members; i++) {
            int32_t member = program->members[var->first_member + i];
            position->parents[position->first_parent[member + 1]++] = (int32_t)v;
        }
    }
}

static bool alloc_arrays(vakt_position *position)
{
    const vakt_program *program = position->program;
    vakt_arena *arena = position->arena;
    position->values = vakt_arena_alloc(arena, program->n_vars, 1);
    position->activity = vakt_arena_alloc(arena, program->n_rows, sizeof *position->activity);
    position->first_place = alloc_offsets(position);
    position->first_cost = alloc_offsets(position);
    position->first_parent = alloc_offsets(position);
    position->places = vakt_arena_alloc(arena, program->n_terms, sizeof *position->places);
    position->costs = vakt_arena_alloc(arena, program->n_costs, sizeof *position->costs);
    position->parents = vakt_arena_alloc(arena, program->n_members, sizeof *position->parents);
    position->ones = vakt_arena_alloc(arena, program->n_vars, sizeof *position->ones);
    position->pending = vakt_arena_alloc(arena, program->n_vars, sizeof *position->pending);
    position->is_pending = vakt_arena_alloc(arena, program->n_vars, sizeof *position->is_pending);
    return position->values && position->activity && position->first_place &&
           position->first_cost && position->first_parent && position->places && position->costs &&
           position->parents && position->ones && position->pending && position->is_pending;
}

vakt_status vakt_position_new(const vakt_program *program, vakt_position **ret_position)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_position *position = arena ? vakt_arena_alloc(arena, 1, sizeof *position) : NULL;
    if (position)
        *position = (vakt_position){.arena = arena, .program = program};
    if (!position || !alloc_arrays(position)) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    index_rows(position);
    index_costs(position);
    index_members(position);
    memcpy(position->score.levels, program->constant, sizeof position->score.levels);
    for (size_t r = 0; r < program->n_rows; r++)
        price(&position->score, &program->rows[r], 0, 1);
    /* An AND of nothing is 1; indicators with members start at 0. */
    for (size_t v = 0; v < program->n_vars; v++)
        if (program->vars[v].kind == VAKT_VAR_AND && program->vars[v].n_members == 0)
            vakt_position_flip(position, (int32_t)v);
    *ret_position = position;
    return VAKT_OK;
}

void vakt_position_free(vakt_position *position)
{
    if (position)
        vakt_arena_free(position->arena);
}
