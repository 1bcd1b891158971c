/* links: vakt_cover vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#include "cover/cover.h"

static vakt_takers *takers;

static void done(void)
{
    vakt_takers_free(takers);
    takers = NULL;
}

static void ask(const char *duty)
{
    done();
    int at = given_duty(duty);
    ck_assert_int_eq(vakt_takers_new(given.instance, &given.roster, at, &takers), VAKT_OK);
}

static const vakt_taker *taker(const char *doctor)
{
    for (size_t i = 0; i < takers->n_takers; i++) {
        if (takers->takers[i].doctor == given_doctor_index(doctor))
            return &takers->takers[i];
    }
    ck_abort_msg("%s is not among them", doctor);
    return NULL;
}

static vakt_rule_kind first_broken(const char *doctor)
{
    ck_assert_uint_gt(taker(doctor)->n_breaks, 0);
    return given.instance->settings[taker(doctor)->breaks[0].finding.setting].rule;
}

/* A week of evenings, three GPs without offices. */
static void week(void)
{
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("kveld", 16, 23);
    given_doctor("A");
    given_doctor("B");
    given_doctor("C");
}

START_TEST(everybody_but_the_holder_is_tried)
{
    week();
    given_take("A", "kveld:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert_uint_eq(takers->n_takers, 2);
    ck_assert_int_eq(takers->holder, given_doctor_index("A"));
    ck_assert_uint_eq(takers->n_can, 2);
    ask("kveld:2027-01-13");
    ck_assert_uint_eq(takers->n_takers, 3);
    ck_assert_int_eq(takers->holder, VAKT_NOBODY);
    done();
}
END_TEST

START_TEST(the_roster_is_left_as_it_was)
{
    week();
    given_take("A", "kveld:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(given.roster.doctor[given_duty("kveld:2027-01-12")], given_doctor_index("A"));
    done();
}
END_TEST

START_TEST(who_is_on_already_breaks_the_law_and_comes_last)
{
    week();
    given_shift_type("natt", 20, 4);
    given_take("A", "kveld:2027-01-12");
    given_take("B", "natt:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("C")->can, VAKT_TAKER_CAN);
    ck_assert_int_eq(taker("B")->can, VAKT_TAKER_CANNOT);
    ck_assert_int_eq(first_broken("B"), R(overlap));
    ck_assert(taker("B")->breaks[0].law && !taker("B")->breaks[0].other);
    ck_assert_int_eq(takers->takers[1].doctor, given_doctor_index("B"));
    ck_assert_uint_eq(takers->n_can, 1);
    done();
}
END_TEST

START_TEST(an_open_duty_that_is_taken_lowers_level_0)
{
    week();
    ask("kveld:2027-01-12");
    ck_assert_int_lt(taker("A")->change[0], 0);
    done();
}
END_TEST

START_TEST(what_the_roster_breaks_already_is_held_against_nobody)
{
    week();
    given_shift_type("natt", 20, 4);
    given_take("A", "kveld:2027-01-12");
    given_take("B", "kveld:2027-01-14");
    given_take("B", "natt:2027-01-14");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("B")->can, VAKT_TAKER_CAN);
    ck_assert_int_eq(taker("C")->can, VAKT_TAKER_CAN);
    done();
}
END_TEST

START_TEST(among_equals_who_was_ordered_last_comes_last)
{
    week();
    ask("kveld:2027-01-13");
    const vakt_taker_order orders[] = {{"A", "kveld:2026-12-01", given_time("2026-12-01", 9)},
                                       {"B", "kveld:2026-11-01", given_time("2026-11-01", 9)},
                                       {"B", "kveld:2026-12-24", given_time("2026-12-24", 9)},
                                       {"X", "kveld:2026-12-24", given_time("2026-12-24", 9)}};
    ck_assert_int_eq(taker("A")->ordered_at, VAKT_UNSET);
    vakt_takers_rank(takers, given.instance, orders, 4);
    ck_assert_int_eq(takers->takers[0].doctor, given_doctor_index("C"));
    ck_assert_int_eq(takers->takers[1].doctor, given_doctor_index("A"));
    ck_assert_int_eq(takers->takers[2].doctor, given_doctor_index("B"));
    ck_assert_str_eq(taker("B")->ordered_duty, "kveld:2026-12-24");
    done();
}
END_TEST

/* ---- downstream ---- */

static void lis1_with_backup(void)
{
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("kveld", 16, 23);
    given_backup_type("bak", 16, 23);
    vakt_doctor *l = given_doctor("L");
    l->position = VAKT_POSITION_LIS1;
    l->has = GIVEN_HAS(LICENCE) | GIVEN_HAS(LIS1_HOSPITAL) | GIVEN_COURSES;
    given_doctor("A");
    given_doctor("B");
    vakt_doctor *m = given_doctor("M");
    m->position = VAKT_POSITION_LIS1;
    m->has = l->has;
}

START_TEST(who_cannot_back_leaves_the_one_in_front_alone)
{
    lis1_with_backup();
    given_take("L", "kveld:2027-01-12");
    given_take("A", "bak:2027-01-12");
    ask("bak:2027-01-12");
    ck_assert_int_eq(taker("B")->can, VAKT_TAKER_CAN);
    ck_assert_int_eq(taker("M")->can, VAKT_TAKER_CANNOT);
    bool alone = false;
    for (size_t i = 0; i < taker("M")->n_breaks; i++) {
        const vakt_taker_effect *e = &taker("M")->breaks[i];
        alone = alone || (e->other && e->law && e->finding.doctor == given_doctor_index("L") &&
                          given.instance->settings[e->finding.setting].rule ==
                              R(competence_backup));
    }
    ck_assert(alone);
    ck_assert_uint_eq(takers->n_whoever, 0); /* B mends it */
    done();
}
END_TEST

START_TEST(the_backup_who_is_put_in_front_backs_nobody_any_more)
{
    lis1_with_backup();
    given_take("L", "kveld:2027-01-12");
    given_take("A", "bak:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("A")->can, VAKT_TAKER_CANNOT);
    ck_assert_int_eq(first_broken("A"), R(overlap));
    ck_assert_int_eq(taker("B")->can, VAKT_TAKER_CAN);
    ck_assert_int_eq(taker("M")->can, VAKT_TAKER_CAN); /* A backs M as A backed L */
    done();
}
END_TEST

START_TEST(a_backup_that_nobody_needs_any_more_is_set_open)
{
    lis1_with_backup();
    given.problem.shift_types[1].only_when_needed = true;
    given_take("L", "kveld:2027-01-12");
    given_take("A", "bak:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("B")->can, VAKT_TAKER_CAN);
    ck_assert_uint_eq(taker("B")->n_released, 1);
    ck_assert_int_eq(taker("B")->released[0], given_duty("bak:2027-01-12"));
    ck_assert_uint_eq(taker("M")->n_released, 0); /* who needs it as L did */
    ck_assert_int_eq(taker("M")->can, VAKT_TAKER_CAN);
    done();
}
END_TEST

START_TEST(what_nobody_can_mend_is_told_once)
{
    week();
    given_shift_type("natt", 23, 7);
    given_rule(R(free_after_nights), VAKT_MODE_HARD)->days = 2;
    given_take("A", "natt:2027-01-12");
    given_take("A", "natt:2027-01-13");
    given_take("A", "natt:2027-01-14");
    ask("natt:2027-01-13"); /* two runs of one night are left, too close to each other */
    ck_assert_uint_eq(takers->n_whoever, 1);
    ck_assert_int_eq(takers->whoever[0].finding.doctor, given_doctor_index("A"));
    ck_assert(takers->whoever[0].other && takers->n_can == 0);
    ask("natt:2027-01-14");
    ck_assert_uint_eq(takers->n_whoever, 0);
    done();
}
END_TEST

/* ---- on what basis ---- */

START_TEST(a_gp_can_be_ordered_unless_exempt)
{
    week();
    vakt_exemption *e = GIVEN_ADD(&given.problem.doctors[1], exemptions);
    e->from = e->to = VAKT_DAY_NONE;
    given_take("A", "kveld:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("C")->basis, VAKT_TAKER_ORDER);
    ck_assert_int_eq(taker("B")->basis, VAKT_TAKER_ASK);
    ck_assert_int_eq(first_broken("B"), R(exemption_decision));
    done();
}
END_TEST

START_TEST(an_employed_doctor_can_be_ordered_within_what_was_agreed)
{
    week();
    given.problem.doctors[1].position = given.problem.doctors[2].position =
        VAKT_POSITION_EMPLOYED;
    given_bounds(&given.problem.doctors[1])->most = 1;
    given_bounds(&given.problem.doctors[2])->most = 2;
    given_take("B", "kveld:2027-01-15");
    given_take("C", "kveld:2027-01-17");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("B")->basis, VAKT_TAKER_ASK);
    ck_assert_int_eq(taker("C")->basis, VAKT_TAKER_ORDER);
    done();
}
END_TEST

START_TEST(all_others_can_only_be_asked)
{
    week();
    given.problem.doctors[0].position = VAKT_POSITION_LOCUM;
    given.problem.doctors[1].position = VAKT_POSITION_VOLUNTEER;
    given.problem.doctors[2].position = VAKT_POSITION_OTHER;
    ask("kveld:2027-01-12");
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(takers->takers[i].basis, VAKT_TAKER_ASK);
    done();
}
END_TEST

START_TEST(a_vacancy_is_nobody_to_call)
{
    week();
    given.problem.doctors[1].placeholder = given.problem.doctors[2].placeholder = true;
    given.problem.doctors[2].person = "C. Carlsen";
    given_take("A", "kveld:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert(taker("B")->vacancy && !taker("C")->vacancy);
    ck_assert_int_eq(taker("B")->basis, VAKT_TAKER_ASK);
    ck_assert_uint_eq(takers->n_can, 1);
    done();
}
END_TEST

static vakt_absence *absent(vakt_doctor *d, const char *from, const char *to)
{
    vakt_absence *a = GIVEN_ADD(d, absences);
    a->from = given_day(from);
    a->to = given_day(to);
    a->percent = 100;
    a->reduces_share = true;
    return a;
}

START_TEST(who_is_away_may_be_asked_only_where_the_absence_says_so)
{
    week();
    absent(&given.problem.doctors[1], "2027-01-12", "2027-01-12")->may_be_asked = true;
    absent(&given.problem.doctors[2], "2027-01-12", "2027-01-12");
    given_take("A", "kveld:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("B")->can, VAKT_TAKER_IF_ASKED);
    ck_assert_int_eq(taker("B")->basis, VAKT_TAKER_ASK);
    ck_assert_int_eq(taker("C")->can, VAKT_TAKER_CANNOT);
    ck_assert_int_eq(first_broken("C"), R(absence));
    ck_assert_uint_eq(takers->n_can, 0);
    ck_assert_uint_eq(takers->n_if_asked, 1);
    done();
}
END_TEST

START_TEST(one_absence_that_may_not_be_asked_about_is_enough)
{
    week();
    absent(&given.problem.doctors[1], "2027-01-12", "2027-01-12")->may_be_asked = true;
    absent(&given.problem.doctors[1], "2027-01-11", "2027-01-11")->day_after = true;
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("B")->can, VAKT_TAKER_CANNOT);
    done();
}
END_TEST

/* ---- rest, load, wishes ---- */

START_TEST(rest_is_to_the_nearest_duty_or_office)
{
    week();
    given_day_job(&given.problem.doctors[1], 8, 15);
    given_take("C", "kveld:2027-01-11");
    given_take("C", "kveld:2027-01-14");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("A")->before.minutes, VAKT_UNSET);
    ck_assert_int_eq(taker("A")->after.kind, -1);
    ck_assert_int_eq(taker("B")->before.minutes, 60);
    ck_assert_int_eq(taker("B")->before.kind, VAKT_NEIGHBOUR_JOB);
    ck_assert_int_eq(taker("B")->after.minutes, 9 * 60);
    ck_assert_int_eq(taker("C")->before.minutes, 17 * 60);
    ck_assert_int_eq(taker("C")->before.kind, VAKT_NEIGHBOUR_DUTY);
    ck_assert_int_eq(taker("C")->before.duty, given_duty("kveld:2027-01-11"));
    ck_assert_int_eq(taker("C")->after.minutes, 41 * 60);
    done();
}
END_TEST

START_TEST(duties_of_the_plan_before_are_neighbours_too)
{
    week();
    given_history_duty("B", "kveld", "2027-01-10");
    ask("kveld:2027-01-11");
    ck_assert_int_eq(taker("B")->before.minutes, 17 * 60);
    ck_assert_int_eq(taker("B")->before.kind, VAKT_NEIGHBOUR_OUTER);
    done();
}
END_TEST

START_TEST(on_the_night_clocks_change_rest_is_what_was_had)
{
    given_problem("2027-03-22", "2027-03-28");
    given_shift_type("kveld", 16, 23);
    given_shift_type("dag", 10, 15);
    given_doctor("A");
    given_take("A", "dag:2027-03-28");
    ask("kveld:2027-03-27");
    ck_assert_int_eq(taker("A")->after.minutes, 10 * 60); /* 23:00 to 10:00 summer time */
    done();
}
END_TEST

START_TEST(what_overlaps_is_no_rest)
{
    week();
    given_shift_type("natt", 20, 4);
    given_take("B", "natt:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("B")->after.minutes, 0);
    done();
}
END_TEST

START_TEST(load_is_told_before_and_after_against_the_share)
{
    week();
    given_take("B", "kveld:2027-01-14");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(taker("B")->in_class.before, 1);
    ck_assert_int_eq(taker("B")->in_class.after, 2);
    ck_assert_int_eq(taker("A")->in_class.before, 0);
    ck_assert_int_eq(taker("A")->in_class.after, 1);
    ck_assert_int_gt(taker("A")->in_class.share_milli, 0);
    ck_assert_int_ge(taker("A")->in_all.share_milli, taker("A")->in_class.share_milli);
    done();
}
END_TEST

START_TEST(a_wish_against_it_costs_a_place)
{
    week();
    vakt_wish_level *level = GIVEN_ADD(&given.problem, wish_levels);
    *level = (vakt_wish_level){.level = 1, .weight = 10, .quota = VAKT_UNSET};
    given_wish(&given.problem.doctors[1], VAKT_WANT_OFF, "2027-01-12", "2027-01-12");
    given_wish(&given.problem.doctors[2], VAKT_WANT_ON, "2027-01-12", "2027-01-12");
    given_take("A", "kveld:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert_int_eq(takers->takers[0].doctor, given_doctor_index("C"));
    ck_assert_uint_eq(taker("B")->n_wishes, 1);
    ck_assert(taker("B")->wishes[0].against);
    ck_assert_uint_eq(taker("C")->n_wishes, 1);
    ck_assert(!taker("C")->wishes[0].against);
    ck_assert_int_eq(taker("B")->change[2], 10);
    ck_assert_int_eq(taker("C")->change[2], -10);
    done();
}
END_TEST

/* ---- blocks and pins ---- */

START_TEST(a_block_is_taken_whole)
{
    week();
    vakt_block *block = GIVEN_ADD(&given.problem, blocks);
    *block = (vakt_block){.id = "helg",
                          .weekdays = 1u << VAKT_WD_SAT | 1u << VAKT_WD_SUN,
                          .from = VAKT_DAY_NONE,
                          .to = VAKT_DAY_NONE};
    GIVEN_IDS(block, shift_types, "kveld");
    given_take("A", "kveld:2027-01-16");
    given_take("A", "kveld:2027-01-17");
    ask("kveld:2027-01-17");
    ck_assert_uint_eq(takers->n_moved, 2);
    ck_assert_int_eq(takers->moved[0], given_duty("kveld:2027-01-17"));
    ck_assert_int_eq(takers->moved[1], given_duty("kveld:2027-01-16"));
    ck_assert_int_eq(taker("B")->can, VAKT_TAKER_CAN);
    ck_assert_int_eq(taker("B")->in_all.after, 2);
    done();
}
END_TEST

START_TEST(a_pin_is_told_and_not_held_against_anybody)
{
    week();
    vakt_fixed *pin = GIVEN_ADD(&given.problem.doctors[0], fixed);
    *pin = (vakt_fixed){.duty = "kveld:2027-01-12", .until = VAKT_DAY_NONE};
    given_take("A", "kveld:2027-01-12");
    ask("kveld:2027-01-12");
    ck_assert(takers->pinned);
    ck_assert_int_eq(taker("B")->can, VAKT_TAKER_CAN);
    ask("kveld:2027-01-13");
    ck_assert(!takers->pinned);
    done();
}
END_TEST

/* ---- two changes ---- */

static vakt_arena *arena;
static vakt_two_step *steps;

static size_t two_steps(const char *duty, vakt_minute now)
{
    size_t n = 0;
    ask(duty);
    vakt_arena_free(arena);
    arena = vakt_arena_new();
    ck_assert_int_eq(vakt_two_steps_find(given.instance, &given.roster, takers, now, arena, &steps,
                                         &n),
                     VAKT_OK);
    done();
    return n;
}

/* A is the only one at home on the 12th, and has as much as was agreed. */
static void full_week(void)
{
    week();
    given_bounds(&given.problem.doctors[0])->most = 1;
    for (int d = 1; d < 3; d++) {
        vakt_absence *a = GIVEN_ADD(&given.problem.doctors[d], absences);
        *a = (vakt_absence){.from = given_day("2027-01-12"), .to = given_day("2027-01-12"),
                            .percent = 100};
    }
}

START_TEST(who_has_enough_takes_it_when_a_colleague_takes_another)
{
    full_week();
    given_take("A", "kveld:2027-01-14");
    given_take("B", "kveld:2027-01-15");
    ck_assert_uint_eq(two_steps("kveld:2027-01-12", VAKT_UNSET), 1);
    ck_assert_int_eq(steps[0].taker, given_doctor_index("A"));
    ck_assert_uint_eq(steps[0].n_given, 1);
    ck_assert_int_eq(steps[0].given[0], given_duty("kveld:2027-01-14"));
    ck_assert_int_ne(steps[0].to, given_doctor_index("A"));
    ck_assert_int_eq(steps[0].taker_basis, VAKT_TAKER_ORDER);
    ck_assert_int_lt(steps[0].change[0], 0);
    ck_assert_int_eq(given.roster.doctor[given_duty("kveld:2027-01-14")], given_doctor_index("A"));
    given_take("A", "kveld:2027-01-12");
    given.roster.doctor[given_duty("kveld:2027-01-14")] = steps[0].to;
    ck_assert(verdict_of()->legal);
    vakt_arena_free(arena);
    arena = NULL;
}
END_TEST

START_TEST(what_has_begun_or_is_pinned_is_not_given_on)
{
    full_week();
    given_take("A", "kveld:2027-01-14");
    ck_assert_uint_eq(two_steps("kveld:2027-01-12", given_time("2027-01-14", 16)), 0);
    ck_assert_uint_eq(two_steps("kveld:2027-01-12", given_time("2027-01-14", 15)), 1);
    full_week();
    vakt_fixed *pin = GIVEN_ADD(&given.problem.doctors[0], fixed);
    *pin = (vakt_fixed){.duty = "kveld:2027-01-14", .until = VAKT_DAY_NONE};
    given_take("A", "kveld:2027-01-14");
    ck_assert_uint_eq(two_steps("kveld:2027-01-12", VAKT_UNSET), 0);
    vakt_arena_free(arena);
    arena = NULL;
}
END_TEST

START_TEST(when_nobody_can_take_the_other_there_is_no_second_step)
{
    full_week();
    given_take("A", "kveld:2027-01-14");
    for (int d = 1; d < 3; d++)
        given_bounds(&given.problem.doctors[d])->most = 1;
    given_take("B", "kveld:2027-01-15");
    given_take("C", "kveld:2027-01-16");
    ck_assert_uint_eq(two_steps("kveld:2027-01-12", VAKT_UNSET), 0);
    vakt_arena_free(arena);
    arena = NULL;
}
END_TEST

TEST_MAIN("cover", who_has_enough_takes_it_when_a_colleague_takes_another,
          what_has_begun_or_is_pinned_is_not_given_on,
          when_nobody_can_take_the_other_there_is_no_second_step, everybody_but_the_holder_is_tried, the_roster_is_left_as_it_was,
          who_is_on_already_breaks_the_law_and_comes_last,
          an_open_duty_that_is_taken_lowers_level_0,
          what_the_roster_breaks_already_is_held_against_nobody,
          among_equals_who_was_ordered_last_comes_last,
          who_cannot_back_leaves_the_one_in_front_alone,
          the_backup_who_is_put_in_front_backs_nobody_any_more,
          a_backup_that_nobody_needs_any_more_is_set_open, what_nobody_can_mend_is_told_once, a_gp_can_be_ordered_unless_exempt,
          an_employed_doctor_can_be_ordered_within_what_was_agreed,
          all_others_can_only_be_asked, a_vacancy_is_nobody_to_call,
          who_is_away_may_be_asked_only_where_the_absence_says_so,
          one_absence_that_may_not_be_asked_about_is_enough,
          rest_is_to_the_nearest_duty_or_office, duties_of_the_plan_before_are_neighbours_too,
          on_the_night_clocks_change_rest_is_what_was_had, what_overlaps_is_no_rest,
          load_is_told_before_and_after_against_the_share, a_wish_against_it_costs_a_place,
          a_block_is_taken_whole, a_pin_is_told_and_not_held_against_anybody)
