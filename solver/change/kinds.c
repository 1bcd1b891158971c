/* What each kind of change moves, and what it makes of the problem: docs/changes.md. */
#include <string.h>

#include "change/folding.h"

/* ---- small questions ---- */

static bool same(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

static int holder_of(const vakt_trial *t, int duty)
{
    return t->f->now.roster.doctor[duty];
}

static bool begun(const vakt_trial *t, const vakt_instance *instance, int duty)
{
    return instance->duties[duty].start <= t->f->options->now;
}

bool vakt_fold_agreed(const vakt_trial *t, int doctor)
{
    const char *id = t->f->now.problem->doctors[doctor].id;
    if (same(t->change->asked_by, id))
        return true;
    for (size_t i = 0; i < t->change->n_agreed; i++) {
        if (same(t->change->agreed[i], id))
            return true;
    }
    return false;
}

static bool check_holder(vakt_trial *t, int duty, int doctor)
{
    if (holder_of(t, duty) == doctor)
        return true;
    return vakt_trial_refuse(t, VAKT_WHY_NOT_HOLDER, vakt_fold_doctor_name(t->f, doctor),
                             vakt_fold_duty_name(t->f, duty));
}

static bool check_open(vakt_trial *t, int duty)
{
    return holder_of(t, duty) == VAKT_NOBODY ||
           vakt_trial_refuse_duty(t, VAKT_WHY_NOT_OPEN, duty);
}

static bool check_not_begun(vakt_trial *t, int duty)
{
    return !begun(t, t->f->now.instance, duty) ||
           vakt_trial_refuse_duty(t, VAKT_WHY_BEGUN, duty);
}

/* ---- units ---- */

static bool is_pinned(const vakt_trial *t, int doctor, int duty)
{
    const vakt_instance *in = t->f->now.instance;
    return doctor != VAKT_NOBODY && in->fixed[(size_t)doctor * in->n_duties + (size_t)duty];
}

/* A duty that is taken over from an earlier arrangement, without knowing of it? */
static bool check_after(vakt_trial *t, int duty)
{
    const vakt_standing_duty *row =
        vakt_folding_find(t->f, t->f->now.instance->duties[duty].id);
    if (holder_of(t, duty) == VAKT_NOBODY || !row || !row->change)
        return true;
    for (size_t i = 0; i < t->change->n_after; i++) {
        if (same(t->change->after[i], row->change))
            return true;
    }
    return vakt_trial_refuse(t, VAKT_WHY_CHANGED_BEFORE, vakt_fold_duty_name(t->f, duty),
                             row->change);
}

typedef bool (*duty_test)(vakt_trial *t, int duty);

/* Asks of every duty that goes with this one. */
static bool each_of_unit(vakt_trial *t, int duty, duty_test test)
{
    const vakt_instance *in = t->f->now.instance;
    int block = in->duties[duty].block;
    if (block < 0)
        return test(t, duty);
    for (size_t i = 0; i < in->blocks[block].n_duties; i++) {
        int other = in->blocks[block].duties[i];
        if (holder_of(t, other) == holder_of(t, duty) && !test(t, other))
            return false;
    }
    return true;
}

static bool check_not_pinned(vakt_trial *t, int duty)
{
    return !is_pinned(t, holder_of(t, duty), duty) ||
           vakt_trial_refuse_duty(t, VAKT_WHY_PINNED, duty);
}

static bool check_unit(vakt_trial *t, int duty)
{
    const vakt_instance *in = t->f->now.instance;
    int block = in->duties[duty].block;
    if (!each_of_unit(t, duty, check_not_begun))
        return false;
    if (block >= 0 && in->blocks[block].n_duties > 1 && !t->change->whole_block)
        return vakt_trial_refuse_duty(t, VAKT_WHY_SPLIT_BLOCK, duty);
    return each_of_unit(t, duty, check_not_pinned) && each_of_unit(t, duty, check_after);
}

/* The duty, and with it what has its block in common and the same holder. */
static bool move_unit(vakt_trial *t, int duty, int to, int event)
{
    const vakt_instance *in = t->f->now.instance;
    int block = in->duties[duty].block;
    if (!check_unit(t, duty))
        return false;
    if (block < 0)
        return vakt_trial_move(t, duty, to, event);
    for (size_t i = 0; i < in->blocks[block].n_duties; i++) {
        int other = in->blocks[block].duties[i];
        if (holder_of(t, other) == holder_of(t, duty) && !vakt_trial_move(t, other, to, event))
            return false;
    }
    return true;
}

/* An order names the gainer who did not agree. */
static int event_for(const vakt_trial *t, int doctor)
{
    return t->change->order.given && !vakt_fold_agreed(t, doctor) ? VAKT_LIFE_ORDERED
                                                                  : VAKT_LIFE_MOVED;
}

/* ---- the five kinds of swap ---- */

bool vakt_fold_kind_give(vakt_trial *t)
{
    return check_holder(t, t->duty, t->doctor) &&
           move_unit(t, t->duty, t->other, event_for(t, t->other));
}

bool vakt_fold_kind_take(vakt_trial *t)
{
    bool right = t->other >= 0 ? check_holder(t, t->duty, t->other) : check_open(t, t->duty);
    return right && move_unit(t, t->duty, t->doctor, VAKT_LIFE_MOVED);
}

bool vakt_fold_kind_swap(vakt_trial *t)
{
    return check_holder(t, t->duty, t->doctor) && check_holder(t, t->other_duty, t->other) &&
           move_unit(t, t->duty, t->other, event_for(t, t->other)) &&
           move_unit(t, t->other_duty, t->doctor, event_for(t, t->doctor));
}

bool vakt_fold_kind_swap_open(vakt_trial *t)
{
    return check_holder(t, t->duty, t->doctor) && check_open(t, t->other_duty) &&
           move_unit(t, t->duty, VAKT_NOBODY, VAKT_LIFE_OPENED) &&
           move_unit(t, t->other_duty, t->doctor, VAKT_LIFE_MOVED);
}

bool vakt_fold_kind_release(vakt_trial *t)
{
    return check_holder(t, t->duty, t->doctor) &&
           move_unit(t, t->duty, VAKT_NOBODY, VAKT_LIFE_OPENED);
}

/* ---- facts about doctors ---- */

static bool starts_before(const vakt_absence *a, vakt_day day)
{
    return a->from == VAKT_DAY_NONE || a->from < day;
}

static bool ends_after(const vakt_absence *a, vakt_day day)
{
    return a->to == VAKT_DAY_NONE || a->to > day;
}

/* What is left of an earlier absence beside the new one: both together are no more than the doctor.
 * Returns how many parts, at most two. */
static size_t beside(const vakt_absence *old, const vakt_absence *new, vakt_absence *ret_parts)
{
    size_t n = 0;
    bool apart = (old->to != VAKT_DAY_NONE && starts_before(old, new->from) && old->to < new->from) ||
                 (new->to != VAKT_DAY_NONE && !starts_before(old, new->to + 1));
    if (apart || old->percent + new->percent <= 100) {
        ret_parts[n++] = *old;
        return n;
    }
    if (starts_before(old, new->from)) {
        ret_parts[n] = *old;
        ret_parts[n++].to = new->from - 1;
    }
    if (new->to != VAKT_DAY_NONE && ends_after(old, new->to)) {
        ret_parts[n] = *old;
        ret_parts[n++].from = new->to + 1;
    }
    return n;
}

bool vakt_fold_kind_absence(vakt_trial *t)
{
    const vakt_absence *new = &t->change->absence;
    vakt_doctor *d = vakt_trial_doctor(t, t->doctor);
    vakt_absence *list = d ? vakt_fold_alloc(t->f, 2 * d->n_absences + 1, sizeof *list) : NULL;
    size_t n = 0;
    if (!list)
        return false;
    for (size_t i = 0; i < d->n_absences; i++)
        n += beside(&d->absences[i], new, list + n);
    list[n++] = *new;
    d->absences = list;
    d->n_absences = n;
    t->fact = true;
    return true;
}

bool vakt_fold_kind_back(vakt_trial *t)
{
    vakt_doctor *d = vakt_trial_doctor(t, t->doctor);
    vakt_absence *list = d ? vakt_fold_alloc(t->f, d->n_absences, sizeof *list) : NULL;
    size_t kept = 0;
    bool shorter = false;
    if (!list)
        return false;
    for (size_t i = 0; i < d->n_absences; i++) {
        vakt_absence a = d->absences[i];
        bool touched = a.to == VAKT_DAY_NONE || a.to >= t->change->date;
        shorter = shorter || touched;
        if (touched && a.from != VAKT_DAY_NONE && a.from >= t->change->date)
            continue;
        if (touched)
            a.to = t->change->date - 1;
        list[kept++] = a;
    }
    d->absences = list;
    d->n_absences = kept;
    return shorter || vakt_trial_refuse(t, VAKT_WHY_NOTHING, NULL, NULL);
}

bool vakt_fold_kind_join(vakt_trial *t)
{
    const char *id = t->change->new_doctor.id;
    if (vakt_instance_doctor_index(t->f->now.instance, id) >= 0)
        return vakt_trial_refuse(t, VAKT_WHY_EXISTS, id, NULL);
    vakt_problem *p = vakt_trial_problem(t);
    vakt_doctor *list = p ? vakt_fold_longer(t->f, p->doctors, p->n_doctors, sizeof *list) : NULL;
    if (!list)
        return false;
    list[p->n_doctors++] = t->change->new_doctor;
    p->doctors = list;
    return true;
}

bool vakt_fold_kind_leave(vakt_trial *t)
{
    const vakt_instance *in = t->f->now.instance;
    for (int i = 0; i < (int)in->n_duties; i++) {
        if (holder_of(t, i) == t->doctor && in->duties[i].date > t->change->date &&
            begun(t, in, i))
            return vakt_trial_refuse_duty(t, VAKT_WHY_BEGUN, i);
    }
    vakt_doctor *d = vakt_trial_doctor(t, t->doctor);
    if (!d)
        return false;
    if (d->to == t->change->date)
        return vakt_trial_refuse(t, VAKT_WHY_NOTHING, NULL, NULL);
    d->to = t->change->date;
    t->fact = true;
    return true;
}

/* The doctor's pin of the duty goes. False when there is none, or out of memory. */
static bool lift_pin(vakt_trial *t, int doctor, const char *duty)
{
    vakt_doctor *d = vakt_trial_doctor(t, doctor);
    vakt_fixed *list = d ? vakt_fold_alloc(t->f, d->n_fixed, sizeof *list) : NULL;
    size_t kept = 0, before = d ? d->n_fixed : 0;
    if (!list)
        return false;
    for (size_t i = 0; i < d->n_fixed; i++) {
        if (!same(d->fixed[i].duty, duty))
            list[kept++] = d->fixed[i];
    }
    d->fixed = list;
    d->n_fixed = kept;
    return kept < before;
}

/* Opens what has not begun, with its block. */
static bool open_unit(vakt_trial *t, int duty)
{
    vakt_folding *f = t->f;
    const vakt_instance *in = f->now.instance;
    int doctor = holder_of(t, duty), block = in->duties[duty].block;
    const int *duties = block >= 0 ? in->blocks[block].duties : &duty;
    size_t n = block >= 0 ? in->blocks[block].n_duties : 1;
    for (size_t i = 0; i < n; i++) {
        bool moved = false;
        if (holder_of(t, duties[i]) != doctor || begun(t, in, duties[i]))
            continue;
        for (size_t k = 0; k < t->moves.count; k++)
            moved = moved || same(t->moves.items[k].duty, in->duties[duties[i]].id);
        if (moved)
            continue;
        if (is_pinned(t, doctor, duties[i]))
            lift_pin(t, doctor, in->duties[duties[i]].id);
        if (!vakt_trial_move(t, duties[i], VAKT_NOBODY, VAKT_LIFE_OPENED))
            return false;
    }
    return true;
}

bool vakt_fold_open_against(vakt_trial *t, vakt_rule_kind rule)
{
    vakt_folding *f = t->f;
    const vakt_instance *in = t->after.instance;
    for (size_t i = 0; i < t->after.verdict->n_findings && f->status == VAKT_OK; i++) {
        const vakt_finding *found = &t->after.verdict->findings[i];
        if (in->settings[found->setting].rule != rule || !found->hard || found->excused ||
            found->doctor != t->doctor || found->duty < 0)
            continue;
        const char *id = in->duties[found->duty].id;
        int duty = vakt_instance_duty_index(f->now.instance, id);
        if (!begun(t, in, found->duty))
            open_unit(t, duty);
        else
            vakt_trial_set_aside(t, rule, in->problem->doctors[t->doctor].id, id,
                                 vakt_text_of(VAKT_TEXT_fold_had_begun), t->change->approved_by);
    }
    return f->status == VAKT_OK;
}

/* ---- demand ---- */

static bool check_demand(vakt_trial *t, int kind)
{
    const vakt_special *demand = &t->change->demand;
    bool count = kind == VAKT_SPECIAL_EXTRA || demand->count == 1 || demand->count == VAKT_UNSET;
    if (demand->kind == kind && demand->shift_type && demand->date != VAKT_DAY_NONE && count) {
        return vakt_instance_shift_type_index(t->f->now.instance, demand->shift_type) >= 0 ||
               vakt_trial_refuse(t, VAKT_WHY_UNKNOWN, demand->shift_type, NULL);
    }
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, VAKT_TEXT_fold_demand, vakt_special_words[kind], NULL, NULL);
    vakt_trial_refuse(t, VAKT_WHY_FIELDS, text.bytes, NULL);
    vakt_text_done(&text);
    return false;
}

static bool add_special(vakt_trial *t)
{
    vakt_problem *p = vakt_trial_problem(t);
    vakt_special *list = p ? vakt_fold_longer(t->f, p->specials, p->n_specials, sizeof *list) : NULL;
    if (!list)
        return false;
    list[p->n_specials++] = t->change->demand;
    p->specials = list;
    return true;
}

bool vakt_fold_kind_demand_added(vakt_trial *t)
{
    return check_demand(t, VAKT_SPECIAL_EXTRA) && add_special(t);
}

/* Extra duties of the shift type and date fall away with it. */
static bool take_out_extra(vakt_trial *t)
{
    const vakt_special *demand = &t->change->demand;
    vakt_problem *p = vakt_trial_problem(t);
    vakt_special *list = p ? vakt_fold_alloc(t->f, p->n_specials, sizeof *list) : NULL;
    size_t kept = 0;
    if (!list)
        return false;
    for (size_t i = 0; i < p->n_specials; i++) {
        const vakt_special *s = &p->specials[i];
        if (s->kind != VAKT_SPECIAL_EXTRA || s->date != demand->date ||
            !same(s->shift_type, demand->shift_type))
            list[kept++] = *s;
    }
    p->specials = list;
    p->n_specials = kept;
    return true;
}


static bool drop_duty(vakt_trial *t, int duty)
{
    vakt_folding *f = t->f;
    const char *id = f->now.instance->duties[duty].id;
    if (!check_not_begun(t, duty) || !vakt_trial_forget_overrides(t, id, NULL) ||
        !vakt_trial_move(t, duty, VAKT_NOBODY, VAKT_LIFE_OPENED))
        return false;
    t->moves.items[t->moves.count - 1].gone = true;
    for (int d = 0; d < (int)f->now.problem->n_doctors; d++) {
        if (is_pinned(t, d, duty))
            lift_pin(t, d, id);
    }
    return f->status == VAKT_OK;
}

bool vakt_fold_kind_demand_dropped(vakt_trial *t)
{
    const vakt_instance *in = t->f->now.instance;
    const vakt_special *demand = &t->change->demand;
    if (!check_demand(t, VAKT_SPECIAL_CANCELLED))
        return false;
    int type = vakt_instance_shift_type_index(in, demand->shift_type);
    for (int i = 0; i < (int)in->n_duties; i++) {
        if (in->duties[i].shift_type == type && in->duties[i].date == demand->date &&
            !drop_duty(t, i))
            return false;
    }
    if (t->moves.count == 0)
        return vakt_trial_refuse(t, VAKT_WHY_NOTHING, NULL, NULL);
    return take_out_extra(t) && add_special(t);
}

/* ---- wishes and pins ---- */

bool vakt_fold_kind_wish(vakt_trial *t)
{
    const vakt_roster_change *c = t->change;
    vakt_doctor *d = vakt_trial_doctor(t, t->doctor);
    vakt_wish *list = d ? vakt_fold_longer(t->f, d->wishes, d->n_wishes, sizeof *list) : NULL;
    size_t kept = 0;
    if (!list)
        return false;
    const char *id = c->wish_given ? c->wish.id : c->withdrawn;
    bool found = false;
    for (size_t i = 0; i < d->n_wishes; i++) {
        bool it = same(d->wishes[i].id, id);
        if (!it || c->wish_given)
            list[kept++] = it ? c->wish : d->wishes[i];
        found = found || it;
    }
    if (c->wish_given && !found)
        list[kept++] = c->wish;
    d->wishes = list;
    d->n_wishes = kept;
    return c->wish_given || found || vakt_trial_refuse(t, VAKT_WHY_UNKNOWN, id, NULL);
}

bool vakt_fold_kind_pin(vakt_trial *t)
{
    int duty = vakt_instance_duty_index(t->f->now.instance, t->change->pin.duty);
    if (duty < 0)
        return vakt_trial_refuse(t, VAKT_WHY_UNKNOWN_DUTY, t->change->pin.duty, NULL);
    if (!check_holder(t, duty, t->doctor) || !check_not_begun(t, duty))
        return false;
    if (is_pinned(t, t->doctor, duty))
        return vakt_trial_refuse(t, VAKT_WHY_NOTHING, NULL, NULL);
    vakt_doctor *d = vakt_trial_doctor(t, t->doctor);
    vakt_fixed *list = d ? vakt_fold_longer(t->f, d->fixed, d->n_fixed, sizeof *list) : NULL;
    if (!list)
        return false;
    list[d->n_fixed++] = t->change->pin;
    d->fixed = list;
    return true;
}

bool vakt_fold_kind_unpin(vakt_trial *t)
{
    return lift_pin(t, t->doctor, t->change->duty) ||
           (t->f->status == VAKT_OK && vakt_trial_refuse(t, VAKT_WHY_NOTHING, NULL, NULL));
}

/* ---- the life of a duty that somebody is wanted for ---- */

typedef struct life { /* what its doctor is told of the duty, since it last changed hands */
    bool advertised, offered; /* offered to the doctor, and not declined since */
} life;

static life life_of(vakt_trial *t, int duty, int doctor)
{
    life l = {false, false};
    const vakt_standing_duty *row =
        vakt_folding_find(t->f, t->f->now.instance->duties[duty].id);
    for (size_t i = 0; row && i < row->n_life; i++) {
        const vakt_standing_event *e = &row->life[i];
        bool mine = doctor >= 0 && same(e->doctor, t->f->now.problem->doctors[doctor].id);
        if (e->event == VAKT_LIFE_ADVERTISED)
            l.advertised = true;
        else if (e->event == VAKT_LIFE_OFFERED)
            l.offered = l.offered || mine;
        else if (e->event == VAKT_LIFE_DECLINED)
            l.offered = l.offered && !mine;
        else
            l = (life){false, false};
    }
    return l;
}

static void tell(vakt_trial *t, int event, int doctor)
{
    const vakt_roster_change *c = t->change;
    t->has_event = true;
    t->event = (vakt_standing_event){
        .event = event,
        .change = c->id,
        .doctor = doctor >= 0 ? t->f->now.problem->doctors[doctor].id : NULL,
        .at = c->asked_at,
        .by = c->approved_by ? c->approved_by : c->asked_by};
}

/* A duty may be asked about when it is open, or when its holder is named. */
static bool check_wanted(vakt_trial *t)
{
    bool right = t->other >= 0 ? check_holder(t, t->duty, t->other) : check_open(t, t->duty);
    return right && check_not_begun(t, t->duty) && check_after(t, t->duty);
}

bool vakt_fold_kind_advertise(vakt_trial *t)
{
    if (!check_wanted(t))
        return false;
    tell(t, VAKT_LIFE_ADVERTISED, -1);
    return true;
}

bool vakt_fold_kind_offer(vakt_trial *t)
{
    if (!check_wanted(t))
        return false;
    tell(t, VAKT_LIFE_OFFERED, t->doctor);
    return true;
}

static bool refuse_not_offered(vakt_trial *t)
{
    return vakt_trial_refuse(t, VAKT_WHY_NOT_OFFERED, vakt_fold_duty_name(t->f, t->duty),
                             vakt_fold_doctor_name(t->f, t->doctor));
}

/* Who advertised knows what was arranged before. */
static bool take_over_unit(vakt_trial *t, int event)
{
    const vakt_instance *in = t->f->now.instance;
    int duty = t->duty, block = in->duties[duty].block, holder = holder_of(t, duty);
    const int *duties = block >= 0 ? in->blocks[block].duties : &duty;
    size_t n = block >= 0 ? in->blocks[block].n_duties : 1;
    if (!each_of_unit(t, duty, check_not_begun))
        return false;
    if (n > 1 && !t->change->whole_block)
        return vakt_trial_refuse_duty(t, VAKT_WHY_SPLIT_BLOCK, duty);
    if (!each_of_unit(t, duty, check_not_pinned))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (holder_of(t, duties[i]) == holder && !vakt_trial_move(t, duties[i], t->doctor, event))
            return false;
    }
    return true;
}

bool vakt_fold_kind_accept(vakt_trial *t)
{
    life l = life_of(t, t->duty, t->doctor);
    if (!l.advertised && !l.offered)
        return refuse_not_offered(t);
    if (holder_of(t, t->duty) == t->doctor)
        return vakt_trial_refuse(t, VAKT_WHY_NOTHING, NULL, NULL);
    t->offered = l.offered;
    return take_over_unit(t, VAKT_LIFE_ACCEPTED);
}

bool vakt_fold_kind_decline(vakt_trial *t)
{
    if (!life_of(t, t->duty, t->doctor).offered)
        return refuse_not_offered(t);
    if (!check_not_begun(t, t->duty))
        return false;
    tell(t, VAKT_LIFE_DECLINED, t->doctor);
    return true;
}

bool vakt_fold_kind_order(vakt_trial *t)
{
    return check_open(t, t->duty) && take_over_unit(t, VAKT_LIFE_ORDERED);
}

/* ---- after the fact ---- */

bool vakt_fold_kind_worked(vakt_trial *t)
{
    vakt_folding *f = t->f;
    const char *id = f->now.instance->duties[t->duty].id;
    const vakt_standing_worked *last = NULL;
    for (size_t i = 0; i < f->worked.count; i++) {
        if (same(f->worked.items[i].duty, id))
            last = &f->worked.items[i];
    }
    int planned = last ? vakt_instance_doctor_index(f->now.instance, last->worked)
                       : holder_of(t, t->duty);
    if (planned != t->doctor && t->doctor >= 0)
        return vakt_trial_refuse(t, VAKT_WHY_NOT_HOLDER, vakt_fold_doctor_name(f, t->doctor),
                                 vakt_fold_duty_name(f, t->duty));
    if (planned != t->doctor)
        return vakt_trial_refuse_duty(t, VAKT_WHY_NOT_OPEN, t->duty);
    if (!begun(t, f->now.instance, t->duty))
        return vakt_trial_refuse_duty(t, VAKT_WHY_NOT_BEGUN, t->duty);
    for (size_t i = 0; last && i < t->change->n_after; i++) {
        if (same(t->change->after[i], last->change))
            return true;
    }
    return !last || vakt_trial_refuse(t, VAKT_WHY_CHANGED_BEFORE,
                                      vakt_fold_duty_name(f, t->duty), last->change);
}
