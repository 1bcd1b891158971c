/* links: vakt_test_support vakt_explain vakt_search_core vakt_rules vakt_verify vakt_problem_io vakt_domain vakt_base */
/*
 * Brute force against the explanation. On tiny random problems every roster is put before the
 * verifier and before the rows of the rule program. Where none is complete: each conflict is
 * infeasible with the background rules, by the verifier when each of its rules is taken for all
 * days, and by the rows of the days it names; each of its subsets with one member less is feasible;
 * conflicts share no duty; each way out, made on the problem, really has a roster that is legal and
 * leaves nothing of the conflict open; and no cheaper change of the price list does.
 *
 * VAKT_SEED   first seed (default 1)
 * VAKT_SEEDS  problems per rule (default SEEDS)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "explain/explain.h"
#include "rules/compile.h"
#include "support/random_problem.h"

enum { SEEDS = 4, MOST_CHANGED_ROSTERS = 40000, MOST_CHEAPER_ROSTERS = 1500,
       LEAST_CONFLICTS = 20, LEAST_WAYS = 20 };

typedef struct passed { /* a pair that a switchable rule forbids, or a pin */
    int setting, doctor, duty;
} passed;

typedef struct all_rosters { /* every roster of an instance, with its verdict */
    const vakt_instance *instance;
    vakt_program *program; /* no pair taken away by a switchable rule */
    VAKT_VEC(passed) passed;
    int **doctor;
    uint8_t **broken; /* per row of the program: its hard sides */
    vakt_verdict **verdicts;
    size_t n;
} all_rosters;

static int n_problems, n_incomplete, n_conflicts, n_members, n_ways, n_subsets, n_failed, n_several,
    n_dated, n_cheaper, n_gaps;

static void fail(const vakt_instance *instance, uint64_t seed, int focus, const char *what)
{
    n_failed++;
    printf("MISMATCH %s seed %llu (%zu doctors, %zu duties): %s\n", vakt_rule_words[focus],
           (unsigned long long)seed, instance->n_doctors, instance->n_duties, what);
}

static double count_rosters(const vakt_instance *instance)
{
    double n = 1;
    for (size_t i = 0; i < instance->n_duties; i++)
        n *= (double)(instance->n_doctors + 1);
    return n;
}

/* The next in base n_doctors + 1; false after the last. */
static bool count_up(const vakt_instance *instance, vakt_roster *roster)
{
    for (size_t at = 0; at < roster->n_duties; at++) {
        if (++roster->doctor[at] < (int)instance->n_doctors)
            return true;
        roster->doctor[at] = VAKT_NOBODY;
    }
    return false;
}

static void all_done(all_rosters *all)
{
    for (size_t i = 0; i < all->n; i++) {
        free(all->doctor[i]);
        free(all->broken[i]);
        vakt_verdict_free(all->verdicts[i]);
    }
    free(all->doctor);
    free(all->broken);
    free(all->verdicts);
    VAKT_VEC_DONE(&all->passed);
    vakt_program_free(all->program);
}

static bool let_through(void *context, int setting, int doctor, int duty)
{
    all_rosters *all = context;
    const passed one = {setting, doctor, duty};
    return setting >= 0 &&
           vakt_explain_scope_of(all->instance->settings[setting].rule) != VAKT_SCOPE_ALWAYS &&
           VAKT_VEC_PUSH(&all->passed, one);
}

/* Which rows of the program the roster breaks; rosters that no variables say are illegal anyway. */
static bool see_rows(const all_rosters *all, const int *doctor, uint8_t *broken)
{
    const vakt_program *p = all->program;
    uint8_t *values = calloc(p->n_vars + 1, 1);
    int64_t levels[VAKT_MAX_LEVELS];
    if (!values)
        return false;
    for (size_t u = 0; u < p->n_units; u++) {
        int d = doctor[p->unit_duties[p->units[u].first_duty]];
        int32_t v = d < 0 ? -1 : p->assign_var[(size_t)d * p->n_units + u];
        if (v >= 0)
            values[v] = 1;
    }
    vakt_program_evaluate(p, values, levels);
    for (size_t r = 0; r < p->n_rows; r++) {
        const vakt_row *row = &p->rows[r];
        int64_t sum = 0;
        for (size_t i = 0; i < row->n_terms; i++)
            sum += p->terms[row->first_term + i].coef * values[p->terms[row->first_term + i].var];
        broken[r] = (row->lo != VAKT_NO_BOUND_LO && row->under_pts == VAKT_HARD && sum < row->lo) ||
                    (row->hi != VAKT_NO_BOUND_HI && row->over_pts == VAKT_HARD && sum > row->hi);
    }
    free(values);
    return true;
}

static bool all_of(const vakt_instance *instance, all_rosters *all)
{
    size_t room = (size_t)count_rosters(instance) + 1;
    vakt_roster roster = {0};
    bool good = true;
    *all = (all_rosters){.instance = instance};
    const vakt_compile_options options = {.skip_rule = -1, .ignore = let_through, .context = all};
    all->doctor = calloc(room, sizeof *all->doctor);
    all->broken = calloc(room, sizeof *all->broken);
    all->verdicts = calloc(room, sizeof *all->verdicts);
    if (!all->doctor || !all->verdicts || !all->broken ||
        vakt_compile(instance, &options, &all->program) != VAKT_OK ||
        vakt_roster_init(&roster, instance->n_duties) != VAKT_OK)
        return false;
    do {
        size_t bytes = (instance->n_duties + 1) * sizeof(int);
        all->doctor[all->n] = malloc(bytes);
        all->broken[all->n] = malloc(all->program->n_rows + 1);
        if (all->doctor[all->n] && instance->n_duties > 0)
            memcpy(all->doctor[all->n], roster.doctor, instance->n_duties * sizeof(int));
        good = all->doctor[all->n] && all->broken[all->n] &&
               see_rows(all, roster.doctor, all->broken[all->n]) &&
               vakt_verify(instance, &roster, &all->verdicts[all->n]) == VAKT_OK;
        all->n++;
    } while (good && count_up(instance, &roster));
    vakt_roster_done(&roster);
    return good;
}

/* ---- one conflict ---- */

static bool is_background(const vakt_instance *instance, const vakt_finding *f)
{
    return f->hard && !f->excused &&
           vakt_explain_scope_of(instance->settings[f->setting].rule) == VAKT_SCOPE_ALWAYS;
}

/* Does the member, taken for all days, stand for this breach? */
static bool stands_for(const vakt_instance *instance, const vakt_member *member,
                       const vakt_finding *f)
{
    vakt_rule_kind rule = instance->settings[f->setting].rule;
    return f->hard && !f->excused && member->kind == VAKT_MEMBER_RULE && member->rule == rule &&
           (vakt_explain_scope_of(rule) == VAKT_SCOPE_ALL || member->doctor == f->doctor);
}

/* Does the roster break the member, on the day that it names? By the rows, pairs and pins. */
static bool breaks_member(const all_rosters *all, size_t i, const vakt_member *member)
{
    const vakt_instance *in = all->instance;
    bool any_doctor = vakt_explain_scope_of(member->rule) == VAKT_SCOPE_ALL;
    for (size_t k = 0; k < all->passed.count; k++) {
        const passed *p = &all->passed.items[k];
        bool has = all->doctor[i][p->duty] == p->doctor;
        if (in->settings[p->setting].rule == member->rule &&
            (any_doctor || p->doctor == member->doctor) &&
            in->duties[p->duty].date == member->day &&
            has != (member->rule == VAKT_RULE_fixed_duty))
            return true;
    }
    for (size_t r = 0; r < all->program->n_rows; r++) {
        const vakt_row *row = &all->program->rows[r];
        if (all->broken[i][r] && row->rule >= 0 && in->settings[row->rule].rule == member->rule &&
            (any_doctor || row->doctor == member->doctor) && row->day == member->day)
            return true;
    }
    return false;
}

static bool is_filled(const vakt_member *member, const int *doctor)
{
    for (size_t i = 0; i < member->n_duties; i++)
        if (doctor[member->duties[i]] < 0)
            return false;
    return true;
}

/* Does roster i fill the conflict's needs and keep its rules, all but member `without`? whole: each
 * rule for all days, as the verifier sees it. */
static bool keeps(const all_rosters *all, size_t i, const vakt_conflict *c, size_t without,
                  bool whole)
{
    const vakt_verdict *verdict = all->verdicts[i];
    for (size_t k = 0; k < c->n_needs; k++)
        if (k != without && !is_filled(&c->members[k], all->doctor[i]))
            return false;
    for (size_t f = 0; f < verdict->n_findings; f++) {
        if (is_background(all->instance, &verdict->findings[f]))
            return false;
        for (size_t k = c->n_needs; whole && k < c->n_members; k++)
            if (k != without && stands_for(all->instance, &c->members[k], &verdict->findings[f]))
                return false;
    }
    for (size_t k = c->n_needs; !whole && k < c->n_members; k++)
        if (k != without && breaks_member(all, i, &c->members[k]))
            return false;
    return true;
}

static bool is_feasible(const all_rosters *all, const vakt_conflict *c, size_t without, bool whole)
{
    for (size_t i = 0; i < all->n; i++)
        if (keeps(all, i, c, without, whole))
            return true;
    return false;
}

static bool is_about_cover(const vakt_conflict *c)
{
    for (size_t k = 0; k < c->n_needs; k++)
        if (c->members[k].kind == VAKT_MEMBER_COVER)
            return true;
    return false;
}

/* In every roster the verifier finds nobody on, in some of the time. */
static void check_gap(const all_rosters *all, const vakt_member *gap, uint64_t seed, int focus)
{
    n_gaps++;
    for (size_t i = 0; i < all->n; i++) {
        bool found = false;
        for (size_t f = 0; f < all->verdicts[i]->n_findings; f++) {
            const vakt_finding *finding = &all->verdicts[i]->findings[f];
            found = found || (finding->setting == gap->setting && finding->start < gap->end &&
                              gap->start < finding->end);
        }
        if (!found) {
            fail(all->instance, seed, focus, "a roster covers what no duty could");
            return;
        }
    }
}

static void check_conflict(const all_rosters *all, const vakt_conflict *c, uint64_t seed, int focus)
{
    if (c->n_needs == 1 && c->members[0].kind == VAKT_MEMBER_GAP) {
        check_gap(all, &c->members[0], seed, focus);
        return;
    }
    if (is_about_cover(c))
        return; /* segments of time: not told apart here */
    n_conflicts++;
    n_members += (int)c->n_members;
    if (is_feasible(all, c, c->n_members, true))
        fail(all->instance, seed, focus, "the conflict is feasible");
    if (is_feasible(all, c, c->n_members, false))
        fail(all->instance, seed, focus, "the conflict is feasible on the days it names");
    if (!c->minimal)
        fail(all->instance, seed, focus, "the conflict is not proven irreducible");
    for (size_t k = 0; k < c->n_members; k++) {
        vakt_explain_scope scope =
            k < c->n_needs ? VAKT_SCOPE_ALWAYS : vakt_explain_scope_of(c->members[k].rule);
        n_subsets++;
        n_dated += (scope == VAKT_SCOPE_DOCTOR || scope == VAKT_SCOPE_ALL) &&
                   c->members[k].day != VAKT_DAY_NONE;
        if (!is_feasible(all, c, k, false))
            fail(all->instance, seed, focus, "a member of the conflict is not needed");
        if (k < c->n_needs && !is_feasible(all, c, k, true))
            fail(all->instance, seed, focus, "a duty of the conflict is not needed");
    }
}

static bool share_a_duty(const vakt_conflict *a, const vakt_conflict *b)
{
    for (size_t i = 0; i < a->n_needs; i++)
        for (size_t k = 0; k < b->n_needs; k++)
            if (a->members[i].kind == VAKT_MEMBER_DUTY && b->members[k].kind == VAKT_MEMBER_DUTY &&
                a->members[i].duties[0] == b->members[k].duties[0])
                return true;
    return false;
}

static void check_apart(const vakt_explanation *x, const vakt_instance *instance, uint64_t seed,
                        int focus)
{
    n_several += x->n_conflicts > 1;
    for (size_t i = 0; i < x->n_conflicts; i++)
        for (size_t k = 0; k < i; k++)
            if (share_a_duty(&x->conflicts[i], &x->conflicts[k]))
                fail(instance, seed, focus, "two conflicts share a duty");
}

/* ---- one way out ---- */

static bool way_works(const vakt_instance *changed, const vakt_conflict *c, bool alone)
{
    vakt_roster roster = {0};
    bool works = false;
    if (vakt_roster_init(&roster, changed->n_duties) != VAKT_OK)
        return false;
    do {
        int64_t levels[VAKT_MAX_LEVEL + 1];
        bool legal = false;
        if (vakt_verify_score(changed, &roster, &legal, levels) != VAKT_OK)
            break;
        works = legal && (!alone || levels[0] == 0);
        for (size_t k = 0; works && k < c->n_needs; k++)
            works = is_filled(&c->members[k], roster.doctor);
    } while (!works && count_up(changed, &roster));
    vakt_roster_done(&roster);
    return works;
}

static void check_way(const vakt_instance *instance, const vakt_explanation *x,
                      const vakt_conflict *c, const vakt_way_out *way, uint64_t seed, int focus)
{
    vakt_arena *arena = vakt_arena_new();
    const vakt_problem *problem = instance->problem;
    vakt_instance *changed = NULL;
    for (size_t s = 0; arena && problem && s < way->n_steps; s++)
        problem = vakt_repair_apply(instance, problem, &way->steps[s], arena);
    if (!arena || !problem ||
        vakt_instance_new(problem, NULL, NULL, NULL, &changed) != VAKT_OK) {
        fail(instance, seed, focus, "a way out is no problem");
    } else if (count_rosters(changed) <= MOST_CHANGED_ROSTERS) {
        n_ways++;
        if (!way_works(changed, c, x->n_conflicts == 1 && !c->there_only))
            fail(instance, seed, focus, vakt_repair_words[way->steps[0].kind]);
    }
    vakt_instance_free(changed);
    vakt_arena_free(arena);
}

/* ---- nothing cheaper ---- */

typedef struct cheaper {
    const vakt_instance *instance;
    const vakt_conflict *conflict;
    int64_t price; /* of the cheapest way out that was given */
    bool found;
} cheaper;

static bool works_alone(const cheaper *c, const vakt_repair *repair)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_instance *changed = NULL;
    const vakt_problem *problem =
        arena ? vakt_repair_apply(c->instance, c->instance->problem, repair, arena) : NULL;
    bool works = problem && vakt_instance_new(problem, NULL, NULL, NULL, &changed) == VAKT_OK &&
                 count_rosters(changed) <= MOST_CHEAPER_ROSTERS &&
                 way_works(changed, c->conflict, true);
    vakt_instance_free(changed);
    vakt_arena_free(arena);
    return works;
}

/* A change of the price list, whatever the conflict says. */
static void try_change(cheaper *c, vakt_repair_kind kind, int doctor, int duty, size_t index)
{
    vakt_repair repair = {.kind = kind, .doctor = doctor, .duty = duty, .setting = -1,
                          .index = index, .day = VAKT_DAY_NONE, .to = VAKT_DAY_NONE,
                          .moved_to = VAKT_DAY_NONE, .shift_type = -1, .layer = -1, .count = 1};
    if (duty >= 0)
        repair.day = repair.to = c->instance->duties[duty].date;
    if (vakt_repair_price(kind) >= c->price)
        return;
    n_cheaper++;
    if (works_alone(c, &repair))
        c->found = true;
}

/* Every change that is about one record of a doctor, or one duty. */
static void check_cheapest(const vakt_instance *instance, const vakt_conflict *conflict,
                           uint64_t seed, int focus)
{
    cheaper c = {.instance = instance, .conflict = conflict,
                 .price = conflict->n_ways > 0 ? conflict->ways[0].price : VAKT_LAW_PRICE};
    for (int d = 0; d < (int)instance->n_doctors; d++) {
        const vakt_doctor *who = &instance->problem->doctors[d];
        for (size_t i = 0; i < who->n_absences; i++)
            if (who->absences[i].percent == 100)
                try_change(&c, who->absences[i].may_be_asked ? VAKT_REPAIR_ABSENCE_OUT
                                                             : VAKT_REPAIR_ABSENCE_UNMARKED,
                           d, -1, i);
        for (size_t i = 0; i < who->n_exemptions; i++)
            if (!who->exemptions[i].recruitment_condition)
                try_change(&c, VAKT_REPAIR_EXEMPTION, d, -1, i);
        for (size_t i = 0; i < who->n_training; i++)
            try_change(&c, VAKT_REPAIR_TRAINING, d, -1, i);
        for (int duty = 0; duty < (int)instance->n_duties; duty++) {
            try_change(&c, VAKT_REPAIR_REST, d, duty, 0);
            if (instance->fixed[(size_t)d * instance->n_duties + (size_t)duty])
                try_change(&c, VAKT_REPAIR_UNPIN, d, duty, 0);
        }
    }
    for (int duty = 0; duty < (int)instance->n_duties; duty++) {
        try_change(&c, VAKT_REPAIR_LOCUM_BACKED, -1, duty, 0);
        try_change(&c, VAKT_REPAIR_LOCUM, -1, duty, 0);
    }
    if (c.found)
        fail(instance, seed, focus, "a cheaper change is enough");
}

/* ---- one problem ---- */

static bool any_complete(const all_rosters *all)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->verdicts[i]->legal && all->verdicts[i]->levels[0] == 0)
            return true;
    return false;
}

static void try_instance(const vakt_instance *instance, uint64_t seed, int focus)
{
    all_rosters all;
    vakt_explanation *x = NULL;
    n_problems++;
    if (!all_of(instance, &all) || vakt_explain(instance, NULL, NULL, &x) != VAKT_OK) {
        fail(instance, seed, focus, "out of memory, or a mistake");
        all_done(&all);
        return;
    }
    bool complete = any_complete(&all);
    n_incomplete += !complete;
    if (x->result != (complete ? VAKT_EXPLAINED_COMPLETE : VAKT_EXPLAINED_NONE))
        fail(instance, seed, focus, complete ? "a complete roster exists" : "none is complete");
    if (!complete && x->n_conflicts == 0)
        fail(instance, seed, focus, "no conflict");
    check_apart(x, instance, seed, focus);
    for (size_t i = 0; i < x->n_conflicts; i++) {
        check_conflict(&all, &x->conflicts[i], seed, focus);
        for (size_t w = 0; w < x->conflicts[i].n_ways; w++)
            check_way(instance, x, &x->conflicts[i], &x->conflicts[i].ways[w], seed, focus);
    }
    if (x->n_conflicts == 1 && !x->conflicts[0].there_only && !x->more)
        check_cheapest(instance, &x->conflicts[0], seed, focus);
    vakt_explanation_free(x);
    all_done(&all);
}

static void try_seed(uint64_t seed, int focus)
{
    const vakt_random_options options = {.seed = seed, .focus = focus, .max_rosters = 700};
    vakt_text json;
    vakt_tiny tiny = {0};
    vakt_text_init(&json, VAKT_TEXT_CAP);
    if (vakt_random_problem(&options, &json) && vakt_tiny_read(json.bytes, json.length, &tiny)) {
        if (vakt_tiny_make(&tiny))
            try_instance(tiny.instance, seed, focus);
        vakt_tiny_done(&tiny);
    }
    vakt_text_done(&json);
}

static uint64_t from_environment(const char *name, uint64_t by_default)
{
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : by_default;
}

int main(void)
{
    uint64_t first = from_environment("VAKT_SEED", 1);
    uint64_t seeds = from_environment("VAKT_SEEDS", SEEDS);
    for (int focus = 0; focus < VAKT_N_RULES; focus++)
        for (uint64_t seed = first; seed < first + seeds; seed++)
            try_seed(seed, focus);
    printf("%d problems, %d without a complete roster: %d conflicts of %d members, %d subsets, "
           "%d ways out, %d cheaper changes; %d rules by day, %d problems with several conflicts, "
           "%d gaps; %d failed\n",
           n_problems, n_incomplete, n_conflicts, n_members, n_subsets, n_ways, n_cheaper, n_dated,
           n_several, n_gaps, n_failed);
    if (seeds >= SEEDS && (n_conflicts < LEAST_CONFLICTS || n_ways < LEAST_WAYS)) {
        printf("too few to say anything\n");
        return EXIT_FAILURE;
    }
    return n_failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
