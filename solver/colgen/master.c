/*
 * Problem: the least cost of a convex mix of known plans per doctor that keeps the shared rows.
 *
 * Notation: lambda_p in [0, 1] = share of plan p; rows: sum of a doctor's lambda = 1; shared rows
 * lo <= sum of entries * lambda + shared indicators + under - over <= hi; one row per earlier level
 * that holds its value. Slacks of soft sides cost their points; hard sides, doctors and levels have
 * artificials at a penalty, so that the master is always feasible and duals are boxed.
 *
 * Reference: Dantzig and Wolfe 1960; Barnhart et al. 1998 (branch and price).
 */
#include "colgen/master.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"

#define FULL_SHIFT 20
/* Columns are parked after so many solves that did not use them, once there are many. */
#define IDLE_SOLVES 12
#define COLUMNS_PER_ROW 2
/* Room for every sum of prices in 62 bits. */
#define MOST_SCALED 1e18

static int row_of(const vakt_master *m, size_t shared)
{
    return (int)(m->nets->program->n_doctors + shared);
}

static int row_of_level(const vakt_master *m, int level)
{
    return row_of(m, m->coupling->n_rows) + level;
}

static double side(int64_t bound)
{
    return bound == VAKT_NO_BOUND_LO   ? -VAKT_LP_INF
           : bound == VAKT_NO_BOUND_HI ? VAKT_LP_INF
                                       : (double)bound;
}

static vakt_status add_rows(vakt_master *m)
{
    vakt_status status = VAKT_OK;
    for (size_t d = 0; d < m->nets->program->n_doctors; d++)
        VAKT_TRY(vakt_lp_add_row(m->lp, 1.0, 1.0, 0, NULL));
    for (size_t r = 0; r < m->coupling->n_rows; r++)
        VAKT_TRY(vakt_lp_add_row(m->lp, side(m->coupling->rows[r].lo),
                                 side(m->coupling->rows[r].hi), 0, NULL));
    for (int k = 0; k < m->level; k++)
        VAKT_TRY(vakt_lp_add_row(m->lp, -VAKT_LP_INF,
                                 (double)(m->limits[k] - m->nets->constant[k]), 0, NULL));
done:
    return status;
}

static vakt_status add_slack(vakt_master *m, int row, double coef, int level, int64_t pts)
{
    vakt_master_slack slack = {vakt_lp_n_cols(m->lp), level, pts};
    vakt_lp_entry entries[2] = {{row, coef}};
    size_t n = 1;
    if (level >= 0 && level < m->level && pts != 0)
        entries[n++] = (vakt_lp_entry){row_of_level(m, level), (double)pts};
    if (level > m->level)
        slack.pts = 0;
    vakt_status status = vakt_lp_add_col(m->lp, 0.0, VAKT_LP_INF, 0.0, false, n, entries);
    if (status != VAKT_OK)
        return status;
    return VAKT_VEC_PUSH(&m->slacks, slack) ? VAKT_OK : VAKT_E_NOMEM;
}

static vakt_status add_slacks(vakt_master *m)
{
    vakt_status status = VAKT_OK;
    for (size_t d = 0; d < m->nets->program->n_doctors; d++)
        VAKT_TRY(add_slack(m, (int)d, 1.0, -1, 1));
    for (size_t r = 0; r < m->coupling->n_rows; r++) {
        const vakt_shared_row *row = &m->coupling->rows[r];
        bool hard_lo = row->under_pts == VAKT_HARD, hard_hi = row->over_pts == VAKT_HARD;
        if (row->lo != VAKT_NO_BOUND_LO)
            VAKT_TRY(add_slack(m, row_of(m, r), 1.0, hard_lo ? -1 : row->level,
                               hard_lo ? 1 : row->under_pts));
        if (row->hi != VAKT_NO_BOUND_HI)
            VAKT_TRY(add_slack(m, row_of(m, r), -1.0, hard_hi ? -1 : row->level,
                               hard_hi ? 1 : row->over_pts));
    }
    for (int k = 0; k < m->level; k++)
        VAKT_TRY(add_slack(m, row_of_level(m, k), -1.0, -1, 1));
done:
    return status;
}

/* Costs of a shared indicator at a level. */
static int64_t cost_of_var(const vakt_master *m, int32_t var, int level)
{
    const vakt_program *program = m->nets->program;
    int64_t sum = 0;
    for (size_t i = m->coupling->first_cost[var]; i < m->coupling->first_cost[var + 1]; i++) {
        const vakt_cost *cost = &program->costs[m->coupling->costs[i]];
        sum += cost->level == level ? cost->pts : 0;
    }
    return sum;
}

static vakt_status add_shared(vakt_master *m, vakt_lp_entry *entries)
{
    for (size_t i = 0; i < m->nets->n_shared; i++) {
        int32_t var = m->nets->shared[i];
        size_t n = 0;
        for (size_t k = m->coupling->first_of_var[var]; k < m->coupling->first_of_var[var + 1]; k++)
            entries[n++] = (vakt_lp_entry){row_of(m, (size_t)m->coupling->of_var[k].row),
                                           (double)m->coupling->of_var[k].coef};
        for (int k = 0; k < m->level; k++)
            if (cost_of_var(m, var, k) != 0)
                entries[n++] =
                    (vakt_lp_entry){row_of_level(m, k), (double)cost_of_var(m, var, k)};
        m->shared_col[i] = vakt_lp_n_cols(m->lp);
        vakt_status status = vakt_lp_add_col(m->lp, 0.0, 1.0, 0.0, false, n, entries);
        if (status != VAKT_OK)
            return status;
    }
    return VAKT_OK;
}

/* How large a sum of prices can get, per unit of scale. */
static double magnitude(const vakt_master *m)
{
    const vakt_program *program = m->nets->program;
    double sum = 1.0, penalty = (double)m->penalty;
    for (size_t c = 0; c < program->n_costs; c++)
        sum += fabs((double)program->costs[c].pts);
    for (size_t r = 0; r < program->n_rows; r++) {
        const vakt_row *row = &program->rows[r];
        double price = 1.0, size = 1.0;
        price = row->under_pts > 1 ? (double)row->under_pts : price;
        price = (double)row->over_pts > price ? (double)row->over_pts : price;
        size += row->lo == VAKT_NO_BOUND_LO ? 0.0 : fabs((double)row->lo);
        size += row->hi == VAKT_NO_BOUND_HI ? 0.0 : fabs((double)row->hi);
        for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++)
            size += fabs((double)program->terms[t].coef);
        sum += price * size;
    }
    for (int k = 0; k < m->level; k++)
        sum += fabs((double)m->limits[k]);
    return sum * (penalty + 1.0);
}

vakt_status vakt_master_init(vakt_master *m, vakt_pool *pool, int level, const int64_t *limits,
                             int64_t penalty)
{
    const vakt_nets *nets = pool->coupling->nets;
    *m = (vakt_master){.pool = pool, .nets = nets, .coupling = pool->coupling};
    m->level = level;
    m->penalty = penalty;
    memcpy(m->limits, limits, (size_t)level * sizeof *limits);
    m->shift = FULL_SHIFT;
    double size = magnitude(m);
    while (m->shift > 0 && ldexp(size, m->shift) > MOST_SCALED)
        m->shift--;
    if (ldexp(size, m->shift) > MOST_SCALED)
        m->shift = -1;
    m->lp = vakt_lp_new();
    m->shared_col = calloc(nets->n_shared + 1, sizeof *m->shared_col);
    vakt_lp_entry *entries =
        malloc((m->coupling->n_rows + VAKT_MAX_LEVELS + 1) * sizeof *entries);
    vakt_status status = m->lp && m->shared_col && entries ? VAKT_OK : VAKT_E_NOMEM;
    if (status == VAKT_OK)
        VAKT_TRY(add_rows(m));
    if (status == VAKT_OK)
        VAKT_TRY(add_slacks(m));
    if (status == VAKT_OK)
        VAKT_TRY(add_shared(m, entries));
    for (size_t c = 0; c < pool->columns.count; c++) {
        pool->columns.items[c].lp_col = -1;
        pool->columns.items[c].idle = 0;
        pool->columns.items[c].parked = false;
    }
    vakt_master_seek(m, false);
done:
    free(entries);
    return status;
}

void vakt_master_done(vakt_master *m)
{
    vakt_lp_free(m->lp);
    VAKT_VEC_DONE(&m->slacks);
    free(m->shared_col);
    *m = (vakt_master){0};
}

/* -- columns -------------------------------------------------------------------------------- */

bool vakt_master_allows(const vakt_master *m, const vakt_column *column, const int8_t *given)
{
    const vakt_net *net = &m->nets->nets[column->doctor];
    size_t at = 0;
    for (size_t i = 0; i < net->n_items; i++) {
        bool has = at < column->n_items &&
                   m->pool->items.items[column->first_item + at] == (int32_t)i;
        at += has;
        int8_t wanted = given[net->vars[i].var];
        if (wanted >= 0 && (wanted == 1) != has)
            return false;
    }
    return true;
}

static vakt_status add_column(vakt_master *m, vakt_column *column, const int8_t *given,
                              vakt_lp_entry *entries)
{
    size_t n = 0;
    entries[n++] = (vakt_lp_entry){column->doctor, 1.0};
    for (size_t i = column->first_entry; i < column->first_entry + column->n_entries; i++) {
        const vakt_net_effect *entry = &m->pool->entries.items[i];
        entries[n++] = (vakt_lp_entry){row_of(m, (size_t)entry->row), (double)entry->coef};
    }
    for (int k = 0; k < m->level; k++)
        if (column->costs[k] != 0)
            entries[n++] = (vakt_lp_entry){row_of_level(m, k), (double)column->costs[k]};
    column->lp_col = vakt_lp_n_cols(m->lp);
    double cost = m->feasibility ? 0.0 : (double)column->costs[m->level];
    /* No upper bound: the doctor's row has it, and a bound would give it a dual of its own. */
    double hi = vakt_master_allows(m, column, given) ? VAKT_LP_INF : 0.0;
    return vakt_lp_add_col(m->lp, 0.0, hi, cost, false, n, entries);
}

vakt_status vakt_master_extend(vakt_master *m, const int8_t *given)
{
    vakt_status status = VAKT_OK;
    vakt_lp_entry *entries =
        malloc((m->coupling->n_rows + VAKT_MAX_LEVELS + 2) * sizeof *entries);
    if (!entries)
        return VAKT_E_NOMEM;
    for (; m->n_in_lp < m->pool->columns.count && status == VAKT_OK; m->n_in_lp++)
        status = add_column(m, &m->pool->columns.items[m->n_in_lp], given, entries);
    free(entries);
    return status;
}

static void set_bounds(vakt_master *m, const vakt_column *column, const int8_t *given)
{
    bool open = !column->parked && vakt_master_allows(m, column, given);
    vakt_lp_set_col_bounds(m->lp, column->lp_col, 0.0, open ? VAKT_LP_INF : 0.0);
}

void vakt_master_restrict(vakt_master *m, const int8_t *given)
{
    for (size_t c = 0; c < m->n_in_lp; c++)
        set_bounds(m, &m->pool->columns.items[c], given);
}

void vakt_master_park(vakt_master *m)
{
    if (m->n_in_lp < COLUMNS_PER_ROW * (size_t)vakt_lp_n_rows(m->lp))
        return;
    for (size_t c = 0; c < m->n_in_lp; c++) {
        vakt_column *column = &m->pool->columns.items[c];
        bool used = vakt_lp_primal(m->lp, column->lp_col) > VAKT_PIVOT_TOL;
        column->idle = used ? 0 : column->idle + 1;
        if (column->parked || column->idle < IDLE_SOLVES)
            continue;
        column->parked = true;
        vakt_lp_set_col_bounds(m->lp, column->lp_col, 0.0, 0.0);
    }
}

bool vakt_master_unpark(vakt_master *m, int32_t c, const vakt_prices *duals, const int8_t *given)
{
    vakt_column *column = &m->pool->columns.items[c];
    if (!column->parked)
        return false;
    double reduced =
        ldexp((double)vakt_column_reduced(m->pool, column, duals->levels, duals->rows), -m->shift) -
        vakt_lp_dual(m->lp, column->doctor);
    if (reduced > -VAKT_INT_TOL)
        return false;
    column->parked = false;
    column->idle = 0;
    set_bounds(m, column, given);
    return true;
}

void vakt_master_seek(vakt_master *m, bool feasibility)
{
    m->feasibility = feasibility;
    for (size_t i = 0; i < m->slacks.count; i++) {
        const vakt_master_slack *slack = &m->slacks.items[i];
        int64_t cost = slack->level == m->level && !feasibility ? slack->pts : 0;
        if (slack->level < 0)
            cost = feasibility ? 1 : m->penalty;
        vakt_lp_set_cost(m->lp, slack->col, (double)cost);
    }
    for (size_t i = 0; i < m->nets->n_shared; i++)
        vakt_lp_set_cost(
            m->lp, m->shared_col[i],
            feasibility ? 0.0 : (double)cost_of_var(m, m->nets->shared[i], m->level));
    for (size_t c = 0; c < m->n_in_lp; c++) {
        const vakt_column *column = &m->pool->columns.items[c];
        vakt_lp_set_cost(m->lp, column->lp_col,
                         feasibility ? 0.0 : (double)column->costs[m->level]);
    }
}

double vakt_master_artificial(const vakt_master *m)
{
    double sum = 0.0;
    for (size_t i = 0; i < m->slacks.count; i++)
        if (m->slacks.items[i].level < 0)
            sum += vakt_lp_primal(m->lp, m->slacks.items[i].col);
    return sum;
}

/* -- prices --------------------------------------------------------------------------------- */

static int64_t scaled(const vakt_master *m, double dual)
{
    double value = ldexp(-dual, m->shift);
    return vakt_num_is_exact(value) ? (int64_t)llround(value) : 0;
}

void vakt_master_prices(const vakt_master *m, vakt_prices *prices)
{
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        prices->levels[k] = k < m->level ? scaled(m, vakt_lp_dual(m->lp, row_of_level(m, k))) : 0;
    prices->levels[m->level] = m->feasibility ? 0 : (int64_t)1 << m->shift;
    for (size_t r = 0; r < m->coupling->n_rows; r++)
        prices->rows[r] = scaled(m, vakt_lp_dual(m->lp, row_of(m, r)));
    vakt_master_clamp(m, prices);
}

static int64_t most_of_side(const vakt_master *m, const vakt_prices *prices, int64_t bound,
                            int64_t open, int64_t pts, int level)
{
    int64_t hard = (m->feasibility ? 1 : m->penalty) << m->shift;
    return bound == open ? 0 : pts == VAKT_HARD ? hard : pts * prices->levels[level];
}

void vakt_master_clamp(const vakt_master *m, vakt_prices *prices)
{
    int64_t hard = (m->feasibility ? 1 : m->penalty) << m->shift;
    for (int k = 0; k < m->level; k++) {
        int64_t *price = &prices->levels[k];
        *price = *price < 0 ? 0 : *price > hard ? hard : *price;
    }
    for (size_t r = 0; r < m->coupling->n_rows; r++) {
        const vakt_shared_row *row = &m->coupling->rows[r];
        int64_t over = most_of_side(m, prices, row->hi, VAKT_NO_BOUND_HI, row->over_pts,
                                    row->level);
        int64_t under = most_of_side(m, prices, row->lo, VAKT_NO_BOUND_LO, row->under_pts,
                                     row->level);
        int64_t *price = &prices->rows[r];
        *price = *price > over ? over : *price < -under ? -under : *price;
    }
}
