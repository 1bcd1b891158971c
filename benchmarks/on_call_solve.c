/*
 * Problem: least cost = rest + B(week) + B(weekend), with B a greatest difference over pairs.
 *
 * Notation: rest(a, b) = least cost of the other terms with balances at most a and b; it does not
 * rise in a or b. rest = that without balances.
 *
 * Idea: first solve without balances, which bounds every rest(a, b) from below and gives a first
 * roster. Then go through a + b = 0, 1, 2, ... and solve with the balances as hard bands: first
 * within a box of bands that are local to each person, which is easy and often enough; then, for
 * the proof, with rows for the pairs that the local bands do not settle. A pair (a, b) ends when
 * a + b and its bound reach the best cost; all end when a + b + rest does.
 */
#include <stdlib.h>
#include <string.h>

#include "on_call.h"

/* Of the time and work, for the run without balances: the others matter more. */
#define RELAXED_SHARE 4

typedef struct solving {
    const bench_on_call *on_call;
    const bench_limits *limits;
    bench_outcome sum;      /* counters of all runs */
    int64_t best;           /* INT64_MAX = none */
    int32_t *best_person, *person;
    int64_t rest;           /* bound on every rest(a, b) */
    int64_t open;           /* least bound of a pair that was not finished */
    bool infeasible;
} solving;

static bool time_is_up(const solving *s, const bench_limits *limits)
{
    if (limits->work > 0 && s->sum.work >= limits->work)
        return true;
    return limits->time_limit_s > 0.0 && bench_spent(limits) >= limits->time_limit_s;
}

static void take_roster(solving *s, const vakt_program *program, const uint8_t *values,
                        int64_t rest)
{
    bench_on_call_roster(s->on_call, program, values, s->person);
    int64_t cost = rest + bench_on_call_balance(s->on_call, s->person, false) +
                   bench_on_call_balance(s->on_call, s->person, true);
    if (cost >= s->best)
        return;
    s->best = cost;
    memcpy(s->best_person, s->person, (size_t)s->on_call->n_days * sizeof *s->person);
}

/* The best roster as a start for another program: the days are the same units. */
static void read_start(const solving *s, const vakt_program *program, uint8_t *start)
{
    for (int d = 0; s->best != INT64_MAX && d < s->on_call->n_days; d++) {
        size_t at = (size_t)s->best_person[d] * program->n_units + (size_t)d;
        if (program->assign_var[at] >= 0)
            start[program->assign_var[at]] = 1;
    }
}

/* ret_bound: on the rest with these bands; INT64_MAX when no roster keeps them. */
static vakt_status solve_bands(solving *s, const bench_bands *bands, const bench_limits *limits,
                               int64_t stop_at, int64_t *ret_bound)
{
    vakt_program *program = NULL;
    uint8_t *start = NULL, *values = NULL;
    bench_outcome outcome;
    bench_limits left = *limits;
    vakt_status status = bench_on_call_program(s->on_call, bands, &program);
    if (status == VAKT_E_ANSWER_NO) {
        *ret_bound = INT64_MAX;
        return VAKT_OK;
    }
    if (status != VAKT_OK)
        return status;
    if (left.work > 0)
        left.work -= s->sum.work;
    status = VAKT_E_NOMEM;
    start = calloc(program->n_vars + 1, 1);
    if (!start)
        goto done;
    read_start(s, program, start);
    VAKT_TRY(bench_run(program, &left, stop_at, s->best != INT64_MAX ? start : NULL, &outcome,
                       &values));
    s->sum.work += outcome.work;
    s->sum.nodes += outcome.nodes;
    s->sum.columns += outcome.columns;
    s->sum.lp_iterations += outcome.lp_iterations;
    if (values)
        take_roster(s, program, values, outcome.value[0]);
    *ret_bound = outcome.infeasible ? INT64_MAX : outcome.bound[0];
done:
    free(values);
    free(start);
    vakt_program_free(program);
    return status;
}

static vakt_status solve_relaxed(solving *s)
{
    bench_bands none = {.balance = BENCH_NO_BALANCE};
    bench_limits share = *s->limits;
    int64_t bound;
    share.time_limit_s /= RELAXED_SHARE;
    share.work /= RELAXED_SHARE;
    vakt_status status = solve_bands(s, &none, &share, INT64_MAX, &bound);
    if (status != VAKT_OK)
        return status;
    s->infeasible = bound == INT64_MAX;
    s->rest = s->infeasible || bound < 0 ? 0 : bound; /* no term is below 0 */
    return VAKT_OK;
}

/* Half of what is left: its rosters count, its bound does not. */
static vakt_status try_box(solving *s, int64_t week, int64_t weekend, int64_t stop_at)
{
    bench_bands boxed = {BENCH_BOXED_BALANCE, week, weekend};
    bench_limits half = *s->limits;
    int64_t bound;
    if (half.time_limit_s > 0.0)
        half.time_limit_s = (half.time_limit_s + bench_spent(&half)) / 2.0;
    if (half.work > 0)
        half.work = (half.work + s->sum.work) / 2;
    return solve_bands(s, &boxed, &half, stop_at, &bound);
}

static vakt_status solve_pair(solving *s, int64_t week, int64_t weekend)
{
    bench_bands given = {BENCH_GIVEN_BALANCE, week, weekend};
    int64_t sum = week + weekend, bound = s->rest;
    int64_t stop_at = s->best == INT64_MAX ? INT64_MAX : s->best - sum;
    vakt_status status = VAKT_OK;
    if (!time_is_up(s, s->limits))
        VAKT_TRY(try_box(s, week, weekend, stop_at));
    if (s->best <= sum + s->rest)
        goto done;
    stop_at = s->best == INT64_MAX ? INT64_MAX : s->best - sum;
    if (!time_is_up(s, s->limits))
        VAKT_TRY(solve_bands(s, &given, s->limits, stop_at, &bound));
    bound = bound < s->rest ? s->rest : bound;
    if (bound != INT64_MAX && sum + bound < s->best && sum + bound < s->open)
        s->open = sum + bound;
done:
    return status;
}

/* No balance is worse than that of one person having all days. */
static int64_t worst_sum(const bench_on_call *o)
{
    int64_t most = 0;
    for (int i = 0; i < o->n_staff; i++)
        most = o->work_load[i] > most ? o->work_load[i] : most;
    return 2 * ((most * o->n_days + 99) / 100);
}

static vakt_status solve_all(solving *s)
{
    vakt_status status = solve_relaxed(s);
    int64_t end = worst_sum(s->on_call);
    for (int64_t sum = 0; status == VAKT_OK && !s->infeasible && sum <= end; sum++) {
        int64_t least = sum + s->rest;
        if (least >= s->best)
            break;
        if (time_is_up(s, s->limits)) {
            s->open = least < s->open ? least : s->open;
            break;
        }
        for (int64_t week = 0; status == VAKT_OK && week <= sum && least < s->best; week++)
            status = solve_pair(s, week, sum - week);
    }
    return status;
}

vakt_status bench_on_call_solve(const bench_on_call *on_call, const bench_limits *limits,
                                bench_outcome *ret_outcome, int32_t *ret_person)
{
    size_t n = (size_t)on_call->n_days;
    solving s = {.on_call = on_call, .limits = limits, .best = INT64_MAX, .open = INT64_MAX};
    s.best_person = malloc(n * sizeof *s.best_person);
    s.person = malloc(n * sizeof *s.person);
    vakt_status status = s.best_person && s.person ? solve_all(&s) : VAKT_E_NOMEM;
    if (status == VAKT_OK) {
        s.sum.n_levels = 1;
        s.sum.found = s.best != INT64_MAX;
        s.sum.infeasible = s.infeasible;
        s.sum.value[0] = s.best;
        s.sum.bound[0] = s.open < s.best ? s.open : s.best;
        s.sum.proven = s.sum.found && s.sum.bound[0] == s.best;
        if (s.infeasible || s.sum.bound[0] == INT64_MAX)
            s.sum.bound[0] = INT64_MIN;
        if (s.sum.found)
            memcpy(ret_person, s.best_person, n * sizeof *ret_person);
        *ret_outcome = s.sum;
    }
    free(s.best_person);
    free(s.person);
    return status;
}
