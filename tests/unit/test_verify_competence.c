/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#define MAY GIVEN_HAS(AUTHORISATION)
#define VIOLENCE GIVEN_HAS(COURSE_VIOLENCE)

/* One doctor X with these qualifications and a doctor S who may do everything, one duty 08-20 and
 * one backup 08-20 on one date. */
static vakt_doctor *one_day(const char *date, uint32_t has)
{
    given_problem(date, date);
    vakt_doctor *x = given_doctor("X");
    x->has = has;
    given_doctor("S");
    given_shift_type("D", 8, 20);
    given_backup_type("B", 8, 20);
    return x;
}

static void take(const char *doctor, const char *type)
{
    char id[32], date[11];
    vakt_day_format(given.problem.from, date);
    snprintf(id, sizeof id, "%s:%s", type, date);
    given_take(doctor, id);
}

/* ---- the vectors of the regulation book, 10.1 ---- */

typedef struct vector {
    const char *who;
    uint32_t has;
    int clinical_months, duties, position;
    bool alone_2024, alone_2026, backs_2026;
} vector;

#define LIS1_DONE (GIVEN_HAS(LIS1_GOALS) | GIVEN_HAS(LIS1_HOSPITAL))

static const vector vectors[] = {
    {"GP specialist, violence only", MAY | GIVEN_HAS(SPECIALIST_GP) | VIOLENCE, 0, 0,
     VAKT_POSITION_GP, true, false, false},
    {"GP specialist, both", MAY | GIVEN_HAS(SPECIALIST_GP) | GIVEN_COURSES, 0, 0, VAKT_POSITION_GP,
     true, true, true},
    {"ALIS, 20 months, 10 duties", MAY | GIVEN_HAS(IN_SPECIALISATION) | GIVEN_COURSES, 20, 10,
     VAKT_POSITION_GP, false, true, true},
    {"LIS1 done, not in specialisation", MAY | LIS1_DONE | GIVEN_COURSES, 20, 10,
     VAKT_POSITION_EMPLOYED, false, true, false},
    {"LIS1 done, no courses", MAY | LIS1_DONE, 20, 10, VAKT_POSITION_EMPLOYED, false, false, false},
    {"LIS1 in the municipality", MAY | GIVEN_HAS(LIS1_HOSPITAL) | GIVEN_COURSES, 14, 5,
     VAKT_POSITION_LIS1, false, false, false},
    {"LIS2 in surgery, 30 months, 40 duties, not relevant", MAY | LIS1_DONE | GIVEN_COURSES, 30, 40,
     VAKT_POSITION_OTHER, true, true, false},
    {"LIS2 in surgery, 29 months", MAY | LIS1_DONE | GIVEN_COURSES, 29, 40, VAKT_POSITION_OTHER,
     false, true, false},
    {"LIS2, relevant", MAY | GIVEN_HAS(IN_SPECIALISATION) | GIVEN_COURSES, 30, 39,
     VAKT_POSITION_OTHER, false, true, true},
    {"allmennlege 2010, 40 duties", MAY | GIVEN_HAS(ALLMENNLEGE) | GIVEN_COURSES, 0, 40,
     VAKT_POSITION_GP, true, true, true},
    {"allmennlege 2010, 39 duties", MAY | GIVEN_HAS(ALLMENNLEGE) | GIVEN_COURSES, 0, 39,
     VAKT_POSITION_GP, false, true, true},
    {"licensed student", GIVEN_HAS(STUDENT_LICENCE) | GIVEN_COURSES, 0, 50, VAKT_POSITION_OTHER,
     false, false, false},
};

static void vector_day(const vector *v, const char *date)
{
    vakt_doctor *x = one_day(date, v->has);
    x->position = v->position;
    x->experience.clinical_months = v->clinical_months;
    x->experience.duties = v->duties;
    given_rule(R(courses), VAKT_MODE_HARD);
}

/* Nobody backs: who may not be alone is a breach of competence_backup. */
static bool alone(const vector *v, const char *date)
{
    vector_day(v, date);
    take("X", "D");
    (void)verdict_of();
    return found(R(competence_backup)) == 0;
}

static bool backs(const vector *v, const char *date)
{
    vector_day(v, date);
    take("X", "B");
    (void)verdict_of();
    return found(R(backup_eligible)) == 0;
}

START_TEST(the_regulation_books_vectors_hold)
{
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
        const vector *v = &vectors[i];
        ck_assert_msg(alone(v, "2024-06-01") == v->alone_2024, "alone 2024: %s", v->who);
        ck_assert_msg(alone(v, "2026-06-01") == v->alone_2026, "alone 2026: %s", v->who);
        ck_assert_msg(backs(v, "2026-06-01") == v->backs_2026, "backs 2026: %s", v->who);
        ck_assert_msg(backs(v, "2024-06-01") == v->alone_2024, "backs 2024: %s", v->who);
    }
}
END_TEST

START_TEST(courses_are_not_asked_before_their_last_deadline)
{
    const vector specialist = {"", MAY | GIVEN_HAS(SPECIALIST_GP), 0, 0, 0, 0, 0, 0};
    ck_assert(alone(&specialist, "2022-12-31"));
    ck_assert(!alone(&specialist, "2023-01-01"));
    const vector clinical = {"", MAY, 30, 40, 0, 0, 0, 0};
    ck_assert(alone(&clinical, "2022-12-31"));
    ck_assert(!alone(&clinical, "2023-01-01"));
}
END_TEST

START_TEST(clinical_months_count_from_may_2018)
{
    const vector clinical = {"", MAY, 30, 40, 0, 0, 0, 0};
    ck_assert(!alone(&clinical, "2018-04-30"));
    ck_assert(alone(&clinical, "2018-05-01"));
    ck_assert(alone(&clinical, "2019-12-31"));
}
END_TEST

START_TEST(an_eea_specialist_needs_experience_from_2020)
{
    const vector eea = {
        "", MAY | GIVEN_HAS(SPECIALIST_GP) | GIVEN_HAS(EEA_GP) | GIVEN_COURSES, 0, 39, 0, 0, 0, 0};
    vector more = eea;
    more.duties = 40;
    ck_assert(alone(&eea, "2019-12-31"));
    ck_assert(!alone(&eea, "2020-01-01"));
    ck_assert(alone(&more, "2020-01-01"));
}
END_TEST

START_TEST(turnus_may_be_alone_and_not_back)
{
    const vector turnus = {"", MAY | GIVEN_HAS(TURNUS) | GIVEN_COURSES, 0, 0, 0, 0, 0, 0};
    ck_assert(alone(&turnus, "2026-06-01"));
    ck_assert(!backs(&turnus, "2026-06-01"));
}
END_TEST

/* ---- rules that forbid ---- */

START_TEST(a_licence_is_as_good_as_authorisation)
{
    one_day("2026-06-01", (GIVEN_SPECIALIST & ~MAY) | GIVEN_HAS(LICENCE));
    take("X", "D");
    expect_kept(R(authorisation));
}
END_TEST

START_TEST(nobody_works_without_authorisation)
{
    one_day("2026-06-01", GIVEN_SPECIALIST & ~MAY);
    take("X", "D");
    expect_hard(R(authorisation), "X", "2026-06-01", 1);
}
END_TEST

START_TEST(an_authorisation_that_has_run_out_is_none)
{
    vakt_doctor *x = one_day("2026-06-01", GIVEN_SPECIALIST & ~MAY);
    *GIVEN_ADD(x, qualifications) =
        (vakt_held){NULL, VAKT_Q_AUTHORISATION, VAKT_DAY_NONE, given_day("2026-05-31")};
    take("X", "D");
    expect_hard(R(authorisation), "X", "2026-06-01", 1);
}
END_TEST

START_TEST(a_student_who_was_authorised_is_no_student)
{
    one_day("2026-06-01", GIVEN_SPECIALIST | GIVEN_HAS(STUDENT_LICENCE));
    take("X", "D");
    expect_kept(R(student_licence));
}
END_TEST

START_TEST(a_student_takes_no_duty)
{
    one_day("2026-06-01", GIVEN_HAS(STUDENT_LICENCE));
    take("X", "D");
    expect_hard(R(student_licence), "X", "2026-06-01", 1);
}
END_TEST

START_TEST(base_competence_is_asked_from_2026)
{
    one_day("2025-12-31", MAY | GIVEN_COURSES);
    take("X", "D");
    expect_kept(R(may_work));
    one_day("2026-01-01", MAY | GIVEN_COURSES);
    take("X", "D");
    expect_hard(R(may_work), "X", "2026-01-01", 1);
}
END_TEST

START_TEST(lis1_and_section_4_may_work_without_base)
{
    one_day("2026-06-01", MAY | GIVEN_COURSES)->position = VAKT_POSITION_LIS1;
    take("X", "D");
    expect_kept(R(may_work));
    vakt_doctor *x = one_day("2026-06-01", MAY | GIVEN_COURSES);
    *GIVEN_ADD(x, kf4) = (vakt_kf4){NULL, given_day("2026-06-01"), given_day("2026-06-01")};
    take("X", "D");
    expect_kept(R(may_work));
}
END_TEST

START_TEST(lis1_works_after_the_hospital_part)
{
    one_day("2026-06-01", MAY | GIVEN_COURSES | GIVEN_HAS(LIS1_HOSPITAL))->position =
        VAKT_POSITION_LIS1;
    take("X", "D");
    expect_kept(R(lis1_service));
    one_day("2026-06-01", MAY | GIVEN_COURSES)->position = VAKT_POSITION_LIS1;
    take("X", "D");
    expect_hard(R(lis1_service), "X", "2026-06-01", 1);
}
END_TEST

START_TEST(courses_are_asked_of_everybody_from_2026)
{
    one_day("2026-06-01", GIVEN_SPECIALIST);
    take("X", "D");
    expect_kept(R(courses));
    one_day("2026-06-01", GIVEN_SPECIALIST & ~GIVEN_HAS(COURSE_ACUTE));
    take("X", "D");
    expect_hard(R(courses), "X", "2026-06-01", 1);
}
END_TEST

START_TEST(an_assessment_lets_one_without_courses_work_under_backup)
{
    one_day("2026-06-01", GIVEN_SPECIALIST & ~GIVEN_COURSES);
    *GIVEN_ADD(&given.problem, assessments) =
        (vakt_assessment){.kind = VAKT_ASSESS_NO_COURSES, .date = given_day("2026-06-01")};
    take("X", "D");
    take("S", "B");
    expect_kept(R(courses));
    expect_kept(R(competence_backup));
    ck_assert_uint_eq(given.verdict->n_backings, 1);
}
END_TEST

START_TEST(backup_duty_needs_base_and_courses)
{
    one_day("2026-06-01", GIVEN_SPECIALIST);
    take("X", "B");
    expect_kept(R(backup_eligible));
    one_day("2026-06-01", MAY | GIVEN_HAS(TURNUS) | GIVEN_COURSES);
    take("X", "B");
    expect_hard(R(backup_eligible), "X", "2026-06-01", 1);
}
END_TEST

START_TEST(a_backup_may_be_asked_for_local_duties)
{
    vakt_doctor *x = one_day("2026-06-01", GIVEN_SPECIALIST);
    x->experience.local_duties = 9;
    given_rule(R(competence_backup), VAKT_MODE_HARD)->least = 10;
    take("X", "B");
    expect_hard(R(backup_eligible), "X", "2026-06-01", 1);
}
END_TEST

START_TEST(without_the_backup_rule_nobody_is_asked)
{
    one_day("2026-06-01", MAY | GIVEN_HAS(TURNUS));
    *GIVEN_ADD(&given.problem, law_profiles) = (vakt_law_profile){
        .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE, .competence = VAKT_COMPETENCE_LAW};
    take("X", "B");
    take("X", "D");
    expect_kept(R(backup_eligible));
    expect_kept(R(competence_backup));
}
END_TEST

/* ---- competence_backup ---- */

#define NEEDS_BACKUP (MAY | GIVEN_HAS(LIS1_HOSPITAL) | GIVEN_COURSES)

static void lis1_day(void)
{
    one_day("2026-06-01", NEEDS_BACKUP)->position = VAKT_POSITION_LIS1;
}

START_TEST(lis1_with_backup_all_the_time_is_legal)
{
    lis1_day();
    take("X", "D");
    take("S", "B");
    expect_kept(R(competence_backup));
    ck_assert_uint_eq(given.verdict->n_backings, 1);
    const vakt_backing *b = &given.verdict->backings[0];
    ck_assert_int_eq(b->front, given_duty("D:2026-06-01"));
    ck_assert_int_eq(b->backup, given_duty("B:2026-06-01"));
    ck_assert_int_eq(b->start, given_time("2026-06-01", 8));
    ck_assert_int_eq(b->end, given_time("2026-06-01", 20));
}
END_TEST

START_TEST(lis1_alone_is_illegal_for_as_long_as_it_lasts)
{
    lis1_day();
    given.problem.shift_types[1].start = GIVEN_CLOCK(10);
    given.problem.shift_types[1].end = GIVEN_CLOCK(18);
    take("X", "D");
    take("S", "B");
    (void)verdict_of();
    ck_assert(!given.verdict->legal);
    ck_assert_int_eq(found(R(competence_backup)), 2);
    const vakt_finding *last = nth_finding(R(competence_backup), 1);
    ck_assert_int_eq(nth_finding(R(competence_backup), 0)->amount, 120);
    ck_assert_int_eq(last->start, given_time("2026-06-01", 18));
    ck_assert_int_eq(last->end, given_time("2026-06-01", 20));
}
END_TEST

START_TEST(two_in_front_of_one_backup_is_one_too_many)
{
    lis1_day();
    given_shift_type("E", 12, 16);
    vakt_doctor *y = given_doctor("Y");
    y->has = NEEDS_BACKUP;
    y->position = VAKT_POSITION_LIS1;
    given_rule(R(competence_backup), VAKT_MODE_HARD)->most = 1;
    take("X", "D");
    take("Y", "E");
    take("S", "B");
    (void)verdict_of();
    ck_assert_int_eq(found(R(competence_backup)), 2);
    ck_assert_int_eq(nth_finding(R(competence_backup), 0)->amount, 240);
    /* one of the two is backed from 12 to 16 */
    ck_assert_uint_eq(given.verdict->n_backings, 1);
}
END_TEST

START_TEST(neighbours_and_history_back_while_they_last)
{
    lis1_day();
    given_shift_type("L", 20, 6);
    given_history_duty("S", "B", "2026-05-31");
    given.problem.shift_types[1].start = GIVEN_CLOCK(20);
    given.problem.shift_types[1].end = GIVEN_CLOCK(12);
    *GIVEN_ADD(&given.problem, outside_backup) = (vakt_outside_backup){.days = GIVEN_ALL_DAYS,
                                                                       .start = GIVEN_CLOCK(12),
                                                                       .end = GIVEN_CLOCK(20),
                                                                       .most = 1,
                                                                       .from = VAKT_DAY_NONE,
                                                                       .to = VAKT_DAY_NONE};
    take("X", "D"); /* 08-12 by history, 12-20 by the neighbour */
    expect_kept(R(competence_backup));
    ck_assert_uint_eq(given.verdict->n_backings, 1);
    ck_assert_int_eq(given.verdict->backings[0].backup, -1);
}
END_TEST

START_TEST(one_who_follows_needs_no_backup)
{
    lis1_day();
    given.problem.shift_types[0].follow = true;
    take("X", "D");
    expect_kept(R(competence_backup));
}
END_TEST

START_TEST(who_needs_backup_and_the_missing_assessment_are_said)
{
    lis1_day();
    take("X", "D");
    take("S", "B");
    const vakt_verdict *v = verdict_of();
    ck_assert_uint_eq(v->n_unchecked, 3);
    ck_assert_str_eq(v->unchecked[2].id, "onsite_backup");
}
END_TEST

START_TEST(a_backup_by_need_is_manned_for_lis1)
{
    lis1_day();
    given.problem.shift_types[1].only_when_needed = true;
    take("X", "D");
    take("S", "B");
    expect_kept(R(backup_when_needed));
}
END_TEST

START_TEST(a_backup_by_need_is_not_manned_for_a_specialist)
{
    one_day("2026-06-01", GIVEN_SPECIALIST);
    given.problem.shift_types[1].only_when_needed = true;
    take("X", "D");
    take("S", "B");
    expect_hard(R(backup_when_needed), "S", "2026-06-01", 1);
    one_day("2026-06-01", GIVEN_SPECIALIST);
    given.problem.shift_types[1].only_when_needed = true;
    given_rule(R(backup_when_needed), VAKT_MODE_SOFT);
    take("X", "D");
    take("S", "B");
    expect_soft(R(backup_when_needed), "S", "2026-06-01", 1, 5);
}
END_TEST

/* ---- kf4_days, course_refresh ---- */

static void kf4_days(int64_t days, int64_t used)
{
    given_problem("2026-06-01", "2026-06-03");
    vakt_doctor *x = given_doctor("X");
    x->has = MAY | GIVEN_COURSES | GIVEN_HAS(TURNUS);
    *GIVEN_ADD(x, kf4) = (vakt_kf4){NULL, VAKT_DAY_NONE, VAKT_DAY_NONE};
    *GIVEN_ADD(x, kf4_used) = (vakt_kf4_used){NULL, 2026, used};
    given_shift_type("D", 8, 16);
    given_shift_type("E", 16, 20);
    given_rule(R(kf4_days), VAKT_MODE_HARD)->days = days;
    given_take("X", "D:2026-06-01");
    given_take("X", "E:2026-06-01");
    given_take("X", "D:2026-06-02");
}

START_TEST(days_under_section_4_are_counted_with_those_before)
{
    kf4_days(130, 128);
    expect_kept(R(kf4_days));
    ck_assert_str_eq(given.verdict->unchecked[2].id, "kf4_days");
}
END_TEST

START_TEST(days_beyond_section_4_are_illegal)
{
    kf4_days(130, 129);
    expect_hard(R(kf4_days), "X", "2026-06-01", 1);
    kf4_days(130, 200); /* at most the days of this roster */
    expect_hard(R(kf4_days), "X", "2026-06-01", 2);
}
END_TEST

START_TEST(one_of_2017_is_shown_for_assessment)
{
    one_day("2026-06-01", MAY | GIVEN_COURSES | GIVEN_HAS(GRANDFATHERED_2017));
    take("X", "D");
    expect_kept(R(competence_backup));
    ck_assert_str_eq(given.verdict->unchecked[2].id, "grandfathered_2017");
}
END_TEST

static void course_taken(const char *date, vakt_mode mode)
{
    vakt_doctor *x = one_day("2026-06-01", GIVEN_SPECIALIST & ~GIVEN_HAS(COURSE_ACUTE));
    *GIVEN_ADD(x, qualifications) =
        (vakt_held){NULL, VAKT_Q_COURSE_ACUTE, given_day(date), VAKT_DAY_NONE};
    given_rule(R(course_refresh), mode)->most = 5;
    take("X", "D");
}

START_TEST(a_course_within_the_local_years_is_fresh)
{
    course_taken("2021-06-01", VAKT_MODE_SOFT);
    expect_kept(R(course_refresh));
}
END_TEST

START_TEST(an_older_course_is_priced_or_forbidden)
{
    course_taken("2021-05-31", VAKT_MODE_SOFT);
    expect_soft(R(course_refresh), "X", "2026-06-01", 1, 1);
    ck_assert_int_eq(given.verdict->levels[2], 1);
    course_taken("2021-05-31", VAKT_MODE_HARD);
    expect_hard(R(course_refresh), "X", "2026-06-01", 1);
}
END_TEST

TEST_MAIN("verify_competence", the_regulation_books_vectors_hold,
          courses_are_not_asked_before_their_last_deadline, clinical_months_count_from_may_2018,
          an_eea_specialist_needs_experience_from_2020, turnus_may_be_alone_and_not_back,
          a_licence_is_as_good_as_authorisation, nobody_works_without_authorisation,
          an_authorisation_that_has_run_out_is_none, a_student_who_was_authorised_is_no_student,
          a_student_takes_no_duty, base_competence_is_asked_from_2026,
          lis1_and_section_4_may_work_without_base, lis1_works_after_the_hospital_part,
          courses_are_asked_of_everybody_from_2026,
          an_assessment_lets_one_without_courses_work_under_backup,
          backup_duty_needs_base_and_courses, a_backup_may_be_asked_for_local_duties,
          without_the_backup_rule_nobody_is_asked, lis1_with_backup_all_the_time_is_legal,
          lis1_alone_is_illegal_for_as_long_as_it_lasts, two_in_front_of_one_backup_is_one_too_many,
          neighbours_and_history_back_while_they_last, one_who_follows_needs_no_backup,
          who_needs_backup_and_the_missing_assessment_are_said, a_backup_by_need_is_manned_for_lis1,
          a_backup_by_need_is_not_manned_for_a_specialist,
          days_under_section_4_are_counted_with_those_before, days_beyond_section_4_are_illegal,
          one_of_2017_is_shown_for_assessment, a_course_within_the_local_years_is_fresh,
          an_older_course_is_priced_or_forbidden)
