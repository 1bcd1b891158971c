/* What makes the rules about sharing and about people bind in a random problem. */
#include <stdio.h>

#include "support/random_draft.h"

static void past(draft *d, int doctor, int n, int days)
{
    for (int i = 0; i < n; i++)
        draft_past(d, doctor, draft_below(d, d->n_types), -draft_range(d, 1, days));
}

/* A filter on what is counted, now and then; lives until the next call. */
static const char *filter(draft *d)
{
    static char text[80];
    int way = draft_below(d, 10);
    text[0] = '\0';
    if (way == 0)
        snprintf(text, sizeof text, ", \"layers\": [\"primary\", \"car\"]");
    else if (way == 1)
        snprintf(text, sizeof text, ", \"shift_types\": [\"V%d\"]", draft_below(d, d->n_types));
    else if (way == 2)
        snprintf(text, sizeof text, ", \"load_classes\": [\"weekday\", \"weekend\"]");
    else if (way == 3)
        snprintf(text, sizeof text, ", \"doctors\": [\"d%d\"]", d->who);
    return text;
}

/* ---- windows ---- */

void draft_bind_n_delt(draft *d)
{
    past(d, d->who, draft_range(d, 1, 4), 14);
    draft_rule(d, VAKT_RULE_n_delt, ", \"weeks\": %d, \"least\": %d%s", draft_range(d, 1, 3),
               draft_range(d, 4, 14), filter(d));
    draft_press(d, d->who);
}

void draft_bind_most_in_window(draft *d)
{
    static const int days[] = {0, 2, 3, 7, 14, 28};
    int measure = draft_below(d, 6), most = draft_below(d, 3);
    char text[40] = "";
    if (measure < 5)
        snprintf(text, sizeof text, ", \"measure\": \"%s\"", vakt_measure_words[measure]);
    if (measure == VAKT_MEASURE_HOURS)
        most *= draft_range(d, 4, 16);
    past(d, d->who, draft_below(d, 4), 10);
    draft_rule(d, VAKT_RULE_most_in_window, ", \"days\": %d, \"most\": %d%s%s",
               days[draft_below(d, 6)], most, text, filter(d));
    draft_press(d, d->who);
}

void draft_bind_weekend_gap(draft *d)
{
    if (draft_chance(d, 50))
        draft_past(d, d->who, draft_below(d, d->n_types), -draft_range(d, 1, 3));
    if (draft_chance(d, 25))
        draft_past(d, d->who, draft_below(d, d->n_types), d->days + 5);
    draft_rule(d, VAKT_RULE_weekend_gap, ", \"weeks\": %d%s", draft_range(d, 1, 3),
               draft_chance(d, 30) ? filter(d) : "");
    draft_press(d, d->who);
}

void draft_bind_whole_weekend(draft *d)
{
    draft_rule(d, VAKT_RULE_whole_weekend, "%s", draft_chance(d, 30) ? filter(d) : "");
    draft_only_free(d, d->who, draft_slot_of(d));
    draft_only_free(d, d->other, draft_slot_of(d));
}

/* ---- shares ---- */

void draft_bind_class_bounds(draft *d)
{
    static const char *const classes[] = {"", ", \"load_class\": \"weekday\"",
                                          ", \"load_class\": \"weekend\"",
                                          ", \"load_class\": \"night\""};
    int least = draft_below(d, 3), target = least + draft_below(d, 2);
    for (int i = 0; i < 2; i++) {
        int doctor = i == 0 ? d->who : d->other;
        if (d->doctors[doctor].bounds.length)
            continue;
        DRAFT_ADD(&d->doctors[doctor].bounds,
                  "{\"least\": %d, \"target\": %d, \"most\": %d%s, \"to\": \"%s\"}", least, target,
                  target + draft_below(d, 2), classes[draft_chance(d, 50) ? 0 : draft_below(d, 4)],
                  draft_date(d, d->days - 1 - draft_below(d, 3)));
    }
    draft_entry(d, VAKT_RULE_class_bounds);
    draft_press(d, d->who);
}

void draft_bind_counting_duties(draft *d)
{
    for (int i = 0; i < d->n_types; i++)
        d->types[i].counting = d->types[i].counting || draft_chance(d, 60);
    d->doctors[d->who].counting_needed = draft_range(d, 1, 4);
    d->doctors[d->who].counting_done = draft_below(d, 2);
    if (draft_chance(d, 40))
        d->doctors[d->other].counting_needed = draft_range(d, 1, 4);
    draft_entry(d, VAKT_RULE_counting_duties);
    draft_press(d, d->other);
}

static void ledgers(draft *d)
{
    if (d->ledgers.length)
        return;
    for (int i = 0; i < d->n_doctors; i++) {
        for (int class = 0; class < VAKT_N_LOADS; class++) {
            if (draft_chance(d, 30))
                DRAFT_ADD(&d->ledgers,
                          "{\"doctor\": \"d%d\", \"load_class\": \"%s\", \"assigned\": %d}", i,
                          vakt_load_words[class], draft_below(d, 5));
        }
    }
}

static void municipalities(draft *d)
{
    if (d->n_municipalities > 0)
        return;
    d->n_municipalities = 2;
    d->basis = draft_below(d, 4);
    d->vacancy_own = draft_chance(d, 50);
    d->exemption_own = draft_chance(d, 50);
    for (int i = 0; i < d->n_doctors; i++)
        d->doctors[i].municipality = draft_chance(d, 90) ? i % 2 : -1;
    for (int i = 0; i < 2; i++) {
        if (draft_chance(d, 50))
            DRAFT_ADD(&d->municipality_ledgers,
                      "{\"municipality\": \"m%d\", \"owed\": %d, \"delivered\": %d}", i,
                      draft_below(d, 6), draft_below(d, 6));
    }
    if (draft_chance(d, 30))
        DRAFT_ADD(&d->doctors[d->who].exemptions, "{\"from\": \"%s\"}", draft_date(d, 0));
}

void draft_bind_fair_share(draft *d)
{
    if (draft_chance(d, 60))
        ledgers(d);
    if (draft_chance(d, 30))
        municipalities(d);
    if (draft_chance(d, 60))
        draft_rule(d, VAKT_RULE_fair_share, ", \"percent\": %d%s", draft_range(d, 0, 2) * 50,
                   draft_chance(d, 20) ? ", \"load_classes\": [\"weekday\", \"weekend\", \"red\"]"
                                       : "");
    d->doctors[d->who].share_pct = draft_range(d, 0, 4) * 50;
    if (draft_chance(d, 50))
        draft_only_free(d, d->other, draft_slot_of(d));
    if (draft_chance(d, 20))
        draft_press(d, d->other);
}

void draft_bind_fair_municipality(draft *d)
{
    municipalities(d);
    draft_rule(d, VAKT_RULE_fair_municipality, ", \"percent\": %d", draft_range(d, 0, 2) * 50);
    draft_fair_off(d);
    draft_press(d, d->who);
}

void draft_bind_lis1_equal(draft *d)
{
    for (int i = 0; i < 2; i++) {
        draft_doctor *o = &d->doctors[i == 0 ? d->who : d->other];
        o->position = VAKT_POSITION_LIS1;
        o->has |= 1u << VAKT_Q_LIS1_HOSPITAL | 1u << VAKT_Q_LIS1_GOALS;
        o->claims.length = 0;
        if (draft_chance(d, 10))
            o->from = 1;
    }
    draft_fair_off(d);
    draft_entry(d, VAKT_RULE_lis1_equal);
    for (int i = 0; i < d->n_slots; i++) {
        if (draft_chance(d, 85))
            draft_only_free(d, d->who, i);
    }
}

/* ---- feasts ---- */

static void feast_done(draft *d, int doctor, int year)
{
    DRAFT_ADD(&d->doctors[doctor].feasts_done, "{\"feast\": \"%s\", \"year\": %d}",
              vakt_feast_words[draft_below(d, 5)], year);
}

static int year_of_first_day(const draft *d)
{
    int year, month, day;
    vakt_day_to_civil(d->from, &year, &month, &day);
    return year;
}

void draft_bind_feast_repeat(draft *d)
{
    int year = year_of_first_day(d);
    for (int i = 0; i < d->n_doctors; i++) {
        for (int times = draft_below(d, 4); times > 0; times--)
            feast_done(d, i, year - draft_chance(d, 85));
    }
    for (int i = 0; d->peaks.length == 0 && i < 2; i++) {
        int day = d->slots[draft_slot_of(d)].day;
        DRAFT_ADD(&d->peaks, "{\"id\": \"p%d\", \"from\": \"%s\", \"to\": \"%s\"}", i,
                  draft_date(d, day), draft_date(d, day + 1));
        DRAFT_ADD(&d->doctors[d->who].feasts_done, "{\"peak\": \"p%d\", \"year\": %d}", i,
                  year - 1);
    }
    if (draft_chance(d, 15))
        DRAFT_ADD(&d->feasts, "{\"feast\": \"paske\", \"from\": \"%s\", \"to\": \"%s\"}",
                  draft_date(d, 1), draft_date(d, 5));
    draft_entry(d, VAKT_RULE_feast_repeat);
    draft_press(d, d->who);
}

void draft_bind_feast_both(draft *d)
{
    int year = year_of_first_day(d);
    if (draft_chance(d, 50))
        DRAFT_ADD(&d->doctors[d->who].feasts_done, "{\"feast\": \"%s\", \"year\": %d}",
                  draft_chance(d, 50) ? "jul" : "nyttar", year);
    if (d->feasts.length == 0 && (d->focus != VAKT_RULE_feast_both || draft_chance(d, 30))) {
        DRAFT_ADD(&d->feasts, "{\"feast\": \"jul\", \"from\": \"%s\", \"to\": \"%s\"}",
                  draft_date(d, 0), draft_date(d, 2));
        DRAFT_ADD(&d->feasts, "{\"feast\": \"nyttar\", \"from\": \"%s\", \"to\": \"%s\"}",
                  draft_date(d, 3), draft_date(d, 5));
    }
    draft_entry(d, VAKT_RULE_feast_both);
    draft_press(d, d->who);
}

/* ---- people ---- */

void draft_bind_most_different(draft *d)
{
    draft_rule(d, VAKT_RULE_most_different, ", \"most\": %d%s", draft_below(d, 3), filter(d));
    draft_only_free(d, d->who, draft_slot_of(d));
    draft_only_free(d, d->other, draft_slot_of(d));
}

void draft_bind_pair_apart(draft *d)
{
    int third = 3 - d->who - d->other;
    if (third >= 0 && third < d->n_doctors && third != d->who && third != d->other &&
        draft_chance(d, 30))
        draft_rule(d, VAKT_RULE_pair_apart, ", \"doctors\": [\"d%d\", \"d%d\", \"d%d\"]", d->who,
                   d->other, third);
    else
        draft_rule(d, VAKT_RULE_pair_apart, ", \"doctors\": [\"d%d\", \"d%d\"]", d->who, d->other);
    for (int i = 0; i < d->n_slots; i++) {
        for (int doctor = 0; doctor < d->n_doctors; doctor++) {
            if (doctor != d->who && doctor != d->other && draft_chance(d, 80))
                draft_absent(d, doctor, d->slots[i].day);
        }
    }
}

void draft_bind_pair_together(draft *d)
{
    draft_rule(d, VAKT_RULE_pair_together, ", \"doctors\": [\"d%d\", \"d%d\"]", d->who, d->other);
    draft_only_free(d, d->who, draft_slot_of(d));
    if (draft_chance(d, 30))
        draft_only_free(d, d->other, draft_slot_of(d));
}

void draft_bind_newcomers_apart(draft *d)
{
    d->doctors[d->who].newcomer_until = draft_range(d, 2, d->days + 5);
    d->doctors[d->other].newcomer_until = draft_range(d, 2, d->days + 5);
    for (int i = 0; i < d->n_types; i++) {
        if (draft_chance(d, 80))
            d->types[i].home = false;
    }
    draft_entry(d, VAKT_RULE_newcomers_apart);
    for (int i = 0; i < d->n_slots; i++) {
        for (int doctor = 0; doctor < d->n_doctors; doctor++) {
            if (doctor != d->who && doctor != d->other && draft_chance(d, 80))
                draft_absent(d, doctor, d->slots[i].day);
        }
    }
}

void draft_bind_wish(draft *d)
{
    char more[80] = "";
    for (int i = draft_range(d, 1, 4); i > 0; i--) {
        int doctor = draft_chance(d, 60) ? d->who : d->other;
        int slot = draft_slot_of(d);
        more[0] = '\0';
        if (draft_chance(d, 35))
            snprintf(more, sizeof more, ", \"colleague\": \"d%d\"",
                     doctor == d->who ? d->other : d->who);
        else if (draft_chance(d, 30))
            snprintf(more, sizeof more, ", \"shift_types\": [\"V%d\"]", draft_below(d, d->n_types));
        draft_wish(d, doctor, draft_chance(d, 50) ? "on" : "off", draft_range(d, 1, 5), slot, more);
    }
    if (draft_chance(d, 30))
        DRAFT_ADD(&d->doctors[d->who].wishes,
                  "{\"id\": \"all\", \"want\": \"on\", \"level\": 1, "
                  "\"weekdays\": [\"wed\", \"sun\"], \"weeks\": \"odd\"}");
    if (draft_chance(d, 40) && d->wish_levels.length == 0)
        DRAFT_ADD(&d->wish_levels, "{\"level\": %d, \"weight\": %d, \"quota\": %d}",
                  draft_range(d, 1, 5), draft_range(d, 1, 30), draft_range(d, 0, 2));
    if (draft_chance(d, 30))
        DRAFT_ADD(&d->doctors[d->who].denied, "{\"level\": %d, \"count\": %d}",
                  draft_range(d, 1, 5), draft_range(d, 1, 12));
    if (draft_chance(d, 40))
        draft_entry(d, VAKT_RULE_wish);
    if (draft_chance(d, 50))
        draft_only_free(d, d->who, draft_slot_of(d));
}

void draft_bind_fixed_duty(draft *d)
{
    int slot = draft_slot_of(d);
    draft_pin(d, d->who, slot);
    if (draft_chance(d, 60))
        draft_wish(d, d->who, "off", 5, slot, "");
    if (draft_chance(d, 40))
        draft_entry(d, VAKT_RULE_class_bounds);
    if (d->doctors[d->who].bounds.length == 0 && draft_chance(d, 70))
        DRAFT_ADD(&d->doctors[d->who].bounds, "{\"target\": 0}");
    if (draft_chance(d, 40))
        draft_pin(d, d->other, draft_slot_of(d));
}

void draft_bind_rolling_pattern(draft *d)
{
    static const char *const weekdays[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    vakt_text entries;
    vakt_text_init(&entries, VAKT_TEXT_CAP);
    for (int i = draft_range(d, 1, 3); i > 0; i--) {
        const draft_slot *s = &d->slots[draft_slot_of(d)];
        DRAFT_ADD(&entries, "{\"week\": %d, \"weekday\": \"%s\", \"shift_type\": \"V%d\"}",
                  draft_range(d, 1, 2), weekdays[s->day % 7], s->type);
    }
    if (d->patterns.length == 0)
        DRAFT_ADD(&d->patterns,
                  "{\"id\": \"r\", \"start\": \"%s\", \"weeks\": 2, "
                  "\"lines\": [{\"doctor\": \"d%d\"}, {\"doctor\": \"d%d\", \"offset\": 1}], "
                  "\"entries\": [%s]}",
                  draft_date(d, -7 * draft_below(d, 3)), d->who, d->other, entries.bytes);
    vakt_text_done(&entries);
    draft_entry(d, VAKT_RULE_rolling_pattern);
    if (draft_chance(d, 60))
        draft_only_free(d, d->other, draft_slot_of(d));
}

void draft_bind_sfs_norm(draft *d)
{
    DRAFT_ADD(&d->sfs_norm, "{\"layer\": \"%s\", \"participants\": %d%s}",
              draft_chance(d, 80) ? "primary" : "backup", draft_range(d, 1, 4),
              draft_chance(d, 30) ? ", \"doctors_on\": 1" : "");
    draft_entry(d, VAKT_RULE_sfs_norm);
    if (draft_chance(d, 60))
        draft_past(d, d->other, draft_below(d, d->n_types), -1);
    draft_only_free(d, d->who, draft_slot_of(d));
}

void draft_bind_course_refresh(draft *d)
{
    draft_doctor *who = &d->doctors[d->who];
    int years = draft_range(d, 2, 5), day = draft_range(d, -3, d->days), y, m, dom;
    if (who->dated & 1u << VAKT_Q_COURSE_ACUTE)
        return;
    who->dated |= 1u << VAKT_Q_COURSE_ACUTE;
    vakt_day_to_civil(d->from + day, &y, &m, &dom);
    if (m == 2 && dom == 29)
        dom = 28;
    if (draft_chance(d, 30) && day > 0) { /* renewed in time, or a little late */
        DRAFT_ADD(&who->qualifications,
                  "{\"kind\": \"course_acute\", \"from\": \"%04d-%02d-%02d\", \"to\": \"%s\"}",
                  y - years, m, dom, draft_date(d, day));
        DRAFT_ADD(&who->qualifications, "{\"kind\": \"course_acute\", \"from\": \"%s\"}",
                  draft_date(d, day + 1));
    } else {
        DRAFT_ADD(&who->qualifications,
                  "{\"kind\": \"course_acute\", \"from\": \"%04d-%02d-%02d\"}", y - years, m, dom);
    }
    draft_rule(d, VAKT_RULE_course_refresh, ", \"most\": %d", years);
    draft_press(d, d->who);
}
