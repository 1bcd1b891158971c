/*
 * Problem: say the shift scheduling set in the rules' primitives.
 *
 * Notation: w(i, d) = sum over shift types of x(i, d, type): whether person i works on day d.
 *
 *   unit           (day, type), to be taken by as many as the cover row wants
 *   CLASH          one shift a day (H1) and forbidden successions (H2), as maximal cliques
 *   COUNT          shifts of a type (H3), minutes (H4), weekends by OR of Saturday and Sunday (H8)
 *   RUN            every most_on + 1 days hold a day off (H5); shortest runs of work (H6)
 *   FOLLOW         shortest runs of days off (H7)
 *   no variable    days off (H9), types of which a person has none
 *   costs, COVER   requests; shortage and surplus
 *
 * H6: a run of k < least_on days that begins after day 0 and ends before the last one is cut off by
 *     w(s) + ... + w(s+k-1) - w(s-1) - w(s+k) <= k - 1, H7 by the mirror image
 *     w(s-1) + w(s+k) - w(s) - ... - w(s+k-1) <= 1. Runs that touch the horizon are exempt.
 */
#include "shift_scheduling.h"

#include <string.h>

#include "program_writer.h"

#define DAY_MINUTES 1440

typedef struct translation {
    const bench_shift *shift;
    bench_writer w;
} translation;

static int unit_of(const bench_shift *s, int day, int type)
{
    return day * s->n_types + type;
}

static int var_of(const translation *t, int person, int day, int type)
{
    return bench_writer_var(&t->w, person, unit_of(t->shift, day, type));
}

/* Which day and type a unit is for goes by its number: all units of a day have the same times,
 * since the set gives lengths of shifts, not clock times. */
static void add_units(translation *t)
{
    const bench_shift *s = t->shift;
    for (int d = 0; d < s->n_days; d++) {
        for (int k = 0; k < s->n_types; k++) {
            bool required = false;
            for (size_t c = 0; c < s->n_covers; c++)
                required = required || (s->covers[c].day == d && s->covers[c].type == k &&
                                        s->covers[c].wanted > 0 && s->covers[c].under > 0);
            bench_writer_unit(&t->w, (int64_t)d * DAY_MINUTES, (int64_t)(d + 1) * DAY_MINUTES,
                              required);
        }
    }
}

static void add_assignments(translation *t)
{
    const bench_shift *s = t->shift;
    for (int i = 0; i < s->n_staff; i++)
        for (int d = 0; d < s->n_days; d++)
            for (int k = 0; k < s->n_types; k++)
                if (!s->staff[i].day_off[d] && s->staff[i].most_of[k] != 0)
                    bench_writer_assign(&t->w, i, unit_of(s, d, k), false);
}

static void add_work(translation *t, int person, int day, int64_t coef)
{
    for (int k = 0; k < t->shift->n_types; k++)
        bench_writer_term(&t->w, var_of(t, person, day, k), coef);
}

/* Weekends come first of a person's rows: their indicators have to precede all rows' use. */
static void add_weekends(translation *t, int person)
{
    const bench_shift *s = t->shift;
    int ors[1 + BENCH_MOST_DAYS / 7], members[2 * BENCH_MOST_TYPES];
    int n_weekends = 0;
    for (int d = 5; d < s->n_days; d += 7) {
        size_t n = 0;
        for (int e = d; e < d + 2 && e < s->n_days; e++)
            for (int k = 0; k < s->n_types; k++)
                members[n++] = var_of(t, person, e, k);
        ors[n_weekends++] = bench_writer_or(&t->w, person, members, n);
    }
    bench_writer_row(&t->w, VAKT_ROW_COUNT, person, INT32_MIN);
    for (int i = 0; i < n_weekends; i++)
        bench_writer_term(&t->w, ors[i], 1);
    bench_writer_at_most(&t->w, s->staff[person].most_weekends);
}

static void add_counts(translation *t, int person)
{
    const bench_shift *s = t->shift;
    const bench_staff *staff = &s->staff[person];
    for (int k = 0; k < s->n_types; k++) {
        if (staff->most_of[k] == BENCH_ANY)
            continue;
        bench_writer_row(&t->w, VAKT_ROW_COUNT, person, INT32_MIN);
        for (int d = 0; d < s->n_days; d++)
            bench_writer_term(&t->w, var_of(t, person, d, k), 1);
        bench_writer_at_most(&t->w, staff->most_of[k]);
    }
    bench_writer_row(&t->w, VAKT_ROW_COUNT, person, INT32_MIN);
    for (int d = 0; d < s->n_days; d++)
        for (int k = 0; k < s->n_types; k++)
            bench_writer_term(&t->w, var_of(t, person, d, k), s->types[k].minutes);
    bench_writer_between(&t->w, staff->least_minutes, staff->most_minutes, VAKT_HARD, VAKT_HARD);
}

/* Does every shift that may not follow b not follow a either? */
static bool forbids_as_much(const bench_shift *s, int a, int b)
{
    for (int k = 0; k < s->n_types; k++)
        if (s->types[b].not_next[k] && !s->types[a].not_next[k])
            return false;
    return true;
}

static bool forbids_any(const bench_shift *s, int type)
{
    for (int k = 0; k < s->n_types; k++)
        if (s->types[type].not_next[k])
            return true;
    return false;
}

/* An earlier type has the same list: its clique is the same. */
static bool is_repeated(const bench_shift *s, int type)
{
    for (int a = 0; a < type; a++)
        if (memcmp(s->types[a].not_next, s->types[type].not_next,
                   (size_t)s->n_types * sizeof *s->types[a].not_next) == 0)
            return true;
    return false;
}

static void add_clashes(translation *t, int person)
{
    const bench_shift *s = t->shift;
    for (int d = 0; d < s->n_days; d++) {
        bench_writer_row(&t->w, VAKT_ROW_CLASH, person, d);
        add_work(t, person, d, 1);
        bench_writer_at_most(&t->w, 1);
        for (int k = 0; k < s->n_types && d + 1 < s->n_days; k++) {
            if (!forbids_any(s, k) || is_repeated(s, k))
                continue;
            bench_writer_row(&t->w, VAKT_ROW_CLASH, person, d);
            for (int a = 0; a < s->n_types; a++)
                if (forbids_as_much(s, a, k))
                    bench_writer_term(&t->w, var_of(t, person, d, a), 1);
            for (int b = 0; b < s->n_types; b++)
                if (s->types[k].not_next[b])
                    bench_writer_term(&t->w, var_of(t, person, d + 1, b), 1);
            bench_writer_at_most(&t->w, 1);
        }
    }
}

/* The run of `length` days from `start`, with both neighbours the other way: inside +sign. */
static void add_short_run(translation *t, vakt_row_tag tag, int person, int start, int length,
                          int sign)
{
    bench_writer_row(&t->w, tag, person, start);
    add_work(t, person, start - 1, -sign);
    for (int d = start; d < start + length; d++)
        add_work(t, person, d, sign);
    add_work(t, person, start + length, -sign);
    bench_writer_at_most(&t->w, sign > 0 ? length - 1 : 1);
}

static void add_runs(translation *t, int person)
{
    const bench_shift *s = t->shift;
    const bench_staff *staff = &s->staff[person];
    for (int d = 0; d < s->n_days && staff->most_on < s->n_days - d; d++) {
        bench_writer_row(&t->w, VAKT_ROW_RUN, person, d);
        for (int e = d; e <= d + (int)staff->most_on; e++)
            add_work(t, person, e, 1);
        bench_writer_at_most(&t->w, staff->most_on);
    }
    for (int start = 1; start < s->n_days; start++) {
        for (int k = 1; k < staff->least_on && start + k < s->n_days; k++)
            add_short_run(t, VAKT_ROW_RUN, person, start, k, 1);
        for (int k = 1; k < staff->least_off && start + k < s->n_days; k++)
            add_short_run(t, VAKT_ROW_FOLLOW, person, start, k, -1);
    }
}

static void add_requests(translation *t)
{
    const bench_shift *s = t->shift;
    for (size_t i = 0; i < s->n_requests; i++) {
        const bench_request *q = &s->requests[i];
        bench_writer_cost(&t->w, var_of(t, q->staff, q->day, q->type),
                          q->on ? -q->weight : q->weight);
        if (q->on)
            bench_writer_constant(&t->w, q->weight);
    }
}

static void add_covers(translation *t)
{
    const bench_shift *s = t->shift;
    for (size_t c = 0; c < s->n_covers; c++) {
        const bench_cover *cover = &s->covers[c];
        bench_writer_row(&t->w, VAKT_ROW_COVER, -1, cover->day);
        for (int i = 0; i < s->n_staff; i++)
            bench_writer_term(&t->w, var_of(t, i, cover->day, cover->type), 1);
        bench_writer_between(&t->w, cover->wanted, cover->wanted, cover->under, cover->over);
    }
}

vakt_status bench_shift_program(const bench_shift *shift, vakt_program **ret_program)
{
    translation t = {.shift = shift};
    bench_writer_begin(&t.w, (size_t)shift->n_staff);
    add_units(&t);
    add_assignments(&t);
    for (int i = 0; i < shift->n_staff; i++) {
        add_weekends(&t, i);
        add_counts(&t, i);
        add_clashes(&t, i);
        add_runs(&t, i);
    }
    add_requests(&t);
    add_covers(&t);
    return bench_writer_end(&t.w, ret_program);
}

void bench_shift_write(const bench_shift *shift, const vakt_program *program,
                       const uint8_t *values, vakt_text *text)
{
    for (int i = 0; i < shift->n_staff; i++) {
        vakt_text_add(text, shift->staff[i].id);
        for (int d = 0; d < shift->n_days; d++) {
            vakt_text_add(text, ",");
            for (int k = 0; k < shift->n_types; k++) {
                size_t at = (size_t)i * program->n_units + (size_t)unit_of(shift, d, k);
                if (program->assign_var[at] >= 0 && values[program->assign_var[at]])
                    vakt_text_add(text, shift->types[k].id);
            }
        }
        vakt_text_add(text, "\n");
    }
}
