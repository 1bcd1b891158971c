/*
 * Problem: which changes could let a conflict's needs be filled?
 *
 * Idea: every member of an irreducible conflict has to go or give for it to be solved, so the menu
 * is read off the members: for each rule what may be asked about it, for each need somebody from
 * outside, for time that no duty covers a duty. Nothing is proven here.
 */
#include <stdlib.h>
#include <string.h>

#include "explain/menu.h"

static int compare_offers(const void *left, const void *right)
{
    const vakt_repair *a = left, *b = right;
    if (a->law != b->law)
        return a->law - b->law;
    if (a->price != b->price)
        return a->price < b->price ? -1 : 1;
    return vakt_repair_compare(a, b);
}

static void add(vakt_offers *m, vakt_repair repair)
{
    int64_t price = vakt_repair_price(repair.kind);
    repair.law = price >= VAKT_LAW_PRICE;
    repair.price = repair.n_days > 1 ? price * (int64_t)repair.n_days : price;
    for (size_t i = 0; i < m->items.count; i++)
        if (vakt_repair_compare(&m->items.items[i], &repair) == 0)
            return;
    if (!VAKT_VEC_PUSH(&m->items, repair))
        m->failed = true;
}

static vakt_repair repair_of(vakt_repair_kind kind, int doctor)
{
    return (vakt_repair){.kind = kind, .doctor = doctor, .duty = -1, .setting = -1,
                         .day = VAKT_DAY_NONE, .to = VAKT_DAY_NONE, .moved_to = VAKT_DAY_NONE,
                         .shift_type = -1, .layer = -1, .count = 1};
}

/* ---- what a member offers ---- */

static vakt_day local_day(vakt_minute at)
{
    vakt_day day;
    int minute;
    vakt_oslo_from_utc(at, &day, &minute);
    return day;
}

static bool dates_meet(vakt_day from, vakt_day to, vakt_day first, vakt_day last)
{
    return (from == VAKT_DAY_NONE || from <= last) && (to == VAKT_DAY_NONE || to >= first);
}

/* To new dates, of which what is proven is proven only when they lie in the period. */
static void offer_move(vakt_offers *m, vakt_repair repair, vakt_day first, vakt_day days)
{
    const vakt_problem *p = m->instance->problem;
    repair.moved_to = first;
    if (first >= p->from && first + days - 1 <= p->to)
        add(m, repair);
}

/* To the nearest dates after or before what the conflict touches, or out of the period. */
static void offer_moves(vakt_offers *m, vakt_repair repair, const vakt_absence *a)
{
    vakt_day days = a->to - a->from + 1;
    if (a->from != VAKT_DAY_NONE && a->to != VAKT_DAY_NONE) {
        offer_move(m, repair, m->last + 1 + a->day_before, days);
        offer_move(m, repair, m->first - a->day_after - days, days);
    }
    repair.kind = VAKT_REPAIR_ABSENCE_OUT;
    add(m, repair);
}

static void offer_absences(vakt_offers *m, int doctor)
{
    const vakt_doctor *who = &m->instance->problem->doctors[doctor];
    for (size_t i = 0; i < who->n_absences; i++) {
        const vakt_absence *a = &who->absences[i];
        if (a->percent < 100 || !dates_meet(a->from == VAKT_DAY_NONE ? a->from : a->from - a->day_before,
                                            a->to == VAKT_DAY_NONE ? a->to : a->to + a->day_after,
                                            m->first, m->last))
            continue;
        vakt_repair repair = repair_of(
            a->may_be_asked ? VAKT_REPAIR_ABSENCE : VAKT_REPAIR_ABSENCE_UNMARKED, doctor);
        repair.index = i;
        repair.day = a->from;
        repair.to = a->to;
        if (a->may_be_asked)
            offer_moves(m, repair, a);
        else
            add(m, repair);
    }
}

static void offer_exemptions(vakt_offers *m, int doctor, vakt_day day)
{
    const vakt_doctor *who = &m->instance->problem->doctors[doctor];
    for (size_t i = 0; i < who->n_exemptions; i++) {
        const vakt_exemption *e = &who->exemptions[i];
        if (e->recruitment_condition || !dates_meet(e->from, e->to, day, day))
            continue; /* a condition of recruitment is kept */
        vakt_repair repair = repair_of(VAKT_REPAIR_EXEMPTION, doctor);
        repair.index = i;
        repair.day = e->from;
        repair.to = e->to;
        add(m, repair);
    }
}

static void offer_training(vakt_offers *m, int doctor)
{
    const vakt_doctor *who = &m->instance->problem->doctors[doctor];
    for (size_t i = 0; i < who->n_training; i++) {
        vakt_repair repair = repair_of(VAKT_REPAIR_TRAINING, doctor);
        repair.index = i;
        repair.day = local_day(who->training[i].start);
        repair.to = repair.day;
        if (dates_meet(repair.day, local_day(who->training[i].end), m->first, m->last))
            add(m, repair);
    }
}

/* For each of the conflict's duties that the doctor could have by background. */
static void offer_per_duty(vakt_offers *m, vakt_repair_kind kind, int doctor)
{
    const vakt_program *p = m->model->program;
    for (size_t u = 0; u < p->n_units; u++) {
        if (!m->asked->units[u] || (doctor >= 0 && p->assign_var[(size_t)doctor * p->n_units + u] < 0))
            continue;
        for (size_t i = 0; i < p->units[u].n_duties; i++) {
            vakt_repair repair = repair_of(kind, doctor);
            repair.duty = p->unit_duties[p->units[u].first_duty + i];
            repair.day = repair.to = m->instance->duties[repair.duty].date;
            add(m, repair);
        }
    }
}

static void offer_setting(vakt_offers *m, const vakt_member *member)
{
    const vakt_setting *s = &m->instance->settings[member->setting];
    vakt_strength strength = vakt_rule_info_of(s->rule)->strength;
    bool own = s->rule == VAKT_RULE_class_bounds;
    vakt_repair repair = repair_of(VAKT_REPAIR_CAP, member->doctor);
    repair.setting = member->setting;
    if (!own)
        repair.doctor = -1; /* the limit itself, for all that it holds for */
    if (own || (s->entry && s->entry->most != VAKT_UNSET && s->rule != VAKT_RULE_kf4_days))
        add(m, repair);
    repair.kind = VAKT_REPAIR_SOFTEN;
    repair.doctor = vakt_rule_info_of(s->rule)->many ? -1 : member->doctor;
    if (strength == VAKT_CONFIG || strength == VAKT_SOFT_RULE)
        add(m, repair);
}

static bool is_aml(vakt_rule_kind rule)
{
    return strncmp(vakt_rule_words[rule], "aml_", 4) == 0;
}

static void offer_aml(vakt_offers *m, const vakt_member *member)
{
    const vakt_doctor *who = &m->instance->problem->doctors[member->doctor];
    if (member->rule == VAKT_RULE_aml_daily_rest)
        offer_per_duty(m, VAKT_REPAIR_AML_REST, member->doctor);
    vakt_repair repair = repair_of(VAKT_REPAIR_PROFILE, member->doctor);
    repair.day = m->instance->problem->from;
    repair.to = m->instance->problem->to;
    if (who->profile == VAKT_PROFILE_AML_STRICT)
        add(m, repair);
}

static void offer_day(vakt_offers *m, vakt_repair_kind kind, int doctor, vakt_day from, vakt_day to)
{
    vakt_repair repair = repair_of(kind, doctor);
    repair.day = from;
    repair.to = to;
    add(m, repair);
}

static void offer_pins(vakt_offers *m, const vakt_member *member)
{
    for (int duty = 0; duty < (int)m->instance->n_duties; duty++) {
        vakt_repair repair = repair_of(VAKT_REPAIR_UNPIN, member->doctor);
        repair.duty = duty;
        repair.day = repair.to = m->instance->duties[duty].date;
        if (repair.day == member->day &&
            m->instance->fixed[(size_t)member->doctor * m->instance->n_duties + (size_t)duty])
            add(m, repair);
    }
}

/* ---- more duties ---- */

static vakt_interval span_of(const vakt_shift_type *type, vakt_day date)
{
    vakt_day last = date + (type->end <= type->start) + (vakt_day)type->more_days;
    return (vakt_interval){vakt_oslo_to_utc(date, type->start), vakt_oslo_to_utc(last, type->end)};
}

/* The date on which a duty of the type would cover all of the time; VAKT_DAY_NONE = none does. */
static vakt_day covering_date(const vakt_offers *m, const vakt_shift_type *type, vakt_interval time)
{
    const vakt_problem *p = m->instance->problem;
    vakt_day last = local_day(time.start);
    for (vakt_day date = last; date >= last - 1 - (vakt_day)type->more_days; date--) {
        vakt_interval span = span_of(type, date);
        if (span.start <= time.start && span.end >= time.end &&
            dates_meet(type->from, type->to, date, date) && dates_meet(p->from, p->to, date, date))
            return date;
    }
    return VAKT_DAY_NONE;
}

typedef struct hole { /* time for which there are too few duties, on one or more days */
    int layer;
    bool legevakt, backing; /* only such duties help */
    const char *site;
    int64_t missing;
    const vakt_interval *times;
    size_t n;
} hole;

static bool would_help(const vakt_shift_type *type, const hole *h)
{
    bool backs = type->may_back < 0 ? type->layer == VAKT_LAYER_BACKUP : type->may_back;
    if (h->backing)
        return backs && !type->follow;
    return type->layer == h->layer && type->counts_as_cover && !type->follow &&
           !type->only_when_needed && (!h->legevakt || type->legevakt) &&
           (!h->site || (type->site && strcmp(type->site, h->site) == 0));
}

static void offer_extra(vakt_offers *m, int shift_type, const hole *h)
{
    const vakt_shift_type *type = &m->instance->problem->shift_types[shift_type];
    vakt_repair repair = repair_of(VAKT_REPAIR_EXTRA, -1);
    vakt_day *days = vakt_arena_alloc(m->arena, h->n, sizeof *days);
    m->failed = m->failed || !days;
    for (size_t i = 0; days && i < h->n; i++) {
        days[i] = covering_date(m, type, h->times[i]);
        if (days[i] == VAKT_DAY_NONE)
            return;
    }
    repair.shift_type = shift_type;
    repair.days = days;
    repair.n_days = h->n;
    repair.count = h->missing;
    if (days)
        add(m, repair);
}

/* Hours of its own: like a duty of a type that would help but for its hours. */
static void offer_at(vakt_offers *m, vakt_repair_kind kind, int like, const hole *h)
{
    vakt_repair repair = repair_of(kind, -1);
    vakt_day *days = vakt_arena_alloc(m->arena, h->n, sizeof *days);
    m->failed = m->failed || !days;
    for (size_t i = 0; days && i < h->n; i++)
        days[i] = local_day(h->times[i].start);
    repair.shift_type = kind == VAKT_REPAIR_NEW_DUTY ? like : -1;
    repair.layer = h->layer;
    repair.start = h->times[0].start;
    repair.end = h->times[0].end;
    repair.days = days;
    repair.n_days = h->n;
    repair.count = h->missing;
    if (days)
        add(m, repair);
}

/* An extra duty of each type that has the hours, and a new one of these hours alone. */
static void offer_duties(vakt_offers *m, const hole *h)
{
    int like = -1;
    for (int t = 0; t < (int)m->instance->n_shift_types; t++) {
        if (!would_help(&m->instance->problem->shift_types[t], h))
            continue;
        like = like < 0 ? t : like;
        offer_extra(m, t, h);
    }
    if (like >= 0 || !h->site)
        offer_at(m, VAKT_REPAIR_NEW_DUTY, like, h);
}

static void offer_for_gap(vakt_offers *m, const vakt_gap *gap)
{
    vakt_interval *times = vakt_arena_alloc(m->arena, gap->n_days, sizeof *times);
    hole h = {.layer = gap->layer, .site = gap->site, .missing = gap->missing, .times = times,
              .n = gap->n_days};
    h.legevakt = m->instance->settings[gap->setting].rule == VAKT_RULE_always_one;
    m->failed = m->failed || !times;
    for (size_t i = 0; times && i < gap->n_days; i++)
        times[i] = vakt_gap_on(gap, i);
    if (!times)
        return;
    offer_duties(m, &h);
    offer_at(m, VAKT_REPAIR_ELSEWHERE, -1, &h);
}

/* Too few duties at a time that has some. */
static void offer_for_cover(vakt_offers *m, const vakt_member *member)
{
    vakt_interval time = {member->start, member->end};
    hole h = {.layer = member->layer, .missing = 1, .times = &time, .n = 1,
              .legevakt = member->rule == VAKT_RULE_always_one};
    offer_duties(m, &h);
    offer_at(m, VAKT_REPAIR_ELSEWHERE, -1, &h);
}

/* For each duty of the conflict that may need one behind it: a backup duty, or somebody outside. */
static void offer_backups(vakt_offers *m)
{
    const vakt_program *p = m->model->program;
    for (size_t u = 0; u < p->n_units; u++) {
        for (size_t i = 0; m->asked->units[u] && i < p->units[u].n_duties; i++) {
            int index = p->unit_duties[p->units[u].first_duty + i];
            const vakt_duty *duty = &m->instance->duties[index];
            vakt_interval time = {duty->start, duty->end};
            hole h = {.layer = VAKT_LAYER_BACKUP, .backing = true, .missing = 1, .times = &time,
                      .n = 1};
            if (!duty->legevakt || duty->may_back)
                continue;
            offer_duties(m, &h);
            vakt_repair repair = repair_of(VAKT_REPAIR_OUTSIDE, -1);
            repair.duty = index;
            repair.day = duty->date;
            repair.to = local_day(duty->end - 1);
            repair.start = duty->start;
            repair.end = duty->end;
            add(m, repair);
        }
    }
}

static void offer_member(vakt_offers *m, const vakt_member *member)
{
    switch (member->rule) {
    case VAKT_RULE_fixed_duty:
        offer_pins(m, member);
        return;
    case VAKT_RULE_absence:
        offer_absences(m, member->doctor);
        return;
    case VAKT_RULE_training:
        offer_training(m, member->doctor);
        return;
    case VAKT_RULE_exemption_decision:
        offer_exemptions(m, member->doctor, member->day);
        return;
    case VAKT_RULE_exemption_right:
        return; /* a right is nobody's to give */
    case VAKT_RULE_day_job:
        offer_day(m, VAKT_REPAIR_DAY_JOB, member->doctor, m->first, m->last);
        return;
    case VAKT_RULE_rest:
        offer_per_duty(m, VAKT_REPAIR_REST, member->doctor);
        return;
    case VAKT_RULE_competence_backup:
        offer_backups(m);
        offer_day(m, VAKT_REPAIR_COMPETENCE, -1, m->first, m->last);
        offer_day(m, VAKT_REPAIR_NO_BACKUP_RULE, -1, m->first, m->last);
        return;
    default:
        if (is_aml(member->rule) && member->doctor >= 0)
            offer_aml(m, member);
        else
            offer_setting(m, member);
    }
}

static void find_days(vakt_offers *m)
{
    const vakt_program *p = m->model->program;
    const vakt_gap *gap = m->asked->gap;
    m->first = gap ? gap->days[0] : VAKT_DAY_NONE;
    m->last = gap ? gap->days[gap->n_days - 1] : VAKT_DAY_NONE;
    for (size_t u = 0; u < p->n_units; u++) {
        if (!m->asked->units[u])
            continue;
        vakt_day first = local_day(p->units[u].start);
        vakt_day last = local_day(p->units[u].end - 1);
        m->last = m->first == VAKT_DAY_NONE || last > m->last ? last : m->last;
        m->first = m->first == VAKT_DAY_NONE || first < m->first ? first : m->first;
    }
    if (m->first == VAKT_DAY_NONE) {
        m->first = m->instance->problem->from;
        m->last = m->instance->problem->to;
    }
}

vakt_status vakt_offers_collect(vakt_offers *m)
{
    const vakt_conflict *c = m->asked->conflict;
    find_days(m);
    if (m->asked->gap)
        offer_for_gap(m, m->asked->gap);
    for (size_t i = 0; i < c->n_needs; i++)
        if (c->members[i].kind == VAKT_MEMBER_COVER)
            offer_for_cover(m, &c->members[i]);
    for (size_t i = c->n_needs; i < c->n_members; i++)
        offer_member(m, &c->members[i]);
    offer_per_duty(m, VAKT_REPAIR_LOCUM_BACKED, -1);
    offer_per_duty(m, VAKT_REPAIR_LOCUM, -1);
    if (m->items.count > 1)
        qsort(m->items.items, m->items.count, sizeof *m->items.items, compare_offers);
    return m->failed ? VAKT_E_NOMEM : VAKT_OK;
}
