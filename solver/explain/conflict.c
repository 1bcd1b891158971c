/*
 * Problem: of needs that cannot all be filled under all the rules, a set of needs and rules that is
 * infeasible while every proper subset is feasible.
 *
 * Idea: QuickXplain (Junker, QUICKXPLAIN: preferred explanations and relaxations for
 * over-constrained problems, AAAI 2004): halve the candidates, find what of the one half is needed
 * beside all of the other, then what of the other is needed beside that. First over the needs with
 * all rules on, among those near a duty that the best roster leaves open; then over the rules with
 * only those needs on. Dropping a need from the result leaves a subset of what was feasible in the
 * first part, so both parts together are irreducible. A test that a limit stopped counts as
 * feasible: the set stays infeasible, its member stays, and it is no longer proven irreducible (as
 * in the deletion filter, Chinneck and Dravnieks, ORSA J. Computing 3, 1991).
 *
 * Each part is looked for in a model of what can matter for its needs alone (vakt_model_narrow).
 * Rules are looked for by doctor first, so that the groups are few; those that stay are then split
 * by day and halved once more, so that the conflict names days.
 *
 * Complexity: 2 k log2(n / k) + 2 k tests for k members among n candidates.
 */
#include "explain/conflict.h"

#include <stdlib.h>
#include <string.h>

typedef struct halving {
    const vakt_model *model;
    vakt_budget *budget;
    uint8_t *needs, *groups; /* flags of the test */
    uint8_t *flags;          /* the one of them that is looked into */
    bool unproven;
    vakt_status status;
} halving;

static bool is_infeasible(halving *h)
{
    vakt_answer answer = VAKT_UNKNOWN;
    if (h->status != VAKT_OK)
        return false;
    if (!h->budget->stopped)
        h->status = vakt_model_test(h->model, h->needs, h->groups, h->budget, NULL, &answer);
    h->unproven = h->unproven || answer == VAKT_UNKNOWN;
    return answer == VAKT_INFEASIBLE;
}

static void put(halving *h, const int *items, size_t n, uint8_t flag)
{
    for (size_t i = 0; i < n; i++)
        h->flags[items[i]] = flag;
}

/*
 * On entry what is on, with `items` too, is infeasible, and `items` are off. Moves the needed ones
 * to the front, returns how many, and leaves exactly those on. added: something was put on since
 * the last test.
 */
static size_t needed_of(halving *h, int *items, size_t n, bool added)
{
    if (n == 0 || (added && is_infeasible(h)))
        return 0;
    if (n == 1) {
        put(h, items, 1, 1);
        return 1;
    }
    size_t half = n / 2;
    put(h, items, half, 1);
    size_t right = needed_of(h, items + half, n - half, true);
    put(h, items, half, 0);
    size_t left = needed_of(h, items, half, right > 0);
    memmove(items + left, items + half, right * sizeof *items);
    return left + right;
}

static size_t reduce(halving *h, uint8_t *flags, size_t n_flags, int *items)
{
    size_t n = 0;
    h->flags = flags;
    for (size_t i = 0; i < n_flags; i++)
        if (flags[i])
            items[n++] = (int)i;
    memset(flags, 0, n_flags);
    return needed_of(h, items, n, true);
}

/* ---- near an open duty ---- */

static bool wanted_there(const vakt_model *model, const vakt_need *need, const uint8_t *unmet)
{
    return unmet && vakt_need_touches(model, need, unmet);
}

/* Needs within so many days of the first that is not met; the narrowest that is infeasible. */
static void narrow(halving *h, const uint8_t *unmet, uint8_t *saved)
{
    const vakt_model *m = h->model;
    vakt_day centre = VAKT_DAY_NONE;
    memcpy(saved, h->needs, m->n_needs);
    for (size_t i = 0; i < m->n_needs && centre == VAKT_DAY_NONE; i++)
        if (saved[i] && wanted_there(m, &m->needs[i], unmet))
            centre = m->needs[i].day;
    for (int days = 0; centre != VAKT_DAY_NONE && days <= 16; days = days ? days * 2 : 1) {
        for (size_t i = 0; i < m->n_needs; i++)
            h->needs[i] = saved[i] && m->needs[i].day >= centre - days &&
                          m->needs[i].day <= centre + days;
        if (is_infeasible(h))
            return;
    }
    memcpy(h->needs, saved, m->n_needs);
}

/* ---- the rules of the conflict, by day ---- */

/* The groups that are on, about the conflict's duties. */
static vakt_status make_members(halving *h, vakt_arena *arena, vakt_member **ret_rules,
                                size_t *ret_n_rules)
{
    const vakt_model *m = h->model;
    const vakt_program *p = m->program;
    vakt_status status = VAKT_OK;
    uint8_t *wanted = calloc(2 * p->n_units + 1, 1), *about = wanted ? wanted + p->n_units : NULL;
    vakt_member *members = vakt_arena_alloc(arena, m->n_groups + 1, sizeof *members);
    size_t n = 0;
    VAKT_TRY(wanted && members ? VAKT_OK : VAKT_E_NOMEM);
    vakt_model_wanted(m, h->needs, wanted);
    for (size_t g = 0; g < m->n_groups; g++) {
        const vakt_group *group = &m->groups[g];
        if (!h->groups[g])
            continue;
        vakt_member *member = &members[n++];
        *member = (vakt_member){.kind = VAKT_MEMBER_RULE, .rule = group->rule,
                                .setting = group->setting, .doctor = group->doctor,
                                .day = group->day};
        int *duties = vakt_arena_alloc(arena, p->n_duties + 1, sizeof *duties);
        VAKT_TRY(duties ? VAKT_OK : VAKT_E_NOMEM);
        vakt_group_about(m, group, about);
        for (size_t d = 0; d < p->n_duties; d++) {
            size_t unit = (size_t)p->unit_of_duty[d];
            if (wanted[unit] && about[unit])
                duties[member->n_duties++] = (int)d;
        }
        member->duties = duties;
    }
    *ret_rules = members;
    *ret_n_rules = n;
done:
    free(wanted);
    return status;
}

/* The rules that stayed, split by day and halved once more: dropping all of a rule is more than
 * dropping a day of it, so the set stays irreducible in its needs and becomes so in its days. */
static vakt_status by_day(halving *h, vakt_model **ret_fine)
{
    vakt_status status;
    size_t n_on = 0;
    for (size_t g = 0; g < h->model->n_groups; g++)
        n_on += h->groups[g];
    VAKT_TRY(vakt_model_by_day(h->model, h->groups, ret_fine));
    size_t n = (*ret_fine)->n_groups;
    int *items = vakt_arena_alloc((*ret_fine)->arena, n + 1, sizeof *items);
    uint8_t *flags = vakt_arena_alloc((*ret_fine)->arena, n + 1, 1);
    VAKT_TRY(items && flags ? VAKT_OK : VAKT_E_NOMEM);
    memset(flags, 1, n);
    h->model = *ret_fine;
    h->groups = flags;
    if (n > n_on)
        reduce(h, flags, n, items);
    status = h->status;
done:
    return status;
}

vakt_status vakt_conflict_find(const vakt_model *model, uint8_t *needs, const uint8_t *unmet,
                               vakt_budget *budget, vakt_arena *arena, vakt_member **ret_rules,
                               size_t *ret_n_rules, bool *ret_minimal)
{
    size_t n = model->n_needs > model->n_groups ? model->n_needs : model->n_groups;
    uint8_t *groups = calloc(model->n_groups + 1, 1), *saved = calloc(n + 1, 1);
    halving h = {.model = model, .budget = budget, .needs = needs, .groups = groups};
    int *items = calloc(n + 1, sizeof *items);
    vakt_model *near = NULL, *nearest = NULL, *fine = NULL;
    vakt_status status;
    VAKT_TRY(groups && items && saved ? VAKT_OK : VAKT_E_NOMEM);
    memset(groups, 1, model->n_groups);
    narrow(&h, unmet, saved);
    h.unproven = false; /* a wide window is no member that stays */
    VAKT_TRY(h.status);
    VAKT_TRY(vakt_model_narrow(model, needs, &near));
    h.model = near;
    reduce(&h, needs, model->n_needs, items);
    VAKT_TRY(h.status);
    VAKT_TRY(vakt_model_narrow(near, needs, &nearest));
    h.model = nearest;
    reduce(&h, groups, model->n_groups, items);
    VAKT_TRY(h.status);
    VAKT_TRY(by_day(&h, &fine));
    VAKT_TRY(make_members(&h, arena, ret_rules, ret_n_rules));
    *ret_minimal = !h.unproven && !budget->stopped;
done:
    vakt_model_free(fine);
    vakt_model_free(nearest);
    vakt_model_free(near);
    free(groups);
    free(items);
    free(saved);
    return status;
}
