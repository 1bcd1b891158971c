/* links: vakt_domain vakt_base */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "domain/texts.h"

#define MAX_ROWS 2000

static const char *const ids[] = {
#define ID(id, bokmaal) #id,
    VAKT_TEXTS(ID)
#undef ID
};
#define N_TEXTS (sizeof ids / sizeof *ids)

static vakt_text text;

static void set_up(void)
{
    vakt_text_init(&text, 1000);
}

static void tear_down(void)
{
    vakt_text_done(&text);
}

START_TEST(each_id_has_its_own_text)
{
#define SAME(id, bokmaal) ck_assert_str_eq(vakt_text_of(VAKT_TEXT_##id), bokmaal);
    VAKT_TEXTS(SAME)
    for (size_t i = 0; i < N_TEXTS; i++)
        ck_assert_uint_gt(strlen(vakt_text_of((vakt_text_id)i)), 0);
}
END_TEST

START_TEST(the_levels_follow_each_other)
{
    ck_assert_int_eq(VAKT_TEXT_level_5, VAKT_TEXT_level_0 + 5); /* reckoned so by readers */
}
END_TEST

START_TEST(only_braces_with_a_number_are_filled_in)
{
    for (size_t i = 0; i < N_TEXTS; i++) {
        for (const char *c = strchr(vakt_text_of((vakt_text_id)i), '{'); c; c = strchr(c + 1, '{'))
            ck_assert_msg(c[1] >= '0' && c[1] <= '2' && c[2] == '}', "%s", ids[i]);
    }
}
END_TEST

START_TEST(arguments_are_filled_in_and_what_is_not_given_is_nothing)
{
    vakt_say(&text, VAKT_TEXT_head, "31", "7", NULL);
    ck_assert_str_eq(text.bytes, ": 31 vakter, 7 leger.");
    vakt_text_done(&text);
    vakt_say(&text, VAKT_TEXT_head, NULL, "7", NULL);
    ck_assert_str_eq(text.bytes, ":  vakter, 7 leger.");
}
END_TEST

START_TEST(an_argument_is_not_filled_in_again)
{
    vakt_say(&text, VAKT_TEXT_head, "{1}", "%s", NULL);
    ck_assert_str_eq(text.bytes, ": {1} vakter, %s leger.");
}
END_TEST

START_TEST(numbers_are_written_whole)
{
    ck_assert_str_eq(vakt_number_of(0).text, "0");
    ck_assert_str_eq(vakt_number_of(INT64_MIN).text, "-9223372036854775808");
    ck_assert_str_eq(vakt_number_of(INT64_MAX).text, "9223372036854775807");
}
END_TEST

START_TEST(the_table_has_every_row_once)
{
    static char seen[MAX_ROWS][80];
    const char *said;
    size_t n = 0;
    while (vakt_texts_row(n, seen[n], &said)) {
        ck_assert_msg(said && *said, "%s", seen[n]);
        ck_assert_uint_lt(strlen(seen[n]), 79);
        for (size_t i = 0; i < n; i++)
            ck_assert_str_ne(seen[i], seen[n]);
        n++;
        ck_assert_uint_lt(n, MAX_ROWS);
    }
    ck_assert_uint_gt(n, N_TEXTS);
    ck_assert(!vakt_texts_row(n + 5, seen[n], &said));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("texts");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_add_test(all, each_id_has_its_own_text);
    tcase_add_test(all, the_levels_follow_each_other);
    tcase_add_test(all, only_braces_with_a_number_are_filled_in);
    tcase_add_test(all, arguments_are_filled_in_and_what_is_not_given_is_nothing);
    tcase_add_test(all, an_argument_is_not_filled_in_again);
    tcase_add_test(all, numbers_are_written_whole);
    tcase_add_test(all, the_table_has_every_row_once);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
