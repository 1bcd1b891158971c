/*
 * Problem: put the hard rules of a compiled problem on switches, so that a conflict can be looked
 * for among them.
 *
 * Idea: compile once with every forbidden pair of a switchable rule let through and remembered, so
 * that a variable exists for it. A forbid that is on takes its variable away; a row that is off is
 * left out; a pin that is on fixes its variable. All three are collected under (rule, doctor, day)
 * and sorted. Linear in the program but for the sort.
 */
#include "explain/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "rules/compile.h"

vakt_explain_scope vakt_explain_scope_of(vakt_rule_kind rule)
{
    switch (rule) {
    case VAKT_RULE_overlap:
    case VAKT_RULE_authorisation:
    case VAKT_RULE_student_licence:
    case VAKT_RULE_may_work:
    case VAKT_RULE_lis1_service:
    case VAKT_RULE_courses:
    case VAKT_RULE_backup_eligible:
    case VAKT_RULE_may_take:
    case VAKT_RULE_linked_block:
    case VAKT_RULE_open_duty:
    case VAKT_RULE_cover:
    case VAKT_RULE_always_one:
        return VAKT_SCOPE_ALWAYS;
    case VAKT_RULE_exemption_right:
    case VAKT_RULE_exemption_decision:
    case VAKT_RULE_absence:
    case VAKT_RULE_training:
    case VAKT_RULE_day_job:
    case VAKT_RULE_fixed_duty:
    case VAKT_RULE_course_refresh:
        return VAKT_SCOPE_DATED;
    case VAKT_RULE_competence_backup:
    case VAKT_RULE_backup_when_needed:
    case VAKT_RULE_most_different:
    case VAKT_RULE_pair_apart:
    case VAKT_RULE_pair_together:
    case VAKT_RULE_newcomers_apart:
        return VAKT_SCOPE_ALL;
    default:
        return VAKT_SCOPE_DOCTOR;
    }
}

typedef struct passed { /* a forbidden or forced pair that was let through */
    int setting, doctor, duty;
} passed;

typedef struct collector {
    const vakt_instance *instance;
    VAKT_VEC(passed) passed;
    VAKT_VEC(vakt_switch) switches;
    VAKT_VEC(vakt_uncovered) uncovered;
    bool failed;
} collector;

static bool let_through(void *context, int setting, int doctor, int duty)
{
    collector *c = context;
    if (setting < 0 ||
        vakt_explain_scope_of(c->instance->settings[setting].rule) == VAKT_SCOPE_ALWAYS)
        return false;
    passed one = {setting, doctor, duty};
    if (!VAKT_VEC_PUSH(&c->passed, one))
        c->failed = true;
    return true;
}

/* Where a required duty is open for want of anybody, that duty is the need. */
static void see_uncovered(void *context, const vakt_uncovered *stretch)
{
    collector *c = context;
    vakt_rule_kind rule = c->instance->settings[stretch->setting].rule;
    if (rule != VAKT_RULE_cover && rule != VAKT_RULE_always_one)
        return; /* what is only wanted */
    if (!stretch->unfilled && !VAKT_VEC_PUSH(&c->uncovered, *stretch))
        c->failed = true;
}

static void add_switch(collector *c, int setting, int doctor, vakt_day day, vakt_switch_kind kind,
                       int32_t index)
{
    vakt_rule_kind rule = c->instance->settings[setting].rule;
    vakt_explain_scope scope = vakt_explain_scope_of(rule);
    vakt_switch one = {.kind = kind, .index = index, .day = day};
    one.key = (vakt_group){.rule = rule, .setting = setting};
    one.key.doctor = scope == VAKT_SCOPE_ALL ? -1 : doctor;
    one.key.day = scope == VAKT_SCOPE_DATED ? day : VAKT_DAY_NONE;
    if (!VAKT_VEC_PUSH(&c->switches, one))
        c->failed = true;
}

static bool hard_row(const vakt_row *row)
{
    return (row->lo != VAKT_NO_BOUND_LO && row->under_pts == VAKT_HARD) ||
           (row->hi != VAKT_NO_BOUND_HI && row->over_pts == VAKT_HARD);
}

static void collect_switches(collector *c, const vakt_program *program)
{
    for (size_t i = 0; i < c->passed.count; i++) {
        passed p = c->passed.items[i];
        size_t unit = (size_t)program->unit_of_duty[p.duty];
        bool pin = c->instance->settings[p.setting].rule == VAKT_RULE_fixed_duty;
        add_switch(c, p.setting, p.doctor, c->instance->duties[p.duty].date,
                   pin ? VAKT_SWITCH_PIN : VAKT_SWITCH_FORBID,
                   program->assign_var[(size_t)p.doctor * program->n_units + unit]);
    }
    for (size_t r = 0; r < program->n_rows; r++) {
        const vakt_row *row = &program->rows[r];
        if (row->rule >= 0 && hard_row(row) &&
            vakt_explain_scope_of(c->instance->settings[row->rule].rule) != VAKT_SCOPE_ALWAYS)
            add_switch(c, row->rule, row->doctor, row->day, VAKT_SWITCH_ROW, (int32_t)r);
    }
}

static int compare_keys(const vakt_group *a, const vakt_group *b)
{
    if (a->rule != b->rule)
        return a->rule < b->rule ? -1 : 1;
    if (a->doctor != b->doctor)
        return a->doctor < b->doctor ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

static int compare_switches(const void *left, const void *right)
{
    const vakt_switch *a = left, *b = right;
    int by_key = compare_keys(&a->key, &b->key);
    if (by_key != 0)
        return by_key;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->index != b->index)
        return a->index < b->index ? -1 : 1;
    return (a->key.setting > b->key.setting) - (a->key.setting < b->key.setting);
}

static vakt_status make_groups(vakt_model *model, collector *c)
{
    size_t n = c->switches.count;
    if (n > 1)
        qsort(c->switches.items, n, sizeof *c->switches.items, compare_switches);
    model->switches = vakt_arena_alloc(model->arena, n + 1, sizeof *model->switches);
    model->groups = vakt_arena_alloc(model->arena, n + 1, sizeof *model->groups);
    if (!model->switches || !model->groups)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < n; i++) {
        const vakt_switch *one = &c->switches.items[i];
        model->switches[i] = *one;
        if (i == 0 || compare_keys(&one->key, &c->switches.items[i - 1].key) != 0) {
            model->groups[model->n_groups] = one->key;
            model->groups[model->n_groups].first = i;
            model->groups[model->n_groups++].n = 0;
        }
        model->groups[model->n_groups - 1].n++;
    }
    model->n_switches = n;
    return VAKT_OK;
}

/* ---- needs ---- */

static int setting_for(const vakt_instance *instance, vakt_rule_kind rule, int duty)
{
    for (size_t s = 0; s < instance->n_settings; s++)
        if (instance->settings[s].rule == rule && vakt_setting_applies(instance, s, -1, duty))
            return (int)s;
    return -1;
}

static bool nobody_qualified(const vakt_program *program, size_t unit)
{
    for (size_t d = 0; d < program->n_doctors; d++)
        if (program->assign_var[d * program->n_units + unit] >= 0)
            return false;
    return true;
}

/* A unit whose open duties cost at level 0. What they cost when nobody is qualified is a constant
 * of the program; it is taken from `constant`, so that what is left is time without any duty. */
static bool unit_need(const vakt_model *model, size_t unit, vakt_need *ret_need, int64_t *constant)
{
    const vakt_instance *instance = model->instance;
    const vakt_unit *of = &model->program->units[unit];
    vakt_need need = {.setting = -1, .unit = (int)unit, .row = -1, .least = 1,
                      .start = of->start, .end = of->end};
    int64_t points = 0;
    for (size_t i = 0; i < of->n_duties; i++) {
        int duty = model->program->unit_duties[of->first_duty + i];
        int setting = setting_for(instance, VAKT_RULE_open_duty, duty);
        if (!instance->duties[duty].required || setting < 0)
            continue;
        points += instance->settings[setting].weight * instance->duties[duty].price;
        need.setting = setting;
    }
    if (points <= 0)
        return false;
    need.day = instance->duties[model->program->unit_duties[of->first_duty]].date;
    need.layer = instance->duties[model->program->unit_duties[of->first_duty]].layer;
    if (nobody_qualified(model->program, unit))
        *constant -= points;
    *ret_need = need;
    return true;
}

static bool is_cover(const vakt_model *model, const vakt_row *row)
{
    if (row->rule < 0 || row->level != 0 || row->lo == VAKT_NO_BOUND_LO || row->under_pts <= 0)
        return false;
    vakt_rule_kind rule = model->instance->settings[row->rule].rule;
    return rule == VAKT_RULE_cover || rule == VAKT_RULE_always_one;
}

static vakt_need cover_need(const vakt_model *model, size_t r)
{
    const vakt_program *program = model->program;
    const vakt_row *row = &program->rows[r];
    vakt_need need = {.setting = row->rule, .unit = -1, .row = (int)r, .least = row->lo,
                      .day = row->day, .start = INT64_MIN, .end = INT64_MAX};
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_unit *unit =
            &program->units[program->vars[program->terms[row->first_term + i].var].unit];
        need.layer = model->instance->duties[program->unit_duties[unit->first_duty]].layer;
        if (unit->start > need.start)
            need.start = unit->start;
        if (unit->end < need.end)
            need.end = unit->end;
    }
    return need;
}

static vakt_status make_needs(vakt_model *model)
{
    const vakt_program *program = model->program;
    int64_t constant = program->constant[0];
    model->needs = vakt_arena_alloc(model->arena, program->n_units + program->n_rows + 1,
                                    sizeof *model->needs);
    if (!model->needs)
        return VAKT_E_NOMEM;
    for (size_t u = 0; u < program->n_units; u++)
        model->n_needs += unit_need(model, u, &model->needs[model->n_needs], &constant);
    for (size_t r = 0; r < program->n_rows; r++)
        if (is_cover(model, &program->rows[r]))
            model->needs[model->n_needs++] = cover_need(model, r);
    model->uncovered = constant > 0;
    return VAKT_OK;
}

bool vakt_need_touches(const vakt_model *model, const vakt_need *need, const uint8_t *units)
{
    const vakt_program *program = model->program;
    if (need->unit >= 0)
        return units[need->unit];
    const vakt_row *row = &program->rows[need->row];
    for (size_t i = 0; i < row->n_terms; i++) {
        const vakt_var *var = &program->vars[program->terms[row->first_term + i].var];
        if (var->unit >= 0 && units[var->unit])
            return true;
    }
    return false;
}

void vakt_model_wanted(const vakt_model *model, const uint8_t *needs, uint8_t *ret_units)
{
    const vakt_program *program = model->program;
    memset(ret_units, 0, program->n_units);
    for (size_t n = 0; n < model->n_needs; n++) {
        const vakt_need *need = &model->needs[n];
        if (needs[n] && need->unit >= 0)
            ret_units[need->unit] = 1;
        const vakt_row *row = needs[n] && need->row >= 0 ? &program->rows[need->row] : NULL;
        for (size_t i = 0; row && i < row->n_terms; i++) {
            const vakt_var *var = &program->vars[program->terms[row->first_term + i].var];
            if (var->unit >= 0)
                ret_units[var->unit] = 1;
        }
    }
}

static void about_variable(const vakt_program *program, int32_t v, uint8_t *ret_units)
{
    const vakt_var *var = &program->vars[v];
    if (var->unit >= 0)
        ret_units[var->unit] = 1;
    for (size_t i = 0; i < var->n_members; i++)
        about_variable(program, program->members[var->first_member + i], ret_units);
}

void vakt_group_about(const vakt_model *model, const vakt_group *group, uint8_t *ret_units)
{
    const vakt_program *program = model->program;
    memset(ret_units, 0, program->n_units);
    for (size_t i = 0; i < group->n; i++) {
        const vakt_switch *s = &model->switches[group->first + i];
        const vakt_row *row = s->kind == VAKT_SWITCH_ROW ? &program->rows[s->index] : NULL;
        if (!row && s->index >= 0)
            about_variable(program, s->index, ret_units);
        for (size_t t = 0; row && t < row->n_terms; t++)
            about_variable(program, program->terms[row->first_term + t].var, ret_units);
    }
}

/* ---- by day ---- */

static int compare_days(const void *left, const void *right)
{
    const vakt_switch *a = left, *b = right;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return compare_switches(a, b);
}

/* The switches are in place; a group of each day among them. */
static void split_group(vakt_model *to, const vakt_group *from, size_t first, size_t n)
{
    qsort(&to->switches[first], n, sizeof *to->switches, compare_days);
    for (size_t i = first; i < first + n; i++) {
        if (i == first || to->switches[i].day != to->switches[i - 1].day) {
            vakt_group *group = &to->groups[to->n_groups++];
            *group = *from;
            group->setting = to->switches[i].key.setting;
            group->day = to->switches[i].day;
            group->first = i;
            group->n = 0;
        }
        to->groups[to->n_groups - 1].n++;
    }
}

vakt_status vakt_model_by_day(const vakt_model *model, const uint8_t *groups,
                              vakt_model **ret_model)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_model *to = arena ? vakt_arena_alloc(arena, 1, sizeof *to) : NULL;
    if (to)
        *to = *model;
    if (to) {
        to->groups = vakt_arena_alloc(arena, model->n_switches + 1, sizeof *to->groups);
        to->switches = vakt_arena_alloc(arena, model->n_switches + 1, sizeof *to->switches);
    }
    if (!to || !to->groups || !to->switches) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    to->arena = arena;
    to->borrows = true;
    to->n_groups = to->n_switches = 0;
    for (size_t g = 0; g < model->n_groups; g++) {
        const vakt_group *from = &model->groups[g];
        if (!groups[g] || from->n == 0)
            continue;
        memcpy(&to->switches[to->n_switches], &model->switches[from->first],
               from->n * sizeof *to->switches);
        split_group(to, from, to->n_switches, from->n);
        to->n_switches += from->n;
    }
    *ret_model = to;
    return VAKT_OK;
}

/* ---- life ---- */

vakt_status vakt_model_new(const vakt_instance *instance, vakt_model **ret_model)
{
    vakt_status status;
    vakt_model *model = NULL;
    collector c = {.instance = instance};
    vakt_compile_options options = {.skip_rule = -1, .ignore = let_through,
                                    .uncovered = see_uncovered, .context = &c};
    vakt_arena *arena = vakt_arena_new();
    if (arena)
        model = vakt_arena_alloc(arena, 1, sizeof *model);
    if (!model) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    model->arena = arena;
    model->instance = instance;
    VAKT_TRY(vakt_compile(instance, &options, &model->program));
    collect_switches(&c, model->program);
    VAKT_TRY(c.failed ? VAKT_E_NOMEM : VAKT_OK);
    VAKT_TRY(make_groups(model, &c));
    VAKT_TRY(make_needs(model));
    VAKT_TRY(vakt_gaps_make(model, c.uncovered.items, c.uncovered.count));
    *ret_model = model;
    model = NULL;
done:
    vakt_model_free(model);
    VAKT_VEC_DONE(&c.passed);
    VAKT_VEC_DONE(&c.switches);
    VAKT_VEC_DONE(&c.uncovered);
    return status;
}

void vakt_model_free(vakt_model *model)
{
    if (!model)
        return;
    if (!model->borrows)
        vakt_program_free(model->program);
    vakt_arena_free(model->arena);
}
