/* Dates the shift types: duties of the period, duties around it, blocks, the rulle. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/instance_internal.h"

/* ---- weekends ---- */

/* Days from the weekend's Saturday to the weekday on which its window begins or ends. */
static int from_saturday(int weekday, bool end)
{
    if (end) /* Sunday is the day after; Monday to Saturday are in the week that follows */
        return weekday == VAKT_WD_SUN ? 1 : weekday + 2;
    return weekday == VAKT_WD_SUN ? 1 : weekday - VAKT_WD_SAT;
}

void vakt_make_weekends(vakt_making *m)
{
    vakt_instance *in = m->instance;
    const vakt_settings *s = &m->problem->settings;
    vakt_day day = in->first_day;
    while (vakt_day_weekday(day) != VAKT_SAT)
        day++;
    in->weekends = vakt_making_alloc(m, (size_t)(in->last_day - in->first_day) / 7 + 1,
                                     sizeof *in->weekends);
    for (; in->weekends && day + 2 <= in->last_day; day += 7) {
        in->weekends[in->n_weekends++] = (vakt_weekend){
            .saturday = day,
            .start = vakt_oslo_to_utc(day + from_saturday(s->weekend_from_day, false),
                                      s->weekend_from),
            .end = vakt_oslo_to_utc(day + from_saturday(s->weekend_to_day, true), s->weekend_to),
            .in_period = day + 1 >= m->problem->from && day <= m->problem->to,
        };
    }
}

static void touch_weekends(const vakt_instance *in, vakt_minute start, vakt_minute end,
                           int *ret_first, int *ret_last)
{
    *ret_first = 0;
    *ret_last = -1;
    for (size_t i = 0; i < in->n_weekends; i++) {
        if (start < in->weekends[i].end && end > in->weekends[i].start) {
            if (*ret_last < 0)
                *ret_first = (int)i;
            *ret_last = (int)i;
        }
    }
}

/* ---- what a duty's times say of it ---- */

static vakt_minute overlap(vakt_minute a_start, vakt_minute a_end, vakt_minute b_start,
                           vakt_minute b_end)
{
    vakt_minute start = a_start > b_start ? a_start : b_start;
    vakt_minute end = a_end < b_end ? a_end : b_end;
    return end > start ? end - start : 0;
}

static bool is_night(const vakt_settings *s, vakt_day date, vakt_minute start, vakt_minute end)
{
    for (vakt_day day = date - 1; vakt_oslo_to_utc(day, s->night_from) < end; day++) {
        vakt_minute from = vakt_oslo_to_utc(day, s->night_from);
        vakt_minute to = vakt_oslo_to_utc(s->night_to > s->night_from ? day : day + 1, s->night_to);
        if (2 * overlap(start, end, from, to) >= to - from)
            return true;
    }
    return false;
}

static vakt_day duty_day_of(const vakt_settings *s, vakt_minute start)
{
    vakt_day day;
    int minute;
    vakt_oslo_from_utc(start, &day, &minute);
    return minute < s->duty_day_start ? day - 1 : day;
}

/* One class each: backup, then red, then weekend, then night, then weekday. */
static int load_class_of(const vakt_instance *in, int layer, vakt_minute start, bool night)
{
    vakt_day day;
    int minute, class;
    if (layer == VAKT_LAYER_BACKUP)
        return VAKT_LOAD_BACKUP;
    vakt_oslo_from_utc(start, &day, &minute);
    class = vakt_instance_day_class(in, day);
    if (vakt_instance_is_red(in, day) ||
        (class == VAKT_DAYBIT_EVE && minute >= in->problem->settings.eve_from))
        return VAKT_LOAD_RED;
    for (size_t i = 0; i < in->n_weekends; i++) {
        if (start >= in->weekends[i].start && start < in->weekends[i].end)
            return VAKT_LOAD_WEEKEND;
    }
    return night ? VAKT_LOAD_NIGHT : VAKT_LOAD_WEEKDAY;
}

/* ---- duties of the period ---- */

static bool runs_on(const vakt_instance *in, const vakt_shift_type *type, vakt_day day)
{
    if (!vakt_dates_hold(type->from, type->to, day))
        return false;
    for (size_t i = 0; i < in->problem->n_specials; i++) {
        const vakt_special *s = &in->problem->specials[i];
        if (s->kind == VAKT_SPECIAL_CANCELLED && s->date == day && strcmp(s->shift_type, type->id) == 0)
            return false;
    }
    return vakt_instance_day_matches(in, type->days, day) &&
           vakt_instance_day_matches(in, type->next_days, day + 1);
}

static int64_t extra_on(const vakt_instance *in, const vakt_shift_type *type, vakt_day day)
{
    int64_t extra = 0;
    for (size_t i = 0; i < in->problem->n_specials; i++) {
        const vakt_special *s = &in->problem->specials[i];
        if (s->kind == VAKT_SPECIAL_EXTRA && s->date == day && strcmp(s->shift_type, type->id) == 0)
            extra += s->count;
    }
    return extra;
}

/* How many doctors the type has on the day, and how many of them are required. */
static int64_t positions_on(const vakt_instance *in, const vakt_shift_type *type, vakt_day day,
                            int64_t *ret_least)
{
    int64_t extra = extra_on(in, type, day), wanted = type->wanted;
    bool runs = runs_on(in, type, day);
    *ret_least = (runs ? type->least : 0) + extra;
    if (wanted == VAKT_UNSET || wanted < type->least)
        wanted = type->least;
    /* A type that is only manned when needed must have a position to man. */
    if (type->only_when_needed && wanted < 1)
        wanted = 1;
    return (runs ? wanted : 0) + extra;
}

static const char *duty_id(vakt_making *m, const char *type, vakt_day day, int position)
{
    char date[11], text[128];
    vakt_day_format(day, date);
    if (position == 1)
        snprintf(text, sizeof text, "%s:%s", type, date);
    else
        snprintf(text, sizeof text, "%s:%s:%d", type, date, position);
    char *id = vakt_arena_strdup(m->instance->arena, text);
    if (!id)
        m->out_of_memory = true;
    return id;
}

static vakt_day end_day(const vakt_shift_type *type, vakt_day day)
{
    return day + (type->end <= type->start) + (vakt_day)type->more_days;
}

static void fill_duty(vakt_making *m, vakt_duty *d, int shift_type, vakt_day day, int position,
                      int64_t least)
{
    const vakt_instance *in = m->instance;
    const vakt_shift_type *t = &m->problem->shift_types[shift_type];
    vakt_minute start = vakt_oslo_to_utc(day, t->start);
    vakt_minute end = vakt_oslo_to_utc(end_day(t, day), t->end);
    bool night = is_night(&m->problem->settings, day, start, end);
    *d = (vakt_duty){
        .id = duty_id(m, t->id, day, position),
        .shift_type = shift_type,
        .date = day,
        .position = position,
        .period_day = day - m->problem->from,
        .start = start,
        .end = end,
        .minutes = (int)(end - start),
        .duty_day = duty_day_of(&m->problem->settings, start),
        .layer = t->layer,
        .presence = t->presence,
        .load_class = t->load_class == VAKT_LOAD_AUTO ? load_class_of(in, t->layer, start, night)
                                                      : t->load_class,
        .meets_job = t->meets_job,
        .load = t->load,
        .price = t->price,
        .only_when_needed = t->only_when_needed,
        .required = !t->only_when_needed && position <= least,
        .wished_for = !t->only_when_needed && position > least,
        .legevakt = t->legevakt,
        .out_of_hours = t->out_of_hours >= 0 ? t->out_of_hours != 0 : t->layer != VAKT_LAYER_DAY,
        .counts_as_cover = t->counts_as_cover && !t->follow,
        .follow = t->follow,
        .may_back = t->may_back >= 0 ? t->may_back != 0 : t->layer == VAKT_LAYER_BACKUP,
        .counting = t->counting,
        .night = night,
        .block = -1,
        .soft_block = -1,
    };
    touch_weekends(in, start, end, &d->first_weekend, &d->last_weekend);
}

static int by_start(const void *a, const void *b)
{
    const vakt_duty *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return strcmp(x->id, y->id);
}

static size_t count_duties(const vakt_instance *in)
{
    size_t n = 0;
    int64_t least;
    for (size_t t = 0; t < in->n_shift_types; t++) {
        for (vakt_day day = in->problem->from; day <= in->problem->to; day++)
            n += (size_t)positions_on(in, &in->problem->shift_types[t], day, &least);
    }
    return n;
}

static void make_own(vakt_making *m)
{
    vakt_instance *in = m->instance;
    size_t n = count_duties(in);
    in->duties = vakt_making_alloc(m, n, sizeof *in->duties);
    for (size_t t = 0; in->duties && t < in->n_shift_types; t++) {
        for (vakt_day day = in->problem->from; day <= in->problem->to; day++) {
            int64_t least;
            int64_t wanted = positions_on(in, &in->problem->shift_types[t], day, &least);
            for (int position = 1; position <= wanted; position++)
                fill_duty(m, &in->duties[in->n_duties++], (int)t, day, position, least);
        }
    }
    if (in->duties && !m->out_of_memory)
        qsort(in->duties, in->n_duties, sizeof *in->duties, by_start);
}

/* ---- duties around the period ---- */

static void add_outer(vakt_making *m, const vakt_past_duty *past, bool after)
{
    vakt_instance *in = m->instance;
    int type_index = past->shift_type ? vakt_problem_shift_type(m->problem, past->shift_type) : -1;
    const vakt_shift_type *t = type_index >= 0 ? &m->problem->shift_types[type_index] : NULL;
    vakt_outer_duty d = {.doctor = vakt_problem_doctor(m->problem, past->doctor),
                         .shift_type = type_index,
                         .after = after,
                         .start = past->start,
                         .end = past->end};
    if (d.start == VAKT_UNSET && t)
        d.start = vakt_oslo_to_utc(past->date, t->start);
    if (d.end == VAKT_UNSET && t)
        d.end = vakt_oslo_to_utc(end_day(t, past->date), t->end);
    int minute;
    vakt_oslo_from_utc(d.start, &d.date, &minute);
    d.minutes = (int)(d.end - d.start);
    d.duty_day = duty_day_of(&m->problem->settings, d.start);
    d.layer = past->layer >= 0 ? past->layer : t ? t->layer : VAKT_LAYER_PRIMARY;
    d.presence = past->presence >= 0 ? past->presence : t ? t->presence : VAKT_PRESENT;
    d.night = is_night(&m->problem->settings, d.date, d.start, d.end);
    int class = past->load_class >= 0 ? past->load_class : t ? t->load_class : VAKT_LOAD_AUTO;
    d.load_class = class == VAKT_LOAD_AUTO ? load_class_of(in, d.layer, d.start, d.night) : class;
    d.counts_as_cover = t ? t->counts_as_cover && !t->follow : true;
    d.legevakt = t ? t->legevakt : true;
    d.may_back = t && t->may_back >= 0 ? t->may_back != 0 : d.layer == VAKT_LAYER_BACKUP;
    d.counting = t && t->counting;
    touch_weekends(in, d.start, d.end, &d.first_weekend, &d.last_weekend);
    in->outer[in->n_outer++] = d;
}

static int outer_by_start(const void *a, const void *b)
{
    const vakt_outer_duty *x = a, *y = b;
    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    if (x->end != y->end)
        return x->end < y->end ? -1 : 1;
    return (x->doctor > y->doctor) - (x->doctor < y->doctor);
}

static void make_outer(vakt_making *m)
{
    const vakt_history *h = &m->problem->history;
    m->instance->outer =
        vakt_making_alloc(m, h->n_duties + h->n_next, sizeof *m->instance->outer);
    if (!m->instance->outer)
        return;
    for (size_t i = 0; i < h->n_duties; i++)
        add_outer(m, &h->duties[i], false);
    for (size_t i = 0; i < h->n_next; i++)
        add_outer(m, &h->next[i], true);
    qsort(m->instance->outer, m->instance->n_outer, sizeof *m->instance->outer, outer_by_start);
}

/* ---- blocks ---- */

static bool in_block(const vakt_instance *in, const vakt_block *block, const vakt_duty *duty)
{
    if (!(block->weekdays & 1u << vakt_day_weekday(duty->date)) ||
        !vakt_dates_hold(block->from, block->to, duty->date))
        return false;
    for (size_t i = 0; i < block->n_shift_types; i++) {
        if (strcmp(block->shift_types[i], in->problem->shift_types[duty->shift_type].id) == 0)
            return true;
    }
    return false;
}

/* The duties of one block in the week that begins on `week`, of one position. */
static void make_block(vakt_making *m, int block_index, vakt_day week, int position)
{
    vakt_instance *in = m->instance;
    const vakt_block *block = &m->problem->blocks[block_index];
    int found[64];
    size_t n = 0;
    for (size_t i = 0; i < in->n_duties && n < 64; i++) {
        const vakt_duty *d = &in->duties[i];
        bool taken = block->soft ? d->soft_block >= 0 : d->block >= 0;
        if (d->date >= week && d->date < week + 7 && d->position == position && !taken &&
            in_block(in, block, d))
            found[n++] = (int)i;
    }
    if (n < 2)
        return;
    int *duties = vakt_making_alloc(m, n, sizeof *duties);
    if (!duties)
        return;
    memcpy(duties, found, n * sizeof *duties);
    for (size_t i = 0; i < n; i++) {
        vakt_duty *d = &in->duties[found[i]];
        *(block->soft ? &d->soft_block : &d->block) = (int)in->n_blocks;
    }
    in->blocks[in->n_blocks++] = (vakt_block_instance){block_index, duties, n};
}

static void make_blocks(vakt_making *m)
{
    vakt_instance *in = m->instance;
    int positions = 0;
    for (size_t i = 0; i < in->n_duties; i++) {
        if (in->duties[i].position > positions)
            positions = in->duties[i].position;
    }
    size_t weeks = (size_t)(m->problem->to - m->problem->from) / 7 + 2;
    in->blocks = vakt_making_alloc(m, weeks * (size_t)positions * m->problem->n_blocks + 1,
                                   sizeof *in->blocks);
    for (size_t b = 0; in->blocks && b < m->problem->n_blocks; b++) {
        int shift = ((int)vakt_day_weekday(m->problem->from) - m->problem->blocks[b].week_start + 7) % 7;
        for (vakt_day week = m->problem->from - shift; week <= m->problem->to; week += 7) {
            for (int position = 1; position <= positions; position++)
                make_block(m, (int)b, week, position);
        }
    }
}

/* ---- the rulle ---- */

static size_t lay_pattern(vakt_making *m, const vakt_pattern *pattern, vakt_pattern_duty *into)
{
    const vakt_problem *p = m->problem;
    size_t n = 0;
    for (size_t l = 0; l < pattern->n_lines; l++) {
        int doctor = vakt_problem_doctor(p, pattern->lines[l].doctor);
        for (vakt_day day = p->from; day <= p->to; day++) {
            if (day < pattern->start)
                continue;
            int64_t week = ((day - pattern->start) / 7 + pattern->lines[l].offset) % pattern->weeks;
            for (size_t e = 0; e < pattern->n_entries; e++) {
                const vakt_pattern_entry *entry = &pattern->entries[e];
                if (entry->week != week + 1 || entry->weekday != (int)vakt_day_weekday(day))
                    continue;
                if (into)
                    into[n] = (vakt_pattern_duty){
                        doctor, vakt_problem_shift_type(p, entry->shift_type), day};
                n++;
            }
        }
    }
    return n;
}

static void make_pattern(vakt_making *m)
{
    size_t n = 0;
    for (size_t i = 0; i < m->problem->n_patterns; i++)
        n += lay_pattern(m, &m->problem->patterns[i], NULL);
    m->instance->pattern = vakt_making_alloc(m, n, sizeof *m->instance->pattern);
    for (size_t i = 0; m->instance->pattern && i < m->problem->n_patterns; i++)
        m->instance->n_pattern += lay_pattern(m, &m->problem->patterns[i],
                                              m->instance->pattern + m->instance->n_pattern);
}

void vakt_make_duties(vakt_making *m)
{
    make_own(m);
    if (!m->out_of_memory)
        make_outer(m);
    if (!m->out_of_memory)
        make_blocks(m);
    if (!m->out_of_memory)
        make_pattern(m);
}

/* ---- demand ---- */

static void add_cover(vakt_making *m, int cover, vakt_day day)
{
    vakt_instance *in = m->instance;
    const vakt_cover *c = &m->problem->cover[cover];
    if (!vakt_dates_hold(c->from, c->to, day) || !vakt_instance_day_matches(in, c->days, day) ||
        !vakt_instance_day_matches(in, c->next_days, day + 1))
        return;
    vakt_minute start = vakt_oslo_to_utc(day, c->start);
    vakt_minute end = vakt_oslo_to_utc(c->end <= c->start ? day + 1 : day, c->end);
    if (start < in->cover_start)
        start = in->cover_start;
    if (end > in->cover_end)
        end = in->cover_end;
    if (end <= start)
        return;
    in->cover[in->n_cover++] = (vakt_dated_cover){
        cover,    day,      start, end, c->layer, c->least, c->wanted != VAKT_UNSET ? c->wanted : c->least,
        c->price, c->site};
}

static void make_elsewhere(vakt_making *m, size_t days)
{
    vakt_instance *in = m->instance;
    const vakt_problem *p = m->problem;
    in->elsewhere = vakt_making_alloc(m, days * p->n_elsewhere + p->n_specials, sizeof *in->elsewhere);
    if (!in->elsewhere)
        return;
    for (size_t i = 0; i < p->n_elsewhere; i++) {
        const vakt_elsewhere *e = &p->elsewhere[i];
        for (vakt_day day = p->from - 1; day <= p->to + 1; day++) {
            if (vakt_dates_hold(e->from, e->to, day) && vakt_instance_day_matches(in, e->days, day))
                in->elsewhere[in->n_elsewhere++] = (vakt_elsewhere_interval){
                    vakt_oslo_to_utc(day, e->start),
                    vakt_oslo_to_utc(e->end <= e->start ? day + 1 : day, e->end), e->layer};
        }
    }
    for (size_t i = 0; i < p->n_specials; i++) {
        const vakt_special *s = &p->specials[i];
        if (s->kind == VAKT_SPECIAL_ELSEWHERE)
            in->elsewhere[in->n_elsewhere++] = (vakt_elsewhere_interval){s->start, s->end, s->layer};
    }
}

static void make_outside(vakt_making *m, size_t days)
{
    vakt_instance *in = m->instance;
    const vakt_problem *p = m->problem;
    in->outside = vakt_making_alloc(m, days * p->n_outside_backup, sizeof *in->outside);
    for (size_t i = 0; in->outside && i < p->n_outside_backup; i++) {
        const vakt_outside_backup *o = &p->outside_backup[i];
        for (vakt_day day = p->from - 1; day <= p->to + 1; day++) {
            if (vakt_dates_hold(o->from, o->to, day) && vakt_instance_day_matches(in, o->days, day))
                in->outside[in->n_outside++] = (vakt_outside_interval){
                    vakt_oslo_to_utc(day, o->start),
                    vakt_oslo_to_utc(o->end <= o->start ? day + 1 : day, o->end), o->most};
        }
    }
}

void vakt_make_demand(vakt_making *m)
{
    vakt_instance *in = m->instance;
    const vakt_problem *p = m->problem;
    size_t days = (size_t)(p->to - p->from) + 4;
    in->cover = vakt_making_alloc(m, days * p->n_cover, sizeof *in->cover);
    for (size_t c = 0; in->cover && c < p->n_cover; c++) {
        for (vakt_day day = p->from - 1; day <= p->to + 1; day++)
            add_cover(m, (int)c, day);
    }
    make_elsewhere(m, days);
    make_outside(m, days);
}
