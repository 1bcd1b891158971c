/* links: vakt_bench vakt_compact vakt_rules vakt_problem_io vakt_domain vakt_base */
/*
 * The exported compact model has our optimum: CBC solves the file that -o model.mps writes, and the
 * weighted sum of levels has to be the same. Problems: the first example, and made ones.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "benchmarks/generate.h"
#include "benchmarks/outcome.h"
#include "compact/compact.h"
#include "io/vakt_io.h"
#include "rules/compile.h"

/* As in compact.c: what it writes as one sum. */
#define MPS_MAX_WEIGHT 10000000

/* CBC's optimum of the file. */
static double solve_by_cbc(const char *path)
{
    char command[200], line[400];
    double value = 0.0;
    bool optimal = false;
    snprintf(command, sizeof command, "cbc %s -solve 2>&1", path);
    FILE *said = popen(command, "r");
    ck_assert_ptr_nonnull(said);
    while (fgets(line, sizeof line, said)) {
        optimal = optimal || strstr(line, "Result - Optimal solution found");
        sscanf(line, "Objective value: %lf", &value);
    }
    ck_assert_int_eq(pclose(said), 0);
    ck_assert_msg(optimal, "CBC (package coinor-cbc) did not solve %s", path);
    return value;
}

/* Our optimum in the model's own sum. */
static double weigh(const vakt_program *program, const bench_outcome *outcome)
{
    vakt_compact *compact = NULL;
    int64_t weights[VAKT_MAX_LEVELS] = {0};
    double sum = 0.0;
    ck_assert_int_eq(vakt_compact_new(program, NULL, &compact), VAKT_OK);
    if (!vakt_compact_weights(compact, 0, program->n_levels - 1, MPS_MAX_WEIGHT, weights)) {
        memset(weights, 0, sizeof weights);
        weights[0] = 1; /* level 0 alone */
    }
    for (int k = 0; k < program->n_levels; k++)
        sum += (double)(weights[k] * (outcome->value[k] - compact->base[k]));
    vakt_compact_free(compact);
    return sum;
}

/* Level by level with the earlier ones held, where one sum may be beyond tolerances. */
static void compare_levels(const vakt_program *program, const bench_outcome *outcome,
                           const char *path)
{
    for (int k = 0; k < program->n_levels; k++) {
        int64_t base = -1;
        ck_assert_int_eq(
            vakt_compact_write_level(program, (size_t)k, outcome->value, path, &base), VAKT_OK);
        ck_assert_double_eq_tol(solve_by_cbc(path) + (double)base, (double)outcome->value[k],
                                0.001);
    }
}

static void compare(const vakt_instance *instance)
{
    char path[] = "/tmp/vakt-model-XXXXXX";
    vakt_program *program = NULL;
    uint8_t *values = NULL;
    bench_outcome outcome;
    bench_limits limits = {.seed = 1};
    int file = mkstemp(path);
    ck_assert_int_ge(file, 0);
    close(file);
    ck_assert_int_eq(vakt_compile(instance, NULL, &program), VAKT_OK);
    ck_assert_int_eq(vakt_compact_write_mps(program, path), VAKT_OK);
    ck_assert_int_eq(bench_run(program, &limits, INT64_MAX, NULL, &outcome, &values), VAKT_OK);
    ck_assert(outcome.proven);
    ck_assert_double_eq_tol(solve_by_cbc(path), weigh(program, &outcome), 0.001);
    compare_levels(program, &outcome, path);
    unlink(path);
    free(values);
    vakt_program_free(program);
}

static vakt_place locate(void *context, const void *source, const char *field,
                         const char **ret_found)
{
    (void)context, (void)source;
    *ret_found = NULL;
    return (vakt_place){.path = field};
}

static void compare_document(const char *bytes, size_t length)
{
    vakt_arena *arena = vakt_arena_new();
    vakt_doc *doc = NULL;
    vakt_problem *problem = NULL;
    vakt_instance *instance = NULL;
    vakt_report *report = vakt_report_new(10);
    vakt_status status =
        vakt_problem_read_bytes("t", bytes, length, arena, report, &doc, &problem);
    if (status == VAKT_OK)
        status = vakt_instance_new(problem, locate, NULL, report, &instance);
    for (size_t i = 0; i < vakt_report_count(report); i++)
        ck_assert_msg(status == VAKT_OK, "%s", vakt_report_at(report, i)->text);
    ck_assert_int_eq(status, VAKT_OK);
    compare(instance);
    vakt_instance_free(instance);
    vakt_doc_free(doc);
    vakt_arena_free(arena);
    vakt_report_free(report);
}

START_TEST(the_first_example_has_one_optimum)
{
    char *bytes = NULL;
    size_t length = 0;
    ck_assert_int_eq(
        vakt_file_read(VAKT_SOURCE_DIR "/examples/first.xml", &bytes, &length, NULL), VAKT_OK);
    compare_document(bytes, length);
    free(bytes);
}
END_TEST

START_TEST(made_problems_have_one_optimum)
{
    bench_draft draft = {.tight = _i == 3, .doctors = 4 + _i % 3, .weeks = 1,
                         .seed = (uint64_t)_i};
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    ck_assert_int_eq(bench_generate(&draft, &text), VAKT_OK);
    compare_document(text.bytes, text.length);
    vakt_text_done(&text);
}
END_TEST

START_TEST(equal_drafts_are_equal_bytes_and_others_differ)
{
    vakt_text text[3];
    for (int i = 0; i < 3; i++) {
        bench_draft draft = {.tight = true, .doctors = 20, .weeks = 4, .seed = i == 2 ? 8 : 7};
        vakt_text_init(&text[i], VAKT_TEXT_CAP);
        ck_assert_int_eq(bench_generate(&draft, &text[i]), VAKT_OK);
    }
    ck_assert_str_eq(text[0].bytes, text[1].bytes);
    ck_assert_str_ne(text[0].bytes, text[2].bytes);
    for (int i = 0; i < 3; i++)
        vakt_text_done(&text[i]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("bench_model");
    TCase *tcase = tcase_create("all");
    tcase_set_timeout(tcase, 120);
    tcase_add_test(tcase, the_first_example_has_one_optimum);
    tcase_add_loop_test(tcase, made_problems_have_one_optimum, 0, 4);
    tcase_add_test(tcase, equal_drafts_are_equal_bytes_and_others_differ);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
