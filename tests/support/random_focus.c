/* What makes the rules of cover, competence, exemption and time bind in a random problem. */
#include "support/random_draft.h"

/* ---- the shape of the duties ---- */

static void shape_parallel(draft *d)
{
    static const clock_kind front[] = {CLOCK_HOME, CLOCK_EVENING, CLOCK_ROUND, CLOCK_LATE};
    static const clock_kind beside[] = {CLOCK_BACKUP, CLOCK_BACKUP, CLOCK_CAR, CLOCK_HOME};
    bool backup = d->focus >= VAKT_RULE_may_work && d->focus <= VAKT_RULE_kf4_days;
    int day = draft_below(d, d->days - 2);
    draft_type *type = draft_add_type(d, front[draft_below(d, 4)], day, 2);
    if (type && draft_chance(d, 30))
        type->may_back = 1;
    type = draft_add_type(d, beside[backup ? 0 : draft_below(d, 4)], day, draft_range(d, 1, 2));
    if (type && draft_chance(d, 30))
        type->price = 5;
    if (draft_chance(d, 40))
        draft_add_type(d, CLOCK_EVENING, day + draft_below(d, 2), 1);
}

static void shape_close(draft *d)
{
    int day = draft_below(d, d->days - 3);
    draft_add_type(d, draft_chance(d, 50) ? CLOCK_DAY : CLOCK_MORNING, day, draft_range(d, 1, 2));
    draft_add_type(d, draft_chance(d, 50) ? CLOCK_NIGHT : CLOCK_EVENING, day, draft_range(d, 1, 2));
    draft_add_type(d, draft_chance(d, 50) ? CLOCK_HOME : CLOCK_LATE, day + draft_range(d, 1, 2), 1);
}

static void shape_nights(draft *d)
{
    int day = draft_below(d, d->days - 4);
    draft_add_type(d, CLOCK_NIGHT, day, draft_range(d, 2, 4));
    draft_add_type(d, draft_chance(d, 50) ? CLOCK_DAY : CLOCK_EVENING, day + draft_range(d, 1, 3),
                   1);
    draft_add_type(d, CLOCK_NIGHT, day + 4, 1);
}

static void shape_days(draft *d)
{
    static const clock_kind clocks[] = {CLOCK_DAY, CLOCK_EVENING, CLOCK_HOME, CLOCK_MORNING};
    int day = draft_below(d, d->days - 4);
    draft_add_type(d, clocks[draft_below(d, 4)], day, draft_range(d, 3, 5));
    draft_add_type(d, clocks[draft_below(d, 4)], draft_below(d, d->days), 2);
}

static void shape_weekends(draft *d)
{
    draft_add_type(d, draft_chance(d, 50) ? CLOCK_DAY : CLOCK_ROUND, 5, draft_range(d, 1, 2));
    draft_add_type(d, draft_chance(d, 50) ? CLOCK_DAY : CLOCK_HOME, d->days - 2,
                   draft_range(d, 1, 2));
    if (draft_chance(d, 30))
        draft_add_type(d, CLOCK_WEEKEND, 4, 1);
    draft_add_type(d, CLOCK_DAY, d->days - 1, 1);
}

static void shape_feast(draft *d)
{
    int christmas = draft_chance(d, 50);
    draft_add_type(d, CLOCK_ROUND, christmas && d->days == 14 ? 3 : 0, 3);
    draft_add_type(d, CLOCK_HOME, d->days == 14 ? draft_range(d, 7, 11) : 3, 2);
    draft_add_type(d, CLOCK_DAY, draft_below(d, d->days), 1);
}

static void shape_any(draft *d)
{
    for (int i = 0; i < 8; i++)
        draft_add_type(d, (clock_kind)draft_below(d, N_CLOCKS), draft_below(d, d->days),
                       draft_range(d, 1, 2));
}

void draft_shape(draft *d)
{
    int rule = d->focus;
    if (rule == VAKT_RULE_run_nights || rule == VAKT_RULE_free_after_nights)
        shape_nights(d);
    else if (rule == VAKT_RULE_weekend_gap || rule == VAKT_RULE_whole_weekend ||
             rule == VAKT_RULE_aml_sunday)
        shape_weekends(d);
    else if (rule == VAKT_RULE_rest || rule == VAKT_RULE_aml_daily_rest ||
             rule == VAKT_RULE_aml_day_hours || rule == VAKT_RULE_continuous_presence)
        shape_close(d);
    else if (rule == VAKT_RULE_run_days || rule == VAKT_RULE_n_delt ||
             rule == VAKT_RULE_most_in_window || rule == VAKT_RULE_linked_block ||
             rule == VAKT_RULE_lis1_equal || rule == VAKT_RULE_day_job ||
             rule == VAKT_RULE_surgery_closed || rule == VAKT_RULE_kf4_days)
        shape_days(d);
    else if (rule == VAKT_RULE_feast_repeat || rule == VAKT_RULE_feast_both)
        shape_feast(d);
    else if (rule == VAKT_RULE_overlap || rule == VAKT_RULE_cover ||
             rule == VAKT_RULE_cover_wanted || rule == VAKT_RULE_pair_apart ||
             rule == VAKT_RULE_pair_together || rule == VAKT_RULE_newcomers_apart ||
             (rule >= VAKT_RULE_may_work && rule <= VAKT_RULE_backup_when_needed))
        shape_parallel(d);
    if (d->n_slots < 3 || draft_chance(d, 50))
        shape_any(d);
    if (d->n_slots < 4)
        draft_add_type(d, CLOCK_DAY, draft_below(d, d->days), 3);
}

/* ---- cover ---- */

void draft_bind_open_duty(draft *d)
{
    int slot = draft_slot_of(d);
    d->types[d->slots[slot].type].price = draft_range(d, 1, 4);
    draft_entry(d, VAKT_RULE_open_duty);
    draft_only_free(d, draft_chance(d, 50) ? -1 : d->who, slot);
}

void draft_bind_wanted_duty(draft *d)
{
    draft_type *type = &d->types[d->slots[draft_slot_of(d)].type];
    if (!type->only_when_needed)
        type->least = draft_below(d, type->wanted);
    draft_entry(d, VAKT_RULE_wanted_duty);
    draft_press(d, d->who);
}

static void cover(draft *d, int least, int wanted)
{
    static const char *const from[] = {"08:00", "16:00", "23:00", "18:30", "00:00"};
    static const char *const to[] = {"08:00", "12:00", "23:00", "24:00", "19:15"};
    int day = d->slots[draft_slot_of(d)].day, n = draft_below(d, 2);
    const char *begins = from[draft_below(d, 5)], *ends = to[draft_below(d, 5)];
    bool backup = draft_chance(d, 20);
    DRAFT_ADD(&d->cover, "{\"id\": \"c%d\", \"layer\": \"%s\", \"start\": \"%s\", \"end\": \"%s\", "
                         "\"least\": %d, \"wanted\": %d, \"price\": %d, \"from\": \"%s\", "
                         "\"to\": \"%s\"%s}",
              draft_below(d, 1000000), backup ? "backup" : "primary", begins, ends, least, wanted,
              draft_range(d, 1, 3), draft_date(d, day), draft_date(d, day + n),
              draft_chance(d, 15) ? ", \"site\": \"north\"" : "");
    for (int i = 0; i < d->n_types; i++) {
        if (draft_chance(d, 50) && !d->types[i].site)
            d->types[i].site = draft_chance(d, 60) ? "north" : "south";
    }
    if (draft_chance(d, 25))
        DRAFT_ADD(&d->elsewhere, "{\"start\": \"%s\", \"end\": \"%s\"%s}", from[draft_below(d, 5)],
                  to[draft_below(d, 5)], draft_chance(d, 50) ? ", \"layer\": \"primary\"" : "");
    if (draft_chance(d, 20))
        DRAFT_ADD(&d->specials, "{\"kind\": \"elsewhere\", \"start\": \"%s\", \"end\": \"%s\"}",
                  draft_time(d, day * 1440 + 1100), draft_time(d, day * 1440 + 1300));
}

void draft_bind_cover(draft *d)
{
    draft_type *type = &d->types[d->slots[draft_slot_of(d)].type];
    if (draft_chance(d, 60))
        type->least = 0;
    cover(d, draft_range(d, 1, 2), 2);
    draft_entry(d, VAKT_RULE_cover);
    if (draft_chance(d, 30))
        draft_past(d, d->who, draft_below(d, d->n_types), -1);
}

void draft_bind_cover_wanted(draft *d)
{
    cover(d, draft_below(d, 2), draft_range(d, 1, 3));
    draft_entry(d, VAKT_RULE_cover_wanted);
    draft_press(d, d->who);
}

void draft_bind_always_one(draft *d)
{
    draft_entry(d, VAKT_RULE_always_one);
    if (draft_chance(d, 50))
        DRAFT_ADD(&d->elsewhere, "{\"start\": \"08:00\", \"end\": \"16:00\"%s}",
                  draft_chance(d, 50) ? ", \"layer\": \"backup\"" : "");
    if (draft_chance(d, 50))
        draft_past(d, d->who, draft_below(d, d->n_types), -1);
    draft_press(d, d->who);
}

/* ---- competence ---- */

#define Q(word) (1u << VAKT_Q_##word)

/* Gives the qualification from some day of the period on, or not at all. */
static void lose(draft *d, int doctor, vakt_qualification kind)
{
    d->doctors[doctor].has &= ~(1u << kind);
    if (draft_chance(d, 30))
        draft_hold(d, doctor, kind, draft_range(d, 1, d->days), -1);
}

static void outside(draft *d)
{
    if (draft_chance(d, 75))
        DRAFT_ADD(&d->outside_backup,
                  "{\"by\": \"x\", \"start\": \"08:00\", \"end\": \"08:00\", \"most\": %d}",
                  draft_range(d, 1, 2));
    else
        DRAFT_ADD(&d->outside_backup, "{\"by\": \"x\", \"start\": \"%s\", \"end\": \"%s\"}",
                  draft_chance(d, 50) ? "16:00" : "20:30", draft_chance(d, 50) ? "23:00" : "08:00");
}

void draft_bind_authorisation(draft *d)
{
    lose(d, d->who, VAKT_Q_AUTHORISATION);
    if (draft_chance(d, 25))
        draft_hold(d, d->who, VAKT_Q_LICENCE, 1, 3);
    draft_press(d, d->who);
}

void draft_bind_student_licence(draft *d)
{
    d->doctors[d->who].has &= ~Q(AUTHORISATION);
    d->doctors[d->who].has |= Q(STUDENT_LICENCE);
    outside(d);
    draft_press(d, d->who);
}

void draft_bind_may_work(draft *d)
{
    draft_doctor *who = &d->doctors[d->who];
    static const vakt_qualification one_of[] = {VAKT_Q_IN_SPECIALISATION, VAKT_Q_ALLMENNLEGE,
                                                VAKT_Q_SPECIALIST, VAKT_Q_GRANDFATHERED_2017};
    lose(d, d->who, VAKT_Q_SPECIALIST_GP);
    if (draft_chance(d, 70))
        who->has |= Q(TURNUS);
    else
        outside(d);
    if (draft_chance(d, 15))
        d->doctors[d->other].has =
            (d->doctors[d->other].has & ~Q(SPECIALIST_GP)) | 1u << one_of[draft_below(d, 4)];
    draft_press(d, d->who);
}

void draft_bind_lis1_service(draft *d)
{
    d->doctors[d->who].position = VAKT_POSITION_LIS1;
    d->doctors[d->who].has &= ~Q(LIS1_HOSPITAL);
    if (draft_chance(d, 30))
        draft_hold(d, d->who, VAKT_Q_LIS1_HOSPITAL, 2, -1);
    outside(d);
    draft_press(d, d->who);
}

void draft_bind_courses(draft *d)
{
    lose(d, d->who, draft_chance(d, 50) ? VAKT_Q_COURSE_ACUTE : VAKT_Q_COURSE_VIOLENCE);
    outside(d);
    if (draft_chance(d, 15))
        DRAFT_ADD(&d->assessments,
                  "{\"kind\": \"courses_under_backup\", \"date\": \"%s\", \"by\": \"x\"}",
                  draft_date(d, draft_range(d, 0, 5)));
    draft_press(d, d->who);
}

static void make_lis1(draft *d, int doctor)
{
    draft_doctor *who = &d->doctors[doctor];
    who->position = VAKT_POSITION_LIS1;
    who->has = (who->has | Q(LIS1_HOSPITAL)) & ~Q(SPECIALIST_GP);
}

/* One who may work but not alone: by KF § 4, as LIS1, by local practice, or by the old rules. */
static void needs_backup(draft *d, int doctor)
{
    draft_doctor *who = &d->doctors[doctor];
    static const vakt_qualification old[] = {VAKT_Q_ALLMENNLEGE, VAKT_Q_EEA_GP, VAKT_Q_TURNUS};
    if (draft_chance(d, 50)) {
        make_lis1(d, doctor);
    } else if (d->from < vakt_day_from_civil(2026, 1, 1)) {
        who->has &= ~Q(SPECIALIST_GP);
        who->has |= 1u << old[draft_below(d, 3)];
        if (draft_chance(d, 40))
            who->has &= ~Q(COURSE_VIOLENCE);
        who->experienced = true;
        who->clinic = draft_range(d, 29, 31);
        who->months = draft_range(d, 11, 12);
        who->duties = draft_range(d, 39, 40);
    } else if (who->kf4.length == 0) {
        who->has &= ~Q(SPECIALIST_GP);
        DRAFT_ADD(&who->kf4, "{\"from\": \"%s\"}", draft_date(d, draft_chance(d, 80) ? -30 : 2));
    }
}

static void law_profile(draft *d)
{
    if (d->law_profiles.length || !draft_chance(d, 15))
        return;
    DRAFT_ADD(&d->law_profiles, "{\"competence\": \"%s\", \"backup_rule\": %s, \"from\": \"%s\"}",
              vakt_competence_words[draft_below(d, 5)], draft_chance(d, 70) ? "true" : "false",
              draft_date(d, draft_below(d, 3)));
}

static void outside_always(draft *d)
{
    DRAFT_ADD(&d->outside_backup,
              "{\"by\": \"x\", \"start\": \"08:00\", \"end\": \"08:00\", \"most\": 2}");
}

void draft_bind_backup_eligible(draft *d)
{
    int type = -1, way = draft_below(d, 10);
    for (int i = 0; i < d->n_types; i++) {
        if (d->types[i].clock == CLOCK_BACKUP)
            type = i;
    }
    if (way < 4) { /* able but new here */
        draft_rule(d, VAKT_RULE_competence_backup, ", \"least\": 3");
        for (int i = 0; i < d->n_doctors; i++) {
            d->doctors[i].experienced = true;
            d->doctors[i].local = i == d->who ? draft_range(d, 1, 3) : draft_range(d, 2, 4);
        }
    } else if (way < 8) { /* needs a backup, and has one elsewhere */
        make_lis1(d, d->who);
        outside_always(d);
    } else {
        needs_backup(d, d->who);
        outside(d);
    }
    law_profile(d);
    if (type >= 0 && draft_chance(d, 90))
        d->types[type].price = 9; /* rather than one in front */
    for (int i = 0; i < d->n_slots; i++) {
        if (d->slots[i].type == type)
            draft_only_free(d, d->who, i);
    }
}

void draft_bind_competence_backup(draft *d)
{
    needs_backup(d, d->who);
    if (draft_chance(d, 40))
        needs_backup(d, d->other);
    if (draft_chance(d, 40))
        draft_rule(d, VAKT_RULE_competence_backup, ", \"most\": %d, \"least\": %d",
                   draft_range(d, 1, 2), draft_below(d, 2));
    for (int i = 0; i < d->n_doctors && draft_chance(d, 60); i++) {
        d->doctors[i].experienced = true;
        d->doctors[i].local = draft_below(d, 3);
    }
    if (draft_chance(d, 30))
        outside(d);
    if (draft_chance(d, 20))
        draft_past(d, d->other, draft_below(d, d->n_types), -1);
    law_profile(d);
    if (draft_chance(d, 60)) { /* the first type is one in front */
        d->types[0].price = 5;
        draft_only_free(d, d->who, 0);
    }
    draft_press(d, d->who);
}

void draft_bind_backup_when_needed(draft *d)
{
    for (int i = 0; i < d->n_types; i++) {
        if (d->types[i].clock == CLOCK_BACKUP)
            d->types[i].only_when_needed = true;
    }
    draft_entry(d, VAKT_RULE_backup_when_needed);
    needs_backup(d, d->other);
    for (int i = 0; i < d->n_slots; i++) {
        if (!d->types[d->slots[i].type].only_when_needed)
            continue;
        if (draft_chance(d, 30))
            draft_pin(d, d->who, i);
        else
            draft_wish(d, d->who, "on", 5, i, "");
        if (draft_chance(d, 60))
            draft_only_free(d, d->who, i);
    }
}

void draft_bind_kf4_days(draft *d)
{
    draft_doctor *who = &d->doctors[d->who];
    int year, month, day;
    vakt_day_to_civil(d->from, &year, &month, &day);
    who->has = (who->has | Q(TURNUS)) & ~Q(SPECIALIST_GP);
    if (who->kf4.length)
        return;
    DRAFT_ADD(&who->kf4, "{\"from\": \"%s\"}", draft_date(d, draft_chance(d, 80) ? -30 : 1));
    if (draft_chance(d, 60) && year >= 2025)
        DRAFT_ADD(&who->kf4_used, "{\"year\": %d, \"days\": %d}", year, draft_range(d, 128, 131));
    else
        draft_rule(d, VAKT_RULE_kf4_days, ", \"days\": %d", draft_range(d, 0, 2));
    draft_press(d, d->who);
}

/* ---- exemption and absence ---- */

void draft_bind_exemption_right(draft *d)
{
    draft_doctor *who = &d->doctors[d->who];
    if (who->position != VAKT_POSITION_GP || who->claims.length)
        return;
    if (draft_chance(d, 50)) {
        who->birth_year_days = draft_range(d, -200, d->days - 1);
        if (draft_chance(d, 50))
            who->birth_year_days = draft_range(d, 0, d->days - 1);
        DRAFT_ADD(&who->claims, "{\"right\": \"age60\"}");
    } else {
        DRAFT_ADD(&who->claims, "{\"right\": \"parental\", \"from\": \"%s\", \"to\": \"%s\"}",
                  draft_date(d, draft_below(d, 4)), draft_date(d, d->days - 1));
    }
    if (draft_chance(d, 15))
        DRAFT_ADD(&who->changes, "{\"from\": \"%s\", \"position\": \"employed\"}",
                  draft_date(d, 4));
    draft_press(d, d->who);
}

void draft_bind_exemption_decision(draft *d)
{
    draft_doctor *who = &d->doctors[d->who];
    if (draft_chance(d, 50))
        DRAFT_ADD(&who->exemptions, "{\"from\": \"%s\"}", draft_date(d, draft_below(d, 3)));
    else
        DRAFT_ADD(&who->exemptions, "{\"to\": \"%s\", \"shift_types\": [\"V%d\"]}",
                  draft_date(d, d->days - 1), draft_below(d, d->n_types));
    if (draft_chance(d, 70))
        draft_entry(d, VAKT_RULE_exemption_decision);
    draft_press(d, d->who);
}

void draft_bind_may_take(draft *d)
{
    draft_doctor *who = &d->doctors[d->who];
    int way = draft_below(d, 4);
    draft_type *type = &d->types[d->slots[draft_slot_of(d)].type];
    if (way == 0)
        who->only[draft_below(d, d->n_types)] = true;
    else if (way == 1)
        who->from = draft_range(d, 1, d->days - 1);
    else if (way == 2)
        who->to = draft_range(d, 0, d->days - 2);
    else
        type->open_to = 1u << VAKT_POSITION_EMPLOYED | 1u << VAKT_POSITION_LIS1;
    if (draft_chance(d, 15) && who->changes.length == 0)
        DRAFT_ADD(&who->changes, "{\"from\": \"%s\", \"shift_types\": [\"V%d\"]}",
                  draft_date(d, 2), draft_below(d, d->n_types));
    draft_press(d, d->who);
}

void draft_bind_absence(draft *d)
{
    int slot = draft_slot_of(d);
    const draft_slot *s = &d->slots[slot];
    draft_doctor *who = &d->doctors[d->who];
    uint32_t around = 7u << (s->day > 0 ? s->day - 1 : 0);
    if (draft_chance(d, 40) && !(who->away & around)) {
        who->away |= around;
        DRAFT_ADD(&who->absences, "{\"from\": \"%s\", \"to\": \"%s\", \"%s\": true}",
                  draft_date(d, s->day), draft_date(d, s->day),
                  draft_chance(d, 50) ? "day_before" : "day_after");
    } else {
        draft_absent(d, d->who, s->day + draft_chance(d, 30));
    }
    draft_only_free(d, d->who, slot);
    draft_press(d, d->who);
}

void draft_bind_training(draft *d)
{
    int slot = draft_slot_of(d);
    const draft_slot *s = &d->slots[slot];
    int start = s->start + 60 * draft_range(d, -3, 5);
    if (start < 0)
        start = 0;
    DRAFT_ADD(&d->doctors[d->who].training, "{\"start\": \"%s\", \"end\": \"%s\"}",
              draft_time(d, start), draft_time(d, start + 60 * draft_range(d, 1, 4)));
    if (draft_chance(d, 70))
        draft_entry(d, VAKT_RULE_training);
    draft_only_free(d, d->who, slot);
}
