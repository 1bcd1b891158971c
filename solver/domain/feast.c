#include "domain/feast.h"

#include "domain/instance_internal.h"

void vakt_feast_by_law(vakt_feast feast, int year, vakt_day *ret_from, vakt_day *ret_to)
{
    vakt_day easter = vakt_easter_sunday(year);
    switch (feast) {
    case VAKT_FEAST_JUL:
        *ret_from = vakt_day_from_civil(year, 12, 24);
        *ret_to = *ret_from + 2;
        return;
    case VAKT_FEAST_NYTTAR:
        *ret_from = vakt_day_from_civil(year, 12, 31);
        *ret_to = *ret_from + 1;
        return;
    case VAKT_FEAST_PASKE: /* from Wednesday before Maundy Thursday to Easter Monday */
        *ret_from = easter - 4;
        *ret_to = easter + 1;
        return;
    case VAKT_FEAST_PINSE:
        *ret_from = easter + 48;
        *ret_to = easter + 50;
        return;
    case VAKT_FEAST_MAI17:
        *ret_from = vakt_day_from_civil(year, 5, 17);
        *ret_to = *ret_from;
        return;
    }
}

static int year_of(vakt_day day)
{
    int year, month, dom;
    vakt_day_to_civil(day, &year, &month, &dom);
    return year;
}

static void add_span(vakt_making *m, int feast, int peak, int year, vakt_day from, vakt_day to)
{
    vakt_instance *in = m->instance;
    if (!vakt_dates_meet(from, to, m->problem->from, m->problem->to))
        return;
    in->feasts[in->n_feasts++] = (vakt_feast_span){feast, peak, year, from, to};
}

/* The problem's own dates of a feast that begin in the year, or NULL. */
static const vakt_feast_dates *own_dates(const vakt_problem *problem, int feast, int year)
{
    for (size_t i = 0; i < problem->n_feasts; i++) {
        if (problem->feasts[i].feast == feast && year_of(problem->feasts[i].from) == year)
            return &problem->feasts[i];
    }
    return NULL;
}

void vakt_make_feasts(vakt_making *m)
{
    const vakt_problem *p = m->problem;
    int first = year_of(p->from) - 1, last = year_of(p->to);
    size_t years = (size_t)(last - first + 1);
    size_t n_feasts = VAKT_FEAST_MAI17 + 1;
    m->instance->feasts =
        vakt_making_alloc(m, years * n_feasts + p->n_peaks, sizeof *m->instance->feasts);
    if (!m->instance->feasts)
        return;
    for (int year = first; year <= last; year++) {
        for (int feast = 0; feast <= VAKT_FEAST_MAI17; feast++) {
            const vakt_feast_dates *own = own_dates(p, feast, year);
            vakt_day from, to;
            vakt_feast_by_law((vakt_feast)feast, year, &from, &to);
            add_span(m, feast, -1, year, own ? own->from : from, own ? own->to : to);
        }
    }
    for (size_t i = 0; i < p->n_peaks; i++)
        add_span(m, -1, (int)i, year_of(p->peaks[i].from), p->peaks[i].from, p->peaks[i].to);
}
