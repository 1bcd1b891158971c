/* vaktplan whatif: a base, what it would be with each scenario, and a roster that is there. */
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/team.h"
#include "cli/print.h"
#include "cli/summary.h"
#include "cli/table.h"
#include "cli/version.h"
#include "cli/whatif.h"
#include "domain/texts.h"
#include "io/record.h"
#include "io/roster_make.h"
#include "io/scenario_io.h"
#include "lp/lp.h"
#include "vakt.h"

enum { MOST_WORKERS = 4, MOST_MERGED = 8, MOST_COLUMNS = VAKT_TABLE_MAX_COLUMNS - 1, TIME_LIMIT_S = 30 };

static atomic_int interrupted; /* read by every thread that solves */

static void on_signal(int number)
{
    (void)number;
    atomic_store(&interrupted, 1);
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

/* One column, with all it stands on. */
typedef struct run {
    const char *path; /* of the scenario */
    vakt_arena *arena;
    vakt_doc *docs[2 + MOST_MERGED]; /* the base, the scenario, and what is merged in */
    size_t n_docs;
    vakt_scenario *scenario;
    vakt_problem *problem;
    vakt_instance *instance;
    vakt_solution solution;
    vakt_report *report;
    vakt_report *said; /* while it is solved */
} run;

static void run_done(run *r)
{
    vakt_solution_done(&r->solution);
    vakt_instance_free(r->instance);
    for (size_t i = 0; i < r->n_docs; i++)
        vakt_doc_free(r->docs[i]);
    vakt_report_free(r->said);
    vakt_arena_free(r->arena);
}

static const char *title_of(const vakt_scenario *scenario)
{
    return scenario->title ? scenario->title : scenario->id;
}

/* ---- scenarios ---- */

/* The place in whichever document the record was read from. */
static vakt_place locate(void *context, const void *source, const char *field,
                         const char **ret_found)
{
    const run *r = context;
    const vakt_node *root = source;
    const vakt_doc *doc = r->docs[0];
    while (root && root->parent)
        root = root->parent;
    for (size_t i = 0; i < r->n_docs; i++) {
        if (r->docs[i]->root == root)
            doc = r->docs[i];
    }
    return vakt_record_place(doc, source, field, r->arena, ret_found);
}

/* The path of a file named in the scenario, from where the scenario is. */
static const char *beside(run *r, const char *file)
{
    vakt_text text;
    const char *slash = strrchr(r->path, '/'), *path;
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
    run *r = context;
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

/* Reads the base again, so that each column has a problem of its own, and changes it. */
static vakt_status open_scenario(const char *base, const char *path, vakt_report *report, run *r)
{
    vakt_status status = VAKT_OK;
    r->path = path;
    r->report = report;
    r->arena = vakt_arena_new();
    if (!r->arena)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_problem_read(base, r->arena, report, &r->docs[0], &r->problem));
    r->n_docs = 1;
    VAKT_TRY(vakt_scenario_read(path, r->arena, report, &r->docs[1], &r->scenario));
    r->n_docs = 2;
    vakt_apply apply = {.problem = r->problem, .arena = r->arena, .locate = locate, .context = r,
                        .report = report, .open = open_merged};
    VAKT_TRY(vakt_scenario_apply(r->scenario, &apply));
    VAKT_TRY(vakt_instance_new(r->problem, locate, r, report, &r->instance));
done:
    return status;
}

/* ---- solving ---- */

/* The base's roster where the scenario has the same duties and doctors: to begin from. */
static vakt_status carry_over(const vakt_instance *base, const vakt_roster *from,
                              const vakt_instance *to, vakt_roster *ret_roster)
{
    vakt_status status = vakt_roster_init(ret_roster, to->n_duties);
    for (size_t i = 0; status == VAKT_OK && i < base->n_duties; i++) {
        int doctor = from->doctor[i], duty = vakt_instance_duty_index(to, base->duties[i].id);
        if (doctor == VAKT_NOBODY || duty < 0)
            continue;
        doctor = vakt_instance_doctor_index(to, base->problem->doctors[doctor].id);
        if (doctor >= 0 && vakt_instance_may_take(to, doctor, duty))
            ret_roster->doctor[duty] = doctor;
    }
    return status;
}

static vakt_status solve(const vakt_args *args, const vakt_instance *instance,
                         const vakt_roster *start, vakt_report *report, vakt_solution *ret_solution)
{
    stopwatch watch = {.limit_s = args->time_limit_s_given ? args->time_limit_s
                                  : args->work > 0         ? 0
                                                           : TIME_LIMIT_S};
    vakt_hooks hooks = {should_stop, show_nothing, &watch};
    vakt_search_options options = {.work_limit = args->work, .seed = (uint64_t)args->seed};
    clock_gettime(CLOCK_MONOTONIC, &watch.began);
    return vakt_solve(instance, &options, &hooks, start, report, ret_solution);
}

/* As `solve` says it. */
static int result_of(const vakt_instance *instance, const vakt_solution *s)
{
    if (s->search.infeasible || (s->search.found && s->search.levels[0].bound > 0))
        return VAKT_ROSTER_IMPOSSIBLE;
    if (!s->search.found || !s->verdict->complete || !s->verdict->legal)
        return VAKT_ROSTER_INCOMPLETE;
    for (int level = 0; level < instance->n_levels; level++) {
        if (!s->search.levels[level].proven)
            return VAKT_ROSTER_FEASIBLE;
    }
    return VAKT_ROSTER_OPTIMAL;
}

/* ---- columns ---- */

static vakt_status add_levels(const vakt_instance *instance, const vakt_verdict *verdict,
                              const vakt_search_result *search, vakt_arena *arena,
                              vakt_column *column)
{
    column->n_levels = (size_t)instance->n_levels;
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

static vakt_status fill_column(const run *r, vakt_arena *arena, vakt_column *column)
{
    const vakt_solution *s = &r->solution;
    column->result = result_of(r->instance, s);
    column->work = s->search.work;
    vakt_status status = add_levels(r->instance, s->verdict, &s->search, arena, column);
    if (status == VAKT_OK)
        status = vakt_column_measure(r->instance, &s->roster, s->verdict, arena, column);
    return status;
}

/* The roster that is there, scored by the verifier as the base would be. */
static vakt_status add_given(const vakt_args *args, const vakt_loaded *loaded, const run *base,
                             vakt_report *report, vakt_column *column)
{
    vakt_status status;
    vakt_doc *tree = NULL;
    vakt_roster_doc *doc = NULL;
    vakt_roster roster = {0};
    vakt_verdict *verdict = NULL;
    VAKT_TRY(vakt_roster_open(args->roster, loaded, report, &tree, &doc));
    VAKT_TRY(vakt_roster_from_doc(loaded->instance, doc, tree, loaded->arena, report, &roster));
    VAKT_TRY(vakt_verify(loaded->instance, &roster, &verdict));
    *column = (vakt_column){.id = "roster", .title = vakt_text_of(VAKT_TEXT_whatif_roster),
                            .kind = VAKT_COLUMN_ROSTER, .result = -1};
    VAKT_TRY(add_levels(loaded->instance, verdict, NULL, loaded->arena, column));
    VAKT_TRY(vakt_column_measure(loaded->instance, &roster, verdict, loaded->arena, column));
    vakt_column_compare(loaded->instance, &base->solution.roster, loaded->instance, &roster,
                        column);
done:
    vakt_verdict_free(verdict);
    vakt_roster_done(&roster);
    vakt_doc_free(tree);
    return status;
}

static void tell(const vakt_args *args, size_t index, size_t n, const char *title)
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

/* ---- the whole ---- */

typedef struct whole {
    const vakt_args *args;
    vakt_report *report;
    vakt_loaded loaded; /* the base */
    run base;           /* borrows from loaded */
    run *runs;
    size_t n_runs;
    vakt_column *columns; /* base, a given roster, scenarios */
    size_t n_columns;
} whole;

static vakt_status open_all(whole *w)
{
    vakt_status status, wrong = VAKT_OK;
    size_t n = w->args->n_positional - 1;
    VAKT_TRY(vakt_loaded_open(w->args->positional[0], true, w->report, &w->loaded));
    w->base = (run){.problem = w->loaded.problem, .instance = w->loaded.instance};
    w->runs = vakt_arena_alloc(w->loaded.arena, n, sizeof *w->runs);
    w->columns = vakt_arena_alloc(w->loaded.arena, n + 2, sizeof *w->columns);
    if (!w->runs || !w->columns)
        return VAKT_E_NOMEM;
    for (w->n_runs = 0; w->n_runs < n; w->n_runs++) { /* all mistakes of all of them */
        vakt_status one = open_scenario(w->args->positional[0],
                                        w->args->positional[1 + w->n_runs], w->report,
                                        &w->runs[w->n_runs]);
        wrong = wrong == VAKT_OK ? one : wrong;
    }
    status = wrong;
done:
    return status;
}

static void say_start(void *context, size_t index)
{
    const whole *w = context;
    tell(w->args, index + 2, w->n_runs + 1, title_of(w->runs[index].scenario));
}

/* In a thread of its own: touches nothing that another run touches. */
static vakt_status solve_run(void *context, size_t index)
{
    whole *w = context;
    run *r = &w->runs[index];
    vakt_roster start = {0};
    r->said = vakt_report_new(20);
    vakt_status status =
        r->said ? carry_over(w->base.instance, &w->base.solution.roster, r->instance, &start)
                : VAKT_E_NOMEM;
    if (status == VAKT_OK)
        status = solve(w->args, r->instance, &start, r->said, &r->solution);
    vakt_roster_done(&start);
    return status;
}

/* What the threads had to say, in the order of the runs. */
static void collect_reports(whole *w)
{
    for (size_t i = 0; i < w->n_runs; i++) {
        for (size_t k = 0; w->runs[i].said && k < vakt_report_count(w->runs[i].said); k++) {
            const vakt_diagnostic *d = vakt_report_at(w->runs[i].said, k);
            vakt_report_add(w->report, d->severity, &d->place, "%s", d->text);
        }
    }
}

static size_t threads(const vakt_args *args)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    if (args->threads > 0)
        return (size_t)args->threads;
    return n < 1 ? 1 : n > MOST_WORKERS ? MOST_WORKERS : (size_t)n;
}

static vakt_status add_scenarios(whole *w)
{
    const vakt_team team = {.job = solve_run, .begin = say_start, .leave = vakt_lp_thread_done,
                            .context = w};
    vakt_status status = vakt_team_run(&team, w->n_runs, threads(w->args));
    collect_reports(w);
    for (size_t i = 0; status == VAKT_OK && i < w->n_runs; i++) {
        run *r = &w->runs[i];
        vakt_column *column = &w->columns[w->n_columns++];
        *column = (vakt_column){.id = r->scenario->id, .title = title_of(r->scenario),
                                .note = r->scenario->note, .kind = VAKT_COLUMN_SCENARIO};
        status = fill_column(r, w->loaded.arena, column);
        if (status == VAKT_OK)
            vakt_column_compare(w->base.instance, &w->base.solution.roster, r->instance,
                                &r->solution.roster, column);
    }
    return status;
}

/* The base first, for every scenario begins from its roster; then these, side by side. */
static vakt_status solve_all(whole *w)
{
    vakt_status status;
    vakt_arena *arena = w->loaded.arena;
    const char *title = vakt_text_of(VAKT_TEXT_whatif_base);
    tell(w->args, 1, w->n_runs + 1, title);
    VAKT_TRY(solve(w->args, w->base.instance, NULL, w->report, &w->base.solution));
    w->columns[0] = (vakt_column){.id = w->base.problem->id, .title = title};
    w->n_columns = 1;
    VAKT_TRY(fill_column(&w->base, arena, &w->columns[0]));
    if (w->args->roster)
        VAKT_TRY(add_given(w->args, &w->loaded, &w->base, w->report, &w->columns[w->n_columns++]));
    VAKT_TRY(add_scenarios(w));
done:
    return status;
}

static vakt_status write_comparison(void *context, const char *format, vakt_text *text)
{
    const vakt_comparison *comparison = context;
    if (strcmp(format, "json") == 0)
        return vakt_whatif_json(comparison, text);
    if (strcmp(format, "xml") == 0)
        return vakt_whatif_xml(comparison, text);
    if (strcmp(format, "html") == 0)
        return vakt_whatif_html(comparison, text);
    return vakt_whatif_text(comparison, text);
}

static const char *const formats[] = {"text", "txt", "json", "xml", "html", NULL};

static vakt_status write_all(whole *w)
{
    const vakt_problem *p = w->base.problem;
    vakt_norm_note notes[4] = {{NULL, vakt_text_of(VAKT_TEXT_whatif_how)},
                               {NULL, vakt_text_of(VAKT_TEXT_whatif_recommendation)},
                               {NULL, vakt_text_of(VAKT_TEXT_whatif_counts)},
                               {NULL, vakt_text_of(VAKT_TEXT_whatif_invented)}};
    vakt_comparison comparison = {.problem = p->id, .title = p->title, .from = p->from,
                                  .to = p->to, .columns = w->columns, .n_columns = w->n_columns,
                                  .notes = notes, .n_notes = p->invented ? 4 : 3};
    return vakt_outputs_write(w->args, formats, write_comparison, &comparison, w->report);
}

/* The base's result line, for scripts. */
static vakt_status say_result(whole *w)
{
    const vakt_solution *s = &w->base.solution;
    vakt_roster_doc *doc = NULL;
    vakt_text text;
    vakt_roster_facts facts = {.tool = "vaktplan " VAKT_VERSION, .input_hash = w->loaded.input_hash,
                               .seed = w->args->seed, .work = s->search.work, .stopped_by = -1,
                               .result = w->columns[0].result, .state_date = VAKT_DAY_NONE,
                               .searched = true};
    for (int i = 0; i <= VAKT_MAX_LEVEL; i++) {
        facts.bound[i] = s->search.levels[i].bound;
        facts.proven[i] = s->search.levels[i].proven;
    }
    vakt_status status = vakt_roster_doc_make(w->base.instance, &s->roster, s->verdict, &facts,
                                              w->loaded.arena, &doc);
    if (status != VAKT_OK)
        return status;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_summary_result(&text, doc, doc->verified);
    if (text.failed)
        status = VAKT_E_NOMEM;
    else
        fprintf(stderr, "%s\n", text.bytes);
    vakt_text_done(&text);
    return status;
}

static vakt_status answer(const whole *w)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < w->n_columns; i++) {
        const vakt_column *c = &w->columns[i];
        if (c->kind == VAKT_COLUMN_ROSTER)
            continue;
        if (c->result == VAKT_ROSTER_IMPOSSIBLE)
            return VAKT_E_ANSWER_NO;
        if (c->result == VAKT_ROSTER_INCOMPLETE)
            status = VAKT_E_LIMIT;
    }
    return status;
}

static vakt_status check_args(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, args->roster ? 1 : 2, MOST_COLUMNS - 1);
    for (size_t i = 0; status == VAKT_OK && i < args->n_positional; i++) {
        if (strcmp(args->positional[i], "-") != 0)
            continue;
        fprintf(stderr, "vaktplan whatif: error: found -, expected a file: the base is read for "
                        "every scenario\n");
        status = VAKT_E_USAGE;
    }
    return status == VAKT_OK ? vakt_outputs_check(args, formats) : status;
}

static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

vakt_status vakt_cmd_whatif(const vakt_args *args)
{
    whole w = {.args = args};
    vakt_status status = check_args(args);
    if (status != VAKT_OK)
        return status;
    w.report = vakt_report_new(200);
    if (!w.report)
        return VAKT_E_NOMEM;
    VAKT_TRY(open_all(&w));
    watch_signals();
    VAKT_TRY(solve_all(&w));
    VAKT_TRY(write_all(&w));
    vakt_print_report(w.report); /* warnings */
    VAKT_TRY(say_result(&w));
    status = answer(&w);
    vakt_report_free(w.report);
    w.report = NULL;
done:
    if (w.report)
        vakt_print_report(w.report);
    vakt_report_free(w.report);
    vakt_solution_done(&w.base.solution);
    for (size_t i = 0; i < w.n_runs; i++)
        run_done(&w.runs[i]);
    vakt_loaded_done(&w.loaded);
    return status;
}
