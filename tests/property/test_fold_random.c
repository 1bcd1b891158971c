/* links: vakt_test_support vakt_change vakt_emit vakt_problem_io vakt_verify vakt_domain vakt_base */
/*
 * Random changes on tiny problems. Whatever is asked for, in whatever order:
 *   no hard finding is new without a signature; what has begun keeps its doctor;
 *   a change that is not applied leaves no trace; one revision a change ends where one for all does;
 *   who lost and gained what, replayed, gives the roster and the accounts.
 * VAKT_SEED and VAKT_SEEDS choose others.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "change/fold.h"
#include "io/sentence.h"
#include "io/vakt_io.h"
#include "support/random_problem.h"

enum { SEEDS = 3, CHANGES = 14, MOST_DUTIES = 400 };

static long n_folds, n_applied, n_refused, n_failed;
static long n_kind[VAKT_N_CHANGE_KINDS], n_why[VAKT_N_FOLD_REASONS];

typedef struct run {
    uint64_t seed, state;
    int focus;
    vakt_tiny tiny;
    vakt_roster roster;
    vakt_roster_doc_assignment assignments[MOST_DUTIES];
    size_t n_assignments;
    vakt_minute now;
    vakt_roster_change changes[CHANGES];
    char ids[CHANGES][16];
    const char *after[CHANGES][3], *agreed[CHANGES][8];
    vakt_standing *standing;
    vakt_fold_state at;     /* as the changes drawn so far leave it, one revision each */
    vakt_fold *steps[CHANGES];
    bool failed;
} run;

static int below(run *r, int n)
{
    r->state = r->state * 6364136223846793005u + 1442695040888963407u;
    return n > 0 ? (int)((r->state >> 33) % (uint64_t)n) : 0;
}

static bool chance(run *r, int percent)
{
    return below(r, 100) < percent;
}

static void wrong(run *r, const char *what)
{
    if (!r->failed)
        fprintf(stderr, "seed %llu, rule %s: %s\n", (unsigned long long)r->seed,
                vakt_rule_words[r->focus], what);
    r->failed = true;
}

/* ---- what is published ---- */

/* Each duty to some doctor who breaks nothing more by it, or open. */
static bool draw_roster(run *r)
{
    const vakt_instance *in = r->tiny.instance;
    bool legal, was;
    int64_t levels[VAKT_MAX_LEVEL + 1];
    if (vakt_roster_init(&r->roster, in->n_duties) != VAKT_OK ||
        vakt_verify_score(in, &r->roster, &was, levels) != VAKT_OK)
        return false;
    for (size_t i = 0; i < in->n_duties; i++) {
        int first = below(r, (int)in->n_doctors);
        for (size_t k = 0; k < in->n_doctors && r->roster.doctor[i] == VAKT_NOBODY; k++) {
            r->roster.doctor[i] = (int)((size_t)first + k) % (int)in->n_doctors;
            if (vakt_verify_score(in, &r->roster, &legal, levels) != VAKT_OK)
                return false;
            if ((!legal && was) || chance(r, 10))
                r->roster.doctor[i] = VAKT_NOBODY;
        }
    }
    for (size_t i = 0; i < in->n_duties; i++) {
        if (r->roster.doctor[i] != VAKT_NOBODY)
            r->assignments[r->n_assignments++] = (vakt_roster_doc_assignment){
                .duty = in->duties[i].id,
                .doctor = in->problem->doctors[r->roster.doctor[i]].id};
    }
    return true;
}

/* ---- what is asked for ---- */

static const char *any_doctor(run *r)
{
    const vakt_problem *p = r->tiny.problem;
    return p->doctors[below(r, (int)p->n_doctors)].id;
}

/* A duty that has a doctor, as a rule; and who that is. */
static const char *any_duty(run *r, bool held, const char **ret_doctor)
{
    const vakt_instance *in = r->tiny.instance;
    *ret_doctor = any_doctor(r);
    if (held && r->at.n_assignments > 0) {
        const vakt_roster_doc_assignment *a =
            &r->at.assignments[below(r, (int)r->at.n_assignments)];
        if (chance(r, 90))
            *ret_doctor = a->doctor;
        return a->duty;
    }
    return in->duties[below(r, (int)in->n_duties)].id;
}

static const char *another_doctor(run *r, const char *not_this)
{
    const char *doctor = any_doctor(r);
    for (int i = 0; i < 5 && not_this && strcmp(doctor, not_this) == 0; i++)
        doctor = any_doctor(r);
    return doctor;
}

static bool has_doctor(const run *r, const char *duty)
{
    for (size_t i = 0; i < r->at.n_assignments; i++) {
        if (strcmp(r->at.assignments[i].duty, duty) == 0)
            return true;
    }
    return false;
}

static void fill_change(run *r, vakt_roster_change *c)
{
    const vakt_instance *in = r->tiny.instance;
    const vakt_duty *some = &in->duties[below(r, (int)in->n_duties)];
    const char *nobody;
    bool open = c->kind == VAKT_CHANGE_ORDER || c->kind == VAKT_CHANGE_ACCEPT ||
                (c->kind == VAKT_CHANGE_TAKE && chance(r, 50));
    switch (c->kind) {
    case VAKT_CHANGE_ABSENCE:
        c->doctor = any_doctor(r);
        c->absence = (vakt_absence){.from = some->date, .to = some->date + below(r, 4),
                                    .percent = 100, .reduces_share = chance(r, 50)};
        c->absence_given = true;
        return;
    case VAKT_CHANGE_BACK:
    case VAKT_CHANGE_LEAVE:
        c->doctor = any_doctor(r);
        c->date = some->date;
        return;
    case VAKT_CHANGE_DEMAND_ADDED:
    case VAKT_CHANGE_DEMAND_DROPPED:
        c->demand = (vakt_special){
            .kind = c->kind == VAKT_CHANGE_DEMAND_ADDED ? VAKT_SPECIAL_EXTRA
                                                        : VAKT_SPECIAL_CANCELLED,
            .shift_type = in->problem->shift_types[some->shift_type].id, .date = some->date,
            .count = 1, .start = VAKT_UNSET, .end = VAKT_UNSET, .layer = -1};
        c->demand_given = true;
        return;
    case VAKT_CHANGE_WISH:
        c->doctor = any_doctor(r);
        c->wish = (vakt_wish){.id = "v", .want = VAKT_WANT_OFF, .level = 1, .every = 1,
                              .from = some->date, .to = some->date};
        c->wish_given = true;
        return;
    case VAKT_CHANGE_PIN:
        c->pin = (vakt_fixed){.duty = any_duty(r, true, &c->doctor), .until = VAKT_DAY_NONE};
        c->pin_given = true;
        return;
    case VAKT_CHANGE_JOIN:
        c->new_doctor = in->problem->doctors[below(r, (int)in->n_doctors)];
        c->new_doctor.id = chance(r, 80) ? c->id : c->new_doctor.id;
        c->new_doctor.n_fixed = 0;
        c->new_doctor_given = true;
        return;
    case VAKT_CHANGE_ADVERTISE:
        c->duty = any_duty(r, chance(r, 50), &c->other_doctor);
        if (!has_doctor(r, c->duty))
            c->other_doctor = NULL;
        return;
    case VAKT_CHANGE_WORKED:
        c->duty = any_duty(r, true, &c->doctor);
        c->other_doctor = another_doctor(r, c->doctor);
        return;
    default:
        c->duty = any_duty(r, !open, &c->doctor);
        for (int i = 0; i < 8 && open && has_doctor(r, c->duty); i++)
            c->duty = any_duty(r, false, &c->doctor);
    }
    if (c->kind == VAKT_CHANGE_GIVE)
        c->other_doctor = another_doctor(r, c->doctor);
    if (c->kind == VAKT_CHANGE_TAKE && !open) {
        c->other_doctor = c->doctor;
        c->doctor = another_doctor(r, c->other_doctor);
    }
    for (int i = 0; i < 5 && c->kind == VAKT_CHANGE_SWAP; i++) {
        c->other_duty = any_duty(r, true, &c->other_doctor);
        if (strcmp(c->other_doctor, c->doctor) != 0)
            break;
    }
    if (c->kind == VAKT_CHANGE_OFFER) {
        c->other_doctor = c->doctor;
        c->doctor = another_doctor(r, c->other_doctor);
    }
    for (int i = 0; i < 8 && c->kind == VAKT_CHANGE_SWAP_OPEN; i++) {
        c->other_duty = any_duty(r, false, &nobody);
        if (!has_doctor(r, c->other_duty))
            break;
    }
}

/* What answers an earlier change speaks of its duty; -1 = a kind that answers nothing. */
static int answers(int kind)
{
    return kind == VAKT_CHANGE_ACCEPT || kind == VAKT_CHANGE_DECLINE ? VAKT_CHANGE_OFFER
           : kind == VAKT_CHANGE_ORDER                              ? VAKT_CHANGE_RELEASE
           : kind == VAKT_CHANGE_UNPIN                              ? VAKT_CHANGE_PIN
                                                                    : -1;
}

/* Takes up an earlier change, and names the one that last moved the duty. */
static void follow(run *r, int i)
{
    vakt_roster_change *c = &r->changes[i];
    for (int k = i - 1; k >= 0; k--) {
        const vakt_roster_change *earlier = &r->changes[k];
        if (earlier->kind != answers(c->kind) || r->steps[k]->outcomes[0].why >= 0)
            continue;
        c->duty = earlier->pin_given ? earlier->pin.duty : earlier->duty;
        c->doctor = c->kind == VAKT_CHANGE_ORDER ? another_doctor(r, earlier->doctor)
                                                 : earlier->doctor;
        break;
    }
    const vakt_standing_duty *row = c->duty ? vakt_standing_duty_of(r->at.standing, c->duty) : NULL;
    if (row && row->change && chance(r, 85))
        r->after[i][c->n_after++] = row->change;
    row = c->other_duty ? vakt_standing_duty_of(r->at.standing, c->other_duty) : NULL;
    if (row && row->change && chance(r, 85))
        r->after[i][c->n_after++] = row->change;
    if (i > 0 && chance(r, 5))
        r->after[i][c->n_after++] = r->ids[below(r, i)];
    c->after = r->after[i];
}

/* What comes after an offer, a pin or a release that was just made, as a rule. */
static int draw_kind(run *r, int i)
{
    int before = i > 0 && r->steps[i - 1]->outcomes[0].why < 0 ? r->changes[i - 1].kind : -1;
    if (before == VAKT_CHANGE_OFFER && chance(r, 70))
        return chance(r, 75) ? VAKT_CHANGE_ACCEPT : VAKT_CHANGE_DECLINE;
    if (before == VAKT_CHANGE_PIN && chance(r, 50))
        return VAKT_CHANGE_UNPIN;
    if (before == VAKT_CHANGE_RELEASE && chance(r, 30))
        return VAKT_CHANGE_ORDER;
    return chance(r, 50) ? below(r, 5) : below(r, VAKT_N_CHANGE_KINDS);
}

static void draw_change(run *r, int i)
{
    vakt_roster_change *c = &r->changes[i];
    int kind = draw_kind(r, i);
    snprintf(r->ids[i], sizeof r->ids[i], "c%d", i);
    *c = (vakt_roster_change){.id = r->ids[i],
                              .kind = kind,
                              .asked_by = "x",
                              .asked_at = r->now - 60,
                              .approved_by = chance(r, 90) ? "sjefen" : NULL,
                              .date = VAKT_DAY_NONE,
                              .whole_block = chance(r, 70)};
    fill_change(r, c);
    for (size_t k = 0; k < r->tiny.problem->n_doctors && k < 8 && chance(r, 95); k++)
        r->agreed[i][c->n_agreed++] = r->tiny.problem->doctors[k].id;
    c->agreed = r->agreed[i];
    follow(r, i);
    if (chance(r, 40))
        c->override = (vakt_change_override){.given = true, .by = "sjefen", .reason = "må"};
    if (c->kind == VAKT_CHANGE_ORDER)
        c->order = (vakt_change_order){.given = true, .by = "sjefen", .basis = "x"};
}

/* ---- folding ---- */

static vakt_fold *fold(run *r, const vakt_fold_state *state, const vakt_roster_change *changes,
                       size_t n)
{
    vakt_fold *made = NULL;
    const vakt_fold_options options = {.now = r->now,
                                       .revision = state->standing->revision + 1,
                                       .say_finding = vakt_say_finding,
                                       .say_span = vakt_say_span};
    if (vakt_fold_new(state, changes, n, &options, NULL, &made) != VAKT_OK)
        wrong(r, "the fold fails");
    n_folds++;
    return made;
}

static void add_documents(vakt_text *text, const vakt_fold *f, bool standing)
{
    if (vakt_problem_write_json(f->problem, text) != VAKT_OK ||
        (standing && vakt_standing_write_json(f->standing, text) != VAKT_OK))
        text->failed = true;
    for (size_t i = 0; i < f->n_assignments; i++)
        vakt_text_addf(text, "%s %s\n", f->assignments[i].duty, f->assignments[i].doctor);
}

static bool same_documents(const vakt_fold *a, const vakt_fold *b, bool standing)
{
    vakt_text left, right;
    vakt_text_init(&left, VAKT_TEXT_CAP);
    vakt_text_init(&right, VAKT_TEXT_CAP);
    add_documents(&left, a, standing);
    add_documents(&right, b, standing);
    bool same = !left.failed && !right.failed && strcmp(left.bytes, right.bytes) == 0;
    vakt_text_done(&left);
    vakt_text_done(&right);
    return same;
}

/* ---- what has to be true ---- */

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool was_published(run *r, const vakt_verdict *before, const vakt_fold *f,
                          const vakt_finding *now)
{
    const vakt_instance *old = r->tiny.instance, *in = f->instance;
    for (size_t i = 0; i < before->n_findings; i++) {
        const vakt_finding *was = &before->findings[i];
        if (was->hard && old->settings[was->setting].rule == in->settings[now->setting].rule &&
            was->doctor == now->doctor && was->day == now->day &&
            same_text(was->duty >= 0 ? old->duties[was->duty].id : NULL,
                      now->duty >= 0 ? in->duties[now->duty].id : NULL))
            return true;
    }
    return false;
}

static void expect_signed(run *r, const vakt_fold *f)
{
    vakt_verdict *before = NULL;
    if (vakt_verify(r->tiny.instance, &r->roster, &before) != VAKT_OK) {
        wrong(r, "the published roster is not verified");
        return;
    }
    for (size_t i = 0; i < f->verdict->n_findings; i++) {
        const vakt_finding *now = &f->verdict->findings[i];
        if (now->hard && !now->excused && !was_published(r, before, f, now) &&
            !vakt_standing_signed(f->standing, f->instance, now))
            wrong(r, vakt_rule_words[f->instance->settings[now->setting].rule]);
    }
    vakt_verdict_free(before);
}

static const char *holder_in(const vakt_fold *f, const char *duty)
{
    for (size_t i = 0; i < f->n_assignments; i++) {
        if (strcmp(f->assignments[i].duty, duty) == 0)
            return f->assignments[i].doctor;
    }
    return NULL;
}

static void expect_past_untouched(run *r, const vakt_fold *f)
{
    const vakt_instance *in = r->tiny.instance;
    for (size_t i = 0; i < in->n_duties; i++) {
        int doctor = r->roster.doctor[i];
        const char *was = doctor >= 0 ? in->problem->doctors[doctor].id : NULL;
        if (in->duties[i].start <= r->now && !same_text(was, holder_in(f, in->duties[i].id)))
            wrong(r, "what has begun has another doctor");
    }
}

typedef struct held {
    const char *duty, *doctor;
} held;

static held *held_of(held *all, size_t *n, const char *duty)
{
    for (size_t i = 0; i < *n; i++) {
        if (strcmp(all[i].duty, duty) == 0)
            return &all[i];
    }
    all[*n] = (held){duty, NULL};
    return &all[(*n)++];
}

static void replay(run *r, const vakt_fold *f, held *all, size_t *n)
{
    size_t lost = 0;
    for (size_t i = 0; i < f->n_outcomes; i++) {
        const vakt_fold_outcome *o = &f->outcomes[i];
        bool done = o->result == VAKT_FOLD_APPLIED || o->result == VAKT_FOLD_PRICED;
        n_applied += done;
        n_refused += !done;
        if (o->why >= 0)
            n_why[o->why]++;
        n_kind[o->change->kind] += done;
        for (size_t k = 0; done && k < o->n_affected; k++) {
            held *h = held_of(all, n, o->affected[k].duty);
            lost += !o->affected[k].gains;
            if (!o->affected[k].gains && !same_text(h->doctor, o->affected[k].doctor))
                wrong(r, "a doctor loses what another had");
            if (o->affected[k].gains && h->doctor)
                wrong(r, "a doctor gains what another has");
            h->doctor = o->affected[k].gains ? o->affected[k].doctor : NULL;
        }
    }
    if (lost != f->standing->n_lost)
        wrong(r, "not every lost duty is told");
}

/* The accounts, counted from what was published, what moved and what was corrected. */
static void expect_accounts(run *r, const vakt_fold *f, const held *all, size_t n)
{
    vakt_ledger *ledgers;
    size_t n_ledgers;
    int64_t assigned = 0, worked = 0;
    if (vakt_period_ledgers(f->instance, &f->roster, f->standing, r->now, f->arena, &ledgers,
                            &n_ledgers) != VAKT_OK)
        wrong(r, "no ledgers");
    for (size_t d = 0; d < f->problem->n_doctors; d++) {
        const char *id = f->problem->doctors[d].id;
        assigned = worked = 0;
        for (size_t i = 0; i < f->instance->n_duties; i++) {
            const vakt_duty *duty = &f->instance->duties[i];
            const char *has = NULL, *first = NULL;
            for (size_t k = 0; k < n; k++)
                has = strcmp(all[k].duty, duty->id) == 0 ? all[k].doctor : has;
            for (size_t k = 0; k < f->standing->n_worked; k++)
                has = strcmp(f->standing->worked[k].duty, duty->id) == 0
                          ? f->standing->worked[k].worked : has;
            for (size_t k = 0; k < r->n_assignments; k++)
                first = strcmp(r->assignments[k].duty, duty->id) == 0 ? r->assignments[k].doctor
                                                                      : first;
            worked += duty->start <= r->now && same_text(has, id) ? duty->load : 0;
            assigned += same_text(first, id) ? duty->load : 0;
        }
        for (size_t k = 0; k < n_ledgers; k++) {
            if (strcmp(ledgers[k].doctor, id) == 0) {
                assigned -= ledgers[k].assigned;
                worked -= ledgers[k].worked;
            }
        }
        if (assigned != 0 || worked != 0)
            wrong(r, "the accounts are not what is counted");
    }
}

static void expect_replay(run *r, const vakt_fold *f)
{
    static held all[2 * MOST_DUTIES];
    size_t n = 0, has = 0;
    for (size_t i = 0; i < r->n_assignments; i++)
        all[n++] = (held){r->assignments[i].duty, r->assignments[i].doctor};
    replay(r, f, all, &n);
    for (size_t i = 0; i < n; i++) {
        has += all[i].doctor != NULL;
        if (!same_text(all[i].doctor, holder_in(f, all[i].duty)))
            wrong(r, "what moved does not lead to the roster");
    }
    if (has != f->n_assignments)
        wrong(r, "the roster has more than what moved");
    expect_accounts(r, f, all, n);
}

/* Only those that were applied: the same end. */
static void expect_no_trace(run *r, const vakt_fold_state *state, const vakt_fold *f)
{
    vakt_roster_change applied[CHANGES];
    size_t n = 0;
    for (size_t i = 0; i < f->n_outcomes; i++) {
        if (f->outcomes[i].why < 0)
            applied[n++] = *f->outcomes[i].change;
    }
    vakt_fold *again = fold(r, state, applied, n);
    if (again && !same_documents(f, again, true))
        wrong(r, "a change that was not applied leaves a trace");
    vakt_fold_free(again);
}

/* ---- one problem ---- */

static void try_changes(run *r)
{
    const vakt_instance *in = r->tiny.instance;
    const vakt_duty *some = &in->duties[below(r, (int)in->n_duties)];
    r->now = chance(r, 50) ? in->duties[0].start - 600 : some->start - 60 + below(r, 120);
    r->standing = vakt_standing_first(r->tiny.problem->id, r->tiny.arena);
    const vakt_fold_state state = {r->tiny.problem, r->assignments, r->n_assignments, r->standing};
    r->at = state;
    for (int i = 0; i < CHANGES; i++) {
        draw_change(r, i);
        vakt_fold *step = r->steps[i] = fold(r, &r->at, &r->changes[i], 1);
        if (!step)
            return;
        r->at = (vakt_fold_state){step->problem, step->assignments, step->n_assignments,
                                  step->standing};
    }
    vakt_fold *f = fold(r, &state, r->changes, CHANGES);
    if (!f)
        return;
    if (!same_documents(f, r->steps[CHANGES - 1], false))
        wrong(r, "one revision a change does not end where one for all does");
    expect_signed(r, f);
    expect_past_untouched(r, f);
    expect_replay(r, f);
    expect_no_trace(r, &state, f);
    vakt_fold_free(f);
}

static void try_problem(int focus, uint64_t seed)
{
    run *r = calloc(1, sizeof *r);
    vakt_text json;
    vakt_text_init(&json, VAKT_TEXT_CAP);
    const vakt_random_options options = {.seed = seed, .focus = focus};
    *r = (run){.seed = seed, .focus = focus, .state = seed * 7919u + (uint64_t)focus};
    if (vakt_random_problem(&options, &json) &&
        vakt_tiny_read(json.bytes, json.length, &r->tiny) && vakt_tiny_make(&r->tiny) &&
        draw_roster(r))
        try_changes(r);
    else
        wrong(r, "the problem is not made");
    n_failed += r->failed;
    for (int i = CHANGES; i-- > 0;)
        vakt_fold_free(r->steps[i]);
    vakt_roster_done(&r->roster);
    vakt_tiny_done(&r->tiny);
    vakt_text_done(&json);
    free(r);
}

static uint64_t number_of(const char *name, uint64_t by_default)
{
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : by_default;
}

int main(void)
{
    uint64_t first = number_of("VAKT_SEED", 1), seeds = number_of("VAKT_SEEDS", SEEDS);
    int never = 0;
    for (uint64_t seed = first; seed < first + seeds; seed++) {
        for (int focus = 0; focus < VAKT_N_RULES; focus++)
            try_problem(focus, seed);
    }
    for (int k = 0; k < VAKT_N_CHANGE_KINDS; k++) {
        printf("%-16s %6ld applied\n", vakt_change_kind_words[k], n_kind[k]);
        never += n_kind[k] == 0;
    }
    for (int w = 0; w < VAKT_N_FOLD_REASONS; w++)
        printf("%-18s %6ld\n", vakt_fold_why_words[w], n_why[w]);
    printf("%ld folds; %ld changes applied, %ld not; %ld problems with mistakes, %d kinds never "
           "applied\n", n_folds, n_applied, n_refused, n_failed, never);
    return n_failed > 0 || never > 0;
}
