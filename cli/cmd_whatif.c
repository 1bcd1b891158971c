/* vaktplan whatif: a base, what it would be with each scenario, and a roster that is there; sweeps
 * and prices (whatif_sweep.c, whatif_prices.c). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/team.h"
#include "cli/print.h"
#include "cli/summary.h"
#include "cli/version.h"
#include "cli/whatif_run.h"
#include "domain/texts.h"
#include "io/roster_make.h"
#include "io/table.h"
#include "lp/lp.h"

enum { MOST_COLUMNS = VAKT_TABLE_MAX_COLUMNS - 1 };

static const char *title_of(const vakt_scenario *scenario)
{
    return scenario->title ? scenario->title : scenario->id;
}

/* The roster that is there, scored by the verifier as the base would be. */
static vakt_status add_given(const vakt_args *args, const vakt_loaded *loaded, const vakt_variant *base,
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
    VAKT_TRY(vakt_what_levels(loaded->instance, verdict, NULL, 0, loaded->arena, column));
    VAKT_TRY(vakt_column_measure(loaded->instance, &roster, verdict, loaded->arena, column));
    vakt_column_compare(loaded->instance, &base->solution.roster, loaded->instance, &roster,
                        column);
done:
    vakt_verdict_free(verdict);
    vakt_roster_done(&roster);
    vakt_doc_free(tree);
    return status;
}

/* ---- the whole ---- */

typedef struct whole {
    const vakt_args *args;
    vakt_report *report;
    vakt_loaded loaded; /* the base */
    vakt_variant base;  /* of its instance */
    vakt_what_run *runs; /* a scenario each */
    vakt_variant *variants;
    size_t n_runs;
    vakt_column *columns; /* base, a given roster, scenarios */
    size_t n_columns;
    vakt_what_plans priced, swept;
} whole;

static vakt_status open_all(whole *w)
{
    vakt_status status, wrong = VAKT_OK;
    size_t n = w->args->n_positional - 1;
    VAKT_TRY(vakt_loaded_open(w->args->positional[0], true, w->report, &w->loaded));
    w->base.instance = w->loaded.instance;
    w->runs = vakt_arena_alloc(w->loaded.arena, n, sizeof *w->runs);
    w->variants = vakt_arena_alloc(w->loaded.arena, n, sizeof *w->variants);
    w->columns = vakt_arena_alloc(w->loaded.arena, n + 2, sizeof *w->columns);
    if (!w->runs || !w->variants || !w->columns)
        return VAKT_E_NOMEM;
    for (w->n_runs = 0; w->n_runs < n; w->n_runs++) { /* all mistakes of all of them */
        vakt_status one = vakt_what_run_open(w->args->positional[0],
                                             w->args->positional[1 + w->n_runs], NULL, 0,
                                             w->report, &w->runs[w->n_runs]);
        wrong = wrong == VAKT_OK ? one : wrong;
        w->variants[w->n_runs].instance = w->runs[w->n_runs].instance;
        w->variants[w->n_runs].near = true;
    }
    status = wrong;
done:
    return status;
}

static void say_start(void *context, size_t index)
{
    const whole *w = context;
    vakt_what_tell(w->args, index + 2, w->n_runs + 1, title_of(w->runs[index].scenario));
}

/* In a thread of its own: touches nothing that another touches. */
static vakt_status solve_run(void *context, size_t index)
{
    whole *w = context;
    const vakt_variant *const base = &w->base;
    return vakt_what_solve(w->args, 0, &w->variants[index], &base, 1);
}

static vakt_status add_scenarios(whole *w)
{
    const vakt_team team = {.job = solve_run, .begin = say_start, .leave = vakt_lp_thread_done,
                            .context = w};
    vakt_status status = vakt_team_run(&team, w->n_runs, vakt_what_threads(w->args));
    for (size_t i = 0; i < w->n_runs; i++)
        vakt_what_collect(&w->variants[i], w->report);
    for (size_t i = 0; status == VAKT_OK && i < w->n_runs; i++) {
        const vakt_variant *v = &w->variants[i];
        const vakt_scenario *scenario = w->runs[i].scenario;
        vakt_column *column = &w->columns[w->n_columns++];
        *column = (vakt_column){.id = scenario->id, .title = title_of(scenario),
                                .note = scenario->note, .kind = VAKT_COLUMN_SCENARIO};
        status = vakt_what_fill(v, 0, w->loaded.arena, column);
        if (status == VAKT_OK)
            vakt_column_compare(w->base.instance, &w->base.solution.roster, v->instance,
                                &v->solution.roster, column);
    }
    return status;
}

/* A sweep alone asks no more of the base than of its points. */
static int base_levels(const vakt_args *args)
{
    bool alone = args->n_sweeps > 0 && args->n_positional == 1 && !args->roster &&
                 !args->price_rules && !args->one_more;
    return alone ? (int)args->levels : 0;
}

/* The base first, for every scenario begins from its roster; then these, side by side. */
static vakt_status solve_all(whole *w)
{
    vakt_status status;
    int n_levels = base_levels(w->args);
    const char *title = vakt_text_of(VAKT_TEXT_whatif_base);
    vakt_what_tell(w->args, 1, w->n_runs + 1, title);
    status = vakt_what_solve(w->args, n_levels, &w->base, NULL, 0);
    vakt_what_collect(&w->base, w->report);
    if (status != VAKT_OK)
        return status;
    w->columns[0] = (vakt_column){.id = w->loaded.problem->id, .title = title};
    w->n_columns = 1;
    VAKT_TRY(vakt_what_fill(&w->base, n_levels, w->loaded.arena, &w->columns[0]));
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
    if (strcmp(format, "csv") == 0)
        return vakt_whatif_csv(comparison, text);
    return vakt_whatif_text(comparison, text);
}

static const char *const formats[] = {"text", "txt", "json", "xml", "csv", "html", NULL};

static vakt_status write_all(whole *w)
{
    vakt_status status;
    const vakt_problem *p = w->loaded.problem;
    vakt_norm_note notes[4] = {{NULL, vakt_text_of(VAKT_TEXT_whatif_how)},
                               {NULL, vakt_text_of(VAKT_TEXT_whatif_recommendation)},
                               {NULL, vakt_text_of(VAKT_TEXT_whatif_counts)},
                               {NULL, vakt_text_of(VAKT_TEXT_whatif_invented)}};
    vakt_comparison comparison = {.problem = p->id, .title = p->title, .from = p->from,
                                  .to = p->to, .columns = w->columns, .n_columns = w->n_columns,
                                  .notes = notes, .n_notes = p->invented ? 4 : 3};
    const vakt_what_base base = {w->args, &w->base, w->loaded.arena, w->report};
    VAKT_TRY(vakt_what_prices(&base, &w->priced, &comparison));
    VAKT_TRY(vakt_what_sweep(&base, &w->swept, &comparison));
    VAKT_TRY(vakt_outputs_write(w->args, formats, write_comparison, &comparison, w->report));
done:
    return status;
}

/* Nothing is known of the levels that were not asked for. */
static int base_result(const whole *w)
{
    int result = w->columns[0].result;
    bool all = w->columns[0].n_levels == (size_t)w->base.instance->n_levels;
    return result == VAKT_ROSTER_OPTIMAL && !all ? VAKT_ROSTER_FEASIBLE : result;
}

/* The base's result line, for scripts. */
static vakt_status say_result(whole *w)
{
    const vakt_solution *s = &w->base.solution;
    vakt_roster_doc *doc = NULL;
    vakt_text text;
    vakt_roster_facts facts = {.tool = "vaktplan " VAKT_VERSION, .input_hash = w->loaded.input_hash,
                               .seed = w->args->seed, .work = s->search.work, .stopped_by = -1,
                               
                               .result = base_result(w), .state_date = VAKT_DAY_NONE,
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
    bool more = args->roster || args->n_sweeps > 0 || args->price_rules || args->one_more;
    vakt_axis axes[VAKT_SWEEP_MOST_AXES];
    size_t n_axes;
    vakt_status status = vakt_args_count(args, more ? 1 : 2, MOST_COLUMNS - 1);
    for (size_t i = 0; status == VAKT_OK && i < args->n_positional; i++) {
        if (strcmp(args->positional[i], "-") != 0)
            continue;
        fprintf(stderr, "vaktplan whatif: error: found -, expected a file: the base is read for "
                        "every scenario\n");
        status = VAKT_E_USAGE;
    }
    if (status == VAKT_OK)
        status = vakt_what_axes(args, axes, &n_axes);
    return status == VAKT_OK ? vakt_outputs_check(args, formats) : status;
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
    vakt_what_watch_signals();
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
    vakt_what_plans_done(&w.priced);
    vakt_what_plans_done(&w.swept);
    vakt_variant_done(&w.base);
    for (size_t i = 0; i < w.n_runs; i++) {
        vakt_variant_done(&w.variants[i]);
        vakt_what_run_done(&w.runs[i]);
    }
    vakt_loaded_done(&w.loaded);
    return status;
}
