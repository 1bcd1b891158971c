/* links: vakt_change vakt_emit vakt_problem_io vakt_verify vakt_domain vakt_base */
/* Every kind of change, and every reason to refuse one. */
#include "support/folding.h"

/* A week of evenings, four GPs; A, B and C have two each, Sunday is open. */
static void week(void)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("kveld", 16, 23);
    given_doctor("A");
    given_doctor("B");
    given_doctor("C");
    given_doctor("D");
}

static void publish_week(void)
{
    given_take("A", "kveld:2027-01-11");
    given_take("B", "kveld:2027-01-12");
    given_take("C", "kveld:2027-01-13");
    given_take("A", "kveld:2027-01-14");
    given_take("B", "kveld:2027-01-15");
    given_take("C", "kveld:2027-01-16");
    publish("2027-01-12", 12);
}

#define MON "kveld:2027-01-11" /* has begun */
#define TUE "kveld:2027-01-12" /* in four hours */
#define WED "kveld:2027-01-13"
#define THU "kveld:2027-01-14"
#define FRI "kveld:2027-01-15"
#define SAT "kveld:2027-01-16"
#define SUN "kveld:2027-01-17" /* open */

static const vakt_standing_duty *stands(const char *duty)
{
    return vakt_standing_duty_of(folding.fold->standing, duty);
}

/* ---- the five kinds of swap ---- */

START_TEST(a_duty_is_given_away)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE);
    (void)folded();
    expect_done("c1");
    ck_holder(TUE, "D");
    const vakt_fold_outcome *o = outcome("c1");
    ck_assert_uint_eq(o->n_affected, 2);
    ck_assert_str_eq(o->affected[0].doctor, "B");
    ck_assert(!o->affected[0].gains && o->affected[1].gains && o->affected[1].asked);
    ck_assert_int_eq(o->affected[0].notice_hours, 4);
    ck_assert_str_eq(stands(TUE)->first, "B");
    ck_assert_str_eq(stands(TUE)->change, "c1");
    ck_assert_int_eq(stands(TUE)->revision, 2);
    ck_assert_uint_eq(folding.fold->standing->n_lost, 1);
    ck_assert_str_eq(folding.fold->standing->lost[0].doctor, "B");
    ck_assert_int_eq(folding.fold->standing->lost[0].start, given_time("2027-01-12", 16));
    ck_assert_int_eq(folding.fold->standing->revision, 2);
}
END_TEST

START_TEST(a_duty_is_taken_over_from_a_colleague_or_from_the_open_ones)
{
    week();
    publish_week();
    vakt_roster_change *c = about("c1", VAKT_CHANGE_TAKE, "D", WED);
    c->other_doctor = "C";
    GIVEN_IDS(c, agreed, "C");
    about("c2", VAKT_CHANGE_TAKE, "B", SUN);
    (void)folded();
    expect_done("c1");
    expect_done("c2");
    ck_holder(WED, "D");
    ck_holder(SUN, "B");
    ck_assert_int_lt(outcome("c2")->price[0], 0);
    ck_assert_ptr_null(stands(SUN)->first);
}
END_TEST

START_TEST(two_duties_are_swapped)
{
    week();
    publish_week();
    swap("c1", "B", TUE, "C", WED);
    (void)folded();
    expect_done("c1");
    ck_holder(TUE, "C");
    ck_holder(WED, "B");
    ck_assert_uint_eq(outcome("c1")->n_affected, 4);
    ck_assert_uint_eq(folding.fold->standing->n_lost, 2);
}
END_TEST

START_TEST(a_duty_is_swapped_with_an_open_one)
{
    week();
    publish_week();
    vakt_roster_change *c = about("c1", VAKT_CHANGE_SWAP_OPEN, "B", TUE);
    c->other_duty = SUN;
    (void)folded();
    expect_done("c1");
    ck_holder(TUE, NULL);
    ck_holder(SUN, "B");
    ck_assert_uint_eq(outcome("c1")->n_opened, 1);
    ck_assert_str_eq(outcome("c1")->opened[0], TUE);
}
END_TEST

START_TEST(a_release_opens_the_duty_and_tells_its_price)
{
    week();
    publish_week();
    about("c1", VAKT_CHANGE_RELEASE, "B", TUE);
    (void)folded();
    ck_assert_int_eq(outcome("c1")->result, VAKT_FOLD_PRICED);
    ck_assert_int_gt(outcome("c1")->price[0], 0);
    ck_holder(TUE, NULL);
    ck_assert_int_eq(stands(TUE)->life[0].event, VAKT_LIFE_OPENED);
}
END_TEST

/* ---- facts ---- */

START_TEST(an_absence_opens_what_has_not_begun_and_leaves_the_rest)
{
    week();
    publish_week();
    folding.now = given_time("2027-01-12", 18); /* Tuesday evening has begun */
    away("c1", "B", "2027-01-12", "2027-01-20");
    (void)folded();
    expect_done("c1");
    ck_holder(TUE, "B");
    ck_holder(FRI, NULL);
    ck_assert_uint_eq(outcome("c1")->n_opened, 1);
    ck_assert_uint_eq(folding.fold->problem->doctors[1].n_absences, 1);
    ck_assert_uint_eq(given.problem.doctors[1].n_absences, 0);
    ck_assert(folding.fold->verdict->legal); /* the one that had begun is excused */
    ck_assert_uint_eq(folding.fold->problem->n_overrides, 1);
    ck_assert_int_eq(folding.fold->problem->overrides[0].rule, VAKT_RULE_absence);
}
END_TEST

START_TEST(an_absence_needs_not_name_the_swap_before_it)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE);
    away("c2", "D", "2027-01-12", "2027-01-12");
    (void)folded();
    expect_done("c2");
    ck_holder(TUE, NULL);
    ck_assert_str_eq(stands(TUE)->first, "B");
    ck_assert_str_eq(stands(TUE)->change, "c2");
}
END_TEST

START_TEST(who_is_back_may_take_duties_again)
{
    week();
    publish_week();
    away("c1", "B", "2027-01-12", "2027-01-20");
    about("c2", VAKT_CHANGE_BACK, "B", NULL)->date = given_day("2027-01-14");
    about("c3", VAKT_CHANGE_TAKE, "B", FRI);
    about("c4", VAKT_CHANGE_TAKE, "B", TUE);
    (void)folded();
    expect_done("c2");
    expect_done("c3");
    ck_holder(FRI, "B");
    expect_why("c4", VAKT_WHY_BREAKS); /* still away on Tuesday */
    ck_assert_int_eq(folding.fold->problem->doctors[1].absences[0].to, given_day("2027-01-13"));
}
END_TEST

START_TEST(who_leaves_has_no_duties_afterwards)
{
    week();
    publish_week();
    about("c1", VAKT_CHANGE_LEAVE, "B", NULL)->date = given_day("2027-01-13");
    (void)folded();
    expect_done("c1");
    ck_holder(TUE, "B");
    ck_holder(FRI, NULL);
    ck_assert_int_eq(folding.fold->problem->doctors[1].to, given_day("2027-01-13"));
}
END_TEST

START_TEST(who_joins_can_be_given_duties_the_same_night)
{
    week();
    publish_week();
    vakt_roster_change *c = change("c1", VAKT_CHANGE_JOIN, NULL);
    c->new_doctor = given.problem.doctors[3];
    c->new_doctor.id = "E";
    c->new_doctor_given = true;
    give("c2", "B", "E", TUE);
    (void)folded();
    expect_done("c1");
    expect_done("c2");
    ck_holder(TUE, "E");
    ck_assert_uint_eq(folding.fold->problem->n_doctors, 5);
    ck_assert_uint_eq(given.problem.n_doctors, 4);
}
END_TEST

/* ---- demand, wishes, pins ---- */

START_TEST(an_extra_duty_is_open_and_a_dropped_one_frees_its_doctor)
{
    week();
    publish_week();
    demand("c1", VAKT_SPECIAL_EXTRA, "kveld", "2027-01-13");
    demand("c2", VAKT_SPECIAL_CANCELLED, "kveld", "2027-01-14");
    (void)folded();
    expect_done("c1");
    expect_done("c2");
    ck_assert_str_eq(outcome("c1")->opened[0], "kveld:2027-01-13:2");
    ck_holder(WED, "C");
    ck_holder(THU, NULL);
    ck_assert_int_eq(vakt_instance_duty_index(folding.fold->instance, THU), -1);
    ck_assert(stands(THU)->dropped);
    ck_assert_uint_eq(outcome("c2")->n_opened, 0);
    ck_assert_uint_eq(outcome("c2")->n_affected, 1);
    ck_assert_str_eq(folding.fold->standing->lost[0].duty, THU);
}
END_TEST

START_TEST(extra_duties_of_the_date_are_dropped_too)
{
    week();
    publish_week();
    demand("c1", VAKT_SPECIAL_EXTRA, "kveld", "2027-01-14");
    demand("c2", VAKT_SPECIAL_CANCELLED, "kveld", "2027-01-14");
    (void)folded();
    expect_done("c2");
    for (size_t i = 0; i < folding.fold->instance->n_duties; i++)
        ck_assert(folding.fold->instance->duties[i].date != given_day("2027-01-14"));
}
END_TEST

START_TEST(a_duty_that_is_dropped_and_asked_for_again_begins_anew)
{
    week();
    publish_week();
    demand("c1", VAKT_SPECIAL_CANCELLED, "kveld", "2027-01-14");
    (void)folded();
    ck_assert(stands(THU)->dropped);
    demand("c2", VAKT_SPECIAL_EXTRA, "kveld", "2027-01-14");
    (void)folded();
    expect_done("c2");
    ck_assert(!stands(THU)->dropped);
    ck_holder(THU, NULL);
    about("c3", VAKT_CHANGE_TAKE, "D", THU);
    (void)folded();
    expect_done("c3");
    ck_holder(THU, "D");
    ck_assert(!stands(THU)->dropped);
    ck_assert_str_eq(stands(THU)->first, "A");
}
END_TEST

START_TEST(a_wish_comes_in_place_of_the_one_of_its_id_and_can_be_withdrawn)
{
    week();
    publish_week();
    vakt_wish wish = {.id = "w", .want = VAKT_WANT_OFF, .level = 2, .every = 1,
                      .from = given_day("2027-01-12"), .to = given_day("2027-01-12")};
    vakt_roster_change *c = about("c1", VAKT_CHANGE_WISH, "B", NULL);
    c->wish = wish;
    c->wish_given = true;
    c->approved_by = NULL;
    c = about("c2", VAKT_CHANGE_WISH, "B", NULL);
    c->wish = wish;
    c->wish.level = 4;
    c->wish_given = true;
    (void)folded();
    expect_done("c1");
    expect_done("c2");
    ck_assert_uint_eq(folding.fold->problem->doctors[1].n_wishes, 1);
    ck_assert_int_eq(folding.fold->problem->doctors[1].wishes[0].level, 4);
    ck_holder(TUE, "B");
    about("c3", VAKT_CHANGE_WISH, "B", NULL)->withdrawn = "w";
    (void)folded();
    ck_assert_uint_eq(folding.fold->problem->doctors[1].n_wishes, 0);
}
END_TEST

START_TEST(a_pinned_duty_stays_until_the_pin_is_lifted)
{
    week();
    publish_week();
    vakt_roster_change *c = about("c1", VAKT_CHANGE_PIN, "B", NULL);
    c->pin = (vakt_fixed){.duty = TUE, .until = VAKT_DAY_NONE};
    c->pin_given = true;
    give("c2", "B", "D", TUE);
    about("c3", VAKT_CHANGE_UNPIN, "B", TUE);
    give("c4", "B", "D", TUE);
    (void)folded();
    expect_done("c1");
    expect_why("c2", VAKT_WHY_PINNED);
    expect_done("c3");
    expect_done("c4");
    ck_holder(TUE, "D");
}
END_TEST

START_TEST(an_absence_lifts_the_pin_of_what_it_opens)
{
    week();
    vakt_fixed pin = {.duty = TUE, .until = VAKT_DAY_NONE};
    *GIVEN_ADD(&given.problem.doctors[1], fixed) = pin;
    publish_week();
    away("c1", "B", "2027-01-12", "2027-01-12");
    (void)folded();
    expect_done("c1");
    ck_holder(TUE, NULL);
    ck_assert_uint_eq(folding.fold->problem->doctors[1].n_fixed, 0);
    ck_assert(folding.fold->verdict->legal);
}
END_TEST

/* ---- the life of an open duty ---- */

START_TEST(an_open_duty_is_advertised_offered_declined_and_ordered)
{
    week();
    publish_week();
    vakt_roster_change *c = change("c1", VAKT_CHANGE_ADVERTISE, NULL);
    c->duty = SUN;
    c = change("c2", VAKT_CHANGE_OFFER, NULL);
    c->duty = SUN;
    c->doctor = "D";
    about("c3", VAKT_CHANGE_DECLINE, "D", SUN)->approved_by = NULL;
    c = change("c4", VAKT_CHANGE_ORDER, NULL);
    c->doctor = "C";
    c->duty = SUN;
    c->order = (vakt_change_order){.given = true, .by = "Legevaktsjefen", .basis = "FFF § 13"};
    (void)folded();
    for (int i = 0; i < 4; i++)
        expect_done((const char *[]){"c1", "c2", "c3", "c4"}[i]);
    ck_holder(SUN, "C");
    const vakt_standing_duty *row = stands(SUN);
    ck_assert_uint_eq(row->n_life, 4);
    ck_assert_int_eq(row->life[3].event, VAKT_LIFE_ORDERED);
    ck_assert_str_eq(row->life[3].by, "Legevaktsjefen");
    ck_assert_str_eq(row->life[3].basis, "FFF § 13");
    ck_assert(!outcome("c4")->affected[0].asked);
    vakt_earlier_order *orders;
    size_t n;
    ck_assert_int_eq(vakt_standing_orders(folding.fold->standing, given.arena, &orders, &n), VAKT_OK);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(orders[0].doctor, "C");
}
END_TEST

START_TEST(an_offered_duty_belongs_to_its_owner_until_it_is_taken)
{
    week();
    publish_week();
    vakt_roster_change *c = about("c1", VAKT_CHANGE_OFFER, "D", TUE);
    c->other_doctor = "B";
    GIVEN_IDS(c, agreed, "B");
    (void)folded();
    expect_done("c1");
    ck_holder(TUE, "B");
    about("c2", VAKT_CHANGE_ACCEPT, "D", TUE)->approved_by = NULL; /* offered to D: needs no more */
    (void)folded();
    expect_done("c2");
    ck_holder(TUE, "D");
    ck_assert(outcome("c2")->affected[0].asked);
}
END_TEST

START_TEST(who_answers_an_advertisement_waits_for_approval)
{
    week();
    publish_week();
    change("c1", VAKT_CHANGE_ADVERTISE, NULL)->duty = SUN;
    about("c2", VAKT_CHANGE_ACCEPT, "D", SUN)->approved_by = NULL;
    (void)folded();
    expect_why("c2", VAKT_WHY_NOT_APPROVED);
    ck_assert_int_eq(outcome("c2")->result, VAKT_FOLD_WAITING);
    folding.changes[1].approved_by = "Vaktansvarlig";
    (void)folded();
    expect_done("c2");
    ck_holder(SUN, "D");
}
END_TEST

START_TEST(an_old_offer_does_not_count_when_the_duty_has_changed_hands)
{
    week();
    publish_week();
    vakt_roster_change *c = about("c1", VAKT_CHANGE_OFFER, "D", TUE);
    c->other_doctor = "B";
    GIVEN_IDS(c, agreed, "B");
    give("c2", "B", "C", TUE);
    about("c3", VAKT_CHANGE_ACCEPT, "D", TUE);
    (void)folded();
    expect_done("c2");
    expect_why("c3", VAKT_WHY_NOT_OFFERED);
    ck_holder(TUE, "C");
}
END_TEST

START_TEST(who_said_no_is_asked_again_before_saying_yes)
{
    week();
    publish_week();
    about("c1", VAKT_CHANGE_OFFER, "D", SUN);
    about("c2", VAKT_CHANGE_DECLINE, "D", SUN);
    about("c3", VAKT_CHANGE_ACCEPT, "D", SUN);
    (void)folded();
    expect_done("c2");
    expect_why("c3", VAKT_WHY_NOT_OFFERED);
    vakt_roster_change yes = folding.changes[2];
    folding.n = 2;
    about("c4", VAKT_CHANGE_OFFER, "D", SUN);
    folding.changes[folding.n++] = yes;
    (void)folded();
    expect_done("c3");
    ck_holder(SUN, "D");
}
END_TEST

START_TEST(only_who_can_be_ordered_is_ordered)
{
    week();
    given.problem.doctors[3].position = VAKT_POSITION_VOLUNTEER;
    publish_week();
    vakt_roster_change *c = about("c1", VAKT_CHANGE_ORDER, "D", SUN);
    c->order = (vakt_change_order){.given = true, .by = "Legevaktsjefen", .basis = "x"};
    expect_refused("c1", VAKT_WHY_CANNOT_BE_ORDERED);
}
END_TEST

/* ---- after the fact ---- */

START_TEST(a_correction_changes_who_worked_and_not_what_was_published)
{
    week();
    publish_week();
    vakt_roster_change *c = change("c1", VAKT_CHANGE_WORKED, NULL);
    c->doctor = "A";
    c->other_doctor = "D";
    c->duty = MON;
    (void)folded();
    expect_done("c1");
    ck_holder(MON, "A");
    vakt_worked_line *lines;
    vakt_ledger *ledgers;
    size_t n;
    const vakt_fold *f = folding.fold;
    ck_assert_int_eq(vakt_worked_lines(f->instance, &f->roster, f->standing, folding.now, given.arena,
                                       &lines, &n), VAKT_OK);
    ck_assert_uint_eq(n, 1);
    ck_assert_str_eq(lines[0].doctor, "D");
    ck_assert_str_eq(lines[0].planned, "A");
    ck_assert_str_eq(lines[0].change, "c1");
    ck_assert_int_eq(vakt_period_ledgers(f->instance, &f->roster, f->standing, folding.now,
                                         given.arena, &ledgers, &n), VAKT_OK);
    int64_t a_assigned = 0, a_worked = 0, d_worked = 0;
    for (size_t i = 0; i < n; i++) {
        a_assigned += strcmp(ledgers[i].doctor, "A") == 0 ? ledgers[i].assigned : 0;
        a_worked += strcmp(ledgers[i].doctor, "A") == 0 ? ledgers[i].worked : 0;
        d_worked += strcmp(ledgers[i].doctor, "D") == 0 ? ledgers[i].worked : 0;
    }
    ck_assert_int_eq(a_assigned, 2);
    ck_assert_int_eq(a_worked, 0);
    ck_assert_int_eq(d_worked, 1);
}
END_TEST

START_TEST(a_second_correction_names_the_first)
{
    week();
    publish_week();
    vakt_roster_change *c = change("c1", VAKT_CHANGE_WORKED, NULL);
    c->doctor = "A", c->other_doctor = "D", c->duty = MON;
    c = change("c2", VAKT_CHANGE_WORKED, NULL);
    c->doctor = "D", c->other_doctor = "C", c->duty = MON;
    (void)folded();
    expect_why("c2", VAKT_WHY_CHANGED_BEFORE);
    builds_on(c, "c1");
    (void)folded();
    expect_done("c2");
    ck_assert_uint_eq(folding.fold->standing->n_worked, 2);
    ck_assert_str_eq(folding.fold->standing->worked[1].planned, "D");
}
END_TEST

START_TEST(only_what_has_begun_is_corrected)
{
    week();
    publish_week();
    vakt_roster_change *c = change("c1", VAKT_CHANGE_WORKED, NULL);
    c->doctor = "B", c->other_doctor = "D", c->duty = TUE;
    expect_refused("c1", VAKT_WHY_NOT_BEGUN);
}
END_TEST

/* ---- order, duplicates, dependence ---- */

START_TEST(an_id_that_was_applied_is_a_duplicate_now_and_later)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE);
    give("c1", "B", "D", TUE);
    (void)folded();
    ck_assert_int_eq(folding.fold->outcomes[0].result, VAKT_FOLD_APPLIED);
    ck_assert_int_eq(folding.fold->outcomes[1].result, VAKT_FOLD_DUPLICATE);
    ck_assert_uint_eq(folding.fold->standing->n_applied, 1);
    vakt_fold *first = folding.fold;
    folding.fold = NULL;
    folding.problem = first->problem;
    folding.assignments = first->assignments;
    folding.n_assignments = first->n_assignments;
    folding.standing = first->standing;
    (void)folded();
    ck_assert_uint_eq(folding.fold->n_of[VAKT_FOLD_DUPLICATE], 2);
    expect_untouched();
    vakt_fold_free(first);
}
END_TEST

START_TEST(an_id_stands_for_one_change)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE);
    give("c1", "C", "D", WED);
    vakt_roster_change *again = give("c1", "B", "D", TUE);
    again->approved_by = "En annen"; /* told once more, otherwise */
    (void)folded();
    ck_assert_int_eq(folding.fold->outcomes[0].result, VAKT_FOLD_APPLIED);
    ck_assert_int_eq(folding.fold->outcomes[1].why, VAKT_WHY_ID_USED);
    ck_assert_int_eq(folding.fold->outcomes[2].result, VAKT_FOLD_DUPLICATE);
    ck_holder(WED, "C");
}
END_TEST

START_TEST(what_depends_on_another_of_the_same_night_names_it)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE);
    vakt_roster_change *c = give("c2", "D", "C", TUE);
    (void)folded();
    expect_done("c1");
    expect_why("c2", VAKT_WHY_CHANGED_BEFORE);
    builds_on(c, "c1");
    (void)folded();
    expect_done("c2");
    ck_holder(TUE, "C");
    ck_assert_str_eq(stands(TUE)->first, "B");
    ck_assert_uint_eq(stands(TUE)->n_life, 2);
}
END_TEST

START_TEST(what_builds_on_a_later_change_waits)
{
    week();
    publish_week();
    builds_on(give("c2", "D", "C", TUE), "c1");
    give("c1", "B", "D", TUE);
    (void)folded();
    expect_why("c2", VAKT_WHY_AFTER_WAITS);
    expect_done("c1");
    ck_holder(TUE, "D");
}
END_TEST

START_TEST(what_builds_on_a_change_that_waits_waits_too)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE)->approved_by = NULL;
    builds_on(give("c2", "C", "A", WED), "c1");
    (void)folded();
    expect_why("c2", VAKT_WHY_AFTER_WAITS);
    expect_untouched();
}
END_TEST

START_TEST(changes_are_judged_in_the_order_given)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE);
    give("c2", "B", "C", TUE);
    (void)folded();
    expect_done("c1");
    expect_why("c2", VAKT_WHY_NOT_HOLDER);
    vakt_roster_change first = folding.changes[0];
    folding.changes[0] = folding.changes[1];
    folding.changes[1] = first;
    (void)folded();
    expect_done("c2");
    expect_why("c1", VAKT_WHY_NOT_HOLDER);
    ck_holder(TUE, "C");
}
END_TEST

/* ---- reasons ---- */

START_TEST(a_refused_change_changes_nothing)
{
    static const struct {
        vakt_fold_why why;
        const char *from, *to, *duty, *after;
    } cases[] = {
        {VAKT_WHY_UNKNOWN_DOCTOR, "B", "X", TUE, NULL},
        {VAKT_WHY_UNKNOWN_DOCTOR, "X", "B", TUE, NULL},
        {VAKT_WHY_UNKNOWN_DUTY, "B", "D", "kveld:2027-02-12", NULL},
        {VAKT_WHY_UNKNOWN_CHANGE, "B", "D", TUE, "c0"},
        {VAKT_WHY_UNKNOWN_CHANGE, "B", "D", TUE, "c1"}, /* itself */
        {VAKT_WHY_NOT_HOLDER, "C", "D", TUE, NULL},
        {VAKT_WHY_NOT_HOLDER, "C", "D", SUN, NULL},
        {VAKT_WHY_BEGUN, "A", "D", MON, NULL},
        {VAKT_WHY_FIELDS, "B", "B", TUE, NULL},
        {VAKT_WHY_FIELDS, "B", "D", NULL, NULL},
        {VAKT_WHY_FIELDS, "B", NULL, TUE, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        week();
        publish_week();
        vakt_roster_change *c = give("c1", cases[i].from, cases[i].to ? cases[i].to : "D",
                                     cases[i].duty);
        c->other_doctor = cases[i].to;
        if (cases[i].after)
            builds_on(c, cases[i].after);
        expect_refused("c1", cases[i].why);
        ck_assert_int_eq(outcome("c1")->result, VAKT_FOLD_REFUSED);
    }
}
END_TEST

START_TEST(fields_of_another_kind_are_refused_by_name)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE)->date = given_day("2027-01-12");
    expect_refused("c1", VAKT_WHY_FIELDS);
    ck_assert_str_eq(outcome("c1")->text, "Endringen motsier seg selv: «date» hører ikke til «give».");
    folding.changes[0] = *about("c1", VAKT_CHANGE_WISH, "B", NULL);
    folding.n = 1;
    expect_refused("c1", VAKT_WHY_FIELDS);
    folding.n = 0;
    demand("c1", VAKT_SPECIAL_CANCELLED, "kveld", "2027-01-14")->kind = VAKT_CHANGE_DEMAND_ADDED;
    expect_refused("c1", VAKT_WHY_FIELDS);
    folding.n = 0;
    demand("c1", VAKT_SPECIAL_EXTRA, "natt", "2027-01-14");
    expect_refused("c1", VAKT_WHY_UNKNOWN);
}
END_TEST

START_TEST(nobody_is_moved_who_did_not_ask)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE)->n_agreed = 0;
    expect_refused("c1", VAKT_WHY_NOT_AGREED);
    ck_assert_int_eq(outcome("c1")->result, VAKT_FOLD_WAITING);
    folding.changes[0].asked_by = "D"; /* then B has not been asked */
    expect_refused("c1", VAKT_WHY_NOT_AGREED);
    folding.changes[0].asked_by = "B";
    folding.changes[0].order = (vakt_change_order){.given = true, .by = "Sjefen", .basis = "FFF"};
    (void)folded();
    expect_done("c1");
    ck_assert_int_eq(stands(TUE)->life[0].event, VAKT_LIFE_ORDERED);
}
END_TEST

START_TEST(what_is_not_approved_waits_unless_all_agree_and_may)
{
    week();
    publish_week();
    give("c1", "B", "D", TUE)->approved_by = NULL;
    expect_refused("c1", VAKT_WHY_NOT_APPROVED);
    folding.policy = VAKT_POLICY_AGREED;
    (void)folded();
    expect_done("c1");
    folding.n = 0;
    about("c1", VAKT_CHANGE_RELEASE, "B", TUE)->approved_by = NULL;
    expect_refused("c1", VAKT_WHY_NOT_APPROVED);
}
END_TEST

START_TEST(nothing_to_change_is_refused)
{
    week();
    publish_week();
    about("c1", VAKT_CHANGE_BACK, "B", NULL)->date = given_day("2027-01-14");
    expect_refused("c1", VAKT_WHY_NOTHING);
    folding.n = 0;
    about("c1", VAKT_CHANGE_UNPIN, "B", TUE);
    expect_refused("c1", VAKT_WHY_NOTHING);
    folding.n = 0;
    about("c1", VAKT_CHANGE_WISH, "B", NULL)->withdrawn = "w";
    expect_refused("c1", VAKT_WHY_UNKNOWN);
    folding.n = 0;
    about("c1", VAKT_CHANGE_DECLINE, "B", SUN);
    expect_refused("c1", VAKT_WHY_NOT_OFFERED);
    folding.n = 0;
    vakt_roster_change *c = change("c1", VAKT_CHANGE_JOIN, NULL);
    c->new_doctor = given.problem.doctors[3];
    c->new_doctor_given = true;
    expect_refused("c1", VAKT_WHY_EXISTS);
}
END_TEST

START_TEST(what_has_begun_is_not_dropped_and_nobody_leaves_before_it)
{
    week();
    publish_week();
    demand("c1", VAKT_SPECIAL_CANCELLED, "kveld", "2027-01-11");
    expect_refused("c1", VAKT_WHY_BEGUN);
    folding.n = 0;
    demand("c1", VAKT_SPECIAL_EXTRA, "kveld", "2027-01-11");
    expect_refused("c1", VAKT_WHY_BEGUN);
    folding.n = 0;
    about("c1", VAKT_CHANGE_LEAVE, "A", NULL)->date = given_day("2027-01-10");
    expect_refused("c1", VAKT_WHY_BEGUN);
    folding.n = 0;
    demand("c1", VAKT_SPECIAL_CANCELLED, "kveld", "2027-02-11");
    expect_refused("c1", VAKT_WHY_NOTHING);
}
END_TEST

START_TEST(an_absence_comes_in_place_of_an_earlier_one_on_its_days)
{
    static const struct { const char *from, *to; size_t n; const char *first_to, *last_from; } cases[] = {
        {"2027-01-01", "2027-01-31", 1, NULL, NULL},         /* all of it */
        {"2027-01-14", "2027-01-15", 3, "2027-01-13", "2027-01-16"}, /* in its middle */
        {"2027-01-10", "2027-01-13", 2, NULL, "2027-01-14"}, /* over its beginning */
        {"2027-01-15", "2027-01-25", 2, "2027-01-14", NULL}, /* over its end */
        {"2027-01-18", NULL, 2, "2027-01-17", NULL},         /* after it */
        {"2027-01-05", "2027-01-11", 2, NULL, "2027-01-12"}, /* before it */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        week();
        publish_week();
        away("c1", "B", "2027-01-12", "2027-01-17");
        away("c2", "B", cases[i].from, cases[i].to);
        (void)folded();
        expect_done("c1");
        expect_done("c2");
        const vakt_doctor *b = &folding.fold->problem->doctors[1];
        ck_assert_uint_eq(b->n_absences, cases[i].n);
        if (cases[i].first_to)
            ck_assert_int_eq(b->absences[0].to, given_day(cases[i].first_to));
        if (cases[i].last_from)
            ck_assert_int_eq(b->absences[cases[i].n - 2].from, given_day(cases[i].last_from));
        ck_assert_int_eq(b->absences[cases[i].n - 1].from, given_day(cases[i].from));
    }
}
END_TEST

START_TEST(what_the_problem_cannot_hold_is_invalid)
{
    week();
    publish_week();
    vakt_roster_change *c = about("c1", VAKT_CHANGE_WISH, "B", NULL);
    c->wish = (vakt_wish){.id = "w", .want = VAKT_WANT_OFF, .level = 1, .every = 1,
                          .from = given_day("2027-01-14"), .to = given_day("2027-01-12")};
    c->wish_given = true;
    expect_refused("c1", VAKT_WHY_INVALID);
}
END_TEST

START_TEST(an_extra_duty_outside_the_period_is_nothing)
{
    week();
    publish_week();
    demand("c1", VAKT_SPECIAL_EXTRA, "kveld", "2027-03-01");
    (void)folded();
    ck_assert(outcome("c1")->result == VAKT_FOLD_REFUSED);
    expect_untouched();
}
END_TEST

START_TEST(a_roster_that_names_what_does_not_exist_is_no_state)
{
    week();
    publish_week();
    folding.assignments[0].duty = "kveld:2027-02-11";
    const vakt_fold_state state = {folding.problem, folding.assignments, folding.n_assignments,
                                   folding.standing};
    const vakt_fold_options options = {.now = folding.now, .revision = 2};
    vakt_report *report = vakt_report_new(5);
    ck_assert_int_eq(vakt_fold_new(&state, NULL, 0, &options, report, &folding.fold), VAKT_E_INPUT);
    ck_assert_uint_eq(vakt_report_errors(report), 1);
    ck_assert_ptr_null(folding.fold);
    vakt_report_free(report);
}
END_TEST

TEST_MAIN("fold", a_duty_is_given_away, a_duty_is_taken_over_from_a_colleague_or_from_the_open_ones,
          two_duties_are_swapped, a_duty_is_swapped_with_an_open_one,
          a_release_opens_the_duty_and_tells_its_price,
          an_absence_opens_what_has_not_begun_and_leaves_the_rest,
          an_absence_needs_not_name_the_swap_before_it, who_is_back_may_take_duties_again,
          who_leaves_has_no_duties_afterwards, who_joins_can_be_given_duties_the_same_night,
          an_extra_duty_is_open_and_a_dropped_one_frees_its_doctor,
          extra_duties_of_the_date_are_dropped_too,
          a_duty_that_is_dropped_and_asked_for_again_begins_anew,
          a_wish_comes_in_place_of_the_one_of_its_id_and_can_be_withdrawn,
          a_pinned_duty_stays_until_the_pin_is_lifted, an_absence_lifts_the_pin_of_what_it_opens,
          an_open_duty_is_advertised_offered_declined_and_ordered,
          an_offered_duty_belongs_to_its_owner_until_it_is_taken,
          who_answers_an_advertisement_waits_for_approval,
          an_old_offer_does_not_count_when_the_duty_has_changed_hands,
          who_said_no_is_asked_again_before_saying_yes, only_who_can_be_ordered_is_ordered,
          a_correction_changes_who_worked_and_not_what_was_published,
          a_second_correction_names_the_first, only_what_has_begun_is_corrected,
          an_id_that_was_applied_is_a_duplicate_now_and_later, an_id_stands_for_one_change,
          what_depends_on_another_of_the_same_night_names_it, what_builds_on_a_later_change_waits,
          what_builds_on_a_change_that_waits_waits_too, changes_are_judged_in_the_order_given,
          a_refused_change_changes_nothing, fields_of_another_kind_are_refused_by_name,
          nobody_is_moved_who_did_not_ask, what_is_not_approved_waits_unless_all_agree_and_may,
          nothing_to_change_is_refused, what_has_begun_is_not_dropped_and_nobody_leaves_before_it,
          an_absence_comes_in_place_of_an_earlier_one_on_its_days,
          what_the_problem_cannot_hold_is_invalid, an_extra_duty_outside_the_period_is_nothing,
          a_roster_that_names_what_does_not_exist_is_no_state)
