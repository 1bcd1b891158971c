/* Changes written in C, folded into the roster of given.h; and what came of them. */
#ifndef VAKT_TESTS_FOLDING_H
#define VAKT_TESTS_FOLDING_H

#include <stdlib.h>

#include "support/given.h"

#include "change/fold.h"
#include "io/sentence.h"
#include "io/vakt_io.h"

#define FOLDING_ROOM 32

static struct {
    vakt_roster_change changes[FOLDING_ROOM];
    size_t n;
    vakt_roster_doc_assignment *assignments;
    size_t n_assignments;
    vakt_standing *standing;
    const vakt_problem *problem;
    vakt_minute now;
    int policy;
    vakt_fold *fold;
} folding;

static inline void folding_done(void)
{
    vakt_fold_free(folding.fold);
    memset(&folding, 0, sizeof folding);
}

/* One more change: approved, asked by this doctor (or by the manager when NULL). */
static inline vakt_roster_change *change(const char *id, vakt_change_kind kind, const char *asked_by)
{
    ck_assert_uint_lt(folding.n, FOLDING_ROOM);
    vakt_roster_change *c = &folding.changes[folding.n++];
    *c = (vakt_roster_change){.id = id,
                              .kind = (int)kind,
                              .asked_by = asked_by ? asked_by : "Vaktansvarlig",
                              .asked_at = given_time("2027-01-04", 10),
                              .approved_by = "Vaktansvarlig",
                              .approved_at = given_time("2027-01-04", 11),
                              .date = VAKT_DAY_NONE};
    return c;
}

static inline vakt_roster_change *give(const char *id, const char *from, const char *to,
                                       const char *duty)
{
    vakt_roster_change *c = change(id, VAKT_CHANGE_GIVE, from);
    c->doctor = from;
    c->other_doctor = to;
    c->duty = duty;
    GIVEN_IDS(c, agreed, to);
    return c;
}

static inline vakt_roster_change *swap(const char *id, const char *doctor, const char *duty,
                                       const char *other, const char *other_duty)
{
    vakt_roster_change *c = give(id, doctor, other, duty);
    c->kind = VAKT_CHANGE_SWAP;
    c->other_duty = other_duty;
    return c;
}

/* A kind with a doctor, a duty, or both. */
static inline vakt_roster_change *about(const char *id, vakt_change_kind kind, const char *doctor,
                                        const char *duty)
{
    vakt_roster_change *c = change(id, kind, doctor);
    c->doctor = doctor;
    c->duty = duty;
    return c;
}

static inline vakt_roster_change *away(const char *id, const char *doctor, const char *from,
                                       const char *to)
{
    vakt_roster_change *c = about(id, VAKT_CHANGE_ABSENCE, doctor, NULL);
    c->absence = (vakt_absence){.from = given_day(from), .to = given_day(to), .percent = 100,
                                .reduces_share = true};
    c->absence_given = true;
    return c;
}

static inline vakt_roster_change *demand(const char *id, int kind, const char *type, const char *date)
{
    vakt_roster_change *c = change(id, kind == VAKT_SPECIAL_EXTRA ? VAKT_CHANGE_DEMAND_ADDED
                                                                  : VAKT_CHANGE_DEMAND_DROPPED,
                                   NULL);
    c->demand = (vakt_special){.kind = kind, .shift_type = type, .date = given_day(date), .count = 1,
                               .start = VAKT_UNSET, .end = VAKT_UNSET, .layer = -1};
    c->demand_given = true;
    return c;
}

static inline vakt_roster_change *builds_on(vakt_roster_change *c, const char *id)
{
    GIVEN_IDS(c, after, id);
    return c;
}

static inline vakt_roster_change *signed_by(vakt_roster_change *c, const char *by)
{
    c->override = (vakt_change_override){.given = true, .by = by, .reason = "ingen andre kan"};
    return c;
}

/* The roster of given.h is what is published, at this time. */
static inline void publish(const char *day, int hour)
{
    given_instance();
    folding.now = given_time(day, hour);
    folding.problem = &given.problem;
    folding.standing = vakt_standing_first("T", given.arena);
    folding.assignments =
        vakt_arena_alloc(given.arena, given.instance->n_duties, sizeof *folding.assignments);
    for (size_t i = 0; i < given.instance->n_duties; i++) {
        if (given.roster.doctor[i] != VAKT_NOBODY)
            folding.assignments[folding.n_assignments++] = (vakt_roster_doc_assignment){
                .duty = given.instance->duties[i].id,
                .doctor = given.problem.doctors[given.roster.doctor[i]].id};
    }
}

/* Folds the changes since the last call. */
static inline const vakt_fold *folded(void)
{
    const vakt_fold_state state = {folding.problem, folding.assignments, folding.n_assignments,
                                   folding.standing};
    const vakt_fold_options options = {.now = folding.now,
                                       .revision = folding.standing->revision + 1,
                                       .policy = folding.policy,
                                       .say_finding = vakt_say_finding,
                                       .say_span = vakt_say_span};
    vakt_fold_free(folding.fold);
    folding.fold = NULL;
    ck_assert_int_eq(vakt_fold_new(&state, folding.changes, folding.n, &options, NULL, &folding.fold),
                     VAKT_OK);
    return folding.fold;
}

static inline const vakt_fold_outcome *outcome(const char *id)
{
    for (size_t i = 0; i < folding.fold->n_outcomes; i++) {
        if (strcmp(folding.fold->outcomes[i].change->id, id) == 0)
            return &folding.fold->outcomes[i];
    }
    ck_abort_msg("no outcome of %s", id);
    return NULL;
}

/* Who has the duty after the fold; NULL = nobody. */
static inline const char *holder(const char *duty)
{
    for (size_t i = 0; i < folding.fold->n_assignments; i++) {
        if (strcmp(folding.fold->assignments[i].duty, duty) == 0)
            return folding.fold->assignments[i].doctor;
    }
    return NULL;
}
#define ck_holder(duty, doctor) ck_assert_pstr_eq(holder(duty), doctor)

static inline void expect_done(const char *id)
{
    const vakt_fold_outcome *o = outcome(id);
    ck_assert_msg(o->result == VAKT_FOLD_APPLIED || o->result == VAKT_FOLD_PRICED, "%s: %s %s", id,
                  vakt_fold_result_words[o->result], o->text ? o->text : "");
    ck_assert_int_eq(o->why, -1);
}

static inline void expect_why(const char *id, vakt_fold_why why)
{
    const vakt_fold_outcome *o = outcome(id);
    ck_assert_msg(o->why == (int)why, "%s: %s %s, expected %s", id, vakt_fold_result_words[o->result],
                  o->text ? o->text : "", vakt_fold_why_words[why]);
    ck_assert(o->text != NULL);
}

/* The whole state as documents. The caller frees it. */
static inline char *documents(const vakt_problem *problem,
                              const vakt_roster_doc_assignment *assignments, size_t n,
                              const vakt_standing *standing)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    ck_assert_int_eq(vakt_problem_write_json(problem, &text), VAKT_OK);
    ck_assert_int_eq(vakt_standing_write_json(standing, &text), VAKT_OK);
    for (size_t i = 0; i < n; i++)
        vakt_text_addf(&text, "%s %s\n", assignments[i].duty, assignments[i].doctor);
    return text.bytes;
}

static inline void expect_untouched(void)
{
    char *before = documents(folding.problem, folding.assignments, folding.n_assignments,
                             folding.standing);
    char *after = documents(folding.fold->problem, folding.fold->assignments,
                            folding.fold->n_assignments, folding.fold->standing);
    ck_assert_str_eq(before, after);
    ck_assert(!folding.fold->changed);
    free(before);
    free(after);
}

/* Folds one change that is refused: nothing of the state is another. */
static inline void expect_refused(const char *id, vakt_fold_why why)
{
    (void)folded();
    expect_why(id, why);
    expect_untouched();
}

#endif
