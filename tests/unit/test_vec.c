/* links: vakt_base */
#include <check.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/vec.h"

typedef struct pair {
    int64_t key;
    char letter;
} pair;

START_TEST(a_vector_of_numbers_grows_and_keeps_its_order)
{
    VAKT_VEC(int) vec = {0};
    for (int i = 0; i < 1000; i++) {
        ck_assert(VAKT_VEC_PUSH(&vec, i * i));
        ck_assert_uint_le(vec.count, vec.capacity);
    }
    ck_assert_uint_eq(vec.count, 1000);
    for (int i = 0; i < 1000; i++)
        ck_assert_int_eq(vec.items[i], i * i);
    VAKT_VEC_DONE(&vec);
}
END_TEST

START_TEST(a_vector_of_structs_takes_a_literal)
{
    VAKT_VEC(pair) vec = {0};
    for (int i = 0; i < 40; i++)
        ck_assert(VAKT_VEC_PUSH(&vec, ((pair){i, (char)('a' + i % 26)})));
    ck_assert_int_eq(vec.items[39].key, 39);
    ck_assert_int_eq(vec.items[39].letter, 'n');
    VAKT_VEC_DONE(&vec);
}
END_TEST

START_TEST(done_leaves_an_empty_vector_to_begin_anew)
{
    VAKT_VEC(int) vec = {0};
    VAKT_VEC_DONE(&vec);
    ck_assert(VAKT_VEC_PUSH(&vec, 1));
    VAKT_VEC_DONE(&vec);
    ck_assert_ptr_null(vec.items);
    ck_assert_uint_eq(vec.count, 0);
    ck_assert_uint_eq(vec.capacity, 0);
    ck_assert(VAKT_VEC_PUSH(&vec, 2));
    ck_assert_int_eq(vec.items[0], 2);
    VAKT_VEC_DONE(&vec);
}
END_TEST

START_TEST(a_size_that_would_overflow_is_refused_and_nothing_lost)
{
    void *items = NULL;
    size_t capacity = SIZE_MAX / 16;
    ck_assert(!vakt_vec_grow(&items, capacity, &capacity, 8));
    ck_assert_ptr_null(items);
    ck_assert_uint_eq(capacity, SIZE_MAX / 16);
    ck_assert(vakt_vec_grow(&items, 3, &capacity, 8)); /* there is room: nothing to do */
    ck_assert_ptr_null(items);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("vec");
    TCase *all = tcase_create("all");
    tcase_add_test(all, a_vector_of_numbers_grows_and_keeps_its_order);
    tcase_add_test(all, a_vector_of_structs_takes_a_literal);
    tcase_add_test(all, done_leaves_an_empty_vector_to_begin_anew);
    tcase_add_test(all, a_size_that_would_overflow_is_refused_and_nothing_lost);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
