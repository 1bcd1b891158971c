/*
 * Problem: turn a greatest difference over pairs into bands of single persons.
 *
 * Notation: n(i) = counted days of person i, l(i) = work load; the n(i) add up to a known total.
 *
 * Idea: a count stands when every other person has one beside it and those can add up; counts that
 * do not stand are cut off from the ends of the bands. A box within the bands holds only rosters
 * within the limit when its worst corners do: l(a) hi(b) - l(b) lo(a) <= limit for all pairs.
 * Persons
 * of one load are alike, so that boxes are searched by load, depth first, for the one in which the
 * total lies deepest.
 *
 * Complexity: persons^2 * counts for the bands; MOST_STEPS for a box.
 */
#include "on_call_bands.h"

#include <stdlib.h>

#define MOST_STEPS 1000000

static int64_t count_days(const bench_on_call *o, bool weekend)
{
    int64_t n = 0;
    for (int d = 0; d < o->n_days; d++)
        n += o->weekend[d] == weekend;
    return n;
}

/* The counts of j that stand beside v of i, within [*lo, *hi]. */
static void meet(const bench_on_call *o, int64_t v, int i, int j, int64_t limit, int64_t *lo,
                 int64_t *hi)
{
    int64_t a = v * o->work_load[j], load = o->work_load[i];
    if (load == 0) {
        if (a > limit)
            *hi = *lo - 1;
        return;
    }
    int64_t least = a > limit ? (a - limit + load - 1) / load : 0, most = (a + limit) / load;
    *lo = least > *lo ? least : *lo;
    *hi = most < *hi ? most : *hi;
}

/* Is there, for v days of person i, something for everyone that adds up? Pairs without i are not
 * looked at: what they forbid is left to the rows. */
static bool count_stands(const bench_on_call *o, int i, int64_t v, int64_t total, int64_t limit,
                         const int64_t *lo, const int64_t *hi)
{
    int64_t least = v, most = v;
    for (int j = 0; j < o->n_staff; j++) {
        if (j == i)
            continue;
        int64_t low = lo[j], high = hi[j];
        meet(o, v, i, j, limit, &low, &high);
        if (low > high)
            return false;
        least += low;
        most += high;
    }
    return least <= total && total <= most;
}

bool bench_on_call_bands(const bench_on_call *o, bool weekend, int64_t limit, int64_t *lo,
                         int64_t *hi)
{
    int64_t total = count_days(o, weekend);
    bool tighter = true;
    for (int i = 0; i < o->n_staff; i++) {
        lo[i] = 0;
        hi[i] = total;
    }
    while (tighter) {
        tighter = false;
        for (int i = 0; i < o->n_staff; i++) {
            int64_t low = lo[i], high = hi[i];
            while (lo[i] <= hi[i] && !count_stands(o, i, lo[i], total, limit, lo, hi))
                lo[i]++;
            while (lo[i] <= hi[i] && !count_stands(o, i, hi[i], total, limit, lo, hi))
                hi[i]--;
            if (lo[i] > hi[i])
                return false;
            tighter = tighter || lo[i] != low || hi[i] != high;
        }
    }
    return true;
}

/* -- the box -------------------------------------------------------------------------------- */

typedef struct load_class {
    int64_t load, n, lo, hi; /* of the bands */
    int64_t a, b;            /* of the box at hand */
    int64_t best_a, best_b;
} load_class;

typedef struct box_search {
    load_class *classes;
    int n_classes;
    int64_t limit, total;
    int64_t best; /* the least room below and above the total, -1 = no box yet */
    int64_t steps;
} box_search;

static bool fits(const box_search *s, const load_class *x, const load_class *y)
{
    return x->load * y->b - y->load * x->a <= s->limit &&
           y->load * x->b - x->load * y->a <= s->limit;
}

static bool fits_earlier(const box_search *s, int k)
{
    const load_class *c = &s->classes[k];
    if (c->n > 1 && c->load * (c->b - c->a) > s->limit)
        return false;
    for (int j = 0; j < k; j++)
        if (!fits(s, &s->classes[j], c))
            return false;
    return true;
}

static int64_t lesser(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Sums of the lower and upper ends with the first k classes in the box, the others in the bands. */
static int64_t room(const box_search *s, int k)
{
    int64_t low = 0, high = 0;
    for (int j = 0; j < s->n_classes; j++) {
        const load_class *c = &s->classes[j];
        low += c->n * (j < k ? c->a : c->lo);
        high += c->n * (j < k ? c->b : c->hi);
    }
    return lesser(s->total - low, high - s->total);
}

static void search_box(box_search *s, int k)
{
    if (room(s, k) <= s->best || s->steps++ >= MOST_STEPS)
        return;
    if (k == s->n_classes) {
        s->best = room(s, k);
        for (int j = 0; j < k; j++) {
            s->classes[j].best_a = s->classes[j].a;
            s->classes[j].best_b = s->classes[j].b;
        }
        return;
    }
    load_class *c = &s->classes[k];
    for (int64_t width = c->hi - c->lo; width >= 0; width--) {
        for (int64_t a = c->lo; a + width <= c->hi; a++) {
            c->a = a;
            c->b = a + width;
            if (fits_earlier(s, k))
                search_box(s, k + 1);
        }
    }
}

static int class_of(box_search *s, int64_t load)
{
    int k = 0;
    while (k < s->n_classes && s->classes[k].load != load)
        k++;
    return k;
}

static void add_person(box_search *s, int64_t load, int64_t lo, int64_t hi)
{
    int k = class_of(s, load);
    load_class *c = &s->classes[k];
    if (k == s->n_classes) {
        *c = (load_class){.load = load, .lo = lo, .hi = hi};
        s->n_classes++;
    }
    c->n++;
    c->lo = c->lo > lo ? c->lo : lo;
    c->hi = lesser(c->hi, hi);
}

bool bench_on_call_box(const bench_on_call *o, bool weekend, int64_t limit, int64_t *lo,
                       int64_t *hi)
{
    box_search s = {.limit = limit, .total = count_days(o, weekend), .best = -1};
    s.classes = calloc((size_t)o->n_staff, sizeof *s.classes);
    if (!s.classes)
        return false;
    for (int i = 0; i < o->n_staff; i++)
        add_person(&s, o->work_load[i], lo[i], hi[i]);
    search_box(&s, 0);
    for (int i = 0; s.best >= 0 && i < o->n_staff; i++) {
        int k = class_of(&s, o->work_load[i]);
        lo[i] = s.classes[k].best_a;
        hi[i] = s.classes[k].best_b;
    }
    free(s.classes);
    return s.best >= 0;
}
