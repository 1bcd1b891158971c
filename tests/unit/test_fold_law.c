/* links: vakt_change vakt_emit vakt_problem_io vakt_verify vakt_domain vakt_base */
/* What law says of changes: for everybody they touch, and who may set what aside. */
#include "support/folding.h"

#define TUE "kveld:2027-01-12"
#define WED "kveld:2027-01-13"
#define BACK_TUE "bak:2027-01-12"
#define BACK_WED "bak:2027-01-13"

/* Evenings with backups at home; L and M are LIS1, A to D can back. */
static void lis1_with_backup(void)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("kveld", 16, 23);
    given_backup_type("bak", 16, 23);
    vakt_doctor *l = given_doctor("L");
    l->position = VAKT_POSITION_LIS1;
    l->has = GIVEN_HAS(LICENCE) | GIVEN_HAS(LIS1_HOSPITAL) | GIVEN_COURSES;
    given_doctor("A");
    given_doctor("B");
    given_doctor("C");
    given_doctor("D");
}

static void publish_backups(void)
{
    given_take("L", TUE);
    given_take("A", BACK_TUE);
    given_take("B", WED);
    publish("2027-01-11", 12);
}

static bool text_has(const char *id, const char *words)
{
    return outcome(id)->text && strstr(outcome(id)->text, words) != NULL;
}

START_TEST(a_swap_that_takes_the_backup_from_a_lis1_is_refused)
{
    lis1_with_backup();
    publish_backups();
    swap("c1", "A", BACK_TUE, "B", WED); /* then B backs on Tuesday: fine */
    (void)folded();
    expect_done("c1");
    folding.n = 0;
    swap("c1", "L", TUE, "B", WED); /* then L is in front on Wednesday without a backup */
    expect_refused("c1", VAKT_WHY_BREAKS);
    ck_assert(text_has("c1", "L mangler bakvakt"));
    ck_assert_uint_eq(outcome("c1")->n_breaches, 1);
    ck_assert_str_eq(outcome("c1")->breaches[0].rule, "competence_backup");
    ck_assert(!outcome("c1")->breaches[0].may_be_signed);
}
END_TEST

START_TEST(a_released_backup_is_refused_while_a_lis1_stands_on_it)
{
    lis1_with_backup();
    publish_backups();
    about("c1", VAKT_CHANGE_RELEASE, "A", BACK_TUE);
    expect_refused("c1", VAKT_WHY_BREAKS);
    give("c2", "L", "C", TUE);
    about("c3", VAKT_CHANGE_RELEASE, "A", BACK_TUE);
    (void)folded();
    expect_why("c1", VAKT_WHY_BREAKS);
    expect_done("c2");
    expect_done("c3");
}
END_TEST

START_TEST(nobody_may_sign_away_the_backup)
{
    lis1_with_backup();
    publish_backups();
    signed_by(swap("c1", "L", TUE, "B", WED), "Legevaktsjefen");
    expect_refused("c1", VAKT_WHY_LAW);
    ck_assert(text_has("c1", "L mangler bakvakt"));
}
END_TEST

START_TEST(a_backup_who_falls_away_leaves_a_breach_that_is_told_until_it_is_mended)
{
    lis1_with_backup();
    publish_backups();
    away("c1", "A", "2027-01-12", "2027-01-12");
    (void)folded();
    expect_done("c1");
    ck_holder(BACK_TUE, NULL);
    ck_holder(TUE, "L"); /* who did not ask is not moved */
    const vakt_standing *s = folding.fold->standing;
    ck_assert(!folding.fold->verdict->legal);
    ck_assert_uint_eq(s->n_breaches, 1);
    ck_assert(s->breaches[0].forced);
    ck_assert_str_eq(s->breaches[0].by, "Vaktansvarlig");
    ck_assert_str_eq(s->breaches[0].doctor, "L");
    ck_assert_uint_eq(outcome("c1")->n_breaches, 1);
    for (size_t i = 0; i < folding.fold->verdict->n_findings; i++) {
        const vakt_finding *f = &folding.fold->verdict->findings[i];
        ck_assert(!f->hard || vakt_standing_signed(s, folding.fold->instance, f));
    }
    about("c2", VAKT_CHANGE_TAKE, "C", BACK_TUE);
    (void)folded();
    expect_done("c2");
    ck_assert(folding.fold->verdict->legal);
}
END_TEST

START_TEST(a_backup_whom_nobody_needs_any_more_keeps_the_duty_until_released)
{
    lis1_with_backup();
    given.problem.shift_types[1].only_when_needed = true;
    publish_backups();
    give("c1", "L", "C", TUE);
    (void)folded();
    expect_done("c1");
    ck_holder(BACK_TUE, "A");
    ck_assert(folding.fold->verdict->legal);
    ck_assert_uint_eq(folding.fold->standing->n_breaches, 1);
    ck_assert(folding.fold->standing->breaches[0].forced);
    about("c2", VAKT_CHANGE_RELEASE, "A", BACK_TUE);
    (void)folded();
    expect_done("c2");
    ck_holder(BACK_TUE, NULL);
}
END_TEST

START_TEST(a_swap_on_christmas_eve_is_fine)
{
    folding_done();
    given_problem("2026-12-21", "2026-12-27");
    given_shift_type("dogn", 8, 8);
    given_doctor("A");
    given_doctor("B");
    given_take("A", "dogn:2026-12-24");
    given_take("B", "dogn:2026-12-22");
    publish("2026-12-20", 12);
    swap("c1", "A", "dogn:2026-12-24", "B", "dogn:2026-12-22");
    (void)folded();
    expect_done("c1");
    ck_holder("dogn:2026-12-24", "B");
    ck_assert_int_eq(outcome("c1")->affected[0].notice_hours, 4 * 24 - 4);
}
END_TEST

/* ---- rest, and who signs ---- */

#define NIGHT "natt:2027-01-12" /* ends Wednesday at 8 */

static void short_rest(void)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("natt", 23, 8);
    given_shift_type("dag", 12, 18);
    given_rule(R(rest), VAKT_MODE_HARD)->minutes = 480;
    given_doctor("A");
    given_doctor("B");
    given_take("A", NIGHT);
    given_take("B", "dag:2027-01-13"); /* four hours after the night */
    publish("2027-01-11", 12);
}

START_TEST(rest_is_broken_only_with_a_name_and_a_reason_and_stays_in_view)
{
    short_rest();
    vakt_roster_change *c = give("c1", "B", "A", "dag:2027-01-13");
    expect_refused("c1", VAKT_WHY_BREAKS);
    ck_assert(text_has("c1", "4 t fri"));
    ck_assert(outcome("c1")->breaches[0].may_be_signed);
    signed_by(c, "Legevaktsjefen");
    (void)folded();
    expect_done("c1");
    ck_holder("dag:2027-01-13", "A");
    const vakt_fold *f = folding.fold;
    ck_assert(f->verdict->legal);
    ck_assert_uint_eq(f->standing->n_breaches, 1);
    ck_assert_str_eq(f->standing->breaches[0].by, "Legevaktsjefen");
    ck_assert_str_eq(f->standing->breaches[0].reason, "ingen andre kan");
    ck_assert(!f->standing->breaches[0].forced);
    ck_assert_uint_eq(f->problem->n_overrides, 1);
    bool shown = false;
    for (size_t i = 0; i < f->verdict->n_findings; i++)
        shown = shown || f->verdict->findings[i].excused;
    ck_assert(shown);
}
END_TEST

START_TEST(a_signature_is_for_once)
{
    short_rest();
    signed_by(give("c1", "B", "A", "dag:2027-01-13"), "Legevaktsjefen");
    builds_on(give("c2", "A", "B", "dag:2027-01-13"), "c1");
    (void)folded();
    expect_done("c2");
    ck_assert_uint_eq(folding.fold->problem->n_overrides, 0);
    builds_on(give("c3", "B", "A", "dag:2027-01-13"), "c2");
    (void)folded();
    expect_why("c3", VAKT_WHY_BREAKS);
}
END_TEST

START_TEST(a_signature_does_not_help_what_else_is_broken)
{
    short_rest();
    given_instance();
    signed_by(give("c1", "B", "A", "dag:2027-01-13"), "Legevaktsjefen");
    folding.now = given_time("2027-01-11", 12);
    give("c2", "A", "B", NIGHT); /* B has nothing near by then */
    (void)folded();
    expect_done("c1");
    expect_done("c2");
    ck_holder(NIGHT, "B");
    folding.n = 0;
    demand("c1", VAKT_SPECIAL_EXTRA, "natt", "2027-01-12");
    signed_by(about("c2", VAKT_CHANGE_TAKE, "A", "natt:2027-01-12:2"), "Legevaktsjefen");
    (void)folded();
    expect_why("c2", VAKT_WHY_LAW); /* two duties at once */
}
END_TEST

START_TEST(a_rule_over_several_days_is_signed_and_goes_on_being_a_breach)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("kveld", 16, 23);
    given_rule(R(run_days), VAKT_MODE_HARD)->most = 2;
    given_doctor("A");
    given_doctor("B");
    given_take("A", "kveld:2027-01-12");
    given_take("A", "kveld:2027-01-13");
    given_take("B", "kveld:2027-01-14");
    given_take("B", "kveld:2027-01-17");
    publish("2027-01-11", 12);
    vakt_roster_change *c = give("c1", "B", "A", "kveld:2027-01-14");
    expect_refused("c1", VAKT_WHY_BREAKS);
    ck_assert(outcome("c1")->breaches[0].may_be_signed);
    signed_by(c, "Legevaktsjefen");
    give("c2", "B", "A", "kveld:2027-01-17"); /* the old breach is held against nobody */
    (void)folded();
    expect_done("c1");
    expect_done("c2");
    const vakt_fold *f = folding.fold;
    ck_assert(!f->verdict->legal);
    ck_assert_uint_eq(f->standing->n_breaches, 1);
    ck_assert_uint_eq(f->problem->n_overrides, 0);
    for (size_t i = 0; i < f->verdict->n_findings; i++)
        ck_assert(!f->verdict->findings[i].hard ||
                  vakt_standing_signed(f->standing, f->instance, &f->verdict->findings[i]));
}
END_TEST

START_TEST(what_was_broken_before_is_held_against_nobody)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("natt", 23, 8);
    given_shift_type("dag", 12, 18);
    given_rule(R(rest), VAKT_MODE_HARD)->minutes = 480;
    given_doctor("A");
    given_doctor("B");
    given_take("A", NIGHT);
    given_take("A", "dag:2027-01-13"); /* broken when it was published */
    given_take("B", "dag:2027-01-15");
    publish("2027-01-11", 12);
    give("c1", "B", "A", "dag:2027-01-15");
    (void)folded();
    expect_done("c1");
    ck_assert_uint_eq(outcome("c1")->n_breaches, 0);
    ck_assert_uint_eq(folding.fold->standing->n_breaches, 0);
}
END_TEST

START_TEST(what_is_broken_more_is_broken_anew)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("kveld", 16, 23);
    vakt_rule_entry *most = given_rule(R(most_in_window), VAKT_MODE_HARD);
    most->days = 0;
    most->most = 1;
    given_doctor("A");
    given_doctor("B");
    given_take("A", "kveld:2027-01-12");
    given_take("A", "kveld:2027-01-14"); /* one too many when it was published */
    given_take("B", "kveld:2027-01-16");
    publish("2027-01-11", 12);
    give("c1", "B", "A", "kveld:2027-01-16");
    expect_refused("c1", VAKT_WHY_BREAKS);
    folding.n = 0;
    swap("c1", "B", "kveld:2027-01-16", "A", "kveld:2027-01-12"); /* as many as before */
    (void)folded();
    expect_done("c1");
}
END_TEST

START_TEST(a_breach_of_other_days_is_a_new_one)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-24");
    given_shift_type("kveld", 16, 23);
    given_rule(R(run_days), VAKT_MODE_HARD)->most = 2;
    given_doctor("A");
    given_doctor("B");
    given_take("A", "kveld:2027-01-12");
    given_take("A", "kveld:2027-01-13");
    given_take("A", "kveld:2027-01-14"); /* broken when it was published */
    given_take("A", "kveld:2027-01-18");
    given_take("A", "kveld:2027-01-19");
    given_take("B", "kveld:2027-01-20");
    publish("2027-01-11", 12);
    give("c1", "B", "A", "kveld:2027-01-20");
    expect_refused("c1", VAKT_WHY_BREAKS);
    ck_assert_uint_eq(outcome("c1")->n_breaches, 1);
}
END_TEST

START_TEST(what_is_signed_is_set_aside_for_the_duty_that_breaks_it)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("dag", 8, 16);
    given_shift_type("kveld", 16, 23);
    vakt_block *block = GIVEN_ADD(&given.problem, blocks);
    block->id = "lordag";
    GIVEN_IDS(block, shift_types, "dag", "kveld");
    block->weekdays = 1u << VAKT_WD_SAT;
    block->from = block->to = VAKT_DAY_NONE;
    vakt_doctor *a = given_doctor("A");
    *GIVEN_ADD(a, training) = (vakt_training){.start = given_time("2027-01-16", 9),
                                              .end = given_time("2027-01-16", 10)};
    given_doctor("B");
    given_take("B", "dag:2027-01-16");
    given_take("B", "kveld:2027-01-16");
    publish("2027-01-11", 12);
    signed_by(give("c1", "B", "A", "dag:2027-01-16"), "Legevaktsjefen")->whole_block = true;
    (void)folded();
    expect_done("c1");
    ck_assert(folding.fold->verdict->legal);
    ck_assert_uint_eq(folding.fold->problem->n_overrides, 1);
    ck_assert_str_eq(folding.fold->problem->overrides[0].duty, "dag:2027-01-16");
}
END_TEST

START_TEST(the_same_breach_elsewhere_is_a_new_one)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("natt", 23, 8);
    given_shift_type("dag", 12, 18);
    given_shift_type("formiddag", 10, 12);
    given_rule(R(rest), VAKT_MODE_HARD)->minutes = 480;
    given_doctor("A");
    given_doctor("B");
    given_take("A", NIGHT);
    given_take("A", "dag:2027-01-13");
    given_take("B", "formiddag:2027-01-13"); /* two hours after the night */
    publish("2027-01-11", 12);
    swap("c1", "A", "dag:2027-01-13", "B", "formiddag:2027-01-13");
    expect_refused("c1", VAKT_WHY_BREAKS);
    ck_assert_uint_eq(outcome("c1")->n_breaches, 1);
}
END_TEST

START_TEST(worse_points_are_a_price_and_no_refusal)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-17");
    given_shift_type("kveld", 16, 23);
    given_doctor("A");
    vakt_doctor *b = given_doctor("B");
    given_wish(b, VAKT_WANT_OFF, "2027-01-12", "2027-01-12")->id = "w";
    given_take("A", TUE);
    publish("2027-01-11", 12);
    give("c1", "A", "B", TUE);
    (void)folded();
    ck_assert_int_eq(outcome("c1")->result, VAKT_FOLD_PRICED);
    ck_assert_int_gt(outcome("c1")->price[2], 0);
    ck_holder(TUE, "B");
}
END_TEST

/* ---- blocks ---- */

static void weekend_block(void)
{
    folding_done();
    given_problem("2027-01-11", "2027-01-24");
    given_shift_type("dag", 8, 20);
    vakt_block *block = GIVEN_ADD(&given.problem, blocks);
    block->id = "helg";
    GIVEN_IDS(block, shift_types, "dag");
    block->weekdays = 1u << VAKT_WD_SAT | 1u << VAKT_WD_SUN;
    block->from = block->to = VAKT_DAY_NONE;
    given_doctor("A");
    given_doctor("B");
    given_take("A", "dag:2027-01-16");
    given_take("A", "dag:2027-01-17");
}

START_TEST(a_block_moves_whole_or_not_at_all)
{
    weekend_block();
    publish("2027-01-11", 12);
    vakt_roster_change *c = give("c1", "A", "B", "dag:2027-01-16");
    expect_refused("c1", VAKT_WHY_SPLIT_BLOCK);
    c->whole_block = true;
    (void)folded();
    expect_done("c1");
    ck_holder("dag:2027-01-16", "B");
    ck_holder("dag:2027-01-17", "B");
    ck_assert_uint_eq(folding.fold->standing->n_duties, 2);
}
END_TEST

START_TEST(a_block_that_has_begun_is_not_moved)
{
    weekend_block();
    publish("2027-01-16", 12);
    give("c1", "A", "B", "dag:2027-01-17")->whole_block = true;
    expect_refused("c1", VAKT_WHY_BEGUN);
}
END_TEST

START_TEST(an_absence_opens_the_whole_block_but_what_has_begun)
{
    weekend_block();
    publish("2027-01-11", 12);
    away("c1", "A", "2027-01-17", "2027-01-17");
    (void)folded();
    expect_done("c1");
    ck_holder("dag:2027-01-16", NULL);
    ck_holder("dag:2027-01-17", NULL);
    ck_assert_uint_eq(folding.fold->standing->n_breaches, 0);
    folding.now = given_time("2027-01-16", 12);
    (void)folded();
    expect_done("c1");
    ck_holder("dag:2027-01-16", "A");
    ck_holder("dag:2027-01-17", NULL);
    ck_assert_uint_eq(folding.fold->standing->n_breaches, 1); /* the block is split, by a fact */
    ck_assert(folding.fold->standing->breaches[0].forced);
}
END_TEST

START_TEST(what_is_left_of_a_block_that_has_begun_may_be_taken)
{
    weekend_block();
    publish("2027-01-16", 12);
    away("c1", "A", "2027-01-17", "2027-01-17");
    about("c2", VAKT_CHANGE_TAKE, "B", "dag:2027-01-17")->whole_block = true;
    (void)folded();
    expect_done("c1");
    expect_done("c2");
    ck_holder("dag:2027-01-16", "A");
    ck_holder("dag:2027-01-17", "B");
    for (size_t i = 0; i < folding.fold->verdict->n_findings; i++) {
        const vakt_finding *f = &folding.fold->verdict->findings[i];
        ck_assert(!f->hard || vakt_standing_signed(folding.fold->standing, folding.fold->instance, f));
    }
}
END_TEST

TEST_MAIN("fold and law", a_swap_that_takes_the_backup_from_a_lis1_is_refused,
          a_released_backup_is_refused_while_a_lis1_stands_on_it, nobody_may_sign_away_the_backup,
          a_backup_who_falls_away_leaves_a_breach_that_is_told_until_it_is_mended,
          a_backup_whom_nobody_needs_any_more_keeps_the_duty_until_released,
          a_swap_on_christmas_eve_is_fine,
          rest_is_broken_only_with_a_name_and_a_reason_and_stays_in_view,
          a_signature_is_for_once, a_signature_does_not_help_what_else_is_broken,
          a_rule_over_several_days_is_signed_and_goes_on_being_a_breach,
          what_was_broken_before_is_held_against_nobody, the_same_breach_elsewhere_is_a_new_one,
          a_breach_of_other_days_is_a_new_one, what_is_broken_more_is_broken_anew, what_is_signed_is_set_aside_for_the_duty_that_breaks_it,
          worse_points_are_a_price_and_no_refusal, a_block_moves_whole_or_not_at_all,
          a_block_that_has_begun_is_not_moved,
          an_absence_opens_the_whole_block_but_what_has_begun,
          what_is_left_of_a_block_that_has_begun_may_be_taken)
