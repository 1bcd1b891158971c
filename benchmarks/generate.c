/*
 * Problem: legevakt problems of any size whose difficulty is known in kind.
 *
 * Idea: what makes a roster hard was measured (benchmarks/README.md): rules about sequences with
 * little room, not size. Tight: soft whole weekends with one duty more on Saturdays than on
 * Sundays, weekly rest beside a day job, n-delt at the average, blocks of nights, pairs, LIS1 who
 * need a backup; weekends that many want off. So both the rules' level and the wishes' cost
 * something in any roster. Loose: rest, shares and wishes alone.
 *
 * Below SMALL doctors one doctor is on for 24 hours at a time, at home, as in a small district.
 */
#include "generate.h"

#include <inttypes.h>

#include "domain/calendar.h"

#define SMALL 12
#define FIRST_DAY "2027-01-04" /* a Monday */
/* Duties per doctor in four weeks, in tenths. */
#define TIGHT_LOAD 40
#define LOOSE_LOAD 25
#define WEEK_OFF_PERCENT 12  /* of a doctor's weeks, away */
#define POPULAR_PERCENT 45   /* of doctors want a popular weekend off */

typedef struct draft {
    const bench_draft *given;
    vakt_text *text;
    uint64_t state;
    vakt_day from;
    bool small;
    int n_lis1, evenings, days, nights;
} draft;

/* splitmix64: Steele, Lea and Flood 2014. */
static uint64_t next_random(draft *d)
{
    uint64_t z = d->state += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
}

static int below(draft *d, int n)
{
    return (int)(next_random(d) % (uint64_t)n);
}

static bool chance(draft *d, int percent)
{
    return below(d, 100) < percent;
}

static const char *date(const draft *d, int day, char text[11])
{
    vakt_day_format(d->from + day, text);
    return text;
}

/* -- duties --------------------------------------------------------------------------------- */

/* Counts per day such that a doctor has the load meant; at least one of each. */
static void choose_counts(draft *d)
{
    int load = d->given->tight ? TIGHT_LOAD : LOOSE_LOAD;
    int per_day = (d->given->doctors * load + 140) / 280;
    d->small = d->given->doctors < SMALL;
    d->n_lis1 = d->given->tight || !d->small ? 1 + d->given->doctors / 15 : 0;
    d->days = per_day / 4 > 0 ? per_day / 4 : 1;
    d->nights = per_day / 4 > 0 ? per_day / 4 : 1;
    d->evenings = per_day - d->days - d->nights > 0 ? per_day - d->days - d->nights : 1;
}

static void add_shift_types(draft *d)
{
    vakt_text *t = d->text;
    vakt_text_add(t, " \"shift_types\": [\n");
    if (d->small) {
        vakt_text_add(t, "  {\"id\": \"dogn\", \"layer\": \"primary\", \"start\": \"08:00\", "
                         "\"end\": \"08:00\", \"presence\": \"home\", "
                         "\"meets_job\": \"overlaps\"}");
    } else {
        vakt_text_addf(t, "  {\"id\": \"dag\", \"layer\": \"primary\", \"start\": \"08:00\", "
                          "\"end\": \"16:00\", \"least\": %d},\n", d->days);
        vakt_text_addf(t, "  {\"id\": \"kveld\", \"layer\": \"primary\", \"start\": \"16:00\", "
                          "\"end\": \"23:00\", \"least\": %d},\n", d->evenings);
        vakt_text_addf(t, "  {\"id\": \"natt\", \"layer\": \"primary\", \"start\": \"23:00\", "
                          "\"end\": \"08:00\", \"least\": %d}", d->nights);
    }
    if (d->given->tight && !d->small)
        vakt_text_add(t, ",\n  {\"id\": \"bil\", \"layer\": \"car\", \"start\": \"15:00\", "
                         "\"end\": \"23:00\", \"days\": [\"sat\"]}");
    if (d->n_lis1 > 0)
        vakt_text_addf(t, ",\n  {\"id\": \"bak\", \"layer\": \"backup\", \"start\": \"08:00\", "
                          "\"end\": \"08:00\", \"presence\": \"home\", "
                          "\"meets_job\": \"overlaps\", \"only_when_needed\": true}");
    vakt_text_add(t, "],\n");
    if (d->given->tight && d->small)
        vakt_text_add(t, " \"blocks\": [{\"id\": \"helg\", \"shift_types\": [\"dogn\"], "
                         "\"weekdays\": [\"fri\", \"sat\", \"sun\"], \"soft\": true}],\n");
    else if (d->given->tight)
        vakt_text_add(t, " \"blocks\": [{\"id\": \"helgenatt\", \"shift_types\": [\"natt\"], "
                         "\"weekdays\": [\"fri\", \"sat\"], \"soft\": true}],\n");
}

/* -- doctors -------------------------------------------------------------------------------- */

static void add_absences(draft *d)
{
    char first[11], last[11];
    const char *before = "";
    vakt_text_add(d->text, ", \"absences\": [");
    for (int week = 0; week < d->given->weeks; week++) {
        if (!chance(d, WEEK_OFF_PERCENT))
            continue;
        vakt_text_addf(d->text, "%s{\"from\": \"%s\", \"to\": \"%s\"}", before,
                       date(d, 7 * week, first), date(d, 7 * week + 6, last));
        before = ", ";
    }
    vakt_text_add(d->text, "]");
}

static void add_wish(draft *d, int *n, const char *want, int level, int first_day, int last_day)
{
    char first[11], last[11];
    vakt_text_addf(d->text, "%s\n    {\"id\": \"w%d\", \"want\": \"%s\", \"level\": %d, "
                            "\"from\": \"%s\", \"to\": \"%s\"}",
                   *n > 0 ? "," : "", *n, want, level, date(d, first_day, first),
                   date(d, last_day, last));
    ++*n;
}

/* Single days anywhere; in the tight profile also the third weekend of each four, like so many. */
static void add_wishes(draft *d)
{
    int n = 0;
    vakt_text_add(d->text, ", \"wishes\": [");
    for (int week = 0; week < d->given->weeks; week++) {
        int day = 7 * week + below(d, 7);
        if (chance(d, 50))
            add_wish(d, &n, "off", 1 + below(d, 5), day, day);
        if (chance(d, 10))
            add_wish(d, &n, "on", 1 + below(d, 2), 7 * week + below(d, 5), 7 * week + 5);
        if (d->given->tight && week % 4 == 2 && chance(d, POPULAR_PERCENT))
            add_wish(d, &n, "off", 3 + below(d, 3), 7 * week + 4, 7 * week + 6);
    }
    vakt_text_add(d->text, "]");
}

static void add_doctor(draft *d, int i)
{
    bool lis1 = i < d->n_lis1, employed = !lis1 && !d->small && i % 3 == 0;
    vakt_text_addf(d->text, "%s\n  {\"id\": \"d%d\", \"position\": \"%s\", \"share_pct\": %d, "
                            "\"has\": [\"authorisation\", \"%s\", \"course_acute\", "
                            "\"course_violence\"]",
                   i > 0 ? "," : "", i, lis1 ? "lis1" : employed ? "employed" : "gp",
                   lis1 || !chance(d, 25) ? 100 : 50 + 10 * below(d, 5),
                   lis1 ? "lis1_hospital" : "specialist_gp");
    if (d->given->tight)
        vakt_text_add(d->text, ", \"profile\": \"aml_strict\"");
    if (!employed && !lis1)
        vakt_text_add(d->text, ", \"day_jobs\": [{\"weekdays\": [\"mon\", \"tue\", \"wed\", "
                               "\"thu\", \"fri\"], \"start\": \"08:00\", \"end\": \"15:30\"}]");
    add_absences(d);
    add_wishes(d);
    vakt_text_add(d->text, "}");
}

static void add_doctors(draft *d)
{
    vakt_text_add(d->text, " \"doctors\": [");
    for (int i = 0; i < d->given->doctors; i++)
        add_doctor(d, i);
    vakt_text_add(d->text, "],\n");
    vakt_text_add(d->text, " \"wish_levels\": [");
    for (int level = 1; level <= 5; level++)
        vakt_text_addf(d->text, "%s{\"level\": %d, \"weight\": %d}", level > 1 ? ", " : "", level,
                       1 << (level - 1));
    vakt_text_add(d->text, "],\n");
}

/* -- rules ---------------------------------------------------------------------------------- */

/* One doctor of each pair is a LIS1 where there are that many; the other is anyone. */
static void add_pairs(draft *d)
{
    for (int i = 0; i < d->n_lis1; i++) {
        int others = d->given->doctors - d->n_lis1, other = d->n_lis1 + below(d, others);
        int third = d->n_lis1 + (other - d->n_lis1 + 1 + below(d, others - 1)) % others;
        vakt_text_addf(d->text, ",\n  {\"rule\": \"pair_together\", \"mode\": \"soft\", "
                                "\"doctors\": [\"d%d\", \"d%d\"]}", i, other);
        vakt_text_addf(d->text, ",\n  {\"rule\": \"pair_apart\", \"mode\": \"soft\", "
                                "\"doctors\": [\"d%d\", \"d%d\"]}", other, third);
    }
}

/* Of the working environment act only the weekly rest is meant; it is priced. */
static void add_tight_rules(draft *d)
{
    static const char *const off[] = {"aml_daily_rest", "aml_day_hours", "aml_week_hours",
                                      "aml_week_average", "aml_sunday"};
    int per_day = d->small ? 1 : d->days + d->evenings + d->nights;
    /* As many duty days in four weeks as there are on average, rounded up. */
    int least = d->small ? d->given->doctors - 1 : d->given->doctors / per_day;
    for (size_t i = 0; i < sizeof off / sizeof *off; i++)
        vakt_text_addf(d->text, "%s\n  {\"rule\": \"%s\", \"mode\": \"off\"}", i > 0 ? "," : "",
                       off[i]);
    /* Short enough for one duty in a weekend beside a day job, too long for two: the rule pulls
     * against whole weekends. */
    vakt_text_addf(d->text, ",\n  {\"rule\": \"aml_weekly_rest\", \"mode\": \"soft\", "
                            "\"weight\": 1, \"minutes\": %d}", d->small ? 1440 : 1680);
    vakt_text_addf(d->text, ",\n  {\"rule\": \"n_delt\", \"mode\": \"soft\", \"layers\": "
                            "[\"primary\"], \"least\": %d, \"weeks\": 4}", least > 1 ? least : 2);
    vakt_text_add(d->text, ",\n  {\"rule\": \"whole_weekend\", \"mode\": \"soft\"}");
    vakt_text_add(d->text, ",\n  {\"rule\": \"run_days\", \"mode\": \"soft\", \"most\": 3}");
    if (!d->small)
        vakt_text_add(d->text, ",\n  {\"rule\": \"weekend_gap\", \"mode\": \"soft\", "
                               "\"weeks\": 1}");
    add_pairs(d);
}

vakt_status bench_generate(const bench_draft *given, vakt_text *text)
{
    draft d = {.given = given, .text = text, .state = given->seed * 2 + given->tight};
    char from[11], to[11];
    if (!vakt_day_parse(FIRST_DAY, &d.from))
        return VAKT_E_INTERNAL;
    d.state ^= (uint64_t)given->doctors << 32 ^ (uint64_t)given->weeks << 48;
    choose_counts(&d);
    vakt_text_addf(text, "{\"version\": 1, \"id\": \"%s-%dx%d-%" PRIu64 "\", \"invented\": true, "
                         "\"from\": \"%s\", \"to\": \"%s\",\n",
                   given->tight ? "tight" : "loose", given->doctors, given->weeks, given->seed,
                   date(&d, 0, from), date(&d, 7 * given->weeks - 1, to));
    add_shift_types(&d);
    add_doctors(&d);
    vakt_text_add(text, " \"rules\": [");
    if (given->tight)
        add_tight_rules(&d);
    vakt_text_add(text, "]}\n");
    return text->failed ? VAKT_E_NOMEM : VAKT_OK;
}
