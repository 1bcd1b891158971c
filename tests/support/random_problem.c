#include "support/random_problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/random_draft.h"

/* ---- when ---- */

typedef struct era {
    int year, month, day, days;
} era;

static const era plain_eras[] = {{2027, 2, 1, 7}, {2027, 2, 1, 14}};
/* Easter with the clock change, Whitsun with 17 May, the night of October, Christmas. */
static const era feast_eras[] = {{2027, 3, 22, 14}, {2027, 5, 10, 14}, {2026, 12, 21, 14},
                                 {2026, 12, 21, 7}, {2026, 12, 28, 7}};
static const era clock_eras[] = {{2027, 3, 22, 7}, {2026, 10, 19, 7}, {2026, 10, 19, 14}};
static const era old_eras[] = {{2025, 12, 29, 7}, {2024, 3, 4, 7}, {2022, 12, 26, 14},
                               {2021, 2, 1, 7}, {2019, 6, 3, 7}, {2018, 4, 23, 14},
                               {2017, 9, 4, 7}, {2016, 2, 1, 7}};

#define PICK(d, list) (list)[draft_below(d, (int)(sizeof(list) / sizeof *(list)))]

static bool needs_2026(int rule)
{
    return rule == VAKT_RULE_may_work || rule == VAKT_RULE_courses || rule == VAKT_RULE_kf4_days ||
           rule == VAKT_RULE_lis1_service;
}

static bool needs_two_weeks(int rule)
{
    return rule == VAKT_RULE_weekend_gap || rule == VAKT_RULE_aml_sunday ||
           rule == VAKT_RULE_aml_week_average || rule == VAKT_RULE_aml_weekly_rest;
}

static era era_of(draft *d, bool plain)
{
    int rule = d->focus;
    bool feast = rule == VAKT_RULE_feast_repeat || rule == VAKT_RULE_feast_both;
    bool competence = rule == VAKT_RULE_competence_backup || rule == VAKT_RULE_backup_eligible;
    if (plain)
        return plain_eras[needs_two_weeks(rule) || draft_chance(d, 30)];
    if (rule == VAKT_RULE_feast_both)
        return feast_eras[draft_range(d, 2, 4)];
    if (feast)
        return PICK(d, feast_eras);
    if (needs_two_weeks(rule))
        return draft_chance(d, 70) ? plain_eras[1] : feast_eras[0];
    if (!needs_2026(rule) && draft_chance(d, competence ? 60 : 10))
        return PICK(d, old_eras);
    if (draft_chance(d, 15))
        return PICK(d, clock_eras);
    if (draft_chance(d, 12))
        return PICK(d, feast_eras);
    return plain_eras[draft_chance(d, 30)];
}

/* ---- the draft as a document ---- */

static void add_words(vakt_text *t, const char *name, const char *const *words, uint32_t set)
{
    const char *before = "";
    if (set == 0)
        return;
    vakt_text_addf(t, ", \"%s\": [", name);
    for (int i = 0; words[i]; i++) {
        if (!(set & 1u << i))
            continue;
        vakt_text_addf(t, "%s\"%s\"", before, words[i]);
        before = ", ";
    }
    vakt_text_add(t, "]");
}

static void add_list(vakt_text *t, const char *name, vakt_text *list)
{
    if (list->length)
        vakt_text_addf(t, ",\n   \"%s\": [%s]", name, list->bytes);
}

static const struct { const char *layer, *start, *end; int more_days; } clock_words[N_CLOCKS] = {
    [CLOCK_DAY] = {"primary", "08:00", "16:00", 0},
    [CLOCK_EVENING] = {"primary", "16:00", "23:00", 0},
    [CLOCK_NIGHT] = {"primary", "23:00", "08:00", 0},
    [CLOCK_LATE] = {"primary", "15:00", "08:00", 0},
    [CLOCK_HOME] = {"primary", "16:00", "08:00", 0},
    [CLOCK_ROUND] = {"primary", "08:00", "08:00", 0},
    [CLOCK_BACKUP] = {"backup", "16:00", "08:00", 0},
    [CLOCK_WEEKEND] = {"primary", "16:00", "08:00", 2},
    [CLOCK_OFFICE] = {"day", "08:00", "15:00", 0},
    [CLOCK_CAR] = {"car", "18:00", "02:00", 0},
    [CLOCK_ROUNDS] = {"rounds", "10:00", "12:00", 0},
    [CLOCK_MORNING] = {"primary", "07:00", "15:00", 0},
};

static void add_type(draft *d, vakt_text *t, int index)
{
    const draft_type *s = &d->types[index];
    const char *layer = clock_words[s->clock].layer;
    vakt_text_addf(t, "%s\n  {\"id\": \"V%d\", \"layer\": \"%s\", \"start\": \"%s\", "
                      "\"end\": \"%s\"",
                   index ? "," : "", index, layer, clock_words[s->clock].start,
                   clock_words[s->clock].end);
    vakt_text_addf(t, ", \"from\": \"%s\", \"to\": \"%s\", \"load\": %d, \"price\": %d",
                   draft_date(d, s->first_day), draft_date(d, s->first_day + s->n_days - 1),
                   s->load, s->price);
    vakt_text_addf(t, ", \"presence\": \"%s\", \"meets_job\": \"%s\", \"least\": %d, "
                      "\"wanted\": %d",
                   s->home ? "home" : "present", vakt_meets_job_words[s->meets_job], s->least,
                   s->wanted);
    if (clock_words[s->clock].more_days)
        vakt_text_addf(t, ", \"more_days\": %d", clock_words[s->clock].more_days);
    if (s->clock == CLOCK_ROUNDS)
        vakt_text_add(t, ", \"legevakt\": false");
    if (s->may_back >= 0)
        vakt_text_addf(t, ", \"may_back\": %s", s->may_back ? "true" : "false");
    if (s->load_class != VAKT_LOAD_AUTO)
        vakt_text_addf(t, ", \"load_class\": \"%s\"", vakt_load_words[s->load_class]);
    if (s->profile >= 0)
        vakt_text_addf(t, ", \"profile\": \"%s\"", vakt_profile_words[s->profile]);
    if (s->site)
        vakt_text_addf(t, ", \"site\": \"%s\"", s->site);
    vakt_text_addf(t, "%s%s%s", s->follow ? ", \"follow\": true" : "",
                   s->only_when_needed ? ", \"only_when_needed\": true" : "",
                   s->counting ? ", \"counting\": true" : "");
    add_words(t, "open_to", vakt_position_words, s->open_to);
    vakt_text_add(t, "}");
}

static void add_own_types(const draft *d, vakt_text *t, const draft_doctor *doctor)
{
    const char *before = "";
    bool any = false;
    for (int i = 0; i < d->n_types; i++)
        any = any || doctor->only[i];
    if (!any)
        return;
    vakt_text_add(t, ", \"shift_types\": [");
    for (int i = 0; i < d->n_types; i++) {
        if (!doctor->only[i])
            continue;
        vakt_text_addf(t, "%s\"V%d\"", before, i);
        before = ", ";
    }
    vakt_text_add(t, "]");
}

/* The date of birth of one whose 60 years come so many days after the period's first. */
static void add_birth(draft *d, vakt_text *t, int days)
{
    int year, month, day;
    vakt_day_to_civil(d->from + days, &year, &month, &day);
    if (month == 2 && day == 29)
        day = 28;
    vakt_text_addf(t, ", \"birth_date\": \"%04d-%02d-%02d\"", year - 60, month, day);
}

static void add_doctor(draft *d, vakt_text *t, int index)
{
    draft_doctor *o = &d->doctors[index];
    if (o->position != VAKT_POSITION_GP)
        o->claims.length = 0; /* a GP's right */
    vakt_text_addf(t, "%s\n  {\"id\": \"d%d\", \"position\": \"%s\", \"profile\": \"%s\", "
                      "\"share_pct\": %d",
                   index ? "," : "", index, vakt_position_words[o->position],
                   vakt_profile_words[o->profile], o->share_pct);
    add_words(t, "has", vakt_qualification_words, o->has & ~o->dated);
    if (o->municipality >= 0)
        vakt_text_addf(t, ", \"municipality\": \"m%d\"", o->municipality);
    if (o->newcomer_until >= 0)
        vakt_text_addf(t, ", \"newcomer_until\": \"%s\"", draft_date(d, o->newcomer_until));
    if (o->from >= 0)
        vakt_text_addf(t, ", \"from\": \"%s\"", draft_date(d, o->from));
    if (o->to >= 0)
        vakt_text_addf(t, ", \"to\": \"%s\"", draft_date(d, o->to));
    if (o->birth_year_days != INT32_MIN)
        add_birth(d, t, o->birth_year_days);
    if (o->experienced)
        vakt_text_addf(t, ", \"experience\": {\"clinical_months\": %d, \"allmennlege_months\": %d, "
                          "\"duties\": %d, \"local_duties\": %d}",
                       o->clinic, o->months, o->duties, o->local);
    if (o->counting_needed > 0)
        vakt_text_addf(t, ", \"counting\": {\"needed\": %d, \"done\": %d}", o->counting_needed,
                       o->counting_done);
    add_own_types(d, t, o);
#define ADD_DOCTOR_LIST(name) add_list(t, #name, &o->name);
    DRAFT_DOCTOR_LISTS(ADD_DOCTOR_LIST)
#undef ADD_DOCTOR_LIST
    vakt_text_add(t, "}");
}

static void add_district(draft *d, vakt_text *t)
{
    if (d->n_municipalities == 0)
        return;
    vakt_text_addf(t, ",\n \"district\": {\"id\": \"x\", \"vacancy_burden\": \"%s\", "
                      "\"exemption_burden\": \"%s\", \"share_basis\": [{\"basis\": \"%s\"}], "
                      "\"municipalities\": [",
                   d->vacancy_own ? "own" : "all", d->exemption_own ? "own" : "all",
                   vakt_basis_words[d->basis]);
    for (int i = 0; i < d->n_municipalities; i++) {
        vakt_text_addf(t, "%s{\"id\": \"m%d\", \"population\": %d, \"list_length\": %d, "
                          "\"fixed_pct\": %d, \"positions\": %d}",
                       i ? ", " : "", i, draft_range(d, 500, 3000), draft_range(d, 500, 3000),
                       draft_range(d, 20, 80), draft_range(d, 1, 3));
    }
    vakt_text_add(t, "]}");
}

static void add_history(draft *d, vakt_text *t)
{
    const char *before = "";
    vakt_text_add(t, ",\n \"history\": {");
#define ADD_HISTORY_LIST(name)                                                                     \
    if (d->name.length) {                                                                          \
        vakt_text_addf(t, "%s\"" #name "\": [%s]", before, d->name.bytes);                         \
        before = ", ";                                                                             \
    }
    DRAFT_HISTORY_LISTS(ADD_HISTORY_LIST)
#undef ADD_HISTORY_LIST
    vakt_text_add(t, "}");
}

static void write_draft(draft *d, const vakt_random_options *options, vakt_text *t)
{
    vakt_text_addf(t, "{\"version\": 1, \"id\": \"tiny-%s-%llu\", \"from\": \"%s\", \"to\": \"%s\"",
                   vakt_rule_words[d->focus], (unsigned long long)options->seed, draft_date(d, 0),
                   draft_date(d, d->days - 1));
    vakt_text_addf(t, ",\n \"settings\": {\"standby_divisor\": %d, \"join_min\": %d}",
                   d->standby_divisor, d->join_min);
    add_district(d, t);
    vakt_text_add(t, ",\n \"shift_types\": [");
    for (int i = 0; i < d->n_types; i++)
        add_type(d, t, i);
    vakt_text_add(t, "],\n \"doctors\": [");
    for (int i = 0; i < d->n_doctors; i++)
        add_doctor(d, t, i);
    vakt_text_add(t, "]");
#define ADD_LIST(name) add_list(t, #name, &d->name);
    DRAFT_LISTS(ADD_LIST)
#undef ADD_LIST
    add_history(d, t);
    vakt_text_add(t, "}\n");
}

/* ---- a problem ---- */

static void begin(draft *d, const vakt_random_options *options)
{
    *d = (draft){.state = options->seed * 1000003u + (uint64_t)options->focus * 7919u + 17u,
                 .focus = options->focus,
                 .max_rosters = options->max_rosters ? options->max_rosters : 1100};
    era when = era_of(d, options->plain);
    d->from = vakt_day_from_civil(when.year, when.month, when.day) + options->move_days;
    d->days = when.days;
    d->n_doctors = draft_chance(d, 15) ? 4 : 3;
    d->who = draft_below(d, d->n_doctors);
    d->other = (d->who + draft_range(d, 1, d->n_doctors - 1)) % d->n_doctors;
    d->standby_divisor = draft_range(d, 3, 7);
    d->join_min = 30 * draft_below(d, 5);
    for (int i = 0; i < d->n_doctors; i++) {
        d->doctors[i] = (draft_doctor){
            .has = 1u << VAKT_Q_AUTHORISATION | 1u << VAKT_Q_SPECIALIST_GP |
                   1u << VAKT_Q_COURSE_ACUTE | 1u << VAKT_Q_COURSE_VIOLENCE,
            .position = VAKT_POSITION_GP, .profile = VAKT_PROFILE_SFS, .municipality = -1,
            .share_pct = draft_chance(d, 25) ? 10 * draft_range(d, 3, 12) : 100,
            .newcomer_until = -1, .from = -1, .to = -1, .birth_year_days = INT32_MIN};
#define INIT_LIST(name) vakt_text_init(&d->doctors[i].name, VAKT_TEXT_CAP);
        DRAFT_DOCTOR_LISTS(INIT_LIST)
#undef INIT_LIST
    }
#define INIT_LIST(name) vakt_text_init(&d->name, VAKT_TEXT_CAP);
    DRAFT_LISTS(INIT_LIST)
    DRAFT_HISTORY_LISTS(INIT_LIST)
#undef INIT_LIST
}

static void done(draft *d)
{
#define DONE_LIST(name) vakt_text_done(&d->doctors[i].name);
    for (int i = 0; i < d->n_doctors; i++) {
        DRAFT_DOCTOR_LISTS(DONE_LIST)
    }
#undef DONE_LIST
#define DONE_LIST(name) vakt_text_done(&d->name);
    DRAFT_LISTS(DONE_LIST)
    DRAFT_HISTORY_LISTS(DONE_LIST)
#undef DONE_LIST
}

#define BIND_ROW(word, ...) draft_bind_##word,
static void (*const binds[])(draft *d) = {VAKT_RULES(BIND_ROW)};
#undef BIND_ROW

/* A named person sets the rule of choice aside for a duty or two. */
static void set_aside(draft *d, int who)
{
    if (d->focus == VAKT_RULE_rest || d->focus == VAKT_RULE_aml_daily_rest ||
        !vakt_rule_may_be_set_aside((vakt_rule_kind)d->focus) || !draft_chance(d, 35))
        return;
    for (int i = draft_range(d, 1, 2); i > 0; i--)
        DRAFT_ADD(&d->overrides,
                  "{\"duty\": \"%s\", \"doctor\": \"d%d\", \"reason\": \"x\", \"by\": \"x\", "
                  "\"rule\": \"%s\", \"date\": \"2016-01-01\"}",
                  draft_duty(d, draft_slot_of(d)), who, vakt_rule_words[d->focus]);
}

bool vakt_random_problem(const vakt_random_options *options, vakt_text *text)
{
    draft *d = malloc(sizeof *d);
    if (!d)
        return false;
    begin(d, options);
    draft_shape(d);
    binds[d->focus](d);
    int who = d->who;
    for (int i = draft_below(d, 4); i > 1; i--) {
        int rule = draft_below(d, VAKT_N_RULES);
        if (rule == d->focus || rule == VAKT_RULE_always_one || d->entered[rule])
            continue;
        d->who = draft_below(d, d->n_doctors);
        d->other = (d->who + draft_range(d, 1, d->n_doctors - 1)) % d->n_doctors;
        binds[rule](d);
    }
    if (draft_chance(d, 12))
        draft_block(d, false);
    if (draft_chance(d, 40))
        draft_fair_off(d);
    if (!d->entered[VAKT_RULE_always_one])
        DRAFT_ADD(&d->rules, "{\"rule\": \"always_one\", \"mode\": \"off\"}");
    set_aside(d, who);
    write_draft(d, options, text);
    done(d);
    free(d);
    return !text->failed;
}

/* ---- read and made ---- */

static void show(const vakt_report *report)
{
    for (size_t i = 0; i < vakt_report_count(report); i++) {
        const vakt_diagnostic *at = vakt_report_at(report, i);
        if (at->severity == VAKT_ERROR)
            fprintf(stderr, "%d:%d: %s: %s\n", at->place.line, at->place.column,
                    at->place.path ? at->place.path : "", at->text);
    }
}

bool vakt_tiny_read(const char *json, size_t length, vakt_tiny *ret_tiny)
{
    *ret_tiny = (vakt_tiny){.arena = vakt_arena_new(), .report = vakt_report_new(100)};
    if (ret_tiny->arena && ret_tiny->report &&
        vakt_problem_read_bytes("tiny", json, length, ret_tiny->arena, ret_tiny->report,
                                &ret_tiny->doc, &ret_tiny->problem) == VAKT_OK)
        return true;
    if (ret_tiny->report)
        show(ret_tiny->report);
    vakt_tiny_done(ret_tiny);
    return false;
}

bool vakt_tiny_make(vakt_tiny *tiny)
{
    if (vakt_instance_new(tiny->problem, NULL, NULL, tiny->report, &tiny->instance) == VAKT_OK)
        return true;
    show(tiny->report);
    return false;
}

void vakt_tiny_done(vakt_tiny *tiny)
{
    vakt_instance_free(tiny->instance);
    vakt_doc_free(tiny->doc);
    vakt_report_free(tiny->report);
    vakt_arena_free(tiny->arena);
    *tiny = (vakt_tiny){0};
}
