/* The whole of a solve: compile, search, verify. */
#include <stdlib.h>

#include "rules/compile.h"
#include "vakt.h"

static void pinned_only(const vakt_instance *instance, vakt_roster *roster)
{
    for (size_t d = 0; d < instance->n_doctors; d++) {
        for (size_t duty = 0; duty < instance->n_duties; duty++) {
            if (instance->fixed[d * instance->n_duties + duty])
                roster->doctor[duty] = (int)d;
        }
    }
}

/* The search's word against the verifier's: any difference is our mistake, never the user's. */
static vakt_status compare(const vakt_instance *instance, const vakt_solution *solution,
                           vakt_report *report)
{
    const vakt_verdict *verdict = solution->verdict;
    vakt_status status = VAKT_OK;
    for (size_t i = 0; !verdict->legal && i < verdict->n_findings; i++) {
        const vakt_finding *f = &verdict->findings[i];
        if (!f->hard || f->excused)
            continue;
        vakt_report_add(report, VAKT_ERROR, NULL,
                        "the verifier refuses the roster: rule %s, doctor %s, duty %s",
                        vakt_rule_info_of(instance->settings[f->setting].rule)->word,
                        f->doctor >= 0 ? instance->problem->doctors[f->doctor].id : "-",
                        f->duty >= 0 ? instance->duties[f->duty].id : "-");
        status = VAKT_E_INTERNAL;
    }
    for (int level = 0; level < instance->n_levels; level++) {
        if (verdict->levels[level] == solution->search.levels[level].value)
            continue;
        vakt_report_add(report, VAKT_ERROR, NULL,
                        "level %d: the search counts %lld points, the verifier %lld", level,
                        (long long)solution->search.levels[level].value,
                        (long long)verdict->levels[level]);
        status = VAKT_E_INTERNAL;
    }
    return status;
}

vakt_status vakt_solution_make(const vakt_instance *instance, const vakt_program *program,
                               const vakt_search_result *search, vakt_report *report,
                               vakt_solution *ret_solution)
{
    vakt_status status;
    vakt_solution solution = {.search = *search};
    solution.search.values = NULL;
    VAKT_TRY(vakt_roster_init(&solution.roster, instance->n_duties));
    if (search->found)
        vakt_program_to_roster(program, search->values, &solution.roster);
    else
        pinned_only(instance, &solution.roster);
    VAKT_TRY(vakt_verify(instance, &solution.roster, &solution.verdict));
    if (search->found)
        VAKT_TRY(compare(instance, &solution, report));
    *ret_solution = solution;
    solution = (vakt_solution){0};
done:
    vakt_solution_done(&solution);
    return status;
}

vakt_status vakt_solve_program(const vakt_instance *instance, const vakt_program *program,
                               const vakt_search_options *options, const vakt_hooks *hooks,
                               const vakt_roster *start, vakt_report *report,
                               vakt_solution *ret_solution)
{
    vakt_status status = VAKT_OK;
    uint8_t *values = NULL;
    vakt_search_result search = {0};
    if (start) {
        values = calloc(program->n_vars ? program->n_vars : 1, 1);
        if (!values)
            return VAKT_E_NOMEM;
        vakt_program_from_roster(program, start, values); /* as much of it as is allowed */
    }
    VAKT_TRY(vakt_search(program, options, hooks, values, &search));
    VAKT_TRY(vakt_solution_make(instance, program, &search, report, ret_solution));
done:
    free(search.values);
    free(values);
    return status;
}

vakt_status vakt_solve(const vakt_instance *instance, const vakt_search_options *options,
                       const vakt_hooks *hooks, const vakt_roster *start, vakt_report *report,
                       vakt_solution *ret_solution)
{
    vakt_program *program = NULL;
    vakt_status status = vakt_compile(instance, NULL, &program);
    if (status == VAKT_OK)
        status = vakt_solve_program(instance, program, options, hooks, start, report,
                                    ret_solution);
    vakt_program_free(program);
    return status;
}

void vakt_solution_done(vakt_solution *solution)
{
    vakt_roster_done(&solution->roster);
    vakt_verdict_free(solution->verdict);
    free(solution->search.values);
    *solution = (vakt_solution){0};
}
