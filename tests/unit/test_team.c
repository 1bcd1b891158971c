/* links: vakt_base */
#include <check.h>
#include <pthread.h>
#include <string.h>

#include "base/team.h"

enum { JOBS = 200 };

static int done[JOBS];
static size_t begun[JOBS], n_begun;
static pthread_barrier_t both;

static vakt_status mark(void *context, size_t index)
{
    (void)context;
    done[index]++;
    return VAKT_OK;
}

static void note(void *context, size_t index)
{
    (void)context;
    begun[n_begun++] = index;
}

static void reset(void)
{
    memset(done, 0, sizeof done);
    n_begun = 0;
}

START_TEST(every_job_is_done_once_and_begun_in_order)
{
    static const size_t workers[] = {0, 1, 2, 3, 16, 100};
    const vakt_team team = {.job = mark, .begin = note};
    for (size_t w = 0; w < sizeof workers / sizeof *workers; w++) {
        reset();
        ck_assert_int_eq(vakt_team_run(&team, JOBS, workers[w]), VAKT_OK);
        ck_assert_uint_eq(n_begun, JOBS);
        for (size_t i = 0; i < JOBS; i++) {
            ck_assert_int_eq(done[i], 1);
            ck_assert_uint_eq(begun[i], i);
        }
    }
}
END_TEST

START_TEST(no_jobs_are_done_at_once)
{
    const vakt_team team = {.job = mark, .begin = note};
    reset();
    ck_assert_int_eq(vakt_team_run(&team, 0, 2), VAKT_OK);
    ck_assert_uint_eq(n_begun, 0);
}
END_TEST

static vakt_status fail_from_5(void *context, size_t index)
{
    (void)context;
    done[index]++;
    return index == 5 ? VAKT_E_LP : index > 5 ? VAKT_E_NOMEM : VAKT_OK;
}

START_TEST(the_first_failure_is_told_and_ends_the_work)
{
    const vakt_team team = {.job = fail_from_5};
    reset();
    ck_assert_int_eq(vakt_team_run(&team, JOBS, 1), VAKT_E_LP);
    for (size_t i = 0; i < JOBS; i++)
        ck_assert_int_eq(done[i], i <= 5);
}
END_TEST

/* Each waits for the other: with one thread this would never end. */
static vakt_status meet(void *context, size_t index)
{
    (void)context;
    (void)index;
    pthread_barrier_wait(&both);
    return VAKT_OK;
}

START_TEST(two_workers_work_at_the_same_time)
{
    const vakt_team team = {.job = meet};
    pthread_barrier_init(&both, NULL, 2);
    ck_assert_int_eq(vakt_team_run(&team, 2, 2), VAKT_OK);
    pthread_barrier_destroy(&both);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("team");
    TCase *tests = tcase_create("team");
    tcase_add_test(tests, every_job_is_done_once_and_begun_in_order);
    tcase_add_test(tests, no_jobs_are_done_at_once);
    tcase_add_test(tests, the_first_failure_is_told_and_ends_the_work);
    tcase_add_test(tests, two_workers_work_at_the_same_time);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
