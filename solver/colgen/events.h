/* What happens along an arc of a diagram: variables become 1, points fall due. Each kind once. */
#ifndef VAKT_COLGEN_EVENTS_H
#define VAKT_COLGEN_EVENTS_H

#include "base/vec.h"
#include "colgen/map.h"
#include "rules/program.h"

/* Event 0: nothing happens. List 0: no variables. Due 0: no points. */
typedef struct vakt_event {
    int32_t item; /* taken, or -1 */
    int32_t list, due;
} vakt_event;

/* A list of variables: the last one, and the list before it. */
typedef struct vakt_event_link {
    int32_t before, local;
} vakt_event_link;

typedef struct vakt_due {
    int64_t points[VAKT_MAX_LEVELS];
} vakt_due;

typedef struct vakt_events {
    VAKT_VEC(vakt_event) events;
    VAKT_VEC(vakt_event_link) links;
    VAKT_VEC(vakt_due) dues;
    vakt_map map;
} vakt_events;

VAKT_MUST_USE bool vakt_events_init(vakt_events *events);
void vakt_events_done(vakt_events *events);

/* The event, old or new; -1 when out of memory. */
int32_t vakt_events_take(vakt_events *events, int32_t item);
int32_t vakt_events_add_var(vakt_events *events, int32_t event, int32_t local);
int32_t vakt_events_add_points(vakt_events *events, int32_t event, int level, int64_t points);

#endif
