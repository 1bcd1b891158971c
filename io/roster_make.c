#include "io/roster_make.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/record.h"
#include "io/sentence.h"
#include "domain/texts.h"

typedef struct making {
    const vakt_instance *instance;
    const vakt_roster *roster;
    const vakt_verdict *verdict;
    vakt_arena *arena;
    vakt_roster_doc *doc;
    bool failed;
} making;

static void *make_list(making *m, size_t count, size_t size)
{
    void *list = vakt_arena_alloc(m->arena, count, size);
    if (!list)
        m->failed = true;
    return list;
}

/* The text as a string of the arena. */
static const char *keep(making *m, vakt_text *text)
{
    char *kept = text->failed ? NULL : vakt_arena_strdup(m->arena, text->bytes ? text->bytes : "");
    if (!kept)
        m->failed = true;
    vakt_text_done(text);
    return kept;
}

static const char *doctor_id(const making *m, int doctor)
{
    return doctor >= 0 ? m->instance->problem->doctors[doctor].id : NULL;
}

static const char *duty_id(const making *m, int duty)
{
    return duty >= 0 ? m->instance->duties[duty].id : NULL;
}

static void list_backed(making *m, int duty, vakt_roster_doc_assignment *a)
{
    const vakt_verdict *v = m->verdict;
    size_t n = 0;
    const char **ids = make_list(m, v->n_backings, sizeof *ids);
    for (size_t i = 0; ids && i < v->n_backings; i++) {
        bool seen = false;
        if (v->backings[i].backup != duty)
            continue;
        const char *front = duty_id(m, v->backings[i].front);
        for (size_t j = 0; j < n; j++)
            seen = seen || strcmp(ids[j], front) == 0;
        if (!seen)
            ids[n++] = front;
    }
    a->backs = ids;
    a->n_backs = n;
}

static void make_assignments(making *m)
{
    const vakt_instance *in = m->instance;
    vakt_roster_doc *doc = m->doc;
    doc->assignments = make_list(m, in->n_duties, sizeof *doc->assignments);
    doc->open = make_list(m, in->n_duties, sizeof *doc->open);
    for (size_t i = 0; !m->failed && i < in->n_duties; i++) {
        const vakt_duty *d = &in->duties[i];
        int doctor = m->roster->doctor[i];
        if (doctor != VAKT_NOBODY) {
            vakt_roster_doc_assignment *a = &doc->assignments[doc->n_assignments++];
            *a = (vakt_roster_doc_assignment){.duty = d->id,
                                              .doctor = doctor_id(m, doctor),
                                              .layer = d->layer,
                                              .start = d->start,
                                              .end = d->end};
            list_backed(m, (int)i, a);
        } else if (d->required) {
            doc->open[doc->n_open++] = (vakt_roster_doc_open){.duty = d->id,
                                                              .layer = d->layer,
                                                              .start = d->start,
                                                              .end = d->end,
                                                              .price = d->price};
        }
    }
}

/* The law's minute and the local cover's are often the same: told once. */
static bool known_gap(const vakt_roster_doc *doc, const vakt_finding *f)
{
    for (size_t i = 0; i < doc->n_gaps; i++) {
        if (doc->gaps[i].start <= f->start && doc->gaps[i].end >= f->end)
            return true;
    }
    return false;
}

static void make_breaches(making *m)
{
    const vakt_instance *in = m->instance;
    const vakt_verdict *v = m->verdict;
    vakt_roster_doc *doc = m->doc;
    doc->breaches = make_list(m, v->n_findings, sizeof *doc->breaches);
    doc->gaps = make_list(m, v->n_findings, sizeof *doc->gaps);
    for (size_t i = 0; !m->failed && i < v->n_findings; i++) {
        const vakt_finding *f = &v->findings[i];
        const vakt_setting *s = &in->settings[f->setting];
        if ((s->rule == VAKT_RULE_cover || s->rule == VAKT_RULE_always_one) &&
            f->start != VAKT_UNSET && !known_gap(doc, f))
            doc->gaps[doc->n_gaps++] =
                (vakt_roster_doc_gap){.cover = vakt_rule_info_of(s->rule)->word,
                                      .start = f->start,
                                      .end = f->end,
                                      .missing = f->amount};
        vakt_text text;
        vakt_text_init(&text, 4096);
        if (f->excused) {
            vakt_text_add(&text, vakt_text_of(VAKT_TEXT_excused));
        }
        vakt_say_finding(&text, in, f);
        doc->breaches[doc->n_breaches++] = (vakt_roster_doc_breach){
            .rule = vakt_rule_info_of(s->rule)->word,
            .doctor = doctor_id(m, f->doctor),
            .duty = duty_id(m, f->duty),
            .date = f->day,
            .hard = f->hard && !f->excused,
            .amount = f->amount,
            .cost = f->cost,
            .level = s->level,
            .origin = vakt_rule_info_of(s->rule)->source,
            .text = keep(m, &text),
        };
    }
}

/* What one rule costs each doctor: a row for each who has a finding, in order of doctors. */
static void make_rule_by_doctor(making *m, size_t setting)
{
    const vakt_instance *in = m->instance;
    const vakt_verdict *v = m->verdict;
    for (size_t d = 0; d < in->n_doctors; d++) {
        int64_t broken = 0, cost = 0;
        for (size_t i = 0; i < v->n_findings; i++) {
            if (v->findings[i].setting != (int)setting || v->findings[i].doctor != (int)d)
                continue;
            broken++;
            cost += v->findings[i].cost;
        }
        if (broken > 0)
            m->doc->rules[m->doc->n_rules++] = (vakt_roster_doc_rule){
                .rule = vakt_rule_info_of(in->settings[setting].rule)->word,
                .doctor = doctor_id(m, (int)d),
                .level = in->settings[setting].level,
                .count = broken,
                .broken = broken,
                .cost = cost,
            };
    }
}

static void make_rules(making *m)
{
    const vakt_instance *in = m->instance;
    vakt_roster_doc *doc = m->doc;
    doc->rules = make_list(m, in->n_settings + m->verdict->n_findings, sizeof *doc->rules);
    for (size_t i = 0; !m->failed && i < in->n_settings; i++) {
        const vakt_setting *s = &in->settings[i];
        const vakt_rule_score *score = &m->verdict->scores[i];
        if (!s->on || (score->checked == 0 && score->broken == 0))
            continue;
        vakt_text text;
        vakt_text_init(&text, 4096);
        vakt_say_statement(&text, s->rule, s);
        doc->rules[doc->n_rules++] = (vakt_roster_doc_rule){
            .rule = vakt_rule_info_of(s->rule)->word,
            .level = s->level,
            .count = score->checked,
            .broken = score->broken,
            .cost = score->cost,
            .text = keep(m, &text),
        };
        if (score->broken > 0)
            make_rule_by_doctor(m, i);
    }
}

static void make_fairness(making *m)
{
    const vakt_verdict *v = m->verdict;
    const vakt_problem *p = m->instance->problem;
    vakt_roster_doc *doc = m->doc;
    doc->fairness = make_list(m, v->n_fairness, sizeof *doc->fairness);
    doc->municipalities = make_list(m, v->n_municipalities, sizeof *doc->municipalities);
    doc->wishes = make_list(m, v->n_wishes, sizeof *doc->wishes);
    for (size_t i = 0; !m->failed && i < v->n_fairness; i++) {
        const vakt_fairness *f = &v->fairness[i];
        doc->fairness[doc->n_fairness++] =
            (vakt_roster_doc_fairness){.doctor = doctor_id(m, f->doctor),
                                       .load_class = f->load_class,
                                       .share_milli = f->band.share_milli,
                                       .least = f->band.least,
                                       .most = f->band.most,
                                       .assigned = f->assigned,
                                       .carried = f->band.carried};
    }
    for (size_t i = 0; !m->failed && i < v->n_municipalities; i++)
        doc->municipalities[doc->n_municipalities++] = (vakt_roster_doc_municipality){
            .municipality = p->district.municipalities[v->municipalities[i].municipality].id,
            .owed_milli = v->municipalities[i].band.share_milli,
            .delivered = v->municipalities[i].delivered};
    for (size_t i = 0; !m->failed && i < v->n_wishes; i++) {
        const vakt_wish_outcome *w = &v->wishes[i];
        const vakt_wish *wish = &p->doctors[w->doctor].wishes[w->wish];
        doc->wishes[doc->n_wishes++] = (vakt_roster_doc_wish){.doctor = doctor_id(m, w->doctor),
                                                              .wish = wish->id,
                                                              .kept = w->denied == 0,
                                                              .level = wish->level};
    }
}

static void make_levels(making *m, const vakt_roster_facts *facts)
{
    vakt_roster_doc *doc = m->doc;
    size_t n = (size_t)m->instance->n_levels;
    doc->levels = make_list(m, n, sizeof *doc->levels);
    for (size_t i = 0; !m->failed && i < n; i++) {
        doc->levels[i] = (vakt_roster_doc_level){
            .name = vakt_text_of((vakt_text_id)(VAKT_TEXT_level_0 + (int)i)),
            .value = m->verdict->levels[i],
            .bound = facts->searched ? facts->bound[i] : VAKT_UNSET,
            .proven = facts->searched && facts->proven[i]};
        doc->n_levels++;
    }
}

static void make_not_checked(making *m)
{
    const vakt_verdict *v = m->verdict;
    vakt_roster_doc *doc = m->doc;
    doc->not_checked = make_list(m, v->n_unchecked, sizeof *doc->not_checked);
    for (size_t i = 0; !m->failed && i < v->n_unchecked; i++)
        doc->not_checked[doc->n_not_checked++] = (vakt_roster_doc_not_checked){
            .rule = v->unchecked[i].id, .text = v->unchecked[i].text};
}

/* Arbeidsmiljøloven § 10-3: discussed no later than two weeks before it begins. */
static bool discussed_in_time(const making *m, const vakt_roster_facts *facts)
{
    return facts->state != VAKT_STATE_DRAFT && facts->state_date != VAKT_DAY_NONE &&
           facts->state_date <= m->instance->problem->from - 14;
}

static void make_notes(making *m, const vakt_roster_facts *facts)
{
    vakt_roster_doc *doc = m->doc;
    doc->notes = make_list(m, 4, sizeof *doc->notes);
    if (m->failed)
        return;
    if (!m->verdict->complete)
        doc->notes[doc->n_notes++].text = vakt_text_of(VAKT_TEXT_draft_incomplete);
    doc->notes[doc->n_notes++].text = vakt_text_of(
        m->verdict->legal ? VAKT_TEXT_in_accordance : VAKT_TEXT_not_in_accordance);
    if (!discussed_in_time(m, facts))
        doc->notes[doc->n_notes++].text = vakt_text_of(VAKT_TEXT_plan_notice);
}

static const char *rule_profile(making *m)
{
    bool backup_rule;
    int first = vakt_instance_competence(m->instance, m->instance->problem->from, &backup_rule);
    int last = vakt_instance_competence(m->instance, m->instance->problem->to, &backup_rule);
    vakt_text text;
    vakt_text_init(&text, 256);
    vakt_text_add(&text, vakt_competence_words[first]);
    if (last != first)
        vakt_text_addf(&text, " %s", vakt_competence_words[last]);
    return keep(m, &text);
}

vakt_status vakt_roster_doc_make(const vakt_instance *instance, const vakt_roster *roster,
                                 const vakt_verdict *verdict, const vakt_roster_facts *facts,
                                 vakt_arena *arena, vakt_roster_doc **ret_doc)
{
    making m = {instance, roster, verdict, arena, NULL, false};
    m.doc = make_list(&m, 1, sizeof *m.doc);
    if (m.failed)
        return VAKT_E_NOMEM;
    *m.doc = (vakt_roster_doc){
        .version = 1,
        .problem = instance->problem->id,
        .title = instance->problem->title,
        .from = instance->problem->from,
        .to = instance->problem->to,
        .status = {.given = true,
                   .state = facts->state,
                   .date = facts->state_date,
                   .by = facts->state_by},
        .tool = facts->tool,
        .rule_profile = rule_profile(&m),
        .input_hash = facts->input_hash,
        .seed = facts->searched ? facts->seed : VAKT_UNSET,
        .work = facts->searched ? facts->work : VAKT_UNSET,
        .stopped_by = facts->stopped_by,
        .verified = verdict->legal,
        .complete = verdict->complete,
        .result = facts->result,
    };
    make_levels(&m, facts);
    make_assignments(&m);
    make_breaches(&m);
    make_rules(&m);
    make_fairness(&m);
    make_not_checked(&m);
    make_notes(&m, facts);
    if (m.failed)
        return VAKT_E_NOMEM;
    *ret_doc = m.doc;
    return VAKT_OK;
}

vakt_status vakt_roster_from_doc(const vakt_instance *instance, const vakt_roster_doc *from,
                                 const vakt_doc *doc, vakt_arena *arena, vakt_report *report,
                                 vakt_roster *ret_roster)
{
    vakt_status status;
    vakt_roster roster = {0};
    size_t errors = 0;
    VAKT_TRY(vakt_roster_init(&roster, instance->n_duties));
    for (size_t i = 0; i < from->n_assignments; i++) {
        const vakt_roster_doc_assignment *a = &from->assignments[i];
        int duty = vakt_instance_duty_index(instance, a->duty);
        int doctor = vakt_instance_doctor_index(instance, a->doctor);
        const char *expected = NULL, *field = "duty";
        char time[23] = "";
        if (duty < 0) {
            expected = "the id of a duty of the problem";
        } else if (doctor < 0) {
            field = "doctor";
            expected = "the id of a doctor of the problem";
        } else if (roster.doctor[duty] != VAKT_NOBODY) {
            expected = "each duty once (this one has a doctor already)";
        } else if (a->start != VAKT_UNSET && a->start != instance->duties[duty].start) {
            field = "start";
            vakt_oslo_format(instance->duties[duty].start, time);
        } else if (a->end != VAKT_UNSET && a->end != instance->duties[duty].end) {
            field = "end";
            vakt_oslo_format(instance->duties[duty].end, time);
        }
        if (expected || *time) {
            const char *found = NULL;
            vakt_place place = {0};
            if (doc)
                place = vakt_record_place(doc, a->source, field, arena, &found);
            if (expected)
                vakt_report_add(report, VAKT_ERROR, &place, "found \"%s\", expected %s",
                                strcmp(field, "duty") == 0 ? a->duty : a->doctor, expected);
            else
                vakt_report_add(report, VAKT_ERROR, &place,
                                "another %s than that of duty %s, expected %s", field, a->duty, time);
            errors++;
            continue;
        }
        roster.doctor[duty] = doctor;
    }
    if (errors > 0) {
        status = VAKT_E_INPUT;
        goto done;
    }
    *ret_roster = roster;
    return VAKT_OK;
done:
    vakt_roster_done(&roster);
    return status;
}
