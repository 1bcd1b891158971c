/*
 * Memory by lifetime: everything allocated from an arena lives until the arena is freed.
 *
 * Built with VAKT_ARENA_MALLOC each object is a malloc of its own, so that the sanitizers see
 * overruns between objects.
 */
#ifndef VAKT_BASE_ARENA_H
#define VAKT_BASE_ARENA_H

#include <stddef.h>

typedef struct vakt_arena vakt_arena;

vakt_arena *vakt_arena_new(void);      /* NULL when out of memory */
void vakt_arena_free(vakt_arena *arena); /* accepts NULL */

/* count * size zeroed bytes, aligned for any type; NULL when out of memory or on overflow.
 * A count of 0 gives a valid, unusable pointer. */
void *vakt_arena_alloc(vakt_arena *arena, size_t count, size_t size);

/* A copy of the first `length` bytes of text, terminated; NULL when out of memory. */
char *vakt_arena_copy(vakt_arena *arena, const char *text, size_t length);
char *vakt_arena_strdup(vakt_arena *arena, const char *text);

#endif
