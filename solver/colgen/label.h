/* Plans of least relaxed cost for one doctor, by dynamic programming over the items. */
#ifndef VAKT_COLGEN_LABEL_H
#define VAKT_COLGEN_LABEL_H

#include "colgen/layout.h"

#define VAKT_MAX_PLANS 8

typedef struct vakt_trace {
    int32_t before, item;
} vakt_trace;

/* Memory of the dynamic programme, kept from call to call; one per thread. */
typedef struct vakt_dp {
    unsigned char *now, *next; /* labels of a stage, side by side */
    size_t now_capacity, next_capacity; /* bytes */
    struct vakt_rank *ranks;
    size_t rank_capacity;
    vakt_trace *traces;
    size_t n_traces, trace_capacity;
    int64_t touches; /* state entries moved or compared: the measure of work */
    int64_t end;     /* touches at which a run is given up */
} vakt_dp;

void vakt_dp_done(vakt_dp *dp);

typedef struct vakt_plans {
    size_t n;
    int64_t cost[VAKT_MAX_PLANS]; /* relaxed, cheapest first */
    int32_t trace[VAKT_MAX_PLANS]; /* of the last item; -1 = no item */
    int64_t lost; /* every plan that was dropped for lack of room costs at least this */
} vakt_plans;

/*
 * The cheapest plans below `cutoff`. Every plan of the doctor costs at least
 * min(cost[0], lost, cutoff), relaxed and so in truth.
 *
 * given   per item: 0 forbidden, 1 forced, -1 free
 * limit   labels per stage
 */
VAKT_MUST_USE vakt_status vakt_dp_run(vakt_dp *dp, const vakt_layout *layout, const int8_t *given,
                                      int64_t cutoff, size_t limit, vakt_plans *ret_plans);

#endif
