/* Feasts, pairs, newcomers, wishes, the rulle. */
#include <string.h>

#include "verify/check_helpers.h"

static const vakt_duty *duty_of(const vakt_checker *c, const vakt_held_duty *held)
{
    return &c->instance->duties[held->duty];
}

/* ---- feasts ---- */

static vakt_day own_duty_within(const vakt_checker *c, int doctor, vakt_day from, vakt_day to)
{
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (vakt_ver_is_own(held) && held->date >= from && held->date <= to &&
            vakt_ver_counts(c, held))
            return held->date;
    }
    return VAKT_DAY_NONE;
}

static bool had_feast(const vakt_instance *instance, int doctor, int feast, int peak, int year)
{
    const vakt_doctor *d = &instance->problem->doctors[doctor];
    for (size_t i = 0; i < d->n_feasts_done; i++) {
        const vakt_feast_done *done = &d->feasts_done[i];
        if (done->year != year)
            continue;
        if (peak >= 0 ? done->peak && strcmp(done->peak, instance->problem->peaks[peak].id) == 0
                      : feast >= 0 && done->feast == feast)
            return true;
    }
    return false;
}

void vakt_check_feast_repeat(vakt_checker *c)
{
    for (size_t f = 0; f < c->instance->n_feasts; f++) {
        const vakt_feast_span *span = &c->instance->feasts[f];
        for (size_t d = 0; d < c->instance->n_doctors; d++) {
            if (!vakt_ver_judges_person(c, (int)d))
                continue;
            vakt_checked(c);
            vakt_day day = own_duty_within(c, (int)d, span->from, span->to);
            if (day != VAKT_DAY_NONE &&
                had_feast(c->instance, (int)d, span->feast, span->peak, span->year - 1))
                vakt_find(c, vakt_ver_finding_on(c, (int)d, day));
        }
    }
}

static const vakt_feast_span *span_of(const vakt_instance *instance, int feast, int year)
{
    for (size_t f = 0; f < instance->n_feasts; f++) {
        if (instance->feasts[f].feast == feast && instance->feasts[f].year == year)
            return &instance->feasts[f];
    }
    return NULL;
}

/* Has or had the doctor duty in it? What lies outside the period is known from the document. */
static bool takes_feast(const vakt_checker *c, int doctor, int feast, int year)
{
    const vakt_feast_span *span = span_of(c->instance, feast, year);
    return span ? own_duty_within(c, doctor, span->from, span->to) != VAKT_DAY_NONE
                : had_feast(c->instance, doctor, feast, -1, year);
}

void vakt_check_feast_both(vakt_checker *c)
{
    for (size_t f = 0; f < c->instance->n_feasts; f++) {
        const vakt_feast_span *span = &c->instance->feasts[f];
        bool jul = span->feast == VAKT_FEAST_JUL;
        /* Once per year: by the jul span, or by the nyttår span where jul is not here. */
        if (!jul &&
            (span->feast != VAKT_FEAST_NYTTAR || span_of(c->instance, VAKT_FEAST_JUL, span->year)))
            continue;
        for (size_t d = 0; d < c->instance->n_doctors; d++) {
            if (!vakt_ver_judges_person(c, (int)d))
                continue;
            vakt_checked(c);
            if (takes_feast(c, (int)d, VAKT_FEAST_JUL, span->year) &&
                takes_feast(c, (int)d, VAKT_FEAST_NYTTAR, span->year))
                vakt_find(c, vakt_ver_finding_on(c, (int)d, span->from));
        }
    }
}

/* ---- most_different ---- */

/* An own duty on which the setting decides for the doctor. */
static bool own_counted(const vakt_checker *c, int doctor, const vakt_held_duty *held)
{
    return vakt_ver_is_own(held) && vakt_ver_judges(c, doctor, held->duty);
}

static bool has_counted(const vakt_checker *c, int doctor)
{
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        if (own_counted(c, doctor, &c->held[doctor][i]))
            return true;
    }
    return false;
}

void vakt_check_most_different(vakt_checker *c)
{
    int64_t count = 0, most = vakt_checker_setting(c)->most;
    if (!vakt_ver_judges_person(c, -1))
        return;
    for (size_t d = 0; d < c->instance->n_doctors; d++)
        count += has_counted(c, (int)d);
    vakt_checked(c);
    if (count <= most)
        return;
    vakt_finding finding = vakt_finding_blank(c);
    finding.amount = count - most;
    finding.limit = most;
    vakt_find(c, finding);
}

/* ---- pairs ---- */

static bool in_setting(const vakt_checker *c, size_t doctor)
{
    const uint8_t *doctors = vakt_checker_setting(c)->doctors;
    return doctors && doctors[doctor];
}

static void find_together(vakt_checker *c, int one, int other)
{
    for (size_t i = 0; i < c->n_held[one]; i++) {
        const vakt_held_duty *a = &c->held[one][i];
        for (size_t j = 0; own_counted(c, one, a) && j < c->n_held[other]; j++) {
            const vakt_held_duty *b = &c->held[other][j];
            if (!own_counted(c, other, b) || vakt_ver_overlap(a->start, a->end, b->start, b->end) == 0)
                continue;
            vakt_finding finding = vakt_ver_finding_of(c, one, a->duty);
            finding.other_doctor = other;
            vakt_find(c, finding);
        }
    }
}

void vakt_check_pair_apart(vakt_checker *c)
{
    for (size_t one = 0; one < c->instance->n_doctors; one++) {
        for (size_t other = one + 1; in_setting(c, one) && other < c->instance->n_doctors;
             other++) {
            if (!in_setting(c, other))
                continue;
            vakt_checked(c);
            find_together(c, (int)one, (int)other);
        }
    }
}

static bool has_beside(const vakt_checker *c, int doctor, const vakt_held_duty *duty)
{
    for (size_t i = 0; i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (vakt_ver_is_own(held) &&
            vakt_ver_overlap(held->start, held->end, duty->start, duty->end) > 0)
            return true;
    }
    return false;
}

static void find_without(vakt_checker *c, int one, int other)
{
    for (size_t i = 0; i < c->n_held[one]; i++) {
        const vakt_held_duty *held = &c->held[one][i];
        if (!own_counted(c, one, held))
            continue;
        vakt_checked(c);
        if (has_beside(c, other, held))
            continue;
        vakt_finding finding = vakt_ver_finding_of(c, one, held->duty);
        finding.other_doctor = other;
        vakt_find(c, finding);
    }
}

void vakt_check_pair_together(vakt_checker *c)
{
    int pair[2] = {-1, -1}, n = 0;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (in_setting(c, d) && n++ < 2)
            pair[n - 1] = (int)d;
    }
    if (n != 2)
        return;
    find_without(c, pair[0], pair[1]);
    find_without(c, pair[1], pair[0]);
}

/* ---- newcomers_apart ---- */

static bool in_front(const vakt_duty *duty)
{
    return duty->presence == VAKT_PRESENT && !duty->follow;
}

static bool new_at(const vakt_checker *c, size_t doctor, vakt_minute at)
{
    vakt_day until = c->instance->problem->doctors[doctor].newcomer_until;
    for (size_t i = 0; until != VAKT_DAY_NONE && i < c->n_held[doctor]; i++) {
        const vakt_held_duty *held = &c->held[doctor][i];
        if (held->start <= at && held->end > at && until >= held->date &&
            own_counted(c, (int)doctor, held) && in_front(duty_of(c, held)))
            return true;
    }
    return false;
}

static int64_t newcomers_at(const vakt_checker *c, vakt_minute at)
{
    int64_t count = 0;
    for (size_t d = 0; d < c->instance->n_doctors; d++)
        count += new_at(c, d, at);
    return count;
}

void vakt_check_newcomers_apart(vakt_checker *c)
{
    vakt_minute last = VAKT_UNSET;
    for (size_t i = 0; i < c->instance->n_duties; i++) {
        const vakt_duty *d = &c->instance->duties[i];
        if (!in_front(d) || d->start == last)
            continue;
        last = d->start;
        vakt_checked(c);
        int64_t newcomers = newcomers_at(c, d->start);
        if (newcomers <= 1)
            continue;
        vakt_finding finding = vakt_ver_finding_on(c, -1, vakt_ver_local_day_of(d->start));
        finding.start = d->start;
        finding.amount = newcomers - 1;
        finding.limit = 1;
        vakt_find(c, finding);
    }
}

/* ---- wish ---- */

typedef struct wish_check {
    int doctor, colleague;
    const vakt_wish *wish;
    int64_t points, denied;
    bool priced; /* findings, or only the count */
} wish_check;

static void deny(vakt_checker *c, wish_check *w, vakt_day day, int duty)
{
    w->denied++;
    if (!w->priced || w->points == 0)
        return;
    vakt_finding finding = vakt_ver_finding_on(c, w->doctor, day);
    finding.duty = duty;
    finding.other_doctor = w->colleague;
    vakt_find_priced(c, finding, vakt_checker_setting(c)->weight * w->points);
}

static bool speaks_of(const vakt_checker *c, const wish_check *w, const vakt_held_duty *held)
{
    return vakt_ver_is_own(held) && vakt_wish_matches(c->instance, w->wish, held->date) &&
           vakt_wish_takes(c->instance, w->wish, duty_of(c, held)->shift_type);
}

static void check_off(vakt_checker *c, wish_check *w)
{
    for (size_t i = 0; i < c->n_held[w->doctor]; i++) {
        const vakt_held_duty *held = &c->held[w->doctor][i];
        if (speaks_of(c, w, held))
            deny(c, w, held->date, held->duty);
    }
}

/* Days on which no such duty exists cannot be denied. */
static void check_on(vakt_checker *c, wish_check *w)
{
    const vakt_instance *instance = c->instance;
    for (vakt_day day = instance->problem->from; day <= instance->problem->to; day++) {
        bool exists = false, has = false;
        if (!vakt_wish_matches(instance, w->wish, day) ||
            !vakt_instance_doctor_day(instance, w->doctor, day)->in_service)
            continue;
        for (size_t i = 0; i < instance->n_duties; i++) {
            const vakt_duty *d = &instance->duties[i];
            if (d->date != day || !vakt_wish_takes(instance, w->wish, d->shift_type))
                continue;
            exists = true;
            has = has || c->roster->doctor[i] == w->doctor;
        }
        if (exists && !has)
            deny(c, w, day, -1);
    }
}

static void check_colleague(vakt_checker *c, wish_check *w)
{
    for (size_t i = 0; i < c->n_held[w->doctor]; i++) {
        const vakt_held_duty *mine = &c->held[w->doctor][i];
        if (!speaks_of(c, w, mine))
            continue;
        if (w->wish->want == VAKT_WANT_ON) {
            if (!has_beside(c, w->colleague, mine))
                deny(c, w, mine->date, mine->duty);
            continue;
        }
        for (size_t j = 0; j < c->n_held[w->colleague]; j++) {
            const vakt_held_duty *theirs = &c->held[w->colleague][j];
            if (vakt_ver_is_own(theirs) &&
                vakt_ver_overlap(mine->start, mine->end, theirs->start, theirs->end) > 0)
                deny(c, w, mine->date, mine->duty);
        }
    }
}

static wish_check check_wish(vakt_checker *c, int doctor, size_t index, bool priced)
{
    const vakt_wish *wish = &c->instance->problem->doctors[doctor].wishes[index];
    wish_check w = {doctor, -1, wish, vakt_wish_points(c->instance, doctor, index), 0, priced};
    if (wish->colleague)
        w.colleague = vakt_instance_doctor_index(c->instance, wish->colleague);
    if (w.colleague >= 0)
        check_colleague(c, &w);
    else if (wish->want == VAKT_WANT_OFF)
        check_off(c, &w);
    else
        check_on(c, &w);
    return w;
}

void vakt_check_wish(vakt_checker *c)
{
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        if (!vakt_ver_judges_person(c, (int)d))
            continue;
        for (size_t i = 0; i < c->instance->problem->doctors[d].n_wishes; i++) {
            vakt_checked(c);
            (void)check_wish(c, (int)d, i, true);
        }
    }
}

void vakt_ver_fill_wishes(vakt_checker *c)
{
    vakt_verdict *v = c->verdict;
    size_t n = 0;
    for (size_t d = 0; d < c->instance->n_doctors; d++)
        n += c->instance->problem->doctors[d].n_wishes;
    v->wishes = vakt_ver_scratch(c, n, sizeof *v->wishes);
    if (!v->wishes)
        return;
    for (size_t d = 0; d < c->instance->n_doctors; d++) {
        for (size_t i = 0; i < c->instance->problem->doctors[d].n_wishes; i++) {
            wish_check w = check_wish(c, (int)d, i, false);
            v->wishes[v->n_wishes++] = (vakt_wish_outcome){(int)d, i, w.points != 0, w.denied};
        }
    }
}

/* ---- rolling_pattern ---- */

void vakt_check_rolling_pattern(vakt_checker *c)
{
    const vakt_instance *instance = c->instance;
    for (size_t p = 0; p < instance->n_pattern; p++) {
        const vakt_pattern_duty *pattern = &instance->pattern[p];
        int first = -1;
        bool has = false;
        for (size_t i = 0; i < instance->n_duties; i++) {
            const vakt_duty *d = &instance->duties[i];
            if (d->shift_type != pattern->shift_type || d->date != pattern->date)
                continue;
            first = first < 0 ? (int)i : first;
            has = has || c->roster->doctor[i] == pattern->doctor;
        }
        if (first < 0 || !vakt_ver_judges(c, pattern->doctor, first))
            continue;
        vakt_checked(c);
        if (!has)
            vakt_find(c, vakt_ver_finding_of(c, pattern->doctor, first));
    }
}
