/* links: vakt_sweep vakt_whatif vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#include "sweep/quantity.h"
#include "verify/verify.h"
#include "whatif/scenario.h"

#define BOTH_COURSES (1u << VAKT_Q_COURSE_ACUTE | 1u << VAKT_Q_COURSE_VIOLENCE)
#define LICENSED (1u << VAKT_Q_AUTHORISATION)

static vakt_status said;
static size_t mistakes;

static int64_t able(vakt_ability ability)
{
    vakt_instance *instance = NULL;
    vakt_report *report = vakt_report_new(20);
    ck_assert_int_eq(vakt_instance_new(&given.problem, given_locate, NULL, report, &instance),
                     VAKT_OK);
    int64_t n = vakt_doctors_able(instance, ability);
    vakt_instance_free(instance);
    vakt_report_free(report);
    return n;
}

static void apply(vakt_operation *operations, size_t n)
{
    vakt_report *report = vakt_report_new(20);
    const vakt_scenario scenario = {.id = "s", .operations = operations, .n_operations = n};
    vakt_apply it = {.problem = &given.problem, .arena = given.arena, .locate = given_locate,
                     .report = report};
    said = vakt_scenario_apply(&scenario, &it);
    mistakes = vakt_report_count(report);
    vakt_report_free(report);
}

/* What the sweep does at its value, so that axis and operation are tested together. */
static void set_count(const char *sweep)
{
    vakt_axis axis;
    vakt_operation operation;
    const char *expected = NULL;
    ck_assert(vakt_axis_parse(sweep, &axis, &expected));
    ck_assert(vakt_axis_operation(&axis, 0, given.arena, &operation));
    apply(&operation, 1);
}

static bool serves(const char *id)
{
    for (size_t i = 0; i < given.problem.n_doctors; i++) {
        const vakt_doctor *d = &given.problem.doctors[i];
        if (strcmp(d->id, id) == 0)
            return d->to == VAKT_DAY_NONE || d->to >= given.problem.from;
    }
    return false;
}

static void trained(const char *id, uint32_t has)
{
    given_doctor(id)->has = LICENSED | has;
}

/* Two who may back, one who may be alone only, one who may be neither, one who may do nothing. */
static void five(void)
{
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("kveld", 16, 23);
    given_doctor("B1");
    trained("B2", BOTH_COURSES | 1u << VAKT_Q_IN_SPECIALISATION);
    trained("A", BOTH_COURSES | 1u << VAKT_Q_LIS1_GOALS);
    given.problem.doctors[2].position = VAKT_POSITION_LIS1;
    vakt_kf4 *kf4 = GIVEN_ADD(&given.problem.doctors[2], kf4);
    kf4->from = kf4->to = VAKT_DAY_NONE;
    trained("N", BOTH_COURSES | 1u << VAKT_Q_LIS1_HOSPITAL);
    given.problem.doctors[3].position = VAKT_POSITION_LIS1;
    trained("X", 1u << VAKT_Q_IN_SPECIALISATION); /* no courses, and nobody assessed that away */
}

START_TEST(doctors_are_counted_by_what_they_may_do)
{
    five();
    ck_assert_int_eq(able(VAKT_ABILITY_ALONE), 3);
    ck_assert_int_eq(able(VAKT_ABILITY_BACKUP), 2);
    ck_assert_int_eq(able(VAKT_ABILITY_NEEDS_BACKUP), 1);
}
END_TEST

START_TEST(a_student_is_able_to_nothing)
{
    five();
    given.problem.doctors[1].has = GIVEN_SPECIALIST & ~LICENSED;
    given.problem.doctors[1].has |= 1u << VAKT_Q_STUDENT_LICENCE;
    ck_assert_int_eq(able(VAKT_ABILITY_ALONE), 2);
    ck_assert_int_eq(able(VAKT_ABILITY_NEEDS_BACKUP), 1);
}
END_TEST

START_TEST(a_backup_must_know_the_place_where_the_rule_asks_for_it)
{
    five();
    given.problem.doctors[0].experience.local_duties = 12;
    given.problem.doctors[1].experience.local_duties = 11;
    given_rule(VAKT_RULE_competence_backup, VAKT_MODE_HARD)->least = 12;
    ck_assert_int_eq(able(VAKT_ABILITY_BACKUP), 1);
    ck_assert_int_eq(able(VAKT_ABILITY_ALONE), 3);
}
END_TEST

START_TEST(a_course_after_the_first_day_does_not_count)
{
    five();
    given.problem.doctors[1].has &= ~BOTH_COURSES;
    for (int i = 0; i < 2; i++) {
        vakt_held *held = GIVEN_ADD(&given.problem.doctors[1], qualifications);
        held->kind = i ? VAKT_Q_COURSE_ACUTE : VAKT_Q_COURSE_VIOLENCE;
        held->from = given_day("2027-01-12");
        held->to = VAKT_DAY_NONE;
    }
    ck_assert_int_eq(able(VAKT_ABILITY_BACKUP), 1);
    given.problem.doctors[1].qualifications[0].from = given_day("2027-01-11");
    given.problem.doctors[1].qualifications[1].from = given_day("2027-01-11");
    ck_assert_int_eq(able(VAKT_ABILITY_BACKUP), 2);
}
END_TEST

START_TEST(who_has_left_is_not_counted)
{
    five();
    given.problem.doctors[0].to = given_day("2027-01-10");
    ck_assert_int_eq(able(VAKT_ABILITY_BACKUP), 1);
}
END_TEST

START_TEST(those_who_come_are_nameless_and_able_to_the_same)
{
    const char *const sweeps[] = {"alone=5", "backup=4", "needs-backup=3"};
    for (int ability = 0; vakt_ability_words[ability]; ability++) {
        five();
        int64_t before = able((vakt_ability)ability);
        set_count(sweeps[ability]);
        ck_assert_int_eq(said, VAKT_OK);
        ck_assert_int_eq(able((vakt_ability)ability), before + 2);
        ck_assert_uint_eq(given.problem.n_doctors, 7);
        ck_assert(given.problem.doctors[6].placeholder);
        ck_assert_ptr_null(given.problem.doctors[6].name);
    }
}
END_TEST

START_TEST(the_last_who_are_able_leave_first_and_nobody_else)
{
    five();
    set_count("backup=1");
    ck_assert_int_eq(said, VAKT_OK);
    ck_assert(serves("B1") && !serves("B2") && serves("A") && serves("N") && serves("X"));
    five();
    set_count("alone=1");
    ck_assert(serves("B1") && !serves("B2") && !serves("A") && serves("N") && serves("X"));
    five();
    set_count("needs-backup=0");
    ck_assert(serves("B1") && serves("B2") && serves("A") && !serves("N") && serves("X"));
}
END_TEST

START_TEST(an_ability_nobody_has_is_refused)
{
    five();
    given.problem.n_doctors = 3;
    set_count("needs-backup=2");
    ck_assert_int_eq(said, VAKT_E_INPUT);
    ck_assert_uint_eq(mistakes, 1);
}
END_TEST

START_TEST(a_count_is_of_a_position_or_of_an_ability)
{
    vakt_operation neither = vakt_operation_of(VAKT_OP_SET_COUNT);
    neither.count = 2;
    vakt_operation both = neither;
    both.position = VAKT_POSITION_GP;
    both.ability = VAKT_ABILITY_ALONE;
    vakt_operation operations[] = {neither, both};
    five();
    apply(operations, 2);
    ck_assert_int_eq(said, VAKT_E_INPUT);
    ck_assert_uint_eq(mistakes, 2);
    ck_assert_uint_eq(given.problem.n_doctors, 5);
}
END_TEST

START_TEST(numbers_that_may_share_doctors_are_not_varied_together)
{
    ck_assert(vakt_quantities_meet(VAKT_QUANTITY_ALONE, VAKT_QUANTITY_BACKUP));
    ck_assert(vakt_quantities_meet(VAKT_QUANTITY_GP, VAKT_QUANTITY_NEEDS_BACKUP));
    ck_assert(vakt_quantities_meet(VAKT_QUANTITY_BACKUP, VAKT_QUANTITY_OTHER));
    ck_assert(!vakt_quantities_meet(VAKT_QUANTITY_NEEDS_BACKUP, VAKT_QUANTITY_BACKUP));
    ck_assert(!vakt_quantities_meet(VAKT_QUANTITY_GP, VAKT_QUANTITY_LIS1));
    ck_assert(!vakt_quantities_meet(VAKT_QUANTITY_ALONE, VAKT_QUANTITY_LAW));
}
END_TEST

TEST_MAIN("set_count", doctors_are_counted_by_what_they_may_do, a_student_is_able_to_nothing,
          a_backup_must_know_the_place_where_the_rule_asks_for_it,
          a_course_after_the_first_day_does_not_count, who_has_left_is_not_counted,
          those_who_come_are_nameless_and_able_to_the_same,
          the_last_who_are_able_leave_first_and_nobody_else, an_ability_nobody_has_is_refused,
          a_count_is_of_a_position_or_of_an_ability,
          numbers_that_may_share_doctors_are_not_varied_together)
