/*
 * Problem: say the on-call set in the rules' primitives.
 *
 * Notation: n(i) = days of person i among those that are weekend, or not; l(i) = work load;
 * B = least whole number with |l(i) n(j) - l(j) n(i)| <= 100 B for all pairs.
 *
 *   unit      day
 *   COVER     one person a day
 *   RUN       no three days in a row, unless all are fixed
 *   CLASH     a weekend and the days beside it; two weekends in succession
 *   FOLLOW    priced: two days in a row; a weekend and the Wednesday before it
 *   COUNT     for a given B: the least and the most n(i) that any roster within the bands has,
 *             since the n(i) add up to a known number; local to the person
 *   SPREAD    for a given B: the pairs whose counts the local bands still let differ by more
 *
 * With the whole balance, B is a sum of binary digits that a person of its own "takes".
 */
#include "on_call.h"

#include <stdlib.h>

#include "on_call_bands.h"

#include "program_writer.h"

#define DAY_MINUTES 1440
#define MOST_DIGITS 24

typedef struct translation {
    const bench_on_call *on_call;
    bench_writer w;
    int n_digits; /* of each balance; 0 = none */
} translation;

static int var_of(const translation *t, int person, int day)
{
    return bench_writer_var(&t->w, person, day);
}

static int first_digit(const translation *t, bool weekend)
{
    return t->on_call->n_days + (weekend ? t->n_digits : 0);
}

/* A day that is fixed has a variable for its person only, and none when he is unavailable. */
static void add_assignments(translation *t)
{
    const bench_on_call *o = t->on_call;
    for (int u = 0; u < o->n_days + 2 * t->n_digits; u++)
        bench_writer_unit(&t->w, (int64_t)u * DAY_MINUTES, (int64_t)(u + 1) * DAY_MINUTES,
                          u < o->n_days);
    for (int i = 0; i < o->n_staff; i++) {
        for (int d = 0; d < o->n_days; d++) {
            bool away = o->unavailable[(size_t)i * (size_t)o->n_days + (size_t)d];
            if (!away && (o->fixed[d] < 0 || o->fixed[d] == i))
                bench_writer_assign(&t->w, i, d, o->fixed[d] == i);
        }
    }
    for (int k = 0; k < 2 * t->n_digits; k++)
        bench_writer_assign(&t->w, o->n_staff, o->n_days + k, false);
}

static void add_pair_row(translation *t, vakt_row_tag tag, int person, int a, int b,
                         int64_t over_pts)
{
    bench_writer_row(&t->w, tag, person, a);
    bench_writer_term(&t->w, var_of(t, person, a), 1);
    bench_writer_term(&t->w, var_of(t, person, b), 1);
    bench_writer_between(&t->w, VAKT_NO_BOUND_LO, 1, 0, over_pts);
}

static bool all_fixed(const bench_on_call *o, int first, int last)
{
    for (int d = first < 0 ? 0 : first; d <= last && d < o->n_days; d++)
        if (o->fixed[d] < 0)
            return false;
    return true;
}

static void add_person_rows(translation *t, int person)
{
    const bench_on_call *o = t->on_call;
    for (int d = 0; d < o->n_days; d++) {
        if (d + 2 < o->n_days && !all_fixed(o, d, d + 2)) {
            bench_writer_row(&t->w, VAKT_ROW_RUN, person, d);
            for (int e = d; e <= d + 2; e++)
                bench_writer_term(&t->w, var_of(t, person, e), 1);
            bench_writer_at_most(&t->w, 2);
        }
        /* The checker leaves out the last pair of days. */
        if (d + 2 < o->n_days)
            add_pair_row(t, VAKT_ROW_FOLLOW, person, d, d + 1, o->adjacent_pts);
        if (!o->weekend[d])
            continue;
        if (d > 0 && !all_fixed(o, d - 1, d + 1))
            add_pair_row(t, VAKT_ROW_CLASH, person, d - 1, d, VAKT_HARD);
        if (d + 1 < o->n_days && !all_fixed(o, d - 1, d + 1))
            add_pair_row(t, VAKT_ROW_CLASH, person, d, d + 1, VAKT_HARD);
        if (d + 5 < o->n_days && (o->fixed[d] < 0 || o->fixed[d + 5] < 0))
            add_pair_row(t, VAKT_ROW_CLASH, person, d, d + 5, VAKT_HARD);
        if (d >= 2)
            add_pair_row(t, VAKT_ROW_FOLLOW, person, d - 2, d, o->wednesday_pts);
    }
}

static void add_covers(translation *t)
{
    for (int d = 0; d < t->on_call->n_days; d++) {
        bench_writer_row(&t->w, VAKT_ROW_COVER, -1, d);
        for (int i = 0; i < t->on_call->n_staff; i++)
            bench_writer_term(&t->w, var_of(t, i, d), 1);
        bench_writer_between(&t->w, 1, 1, VAKT_HARD, VAKT_HARD);
    }
}

/* -- balance -------------------------------------------------------------------------------- */

static void add_count_terms(translation *t, int person, bool weekend, int64_t coef)
{
    for (int d = 0; d < t->on_call->n_days; d++)
        if (t->on_call->weekend[d] == weekend)
            bench_writer_term(&t->w, var_of(t, person, d), coef);
}

static bool add_given_bands(translation *t, bool weekend, int64_t balance, bool boxed)
{
    const bench_on_call *o = t->on_call;
    size_t n = (size_t)o->n_staff;
    int64_t *lo = calloc(2 * n, sizeof *lo), *hi = lo + n, limit = 100 * balance;
    if (!lo) {
        t->w.failed = true;
        return true;
    }
    bool left = bench_on_call_bands(o, weekend, limit, lo, hi);
    if (left && boxed)
        left = bench_on_call_box(o, weekend, limit, lo, hi);
    for (int i = 0; left && i < o->n_staff; i++) {
        bench_writer_row(&t->w, VAKT_ROW_COUNT, i, INT32_MIN);
        add_count_terms(t, i, weekend, 1);
        bench_writer_between(&t->w, lo[i], hi[i], VAKT_HARD, VAKT_HARD);
        for (int j = 0; j < i; j++) {
            int64_t a = o->work_load[j], b = o->work_load[i];
            if (hi[i] * a - lo[j] * b <= limit && hi[j] * b - lo[i] * a <= limit)
                continue;
            bench_writer_row(&t->w, VAKT_ROW_SPREAD, -1, INT32_MIN);
            add_count_terms(t, i, weekend, a);
            add_count_terms(t, j, weekend, -b);
            bench_writer_between(&t->w, -limit, limit, VAKT_HARD, VAKT_HARD);
        }
    }
    free(lo);
    return left;
}

/* l(j) n(i) - l(i) n(j) - 100 B <= 0 for all ordered pairs. */
static void add_whole_balance(translation *t, bool weekend)
{
    const bench_on_call *o = t->on_call;
    for (int k = 0; k < t->n_digits; k++)
        bench_writer_cost(&t->w, var_of(t, o->n_staff, first_digit(t, weekend) + k),
                          (int64_t)1 << k);
    for (int i = 0; i < o->n_staff; i++) {
        for (int j = 0; j < o->n_staff; j++) {
            if (i == j)
                continue;
            bench_writer_row(&t->w, VAKT_ROW_SPREAD, -1, INT32_MIN);
            add_count_terms(t, i, weekend, o->work_load[j]);
            add_count_terms(t, j, weekend, -o->work_load[i]);
            for (int k = 0; k < t->n_digits; k++)
                bench_writer_term(&t->w, var_of(t, o->n_staff, first_digit(t, weekend) + k),
                                  -((int64_t)100 << k));
            bench_writer_at_most(&t->w, 0);
        }
    }
}

/* Enough for the worst balance that there can be. */
static int digits_needed(const bench_on_call *o)
{
    int64_t worst = 0;
    int n = 1;
    for (int i = 0; i < o->n_staff; i++)
        worst = o->work_load[i] > worst ? o->work_load[i] : worst;
    worst = (worst * o->n_days + 99) / 100;
    while (n < MOST_DIGITS && ((int64_t)1 << n) - 1 < worst)
        n++;
    return n;
}

vakt_status bench_on_call_program(const bench_on_call *on_call, const bench_bands *bands,
                                  vakt_program **ret_program)
{
    translation t = {.on_call = on_call};
    bool left = true;
    if (bands->balance == BENCH_WHOLE_BALANCE)
        t.n_digits = digits_needed(on_call);
    bench_writer_begin(&t.w, (size_t)on_call->n_staff + (t.n_digits > 0));
    add_assignments(&t);
    for (int i = 0; i < on_call->n_staff; i++)
        add_person_rows(&t, i);
    add_covers(&t);
    if (bands->balance == BENCH_GIVEN_BALANCE || bands->balance == BENCH_BOXED_BALANCE) {
        bool boxed = bands->balance == BENCH_BOXED_BALANCE;
        left = add_given_bands(&t, false, bands->week, boxed) &&
               add_given_bands(&t, true, bands->weekend, boxed);
    }
    for (int weekend = 0; weekend < 2 && bands->balance == BENCH_WHOLE_BALANCE; weekend++)
        add_whole_balance(&t, weekend != 0);
    vakt_status status = bench_writer_end(&t.w, ret_program);
    if (status == VAKT_OK && !left) {
        vakt_program_free(*ret_program);
        *ret_program = NULL;
        status = VAKT_E_ANSWER_NO;
    }
    return status;
}

/* -- rosters -------------------------------------------------------------------------------- */

void bench_on_call_roster(const bench_on_call *on_call, const vakt_program *program,
                          const uint8_t *values, int32_t *ret_person)
{
    for (int d = 0; d < on_call->n_days; d++) {
        ret_person[d] = -1;
        for (int i = 0; i < on_call->n_staff; i++) {
            int32_t v = program->assign_var[(size_t)i * program->n_units + (size_t)d];
            if (v >= 0 && values[v])
                ret_person[d] = i;
        }
    }
}

int64_t bench_on_call_balance(const bench_on_call *on_call, const int32_t *person, bool weekend)
{
    int64_t worst = 0;
    for (int i = 0; i < on_call->n_staff; i++) {
        for (int j = 0; j < i; j++) {
            int64_t difference = 0;
            for (int d = 0; d < on_call->n_days; d++) {
                if (on_call->weekend[d] != weekend)
                    continue;
                difference += person[d] == i ? on_call->work_load[j] : 0;
                difference -= person[d] == j ? on_call->work_load[i] : 0;
            }
            difference = difference < 0 ? -difference : difference;
            worst = difference > worst ? difference : worst;
        }
    }
    return (worst + 99) / 100;
}

void bench_on_call_write(const bench_on_call *on_call, const int32_t *person, vakt_text *text)
{
    for (int d = 0; d < on_call->n_days; d++)
        vakt_text_addf(text, "%s%d", d ? " " : "", (int)person[d] + 1);
    vakt_text_add(text, "\n");
}
