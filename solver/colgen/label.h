/* Plans of least price for one doctor, some of the rows left over by the diagram in sight. */
#ifndef VAKT_COLGEN_LABEL_H
#define VAKT_COLGEN_LABEL_H

#include "colgen/relax.h"

#define VAKT_MAX_PLANS 8

/* Memory of the search, kept from call to call; one per thread. */
typedef struct vakt_labels {
    unsigned char *bytes; /* labels side by side, stride bytes each */
    size_t capacity, stride;
    int32_t n;
    int32_t *first;       /* per node: its labels, a list; -1 = none */
    size_t n_first;
    struct vakt_rank *ranks;
    size_t n_ranks;
    int32_t *slots;       /* per part: place in the state, -1 = out of sight */
    size_t n_slots_room;
    int32_t *ahead;       /* per node and place: what the path of least weight to the end adds */
    size_t n_ahead;
    int64_t work;         /* state entries moved or compared */
    int64_t end;          /* work at which a search is given up */
} vakt_labels;

void vakt_labels_done(vakt_labels *labels);

typedef struct vakt_plans {
    size_t n;
    int64_t price[VAKT_MAX_PLANS]; /* relaxed, least first */
    int32_t label[VAKT_MAX_PLANS];
    int64_t lost; /* every plan that was dropped for lack of room costs at least this */
} vakt_plans;

/*
 * The cheapest plans below `cutoff` at the slopes of the last run of `relax`. Every plan of the
 * doctor costs at least min(price[0], lost, cutoff).
 *
 * seen    per part: in sight. A row needs the indicators left over that it has, and these theirs.
 * hope    what a plan may cost more than the least estimate: the more, the more labels that end
 *         well are preferred to cheap ones; 0 = not at all
 * width   labels per node
 */
VAKT_MUST_USE vakt_status vakt_labels_run(vakt_labels *labels, vakt_relax *relax, const bool *seen,
                                          int64_t cutoff, int64_t hope, size_t width,
                                          vakt_plans *ret_plans);

/* The items of a plan found, ascending; returns how many. */
size_t vakt_labels_read(const vakt_labels *labels, const vakt_relax *relax, int32_t label,
                        int32_t *ret_items);

#endif
