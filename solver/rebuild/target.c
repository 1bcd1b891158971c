/*
 * Problem: of a compiled problem, leave only what may move, and measure what changes.
 *
 * Notation: x = variable of (doctor, unit); c(d, u) = changes, or their weights, when d has u;
 * c(u) = the same when u is open; K(d), G(d) = variables of what d has and of what d would gain,
 * each unless d asked.
 *
 *     COUNT, WEIGHT   sum of c(d, u) x(d, u)  +  c(u) for each row  sum over d of x(d, u) >= 1
 *                     that is short
 *     PEOPLE          k = AND(K), g = OR(G), both = AND(k, g):  k - both >= 1, 1 when short: it
 *                     is so unless d keeps all and gains nothing
 *     STANDING        a hard side that what stands breaks: where it stands becomes the side, and
 *                     the old one is priced, 1 a unit, if what may move can mend it
 *
 * Idea: substitution, after a little propagation: a variable that alone would break a hard side
 * given what stands is 0 (singleton rows and dominated bounds of presolve; Savelsbergh 1994).
 *
 * Complexity: rounds of propagation (few) times the terms.
 */
#include "rebuild/target.h"

#include <string.h>

#include "base/vec.h"

enum { MOST_ROUNDS = 10, OPEN = -1 };

typedef struct maker {
    vakt_target *target;
    vakt_stand *stand;
    const vakt_program *from;
    int8_t *known;      /* per variable: 0, 1 or OPEN */
    int32_t *renamed;   /* per variable: the one that stands for it, or -1 when known */
    uint8_t *standing;  /* values when nothing that may move is taken */
    int64_t *activity;  /* per row, of those values */
    int *blame;         /* per variable that was ruled out: the setting that did it */
    VAKT_VEC(vakt_var) vars;
    VAKT_VEC(int32_t) members;
    VAKT_VEC(vakt_row) rows;
    VAKT_VEC(vakt_term) terms;
    VAKT_VEC(vakt_cost) costs;
    VAKT_VEC(vakt_term) row; /* terms at hand */
    bool failed;
} maker;

#define PUSH(m, vec, value)                                                                        \
    do {                                                                                           \
        if (!VAKT_VEC_PUSH(vec, value))                                                            \
            (m)->failed = true;                                                                    \
    } while (0)

/* ---- what is known ---- */

static int8_t derive(const maker *m, const vakt_var *var, int32_t *ret_only_open)
{
    int8_t decisive = var->kind == VAKT_VAR_OR ? 1 : 0;
    size_t n_open = 0;
    for (size_t i = 0; i < var->n_members; i++) {
        int32_t member = m->from->members[var->first_member + i];
        if (m->known[member] == decisive)
            return decisive;
        if (m->known[member] != OPEN)
            continue;
        n_open++;
        *ret_only_open = member;
    }
    if (n_open != 1)
        *ret_only_open = -1;
    return n_open == 0 ? (int8_t)!decisive : (int8_t)OPEN;
}

static void derive_all(maker *m)
{
    int32_t only;
    for (size_t v = 0; v < m->from->n_vars; v++)
        if (m->from->vars[v].kind != VAKT_VAR_ASSIGN)
            m->known[v] = derive(m, &m->from->vars[v], &only);
}

static bool hard_hi(const vakt_row *row)
{
    return row->hi != VAKT_NO_BOUND_HI && row->over_pts == VAKT_HARD;
}

static bool hard_lo(const vakt_row *row)
{
    return row->lo != VAKT_NO_BOUND_LO && row->under_pts == VAKT_HARD;
}

static int64_t excused_hi(const maker *m, size_t r)
{
    const vakt_row *row = &m->from->rows[r];
    return m->activity[r] > row->hi ? m->activity[r] : row->hi;
}

static int64_t excused_lo(const maker *m, size_t r)
{
    const vakt_row *row = &m->from->rows[r];
    return m->activity[r] < row->lo ? m->activity[r] : row->lo;
}

/* The variable is 0: so are an OR's members. A pin that what stands rules out binds nobody. */
static bool rule_out(maker *m, int32_t v, int setting)
{
    const vakt_var *var = &m->from->vars[v];
    bool changed = false;
    if (m->known[v] != OPEN || var->kind == VAKT_VAR_AND)
        return false;
    if (var->kind == VAKT_VAR_ASSIGN) {
        m->known[v] = 0;
        m->blame[v] = setting;
        return true;
    }
    for (size_t i = 0; i < var->n_members; i++)
        changed = rule_out(m, m->from->members[var->first_member + i], setting) || changed;
    return changed;
}

static bool propagate_row(maker *m, size_t r)
{
    const vakt_row *row = &m->from->rows[r];
    int64_t least = 0, most = 0;
    bool changed = false;
    if (!hard_hi(row) && !hard_lo(row))
        return false;
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_term *term = &m->from->terms[row->first_term + i];
        int8_t known = m->known[term->var];
        least += known == 1 || (known == OPEN && term->coef < 0) ? term->coef : 0;
        most += known == 1 || (known == OPEN && term->coef > 0) ? term->coef : 0;
    }
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_term *term = &m->from->terms[row->first_term + i];
        bool over = hard_hi(row) && term->coef > 0 && least + term->coef > excused_hi(m, r);
        bool under = hard_lo(row) && term->coef < 0 && most + term->coef < excused_lo(m, r);
        if (m->known[term->var] == OPEN && (over || under))
            changed = rule_out(m, term->var, row->rule) || changed;
    }
    return changed;
}

/* Each row's value when only what stands is taken. */
static void see_what_stands(maker *m)
{
    int64_t levels[VAKT_MAX_LEVELS];
    for (size_t v = 0; v < m->from->n_vars; v++)
        m->standing[v] = m->from->vars[v].kind == VAKT_VAR_ASSIGN && m->stand->may[v] == 1;
    (void)vakt_program_evaluate(m->from, m->standing, levels);
    for (size_t r = 0; r < m->from->n_rows; r++) {
        const vakt_row *row = &m->from->rows[r];
        for (size_t i = 0; i < row->n_terms; i++) {
            const vakt_term *term = &m->from->terms[row->first_term + i];
            m->activity[r] += (int64_t)term->coef * m->standing[term->var];
        }
    }
}

static void find_known(maker *m)
{
    bool changed = true;
    for (size_t v = 0; v < m->from->n_vars; v++)
        m->known[v] = m->from->vars[v].kind == VAKT_VAR_ASSIGN ? m->stand->may[v] : (int8_t)OPEN;
    derive_all(m);
    for (int round = 0; changed && round < MOST_ROUNDS; round++) {
        changed = false;
        for (size_t r = 0; r < m->from->n_rows; r++)
            changed = propagate_row(m, r) || changed;
        derive_all(m);
    }
}

/* Duties that their doctors cannot keep beside what stands are lost like those that are forbidden. */
static void note_lost(maker *m)
{
    for (size_t v = 0; v < m->from->n_vars; v++) {
        const vakt_var *var = &m->from->vars[v];
        if (var->kind != VAKT_VAR_ASSIGN || m->stand->may[v] != OPEN || m->known[v] != 0)
            continue;
        const vakt_unit *unit = &m->from->units[var->unit];
        for (size_t i = 0; i < unit->n_duties; i++)
            vakt_stand_lose(m->stand, m->from->unit_duties[unit->first_duty + i], var->doctor,
                            m->blame[v]);
    }
    vakt_stand_sort_lost(m->stand);
}

/* ---- variables ---- */

static int32_t new_var(maker *m, vakt_var var)
{
    PUSH(m, &m->vars, var);
    return (int32_t)m->vars.count - 1;
}

static void copy_indicator(maker *m, size_t v)
{
    const vakt_var *from = &m->from->vars[v];
    vakt_var var = *from;
    var.first_member = m->members.count;
    var.n_members = 0;
    for (size_t i = 0; i < from->n_members; i++) {
        int32_t member = m->from->members[from->first_member + i];
        if (m->known[member] != OPEN)
            continue;
        PUSH(m, &m->members, m->renamed[member]);
        var.n_members++;
    }
    m->renamed[v] = new_var(m, var);
}

static void copy_variables(maker *m)
{
    for (size_t v = 0; v < m->from->n_vars; v++) {
        const vakt_var *var = &m->from->vars[v];
        int32_t only = -1;
        m->renamed[v] = -1;
        if (m->known[v] != OPEN)
            continue;
        if (var->kind == VAKT_VAR_ASSIGN)
            m->renamed[v] = new_var(m, *var);
        else if (derive(m, var, &only) == OPEN && only >= 0)
            m->renamed[v] = m->renamed[only];
        else
            copy_indicator(m, v);
    }
}

/* ---- rows ---- */

static void add_term(maker *m, int32_t var, int64_t coef)
{
    vakt_term term = {var, (int32_t)coef};
    if (coef != 0)
        PUSH(m, &m->row, term);
}

static int compare_terms(const void *left, const void *right)
{
    const vakt_term *a = left, *b = right;
    return (a->var > b->var) - (a->var < b->var);
}

static void merge_terms(maker *m, int64_t *ret_least, int64_t *ret_most)
{
    vakt_term *terms = m->row.items;
    size_t kept = 0;
    *ret_least = *ret_most = 0;
    if (m->row.count > 1)
        qsort(terms, m->row.count, sizeof *terms, compare_terms);
    for (size_t i = 0, j; i < m->row.count; i = j) {
        vakt_term sum = {terms[i].var, 0};
        for (j = i; j < m->row.count && terms[j].var == sum.var; j++)
            sum.coef += terms[j].coef;
        if (sum.coef != 0)
            terms[kept++] = sum;
        *(sum.coef > 0 ? ret_most : ret_least) += sum.coef;
    }
    m->row.count = kept;
}

/* Adds the terms at hand as a row. Sides nothing can break are opened, what everything breaks is a
 * constant; a row without sides is dropped. */
static void end_row(maker *m, vakt_row row)
{
    int64_t least, most, *constant = &m->target->program.constant[row.level];
    merge_terms(m, &least, &most);
    if (row.lo != VAKT_NO_BOUND_LO && row.under_pts != VAKT_HARD && row.lo > most) {
        *constant += row.under_pts * (row.lo - most);
        row.lo = most;
    }
    if (row.hi != VAKT_NO_BOUND_HI && row.over_pts != VAKT_HARD && row.hi < least) {
        *constant += row.over_pts * (least - row.hi);
        row.hi = least;
    }
    if (row.lo == VAKT_NO_BOUND_LO || row.lo <= least || row.under_pts == 0) {
        row.lo = VAKT_NO_BOUND_LO;
        row.under_pts = 0;
    }
    if (row.hi == VAKT_NO_BOUND_HI || row.hi >= most || row.over_pts == 0) {
        row.hi = VAKT_NO_BOUND_HI;
        row.over_pts = 0;
    }
    row.first_term = m->terms.count;
    row.n_terms = m->row.count;
    if (row.lo != VAKT_NO_BOUND_LO || row.hi != VAKT_NO_BOUND_HI) {
        for (size_t i = 0; i < m->row.count; i++)
            PUSH(m, &m->terms, m->row.items[i]);
        PUSH(m, &m->rows, row);
        m->target->used[row.level] =
            m->target->used[row.level] || row.under_pts > 0 || row.over_pts > 0;
    }
}

/* The terms that are open, at hand; the sum of those that are known. */
static int64_t gather(maker *m, const vakt_row *row)
{
    int64_t known = 0;
    m->row.count = 0;
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_term *term = &m->from->terms[row->first_term + i];
        if (m->known[term->var] == OPEN)
            add_term(m, m->renamed[term->var], term->coef);
        else
            known += (int64_t)term->coef * m->known[term->var];
    }
    return known;
}

static bool backup_only(const maker *m, const vakt_row *row)
{
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_var *var = &m->from->vars[m->from->terms[row->first_term + i].var];
        const vakt_unit *unit = var->unit >= 0 ? &m->from->units[var->unit] : NULL;
        for (size_t k = 0; unit && k < unit->n_duties; k++)
            if (m->stand->instance->duties[m->from->unit_duties[unit->first_duty + k]].layer !=
                VAKT_LAYER_BACKUP)
                return false;
        if (!unit)
            return false;
    }
    return row->n_terms > 0;
}

static int measure_of_level(int level)
{
    return level == 0 ? VAKT_RUNG_OPEN : VAKT_RUNG_LEVEL_1 + level - 1;
}

/* The side that was broken, priced where it can be mended. */
static void price_standing(maker *m, const vakt_row *from, bool low)
{
    vakt_row row = *from;
    int64_t known = gather(m, from), least, most;
    merge_terms(m, &least, &most);
    row.level = VAKT_RUNG_STANDING;
    row.tag = VAKT_ROW_LINEAR;
    row.unit = -1;
    row.lo = low ? from->lo - known : VAKT_NO_BOUND_LO;
    row.hi = low ? VAKT_NO_BOUND_HI : from->hi - known;
    row.under_pts = low;
    row.over_pts = !low;
    if (low && row.lo > most)
        row.lo = most; /* the rest is nobody's to mend */
    if (!low && row.hi < least)
        row.hi = least;
    end_row(m, row);
}

static void copy_row(maker *m, size_t r)
{
    const vakt_row *from = &m->from->rows[r];
    vakt_row row = *from;
    int64_t known = gather(m, from);
    if (row.lo != VAKT_NO_BOUND_LO)
        row.lo = (hard_lo(from) ? excused_lo(m, r) : from->lo) - known;
    if (row.hi != VAKT_NO_BOUND_HI)
        row.hi = (hard_hi(from) ? excused_hi(m, r) : from->hi) - known;
    row.level = measure_of_level(from->level);
    if (from->level == 0 && backup_only(m, from))
        row.level = VAKT_RUNG_OPEN_BACKUP;
    end_row(m, row);
    if (hard_lo(from) && m->activity[r] < from->lo)
        price_standing(m, from, true);
    if (hard_hi(from) && m->activity[r] > from->hi)
        price_standing(m, from, false);
}

static void add_cost(maker *m, int32_t var, int level, int64_t pts)
{
    vakt_cost cost = {var, -1, level, pts};
    if (pts == 0)
        return;
    PUSH(m, &m->costs, cost);
    m->target->used[level] = true;
}

static void copy_costs(maker *m)
{
    vakt_program *to = &m->target->program;
    for (int k = 0; k <= VAKT_MAX_LEVEL; k++)
        to->constant[measure_of_level(k)] += m->from->constant[k];
    for (size_t i = 0; i < m->from->n_costs; i++) {
        const vakt_cost *cost = &m->from->costs[i];
        int level = measure_of_level(cost->level);
        if (m->known[cost->var] == 1)
            to->constant[level] += cost->pts;
        else if (m->known[cost->var] == OPEN)
            add_cost(m, m->renamed[cost->var], level, cost->pts);
    }
}

/* ---- changes ---- */

typedef int64_t (*measure)(const vakt_stand *stand, int duty, int to);

static int64_t of_unit(const maker *m, size_t unit, int to, measure change)
{
    const vakt_unit *it = &m->from->units[unit];
    int64_t sum = 0;
    for (size_t i = 0; i < it->n_duties; i++)
        sum += change(m->stand, m->from->unit_duties[it->first_duty + i], to);
    return sum;
}

static int32_t var_of(const maker *m, size_t doctor, size_t unit)
{
    int32_t v = m->from->assign_var[doctor * m->from->n_units + unit];
    return v >= 0 ? m->renamed[v] : -1;
}

static bool unit_is_frozen(const maker *m, size_t unit)
{
    return m->stand->frozen[m->from->unit_duties[m->from->units[unit].first_duty]];
}

static void price_changes(maker *m, int level, measure change)
{
    for (size_t u = 0; u < m->from->n_units; u++) {
        vakt_row row = {.tag = VAKT_ROW_LINEAR, .rule = -1, .doctor = -1, .unit = -1,
                        .day = VAKT_DAY_NONE, .level = level, .lo = 1, .hi = VAKT_NO_BOUND_HI};
        if (unit_is_frozen(m, u))
            continue;
        m->row.count = 0;
        for (size_t d = 0; d < m->from->n_doctors; d++) {
            int32_t v = var_of(m, d, u);
            if (v < 0)
                continue;
            add_term(m, v, 1);
            add_cost(m, v, level, of_unit(m, u, (int)d, change));
        }
        row.under_pts = of_unit(m, u, VAKT_NOBODY, change);
        if (row.under_pts > 0)
            end_row(m, row);
    }
}

/* sum of (c(d, u) - c(u)) x + sum of c(u) <= the rung's limit, which is filled in later. */
static void add_limit(maker *m)
{
    vakt_row row = {.tag = VAKT_ROW_LINEAR, .rule = -1, .doctor = -1, .unit = -1,
                    .day = VAKT_DAY_NONE, .lo = VAKT_NO_BOUND_LO, .hi = 0,
                    .over_pts = VAKT_HARD};
    int64_t least, most;
    m->row.count = 0;
    for (size_t u = 0; u < m->from->n_units; u++) {
        if (unit_is_frozen(m, u))
            continue;
        int64_t open = of_unit(m, u, VAKT_NOBODY, vakt_stand_count);
        row.hi -= open;
        for (size_t d = 0; d < m->from->n_doctors; d++) {
            int32_t v = var_of(m, d, u);
            if (v >= 0)
                add_term(m, v, of_unit(m, u, (int)d, vakt_stand_count) - open);
        }
    }
    merge_terms(m, &least, &most);
    row.first_term = m->terms.count;
    row.n_terms = m->row.count;
    for (size_t i = 0; i < m->row.count; i++)
        PUSH(m, &m->terms, m->row.items[i]);
    PUSH(m, &m->rows, row);
}

/* ---- people ---- */

static int32_t make_indicator(maker *m, vakt_var_kind kind, int doctor, const int32_t *members,
                              size_t n)
{
    vakt_var var = {.kind = kind, .doctor = doctor, .unit = -1, .n_members = n};
    var.first_member = m->members.count;
    if (n == 1)
        return members[0];
    for (size_t i = 0; i < n; i++)
        PUSH(m, &m->members, members[i]);
    return new_var(m, var);
}

/* The doctor has, or would gain, some duty of the unit and has not asked for that. */
static bool unasked(const maker *m, int doctor, size_t unit, bool has)
{
    const vakt_unit *it = &m->from->units[unit];
    for (size_t i = 0; i < it->n_duties; i++) {
        int duty = m->from->unit_duties[it->first_duty + i];
        if ((m->stand->base[duty] == doctor) == has && !vakt_stand_asked(m->stand, doctor, duty))
            return true;
    }
    return false;
}

/* keeps all of `kept` and gains nothing of `gained`, or 1 */
static void price_person(maker *m, int doctor, const int32_t *kept, size_t n_kept,
                         const int32_t *gained, size_t n_gained)
{
    vakt_row row = {.tag = VAKT_ROW_LINEAR, .rule = -1, .doctor = doctor, .unit = -1,
                    .day = VAKT_DAY_NONE, .level = VAKT_RUNG_PEOPLE, .lo = 1,
                    .hi = VAKT_NO_BOUND_HI, .under_pts = 1};
    int32_t pair[2] = {-1, -1};
    if (n_gained > 0)
        pair[1] = make_indicator(m, VAKT_VAR_OR, doctor, gained, n_gained);
    if (n_kept == 0) {
        if (n_gained > 0)
            add_cost(m, pair[1], VAKT_RUNG_PEOPLE, 1);
        return;
    }
    pair[0] = make_indicator(m, VAKT_VAR_AND, doctor, kept, n_kept);
    m->row.count = 0;
    add_term(m, pair[0], 1);
    if (n_gained > 0)
        add_term(m, make_indicator(m, VAKT_VAR_AND, doctor, pair, 2), -1);
    end_row(m, row);
}

/* Who has a part of a block that is taken whole loses it or gains the rest: affected in any case. */
static void price_people(maker *m)
{
    size_t n_units = m->from->n_units;
    int32_t *kept = vakt_arena_alloc(m->target->arena, n_units, sizeof *kept);
    int32_t *gained = vakt_arena_alloc(m->target->arena, n_units, sizeof *gained);
    m->target->n_vars_without_people = m->vars.count;
    m->target->n_members_without_people = m->members.count;
    if (!kept || !gained) {
        m->failed = true;
        return;
    }
    for (size_t d = 0; d < m->from->n_doctors; d++) {
        size_t n_kept = 0, n_gained = 0;
        bool always = false;
        for (size_t u = 0; u < n_units; u++) {
            int32_t v = var_of(m, d, u);
            if (unit_is_frozen(m, u))
                continue;
            bool has = unasked(m, (int)d, u, true), gains = unasked(m, (int)d, u, false);
            always = always || (has && (v < 0 || gains));
            if (has && v >= 0)
                kept[n_kept++] = v;
            else if (gains && v >= 0)
                gained[n_gained++] = v;
        }
        if (always)
            m->target->program.constant[VAKT_RUNG_PEOPLE]++;
        else
            price_person(m, (int)d, kept, n_kept, gained, n_gained);
    }
}

/* ---- the whole ---- */

#define PACK(m, array, n, vec)                                                                     \
    do {                                                                                           \
        (n) = (vec).count;                                                                         \
        (array) = vakt_arena_alloc((m)->target->arena, (vec).count, sizeof *(array));              \
        if (!(array))                                                                              \
            (m)->failed = true;                                                                    \
        else if ((vec).count > 0)                                                                  \
            memcpy(array, (vec).items, (vec).count * sizeof *(array));                             \
    } while (0)

static void pack(maker *m)
{
    vakt_program *to = &m->target->program;
    PACK(m, to->vars, to->n_vars, m->vars);
    PACK(m, to->members, to->n_members, m->members);
    PACK(m, to->rows, to->n_rows, m->rows);
    PACK(m, to->terms, to->n_terms, m->terms);
    PACK(m, to->costs, to->n_costs, m->costs);
}

static vakt_status place_units(maker *m)
{
    vakt_program *to = &m->target->program;
    size_t n = m->from->n_doctors * m->from->n_units;
    to->n_doctors = m->from->n_doctors;
    to->n_duties = m->from->n_duties;
    to->n_units = m->from->n_units;
    to->unit_duties = m->from->unit_duties;
    to->unit_of_duty = m->from->unit_of_duty;
    to->units = vakt_arena_alloc(m->target->arena, to->n_units, sizeof *to->units);
    to->assign_var = vakt_arena_alloc(m->target->arena, n, sizeof *to->assign_var);
    if (!to->units || !to->assign_var)
        return VAKT_E_NOMEM;
    for (size_t u = 0; u < to->n_units; u++) {
        to->units[u] = m->from->units[u];
        to->units[u].required = to->units[u].required && !unit_is_frozen(m, u);
    }
    for (size_t d = 0; d < to->n_doctors; d++)
        for (size_t u = 0; u < to->n_units; u++)
            to->assign_var[d * to->n_units + u] = var_of(m, d, u);
    return VAKT_OK;
}

static vakt_status make(maker *m)
{
    size_t n_vars = m->from->n_vars;
    m->known = vakt_arena_alloc(m->target->arena, n_vars, sizeof *m->known);
    m->renamed = vakt_arena_alloc(m->target->arena, n_vars, sizeof *m->renamed);
    m->standing = vakt_arena_alloc(m->target->arena, n_vars, sizeof *m->standing);
    m->activity = vakt_arena_alloc(m->target->arena, m->from->n_rows, sizeof *m->activity);
    m->blame = vakt_arena_alloc(m->target->arena, n_vars, sizeof *m->blame);
    if (!m->known || !m->renamed || !m->standing || !m->activity || !m->blame)
        return VAKT_E_NOMEM;
    see_what_stands(m);
    find_known(m);
    note_lost(m);
    copy_variables(m);
    for (size_t r = 0; r < m->from->n_rows; r++)
        copy_row(m, r);
    copy_costs(m);
    price_changes(m, VAKT_RUNG_COUNT, vakt_stand_count);
    price_changes(m, VAKT_RUNG_WEIGHT, vakt_stand_weight);
    price_people(m);
    add_limit(m);
    pack(m);
    return m->failed ? VAKT_E_NOMEM : place_units(m);
}

vakt_status vakt_target_new(vakt_stand *stand, vakt_target **ret_target)
{
    vakt_status status;
    vakt_arena *arena = vakt_arena_new();
    vakt_target *target = arena ? vakt_arena_alloc(arena, 1, sizeof *target) : NULL;
    maker m = {.target = target, .stand = stand, .from = stand->program};
    if (!target) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    target->arena = arena;
    target->stand = stand;
    VAKT_TRY(make(&m));
    *ret_target = target;
    target = NULL;
done:
    VAKT_VEC_DONE(&m.vars);
    VAKT_VEC_DONE(&m.members);
    VAKT_VEC_DONE(&m.rows);
    VAKT_VEC_DONE(&m.terms);
    VAKT_VEC_DONE(&m.costs);
    VAKT_VEC_DONE(&m.row);
    vakt_target_free(target);
    return status;
}

void vakt_target_free(vakt_target *target)
{
    if (target)
        vakt_arena_free(target->arena);
}

/* ---- programs of it ---- */

static void place_levels(const vakt_target *target, const vakt_aim *aim, vakt_aim *ret_aim,
                         int *ret_level)
{
    *ret_aim = (vakt_aim){.limit = aim->limit};
    for (int k = 0; k < VAKT_N_RUNG_VALUES; k++)
        ret_level[k] = -1;
    for (size_t i = 0; i < aim->n; i++) {
        if (!target->used[aim->order[i]])
            continue;
        ret_level[aim->order[i]] = (int)ret_aim->n;
        ret_aim->order[ret_aim->n++] = aim->order[i];
    }
}

static bool is_hard(const vakt_row *row)
{
    return hard_lo(row) || hard_hi(row);
}

/* A program has no terms but those of its rows. */
static void copy_target_row(const vakt_program *from, vakt_row row, vakt_program *to)
{
    if (row.n_terms > 0)
        memcpy(&to->terms[to->n_terms], &from->terms[row.first_term],
               row.n_terms * sizeof *to->terms);
    row.first_term = to->n_terms;
    to->n_terms += row.n_terms;
    to->rows[to->n_rows++] = row;
}

static void copy_levels(const vakt_target *target, const vakt_aim *aim, const int *level,
                        vakt_program *to)
{
    const vakt_program *from = &target->program;
    for (size_t r = 0; r + 1 < from->n_rows; r++) {
        vakt_row row = from->rows[r];
        if (level[row.level] < 0 && !is_hard(&row))
            continue;
        if (level[row.level] < 0) { /* the priced side, if any, is not asked for */
            row.under_pts = row.under_pts == VAKT_HARD ? VAKT_HARD : 0;
            row.over_pts = row.over_pts == VAKT_HARD ? VAKT_HARD : 0;
        }
        row.level = level[row.level] < 0 ? 0 : level[row.level];
        copy_target_row(from, row, to);
    }
    if (aim->limit >= 0) {
        vakt_row row = from->rows[from->n_rows - 1];
        row.hi += aim->limit;
        copy_target_row(from, row, to);
    }
    for (size_t c = 0; c < from->n_costs; c++) {
        vakt_cost cost = from->costs[c];
        if (level[cost.level] < 0)
            continue;
        cost.level = level[cost.level];
        to->costs[to->n_costs++] = cost;
    }
    for (int k = 0; k < VAKT_N_RUNG_VALUES; k++)
        if (level[k] >= 0)
            to->constant[level[k]] = from->constant[k];
}

vakt_status vakt_target_program(const vakt_target *target, const vakt_aim *aim, vakt_aim *ret_aim,
                                vakt_program **ret_program)
{
    const vakt_program *from = &target->program;
    int level[VAKT_N_RUNG_VALUES];
    vakt_arena *arena = vakt_arena_new();
    vakt_program *to = arena ? vakt_arena_alloc(arena, 1, sizeof *to) : NULL;
    if (!to)
        goto no_memory;
    *to = *from;
    to->arena = arena;
    memset(to->constant, 0, sizeof to->constant);
    to->n_rows = to->n_terms = to->n_costs = 0;
    to->rows = vakt_arena_alloc(arena, from->n_rows, sizeof *to->rows);
    to->costs = vakt_arena_alloc(arena, from->n_costs, sizeof *to->costs);
    to->terms = vakt_arena_alloc(arena, from->n_terms, sizeof *to->terms);
    if (!to->rows || !to->costs || !to->terms)
        goto no_memory;
    place_levels(target, aim, ret_aim, level);
    copy_levels(target, aim, level, to);
    to->n_levels = ret_aim->n > 0 ? (int)ret_aim->n : 1;
    if (level[VAKT_RUNG_PEOPLE] < 0) {
        to->n_vars = target->n_vars_without_people;
        to->n_members = target->n_members_without_people;
    }
    *ret_program = to;
    return VAKT_OK;
no_memory:
    vakt_arena_free(arena);
    return VAKT_E_NOMEM;
}

/* ---- rosters ---- */

void vakt_target_roster(const vakt_target *target, const uint8_t *values, vakt_roster *roster)
{
    const vakt_program *program = &target->program;
    const vakt_stand *stand = target->stand;
    for (size_t i = 0; i < roster->n_duties; i++)
        roster->doctor[i] = stand->frozen[i] ? stand->base[i] : VAKT_NOBODY;
    for (size_t v = 0; v < target->n_vars_without_people; v++) {
        const vakt_var *var = &program->vars[v];
        if (var->kind != VAKT_VAR_ASSIGN || !values[v])
            continue;
        const vakt_unit *unit = &program->units[var->unit];
        for (size_t i = 0; i < unit->n_duties; i++)
            roster->doctor[program->unit_duties[unit->first_duty + i]] = var->doctor;
    }
}

void vakt_target_values(const vakt_target *target, const vakt_roster *roster, uint8_t *values)
{
    const vakt_program *program = &target->program;
    for (size_t v = 0; v < program->n_vars; v++) {
        const vakt_var *var = &program->vars[v];
        values[v] = var->kind == VAKT_VAR_ASSIGN;
        for (size_t i = 0; values[v] && i < program->units[var->unit].n_duties; i++) {
            int duty = program->unit_duties[program->units[var->unit].first_duty + i];
            values[v] = roster->doctor[duty] == var->doctor;
        }
    }
}

bool vakt_target_keeps_pin(const vakt_target *target, int doctor, int duty)
{
    const vakt_program *program = &target->program;
    size_t unit = (size_t)program->unit_of_duty[duty];
    int32_t v = program->assign_var[(size_t)doctor * program->n_units + unit];
    return v >= 0 && program->vars[v].fixed_one;
}
