/* The reader of the on-call set: the few forms of MiniZinc data that its files use. */
#include <stdlib.h>
#include <string.h>

#include "on_call.h"

/* Far above the set's largest (364 days, 50 persons). */
#define MOST_STAFF 1000
#define MOST_DAYS 4000
#define MOST_NUMBER 1000000

typedef struct reader {
    bench_on_call *on_call;
    vakt_report *report;
    const char *file, *at, *start;
    const char *staff_text, *days_text, *load_text, *unavailable_text, *fixed_text, *offset_text;
    const char *adjacent_text, *wednesday_text;
} reader;

static vakt_status wrong(reader *r, const char *what)
{
    int line = 1;
    for (const char *c = r->start; c < r->at; c++)
        line += *c == '\n';
    vakt_place place = {.file = r->file, .line = line};
    vakt_report_add(r->report, VAKT_ERROR, &place, "expected %s", what);
    return VAKT_E_INPUT;
}

static void skip(reader *r)
{
    while (*r->at) {
        if (*r->at == '%')
            r->at += strcspn(r->at, "\n");
        else if (strchr(" \t\r\n", *r->at))
            r->at++;
        else
            return;
    }
}

static bool take(reader *r, const char *token)
{
    skip(r);
    if (strncmp(r->at, token, strlen(token)) != 0)
        return false;
    r->at += strlen(token);
    return true;
}

static vakt_status take_number(reader *r, int64_t *ret_value)
{
    skip(r);
    size_t n = strspn(r->at, "0123456789");
    if (n == 0 || n > 9)
        return wrong(r, "a whole number");
    *ret_value = strtol(r->at, NULL, 10);
    r->at += n;
    return *ret_value <= MOST_NUMBER ? VAKT_OK : wrong(r, "a smaller number");
}

/* -- items: where each value begins --------------------------------------------------------- */

static vakt_status find_items(reader *r)
{
    const struct {
        const char *name, **text;
    } items[] = {{"num_staff", &r->staff_text},       {"num_days", &r->days_text},
                 {"work_load", &r->load_text},        {"unavailable", &r->unavailable_text},
                 {"fixed", &r->fixed_text},           {"weekend_offset", &r->offset_text},
                 {"adj_days_str", &r->adjacent_text},
                 {"wed_before_weekend_str", &r->wednesday_text}};
    size_t n_items = sizeof items / sizeof *items;
    for (skip(r); *r->at; skip(r)) {
        size_t length = strspn(r->at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_");
        const char *name = r->at;
        r->at += length;
        if (length == 0 || !take(r, "="))
            return wrong(r, "NAME = VALUE;");
        for (size_t i = 0; i < n_items; i++)
            if (strlen(items[i].name) == length && strncmp(items[i].name, name, length) == 0)
                *items[i].text = r->at;
        /* A ';' in a comment would end the item too early: comments are skipped one by one. */
        while (*r->at && *r->at != ';') {
            r->at += *r->at != '%';
            skip(r);
        }
        if (!take(r, ";"))
            return wrong(r, "';' after a value");
    }
    for (size_t i = 0; i < n_items; i++)
        if (!*items[i].text)
            return wrong(r, items[i].name);
    return VAKT_OK;
}

static vakt_status number_at(reader *r, const char *text, int64_t least, int64_t most,
                             int64_t *ret_value)
{
    r->at = text;
    vakt_status status = take_number(r, ret_value);
    if (status == VAKT_OK && (*ret_value < least || *ret_value > most))
        status = wrong(r, "a number in range");
    return status;
}

/* -- lists ---------------------------------------------------------------------------------- */

static vakt_status read_loads(reader *r)
{
    bench_on_call *o = r->on_call;
    vakt_status status = VAKT_OK;
    r->at = r->load_text;
    if (!take(r, "["))
        return wrong(r, "'['");
    for (int i = 0; i < o->n_staff && status == VAKT_OK; i++) {
        if (i > 0 && !take(r, ","))
            return wrong(r, "a work load for each person");
        status = take_number(r, &o->work_load[i]);
    }
    return status;
}

typedef vakt_status (*set_member)(reader *r, int person, int day);

/* {1, 3..5} or 3..5; days beyond the horizon do not count, as in the checker. */
static vakt_status read_set(reader *r, int person, set_member member)
{
    vakt_status status = VAKT_OK;
    bool braces = take(r, "{");
    if (braces && take(r, "}"))
        return VAKT_OK;
    do {
        int64_t first, last;
        VAKT_TRY(take_number(r, &first));
        last = first;
        if (take(r, ".."))
            VAKT_TRY(take_number(r, &last));
        for (int64_t d = first; d <= last && status == VAKT_OK; d++)
            if (d >= 1 && d <= r->on_call->n_days)
                status = member(r, person, (int)d - 1);
    } while (status == VAKT_OK && braces && take(r, ","));
    if (status == VAKT_OK && braces && !take(r, "}"))
        status = wrong(r, "'}'");
done:
    return status;
}

static vakt_status read_sets(reader *r, const char *text, set_member member)
{
    vakt_status status = VAKT_OK;
    r->at = text;
    if (!take(r, "["))
        return wrong(r, "'['");
    for (int i = 0; i < r->on_call->n_staff && status == VAKT_OK; i++) {
        if (i > 0 && !take(r, ","))
            return wrong(r, "a set for each person");
        status = read_set(r, i, member);
    }
    return status;
}

static vakt_status set_unavailable(reader *r, int person, int day)
{
    r->on_call->unavailable[(size_t)person * (size_t)r->on_call->n_days + (size_t)day] = true;
    return VAKT_OK;
}

static vakt_status set_fixed(reader *r, int person, int day)
{
    if (r->on_call->fixed[day] >= 0 && r->on_call->fixed[day] != person)
        return wrong(r, "each day fixed for one person");
    r->on_call->fixed[day] = person;
    return VAKT_OK;
}

/* -- the whole ------------------------------------------------------------------------------ */

static vakt_status read_sizes(reader *r)
{
    bench_on_call *o = r->on_call;
    vakt_status status;
    int64_t staff, days, offset;
    VAKT_TRY(number_at(r, r->staff_text, 1, MOST_STAFF, &staff));
    VAKT_TRY(number_at(r, r->days_text, 1, MOST_DAYS, &days));
    VAKT_TRY(number_at(r, r->offset_text, 0, MOST_DAYS, &offset));
    VAKT_TRY(number_at(r, r->adjacent_text, 0, MOST_NUMBER, &o->adjacent_pts));
    VAKT_TRY(number_at(r, r->wednesday_text, 0, MOST_NUMBER, &o->wednesday_pts));
    o->n_staff = (int)staff;
    o->n_days = (int)days;
    o->work_load = vakt_arena_alloc(o->arena, (size_t)staff, sizeof *o->work_load);
    o->unavailable = vakt_arena_alloc(o->arena, (size_t)(staff * days), sizeof *o->unavailable);
    o->fixed = vakt_arena_alloc(o->arena, (size_t)days, sizeof *o->fixed);
    o->weekend = vakt_arena_alloc(o->arena, (size_t)days, sizeof *o->weekend);
    if (!o->work_load || !o->unavailable || !o->fixed || !o->weekend)
        return VAKT_E_NOMEM;
    for (int d = 0; d < o->n_days; d++) {
        o->fixed[d] = -1;
        o->weekend[d] = d >= offset && (d - offset) % 5 == 0;
    }
done:
    return status;
}

vakt_status bench_on_call_read(const char *file, const char *bytes, size_t length,
                               vakt_report *report, bench_on_call **ret_on_call)
{
    vakt_status status = VAKT_E_NOMEM;
    vakt_arena *arena = vakt_arena_new();
    bench_on_call *o = arena ? vakt_arena_alloc(arena, 1, sizeof *o) : NULL;
    char *text = o ? vakt_arena_copy(arena, bytes, length) : NULL;
    reader r = {.on_call = o, .report = report, .file = file, .at = text, .start = text};
    if (!text)
        goto done;
    o->arena = arena;
    VAKT_TRY(find_items(&r));
    VAKT_TRY(read_sizes(&r));
    VAKT_TRY(read_loads(&r));
    VAKT_TRY(read_sets(&r, r.unavailable_text, set_unavailable));
    VAKT_TRY(read_sets(&r, r.fixed_text, set_fixed));
    *ret_on_call = o;
    return VAKT_OK;
done:
    vakt_arena_free(arena);
    return status;
}

void bench_on_call_free(bench_on_call *on_call)
{
    if (on_call)
        vakt_arena_free(on_call->arena);
}
