/* vaktplan diff: what changed between two rosters, for whom, and with what notice. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "book/state.h"
#include "cli/now.h"
#include "cli/print.h"
#include "cover/diff.h"
#include "io/diff_doc.h"
#include "io/roster_make.h"

typedef struct written {
    const vakt_instance *instance; /* NULL: no problem was given */
    vakt_diff_doc *doc;
} written;

static vakt_status write_diff(void *context, const char *format, vakt_text *text)
{
    const written *w = context;
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&vakt_diff_doc_record, w->doc, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&vakt_diff_doc_record, w->doc, VAKT_DIFF_ROOT,
                                     VAKT_DIFF_NAMESPACE, text);
    if (strcmp(format, "csv") == 0)
        return vakt_diff_doc_csv(w->doc, w->instance, text);
    return vakt_diff_doc_text(w->doc, w->instance, text);
}

/* ---- the command ---- */

typedef struct opened { /* one of the two rosters */
    vakt_doc *tree;
    vakt_roster_doc *roster;
} opened;

static bool is_csv(const char *path)
{
    size_t length = strlen(path);
    return length > 4 && strcmp(path + length - 4, ".csv") == 0;
}

/* Those of a roster made by hand may lack times: the problem knows them. */
static void fill_times(const vakt_instance *instance, vakt_roster_doc *roster)
{
    for (size_t i = 0; i < roster->n_assignments; i++) {
        vakt_roster_doc_assignment *a = &roster->assignments[i];
        int duty = vakt_instance_duty_index(instance, a->duty);
        a->start = instance->duties[duty].start;
        a->end = instance->duties[duty].end;
    }
}

static vakt_status open_roster(const vakt_args *args, const char *path, const vakt_loaded *loaded,
                               vakt_arena *arena, vakt_report *report, opened *ret_opened)
{
    vakt_status status;
    vakt_roster roster = {0};
    if (!loaded->instance && is_csv(path)) {
        fprintf(stderr, "vaktplan %s: error: %s: a roster in CSV needs --problem FILE\n",
                args->command, path);
        return VAKT_E_USAGE;
    }
    if (!loaded->instance)
        return vakt_roster_doc_read(path, arena, report, &ret_opened->tree, &ret_opened->roster);
    VAKT_TRY(vakt_roster_open(path, loaded, report, &ret_opened->tree, &ret_opened->roster));
    VAKT_TRY(vakt_roster_from_doc(loaded->instance, ret_opened->roster, ret_opened->tree, arena,
                                  report, &roster));
    fill_times(loaded->instance, ret_opened->roster);
done:
    vakt_roster_done(&roster);
    return status;
}

static vakt_status expect_same(const vakt_roster_doc *a, const vakt_roster_doc *b,
                               const vakt_instance *instance, vakt_report *report)
{
    const char *expected = instance ? instance->problem->id : a->problem;
    const char *found = strcmp(a->problem, expected) != 0 ? a->problem : b->problem;
    if (strcmp(found, expected) == 0)
        return VAKT_OK;
    vakt_report_add(report, VAKT_ERROR, NULL,
                    "found a roster of problem \"%s\", expected two of problem \"%s\"", found,
                    expected);
    return VAKT_E_INPUT;
}

static vakt_status compare(const vakt_args *args, written *w, const vakt_roster_doc *from,
                           const vakt_roster_doc *to, vakt_minute now, vakt_arena *arena,
                           vakt_report *report)
{
    static const char *const formats[] = {"text", "txt", "json", "xml", "csv", NULL};
    vakt_status status;
    vakt_diff *diff = NULL;
    VAKT_TRY(vakt_outputs_check(args, formats));
    VAKT_TRY(expect_same(from, to, w->instance, report));
    VAKT_TRY(vakt_diff_new(from, to, arena, &diff));
    if (diff->twice) {
        vakt_report_add(report, VAKT_ERROR, NULL,
                        "found duty \"%s\" twice in one roster, expected each duty once",
                        diff->twice);
        return VAKT_E_INPUT;
    }
    VAKT_TRY(vakt_diff_doc_make(diff, to, w->instance, now, arena, &w->doc));
    VAKT_TRY(vakt_outputs_write(args, formats, write_diff, w, report));
    status = diff->n_rows == 0 ? VAKT_OK : VAKT_E_ANSWER_NO;
done:
    return status;
}

/* ---- of a book ---- */

static bool is_book(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

static vakt_status find_revision(const vakt_args *args, size_t argument, int64_t *ret_number)
{
    if (vakt_parse_int(args->positional[argument], ret_number) && *ret_number > 0)
        return VAKT_OK;
    fprintf(stderr, "vaktplan %s: error: found \"%s\", expected the number of a revision\n",
            args->command, args->positional[argument]);
    return VAKT_E_USAGE;
}

/* Between two revisions; without numbers between the last two. Notice is counted from the time of
 * the later one when --now is not given. */
static vakt_status run_book(const vakt_args *args, vakt_arena *arena, vakt_report *report)
{
    vakt_status status;
    vakt_book_state from = {0}, to = {0};
    int64_t first = 0, last = 0;
    vakt_minute now;
    VAKT_TRY(vakt_now_given(args, &now));
    if (args->n_positional == 2) {
        fprintf(stderr, "vaktplan %s: error: found one revision, expected two or none\n",
                args->command);
        return VAKT_E_USAGE;
    }
    if (args->n_positional == 3) {
        VAKT_TRY(find_revision(args, 1, &first));
        VAKT_TRY(find_revision(args, 2, &last));
    }
    VAKT_TRY(vakt_book_open(args->positional[0], last, report, &to));
    if (first == 0)
        first = to.docs.revision->number > 1 ? to.docs.revision->number - 1 : 1;
    VAKT_TRY(vakt_book_open(args->positional[0], first, report, &from));
    written w = {.instance = to.instance};
    status = compare(args, &w, from.docs.roster_doc, to.docs.roster_doc,
                     now == VAKT_UNSET ? to.docs.revision->time : now, arena, report);
done:
    vakt_book_close(&from);
    vakt_book_close(&to);
    return status;
}

static vakt_status run(const vakt_args *args, vakt_arena *arena, vakt_report *report)
{
    vakt_status status;
    vakt_loaded loaded = {0};
    opened from = {0}, to = {0};
    vakt_minute now;
    VAKT_TRY(vakt_now_given(args, &now));
    if (args->problem_for)
        VAKT_TRY(vakt_loaded_open(args->problem_for, true, report, &loaded));
    VAKT_TRY(open_roster(args, args->positional[0], &loaded, arena, report, &from));
    VAKT_TRY(open_roster(args, args->positional[1], &loaded, arena, report, &to));
    written w = {.instance = loaded.instance};
    status = compare(args, &w, from.roster, to.roster, now, arena, report);
done:
    vakt_doc_free(from.tree);
    vakt_doc_free(to.tree);
    vakt_loaded_done(&loaded);
    return status;
}

vakt_status vakt_cmd_diff(const vakt_args *args)
{
    bool book = args->n_positional > 0 && is_book(args->positional[0]);
    vakt_status status = book ? vakt_args_count(args, 1, 3) : vakt_args_count(args, 2, 2);
    if (status != VAKT_OK)
        return status;
    vakt_report *report = vakt_report_new(200);
    vakt_arena *arena = vakt_arena_new();
    if (!report || !arena)
        status = VAKT_E_NOMEM;
    else
        status = book ? run_book(args, arena, report) : run(args, arena, report);
    if (report)
        vakt_print_report(report);
    vakt_arena_free(arena);
    vakt_report_free(report);
    return status;
}
