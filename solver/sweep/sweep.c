#include "sweep/sweep.h"

#include <stdlib.h>

#include "base/team.h"
#include "lp/lp.h"

enum { MOST_OTHERS = 1 + 2 * VAKT_SWEEP_MOST_AXES };

size_t vakt_sweep_n_points(const vakt_axis *axes, size_t n_axes)
{
    return n_axes == 2 ? axes[0].n * axes[1].n : axes[0].n;
}

size_t vakt_sweep_index(const vakt_axis *axes, size_t n_axes, size_t point, size_t axis)
{
    size_t inner = n_axes == 2 ? axes[1].n : 1;
    return axis == 0 ? point / inner : point % inner;
}

/* In which round each index of an axis comes: the ends in 0, the middle of two in the one after
 * both. */
static void set_rounds(size_t low, size_t high, int round, int *rounds)
{
    if (high - low < 2)
        return;
    size_t middle = low + (high - low) / 2;
    rounds[middle] = round;
    set_rounds(low, middle, round + 1, rounds);
    set_rounds(middle, high, round + 1, rounds);
}

typedef struct order {
    const vakt_sweep *sweep;
    int rounds[VAKT_SWEEP_MOST_AXES][VAKT_AXIS_MOST];
    size_t *points; /* of the round at hand */
    size_t n, done, n_points;
} order;

static int round_of(const order *o, size_t point)
{
    const vakt_sweep *s = o->sweep;
    int round = 0;
    for (size_t a = 0; a < s->n_axes; a++)
        round += o->rounds[a][vakt_sweep_index(s->axes, s->n_axes, point, a)];
    return round;
}

/* The nearest point along the axis that belongs to an earlier round of it; NULL at the end. */
static const vakt_variant *neighbour(const order *o, size_t point, size_t axis, int direction)
{
    const vakt_sweep *s = o->sweep;
    size_t stride = axis == 0 && s->n_axes == 2 ? s->axes[1].n : 1;
    size_t index = vakt_sweep_index(s->axes, s->n_axes, point, axis);
    int own = o->rounds[axis][index];
    while (direction < 0 ? index > 0 : index + 1 < s->axes[axis].n) {
        index = direction < 0 ? index - 1 : index + 1;
        point = direction < 0 ? point - stride : point + stride;
        if (o->rounds[axis][index] < own)
            return &s->points[point];
    }
    return NULL;
}

static vakt_status solve_point(void *context, size_t index)
{
    const order *o = context;
    const vakt_sweep *s = o->sweep;
    const vakt_variant *others[MOST_OTHERS];
    size_t n = 0, point = o->points[index];
    for (size_t a = 0; a < s->n_axes && !s->cold; a++) {
        for (int direction = -1; direction <= 1; direction += 2) {
            const vakt_variant *other = neighbour(o, point, a, direction);
            if (other)
                others[n++] = other;
        }
    }
    if (s->base && !s->cold)
        others[n++] = s->base;
    return s->solve(s->context, point, others, n);
}

static void begin_point(void *context, size_t index)
{
    const order *o = context;
    if (o->sweep->begin)
        o->sweep->begin(o->sweep->context, o->done + index, o->n_points);
}

vakt_status vakt_sweep_solve(const vakt_sweep *sweep, size_t workers)
{
    order o = {.sweep = sweep, .n_points = vakt_sweep_n_points(sweep->axes, sweep->n_axes)};
    const vakt_team team = {.job = solve_point, .begin = begin_point, .leave = vakt_lp_thread_done,
                            .context = &o};
    vakt_status status = VAKT_OK;
    o.points = malloc((o.n_points + 1) * sizeof *o.points);
    if (!o.points)
        return VAKT_E_NOMEM;
    for (size_t a = 0; a < sweep->n_axes; a++)
        set_rounds(0, sweep->axes[a].n - 1, 1, o.rounds[a]);
    for (int round = 0; o.done < o.n_points && status == VAKT_OK; round++) {
        o.n = 0;
        for (size_t p = 0; p < o.n_points; p++) {
            if (round_of(&o, p) == round)
                o.points[o.n++] = p;
        }
        status = vakt_team_run(&team, o.n, workers);
        o.done += o.n;
    }
    free(o.points);
    return status;
}
