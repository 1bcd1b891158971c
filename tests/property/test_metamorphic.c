/* links: vakt_test_support vakt_search_core vakt_rules vakt_verify vakt_problem_io vakt_domain vakt_base */
/*
 * What a change of the problem must do to its optimum, without knowing the optimum: an order that
 * says nothing, other names, other dates of the same kind, other weights, a doctor more, a wish
 * more, the other format, and the same again.
 *
 * VAKT_SEED   first seed (default 1001)
 * VAKT_SEEDS  problems per rule (default SEEDS)
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/compile.h"
#include "search/search.h"
#include "support/random_problem.h"
#include "verify/verify.h"

enum { SEEDS = 2 };

#define TINY(focus_, seed_) {.seed = (seed_), .focus = (focus_), .plain = true, .max_rosters = 300}

typedef struct optimum {
    bool found;
    int64_t levels[VAKT_MAX_LEVEL + 1];
    int wish_level; /* the lowest at which a wish can cost; VAKT_MAX_LEVEL + 1 = none */
    uint8_t *values;
    size_t n_values;
    int64_t work, nodes;
} optimum;

typedef void (*change_problem)(vakt_tiny *tiny);
typedef void (*change_instance)(vakt_instance *instance);

static int n_failed;

/* ---- the optimum ---- */

static bool take_result(const vakt_tiny *tiny, const vakt_program *program,
                        vakt_search_result *result, optimum *ret)
{
    vakt_roster roster;
    bool legal = true;
    ret->found = result->found;
    ret->values = result->values;
    ret->n_values = program->n_vars;
    ret->work = result->work;
    ret->nodes = result->nodes;
    if (!result->found)
        return result->infeasible;
    if (vakt_roster_init(&roster, tiny->instance->n_duties) != VAKT_OK)
        return false;
    vakt_program_to_roster(program, result->values, &roster);
    for (int i = 0; i < program->n_levels; i++)
        legal = legal && result->levels[i].proven;
    bool scored = false;
    if (legal)
        scored = vakt_verify_score(tiny->instance, &roster, &legal, ret->levels) == VAKT_OK;
    vakt_roster_done(&roster);
    return scored && legal;
}

static bool solve(const vakt_tiny *tiny, optimum *ret)
{
    vakt_program *program = NULL;
    vakt_search_result result = {0};
    const vakt_search_options options = {.seed = 1};
    *ret = (optimum){.wish_level = VAKT_MAX_LEVEL + 1};
    if (vakt_compile(tiny->instance, NULL, &program) != VAKT_OK)
        return false;
    bool good = vakt_search(program, &options, NULL, NULL, &result) == VAKT_OK &&
                take_result(tiny, program, &result, ret);
    for (size_t s = 0; s < tiny->instance->n_settings; s++) {
        const vakt_setting *setting = &tiny->instance->settings[s];
        if (setting->rule == VAKT_RULE_wish && setting->on && setting->level < ret->wish_level)
            ret->wish_level = setting->level;
    }
    vakt_program_free(program);
    return good;
}

/* Reads, changes, makes and solves. */
static bool solve_text(const char *bytes, size_t length, change_problem problem,
                       change_instance instance, optimum *ret)
{
    vakt_tiny tiny;
    *ret = (optimum){0};
    if (!vakt_tiny_read(bytes, length, &tiny))
        return false;
    if (problem)
        problem(&tiny);
    bool good = vakt_tiny_make(&tiny);
    if (good && instance)
        instance(tiny.instance);
    good = good && solve(&tiny, ret);
    vakt_tiny_done(&tiny);
    return good;
}

/* ---- the changes ---- */

static void reverse_doctors(vakt_tiny *tiny)
{
    vakt_problem *p = tiny->problem;
    for (size_t i = 0; i < p->n_doctors / 2; i++) {
        vakt_doctor kept = p->doctors[i];
        p->doctors[i] = p->doctors[p->n_doctors - 1 - i];
        p->doctors[p->n_doctors - 1 - i] = kept;
    }
}

static void double_weights(vakt_instance *instance)
{
    for (size_t s = 0; s < instance->n_settings; s++)
        instance->settings[s].weight *= 2;
}

static void add_doctor(vakt_tiny *tiny, const vakt_doctor *doctor)
{
    vakt_problem *p = tiny->problem;
    vakt_doctor *grown = vakt_arena_alloc(tiny->arena, p->n_doctors + 1, sizeof *grown);
    if (!grown)
        return;
    memcpy(grown, p->doctors, p->n_doctors * sizeof *grown);
    grown[p->n_doctors++] = *doctor;
    p->doctors = grown;
}

static vakt_doctor blank_doctor(const char *id)
{
    return (vakt_doctor){.id = id, .birth_date = VAKT_DAY_NONE, .from = VAKT_DAY_NONE,
                         .to = VAKT_DAY_NONE, .position = VAKT_POSITION_OTHER, .share_pct = 100,
                         .profile = VAKT_PROFILE_SFS, .newcomer_until = VAKT_DAY_NONE};
}

static void add_absent_doctor(vakt_tiny *tiny)
{
    vakt_doctor doctor = blank_doctor("left");
    doctor.to = tiny->problem->from - 1;
    add_doctor(tiny, &doctor);
}

static void add_able_doctor(vakt_tiny *tiny)
{
    vakt_doctor doctor = blank_doctor("able");
    doctor.has = 1u << VAKT_Q_AUTHORISATION | 1u << VAKT_Q_SPECIALIST_GP |
                 1u << VAKT_Q_COURSE_ACUTE | 1u << VAKT_Q_COURSE_VIOLENCE;
    add_doctor(tiny, &doctor);
}

static void add_wish(vakt_tiny *tiny)
{
    vakt_doctor *d = &tiny->problem->doctors[0];
    vakt_wish *grown = vakt_arena_alloc(tiny->arena, d->n_wishes + 1, sizeof *grown);
    if (!grown)
        return;
    if (d->n_wishes)
        memcpy(grown, d->wishes, d->n_wishes * sizeof *grown);
    grown[d->n_wishes++] = (vakt_wish){.id = "more", .want = VAKT_WANT_OFF, .level = 3,
                                       .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE, .every = 1};
    d->wishes = grown;
}

/* "d1" becomes "lege-8", "V1..." "type-8...": another order, too. */
static bool rename_all(const vakt_text *json, vakt_text *text)
{
    for (size_t i = 0; i < json->length; i++) {
        const char *at = &json->bytes[i];
        bool name = at[0] == '"' && (at[1] == 'd' || at[1] == 'V') && isdigit((unsigned char)at[2]);
        if (!name) {
            vakt_text_add_bytes(text, at, 1);
            continue;
        }
        vakt_text_addf(text, "\"%s-%d", at[1] == 'd' ? "lege" : "type", 9 - (at[2] - '0'));
        i += 2;
    }
    return !text->failed;
}

/* ---- comparisons ---- */

static void dump(int focus, uint64_t seed)
{
    const vakt_random_options options = TINY(focus, seed);
    char path[512];
    vakt_text json;
    vakt_text_init(&json, VAKT_TEXT_CAP);
    snprintf(path, sizeof path, "%s/metamorphic-%s-%llu.json", VAKT_BINARY_DIR,
             vakt_rule_words[focus], (unsigned long long)seed);
    FILE *file = vakt_random_problem(&options, &json) ? fopen(path, "w") : NULL;
    if (file) {
        fwrite(json.bytes, 1, json.length, file);
        fclose(file);
        printf("  problem in %s\n", path);
    }
    vakt_text_done(&json);
}

static void fail(const char *what, int focus, uint64_t seed, const optimum *a, const optimum *b)
{
    printf("FAILED %s: %s seed %llu\n", what, vakt_rule_words[focus], (unsigned long long)seed);
    dump(focus, seed);
    for (int which = 0; which < 2; which++) {
        const optimum *o = which == 0 ? a : b;
        printf("  %s", o->found ? "found" : "none ");
        for (int i = 0; i <= VAKT_MAX_LEVEL; i++)
            printf(" %lld", (long long)o->levels[i]);
        printf("\n");
    }
    n_failed++;
}

static bool same(const optimum *a, const optimum *b)
{
    return a->found == b->found &&
           (!a->found || memcmp(a->levels, b->levels, sizeof a->levels) == 0);
}

static bool doubled(const optimum *a, const optimum *b)
{
    optimum twice = *a;
    for (int i = 0; i <= VAKT_MAX_LEVEL; i++)
        twice.levels[i] *= 2;
    return same(&twice, b);
}

static bool no_worse_at_0(const optimum *a, const optimum *b)
{
    return !a->found || (b->found && b->levels[0] <= a->levels[0]);
}

/* What comes before the wishes is untouched, and wishes cost no less than before. */
static bool wish_costs(const optimum *a, const optimum *b)
{
    bool good = a->found == b->found;
    int last = b->wish_level < VAKT_MAX_LEVEL ? b->wish_level : VAKT_MAX_LEVEL;
    for (int i = 0; good && a->found && i <= last; i++) {
        if (i == b->wish_level)
            good = b->levels[i] >= a->levels[i];
        else
            good = b->levels[i] == a->levels[i];
    }
    return good;
}

static bool identical(const optimum *a, const optimum *b)
{
    return same(a, b) && a->work == b->work && a->nodes == b->nodes &&
           a->n_values == b->n_values && (!a->values) == (!b->values) &&
           (!a->values || memcmp(a->values, b->values, a->n_values) == 0);
}

typedef struct relation {
    const char *name;
    change_problem problem;
    change_instance instance;
    bool (*holds)(const optimum *before, const optimum *after);
} relation;

static const relation relations[] = {
    {"doctors in another order", reverse_doctors, NULL, same},
    {"all weights doubled", NULL, double_weights, doubled},
    {"a doctor who has left", add_absent_doctor, NULL, same},
    {"a doctor who may take anything", add_able_doctor, NULL, no_worse_at_0},
    {"a wish more", add_wish, NULL, wish_costs},
    {"the same again", NULL, NULL, identical},
};

/* ---- one problem ---- */

static void compare_text(const char *what, int focus, uint64_t seed, const vakt_text *text,
                         const optimum *before)
{
    optimum after;
    if (!solve_text(text->bytes, text->length, NULL, NULL, &after) || !same(before, &after))
        fail(what, focus, seed, before, &after);
    free(after.values);
}

static void check_relations(int focus, uint64_t seed, const vakt_text *json, const optimum *before)
{
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        optimum after;
        if (!solve_text(json->bytes, json->length, relations[i].problem, relations[i].instance,
                        &after) ||
            !relations[i].holds(before, &after))
            fail(relations[i].name, focus, seed, before, &after);
        free(after.values);
    }
}

static void check_xml(int focus, uint64_t seed, const vakt_text *json, const optimum *before)
{
    vakt_text xml;
    vakt_tiny tiny;
    vakt_text_init(&xml, VAKT_TEXT_CAP);
    if (!vakt_tiny_read(json->bytes, json->length, &tiny))
        return;
    if (vakt_problem_write_xml(tiny.problem, &xml) == VAKT_OK)
        compare_text("the problem in XML", focus, seed, &xml, before);
    else
        fail("writing XML", focus, seed, before, before);
    vakt_tiny_done(&tiny);
    vakt_text_done(&xml);
}

static void check_problem(int focus, uint64_t seed)
{
    vakt_random_options options = TINY(focus, seed);
    vakt_text json, moved, renamed;
    optimum before = {0};
    vakt_text_init(&json, VAKT_TEXT_CAP);
    vakt_text_init(&moved, VAKT_TEXT_CAP);
    vakt_text_init(&renamed, VAKT_TEXT_CAP);
    bool good = vakt_random_problem(&options, &json) && rename_all(&json, &renamed);
    options.move_days = 364;
    good = good && vakt_random_problem(&options, &moved);
    if (good && solve_text(json.bytes, json.length, NULL, NULL, &before)) {
        check_relations(focus, seed, &json, &before);
        compare_text("other names", focus, seed, &renamed, &before);
        compare_text("364 days later", focus, seed, &moved, &before);
        check_xml(focus, seed, &json, &before);
    } else {
        fail("reading and solving", focus, seed, &before, &before);
    }
    free(before.values);
    vakt_text_done(&json);
    vakt_text_done(&moved);
    vakt_text_done(&renamed);
}

static uint64_t number_of(const char *name, uint64_t by_default)
{
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : by_default;
}

int main(void)
{
    uint64_t first = number_of("VAKT_SEED", 1001), seeds = number_of("VAKT_SEEDS", SEEDS);
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (uint64_t seed = first; seed < first + seeds; seed++) {
        for (int r = 0; r < VAKT_N_RULES; r++)
            check_problem(r, seed);
    }
    printf("%llu problems, %d relations broken\n", (unsigned long long)seeds * VAKT_N_RULES,
           n_failed);
    return n_failed > 0;
}
