/* vaktplan publish, rebuild and restore: a roster as a book, and what changes it. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "book/book.h"
#include "cli/ladder_say.h"
#include "cli/now.h"
#include "cli/print.h"
#include "cli/summary.h"
#include "cli/version.h"
#include "domain/texts.h"
#include "io/roster_make.h"

static const char *const formats[] = {"text", "txt", "json", "html", NULL};

/* Set by a signal handler: the search for proposals ends, what was approved is published. */
static volatile sig_atomic_t stopped;

static void on_signal(int number)
{
    (void)number;
    stopped = 1;
}

typedef struct deadline {
    bool given;
    struct timespec at;
} deadline;

static vakt_stop should_stop(void *context)
{
    const deadline *d = context;
    struct timespec now;
    if (stopped)
        return VAKT_STOP_SIGNAL;
    if (!d->given || clock_gettime(CLOCK_MONOTONIC, &now) != 0)
        return VAKT_STOP_NONE;
    bool past = now.tv_sec > d->at.tv_sec ||
                (now.tv_sec == d->at.tv_sec && now.tv_nsec >= d->at.tv_nsec);
    return past ? VAKT_STOP_TIME : VAKT_STOP_NONE;
}

static void show_nothing(void *context, const vakt_progress *progress)
{
    (void)context;
    (void)progress;
}

static void watch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

/* ---- options ---- */

static vakt_status find_policy(const vakt_args *args, int *ret_policy)
{
    *ret_policy = -1;
    if (!args->policy)
        return VAKT_OK;
    for (int i = 0; i < VAKT_N_BOOK_POLICIES; i++) {
        if (strcmp(args->policy, vakt_book_policy_words[i]) == 0)
            *ret_policy = i;
    }
    if (*ret_policy < 0) {
        fprintf(stderr, "vaktplan %s: error: --policy: found \"%s\", expected one of:",
                args->command, args->policy);
        for (int i = 0; i < VAKT_N_BOOK_POLICIES; i++)
            fprintf(stderr, " %s", vakt_book_policy_words[i]);
        fputc('\n', stderr);
        return VAKT_E_USAGE;
    }
    if (vakt_book_policy_needs_name[*ret_policy] && !args->state_by) {
        fprintf(stderr,
                "vaktplan %s: error: --policy %s orders duties: expected --by NAME, who orders\n",
                args->command, args->policy);
        return VAKT_E_USAGE;
    }
    return VAKT_OK;
}

static vakt_status find_options(const vakt_args *args, deadline *limit, vakt_hooks *hooks,
                                vakt_book_options *options)
{
    vakt_status status;
    *options = (vakt_book_options){.by = args->state_by,
                                   .work = args->work_given ? args->work : -1,
                                   .dry_run = args->dry_run,
                                   .tool = "vaktplan " VAKT_VERSION,
                                   .hooks = hooks};
    VAKT_TRY(vakt_now_given(args, &options->now));
    if (options->now == VAKT_UNSET)
        options->now = (vakt_minute)(time(NULL) / 60);
    VAKT_TRY(find_policy(args, &options->policy));
    *limit = (deadline){.given = args->time_limit_s_given && args->time_limit_s > 0};
    if (limit->given && clock_gettime(CLOCK_MONOTONIC, &limit->at) != 0)
        limit->given = false;
    limit->at.tv_sec += (time_t)args->time_limit_s;
    *hooks = (vakt_hooks){should_stop, show_nothing, limit};
done:
    return status;
}

/* ---- what is said ---- */

static void say(vakt_text_id id, const char *arg0, const char *arg1)
{
    vakt_text line;
    vakt_text_init(&line, VAKT_TEXT_CAP);
    vakt_say(&line, id, arg0, arg1, NULL);
    if (!line.failed)
        fprintf(stderr, "%s\n", line.bytes);
    vakt_text_done(&line);
}

static void say_file(const vakt_taken_file *file, bool stays)
{
    vakt_text_id id = stays ? VAKT_TEXT_book_left : VAKT_TEXT_book_file_refused;
    for (size_t i = 0; i < file->n_errors; i++) {
        vakt_text why;
        vakt_text_init(&why, VAKT_TEXT_CAP);
        if (file->errors[i].line != VAKT_UNSET)
            vakt_text_addf(&why, "%lld: ", (long long)file->errors[i].line);
        if (file->errors[i].path)
            vakt_text_addf(&why, "%s: ", file->errors[i].path);
        vakt_text_add(&why, file->errors[i].text);
        say(id, file->name, why.bytes);
        vakt_text_done(&why);
    }
    for (size_t i = 0; i < file->n_changes; i++) {
        const vakt_taken_change *c = &file->changes[i];
        vakt_text why;
        if (!c->text)
            continue;
        vakt_text_init(&why, VAKT_TEXT_CAP);
        vakt_text_addf(&why, "%s: %s", c->change, c->text);
        say(id, file->name, why.bytes);
        vakt_text_done(&why);
    }
}

static void say_result(const vakt_args *args, const vakt_book_result *r)
{
    const char *number = vakt_number_of(r->revision).text;
    if (!args->quiet) {
        if (r->finished)
            say(VAKT_TEXT_book_finished, NULL, NULL);
        for (size_t i = 0; i < r->n_files; i++) {
            if (r->stays[i] || r->files[i].refused)
                say_file(&r->files[i], r->stays[i]);
        }
        say(!r->published   ? VAKT_TEXT_book_idle
            : args->dry_run ? VAKT_TEXT_book_would
                            : VAKT_TEXT_book_published,
            number, NULL);
    }
    if (r->n_section6 > 0)
        fprintf(stderr, "section6: %zu\n", r->n_section6);
    fprintf(stderr,
            "book: %s %lld (applied %zu, refused %zu, duplicate %zu, waiting %zu; open %zu, "
            "uncovered %zu, breaches %zu)\n",
            !r->published   ? "unchanged"
            : args->dry_run ? "would publish"
                            : "published",
            (long long)r->revision, r->n_applied, r->n_refused, r->n_duplicates, r->n_waiting,
            r->n_open, r->n_uncovered, r->n_breaches);
    vakt_text line;
    vakt_text_init(&line, VAKT_TEXT_CAP);
    vakt_summary_result(&line, &r->roster, r->roster.verified);
    fprintf(stderr, "%s\n", line.failed ? "" : line.bytes);
    vakt_text_done(&line);
}

static vakt_status answer(const vakt_book_result *r)
{
    if (r->n_refused > 0)
        return VAKT_E_ANSWER_NO;
    if (!r->clean)
        return r->unproven ? VAKT_E_LIMIT : VAKT_E_ANSWER_NO;
    return VAKT_OK;
}

static vakt_status write_report(void *context, const char *format, vakt_text *text)
{
    const vakt_book_result *r = context;
    const vakt_text *from = strcmp(format, "json") == 0   ? &r->json
                            : strcmp(format, "html") == 0 ? &r->html
                                                          : &r->text;
    vakt_text_add_bytes(text, from->bytes ? from->bytes : "", from->length);
    return VAKT_OK;
}

/* Reports, tells and answers, whatever the command was. no: said first when the answer is no. */
static vakt_status finish(const vakt_args *args, vakt_status status, vakt_report *report,
                          vakt_book_result *r, vakt_text_id no, const char *number)
{
    if (status == VAKT_OK)
        status = vakt_outputs_write(args, formats, write_report, r, report);
    vakt_print_report(report);
    if (status == VAKT_OK) {
        say_result(args, r);
        return answer(r);
    }
    if (r->n_refusing > 0)
        say(no, number, NULL);
    for (size_t i = 0; i < r->n_refusing; i++)
        fprintf(stderr, "  %s\n", r->breaches[i]);
    if (r->published && !args->dry_run)
        say(VAKT_TEXT_book_again, vakt_number_of(r->revision).text, NULL);
    else if (status != VAKT_E_USAGE)
        say(VAKT_TEXT_book_untouched, NULL, NULL);
    return status;
}

/* ---- the commands ---- */

static vakt_status publish(const vakt_args *args, const vakt_book_options *options,
                           vakt_report *report, vakt_book_result *result)
{
    vakt_status status;
    vakt_loaded loaded = {0};
    vakt_roster roster = {0};
    vakt_roster_doc *given = NULL;
    vakt_doc *tree = NULL;
    VAKT_TRY(vakt_loaded_open(args->positional[0], true, report, &loaded));
    VAKT_TRY(vakt_roster_open(args->positional[1], &loaded, report, &tree, &given));
    VAKT_TRY(
        vakt_roster_from_doc(loaded.instance, given, tree, loaded.arena, report, &roster));
    status = vakt_book_publish(args->positional[2], loaded.instance, &roster, options, report,
                               result);
done:
    vakt_doc_free(tree);
    vakt_roster_done(&roster);
    vakt_loaded_done(&loaded);
    return status;
}

static vakt_status find_revision(const vakt_args *args, int64_t *ret_number)
{
    if (vakt_parse_int(args->positional[1], ret_number) && *ret_number > 0)
        return VAKT_OK;
    fprintf(stderr, "vaktplan %s: error: found \"%s\", expected the number of a revision\n",
            args->command, args->positional[1]);
    return VAKT_E_USAGE;
}

typedef enum book_command { PUBLISH, REBUILD, RESTORE } book_command;

static vakt_status run(book_command command, const vakt_args *args, vakt_report *report,
                       vakt_book_result *result)
{
    vakt_status status;
    deadline limit;
    vakt_hooks hooks;
    vakt_book_options options;
    int64_t number = 0;
    VAKT_TRY(find_options(args, &limit, &hooks, &options));
    VAKT_TRY(vakt_outputs_check(args, formats));
    if (command == RESTORE) {
        VAKT_TRY(find_revision(args, &number));
        if (!args->state_by) {
            fprintf(stderr, "vaktplan %s: error: expected --by NAME, who takes it back\n",
                    args->command);
            return VAKT_E_USAGE;
        }
    }
    watch_signals();
    if (command == PUBLISH)
        status = publish(args, &options, report, result);
    else if (command == REBUILD)
        status = vakt_book_rebuild(args->positional[0], &options, report, result);
    else
        status = vakt_book_restore(args->positional[0], number, &options, report, result);
done:
    return status;
}

static vakt_status run_command(book_command command, const vakt_args *args, size_t n_arguments)
{
    vakt_book_result result = {0};
    vakt_status status = vakt_args_count(args, n_arguments, n_arguments);
    if (status != VAKT_OK)
        return status;
    vakt_report *report = vakt_report_new(200);
    if (!report)
        return VAKT_E_NOMEM;
    status = run(command, args, report, &result);
    status = finish(args, status, report, &result,
                    command == RESTORE ? VAKT_TEXT_book_not_restored
                                       : VAKT_TEXT_book_not_published,
                    command == RESTORE ? args->positional[1] : NULL);
    vakt_book_result_done(&result);
    vakt_report_free(report);
    return status;
}

vakt_status vakt_cmd_publish(const vakt_args *args)
{
    return run_command(PUBLISH, args, 3);
}

vakt_status vakt_cmd_rebuild(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, 1, 2);
    if (status != VAKT_OK)
        return status;
    return args->n_positional == 2 ? vakt_ladder_command(args) : run_command(REBUILD, args, 1);
}

vakt_status vakt_cmd_restore(const vakt_args *args)
{
    return run_command(RESTORE, args, 2);
}
