/* links: vakt_base */
/* The commands that make and convert documents, run as a user runs them. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define VAKTPLAN VAKT_BINARY_DIR "/cli/vaktplan"

static char folder[64];

static void set_up(void)
{
    strcpy(folder, "/tmp/vakt-tools-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static void tear_down(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    ck_assert_int_eq(system(command), 0);
}

/* Runs it in the folder, `vaktplan` standing for the program; its exit code. */
static int run(const char *command)
{
    char whole[4096];
    snprintf(whole, sizeof whole, "cd %s && vaktplan() { " VAKTPLAN " \"$@\"; }; %s", folder,
             command);
    int status = system(whole);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void expect_same(const char *command, const char *file)
{
    char whole[1024];
    snprintf(whole, sizeof whole, "vaktplan %s -o made && cmp made " VAKT_SOURCE_DIR "/%s",
             command, file);
    if (run(whole) != 0)
        ck_abort_msg("%s is old: vaktplan %s -o %s", file, command, file);
}

START_TEST(committed_schemas_are_up_to_date)
{
    expect_same("schema problem --kind json", "schemas/problem.schema.json");
    expect_same("schema problem --kind xsd", "schemas/problem.xsd");
    expect_same("schema roster --kind json", "schemas/roster.schema.json");
    expect_same("schema roster --kind xsd", "schemas/roster.xsd");
    expect_same("schema scenario --kind json", "schemas/scenario.schema.json");
    expect_same("schema scenario --kind xsd", "schemas/scenario.xsd");
    expect_same("schema changes --kind json", "schemas/changes.schema.json");
    expect_same("schema changes --kind xsd", "schemas/changes.xsd");
    expect_same("schema standing --kind json", "schemas/standing.schema.json");
    expect_same("schema standing --kind xsd", "schemas/standing.xsd");
    expect_same("schema whatif --kind json", "schemas/whatif.schema.json");
    expect_same("schema whatif --kind xsd", "schemas/whatif.xsd");
    expect_same("schema explanation --kind json", "schemas/explanation.schema.json");
    expect_same("schema explanation --kind xsd", "schemas/explanation.xsd");
    expect_same("schema why --kind json", "schemas/why.schema.json");
    expect_same("schema why --kind xsd", "schemas/why.xsd");
    expect_same("schema norms --kind json", "schemas/norms.schema.json");
    expect_same("schema norms --kind xsd", "schemas/norms.xsd");
}
END_TEST

START_TEST(committed_references_are_up_to_date)
{
    expect_same("schema problem roster --kind reference", "docs/format.md");
    expect_same("schema scenario --kind reference", "docs/format-scenario.md");
    expect_same("schema explanation why norms --kind reference", "docs/format-outputs.md");
    expect_same("schema changes standing --kind reference", "docs/format-changes.md");
    expect_same("schema whatif --kind reference", "docs/format-whatif.md");
    expect_same("options --format md", "docs/rule-catalogue.md");
}
END_TEST

START_TEST(a_draft_of_every_band_is_a_valid_problem)
{
    static const int populations[] = {1,     1000,  2000,  3000,  5000,  7000,
                                      9000, 12000, 16000, 25000, 40000, 60001};
    for (size_t i = 0; i < sizeof populations / sizeof *populations; i++) {
        char command[256];
        snprintf(command, sizeof command,
                 "vaktplan new --population %d --from 2027-03-01 --to 2027-05-31 -o d.json && "
                 "vaktplan norms d.json > n.txt", populations[i]);
        ck_assert_int_eq(run(command), 0);
    }
}
END_TEST

START_TEST(a_draft_can_be_solved_without_open_duties)
{
    static const int populations[] = {900, 8000, 20000, 45000};
    for (size_t i = 0; i < sizeof populations / sizeof *populations; i++) {
        char command[256];
        snprintf(command, sizeof command,
                 "vaktplan new --population %d --from 2027-01-04 --to 2027-01-31 -o d.json && "
                 "vaktplan solve d.json --time-limit 2 -q -o r.json 2> /dev/null; "
                 "grep -q '\"complete\": true' r.json", populations[i]);
        ck_assert_int_eq(run(command), 0);
    }
}
END_TEST

START_TEST(a_draft_says_that_binding_numbers_are_not_checked)
{
    ck_assert_int_eq(run("vaktplan new --population 4200 --from 2027-03-01 --to 2027-03-31 "
                         "| grep -q 'Bindende normtall i SFS 2305 er ikke kontrollert'"),
                     0);
}
END_TEST

START_TEST(there_and_back_gives_the_same_bytes)
{
    ck_assert_int_eq(run("vaktplan convert " VAKT_SOURCE_DIR "/examples/district-2027-q1.xml "
                         "> a.json && vaktplan convert a.json > a.xml && "
                         "vaktplan convert a.xml | cmp - a.json && "
                         "vaktplan convert a.xml --format xml | cmp - a.xml"),
                     0);
}
END_TEST

START_TEST(a_roster_goes_through_csv_and_keeps_its_duties)
{
    ck_assert_int_eq(run("vaktplan new --population 900 --from 2027-01-04 --to 2027-01-17 "
                         "-o d.json && vaktplan solve d.json --time-limit 2 -q -o r.json "
                         "2> /dev/null; vaktplan convert r.json -o r.csv && "
                         "vaktplan convert r.csv --problem d.json -o s.json && "
                         "vaktplan convert s.json -o s.csv && cmp r.csv s.csv"),
                     0);
}
END_TEST

START_TEST(csv_is_merged_into_a_problem_and_its_mistakes_are_told_together)
{
    ck_assert_int_eq(run("vaktplan new --population 900 --from 2027-01-04 --to 2027-01-17 "
                         "-o d.json && printf 'lege;fra;til\\nlege-1;2027-01-11;2027-01-12\\n' "
                         "> leave.csv && vaktplan convert d.json --leave leave.csv --format json "
                         "| grep -q '\"from\": \"2027-01-11\", \"to\": \"2027-01-12\"'"),
                     0);
    ck_assert_int_eq(run("printf 'lege;fra\\nole;i dag\\n' > bad.csv; "
                         "printf 'lege;ønske;nivå\\nlege-1;kanskje;3\\n' > worse.csv; "
                         "vaktplan convert d.json --leave bad.csv --wishes worse.csv 2> e.txt"),
                     3);
    ck_assert_int_eq(run("grep -q 'bad.csv:2:1: error' e.txt && grep -q 'bad.csv:2:5: error' "
                         "e.txt && grep -q 'worse.csv:2:8: error' e.txt"),
                     0);
}
END_TEST

START_TEST(a_calendar_tells_the_short_and_the_long_night)
{
    ck_assert_int_eq(run("vaktplan calendar 2027 --format csv > c.csv; "
                         "grep -q '2027-03-28;.*klokka;8' c.csv && "
                         "grep -q '2027-10-31;.*klokka;10' c.csv && "
                         "grep -q '2027-05-17;mandag;17. mai og 2. pinsedag;rød' c.csv"),
                     0);
}
END_TEST

START_TEST(a_year_outside_the_calendar_is_a_mistake_of_use)
{
    ck_assert_int_eq(run("vaktplan calendar 1996 > /dev/null"), 0);
    ck_assert_int_eq(run("vaktplan calendar 2199 > /dev/null"), 0);
    ck_assert_int_eq(run("vaktplan calendar 1995 2> /dev/null"), 2);
    ck_assert_int_eq(run("vaktplan calendar 2200 2> /dev/null"), 2);
    ck_assert_int_eq(run("vaktplan calendar nå 2> /dev/null"), 2);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("tools");
    TCase *c = tcase_create("tools");
    tcase_set_timeout(c, 120);
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, committed_schemas_are_up_to_date);
    tcase_add_test(c, committed_references_are_up_to_date);
    tcase_add_test(c, a_draft_of_every_band_is_a_valid_problem);
    tcase_add_test(c, a_draft_can_be_solved_without_open_duties);
    tcase_add_test(c, a_draft_says_that_binding_numbers_are_not_checked);
    tcase_add_test(c, there_and_back_gives_the_same_bytes);
    tcase_add_test(c, a_roster_goes_through_csv_and_keeps_its_duties);
    tcase_add_test(c, csv_is_merged_into_a_problem_and_its_mistakes_are_told_together);
    tcase_add_test(c, a_calendar_tells_the_short_and_the_long_night);
    tcase_add_test(c, a_year_outside_the_calendar_is_a_mistake_of_use);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
