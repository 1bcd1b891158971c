/* vaktplan check: a roster made here, by hand or by another program, against the rules. */
#include <stdio.h>
#include <string.h>

#include "cli/check_against.h"
#include "cli/print.h"
#include "cli/summary.h"
#include "cli/version.h"
#include "io/roster_make.h"
#include "vakt.h"

static const char *const formats[] = {"text", "json", "xml", NULL};

typedef struct checked {
    const vakt_instance *instance;
    const vakt_verdict *verdict;
    const vakt_roster_doc *doc;
    const char *input_hash;
    vakt_side one, other; /* other.name NULL: nothing to compare with */
} checked;

typedef struct read_roster { /* a roster of the problem, with what it takes to give it back */
    vakt_roster_doc *given;
    vakt_doc *tree;
    vakt_roster roster;
    vakt_verdict *verdict;
} read_roster;

static vakt_status read_and_verify(const char *path, vakt_loaded *loaded, vakt_report *report,
                                   read_roster *r)
{
    vakt_status status;
    VAKT_TRY(vakt_roster_open(path, loaded, report, &r->tree, &r->given));
    VAKT_TRY(vakt_roster_from_doc(loaded->instance, r->given, r->tree, loaded->arena, report,
                                  &r->roster));
    VAKT_TRY(vakt_verify(loaded->instance, &r->roster, &r->verdict));
done:
    return status;
}

static void read_done(read_roster *r)
{
    vakt_doc_free(r->tree);
    vakt_verdict_free(r->verdict);
    vakt_roster_done(&r->roster);
}

/* The file's name without its folders. */
static vakt_side side_of(const char *path, const read_roster *r)
{
    const char *slash = strrchr(path, '/');
    return (vakt_side){slash ? slash + 1 : path, &r->roster, r->verdict, r->given};
}

static vakt_status write_check(void *context, const char *format, vakt_text *text)
{
    const checked *c = context;
    if (strcmp(format, "json") == 0)
        return vakt_roster_doc_write_json(c->doc, text);
    if (strcmp(format, "xml") == 0)
        return vakt_roster_doc_write_xml(c->doc, text);
    vakt_summary_fairness(text, c->instance, c->verdict);
    vakt_summary(text, c->instance, c->verdict, c->doc);
    if (c->other.name)
        vakt_check_against(text, c->instance, c->input_hash, &c->one, &c->other);
    return VAKT_OK;
}

vakt_status vakt_cmd_check(const vakt_args *args)
{
    vakt_status status;
    vakt_report *report = vakt_report_new(200);
    vakt_loaded loaded = {0};
    read_roster read = {0}, against = {0};
    vakt_roster_doc *doc = NULL;
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    VAKT_TRY(report ? vakt_args_count(args, 2, 2) : VAKT_E_NOMEM);
    VAKT_TRY(vakt_loaded_open(args->positional[0], true, report, &loaded));
    VAKT_TRY(vakt_outputs_check(args, formats));
    VAKT_TRY(read_and_verify(args->positional[1], &loaded, report, &read));
    if (args->against)
        VAKT_TRY(read_and_verify(args->against, &loaded, report, &against));
    const vakt_verdict *verdict = read.verdict;
    const vakt_roster_doc *given = read.given;
    vakt_roster_facts facts = {.tool = "vaktplan " VAKT_VERSION,
                               .input_hash = loaded.input_hash,
                               .stopped_by = -1,
                               /* A duty given against a hard rule is not filled. */
                               .result = verdict->complete && verdict->legal
                                             ? VAKT_ROSTER_FEASIBLE
                                             : VAKT_ROSTER_INCOMPLETE,
                               .state = given->status.given ? given->status.state : VAKT_STATE_DRAFT,
                               .state_date = given->status.given ? given->status.date : VAKT_DAY_NONE,
                               .state_by = given->status.by};
    VAKT_TRY(vakt_roster_doc_make(loaded.instance, &read.roster, verdict, &facts, loaded.arena, &doc));
    checked c = {.instance = loaded.instance, .verdict = verdict, .doc = doc,
                 .input_hash = loaded.input_hash,
                 .one = side_of(args->positional[1], &read)};
    if (args->against)
        c.other = side_of(args->against, &against);
    VAKT_TRY(vakt_outputs_write(args, formats, write_check, &c, report));
    vakt_print_report(report);
    vakt_summary_result(&text, doc, verdict->legal);
    fprintf(stderr, "%s\n", text.bytes ? text.bytes : "");
    status = verdict->legal && verdict->complete ? VAKT_OK : VAKT_E_ANSWER_NO;
    vakt_report_free(report);
    report = NULL;
done:
    if (report)
        vakt_print_report(report);
    vakt_report_free(report);
    vakt_text_done(&text);
    read_done(&read);
    read_done(&against);
    vakt_loaded_done(&loaded);
    return status;
}
