/*
 * Problem: number states and arcs as they are met, many small tables one after the other.
 *
 * Idea: open addressing; a slot counts only when its stamp is the present one.
 */
#include "colgen/map.h"

#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY 256

void vakt_map_done(vakt_map *map)
{
    free(map->slots);
    *map = (vakt_map){0};
}

void vakt_map_clear(vakt_map *map)
{
    map->count = 0;
    if (++map->stamp != 0)
        return;
    if (map->slots)
        memset(map->slots, 0, map->capacity * sizeof *map->slots);
    map->stamp = 1;
}

static size_t hash(const vakt_map_key *key)
{
    uint64_t h = 0x9e3779b97f4a7c15u;
    for (int i = 0; i < 4; i++)
        h = (h ^ (uint32_t)key->part[i]) * 0xff51afd7ed558ccdu;
    return (size_t)(h ^ h >> 32);
}

static vakt_map_slot *find(const vakt_map *map, const vakt_map_key *key)
{
    size_t at = hash(key) & (map->capacity - 1);
    while (map->slots[at].stamp == map->stamp &&
           memcmp(&map->slots[at].key, key, sizeof *key) != 0)
        at = (at + 1) & (map->capacity - 1);
    return &map->slots[at];
}

static bool grow(vakt_map *map)
{
    vakt_map wider = {.capacity = map->capacity ? 2 * map->capacity : FIRST_CAPACITY, .stamp = 1};
    wider.slots = calloc(wider.capacity, sizeof *wider.slots);
    if (!wider.slots)
        return false;
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].stamp != map->stamp)
            continue;
        vakt_map_slot *slot = find(&wider, &map->slots[i].key);
        *slot = map->slots[i];
        slot->stamp = wider.stamp;
    }
    wider.count = map->count;
    free(map->slots);
    *map = wider;
    return true;
}

int32_t *vakt_map_at(vakt_map *map, vakt_map_key key, int32_t fresh)
{
    if (2 * (map->count + 1) > map->capacity && !grow(map))
        return NULL;
    vakt_map_slot *slot = find(map, &key);
    if (slot->stamp != map->stamp) {
        *slot = (vakt_map_slot){key, fresh, map->stamp};
        map->count++;
    }
    return &slot->value;
}
