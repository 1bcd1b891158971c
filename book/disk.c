#include "book/disk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/vec.h"
#include "io/doc.h"

#define NEW_SUFFIX ".new"

static vakt_status fail(vakt_disk *disk, const char *path, const char *what, int number)
{
    const vakt_place place = {.file = path};
    vakt_report_add(disk->report, VAKT_ERROR, &place, "%s: %s", what, strerror(number));
    return VAKT_E_IO;
}

/* False, with errno, when the step is not to be taken. */
static bool step(vakt_disk *disk, const char *name, const char *path)
{
    int number = disk->before ? disk->before(disk->context, name, path) : 0;
    disk->steps++;
    errno = number;
    return number == 0;
}

/* ---- reading ---- */

const char *vakt_disk_join(vakt_arena *arena, const char *folder, const char *name)
{
    size_t a = strlen(folder), b = strlen(name);
    char *path = vakt_arena_alloc(arena, a + b + 2, 1);
    if (!path)
        return NULL;
    memcpy(path, folder, a);
    path[a] = '/';
    memcpy(path + a + 1, name, b);
    return path;
}

vakt_entry vakt_disk_entry(const char *path)
{
    struct stat info;
    if (lstat(path, &info) != 0)
        return errno == ENOENT || errno == ENOTDIR ? VAKT_ENTRY_NONE : VAKT_ENTRY_OTHER;
    return S_ISREG(info.st_mode)   ? VAKT_ENTRY_FILE
           : S_ISDIR(info.st_mode) ? VAKT_ENTRY_FOLDER
                                   : VAKT_ENTRY_OTHER;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

vakt_status vakt_disk_list(vakt_disk *disk, const char *folder, vakt_arena *arena,
                           const char *const **ret_names, size_t *ret_n)
{
    vakt_status status = VAKT_OK;
    VAKT_VEC(const char *) names = {0};
    DIR *open_folder = opendir(folder);
    if (!open_folder)
        return fail(disk, folder, "the folder cannot be read", errno);
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(open_folder);
        if (!entry && errno != 0)
            status = fail(disk, folder, "the folder cannot be read", errno);
        if (!entry)
            break;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        const char *name = vakt_arena_strdup(arena, entry->d_name);
        if (!name || !VAKT_VEC_PUSH(&names, name)) {
            status = VAKT_E_NOMEM;
            break;
        }
    }
    closedir(open_folder);
    const char **list = vakt_arena_alloc(arena, names.count, sizeof *list);
    if (status == VAKT_OK && !list)
        status = VAKT_E_NOMEM;
    if (status == VAKT_OK) {
        for (size_t i = 0; i < names.count; i++)
            list[i] = names.items[i];
        qsort(list, names.count, sizeof *list, by_bytes);
        *ret_names = list;
        *ret_n = names.count;
    }
    VAKT_VEC_DONE(&names);
    return status;
}

vakt_status vakt_disk_read(vakt_disk *disk, const char *path, vakt_arena *arena,
                           const char **ret_bytes, size_t *ret_length)
{
    char *bytes = NULL;
    size_t length = 0;
    if (vakt_disk_entry(path) != VAKT_ENTRY_FILE) {
        const vakt_place place = {.file = path};
        vakt_report_add(disk->report, VAKT_ERROR, &place, "expected a file that is there");
        return VAKT_E_IO;
    }
    vakt_status status = vakt_file_read(path, &bytes, &length, disk->report);
    if (status != VAKT_OK)
        return status;
    const char *kept = vakt_arena_copy(arena, bytes, length);
    free(bytes);
    if (!kept)
        return VAKT_E_NOMEM;
    *ret_bytes = kept;
    *ret_length = length;
    return VAKT_OK;
}

const char *vakt_disk_link(const char *path, vakt_arena *arena)
{
    char target[1024];
    ssize_t length = readlink(path, target, sizeof target);
    if (length <= 0 || (size_t)length >= sizeof target)
        return NULL;
    return vakt_arena_copy(arena, target, (size_t)length);
}

long long vakt_disk_written_at(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 ? (long long)info.st_mtim.tv_sec : 0;
}

/* ---- writing ---- */

vakt_status vakt_disk_make_folder(vakt_disk *disk, const char *path)
{
    if (vakt_disk_entry(path) == VAKT_ENTRY_FOLDER)
        return VAKT_OK;
    if (!step(disk, "make folder", path) || mkdir(path, S_IRWXU | S_IRWXG | S_IRWXO) != 0)
        return fail(disk, path, "the folder cannot be made", errno);
    return VAKT_OK;
}

static bool write_part(int fd, const char *bytes, size_t length)
{
    while (length > 0) {
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
static bool synced(int fd)
{
    return fsync(fd) == 0 || errno == EINVAL || errno == ENOTSUP;
}

/* In two parts, so that a test can end between them. */
static bool fill(vakt_disk *disk, int fd, const char *path, const char *bytes, size_t length)
{
    size_t half = length / 2;
    return step(disk, "write", path) && write_part(fd, bytes, half) &&
           step(disk, "write on", path) && write_part(fd, bytes + half, length - half) &&
           step(disk, "sync", path) && synced(fd);
}

vakt_status vakt_disk_write(vakt_disk *disk, const char *path, const char *bytes, size_t length)
{
    if (!step(disk, "create", path))
        return fail(disk, path, "cannot be created", errno);
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
                  S_IRUSR | S_IWUSR | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH);
    if (fd < 0)
        return fail(disk, path, "cannot be created", errno);
    int number = fill(disk, fd, path, bytes, length) ? 0 : errno;
    if (close(fd) != 0 && number == 0)
        number = errno;
    return number ? fail(disk, path, "cannot be written", number) : VAKT_OK;
}

static bool holds(const char *path, const char *bytes, size_t length)
{
    char *there = NULL;
    size_t there_length = 0;
    bool same = vakt_disk_entry(path) == VAKT_ENTRY_FILE &&
                vakt_file_read(path, &there, &there_length, NULL) == VAKT_OK &&
                there_length == length && memcmp(there, bytes, length) == 0;
    free(there);
    return same;
}

static const char *new_name(vakt_arena *arena, const char *path)
{
    size_t length = strlen(path);
    char *name = vakt_arena_alloc(arena, length + sizeof NEW_SUFFIX, 1);
    if (name) {
        memcpy(name, path, length);
        memcpy(name + length, NEW_SUFFIX, sizeof NEW_SUFFIX);
    }
    return name;
}

vakt_status vakt_disk_replace(vakt_disk *disk, const char *path, const char *bytes, size_t length,
                              vakt_arena *arena)
{
    vakt_status status = VAKT_OK;
    const char *aside = new_name(arena, path);
    if (!aside)
        return VAKT_E_NOMEM;
    if (holds(path, bytes, length)) /* what a killed run left of it goes all the same */
        return vakt_disk_entry(aside) == VAKT_ENTRY_NONE ? VAKT_OK : vakt_disk_remove(disk, aside);
    VAKT_TRY(vakt_disk_write(disk, aside, bytes, length));
    VAKT_TRY(vakt_disk_rename(disk, aside, path));
done:
    if (status != VAKT_OK)
        unlink(aside);
    return status;
}

vakt_status vakt_disk_sync_folder(vakt_disk *disk, const char *path)
{
    if (!step(disk, "sync folder", path))
        return fail(disk, path, "cannot be synced", errno);
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return fail(disk, path, "the folder cannot be opened", errno);
    int number = synced(fd) ? 0 : errno;
    close(fd);
    return number ? fail(disk, path, "cannot be synced", number) : VAKT_OK;
}

vakt_status vakt_disk_rename(vakt_disk *disk, const char *from, const char *to)
{
    if (!step(disk, "rename", to) || rename(from, to) != 0)
        return fail(disk, to, "cannot be put in place", errno);
    return VAKT_OK;
}

vakt_status vakt_disk_point(vakt_disk *disk, const char *path, const char *target,
                            vakt_arena *arena)
{
    vakt_status status = VAKT_OK;
    const char *aside = new_name(arena, path);
    if (!aside)
        return VAKT_E_NOMEM;
    if (vakt_disk_entry(aside) != VAKT_ENTRY_NONE)
        VAKT_TRY(vakt_disk_remove(disk, aside));
    if (!step(disk, "link", aside) || symlink(target, aside) != 0)
        return fail(disk, aside, "the link cannot be made", errno);
    VAKT_TRY(vakt_disk_rename(disk, aside, path));
done:
    if (status != VAKT_OK)
        unlink(aside);
    return status;
}

vakt_status vakt_disk_remove(vakt_disk *disk, const char *path)
{
    if (!step(disk, "remove", path) || (unlink(path) != 0 && errno != ENOENT))
        return fail(disk, path, "cannot be removed", errno);
    return VAKT_OK;
}

static vakt_status remove_level(vakt_disk *disk, const char *path, int depth, vakt_arena *arena)
{
    vakt_status status;
    const char *const *names;
    size_t n;
    VAKT_TRY(vakt_disk_list(disk, path, arena, &names, &n));
    for (size_t i = 0; i < n; i++) {
        const char *inside = vakt_disk_join(arena, path, names[i]);
        if (!inside)
            return VAKT_E_NOMEM;
        if (depth > 0 && vakt_disk_entry(inside) == VAKT_ENTRY_FOLDER)
            VAKT_TRY(remove_level(disk, inside, depth - 1, arena));
        else
            VAKT_TRY(vakt_disk_remove(disk, inside));
    }
    if (!step(disk, "remove folder", path) || rmdir(path) != 0)
        status = fail(disk, path, "the folder cannot be removed", errno);
done:
    return status;
}

vakt_status vakt_disk_remove_folder(vakt_disk *disk, const char *path, vakt_arena *arena)
{
    return remove_level(disk, path, 1, arena);
}

/* ---- one job at a time ---- */

vakt_status vakt_disk_lock(vakt_disk *disk, const char *path, int *ret_fd, long *ret_holder)
{
    struct flock all = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    *ret_holder = 0;
    int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return fail(disk, path, "cannot be opened for writing", errno);
    if (fcntl(fd, F_SETLK, &all) == 0) {
        *ret_fd = fd;
        return VAKT_OK;
    }
    int number = errno;
    const vakt_place place = {.file = path};
    if (number != EACCES && number != EAGAIN) {
        close(fd);
        return fail(disk, path, "cannot be locked", number);
    }
    if (fcntl(fd, F_GETLK, &all) == 0 && all.l_type != F_UNLCK)
        *ret_holder = (long)all.l_pid;
    vakt_report_add(disk->report, VAKT_ERROR, &place,
                    "another job has the book (process %ld); run again when it is done",
                    *ret_holder);
    close(fd);
    return VAKT_E_IO;
}

void vakt_disk_unlock(int fd)
{
    if (fd >= 0)
        close(fd);
}
