/* The state with one change made: problem, instance, roster, verdict. */
#include <stdlib.h>
#include <string.h>

#include "change/folding.h"

#define N_REPORTED 8

/* ---- memory ---- */

void *vakt_fold_alloc(vakt_folding *f, size_t count, size_t size)
{
    void *memory = vakt_arena_alloc(f->arena, count, size);
    if (!memory)
        f->status = VAKT_E_NOMEM;
    return memory;
}

char *vakt_fold_copy(vakt_folding *f, const char *text)
{
    char *copy = vakt_arena_strdup(f->arena, text);
    if (!copy)
        f->status = VAKT_E_NOMEM;
    return copy;
}

void *vakt_fold_longer(vakt_folding *f, const void *list, size_t n, size_t size)
{
    void *longer = vakt_fold_alloc(f, n + 1, size);
    if (longer && n > 0)
        memcpy(longer, list, n * size);
    return longer;
}

/* ---- the new problem ---- */

vakt_problem *vakt_trial_problem(vakt_trial *t)
{
    if (!t->problem) {
        t->problem = vakt_fold_alloc(t->f, 1, sizeof *t->problem);
        if (t->problem)
            *t->problem = *t->f->now.problem;
    }
    return t->problem;
}

vakt_doctor *vakt_trial_doctor(vakt_trial *t, int doctor)
{
    vakt_problem *p = vakt_trial_problem(t);
    if (!p)
        return NULL;
    if (p->doctors == t->f->now.problem->doctors) {
        vakt_doctor *copy = vakt_fold_longer(t->f, p->doctors, p->n_doctors, sizeof *copy);
        if (!copy)
            return NULL;
        p->doctors = copy;
    }
    return &p->doctors[doctor];
}

void vakt_trial_set_aside(vakt_trial *t, vakt_rule_kind rule, const char *doctor, const char *duty,
                          const char *reason, const char *by)
{
    vakt_day today;
    int minute;
    vakt_problem *p = vakt_trial_problem(t);
    vakt_override *list =
        p ? vakt_fold_longer(t->f, p->overrides, p->n_overrides, sizeof *list) : NULL;
    if (!list)
        return;
    vakt_oslo_from_utc(t->f->options->now, &today, &minute);
    list[p->n_overrides++] = (vakt_override){.duty = vakt_fold_copy(t->f, duty),
                                             .doctor = doctor,
                                             .reason = reason,
                                             .by = by,
                                             .rule = (int)rule,
                                             .date = today};
    p->overrides = list;
}

bool vakt_trial_forget_overrides(vakt_trial *t, const char *duty, const char *doctor)
{
    const vakt_problem *before = t->problem ? t->problem : t->f->now.problem;
    vakt_override *list = NULL;
    size_t kept = 0;
    for (size_t i = 0; i < before->n_overrides; i++) {
        const vakt_override *o = &before->overrides[i];
        bool it = strcmp(o->duty, duty) == 0 && (!doctor || strcmp(o->doctor, doctor) == 0);
        if (it && !list) {
            list = vakt_fold_longer(t->f, before->overrides, before->n_overrides, sizeof *list);
            if (!list)
                return false;
        }
        if (!it && list)
            list[kept] = *o;
        kept += !it;
    }
    if (!list)
        return true;
    vakt_problem *p = vakt_trial_problem(t);
    if (!p)
        return false;
    p->overrides = list;
    p->n_overrides = kept;
    return true;
}

/* ---- moves ---- */

bool vakt_trial_move(vakt_trial *t, int duty, int to, int event)
{
    vakt_folding *f = t->f;
    vakt_move move = {.duty = vakt_fold_copy(f, f->now.instance->duties[duty].id),
                      .from = f->now.roster.doctor[duty],
                      .to = to,
                      .event = event};
    if (move.from != VAKT_NOBODY && move.duty &&
        !vakt_trial_forget_overrides(t, move.duty, f->now.problem->doctors[move.from].id))
        return false;
    if (!move.duty || !VAKT_VEC_PUSH(&t->moves, move))
        f->status = VAKT_E_NOMEM;
    return f->status == VAKT_OK;
}

/* ---- building it ---- */

static vakt_place nowhere(void *context, const void *source, const char *field,
                          const char **ret_found)
{
    (void)context;
    (void)source;
    (void)field;
    *ret_found = NULL;
    return (vakt_place){0};
}

static const char *first_error(const vakt_report *report)
{
    for (size_t i = 0; i < vakt_report_count(report); i++) {
        if (vakt_report_at(report, i)->severity == VAKT_ERROR)
            return vakt_report_at(report, i)->text;
    }
    return "";
}

static bool make_instance(vakt_trial *t)
{
    vakt_folding *f = t->f;
    vakt_report *report = vakt_report_new(N_REPORTED);
    if (!report) {
        f->status = VAKT_E_NOMEM;
        return false;
    }
    vakt_status status =
        vakt_instance_new(t->problem, nowhere, NULL, report, &t->after.instance);
    t->own_instance = status == VAKT_OK;
    if (status == VAKT_E_INPUT)
        vakt_trial_refuse(t, VAKT_WHY_INVALID, first_error(report), NULL);
    else if (status != VAKT_OK)
        f->status = status;
    vakt_report_free(report);
    return status == VAKT_OK;
}

/* Duties keep their doctors by id; those that are gone lose them. */
static void carry_over(const vakt_stand *from, vakt_stand *to)
{
    for (size_t i = 0; i < from->instance->n_duties; i++) {
        int duty = from->instance == to->instance
                       ? (int)i
                       : vakt_instance_duty_index(to->instance, from->instance->duties[i].id);
        if (duty >= 0)
            to->roster.doctor[duty] = from->roster.doctor[i];
    }
}

bool vakt_trial_build(vakt_trial *t)
{
    vakt_folding *f = t->f;
    vakt_trial_drop(t);
    t->after = (vakt_stand){.problem = t->problem ? t->problem : f->now.problem,
                            .instance = f->now.instance};
    if (t->problem && !make_instance(t))
        return false;
    f->status = vakt_roster_init(&t->after.roster, t->after.instance->n_duties);
    if (f->status != VAKT_OK)
        return false;
    carry_over(&f->now, &t->after);
    for (size_t i = 0; i < t->moves.count; i++) {
        int duty = vakt_instance_duty_index(t->after.instance, t->moves.items[i].duty);
        if (duty >= 0)
            t->after.roster.doctor[duty] = t->moves.items[i].to;
    }
    f->status = vakt_verify(t->after.instance, &t->after.roster, &t->after.verdict);
    return f->status == VAKT_OK;
}

void vakt_trial_drop(vakt_trial *t)
{
    if (t->own_instance)
        vakt_instance_free(t->after.instance);
    vakt_roster_done(&t->after.roster);
    vakt_verdict_free(t->after.verdict);
    t->after = (vakt_stand){0};
    t->own_instance = false;
}

void vakt_stand_done(vakt_stand *stand)
{
    vakt_instance_free(stand->instance);
    vakt_roster_done(&stand->roster);
    vakt_verdict_free(stand->verdict);
    *stand = (vakt_stand){0};
}
