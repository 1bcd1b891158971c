/*
 * Problem: the cheapest changes that let a conflict's needs be filled, each proven.
 *
 * Idea: every member of an irreducible conflict has to go or give for it to be solved, so the menu
 * is read off the members: for each rule what may be asked about it, for each need somebody from
 * outside. In the order of the price list each is made on a copy of the problem, which is compiled
 * and searched anew; the roster found is put before the verifier. When no change is enough by
 * itself, pairs of them are tried in the order of their sums. What touches law is tried last.
 *
 * Complexity: one compilation and one test per change; at most MOST_PAIRS pairs.
 */
#include "explain/menu.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "verify/verify.h"

#define MOST_PAIRS 40
#define MOST_LAW 1
#define MOST_ALIKE 2
#define MOST_PROOFS 24 /* compilations for singles of one conflict and scope */
#define MOST_WAYS 16

/* Points of the price list: what is easier to ask for is cheaper. Law begins at LAW_PRICE. */
#define LAW_PRICE 1000
static int64_t price_of(vakt_repair_kind kind)
{
    switch (kind) {
    case VAKT_REPAIR_UNPIN:
        return 1;
    case VAKT_REPAIR_ABSENCE:
        return 2;
    case VAKT_REPAIR_TRAINING:
        return 3;
    case VAKT_REPAIR_DAY_JOB:
        return 5;
    case VAKT_REPAIR_CAP:
        return 6;
    case VAKT_REPAIR_SOFTEN:
        return 8;
    case VAKT_REPAIR_REST:
        return 10;
    case VAKT_REPAIR_EXEMPTION:
        return 12;
    case VAKT_REPAIR_LOCUM_BACKED:
        return 24;
    case VAKT_REPAIR_LOCUM:
        return 30;
    case VAKT_REPAIR_ABSENCE_UNMARKED:
        return 40;
    case VAKT_REPAIR_AML_REST:
        return LAW_PRICE + 10;
    case VAKT_REPAIR_PROFILE:
        return LAW_PRICE + 20;
    case VAKT_REPAIR_NO_BACKUP_RULE:
        return LAW_PRICE + 100;
    }
    return LAW_PRICE;
}

typedef struct menu {
    const vakt_model *model;
    const vakt_instance *instance;
    vakt_conflict *conflict;
    const uint8_t *units, *others;
    vakt_budget *budget;
    VAKT_VEC(vakt_repair) items;
    vakt_day first, last; /* civil days that the conflict's duties touch */
    size_t n_law, n_proofs;
    bool failed;
} menu;

static int compare_repairs(const void *left, const void *right)
{
    const vakt_repair *a = left, *b = right;
    if (a->price != b->price)
        return a->price < b->price ? -1 : 1;
    if (a->duty != b->duty)
        return a->duty < b->duty ? -1 : 1;
    if (a->doctor != b->doctor)
        return a->doctor < b->doctor ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->setting != b->setting)
        return a->setting < b->setting ? -1 : 1;
    if (a->index != b->index)
        return a->index < b->index ? -1 : 1;
    return (a->day > b->day) - (a->day < b->day);
}

static void add(menu *m, vakt_repair repair)
{
    repair.price = price_of(repair.kind);
    repair.law = repair.price >= LAW_PRICE;
    for (size_t i = 0; i < m->items.count; i++)
        if (compare_repairs(&m->items.items[i], &repair) == 0)
            return;
    if (!VAKT_VEC_PUSH(&m->items, repair))
        m->failed = true;
}

static vakt_repair repair_of(vakt_repair_kind kind, int doctor)
{
    return (vakt_repair){.kind = kind, .doctor = doctor, .duty = -1, .setting = -1,
                         .day = VAKT_DAY_NONE, .to = VAKT_DAY_NONE};
}

/* ---- what a member offers ---- */

static vakt_day local_day(vakt_minute at)
{
    vakt_day day;
    int minute;
    vakt_oslo_from_utc(at, &day, &minute);
    return day;
}

static bool dates_meet(vakt_day from, vakt_day to, vakt_day first, vakt_day last)
{
    return (from == VAKT_DAY_NONE || from <= last) && (to == VAKT_DAY_NONE || to >= first);
}

static void offer_absences(menu *m, int doctor)
{
    const vakt_doctor *who = &m->instance->problem->doctors[doctor];
    for (size_t i = 0; i < who->n_absences; i++) {
        const vakt_absence *a = &who->absences[i];
        if (a->percent < 100 || !dates_meet(a->from == VAKT_DAY_NONE ? a->from : a->from - a->day_before,
                                            a->to == VAKT_DAY_NONE ? a->to : a->to + a->day_after,
                                            m->first, m->last))
            continue;
        vakt_repair repair = repair_of(
            a->may_be_asked ? VAKT_REPAIR_ABSENCE : VAKT_REPAIR_ABSENCE_UNMARKED, doctor);
        repair.index = i;
        repair.day = a->from;
        repair.to = a->to;
        add(m, repair);
    }
}

static void offer_exemptions(menu *m, int doctor, vakt_day day)
{
    const vakt_doctor *who = &m->instance->problem->doctors[doctor];
    for (size_t i = 0; i < who->n_exemptions; i++) {
        const vakt_exemption *e = &who->exemptions[i];
        if (e->recruitment_condition || !dates_meet(e->from, e->to, day, day))
            continue; /* a condition of recruitment is kept */
        vakt_repair repair = repair_of(VAKT_REPAIR_EXEMPTION, doctor);
        repair.index = i;
        repair.day = e->from;
        repair.to = e->to;
        add(m, repair);
    }
}

static void offer_training(menu *m, int doctor)
{
    const vakt_doctor *who = &m->instance->problem->doctors[doctor];
    for (size_t i = 0; i < who->n_training; i++) {
        vakt_repair repair = repair_of(VAKT_REPAIR_TRAINING, doctor);
        repair.index = i;
        repair.day = local_day(who->training[i].start);
        repair.to = repair.day;
        if (dates_meet(repair.day, local_day(who->training[i].end), m->first, m->last))
            add(m, repair);
    }
}

/* For each of the conflict's duties that the doctor could have by background. */
static void offer_per_duty(menu *m, vakt_repair_kind kind, int doctor)
{
    const vakt_program *p = m->model->program;
    for (size_t u = 0; u < p->n_units; u++) {
        if (!m->units[u] || (doctor >= 0 && p->assign_var[(size_t)doctor * p->n_units + u] < 0))
            continue;
        for (size_t i = 0; i < p->units[u].n_duties; i++) {
            vakt_repair repair = repair_of(kind, doctor);
            repair.duty = p->unit_duties[p->units[u].first_duty + i];
            repair.day = repair.to = m->instance->duties[repair.duty].date;
            add(m, repair);
        }
    }
}

static void offer_setting(menu *m, const vakt_member *member)
{
    const vakt_setting *s = &m->instance->settings[member->setting];
    vakt_strength strength = vakt_rule_info_of(s->rule)->strength;
    bool own = s->rule == VAKT_RULE_class_bounds;
    vakt_repair repair = repair_of(VAKT_REPAIR_CAP, member->doctor);
    repair.setting = member->setting;
    if (own || (s->entry && s->entry->most != VAKT_UNSET && s->rule != VAKT_RULE_kf4_days))
        add(m, repair);
    repair.kind = VAKT_REPAIR_SOFTEN;
    if (strength == VAKT_CONFIG || strength == VAKT_SOFT_RULE)
        add(m, repair);
}

static bool is_aml(vakt_rule_kind rule)
{
    return strncmp(vakt_rule_words[rule], "aml_", 4) == 0;
}

static void offer_aml(menu *m, const vakt_member *member)
{
    const vakt_doctor *who = &m->instance->problem->doctors[member->doctor];
    if (member->rule == VAKT_RULE_aml_daily_rest)
        offer_per_duty(m, VAKT_REPAIR_AML_REST, member->doctor);
    if (who->profile == VAKT_PROFILE_AML_STRICT)
        add(m, repair_of(VAKT_REPAIR_PROFILE, member->doctor));
}

static void offer_day(menu *m, vakt_repair_kind kind, int doctor, vakt_day from, vakt_day to)
{
    vakt_repair repair = repair_of(kind, doctor);
    repair.day = from;
    repair.to = to;
    add(m, repair);
}

static void offer_pins(menu *m, const vakt_member *member)
{
    for (int duty = 0; duty < (int)m->instance->n_duties; duty++) {
        vakt_repair repair = repair_of(VAKT_REPAIR_UNPIN, member->doctor);
        repair.duty = duty;
        repair.day = repair.to = m->instance->duties[duty].date;
        if (repair.day == member->day &&
            m->instance->fixed[(size_t)member->doctor * m->instance->n_duties + (size_t)duty])
            add(m, repair);
    }
}

static void offer_member(menu *m, const vakt_member *member)
{
    switch (member->rule) {
    case VAKT_RULE_fixed_duty:
        offer_pins(m, member);
        return;
    case VAKT_RULE_absence:
        offer_absences(m, member->doctor);
        return;
    case VAKT_RULE_training:
        offer_training(m, member->doctor);
        return;
    case VAKT_RULE_exemption_decision:
        offer_exemptions(m, member->doctor, member->day);
        return;
    case VAKT_RULE_exemption_right:
        return; /* a right is nobody's to give */
    case VAKT_RULE_day_job:
        offer_day(m, VAKT_REPAIR_DAY_JOB, member->doctor, m->first, m->last);
        return;
    case VAKT_RULE_rest:
        offer_per_duty(m, VAKT_REPAIR_REST, member->doctor);
        return;
    case VAKT_RULE_competence_backup:
        offer_day(m, VAKT_REPAIR_NO_BACKUP_RULE, -1, m->first, m->last);
        return;
    default:
        if (is_aml(member->rule) && member->doctor >= 0)
            offer_aml(m, member);
        else
            offer_setting(m, member);
    }
}

static void find_days(menu *m)
{
    const vakt_program *p = m->model->program;
    m->first = VAKT_DAY_NONE;
    for (size_t u = 0; u < p->n_units; u++) {
        if (!m->units[u])
            continue;
        vakt_day first = local_day(p->units[u].start);
        vakt_day last = local_day(p->units[u].end - 1);
        m->last = m->first == VAKT_DAY_NONE || last > m->last ? last : m->last;
        m->first = m->first == VAKT_DAY_NONE || first < m->first ? first : m->first;
    }
    if (m->first == VAKT_DAY_NONE) {
        m->first = m->instance->problem->from;
        m->last = m->instance->problem->to;
    }
}

static void collect(menu *m)
{
    find_days(m);
    for (size_t i = m->conflict->n_needs; i < m->conflict->n_members; i++)
        offer_member(m, &m->conflict->members[i]);
    offer_per_duty(m, VAKT_REPAIR_LOCUM_BACKED, -1);
    offer_per_duty(m, VAKT_REPAIR_LOCUM, -1);
    if (m->items.count > 1)
        qsort(m->items.items, m->items.count, sizeof *m->items.items, compare_repairs);
}

/* ---- proof ---- */

/* The search's roster, seen by the verifier. */
static vakt_status seen_as_legal(const vakt_instance *instance, const vakt_roster *roster,
                                 bool *ret_legal)
{
    int64_t levels[VAKT_MAX_LEVEL + 1];
    return vakt_verify_score(instance, roster, ret_legal, levels);
}

static vakt_status prove_instance(const vakt_instance *instance, const uint8_t *others,
                                  vakt_budget *budget, vakt_answer *ret_answer)
{
    vakt_status status;
    vakt_model *model = NULL;
    vakt_roster roster = {0};
    uint8_t *needs = NULL;
    bool legal = false;
    VAKT_TRY(vakt_model_new(instance, &model));
    VAKT_TRY(vakt_roster_init(&roster, instance->n_duties));
    needs = calloc(model->n_needs + 1, 1);
    VAKT_TRY(needs ? VAKT_OK : VAKT_E_NOMEM);
    for (size_t i = 0; i < model->n_needs; i++)
        needs[i] = !others || !vakt_need_touches(model, &model->needs[i], others);
    budget->roster = &roster;
    VAKT_TRY(vakt_model_test(model, needs, NULL, budget, NULL, ret_answer));
    if (*ret_answer == VAKT_FEASIBLE) {
        VAKT_TRY(seen_as_legal(instance, &roster, &legal));
        *ret_answer = legal ? VAKT_FEASIBLE : VAKT_UNKNOWN;
    }
done:
    budget->roster = NULL;
    free(needs);
    vakt_roster_done(&roster);
    vakt_model_free(model);
    return status;
}

vakt_status vakt_menu_prove(const vakt_instance *instance, const vakt_repair *repairs, size_t n,
                            const uint8_t *others, vakt_budget *budget, vakt_answer *ret_answer)
{
    vakt_status status = VAKT_OK;
    const vakt_problem *problem = instance->problem;
    vakt_instance *changed = NULL;
    vakt_arena *arena = vakt_arena_new();
    VAKT_TRY(arena ? VAKT_OK : VAKT_E_NOMEM);
    *ret_answer = VAKT_UNKNOWN;
    for (size_t i = 0; i < n; i++) {
        problem = vakt_repair_apply(instance, problem, &repairs[i], arena);
        VAKT_TRY(problem ? VAKT_OK : VAKT_E_NOMEM);
    }
    status = vakt_instance_new(problem, NULL, NULL, NULL, &changed);
    if (status == VAKT_OK && changed->n_duties == instance->n_duties)
        VAKT_TRY(prove_instance(changed, others, budget, ret_answer));
    else if (status == VAKT_E_INPUT)
        status = VAKT_OK; /* a change that no document could say: no way out */
done:
    vakt_instance_free(changed);
    vakt_arena_free(arena);
    return status;
}

/* ---- the way through the price list ---- */

/* Could it be enough for the conflict itself? With all rules about its doctor off (for a change of a
 * rule: all of that rule) the conflict's duties must be feasible in the model at hand, which is far
 * quicker to see than a compilation. */
static vakt_status may_work(menu *m, const vakt_repair *steps, size_t n, bool *ret_may)
{
    vakt_status status = VAKT_OK;
    vakt_answer answer = VAKT_UNKNOWN;
    const vakt_model *model = m->model;
    uint8_t *needs = calloc(model->n_needs + 1, 1), *groups = calloc(model->n_groups + 1, 1);
    VAKT_TRY(needs && groups ? VAKT_OK : VAKT_E_NOMEM);
    *ret_may = true;
    for (size_t i = 0; i < m->conflict->n_needs; i++)
        if (m->conflict->members[i].kind != VAKT_MEMBER_DUTY)
            goto done;
    for (size_t i = 0; i < n; i++)
        if (steps[i].doctor < 0)
            goto done; /* somebody from outside, or law: not to be seen here */
    for (size_t i = 0; i < model->n_needs; i++)
        needs[i] = model->needs[i].unit >= 0 && m->units[model->needs[i].unit];
    for (size_t g = 0; g < model->n_groups; g++) {
        groups[g] = 1;
        for (size_t i = 0; i < n; i++)
            if (model->groups[g].doctor == steps[i].doctor ||
                (steps[i].setting >= 0 &&
                 model->groups[g].rule == m->instance->settings[steps[i].setting].rule))
                groups[g] = 0;
    }
    VAKT_TRY(vakt_model_test(model, needs, groups, m->budget, NULL, &answer));
    *ret_may = answer != VAKT_INFEASIBLE;
done:
    free(needs);
    free(groups);
    return status;
}

static vakt_status try_steps(menu *m, const vakt_repair *steps, size_t n)
{
    vakt_answer answer;
    vakt_conflict *c = m->conflict;
    bool may = false;
    vakt_status status = may_work(m, steps, n, &may);
    c->n_tried++;
    if (status != VAKT_OK || !may)
        return status;
    m->n_proofs++;
    status = vakt_menu_prove(m->instance, steps, n, m->others, m->budget, &answer);
    if (status != VAKT_OK || answer != VAKT_FEASIBLE)
        return status;
    vakt_way_out way = {.n_steps = n};
    for (size_t i = 0; i < n; i++) {
        way.steps[i] = steps[i];
        way.price += steps[i].price;
        way.law = way.law || steps[i].law;
    }
    c->ways[c->n_ways++] = way;
    return VAKT_OK;
}

/* Enough of one kind: one for each doctor, MOST_ALIKE in all; what else there is tells more. */
static bool has_enough_like(const vakt_conflict *c, const vakt_repair *item)
{
    int alike = 0;
    for (size_t i = 0; i < c->n_ways; i++) {
        const vakt_repair *step = &c->ways[i].steps[0];
        if (step->kind == item->kind && step->doctor == item->doctor)
            return true;
        alike += step->kind == item->kind;
    }
    return alike >= MOST_ALIKE;
}

static vakt_status try_singles(menu *m, size_t wanted)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < m->items.count && !m->budget->stopped; i++) {
        if (m->n_proofs >= MOST_PROOFS)
            break;
        const vakt_repair *item = &m->items.items[i];
        size_t before = m->conflict->n_ways;
        if ((item->law ? m->n_law >= MOST_LAW : before >= wanted) ||
            has_enough_like(m->conflict, item))
            continue;
        VAKT_TRY(try_steps(m, item, 1));
        m->n_law += item->law && m->conflict->n_ways > before;
    }
done:
    return status;
}

/* Pairs in the order of their sums; items are in the order of their prices. */
static vakt_status try_pairs(menu *m, size_t wanted)
{
    vakt_status status = VAKT_OK;
    size_t n = 0, tried = 0;
    while (n < m->items.count && !m->items.items[n].law)
        n++;
    int64_t top = n > 0 ? 2 * m->items.items[n - 1].price : 0;
    for (int64_t sum = 2; sum <= top; sum++) {
        for (size_t i = 0; i < n; i++) {
            for (size_t j = i + 1; j < n; j++) {
                vakt_repair steps[2] = {m->items.items[i], m->items.items[j]};
                if (steps[0].price + steps[1].price != sum)
                    continue;
                if (tried++ >= MOST_PAIRS || m->conflict->n_ways >= wanted || m->budget->stopped)
                    return VAKT_OK;
                VAKT_TRY(try_steps(m, steps, 2));
            }
        }
    }
done:
    return status;
}

/* When nothing is enough for all that other conflicts leave: what is enough for this one's duties. */
static vakt_status try_there_only(menu *m, size_t wanted)
{
    vakt_status status;
    size_t n_units = m->model->program->n_units;
    uint8_t *rest = calloc(n_units + 1, 1);
    VAKT_TRY(rest ? VAKT_OK : VAKT_E_NOMEM);
    for (size_t u = 0; u < n_units; u++)
        rest[u] = !m->units[u];
    m->others = rest;
    m->n_proofs = 0;
    m->conflict->there_only = true;
    VAKT_TRY(try_singles(m, wanted));
done:
    m->others = NULL;
    free(rest);
    return status;
}

static int compare_ways(const void *left, const void *right)
{
    const vakt_way_out *a = left, *b = right;
    if (a->law != b->law)
        return a->law - b->law;
    if (a->price != b->price)
        return a->price < b->price ? -1 : 1;
    return compare_repairs(&a->steps[0], &b->steps[0]);
}

vakt_status vakt_menu_find(const vakt_model *model, vakt_conflict *conflict, const uint8_t *units,
                           const uint8_t *others, size_t wanted, vakt_budget *budget,
                           vakt_arena *arena)
{
    vakt_status status;
    menu m = {.model = model, .instance = model->instance, .conflict = conflict, .units = units,
              .others = others, .budget = budget};
    wanted = wanted < MOST_WAYS - MOST_LAW ? wanted : MOST_WAYS - MOST_LAW;
    conflict->ways = vakt_arena_alloc(arena, MOST_WAYS, sizeof *conflict->ways);
    VAKT_TRY(conflict->ways ? VAKT_OK : VAKT_E_NOMEM);
    collect(&m);
    VAKT_TRY(m.failed ? VAKT_E_NOMEM : VAKT_OK);
    VAKT_TRY(try_singles(&m, wanted));
    if (conflict->n_ways == m.n_law)
        VAKT_TRY(try_pairs(&m, wanted));
    if (conflict->n_ways == 0)
        VAKT_TRY(try_there_only(&m, wanted));
    if (conflict->n_ways > 1)
        qsort(conflict->ways, conflict->n_ways, sizeof *conflict->ways, compare_ways);
done:
    VAKT_VEC_DONE(&m.items);
    return status;
}
