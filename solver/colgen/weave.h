/* The making of a diagram: layers of nodes, one more row or indicator at a time. */
#ifndef VAKT_COLGEN_WEAVE_H
#define VAKT_COLGEN_WEAVE_H

#include "colgen/events.h"
#include "colgen/network.h"

/* A node of a layer: the item skipped (0) or taken (1). */
typedef struct vakt_weave_node {
    int32_t to[2];    /* node of the next layer; -1 = no plan goes there */
    int32_t event[2];
} vakt_weave_node;

typedef struct vakt_weave_layer {
    vakt_weave_node *nodes;
    int32_t n;
} vakt_weave_layer;

/* A row, or an indicator, and the items that can change it. */
typedef struct vakt_weave_part {
    bool is_row;
    int32_t index; /* of the row, or local number of the indicator */
    int32_t first, last;
} vakt_weave_part;

typedef struct vakt_weave {
    const vakt_net *net;
    vakt_weave_layer *layers; /* n_items + 1; before item i; the last has one node, the end */
    size_t n_nodes;
    vakt_events events;
    int64_t constant[VAKT_MAX_LEVELS]; /* points that no plan avoids */
    bool empty;                        /* no plan is legal */
    int64_t work;                      /* nodes made and merged */
    /* Scratch. */
    vakt_map map;
    int32_t *coefs;                    /* per local variable: in the part at hand */
    VAKT_VEC(int32_t) sums, stamps;    /* per event: of its variables' coefficients */
    int32_t stamp;
} vakt_weave;

VAKT_MUST_USE vakt_status vakt_weave_init(vakt_weave *weave, const vakt_net *net);
void vakt_weave_done(vakt_weave *weave);

/*
 * Makes the layers know the part: paths that break a hard row end, soft ones pay as they go, an
 * indicator becomes 1 on the arc that decides it. Left as it was when more than `room` nodes would
 * be needed for its layers. All indicators among the part's variables must be known.
 *
 * coefs   of the part's variables: n pairs of local number and coefficient
 */
VAKT_MUST_USE vakt_status vakt_weave_add(vakt_weave *weave, const vakt_weave_part *part,
                                         const vakt_net_effect *coefs, size_t n, size_t room,
                                         bool *ret_taken);

/* Removes nodes that no path comes to, and merges what is alike everywhere. */
VAKT_MUST_USE vakt_status vakt_weave_clean(vakt_weave *weave);

#endif
