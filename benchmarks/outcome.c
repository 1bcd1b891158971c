#include "outcome.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

double bench_seconds(bench_clock clock)
{
    struct timespec now;
    clock_gettime(clock == BENCH_CLOCK_CPU ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

double bench_spent(const bench_limits *limits)
{
    return bench_seconds(limits->clock) - limits->began;
}

#define PARSE(id, name)                                                                            \
    if (strcmp(word, name) == 0) {                                                                 \
        *ret_value = id;                                                                           \
        return true;                                                                               \
    }

bool bench_clock_parse(const char *word, bench_clock *ret_value)
{
    BENCH_CLOCKS(PARSE)
    return false;
}

bool bench_engine_parse(const char *word, vakt_engine *ret_value)
{
    VAKT_ENGINES(PARSE)
    return false;
}

typedef struct watch {
    const bench_limits *limits;
    int64_t stop_at;
    bool reached;
} watch;

static vakt_stop should_stop(void *context)
{
    const watch *w = context;
    if (w->reached)
        return VAKT_STOP_SIGNAL;
    if (w->limits->time_limit_s > 0.0 && bench_spent(w->limits) >= w->limits->time_limit_s)
        return VAKT_STOP_TIME;
    return VAKT_STOP_NONE;
}

static void log_number(FILE *to, int64_t number)
{
    if (number == INT64_MIN || number == INT64_MAX)
        fputs("\t-", to);
    else
        fprintf(to, "\t%" PRId64, number);
}

/* Seconds, event (search/run.h), level, value, bound, counted work. */
static void log_progress(const bench_limits *limits, const vakt_progress *progress)
{
    fprintf(limits->log, "%.2f\t%c\t%d", bench_spent(limits), progress->event, progress->level);
    log_number(limits->log, progress->value);
    log_number(limits->log, progress->bound);
    log_number(limits->log, progress->work);
    fputs("\n", limits->log);
}

static void see_progress(void *context, const vakt_progress *progress)
{
    watch *w = context;
    if (w->limits->log)
        log_progress(w->limits, progress);
    w->reached = w->reached || (progress->level == 0 && progress->bound >= w->stop_at);
}

vakt_status bench_run(const vakt_program *program, const bench_limits *limits, int64_t stop_at,
                      const uint8_t *start, bench_outcome *ret_outcome, uint8_t **ret_values)
{
    watch w = {limits, stop_at, false};
    vakt_hooks hooks = {should_stop, see_progress, &w};
    vakt_search_options options = {
        .work_limit = limits->work, .seed = limits->seed, .engine = limits->engine};
    vakt_search_result result;
    vakt_status status = vakt_search(program, &options, &hooks, start, &result);
    if (status != VAKT_OK)
        return status;
    bench_outcome outcome = {.found = result.found,
                             .infeasible = result.infeasible,
                             .proven = result.found,
                             .n_levels = program->n_levels,
                             .work = result.work,
                             .nodes = result.nodes,
                             .columns = result.columns,
                             .lp_iterations = result.lp_iterations};
    for (int k = 0; k < program->n_levels; k++) {
        outcome.value[k] = result.levels[k].value;
        outcome.bound[k] = result.levels[k].bound;
        outcome.proven = outcome.proven && result.levels[k].proven;
    }
    *ret_outcome = outcome;
    *ret_values = result.found ? result.values : NULL;
    if (!result.found)
        free(result.values);
    return VAKT_OK;
}

const char *bench_status_word(const bench_outcome *outcome)
{
    if (outcome->infeasible)
        return "infeasible";
    return !outcome->found ? "unknown" : outcome->proven ? "optimal" : "feasible";
}

void bench_print_head(FILE *to)
{
    fputs("name\tvalue\tbound\tstatus\tseconds\tnodes\tcolumns\tlp_iterations\tpeak_mb\n", to);
}

static void print_levels(FILE *to, const int64_t *numbers, int n, bool known)
{
    for (int k = 0; k < n; k++) {
        fputs(k > 0 ? "/" : "", to);
        if (known && numbers[k] != INT64_MIN && numbers[k] != INT64_MAX)
            fprintf(to, "%" PRId64, numbers[k]);
        else
            fputs("-", to);
    }
}

void bench_print_line(FILE *to, const char *name, const bench_outcome *outcome, double seconds)
{
    struct rusage usage = {0};
    getrusage(RUSAGE_SELF, &usage); /* ru_maxrss in KiB: Linux */
    fprintf(to, "%s\t", name);
    print_levels(to, outcome->value, outcome->n_levels, outcome->found);
    fputs("\t", to);
    print_levels(to, outcome->bound, outcome->n_levels, true);
    fprintf(to, "\t%s\t%.2f\t%" PRId64 "\t%" PRId64 "\t%" PRId64 "\t%.1f\n",
            bench_status_word(outcome), seconds, outcome->nodes, outcome->columns,
            outcome->lp_iterations, (double)usage.ru_maxrss / 1024.0);
}
