/*
 * Problem: duals to begin with. From nothing, column generation spends most of its rounds on
 * finding prices at which plans are sensible; with few doctors and long plans it may never do so.
 *
 * Idea: the linear relaxation of the whole program has a dual for each row. Those of shared rows
 * are prices of the master; those of a doctor's own rows are multipliers of the pricing. At these
 * prices the Lagrangian bound is at least about the relaxation's, since pricing knows more (whole
 * plans, conflicts, indicators exactly), and every later bound starts from there.
 *
 * Model: x, u in [0, 1]; all rows with slacks at their points; OR: members in one clique of
 * conflicts <= u, u <= sum of members; AND: u <= each member, sum - (n - 1) <= u.
 *
 * Reference: Geoffrion 1974 (Lagrangian bound >= LP bound); Dantzig and Wolfe 1960.
 *
 * Complexity: one LP of the size of the program.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "colgen/node.h"

/* A relaxation that takes longer is given up: column generation finds its own duals sooner. */
#define SEED_WORK 100000

typedef struct seed_entry {
    int32_t var, row;
    int64_t coef;
} seed_entry;

typedef struct seeder {
    vakt_cg_run *run;
    const vakt_program *program;
    const vakt_nets *nets;
    vakt_lp *lp;
    VAKT_VEC(seed_entry) entries;
    size_t *first_local_row; /* per doctor: LP row of its first row */
    int level_row;           /* LP row of level 0's limit */
} seeder;

static bool push(seeder *s, int32_t var, int row, int64_t coef)
{
    seed_entry entry = {var, row, coef};
    return VAKT_VEC_PUSH(&s->entries, entry);
}

static vakt_status add_row(seeder *s, int64_t lo, int64_t hi)
{
    return vakt_lp_add_row(s->lp, lo == VAKT_NO_BOUND_LO ? -VAKT_LP_INF : (double)lo,
                           hi == VAKT_NO_BOUND_HI ? VAKT_LP_INF : (double)hi, 0, NULL);
}

/* A priced side; hard sides have none. */
static vakt_status add_slack(seeder *s, int row, int sign, int64_t pts, int level)
{
    int sought = s->run->task->level;
    vakt_lp_entry entries[2] = {{row, sign}};
    size_t n = 1;
    if (pts == VAKT_HARD)
        return VAKT_OK;
    if (level < sought && pts != 0)
        entries[n++] = (vakt_lp_entry){s->level_row + level, (double)pts};
    return vakt_lp_add_col(s->lp, 0.0, VAKT_LP_INF, level == sought ? (double)pts : 0.0, false, n,
                           entries);
}

static vakt_status add_row_slacks(seeder *s, int row, int64_t lo, int64_t hi, int64_t under,
                                  int64_t over, int level)
{
    vakt_status status = VAKT_OK;
    if (lo != VAKT_NO_BOUND_LO)
        VAKT_TRY(add_slack(s, row, 1, under, level));
    if (hi != VAKT_NO_BOUND_HI)
        VAKT_TRY(add_slack(s, row, -1, over, level));
done:
    return status;
}

/* -- rows ----------------------------------------------------------------------------------- */

static vakt_status add_shared_rows(seeder *s)
{
    const vakt_coupling *coupling = s->run->colgen->coupling;
    vakt_status status = VAKT_OK;
    for (size_t r = 0; r < coupling->n_rows; r++)
        VAKT_TRY(add_row(s, coupling->rows[r].lo, coupling->rows[r].hi));
    for (size_t v = 0; v < s->program->n_vars; v++)
        for (size_t i = coupling->first_of_var[v]; i < coupling->first_of_var[v + 1]; i++)
            if (!push(s, (int32_t)v, coupling->of_var[i].row, coupling->of_var[i].coef))
                return VAKT_E_NOMEM;
done:
    return status;
}

static vakt_status add_local_rows(seeder *s, size_t doctor)
{
    const vakt_net *net = &s->nets->nets[doctor];
    vakt_status status = VAKT_OK;
    s->first_local_row[doctor] = (size_t)vakt_lp_n_rows(s->lp);
    for (size_t k = 0; k < net->n_rows; k++)
        VAKT_TRY(add_row(s, net->rows[k].lo, net->rows[k].hi));
    for (size_t v = 0; v < net->n_locals; v++)
        for (size_t e = 0; e < net->vars[v].n_effects; e++) {
            const vakt_net_effect *effect = &net->effects[net->vars[v].first_effect + e];
            if (!push(s, net->vars[v].var, (int)s->first_local_row[doctor] + effect->row,
                      effect->coef))
                return VAKT_E_NOMEM;
        }
done:
    return status;
}

static bool excluded_by_all(const vakt_net *net, const int32_t *group, size_t n, int32_t item)
{
    for (size_t i = 0; i < n; i++)
        if (!vakt_net_excludes(net, group[i], item))
            return false;
    return true;
}

/* sum of members in one clique <= u, clique by clique; group is scratch. */
static vakt_status link_cliques(seeder *s, const vakt_net *net, int32_t u, int32_t *members,
                                size_t n, int32_t *group)
{
    vakt_status status = VAKT_OK;
    while (n > 0) {
        size_t n_group = 0, n_rest = 0;
        int row = vakt_lp_n_rows(s->lp);
        VAKT_TRY(add_row(s, VAKT_NO_BOUND_LO, 0));
        for (size_t i = 0; i < n; i++) {
            bool item = members[i] < (int32_t)net->n_items;
            if (n_group == 0 || (item && group[0] < (int32_t)net->n_items &&
                                 excluded_by_all(net, group, n_group, members[i])))
                group[n_group++] = members[i];
            else
                members[n_rest++] = members[i];
        }
        for (size_t i = 0; i < n_group; i++)
            if (!push(s, net->vars[group[i]].var, row, 1))
                return VAKT_E_NOMEM;
        if (!push(s, u, row, -1))
            return VAKT_E_NOMEM;
        n = n_rest;
    }
done:
    return status;
}

static vakt_status link_indicator(seeder *s, const vakt_net *net, int32_t u, int32_t *scratch)
{
    const vakt_var *var = &s->program->vars[u];
    const int32_t *members = s->program->members + var->first_member;
    vakt_status status = VAKT_OK;
    bool is_or = var->kind == VAKT_VAR_OR, kept = true;
    for (size_t i = 0; i < var->n_members; i++)
        scratch[i] = s->nets->local[members[i]];
    if (is_or)
        VAKT_TRY(link_cliques(s, net, u, scratch, var->n_members, scratch + var->n_members));
    for (size_t i = 0; !is_or && i < var->n_members; i++) {
        kept = kept && push(s, members[i], vakt_lp_n_rows(s->lp), 1) &&
               push(s, u, vakt_lp_n_rows(s->lp), -1);
        VAKT_TRY(add_row(s, 0, VAKT_NO_BOUND_HI));
    }
    for (size_t i = 0; i < var->n_members; i++)
        kept = kept && push(s, members[i], vakt_lp_n_rows(s->lp), 1);
    kept = kept && push(s, u, vakt_lp_n_rows(s->lp), -1);
    VAKT_TRY(add_row(s, is_or ? 0 : VAKT_NO_BOUND_LO,
                     is_or ? VAKT_NO_BOUND_HI : (int64_t)var->n_members - 1));
    if (!kept)
        status = VAKT_E_NOMEM;
done:
    return status;
}

static vakt_status add_rows(seeder *s)
{
    vakt_status status = VAKT_OK;
    int32_t *scratch = malloc((2 * s->program->n_members + 2) * sizeof *scratch);
    if (!scratch)
        return VAKT_E_NOMEM;
    VAKT_TRY(add_shared_rows(s));
    s->level_row = vakt_lp_n_rows(s->lp);
    for (int k = 0; k < s->run->task->level; k++)
        VAKT_TRY(add_row(s, VAKT_NO_BOUND_LO, s->run->task->limits[k] - s->nets->constant[k]));
    for (size_t d = 0; d < s->program->n_doctors; d++) {
        const vakt_net *net = &s->nets->nets[d];
        VAKT_TRY(add_local_rows(s, d));
        for (size_t u = net->n_items; u < net->n_locals; u++)
            VAKT_TRY(link_indicator(s, net, net->vars[u].var, scratch));
    }
done:
    free(scratch);
    return status;
}

/* -- columns -------------------------------------------------------------------------------- */

static int compare_entries(const void *a, const void *b)
{
    const seed_entry *x = a, *y = b;
    if (x->var != y->var)
        return x->var < y->var ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* The entries of one variable from `at` on, equal rows summed; returns where the next one's are. */
static size_t gather(const seeder *s, size_t at, vakt_lp_entry *entries, size_t *ret_n)
{
    int32_t var = s->entries.items[at].var;
    size_t n = 0;
    for (; at < s->entries.count && s->entries.items[at].var == var; at++) {
        const seed_entry *entry = &s->entries.items[at];
        if (n > 0 && entries[n - 1].index == entry->row)
            entries[n - 1].coef += (double)entry->coef;
        else if (entry->coef != 0)
            entries[n++] = (vakt_lp_entry){entry->row, (double)entry->coef};
    }
    size_t kept = 0;
    for (size_t i = 0; i < n; i++)
        if (fabs(entries[i].coef) > 0.0)
            entries[kept++] = entries[i];
    *ret_n = kept;
    return at;
}

static vakt_status add_variables(seeder *s)
{
    const vakt_program *program = s->program;
    int sought = s->run->task->level;
    vakt_status status = VAKT_OK;
    double *costs = calloc(program->n_vars + 1, sizeof *costs);
    vakt_lp_entry *entries = NULL;
    for (size_t c = 0; costs && c < program->n_costs; c++) {
        const vakt_cost *cost = &program->costs[c];
        if (cost->level == sought)
            costs[cost->var] += (double)cost->pts;
        else if (cost->level < sought && cost->pts != 0 &&
                 !push(s, cost->var, s->level_row + cost->level, cost->pts))
            status = VAKT_E_NOMEM;
    }
    entries = malloc((s->entries.count + 1) * sizeof *entries);
    if (!costs || !entries)
        status = VAKT_E_NOMEM;
    if (status != VAKT_OK)
        goto done;
    qsort(s->entries.items, s->entries.count, sizeof *s->entries.items, compare_entries);
    for (size_t v = 0, at = 0; v < program->n_vars; v++) {
        size_t n = 0;
        if (at < s->entries.count && s->entries.items[at].var == (int32_t)v)
            at = gather(s, at, entries, &n);
        VAKT_TRY(vakt_lp_add_col(s->lp, program->vars[v].fixed_one ? 1.0 : 0.0, 1.0, costs[v],
                                 false, n, entries));
    }
done:
    free(costs);
    free(entries);
    return status;
}

static vakt_status add_all_slacks(seeder *s)
{
    const vakt_coupling *coupling = s->run->colgen->coupling;
    vakt_status status = VAKT_OK;
    for (size_t r = 0; r < coupling->n_rows; r++) {
        const vakt_shared_row *row = &coupling->rows[r];
        VAKT_TRY(add_row_slacks(s, (int)r, row->lo, row->hi, row->under_pts, row->over_pts,
                                row->level));
    }
    for (size_t d = 0; d < s->program->n_doctors; d++)
        for (size_t k = 0; k < s->nets->nets[d].n_rows; k++) {
            const vakt_net_row *row = &s->nets->nets[d].rows[k];
            VAKT_TRY(add_row_slacks(s, (int)(s->first_local_row[d] + k), row->lo, row->hi,
                                    row->under_pts, row->over_pts, row->level));
        }
done:
    return status;
}

/* -- duals ---------------------------------------------------------------------------------- */

static int64_t scaled(const seeder *s, int row)
{
    double value = ldexp(-vakt_lp_dual(s->lp, row), s->run->master.shift);
    /* A price this far out is of no use and could leave the range. */
    double most = ldexp((double)s->run->master.penalty, s->run->master.shift);
    return isfinite(value) ? (int64_t)llround(fmin(fmax(value, -most), most)) : 0;
}

static void read_duals(seeder *s)
{
    vakt_prices *prices = &s->run->stabiliser.centre;
    vakt_relax *relaxes = s->run->colgen->pricer.relaxes;
    int sought = s->run->task->level;
    memset(prices->levels, 0, sizeof prices->levels);
    for (int k = 0; k < sought; k++)
        prices->levels[k] = scaled(s, s->level_row + k);
    prices->levels[sought] = (int64_t)1 << s->run->master.shift;
    for (size_t r = 0; r < s->run->colgen->coupling->n_rows; r++)
        prices->rows[r] = scaled(s, (int)r);
    vakt_master_clamp(&s->run->master, prices);
    for (size_t d = 0; d < s->program->n_doctors; d++) {
        const vakt_diagram *diagram = &relaxes[d].diagram;
        for (int32_t p = 0; p < diagram->n_parts; p++)
            if (diagram->parts[p].is_row)
                relaxes[d].slope[p] =
                    scaled(s, (int)s->first_local_row[d] + diagram->parts[p].index);
    }
}

vakt_status vakt_cg_seed(vakt_cg_run *run, bool *ret_seeded)
{
    seeder s = {.run = run, .program = run->colgen->program, .nets = run->colgen->nets};
    vakt_status status = VAKT_E_NOMEM;
    bool solved = false;
    s.lp = vakt_lp_new();
    s.first_local_row = calloc(s.program->n_doctors + 1, sizeof *s.first_local_row);
    if (!s.lp || !s.first_local_row)
        goto done;
    VAKT_TRY(add_rows(&s));
    VAKT_TRY(add_variables(&s));
    VAKT_TRY(add_all_slacks(&s));
    run->lp_end = vakt_cg_work(run) + SEED_WORK;
    status = vakt_cg_solve_lp(run, s.lp, &solved);
    run->lp_end = 0;
    VAKT_TRY(status);
    if (solved)
        read_duals(&s);
done:
    *ret_seeded = solved;
    vakt_lp_free(s.lp);
    VAKT_VEC_DONE(&s.entries);
    free(s.first_local_row);
    return status;
}
