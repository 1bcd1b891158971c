/* What makes the rules of time bind in a random problem. */
#include "support/random_draft.h"

static void profile(draft *d, int doctor)
{
    d->doctors[doctor].profile =
        draft_chance(d, 60) ? VAKT_PROFILE_AML_STRICT : VAKT_PROFILE_AML_AGREEMENT;
    if (draft_chance(d, 15))
        d->types[draft_below(d, d->n_types)].profile = draft_below(d, 3);
}

static void job(draft *d, int doctor)
{
    static const char *const days[] = {"\"mon\", \"tue\", \"wed\", \"thu\", \"fri\"",
                                       "\"tue\", \"thu\", \"sat\"", "\"mon\", \"wed\", \"sun\""};
    static const char *const ends[] = {"15:30", "14:00", "16:00"};
    if (d->doctors[doctor].day_jobs.length)
        return;
    DRAFT_ADD(&d->doctors[doctor].day_jobs,
              "{\"weekdays\": [%s], \"start\": \"08:00\", \"end\": \"%s\"%s%s}",
              days[draft_chance(d, 65) ? 0 : draft_range(d, 1, 2)], ends[draft_below(d, 3)],
              draft_chance(d, 10) ? ", \"weeks\": \"even\"" : "",
              draft_chance(d, 20) ? ", \"red_days\": true" : "");
}

/* History of the doctor next to the first slots, next plan after the last. */
static void outer(draft *d, int doctor)
{
    int type = draft_below(d, d->n_types);
    if (draft_chance(d, 50))
        draft_past(d, doctor, type, -draft_range(d, 1, 2));
    if (draft_chance(d, 25))
        draft_past(d, doctor, draft_below(d, d->n_types), d->days);
    if (draft_chance(d, 20) && d->types[type].clock != CLOCK_ROUND)
        DRAFT_ADD(&d->duties, "{\"doctor\": \"d%d\", \"start\": \"%s\", \"end\": \"%s\"%s}", doctor,
                  draft_time(d, -draft_range(d, 2, 9) * 60),
                  draft_time(d, draft_range(d, 1, 9) * 60),
                  draft_chance(d, 30) ? ", \"presence\": \"home\"" : "");
}

/* A hard block of one shift type's duties. */
static void block(draft *d, bool soft)
{
    for (int i = 0; i < d->n_types; i++) {
        if (d->types[i].n_days < 2)
            continue;
        DRAFT_ADD(&d->blocks,
                  "{\"id\": \"b%d\", \"shift_types\": [\"V%d\"], \"weekdays\": [\"mon\", \"tue\", "
                  "\"wed\", \"thu\", \"fri\", \"sat\", \"sun\"]%s}",
                  draft_below(d, 1000000), i, soft ? ", \"soft\": true" : "");
        return;
    }
}

void draft_block(draft *d, bool soft)
{
    int first = draft_below(d, d->n_types);
    if (d->n_types < 2)
        return;
    DRAFT_ADD(&d->blocks,
              "{\"id\": \"x%d\", \"shift_types\": [\"V%d\", \"V%d\"], \"soft\": %s, "
              "\"week_start\": \"%s\", \"weekdays\": [\"mon\", \"tue\", \"wed\", \"thu\", \"fri\", "
              "\"sat\", \"sun\"]}",
              draft_below(d, 1000000), first, (first + 1) % d->n_types, soft ? "true" : "false",
              draft_chance(d, 50) ? "thu" : "mon");
}

void draft_bind_linked_block(draft *d)
{
    block(d, true);
    if (draft_chance(d, 30))
        draft_block(d, draft_chance(d, 70));
    draft_entry(d, VAKT_RULE_linked_block);
    if (draft_chance(d, 70))
        draft_only_free(d, d->who, draft_slot_of(d));
    if (draft_chance(d, 70))
        draft_only_free(d, d->other, draft_slot_of(d));
}

void draft_bind_overlap(draft *d)
{
    outer(d, d->who);
    draft_press(d, d->who);
}

void draft_bind_day_job(draft *d)
{
    job(d, d->who);
    if (draft_chance(d, 70))
        d->types[d->slots[draft_slot_of(d)].type].meets_job = VAKT_JOB_BLOCKS;
    if (draft_chance(d, 60))
        draft_entry(d, VAKT_RULE_day_job);
    draft_press(d, d->who);
}

void draft_bind_surgery_closed(draft *d)
{
    job(d, d->who);
    if (draft_chance(d, 30))
        job(d, d->other);
    d->types[d->slots[draft_slot_of(d)].type].meets_job = VAKT_JOB_YIELDS;
    draft_entry(d, VAKT_RULE_surgery_closed);
    if (draft_chance(d, 30))
        draft_rule(d, VAKT_RULE_rest, ", \"minutes\": %d", draft_range(d, 1, 15) * 60);
    draft_press(d, d->who);
}

static void set_aside(draft *d, const char *rule)
{
    if (draft_chance(d, 20))
        DRAFT_ADD(&d->overrides,
                  "{\"duty\": \"%s\", \"doctor\": \"d%d\", \"reason\": \"x\", \"by\": \"x\", "
                  "\"rule\": \"%s\", \"date\": \"2016-01-01\"}",
                  draft_duty(d, draft_slot_of(d)), d->who, rule);
}

void draft_bind_rest(draft *d)
{
    outer(d, d->who);
    if (draft_chance(d, 50))
        job(d, d->who);
    if (draft_chance(d, 25))
        block(d, false);
    int gap = draft_chance(d, 40) ? draft_press_pair(d, d->who, 0, draft_chance(d, 50)) : -1;
    draft_rule(d, VAKT_RULE_rest, ", \"minutes\": %d",
               gap >= 0 ? gap + 60 : draft_range(d, 1, 24) * 60);
    set_aside(d, "rest");
    if (gap < 0)
        draft_press(d, d->who);
}

void draft_bind_aml_daily_rest(draft *d)
{
    profile(d, d->who);
    outer(d, d->who);
    if (draft_chance(d, 35))
        job(d, d->who);
    int gap = draft_chance(d, 70) ? draft_press_pair(d, d->who, 480, true) : -1;
    if (gap < 0 || gap >= 660 || draft_chance(d, 75))
        draft_rule(d, VAKT_RULE_aml_daily_rest, ", \"minutes\": %d",
                   gap >= 0 ? gap + 60 : draft_range(d, 6, 24) * 60);
    set_aside(d, "aml_daily_rest");
    if (gap < 0 || draft_chance(d, 30))
        draft_press(d, d->who);
}

void draft_bind_aml_weekly_rest(draft *d)
{
    profile(d, d->who);
    outer(d, d->who);
    if (draft_chance(d, 60))
        job(d, d->who);
    draft_rule(d, VAKT_RULE_aml_weekly_rest, ", \"minutes\": %d", draft_range(d, 30, 120) * 60);
    draft_press(d, d->who);
}

void draft_bind_aml_day_hours(draft *d)
{
    profile(d, d->who);
    outer(d, d->who);
    if (draft_chance(d, 50))
        job(d, d->who);
    draft_rule(d, VAKT_RULE_aml_day_hours, ", \"minutes\": %d", draft_range(d, 5, 45) * 20);
    draft_only_free(d, d->who, draft_below(d, 2));
    draft_press(d, d->who);
}

void draft_bind_aml_week_hours(draft *d)
{
    profile(d, d->who);
    if (draft_chance(d, 30))
        job(d, d->who);
    outer(d, d->who);
    draft_rule(d, VAKT_RULE_aml_week_hours, ", \"minutes\": %d", draft_range(d, 5, 40) * 60);
    draft_press(d, d->who);
}

void draft_bind_aml_week_average(draft *d)
{
    profile(d, d->who);
    if (draft_chance(d, 30))
        job(d, d->who);
    draft_rule(d, VAKT_RULE_aml_week_average, ", \"minutes\": %d, \"weeks\": %d",
               draft_range(d, 2, 20) * 60, draft_range(d, 1, 3));
    draft_press(d, d->who);
}

void draft_bind_aml_sunday(draft *d)
{
    d->doctors[d->who].profile = VAKT_PROFILE_AML_STRICT;
    outer(d, d->who);
    if (draft_chance(d, 60))
        draft_entry(d, VAKT_RULE_aml_sunday);
    draft_press(d, d->who);
}

void draft_bind_continuous_presence(draft *d)
{
    if (draft_chance(d, 60))
        job(d, d->who);
    if (draft_chance(d, 50))
        block(d, false);
    if (draft_chance(d, 40))
        draft_block(d, false);
    const draft_slot *s = &d->slots[draft_slot_of(d)];
    d->types[s->type].home = false;
    d->types[s->type].price = 5; /* rather than others of that day */
    draft_only_free(d, d->who, (int)(s - d->slots));
    draft_rule(d, VAKT_RULE_continuous_presence, ", \"minutes\": %d",
               draft_chance(d, 60) ? s->end - s->start - 60 : draft_range(d, 6, 18) * 60);
    if (draft_chance(d, 40))
        draft_press(d, d->who);
}

void draft_bind_run_days(draft *d)
{
    outer(d, d->who);
    draft_rule(d, VAKT_RULE_run_days, ", \"most\": %d", draft_range(d, 1, 2));
    draft_press(d, d->who);
}

void draft_bind_run_nights(draft *d)
{
    outer(d, d->who);
    draft_rule(d, VAKT_RULE_run_nights, ", \"most\": %d", draft_range(d, 0, 2));
    draft_press(d, d->who);
}

void draft_bind_free_after_nights(draft *d)
{
    outer(d, d->who);
    draft_rule(d, VAKT_RULE_free_after_nights, ", \"days\": %d", draft_range(d, 1, 3));
    draft_press(d, d->who);
}

void draft_bind_total_week(draft *d)
{
    if (draft_chance(d, 30))
        job(d, d->who);
    outer(d, d->who);
    draft_rule(d, VAKT_RULE_total_week, ", \"minutes\": %d", draft_range(d, 2, 30) * 60);
    draft_press(d, d->who);
}
