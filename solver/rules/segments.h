/*
 * Segments: maximal stretches between consecutive start and end points of the duties and intervals
 * named (docs/rules.md, common words). Private to solver/rules.
 */
#ifndef VAKT_RULES_SEGMENTS_H
#define VAKT_RULES_SEGMENTS_H

#include <stdlib.h>

#include "base/vec.h"
#include "rules/builder.h"
#include "rules/builder_life.h"

typedef VAKT_VEC(vakt_minute) vakt_cuts; /* segment i is [items[i], items[i + 1]) when sorted */
typedef VAKT_VEC(int) vakt_ints;

/* Cuts [from, to) at the ends of [start, end). */
static inline void vakt_cuts_add(vakt_builder *b, vakt_cuts *cuts, vakt_interval within,
                                 vakt_minute start, vakt_minute end)
{
    bool kept = true;
    if (start >= within.start && start <= within.end)
        kept = VAKT_VEC_PUSH(cuts, start);
    if (kept && end >= within.start && end <= within.end)
        kept = VAKT_VEC_PUSH(cuts, end);
    if (!kept)
        vakt_builder_fail(b, VAKT_E_NOMEM);
}

static inline void vakt_ints_add(vakt_builder *b, vakt_ints *ints, int value)
{
    if (!VAKT_VEC_PUSH(ints, value))
        vakt_builder_fail(b, VAKT_E_NOMEM);
}

static inline int vakt_compare_minutes(const void *left, const void *right)
{
    vakt_minute a = *(const vakt_minute *)left, c = *(const vakt_minute *)right;
    return (a > c) - (a < c);
}

static inline void vakt_cuts_sort(vakt_cuts *cuts)
{
    size_t kept = 0;
    if (cuts->count > 1)
        qsort(cuts->items, cuts->count, sizeof *cuts->items, vakt_compare_minutes);
    for (size_t i = 0; i < cuts->count; i++)
        if (kept == 0 || cuts->items[i] != cuts->items[kept - 1])
            cuts->items[kept++] = cuts->items[i];
    cuts->count = kept;
}

static inline bool vakt_overlaps(vakt_interval a, vakt_minute start, vakt_minute end)
{
    return start < a.end && a.start < end;
}

static inline int64_t vakt_started_hours(vakt_interval segment)
{
    return (segment.end - segment.start + 59) / 60;
}

static inline vakt_day vakt_local_date(vakt_minute minute)
{
    vakt_day day;
    int minute_of_day;
    vakt_oslo_from_utc(minute, &day, &minute_of_day);
    return day;
}

/* Does an earlier duty of the list belong to the same unit? Then its doctor is counted already. */
static inline bool vakt_unit_seen(const vakt_builder *b, const vakt_ints *duties, size_t at)
{
    for (size_t i = 0; i < at; i++)
        if (vakt_same_unit(b, duties->items[i], duties->items[at]))
            return true;
    return false;
}

/* Different doctors among the outer duties listed. */
static inline int64_t vakt_outer_doctors(const vakt_instance *instance, const vakt_ints *outer)
{
    int64_t n = 0;
    for (size_t i = 0; i < outer->count; i++) {
        bool seen = false;
        for (size_t j = 0; j < i; j++)
            seen = seen || instance->outer[outer->items[j]].doctor ==
                               instance->outer[outer->items[i]].doctor;
        n += !seen;
    }
    return n;
}

#endif
