/*
 * What the book does to a disk: each step by itself, in a fixed order, synced where a later step
 * relies on it. Errors are reported with path and reason; nothing is retried.
 */
#ifndef VAKT_BOOK_DISK_H
#define VAKT_BOOK_DISK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/report.h"
#include "base/status.h"

typedef struct vakt_disk {
    vakt_report *report; /* may be NULL */
    /* Asked before each step that writes: 0 to go on, or the errno it is to fail with. For tests,
     * which count steps, fail one or end the process there. NULL: never asked. */
    int (*before)(void *context, const char *step, const char *path);
    void *context;
    size_t steps; /* that were begun: 0 = nothing was written */
} vakt_disk;

typedef enum vakt_entry { VAKT_ENTRY_FILE, VAKT_ENTRY_FOLDER, VAKT_ENTRY_OTHER, VAKT_ENTRY_NONE } vakt_entry;

/* ---- reading ---- */

/* "a/b"; NULL when out of memory. */
const char *vakt_disk_join(vakt_arena *arena, const char *folder, const char *name);
vakt_entry vakt_disk_entry(const char *path); /* links are not followed */
/* Names in the folder but "." and "..", in byte order. */
VAKT_MUST_USE vakt_status vakt_disk_list(vakt_disk *disk, const char *folder, vakt_arena *arena,
                                         const char *const **ret_names, size_t *ret_n);
/* Like vakt_file_read, into the arena, but never waits for a pipe nor follows a link. */
VAKT_MUST_USE vakt_status vakt_disk_read(vakt_disk *disk, const char *path, vakt_arena *arena,
                                         const char **ret_bytes, size_t *ret_length);
/* Where the link leads, as it is written; NULL when it is none. */
const char *vakt_disk_link(const char *path, vakt_arena *arena);
/* Seconds since 1970 when the file was last written; 0 = not known. */
long long vakt_disk_written_at(const char *path);

/* ---- writing ---- */

VAKT_MUST_USE vakt_status vakt_disk_make_folder(vakt_disk *disk, const char *path);
/* A new file, synced. One of that name is written over: it is nobody's yet. */
VAKT_MUST_USE vakt_status vakt_disk_write(vakt_disk *disk, const char *path, const char *bytes,
                                          size_t length);
/* The file holds these bytes or the old ones, never a part. Equal bytes are not written again. */
VAKT_MUST_USE vakt_status vakt_disk_replace(vakt_disk *disk, const char *path, const char *bytes,
                                            size_t length, vakt_arena *arena);
VAKT_MUST_USE vakt_status vakt_disk_sync_folder(vakt_disk *disk, const char *path);
VAKT_MUST_USE vakt_status vakt_disk_rename(vakt_disk *disk, const char *from, const char *to);
/* The symbolic link `path` leads to `target`, by one rename. */
VAKT_MUST_USE vakt_status vakt_disk_point(vakt_disk *disk, const char *path, const char *target,
                                          vakt_arena *arena);
VAKT_MUST_USE vakt_status vakt_disk_remove(vakt_disk *disk, const char *path); /* a file or link */
/* A folder with the files in it, and one level of folders in those. */
VAKT_MUST_USE vakt_status vakt_disk_remove_folder(vakt_disk *disk, const char *path,
                                                  vakt_arena *arena);

/* ---- one job at a time ---- */

/* Holds the file until vakt_disk_unlock or the end of the process; *ret_holder is the process that
 * has it when it is held (VAKT_E_IO, reported), else 0. The file must be there. */
VAKT_MUST_USE vakt_status vakt_disk_lock(vakt_disk *disk, const char *path, int *ret_fd,
                                         long *ret_holder);
void vakt_disk_unlock(int fd);

#endif
