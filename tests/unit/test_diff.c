/* links: vakt_cover vakt_domain vakt_base */
#include <check.h>
#include <stdlib.h>

#include "cover/diff.h"

static vakt_arena *arena;
static vakt_diff *diff;

static void set_up(void)
{
    arena = vakt_arena_new();
    diff = NULL;
}

static void tear_down(void)
{
    vakt_arena_free(arena);
}

#define GIVES(duty_, doctor_, start_)                                                              \
    {.duty = duty_, .doctor = doctor_, .layer = -1, .start = start_,                               \
     .end = (start_) == VAKT_UNSET ? VAKT_UNSET : (start_) + 60}
#define COMPARE(from_, to_)                                                                        \
    compare(from_, sizeof(from_) / sizeof *(from_), to_, sizeof(to_) / sizeof *(to_))

static void compare(vakt_roster_doc_assignment *from, size_t n_from,
                    vakt_roster_doc_assignment *to, size_t n_to)
{
    vakt_roster_doc a = {.assignments = from, .n_assignments = n_from};
    vakt_roster_doc b = {.assignments = to, .n_assignments = n_to};
    ck_assert_int_eq(vakt_diff_new(&a, &b, arena, &diff), VAKT_OK);
}

START_TEST(equal_rosters_differ_in_nothing_whatever_their_order)
{
    vakt_roster_doc_assignment a[] = {GIVES("n:1", "A", 0), GIVES("n:2", "B", 100)};
    vakt_roster_doc_assignment b[] = {GIVES("n:2", "B", 100), GIVES("n:1", "A", 0)};
    COMPARE(a, b);
    ck_assert_uint_eq(diff->n_rows, 0);
    ck_assert_uint_eq(diff->n_doctors, 0);
}
END_TEST

START_TEST(empty_rosters_are_equal)
{
    compare(NULL, 0, NULL, 0);
    ck_assert_uint_eq(diff->n_rows, 0);
    ck_assert_ptr_null(diff->twice);
}
END_TEST

START_TEST(duties_are_moved_opened_and_filled_in_order_of_start)
{
    vakt_roster_doc_assignment a[] = {GIVES("a", "A", 300), GIVES("b", "B", 200)};
    vakt_roster_doc_assignment b[] = {GIVES("b", "A", 200), GIVES("c", "A", 100)};
    COMPARE(a, b);
    ck_assert_uint_eq(diff->n_rows, 3);
    ck_assert_str_eq(diff->rows[0].duty, "c");
    ck_assert_int_eq(diff->rows[0].kind, VAKT_DIFF_FILLED);
    ck_assert_ptr_null(diff->rows[0].from);
    ck_assert_int_eq(diff->rows[1].kind, VAKT_DIFF_MOVED);
    ck_assert_str_eq(diff->rows[1].from, "B");
    ck_assert_str_eq(diff->rows[1].to, "A");
    ck_assert_int_eq(diff->rows[2].kind, VAKT_DIFF_OPENED);
    ck_assert_ptr_null(diff->rows[2].to);
    ck_assert_int_eq(diff->rows[2].start, 300);
    for (int kind = 0; kind < VAKT_N_DIFF_KINDS; kind++)
        ck_assert_uint_eq(diff->n_of[kind], 1);
}
END_TEST

START_TEST(each_doctor_has_what_is_lost_and_gained)
{
    vakt_roster_doc_assignment a[] = {GIVES("a", "A", 300), GIVES("b", "B", 200),
                                      GIVES("d", "C", 400)};
    vakt_roster_doc_assignment b[] = {GIVES("b", "A", 200), GIVES("c", "A", 100),
                                      GIVES("d", "C", 400)};
    COMPARE(a, b);
    ck_assert_uint_eq(diff->n_doctors, 2);
    ck_assert_str_eq(diff->doctors[0].doctor, "A");
    ck_assert_uint_eq(diff->doctors[0].n_lost, 1);
    ck_assert_uint_eq(diff->doctors[0].n_gained, 2);
    ck_assert_str_eq(diff->doctors[0].gained[0]->duty, "c");
    ck_assert_str_eq(diff->doctors[1].doctor, "B");
    ck_assert_uint_eq(diff->doctors[1].n_lost, 1);
    ck_assert_uint_eq(diff->doctors[1].n_gained, 0);
}
END_TEST

START_TEST(times_come_from_the_roster_that_has_them_and_unknown_ones_are_last)
{
    vakt_roster_doc_assignment a[] = {GIVES("a", "A", VAKT_UNSET), GIVES("b", "A", 50)};
    vakt_roster_doc_assignment b[] = {GIVES("a", "B", VAKT_UNSET), GIVES("b", "B", VAKT_UNSET)};
    COMPARE(a, b);
    ck_assert_str_eq(diff->rows[0].duty, "b");
    ck_assert_int_eq(diff->rows[0].start, 50);
    ck_assert_int_eq(diff->rows[0].end, 110);
    ck_assert_int_eq(diff->rows[1].start, VAKT_UNSET);
}
END_TEST

START_TEST(a_duty_given_twice_is_told)
{
    vakt_roster_doc_assignment a[] = {GIVES("a", "A", 0)};
    vakt_roster_doc_assignment b[] = {GIVES("a", "B", 0), GIVES("x", "A", 0), GIVES("a", "C", 0)};
    COMPARE(a, b);
    ck_assert_str_eq(diff->twice, "a");
    ck_assert_uint_eq(diff->n_rows, 0);
}
END_TEST

START_TEST(notice_is_in_whole_hours_rounded_down)
{
    ck_assert_int_eq(vakt_diff_notice(0, 0), 0);
    ck_assert_int_eq(vakt_diff_notice(0, 59), 0);
    ck_assert_int_eq(vakt_diff_notice(0, 48 * 60), 48);
    ck_assert_int_eq(vakt_diff_notice(1, 0), -1);
    ck_assert_int_eq(vakt_diff_notice(61, 0), -2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("diff");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_add_test(all, equal_rosters_differ_in_nothing_whatever_their_order);
    tcase_add_test(all, empty_rosters_are_equal);
    tcase_add_test(all, duties_are_moved_opened_and_filled_in_order_of_start);
    tcase_add_test(all, each_doctor_has_what_is_lost_and_gained);
    tcase_add_test(all, times_come_from_the_roster_that_has_them_and_unknown_ones_are_last);
    tcase_add_test(all, a_duty_given_twice_is_told);
    tcase_add_test(all, notice_is_in_whole_hours_rounded_down);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
