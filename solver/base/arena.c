#include "base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK_BYTES ((size_t)65536)

struct chunk {
    struct chunk *next;
    size_t used, size;
    _Alignas(max_align_t) unsigned char bytes[];
};

struct vakt_arena {
    struct chunk *chunks;
};

vakt_arena *vakt_arena_new(void)
{
    return calloc(1, sizeof(vakt_arena));
}

void vakt_arena_free(vakt_arena *arena)
{
    if (!arena)
        return;
    for (struct chunk *c = arena->chunks, *next; c; c = next) {
        next = c->next;
        free(c);
    }
    free(arena);
}

static struct chunk *chunk_push(vakt_arena *arena, size_t size)
{
    struct chunk *c = calloc(1, sizeof *c + size);
    if (!c)
        return NULL;
    c->size = size;
    c->next = arena->chunks;
    arena->chunks = c;
    return c;
}

void *vakt_arena_alloc(vakt_arena *arena, size_t count, size_t size)
{
    const size_t align = _Alignof(max_align_t);
    if (size != 0 && count > (SIZE_MAX / 2) / size)
        return NULL;
    size_t need = count * size;
    need = need == 0 ? align : (need + align - 1) / align * align;
#ifdef VAKT_ARENA_MALLOC
    struct chunk *c = chunk_push(arena, count * size != 0 ? count * size : 1);
    return c ? c->bytes : NULL;
#else
    struct chunk *c = arena->chunks;
    if (!c || c->size - c->used < need) {
        c = chunk_push(arena, need > CHUNK_BYTES ? need : CHUNK_BYTES);
        if (!c)
            return NULL;
    }
    void *result = c->bytes + c->used;
    c->used += need;
    return result;
#endif
}

char *vakt_arena_copy(vakt_arena *arena, const char *text, size_t length)
{
    char *copy = vakt_arena_alloc(arena, length + 1, 1);
    if (copy)
        memcpy(copy, text, length);
    return copy;
}

char *vakt_arena_strdup(vakt_arena *arena, const char *text)
{
    return vakt_arena_copy(arena, text, strlen(text));
}
