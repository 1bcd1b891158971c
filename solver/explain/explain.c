/*
 * Problem: a problem without a complete roster: why, and what would help?
 *
 * Idea: test all needs at once. While they are infeasible, find one irreducible conflict, put its
 * duties aside and test what is left: the conflicts so found share no need. Duties first; then the
 * demands for cover that none of them is about. Then for each conflict the menu of ways out, and
 * the first way of each together.
 *
 * Complexity: per conflict what conflict.c and menu.c take; at most MAX_CONFLICTS of them.
 */
#include "explain/explain.h"

#include <stdlib.h>
#include <string.h>

#include "explain/conflict.h"
#include "explain/menu.h"

#define MAX_CONFLICTS 8
#define DEFAULT_TEST_WORK 60000
#define DEFAULT_WAYS 5

const char *const vakt_repair_words[] = {
#define REPAIR_WORD(id, word, price) word,
    VAKT_REPAIRS(REPAIR_WORD)
#undef REPAIR_WORD
    NULL};

int64_t vakt_repair_price(vakt_repair_kind kind)
{
    static const int64_t prices[] = {
#define REPAIR_PRICE(id, word, price) price,
        VAKT_REPAIRS(REPAIR_PRICE)
#undef REPAIR_PRICE
    };
    return prices[kind];
}

#define DIFFER(a, b)                                                                               \
    if ((a) != (b))                                                                                \
    return (a) < (b) ? -1 : 1

int vakt_repair_compare(const vakt_repair *a, const vakt_repair *b)
{
    DIFFER(a->duty, b->duty);
    DIFFER(a->doctor, b->doctor);
    DIFFER(a->kind, b->kind);
    DIFFER(a->setting, b->setting);
    DIFFER(a->index, b->index);
    DIFFER(a->day, b->day);
    DIFFER(a->moved_to, b->moved_to);
    DIFFER(a->shift_type, b->shift_type);
    DIFFER(a->layer, b->layer);
    DIFFER(a->start, b->start);
    DIFFER(a->end, b->end);
    return 0;
}

typedef struct explaining {
    const vakt_instance *instance;
    const vakt_explain_options *options;
    vakt_model *model;
    vakt_budget budget;
    vakt_explanation *out;
    uint8_t *needs, *unmet;
    size_t n_found; /* conflicts that are not gaps: these come first */
    uint8_t *aside[MAX_CONFLICTS + 1]; /* per conflict: flags of its units; the last: of all */
} explaining;

/* ---- a conflict from flags ---- */

static bool has_any_duty(const vakt_model *m, const uint8_t *units, size_t doctor)
{
    for (size_t u = 0; u < m->program->n_units; u++)
        if (units[u] && m->program->assign_var[doctor * m->program->n_units + u] >= 0)
            return true;
    return false;
}

static vakt_member need_member(const vakt_model *m, const vakt_need *need)
{
    vakt_member member = {.kind = need->unit >= 0 ? VAKT_MEMBER_DUTY : VAKT_MEMBER_COVER,
                          .rule = m->instance->settings[need->setting].rule,
                          .setting = need->setting, .doctor = -1, .day = need->day,
                          .least = need->least, .start = need->start, .end = need->end,
                          .layer = need->layer};
    if (need->unit >= 0) {
        const vakt_unit *unit = &m->program->units[need->unit];
        member.duties = &m->program->unit_duties[unit->first_duty];
        member.n_duties = unit->n_duties;
    }
    return member;
}

static int compare_members(const void *left, const void *right)
{
    const vakt_member *a = left, *b = right;
    bool rule_a = a->kind == VAKT_MEMBER_RULE, rule_b = b->kind == VAKT_MEMBER_RULE;
    if (rule_a != rule_b)
        return rule_a - rule_b;
    if (a->doctor != b->doctor) /* -1, all of them, last */
        return (unsigned)a->doctor < (unsigned)b->doctor ? -1 : 1;
    if (rule_a && a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return (a->start > b->start) - (a->start < b->start);
}

static vakt_status add_conflict(explaining *e, const uint8_t *needs, const vakt_member *rules,
                                size_t n_rules, bool minimal)
{
    const vakt_model *m = e->model;
    vakt_conflict *c = &e->out->conflicts[e->out->n_conflicts];
    uint8_t *units = e->aside[e->out->n_conflicts];
    *c = (vakt_conflict){.minimal = minimal};
    c->members = vakt_arena_alloc(e->out->arena, m->n_needs + n_rules + 1, sizeof *c->members);
    c->doctors = vakt_arena_alloc(e->out->arena, e->instance->n_doctors, sizeof *c->doctors);
    if (!c->members || !c->doctors)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < m->n_needs; i++)
        if (needs[i])
            c->members[c->n_members++] = need_member(m, &m->needs[i]);
    vakt_model_wanted(m, needs, units);
    for (size_t u = 0; u < m->program->n_units; u++)
        e->aside[MAX_CONFLICTS][u] |= units[u];
    c->n_needs = c->n_members;
    if (n_rules > 0)
        memcpy(&c->members[c->n_members], rules, n_rules * sizeof *rules);
    c->n_members += n_rules;
    qsort(c->members, c->n_members, sizeof *c->members, compare_members);
    for (size_t d = 0; d < e->instance->n_doctors; d++)
        if (has_any_duty(m, units, d))
            c->doctors[c->n_doctors++] = (int)d;
    e->out->n_conflicts++;
    return VAKT_OK;
}

/* Time without any duty: no rule and nobody's fault, and nothing to leave out of it. */
static vakt_status add_gap(explaining *e, const vakt_gap *gap)
{
    vakt_conflict *c = &e->out->conflicts[e->out->n_conflicts++];
    vakt_day *days = vakt_arena_alloc(e->out->arena, gap->n_days, sizeof *days);
    *c = (vakt_conflict){.minimal = true, .n_needs = 1, .n_members = 1};
    c->members = vakt_arena_alloc(e->out->arena, 1, sizeof *c->members);
    if (!c->members || !days)
        return VAKT_E_NOMEM;
    memcpy(days, gap->days, gap->n_days * sizeof *days);
    c->members[0] = (vakt_member){.kind = VAKT_MEMBER_GAP,
                                  .rule = e->instance->settings[gap->setting].rule,
                                  .setting = gap->setting, .doctor = -1, .day = days[0],
                                  .least = gap->missing, .start = gap->start, .end = gap->end,
                                  .layer = gap->layer, .days = days, .n_days = gap->n_days};
    return VAKT_OK;
}

/* ---- all conflicts ---- */

/* Duties that no conflict has, and with_cover the cover demands on such duties alone. */
static void needs_left(explaining *e, bool with_cover)
{
    const vakt_model *m = e->model;
    for (size_t i = 0; i < m->n_needs; i++)
        e->needs[i] = (m->needs[i].unit >= 0 || with_cover) &&
                      !vakt_need_touches(m, &m->needs[i], e->aside[MAX_CONFLICTS]);
}

/* One after another until what is left is feasible; false in *ret_sure when a limit came. */
static vakt_status find_conflicts(explaining *e, bool with_cover, bool *ret_sure)
{
    vakt_status status = VAKT_OK;
    while (true) {
        vakt_answer answer;
        bool minimal = false;
        needs_left(e, with_cover);
        memset(e->unmet, 0, e->model->program->n_units);
        VAKT_TRY(vakt_model_test(e->model, e->needs, NULL, &e->budget, e->unmet, &answer));
        *ret_sure = answer != VAKT_UNKNOWN;
        if (answer != VAKT_INFEASIBLE)
            break;
        e->out->result = VAKT_EXPLAINED_NONE;
        e->out->more = e->out->n_conflicts == MAX_CONFLICTS;
        if (e->out->more)
            break;
        vakt_member *rules = NULL;
        size_t n_rules = 0;
        VAKT_TRY(vakt_conflict_find(e->model, e->needs, e->unmet, &e->budget, e->out->arena, &rules,
                                    &n_rules, &minimal));
        size_t n_needs = 0;
        for (size_t i = 0; i < e->model->n_needs; i++)
            n_needs += e->needs[i];
        VAKT_TRY(add_conflict(e, e->needs, rules, n_rules, minimal));
        if (n_needs == 0)
            break; /* rules alone: whatever is needed, nothing is legal */
    }
done:
    return status;
}

static vakt_status find_all(explaining *e)
{
    vakt_status status;
    bool sure = true, sure_of_cover = true;
    VAKT_TRY(find_conflicts(e, false, &sure));
    if (!e->out->more && !(e->out->n_conflicts > 0 &&
                           e->out->conflicts[e->out->n_conflicts - 1].n_needs == 0))
        VAKT_TRY(find_conflicts(e, true, &sure_of_cover));
    e->n_found = e->out->n_conflicts;
    for (size_t i = 0; i < e->model->n_gaps; i++) {
        e->out->more = e->out->more || e->out->n_conflicts == MAX_CONFLICTS;
        if (e->out->n_conflicts < MAX_CONFLICTS)
            VAKT_TRY(add_gap(e, &e->model->gaps[i]));
    }
    e->out->uncovered = e->model->uncovered;
    if (e->out->uncovered)
        e->out->result = VAKT_EXPLAINED_NONE;
    if (e->out->result == VAKT_EXPLAINED_NONE)
        e->out->more = e->out->more || !sure || !sure_of_cover;
    else
        e->out->result = sure && sure_of_cover ? VAKT_EXPLAINED_COMPLETE : VAKT_EXPLAINED_LIMIT;
done:
    return status;
}

/* One change may be the way out of two conflicts. */
static bool add_step(vakt_repair *steps, size_t n, const vakt_repair *step)
{
    for (size_t i = 0; i < n; i++)
        if (vakt_repair_compare(&steps[i], step) == 0)
            return false;
    steps[n] = *step;
    return true;
}

static vakt_status find_ways(explaining *e)
{
    vakt_status status = VAKT_OK;
    size_t n_units = e->model->program->n_units, n_steps = 0;
    size_t wanted = e->options && e->options->ways ? e->options->ways : DEFAULT_WAYS;
    vakt_repair steps[MAX_CONFLICTS * VAKT_REPAIR_STEPS];
    bool each = e->out->n_conflicts > 0 && !e->out->more;
    for (size_t i = 0; i < e->out->n_conflicts; i++) {
        vakt_conflict *c = &e->out->conflicts[i];
        c->there_only = e->out->more;
        for (size_t u = 0; u < n_units; u++)
            e->unmet[u] = (c->there_only || e->aside[MAX_CONFLICTS][u]) && !e->aside[i][u];
        vakt_asked asked = {.conflict = c, .units = e->aside[i], .others = e->unmet,
                            .wanted = wanted,
                            .gap = i < e->n_found ? NULL : &e->model->gaps[i - e->n_found]};
        VAKT_TRY(vakt_menu_find(e->model, &asked, &e->budget, e->out->arena));
        each = each && c->n_ways > 0;
        for (size_t s = 0; each && s < c->ways[0].n_steps; s++)
            n_steps += add_step(steps, n_steps, &c->ways[0].steps[s]);
    }
    if (each) {
        vakt_answer answer;
        VAKT_TRY(vakt_menu_prove(e->model, steps, n_steps, NULL, e->model->gaps, e->model->n_gaps,
                                 &e->budget, &answer));
        e->out->together = answer == VAKT_FEASIBLE;
    }
done:
    return status;
}

static vakt_status prepare(explaining *e)
{
    vakt_status status;
    VAKT_TRY(vakt_model_new(e->instance, &e->model));
    size_t n_units = e->model->program->n_units + 1;
    vakt_arena *arena = e->model->arena;
    e->needs = vakt_arena_alloc(arena, e->model->n_needs + 1, 1);
    e->unmet = vakt_arena_alloc(arena, n_units, 1);
    e->out->conflicts = vakt_arena_alloc(e->out->arena, MAX_CONFLICTS, sizeof *e->out->conflicts);
    status = e->needs && e->unmet && e->out->conflicts ? VAKT_OK : VAKT_E_NOMEM;
    for (size_t i = 0; status == VAKT_OK && i <= MAX_CONFLICTS; i++) {
        e->aside[i] = vakt_arena_alloc(arena, n_units, 1);
        status = e->aside[i] ? VAKT_OK : VAKT_E_NOMEM;
    }
done:
    return status;
}

/* Members point at lists of duties that belong to the model. */
static vakt_status own_lists(explaining *e)
{
    for (size_t i = 0; i < e->out->n_conflicts; i++) {
        vakt_conflict *c = &e->out->conflicts[i];
        for (size_t k = 0; k < c->n_members; k++) {
            vakt_member *member = &c->members[k];
            size_t n = member->n_duties;
            int *duties = n ? vakt_arena_alloc(e->out->arena, n, sizeof *duties) : NULL;
            if (n && !duties)
                return VAKT_E_NOMEM;
            if (n)
                memcpy(duties, member->duties, n * sizeof *duties);
            member->duties = duties;
        }
    }
    return VAKT_OK;
}

vakt_status vakt_explain(const vakt_instance *instance, const vakt_explain_options *options,
                         const vakt_hooks *hooks, vakt_explanation **ret)
{
    vakt_status status;
    vakt_arena *arena = vakt_arena_new();
    explaining e = {.instance = instance, .options = options};
    e.out = arena ? vakt_arena_alloc(arena, 1, sizeof *e.out) : NULL;
    if (!e.out) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    e.out->arena = arena;
    e.out->result = VAKT_EXPLAINED_LIMIT;
    e.budget.hooks = hooks;
    e.budget.work = options && options->test_work ? options->test_work : DEFAULT_TEST_WORK;
    e.budget.limit = options ? options->work_limit : 0;
    VAKT_TRY(prepare(&e));
    VAKT_TRY(find_all(&e));
    VAKT_TRY(find_ways(&e));
    VAKT_TRY(own_lists(&e));
    e.out->work = e.budget.used;
    e.out->tests = e.budget.tests;
    e.out->stopped_by = e.budget.stopped;
    *ret = e.out;
    e.out = NULL;
done:
    vakt_model_free(e.model);
    vakt_explanation_free(e.out);
    return status;
}

void vakt_explanation_free(vakt_explanation *explanation)
{
    if (explanation)
        vakt_arena_free(explanation->arena);
}
