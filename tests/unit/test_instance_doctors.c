/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

/* 2027-01-04 is a Monday, in ISO week 1. */
#define MONDAY "2027-01-04"

static vakt_doctor *a;

static void begin(const char *from, const char *to)
{
    given_problem(from, to);
    a = given_doctor("A");
    given_shift_type("D", 8, 20);
}

static const vakt_doctor_day *on(const char *day)
{
    given_instance();
    return vakt_instance_doctor_day(given.instance, 0, given_day(day));
}

static vakt_change *given_change(const char *from, const char *to)
{
    vakt_change *c = GIVEN_ADD(a, changes);
    *c = (vakt_change){.from = given_day(from),
                       .to = given_day(to),
                       .position = -1,
                       .share_pct = VAKT_UNSET,
                       .profile = -1};
    return c;
}

static vakt_absence *given_absence(const char *from, const char *to, int64_t percent)
{
    vakt_absence *absence = GIVEN_ADD(a, absences);
    *absence = (vakt_absence){
        .from = given_day(from), .to = given_day(to), .percent = percent, .reduces_share = true};
    return absence;
}

/* ---- service ---- */

START_TEST(a_doctor_is_in_service_between_the_dates)
{
    begin(MONDAY, "2027-01-17");
    a->from = given_day("2027-01-06");
    a->to = given_day("2027-01-08");
    ck_assert(!on("2027-01-05")->in_service && on("2027-01-06")->in_service);
    ck_assert(on("2027-01-08")->in_service && !on("2027-01-09")->in_service);
    ck_assert_int_eq(on("2027-01-05")->share_pct, 0);
    ck_assert_int_eq(on("2027-01-06")->share_pct, 100);
}
END_TEST

START_TEST(an_agency_locum_is_here_two_weeks_and_away_four)
{
    begin(MONDAY, "2027-03-31");
    a->agency = (vakt_agency){
        .given = true, .start = given_day("2027-01-11"), .on_days = 14, .off_days = 28};
    ck_assert(!on("2027-01-10")->in_service); /* not before the first block */
    ck_assert(on("2027-01-11")->in_service && on("2027-01-24")->in_service);
    ck_assert(!on("2027-01-25")->in_service && !on("2027-02-21")->in_service);
    ck_assert(on("2027-02-22")->in_service && on("2027-03-07")->in_service);
    ck_assert(!on("2027-03-08")->in_service);
    ck_assert_int_eq(on("2027-02-01")->share_pct, 0);
}
END_TEST

START_TEST(an_agency_block_counts_only_within_service)
{
    begin(MONDAY, "2027-01-31");
    a->agency =
        (vakt_agency){.given = true, .start = given_day(MONDAY), .on_days = 7, .off_days = 0};
    a->to = given_day("2027-01-20");
    ck_assert(on("2027-01-11")->in_service && on("2027-01-20")->in_service);
    ck_assert(!on("2027-01-21")->in_service);
}
END_TEST

/* ---- changes ---- */

START_TEST(a_change_is_dated_and_leaves_the_rest_as_it_was)
{
    begin(MONDAY, "2027-01-17");
    given_municipality("fjord", 4000);
    given_municipality("fjell", 2000);
    a->municipality = "fjord";
    vakt_change *c = given_change("2027-01-07", "2027-01-09");
    c->position = VAKT_POSITION_EMPLOYED;
    c->share_pct = 40;
    ck_assert(on("2027-01-06")->position == VAKT_POSITION_GP && on("2027-01-06")->share_pct == 100);
    ck_assert_int_eq(on("2027-01-07")->position, VAKT_POSITION_EMPLOYED);
    ck_assert_int_eq(on("2027-01-09")->share_pct, 40);
    ck_assert_int_eq(on("2027-01-09")->municipality, 0);
    ck_assert_int_eq(on("2027-01-09")->profile, VAKT_PROFILE_SFS);
    ck_assert(on("2027-01-10")->position == VAKT_POSITION_GP && on("2027-01-10")->share_pct == 100);
}
END_TEST

START_TEST(changes_of_several_things_add_up)
{
    begin(MONDAY, "2027-01-17");
    given_shift_type("N", 20, 8);
    given_municipality("fjord", 4000);
    given_municipality("fjell", 2000);
    given_change("2027-01-05", NULL)->municipality = "fjell";
    given_change("2027-01-06", NULL)->profile = VAKT_PROFILE_AML_STRICT;
    vakt_change *c = given_change("2027-01-07", NULL);
    GIVEN_IDS(c, shift_types, "N");
    ck_assert_int_eq(on(MONDAY)->municipality, -1);
    ck_assert_int_eq(on("2027-01-17")->municipality, 1);
    ck_assert_int_eq(on("2027-01-17")->profile, VAKT_PROFILE_AML_STRICT);
    ck_assert_uint_eq(on("2027-01-17")->n_shift_types, 1);
    ck_assert_str_eq(on("2027-01-17")->shift_types[0], "N");
    ck_assert_uint_eq(on("2027-01-06")->n_shift_types, 0);
}
END_TEST

START_TEST(a_change_to_nothing_is_a_change)
{
    begin(MONDAY, "2027-01-17");
    given_change("2027-01-07", NULL)->share_pct = 0;
    ck_assert_int_eq(on("2027-01-06")->share_pct, 100);
    ck_assert_int_eq(on("2027-01-07")->share_pct, 0);
    ck_assert(on("2027-01-07")->in_service);
}
END_TEST

/* ---- absences ---- */

START_TEST(whole_leave_blocks_duty_and_takes_the_share)
{
    begin(MONDAY, "2027-01-17");
    given_absence("2027-01-06", "2027-01-08", 100);
    ck_assert(!on("2027-01-05")->absent && on("2027-01-06")->absent && on("2027-01-08")->absent);
    ck_assert(!on("2027-01-09")->absent);
    ck_assert(on("2027-01-06")->in_service && on("2027-01-06")->share_absent);
    ck_assert_int_eq(on("2027-01-06")->share_pct, 0);
    ck_assert_int_eq(on("2027-01-09")->share_pct, 100);
}
END_TEST

START_TEST(leave_without_an_end_goes_on)
{
    begin(MONDAY, "2027-01-17");
    given_absence("2027-01-06", NULL, 100)->day_after = true;
    ck_assert(!on("2027-01-05")->absent && on("2027-01-06")->absent && on("2027-01-17")->absent);
}
END_TEST

START_TEST(part_leave_only_takes_of_the_share)
{
    begin(MONDAY, "2027-01-17");
    a->share_pct = 80;
    given_absence("2027-01-06", "2027-01-10", 50);
    given_absence("2027-01-08", "2027-01-10", 20);
    ck_assert_int_eq(on("2027-01-05")->share_pct, 80);
    ck_assert_int_eq(on("2027-01-06")->share_pct, 40);
    ck_assert_int_eq(on("2027-01-08")->share_pct, 24);
    ck_assert(!on("2027-01-08")->absent && !on("2027-01-08")->share_absent);
}
END_TEST

START_TEST(leave_that_does_not_reduce_the_share_still_blocks)
{
    begin(MONDAY, "2027-01-17");
    given_absence("2027-01-06", "2027-01-08", 100)->reduces_share = false;
    ck_assert(on("2027-01-06")->absent && !on("2027-01-06")->share_absent);
    ck_assert_int_eq(on("2027-01-06")->share_pct, 100);
}
END_TEST

START_TEST(the_day_before_and_after_are_blocked_and_keep_their_share)
{
    begin(MONDAY, "2027-01-17");
    vakt_absence *leave = given_absence("2027-01-07", "2027-01-08", 100);
    leave->day_before = leave->day_after = true;
    given_absence("2027-01-12", "2027-01-13", 50)->day_before =
        true; /* not whole: blocks nothing */
    ck_assert(!on("2027-01-05")->absent && on("2027-01-06")->absent);
    ck_assert(on("2027-01-09")->absent && !on("2027-01-10")->absent);
    ck_assert_int_eq(on("2027-01-06")->share_pct, 100);
    ck_assert_int_eq(on("2027-01-09")->share_pct, 100);
    ck_assert(!on("2027-01-11")->absent);
}
END_TEST

/* ---- day jobs ---- */

static bool works_on(const char *day)
{
    given_instance();
    for (size_t i = 0; i < given.instance->n_jobs[0]; i++) {
        if (given.instance->jobs[0][i].date == given_day(day))
            return true;
    }
    return false;
}

START_TEST(an_office_is_open_on_its_weekdays)
{
    begin(MONDAY, "2027-01-17");
    given_day_job(a, 8, 16);
    ck_assert(works_on(MONDAY) && works_on("2027-01-08"));
    ck_assert(!works_on("2027-01-09") && !works_on("2027-01-10") && works_on("2027-01-11"));
    for (size_t i = 0; i < given.instance->n_jobs[0]; i++) {
        const vakt_job_day *job = &given.instance->jobs[0][i];
        ck_assert_int_eq(job->end - job->start, 8 * 60);
        ck_assert_int_eq(job->start, vakt_oslo_to_utc(job->date, GIVEN_CLOCK(8)));
    }
}
END_TEST

START_TEST(an_office_is_closed_on_red_days_unless_told)
{
    begin("2026-12-24", "2027-01-03");
    given_day_job(a, 8, 16);
    ck_assert(works_on("2026-12-24") && !works_on("2026-12-25") && works_on("2026-12-28"));
    ck_assert(!works_on("2027-01-01"));
    begin("2026-12-24", "2027-01-03");
    given_day_job(a, 8, 16)->red_days = true;
    ck_assert(works_on("2026-12-25") && works_on("2027-01-01"));
}
END_TEST

START_TEST(a_local_red_day_closes_the_office_and_a_local_weekday_opens_it)
{
    begin("2026-12-24", "2027-01-03");
    given_day_job(a, 8, 16);
    *GIVEN_ADD(&given.problem, calendar) =
        (vakt_local_day){.date = given_day("2026-12-24"), .day_class = VAKT_DAYBIT_RED};
    *GIVEN_ADD(&given.problem, calendar) =
        (vakt_local_day){.date = given_day("2026-12-25"), .day_class = VAKT_DAYBIT_FRI};
    ck_assert(!works_on("2026-12-24") && works_on("2026-12-25"));
}
END_TEST

START_TEST(a_job_of_odd_or_even_weeks_is_worked_in_those)
{
    begin(MONDAY, "2027-01-24"); /* weeks 1, 2 and 3 */
    vakt_day_job *odd = given_day_job(a, 8, 16);
    odd->weeks = VAKT_WEEKS_ODD;
    odd->weekdays = 1u << VAKT_WD_MON;
    vakt_day_job *even = given_day_job(a, 8, 16);
    even->weeks = VAKT_WEEKS_EVEN;
    even->weekdays = 1u << VAKT_WD_TUE;
    ck_assert(works_on("2027-01-04") && !works_on("2027-01-11") && works_on("2027-01-18"));
    ck_assert(!works_on("2027-01-05") && works_on("2027-01-12") && !works_on("2027-01-19"));
}
END_TEST

START_TEST(a_job_has_dates)
{
    begin(MONDAY, "2027-01-17");
    vakt_day_job *job = given_day_job(a, 8, 16);
    job->from = given_day("2027-01-06");
    job->to = given_day("2027-01-12");
    ck_assert(!works_on("2027-01-05") && works_on("2027-01-06"));
    ck_assert(works_on("2027-01-12") && !works_on("2027-01-13"));
}
END_TEST

START_TEST(whole_leave_empties_the_office_and_part_leave_does_not)
{
    begin(MONDAY, "2027-01-17");
    given_day_job(a, 8, 16);
    vakt_absence *leave = given_absence("2027-01-06", "2027-01-07", 100);
    leave->day_before = leave->day_after = true;
    given_absence("2027-01-12", "2027-01-13", 60);
    ck_assert(works_on("2027-01-05") && !works_on("2027-01-06"));
    ck_assert(!works_on("2027-01-07") && works_on("2027-01-08"));
    ck_assert(works_on("2027-01-12"));
}
END_TEST

START_TEST(days_of_several_jobs_are_in_order_and_may_pass_midnight)
{
    begin(MONDAY, "2027-01-10");
    given_day_job(a, 20, 2);
    given_day_job(a, 8, 12);
    given_instance();
    for (size_t i = 1; i < given.instance->n_jobs[0]; i++)
        ck_assert_int_lt(given.instance->jobs[0][i - 1].start, given.instance->jobs[0][i].start);
    ck_assert_int_eq(given.instance->jobs[0][1].end - given.instance->jobs[0][1].start, 6 * 60);
}
END_TEST

START_TEST(office_days_are_known_around_the_period_too)
{
    begin(MONDAY, "2027-01-10");
    given_day_job(a, 8, 16);
    ck_assert(works_on("2026-12-31") && works_on("2027-01-13"));
}
END_TEST

TEST_MAIN("instance_doctors", a_doctor_is_in_service_between_the_dates,
          an_agency_locum_is_here_two_weeks_and_away_four,
          an_agency_block_counts_only_within_service,
          a_change_is_dated_and_leaves_the_rest_as_it_was, changes_of_several_things_add_up,
          a_change_to_nothing_is_a_change, whole_leave_blocks_duty_and_takes_the_share,
          leave_without_an_end_goes_on, part_leave_only_takes_of_the_share,
          leave_that_does_not_reduce_the_share_still_blocks,
          the_day_before_and_after_are_blocked_and_keep_their_share,
          an_office_is_open_on_its_weekdays, an_office_is_closed_on_red_days_unless_told,
          a_local_red_day_closes_the_office_and_a_local_weekday_opens_it,
          a_job_of_odd_or_even_weeks_is_worked_in_those, a_job_has_dates,
          whole_leave_empties_the_office_and_part_leave_does_not,
          days_of_several_jobs_are_in_order_and_may_pass_midnight,
          office_days_are_known_around_the_period_too)
