/* links: vakt_domain vakt_base */
#include <check.h>
#include <stdlib.h>

#include "domain/roster.h"

START_TEST(a_new_roster_is_open_throughout)
{
    vakt_roster roster;
    ck_assert_int_eq(vakt_roster_init(&roster, 50), VAKT_OK);
    ck_assert_uint_eq(roster.n_duties, 50);
    for (size_t i = 0; i < 50; i++)
        ck_assert_int_eq(roster.doctor[i], VAKT_NOBODY);
    vakt_roster_done(&roster);
}
END_TEST

START_TEST(a_roster_of_no_duties_is_a_roster)
{
    vakt_roster roster;
    ck_assert_int_eq(vakt_roster_init(&roster, 0), VAKT_OK);
    ck_assert_ptr_nonnull(roster.doctor);
    vakt_roster_done(&roster);
}
END_TEST

START_TEST(done_may_be_said_twice)
{
    vakt_roster roster;
    ck_assert_int_eq(vakt_roster_init(&roster, 3), VAKT_OK);
    vakt_roster_done(&roster);
    ck_assert_ptr_null(roster.doctor);
    ck_assert_uint_eq(roster.n_duties, 0);
    vakt_roster_done(&roster);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("roster");
    TCase *all = tcase_create("all");
    tcase_add_test(all, a_new_roster_is_open_throughout);
    tcase_add_test(all, a_roster_of_no_duties_is_a_roster);
    tcase_add_test(all, done_may_be_said_twice);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
