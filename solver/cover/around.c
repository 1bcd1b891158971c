/* What lies around a duty: rest, and on what basis a doctor may be put on it. */
#include "cover/cover.h"

static bool is_moved(const int *moved, size_t n_moved, int duty)
{
    for (size_t i = 0; i < n_moved; i++) {
        if (moved[i] == duty)
            return true;
    }
    return false;
}

/* ---- rest ---- */

typedef struct rests {
    vakt_minute start, end; /* of what is taken */
    vakt_rest before, after;
} rests;

static void nearer(vakt_rest *rest, int64_t minutes, int kind, int duty)
{
    if (rest->minutes == VAKT_UNSET || minutes < rest->minutes)
        *rest = (vakt_rest){minutes, kind, duty};
}

/* A neighbour that overlaps what is taken leaves no rest on the side where it sticks out. */
static void see(rests *r, vakt_minute start, vakt_minute end, int kind, int duty)
{
    if (start < r->start)
        nearer(&r->before, end < r->start ? r->start - end : 0, kind, duty);
    if (end > r->end)
        nearer(&r->after, start > r->end ? start - r->end : 0, kind, duty);
    if (start >= r->start && end <= r->end && end > start && kind != VAKT_NEIGHBOUR_JOB) {
        nearer(&r->before, 0, kind, duty);
        nearer(&r->after, 0, kind, duty);
    }
}

void vakt_taker_rest(const vakt_instance *instance, const vakt_roster *roster, int doctor,
                     const int *moved, size_t n_moved, vakt_rest *ret_before,
                     vakt_rest *ret_after)
{
    const vakt_rest none = {VAKT_UNSET, -1, -1};
    rests r = {instance->duties[moved[0]].start, instance->duties[moved[0]].end, none, none};
    bool beside_office = true;
    for (size_t i = 0; i < n_moved; i++) {
        const vakt_duty *d = &instance->duties[moved[i]];
        r.start = d->start < r.start ? d->start : r.start;
        r.end = d->end > r.end ? d->end : r.end;
        beside_office = beside_office && d->meets_job != VAKT_JOB_BLOCKS;
    }
    for (size_t i = 0; i < instance->n_duties; i++) {
        if (roster->doctor[i] == doctor && !is_moved(moved, n_moved, (int)i))
            see(&r, instance->duties[i].start, instance->duties[i].end, VAKT_NEIGHBOUR_DUTY,
                (int)i);
    }
    for (size_t i = 0; i < instance->n_outer; i++) {
        if (instance->outer[i].doctor == doctor)
            see(&r, instance->outer[i].start, instance->outer[i].end, VAKT_NEIGHBOUR_OUTER, -1);
    }
    for (size_t i = 0; i < instance->n_jobs[doctor]; i++) {
        const vakt_job_day *job = &instance->jobs[doctor][i];
        if (!beside_office || job->end <= r.start || job->start >= r.end)
            see(&r, job->start, job->end, VAKT_NEIGHBOUR_JOB, -1);
    }
    *ret_before = r.before;
    *ret_after = r.after;
}

/* ---- order, or only ask ---- */

bool vakt_taker_is_vacancy(const vakt_doctor *doctor)
{
    return doctor->placeholder && !doctor->person;
}

/* The verifier says who is exempt and who is away, whether the rule is priced or hard here. */
static bool found(const vakt_instance *instance, const vakt_verdict *verdict, int doctor,
                  const int *moved, size_t n_moved, vakt_rule_kind rule)
{
    for (size_t i = 0; i < verdict->n_findings; i++) {
        const vakt_finding *f = &verdict->findings[i];
        if (f->doctor == doctor && instance->settings[f->setting].rule == rule &&
            is_moved(moved, n_moved, f->duty))
            return true;
    }
    return false;
}

static bool row_counts(const vakt_bounds *row, const vakt_duty *duty)
{
    return (row->load_class < 0 || row->load_class == duty->load_class) &&
           (row->from == VAKT_DAY_NONE || row->from <= duty->date) &&
           (row->to == VAKT_DAY_NONE || duty->date <= row->to);
}

/* Over the most that was agreed in a row that counts one of the duties? */
static bool beyond_agreed(const vakt_instance *instance, const vakt_roster *roster, int doctor,
                          const int *moved, size_t n_moved)
{
    const vakt_doctor *d = &instance->problem->doctors[doctor];
    for (size_t i = 0; i < d->n_bounds; i++) {
        const vakt_bounds *row = &d->bounds[i];
        int64_t count = 0;
        bool meant = false;
        for (size_t k = 0; k < n_moved; k++)
            meant = meant || row_counts(row, &instance->duties[moved[k]]);
        for (size_t k = 0; meant && k < instance->n_duties; k++)
            count += roster->doctor[k] == doctor && row_counts(row, &instance->duties[k]);
        if (meant && row->most != VAKT_UNSET && count > row->most)
            return true;
    }
    return false;
}

int vakt_taker_basis_of(const vakt_instance *instance, const vakt_roster *roster,
                        const vakt_verdict *verdict, int doctor, const int *moved,
                        size_t n_moved)
{
    vakt_day date = instance->duties[moved[0]].date;
    int position = vakt_instance_doctor_day(instance, doctor, date)->position;
    if (vakt_taker_is_vacancy(&instance->problem->doctors[doctor]) ||
        found(instance, verdict, doctor, moved, n_moved, VAKT_RULE_absence))
        return VAKT_TAKER_ASK;
    if (position == VAKT_POSITION_GP) {
        bool exempt =
            found(instance, verdict, doctor, moved, n_moved, VAKT_RULE_exemption_right) ||
            found(instance, verdict, doctor, moved, n_moved, VAKT_RULE_exemption_decision);
        return exempt ? VAKT_TAKER_ASK : VAKT_TAKER_ORDER;
    }
    if (position == VAKT_POSITION_EMPLOYED &&
        !beyond_agreed(instance, roster, doctor, moved, n_moved))
        return VAKT_TAKER_ORDER;
    return VAKT_TAKER_ASK;
}
