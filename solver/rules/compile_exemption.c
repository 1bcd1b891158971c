/* Exemptions, absence, training, agreements about who takes what, and pins. */
#include <string.h>

#include "rules/builder.h"

/* fastlegeforskriften § 33: the right comes with the 60th birthday */
#define EXEMPT_AGE 60

static bool dates_hold(vakt_day from, vakt_day to, vakt_day day)
{
    return (from == VAKT_DAY_NONE || from <= day) && (to == VAKT_DAY_NONE || day <= to);
}

/* The birthday of that age; of those born on 29 February, 1 March in years without. */
static vakt_day birthday(vakt_day born, int age)
{
    int year, month, day;
    vakt_day_to_civil(born, &year, &month, &day);
    year += age;
    if (month == 2 && day == 29 && !vakt_date_valid(year, 2, 29))
        return vakt_day_from_civil(year, 3, 1);
    return vakt_day_from_civil(year, month, day);
}

static bool claim_holds(const vakt_doctor *doctor, const vakt_claim *claim, vakt_day date)
{
    if (!dates_hold(claim->from, claim->to, date))
        return false;
    if (claim->right != VAKT_RIGHT_AGE60)
        return true;
    return doctor->birth_date != VAKT_DAY_NONE && date >= birthday(doctor->birth_date, EXEMPT_AGE);
}

static int64_t breaks_exemption_right(const vakt_instance *instance, const vakt_setting *setting,
                                      int doctor, int duty)
{
    const vakt_duty *of = &instance->duties[duty];
    const vakt_doctor *who = &instance->problem->doctors[doctor];
    (void)setting;
    if (!of->out_of_hours ||
        vakt_instance_doctor_day(instance, doctor, of->date)->position != VAKT_POSITION_GP)
        return 0;
    for (size_t i = 0; i < who->n_claims; i++)
        if (claim_holds(who, &who->claims[i], of->date))
            return 1;
    return 0;
}

void vakt_compile_exemption_right(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_exemption_right);
}

static bool scope_has(const vakt_exemption *exemption, const char *shift_type)
{
    for (size_t i = 0; i < exemption->n_shift_types; i++)
        if (strcmp(exemption->shift_types[i], shift_type) == 0)
            return true;
    return exemption->n_shift_types == 0;
}

static int64_t breaks_exemption_decision(const vakt_instance *instance,
                                         const vakt_setting *setting, int doctor, int duty)
{
    const vakt_duty *of = &instance->duties[duty];
    const vakt_doctor *who = &instance->problem->doctors[doctor];
    (void)setting;
    if (!of->out_of_hours)
        return 0;
    for (size_t i = 0; i < who->n_exemptions; i++) {
        const vakt_exemption *one = &who->exemptions[i];
        if (dates_hold(one->from, one->to, of->date) &&
            scope_has(one, instance->problem->shift_types[of->shift_type].id))
            return 1;
    }
    return 0;
}

void vakt_compile_exemption_decision(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_exemption_decision);
}

static int64_t breaks_may_take(const vakt_instance *instance, const vakt_setting *setting,
                               int doctor, int duty)
{
    (void)setting;
    return !vakt_instance_may_take(instance, doctor, duty);
}

void vakt_compile_may_take(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_may_take);
}

/* Civil days that the duty has a minute of. */
static int64_t breaks_absence(const vakt_instance *instance, const vakt_setting *setting,
                              int doctor, int duty)
{
    const vakt_duty *of = &instance->duties[duty];
    vakt_day first, last;
    int minute;
    (void)setting;
    vakt_oslo_from_utc(of->start, &first, &minute);
    vakt_oslo_from_utc(of->end - 1, &last, &minute);
    for (vakt_day day = first; day <= last; day++)
        if (vakt_instance_doctor_day(instance, doctor, day)->absent)
            return 1;
    return 0;
}

void vakt_compile_absence(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_absence);
}

static int64_t breaks_training(const vakt_instance *instance, const vakt_setting *setting,
                               int doctor, int duty)
{
    const vakt_duty *of = &instance->duties[duty];
    const vakt_doctor *who = &instance->problem->doctors[doctor];
    (void)setting;
    for (size_t i = 0; i < who->n_training; i++)
        if (who->training[i].start < of->end && of->start < who->training[i].end)
            return 1;
    return 0;
}

void vakt_compile_training(vakt_builder *b)
{
    vakt_forbid_where(b, breaks_training);
}

void vakt_compile_fixed_duty(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    if (b->pass != VAKT_PASS_FORBID)
        return;
    for (int d = 0; d < (int)instance->n_doctors; d++)
        for (int duty = 0; duty < (int)instance->n_duties; duty++)
            if (instance->fixed[(size_t)d * instance->n_duties + (size_t)duty] &&
                vakt_setting_applies(instance, (size_t)b->setting, d, duty))
                vakt_force_pair(b, d, duty);
}
