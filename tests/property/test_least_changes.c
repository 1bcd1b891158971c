/* links: vakt_test_support vakt_rebuild vakt_search_core vakt_rules vakt_verify vakt_problem_io vakt_domain vakt_base */
/*
 * The ladder against brute force. Of tiny random problems a roster is published, some of it has
 * begun, some duties are open or in the hands of somebody who should not have them, and some
 * doctors have asked for something. Every roster that keeps what stands is scored by the verifier;
 * each rung has to be the best of those within its number of changes, in its order of measures.
 *
 * What stands, what is a change and whom it affects is written here once more, from ladder.h.
 *
 * VAKT_SEED   first seed (default 1)
 * VAKT_SEEDS  problems per rule (default SEEDS)
 * VAKT_FOCUS  only the problems made for this rule
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rebuild/ladder.h"
#include "support/random_problem.h"

enum { SEEDS = 6, MOST_ROSTERS = 1100, N = VAKT_N_RUNG_VALUES };

typedef struct candidate { /* a roster that may be a rung */
    int64_t values[N];
} candidate;

typedef struct trial {
    int focus;
    uint64_t seed, random;
    vakt_text json;
    vakt_tiny tiny;
    vakt_instance without_backup_cover; /* the instance less the backup layer's demands */
    vakt_roster published, roster;
    vakt_rebuild_request request;
    vakt_asked_move asked[4];
    uint8_t *spared, *stands, *frozen;
    int *base;
    bool *possible; /* doctor * n_duties + duty */
    vakt_ladder *ladder;
    candidate *candidates;
    size_t n_candidates;
    bool failed;
} trial;

static long n_problems, n_compared, n_rungs, n_candidates, n_failed, n_loose, n_apart;
static long n_kinds[VAKT_RUNG_ANEW + 1];

static uint64_t draw(trial *t, uint64_t n)
{
    uint64_t z = t->random += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return (z ^ (z >> 31)) % n;
}

static void fail(trial *t, const char *what)
{
    printf("MISMATCH %s seed %llu: %s\n", vakt_rule_words[t->focus], (unsigned long long)t->seed,
           what);
    t->failed = true;
}

/* ---- a published roster and a day on which it has to change ---- */

/* The duties taken together with this one; at least itself. */
static size_t mates_of(const trial *t, int duty, const int **ret_mates, const int *self)
{
    const vakt_instance *in = t->tiny.instance;
    int block = in->duties[duty].block;
    *ret_mates = block >= 0 ? in->blocks[block].duties : self;
    return block >= 0 ? in->blocks[block].n_duties : 1;
}

static void give(trial *t, int duty, int doctor)
{
    const int *mates;
    size_t n = mates_of(t, duty, &mates, &duty);
    for (size_t i = 0; i < n; i++)
        t->published.doctor[mates[i]] = doctor;
}

/* Fills what can be filled without breaking a rule, in an order of chance. */
static bool publish_something(trial *t)
{
    const vakt_instance *in = t->tiny.instance;
    for (size_t i = 0; i < in->n_duties; i++) {
        int duty = (int)draw(t, in->n_duties);
        for (size_t k = 0; k < 3 && t->published.doctor[duty] == VAKT_NOBODY; k++) {
            vakt_verdict *verdict = NULL;
            bool legal = true;
            give(t, duty, (int)draw(t, in->n_doctors));
            if (vakt_verify(in, &t->published, &verdict) != VAKT_OK)
                return false;
            for (size_t f = 0; f < verdict->n_findings; f++) {
                const vakt_finding *g = &verdict->findings[f];
                legal = legal && (!g->hard || g->excused ||
                                  in->settings[g->setting].rule == VAKT_RULE_fixed_duty);
            }
            vakt_verdict_free(verdict);
            if (!legal)
                give(t, duty, VAKT_NOBODY);
        }
    }
    return true;
}

static void disturb(trial *t)
{
    const vakt_instance *in = t->tiny.instance;
    for (uint64_t n = draw(t, 3); n > 0; n--)
        give(t, (int)draw(t, in->n_duties), VAKT_NOBODY);
    for (uint64_t n = draw(t, 3); n > 0; n--)
        give(t, (int)draw(t, in->n_duties), (int)draw(t, in->n_doctors));
}

static void draw_request(trial *t)
{
    const vakt_instance *in = t->tiny.instance;
    vakt_minute first = in->duties[0].start, last = in->duties[in->n_duties - 1].start;
    vakt_minute now = first - 60 + (vakt_minute)draw(t, (uint64_t)(last - first) / 3 + 120);
    t->request = vakt_rebuild_defaults(&t->published, now);
    t->request.policy = draw(t, 3) ? VAKT_REBUILD_FREE : (int)draw(t, 3);
    t->request.most_rungs = 3;
    for (int i = 0; i + 1 < VAKT_N_NOTICES; i++)
        t->request.weights[i].hours = (i + 1) * 24;
    for (int i = 0; i < VAKT_N_NOTICES; i++) {
        t->request.weights[i].unasked = 1 + (int64_t)draw(t, 12);
        t->request.weights[i].asked = draw(t, 4) == 0;
    }
    for (t->request.n_asked = 0; t->request.n_asked < draw(t, 5); t->request.n_asked++)
        t->asked[t->request.n_asked] = (vakt_asked_move){(int)draw(t, in->n_doctors),
                                                         (int)draw(t, in->n_duties)};
    t->request.asked = t->asked;
    for (size_t d = 0; d < in->n_doctors; d++)
        t->spared[d] = draw(t, 10) == 0;
    if (draw(t, 3) == 0)
        t->stands[draw(t, in->n_duties)] = 1;
    t->request.spared = t->spared;
    t->request.stands = t->stands;
}

/* ---- what stands, once more ---- */

static bool asked(const trial *t, int doctor, int duty)
{
    for (size_t i = 0; i < t->request.n_asked; i++)
        if (t->asked[i].doctor == doctor && t->asked[i].duty == duty)
            return true;
    return false;
}

static bool asked_for_all(const trial *t, int doctor, int duty)
{
    const int *mates;
    size_t n = mates_of(t, duty, &mates, &duty);
    for (size_t i = 0; i < n; i++)
        if (!asked(t, doctor, mates[i]))
            return false;
    return true;
}

static bool begun(const trial *t, int duty)
{
    const int *mates;
    size_t n = mates_of(t, duty, &mates, &duty);
    for (size_t i = 0; i < n; i++)
        if (t->tiny.instance->duties[mates[i]].start <= t->request.now || t->stands[mates[i]])
            return true;
    return false;
}

static bool is_lost(const trial *t, int duty)
{
    for (size_t i = 0; i < t->ladder->n_lost; i++)
        if (t->ladder->lost[i].duty == duty)
            return true;
    return false;
}

static bool unit_is_lost(const trial *t, int duty)
{
    const int *mates;
    size_t n = mates_of(t, duty, &mates, &duty);
    for (size_t i = 0; i < n; i++)
        if (is_lost(t, mates[i]))
            return true;
    return false;
}

/* The ladder says which duties are lost; assert_lost sees that they are. */
static void find_what_stands(trial *t)
{
    for (int duty = 0; duty < (int)t->published.n_duties; duty++) {
        int holder = t->published.doctor[duty];
        bool kept = holder != VAKT_NOBODY && !unit_is_lost(t, duty) &&
                    !asked_for_all(t, holder, duty) &&
                    (t->request.policy != VAKT_REBUILD_FREE || t->spared[holder]);
        t->frozen[duty] = begun(t, duty) || kept;
        t->base[duty] = is_lost(t, duty) ? VAKT_NOBODY : holder;
    }
}

static bool may_take(const trial *t, int doctor, int duty)
{
    int holder = t->published.doctor[duty];
    if (doctor == holder || asked_for_all(t, doctor, duty))
        return true;
    if (t->spared[doctor])
        return false;
    return t->request.policy == VAKT_REBUILD_FREE ||
           (t->request.policy == VAKT_REBUILD_FILL_OPEN &&
            (holder == VAKT_NOBODY || unit_is_lost(t, duty)));
}

static bool keeps_what_stands(const trial *t)
{
    for (int duty = 0; duty < (int)t->roster.n_duties; duty++) {
        int doctor = t->roster.doctor[duty];
        if (t->frozen[duty] ? doctor != t->published.doctor[duty]
                            : doctor != VAKT_NOBODY && !may_take(t, doctor, duty))
            return false;
    }
    return true;
}

/* ---- measures, once more ---- */

static void count_changes(const trial *t, int64_t *values)
{
    values[VAKT_RUNG_COUNT] = values[VAKT_RUNG_WEIGHT] = values[VAKT_RUNG_PEOPLE] = 0;
    for (int duty = 0; duty < (int)t->roster.n_duties; duty++) {
        int from = t->base[duty], to = t->roster.doctor[duty], notice = 0;
        if (from == to)
            continue;
        int64_t minutes = t->tiny.instance->duties[duty].start - t->request.now;
        while (notice < VAKT_N_NOTICES - 1 && minutes >= t->request.weights[notice].hours * 60)
            notice++;
        bool all = (from < 0 || asked(t, from, duty)) && (to < 0 || asked(t, to, duty));
        values[VAKT_RUNG_COUNT] += !all;
        values[VAKT_RUNG_WEIGHT] += all ? t->request.weights[notice].asked
                                        : t->request.weights[notice].unasked;
    }
    for (int d = 0; d < (int)t->tiny.instance->n_doctors; d++) {
        bool touched = false;
        for (int duty = 0; duty < (int)t->roster.n_duties; duty++)
            touched = touched || ((t->base[duty] == d) != (t->roster.doctor[duty] == d) &&
                                  !asked(t, d, duty));
        values[VAKT_RUNG_PEOPLE] += touched;
    }
}

static int64_t open_backup(const trial *t, const vakt_verdict *verdict)
{
    const vakt_instance *in = t->tiny.instance;
    vakt_verdict *other = NULL;
    int64_t sum = 0;
    for (size_t i = 0; i < verdict->n_findings; i++) {
        const vakt_finding *f = &verdict->findings[i];
        if (in->settings[f->setting].rule == VAKT_RULE_open_duty &&
            in->duties[f->duty].layer == VAKT_LAYER_BACKUP)
            sum += f->cost;
    }
    if (t->without_backup_cover.n_cover == in->n_cover)
        return sum;
    if (vakt_verify(&t->without_backup_cover, &t->roster, &other) != VAKT_OK)
        return -1;
    sum += verdict->levels[0] - other->levels[0];
    vakt_verdict_free(other);
    return sum;
}

static void measure(const trial *t, const vakt_verdict *verdict, int64_t *values)
{
    values[VAKT_RUNG_STANDING] = 0;
    values[VAKT_RUNG_OPEN_BACKUP] = open_backup(t, verdict);
    values[VAKT_RUNG_OPEN] = verdict->levels[0] - values[VAKT_RUNG_OPEN_BACKUP];
    for (int k = 1; k <= VAKT_MAX_LEVEL; k++)
        values[VAKT_RUNG_LEVEL_1 + k - 1] = verdict->levels[k];
    count_changes(t, values);
}

/* ---- every roster ---- */

static bool is_pin(const trial *t, const vakt_finding *f)
{
    return t->tiny.instance->settings[f->setting].rule == VAKT_RULE_fixed_duty;
}

static bool *possible_of(const trial *t, int doctor, int duty)
{
    return &t->possible[(size_t)doctor * t->roster.n_duties + (size_t)duty];
}

/* A pin that no roster can keep binds nobody. */
static bool breaks(const trial *t, const vakt_verdict *verdict, bool pins)
{
    for (size_t i = 0; i < verdict->n_findings; i++) {
        const vakt_finding *f = &verdict->findings[i];
        if (f->hard && !f->excused && is_pin(t, f) == pins &&
            (!pins || *possible_of(t, f->doctor, f->duty)))
            return true;
    }
    return false;
}

static bool lost_is_kept(const trial *t)
{
    for (size_t i = 0; i < t->ladder->n_lost; i++)
        if (t->roster.doctor[t->ladder->lost[i].duty] == t->ladder->lost[i].doctor)
            return true;
    return false;
}

static void look_at_legal(trial *t, const vakt_verdict *verdict, bool pins)
{
    if (lost_is_kept(t))
        fail(t, "a duty that is said to be lost can be kept");
    for (int duty = 0; !pins && duty < (int)t->roster.n_duties; duty++)
        if (t->roster.doctor[duty] != VAKT_NOBODY)
            *possible_of(t, t->roster.doctor[duty], duty) = true;
    if (pins && !breaks(t, verdict, true))
        measure(t, verdict, t->candidates[t->n_candidates++].values);
}

static bool look_at_roster(trial *t, bool pins)
{
    vakt_verdict *verdict = NULL;
    if (!keeps_what_stands(t))
        return true;
    if (vakt_verify(t->tiny.instance, &t->roster, &verdict) != VAKT_OK)
        return false;
    if (!breaks(t, verdict, false))
        look_at_legal(t, verdict, pins);
    vakt_verdict_free(verdict);
    return !t->failed;
}

/* First for what is possible without pins, then for those that keep the possible pins. */
static void enumerate(trial *t, bool pins)
{
    size_t n = t->roster.n_duties, at = 0;
    for (size_t i = 0; i < n; i++)
        t->roster.doctor[i] = VAKT_NOBODY;
    while (at < n && look_at_roster(t, pins)) {
        for (at = 0; at < n; at++) {
            if (++t->roster.doctor[at] < (int)t->tiny.instance->n_doctors)
                break;
            t->roster.doctor[at] = VAKT_NOBODY;
        }
    }
}

/* ---- the rungs ---- */

static const int64_t *best_within(const trial *t, int64_t limit, const int *order, size_t n)
{
    const int64_t *best = NULL;
    for (size_t i = 0; i < t->n_candidates; i++) {
        const int64_t *one = t->candidates[i].values;
        if (limit >= 0 && one[VAKT_RUNG_COUNT] > limit)
            continue;
        bool better = !best;
        for (size_t k = 0; best && k < n; k++) {
            if (one[order[k]] != best[order[k]]) {
                better = one[order[k]] < best[order[k]];
                break;
            }
        }
        best = better ? one : best;
    }
    return best;
}

static void show(const char *who, const int64_t *values)
{
    printf("  %-8s", who);
    for (int k = 0; k < N; k++)
        printf(" %s=%lld", vakt_rung_value_words[k], (long long)values[k]);
    printf("\n");
}

static void compare_rung(trial *t, const vakt_rung *rung)
{
    int64_t mine[N];
    const int64_t *best = best_within(t, rung->limit, rung->order, rung->n_values);
    bool same = best != NULL;
    memcpy(t->roster.doctor, rung->roster.doctor, rung->roster.n_duties * sizeof(int));
    measure(t, rung->verdict, mine);
    for (size_t k = 0; best && k < rung->n_values; k++)
        same = same && best[rung->order[k]] == mine[rung->order[k]];
    for (int k = 0; k < N; k++)
        same = same && (k == VAKT_RUNG_OPEN || k == VAKT_RUNG_OPEN_BACKUP ||
                        rung->values[k].value == mine[k]);
    same = same && mine[VAKT_RUNG_OPEN] + mine[VAKT_RUNG_OPEN_BACKUP] ==
                       rung->values[VAKT_RUNG_OPEN].value +
                           rung->values[VAKT_RUNG_OPEN_BACKUP].value;
    if (!keeps_what_stands(t))
        fail(t, "a rung moves what stands");
    if (!same || (int64_t)rung->n_changes != mine[VAKT_RUNG_COUNT]) {
        fail(t, vakt_rung_kind_words[rung->kind]);
        printf("  limit %lld\n", (long long)rung->limit);
        int64_t said[N];
        for (int k = 0; k < N; k++)
            said[k] = rung->values[k].value;
        show("says", said);
        show("is", mine);
        if (best)
            show("brute", best);
    } else if (!rung->proven) {
        fail(t, "a rung is not proven");
    }
    n_rungs++;
    n_kinds[rung->kind]++;
}

/* No fewer changes leave as little open, and the least rung has so many. */
static void compare_least(trial *t)
{
    static const int order[] = {VAKT_RUNG_STANDING, VAKT_RUNG_OPEN, VAKT_RUNG_OPEN_BACKUP,
                                VAKT_RUNG_COUNT};
    const int64_t *best = best_within(t, -1, order, 4);
    const vakt_rung *least = NULL;
    for (size_t i = 0; i < t->ladder->n_rungs; i++)
        if (t->ladder->rungs[i].kind == VAKT_RUNG_LEAST)
            least = &t->ladder->rungs[i];
    if (!best || !least || (int64_t)least->n_changes != best[VAKT_RUNG_COUNT] ||
        !t->ladder->least_proven || t->ladder->least_bound != best[VAKT_RUNG_COUNT])
        fail(t, "the least number of changes");
}

static void compare_ladder(trial *t)
{
    if (t->ladder->impossible != (t->n_candidates == 0)) {
        fail(t, t->ladder->impossible ? "called impossible" : "not called impossible");
        printf("  %zu rosters, %zu rungs\n", t->n_candidates, t->ladder->n_rungs);
        return;
    }
    for (size_t i = 0; i < t->ladder->n_rungs && !t->failed; i++)
        compare_rung(t, &t->ladder->rungs[i]);
    if (!t->failed && !t->ladder->impossible)
        compare_least(t);
    n_compared++;
    n_candidates += (long)t->n_candidates;
}

/* ---- what brute force says nothing of ---- */

/* A block cut by the past and by an absence is taken apart: its rests are units of their own. */
static bool comes_apart(const trial *t)
{
    const vakt_instance *in = t->tiny.instance;
    for (size_t b = 0; b < in->n_blocks; b++) {
        const vakt_block_instance *block = &in->blocks[b];
        if (in->duties[block->duties[0]].block < 0)
            continue;
        for (size_t i = 1; i < block->n_duties; i++)
            if (in->duties[block->duties[i]].layer != in->duties[block->duties[0]].layer ||
                t->published.doctor[block->duties[i]] != t->published.doctor[block->duties[0]])
                return true;
        if (begun(t, block->duties[0]) && unit_is_lost(t, block->duties[0]))
            return true;
    }
    return false;
}

static bool standing_is_broken(const trial *t)
{
    for (size_t i = 0; i < t->ladder->standing->n_findings; i++) {
        const vakt_finding *f = &t->ladder->standing->findings[i];
        if (f->hard && !f->excused &&
            t->tiny.instance->settings[f->setting].rule != VAKT_RULE_fixed_duty)
            return true;
    }
    return false;
}

/* Every roster of the ladder leaves the past alone, whatever was broken in it. */
static void look_at_past(trial *t)
{
    for (size_t i = 0; i < t->ladder->n_rungs; i++)
        for (size_t k = 0; k < t->published.n_duties; k++)
            if (t->tiny.instance->duties[k].start <= t->request.now &&
                t->ladder->rungs[i].roster.doctor[k] != t->published.doctor[k])
                fail(t, "the past is not left alone");
}

/* ---- one problem ---- */

static bool open_trial(trial *t)
{
    const vakt_random_options options = {.seed = t->seed, .focus = t->focus,
                                         .max_rosters = MOST_ROSTERS};
    vakt_text_init(&t->json, VAKT_TEXT_CAP);
    if (!vakt_random_problem(&options, &t->json) ||
        !vakt_tiny_read(t->json.bytes, t->json.length, &t->tiny) || !vakt_tiny_make(&t->tiny))
        return false;
    size_t n_duties = t->tiny.instance->n_duties, n_rosters = 1;
    for (size_t i = 0; i < n_duties; i++)
        n_rosters *= t->tiny.instance->n_doctors + 1;
    t->spared = calloc(t->tiny.instance->n_doctors + 1, 1);
    t->stands = calloc(n_duties + 1, 1);
    t->frozen = calloc(n_duties + 1, 1);
    t->base = calloc(n_duties + 1, sizeof *t->base);
    t->possible = calloc((t->tiny.instance->n_doctors + 1) * (n_duties + 1), sizeof *t->possible);
    t->candidates = calloc(n_rosters + 1, sizeof *t->candidates);
    t->without_backup_cover = *t->tiny.instance;
    t->without_backup_cover.n_cover = 0;
    t->without_backup_cover.cover =
        calloc(t->tiny.instance->n_cover + 1, sizeof *t->tiny.instance->cover);
    for (size_t i = 0; i < t->tiny.instance->n_cover; i++)
        if (t->tiny.instance->cover[i].layer != VAKT_LAYER_BACKUP)
            t->without_backup_cover.cover[t->without_backup_cover.n_cover++] =
                t->tiny.instance->cover[i];
    return n_duties > 0 && vakt_roster_init(&t->published, n_duties) == VAKT_OK &&
           vakt_roster_init(&t->roster, n_duties) == VAKT_OK;
}

static void close_trial(trial *t)
{
    vakt_ladder_free(t->ladder);
    vakt_roster_done(&t->published);
    vakt_roster_done(&t->roster);
    vakt_tiny_done(&t->tiny);
    vakt_text_done(&t->json);
    free(t->without_backup_cover.cover);
    free(t->spared);
    free(t->stands);
    free(t->frozen);
    free(t->base);
    free(t->possible);
    free(t->candidates);
}

static void climb(trial *t)
{
    vakt_status status = vakt_ladder_new(t->tiny.instance, &t->request, NULL, t->tiny.report,
                                         &t->ladder);
    if (status != VAKT_OK) {
        fail(t, vakt_status_meaning(status));
        for (size_t i = 0; i < vakt_report_count(t->tiny.report); i++)
            printf("  %s\n", vakt_report_at(t->tiny.report, i)->text);
        return;
    }
    find_what_stands(t);
    look_at_past(t);
    if (comes_apart(t)) {
        n_apart++;
    } else if (standing_is_broken(t)) {
        n_loose++;
    } else {
        enumerate(t, false);
        enumerate(t, true);
        if (!t->failed)
            compare_ladder(t);
    }
}

static void try_problem(int focus, uint64_t seed)
{
    trial t = {.focus = focus, .seed = seed, .random = seed * 1000 + (uint64_t)focus};
    n_problems++;
    if (open_trial(&t) && publish_something(&t)) {
        draw_request(&t);
        disturb(&t);
        climb(&t);
    } else {
        fail(&t, "the problem is not read");
    }
    n_failed += t.failed;
    close_trial(&t);
}

static uint64_t number_of(const char *name, uint64_t by_default)
{
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : by_default;
}

int main(void)
{
    uint64_t first = number_of("VAKT_SEED", 1), seeds = number_of("VAKT_SEEDS", SEEDS);
    const char *only = getenv("VAKT_FOCUS");
    setvbuf(stdout, NULL, _IOLBF, 0);
    for (uint64_t seed = first; seed < first + seeds; seed++)
        for (int r = 0; r < VAKT_N_RULES; r++)
            if (!only || strcmp(only, vakt_rule_words[r]) == 0)
                try_problem(r, seed);
    printf("%ld problems, %ld compared (%ld rosters, %ld rungs", n_problems, n_compared,
           n_candidates, n_rungs);
    for (int k = 0; k <= VAKT_RUNG_ANEW; k++)
        printf(", %ld %s", n_kinds[k], vakt_rung_kind_words[k]);
    printf("); %ld with a broken past, %ld with a block apart; %ld mismatches\n", n_loose, n_apart,
           n_failed);
    bool weak = !only && seeds >= SEEDS &&
                (n_compared * 3 < n_problems || n_kinds[VAKT_RUNG_FEWER] == 0 ||
                 n_kinds[VAKT_RUNG_BETTER] == 0);
    if (weak)
        printf("too little is compared\n");
    return n_failed > 0 || weak;
}
