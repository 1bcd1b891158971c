/* links: vakt_rules vakt_program vakt_domain vakt_base */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rules/builder.h"
#include "rules/builder_life.h"

/* ---- a small instance, made by hand ---- */

#define N_DOCTORS 4
#define N_DUTIES 5
#define N_DAYS 3
#define HAS(kind) (1u << VAKT_Q_##kind)
#define BOTH_COURSES (HAS(COURSE_ACUTE) | HAS(COURSE_VIOLENCE))
#define DOCTOR HAS(AUTHORISATION)
#define SPECIALIST (DOCTOR | HAS(SPECIALIST_GP) | BOTH_COURSES)
#define LIS1 (DOCTOR | HAS(LIS1_HOSPITAL) | BOTH_COURSES)

static vakt_doctor doctors[N_DOCTORS];
static vakt_shift_type shift_types[2];
static vakt_problem problem;
static vakt_duty duties[N_DUTIES];
static vakt_outer_duty outer[2];
static vakt_outside_interval outside[2];
static vakt_doctor_day doctor_days[N_DOCTORS * N_DAYS];
static uint8_t two_flags[2][2];
static vakt_setting settings[4];
static vakt_instance instance;
static vakt_program *program;

static vakt_day day_of(const char *text)
{
    vakt_day day = VAKT_DAY_NONE;
    ck_assert(vakt_day_parse(text, &day));
    return day;
}

static void set_setting(int at, vakt_rule_kind rule, bool hard)
{
    const vakt_rule_info *info = vakt_rule_info_of(rule);
    settings[at] = (vakt_setting){
        .rule = rule, .on = true, .hard = hard, .level = 1, .weight = 10,
        .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE, .days = info->days, .most = info->most,
        .least = info->least,
    };
}

static void set_date(const char *date)
{
    vakt_day day = day_of(date);
    problem.from = problem.to = day;
    instance.first_day = day - 1;
    instance.last_day = day + 1;
    for (int i = 0; i < N_DUTIES; i++)
        duties[i].date = day;
}

static void set_duty(int at, int layer, int from_hour, int to_hour)
{
    duties[at].layer = layer;
    duties[at].may_back = layer == VAKT_LAYER_BACKUP;
    duties[at].start = vakt_oslo_to_utc(problem.from, 0) + from_hour * 60;
    duties[at].end = vakt_oslo_to_utc(problem.from, 0) + to_hour * 60;
}

static void set_position(int doctor, int position)
{
    for (int day = 0; day < N_DAYS; day++)
        doctor_days[doctor * N_DAYS + day].position = position;
}

static void setup(void)
{
    memset(&instance, 0, sizeof instance);
    memset(&problem, 0, sizeof problem);
    memset(doctors, 0, sizeof doctors);
    memset(outer, 0, sizeof outer);
    memset(outside, 0, sizeof outside);
    problem.doctors = doctors;
    problem.n_doctors = N_DOCTORS;
    problem.shift_types = shift_types;
    problem.n_shift_types = 2;
    shift_types[0] = shift_types[1] = (vakt_shift_type){.id = "A", .profile = -1};
    instance.problem = &problem;
    instance.n_doctors = N_DOCTORS;
    instance.n_shift_types = 2;
    instance.duties = duties;
    instance.n_duties = N_DUTIES;
    instance.doctor_days = doctor_days;
    instance.outer = outer;
    instance.outside = outside;
    instance.settings = settings;
    instance.n_settings = 1;
    instance.n_levels = 3;
    for (int i = 0; i < N_DOCTORS; i++) {
        doctors[i].id = "D";
        doctors[i].birth_date = VAKT_DAY_NONE;
        set_position(i, VAKT_POSITION_GP);
        for (int day = 0; day < N_DAYS; day++)
            doctor_days[i * N_DAYS + day].in_service = true;
    }
    for (int i = 0; i < N_DUTIES; i++)
        duties[i] = (vakt_duty){.id = "A", .block = -1, .soft_block = -1, .legevakt = true};
    set_date("2026-06-01");
    set_setting(0, VAKT_RULE_competence_backup, true);
    program = NULL;
}

static void teardown(void)
{
    vakt_program_free(program);
}

/* ---- regulation.md 10.1 ---- */

typedef struct vector {
    const char *who;
    uint32_t has;
    int position;
    int64_t clinical, allmennlege, duties;
    bool alone_2024, alone_2026, back_2026;
} vector;

static const vector vectors[] = {
    {"GP specialist, violence course only", DOCTOR | HAS(SPECIALIST_GP) | HAS(COURSE_VIOLENCE),
     VAKT_POSITION_GP, 0, 0, 0, true, false, false},
    {"GP specialist", SPECIALIST, VAKT_POSITION_GP, 0, 0, 0, true, true, true},
    {"ALIS, 20 months clinical, 10 duties", DOCTOR | HAS(IN_SPECIALISATION) | BOTH_COURSES,
     VAKT_POSITION_GP, 20, 0, 10, false, true, true},
    {"LIS1 done, not in specialisation", DOCTOR | HAS(LIS1_GOALS) | BOTH_COURSES,
     VAKT_POSITION_LOCUM, 0, 0, 0, false, true, false},
    {"turnus done, not in specialisation", DOCTOR | HAS(TURNUS) | BOTH_COURSES,
     VAKT_POSITION_LOCUM, 0, 0, 0, false, true, false},
    {"LIS1 done, no courses", DOCTOR | HAS(LIS1_GOALS), VAKT_POSITION_LOCUM, 0, 0, 0, false, false,
     false},
    {"LIS1 in municipal 6 months", LIS1, VAKT_POSITION_LIS1, 30, 12, 40, false, false, false},
    {"hospital LIS2, relevant", DOCTOR | HAS(IN_SPECIALISATION) | BOTH_COURSES,
     VAKT_POSITION_OTHER, 30, 0, 40, true, true, true},
    {"hospital LIS2, not relevant", DOCTOR | HAS(LIS1_GOALS) | BOTH_COURSES, VAKT_POSITION_OTHER,
     30, 0, 40, true, true, false},
    {"allmennlege 2010, 40 duties", DOCTOR | HAS(ALLMENNLEGE) | BOTH_COURSES, VAKT_POSITION_GP, 0,
     0, 40, true, true, true},
    {"allmennlege 2010, 1 year", DOCTOR | HAS(ALLMENNLEGE) | BOTH_COURSES, VAKT_POSITION_GP, 0, 12,
     0, true, true, true},
    {"allmennlege 2010, neither", DOCTOR | HAS(ALLMENNLEGE) | BOTH_COURSES, VAKT_POSITION_GP, 0,
     11, 39, false, true, true},
    {"EEA GP without the clause", SPECIALIST | HAS(EEA_GP), VAKT_POSITION_GP, 0, 0, 39, false,
     true, true},
    {"EEA GP with the clause", SPECIALIST | HAS(EEA_GP), VAKT_POSITION_GP, 0, 0, 40, true, true,
     true},
    {"student with every other word", HAS(STUDENT_LICENCE) | HAS(SPECIALIST_GP) |
     HAS(ALLMENNLEGE) | BOTH_COURSES, VAKT_POSITION_GP, 60, 60, 60, false, false, false},
};

static void become(int doctor, const vector *who)
{
    doctors[doctor].has = who->has;
    doctors[doctor].experience.clinical_months = who->clinical;
    doctors[doctor].experience.allmennlege_months = who->allmennlege;
    doctors[doctor].experience.duties = who->duties;
    set_position(doctor, who->position);
}

START_TEST(test_vector)
{
    const vector *who = &vectors[_i];
    become(0, who);
    set_date("2024-06-01");
    ck_assert_msg(vakt_compile_alone(&instance, 0, 0) == who->alone_2024, "2024: %s", who->who);
    ck_assert_msg(vakt_compile_may_back(&instance, 0, 0) == who->alone_2024, "2024: %s", who->who);
    set_date("2026-06-01");
    ck_assert_msg(vakt_compile_alone(&instance, 0, 0) == who->alone_2026, "2026: %s", who->who);
    ck_assert_msg(vakt_compile_may_back(&instance, 0, 0) == who->back_2026, "2026: %s", who->who);
}
END_TEST

static bool alone_on(const char *date)
{
    set_date(date);
    return vakt_compile_alone(&instance, 0, 0);
}

START_TEST(courses_are_asked_for_from_2023)
{
    doctors[0].has = DOCTOR | HAS(SPECIALIST_GP);
    ck_assert(alone_on("2015-05-01"));
    ck_assert(alone_on("2019-12-31"));
    ck_assert(alone_on("2022-12-31"));
    ck_assert(!alone_on("2023-01-01"));
    doctors[0].has |= HAS(COURSE_VIOLENCE);
    ck_assert(alone_on("2025-12-31"));
    ck_assert(!alone_on("2026-01-01"));
    doctors[0].has |= HAS(COURSE_ACUTE);
    ck_assert(alone_on("2026-01-01"));
}
END_TEST

START_TEST(long_practice_is_enough_from_2018)
{
    doctors[0].has = DOCTOR | BOTH_COURSES;
    doctors[0].experience.clinical_months = 30;
    doctors[0].experience.duties = 40;
    ck_assert(!alone_on("2018-04-30"));
    ck_assert(alone_on("2018-05-01"));
    ck_assert(alone_on("2025-12-31"));
    ck_assert(!alone_on("2026-01-01"));
    doctors[0].experience.clinical_months = 29;
    ck_assert(!alone_on("2018-05-01"));
}
END_TEST

START_TEST(a_law_profile_decides_the_version)
{
    vakt_law_profile profile = {.from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE,
                                .competence = VAKT_COMPETENCE_AMF2015, .backup_rule = false};
    ck_assert(vakt_compile_needs_backup(&instance, 0, 0));
    problem.law_profiles = &profile;
    problem.n_law_profiles = 1;
    ck_assert(!vakt_compile_needs_backup(&instance, 0, 0));
    doctors[0].has = DOCTOR | HAS(SPECIALIST_GP);
    ck_assert(alone_on("2026-06-01"));
}
END_TEST

START_TEST(a_backer_knows_the_place)
{
    doctors[0].has = SPECIALIST;
    doctors[0].experience.local_duties = 9;
    settings[0].least = 10;
    ck_assert(!vakt_compile_may_back(&instance, 0, 0));
    ck_assert(vakt_compile_alone(&instance, 0, 0));
    doctors[0].experience.local_duties = 10;
    ck_assert(vakt_compile_may_back(&instance, 0, 0));
    doctors[0].experience.local_duties = VAKT_UNSET;
    ck_assert(!vakt_compile_may_back(&instance, 0, 0));
    settings[0].least = 0;
    ck_assert(vakt_compile_may_back(&instance, 0, 0));
}
END_TEST

/* ---- the rows of competence_backup, tried against every roster ---- */

/* Doctors 0 and 1 need a backup, 2 and 3 may back. Doctors in front may not be made backers:
 * 0 and 1 cannot have backup duties (that is another rule's business, so just not tried). */
static void two_needing_two_backing(void)
{
    doctors[0].has = doctors[1].has = LIS1;
    set_position(0, VAKT_POSITION_LIS1);
    set_position(1, VAKT_POSITION_LIS1);
    doctors[2].has = doctors[3].has = SPECIALIST;
}

typedef void (*compile_function)(vakt_builder *b);

static void compile(compile_function function, int n_settings)
{
    vakt_builder b;
    instance.n_settings = (size_t)n_settings;
    ck_assert_int_eq(vakt_builder_begin(&b, &instance), VAKT_OK);
    vakt_builder_make_variables(&b);
    for (b.setting = 0; b.setting < n_settings; b.setting++)
        function(&b);
    b.setting = -1;
    ck_assert_int_eq(vakt_builder_finish(&b, &program), VAKT_OK);
    vakt_builder_done(&b);
}

/* Is the roster legal? who: doctor of each duty, '.' = open. */
static bool legal(const char *who, int64_t *ret_cost)
{
    int64_t levels[VAKT_MAX_LEVELS];
    uint8_t *values = calloc(program->n_vars + 1, 1);
    for (size_t duty = 0; duty < instance.n_duties; duty++) {
        if (who[duty] == '.')
            continue;
        size_t at = (size_t)(who[duty] - '0') * program->n_units +
                    (size_t)program->unit_of_duty[duty];
        values[program->assign_var[at]] = 1;
    }
    bool is_legal = vakt_program_evaluate(program, values, levels);
    free(values);
    if (ret_cost)
        *ret_cost = levels[1];
    return is_legal;
}

static size_t n_links(void)
{
    size_t n = 0;
    for (size_t r = 0; r < program->n_rows; r++)
        n += program->rows[r].tag == VAKT_ROW_LINK;
    return n;
}

START_TEST(front_needs_backup_all_the_time)
{
    two_needing_two_backing();
    instance.n_duties = 4;
    set_duty(0, VAKT_LAYER_PRIMARY, 8, 16);
    set_duty(1, VAKT_LAYER_BACKUP, 8, 12);
    set_duty(2, VAKT_LAYER_BACKUP, 12, 20);
    set_duty(3, VAKT_LAYER_PRIMARY, 12, 16); /* cuts, and is no backup */
    compile(vakt_compile_competence_backup, 1);
    ck_assert(legal("....", NULL));
    ck_assert(legal("2...", NULL));
    ck_assert(!legal("0...", NULL));
    ck_assert(!legal("02..", NULL));
    ck_assert(!legal("0.2.", NULL));
    ck_assert(legal("022.", NULL));
    ck_assert(legal("023.", NULL));
    ck_assert(!legal("0203", NULL));
    ck_assert(!legal("...1", NULL));
    ck_assert(legal("0231", NULL)); /* one backs two: most is 99 */
    for (size_t r = 0; r < program->n_rows; r++)
        for (size_t i = 0; i < program->rows[r].n_terms; i++) /* never a large constant */
            ck_assert_int_eq(abs(program->terms[program->rows[r].first_term + i].coef), 1);
}
END_TEST

START_TEST(segments_with_the_same_backers_are_one_row)
{
    two_needing_two_backing();
    instance.n_duties = 4;
    set_duty(0, VAKT_LAYER_PRIMARY, 8, 16);
    set_duty(1, VAKT_LAYER_BACKUP, 8, 16);
    set_duty(2, VAKT_LAYER_BACKUP, 10, 14); /* more backers between: dominated */
    set_duty(3, VAKT_LAYER_PRIMARY, 20, 22);
    compile(vakt_compile_competence_backup, 1);
    ck_assert_uint_eq(n_links(), 4); /* 0 by 1; 1 by nobody; 2 by 1; 3 by nobody */
    ck_assert(legal("02..", NULL));
    ck_assert(!legal("0.2.", NULL));
    ck_assert(!legal("...0", NULL));
}
END_TEST

START_TEST(what_one_backs_is_limited_by_most)
{
    two_needing_two_backing();
    settings[0].most = 1;
    instance.n_duties = 4;
    set_duty(0, VAKT_LAYER_PRIMARY, 8, 16);
    set_duty(1, VAKT_LAYER_PRIMARY, 12, 20);
    set_duty(2, VAKT_LAYER_BACKUP, 8, 20);
    set_duty(3, VAKT_LAYER_BACKUP, 8, 20);
    compile(vakt_compile_competence_backup, 1);
    ck_assert(legal("0.2.", NULL));
    ck_assert(legal(".12.", NULL));
    ck_assert(!legal("012.", NULL));
    ck_assert(legal("0123", NULL));
    ck_assert(legal("032.", NULL));
}
END_TEST

START_TEST(outer_duties_and_outside_arrangements_back)
{
    two_needing_two_backing();
    instance.n_duties = 2;
    set_duty(0, VAKT_LAYER_PRIMARY, 8, 16);
    set_duty(1, VAKT_LAYER_PRIMARY, 8, 16);
    outer[0] = (vakt_outer_duty){.doctor = 3, .shift_type = -1, .may_back = true,
                                 .start = duties[0].start - 60, .end = duties[0].start + 240};
    instance.n_outer = 1;
    compile(vakt_compile_competence_backup, 1);
    ck_assert(!legal("0.", NULL)); /* backed for the first four hours only */
    vakt_program_free(program);
    outside[0] = (vakt_outside_interval){duties[0].start + 240, duties[0].end, 1};
    instance.n_outside = 1;
    compile(vakt_compile_competence_backup, 1);
    ck_assert(legal("0.", NULL));
    ck_assert(!legal("01", NULL)); /* outside backs one */
    vakt_program_free(program);
    outside[0].most = 2;
    compile(vakt_compile_competence_backup, 1);
    ck_assert(legal("01", NULL));
}
END_TEST

/* Shift type 1 has most = 1, shift type 0 has 99: the smaller counts while its duty is needing. */
START_TEST(the_smallest_most_of_those_needing_decides)
{
    two_needing_two_backing();
    set_setting(1, VAKT_RULE_competence_backup, true);
    two_flags[0][1] = 1;
    settings[1].shift_types = two_flags[0];
    settings[1].most = 1;
    instance.n_duties = 4;
    duties[1].shift_type = 1;
    set_duty(0, VAKT_LAYER_PRIMARY, 8, 16);
    set_duty(1, VAKT_LAYER_PRIMARY, 8, 16);
    set_duty(2, VAKT_LAYER_PRIMARY, 8, 16);
    set_duty(3, VAKT_LAYER_BACKUP, 8, 16);
    compile(vakt_compile_competence_backup, 2);
    ck_assert(legal("0.13", NULL));
    ck_assert(!legal("01.3", NULL));
    ck_assert(!legal(".103", NULL));
    ck_assert(legal("0213", NULL)); /* duty 1 is held by one who needs none */
    ck_assert(legal(".1.3", NULL));
}
END_TEST

START_TEST(follow_duties_need_no_backup)
{
    two_needing_two_backing();
    instance.n_duties = 1;
    set_duty(0, VAKT_LAYER_PRIMARY, 8, 16);
    duties[0].follow = true;
    compile(vakt_compile_competence_backup, 1);
    ck_assert(legal("0", NULL));
}
END_TEST

START_TEST(backup_only_when_needed)
{
    int64_t cost;
    two_needing_two_backing();
    set_setting(0, VAKT_RULE_competence_backup, true);
    set_setting(1, VAKT_RULE_backup_when_needed, false);
    instance.n_duties = 3;
    set_duty(0, VAKT_LAYER_PRIMARY, 8, 16);
    set_duty(1, VAKT_LAYER_PRIMARY, 16, 20);
    set_duty(2, VAKT_LAYER_BACKUP, 8, 16);
    duties[2].only_when_needed = true;
    vakt_builder b;
    instance.n_settings = 2;
    ck_assert_int_eq(vakt_builder_begin(&b, &instance), VAKT_OK);
    vakt_builder_make_variables(&b);
    b.setting = 1;
    vakt_compile_backup_when_needed(&b);
    ck_assert_int_eq(vakt_builder_finish(&b, &program), VAKT_OK);
    vakt_builder_done(&b);
    ck_assert(legal("..2", &cost) && cost == 10);
    ck_assert(legal("3.2", &cost) && cost == 10);
    ck_assert(legal(".02", &cost) && cost == 10);
    ck_assert(legal("0.2", &cost) && cost == 0);
    ck_assert(legal("0..", &cost) && cost == 0);
}
END_TEST

START_TEST(days_under_kf4_are_counted_by_date_and_year)
{
    vakt_kf4 engaged = {.from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE};
    vakt_kf4_used used = {.year = 2026, .days = 129};
    int64_t cost;
    doctors[0].has = doctors[1].has = DOCTOR | HAS(LIS1_GOALS) | BOTH_COURSES;
    doctors[0].kf4 = &engaged;
    doctors[0].n_kf4 = 1;
    doctors[0].kf4_used = &used;
    doctors[0].n_kf4_used = 1;
    set_setting(0, VAKT_RULE_kf4_days, false);
    for (int i = 0; i < N_DUTIES; i++)
        set_duty(i, VAKT_LAYER_PRIMARY, 3 * i, 3 * i + 2);
    duties[2].date = duties[3].date = duties[4].date = problem.from + 1;
    compile(vakt_compile_kf4_days, 1);
    ck_assert(legal("00...", &cost) && cost == 0); /* one date */
    ck_assert(legal("000..", &cost) && cost == 10);
    ck_assert(legal("00000", &cost) && cost == 10);
    ck_assert(legal("11111", &cost) && cost == 0);
    vakt_program_free(program);
    used.days = 200; /* what was used before is nobody's breach */
    compile(vakt_compile_kf4_days, 1);
    ck_assert(legal(".....", &cost) && cost == 0);
    ck_assert(legal("000..", &cost) && cost == 20);
}
END_TEST

START_TEST(who_may_not_work_has_no_variable)
{
    vakt_assessment assessment = {.kind = VAKT_ASSESS_NO_COURSES, .date = problem.from};
    vakt_builder b;
    doctors[0].has = DOCTOR | HAS(LIS1_GOALS); /* neither base nor courses */
    doctors[1].has = BOTH_COURSES; /* no licence of any kind */
    doctors[2].has = SPECIALIST;
    doctors[3].has = DOCTOR | BOTH_COURSES;
    set_position(3, VAKT_POSITION_LIS1); /* without the hospital part */
    set_setting(0, VAKT_RULE_authorisation, true);
    set_setting(1, VAKT_RULE_may_work, true);
    set_setting(2, VAKT_RULE_courses, true);
    set_setting(3, VAKT_RULE_lis1_service, true);
    instance.n_settings = 4;
    duties[4].legevakt = false;
    ck_assert_int_eq(vakt_builder_begin(&b, &instance), VAKT_OK);
    b.setting = 0;
    vakt_compile_authorisation(&b);
    b.setting = 1;
    vakt_compile_may_work(&b);
    b.setting = 2;
    vakt_compile_courses(&b);
    b.setting = 3;
    vakt_compile_lis1_service(&b);
    ck_assert(vakt_is_forbidden_by(&b, VAKT_RULE_may_work, 0, 0));
    ck_assert(vakt_is_forbidden_by(&b, VAKT_RULE_courses, 0, 0));
    ck_assert(!vakt_is_forbidden_by(&b, VAKT_RULE_may_work, 0, 4));
    ck_assert(vakt_is_forbidden_by(&b, VAKT_RULE_authorisation, 1, 4));
    ck_assert(vakt_is_forbidden_by(&b, VAKT_RULE_lis1_service, 3, 0));
    ck_assert(!vakt_is_forbidden_by(&b, VAKT_RULE_may_work, 3, 0));
    vakt_builder_make_variables(&b);
    for (int duty = 0; duty < N_DUTIES; duty++)
        ck_assert_int_ge(vakt_assign(&b, 2, duty), 0);
    ck_assert_int_eq(vakt_assign(&b, 0, 0), -1);
    vakt_builder_done(&b);
    problem.assessments = &assessment;
    problem.n_assessments = 1;
    ck_assert_int_eq(vakt_builder_begin(&b, &instance), VAKT_OK);
    b.setting = 2;
    vakt_compile_courses(&b);
    ck_assert(!vakt_is_forbidden_by(&b, VAKT_RULE_courses, 0, 0));
    vakt_builder_done(&b);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compile_competence");
    TCase *tests = tcase_create("compile_competence");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_loop_test(tests, test_vector, 0, sizeof vectors / sizeof *vectors);
    tcase_add_test(tests, courses_are_asked_for_from_2023);
    tcase_add_test(tests, long_practice_is_enough_from_2018);
    tcase_add_test(tests, a_law_profile_decides_the_version);
    tcase_add_test(tests, a_backer_knows_the_place);
    tcase_add_test(tests, front_needs_backup_all_the_time);
    tcase_add_test(tests, segments_with_the_same_backers_are_one_row);
    tcase_add_test(tests, what_one_backs_is_limited_by_most);
    tcase_add_test(tests, outer_duties_and_outside_arrangements_back);
    tcase_add_test(tests, the_smallest_most_of_those_needing_decides);
    tcase_add_test(tests, follow_duties_need_no_backup);
    tcase_add_test(tests, backup_only_when_needed);
    tcase_add_test(tests, days_under_kf4_are_counted_by_date_and_year);
    tcase_add_test(tests, who_may_not_work_has_no_variable);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
