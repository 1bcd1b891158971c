/*
 * Problem: the cheapest changes that let a conflict's needs be filled, each proven.
 *
 * Idea: in the order of the price list each change on offer (offer.c) is made on a copy of the
 * problem, which is compiled and searched anew; the roster found is put before the verifier. When no
 * change is enough by itself, pairs of them are tried in the order of their sums. What touches law
 * is tried last.
 *
 * Complexity: one compilation and one test per change; at most MOST_PAIRS pairs.
 */
#include "explain/menu.h"

#include <stdlib.h>
#include <string.h>

#include "verify/verify.h"

#define MOST_PAIRS 40
#define MOST_LAW 1
#define MOST_ALIKE 2
#define MOST_PROOFS 32 /* compilations for singles of one conflict and scope */
#define MOST_WAYS 16

typedef struct menu {
    vakt_offers offers;
    const vakt_model *model;
    const vakt_instance *instance;
    vakt_conflict *conflict;
    const vakt_gap *gap;
    const uint8_t *units, *others;
    vakt_budget *budget;
    size_t n_law, n_proofs;
} menu;

/* ---- proof ---- */

/* The search's roster, seen by the verifier. */
static vakt_status seen_as_legal(const vakt_instance *instance, const vakt_roster *roster,
                                 bool *ret_legal)
{
    int64_t levels[VAKT_MAX_LEVEL + 1];
    return vakt_verify_score(instance, roster, ret_legal, levels);
}

/* The flags of `others` by the units of a changed model: duties are known by their ids. */
static void flags_there(const vakt_model *model, const uint8_t *others, const vakt_model *changed,
                        uint8_t *ret_flags)
{
    for (size_t d = 0; d < model->instance->n_duties; d++) {
        int there = vakt_instance_duty_index(changed->instance, model->instance->duties[d].id);
        if (there >= 0 && others[model->program->unit_of_duty[d]])
            ret_flags[changed->program->unit_of_duty[there]] = 1;
    }
}

typedef struct proof {
    const vakt_model *model;
    const uint8_t *others; /* NULL = none */
    const vakt_gap *gaps;
    size_t n_gaps;
} proof;

static vakt_status prove_instance(const proof *what, const vakt_instance *instance,
                                  vakt_budget *budget, vakt_answer *ret_answer)
{
    vakt_status status;
    vakt_model *model = NULL;
    vakt_roster roster = {0};
    uint8_t *needs = NULL, *others = NULL;
    bool legal = false;
    VAKT_TRY(vakt_model_new(instance, &model));
    VAKT_TRY(vakt_roster_init(&roster, instance->n_duties));
    needs = calloc(model->n_needs + 1, 1);
    others = calloc(model->program->n_units + 1, 1);
    VAKT_TRY(needs && others ? VAKT_OK : VAKT_E_NOMEM);
    *ret_answer = VAKT_INFEASIBLE;
    for (size_t i = 0; i < what->n_gaps; i++)
        if (vakt_gap_is_left(&what->gaps[i], model))
            goto done;
    if (what->others)
        flags_there(what->model, what->others, model, others);
    for (size_t i = 0; i < model->n_needs; i++)
        needs[i] = !vakt_need_touches(model, &model->needs[i], others);
    budget->roster = &roster;
    VAKT_TRY(vakt_model_test(model, needs, NULL, budget, NULL, ret_answer));
    if (*ret_answer == VAKT_FEASIBLE) {
        VAKT_TRY(seen_as_legal(instance, &roster, &legal));
        *ret_answer = legal ? VAKT_FEASIBLE : VAKT_UNKNOWN;
    }
done:
    budget->roster = NULL;
    free(needs);
    free(others);
    vakt_roster_done(&roster);
    vakt_model_free(model);
    return status;
}

vakt_status vakt_menu_prove(const vakt_model *model, const vakt_repair *repairs, size_t n,
                            const uint8_t *others, const vakt_gap *gaps, size_t n_gaps,
                            vakt_budget *budget, vakt_answer *ret_answer)
{
    vakt_status status = VAKT_OK;
    const proof what = {model, others, gaps, n_gaps};
    const vakt_problem *problem = model->instance->problem;
    vakt_instance *changed = NULL;
    vakt_arena *arena = vakt_arena_new();
    VAKT_TRY(arena ? VAKT_OK : VAKT_E_NOMEM);
    *ret_answer = VAKT_UNKNOWN;
    for (size_t i = 0; i < n; i++) {
        problem = vakt_repair_apply(model->instance, problem, &repairs[i], arena);
        VAKT_TRY(problem ? VAKT_OK : VAKT_E_NOMEM);
    }
    status = vakt_instance_new(problem, NULL, NULL, NULL, &changed);
    if (status == VAKT_OK)
        VAKT_TRY(prove_instance(&what, changed, budget, ret_answer));
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
        if (steps[i].doctor < 0 && steps[i].setting < 0)
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
    status = vakt_menu_prove(m->model, steps, n, m->others, m->gap, m->gap != NULL, m->budget,
                             &answer);
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

static vakt_repair_kind kind_of(const vakt_repair *step)
{
    return step->kind == VAKT_REPAIR_ABSENCE_OUT ? VAKT_REPAIR_ABSENCE : step->kind;
}

/* Enough of one kind: one for each doctor, MOST_ALIKE in all; what else there is tells more. */
static bool has_enough_like(const vakt_conflict *c, const vakt_repair *item)
{
    int alike = 0;
    for (size_t i = 0; i < c->n_ways; i++) {
        const vakt_repair *step = &c->ways[i].steps[0];
        if (kind_of(step) == kind_of(item) && step->doctor == item->doctor &&
            step->setting == item->setting)
            return true;
        alike += kind_of(step) == kind_of(item);
    }
    return alike >= MOST_ALIKE;
}

static vakt_status try_singles(menu *m, size_t wanted)
{
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < m->offers.items.count && !m->budget->stopped; i++) {
        if (m->n_proofs >= MOST_PROOFS)
            break;
        const vakt_repair *item = &m->offers.items.items[i];
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
    while (n < m->offers.items.count && !m->offers.items.items[n].law)
        n++;
    int64_t top = n > 0 ? 2 * m->offers.items.items[n - 1].price : 0;
    for (int64_t sum = 2; sum <= top; sum++) {
        for (size_t i = 0; i < n; i++) {
            for (size_t j = i + 1; j < n; j++) {
                vakt_repair steps[2] = {m->offers.items.items[i], m->offers.items.items[j]};
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
    return vakt_repair_compare(&a->steps[0], &b->steps[0]);
}

vakt_status vakt_menu_find(const vakt_model *model, const vakt_asked *asked, vakt_budget *budget,
                           vakt_arena *arena)
{
    vakt_status status;
    vakt_conflict *conflict = asked->conflict;
    menu m = {.model = model, .instance = model->instance, .conflict = conflict,
              .units = asked->units, .others = asked->others, .gap = asked->gap, .budget = budget};
    size_t wanted = asked->wanted < MOST_WAYS - MOST_LAW ? asked->wanted : MOST_WAYS - MOST_LAW;
    m.offers = (vakt_offers){.model = model, .instance = model->instance, .asked = asked,
                             .arena = arena};
    conflict->ways = vakt_arena_alloc(arena, MOST_WAYS, sizeof *conflict->ways);
    VAKT_TRY(conflict->ways ? VAKT_OK : VAKT_E_NOMEM);
    VAKT_TRY(vakt_offers_collect(&m.offers));
    VAKT_TRY(try_singles(&m, wanted));
    if (conflict->n_ways == m.n_law)
        VAKT_TRY(try_pairs(&m, wanted));
    if (conflict->n_ways == 0)
        VAKT_TRY(try_there_only(&m, wanted));
    if (conflict->n_ways > 1)
        qsort(conflict->ways, conflict->n_ways, sizeof *conflict->ways, compare_ways);
done:
    VAKT_VEC_DONE(&m.offers.items);
    return status;
}
