/* A folder's whole content as text, copies of folders, and scratch folders. Header only. */
#ifndef VAKT_TESTS_TREE_H
#define VAKT_TESTS_TREE_H

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "io/doc.h"

static inline void tree_path(char path[1024], const char *folder, const char *name)
{
    ck_assert_int_lt(snprintf(path, 1024, "%s/%s", folder, name), 1024);
}

static inline int tree_no_dots(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* Adds every name below `folder`, in order, with its bytes or where it leads. */
static inline void tree_add(vakt_text *text, const char *folder, const char *below)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, tree_no_dots, alphasort);
    ck_assert_int_ge(n, 0);
    for (int i = 0; i < n; i++) {
        char path[1024], name[1024];
        struct stat info;
        tree_path(path, folder, entries[i]->d_name);
        tree_path(name, below, entries[i]->d_name);
        ck_assert_int_eq(lstat(path, &info), 0);
        if (S_ISDIR(info.st_mode)) {
            vakt_text_addf(text, "%s/\n", name);
            tree_add(text, path, name);
        } else if (S_ISLNK(info.st_mode)) {
            char target[256];
            ssize_t length = readlink(path, target, sizeof target - 1);
            ck_assert_int_gt((int)length, 0);
            target[length] = '\0';
            vakt_text_addf(text, "%s -> %s\n", name, target);
        } else {
            char *bytes;
            size_t length;
            ck_assert_int_eq(vakt_file_read(path, &bytes, &length, NULL), VAKT_OK);
            vakt_text_addf(text, "%s %zu\n", name, length);
            vakt_text_add_bytes(text, bytes, length);
            vakt_text_add(text, "\n");
            free(bytes);
        }
        free(entries[i]);
    }
    free(entries);
}

/* malloc'ed. */
static inline char *tree_text(const char *folder)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_add(&text, "\n");
    tree_add(&text, folder, "");
    ck_assert(!text.failed);
    return text.bytes;
}

static inline void tree_write(const char *folder, const char *name, const char *bytes)
{
    char path[1024];
    tree_path(path, folder, name);
    FILE *f = fopen(path, "wb");
    ck_assert_ptr_nonnull(f);
    ck_assert_uint_eq(fwrite(bytes, 1, strlen(bytes), f), strlen(bytes));
    ck_assert_int_eq(fclose(f), 0);
}

static inline void tree_remove(const char *folder)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, tree_no_dots, alphasort);
    for (int i = 0; i < n; i++) {
        char path[1024];
        struct stat info;
        tree_path(path, folder, entries[i]->d_name);
        if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode))
            tree_remove(path);
        else
            unlink(path);
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    rmdir(folder);
}

static inline void tree_copy(const char *from, const char *to)
{
    struct dirent **entries;
    ck_assert_int_eq(mkdir(to, 0700), 0);
    int n = scandir(from, &entries, tree_no_dots, alphasort);
    ck_assert_int_ge(n, 0);
    for (int i = 0; i < n; i++) {
        char source[1024], target[1024];
        struct stat info;
        tree_path(source, from, entries[i]->d_name);
        tree_path(target, to, entries[i]->d_name);
        ck_assert_int_eq(lstat(source, &info), 0);
        if (S_ISDIR(info.st_mode)) {
            tree_copy(source, target);
        } else if (S_ISLNK(info.st_mode)) {
            char link[256];
            ssize_t length = readlink(source, link, sizeof link - 1);
            ck_assert_int_gt((int)length, 0);
            link[length] = '\0';
            ck_assert_int_eq(symlink(link, target), 0);
        } else {
            char *bytes;
            size_t length;
            ck_assert_int_eq(vakt_file_read(source, &bytes, &length, NULL), VAKT_OK);
            FILE *f = fopen(target, "wb");
            ck_assert_ptr_nonnull(f);
            ck_assert_uint_eq(fwrite(bytes, 1, length, f), length);
            ck_assert_int_eq(fclose(f), 0);
            free(bytes);
        }
        free(entries[i]);
    }
    free(entries);
}

#endif
