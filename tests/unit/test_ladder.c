/* links: vakt_rebuild vakt_search_core vakt_rules vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#include "rebuild/ladder.h"

static vakt_ladder *ladder;
static vakt_rebuild_request request;
static vakt_asked_move asked[8];
static uint8_t spared[8], stands[64];

static void done(void)
{
    vakt_ladder_free(ladder);
    ladder = NULL;
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

static void away(const char *doctor, const char *from, const char *to)
{
    for (size_t i = 0; i < given.problem.n_doctors; i++) {
        vakt_doctor *d = &given.problem.doctors[i];
        if (strcmp(d->id, doctor) != 0)
            continue;
        vakt_absence *a = GIVEN_ADD(d, absences);
        *a = (vakt_absence){.from = given_day(from), .to = given_day(to), .percent = 100,
                            .reduces_share = true};
    }
}

/* What is asked for is said after this. */
static void published_at(const char *day, int hour)
{
    done();
    given_instance();
    memset(spared, 0, sizeof spared);
    memset(stands, 0, sizeof stands);
    request = vakt_rebuild_defaults(&given.roster, given_time(day, hour));
    request.asked = asked;
    request.spared = spared;
    request.stands = stands;
}

static void ask_for(const char *doctor, const char *duty)
{
    asked[request.n_asked++] =
        (vakt_asked_move){given_doctor_index(doctor), given_duty(duty)};
}

static void climb(void)
{
    ck_assert_int_eq(vakt_ladder_new(given.instance, &request, NULL, NULL, &ladder), VAKT_OK);
}

static const vakt_rung *answer(void)
{
    ck_assert_uint_gt(ladder->n_rungs, 0);
    ck_assert(ladder->rungs[ladder->answer].proven);
    return &ladder->rungs[ladder->answer];
}

static const vakt_rung *rung_of(int kind)
{
    for (size_t i = 0; i < ladder->n_rungs; i++)
        if (ladder->rungs[i].kind == kind)
            return &ladder->rungs[i];
    ck_abort_msg("no rung %s", vakt_rung_kind_words[kind]);
    return NULL;
}

static int taker_of(const vakt_rung *rung, const char *duty)
{
    return rung->roster.doctor[given_duty(duty)];
}

static int64_t value(const vakt_rung *rung, int measure)
{
    return rung->values[measure].value;
}

static void fill_week(void)
{
    static const char *const who[] = {"A", "B", "C", "A", "B", "C", "A"};
    char duty[] = "kveld:2027-01-11";
    for (int i = 0; i < 7; i++, duty[15]++)
        given_take(who[i], duty);
}

START_TEST(when_nothing_has_to_change_the_least_is_nothing)
{
    week();
    fill_week();
    published_at("2027-01-10", 12);
    climb();
    ck_assert_uint_eq(answer()->n_moves, 0);
    ck_assert_uint_eq(answer()->n_changes, 0);
    ck_assert(ladder->least_proven && ladder->least_bound == 0);
    ck_assert_uint_eq(ladder->n_movable, 7);
    done();
}
END_TEST

START_TEST(what_has_begun_keeps_its_doctor_though_he_is_away)
{
    week();
    away("A", "2027-01-11", "2027-01-14");
    fill_week();
    published_at("2027-01-11", 16);
    climb();
    ck_assert_uint_eq(ladder->n_frozen, 1);
    ck_assert_uint_eq(ladder->n_lost, 1);
    ck_assert_int_eq(ladder->lost[0].duty, given_duty("kveld:2027-01-14"));
    ck_assert_int_eq(given.instance->settings[ladder->lost[0].setting].rule, R(absence));
    ck_assert(!ladder->standing->legal);
    for (size_t i = 0; i < ladder->n_rungs; i++)
        ck_assert_int_eq(taker_of(&ladder->rungs[i], "kveld:2027-01-11"), given_doctor_index("A"));
    ck_assert_uint_eq(answer()->n_changes, 1);
    ck_assert_int_ge(taker_of(answer(), "kveld:2027-01-14"), 1);
    done();
}
END_TEST

START_TEST(an_open_duty_that_has_begun_stays_open)
{
    week();
    fill_week();
    given_open("kveld:2027-01-11");
    given_open("kveld:2027-01-12");
    published_at("2027-01-11", 18);
    climb();
    ck_assert_int_eq(taker_of(answer(), "kveld:2027-01-11"), VAKT_NOBODY);
    ck_assert_int_ne(taker_of(answer(), "kveld:2027-01-12"), VAKT_NOBODY);
    ck_assert_uint_eq(answer()->n_open, 1);
    ck_assert_uint_eq(answer()->n_changes, 1);
    done();
}
END_TEST

START_TEST(a_minute_before_it_begins_a_duty_may_still_move)
{
    week();
    fill_week();
    given_open("kveld:2027-01-11");
    published_at("2027-01-11", 16);
    request.now--;
    climb();
    ck_assert_int_ne(taker_of(answer(), "kveld:2027-01-11"), VAKT_NOBODY);
    ck_assert_int_eq(answer()->moves[0].notice_hours, 0);
    ck_assert_int_eq(answer()->moves[0].notice, VAKT_REBUILD_48_HOURS);
    done();
}
END_TEST

START_TEST(who_asked_for_a_duty_is_not_a_change)
{
    week();
    fill_week();
    given_open("kveld:2027-01-13");
    published_at("2027-01-10", 12);
    ask_for("B", "kveld:2027-01-13");
    climb();
    ck_assert_int_eq(taker_of(answer(), "kveld:2027-01-13"), given_doctor_index("B"));
    ck_assert_uint_eq(answer()->n_moves, 1);
    ck_assert(answer()->moves[0].asked);
    ck_assert_uint_eq(answer()->n_changes, 0);
    ck_assert_int_eq(value(answer(), VAKT_RUNG_WEIGHT), 0);
    ck_assert_int_eq(value(answer(), VAKT_RUNG_PEOPLE), 0);
    done();
}
END_TEST

START_TEST(who_asked_to_be_rid_of_a_duty_has_not_asked_for_anybody_else)
{
    week();
    fill_week();
    published_at("2027-01-10", 12);
    ask_for("A", "kveld:2027-01-14");
    ask_for("B", "kveld:2027-01-16");
    climb();
    ck_assert_uint_eq(answer()->n_moves, 0);
    done();
}
END_TEST

START_TEST(a_change_weighs_by_its_notice)
{
    static const char *const days[] = {"2027-01-12", "2027-01-14", "2027-01-21", "2027-01-29"};
    static const int64_t weights[] = {8, 4, 2, 1};
    for (int i = 0; i < 4; i++) {
        char duty[32];
        given_problem("2027-01-11", "2027-01-31");
        given_shift_type("kveld", 16, 23)->to = given_day(days[i]);
        given.problem.shift_types[0].from = given_day(days[i]);
        given_doctor("A");
        published_at("2027-01-11", 8);
        climb();
        snprintf(duty, sizeof duty, "kveld:%s", days[i]);
        ck_assert_int_eq(taker_of(answer(), duty), 0);
        ck_assert_int_eq(value(answer(), VAKT_RUNG_WEIGHT), weights[i]);
        ck_assert_int_eq(answer()->moves[0].notice, i);
        done();
    }
}
END_TEST

static void on_call(const char *id, int start, int end, const char *date)
{
    vakt_shift_type *t = given_shift_type(id, start, end);
    t->presence = VAKT_AT_HOME;
    t->from = t->to = given_day(date);
}

/* D is far off and open. X takes it when rid of N, which is near; Y when rid of F and G, which are
 * as far off as D. */
START_TEST(longer_notice_is_worth_more_changes)
{
    given_problem("2027-01-11", "2027-01-31");
    on_call("N", 16, 23, "2027-01-12");
    on_call("F", 14, 17, "2027-01-28");
    on_call("D", 16, 23, "2027-01-28");
    on_call("G", 22, 24, "2027-01-28");
    vakt_doctor *x = given_doctor("X"), *y = given_doctor("Y"), *z = given_doctor("Z");
    GIVEN_IDS(x, shift_types, "N", "D");
    GIVEN_IDS(y, shift_types, "F", "D", "G");
    GIVEN_IDS(z, shift_types, "N", "F", "G");
    given_bounds(x)->most = 1;
    given_take("X", "N:2027-01-12");
    given_take("Y", "F:2027-01-28");
    given_take("Y", "G:2027-01-28");
    published_at("2027-01-11", 8);
    climb();
    const vakt_rung *least = rung_of(VAKT_RUNG_LEAST);
    ck_assert_uint_eq(least->n_changes, 2);
    ck_assert_int_eq(value(least, VAKT_RUNG_WEIGHT), 9);
    ck_assert_int_eq(answer()->kind, VAKT_RUNG_LIGHTER);
    ck_assert_uint_eq(answer()->n_changes, 3);
    ck_assert_int_eq(value(answer(), VAKT_RUNG_WEIGHT), 3);
    ck_assert_int_eq(taker_of(answer(), "D:2027-01-28"), given_doctor_index("Y"));
    done();
}
END_TEST

START_TEST(one_doctor_who_gets_two_duties_is_one_affected)
{
    week();
    fill_week();
    given_open("kveld:2027-01-12");
    given_open("kveld:2027-01-15");
    published_at("2027-01-10", 12);
    climb();
    ck_assert_uint_eq(answer()->n_changes, 2);
    ck_assert_int_eq(value(answer(), VAKT_RUNG_PEOPLE), 1);
    done();
}
END_TEST

START_TEST(fewer_changes_leave_more_open)
{
    week();
    fill_week();
    given_open("kveld:2027-01-12");
    given_open("kveld:2027-01-15");
    published_at("2027-01-10", 12);
    climb();
    ck_assert_int_eq(ladder->rungs[0].kind, VAKT_RUNG_FEWER);
    ck_assert_uint_eq(ladder->rungs[0].n_changes, 0);
    ck_assert_uint_eq(ladder->rungs[0].n_open, 2);
    ck_assert_uint_eq(ladder->rungs[1].n_changes, 1);
    ck_assert_uint_eq(ladder->rungs[1].n_open, 1);
    ck_assert_int_eq(ladder->least_bound, 2);
    done();
}
END_TEST

START_TEST(a_roster_made_anew_changes_more)
{
    week();
    static const char *const who[] = {"C", "B", "A", "C", "B", "A", "C"};
    char duty[] = "kveld:2027-01-11";
    for (int i = 0; i < 7; i++, duty[15]++)
        given_take(who[i], duty);
    given_open("kveld:2027-01-13");
    published_at("2027-01-10", 12);
    climb();
    ck_assert_uint_eq(rung_of(VAKT_RUNG_LEAST)->n_changes, 1);
    ck_assert_uint_gt(rung_of(VAKT_RUNG_ANEW)->n_changes, 1);
    ck_assert_int_eq(ladder->rungs[ladder->n_rungs - 1].kind, VAKT_RUNG_ANEW);
    done();
}
END_TEST

START_TEST(nobody_unasked_moves_nobody)
{
    week();
    away("A", "2027-01-14", "2027-01-14");
    fill_week();
    given_open("kveld:2027-01-12");
    given_open("kveld:2027-01-15");
    published_at("2027-01-10", 12);
    request.policy = VAKT_REBUILD_NOBODY_UNASKED;
    ask_for("C", "kveld:2027-01-12");
    climb();
    ck_assert_int_eq(taker_of(answer(), "kveld:2027-01-12"), given_doctor_index("C"));
    ck_assert_int_eq(taker_of(answer(), "kveld:2027-01-14"), VAKT_NOBODY);
    ck_assert_int_eq(taker_of(answer(), "kveld:2027-01-15"), VAKT_NOBODY);
    ck_assert_uint_eq(answer()->n_changes, 0);
    ck_assert_uint_eq(answer()->n_moves, 2);
    ck_assert(answer()->moves[1].forced);
    done();
}
END_TEST

/* Only A may take the 12th, and has as much as was agreed. */
static void only_by_moving_another(void)
{
    week();
    given_bounds(&given.problem.doctors[0])->most = 3;
    away("B", "2027-01-12", "2027-01-12");
    away("C", "2027-01-12", "2027-01-12");
    fill_week();
    given_open("kveld:2027-01-12");
    published_at("2027-01-10", 12);
}

START_TEST(fill_open_moves_no_published_duty)
{
    only_by_moving_another();
    request.policy = VAKT_REBUILD_FILL_OPEN;
    climb();
    ck_assert_uint_eq(answer()->n_moves, 0);
    ck_assert_uint_eq(answer()->n_open, 1);
    done();
    only_by_moving_another();
    climb();
    ck_assert_uint_eq(answer()->n_changes, 2);
    ck_assert_uint_eq(answer()->n_open, 0);
    done();
}
END_TEST

START_TEST(who_is_spared_neither_loses_nor_gains)
{
    only_by_moving_another();
    spared[given_doctor_index("A")] = 1;
    climb();
    ck_assert_uint_eq(answer()->n_moves, 0);
    ck_assert_uint_eq(answer()->n_open, 1);
    done();
}
END_TEST

START_TEST(a_breach_that_nobody_signed_is_mended_with_one_change)
{
    week();
    given_shift_type("sen", 18, 24);
    given.problem.shift_types[1].from = given.problem.shift_types[1].to = given_day("2027-01-14");
    fill_week();
    given_take("A", "sen:2027-01-14");
    published_at("2027-01-10", 12);
    climb();
    ck_assert_uint_eq(answer()->n_changes, 1);
    ck_assert(answer()->verdict->legal);
    ck_assert_uint_eq(ladder->n_lost, 0);
    done();
}
END_TEST

START_TEST(what_is_said_to_stand_stands_with_its_breach)
{
    week();
    away("A", "2027-01-14", "2027-01-14");
    fill_week();
    published_at("2027-01-10", 12);
    stands[given_duty("kveld:2027-01-14")] = 1;
    climb();
    ck_assert_uint_eq(answer()->n_moves, 0);
    ck_assert_uint_eq(ladder->n_lost, 0);
    ck_assert(!ladder->standing->legal && !answer()->verdict->legal);
    done();
}
END_TEST

START_TEST(what_cannot_be_beside_what_has_begun_is_lost)
{
    week();
    given_shift_type("sen", 20, 24);
    given.problem.shift_types[1].from = given.problem.shift_types[1].to = given_day("2027-01-11");
    fill_week();
    given_take("A", "sen:2027-01-11");
    published_at("2027-01-11", 18);
    climb();
    ck_assert_uint_eq(ladder->n_lost, 1);
    ck_assert_int_eq(ladder->lost[0].duty, given_duty("sen:2027-01-11"));
    ck_assert_int_eq(given.instance->settings[ladder->lost[0].setting].rule, R(overlap));
    ck_assert_int_ne(taker_of(answer(), "sen:2027-01-11"), given_doctor_index("A"));
    ck_assert_uint_eq(answer()->n_changes, 1);
    done();
}
END_TEST

START_TEST(what_the_past_broke_asks_no_more_than_to_add_nothing)
{
    week();
    vakt_rule_entry *rule = given_rule(R(most_in_window), VAKT_MODE_HARD);
    rule->days = 7;
    rule->most = 1;
    given_take("A", "kveld:2027-01-11");
    given_take("A", "kveld:2027-01-12");
    published_at("2027-01-12", 17);
    climb();
    ck_assert_int_eq(taker_of(answer(), "kveld:2027-01-12"), given_doctor_index("A"));
    ck_assert_uint_eq(answer()->n_open, 3);
    for (int day = 13; day <= 17; day++) {
        char duty[32];
        snprintf(duty, sizeof duty, "kveld:2027-01-%d", day);
        ck_assert_int_ne(taker_of(answer(), duty), given_doctor_index("A"));
    }
    done();
}
END_TEST

/* Who falls ill in the middle of a block keeps what has begun; the rest finds somebody else. */
START_TEST(a_block_that_has_begun_is_taken_apart_when_its_doctor_falls_ill)
{
    week();
    vakt_block *block = GIVEN_ADD(&given.problem, blocks);
    *block = (vakt_block){.id = "helg", .weekdays = 1u << VAKT_WD_FRI | 1u << VAKT_WD_SAT |
                                                    1u << VAKT_WD_SUN,
                          .week_start = VAKT_WD_MON, .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE};
    GIVEN_IDS(block, shift_types, "kveld");
    away("A", "2027-01-16", "2027-01-20");
    for (int day = 15; day <= 17; day++) {
        char duty[32];
        snprintf(duty, sizeof duty, "kveld:2027-01-%d", day);
        given_take("A", duty);
    }
    published_at("2027-01-15", 20);
    climb();
    ck_assert_uint_eq(ladder->n_lost, 2);
    ck_assert_int_eq(taker_of(answer(), "kveld:2027-01-15"), given_doctor_index("A"));
    ck_assert_int_ne(taker_of(answer(), "kveld:2027-01-16"), VAKT_NOBODY);
    ck_assert_int_eq(taker_of(answer(), "kveld:2027-01-16"),
                     taker_of(answer(), "kveld:2027-01-17"));
    ck_assert_uint_eq(answer()->n_changes, 2);
    ck_assert_int_eq(value(answer(), VAKT_RUNG_PEOPLE), 1);
    done();
}
END_TEST

START_TEST(legevakt_is_filled_before_the_backup)
{
    given_problem("2027-01-11", "2027-01-11");
    given_shift_type("kveld", 16, 23);
    given_backup_type("bak", 16, 23)->price = 50;
    given_doctor("A");
    published_at("2027-01-11", 8);
    climb();
    ck_assert_int_eq(taker_of(answer(), "kveld:2027-01-11"), 0);
    ck_assert_int_eq(value(answer(), VAKT_RUNG_OPEN), 17); /* hours without any duty */
    ck_assert_int_eq(value(answer(), VAKT_RUNG_OPEN_BACKUP), 50);
    done();
}
END_TEST

START_TEST(the_same_again_gives_the_same)
{
    only_by_moving_another();
    request.work_limit = 2000;
    climb();
    vakt_ladder *first = ladder;
    ladder = NULL;
    climb();
    ck_assert_uint_eq(first->n_rungs, ladder->n_rungs);
    ck_assert_int_eq(first->work, ladder->work);
    for (size_t i = 0; i < first->n_rungs; i++)
        ck_assert_mem_eq(first->rungs[i].roster.doctor, ladder->rungs[i].roster.doctor,
                         given.roster.n_duties * sizeof(int));
    vakt_ladder_free(first);
    done();
}
END_TEST

TEST_MAIN("ladder", when_nothing_has_to_change_the_least_is_nothing,
          what_has_begun_keeps_its_doctor_though_he_is_away,
          an_open_duty_that_has_begun_stays_open, a_minute_before_it_begins_a_duty_may_still_move,
          who_asked_for_a_duty_is_not_a_change,
          who_asked_to_be_rid_of_a_duty_has_not_asked_for_anybody_else,
          a_change_weighs_by_its_notice, longer_notice_is_worth_more_changes,
          one_doctor_who_gets_two_duties_is_one_affected, fewer_changes_leave_more_open,
          a_roster_made_anew_changes_more, nobody_unasked_moves_nobody,
          fill_open_moves_no_published_duty, who_is_spared_neither_loses_nor_gains,
          a_breach_that_nobody_signed_is_mended_with_one_change,
          what_is_said_to_stand_stands_with_its_breach,
          what_cannot_be_beside_what_has_begun_is_lost,
          what_the_past_broke_asks_no_more_than_to_add_nothing,
          a_block_that_has_begun_is_taken_apart_when_its_doctor_falls_ill,
          legevakt_is_filled_before_the_backup, the_same_again_gives_the_same)
