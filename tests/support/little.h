/* A small instance as structs, with one rule on: what does a roster cost under it? */
#ifndef VAKT_TESTS_LITTLE_H
#define VAKT_TESTS_LITTLE_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "rules/compile.h"

#define LITTLE_DOCTORS 4
#define LITTLE_DUTIES 40
#define LITTLE_MARGIN 60 /* days known before and after the period */
#define LITTLE_DAYS (2 * LITTLE_MARGIN + 60)
#define ILLEGAL (-1)

typedef struct little {
    vakt_problem problem;
    vakt_doctor doctors[LITTLE_DOCTORS];
    vakt_shift_type types[3];
    vakt_duty duties[LITTLE_DUTIES];
    int holder[LITTLE_DUTIES];
    vakt_outer_duty outer[16];
    vakt_job_day jobs[LITTLE_DOCTORS][20];
    vakt_job_day *job_rows[LITTLE_DOCTORS];
    size_t n_jobs[LITTLE_DOCTORS];
    vakt_doctor_day days[LITTLE_DOCTORS * LITTLE_DAYS];
    vakt_weekend weekends[LITTLE_DAYS / 7 + 1];
    vakt_setting setting;
    uint8_t named[LITTLE_DOCTORS];
    uint8_t fixed[LITTLE_DOCTORS * LITTLE_DUTIES];
    vakt_instance in;
} little;

static little L; /* reset by little_new */

static inline void little_new(const char *from, int n_days)
{
    static const char *const ids[] = {"A", "B", "C", "D"};
    memset(&L, 0, sizeof L);
    ck_assert(vakt_day_parse(from, &L.problem.from));
    L.problem.to = L.problem.from + n_days - 1;
    L.problem.settings.standby_divisor = 7;
    L.problem.settings.join_min = 120;
    L.problem.doctors = L.doctors;
    L.problem.n_doctors = LITTLE_DOCTORS;
    L.problem.shift_types = L.types;
    L.in = (vakt_instance){.problem = &L.problem, .duties = L.duties, .outer = L.outer,
                           .jobs = L.job_rows, .n_jobs = L.n_jobs, .doctor_days = L.days,
                           .weekends = L.weekends, .settings = &L.setting, .n_settings = 1,
                           .n_doctors = LITTLE_DOCTORS, .n_levels = 3, .fixed = L.fixed};
    L.in.first_day = L.problem.from - LITTLE_MARGIN;
    L.in.last_day = L.problem.to + LITTLE_MARGIN;
    for (int d = 0; d < LITTLE_DOCTORS; d++) {
        L.doctors[d] = (vakt_doctor){.id = ids[d], .birth_date = VAKT_DAY_NONE,
                                     .newcomer_until = VAKT_DAY_NONE};
        L.job_rows[d] = L.jobs[d];
    }
    size_t n = (size_t)(L.in.last_day - L.in.first_day + 1) * LITTLE_DOCTORS;
    for (size_t i = 0; i < n; i++)
        L.days[i] = (vakt_doctor_day){.in_service = true, .municipality = -1, .share_pct = 100};
    for (vakt_day day = L.in.first_day; day <= L.in.last_day; day++)
        if (vakt_day_weekday(day) == VAKT_SAT)
            L.weekends[L.in.n_weekends++] = (vakt_weekend){
                .saturday = day, .in_period = day + 1 >= L.problem.from && day <= L.problem.to};
    for (int i = 0; i < LITTLE_DUTIES; i++)
        L.holder[i] = VAKT_NOBODY;
}

/* The only rule: weight 1, level 1, parameters of the catalogue. */
static inline vakt_setting *little_rule(vakt_rule_kind rule, bool hard)
{
    const vakt_rule_info *info = vakt_rule_info_of(rule);
    L.setting = (vakt_setting){.rule = rule, .on = true, .hard = hard, .level = 1, .weight = 1,
                               .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE,
                               .minutes = info->minutes, .days = info->days, .weeks = info->weeks,
                               .most = info->most, .least = info->least,
                               .percent = info->percent, .measure = -1};
    return &L.setting;
}

static inline void little_weekend_of(vakt_day date, int *ret_first, int *ret_last)
{
    *ret_first = 0;
    *ret_last = -1;
    for (int w = 0; w < (int)L.in.n_weekends; w++)
        if (date == L.weekends[w].saturday || date == L.weekends[w].saturday + 1)
            *ret_first = *ret_last = w;
}

/* Day 0 is the period's first. Duties are added in the order of their starts. */
static inline int little_duty(int day, int clock, int minutes)
{
    vakt_day date = L.problem.from + day;
    vakt_duty duty = {.id = "", .date = date, .duty_day = date, .position = 1, .period_day = day,
                      .minutes = minutes, .load = 1, .price = 1, .required = true,
                      .out_of_hours = true, .block = -1, .soft_block = -1,
                      .meets_job = VAKT_JOB_OVERLAPS};
    duty.start = vakt_oslo_to_utc(date, clock);
    duty.end = duty.start + minutes;
    little_weekend_of(date, &duty.first_weekend, &duty.last_weekend);
    ck_assert(L.in.n_duties < LITTLE_DUTIES);
    ck_assert(L.in.n_duties == 0 || L.duties[L.in.n_duties - 1].start <= duty.start);
    L.duties[L.in.n_duties] = duty;
    return (int)L.in.n_duties++;
}

static inline vakt_outer_duty *little_outer(int doctor, int day, int clock, int minutes)
{
    vakt_day date = L.problem.from + day;
    vakt_outer_duty outer = {.doctor = doctor, .shift_type = -1, .date = date, .duty_day = date,
                             .after = day >= 0, .minutes = minutes};
    outer.start = vakt_oslo_to_utc(date, clock);
    outer.end = outer.start + minutes;
    little_weekend_of(date, &outer.first_weekend, &outer.last_weekend);
    L.outer[L.in.n_outer] = outer;
    return &L.outer[L.in.n_outer++];
}

static inline void little_job(int doctor, int day, int clock, int minutes)
{
    vakt_minute start = vakt_oslo_to_utc(L.problem.from + day, clock);
    L.jobs[doctor][L.n_jobs[doctor]++] =
        (vakt_job_day){start, start + minutes, L.problem.from + day};
}

static inline void little_block(vakt_block_instance *block, const int *duties, size_t n)
{
    *block = (vakt_block_instance){0, duties, n};
    L.in.blocks = block;
    L.in.n_blocks = 1;
    for (size_t i = 0; i < n; i++)
        L.duties[duties[i]].block = 0;
}

static inline void little_give(int doctor, int duty)
{
    L.holder[duty] = doctor;
}

static inline void little_take_all_back(void)
{
    for (int i = 0; i < LITTLE_DUTIES; i++)
        L.holder[i] = VAKT_NOBODY;
}

/* What the roster costs at level 1, or ILLEGAL. */
static inline int64_t little_price(void)
{
    vakt_program *program = NULL;
    ck_assert_int_eq(vakt_compile(&L.in, NULL, &program), VAKT_OK);
    uint8_t *values = calloc(program->n_vars + 1, 1);
    int64_t levels[VAKT_MAX_LEVELS];
    vakt_roster roster = {L.in.n_duties, L.holder};
    bool legal = vakt_program_from_roster(program, &roster, values);
    legal = vakt_program_evaluate(program, values, levels) && legal;
    free(values);
    vakt_program_free(program);
    return legal ? levels[1] : ILLEGAL;
}

static inline int little_run(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
