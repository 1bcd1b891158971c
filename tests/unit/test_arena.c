/* links: vakt_base */
#include <check.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static vakt_arena *arena;

static void set_up(void)
{
    arena = vakt_arena_new();
    ck_assert_ptr_nonnull(arena);
}

static void tear_down(void)
{
    vakt_arena_free(arena);
}

START_TEST(memory_is_zeroed_and_aligned_for_any_type)
{
    for (size_t size = 1; size < 300; size++) {
        unsigned char *bytes = vakt_arena_alloc(arena, size, 1);
        ck_assert_ptr_nonnull(bytes);
        ck_assert_uint_eq((uintptr_t)bytes % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            ck_assert_uint_eq(bytes[i], 0);
        memset(bytes, 0xff, size); /* the next one must not lie here */
    }
}
END_TEST

START_TEST(objects_do_not_overlap_within_and_across_chunks)
{
    enum { N = 5000, SIZE = 24 };
    static unsigned char *objects[N];
    for (int i = 0; i < N; i++) {
        objects[i] = vakt_arena_alloc(arena, 1, SIZE);
        ck_assert_ptr_nonnull(objects[i]);
        memset(objects[i], i % 251, SIZE);
    }
    for (int i = 0; i < N; i++) {
        for (int j = 0; j < SIZE; j++)
            ck_assert_uint_eq(objects[i][j], i % 251);
    }
}
END_TEST

START_TEST(an_object_larger_than_a_chunk_fits_and_small_ones_go_on)
{
    unsigned char *small = vakt_arena_alloc(arena, 1, 8);
    unsigned char *large = vakt_arena_alloc(arena, 1000, 1000);
    unsigned char *after = vakt_arena_alloc(arena, 1, 8);
    ck_assert(small && large && after);
    memset(large, 1, 1000 * 1000);
    for (int i = 0; i < 8; i++)
        ck_assert(small[i] == 0 && after[i] == 0);
}
END_TEST

START_TEST(a_size_that_overflows_is_refused)
{
    ck_assert_ptr_null(vakt_arena_alloc(arena, SIZE_MAX, 2));
    ck_assert_ptr_null(vakt_arena_alloc(arena, SIZE_MAX / 4, 8));
    ck_assert_ptr_null(vakt_arena_alloc(arena, 2, SIZE_MAX));
    ck_assert_ptr_nonnull(vakt_arena_alloc(arena, 1, 1)); /* and the arena goes on */
}
END_TEST

START_TEST(nothing_is_a_valid_pointer_too)
{
    ck_assert_ptr_nonnull(vakt_arena_alloc(arena, 0, 8));
    ck_assert_ptr_nonnull(vakt_arena_alloc(arena, 8, 0));
    ck_assert_ptr_nonnull(vakt_arena_alloc(arena, 0, 0));
}
END_TEST

START_TEST(a_copy_is_terminated_and_its_own)
{
    char text[] = "legevakt";
    char *part = vakt_arena_copy(arena, text, 4), *whole = vakt_arena_strdup(arena, text);
    text[0] = 'L';
    ck_assert_str_eq(part, "lege");
    ck_assert_str_eq(whole, "legevakt");
    ck_assert_str_eq(vakt_arena_copy(arena, text, 0), "");
    ck_assert_str_eq(vakt_arena_strdup(arena, ""), "");
}
END_TEST

START_TEST(freeing_no_arena_does_nothing)
{
    vakt_arena_free(NULL);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("arena");
    TCase *all = tcase_create("all");
    tcase_add_checked_fixture(all, set_up, tear_down);
    tcase_add_test(all, memory_is_zeroed_and_aligned_for_any_type);
    tcase_add_test(all, objects_do_not_overlap_within_and_across_chunks);
    tcase_add_test(all, an_object_larger_than_a_chunk_fits_and_small_ones_go_on);
    tcase_add_test(all, a_size_that_overflows_is_refused);
    tcase_add_test(all, nothing_is_a_valid_pointer_too);
    tcase_add_test(all, a_copy_is_terminated_and_its_own);
    tcase_add_test(all, freeing_no_arena_does_nothing);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
