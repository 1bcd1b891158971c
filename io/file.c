/* Whole files, written so that a reader sees the old content or the new, never a part. */
#define _XOPEN_SOURCE 700 /* realpath */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/vakt_io.h"

#define TEMPORARY_NAMES 1000 /* left over by killed processes of the same number */

static vakt_status fail(vakt_report *report, const char *path, const char *what, int number)
{
    const vakt_place place = {.file = path};
    vakt_report_add(report, VAKT_ERROR, &place, "%s: %s", what, strerror(number));
    return VAKT_E_IO;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
        /* POSIX leaves larger counts to the system. */
        ssize_t n = write(fd, bytes, length < (size_t)1 << 30 ? length : (size_t)1 << 30);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            errno = n < 0 ? errno : EIO;
            return false;
        }
        bytes += n;
        length -= (size_t)n;
    }
    return true;
}

/* True where the file system knows no sync of such a file. */
static bool sync_all(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
}

static vakt_status write_stdout(const char *bytes, size_t length, vakt_report *report)
{
    if (fflush(stdout) != 0 || !write_all(STDOUT_FILENO, bytes, length))
        return fail(report, "standard output", "cannot be written", errno);
    return VAKT_OK;
}

static vakt_status write_in_place(const char *path, const char *bytes, size_t length,
                                  vakt_report *report)
{
    int fd = open(path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return fail(report, path, "cannot be opened for writing", errno);
    int number = write_all(fd, bytes, length) ? 0 : errno;
    if (close(fd) != 0 && number == 0)
        number = errno;
    return number ? fail(report, path, "cannot be written", number) : VAKT_OK;
}

/* A new file of the directory; -1 with errno. Not mkstemp: its mode is not by the umask. */
static int open_temporary(int directory, char name[64])
{
    for (int i = 0; i < TEMPORARY_NAMES; i++) {
        snprintf(name, 64, ".vaktplan-%ld-%d.tmp", (long)getpid(), i);
        int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
                        S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH);
        if (fd >= 0 || errno != EEXIST)
            return fd;
    }
    return -1;
}

/* The mode must be kept, for it may be what keeps others from reading. The owner is kept only as
 * far as the system allows. */
static bool keep_mode(int fd, const struct stat *old)
{
    struct stat now;
    if (fstat(fd, &now) != 0)
        return false;
    /* The group first: changing owners may clear mode bits. */
    bool group_kept = now.st_gid == old->st_gid || fchown(fd, (uid_t)-1, old->st_gid) == 0;
    if (now.st_uid != old->st_uid && fchown(fd, old->st_uid, (gid_t)-1) != 0 && errno != EPERM)
        return false;
    mode_t mode = old->st_mode & (S_IRWXU | S_IRWXG | S_IRWXO);
    if (!group_kept)
        mode &= (mode_t)~S_IRWXG; /* rights that were another group's */
    return fchmod(fd, mode) == 0;
}

/* `old` = what is there now, or NULL. */
static vakt_status replace(const char *path, const char *bytes, size_t length,
                           const struct stat *old, vakt_report *report)
{
    vakt_status status = VAKT_OK;
    char temporary[64] = "";
    int directory = -1, fd = -1;
    const char *slash = strrchr(path, '/');
    const char *name = slash ? slash + 1 : path;
    char *parent = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    if (!parent)
        return VAKT_E_NOMEM;
    directory = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (directory < 0) {
        status = fail(report, path, "the directory cannot be opened", errno);
        goto done;
    }
    fd = open_temporary(directory, temporary);
    if (fd < 0) {
        temporary[0] = '\0';
        status = fail(report, path, "cannot be created", errno);
        goto done;
    }
    if ((old && !keep_mode(fd, old)) || !write_all(fd, bytes, length) || !sync_all(fd)) {
        status = fail(report, path, "cannot be written", errno);
        goto done;
    }
    int closed = close(fd);
    fd = -1;
    if (closed != 0) {
        status = fail(report, path, "cannot be written", errno);
        goto done;
    }
    if (renameat(directory, temporary, directory, name) != 0) {
        status = fail(report, path, "cannot be replaced", errno);
        goto done;
    }
    temporary[0] = '\0';
    if (!sync_all(directory))
        status = fail(report, path, "is written, but may be lost in a power cut", errno);
done:
    if (fd >= 0)
        close(fd);
    if (temporary[0])
        unlinkat(directory, temporary, 0);
    if (directory >= 0)
        close(directory);
    free(parent);
    return status;
}

vakt_status vakt_file_write(const char *path, const char *bytes, size_t length,
                            vakt_report *report)
{
    struct stat there;
    if (strcmp(path, "-") == 0)
        return write_stdout(bytes, length, report);
    if (lstat(path, &there) != 0)
        return errno == ENOENT ? replace(path, bytes, length, NULL, report)
                               : fail(report, path, "cannot be written", errno);
    /* A new name in the place of a link would leave its target old. */
    char *target = S_ISLNK(there.st_mode) ? realpath(path, NULL) : strdup(path);
    if (!target)
        return errno == ENOMEM ? VAKT_E_NOMEM
                               : fail(report, path, "the link leads nowhere", errno);
    vakt_status status;
    if (stat(target, &there) != 0)
        status = fail(report, path, "cannot be written", errno);
    else if (S_ISDIR(there.st_mode))
        status = fail(report, path, "cannot be written", EISDIR);
    else if (S_ISREG(there.st_mode) && access(target, W_OK) != 0)
        status = fail(report, path, "cannot be written", errno); /* a rename would not ask */
    else if (S_ISREG(there.st_mode))
        status = replace(target, bytes, length, &there, report);
    else
        status = write_in_place(target, bytes, length, report);
    free(target);
    return status;
}
