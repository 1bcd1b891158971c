/*
 * Problem: say exactly what a doctor's plan costs and what it does to the rows of the master.
 *
 * Idea: a plan is evaluated like a program: indicators count their ones, rows sum their terms. A
 * shared indicator is a variable of the master, defined by rows: member <= OR <= sum of members;
 * sum of members - (n - 1) <= AND <= each member.
 *
 * Complexity: linear in the terms of the items and indicators that become 1, plus the doctor's
 * rows.
 */
#include "colgen/column.h"

#include <stdlib.h>
#include <string.h>

/* -- coupling ------------------------------------------------------------------------------- */

typedef struct coupling_pass {
    vakt_coupling *coupling;
    bool filling;
} coupling_pass;

static void add_entry(const coupling_pass *pass, int32_t var, size_t row, int32_t coef)
{
    vakt_coupling *coupling = pass->coupling;
    if (pass->filling)
        coupling->of_var[coupling->first_of_var[var + 1]++] =
            (vakt_net_effect){(int32_t)row, coef};
    else
        coupling->first_of_var[var + 2]++;
}

static size_t add_row(const coupling_pass *pass, size_t at, int64_t lo, int64_t hi)
{
    if (pass->filling)
        pass->coupling->rows[at] = (vakt_shared_row){lo, hi, VAKT_HARD, VAKT_HARD, 0};
    return at;
}

static size_t define_indicator(const coupling_pass *pass, int32_t v, size_t at)
{
    const vakt_program *program = pass->coupling->nets->program;
    const vakt_var *var = &program->vars[v];
    const int32_t *members = program->members + var->first_member;
    bool is_or = var->kind == VAKT_VAR_OR;
    for (size_t i = 0; i < var->n_members; i++, at++) {
        add_row(pass, at, is_or ? VAKT_NO_BOUND_LO : 0, is_or ? 0 : VAKT_NO_BOUND_HI);
        add_entry(pass, members[i], at, 1);
        add_entry(pass, v, at, -1);
    }
    if (is_or)
        add_row(pass, at, 0, VAKT_NO_BOUND_HI);
    else
        add_row(pass, at, VAKT_NO_BOUND_LO, (int64_t)var->n_members - 1);
    for (size_t i = 0; i < var->n_members; i++)
        add_entry(pass, members[i], at, 1);
    add_entry(pass, v, at, -1);
    return at + 1;
}

static void fill_coupling(const coupling_pass *pass)
{
    vakt_coupling *coupling = pass->coupling;
    const vakt_nets *nets = coupling->nets;
    const vakt_program *program = nets->program;
    size_t at = 0;
    for (size_t k = 0; k < nets->n_linking; k++, at++) {
        const vakt_row *row = &program->rows[nets->linking[k]];
        if (pass->filling)
            coupling->rows[at] =
                (vakt_shared_row){row->lo, row->hi, row->under_pts, row->over_pts, row->level};
        for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++)
            add_entry(pass, program->terms[t].var, at, program->terms[t].coef);
    }
    for (size_t k = 0; k < nets->n_shared; k++)
        at = define_indicator(pass, nets->shared[k], at);
    coupling->n_rows = at;
}

static bool index_costs(vakt_coupling *coupling)
{
    const vakt_program *program = coupling->nets->program;
    coupling->first_cost = vakt_arena_alloc(coupling->arena, program->n_vars + 2, sizeof(size_t));
    coupling->costs = vakt_arena_alloc(coupling->arena, program->n_costs + 1, sizeof(int32_t));
    if (!coupling->first_cost || !coupling->costs)
        return false;
    for (size_t c = 0; c < program->n_costs; c++)
        coupling->first_cost[program->costs[c].var + 2]++;
    for (size_t v = 2; v < program->n_vars + 2; v++)
        coupling->first_cost[v] += coupling->first_cost[v - 1];
    for (size_t c = 0; c < program->n_costs; c++)
        coupling->costs[coupling->first_cost[program->costs[c].var + 1]++] = (int32_t)c;
    return true;
}

vakt_status vakt_coupling_new(const vakt_nets *nets, vakt_coupling **ret_coupling)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_coupling *coupling = arena ? vakt_arena_alloc(arena, 1, sizeof *coupling) : NULL;
    if (!coupling) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    size_t n_vars = nets->program->n_vars;
    *coupling = (vakt_coupling){.arena = arena, .nets = nets};
    coupling->first_of_var = vakt_arena_alloc(arena, n_vars + 2, sizeof(size_t));
    if (coupling->first_of_var)
        fill_coupling(&(coupling_pass){coupling, false});
    for (size_t v = 2; coupling->first_of_var && v < n_vars + 2; v++)
        coupling->first_of_var[v] += coupling->first_of_var[v - 1];
    coupling->rows = vakt_arena_alloc(arena, coupling->n_rows + 1, sizeof *coupling->rows);
    if (coupling->first_of_var)
        coupling->of_var = vakt_arena_alloc(arena, coupling->first_of_var[n_vars + 1] + 1,
                                            sizeof *coupling->of_var);
    if (!coupling->of_var || !coupling->rows || !index_costs(coupling)) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    fill_coupling(&(coupling_pass){coupling, true});
    *ret_coupling = coupling;
    return VAKT_OK;
}

void vakt_coupling_free(vakt_coupling *coupling)
{
    if (coupling)
        vakt_arena_free(coupling->arena);
}

/* -- pool ----------------------------------------------------------------------------------- */

vakt_status vakt_pool_init(vakt_pool *pool, const vakt_coupling *coupling)
{
    size_t n_locals = 1, n_rows = 1;
    const vakt_nets *nets = coupling->nets;
    for (size_t d = 0; d < nets->program->n_doctors; d++) {
        const vakt_net *net = &nets->nets[d];
        n_locals = net->n_locals > n_locals ? net->n_locals : n_locals;
        n_rows = net->n_rows > n_rows ? net->n_rows : n_rows;
    }
    *pool = (vakt_pool){.coupling = coupling};
    vakt_map_clear(&pool->numbers);
    pool->ones = malloc(n_locals * sizeof *pool->ones);
    pool->activity = malloc(n_rows * sizeof *pool->activity);
    pool->sums = calloc(coupling->n_rows + 1, sizeof *pool->sums);
    pool->touched = malloc((coupling->n_rows + 1) * sizeof *pool->touched);
    return pool->ones && pool->activity && pool->sums && pool->touched ? VAKT_OK : VAKT_E_NOMEM;
}

void vakt_pool_done(vakt_pool *pool)
{
    VAKT_VEC_DONE(&pool->columns);
    VAKT_VEC_DONE(&pool->items);
    VAKT_VEC_DONE(&pool->entries);
    vakt_map_done(&pool->numbers);
    free(pool->ones);
    free(pool->activity);
    free(pool->sums);
    free(pool->touched);
}

/* -- evaluation ----------------------------------------------------------------------------- */

typedef struct evaluation {
    vakt_pool *pool;
    const vakt_net *net;
    size_t n_touched;
    int64_t costs[VAKT_MAX_LEVELS];
} evaluation;

static void set_one(evaluation *e, size_t local)
{
    vakt_pool *pool = e->pool;
    const vakt_net_var *var = &e->net->vars[local];
    const vakt_coupling *coupling = pool->coupling;
    pool->var_price += pool->var_prices ? pool->var_prices[var->var] : 0;
    for (size_t i = var->first_effect; i < var->first_effect + var->n_effects; i++)
        pool->activity[e->net->effects[i].row] += e->net->effects[i].coef;
    for (size_t i = coupling->first_of_var[var->var]; i < coupling->first_of_var[var->var + 1];
         i++) {
        int32_t row = coupling->of_var[i].row;
        if (pool->sums[row] == 0)
            pool->touched[e->n_touched++] = row;
        pool->sums[row] += coupling->of_var[i].coef;
        for (size_t k = 0; pool->sums[row] == 0 && k < e->n_touched; k++)
            if (pool->touched[k] == row)
                pool->touched[k] = pool->touched[--e->n_touched];
    }
    for (size_t i = coupling->first_cost[var->var]; i < coupling->first_cost[var->var + 1]; i++) {
        const vakt_cost *cost = &coupling->nets->program->costs[coupling->costs[i]];
        e->costs[cost->level] += cost->pts;
    }
    for (size_t p = var->first_parent; p < var->first_parent + var->n_parents; p++) {
        size_t parent = (size_t)e->net->parents[p];
        bool is_or = e->net->vars[parent].kind == VAKT_VAR_OR;
        if (++pool->ones[parent] == (is_or ? 1 : e->net->vars[parent].n_members)) {
            pool->ones[parent] += is_or ? INT32_MIN / 2 : 0; /* no second time */
            set_one(e, parent);
        }
    }
}

/* Adds the prices of the doctor's rows; false when a hard one is broken. */
static bool price_rows(const evaluation *e, int64_t *costs)
{
    for (size_t k = 0; k < e->net->n_rows; k++) {
        const vakt_net_row *row = &e->net->rows[k];
        int64_t a = e->pool->activity[k];
        int64_t under = row->lo != VAKT_NO_BOUND_LO && a < row->lo ? row->lo - a : 0;
        int64_t over = row->hi != VAKT_NO_BOUND_HI && a > row->hi ? a - row->hi : 0;
        if ((under && row->under_pts == VAKT_HARD) || (over && row->over_pts == VAKT_HARD))
            return false;
        costs[row->level] += under * row->under_pts + over * row->over_pts;
    }
    return true;
}

static uint64_t hash_items(int doctor, const int32_t *items, size_t n)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)doctor;
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ (uint64_t)(items[i] + 1)) * 1099511628211u;
    return hash;
}

static bool is_plan(const vakt_pool *pool, const vakt_column *column, int doctor,
                    const int32_t *items, size_t n)
{
    return column->doctor == doctor && column->n_items == n &&
           (n == 0 || memcmp(pool->items.items + column->first_item, items, n * sizeof *items) == 0);
}

/* The plan's number; that of the next column when it is new. -1 when out of memory. */
static int32_t find(vakt_pool *pool, int doctor, uint64_t hash, const int32_t *items, size_t n)
{
    if (pool->in_trial)
        return (int32_t)pool->columns.count;
    for (int32_t salt = 0;; salt++) {
        vakt_map_key key = {{doctor, (int32_t)(hash & 0x7fffffff), (int32_t)(hash >> 33), salt}};
        int32_t *at = vakt_map_at(&pool->numbers, key, (int32_t)pool->columns.count);
        if (!at)
            return -1;
        if ((size_t)*at == pool->columns.count ||
            is_plan(pool, &pool->columns.items[*at], doctor, items, n))
            return *at;
    }
}

static vakt_status keep(vakt_pool *pool, vakt_column column, const int32_t *items, size_t n,
                        size_t n_touched)
{
    bool done = true;
    column.first_item = pool->items.count;
    column.n_items = n;
    column.first_entry = pool->entries.count;
    column.n_entries = n_touched;
    for (size_t i = 0; i < n; i++)
        done = done && VAKT_VEC_PUSH(&pool->items, items[i]);
    for (size_t i = 0; i < n_touched; i++) {
        vakt_net_effect entry = {pool->touched[i], (int32_t)pool->sums[pool->touched[i]]};
        done = done && VAKT_VEC_PUSH(&pool->entries, entry);
    }
    return done && VAKT_VEC_PUSH(&pool->columns, column) ? VAKT_OK : VAKT_E_NOMEM;
}

vakt_status vakt_pool_add(vakt_pool *pool, int doctor, const int32_t *items, size_t n_items,
                          int32_t *ret_column, bool *ret_new)
{
    evaluation e = {.pool = pool, .net = &pool->coupling->nets->nets[doctor]};
    vakt_column column = {.doctor = doctor, .lp_col = -1};
    vakt_status status = VAKT_OK;
    *ret_new = false;
    column.hash = hash_items(doctor, items, n_items);
    memset(pool->ones, 0, e.net->n_locals * sizeof *pool->ones);
    memset(pool->activity, 0, e.net->n_rows * sizeof *pool->activity);
    memset(pool->row_costs, 0, sizeof pool->row_costs);
    pool->var_price = 0;
    for (size_t i = 0; i < n_items; i++)
        set_one(&e, (size_t)items[i]);
    bool legal = price_rows(&e, pool->row_costs);
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        column.costs[k] = e.costs[k] + pool->row_costs[k];
    *ret_column = legal ? find(pool, doctor, column.hash, items, n_items) : -1;
    if (legal && *ret_column < 0)
        status = VAKT_E_NOMEM;
    else if (legal && (size_t)*ret_column == pool->columns.count) {
        *ret_new = true;
        status = keep(pool, column, items, n_items, e.n_touched);
    }
    for (size_t i = 0; i < e.n_touched; i++)
        pool->sums[pool->touched[i]] = 0;
    return status;
}

vakt_pool_mark vakt_pool_begin_trial(vakt_pool *pool)
{
    pool->in_trial = true;
    return (vakt_pool_mark){pool->columns.count, pool->items.count, pool->entries.count};
}

void vakt_pool_end_trial(vakt_pool *pool, vakt_pool_mark mark)
{
    pool->in_trial = false;
    pool->columns.count = mark.columns;
    pool->items.count = mark.items;
    pool->entries.count = mark.entries;
}

int64_t vakt_column_reduced(const vakt_pool *pool, const vakt_column *column,
                            const int64_t levels[VAKT_MAX_LEVELS], const int64_t *row_prices)
{
    int64_t sum = 0;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        sum += levels[k] * column->costs[k];
    for (size_t i = column->first_entry; i < column->first_entry + column->n_entries; i++)
        sum += row_prices[pool->entries.items[i].row] * pool->entries.items[i].coef;
    return sum;
}

bool vakt_column_has(const vakt_pool *pool, const vakt_column *column, int32_t item)
{
    for (size_t i = column->first_item; i < column->first_item + column->n_items; i++)
        if (pool->items.items[i] == item)
            return true;
    return false;
}
