/* links: vakt_base */
/* The command line is part of the program and of no library: its source is taken in here. */
#include "cli/args.c"

#include <check.h>
#include <stdlib.h>

static vakt_args args;
static bool help;

/* Words separated by one space; the first is the command. */
static vakt_status parse(const char *line)
{
    static char words[1000];
    char *argv[60];
    int argc = 0;
    snprintf(words, sizeof words, "%s", line);
    for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
        argv[argc++] = word;
    argv[argc] = NULL;
    memset(&args, 0, sizeof args);
    return vakt_args_parse(argc, argv, &args, &help);
}

static void taken(const char *line)
{
    ck_assert_msg(parse(line) == VAKT_OK && !help, "%s", line);
}

static void refused(const char *line)
{
    ck_assert_msg(parse(line) == VAKT_E_USAGE, "%s", line);
}

START_TEST(a_command_alone_has_the_defaults)
{
    taken("solve");
    ck_assert_str_eq(args.command, "solve");
    ck_assert_uint_eq(args.n_positional, 0);
    ck_assert_uint_eq(args.n_outputs, 0);
    ck_assert_int_eq(args.time_limit_s, 60);
    ck_assert_int_eq(args.seed, 1);
    ck_assert_int_eq(args.work, 0);
    ck_assert(!args.time_limit_s_given && !args.quiet && !args.format);
}
END_TEST

START_TEST(arguments_keep_their_order_among_options)
{
    taken("solve p.json --seed 7 r.json -q");
    ck_assert_uint_eq(args.n_positional, 2);
    ck_assert_str_eq(args.positional[0], "p.json");
    ck_assert_str_eq(args.positional[1], "r.json");
    ck_assert(args.quiet && args.seed_given && args.seed == 7);
}
END_TEST

START_TEST(an_option_is_written_out_whole)
{
    refused("solve p.json --see 7");
    refused("solve p.json --hel");
    refused("solve p.json --tim=7");
    taken("solve p.json --seed=7 --output=x.json");
    ck_assert(args.seed == 7 && args.n_outputs == 1);
}
END_TEST

START_TEST(after_two_dashes_all_is_an_argument)
{
    taken("solve -- --seed");
    ck_assert_uint_eq(args.n_positional, 1);
    ck_assert_str_eq(args.positional[0], "--seed");
}
END_TEST

START_TEST(one_dash_is_standard_input_or_output)
{
    taken("solve - -o -");
    ck_assert_str_eq(args.positional[0], "-");
    ck_assert_str_eq(args.outputs[0].path, "-");
    ck_assert_str_eq(args.outputs[0].format, "");
}
END_TEST

START_TEST(a_value_may_be_written_after_an_equals_sign)
{
    taken("solve --work=9223372036854775807 --state=discussed");
    ck_assert_int_eq(args.work, INT64_MAX);
    ck_assert_str_eq(args.state, "discussed");
}
END_TEST

START_TEST(the_last_of_an_option_given_twice_counts)
{
    taken("solve --seed 1 --seed 2");
    ck_assert_int_eq(args.seed, 2);
}
END_TEST

/* Each whole number at its two ends and just beyond them, with one of its commands. */
START_TEST(whole_numbers_keep_to_their_range){
#define BOTH_ENDS(field, flag, commands, least, most, by_default, unit, help_)                     \
    {                                                                                              \
        char line[100];                                                                            \
        int command = 0;                                                                           \
        while (!((commands)&1 << command))                                                         \
            command++;                                                                             \
        snprintf(line, sizeof line, "%s --%s %lld", command_names[command], flag,                  \
                 (long long)(least));                                                              \
        taken(line);                                                                               \
        ck_assert(args.field == (least) && args.field##_given);                                    \
        snprintf(line, sizeof line, "%s --%s %lld", command_names[command], flag,                  \
                 (long long)(most));                                                               \
        taken(line);                                                                               \
        snprintf(line, sizeof line, "%s --%s %lld", command_names[command], flag,                  \
                 (long long)(least)-1);                                                            \
        refused(line);                                                                             \
        snprintf(line, sizeof line, "%s --%s %llu", command_names[command], flag,                  \
                 (unsigned long long)(most) + 1);                                                  \
        refused(line);                                                                             \
    }
#define NOTHING(...)
    VAKT_FLAGS(BOTH_ENDS, NOTHING, NOTHING)} END_TEST

    START_TEST(what_is_no_whole_number_is_refused)
{
    refused("solve --seed x");
    refused("solve --seed 1.5");
    refused("solve --seed +1");
    refused("solve --seed 0x10");
    refused("solve --time-limit 60s");
    refused("solve --seed=");
}
END_TEST

START_TEST(unknown_options_are_refused)
{
    refused("solve --nonsense");
    refused("solve -z");
    refused("solve --seeds 1");
    refused("check --seed"); /* no value */
    refused("solve -o");
    refused("solve --quiet=yes");
}
END_TEST

START_TEST(an_option_of_another_command_is_refused)
{
    refused("check --seed 1");
    refused("norms --time-limit 5");
    refused("solve --population 4000");
    refused("new --no-progress");
}
END_TEST

/* Every option is taken by exactly the commands of its row. */
START_TEST(each_command_takes_its_own_options)
{
    static const struct {
        const char *flag, *value;
        unsigned commands;
    } rows[] = {
#define INT_ROW(field, flag, commands, ...) {flag, " 1", (unsigned)(commands)},
#define TEXT_ROW(field, flag, commands, ...) {flag, " x", (unsigned)(commands)},
#define SWITCH_ROW(field, flag, commands, ...) {flag, "", (unsigned)(commands)},
        VAKT_FLAGS(INT_ROW, TEXT_ROW, SWITCH_ROW)};
    for (int command = 0; command < VAKT_N_COMMANDS; command++) {
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            char line[100];
            snprintf(line, sizeof line, "%s --%s%s", command_names[command], rows[i].flag,
                     rows[i].value);
            bool own = rows[i].commands & 1u << command;
            ck_assert_msg(parse(line) == (own ? VAKT_OK : VAKT_E_USAGE), "%s", line);
        }
    }
}
END_TEST

START_TEST(an_outputs_format_is_its_extension)
{
    taken("solve -o a/b.json -o x.tar.xml --output plain -o dir.d/file -o trailing.");
    static const char *const formats[] = {"json", "xml", "", "", ""};
    ck_assert_uint_eq(args.n_outputs, 5);
    for (size_t i = 0; i < 5; i++)
        ck_assert_str_eq(args.outputs[i].format, formats[i]);
}
END_TEST

START_TEST(a_format_told_goes_before_all_extensions)
{
    taken("solve -o a.json --format xml -o b.csv");
    ck_assert_str_eq(args.outputs[0].format, "xml");
    ck_assert_str_eq(args.outputs[1].format, "xml");
    ck_assert_str_eq(args.format, "xml");
}
END_TEST

static void many(const char *what, int n, vakt_status expected)
{
    char line[1000] = "solve";
    for (int i = 0; i < n; i++)
        snprintf(line + strlen(line), sizeof line - strlen(line), " %s", what);
    ck_assert_int_eq(parse(line), expected);
}

START_TEST(too_many_outputs_or_arguments_are_refused)
{
    many("-oa.json", VAKT_MAX_OUTPUTS, VAKT_OK);
    ck_assert_uint_eq(args.n_outputs, VAKT_MAX_OUTPUTS);
    many("-oa.json", VAKT_MAX_OUTPUTS + 1, VAKT_E_USAGE);
    many("p", VAKT_MAX_POSITIONAL, VAKT_OK);
    many("p", VAKT_MAX_POSITIONAL + 1, VAKT_E_USAGE);
}
END_TEST

START_TEST(help_is_asked_for_before_anything_else_is_wrong)
{
    ck_assert_int_eq(parse("solve --help --nonsense"), VAKT_OK);
    ck_assert(help);
    ck_assert_int_eq(parse("norms -h"), VAKT_OK);
    ck_assert(help);
}
END_TEST

START_TEST(arguments_are_counted)
{
    taken("check p r");
    ck_assert_int_eq(vakt_args_count(&args, 2, 2), VAKT_OK);
    ck_assert_int_eq(vakt_args_count(&args, 0, 3), VAKT_OK);
    ck_assert_int_eq(vakt_args_count(&args, 3, 3), VAKT_E_USAGE);
    ck_assert_int_eq(vakt_args_count(&args, 0, 1), VAKT_E_USAGE);
}
END_TEST

START_TEST(no_two_options_have_the_same_name)
{
    static const char *const flags[] = {
#define ROW_FLAG(field, flag, ...) flag,
        VAKT_FLAGS(ROW_FLAG, ROW_FLAG, ROW_FLAG) "help", "output"};
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(flags[i], flags[j]);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("args");
    TCase *all = tcase_create("all");
    tcase_add_test(all, a_command_alone_has_the_defaults);
    tcase_add_test(all, arguments_keep_their_order_among_options);
    tcase_add_test(all, an_option_is_written_out_whole);
    tcase_add_test(all, after_two_dashes_all_is_an_argument);
    tcase_add_test(all, one_dash_is_standard_input_or_output);
    tcase_add_test(all, a_value_may_be_written_after_an_equals_sign);
    tcase_add_test(all, the_last_of_an_option_given_twice_counts);
    tcase_add_test(all, whole_numbers_keep_to_their_range);
    tcase_add_test(all, what_is_no_whole_number_is_refused);
    tcase_add_test(all, unknown_options_are_refused);
    tcase_add_test(all, an_option_of_another_command_is_refused);
    tcase_add_test(all, each_command_takes_its_own_options);
    tcase_add_test(all, an_outputs_format_is_its_extension);
    tcase_add_test(all, a_format_told_goes_before_all_extensions);
    tcase_add_test(all, too_many_outputs_or_arguments_are_refused);
    tcase_add_test(all, help_is_asked_for_before_anything_else_is_wrong);
    tcase_add_test(all, arguments_are_counted);
    tcase_add_test(all, no_two_options_have_the_same_name);
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
