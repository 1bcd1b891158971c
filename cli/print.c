#include "cli/print.h"

#include "io/csv_in.h"
#include "io/record.h"

#include <sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void vakt_print_report(vakt_report *report)
{
    static const char *const words[] = {"note", "warning", "error"};
    vakt_report_sort(report);
    for (size_t i = 0; i < vakt_report_count(report); i++) {
        const vakt_diagnostic *d = vakt_report_at(report, i);
        if (d->place.file && d->place.line > 0)
            fprintf(stderr, "%s:%d:%d: ", d->place.file, d->place.line, d->place.column);
        else
            fprintf(stderr, "%s: ", d->place.file ? d->place.file : "vaktplan");
        fprintf(stderr, "%s: ", words[d->severity]);
        if (d->place.path && d->place.path[0])
            fprintf(stderr, "%s: ", d->place.path);
        fprintf(stderr, "%s\n", d->text);
    }
    if (vakt_report_dropped(report) > 0)
        fprintf(stderr, "vaktplan: note: %zu more\n", vakt_report_dropped(report));
}

typedef struct located {
    const vakt_doc *doc;
    vakt_arena *arena;
} located;

static vakt_place locate(void *context, const void *source, const char *field,
                         const char **ret_found)
{
    located *l = context;
    return vakt_record_place(l->doc, source, field, l->arena, ret_found);
}

vakt_status vakt_hash_problem(const vakt_problem *problem, char ret_hash[65])
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_status status = vakt_problem_write_json(problem, &text);
    if (status == VAKT_OK)
        SHA256Data((const uint8_t *)text.bytes, text.length, ret_hash);
    vakt_text_done(&text);
    return status;
}

vakt_status vakt_loaded_open(const char *path, bool build, vakt_report *report, vakt_loaded *ret_loaded)
{
    vakt_status status = VAKT_E_NOMEM;
    vakt_loaded loaded = {.arena = vakt_arena_new()};
    if (!loaded.arena)
        goto done;
    status = vakt_problem_read_partly(path, loaded.arena, report, &loaded.doc, &loaded.problem);
    located context = {loaded.doc, loaded.arena};
    if (status == VAKT_E_INPUT && loaded.problem && build)
        vakt_problem_check_all(loaded.problem, locate, &context, report);
    if (status != VAKT_OK)
        goto done;
    VAKT_TRY(vakt_hash_problem(loaded.problem, loaded.input_hash));
    if (build)
        VAKT_TRY(vakt_instance_new(loaded.problem, locate, &context, report, &loaded.instance));
    *ret_loaded = loaded;
    return VAKT_OK;
done:
    vakt_loaded_done(&loaded);
    return status;
}

void vakt_loaded_done(vakt_loaded *loaded)
{
    vakt_instance_free(loaded->instance);
    vakt_doc_free(loaded->doc);
    vakt_arena_free(loaded->arena);
    *loaded = (vakt_loaded){0};
}

vakt_status vakt_roster_open(const char *path, const vakt_loaded *loaded, vakt_report *report,
                             vakt_doc **ret_doc, vakt_roster_doc **ret_roster)
{
    size_t length = strlen(path);
    if (length > 4 && strcmp(path + length - 4, ".csv") == 0)
        return vakt_csv_roster(loaded->problem, loaded->arena, path, report, ret_roster);
    return vakt_roster_doc_read(path, loaded->arena, report, ret_doc, ret_roster);
}

static bool same_file(const char *a, const char *b)
{
    struct stat of_a, of_b;
    return strcmp(a, "-") != 0 && strcmp(b, "-") != 0 && stat(a, &of_a) == 0 &&
           stat(b, &of_b) == 0 && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

/* Can a file be made beside `path`? Devices and pipes are written as they are. */
static vakt_status folder_is_there(const char *command, const char *path)
{
    char folder[4096];
    struct stat info;
    const char *slash = strrchr(path, '/');
    size_t length = slash ? (size_t)(slash - path) : 0;
    if (strcmp(path, "-") == 0 || length >= sizeof folder)
        return VAKT_OK;
    snprintf(folder, sizeof folder, "%.*s", (int)length, path);
    const char *where = !slash ? "." : length == 0 ? "/" : folder;
    bool directory = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    if (!directory && stat(where, &info) == 0 && S_ISDIR(info.st_mode) && access(where, W_OK) == 0)
        return VAKT_OK;
    fprintf(stderr, "vaktplan %s: error: -o %s: %s\n", command, path,
            directory ? "is a folder" : "expected a folder that is there and can be written to");
    return VAKT_E_IO;
}

vakt_status vakt_outputs_check(const vakt_args *args, const char *const *known)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < args->n_outputs || i == 0; i++) {
        const char *format;
        VAKT_TRY(vakt_output_format(args, i, known, &format));
    }
    for (size_t i = 0; i < args->n_outputs; i++) {
        for (size_t j = 0; j < i; j++) {
            if (strcmp(args->outputs[i].path, args->outputs[j].path) != 0)
                continue;
            fprintf(stderr, "vaktplan %s: error: -o %s is given twice\n", args->command,
                    args->outputs[i].path);
            return VAKT_E_USAGE;
        }
        for (size_t j = 0; j < args->n_positional; j++) {
            if (!same_file(args->outputs[i].path, args->positional[j]))
                continue;
            fprintf(stderr, "vaktplan %s: error: -o %s would write over the input\n", args->command,
                    args->outputs[i].path);
            return VAKT_E_USAGE;
        }
        VAKT_TRY(folder_is_there(args->command, args->outputs[i].path));
    }
done:
    return status;
}

vakt_status vakt_output_format(const vakt_args *args, size_t i, const char *const *known,
                               const char **ret_format)
{
    const char *format = args->n_outputs > 0 ? args->outputs[i].format : args->format;
    if (!format || !*format) {
        *ret_format = known[0];
        return VAKT_OK;
    }
    for (size_t k = 0; known[k]; k++) {
        if (strcmp(known[k], format) == 0) {
            *ret_format = known[k];
            return VAKT_OK;
        }
    }
    fprintf(stderr, "vaktplan %s: error: found format \"%s\", expected one of:", args->command,
            format);
    for (size_t k = 0; known[k]; k++)
        fprintf(stderr, " %s", known[k]);
    fputc('\n', stderr);
    return VAKT_E_USAGE;
}

vakt_status vakt_outputs_write(const vakt_args *args, const char *const *known, vakt_writer write,
                               void *context, vakt_report *report)
{
    vakt_status status = VAKT_OK;
    vakt_text texts[VAKT_MAX_OUTPUTS];
    size_t n = args->n_outputs > 0 ? args->n_outputs : 1;
    for (size_t i = 0; i < n; i++)
        vakt_text_init(&texts[i], VAKT_TEXT_CAP);
    for (size_t i = 0; i < n; i++) {
        const char *format;
        VAKT_TRY(vakt_output_format(args, i, known, &format));
        VAKT_TRY(write(context, format, &texts[i]));
        if (texts[i].failed) {
            status = VAKT_E_NOMEM;
            goto done;
        }
    }
    for (size_t i = 0; i < n; i++)
        VAKT_TRY(vakt_file_write(args->n_outputs > 0 ? args->outputs[i].path : "-",
                                 texts[i].bytes ? texts[i].bytes : "", texts[i].length, report));
done:
    for (size_t i = 0; i < n; i++)
        vakt_text_done(&texts[i]);
    return status;
}
