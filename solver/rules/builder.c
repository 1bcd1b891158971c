#include "rules/builder.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "rules/builder_life.h"

typedef struct raw_term {
    int var;
    int64_t coef;
} raw_term;

struct vakt_builder_parts {
    vakt_status status; /* the first failure */
    vakt_program *program;
    VAKT_VEC(vakt_forbid) forbids;
    VAKT_VEC(int32_t) next_forbid; /* of the same pair, or -1 */
    int32_t *first_forbid;         /* doctor * n_duties + duty -> into forbids, or -1 */
    VAKT_VEC(vakt_forbid) forced;
    VAKT_VEC(vakt_var) vars;
    VAKT_VEC(int32_t) members;
    int32_t *table; /* indicators by hash of their members; -1 = free slot */
    size_t table_size, n_indicators;
    VAKT_VEC(int32_t) scratch;
    VAKT_VEC(vakt_row) rows;
    VAKT_VEC(vakt_term) terms;
    VAKT_VEC(vakt_cost) costs;
    uint8_t *capped; /* per unit: some row holds it to at most one doctor */
    vakt_row row;    /* the one begun */
    int64_t constant;
    VAKT_VEC(raw_term) raw;
};

void vakt_builder_fail(vakt_builder *b, vakt_status status)
{
    if (b->parts->status == VAKT_OK)
        b->parts->status = status;
}

#define PUSH(b, vec, value)                                                                        \
    do {                                                                                           \
        if (!VAKT_VEC_PUSH(vec, value))                                                            \
            vakt_builder_fail(b, VAKT_E_NOMEM);                                                    \
    } while (0)

static size_t pair_index(const vakt_builder *b, int doctor, int duty)
{
    assert(doctor >= 0 && (size_t)doctor < b->instance->n_doctors);
    assert(duty >= 0 && (size_t)duty < b->instance->n_duties);
    return (size_t)doctor * b->instance->n_duties + (size_t)duty;
}

static int64_t weight_of(const vakt_builder *b)
{
    return b->setting >= 0 ? vakt_builder_setting(b)->weight : 1;
}

static int level_of(const vakt_builder *b)
{
    return b->setting >= 0 ? vakt_builder_setting(b)->level : 0;
}

/* ---- FORBID pass ---- */

static bool forbidden_by_setting(const vakt_builder *b, size_t pair, int setting)
{
    const struct vakt_builder_parts *parts = b->parts;
    for (int32_t f = parts->first_forbid[pair]; f >= 0; f = parts->next_forbid.items[f])
        if (parts->forbids.items[f].rule == setting)
            return true;
    return false;
}

static bool ignored(const vakt_builder *b, int doctor, int duty)
{
    return b->ignore && b->ignore(b->context, b->setting, doctor, duty);
}

void vakt_forbid_pair(vakt_builder *b, int doctor, int duty)
{
    struct vakt_builder_parts *parts = b->parts;
    if (b->pass != VAKT_PASS_FORBID || parts->status != VAKT_OK || ignored(b, doctor, duty))
        return;
    size_t pair = pair_index(b, doctor, duty);
    if (forbidden_by_setting(b, pair, b->setting))
        return;
    vakt_forbid forbid = {doctor, duty, b->setting};
    PUSH(b, &parts->forbids, forbid);
    PUSH(b, &parts->next_forbid, parts->first_forbid[pair]);
    if (parts->status == VAKT_OK)
        parts->first_forbid[pair] = (int32_t)(parts->forbids.count - 1);
}

void vakt_force_pair(vakt_builder *b, int doctor, int duty)
{
    if (b->pass != VAKT_PASS_FORBID || ignored(b, doctor, duty))
        return;
    vakt_forbid force = {doctor, duty, b->setting};
    PUSH(b, &b->parts->forced, force);
}

bool vakt_is_forbidden_by(const vakt_builder *b, vakt_rule_kind rule, int doctor, int duty)
{
    const struct vakt_builder_parts *parts = b->parts;
    int32_t f = parts->first_forbid[pair_index(b, doctor, duty)];
    for (; f >= 0; f = parts->next_forbid.items[f]) {
        int setting = parts->forbids.items[f].rule;
        if (setting >= 0 && b->instance->settings[setting].rule == rule)
            return true;
    }
    return false;
}

/* A rule judges only duties dated within its validity in law. */
static bool law_holds(const vakt_setting *setting, vakt_day date)
{
    const vakt_rule_info *info = vakt_rule_info_of(setting->rule);
    return (info->from == VAKT_DAY_NONE || date >= info->from) &&
           (info->to == VAKT_DAY_NONE || date <= info->to);
}

void vakt_forbid_where(vakt_builder *b, vakt_breaks breaks)
{
    const vakt_setting *setting = vakt_builder_setting(b);
    const vakt_instance *instance = b->instance;
    if (setting->hard != (b->pass == VAKT_PASS_FORBID))
        return;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        for (int duty = 0; duty < (int)instance->n_duties; duty++) {
            if (!law_holds(setting, instance->duties[duty].date) ||
                !vakt_setting_applies(instance, (size_t)b->setting, doctor, duty))
                continue;
            int64_t amount = breaks(instance, setting, doctor, duty);
            if (amount == 0 || vakt_instance_overridden(instance, setting->rule, doctor, duty))
                continue;
            if (b->pass == VAKT_PASS_FORBID)
                vakt_forbid_pair(b, doctor, duty);
            else
                vakt_cost_add(b, vakt_assign(b, doctor, duty), amount);
        }
    }
}

/* ---- variables ---- */

int vakt_unit_of(const vakt_builder *b, int duty)
{
    return b->parts->program->unit_of_duty[duty];
}

bool vakt_same_unit(const vakt_builder *b, int duty, int other)
{
    return vakt_unit_of(b, duty) == vakt_unit_of(b, other);
}

int vakt_assign(const vakt_builder *b, int doctor, int duty)
{
    const vakt_program *program = b->parts->program;
    if (b->pass != VAKT_PASS_ROWS || !program->assign_var)
        return -1;
    return program->assign_var[(size_t)doctor * program->n_units + (size_t)vakt_unit_of(b, duty)];
}

static uint64_t hash_members(vakt_var_kind kind, const int32_t *members, size_t n)
{
    uint64_t hash = 14695981039346656037u ^ (uint64_t)kind;
    for (size_t i = 0; i < n; i++) {
        hash = (hash ^ (uint32_t)members[i]) * 1099511628211u;
        hash ^= hash >> 29;
    }
    return hash;
}

static bool is_indicator(const struct vakt_builder_parts *parts, int32_t v, vakt_var_kind kind,
                         const int32_t *members, size_t n)
{
    const vakt_var *var = &parts->vars.items[v];
    return var->kind == kind && var->n_members == n &&
           memcmp(&parts->members.items[var->first_member], members, n * sizeof *members) == 0;
}

/* The slot of the indicator, or the free one where it belongs. */
static int32_t *table_slot(struct vakt_builder_parts *parts, vakt_var_kind kind,
                           const int32_t *members, size_t n)
{
    size_t mask = parts->table_size - 1;
    size_t at = (size_t)hash_members(kind, members, n) & mask;
    while (parts->table[at] >= 0 && !is_indicator(parts, parts->table[at], kind, members, n))
        at = (at + 1) & mask;
    return &parts->table[at];
}

static bool grow_table(vakt_builder *b)
{
    struct vakt_builder_parts *parts = b->parts;
    if (parts->n_indicators * 2 < parts->table_size)
        return true;
    int32_t *old = parts->table;
    size_t old_size = parts->table_size;
    size_t size = old_size ? old_size * 2 : 1024;
    int32_t *grown = malloc(size * sizeof *grown);
    if (!grown) {
        vakt_builder_fail(b, VAKT_E_NOMEM);
        return false;
    }
    for (size_t i = 0; i < size; i++)
        grown[i] = -1;
    parts->table = grown;
    parts->table_size = size;
    for (size_t i = 0; i < old_size; i++) {
        if (old[i] < 0)
            continue;
        const vakt_var *var = &parts->vars.items[old[i]];
        *table_slot(parts, var->kind, &parts->members.items[var->first_member], var->n_members) =
            old[i];
    }
    free(old);
    return true;
}

static int compare_int32(const void *left, const void *right)
{
    int32_t a = *(const int32_t *)left, c = *(const int32_t *)right;
    return (a > c) - (a < c);
}

static size_t sort_unique(int32_t *items, size_t n)
{
    if (n == 0)
        return 0;
    qsort(items, n, sizeof *items, compare_int32);
    size_t kept = 1;
    for (size_t i = 1; i < n; i++)
        if (items[i] != items[kept - 1])
            items[kept++] = items[i];
    return kept;
}

/* A new variable over the members in scratch. */
static int add_indicator(vakt_builder *b, vakt_var_kind kind, size_t n, int32_t *slot)
{
    struct vakt_builder_parts *parts = b->parts;
    vakt_var var = {.kind = kind, .unit = -1, .first_member = parts->members.count, .n_members = n};
    var.doctor = parts->vars.items[parts->scratch.items[0]].doctor;
    for (size_t i = 0; i < n; i++) {
        if (parts->vars.items[parts->scratch.items[i]].doctor != var.doctor)
            var.doctor = -1;
        PUSH(b, &parts->members, parts->scratch.items[i]);
    }
    PUSH(b, &parts->vars, var);
    if (parts->status != VAKT_OK)
        return -1;
    parts->n_indicators++;
    *slot = (int32_t)(parts->vars.count - 1);
    return *slot;
}

static int indicator(vakt_builder *b, vakt_var_kind kind, const int *members, size_t n)
{
    struct vakt_builder_parts *parts = b->parts;
    if (b->pass != VAKT_PASS_ROWS || parts->status != VAKT_OK)
        return -1;
    parts->scratch.count = 0;
    for (size_t i = 0; i < n; i++) {
        if (members[i] >= 0)
            PUSH(b, &parts->scratch, (int32_t)members[i]);
        else if (kind == VAKT_VAR_AND)
            return -1;
    }
    size_t distinct = sort_unique(parts->scratch.items, parts->scratch.count);
    if (distinct == 0 || !grow_table(b) || parts->status != VAKT_OK)
        return -1;
    if (distinct == 1)
        return parts->scratch.items[0];
    int32_t *slot = table_slot(parts, kind, parts->scratch.items, distinct);
    return *slot >= 0 ? *slot : add_indicator(b, kind, distinct, slot);
}

/* Whose the variable is follows from its members; the caller's word is only checked. */
static int checked_doctor(const vakt_builder *b, int doctor, int var)
{
    assert(var < 0 || doctor < 0 || b->parts->vars.items[var].doctor == doctor);
    (void)b;
    (void)doctor;
    return var;
}

int vakt_or(vakt_builder *b, int doctor, const int *members, size_t n)
{
    return checked_doctor(b, doctor, indicator(b, VAKT_VAR_OR, members, n));
}

int vakt_and(vakt_builder *b, int doctor, const int *members, size_t n)
{
    return checked_doctor(b, doctor, indicator(b, VAKT_VAR_AND, members, n));
}

/* ---- rows ---- */

void vakt_row_begin(vakt_builder *b, vakt_row_tag tag, int doctor, vakt_day day)
{
    struct vakt_builder_parts *parts = b->parts;
    parts->row = (vakt_row){
        .tag = tag, .rule = b->setting, .doctor = doctor, .unit = -1, .day = day,
        .level = level_of(b),
    };
    parts->constant = 0;
    parts->raw.count = 0;
}

void vakt_row_term(vakt_builder *b, int var, int64_t coef)
{
    if (var < 0 || coef == 0)
        return;
    raw_term term = {var, coef};
    PUSH(b, &b->parts->raw, term);
}

void vakt_row_constant(vakt_builder *b, int64_t value)
{
    b->parts->constant += value;
}

void vakt_row_of_unit(vakt_builder *b, int unit)
{
    b->parts->row.unit = unit;
}

static int compare_raw(const void *left, const void *right)
{
    const raw_term *a = left, *c = right;
    return (a->var > c->var) - (a->var < c->var);
}

/* Adds up the terms begun and appends them; the least and greatest value they can have. */
static void append_terms(vakt_builder *b, int64_t *ret_min, int64_t *ret_max)
{
    struct vakt_builder_parts *parts = b->parts;
    raw_term *raw = parts->raw.items;
    size_t n = parts->raw.count;
    *ret_min = *ret_max = 0;
    parts->row.first_term = parts->terms.count;
    if (n > 1)
        qsort(raw, n, sizeof *raw, compare_raw);
    for (size_t i = 0, j; i < n; i = j) {
        int64_t coef = 0;
        for (j = i; j < n && raw[j].var == raw[i].var; j++)
            coef += raw[j].coef;
        if (coef == 0)
            continue;
        if (coef > INT32_MAX || coef < INT32_MIN)
            vakt_builder_fail(b, VAKT_E_INTERNAL);
        vakt_term term = {(int32_t)raw[i].var, (int32_t)coef};
        PUSH(b, &parts->terms, term);
        *(coef > 0 ? ret_max : ret_min) += coef;
    }
    parts->row.n_terms = parts->terms.count - parts->row.first_term;
}

/* What all values break by a constant becomes the program's constant; a side that no values can
 * break is opened. A hard side that no values can keep is left: it shows that nothing is legal. */
static void settle_sides(vakt_program *program, vakt_row *row, int64_t min, int64_t max)
{
    if (row->lo != VAKT_NO_BOUND_LO && row->under_pts != VAKT_HARD && row->lo > max) {
        program->constant[row->level] += row->under_pts * (row->lo - max);
        row->lo = max;
    }
    if (row->hi != VAKT_NO_BOUND_HI && row->over_pts != VAKT_HARD && row->hi < min) {
        program->constant[row->level] += row->over_pts * (min - row->hi);
        row->hi = min;
    }
    if (row->lo == VAKT_NO_BOUND_LO || row->lo <= min || row->under_pts == 0) {
        row->lo = VAKT_NO_BOUND_LO;
        row->under_pts = 0;
    }
    if (row->hi == VAKT_NO_BOUND_HI || row->hi >= max || row->over_pts == 0) {
        row->hi = VAKT_NO_BOUND_HI;
        row->over_pts = 0;
    }
}

static void note_unit(vakt_builder *b, int64_t hi, int64_t over)
{
    struct vakt_builder_parts *parts = b->parts;
    int unit = parts->row.unit;
    if (unit < 0)
        return;
    if (hi == 1 && over == VAKT_HARD)
        parts->capped[unit] = 1;
    if (b->setting >= 0 && vakt_builder_setting(b)->rule == VAKT_RULE_open_duty)
        parts->program->units[unit].required = true;
}

/* Prices are final: points times weight, or VAKT_HARD. */
static void end_row(vakt_builder *b, int64_t lo, int64_t hi, int64_t under, int64_t over)
{
    struct vakt_builder_parts *parts = b->parts;
    vakt_row *row = &parts->row;
    if (b->pass != VAKT_PASS_ROWS || parts->status != VAKT_OK)
        return;
    int64_t min, max;
    note_unit(b, hi, over);
    append_terms(b, &min, &max);
    row->lo = lo == VAKT_NO_BOUND_LO ? lo : lo - parts->constant;
    row->hi = hi == VAKT_NO_BOUND_HI ? hi : hi - parts->constant;
    row->under_pts = under;
    row->over_pts = over;
    settle_sides(parts->program, row, min, max);
    if (row->lo == VAKT_NO_BOUND_LO && row->hi == VAKT_NO_BOUND_HI)
        parts->terms.count = row->first_term;
    else
        PUSH(b, &parts->rows, *row);
}

static int64_t price_of(const vakt_builder *b, int64_t points)
{
    return points == VAKT_HARD ? VAKT_HARD : weight_of(b) * points;
}

void vakt_row_at_most(vakt_builder *b, int64_t hi, int64_t points)
{
    bool hard = vakt_builder_setting(b)->hard;
    end_row(b, VAKT_NO_BOUND_LO, hi, 0, hard ? VAKT_HARD : price_of(b, points));
}

void vakt_row_at_least(vakt_builder *b, int64_t lo, int64_t points)
{
    bool hard = vakt_builder_setting(b)->hard;
    end_row(b, lo, VAKT_NO_BOUND_HI, hard ? VAKT_HARD : price_of(b, points), 0);
}

void vakt_row_at_most_hard(vakt_builder *b, int64_t hi)
{
    end_row(b, VAKT_NO_BOUND_LO, hi, 0, VAKT_HARD);
}

void vakt_row_at_least_hard(vakt_builder *b, int64_t lo)
{
    end_row(b, lo, VAKT_NO_BOUND_HI, VAKT_HARD, 0);
}

/* Either price may be VAKT_HARD: then that side is hard. */
void vakt_row_between_priced(vakt_builder *b, int64_t lo, int64_t hi, int64_t under_points,
                             int64_t over_points)
{
    end_row(b, lo, hi, price_of(b, under_points), price_of(b, over_points));
}

void vakt_cost_add(vakt_builder *b, int var, int64_t points)
{
    vakt_cost cost = {(int32_t)var, b->setting, level_of(b), weight_of(b) * points};
    if (b->pass == VAKT_PASS_ROWS && var >= 0 && cost.pts != 0)
        PUSH(b, &b->parts->costs, cost);
}

void vakt_cost_constant(vakt_builder *b, int64_t points)
{
    if (b->pass == VAKT_PASS_ROWS)
        b->parts->program->constant[level_of(b)] += weight_of(b) * points;
}

/* ---- units ---- */

static int compare_units(const void *left, const void *right)
{
    const vakt_unit *a = left, *c = right;
    if (a->start != c->start)
        return a->start < c->start ? -1 : 1;
    if (a->end != c->end)
        return a->end < c->end ? -1 : 1;
    return (a->first_duty > c->first_duty) - (a->first_duty < c->first_duty);
}

/* Gives the duties of a hard block, or the one duty, to a new unit at the end of unit_duties. */
static void collect_unit(vakt_program *program, const vakt_instance *instance, int duty,
                         size_t *at)
{
    vakt_unit *unit = &program->units[program->n_units++];
    const vakt_block_instance *block = NULL;
    if (instance->duties[duty].block >= 0)
        block = &instance->blocks[instance->duties[duty].block];
    const int *duties = block ? block->duties : &duty;
    unit->first_duty = *at;
    unit->n_duties = block ? block->n_duties : 1;
    unit->start = instance->duties[duties[0]].start;
    unit->end = instance->duties[duties[0]].end;
    for (size_t i = 0; i < unit->n_duties; i++) {
        const vakt_duty *one = &instance->duties[duties[i]];
        program->unit_duties[(*at)++] = (int32_t)duties[i];
        program->unit_of_duty[duties[i]] = 0; /* taken; numbered once they are sorted */
        if (one->start < unit->start)
            unit->start = one->start;
        if (one->end > unit->end)
            unit->end = one->end;
    }
}

/* Units are collected by their first duty, so that first_duty stands for the duty in sorting. */
static void make_units(vakt_program *program, const vakt_instance *instance)
{
    size_t at = 0;
    for (size_t d = 0; d < instance->n_duties; d++)
        program->unit_of_duty[d] = -1;
    for (size_t d = 0; d < instance->n_duties; d++)
        if (program->unit_of_duty[d] < 0)
            collect_unit(program, instance, (int)d, &at);
    if (program->n_units > 1)
        qsort(program->units, program->n_units, sizeof *program->units, compare_units);
    for (size_t u = 0; u < program->n_units; u++)
        for (size_t i = 0; i < program->units[u].n_duties; i++)
            program->unit_of_duty[program->unit_duties[program->units[u].first_duty + i]] =
                (int32_t)u;
}

/* ---- life ---- */

vakt_status vakt_builder_begin(vakt_builder *b, const vakt_instance *instance)
{
    size_t n_duties = instance->n_duties, n_pairs = instance->n_doctors * n_duties;
    *b = (vakt_builder){.instance = instance, .pass = VAKT_PASS_FORBID, .setting = -1};
    b->parts = calloc(1, sizeof *b->parts);
    vakt_arena *arena = vakt_arena_new();
    vakt_program *program = arena ? vakt_arena_alloc(arena, 1, sizeof *program) : NULL;
    if (!b->parts || !program) {
        vakt_arena_free(arena);
        return VAKT_E_NOMEM;
    }
    b->parts->program = program;
    program->arena = arena;
    program->n_doctors = instance->n_doctors;
    program->n_duties = n_duties;
    program->n_levels = instance->n_levels > 0 ? instance->n_levels : 1;
    program->units = vakt_arena_alloc(arena, n_duties, sizeof *program->units);
    program->unit_duties = vakt_arena_alloc(arena, n_duties, sizeof *program->unit_duties);
    program->unit_of_duty = vakt_arena_alloc(arena, n_duties, sizeof *program->unit_of_duty);
    b->parts->first_forbid = malloc((n_pairs + 1) * sizeof *b->parts->first_forbid);
    if (!program->units || !program->unit_duties || !program->unit_of_duty ||
        !b->parts->first_forbid)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < n_pairs; i++)
        b->parts->first_forbid[i] = -1;
    make_units(program, instance);
    b->parts->capped = calloc(program->n_units + 1, 1);
    return b->parts->capped ? VAKT_OK : VAKT_E_NOMEM;
}

static bool unit_forbidden(const vakt_builder *b, int doctor, const vakt_unit *unit)
{
    const vakt_program *program = b->parts->program;
    for (size_t i = 0; i < unit->n_duties; i++) {
        int duty = program->unit_duties[unit->first_duty + i];
        bool kept = b->keep && b->keep(b->context, doctor, duty);
        if (b->parts->first_forbid[pair_index(b, doctor, duty)] >= 0 && !kept)
            return true;
    }
    return false;
}

void vakt_builder_make_variables(vakt_builder *b)
{
    struct vakt_builder_parts *parts = b->parts;
    vakt_program *program = parts->program;
    size_t n = program->n_doctors * program->n_units;
    b->pass = VAKT_PASS_ROWS;
    program->assign_var = vakt_arena_alloc(program->arena, n, sizeof *program->assign_var);
    if (!program->assign_var) {
        vakt_builder_fail(b, VAKT_E_NOMEM);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        vakt_var var = {.kind = VAKT_VAR_ASSIGN};
        var.doctor = (int)(i / program->n_units);
        var.unit = (int)(i % program->n_units);
        program->assign_var[i] = -1;
        if (unit_forbidden(b, var.doctor, &program->units[var.unit]))
            continue;
        program->assign_var[i] = (int32_t)parts->vars.count;
        PUSH(b, &parts->vars, var);
    }
}

/* A pin on a pair that the law forbids leaves no legal roster: 0 >= 1 says so. */
static void fix_forced(vakt_builder *b)
{
    for (size_t i = 0; i < b->parts->forced.count && b->parts->status == VAKT_OK; i++) {
        vakt_forbid force = b->parts->forced.items[i];
        int var = vakt_assign(b, force.doctor, force.duty);
        b->setting = force.rule;
        if (var >= 0) {
            b->parts->vars.items[var].fixed_one = true;
            continue;
        }
        vakt_row_begin(b, VAKT_ROW_LINEAR, force.doctor, b->instance->duties[force.duty].date);
        vakt_row_at_least_hard(b, 1);
    }
}

static int first_setting_of(const vakt_instance *instance, vakt_rule_kind rule)
{
    for (size_t s = 0; s < instance->n_settings; s++)
        if (instance->settings[s].rule == rule)
            return (int)s;
    return -1;
}

/* Units that no priced cover row has held to at most one doctor. */
static void cap_units(vakt_builder *b)
{
    const vakt_program *program = b->parts->program;
    for (size_t u = 0; u < program->n_units; u++) {
        if (b->parts->capped[u])
            continue;
        int duty = program->unit_duties[program->units[u].first_duty];
        b->setting = -1; /* so that it is not taken for the row that prices an open duty */
        vakt_row_begin(b, VAKT_ROW_COVER, -1, b->instance->duties[duty].date);
        for (size_t d = 0; d < program->n_doctors; d++)
            vakt_row_term(b, vakt_assign(b, (int)d, duty), 1);
        vakt_row_of_unit(b, (int)u);
        b->parts->row.rule = first_setting_of(b->instance, VAKT_RULE_open_duty);
        vakt_row_at_most_hard(b, 1);
    }
}

static int compare_costs(const void *left, const void *right)
{
    const vakt_cost *a = left, *c = right;
    if (a->level != c->level)
        return a->level < c->level ? -1 : 1;
    if (a->rule != c->rule)
        return a->rule < c->rule ? -1 : 1;
    return (a->var > c->var) - (a->var < c->var);
}

static void merge_costs(struct vakt_builder_parts *parts)
{
    vakt_cost *costs = parts->costs.items;
    size_t n = parts->costs.count, kept = 0;
    if (n > 1)
        qsort(costs, n, sizeof *costs, compare_costs);
    for (size_t i = 0; i < n; i++) {
        if (kept > 0 && compare_costs(&costs[kept - 1], &costs[i]) == 0)
            costs[kept - 1].pts += costs[i].pts;
        else
            costs[kept++] = costs[i];
    }
    parts->costs.count = kept;
}

#define PACK(b, array, vec)                                                                        \
    do {                                                                                           \
        (array) = vakt_arena_alloc((b)->parts->program->arena, (vec).count, sizeof *(array));      \
        if (!(array))                                                                              \
            vakt_builder_fail(b, VAKT_E_NOMEM);                                                    \
        else if ((vec).count > 0)                                                                  \
            memcpy(array, (vec).items, (vec).count * sizeof *(array));                             \
    } while (0)

static void pack(vakt_builder *b)
{
    struct vakt_builder_parts *parts = b->parts;
    vakt_program *program = parts->program;
    program->n_vars = parts->vars.count;
    program->n_members = parts->members.count;
    program->n_rows = parts->rows.count;
    program->n_terms = parts->terms.count;
    program->n_costs = parts->costs.count;
    program->n_forbids = parts->forbids.count;
    PACK(b, program->vars, parts->vars);
    PACK(b, program->members, parts->members);
    PACK(b, program->rows, parts->rows);
    PACK(b, program->terms, parts->terms);
    PACK(b, program->costs, parts->costs);
    PACK(b, program->forbids, parts->forbids);
}

vakt_status vakt_builder_finish(vakt_builder *b, vakt_program **ret_program)
{
    struct vakt_builder_parts *parts = b->parts;
    *ret_program = NULL;
    if (parts->status == VAKT_OK)
        fix_forced(b);
    if (parts->status == VAKT_OK)
        cap_units(b);
    if (parts->status == VAKT_OK) {
        merge_costs(parts);
        pack(b);
    }
    if (parts->status != VAKT_OK)
        return parts->status;
    *ret_program = parts->program;
    parts->program = NULL;
    return VAKT_OK;
}

void vakt_builder_done(vakt_builder *b)
{
    struct vakt_builder_parts *parts = b->parts;
    if (!parts)
        return;
    vakt_program_free(parts->program);
    VAKT_VEC_DONE(&parts->forbids);
    VAKT_VEC_DONE(&parts->next_forbid);
    VAKT_VEC_DONE(&parts->forced);
    VAKT_VEC_DONE(&parts->vars);
    VAKT_VEC_DONE(&parts->members);
    VAKT_VEC_DONE(&parts->scratch);
    VAKT_VEC_DONE(&parts->rows);
    VAKT_VEC_DONE(&parts->terms);
    VAKT_VEC_DONE(&parts->costs);
    VAKT_VEC_DONE(&parts->raw);
    free(parts->first_forbid);
    free(parts->table);
    free(parts->capped);
    free(parts);
    b->parts = NULL;
}
