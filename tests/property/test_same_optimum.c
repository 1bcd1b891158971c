/* links: vakt_test_support vakt_search_core vakt_rules vakt_verify vakt_problem_io vakt_domain vakt_base */
/*
 * Brute force against the solver. On tiny random problems every roster is scored by the verifier
 * and by the compiled program, which must agree on its legality and on every level; and the best
 * legal roster must be what the search proves to be the optimum.
 *
 * A rule counts as tested when taking its part out of the verifier's scores changes the optimum in
 * at least MIN_PERCENT of the problems that use it: those in which it finds something in at least
 * one roster that is legal but for it; and in at least MIN_CHANGED. The program fails when a rule is not.
 *
 * VAKT_SEED          first seed (default 1)
 * VAKT_SEEDS         problems per rule (default SEEDS)
 * VAKT_FOCUS         only the problems made for this rule; no demand on the table
 * VAKT_FILE          only the problem in this file, as kept from an earlier failure
 * VAKT_SKIP_COMPILE  compile without this rule, to see that the test sees it; stops at once
 *
 * With the argument `rules` it only lists the rules, for tests/mutation.sh.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/compile.h"
#include "search/search.h"
#include "support/random_problem.h"
#include "verify/verify.h"

enum { SEEDS = 8, MIN_PERCENT = 10, MIN_CHANGED = 2 };

typedef struct best { /* the best legal roster */
    bool any;
    int64_t levels[VAKT_MAX_LEVEL + 1];
} best;

typedef struct tally { /* of one rule, over all problems */
    int used, changed;
    int focus, focus_changed; /* of the problems made for it */
} tally;

typedef struct trial { /* one problem */
    int focus;
    uint64_t seed;
    vakt_text json;
    vakt_tiny tiny;
    vakt_program *program;
    vakt_roster roster;
    uint8_t *values;
    best all;
    best without[VAKT_N_RULES];
    bool used[VAKT_N_RULES];
    long rosters, legal;
    const char *file; /* where the problem comes from, or NULL: made at random */
    bool failed;
} trial;

static tally tallies[VAKT_N_RULES];
static long n_rosters, n_legal, n_infeasible, n_failed;

/* ---- telling of a mismatch ---- */

static void dump_as(trial *t, const char *word, const char *what)
{
    char path[512];
    t->failed = true;
    if (t->file) {
        printf("%s %s: %s\n", word, t->file, what);
        return;
    }
    snprintf(path, sizeof path, "%s/property-%s-%llu.json", VAKT_BINARY_DIR,
             vakt_rule_words[t->focus], (unsigned long long)t->seed);
    FILE *file = fopen(path, "w");
    if (file) {
        fwrite(t->json.bytes, 1, t->json.length, file);
        fclose(file);
    }
    printf("%s %s seed %llu: %s\n  problem in %s\n", word, vakt_rule_words[t->focus],
           (unsigned long long)t->seed, what, path);
}

static void dump(trial *t, const char *what)
{
    dump_as(t, "MISMATCH", what);
}

static void show_roster(const trial *t)
{
    printf("  roster:");
    for (size_t i = 0; i < t->roster.n_duties; i++) {
        int doctor = t->roster.doctor[i];
        printf(" %s=%s", t->tiny.instance->duties[i].id,
               doctor < 0 ? "-" : t->tiny.problem->doctors[doctor].id);
    }
    printf("\n");
}

static void show_levels(const char *who, bool legal, const int64_t *levels)
{
    printf("  %-9s %s", who, legal ? "legal  " : "illegal");
    for (int i = 0; i <= VAKT_MAX_LEVEL; i++)
        printf(" %lld", (long long)levels[i]);
    printf("\n");
}

/* What a row costs at the values; VAKT_HARD when it is broken and hard. */
static int64_t row_cost(const vakt_program *p, const vakt_row *row, const uint8_t *values)
{
    int64_t value = 0;
    for (size_t i = 0; i < row->n_terms; i++)
        value += (int64_t)p->terms[row->first_term + i].coef *
                 values[p->terms[row->first_term + i].var];
    if (row->lo != VAKT_NO_BOUND_LO && value < row->lo)
        return row->under_pts == VAKT_HARD ? VAKT_HARD : row->under_pts * (row->lo - value);
    if (row->hi != VAKT_NO_BOUND_HI && value > row->hi)
        return row->over_pts == VAKT_HARD ? VAKT_HARD : row->over_pts * (value - row->hi);
    return 0;
}

static void show_setting(const trial *t, const vakt_verdict *verdict, int setting)
{
    const vakt_program *p = t->program;
    const vakt_setting *s = &t->tiny.instance->settings[setting];
    int64_t cost = 0;
    int hard = 0, hard_findings = 0;
    for (size_t r = 0; r < p->n_rows; r++) {
        if (p->rows[r].rule != setting)
            continue;
        int64_t c = row_cost(p, &p->rows[r], t->values);
        hard += c == VAKT_HARD;
        cost += c == VAKT_HARD ? 0 : c;
    }
    for (size_t c = 0; c < p->n_costs; c++) {
        if (p->costs[c].rule == setting)
            cost += p->costs[c].pts * t->values[p->costs[c].var];
    }
    for (size_t f = 0; f < p->n_forbids; f++) {
        if (p->forbids[f].rule == setting &&
            t->roster.doctor[p->forbids[f].duty] == p->forbids[f].doctor)
            hard++;
    }
    for (size_t f = 0; f < verdict->n_findings; f++) {
        const vakt_finding *g = &verdict->findings[f];
        hard_findings += g->setting == setting && g->hard && !g->excused;
    }
    if (cost == verdict->scores[setting].cost && (hard > 0) == (hard_findings > 0))
        return;
    printf("  rule %s%s: program costs %lld, %d hard; verifier costs %lld, %d hard\n",
           vakt_rule_words[s->rule], s->entry ? " (entry)" : "", (long long)cost, hard,
           (long long)verdict->scores[setting].cost, hard_findings);
}

static void show_difference(trial *t, const vakt_verdict *verdict, bool program_legal,
                            const int64_t *program_levels)
{
    show_roster(t);
    show_levels("verifier", verdict->legal, verdict->levels);
    show_levels("program", program_legal, program_levels);
    show_levels("constant", true, t->program->constant);
    for (size_t s = 0; s < t->tiny.instance->n_settings; s++)
        show_setting(t, verdict, (int)s);
}

/* ---- one roster ---- */

static void better(best *b, const int64_t *levels)
{
    for (int i = 0; b->any && i <= VAKT_MAX_LEVEL; i++) {
        if (levels[i] > b->levels[i])
            return;
        if (levels[i] < b->levels[i])
            break;
    }
    b->any = true;
    memcpy(b->levels, levels, sizeof b->levels);
}

/* The roster as it would be without each rule. */
static void take_out(trial *t, const vakt_verdict *verdict)
{
    const vakt_instance *instance = t->tiny.instance;
    int64_t levels[VAKT_N_RULES][VAKT_MAX_LEVEL + 1];
    int hard[VAKT_N_RULES] = {0}, all_hard = 0;
    bool finds[VAKT_N_RULES] = {false};
    for (int r = 0; r < VAKT_N_RULES; r++)
        memcpy(levels[r], verdict->levels, sizeof levels[r]);
    for (size_t s = 0; s < instance->n_settings; s++) {
        const vakt_setting *setting = &instance->settings[s];
        levels[setting->rule][setting->level] -= verdict->scores[s].cost;
        finds[setting->rule] = finds[setting->rule] || verdict->scores[s].cost > 0;
    }
    for (size_t f = 0; f < verdict->n_findings; f++) {
        const vakt_finding *g = &verdict->findings[f];
        if (!g->hard || g->excused)
            continue;
        vakt_rule_kind rule = instance->settings[g->setting].rule;
        all_hard++;
        if (rule != VAKT_RULE_linked_block) { /* hard blocks are units, not its prices */
            hard[rule]++;
            finds[rule] = true;
        }
    }
    for (int r = 0; r < VAKT_N_RULES; r++) {
        if (hard[r] != all_hard)
            continue;
        better(&t->without[r], levels[r]);
        t->used[r] = t->used[r] || finds[r];
    }
}

static bool same_levels(const int64_t *a, const int64_t *b)
{
    return memcmp(a, b, (VAKT_MAX_LEVEL + 1) * sizeof *a) == 0;
}

static bool score_roster(trial *t)
{
    vakt_verdict *verdict = NULL;
    int64_t levels[VAKT_MAX_LEVELS] = {0};
    if (vakt_verify(t->tiny.instance, &t->roster, &verdict) != VAKT_OK)
        return false;
    bool given = vakt_program_from_roster(t->program, &t->roster, t->values);
    bool legal = vakt_program_evaluate(t->program, t->values, levels) && given;
    if (legal != verdict->legal) {
        dump(t, "legality of a roster");
        show_difference(t, verdict, legal, levels);
    } else if (legal && !same_levels(levels, verdict->levels)) {
        dump(t, "levels of a roster");
        show_difference(t, verdict, legal, levels);
    }
    t->rosters++;
    if (verdict->legal) {
        t->legal++;
        better(&t->all, verdict->levels);
    }
    take_out(t, verdict);
    vakt_verdict_free(verdict);
    return !t->failed;
}

static void enumerate(trial *t)
{
    size_t n = t->roster.n_duties, at = 0;
    while (score_roster(t)) {
        for (at = 0; at < n; at++) { /* count up in base n_doctors + 1 */
            if (++t->roster.doctor[at] < (int)t->tiny.instance->n_doctors)
                break;
            t->roster.doctor[at] = VAKT_NOBODY;
        }
        if (at == n)
            return;
    }
}

/* ---- the search ---- */

static void compare_found(trial *t, const vakt_search_result *result)
{
    int64_t levels[VAKT_MAX_LEVELS] = {0};
    bool proven = true, legal = false;
    for (int i = 0; i < t->program->n_levels; i++) {
        levels[i] = result->levels[i].value;
        proven = proven && result->levels[i].proven;
    }
    if (!t->all.any || !same_levels(levels, t->all.levels) || !proven) {
        dump(t, proven ? "the search's optimum" : "the search proves nothing");
        show_levels("brute", t->all.any, t->all.levels);
        show_levels("search", true, levels);
        return;
    }
    vakt_program_to_roster(t->program, result->values, &t->roster);
    if (vakt_verify_score(t->tiny.instance, &t->roster, &legal, levels) != VAKT_OK || !legal ||
        !same_levels(levels, t->all.levels)) {
        dump(t, "the search's roster is not what it says");
        show_roster(t);
        show_levels("verifier", legal, levels);
        show_levels("brute", t->all.any, t->all.levels);
    }
}

static void compare_search(trial *t)
{
    vakt_search_result result = {0};
    vakt_search_options options = {.seed = t->seed};
    vakt_status status = vakt_search(t->program, &options, NULL, NULL, &result);
    if (status != VAKT_OK)
        dump(t, vakt_status_meaning(status));
    else if (result.found)
        compare_found(t, &result);
    else if (t->all.any || !result.infeasible)
        dump(t, t->all.any ? "the search finds no roster" : "infeasibility is not proven");
    free(result.values);
}

/* ---- one problem ---- */

static bool draw(trial *t)
{
    const vakt_random_options random = {.seed = t->seed, .focus = t->focus};
    char bytes[4096];
    if (!t->file)
        return vakt_random_problem(&random, &t->json);
    FILE *file = fopen(t->file, "r");
    if (!file)
        return false;
    for (size_t n; (n = fread(bytes, 1, sizeof bytes, file)) > 0;)
        vakt_text_add_bytes(&t->json, bytes, n);
    fclose(file);
    return !t->json.failed;
}

static bool open_trial(trial *t, int skip_rule)
{
    const vakt_compile_options options = {.skip_rule = skip_rule};
    vakt_text_init(&t->json, VAKT_TEXT_CAP);
    if (!draw(t) || !vakt_tiny_read(t->json.bytes, t->json.length, &t->tiny) ||
        !vakt_tiny_make(&t->tiny)) {
        dump_as(t, "REFUSED", "the problem is not read");
        return false;
    }
    if (vakt_compile(t->tiny.instance, &options, &t->program) != VAKT_OK ||
        vakt_roster_init(&t->roster, t->tiny.instance->n_duties) != VAKT_OK) {
        dump_as(t, "REFUSED", "the problem does not compile");
        return false;
    }
    t->values = calloc(t->program->n_vars + 1, 1);
    return t->values != NULL;
}

static void count(trial *t)
{
    for (int r = 0; r < VAKT_N_RULES; r++) {
        const best *b = &t->without[r];
        bool changed = b->any != t->all.any ||
                       (b->any && !same_levels(b->levels, t->all.levels));
        tallies[r].used += t->used[r];
        tallies[r].changed += t->used[r] && changed;
        if (r == t->focus) {
            tallies[r].focus++;
            tallies[r].focus_changed += changed;
        }
    }
    n_rosters += t->rosters;
    n_legal += t->legal;
    n_infeasible += !t->all.any;
}

static bool try_problem(const char *file, int focus, uint64_t seed, int skip_rule)
{
    trial *t = calloc(1, sizeof *t);
    if (!t)
        return false;
    t->file = file;
    t->focus = focus;
    t->seed = seed;
    if (open_trial(t, skip_rule)) {
        enumerate(t);
        if (!t->failed)
            compare_search(t);
        count(t);
    }
    bool failed = t->failed;
    n_failed += failed;
    free(t->values);
    vakt_roster_done(&t->roster);
    vakt_program_free(t->program);
    vakt_tiny_done(&t->tiny);
    vakt_text_done(&t->json);
    free(t);
    return !failed;
}

/* ---- all of them ---- */

static int rule_of(const char *name)
{
    const char *word = getenv(name);
    for (int r = 0; word && r < VAKT_N_RULES; r++) {
        if (strcmp(word, vakt_rule_words[r]) == 0)
            return r;
    }
    if (word) {
        fprintf(stderr, "%s: found \"%s\", expected a rule\n", name, word);
        exit(2);
    }
    return -1;
}

static uint64_t number_of(const char *name, uint64_t by_default)
{
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : by_default;
}

/* Returns the number of rules that are not tested. */
static int show_table(void)
{
    int weak = 0;
    printf("%-22s %6s %8s %5s   %s\n", "rule", "used", "changed", "%", "of those made for it");
    for (int r = 0; r < VAKT_N_RULES; r++) {
        const tally *t = &tallies[r];
        bool bad = t->changed < MIN_CHANGED || 100 * t->changed < MIN_PERCENT * t->used;
        printf("%-22s %6d %8d %4d%%   %d of %d%s\n", vakt_rule_words[r], t->used, t->changed,
               t->used ? 100 * t->changed / t->used : 0, t->focus_changed, t->focus,
               bad ? "   NOT TESTED" : "");
        weak += bad;
    }
    return weak;
}

static int show_sum(int problems, int weak)
{
    printf("%d problems, %ld rosters, %ld of them legal, %ld problems without a legal one; "
           "%ld mismatches, %d rules not tested\n",
           problems, n_rosters, n_legal, n_infeasible, n_failed, weak);
    return n_failed > 0 || weak > 0;
}

int main(int argc, char **argv)
{
    for (int r = 0; argc > 1 && strcmp(argv[1], "rules") == 0 && r < VAKT_N_RULES; r++)
        puts(vakt_rule_words[r]);
    if (argc > 1)
        return 0;
    int skip = rule_of("VAKT_SKIP_COMPILE"), focus = rule_of("VAKT_FOCUS");
    uint64_t first = number_of("VAKT_SEED", 1), seeds = number_of("VAKT_SEEDS", SEEDS);
    int problems = 0, weak = 0;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (getenv("VAKT_FILE"))
        return !try_problem(getenv("VAKT_FILE"), 0, 0, skip);
    for (uint64_t seed = first; seed < first + seeds; seed++) {
        for (int r = 0; r < VAKT_N_RULES; r++) {
            if (focus >= 0 && r != focus)
                continue;
            problems++;
            if (!try_problem(NULL, r, seed, skip) && skip >= 0)
                return show_sum(problems, 0);
        }
    }
    weak = show_table();
    if (focus >= 0)
        weak = 0; /* other rules' problems are missing */
    return show_sum(problems, weak);
}
