/* links: vakt_norms vakt_problem_io vakt_doc vakt_domain vakt_base */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "io/vakt_io.h"
#include "norms/norms.h"

static vakt_arena *arena;
static vakt_report *report;
static vakt_doc *doc;
static vakt_problem *problem;
static vakt_instance *instance;
static vakt_norm_report *norms;

static void set_up(void)
{
    arena = vakt_arena_new();
    report = vakt_report_new(20);
    doc = NULL;
    instance = NULL;
}

static void tear_down(void)
{
    vakt_instance_free(instance);
    vakt_doc_free(doc);
    vakt_report_free(report);
    vakt_arena_free(arena);
}

static vakt_place locate(void *context, const void *source, const char *field,
                         const char **ret_found)
{
    (void)context, (void)source, (void)field;
    if (ret_found)
        *ret_found = NULL;
    return (vakt_place){0};
}

/* A fortnight with the shift types, doctors a b c ... of position gp, and more members. */
static void make(int population, const char *shift_types, int n_doctors, const char *more)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_addf(&text,
                   "{\"version\": 1, \"id\": \"p\", \"from\": \"2027-02-01\", \"to\": "
                   "\"2027-02-14\", \"district\": {\"municipalities\": [{\"id\": \"m\", "
                   "\"population\": %d}]}, \"shift_types\": [%s], \"doctors\": [",
                   population, shift_types);
    for (int i = 0; i < n_doctors; i++)
        vakt_text_addf(&text, "%s{\"id\": \"%c\", \"position\": \"gp\"}", i ? ", " : "", 'a' + i);
    vakt_text_addf(&text, "]%s}", more);
    vakt_status status = vakt_problem_read_bytes("p", text.bytes, text.length, arena, report, &doc,
                                                 &problem);
    if (status == VAKT_OK)
        status = vakt_instance_new(problem, locate, NULL, report, &instance);
    if (status != VAKT_OK)
        ck_abort_msg("%s", vakt_report_at(report, 0)->text);
    ck_assert_int_eq(vakt_norm_report_new(instance, VAKT_UNSET, arena, &norms), VAKT_OK);
    vakt_text_done(&text);
}

static const vakt_norm_row *row(vakt_norm_kind kind)
{
    return &norms->rows[kind];
}

static void expect_row(vakt_norm_kind kind, int64_t recommended, int64_t actual,
                       vakt_norm_verdict verdict)
{
    ck_assert_int_eq(row(kind)->kind, kind);
    ck_assert_int_eq(row(kind)->recommended, recommended);
    ck_assert_int_eq(row(kind)->actual, actual);
    ck_assert_int_eq(row(kind)->verdict, verdict);
}

static bool has_note(const char *part)
{
    for (size_t i = 0; i < norms->n_notes; i++) {
        if (strstr(norms->notes[i].text, part))
            return true;
    }
    return false;
}

#define DAILY "{\"id\": \"dogn\", \"layer\": \"primary\", \"start\": \"08:00\", \"end\": \"08:00\"}"
#define DAILY_BACKUP                                                                               \
    "{\"id\": \"bak\", \"layer\": \"backup\", \"start\": \"08:00\", \"end\": \"08:00\"}"
#define EVENING                                                                                    \
    "{\"id\": \"kveld\", \"layer\": \"primary\", \"start\": \"16:00\", \"end\": \"23:00\", "       \
    "\"least\": 2}"
#define NIGHT                                                                                      \
    "{\"id\": \"natt\", \"layer\": \"primary\", \"start\": \"23:00\", \"end\": \"08:00\"}"
#define DAY "{\"id\": \"dag\", \"layer\": \"day\", \"start\": \"08:00\", \"end\": \"16:00\"}"

START_TEST(band_edges_belong_where_the_regulation_book_says)
{
    static const struct {
        int64_t population, n;
    } edges[] = {{0, 3},      {999, 3},    {1000, 4},   {1999, 4},   {2000, 4},   {2999, 4},
                 {3000, 5},   {4999, 5},   {5000, 6},   {6999, 6},   {7000, 7},   {8999, 7},
                 {9000, 8},   {11999, 8},  {12000, 9},  {15999, 9},  {16000, 10}, {24999, 10},
                 {25000, 12}, {39999, 12}, {40000, 14}, {60000, 14}, {60001, 18}, {720000, 18}};
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        ck_assert_int_eq(vakt_norm_band_of(edges[i].population)->n_primary, edges[i].n);
    ck_assert_int_eq(vakt_norm_band_of(999)->to, 999);
    ck_assert_int_eq(vakt_norm_band_of(1000)->from, 1000);
    ck_assert_ptr_null(vakt_norm_band_of(-1));
}
END_TEST

START_TEST(bands_follow_each_other_without_gap)
{
    size_t n;
    const vakt_norm_band *bands = vakt_norm_bands(&n);
    ck_assert_uint_eq(n, 12);
    for (size_t i = 1; i < n; i++)
        ck_assert_int_eq(bands[i].from, bands[i - 1].to + 1);
    ck_assert_int_eq(bands[0].from, 0);
    ck_assert_int_eq(bands[n - 1].to, 0);
}
END_TEST

START_TEST(the_columns_of_the_table_switch_at_7000_16000_and_40000)
{
    ck_assert(!vakt_norm_band_of(6999)->backup_always && vakt_norm_band_of(7000)->backup_always);
    ck_assert(vakt_norm_band_of(15999)->backup_always && !vakt_norm_band_of(16000)->backup_always);
    ck_assert(vakt_norm_band_of(16000)->backup_after_23 && vakt_norm_band_of(16000)->two_until_23);
    ck_assert(vakt_norm_band_of(39999)->two_until_23 && !vakt_norm_band_of(40000)->two_until_23);
    ck_assert(vakt_norm_band_of(40000)->two_always && !vakt_norm_band_of(39999)->two_always);
    ck_assert_int_eq(vakt_norm_band_of(6999)->n_total, 0);
    ck_assert_int_eq(vakt_norm_band_of(7000)->n_total, 5);
}
END_TEST

START_TEST(population_alone_gives_recommendations_and_no_comparison)
{
    ck_assert_int_eq(vakt_norm_report_new(NULL, 8000, arena, &norms), VAKT_OK);
    expect_row(VAKT_NORM_PRIMARY, 7, VAKT_UNSET, VAKT_NORM_UNKNOWN);
    expect_row(VAKT_NORM_BACKUP, 1, VAKT_UNSET, VAKT_NORM_UNKNOWN);
    ck_assert_int_eq(norms->band_from, 7000);
    ck_assert(has_note("SFS 2305"));
    ck_assert(has_note("to måter"));
}
END_TEST

START_TEST(one_duty_a_day_among_six_is_6_delt)
{
    make(4200, DAILY, 6, "");
    expect_row(VAKT_NORM_PARTICIPANTS, 5, 6, VAKT_NORM_MET);
    expect_row(VAKT_NORM_PRIMARY, 5, 6, VAKT_NORM_MET);
    expect_row(VAKT_NORM_TOTAL, VAKT_UNSET, 6, VAKT_NORM_NONE);
    ck_assert_int_eq(row(VAKT_NORM_PRIMARY)->difference, 1);
}
END_TEST

START_TEST(both_readings_of_samlet_are_given)
{
    make(8000, DAILY ", " DAILY_BACKUP, 8, "");
    expect_row(VAKT_NORM_PRIMARY, 7, 8, VAKT_NORM_MET);
    expect_row(VAKT_NORM_TOTAL, 5, 4, VAKT_NORM_SHORT);  /* two duties a day among eight */
    expect_row(VAKT_NORM_SHARING, 5, 8, VAKT_NORM_MET);
    expect_row(VAKT_NORM_BACKUP, 1, 1, VAKT_NORM_MET);
    ck_assert_ptr_nonnull(strstr(row(VAKT_NORM_TOTAL)->text, "1 for lite"));
}
END_TEST

START_TEST(ten_doctors_are_what_7_delt_and_5_delt_need_with_two_layers)
{
    make(8000, DAILY ", " DAILY_BACKUP, 10, "");
    expect_row(VAKT_NORM_TOTAL, 5, 5, VAKT_NORM_MET);
}
END_TEST

START_TEST(doctors_on_are_counted_by_the_clock)
{
    make(20000, DAY ", " EVENING ", " NIGHT, 12, "");
    expect_row(VAKT_NORM_UNTIL_23, 2, 2, VAKT_NORM_MET);
    expect_row(VAKT_NORM_BACKUP_NIGHT, 1, 0, VAKT_NORM_SHORT);
    expect_row(VAKT_NORM_ALWAYS, VAKT_UNSET, 1, VAKT_NORM_NONE);
    expect_row(VAKT_NORM_PRIMARY, 10, 4, VAKT_NORM_SHORT); /* three duties a day among twelve */
}
END_TEST

START_TEST(two_doctors_always_are_asked_for_from_40000)
{
    make(40000, DAILY, 14, "");
    expect_row(VAKT_NORM_ALWAYS, 2, 1, VAKT_NORM_SHORT);
    /* no backup is recommended, so samlet is not about those who share it */
    expect_row(VAKT_NORM_SHARING, VAKT_UNSET, 0, VAKT_NORM_NONE);
    ck_assert(!has_note("to måter"));
}
END_TEST

START_TEST(a_gap_in_the_day_leaves_nobody_on_unless_others_cover_it)
{
    make(40000, EVENING ", " NIGHT, 14, "");
    ck_assert_int_eq(row(VAKT_NORM_ALWAYS)->actual, 0);
    tear_down();
    set_up();
    make(40000, EVENING ", " NIGHT, 14,
         ", \"elsewhere\": [{\"start\": \"08:00\", \"end\": \"16:00\"}]");
    ck_assert_int_eq(row(VAKT_NORM_ALWAYS)->actual, 1);
}
END_TEST

START_TEST(a_duty_from_friday_to_monday_is_three_duty_days)
{
    make(4200,
         "{\"id\": \"helg\", \"layer\": \"primary\", \"start\": \"16:00\", \"end\": \"08:00\", "
         "\"more_days\": 2, \"days\": [\"fri\"]}",
         6, "");
    ck_assert_int_eq(norms->layers[0].duties, 6);
}
END_TEST

START_TEST(an_exempted_doctor_does_not_share)
{
    make(4200, DAILY, 3,
         ", \"note\": \"x\"");
    problem->doctors[0].n_exemptions = 1;
    problem->doctors[0].exemptions = &(vakt_exemption){.from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE};
    ck_assert_int_eq(vakt_norm_report_new(instance, VAKT_UNSET, arena, &norms), VAKT_OK);
    ck_assert_int_eq(row(VAKT_NORM_PARTICIPANTS)->actual, 2);
}
END_TEST

START_TEST(binding_numbers_are_compared_when_entered_and_else_said_to_be_unchecked)
{
    make(4200, DAILY, 3, "");
    ck_assert_uint_eq(norms->n_sfs, 0);
    ck_assert(has_note("Bindende normtall i SFS 2305 er ikke kontrollert"));
    tear_down();
    set_up();
    make(4200, DAILY, 3,
         ", \"sfs_norm\": [{\"layer\": \"primary\", \"participants\": 4, \"doctors_on\": 1}]");
    ck_assert_uint_eq(norms->n_sfs, 1);
    ck_assert_int_eq(norms->sfs[0].actual_participants, 3);
    ck_assert_int_eq(norms->sfs[0].actual_doctors_on, 1);
    ck_assert_int_eq(norms->sfs[0].verdict, VAKT_NORM_SHORT);
    ck_assert(!has_note("ikke kontrollert"));
}
END_TEST

START_TEST(without_population_there_is_no_recommendation_but_still_a_report)
{
    make(4200, DAILY, 3, "");
    problem->district.municipalities[0].population = VAKT_UNSET;
    ck_assert_int_eq(vakt_norm_report_new(instance, VAKT_UNSET, arena, &norms), VAKT_OK);
    expect_row(VAKT_NORM_PRIMARY, VAKT_UNSET, 3, VAKT_NORM_UNKNOWN);
    ck_assert(has_note("Innbyggertallet mangler"));
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("norms");
    TCase *c = tcase_create("norms");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, band_edges_belong_where_the_regulation_book_says);
    tcase_add_test(c, bands_follow_each_other_without_gap);
    tcase_add_test(c, the_columns_of_the_table_switch_at_7000_16000_and_40000);
    tcase_add_test(c, population_alone_gives_recommendations_and_no_comparison);
    tcase_add_test(c, one_duty_a_day_among_six_is_6_delt);
    tcase_add_test(c, both_readings_of_samlet_are_given);
    tcase_add_test(c, ten_doctors_are_what_7_delt_and_5_delt_need_with_two_layers);
    tcase_add_test(c, doctors_on_are_counted_by_the_clock);
    tcase_add_test(c, two_doctors_always_are_asked_for_from_40000);
    tcase_add_test(c, a_gap_in_the_day_leaves_nobody_on_unless_others_cover_it);
    tcase_add_test(c, a_duty_from_friday_to_monday_is_three_duty_days);
    tcase_add_test(c, an_exempted_doctor_does_not_share);
    tcase_add_test(c, binding_numbers_are_compared_when_entered_and_else_said_to_be_unchecked);
    tcase_add_test(c, without_population_there_is_no_recommendation_but_still_a_report);
    suite_add_tcase(suite, c);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed != 0;
}
