/*
 * Problem: solve a rule program, or the part of it that some given assignments leave open, by
 * branch and cut.
 *
 * Notation: x = ASSIGN variables, u = OR, z = AND, s = slacks of priced sides.
 *
 *     row        lo <= a x + s_under - s_over <= hi      s in [0, largest violation], whole
 *     OR         sum of members in a clique group <= u for each group;  u <= sum of members
 *     AND        z <= each member;  sum of members - (n - 1) <= z
 *     level k    sum of prices * columns, one at a time or weighted; earlier ones limited by a row
 *
 * Idea: what the given assignments decide is substituted first; sides that can no longer bind and
 * slacks that can no longer be used disappear; hard rows are divided by the common divisor of
 * their coefficients and their sides rounded (Chvatal 1973); cliques strengthen the links
 * (draft.c). Slacks are whole numbers, because only then does an engine round its bounds up.
 *
 * Complexity: linear in the program, plus draft.c.
 */
#include "compact/compact.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "compact/draft.h"

typedef VAKT_VEC(vakt_compact_price) price_list;

typedef struct builder {
    vakt_compact *compact;
    vakt_draft draft;
    price_list prices[VAKT_MAX_LEVELS];
    VAKT_VEC(vakt_compact_slack) slacks;
    int64_t *coef_of_col; /* dense scratch for the row at hand, zero in between */
    int32_t *touched;     /* its columns */
    int32_t *group;       /* of the members at hand */
    size_t n_touched, n_var_cols;
} builder;

static int64_t gcd(int64_t a, int64_t b)
{
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    while (b) {
        int64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static int64_t divide_down(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* -- what the given assignments decide ------------------------------------------------------ */

/* An indicator's value when its members decide it; else VAKT_FREE and how many are open. */
static int8_t derive(const vakt_program *program, const vakt_var *var, const int8_t *given,
                     size_t *ret_open, int32_t *ret_last_open)
{
    int8_t decisive = var->kind == VAKT_VAR_OR ? 1 : 0;
    *ret_open = 0;
    for (size_t i = 0; i < var->n_members; i++) {
        int32_t member = program->members[var->first_member + i];
        if (given[member] == decisive)
            return decisive;
        if (given[member] == VAKT_FREE) {
            (*ret_open)++;
            *ret_last_open = member;
        }
    }
    return *ret_open == 0 ? !decisive : VAKT_FREE;
}

static vakt_status add_variable(builder *b, size_t v)
{
    vakt_compact *compact = b->compact;
    compact->col_of_var[v] = vakt_lp_n_cols(compact->lp);
    return vakt_lp_add_col(compact->lp, 0.0, 1.0, 0.0, true, 0, NULL);
}

static vakt_status place_variables(builder *b, const int8_t *given)
{
    vakt_compact *compact = b->compact;
    const vakt_program *program = compact->program;
    for (size_t v = 0; v < program->n_vars; v++) {
        const vakt_var *var = &program->vars[v];
        size_t n_open = 2;
        int32_t last_open = 0;
        compact->col_of_var[v] = -1;
        if (var->kind == VAKT_VAR_ASSIGN) {
            compact->given[v] = given ? given[v] : VAKT_FREE;
            if (var->fixed_one && compact->given[v] == 0)
                compact->infeasible = true;
            if (var->fixed_one)
                compact->given[v] = 1;
        } else {
            compact->given[v] = derive(program, var, compact->given, &n_open, &last_open);
        }
        vakt_status status = VAKT_OK;
        if (compact->given[v] == VAKT_FREE && n_open == 1)
            compact->col_of_var[v] = compact->col_of_var[last_open];
        else if (compact->given[v] == VAKT_FREE)
            status = add_variable(b, v);
        if (status != VAKT_OK)
            return status;
    }
    b->n_var_cols = (size_t)vakt_lp_n_cols(compact->lp);
    return VAKT_OK;
}

/* -- the row at hand ------------------------------------------------------------------------ */

static void touch(builder *b, int32_t col, int64_t coef)
{
    if (b->coef_of_col[col] == 0)
        b->touched[b->n_touched++] = col;
    b->coef_of_col[col] += coef;
    if (b->coef_of_col[col] != 0)
        return;
    for (size_t i = 0; i < b->n_touched; i++)
        if (b->touched[i] == col)
            b->touched[i] = b->touched[--b->n_touched];
}

static int compare_cols(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

/* Moves the touched terms to the draft's end. */
static bool flush_terms(builder *b)
{
    bool done = true;
    qsort(b->touched, b->n_touched, sizeof *b->touched, compare_cols);
    for (size_t i = 0; i < b->n_touched; i++) {
        vakt_draft_term term = {b->touched[i], b->coef_of_col[b->touched[i]]};
        done = done && VAKT_VEC_PUSH(&b->draft.terms, term);
        b->coef_of_col[b->touched[i]] = 0;
    }
    b->n_touched = 0;
    return done;
}

static void forget_terms(builder *b)
{
    for (size_t i = 0; i < b->n_touched; i++)
        b->coef_of_col[b->touched[i]] = 0;
    b->n_touched = 0;
}

static vakt_status push_row(builder *b, int64_t lo, int64_t hi)
{
    vakt_draft_row row = {.first = b->draft.terms.count, .lo = lo, .hi = hi, .hard = true};
    if (!flush_terms(b))
        return VAKT_E_NOMEM;
    row.n = row.n_own = b->draft.terms.count - row.first;
    return VAKT_VEC_PUSH(&b->draft.rows, row) ? VAKT_OK : VAKT_E_NOMEM;
}

static vakt_status push_slack(builder *b, size_t r, bool over, int64_t least, int64_t most)
{
    vakt_compact *compact = b->compact;
    const vakt_row *row = &compact->program->rows[r];
    vakt_compact_slack slack = {r, over, vakt_lp_n_cols(compact->lp)};
    vakt_compact_price price = {slack.col, over ? row->over_pts : row->under_pts};
    vakt_draft_term term = {slack.col, over ? -1 : 1};
    vakt_status status = vakt_lp_add_col(compact->lp, least > 0 ? (double)least : 0.0, (double)most,
                                         0.0, true, 0, NULL);
    if (status != VAKT_OK)
        return status;
    vakt_draft_row *drafted = &b->draft.rows.items[b->draft.rows.count - 1];
    drafted->hard = false;
    drafted->n++;
    return VAKT_VEC_PUSH(&b->slacks, slack) && VAKT_VEC_PUSH(&b->prices[row->level], price) &&
                   VAKT_VEC_PUSH(&b->draft.terms, term)
               ? VAKT_OK
               : VAKT_E_NOMEM;
}

/* Divides a hard row by its coefficients' common divisor and rounds its sides inwards. */
static void shrink(vakt_draft *draft, vakt_draft_row *row)
{
    vakt_draft_term *terms = draft->terms.items + row->first;
    int64_t divisor = 0;
    for (size_t i = 0; i < row->n; i++)
        divisor = gcd(divisor, terms[i].coef);
    if (divisor <= 1)
        return;
    for (size_t i = 0; i < row->n; i++)
        terms[i].coef /= divisor;
    if (row->lo != VAKT_NO_BOUND_LO)
        row->lo = -divide_down(-row->lo, divisor);
    if (row->hi != VAKT_NO_BOUND_HI)
        row->hi = divide_down(row->hi, divisor);
}

static bool all_ones(const vakt_draft *draft, const vakt_draft_row *row)
{
    for (size_t i = 0; i < row->n_own; i++)
        if (draft->terms.items[row->first + i].coef != 1)
            return false;
    return row->n_own > 0;
}

/* -- rows ----------------------------------------------------------------------------------- */

/* A row less its given part. */
typedef struct side_by_side {
    int64_t lo, hi;      /* what is left to reach */
    int64_t least, most; /* what the open columns can reach */
    bool has_lo, has_hi; /* the side exists, has a price and can still be broken */
} side_by_side;

static side_by_side gather(builder *b, const vakt_row *row)
{
    const vakt_program *program = b->compact->program;
    side_by_side s = {.lo = row->lo, .hi = row->hi};
    int64_t given_part = 0;
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_term *term = &program->terms[row->first_term + i];
        if (b->compact->given[term->var] == VAKT_FREE)
            touch(b, b->compact->col_of_var[term->var], term->coef);
        else
            given_part += (int64_t)term->coef * b->compact->given[term->var];
    }
    for (size_t i = 0; i < b->n_touched; i++) {
        int64_t coef = b->coef_of_col[b->touched[i]];
        *(coef < 0 ? &s.least : &s.most) += coef;
    }
    s.has_lo = row->lo != VAKT_NO_BOUND_LO && row->under_pts != 0;
    s.has_hi = row->hi != VAKT_NO_BOUND_HI && row->over_pts != 0;
    s.lo = s.has_lo ? row->lo - given_part : VAKT_NO_BOUND_LO;
    s.hi = s.has_hi ? row->hi - given_part : VAKT_NO_BOUND_HI;
    s.has_lo = s.has_lo && s.least < s.lo;
    s.has_hi = s.has_hi && s.most > s.hi;
    return s;
}

/* No open column is left: the price, or the break, is known. */
static void settle(builder *b, const vakt_row *row, const side_by_side *s)
{
    vakt_compact *compact = b->compact;
    if (s->has_lo && row->under_pts == VAKT_HARD)
        compact->infeasible = true;
    else if (s->has_lo)
        compact->base[row->level] += row->under_pts * s->lo;
    if (s->has_hi && row->over_pts == VAKT_HARD)
        compact->infeasible = true;
    else if (s->has_hi)
        compact->base[row->level] += row->over_pts * -s->hi;
}

static vakt_status draft_row(builder *b, size_t r)
{
    const vakt_row *row = &b->compact->program->rows[r];
    side_by_side s = gather(b, row);
    vakt_status status = VAKT_OK;
    if (b->n_touched == 0 || (!s.has_lo && !s.has_hi)) {
        settle(b, row, &s);
        forget_terms(b);
        return VAKT_OK;
    }
    if ((s.has_lo && row->under_pts == VAKT_HARD && s.most < s.lo) ||
        (s.has_hi && row->over_pts == VAKT_HARD && s.least > s.hi))
        b->compact->infeasible = true;
    VAKT_TRY(push_row(b, s.has_lo ? s.lo : VAKT_NO_BOUND_LO, s.has_hi ? s.hi : VAKT_NO_BOUND_HI));
    if (s.has_lo && row->under_pts != VAKT_HARD)
        VAKT_TRY(push_slack(b, r, false, s.lo - s.most, s.lo - s.least));
    if (s.has_hi && row->over_pts != VAKT_HARD)
        VAKT_TRY(push_slack(b, r, true, s.least - s.hi, s.most - s.hi));
    vakt_draft_row *drafted = &b->draft.rows.items[b->draft.rows.count - 1];
    if (drafted->hard)
        shrink(&b->draft, drafted);
    drafted->clique =
        drafted->hi == 1 && row->over_pts == VAKT_HARD && all_ones(&b->draft, drafted);
done:
    return status;
}

static vakt_status draft_costs(builder *b)
{
    vakt_compact *compact = b->compact;
    const vakt_program *program = compact->program;
    for (size_t c = 0; c < program->n_costs; c++) {
        const vakt_cost *cost = &program->costs[c];
        vakt_compact_price price = {compact->col_of_var[cost->var], cost->pts};
        if (compact->given[cost->var] != VAKT_FREE)
            compact->base[cost->level] += cost->pts * compact->given[cost->var];
        else if (cost->pts != 0 && !VAKT_VEC_PUSH(&b->prices[cost->level], price))
            return VAKT_E_NOMEM;
    }
    return VAKT_OK;
}

/* -- indicators ----------------------------------------------------------------------------- */

/* Open members' columns, each once; returns their number. */
static size_t open_members(builder *b, const vakt_var *var, int32_t *cols)
{
    const vakt_program *program = b->compact->program;
    for (size_t i = 0; i < var->n_members; i++) {
        int32_t member = program->members[var->first_member + i];
        if (b->compact->given[member] == VAKT_FREE &&
            b->coef_of_col[b->compact->col_of_var[member]] == 0)
            touch(b, b->compact->col_of_var[member], 1);
    }
    size_t n = b->n_touched;
    memcpy(cols, b->touched, n * sizeof *cols);
    forget_terms(b);
    qsort(cols, n, sizeof *cols, compare_cols);
    return n;
}

static vakt_status link_or(builder *b, int32_t u, const int32_t *cols, size_t n)
{
    size_t n_groups = vakt_draft_partition(&b->draft, cols, n, b->group);
    vakt_status status = VAKT_OK;
    for (size_t g = 0; g < n_groups; g++) {
        for (size_t i = 0; i < n; i++)
            if (b->group[i] == (int32_t)g)
                touch(b, cols[i], 1);
        touch(b, u, -1);
        VAKT_TRY(push_row(b, n_groups == 1 ? 0 : VAKT_NO_BOUND_LO, 0));
    }
    for (size_t i = 0; n_groups > 1 && i < n; i++)
        touch(b, cols[i], 1);
    if (n_groups > 1) {
        touch(b, u, -1);
        VAKT_TRY(push_row(b, 0, VAKT_NO_BOUND_HI));
    }
done:
    return status;
}

static vakt_status link_and(builder *b, int32_t z, const int32_t *cols, size_t n)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < n; i++) {
        touch(b, cols[i], 1);
        touch(b, z, -1);
        VAKT_TRY(push_row(b, 0, VAKT_NO_BOUND_HI));
    }
    for (size_t i = 0; i < n; i++)
        touch(b, cols[i], 1);
    touch(b, z, -1);
    VAKT_TRY(push_row(b, VAKT_NO_BOUND_LO, (int64_t)n - 1));
done:
    return status;
}

static vakt_status link_indicators(builder *b)
{
    vakt_compact *compact = b->compact;
    const vakt_program *program = compact->program;
    int32_t *cols = malloc((b->n_var_cols + 1) * sizeof *cols);
    vakt_status status = cols ? VAKT_OK : VAKT_E_NOMEM;
    for (size_t v = 0; v < program->n_vars && status == VAKT_OK; v++) {
        const vakt_var *var = &program->vars[v];
        if (var->kind == VAKT_VAR_ASSIGN || compact->given[v] != VAKT_FREE)
            continue;
        size_t n = open_members(b, var, cols);
        if (cols[0] == compact->col_of_var[v])
            continue; /* shares its one member's column */
        status = var->kind == VAKT_VAR_OR ? link_or(b, compact->col_of_var[v], cols, n)
                                          : link_and(b, compact->col_of_var[v], cols, n);
    }
    free(cols);
    return status;
}

/* -- putting it together -------------------------------------------------------------------- */

static double to_bound(int64_t side)
{
    return side == VAKT_NO_BOUND_LO   ? -VAKT_LP_INF
           : side == VAKT_NO_BOUND_HI ? VAKT_LP_INF
                                      : (double)side;
}

static vakt_status emit_rows(builder *b)
{
    VAKT_VEC(vakt_lp_entry) entries = {0};
    vakt_status status = VAKT_OK;
    for (size_t r = 0; r < b->draft.rows.count && status == VAKT_OK; r++) {
        const vakt_draft_row *row = &b->draft.rows.items[r];
        entries.count = 0;
        for (size_t i = row->first; !row->dropped && i < row->first + row->n; i++) {
            const vakt_draft_term *term = &b->draft.terms.items[i];
            vakt_lp_entry entry = {term->col, (double)term->coef};
            if (!VAKT_VEC_PUSH(&entries, entry))
                status = VAKT_E_NOMEM;
        }
        if (!row->dropped && status == VAKT_OK)
            status = vakt_lp_add_row(b->compact->lp, to_bound(row->lo), to_bound(row->hi),
                                     entries.count, entries.items);
    }
    VAKT_VEC_DONE(&entries);
    return status;
}

static vakt_status keep_lists(builder *b)
{
    vakt_compact *compact = b->compact;
    compact->n_slacks = b->slacks.count;
    compact->slacks = vakt_arena_alloc(compact->arena, b->slacks.count, sizeof *compact->slacks);
    if (!compact->slacks)
        return VAKT_E_NOMEM;
    if (b->slacks.count)
        memcpy(compact->slacks, b->slacks.items, b->slacks.count * sizeof *compact->slacks);
    for (int k = 0; k < VAKT_MAX_LEVELS; k++) {
        const price_list *list = &b->prices[k];
        compact->n_prices[k] = list->count;
        compact->prices[k] =
            vakt_arena_alloc(compact->arena, list->count, sizeof *compact->prices[k]);
        if (!compact->prices[k])
            return VAKT_E_NOMEM;
        if (list->count)
            memcpy(compact->prices[k], list->items, list->count * sizeof *compact->prices[k]);
        compact->step[k] = 0;
        for (size_t i = 0; i < list->count; i++)
            compact->step[k] = gcd(compact->step[k], list->items[i].pts);
        if (compact->step[k] == 0)
            compact->step[k] = 1;
    }
    return VAKT_OK;
}

static vakt_status build(builder *b, const int8_t *given)
{
    const vakt_program *program = b->compact->program;
    vakt_status status;
    b->coef_of_col = calloc(program->n_vars + 1, sizeof *b->coef_of_col);
    b->touched = malloc((program->n_vars + 1) * sizeof *b->touched);
    b->group = malloc((program->n_vars + 1) * sizeof *b->group);
    if (!b->coef_of_col || !b->touched || !b->group)
        return VAKT_E_NOMEM;
    memcpy(b->compact->base, program->constant, sizeof b->compact->base);
    VAKT_TRY(place_variables(b, given));
    VAKT_TRY(draft_costs(b));
    for (size_t r = 0; r < program->n_rows; r++)
        VAKT_TRY(draft_row(b, r));
    VAKT_TRY(vakt_draft_index(&b->draft, b->n_var_cols));
    VAKT_TRY(link_indicators(b));
    VAKT_TRY(vakt_draft_reduce(&b->draft));
    VAKT_TRY(emit_rows(b));
    VAKT_TRY(keep_lists(b));
done:
    return status;
}

static void builder_done(builder *b)
{
    vakt_draft_done(&b->draft);
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        VAKT_VEC_DONE(&b->prices[k]);
    VAKT_VEC_DONE(&b->slacks);
    free(b->coef_of_col);
    free(b->touched);
    free(b->group);
}

static vakt_compact *new_empty(const vakt_program *program)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_compact *compact = arena ? vakt_arena_alloc(arena, 1, sizeof *compact) : NULL;
    if (!compact) {
        vakt_arena_free(arena);
        return NULL;
    }
    *compact = (vakt_compact){.arena = arena, .program = program, .lp = vakt_lp_new()};
    compact->col_of_var = vakt_arena_alloc(arena, program->n_vars, sizeof *compact->col_of_var);
    compact->given = vakt_arena_alloc(arena, program->n_vars, sizeof *compact->given);
    if (compact->lp && compact->col_of_var && compact->given)
        return compact;
    vakt_compact_free(compact);
    return NULL;
}

vakt_status vakt_compact_new(const vakt_program *program, const int8_t *given,
                             vakt_compact **ret_compact)
{
    builder b = {.compact = new_empty(program)};
    vakt_status status = b.compact ? build(&b, given) : VAKT_E_NOMEM;
    builder_done(&b);
    if (status == VAKT_OK)
        *ret_compact = b.compact;
    else
        vakt_compact_free(b.compact);
    return status;
}

void vakt_compact_free(vakt_compact *compact)
{
    if (!compact)
        return;
    vakt_lp_free(compact->lp);
    vakt_arena_free(compact->arena);
}

/* -- objectives ----------------------------------------------------------------------------- */

void vakt_compact_weigh(vakt_compact *compact, const int64_t weights[VAKT_MAX_LEVELS])
{
    int n_cols = vakt_lp_n_cols(compact->lp);
    for (int j = 0; j < n_cols; j++)
        vakt_lp_set_cost(compact->lp, j, 0.0);
    for (int k = 0; k < VAKT_MAX_LEVELS; k++) {
        for (size_t i = 0; weights[k] && i < compact->n_prices[k]; i++) {
            const vakt_compact_price *price = &compact->prices[k][i];
            vakt_lp_add_cost(compact->lp, price->col, (double)(weights[k] * price->pts));
        }
    }
}

void vakt_compact_minimise(vakt_compact *compact, int level)
{
    int64_t weights[VAKT_MAX_LEVELS] = {0};
    weights[level] = 1;
    vakt_compact_weigh(compact, weights);
}

/* The sum of prices over the columns' least (sign 1) or greatest (sign -1) values. */
static int64_t extreme(const vakt_compact *compact, int level, int sign)
{
    int64_t sum = compact->base[level];
    for (size_t i = 0; i < compact->n_prices[level]; i++) {
        const vakt_compact_price *price = &compact->prices[level][i];
        double lo, hi;
        vakt_lp_get_col_bounds(compact->lp, price->col, &lo, &hi);
        sum += price->pts * (int64_t)((price->pts > 0) == (sign > 0) ? lo : hi);
    }
    return sum;
}

int64_t vakt_compact_least(const vakt_compact *compact, int level)
{
    return extreme(compact, level, 1);
}

int64_t vakt_compact_greatest(const vakt_compact *compact, int level)
{
    return extreme(compact, level, -1);
}

int64_t vakt_compact_round_bound(const vakt_compact *compact, int level, double lp_bound)
{
    int64_t bound = vakt_num_round_bound(lp_bound, compact->step[level]);
    return bound == INT64_MIN ? INT64_MIN : bound + compact->base[level];
}

/* A column whose one step would overdraw the allowance stays where it is cheapest. */
static void tighten(vakt_compact *compact, int level, int64_t allowance)
{
    for (size_t i = 0; i < compact->n_prices[level]; i++) {
        const vakt_compact_price *price = &compact->prices[level][i];
        double lo, hi;
        vakt_lp_get_col_bounds(compact->lp, price->col, &lo, &hi);
        int64_t steps = allowance / (price->pts < 0 ? -price->pts : price->pts);
        if ((double)steps >= hi - lo)
            continue;
        if (price->pts > 0)
            vakt_lp_set_col_bounds(compact->lp, price->col, lo, lo + (double)steps);
        else
            vakt_lp_set_col_bounds(compact->lp, price->col, hi - (double)steps, hi);
    }
}

/* Sums the prices per column into entries; the caller's scratch has room for all. */
static size_t level_entries(const vakt_compact *compact, int level, double *coef_of_col,
                            vakt_lp_entry *entries)
{
    size_t n = 0;
    for (size_t i = 0; i < compact->n_prices[level]; i++)
        coef_of_col[compact->prices[level][i].col] +=
            (double)(compact->prices[level][i].pts / compact->step[level]);
    for (size_t i = 0; i < compact->n_prices[level]; i++) {
        int32_t col = compact->prices[level][i].col;
        if (coef_of_col[col] < 0.0 || coef_of_col[col] > 0.0)
            entries[n++] = (vakt_lp_entry){col, coef_of_col[col]};
        coef_of_col[col] = 0.0;
    }
    return n;
}

vakt_status vakt_compact_limit(vakt_compact *compact, int level, int64_t value)
{
    int64_t allowance = value - vakt_compact_least(compact, level);
    double hi = (double)divide_down(value - compact->base[level], compact->step[level]);
    if (allowance >= 0)
        tighten(compact, level, allowance);
    double *coef_of_col = calloc((size_t)vakt_lp_n_cols(compact->lp) + 1, sizeof *coef_of_col);
    vakt_lp_entry *entries = malloc((compact->n_prices[level] + 1) * sizeof *entries);
    vakt_status status = coef_of_col && entries ? VAKT_OK : VAKT_E_NOMEM;
    if (status == VAKT_OK) {
        size_t n = level_entries(compact, level, coef_of_col, entries);
        /* At no allowance the bounds say it all. */
        if (allowance != 0)
            status = vakt_lp_add_row(compact->lp, -VAKT_LP_INF, hi, n, entries);
    }
    free(coef_of_col);
    free(entries);
    return status;
}

bool vakt_compact_weights(const vakt_compact *compact, int first, int last, int64_t max_weight,
                          int64_t ret_weights[VAKT_MAX_LEVELS])
{
    int64_t weight = 1;
    memset(ret_weights, 0, VAKT_MAX_LEVELS * sizeof *ret_weights);
    for (int k = last; k >= first; k--) {
        int64_t least = vakt_compact_least(compact, k);
        int64_t range = vakt_compact_greatest(compact, k) - least;
        ret_weights[k] = weight;
        if (k > first && range >= max_weight / weight)
            return false;
        /* One step of level k - 1 must outweigh the whole range from here down. */
        weight *= range + 1;
    }
    return true;
}

/* -- values --------------------------------------------------------------------------------- */

void vakt_compact_to_columns(const vakt_compact *compact, const uint8_t *values, double *ret_x)
{
    const vakt_program *program = compact->program;
    for (size_t v = 0; v < program->n_vars; v++)
        if (compact->col_of_var[v] >= 0)
            ret_x[compact->col_of_var[v]] = values[v];
    for (size_t i = 0; i < compact->n_slacks; i++) {
        const vakt_row *row = &program->rows[compact->slacks[i].row];
        int64_t value = 0;
        for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++)
            value += (int64_t)program->terms[t].coef * values[program->terms[t].var];
        int64_t broken = compact->slacks[i].over ? value - row->hi : row->lo - value;
        ret_x[compact->slacks[i].col] = broken > 0 ? (double)broken : 0.0;
    }
}

void vakt_compact_from_columns(const vakt_compact *compact, const double *x, uint8_t *ret_values)
{
    for (size_t v = 0; v < compact->program->n_vars; v++) {
        int32_t c = compact->col_of_var[v];
        ret_values[v] = c < 0 ? compact->given[v] == 1 : x[c] > 0.5;
    }
}

/* -- for other solvers ---------------------------------------------------------------------- */

/* As much as a 64-bit MIP code separates from its tolerances. */
#define MPS_MAX_WEIGHT 10000000

vakt_status vakt_compact_write_mps(const vakt_program *program, const char *path)
{
    vakt_compact *compact = NULL;
    vakt_status status;
    int64_t weights[VAKT_MAX_LEVELS] = {1};
    VAKT_TRY(vakt_compact_new(program, NULL, &compact));
    bool all = vakt_compact_weights(compact, 0, program->n_levels - 1, MPS_MAX_WEIGHT, weights);
    if (!all)
        memset(weights + 1, 0, sizeof weights - sizeof *weights);
    weights[0] = all ? weights[0] : 1;
    vakt_compact_weigh(compact, weights);
    VAKT_TRY(vakt_lp_write_mps(compact->lp, all ? "all_levels_weighted" : "level_0_only", path));
done:
    vakt_compact_free(compact);
    return status;
}

vakt_status vakt_compact_write_level(const vakt_program *program, size_t n_held,
                                     const int64_t *held, const char *path, int64_t *ret_base)
{
    vakt_compact *compact = NULL;
    vakt_status status;
    char name[] = "level_0";
    assert(n_held < (size_t)program->n_levels && program->n_levels <= 10);
    name[sizeof name - 2] = (char)('0' + n_held);
    VAKT_TRY(vakt_compact_new(program, NULL, &compact));
    for (size_t k = 0; k < n_held; k++)
        VAKT_TRY(vakt_compact_limit(compact, (int)k, held[k]));
    vakt_compact_minimise(compact, (int)n_held);
    VAKT_TRY(vakt_lp_write_mps(compact->lp, name, path));
    *ret_base = compact->base[n_held];
done:
    vakt_compact_free(compact);
    return status;
}
