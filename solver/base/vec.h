/* A growable array by macro: struct { T *items; size_t count, capacity; } */
#ifndef VAKT_BASE_VEC_H
#define VAKT_BASE_VEC_H

#include <stddef.h>
#include <stdlib.h>

#define VAKT_VEC(T)                                                                                \
    struct {                                                                                       \
        T *items;                                                                                  \
        size_t count, capacity;                                                                    \
    }

/* Grows *items (of item_size bytes) so that one more fits; 0 when out of memory. */
static inline int vakt_vec_grow(void **items, size_t count, size_t *capacity, size_t item_size)
{
    if (count < *capacity)
        return 1;
    size_t wanted = *capacity ? *capacity * 2 : 16;
    if (wanted > (size_t)-1 / 2 / item_size)
        return 0;
    void *grown = realloc(*items, wanted * item_size);
    if (!grown)
        return 0;
    *items = grown;
    *capacity = wanted;
    return 1;
}

/* True when the value was appended, false when out of memory. */
#define VAKT_VEC_PUSH(vec, value)                                                                  \
    (vakt_vec_grow((void **)&(vec)->items, (vec)->count, &(vec)->capacity, sizeof *(vec)->items)   \
         ? ((vec)->items[(vec)->count++] = (value), 1)                                             \
         : 0)

#define VAKT_VEC_DONE(vec)                                                                         \
    (free((vec)->items), (vec)->items = NULL, (vec)->count = (vec)->capacity = 0)

#endif
