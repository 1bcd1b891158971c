/* Exemptions (fastlegeforskriften § 33), agreements, absence and what is fixed. */
#include <string.h>

#include "verify/check_helpers.h"

#define EXEMPTION_AGE 60

/* ---- fastlegeforskriften § 33 fourth paragraph: rights that the doctor has claimed ---- */

bool vakt_ver_claim_holds(const vakt_instance *instance, int doctor, vakt_day day)
{
    const vakt_doctor *d = &instance->problem->doctors[doctor];
    if (vakt_instance_doctor_day(instance, doctor, day)->position != VAKT_POSITION_GP)
        return false;
    for (size_t i = 0; i < d->n_claims; i++) {
        const vakt_claim *claim = &d->claims[i];
        if (!vakt_ver_dates_hold(claim->from, claim->to, day))
            continue;
        if (claim->right != VAKT_RIGHT_AGE60)
            return true;
        if (d->birth_date != VAKT_DAY_NONE &&
            day >= vakt_ver_years_later(d->birth_date, EXEMPTION_AGE))
            return true;
    }
    return false;
}

static bool has_right(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *d = &instance->duties[duty];
    return d->out_of_hours && vakt_ver_claim_holds(instance, doctor, d->date);
}

/* ---- third paragraph: exemptions that the municipality has granted ---- */

static bool in_scope(const vakt_exemption *exemption, const char *shift_type)
{
    for (size_t i = 0; i < exemption->n_shift_types; i++) {
        if (strcmp(exemption->shift_types[i], shift_type) == 0)
            return true;
    }
    return exemption->n_shift_types == 0;
}

static bool is_exempted(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *d = &instance->duties[duty];
    const vakt_doctor *person = &instance->problem->doctors[doctor];
    const char *shift_type = instance->problem->shift_types[d->shift_type].id;
    for (size_t i = 0; d->out_of_hours && i < person->n_exemptions; i++) {
        const vakt_exemption *exemption = &person->exemptions[i];
        if (vakt_ver_dates_hold(exemption->from, exemption->to, d->date) &&
            in_scope(exemption, shift_type))
            return true;
    }
    return false;
}

bool vakt_ver_exempted(const vakt_instance *instance, int doctor, vakt_day day)
{
    const vakt_doctor *d = &instance->problem->doctors[doctor];
    for (size_t i = 0; i < d->n_exemptions; i++) {
        if (d->exemptions[i].n_shift_types == 0 &&
            vakt_ver_dates_hold(d->exemptions[i].from, d->exemptions[i].to, day))
            return true;
    }
    return vakt_ver_claim_holds(instance, doctor, day);
}

void vakt_check_exemption_right(vakt_checker *c)
{
    vakt_check_forbidden(c, has_right);
}

bool vakt_forbids_exemption_right(const vakt_instance *instance, int doctor, int duty)
{
    return has_right(instance, doctor, duty) &&
           vakt_ver_hard_for(instance, VAKT_RULE_exemption_right, doctor, duty);
}

void vakt_check_exemption_decision(vakt_checker *c)
{
    vakt_check_forbidden(c, is_exempted);
}

bool vakt_forbids_exemption_decision(const vakt_instance *instance, int doctor, int duty)
{
    return is_exempted(instance, doctor, duty) &&
           !vakt_instance_overridden(instance, VAKT_RULE_exemption_decision, doctor, duty) &&
           vakt_ver_hard_for(instance, VAKT_RULE_exemption_decision, doctor, duty);
}

/* ---- agreement, absence, training, pins ---- */

static bool may_not_take(const vakt_instance *instance, int doctor, int duty)
{
    return !vakt_instance_may_take(instance, doctor, duty);
}

void vakt_check_may_take(vakt_checker *c)
{
    vakt_check_forbidden(c, may_not_take);
}

/* Whole civil days: the night duty that runs into the first morning of an absence overlaps it. */
static bool is_absent(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *d = &instance->duties[duty];
    vakt_day first = vakt_ver_local_day_of(d->start), last = vakt_ver_local_day_of(d->end - 1);
    for (vakt_day day = first; day <= last && day <= instance->last_day; day++) {
        if (vakt_instance_doctor_day(instance, doctor, day)->absent)
            return true;
    }
    return false;
}

void vakt_check_absence(vakt_checker *c)
{
    vakt_check_forbidden(c, is_absent);
}

static bool is_in_training(const vakt_instance *instance, int doctor, int duty)
{
    const vakt_duty *d = &instance->duties[duty];
    const vakt_doctor *person = &instance->problem->doctors[doctor];
    for (size_t i = 0; i < person->n_training; i++) {
        const vakt_training *reserved = &person->training[i];
        if (vakt_ver_overlap(d->start, d->end, reserved->start, reserved->end) > 0)
            return true;
    }
    return false;
}

void vakt_check_training(vakt_checker *c)
{
    vakt_check_forbidden(c, is_in_training);
}

void vakt_check_fixed_duty(vakt_checker *c)
{
    const vakt_instance *instance = c->instance;
    for (size_t d = 0; d < instance->n_doctors; d++) {
        for (size_t i = 0; i < instance->n_duties; i++) {
            if (!instance->fixed[d * instance->n_duties + i] || !vakt_ver_judges(c, (int)d, (int)i))
                continue;
            vakt_checked(c);
            if (c->roster->doctor[i] == (int)d)
                continue;
            vakt_finding finding = vakt_ver_finding_of(c, (int)d, (int)i);
            finding.hard = true;
            vakt_find(c, finding);
        }
    }
}

/* ---- what a doctor could have at all ---- */

bool vakt_check_could(const vakt_instance *instance, int doctor, int duty)
{
    static const vakt_ver_forbids forbidding[] = {
        vakt_forbids_authorisation,   vakt_forbids_student_licence,
        vakt_forbids_may_work,        vakt_forbids_lis1_service,
        vakt_forbids_courses,         vakt_forbids_backup_eligible,
        vakt_forbids_exemption_right, vakt_forbids_exemption_decision,
    };
    vakt_day day = instance->duties[duty].date;
    bool may_take = vakt_instance_may_take(instance, doctor, duty) ||
                    vakt_instance_overridden(instance, VAKT_RULE_may_take, doctor, duty);
    if (!may_take || vakt_instance_doctor_day(instance, doctor, day)->share_absent)
        return false;
    for (size_t i = 0; i < sizeof forbidding / sizeof *forbidding; i++) {
        if (forbidding[i](instance, doctor, duty))
            return false;
    }
    return true;
}
