/* links: vakt_domain vakt_base */
#include <check.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/words.h"

typedef struct word_list {
    const char *name;
    const char *const *words, *const *norwegian;
    int n; /* of the enum */
} word_list;

#define COUNT(id, word, norwegian) +1
#define LIST(type, rows, list) {#type, list, list##_norwegian, 0 rows(COUNT)},
static const word_list lists[] = {VAKT_VOCABULARY(LIST)};
#define N_LISTS (sizeof lists / sizeof *lists)

START_TEST(every_list_is_as_long_as_its_enum)
{
    for (size_t l = 0; l < N_LISTS; l++) {
        for (int i = 0; i < lists[l].n; i++)
            ck_assert_msg(lists[l].words[i] && lists[l].norwegian[i], "%s %d", lists[l].name, i);
        ck_assert_ptr_null(lists[l].words[lists[l].n]);
        ck_assert_ptr_null(lists[l].norwegian[lists[l].n]);
    }
}
END_TEST

START_TEST(each_enumerator_has_its_own_word)
{
#define SAME(id, word, name_)                                                                      \
    ck_assert_str_eq(list_words[id], word);                                                        \
    ck_assert_str_eq(list_norwegian[id], name_);
#define CHECK_LIST(type, rows, list)                                                               \
    {                                                                                              \
        const char *const *list_words = list, *const *list_norwegian = list##_norwegian;           \
        rows(SAME)                                                                                 \
    }
    VAKT_VOCABULARY(CHECK_LIST)
}
END_TEST

/* A word of documents: small letters, digits, underscore; begins with a letter. */
static bool is_word(const char *word)
{
    if (word[0] < 'a' || word[0] > 'z')
        return false;
    return strspn(word, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(word);
}

START_TEST(words_are_plain_and_told_apart)
{
    for (size_t l = 0; l < N_LISTS; l++) {
        for (int i = 0; i < lists[l].n; i++) {
            ck_assert_msg(is_word(lists[l].words[i]), "%s: %s", lists[l].name, lists[l].words[i]);
            ck_assert_int_gt(strlen(lists[l].norwegian[i]), 0);
            for (int j = 0; j < i; j++) {
                ck_assert_str_ne(lists[l].words[i], lists[l].words[j]);
                ck_assert_str_ne(lists[l].norwegian[i], lists[l].norwegian[j]);
            }
        }
    }
}
END_TEST

START_TEST(a_set_of_any_list_fits_32_bits)
{
    for (size_t l = 0; l < N_LISTS; l++)
        ck_assert_int_lt(lists[l].n, 32);
}
END_TEST

START_TEST(weekdays_are_the_first_days_in_the_same_order)
{
    for (int wd = VAKT_WD_MON; wd <= VAKT_WD_SUN; wd++) {
        ck_assert_str_eq(vakt_wd_words[wd], vakt_daybit_words[wd]);
        ck_assert_str_eq(vakt_wd_words_norwegian[wd], vakt_daybit_words_norwegian[wd]);
    }
}
END_TEST

START_TEST(counts_of_layers_and_classes_are_right)
{
    ck_assert_ptr_null(vakt_layer_words[VAKT_N_LAYERS]);
    ck_assert_int_eq(VAKT_LOAD_AUTO, VAKT_N_LOADS); /* the last, and no duty's */
    ck_assert_ptr_null(vakt_load_words[VAKT_N_LOADS + 1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("words");
    TCase *all = tcase_create("all");
    tcase_add_test(all, every_list_is_as_long_as_its_enum);
    tcase_add_test(all, each_enumerator_has_its_own_word);
    tcase_add_test(all, words_are_plain_and_told_apart);
    tcase_add_test(all, a_set_of_any_list_fits_32_bits);
    tcase_add_test(all, weekdays_are_the_first_days_in_the_same_order);
    tcase_add_test(all, counts_of_layers_and_classes_are_right);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
