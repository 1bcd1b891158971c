/*
 * Problem: a good roster from an LP solution.
 *
 * Idea: the plan with the greatest share becomes its doctor's; plans with nearly the whole share
 * too. The others are priced anew against what is left, so that they fit to it; again, until every
 * doctor has a plan.
 *
 * Reference: Sadykov et al. 2019 (diving with re-pricing).
 *
 * Complexity: at most one short column generation per doctor.
 */
#include "colgen/node.h"

#include <stdlib.h>
#include <string.h>

#include "base/num.h"

#define ROUNDS_PER_STEP 8
/* Plans with at least this share are taken without a question. */
#define NEARLY_WHOLE 0.9

static void fix_plan(const vakt_cg_run *run, const vakt_column *column, int8_t *given)
{
    const vakt_net *net = &run->colgen->nets->nets[column->doctor];
    const vakt_pool *pool = &run->colgen->pool;
    for (size_t i = 0; i < net->n_items; i++)
        given[net->vars[i].var] = 0;
    for (size_t i = column->first_item; i < column->first_item + column->n_items; i++)
        given[net->vars[pool->items.items[i]].var] = 1;
}

/* Fixes plans of doctors that have none yet; returns how many. */
static size_t fix_plans(const vakt_cg_run *run, bool *has_plan, int8_t *given)
{
    const vakt_pool *pool = &run->colgen->pool;
    size_t n = 0, best = SIZE_MAX;
    double best_share = VAKT_INT_TOL;
    for (size_t c = 0; c < run->master.n_in_lp; c++) {
        const vakt_column *column = &pool->columns.items[c];
        double share = vakt_lp_primal(run->master.lp, column->lp_col);
        if (has_plan[column->doctor])
            continue;
        if (share >= NEARLY_WHOLE) {
            fix_plan(run, column, given);
            has_plan[column->doctor] = true;
            n++;
        } else if (share > best_share) {
            best_share = share;
            best = c;
        }
    }
    if (best == SIZE_MAX || n > 0)
        return n;
    fix_plan(run, &pool->columns.items[best], given);
    has_plan[pool->columns.items[best].doctor] = true;
    return 1;
}

static vakt_status dive(vakt_cg_run *run, vakt_cg_node *node, bool *has_plan)
{
    vakt_status status = VAKT_OK;
    size_t n_doctors = run->colgen->program->n_doctors, n_fixed = 0;
    while (n_fixed < n_doctors && !vakt_cg_stopped(run)) {
        size_t n = fix_plans(run, has_plan, node->given);
        n_fixed += n;
        if (n == 0)
            goto done;
        if (n_fixed == n_doctors)
            break;
        node->infeasible = false;
        VAKT_TRY(vakt_cg_solve_node(run, node, ROUNDS_PER_STEP));
        if (vakt_cg_fathomed(run, node))
            goto done;
    }
    for (size_t v = 0; v < run->colgen->program->n_vars; v++)
        run->values[v] = node->given[v] == 1;
    vakt_cg_offer(run, run->values);
done:
    return status;
}

vakt_status vakt_cg_dive(vakt_cg_run *run, const vakt_cg_node *from)
{
    const vakt_program *program = run->colgen->program;
    vakt_cg_node node = {.given = malloc(program->n_vars + 1), .bound = from->bound};
    bool *has_plan = calloc(program->n_doctors + 1, sizeof *has_plan);
    vakt_status status = node.given && has_plan ? VAKT_OK : VAKT_E_NOMEM;
    if (status == VAKT_OK) {
        memcpy(node.given, from->given, program->n_vars);
        status = dive(run, &node, has_plan);
    }
    free(node.given);
    free(has_plan);
    return status;
}
