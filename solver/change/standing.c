/* The standing: what was applied, signed and worked; and what it says. */
#include <stdlib.h>
#include <string.h>

#include "change/folding.h"

/* ---- writing it ---- */

/* Where the duty is, or would be: rows are sorted by id. */
static size_t place_of(const vakt_standing_duty *rows, size_t n, const char *duty, bool *ret_there)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(rows[middle].duty, duty);
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *ret_there = low < n && strcmp(rows[low].duty, duty) == 0;
    return low;
}

vakt_standing_duty *vakt_folding_find(vakt_folding *f, const char *duty)
{
    bool there;
    size_t at = place_of(f->duties.items, f->duties.count, duty, &there);
    return there ? &f->duties.items[at] : NULL;
}

vakt_standing_duty *vakt_folding_duty(vakt_folding *f, const char *duty, const char *holder)
{
    bool there;
    size_t at = place_of(f->duties.items, f->duties.count, duty, &there);
    if (there)
        return &f->duties.items[at];
    vakt_standing_duty row = {.duty = vakt_fold_copy(f, duty),
                              .first = holder,
                              .revision = VAKT_UNSET};
    if (!row.duty || !VAKT_VEC_PUSH(&f->duties, row)) {
        f->status = VAKT_E_NOMEM;
        return NULL;
    }
    memmove(&f->duties.items[at + 1], &f->duties.items[at],
            (f->duties.count - 1 - at) * sizeof row);
    f->duties.items[at] = row;
    return &f->duties.items[at];
}

void vakt_folding_add_event(vakt_folding *f, vakt_standing_duty *duty, vakt_standing_event event)
{
    vakt_standing_event *life = vakt_fold_longer(f, duty->life, duty->n_life, sizeof *life);
    if (!life)
        return;
    event.revision = f->options->revision;
    life[duty->n_life++] = event;
    duty->life = life;
}

const vakt_standing_applied *vakt_folding_applied(const vakt_folding *f, const char *id)
{
    for (size_t i = 0; i < f->applied.count; i++) {
        if (strcmp(f->applied.items[i].change, id) == 0)
            return &f->applied.items[i];
    }
    return NULL;
}

/* FNV-1a. */
static uint64_t add_bytes(uint64_t hash, const void *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ ((const unsigned char *)bytes)[i]) * 1099511628211u;
    return hash;
}

static uint64_t add_text(uint64_t hash, const char *text)
{
    return text ? add_bytes(add_bytes(hash, "+", 1), text, strlen(text) + 1)
                : add_bytes(hash, "-", 1);
}

static uint64_t add_number(uint64_t hash, int64_t number)
{
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++)
        bytes[i] = (unsigned char)((uint64_t)number >> 8 * i);
    return add_bytes(hash, bytes, sizeof bytes);
}

vakt_digest vakt_change_digest(const vakt_roster_change *c)
{
    static const char hex[] = "0123456789abcdef";
    const char *const texts[] = {
        vakt_change_kind_words[c->kind], c->doctor, c->other_doctor, c->duty, c->other_duty,
        c->withdrawn, c->demand_given ? c->demand.shift_type : NULL,
        c->wish_given ? c->wish.id : NULL, c->pin_given ? c->pin.duty : NULL,
        c->new_doctor_given ? c->new_doctor.id : NULL};
    const int64_t numbers[] = {
        c->date, c->absence_given ? c->absence.from : 0, c->absence_given ? c->absence.to : 0,
        c->absence_given ? c->absence.percent : 0, c->demand_given ? c->demand.date : 0,
        c->demand_given ? c->demand.count : 0, c->wish_given ? c->wish.from : 0,
        c->wish_given ? c->wish.to : 0, c->wish_given ? c->wish.want : 0,
        c->wish_given ? c->wish.level : 0};
    vakt_digest digest = {{0}};
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash = add_text(hash, texts[i]);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        hash = add_number(hash, numbers[i]);
    for (int i = 0; i < 16; i++)
        digest.text[i] = hex[hash >> (60 - 4 * i) & 15];
    return digest;
}

static const char *doctor_id(const vakt_folding *f, int doctor)
{
    return doctor >= 0 ? f->now.problem->doctors[doctor].id : NULL;
}

static void record_lost(vakt_folding *f, const vakt_move *m)
{
    int duty = vakt_instance_duty_index(f->now.instance, m->duty);
    vakt_standing_lost lost = {.duty = m->duty,
                               .doctor = doctor_id(f, m->from),
                               .start = f->now.instance->duties[duty].start,
                               .end = f->now.instance->duties[duty].end,
                               .revision = f->options->revision};
    if (!VAKT_VEC_PUSH(&f->lost, lost))
        f->status = VAKT_E_NOMEM;
}

static void record_move(vakt_trial *t, const vakt_move *m)
{
    vakt_folding *f = t->f;
    const vakt_roster_change *c = t->change;
    vakt_standing_duty *row = vakt_folding_duty(f, m->duty, doctor_id(f, m->from));
    if (!row)
        return;
    bool ordered = m->event == VAKT_LIFE_ORDERED;
    row->change = c->id;
    row->revision = f->options->revision;
    row->dropped = m->gone;
    vakt_folding_add_event(
        f, row,
        (vakt_standing_event){.event = m->event,
                              .change = c->id,
                              .doctor = doctor_id(f, m->to),
                              .at = c->asked_at,
                              .by = ordered ? c->order.by
                                            : (c->approved_by ? c->approved_by : c->asked_by),
                              .basis = ordered ? c->order.basis : NULL});
    if (m->from != VAKT_NOBODY)
        record_lost(f, m);
}

/* A duty that was dropped once may be asked for again. */
static void record_new_duties(vakt_trial *t)
{
    for (size_t i = 0; i < t->outcome->n_opened; i++) {
        vakt_standing_duty *row = vakt_folding_find(t->f, t->outcome->opened[i]);
        if (row && row->dropped) {
            row->dropped = false;
            row->change = t->change->id;
        }
    }
}

static void record_breaches(vakt_trial *t)
{
    vakt_folding *f = t->f;
    for (size_t i = 0; i < t->outcome->n_breaches; i++) {
        const vakt_fold_breach *b = &t->outcome->breaches[i];
        vakt_standing_breach row = {.change = t->change->id,
                                    .rule = b->rule,
                                    .doctor = b->doctor,
                                    .duty = b->duty,
                                    .date = b->date,
                                    .by = b->by,
                                    .reason = b->reason,
                                    .forced = b->forced,
                                    .text = b->text,
                                    .revision = f->options->revision};
        if (!VAKT_VEC_PUSH(&f->breaches, row))
            f->status = VAKT_E_NOMEM;
    }
}

static void record_worked(vakt_trial *t)
{
    vakt_folding *f = t->f;
    const vakt_roster_change *c = t->change;
    vakt_standing_worked row = {.change = c->id,
                                .duty = c->duty,
                                .planned = doctor_id(f, t->doctor),
                                .worked = doctor_id(f, t->other),
                                .by = c->approved_by,
                                .at = c->asked_at,
                                .revision = f->options->revision};
    if (!VAKT_VEC_PUSH(&f->worked, row))
        f->status = VAKT_E_NOMEM;
}

void vakt_folding_record(vakt_trial *t)
{
    vakt_folding *f = t->f;
    vakt_standing_applied applied = {
        .change = t->change->id,
        .kind = t->change->kind,
        .digest = vakt_fold_copy(f, vakt_change_digest(t->change).text),
        .revision = f->options->revision};
    if (!VAKT_VEC_PUSH(&f->applied, applied))
        f->status = VAKT_E_NOMEM;
    for (size_t i = 0; i < t->moves.count; i++)
        record_move(t, &t->moves.items[i]);
    record_new_duties(t);
    record_breaches(t);
    if (t->change->kind == VAKT_CHANGE_WORKED)
        record_worked(t);
    if (!t->has_event)
        return;
    const char *id = f->now.instance->duties[t->duty].id;
    vakt_standing_duty *row =
        vakt_folding_duty(f, id, doctor_id(f, f->now.roster.doctor[t->duty]));
    if (row)
        vakt_folding_add_event(f, row, t->event);
}

/* ---- reading it ---- */

vakt_standing *vakt_standing_first(const char *problem_id, vakt_arena *arena)
{
    vakt_standing *standing = vakt_arena_alloc(arena, 1, sizeof *standing);
    if (standing)
        *standing = (vakt_standing){.version = 1, .problem = problem_id, .revision = 1};
    return standing;
}

const vakt_standing_duty *vakt_standing_duty_of(const vakt_standing *standing, const char *duty)
{
    bool there;
    size_t at = place_of(standing->duties, standing->n_duties, duty, &there);
    return there ? &standing->duties[at] : NULL;
}

static int newest_first(const void *left, const void *right)
{
    const vakt_earlier_order *a = left, *b = right;
    if (a->event->at != b->event->at)
        return a->event->at > b->event->at ? -1 : 1;
    int order = strcmp(a->duty, b->duty);
    return order != 0 ? order : strcmp(a->event->change, b->event->change);
}

vakt_status vakt_standing_orders(const vakt_standing *standing, vakt_arena *arena,
                                 vakt_earlier_order **ret_orders, size_t *ret_n)
{
    size_t n = 0, kept = 0;
    for (size_t i = 0; i < standing->n_duties; i++)
        n += standing->duties[i].n_life;
    vakt_earlier_order *list = vakt_arena_alloc(arena, n, sizeof *list);
    if (!list)
        return VAKT_E_NOMEM;
    n = 0;
    for (size_t i = 0; i < standing->n_duties; i++) {
        const vakt_standing_duty *row = &standing->duties[i];
        for (size_t k = 0; k < row->n_life; k++) {
            if (row->life[k].event == VAKT_LIFE_ORDERED)
                list[n++] = (vakt_earlier_order){row->life[k].doctor, row->duty, &row->life[k]};
        }
    }
    qsort(list, n, sizeof *list, newest_first);
    for (size_t i = 0; i < n; i++) {
        bool seen = false;
        for (size_t k = 0; k < kept; k++)
            seen = seen || strcmp(list[k].doctor, list[i].doctor) == 0;
        if (!seen)
            list[kept++] = list[i];
    }
    *ret_orders = list;
    *ret_n = kept;
    return VAKT_OK;
}

static bool same_or_none(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool vakt_standing_signed(const vakt_standing *standing, const vakt_instance *instance,
                          const vakt_finding *finding)
{
    const char *rule = vakt_rule_info_of(instance->settings[finding->setting].rule)->word;
    const char *doctor =
        finding->doctor >= 0 ? instance->problem->doctors[finding->doctor].id : NULL;
    const char *duty = finding->duty >= 0 ? instance->duties[finding->duty].id : NULL;
    for (size_t i = 0; i < standing->n_breaches; i++) {
        const vakt_standing_breach *b = &standing->breaches[i];
        if (strcmp(b->rule, rule) == 0 && same_or_none(b->doctor, doctor) &&
            same_or_none(b->duty, duty) && b->date == finding->day)
            return true;
    }
    return false;
}

/* ---- who worked, and the accounts ---- */

static const vakt_standing_worked *correction_of(const vakt_standing *standing, const char *duty)
{
    for (size_t i = standing->n_worked; i-- > 0;) {
        if (strcmp(standing->worked[i].duty, duty) == 0)
            return &standing->worked[i];
    }
    return NULL;
}

vakt_status vakt_worked_lines(const vakt_instance *instance, const vakt_roster *roster,
                              const vakt_standing *standing, vakt_minute now, vakt_arena *arena,
                              vakt_worked_line **ret_lines, size_t *ret_n)
{
    size_t n = 0;
    vakt_worked_line *lines = vakt_arena_alloc(arena, instance->n_duties, sizeof *lines);
    if (!lines)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        if (d->start > now)
            continue;
        const vakt_standing_worked *correction = correction_of(standing, d->id);
        int holder = roster->doctor[i];
        const char *planned = holder >= 0 ? instance->problem->doctors[holder].id : NULL;
        lines[n++] = (vakt_worked_line){.duty = d->id,
                                        .doctor = correction ? correction->worked : planned,
                                        .planned = planned,
                                        .change = correction ? correction->change : NULL,
                                        .start = d->start,
                                        .end = d->end};
    }
    *ret_lines = lines;
    *ret_n = n;
    return VAKT_OK;
}

static int first_holder(const vakt_instance *instance, const vakt_roster *roster,
                        const vakt_standing *standing, int duty)
{
    const vakt_standing_duty *row = vakt_standing_duty_of(standing, instance->duties[duty].id);
    if (!row)
        return roster->doctor[duty];
    return row->first ? vakt_instance_doctor_index(instance, row->first) : VAKT_NOBODY;
}

static int worker(const vakt_instance *instance, const vakt_roster *roster,
                  const vakt_standing *standing, int duty)
{
    const vakt_standing_worked *correction = correction_of(standing, instance->duties[duty].id);
    return correction ? vakt_instance_doctor_index(instance, correction->worked)
                      : roster->doctor[duty];
}

vakt_status vakt_period_ledgers(const vakt_instance *instance, const vakt_roster *roster,
                                const vakt_standing *standing, vakt_minute now, vakt_arena *arena,
                                vakt_ledger **ret_ledgers, size_t *ret_n)
{
    size_t n = instance->n_doctors * VAKT_N_LOADS, kept = 0;
    vakt_ledger *list = vakt_arena_alloc(arena, n, sizeof *list);
    if (!list)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < n; i++)
        list[i] = (vakt_ledger){.doctor = instance->problem->doctors[i / VAKT_N_LOADS].id,
                                .load_class = (int)(i % VAKT_N_LOADS)};
    for (size_t i = 0; i < instance->n_duties; i++) {
        const vakt_duty *d = &instance->duties[i];
        int first = first_holder(instance, roster, standing, (int)i);
        int worked = d->start <= now ? worker(instance, roster, standing, (int)i) : VAKT_NOBODY;
        if (first != VAKT_NOBODY)
            list[(size_t)first * VAKT_N_LOADS + (size_t)d->load_class].assigned += d->load;
        if (worked != VAKT_NOBODY)
            list[(size_t)worked * VAKT_N_LOADS + (size_t)d->load_class].worked += d->load;
    }
    for (size_t i = 0; i < n; i++) {
        if (list[i].assigned != 0 || list[i].worked != 0)
            list[kept++] = list[i];
    }
    *ret_ledgers = list;
    *ret_n = kept;
    return VAKT_OK;
}
