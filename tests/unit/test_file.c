/* links: vakt_problem_io vakt_doc vakt_domain vakt_base */
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "io/vakt_io.h"

static vakt_report *report;
static char folder[64];

static void set_up(void)
{
    report = vakt_report_new(100);
    ck_assert_ptr_nonnull(report);
    strcpy(folder, "/tmp/vakt-file-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static size_t n_files(void)
{
    size_t n = 0;
    DIR *dir = opendir(folder);
    ck_assert_ptr_nonnull(dir);
    for (const struct dirent *entry; (entry = readdir(dir));)
        n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(dir);
    return n;
}

static void tear_down(void)
{
    static const char *const names[] = {"a", "b", "link"};
    char path[128];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        unlink(path);
    }
    ck_assert_int_eq(rmdir(folder), 0);
    vakt_report_free(report);
}

static const char *in_folder(const char *name)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void expect_content(const char *name, const char *content)
{
    char text[16] = "";
    FILE *file = fopen(in_folder(name), "rb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fread(text, 1, sizeof text - 1, file), strlen(content));
    fclose(file);
    ck_assert_str_eq(text, content);
}

static void expect_written(vakt_status status)
{
    if (status != VAKT_OK)
        ck_abort_msg("%s", vakt_report_at(report, vakt_report_count(report) - 1)->text);
}

START_TEST(a_file_is_made_and_replaced)
{
    struct stat made;
    umask(027);
    expect_written(vakt_file_write(in_folder("a"), "old", 3, report));
    expect_content("a", "old");
    ck_assert_int_eq(stat(in_folder("a"), &made), 0);
    ck_assert_int_eq(made.st_mode & 0777, 0640);
    ck_assert_int_eq(chmod(in_folder("a"), 0604), 0);
    expect_written(vakt_file_write(in_folder("a"), "newer", 5, report));
    expect_content("a", "newer");
    ck_assert_int_eq(stat(in_folder("a"), &made), 0);
    ck_assert_int_eq(made.st_mode & 0777, 0604);
    ck_assert_uint_eq(n_files(), 1);

    char link[128];
    snprintf(link, sizeof link, "%s/link", folder);
    ck_assert_int_eq(symlink("a", link), 0);
    expect_written(vakt_file_write(link, "", 0, report));
    ck_assert_int_eq(lstat(link, &made), 0);
    ck_assert(S_ISLNK(made.st_mode));
    expect_content("a", "");

    ck_assert_int_eq(chdir(folder), 0);
    expect_written(vakt_file_write("b", "here", 4, report));
    expect_content("b", "here");
    ck_assert_uint_eq(n_files(), 3);
}
END_TEST

START_TEST(a_failed_write_leaves_the_old_file)
{
    static char much[100000];
    struct rlimit old, small = {.rlim_cur = 4096};
    expect_written(vakt_file_write(in_folder("a"), "old", 3, report));
    signal(SIGXFSZ, SIG_IGN);
    ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
    small.rlim_max = old.rlim_max;
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0); /* a full disk, as far as it matters */
    vakt_status status = vakt_file_write(in_folder("a"), much, sizeof much, report);
    vakt_status new_status = vakt_file_write(in_folder("b"), much, sizeof much, report);
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &old), 0);
    ck_assert_int_eq(status, VAKT_E_IO);
    ck_assert_int_eq(new_status, VAKT_E_IO);
    expect_content("a", "old");
    ck_assert_uint_eq(n_files(), 1);
    ck_assert_str_eq(vakt_report_at(report, 1)->place.file, in_folder("b"));
    ck_assert_ptr_nonnull(strstr(vakt_report_at(report, 1)->text, strerror(EFBIG)));
}
END_TEST

START_TEST(what_cannot_be_written_is_told)
{
    static const struct {
        const char *path;
        int number;
    } cases[] = {{"/tmp/vakt-no-such-dir/a", ENOENT},
                 {"/dev/null/a", ENOTDIR},
                 {"/tmp", EISDIR},
                 {"/dev/full", ENOSPC},
                 {"", ENOENT}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ck_assert_int_eq(vakt_file_write(cases[i].path, "x", 1, report), VAKT_E_IO);
        const vakt_diagnostic *d = vakt_report_at(report, i);
        ck_assert_str_eq(d->place.file, cases[i].path);
        ck_assert_msg(strstr(d->text, strerror(cases[i].number)) != NULL, "%s", d->text);
    }
    ck_assert_int_eq(vakt_file_write("/dev/null", "x", 1, report), VAKT_OK);
    struct stat null;
    ck_assert_int_eq(stat("/dev/null", &null), 0);
    ck_assert(S_ISCHR(null.st_mode));
}
END_TEST

/* The exit status of a child whose standard output is `out`: the status of its write. */
static int write_to(int out)
{
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        signal(SIGPIPE, SIG_IGN);
        dup2(out, STDOUT_FILENO);
        _exit((int)vakt_file_write("-", "text", 4, NULL));
    }
    int result = 0;
    ck_assert_int_eq(waitpid(child, &result, 0), child);
    ck_assert(WIFEXITED(result));
    return WEXITSTATUS(result);
}

START_TEST(standard_output_tells_its_errors)
{
    int full = open("/dev/full", O_WRONLY), ends[2];
    ck_assert_int_ge(full, 0);
    ck_assert_int_eq(write_to(full), VAKT_E_IO);
    close(full);
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq(write_to(ends[1]), VAKT_OK);
    char got[8] = "";
    ck_assert_int_eq(read(ends[0], got, sizeof got), 4);
    ck_assert_str_eq(got, "text");
    close(ends[0]);
    ck_assert_int_eq(write_to(ends[1]), VAKT_E_IO);
    close(ends[1]);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("file");
    TCase *files = tcase_create("files");
    tcase_add_checked_fixture(files, set_up, tear_down);
    tcase_add_test(files, a_file_is_made_and_replaced);
    tcase_add_test(files, a_failed_write_leaves_the_old_file);
    tcase_add_test(files, what_cannot_be_written_is_told);
    tcase_add_test(files, standard_output_tells_its_errors);
    suite_add_tcase(suite, files);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
