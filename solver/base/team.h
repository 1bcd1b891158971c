/* Independent jobs on several threads. Which thread does a job, and when, must not show in what it
 * makes. */
#ifndef VAKT_BASE_TEAM_H
#define VAKT_BASE_TEAM_H

#include <stddef.h>

#include "base/status.h"

typedef struct vakt_team {
    /* The job of an index: works on what belongs to that index alone. */
    vakt_status (*job)(void *context, size_t index);
    /* Called before each job, in order of index and one at a time. May be NULL. */
    void (*begin)(void *context, size_t index);
    /* Called in each thread that did jobs, when it has done its last. May be NULL. */
    void (*leave)(void);
    void *context;
} vakt_team;

/*
 * Does jobs 0..n_jobs-1, taken in order, on at most `workers` threads, the caller's among them, and
 * returns when all are done. After a failure no further job begins. The status is that of the
 * failed job with the least index among those that ran. Where no thread can be had the caller's
 * does it all.
 */
VAKT_MUST_USE vakt_status vakt_team_run(const vakt_team *team, size_t n_jobs, size_t workers);

#endif
