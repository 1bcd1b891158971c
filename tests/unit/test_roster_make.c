/* links: vakt_emit vakt_problem_io vakt_doc vakt_verify vakt_domain vakt_base */
#include "support/given.h"

#include "domain/texts.h"
#include "io/roster_make.h"
#include "io/vakt_io.h"

static vakt_roster_doc *made;

static vakt_roster_facts facts_of(vakt_state state, const char *date)
{
    return (vakt_roster_facts){.tool = "vaktplan T",
                               .input_hash = "abc",
                               .seed = 7,
                               .work = 9,
                               .stopped_by = -1,
                               .result = VAKT_ROSTER_INCOMPLETE,
                               .state = (int)state,
                               .state_date = given_day(date)};
}

static void make(const vakt_roster_facts *facts)
{
    (void)verdict_of();
    ck_assert_int_eq(vakt_roster_doc_make(given.instance, &given.roster, given.verdict, facts,
                                          given.arena, &made),
                     VAKT_OK);
}

static void begin(void)
{
    given_problem("2026-06-01", "2026-06-02");
    given_doctor("A");
    given_doctor("B");
    given_shift_type("D", 8, 20);
    given_shift_type("N", 20, 8);
}

static bool has_note(vakt_text_id id)
{
    for (size_t i = 0; i < made->n_notes; i++) {
        if (strcmp(made->notes[i].text, vakt_text_of(id)) == 0)
            return true;
    }
    return false;
}

/* ---- a document from a roster ---- */

START_TEST(a_duty_is_assigned_or_open)
{
    begin();
    given_take("A", "D:2026-06-01");
    given_take("B", "N:2026-06-02");
    given.problem.shift_types[1].price = 4;
    vakt_roster_facts facts = facts_of(VAKT_STATE_DRAFT, NULL);
    make(&facts);
    ck_assert_uint_eq(made->n_assignments, 2);
    ck_assert_str_eq(made->assignments[0].duty, "D:2026-06-01");
    ck_assert_str_eq(made->assignments[0].doctor, "A");
    ck_assert_int_eq(made->assignments[0].start, given_time("2026-06-01", 8));
    ck_assert_int_eq(made->assignments[0].end, given_time("2026-06-01", 20));
    ck_assert_str_eq(made->assignments[1].doctor, "B");
    ck_assert_uint_eq(made->n_open, 2);
    ck_assert_str_eq(made->open[0].duty, "N:2026-06-01");
    ck_assert_str_eq(made->open[1].duty, "D:2026-06-02");
    ck_assert_int_eq(made->open[1].price, 1);
}
END_TEST

START_TEST(a_wanted_duty_that_nobody_has_is_not_open)
{
    begin();
    given.problem.shift_types[0].wanted = 2;
    vakt_roster_facts facts = facts_of(VAKT_STATE_DRAFT, NULL);
    make(&facts);
    ck_assert_uint_eq(made->n_open, 4);
}
END_TEST

START_TEST(the_head_says_of_what_and_by_whom)
{
    begin();
    vakt_roster_facts facts = facts_of(VAKT_STATE_DISCUSSED, "2026-05-01");
    facts.state_by = "kommunen";
    make(&facts);
    ck_assert_str_eq(made->problem, "T");
    ck_assert_int_eq(made->from, given_day("2026-06-01"));
    ck_assert_int_eq(made->to, given_day("2026-06-02"));
    ck_assert_int_eq(made->version, 1);
    ck_assert_str_eq(made->tool, "vaktplan T");
    ck_assert_str_eq(made->input_hash, "abc");
    ck_assert_str_eq(made->rule_profile, "kf2026");
    ck_assert_int_eq(made->status.state, VAKT_STATE_DISCUSSED);
    ck_assert_str_eq(made->status.by, "kommunen");
    ck_assert(!made->complete);
}
END_TEST

START_TEST(a_period_across_new_rules_names_both)
{
    given_problem("2025-12-31", "2026-01-01");
    given_doctor("A");
    given_shift_type("D", 8, 20);
    vakt_roster_facts facts = facts_of(VAKT_STATE_DRAFT, NULL);
    make(&facts);
    ck_assert_str_eq(made->rule_profile, "amf2020 kf2026");
}
END_TEST

START_TEST(seed_work_and_bounds_are_told_only_of_a_search)
{
    begin();
    vakt_roster_facts facts = facts_of(VAKT_STATE_DRAFT, NULL);
    facts.bound[0] = 3;
    facts.proven[0] = true;
    make(&facts);
    ck_assert_int_eq(made->seed, VAKT_UNSET);
    ck_assert_int_eq(made->work, VAKT_UNSET);
    ck_assert(made->levels[0].bound == VAKT_UNSET && !made->levels[0].proven);
    facts.searched = true;
    make(&facts);
    ck_assert_int_eq(made->seed, 7);
    ck_assert_int_eq(made->work, 9);
    ck_assert(made->levels[0].bound == 3 && made->levels[0].proven);
    ck_assert_uint_eq(made->n_levels, 3);
    for (size_t i = 0; i < 3; i++)
        ck_assert_int_eq(made->levels[i].value, given.verdict->levels[i]);
    ck_assert_str_eq(made->levels[2].name, vakt_text_of(VAKT_TEXT_level_2));
}
END_TEST

START_TEST(breaches_say_what_the_verdict_found)
{
    begin();
    given_take("A", "D:2026-06-01");
    given_take("A", "N:2026-06-01"); /* too little rest */
    vakt_roster_facts facts = facts_of(VAKT_STATE_DRAFT, NULL);
    make(&facts);
    ck_assert_uint_eq(made->n_breaches, given.verdict->n_findings);
    for (size_t i = 0; i < made->n_breaches; i++) {
        const vakt_finding *f = &given.verdict->findings[i];
        const vakt_roster_doc_breach *b = &made->breaches[i];
        vakt_rule_kind rule = given.instance->settings[f->setting].rule;
        ck_assert_str_eq(b->rule, vakt_rule_info_of(rule)->word);
        ck_assert_str_eq(b->origin, vakt_rule_info_of(rule)->source);
        ck_assert(b->cost == f->cost && b->amount == f->amount && b->hard == f->hard);
        ck_assert(f->doctor < 0 ? !b->doctor : strcmp(b->doctor, f->doctor == 0 ? "A" : "B") == 0);
        ck_assert(b->text && strlen(b->text) > 5);
    }
    ck_assert(
        has_note(given.verdict->legal ? VAKT_TEXT_in_accordance : VAKT_TEXT_not_in_accordance));
    ck_assert(has_note(VAKT_TEXT_draft_incomplete));
}
END_TEST

START_TEST(a_wish_is_answered_by_its_id)
{
    begin();
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2026-06-01", "2026-06-01")->id = "w1";
    given_wish(&given.problem.doctors[0], VAKT_WANT_OFF, "2026-06-02", "2026-06-02")->id = "w2";
    given_take("A", "D:2026-06-01");
    vakt_roster_facts facts = facts_of(VAKT_STATE_DRAFT, NULL);
    make(&facts);
    ck_assert_uint_eq(made->n_wishes, 2);
    ck_assert(strcmp(made->wishes[0].wish, "w1") == 0 && !made->wishes[0].kept);
    ck_assert(strcmp(made->wishes[1].wish, "w2") == 0 && made->wishes[1].kept);
}
END_TEST

START_TEST(a_plan_not_discussed_two_weeks_before_is_reminded_of)
{
    static const struct {
        vakt_state state;
        const char *date;
        bool reminded;
    } states[] = {{VAKT_STATE_DRAFT, "2026-05-01", true},
                  {VAKT_STATE_DISCUSSED, NULL, true},
                  {VAKT_STATE_DISCUSSED, "2026-05-18", false},
                  {VAKT_STATE_DISCUSSED, "2026-05-19", true},
                  {VAKT_STATE_PUBLISHED, "2026-05-18", false}};
    begin();
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        vakt_roster_facts facts = facts_of(states[i].state, states[i].date);
        make(&facts);
        ck_assert_int_eq(has_note(VAKT_TEXT_plan_notice), states[i].reminded);
    }
}
END_TEST

/* ---- and back ---- */

static vakt_report *report;
static vakt_doc *doc;

static vakt_status from_text(const char *assignments, vakt_roster *roster)
{
    char text[1000];
    vakt_roster_doc *read;
    given_instance();
    int length = snprintf(text, sizeof text,
                          "{\"version\": 1, \"problem\": \"T\", \"from\": \"2026-06-01\", "
                          "\"to\": \"2026-06-02\", \"assignments\": [\n%s]}",
                          assignments);
    report = vakt_report_new(10);
    ck_assert_int_eq(vakt_roster_doc_read_bytes("r.json", text, (size_t)length, given.arena, report,
                                                &doc, &read),
                     VAKT_OK);
    return vakt_roster_from_doc(given.instance, read, doc, given.arena, report, roster);
}

static void done(void)
{
    vakt_doc_free(doc);
    vakt_report_free(report);
}

static void expect_mistake(size_t i, int line, const char *path, const char *said)
{
    ck_assert_uint_lt(i, vakt_report_count(report));
    const vakt_diagnostic *d = vakt_report_at(report, i);
    ck_assert_str_eq(d->text, said);
    ck_assert_str_eq(d->place.path, path);
    ck_assert_str_eq(d->place.file, "r.json");
    ck_assert_int_eq(d->place.line, line);
}

START_TEST(assignments_become_a_roster)
{
    begin();
    vakt_roster roster;
    ck_assert_int_eq(from_text("{\"duty\": \"N:2026-06-02\", \"doctor\": \"B\"},\n"
                               "{\"duty\": \"D:2026-06-01\", \"doctor\": \"A\"}",
                               &roster),
                     VAKT_OK);
    ck_assert_uint_eq(roster.n_duties, 4);
    ck_assert_int_eq(roster.doctor[given_duty("N:2026-06-02")], 1);
    ck_assert_int_eq(roster.doctor[given_duty("D:2026-06-01")], 0);
    ck_assert_int_eq(roster.doctor[given_duty("D:2026-06-02")], VAKT_NOBODY);
    vakt_roster_done(&roster);
    done();
}
END_TEST

START_TEST(a_duty_or_doctor_that_is_not_there_is_told_at_its_field)
{
    begin();
    vakt_roster roster;
    ck_assert_int_eq(from_text("{\"duty\": \"D:2026-06-03\", \"doctor\": \"A\"},\n"
                               "{\"duty\": \"D:2026-06-01\", \"doctor\": \"C\"}",
                               &roster),
                     VAKT_E_INPUT);
    ck_assert_uint_eq(vakt_report_count(report), 2);
    expect_mistake(0, 2, "assignments[0].duty",
                   "found \"D:2026-06-03\", expected the id of a duty of the problem");
    expect_mistake(1, 3, "assignments[1].doctor",
                   "found \"C\", expected the id of a doctor of the problem");
    done();
}
END_TEST

START_TEST(a_duty_given_twice_is_told_at_the_second)
{
    begin();
    vakt_roster roster;
    ck_assert_int_eq(from_text("{\"duty\": \"D:2026-06-01\", \"doctor\": \"A\"},\n"
                               "{\"duty\": \"D:2026-06-01\", \"doctor\": \"B\"}",
                               &roster),
                     VAKT_E_INPUT);
    ck_assert_uint_eq(vakt_report_count(report), 1);
    expect_mistake(0, 3, "assignments[1].duty",
                   "found \"D:2026-06-01\", expected each duty once (this one has a doctor "
                   "already)");
    done();
}
END_TEST

START_TEST(without_a_document_mistakes_have_no_place)
{
    begin();
    given_instance();
    vakt_roster roster;
    vakt_roster_doc_assignment wrong = {.duty = "X", .doctor = "A"};
    const vakt_roster_doc by_hand = {.assignments = &wrong, .n_assignments = 1};
    report = vakt_report_new(10);
    ck_assert_int_eq(
        vakt_roster_from_doc(given.instance, &by_hand, NULL, given.arena, report, &roster),
        VAKT_E_INPUT);
    ck_assert_ptr_null(vakt_report_at(report, 0)->place.path);
    vakt_report_free(report);
}
END_TEST

START_TEST(a_document_made_of_a_roster_gives_the_roster_again)
{
    begin();
    given_take("A", "D:2026-06-01");
    given_take("B", "N:2026-06-01");
    given_take("A", "D:2026-06-02");
    vakt_roster_facts facts = facts_of(VAKT_STATE_DRAFT, NULL);
    make(&facts);
    vakt_roster again;
    report = vakt_report_new(10);
    ck_assert_int_eq(vakt_roster_from_doc(given.instance, made, NULL, given.arena, report, &again),
                     VAKT_OK);
    ck_assert_mem_eq(again.doctor, given.roster.doctor, 4 * sizeof *again.doctor);
    vakt_roster_done(&again);
    vakt_report_free(report);
}
END_TEST

TEST_MAIN("roster_make", a_duty_is_assigned_or_open, a_wanted_duty_that_nobody_has_is_not_open,
          the_head_says_of_what_and_by_whom, a_period_across_new_rules_names_both,
          seed_work_and_bounds_are_told_only_of_a_search, breaches_say_what_the_verdict_found,
          a_wish_is_answered_by_its_id, a_plan_not_discussed_two_weeks_before_is_reminded_of,
          assignments_become_a_roster, a_duty_or_doctor_that_is_not_there_is_told_at_its_field,
          a_duty_given_twice_is_told_at_the_second, without_a_document_mistakes_have_no_place,
          a_document_made_of_a_roster_gives_the_roster_again)
