/* links: vakt_rules vakt_program vakt_domain vakt_base */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "rules/builder.h"
#include "rules/builder_life.h"
#include "rules/compile.h"

/* Three doctors; duties 0..5 on days 0..5, 600 minutes each. 1 and 3 are one hard block. Settings:
 * 0 open_duty (weight 1, level 0), 1 rest hard, 2 rest soft (weight 10, level 1), 3 fixed_duty. */
#define N_DOCTORS 3
#define N_DUTIES 6
#define UNIT_OF_BLOCK 1

static vakt_duty duties[N_DUTIES];
static vakt_setting settings[4];
static const int block_duties[] = {1, 3};
static vakt_block_instance blocks[1];
static vakt_problem problem;
static vakt_instance instance;
static vakt_builder b;
static vakt_program *program;

static void set_setting(int at, vakt_rule_kind rule, bool hard, int level, int64_t weight)
{
    settings[at] = (vakt_setting){.rule = rule, .on = true, .hard = hard, .level = level,
                                  .weight = weight, .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE};
}

static void setup(void)
{
    memset(&instance, 0, sizeof instance);
    for (int i = 0; i < N_DUTIES; i++)
        duties[i] = (vakt_duty){.date = i, .start = i * 1440, .end = i * 1440 + 600,
                                .minutes = 600, .block = -1, .soft_block = -1, .price = 1};
    duties[1].block = duties[3].block = 0;
    blocks[0] = (vakt_block_instance){0, block_duties, 2};
    set_setting(0, VAKT_RULE_open_duty, false, 0, 1);
    set_setting(1, VAKT_RULE_rest, true, 1, 10);
    set_setting(2, VAKT_RULE_rest, false, 1, 10);
    set_setting(3, VAKT_RULE_fixed_duty, true, 0, 0);
    problem = (vakt_problem){.from = 0, .to = N_DUTIES - 1};
    instance.problem = &problem;
    instance.n_doctors = N_DOCTORS;
    instance.n_duties = N_DUTIES;
    instance.duties = duties;
    instance.blocks = blocks;
    instance.n_blocks = 1;
    instance.settings = settings;
    instance.n_settings = 4;
    instance.n_levels = 3;
    program = NULL;
    ck_assert_int_eq(vakt_builder_begin(&b, &instance), VAKT_OK);
}

static void teardown(void)
{
    vakt_builder_done(&b);
    vakt_program_free(program);
}

static void rows_pass(int setting)
{
    if (b.pass == VAKT_PASS_FORBID)
        vakt_builder_make_variables(&b);
    b.setting = setting;
}

static void finish(void)
{
    ck_assert_int_eq(vakt_builder_finish(&b, &program), VAKT_OK);
    ck_assert_ptr_nonnull(program);
}

/* The only row that is not one of "a unit has at most one doctor". */
static const vakt_row *only_row(void)
{
    const vakt_row *found = NULL;
    for (size_t r = 0; r < program->n_rows; r++) {
        if (program->rows[r].unit >= 0)
            continue;
        ck_assert_ptr_null(found);
        found = &program->rows[r];
    }
    return found;
}

static const vakt_row *unit_row(int unit)
{
    const vakt_row *found = NULL;
    for (size_t r = 0; r < program->n_rows; r++) {
        if (program->rows[r].unit != unit)
            continue;
        ck_assert_ptr_null(found);
        found = &program->rows[r];
    }
    return found;
}

/* Legality and price at level 1 with exactly these ASSIGN variables at 1. */
static bool evaluate(const int *ones, size_t n, int64_t levels[VAKT_MAX_LEVELS])
{
    uint8_t *values = calloc(program->n_vars + 1, 1);
    for (size_t i = 0; i < n; i++)
        values[ones[i]] = 1;
    bool legal = vakt_program_evaluate(program, values, levels);
    free(values);
    return legal;
}

/* ---- units and variables ---- */

START_TEST(a_hard_block_is_one_unit)
{
    finish();
    ck_assert_uint_eq(program->n_units, N_DUTIES - 1);
    ck_assert_int_eq(program->unit_of_duty[1], program->unit_of_duty[3]);
    ck_assert_int_eq(program->unit_of_duty[1], UNIT_OF_BLOCK);
    const vakt_unit *unit = &program->units[UNIT_OF_BLOCK];
    ck_assert_uint_eq(unit->n_duties, 2);
    ck_assert_int_eq(program->unit_duties[unit->first_duty], 1);
    ck_assert_int_eq(program->unit_duties[unit->first_duty + 1], 3);
    ck_assert_int_eq(unit->start, duties[1].start);
    ck_assert_int_eq(unit->end, duties[3].end);
}
END_TEST

START_TEST(units_are_sorted_by_start_then_end)
{
    duties[0].start = duties[1].start; /* as early as the block, and ends before it */
    duties[0].end = duties[0].start + 60;
    duties[2].start = duties[1].start; /* ends after the block does */
    duties[2].end = duties[3].end + 1;
    vakt_builder_done(&b);
    ck_assert_int_eq(vakt_builder_begin(&b, &instance), VAKT_OK);
    finish();
    for (size_t u = 1; u < program->n_units; u++) {
        const vakt_unit *before = &program->units[u - 1], *after = &program->units[u];
        ck_assert(before->start < after->start ||
                  (before->start == after->start && before->end <= after->end));
    }
    ck_assert_int_eq(program->unit_of_duty[0], 0);
    ck_assert_int_eq(program->unit_of_duty[3], 1);
    ck_assert_int_eq(program->unit_of_duty[2], 2);
}
END_TEST

START_TEST(variables_are_doctor_major_and_forbidden_pairs_have_none)
{
    b.setting = 1;
    vakt_forbid_pair(&b, 1, 3); /* takes the whole block from doctor 1 */
    vakt_forbid_pair(&b, 1, 3);
    vakt_forbid_pair(&b, 2, 0);
    ck_assert(vakt_is_forbidden_by(&b, VAKT_RULE_rest, 1, 3));
    ck_assert(!vakt_is_forbidden_by(&b, VAKT_RULE_overlap, 1, 3));
    ck_assert(!vakt_is_forbidden_by(&b, VAKT_RULE_rest, 1, 1));
    ck_assert_int_eq(vakt_assign(&b, 0, 0), -1); /* before there are any */
    rows_pass(1);
    ck_assert_int_eq(vakt_assign(&b, 0, 0), 0);
    ck_assert_int_eq(vakt_assign(&b, 1, 1), -1);
    ck_assert_int_eq(vakt_assign(&b, 0, 1), vakt_assign(&b, 0, 3));
    ck_assert(vakt_same_unit(&b, 1, 3));
    ck_assert(!vakt_same_unit(&b, 1, 2));
    finish();
    ck_assert_uint_eq(program->n_vars, N_DOCTORS * (N_DUTIES - 1) - 2);
    ck_assert_uint_eq(program->n_forbids, 2);
    for (size_t v = 1; v < program->n_vars; v++) {
        const vakt_var *before = &program->vars[v - 1], *after = &program->vars[v];
        ck_assert(before->doctor < after->doctor ||
                  (before->doctor == after->doctor && before->unit < after->unit));
    }
    for (size_t v = 0; v < program->n_vars; v++) {
        const vakt_var *var = &program->vars[v];
        size_t at = (size_t)var->doctor * program->n_units + (size_t)var->unit;
        ck_assert_int_eq(program->assign_var[at], (int)v);
    }
}
END_TEST

START_TEST(a_pin_fixes_its_variable)
{
    b.setting = 3;
    vakt_force_pair(&b, 2, 3);
    rows_pass(0);
    finish();
    int64_t levels[VAKT_MAX_LEVELS];
    int var = program->assign_var[2 * program->n_units + UNIT_OF_BLOCK];
    ck_assert(program->vars[var].fixed_one);
    ck_assert(!evaluate(NULL, 0, levels));
    ck_assert(evaluate(&var, 1, levels));
}
END_TEST

START_TEST(a_pin_on_a_forbidden_pair_leaves_nothing_legal)
{
    b.setting = 1;
    vakt_forbid_pair(&b, 2, 3);
    b.setting = 3;
    vakt_force_pair(&b, 2, 3);
    rows_pass(0);
    finish();
    const vakt_row *row = only_row();
    ck_assert_ptr_nonnull(row);
    ck_assert_uint_eq(row->n_terms, 0);
    ck_assert_int_eq(row->lo, 1);
    ck_assert_int_eq(row->under_pts, VAKT_HARD);
    ck_assert_int_eq(row->rule, 3);
    int64_t levels[VAKT_MAX_LEVELS];
    ck_assert(!evaluate(NULL, 0, levels));
}
END_TEST

START_TEST(two_pins_on_one_duty_leave_nothing_legal)
{
    b.setting = 3;
    vakt_force_pair(&b, 0, 2);
    vakt_force_pair(&b, 1, 2);
    rows_pass(0);
    finish();
    int64_t levels[VAKT_MAX_LEVELS];
    int unit = program->unit_of_duty[2];
    int ones[] = {program->assign_var[unit], program->assign_var[(int)program->n_units + unit]};
    ck_assert(!evaluate(ones, 2, levels));
}
END_TEST

/* ---- indicators ---- */

START_TEST(equal_sets_of_members_are_one_indicator)
{
    rows_pass(2);
    int x = vakt_assign(&b, 0, 0), y = vakt_assign(&b, 0, 1), z = vakt_assign(&b, 1, 0);
    int any = vakt_or(&b, 0, (int[]){x, y}, 2);
    ck_assert_int_ge(any, N_DOCTORS * (N_DUTIES - 1));
    ck_assert_int_eq(vakt_or(&b, 0, (int[]){y, -1, x, x}, 4), any);
    ck_assert_int_ne(vakt_and(&b, 0, (int[]){x, y}, 2), any);
    ck_assert_int_eq(vakt_and(&b, 0, (int[]){x, y}, 2), vakt_and(&b, 0, (int[]){y, x, y}, 3));
    ck_assert_int_eq(vakt_or(&b, 0, (int[]){x, -1}, 2), x);
    ck_assert_int_eq(vakt_or(&b, -1, (int[]){-1}, 1), -1);
    ck_assert_int_eq(vakt_or(&b, -1, NULL, 0), -1);
    ck_assert_int_eq(vakt_and(&b, 0, (int[]){x, -1}, 2), -1);
    int both = vakt_or(&b, -1, (int[]){x, z}, 2);
    int nested = vakt_and(&b, 0, (int[]){any, vakt_assign(&b, 0, 4)}, 2);
    finish();
    ck_assert_int_eq(program->vars[any].doctor, 0);
    ck_assert_int_eq(program->vars[both].doctor, -1);
    ck_assert_int_eq(program->vars[nested].kind, VAKT_VAR_AND);
    for (size_t v = 0; v < program->n_vars; v++)
        for (size_t i = 0; i < program->vars[v].n_members; i++)
            ck_assert_int_lt(program->members[program->vars[v].first_member + i], (int)v);
}
END_TEST

START_TEST(many_indicators_keep_apart)
{
    enum { N = N_DOCTORS * (N_DUTIES - 1) };
    static int seen[N][N];
    rows_pass(2);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < N; i++) {
            for (int j = i + 1; j < N; j++) {
                for (int k = j + 1, last = -1; k < N; k++) {
                    int var = vakt_or(&b, -1, (int[]){i, j, k}, 3);
                    ck_assert_int_ne(var, last);
                    last = var;
                    if (round == 0 && k == j + 1)
                        seen[i][j] = var;
                    if (round == 1 && k == j + 1)
                        ck_assert_int_eq(var, seen[i][j]);
                }
            }
        }
    }
    finish();
    ck_assert_uint_eq(program->n_vars, N + N * (N - 1) * (N - 2) / 6);
}
END_TEST

/* ---- rows ---- */

START_TEST(terms_are_added_up_and_constants_moved)
{
    rows_pass(2);
    int x = vakt_assign(&b, 0, 0), y = vakt_assign(&b, 0, 1), z = vakt_assign(&b, 0, 2);
    vakt_row_begin(&b, VAKT_ROW_COUNT, 0, 7);
    vakt_row_term(&b, y, 2);
    vakt_row_term(&b, x, 1);
    vakt_row_term(&b, y, 3);
    vakt_row_term(&b, z, 4);
    vakt_row_term(&b, z, -4);
    vakt_row_term(&b, -1, 9);
    vakt_row_constant(&b, 3);
    vakt_row_constant(&b, -1);
    vakt_row_at_most(&b, 5, 2);
    finish();
    const vakt_row *row = only_row();
    ck_assert_uint_eq(row->n_terms, 2);
    const vakt_term *terms = &program->terms[row->first_term];
    ck_assert(terms[0].var == x && terms[0].coef == 1);
    ck_assert(terms[1].var == y && terms[1].coef == 5);
    ck_assert_int_eq(row->hi, 3);
    ck_assert(row->lo == VAKT_NO_BOUND_LO);
    ck_assert_int_eq(row->over_pts, 20);
    ck_assert_int_eq(row->level, 1);
    ck_assert_int_eq(row->rule, 2);
    ck_assert_int_eq(row->doctor, 0);
    ck_assert_int_eq(row->day, 7);
}
END_TEST

START_TEST(rows_that_nothing_breaks_are_dropped)
{
    rows_pass(1);
    int x = vakt_assign(&b, 0, 0), y = vakt_assign(&b, 0, 2);
    vakt_row_begin(&b, VAKT_ROW_COUNT, 0, VAKT_DAY_NONE);
    vakt_row_term(&b, x, 1);
    vakt_row_term(&b, y, -1);
    vakt_row_at_most(&b, 1, 1);
    vakt_row_begin(&b, VAKT_ROW_COUNT, 0, VAKT_DAY_NONE);
    vakt_row_term(&b, x, 1);
    vakt_row_term(&b, y, -1);
    vakt_row_at_least(&b, -1, 1);
    b.setting = 2;
    vakt_row_begin(&b, VAKT_ROW_COUNT, 0, VAKT_DAY_NONE);
    vakt_row_term(&b, x, 1);
    vakt_row_between_priced(&b, 0, 0, 5, 0); /* free above, cannot be below */
    finish();
    ck_assert_ptr_null(only_row());
    ck_assert_uint_eq(program->n_terms, N_DOCTORS * (N_DUTIES - 1)); /* those of the units */
}
END_TEST

START_TEST(what_all_values_break_is_priced_all_the_same)
{
    rows_pass(2);
    int x = vakt_assign(&b, 0, 0);
    vakt_row_begin(&b, VAKT_ROW_COUNT, 0, VAKT_DAY_NONE);
    vakt_row_constant(&b, 4);
    vakt_row_at_most(&b, 1, 1); /* 3 over, always: 30 */
    vakt_row_begin(&b, VAKT_ROW_COUNT, 0, VAKT_DAY_NONE);
    vakt_row_term(&b, x, 1);
    vakt_row_at_least(&b, 3, 1); /* 2 or 3 under */
    vakt_row_begin(&b, VAKT_ROW_COUNT, 0, VAKT_DAY_NONE);
    vakt_row_term(&b, x, 2);
    vakt_row_constant(&b, 1);
    vakt_row_at_most(&b, 0, 1); /* 1 or 3 over */
    vakt_cost_constant(&b, 7);
    finish();
    int64_t levels[VAKT_MAX_LEVELS];
    ck_assert(evaluate(NULL, 0, levels));
    ck_assert_int_eq(levels[1], 30 + 30 + 10 + 70);
    ck_assert(evaluate(&x, 1, levels));
    ck_assert_int_eq(levels[1], 30 + 20 + 30 + 70);
    ck_assert_int_eq(levels[0], 0);
}
END_TEST

START_TEST(a_hard_row_that_cannot_hold_is_kept)
{
    rows_pass(1);
    vakt_row_begin(&b, VAKT_ROW_RUN, 0, VAKT_DAY_NONE);
    vakt_row_constant(&b, 2);
    vakt_row_at_most(&b, 1, 1);
    finish();
    const vakt_row *row = only_row();
    ck_assert_ptr_nonnull(row);
    ck_assert_int_eq(row->hi, -1);
    ck_assert_int_eq(row->over_pts, VAKT_HARD);
}
END_TEST

START_TEST(mode_decides_unless_the_rule_does)
{
    rows_pass(1);
    int x = vakt_assign(&b, 0, 0);
    vakt_row_begin(&b, VAKT_ROW_COUNT, 0, VAKT_DAY_NONE);
    vakt_row_term(&b, x, 1);
    vakt_row_between_priced(&b, 1, VAKT_NO_BOUND_HI, 3, 0); /* priced though the setting is hard */
    finish();
    const vakt_row *row = only_row();
    ck_assert_int_eq(row->under_pts, 30);
    ck_assert_int_eq(row->level, 1);
}
END_TEST

/* ---- what every program has ---- */

START_TEST(a_unit_has_at_most_one_doctor)
{
    rows_pass(0);
    vakt_row_begin(&b, VAKT_ROW_COVER, -1, 2);
    for (int d = 0; d < N_DOCTORS; d++)
        vakt_row_term(&b, vakt_assign(&b, d, 2), 1);
    vakt_row_of_unit(&b, vakt_unit_of(&b, 2));
    vakt_row_between_priced(&b, 1, 1, 5, VAKT_HARD);
    finish();
    for (int u = 0; u < (int)program->n_units; u++) {
        const vakt_row *row = unit_row(u);
        bool priced = u == program->unit_of_duty[2];
        ck_assert_ptr_nonnull(row);
        ck_assert_int_eq(row->tag, VAKT_ROW_COVER);
        ck_assert_int_eq(row->rule, 0);
        ck_assert_int_eq(row->hi, 1);
        ck_assert_int_eq(row->over_pts, VAKT_HARD);
        ck_assert_int_eq(row->under_pts, priced ? 5 : 0);
        ck_assert_int_eq(program->units[u].required, priced);
    }
}
END_TEST

START_TEST(an_open_duty_that_nobody_can_take_keeps_its_price)
{
    b.setting = 1;
    for (int d = 0; d < N_DOCTORS; d++)
        vakt_forbid_pair(&b, d, 2);
    rows_pass(0);
    vakt_row_begin(&b, VAKT_ROW_COVER, -1, 2);
    vakt_row_of_unit(&b, vakt_unit_of(&b, 2));
    vakt_row_between_priced(&b, 1, 1, 5, VAKT_HARD);
    finish();
    ck_assert_int_eq(program->constant[0], 5);
    ck_assert(program->units[program->unit_of_duty[2]].required);
    ck_assert_ptr_null(unit_row(program->unit_of_duty[2]));
}
END_TEST

START_TEST(costs_of_one_rule_and_variable_are_added_up)
{
    rows_pass(2);
    int x = vakt_assign(&b, 0, 1);
    vakt_cost_add(&b, x, 1);
    vakt_cost_add(&b, vakt_assign(&b, 0, 3), 2); /* the same unit */
    vakt_cost_add(&b, -1, 5);
    finish();
    ck_assert_uint_eq(program->n_costs, 1);
    ck_assert_int_eq(program->costs[0].var, x);
    ck_assert_int_eq(program->costs[0].pts, 30);
    ck_assert_int_eq(program->costs[0].level, 1);
}
END_TEST

/* ---- forbidding by a question ---- */

static int64_t doctor_one_never(const vakt_instance *of, const vakt_setting *setting, int doctor,
                                int duty)
{
    (void)of;
    (void)setting;
    return doctor == 1 && duty >= 4 ? duty : 0;
}

START_TEST(hard_forbids_and_soft_costs)
{
    set_setting(2, VAKT_RULE_training, false, 1, 10);
    b.setting = 1;
    vakt_forbid_where(&b, doctor_one_never);
    b.setting = 2;
    vakt_forbid_where(&b, doctor_one_never);
    ck_assert(vakt_is_forbidden_by(&b, VAKT_RULE_rest, 1, 4));
    ck_assert(!vakt_is_forbidden_by(&b, VAKT_RULE_training, 1, 4));
    rows_pass(2);
    vakt_forbid_where(&b, doctor_one_never);
    finish();
    ck_assert_uint_eq(program->n_forbids, 2);
    ck_assert_uint_eq(program->n_costs, 0); /* both are forbidden already */
}
END_TEST

START_TEST(a_soft_rule_costs_weight_times_amount)
{
    rows_pass(2);
    vakt_forbid_where(&b, doctor_one_never);
    finish();
    ck_assert_uint_eq(program->n_forbids, 0);
    ck_assert_uint_eq(program->n_costs, 2);
    ck_assert_int_eq(program->costs[0].pts, 40);
    ck_assert_int_eq(program->costs[1].pts, 50);
}
END_TEST

START_TEST(a_law_judges_only_duties_of_its_time)
{
    set_setting(1, VAKT_RULE_may_work, true, 0, 0); /* from 2026-01-01 */
    duties[5].date = vakt_day_from_civil(2026, 1, 1);
    b.setting = 1;
    vakt_forbid_where(&b, doctor_one_never);
    ck_assert(!vakt_is_forbidden_by(&b, VAKT_RULE_may_work, 1, 4));
    ck_assert(vakt_is_forbidden_by(&b, VAKT_RULE_may_work, 1, 5));
}
END_TEST

/* ---- whole programs: cover, and rosters to values and back ---- */

/* Price at level 0 of the roster: doctor of each duty, '.' = open; -1 when it is no legal roster
 * of units. What comes back from the values is the roster again. */
static int64_t open_price(const char *who)
{
    vakt_roster roster, back;
    int64_t levels[VAKT_MAX_LEVELS];
    uint8_t *values = calloc(program->n_vars + 1, 1);
    ck_assert_int_eq(vakt_roster_init(&roster, N_DUTIES), VAKT_OK);
    ck_assert_int_eq(vakt_roster_init(&back, N_DUTIES), VAKT_OK);
    for (int d = 0; d < N_DUTIES; d++)
        roster.doctor[d] = who[d] == '.' ? VAKT_NOBODY : who[d] - '0';
    bool legal = vakt_program_from_roster(program, &roster, values) &&
                 vakt_program_evaluate(program, values, levels);
    if (legal) {
        vakt_program_to_roster(program, values, &back);
        for (int d = 0; d < N_DUTIES; d++)
            ck_assert_int_eq(back.doctor[d], roster.doctor[d]);
    }
    vakt_roster_done(&roster);
    vakt_roster_done(&back);
    free(values);
    return legal ? levels[0] : -1;
}

static void compile_with(int skip_rule)
{
    vakt_compile_options options = {.skip_rule = skip_rule};
    vakt_program_free(program);
    ck_assert_int_eq(vakt_compile(&instance, &options, &program), VAKT_OK);
}

START_TEST(open_duties_are_priced_by_unit)
{
    static uint8_t fixed[N_DOCTORS * N_DUTIES];
    instance.fixed = fixed;
    instance.n_settings = 1;
    duties[0].required = duties[1].required = duties[3].required = true;
    duties[1].price = 2;
    duties[3].price = 4;
    compile_with(-1);
    ck_assert_int_eq(open_price("......"), 7);
    ck_assert_int_eq(open_price("0....."), 6);
    ck_assert_int_eq(open_price(".1.1.."), 1);
    ck_assert_int_eq(open_price("010122"), 0);
    ck_assert_int_eq(open_price(".1...."), -1); /* splits the block */
    ck_assert_int_eq(open_price(".1.2.."), -1);
    compile_with(VAKT_RULE_open_duty);
    ck_assert_int_eq(open_price("......"), 0);
}
END_TEST

START_TEST(cover_is_priced_by_segment_and_started_hour)
{
    static uint8_t fixed[N_DOCTORS * N_DUTIES];
    static vakt_shift_type types[1] = {{.id = "A", .profile = -1}};
    static vakt_outer_duty outer = {.doctor = 2, .shift_type = -1, .layer = VAKT_LAYER_PRIMARY,
                                    .counts_as_cover = true, .start = -600, .end = 60};
    static vakt_elsewhere_interval elsewhere = {540, 570, VAKT_LAYER_PRIMARY};
    static vakt_dated_cover cover = {.date = 0, .start = -300, .end = 660, .least = 2, .wanted = 2,
                                     .layer = VAKT_LAYER_PRIMARY, .price = 10};
    instance.fixed = fixed;
    problem.shift_types = types;
    instance.outer = &outer;
    instance.n_outer = 1;
    instance.elsewhere = &elsewhere;
    instance.n_elsewhere = 1;
    instance.cover = &cover;
    instance.n_cover = 1;
    instance.cover_start = 0;
    instance.cover_end = 10000;
    set_setting(0, VAKT_RULE_cover, false, 0, 1);
    instance.n_settings = 1;
    for (int d = 0; d < N_DUTIES; d++)
        duties[d].counts_as_cover = true;
    duties[2].start = 0; /* with duty 0 the whole first day: [0, 600) and [0, 90) */
    duties[2].end = 90;
    compile_with(-1);
    /* [0, 60) one outer; [60, 90); [90, 540); [540, 570) elsewhere; [570, 600); [600, 660) */
    ck_assert_int_eq(open_price("......"), 10 * (1 + 2 + 2 * 8 + 2 + 2));
    ck_assert_int_eq(open_price("0....."), 10 * (0 + 1 + 8 + 1 + 2));
    ck_assert_int_eq(open_price("0.1..."), 10 * (0 + 0 + 8 + 1 + 2));
    ck_assert_int_eq(open_price("..1..."), 10 * (0 + 1 + 16 + 2 + 2));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("builder");
    TCase *tests = tcase_create("builder");
    tcase_add_checked_fixture(tests, setup, teardown);
    tcase_add_test(tests, a_hard_block_is_one_unit);
    tcase_add_test(tests, units_are_sorted_by_start_then_end);
    tcase_add_test(tests, variables_are_doctor_major_and_forbidden_pairs_have_none);
    tcase_add_test(tests, a_pin_fixes_its_variable);
    tcase_add_test(tests, a_pin_on_a_forbidden_pair_leaves_nothing_legal);
    tcase_add_test(tests, two_pins_on_one_duty_leave_nothing_legal);
    tcase_add_test(tests, equal_sets_of_members_are_one_indicator);
    tcase_add_test(tests, many_indicators_keep_apart);
    tcase_add_test(tests, terms_are_added_up_and_constants_moved);
    tcase_add_test(tests, rows_that_nothing_breaks_are_dropped);
    tcase_add_test(tests, what_all_values_break_is_priced_all_the_same);
    tcase_add_test(tests, a_hard_row_that_cannot_hold_is_kept);
    tcase_add_test(tests, mode_decides_unless_the_rule_does);
    tcase_add_test(tests, a_unit_has_at_most_one_doctor);
    tcase_add_test(tests, an_open_duty_that_nobody_can_take_keeps_its_price);
    tcase_add_test(tests, costs_of_one_rule_and_variable_are_added_up);
    tcase_add_test(tests, hard_forbids_and_soft_costs);
    tcase_add_test(tests, a_soft_rule_costs_weight_times_amount);
    tcase_add_test(tests, a_law_judges_only_duties_of_its_time);
    tcase_add_test(tests, open_duties_are_priced_by_unit);
    tcase_add_test(tests, cover_is_priced_by_segment_and_started_hour);
    suite_add_tcase(suite, tests);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
