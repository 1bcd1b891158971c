/* The parts that random problems are drafted from. */
#include "support/random_draft.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- chance (splitmix64) ---- */

static uint64_t next(draft *d)
{
    uint64_t z = d->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

int draft_below(draft *d, int n)
{
    return (int)((next(d) >> 16) % (uint64_t)n);
}

int draft_range(draft *d, int low, int high)
{
    return low + draft_below(d, high - low + 1);
}

bool draft_chance(draft *d, int percent)
{
    return draft_below(d, 100) < percent;
}

/* ---- words ---- */

static char *ring(draft *d)
{
    d->n_ring = (d->n_ring + 1) % 16;
    return d->date_ring[d->n_ring];
}

const char *draft_date(draft *d, int day)
{
    char *text = ring(d);
    vakt_day_format(d->from + day, text);
    return text;
}

const char *draft_time(draft *d, int minute)
{
    char date[11], *text = ring(d);
    int day = minute / 1440 - (minute % 1440 < 0), left = minute - day * 1440;
    vakt_day_format(d->from + day, date);
    snprintf(text, sizeof d->date_ring[0], "%sT%02d:%02d", date, left / 60 % 24, left % 60);
    return text;
}

const char *draft_duty(draft *d, int slot)
{
    const draft_slot *s = &d->slots[slot];
    char date[11], *text = ring(d);
    vakt_day_format(d->from + s->day, date);
    if (s->position == 1)
        snprintf(text, sizeof d->date_ring[0], "V%d:%s", s->type % 10, date);
    else
        snprintf(text, sizeof d->date_ring[0], "V%d:%s:%d", s->type % 10, date, s->position % 10);
    return text;
}

/* ---- duties ---- */

static const struct { int start, end; bool home; } clocks[N_CLOCKS] = {
    [CLOCK_DAY] = {480, 960, false},        [CLOCK_EVENING] = {960, 1380, false},
    [CLOCK_NIGHT] = {1380, 1920, false},    [CLOCK_LATE] = {900, 1920, false},
    [CLOCK_HOME] = {960, 1920, true},       [CLOCK_ROUND] = {480, 1920, true},
    [CLOCK_BACKUP] = {960, 1920, true},     [CLOCK_WEEKEND] = {960, 4800, true},
    [CLOCK_OFFICE] = {480, 900, false},     [CLOCK_CAR] = {1080, 1560, false},
    [CLOCK_ROUNDS] = {600, 720, false},     [CLOCK_MORNING] = {420, 900, false},
};

static bool room(const draft *d)
{
    int rosters = 1;
    for (int i = 0; i <= d->n_slots; i++)
        rosters *= d->n_doctors + 1;
    return d->n_slots < DRAFT_SLOTS && rosters <= d->max_rosters;
}

static bool add_slot(draft *d, int type, int day, int position)
{
    clock_kind clock = d->types[type].clock;
    if (!room(d))
        return false;
    d->slots[d->n_slots++] = (draft_slot){type, day, position, day * 1440 + clocks[clock].start,
                                          day * 1440 + clocks[clock].end};
    return true;
}

draft_type *draft_add_type(draft *d, clock_kind clock, int day, int n)
{
    static const int meets[] = {VAKT_JOB_BLOCKS, VAKT_JOB_OVERLAPS, VAKT_JOB_INSIDE,
                                VAKT_JOB_YIELDS};
    int made = 0;
    if (d->n_types == DRAFT_TYPES || day < 0 || day >= d->days)
        return NULL;
    if (day + n > d->days)
        n = d->days - day;
    draft_type *type = &d->types[d->n_types];
    *type = (draft_type){.clock = clock, .first_day = day, .least = 1, .load = 1, .price = 1,
                         .may_back = -1, .load_class = VAKT_LOAD_AUTO, .profile = -1, .wanted = 1,
                         .home = clocks[clock].home};
    for (; made < n && add_slot(d, d->n_types, day + made, 1); made++)
        ;
    if (made == 0)
        return NULL;
    type->n_days = made;
    type->load = draft_chance(d, 25) ? draft_range(d, 0, 3) : 1;
    type->price = draft_chance(d, 30) ? draft_range(d, 1, 4) : 1;
    type->meets_job = meets[draft_below(d, 4)];
    if (draft_chance(d, 15))
        type->home = !type->home;
    d->n_types++;
    return type;
}

void draft_widen(draft *d, draft_type *type, int wanted)
{
    int index = (int)(type - d->types);
    for (; type->wanted < wanted && type->n_days == 1; type->wanted++) {
        if (!add_slot(d, index, type->first_day, type->wanted + 1))
            return;
    }
}

int draft_slot_of(draft *d)
{
    return draft_below(d, d->n_slots);
}

/* ---- who is free ---- */

void draft_absent(draft *d, int doctor, int day)
{
    draft_doctor *who = &d->doctors[doctor];
    if (day < 0 || day > 30 || who->away & 1u << day)
        return;
    who->away |= 1u << day;
    DRAFT_ADD(&who->absences, "{\"from\": \"%s\", \"to\": \"%s\"%s}", draft_date(d, day),
              draft_date(d, day), draft_chance(d, 60) ? ", \"reduces_share\": false" : "");
}

void draft_only_free(draft *d, int doctor, int slot)
{
    int way = draft_below(d, 5);
    const draft_slot *s = &d->slots[slot];
    for (int i = 0; i < d->n_doctors; i++) {
        if (i == doctor)
            continue;
        if (way == 0 && d->focus != VAKT_RULE_training)
            DRAFT_ADD(&d->doctors[i].training, "{\"start\": \"%s\", \"end\": \"%s\"}",
                      draft_time(d, s->start), draft_time(d, s->start + 60));
        else
            draft_absent(d, i, s->day);
    }
}

void draft_press(draft *d, int doctor)
{
    int slots = draft_range(d, 1, d->n_slots > 2 ? d->n_slots - 1 : d->n_slots);
    int first = draft_below(d, d->n_slots);
    if (draft_chance(d, 10))
        return;
    for (int i = 0; i < slots; i++)
        draft_only_free(d, doctor, (first + i) % d->n_slots);
}

int draft_press_pair(draft *d, int doctor, int least, bool present)
{
    int gap = -1, first = 0, second = 0;
    for (int i = 0; i < d->n_slots; i++) {
        for (int j = 0; j < d->n_slots; j++) {
            int between = d->slots[j].start - d->slots[i].end;
            if (between < least || (gap >= 0 && between >= gap))
                continue;
            gap = between;
            first = i;
            second = j;
        }
    }
    if (gap < 0)
        return -1;
    d->types[d->slots[first].type].home = !present;
    d->types[d->slots[first].type].price = 5; /* rather than others of these days */
    d->types[d->slots[second].type].price = 5;
    draft_only_free(d, doctor, first);
    draft_only_free(d, doctor, second);
    return gap;
}

void draft_hold(draft *d, int doctor, vakt_qualification kind, int from, int to)
{
    draft_doctor *who = &d->doctors[doctor];
    if (who->dated & 1u << kind)
        return;
    who->dated |= 1u << kind;
    DRAFT_ADD(&who->qualifications, "{\"kind\": \"%s\", \"from\": \"%s\"",
              vakt_qualification_words[kind], draft_date(d, from));
    if (to >= 0)
        vakt_text_addf(&who->qualifications, ", \"to\": \"%s\"", draft_date(d, to));
    vakt_text_add(&who->qualifications, "}");
}

void draft_pin(draft *d, int doctor, int slot)
{
    for (int i = 0; i < d->n_doctors; i++) {
        if (d->doctors[i].pinned & 1u << slot)
            return;
    }
    d->doctors[doctor].pinned |= 1u << slot;
    DRAFT_ADD(&d->doctors[doctor].fixed, "{\"duty\": \"%s\"}", draft_duty(d, slot));
}

void draft_wish(draft *d, int doctor, const char *want, int level, int slot, const char *more)
{
    const draft_slot *s = &d->slots[slot];
    DRAFT_ADD(&d->doctors[doctor].wishes,
              "{\"id\": \"w%d\", \"want\": \"%s\", \"level\": %d, \"from\": \"%s\", "
              "\"to\": \"%s\"%s}",
              ++d->doctors[doctor].n_wishes, want, level, draft_date(d, s->day),
              draft_date(d, s->day), more);
}

void draft_past(draft *d, int doctor, int type, int day)
{
    vakt_text *list = day < 0 ? &d->duties : &d->next;
    if (day >= 0 && day < d->days)
        return;
    DRAFT_ADD(list, "{\"doctor\": \"d%d\", \"shift_type\": \"V%d\", \"date\": \"%s\"}", doctor,
              type, draft_date(d, day));
}

/* ---- rules ---- */

void draft_fair_off(draft *d)
{
    if (d->focus == VAKT_RULE_fair_share || d->entered[VAKT_RULE_fair_share])
        return;
    d->entered[VAKT_RULE_fair_share] = true;
    DRAFT_ADD(&d->rules, "{\"rule\": \"fair_share\", \"mode\": \"off\"}");
}

static const char *mode_of(draft *d, const vakt_rule_info *info)
{
    switch (info->strength) {
    case VAKT_LAW:
        return draft_chance(d, 50) ? "hard" : "default";
    case VAKT_LAWCFG:
    case VAKT_CONFIG:
        return draft_chance(d, 55) ? "soft" : draft_chance(d, 50) ? "hard" : "default";
    case VAKT_SOFT_RULE:
        return draft_chance(d, 65) ? "soft" : draft_chance(d, 80) ? "hard" : "default";
    case VAKT_PRICE:
        return draft_chance(d, 50) ? "soft" : "default";
    }
    return "default";
}

void draft_rule(draft *d, vakt_rule_kind rule, const char *more, ...)
{
    const vakt_rule_info *info = vakt_rule_info_of(rule);
    char text[400];
    va_list args;
    if (d->entered[rule] && !info->many)
        return;
    d->entered[rule] = true;
    va_start(args, more);
    vsnprintf(text, sizeof text, more, args);
    va_end(args);
    DRAFT_ADD(&d->rules, "{\"rule\": \"%s\", \"mode\": \"%s\"%s", info->word, mode_of(d, info),
              text);
    if (info->level > 0 && info->strength != VAKT_LAW && draft_chance(d, 70))
        vakt_text_addf(&d->rules, ", \"level\": %d", draft_range(d, 1, 2));
    if (draft_chance(d, 80))
        vakt_text_addf(&d->rules, ", \"weight\": %d", draft_range(d, 1, 9));
    if (info->strength == VAKT_LAWCFG)
        vakt_text_addf(&d->rules, ", \"decided_by\": \"x\", \"decided_on\": \"2016-01-01\"");
    if (draft_chance(d, 8))
        vakt_text_addf(&d->rules, ", \"from\": \"%s\", \"to\": \"%s\"", draft_date(d, -1),
                       draft_date(d, d->days - 2));
    vakt_text_add(&d->rules, "}");
}

void draft_entry(draft *d, vakt_rule_kind rule)
{
    draft_rule(d, rule, "%s", "");
}
