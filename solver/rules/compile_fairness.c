/* Fair shares, all in integers: between doctors by class, between municipalities, and between LIS1
 * doctors. Legeforeningen's guidance asks for an even share; the split itself is domain/share.h. */
#include <stdlib.h>
#include <string.h>

#include "domain/share.h"
#include "rules/compile_parts.h"

/* Whoever law or agreement keeps from a duty is not owed a share of it. */
static const vakt_rule_kind could_rules[] = {
    VAKT_RULE_authorisation,   VAKT_RULE_student_licence,    VAKT_RULE_may_work,
    VAKT_RULE_lis1_service,    VAKT_RULE_courses,            VAKT_RULE_backup_eligible,
    VAKT_RULE_exemption_right, VAKT_RULE_exemption_decision, VAKT_RULE_may_take,
};

bool vakt_compile_could(const vakt_builder *b, int doctor, int duty)
{
    const vakt_instance *instance = b->instance;
    for (size_t i = 0; i < sizeof could_rules / sizeof could_rules[0]; i++)
        if (vakt_is_forbidden_by(b, could_rules[i], doctor, duty))
            return false;
    return !vakt_instance_doctor_day(instance, doctor, instance->duties[duty].date)->share_absent;
}

/* The doctor's first day of service in the period, or VAKT_DAY_NONE. */
static vakt_day first_service(const vakt_instance *instance, int doctor)
{
    for (vakt_day day = instance->problem->from; day <= instance->problem->to; day++)
        if (vakt_instance_doctor_day(instance, doctor, day)->in_service)
            return day;
    return VAKT_DAY_NONE;
}

/* ---- what the municipalities owe ---- */

/* fastlegeforskriften § 33: the right of age holds from the 60th birthday; 29 February is kept on
 * 1 March in other years. */
static bool claim_holds(const vakt_doctor *doctor, const vakt_claim *claim, vakt_day day)
{
    if (!vakt_dates_within(claim->from, claim->to, day))
        return false;
    if (claim->right != VAKT_RIGHT_AGE60)
        return true;
    if (doctor->birth_date == VAKT_DAY_NONE)
        return false;
    int year, month, date;
    vakt_day_to_civil(doctor->birth_date, &year, &month, &date);
    if (!vakt_date_valid(year + 60, month, date)) {
        month = 3;
        date = 1;
    }
    return day >= vakt_day_from_civil(year + 60, month, date);
}

/* Exempted from all duty out of hours on the day: by a right claimed, or by a decision. */
static bool is_exempted(const vakt_instance *instance, int doctor, vakt_day day)
{
    const vakt_doctor *it = &instance->problem->doctors[doctor];
    bool gp = vakt_instance_doctor_day(instance, doctor, day)->position == VAKT_POSITION_GP;
    for (size_t i = 0; gp && i < it->n_claims; i++)
        if (claim_holds(it, &it->claims[i], day))
            return true;
    for (size_t i = 0; i < it->n_exemptions; i++)
        if (it->exemptions[i].n_shift_types == 0 &&
            vakt_dates_within(it->exemptions[i].from, it->exemptions[i].to, day))
            return true;
    return false;
}

static int64_t given_or_0(int64_t value)
{
    return value == VAKT_UNSET ? 0 : value;
}

static int64_t basis_of(const vakt_problem *problem, const vakt_municipality *municipality)
{
    int basis = VAKT_BASIS_POPULATION;
    for (size_t i = 0; i < problem->district.n_share_basis; i++) {
        const vakt_share_basis *row = &problem->district.share_basis[i];
        if (vakt_dates_within(row->from, row->to, problem->from))
            basis = row->basis;
    }
    switch (basis) {
    case VAKT_BASIS_POSITIONS:
        return given_or_0(municipality->positions);
    case VAKT_BASIS_LIST_LENGTH:
        return given_or_0(municipality->list_length);
    case VAKT_BASIS_FIXED:
        return given_or_0(municipality->fixed_pct);
    default:
        return given_or_0(municipality->population);
    }
}

/* The weight by which the municipality owes duties: its basis, and the part of its positions that
 * it has to answer for. */
static int64_t owed_weight(const vakt_instance *instance, int m)
{
    const vakt_problem *problem = instance->problem;
    const vakt_municipality *it = &problem->district.municipalities[m];
    int64_t at_work = 0, exempted = 0, vacant = 0;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        for (vakt_day day = problem->from; day <= problem->to; day++) {
            const vakt_doctor_day *now = vakt_instance_doctor_day(instance, doctor, day);
            if (!now->in_service || now->municipality != m)
                continue;
            *(is_exempted(instance, doctor, day) ? &exempted : &at_work) += now->share_pct;
        }
    }
    if (it->positions != VAKT_UNSET)
        vacant = vakt_max64(0, it->positions * 100 * (problem->to - problem->from + 1) - at_work -
                                   exempted);
    int64_t all = at_work + exempted + vacant;
    int64_t own = at_work;
    own += problem->district.exemption_burden == VAKT_BURDEN_OWN ? exempted : 0;
    own += problem->district.vacancy_burden == VAKT_BURDEN_OWN ? vacant : 0;
    return all > 0 ? basis_of(problem, it) * own * 1000 / all : 0;
}

/* ---- fair_share ---- */

/* Everything one split of one class is made from; arrays by doctor. */
typedef struct share {
    int64_t *weight, *ledger;
    bool *has_ledger;
    vakt_band *bands;
    int *group;      /* which split the doctor is in */
    int n_groups;
    int64_t *owed;   /* per group; all 0 when there is one */
    int64_t total, when_needed, sum_weight;
    /* of the group being split */
    int64_t *part_weight, *part_ledger, *part_nominal, *part_deviation;
    bool *part_has;
    vakt_band *part_bands;
} share;

static void share_done(share *s)
{
    free(s->weight);
    free(s->ledger);
    free(s->has_ledger);
    free(s->bands);
    free(s->group);
    free(s->owed);
    free(s->part_weight);
    free(s->part_ledger);
    free(s->part_nominal);
    free(s->part_deviation);
    free(s->part_has);
    free(s->part_bands);
}

/* One group; or, where municipalities bear their own vacancies or exemptions, one for each and one
 * for doctors without. When nobody owes anything there is nothing to divide by: one group. */
static void find_groups(const vakt_instance *instance, share *s)
{
    const vakt_district *district = &instance->problem->district;
    int n = (int)district->n_municipalities;
    int64_t owed = 0;
    s->n_groups = 1;
    if (district->vacancy_burden != VAKT_BURDEN_OWN &&
        district->exemption_burden != VAKT_BURDEN_OWN)
        return;
    for (int m = 0; m < n; m++)
        owed += s->owed[m] = owed_weight(instance, m);
    if (owed == 0)
        return;
    s->n_groups = n + 1;
    for (int doctor = 0; doctor < (int)instance->n_doctors; doctor++) {
        vakt_day day = first_service(instance, doctor);
        int m = day == VAKT_DAY_NONE
                    ? -1
                    : vakt_instance_doctor_day(instance, doctor, day)->municipality;
        s->group[doctor] = m < 0 ? n : m;
    }
}

static bool share_new(vakt_builder *b, share *s)
{
    size_t n = b->instance->n_doctors + 1;
    *s = (share){0};
    s->weight = calloc(n, sizeof *s->weight);
    s->ledger = calloc(n, sizeof *s->ledger);
    s->has_ledger = calloc(n, sizeof *s->has_ledger);
    s->bands = calloc(n, sizeof *s->bands);
    s->group = calloc(n, sizeof *s->group);
    s->owed = calloc(b->instance->problem->district.n_municipalities + 1, sizeof *s->owed);
    s->part_weight = calloc(n, sizeof *s->part_weight);
    s->part_ledger = calloc(n, sizeof *s->part_ledger);
    s->part_nominal = calloc(n, sizeof *s->part_nominal);
    s->part_deviation = calloc(n, sizeof *s->part_deviation);
    s->part_has = calloc(n, sizeof *s->part_has);
    s->part_bands = calloc(n, sizeof *s->part_bands);
    if (!s->weight || !s->ledger || !s->has_ledger || !s->bands || !s->group || !s->owed ||
        !s->part_weight || !s->part_ledger || !s->part_nominal || !s->part_deviation || !s->part_has || !s->part_bands) {
        vakt_builder_fail(b, VAKT_E_NOMEM);
        return false;
    }
    find_groups(b->instance, s);
    return true;
}

/* What each could have had of the class, and what there is of it. */
static void weigh(const vakt_builder *b, share *s, int load_class)
{
    const vakt_instance *instance = b->instance;
    s->total = s->when_needed = s->sum_weight = 0;
    for (size_t d = 0; d < instance->n_doctors; d++)
        s->weight[d] = 0;
    for (int i = 0; i < (int)instance->n_duties; i++) {
        const vakt_duty *it = &instance->duties[i];
        if (it->load_class != load_class || !(it->required || it->only_when_needed) ||
            !vakt_counted(b, i, false))
            continue;
        if (it->required)
            s->total += it->load;
        else
            s->when_needed += it->load;
        for (int d = 0; d < (int)instance->n_doctors; d++) {
            int pct = vakt_instance_doctor_day(instance, d, it->date)->share_pct;
            if (pct > 0 && vakt_compile_could(b, d, i))
                s->weight[d] += it->load * pct;
        }
    }
    for (size_t d = 0; d < instance->n_doctors; d++)
        s->sum_weight += s->weight[d];
}

static void read_ledgers(const vakt_instance *instance, share *s, int load_class)
{
    const vakt_history *history = &instance->problem->history;
    for (size_t d = 0; d < instance->n_doctors; d++) {
        s->ledger[d] = 0;
        s->has_ledger[d] = false;
    }
    for (size_t i = 0; i < history->n_ledgers; i++) {
        const vakt_ledger *row = &history->ledgers[i];
        int d = row->load_class == load_class ? vakt_instance_doctor_index(instance, row->doctor)
                                              : -1;
        if (d < 0)
            continue;
        s->ledger[d] += row->assigned;
        s->has_ledger[d] = true;
    }
}

/* The group's part of the total by what it owes: rounded down, the points left over to the first
 * that owe something. */
static int64_t group_total(const share *s, int group)
{
    if (s->n_groups == 1)
        return s->total;
    int64_t sum = 0, given = 0, before = 0;
    for (int g = 0; g < s->n_groups; g++)
        sum += s->owed[g];
    for (int g = 0; g < s->n_groups; g++) {
        given += s->total * s->owed[g] / sum;
        before += g < group && s->owed[g] > 0;
    }
    return s->total * s->owed[group] / sum +
           (s->owed[group] > 0 && before < s->total - given);
}

static void split_group(share *s, int group, const vakt_problem *problem, int64_t percent)
{
    size_t n_doctors = problem->n_doctors;
    size_t n = 0;
    for (size_t d = 0; d < n_doctors; d++) {
        if (s->group[d] != group)
            continue;
        s->part_weight[n] = s->weight[d];
        s->part_ledger[n] = s->ledger[d];
        s->part_nominal[n] = problem->doctors[d].share_pct;
        s->part_has[n++] = s->has_ledger[d];
    }
    vakt_share_deviation(n, s->part_nominal, s->part_ledger, s->part_has, s->part_deviation);
    vakt_share_split(group_total(s, group), n, s->part_weight, s->part_deviation, percent,
                     s->part_bands);
    n = 0;
    for (size_t d = 0; d < n_doctors; d++)
        if (s->group[d] == group)
            s->bands[d] = s->part_bands[n++];
}

/* Duties that exist only when needed may come on top of the share. */
static void share_row(vakt_builder *b, int doctor, const share *s, int load_class)
{
    const vakt_instance *instance = b->instance;
    int64_t most = s->bands[doctor].most;
    if (s->when_needed > 0)
        most += (s->when_needed * s->weight[doctor] + s->sum_weight - 1) / s->sum_weight;
    vakt_row_begin(b, VAKT_ROW_SPREAD, doctor, VAKT_DAY_NONE);
    for (int i = 0; i < (int)instance->n_duties; i++) {
        const vakt_duty *it = &instance->duties[i];
        if (it->load_class == load_class && vakt_counted(b, i, false))
            vakt_row_term(b, vakt_assign(b, doctor, i), it->load);
    }
    vakt_row_between_priced(b, s->bands[doctor].least, most, 1, 1);
}

void vakt_compile_fair_share(vakt_builder *b)
{
    const vakt_setting *setting = vakt_builder_setting(b);
    size_t n = b->instance->n_doctors;
    share s;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    if (!share_new(b, &s)) {
        share_done(&s);
        return;
    }
    for (int c = 0; c < VAKT_N_LOADS; c++) {
        if (setting->load_classes != 0 && !(setting->load_classes & (1u << c)))
            continue;
        weigh(b, &s, c);
        read_ledgers(b->instance, &s, c);
        for (int group = 0; group < s.n_groups; group++)
            split_group(&s, group, b->instance->problem, setting->percent);
        for (size_t d = 0; d < n; d++)
            if (s.weight[d] > 0 && vakt_judges_doctor(b, (int)d))
                share_row(b, (int)d, &s, c);
    }
    share_done(&s);
}

/* ---- fair_municipality ---- */

static bool shared_by_municipalities(const vakt_builder *b, int duty)
{
    const vakt_duty *it = &b->instance->duties[duty];
    return it->required && it->out_of_hours && vakt_counted(b, duty, false);
}

static void municipality_row(vakt_builder *b, int m, vakt_band band)
{
    const vakt_instance *instance = b->instance;
    vakt_row_begin(b, VAKT_ROW_SPREAD, -1, VAKT_DAY_NONE);
    for (int i = 0; i < (int)instance->n_duties; i++) {
        const vakt_duty *it = &instance->duties[i];
        if (!shared_by_municipalities(b, i))
            continue;
        for (int d = 0; d < (int)instance->n_doctors; d++)
            if (vakt_instance_doctor_day(instance, d, it->date)->municipality == m)
                vakt_row_term(b, vakt_assign(b, d, i), it->load);
    }
    vakt_row_between_priced(b, band.least, band.most, 1, 1);
}

/* What each has delivered beyond what it owed before is what it has had. */
static void municipality_bands(vakt_builder *b, int64_t *weight, int64_t *ledger,
                               vakt_band *bands)
{
    const vakt_problem *problem = b->instance->problem;
    size_t n = problem->district.n_municipalities;
    int64_t total = 0;
    for (int i = 0; i < (int)b->instance->n_duties; i++)
        if (shared_by_municipalities(b, i))
            total += b->instance->duties[i].load;
    for (size_t m = 0; m < n; m++) {
        weight[m] = owed_weight(b->instance, (int)m);
        for (size_t i = 0; i < problem->history.n_municipality_ledgers; i++) {
            const vakt_municipality_ledger *row = &problem->history.municipality_ledgers[i];
            if (strcmp(row->municipality, problem->district.municipalities[m].id) != 0)
                continue;
            ledger[m] += row->delivered - row->owed;
        }
    }
    vakt_share_split(total, n, weight, ledger, vakt_builder_setting(b)->percent, bands);
}

void vakt_compile_fair_municipality(vakt_builder *b)
{
    size_t n = b->instance->problem->district.n_municipalities;
    if (b->pass != VAKT_PASS_ROWS || !vakt_judges_doctor(b, -1))
        return;
    int64_t *weight = calloc(n + 1, sizeof *weight);
    int64_t *ledger = calloc(n + 1, sizeof *ledger);
    vakt_band *bands = calloc(n + 1, sizeof *bands);
    if (weight && ledger && bands) {
        municipality_bands(b, weight, ledger, bands);
        for (size_t m = 0; m < n; m++)
            municipality_row(b, (int)m, bands[m]);
    } else {
        vakt_builder_fail(b, VAKT_E_NOMEM);
    }
    free(weight);
    free(ledger);
    free(bands);
}

/* ---- lis1_equal ---- */

/* Days in service in the period for one who begins it as LIS1; 0 for all others. */
static int lis1_days(const vakt_instance *instance, int doctor)
{
    vakt_day first = first_service(instance, doctor);
    int days = 0;
    if (first == VAKT_DAY_NONE ||
        vakt_instance_doctor_day(instance, doctor, first)->position != VAKT_POSITION_LIS1)
        return 0;
    for (vakt_day day = first; day <= instance->problem->to; day++)
        days += vakt_instance_doctor_day(instance, doctor, day)->in_service;
    return days;
}

static void lis1_pair_row(vakt_builder *b, int one, int other)
{
    vakt_row_begin(b, VAKT_ROW_SPREAD, -1, VAKT_DAY_NONE);
    for (int i = 0; i < (int)b->instance->n_duties; i++) {
        if (b->instance->duties[i].follow || !vakt_counted(b, i, false))
            continue;
        vakt_row_term(b, vakt_assign(b, one, i), 1);
        vakt_row_term(b, vakt_assign(b, other, i), -1);
    }
    vakt_row_between_priced(b, -1, 1, 1, 1);
}

void vakt_compile_lis1_equal(vakt_builder *b)
{
    const vakt_instance *instance = b->instance;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int i = 0; i < (int)instance->n_doctors; i++) {
        int days = lis1_days(instance, i);
        if (days == 0 || !vakt_judges_doctor(b, i))
            continue;
        for (int j = i + 1; j < (int)instance->n_doctors; j++)
            if (lis1_days(instance, j) == days && vakt_judges_doctor(b, j))
                lis1_pair_row(b, i, j);
    }
}
