/* A table from four numbers to one, emptied at no cost. */
#ifndef VAKT_COLGEN_MAP_H
#define VAKT_COLGEN_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct vakt_map_key {
    int32_t part[4];
} vakt_map_key;

typedef struct vakt_map_slot {
    vakt_map_key key;
    int32_t value;
    uint32_t stamp; /* of the filling it belongs to */
} vakt_map_slot;

/* All zero = empty. */
typedef struct vakt_map {
    vakt_map_slot *slots;
    size_t capacity, count; /* capacity: 0 or a power of 2 */
    uint32_t stamp;
} vakt_map;

void vakt_map_done(vakt_map *map);
void vakt_map_clear(vakt_map *map);

/* The key's value; a new key gets `fresh`. NULL when out of memory. Valid until the next call. */
int32_t *vakt_map_at(vakt_map *map, vakt_map_key key, int32_t fresh);

#endif
