/* links: vakt_compact vakt_lp vakt_program vakt_base */
/*
 * The compact model on hand-made programs: three doctors, three units that clash in pairs, an
 * OR over two units of doctor 0, an AND over the same, a priced count.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compact/compact.h"

#define N_DOCTORS 3
#define N_UNITS 3
#define N_ASSIGN (N_DOCTORS * N_UNITS)
#define OR_VAR N_ASSIGN
#define AND_VAR (N_ASSIGN + 1)

typedef struct given {
    vakt_program program;
    vakt_var vars[N_ASSIGN + 2];
    int32_t members[4], assign_var[N_ASSIGN];
    vakt_row rows[16];
    vakt_term terms[64];
    vakt_cost costs[4];
    vakt_unit units[N_UNITS];
} given;

static vakt_row *add_row(given *g, int64_t lo, int64_t hi, size_t n, const vakt_term *terms)
{
    vakt_row *row = &g->rows[g->program.n_rows++];
    *row = (vakt_row){.doctor = -1, .unit = -1, .lo = lo, .hi = hi, .n_terms = n};
    row->under_pts = row->over_pts = VAKT_HARD;
    row->first_term = g->program.n_terms;
    memcpy(g->terms + g->program.n_terms, terms, n * sizeof *terms);
    g->program.n_terms += n;
    return row;
}

static void add_covers(given *g)
{
    for (int u = 0; u < N_UNITS; u++) {
        vakt_term terms[N_DOCTORS];
        for (int d = 0; d < N_DOCTORS; d++)
            terms[d] = (vakt_term){d * N_UNITS + u, 1};
        add_row(g, 1, 1, N_DOCTORS, terms)->under_pts = 2;
    }
}

static void add_clashes(given *g)
{
    for (int d = 0; d < N_DOCTORS; d++) {
        vakt_term all[N_UNITS];
        for (int u = 0; u < N_UNITS; u++)
            all[u] = (vakt_term){d * N_UNITS + u, 1};
        if (d > 0) /* doctor 0 may take everything */
            add_row(g, VAKT_NO_BOUND_LO, 1, N_UNITS, all);
        if (d == 2) /* part of the clique above */
            add_row(g, VAKT_NO_BOUND_LO, 1, 2, all);
    }
}

static const vakt_program *given_program(given *g)
{
    memset(g, 0, sizeof *g);
    vakt_program *p = &g->program;
    *p = (vakt_program){.n_doctors = N_DOCTORS,
                        .n_units = N_UNITS,
                        .n_duties = N_UNITS,
                        .n_vars = N_ASSIGN + 2,
                        .n_members = 4,
                        .n_levels = 2,
                        .units = g->units,
                        .assign_var = g->assign_var,
                        .vars = g->vars,
                        .members = g->members,
                        .rows = g->rows,
                        .terms = g->terms,
                        .costs = g->costs};
    for (int v = 0; v < N_ASSIGN; v++) {
        g->vars[v] = (vakt_var){VAKT_VAR_ASSIGN, v / N_UNITS, v % N_UNITS, 0, 0, false};
        g->assign_var[v] = v;
    }
    g->vars[OR_VAR] = (vakt_var){VAKT_VAR_OR, 0, -1, 0, 2, false};
    g->vars[AND_VAR] = (vakt_var){VAKT_VAR_AND, 0, -1, 2, 2, false};
    for (int i = 0; i < 4; i++)
        g->members[i] = i % 2;
    add_covers(g);
    add_clashes(g);
    vakt_term count[N_UNITS] = {{0, 480}, {1, 480}, {2, 480}};
    vakt_row *row = add_row(g, VAKT_NO_BOUND_LO, 480, N_UNITS, count);
    row->over_pts = 1;
    row->level = 1;
    p->n_costs = 2;
    g->costs[0] = (vakt_cost){.var = OR_VAR, .level = 1, .pts = 30};
    g->costs[1] = (vakt_cost){.var = AND_VAR, .level = 1, .pts = -20};
    return p;
}

typedef struct best {
    const vakt_compact *compact;
    uint8_t values[N_ASSIGN + 2];
    bool found;
} best;

static void keep(void *context, double value, const double *x)
{
    best *b = context;
    (void)value;
    b->found = true;
    vakt_compact_from_columns(b->compact, x, b->values);
}

static int64_t minimise(vakt_compact *compact, int level, best *b)
{
    vakt_lp_effort effort = {0, 0};
    vakt_lp_mip_result result;
    vakt_lp_mip_options options = {.cuts = true, .found = keep, .found_context = b};
    int64_t levels[VAKT_MAX_LEVELS];
    b->compact = compact;
    vakt_compact_minimise(compact, level);
    ck_assert_int_eq(vakt_lp_solve_mip(compact->lp, &options, &effort, &result), VAKT_OK);
    ck_assert_int_eq(result.outcome, VAKT_LP_OPTIMAL);
    ck_assert(b->found);
    ck_assert(vakt_program_evaluate(compact->program, b->values, levels));
    ck_assert_int_eq(vakt_compact_round_bound(compact, level, result.bound), levels[level]);
    return levels[level];
}

START_TEST(levels_are_minimised_in_turn)
{
    given g;
    best b = {0};
    vakt_compact *compact = NULL;
    ck_assert_int_eq(vakt_compact_new(given_program(&g), NULL, &compact), VAKT_OK);
    ck_assert_int_eq(minimise(compact, 0, &b), 0);
    ck_assert_int_eq(vakt_compact_limit(compact, 0, 0), VAKT_OK);
    /* doctor 0 takes unit 2: no OR, no AND, no excess */
    ck_assert_int_eq(minimise(compact, 1, &b), 0);
    ck_assert_int_eq(b.values[2], 1);
    vakt_compact_free(compact);
}
END_TEST

START_TEST(given_assignments_are_substituted)
{
    given g;
    best b = {0};
    vakt_compact *compact = NULL;
    int8_t fixed[N_ASSIGN + 2];
    memset(fixed, VAKT_FREE, sizeof fixed);
    fixed[0] = 1;
    fixed[1] = 1;
    ck_assert_int_eq(vakt_compact_new(given_program(&g), fixed, &compact), VAKT_OK);
    ck_assert_int_eq(compact->given[OR_VAR], 1);
    ck_assert_int_eq(compact->given[AND_VAR], 1);
    ck_assert_int_eq(compact->base[1], 30 - 20);
    ck_assert_int_eq(vakt_compact_least(compact, 1), 30 - 20 + 480); /* the excess is certain */
    ck_assert_int_eq(minimise(compact, 0, &b), 0);
    ck_assert_int_eq(vakt_compact_limit(compact, 0, 0), VAKT_OK);
    ck_assert_int_eq(minimise(compact, 1, &b), 490);
    vakt_compact_free(compact);
}
END_TEST

START_TEST(an_indicator_with_one_open_member_shares_its_column)
{
    given g;
    vakt_compact *compact = NULL;
    int8_t fixed[N_ASSIGN + 2];
    memset(fixed, VAKT_FREE, sizeof fixed);
    fixed[1] = 0;
    ck_assert_int_eq(vakt_compact_new(given_program(&g), fixed, &compact), VAKT_OK);
    ck_assert_int_eq(compact->col_of_var[OR_VAR], compact->col_of_var[0]);
    ck_assert_int_eq(compact->given[AND_VAR], 0);
    vakt_compact_free(compact);
}
END_TEST

START_TEST(contradicting_assignments_are_seen_while_building)
{
    given g;
    vakt_compact *compact = NULL;
    int8_t fixed[N_ASSIGN + 2];
    memset(fixed, VAKT_FREE, sizeof fixed);
    fixed[N_UNITS] = fixed[N_UNITS + 1] = 1; /* doctor 1 twice: their clique */
    ck_assert_int_eq(vakt_compact_new(given_program(&g), fixed, &compact), VAKT_OK);
    ck_assert(compact->infeasible);
    vakt_compact_free(compact);
}
END_TEST

START_TEST(cliques_inside_cliques_and_idle_rows_are_dropped)
{
    given g;
    vakt_compact *compact = NULL;
    const vakt_program *program = given_program(&g);
    vakt_term idle[2] = {{0, 1}, {1, 1}};
    add_row(&g, 0, 2, 2, idle);
    ck_assert_int_eq(vakt_compact_new(program, NULL, &compact), VAKT_OK);
    /* 3 covers, 2 cliques, 1 count; OR: 2 links and the sum; AND: 2 links and the sum */
    ck_assert_int_eq(vakt_lp_n_rows(compact->lp), 3 + 2 + 1 + 3 + 3);
    vakt_compact_free(compact);
}
END_TEST

START_TEST(a_clique_merged_with_a_stricter_row_is_kept)
{
    given g;
    best b = {0};
    vakt_compact *compact = NULL;
    const vakt_program *program = given_program(&g);
    vakt_term pair[2] = {{2 * N_UNITS, 1}, {2 * N_UNITS + 1, 1}}; /* inside doctor 2's clique */
    add_row(&g, VAKT_NO_BOUND_LO, 0, 2, pair);
    add_row(&g, VAKT_NO_BOUND_LO, 1, 2, pair);
    g.costs[g.program.n_costs++] = (vakt_cost){.var = pair[0].var, .level = 1, .pts = -1000};
    ck_assert_int_eq(vakt_compact_new(program, NULL, &compact), VAKT_OK);
    minimise(compact, 1, &b);
    ck_assert_int_eq(b.values[pair[0].var], 0);
    vakt_compact_free(compact);
}
END_TEST

START_TEST(a_clique_over_the_members_links_an_indicator_by_one_row)
{
    given g;
    vakt_compact *compact = NULL;
    const vakt_program *program = given_program(&g);
    for (int i = 0; i < 2; i++)
        g.members[i] = N_UNITS + i; /* doctor 1 has a clique */
    ck_assert_int_eq(vakt_compact_new(program, NULL, &compact), VAKT_OK);
    ck_assert_int_eq(vakt_lp_n_rows(compact->lp), 3 + 2 + 1 + 1 + 3);
    vakt_compact_free(compact);
}
END_TEST

START_TEST(a_common_divisor_is_taken_out_of_prices_and_hard_rows)
{
    given g;
    vakt_compact *compact = NULL;
    const vakt_program *program = given_program(&g);
    program->rows[program->n_rows - 1].over_pts = VAKT_HARD;
    ck_assert_int_eq(vakt_compact_new(program, NULL, &compact), VAKT_OK);
    ck_assert_int_eq(compact->step[1], 10);
    ck_assert_int_eq(vakt_compact_round_bound(compact, 1, -15.5), -10);
    ck_assert_int_eq(vakt_compact_round_bound(compact, 1, -VAKT_LP_INF), INT64_MIN);
    vakt_compact_free(compact);
}
END_TEST

START_TEST(weights_order_like_levels_or_are_refused)
{
    given g;
    vakt_compact *compact = NULL;
    int64_t weights[VAKT_MAX_LEVELS];
    ck_assert_int_eq(vakt_compact_new(given_program(&g), NULL, &compact), VAKT_OK);
    int64_t range = vakt_compact_greatest(compact, 1) - vakt_compact_least(compact, 1);
    ck_assert_int_eq(range, 960 + 30 + 20);
    ck_assert(vakt_compact_weights(compact, 0, 1, 10000, weights));
    ck_assert_int_eq(weights[1], 1);
    ck_assert_int_gt(weights[0], range);
    ck_assert(!vakt_compact_weights(compact, 0, 1, 1000, weights));
    vakt_compact_free(compact);
}
END_TEST

START_TEST(columns_of_a_roster_satisfy_the_levels)
{
    given g;
    vakt_compact *compact = NULL;
    double x[64];
    int64_t levels[VAKT_MAX_LEVELS];
    const vakt_program *program = given_program(&g);
    ck_assert_int_eq(vakt_compact_new(program, NULL, &compact), VAKT_OK);
    for (uint32_t set = 0; set < (uint32_t)1 << N_ASSIGN; set++) {
        uint8_t values[N_ASSIGN + 2], back[N_ASSIGN + 2];
        for (int v = 0; v < N_ASSIGN; v++)
            values[v] = set >> v & 1;
        if (!vakt_program_evaluate(program, values, levels))
            continue;
        vakt_compact_to_columns(compact, values, x);
        vakt_compact_from_columns(compact, x, back);
        ck_assert_int_eq(memcmp(values, back, sizeof values), 0);
        for (int k = 0; k < program->n_levels; k++) {
            double sum = (double)compact->base[k];
            for (size_t i = 0; i < compact->n_prices[k]; i++)
                sum += (double)compact->prices[k][i].pts * x[compact->prices[k][i].col];
            ck_assert_int_eq((int64_t)sum, levels[k]);
        }
    }
    vakt_compact_free(compact);
}
END_TEST

START_TEST(an_mps_file_tells_which_levels_it_minimises)
{
    given g;
    char path[] = "/tmp/vakt_test_compact_XXXXXX", line[256];
    int handle = mkstemp(path);
    bool named = false;
    ck_assert_int_ge(handle, 0);
    close(handle);
    ck_assert_int_eq(vakt_compact_write_mps(given_program(&g), path), VAKT_OK);
    FILE *file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    while (fgets(line, sizeof line, file))
        named = named || strstr(line, "all_levels_weighted");
    ck_assert(named);
    fclose(file);
    remove(path);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("compact");
    TCase *tcase = tcase_create("compact");
    tcase_set_timeout(tcase, 60);
    tcase_add_test(tcase, levels_are_minimised_in_turn);
    tcase_add_test(tcase, given_assignments_are_substituted);
    tcase_add_test(tcase, an_indicator_with_one_open_member_shares_its_column);
    tcase_add_test(tcase, contradicting_assignments_are_seen_while_building);
    tcase_add_test(tcase, cliques_inside_cliques_and_idle_rows_are_dropped);
    tcase_add_test(tcase, a_clique_merged_with_a_stricter_row_is_kept);
    tcase_add_test(tcase, a_clique_over_the_members_links_an_indicator_by_one_row);
    tcase_add_test(tcase, a_common_divisor_is_taken_out_of_prices_and_hard_rows);
    tcase_add_test(tcase, weights_order_like_levels_or_are_refused);
    tcase_add_test(tcase, columns_of_a_roster_satisfy_the_levels);
    tcase_add_test(tcase, an_mps_file_tells_which_levels_it_minimises);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
