#include "cover/diff.h"

#include <stdlib.h>
#include <string.h>

#define WORD(id, word, norwegian) word,
#define NORWEGIAN(id, word, norwegian) norwegian,
const char *const vakt_diff_kind_words[] = {VAKT_DIFF_KINDS(WORD) NULL};
const char *const vakt_diff_kind_norwegian[] = {VAKT_DIFF_KINDS(NORWEGIAN) NULL};
#undef WORD
#undef NORWEGIAN

typedef const vakt_roster_doc_assignment *assignment;

static int compare_assignments(const void *left, const void *right)
{
    const assignment *a = left, *b = right;
    return strcmp((*a)->duty, (*b)->duty);
}

/* The assignments by duty id; NULL when out of memory. */
static assignment *by_duty(const vakt_roster_doc *roster, vakt_arena *arena)
{
    assignment *list = vakt_arena_alloc(arena, roster->n_assignments, sizeof *list);
    for (size_t i = 0; list && i < roster->n_assignments; i++)
        list[i] = &roster->assignments[i];
    if (list && roster->n_assignments > 1)
        qsort(list, roster->n_assignments, sizeof *list, compare_assignments);
    return list;
}

static const char *twice(const assignment *list, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        if (strcmp(list[i - 1]->duty, list[i]->duty) == 0)
            return list[i]->duty;
    }
    return NULL;
}

/* Either may be NULL, not both. */
static void compare_duty(vakt_diff *diff, assignment from, assignment to)
{
    if (from && to && strcmp(from->doctor, to->doctor) == 0)
        return;
    assignment either = to ? to : from, other = to ? from : to;
    vakt_diff_row row = {.duty = either->duty,
                         .kind = !to ? VAKT_DIFF_OPENED : !from ? VAKT_DIFF_FILLED
                                                                : VAKT_DIFF_MOVED,
                         .from = from ? from->doctor : NULL,
                         .to = to ? to->doctor : NULL,
                         .start = either->start,
                         .end = either->end};
    if (other && row.start == VAKT_UNSET)
        row.start = other->start;
    if (other && row.end == VAKT_UNSET)
        row.end = other->end;
    diff->n_of[row.kind]++;
    diff->rows[diff->n_rows++] = row;
}

static void compare_rosters(vakt_diff *diff, const assignment *from, size_t n_from,
                            const assignment *to, size_t n_to)
{
    size_t i = 0, j = 0;
    while (i < n_from || j < n_to) {
        int order = i == n_from ? 1 : j == n_to ? -1 : strcmp(from[i]->duty, to[j]->duty);
        compare_duty(diff, order <= 0 ? from[i] : NULL, order >= 0 ? to[j] : NULL);
        i += order <= 0;
        j += order >= 0;
    }
}

/* Those without a start come last: VAKT_UNSET is the least number. */
static int compare_rows(const void *left, const void *right)
{
    const vakt_diff_row *a = left, *b = right;
    if ((a->start == VAKT_UNSET) != (b->start == VAKT_UNSET))
        return a->start == VAKT_UNSET ? 1 : -1;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return strcmp(a->duty, b->duty);
}

/* ---- doctors ---- */

static int compare_ids(const void *left, const void *right)
{
    const char *const *a = left, *const *b = right;
    return strcmp(*a, *b);
}

static bool is_doctor(const char *id, const char *doctor)
{
    return id && strcmp(id, doctor) == 0;
}

static bool fill_doctor(const vakt_diff *diff, vakt_diff_doctor *d, vakt_arena *arena)
{
    size_t n = 0;
    for (size_t i = 0; i < diff->n_rows; i++)
        n += is_doctor(diff->rows[i].from, d->doctor) || is_doctor(diff->rows[i].to, d->doctor);
    d->lost = vakt_arena_alloc(arena, n, sizeof *d->lost);
    d->gained = vakt_arena_alloc(arena, n, sizeof *d->gained);
    if (!d->lost || !d->gained)
        return false;
    for (size_t i = 0; i < diff->n_rows; i++) {
        if (is_doctor(diff->rows[i].from, d->doctor))
            d->lost[d->n_lost++] = &diff->rows[i];
        if (is_doctor(diff->rows[i].to, d->doctor))
            d->gained[d->n_gained++] = &diff->rows[i];
    }
    return true;
}

static bool find_doctors(vakt_diff *diff, vakt_arena *arena)
{
    size_t n = 0;
    const char **ids = vakt_arena_alloc(arena, diff->n_rows * 2, sizeof *ids);
    diff->doctors = vakt_arena_alloc(arena, diff->n_rows * 2, sizeof *diff->doctors);
    if (!ids || !diff->doctors)
        return false;
    for (size_t i = 0; i < diff->n_rows; i++) {
        if (diff->rows[i].from)
            ids[n++] = diff->rows[i].from;
        if (diff->rows[i].to)
            ids[n++] = diff->rows[i].to;
    }
    if (n > 1)
        qsort(ids, n, sizeof *ids, compare_ids);
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && strcmp(ids[i - 1], ids[i]) == 0)
            continue;
        vakt_diff_doctor *d = &diff->doctors[diff->n_doctors++];
        d->doctor = ids[i];
        if (!fill_doctor(diff, d, arena))
            return false;
    }
    return true;
}

vakt_status vakt_diff_new(const vakt_roster_doc *from, const vakt_roster_doc *to,
                          vakt_arena *arena, vakt_diff **ret_diff)
{
    vakt_diff *diff = vakt_arena_alloc(arena, 1, sizeof *diff);
    assignment *old = by_duty(from, arena), *new = by_duty(to, arena);
    if (!diff || !old || !new)
        return VAKT_E_NOMEM;
    diff->rows =
        vakt_arena_alloc(arena, from->n_assignments + to->n_assignments, sizeof *diff->rows);
    if (!diff->rows)
        return VAKT_E_NOMEM;
    diff->twice = twice(old, from->n_assignments);
    if (!diff->twice)
        diff->twice = twice(new, to->n_assignments);
    if (!diff->twice)
        compare_rosters(diff, old, from->n_assignments, new, to->n_assignments);
    if (diff->n_rows > 1)
        qsort(diff->rows, diff->n_rows, sizeof *diff->rows, compare_rows);
    if (!find_doctors(diff, arena))
        return VAKT_E_NOMEM;
    *ret_diff = diff;
    return VAKT_OK;
}

int64_t vakt_diff_notice(vakt_minute now, vakt_minute start)
{
    int64_t minutes = start - now;
    return minutes >= 0 ? minutes / 60 : -((-minutes + 59) / 60);
}
