/*
 * All plans of a doctor that keep the rows which can be kept by remembering little: a graph without
 * cycles, whose paths from the first node to the last are these plans. The other rows and
 * indicators are left over: parts, whose state a path has to carry. Built once per program.
 */
#ifndef VAKT_COLGEN_DIAGRAM_H
#define VAKT_COLGEN_DIAGRAM_H

#include "colgen/events.h"
#include "colgen/network.h"

typedef struct vakt_arc {
    int32_t to, event;
} vakt_arc;

/* What an event, or an indicator left over when it becomes 1, does to a part. */
typedef struct vakt_effect {
    int32_t part, coef; /* coef of a row; ones among an indicator's members */
} vakt_effect;

typedef struct vakt_part {
    bool is_row;
    int32_t index; /* of the network's row, or local number of the indicator */
    int32_t last;  /* item after which nothing changes it */
    int64_t least, most; /* of a row's activity, over all paths */
} vakt_part;

typedef struct vakt_diagram {
    const vakt_net *net;
    bool empty; /* no plan is legal */
    int32_t n_nodes, n_arcs, n_events, n_parts; /* node 0 is the root, the last one the end */
    int32_t *first_arc; /* n_nodes + 1; targets have greater numbers */
    vakt_arc *arcs;
    int32_t *position;  /* per node: items decided before it */
    vakt_event *events; /* 0 = nothing happens */
    vakt_event_link *links;
    vakt_due *dues;
    int64_t constant[VAKT_MAX_LEVELS]; /* points that no plan avoids */
    vakt_part *parts;      /* indicators before those and the rows that have them */
    int32_t *part_of_row;  /* per row of the network, -1 = the paths keep it */
    int32_t *part_of_var;  /* per local variable, -1 = items, and those on events */
    int32_t *first_effect; /* n_events + n_parts + 1: by event, then by part (indicators) */
    vakt_effect *effects;
    int64_t work;          /* that building it took */
} vakt_diagram;

/* What the nodes of a diagram are held to, unless a test wants it otherwise. */
#define VAKT_DIAGRAM_ROOM 10000

/*
 * room    nodes that parts spanning much of the plan may lead to; short ones get twice as many.
 *         With 0 only what needs no memory is taken in.
 */
VAKT_MUST_USE vakt_status vakt_diagram_init(vakt_diagram *diagram, const vakt_net *net,
                                            size_t room);
void vakt_diagram_done(vakt_diagram *diagram);

#endif
