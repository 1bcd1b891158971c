#include "rules/program.h"

#include <stdlib.h>
#include <string.h>

static void derive_indicators(const vakt_program *program, uint8_t *values)
{
    for (size_t v = 0; v < program->n_vars; v++) {
        const vakt_var *var = &program->vars[v];
        if (var->kind == VAKT_VAR_ASSIGN)
            continue;
        size_t ones = 0;
        for (size_t i = 0; i < var->n_members; i++)
            ones += values[program->members[var->first_member + i]];
        values[v] = var->kind == VAKT_VAR_OR ? ones > 0 : ones == var->n_members;
    }
}

/* Adds the row's price; false when a hard side is broken. */
static bool price_row(const vakt_program *program, const vakt_row *row, const uint8_t *values,
                      int64_t *levels)
{
    int64_t value = 0;
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_term *term = &program->terms[row->first_term + i];
        value += (int64_t)term->coef * values[term->var];
    }
    if (row->lo != VAKT_NO_BOUND_LO && value < row->lo) {
        if (row->under_pts == VAKT_HARD)
            return false;
        levels[row->level] += row->under_pts * (row->lo - value);
    }
    if (row->hi != VAKT_NO_BOUND_HI && value > row->hi) {
        if (row->over_pts == VAKT_HARD)
            return false;
        levels[row->level] += row->over_pts * (value - row->hi);
    }
    return true;
}

bool vakt_program_evaluate(const vakt_program *program, uint8_t *values,
                           int64_t ret_levels[VAKT_MAX_LEVELS])
{
    bool legal = true;
    derive_indicators(program, values);
    memcpy(ret_levels, program->constant, sizeof program->constant);
    for (size_t v = 0; v < program->n_vars; v++)
        legal = legal && (!program->vars[v].fixed_one || values[v]);
    for (size_t r = 0; r < program->n_rows; r++)
        legal = price_row(program, &program->rows[r], values, ret_levels) && legal;
    for (size_t c = 0; c < program->n_costs; c++) {
        const vakt_cost *cost = &program->costs[c];
        ret_levels[cost->level] += cost->pts * values[cost->var];
    }
    return legal;
}

void vakt_program_free(vakt_program *program)
{
    if (program)
        vakt_arena_free(program->arena);
}
