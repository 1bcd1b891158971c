/*
 * Problem: what the municipality has to know and report of each doctor: days at work under KF § 4 and
 * the yearly report of them, and counting duties; and how a roster shares its layers.
 *
 * Idea: counts over the duties of the roster, with what the problem says was before. Linear in
 * doctors times duties.
 *
 * Source: kompetanseforskriften § 4 (days at work; report to Statsforvalter by 31 March each year
 * through 2029, about the year before), regulation book chapters 1 and 7.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "domain/texts.h"
#include "norms/norms.h"

enum { DAY_MIN = 24 * 60 };

typedef struct making {
    const vakt_instance *in;
    const vakt_roster *roster; /* NULL = none */
    bool names;
    vakt_arena *arena;
    vakt_norm_report *report;
    bool out_of_memory;
} making;

static const char *keep(making *m, vakt_text *text)
{
    char *kept = text->failed || !text->bytes
                     ? NULL
                     : vakt_arena_copy(m->arena, text->bytes, text->length);
    m->out_of_memory = m->out_of_memory || !kept;
    vakt_text_done(text);
    return kept;
}

static bool has(const making *m, int doctor, int duty)
{
    return m->roster && m->roster->doctor[duty] == doctor;
}

static int year_of(vakt_day date)
{
    int year, month, day;
    vakt_day_to_civil(date, &year, &month, &day);
    return year;
}

/* ---- KF § 4 ---- */

/* The requirement of § 3 first paragraph is met: the exemption is not used. */
static bool has_base(const vakt_instance *in, int doctor, vakt_day date)
{
    static const vakt_qualification base[] = {VAKT_Q_SPECIALIST, VAKT_Q_SPECIALIST_GP,
                                              VAKT_Q_IN_SPECIALISATION, VAKT_Q_ALLMENNLEGE,
                                              VAKT_Q_GRANDFATHERED_2017};
    for (size_t i = 0; i < sizeof base / sizeof *base; i++)
        if (vakt_instance_has(in, doctor, base[i], date))
            return true;
    return false;
}

static const vakt_kf4 *engagement_on(const vakt_doctor *doctor, vakt_day date)
{
    for (size_t i = 0; i < doctor->n_kf4; i++)
        if (doctor->kf4[i].from <= date &&
            (doctor->kf4[i].to == VAKT_DAY_NONE || date <= doctor->kf4[i].to))
            return &doctor->kf4[i];
    return NULL;
}

/* Dates of the year with legevakt; duties stand in the order of their starts. */
static int64_t days_at_work(const making *m, int doctor, int year)
{
    int64_t days = 0;
    vakt_day last = VAKT_DAY_NONE;
    for (int i = 0; i < (int)m->in->n_duties; i++) {
        const vakt_duty *duty = &m->in->duties[i];
        if (!has(m, doctor, i) || !duty->legevakt || year_of(duty->date) != year ||
            duty->date == last || duty->date < vakt_rule_info_of(VAKT_RULE_kf4_days)->from ||
            has_base(m->in, doctor, duty->date) ||
            !engagement_on(&m->in->problem->doctors[doctor], duty->date))
            continue;
        last = duty->date;
        days++;
    }
    return days;
}

static int64_t limit_of(const vakt_instance *in, int doctor)
{
    int64_t limit = VAKT_UNSET;
    for (size_t s = 0; s < in->n_settings; s++)
        if (in->settings[s].rule == VAKT_RULE_kf4_days && in->settings[s].on &&
            vakt_setting_applies(in, s, doctor, -1))
            limit = in->settings[s].days;
    return limit;
}

/* The part of the doctor's engagements that lies in the year. */
static void engaged_in(const vakt_doctor *doctor, int year, vakt_day *ret_from, vakt_day *ret_to)
{
    vakt_day first = vakt_day_from_civil(year, 1, 1), last = vakt_day_from_civil(year, 12, 31);
    *ret_from = *ret_to = VAKT_DAY_NONE;
    for (size_t i = 0; i < doctor->n_kf4; i++) {
        vakt_day from = doctor->kf4[i].from > first ? doctor->kf4[i].from : first;
        vakt_day to = doctor->kf4[i].to == VAKT_DAY_NONE || doctor->kf4[i].to > last
                          ? last
                          : doctor->kf4[i].to;
        if (from > to)
            continue;
        *ret_from = *ret_from == VAKT_DAY_NONE || from < *ret_from ? from : *ret_from;
        *ret_to = *ret_to == VAKT_DAY_NONE || to > *ret_to ? to : *ret_to;
    }
}

static int64_t used_before(const vakt_doctor *doctor, int year)
{
    int64_t used = 0;
    for (size_t i = 0; i < doctor->n_kf4_used; i++)
        if (doctor->kf4_used[i].year == year)
            used += doctor->kf4_used[i].days;
    return used;
}

static const char *kf4_sentence(making *m, const vakt_norm_kf4 *row)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, row->limit == VAKT_UNSET ? VAKT_TEXT_norm_kf4_free : VAKT_TEXT_norm_kf4,
             vakt_number_of(row->total).text,
             vakt_number_of(row->limit == VAKT_UNSET ? 0 : row->limit).text,
             vakt_number_of(row->year).text);
    return keep(m, &text);
}

static void add_kf4(making *m, int doctor, int year)
{
    const vakt_doctor *who = &m->in->problem->doctors[doctor];
    vakt_norm_kf4 row = {.doctor = m->names ? who->id : NULL, .name = m->names ? who->name : NULL,
                         .year = year, .used = used_before(who, year), .planned = VAKT_UNSET,
                         .limit = limit_of(m->in, doctor)};
    engaged_in(who, year, &row.from, &row.to);
    if (m->roster)
        row.planned = days_at_work(m, doctor, year);
    row.total = row.used + (m->roster ? row.planned : 0);
    if (row.from == VAKT_DAY_NONE && row.total == 0)
        return;
    row.text = kf4_sentence(m, &row);
    m->report->kf4[m->report->n_kf4++] = row;
}

static const char *year_sentence(making *m, const vakt_norm_year *row)
{
    vakt_text text, due, who;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_init(&due, VAKT_TEXT_CAP);
    vakt_text_init(&who, VAKT_TEXT_CAP);
    vakt_say(&who, row->doctors == 1 ? VAKT_TEXT_one_doctor : VAKT_TEXT_n_doctors,
             vakt_number_of(row->doctors).text, NULL, NULL);
    vakt_say(&text, VAKT_TEXT_norm_year, vakt_number_of(row->year).text, who.bytes,
             vakt_number_of(row->days).text);
    vakt_text_done(&who);
    vakt_text_addf(&due, "31. mars %lld", (long long)row->year + 1);
    vakt_say(&text, row->due == VAKT_DAY_NONE ? VAKT_TEXT_norm_year_none : VAKT_TEXT_norm_year_due,
             due.bytes, NULL, NULL);
    vakt_text_done(&due);
    return keep(m, &text);
}

static void add_year(making *m, int year)
{
    vakt_norm_year row = {.year = year, .due = VAKT_DAY_NONE};
    for (size_t i = 0; i < m->report->n_kf4; i++) {
        const vakt_norm_kf4 *one = &m->report->kf4[i];
        row.doctors += one->year == year && one->total > 0;
        row.days += one->year == year ? one->total : 0;
    }
    if (year + 1 <= VAKT_NORM_KF4_LAST_REPORT)
        row.due = vakt_day_from_civil(year + 1, 3, 31);
    row.text = year_sentence(m, &row);
    m->report->years[m->report->n_years++] = row;
}

/* The years of the period, and those of which something was used. */
static void year_range(const making *m, int *ret_first, int *ret_last)
{
    *ret_first = year_of(m->in->problem->from);
    *ret_last = year_of(m->in->problem->to);
    for (size_t d = 0; d < m->in->n_doctors; d++) {
        const vakt_doctor *who = &m->in->problem->doctors[d];
        for (size_t i = 0; i < who->n_kf4_used; i++) {
            int year = (int)who->kf4_used[i].year;
            *ret_first = year < *ret_first ? year : *ret_first;
            *ret_last = year > *ret_last ? year : *ret_last;
        }
    }
}

static void add_exemptions(making *m)
{
    int first, last;
    size_t n = 0;
    year_range(m, &first, &last);
    for (size_t d = 0; d < m->in->n_doctors; d++)
        n += m->in->problem->doctors[d].n_kf4 > 0 || m->in->problem->doctors[d].n_kf4_used > 0;
    size_t n_years = (size_t)(last - first + 1);
    m->report->kf4 = vakt_arena_alloc(m->arena, n * n_years + 1, sizeof *m->report->kf4);
    m->report->years = vakt_arena_alloc(m->arena, n_years, sizeof *m->report->years);
    if (!m->report->kf4 || !m->report->years) {
        m->out_of_memory = true;
        return;
    }
    for (int year = first; year <= last && n > 0; year++) {
        size_t before = m->report->n_kf4;
        for (size_t d = 0; d < m->in->n_doctors; d++)
            if (m->in->problem->doctors[d].n_kf4 > 0 || m->in->problem->doctors[d].n_kf4_used > 0)
                add_kf4(m, (int)d, year);
        if (m->report->n_kf4 > before)
            add_year(m, year);
    }
}

/* ---- counting duties ---- */

static const char *counting_sentence(making *m, const vakt_norm_counting *row)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, VAKT_TEXT_norm_counting, vakt_number_of(row->done).text,
             vakt_number_of(row->needed).text, NULL);
    if (row->planned != VAKT_UNSET)
        vakt_say(&text, VAKT_TEXT_norm_counting_planned, vakt_number_of(row->planned).text, NULL,
                 NULL);
    vakt_say(&text, row->missing > 0 ? VAKT_TEXT_norm_counting_missing : VAKT_TEXT_norm_counting_met,
             vakt_number_of(row->missing).text, NULL, NULL);
    return keep(m, &text);
}

static void add_counting_of(making *m, int doctor)
{
    const vakt_doctor *who = &m->in->problem->doctors[doctor];
    const vakt_counting_need *need = &who->counting;
    vakt_norm_counting row = {.doctor = m->names ? who->id : NULL,
                              .name = m->names ? who->name : NULL, .needed = need->needed,
                              .done = need->done, .planned = VAKT_UNSET, .minutes = VAKT_UNSET,
                              .by = need->by};
    const char **duties = vakt_arena_alloc(m->arena, m->in->n_duties + 1, sizeof *duties);
    if (!duties) {
        m->out_of_memory = true;
        return;
    }
    if (m->roster)
        row.planned = row.minutes = 0;
    for (int i = 0; i < (int)m->in->n_duties; i++) {
        const vakt_duty *duty = &m->in->duties[i];
        if (!has(m, doctor, i) || !duty->counting ||
            (need->by != VAKT_DAY_NONE && duty->date > need->by))
            continue;
        row.planned++;
        row.minutes += duty->minutes;
        duties[row.n_duties++] = duty->id;
    }
    row.duties = duties;
    row.missing = row.needed - row.done - (m->roster ? row.planned : 0);
    row.missing = row.missing > 0 ? row.missing : 0;
    row.text = counting_sentence(m, &row);
    m->report->counting[m->report->n_counting++] = row;
}

static void add_counting(making *m)
{
    m->report->counting = vakt_arena_alloc(m->arena, m->in->n_doctors + 1,
                                           sizeof *m->report->counting);
    m->out_of_memory = m->out_of_memory || !m->report->counting;
    for (size_t d = 0; !m->out_of_memory && d < m->in->n_doctors; d++)
        if (m->in->problem->doctors[d].counting.given)
            add_counting_of(m, (int)d);
}

/* ---- how a roster shares its layers ---- */

static int64_t duty_days_of(const vakt_duty *duty)
{
    int64_t days = (duty->minutes + DAY_MIN / 2) / DAY_MIN;
    return days > 1 ? days : 1;
}

static bool is_shared(const vakt_duty *duty, int layer)
{
    return duty->out_of_hours && !duty->follow && (layer < 0 || duty->layer == layer);
}

static void share_layer(const making *m, vakt_norm_layer *layer)
{
    int64_t most = 0, days = m->in->problem->to - m->in->problem->from + 1;
    layer->took_part = layer->open = 0;
    for (int d = 0; d < (int)m->in->n_doctors; d++) {
        int64_t has_days = 0;
        for (int i = 0; i < (int)m->in->n_duties; i++)
            if (has(m, d, i) && is_shared(&m->in->duties[i], layer->layer))
                has_days += duty_days_of(&m->in->duties[i]);
        layer->took_part += has_days > 0;
        most = has_days > most ? has_days : most;
    }
    for (int i = 0; i < (int)m->in->n_duties; i++)
        if (m->in->duties[i].required && is_shared(&m->in->duties[i], layer->layer) &&
            m->roster->doctor[i] < 0)
            layer->open += duty_days_of(&m->in->duties[i]);
    if (most > 0)
        layer->busiest = days / most;
}

/* The recommendation is the most frequent duty that anybody should have: the row of who has it. */
static void add_busiest(making *m, const vakt_norm_layer *layer)
{
    const vakt_norm_band *band =
        m->report->population == VAKT_UNSET ? NULL : vakt_norm_band_of(m->report->population);
    vakt_norm_row row = {.kind = VAKT_NORM_BUSIEST, .recommended = VAKT_UNSET,
                         .actual = layer->busiest, .difference = VAKT_UNSET,
                         .verdict = VAKT_NORM_UNKNOWN};
    vakt_text text;
    if (!band || layer->busiest == VAKT_UNSET)
        return;
    row.recommended = band->n_primary;
    row.difference = row.actual - row.recommended;
    row.verdict = row.difference < 0 ? VAKT_NORM_SHORT : VAKT_NORM_MET;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, VAKT_TEXT_norm_busiest, vakt_number_of(row.recommended).text,
             vakt_number_of(row.actual).text, NULL);
    row.text = keep(m, &text);
    m->report->rows[m->report->n_rows++] = row;
}

static void add_shares(making *m)
{
    for (size_t i = 0; m->roster && i < m->report->n_layers; i++) {
        share_layer(m, &m->report->layers[i]);
        if (m->report->layers[i].layer == VAKT_LAYER_PRIMARY)
            add_busiest(m, &m->report->layers[i]);
    }
}

static void add_notes(making *m)
{
    vakt_norm_report *r = m->report;
    vakt_norm_note *notes = vakt_arena_alloc(m->arena, r->n_notes + 3, sizeof *notes);
    if (!notes) {
        m->out_of_memory = true;
        return;
    }
    memcpy(notes, r->notes, r->n_notes * sizeof *notes);
    if (r->n_kf4 > 0)
        notes[r->n_notes++].text = vakt_text_of(VAKT_TEXT_norm_kf4_note);
    if (r->n_counting > 0)
        notes[r->n_notes++].text = vakt_text_of(VAKT_TEXT_norm_counting_note);
    if (m->names && r->n_kf4 + r->n_counting > 0)
        notes[r->n_notes++].text = vakt_text_of(VAKT_TEXT_norm_names_note);
    r->notes = notes;
}

vakt_status vakt_norm_report_staff(const vakt_instance *instance, const vakt_roster *roster,
                                   bool names, vakt_arena *arena, vakt_norm_report *report)
{
    making m = {.in = instance, .roster = roster, .names = names, .arena = arena,
                .report = report};
    add_exemptions(&m);
    if (!m.out_of_memory)
        add_counting(&m);
    if (!m.out_of_memory)
        add_shares(&m);
    if (!m.out_of_memory)
        add_notes(&m);
    return m.out_of_memory ? VAKT_E_NOMEM : VAKT_OK;
}
