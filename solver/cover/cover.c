#include "cover/cover.h"

#include <stdlib.h>
#include <string.h>

#define WORD(id, word, norwegian) word,
#define NORWEGIAN(id, word, norwegian) norwegian,
const char *const vakt_taker_can_words[] = {VAKT_TAKER_CANS(WORD) NULL};
const char *const vakt_taker_can_norwegian[] = {VAKT_TAKER_CANS(NORWEGIAN) NULL};
const char *const vakt_taker_basis_words[] = {VAKT_TAKER_BASES(WORD) NULL};
const char *const vakt_taker_basis_norwegian[] = {VAKT_TAKER_BASES(NORWEGIAN) NULL};
const char *const vakt_taker_neighbour_words[] = {VAKT_TAKER_NEIGHBOURS(WORD) NULL};
const char *const vakt_taker_neighbour_norwegian[] = {VAKT_TAKER_NEIGHBOURS(NORWEGIAN) NULL};
#undef WORD
#undef NORWEGIAN

typedef struct trial { /* one doctor on the duty */
    const vakt_instance *instance;
    const vakt_verdict *before;  /* on the roster as it was */
    const vakt_roster *old_roster;
    vakt_roster roster;          /* as it would be */
    vakt_takers *takers;
} trial;

static bool is_moved(const vakt_takers *t, int duty)
{
    for (size_t i = 0; i < t->n_moved; i++) {
        if (t->moved[i] == duty)
            return true;
    }
    return false;
}

static vakt_rule_kind rule_of(const trial *t, const vakt_finding *f)
{
    return t->instance->settings[f->setting].rule;
}

/* ---- what is worse than before ---- */

static bool same_subject(const vakt_finding *a, const vakt_finding *b)
{
    return a->setting == b->setting && a->doctor == b->doctor &&
           a->other_doctor == b->other_doctor && a->duty == b->duty &&
           a->municipality == b->municipality && a->load_class == b->load_class &&
           a->day == b->day && a->hard == b->hard && a->excused == b->excused;
}

/* Rest is better the more there is of it: only the same gap is the same breach. */
static bool is_rest(vakt_rule_kind rule)
{
    return rule == VAKT_RULE_rest || rule == VAKT_RULE_aml_daily_rest;
}

bool vakt_taker_was_there(const vakt_instance *instance, const vakt_verdict *before,
                          const vakt_finding *finding)
{
    const vakt_finding *f = finding;
    for (size_t i = 0; i < before->n_findings; i++) {
        const vakt_finding *g = &before->findings[i];
        if (!same_subject(f, g))
            continue;
        if (f->start == g->start && f->end == g->end && f->amount == g->amount)
            return true;
        bool within = f->start == VAKT_UNSET || (f->start >= g->start && f->end <= g->end);
        if (!is_rest(instance->settings[f->setting].rule) && within && f->amount <= g->amount)
            return true;
    }
    return false;
}

static bool was_there(const trial *t, const vakt_finding *f)
{
    return vakt_taker_was_there(t->instance, t->before, f);
}

/* Points that the same doctor paid for the same thing before. */
static int64_t paid_before(const trial *t, const vakt_finding *f)
{
    for (size_t i = 0; i < t->before->n_findings; i++) {
        const vakt_finding *g = &t->before->findings[i];
        if (same_subject(f, g) && (!is_rest(rule_of(t, f)) ||
                                   (f->start == g->start && f->end == g->end)))
            return g->cost;
    }
    return 0;
}

static bool of_law(vakt_rule_kind rule)
{
    vakt_strength strength = vakt_rule_info_of(rule)->strength;
    return strength == VAKT_LAW || strength == VAKT_LAWCFG;
}

static int compare_breaks(const void *left, const void *right)
{
    const vakt_taker_effect *a = left, *b = right;
    if (a->law != b->law)
        return a->law ? -1 : 1;
    if (a->other != b->other)
        return a->other ? 1 : -1;
    if (a->finding.setting != b->finding.setting)
        return a->finding.setting < b->finding.setting ? -1 : 1;
    if (a->finding.duty != b->finding.duty)
        return a->finding.duty < b->finding.duty ? -1 : 1;
    return a->finding.day < b->finding.day ? -1 : a->finding.day > b->finding.day;
}

static int compare_costs(const void *left, const void *right)
{
    const vakt_taker_effect *a = left, *b = right;
    if (a->cost != b->cost)
        return a->cost > b->cost ? -1 : 1;
    return compare_breaks(left, right);
}

static bool find_effects(const trial *t, const vakt_verdict *verdict, vakt_taker *taker)
{
    size_t n = verdict->n_findings;
    taker->breaks = vakt_arena_alloc(t->takers->arena, n, sizeof *taker->breaks);
    taker->costs = vakt_arena_alloc(t->takers->arena, n, sizeof *taker->costs);
    if (!taker->breaks || !taker->costs)
        return false;
    for (size_t i = 0; i < n; i++) {
        const vakt_finding *f = &verdict->findings[i];
        vakt_rule_kind rule = rule_of(t, f);
        vakt_taker_effect effect = {*f, 0, of_law(rule), f->doctor != taker->doctor};
        if (f->excused || (rule == VAKT_RULE_fixed_duty && is_moved(t->takers, f->duty)))
            continue;
        if (f->hard && !was_there(t, f))
            taker->breaks[taker->n_breaks++] = effect;
        effect.cost = f->hard ? 0 : f->cost - paid_before(t, f);
        if (effect.cost > 0)
            taker->costs[taker->n_costs++] = effect;
    }
    qsort(taker->breaks, taker->n_breaks, sizeof *taker->breaks, compare_breaks);
    qsort(taker->costs, taker->n_costs, sizeof *taker->costs, compare_costs);
    return true;
}

/* ---- free, but may be asked ---- */

static bool absence_holds(const vakt_absence *absence, vakt_day day)
{
    vakt_day from = absence->from, to = absence->to;
    return absence->percent == 100 &&
           (from == VAKT_DAY_NONE || day >= from - (absence->day_before ? 1 : 0)) &&
           (to == VAKT_DAY_NONE || day <= to + (absence->day_after ? 1 : 0));
}

/* Every absence that stands in the way of the duty is one in which the doctor may be asked. */
static bool may_be_asked(const trial *t, int doctor)
{
    const vakt_doctor *d = &t->instance->problem->doctors[doctor];
    for (size_t i = 0; i < t->takers->n_moved; i++) {
        const vakt_duty *duty = &t->instance->duties[t->takers->moved[i]];
        vakt_day first, last;
        int minute;
        vakt_oslo_from_utc(duty->start, &first, &minute);
        vakt_oslo_from_utc(duty->end - 1, &last, &minute);
        for (vakt_day day = first; day <= last; day++) {
            for (size_t k = 0; k < d->n_absences; k++) {
                if (absence_holds(&d->absences[k], day) && !d->absences[k].may_be_asked)
                    return false;
            }
        }
    }
    return true;
}

static int can_take(const trial *t, const vakt_taker *taker)
{
    if (taker->n_breaks == 0)
        return VAKT_TAKER_CAN;
    for (size_t i = 0; i < taker->n_breaks; i++) {
        const vakt_finding *f = &taker->breaks[i].finding;
        if (rule_of(t, f) != VAKT_RULE_absence || f->doctor != taker->doctor)
            return VAKT_TAKER_CANNOT;
    }
    return may_be_asked(t, taker->doctor) ? VAKT_TAKER_IF_ASKED : VAKT_TAKER_CANNOT;
}

/* ---- load and wishes ---- */

static int64_t points(const trial *t, const vakt_roster *roster, int doctor, int load_class)
{
    int64_t sum = 0;
    for (size_t i = 0; i < t->instance->n_duties; i++) {
        const vakt_duty *d = &t->instance->duties[i];
        if (roster->doctor[i] == doctor && (load_class < 0 || d->load_class == load_class))
            sum += d->load;
    }
    return sum;
}

/* load_class -1: all. Several settings of fair_share: the first that has the doctor in the class. */
static vakt_taker_load load_of(const trial *t, const vakt_verdict *verdict, int doctor,
                               int load_class)
{
    bool seen[VAKT_N_LOADS] = {false};
    vakt_taker_load load = {points(t, t->old_roster, doctor, load_class),
                            points(t, &t->roster, doctor, load_class), VAKT_UNSET};
    for (size_t i = 0; i < verdict->n_fairness; i++) {
        const vakt_fairness *f = &verdict->fairness[i];
        if (f->doctor != doctor || seen[f->load_class] ||
            (load_class >= 0 && f->load_class != load_class))
            continue;
        seen[f->load_class] = true;
        load.share_milli =
            (load.share_milli == VAKT_UNSET ? 0 : load.share_milli) + f->band.share_milli;
    }
    return load;
}

/* Both verdicts list every doctor's wishes in the same order. */
static bool find_wishes(const trial *t, const vakt_verdict *verdict, vakt_taker *taker)
{
    size_t n = t->instance->problem->doctors[taker->doctor].n_wishes;
    taker->wishes = vakt_arena_alloc(t->takers->arena, n, sizeof *taker->wishes);
    if (!taker->wishes)
        return false;
    for (size_t i = 0; i < verdict->n_wishes && i < t->before->n_wishes; i++) {
        const vakt_wish_outcome *now = &verdict->wishes[i], *old = &t->before->wishes[i];
        if (now->doctor == taker->doctor && now->denied != old->denied)
            taker->wishes[taker->n_wishes++] =
                (vakt_taker_wish){now->wish, now->denied > old->denied};
    }
    return true;
}

/* ---- one doctor, and the ranking ---- */

static void put_on(trial *t, int doctor)
{
    for (size_t i = 0; i < t->takers->n_moved; i++)
        t->roster.doctor[t->takers->moved[i]] = doctor;
}

/* Sets open what only stood because of who was on before. False when out of memory. */
static bool release(trial *t, const vakt_verdict *verdict, vakt_taker *taker)
{
    taker->released = vakt_arena_alloc(t->takers->arena, verdict->n_findings,
                                       sizeof *taker->released);
    if (!taker->released)
        return false;
    for (size_t i = 0; i < verdict->n_findings; i++) {
        const vakt_finding *f = &verdict->findings[i];
        if (rule_of(t, f) != VAKT_RULE_backup_when_needed || !f->hard || f->duty < 0 ||
            t->roster.doctor[f->duty] == VAKT_NOBODY || is_moved(t->takers, f->duty) ||
            was_there(t, f))
            continue;
        t->roster.doctor[f->duty] = VAKT_NOBODY;
        taker->released[taker->n_released++] = f->duty;
    }
    return true;
}

static void take_back(trial *t, const vakt_taker *taker)
{
    for (size_t i = 0; i < taker->n_released; i++)
        t->roster.doctor[taker->released[i]] = t->old_roster->doctor[taker->released[i]];
}

static vakt_status try_doctor(trial *t, int doctor, vakt_taker *taker)
{
    vakt_status status;
    vakt_verdict *verdict = NULL;
    const vakt_takers *takers = t->takers;
    int load_class = t->instance->duties[takers->duty].load_class;
    *taker = (vakt_taker){
        .doctor = doctor,
        .ordered_at = VAKT_UNSET,
        .vacancy = vakt_taker_is_vacancy(&t->instance->problem->doctors[doctor])};
    put_on(t, doctor);
    VAKT_TRY(vakt_verify(t->instance, &t->roster, &verdict));
    status = VAKT_E_NOMEM;
    if (!release(t, verdict, taker))
        goto done;
    if (taker->n_released > 0) {
        vakt_verdict_free(verdict);
        verdict = NULL;
        VAKT_TRY(vakt_verify(t->instance, &t->roster, &verdict));
    }
    status = VAKT_E_NOMEM;
    if (!find_effects(t, verdict, taker) || !find_wishes(t, verdict, taker))
        goto done;
    for (int i = 0; i <= VAKT_MAX_LEVEL; i++)
        taker->change[i] = verdict->levels[i] - t->before->levels[i];
    taker->can = can_take(t, taker);
    taker->basis = vakt_taker_basis_of(t->instance, &t->roster, verdict, doctor, takers->moved,
                                       takers->n_moved);
    vakt_taker_rest(t->instance, &t->roster, doctor, takers->moved, takers->n_moved,
                    &taker->before, &taker->after);
    taker->in_class = load_of(t, verdict, doctor, load_class);
    taker->in_all = load_of(t, verdict, doctor, -1);
    status = VAKT_OK;
done:
    take_back(t, taker);
    vakt_verdict_free(verdict);
    return status;
}

/* How far above the share, in thousandths; without a share the load itself. */
static int64_t above_share(const vakt_taker *taker)
{
    int64_t share = taker->in_all.share_milli;
    return taker->in_all.after * 1000 - (share == VAKT_UNSET ? 0 : share);
}

static int compare_takers(const void *left, const void *right)
{
    const vakt_taker *a = left, *b = right;
    if (a->can != b->can)
        return a->can < b->can ? -1 : 1;
    if (a->vacancy != b->vacancy)
        return a->vacancy ? 1 : -1;
    if (a->can == VAKT_TAKER_CANNOT && a->breaks[0].law != b->breaks[0].law)
        return a->breaks[0].law ? 1 : -1;
    if (a->can == VAKT_TAKER_CANNOT && a->n_breaks != b->n_breaks)
        return a->n_breaks < b->n_breaks ? -1 : 1;
    for (int i = 0; i <= VAKT_MAX_LEVEL; i++) {
        if (a->change[i] != b->change[i])
            return a->change[i] < b->change[i] ? -1 : 1;
    }
    if (a->ordered_at != b->ordered_at)
        return a->ordered_at < b->ordered_at ? -1 : 1;
    if (above_share(a) != above_share(b))
        return above_share(a) < above_share(b) ? -1 : 1;
    return a->doctor < b->doctor ? -1 : a->doctor > b->doctor;
}

/* The duty first, then those that go with it. */
static bool find_moved(vakt_takers *takers, const vakt_instance *instance,
                       const vakt_roster *roster, int duty)
{
    int *moved = vakt_arena_alloc(takers->arena, instance->n_duties, sizeof *moved);
    int block = instance->duties[duty].block, holder = roster->doctor[duty];
    if (!moved)
        return false;
    moved[takers->n_moved++] = duty;
    for (size_t i = 0; block >= 0 && i < instance->blocks[block].n_duties; i++) {
        int other = instance->blocks[block].duties[i];
        if (other != duty &&
            (roster->doctor[other] == holder || roster->doctor[other] == VAKT_NOBODY))
            moved[takers->n_moved++] = other;
    }
    takers->moved = moved;
    takers->duty = duty;
    takers->holder = holder;
    for (size_t d = 0; d < instance->n_doctors; d++) {
        for (size_t i = 0; i < takers->n_moved; i++)
            takers->pinned =
                takers->pinned || instance->fixed[d * instance->n_duties + (size_t)moved[i]];
    }
    return true;
}

static vakt_status try_all(trial *t, vakt_takers *takers)
{
    vakt_status status = VAKT_OK;
    size_t n = t->instance->n_doctors;
    takers->takers = vakt_arena_alloc(takers->arena, n, sizeof *takers->takers);
    if (!takers->takers)
        return VAKT_E_NOMEM;
    for (size_t d = 0; d < n; d++) {
        vakt_taker *taker = &takers->takers[takers->n_takers];
        if ((int)d == takers->holder)
            continue;
        VAKT_TRY(try_doctor(t, (int)d, taker));
        takers->n_takers++;
        takers->n_can += taker->can == VAKT_TAKER_CAN && !taker->vacancy;
        takers->n_if_asked += taker->can == VAKT_TAKER_IF_ASKED && !taker->vacancy;
    }
    qsort(takers->takers, takers->n_takers, sizeof *takers->takers, compare_takers);
done:
    return status;
}

/* The verdict goes, its list of what nobody looked at stays. */
static bool keep_unchecked(vakt_takers *takers, const vakt_verdict *verdict)
{
    vakt_unchecked *kept =
        vakt_arena_alloc(takers->arena, verdict->n_unchecked, sizeof *kept);
    if (!kept)
        return false;
    for (size_t i = 0; i < verdict->n_unchecked; i++) {
        kept[i].id = vakt_arena_strdup(takers->arena, verdict->unchecked[i].id);
        kept[i].text = vakt_arena_strdup(takers->arena, verdict->unchecked[i].text);
        if (!kept[i].id || !kept[i].text)
            return false;
    }
    takers->unchecked = kept;
    takers->n_unchecked = verdict->n_unchecked;
    return true;
}

static bool has_break(const vakt_taker *taker, const vakt_finding *f)
{
    for (size_t i = 0; i < taker->n_breaks; i++) {
        const vakt_finding *g = &taker->breaks[i].finding;
        if (same_subject(f, g) && f->start == g->start && f->end == g->end)
            return true;
    }
    return false;
}

/* What comes of taking the duty from its holder, and nobody mends. */
static bool find_whoever(vakt_takers *takers)
{
    const vakt_taker *first = takers->takers;
    if (takers->n_takers == 0)
        return true;
    vakt_taker_effect *list = vakt_arena_alloc(takers->arena, first->n_breaks, sizeof *list);
    for (size_t i = 0; list && i < first->n_breaks; i++) {
        bool all = first->breaks[i].other;
        for (size_t k = 1; all && k < takers->n_takers; k++)
            all = has_break(&takers->takers[k], &first->breaks[i].finding);
        if (all)
            list[takers->n_whoever++] = first->breaks[i];
    }
    takers->whoever = list;
    return list != NULL;
}

vakt_status vakt_takers_new(const vakt_instance *instance, const vakt_roster *roster, int duty,
                            vakt_takers **ret_takers)
{
    vakt_status status = VAKT_E_NOMEM;
    vakt_verdict *before = NULL;
    trial t = {.instance = instance, .old_roster = roster};
    vakt_arena *arena = vakt_arena_new();
    vakt_takers *takers = arena ? vakt_arena_alloc(arena, 1, sizeof *takers) : NULL;
    if (!takers)
        goto done;
    takers->arena = arena;
    if (!find_moved(takers, instance, roster, duty))
        goto done;
    VAKT_TRY(vakt_verify(instance, roster, &before));
    status = VAKT_E_NOMEM;
    if (!keep_unchecked(takers, before))
        goto done;
    VAKT_TRY(vakt_roster_init(&t.roster, instance->n_duties));
    memcpy(t.roster.doctor, roster->doctor, instance->n_duties * sizeof *roster->doctor);
    t.before = before;
    t.takers = takers;
    VAKT_TRY(try_all(&t, takers));
    status = find_whoever(takers) ? VAKT_OK : VAKT_E_NOMEM;
    if (status != VAKT_OK)
        goto done;
    *ret_takers = takers;
    arena = NULL;
done:
    vakt_verdict_free(before);
    vakt_roster_done(&t.roster);
    vakt_arena_free(arena);
    return status;
}

void vakt_takers_rank(vakt_takers *takers, const vakt_instance *instance,
                      const vakt_taker_order *orders, size_t n_orders)
{
    for (size_t i = 0; i < takers->n_takers; i++) {
        vakt_taker *taker = &takers->takers[i];
        const char *id = instance->problem->doctors[taker->doctor].id;
        for (size_t k = 0; k < n_orders; k++) {
            if (strcmp(orders[k].doctor, id) != 0 ||
                (taker->ordered_duty && orders[k].at <= taker->ordered_at))
                continue;
            taker->ordered_at = orders[k].at;
            taker->ordered_duty = orders[k].duty;
        }
    }
    if (takers->n_takers > 1)
        qsort(takers->takers, takers->n_takers, sizeof *takers->takers, compare_takers);
}

void vakt_takers_free(vakt_takers *takers)
{
    if (takers)
        vakt_arena_free(takers->arena);
}
