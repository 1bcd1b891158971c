/*
 * Problem: a plan much like others that are solved; what is known of these should not be searched
 * for again.
 *
 * Idea: their rosters, as far as they fit, are where the search begins; and where another asks no
 * more at the first levels (relax.c), its least values bound these from below: no roster here is
 * lexicographically before what is proven there. Of several such bounds the lexicographically
 * greatest holds.
 */
#include "sweep/variant.h"

#include <stdlib.h>
#include <string.h>

#include "rules/compile.h"
#include "rules/relax.h"

enum { MOST_LOOSER = 8 };

/* Doctors of `from` as indices of `to`, matched by id; the caller frees. */
static int *doctors_in(const vakt_instance *from, const vakt_instance *to)
{
    int *map = malloc((from->n_doctors + 1) * sizeof *map);
    for (size_t i = 0; map && i < from->n_doctors; i++)
        map[i] = vakt_instance_doctor_index(to, from->problem->doctors[i].id);
    return map;
}

/* ---- bounds ---- */

static bool is_after(const int64_t *a, const int64_t *b)
{
    for (int k = 0; k < VAKT_MAX_LEVELS; k++) {
        if (a[k] != b[k])
            return a[k] > b[k];
        if (a[k] == INT64_MIN)
            return false;
    }
    return false;
}

/* What is proven of the first levels: values, then one bound. */
static void proven_prefix(const vakt_search_result *search, int levels, int64_t *ret_known)
{
    bool all = search->found;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++) {
        ret_known[k] = all && k < levels ? search->levels[k].bound : INT64_MIN;
        all = all && k < levels && search->levels[k].proven;
    }
}

static vakt_status take_bound(vakt_variant *v, const vakt_variant *other, const int *other_doctors,
                              int *ret_levels)
{
    int64_t known[VAKT_MAX_LEVELS];
    int levels = 0;
    vakt_status status =
        vakt_program_relaxes(other->program, v->program, other_doctors, &levels);
    if (status != VAKT_OK)
        return status;
    *ret_levels = levels;
    proven_prefix(&other->solution.search, levels, known);
    if (is_after(known, v->known))
        memcpy(v->known, known, sizeof known);
    return VAKT_OK;
}

/* ---- a roster to begin from ---- */

typedef struct starter {
    vakt_roster roster;
    uint8_t *values, *scratch;
    bool any, legal;
    int64_t levels[VAKT_MAX_LEVELS];
} starter;

static bool is_better(const starter *best, bool legal, const int64_t *levels)
{
    if (!best->any || best->legal != legal)
        return !best->any || legal;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++) {
        if (levels[k] != best->levels[k])
            return levels[k] < best->levels[k];
    }
    return false;
}

/* The other's roster where this has the same duties and doctors. */
static vakt_status try_roster(const vakt_variant *v, const vakt_variant *other, starter *best)
{
    const vakt_instance *from = other->instance, *to = v->instance;
    vakt_roster roster;
    int64_t levels[VAKT_MAX_LEVELS] = {0};
    vakt_status status = vakt_roster_init(&roster, to->n_duties);
    if (status != VAKT_OK)
        return status;
    for (size_t i = 0; i < from->n_duties; i++) {
        int doctor = other->solution.roster.doctor[i];
        int duty = doctor == VAKT_NOBODY ? -1 : vakt_instance_duty_index(to, from->duties[i].id);
        if (duty < 0)
            continue;
        doctor = vakt_instance_doctor_index(to, from->problem->doctors[doctor].id);
        if (doctor >= 0 && vakt_instance_may_take(to, doctor, duty))
            roster.doctor[duty] = doctor;
    }
    (void)vakt_program_from_roster(v->program, &roster, best->scratch); /* what is allowed */
    bool legal = vakt_program_evaluate(v->program, best->scratch, levels);
    if (is_better(best, legal, levels)) {
        uint8_t *values = best->values;
        best->values = best->scratch;
        best->scratch = values;
        vakt_roster_done(&best->roster);
        best->roster = roster;
        best->any = true;
        best->legal = legal;
        memcpy(best->levels, levels, sizeof levels);
    } else {
        vakt_roster_done(&roster);
    }
    return VAKT_OK;
}

/* ---- nothing left to search ---- */

/* No roster costs less than this at the level: soft rows never cost less than 0. */
static int64_t least_of(const vakt_program *program, int level)
{
    int64_t least = program->constant[level];
    for (size_t i = 0; i < program->n_costs; i++) {
        const vakt_cost *c = &program->costs[i];
        least += c->level == level && c->pts < 0 ? c->pts : 0;
    }
    return least;
}

/* The start is as good as what is known to be the best. */
static bool is_closed(const vakt_variant *v, const starter *start, int n_levels,
                      vakt_search_result *search)
{
    bool same = true; /* as what is known, so far */
    for (int k = 0; k < n_levels; k++) {
        int64_t bound = least_of(v->program, k);
        if (same && v->known[k] != INT64_MIN && v->known[k] > bound)
            bound = v->known[k];
        same = same && start->levels[k] == v->known[k];
        if (start->levels[k] != bound)
            return false;
        search->levels[k] = (vakt_level_result){bound, bound, true};
    }
    return true;
}

/* The start is as good as the best of another that asks no more: whatever that one's search could
 * not decide, it would not be decided here either. */
static bool is_inherited(const starter *start, const vakt_variant *other, int n_levels,
                         vakt_search_result *search)
{
    const vakt_search_result *there = &other->solution.search;
    for (int k = 0; k < n_levels; k++) {
        if (!there->found || start->levels[k] != there->levels[k].value)
            return false;
    }
    memcpy(search->levels, there->levels, (size_t)n_levels * sizeof *there->levels);
    return true;
}

/* What levels there are after those that were asked for is only counted. */
static void count_rest(const vakt_program *program, const starter *start, int n_levels,
                       vakt_search_result *search)
{
    for (int k = n_levels; k < program->n_levels; k++)
        search->levels[k] = (vakt_level_result){start->levels[k], INT64_MIN, false};
}

/* ---- the whole ---- */

static vakt_status learn(vakt_variant *v, const vakt_variant *const *others, size_t n, int n_levels,
                         starter *start, const vakt_variant **ret_looser)
{
    vakt_status status = VAKT_OK;
    const vakt_variant *looser[MOST_LOOSER];
    size_t n_looser = 0;
    for (size_t i = 0; i < n && status == VAKT_OK; i++) {
        const vakt_variant *other = others[i];
        int levels = 0;
        if (!other->solved)
            continue;
        int *map = doctors_in(v->instance, other->instance);
        status = map ? take_bound(v, other, map, &levels) : VAKT_E_NOMEM;
        free(map);
        if (status == VAKT_OK && other->solution.search.found)
            status = try_roster(v, other, start);
        if (levels >= n_levels && n_looser < MOST_LOOSER)
            looser[n_looser++] = other;
    }
    vakt_search_result unused;
    for (size_t i = 0; i < n_looser && start->legal && !*ret_looser; i++) {
        if (is_inherited(start, looser[i], n_levels, &unused))
            *ret_looser = looser[i];
    }
    return status;
}

vakt_status vakt_variant_solve(vakt_variant *variant, const vakt_variant *const *others,
                               size_t n_others, const vakt_search_options *options,
                               const vakt_hooks *hooks)
{
    vakt_status status;
    vakt_search_options own = *options;
    vakt_search_result settled = {.found = true};
    const vakt_variant *looser = NULL;
    starter start = {0};
    own.known = variant->known;
    own.afresh = !variant->near;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        variant->known[k] = INT64_MIN;
    variant->said = vakt_report_new(20);
    if (!variant->said)
        return VAKT_E_NOMEM;
    if (!variant->program)
        VAKT_TRY(vakt_compile(variant->instance, NULL, &variant->program));
    int n = variant->program->n_levels;
    n = options->n_levels > 0 && options->n_levels < n ? options->n_levels : n;
    start.values = calloc(variant->program->n_vars + 1, 1);
    start.scratch = calloc(variant->program->n_vars + 1, 1);
    status = start.values && start.scratch ? VAKT_OK : VAKT_E_NOMEM;
    if (status == VAKT_OK)
        status = learn(variant, others, n_others, n, &start, &looser);
    if (status != VAKT_OK)
        goto done;
    if (start.legal && (is_closed(variant, &start, n, &settled) ||
                        (looser && is_inherited(&start, looser, n, &settled)))) {
        settled.values = start.values;
        count_rest(variant->program, &start, n, &settled);
        VAKT_TRY(vakt_solution_make(variant->instance, variant->program, &settled, variant->said,
                                    &variant->solution));
    } else {
        VAKT_TRY(vakt_solve_program(variant->instance, variant->program, &own, hooks,
                                    start.any ? &start.roster : NULL,
                                    variant->said, &variant->solution));
    }
    variant->solved = true;
done:
    free(start.values);
    free(start.scratch);
    vakt_roster_done(&start.roster);
    return status;
}

vakt_status vakt_variant_is_same(vakt_variant *variant, const vakt_variant *other, bool *ret_same)
{
    vakt_status status = VAKT_OK;
    int there = 0, back = 0;
    int *to = doctors_in(variant->instance, other->instance);
    int *from = doctors_in(other->instance, variant->instance);
    if (!to || !from)
        status = VAKT_E_NOMEM;
    if (status == VAKT_OK && !variant->program)
        status = vakt_compile(variant->instance, NULL, &variant->program);
    if (status == VAKT_OK)
        status = vakt_program_relaxes(other->program, variant->program, to, &there);
    if (status == VAKT_OK)
        status = vakt_program_relaxes(variant->program, other->program, from, &back);
    free(to);
    free(from);
    if (status == VAKT_OK)
        *ret_same = there == other->program->n_levels && back == variant->program->n_levels;
    return status;
}

void vakt_variant_done(vakt_variant *variant)
{
    vakt_solution_done(&variant->solution);
    vakt_program_free(variant->program);
    vakt_report_free(variant->said);
    *variant = (vakt_variant){.instance = variant->instance};
}

void vakt_instance_take_out(vakt_instance *instance, vakt_rule_kind rule)
{
    for (size_t i = 0; i < instance->n_settings; i++) {
        if (instance->settings[i].rule == rule)
            instance->settings[i].on = false;
    }
}
