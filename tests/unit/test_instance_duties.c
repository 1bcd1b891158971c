/* links: vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#define BIT(word) (1u << VAKT_DAYBIT_##word)
#define WEEKDAYBIT(word) (1u << VAKT_WD_##word)

/* 2027-01-04 is a Monday. */
#define MONDAY "2027-01-04"

static void begin(const char *from, const char *to)
{
    given_problem(from, to);
    given_doctor("A");
    given_doctor("B");
}

static const vakt_duty *duty(const char *id)
{
    int at = given_duty(id); /* makes the instance */
    return &given.instance->duties[at];
}

static bool there_is(const char *id)
{
    given_instance();
    return vakt_instance_duty_index(given.instance, id) >= 0;
}

/* The ids of all duties, in their order, each followed by a space. */
static const char *ids(void)
{
    static char text[4000];
    size_t length = 0;
    text[0] = '\0';
    given_instance();
    for (size_t i = 0; i < given.instance->n_duties; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s ",
                                   given.instance->duties[i].id);
    return text;
}

static vakt_special *given_special(vakt_special_kind kind, const char *type, const char *date)
{
    vakt_special *s = GIVEN_ADD(&given.problem, specials);
    s->kind = (int)kind;
    s->shift_type = type;
    s->date = given_day(date);
    s->count = 1;
    s->start = s->end = VAKT_UNSET;
    s->layer = -1;
    return s;
}

/* ---- ids ---- */

START_TEST(duties_are_named_by_type_date_and_position)
{
    begin(MONDAY, "2027-01-05");
    given_shift_type("N", 20, 8)->least = 2;
    given_shift_type("D", 8, 20);
    ck_assert_str_eq(ids(), "D:2027-01-04 N:2027-01-04 N:2027-01-04:2 "
                            "D:2027-01-05 N:2027-01-05 N:2027-01-05:2 ");
    ck_assert_int_eq(duty("N:2027-01-05:2")->position, 2);
    ck_assert_int_eq(duty("N:2027-01-05:2")->period_day, 1);
    ck_assert_int_eq(duty("N:2027-01-05:2")->shift_type, 0);
}
END_TEST

START_TEST(ids_are_unchanged_by_unrelated_edits)
{
    char before[4000];
    begin(MONDAY, "2027-01-06");
    given_shift_type("D", 8, 20);
    snprintf(before, sizeof before, "%s", ids());
    begin("2027-01-03",
          "2027-01-06"); /* a day more, other types before and after, another doctor */
    given_shift_type("C", 8, 20);
    vakt_shift_type *d = given_shift_type("D", 9, 21);
    d->load = 3;
    d->wanted = 2;
    given_backup_type("B", 20, 8);
    given_doctor("C");
    given_special(VAKT_SPECIAL_CANCELLED, "C", "2027-01-05");
    for (char *id = strtok(before, " "); id; id = strtok(NULL, " "))
        ck_assert_msg(there_is(id), "%s", id);
}
END_TEST

START_TEST(duties_are_in_order_of_start_end_and_id)
{
    begin(MONDAY, MONDAY);
    given_shift_type("E", 8, 20);
    given_shift_type("D", 8, 20);
    given_shift_type("C", 8, 16);
    given_shift_type("B", 7, 23);
    ck_assert_str_eq(ids(), "B:2027-01-04 C:2027-01-04 D:2027-01-04 E:2027-01-04 ");
}
END_TEST

/* ---- times ---- */

START_TEST(a_duty_past_midnight_ends_the_next_day)
{
    begin(MONDAY, MONDAY);
    given_shift_type("N", 20, 8);
    given_shift_type("W", 8, 8);
    given_shift_type("M", 16, 24);
    ck_assert_int_eq(duty("N:2027-01-04")->start, given_time("2027-01-04", 20));
    ck_assert_int_eq(duty("N:2027-01-04")->end, given_time("2027-01-05", 8));
    ck_assert_int_eq(duty("W:2027-01-04")->minutes, 24 * 60);
    ck_assert_int_eq(duty("M:2027-01-04")->minutes, 8 * 60);
}
END_TEST

START_TEST(nights_when_clocks_change_are_an_hour_shorter_or_longer)
{
    begin("2027-03-27", "2027-03-28");
    given_shift_type("N", 23, 8);
    ck_assert_int_eq(duty("N:2027-03-27")->minutes, 8 * 60);
    ck_assert_int_eq(duty("N:2027-03-28")->minutes, 9 * 60);
    begin("2027-10-30", "2027-10-31");
    given_shift_type("N", 23, 8);
    ck_assert_int_eq(duty("N:2027-10-30")->minutes, 10 * 60);
    ck_assert_int_eq(duty("N:2027-10-31")->minutes, 9 * 60);
}
END_TEST

START_TEST(more_days_are_added_to_the_end)
{
    begin("2027-01-08", "2027-01-08"); /* a Friday */
    given_shift_type("W", 16, 8)->more_days = 2;
    given_shift_type("L", 8, 20)->more_days = 1;
    ck_assert_int_eq(duty("W:2027-01-08")->end, given_time("2027-01-11", 8));
    ck_assert_int_eq(duty("W:2027-01-08")->minutes, 64 * 60);
    ck_assert_int_eq(duty("L:2027-01-08")->minutes, 36 * 60);
}
END_TEST

START_TEST(the_duty_day_begins_at_its_clock)
{
    begin(MONDAY, MONDAY);
    given_shift_type("E", 0, 8);
    given_shift_type("D", 8, 16);
    given_shift_type("N", 23, 8);
    ck_assert_int_eq(duty("E:2027-01-04")->duty_day, given_day("2027-01-03"));
    ck_assert_int_eq(duty("E:2027-01-04")->date, given_day("2027-01-04"));
    ck_assert_int_eq(duty("D:2027-01-04")->duty_day, given_day("2027-01-04"));
    ck_assert_int_eq(duty("N:2027-01-04")->duty_day, given_day("2027-01-04"));
    begin(MONDAY, MONDAY);
    given.problem.settings.duty_day_start = 0;
    given_shift_type("E", 0, 8);
    ck_assert_int_eq(duty("E:2027-01-04")->duty_day, given_day("2027-01-04"));
}
END_TEST

/* ---- which days ---- */

START_TEST(a_type_runs_on_its_days_and_dates)
{
    begin(MONDAY, "2027-01-10");
    vakt_shift_type *t = given_shift_type("D", 8, 20);
    t->days = BIT(WEEKDAY);
    t->from = given_day("2027-01-05");
    t->to = given_day("2027-01-09");
    ck_assert_str_eq(ids(), "D:2027-01-05 D:2027-01-06 D:2027-01-07 D:2027-01-08 ");
}
END_TEST

START_TEST(the_day_after_may_decide_too)
{
    begin("2027-03-22", "2027-03-29"); /* Holy Week; the 25th and 26th and 28th and 29th are red */
    given_shift_type("N", 20, 8)->next_days = BIT(RED);
    ck_assert_str_eq(ids(), "N:2027-03-24 N:2027-03-25 N:2027-03-27 N:2027-03-28 ");
}
END_TEST

START_TEST(a_cancelled_date_is_without_its_duties)
{
    begin(MONDAY, "2027-01-05");
    given_shift_type("D", 8, 20)->least = 2;
    given_shift_type("N", 20, 8);
    given_special(VAKT_SPECIAL_CANCELLED, "D", MONDAY);
    ck_assert_str_eq(ids(), "N:2027-01-04 D:2027-01-05 D:2027-01-05:2 N:2027-01-05 ");
}
END_TEST

START_TEST(an_extra_date_has_so_many_more_and_they_are_required)
{
    begin(MONDAY, "2027-01-05");
    vakt_shift_type *t = given_shift_type("D", 8, 20);
    t->days = BIT(TUE);
    t->wanted = 1;
    given_special(VAKT_SPECIAL_EXTRA, "D", MONDAY)->count = 2;
    given_special(VAKT_SPECIAL_EXTRA, "D", "2027-01-05");
    ck_assert_str_eq(ids(), "D:2027-01-04 D:2027-01-04:2 D:2027-01-05 D:2027-01-05:2 ");
    for (size_t i = 0; i < given.instance->n_duties; i++)
        ck_assert(given.instance->duties[i].required && !given.instance->duties[i].wished_for);
}
END_TEST

START_TEST(extra_and_cancelled_on_one_date_leave_the_extra)
{
    begin(MONDAY, MONDAY);
    given_shift_type("D", 8, 20)->least = 3;
    given_special(VAKT_SPECIAL_CANCELLED, "D", MONDAY);
    given_special(VAKT_SPECIAL_EXTRA, "D", MONDAY);
    ck_assert_str_eq(ids(), "D:2027-01-04 ");
}
END_TEST

START_TEST(positions_are_required_then_wished_for)
{
    begin(MONDAY, MONDAY);
    vakt_shift_type *t = given_shift_type("D", 8, 20);
    t->least = 1;
    t->wanted = 2;
    ck_assert(duty("D:2027-01-04")->required && !duty("D:2027-01-04")->wished_for);
    ck_assert(!duty("D:2027-01-04:2")->required && duty("D:2027-01-04:2")->wished_for);
    ck_assert_uint_eq(given.instance->n_duties, 2);
}
END_TEST

START_TEST(a_type_of_no_doctors_has_no_duty)
{
    begin(MONDAY, MONDAY);
    given_shift_type("D", 8, 20);
    given_shift_type("Z", 8, 20)->least = 0;
    ck_assert_str_eq(ids(), "D:2027-01-04 ");
}
END_TEST

START_TEST(a_type_only_when_needed_has_a_duty_that_nothing_requires)
{
    begin(MONDAY, MONDAY);
    vakt_shift_type *t = given_backup_type("B", 8, 20);
    t->only_when_needed = true;
    t->least = 0;
    ck_assert_str_eq(ids(), "B:2027-01-04 ");
    ck_assert(duty("B:2027-01-04")->only_when_needed && !duty("B:2027-01-04")->required &&
              !duty("B:2027-01-04")->wished_for);
}
END_TEST

/* ---- what follows from the type ---- */

START_TEST(out_of_hours_and_backing_follow_the_layer_unless_told)
{
    begin(MONDAY, MONDAY);
    given_shift_type("P", 8, 20);
    given_shift_type("D", 8, 20)->layer = VAKT_LAYER_DAY;
    given_backup_type("B", 8, 20);
    vakt_shift_type *told = given_shift_type("T", 8, 20);
    told->out_of_hours = 0;
    told->may_back = 1;
    ck_assert(duty("P:2027-01-04")->out_of_hours && !duty("P:2027-01-04")->may_back);
    ck_assert(!duty("D:2027-01-04")->out_of_hours);
    ck_assert(duty("B:2027-01-04")->may_back && duty("B:2027-01-04")->out_of_hours);
    ck_assert(!duty("T:2027-01-04")->out_of_hours && duty("T:2027-01-04")->may_back);
}
END_TEST

START_TEST(who_follows_is_no_cover)
{
    begin(MONDAY, MONDAY);
    given_shift_type("F", 8, 20)->follow = true;
    given_shift_type("D", 8, 20);
    ck_assert(duty("F:2027-01-04")->follow && !duty("F:2027-01-04")->counts_as_cover);
    ck_assert(duty("D:2027-01-04")->counts_as_cover);
}
END_TEST

START_TEST(a_night_duty_covers_half_of_the_night)
{
    begin(MONDAY, MONDAY);
    given_shift_type("A", 15, 3); /* 23 to 3: half of 23 to 7 */
    given_shift_type("B", 15, 2);
    given_shift_type("C", 3, 10);
    given_shift_type("E", 4, 12);
    given_shift_type("D", 8, 20);
    ck_assert(duty("A:2027-01-04")->night && !duty("B:2027-01-04")->night);
    ck_assert(duty("C:2027-01-04")->night && !duty("E:2027-01-04")->night);
    ck_assert(!duty("D:2027-01-04")->night);
}
END_TEST

START_TEST(a_long_duty_is_night_by_any_of_its_nights)
{
    begin("2027-01-08", "2027-01-08");
    given_shift_type("W", 16, 8)->more_days = 2;
    given_shift_type("D", 8, 8);
    ck_assert(duty("W:2027-01-08")->night);
    ck_assert(duty("D:2027-01-08")->night);
}
END_TEST

START_TEST(the_night_is_where_the_problem_puts_it)
{
    begin(MONDAY, MONDAY);
    given.problem.settings.night_from = GIVEN_CLOCK(0);
    given.problem.settings.night_to = GIVEN_CLOCK(6);
    given_shift_type("E", 16, 24);
    given_shift_type("M", 0, 3);
    ck_assert(!duty("E:2027-01-04")->night && duty("M:2027-01-04")->night);
}
END_TEST

/* ---- load classes ---- */

START_TEST(backup_comes_before_red_before_weekend_before_night)
{
    begin("2026-12-24", "2026-12-29"); /* Thursday to Tuesday; the 25th and 26th are red */
    given_shift_type("D", 8, 20);
    given_shift_type("N", 20, 8);
    given_backup_type("B", 20, 8);
    static const struct {
        const char *id;
        int load_class;
    } classes[] = {{"D:2026-12-24", VAKT_LOAD_WEEKDAY}, {"N:2026-12-24", VAKT_LOAD_NIGHT},
                   {"N:2026-12-25", VAKT_LOAD_RED},     {"D:2026-12-26", VAKT_LOAD_RED},
                   {"B:2026-12-26", VAKT_LOAD_BACKUP},  {"D:2026-12-27", VAKT_LOAD_WEEKEND},
                   {"N:2026-12-27", VAKT_LOAD_WEEKEND}, {"D:2026-12-28", VAKT_LOAD_WEEKDAY},
                   {"N:2026-12-28", VAKT_LOAD_NIGHT},   {"B:2026-12-28", VAKT_LOAD_BACKUP}};
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        ck_assert_msg(duty(classes[i].id)->load_class == classes[i].load_class, "%s: %s",
                      classes[i].id, vakt_load_words[duty(classes[i].id)->load_class]);
}
END_TEST

START_TEST(a_class_of_its_own_wins)
{
    begin("2026-12-25", "2026-12-25");
    given_shift_type("D", 8, 20)->load_class = VAKT_LOAD_WEEKDAY;
    given_backup_type("B", 8, 20)->load_class = VAKT_LOAD_NIGHT;
    ck_assert_int_eq(duty("D:2026-12-25")->load_class, VAKT_LOAD_WEEKDAY);
    ck_assert_int_eq(duty("B:2026-12-25")->load_class, VAKT_LOAD_NIGHT);
}
END_TEST

START_TEST(an_eve_is_red_from_its_clock_where_eves_are_a_class)
{
    begin("2026-12-24", "2026-12-24");
    given.problem.settings.day_classes = BIT(RED) | BIT(EVE);
    given_shift_type("D", 8, 15);
    given_shift_type("E", 15, 23);
    ck_assert_int_eq(duty("D:2026-12-24")->load_class, VAKT_LOAD_WEEKDAY);
    ck_assert_int_eq(duty("E:2026-12-24")->load_class, VAKT_LOAD_RED);
    begin("2026-12-24", "2026-12-24");
    given_shift_type("E", 15, 23);
    ck_assert_int_eq(duty("E:2026-12-24")->load_class, VAKT_LOAD_WEEKDAY);
}
END_TEST

START_TEST(the_class_of_weekend_goes_by_the_start)
{
    begin("2027-01-08", "2027-01-11"); /* Friday to Monday */
    given_shift_type("E", 15, 23);
    given_shift_type("F", 16, 23);
    given_shift_type("M", 7, 15);
    given_shift_type("D", 8, 15);
    ck_assert_int_eq(duty("E:2027-01-08")->load_class, VAKT_LOAD_WEEKDAY);
    ck_assert_int_eq(duty("F:2027-01-08")->load_class, VAKT_LOAD_WEEKEND);
    ck_assert_int_eq(duty("M:2027-01-11")->load_class, VAKT_LOAD_WEEKEND);
    ck_assert_int_eq(duty("D:2027-01-11")->load_class, VAKT_LOAD_WEEKDAY);
}
END_TEST

/* ---- weekends ---- */

static void expect_weekends(const char *id, const char *first_saturday, const char *last_saturday)
{
    const vakt_duty *d = duty(id);
    if (!first_saturday) {
        ck_assert_int_lt(d->last_weekend, d->first_weekend);
        return;
    }
    ck_assert_int_le(d->first_weekend, d->last_weekend);
    ck_assert_int_eq(given.instance->weekends[d->first_weekend].saturday,
                     given_day(first_saturday));
    ck_assert_int_eq(given.instance->weekends[d->last_weekend].saturday, given_day(last_saturday));
}

START_TEST(a_duty_touches_the_weekends_it_overlaps)
{
    begin("2027-01-04", "2027-01-18");
    given_shift_type("D", 8, 16);
    given_shift_type("N", 23, 8);
    given_shift_type("W", 15, 9)->more_days = 6; /* from Sunday to Sunday: both weekends */
    expect_weekends("D:2027-01-08", NULL, NULL);
    expect_weekends("N:2027-01-08", "2027-01-09", "2027-01-09");
    expect_weekends("N:2027-01-10", "2027-01-09", "2027-01-09");
    expect_weekends("D:2027-01-11", NULL, NULL);
    expect_weekends("W:2027-01-10", "2027-01-09", "2027-01-16");
}
END_TEST

START_TEST(weekends_are_where_the_problem_puts_them)
{
    begin("2027-01-08", "2027-01-11");
    given.problem.settings.weekend_from_day = VAKT_WD_SAT;
    given.problem.settings.weekend_from = GIVEN_CLOCK(0);
    given.problem.settings.weekend_to_day = VAKT_WD_SUN;
    given.problem.settings.weekend_to = GIVEN_CLOCK(24);
    given_shift_type("E", 16, 24);
    expect_weekends("E:2027-01-08", NULL, NULL);
    expect_weekends("E:2027-01-09", "2027-01-09", "2027-01-09");
    expect_weekends("E:2027-01-11", NULL, NULL);
    const vakt_weekend *w = &given.instance->weekends[duty("E:2027-01-09")->first_weekend];
    ck_assert_int_eq(w->start, given_time("2027-01-09", 0));
    ck_assert_int_eq(w->end, given_time("2027-01-11", 0));
}
END_TEST

START_TEST(a_weekend_is_in_the_period_by_its_saturday_or_sunday)
{
    begin("2027-01-10", "2027-01-16"); /* Sunday to Saturday */
    given_shift_type("D", 8, 20);
    given_instance();
    int in_period = 0;
    for (size_t i = 0; i < given.instance->n_weekends; i++) {
        const vakt_weekend *w = &given.instance->weekends[i];
        in_period += w->in_period;
        ck_assert_int_eq(vakt_day_weekday(w->saturday), VAKT_SAT);
        ck_assert_int_eq(w->in_period, w->saturday == given_day("2027-01-09") ||
                                           w->saturday == given_day("2027-01-16"));
        ck_assert(i == 0 || w->saturday == w[-1].saturday + 7);
    }
    ck_assert_int_eq(in_period, 2);
}
END_TEST

/* ---- blocks ---- */

static vakt_block *given_block(const char *id, const char *type, uint32_t weekdays)
{
    vakt_block *b = GIVEN_ADD(&given.problem, blocks);
    b->id = id;
    GIVEN_IDS(b, shift_types, type);
    b->weekdays = weekdays;
    b->week_start = VAKT_WD_MON;
    b->from = b->to = VAKT_DAY_NONE;
    return b;
}

#define WEEKEND_DAYS (WEEKDAYBIT(FRI) | WEEKDAYBIT(SAT) | WEEKDAYBIT(SUN))

static void expect_block(int at, const char *first, const char *last, size_t n)
{
    const vakt_block_instance *b = &given.instance->blocks[at];
    ck_assert_uint_eq(b->n_duties, n);
    ck_assert_str_eq(given.instance->duties[b->duties[0]].id, first);
    ck_assert_str_eq(given.instance->duties[b->duties[n - 1]].id, last);
}

START_TEST(a_block_is_one_per_week)
{
    begin(MONDAY, "2027-01-17");
    given_shift_type("N", 20, 8);
    given_block("helg", "N", WEEKEND_DAYS);
    given_instance();
    ck_assert_uint_eq(given.instance->n_blocks, 2);
    expect_block(0, "N:2027-01-08", "N:2027-01-10", 3);
    expect_block(1, "N:2027-01-15", "N:2027-01-17", 3);
    ck_assert_int_eq(duty("N:2027-01-09")->block, 0);
    ck_assert_int_eq(duty("N:2027-01-07")->block, -1);
    ck_assert_int_eq(duty("N:2027-01-09")->soft_block, -1);
}
END_TEST

START_TEST(each_position_has_its_own_block)
{
    begin("2027-01-08", "2027-01-10");
    given_shift_type("N", 20, 8)->least = 2;
    given_block("helg", "N", WEEKEND_DAYS);
    given_instance();
    ck_assert_uint_eq(given.instance->n_blocks, 2);
    expect_block(0, "N:2027-01-08", "N:2027-01-10", 3);
    expect_block(1, "N:2027-01-08:2", "N:2027-01-10:2", 3);
}
END_TEST

START_TEST(a_soft_block_and_a_hard_one_may_hold_the_same_duty)
{
    begin("2027-01-08", "2027-01-10");
    given_shift_type("N", 20, 8);
    given_block("hard", "N", WEEKDAYBIT(SAT) | WEEKDAYBIT(SUN));
    given_block("soft", "N", WEEKEND_DAYS)->soft = true;
    given_instance();
    ck_assert_uint_eq(given.instance->n_blocks, 2);
    ck_assert(duty("N:2027-01-08")->block == -1 && duty("N:2027-01-08")->soft_block == 1);
    ck_assert(duty("N:2027-01-09")->block == 0 && duty("N:2027-01-09")->soft_block == 1);
    ck_assert_int_eq(given.instance->blocks[1].block, 1);
}
END_TEST

START_TEST(a_duty_is_in_the_first_of_two_hard_blocks)
{
    begin("2027-01-08", "2027-01-10");
    given_shift_type("N", 20, 8);
    given_block("first", "N", WEEKDAYBIT(SAT) | WEEKDAYBIT(SUN));
    given_block("second", "N", WEEKEND_DAYS);
    given_instance();
    ck_assert_uint_eq(given.instance->n_blocks, 1); /* only Friday is left for the second */
    ck_assert_int_eq(duty("N:2027-01-08")->block, -1);
}
END_TEST

START_TEST(a_single_duty_is_no_block)
{
    begin("2027-01-10", "2027-01-17"); /* the first weekend has its Sunday only */
    given_shift_type("N", 20, 8);
    given_block("helg", "N", WEEKEND_DAYS)->to = given_day("2027-01-14");
    given_instance();
    ck_assert_uint_eq(given.instance->n_blocks, 0);
}
END_TEST

START_TEST(a_week_may_begin_on_another_day)
{
    begin(MONDAY, "2027-01-17");
    given_shift_type("N", 20, 8);
    given_block("langhelg", "N", WEEKEND_DAYS | WEEKDAYBIT(MON))->week_start = VAKT_WD_THU;
    given_instance();
    ck_assert_uint_eq(given.instance->n_blocks, 2);
    expect_block(0, "N:2027-01-08", "N:2027-01-11", 4);
    expect_block(1, "N:2027-01-15", "N:2027-01-17", 3);
}
END_TEST

/* ---- duties around the period ---- */

START_TEST(an_outer_duty_takes_from_its_shift_type_what_it_does_not_say)
{
    begin(MONDAY, "2027-01-10");
    given_backup_type("B", 20, 8);
    given_history_duty("A", "B", "2027-01-03");
    given_next_duty("B", "B", "2027-01-11");
    given.problem.history.next[0].layer = VAKT_LAYER_PRIMARY;
    given.problem.history.next[0].presence = VAKT_PRESENT;
    given_instance();
    const vakt_outer_duty *o = given.instance->outer;
    ck_assert_uint_eq(given.instance->n_outer, 2);
    ck_assert(!o[0].after && o[0].doctor == 0 && o[0].shift_type == 0);
    ck_assert_int_eq(o[0].start, given_time("2027-01-03", 20));
    ck_assert_int_eq(o[0].end, given_time("2027-01-04", 8));
    ck_assert(o[0].layer == VAKT_LAYER_BACKUP && o[0].presence == VAKT_AT_HOME);
    ck_assert(o[0].load_class == VAKT_LOAD_BACKUP && o[0].may_back && o[0].night);
    ck_assert(o[1].after && o[1].doctor == 1);
    ck_assert(o[1].layer == VAKT_LAYER_PRIMARY && o[1].presence == VAKT_PRESENT);
    ck_assert_int_eq(o[1].load_class, VAKT_LOAD_NIGHT);
    ck_assert_int_eq(o[1].duty_day, given_day("2027-01-11"));
}
END_TEST

START_TEST(an_outer_duty_of_no_type_is_primary_and_present)
{
    begin(MONDAY, "2027-01-10");
    given_shift_type("D", 8, 20);
    vakt_past_duty past = given_past_duty("B", NULL, NULL);
    past.start = given_time("2027-01-02", 23);
    past.end = given_time("2027-01-03", 7);
    *GIVEN_ADD(&given.problem.history, duties) = past;
    given_instance();
    const vakt_outer_duty *o = given.instance->outer;
    ck_assert(o->shift_type == -1 && o->layer == VAKT_LAYER_PRIMARY);
    ck_assert(o->presence == VAKT_PRESENT && o->counts_as_cover && o->legevakt && !o->may_back);
    ck_assert_int_eq(o->date, given_day("2027-01-02"));
    ck_assert_int_eq(o->minutes, 8 * 60);
    ck_assert_int_eq(o->load_class, VAKT_LOAD_WEEKEND);
    ck_assert_int_eq(given.instance->weekends[o->first_weekend].saturday, given_day("2027-01-02"));
}
END_TEST

START_TEST(outer_duties_are_in_order_of_start)
{
    begin(MONDAY, "2027-01-10");
    given_shift_type("D", 8, 20);
    given_next_duty("A", "D", "2027-01-11");
    given_history_duty("B", "D", "2027-01-03");
    given_history_duty("A", "D", "2027-01-03");
    given_history_duty("B", "D", "2027-01-01");
    given_instance();
    static const int doctors[] = {1, 0, 1, 0};
    for (int i = 0; i < 4; i++)
        ck_assert_int_eq(given.instance->outer[i].doctor, doctors[i]);
    ck_assert(given.instance->outer[3].after && !given.instance->outer[2].after);
}
END_TEST

/* ---- the rulle ---- */

static vakt_pattern *given_pattern(const char *start, int64_t weeks)
{
    vakt_pattern *p = GIVEN_ADD(&given.problem, patterns);
    p->id = "rulle";
    p->start = given_day(start);
    p->weeks = weeks;
    *GIVEN_ADD(p, lines) = (vakt_pattern_line){.doctor = "A", .offset = 0};
    *GIVEN_ADD(p, lines) = (vakt_pattern_line){.doctor = "B", .offset = 1};
    *GIVEN_ADD(p, entries) =
        (vakt_pattern_entry){.week = 1, .weekday = VAKT_WD_TUE, .shift_type = "D"};
    return p;
}

static void expect_pattern(size_t i, int doctor, const char *date)
{
    ck_assert_uint_lt(i, given.instance->n_pattern);
    ck_assert_int_eq(given.instance->pattern[i].doctor, doctor);
    ck_assert_int_eq(given.instance->pattern[i].date, given_day(date));
    ck_assert_int_eq(given.instance->pattern[i].shift_type, 0);
}

START_TEST(the_pattern_rolls_over_its_weeks_and_lines)
{
    begin(MONDAY, "2027-01-31");
    given_shift_type("D", 8, 20);
    given_pattern("2026-12-28", 3); /* 4 January is in week 2 of line 0, in week 3 of line 1 */
    given_instance();
    ck_assert_uint_eq(given.instance->n_pattern, 2);
    expect_pattern(0, 0, "2027-01-19");
    expect_pattern(1, 1, "2027-01-12");
}
END_TEST

START_TEST(a_pattern_gives_nothing_before_it_starts)
{
    begin(MONDAY, "2027-01-31");
    given_shift_type("D", 8, 20);
    given_pattern("2027-01-11", 1);
    given_instance();
    ck_assert_uint_eq(given.instance->n_pattern, 6);
    expect_pattern(0, 0, "2027-01-12");
    expect_pattern(3, 1, "2027-01-12");
}
END_TEST

/* ---- demand ---- */

static void expect_cover(size_t i, const char *day, int from, const char *end_day, int to)
{
    ck_assert_uint_lt(i, given.instance->n_cover);
    ck_assert_int_eq(given.instance->cover[i].start, given_time(day, from));
    ck_assert_int_eq(given.instance->cover[i].end, given_time(end_day, to));
}

START_TEST(cover_is_clipped_to_the_duty_days_of_the_period)
{
    begin("2027-01-09", "2027-01-10");
    given_shift_type("D", 8, 20);
    given_cover(4, 4, 2);
    given_instance();
    ck_assert_uint_eq(given.instance->n_cover, 3);
    expect_cover(0, "2027-01-09", 8, "2027-01-10", 4);
    expect_cover(1, "2027-01-10", 4, "2027-01-11", 4);
    expect_cover(2, "2027-01-11", 4, "2027-01-11", 8);
    ck_assert(given.instance->cover[0].least == 2 && given.instance->cover[0].wanted == 2);
}
END_TEST

START_TEST(cover_from_the_evening_before_reaches_into_the_first_day)
{
    begin("2027-01-09", "2027-01-09");
    given_shift_type("D", 8, 20);
    given_cover(20, 10, 1);
    given_instance();
    ck_assert_uint_eq(given.instance->n_cover, 2);
    expect_cover(0, "2027-01-09", 8, "2027-01-09", 10);
    expect_cover(1, "2027-01-09", 20, "2027-01-10", 8);
}
END_TEST

START_TEST(cover_goes_by_days_next_days_and_dates)
{
    begin(MONDAY, "2027-01-17");
    given_shift_type("D", 8, 20);
    vakt_cover *c = given_cover(8, 20, 1);
    c->days = BIT(WEEKDAY);
    c->next_days = BIT(WEEKEND);
    c = given_cover(20, 8, 1);
    c->from = given_day("2027-01-06");
    c->to = given_day("2027-01-07");
    c->wanted = 3;
    given_instance();
    ck_assert_uint_eq(given.instance->n_cover, 4);
    expect_cover(0, "2027-01-08", 8, "2027-01-08", 20);
    expect_cover(1, "2027-01-15", 8, "2027-01-15", 20);
    expect_cover(2, "2027-01-06", 20, "2027-01-07", 8);
    expect_cover(3, "2027-01-07", 20, "2027-01-08", 8);
    ck_assert_int_eq(given.instance->cover[3].wanted, 3);
}
END_TEST

START_TEST(cover_of_the_night_when_clocks_change_is_as_long_as_it_is)
{
    begin("2027-03-27", "2027-03-27");
    given_shift_type("D", 8, 20);
    given_cover(23, 8, 1);
    given_instance();
    ck_assert_uint_eq(given.instance->n_cover, 1);
    ck_assert_int_eq(given.instance->cover[0].end - given.instance->cover[0].start, 8 * 60);
}
END_TEST

START_TEST(others_cover_every_week_and_once)
{
    begin(MONDAY, "2027-01-10");
    given_shift_type("D", 8, 20);
    *GIVEN_ADD(&given.problem, elsewhere) = (vakt_elsewhere){.days = BIT(WED),
                                                             .start = GIVEN_CLOCK(22),
                                                             .end = GIVEN_CLOCK(6),
                                                             .layer = -1,
                                                             .from = VAKT_DAY_NONE,
                                                             .to = VAKT_DAY_NONE};
    vakt_special *s = given_special(VAKT_SPECIAL_ELSEWHERE, NULL, NULL);
    s->start = given_time("2027-01-08", 12);
    s->end = given_time("2027-01-09", 12);
    s->layer = VAKT_LAYER_BACKUP;
    given_instance();
    const vakt_elsewhere_interval *e = given.instance->elsewhere;
    ck_assert_uint_eq(given.instance->n_elsewhere, 2);
    ck_assert_int_eq(e[0].start, given_time("2027-01-06", 22));
    ck_assert_int_eq(e[0].end, given_time("2027-01-07", 6));
    ck_assert_int_eq(e[0].layer, -1);
    ck_assert_int_eq(e[1].end - e[1].start, 24 * 60);
    ck_assert_int_eq(e[1].layer, VAKT_LAYER_BACKUP);
}
END_TEST

START_TEST(outside_backup_is_dated_from_the_day_before_to_the_day_after)
{
    begin(MONDAY, MONDAY);
    given_shift_type("D", 8, 20);
    *GIVEN_ADD(&given.problem, outside_backup) = (vakt_outside_backup){.by = "sykehuset",
                                                                       .days = GIVEN_ALL_DAYS,
                                                                       .start = GIVEN_CLOCK(16),
                                                                       .end = GIVEN_CLOCK(8),
                                                                       .most = 2,
                                                                       .from = VAKT_DAY_NONE,
                                                                       .to = given_day(MONDAY)};
    given_instance();
    const vakt_outside_interval *o = given.instance->outside;
    ck_assert_uint_eq(given.instance->n_outside, 2);
    ck_assert_int_eq(o[0].start, given_time("2027-01-03", 16));
    ck_assert_int_eq(o[1].start, given_time(MONDAY, 16));
    ck_assert_int_eq(o[1].end, given_time("2027-01-05", 8));
    ck_assert_int_eq(o[1].most, 2);
}
END_TEST

TEST_MAIN(
    "instance_duties", duties_are_named_by_type_date_and_position,
    ids_are_unchanged_by_unrelated_edits, duties_are_in_order_of_start_end_and_id,
    a_duty_past_midnight_ends_the_next_day, nights_when_clocks_change_are_an_hour_shorter_or_longer,
    more_days_are_added_to_the_end, the_duty_day_begins_at_its_clock,
    a_type_runs_on_its_days_and_dates, the_day_after_may_decide_too,
    a_cancelled_date_is_without_its_duties, an_extra_date_has_so_many_more_and_they_are_required,
    extra_and_cancelled_on_one_date_leave_the_extra, positions_are_required_then_wished_for,
    a_type_of_no_doctors_has_no_duty, a_type_only_when_needed_has_a_duty_that_nothing_requires,
    out_of_hours_and_backing_follow_the_layer_unless_told, who_follows_is_no_cover,
    a_night_duty_covers_half_of_the_night, a_long_duty_is_night_by_any_of_its_nights,
    the_night_is_where_the_problem_puts_it, backup_comes_before_red_before_weekend_before_night,
    a_class_of_its_own_wins, an_eve_is_red_from_its_clock_where_eves_are_a_class,
    the_class_of_weekend_goes_by_the_start, a_duty_touches_the_weekends_it_overlaps,
    weekends_are_where_the_problem_puts_them, a_weekend_is_in_the_period_by_its_saturday_or_sunday,
    a_block_is_one_per_week, each_position_has_its_own_block,
    a_soft_block_and_a_hard_one_may_hold_the_same_duty, a_duty_is_in_the_first_of_two_hard_blocks,
    a_single_duty_is_no_block, a_week_may_begin_on_another_day,
    an_outer_duty_takes_from_its_shift_type_what_it_does_not_say,
    an_outer_duty_of_no_type_is_primary_and_present, outer_duties_are_in_order_of_start,
    the_pattern_rolls_over_its_weeks_and_lines, a_pattern_gives_nothing_before_it_starts,
    cover_is_clipped_to_the_duty_days_of_the_period,
    cover_from_the_evening_before_reaches_into_the_first_day,
    cover_goes_by_days_next_days_and_dates,
    cover_of_the_night_when_clocks_change_is_as_long_as_it_is, others_cover_every_week_and_once,
    outside_backup_is_dated_from_the_day_before_to_the_day_after)
