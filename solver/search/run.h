/* What the parts of one search share: the best roster, the bounds, and the count of work. */
#ifndef VAKT_SEARCH_RUN_H
#define VAKT_SEARCH_RUN_H

#include "colgen/colgen.h"
#include "compact/compact.h"
#include "search/position.h"
#include "search/search.h"
#include "search/solo.h"

/*   letter  meaning: the key to vakt_progress.event */
#define VAKT_EVENTS(ROW)                                                                           \
    ROW(VAKT_EVENT_CONSTRUCT, 'C', "roster built from nothing")                                    \
    ROW(VAKT_EVENT_INSERT, 'I', "roster built or bettered doctor by doctor")                       \
    ROW(VAKT_EVENT_RUIN, 'U', "roster bettered by taking some doctors out and in again")           \
    ROW(VAKT_EVENT_SUBSET, 'S', "roster bettered by column generation for some doctors")           \
    ROW(VAKT_EVENT_LOCAL, 'L', "roster bettered by exchanges")                                     \
    ROW(VAKT_EVENT_ROOT, 'R', "bound from the relaxation")                                         \
    ROW(VAKT_EVENT_MIP, 'M', "roster found by branch and cut")                                     \
    ROW(VAKT_EVENT_NEIGHBOUR, 'N', "roster found in a neighbourhood")                              \
    ROW(VAKT_EVENT_COLUMNS, 'G', "roster found by column generation")                              \
    ROW(VAKT_EVENT_COLUMN_BOUND, 'K', "bound risen by column generation")                          \
    ROW(VAKT_EVENT_BOUND, 'B', "bound risen")                                                      \
    ROW(VAKT_EVENT_PROVEN, 'P', "level proven")

enum {
#define VAKT_EVENT_ENUM(id, letter, meaning) id = letter,
    VAKT_EVENTS(VAKT_EVENT_ENUM)
#undef VAKT_EVENT_ENUM
};

/* Ways of improving the best roster. */
typedef enum vakt_way { VAKT_WAY_NEIGHBOURHOOD, VAKT_WAY_RUIN, VAKT_N_WAYS } vakt_way;

typedef struct vakt_run {
    const vakt_program *program;
    const vakt_search_options *options;
    const vakt_hooks *hooks;
    vakt_position *position; /* the roster under change; anything between two steps */
    vakt_compact *full;      /* the whole program; NULL = not needed yet, or too large */
    bool full_is_too_large;  /* for its relaxation to be of use */
    bool root_is_solved;     /* its relaxation for the level at hand; or the engine gave up */
    int limited;             /* levels before this one are limited in `full` */
    vakt_colgen *colgen;     /* NULL until it is first asked */
    int64_t column_work;     /* its counted work */
    int64_t n_columns;       /* plans in its pool after the last call */
    vakt_solo solo;          /* opened together with colgen */
    vakt_lp_effort lp;       /* counted by all LP and MIP solves */
    int64_t lp_work;         /* the same, weighted by the size of the models */
    int64_t asked_at;        /* work at the last question whether to stop */
    vakt_stop stopped;
    uint64_t random;  /* state of the generator */
    size_t hood_size; /* variables the next neighbourhood sets free */
    int64_t n_slices; /* of improvement so far */
    struct {
        int64_t rate; /* gain per work of the last slices */
    } ways[VAKT_N_WAYS];

    bool found, infeasible;
    uint8_t *best, *scratch; /* n_vars each */
    int64_t best_levels[VAKT_MAX_LEVELS];
    int level; /* being minimised */
    int visit; /* times that all levels were gone through before */
    int64_t root_bound; /* what the relaxation alone has given for the level at hand */
    bool columns_win[VAKT_MAX_LEVELS]; /* column generation proved more for its work */
    int64_t bounds[VAKT_MAX_LEVELS];
} vakt_run;

VAKT_MUST_USE vakt_status vakt_run_init(vakt_run *run, const vakt_program *program,
                                        const vakt_search_options *options,
                                        const vakt_hooks *hooks);
void vakt_run_done(vakt_run *run);

/*
 * Counted work: simplex iterations, nodes and terms touched, in one unit that takes about as long
 * wherever it is spent.
 */
int64_t vakt_run_work(const vakt_run *run);

/* What a simplex iteration on a model of so many rows counts. */
int64_t vakt_run_iteration_weight(int64_t n_rows);

/* Takes over the effort spent on a model since the last call. */
void vakt_run_count(vakt_run *run, const vakt_compact *compact, const vakt_lp_effort *effort);

/*
 * Whether to stop now. The hook is asked at most once per value of the count, so that the count
 * alone tells where a run was stopped, and a work limit of that value stops at the same place.
 */
bool vakt_run_stopped(vakt_run *run);

/* Takes the roster when it keeps all hard rows and is lexicographically better. */
bool vakt_run_offer(vakt_run *run, const uint8_t *values, char event);
bool vakt_run_offer_position(vakt_run *run, char event);

void vakt_run_raise_bound(vakt_run *run, int64_t bound, char event);
void vakt_run_event(const vakt_run *run, char event);

/* Makes a level the one at hand. Going back gives up the model that holds the levels between. */
void vakt_run_go_to_level(vakt_run *run, int level);

/* The level at hand has nothing left to prove. */
bool vakt_run_level_is_closed(const vakt_run *run);

/* 0 <= number < limit; splitmix64 (Steele, Lea, Flood 2014). */
size_t vakt_run_random(vakt_run *run, size_t limit);

/*
 * Branch and cut on a model within `work` more units. Rosters found are offered as `event`. When
 * the model is the whole program minimising the level at hand, its bounds are taken over.
 */
VAKT_MUST_USE vakt_status vakt_run_solve_mip(vakt_run *run, vakt_compact *compact, int64_t work,
                                             char event, vakt_lp_mip_result *ret_result);

/* An engine that gave up costs a proof, not the roster already found: STUCK instead of VAKT_E_LP.
 */
VAKT_MUST_USE vakt_status vakt_run_forgive(const vakt_run *run, vakt_status status,
                                           vakt_lp_outcome *ret_outcome);

/* Makes colgen and solo ready, if they are not. */
VAKT_MUST_USE vakt_status vakt_run_open_columns(vakt_run *run);

void vakt_shuffle(vakt_run *run, int *items, size_t n);

/* The parts, in the order vakt_search calls them. */
VAKT_MUST_USE vakt_status vakt_insert_all(vakt_run *run);

/* The position, whatever it is, until no doctor alone can be planned better; never worse. */
VAKT_MUST_USE vakt_status vakt_sweep(vakt_run *run, char event);

VAKT_MUST_USE vakt_status vakt_construct(vakt_run *run, const uint8_t *start);
void vakt_improve_locally(vakt_run *run);
/* The relaxation, within so much work and a share of its own. */
VAKT_MUST_USE vakt_status vakt_prove_root(vakt_run *run, int64_t work);
VAKT_MUST_USE vakt_status vakt_prove_by_mip(vakt_run *run, int64_t work);
VAKT_MUST_USE vakt_status vakt_prove_by_columns(vakt_run *run, int64_t work, bool root_only);
VAKT_MUST_USE vakt_status vakt_improve_by_neighbourhoods(vakt_run *run, int rounds_without_gain);

/* Slices of whatever way gains most, until so many in turn gained nothing, or for so much work. */
VAKT_MUST_USE vakt_status vakt_improve(vakt_run *run, int slices_without_gain, int64_t work);

/* Takes a few doctors out of the best roster and in again, for so much work. */
VAKT_MUST_USE vakt_status vakt_improve_by_ruin(vakt_run *run, int64_t work);

#endif
