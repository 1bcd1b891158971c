/*
 * Small problems written in C, and what the verifier says of their rosters.
 *
 * given_problem() begins one; the other builders add to it with every optional field absent and
 * the document's defaults set. given_take() builds the instance at its first call; then nothing
 * more may be added. Everything is freed by the next given_problem() or by given_done().
 */
#ifndef VAKT_TESTS_GIVEN_H
#define VAKT_TESTS_GIVEN_H

#include <check.h>
#include <stdio.h>
#include <string.h>

#include "verify/verify.h"

#define GIVEN_ROOM 64 /* of each list: pointers to records stay good */
#define GIVEN_ALL_DAYS (1u << VAKT_DAYBIT_ALL)
#define GIVEN_WORKDAYS                                                                             \
    (1u << VAKT_WD_MON | 1u << VAKT_WD_TUE | 1u << VAKT_WD_WED | 1u << VAKT_WD_THU |               \
     1u << VAKT_WD_FRI)
#define GIVEN_HAS(word) (1u << VAKT_Q_##word)
#define GIVEN_COURSES (GIVEN_HAS(COURSE_ACUTE) | GIVEN_HAS(COURSE_VIOLENCE))
#define GIVEN_SPECIALIST                                                                           \
    (GIVEN_HAS(AUTHORISATION) | GIVEN_HAS(SPECIALIST) | GIVEN_HAS(SPECIALIST_GP) | GIVEN_COURSES)
#define GIVEN_CLOCK(hour) ((hour)*60)

typedef struct given_state {
    vakt_arena *arena;
    vakt_problem problem;
    vakt_instance *instance;
    vakt_roster roster;
    vakt_verdict *verdict;
} given_state;

static given_state given;

static inline void given_done(void)
{
    vakt_verdict_free(given.verdict);
    vakt_roster_done(&given.roster);
    vakt_instance_free(given.instance);
    vakt_arena_free(given.arena);
    memset(&given, 0, sizeof given);
}

/* One more of a list of records, zeroed. `owner` is evaluated more than once. */
static inline void *given_more(void *items, size_t *count, size_t size)
{
    if (*count == 0)
        items = vakt_arena_alloc(given.arena, GIVEN_ROOM, size);
    ck_assert(items && *count < GIVEN_ROOM);
    ++*count;
    return items;
}
#define GIVEN_ADD(owner, list)                                                                     \
    ((owner)->list = given_more((owner)->list, &(owner)->n_##list, sizeof *(owner)->list),         \
     &(owner)->list[(owner)->n_##list - 1])

/* A list of ids. */
static inline const char *const *given_ids(size_t count, const char *const *ids)
{
    const char **copy = vakt_arena_alloc(given.arena, count, sizeof *copy);
    for (size_t i = 0; i < count; i++)
        copy[i] = ids[i];
    return copy;
}
#define GIVEN_IDS(owner, list, ...)                                                                \
    ((owner)->n_##list = sizeof((const char *[]){__VA_ARGS__}) / sizeof(const char *),             \
     (owner)->list = given_ids((owner)->n_##list, (const char *const[]){__VA_ARGS__}))

static inline vakt_day given_day(const char *text)
{
    vakt_day day = VAKT_DAY_NONE;
    if (text && !vakt_day_parse(text, &day))
        ck_abort_msg("%s is no date", text);
    return day;
}

static inline vakt_minute given_time(const char *day, int hour)
{
    return vakt_oslo_to_utc(given_day(day), GIVEN_CLOCK(hour));
}

static inline vakt_problem *given_problem(const char *from, const char *to)
{
    given_done();
    given.arena = vakt_arena_new();
    vakt_problem *p = &given.problem;
    p->version = 1;
    p->id = "T";
    p->from = given_day(from);
    p->to = given_day(to);
    p->district.vacancy_burden = p->district.exemption_burden = VAKT_BURDEN_ALL;
    p->settings = (vakt_settings){.duty_day_start = GIVEN_CLOCK(8),
                                  .weekend_from_day = VAKT_WD_FRI,
                                  .weekend_from = GIVEN_CLOCK(16),
                                  .weekend_to = GIVEN_CLOCK(8),
                                  .weekend_to_day = VAKT_WD_MON,
                                  .night_from = GIVEN_CLOCK(23),
                                  .night_to = GIVEN_CLOCK(7),
                                  .eve_from = GIVEN_CLOCK(15),
                                  .day_classes = 1u << VAKT_DAYBIT_RED,
                                  .standby_divisor = 7,
                                  .join_min = 120};
    return p;
}

/* A GP who may do everything: specialist with both courses. */
static inline vakt_doctor *given_doctor(const char *id)
{
    vakt_doctor *d = GIVEN_ADD(&given.problem, doctors);
    d->id = id;
    d->birth_date = d->from = d->to = d->newcomer_until = VAKT_DAY_NONE;
    d->position = VAKT_POSITION_GP;
    d->share_pct = 100;
    d->profile = VAKT_PROFILE_SFS;
    d->has = GIVEN_SPECIALIST;
    d->experience = (vakt_experience){.clinical_months = VAKT_UNSET,
                                      .allmennlege_months = VAKT_UNSET,
                                      .duties = VAKT_UNSET,
                                      .local_duties = VAKT_UNSET};
    d->counting.by = VAKT_DAY_NONE;
    return d;
}

/* A primary duty every day, present, from hour to hour (24 or less; not later: the next day). */
static inline vakt_shift_type *given_shift_type(const char *id, int start, int end)
{
    vakt_shift_type *t = GIVEN_ADD(&given.problem, shift_types);
    t->id = id;
    t->layer = VAKT_LAYER_PRIMARY;
    t->start = GIVEN_CLOCK(start);
    t->end = GIVEN_CLOCK(end);
    t->days = t->next_days = GIVEN_ALL_DAYS;
    t->presence = VAKT_PRESENT;
    t->legevakt = t->counts_as_cover = true;
    t->out_of_hours = t->may_back = t->profile = -1;
    t->load_class = VAKT_LOAD_AUTO;
    t->load = t->least = t->price = 1;
    t->duty_class = t->wanted = VAKT_UNSET;
    t->meets_job = VAKT_JOB_BLOCKS;
    t->from = t->to = VAKT_DAY_NONE;
    return t;
}

/* Backup at home. */
static inline vakt_shift_type *given_backup_type(const char *id, int start, int end)
{
    vakt_shift_type *t = given_shift_type(id, start, end);
    t->layer = VAKT_LAYER_BACKUP;
    t->presence = VAKT_AT_HOME;
    t->meets_job = VAKT_JOB_OVERLAPS;
    return t;
}

static inline vakt_rule_entry *given_rule(vakt_rule_kind rule, vakt_mode mode)
{
    vakt_rule_entry *e = GIVEN_ADD(&given.problem, rules);
    e->rule = rule;
    e->mode = mode;
    e->level = e->weight = VAKT_UNSET;
    e->from = e->to = e->decided_on = VAKT_DAY_NONE;
    e->minutes = e->days = e->weeks = e->most = e->least = e->percent = VAKT_UNSET;
    e->measure = -1;
    return e;
}

static inline vakt_past_duty given_past_duty(const char *doctor, const char *type, const char *date)
{
    return (vakt_past_duty){.doctor = doctor,
                            .shift_type = type,
                            .date = given_day(date),
                            .start = VAKT_UNSET,
                            .end = VAKT_UNSET,
                            .layer = -1,
                            .presence = -1,
                            .load_class = -1};
}

static inline void given_history_duty(const char *doctor, const char *type, const char *date)
{
    given.problem.history.given = true;
    *GIVEN_ADD(&given.problem.history, duties) = given_past_duty(doctor, type, date);
}

static inline void given_next_duty(const char *doctor, const char *type, const char *date)
{
    given.problem.history.given = true;
    *GIVEN_ADD(&given.problem.history, next) = given_past_duty(doctor, type, date);
}

/* An office Monday to Friday. */
static inline vakt_day_job *given_day_job(vakt_doctor *d, int start, int end)
{
    vakt_day_job *job = GIVEN_ADD(d, day_jobs);
    job->weekdays = GIVEN_WORKDAYS;
    job->start = GIVEN_CLOCK(start);
    job->end = GIVEN_CLOCK(end);
    job->weeks = VAKT_WEEKS_ALL;
    job->from = job->to = VAKT_DAY_NONE;
    return job;
}

static inline vakt_wish *given_wish(vakt_doctor *d, vakt_want want, const char *from,
                                    const char *to)
{
    vakt_wish *w = GIVEN_ADD(d, wishes);
    w->want = want;
    w->level = 1;
    w->from = given_day(from);
    w->to = given_day(to);
    w->weeks = VAKT_WEEKS_ALL;
    w->every = 1;
    return w;
}

static inline vakt_bounds *given_bounds(vakt_doctor *d)
{
    vakt_bounds *b = GIVEN_ADD(d, bounds);
    b->load_class = -1;
    b->least = b->target = b->most = VAKT_UNSET;
    b->from = b->to = VAKT_DAY_NONE;
    return b;
}

static inline vakt_cover *given_cover(int start, int end, int64_t least)
{
    vakt_cover *c = GIVEN_ADD(&given.problem, cover);
    c->layer = VAKT_LAYER_PRIMARY;
    c->days = c->next_days = GIVEN_ALL_DAYS;
    c->start = GIVEN_CLOCK(start);
    c->end = GIVEN_CLOCK(end);
    c->least = least;
    c->wanted = VAKT_UNSET;
    c->price = 1;
    c->from = c->to = VAKT_DAY_NONE;
    return c;
}

static inline vakt_municipality *given_municipality(const char *id, int64_t population)
{
    vakt_municipality *m = GIVEN_ADD(&given.problem.district, municipalities);
    given.problem.district.given = true;
    m->id = id;
    m->population = population;
    m->positions = m->list_length = m->fixed_pct = VAKT_UNSET;
    return m;
}

static inline vakt_place given_locate(void *context, const void *source, const char *field,
                                      const char **ret_found)
{
    (void)context, (void)source;
    *ret_found = NULL;
    return (vakt_place){.file = "given", .path = field};
}

static inline void given_instance(void)
{
    if (given.instance)
        return;
    vakt_report *report = vakt_report_new(20);
    vakt_status status =
        vakt_instance_new(&given.problem, given_locate, NULL, report, &given.instance);
    for (size_t i = 0; i < vakt_report_count(report); i++) {
        if (status != VAKT_OK)
            fprintf(stderr, "%s: %s\n", vakt_report_at(report, i)->place.path,
                    vakt_report_at(report, i)->text);
    }
    vakt_report_free(report);
    ck_assert_int_eq(status, VAKT_OK);
    ck_assert_int_eq(vakt_roster_init(&given.roster, given.instance->n_duties), VAKT_OK);
}

static inline int given_duty(const char *id)
{
    given_instance();
    int duty = vakt_instance_duty_index(given.instance, id);
    ck_assert_msg(duty >= 0, "there is no duty %s", id);
    return duty;
}

static inline int given_doctor_index(const char *id)
{
    int doctor = vakt_instance_doctor_index(given.instance, id);
    ck_assert_msg(doctor >= 0, "there is no doctor %s", id);
    return doctor;
}

/* The doctor has the duty "TYPE:YYYY-MM-DD". */
static inline void given_take(const char *doctor, const char *duty)
{
    int at = given_duty(duty);
    given.roster.doctor[at] = given_doctor_index(doctor);
}

static inline void given_open(const char *duty)
{
    int at = given_duty(duty);
    given.roster.doctor[at] = VAKT_NOBODY;
}

/* ---- and what is said of it ---- */

static inline const vakt_verdict *verdict_of(void)
{
    given_instance();
    vakt_verdict_free(given.verdict);
    given.verdict = NULL;
    ck_assert_int_eq(vakt_verify(given.instance, &given.roster, &given.verdict), VAKT_OK);
    bool legal;
    int64_t levels[VAKT_MAX_LEVEL + 1];
    ck_assert_int_eq(vakt_verify_score(given.instance, &given.roster, &legal, levels), VAKT_OK);
    ck_assert_int_eq(legal, given.verdict->legal);
    ck_assert_mem_eq(levels, given.verdict->levels, sizeof levels);
    return given.verdict;
}

/* Findings of one rule in the last verdict. */
static inline int found(vakt_rule_kind rule)
{
    int count = 0;
    for (size_t i = 0; i < given.verdict->n_findings; i++)
        count += given.instance->settings[given.verdict->findings[i].setting].rule == rule;
    return count;
}

static inline const vakt_finding *nth_finding(vakt_rule_kind rule, int n)
{
    for (size_t i = 0; i < given.verdict->n_findings; i++) {
        const vakt_finding *f = &given.verdict->findings[i];
        if (given.instance->settings[f->setting].rule == rule && n-- == 0)
            return f;
    }
    ck_abort_msg("no such finding");
    return NULL;
}

static inline int64_t cost_of(vakt_rule_kind rule)
{
    int64_t cost = 0;
    for (size_t s = 0; s < given.instance->n_settings; s++) {
        if (given.instance->settings[s].rule == rule)
            cost += given.verdict->scores[s].cost;
    }
    return cost;
}

/* Verifies anew: the rule was looked at, and nothing was found. */
static inline void expect_kept(vakt_rule_kind rule)
{
    (void)verdict_of();
    ck_assert_msg(found(rule) == 0, "%s: %d findings", vakt_rule_info_of(rule)->word, found(rule));
}

/* Verifies anew: one finding, hard, of this doctor (or NULL), day and amount. */
static inline const vakt_finding *expect_hard(vakt_rule_kind rule, const char *doctor,
                                              const char *day, int64_t amount)
{
    (void)verdict_of();
    ck_assert_int_eq(found(rule), 1);
    const vakt_finding *f = nth_finding(rule, 0);
    ck_assert(f->hard && !given.verdict->legal);
    ck_assert_int_eq(f->cost, 0);
    ck_assert_int_eq(f->doctor, doctor ? given_doctor_index(doctor) : -1);
    ck_assert_int_eq(f->day, given_day(day));
    ck_assert_int_eq(f->amount, amount);
    return f;
}

/* Verifies anew: one finding, priced. */
static inline const vakt_finding *expect_soft(vakt_rule_kind rule, const char *doctor,
                                              const char *day, int64_t amount, int64_t cost)
{
    (void)verdict_of();
    ck_assert_int_eq(found(rule), 1);
    const vakt_finding *f = nth_finding(rule, 0);
    ck_assert(!f->hard);
    ck_assert_int_eq(f->doctor, doctor ? given_doctor_index(doctor) : -1);
    ck_assert_int_eq(f->day, given_day(day));
    ck_assert_int_eq(f->amount, amount);
    ck_assert_int_eq(f->cost, cost);
    ck_assert_int_eq(cost_of(rule), cost);
    return f;
}

/* Verifies anew: so many findings, together at this cost. */
static inline void expect_cost(vakt_rule_kind rule, int findings, int64_t cost)
{
    (void)verdict_of();
    ck_assert_int_eq(found(rule), findings);
    ck_assert_int_eq(cost_of(rule), cost);
}

#define R(word) VAKT_RULE_##word

/* A program of one list of tests: TEST_MAIN("name", a_sentence, another_sentence) */
static inline int given_main(const char *name, const TTest *const *tests, size_t n)
{
    Suite *suite = suite_create(name);
    TCase *all = tcase_create("all");
    tcase_set_timeout(all, 60);
    tcase_add_checked_fixture(all, NULL, given_done);
    for (size_t i = 0; i < n; i++)
        tcase_add_test(all, tests[i]);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? 1 : 0;
}

#define TEST_MAIN(name, ...)                                                                       \
    int main(void)                                                                                 \
    {                                                                                              \
        const TTest *const tests[] = {__VA_ARGS__};                                                \
        return given_main(name, tests, sizeof tests / sizeof *tests);                              \
    }

#endif
