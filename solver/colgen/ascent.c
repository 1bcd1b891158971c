/*
 * Problem: better duals without an LP. With few doctors and long plans the master is so degenerate
 * that its duals say nothing, while the bound at the seed is already good.
 *
 * Idea: the plans chosen at some prices tell in which direction the bound rises: activity of each
 * shared row less the side that its price speaks for. Steps are Polyak's towards the best value
 * known; after a few without gain they are halved and start from the best prices again. Every
 * round's plans are columns.
 *
 * Reference: Held, Wolfe, Crowder 1974; Polyak 1969.
 *
 * Complexity: rounds * one pricing per doctor.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "colgen/node.h"

#define ROUNDS_WITHOUT_GAIN 2
#define FIRST_STEP 0.3
#define LEAST_STEP 0.02

/* Activity less the side spoken for, per shared row, at the prices used; returns its square sum. */
static double find_direction(const vakt_cg_run *run, double *direction)
{
    const vakt_colgen *colgen = run->colgen;
    const vakt_coupling *coupling = colgen->coupling;
    const vakt_pool *pool = &colgen->pool;
    double square = 0.0;
    memset(direction, 0, coupling->n_rows * sizeof *direction);
    for (size_t d = 0; d < colgen->program->n_doctors; d++) {
        if (run->chosen[d] < 0)
            continue;
        const vakt_column *column = &pool->columns.items[run->chosen[d]];
        for (size_t i = column->first_entry; i < column->first_entry + column->n_entries; i++)
            direction[pool->entries.items[i].row] += pool->entries.items[i].coef;
    }
    for (size_t i = 0; i < colgen->nets->n_shared; i++) {
        int32_t v = colgen->nets->shared[i];
        for (size_t k = coupling->first_of_var[v];
             colgen->pricer.var_prices[v] < 0 && k < coupling->first_of_var[v + 1]; k++)
            direction[coupling->of_var[k].row] += coupling->of_var[k].coef;
    }
    for (size_t r = 0; r < coupling->n_rows; r++) {
        const vakt_shared_row *row = &coupling->rows[r];
        int64_t price = run->stabiliser.used.rows[r];
        double lo = row->lo == VAKT_NO_BOUND_LO ? -VAKT_LP_INF : (double)row->lo;
        double hi = row->hi == VAKT_NO_BOUND_HI ? VAKT_LP_INF : (double)row->hi;
        double side = price > 0 ? hi : price < 0 ? lo : fmin(fmax(direction[r], lo), hi);
        direction[r] -= side;
        square += direction[r] * direction[r];
    }
    return square;
}

/* Moves the prices used; the bound stays finite. */
static void take_step(vakt_cg_run *run, const double *direction, double length)
{
    vakt_prices *used = &run->stabiliser.used;
    for (size_t r = 0; r < run->colgen->coupling->n_rows; r++)
        used->rows[r] += (int64_t)llround(direction[r] * length);
    vakt_master_clamp(&run->master, used);
}

static void back_to_centre(vakt_stabiliser *s)
{
    memcpy(s->used.levels, s->centre.levels, sizeof s->used.levels);
    memcpy(s->used.rows, s->centre.rows, s->n_rows * sizeof *s->used.rows);
}

vakt_status vakt_cg_ascend(vakt_cg_run *run, vakt_cg_node *node, int rounds)
{
    vakt_stabiliser *s = &run->stabiliser;
    vakt_status status = VAKT_OK;
    size_t n = run->colgen->coupling->n_rows;
    double *direction = calloc(2 * n + 2, sizeof *direction);
    double *best_direction = direction ? direction + n + 1 : NULL;
    double step = FIRST_STEP, best_length = 0.0;
    int without_gain = 0;
    if (!direction)
        return VAKT_E_NOMEM;
    back_to_centre(s);
    for (int i = 0; i < rounds && step >= LEAST_STEP && !vakt_cg_stopped(run); i++) {
        int64_t bound, before = s->centre_bound;
        VAKT_TRY(vakt_cg_price_at(run, node, &bound));
        if (vakt_cg_fathomed(run, node) || bound <= -VAKT_NEVER)
            break;
        without_gain = s->centre_bound > before ? 0 : without_gain + 1;
        /* The direction of the last prices would lead away from the best ones. */
        if (without_gain >= ROUNDS_WITHOUT_GAIN) {
            memcpy(direction, best_direction, n * sizeof *direction);
            back_to_centre(s);
            step /= 4;
            without_gain = 0;
            take_step(run, direction, step * best_length);
            continue;
        }
        double square = find_direction(run, direction);
        double goal = run->value == INT64_MAX
                          ? (double)bound + ldexp(1.0, run->master.shift)
                          : ldexp((double)run->value, run->master.shift);
        if (square < 0.5)
            break;
        double length = fmax(goal - (double)bound, 1.0) / square;
        if (s->centre_bound > before) {
            memcpy(best_direction, direction, n * sizeof *direction);
            best_length = length;
        }
        take_step(run, direction, step * length);
    }
done:
    free(direction);
    return status;
}
