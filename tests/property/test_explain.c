/* links: vakt_test_support vakt_explain vakt_search_core vakt_rules vakt_verify vakt_problem_io vakt_domain vakt_base */
/*
 * Brute force against the explanation. On tiny random problems every roster is put before the
 * verifier. Where none is complete: each conflict is infeasible with the background rules, and each
 * of its subsets with one member less is feasible; and each way out, made on the problem, really
 * has a roster that is legal and leaves nothing of the conflict open.
 *
 * VAKT_SEED   first seed (default 1)
 * VAKT_SEEDS  problems per rule (default SEEDS)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "explain/explain.h"
#include "support/random_problem.h"

enum { SEEDS = 4, MOST_CHANGED_ROSTERS = 40000, LEAST_CONFLICTS = 20, LEAST_WAYS = 20 };

typedef struct all_rosters { /* every roster of an instance, with its verdict */
    const vakt_instance *instance;
    int **doctor;
    vakt_verdict **verdicts;
    size_t n;
} all_rosters;

static int n_problems, n_incomplete, n_conflicts, n_members, n_ways, n_subsets, n_failed;

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
        vakt_verdict_free(all->verdicts[i]);
    }
    free(all->doctor);
    free(all->verdicts);
}

static bool all_of(const vakt_instance *instance, all_rosters *all)
{
    size_t room = (size_t)count_rosters(instance) + 1;
    vakt_roster roster = {0};
    bool good = true;
    *all = (all_rosters){.instance = instance};
    all->doctor = calloc(room, sizeof *all->doctor);
    all->verdicts = calloc(room, sizeof *all->verdicts);
    if (!all->doctor || !all->verdicts ||
        vakt_roster_init(&roster, instance->n_duties) != VAKT_OK)
        return false;
    do {
        size_t bytes = (instance->n_duties + 1) * sizeof(int);
        all->doctor[all->n] = malloc(bytes);
        good = all->doctor[all->n] &&
               vakt_verify(instance, &roster, &all->verdicts[all->n]) == VAKT_OK;
        if (good && instance->n_duties > 0)
            memcpy(all->doctor[all->n], roster.doctor, instance->n_duties * sizeof(int));
        all->n += good;
    } while (good && count_up(instance, &roster));
    vakt_roster_done(&roster);
    return good;
}

/* ---- one conflict ---- */

/* Does the member stand for this breach? */
static bool stands_for(const vakt_instance *instance, const vakt_member *member,
                       const vakt_finding *f)
{
    vakt_rule_kind rule = instance->settings[f->setting].rule;
    if (member->kind != VAKT_MEMBER_RULE || member->rule != rule)
        return false;
    switch (vakt_explain_scope_of(rule)) {
    case VAKT_SCOPE_ALL:
        return true;
    case VAKT_SCOPE_DOCTOR:
        return member->doctor == f->doctor;
    case VAKT_SCOPE_DATED:
        return member->doctor == f->doctor && f->duty >= 0 &&
               member->day == instance->duties[f->duty].date;
    case VAKT_SCOPE_ALWAYS:
        break;
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

/* Does roster i fill the conflict's needs and keep its rules, all but member `without`? */
static bool keeps(const all_rosters *all, size_t i, const vakt_conflict *c, size_t without)
{
    const vakt_verdict *verdict = all->verdicts[i];
    for (size_t k = 0; k < c->n_needs; k++)
        if (k != without && !is_filled(&c->members[k], all->doctor[i]))
            return false;
    for (size_t f = 0; f < verdict->n_findings; f++) {
        const vakt_finding *finding = &verdict->findings[f];
        if (!finding->hard || finding->excused)
            continue;
        if (vakt_explain_scope_of(all->instance->settings[finding->setting].rule) ==
            VAKT_SCOPE_ALWAYS)
            return false;
        for (size_t k = c->n_needs; k < c->n_members; k++)
            if (k != without && stands_for(all->instance, &c->members[k], finding))
                return false;
    }
    return true;
}

static bool is_feasible(const all_rosters *all, const vakt_conflict *c, size_t without)
{
    for (size_t i = 0; i < all->n; i++)
        if (keeps(all, i, c, without))
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

static void check_conflict(const all_rosters *all, const vakt_conflict *c, uint64_t seed, int focus)
{
    if (is_about_cover(c))
        return; /* segments of time: not told apart here */
    n_conflicts++;
    n_members += (int)c->n_members;
    if (is_feasible(all, c, c->n_members))
        fail(all->instance, seed, focus, "the conflict is feasible");
    if (!c->minimal)
        fail(all->instance, seed, focus, "the conflict is not proven irreducible");
    for (size_t k = 0; k < c->n_members; k++) {
        n_subsets++;
        if (!is_feasible(all, c, k))
            fail(all->instance, seed, focus, "a member of the conflict is not needed");
    }
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
        if (!way_works(changed, c, x->n_conflicts == 1 && !c->there_only && !x->uncovered))
            fail(instance, seed, focus, vakt_repair_words[way->steps[0].kind]);
    }
    vakt_instance_free(changed);
    vakt_arena_free(arena);
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
    if (!complete && x->n_conflicts == 0 && !x->uncovered)
        fail(instance, seed, focus, "no conflict");
    for (size_t i = 0; i < x->n_conflicts; i++) {
        check_conflict(&all, &x->conflicts[i], seed, focus);
        for (size_t w = 0; w < x->conflicts[i].n_ways; w++)
            check_way(instance, x, &x->conflicts[i], &x->conflicts[i].ways[w], seed, focus);
    }
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
           "%d ways out; %d failed\n",
           n_problems, n_incomplete, n_conflicts, n_members, n_subsets, n_ways, n_failed);
    if (seeds >= SEEDS && (n_conflicts < LEAST_CONFLICTS || n_ways < LEAST_WAYS)) {
        printf("too few to say anything\n");
        return EXIT_FAILURE;
    }
    return n_failed > 0 ? EXIT_FAILURE : EXIT_SUCCESS;
}
