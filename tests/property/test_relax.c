/* links: vakt_test_support vakt_whatif vakt_rules vakt_problem_io vakt_domain vakt_base */
/*
 * What relax.c reads off two programs, against every roster of tiny random problems: a problem
 * with a doctor less, with a rule off, or with a cap on the number of duties, beside the problem
 * as it is.
 *
 * VAKT_SEEDS  problems per rule (default SEEDS)
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/compile.h"
#include "rules/relax.h"
#include "support/random_problem.h"
#include "whatif/scenario.h"

enum { SEEDS = 2, MOST_DOCTORS = 64 };

typedef struct tally {
    const char *what;
    long pairs;         /* of programs, compared in the direction that ought to hold */
    long first, all;    /* known at level 0; at all levels */
    long back;          /* known at level 0 in the other direction */
    long rosters;       /* carried over and compared */
} tally;

enum { FEWER, OFF, CAPPED, N_VARIANTS };
static tally tallies[N_VARIANTS] = {{.what = "a doctor less"}, {.what = "a rule off"},
                                    {.what = "a cap"}};
static int failures;

typedef struct made { /* one form of the problem */
    vakt_tiny tiny;
    vakt_program *program;
    uint8_t *values;
} made;

static vakt_place nowhere(void *context, const void *source, const char *field,
                          const char **ret_found)
{
    (void)context;
    (void)source;
    (void)field;
    *ret_found = NULL;
    return (vakt_place){0};
}

static bool open_made(const vakt_text *json, const vakt_operation *op, int off, made *m)
{
    vakt_operation operation = op ? *op : (vakt_operation){0};
    vakt_scenario scenario = {.id = "s", .operations = &operation, .n_operations = op ? 1 : 0};
    if (!vakt_tiny_read(json->bytes, json->length, &m->tiny))
        return false;
    vakt_apply apply = {.problem = m->tiny.problem, .arena = m->tiny.arena, .locate = nowhere,
                        .report = m->tiny.report};
    if (vakt_scenario_apply(&scenario, &apply) != VAKT_OK || !vakt_tiny_make(&m->tiny))
        return false;
    for (size_t i = 0; off >= 0 && i < m->tiny.instance->n_settings; i++) {
        if ((int)m->tiny.instance->settings[i].rule == off)
            m->tiny.instance->settings[i].on = false;
    }
    if (vakt_compile(m->tiny.instance, NULL, &m->program) != VAKT_OK)
        return false;
    m->values = calloc(m->program->n_vars + 1, 1);
    return m->values != NULL;
}

static void done_made(made *m)
{
    free(m->values);
    vakt_program_free(m->program);
    vakt_tiny_done(&m->tiny);
}

/* Legality and levels of the roster in that form. */
static bool score(made *m, const vakt_roster *roster, int64_t *levels)
{
    bool given = vakt_program_from_roster(m->program, roster, m->values);
    return vakt_program_evaluate(m->program, m->values, levels) && given;
}

static void fail(const char *what, int focus, int seed)
{
    failures++;
    printf("WRONG %s: %s seed %d\n", what, vakt_rule_words[focus], seed);
}

/* Every roster of `tight` must be one of `loose`, no dearer at the first `levels` levels. */
static bool holds(made *loose, made *tight, int levels, long *rosters)
{
    const vakt_instance *instance = tight->tiny.instance;
    vakt_roster roster = {0};
    bool right = true;
    size_t at = 0, n = instance->n_duties;
    if (vakt_roster_init(&roster, n) != VAKT_OK)
        return false;
    while (right && at < n) {
        int64_t in_loose[VAKT_MAX_LEVELS] = {0}, in_tight[VAKT_MAX_LEVELS] = {0};
        if (score(tight, &roster, in_tight)) {
            right = score(loose, &roster, in_loose);
            for (int k = 0; k < levels; k++)
                right = right && in_loose[k] <= in_tight[k];
            ++*rosters;
        }
        for (at = 0; at < n; at++) { /* count up */
            if (++roster.doctor[at] < (int)instance->n_doctors)
                break;
            roster.doctor[at] = VAKT_NOBODY;
        }
    }
    vakt_roster_done(&roster);
    return right;
}

static void compare(int variant, made *loose, made *tight, int focus, int seed)
{
    tally *t = &tallies[variant];
    int same[MOST_DOCTORS], there = 0, back = 0;
    for (int i = 0; i < MOST_DOCTORS; i++)
        same[i] = i;
    if (tight->tiny.instance->n_doctors > MOST_DOCTORS ||
        vakt_program_relaxes(loose->program, tight->program, same, &there) != VAKT_OK ||
        vakt_program_relaxes(tight->program, loose->program, same, &back) != VAKT_OK) {
        fail("status", focus, seed);
        return;
    }
    t->pairs++;
    t->first += there > 0;
    t->all += there == tight->program->n_levels;
    t->back += back > 0;
    if (there > 0 && !holds(loose, tight, there, &t->rosters))
        fail(t->what, focus, seed);
    if (back > 0 && !holds(tight, loose, back, &t->rosters))
        fail("the way back", focus, seed);
}

static void try_problem(int focus, int seed)
{
    const vakt_random_options random = {.seed = (uint64_t)seed, .focus = focus};
    made base = {0}, fewer = {0}, off = {0}, capped = {0};
    vakt_text json;
    vakt_text_init(&json, VAKT_TEXT_CAP);
    if (!vakt_random_problem(&random, &json) || !open_made(&json, NULL, -1, &base)) {
        fail("problem", focus, seed);
        goto done;
    }
    vakt_operation gone = vakt_operation_of(VAKT_OP_REMOVE_DOCTOR);
    const char *id = base.tiny.problem->doctors[(size_t)seed % base.tiny.problem->n_doctors].id;
    gone.doctors = &id;
    gone.n_doctors = 1;
    if (open_made(&json, &gone, -1, &fewer)) /* may be refused: somebody must follow who is gone */
        compare(FEWER, &base, &fewer, focus, seed);
    if (open_made(&json, NULL, focus, &off))
        compare(OFF, &off, &base, focus, seed);
    vakt_rule_entry cap = {.rule = VAKT_RULE_most_in_window, .mode = VAKT_MODE_HARD,
                           .level = VAKT_UNSET, .weight = VAKT_UNSET, .from = VAKT_DAY_NONE,
                           .to = VAKT_DAY_NONE, .minutes = VAKT_UNSET, .days = 7,
                           .weeks = VAKT_UNSET, .most = 1, .least = VAKT_UNSET,
                           .percent = VAKT_UNSET, .measure = VAKT_MEASURE_DUTIES,
                           .decided_on = VAKT_DAY_NONE};
    vakt_operation limit = vakt_operation_of(VAKT_OP_ADD_RULE);
    limit.rules = &cap;
    limit.n_rules = 1;
    if (open_made(&json, &limit, -1, &capped))
        compare(CAPPED, &base, &capped, focus, seed);
    else
        fail("the cap is refused", focus, seed);
done:
    done_made(&base);
    done_made(&fewer);
    done_made(&off);
    done_made(&capped);
    vakt_text_done(&json);
}

int main(void)
{
    const char *told = getenv("VAKT_SEEDS");
    int seeds = told ? atoi(told) : SEEDS;
    for (int focus = 0; focus < VAKT_N_RULES; focus++) {
        for (int seed = 1; seed <= seeds; seed++)
            try_problem(focus, seed);
    }
    for (int i = 0; i < N_VARIANTS; i++) {
        const tally *t = &tallies[i];
        printf("%-14s %ld pairs, known at level 0: %ld, at all levels: %ld, back: %ld, %ld rosters\n",
               t->what, t->pairs, t->first, t->all, t->back, t->rosters);
        /* Else nothing would be tested, and a sweep would gain nothing. */
        if (2 * t->first < t->pairs || t->pairs < VAKT_N_RULES || t->rosters < 1000)
            failures++;
    }
    return failures ? EXIT_FAILURE : EXIT_SUCCESS;
}
