/* A district against the table. */
#include <string.h>

#include "base/text.h"
#include "domain/texts.h"
#include "norms/norms.h"

#define ALL_LAYERS ((UINT32_C(1) << VAKT_N_LAYERS) - 1)
/* Who counts as a doctor on duty: not those at home behind, nor those who visit the wards. */
#define FRONT                                                                                      \
    (UINT32_C(1) << VAKT_LAYER_PRIMARY | UINT32_C(1) << VAKT_LAYER_CAR |                           \
     UINT32_C(1) << VAKT_LAYER_DAY)
#define BACKUP (UINT32_C(1) << VAKT_LAYER_BACKUP)
enum { MORNING = 8 * 60, AFTERNOON = 16 * 60, LATE = 23 * 60, DAY_MIN = 24 * 60 };

typedef struct making {
    const vakt_instance *in; /* NULL = only the recommendation */
    vakt_arena *arena;
    vakt_norm_report *report;
    const vakt_norm_band *band; /* NULL = population not known */
    bool out_of_memory;
} making;

/* ---- who shares a layer ---- */

static bool dates_hold(vakt_day from, vakt_day to, vakt_day day)
{
    return (from == VAKT_DAY_NONE || from <= day) && (to == VAKT_DAY_NONE || day <= to);
}

static bool scope_has(const vakt_exemption *e, const char *shift_type)
{
    for (size_t i = 0; i < e->n_shift_types; i++) {
        if (strcmp(e->shift_types[i], shift_type) == 0)
            return true;
    }
    return e->n_shift_types == 0;
}

/* A claimed right or a decision keeps the doctor off this duty. */
static bool is_exempt(const vakt_instance *in, int doctor, const vakt_duty *duty)
{
    const vakt_doctor *d = &in->problem->doctors[doctor];
    const char *type = in->problem->shift_types[duty->shift_type].id;
    if (vakt_instance_doctor_day(in, doctor, duty->date)->position == VAKT_POSITION_GP) {
        for (size_t i = 0; i < d->n_claims; i++) {
            if (dates_hold(d->claims[i].from, d->claims[i].to, duty->date))
                return true;
        }
    }
    for (size_t i = 0; i < d->n_exemptions; i++) {
        const vakt_exemption *e = &d->exemptions[i];
        if (dates_hold(e->from, e->to, duty->date) && scope_has(e, type))
            return true;
    }
    return false;
}

static bool takes_part(const vakt_instance *in, int doctor, uint32_t layers)
{
    for (size_t i = 0; i < in->n_duties; i++) {
        const vakt_duty *duty = &in->duties[i];
        if (duty->out_of_hours && !duty->follow && (layers & UINT32_C(1) << duty->layer) &&
            vakt_instance_may_take(in, doctor, (int)i) &&
            !vakt_instance_doctor_day(in, doctor, duty->date)->absent &&
            !is_exempt(in, doctor, duty))
            return true;
    }
    return false;
}

/* A duty from Friday to Monday is three vaktdøgn; the 25 hours of an October night are one. */
static int64_t duty_days_of(const vakt_duty *duty)
{
    int64_t days = (duty->minutes + DAY_MIN / 2) / DAY_MIN;
    return days > 1 ? days : 1;
}

static vakt_norm_layer layer_of(const vakt_instance *in, int layer)
{
    uint32_t set = layer < 0 ? ALL_LAYERS : UINT32_C(1) << layer;
    int64_t days = in->problem->to - in->problem->from + 1;
    vakt_norm_layer l = {.layer = layer, .n_delt = VAKT_UNSET, .took_part = VAKT_UNSET,
                         .open = VAKT_UNSET, .busiest = VAKT_UNSET};
    for (size_t d = 0; d < in->n_doctors; d++)
        l.participants += takes_part(in, (int)d, set);
    for (size_t i = 0; i < in->n_duties; i++) {
        const vakt_duty *duty = &in->duties[i];
        if (duty->required && duty->out_of_hours && !duty->follow &&
            (set & UINT32_C(1) << duty->layer))
            l.duties += duty_days_of(duty);
    }
    if (l.duties > 0)
        l.n_delt = l.participants * days / l.duties;
    l.doctors_on = vakt_norm_doctors_on(in, set, MORNING, MORNING);
    return l;
}

static bool has_layer(const vakt_instance *in, int layer)
{
    for (size_t i = 0; i < in->n_duties; i++) {
        if (in->duties[i].layer == layer)
            return true;
    }
    return false;
}

static void add_layers(making *m)
{
    m->report->layers = vakt_arena_alloc(m->arena, VAKT_N_LAYERS + 1, sizeof *m->report->layers);
    if (!m->report->layers) {
        m->out_of_memory = true;
        return;
    }
    for (int layer = 0; layer < VAKT_N_LAYERS; layer++) {
        if (has_layer(m->in, layer))
            m->report->layers[m->report->n_layers++] = layer_of(m->in, layer);
    }
    m->report->layers[m->report->n_layers++] = layer_of(m->in, -1);
}

/* ---- the comparison ---- */

/* Where no backup is recommended nobody shares it, and `samlet` can mean but one thing. */
static bool ambiguous_total(const vakt_norm_band *band)
{
    return band->n_total > 0 && (band->backup_always || band->backup_after_23);
}

static int64_t recommended(const vakt_norm_band *band, vakt_norm_kind kind)
{
    switch (kind) {
    case VAKT_NORM_PARTICIPANTS:
    case VAKT_NORM_PRIMARY:
    case VAKT_NORM_BUSIEST:
        return band->n_primary;
    case VAKT_NORM_TOTAL:
        return band->n_total > 0 ? band->n_total : VAKT_UNSET;
    case VAKT_NORM_SHARING:
        return ambiguous_total(band) ? band->n_total : VAKT_UNSET;
    case VAKT_NORM_BACKUP:
        return band->backup_always ? 1 : VAKT_UNSET;
    case VAKT_NORM_BACKUP_NIGHT:
        return band->backup_after_23 ? 1 : VAKT_UNSET;
    case VAKT_NORM_UNTIL_23:
        return band->two_until_23 ? 2 : VAKT_UNSET;
    case VAKT_NORM_ALWAYS:
        return band->two_always ? 2 : VAKT_UNSET;
    case VAKT_NORM_N_ROWS:
        break;
    }
    return VAKT_UNSET;
}

static int64_t actual(const vakt_instance *in, vakt_norm_kind kind)
{
    switch (kind) {
    case VAKT_NORM_PARTICIPANTS:
        return layer_of(in, VAKT_LAYER_PRIMARY).participants;
    case VAKT_NORM_PRIMARY:
        return layer_of(in, VAKT_LAYER_PRIMARY).n_delt;
    case VAKT_NORM_TOTAL:
        return layer_of(in, -1).n_delt;
    case VAKT_NORM_SHARING:
        return layer_of(in, VAKT_LAYER_BACKUP).participants;
    case VAKT_NORM_BACKUP:
        return vakt_norm_doctors_on(in, BACKUP, MORNING, MORNING);
    case VAKT_NORM_BACKUP_NIGHT:
        return vakt_norm_doctors_on(in, BACKUP, LATE, MORNING);
    case VAKT_NORM_UNTIL_23:
        return vakt_norm_doctors_on(in, FRONT, AFTERNOON, LATE);
    case VAKT_NORM_ALWAYS:
        return vakt_norm_doctors_on(in, FRONT, MORNING, MORNING);
    case VAKT_NORM_BUSIEST: /* only a roster tells (staff.c) */
    case VAKT_NORM_N_ROWS:
        break;
    }
    return VAKT_UNSET;
}

static const char *keep(making *m, vakt_text *text)
{
    char *kept = text->failed ? NULL : vakt_arena_copy(m->arena, text->bytes, text->length);
    if (!kept)
        m->out_of_memory = true;
    vakt_text_done(text);
    return kept;
}

static void add_amount(vakt_text *text, vakt_norm_kind kind, int64_t amount)
{
    if (vakt_norm_kind_units[kind][0] == 'd')
        vakt_say(text, VAKT_TEXT_n_delt, vakt_number_of(amount).text, NULL, NULL);
    else
        vakt_say(text, amount == 1 ? VAKT_TEXT_one_doctor : VAKT_TEXT_n_doctors,
                 vakt_number_of(amount).text, NULL, NULL);
}

static void say_amount(vakt_text *text, vakt_text_id id, vakt_norm_kind kind, int64_t amount)
{
    vakt_text part;
    vakt_text_init(&part, 256);
    add_amount(&part, kind, amount);
    vakt_say(text, id, part.bytes, NULL, NULL);
    vakt_text_done(&part);
}

static const char *sentence(making *m, const vakt_norm_row *row)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    if (row->recommended == VAKT_UNSET) {
        vakt_text_add(&text, vakt_text_of(m->band ? VAKT_TEXT_norm_none : VAKT_TEXT_norm_no_population));
    } else {
        say_amount(&text, VAKT_TEXT_norm_recommended, (vakt_norm_kind)row->kind, row->recommended);
    }
    if (row->actual != VAKT_UNSET)
        say_amount(&text, VAKT_TEXT_norm_here, (vakt_norm_kind)row->kind, row->actual);
    if (row->verdict == VAKT_NORM_SHORT)
        vakt_say(&text, VAKT_TEXT_norm_short, vakt_number_of(-row->difference).text, NULL, NULL);
    vakt_text_add(&text, ".");
    return keep(m, &text);
}

static void add_rows(making *m)
{
    vakt_norm_report *report = m->report;
    report->rows = vakt_arena_alloc(m->arena, VAKT_NORM_N_ROWS, sizeof *report->rows);
    for (int kind = 0; report->rows && kind < VAKT_NORM_BUSIEST; kind++) {
        vakt_norm_row row = {.kind = kind, .difference = VAKT_UNSET};
        row.recommended = m->band ? recommended(m->band, (vakt_norm_kind)kind) : VAKT_UNSET;
        row.actual = m->in ? actual(m->in, (vakt_norm_kind)kind) : VAKT_UNSET;
        if (row.recommended != VAKT_UNSET && row.actual != VAKT_UNSET)
            row.difference = row.actual - row.recommended;
        row.verdict = row.recommended == VAKT_UNSET ? (m->band ? VAKT_NORM_NONE : VAKT_NORM_UNKNOWN)
                      : row.actual == VAKT_UNSET    ? VAKT_NORM_UNKNOWN
                      : row.difference < 0          ? VAKT_NORM_SHORT
                                                    : VAKT_NORM_MET;
        row.text = sentence(m, &row);
        report->rows[report->n_rows++] = row;
    }
    m->out_of_memory = m->out_of_memory || !report->rows;
}

/* ---- binding numbers ---- */

static const char *sfs_sentence(making *m, const vakt_norm_sfs *s)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, VAKT_TEXT_norm_sfs, vakt_layer_words_norwegian[s->layer],
             vakt_number_of(s->participants).text, vakt_number_of(s->actual_participants).text);
    if (s->doctors_on != VAKT_UNSET)
        vakt_say(&text, VAKT_TEXT_norm_sfs_on, vakt_number_of(s->doctors_on).text,
                 vakt_number_of(s->actual_doctors_on == VAKT_UNSET ? 0 : s->actual_doctors_on).text,
                 NULL);
    vakt_text_add(&text, ".");
    return keep(m, &text);
}

static void add_sfs(making *m)
{
    const vakt_problem *p = m->in->problem;
    vakt_norm_report *report = m->report;
    report->sfs = vakt_arena_alloc(m->arena, p->n_sfs_norm, sizeof *report->sfs);
    for (size_t i = 0; report->sfs && i < p->n_sfs_norm; i++) {
        const vakt_sfs_norm *norm = &p->sfs_norm[i];
        if ((norm->from != VAKT_DAY_NONE && norm->from > p->to) ||
            (norm->to != VAKT_DAY_NONE && norm->to < p->from))
            continue;
        vakt_norm_layer layer = layer_of(m->in, norm->layer);
        vakt_norm_sfs s = {.layer = norm->layer, .participants = norm->participants,
                           .actual_participants = layer.participants,
                           .doctors_on = norm->doctors_on, .actual_doctors_on = layer.doctors_on};
        bool on = s.doctors_on == VAKT_UNSET ||
                  (layer.doctors_on != VAKT_UNSET && layer.doctors_on >= s.doctors_on);
        s.verdict = on && s.actual_participants >= s.participants ? VAKT_NORM_MET : VAKT_NORM_SHORT;
        s.text = sfs_sentence(m, &s);
        report->sfs[report->n_sfs++] = s;
    }
    m->out_of_memory = m->out_of_memory || !report->sfs;
}

/* ---- what every reader must see ---- */

static void add_notes(making *m)
{
    const vakt_norm_note recommendation = {.text = vakt_text_of(VAKT_TEXT_norm_recommendation)};
    const vakt_norm_note ambiguous = {.text = vakt_text_of(VAKT_TEXT_norm_ambiguous)};
    const vakt_norm_note kept_out = {.text = vakt_text_of(VAKT_TEXT_norm_kept_out)};
    const vakt_norm_note no_population = {.text =
                                              vakt_text_of(VAKT_TEXT_norm_missing_population)};
    const vakt_norm_note no_sfs = {.text = vakt_text_of(VAKT_TEXT_norm_sfs_unknown)};
    vakt_norm_note *notes = vakt_arena_alloc(m->arena, 5, sizeof *notes);
    if (!notes) {
        m->out_of_memory = true;
        return;
    }
    size_t n = 0;
    notes[n++] = recommendation;
    if (!m->band)
        notes[n++] = no_population;
    else if (ambiguous_total(m->band))
        notes[n++] = ambiguous;
    if (m->in && m->in->problem->to > m->in->problem->from)
        notes[n++] = kept_out;
    if (m->report->n_sfs == 0)
        notes[n++] = no_sfs;
    m->report->notes = notes;
    m->report->n_notes = n;
}

vakt_status vakt_norm_report_new(const vakt_instance *instance, int64_t population,
                                 vakt_arena *arena, vakt_norm_report **ret_report)
{
    vakt_norm_report *report = vakt_arena_alloc(arena, 1, sizeof *report);
    if (!report)
        return VAKT_E_NOMEM;
    making m = {.in = instance, .arena = arena, .report = report};
    if (population == VAKT_UNSET && instance)
        population = vakt_norm_population(instance->problem);
    m.band = population == VAKT_UNSET ? NULL : vakt_norm_band_of(population);
    report->population = population;
    report->band_from = m.band ? m.band->from : VAKT_UNSET;
    report->band_to = m.band && m.band->to > 0 ? m.band->to : VAKT_UNSET;
    report->origin = VAKT_NORM_SOURCE;
    report->from = instance ? instance->problem->from : VAKT_DAY_NONE;
    report->to = instance ? instance->problem->to : VAKT_DAY_NONE;
    if (instance) {
        report->problem = instance->problem->id;
        report->title = instance->problem->title;
        add_layers(&m);
        add_sfs(&m);
    }
    add_rows(&m);
    add_notes(&m);
    if (m.out_of_memory)
        return VAKT_E_NOMEM;
    *ret_report = report;
    return VAKT_OK;
}
