/* links: vakt_solve vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#include "vakt.h"

static const vakt_search_options options = {.work_limit = 0, .seed = 1};
static vakt_report *report;
static vakt_solution solution;

/* Two doctors, a day and a night duty on each of the days. */
static void begin(const char *from, const char *to)
{
    given_problem(from, to);
    given_doctor("A");
    given_doctor("B");
    given_shift_type("D", 8, 20);
    given_shift_type("N", 20, 8);
}

static void solve(const vakt_roster *start)
{
    given_instance();
    report = vakt_report_new(10);
    memset(&solution, 0, sizeof solution);
    vakt_status status = vakt_solve(given.instance, &options, NULL, start, report, &solution);
    for (size_t i = 0; i < vakt_report_count(report); i++)
        fprintf(stderr, "%s\n", vakt_report_at(report, i)->text);
    ck_assert_int_eq(status, VAKT_OK);
}

static void done(void)
{
    vakt_solution_done(&solution);
    vakt_report_free(report);
}

static int doctor_of(const char *duty)
{
    return solution.roster.doctor[given_duty(duty)];
}

START_TEST(two_doctors_share_a_day_and_all_is_proven)
{
    begin("2026-06-01", "2026-06-02");
    solve(NULL);
    ck_assert(solution.search.found && !solution.search.infeasible);
    ck_assert_ptr_null(solution.search.values);
    ck_assert(solution.verdict->legal && solution.verdict->complete);
    ck_assert_int_eq(solution.search.levels[0].value, 0);
    for (int level = 0; level < given.instance->n_levels; level++) {
        ck_assert(solution.search.levels[level].proven);
        ck_assert_int_eq(solution.search.levels[level].value, solution.search.levels[level].bound);
        ck_assert_int_eq(solution.search.levels[level].value, solution.verdict->levels[level]);
    }
    ck_assert_int_ne(doctor_of("D:2026-06-01"), doctor_of("N:2026-06-01"));
    ck_assert_int_ne(doctor_of("N:2026-06-01"), doctor_of("D:2026-06-02"));
    done();
}
END_TEST

START_TEST(a_wish_decides_between_equals)
{
    begin("2026-06-01", "2026-06-01");
    given_wish(&given.problem.doctors[1], VAKT_WANT_OFF, NULL, NULL)->level = 1;
    GIVEN_IDS(&given.problem.doctors[1].wishes[0], shift_types, "N");
    solve(NULL);
    ck_assert_int_eq(doctor_of("N:2026-06-01"), 0);
    ck_assert_int_eq(doctor_of("D:2026-06-01"), 1);
    ck_assert_int_eq(solution.search.levels[2].value, 0);
    done();
}
END_TEST

START_TEST(what_nobody_may_take_is_left_open_and_priced)
{
    begin("2026-06-01", "2026-06-01");
    given.problem.shift_types[1].open_to = 1u << VAKT_POSITION_LIS1;
    solve(NULL);
    ck_assert(solution.search.found && solution.verdict->legal && !solution.verdict->complete);
    ck_assert_int_eq(doctor_of("N:2026-06-01"), VAKT_NOBODY);
    ck_assert_int_ge(doctor_of("D:2026-06-01"), 0);
    ck_assert_int_gt(solution.search.levels[0].value, 0);
    ck_assert(solution.search.levels[0].proven);
    done();
}
END_TEST

static void given_pin(int doctor, const char *duty)
{
    *GIVEN_ADD(&given.problem.doctors[doctor], fixed) =
        (vakt_fixed){.duty = duty, .until = VAKT_DAY_NONE};
}

START_TEST(a_pin_is_kept)
{
    begin("2026-06-01", "2026-06-01");
    given_pin(1, "D:2026-06-01");
    given_wish(&given.problem.doctors[1], VAKT_WANT_OFF, NULL, NULL)->level = 5;
    GIVEN_IDS(&given.problem.doctors[1].wishes[0], shift_types, "D");
    solve(NULL);
    ck_assert_int_eq(doctor_of("D:2026-06-01"), 1);
    ck_assert(solution.verdict->legal && solution.search.levels[2].value > 0);
    done();
}
END_TEST

START_TEST(pins_that_conflict_are_infeasible_and_shown)
{
    begin("2026-06-01", "2026-06-01");
    given_shift_type("E", 12, 23);
    given_pin(0, "D:2026-06-01");
    given_pin(0, "E:2026-06-01"); /* at once */
    solve(NULL);
    ck_assert(solution.search.infeasible && !solution.search.found);
    ck_assert_ptr_null(solution.search.values);
    ck_assert_int_eq(doctor_of("D:2026-06-01"), 0);
    ck_assert_int_eq(doctor_of("E:2026-06-01"), 0);
    ck_assert_int_eq(doctor_of("N:2026-06-01"), VAKT_NOBODY);
    ck_assert(!solution.verdict->legal && solution.verdict->n_findings > 0);
    done();
}
END_TEST

START_TEST(a_roster_to_begin_from_is_no_worse_afterwards)
{
    begin("2026-06-01", "2026-06-02");
    given_take("A", "D:2026-06-01");
    given_take("A", "D:2026-06-02");
    int64_t before[VAKT_MAX_LEVEL + 1];
    bool legal;
    ck_assert_int_eq(vakt_verify_score(given.instance, &given.roster, &legal, before), VAKT_OK);
    solve(&given.roster);
    ck_assert_int_lt(solution.search.levels[0].value, before[0]);
    done();
}
END_TEST

START_TEST(a_start_that_is_illegal_is_used_as_far_as_it_goes)
{
    begin("2026-06-01", "2026-06-01");
    given_take("A", "D:2026-06-01");
    given_take("A", "N:2026-06-01"); /* no rest between */
    solve(&given.roster);
    ck_assert(solution.verdict->legal && solution.verdict->complete);
    done();
}
END_TEST

START_TEST(equal_runs_give_equal_rosters)
{
    begin("2026-06-01", "2026-06-07");
    given_doctor("C");
    solve(NULL);
    int first[14];
    int64_t work = solution.search.work;
    ck_assert_uint_eq(solution.roster.n_duties, 14);
    memcpy(first, solution.roster.doctor, sizeof first);
    done();
    solve(NULL);
    ck_assert_mem_eq(first, solution.roster.doctor, sizeof first);
    ck_assert_int_eq(work, solution.search.work);
    done();
}
END_TEST

START_TEST(a_problem_of_no_duties_is_solved)
{
    given_problem("2026-06-01", "2026-06-01");
    given_doctor("A");
    solve(NULL);
    ck_assert(solution.search.found && solution.verdict->legal);
    ck_assert_uint_eq(solution.roster.n_duties, 0);
    done();
}
END_TEST

START_TEST(a_solution_may_be_done_with_twice)
{
    begin("2026-06-01", "2026-06-01");
    solve(NULL);
    vakt_solution_done(&solution);
    vakt_solution_done(&solution);
    vakt_report_free(report);
}
END_TEST

TEST_MAIN("solve", two_doctors_share_a_day_and_all_is_proven, a_wish_decides_between_equals,
          what_nobody_may_take_is_left_open_and_priced, a_pin_is_kept,
          pins_that_conflict_are_infeasible_and_shown,
          a_roster_to_begin_from_is_no_worse_afterwards,
          a_start_that_is_illegal_is_used_as_far_as_it_goes, equal_runs_give_equal_rosters,
          a_problem_of_no_duties_is_solved, a_solution_may_be_done_with_twice)
