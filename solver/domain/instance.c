/* Assembly of the instance, and the questions that later layers ask it. */
#include "domain/instance.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "domain/instance_internal.h"

/* Enough before the period for the longest rolling window (400 days), and after it for rest. */
#define DAYS_BEFORE 410
#define DAYS_AFTER 45

bool vakt_dates_hold(vakt_day from, vakt_day to, vakt_day day)
{
    return (from == VAKT_DAY_NONE || from <= day) && (to == VAKT_DAY_NONE || day <= to);
}

bool vakt_dates_meet(vakt_day a_from, vakt_day a_to, vakt_day b_from, vakt_day b_to)
{
    return (a_from == VAKT_DAY_NONE || b_to == VAKT_DAY_NONE || a_from <= b_to) &&
           (b_from == VAKT_DAY_NONE || a_to == VAKT_DAY_NONE || b_from <= a_to);
}

void *vakt_making_alloc(vakt_making *m, size_t count, size_t size)
{
    void *memory = vakt_arena_alloc(m->instance->arena, count, size);
    if (!memory)
        m->out_of_memory = true;
    return memory;
}

static void say(vakt_making *m, vakt_severity severity, const void *source, const char *field,
                const char *text)
{
    const char *found = NULL;
    vakt_place place = {0};
    if (m->locate)
        place = m->locate(m->context, source, field, &found);
    if (severity == VAKT_ERROR && found)
        vakt_report_add(m->report, severity, &place, "found \"%s\", expected %s", found, text);
    else if (severity == VAKT_ERROR)
        vakt_report_add(m->report, severity, &place, "expected %s", text);
    else
        vakt_report_add(m->report, severity, &place, "%s", text);
}

void vakt_making_expected(vakt_making *m, const void *source, const char *field,
                          const char *format, ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    m->errors++;
    say(m, VAKT_ERROR, source, field, text);
}

void vakt_making_warn(vakt_making *m, const void *source, const char *field, const char *format,
                      ...)
{
    char text[512];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    say(m, VAKT_WARNING, source, field, text);
}

static void make(vakt_making *m)
{
    vakt_instance *in = m->instance;
    const vakt_problem *p = m->problem;
    in->first_day = p->from - DAYS_BEFORE;
    in->last_day = p->to + DAYS_AFTER;
    in->n_doctors = p->n_doctors;
    in->n_shift_types = p->n_shift_types;
    in->cover_start = vakt_oslo_to_utc(p->from, p->settings.duty_day_start);
    in->cover_end = vakt_oslo_to_utc(p->to + 1, p->settings.duty_day_start);
    vakt_make_weekends(m);
    if (!m->out_of_memory)
        vakt_make_doctors(m);
    if (!m->out_of_memory)
        vakt_make_duties(m);
    if (!m->out_of_memory)
        vakt_make_demand(m);
    if (!m->out_of_memory)
        vakt_make_feasts(m);
    if (!m->out_of_memory)
        vakt_make_settings(m);
    if (!m->out_of_memory)
        vakt_instance_check_duties(m);
}

vakt_status vakt_instance_new(const vakt_problem *problem, vakt_locate locate, void *context,
                              vakt_report *report, vakt_instance **ret_instance)
{
    vakt_status status = VAKT_OK;
    vakt_arena *arena = vakt_arena_new();
    vakt_instance *instance = arena ? vakt_arena_alloc(arena, 1, sizeof *instance) : NULL;
    vakt_making m = {instance, problem, locate, context, report, 0, false};
    if (!instance) {
        status = VAKT_E_NOMEM;
        goto done;
    }
    instance->arena = arena;
    instance->problem = problem;
    vakt_problem_check(&m);
    if (m.errors == 0)
        make(&m);
    if (m.out_of_memory)
        status = VAKT_E_NOMEM;
    else if (m.errors > 0)
        status = VAKT_E_INPUT;
    if (status == VAKT_OK) {
        *ret_instance = instance;
        arena = NULL;
    }
done:
    vakt_arena_free(arena);
    return status;
}

size_t vakt_problem_check_all(const vakt_problem *problem, vakt_locate locate, void *context,
                              vakt_report *report)
{
    vakt_making m = {NULL, problem, locate, context, report, 0, false};
    vakt_problem_check(&m);
    return m.errors;
}

void vakt_instance_free(vakt_instance *instance)
{
    if (instance)
        vakt_arena_free(instance->arena);
}

/* ---- the calendar of the problem ---- */

static const vakt_local_day *local_day(const vakt_problem *problem, vakt_day day)
{
    for (size_t i = 0; i < problem->n_calendar; i++) {
        if (problem->calendar[i].date == day)
            return &problem->calendar[i];
    }
    return NULL;
}

int vakt_instance_day_class(const vakt_instance *instance, vakt_day day)
{
    const vakt_problem *p = instance->problem;
    const vakt_local_day *local = local_day(p, day);
    if (local)
        return local->day_class;
    vakt_holiday holiday = vakt_calendar_holiday(day);
    if (vakt_holiday_is_red(holiday) && (p->settings.day_classes & 1u << VAKT_DAYBIT_RED))
        return VAKT_DAYBIT_RED;
    if (vakt_holiday_is_eve(holiday) && (p->settings.day_classes & 1u << VAKT_DAYBIT_EVE))
        return VAKT_DAYBIT_EVE;
    return (int)vakt_day_weekday(day); /* the first seven bits are the weekdays in order */
}

bool vakt_instance_day_matches(const vakt_instance *instance, uint32_t set, vakt_day day)
{
    int class = vakt_instance_day_class(instance, day);
    uint32_t also = 1u << VAKT_DAYBIT_ALL;
    if (class <= VAKT_DAYBIT_FRI)
        also |= 1u << VAKT_DAYBIT_WEEKDAY;
    else if (class <= VAKT_DAYBIT_SUN)
        also |= 1u << VAKT_DAYBIT_WEEKEND;
    return (set & (also | 1u << class)) != 0;
}

bool vakt_instance_is_red(const vakt_instance *instance, vakt_day day)
{
    const vakt_local_day *local = local_day(instance->problem, day);
    return local ? local->day_class == VAKT_DAYBIT_RED : vakt_calendar_is_red(day);
}

/* ---- doctors ---- */

const vakt_doctor_day *vakt_instance_doctor_day(const vakt_instance *instance, int doctor,
                                                vakt_day day)
{
    if (day < instance->first_day)
        day = instance->first_day;
    if (day > instance->last_day)
        day = instance->last_day;
    size_t n_days = (size_t)(instance->last_day - instance->first_day + 1);
    return &instance->doctor_days[(size_t)doctor * n_days + (size_t)(day - instance->first_day)];
}

bool vakt_instance_has(const vakt_instance *instance, int doctor, vakt_qualification kind,
                       vakt_day day)
{
    const vakt_doctor *d = &instance->problem->doctors[doctor];
    if (d->has & 1u << kind)
        return true;
    for (size_t i = 0; i < d->n_qualifications; i++) {
        const vakt_held *held = &d->qualifications[i];
        if (held->kind == (int)kind && vakt_dates_hold(held->from, held->to, day))
            return true;
    }
    return false;
}

bool vakt_instance_may_take(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *duty_of = &instance->duties[duty];
    const vakt_shift_type *type = &instance->problem->shift_types[duty_of->shift_type];
    const vakt_doctor_day *day = vakt_instance_doctor_day(instance, doctor, duty_of->date);
    if (!day->in_service)
        return false;
    if (type->open_to != 0 && !(type->open_to & 1u << day->position))
        return false;
    for (size_t i = 0; i < day->n_shift_types; i++) {
        if (strcmp(day->shift_types[i], type->id) == 0)
            return true;
    }
    return day->n_shift_types == 0;
}

int vakt_instance_profile(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *d = &instance->duties[duty];
    int profile = instance->problem->shift_types[d->shift_type].profile;
    return profile >= 0 ? profile : vakt_instance_doctor_day(instance, doctor, d->date)->profile;
}

int vakt_instance_competence(const vakt_instance *instance, vakt_day date, bool *ret_backup_rule)
{
    const vakt_problem *p = instance->problem;
    int version = VAKT_COMPETENCE_LAW;
    *ret_backup_rule = true;
    for (size_t i = 0; i < p->n_law_profiles; i++) {
        if (vakt_dates_hold(p->law_profiles[i].from, p->law_profiles[i].to, date)) {
            version = p->law_profiles[i].competence;
            *ret_backup_rule = p->law_profiles[i].backup_rule;
        }
    }
    if (version != VAKT_COMPETENCE_LAW)
        return version;
    if (date >= vakt_day_from_civil(2026, 1, 1))
        return VAKT_COMPETENCE_KF2026;
    if (date >= vakt_day_from_civil(2020, 1, 1))
        return VAKT_COMPETENCE_AMF2020;
    if (date >= vakt_day_from_civil(2018, 5, 1))
        return VAKT_COMPETENCE_AMF2018;
    return VAKT_COMPETENCE_AMF2015;
}

bool vakt_instance_assessed(const vakt_instance *instance, vakt_assessment_kind kind, vakt_day day)
{
    const vakt_problem *p = instance->problem;
    for (size_t i = 0; i < p->n_assessments; i++) {
        if (p->assessments[i].kind == (int)kind && p->assessments[i].date <= day)
            return true;
    }
    return false;
}

/* ---- settings ---- */

static vakt_day first_service_day(const vakt_instance *instance, int doctor)
{
    for (vakt_day day = instance->problem->from; day <= instance->problem->to; day++) {
        if (vakt_instance_doctor_day(instance, doctor, day)->in_service)
            return day;
    }
    return instance->problem->from;
}

static bool fits(const vakt_instance *instance, const vakt_setting *s, int doctor, int duty)
{
    const vakt_problem *p = instance->problem;
    const vakt_duty *d = duty >= 0 ? &instance->duties[duty] : NULL;
    if (d ? !vakt_dates_hold(s->from, s->to, d->date)
          : !vakt_dates_meet(s->from, s->to, p->from, p->to))
        return false;
    if (d && ((s->shift_types && !s->shift_types[d->shift_type]) ||
              (s->layers && !(s->layers & 1u << d->layer)) ||
              (s->load_classes && !(s->load_classes & 1u << d->load_class))))
        return false;
    if (doctor < 0)
        return true;
    if (s->doctors && !s->doctors[doctor])
        return false;
    if (s->positions == 0 && s->profiles == 0)
        return true;
    vakt_day day = d ? d->date : first_service_day(instance, doctor);
    const vakt_doctor_day *dd = vakt_instance_doctor_day(instance, doctor, day);
    int profile = d ? vakt_instance_profile(instance, doctor, duty) : dd->profile;
    return (s->positions == 0 || (s->positions & 1u << dd->position)) &&
           (s->profiles == 0 || (s->profiles & 1u << profile));
}

bool vakt_setting_applies(const vakt_instance *instance, size_t setting, int doctor, int duty)
{
    const vakt_setting *s = &instance->settings[setting];
    if (!s->on || !fits(instance, s, doctor, duty))
        return false;
    if (vakt_rule_info_of(s->rule)->many)
        return true;
    for (size_t later = setting + 1; later < instance->n_settings; later++) {
        if (instance->settings[later].rule == s->rule &&
            fits(instance, &instance->settings[later], doctor, duty))
            return false;
    }
    return true;
}

bool vakt_setting_counts(const vakt_instance *instance, size_t setting, int duty)
{
    const vakt_setting *s = &instance->settings[setting];
    const vakt_duty *d = &instance->duties[duty];
    return (!s->shift_types || s->shift_types[d->shift_type]) &&
           (!s->layers || (s->layers & 1u << d->layer)) &&
           (!s->load_classes || (s->load_classes & 1u << d->load_class));
}

bool vakt_setting_counts_outer(const vakt_instance *instance, size_t setting, int outer)
{
    const vakt_setting *s = &instance->settings[setting];
    const vakt_outer_duty *d = &instance->outer[outer];
    return (!s->shift_types || (d->shift_type >= 0 && s->shift_types[d->shift_type])) &&
           (!s->layers || (s->layers & 1u << d->layer)) &&
           (!s->load_classes || (s->load_classes & 1u << d->load_class));
}

bool vakt_instance_overridden(const vakt_instance *instance, vakt_rule_kind rule, int doctor,
                              int duty)
{
    const vakt_problem *p = instance->problem;
    for (size_t i = 0; i < p->n_overrides; i++) {
        const vakt_override *o = &p->overrides[i];
        if (o->rule == (int)rule && strcmp(o->doctor, p->doctors[doctor].id) == 0 &&
            strcmp(o->duty, instance->duties[duty].id) == 0)
            return true;
    }
    return false;
}

/* ---- wishes ---- */

bool vakt_wish_matches(const vakt_instance *instance, const vakt_wish *wish, vakt_day day)
{
    const vakt_problem *p = instance->problem;
    vakt_day from = wish->from != VAKT_DAY_NONE ? wish->from : p->from;
    vakt_day to = wish->to != VAKT_DAY_NONE ? wish->to : p->to;
    if (day < from || day > to)
        return false;
    vakt_weekday weekday = vakt_day_weekday(day);
    if (wish->weekdays != 0 && !(wish->weekdays & 1u << weekday))
        return false;
    int week = vakt_day_iso_week(day, NULL);
    if ((wish->weeks == VAKT_WEEKS_ODD && week % 2 == 0) ||
        (wish->weeks == VAKT_WEEKS_EVEN && week % 2 == 1))
        return false;
    if (wish->every <= 1)
        return true;
    vakt_day monday = day - (vakt_day)weekday, anchor = from - (vakt_day)vakt_day_weekday(from);
    return (monday - anchor) / 7 % wish->every == 0;
}

bool vakt_wish_takes(const vakt_instance *instance, const vakt_wish *wish, int shift_type)
{
    for (size_t i = 0; i < wish->n_shift_types; i++) {
        if (strcmp(wish->shift_types[i], instance->problem->shift_types[shift_type].id) == 0)
            return true;
    }
    return wish->n_shift_types == 0;
}

int64_t vakt_wish_points(const vakt_instance *instance, int doctor, size_t wish)
{
    static const int64_t default_weight[] = {10, 20, 40, 80, 160}; /* each twice the one below */
    const vakt_problem *p = instance->problem;
    const vakt_doctor *d = &p->doctors[doctor];
    int64_t level = d->wishes[wish].level, quota = VAKT_UNSET, before = 0, denied = 0;
    int64_t weight = default_weight[level - 1];
    for (size_t i = 0; i < p->n_wish_levels; i++) {
        if (p->wish_levels[i].level == level) {
            weight = p->wish_levels[i].weight;
            quota = p->wish_levels[i].quota;
        }
    }
    for (size_t i = 0; i < wish; i++)
        before += d->wishes[i].level == level;
    if (quota != VAKT_UNSET && before >= quota)
        return 0;
    for (size_t i = 0; i < d->n_denied; i++)
        denied += d->denied[i].level == level ? d->denied[i].count : 0;
    return weight * (10 + (denied < 10 ? denied : 10)) / 10;
}

/* ---- names ---- */

int vakt_problem_doctor(const vakt_problem *problem, const char *id)
{
    for (size_t i = 0; i < problem->n_doctors; i++) {
        if (problem->doctors[i].id && strcmp(problem->doctors[i].id, id) == 0)
            return (int)i;
    }
    return -1;
}

int vakt_problem_shift_type(const vakt_problem *problem, const char *id)
{
    for (size_t i = 0; i < problem->n_shift_types; i++) {
        if (problem->shift_types[i].id && strcmp(problem->shift_types[i].id, id) == 0)
            return (int)i;
    }
    return -1;
}

int vakt_problem_municipality(const vakt_problem *problem, const char *id)
{
    for (size_t i = 0; i < problem->district.n_municipalities; i++) {
        if (problem->district.municipalities[i].id &&
            strcmp(problem->district.municipalities[i].id, id) == 0)
            return (int)i;
    }
    return -1;
}

int vakt_instance_doctor_index(const vakt_instance *instance, const char *id)
{
    return vakt_problem_doctor(instance->problem, id);
}

int vakt_instance_shift_type_index(const vakt_instance *instance, const char *id)
{
    return vakt_problem_shift_type(instance->problem, id);
}

int vakt_instance_duty_index(const vakt_instance *instance, const char *id)
{
    for (size_t i = 0; i < instance->n_duties; i++) {
        if (strcmp(instance->duties[i].id, id) == 0)
            return (int)i;
    }
    return -1;
}
