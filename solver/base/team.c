#include "base/team.h"

#include <pthread.h>
#include <stdbool.h>

enum { MOST_WORKERS = 16 };

typedef struct work {
    const vakt_team *team;
    pthread_mutex_t lock;
    size_t next, n_jobs, failed; /* failed: index of the first failure, n_jobs = none */
    vakt_status status;
} work;

static bool take(work *w, size_t *ret_index)
{
    pthread_mutex_lock(&w->lock);
    bool more = w->next < w->n_jobs && w->failed == w->n_jobs;
    if (more) {
        *ret_index = w->next++;
        if (w->team->begin)
            w->team->begin(w->team->context, *ret_index);
    }
    pthread_mutex_unlock(&w->lock);
    return more;
}

static void give_back(work *w, size_t index, vakt_status status)
{
    pthread_mutex_lock(&w->lock);
    if (status != VAKT_OK && index < w->failed) {
        w->failed = index;
        w->status = status;
    }
    pthread_mutex_unlock(&w->lock);
}

static void *run(void *context)
{
    work *w = context;
    size_t index;
    while (take(w, &index))
        give_back(w, index, w->team->job(w->team->context, index));
    if (w->team->leave)
        w->team->leave();
    return NULL;
}

vakt_status vakt_team_run(const vakt_team *team, size_t n_jobs, size_t workers)
{
    work w = {.team = team, .n_jobs = n_jobs, .failed = n_jobs, .status = VAKT_OK};
    pthread_t threads[MOST_WORKERS];
    size_t n = 0;
    if (pthread_mutex_init(&w.lock, NULL) != 0)
        return VAKT_E_NOMEM;
    while (n + 1 < workers && n + 1 < n_jobs && n < MOST_WORKERS &&
           pthread_create(&threads[n], NULL, run, &w) == 0)
        n++;
    run(&w);
    for (size_t i = 0; i < n; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&w.lock);
    return w.status;
}
