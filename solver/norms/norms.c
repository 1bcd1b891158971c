/* The table, and what a district has of what the table speaks of. */
#include "norms/norms.h"

#define BAND(from, to, n_primary, n_total, backup, backup_23, two_23, two)                         \
    {from, to, n_primary, n_total, backup, backup_23, two_23, two},
static const vakt_norm_band bands[] = {VAKT_NORM_BANDS(BAND)};

#define KIND_WORD(id, word, unit, norwegian) word,
#define KIND_UNIT(id, word, unit, norwegian) unit,
#define KIND_NORWEGIAN(id, word, unit, norwegian) norwegian,
#define VERDICT_WORD(id, word, norwegian) word,
#define VERDICT_NORWEGIAN(id, word, norwegian) norwegian,
const char *const vakt_norm_kind_words[] = {VAKT_NORM_ROWS(KIND_WORD) NULL};
const char *const vakt_norm_kind_units[] = {VAKT_NORM_ROWS(KIND_UNIT) NULL};
const char *const vakt_norm_kind_norwegian[] = {VAKT_NORM_ROWS(KIND_NORWEGIAN) NULL};
const char *const vakt_norm_verdict_words[] = {VAKT_NORM_VERDICTS(VERDICT_WORD) NULL};
const char *const vakt_norm_verdict_norwegian[] = {VAKT_NORM_VERDICTS(VERDICT_NORWEGIAN) NULL};

const vakt_norm_band *vakt_norm_bands(size_t *ret_count)
{
    *ret_count = sizeof bands / sizeof *bands;
    return bands;
}

const vakt_norm_band *vakt_norm_band_of(int64_t population)
{
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++) {
        if (population >= bands[i].from && (bands[i].to == 0 || population <= bands[i].to))
            return &bands[i];
    }
    return NULL;
}

int64_t vakt_norm_population(const vakt_problem *problem)
{
    const vakt_district *district = &problem->district;
    int64_t sum = 0;
    for (size_t i = 0; i < district->n_municipalities; i++) {
        if (district->municipalities[i].population == VAKT_UNSET)
            return VAKT_UNSET;
        sum += district->municipalities[i].population;
    }
    return district->n_municipalities > 0 ? sum : VAKT_UNSET;
}

/* ---- doctors on by the clock ---- */

static bool covers(uint32_t layers, int layer, bool counts, vakt_minute start, vakt_minute end,
                   vakt_minute at)
{
    return counts && (layers & UINT32_C(1) << layer) && start <= at && at < end;
}

static int64_t on_at(const vakt_instance *in, uint32_t layers, vakt_minute at)
{
    int64_t on = 0;
    for (size_t i = 0; i < in->n_duties; i++) {
        const vakt_duty *d = &in->duties[i];
        bool counts = d->required && d->counts_as_cover && d->legevakt && !d->follow;
        on += covers(layers, d->layer, counts, d->start, d->end, at);
    }
    for (size_t i = 0; i < in->n_outer; i++) {
        const vakt_outer_duty *d = &in->outer[i];
        on += covers(layers, d->layer, d->counts_as_cover && d->legevakt, d->start, d->end, at);
    }
    return on;
}

static bool covered_elsewhere(const vakt_instance *in, uint32_t layers, vakt_minute at)
{
    for (size_t i = 0; i < in->n_elsewhere; i++) {
        const vakt_elsewhere_interval *e = &in->elsewhere[i];
        if (at >= e->start && at < e->end &&
            (e->layer < 0 || (layers & UINT32_C(1) << e->layer)))
            return true;
    }
    return false;
}

typedef struct least_on {
    const vakt_instance *instance;
    uint32_t layers;
    vakt_minute start, end; /* of the window that is looked at */
    int64_t least;          /* VAKT_UNSET = nothing yet */
} least_on;

static void look_at(least_on *l, vakt_minute at)
{
    if (at < l->start || at >= l->end || covered_elsewhere(l->instance, l->layers, at))
        return;
    int64_t on = on_at(l->instance, l->layers, at);
    if (l->least == VAKT_UNSET || on < l->least)
        l->least = on;
}

/* How many are on changes only where a duty begins or ends, or where others stop covering. */
static void look_at_window(least_on *l)
{
    const vakt_instance *in = l->instance;
    look_at(l, l->start);
    for (size_t i = 0; i < in->n_duties; i++) {
        look_at(l, in->duties[i].start);
        look_at(l, in->duties[i].end);
    }
    for (size_t i = 0; i < in->n_outer; i++)
        look_at(l, in->outer[i].end);
    for (size_t i = 0; i < in->n_elsewhere; i++)
        look_at(l, in->elsewhere[i].end);
}

int64_t vakt_norm_doctors_on(const vakt_instance *instance, uint32_t layers, int from, int to)
{
    const vakt_problem *p = instance->problem;
    least_on l = {.instance = instance, .layers = layers, .least = VAKT_UNSET};
    int skip = p->to > p->from;
    vakt_minute first = vakt_oslo_to_utc(p->from + skip, p->settings.duty_day_start);
    for (vakt_day day = p->from; day <= p->to + 1; day++) {
        l.start = vakt_oslo_to_utc(day, from);
        l.end = vakt_oslo_to_utc(to <= from ? day + 1 : day, to);
        if (l.start < first)
            l.start = first;
        if (l.end > instance->cover_end)
            l.end = instance->cover_end;
        if (l.start < l.end)
            look_at_window(&l);
    }
    return l.least;
}
