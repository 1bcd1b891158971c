/* links: vakt_colgen vakt_search_core vakt_compact vakt_lp vakt_program vakt_base */
/*
 * Column generation against brute force on random little programs: optima of every level, plans of
 * single doctors under random prices, bounds under bad ones.
 */
#define TEST_SEARCH_AS_LIBRARY
#include "unit/test_search.c"

#include "colgen/node.h"

/* -- levels ---------------------------------------------------------------------------------- */

typedef struct witness {
    const vakt_program *program;
    uint8_t *values;
    int64_t last_bound;
    int64_t stop_at; /* work, 0 = never */
    int n_found;
} witness;

static void keep_roster(void *context, const uint8_t *values)
{
    witness *w = context;
    memcpy(w->values, values, w->program->n_vars);
    w->n_found++;
}

static void see_bound(void *context, int64_t bound)
{
    witness *w = context;
    ck_assert_int_gt(bound, w->last_bound);
    w->last_bound = bound;
}

static bool stop_at(void *context, int64_t work)
{
    const witness *w = context;
    return w->stop_at > 0 && work >= w->stop_at;
}

static vakt_colgen_result solve_level(vakt_colgen *colgen, witness *w, vakt_colgen_task *task)
{
    vakt_colgen_hooks hooks = {
        .stop = stop_at, .found = keep_roster, .bound = see_bound, .context = w};
    vakt_colgen_result result;
    w->last_bound = INT64_MIN;
    ck_assert_int_eq(vakt_colgen_solve_level(colgen, task, &hooks, &result), VAKT_OK);
    return result;
}

/* -- pricing against enumeration ------------------------------------------------------------- */

typedef struct bench {
    vakt_colgen *colgen;
    vakt_master master;
    vakt_prices prices;
    int8_t *given; /* per variable */
} bench;

/* Little room leaves rows and indicators out of the diagrams: labels have to carry them. */
static void make_colgen(const vakt_program *program, int seed, vakt_colgen **ret_colgen)
{
    static const size_t rooms[] = {VAKT_DIAGRAM_ROOM, 0, 6, 14};
    ck_assert_int_eq(vakt_colgen_new(program, ret_colgen), VAKT_OK);
    if (seed % 4 == 0)
        return;
    vakt_pricer_done(&(*ret_colgen)->pricer);
    ck_assert_int_eq(
        vakt_pricer_init(&(*ret_colgen)->pricer, &(*ret_colgen)->pool, rooms[seed % 4]), VAKT_OK);
}

static void open_bench(bench *b, const vakt_program *program, int seed, int level,
                       const int64_t *limits)
{
    make_colgen(program, seed, &b->colgen);
    ck_assert_int_eq(vakt_master_init(&b->master, &b->colgen->pool, level, limits, 1000), VAKT_OK);
    b->prices.rows = calloc(b->colgen->coupling->n_rows + 1, sizeof *b->prices.rows);
    b->given = malloc(program->n_vars);
    memset(b->given, -1, program->n_vars);
}

static void close_bench(bench *b)
{
    vakt_master_done(&b->master);
    vakt_colgen_free(b->colgen);
    free(b->prices.rows);
    free(b->given);
}

/* Prices that no LP would give: any size and sign that leaves the bound finite. */
static void draw_prices(draft *d, bench *b, int level)
{
    int64_t one = (int64_t)1 << b->master.shift;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        b->prices.levels[k] = k < level ? draw(d, 5) * one / 2 : k == level ? one : 0;
    for (size_t r = 0; r < b->colgen->coupling->n_rows; r++)
        b->prices.rows[r] = (draw(d, 2001) - 1000) * one / (1 + draw(d, 400));
    vakt_master_clamp(&b->master, &b->prices);
    vakt_pricer_set(&b->colgen->pricer, &b->prices);
}

/* Multipliers on the doctors' own rows change how pricing gets there, not where. */
static void draw_slopes(draft *d, bench *b, int doctor)
{
    vakt_relax *relax = &b->colgen->pricer.relaxes[doctor];
    for (int32_t p = 0; p < relax->diagram.n_parts; p++)
        if (draw(d, 3) == 0)
            relax->slope[p] = (draw(d, 9) - 4) * ((int64_t)1 << b->master.shift) / 2;
}

static int64_t cheapest_plan(bench *b, int doctor, const int8_t *given)
{
    const vakt_net *net = &b->colgen->nets->nets[doctor];
    vakt_pool *pool = &b->colgen->pool;
    int64_t best = VAKT_NEVER;
    for (uint32_t set = 0; set < (uint32_t)1 << net->n_items; set++) {
        int32_t items[32], column;
        size_t n = 0;
        bool is_new, allowed = true;
        for (size_t i = 0; i < net->n_items; i++) {
            allowed = allowed && (given[i] < 0 || given[i] == (int8_t)(set >> i & 1));
            if (set >> i & 1)
                items[n++] = (int32_t)i;
        }
        if (!allowed)
            continue;
        ck_assert_int_eq(vakt_pool_add(pool, doctor, items, n, &column, &is_new), VAKT_OK);
        if (column < 0)
            continue;
        int64_t cost = vakt_column_reduced(pool, &pool->columns.items[column], b->prices.levels,
                                           b->prices.rows);
        best = cost < best ? cost : best;
    }
    return best;
}

/* -- diagrams -------------------------------------------------------------------------------- */

/* Items of the plan from one up to another. */
static uint32_t items_between(uint32_t set, int32_t from, int32_t to)
{
    return set & ~(((uint32_t)1 << from) - 1) & (((uint32_t)1 << to) - 1);
}

/* The arc that decides a node's items as the plan does. NULL = there is none. */
static const vakt_arc *arc_of_plan(const vakt_diagram *g, int32_t node, uint32_t set)
{
    for (int32_t a = g->first_arc[node]; a < g->first_arc[node + 1]; a++) {
        int32_t item = g->events[g->arcs[a].event].item;
        uint32_t taken = item < 0 ? 0 : (uint32_t)1 << item;
        if (items_between(set, g->position[node], g->position[g->arcs[a].to]) == taken)
            return &g->arcs[a];
    }
    return NULL;
}

/* Whether the plan is a path; what is due on it and what its variables cost at a level. */
static bool follow_plan(const bench *b, const vakt_diagram *g, uint32_t set, int level,
                        int64_t *ret_cost)
{
    const vakt_program *program = b->colgen->program;
    *ret_cost = g->constant[level];
    if (g->n_nodes == 1 && set != 0)
        return false;
    for (int32_t node = 0; node < g->n_nodes - 1;) {
        const vakt_arc *arc = arc_of_plan(g, node, set);
        if (!arc)
            return false;
        const vakt_event *event = &g->events[arc->event];
        *ret_cost += g->dues[event->due].points[level];
        for (int32_t l = event->list; l > 0; l = g->links[l].before)
            for (size_t c = 0; c < program->n_costs; c++)
                if (program->costs[c].var == g->net->vars[g->links[l].local].var &&
                    program->costs[c].level == level)
                    *ret_cost += program->costs[c].pts;
        node = arc->to;
    }
    return true;
}

/* Every legal plan is a path, with its exact costs; where nothing is left over, no other plan is. */
START_TEST(paths_of_a_diagram_are_the_legal_plans)
{
    draft d;
    const vakt_program *program = random_program(&d, _i);
    int64_t limits[VAKT_MAX_LEVELS] = {0};
    bench b = {0};
    open_bench(&b, program, _i, 0, limits);
    for (size_t k = 0; k < program->n_doctors; k++) {
        const vakt_diagram *g = &b.colgen->pricer.relaxes[k].diagram;
        for (uint32_t set = 0; set < (uint32_t)1 << g->net->n_items; set++) {
            int32_t items[32], column;
            size_t n = 0;
            bool is_new;
            int64_t cost;
            for (size_t i = 0; i < g->net->n_items; i++)
                if (set >> i & 1)
                    items[n++] = (int32_t)i;
            ck_assert_int_eq(
                vakt_pool_add(&b.colgen->pool, (int)k, items, n, &column, &is_new), VAKT_OK);
            bool is_path = !g->empty && follow_plan(&b, g, set, 0, &cost);
            ck_assert(is_path || column < 0);
            if (g->n_parts > 0)
                continue;
            ck_assert_int_eq(is_path, column >= 0);
            for (int level = 0; is_path && level < program->n_levels; level++) {
                follow_plan(&b, g, set, level, &cost);
                ck_assert_int_eq(cost, b.colgen->pool.columns.items[column].costs[level]);
            }
        }
    }
    close_bench(&b);
    end(&d);
}
END_TEST

/* Prices of single variables: the cheapest plan is that of enumeration, and its price is exact. */
START_TEST(the_cheapest_plan_at_prices_of_variables_is_found)
{
    draft d;
    const vakt_program *program = random_program(&d, 900 + _i);
    int64_t limits[VAKT_MAX_LEVELS] = {0}, *prices = calloc(program->n_vars + 1, sizeof *prices);
    bench b = {0};
    open_bench(&b, program, _i, 0, limits);
    draw_prices(&d, &b, program->n_levels - 1);
    memcpy(prices, b.colgen->pricer.var_prices, program->n_vars * sizeof *prices);
    for (size_t c = 0; c < program->n_costs; c++)
        prices[program->costs[c].var] -=
            b.prices.levels[program->costs[c].level] * program->costs[c].pts;
    for (size_t k = 0; k < program->n_doctors; k++) {
        vakt_priced_doctor priced;
        int64_t best = cheapest_plan(&b, (int)k, b.given);
        ck_assert_int_eq(vakt_cheapest_plan(&b.colgen->pricer, b.prices.levels, prices, (int)k,
                                            b.given, VAKT_NEVER, vakt_effort_exact, &priced),
                         VAKT_OK);
        ck_assert_int_eq(priced.best, best);
        ck_assert_int_eq(priced.bound, best);
        ck_assert_int_eq(priced.column >= 0, best < VAKT_NEVER);
    }
    free(prices);
    close_bench(&b);
    end(&d);
}
END_TEST

START_TEST(pricing_equals_enumeration)
{
    static const vakt_pricing_effort efforts[] = {{100000, 1000, 0}, {3, 2, 0}, {1, 1, 0}};
    draft d;
    const vakt_program *program = random_program(&d, _i);
    int64_t limits[VAKT_MAX_LEVELS] = {0};
    bench b = {0};
    int8_t given[32];
    open_bench(&b, program, _i, program->n_levels - 1, limits);
    for (size_t k = 0; k < program->n_doctors; k++) {
        draw_prices(&d, &b, program->n_levels - 1);
        draw_slopes(&d, &b, (int)k);
        for (size_t i = 0; i < 32; i++)
            given[i] = (int8_t)(draw(&d, 6) == 0 ? draw(&d, 2) : -1);
        int64_t best = cheapest_plan(&b, (int)k, given);
        for (size_t e = 3; e-- > 0;) {
            vakt_priced_doctor priced;
            ck_assert_int_eq(vakt_price_doctor(&b.colgen->pricer, (int)k, given,
                                               VAKT_NEVER, efforts[e], &priced),
                             VAKT_OK);
            ck_assert_int_le(priced.bound, best);
            ck_assert_int_ge(priced.best, best);
            if (e == 0)
                ck_assert_int_eq(priced.bound, best);
            if (e == 0)
                ck_assert_int_eq(priced.best, best);
        }
    }
    close_bench(&b);
    end(&d);
}
END_TEST

/* Whatever the duals and however little is spent on pricing: never above the optimum. */
static void check_bad_duals(draft *d, const vakt_program *program, int seed, const int64_t *best)
{
    for (int level = 0; level < program->n_levels; level++) {
        bench b = {0};
        open_bench(&b, program, seed + level, level, best);
        for (int t = 0; t < 8; t++) {
            int64_t sum = 0;
            vakt_pricing_effort effort = {(size_t)draw(d, 20), 1 + draw(d, 4), draw(d, 1000)};
            draw_prices(d, &b, level);
            for (size_t k = 0; k < program->n_doctors; k++) {
                vakt_priced_doctor priced;
                ck_assert_int_eq(vakt_price_doctor(&b.colgen->pricer, (int)k, b.given,
                                                   VAKT_NEVER, effort, &priced),
                                 VAKT_OK);
                sum += priced.bound;
            }
            int64_t bound = vakt_master_bound(&b.master, &b.prices, b.colgen->pricer.var_prices,
                                              sum);
            ck_assert_int_le(bound, best[level] * ((int64_t)1 << b.master.shift));
        }
        close_bench(&b);
    }
}

START_TEST(levels_equal_brute_force_and_no_bound_is_above)
{
    draft d;
    const vakt_program *program = random_program(&d, _i);
    int64_t best[VAKT_MAX_LEVELS], levels[VAKT_MAX_LEVELS];
    bool feasible = brute_force(program, best);
    vakt_colgen *colgen = NULL;
    witness w = {.program = program, .values = calloc(program->n_vars, 1)};
    vakt_colgen_task task = {0};
    make_colgen(program, _i, &colgen);
    for (task.level = 0; task.level < program->n_levels; task.level++) {
        task.known = INT64_MAX;
        vakt_colgen_result result = solve_level(colgen, &w, &task);
        ck_assert(result.complete);
        ck_assert_int_eq(result.infeasible, !feasible);
        if (!feasible)
            break;
        ck_assert_int_eq(result.value, best[task.level]);
        ck_assert_int_eq(result.bound, best[task.level]);
        ck_assert(vakt_program_evaluate(program, w.values, levels));
        ck_assert_int_eq(levels[task.level], best[task.level]);
        task.limits[task.level] = result.value;
    }
    if (feasible)
        check_bad_duals(&d, program, _i, best);
    vakt_colgen_free(colgen);
    free(w.values);
    end(&d);
}
END_TEST

/* -- the search with this engine ------------------------------------------------------------- */

START_TEST(the_search_by_columns_equals_brute_force)
{
    draft d;
    const vakt_program *program = random_program(&d, 300 + _i);
    vakt_search_options options = {.seed = 7, .engine = VAKT_ENGINE_COLGEN};
    vakt_search_result result;
    int64_t best[VAKT_MAX_LEVELS];
    bool feasible = brute_force(program, best);
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &result), VAKT_OK);
    ck_assert_int_eq(result.found, feasible);
    ck_assert_int_eq(result.infeasible, !feasible);
    assert_consistent(program, &result);
    for (int k = 0; feasible && k < program->n_levels; k++) {
        ck_assert_int_eq(result.levels[k].value, best[k]);
        ck_assert(result.levels[k].proven);
    }
    free(result.values);
    end(&d);
}
END_TEST

static vakt_stop stop_at_question(void *context)
{
    int64_t *left = context;
    return (*left)-- <= 0 ? VAKT_STOP_SIGNAL : VAKT_STOP_NONE;
}

START_TEST(a_stop_among_columns_is_reproduced_by_its_work)
{
    draft d;
    const vakt_program *program = month(&d, 8, 14, (uint64_t)_i);
    int64_t questions = 20 + 40 * _i;
    vakt_hooks hooks = {.stop = stop_at_question, .context = &questions};
    vakt_search_options options = {.seed = 3, .work_limit = 30000, .proof_work = 20};
    vakt_search_result stopped, again;
    options.engine = VAKT_ENGINE_COLGEN;
    ck_assert_int_eq(vakt_search(program, &options, &hooks, NULL, &stopped), VAKT_OK);
    assert_consistent(program, &stopped);
    if (stopped.stopped_by != VAKT_STOP_NONE)
        options.work_limit = stopped.work;
    ck_assert_int_eq(vakt_search(program, &options, NULL, NULL, &again), VAKT_OK);
    ck_assert_int_eq(stopped.work, again.work);
    ck_assert_int_eq(stopped.nodes, again.nodes);
    ck_assert_int_eq(stopped.found, again.found);
    ck_assert_int_eq(memcmp(stopped.values, again.values, program->n_vars), 0);
    for (int k = 0; k < program->n_levels; k++) {
        ck_assert_int_eq(stopped.levels[k].value, again.levels[k].value);
        ck_assert_int_eq(stopped.levels[k].bound, again.levels[k].bound);
    }
    free(stopped.values);
    free(again.values);
    end(&d);
}
END_TEST

/* -- a month: equal questions, equal answers ------------------------------------------------- */

static vakt_colgen_result solve_month(const vakt_program *program, witness *w, int64_t work)
{
    vakt_colgen *colgen = NULL;
    vakt_colgen_task task = {.known = INT64_MAX, .work = work};
    ck_assert_int_eq(vakt_colgen_new(program, &colgen), VAKT_OK);
    vakt_colgen_result result = solve_level(colgen, w, &task);
    task.limits[0] = result.value;
    task.level = 1;
    if (result.value != INT64_MAX)
        result = solve_level(colgen, w, &task);
    vakt_colgen_free(colgen);
    return result;
}

START_TEST(equal_questions_get_equal_answers_here_too)
{
    draft d;
    const vakt_program *program = month(&d, 6, 7, (uint64_t)_i);
    witness a = {.program = program, .values = calloc(program->n_vars, 1)};
    witness b = {.program = program, .values = calloc(program->n_vars, 1)};
    vakt_colgen_result x = solve_month(program, &a, 400), y = solve_month(program, &b, 400);
    ck_assert_int_eq(x.work, y.work);
    ck_assert_int_eq(x.bound, y.bound);
    ck_assert_int_eq(x.value, y.value);
    ck_assert_int_eq(x.columns, y.columns);
    ck_assert_int_eq(a.n_found, b.n_found);
    ck_assert_int_eq(memcmp(a.values, b.values, program->n_vars), 0);
    free(a.values);
    free(b.values);
    end(&d);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("colgen");
    TCase *tcase = tcase_create("colgen");
    tcase_set_timeout(tcase, 300);
    tcase_add_loop_test(tcase, levels_equal_brute_force_and_are_proven, 0, 3);
    tcase_add_loop_test(tcase, levels_equal_brute_force_and_no_bound_is_above, 0, 220);
    tcase_add_loop_test(tcase, paths_of_a_diagram_are_the_legal_plans, 0, 120);
    tcase_add_loop_test(tcase, the_cheapest_plan_at_prices_of_variables_is_found, 0, 60);
    tcase_add_loop_test(tcase, pricing_equals_enumeration, 0, 300);
    tcase_add_loop_test(tcase, the_search_by_columns_equals_brute_force, 0, 60);
    tcase_add_loop_test(tcase, a_stop_among_columns_is_reproduced_by_its_work, 0, 8);
    tcase_add_loop_test(tcase, equal_questions_get_equal_answers_here_too, 1, 3);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
