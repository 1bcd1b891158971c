/* links: vakt_book vakt_problem_io vakt_domain vakt_base */
#include <check.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "book/book.h"
#include "book/state.h"
#include "io/vakt_io.h"
#include "tests/support/tree.h"

#define DIED 9

static char scratch[64];
static vakt_arena *arena;
static vakt_doc *tree;
static vakt_problem *problem;
static vakt_instance *instance;
static vakt_roster roster;
static vakt_report *report;
static vakt_book_result result;

static vakt_minute at(vakt_day day, int hour)
{
    return vakt_oslo_to_utc(day, hour * 60);
}

static vakt_day december(int day)
{
    return vakt_day_from_civil(2026, 12, day);
}

static void put_on(const char *duty, const char *doctor)
{
    int d = vakt_instance_duty_index(instance, duty);
    ck_assert_int_ge(d, 0);
    roster.doctor[d] = vakt_instance_doctor_index(instance, doctor);
    ck_assert_int_ge(roster.doctor[d], 0);
}

static void set_up(void)
{
    /* In memory where there is such a folder: some thousand files are synced. */
    strcpy(scratch, access("/dev/shm", W_OK) == 0 ? "/dev/shm/vakt-book-XXXXXX"
                                                  : "/tmp/vakt-book-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(scratch));
    ck_assert_int_eq(chdir(scratch), 0);
    arena = vakt_arena_new();
    report = vakt_report_new(50);
    ck_assert_int_eq(vakt_problem_read(VAKT_SOURCE_DIR "/examples/first.xml", arena, report, &tree,
                                       &problem),
                     VAKT_OK);
    ck_assert_int_eq(vakt_instance_new(problem, NULL, NULL, report, &instance), VAKT_OK);
    ck_assert_int_eq(vakt_roster_init(&roster, instance->n_duties), VAKT_OK);
    put_on("dogn:2027-01-11", "anne");
    put_on("dogn:2027-01-12", "bjorn");
    put_on("dogn:2027-01-13", "anne");
    put_on("dogn:2027-01-14", "bjorn");
    put_on("dogn:2027-01-15", "cecilie");
    put_on("bak:2027-01-15", "bjorn");
    put_on("dogn:2027-01-16", "anne");
    put_on("dogn:2027-01-17", "bjorn");
}

static void tear_down(void)
{
    vakt_roster_done(&roster);
    vakt_instance_free(instance);
    vakt_doc_free(tree);
    vakt_report_free(report);
    vakt_arena_free(arena);
    tree_remove(scratch);
}

static vakt_book_options options_at(vakt_minute now)
{
    return (vakt_book_options){
        .now = now, .by = "Kari", .policy = -1, .work = 2000, .tool = "vaktplan test"};
}

static vakt_status publish_with(const vakt_book_options *options)
{
    vakt_status status =
        vakt_book_publish("book", instance, &roster, options, report, &result);
    vakt_book_result_done(&result);
    return status;
}

static void publish(void)
{
    vakt_book_options options = options_at(at(december(20), 10));
    ck_assert_int_eq(publish_with(&options), VAKT_OK);
}

/* The result's counts, without what it owns. */
static vakt_status rebuild_with(const char *book, const vakt_book_options *options,
                                vakt_book_result *ret_counts)
{
    vakt_report *own = vakt_report_new(50);
    vakt_status status = vakt_book_rebuild(book, options, own, &result);
    if (ret_counts)
        *ret_counts = result;
    vakt_book_result_done(&result);
    vakt_report_free(own);
    return status;
}

static vakt_book_result rebuild_at(vakt_minute now)
{
    vakt_book_options options = options_at(now);
    vakt_book_result counts;
    ck_assert_int_eq(rebuild_with("book", &options, &counts), VAKT_OK);
    return counts;
}

static void drop(const char *name, const char *changes)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_addf(&text, "{\"version\": 1, \"problem\": \"first\", \"changes\": [%s]}", changes);
    tree_write("book/inbox", name, text.bytes);
    vakt_text_done(&text);
}

#define ASKED(id, kind, who, hour)                                                                 \
    "{\"id\": \"" id "\", \"kind\": \"" kind "\", \"asked_by\": \"" who                             \
    "\", \"asked_at\": \"2026-12-20T" hour ":00\", \"approved_by\": \"Kari\", "                     \
    "\"approved_at\": \"2026-12-20T" hour ":30\""
#define SWAP                                                                                       \
    ASKED("s1", "swap", "anne", "12")                                                              \
    ", \"agreed\": [\"bjorn\"], \"doctor\": \"anne\", \"duty\": \"dogn:2027-01-11\", "              \
    "\"other_doctor\": \"bjorn\", \"other_duty\": \"dogn:2027-01-12\"}"
#define RELEASE                                                                                    \
    ASKED("r1", "release", "anne", "13") ", \"doctor\": \"anne\", \"duty\": \"dogn:2027-01-13\"}"
/* Cecilie may not be alone, and that day has no backup. */
#define ILLEGAL                                                                                    \
    ASKED("g1", "give", "bjorn", "14")                                                             \
    ", \"agreed\": [\"cecilie\"], \"doctor\": \"bjorn\", \"other_doctor\": \"cecilie\", "           \
    "\"duty\": \"dogn:2027-01-17\"}"
#define NOT_APPROVED                                                                               \
    "{\"id\": \"w1\", \"kind\": \"give\", \"asked_by\": \"anne\", \"asked_at\": "                   \
    "\"2026-12-20T09:00\", \"agreed\": [\"bjorn\"], \"doctor\": \"anne\", "                         \
    "\"other_doctor\": \"bjorn\", \"duty\": \"dogn:2027-01-16\"}"

static int64_t current(const char *book)
{
    vakt_disk disk = {.report = report};
    int64_t number;
    ck_assert_int_eq(vakt_book_current(&disk, book, arena, &number), VAKT_OK);
    return number;
}

static bool is_there(const char *path)
{
    return access(path, F_OK) == 0;
}

/* Says no more than where they part: whole books are too long for a message. */
static void expect_same(const char *expected, const char *found, size_t step)
{
    size_t i = 0;
    while (expected[i] && expected[i] == found[i])
        i++;
    size_t from = i > 200 ? i - 200 : 0;
    ck_assert_msg(expected[i] == found[i], "step %zu: expected\n%.400s\nfound\n%.400s", step,
                  expected + from, found + from);
}

/* ---- publish ---- */

START_TEST(a_published_roster_is_revision_1_with_an_entry_for_each_duty_given)
{
    vakt_book_state state;
    publish();
    ck_assert_int_eq(vakt_book_open("book", 0, report, &state), VAKT_OK);
    ck_assert_int_eq(state.docs.revision->number, 1);
    ck_assert_uint_eq(state.docs.journal->n_entries, 8);
    ck_assert_ptr_null(state.docs.journal->entries[0].from);
    ck_assert_str_eq(state.docs.journal->entries[0].to, "anne");
    vakt_book_close(&state);
}
END_TEST

START_TEST(a_roster_that_breaks_a_hard_rule_is_not_published)
{
    vakt_book_options options = options_at(at(december(20), 10));
    put_on("dogn:2027-01-16", "cecilie");
    ck_assert_int_eq(vakt_book_publish("book", instance, &roster, &options, report, &result),
                     VAKT_E_ANSWER_NO);
    ck_assert_uint_gt(result.n_refusing, 0);
    vakt_book_result_done(&result);
    ck_assert(!is_there("book"));
}
END_TEST

START_TEST(a_book_is_not_published_over)
{
    vakt_book_options options = options_at(at(december(21), 10));
    publish();
    char *before = tree_text("book");
    ck_assert_int_eq(publish_with(&options), VAKT_E_ANSWER_NO);
    char *after = tree_text("book");
    expect_same(before, after, 0);
    free(before);
    free(after);
}
END_TEST

START_TEST(a_folder_with_something_else_in_it_does_not_become_a_book)
{
    vakt_book_options options = options_at(at(december(20), 10));
    ck_assert_int_eq(mkdir("book", 0700), 0);
    tree_write("book", "budget.txt", "x");
    ck_assert_int_eq(publish_with(&options), VAKT_E_IO);
    ck_assert(!is_there("book/book.json"));
}
END_TEST

/* ---- rebuild ---- */

START_TEST(approved_changes_are_published_and_their_files_are_done)
{
    publish();
    drop("a.json", SWAP);
    vakt_book_result r = rebuild_at(at(december(21), 3));
    ck_assert(r.published);
    ck_assert_uint_eq(r.n_applied, 1);
    ck_assert_int_eq(current("book"), 2);
    ck_assert(is_there("book/done/a.json") && !is_there("book/inbox/a.json"));
}
END_TEST

START_TEST(a_refused_change_takes_its_file_to_refused_with_the_reason_and_the_others_hold)
{
    char *bytes;
    size_t length;
    publish();
    drop("a.json", SWAP ", " ILLEGAL);
    vakt_book_result r = rebuild_at(at(december(21), 3));
    ck_assert_uint_eq(r.n_applied, 1);
    ck_assert_uint_eq(r.n_refused, 1);
    ck_assert(is_there("book/refused/a.json"));
    ck_assert_int_eq(vakt_file_read("book/refused/a.json.reason.txt", &bytes, &length, NULL),
                     VAKT_OK);
    ck_assert_ptr_nonnull(strstr(bytes, "g1"));
    ck_assert_ptr_nonnull(strstr(bytes, "bakvakt"));
    free(bytes);
}
END_TEST

START_TEST(an_idle_run_at_any_later_time_writes_nothing)
{
    publish();
    drop("a.json", SWAP ", " RELEASE);
    drop("b.json", NOT_APPROVED);
    rebuild_at(at(december(21), 3));
    char *before = tree_text("book");
    struct stat then, now;
    ck_assert_int_eq(stat("book/reports", &then), 0);
    for (int day = 22; day < 31; day++) {
        vakt_book_result r = rebuild_at(at(december(day), 3));
        ck_assert(!r.published && !r.finished);
    }
    ck_assert_int_eq(stat("book/reports", &now), 0);
    ck_assert(then.st_mtim.tv_nsec == now.st_mtim.tv_nsec);
    char *after = tree_text("book");
    expect_same(before, after, 0);
    free(before);
    free(after);
}
END_TEST

START_TEST(a_change_delivered_again_is_not_applied_again)
{
    publish();
    drop("a.json", SWAP);
    rebuild_at(at(december(21), 3));
    drop("a.json", SWAP); /* the same file again: it only goes where the first went */
    drop("other.json", SWAP);
    vakt_book_result r = rebuild_at(at(december(22), 3));
    ck_assert(!r.published);
    ck_assert_uint_eq(r.n_duplicates, 1);
    ck_assert(is_there("book/done/a.json") && !is_there("book/done/a (2).json"));
    ck_assert(is_there("book/done/other.json") && !is_there("book/inbox/other.json"));
}
END_TEST

START_TEST(another_file_of_a_name_that_is_taken_gets_a_number)
{
    publish();
    drop("a.json", SWAP);
    rebuild_at(at(december(21), 3));
    drop("a.json", RELEASE);
    rebuild_at(at(december(22), 3));
    ck_assert(is_there("book/done/a.json") && is_there("book/done/a (2).json"));
}
END_TEST

START_TEST(a_change_that_waits_stays_until_its_approval_comes)
{
    publish();
    drop("w.json", NOT_APPROVED);
    ck_assert_uint_eq(rebuild_at(at(december(21), 3)).n_waiting, 1);
    ck_assert(is_there("book/inbox/w.json"));
    drop("ok.json",
         "{\"id\": \"w1\", \"kind\": \"give\", \"asked_by\": \"anne\", \"asked_at\": "
         "\"2026-12-20T09:00\", \"agreed\": [\"bjorn\"], \"approved_by\": \"Kari\", \"doctor\": "
         "\"anne\", \"other_doctor\": \"bjorn\", \"duty\": \"dogn:2027-01-16\"}");
    vakt_book_result r = rebuild_at(at(december(22), 3));
    ck_assert_uint_eq(r.n_applied, 1);
    ck_assert_uint_eq(r.n_waiting, 0);
    ck_assert(is_there("book/done/w.json") && is_there("book/done/ok.json"));
}
END_TEST

START_TEST(a_change_is_judged_after_the_one_it_builds_on_whatever_their_times)
{
    publish();
    drop("a.json", "{\"id\": \"a1\", \"kind\": \"give\", \"asked_by\": \"bjorn\", \"asked_at\": "
                   "\"2026-12-20T08:00\", \"agreed\": [\"anne\"], \"approved_by\": \"Kari\", "
                   "\"approved_at\": \"2026-12-20T08:00\", \"after\": [\"s1\"], \"doctor\": "
                   "\"bjorn\", \"other_doctor\": \"anne\", \"duty\": \"dogn:2027-01-11\"}");
    drop("b.json", SWAP);
    vakt_book_result r = rebuild_at(at(december(21), 3));
    ck_assert_uint_eq(r.n_waiting, 0);
    ck_assert_uint_eq(r.n_applied, 2);
}
END_TEST

START_TEST(what_is_no_document_is_refused_and_names_being_written_are_left)
{
    publish();
    tree_write("book/inbox", "notes.txt", "hei");
    tree_write("book/inbox", ".hidden", "hei");
    tree_write("book/inbox", "x.json.tmp", "hei");
    ck_assert_int_eq(symlink("/etc/passwd", "book/inbox/link.json"), 0);
    vakt_book_result r = rebuild_at(at(december(21), 3) + 60 * 24 * 3650);
    ck_assert(!r.published);
    ck_assert_uint_eq(r.n_refused, 2);
    ck_assert(is_there("book/refused/notes.txt.reason.txt"));
    ck_assert(is_there("book/refused/link.json.reason.txt"));
    ck_assert(is_there("book/inbox/.hidden") && is_there("book/inbox/x.json.tmp"));
}
END_TEST

START_TEST(a_file_that_may_be_half_written_is_left_while_it_is_young)
{
    publish();
    tree_write("book/inbox", "half.json", "{\"version\": 1, \"cha");
    struct stat info;
    ck_assert_int_eq(stat("book/inbox/half.json", &info), 0);
    vakt_minute written = (vakt_minute)(info.st_mtime / 60);
    /* The test runs at some time; the book is published long after it and then long before. */
    vakt_minute first = at(december(20), 10);
    ck_assert(written < first + 60 * 24 * 36500);
    vakt_book_options options = options_at(written > first ? written + 5 : first);
    ck_assert_int_eq(rebuild_with("book", &options, NULL), VAKT_OK);
    ck_assert(is_there("book/inbox/half.json") == (options.now < written + 10));
    options.now = options.now > written + 10 ? options.now : written + 10;
    ck_assert_int_eq(rebuild_with("book", &options, NULL), VAKT_OK);
    ck_assert(is_there("book/refused/half.json"));
}
END_TEST

START_TEST(a_clock_that_was_set_back_stops_the_run)
{
    publish();
    drop("a.json", SWAP);
    char *before = tree_text("book");
    vakt_book_options options = options_at(at(december(20), 9));
    ck_assert_int_eq(rebuild_with("book", &options, NULL), VAKT_E_IO);
    char *after = tree_text("book");
    expect_same(before, after, 0);
    free(before);
    free(after);
}
END_TEST

START_TEST(a_dry_run_tells_what_it_would_do_and_writes_nothing)
{
    publish();
    drop("a.json", SWAP);
    char *before = tree_text("book");
    vakt_book_options options = options_at(at(december(21), 3));
    vakt_book_result r;
    options.dry_run = true;
    ck_assert_int_eq(rebuild_with("book", &options, &r), VAKT_OK);
    ck_assert(r.published && r.n_applied == 1 && r.revision == 2);
    char *after = tree_text("book");
    expect_same(before, after, 0);
    free(before);
    free(after);
}
END_TEST

START_TEST(a_damaged_revision_is_found_out)
{
    publish();
    tree_write("book/revisions/000001", "standing.json",
               "{\"version\": 1, \"problem\": \"first\", \"revision\": 2}\n");
    vakt_book_options options = options_at(at(december(21), 3));
    ck_assert_int_eq(rebuild_with("book", &options, NULL), VAKT_E_IO);
}
END_TEST

static int hold_lock(void)
{
    int ends[2];
    ck_assert_int_eq(pipe(ends), 0);
    if (fork() == 0) {
        vakt_disk disk = {0};
        int fd;
        long holder;
        if (vakt_disk_lock(&disk, "book/lock", &fd, &holder) == VAKT_OK)
            (void)!write(ends[1], "x", 1);
        pause();
        _exit(0);
    }
    char byte;
    ck_assert_int_eq((int)read(ends[0], &byte, 1), 1);
    close(ends[0]);
    close(ends[1]);
    return 0;
}

START_TEST(a_second_job_says_so_and_leaves)
{
    publish();
    drop("a.json", SWAP);
    hold_lock();
    vakt_book_options options = options_at(at(december(21), 3));
    ck_assert_int_eq(vakt_book_rebuild("book", &options, report, &result), VAKT_E_IO);
    vakt_book_result_done(&result);
    ck_assert_ptr_nonnull(strstr(vakt_report_at(report, 0)->text, "another job"));
    ck_assert(is_there("book/inbox/a.json"));
    signal(SIGTERM, SIG_IGN);
    kill(0, SIGTERM);
    wait(NULL);
}
END_TEST

/* ---- restore ---- */

START_TEST(an_earlier_roster_comes_back_as_a_new_revision_but_for_what_has_begun)
{
    vakt_book_state state;
    publish();
    drop("a.json", SWAP ", " RELEASE);
    rebuild_at(at(december(21), 3));
    vakt_book_options options = options_at(at(vakt_day_from_civil(2027, 1, 11), 9));
    ck_assert_int_eq(vakt_book_restore("book", 1, &options, report, &result), VAKT_OK);
    ck_assert(result.published && result.revision == 3);
    vakt_book_result_done(&result);
    ck_assert_int_eq(vakt_book_open("book", 0, report, &state), VAKT_OK);
    const vakt_instance *in = state.instance;
    int bjorn = vakt_instance_doctor_index(in, "bjorn"), anne = vakt_instance_doctor_index(in, "anne");
    ck_assert_int_eq(state.roster.doctor[vakt_instance_duty_index(in, "dogn:2027-01-11")], bjorn);
    ck_assert_int_eq(state.roster.doctor[vakt_instance_duty_index(in, "dogn:2027-01-12")], bjorn);
    ck_assert_int_eq(state.roster.doctor[vakt_instance_duty_index(in, "dogn:2027-01-13")], anne);
    ck_assert_int_eq(state.docs.revision->restored, 1);
    vakt_book_close(&state);
}
END_TEST

START_TEST(a_roster_that_has_become_illegal_is_not_taken_back)
{
    publish();
    drop("a.json", "{\"id\": \"f1\", \"kind\": \"absence\", \"asked_by\": \"anne\", \"asked_at\": "
                   "\"2026-12-20T12:00\", \"approved_by\": \"Kari\", \"doctor\": \"anne\", "
                   "\"absence\": {\"from\": \"2027-01-11\", \"to\": \"2027-01-13\"}}");
    rebuild_at(at(december(21), 3));
    char *before = tree_text("book");
    vakt_book_options options = options_at(at(december(22), 3));
    ck_assert_int_eq(vakt_book_restore("book", 1, &options, report, &result), VAKT_E_ANSWER_NO);
    ck_assert_uint_gt(result.n_refusing, 0);
    vakt_book_result_done(&result);
    char *after = tree_text("book");
    expect_same(before, after, 0);
    free(before);
    free(after);
}
END_TEST

/* ---- killed, or out of space, at every step ---- */

typedef struct fault {
    size_t step, at; /* dies or fails at step `at`, 1.. */
    int number;      /* errno, or 0 = dies */
    bool reached;
} fault;

static int strike(void *context, const char *step, const char *path)
{
    fault *f = context;
    (void)step;
    (void)path;
    if (++f->step != f->at)
        return 0;
    f->reached = true;
    if (f->number == 0)
        _exit(DIED);
    return f->number;
}

/* A run that dies at step n, in a process of its own; false when it ended before. */
static bool dies(const char *book, vakt_minute now, size_t n)
{
    int code;
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        fault f = {.at = n};
        vakt_book_options options = options_at(now);
        options.before = strike;
        options.context = &f;
        if (strcmp(book, "new") == 0)
            (void)!vakt_book_publish(book, instance, &roster, &options, report, &result);
        else
            (void)!vakt_book_rebuild(book, &options, report, &result);
        _exit(0);
    }
    ck_assert_int_eq(waitpid(child, &code, 0), child);
    ck_assert(WIFEXITED(code));
    return WEXITSTATUS(code) == DIED;
}

/* A book with a night's work before it: applied, refused, waiting, foreign. */
static void busy_night(void)
{
    publish();
    drop("a.json", SWAP);
    drop("b.json", RELEASE ", " ILLEGAL);
    drop("c.json", NOT_APPROVED);
    drop("d.json", SWAP);
    tree_write("book/inbox", "notes.txt", "hei");
}

START_TEST(killed_at_any_step_and_run_again_it_ends_where_it_would_have_ended)
{
    vakt_minute now = at(december(21), 3) + 60 * 24 * 10;
    vakt_book_options options = options_at(now);
    busy_night();
    tree_copy("book", "whole");
    ck_assert_int_eq(rebuild_with("whole", &options, NULL), VAKT_OK);
    char *expected = tree_text("whole");
    size_t n = 1;
    for (;; n++) {
        tree_copy("book", "killed");
        bool died = dies("killed", now, n);
        int64_t held = current("killed");
        ck_assert(held == 1 || held == 2); /* never in between */
        ck_assert_int_eq(rebuild_with("killed", &options, NULL), VAKT_OK);
        char *found = tree_text("killed");
        expect_same(expected, found, n);
        free(found);
        tree_remove("killed");
        if (!died)
            break;
    }
    ck_assert_uint_gt(n, 60);
    free(expected);
}
END_TEST

START_TEST(killed_twice_it_still_ends_there)
{
    vakt_minute now = at(december(21), 3) + 60 * 24 * 10;
    vakt_book_options options = options_at(now);
    busy_night();
    tree_copy("book", "whole");
    ck_assert_int_eq(rebuild_with("whole", &options, NULL), VAKT_OK);
    char *expected = tree_text("whole");
    for (size_t n = 5; n < 90; n += 13) {
        for (size_t m = 1; m < 60; m += 17) {
            tree_copy("book", "killed");
            dies("killed", now, n);
            dies("killed", now, m);
            ck_assert_int_eq(rebuild_with("killed", &options, NULL), VAKT_OK);
            char *found = tree_text("killed");
            expect_same(expected, found, n);
            free(found);
            tree_remove("killed");
        }
    }
    free(expected);
}
END_TEST

START_TEST(without_space_at_any_step_the_published_roster_is_untouched_and_nothing_is_lost)
{
    vakt_minute now = at(december(21), 3) + 60 * 24 * 10;
    vakt_book_options options = options_at(now);
    busy_night();
    tree_copy("book", "whole");
    ck_assert_int_eq(rebuild_with("whole", &options, NULL), VAKT_OK);
    char *expected = tree_text("whole"), *before = tree_text("book");
    for (size_t n = 1;; n++) {
        fault f = {.at = n, .number = ENOSPC};
        vakt_book_options full = options;
        vakt_book_result r;
        full.before = strike;
        full.context = &f;
        tree_copy("book", "full");
        vakt_status status = rebuild_with("full", &full, &r);
        ck_assert_int_eq(status, f.reached ? VAKT_E_IO : VAKT_OK);
        if (f.reached && !r.published) { /* before the commit: as if it had not run */
            char *found = tree_text("full");
            expect_same(before, found, n);
            free(found);
        }
        ck_assert_int_eq(current("full"), r.published ? 2 : 1);
        ck_assert_int_eq(rebuild_with("full", &options, NULL), VAKT_OK);
        char *found = tree_text("full");
        expect_same(expected, found, n);
        free(found);
        tree_remove("full");
        if (!f.reached)
            break;
    }
    free(expected);
    free(before);
}
END_TEST

START_TEST(a_publish_killed_at_any_step_is_published_again)
{
    vakt_minute now = at(december(20), 10);
    vakt_book_options options = options_at(now);
    publish();
    char *expected = tree_text("book");
    for (size_t n = 1;; n++) {
        bool died = dies("new", now, n);
        if (is_there("new/current")) /* it was committed: the pages are made by the next job */
            ck_assert_int_eq(rebuild_with("new", &options, NULL), VAKT_OK);
        else
            ck_assert_int_eq(
                vakt_book_publish("new", instance, &roster, &options, report, &result), VAKT_OK);
        vakt_book_result_done(&result);
        char *found = tree_text("new");
        expect_same(expected, found, n);
        free(found);
        tree_remove("new");
        if (!died)
            break;
    }
    free(expected);
}
END_TEST

static Suite *suite(void)
{
    Suite *s = suite_create("book");
    TCase *c = tcase_create("book");
    tcase_add_checked_fixture(c, set_up, tear_down);
    tcase_add_test(c, a_published_roster_is_revision_1_with_an_entry_for_each_duty_given);
    tcase_add_test(c, a_roster_that_breaks_a_hard_rule_is_not_published);
    tcase_add_test(c, a_book_is_not_published_over);
    tcase_add_test(c, a_folder_with_something_else_in_it_does_not_become_a_book);
    tcase_add_test(c, approved_changes_are_published_and_their_files_are_done);
    tcase_add_test(c, a_refused_change_takes_its_file_to_refused_with_the_reason_and_the_others_hold);
    tcase_add_test(c, an_idle_run_at_any_later_time_writes_nothing);
    tcase_add_test(c, a_change_delivered_again_is_not_applied_again);
    tcase_add_test(c, another_file_of_a_name_that_is_taken_gets_a_number);
    tcase_add_test(c, a_change_that_waits_stays_until_its_approval_comes);
    tcase_add_test(c, a_change_is_judged_after_the_one_it_builds_on_whatever_their_times);
    tcase_add_test(c, what_is_no_document_is_refused_and_names_being_written_are_left);
    tcase_add_test(c, a_file_that_may_be_half_written_is_left_while_it_is_young);
    tcase_add_test(c, a_clock_that_was_set_back_stops_the_run);
    tcase_add_test(c, a_dry_run_tells_what_it_would_do_and_writes_nothing);
    tcase_add_test(c, a_damaged_revision_is_found_out);
    tcase_add_test(c, a_second_job_says_so_and_leaves);
    tcase_add_test(c, an_earlier_roster_comes_back_as_a_new_revision_but_for_what_has_begun);
    tcase_add_test(c, a_roster_that_has_become_illegal_is_not_taken_back);
    suite_add_tcase(s, c);
    TCase *crash = tcase_create("crash");
    tcase_add_checked_fixture(crash, set_up, tear_down);
    tcase_add_test(crash, killed_at_any_step_and_run_again_it_ends_where_it_would_have_ended);
    tcase_add_test(crash, killed_twice_it_still_ends_there);
    tcase_add_test(crash, without_space_at_any_step_the_published_roster_is_untouched_and_nothing_is_lost);
    tcase_add_test(crash, a_publish_killed_at_any_step_is_published_again);
    suite_add_tcase(s, crash);
    return s;
}

int main(void)
{
    SRunner *r = srunner_create(suite());
    srunner_run_all(r, CK_NORMAL);
    int failed = srunner_ntests_failed(r);
    srunner_free(r);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
