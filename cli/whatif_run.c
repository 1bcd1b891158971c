#include "cli/whatif_run.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "domain/texts.h"
#include "io/record.h"
#include "io/roster_make.h"

enum { MOST_WORKERS = 4, TIME_LIMIT_S = 30 };

/* ---- when to stop ---- */

static atomic_int interrupted; /* read by every thread that solves */

static void on_signal(int number)
{
    (void)number;
    atomic_store(&interrupted, 1);
}

void vakt_what_watch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

typedef struct stopwatch {
    struct timespec began;
    int64_t limit_s; /* 0 = none */
} stopwatch;

static vakt_stop should_stop(void *context)
{
    const stopwatch *w = context;
    struct timespec now;
    if (atomic_load(&interrupted))
        return VAKT_STOP_SIGNAL;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (w->limit_s > 0 && now.tv_sec - w->began.tv_sec >= w->limit_s)
        return VAKT_STOP_TIME;
    return VAKT_STOP_NONE;
}

static void show_nothing(void *context, const vakt_progress *progress)
{
    (void)context;
    (void)progress;
}

vakt_status vakt_what_solve(const vakt_args *args, int n_levels, vakt_variant *variant,
                            const vakt_variant *const *others, size_t n_others)
{
    stopwatch watch = {.limit_s = args->time_limit_s_given ? args->time_limit_s
                                  : args->work > 0         ? 0
                                                           : TIME_LIMIT_S};
    vakt_hooks hooks = {should_stop, show_nothing, &watch};
    vakt_search_options options = {.work_limit = args->work, .seed = (uint64_t)args->seed,
                                   .n_levels = n_levels};
    clock_gettime(CLOCK_MONOTONIC, &watch.began);
    return vakt_variant_solve(variant, others, n_others, &options, &hooks);
}

void vakt_what_collect(const vakt_variant *variant, vakt_report *report)
{
    for (size_t i = 0; variant->said && i < vakt_report_count(variant->said); i++) {
        const vakt_diagnostic *d = vakt_report_at(variant->said, i);
        vakt_report_add(report, d->severity, &d->place, "%s", d->text);
    }
}

size_t vakt_what_threads(const vakt_args *args)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    if (args->threads > 0)
        return (size_t)args->threads;
    return n < 1 ? 1 : n > MOST_WORKERS ? MOST_WORKERS : (size_t)n;
}

void vakt_what_tell(const vakt_args *args, size_t index, size_t n, const char *title)
{
    vakt_text text;
    if (args->quiet || args->no_progress)
        return;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, VAKT_TEXT_whatif_progress, vakt_number_of((int64_t)index).text,
             vakt_number_of((int64_t)n).text, title);
    if (!text.failed)
        fprintf(stderr, "%s\n", text.bytes);
    vakt_text_done(&text);
}

/* ---- opening ---- */

/* The place in whichever document the record was read from. */
static vakt_place locate(void *context, const void *source, const char *field,
                         const char **ret_found)
{
    const vakt_what_run *r = context;
    const vakt_node *root = source;
    const vakt_doc *doc = r->docs[0];
    while (root && root->parent)
        root = root->parent;
    for (size_t i = 0; i < r->n_docs; i++) {
        if (r->docs[i]->root == root)
            doc = r->docs[i];
    }
    if (!source) { /* an operation of a sweep */
        *ret_found = NULL;
        return (vakt_place){.file = doc->file, .path = "--sweep"};
    }
    return vakt_record_place(doc, source, field, r->arena, ret_found);
}

/* The path of a file named in the scenario, from where the scenario is. */
static const char *beside(vakt_what_run *r, const char *file)
{
    vakt_text text;
    const char *slash = r->path ? strrchr(r->path, '/') : NULL, *path;
    if (file[0] == '/' || !slash)
        return file;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_add_bytes(&text, r->path, (size_t)(slash + 1 - r->path));
    vakt_text_add(&text, file);
    path = text.failed ? NULL : vakt_arena_strdup(r->arena, text.bytes);
    vakt_text_done(&text);
    return path;
}

static vakt_status open_merged(void *context, const vakt_operation *operation,
                               const vakt_problem **ret_problem)
{
    vakt_what_run *r = context;
    vakt_problem *problem = NULL;
    const char *path = beside(r, operation->file);
    if (!path || r->n_docs == sizeof r->docs / sizeof *r->docs)
        return VAKT_E_NOMEM;
    vakt_status status =
        vakt_problem_read(path, r->arena, r->report, &r->docs[r->n_docs], &problem);
    if (status != VAKT_OK)
        return status;
    r->n_docs++;
    *ret_problem = problem;
    return VAKT_OK;
}

vakt_status vakt_what_run_open(const char *base, const char *path,
                               const vakt_operation *operations, size_t n_operations,
                               vakt_report *report, vakt_what_run *r)
{
    vakt_status status = VAKT_OK;
    *r = (vakt_what_run){.path = path, .report = report, .arena = vakt_arena_new()};
    if (!r->arena)
        return VAKT_E_NOMEM;
    vakt_apply apply = {.arena = r->arena, .locate = locate, .context = r, .report = report,
                        .open = open_merged};
    VAKT_TRY(vakt_problem_read(base, r->arena, report, &r->docs[0], &r->problem));
    apply.problem = r->problem;
    r->n_docs = 1;
    if (path) {
        VAKT_TRY(vakt_scenario_read(path, r->arena, report, &r->docs[1], &r->scenario));
        r->n_docs = 2;
        VAKT_TRY(vakt_scenario_apply(r->scenario, &apply));
    }
    if (n_operations > 0) {
        vakt_operation *own = vakt_arena_alloc(r->arena, n_operations, sizeof *own);
        if (!own)
            return VAKT_E_NOMEM;
        memcpy(own, operations, n_operations * sizeof *own);
        const vakt_scenario ours = {.operations = own, .n_operations = n_operations};
        VAKT_TRY(vakt_scenario_apply(&ours, &apply));
    }
    VAKT_TRY(vakt_instance_new(r->problem, locate, r, report, &r->instance));
done:
    return status;
}

void vakt_what_run_done(vakt_what_run *r)
{
    vakt_instance_free(r->instance);
    for (size_t i = 0; i < r->n_docs; i++)
        vakt_doc_free(r->docs[i]);
    vakt_arena_free(r->arena);
    *r = (vakt_what_run){0};
}

vakt_status vakt_what_plans_new(size_t n, vakt_arena *arena, vakt_what_plans *ret_plans)
{
    vakt_what_plans plans = {.runs = vakt_arena_alloc(arena, n, sizeof *plans.runs),
                             .variants = vakt_arena_alloc(arena, n, sizeof *plans.variants),
                             .n = n};
    if (!plans.runs || !plans.variants)
        return VAKT_E_NOMEM;
    *ret_plans = plans;
    return VAKT_OK;
}

void vakt_what_plans_done(vakt_what_plans *plans)
{
    for (size_t i = 0; i < plans->n; i++) {
        vakt_variant_done(&plans->variants[i]);
        vakt_what_run_done(&plans->runs[i]);
    }
    *plans = (vakt_what_plans){0};
}

/* ---- columns ---- */

static int levels_of(const vakt_instance *instance, int n_levels)
{
    return n_levels > 0 && n_levels < instance->n_levels ? n_levels : instance->n_levels;
}

/* As `solve` says it, of the levels that were asked for. */
static int result_of(const vakt_instance *instance, const vakt_solution *s, int n_levels)
{
    if (s->search.infeasible || (s->search.found && s->search.levels[0].bound > 0))
        return VAKT_ROSTER_IMPOSSIBLE;
    if (!s->search.found || !s->verdict->complete || !s->verdict->legal)
        return VAKT_ROSTER_INCOMPLETE;
    for (int level = 0; level < levels_of(instance, n_levels); level++) {
        if (!s->search.levels[level].proven)
            return VAKT_ROSTER_FEASIBLE;
    }
    return VAKT_ROSTER_OPTIMAL;
}

vakt_status vakt_what_levels(const vakt_instance *instance, const vakt_verdict *verdict,
                             const vakt_search_result *search, int n_levels, vakt_arena *arena,
                             vakt_column *column)
{
    if (search && search->infeasible) {
        column->proven = true; /* that there is no plan */
        return VAKT_OK;
    }
    column->n_levels = (size_t)levels_of(instance, n_levels);
    column->levels = vakt_arena_alloc(arena, column->n_levels, sizeof *column->levels);
    if (!column->levels)
        return VAKT_E_NOMEM;
    column->proven = search != NULL;
    for (size_t i = 0; i < column->n_levels; i++) {
        vakt_level_proof *level = &column->levels[i];
        *level = (vakt_level_proof){NULL, (int64_t)i, verdict->levels[i], VAKT_UNSET, false};
        if (search && search->found) {
            level->bound = search->levels[i].bound;
            level->proven = search->levels[i].proven;
        }
        column->proven = column->proven && level->proven;
    }
    return VAKT_OK;
}

vakt_status vakt_what_fill(const vakt_variant *variant, int n_levels, vakt_arena *arena,
                           vakt_column *column)
{
    const vakt_solution *s = &variant->solution;
    column->result = result_of(variant->instance, s, n_levels);
    column->work = s->search.work;
    vakt_status status = vakt_what_levels(variant->instance, s->verdict, &s->search, n_levels,
                                          arena, column);
    if (status == VAKT_OK)
        status = vakt_column_measure(variant->instance, &s->roster, s->verdict, arena, column);
    return status;
}
