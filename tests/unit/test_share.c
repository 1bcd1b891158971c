/* links: vakt_domain vakt_base */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "domain/share.h"

#define MAX_N 40

static vakt_band bands[MAX_N];
static int64_t deviation[MAX_N];

static int64_t sum_milli(size_t n)
{
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += bands[i].share_milli;
    return sum;
}

static void expect_band(size_t i, int64_t milli, int64_t least, int64_t most)
{
    ck_assert_int_eq(bands[i].share_milli, milli);
    ck_assert_int_eq(bands[i].least, least);
    ck_assert_int_eq(bands[i].most, most);
}

/* A small linear generator: the same numbers everywhere. */
static int64_t draw(uint64_t *state, int64_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((*state >> 33) % (uint64_t)below);
}

/* ---- deviation ---- */

START_TEST(equal_ledgers_deviate_by_nothing)
{
    const int64_t nominal[] = {100, 100, 100}, ledger[] = {7, 7, 7};
    const bool has[] = {true, true, true};
    vakt_share_deviation(3, nominal, ledger, has, deviation);
    for (int i = 0; i < 3; i++)
        ck_assert_int_eq(deviation[i], 0);
}
END_TEST

START_TEST(deviation_is_from_the_share_of_the_ledgers_rounded_up)
{
    const int64_t nominal[] = {100, 100, 50}, ledger[] = {10, 4, 0};
    const bool has[] = {true, true, true};
    vakt_share_deviation(3, nominal, ledger, has, deviation); /* due 5.6, 5.6, 2.8 */
    ck_assert_int_eq(deviation[0], 5);                        /* 4.4 */
    ck_assert_int_eq(deviation[1], -1);                       /* -1.6 */
    ck_assert_int_eq(deviation[2], -2);                       /* -2.8 */
}
END_TEST

START_TEST(a_newcomer_starts_at_the_mean_and_moves_nobody)
{
    const int64_t nominal[] = {100, 100, 100}, ledger[] = {6, 2, 99};
    const bool has[] = {true, true, false};
    vakt_share_deviation(3, nominal, ledger, has, deviation);
    ck_assert_int_eq(deviation[0], 2);
    ck_assert_int_eq(deviation[1], -2);
    ck_assert_int_eq(deviation[2], 0);
}
END_TEST

START_TEST(without_ledgers_or_shares_nobody_deviates)
{
    const int64_t nominal[] = {100, 0}, nothing[] = {0, 0}, ledger[] = {6, 2};
    const bool none[] = {false, false}, has[] = {true, true};
    vakt_share_deviation(2, nominal, ledger, none, deviation);
    ck_assert(deviation[0] == 0 && deviation[1] == 0);
    vakt_share_deviation(2, nothing, ledger, has, deviation);
    ck_assert(deviation[0] == 0 && deviation[1] == 0);
    vakt_share_deviation(0, NULL, NULL, NULL, NULL);
}
END_TEST

/* ---- split ---- */

START_TEST(a_split_is_by_weight_with_the_band_around_it)
{
    const int64_t weight[] = {100, 100, 50}, no_deviation[] = {0, 0, 0};
    vakt_share_split(11, 3, weight, no_deviation, 100, bands);
    expect_band(0, 4400, 4, 5);
    expect_band(1, 4400, 4, 5);
    expect_band(2, 2200, 2, 3);
}
END_TEST

START_TEST(a_whole_share_has_a_band_of_one_number)
{
    const int64_t weight[] = {100, 200}, no_deviation[] = {0, 0};
    vakt_share_split(9, 2, weight, no_deviation, 100, bands);
    expect_band(0, 3000, 3, 3);
    expect_band(1, 6000, 6, 6);
}
END_TEST

START_TEST(who_has_had_too_much_is_due_so_much_less)
{
    const int64_t weight[] = {100, 100}, had[] = {2, -2};
    vakt_share_split(10, 2, weight, had, 100, bands);
    expect_band(0, 3000, 3, 3);
    expect_band(1, 7000, 7, 7);
    ck_assert_int_eq(bands[0].carried, 2);
    ck_assert_int_eq(bands[1].carried, -2);
    vakt_share_split(10, 2, weight, had, 50, bands);
    expect_band(0, 4000, 4, 4);
    expect_band(1, 6000, 6, 6);
    vakt_share_split(10, 2, weight, had, 0, bands);
    expect_band(0, 5000, 5, 5);
    ck_assert_int_eq(bands[0].carried, 0);
}
END_TEST

START_TEST(a_part_of_a_deviation_is_rounded_down)
{
    const int64_t weight[] = {100, 100}, had[] = {3, -3};
    vakt_share_split(10, 2, weight, had, 50, bands);
    ck_assert_int_eq(bands[0].carried, 1);
    ck_assert_int_eq(bands[1].carried, -2);
    ck_assert_int_eq(sum_milli(2), 10000);
}
END_TEST

START_TEST(who_has_had_enough_gets_nothing_and_leaves_the_split)
{
    const int64_t weight[] = {100, 100, 100}, had[] = {10, 0, -1};
    vakt_share_split(6, 3, weight, had, 100, bands); /* with the first: 5 each, 10 carried */
    expect_band(0, 0, 0, 0);
    expect_band(1, 2500, 2, 3);
    expect_band(2, 3500, 3, 4);
    ck_assert_int_eq(sum_milli(3), 6000);
}
END_TEST

START_TEST(leaving_may_make_another_leave)
{
    const int64_t weight[] = {100, 100, 100}, had[] = {30, 8, 0};
    vakt_share_split(4, 3, weight, had, 100, bands); /* 14 each; then 6 each, and the second goes */
    expect_band(0, 0, 0, 0);
    expect_band(1, 0, 0, 0);
    expect_band(2, 4000, 4, 4);
}
END_TEST

START_TEST(weight_zero_gets_nothing_and_carries_nothing)
{
    const int64_t weight[] = {0, 100}, had[] = {5, 0}, none[] = {0, 0};
    vakt_share_split(7, 2, weight, had, 100, bands);
    expect_band(0, 0, 0, 0);
    ck_assert_int_eq(bands[0].carried, 0);
    expect_band(1, 7000, 7, 7);
    vakt_share_split(7, 2, none, had, 100, bands);
    expect_band(0, 0, 0, 0);
    expect_band(1, 0, 0, 0);
}
END_TEST

START_TEST(nothing_to_split_is_split_by_what_was_had)
{
    const int64_t weight[] = {100, 100}, had[] = {1, -1}, none[] = {0, 0};
    vakt_share_split(0, 2, weight, none, 100, bands);
    expect_band(0, 0, 0, 0);
    expect_band(1, 0, 0, 0);
    vakt_share_split(0, 2, weight, had, 100, bands);
    expect_band(0, 0, 0, 0);
    expect_band(1, 0, 0, 0);
}
END_TEST

/* As drawn: weights of percent times days, and what each has had. */
static void draw_split(uint64_t *state, size_t n, int64_t *weight, int64_t *had)
{
    for (size_t i = 0; i < n; i++) {
        weight[i] = draw(state, 5) == 0 ? 0 : draw(state, 20000);
        had[i] = draw(state, 41) - 20;
    }
}

START_TEST(shares_sum_to_the_total_and_bands_hold_them)
{
    uint64_t state = 1;
    for (int round = 0; round < 2000; round++) {
        int64_t weight[MAX_N], had[MAX_N], total = draw(&state, 500), sum_weight = 0;
        size_t n = 1 + (size_t)draw(&state, MAX_N);
        draw_split(&state, n, weight, had);
        vakt_share_split(total, n, weight, had, draw(&state, 201), bands);
        int64_t least = 0, most = 0;
        for (size_t i = 0; i < n; i++) {
            const vakt_band *b = &bands[i];
            sum_weight += weight[i];
            least += b->least;
            most += b->most;
            ck_assert(b->share_milli >= 0 && b->least >= 0 && b->most - b->least <= 1);
            ck_assert(b->least * 1000 <= b->share_milli && b->share_milli <= b->most * 1000);
        }
        if (sum_weight == 0)
            continue;
        ck_assert(least <= total && total <= most);
        ck_assert(total * 1000 - (int64_t)n < sum_milli(n) && sum_milli(n) <= total * 1000);
    }
}
END_TEST

START_TEST(the_order_of_doctors_is_no_matter)
{
    uint64_t state = 2;
    for (int round = 0; round < 500; round++) {
        int64_t weight[MAX_N], had[MAX_N], total = draw(&state, 300);
        size_t n = 2 + (size_t)draw(&state, 12);
        vakt_band before[MAX_N];
        draw_split(&state, n, weight, had);
        vakt_share_split(total, n, weight, had, 100, bands);
        memcpy(before, bands, sizeof before);
        for (size_t i = 0; i < n / 2; i++) {
            int64_t w = weight[i], h = had[i];
            weight[i] = weight[n - 1 - i], had[i] = had[n - 1 - i];
            weight[n - 1 - i] = w, had[n - 1 - i] = h;
        }
        vakt_share_split(total, n, weight, had, 100, bands);
        for (size_t i = 0; i < n; i++)
            ck_assert_mem_eq(&bands[i], &before[n - 1 - i], sizeof *bands);
    }
}
END_TEST

START_TEST(large_numbers_do_not_overflow)
{
    const int64_t big = 1000000000000; /* 10^12 points, 10^12 of weight: products of 10^27 */
    const int64_t weight[] = {big, big, big}, nominal[] = {big, big, 2 * big};
    const int64_t ledger[] = {4 * big, 0, 0}, none[] = {0, 0, 0};
    const bool has[] = {true, true, true};
    vakt_share_deviation(3, nominal, ledger, has, deviation);
    ck_assert_int_eq(deviation[0], 3 * big);
    ck_assert_int_eq(deviation[1], -big);
    ck_assert_int_eq(deviation[2], -2 * big);
    vakt_share_split(3 * big, 3, weight, none, 100, bands);
    expect_band(0, 1000 * big, big, big);
    vakt_share_split(9 * big, 3, weight, deviation, 100, bands);
    expect_band(0, 0, 0, 0); /* 9 / 3 - 3 */
    expect_band(1, 4000 * big, 4 * big, 4 * big);
    expect_band(2, 5000 * big, 5 * big, 5 * big);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("share");
    TCase *all = tcase_create("all");
    tcase_add_test(all, equal_ledgers_deviate_by_nothing);
    tcase_add_test(all, deviation_is_from_the_share_of_the_ledgers_rounded_up);
    tcase_add_test(all, a_newcomer_starts_at_the_mean_and_moves_nobody);
    tcase_add_test(all, without_ledgers_or_shares_nobody_deviates);
    tcase_add_test(all, a_split_is_by_weight_with_the_band_around_it);
    tcase_add_test(all, a_whole_share_has_a_band_of_one_number);
    tcase_add_test(all, who_has_had_too_much_is_due_so_much_less);
    tcase_add_test(all, a_part_of_a_deviation_is_rounded_down);
    tcase_add_test(all, who_has_had_enough_gets_nothing_and_leaves_the_split);
    tcase_add_test(all, leaving_may_make_another_leave);
    tcase_add_test(all, weight_zero_gets_nothing_and_carries_nothing);
    tcase_add_test(all, nothing_to_split_is_split_by_what_was_had);
    tcase_add_test(all, shares_sum_to_the_total_and_bands_hold_them);
    tcase_add_test(all, the_order_of_doctors_is_no_matter);
    tcase_add_test(all, large_numbers_do_not_overflow);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
