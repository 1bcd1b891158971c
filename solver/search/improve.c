/*
 * Problem: which way of improving the roster is worth its work on this program.
 *
 * Idea: each way gets slices of work. The one that has gained most per work lately gets the next;
 * one slice in three goes round, so that none is forgotten. A gain at the level at hand counts by
 * its size, one at later levels only counts as one.
 *
 * Reference: adaptive large neighbourhood search: Ropke and Pisinger 2006.
 */
#include <string.h>

#include "search/run.h"

#define SLICE_WORK 4000
/* Rounds of small branch and cut in one slice. */
#define SLICE_ROUNDS 4
#define ROUND_ROBIN 3
/* Gains are rates per this much work. */
#define RATE_WORK 1000000

static vakt_status run_slice(vakt_run *run, vakt_way way)
{
    switch (way) {
    case VAKT_WAY_NEIGHBOURHOOD:
        return vakt_improve_by_neighbourhoods(run, SLICE_ROUNDS);
    case VAKT_WAY_RUIN:
        return vakt_improve_by_ruin(run, SLICE_WORK);
    case VAKT_N_WAYS:
        break;
    }
    return VAKT_OK;
}

static vakt_way choose_way(vakt_run *run)
{
    int64_t turn = run->n_slices++;
    int best = 0;
    if (turn < VAKT_N_WAYS)
        return (vakt_way)turn;
    if (turn % ROUND_ROBIN == 0)
        return (vakt_way)(turn / ROUND_ROBIN % VAKT_N_WAYS);
    for (int w = 1; w < VAKT_N_WAYS; w++)
        if (run->ways[w].rate > run->ways[best].rate)
            best = w;
    return (vakt_way)best;
}

/* 0 = nothing gained. */
static int64_t gain_since(const vakt_run *run, const int64_t *before)
{
    if (memcmp(before, run->best_levels, sizeof run->best_levels) == 0)
        return 0;
    int64_t gain = before[run->level] - run->best_levels[run->level];
    return gain > 0 ? gain * 16 : 1;
}

vakt_status vakt_improve(vakt_run *run, int slices_without_gain, int64_t most_work)
{
    vakt_status status = VAKT_OK;
    int64_t end = vakt_run_work(run) + most_work;
    for (int idle = 0; idle < slices_without_gain && !vakt_run_level_is_closed(run) &&
                       !vakt_run_stopped(run) && vakt_run_work(run) < end;) {
        int64_t before[VAKT_MAX_LEVELS], work = vakt_run_work(run);
        vakt_way way = choose_way(run);
        memcpy(before, run->best_levels, sizeof before);
        VAKT_TRY(run_slice(run, way));
        work = vakt_run_work(run) - work + 1;
        int64_t gain = gain_since(run, before);
        run->ways[way].rate = (run->ways[way].rate + gain * RATE_WORK / work) / 2;
        idle = gain > 0 ? 0 : idle + 1;
    }
done:
    return status;
}
