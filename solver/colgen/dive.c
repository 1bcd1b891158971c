/*
 * Problem: a good roster from an LP solution.
 *
 * Idea: plans with nearly the whole share become their doctors', a part of those left at a time;
 * when there is none, the plan with the greatest share does. The others are priced anew against
 * what is left, so that they fit to it; again, until every doctor has a plan. When the LP's value
 * jumps after a fixing, the fixing is taken back and its plans are not fixed again in this dive.
 * Dives after the first draw among the shares. What comes out is polished by whoever asked for it.
 *
 * Reference: Sadykov et al. 2019 (diving with re-pricing).
 *
 * Complexity: at most one short column generation per doctor and fixing taken back.
 */
#include "colgen/node.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

#define ROUNDS_PER_STEP 8
/* Plans with at least this share are taken several at a time: one in so many of those left. */
#define NEARLY_WHOLE 0.7
#define PART_PER_STEP 6
/* Shares of later dives are multiplied by 1 to 1 + this. */
#define NOISE 0.6
/* A jump of the LP's value: more than so many steps of the level, and this part of it. */
#define JUMP_STEPS 8
#define JUMP_SHARE 0.002
#define MOST_UNDONE 12

typedef struct dive {
    vakt_cg_run *run;
    vakt_cg_node node;
    bool *has_plan;    /* per doctor */
    int8_t *before;    /* given, as it was before the last fixing */
    bool *had_plan;
    double *noise;     /* per doctor */
    VAKT_VEC(int32_t) fixed, banned; /* columns: of the last fixing, and not to be fixed */
    size_t n_fixed;
    int n_undone;
} dive;

static uint64_t draw(uint64_t *random)
{
    uint64_t z = *random += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static void draw_noise(dive *v)
{
    vakt_cg_run *run = v->run;
    bool first = run->n_dives++ == 0;
    for (size_t d = 0; d < run->colgen->program->n_doctors; d++)
        v->noise[d] = 1.0 + (first ? 0.0 : NOISE * (double)(draw(&run->random) % 1024) / 1024.0);
}

static void fix_plan(dive *v, int32_t number)
{
    const vakt_pool *pool = &v->run->colgen->pool;
    const vakt_column *column = &pool->columns.items[number];
    const vakt_net *net = &v->run->colgen->nets->nets[column->doctor];
    for (size_t i = 0; i < net->n_items; i++)
        v->node.given[net->vars[i].var] = 0;
    for (size_t i = column->first_item; i < column->first_item + column->n_items; i++)
        v->node.given[net->vars[pool->items.items[i]].var] = 1;
    v->has_plan[column->doctor] = true;
    v->n_fixed++;
}

static bool is_banned(const dive *v, int32_t number)
{
    for (size_t i = 0; i < v->banned.count; i++)
        if (v->banned.items[i] == number)
            return true;
    return false;
}

/* The open plan of greatest share, noise included; -1 = none. */
static int32_t greatest(const dive *v, double *ret_share)
{
    const vakt_cg_run *run = v->run;
    double best_score = 0.0;
    int32_t best = -1;
    for (size_t c = 0; c < run->master.n_in_lp; c++) {
        const vakt_column *column = &run->colgen->pool.columns.items[c];
        if (column->lp_col < 0 || v->has_plan[column->doctor])
            continue;
        double share = vakt_lp_primal(run->master.lp, column->lp_col);
        double score = share * v->noise[column->doctor];
        if (share <= VAKT_INT_TOL || score <= best_score || is_banned(v, (int32_t)c))
            continue;
        best_score = score;
        *ret_share = share;
        best = (int32_t)c;
    }
    return best;
}

/* Fixes plans of doctors that have none yet; false when there is nothing to fix. */
static vakt_status fix_plans(dive *v, bool *ret_any)
{
    const vakt_program *program = v->run->colgen->program;
    size_t most = (program->n_doctors - v->n_fixed) / PART_PER_STEP + 1;
    double share = 0.0;
    memcpy(v->before, v->node.given, program->n_vars);
    memcpy(v->had_plan, v->has_plan, program->n_doctors * sizeof *v->has_plan);
    v->fixed.count = 0;
    for (size_t n = 0; n < most; n++) {
        int32_t number = greatest(v, &share);
        if (number < 0 || (n > 0 && share < NEARLY_WHOLE))
            break;
        fix_plan(v, number);
        if (!VAKT_VEC_PUSH(&v->fixed, number))
            return VAKT_E_NOMEM;
    }
    *ret_any = v->fixed.count > 0;
    return VAKT_OK;
}

static vakt_status undo(dive *v)
{
    const vakt_program *program = v->run->colgen->program;
    memcpy(v->node.given, v->before, program->n_vars);
    memcpy(v->has_plan, v->had_plan, program->n_doctors * sizeof *v->has_plan);
    v->n_fixed -= v->fixed.count;
    v->n_undone++;
    for (size_t i = 0; i < v->fixed.count; i++)
        if (!VAKT_VEC_PUSH(&v->banned, v->fixed.items[i]))
            return VAKT_E_NOMEM;
    return VAKT_OK;
}

static bool has_jumped(const dive *v, double before, double after)
{
    double jump = JUMP_STEPS * (double)v->run->step;
    return v->n_undone < MOST_UNDONE && after - before > jump &&
           after - before > fabs(before) * JUMP_SHARE;
}

/* A roster with a plan for everybody: made better if somebody knows how, then offered. */
static void hand_over(dive *v)
{
    vakt_cg_run *run = v->run;
    for (size_t i = 0; i < run->colgen->program->n_vars; i++)
        run->values[i] = v->node.given[i] == 1;
    if (run->hooks && run->hooks->polish) {
        int64_t work = run->colgen->pricer.work;
        run->hooks->polish(run->hooks->context, run->values);
        run->touches_before += run->colgen->pricer.work - work; /* counted by the polisher */
    }
    vakt_cg_offer(run, run->values);
}

static vakt_status go_down(dive *v)
{
    vakt_cg_run *run = v->run;
    vakt_status status = VAKT_OK;
    size_t n_doctors = run->colgen->program->n_doctors;
    double value = vakt_lp_value(run->master.lp);
    while (v->n_fixed < n_doctors && !vakt_cg_stopped(run)) {
        bool any;
        VAKT_TRY(fix_plans(v, &any));
        if (!any)
            goto done;
        if (v->n_fixed == n_doctors)
            break;
        v->node.infeasible = false;
        v->node.bound = run->bound;
        VAKT_TRY(vakt_cg_solve_node(run, &v->node, ROUNDS_PER_STEP));
        if (vakt_cg_stopped(run))
            goto done;
        double now = vakt_lp_value(run->master.lp);
        bool lost = vakt_cg_fathomed(run, &v->node);
        if ((lost && v->n_undone < MOST_UNDONE) || has_jumped(v, value, now)) {
            VAKT_TRY(undo(v));
            VAKT_TRY(vakt_cg_solve_node(run, &v->node, 1));
            continue;
        }
        if (lost)
            goto done;
        value = now;
    }
    if (v->n_fixed == n_doctors)
        hand_over(v);
done:
    return status;
}

vakt_status vakt_cg_dive(vakt_cg_run *run, const vakt_cg_node *from)
{
    const vakt_program *program = run->colgen->program;
    dive v = {.run = run, .node = {.bound = from->bound}};
    vakt_status status = VAKT_E_NOMEM;
    v.node.given = malloc(program->n_vars + 1);
    v.before = malloc(program->n_vars + 1);
    v.has_plan = calloc(program->n_doctors + 1, sizeof *v.has_plan);
    v.had_plan = calloc(program->n_doctors + 1, sizeof *v.had_plan);
    v.noise = calloc(program->n_doctors + 1, sizeof *v.noise);
    if (v.node.given && v.before && v.has_plan && v.had_plan && v.noise) {
        memcpy(v.node.given, from->given, program->n_vars);
        draw_noise(&v);
        status = go_down(&v);
    }
    free(v.node.given);
    free(v.before);
    free(v.has_plan);
    free(v.had_plan);
    free(v.noise);
    VAKT_VEC_DONE(&v.fixed);
    VAKT_VEC_DONE(&v.banned);
    return status;
}
