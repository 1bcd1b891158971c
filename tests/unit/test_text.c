/* links: vakt_base */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static vakt_text text;

static void begin(size_t cap)
{
    vakt_text_init(&text, cap);
}

static void tear_down(void)
{
    vakt_text_done(&text);
}

START_TEST(a_text_grows_by_strings_bytes_and_formats)
{
    begin(VAKT_TEXT_CAP);
    ck_assert_ptr_null(text.bytes);
    vakt_text_add(&text, "natt");
    vakt_text_addf(&text, " %02d:%02d", 8, 5);
    vakt_text_add_bytes(&text, "-og ikke mer", 1);
    ck_assert_str_eq(text.bytes, "natt 08:05-");
    ck_assert_uint_eq(text.length, strlen("natt 08:05-"));
    ck_assert(!text.failed);
}
END_TEST

START_TEST(adding_nothing_gives_an_empty_text)
{
    begin(10);
    vakt_text_add(&text, "");
    ck_assert_str_eq(text.bytes, "");
    vakt_text_addf(&text, "%s", "");
    ck_assert_uint_eq(text.length, 0);
    ck_assert(!text.failed);
}
END_TEST

START_TEST(a_nul_byte_is_a_byte_like_others)
{
    begin(10);
    vakt_text_add_bytes(&text, "a\0b", 3);
    ck_assert_uint_eq(text.length, 3);
    ck_assert_mem_eq(text.bytes, "a\0b", 4);
}
END_TEST

START_TEST(a_thousand_pieces_are_in_order)
{
    begin(VAKT_TEXT_CAP);
    for (int i = 0; i < 1000; i++)
        vakt_text_addf(&text, "%03d", i);
    ck_assert_uint_eq(text.length, 3000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(
            atoi((char[]){text.bytes[3 * i], text.bytes[3 * i + 1], text.bytes[3 * i + 2], '\0'}),
            i);
}
END_TEST

START_TEST(the_cap_counts_the_terminator)
{
    begin(5);
    vakt_text_add(&text, "1234");
    ck_assert(!text.failed);
    ck_assert_str_eq(text.bytes, "1234");
    vakt_text_add(&text, "5");
    ck_assert(text.failed);
    ck_assert_str_eq(text.bytes, "1234"); /* what was there stays */
}
END_TEST

START_TEST(after_a_failure_nothing_is_added)
{
    begin(5);
    vakt_text_add(&text, "too long");
    ck_assert(text.failed);
    vakt_text_add(&text, "a");
    vakt_text_addf(&text, "%d", 1);
    ck_assert_uint_eq(text.length, 0);
    vakt_text_done(&text);
    ck_assert(!text.failed); /* and it may begin anew, with the same cap */
    vakt_text_add(&text, "1234");
    ck_assert_str_eq(text.bytes, "1234");
}
END_TEST

START_TEST(a_format_over_the_cap_fails_too)
{
    begin(5);
    vakt_text_addf(&text, "%d", 12345);
    ck_assert(text.failed);
    begin(0);
    vakt_text_add(&text, "");
    ck_assert(text.failed);
}
END_TEST

/* ---- numbers ---- */

static void expect_int(const char *string, int64_t expected)
{
    int64_t value = 42;
    ck_assert_msg(vakt_parse_int(string, &value), "%s is refused", string);
    ck_assert_int_eq(value, expected);
}

static void expect_no_int(const char *string)
{
    int64_t value = 42;
    ck_assert_msg(!vakt_parse_int(string, &value), "%s is taken", string);
    ck_assert_int_eq(value, 42);
}

START_TEST(whole_numbers_of_64_bits_are_read)
{
    expect_int("0", 0);
    expect_int("-0", 0);
    expect_int("007", 7);
    expect_int("-120", -120);
    expect_int("9223372036854775807", INT64_MAX);
    expect_int("-9223372036854775807", -INT64_MAX);
    expect_int("-9223372036854775808", INT64_MIN);
}
END_TEST

START_TEST(numbers_between_separators_are_read)
{
    int64_t values[3] = {0};
    size_t n = 9;
    ck_assert(vakt_parse_ints("0/-6/750", '/', 3, values, &n));
    ck_assert_uint_eq(n, 3);
    ck_assert(values[0] == 0 && values[1] == -6 && values[2] == 750);
    ck_assert(vakt_parse_ints("", '/', 0, values, &n));
    ck_assert_uint_eq(n, 0);
    ck_assert(vakt_parse_ints("8", '/', 1, values, &n));
    ck_assert_uint_eq(n, 1);
    static const char *const wrong[] = {"1/2/3/4", "1/", "/1", "1//2", "1/x", "1 /2", "-/1",
                                        "000000000000000000000000000001/2"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        ck_assert_msg(!vakt_parse_ints(wrong[i], '/', 3, values, &n), "%s is taken", wrong[i]);
}
END_TEST

START_TEST(a_number_that_does_not_fit_is_refused)
{
    expect_no_int("9223372036854775808");
    expect_no_int("-9223372036854775809");
    expect_no_int("18446744073709551616");
    expect_no_int("99999999999999999999999999");
}
END_TEST

START_TEST(anything_but_digits_is_refused)
{
    static const char *const wrong[] = {"",    "-",   "+1",  " 1", "1 ",  "1.0", "1,0",
                                        "1e3", "--1", "0x1", "1-", "1\n", "ti",  "\xd9\xa1"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        expect_no_int(wrong[i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("text");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, NULL, tear_down);
    tcase_add_test(all, a_text_grows_by_strings_bytes_and_formats);
    tcase_add_test(all, adding_nothing_gives_an_empty_text);
    tcase_add_test(all, a_nul_byte_is_a_byte_like_others);
    tcase_add_test(all, a_thousand_pieces_are_in_order);
    tcase_add_test(all, the_cap_counts_the_terminator);
    tcase_add_test(all, after_a_failure_nothing_is_added);
    tcase_add_test(all, a_format_over_the_cap_fails_too);
    tcase_add_test(all, whole_numbers_of_64_bits_are_read);
    tcase_add_test(all, numbers_between_separators_are_read);
    tcase_add_test(all, a_number_that_does_not_fit_is_refused);
    tcase_add_test(all, anything_but_digits_is_refused);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
