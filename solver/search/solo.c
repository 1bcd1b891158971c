/*
 * Problem: the best plan of one doctor within a roster, in all levels at once.
 *
 * Notation: o_r = activity of row r without the doctor; f_r = its price.
 *
 * Idea: a row of several doctors is, with the others fixed, a row of the doctor alone. Where the
 * doctor can have only one of its variables at a time, or its price is linear over all that the
 * doctor can do, each variable costs f_r(o_r + coef) - f_r(o_r): a price of the variable, and
 * pricing as it is gives the plan. Where neither holds, or an indicator hangs on the doctor and on
 * others, the program is reduced to the doctor, which makes such rows the doctor's own.
 *
 * Hard rows of several doctors count as a level before all others, so that a roster may be built
 * doctor by doctor although it breaks them on the way.
 *
 * Complexity: one pricing; and to reduce the program, its terms in rows that the doctor is in.
 */
#include "search/solo.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "search/part.h"

/* Room for all sums of prices. */
#define MOST_COST ((int64_t)1 << 59)
/* Prices are multiplied by this, so that a draw among equals stays below one point. */
#define DRAW_SCALE 256

/* -- what a doctor shares with others ------------------------------------------------------- */

static void mark_shared(vakt_solo *s)
{
    for (size_t r = 0; r < s->program->n_rows; r++) {
        const vakt_row *row = &s->program->rows[r];
        for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
            int owner = vakt_colgen_owner(s->colgen, s->program->terms[t].var);
            int first = vakt_colgen_owner(s->colgen, s->program->terms[row->first_term].var);
            s->is_shared[r] = s->is_shared[r] || owner < 0 || owner != first;
        }
    }
}

static bool list_vars(vakt_solo *s)
{
    const vakt_program *program = s->program;
    for (size_t v = 0; v < program->n_vars; v++)
        if (vakt_colgen_owner(s->colgen, (int32_t)v) >= 0)
            s->first_var[vakt_colgen_owner(s->colgen, (int32_t)v) + 2]++;
    for (size_t d = 2; d < program->n_doctors + 2; d++)
        s->first_var[d] += s->first_var[d - 1];
    s->vars = calloc(s->first_var[program->n_doctors + 1] + 1, sizeof *s->vars);
    for (size_t v = 0; s->vars && v < program->n_vars; v++) {
        int owner = vakt_colgen_owner(s->colgen, (int32_t)v);
        if (owner >= 0)
            s->vars[s->first_var[owner + 1]++] = (int32_t)v;
    }
    return s->vars != NULL;
}

/* Does no plan have two of the doctor's variables of the row? */
static bool excludes_all(const vakt_solo *s, const vakt_row *row, int doctor)
{
    const vakt_term *terms = s->program->terms + row->first_term;
    for (size_t i = 0; i < row->n_terms; i++)
        for (size_t j = 0; j < i && vakt_colgen_owner(s->colgen, terms[i].var) == doctor; j++)
            if (vakt_colgen_owner(s->colgen, terms[j].var) == doctor &&
                !vakt_colgen_excludes(s->colgen, terms[i].var, terms[j].var))
                return false;
    return true;
}

typedef struct row_lists {
    VAKT_VEC(vakt_solo_row) rows;
    VAKT_VEC(int32_t) others;
} row_lists;

/* The doctor's shared rows with more than one variable of the doctor. */
static bool list_rows_of(vakt_solo *s, int doctor, int *seen, row_lists *lists)
{
    const vakt_program *program = s->program;
    bool done = true;
    for (size_t i = s->first_var[doctor]; i < s->first_var[doctor + 1]; i++) {
        int32_t v = s->vars[i];
        for (size_t p = s->position->first_place[v]; p < s->position->first_place[v + 1]; p++) {
            int32_t r = s->position->places[p].row;
            const vakt_row *row = &program->rows[r];
            if (!s->is_shared[r] || seen[r] == doctor + 1)
                continue;
            vakt_solo_row found = {.row = r};
            size_t n = 0;
            seen[r] = doctor + 1;
            for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++) {
                const vakt_term *term = &program->terms[t];
                if (vakt_colgen_owner(s->colgen, term->var) != doctor)
                    continue;
                *(term->coef < 0 ? &found.least : &found.most) += term->coef;
                n++;
            }
            found.one_at_a_time = n == 1 || excludes_all(s, row, doctor);
            if (!found.one_at_a_time)
                done = done && VAKT_VEC_PUSH(&lists->rows, found);
        }
    }
    return done;
}

static bool list_others_of(vakt_solo *s, int doctor, int *seen, row_lists *lists)
{
    bool done = true;
    for (size_t i = s->first_var[doctor]; i < s->first_var[doctor + 1]; i++) {
        int32_t v = s->vars[i];
        for (size_t p = s->position->first_parent[v]; p < s->position->first_parent[v + 1]; p++) {
            int32_t u = s->position->parents[p];
            if (vakt_colgen_owner(s->colgen, u) >= 0 || seen[u] == doctor + 1)
                continue;
            seen[u] = doctor + 1;
            done = done && VAKT_VEC_PUSH(&lists->others, u);
        }
    }
    return done;
}

static bool list_rows(vakt_solo *s)
{
    const vakt_program *program = s->program;
    row_lists lists = {0};
    int *seen_rows = calloc(program->n_rows + 1, sizeof *seen_rows);
    int *seen_vars = calloc(program->n_vars + 1, sizeof *seen_vars);
    bool done = seen_rows && seen_vars;
    for (size_t d = 0; done && d < program->n_doctors; d++) {
        done = list_rows_of(s, (int)d, seen_rows, &lists) &&
               list_others_of(s, (int)d, seen_vars, &lists);
        s->first_row[d + 1] = lists.rows.count;
        s->first_other[d + 1] = lists.others.count;
    }
    free(seen_rows);
    free(seen_vars);
    s->rows = lists.rows.items;
    s->others = lists.others.items;
    return done;
}

static int64_t add_capped(int64_t a, int64_t b)
{
    return a > MOST_COST - b ? MOST_COST : a + b;
}

static int64_t times_capped(int64_t a, int64_t b)
{
    int64_t product;
    return __builtin_mul_overflow(a, b, &product) || product > MOST_COST ? MOST_COST : product;
}

static void add_row_range(vakt_solo *s, const vakt_row *row)
{
    int owner = vakt_colgen_owner(s->colgen, s->program->terms[row->first_term].var);
    int64_t least = 0, most = 0, under = 0, over = 0;
    for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++)
        *(s->program->terms[t].coef < 0 ? &least : &most) += s->program->terms[t].coef;
    if (row->lo != VAKT_NO_BOUND_LO && row->under_pts != VAKT_HARD && least < row->lo)
        under = times_capped(row->under_pts, row->lo - least);
    if (row->hi != VAKT_NO_BOUND_HI && row->over_pts != VAKT_HARD && most > row->hi)
        over = times_capped(row->over_pts, most - row->hi);
    int64_t *range = &s->ranges[owner][row->level];
    *range = add_capped(*range, under > over ? under : over);
}

static void measure_ranges(vakt_solo *s)
{
    const vakt_program *program = s->program;
    for (size_t r = 0; r < program->n_rows; r++)
        if (!s->is_shared[r] && program->rows[r].n_terms > 0)
            add_row_range(s, &program->rows[r]);
    for (size_t c = 0; c < program->n_costs; c++) {
        int owner = vakt_colgen_owner(s->colgen, program->costs[c].var);
        int64_t pts = program->costs[c].pts;
        if (owner >= 0)
            s->ranges[owner][program->costs[c].level] =
                add_capped(s->ranges[owner][program->costs[c].level], pts < 0 ? -pts : pts);
    }
}

vakt_status vakt_solo_init(vakt_solo *s, vakt_position *position, vakt_colgen *colgen)
{
    const vakt_program *program = position->program;
    *s = (vakt_solo){.program = program, .position = position, .colgen = colgen};
    s->is_shared = calloc(program->n_rows + 1, sizeof *s->is_shared);
    s->first_var = calloc(program->n_doctors + 3, sizeof *s->first_var);
    s->first_row = calloc(program->n_doctors + 2, sizeof *s->first_row);
    s->first_other = calloc(program->n_doctors + 2, sizeof *s->first_other);
    s->ranges = calloc(program->n_doctors + 1, sizeof *s->ranges);
    s->extra = calloc(program->n_vars + 1, sizeof *s->extra);
    s->marginal = calloc(program->n_vars + 1, sizeof *s->marginal);
    s->before = calloc(program->n_units + 1, sizeof *s->before);
    if (!s->is_shared || !s->first_var || !s->first_row || !s->first_other || !s->ranges ||
        !s->extra || !s->marginal || !s->before)
        return VAKT_E_NOMEM;
    mark_shared(s);
    measure_ranges(s);
    return list_vars(s) && list_rows(s) ? VAKT_OK : VAKT_E_NOMEM;
}

void vakt_solo_done(vakt_solo *s)
{
    free(s->is_shared);
    free(s->first_var);
    free(s->vars);
    free(s->first_row);
    free(s->rows);
    free(s->first_other);
    free(s->others);
    free(s->ranges);
    free(s->extra);
    free(s->marginal);
    free(s->before);
    *s = (vakt_solo){0};
}

/* -- prices --------------------------------------------------------------------------------- */

static void add_price(int64_t *prices, const vakt_row *row, int64_t pts, int64_t amount)
{
    if (pts == VAKT_HARD)
        prices[0] += amount;
    else
        prices[1 + row->level] += pts * amount;
}

static void add_row_price(int64_t *prices, const vakt_row *row, int64_t activity, int sign)
{
    if (row->lo != VAKT_NO_BOUND_LO && activity < row->lo)
        add_price(prices, row, row->under_pts, sign * (row->lo - activity));
    if (row->hi != VAKT_NO_BOUND_HI && activity > row->hi)
        add_price(prices, row, row->over_pts, sign * (activity - row->hi));
}

/* What each of the doctor's variables costs in the rows shared, level by level. */
static void price_marginals(vakt_solo *s, int doctor)
{
    const vakt_position *position = s->position;
    for (size_t i = s->first_var[doctor]; i < s->first_var[doctor + 1]; i++) {
        int32_t v = s->vars[i];
        int64_t *prices = s->marginal[v];
        memset(prices, 0, sizeof s->marginal[v]);
        for (size_t p = position->first_place[v]; p < position->first_place[v + 1]; p++) {
            const vakt_place_in_row *place = &position->places[p];
            const vakt_row *row = &s->program->rows[place->row];
            if (!s->is_shared[place->row])
                continue;
            add_row_price(prices, row, position->activity[place->row] + place->coef, 1);
            add_row_price(prices, row, position->activity[place->row], -1);
        }
        s->touches += 2 + (int64_t)(position->first_place[v + 1] - position->first_place[v]);
    }
}

/* One factor per level and, first, for broken rows; each outweighs all that comes after. */
static void choose_factors(const vakt_solo *s, int doctor, int64_t factors[VAKT_MAX_LEVELS + 1])
{
    int64_t ranges[VAKT_MAX_LEVELS + 1] = {0};
    for (int k = 0; k < s->program->n_levels; k++)
        ranges[k + 1] = s->ranges[doctor][k];
    for (size_t i = s->first_var[doctor]; i < s->first_var[doctor + 1]; i++)
        for (int k = 0; k <= s->program->n_levels; k++) {
            int64_t price = s->marginal[s->vars[i]][k];
            ranges[k] = add_capped(ranges[k], price < 0 ? -price : price);
        }
    for (int n = s->program->n_levels; n >= 0; n--) {
        int64_t factor = DRAW_SCALE, sum = 0;
        memset(factors, 0, (VAKT_MAX_LEVELS + 1) * sizeof *factors);
        for (int k = n; k >= 0; k--) {
            factors[k] = factor;
            sum = add_capped(sum, times_capped(factor, ranges[k]));
            factor = add_capped(sum, DRAW_SCALE);
        }
        if (sum < MOST_COST)
            return;
    }
}

static uint64_t draw(uint64_t *random)
{
    uint64_t z = *random += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* A little on top of each assignment, in sum less than a point even if the plan has half of all. */
static void draw_among_equals(vakt_solo *s, int doctor, uint64_t *random)
{
    size_t n = s->first_var[doctor + 1] - s->first_var[doctor];
    uint64_t most = 2 * DRAW_SCALE / (n + 1);
    most = most < 2 ? 2 : most > 16 ? 16 : most;
    for (size_t i = s->first_var[doctor]; i < s->first_var[doctor + 1]; i++)
        if (s->program->vars[s->vars[i]].kind == VAKT_VAR_ASSIGN)
            s->extra[s->vars[i]] += (int64_t)(draw(random) % most);
}

/* -- one doctor ----------------------------------------------------------------------------- */

static size_t take_out(vakt_solo *s, int doctor)
{
    const vakt_program *program = s->program;
    size_t n = 0;
    for (size_t u = 0; u < program->n_units; u++) {
        int32_t v = program->assign_var[(size_t)doctor * program->n_units + u];
        if (v < 0 || !s->position->values[v])
            continue;
        s->before[n++] = v;
        vakt_position_flip(s->position, v);
    }
    s->touches += (int64_t)program->n_units / 8;
    return n;
}

static void put_in(vakt_solo *s, const int32_t *vars, size_t n)
{
    for (size_t i = 0; i < n; i++)
        vakt_position_flip(s->position, vars[i]);
}

/* The price of the row has no kink within the doctor's reach. */
static bool is_linear(const vakt_solo *s, const vakt_solo_row *shared)
{
    const vakt_row *row = &s->program->rows[shared->row];
    int64_t a = s->position->activity[shared->row];
    int64_t least = a + shared->least, most = a + shared->most;
    bool lo = row->lo != VAKT_NO_BOUND_LO && row->under_pts != 0;
    bool hi = row->hi != VAKT_NO_BOUND_HI && row->over_pts != 0;
    return (!lo || most <= row->lo || least >= row->lo) &&
           (!hi || most <= row->hi || least >= row->hi);
}

/* All of the others' members are as the doctor would need them to make a difference. */
static bool hangs_on_doctor(const vakt_solo *s, int32_t indicator, int doctor)
{
    const vakt_var *var = &s->program->vars[indicator];
    for (size_t i = 0; i < var->n_members; i++) {
        int32_t member = s->program->members[var->first_member + i];
        bool one = s->position->values[member] != 0;
        if (vakt_colgen_owner(s->colgen, member) != doctor && one == (var->kind == VAKT_VAR_OR))
            return false;
    }
    return true;
}

static bool prices_are_enough(vakt_solo *s, int doctor)
{
    for (size_t i = s->first_row[doctor]; i < s->first_row[doctor + 1]; i++)
        if (!is_linear(s, &s->rows[i]))
            return false;
    for (size_t i = s->first_other[doctor]; i < s->first_other[doctor + 1]; i++)
        if (hangs_on_doctor(s, s->others[i], doctor))
            return false;
    return true;
}

typedef struct solo_result {
    bool found, exact;
} solo_result;

static vakt_status plan_by_prices(vakt_solo *s, int doctor, const vakt_solo_way *way,
                                  size_t n_before, solo_result *ret)
{
    int64_t factors[VAKT_MAX_LEVELS + 1];
    price_marginals(s, doctor);
    choose_factors(s, doctor, factors);
    for (size_t i = s->first_var[doctor]; i < s->first_var[doctor + 1]; i++) {
        int32_t v = s->vars[i];
        s->extra[v] = 0;
        for (int k = 0; k <= s->program->n_levels; k++)
            s->extra[v] += factors[k] * s->marginal[v][k];
    }
    if (way->random)
        draw_among_equals(s, doctor, way->random);
    vakt_colgen_plan_task task = {.doctor = doctor,
                                  .levels = factors + 1,
                                  .extra = s->extra,
                                  .cutoff = INT64_MAX,
                                  .known = way->only_better ? s->before : NULL,
                                  .n_known = n_before,
                                  .withheld = way->withheld,
                                  .labels = way->labels,
                                  .rounds = way->rounds};
    vakt_colgen_plan plan;
    vakt_status status = vakt_colgen_best_plan(s->colgen, &task, &plan);
    if (status != VAKT_OK)
        return status;
    s->touches += plan.touches;
    *ret = (solo_result){plan.found, plan.exact};
    if (plan.found)
        put_in(s, plan.vars, plan.n_vars);
    return VAKT_OK;
}

/* The program of the doctor alone. */
static vakt_status plan_by_part(vakt_solo *s, int doctor, const vakt_solo_way *way,
                                size_t n_before, solo_result *ret)
{
    vakt_part part = {0};
    vakt_colgen *colgen = NULL;
    vakt_colgen_plan plan;
    int64_t factors[VAKT_MAX_LEVELS];
    vakt_status status = VAKT_E_NOMEM;
    bool *is_free = calloc(s->program->n_doctors + 1, sizeof *is_free);
    int32_t *known = calloc(n_before + 1, sizeof *known);
    if (!is_free || !known)
        goto done;
    is_free[doctor] = true;
    s->n_parts++;
    VAKT_TRY(vakt_part_new(s->position, is_free, true, &part));
    VAKT_TRY(vakt_colgen_new(part.program, &colgen));
    vakt_level_factors(part.program, MOST_COST, factors);
    for (size_t i = 0; i < n_before; i++)
        known[i] = vakt_part_var(&part, s->before[i]);
    vakt_colgen_plan_task task = {.levels = factors,
                                  .cutoff = INT64_MAX,
                                  .known = way->only_better ? known : NULL,
                                  .n_known = n_before,
                                  .withheld = way->withheld,
                                  .labels = way->labels,
                                  .rounds = way->rounds};
    VAKT_TRY(vakt_colgen_best_plan(colgen, &task, &plan));
    s->touches += plan.touches + 16 * (int64_t)(part.program->n_terms + part.program->n_vars);
    *ret = (solo_result){plan.found, plan.exact};
    for (size_t i = 0; plan.found && i < plan.n_vars; i++)
        vakt_position_flip(s->position, part.whole[plan.vars[i]]);
done:
    free(is_free);
    free(known);
    vakt_colgen_free(colgen);
    vakt_part_done(&part);
    return status;
}

vakt_status vakt_solo_replan(vakt_solo *s, int doctor, const vakt_solo_way *way,
                             bool *ret_changed, bool *ret_exact)
{
    solo_result result = {0};
    size_t n = take_out(s, doctor);
    vakt_status status = prices_are_enough(s, doctor)
                             ? plan_by_prices(s, doctor, way, n, &result)
                             : plan_by_part(s, doctor, way, n, &result);
    if (!result.found)
        put_in(s, s->before, n);
    *ret_changed = result.found;
    *ret_exact = result.exact;
    return status;
}
