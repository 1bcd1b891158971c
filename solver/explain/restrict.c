/*
 * Problem: may the needs that are on be filled while the groups that are on are kept?
 *
 * Idea: build a program of these rows alone, with every need as a priced row, and have it searched;
 * a value of 0 is a roster, a bound above 0 is the proof that there is none. Most tests ask for a
 * few duties of a month, so what cannot help is left out first: beginning with the variables of the
 * needs, only a row that the variables in hand could break brings in those that help to keep it
 * (a backup, a night in between). A variable that is never brought in may be 0 in every roster: rows
 * it could break are kept better without it, and rows it could help cannot be broken. This is the
 * dominated columns of presolve (Andersen and Andersen 1995, section 3.3), to a fixpoint.
 *
 * Complexity: rounds * terms; the rounds are as many as the chain of help is long, two in practice.
 */
#include <stdlib.h>
#include <string.h>

#include "explain/model.h"
#include "rules/compile.h"
#include "search/search.h"

#define SEED 1

typedef struct cutting {
    const vakt_model *model;
    const vakt_program *from;
    vakt_program *to;
    const uint8_t *needs, *groups;
    uint8_t *row_on;  /* per row: its hard sides are kept */
    uint8_t *off;     /* per variable: some forbid takes it away */
    uint8_t *live;    /* per variable: brought in */
    uint8_t *pinned;  /* per variable */
    uint8_t *wanted;  /* per unit: a need that is on */
    int32_t *renamed; /* per variable: its place in the new program, or -1 */
    bool impossible;
} cutting;

static bool group_is_on(const cutting *c, size_t group)
{
    return !c->groups || c->groups[group];
}

static bool need_is_on(const cutting *c, size_t need)
{
    return !c->needs || c->needs[need];
}

static void apply_switches(cutting *c)
{
    const vakt_model *m = c->model;
    for (size_t r = 0; r < c->from->n_rows; r++) {
        int rule = c->from->rows[r].rule;
        c->row_on[r] = rule < 0 || vakt_explain_scope_of(m->instance->settings[rule].rule) ==
                                       VAKT_SCOPE_ALWAYS;
    }
    for (size_t g = 0; g < m->n_groups; g++) {
        for (size_t i = 0; group_is_on(c, g) && i < m->groups[g].n; i++) {
            const vakt_switch *s = &m->switches[m->groups[g].first + i];
            if (s->kind == VAKT_SWITCH_ROW)
                c->row_on[s->index] = 1;
            else if (s->kind == VAKT_SWITCH_FORBID && s->index >= 0)
                c->off[s->index] = 1;
            else if (s->kind == VAKT_SWITCH_PIN && s->index >= 0)
                c->pinned[s->index] = 1;
            else if (s->kind == VAKT_SWITCH_PIN)
                c->impossible = true;
        }
    }
    for (size_t v = 0; v < c->from->n_vars; v++)
        c->impossible = c->impossible || (c->pinned[v] && c->off[v]);
}

/* ---- what can help ---- */

static bool bring_in(cutting *c, int32_t v)
{
    const vakt_var *var = &c->from->vars[v];
    if (c->live[v] || c->off[v])
        return false;
    c->live[v] = 1;
    for (size_t i = 0; i < var->n_members; i++)
        bring_in(c, c->from->members[var->first_member + i]);
    return true;
}

/* An indicator can be 1 as soon as one of its members (OR) or all of them (AND) can. */
static bool can_be_one(const cutting *c, int32_t v)
{
    const vakt_var *var = &c->from->vars[v];
    if (var->kind == VAKT_VAR_ASSIGN)
        return c->live[v];
    for (size_t i = 0; i < var->n_members; i++) {
        bool can = can_be_one(c, c->from->members[var->first_member + i]);
        if (can != (var->kind == VAKT_VAR_AND))
            return can;
    }
    return var->kind == VAKT_VAR_AND;
}

static bool has_hard_lo(const vakt_row *row)
{
    return row->lo != VAKT_NO_BOUND_LO && row->under_pts == VAKT_HARD;
}

static bool has_hard_hi(const vakt_row *row)
{
    return row->hi != VAKT_NO_BOUND_HI && row->over_pts == VAKT_HARD;
}

/* Brings in what helps to keep the row, when what is in hand could break it. */
static bool help_row(cutting *c, const vakt_row *row)
{
    int64_t least = 0, most = 0;
    bool changed = false;
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_term *term = &c->from->terms[row->first_term + i];
        if (can_be_one(c, term->var))
            *(term->coef > 0 ? &most : &least) += term->coef;
    }
    bool low = has_hard_lo(row) && least < row->lo, high = has_hard_hi(row) && most > row->hi;
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_term *term = &c->from->terms[row->first_term + i];
        if ((low && term->coef > 0) || (high && term->coef < 0))
            changed = bring_in(c, term->var) || changed;
    }
    return changed;
}

static void bring_in_needs(cutting *c)
{
    const vakt_model *m = c->model;
    for (size_t n = 0; n < m->n_needs; n++) {
        const vakt_need *need = &m->needs[n];
        if (!need_is_on(c, n))
            continue;
        for (size_t d = 0; need->unit >= 0 && d < c->from->n_doctors; d++) {
            int32_t v = c->from->assign_var[d * c->from->n_units + (size_t)need->unit];
            if (v >= 0)
                bring_in(c, v);
        }
        const vakt_row *row = need->row >= 0 ? &c->from->rows[need->row] : NULL;
        for (size_t i = 0; row && i < row->n_terms; i++)
            bring_in(c, c->from->terms[row->first_term + i].var);
        if (need->unit >= 0)
            c->wanted[need->unit] = 1;
    }
    for (size_t v = 0; v < c->from->n_vars; v++)
        if (c->pinned[v])
            bring_in(c, (int32_t)v);
}

static void find_live(cutting *c)
{
    bring_in_needs(c);
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t r = 0; r < c->from->n_rows; r++)
            if (c->row_on[r])
                changed = help_row(c, &c->from->rows[r]) || changed;
    }
    for (size_t v = 0; v < c->from->n_vars; v++)
        if (c->from->vars[v].kind != VAKT_VAR_ASSIGN)
            c->live[v] = can_be_one(c, (int32_t)v);
}

/* ---- the new program ---- */

static vakt_status copy_variables(cutting *c)
{
    const vakt_program *from = c->from;
    vakt_program *to = c->to;
    to->vars = vakt_arena_alloc(to->arena, from->n_vars, sizeof *to->vars);
    to->members = vakt_arena_alloc(to->arena, from->n_members, sizeof *to->members);
    to->assign_var = vakt_arena_alloc(to->arena, from->n_doctors * from->n_units,
                                      sizeof *to->assign_var);
    if (!to->vars || !to->members || !to->assign_var)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < from->n_doctors * from->n_units; i++)
        to->assign_var[i] = -1;
    for (size_t v = 0; v < from->n_vars; v++) {
        vakt_var var = from->vars[v];
        c->renamed[v] = -1;
        if (!c->live[v])
            continue;
        c->renamed[v] = (int32_t)to->n_vars;
        if (var.kind == VAKT_VAR_ASSIGN)
            to->assign_var[(size_t)var.doctor * from->n_units + (size_t)var.unit] =
                (int32_t)to->n_vars;
        var.fixed_one = c->pinned[v];
        var.first_member = to->n_members;
        for (size_t i = 0; i < from->vars[v].n_members; i++) {
            int32_t member = c->renamed[from->members[from->vars[v].first_member + i]];
            if (member >= 0)
                to->members[to->n_members++] = member;
        }
        var.n_members = to->n_members - var.first_member;
        to->vars[to->n_vars++] = var;
    }
    return VAKT_OK;
}

static void copy_terms(cutting *c, const vakt_row *from, vakt_row *row, int64_t *least,
                       int64_t *most)
{
    row->first_term = c->to->n_terms;
    row->n_terms = 0;
    *least = *most = 0;
    for (size_t i = 0; i < from->n_terms; i++) {
        vakt_term term = c->from->terms[from->first_term + i];
        term.var = c->renamed[term.var];
        if (term.var < 0)
            continue;
        *(term.coef > 0 ? most : least) += term.coef;
        c->to->terms[c->to->n_terms + row->n_terms++] = term;
    }
}

static void keep_row(cutting *c, const vakt_row *row)
{
    c->to->n_terms += row->n_terms;
    c->to->rows[c->to->n_rows++] = *row;
}

static void copy_hard_row(cutting *c, const vakt_row *from)
{
    vakt_row row = *from;
    int64_t least, most;
    if (row.unit >= 0 && c->wanted[row.unit] && has_hard_hi(&row))
        return; /* stands in the need's row */
    copy_terms(c, from, &row, &least, &most);
    bool low = has_hard_lo(&row) && least < row.lo, high = has_hard_hi(&row) && most > row.hi;
    c->impossible = c->impossible || (low && most < row.lo) || (high && least > row.hi);
    if (!low && !high)
        return;
    row.level = 0;
    row.lo = low ? row.lo : VAKT_NO_BOUND_LO;
    row.hi = high ? row.hi : VAKT_NO_BOUND_HI;
    row.under_pts = low ? VAKT_HARD : 0;
    row.over_pts = high ? VAKT_HARD : 0;
    keep_row(c, &row);
}

static void copy_need(cutting *c, const vakt_need *need)
{
    const vakt_program *from = c->from;
    vakt_row row = {.tag = VAKT_ROW_COVER, .rule = need->setting, .doctor = -1, .unit = need->unit,
                    .day = need->day, .lo = need->least, .hi = VAKT_NO_BOUND_HI, .under_pts = 1};
    int64_t least, most;
    if (need->row >= 0) {
        copy_terms(c, &from->rows[need->row], &row, &least, &most);
    } else {
        row.first_term = c->to->n_terms;
        for (size_t d = 0; d < from->n_doctors; d++) {
            int32_t v = from->assign_var[d * from->n_units + (size_t)need->unit];
            if (v >= 0 && c->renamed[v] >= 0)
                c->to->terms[row.first_term + row.n_terms++] = (vakt_term){c->renamed[v], 1};
        }
        most = (int64_t)row.n_terms;
        row.hi = 1;
        row.over_pts = VAKT_HARD;
        c->to->units[need->unit].required = true;
    }
    c->impossible = c->impossible || most < row.lo;
    keep_row(c, &row);
}

static vakt_status copy_rows(cutting *c)
{
    const vakt_model *m = c->model;
    vakt_program *to = c->to;
    to->rows = vakt_arena_alloc(to->arena, c->from->n_rows + m->n_needs + 1, sizeof *to->rows);
    to->terms = vakt_arena_alloc(to->arena,
                                 2 * c->from->n_terms + c->from->n_vars + 1, sizeof *to->terms);
    to->units = vakt_arena_alloc(to->arena, to->n_units, sizeof *to->units);
    if (!to->rows || !to->terms || !to->units)
        return VAKT_E_NOMEM;
    if (to->n_units > 0)
        memcpy(to->units, c->from->units, to->n_units * sizeof *to->units);
    for (size_t u = 0; u < to->n_units; u++)
        to->units[u].required = false;
    for (size_t r = 0; r < c->from->n_rows; r++)
        if (c->row_on[r] && (has_hard_lo(&c->from->rows[r]) || has_hard_hi(&c->from->rows[r])))
            copy_hard_row(c, &c->from->rows[r]);
    for (size_t n = 0; n < m->n_needs; n++)
        if (need_is_on(c, n))
            copy_need(c, &m->needs[n]);
    return VAKT_OK;
}

static vakt_status begin_program(const vakt_program *from, vakt_program **ret_to)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_program *to = arena ? vakt_arena_alloc(arena, 1, sizeof *to) : NULL;
    if (!to) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    to->arena = arena;
    to->n_doctors = from->n_doctors;
    to->n_duties = from->n_duties;
    to->n_units = from->n_units;
    to->n_levels = 1;
    to->unit_duties = from->unit_duties; /* borrowed: the model outlives the test */
    to->unit_of_duty = from->unit_of_duty;
    *ret_to = to;
    return VAKT_OK;
}

static bool allocate(cutting *c)
{
    size_t n_vars = c->from->n_vars + 1;
    c->row_on = calloc(c->from->n_rows + 1, 1);
    c->off = calloc(n_vars, 1);
    c->live = calloc(n_vars, 1);
    c->pinned = calloc(n_vars, 1);
    c->wanted = calloc(c->from->n_units + 1, 1);
    c->renamed = calloc(n_vars, sizeof *c->renamed);
    return c->row_on && c->off && c->live && c->pinned && c->wanted && c->renamed;
}

vakt_status vakt_model_restrict(const vakt_model *model, const uint8_t *needs,
                                const uint8_t *groups, vakt_program **ret_program,
                                bool *ret_impossible)
{
    vakt_status status;
    cutting c = {.model = model, .from = model->program, .needs = needs, .groups = groups};
    VAKT_TRY(allocate(&c) ? VAKT_OK : VAKT_E_NOMEM);
    VAKT_TRY(begin_program(model->program, &c.to));
    apply_switches(&c);
    find_live(&c);
    VAKT_TRY(copy_variables(&c));
    VAKT_TRY(copy_rows(&c));
    *ret_program = c.to;
    *ret_impossible = c.impossible;
    c.to = NULL;
done:
    vakt_program_free(c.to);
    free(c.row_on);
    free(c.off);
    free(c.live);
    free(c.pinned);
    free(c.wanted);
    free(c.renamed);
    return status;
}

/* ---- a smaller model ---- */

/* The hard sides of the row over what is left; -1 when it says nothing any more. */
static int32_t narrow_row(cutting *c, const vakt_row *from)
{
    vakt_row row = *from;
    int64_t least, most;
    copy_terms(c, from, &row, &least, &most);
    bool low = has_hard_lo(&row) && least < row.lo, high = has_hard_hi(&row) && most > row.hi;
    if (!low && !high)
        return -1;
    row.lo = low ? row.lo : VAKT_NO_BOUND_LO;
    row.hi = high ? row.hi : VAKT_NO_BOUND_HI;
    row.under_pts = low ? VAKT_HARD : 0;
    row.over_pts = high ? VAKT_HARD : 0;
    keep_row(c, &row);
    return (int32_t)(c->to->n_rows - 1);
}

static vakt_status narrow_rows(cutting *c, vakt_model *to, int32_t *row_map)
{
    vakt_program *p = c->to;
    p->rows = vakt_arena_alloc(p->arena, 2 * c->from->n_rows + 1, sizeof *p->rows);
    p->terms = vakt_arena_alloc(p->arena, 2 * c->from->n_terms + 1, sizeof *p->terms);
    to->needs = vakt_arena_alloc(to->arena, c->model->n_needs + 1, sizeof *to->needs);
    if (!p->rows || !p->terms || !to->needs)
        return VAKT_E_NOMEM;
    p->units = c->from->units; /* borrowed, like the lists of duties */
    for (size_t r = 0; r < c->from->n_rows; r++)
        row_map[r] = narrow_row(c, &c->from->rows[r]);
    to->n_needs = c->model->n_needs;
    for (size_t n = 0; n < to->n_needs; n++) {
        int64_t least, most;
        to->needs[n] = c->model->needs[n];
        if (to->needs[n].row < 0)
            continue;
        vakt_row row = c->from->rows[to->needs[n].row];
        to->needs[n].row = (int)p->n_rows; /* of one that is off: never looked at */
        if (!need_is_on(c, n))
            continue;
        copy_terms(c, &c->from->rows[c->model->needs[n].row], &row, &least, &most);
        keep_row(c, &row);
    }
    return VAKT_OK;
}

/* What is left of the switch; false when nothing is. */
static bool narrow_switch(const cutting *c, const int32_t *row_map, vakt_switch *s)
{
    if (s->kind == VAKT_SWITCH_ROW)
        s->index = row_map[s->index];
    else if (s->index >= 0)
        s->index = c->renamed[s->index];
    return s->index >= 0 || s->kind == VAKT_SWITCH_PIN;
}

static vakt_status narrow_groups(const cutting *c, vakt_model *to, const int32_t *row_map)
{
    const vakt_model *m = c->model;
    to->n_groups = m->n_groups;
    to->groups = vakt_arena_alloc(to->arena, m->n_groups + 1, sizeof *to->groups);
    to->switches = vakt_arena_alloc(to->arena, m->n_switches + 1, sizeof *to->switches);
    if (!to->groups || !to->switches)
        return VAKT_E_NOMEM;
    for (size_t g = 0; g < m->n_groups; g++) {
        to->groups[g] = m->groups[g];
        to->groups[g].first = to->n_switches;
        for (size_t i = 0; i < m->groups[g].n; i++) {
            vakt_switch s = m->switches[m->groups[g].first + i];
            if (narrow_switch(c, row_map, &s))
                to->switches[to->n_switches++] = s;
        }
        to->groups[g].n = to->n_switches - to->groups[g].first;
    }
    return VAKT_OK;
}

vakt_status vakt_model_narrow(const vakt_model *model, const uint8_t *needs, vakt_model **ret_model)
{
    vakt_status status;
    cutting c = {.model = model, .from = model->program, .needs = needs};
    vakt_arena *arena = vakt_arena_new();
    vakt_model *to = arena ? vakt_arena_alloc(arena, 1, sizeof *to) : NULL;
    int32_t *row_map = calloc(model->program->n_rows + 1, sizeof *row_map);
    VAKT_TRY(to && row_map && allocate(&c) ? VAKT_OK : VAKT_E_NOMEM);
    to->arena = arena;
    to->instance = model->instance;
    to->uncovered = model->uncovered;
    VAKT_TRY(begin_program(model->program, &c.to));
    to->program = c.to;
    apply_switches(&c);
    memset(c.off, 0, model->program->n_vars); /* forbids are switched: any may be off */
    find_live(&c);
    memset(c.pinned, 0, model->program->n_vars);
    VAKT_TRY(copy_variables(&c));
    VAKT_TRY(narrow_rows(&c, to, row_map));
    VAKT_TRY(narrow_groups(&c, to, row_map));
    *ret_model = to;
    arena = NULL;
done:
    if (arena)
        vakt_program_free(c.to);
    vakt_arena_free(arena);
    free(row_map);
    free(c.row_on);
    free(c.off);
    free(c.live);
    free(c.pinned);
    free(c.wanted);
    free(c.renamed);
    return status;
}

/* ---- the test ---- */

typedef struct asking {
    vakt_budget *budget;
    bool decided; /* a roster without open needs, or a bound that says there is none */
    bool bounded;
} asking;

static vakt_stop stop_asking(void *context)
{
    asking *a = context;
    const vakt_hooks *hooks = a->budget->hooks;
    if (a->decided)
        return VAKT_STOP_SIGNAL;
    vakt_stop stop = hooks && hooks->stop ? hooks->stop(hooks->context) : VAKT_STOP_NONE;
    if (stop != VAKT_STOP_NONE)
        a->budget->stopped = stop;
    return stop;
}

static void see_progress(void *context, const vakt_progress *p)
{
    asking *a = context;
    if (p->level != 0)
        return;
    a->bounded = a->bounded || (p->bound > 0 && p->bound <= p->value);
    a->decided = a->decided || a->bounded || p->value == 0;
}

static void tell(const vakt_budget *budget)
{
    vakt_progress progress = {.event = 'T', .work = budget->used, .value = budget->tests,
                              .bound = INT64_MIN};
    if (budget->hooks && budget->hooks->progress)
        budget->hooks->progress(budget->hooks->context, &progress);
}

static int64_t work_of_test(const vakt_budget *budget)
{
    int64_t left = budget->limit - budget->used;
    return budget->limit > 0 && left < budget->work ? (left > 0 ? left : 1) : budget->work;
}

/* A program of the program's own kind that is searched for no longer than it takes to decide. */
static vakt_status decide(const vakt_program *program, vakt_budget *budget, uint8_t *ret_unmet,
                          vakt_answer *ret_answer)
{
    asking a = {.budget = budget};
    vakt_hooks hooks = {stop_asking, see_progress, &a};
    vakt_search_options options = {.work_limit = work_of_test(budget), .seed = SEED};
    vakt_search_result result = {0};
    *ret_answer = VAKT_UNKNOWN;
    if (budget->stopped)
        return VAKT_OK;
    vakt_status status = vakt_search(program, &options, &hooks, NULL, &result);
    budget->used += result.work;
    if (!budget->stopped && budget->limit > 0 && budget->used >= budget->limit)
        budget->stopped = VAKT_STOP_WORK;
    if (status != VAKT_OK)
        return status;
    if (result.found && result.levels[0].value == 0) {
        *ret_answer = VAKT_FEASIBLE;
        if (budget->roster)
            vakt_program_to_roster(program, result.values, budget->roster);
    } else if (result.infeasible || a.bounded) {
        *ret_answer = VAKT_INFEASIBLE;
    }
    for (size_t u = 0; ret_unmet && result.found && u < program->n_units; u++) {
        ret_unmet[u] = program->units[u].required;
        for (size_t d = 0; d < program->n_doctors; d++) {
            int32_t v = program->assign_var[d * program->n_units + u];
            if (v >= 0 && result.values[v])
                ret_unmet[u] = 0;
        }
    }
    free(result.values);
    return VAKT_OK;
}

vakt_status vakt_model_test(const vakt_model *model, const uint8_t *needs, const uint8_t *groups,
                            vakt_budget *budget, uint8_t *ret_unmet, vakt_answer *ret_answer)
{
    vakt_status status;
    vakt_program *program = NULL;
    bool impossible = false;
    VAKT_TRY(vakt_model_restrict(model, needs, groups, &program, &impossible));
    budget->tests++;
    tell(budget);
    *ret_answer = VAKT_INFEASIBLE;
    if (!impossible || ret_unmet)
        VAKT_TRY(decide(program, budget, ret_unmet, ret_answer));
    if (impossible)
        *ret_answer = VAKT_INFEASIBLE;
done:
    vakt_program_free(program);
    return status;
}
