/*
 * Problem: a problem document with one change made, the document itself untouched.
 *
 * Idea: copy on write. Each change copies the records on the way from the problem to what it
 * changes; all else is shared. Linear in the lists copied.
 */
#include <string.h>

#include "explain/menu.h"

/* A copy of n records with room for `more`; NULL: out of memory. */
static void *copied(vakt_arena *arena, const void *items, size_t n, size_t more, size_t size)
{
    char *copy = vakt_arena_alloc(arena, n + more + 1, size);
    if (copy && n > 0)
        memcpy(copy, items, n * size);
    return copy;
}

#define COPY(arena, list, n, more) ((list) = copied(arena, list, n, more, sizeof *(list)))

/* Records that go are emptied, not taken out, so that the indices of later changes hold. */
static bool move_absence(vakt_doctor *doctor, const vakt_repair *repair, vakt_arena *arena)
{
    if (!COPY(arena, doctor->absences, doctor->n_absences, 0))
        return false;
    vakt_absence *absence = &doctor->absences[repair->index];
    if (repair->moved_to == VAKT_DAY_NONE) {
        absence->percent = 0;
    } else {
        absence->to = repair->moved_to + (absence->to - absence->from);
        absence->from = repair->moved_to;
    }
    return true;
}

static bool move_training(vakt_doctor *doctor, size_t index, vakt_arena *arena)
{
    if (!COPY(arena, doctor->training, doctor->n_training, 0))
        return false;
    doctor->training[index].start = 0; /* a minute in 1970 */
    doctor->training[index].end = 1;
    return true;
}

static bool end_exemption(vakt_doctor *doctor, size_t index, vakt_arena *arena)
{
    if (!COPY(arena, doctor->exemptions, doctor->n_exemptions, 0))
        return false;
    doctor->exemptions[index].from = doctor->exemptions[index].to = vakt_day_from_civil(1970, 1, 1);
    return true;
}

static bool unpin(const vakt_instance *instance, vakt_doctor *doctor, int duty, vakt_arena *arena)
{
    size_t n = doctor->n_fixed;
    if (!COPY(arena, doctor->fixed, n, 0))
        return false;
    doctor->n_fixed = 0;
    for (size_t i = 0; i < n; i++)
        if (strcmp(doctor->fixed[i].duty, instance->duties[duty].id) != 0)
            doctor->fixed[doctor->n_fixed++] = doctor->fixed[i];
    return true;
}

/* The surgery closed on the days of the change: the job ends before and begins again after. */
static bool close_surgery(vakt_doctor *doctor, const vakt_repair *repair, vakt_arena *arena)
{
    size_t n = doctor->n_day_jobs, kept = 0;
    const vakt_day_job *jobs = doctor->day_jobs;
    vakt_day_job *parts = vakt_arena_alloc(arena, 2 * n + 1, sizeof *parts);
    if (!parts)
        return false;
    for (size_t i = 0; i < n; i++) {
        bool before = jobs[i].from == VAKT_DAY_NONE || jobs[i].from < repair->day;
        bool after = jobs[i].to == VAKT_DAY_NONE || jobs[i].to > repair->to;
        if (before) {
            parts[kept] = jobs[i];
            if (jobs[i].to == VAKT_DAY_NONE || jobs[i].to >= repair->day)
                parts[kept].to = repair->day - 1;
            kept++;
        }
        if (after) {
            parts[kept] = jobs[i];
            if (jobs[i].from == VAKT_DAY_NONE || jobs[i].from <= repair->to)
                parts[kept].from = repair->to + 1;
            kept++;
        }
    }
    doctor->day_jobs = parts;
    doctor->n_day_jobs = kept;
    return true;
}

static bool raise_own_bounds(vakt_doctor *doctor, vakt_arena *arena)
{
    if (!COPY(arena, doctor->bounds, doctor->n_bounds, 0))
        return false;
    for (size_t i = 0; i < doctor->n_bounds; i++)
        if (doctor->bounds[i].most != VAKT_UNSET)
            doctor->bounds[i].most++;
    return true;
}

static bool change_doctor(const vakt_instance *instance, vakt_problem *problem,
                          const vakt_repair *repair, vakt_arena *arena)
{
    if (!COPY(arena, problem->doctors, problem->n_doctors, 0))
        return false;
    vakt_doctor *doctor = &problem->doctors[repair->doctor];
    switch (repair->kind) {
    case VAKT_REPAIR_UNPIN:
        return unpin(instance, doctor, repair->duty, arena);
    case VAKT_REPAIR_ABSENCE:
    case VAKT_REPAIR_ABSENCE_OUT:
    case VAKT_REPAIR_ABSENCE_UNMARKED:
        return move_absence(doctor, repair, arena);
    case VAKT_REPAIR_TRAINING:
        return move_training(doctor, repair->index, arena);
    case VAKT_REPAIR_EXEMPTION:
        return end_exemption(doctor, repair->index, arena);
    case VAKT_REPAIR_DAY_JOB:
        return close_surgery(doctor, repair, arena);
    case VAKT_REPAIR_CAP:
        return raise_own_bounds(doctor, arena);
    case VAKT_REPAIR_PROFILE:
        doctor->profile = VAKT_PROFILE_AML_AGREEMENT;
        for (size_t i = 0; i < doctor->n_changes; i++) {
            if (!COPY(arena, doctor->changes, doctor->n_changes, 0))
                return false;
            doctor->changes[i].profile = -1;
        }
        return true;
    default:
        return true;
    }
}

static size_t entry_index(const vakt_instance *instance, int setting)
{
    return (size_t)(instance->settings[setting].entry - instance->problem->rules);
}

/* One more by the cap itself, for all it applies to. */
static bool raise_cap(const vakt_instance *instance, vakt_problem *problem, int setting,
                      vakt_arena *arena)
{
    if (!COPY(arena, problem->rules, problem->n_rules, 0))
        return false;
    problem->rules[entry_index(instance, setting)].most++;
    return true;
}

/* An entry of the setting's form, priced, that comes after it and names the doctor alone; of a rule
 * whose entries stand each by itself, the entry is priced where it is. */
static bool soften(const vakt_instance *instance, vakt_problem *problem, const vakt_repair *repair,
                   vakt_arena *arena)
{
    const vakt_setting *s = &instance->settings[repair->setting];
    const vakt_rule_info *info = vakt_rule_info_of(s->rule);
    const char **names = vakt_arena_alloc(arena, 1, sizeof *names);
    if (!COPY(arena, problem->rules, problem->n_rules, 1) || !names)
        return false;
    vakt_rule_entry *entry = &problem->rules[problem->n_rules];
    *entry = (vakt_rule_entry){.rule = (int)s->rule, .level = VAKT_UNSET, .weight = VAKT_UNSET,
                               .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE, .minutes = VAKT_UNSET,
                               .days = VAKT_UNSET, .weeks = VAKT_UNSET, .most = VAKT_UNSET,
                               .least = VAKT_UNSET, .percent = VAKT_UNSET, .measure = -1};
    if (s->entry)
        *entry = problem->rules[entry_index(instance, repair->setting)];
    if (s->entry && info->many)
        entry = &problem->rules[entry_index(instance, repair->setting)];
    else
        problem->n_rules++;
    if (!info->many && repair->doctor >= 0) {
        names[0] = problem->doctors[repair->doctor].id;
        entry->doctors = names;
        entry->n_doctors = 1;
    }
    entry->mode = VAKT_MODE_SOFT;
    entry->level = info->level > 0 ? info->level : 1;
    entry->decided_by = "forslag";
    entry->decided_on = problem->from;
    return true;
}

static bool set_aside(const vakt_instance *instance, vakt_problem *problem,
                      const vakt_repair *repair, vakt_arena *arena)
{
    if (!COPY(arena, problem->overrides, problem->n_overrides, 1))
        return false;
    problem->overrides[problem->n_overrides++] = (vakt_override){
        .duty = vakt_arena_strdup(arena, instance->duties[repair->duty].id),
        .doctor = problem->doctors[repair->doctor].id,
        .reason = "forslag",
        .by = "forslag",
        .rule = repair->kind == VAKT_REPAIR_REST ? VAKT_RULE_rest : VAKT_RULE_aml_daily_rest,
        .date = instance->duties[repair->duty].date};
    return true;
}

/* Other rules of competence on the days of the change; a profile that holds there changes too. */
static bool other_law(vakt_problem *problem, const vakt_repair *repair, vakt_arena *arena)
{
    size_t n = problem->n_law_profiles;
    bool backup_rule = repair->kind != VAKT_REPAIR_NO_BACKUP_RULE;
    int competence = backup_rule ? VAKT_COMPETENCE_AMF2020 : VAKT_COMPETENCE_LAW;
    if (!COPY(arena, problem->law_profiles, n, 1))
        return false;
    for (size_t i = 0; i < n; i++) {
        vakt_law_profile *p = &problem->law_profiles[i];
        if ((p->from == VAKT_DAY_NONE || p->from <= repair->to) &&
            (p->to == VAKT_DAY_NONE || p->to >= repair->day)) {
            p->backup_rule = p->backup_rule && backup_rule;
            p->competence = backup_rule ? competence : p->competence;
            return true;
        }
    }
    problem->law_profiles[problem->n_law_profiles++] = (vakt_law_profile){
        .from = repair->day,
        .to = repair->to,
        .competence = competence,
        .backup_rule = backup_rule};
    return true;
}

/* A doctor of the named competence, there for the one duty only. */
static bool add_locum(const vakt_instance *instance, vakt_problem *problem,
                      const vakt_repair *repair, vakt_arena *arena)
{
    const vakt_duty *duty = &instance->duties[repair->duty];
    const vakt_shift_type *type = &instance->problem->shift_types[duty->shift_type];
    const char **types = vakt_arena_alloc(arena, 1, sizeof *types);
    char *id = vakt_arena_strdup(arena, "vikar-000000");
    if (!COPY(arena, problem->doctors, problem->n_doctors, 1) || !types || !id)
        return false;
    for (size_t i = 0, number = problem->n_doctors; i < 6; i++, number /= 10)
        id[11 - i] = (char)('0' + number % 10);
    types[0] = type->id;
    vakt_doctor *locum = &problem->doctors[problem->n_doctors++];
    *locum = (vakt_doctor){.id = id, .placeholder = true, .birth_date = VAKT_DAY_NONE,
                           .from = duty->date, .to = duty->date, .position = VAKT_POSITION_LOCUM,
                           .profile = VAKT_PROFILE_SFS, .shift_types = types, .n_shift_types = 1,
                           .newcomer_until = VAKT_DAY_NONE};
    for (int p = 0; type->open_to && !(type->open_to >> locum->position & 1) && p < 6; p++)
        if (type->open_to >> p & 1 && p != VAKT_POSITION_LIS1)
            locum->position = p;
    locum->has = 1u << VAKT_Q_AUTHORISATION | 1u << VAKT_Q_COURSE_ACUTE |
                 1u << VAKT_Q_COURSE_VIOLENCE;
    locum->experience = (vakt_experience){.given = true, .local_duties = 1000};
    if (repair->kind == VAKT_REPAIR_LOCUM) {
        locum->has |= 1u << VAKT_Q_SPECIALIST_GP;
        return true;
    }
    locum->kf4 = vakt_arena_alloc(arena, 1, sizeof *locum->kf4);
    if (!locum->kf4)
        return false;
    locum->n_kf4 = 1;
    locum->kf4[0] = (vakt_kf4){.from = duty->date, .to = duty->date};
    return true;
}

vakt_problem *vakt_repair_apply(const vakt_instance *instance, const vakt_problem *problem,
                                const vakt_repair *repair, vakt_arena *arena)
{
    vakt_problem *changed = copied(arena, problem, 1, 0, sizeof *changed);
    bool done = false;
    if (!changed)
        return NULL;
    switch (repair->kind) {
    case VAKT_REPAIR_REST:
    case VAKT_REPAIR_AML_REST:
        done = set_aside(instance, changed, repair, arena);
        break;
    case VAKT_REPAIR_SOFTEN:
        done = soften(instance, changed, repair, arena);
        break;
    case VAKT_REPAIR_LOCUM:
    case VAKT_REPAIR_LOCUM_BACKED:
        done = add_locum(instance, changed, repair, arena);
        break;
    case VAKT_REPAIR_COMPETENCE:
    case VAKT_REPAIR_NO_BACKUP_RULE:
        done = other_law(changed, repair, arena);
        break;
    case VAKT_REPAIR_EXTRA:
    case VAKT_REPAIR_NEW_DUTY:
    case VAKT_REPAIR_ELSEWHERE:
    case VAKT_REPAIR_OUTSIDE:
        done = vakt_repair_duties(instance, changed, repair, arena);
        break;
    case VAKT_REPAIR_CAP:
        if (instance->settings[repair->setting].rule != VAKT_RULE_class_bounds) {
            done = raise_cap(instance, changed, repair->setting, arena);
            break;
        }
        done = change_doctor(instance, changed, repair, arena);
        break;
    default:
        done = change_doctor(instance, changed, repair, arena);
        break;
    }
    return done ? changed : NULL;
}
