/*
 * Who may work, be alone and back others: kompetanseforskriften (FOR-2017-02-17-192) §§ 3, 3a, 4
 * and 5 from 2026, akuttmedisinforskriften § 7 in its three versions before.
 */
#include <stdlib.h>

#include "verify/check_helpers.h"

#define MUNICIPAL_COURSES_FROM 19358 /* 2023-01-01: last deadline for courses, AMF § 21 */
#define NEEDED_DUTIES 40
#define NEEDED_ALLMENNLEGE_MONTHS 12
#define NEEDED_CLINICAL_MONTHS 30

/* ---- predicates on a day ---- */

static bool has(const vakt_instance *instance, int doctor, vakt_qualification kind, vakt_day day)
{
    return vakt_instance_has(instance, doctor, kind, day);
}

static vakt_day date_of(const vakt_instance *instance, int duty)
{
    return instance->duties[duty].date;
}

bool vakt_ver_courses(const vakt_instance *instance, int doctor, vakt_day day)
{
    return has(instance, doctor, VAKT_Q_COURSE_ACUTE, day) &&
           has(instance, doctor, VAKT_Q_COURSE_VIOLENCE, day);
}

/* KF § 3 first and second paragraph, and § 5 for those of 1 March 2017. */
bool vakt_ver_base_by_law(const vakt_instance *instance, int doctor, vakt_day day)
{
    return has(instance, doctor, VAKT_Q_SPECIALIST, day) ||
           has(instance, doctor, VAKT_Q_SPECIALIST_GP, day) ||
           has(instance, doctor, VAKT_Q_IN_SPECIALISATION, day) ||
           has(instance, doctor, VAKT_Q_ALLMENNLEGE, day);
}

bool vakt_ver_base_2026(const vakt_instance *instance, int doctor, vakt_day day)
{
    return vakt_ver_base_by_law(instance, doctor, day) ||
           has(instance, doctor, VAKT_Q_GRANDFATHERED_2017, day);
}

bool vakt_ver_engaged_kf4(const vakt_instance *instance, int doctor, vakt_day day)
{
    const vakt_doctor *d = &instance->problem->doctors[doctor];
    for (size_t i = 0; i < d->n_kf4; i++) {
        if (vakt_ver_dates_hold(d->kf4[i].from, d->kf4[i].to, day))
            return true;
    }
    return false;
}

static bool lis1_in_service(const vakt_instance *instance, int doctor, vakt_day day)
{
    return vakt_instance_doctor_day(instance, doctor, day)->position == VAKT_POSITION_LIS1 &&
           !has(instance, doctor, VAKT_Q_LIS1_GOALS, day);
}

static bool authorised(const vakt_instance *instance, int doctor, vakt_day day)
{
    return has(instance, doctor, VAKT_Q_AUTHORISATION, day) ||
           has(instance, doctor, VAKT_Q_LICENCE, day);
}

static bool only_student(const vakt_instance *instance, int doctor, vakt_day day)
{
    return has(instance, doctor, VAKT_Q_STUDENT_LICENCE, day) && !authorised(instance, doctor, day);
}

static int version_on(const vakt_instance *instance, vakt_day day)
{
    bool asked;
    return vakt_instance_competence(instance, day, &asked);
}

static bool of_2026(const vakt_instance *instance, vakt_day day)
{
    return version_on(instance, day) == VAKT_COMPETENCE_KF2026;
}

static bool backup_asked(const vakt_instance *instance, vakt_day day)
{
    bool asked = true;
    (void)vakt_instance_competence(instance, day, &asked);
    return asked;
}

/* ---- alone and backing ---- */

static bool experienced(const vakt_experience *e)
{
    return vakt_ver_given(e->duties) >= NEEDED_DUTIES ||
           vakt_ver_given(e->allmennlege_months) >= NEEDED_ALLMENNLEGE_MONTHS;
}

/* AMF § 7 as of 2020-01-01; letters a, b, c and d, e. */
static bool alone_2020(const vakt_instance *instance, int doctor, vakt_day day)
{
    const vakt_experience *e = &instance->problem->doctors[doctor].experience;
    bool before_deadline = day < MUNICIPAL_COURSES_FROM;
    bool violence = before_deadline || has(instance, doctor, VAKT_Q_COURSE_VIOLENCE, day);
    bool both = before_deadline || vakt_ver_courses(instance, doctor, day);
    bool gp = has(instance, doctor, VAKT_Q_SPECIALIST_GP, day);
    bool eea = has(instance, doctor, VAKT_Q_EEA_GP, day);
    bool clinical = vakt_ver_given(e->clinical_months) >= NEEDED_CLINICAL_MONTHS;
    bool allmennlege = has(instance, doctor, VAKT_Q_ALLMENNLEGE, day);
    if (gp && !eea && violence)
        return true;
    return experienced(e) && both && (clinical || allmennlege || (gp && eea));
}

/* AMF § 7 as of 2018-05-01 and of 2015-05-01, which had no letter b. */
static bool alone_before_2020(const vakt_instance *instance, int doctor, vakt_day day,
                              bool clinical_counts)
{
    const vakt_experience *e = &instance->problem->doctors[doctor].experience;
    if (has(instance, doctor, VAKT_Q_SPECIALIST_GP, day))
        return true;
    bool clinical = vakt_ver_given(e->clinical_months) >= NEEDED_CLINICAL_MONTHS;
    bool trained = has(instance, doctor, VAKT_Q_ALLMENNLEGE, day) ||
                   has(instance, doctor, VAKT_Q_EEA_GP, day) || (clinical_counts && clinical);
    return trained && experienced(e);
}

static bool alone_on(const vakt_instance *instance, int doctor, vakt_day day)
{
    if (lis1_in_service(instance, doctor, day) || only_student(instance, doctor, day))
        return false;
    switch (version_on(instance, day)) {
    case VAKT_COMPETENCE_AMF2015:
        return alone_before_2020(instance, doctor, day, false);
    case VAKT_COMPETENCE_AMF2018:
        return alone_before_2020(instance, doctor, day, true);
    case VAKT_COMPETENCE_AMF2020:
        return alone_2020(instance, doctor, day);
    default: /* KF § 3a first paragraph a, b and c */
        return vakt_ver_courses(instance, doctor, day) &&
               (vakt_ver_base_2026(instance, doctor, day) ||
                has(instance, doctor, VAKT_Q_LIS1_GOALS, day) ||
                has(instance, doctor, VAKT_Q_TURNUS, day));
    }
}

bool vakt_check_alone(const vakt_instance *instance, int doctor, int duty)
{
    return alone_on(instance, doctor, date_of(instance, duty));
}

/* The setting of competence_backup decides how well the place must be known; -1 = none. */
static bool backs_on(const vakt_instance *instance, int doctor, vakt_day day, int setting)
{
    int64_t local = setting < 0 ? 0 : instance->settings[setting].least;
    if (vakt_ver_given(instance->problem->doctors[doctor].experience.local_duties) < local)
        return false;
    if (!of_2026(instance, day))
        return alone_on(instance, doctor, day);
    /* KF § 3a third paragraph: § 3 first and third; letters b and c are not enough. */
    return vakt_ver_courses(instance, doctor, day) && vakt_ver_base_2026(instance, doctor, day) &&
           !lis1_in_service(instance, doctor, day);
}

bool vakt_check_may_back(const vakt_instance *instance, int doctor, int duty)
{
    int setting = vakt_ver_setting_of(instance, VAKT_RULE_competence_backup, doctor, duty);
    return backs_on(instance, doctor, date_of(instance, duty), setting);
}

bool vakt_ver_needs_backup(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *d = &instance->duties[duty];
    return d->legevakt && !d->follow && backup_asked(instance, d->date) &&
           !vakt_check_alone(instance, doctor, duty);
}

/* ---- rules that forbid (d, D) ---- */

/* A student's licence is one, too: student_licence says what it is not enough for. */
static bool lacks_authorisation(const vakt_instance *instance, int doctor, int duty)
{
    vakt_day day = date_of(instance, duty);
    return !authorised(instance, doctor, day) &&
           !has(instance, doctor, VAKT_Q_STUDENT_LICENCE, day);
}

static bool is_student(const vakt_instance *instance, int doctor, int duty)
{
    return only_student(instance, doctor, date_of(instance, duty));
}

static bool base_missing(const vakt_instance *instance, int doctor, vakt_day day)
{
    return of_2026(instance, day) && !vakt_ver_base_2026(instance, doctor, day) &&
           !lis1_in_service(instance, doctor, day) && !vakt_ver_engaged_kf4(instance, doctor, day);
}

static bool hospital_missing(const vakt_instance *instance, int doctor, vakt_day day)
{
    return lis1_in_service(instance, doctor, day) &&
           !has(instance, doctor, VAKT_Q_LIS1_HOSPITAL, day);
}

static bool courses_missing(const vakt_instance *instance, int doctor, vakt_day day)
{
    return of_2026(instance, day) && !vakt_ver_courses(instance, doctor, day) &&
           !vakt_instance_assessed(instance, VAKT_ASSESS_NO_COURSES, day);
}

static bool lacks_base(const vakt_instance *instance, int doctor, int duty)
{
    return instance->duties[duty].legevakt &&
           base_missing(instance, doctor, date_of(instance, duty));
}

static bool lacks_hospital(const vakt_instance *instance, int doctor, int duty)
{
    return instance->duties[duty].legevakt &&
           hospital_missing(instance, doctor, date_of(instance, duty));
}

static bool lacks_courses(const vakt_instance *instance, int doctor, int duty)
{
    return instance->duties[duty].legevakt &&
           courses_missing(instance, doctor, date_of(instance, duty));
}

static bool may_not_back(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *d = &instance->duties[duty];
    return d->legevakt && d->layer == VAKT_LAYER_BACKUP && d->may_back &&
           backup_asked(instance, d->date) && !vakt_check_may_back(instance, doctor, duty);
}

/* The check function of a rule, and the question that fair_share asks. */
#define FORBIDS(rule, predicate)                                                                   \
    void vakt_check_##rule(vakt_checker *c)                                                        \
    {                                                                                              \
        vakt_check_forbidden(c, predicate);                                                        \
    }                                                                                              \
    bool vakt_forbids_##rule(const vakt_instance *instance, int doctor, int duty)                  \
    {                                                                                              \
        return predicate(instance, doctor, duty) &&                                                \
               vakt_ver_hard_for(instance, VAKT_RULE_##rule, doctor, duty);                        \
    }
FORBIDS(authorisation, lacks_authorisation)
FORBIDS(student_licence, is_student)
FORBIDS(may_work, lacks_base)
FORBIDS(lis1_service, lacks_hospital)
FORBIDS(courses, lacks_courses)
FORBIDS(backup_eligible, may_not_back)

bool vakt_verify_able(const vakt_instance *instance, int doctor, vakt_day day,
                      vakt_ability ability)
{
    /* A student's licence is enough for no duty. */
    if (!authorised(instance, doctor, day) || base_missing(instance, doctor, day) ||
        hospital_missing(instance, doctor, day) || courses_missing(instance, doctor, day))
        return false;
    if (ability != VAKT_ABILITY_BACKUP)
        return alone_on(instance, doctor, day) == (ability == VAKT_ABILITY_ALONE);
    int setting = vakt_ver_setting_of(instance, VAKT_RULE_competence_backup, doctor, -1);
    return backs_on(instance, doctor, day, setting);
}

/* ---- competence_backup ---- */

typedef struct backer {
    int duty, doctor; /* duty = -1: a duty given before or after the period */
    vakt_minute start, end;
} backer;

typedef struct backing_plan { /* everybody who needs or gives backup, and the segments between */
    const int *doctor_of; /* the roster */
    int *needing;
    size_t n_needing;
    backer *backers; /* earliest start first, then index; outer ones after own */
    size_t n_backers;
    vakt_minute *points;
    size_t n_points;
} backing_plan;

static int compare_backers(const void *left, const void *right)
{
    const backer *a = left, *b = right;
    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    if ((a->duty < 0) != (b->duty < 0))
        return a->duty < 0 ? 1 : -1;
    return a->duty < b->duty ? -1 : a->duty > b->duty;
}

static void plan_people(const vakt_checker *c, backing_plan *plan)
{
    const vakt_instance *instance = c->instance;
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        int doctor = c->roster->doctor[i];
        if (doctor == VAKT_NOBODY)
            continue;
        if (vakt_ver_needs_backup(instance, doctor, (int)i))
            plan->needing[plan->n_needing++] = (int)i;
        else if (d->may_back && vakt_check_may_back(instance, doctor, (int)i))
            plan->backers[plan->n_backers++] = (backer){(int)i, doctor, d->start, d->end};
    }
    /* Doctors of duties that are given already are taken to be able. */
    for (size_t i = 0; i < instance->n_outer; i++) {
        const vakt_outer_duty *d = &instance->outer[i];
        if (d->may_back)
            plan->backers[plan->n_backers++] = (backer){-1, d->doctor, d->start, d->end};
    }
    qsort(plan->backers, plan->n_backers, sizeof *plan->backers, compare_backers);
}

static bool plan_init(vakt_checker *c, backing_plan *plan)
{
    const vakt_instance *instance = c->instance;
    size_t n = instance->n_duties + instance->n_outer;
    *plan = (backing_plan){.doctor_of = c->roster->doctor};
    plan->needing = vakt_ver_scratch(c, instance->n_duties, sizeof *plan->needing);
    plan->backers = vakt_ver_scratch(c, n, sizeof *plan->backers);
    plan->points = vakt_ver_scratch(c, 2 * (2 * n + instance->n_outside), sizeof *plan->points);
    if (c->out_of_memory)
        return false;
    plan_people(c, plan);
    for (size_t i = 0; i < plan->n_needing; i++) {
        plan->points[plan->n_points++] = instance->duties[plan->needing[i]].start;
        plan->points[plan->n_points++] = instance->duties[plan->needing[i]].end;
    }
    for (size_t i = 0; i < plan->n_backers; i++) {
        plan->points[plan->n_points++] = plan->backers[i].start;
        plan->points[plan->n_points++] = plan->backers[i].end;
    }
    for (size_t i = 0; i < instance->n_outside; i++) {
        plan->points[plan->n_points++] = instance->outside[i].start;
        plan->points[plan->n_points++] = instance->outside[i].end;
    }
    plan->n_points = vakt_ver_sort_points(plan->points, plan->n_points);
    return true;
}

static bool during(vakt_minute span_start, vakt_minute span_end, vakt_minute start, vakt_minute end)
{
    return span_start <= start && end <= span_end;
}

static int64_t most_backed(const vakt_instance *instance, int duty)
{
    int setting = vakt_ver_setting_of(instance, VAKT_RULE_competence_backup, -1, duty);
    return setting < 0 ? INT64_MAX : instance->settings[setting].most;
}

/* One doctor with two duties of a block at the same time is one doctor: are duties before this one
 * of the same doctor on in [start, end), too? */
static bool needs_already(const vakt_instance *instance, const backing_plan *plan, size_t index,
                          vakt_minute start, vakt_minute end)
{
    for (size_t i = 0; i < index; i++) {
        const vakt_duty *d = &instance->duties[plan->needing[i]];
        if (plan->doctor_of[plan->needing[i]] == plan->doctor_of[plan->needing[index]] &&
            during(d->start, d->end, start, end))
            return true;
    }
    return false;
}

static bool backs_already(const backing_plan *plan, size_t index, vakt_minute start,
                          vakt_minute end)
{
    for (size_t i = 0; i < index; i++) {
        const backer *b = &plan->backers[i];
        if (b->doctor == plan->backers[index].doctor && during(b->start, b->end, start, end))
            return true;
    }
    return false;
}

/* How many need backup in [start, end), and the smallest `most` of their settings. */
static int64_t needing_in(const vakt_instance *instance, const backing_plan *plan,
                          vakt_minute start, vakt_minute end, int64_t *ret_most)
{
    int64_t count = 0;
    *ret_most = INT64_MAX;
    for (size_t i = 0; i < plan->n_needing; i++) {
        const vakt_duty *d = &instance->duties[plan->needing[i]];
        if (d->start >= end)
            break; /* duties are in start order */
        if (!during(d->start, d->end, start, end))
            continue;
        int64_t most = most_backed(instance, plan->needing[i]);
        *ret_most = most < *ret_most ? most : *ret_most;
        count += !needs_already(instance, plan, i, start, end);
    }
    return count;
}

/* Is the doctor of a needing duty without backup in this segment? Either all who may back are
 * taken, or nobody but the doctor is there at all. */
static bool unbacked(const vakt_instance *instance, const backing_plan *plan, int doctor,
                     vakt_minute start, vakt_minute end)
{
    int64_t most, needing = needing_in(instance, plan, start, end, &most);
    int64_t backers = 0, others = 0, outside = 0, outside_most = 0;
    for (size_t i = 0; i < plan->n_backers; i++) {
        const backer *b = &plan->backers[i];
        if (during(b->start, b->end, start, end) && !backs_already(plan, i, start, end)) {
            backers++;
            others += b->doctor != doctor;
        }
    }
    for (size_t i = 0; i < instance->n_outside; i++) {
        const vakt_outside_interval *o = &instance->outside[i];
        if (during(o->start, o->end, start, end)) {
            outside++;
            outside_most += o->most;
        }
    }
    if (others == 0 && outside == 0)
        return true;
    bool enough = backers > 0 && most >= needing; /* and so no product can overflow below */
    return !enough && needing > most * backers + outside_most;
}

static void find_unbacked(vakt_checker *c, int duty, vakt_minute start, vakt_minute end)
{
    vakt_finding finding = vakt_ver_finding_of(c, c->roster->doctor[duty], duty);
    finding.start = start;
    finding.end = end;
    finding.amount = end - start;
    finding.hard = true;
    vakt_find(c, finding);
}

/* Neighbouring segments without backup are one stretch. */
static void check_backed(vakt_checker *c, const backing_plan *plan, int duty)
{
    const vakt_duty *d = &c->instance->duties[duty];
    vakt_minute since = VAKT_UNSET;
    for (size_t i = 0; i + 1 < plan->n_points; i++) {
        vakt_minute start = plan->points[i], end = plan->points[i + 1];
        if (!during(d->start, d->end, start, end))
            continue;
        bool bad = unbacked(c->instance, plan, c->roster->doctor[duty], start, end);
        if (bad && since == VAKT_UNSET)
            since = start;
        if (!bad && since != VAKT_UNSET) {
            find_unbacked(c, duty, since, start);
            since = VAKT_UNSET;
        }
    }
    if (since != VAKT_UNSET)
        find_unbacked(c, duty, since, d->end);
}

void vakt_check_competence_backup(vakt_checker *c)
{
    backing_plan plan;
    if (!plan_init(c, &plan))
        return;
    for (size_t i = 0; i < plan.n_needing; i++) {
        if (!vakt_ver_judges(c, -1, plan.needing[i]))
            continue;
        vakt_checked(c);
        check_backed(c, &plan, plan.needing[i]);
    }
}

/* ---- who backs whom, for print ---- */

static void keep_backing(vakt_checker *c, vakt_backing backing)
{
    vakt_verdict *v = c->verdict;
    for (size_t i = v->n_backings; i-- > 0;) {
        vakt_backing *before = &v->backings[i];
        if (before->front == backing.front) {
            if (before->backup != backing.backup || before->end != backing.start)
                break;
            before->end = backing.end;
            return;
        }
    }
    vakt_backing *grown = vakt_ver_list_grow(c, v->backings, v->n_backings, sizeof *grown);
    if (!grown)
        return;
    v->backings = grown;
    v->backings[v->n_backings++] = backing;
}

/* Each who needs one gets the first backer with room; outside arrangements come last. */
static void back_segment(vakt_checker *c, const backing_plan *plan, int64_t *used,
                         vakt_minute start, vakt_minute end)
{
    const vakt_instance *instance = c->instance;
    int64_t most, outside_used = 0, outside_most = 0;
    if (needing_in(instance, plan, start, end, &most) == 0)
        return;
    for (size_t i = 0; i < instance->n_outside; i++) {
        const vakt_outside_interval *o = &instance->outside[i];
        outside_most += during(o->start, o->end, start, end) ? o->most : 0;
    }
    for (size_t b = 0; b < plan->n_backers; b++)
        used[b] = 0;
    for (size_t i = 0; i < plan->n_needing; i++) {
        int front = plan->needing[i];
        const vakt_duty *d = &instance->duties[front];
        if (!during(d->start, d->end, start, end))
            continue;
        size_t b = 0;
        while (b < plan->n_backers &&
               (!during(plan->backers[b].start, plan->backers[b].end, start, end) ||
                used[b] >= most || plan->backers[b].doctor == c->roster->doctor[front]))
            b++;
        if (b < plan->n_backers) {
            used[b]++;
            keep_backing(c, (vakt_backing){front, plan->backers[b].duty, start, end});
        } else if (outside_used < outside_most) {
            outside_used++;
            keep_backing(c, (vakt_backing){front, -1, start, end});
        }
    }
}

static int compare_backings(const void *left, const void *right)
{
    const vakt_backing *a = left, *b = right;
    if (a->front != b->front)
        return a->front < b->front ? -1 : 1;
    return a->start < b->start ? -1 : a->start > b->start;
}

void vakt_ver_fill_backings(vakt_checker *c)
{
    backing_plan plan;
    if (!plan_init(c, &plan))
        return;
    int64_t *used = vakt_ver_scratch(c, plan.n_backers, sizeof *used);
    if (!used)
        return;
    for (size_t i = 0; i + 1 < plan.n_points; i++)
        back_segment(c, &plan, used, plan.points[i], plan.points[i + 1]);
    if (c->verdict->n_backings > 0)
        qsort(c->verdict->backings, c->verdict->n_backings, sizeof *c->verdict->backings,
              compare_backings);
}

/* ---- backup_when_needed ---- */

static bool somebody_needs(const vakt_checker *c, int doctor, const vakt_duty *backup)
{
    for (size_t i = 0; i < c->instance->n_duties; i++) {
        const vakt_duty *d = &c->instance->duties[i];
        int other = c->roster->doctor[i];
        if (other == VAKT_NOBODY || other == doctor ||
            vakt_ver_overlap(d->start, d->end, backup->start, backup->end) == 0)
            continue;
        if (vakt_ver_needs_backup(c->instance, other, (int)i))
            return true;
    }
    return false;
}

void vakt_check_backup_when_needed(vakt_checker *c)
{
    for (size_t i = 0; i < c->instance->n_duties; i++) {
        const vakt_duty *d = &c->instance->duties[i];
        int doctor = c->roster->doctor[i];
        if (!d->only_when_needed || doctor == VAKT_NOBODY || !vakt_ver_judges(c, doctor, (int)i))
            continue;
        vakt_checked(c);
        if (somebody_needs(c, doctor, d))
            continue;
        vakt_finding finding = vakt_ver_finding_of(c, doctor, (int)i);
        finding.excused = vakt_ver_set_aside(c, doctor, (int)i);
        vakt_find(c, finding);
    }
}

/* ---- kf4_days: KF § 4, days at work per calendar year ---- */

static bool is_kf4_day(const vakt_checker *c, int doctor, const vakt_held_duty *held)
{
    return vakt_ver_is_own(held) && c->instance->duties[held->duty].legevakt &&
           vakt_ver_law_holds(VAKT_RULE_kf4_days, held->date) &&
           vakt_ver_counts(c, held) &&
           vakt_ver_engaged_kf4(c->instance, doctor, held->date) &&
           !vakt_ver_base_2026(c->instance, doctor, held->date);
}

static void check_kf4_year(vakt_checker *c, int doctor, int year)
{
    const vakt_doctor *d = &c->instance->problem->doctors[doctor];
    vakt_day first = VAKT_DAY_NONE, last = VAKT_DAY_NONE;
    int64_t days = 0, used = 0, limit = vakt_checker_setting(c)->days;
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        int of_year, month, day;
        vakt_day_to_civil(held->date, &of_year, &month, &day);
        if (of_year != year || !is_kf4_day(c, doctor, held) || held->date == last)
            continue;
        first = first == VAKT_DAY_NONE ? held->date : first;
        last = held->date;
        days++;
    }
    for (size_t i = 0; i < d->n_kf4_used; i++)
        used += d->kf4_used[i].year == year ? vakt_ver_given(d->kf4_used[i].days) : 0;
    vakt_checked(c);
    /* What was used before is nobody's breach: at most the days of this roster count. */
    int64_t over = vakt_ver_excess(days + used, used, limit);
    if (over == 0)
        return;
    vakt_finding finding = vakt_ver_finding_on(c, doctor, first);
    finding.amount = over;
    finding.limit = limit;
    vakt_find(c, finding);
}

void vakt_check_kf4_days(vakt_checker *c)
{
    int first_year, last_year, month, day;
    vakt_day_to_civil(c->instance->problem->from, &first_year, &month, &day);
    vakt_day_to_civil(c->instance->problem->to, &last_year, &month, &day);
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (c->instance->problem->doctors[d].n_kf4 == 0 || !vakt_ver_judges_person(c, (int)d))
            continue;
        for (int year = first_year; year <= last_year; year++)
            check_kf4_year(c, (int)d, year);
    }
}

/* ---- course_refresh: local only; no regulation asks for it ---- */

static bool has_later_row(const vakt_doctor *doctor, const vakt_held *row)
{
    for (size_t i = 0; i < doctor->n_qualifications; i++) {
        const vakt_held *other = &doctor->qualifications[i];
        if (other->kind == row->kind && other->from != VAKT_DAY_NONE && other->from > row->from)
            return true;
    }
    return false;
}

static bool course_is_old(const vakt_instance *instance, int doctor, int duty, int64_t years)
{
    vakt_day day = date_of(instance, duty);
    const vakt_doctor *d = &instance->problem->doctors[doctor];
    for (size_t i = 0; i < d->n_qualifications; i++) {
        const vakt_held *row = &d->qualifications[i];
        bool course = row->kind == VAKT_Q_COURSE_ACUTE || row->kind == VAKT_Q_COURSE_VIOLENCE;
        if (course && row->from != VAKT_DAY_NONE && !has_later_row(d, row) &&
            vakt_ver_years_later(row->from, (int)years) < day)
            return true;
    }
    return false;
}

void vakt_check_course_refresh(vakt_checker *c)
{
    for (size_t i = 0; i < c->instance->n_duties; i++) {
        const vakt_duty *d = &c->instance->duties[i];
        int doctor = c->roster->doctor[i];
        if (!d->legevakt || doctor == VAKT_NOBODY || !vakt_ver_judges(c, doctor, (int)i))
            continue;
        vakt_checked(c);
        if (!course_is_old(c->instance, doctor, (int)i, vakt_checker_setting(c)->most))
            continue;
        vakt_finding finding = vakt_ver_finding_of(c, doctor, (int)i);
        finding.excused = vakt_ver_set_aside(c, doctor, (int)i);
        vakt_find(c, finding);
    }
}
