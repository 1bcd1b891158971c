/* Lays a doctor's dated facts out day by day, and the rules' settings in order. */
#include <string.h>

#include "domain/instance_internal.h"

/* ---- doctor days ---- */

static bool agency_on(const vakt_agency *agency, vakt_day day)
{
    if (!agency->given)
        return true;
    int64_t cycle = agency->on_days + agency->off_days;
    int64_t at = ((int64_t)day - agency->start) % cycle;
    return day >= agency->start && at < agency->on_days;
}

static void apply_change(const vakt_problem *p, const vakt_change *change, vakt_doctor_day *day)
{
    if (change->position >= 0)
        day->position = change->position;
    if (change->municipality)
        day->municipality = vakt_problem_municipality(p, change->municipality);
    if (change->share_pct != VAKT_UNSET)
        day->share_pct = (int)change->share_pct;
    if (change->profile >= 0)
        day->profile = change->profile;
    if (change->n_shift_types > 0) {
        day->shift_types = change->shift_types;
        day->n_shift_types = change->n_shift_types;
    }
}

static void apply_absences(const vakt_doctor *d, vakt_day date, vakt_doctor_day *day)
{
    int64_t left = 100;
    for (size_t i = 0; i < d->n_absences; i++) {
        const vakt_absence *a = &d->absences[i];
        bool on = vakt_dates_hold(a->from, a->to, date);
        bool beside = (a->day_before && date == a->from - 1) || (a->day_after && date == a->to + 1);
        if (a->percent == 100 && (on || beside))
            day->absent = true;
        if (on && a->reduces_share) {
            left -= a->percent;
            day->share_absent = day->share_absent || a->percent == 100;
        }
    }
    day->share_pct = (int)(day->share_pct * (left > 0 ? left : 0) / 100);
}

static vakt_doctor_day doctor_day(const vakt_problem *p, const vakt_doctor *d, vakt_day date)
{
    vakt_doctor_day day = {
        .in_service = vakt_dates_hold(d->from, d->to, date) && agency_on(&d->agency, date),
        .position = d->position,
        .profile = d->profile,
        .municipality = d->municipality ? vakt_problem_municipality(p, d->municipality) : -1,
        .share_pct = (int)d->share_pct,
        .shift_types = d->shift_types,
        .n_shift_types = d->n_shift_types,
    };
    for (size_t i = 0; i < d->n_changes; i++) {
        if (vakt_dates_hold(d->changes[i].from, d->changes[i].to, date))
            apply_change(p, &d->changes[i], &day);
    }
    apply_absences(d, date, &day);
    if (!day.in_service)
        day.share_pct = 0;
    return day;
}

/* ---- day jobs ---- */

static bool job_runs(const vakt_instance *in, const vakt_day_job *job, vakt_day day)
{
    int week = vakt_day_iso_week(day, NULL);
    return vakt_dates_hold(job->from, job->to, day) &&
           (job->weekdays & 1u << vakt_day_weekday(day)) &&
           (job->red_days || !vakt_instance_is_red(in, day)) &&
           !(job->weeks == VAKT_WEEKS_ODD && week % 2 == 0) &&
           !(job->weeks == VAKT_WEEKS_EVEN && week % 2 == 1);
}

/* The office is empty when its doctor has whole-day leave; the day before and after are worked. */
static bool on_leave(const vakt_doctor *d, vakt_day day)
{
    for (size_t i = 0; i < d->n_absences; i++) {
        if (d->absences[i].percent == 100 &&
            vakt_dates_hold(d->absences[i].from, d->absences[i].to, day))
            return true;
    }
    return false;
}

static void make_jobs(vakt_making *m, int doctor)
{
    enum { AROUND = 15 }; /* days beyond the period on which rest and weeks look at the day job */
    vakt_instance *in = m->instance;
    const vakt_doctor *d = &m->problem->doctors[doctor];
    size_t days = (size_t)(m->problem->to - m->problem->from) + 2 * AROUND + 1;
    vakt_job_day *jobs = vakt_making_alloc(m, days * d->n_day_jobs, sizeof *jobs);
    size_t n = 0;
    for (vakt_day day = m->problem->from - AROUND; jobs && day <= m->problem->to + AROUND; day++) {
        if (on_leave(d, day))
            continue;
        for (size_t j = 0; j < d->n_day_jobs; j++) {
            const vakt_day_job *job = &d->day_jobs[j];
            if (!job_runs(in, job, day))
                continue;
            vakt_job_day made = {vakt_oslo_to_utc(day, job->start),
                                 vakt_oslo_to_utc(job->end <= job->start ? day + 1 : day, job->end),
                                 day};
            size_t at = n++;
            for (; at > 0 && jobs[at - 1].start > made.start; at--)
                jobs[at] = jobs[at - 1];
            jobs[at] = made;
        }
    }
    in->jobs[doctor] = jobs;
    in->n_jobs[doctor] = n;
}

void vakt_make_doctors(vakt_making *m)
{
    vakt_instance *in = m->instance;
    size_t n_days = (size_t)(in->last_day - in->first_day + 1);
    in->doctor_days = vakt_making_alloc(m, in->n_doctors * n_days, sizeof *in->doctor_days);
    in->jobs = vakt_making_alloc(m, in->n_doctors, sizeof *in->jobs);
    in->n_jobs = vakt_making_alloc(m, in->n_doctors, sizeof *in->n_jobs);
    if (m->out_of_memory)
        return;
    for (size_t d = 0; d < in->n_doctors; d++) {
        for (size_t i = 0; i < n_days; i++)
            in->doctor_days[d * n_days + i] =
                doctor_day(m->problem, &m->problem->doctors[d], in->first_day + (vakt_day)i);
        make_jobs(m, (int)d);
    }
}

/* ---- settings ---- */

static void add_default(vakt_instance *in, int rule, uint32_t profiles, bool on, int64_t minutes)
{
    const vakt_rule_info *info = vakt_rule_info_of((vakt_rule_kind)rule);
    if (!on)
        return;
    in->settings[in->n_settings++] = (vakt_setting){
        .rule = (vakt_rule_kind)rule,
        .on = true,
        .hard = info->strength != VAKT_SOFT_RULE && info->strength != VAKT_PRICE,
        .level = info->level,
        .weight = info->weight,
        .from = VAKT_DAY_NONE,
        .to = VAKT_DAY_NONE,
        .profiles = profiles,
        .minutes = minutes,
        .days = info->days,
        .weeks = info->weeks,
        .most = info->most,
        .least = info->least,
        .percent = info->percent,
        .measure = -1,
    };
}

static void add_defaults(vakt_instance *in)
{
    for (int rule = 0; rule < VAKT_N_RULES; rule++) {
        const vakt_rule_info *info = vakt_rule_info_of((vakt_rule_kind)rule);
        bool aml = false;
#define AGREEMENT(word, is_on, agreement_minutes)                                                  \
    if (rule == VAKT_RULE_##word) {                                                                \
        aml = true;                                                                                \
        add_default(in, rule, 1u << VAKT_PROFILE_AML_STRICT, info->on, info->minutes);             \
        add_default(in, rule, 1u << VAKT_PROFILE_AML_AGREEMENT, is_on, agreement_minutes);         \
    }
        VAKT_AML_RULES(AGREEMENT)
#undef AGREEMENT
        if (!aml)
            add_default(in, rule, 0, info->on, info->minutes);
    }
}

static uint8_t *flags_of(vakt_making *m, const char *const *ids, size_t n_ids, size_t n,
                         int (*index_of)(const vakt_problem *, const char *))
{
    if (n_ids == 0)
        return NULL;
    uint8_t *flags = vakt_making_alloc(m, n, 1);
    for (size_t i = 0; flags && i < n_ids; i++)
        flags[index_of(m->problem, ids[i])] = 1;
    return flags;
}

static int64_t or_default(int64_t value, int64_t by_default)
{
    return value != VAKT_UNSET ? value : by_default;
}

static void add_entry(vakt_making *m, const vakt_rule_entry *e)
{
    vakt_instance *in = m->instance;
    const vakt_rule_info *info = vakt_rule_info_of((vakt_rule_kind)e->rule);
    bool hard = e->mode == VAKT_MODE_DEFAULT
                    ? info->strength != VAKT_SOFT_RULE && info->strength != VAKT_PRICE
                    : e->mode == VAKT_MODE_HARD;
    in->settings[in->n_settings++] = (vakt_setting){
        .rule = (vakt_rule_kind)e->rule,
        .entry = e,
        .on = e->mode != VAKT_MODE_OFF,
        .hard = hard,
        .level = (int)or_default(e->level, info->level > 0 || !hard ? info->level : 1),
        .weight = or_default(e->weight, info->weight),
        .from = e->from,
        .to = e->to,
        .doctors = flags_of(m, e->doctors, e->n_doctors, in->n_doctors, vakt_problem_doctor),
        .shift_types = flags_of(m, e->shift_types, e->n_shift_types, in->n_shift_types,
                                vakt_problem_shift_type),
        .positions = e->positions,
        .profiles = e->profiles,
        .layers = e->layers,
        .load_classes = e->load_classes,
        .minutes = or_default(e->minutes, info->minutes),
        .days = or_default(e->days, info->days),
        .weeks = or_default(e->weeks, info->weeks),
        .most = or_default(e->most, info->most),
        .least = or_default(e->least, info->least),
        .percent = or_default(e->percent, info->percent),
        .measure = e->measure,
    };
    vakt_setting *s = &in->settings[in->n_settings - 1];
    if (s->rule == VAKT_RULE_n_delt && !s->layers && !s->shift_types && !s->load_classes)
        s->layers = 1u << VAKT_LAYER_PRIMARY; /* primærvakt is what the norm is about */
}

void vakt_make_settings(vakt_making *m)
{
    vakt_instance *in = m->instance;
    in->settings =
        vakt_making_alloc(m, 2 * (size_t)VAKT_N_RULES + m->problem->n_rules, sizeof *in->settings);
    if (!in->settings)
        return;
    add_defaults(in);
    for (size_t i = 0; i < m->problem->n_rules; i++)
        add_entry(m, &m->problem->rules[i]);
    in->n_levels = 3; /* open duties; work and fairness; wishes */
    for (size_t i = 0; i < in->n_settings; i++) {
        if (in->settings[i].on && in->settings[i].level + 1 > in->n_levels)
            in->n_levels = in->settings[i].level + 1;
    }
}
