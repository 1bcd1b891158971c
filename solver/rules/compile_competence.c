/*
 * Who may have legevakt, who may be alone, and who backs whom: kompetanseforskriften §§ 3, 3a, 4
 * and 5 from 2026, akuttmedisinforskriften § 7 before it, helsepersonelloven §§ 48 and 49.
 */
#include <stdlib.h>
#include <string.h>

#include "rules/builder.h"
#include "rules/builder_life.h"
#include "rules/segments.h"

/* ---- the law about one doctor on one date ---- */

/* akuttmedisinforskriften § 7: the deadline for the courses, moved to 2023 in the end. */
#define COURSES_ASKED_FROM 2023
/* The experience clause of § 7: so many duties, or so many months as allmennlege. */
#define CLAUSE_DUTIES 40
#define CLAUSE_MONTHS 12
/* § 7 from 2018: months of clinical practice. */
#define CLINICAL_MONTHS 30

typedef struct person { /* a doctor on the date of a duty */
    const vakt_instance *instance;
    int doctor;
    vakt_day date;
} person;

static person person_on(const vakt_instance *instance, int doctor, int duty)
{
    return (person){instance, doctor, instance->duties[duty].date};
}

static bool has(const person *who, vakt_qualification kind)
{
    return vakt_instance_has(who->instance, who->doctor, kind, who->date);
}

static bool dates_hold(vakt_day from, vakt_day to, vakt_day day)
{
    return (from == VAKT_DAY_NONE || from <= day) && (to == VAKT_DAY_NONE || day <= to);
}

static bool qualified_as_doctor(const person *who)
{
    return has(who, VAKT_Q_AUTHORISATION) || has(who, VAKT_Q_LICENCE);
}

/* FOR-2000-12-21-1379 § 4 */
static bool only_student(const person *who)
{
    return has(who, VAKT_Q_STUDENT_LICENCE) && !qualified_as_doctor(who);
}

static bool both_courses(const person *who)
{
    return has(who, VAKT_Q_COURSE_ACUTE) && has(who, VAKT_Q_COURSE_VIOLENCE);
}

/* grunnkompetanse: kompetanseforskriften § 3 first and second paragraph */
static bool base_2026(const person *who)
{
    return has(who, VAKT_Q_SPECIALIST) || has(who, VAKT_Q_SPECIALIST_GP) ||
           has(who, VAKT_Q_IN_SPECIALISATION) || has(who, VAKT_Q_ALLMENNLEGE) ||
           has(who, VAKT_Q_GRANDFATHERED_2017);
}

static bool lis1_in_service(const person *who)
{
    const vakt_doctor_day *day = vakt_instance_doctor_day(who->instance, who->doctor, who->date);
    return day->position == VAKT_POSITION_LIS1 && !has(who, VAKT_Q_LIS1_GOALS);
}

/* kompetanseforskriften § 4 */
static bool engaged_kf4(const person *who)
{
    const vakt_doctor *doctor = &who->instance->problem->doctors[who->doctor];
    for (size_t i = 0; i < doctor->n_kf4; i++)
        if (dates_hold(doctor->kf4[i].from, doctor->kf4[i].to, who->date))
            return true;
    return false;
}

static const vakt_experience *experience_of(const person *who)
{
    return &who->instance->problem->doctors[who->doctor].experience;
}

static bool experience_clause(const person *who)
{
    const vakt_experience *experience = experience_of(who);
    return experience->duties >= CLAUSE_DUTIES || experience->allmennlege_months >= CLAUSE_MONTHS;
}

static bool long_practice(const person *who)
{
    return experience_of(who)->clinical_months >= CLINICAL_MONTHS;
}

static bool alone_2015(const person *who)
{
    return has(who, VAKT_Q_SPECIALIST_GP) ||
           ((has(who, VAKT_Q_ALLMENNLEGE) || has(who, VAKT_Q_EEA_GP)) && experience_clause(who));
}

static bool alone_2018(const person *who)
{
    return alone_2015(who) || (long_practice(who) && experience_clause(who));
}

static bool alone_2020(const person *who)
{
    bool asked = who->date >= vakt_day_from_civil(COURSES_ASKED_FROM, 1, 1);
    bool courses = !asked || both_courses(who);
    bool violence = !asked || has(who, VAKT_Q_COURSE_VIOLENCE);
    bool specialist = has(who, VAKT_Q_SPECIALIST_GP), eea = has(who, VAKT_Q_EEA_GP);
    if (specialist && !eea && violence)
        return true;
    return experience_clause(who) && courses &&
           (long_practice(who) || has(who, VAKT_Q_ALLMENNLEGE) || (specialist && eea));
}

/* kompetanseforskriften § 3a first and second paragraph */
static bool alone_2026(const person *who)
{
    return both_courses(who) &&
           (base_2026(who) || has(who, VAKT_Q_LIS1_GOALS) || has(who, VAKT_Q_TURNUS));
}

static int competence_version(const person *who)
{
    bool backup_rule;
    return vakt_instance_competence(who->instance, who->date, &backup_rule);
}

static bool backup_rule_holds(const vakt_instance *instance, vakt_day date)
{
    bool backup_rule = true;
    (void)vakt_instance_competence(instance, date, &backup_rule);
    return backup_rule;
}

bool vakt_compile_alone(const vakt_instance *instance, int doctor, int duty)
{
    person who = person_on(instance, doctor, duty);
    if (lis1_in_service(&who) || only_student(&who))
        return false;
    switch (competence_version(&who)) {
    case VAKT_COMPETENCE_AMF2015:
        return alone_2015(&who);
    case VAKT_COMPETENCE_AMF2018:
        return alone_2018(&who);
    case VAKT_COMPETENCE_AMF2020:
        return alone_2020(&who);
    default:
        return alone_2026(&who);
    }
}

/* The setting of the rule that decides for (doctor, duty); -1 = none. */
static int deciding_setting(const vakt_instance *instance, vakt_rule_kind rule, int doctor,
                            int duty)
{
    for (size_t s = 0; s < instance->n_settings; s++)
        if (instance->settings[s].rule == rule && vakt_setting_applies(instance, s, doctor, duty))
            return (int)s;
    return -1;
}

static bool knows_the_place(const vakt_instance *instance, int doctor, int duty)
{
    int64_t local = instance->problem->doctors[doctor].experience.local_duties;
    int s = deciding_setting(instance, VAKT_RULE_competence_backup, doctor, duty);
    int64_t least = s < 0 ? 0 : instance->settings[s].least;
    return least <= 0 || local >= least;
}

bool vakt_compile_may_back(const vakt_instance *instance, int doctor, int duty)
{
    person who = person_on(instance, doctor, duty);
    bool able = competence_version(&who) == VAKT_COMPETENCE_KF2026
                    ? both_courses(&who) && base_2026(&who)
                    : vakt_compile_alone(instance, doctor, duty);
    return able && !lis1_in_service(&who) && !only_student(&who) &&
           knows_the_place(instance, doctor, duty);
}

bool vakt_compile_needs_backup(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *of = &instance->duties[duty];
    return of->legevakt && !of->follow && backup_rule_holds(instance, of->date) &&
           !vakt_compile_alone(instance, doctor, duty);
}

/* ---- rules that forbid ---- */

static int64_t breaks_authorisation(const vakt_instance *instance, const vakt_setting *setting,
                                    int doctor, int duty)
{
    person who = person_on(instance, doctor, duty);
    (void)setting;
    return !qualified_as_doctor(&who) && !only_student(&who); /* student_licence judges students */
}

void vakt_compile_authorisation(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_authorisation);
}

static int64_t breaks_student_licence(const vakt_instance *instance, const vakt_setting *setting,
                                      int doctor, int duty)
{
    person who = person_on(instance, doctor, duty);
    (void)setting;
    return only_student(&who);
}

void vakt_compile_student_licence(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_student_licence);
}

static int64_t breaks_may_work(const vakt_instance *instance, const vakt_setting *setting,
                               int doctor, int duty)
{
    person who = person_on(instance, doctor, duty);
    (void)setting;
    if (!instance->duties[duty].legevakt || competence_version(&who) != VAKT_COMPETENCE_KF2026)
        return 0;
    return !(base_2026(&who) || lis1_in_service(&who) || engaged_kf4(&who));
}

void vakt_compile_may_work(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_may_work);
}

static int64_t breaks_lis1_service(const vakt_instance *instance, const vakt_setting *setting,
                                   int doctor, int duty)
{
    person who = person_on(instance, doctor, duty);
    (void)setting;
    return instance->duties[duty].legevakt && lis1_in_service(&who) &&
           !has(&who, VAKT_Q_LIS1_HOSPITAL);
}

void vakt_compile_lis1_service(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_lis1_service);
}

static int64_t breaks_courses(const vakt_instance *instance, const vakt_setting *setting,
                              int doctor, int duty)
{
    person who = person_on(instance, doctor, duty);
    (void)setting;
    if (!instance->duties[duty].legevakt || competence_version(&who) != VAKT_COMPETENCE_KF2026)
        return 0;
    return !both_courses(&who) &&
           !vakt_instance_assessed(instance, VAKT_ASSESS_NO_COURSES, who.date);
}

void vakt_compile_courses(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_courses);
}

static int64_t breaks_backup_eligible(const vakt_instance *instance, const vakt_setting *setting,
                                      int doctor, int duty)
{
    const vakt_duty *of = &instance->duties[duty];
    (void)setting;
    return of->legevakt && of->layer == VAKT_LAYER_BACKUP && of->may_back &&
           backup_rule_holds(instance, of->date) &&
           !vakt_compile_may_back(instance, doctor, duty);
}

void vakt_compile_backup_eligible(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_backup_eligible);
}

/* 29 February goes on to 1 March in years that have none. */
static vakt_day years_later(vakt_day day, int64_t years)
{
    int year, month, of_month;
    vakt_day_to_civil(day, &year, &month, &of_month);
    year += (int)years;
    if (month == 2 && of_month == 29 && !vakt_date_valid(year, 2, 29))
        return vakt_day_from_civil(year, 3, 1);
    return vakt_day_from_civil(year, month, of_month);
}

/* The newest dated row of the course is too old on the date. */
static bool course_too_old(const vakt_doctor *doctor, vakt_qualification course, int64_t years,
                           vakt_day date)
{
    vakt_day newest = VAKT_DAY_NONE; /* before every date */
    for (size_t i = 0; i < doctor->n_qualifications; i++)
        if (doctor->qualifications[i].kind == (int)course &&
            doctor->qualifications[i].from > newest)
            newest = doctor->qualifications[i].from;
    return newest != VAKT_DAY_NONE && years_later(newest, years) < date;
}

static int64_t breaks_course_refresh(const vakt_instance *instance, const vakt_setting *setting,
                                     int doctor, int duty)
{
    const vakt_duty *of = &instance->duties[duty];
    const vakt_doctor *who = &instance->problem->doctors[doctor];
    return of->legevakt &&
           (course_too_old(who, VAKT_Q_COURSE_ACUTE, setting->most, of->date) ||
            course_too_old(who, VAKT_Q_COURSE_VIOLENCE, setting->most, of->date));
}

void vakt_compile_course_refresh(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_course_refresh);
}

/* ---- competence backup: kompetanseforskriften § 3a second paragraph ---- */

typedef struct stretch { /* a segment of a duty with nobody outside to back in it */
    size_t first, n;     /* its backing duties, in flat */
} stretch;

typedef struct backing { /* what competence_backup looks at, for one setting */
    vakt_builder *b;
    vakt_ints front;       /* duties that somebody who needs a backup can have */
    vakt_ints back;        /* duties by which somebody can back */
    uint8_t *needs, *able; /* doctor * n_duties + duty: needs backup in it, may back by it */
    int *setting_of;       /* of each duty, doctor = -1 */
    vakt_cuts cuts;
    vakt_ints on_front, on_back, outer_on; /* in one segment */
    int64_t outside;                       /* backed by outside arrangements in the segment */
    int64_t outer;                         /* doctors of outer duties who back in it */
    vakt_ints vars;
    vakt_ints flat;            /* backing duties of the segments of one duty, one after another */
    VAKT_VEC(stretch) stretches;
} backing;

static void backing_done(backing *k)
{
    VAKT_VEC_DONE(&k->front);
    VAKT_VEC_DONE(&k->back);
    VAKT_VEC_DONE(&k->cuts);
    VAKT_VEC_DONE(&k->on_front);
    VAKT_VEC_DONE(&k->on_back);
    VAKT_VEC_DONE(&k->outer_on);
    VAKT_VEC_DONE(&k->vars);
    VAKT_VEC_DONE(&k->flat);
    VAKT_VEC_DONE(&k->stretches);
    free(k->needs);
    free(k->able);
    free(k->setting_of);
}

/* Marks who needs and who may back, of those who can have the duty at all. */
static void mark_duty(backing *k, int duty)
{
    const vakt_instance *instance = k->b->instance;
    const vakt_duty *of = &instance->duties[duty];
    bool any_needs = false, any_able = false;
    k->setting_of[duty] = deciding_setting(instance, VAKT_RULE_competence_backup, -1, duty);
    for (int d = 0; d < (int)instance->n_doctors; d++) {
        size_t pair = (size_t)d * instance->n_duties + (size_t)duty;
        if (vakt_assign(k->b, d, duty) < 0)
            continue;
        k->able[pair] = of->may_back && vakt_compile_may_back(instance, d, duty);
        k->needs[pair] = k->setting_of[duty] >= 0 && vakt_compile_needs_backup(instance, d, duty);
        any_needs = any_needs || k->needs[pair];
        any_able = any_able || k->able[pair];
    }
    if (any_needs)
        vakt_ints_add(k->b, &k->front, duty);
    if (any_able)
        vakt_ints_add(k->b, &k->back, duty);
}

static bool backing_init(backing *k, vakt_builder *b)
{
    size_t n = b->instance->n_duties, pairs = b->instance->n_doctors * n;
    *k = (backing){.b = b};
    k->needs = calloc(pairs + 1, 1);
    k->able = calloc(pairs + 1, 1);
    k->setting_of = calloc(n + 1, sizeof *k->setting_of);
    if (!k->needs || !k->able || !k->setting_of) {
        vakt_builder_fail(b, VAKT_E_NOMEM);
        return false;
    }
    for (int duty = 0; duty < (int)n; duty++)
        mark_duty(k, duty);
    return true;
}

/* Cuts by all duties of legevakt, outer duties that may back, and outside arrangements. */
static void cut(backing *k, vakt_interval within)
{
    const vakt_instance *instance = k->b->instance;
    k->cuts.count = 0;
    vakt_cuts_add(k->b, &k->cuts, within, within.start, within.end);
    for (size_t i = 0; i < instance->n_duties; i++)
        if (instance->duties[i].legevakt)
            vakt_cuts_add(k->b, &k->cuts, within, instance->duties[i].start,
                          instance->duties[i].end);
    for (size_t i = 0; i < instance->n_outer; i++)
        if (instance->outer[i].may_back)
            vakt_cuts_add(k->b, &k->cuts, within, instance->outer[i].start,
                          instance->outer[i].end);
    for (size_t i = 0; i < instance->n_outside; i++)
        vakt_cuts_add(k->b, &k->cuts, within, instance->outside[i].start,
                      instance->outside[i].end);
    vakt_cuts_sort(&k->cuts);
}

static bool contains(vakt_minute start, vakt_minute end, vakt_interval segment)
{
    return start <= segment.start && segment.end <= end;
}

static void collect_on(backing *k, const vakt_ints *from, vakt_ints *on, vakt_interval segment)
{
    const vakt_duty *duties = k->b->instance->duties;
    on->count = 0;
    for (size_t i = 0; i < from->count; i++) {
        int duty = from->items[i];
        if (contains(duties[duty].start, duties[duty].end, segment))
            vakt_ints_add(k->b, on, duty);
    }
}

/* Who is in front and who backs in the segment. */
static void look_at(backing *k, vakt_interval segment)
{
    const vakt_instance *instance = k->b->instance;
    collect_on(k, &k->front, &k->on_front, segment);
    collect_on(k, &k->back, &k->on_back, segment);
    k->outer_on.count = 0;
    for (int i = 0; i < (int)instance->n_outer; i++)
        if (instance->outer[i].may_back &&
            contains(instance->outer[i].start, instance->outer[i].end, segment))
            vakt_ints_add(k->b, &k->outer_on, i);
    k->outer = vakt_outer_doctors(instance, &k->outer_on);
    k->outside = 0;
    for (size_t i = 0; i < instance->n_outside; i++)
        if (contains(instance->outside[i].start, instance->outside[i].end, segment))
            k->outside += instance->outside[i].most;
}

/* A row term for each doctor marked in each of the duties, once for each variable; duties of the
 * unit of `but` are left out (-1: none). */
static void add_doctors(backing *k, const int *duties, size_t n, const uint8_t *marks, int but,
                        int64_t coef)
{
    const vakt_instance *instance = k->b->instance;
    k->vars.count = 0;
    for (size_t i = 0; i < n; i++) {
        if (but >= 0 && vakt_same_unit(k->b, duties[i], but))
            continue;
        for (int d = 0; d < (int)instance->n_doctors; d++) {
            int var = vakt_assign(k->b, d, duties[i]);
            bool out = !marks[(size_t)d * instance->n_duties + (size_t)duties[i]];
            for (size_t v = 0; v < k->vars.count && !out; v++)
                out = k->vars.items[v] == var;
            if (!out)
                vakt_ints_add(k->b, &k->vars, var);
        }
    }
    for (size_t v = 0; v < k->vars.count; v++)
        vakt_row_term(k->b, k->vars.items[v], coef);
}

/* The segments of the duty in which only our own duties can back. A doctor does not back himself:
 * duties of the same unit are left out. */
static void collect_stretches(backing *k, int duty)
{
    const vakt_duty *of = &k->b->instance->duties[duty];
    k->flat.count = k->stretches.count = 0;
    cut(k, (vakt_interval){of->start, of->end});
    for (size_t i = 0; i + 1 < k->cuts.count; i++) {
        stretch one = {k->flat.count, 0};
        look_at(k, (vakt_interval){k->cuts.items[i], k->cuts.items[i + 1]});
        if (k->outer + k->outside > 0)
            continue;
        for (size_t j = 0; j < k->on_back.count; j++)
            if (!vakt_same_unit(k->b, k->on_back.items[j], duty))
                vakt_ints_add(k->b, &k->flat, k->on_back.items[j]);
        one.n = k->flat.count - one.first;
        if (!VAKT_VEC_PUSH(&k->stretches, one))
            vakt_builder_fail(k->b, VAKT_E_NOMEM);
    }
}

/* Both in rising order. */
static bool is_subset(const int *small, size_t n_small, const int *large, size_t n_large)
{
    size_t at = 0;
    for (size_t i = 0; i < n_small; i++) {
        while (at < n_large && large[at] < small[i])
            at++;
        if (at == n_large || large[at] != small[i])
            return false;
    }
    return true;
}

static const int *backers_of(const backing *k, const stretch *one)
{
    return one->n > 0 ? &k->flat.items[one->first] : NULL;
}

/* A stretch says nothing new when another has fewer backers, or the same ones and comes before. */
static bool is_dominated(const backing *k, size_t at)
{
    const stretch *one = &k->stretches.items[at];
    for (size_t i = 0; i < k->stretches.count; i++) {
        const stretch *other = &k->stretches.items[i];
        if (i != at && (other->n < one->n || (other->n == one->n && i < at)) &&
            is_subset(backers_of(k, other), other->n, backers_of(k, one), one->n))
            return true;
    }
    return false;
}

/* Somebody who needs a backup has `duty` only when somebody who may back is on: the strong form,
 * tight in every linear relaxation, since a duty has at most one doctor. */
static void front_rows(backing *k, int duty)
{
    vakt_builder *b = k->b;
    collect_stretches(k, duty);
    for (size_t i = 0; i < k->stretches.count; i++) {
        const stretch *one = &k->stretches.items[i];
        if (is_dominated(k, i))
            continue;
        vakt_row_begin(b, VAKT_ROW_LINK, -1, b->instance->duties[duty].date);
        add_doctors(k, &duty, 1, k->needs, -1, 1);
        add_doctors(k, backers_of(k, one), one->n, k->able, -1, -1);
        vakt_row_at_most_hard(b, 0);
    }
}

static int64_t most_of(const backing *k, int duty)
{
    return k->b->instance->settings[k->setting_of[duty]].most;
}

/* How many one backs can only matter when that is fewer than can be in front at once, or when an
 * outside arrangement, with nobody of ours on, backs fewer. */
static bool may_bind(const backing *k, int64_t most)
{
    int64_t n = (int64_t)k->on_front.count;
    return most < n || (k->outside > 0 && k->outside < n);
}

/* needing <= most * backers + outside, in the segment looked at. Given a duty `when`, only while
 * somebody needs a backup in it: its own coefficient is so large that without it the row says
 * nothing (at most one doctor in each of the others). */
static void crowd_row(backing *k, int64_t most, int when)
{
    vakt_builder *b = k->b;
    int64_t room = most * k->outer + k->outside, slack = 0;
    if (!may_bind(k, most))
        return;
    if (when >= 0 && (int64_t)k->on_front.count - 1 > room)
        slack = (int64_t)k->on_front.count - 1 - room;
    vakt_row_begin(b, VAKT_ROW_LINK, -1, b->instance->duties[k->on_front.items[0]].date);
    add_doctors(k, k->on_front.items, k->on_front.count, k->needs, when, 1);
    if (when >= 0)
        add_doctors(k, &when, 1, k->needs, -1, 1 + slack);
    add_doctors(k, k->on_back.items, k->on_back.count, k->able, -1, -most);
    vakt_row_at_most_hard(b, room + slack);
}

/* The smallest `most` of those that need a backup at once decides; where they differ, those with
 * a smaller one than the largest get rows that hold while they are needing. */
static void crowd_rows(backing *k)
{
    int64_t largest = 0;
    int owner = k->setting_of[k->on_front.items[0]];
    for (size_t i = 0; i < k->on_front.count; i++)
        if (most_of(k, k->on_front.items[i]) > largest)
            largest = most_of(k, k->on_front.items[i]);
    if (owner == k->b->setting)
        crowd_row(k, largest, -1);
    for (size_t i = 0; i < k->on_front.count; i++) {
        int duty = k->on_front.items[i];
        if (k->setting_of[duty] == k->b->setting && most_of(k, duty) < largest)
            crowd_row(k, most_of(k, duty), duty);
    }
}

typedef struct crowd { /* what was looked at in the segment before */
    vakt_ints front, back;
    int64_t outer, outside;
} crowd;

static bool same_ints(const vakt_ints *a, const vakt_ints *c)
{
    return a->count == c->count && is_subset(a->items, a->count, c->items, c->count);
}

static bool same_crowd(const backing *k, const crowd *before)
{
    return k->outer == before->outer && k->outside == before->outside &&
           same_ints(&k->on_front, &before->front) && same_ints(&k->on_back, &before->back);
}

static void swap_ints(vakt_ints *a, vakt_ints *c)
{
    vakt_ints kept = *a;
    *a = *c;
    *c = kept;
}

static void all_crowds(backing *k)
{
    const vakt_duty *duties = k->b->instance->duties;
    crowd before = {0};
    if (k->front.count == 0)
        return;
    vakt_interval within = {duties[k->front.items[0]].start, duties[k->front.items[0]].end};
    for (size_t i = 1; i < k->front.count; i++)
        if (duties[k->front.items[i]].end > within.end)
            within.end = duties[k->front.items[i]].end;
    cut(k, within);
    for (size_t i = 0; i + 1 < k->cuts.count; i++) {
        look_at(k, (vakt_interval){k->cuts.items[i], k->cuts.items[i + 1]});
        if (k->on_front.count > 0 && !same_crowd(k, &before))
            crowd_rows(k);
        swap_ints(&k->on_front, &before.front);
        swap_ints(&k->on_back, &before.back);
        before.outer = k->outer;
        before.outside = k->outside;
    }
    VAKT_VEC_DONE(&before.front);
    VAKT_VEC_DONE(&before.back);
}

void vakt_compile_competence_backup(vakt_builder *b)
{
    backing k;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    if (backing_init(&k, b)) {
        for (size_t i = 0; i < k.front.count; i++)
            if (k.setting_of[k.front.items[i]] == b->setting)
                front_rows(&k, k.front.items[i]);
        all_crowds(&k);
    }
    backing_done(&k);
}

/* ---- the other way: a backup only when needed ---- */

/* those who have the duty <= those who need a backup while it lasts */
static void when_needed_row(backing *k, int duty)
{
    vakt_builder *b = k->b;
    const vakt_instance *instance = b->instance;
    const vakt_duty *of = &instance->duties[duty];
    vakt_ints *overlapping = &k->on_front;
    overlapping->count = 0;
    for (size_t i = 0; i < k->front.count; i++) {
        const vakt_duty *other = &instance->duties[k->front.items[i]];
        if (other->start < of->end && of->start < other->end)
            vakt_ints_add(b, overlapping, k->front.items[i]);
    }
    vakt_row_begin(b, VAKT_ROW_LINK, -1, of->date);
    for (int d = 0; d < (int)instance->n_doctors; d++)
        if (vakt_setting_applies(instance, (size_t)b->setting, d, duty) &&
            !vakt_instance_overridden(instance, VAKT_RULE_backup_when_needed, d, duty))
            vakt_row_term(b, vakt_assign(b, d, duty), 1);
    add_doctors(k, overlapping->items, overlapping->count, k->needs, duty, -1);
    vakt_row_at_most(b, 0, 1);
}

void vakt_compile_backup_when_needed(vakt_builder *b)
{
    backing k;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    if (backing_init(&k, b))
        for (int duty = 0; duty < (int)b->instance->n_duties; duty++)
            if (b->instance->duties[duty].only_when_needed)
                when_needed_row(&k, duty);
    backing_done(&k);
}

/* ---- kompetanseforskriften § 4: so many days in a calendar year ---- */

static bool kf4_counts(const vakt_builder *b, int doctor, int duty)
{
    const vakt_duty *of = &b->instance->duties[duty];
    const vakt_rule_info *info = vakt_rule_info_of(VAKT_RULE_kf4_days);
    person who = person_on(b->instance, doctor, duty);
    return of->legevakt && dates_hold(info->from, info->to, of->date) && engaged_kf4(&who) &&
           !base_2026(&who) && vakt_setting_counts(b->instance, (size_t)b->setting, duty);
}

static int64_t kf4_used(const vakt_doctor *doctor, int year)
{
    int64_t days = 0;
    for (size_t i = 0; i < doctor->n_kf4_used; i++)
        days += doctor->kf4_used[i].year == year ? doctor->kf4_used[i].days : 0;
    return days;
}

/* One term for each date with a duty that counts; the duties come in order of their dates. */
static void kf4_row(vakt_builder *b, int doctor, int year, vakt_ints *members)
{
    const vakt_instance *instance = b->instance;
    vakt_day first = vakt_day_from_civil(year, 1, 1), last = vakt_day_from_civil(year, 12, 31);
    int64_t left = vakt_builder_setting(b)->days -
                   kf4_used(&instance->problem->doctors[doctor], year);
    vakt_row_begin(b, VAKT_ROW_COUNT, doctor, first);
    for (int duty = 0; duty < (int)instance->n_duties;) {
        vakt_day date = instance->duties[duty].date;
        members->count = 0;
        for (; duty < (int)instance->n_duties && instance->duties[duty].date == date; duty++)
            if (date >= first && date <= last && kf4_counts(b, doctor, duty))
                vakt_ints_add(b, members, vakt_assign(b, doctor, duty));
        vakt_row_term(b, vakt_or(b, doctor, members->items, members->count), 1);
    }
    vakt_row_at_most(b, left > 0 ? left : 0, 1); /* what was used before is nobody's breach */
}

void vakt_compile_kf4_days(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    vakt_ints members = {0};
    int first, last, month, day;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    vakt_day_to_civil(instance->problem->from, &first, &month, &day);
    vakt_day_to_civil(instance->problem->to, &last, &month, &day);
    for (int d = 0; d < (int)instance->n_doctors; d++) {
        if (instance->problem->doctors[d].n_kf4 == 0 ||
            !vakt_setting_applies(instance, (size_t)b->setting, d, -1))
            continue;
        for (int year = first; year <= last; year++)
            kf4_row(b, d, year, &members);
    }
    VAKT_VEC_DONE(&members);
}
