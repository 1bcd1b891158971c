/* vaktplan rebuild PROBLEM ROSTER: the least that must change in a published roster, and what more would buy. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/ladder_say.h"
#include "cli/now.h"
#include "cli/print.h"
#include "cli/summary.h"
#include "io/roster_make.h"

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
    (void)number;
    interrupted = 1;
}

typedef struct stopwatch {
    struct timespec began;
    int64_t limit_s; /* 0 = none */
} stopwatch;

static vakt_stop should_stop(void *context)
{
    const stopwatch *w = context;
    struct timespec now;
    if (interrupted)
        return VAKT_STOP_SIGNAL;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (w->limit_s > 0 && now.tv_sec - w->began.tv_sec >= w->limit_s)
        return VAKT_STOP_TIME;
    return VAKT_STOP_NONE;
}

static vakt_status read_policy(const vakt_args *args, int *ret_policy)
{
    *ret_policy = VAKT_REBUILD_FREE;
    for (int i = 0; args->policy && vakt_rebuild_policy_words[i]; i++) {
        *ret_policy = i;
        if (strcmp(vakt_rebuild_policy_words[i], args->policy) == 0)
            return VAKT_OK;
    }
    if (!args->policy)
        return VAKT_OK;
    fprintf(stderr, "vaktplan rebuild: error: --policy: found \"%s\", expected nobody_unasked, "
                    "fill_open or free\n", args->policy);
    return VAKT_E_USAGE;
}

static vakt_status read_now(const vakt_args *args, vakt_minute *ret_now)
{
    vakt_status status = vakt_now_given(args, ret_now);
    if (status != VAKT_OK || *ret_now != VAKT_UNSET)
        return status;
    fprintf(stderr, "vaktplan rebuild: error: --now is missing: what has begun by then stands\n");
    return VAKT_E_USAGE;
}

static vakt_status write_ladder(void *context, const char *format, vakt_text *text)
{
    return vakt_said_ladder_write(context, format, text);
}

/* The last line of stderr: the rung that is proposed. Its bounds go by the ladder's own order. */
static void print_result(const vakt_instance *instance, const vakt_ladder *ladder)
{
    vakt_roster_doc_level levels[VAKT_MAX_LEVEL + 1] = {0};
    vakt_roster_doc doc = {.result = VAKT_ROSTER_IMPOSSIBLE, .levels = levels};
    vakt_text line;
    if (ladder->n_rungs > 0) {
        const vakt_verdict *verdict = ladder->rungs[ladder->answer].verdict;
        doc.result = verdict->complete ? VAKT_ROSTER_FEASIBLE : VAKT_ROSTER_INCOMPLETE;
        doc.verified = verdict->legal;
        for (int k = 0; k < instance->n_levels; k++)
            levels[doc.n_levels++] = (vakt_roster_doc_level){.value = verdict->levels[k], .bound = VAKT_UNSET};
    } else if (!ladder->impossible) {
        doc.result = VAKT_ROSTER_INCOMPLETE;
    }
    vakt_text_init(&line, VAKT_TEXT_CAP);
    vakt_summary_result(&line, &doc, doc.verified);
    fprintf(stderr, "%s\n", line.failed ? "" : line.bytes);
    vakt_text_done(&line);
}

static vakt_status result_of(const vakt_ladder *ladder)
{
    if (ladder->impossible)
        return VAKT_E_ANSWER_NO;
    return ladder->n_rungs == 0 || !ladder->rungs[ladder->answer].proven ? VAKT_E_LIMIT : VAKT_OK;
}

static vakt_status run(const vakt_args *args, vakt_report *report)
{
    static const char *const formats[] = {"text", "txt", "json", "xml", NULL};
    vakt_status status;
    vakt_loaded loaded = {0};
    vakt_roster roster = {0};
    vakt_roster_doc *given = NULL;
    vakt_doc *tree = NULL;
    vakt_ladder *ladder = NULL;
    vakt_said_ladder said;
    stopwatch watch = {.limit_s = args->time_limit_s};
    vakt_hooks hooks = {should_stop, NULL, &watch};
    vakt_rebuild_request request = vakt_rebuild_defaults(&roster, 0);
    VAKT_TRY(read_now(args, &request.now));
    VAKT_TRY(read_policy(args, &request.policy));
    VAKT_TRY(vakt_outputs_check(args, formats));
    VAKT_TRY(vakt_loaded_open(args->positional[0], true, report, &loaded));
    VAKT_TRY(vakt_roster_open(args->positional[1], &loaded, report, &tree, &given));
    VAKT_TRY(vakt_roster_from_doc(loaded.instance, given, tree, loaded.arena, report, &roster));
    request.work_limit = args->work;
    request.seed = (uint64_t)args->seed;
    clock_gettime(CLOCK_MONOTONIC, &watch.began);
    VAKT_TRY(vakt_ladder_new(loaded.instance, &request, &hooks, report, &ladder));
    VAKT_TRY(vakt_ladder_say(loaded.instance, &request, ladder, loaded.arena, &said));
    VAKT_TRY(vakt_outputs_write(args, formats, write_ladder, &said, report));
    print_result(loaded.instance, ladder);
    status = result_of(ladder);
done:
    vakt_ladder_free(ladder);
    vakt_doc_free(tree);
    vakt_roster_done(&roster);
    vakt_loaded_done(&loaded);
    return status;
}

vakt_status vakt_ladder_command(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, 2, 2);
    if (status != VAKT_OK)
        return status;
    vakt_report *report = vakt_report_new(200);
    if (!report)
        return VAKT_E_NOMEM;
    signal(SIGINT, on_signal);
    signal(SIGTERM, on_signal);
    status = run(args, report);
    vakt_print_report(report);
    vakt_report_free(report);
    return status;
}
