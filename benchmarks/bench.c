/* vaktplan-bench: the engine on problems of others, and on problems made for the purpose. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "compact/compact.h"
#include "generate.h"
#include "io/vakt_io.h"
#include "make_shift.h"
#include "on_call.h"
#include "rules/compile.h"
#include "shift_scheduling.h"
#include "verify/verify.h"

typedef struct options {
    const char *command, *file, *solution, *model, *hold, *output, *profile;
    int64_t time_limit_s, work, seed, doctors, weeks, types;
    bench_clock clock;
    vakt_engine engine;
    bool head, log, scarce;
} options;

/* What a set's reader made, ready to be run. */
typedef struct job {
    const options *options;
    vakt_report *report;
    char *bytes;
    size_t length;
    bench_limits limits;
    bench_outcome outcome;
    vakt_text solution;
} job;

static void print_usage(FILE *to)
{
    fputs("vaktplan-bench shift-scheduling FILE.txt   Curtois & Qu 2014\n"
          "vaktplan-bench on-call FILE.dzn            MiniZinc Challenge 2013, 2018\n"
          "vaktplan-bench problem FILE.json|xml       our own documents\n"
          "  --time-limit S    seconds, 0 = none (60)\n"
          "  --clock wall|cpu  what the limit and the seconds printed count: cpu is the processor's\n"
          "                    time of this process, honest on a machine with other work (wall)\n"
          "  --work N          counted work, 0 = none; without --time-limit there is then none\n"
          "  --seed K          of the search (1)\n"
          "  --engine E        auto, compact or colgen (auto)\n"
          "  --log             progress to standard error: seconds, event, level, value, bound, work\n"
          "  --solution OUT    the roster, in the form that the set's checker reads\n"
          "  --model OUT.mps   only write the compact model, for other solvers: the first level,\n"
          "  --hold 0/255      or the next one after these, which are held\n"
          "  --head            print the names of the columns first\n"
          "vaktplan-bench generate --profile tight|loose --doctors N --weeks W --seed K "
          "[-o problem.json]\n"
          "vaktplan-bench make-shift-scheduling --staff N --weeks W --types T --seed K [--scarce] "
          "[-o instance.txt] [--solution the roster around which it was made]\n",
          to);
}

static void print_report(vakt_report *report)
{
    for (size_t i = 0; i < vakt_report_count(report); i++) {
        const vakt_diagnostic *d = vakt_report_at(report, i);
        if (d->severity != VAKT_ERROR)
            continue;
        fprintf(stderr, "%s:%d: error: %s\n", d->place.file ? d->place.file : "vaktplan-bench",
                d->place.line, d->text);
    }
}

/* -- the model for others ------------------------------------------------------------------- */

/* What an MPS file does not say of the model, a peer adds: it is told on standard output. */
static vakt_status write_model(const vakt_program *program, const options *o)
{
    int64_t held[VAKT_MAX_LEVELS], base;
    size_t n_held = 0;
    vakt_status status = VAKT_E_USAGE;
    if (vakt_parse_ints(o->hold ? o->hold : "", '/', (size_t)program->n_levels - 1, held, &n_held))
        status = vakt_compact_write_level(program, n_held, held, o->model, &base);
    if (status == VAKT_OK)
        printf("offset\t%lld\tlevels\t%d\n", (long long)base, program->n_levels);
    return status;
}

/* -- one run -------------------------------------------------------------------------------- */

static vakt_status write_solution(job *j)
{
    if (!j->options->solution)
        return VAKT_OK;
    if (j->solution.failed)
        return VAKT_E_NOMEM;
    return vakt_file_write(j->options->solution, j->solution.bytes ? j->solution.bytes : "",
                           j->solution.length, j->report);
}

static vakt_status run_shift_scheduling(job *j)
{
    vakt_status status;
    bench_shift *shift = NULL;
    vakt_program *program = NULL;
    uint8_t *values = NULL;
    VAKT_TRY(bench_shift_read(j->options->file, j->bytes, j->length, j->report, &shift));
    VAKT_TRY(bench_shift_program(shift, &program));
    if (j->options->model) {
        status = write_model(program, j->options);
        goto done;
    }
    VAKT_TRY(bench_run(program, &j->limits, INT64_MAX, NULL, &j->outcome, &values));
    if (values) {
        bench_shift_write(shift, program, values, &j->solution);
        status = write_solution(j);
    }
done:
    free(values);
    vakt_program_free(program);
    bench_shift_free(shift);
    return status;
}

static vakt_status export_on_call(job *j, const bench_on_call *on_call)
{
    bench_bands whole = {.balance = BENCH_WHOLE_BALANCE};
    vakt_program *program = NULL;
    vakt_status status = bench_on_call_program(on_call, &whole, &program);
    if (status == VAKT_OK)
        status = write_model(program, j->options);
    vakt_program_free(program);
    return status;
}

static vakt_status run_on_call(job *j)
{
    vakt_status status;
    bench_on_call *on_call = NULL;
    int32_t *person = NULL;
    VAKT_TRY(bench_on_call_read(j->options->file, j->bytes, j->length, j->report, &on_call));
    if (j->options->model) {
        status = export_on_call(j, on_call);
        goto done;
    }
    person = malloc((size_t)on_call->n_days * sizeof *person);
    if (!person) {
        status = VAKT_E_NOMEM;
        goto done;
    }
    VAKT_TRY(bench_on_call_solve(on_call, &j->limits, &j->outcome, person));
    if (j->outcome.found) {
        bench_on_call_write(on_call, person, &j->solution);
        status = write_solution(j);
    }
done:
    free(person);
    bench_on_call_free(on_call);
    return status;
}

static vakt_place locate(void *context, const void *source, const char *field,
                         const char **ret_found)
{
    (void)source;
    *ret_found = NULL;
    return (vakt_place){.file = context, .path = field};
}

/* The independent verifier has to agree, as it has to in vaktplan solve. */
static vakt_status verify(const vakt_instance *instance, const vakt_program *program,
                          const uint8_t *values, const bench_outcome *outcome)
{
    vakt_roster roster = {0};
    vakt_verdict *verdict = NULL;
    vakt_status status;
    VAKT_TRY(vakt_roster_init(&roster, instance->n_duties));
    vakt_program_to_roster(program, values, &roster);
    VAKT_TRY(vakt_verify(instance, &roster, &verdict));
    for (int k = 0; k < program->n_levels; k++)
        if (!verdict->legal || verdict->levels[k] != outcome->value[k])
            status = VAKT_E_INTERNAL;
done:
    vakt_verdict_free(verdict);
    vakt_roster_done(&roster);
    return status;
}

static vakt_status run_program(job *j, const vakt_instance *instance)
{
    vakt_program *program = NULL;
    uint8_t *values = NULL;
    vakt_status status;
    VAKT_TRY(vakt_compile(instance, NULL, &program));
    if (j->options->model) {
        status = write_model(program, j->options);
        goto done;
    }
    VAKT_TRY(bench_run(program, &j->limits, INT64_MAX, NULL, &j->outcome, &values));
    if (values)
        status = verify(instance, program, values, &j->outcome);
done:
    free(values);
    vakt_program_free(program);
    return status;
}

static vakt_status run_problem(job *j)
{
    vakt_status status = VAKT_E_NOMEM;
    vakt_arena *arena = vakt_arena_new();
    vakt_doc *doc = NULL;
    vakt_problem *problem = NULL;
    vakt_instance *instance = NULL;
    char *file = arena ? vakt_arena_strdup(arena, j->options->file) : NULL;
    if (!file)
        goto done;
    VAKT_TRY(vakt_problem_read_bytes(file, j->bytes, j->length, arena, j->report, &doc, &problem));
    VAKT_TRY(vakt_instance_new(problem, locate, file, j->report, &instance));
    status = run_program(j, instance);
done:
    vakt_instance_free(instance);
    vakt_doc_free(doc);
    vakt_arena_free(arena);
    return status;
}

/* The file's name without folders and extension. */
static void name_of(const char *path, char *name, size_t size)
{
    const char *slash = strrchr(path, '/');
    snprintf(name, size, "%s", slash ? slash + 1 : path);
    char *dot = strrchr(name, '.');
    if (dot && dot != name)
        *dot = '\0';
}

static vakt_status run_job(const options *o, vakt_status (*run)(job *j))
{
    vakt_status status;
    char name[256];
    job j = {.options = o, .report = vakt_report_new(50)};
    j.limits = (bench_limits){.clock = o->clock,
                              .time_limit_s = (double)o->time_limit_s,
                              .began = bench_seconds(o->clock),
                              .work = o->work,
                              .seed = (uint64_t)o->seed,
                              .engine = o->engine,
                              .log = o->log ? stderr : NULL};
    vakt_text_init(&j.solution, VAKT_TEXT_CAP);
    VAKT_TRY(j.report ? VAKT_OK : VAKT_E_NOMEM);
    VAKT_TRY(vakt_file_read(o->file, &j.bytes, &j.length, j.report));
    VAKT_TRY(run(&j));
    if (o->model)
        goto done;
    name_of(o->file, name, sizeof name);
    if (o->head)
        bench_print_head(stdout);
    bench_print_line(stdout, name, &j.outcome, bench_spent(&j.limits));
done:
    if (j.report)
        print_report(j.report);
    if (status != VAKT_OK)
        fprintf(stderr, "vaktplan-bench: error: %s: %s\n", o->file, vakt_status_meaning(status));
    free(j.bytes);
    vakt_text_done(&j.solution);
    vakt_report_free(j.report);
    return status;
}

/* -- made problems -------------------------------------------------------------------------- */

static vakt_status generate(const options *o, vakt_text *text)
{
    bench_draft draft = {.tight = strcmp(o->profile, "tight") == 0,
                         .doctors = (int)o->doctors,
                         .weeks = (int)o->weeks,
                         .seed = (uint64_t)o->seed};
    return bench_generate(&draft, text);
}

static vakt_status make_shift(const options *o, vakt_text *text)
{
    bench_shift_draft draft = {.staff = (int)o->doctors,
                               .weeks = (int)o->weeks,
                               .types = (int)o->types,
                               .seed = (uint64_t)o->seed,
                               .scarce = o->scarce};
    vakt_text roster;
    int64_t cost;
    vakt_text_init(&roster, VAKT_TEXT_CAP);
    vakt_status status = bench_make_shift(&draft, text, &roster, &cost);
    if (status == VAKT_OK && o->solution)
        status = vakt_file_write(o->solution, roster.bytes, roster.length, NULL);
    vakt_text_done(&roster);
    return status;
}

static vakt_status run_maker(const options *o, vakt_status (*make)(const options *, vakt_text *))
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_status status = make(o, &text);
    if (status == VAKT_OK)
        status = vakt_file_write(o->output ? o->output : "-", text.bytes, text.length, NULL);
    if (status != VAKT_OK)
        fprintf(stderr, "vaktplan-bench: error: %s: %s\n", o->command,
                vakt_status_meaning(status));
    vakt_text_done(&text);
    return status;
}

/* -- the command line ----------------------------------------------------------------------- */

static const struct option flags[] = {{"time-limit", required_argument, NULL, 't'},
                                      {"clock", required_argument, NULL, 'c'},
                                      {"work", required_argument, NULL, 'w'},
                                      {"seed", required_argument, NULL, 's'},
                                      {"engine", required_argument, NULL, 'e'},
                                      {"log", no_argument, NULL, 'l'},
                                      {"solution", required_argument, NULL, 'r'},
                                      {"model", required_argument, NULL, 'm'},
                                      {"hold", required_argument, NULL, 'k'},
                                      {"head", no_argument, NULL, 'H'},
                                      {"profile", required_argument, NULL, 'p'},
                                      {"doctors", required_argument, NULL, 'd'},
                                      {"weeks", required_argument, NULL, 'W'},
                                      {"staff", required_argument, NULL, 'd'},
                                      {"types", required_argument, NULL, 'T'},
                                      {"scarce", no_argument, NULL, 'S'},
                                      {"output", required_argument, NULL, 'o'},
                                      {"help", no_argument, NULL, 'h'},
                                      {NULL, 0, NULL, 0}};

static bool take_int(const char *text, int64_t least, int64_t most, int64_t *ret_value)
{
    if (vakt_parse_int(text, ret_value) && *ret_value >= least && *ret_value <= most)
        return true;
    fprintf(stderr, "vaktplan-bench: error: found \"%s\", expected a whole number %lld..%lld\n",
            text, (long long)least, (long long)most);
    return false;
}

static bool take_word(const char *text, bool is_known, const char *expected)
{
    if (!is_known)
        fprintf(stderr, "vaktplan-bench: error: found \"%s\", expected %s\n", text, expected);
    return is_known;
}

static bool take_flag(options *o, int flag)
{
    switch (flag) {
    case 't':
        return take_int(optarg, 0, 1000000, &o->time_limit_s);
    case 'c':
        return take_word(optarg, bench_clock_parse(optarg, &o->clock), "wall or cpu");
    case 'e':
        return take_word(optarg, bench_engine_parse(optarg, &o->engine),
                         "auto, compact or colgen");
    case 'l':
        return o->log = true;
    case 'w':
        return take_int(optarg, 0, INT64_MAX, &o->work);
    case 's':
        return take_int(optarg, 0, INT64_MAX, &o->seed);
    case 'd':
        return take_int(optarg, 4, BENCH_MAKE_MOST_STAFF, &o->doctors);
    case 'T':
        return take_int(optarg, 1, BENCH_MAKE_MOST_TYPES, &o->types);
    case 'S':
        return o->scarce = true;
    case 'W':
        return take_int(optarg, 1, BENCH_MAKE_MOST_WEEKS, &o->weeks);
    case 'r':
        return (o->solution = optarg);
    case 'm':
        return (o->model = optarg);
    case 'k':
        return (o->hold = optarg);
    case 'p':
        return (o->profile = optarg);
    case 'o':
        return (o->output = optarg);
    case 'H':
        return o->head = true;
    default:
        return false;
    }
}

static bool take_arguments(options *o, int argc, char **argv)
{
    int flag;
    *o = (options){.command = argv[0], .time_limit_s = -1, .seed = 1};
    while ((flag = getopt_long(argc, argv, "o:h", flags, NULL)) != -1) {
        if (flag == 'h' || !take_flag(o, flag))
            return false;
    }
    if (o->time_limit_s < 0)
        o->time_limit_s = o->work > 0 ? 0 : 60;
    if (strcmp(o->command, "generate") == 0)
        return optind == argc && o->doctors > 0 && o->weeks > 0 && o->profile &&
               (strcmp(o->profile, "tight") == 0 || strcmp(o->profile, "loose") == 0);
    if (strcmp(o->command, "make-shift-scheduling") == 0)
        return optind == argc && o->doctors > 0 && o->weeks > 0 && o->types > 0;
    o->file = optind + 1 == argc ? argv[optind] : NULL;
    return o->file && !(o->solution && strcmp(o->command, "problem") == 0);
}

static vakt_status run_command(const options *o)
{
    static const struct {
        const char *name;
        vakt_status (*run)(job *j);
    } commands[] = {{"shift-scheduling", run_shift_scheduling},
                    {"on-call", run_on_call},
                    {"problem", run_problem}};
    if (strcmp(o->command, "generate") == 0)
        return run_maker(o, generate);
    if (strcmp(o->command, "make-shift-scheduling") == 0)
        return run_maker(o, make_shift);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (strcmp(o->command, commands[i].name) == 0)
            return run_job(o, commands[i].run);
    print_usage(stderr);
    return VAKT_E_USAGE;
}

int main(int argc, char **argv)
{
    options o;
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        print_usage(stdout);
        return 0;
    }
    if (argc < 2 || !take_arguments(&o, argc - 1, argv + 1)) {
        print_usage(stderr);
        return vakt_status_exit_code(VAKT_E_USAGE);
    }
    return vakt_status_exit_code(run_command(&o));
}
