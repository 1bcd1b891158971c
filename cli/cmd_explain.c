/* vaktplan explain: why no complete roster exists and what would help; and why a doctor has a duty. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/explain_say.h"
#include "cli/print.h"
#include "domain/texts.h"
#include "io/csv_in.h"
#include "io/roster_make.h"

static const char *const formats[] = {"text", "txt", "json", "xml", "html", NULL};

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

typedef struct clockwork {
    struct timespec began;
    int64_t limit_s; /* 0 = none */
    bool quiet;
    double told; /* seconds at the last line of progress */
} clockwork;

static double seconds_since(const struct timespec *began)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - began->tv_sec) + (double)(now.tv_nsec - began->tv_nsec) / 1e9;
}

static vakt_stop should_stop(void *context)
{
    const clockwork *w = context;
    if (interrupted)
        return VAKT_STOP_SIGNAL;
    if (w->limit_s > 0 && seconds_since(&w->began) >= (double)w->limit_s)
        return VAKT_STOP_TIME;
    return VAKT_STOP_NONE;
}

/* A line a second: how many tests have been made. */
static void show_progress(void *context, const vakt_progress *p)
{
    clockwork *w = context;
    double now = seconds_since(&w->began);
    vakt_text text;
    if (w->quiet || now - w->told < 1.0)
        return;
    w->told = now;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, VAKT_TEXT_explain_progress, vakt_number_of(p->value).text,
             vakt_number_of((int64_t)now).text, NULL);
    fprintf(stderr, "%s\n", text.bytes ? text.bytes : "");
    vakt_text_done(&text);
}

static vakt_status write_said(void *context, const char *format, vakt_text *text)
{
    return vakt_said_write(context, format, text);
}

static vakt_status write_why(void *context, const char *format, vakt_text *text)
{
    return vakt_why_write(context, format, text);
}

static vakt_status answer(const vakt_said *said)
{
    static const char *const words[] = {"complete", "impossible", "unknown"};
    size_t ways = 0;
    for (size_t i = 0; i < said->n_conflicts; i++)
        ways += said->conflicts[i].n_ways;
    fprintf(stderr, "result: %s (%zu conflicts, %zu ways out, %lld tests)\n", words[said->result],
            said->n_conflicts, ways, (long long)said->tests);
    switch ((vakt_explained)said->result) {
    case VAKT_EXPLAINED_COMPLETE:
        return VAKT_OK;
    case VAKT_EXPLAINED_NONE:
        return VAKT_E_ANSWER_NO;
    case VAKT_EXPLAINED_LIMIT:
        return VAKT_E_LIMIT;
    }
    return VAKT_E_INTERNAL;
}

/* ---- why is none complete? ---- */

static vakt_status explain_problem(const vakt_args *args, const vakt_loaded *loaded,
                                   vakt_report *report)
{
    vakt_status status;
    vakt_explanation *explanation = NULL;
    vakt_said said;
    clockwork watch = {.limit_s = args->time_limit_s, .quiet = args->quiet || args->no_progress};
    vakt_hooks hooks = {should_stop, show_progress, &watch};
    struct sigaction action = {.sa_handler = on_signal};
    clock_gettime(CLOCK_MONOTONIC, &watch.began);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    vakt_explain_options options = {.work_limit = args->work};
    if (args->work > 0 && !args->time_limit_s_given)
        watch.limit_s = 0; /* a run told by work is told by work alone, so that it reproduces */
    VAKT_TRY(vakt_explain(loaded->instance, &options, &hooks, &explanation));
    VAKT_TRY(vakt_explain_say(loaded->instance, explanation, loaded->arena, &said));
    VAKT_TRY(vakt_outputs_write(args, formats, write_said, &said, report));
    if (explanation->stopped_by != VAKT_STOP_NONE)
        fprintf(stderr, "vaktplan explain: note: stopped by %s; --work %lld makes the same again\n",
                explanation->stopped_by == VAKT_STOP_WORK   ? "counted work"
                : explanation->stopped_by == VAKT_STOP_TIME ? "time"
                                                            : "a signal",
                (long long)explanation->work);
    status = answer(&said);
done:
    vakt_explanation_free(explanation);
    return status;
}

/* ---- why me? ---- */

static bool is_csv(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".csv") == 0;
}

static vakt_status read_roster(const vakt_args *args, vakt_loaded *loaded, vakt_report *report,
                               vakt_roster *ret_roster)
{
    vakt_status status;
    vakt_roster_doc *given = NULL;
    vakt_doc *tree = NULL;
    const char *path = args->positional[1];
    if (is_csv(path))
        VAKT_TRY(vakt_csv_roster(loaded->problem, loaded->arena, path, report, &given));
    else
        VAKT_TRY(vakt_roster_doc_read(path, loaded->arena, report, &tree, &given));
    VAKT_TRY(vakt_roster_from_doc(loaded->instance, given, tree, loaded->arena, report, ret_roster));
done:
    vakt_doc_free(tree);
    return status;
}

static vakt_status not_known(const char *flag, const char *found, const char *expected)
{
    fprintf(stderr, "vaktplan explain: error: --%s: found \"%s\", expected %s\n", flag, found,
            expected);
    return VAKT_E_USAGE;
}

/* Who is asked about: the doctor named, or the one who has the duty named. */
static vakt_status find_asked(const vakt_args *args, vakt_why_asked *asked)
{
    asked->duty = asked->doctor = -1;
    if (args->why_doctor) {
        asked->doctor = vakt_instance_doctor_index(asked->instance, args->why_doctor);
        return asked->doctor >= 0 ? VAKT_OK
                                  : not_known("doctor", args->why_doctor, "the id of a doctor");
    }
    asked->duty = vakt_instance_duty_index(asked->instance, args->why_duty);
    if (asked->duty < 0)
        return not_known("duty", args->why_duty, "the id of a duty of the period");
    asked->doctor = asked->roster->doctor[asked->duty];
    return asked->doctor >= 0 ? VAKT_OK
                              : not_known("duty", args->why_duty, "a duty that somebody has");
}

static vakt_status explain_duty(const vakt_args *args, vakt_loaded *loaded, vakt_report *report)
{
    vakt_status status;
    vakt_roster roster = {0};
    vakt_verdict *verdict = NULL;
    struct vakt_said_why *why = NULL;
    VAKT_TRY(read_roster(args, loaded, report, &roster));
    VAKT_TRY(vakt_verify(loaded->instance, &roster, &verdict));
    vakt_why_asked asked = {.instance = loaded->instance, .roster = &roster, .verdict = verdict,
                            .for_manager = args->for_manager};
    VAKT_TRY(find_asked(args, &asked));
    VAKT_TRY(vakt_why_say(&asked, loaded->arena, &why));
    VAKT_TRY(vakt_outputs_write(args, formats, write_why, why, report));
done:
    vakt_verdict_free(verdict);
    vakt_roster_done(&roster);
    return status;
}

static vakt_status check_usage(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, 1, 2);
    bool asked = args->why_duty || args->why_doctor;
    if (status != VAKT_OK)
        return status;
    if ((args->n_positional == 2) == asked && !(args->why_duty && args->why_doctor))
        return VAKT_OK;
    fprintf(stderr, "vaktplan explain: error: expected PROBLEM alone, or PROBLEM ROSTER with either "
                    "--duty or --doctor\n");
    return VAKT_E_USAGE;
}

vakt_status vakt_cmd_explain(const vakt_args *args)
{
    vakt_loaded loaded = {0};
    vakt_status status = check_usage(args);
    if (status != VAKT_OK)
        return status;
    vakt_report *report = vakt_report_new(200);
    if (!report)
        return VAKT_E_NOMEM;
    status = vakt_loaded_open(args->positional[0], true, report, &loaded);
    if (status == VAKT_OK)
        status = args->n_positional == 2 ? explain_duty(args, &loaded, report)
                                         : explain_problem(args, &loaded, report);
    vakt_print_report(report);
    vakt_report_free(report);
    vakt_loaded_done(&loaded);
    return status;
}
