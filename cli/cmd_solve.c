/* vaktplan solve: read, solve, verify, write. The table of contents of the whole program. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/print.h"
#include "cli/summary.h"
#include "cli/version.h"
#include "compact/compact.h"
#include "domain/texts.h"
#include "io/csv_out.h"
#include "io/roster_make.h"
#include "rules/compile.h"
#include "vakt.h"

/* Set by a signal handler: the one thing that C lets a handler do. */
static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

typedef struct stopwatch {
    struct timespec began;
    int64_t limit_s; /* 0 = none */
    bool quiet;
    int rows;
} stopwatch;

static double seconds_since(const struct timespec *began)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - began->tv_sec) + (double)(now.tv_nsec - began->tv_nsec) / 1e9;
}

static vakt_stop should_stop(void *context)
{
    const stopwatch *w = context;
    if (interrupted)
        return VAKT_STOP_SIGNAL;
    if (w->limit_s > 0 && seconds_since(&w->began) >= (double)w->limit_s)
        return VAKT_STOP_TIME;
    return VAKT_STOP_NONE;
}

static void show_progress(void *context, const vakt_progress *p)
{
    stopwatch *w = context;
    char bound[24] = "-", value[24] = "-", gap[16] = "-";
    if (w->quiet)
        return;
    if (w->rows++ % 20 == 0)
        fprintf(stderr, "%s\n %s\n", vakt_text_of(VAKT_TEXT_progress_key),
                vakt_text_of(VAKT_TEXT_progress_head));
    if (p->bound != INT64_MIN)
        snprintf(bound, sizeof bound, "%lld", (long long)p->bound);
    if (p->value != INT64_MAX)
        snprintf(value, sizeof value, "%lld", (long long)p->value);
    if (p->bound != INT64_MIN && p->value != INT64_MAX)
        snprintf(gap, sizeof gap, "%.2f %%",
                 100.0 * (double)(p->value - p->bound) / (double)(p->value > 1 ? p->value : 1));
    fprintf(stderr, "%c %8.1fs %5d %12lld %11s %11s %10s\n", p->event, seconds_since(&w->began),
            p->level, (long long)p->work, bound, value, gap);
}

static int result_word(const vakt_instance *instance, const vakt_solution *s)
{
    if (s->search.infeasible || (s->search.found && s->search.levels[0].bound > 0))
        return VAKT_ROSTER_IMPOSSIBLE;
    if (!s->search.found || !s->verdict->complete)
        return VAKT_ROSTER_INCOMPLETE;
    for (int level = 0; level < instance->n_levels; level++) {
        if (!s->search.levels[level].proven)
            return VAKT_ROSTER_FEASIBLE;
    }
    return VAKT_ROSTER_OPTIMAL;
}

/* The document does not tell seconds from a signal from counted work: all three stop at a count,
 * and --work with that count gives the same bytes. stderr tells. */

typedef struct told_state { /* by --state and --date */
    int state;
    vakt_day date;
} told_state;

/* Before the search, whose work a slip of the pen must not lose. */
static vakt_status read_state(const vakt_args *args, told_state *ret_told)
{
    told_state told = {VAKT_STATE_DRAFT, VAKT_DAY_NONE};
    for (int i = 0; args->state && vakt_state_words[i]; i++) {
        if (strcmp(vakt_state_words[i], args->state) == 0)
            told.state = i;
    }
    if (args->state && strcmp(vakt_state_words[told.state], args->state) != 0) {
        fprintf(stderr, "vaktplan solve: error: --state: found \"%s\", expected draft, discussed or "
                        "published\n", args->state);
        return VAKT_E_USAGE;
    }
    if (args->state_date && !vakt_day_parse(args->state_date, &told.date)) {
        fprintf(stderr, "vaktplan solve: error: --date: found \"%s\", expected YYYY-MM-DD\n",
                args->state_date);
        return VAKT_E_USAGE;
    }
    if (told.state == VAKT_STATE_PUBLISHED && (told.date == VAKT_DAY_NONE || !args->state_by)) {
        fprintf(stderr, "vaktplan solve: error: a published roster needs --date and --by\n");
        return VAKT_E_USAGE;
    }
    *ret_told = told;
    return VAKT_OK;
}

static vakt_status read_engine(const vakt_args *args, vakt_engine *ret_engine)
{
#define ENGINE_WORD(id, word) {id, word},
    static const struct {
        vakt_engine engine;
        const char *word;
    } engines[] = {VAKT_ENGINES(ENGINE_WORD)};
#undef ENGINE_WORD
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++) {
        if (args->engine && strcmp(engines[i].word, args->engine) == 0) {
            *ret_engine = engines[i].engine;
            return VAKT_OK;
        }
    }
    if (!args->engine)
        return VAKT_OK;
    fprintf(stderr,
            "vaktplan solve: error: --engine: found \"%s\", expected auto, compact or colgen\n",
            args->engine);
    return VAKT_E_USAGE;
}

static vakt_status facts_of(const vakt_args *args, const told_state *told,
                            const vakt_loaded *loaded, const vakt_solution *s,
                            vakt_roster_facts *ret_facts)
{
    vakt_roster_facts facts = {.tool = "vaktplan " VAKT_VERSION,
                               .input_hash = loaded->input_hash,
                               .seed = args->seed,
                               .work = s->search.work,
                               .stopped_by = s->search.stopped_by == VAKT_STOP_NONE ? -1
                                                                                : VAKT_ROSTER_STOP_WORK,
                               .result = result_word(loaded->instance, s),
                               .state = told->state,
                               .state_date = told->date,
                               .state_by = args->state_by,
                               .searched = true};
    for (int i = 0; i <= VAKT_MAX_LEVEL; i++) {
        facts.bound[i] = s->search.levels[i].bound;
        facts.proven[i] = s->search.levels[i].proven;
    }
    if (facts.state == VAKT_STATE_PUBLISHED && !s->verdict->legal) {
        fprintf(stderr, "vaktplan solve: error: a published roster must keep every hard rule\n");
        return VAKT_E_USAGE;
    }
    *ret_facts = facts;
    return VAKT_OK;
}

static vakt_status write_roster(void *context, const char *format, vakt_text *text)
{
    const vakt_roster_doc *doc = context;
    if (strcmp(format, "xml") == 0)
        return vakt_roster_doc_write_xml(doc, text);
    if (strcmp(format, "csv") == 0)
        return vakt_roster_doc_write_csv(doc, text);
    return vakt_roster_doc_write_json(doc, text);
}

static const char *const roster_formats[] = {"json", "xml", "csv", "mps", NULL};

/* One level with the earlier ones held, or all levels where nothing is said. */
static vakt_status write_model(const vakt_args *args, const vakt_program *program, const char *path)
{
    int64_t held[VAKT_MAX_LEVELS], base;
    size_t n_held = 0;
    vakt_status status;
    path = strcmp(path, "-") == 0 ? "/dev/stdout" : path;
    if (!args->hold)
        return vakt_compact_write_mps(program, path);
    if (!vakt_parse_ints(args->hold, '/', (size_t)program->n_levels - 1, held, &n_held)) {
        fprintf(stderr,
                "vaktplan solve: error: --hold: found \"%s\", expected at most %d whole numbers "
                "with / between\n",
                args->hold, program->n_levels - 1);
        return VAKT_E_USAGE;
    }
    VAKT_TRY(vakt_compact_write_level(program, n_held, held, path, &base));
    if (!args->quiet) {
        vakt_text text;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        vakt_say(&text, VAKT_TEXT_model_level, vakt_number_of((int64_t)n_held).text,
                 vakt_number_of(base).text, NULL);
        fprintf(stderr, "%s\n", text.bytes ? text.bytes : "");
        vakt_text_done(&text);
    }
done:
    return status;
}

/* Leaves in `rosters` the outputs that are rosters; the others are the model's. */
static vakt_status write_models(const vakt_args *args, const vakt_instance *instance,
                                vakt_report *report, vakt_args *rosters)
{
    vakt_program *program = NULL;
    vakt_status status = VAKT_OK;
    *rosters = *args;
    if (args->n_outputs == 0)
        rosters->outputs[rosters->n_outputs++] = (vakt_output){"-", args->format};
    size_t n = rosters->n_outputs;
    rosters->n_outputs = 0;
    for (size_t i = 0; i < n; i++) {
        vakt_output output = rosters->outputs[i];
        vakt_place place = {.file = output.path};
        if (!output.format || strcmp(output.format, "mps") != 0) {
            rosters->outputs[rosters->n_outputs++] = output;
            continue;
        }
        if (!program)
            VAKT_TRY(vakt_compile(instance, NULL, &program));
        status = write_model(args, program, output.path);
        if (status == VAKT_E_IO)
            vakt_report_add(report, VAKT_ERROR, &place, "cannot be written");
        VAKT_TRY(status);
    }
    if (args->hold && !program) {
        fprintf(stderr, "vaktplan solve: error: --hold goes with a model: -o FILE.mps\n");
        status = VAKT_E_USAGE;
    }
done:
    vakt_program_free(program);
    return status;
}

static vakt_status say_result(const vakt_args *args, const vakt_loaded *loaded,
                              const vakt_solution *solution, const vakt_roster_doc *doc)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    if (!args->quiet) {
        vakt_summary_fairness(&text, loaded->instance, solution->verdict);
        vakt_summary(&text, loaded->instance, solution->verdict, doc);
    }
    static const vakt_text_id stopped[] = {0, VAKT_TEXT_stopped_work, VAKT_TEXT_stopped_time,
                                           VAKT_TEXT_stopped_signal};
    if (!args->quiet && solution->search.stopped_by != VAKT_STOP_NONE) {
        vakt_say(&text, stopped[solution->search.stopped_by],
                 vakt_number_of(solution->search.work).text, NULL, NULL);
        vakt_text_add(&text, "\n");
    }
    vakt_summary_result(&text, doc, doc->verified);
    vakt_status status = text.failed ? VAKT_E_NOMEM : VAKT_OK;
    if (status == VAKT_OK)
        fprintf(stderr, "%s\n", text.bytes);
    vakt_text_done(&text);
    return status;
}

static vakt_status answer(int result)
{
    switch ((vakt_roster_result)result) {
    case VAKT_ROSTER_OPTIMAL:
    case VAKT_ROSTER_FEASIBLE:
        return VAKT_OK;
    case VAKT_ROSTER_IMPOSSIBLE:
        return VAKT_E_ANSWER_NO;
    case VAKT_ROSTER_INCOMPLETE:
        return VAKT_E_LIMIT;
    }
    return VAKT_E_INTERNAL;
}

static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* The roster to begin from, when one is named. */
static vakt_status read_start(const vakt_args *args, const vakt_loaded *loaded,
                              vakt_report *report, vakt_roster *ret_roster)
{
    vakt_roster_doc *doc = NULL;
    vakt_doc *tree = NULL;
    vakt_status status;
    if (args->n_positional < 2)
        return VAKT_OK;
    VAKT_TRY(vakt_roster_open(args->positional[1], loaded, report, &tree, &doc));
    VAKT_TRY(vakt_roster_from_doc(loaded->instance, doc, tree, loaded->arena, report, ret_roster));
done:
    vakt_doc_free(tree);
    return status;
}

/* A roster that could not be written can be made again, byte for byte. */
static void say_not_lost(const vakt_search_result *search)
{
    if (search->stopped_by == VAKT_STOP_NONE)
        fprintf(stderr, "vaktplan solve: note: the same command makes the same roster again\n");
    else
        fprintf(stderr, "vaktplan solve: note: --work %lld makes the same roster again\n",
                (long long)search->work);
}

vakt_status vakt_cmd_solve(const vakt_args *args)
{
    vakt_status status;
    vakt_report *report = vakt_report_new(200);
    vakt_loaded loaded = {0};
    vakt_solution solution = {0};
    vakt_roster start = {0};
    vakt_roster_doc *doc = NULL;
    vakt_roster_facts facts;
    told_state told;
    vakt_args rosters;
    stopwatch watch = {.limit_s = args->time_limit_s, .quiet = args->quiet || args->no_progress};
    vakt_hooks hooks = {should_stop, show_progress, &watch};
    vakt_search_options options = {.work_limit = args->work, .seed = (uint64_t)args->seed};
    clock_gettime(CLOCK_MONOTONIC, &watch.began);
    if (args->work > 0 && !args->time_limit_s_given)
        watch.limit_s = 0; /* a run told by work is told by work alone, so that it reproduces */
    VAKT_TRY(report ? vakt_args_count(args, 1, 2) : VAKT_E_NOMEM);
    VAKT_TRY(read_state(args, &told));
    VAKT_TRY(read_engine(args, &options.engine));
    VAKT_TRY(vakt_outputs_check(args, roster_formats));
    VAKT_TRY(vakt_loaded_open(args->positional[0], true, report, &loaded));
    VAKT_TRY(read_start(args, &loaded, report, &start));
    VAKT_TRY(write_models(args, loaded.instance, report, &rosters));
    if (rosters.n_outputs == 0)
        goto done; /* only models were asked for */
    watch_signals();
    VAKT_TRY(vakt_solve(loaded.instance, &options, &hooks, start.doctor ? &start : NULL, report,
                        &solution));
    VAKT_TRY(facts_of(args, &told, &loaded, &solution, &facts));
    VAKT_TRY(vakt_roster_doc_make(loaded.instance, &solution.roster, solution.verdict, &facts,
                                  loaded.arena, &doc));
    status = vakt_outputs_write(&rosters, roster_formats, write_roster, doc, report);
    if (status != VAKT_OK) {
        say_not_lost(&solution.search);
        goto done;
    }
    vakt_print_report(report); /* warnings */
    VAKT_TRY(say_result(args, &loaded, &solution, doc));
    status = answer(doc->result);
    vakt_report_free(report);
    report = NULL;
done:
    if (report)
        vakt_print_report(report);
    vakt_report_free(report);
    vakt_roster_done(&start);
    vakt_solution_done(&solution);
    vakt_loaded_done(&loaded);
    return status;
}
