/*
 * Problem: duals of a young master jump about, and so do the columns priced with them.
 *
 * Idea: price between the duals and those of the best bound so far (Wentges 1997). A round that
 * finds no column there is repeated with the duals themselves; the weight of the centre then falls
 * (Pessoa, Sadykov, Uchoa, Vanderbeck 2018). Whole numbers, so that the bound stays exact.
 *
 * Complexity: rows per round.
 */
#include "colgen/stabilise.h"

#include <stdlib.h>
#include <string.h>

#define FULL_WEIGHT 8
#define FIRST_WEIGHT 5

vakt_status vakt_stabiliser_init(vakt_stabiliser *s, size_t n_rows)
{
    *s = (vakt_stabiliser){.n_rows = n_rows};
    s->centre.rows = calloc(n_rows + 1, sizeof *s->centre.rows);
    s->used.rows = calloc(n_rows + 1, sizeof *s->used.rows);
    vakt_stabiliser_reset(s);
    return s->centre.rows && s->used.rows ? VAKT_OK : VAKT_E_NOMEM;
}

void vakt_stabiliser_done(vakt_stabiliser *s)
{
    free(s->centre.rows);
    free(s->used.rows);
    *s = (vakt_stabiliser){0};
}

void vakt_stabiliser_reset(vakt_stabiliser *s)
{
    s->has_centre = false;
    s->centre_bound = -VAKT_NEVER;
    s->weight = FIRST_WEIGHT;
}

void vakt_stabiliser_restart(vakt_stabiliser *s)
{
    s->centre_bound = -VAKT_NEVER;
    s->weight = FIRST_WEIGHT;
}

static void copy_prices(vakt_prices *to, const vakt_prices *from, size_t n_rows)
{
    memcpy(to->levels, from->levels, sizeof to->levels);
    memcpy(to->rows, from->rows, n_rows * sizeof *to->rows);
}

static int64_t mix(int64_t centre, int64_t dual, int weight)
{
    return dual + (centre - dual) / FULL_WEIGHT * weight;
}

void vakt_stabiliser_mix(vakt_stabiliser *s, const vakt_prices *duals)
{
    copy_prices(&s->used, duals, s->n_rows);
    if (!s->has_centre || s->weight == 0)
        return;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        s->used.levels[k] = mix(s->centre.levels[k], duals->levels[k], s->weight);
    for (size_t r = 0; r < s->n_rows; r++)
        s->used.rows[r] = mix(s->centre.rows[r], duals->rows[r], s->weight);
}

void vakt_stabiliser_learn(vakt_stabiliser *s, int64_t bound, bool found_columns)
{
    if (!found_columns)
        s->weight = s->weight > 2 ? s->weight - 2 : 0;
    if (bound <= s->centre_bound)
        return;
    s->centre_bound = bound;
    s->has_centre = true;
    copy_prices(&s->centre, &s->used, s->n_rows);
}
