/* Scenarios: how many doctors there are, how much each has, and by which profile they work. */
#include <stdlib.h>
#include <string.h>

#include "domain/texts.h"
#include "verify/verify.h"
#include "whatif/scenario.h"

static bool in_service(const vakt_problem *p, const vakt_doctor *d)
{
    return (d->to == VAKT_DAY_NONE || d->to >= p->from) &&
           (d->from == VAKT_DAY_NONE || d->from <= p->to);
}

static bool serves(const vakt_problem *p, const vakt_doctor *d, int position)
{
    return d->position == position && in_service(p, d);
}

int64_t vakt_doctors_serving(const vakt_problem *problem, int position)
{
    int64_t n = 0;
    for (size_t i = 0; i < problem->n_doctors; i++)
        n += serves(problem, &problem->doctors[i], position);
    return n;
}

static bool is_able(const vakt_instance *instance, size_t doctor, vakt_ability ability)
{
    const vakt_problem *p = instance->problem;
    return in_service(p, &p->doctors[doctor]) &&
           vakt_verify_able(instance, (int)doctor, p->from, ability);
}

int64_t vakt_doctors_able(const vakt_instance *instance, vakt_ability ability)
{
    int64_t n = 0;
    for (size_t i = 0; i < instance->problem->n_doctors; i++)
        n += is_able(instance, i, ability);
    return n;
}

/* ---- how many ---- */

static int64_t qualifications(const vakt_doctor *d)
{
    int64_t n = (int64_t)d->n_qualifications;
    for (uint32_t set = d->has; set; set &= set - 1)
        n++;
    return n;
}

/* By share of duties, qualifications, shift types, and place in the document. */
static int by_weight(const void *a, const void *b)
{
    const vakt_doctor *x = *(const vakt_doctor *const *)a, *y = *(const vakt_doctor *const *)b;
    const int64_t of_x[] = {x->share_pct, qualifications(x), (int64_t)x->n_shift_types};
    const int64_t of_y[] = {y->share_pct, qualifications(y), (int64_t)y->n_shift_types};
    for (size_t i = 0; i < sizeof of_x / sizeof *of_x; i++) {
        if (of_x[i] != of_y[i])
            return of_x[i] < of_y[i] ? -1 : 1;
    }
    return (x > y) - (x < y);
}

/* Mistakes are told here, for later operations may hide them; warnings when the whole is made. */
static void tell_mistakes(vakt_apply *apply, const vakt_report *said)
{
    for (size_t i = 0; i < vakt_report_count(said); i++) {
        const vakt_diagnostic *d = vakt_report_at(said, i);
        if (d->severity == VAKT_ERROR)
            vakt_report_add(apply->report, VAKT_ERROR, &d->place, "%s", d->text);
    }
    vakt_apply_wrong(apply, "ability", NULL, "a problem without mistakes to count in");
}

/* Who is able to it as the problem stands now, after the operations before this one. */
static vakt_status mark_able(vakt_apply *apply, vakt_ability ability, bool *is_of)
{
    vakt_instance *instance = NULL;
    vakt_report *said = vakt_report_new(20);
    if (!said)
        return VAKT_E_NOMEM;
    vakt_status status = vakt_instance_new(apply->problem, apply->locate, apply->context, said,
                                           &instance);
    if (status == VAKT_E_INPUT) {
        tell_mistakes(apply, said);
        status = VAKT_OK;
    } else if (status == VAKT_OK) {
        for (size_t i = 0; i < apply->problem->n_doctors; i++)
            is_of[i] = is_able(instance, i, ability);
    }
    vakt_instance_free(instance);
    vakt_report_free(said);
    return status;
}

static vakt_status mark_counted(vakt_apply *apply, const vakt_operation *op, bool *is_of)
{
    const vakt_problem *p = apply->problem;
    if (op->ability >= 0)
        return mark_able(apply, (vakt_ability)op->ability, is_of);
    for (size_t i = 0; i < p->n_doctors; i++)
        is_of[i] = serves(p, &p->doctors[i], op->position);
    return VAKT_OK;
}

/* Whether one kind of doctor is named and so many there can be. */
static bool count_fits(vakt_apply *apply, const vakt_operation *op)
{
    if ((op->position >= 0) == (op->ability >= 0))
        vakt_apply_wrong(apply, NULL, NULL,
                         "position or ability, and not both: set_count needs one of them");
    else if (op->count < 0)
        vakt_apply_wrong(apply, "count", vakt_number_of(op->count).text, "0 or more");
    else
        return true;
    return false;
}

static void none_of_them(vakt_apply *apply, const vakt_operation *op)
{
    if (op->ability >= 0)
        vakt_apply_wrong(apply, "ability", vakt_ability_words[op->ability],
                         "what some doctor of the base is able to on the period's first day");
    else
        vakt_apply_wrong(apply, "position", vakt_position_words[op->position],
                         "a position that some doctor of the base has");
}

/* Those who come are formed like the median of the kind; those who go are the last of it in the
 * document. So each number of doctors holds those of every smaller number. */
vakt_status vakt_op_set_count(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    const vakt_doctor **of = vakt_arena_alloc(apply->arena, p->n_doctors, sizeof *of);
    bool *is_of = vakt_arena_alloc(apply->arena, p->n_doctors, sizeof *is_of);
    size_t n = 0, errors = apply->errors;
    if (!of || !is_of)
        return VAKT_E_NOMEM;
    if (!count_fits(apply, op))
        return VAKT_OK;
    vakt_status status = mark_counted(apply, op, is_of);
    if (status != VAKT_OK || apply->errors > errors)
        return status;
    for (size_t i = 0; i < p->n_doctors; i++) {
        if (is_of[i])
            of[n++] = &p->doctors[i];
    }
    if (n == 0) {
        none_of_them(apply, op);
        return VAKT_OK;
    }
    int64_t gone = (int64_t)n - op->count;
    for (size_t i = p->n_doctors; i > 0 && gone > 0; i--) {
        if (!is_of[i - 1])
            continue;
        vakt_apply_leave(apply, &p->doctors[i - 1]);
        gone--;
    }
    if (op->count <= (int64_t)n)
        return VAKT_OK;
    qsort(of, n, sizeof *of, by_weight);
    return vakt_apply_copies(apply, of[(n - 1) / 2], op->count - (int64_t)n);
}

/* ---- how much each has ---- */

/* Bounds of the same class are replaced. */
static vakt_status bound(vakt_apply *apply, const vakt_operation *op, vakt_doctor *d)
{
    size_t kept = 0;
    vakt_bounds *all = vakt_arena_alloc(apply->arena, d->n_bounds + op->n_bounds, sizeof *all);
    if (!all)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < d->n_bounds; i++) {
        bool told = false;
        for (size_t k = 0; k < op->n_bounds; k++)
            told |= op->bounds[k].load_class == d->bounds[i].load_class;
        if (!told)
            all[kept++] = d->bounds[i];
    }
    memcpy(all + kept, op->bounds, op->n_bounds * sizeof *all);
    d->bounds = all;
    d->n_bounds = kept + op->n_bounds;
    return VAKT_OK;
}

vakt_status vakt_op_set_bounds(vakt_apply *apply, const vakt_operation *op)
{
    return vakt_apply_each(apply, op, bound);
}

/* Own least and most decide how much a volunteer has, not an equal share. */
static vakt_status free_of_shares(vakt_apply *apply)
{
    vakt_problem *p = apply->problem;
    const vakt_rule_entry entry = {
        .source = apply->operation->source, .rule = VAKT_RULE_fair_share, .mode = VAKT_MODE_OFF,
        .level = VAKT_UNSET, .weight = VAKT_UNSET, .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE,
        .positions = 1u << VAKT_POSITION_VOLUNTEER, .minutes = VAKT_UNSET, .days = VAKT_UNSET,
        .weeks = VAKT_UNSET, .most = VAKT_UNSET, .least = VAKT_UNSET, .percent = VAKT_UNSET,
        .measure = -1, .decided_on = VAKT_DAY_NONE};
    vakt_rule_entry *all =
        vakt_apply_append(apply, p->rules, p->n_rules, &entry, 1, sizeof *p->rules);
    if (!all)
        return VAKT_E_NOMEM;
    p->rules = all;
    p->n_rules++;
    return VAKT_OK;
}

/*
 * Of the position (gp when not told), those without any exemption can volunteer; of the first k of
 * them in document order k * percent / 100 do, for every k. They may take what the position may,
 * within the bounds. The others of the position have no duties.
 */
vakt_status vakt_op_volunteer_pool(vakt_apply *apply, const vakt_operation *op)
{
    vakt_problem *p = apply->problem;
    int position = op->position >= 0 ? op->position : VAKT_POSITION_GP;
    int64_t able = 0;
    vakt_status status = VAKT_OK;
    for (size_t i = 0; i < p->n_doctors && status == VAKT_OK; i++) {
        vakt_doctor *d = &p->doctors[i];
        if (!serves(p, d, position))
            continue;
        bool may = d->n_claims == 0 && d->n_exemptions == 0;
        able += may;
        if (!may || able * op->percent / 100 == (able - 1) * op->percent / 100) {
            vakt_apply_leave(apply, d);
            continue;
        }
        d->position = VAKT_POSITION_VOLUNTEER;
        status = bound(apply, op, d);
    }
    if (able == 0)
        vakt_apply_wrong(apply, op->position >= 0 ? "position" : NULL, NULL,
                         "a base with doctors of the position who have no exemption");
    for (size_t i = 0; i < p->n_shift_types; i++) {
        if (p->shift_types[i].open_to >> position & 1)
            p->shift_types[i].open_to |= 1u << VAKT_POSITION_VOLUNTEER;
    }
    return status == VAKT_OK ? free_of_shares(apply) : status;
}

/* ---- by which profile ---- */

static vakt_status work_by(vakt_apply *apply, const vakt_operation *op, vakt_doctor *d)
{
    (void)apply;
    d->profile = op->profile;
    for (size_t i = 0; i < d->n_changes; i++)
        d->changes[i].profile = -1;
    return VAKT_OK;
}

/* Everybody when nobody is named. Shift types with a profile of their own keep it. */
vakt_status vakt_op_set_profile(vakt_apply *apply, const vakt_operation *op)
{
    if (op->n_doctors > 0 || op->position >= 0)
        return vakt_apply_each(apply, op, work_by);
    for (size_t i = 0; i < apply->problem->n_doctors; i++)
        (void)work_by(apply, op, &apply->problem->doctors[i]);
    return VAKT_OK;
}
