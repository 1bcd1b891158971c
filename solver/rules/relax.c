/*
 * Problem: is program A (loose) a relaxation of program B (tight)?
 *
 * Idea: write both over the same terms, then match rows. A roster of B is carried into A by the
 * doctors' places; what A has beyond B is 0 there. So in A a variable that stands for an
 * assignment of B is that assignment, any other is 0, an OR of what is left of its members, and an
 * AND with a 0 is 0. Equal ORs and ANDs get one number in both programs. A row is cut in its two
 * sides, which cost by themselves. Then A asks no more than B, whatever the roster, when
 *
 *   - a forced assignment of A is forced in B, and every assignment of B is one in A;
 *   - each hard side of A holds for any 0/1 values, or B has the same terms with a hard side as
 *     tight;
 *   - each priced side of A costs nothing whatever the values, or B has the same terms with a hard
 *     side as tight, or a priced side of the same level as tight and as dear, used only once;
 *   - per level, no term costs more in A than in B, and neither does the constant.
 *
 * The last two are asked level by level: the first level that fails ends what is known.
 */
#include "rules/relax.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"

enum { ZERO = -1 }; /* a term that is 0 in every roster carried over */

typedef struct expression { /* an OR or AND of at least two terms */
    uint64_t hash;
    int32_t number;
    size_t first, n; /* into members */
} expression;

typedef struct side {
    uint64_t hash;
    size_t first, n; /* into terms */
    int64_t bound, price, level;
    bool upper, used;
} side;

typedef struct cost_at {
    int level;
    int32_t term;
    int64_t loose, tight;
} cost_at;

typedef VAKT_VEC(side) side_list;

typedef struct matcher {
    const vakt_program *loose, *tight;
    const int *doctor_in_loose;
    int32_t *loose_term, *tight_term; /* per variable */
    size_t n_slots;
    int32_t *slots; /* open addressing: expression index + 1 */
    VAKT_VEC(expression) expressions;
    VAKT_VEC(int32_t) members;
    VAKT_VEC(vakt_term) terms;
    side_list loose_sides, tight_sides;
    VAKT_VEC(cost_at) costs;
    bool wrong[VAKT_MAX_LEVELS], hard_wrong;
} matcher;

static uint64_t mix(uint64_t hash, uint64_t value)
{
    hash ^= value + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2);
    return hash * 0xbf58476d1ce4e5b9u;
}

/* ---- terms ---- */

static int by_number(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

/* The number of an OR or AND of sorted, different terms: members->items[first..]. */
static bool intern(matcher *m, vakt_var_kind kind, size_t first, int32_t *ret_number)
{
    size_t n = m->members.count - first;
    uint64_t hash = mix(17, (uint64_t)kind);
    for (size_t i = 0; i < n; i++)
        hash = mix(hash, (uint64_t)m->members.items[first + i]);
    size_t slot = (size_t)hash & (m->n_slots - 1);
    for (; m->slots[slot]; slot = (slot + 1) & (m->n_slots - 1)) {
        const expression *e = &m->expressions.items[m->slots[slot] - 1];
        if (e->hash == hash && e->n == n &&
            memcmp(&m->members.items[e->first], &m->members.items[first], n * sizeof(int32_t)) ==
                0) {
            m->members.count = first;
            *ret_number = e->number;
            return true;
        }
    }
    int32_t number = (int32_t)(m->tight->n_vars + m->expressions.count);
    const expression e = {hash, number, first, n};
    if (!VAKT_VEC_PUSH(&m->expressions, e))
        return false;
    m->slots[slot] = (int32_t)m->expressions.count;
    *ret_number = number;
    return true;
}

/* An OR or AND as a term, its members being terms already. */
static bool derive(matcher *m, const vakt_program *program, const vakt_var *var,
                   const int32_t *term_of, int32_t *ret_term)
{
    size_t first = m->members.count, kept = first;
    bool all = var->n_members > 0;
    for (size_t i = 0; i < var->n_members; i++) {
        int32_t term = term_of[program->members[var->first_member + i]];
        all = all && term != ZERO;
        if (term != ZERO && !VAKT_VEC_PUSH(&m->members, term))
            return false;
    }
    size_t n = m->members.count - first;
    if (n == 0 || (var->kind == VAKT_VAR_AND && !all)) {
        m->members.count = first;
        *ret_term = ZERO;
        return true;
    }
    qsort(&m->members.items[first], n, sizeof(int32_t), by_number);
    for (size_t i = first; i < first + n; i++) {
        if (i == first || m->members.items[i] != m->members.items[kept - 1])
            m->members.items[kept++] = m->members.items[i];
    }
    m->members.count = kept;
    if (kept - first > 1)
        return intern(m, var->kind, first, ret_term);
    *ret_term = m->members.items[first];
    m->members.count = first;
    return true;
}

/* Assignments of the tight program are their own terms; the loose one's are theirs, or 0. */
static bool find_terms(matcher *m)
{
    const vakt_program *tight = m->tight, *loose = m->loose;
    for (size_t v = 0; v < loose->n_vars; v++)
        m->loose_term[v] = ZERO;
    for (size_t v = 0; v < tight->n_vars; v++) {
        const vakt_var *var = &tight->vars[v];
        if (var->kind != VAKT_VAR_ASSIGN) {
            if (!derive(m, tight, var, m->tight_term, &m->tight_term[v]))
                return false;
            continue;
        }
        int doctor = m->doctor_in_loose[var->doctor];
        int32_t there = doctor < 0 ? -1
                                   : loose->assign_var[(size_t)doctor * loose->n_units +
                                                       (size_t)var->unit];
        m->tight_term[v] = (int32_t)v;
        m->hard_wrong |= there < 0;
        if (there >= 0)
            m->loose_term[there] = (int32_t)v;
    }
    for (size_t v = 0; v < loose->n_vars; v++) {
        const vakt_var *var = &loose->vars[v];
        int32_t term = m->loose_term[v];
        if (var->kind != VAKT_VAR_ASSIGN) {
            if (!derive(m, loose, var, m->loose_term, &m->loose_term[v]))
                return false;
        } else if (var->fixed_one) {
            m->hard_wrong |= term == ZERO || !tight->vars[term].fixed_one;
        }
    }
    return true;
}

/* ---- rows ---- */

static int by_var(const void *a, const void *b)
{
    const vakt_term *x = a, *y = b;
    return (x->var > y->var) - (x->var < y->var);
}

/* The row's terms, sorted, each once; its place in m->terms. */
static bool add_terms(matcher *m, const vakt_program *program, const vakt_row *row,
                      const int32_t *term_of, side *ret_side)
{
    size_t first = m->terms.count, kept = first;
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_term *from = &program->terms[row->first_term + i];
        const vakt_term term = {term_of[from->var], from->coef};
        if (term.var != ZERO && !VAKT_VEC_PUSH(&m->terms, term))
            return false;
    }
    if (m->terms.count - first > 1)
        qsort(&m->terms.items[first], m->terms.count - first, sizeof(vakt_term), by_var);
    for (size_t i = first; i < m->terms.count; i++) {
        vakt_term *term = &m->terms.items[i];
        if (kept > first && m->terms.items[kept - 1].var == term->var)
            m->terms.items[kept - 1].coef += term->coef;
        else
            m->terms.items[kept++] = *term;
        if (m->terms.items[kept - 1].coef == 0)
            kept--;
    }
    m->terms.count = kept;
    *ret_side = (side){.hash = 29, .first = first, .n = kept - first};
    for (size_t i = first; i < kept; i++) {
        const vakt_term *term = &m->terms.items[i];
        ret_side->hash = mix(mix(ret_side->hash, (uint64_t)term->var), (uint64_t)term->coef);
    }
    return true;
}

/* Does the side hold whatever the terms are? */
static bool is_idle(const matcher *m, const side *s)
{
    int64_t extreme = 0;
    for (size_t i = s->first; i < s->first + s->n; i++) {
        int64_t coef = m->terms.items[i].coef;
        extreme += (coef > 0) == s->upper ? coef : 0;
    }
    return s->price == 0 || (s->upper ? extreme <= s->bound : extreme >= s->bound);
}

static bool add_sides(matcher *m, const vakt_program *program, const int32_t *term_of,
                      side_list *sides)
{
    for (size_t r = 0; r < program->n_rows; r++) {
        const vakt_row *row = &program->rows[r];
        side s;
        if (!add_terms(m, program, row, term_of, &s))
            return false;
        s.level = row->level;
        s.upper = false;
        s.bound = row->lo;
        s.price = row->under_pts;
        if (row->lo != VAKT_NO_BOUND_LO && !is_idle(m, &s) && !VAKT_VEC_PUSH(sides, s))
            return false;
        s.upper = true;
        s.bound = row->hi;
        s.price = row->over_pts;
        if (row->hi != VAKT_NO_BOUND_HI && !is_idle(m, &s) && !VAKT_VEC_PUSH(sides, s))
            return false;
    }
    return true;
}

/* By terms; the tightest of equal terms last, and of those the dearest, so that what can serve
 * little serves first. */
static int by_terms(const void *a, const void *b)
{
    const side *x = a, *y = b;
    int64_t tight_x = x->upper ? -x->bound : x->bound, tight_y = y->upper ? -y->bound : y->bound;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    if (tight_x != tight_y)
        return tight_x < tight_y ? -1 : 1;
    if (x->price != y->price)
        return x->price < y->price ? -1 : 1;
    return (x->first > y->first) - (x->first < y->first);
}

static bool same_terms(const matcher *m, const side *a, const side *b)
{
    return a->n == b->n && a->upper == b->upper &&
           (a->n == 0 || memcmp(&m->terms.items[a->first], &m->terms.items[b->first],
                                a->n * sizeof(vakt_term)) == 0);
}

/* First of the tight sides with this hash. */
static size_t first_like(const matcher *m, uint64_t hash)
{
    size_t low = 0, high = m->tight_sides.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (m->tight_sides.items[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool has_match(matcher *m, const side *s)
{
    for (size_t i = first_like(m, s->hash);
         i < m->tight_sides.count && m->tight_sides.items[i].hash == s->hash; i++) {
        side *t = &m->tight_sides.items[i];
        if (!same_terms(m, s, t) || (s->upper ? t->bound > s->bound : t->bound < s->bound))
            continue;
        if (t->price == VAKT_HARD)
            return true;
        if (s->price == VAKT_HARD || t->used || t->level != s->level || t->price < s->price)
            continue;
        t->used = true;
        return true;
    }
    return false;
}

static bool match_rows(matcher *m)
{
    if (!add_sides(m, m->tight, m->tight_term, &m->tight_sides) ||
        !add_sides(m, m->loose, m->loose_term, &m->loose_sides))
        return false;
    if (m->tight_sides.count > 1)
        qsort(m->tight_sides.items, m->tight_sides.count, sizeof(side), by_terms);
    if (m->loose_sides.count > 1)
        qsort(m->loose_sides.items, m->loose_sides.count, sizeof(side), by_terms);
    for (size_t i = m->loose_sides.count; i > 0; i--) { /* who needs most chooses first */
        const side *s = &m->loose_sides.items[i - 1];
        if (has_match(m, s))
            continue;
        if (s->price == VAKT_HARD)
            m->hard_wrong = true;
        else
            m->wrong[s->level] = true;
    }
    return true;
}

/* ---- costs ---- */

static int by_level_and_term(const void *a, const void *b)
{
    const cost_at *x = a, *y = b;
    if (x->level != y->level)
        return x->level < y->level ? -1 : 1;
    return (x->term > y->term) - (x->term < y->term);
}

static bool add_costs(matcher *m, const vakt_program *program, const int32_t *term_of, bool loose)
{
    for (size_t i = 0; i < program->n_costs; i++) {
        const vakt_cost *c = &program->costs[i];
        const cost_at cost = {c->level, term_of[c->var], loose ? c->pts : 0, loose ? 0 : c->pts};
        if (cost.term != ZERO && !VAKT_VEC_PUSH(&m->costs, cost))
            return false;
    }
    return true;
}

static bool match_costs(matcher *m)
{
    if (!add_costs(m, m->loose, m->loose_term, true) ||
        !add_costs(m, m->tight, m->tight_term, false))
        return false;
    if (m->costs.count > 1)
        qsort(m->costs.items, m->costs.count, sizeof(cost_at), by_level_and_term);
    int64_t more = 0; /* of one term at one level */
    for (size_t i = 0; i < m->costs.count; i++) {
        const cost_at *c = &m->costs.items[i], *next = c + 1;
        more += c->loose - c->tight;
        if (i + 1 < m->costs.count && next->level == c->level && next->term == c->term)
            continue;
        m->wrong[c->level] |= more > 0;
        more = 0;
    }
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        m->wrong[k] |= m->loose->constant[k] > m->tight->constant[k];
    return true;
}

/* ---- the whole ---- */

static bool same_duties(const vakt_program *a, const vakt_program *b)
{
    return a->n_duties == b->n_duties && a->n_units == b->n_units &&
           memcmp(a->unit_of_duty, b->unit_of_duty, a->n_duties * sizeof *a->unit_of_duty) == 0;
}

static bool start(matcher *m)
{
    size_t n = m->loose->n_vars + m->tight->n_vars + 1;
    for (m->n_slots = 64; m->n_slots < 2 * n; m->n_slots *= 2)
        ;
    m->slots = calloc(m->n_slots, sizeof *m->slots);
    m->loose_term = calloc(m->loose->n_vars + 1, sizeof *m->loose_term);
    m->tight_term = calloc(m->tight->n_vars + 1, sizeof *m->tight_term);
    return m->slots && m->loose_term && m->tight_term;
}

static void done(matcher *m)
{
    free(m->slots);
    free(m->loose_term);
    free(m->tight_term);
    VAKT_VEC_DONE(&m->expressions);
    VAKT_VEC_DONE(&m->members);
    VAKT_VEC_DONE(&m->terms);
    VAKT_VEC_DONE(&m->loose_sides);
    VAKT_VEC_DONE(&m->tight_sides);
    VAKT_VEC_DONE(&m->costs);
}

vakt_status vakt_program_relaxes(const vakt_program *loose, const vakt_program *tight,
                                 const int *doctor_in_loose, int *ret_levels)
{
    matcher m = {.loose = loose, .tight = tight, .doctor_in_loose = doctor_in_loose};
    int levels = 0, most = loose->n_levels < tight->n_levels ? loose->n_levels : tight->n_levels;
    if (!same_duties(loose, tight)) {
        *ret_levels = 0;
        return VAKT_OK;
    }
    bool enough = start(&m) && find_terms(&m) && match_rows(&m) && match_costs(&m);
    while (!m.hard_wrong && levels < most && !m.wrong[levels])
        levels++;
    done(&m);
    if (!enough)
        return VAKT_E_NOMEM;
    *ret_levels = levels;
    return VAKT_OK;
}
