/*
 * Problem: instances of the shift scheduling set's kind at any size, of which a legal roster is
 * known to exist.
 *
 * Idea: draw the people first, then a hidden roster that keeps all hard rules: fortnight by
 * fortnight, each drawn again until it fits. Cover is what the hidden roster gives, a little more
 * or less here and there, so that some of it stays short at any price; days off are among the
 * hidden days off. Requests come in runs of some days, partly as the hidden roster has it. Where
 * doctors are to be scarce, more is wanted than anybody could give, as in the set.
 *
 * What the set has in common was read off its public files: contracts of about 36 hours a week,
 * a sixth of the staff at half that, types in bands of the day of which none may precede an
 * earlier one, few nights, one weekend of two, shortage 100 and surplus 1.
 */
#include "make_shift.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAYS_PER_BLOCK 14
#define FULL_MINUTES 4320     /* most in a fortnight */
#define SPREAD_MINUTES 1000   /* between most and least, whatever the horizon */
#define BLOCK_TRIES 2000
#define PERSON_TRIES 200
#define LACKS_PERCENT 25      /* of the types, for a person */
#define COVER_UP_PERCENT 4    /* of the cover rows want one more than the hidden roster gives */
#define COVER_DOWN_PERCENT 4
#define DAYS_OFF_PERCENT 9    /* of the horizon */
#define ON_PERCENT 16         /* of the days on which no run goes on, begin a run of requests */
#define OFF_PERCENT 4
#define SCARCE_WEEKEND_PERCENT 30
#define AS_HIDDEN_PERCENT 60  /* of the runs of requests */
#define UNDER 100
#define OVER 1

enum { EARLY, DAY, LATE, NIGHT, N_BANDS };

typedef struct made_type {
    char id[16];
    int band, minutes;
} made_type;

typedef struct made_person {
    bool half;
    int most_of[BENCH_MAKE_MOST_TYPES];
    int most_minutes, least_minutes, most_on, least_on, least_off, most_weekends;
    int *days; /* hidden: type, or -1 */
} made_person;

typedef struct making {
    const bench_shift_draft *draft;
    vakt_text *text;
    uint64_t state;
    int n_days;
    made_type types[BENCH_MAKE_MOST_TYPES];
    made_person *people;
    int *cover;    /* day * types + type: of the hidden roster */
    int *wanted;   /* the same, as it is to be covered */
    bool *is_off;  /* of the person at hand, per day */
    int64_t cost;  /* of the hidden roster */
} making;

/* splitmix64: Steele, Lea and Flood 2014. */
static int below(making *m, int n)
{
    uint64_t z = m->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return (int)((z ^ z >> 31) % (uint64_t)n);
}

static bool chance(making *m, int percent)
{
    return below(m, 100) < percent;
}

/* -- types ---------------------------------------------------------------------------------- */

/* Which bands there are by the number of types, and how they share them. */
static int band_of(int type, int n_types)
{
    if (n_types <= 2)
        return type == 0 ? EARLY : LATE;
    if (n_types == 3)
        return type;
    if (type == n_types - 1 || (n_types >= 12 && type >= n_types - n_types / 8))
        return NIGHT;
    return type * 3 / (n_types - 1 > 3 ? n_types - 1 : 3);
}

static void make_types(making *m)
{
    static const char letters[N_BANDS] = {'E', 'D', 'L', 'N'};
    static const int lengths[4] = {480, 480, 360, 600}; /* of the many in large instances */
    for (int t = 0; t < m->draft->types; t++) {
        made_type *type = &m->types[t];
        type->band = band_of(t, m->draft->types);
        type->minutes = type->band == NIGHT       ? 600
                        : m->draft->types < 6     ? 480
                                                  : lengths[below(m, 4)];
        snprintf(type->id, sizeof type->id, "%c%d", letters[type->band], t + 1);
    }
}

static void write_types(making *m)
{
    vakt_text_addf(m->text, "# Made by vaktplan-bench, seed %llu\nSECTION_HORIZON\n%d\n\n"
                            "SECTION_SHIFTS\n# id, minutes, may not follow\n",
                   (unsigned long long)m->draft->seed, m->n_days);
    for (int t = 0; t < m->draft->types; t++) {
        const char *before = "";
        vakt_text_addf(m->text, "%s,%d,", m->types[t].id, m->types[t].minutes);
        for (int u = 0; u < m->draft->types; u++) {
            if (m->types[u].band >= m->types[t].band)
                continue;
            vakt_text_addf(m->text, "%s%s", before, m->types[u].id);
            before = "|";
        }
        vakt_text_add(m->text, "\n");
    }
}

/* -- people --------------------------------------------------------------------------------- */

static void draw_person(making *m, made_person *p, int i)
{
    int fortnights = m->n_days / DAYS_PER_BLOCK > 0 ? m->n_days / DAYS_PER_BLOCK : 1;
    bool long_runs = chance(m, 20);
    int n = 0;
    p->half = i * 6 >= m->draft->staff * 5;
    p->most_on = long_runs && !p->half ? 6 : 5;
    p->least_on = p->half ? 1 : 2;
    p->least_off = long_runs && !p->half ? 3 : 2;
    p->most_weekends = p->half ? fortnights + 1 : fortnights;
    p->most_minutes = m->n_days * FULL_MINUTES / DAYS_PER_BLOCK / (p->half ? 2 : 1);
    p->least_minutes = p->most_minutes - SPREAD_MINUTES;
    for (int t = 0; t < m->draft->types; t++) {
        int most = m->types[t].band == NIGHT ? (m->n_days + 7) / 8 / (p->half ? 2 : 1)
                   : chance(m, 30)           ? (m->n_days + 2) / 3 / (p->half ? 2 : 1)
                                             : m->n_days;
        p->most_of[t] = chance(m, LACKS_PERCENT) ? 0 : most;
        n += p->most_of[t] == m->n_days;
    }
    if (n == 0)
        p->most_of[below(m, m->draft->types > 3 ? m->draft->types - 1 : 1)] = m->n_days;
}

/* How long the run that ends before `day` is, and whether it is at the horizon's start. */
static int run_before(const made_person *p, int day, bool *ret_edge)
{
    int d = day;
    while (d > 0 && (p->days[d - 1] >= 0) == (p->days[day - 1] >= 0))
        d--;
    *ret_edge = d == 0;
    return day - d;
}

static int draw_type(making *m, const made_person *p, const int *used, int day)
{
    int previous = day > 0 ? p->days[day - 1] : -1;
    int first = below(m, m->draft->types);
    if (previous >= 0 && chance(m, 50) && used[previous] < p->most_of[previous])
        return previous;
    for (int k = 0; k < m->draft->types; k++) {
        int t = (first + k) % m->draft->types;
        if (used[t] < p->most_of[t] &&
            (previous < 0 || m->types[t].band >= m->types[previous].band))
            return t;
    }
    return -1;
}

/* Draws a day: 0 = off, 1 = on. The runs' bounds decide, else chance, more likely to go on. */
static bool draw_on(making *m, const made_person *p, int day)
{
    bool edge, on;
    if (day == 0)
        return chance(m, 65);
    int run = run_before(p, day, &edge);
    on = p->days[day - 1] >= 0;
    if (on && run >= p->most_on)
        return false;
    if (!edge && run < (on ? p->least_on : p->least_off))
        return on;
    return on ? chance(m, p->half ? 55 : 80) : chance(m, p->half ? 30 : 65);
}

/* The days of one fortnight, minutes and weekends of the run so far; false when it does not fit. */
static bool draw_block(making *m, made_person *p, int from, int *used, int *minutes, int *weekends)
{
    int to = from + DAYS_PER_BLOCK < m->n_days ? from + DAYS_PER_BLOCK : m->n_days;
    int target = (int)((int64_t)(p->most_minutes - SPREAD_MINUTES / 2) * to / m->n_days);
    for (int d = from; d < to; d++) {
        int t = draw_on(m, p, d) ? draw_type(m, p, used, d) : -1;
        bool edge;
        p->days[d] = t;
        if (t < 0 && d > 0 && p->days[d - 1] >= 0 && run_before(p, d, &edge) < p->least_on && !edge)
            return false;
        if (t >= 0) {
            *minutes += m->types[t].minutes;
            used[t]++;
        }
        if (d % 7 == 6 && (t >= 0 || p->days[d - 1] >= 0))
            ++*weekends;
    }
    int allowed = p->most_weekends * to / m->n_days, off = abs(*minutes - target);
    return *weekends <= (allowed > 0 || to == m->n_days ? allowed : 1) &&
           off <= SPREAD_MINUTES * 2 / 5;
}

static bool draw_roster(making *m, made_person *p)
{
    int used[BENCH_MAKE_MOST_TYPES] = {0}, minutes = 0, weekends = 0;
    for (int from = 0; from < m->n_days; from += DAYS_PER_BLOCK) {
        bool drawn = false;
        for (int i = 0; i < BLOCK_TRIES && !drawn; i++) {
            int tried[BENCH_MAKE_MOST_TYPES], spent = minutes, ends = weekends;
            memcpy(tried, used, sizeof tried);
            drawn = draw_block(m, p, from, tried, &spent, &ends);
            if (drawn) {
                memcpy(used, tried, sizeof used);
                minutes = spent;
                weekends = ends;
            }
        }
        if (!drawn)
            return false;
    }
    return true;
}

static vakt_status draw_people(making *m)
{
    for (int i = 0; i < m->draft->staff; i++) {
        made_person *p = &m->people[i];
        bool drawn = false;
        p->days = calloc((size_t)m->n_days, sizeof *p->days);
        if (!p->days)
            return VAKT_E_NOMEM;
        for (int k = 0; k < PERSON_TRIES && !drawn; k++) {
            draw_person(m, p, i);
            drawn = draw_roster(m, p);
        }
        if (!drawn)
            return VAKT_E_INTERNAL;
        for (int d = 0; d < m->n_days; d++)
            if (p->days[d] >= 0)
                m->cover[d * m->draft->types + p->days[d]]++;
    }
    return VAKT_OK;
}

static void write_people(making *m)
{
    vakt_text_add(m->text, "\nSECTION_STAFF\n# id, most of each, most and least minutes, most and "
                           "least days on, least days off, most weekends\n");
    for (int i = 0; i < m->draft->staff; i++) {
        const made_person *p = &m->people[i];
        vakt_text_addf(m->text, "P%d,", i + 1);
        for (int t = 0; t < m->draft->types; t++)
            vakt_text_addf(m->text, "%s%s=%d", t > 0 ? "|" : "", m->types[t].id, p->most_of[t]);
        vakt_text_addf(m->text, ",%d,%d,%d,%d,%d,%d\n", p->most_minutes, p->least_minutes,
                       p->most_on, p->least_on, p->least_off, p->most_weekends);
    }
}

/* -- days off, requests, cover -------------------------------------------------------------- */

/* Of the hidden days off, in runs of up to four. */
static void write_days_off(making *m)
{
    vakt_text_add(m->text, "\nSECTION_DAYS_OFF\n");
    for (int i = 0; i < m->draft->staff; i++) {
        int wanted = m->n_days * DAYS_OFF_PERCENT / 100;
        memset(m->is_off, 0, (size_t)m->n_days * sizeof *m->is_off);
        for (int k = 0; k < 20 * wanted && wanted > 0; k++) {
            int d = below(m, m->n_days);
            for (int e = d; e < d + 4 && e < m->n_days && m->people[i].days[e] < 0; e++) {
                wanted -= !m->is_off[e];
                m->is_off[e] = true;
            }
        }
        vakt_text_addf(m->text, "P%d", i + 1);
        for (int d = 0; d < m->n_days; d++)
            if (m->is_off[d])
                vakt_text_addf(m->text, ",%d", d);
        vakt_text_add(m->text, "\n");
    }
}

static void write_request_run(making *m, int i, int day, bool on)
{
    const made_person *p = &m->people[i];
    int length = 1 + below(m, 5), weight = 1 + below(m, 3), type = below(m, m->draft->types);
    bool as_hidden = chance(m, AS_HIDDEN_PERCENT);
    for (int d = day; d < day + length && d < m->n_days; d++) {
        int t = on && as_hidden ? p->days[d] : type;
        bool fulfilled = (t == p->days[d]) == on;
        if (t < 0 || p->most_of[t] == 0 || (as_hidden && !fulfilled))
            continue;
        m->cost += fulfilled ? 0 : weight;
        vakt_text_addf(m->text, "P%d,%d,%s,%d\n", i + 1, d, m->types[t].id, weight);
    }
}

static void write_requests(making *m, const char *section, bool on)
{
    int percent = on ? ON_PERCENT : OFF_PERCENT;
    vakt_text_addf(m->text, "\n%s\n", section);
    for (int i = 0; i < m->draft->staff; i++)
        for (int d = 0; d < m->n_days; d++) {
            if (!chance(m, percent))
                continue;
            write_request_run(m, i, d, on);
            d += 5; /* runs do not overlap */
        }
}

/* One more wanted, or one less, on days drawn among the weekends' or the others, until it sums up. */
static void move_wanted(making *m, bool weekend, int64_t minutes)
{
    int by = minutes > 0 ? 1 : -1;
    while (minutes * by > 0) {
        int day = below(m, m->n_days), type = below(m, m->draft->types);
        int *wanted = &m->wanted[day * m->draft->types + type];
        if ((day % 7 >= 5) != weekend || *wanted + by < 0)
            continue;
        *wanted += by;
        minutes -= by * m->types[type].minutes;
    }
}

/*
 * In the set, weekends want about as many shifts as all weekends allowed could give, or a quarter
 * more, and all days together as many minutes as the contracts have at most.
 */
static void move_to_scarcity(making *m)
{
    int64_t weekend = 0, sum = 0, weekend_room = 0, room = 0;
    for (int i = 0; i < m->draft->staff; i++) {
        weekend_room += 2 * (int64_t)m->people[i].most_weekends * m->types[0].minutes;
        room += m->people[i].most_minutes;
    }
    for (int d = 0; d < m->n_days; d++)
        for (int t = 0; t < m->draft->types; t++) {
            int64_t minutes = (int64_t)m->wanted[d * m->draft->types + t] * m->types[t].minutes;
            sum += minutes;
            weekend += d % 7 >= 5 ? minutes : 0;
        }
    int64_t more = weekend_room * (100 + below(m, SCARCE_WEEKEND_PERCENT)) / 100 - weekend;
    move_wanted(m, true, more);
    move_wanted(m, false, room - sum - more);
}

static void choose_wanted(making *m)
{
    for (int i = 0; i < m->n_days * m->draft->types; i++) {
        m->wanted[i] = m->cover[i] + chance(m, COVER_UP_PERCENT);
        m->wanted[i] -= m->wanted[i] > 0 && chance(m, COVER_DOWN_PERCENT);
    }
    if (m->draft->scarce)
        move_to_scarcity(m);
}

static void write_cover(making *m)
{
    vakt_text_add(m->text, "\nSECTION_COVER\n# day, shift, wanted, weight under, weight over\n");
    for (int d = 0; d < m->n_days; d++)
        for (int t = 0; t < m->draft->types; t++) {
            int hidden = m->cover[d * m->draft->types + t];
            int wanted = m->wanted[d * m->draft->types + t];
            m->cost += wanted > hidden ? UNDER * (wanted - hidden) : OVER * (hidden - wanted);
            vakt_text_addf(m->text, "%d,%s,%d,%d,%d\n", d, m->types[t].id, wanted, UNDER, OVER);
        }
}

static void write_hidden(const making *m, vakt_text *roster)
{
    for (int i = 0; i < m->draft->staff; i++) {
        vakt_text_addf(roster, "P%d", i + 1);
        for (int d = 0; d < m->n_days; d++) {
            int t = m->people[i].days[d];
            vakt_text_addf(roster, ",%s", t < 0 ? "" : m->types[t].id);
        }
        vakt_text_add(roster, "\n");
    }
}

static void write_all(making *m)
{
    write_types(m);
    write_people(m);
    write_days_off(m);
    write_requests(m, "SECTION_SHIFT_ON_REQUESTS", true);
    write_requests(m, "SECTION_SHIFT_OFF_REQUESTS", false);
    choose_wanted(m);
    write_cover(m);
    vakt_text_addf(m->text, "\n# A legal roster of objective %lld is known.\n", (long long)m->cost);
}

vakt_status bench_make_shift(const bench_shift_draft *draft, vakt_text *text, vakt_text *ret_roster,
                             int64_t *ret_cost)
{
    making m = {.draft = draft, .text = text, .state = draft->seed, .n_days = 7 * draft->weeks};
    size_t n_days = (size_t)m.n_days;
    vakt_status status = VAKT_E_NOMEM;
    m.state ^= (uint64_t)draft->staff << 48 ^ (uint64_t)draft->weeks << 32;
    m.state ^= (uint64_t)draft->types << 24;
    m.people = calloc((size_t)draft->staff, sizeof *m.people);
    m.cover = calloc(n_days * (size_t)draft->types, sizeof *m.cover);
    m.wanted = calloc(n_days * (size_t)draft->types, sizeof *m.wanted);
    m.is_off = calloc(n_days, sizeof *m.is_off);
    if (!m.people || !m.cover || !m.wanted || !m.is_off)
        goto done;
    make_types(&m);
    VAKT_TRY(draw_people(&m));
    write_all(&m);
    write_hidden(&m, ret_roster);
    *ret_cost = m.cost;
    status = text->failed || ret_roster->failed ? VAKT_E_NOMEM : VAKT_OK;
done:
    for (int i = 0; m.people && i < draft->staff; i++)
        free(m.people[i].days);
    free(m.people);
    free(m.cover);
    free(m.wanted);
    free(m.is_off);
    return status;
}
