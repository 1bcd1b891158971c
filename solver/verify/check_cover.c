/* Cover: akuttmedisinforskriften § 6 (somebody at all times) and the local staffing plan. */
#include <string.h>

#include "verify/check_helpers.h"

void vakt_check_open_duty(vakt_checker *c)
{
    for (size_t i = 0; i < c->instance->n_duties; i++) {
        const vakt_duty *duty = &c->instance->duties[i];
        if (!duty->required || !vakt_ver_judges(c, -1, (int)i))
            continue;
        vakt_checked(c);
        if (c->roster->doctor[i] == VAKT_NOBODY)
            vakt_find_priced(c, vakt_ver_finding_of(c, -1, (int)i),
                             vakt_checker_setting(c)->weight * duty->price);
    }
}

void vakt_check_wanted_duty(vakt_checker *c)
{
    for (size_t i = 0; i < c->instance->n_duties; i++) {
        if (!c->instance->duties[i].wished_for || !vakt_ver_judges(c, -1, (int)i))
            continue;
        vakt_checked(c);
        if (c->roster->doctor[i] == VAKT_NOBODY)
            vakt_find(c, vakt_ver_finding_of(c, -1, (int)i));
    }
}

/* ---- a stretch of time cut into segments ---- */

typedef struct presence {
    vakt_interval span;
    int doctor;
} presence;

typedef struct timeline {
    vakt_minute from, to;
    vakt_minute *points;
    size_t n_points;
    presence *on;
    vakt_interval *away; /* times when others cover */
    size_t n_on, n_away;
    size_t *counted_in, n_counts; /* per doctor: the count that has met him */
} timeline;

/* One duty cuts at two points; the stretch itself adds two. */
static bool timeline_init(vakt_checker *c, timeline *t)
{
    size_t n_duties = c->instance->n_duties + c->instance->n_outer;
    size_t n_away = c->instance->n_elsewhere;
    *t = (timeline){0};
    t->points = vakt_ver_scratch(c, 2 * (n_duties + n_away + 1), sizeof *t->points);
    t->on = vakt_ver_scratch(c, n_duties, sizeof *t->on);
    t->away = vakt_ver_scratch(c, n_away, sizeof *t->away);
    t->counted_in = vakt_ver_scratch(c, c->instance->n_doctors, sizeof *t->counted_in);
    return t->points && t->on && t->away && t->counted_in;
}

static void timeline_begin(timeline *t, vakt_minute from, vakt_minute to)
{
    t->from = from;
    t->to = to;
    t->n_on = t->n_away = 0;
    t->n_points = 2;
    t->points[0] = from;
    t->points[1] = to;
}

/* False when the span lies outside. */
static bool timeline_cut(timeline *t, vakt_minute start, vakt_minute end)
{
    if (vakt_ver_overlap(t->from, t->to, start, end) == 0)
        return false;
    if (start > t->from)
        t->points[t->n_points++] = start;
    if (end < t->to)
        t->points[t->n_points++] = end;
    return true;
}

static void timeline_duty(timeline *t, vakt_minute start, vakt_minute end, int doctor)
{
    if (timeline_cut(t, start, end) && doctor != VAKT_NOBODY)
        t->on[t->n_on++] = (presence){{start, end}, doctor};
}

static void timeline_away(timeline *t, vakt_minute start, vakt_minute end)
{
    if (timeline_cut(t, start, end))
        t->away[t->n_away++] = (vakt_interval){start, end};
}

static bool contains(vakt_interval span, vakt_minute start, vakt_minute end)
{
    return span.start <= start && end <= span.end;
}

static bool is_away(const timeline *t, vakt_minute start, vakt_minute end)
{
    for (size_t i = 0; i < t->n_away; i++) {
        if (contains(t->away[i], start, end))
            return true;
    }
    return false;
}

/* Doctors, not duties: one who has two at once, of one block, is one. */
static int64_t doctors_on(timeline *t, vakt_minute start, vakt_minute end)
{
    int64_t count = 0;
    t->n_counts++;
    for (size_t i = 0; i < t->n_on; i++) {
        size_t *met = &t->counted_in[t->on[i].doctor];
        if (!contains(t->on[i].span, start, end) || *met == t->n_counts)
            continue;
        *met = t->n_counts;
        count++;
    }
    return count;
}

/* Each segment with fewer than `least` on is a finding of weight * price * missing * hours. */
static void find_missing(vakt_checker *c, timeline *t, int64_t least, int64_t price)
{
    t->n_points = vakt_ver_sort_points(t->points, t->n_points);
    for (size_t i = 0; i + 1 < t->n_points; i++) {
        vakt_minute start = t->points[i], end = t->points[i + 1];
        if (is_away(t, start, end))
            continue;
        vakt_checked(c);
        int64_t missing = least - doctors_on(t, start, end);
        if (missing <= 0)
            continue;
        vakt_finding finding = vakt_ver_finding_on(c, -1, vakt_ver_local_day_of(start));
        finding.start = start;
        finding.end = end;
        finding.amount = missing;
        finding.limit = least;
        vakt_find_priced(c, finding,
                         vakt_checker_setting(c)->weight * price * missing *
                             vakt_ver_started_hours(start, end));
    }
}

/* ---- cover and cover_wanted ---- */

static bool same_site(const vakt_instance *instance, int shift_type, const char *site)
{
    if (!site)
        return true;
    if (shift_type < 0)
        return false;
    const char *own = instance->problem->shift_types[shift_type].site;
    return own && strcmp(own, site) == 0;
}

static void cover_timeline(const vakt_checker *c, timeline *t, const vakt_dated_cover *cover)
{
    const vakt_instance *instance = c->instance;
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        if (d->layer == cover->layer && d->counts_as_cover &&
            same_site(instance, d->shift_type, cover->site))
            timeline_duty(t, d->start, d->end, c->roster->doctor[i]);
    }
    for (size_t i = 0; i < instance->n_outer; i++) {
        const vakt_outer_duty *d = &instance->outer[i];
        if (d->layer == cover->layer && d->counts_as_cover &&
            same_site(instance, d->shift_type, cover->site))
            timeline_duty(t, d->start, d->end, d->doctor);
    }
    for (size_t i = 0; i < instance->n_elsewhere; i++) {
        const vakt_elsewhere_interval *e = &instance->elsewhere[i];
        if (e->layer == -1 || e->layer == cover->layer)
            timeline_away(t, e->start, e->end);
    }
}

static void check_covers(vakt_checker *c, bool wanted)
{
    timeline t;
    if (!vakt_ver_judges_person(c, -1) || !timeline_init(c, &t))
        return;
    for (size_t i = 0; i < c->instance->n_cover; i++) {
        const vakt_dated_cover *cover = &c->instance->cover[i];
        vakt_minute from = cover->start, to = cover->end;
        if (from < c->instance->cover_start)
            from = c->instance->cover_start;
        if (to > c->instance->cover_end)
            to = c->instance->cover_end;
        if (from >= to || (wanted && cover->wanted <= cover->least))
            continue;
        timeline_begin(&t, from, to);
        cover_timeline(c, &t, cover);
        if (wanted)
            find_missing(c, &t, cover->wanted, 1);
        else
            find_missing(c, &t, cover->least, cover->price);
    }
}

void vakt_check_cover(vakt_checker *c)
{
    check_covers(c, false);
}

void vakt_check_cover_wanted(vakt_checker *c)
{
    check_covers(c, true);
}

/* ---- akuttmedisinforskriften § 6: never without a doctor ---- */

static bool front_layer(int layer)
{
    return layer == VAKT_LAYER_PRIMARY || layer == VAKT_LAYER_DAY || layer == VAKT_LAYER_CAR;
}

void vakt_check_always_one(vakt_checker *c)
{
    const vakt_instance *instance = c->instance;
    timeline t;
    if (!vakt_ver_judges_person(c, -1) || instance->cover_start >= instance->cover_end ||
        !timeline_init(c, &t))
        return;
    timeline_begin(&t, instance->cover_start, instance->cover_end);
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        if (d->counts_as_cover && d->legevakt && front_layer(d->layer))
            timeline_duty(&t, d->start, d->end, c->roster->doctor[i]);
    }
    for (size_t i = 0; i < instance->n_outer; i++) {
        const vakt_outer_duty *d = &instance->outer[i];
        if (d->counts_as_cover && d->legevakt && front_layer(d->layer))
            timeline_duty(&t, d->start, d->end, d->doctor);
    }
    for (size_t i = 0; i < instance->n_elsewhere; i++) {
        const vakt_elsewhere_interval *e = &instance->elsewhere[i];
        if (e->layer == -1 || e->layer == VAKT_LAYER_PRIMARY || e->layer == VAKT_LAYER_DAY)
            timeline_away(&t, e->start, e->end);
    }
    find_missing(c, &t, 1, 1);
}

/* ---- SFS 2305: the numbers that the municipality has entered ---- */

static int64_t participants(const vakt_checker *c, int layer)
{
    int64_t count = 0;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        bool takes_part = false;
        for (size_t i = 0; i < c->n_held[d]; i++) {
            const vakt_held_duty *held = &c->held[d][i];
            takes_part |= vakt_ver_is_own(held) && c->instance->duties[held->duty].layer == layer;
        }
        count += takes_part;
    }
    return count;
}

static void norm_doctors_on(vakt_checker *c, timeline *t, const vakt_sfs_norm *norm)
{
    const vakt_instance *instance = c->instance;
    if (instance->cover_start >= instance->cover_end)
        return;
    timeline_begin(t, instance->cover_start, instance->cover_end);
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        if (d->layer == norm->layer)
            timeline_duty(t, d->start, d->end, c->roster->doctor[i]);
    }
    for (size_t i = 0; i < instance->n_outer; i++) {
        const vakt_outer_duty *d = &instance->outer[i];
        if (d->layer == norm->layer)
            timeline_duty(t, d->start, d->end, d->doctor);
    }
    find_missing(c, t, norm->doctors_on, 1);
}

void vakt_check_sfs_norm(vakt_checker *c)
{
    const vakt_problem *problem = c->instance->problem;
    timeline t;
    if (!vakt_ver_judges_person(c, -1) || !timeline_init(c, &t))
        return;
    for (size_t i = 0; i < problem->n_sfs_norm; i++) {
        const vakt_sfs_norm *norm = &problem->sfs_norm[i];
        if ((norm->from != VAKT_DAY_NONE && norm->from > problem->to) ||
            (norm->to != VAKT_DAY_NONE && norm->to < problem->from))
            continue;
        vakt_checked(c);
        int64_t missing = vakt_ver_given(norm->participants) - participants(c, norm->layer);
        if (missing > 0) {
            vakt_finding finding = vakt_finding_blank(c);
            finding.amount = missing;
            finding.limit = norm->participants;
            vakt_find_priced(c, finding, vakt_checker_setting(c)->weight * missing);
        }
        if (norm->doctors_on != VAKT_UNSET)
            norm_doctors_on(c, &t, norm);
    }
}
