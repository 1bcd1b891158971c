/* vaktplan check: a roster made here, by hand or by another program, against the rules. */
#include <stdio.h>
#include <string.h>

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
} checked;

static vakt_status write_check(void *context, const char *format, vakt_text *text)
{
    const checked *c = context;
    if (strcmp(format, "json") == 0)
        return vakt_roster_doc_write_json(c->doc, text);
    if (strcmp(format, "xml") == 0)
        return vakt_roster_doc_write_xml(c->doc, text);
    vakt_summary_fairness(text, c->instance, c->verdict);
    vakt_summary(text, c->instance, c->verdict, c->doc);
    return VAKT_OK;
}

vakt_status vakt_cmd_check(const vakt_args *args)
{
    vakt_status status;
    vakt_report *report = vakt_report_new(200);
    vakt_loaded loaded = {0};
    vakt_roster roster = {0};
    vakt_verdict *verdict = NULL;
    vakt_roster_doc *given = NULL, *doc = NULL;
    vakt_doc *tree = NULL;
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    VAKT_TRY(report ? vakt_args_count(args, 2, 2) : VAKT_E_NOMEM);
    VAKT_TRY(vakt_loaded_open(args->positional[0], true, report, &loaded));
    VAKT_TRY(vakt_outputs_check(args, formats));
    VAKT_TRY(vakt_roster_open(args->positional[1], &loaded, report, &tree, &given));
    VAKT_TRY(vakt_roster_from_doc(loaded.instance, given, tree, loaded.arena, report, &roster));
    VAKT_TRY(vakt_verify(loaded.instance, &roster, &verdict));
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
    VAKT_TRY(vakt_roster_doc_make(loaded.instance, &roster, verdict, &facts, loaded.arena, &doc));
    checked c = {loaded.instance, verdict, doc};
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
    vakt_doc_free(tree);
    vakt_verdict_free(verdict);
    vakt_roster_done(&roster);
    vakt_loaded_done(&loaded);
    return status;
}
