/* links: vakt_bench vakt_search_core vakt_program vakt_base */
/*
 * The shift scheduling set's translation against its definition, on every roster of tiny instances
 * made up here: legal and cost have to agree.
 */
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "benchmarks/make_shift.h"
#include "benchmarks/outcome.h"
#include "benchmarks/shift_scheduling.h"

/* Two weeks' worth of rules in as few days as they fit into. */
static const char one_type[] = "# made up\r\nSECTION_HORIZON\r\n# days\r\n7\r\n\r\n"
                               "SECTION_SHIFTS\r\nD,480,\r\n\r\n"
                               "SECTION_STAFF\r\n"
                               "A,D=5,2400,960,3,2,2,1\r\n"
                               "B,D=4,2400,0,2,1,3,0\r\n"
                               "SECTION_DAYS_OFF\r\nA,1\r\n"
                               "SECTION_SHIFT_ON_REQUESTS\r\nA,2,D,3\r\nA,1,D,5\r\n"
                               "SECTION_SHIFT_OFF_REQUESTS\r\nB,0,D,2\r\n"
                               "SECTION_COVER\r\n0,D,1,100,1\r\n1,D,2,100,1\r\n2,D,1,10,3\r\n"
                               "5,D,0,100,7\r\n6,D,2,50,1\r\n";
static const char two_types[] = "SECTION_HORIZON\n4\nSECTION_SHIFTS\nE,480,\nL,600,E\n"
                                "SECTION_STAFF\n"
                                "A,E=3|L=2,1700,480,3,2,1,1\n"
                                "B,E=0|L=4,4320,1000,4,1,2,1\n"
                                "SECTION_DAYS_OFF\nB,3\n"
                                "SECTION_SHIFT_ON_REQUESTS\nA,0,L,2\n"
                                "SECTION_SHIFT_OFF_REQUESTS\nA,2,E,4\n"
                                "SECTION_COVER\n0,E,1,9,1\n0,L,1,9,1\n1,E,1,9,1\n2,L,2,9,1\n"
                                "3,E,1,5,2\n";

static bench_shift *given(const char *text)
{
    bench_shift *shift = NULL;
    ck_assert_int_eq(bench_shift_read("t", text, strlen(text), NULL, &shift), VAKT_OK);
    return shift;
}

/* -- the definition, with a day's shift as 0 = off or type + 1 ------------------------------- */

/* Runs of days that are worked (or off), but for those that touch the first or last day. */
static bool runs_hold(const int *row, int n, bool work, int64_t least, int64_t most)
{
    for (int d = 0, e; d < n; d = e) {
        for (e = d; e < n && (row[e] != 0) == (row[d] != 0); e++)
            ;
        bool edge = d == 0 || e == n;
        if ((row[d] != 0) == work && (e - d > most || (e - d < least && !edge)))
            return false;
    }
    return true;
}

static bool person_holds(const bench_shift *s, const bench_staff *staff, const int *row)
{
    int64_t minutes = 0, weekends = 0;
    int count[4] = {0};
    for (int d = 0; d < s->n_days; d++) {
        if (row[d] == 0)
            continue;
        const bench_shift_type *type = &s->types[row[d] - 1];
        minutes += type->minutes;
        count[row[d] - 1]++;
        if (staff->day_off[d])
            return false;
        if (d + 1 < s->n_days && row[d + 1] && type->not_next[row[d + 1] - 1])
            return false;
    }
    for (int d = 5; d < s->n_days; d += 7)
        weekends += row[d] || (d + 1 < s->n_days && row[d + 1]);
    for (int k = 0; k < s->n_types; k++)
        if (staff->most_of[k] != BENCH_ANY && count[k] > staff->most_of[k])
            return false;
    return minutes >= staff->least_minutes && minutes <= staff->most_minutes &&
           weekends <= staff->most_weekends &&
           runs_hold(row, s->n_days, true, staff->least_on, staff->most_on) &&
           runs_hold(row, s->n_days, false, staff->least_off, INT64_MAX);
}

static int64_t cost_of(const bench_shift *s, int rows[2][8])
{
    int64_t cost = 0;
    for (size_t i = 0; i < s->n_requests; i++) {
        const bench_request *q = &s->requests[i];
        cost += (rows[q->staff][q->day] == q->type + 1) != q->on ? q->weight : 0;
    }
    for (size_t i = 0; i < s->n_covers; i++) {
        const bench_cover *c = &s->covers[i];
        int64_t on = (rows[0][c->day] == c->type + 1) + (rows[1][c->day] == c->type + 1);
        cost += on < c->wanted ? c->under * (c->wanted - on) : c->over * (on - c->wanted);
    }
    return cost;
}

/* ---- */

/* The values of a roster; false when it has what there is no variable for. */
static bool set_values(const bench_shift *s, const vakt_program *p, int rows[2][8], uint8_t *values)
{
    memset(values, 0, p->n_vars);
    for (int i = 0; i < 2; i++) {
        for (int d = 0; d < s->n_days; d++) {
            if (rows[i][d] == 0)
                continue;
            size_t unit = (size_t)(d * s->n_types + rows[i][d] - 1);
            int32_t v = p->assign_var[(size_t)i * p->n_units + unit];
            if (v < 0)
                return false;
            values[v] = 1;
        }
    }
    return true;
}

/* Compares all rosters; the least cost of a legal one. */
static int64_t compare_all(const bench_shift *s, const vakt_program *p)
{
    int64_t best = INT64_MAX, n = 1, n_legal = 0;
    uint8_t *values = calloc(p->n_vars + 1, 1);
    for (int d = 0; d < 2 * s->n_days; d++)
        n *= s->n_types + 1;
    for (int64_t code = 0; code < n; code++) {
        int rows[2][8];
        int64_t rest = code, levels[VAKT_MAX_LEVELS];
        for (int d = 0; d < 2 * s->n_days; d++, rest /= s->n_types + 1)
            rows[d / s->n_days][d % s->n_days] = (int)(rest % (s->n_types + 1));
        bool legal =
            person_holds(s, &s->staff[0], rows[0]) && person_holds(s, &s->staff[1], rows[1]);
        bool said = set_values(s, p, rows, values) && vakt_program_evaluate(p, values, levels);
        ck_assert_msg(legal == said, "roster %lld: legal %d, the program says %d", (long long)code,
                      legal, said);
        if (!legal)
            continue;
        n_legal++;
        ck_assert_int_eq(levels[0], cost_of(s, rows));
        best = levels[0] < best ? levels[0] : best;
    }
    ck_assert_int_gt(n_legal, 5);
    free(values);
    return best;
}

static void check_instance(const char *text)
{
    bench_shift *s = given(text);
    vakt_program *p = NULL;
    uint8_t *values = NULL;
    bench_outcome outcome;
    bench_limits limits = {.seed = 1};
    ck_assert_int_eq(bench_shift_program(s, &p), VAKT_OK);
    int64_t best = compare_all(s, p);
    ck_assert_int_eq(bench_run(p, &limits, INT64_MAX, NULL, &outcome, &values), VAKT_OK);
    ck_assert(outcome.proven);
    ck_assert_int_eq(outcome.value[0], best);
    free(values);
    vakt_program_free(p);
    bench_shift_free(s);
}

START_TEST(every_roster_of_one_type_is_judged_as_the_set_defines)
{
    check_instance(one_type);
}
END_TEST

START_TEST(every_roster_of_two_types_is_judged_as_the_set_defines)
{
    check_instance(two_types);
}
END_TEST

START_TEST(lines_comments_and_lists_are_read)
{
    bench_shift *s = given(one_type);
    ck_assert_int_eq(s->n_days, 7);
    ck_assert_int_eq(s->n_staff, 2);
    ck_assert_int_eq(s->staff[1].most_of[0], 4);
    ck_assert(s->staff[0].day_off[1] && !s->staff[0].day_off[2]);
    ck_assert_uint_eq(s->n_requests, 3);
    ck_assert_int_eq(s->covers[2].over, 3);
    bench_shift_free(s);
    s = given(two_types);
    ck_assert(s->types[1].not_next[0] && !s->types[1].not_next[1] && !s->types[0].not_next[0]);
    bench_shift_free(s);
}
END_TEST

START_TEST(a_roster_is_written_as_the_checker_reads_it)
{
    bench_shift *s = given(two_types);
    vakt_program *p = NULL;
    int rows[2][8] = {{1, 1, 0, 0}, {0, 2, 2, 0}};
    ck_assert_int_eq(bench_shift_program(s, &p), VAKT_OK);
    uint8_t *values = calloc(p->n_vars + 1, 1);
    vakt_text text;
    vakt_text_init(&text, 1000);
    ck_assert(set_values(s, p, rows, values));
    bench_shift_write(s, p, values, &text);
    ck_assert_str_eq(text.bytes, "A,E,E,,\nB,,L,L,\n");
    vakt_text_done(&text);
    free(values);
    vakt_program_free(p);
    bench_shift_free(s);
}
END_TEST

/* Sets what the line of a person says: codes after the id. */
static void take_roster(const bench_shift *s, const vakt_program *p, const char *text,
                        uint8_t *values)
{
    for (int i = 0; i < s->n_staff; i++) {
        text = strchr(text, ',');
        for (int d = 0; d < s->n_days; d++) {
            size_t length = strcspn(++text, ",\n");
            for (int k = 0; k < s->n_types && length > 0; k++) {
                size_t at = (size_t)i * p->n_units + (size_t)(d * s->n_types + k);
                if (strlen(s->types[k].id) == length && !memcmp(s->types[k].id, text, length)) {
                    ck_assert_int_ge(p->assign_var[at], 0);
                    values[p->assign_var[at]] = 1;
                }
            }
            text += length;
        }
    }
}

START_TEST(a_made_instance_has_the_legal_roster_it_was_made_around)
{
    static const bench_shift_draft drafts[] = {
        {8, 2, 1, 1, false},   {20, 4, 3, 2, false},  {24, 6, 4, 3, false},
        {12, 26, 6, 4, false}, {10, 4, 20, 5, false}, {20, 4, 3, 2, true}};
    vakt_text text, roster, again;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_init(&roster, VAKT_TEXT_CAP);
    vakt_text_init(&again, VAKT_TEXT_CAP);
    int64_t cost, levels[VAKT_MAX_LEVELS];
    ck_assert_int_eq(bench_make_shift(&drafts[_i], &text, &roster, &cost), VAKT_OK);
    roster.length = 0;
    ck_assert_int_eq(bench_make_shift(&drafts[_i], &again, &roster, &cost), VAKT_OK);
    ck_assert_str_eq(text.bytes, again.bytes);
    bench_shift *s = given(text.bytes);
    vakt_program *p = NULL;
    ck_assert_int_eq(s->n_staff, drafts[_i].staff);
    ck_assert_int_eq(s->n_days, 7 * drafts[_i].weeks);
    ck_assert_int_eq(s->n_types, drafts[_i].types);
    ck_assert_int_eq(bench_shift_program(s, &p), VAKT_OK);
    uint8_t *values = calloc(p->n_vars + 1, 1);
    take_roster(s, p, roster.bytes, values);
    ck_assert(vakt_program_evaluate(p, values, levels));
    ck_assert_int_eq(levels[0], cost);
    free(values);
    vakt_program_free(p);
    bench_shift_free(s);
    vakt_text_done(&text);
    vakt_text_done(&roster);
    vakt_text_done(&again);
}
END_TEST

/* Shifts wanted on weekends and in all, and what contracts and weekends allowed would give. */
static void measure(const bench_shift *s, int *weekend, int *weekend_room, int64_t *sum,
                    int64_t *room)
{
    *weekend = *weekend_room = 0;
    *sum = *room = 0;
    for (size_t c = 0; c < s->n_covers; c++) {
        *weekend += s->covers[c].day % 7 >= 5 ? (int)s->covers[c].wanted : 0;
        *sum += s->covers[c].wanted * s->types[s->covers[c].type].minutes;
    }
    for (int i = 0; i < s->n_staff; i++) {
        *weekend_room += 2 * (int)s->staff[i].most_weekends;
        *room += s->staff[i].most_minutes;
    }
}

START_TEST(where_doctors_are_scarce_weekends_want_as_much_as_all_may_give)
{
    int weekend, weekend_room;
    int64_t sum, room, cost;
    for (int scarce = 0; scarce < 2; scarce++) {
        bench_shift_draft draft = {20, 4, 3, 7, scarce};
        vakt_text text, roster;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        vakt_text_init(&roster, VAKT_TEXT_CAP);
        ck_assert_int_eq(bench_make_shift(&draft, &text, &roster, &cost), VAKT_OK);
        bench_shift *s = given(text.bytes);
        measure(s, &weekend, &weekend_room, &sum, &room);
        ck_assert_int_eq(weekend >= weekend_room, scarce);
        ck_assert_int_eq(sum >= room, scarce);
        bench_shift_free(s);
        vakt_text_done(&text);
        vakt_text_done(&roster);
    }
}
END_TEST

START_TEST(sleep_costs_no_time_of_the_processor)
{
    bench_clock clock = BENCH_CLOCK_WALL;
    ck_assert(bench_clock_parse("cpu", &clock));
    ck_assert_int_eq(clock, BENCH_CLOCK_CPU);
    bench_limits wall = {.began = bench_seconds(BENCH_CLOCK_WALL)};
    bench_limits cpu = {.clock = clock, .began = bench_seconds(clock)};
    usleep(50000);
    ck_assert_double_ge(bench_spent(&wall), 0.05);
    ck_assert_double_lt(bench_spent(&cpu), bench_spent(&wall) / 2);
    ck_assert(!bench_clock_parse("sun", &clock));
}
END_TEST

START_TEST(the_log_tells_each_event_in_columns)
{
    char line[200], letter = 0;
    double seconds = -1.0;
    int level = -1, n = 0;
    bench_shift *s = given(two_types);
    vakt_program *p = NULL;
    uint8_t *values = NULL;
    bench_outcome outcome;
    bench_limits limits = {.seed = 1, .log = tmpfile()};
    ck_assert_ptr_nonnull(limits.log);
    ck_assert(bench_engine_parse("compact", &limits.engine));
    ck_assert_int_eq(limits.engine, VAKT_ENGINE_COMPACT);
    ck_assert(!bench_engine_parse("steam", &limits.engine));
    ck_assert_int_eq(bench_shift_program(s, &p), VAKT_OK);
    ck_assert_int_eq(bench_run(p, &limits, INT64_MAX, NULL, &outcome, &values), VAKT_OK);
    rewind(limits.log);
    for (; fgets(line, sizeof line, limits.log); n++) {
        ck_assert_int_eq(sscanf(line, "%lf\t%c\t%d\t", &seconds, &letter, &level), 3);
        ck_assert_int_eq(level, 0);
    }
    ck_assert_int_gt(n, 0);
    ck_assert_int_eq(letter, 'P'); /* the proof comes last */
    fclose(limits.log);
    free(values);
    vakt_program_free(p);
    bench_shift_free(s);
}
END_TEST

START_TEST(mistakes_are_refused)
{
    static const char *const wrong[] = {
        "", "7\n", "SECTION_HORIZON\n7\n", "SECTION_HORIZON\n7\nSECTION_HORIZON\n7\n",
        "SECTION_OTHER\n",
        "SECTION_HORIZON\n0\nSECTION_SHIFTS\nSECTION_STAFF\nSECTION_DAYS_OFF\n"
        "SECTION_SHIFT_ON_REQUESTS\nSECTION_SHIFT_OFF_REQUESTS\nSECTION_COVER\n",
        "SECTION_HORIZON\n7\nSECTION_SHIFTS\nD,480,X\nSECTION_STAFF\nSECTION_DAYS_OFF\n"
        "SECTION_SHIFT_ON_REQUESTS\nSECTION_SHIFT_OFF_REQUESTS\nSECTION_COVER\n",
        "SECTION_HORIZON\n7\nSECTION_SHIFTS\nD,480,\nSECTION_STAFF\nSECTION_DAYS_OFF\nZ,1\n"
        "SECTION_SHIFT_ON_REQUESTS\nSECTION_SHIFT_OFF_REQUESTS\nSECTION_COVER\n",
        "SECTION_HORIZON\n7\nSECTION_SHIFTS\nD,480,\nSECTION_STAFF\nSECTION_DAYS_OFF\n"
        "SECTION_SHIFT_ON_REQUESTS\nSECTION_SHIFT_OFF_REQUESTS\nSECTION_COVER\n7,D,1,1,1\n"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        bench_shift *shift = NULL;
        ck_assert_int_eq(bench_shift_read("t", wrong[i], strlen(wrong[i]), NULL, &shift),
                         VAKT_E_INPUT);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bench_shift");
    TCase *tcase = tcase_create("all");
    tcase_add_test(tcase, every_roster_of_one_type_is_judged_as_the_set_defines);
    tcase_add_test(tcase, every_roster_of_two_types_is_judged_as_the_set_defines);
    tcase_add_test(tcase, lines_comments_and_lists_are_read);
    tcase_add_test(tcase, a_roster_is_written_as_the_checker_reads_it);
    tcase_add_loop_test(tcase, a_made_instance_has_the_legal_roster_it_was_made_around, 0, 6);
    tcase_add_test(tcase, where_doctors_are_scarce_weekends_want_as_much_as_all_may_give);
    tcase_add_test(tcase, sleep_costs_no_time_of_the_processor);
    tcase_add_test(tcase, the_log_tells_each_event_in_columns);
    tcase_add_test(tcase, mistakes_are_refused);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
