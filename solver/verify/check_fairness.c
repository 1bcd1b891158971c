/* Who has had how much of what: doctors, municipalities, LIS1. Exact integers throughout. */
#include <string.h>

#include "verify/check_helpers.h"

/* ---- what municipalities owe ---- */

static int basis_on(const vakt_district *district, vakt_day day)
{
    for (size_t i = 0; i < district->n_share_basis; i++) {
        if (vakt_ver_dates_hold(district->share_basis[i].from, district->share_basis[i].to, day))
            return district->share_basis[i].basis;
    }
    return VAKT_BASIS_POPULATION;
}

static int64_t basis_of(const vakt_municipality *m, int basis)
{
    switch (basis) {
    case VAKT_BASIS_POSITIONS:
        return vakt_ver_given(m->positions);
    case VAKT_BASIS_LIST_LENGTH:
        return vakt_ver_given(m->list_length);
    case VAKT_BASIS_FIXED:
        return vakt_ver_given(m->fixed_pct);
    default:
        return vakt_ver_given(m->population);
    }
}

/* Doctors' percent-days of a municipality: those who take part, and those exempted. */
static void doctor_days_of(const vakt_instance *instance, int municipality, int64_t *ret_able,
                           int64_t *ret_exempted)
{
    *ret_able = *ret_exempted = 0;
    for (size_t d = 0; d < instance->n_doctors; d++) {
        for (vakt_day day = instance->problem->from; day <= instance->problem->to; day++) {
            const vakt_doctor_day *on = vakt_instance_doctor_day(instance, (int)d, day);
            if (!on->in_service || on->municipality != municipality)
                continue;
            if (vakt_ver_exempted(instance, (int)d, day))
                *ret_exempted += on->share_pct;
            else
                *ret_able += on->share_pct;
        }
    }
}

/* The weight by which the municipality owes: vacancies and exemptions are its own burden or are
 * shared by all, as the agreement says. */
static int64_t owed_weight(const vakt_instance *instance, int municipality)
{
    const vakt_district *district = &instance->problem->district;
    const vakt_municipality *m = &district->municipalities[municipality];
    int64_t days = instance->problem->to - instance->problem->from + 1;
    int64_t able, exempted, vacant = 0;
    doctor_days_of(instance, municipality, &able, &exempted);
    if (m->positions != VAKT_UNSET)
        vacant = m->positions * 100 * days - able - exempted;
    if (vacant < 0)
        vacant = 0;
    int64_t all = able + exempted + vacant, carried = able;
    if (all == 0)
        return 0;
    if (district->exemption_burden == VAKT_BURDEN_OWN)
        carried += exempted;
    if (district->vacancy_burden == VAKT_BURDEN_OWN)
        carried += vacant;
    return basis_of(m, basis_on(district, instance->problem->from)) * carried * 1000 / all;
}

static int64_t *owed_weights(vakt_checker *c)
{
    size_t n = c->instance->problem->district.n_municipalities;
    int64_t *owed = vakt_ver_scratch(c, n, sizeof *owed);
    for (size_t m = 0; owed && m < n; m++)
        owed[m] = owed_weight(c->instance, (int)m);
    return owed;
}

/* ---- fair_municipality ---- */

static bool is_shared(const vakt_instance *instance, int setting, size_t duty)
{
    const vakt_duty *d = &instance->duties[duty];
    return d->required && d->out_of_hours &&
           (setting < 0 || vakt_setting_counts(instance, (size_t)setting, (int)duty));
}

/* setting = -1: as the catalogue has it. */
static vakt_municipality_share *municipality_shares(vakt_checker *c, int setting)
{
    const vakt_instance *instance = c->instance;
    const vakt_district *district = &instance->problem->district;
    const vakt_history *history = &instance->problem->history;
    size_t n = district->n_municipalities;
    int64_t percent = setting < 0 ? vakt_rule_info_of(VAKT_RULE_fair_municipality)->percent
                                  : instance->settings[setting].percent;
    int64_t total = 0, *owed = owed_weights(c), *ledger = vakt_ver_scratch(c, n, sizeof *ledger);
    vakt_band *bands = vakt_ver_scratch(c, n, sizeof *bands);
    vakt_municipality_share *shares = vakt_ver_scratch(c, n, sizeof *shares);
    if (c->out_of_memory)
        return NULL;
    for (size_t i = 0; i < history->n_municipality_ledgers; i++) {
        const vakt_municipality_ledger *row = &history->municipality_ledgers[i];
        for (size_t m = 0; m < n; m++) {
            if (strcmp(row->municipality, district->municipalities[m].id) == 0)
                ledger[m] += vakt_ver_given(row->delivered) - vakt_ver_given(row->owed);
        }
    }
    for (size_t i = 0; i < instance->n_duties; i++)
        total += is_shared(instance, setting, i) ? instance->duties[i].load : 0;
    vakt_share_split(total, n, owed, ledger, percent, bands);
    for (size_t m = 0; m < n; m++)
        shares[m] = (vakt_municipality_share){(int)m, bands[m], 0};
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        if (c->roster->doctor[i] == VAKT_NOBODY || !is_shared(instance, setting, i))
            continue;
        int m = vakt_instance_doctor_day(instance, c->roster->doctor[i], d->date)->municipality;
        if (m >= 0)
            shares[m].delivered += d->load;
    }
    return shares;
}

static int64_t outside(int64_t value, int64_t least, int64_t most, int64_t *ret_limit)
{
    *ret_limit = value < least ? least : most;
    return value < least ? least - value : value > most ? value - most : 0;
}

void vakt_check_fair_municipality(vakt_checker *c)
{
    size_t n = c->instance->problem->district.n_municipalities;
    if (n == 0 || !vakt_ver_judges_person(c, -1))
        return;
    const vakt_municipality_share *shares = municipality_shares(c, c->setting);
    for (size_t m = 0; shares && m < n; m++) {
        vakt_finding finding = vakt_finding_blank(c);
        vakt_checked(c);
        finding.municipality = (int)m;
        finding.amount =
            outside(shares[m].delivered, shares[m].band.least, shares[m].band.most, &finding.limit);
        if (finding.amount > 0)
            vakt_find(c, finding);
    }
}

/* The account is shown whether the rule is priced or not. */
void vakt_ver_fill_municipalities(vakt_checker *c)
{
    int setting = vakt_ver_setting_of(c->instance, VAKT_RULE_fair_municipality, -1, -1);
    c->verdict->n_municipalities = c->instance->problem->district.n_municipalities;
    c->verdict->municipalities = municipality_shares(c, setting);
}

/* ---- fair_share ---- */

typedef struct class_share {    /* one load class, all doctors */
    int64_t total, when_needed; /* load points of required and of only_when_needed duties */
    int64_t *weight, sum_weight;
    vakt_band *bands;
} class_share;

/* A duty of the class within the scope of the setting. */
static bool is_counted(const vakt_checker *c, int load_class, size_t duty)
{
    return c->instance->duties[duty].load_class == load_class &&
           vakt_setting_counts(c->instance, (size_t)c->setting, (int)duty);
}

static int64_t weight_of(const vakt_checker *c, int doctor, int load_class)
{
    const vakt_instance *instance = c->instance;
    int64_t weight = 0;
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        if (!is_counted(c, load_class, i) || (!d->required && !d->only_when_needed))
            continue;
        int share = vakt_instance_doctor_day(instance, doctor, d->date)->share_pct;
        if (share > 0 && d->load != 0 && vakt_check_could(instance, doctor, (int)i))
            weight += d->load * share;
    }
    return weight;
}

/* Municipality on the doctor's first day of service in the period. */
static int home_municipality(const vakt_instance *instance, int doctor)
{
    for (vakt_day day = instance->problem->from; day <= instance->problem->to; day++) {
        const vakt_doctor_day *on = vakt_instance_doctor_day(instance, doctor, day);
        if (on->in_service)
            return on->municipality;
    }
    return -1;
}

/* Splits among the doctors of one group; group = -2 is everybody. */
static void split_group(vakt_checker *c, const class_share *share, int load_class, int group,
                        int64_t total)
{
    const vakt_instance *instance = c->instance;
    const vakt_history *history = &instance->problem->history;
    size_t n = instance->n_doctors, members = 0;
    int *member = vakt_ver_scratch(c, n, sizeof *member);
    int64_t *weight = vakt_ver_scratch(c, n, sizeof *weight);
    int64_t *ledger = vakt_ver_scratch(c, n, sizeof *ledger);
    int64_t *nominal = vakt_ver_scratch(c, n, sizeof *nominal);
    int64_t *deviation = vakt_ver_scratch(c, n, sizeof *deviation);
    bool *has_ledger = vakt_ver_scratch(c, n, sizeof *has_ledger);
    vakt_band *bands = vakt_ver_scratch(c, n, sizeof *bands);
    if (c->out_of_memory)
        return;
    for (size_t d = 0; d < n; d++) {
        if (group != -2 && home_municipality(instance, (int)d) != group)
            continue;
        for (size_t i = 0; i < history->n_ledgers; i++) {
            const vakt_ledger *row = &history->ledgers[i];
            if (row->load_class == load_class &&
                strcmp(row->doctor, instance->problem->doctors[d].id) == 0) {
                ledger[members] = vakt_ver_given(row->assigned);
                has_ledger[members] = true;
            }
        }
        weight[members] = share->weight[d];
        nominal[members] = instance->problem->doctors[d].share_pct;
        member[members++] = (int)d;
    }
    vakt_share_deviation(members, nominal, ledger, has_ledger, deviation);
    vakt_share_split(total, members, weight, deviation, vakt_checker_setting(c)->percent, bands);
    for (size_t i = 0; i < members; i++)
        share->bands[member[i]] = bands[i];
}

/* Each municipality's doctors share what it owes: rounded down, what is left over goes one point
 * each to the first that owe anything. Doctors without municipality owe nothing. */
static void split_by_municipality(vakt_checker *c, const class_share *share, int load_class)
{
    size_t n = c->instance->problem->district.n_municipalities;
    int64_t sum = 0, left = share->total, *owed = owed_weights(c);
    if (!owed)
        return;
    for (size_t m = 0; m < n; m++)
        sum += owed[m];
    if (sum == 0) {
        split_group(c, share, load_class, -2, share->total);
        return;
    }
    for (size_t m = 0; m < n; m++)
        left -= share->total * owed[m] / sum;
    for (size_t m = 0; m < n; m++) {
        bool more = left > 0 && owed[m] > 0;
        left -= more;
        split_group(c, share, load_class, (int)m, share->total * owed[m] / sum + more);
    }
    split_group(c, share, load_class, -1, 0);
}

static bool make_share(vakt_checker *c, class_share *share, int load_class)
{
    const vakt_instance *instance = c->instance;
    const vakt_district *district = &instance->problem->district;
    *share = (class_share){0};
    share->weight = vakt_ver_scratch(c, instance->n_doctors, sizeof *share->weight);
    share->bands = vakt_ver_scratch(c, instance->n_doctors, sizeof *share->bands);
    if (c->out_of_memory)
        return false;
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        if (!is_counted(c, load_class, i))
            continue;
        share->total += d->required ? d->load : 0;
        share->when_needed += d->only_when_needed ? d->load : 0;
    }
    for (size_t d = 0; d < instance->n_doctors; d++) {
        share->weight[d] = weight_of(c, (int)d, load_class);
        share->sum_weight += share->weight[d];
    }
    bool own = district->vacancy_burden == VAKT_BURDEN_OWN ||
               district->exemption_burden == VAKT_BURDEN_OWN;
    if (own && district->n_municipalities > 0)
        split_by_municipality(c, share, load_class);
    else
        split_group(c, share, load_class, -2, share->total);
    return !c->out_of_memory;
}

static int64_t taken(const vakt_checker *c, int doctor, int load_class)
{
    int64_t points = 0;
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (vakt_ver_is_own(held) && is_counted(c, load_class, (size_t)held->duty))
            points += c->instance->duties[held->duty].load;
    }
    return points;
}

static void keep_fairness(vakt_checker *c, vakt_fairness row)
{
    vakt_verdict *v = c->verdict;
    if (!c->keep)
        return;
    vakt_fairness *grown = vakt_ver_list_grow(c, v->fairness, v->n_fairness, sizeof *grown);
    if (!grown)
        return;
    v->fairness = grown;
    v->fairness[v->n_fairness++] = row;
}

static void check_class(vakt_checker *c, int load_class)
{
    class_share share;
    if (!make_share(c, &share, load_class))
        return;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (share.weight[d] == 0 || !vakt_ver_judges_person(c, (int)d))
            continue;
        int64_t upper = share.bands[d].most;
        if (share.when_needed > 0) /* nobody knows how many of these will be manned */
            upper +=
                (share.when_needed * share.weight[d] + share.sum_weight - 1) / share.sum_weight;
        int64_t n = taken(c, (int)d, load_class);
        vakt_finding finding = vakt_finding_blank(c);
        finding.doctor = (int)d;
        finding.load_class = load_class;
        finding.amount = outside(n, share.bands[d].least, upper, &finding.limit);
        vakt_checked(c);
        keep_fairness(c, (vakt_fairness){(int)d, load_class, share.bands[d], n});
        if (finding.amount > 0)
            vakt_find(c, finding);
    }
}

void vakt_check_fair_share(vakt_checker *c)
{
    uint32_t classes = vakt_checker_setting(c)->load_classes;
    for (int load_class = 0; load_class < VAKT_N_LOADS; load_class++) {
        if (classes == 0 || (classes & 1u << load_class))
            check_class(c, load_class);
    }
}

/* ---- lis1_equal ---- */

static int64_t days_in_service(const vakt_instance *instance, int doctor, bool *ret_lis1)
{
    int64_t days = 0;
    *ret_lis1 = false;
    for (vakt_day day = instance->problem->from; day <= instance->problem->to; day++) {
        const vakt_doctor_day *on = vakt_instance_doctor_day(instance, doctor, day);
        if (!on->in_service)
            continue;
        if (days == 0)
            *ret_lis1 = on->position == VAKT_POSITION_LIS1;
        days++;
    }
    return days;
}

static int64_t duties_in_front(const vakt_checker *c, int doctor)
{
    int64_t count = 0;
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        count += vakt_ver_is_own(held) && !c->instance->duties[held->duty].follow &&
                 vakt_ver_counts(c, held);
    }
    return count;
}

/* Amount: how many more, as the text says; one more is free. */
static void check_lis1_pair(vakt_checker *c, int one, int other)
{
    bool one_lis1, other_lis1;
    int64_t one_days = days_in_service(c->instance, one, &one_lis1);
    int64_t other_days = days_in_service(c->instance, other, &other_lis1);
    if (!one_lis1 || !other_lis1 || one_days != other_days)
        return;
    int64_t more = duties_in_front(c, one) - duties_in_front(c, other);
    vakt_checked(c);
    vakt_finding finding = vakt_finding_blank(c);
    finding.doctor = more > 0 ? one : other;
    finding.other_doctor = more > 0 ? other : one;
    finding.amount = more > 0 ? more : -more;
    finding.limit = 1;
    if (finding.amount > 1)
        vakt_find_priced(c, finding, vakt_checker_setting(c)->weight * (finding.amount - 1));
}

void vakt_check_lis1_equal(vakt_checker *c)
{
    for (size_t i = 0; i < c->instance->n_doctors; i++) {
        bool lis1;
        (void)days_in_service(c->instance, (int)i, &lis1);
        if (!lis1 || !vakt_ver_judges_person(c, (int)i))
            continue;
        for (size_t j = i + 1; j < c->instance->n_doctors; j++) {
            if (vakt_ver_judges_person(c, (int)j))
                check_lis1_pair(c, (int)i, (int)j);
        }
    }
}
