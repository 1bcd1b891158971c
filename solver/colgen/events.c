/*
 * Problem: arcs mean the same when the same variables become 1 and the same points fall due.
 *
 * Idea: every event is kept once, so that equal means equal number. Variables are added in one
 * order for the whole diagram, hence a list is known by its last variable and what was before.
 */
#include "colgen/events.h"

#include <string.h>

enum { KEY_EVENT, KEY_LIST, KEY_DUE };

bool vakt_events_init(vakt_events *e)
{
    *e = (vakt_events){0};
    vakt_map_clear(&e->map);
    vakt_event none = {-1, 0, 0};
    vakt_event_link end = {-1, -1};
    vakt_due free_of_charge = {{0}};
    return VAKT_VEC_PUSH(&e->events, none) && VAKT_VEC_PUSH(&e->links, end) &&
           VAKT_VEC_PUSH(&e->dues, free_of_charge);
}

void vakt_events_done(vakt_events *e)
{
    VAKT_VEC_DONE(&e->events);
    VAKT_VEC_DONE(&e->links);
    VAKT_VEC_DONE(&e->dues);
    vakt_map_done(&e->map);
}

static int32_t intern(vakt_events *e, vakt_event event)
{
    if (event.item < 0 && event.list == 0 && event.due == 0)
        return 0;
    /* Lists with variables know the item: it is their first. */
    vakt_map_key key = {{KEY_EVENT, event.list, event.due, 0}};
    int32_t *at = vakt_map_at(&e->map, key, (int32_t)e->events.count);
    if (!at)
        return -1;
    int32_t number = *at;
    if ((size_t)number == e->events.count && !VAKT_VEC_PUSH(&e->events, event))
        return -1;
    return number;
}

static int32_t intern_list(vakt_events *e, int32_t before, int32_t local)
{
    vakt_event_link link = {before, local};
    int32_t *at =
        vakt_map_at(&e->map, (vakt_map_key){{KEY_LIST, before, local, 0}}, (int32_t)e->links.count);
    if (!at)
        return -1;
    int32_t number = *at;
    if ((size_t)number == e->links.count && !VAKT_VEC_PUSH(&e->links, link))
        return -1;
    return number;
}

static uint64_t hash_due(const vakt_due *due)
{
    uint64_t h = 14695981039346656037u;
    for (int k = 0; k < VAKT_MAX_LEVELS; k++)
        h = (h ^ (uint64_t)due->points[k]) * 0xff51afd7ed558ccdu;
    return h ^ h >> 29;
}

static int32_t intern_due(vakt_events *e, vakt_due due)
{
    uint64_t h = hash_due(&due);
    if (memcmp(&due, &e->dues.items[0], sizeof due) == 0)
        return 0;
    for (int32_t salt = 0;; salt++) {
        vakt_map_key key = {{KEY_DUE + salt, (int32_t)(h & 0x7fffffff), (int32_t)(h >> 33), 1}};
        int32_t *at = vakt_map_at(&e->map, key, (int32_t)e->dues.count);
        if (!at)
            return -1;
        int32_t number = *at;
        if ((size_t)number == e->dues.count)
            return VAKT_VEC_PUSH(&e->dues, due) ? number : -1;
        if (memcmp(&e->dues.items[number], &due, sizeof due) == 0)
            return number;
    }
}

int32_t vakt_events_take(vakt_events *e, int32_t item)
{
    int32_t list = intern_list(e, 0, item);
    return list < 0 ? -1 : intern(e, (vakt_event){item, list, 0});
}

int32_t vakt_events_add_var(vakt_events *e, int32_t event, int32_t local)
{
    vakt_event made = e->events.items[event];
    made.list = intern_list(e, made.list, local);
    return made.list < 0 ? -1 : intern(e, made);
}

int32_t vakt_events_add_points(vakt_events *e, int32_t event, int level, int64_t points)
{
    vakt_event made = e->events.items[event];
    vakt_due due = e->dues.items[made.due];
    due.points[level] += points;
    made.due = intern_due(e, due);
    return made.due < 0 ? -1 : intern(e, made);
}
