#include "cli/explain_say.h"

#include <string.h>

#include "domain/texts.h"
#include "io/field_rows.h"
#include "io/sentence.h"

#define COUNT INT64_C(1000000000)
#define MOST_NEEDS_SAID 6

static const char *const result_words[] = {"complete", "none_complete", "limit", NULL};

static const vakt_field said_member_fields[] = {
    F_TEXT(said_member, what, REQ, "duty, cover, no_duty (time that no duty covers), or the word of a rule."),
    F_ID(said_member, doctor, OPT, "Doctor; absent means the rule is about several."),
    F_DATE(said_member, date, OPT, "Date; absent means the period."),
    F_IDS(said_member, duties, OPT, "Duties to be filled."),
    F_PROSE(said_member, text, REQ, "The member as a Norwegian sentence."),
};
F_RECORD(said_member, "member");

static const vakt_field said_step_fields[] = {
    F_ENUM(said_step, kind, REQ, vakt_repair_words, NULL, "What is changed."),
    F_ID(said_step, doctor, OPT, "Whose."),
    F_ID(said_step, duty, OPT, "For which duty."),
    F_PROSE(said_step, text, REQ, "The change as a Norwegian sentence."),
};
F_RECORD(said_step, "step");

static const vakt_field said_way_fields[] = {
    F_INT(said_way, price, REQ, 0, COUNT, NULL, "Points of the price list."),
    F_BOOL(said_way, law, OPT, "false", "Touches law: only to think with."),
    F_LIST(said_way, steps, said_step, "step", "What is changed, all of it."),
};
F_RECORD(said_way, "way");

static const vakt_field said_conflict_fields[] = {
    F_BOOL(said_conflict, minimal, OPT, "false", "Every proper subset is proven feasible."),
    F_PROSE(said_conflict, text, REQ, "The conflict in Norwegian sentences."),
    F_IDS(said_conflict, doctors, OPT, "Those whom the background lets have any of the duties."),
    F_LIST(said_conflict, members, said_member, "member", "What cannot all hold."),
    F_BOOL(said_conflict, there_only, OPT, "false",
           "The ways are proven for this conflict's duties, not for the rest of the roster."),
    F_INT(said_conflict, tried, OPT, 0, COUNT, NULL, "Changes that were tried."),
    F_LIST(said_conflict, ways, said_way, "way", "Proven ways out, cheapest first."),
};
F_RECORD(said_conflict, "conflict");

static const vakt_field said_fields[] = {
    F_ID(said, problem, OPT, "Id of the problem."),
    F_TEXT(said, title, OPT, "Its title."),
    F_DATE(said, from, REQ, "First date of its period."),
    F_DATE(said, to, REQ, "Last date of its period."),
    F_ENUM(said, result, REQ, result_words, NULL, "Whether a complete roster exists."),
    F_TEXT(said, text, REQ, "The same as a Norwegian sentence."),
    F_IDS(said, background, OPT, "Rules that hold in every test."),
    F_LIST(said, conflicts, said_conflict, "conflict", "Conflicts that share no duty."),
    F_BOOL(said, uncovered, OPT, "false", "Some time has no duty that could cover it."),
    F_BOOL(said, more, OPT, "false", "There may be more conflicts than these."),
    F_BOOL(said, together, OPT, "false",
           "The first way out of each conflict, together, are proven to be enough."),
    F_INT(said, tests, OPT, 0, COUNT, NULL, "Tests made."),
    F_INT(said, work, OPT, 0, F_EXACT, NULL, "Work counted."),
};
F_RECORD(said, "explanation");

const vakt_record *vakt_explanation_record(void)
{
    return &said_record;
}

/* ---- parts of sentences ---- */

const char *vakt_say_name(const vakt_instance *instance, int doctor)
{
    if (doctor < 0)
        return vakt_text_of(VAKT_TEXT_repair_all);
    const vakt_doctor *who = &instance->problem->doctors[doctor];
    return who->name ? who->name : who->id;
}

static const char *type_name(const vakt_instance *instance, int duty)
{
    const vakt_shift_type *type = &instance->problem->shift_types[instance->duties[duty].shift_type];
    return type->name ? type->name : type->id;
}

void vakt_say_dated_duty(vakt_text *text, const vakt_instance *instance, int duty)
{
    vakt_text_addf(text, "%s ", type_name(instance, duty));
    vakt_say_span(text, instance->duties[duty].start, instance->duties[duty].end);
}

const char *vakt_say_keep(vakt_text *text, vakt_arena *arena)
{
    const char *kept = text->failed ? NULL : vakt_arena_strdup(arena, text->bytes ? text->bytes : "");
    vakt_text_done(text);
    return kept;
}

/* Sentences begin with names, numbers and plain letters; the names of days are all ASCII there. */
void vakt_say_capital(char *first)
{
    if (*first >= 'a' && *first <= 'z')
        *first = (char)(*first - 'a' + 'A');
}

static int year_of(vakt_day date)
{
    int year, month, day;
    vakt_day_to_civil(date, &year, &month, &day);
    return year;
}

/* The year is said where the dates leave that of the period. */
static void say_dates(vakt_text *text, const vakt_instance *instance, vakt_day from, vakt_day to)
{
    int year = year_of(instance->problem->from);
    bool with_year = (from != VAKT_DAY_NONE && year_of(from) != year) ||
                     (to != VAKT_DAY_NONE && year_of(to) != year);
    if (from != VAKT_DAY_NONE)
        vakt_say_day(text, from);
    if (from != VAKT_DAY_NONE && with_year)
        vakt_text_addf(text, " %d", year_of(from));
    if (to == VAKT_DAY_NONE || to == from)
        return;
    vakt_text_add(text, from == VAKT_DAY_NONE ? "til " : " til ");
    vakt_say_day(text, to);
    if (with_year)
        vakt_text_addf(text, " %d", year_of(to));
}

/* ---- members ---- */

static void say_doctors(vakt_text *text, int64_t n)
{
    vakt_say(text, n == 1 ? VAKT_TEXT_one_doctor : VAKT_TEXT_n_doctors, vakt_number_of(n).text,
             NULL, NULL);
}

/* "Lørdag 5. desember kl. 03:00-08:00 trengs ..."; of many days: how many, and the first. */
static void say_gap(vakt_text *text, const vakt_member *member)
{
    vakt_text when, who;
    vakt_text_init(&when, VAKT_TEXT_CAP);
    vakt_say_span(&when, member->start, member->end);
    vakt_text_init(&who, VAKT_TEXT_CAP);
    say_doctors(&who, member->least);
    if (member->n_days > 1)
        vakt_say(text, VAKT_TEXT_explain_gap_days, when.bytes,
                 vakt_number_of((int64_t)member->n_days - 1).text, who.bytes);
    else
        vakt_say(text, VAKT_TEXT_explain_gap, when.bytes,
                 vakt_layer_words_norwegian[member->layer], who.bytes);
    text->failed = text->failed || when.failed || who.failed;
    vakt_text_done(&when);
    vakt_text_done(&who);
}

/* The needs of the same type and time as the i-th; 0 when one before it has said them. */
static int64_t needs_alike(const vakt_instance *instance, const vakt_conflict *c, size_t i)
{
    int64_t alike = 0;
    for (size_t k = 0; k < c->n_needs; k++) {
        const vakt_member *a = &c->members[i], *b = &c->members[k];
        bool same = k == i || (a->kind == VAKT_MEMBER_DUTY && b->kind == VAKT_MEMBER_DUTY &&
                               a->start == b->start && a->end == b->end && a->n_duties == 1 &&
                               b->n_duties == 1 &&
                               instance->duties[a->duties[0]].shift_type ==
                                   instance->duties[b->duties[0]].shift_type);
        if (same && k < i)
            return 0;
        alike += same;
    }
    return alike;
}

static void say_needed(vakt_text *text, int64_t n, const char *when, const char *what)
{
    vakt_text doctors;
    vakt_text_init(&doctors, VAKT_TEXT_CAP);
    say_doctors(&doctors, n);
    if (n == 1)
        vakt_say(text, VAKT_TEXT_explain_needed, when, what, NULL);
    else
        vakt_say(text, VAKT_TEXT_explain_needed_more, when, doctors.bytes, what);
    text->failed = text->failed || doctors.failed;
    vakt_text_done(&doctors);
}

/* alike: so many duties of one type at the same time. */
static void say_need(vakt_text *text, const vakt_instance *instance, const vakt_member *member,
                     int64_t alike)
{
    vakt_text when, what;
    size_t at = text->length;
    if (member->kind == VAKT_MEMBER_GAP) {
        say_gap(text, member);
        if (!text->failed)
            vakt_say_capital(&text->bytes[at]);
        return;
    }
    vakt_text_init(&when, VAKT_TEXT_CAP);
    vakt_text_init(&what, VAKT_TEXT_CAP);
    vakt_say_span(&when, member->start, member->end);
    if (member->kind == VAKT_MEMBER_COVER) {
        say_doctors(&what, member->least);
        vakt_say(text, VAKT_TEXT_explain_needed_cover, when.bytes, what.bytes, NULL);
    } else {
        int duty = member->duties[0];
        vakt_text_addf(&what, "%s, %s", vakt_layer_words_norwegian[instance->duties[duty].layer],
                       type_name(instance, duty));
        if (member->n_duties > 1)
            vakt_say(text, VAKT_TEXT_explain_needed_block, when.bytes,
                     vakt_number_of((int64_t)member->n_duties).text, what.bytes);
        else
            say_needed(text, alike, when.bytes, what.bytes);
    }
    if (!text->failed)
        vakt_say_capital(&text->bytes[at]);
    vakt_text_done(&when);
    vakt_text_done(&what);
}

static void say_who(vakt_text *text, const vakt_instance *instance, const vakt_conflict *c)
{
    vakt_text names;
    vakt_text_init(&names, VAKT_TEXT_CAP);
    vakt_say_names(&names, instance, c->doctors, c->n_doctors);
    vakt_text_add(text, " ");
    if (c->n_doctors == 0)
        vakt_say(text, VAKT_TEXT_explain_nobody_qualified, NULL, NULL, NULL);
    else if (c->n_doctors == instance->n_doctors && c->n_doctors > 1)
        vakt_say(text, VAKT_TEXT_explain_only_all, vakt_number_of((int64_t)c->n_doctors).text, NULL,
                 NULL);
    else
        vakt_say(text, VAKT_TEXT_explain_only, names.bytes, NULL, NULL);
    vakt_text_done(&names);
}

static void say_conflict(vakt_text *text, const vakt_instance *instance, const vakt_conflict *c,
                         vakt_arena *arena)
{
    bool gap = c->n_needs == 1 && c->members[0].kind == VAKT_MEMBER_GAP;
    bool few_duties = c->n_needs == 1 && c->n_members == 1 &&
                      c->members[0].kind == VAKT_MEMBER_COVER && c->n_doctors > 0;
    size_t said = 0, left = 0;
    for (size_t i = 0; i < c->n_needs; i++) {
        int64_t alike = needs_alike(instance, c, i);
        if (alike == 0)
            continue;
        if (said == MOST_NEEDS_SAID) {
            left++;
            continue;
        }
        vakt_text_add(text, said++ > 0 ? " " : "");
        say_need(text, instance, &c->members[i], alike);
    }
    if (left > 0) {
        vakt_text_add(text, " ");
        vakt_say(text, VAKT_TEXT_explain_more_needed, vakt_number_of((int64_t)c->n_needs).text,
                 NULL, NULL);
    }
    if (few_duties || gap) {
        vakt_text_add(text, " ");
        vakt_text_add(text, vakt_text_of(gap ? VAKT_TEXT_explain_gap_why
                                             : VAKT_TEXT_explain_too_few_duties));
    } else if (c->n_needs > 0) {
        say_who(text, instance, c);
    }
    vakt_say_reasons(text, instance, c, arena);
    if (c->n_needs > 1) {
        vakt_text_add(text, " ");
        vakt_text_add(text, vakt_text_of(VAKT_TEXT_explain_others_once));
    }
    if (!c->minimal) {
        vakt_text_add(text, " ");
        vakt_text_add(text, vakt_text_of(VAKT_TEXT_explain_not_minimal));
    }
}

/* ---- ways out ---- */

/* "Nattevakt lørdag 5. desember kl. 22:00-08:00, og likedan 3 dager til, til og med ..." */
static void say_each_day(vakt_text *text, const vakt_repair *repair, const char *first)
{
    vakt_text last;
    vakt_text_init(&last, VAKT_TEXT_CAP);
    if (repair->n_days > 1) {
        vakt_say_day(&last, repair->days[repair->n_days - 1]);
        vakt_say(text, VAKT_TEXT_repair_days, first,
                 vakt_number_of((int64_t)repair->n_days - 1).text, last.bytes);
    } else {
        vakt_text_add(text, first);
    }
    text->failed = text->failed || last.failed;
    vakt_text_done(&last);
}

/* When a duty that is added, or time that others cover, is. */
static void say_added(vakt_text *text, const vakt_instance *instance, const vakt_repair *repair)
{
    vakt_text first;
    vakt_text_init(&first, VAKT_TEXT_CAP);
    if (repair->kind == VAKT_REPAIR_EXTRA) {
        const vakt_shift_type *type = &instance->problem->shift_types[repair->shift_type];
        vakt_day last = repair->days[0] + (type->end <= type->start) + (vakt_day)type->more_days;
        vakt_text_addf(&first, "%s ", type->name ? type->name : type->id);
        vakt_say_span(&first, vakt_oslo_to_utc(repair->days[0], type->start),
                      vakt_oslo_to_utc(last, type->end));
    } else {
        vakt_say_span(&first, repair->start, repair->end);
    }
    if (first.bytes)
        say_each_day(text, repair, first.bytes);
    text->failed = text->failed || first.failed;
    vakt_text_done(&first);
}

static vakt_text_id repair_text(vakt_repair_kind kind)
{
    static const vakt_text_id ids[] = {
        [VAKT_REPAIR_UNPIN] = VAKT_TEXT_repair_unpin,
        [VAKT_REPAIR_ABSENCE] = VAKT_TEXT_repair_absence,
        [VAKT_REPAIR_TRAINING] = VAKT_TEXT_repair_training,
        [VAKT_REPAIR_ABSENCE_OUT] = VAKT_TEXT_repair_absence_out,
        [VAKT_REPAIR_DAY_JOB] = VAKT_TEXT_repair_day_job,
        [VAKT_REPAIR_CAP] = VAKT_TEXT_repair_cap,
        [VAKT_REPAIR_EXTRA] = VAKT_TEXT_repair_extra,
        [VAKT_REPAIR_SOFTEN] = VAKT_TEXT_repair_soften,
        [VAKT_REPAIR_NEW_DUTY] = VAKT_TEXT_repair_new_duty,
        [VAKT_REPAIR_REST] = VAKT_TEXT_repair_rest,
        [VAKT_REPAIR_EXEMPTION] = VAKT_TEXT_repair_exemption,
        [VAKT_REPAIR_OUTSIDE] = VAKT_TEXT_repair_outside,
        [VAKT_REPAIR_ELSEWHERE] = VAKT_TEXT_repair_elsewhere,
        [VAKT_REPAIR_LOCUM_BACKED] = VAKT_TEXT_repair_locum_backed,
        [VAKT_REPAIR_LOCUM] = VAKT_TEXT_repair_locum,
        [VAKT_REPAIR_ABSENCE_UNMARKED] = VAKT_TEXT_repair_absence_unmarked,
        [VAKT_REPAIR_AML_REST] = VAKT_TEXT_repair_aml_rest,
        [VAKT_REPAIR_PROFILE] = VAKT_TEXT_repair_profile,
        [VAKT_REPAIR_COMPETENCE] = VAKT_TEXT_repair_competence,
        [VAKT_REPAIR_NO_BACKUP_RULE] = VAKT_TEXT_repair_no_backup_rule};
    return ids[kind];
}

static void say_repair(vakt_text *text, const vakt_instance *instance, const vakt_repair *repair)
{
    vakt_text what, when;
    bool many = false;
    vakt_text_init(&what, VAKT_TEXT_CAP);
    vakt_text_init(&when, VAKT_TEXT_CAP);
    if (repair->setting >= 0) {
        vakt_rule_kind rule = instance->settings[repair->setting].rule;
        many = vakt_rule_info_of(rule)->many ||
               (repair->kind == VAKT_REPAIR_CAP && rule != VAKT_RULE_class_bounds);
        vakt_say_statement(&what, rule, &instance->settings[repair->setting]);
    } else if (repair->kind == VAKT_REPAIR_EXTRA) {
        say_added(&what, instance, repair);
    } else if (repair->n_days > 0) {
        vakt_text_add(&what, vakt_layer_words_norwegian[repair->layer]);
        say_added(&when, instance, repair);
    } else if (repair->duty >= 0) {
        vakt_say_dated_duty(&what, instance, repair->duty);
    } else {
        say_dates(&what, instance, repair->day, repair->to);
        if (repair->moved_to != VAKT_DAY_NONE)
            say_dates(&when, instance, repair->moved_to, repair->moved_to + (repair->to - repair->day));
    }
    vakt_say(text, repair_text(repair->kind), vakt_say_name(instance, many ? -1 : repair->doctor),
             what.bytes, when.bytes);
    text->failed = text->failed || what.failed || when.failed;
    vakt_text_done(&what);
    vakt_text_done(&when);
}

/* ---- records ---- */

#define MAKE(arena, n, pointer) ((pointer) = vakt_arena_alloc(arena, (n) + 1, sizeof *(pointer)))

static const char *id_of(const vakt_instance *instance, int doctor)
{
    return doctor >= 0 ? instance->problem->doctors[doctor].id : NULL;
}

static vakt_status record_members(const vakt_instance *instance, const vakt_conflict *c,
                                  vakt_arena *arena, vakt_said_conflict *said)
{
    if (!MAKE(arena, c->n_members, said->members))
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < c->n_members; i++) {
        const vakt_member *member = &c->members[i];
        vakt_said_member *to = &said->members[said->n_members++];
        const char **duties;
        vakt_text text;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        *to = (vakt_said_member){.doctor = id_of(instance, member->doctor), .date = member->day};
        to->what = member->kind == VAKT_MEMBER_DUTY    ? "duty"
                   : member->kind == VAKT_MEMBER_COVER ? "cover"
                   : member->kind == VAKT_MEMBER_GAP   ? "no_duty"
                                                       : vakt_rule_words[member->rule];
        if (member->kind == VAKT_MEMBER_RULE)
            vakt_say_member_rule(&text, instance, member);
        else
            say_need(&text, instance, member, 1);
        to->text = vakt_say_keep(&text, arena);
        if (!to->text || !MAKE(arena, member->n_duties, duties))
            return VAKT_E_NOMEM;
        for (size_t k = 0; k < member->n_duties; k++)
            duties[k] = instance->duties[member->duties[k]].id;
        to->duties = duties;
        to->n_duties = member->n_duties;
    }
    return VAKT_OK;
}

static vakt_status record_ways(const vakt_instance *instance, const vakt_conflict *c,
                               vakt_arena *arena, vakt_said_conflict *said)
{
    if (!MAKE(arena, c->n_ways, said->ways))
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < c->n_ways; i++) {
        const vakt_way_out *way = &c->ways[i];
        vakt_said_way *to = &said->ways[said->n_ways++];
        *to = (vakt_said_way){.price = way->price, .law = way->law};
        if (!MAKE(arena, way->n_steps, to->steps))
            return VAKT_E_NOMEM;
        for (size_t s = 0; s < way->n_steps; s++) {
            const vakt_repair *step = &way->steps[s];
            vakt_text text;
            vakt_text_init(&text, VAKT_TEXT_CAP);
            say_repair(&text, instance, step);
            vakt_said_step one = {.kind = (int)step->kind, .doctor = id_of(instance, step->doctor),
                                  .duty = step->duty >= 0 ? instance->duties[step->duty].id : NULL,
                                  .text = vakt_say_keep(&text, arena)};
            if (!one.text)
                return VAKT_E_NOMEM;
            to->steps[to->n_steps++] = one;
        }
    }
    return VAKT_OK;
}

static vakt_status record_conflict(const vakt_instance *instance, const vakt_conflict *c,
                                   vakt_arena *arena, vakt_said_conflict *said)
{
    vakt_status status;
    const char **doctors;
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    say_conflict(&text, instance, c, arena);
    *said = (vakt_said_conflict){.minimal = c->minimal, .tried = (int64_t)c->n_tried,
                                 .there_only = c->there_only};
    said->text = vakt_say_keep(&text, arena);
    VAKT_TRY(said->text && MAKE(arena, c->n_doctors, doctors) ? VAKT_OK : VAKT_E_NOMEM);
    for (size_t i = 0; i < c->n_doctors; i++)
        doctors[i] = id_of(instance, c->doctors[i]);
    said->doctors = doctors;
    said->n_doctors = c->n_doctors;
    VAKT_TRY(record_members(instance, c, arena, said));
    VAKT_TRY(record_ways(instance, c, arena, said));
done:
    return status;
}

bool vakt_explain_is_background(vakt_rule_kind rule)
{
    return vakt_explain_scope_of(rule) == VAKT_SCOPE_ALWAYS && rule != VAKT_RULE_open_duty &&
           rule != VAKT_RULE_cover && rule != VAKT_RULE_always_one &&
           rule != VAKT_RULE_linked_block;
}

vakt_status vakt_explain_say(const vakt_instance *instance, const vakt_explanation *explanation,
                             vakt_arena *arena, vakt_said *ret_said)
{
    vakt_status status;
    static const vakt_text_id answers[] = {VAKT_TEXT_explain_complete, VAKT_TEXT_none_complete,
                                           VAKT_TEXT_explain_limit};
    const vakt_problem *problem = instance->problem;
    const char **background;
    vakt_said said = {.problem = problem->id, .title = problem->title, .from = problem->from,
                      .to = problem->to, .result = (int)explanation->result,
                      .text = vakt_text_of(answers[explanation->result]),
                      .uncovered = explanation->uncovered, .more = explanation->more,
                      .together = explanation->together, .tests = explanation->tests,
                      .work = explanation->work};
    VAKT_TRY(MAKE(arena, explanation->n_conflicts, said.conflicts) &&
                     MAKE(arena, VAKT_N_RULES, background)
                 ? VAKT_OK
                 : VAKT_E_NOMEM);
    said.background = background;
    for (int rule = 0; explanation->result == VAKT_EXPLAINED_NONE && rule < VAKT_N_RULES; rule++)
        if (vakt_explain_is_background((vakt_rule_kind)rule))
            background[said.n_background++] = vakt_rule_words[rule];
    for (size_t i = 0; i < explanation->n_conflicts; i++)
        VAKT_TRY(record_conflict(instance, &explanation->conflicts[i], arena,
                                 &said.conflicts[said.n_conflicts++]));
    *ret_said = said;
done:
    return status;
}

/* ---- the page ---- */

static void write_ways(const vakt_said_conflict *c, vakt_text *text)
{
    vakt_text_add(text, "   ");
    if (c->tried == 0)
        vakt_text_add(text, vakt_text_of(VAKT_TEXT_explain_none_tried));
    else if (c->n_ways == 0)
        vakt_say(text, VAKT_TEXT_explain_no_ways, vakt_number_of(c->tried).text, NULL, NULL);
    else
        vakt_text_add(text, vakt_text_of(VAKT_TEXT_explain_ways));
    if (c->n_ways > 0 && c->there_only)
        vakt_text_addf(text, " %s", vakt_text_of(VAKT_TEXT_explain_there_only));
    vakt_text_add(text, "\n");
    for (size_t i = 0; i < c->n_ways; i++) {
        const vakt_said_way *way = &c->ways[i];
        vakt_text_add(text, "   - ");
        if (way->law)
            vakt_text_add(text, vakt_text_of(VAKT_TEXT_explain_way_law));
        else
            vakt_say(text, VAKT_TEXT_explain_way_price, vakt_number_of(way->price).text, NULL,
                     NULL);
        vakt_text_add(text, ":");
        for (size_t s = 0; s < way->n_steps; s++)
            vakt_text_addf(text, " %s", way->steps[s].text);
        vakt_text_add(text, "\n");
    }
}

static void write_background(const vakt_said *said, vakt_text *text)
{
    vakt_text rules;
    vakt_text_init(&rules, VAKT_TEXT_CAP);
    for (int rule = 0; rule < VAKT_N_RULES; rule++) {
        if (!vakt_explain_is_background((vakt_rule_kind)rule))
            continue;
        vakt_text_add(&rules, "\n   ");
        vakt_say_statement(&rules, (vakt_rule_kind)rule, NULL);
    }
    if (said->n_background > 0) {
        vakt_text_add(text, "\n");
        vakt_say(text, VAKT_TEXT_explain_background, rules.bytes, NULL, NULL);
        vakt_text_add(text, "\n");
    }
    vakt_text_done(&rules);
}

/* The time that no duty covers is among the conflicts. */
static bool tells_gaps(const vakt_said *said)
{
    for (size_t i = 0; i < said->n_conflicts; i++)
        if (said->conflicts[i].n_members > 0 &&
            strcmp(said->conflicts[i].members[0].what, "no_duty") == 0)
            return true;
    return false;
}

/* Two duties of one type at one time can each be a conflict by itself. */
static bool same_conflict(const vakt_said_conflict *a, const vakt_said_conflict *b)
{
    bool same = strcmp(a->text, b->text) == 0 && a->n_ways == b->n_ways;
    for (size_t i = 0; same && i < a->n_ways; i++) {
        same = a->ways[i].n_steps == b->ways[i].n_steps;
        for (size_t s = 0; same && s < a->ways[i].n_steps; s++)
            same = strcmp(a->ways[i].steps[s].text, b->ways[i].steps[s].text) == 0;
    }
    return same;
}

static void write_page(const vakt_said *said, vakt_text *text)
{
    if (said->title)
        vakt_text_addf(text, "%s, ", said->title);
    vakt_say_period(text, said->from, said->to);
    vakt_text_addf(text, "\n%s\n", said->text);
    if (said->n_conflicts > 0)
        vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_explain_conflicts));
    for (size_t i = 0; i < said->n_conflicts; i++) {
        if (i > 0 && same_conflict(&said->conflicts[i], &said->conflicts[i - 1])) {
            vakt_text_addf(text, "\n%zu. %s\n", i + 1, vakt_text_of(VAKT_TEXT_explain_as_before));
            continue;
        }
        vakt_text_addf(text, "\n%zu. %s\n", i + 1, said->conflicts[i].text);
        write_ways(&said->conflicts[i], text);
    }
    if (said->n_conflicts > 1)
        vakt_text_addf(text, "\n%s\n",
                       vakt_text_of(said->together ? VAKT_TEXT_explain_together
                                                   : VAKT_TEXT_explain_others_left));
    if (said->uncovered && !tells_gaps(said))
        vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_explain_uncovered));
    if (said->more)
        vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_explain_more));
    write_background(said, text);
}

vakt_status vakt_said_write(const vakt_said *said, const char *format, vakt_text *text)
{
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&said_record, said, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&said_record, said, "explanation", VAKT_EXPLANATION_NAMESPACE,
                                     text);
    if (strcmp(format, "html") == 0)
        return vakt_said_html(said, text);
    write_page(said, text);
    return VAKT_OK;
}
