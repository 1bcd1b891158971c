/* One change judged: the checks of docs/changes.md, in their order. */
#include <stdlib.h>
#include <string.h>

#include "change/folding.h"
#include "cover/cover.h"
#include "cover/diff.h"

/* ---- sentences ---- */

static const vakt_text_id why_texts[] = {
#define WHY_TEXT(id, word, waits) VAKT_TEXT_fold_##word,
    VAKT_FOLD_REASONS(WHY_TEXT)
#undef WHY_TEXT
};
static const bool why_waits[] = {
#define WHY_WAITS(id, word, waits) waits,
    VAKT_FOLD_REASONS(WHY_WAITS)
#undef WHY_WAITS
};

/* Takes over the text. */
static const char *keep(vakt_folding *f, vakt_text *text)
{
    const char *kept = text->failed ? NULL : vakt_fold_copy(f, text->bytes ? text->bytes : "");
    if (text->failed)
        f->status = VAKT_E_NOMEM;
    vakt_text_done(text);
    return kept;
}

bool vakt_trial_refuse(vakt_trial *t, vakt_fold_why why, const char *arg0, const char *arg1)
{
    vakt_text text;
    if (t->f->status != VAKT_OK)
        return false;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, why_texts[why], arg0, arg1, NULL);
    t->outcome->result = why_waits[why] ? VAKT_FOLD_WAITING : VAKT_FOLD_REFUSED;
    t->outcome->why = (int)why;
    t->outcome->text = keep(t->f, &text);
    return false;
}

const char *vakt_fold_duty_name(vakt_folding *f, int duty)
{
    const vakt_instance *in = f->now.instance;
    const vakt_duty *d = &in->duties[duty];
    const vakt_shift_type *type = &in->problem->shift_types[d->shift_type];
    if (!f->options->say_span)
        return d->id;
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_add(&text, type->name ? type->name : type->id);
    vakt_text_add(&text, " ");
    f->options->say_span(&text, d->start, d->end);
    return keep(f, &text);
}

const char *vakt_fold_doctor_name(vakt_folding *f, int doctor)
{
    const vakt_doctor *d = &f->now.problem->doctors[doctor];
    return d->name ? d->name : d->id;
}

bool vakt_trial_refuse_duty(vakt_trial *t, vakt_fold_why why, int duty)
{
    return vakt_trial_refuse(t, why, vakt_fold_duty_name(t->f, duty), NULL);
}

/* ---- fields ---- */

static unsigned given_fields(const vakt_roster_change *c)
{
    return (c->doctor ? VAKT_CB(DOCTOR) : 0u) | (c->other_doctor ? VAKT_CB(OTHER) : 0u) |
           (c->duty ? VAKT_CB(DUTY) : 0u) | (c->other_duty ? VAKT_CB(OTHER_DUTY) : 0u) |
           (c->date != VAKT_DAY_NONE ? VAKT_CB(DATE) : 0u) |
           (c->absence_given ? VAKT_CB(ABSENCE) : 0u) | (c->demand_given ? VAKT_CB(DEMAND) : 0u) |
           (c->wish_given ? VAKT_CB(WISH) : 0u) | (c->withdrawn ? VAKT_CB(WITHDRAWN) : 0u) |
           (c->pin_given ? VAKT_CB(PIN) : 0u) | (c->new_doctor_given ? VAKT_CB(NEW_DOCTOR) : 0u) |
           (c->order.given ? VAKT_CB(ORDER) : 0u);
}

static const char *const field_names[] = {
#define FIELD_NAME(id, name) name,
    VAKT_CHANGE_FIELDS(FIELD_NAME)
#undef FIELD_NAME
};
static const unsigned must_have[] = {
#define MUST(id, word, norwegian, must, may, function) must,
    VAKT_CHANGE_KINDS(MUST)
#undef MUST
};
static const unsigned may_have[] = {
#define MAY(id, word, norwegian, must, may, function) may,
    VAKT_CHANGE_KINDS(MAY)
#undef MAY
};

static bool refuse_fields(vakt_trial *t, vakt_text_id what, const char *arg0, const char *arg1)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, what, arg0, arg1, NULL);
    vakt_trial_refuse(t, VAKT_WHY_FIELDS, text.bytes, NULL);
    vakt_text_done(&text);
    return false;
}

static bool check_fields(vakt_trial *t)
{
    const vakt_roster_change *c = t->change;
    unsigned given = given_fields(c), must = must_have[c->kind], may = must | may_have[c->kind];
    for (size_t i = 0; i < sizeof field_names / sizeof *field_names; i++) {
        if (must & ~given & 1u << i)
            return refuse_fields(t, VAKT_TEXT_fold_missing, field_names[i], NULL);
        if (given & ~may & 1u << i)
            return refuse_fields(t, VAKT_TEXT_fold_extra, field_names[i],
                                 vakt_change_kind_words[c->kind]);
    }
    if (c->doctor && c->other_doctor && strcmp(c->doctor, c->other_doctor) == 0)
        return refuse_fields(t, VAKT_TEXT_fold_same_doctor, NULL, NULL);
    if (c->duty && c->other_duty && strcmp(c->duty, c->other_duty) == 0)
        return refuse_fields(t, VAKT_TEXT_fold_same_duty, NULL, NULL);
    if (c->kind == VAKT_CHANGE_WISH && c->wish_given == (c->withdrawn != NULL))
        return refuse_fields(t, VAKT_TEXT_fold_one_wish, NULL, NULL);
    return true;
}

/* ---- what it names ---- */

static bool check_after_ids(vakt_trial *t)
{
    const vakt_folding *f = t->f;
    for (size_t i = 0; i < t->change->n_after; i++) {
        const char *id = t->change->after[i];
        bool waits = false;
        if (vakt_folding_applied(f, id))
            continue;
        for (size_t k = 0; k < f->n_changes; k++) {
            if (k != f->at && strcmp(f->changes[k].id, id) == 0)
                waits = waits || k > f->at || f->outcomes[k].result == VAKT_FOLD_WAITING;
        }
        return vakt_trial_refuse(t, waits ? VAKT_WHY_AFTER_WAITS : VAKT_WHY_UNKNOWN_CHANGE, id,
                                 NULL);
    }
    return true;
}

static bool find_doctor(vakt_trial *t, const char *id, int *ret_doctor)
{
    *ret_doctor = id ? vakt_instance_doctor_index(t->f->now.instance, id) : -1;
    return !id || *ret_doctor >= 0 || vakt_trial_refuse(t, VAKT_WHY_UNKNOWN_DOCTOR, id, NULL);
}

static bool find_duty(vakt_trial *t, const char *id, int *ret_duty)
{
    *ret_duty = id ? vakt_instance_duty_index(t->f->now.instance, id) : -1;
    return !id || *ret_duty >= 0 || vakt_trial_refuse(t, VAKT_WHY_UNKNOWN_DUTY, id, NULL);
}

static bool find_named(vakt_trial *t)
{
    const vakt_roster_change *c = t->change;
    int agreed;
    for (size_t i = 0; i < c->n_agreed; i++) {
        if (!find_doctor(t, c->agreed[i], &agreed))
            return false;
    }
    return find_doctor(t, c->doctor, &t->doctor) && find_doctor(t, c->other_doctor, &t->other) &&
           find_duty(t, c->duty, &t->duty) && find_duty(t, c->other_duty, &t->other_duty);
}

/* ---- agreed and approved ---- */

static bool is_swap(int kind)
{
    return kind == VAKT_CHANGE_GIVE || kind == VAKT_CHANGE_TAKE || kind == VAKT_CHANGE_SWAP ||
           kind == VAKT_CHANGE_SWAP_OPEN;
}

static bool check_one_agreed(vakt_trial *t, int doctor)
{
    return doctor == VAKT_NOBODY || vakt_fold_agreed(t, doctor) ||
           vakt_trial_refuse(t, VAKT_WHY_NOT_AGREED, vakt_fold_doctor_name(t->f, doctor), NULL);
}

static bool check_agreed(vakt_trial *t)
{
    int kind = t->change->kind;
    bool loser = is_swap(kind) || kind == VAKT_CHANGE_RELEASE;
    bool gainer = is_swap(kind) || kind == VAKT_CHANGE_ACCEPT;
    for (size_t i = 0; i < t->moves.count; i++) {
        const vakt_move *m = &t->moves.items[i];
        if ((loser && !check_one_agreed(t, m->from)) ||
            (gainer && m->event != VAKT_LIFE_ORDERED && !check_one_agreed(t, m->to)))
            return false;
    }
    if (kind == VAKT_CHANGE_ADVERTISE || kind == VAKT_CHANGE_OFFER)
        return check_one_agreed(t, t->other);
    return kind != VAKT_CHANGE_DECLINE || check_one_agreed(t, t->doctor);
}

static bool check_approved(vakt_trial *t)
{
    const vakt_roster_change *c = t->change;
    int kind = c->kind;
    bool among_themselves = t->f->options->policy == VAKT_POLICY_AGREED &&
                            (is_swap(kind) || kind == VAKT_CHANGE_ACCEPT) && !c->order.given &&
                            !c->override.given;
    return c->approved_by || kind == VAKT_CHANGE_WISH || kind == VAKT_CHANGE_DECLINE ||
           kind == VAKT_CHANGE_ORDER || (kind == VAKT_CHANGE_ACCEPT && t->offered) ||
           among_themselves || vakt_trial_refuse(t, VAKT_WHY_NOT_APPROVED, NULL, NULL);
}

/* ---- law ---- */

static const vakt_setting *setting_of(const vakt_stand *s, const vakt_finding *f)
{
    return &s->instance->settings[f->setting];
}

static bool same_duty(const vakt_stand *a, const vakt_finding *f, const vakt_stand *b,
                      const vakt_finding *g)
{
    if (f->duty < 0 || g->duty < 0)
        return f->duty == g->duty;
    return strcmp(a->instance->duties[f->duty].id, b->instance->duties[g->duty].id) == 0;
}

/* Doctors, municipalities and entries of rules keep their places from one problem to the next. */
static bool same_subject(const vakt_stand *a, const vakt_finding *f, const vakt_stand *b,
                         const vakt_finding *g)
{
    const vakt_setting *s = setting_of(a, f), *r = setting_of(b, g);
    return s->rule == r->rule && s->entry == r->entry && f->doctor == g->doctor &&
           f->other_doctor == g->other_doctor && f->municipality == g->municipality &&
           f->load_class == g->load_class && f->day == g->day && same_duty(a, f, b, g);
}

static bool is_rest(vakt_rule_kind rule)
{
    return rule == VAKT_RULE_rest || rule == VAKT_RULE_aml_daily_rest;
}

/* Rest is better the more there is of it: only the same gap is the same breach. */
static bool no_worse(vakt_rule_kind rule, const vakt_finding *f, const vakt_finding *g)
{
    if (f->start == g->start && f->end == g->end && f->amount == g->amount)
        return true;
    bool within = f->start == VAKT_UNSET || (f->start >= g->start && f->end <= g->end);
    return !is_rest(rule) && within && f->amount <= g->amount;
}

static bool is_new(const vakt_stand *before, const vakt_stand *after, const vakt_finding *f)
{
    if (!f->hard || f->excused)
        return false;
    for (size_t i = 0; i < before->verdict->n_findings; i++) {
        const vakt_finding *g = &before->verdict->findings[i];
        if (g->hard && !g->excused && same_subject(after, f, before, g) &&
            no_worse(setting_of(after, f)->rule, f, g))
            return false;
    }
    return true;
}

/* What the catalogue lets a problem relax, or set aside for one duty. */
static bool may_be_signed(const vakt_stand *s, const vakt_finding *f)
{
    vakt_rule_kind rule = setting_of(s, f)->rule;
    vakt_strength strength = vakt_rule_info_of(rule)->strength;
    return vakt_rule_may_be_set_aside(rule) || strength == VAKT_LAWCFG ||
           strength == VAKT_CONFIG || strength == VAKT_SOFT_RULE;
}

static bool block_has_begun(const vakt_trial *t, int duty)
{
    const vakt_instance *in = t->after.instance;
    int block = duty >= 0 ? in->duties[duty].block : -1;
    for (size_t i = 0; block >= 0 && i < in->blocks[block].n_duties; i++) {
        if (in->duties[in->blocks[block].duties[i]].start <= t->f->options->now)
            return true;
    }
    return false;
}

/* Nobody is sent home by another's change, and what a fact has left of a block that has begun may be
 * taken: see docs/changes.md. */
static bool follows(const vakt_trial *t, const vakt_finding *f)
{
    vakt_rule_kind rule = setting_of(&t->after, f)->rule;
    return rule == VAKT_RULE_backup_when_needed ||
           (rule == VAKT_RULE_linked_block && block_has_begun(t, f->duty));
}

static const char *say(vakt_folding *f, const vakt_stand *s, const vakt_finding *finding)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    if (f->options->say_finding)
        f->options->say_finding(&text, s->instance, finding);
    else
        vakt_text_add(&text, vakt_rule_info_of(setting_of(s, finding)->rule)->statement);
    return keep(f, &text);
}

/* The duty that brought the breach: of two duties too close, the one that was moved. */
static const char *brought_by(const vakt_trial *t, const vakt_finding *found)
{
    const vakt_instance *in = t->after.instance;
    bool pair = is_rest(setting_of(&t->after, found)->rule);
    for (size_t i = 0; i < t->moves.count && pair; i++) {
        const vakt_move *m = &t->moves.items[i];
        int duty = vakt_instance_duty_index(in, m->duty);
        if (duty >= 0 && m->to == found->doctor &&
            (in->duties[duty].start == found->end || in->duties[duty].end == found->start))
            return m->duty;
    }
    return found->duty >= 0 ? in->duties[found->duty].id : NULL;
}

static vakt_fold_breach breach_of(vakt_trial *t, const vakt_finding *found)
{
    vakt_folding *f = t->f;
    const vakt_stand *s = &t->after;
    const char *brought = brought_by(t, found);
    return (vakt_fold_breach){
        .rule = vakt_rule_info_of(setting_of(s, found)->rule)->word,
        .doctor = found->doctor >= 0 ? s->instance->problem->doctors[found->doctor].id : NULL,
        .duty = found->duty >= 0 ? vakt_fold_copy(f, s->instance->duties[found->duty].id) : NULL,
        .date = found->day,
        .brought_by = brought ? vakt_fold_copy(f, brought) : NULL,
        .may_be_signed = may_be_signed(s, found),
        .forced = follows(t, found),
        .text = say(f, s, found)};
}

/* The new hard findings, into the outcome; how many of them stand against the change. */
static size_t find_breaches(vakt_trial *t)
{
    vakt_folding *f = t->f;
    vakt_fold_outcome *out = t->outcome;
    const vakt_verdict *verdict = t->after.verdict;
    size_t against = 0;
    out->n_breaches = 0;
    out->breaches = vakt_fold_alloc(f, verdict->n_findings, sizeof *out->breaches);
    for (size_t i = 0; out->breaches && i < verdict->n_findings; i++) {
        if (!is_new(&f->now, &t->after, &verdict->findings[i]))
            continue;
        vakt_fold_breach breach = breach_of(t, &verdict->findings[i]);
        breach.forced = breach.forced || t->fact;
        against += !breach.forced;
        out->breaches[out->n_breaches++] = breach;
    }
    return against;
}

static bool refuse_breaches(vakt_trial *t, vakt_fold_why why)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    for (size_t i = 0; i < t->outcome->n_breaches; i++) {
        const vakt_fold_breach *breach = &t->outcome->breaches[i];
        if (breach->forced || (why == VAKT_WHY_LAW && breach->may_be_signed))
            continue;
        if (text.length > 0)
            vakt_text_add(&text, " ");
        vakt_text_add(&text, breach->text);
    }
    vakt_trial_refuse(t, why, text.bytes ? text.bytes : "", NULL);
    vakt_text_done(&text);
    return false;
}

static const char *forced_reason(vakt_trial *t)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, VAKT_TEXT_fold_forced, t->change->id,
             vakt_change_kind_norwegian[t->change->kind], NULL);
    return keep(t->f, &text);
}

static vakt_rule_kind rule_named(const char *word)
{
    int rule = 0;
    while (rule < VAKT_N_RULES - 1 && strcmp(vakt_rule_words[rule], word) != 0)
        rule++;
    return (vakt_rule_kind)rule;
}

/* Each breach is signed; one that may be set aside for its duty becomes an override of the problem,
 * too. How many did. */
static size_t sign(vakt_trial *t)
{
    const vakt_roster_change *c = t->change;
    const char *approved = c->approved_by ? c->approved_by : c->asked_by;
    const char *forced = forced_reason(t);
    size_t n = 0;
    for (size_t i = 0; forced && i < t->outcome->n_breaches; i++) {
        vakt_fold_breach *b = &t->outcome->breaches[i];
        b->by = b->forced ? approved : c->override.by;
        b->reason = b->forced ? forced : c->override.reason;
        if (!b->doctor || !b->brought_by || !vakt_rule_may_be_set_aside(rule_named(b->rule)))
            continue;
        vakt_trial_set_aside(t, rule_named(b->rule), b->doctor, b->brought_by, b->reason,
                             b->by);
        n++;
    }
    return n;
}

/* Are all that stand against it such as a person may sign? */
static bool all_signable(const vakt_fold_outcome *out)
{
    for (size_t i = 0; i < out->n_breaches; i++) {
        if (!out->breaches[i].forced && !out->breaches[i].may_be_signed)
            return false;
    }
    return true;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool is_signed(const vakt_trial *t, const vakt_finding *f)
{
    const vakt_instance *in = t->after.instance;
    const char *doctor = f->doctor >= 0 ? in->problem->doctors[f->doctor].id : NULL;
    const char *duty = f->duty >= 0 ? in->duties[f->duty].id : NULL;
    for (size_t i = 0; i < t->outcome->n_breaches; i++) {
        const vakt_fold_breach *b = &t->outcome->breaches[i];
        if (rule_named(b->rule) == setting_of(&t->after, f)->rule && same_text(b->doctor, doctor) &&
            same_text(b->duty, duty) && b->date == f->day)
            return true;
    }
    return false;
}

static bool check_law(vakt_trial *t)
{
    size_t against = find_breaches(t);
    if (against > 0 && !t->change->override.given)
        return refuse_breaches(t, VAKT_WHY_BREAKS);
    if (against > 0 && !all_signable(t->outcome))
        return refuse_breaches(t, VAKT_WHY_LAW);
    if (t->outcome->n_breaches == 0 || sign(t) == 0)
        return t->f->status == VAKT_OK;
    if (t->f->status != VAKT_OK || !vakt_trial_build(t))
        return false;
    for (size_t i = 0; i < t->after.verdict->n_findings; i++) {
        const vakt_finding *found = &t->after.verdict->findings[i];
        if (is_new(&t->f->now, &t->after, found) && !is_signed(t, found))
            return vakt_trial_refuse(t, VAKT_WHY_LAW, say(t->f, &t->after, found), NULL);
    }
    return t->f->status == VAKT_OK;
}

/* ---- orders ---- */

static bool check_order(vakt_trial *t, int doctor)
{
    vakt_folding *f = t->f;
    int *duties = vakt_fold_alloc(f, t->moves.count, sizeof *duties);
    const char *first = NULL;
    size_t n = 0;
    for (size_t i = 0; duties && i < t->moves.count; i++) {
        const vakt_move *m = &t->moves.items[i];
        if (m->event != VAKT_LIFE_ORDERED || m->to != doctor)
            continue;
        duties[n++] = vakt_instance_duty_index(t->after.instance, m->duty);
        first = first ? first : m->duty;
    }
    if (!duties || vakt_taker_basis_of(t->after.instance, &t->after.roster, t->after.verdict,
                                       doctor, duties, n) == VAKT_TAKER_ORDER)
        return duties != NULL;
    int duty = vakt_instance_duty_index(f->now.instance, first);
    return vakt_trial_refuse(t, VAKT_WHY_CANNOT_BE_ORDERED, vakt_fold_doctor_name(f, doctor),
                             vakt_fold_duty_name(f, duty));
}

static bool check_orders(vakt_trial *t)
{
    for (size_t i = 0; i < t->moves.count; i++) {
        if (t->moves.items[i].event == VAKT_LIFE_ORDERED && !check_order(t, t->moves.items[i].to))
            return false;
    }
    return true;
}

/* ---- what comes of it ---- */

static bool is_opened(const vakt_trial *t, const char *duty)
{
    for (size_t i = 0; i < t->moves.count; i++) {
        const vakt_move *m = &t->moves.items[i];
        if (m->to == VAKT_NOBODY && !m->gone && strcmp(m->duty, duty) == 0)
            return true;
    }
    return vakt_instance_duty_index(t->f->now.instance, duty) < 0;
}

/* Duties without a doctor that had one, or are new. A new one that has begun is refused. */
static bool find_opened(vakt_trial *t)
{
    vakt_folding *f = t->f;
    const vakt_instance *in = t->after.instance;
    vakt_fold_outcome *out = t->outcome;
    out->opened = vakt_fold_alloc(f, in->n_duties, sizeof *out->opened);
    for (size_t i = 0; out->opened && i < in->n_duties; i++) {
        if (t->after.roster.doctor[i] != VAKT_NOBODY || !is_opened(t, in->duties[i].id))
            continue;
        if (in->duties[i].start <= f->options->now)
            return vakt_trial_refuse(t, VAKT_WHY_BEGUN, in->duties[i].id, NULL);
        out->opened[out->n_opened++] = vakt_fold_copy(f, in->duties[i].id);
    }
    if (t->change->kind == VAKT_CHANGE_DEMAND_ADDED && out->n_opened == 0)
        return vakt_trial_refuse(t, VAKT_WHY_NOTHING, NULL, NULL);
    return f->status == VAKT_OK;
}

static void find_affected(vakt_trial *t)
{
    vakt_folding *f = t->f;
    const vakt_problem *p = f->now.problem;
    vakt_fold_outcome *out = t->outcome;
    out->affected = vakt_fold_alloc(f, 2 * t->moves.count, sizeof *out->affected);
    for (size_t i = 0; out->affected && i < t->moves.count; i++) {
        const vakt_move *m = &t->moves.items[i];
        int duty = vakt_instance_duty_index(f->now.instance, m->duty);
        int64_t notice = vakt_diff_notice(f->options->now, f->now.instance->duties[duty].start);
        for (int gains = 0; gains < 2; gains++) {
            int doctor = gains ? m->to : m->from;
            if (doctor != VAKT_NOBODY)
                out->affected[out->n_affected++] = (vakt_fold_affected){
                    .doctor = p->doctors[doctor].id,
                    .duty = m->duty,
                    .gains = gains,
                    .asked = vakt_fold_agreed(t, doctor) ||
                             (!gains && t->change->kind == VAKT_CHANGE_ACCEPT),
                    .notice_hours = notice};
        }
    }
}

static void accept(vakt_trial *t)
{
    vakt_folding *f = t->f;
    vakt_fold_outcome *out = t->outcome;
    out->result = VAKT_FOLD_APPLIED;
    if (t->after.verdict) {
        for (int i = 0; i <= VAKT_MAX_LEVEL; i++) {
            out->price[i] = t->after.verdict->levels[i] - f->now.verdict->levels[i];
            if (out->price[i] > 0)
                out->result = VAKT_FOLD_PRICED;
        }
    }
    find_affected(t);
    vakt_folding_record(t);
    if (!t->after.verdict || f->status != VAKT_OK)
        return;
    if (!t->own_instance)
        f->now.instance = NULL; /* it goes on in `after` */
    vakt_stand_done(&f->now);
    f->now = t->after;
    t->after = (vakt_stand){0};
    t->own_instance = false;
}

typedef bool (*kind_function)(vakt_trial *t);
static const kind_function kind_functions[] = {
#define KIND_FUNCTION(id, word, norwegian, must, may, function) vakt_fold_kind_##function,
    VAKT_CHANGE_KINDS(KIND_FUNCTION)
#undef KIND_FUNCTION
};

/* The roster and the problem as they would be; facts open duties once the new problem is there. */
static bool build(vakt_trial *t)
{
    if (!t->problem && t->moves.count == 0)
        return true;
    if (!vakt_trial_build(t))
        return false;
    int kind = t->change->kind;
    if (!t->fact)
        return true;
    vakt_rule_kind rule =
        kind == VAKT_CHANGE_ABSENCE ? VAKT_RULE_absence : VAKT_RULE_may_take;
    return vakt_fold_open_against(t, rule) && vakt_trial_build(t);
}

void vakt_fold_judge(vakt_folding *f, vakt_trial *t)
{
    t->outcome->why = -1;
    const vakt_standing_applied *earlier = vakt_folding_applied(f, t->change->id);
    if (earlier && earlier->digest &&
        strcmp(earlier->digest, vakt_change_digest(t->change).text) != 0) {
        vakt_trial_refuse(t, VAKT_WHY_ID_USED, t->change->id, NULL);
        return;
    }
    if (earlier) {
        t->outcome->result = VAKT_FOLD_DUPLICATE;
        return;
    }
    bool right = check_fields(t) && check_after_ids(t) && find_named(t) &&
                 kind_functions[t->change->kind](t) && check_agreed(t) && check_approved(t) &&
                 build(t);
    if (right && t->after.verdict)
        right = check_law(t) && check_orders(t) && find_opened(t);
    if (right && f->status == VAKT_OK)
        accept(t);
    else
        t->outcome->n_opened = 0;
}
