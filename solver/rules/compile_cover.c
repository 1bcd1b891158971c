/* Who is on when: open duties, cover of clock intervals, and the norm of SFS 2305. */
#include <stdlib.h>
#include <string.h>

#include "rules/builder.h"
#include "rules/builder_life.h"
#include "rules/compile.h"
#include "rules/segments.h"

static bool in_rows_pass(const vakt_builder *b)
{
    return b->pass == VAKT_PASS_ROWS;
}

/* ---- duties ---- */

/* Points of leaving a duty open; 0 = nothing asked. */
typedef int64_t (*open_points)(const vakt_duty *duty);

static int64_t required_points(const vakt_duty *duty)
{
    return duty->required ? duty->price : 0;
}

static int64_t wished_points(const vakt_duty *duty)
{
    return duty->wished_for ? 1 : 0;
}

/* sum of the unit's variables is 1: below at a price, above never. `whole` says whether the row is
 * the one that also holds the unit to one doctor. */
static void open_row(vakt_builder *b, int duty, int64_t points, bool whole)
{
    vakt_row_begin(b, VAKT_ROW_COVER, -1, b->instance->duties[duty].date);
    for (int d = 0; d < (int)b->instance->n_doctors; d++)
        vakt_row_term(b, vakt_assign(b, d, duty), 1);
    if (whole) {
        vakt_row_of_unit(b, vakt_unit_of(b, duty));
        vakt_row_between_priced(b, 1, 1, points, VAKT_HARD);
    } else {
        vakt_row_between_priced(b, 1, VAKT_NO_BOUND_HI, points, 0);
    }
}

/* One row per unit with a price. A unit of both required and wished duties is held to one doctor
 * by the row of the required ones. */
static void open_units(vakt_builder *b, open_points points_of, bool wished)
{
    const vakt_instance *instance = b->instance;
    int64_t *points = calloc(instance->n_duties + 1, sizeof *points);
    bool *required = calloc(instance->n_duties + 1, sizeof *required);
    if (!points || !required) {
        vakt_builder_fail(b, VAKT_E_NOMEM);
        goto done;
    }
    for (int d = 0; d < (int)instance->n_duties; d++) {
        int unit = vakt_unit_of(b, d);
        if (vakt_setting_applies(instance, (size_t)b->setting, -1, d))
            points[unit] += points_of(&instance->duties[d]);
        required[unit] = required[unit] || instance->duties[d].required;
    }
    for (int d = 0; d < (int)instance->n_duties; d++) {
        int unit = vakt_unit_of(b, d);
        if (points[unit] > 0)
            open_row(b, d, points[unit], !wished || !required[unit]);
        points[unit] = 0;
    }
done:
    free(points);
    free(required);
}

void vakt_compile_open_duty(vakt_builder *b)
{
    if (in_rows_pass(b))
        open_units(b, required_points, false);
}

void vakt_compile_wanted_duty(vakt_builder *b)
{
    if (in_rows_pass(b))
        open_units(b, wished_points, true);
}

/* ---- intervals ---- */

typedef struct crew_filter { /* who counts as on, and where others cover */
    uint32_t layers;
    bool covering, legevakt; /* only those that count as cover, are legevakt */
    const char *site;        /* NULL = any */
    bool elsewhere;          /* intervals that others cover are left out: */
    uint32_t elsewhere_layers; /* those of these layers, and those of all */
} crew_filter;

typedef struct crew_state { /* what a stretch of time is cut by */
    vakt_ints own, outer, elsewhere;
    vakt_cuts cuts;
    vakt_ints on, outer_on; /* in one segment */
} crew_state;

static void crew_done(crew_state *crew)
{
    VAKT_VEC_DONE(&crew->own);
    VAKT_VEC_DONE(&crew->outer);
    VAKT_VEC_DONE(&crew->elsewhere);
    VAKT_VEC_DONE(&crew->cuts);
    VAKT_VEC_DONE(&crew->on);
    VAKT_VEC_DONE(&crew->outer_on);
}

static bool site_fits(const vakt_instance *instance, const char *site, int shift_type)
{
    if (!site)
        return true;
    const char *there = shift_type < 0 ? NULL : instance->problem->shift_types[shift_type].site;
    return there && strcmp(there, site) == 0;
}

static bool own_fits(const vakt_instance *instance, const crew_filter *filter, const vakt_duty *one)
{
    return (filter->layers >> one->layer & 1) && (!filter->covering || one->counts_as_cover) &&
           (!filter->legevakt || one->legevakt) &&
           site_fits(instance, filter->site, one->shift_type);
}

static bool outer_fits(const vakt_instance *instance, const crew_filter *filter,
                       const vakt_outer_duty *one)
{
    return one->layer >= 0 && (filter->layers >> one->layer & 1) &&
           (!filter->covering || one->counts_as_cover) && (!filter->legevakt || one->legevakt) &&
           site_fits(instance, filter->site, one->shift_type);
}

static bool elsewhere_fits(const crew_filter *filter, const vakt_elsewhere_interval *one)
{
    return filter->elsewhere &&
           (one->layer < 0 || (filter->elsewhere_layers >> one->layer & 1));
}

static void crew_gather(vakt_builder *b, crew_state *crew, const crew_filter *filter,
                        vakt_interval within)
{
    const vakt_instance *instance = b->instance;
    crew->own.count = crew->outer.count = crew->elsewhere.count = crew->cuts.count = 0;
    vakt_cuts_add(b, &crew->cuts, within, within.start, within.end);
    for (int d = 0; d < (int)instance->n_duties; d++) {
        const vakt_duty *one = &instance->duties[d];
        if (!vakt_overlaps(within, one->start, one->end) || !own_fits(instance, filter, one))
            continue;
        vakt_ints_add(b, &crew->own, d);
        vakt_cuts_add(b, &crew->cuts, within, one->start, one->end);
    }
    for (int o = 0; o < (int)instance->n_outer; o++) {
        const vakt_outer_duty *one = &instance->outer[o];
        if (!vakt_overlaps(within, one->start, one->end) || !outer_fits(instance, filter, one))
            continue;
        vakt_ints_add(b, &crew->outer, o);
        vakt_cuts_add(b, &crew->cuts, within, one->start, one->end);
    }
    for (int e = 0; e < (int)instance->n_elsewhere; e++) {
        const vakt_elsewhere_interval *one = &instance->elsewhere[e];
        if (!vakt_overlaps(within, one->start, one->end) || !elsewhere_fits(filter, one))
            continue;
        vakt_ints_add(b, &crew->elsewhere, e);
        vakt_cuts_add(b, &crew->cuts, within, one->start, one->end);
    }
    vakt_cuts_sort(&crew->cuts);
}

/* Others cover the segment. (It is cut at their ends: it overlaps them or it does not.) */
static bool covered_elsewhere(const vakt_builder *b, const crew_state *crew, vakt_interval segment)
{
    for (size_t i = 0; i < crew->elsewhere.count; i++) {
        const vakt_elsewhere_interval *one = &b->instance->elsewhere[crew->elsewhere.items[i]];
        if (vakt_overlaps(segment, one->start, one->end))
            return true;
    }
    return false;
}

static bool anybody_could(const vakt_builder *b, int duty)
{
    for (int d = 0; d < (int)b->instance->n_doctors; d++)
        if (vakt_assign(b, d, duty) >= 0)
            return true;
    return false;
}

/* Tells of a segment in which too few are on whoever has which duty. */
static void tell_uncovered(const vakt_builder *b, const crew_state *crew, const crew_filter *filter,
                           vakt_interval segment, int64_t missing)
{
    vakt_uncovered told = {.setting = b->setting, .site = filter->site, .missing = missing,
                           .start = segment.start, .end = segment.end};
    while (!(filter->layers >> told.layer & 1))
        told.layer++;
    for (size_t i = 0; i < crew->on.count; i++) {
        told.unfilled = told.unfilled || b->instance->duties[crew->on.items[i]].required;
        if (anybody_could(b, crew->on.items[i]))
            return;
    }
    b->uncovered(b->context, &told);
}

/* doctors on in the segment >= least, `points` for each one missing */
static void segment_row(vakt_builder *b, crew_state *crew, const crew_filter *filter,
                        vakt_interval segment, int64_t least, int64_t points)
{
    const vakt_instance *instance = b->instance;
    crew->on.count = crew->outer_on.count = 0;
    for (size_t i = 0; i < crew->own.count; i++) {
        const vakt_duty *one = &instance->duties[crew->own.items[i]];
        if (vakt_overlaps(segment, one->start, one->end))
            vakt_ints_add(b, &crew->on, crew->own.items[i]);
    }
    for (size_t i = 0; i < crew->outer.count; i++) {
        const vakt_outer_duty *one = &instance->outer[crew->outer.items[i]];
        if (vakt_overlaps(segment, one->start, one->end))
            vakt_ints_add(b, &crew->outer_on, crew->outer.items[i]);
    }
    vakt_row_begin(b, VAKT_ROW_COVER, -1, vakt_local_date(segment.start));
    for (size_t i = 0; i < crew->on.count; i++) {
        if (vakt_unit_seen(b, &crew->on, i))
            continue;
        for (int d = 0; d < (int)instance->n_doctors; d++)
            vakt_row_term(b, vakt_assign(b, d, crew->on.items[i]), 1);
    }
    vakt_row_constant(b, vakt_outer_doctors(instance, &crew->outer_on));
    vakt_row_at_least(b, least, points);
    int64_t missing = least - vakt_outer_doctors(instance, &crew->outer_on);
    if (b->uncovered && missing > 0 && points * vakt_builder_setting(b)->weight > 0)
        tell_uncovered(b, crew, filter, segment, missing);
}

/* In each segment of `within`: at least so many on, `price` for each one missing and started
 * hour. */
static void cover_interval(vakt_builder *b, crew_state *crew, const crew_filter *filter,
                           vakt_interval within, int64_t least, int64_t price)
{
    if (within.start >= within.end)
        return;
    crew_gather(b, crew, filter, within);
    for (size_t i = 0; i + 1 < crew->cuts.count; i++) {
        vakt_interval segment = {crew->cuts.items[i], crew->cuts.items[i + 1]};
        if (!covered_elsewhere(b, crew, segment))
            segment_row(b, crew, filter, segment, least, price * vakt_started_hours(segment));
    }
}

static vakt_interval clipped(const vakt_instance *instance, vakt_minute start, vakt_minute end)
{
    vakt_interval within = {start, end};
    if (within.start < instance->cover_start)
        within.start = instance->cover_start;
    if (within.end > instance->cover_end)
        within.end = instance->cover_end;
    return within;
}

static void dated_covers(vakt_builder *b, bool wanted)
{
    const vakt_instance *instance = b->instance;
    crew_state crew = {0};
    if (!in_rows_pass(b) || !vakt_setting_applies(instance, (size_t)b->setting, -1, -1))
        return;
    for (size_t i = 0; i < instance->n_cover; i++) {
        const vakt_dated_cover *c = &instance->cover[i];
        crew_filter filter = {.layers = 1u << c->layer, .covering = true, .site = c->site,
                              .elsewhere = true, .elsewhere_layers = 1u << c->layer};
        if (wanted && c->wanted <= c->least)
            continue;
        cover_interval(b, &crew, &filter, clipped(instance, c->start, c->end),
                       wanted ? c->wanted : c->least, wanted ? 1 : c->price);
    }
    crew_done(&crew);
}

void vakt_compile_cover(vakt_builder *b)
{
    dated_covers(b, false);
}

void vakt_compile_cover_wanted(vakt_builder *b)
{
    dated_covers(b, true);
}

/* akuttmedisinforskriften § 6: at least one doctor available for legevakt at all hours. */
void vakt_compile_always_one(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    crew_filter filter = {
        .layers = 1u << VAKT_LAYER_PRIMARY | 1u << VAKT_LAYER_DAY | 1u << VAKT_LAYER_CAR,
        .covering = true,
        .legevakt = true,
        .elsewhere = true,
        .elsewhere_layers = 1u << VAKT_LAYER_PRIMARY | 1u << VAKT_LAYER_DAY,
    };
    crew_state crew = {0};
    if (!in_rows_pass(b) || !vakt_setting_applies(instance, (size_t)b->setting, -1, -1))
        return;
    cover_interval(b, &crew, &filter, clipped(instance, instance->cover_start, instance->cover_end),
                   1, 1);
    crew_done(&crew);
}

/* ---- the norm of SFS 2305 ---- */

/* How many different doctors share the layer. */
static void participants_row(vakt_builder *b, const vakt_sfs_norm *norm)
{
    const vakt_instance *instance = b->instance;
    vakt_ints members = {0};
    if (norm->participants <= 0)
        return;
    int *used = calloc(instance->n_doctors + 1, sizeof *used);
    if (!used) {
        vakt_builder_fail(b, VAKT_E_NOMEM);
        return;
    }
    for (int d = 0; d < (int)instance->n_doctors; d++) {
        members.count = 0;
        for (int duty = 0; duty < (int)instance->n_duties; duty++)
            if (instance->duties[duty].layer == norm->layer)
                vakt_ints_add(b, &members, vakt_assign(b, d, duty));
        used[d] = vakt_or(b, d, members.items, members.count);
    }
    vakt_row_begin(b, VAKT_ROW_USED, -1, VAKT_DAY_NONE);
    for (size_t d = 0; d < instance->n_doctors; d++)
        vakt_row_term(b, used[d], 1);
    vakt_row_at_least(b, norm->participants, 1);
    VAKT_VEC_DONE(&members);
    free(used);
}

static bool norm_meets_period(const vakt_problem *problem, const vakt_sfs_norm *norm)
{
    return (norm->from == VAKT_DAY_NONE || norm->from <= problem->to) &&
           (norm->to == VAKT_DAY_NONE || norm->to >= problem->from);
}

void vakt_compile_sfs_norm(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    const vakt_problem *problem = instance->problem;
    crew_state crew = {0};
    if (!in_rows_pass(b) || !vakt_setting_applies(instance, (size_t)b->setting, -1, -1))
        return;
    for (size_t i = 0; i < problem->n_sfs_norm; i++) {
        const vakt_sfs_norm *norm = &problem->sfs_norm[i];
        crew_filter filter = {.layers = 1u << norm->layer};
        if (!norm_meets_period(problem, norm))
            continue;
        participants_row(b, norm);
        if (norm->doctors_on > 0)
            cover_interval(b, &crew, &filter,
                           clipped(instance, instance->cover_start, instance->cover_end),
                           norm->doctors_on, 1);
    }
    crew_done(&crew);
}
