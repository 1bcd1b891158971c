/*
 * Problem: a problem document with duties added, or with time that others answer for.
 *
 * Idea: an extra duty is a `special` of its shift type on each day. Hours that no type has are a new
 * type, like one there is but for its hours, that runs on those days only; whoever may take the one
 * may take the other. Copy on write, as in repair.c.
 */
#include <string.h>

#include "base/text.h"
#include "explain/menu.h"

static bool copy_list(vakt_arena *arena, void *list, const void *items, size_t n, size_t more,
                      size_t size)
{
    char *copy = vakt_arena_alloc(arena, n + more + 1, size);
    if (copy && n > 0)
        memcpy(copy, items, n * size);
    if (copy)
        memcpy(list, &copy, sizeof copy);
    return copy != NULL;
}

#define ROOM(arena, list, n, more) copy_list(arena, &(list), list, n, more, sizeof *(list))

/* One special on each day of the change. */
static bool add_specials(vakt_problem *problem, const vakt_repair *repair, const char *shift_type,
                         vakt_arena *arena)
{
    if (!ROOM(arena, problem->specials, problem->n_specials, repair->n_days))
        return false;
    for (size_t i = 0; i < repair->n_days; i++)
        problem->specials[problem->n_specials++] =
            (vakt_special){.kind = VAKT_SPECIAL_EXTRA, .shift_type = shift_type,
                           .date = repair->days[i], .count = repair->count,
                           .start = VAKT_UNSET, .end = VAKT_UNSET, .layer = -1};
    return true;
}

typedef struct clocks { /* of the change's first day */
    int start, end;
    vakt_day days; /* civil days from the start to the end */
} clocks;

static clocks clocks_of(const vakt_repair *repair)
{
    clocks c;
    vakt_day first, last;
    vakt_oslo_from_utc(repair->start, &first, &c.start);
    vakt_oslo_from_utc(repair->end, &last, &c.end);
    c.days = last - first;
    return c;
}

/* ---- hours that no type has ---- */

static bool has_id(const vakt_problem *problem, const char *id)
{
    for (size_t i = 0; i < problem->n_shift_types; i++)
        if (strcmp(problem->shift_types[i].id, id) == 0)
            return true;
    return false;
}

/* An id that no shift type has: ekstra-1 and so on; NULL: out of memory. */
static const char *new_id(const vakt_problem *problem, vakt_arena *arena)
{
    for (size_t i = 1;; i++) {
        vakt_text text;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        vakt_text_addf(&text, "ekstra-%zu", i);
        bool taken = !text.failed && has_id(problem, text.bytes);
        const char *id = text.failed ? NULL : vakt_arena_strdup(arena, text.bytes);
        vakt_text_done(&text);
        if (!taken)
            return id;
    }
}

static bool in_list(const char *const *ids, size_t n, const char *id)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(ids[i], id) == 0)
            return true;
    return false;
}

/* The list with the new id after it, when it has the other. */
static bool allow(vakt_arena *arena, const char *const **ids, size_t *n, const char *like,
                  const char *id)
{
    const char **longer;
    if (!in_list(*ids, *n, like))
        return true;
    longer = vakt_arena_alloc(arena, *n + 1, sizeof *longer);
    if (!longer)
        return false;
    for (size_t i = 0; i < *n; i++)
        longer[i] = (*ids)[i];
    longer[(*n)++] = id;
    *ids = longer;
    return true;
}

/* Whoever may take the one type by name may take the other. */
static bool allow_doctors(vakt_problem *problem, const char *like, const char *id,
                          vakt_arena *arena)
{
    if (!ROOM(arena, problem->doctors, problem->n_doctors, 0))
        return false;
    for (size_t d = 0; d < problem->n_doctors; d++) {
        vakt_doctor *doctor = &problem->doctors[d];
        if (!allow(arena, &doctor->shift_types, &doctor->n_shift_types, like, id) ||
            (doctor->n_changes > 0 && !ROOM(arena, doctor->changes, doctor->n_changes, 0)))
            return false;
        for (size_t i = 0; i < doctor->n_changes; i++)
            if (!allow(arena, &doctor->changes[i].shift_types, &doctor->changes[i].n_shift_types,
                       like, id))
                return false;
    }
    return true;
}

static vakt_shift_type plain_type(int layer)
{
    return (vakt_shift_type){
        .layer = layer,
        .presence = layer == VAKT_LAYER_BACKUP ? VAKT_AT_HOME : VAKT_PRESENT,
        .legevakt = true, .out_of_hours = -1, .counts_as_cover = true, .may_back = -1,
        .load_class = VAKT_LOAD_AUTO, .load = 1, .duty_class = VAKT_UNSET,
        .meets_job = VAKT_JOB_BLOCKS, .price = 1, .profile = -1};
}

static bool add_type(vakt_problem *problem, const vakt_repair *repair, vakt_arena *arena)
{
    clocks c = clocks_of(repair);
    const char *id = new_id(problem, arena);
    if (!id || !ROOM(arena, problem->shift_types, problem->n_shift_types, 1))
        return false;
    vakt_shift_type *type = &problem->shift_types[problem->n_shift_types];
    *type = repair->shift_type >= 0 ? problem->shift_types[repair->shift_type]
                                    : plain_type(repair->layer);
    const char *like = type->id;
    type->id = id;
    type->name = NULL;
    type->start = c.start;
    type->end = c.end;
    type->more_days = c.days - (c.end <= c.start);
    type->days = type->next_days = 1u << VAKT_DAYBIT_ALL;
    type->least = 0; /* on the days of the change only */
    type->wanted = VAKT_UNSET;
    type->from = type->to = VAKT_DAY_NONE;
    problem->n_shift_types++;
    return (!like || allow_doctors(problem, like, id, arena)) &&
           add_specials(problem, repair, id, arena);
}

/* ---- others ---- */

static bool others_cover(vakt_problem *problem, const vakt_repair *repair, vakt_arena *arena)
{
    clocks c = clocks_of(repair);
    if (!ROOM(arena, problem->specials, problem->n_specials, repair->n_days))
        return false;
    for (size_t i = 0; i < repair->n_days; i++)
        problem->specials[problem->n_specials++] =
            (vakt_special){.kind = VAKT_SPECIAL_ELSEWHERE, .date = VAKT_DAY_NONE,
                           .start = vakt_oslo_to_utc(repair->days[i], c.start),
                           .end = vakt_oslo_to_utc(repair->days[i] + c.days, c.end),
                           .layer = repair->layer, .by = "forslag"};
    return true;
}

/* For as long as the duty lasts: whole days from its start, and what is left of the last. */
static bool others_back(vakt_problem *problem, const vakt_repair *repair, vakt_arena *arena)
{
    clocks c = clocks_of(repair);
    vakt_day whole = c.days - (c.end < c.start);
    if (!ROOM(arena, problem->outside_backup, problem->n_outside_backup, 2))
        return false;
    vakt_outside_backup row = {.by = "forslag", .days = 1u << VAKT_DAYBIT_ALL, .start = c.start,
                               .end = c.start, .most = 1, .from = repair->day,
                               .to = repair->day + whole - 1};
    if (whole > 0)
        problem->outside_backup[problem->n_outside_backup++] = row;
    row.end = c.end;
    row.from = row.to = repair->day + whole;
    if (c.end != c.start)
        problem->outside_backup[problem->n_outside_backup++] = row;
    return true;
}

bool vakt_repair_duties(const vakt_instance *instance, vakt_problem *problem,
                        const vakt_repair *repair, vakt_arena *arena)
{
    switch (repair->kind) {
    case VAKT_REPAIR_EXTRA:
        return add_specials(problem, repair,
                            instance->problem->shift_types[repair->shift_type].id, arena);
    case VAKT_REPAIR_NEW_DUTY:
        return add_type(problem, repair, arena);
    case VAKT_REPAIR_ELSEWHERE:
        return others_cover(problem, repair, arena);
    default:
        return others_back(problem, repair, arena);
    }
}
