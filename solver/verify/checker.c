#include "verify/checker.h"

#include <stdlib.h>
#include <string.h>

#include "verify/check_helpers.h"

#define FIRST_CAPACITY 16

/* ---- memory ---- */

void *vakt_ver_scratch(vakt_checker *c, size_t count, size_t size)
{
    void *memory = vakt_arena_alloc(c->arena, count, size);
    if (!memory)
        c->out_of_memory = true;
    return memory;
}

void *vakt_ver_list_grow(vakt_checker *c, void *items, size_t count, size_t item_size)
{
    bool full = count == 0 || (count >= FIRST_CAPACITY && (count & (count - 1)) == 0);
    if (!full)
        return items;
    void *grown = vakt_ver_scratch(c, count == 0 ? FIRST_CAPACITY : 2 * count, item_size);
    if (grown && count > 0)
        memcpy(grown, items, count * item_size);
    return grown;
}

/* ---- who has what ---- */

static int compare_held(const void *left, const void *right)
{
    const vakt_held_duty *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if (a->end != b->end)
        return a->end < b->end ? -1 : 1;
    if (a->duty != b->duty)
        return a->duty < b->duty ? -1 : 1;
    return a->outer < b->outer ? -1 : a->outer > b->outer;
}

static vakt_held_duty held_own(const vakt_instance *instance, int duty)
{
    const vakt_duty *d = &instance->duties[duty];
    return (vakt_held_duty){.duty = duty,
                            .outer = -1,
                            .start = d->start,
                            .end = d->end,
                            .date = d->date,
                            .duty_day = d->duty_day,
                            .home = d->presence == VAKT_AT_HOME,
                            .night = d->night};
}

static vakt_held_duty held_outer(const vakt_instance *instance, int outer)
{
    const vakt_outer_duty *d = &instance->outer[outer];
    return (vakt_held_duty){.duty = -1,
                            .outer = outer,
                            .start = d->start,
                            .end = d->end,
                            .date = d->date,
                            .duty_day = d->duty_day,
                            .home = d->presence == VAKT_AT_HOME,
                            .night = d->night};
}

static void fill_held(vakt_checker *c)
{
    const vakt_instance *instance = c->instance;
    for (size_t i = 0; i < instance->n_duties; i++) {
        int d = c->roster->doctor[i];
        if (d != VAKT_NOBODY)
            c->held[d][c->n_held[d]++] = held_own(instance, (int)i);
    }
    for (size_t i = 0; i < instance->n_outer; i++) {
        int d = instance->outer[i].doctor;
        if (d >= 0)
            c->held[d][c->n_held[d]++] = held_outer(instance, (int)i);
    }
    for (size_t d = 0; d < instance->n_doctors; d++)
        qsort(c->held[d], c->n_held[d], sizeof *c->held[d], compare_held);
}

bool vakt_checker_init(vakt_checker *c, const vakt_instance *instance, const vakt_roster *roster,
                       vakt_verdict *verdict, bool keep)
{
    *c = (vakt_checker){.instance = instance,
                        .roster = roster,
                        .setting = -1,
                        .arena = verdict->arena,
                        .verdict = verdict,
                        .keep = keep};
    size_t n = instance->n_doctors;
    c->held = vakt_ver_scratch(c, n, sizeof *c->held);
    c->n_held = vakt_ver_scratch(c, n, sizeof *c->n_held);
    size_t *room = vakt_ver_scratch(c, n, sizeof *room);
    if (c->out_of_memory)
        return false;
    for (size_t i = 0; i < instance->n_duties; i++) {
        if (roster->doctor[i] != VAKT_NOBODY)
            room[roster->doctor[i]]++;
    }
    for (size_t i = 0; i < instance->n_outer; i++) {
        if (instance->outer[i].doctor >= 0)
            room[instance->outer[i].doctor]++;
    }
    for (size_t d = 0; d < n; d++) {
        c->held[d] = vakt_ver_scratch(c, room[d], sizeof *c->held[d]);
        if (!c->held[d])
            return false;
    }
    fill_held(c);
    return true;
}

bool vakt_ver_is_own(const vakt_held_duty *held)
{
    return held->duty >= 0;
}

bool vakt_ver_has_own(const vakt_checker *c, int doctor)
{
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        if (vakt_ver_is_own(&c->held[doctor][i]))
            return true;
    }
    return false;
}

bool vakt_ver_same_unit(const vakt_checker *c, const vakt_held_duty *a, const vakt_held_duty *b)
{
    if (!vakt_ver_is_own(a) || !vakt_ver_is_own(b))
        return false;
    int block = c->instance->duties[a->duty].block;
    return a->duty == b->duty || (block >= 0 && block == c->instance->duties[b->duty].block);
}

void vakt_ver_held_weekends(const vakt_checker *c, const vakt_held_duty *held, int *ret_first,
                            int *ret_last)
{
    if (vakt_ver_is_own(held)) {
        *ret_first = c->instance->duties[held->duty].first_weekend;
        *ret_last = c->instance->duties[held->duty].last_weekend;
    } else {
        *ret_first = c->instance->outer[held->outer].first_weekend;
        *ret_last = c->instance->outer[held->outer].last_weekend;
    }
}

/* ---- findings ---- */

vakt_finding vakt_finding_blank(const vakt_checker *c)
{
    return (vakt_finding){.setting = c->setting,
                          .doctor = -1,
                          .other_doctor = -1,
                          .duty = -1,
                          .municipality = -1,
                          .load_class = -1,
                          .day = VAKT_DAY_NONE,
                          .start = VAKT_UNSET,
                          .end = VAKT_UNSET,
                          .amount = 1,
                          .limit = VAKT_UNSET,
                          .hard = vakt_checker_setting(c)->hard};
}

vakt_finding vakt_ver_finding_of(const vakt_checker *c, int doctor, int duty)
{
    const vakt_duty *d = &c->instance->duties[duty];
    vakt_finding finding = vakt_finding_blank(c);
    finding.doctor = doctor;
    finding.duty = duty;
    finding.day = d->date;
    finding.start = d->start;
    finding.end = d->end;
    return finding;
}

vakt_finding vakt_ver_finding_on(const vakt_checker *c, int doctor, vakt_day day)
{
    vakt_finding finding = vakt_finding_blank(c);
    finding.doctor = doctor;
    finding.day = day;
    return finding;
}

static void keep_finding(vakt_checker *c, const vakt_finding *finding)
{
    if (!c->keep)
        return;
    vakt_verdict *v = c->verdict;
    vakt_finding *grown = vakt_ver_list_grow(c, v->findings, v->n_findings, sizeof *grown);
    if (!grown)
        return;
    v->findings = grown;
    v->findings[v->n_findings++] = *finding;
}

static void record(vakt_checker *c, vakt_finding *finding, int64_t points)
{
    vakt_rule_score *score = &c->verdict->scores[c->setting];
    finding->cost = finding->hard || finding->excused ? 0 : points;
    if (!finding->excused) {
        score->broken++;
        score->cost += finding->cost;
        if (finding->hard)
            c->verdict->legal = false;
        c->verdict->levels[vakt_checker_setting(c)->level] += finding->cost;
    }
    keep_finding(c, finding);
}

void vakt_find(vakt_checker *c, vakt_finding finding)
{
    record(c, &finding, vakt_checker_setting(c)->weight * finding.amount);
}

void vakt_find_priced(vakt_checker *c, vakt_finding finding, int64_t points)
{
    finding.hard = false;
    record(c, &finding, points);
}

void vakt_checked(vakt_checker *c)
{
    c->verdict->scores[c->setting].checked++;
}

/* ---- settings ---- */

bool vakt_ver_law_holds(vakt_rule_kind rule, vakt_day day)
{
    const vakt_rule_info *info = vakt_rule_info_of(rule);
    return vakt_ver_dates_hold(info->from, info->to, day);
}

bool vakt_ver_judges(const vakt_checker *c, int doctor, int duty)
{
    return vakt_ver_law_holds(vakt_checker_setting(c)->rule, c->instance->duties[duty].date) &&
           vakt_setting_applies(c->instance, (size_t)c->setting, doctor, duty);
}

bool vakt_ver_judges_person(const vakt_checker *c, int doctor)
{
    return vakt_setting_applies(c->instance, (size_t)c->setting, doctor, -1);
}

bool vakt_ver_counts(const vakt_checker *c, const vakt_held_duty *held)
{
    size_t setting = (size_t)c->setting;
    return vakt_ver_is_own(held) ? vakt_setting_counts(c->instance, setting, held->duty)
                                 : vakt_setting_counts_outer(c->instance, setting, held->outer);
}

int vakt_ver_setting_of(const vakt_instance *instance, vakt_rule_kind rule, int doctor, int duty)
{
    for (size_t s = instance->n_settings; s-- > 0;) {
        if (instance->settings[s].rule == rule && instance->settings[s].on &&
            vakt_setting_applies(instance, s, doctor, duty))
            return (int)s;
    }
    return -1;
}

bool vakt_ver_hard_for(const vakt_instance *instance, vakt_rule_kind rule, int doctor, int duty)
{
    if (!vakt_ver_law_holds(rule, instance->duties[duty].date))
        return false;
    int setting = vakt_ver_setting_of(instance, rule, doctor, duty);
    return setting >= 0 && instance->settings[setting].hard;
}

bool vakt_ver_set_aside(const vakt_checker *c, int doctor, int duty)
{
    return vakt_instance_overridden(c->instance, vakt_checker_setting(c)->rule, doctor, duty);
}

void vakt_check_forbidden(vakt_checker *c, vakt_ver_forbids forbids)
{
    for (size_t i = 0; i < c->instance->n_duties; i++) {
        int doctor = c->roster->doctor[i];
        if (doctor == VAKT_NOBODY || !vakt_ver_judges(c, doctor, (int)i))
            continue;
        vakt_checked(c);
        if (!forbids(c->instance, doctor, (int)i))
            continue;
        vakt_finding finding = vakt_ver_finding_of(c, doctor, (int)i);
        finding.excused = vakt_ver_set_aside(c, doctor, (int)i);
        vakt_find(c, finding);
    }
}

/* ---- numbers and time ---- */

int64_t vakt_ver_excess(int64_t all, int64_t fixed, int64_t limit)
{
    int64_t least = fixed > limit ? fixed : limit;
    return all > least ? all - least : 0;
}

int64_t vakt_ver_given(int64_t value)
{
    return value == VAKT_UNSET ? 0 : value;
}

int64_t vakt_ver_started_hours(vakt_minute start, vakt_minute end)
{
    return (end - start + 59) / 60;
}

bool vakt_ver_dates_hold(vakt_day from, vakt_day to, vakt_day day)
{
    return (from == VAKT_DAY_NONE || from <= day) && (to == VAKT_DAY_NONE || day <= to);
}

vakt_minute vakt_ver_midnight(vakt_day day)
{
    return vakt_oslo_to_utc(day, 0);
}

vakt_day vakt_ver_local_day_of(vakt_minute at)
{
    vakt_day day;
    int minute;
    vakt_oslo_from_utc(at, &day, &minute);
    return day;
}

vakt_day vakt_ver_years_later(vakt_day day, int years)
{
    int year, month, day_of_month;
    vakt_day_to_civil(day, &year, &month, &day_of_month);
    /* The arithmetic runs on over the end of a month: 29 February of a common year is 1 March. */
    return vakt_day_from_civil(year + years, month, 1) + day_of_month - 1;
}

int64_t vakt_ver_overlap(vakt_minute a_start, vakt_minute a_end, vakt_minute b_start,
                         vakt_minute b_end)
{
    vakt_minute start = a_start > b_start ? a_start : b_start;
    vakt_minute end = a_end < b_end ? a_end : b_end;
    return end > start ? end - start : 0;
}

static int compare_minutes(const void *left, const void *right)
{
    vakt_minute a = *(const vakt_minute *)left, b = *(const vakt_minute *)right;
    return a < b ? -1 : a > b;
}

size_t vakt_ver_sort_points(vakt_minute *points, size_t count)
{
    if (count == 0)
        return 0;
    qsort(points, count, sizeof *points, compare_minutes);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (points[i] != points[kept - 1])
            points[kept++] = points[i];
    }
    return kept;
}
