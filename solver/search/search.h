/* From a rule program to the best roster found and what is proven about it. */
#ifndef VAKT_SEARCH_SEARCH_H
#define VAKT_SEARCH_SEARCH_H

#include "rules/program.h"

typedef enum vakt_stop { VAKT_STOP_NONE, VAKT_STOP_WORK, VAKT_STOP_TIME, VAKT_STOP_SIGNAL } vakt_stop;

typedef struct vakt_progress {
    char event;           /* source letter: key in search.c */
    int level;            /* being minimised */
    int64_t work;         /* counted work so far */
    int64_t value, bound; /* of that level; bound INT64_MIN = not known, value INT64_MAX = none */
} vakt_progress;

typedef struct vakt_hooks {
    /* Asked between pieces of work: a stop wanted from outside (signal or deadline)? */
    vakt_stop (*stop)(void *context);
    void (*progress)(void *context, const vakt_progress *progress);
    void *context;
} vakt_hooks;

/*   engine  word: how levels are proven */
#define VAKT_ENGINES(ROW)                                                                          \
    ROW(VAKT_ENGINE_AUTO, "auto")       /* by the measured root gap */                             \
    ROW(VAKT_ENGINE_COMPACT, "compact") /* branch and cut on the compact model */                  \
    ROW(VAKT_ENGINE_COLGEN, "colgen")   /* branch and price */

typedef enum vakt_engine {
#define VAKT_ENGINE_ENUM(id, word) id,
    VAKT_ENGINES(VAKT_ENGINE_ENUM)
#undef VAKT_ENGINE_ENUM
} vakt_engine;

typedef struct vakt_search_options {
    int64_t work_limit; /* counted work, 0 = none; reproducible */
    uint64_t seed;
    int64_t proof_work; /* work given to proving each level before improving by neighbourhoods; 0 = default */
    vakt_engine engine; /* private: for tests and experiments */
    int n_levels;       /* only so many levels are minimised and bounded; 0 = all */
    bool afresh;        /* begins from nothing, and from a given start only if that is better */
    /* Values known from elsewhere, or NULL: no roster's levels are lexicographically before them.
     * VAKT_MAX_LEVELS entries; from the first INT64_MIN on nothing is known. */
    const int64_t *known;
} vakt_search_options;

typedef struct vakt_level_result {
    int64_t value, bound; /* bound <= optimum given the earlier levels' values; INT64_MIN = none */
    bool proven;          /* value == bound and every earlier level proven */
} vakt_level_result;

typedef struct vakt_search_result {
    bool found;      /* a roster that keeps every hard row */
    bool infeasible; /* proven that none exists, open duties allowed */
    uint8_t *values; /* n_vars entries, owned by the caller (free) */
    vakt_level_result levels[VAKT_MAX_LEVELS];
    int64_t work, nodes, lp_iterations;
    int64_t columns; /* plans in the pool of column generation at the end; 0 = not used */
    vakt_stop stopped_by;
} vakt_search_result;

/*
 * Deterministic for equal program, options and, when stop() never fires, to the byte; a run that
 * stop() ended at work W is reproduced by work_limit = W.
 * start: values of a roster to begin from (n_vars entries, ASSIGN ones used), or NULL.
 */
VAKT_MUST_USE vakt_status vakt_search(const vakt_program *program,
                                      const vakt_search_options *options, const vakt_hooks *hooks,
                                      const uint8_t *start, vakt_search_result *ret_result);

#endif
