/* links: vakt_domain vakt_base */
#include <check.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "domain/rule_kinds.h"

#define EACH_RULE(info)                                                                            \
    for (const vakt_rule_info *info = vakt_rule_info_of(0);                                        \
         info < vakt_rule_info_of(0) + VAKT_N_RULES; info++)

START_TEST(rows_enum_and_words_are_in_step)
{
#define SAME(word_, ...)                                                                           \
    ck_assert_str_eq(vakt_rule_info_of(VAKT_RULE_##word_)->word, #word_);                          \
    ck_assert_str_eq(vakt_rule_words[VAKT_RULE_##word_], #word_);
    VAKT_RULES(SAME)
    ck_assert_ptr_null(vakt_rule_words[VAKT_N_RULES]);
}
END_TEST

START_TEST(words_are_told_apart)
{
    for (int i = 0; i < VAKT_N_RULES; i++) {
        for (int j = 0; j < i; j++)
            ck_assert_str_ne(vakt_rule_words[i], vakt_rule_words[j]);
    }
}
END_TEST

/* What the catalogue says as text, against what the table says as a day. */
START_TEST(dates_are_those_of_the_text)
{
    static const struct {
        const char *word, *from, *to;
    } dates[] = {
#define DATES(word, strength, on, many, level, weight, from, to, ...) {#word, from, to},
        VAKT_RULES(DATES)};
    for (int i = 0; i < VAKT_N_RULES; i++) {
        vakt_day from = VAKT_DAY_NONE, to = VAKT_DAY_NONE;
        ck_assert(!*dates[i].from || vakt_day_parse(dates[i].from, &from));
        ck_assert(!*dates[i].to || vakt_day_parse(dates[i].to, &to));
        ck_assert_msg(vakt_rule_info_of(i)->from == from && vakt_rule_info_of(i)->to == to, "%s",
                      dates[i].word);
    }
}
END_TEST

START_TEST(the_competence_rules_begin_in_2026)
{
    ck_assert_int_eq(vakt_rule_info_of(VAKT_RULE_may_work)->from, vakt_day_from_civil(2026, 1, 1));
}
END_TEST

static void expect_sentence(const char *word, const char *text)
{
    size_t length = strlen(text);
    ck_assert_msg(length > 10, "%s: %s", word, text);
    ck_assert_msg(text[length - 1] == '.' && text[length - 2] != '.', "%s: %s", word, text);
    ck_assert_msg(!strchr(text, '\n') && !strstr(text, "  "), "%s: %s", word, text);
}

/* The text names nothing in braces but these. */
static void expect_placeholders(const char *text, const char *const *known, size_t n_known)
{
    for (const char *c = text; *c; c++) {
        size_t length = 0;
        ck_assert_msg(*c != '}', "%s", text);
        if (*c != '{')
            continue;
        for (size_t i = 0; i < n_known; i++) {
            if (strncmp(c, known[i], strlen(known[i])) == 0)
                length = strlen(known[i]);
        }
        ck_assert_msg(length > 0, "%s", text);
        c += length - 1;
    }
}

START_TEST(a_breach_names_doctor_duty_when_amount_and_limit)
{
    static const char *const known[] = {"{doctor}", "{duty}", "{when}", "{amount}", "{limit}"};
    EACH_RULE(info)
    expect_placeholders(info->breach, known, sizeof known / sizeof *known);
}
END_TEST

START_TEST(a_statement_names_only_parameters_that_the_rule_reads)
{
    EACH_RULE(info)
    {
        const char *read[8];
        size_t n = 0;
#define READ(name, unit, low, high)                                                                \
    if (info->name != VAKT_PARAM_NONE)                                                             \
        read[n++] = "{" #name "}";
        VAKT_RULE_PARAMS(READ)
        expect_placeholders(info->statement, read, n);
    }
}
END_TEST

START_TEST(every_statement_and_breach_is_a_sentence)
{
    EACH_RULE(info)
    {
        expect_sentence(info->word, info->statement);
        expect_sentence(info->word, info->breach);
    }
}
END_TEST

START_TEST(every_rule_has_a_source)
{
    EACH_RULE(info)
    ck_assert_msg(strlen(info->source) > 3, "%s", info->word);
}
END_TEST

START_TEST(law_is_on_and_has_no_price)
{
    EACH_RULE(info)
    {
        ck_assert(info->level >= 0 && info->level <= 5 && info->weight >= 0);
        if (info->strength == VAKT_LAW)
            ck_assert_msg(info->on && info->level == 0 && info->weight == 0, "%s", info->word);
        else
            ck_assert_msg(info->weight > 0, "%s", info->word);
    }
}
END_TEST

START_TEST(a_rule_that_must_be_asked_is_off_until_it_is)
{
    EACH_RULE(info)
    {
#define ASKED(name, unit, low, high)                                                               \
    ck_assert_msg(info->name != VAKT_PARAM_ASK || !info->on, "%s", info->word);                    \
    ck_assert_msg(info->name == VAKT_PARAM_ASK || info->name == VAKT_PARAM_NONE ||                 \
                      (info->name >= (low) && info->name <= (high)),                               \
                  "%s " #name, info->word);
        VAKT_RULE_PARAMS(ASKED)
    }
}
END_TEST

START_TEST(an_agreement_never_asks_more_than_the_law){
#define LOOSER(rule, on_, minutes_)                                                                \
    {                                                                                              \
        const vakt_rule_info *info = vakt_rule_info_of(VAKT_RULE_##rule);                          \
        bool rest = VAKT_RULE_##rule == VAKT_RULE_aml_daily_rest ||                                \
                    VAKT_RULE_##rule == VAKT_RULE_aml_weekly_rest;                                 \
        ck_assert_msg(rest ? minutes_ <= info->minutes : minutes_ >= info->minutes, #rule);        \
        ck_assert_int_le(on_, info->on);                                                           \
    }
    VAKT_AML_RULES(LOOSER)} END_TEST

    int main(void)
{
    Suite *suite = suite_create("rule_kinds");
    TCase *all = tcase_create("all");
    tcase_add_test(all, rows_enum_and_words_are_in_step);
    tcase_add_test(all, words_are_told_apart);
    tcase_add_test(all, dates_are_those_of_the_text);
    tcase_add_test(all, the_competence_rules_begin_in_2026);
    tcase_add_test(all, every_statement_and_breach_is_a_sentence);
    tcase_add_test(all, a_breach_names_doctor_duty_when_amount_and_limit);
    tcase_add_test(all, a_statement_names_only_parameters_that_the_rule_reads);
    tcase_add_test(all, every_rule_has_a_source);
    tcase_add_test(all, law_is_on_and_has_no_price);
    tcase_add_test(all, a_rule_that_must_be_asked_is_off_until_it_is);
    tcase_add_test(all, an_agreement_never_asks_more_than_the_law);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
