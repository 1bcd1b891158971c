/* links: vakt_base */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/status.h"

static const vakt_status statuses[] = {
#define STATUS(name, exit_code, meaning) name,
    VAKT_STATUSES(STATUS)
#undef STATUS
};
#define N_STATUSES (sizeof statuses / sizeof *statuses)

START_TEST(exit_codes_are_those_of_the_manual)
{
    ck_assert_int_eq(vakt_status_exit_code(VAKT_OK), 0);
    ck_assert_int_eq(vakt_status_exit_code(VAKT_E_ANSWER_NO), 1);
    ck_assert_int_eq(vakt_status_exit_code(VAKT_E_USAGE), 2);
    ck_assert_int_eq(vakt_status_exit_code(VAKT_E_INPUT), 3);
    ck_assert_int_eq(vakt_status_exit_code(VAKT_E_LIMIT), 4);
    ck_assert_int_eq(vakt_status_exit_code(VAKT_E_IO), 5);
    ck_assert_int_eq(vakt_status_exit_code(VAKT_E_NOMEM), 5);
    ck_assert_int_eq(vakt_status_exit_code(VAKT_E_LP), 70);
    ck_assert_int_eq(vakt_status_exit_code(VAKT_E_INTERNAL), 70);
}
END_TEST

START_TEST(only_done_is_zero)
{
    ck_assert_int_eq(VAKT_OK, 0);
    for (size_t i = 1; i < N_STATUSES; i++)
        ck_assert_int_gt(vakt_status_exit_code(statuses[i]), 0);
}
END_TEST

START_TEST(every_status_has_a_meaning_of_its_own)
{
    for (size_t i = 0; i < N_STATUSES; i++) {
        ck_assert_int_gt(strlen(vakt_status_meaning(statuses[i])), 0);
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(vakt_status_meaning(statuses[i]), vakt_status_meaning(statuses[j]));
    }
}
END_TEST

static vakt_status tried(vakt_status first, vakt_status second, int *steps)
{
    vakt_status status;
    *steps = 0;
    VAKT_TRY(first);
    ++*steps;
    VAKT_TRY(second);
    ++*steps;
done:
    return status;
}

START_TEST(the_first_failure_ends_what_is_tried)
{
    int steps;
    ck_assert_int_eq(tried(VAKT_OK, VAKT_OK, &steps), VAKT_OK);
    ck_assert_int_eq(steps, 2);
    ck_assert_int_eq(tried(VAKT_OK, VAKT_E_IO, &steps), VAKT_E_IO);
    ck_assert_int_eq(steps, 1);
    ck_assert_int_eq(tried(VAKT_E_INPUT, VAKT_E_IO, &steps), VAKT_E_INPUT);
    ck_assert_int_eq(steps, 0);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("status");
    TCase *all = tcase_create("all");
    tcase_add_test(all, exit_codes_are_those_of_the_manual);
    tcase_add_test(all, only_done_is_zero);
    tcase_add_test(all, every_status_has_a_meaning_of_its_own);
    tcase_add_test(all, the_first_failure_ends_what_is_tried);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
