/*
 * Problem: let some doctors be planned anew as if they were all there is.
 *
 * Notation: free variable = an assignment of a free doctor, or an indicator that such assignments
 * can still change; all others are constants, with the values of the position.
 *
 * Idea: rows lose their constant terms to their bounds. A side that no values can break any more is
 * opened, a row with two open sides dropped. The constant of each level is set such that the values
 * of the position cost what they cost in the whole.
 */
#include "search/part.h"

#include <string.h>

typedef struct part_maker {
    const vakt_position *position;
    const vakt_program *whole;
    const bool *is_free;
    bool price_broken;
    vakt_part *part;
    vakt_program *program;
    int32_t *in_part; /* per variable of the whole: its number in the part, or -1 */
    bool *is_touched; /* per indicator */
    bool *is_listed;  /* per row */
    int *doctors;     /* per doctor of the whole: its number in the part */
    int32_t *rows;    /* of the whole that have a free variable */
    bool *is_shared;  /* per row of the part: others have terms in it */
    size_t n_rows;
} part_maker;

static void *grab(part_maker *m, size_t n, size_t size)
{
    return vakt_arena_alloc(m->program->arena, n, size);
}

/* -- variables ------------------------------------------------------------------------------ */

static void touch_parents(part_maker *m, int32_t v)
{
    const vakt_position *position = m->position;
    for (size_t i = position->first_parent[v]; i < position->first_parent[v + 1]; i++)
        m->is_touched[position->parents[i]] = true;
}

static void add_var(part_maker *m, size_t v, int doctor)
{
    vakt_var var = m->whole->vars[v];
    var.doctor = doctor;
    m->in_part[v] = (int32_t)m->program->n_vars;
    m->part->whole[m->program->n_vars] = (int32_t)v;
    m->program->vars[m->program->n_vars++] = var;
    touch_parents(m, (int32_t)v);
}

/* An indicator that a constant member decides is constant. */
static bool is_decided(const part_maker *m, const vakt_var *var)
{
    for (size_t i = 0; i < var->n_members; i++) {
        int32_t member = m->whole->members[var->first_member + i];
        bool one = m->position->values[member] != 0;
        if (m->in_part[member] < 0 && one == (var->kind == VAKT_VAR_OR))
            return true;
    }
    return false;
}

static void add_indicator(part_maker *m, size_t v)
{
    vakt_program *program = m->program;
    const vakt_var *source = &m->whole->vars[v];
    size_t first = program->n_members;
    int doctor = -1;
    for (size_t i = 0; i < source->n_members; i++) {
        int32_t member = m->in_part[m->whole->members[source->first_member + i]];
        if (member < 0)
            continue;
        int owner = program->vars[member].doctor;
        doctor = program->n_members == first || owner == doctor ? owner : -1;
        program->members[program->n_members++] = member;
    }
    add_var(m, v, doctor);
    program->vars[program->n_vars - 1].first_member = first;
    program->vars[program->n_vars - 1].n_members = program->n_members - first;
}

static void add_variables(part_maker *m)
{
    for (size_t v = 0; v < m->whole->n_vars; v++) {
        const vakt_var *var = &m->whole->vars[v];
        m->in_part[v] = -1;
        if (var->kind == VAKT_VAR_ASSIGN && m->is_free[var->doctor])
            add_var(m, v, m->doctors[var->doctor]);
        else if (m->is_touched[v] && !is_decided(m, var))
            add_indicator(m, v);
    }
}

static bool renumber_doctors(part_maker *m)
{
    const vakt_program *whole = m->whole;
    vakt_program *program = m->program;
    for (size_t d = 0; d < whole->n_doctors; d++)
        m->doctors[d] = m->is_free[d] ? (int)program->n_doctors++ : -1;
    program->assign_var =
        grab(m, program->n_doctors * whole->n_units + 1, sizeof *program->assign_var);
    return program->assign_var != NULL;
}

static void fill_assign_var(part_maker *m)
{
    const vakt_program *whole = m->whole;
    for (size_t d = 0; d < whole->n_doctors; d++)
        for (size_t u = 0; m->is_free[d] && u < whole->n_units; u++) {
            int32_t v = whole->assign_var[d * whole->n_units + u];
            m->program->assign_var[(size_t)m->doctors[d] * whole->n_units + u] =
                v < 0 ? -1 : m->in_part[v];
        }
}

/* -- rows and costs ------------------------------------------------------------------------- */

static size_t list_rows(part_maker *m)
{
    const vakt_position *position = m->position;
    size_t n_terms = 0;
    for (size_t v = 0; v < m->program->n_vars; v++) {
        int32_t whole = m->part->whole[v];
        for (size_t i = position->first_place[whole]; i < position->first_place[whole + 1]; i++) {
            int32_t r = position->places[i].row;
            n_terms++;
            if (m->is_listed[r])
                continue;
            m->is_listed[r] = true;
            m->rows[m->n_rows++] = r;
        }
        m->program->n_costs += position->first_cost[whole + 1] - position->first_cost[whole];
    }
    return n_terms;
}

/* The row without its constants; its terms are appended to the part's. */
static vakt_row reduce_row(part_maker *m, int32_t r, int64_t *ret_now)
{
    vakt_program *program = m->program;
    vakt_row row = m->whole->rows[r];
    int64_t now = 0, least = 0, most = 0;
    size_t first = program->n_terms;
    for (size_t t = row.first_term; t < row.first_term + row.n_terms; t++) {
        vakt_term term = m->whole->terms[t];
        if (m->in_part[term.var] < 0)
            continue;
        now += (int64_t)term.coef * m->position->values[term.var];
        *(term.coef < 0 ? &least : &most) += term.coef;
        term.var = m->in_part[term.var];
        program->terms[program->n_terms++] = term;
    }
    int64_t others = m->position->activity[r] - now;
    if (row.lo != VAKT_NO_BOUND_LO)
        row.lo = row.under_pts == 0 || others + least >= row.lo ? VAKT_NO_BOUND_LO : row.lo - others;
    if (row.hi != VAKT_NO_BOUND_HI)
        row.hi = row.over_pts == 0 || others + most <= row.hi ? VAKT_NO_BOUND_HI : row.hi - others;
    row.doctor = row.doctor >= 0 ? m->doctors[row.doctor] : -1;
    row.first_term = first;
    row.n_terms = program->n_terms - first;
    *ret_now = now;
    return row;
}

static bool is_open(const vakt_row *row)
{
    return row->lo == VAKT_NO_BOUND_LO && row->hi == VAKT_NO_BOUND_HI;
}

static int64_t times_capped(int64_t pts, int64_t amount)
{
    int64_t product;
    return __builtin_mul_overflow(pts, amount, &product) ? INT64_MAX / 4 : product;
}

static int64_t add_capped(int64_t a, int64_t b)
{
    return a > INT64_MAX / 4 - b ? INT64_MAX / 4 : a + b;
}

/* The most that the price of a soft row can be, over its reach. */
static int64_t dearest(const vakt_row *row, int64_t least, int64_t most)
{
    int64_t under = 0, over = 0;
    if (row->lo != VAKT_NO_BOUND_LO && row->under_pts != VAKT_HARD && least < row->lo)
        under = times_capped(row->under_pts, row->lo - least);
    if (row->hi != VAKT_NO_BOUND_HI && row->over_pts != VAKT_HARD && most > row->hi)
        over = times_capped(row->over_pts, most - row->hi);
    return under > over ? under : over;
}

static void add_ranges(const vakt_program *program, int64_t *ranges)
{
    for (size_t r = 0; r < program->n_rows; r++) {
        const vakt_row *row = &program->rows[r];
        int64_t least = 0, most = 0;
        for (size_t t = row->first_term; t < row->first_term + row->n_terms; t++)
            *(program->terms[t].coef < 0 ? &least : &most) += program->terms[t].coef;
        ranges[row->level] = add_capped(ranges[row->level], dearest(row, least, most));
    }
    for (size_t c = 0; c < program->n_costs; c++) {
        int64_t pts = program->costs[c].pts;
        int level = program->costs[c].level;
        ranges[level] = add_capped(ranges[level], pts < 0 ? -pts : pts);
    }
}

static int64_t price_now(const vakt_row *row, int64_t now)
{
    int64_t price = 0;
    if (row->lo != VAKT_NO_BOUND_LO && row->under_pts != VAKT_HARD && now < row->lo)
        price += row->under_pts * (row->lo - now);
    if (row->hi != VAKT_NO_BOUND_HI && row->over_pts != VAKT_HARD && now > row->hi)
        price += row->over_pts * (now - row->hi);
    return price;
}

static void add_rows(part_maker *m)
{
    vakt_program *program = m->program;
    for (size_t i = 0; i < m->n_rows; i++) {
        int64_t now;
        size_t n_terms = program->n_terms;
        vakt_row row = reduce_row(m, m->rows[i], &now);
        if (is_open(&row)) {
            program->n_terms = n_terms;
            continue;
        }
        program->constant[row.level] -= price_now(&row, now);
        m->is_shared[program->n_rows] = row.n_terms < m->whole->rows[m->rows[i]].n_terms;
        program->rows[program->n_rows++] = row;
    }
}

static void add_costs(part_maker *m)
{
    vakt_program *program = m->program;
    const vakt_position *position = m->position;
    size_t n = 0;
    for (size_t v = 0; v < program->n_vars; v++) {
        int32_t whole = m->part->whole[v];
        for (size_t i = position->first_cost[whole]; i < position->first_cost[whole + 1]; i++) {
            vakt_cost cost = m->whole->costs[position->costs[i]];
            program->constant[cost.level] -= position->values[whole] ? cost.pts : 0;
            cost.var = (int32_t)v;
            program->costs[n++] = cost;
        }
    }
}

/* Hard rows that others have a part in get a price that outweighs all of level 0. */
static void soften(part_maker *m)
{
    vakt_program *program = m->program;
    int64_t ranges[VAKT_MAX_LEVELS] = {0};
    add_ranges(program, ranges);
    m->part->broken_pts = add_capped(ranges[0], 1);
    for (size_t r = 0; r < program->n_rows; r++) {
        vakt_row *row = &program->rows[r];
        bool under = row->lo != VAKT_NO_BOUND_LO && row->under_pts == VAKT_HARD;
        bool over = row->hi != VAKT_NO_BOUND_HI && row->over_pts == VAKT_HARD;
        if (!m->is_shared[r] || (!under && !over))
            continue;
        row->level = 0;
        row->under_pts = under ? m->part->broken_pts : row->under_pts;
        row->over_pts = over ? m->part->broken_pts : row->over_pts;
    }
}

/* -- the part ------------------------------------------------------------------------------- */

static bool alloc_maker(part_maker *m)
{
    const vakt_program *whole = m->whole;
    m->in_part = grab(m, whole->n_vars + 1, sizeof *m->in_part);
    m->is_touched = grab(m, whole->n_vars + 1, sizeof *m->is_touched);
    m->is_listed = grab(m, whole->n_rows + 1, sizeof *m->is_listed);
    m->doctors = grab(m, whole->n_doctors + 1, sizeof *m->doctors);
    m->rows = grab(m, whole->n_rows + 1, sizeof *m->rows);
    m->part->whole = grab(m, whole->n_vars + 1, sizeof *m->part->whole);
    m->program->vars = grab(m, whole->n_vars + 1, sizeof *m->program->vars);
    m->program->members = grab(m, whole->n_members + 1, sizeof *m->program->members);
    return m->in_part && m->is_touched && m->is_listed && m->doctors && m->rows &&
           m->part->whole && m->program->vars && m->program->members && renumber_doctors(m);
}

static bool fill(part_maker *m)
{
    vakt_program *program = m->program;
    add_variables(m);
    fill_assign_var(m);
    size_t n_terms = list_rows(m);
    program->rows = grab(m, m->n_rows + 1, sizeof *program->rows);
    program->terms = grab(m, n_terms + 1, sizeof *program->terms);
    program->costs = grab(m, program->n_costs + 1, sizeof *program->costs);
    m->is_shared = grab(m, m->n_rows + 1, sizeof *m->is_shared);
    if (!program->rows || !program->terms || !program->costs || !m->is_shared)
        return false;
    add_rows(m);
    add_costs(m);
    if (m->price_broken)
        soften(m);
    return true;
}

vakt_status vakt_part_new(const vakt_position *position, const bool *is_free, bool price_broken,
                          vakt_part *ret_part)
{
    const vakt_program *whole = position->program;
    vakt_arena *arena = vakt_arena_new();
    vakt_program *program = arena ? vakt_arena_alloc(arena, 1, sizeof *program) : NULL;
    vakt_part part = {.program = program};
    part_maker m = {.position = position,
                    .whole = whole,
                    .is_free = is_free,
                    .price_broken = price_broken,
                    .part = &part,
                    .program = program};
    if (program) {
        *program = (vakt_program){.arena = arena,
                                  .n_duties = whole->n_duties,
                                  .n_units = whole->n_units,
                                  .n_levels = whole->n_levels,
                                  .units = whole->units,
                                  .unit_duties = whole->unit_duties,
                                  .unit_of_duty = whole->unit_of_duty};
        memcpy(program->constant, position->score.levels, sizeof program->constant);
    }
    if (!program || !alloc_maker(&m) || !fill(&m)) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    *ret_part = part;
    return VAKT_OK;
}

void vakt_part_done(vakt_part *part)
{
    vakt_program_free(part->program);
    *part = (vakt_part){0};
}

int32_t vakt_part_var(const vakt_part *part, int32_t whole)
{
    size_t low = 0, high = part->program->n_vars;
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        *(part->whole[middle] <= whole ? &low : &high) = middle;
    }
    return (int32_t)low;
}

void vakt_part_take(const vakt_part *part, const uint8_t *values, vakt_position *position)
{
    for (size_t v = 0; v < part->program->n_vars; v++)
        if (part->program->vars[v].kind == VAKT_VAR_ASSIGN &&
            (values[v] != 0) != (position->values[part->whole[v]] != 0))
            vakt_position_flip(position, part->whole[v]);
}

int vakt_level_factors(const vakt_program *program, int64_t most,
                       int64_t ret_factors[VAKT_MAX_LEVELS])
{
    int64_t ranges[VAKT_MAX_LEVELS] = {0};
    add_ranges(program, ranges);
    for (int n = program->n_levels; n >= 1; n--) {
        int64_t factor = 1, sum = 0;
        memset(ret_factors, 0, VAKT_MAX_LEVELS * sizeof *ret_factors);
        for (int k = n - 1; k >= 0; k--) {
            ret_factors[k] = factor;
            sum = add_capped(sum, times_capped(factor, ranges[k]));
            factor = add_capped(sum, 1);
        }
        if (sum < most || n == 1)
            return n;
    }
    return 1;
}
