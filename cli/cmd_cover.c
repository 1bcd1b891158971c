/* vaktplan cover: who can take a duty, best first, with reasons. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/now.h"
#include "cli/print.h"
#include "cli/table.h"
#include "change/fold.h"
#include "cover/cover.h"
#include "cover/diff.h"
#include "domain/texts.h"
#include "io/field_rows.h"
#include "io/roster_make.h"
#include "io/sentence.h"

#define COUNT INT64_C(1000000)
#define N_EXPLAINED 5 /* doctors whose costs are told in the text, and how many of each */
#define N_COSTS 3
#define FAR_MINUTES (7 * 1440)

/* ---- the document ---- */

typedef struct vakt_takers_change {
    const void *source;
    int64_t level;
    const char *name;
    int64_t change;
} vakt_takers_change;

typedef struct vakt_takers_wish {
    const void *source;
    const char *wish;
    int want;
    int64_t level;
    bool against;
} vakt_takers_wish;

typedef struct vakt_takers_effect {
    const void *source;
    const char *rule, *doctor, *duty;
    bool law, downstream;
    int64_t level, cost;
    const char *origin, *text;
} vakt_takers_effect;

typedef struct vakt_takers_doctor {
    const void *source;
    int64_t rank;
    const char *doctor, *name, *phone;
    int position, can, basis;
    bool vacancy;
    int64_t rest_before, rest_after;
    int before_kind, after_kind;
    const char *before_duty, *after_duty;
    int64_t class_before, class_after, class_share_milli;
    int64_t all_before, all_after, all_share_milli;
    VAKT_IDS(released);
    vakt_minute ordered_at;
    const char *ordered_duty;
    VAKT_LIST(vakt_takers_change, changes);
    VAKT_LIST(vakt_takers_wish, wishes);
    VAKT_LIST(vakt_takers_effect, breaks);
    VAKT_LIST(vakt_takers_effect, costs);
} vakt_takers_doctor;

typedef struct vakt_takers_two_step { /* two changes */
    const void *source;
    const char *doctor, *name, *to, *to_name;
    int basis, to_basis;
    VAKT_IDS(given);
    VAKT_LIST(vakt_takers_change, changes);
} vakt_takers_two_step;

typedef struct vakt_takers_note {
    const void *source;
    const char *rule, *text;
} vakt_takers_note;

typedef struct vakt_takers_doc {
    const void *source;
    const char *problem, *title, *duty, *name;
    int layer, load_class;
    vakt_minute start, end, now;
    const char *holder, *holder_name;
    int64_t notice_hours;
    bool pinned;
    VAKT_IDS(moved);
    int64_t can, if_asked;
    VAKT_LIST(vakt_takers_effect, whoever);
    VAKT_LIST(vakt_takers_doctor, doctors);
    VAKT_LIST(vakt_takers_two_step, two_steps);
    VAKT_LIST(vakt_takers_note, not_checked);
    bool with_book; /* earlier orders are known; not a field */
} vakt_takers_doc;

static const vakt_field takers_change_fields[] = {
    F_INT(takers_change, level, REQ, 0, 5, NULL, "Level of the objective."),
    F_TEXT(takers_change, name, REQ, "Its name, in Norwegian."),
    F_INT(takers_change, change, REQ, 0, 0, NULL, "Points more than in the roster as it is."),
};
F_RECORD(takers_change, "change");

static const vakt_field takers_wish_fields[] = {
    F_ID(takers_wish, wish, OPT, "Id of the wish."),
    F_ENUM(takers_wish, want, REQ, vakt_want_words, NULL, "What is wished."),
    F_INT(takers_wish, level, REQ, 1, 5, NULL, "How strongly, 1 to 5."),
    F_BOOL(takers_wish, against, REQ, NULL, "Whether the duty goes against it, or keeps it."),
};
F_RECORD(takers_wish, "wish");

static const vakt_field takers_effect_fields[] = {
    F_ID(takers_effect, rule, REQ, "Word of the rule."),
    F_ID(takers_effect, doctor, OPT, "Whom it befalls."),
    F_ID(takers_effect, duty, OPT, "The duty it is about."),
    F_BOOL(takers_effect, law, OPT, "false", "Law, or only set aside by a decision."),
    F_BOOL(takers_effect, downstream, OPT, "false", "It befalls others than the duty's doctor."),
    F_INT(takers_effect, level, OPT, 0, 5, NULL, "Level of the points."),
    F_INT(takers_effect, cost, OPT, 0, 0, NULL, "Points more than before."),
    {.name = "source", .type = VAKT_T_STRING, .flags = REQ,
     .offset = F_AT(takers_effect, origin, const char *),
     .doc = "Law, agreement or local policy."},
    F_TEXT(takers_effect, text, REQ, "What is broken, as a Norwegian sentence."),
};
F_RECORD(takers_effect, "effect");

static const vakt_field takers_doctor_fields[] = {
    F_INT(takers_doctor, rank, REQ, 1, COUNT, NULL, "1 = best."),
    F_ID(takers_doctor, doctor, REQ, "Id of the doctor."),
    F_TEXT(takers_doctor, name, OPT, "Name."),
    F_TEXT(takers_doctor, phone, OPT, "Telephone."),
    F_ENUM(takers_doctor, position, REQ, vakt_position_words, NULL, "Position on the date."),
    F_ENUM(takers_doctor, can, REQ, vakt_taker_can_words, NULL,
           "Whether no hard rule is broken; if_asked: away, but may be asked."),
    F_ENUM(takers_doctor, basis, REQ, vakt_taker_basis_words, NULL,
           "Whether the doctor can be ordered or only asked: by position, exemption and agreed "
           "most alone; it says nothing of the rules that are broken."),
    F_BOOL(takers_doctor, vacancy, OPT, "false", "A vacancy: nobody to call."),
    F_INT(takers_doctor, rest_before, OPT, 0, 0, NULL, "Minutes free before the duty."),
    F_ENUM(takers_doctor, before_kind, OPT, vakt_taker_neighbour_words, NULL, "After what."),
    F_ID(takers_doctor, before_duty, OPT, "The duty before."),
    F_INT(takers_doctor, rest_after, OPT, 0, 0, NULL, "Minutes free after it."),
    F_ENUM(takers_doctor, after_kind, OPT, vakt_taker_neighbour_words, NULL, "Before what."),
    F_ID(takers_doctor, after_duty, OPT, "The duty after."),
    F_INT(takers_doctor, class_before, REQ, 0, 0, NULL, "Load points of its class without it."),
    F_INT(takers_doctor, class_after, REQ, 0, 0, NULL, "Load points of its class with it."),
    F_INT(takers_doctor, class_share_milli, OPT, 0, 0, NULL, "Share, thousandths of a point."),
    F_INT(takers_doctor, all_before, REQ, 0, 0, NULL, "Load points of all classes without it."),
    F_INT(takers_doctor, all_after, REQ, 0, 0, NULL, "Load points of all classes with it."),
    F_INT(takers_doctor, all_share_milli, OPT, 0, 0, NULL, "Share, thousandths of a point."),
    F_IDS(takers_doctor, released, OPT,
          "Duties manned only when needed that nobody needs then: set open with it."),
    F_TIME(takers_doctor, ordered_at, OPT, "When the doctor was last ordered to a duty, by the book."),
    F_ID(takers_doctor, ordered_duty, OPT, "To which."),
    F_LIST(takers_doctor, changes, takers_change, "change", "What it costs, level by level."),
    F_LIST(takers_doctor, wishes, takers_wish, "wish", "Wishes it goes against, or keeps."),
    F_LIST(takers_doctor, breaks, takers_effect, "break", "Hard rules broken, law first."),
    F_LIST(takers_doctor, costs, takers_effect, "cost", "What the points are for, dearest first."),
};
F_RECORD(takers_doctor, "doctor");

static const vakt_field takers_two_step_fields[] = {
    F_ID(takers_two_step, doctor, REQ, "Who takes the duty."),
    F_TEXT(takers_two_step, name, OPT, "The name."),
    F_ENUM(takers_two_step, basis, REQ, vakt_taker_basis_words, NULL, "On what basis."),
    F_IDS(takers_two_step, given, REQ, "What that doctor is rid of first: a duty, or a block."),
    F_ID(takers_two_step, to, REQ, "Who takes that."),
    F_TEXT(takers_two_step, to_name, OPT, "The name."),
    F_ENUM(takers_two_step, to_basis, REQ, vakt_taker_basis_words, NULL, "On what basis."),
    F_LIST(takers_two_step, changes, takers_change, "change", "What it costs, level by level."),
};
F_RECORD(takers_two_step, "two_step");

static const vakt_field takers_note_fields[] = {
    F_TEXT(takers_note, rule, REQ, "Rule, or row of the rule book."),
    F_TEXT(takers_note, text, REQ, "What is not checked, in Norwegian."),
};
F_RECORD(takers_note, "not_checked");

static const vakt_field takers_doc_fields[] = {
    F_ID(takers_doc, problem, REQ, "Id of the problem."),
    F_TEXT(takers_doc, title, OPT, "Its title."),
    F_ID(takers_doc, duty, REQ, "Id of the duty."),
    F_TEXT(takers_doc, name, REQ, "Its name."),
    F_ENUM(takers_doc, layer, REQ, vakt_layer_words, NULL, "Its layer."),
    F_ENUM(takers_doc, load_class, REQ, vakt_load_words, NULL, "Its class."),
    F_TIME(takers_doc, start, REQ, "Its start."),
    F_TIME(takers_doc, end, REQ, "Its end."),
    F_ID(takers_doc, holder, OPT, "Who has it; absent means open."),
    F_TEXT(takers_doc, holder_name, OPT, "The name."),
    F_TIME(takers_doc, now, OPT, "The time that was given."),
    F_INT(takers_doc, notice_hours, OPT, 0, 0, NULL, "Whole hours until it begins."),
    F_BOOL(takers_doc, pinned, OPT, "false", "Fixed by the problem; not counted as a breach."),
    F_IDS(takers_doc, moved, OPT, "The duties taken together: a block is not split."),
    F_INT(takers_doc, can, REQ, 0, COUNT, NULL, "Doctors who can take it."),
    F_INT(takers_doc, if_asked, REQ, 0, COUNT, NULL, "Doctors who are away but may be asked."),
    F_LIST(takers_doc, whoever, takers_effect, "whoever",
           "Hard rules that are broken whoever takes it; told under every doctor too."),
    F_LIST(takers_doc, doctors, takers_doctor, "doctor", "Every other doctor, best first."),
    F_LIST(takers_doc, two_steps, takers_two_step, "two_step",
           "Two changes: one who cannot take it as it is does, when a colleague takes another duty."),
    F_LIST(takers_doc, not_checked, takers_note, "not_checked", "What nobody looked at."),
};
F_RECORD(takers_doc, "cover");

/* ---- filling it ---- */

typedef struct filling {
    const vakt_instance *instance;
    const vakt_takers *takers;
    vakt_arena *arena;
    vakt_takers_doc *doc;
    bool failed;
} filling;

static void *make(filling *f, size_t count, size_t size)
{
    void *list = vakt_arena_alloc(f->arena, count, size);
    f->failed = f->failed || !list;
    return list;
}

static const char *duty_id(const filling *f, int duty)
{
    return duty >= 0 ? f->instance->duties[duty].id : NULL;
}

static const char *sentence(filling *f, const vakt_finding *finding)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_STRING_MAX_BYTES);
    vakt_say_finding(&text, f->instance, finding);
    const char *kept = vakt_arena_strdup(f->arena, text.bytes ? text.bytes : "");
    f->failed = f->failed || !kept;
    vakt_text_done(&text);
    return kept;
}

static vakt_takers_effect *make_effects(filling *f, const vakt_taker_effect *from, size_t n)
{
    vakt_takers_effect *list = make(f, n, sizeof *list);
    for (size_t i = 0; list && i < n; i++) {
        const vakt_finding *finding = &from[i].finding;
        const vakt_setting *setting = &f->instance->settings[finding->setting];
        list[i] = (vakt_takers_effect){
            .rule = vakt_rule_info_of(setting->rule)->word,
            .doctor = finding->doctor >= 0 ? f->instance->problem->doctors[finding->doctor].id
                                           : NULL,
            .duty = duty_id(f, finding->duty),
            .law = from[i].law,
            .downstream = from[i].other,
            .level = finding->hard ? VAKT_UNSET : setting->level,
            .cost = finding->hard ? VAKT_UNSET : from[i].cost,
            .origin = vakt_rule_info_of(setting->rule)->source,
            .text = sentence(f, finding)};
    }
    return list;
}

static vakt_takers_change *make_levels(filling *f, const int64_t *change, size_t *ret_n)
{
    size_t n = (size_t)f->instance->n_levels;
    vakt_takers_change *list = make(f, n, sizeof *list);
    for (size_t i = 0; list && i < n; i++)
        list[(*ret_n)++] = (vakt_takers_change){
            .level = (int64_t)i,
            .name = vakt_text_of((vakt_text_id)(VAKT_TEXT_level_0 + (int)i)),
            .change = change[i]};
    return list;
}

static void make_changes(filling *f, const vakt_taker *from, vakt_takers_doctor *d)
{
    d->changes = make_levels(f, from->change, &d->n_changes);
    d->wishes = make(f, from->n_wishes, sizeof *d->wishes);
    for (size_t i = 0; d->wishes && i < from->n_wishes; i++) {
        const vakt_wish *wish =
            &f->instance->problem->doctors[from->doctor].wishes[from->wishes[i].wish];
        d->wishes[d->n_wishes++] = (vakt_takers_wish){
            .wish = wish->id, .want = wish->want, .level = wish->level,
            .against = from->wishes[i].against};
    }
}

static vakt_takers_doctor make_doctor(filling *f, const vakt_taker *from, size_t rank)
{
    const vakt_doctor *who = &f->instance->problem->doctors[from->doctor];
    vakt_day date = f->instance->duties[f->takers->duty].date;
    vakt_takers_doctor d = {
        .rank = (int64_t)rank,
        .doctor = who->id,
        .name = who->name,
        .phone = who->phone,
        .position = vakt_instance_doctor_day(f->instance, from->doctor, date)->position,
        .can = from->can,
        .basis = from->basis,
        .vacancy = from->vacancy,
        .rest_before = from->before.minutes,
        .before_kind = from->before.kind,
        .before_duty = duty_id(f, from->before.duty),
        .rest_after = from->after.minutes,
        .after_kind = from->after.kind,
        .after_duty = duty_id(f, from->after.duty),
        .class_before = from->in_class.before,
        .class_after = from->in_class.after,
        .class_share_milli = from->in_class.share_milli,
        .all_before = from->in_all.before,
        .all_after = from->in_all.after,
        .all_share_milli = from->in_all.share_milli,
        .breaks = make_effects(f, from->breaks, from->n_breaks),
        .n_breaks = from->n_breaks,
        .costs = make_effects(f, from->costs, from->n_costs),
        .n_costs = from->n_costs,
        .ordered_at = from->ordered_at,
        .ordered_duty = from->ordered_duty};
    make_changes(f, from, &d);
    const char **released = make(f, from->n_released, sizeof *released);
    for (size_t i = 0; released && i < from->n_released; i++)
        released[d.n_released++] = duty_id(f, from->released[i]);
    d.released = released;
    return d;
}

static void make_head(filling *f, vakt_minute now)
{
    const vakt_instance *in = f->instance;
    const vakt_duty *duty = &in->duties[f->takers->duty];
    const vakt_shift_type *type = &in->problem->shift_types[duty->shift_type];
    int holder = f->takers->holder;
    *f->doc = (vakt_takers_doc){
        .problem = in->problem->id,
        .title = in->problem->title,
        .duty = duty->id,
        .name = type->name ? type->name : type->id,
        .layer = duty->layer,
        .load_class = duty->load_class,
        .start = duty->start,
        .end = duty->end,
        .now = now,
        .holder = holder >= 0 ? in->problem->doctors[holder].id : NULL,
        .holder_name = holder >= 0 ? in->problem->doctors[holder].name : NULL,
        .notice_hours = now == VAKT_UNSET ? VAKT_UNSET : vakt_diff_notice(now, duty->start),
        .pinned = f->takers->pinned,
        .can = (int64_t)f->takers->n_can,
        .if_asked = (int64_t)f->takers->n_if_asked};
}

static vakt_status fill_two_steps(filling *f, const vakt_roster *roster, vakt_minute now)
{
    vakt_two_step *steps = NULL;
    size_t n = 0;
    vakt_status status =
        vakt_two_steps_find(f->instance, roster, f->takers, now, f->arena, &steps, &n);
    f->doc->two_steps = make(f, n, sizeof *f->doc->two_steps);
    for (size_t i = 0; status == VAKT_OK && f->doc->two_steps && i < n; i++) {
        const vakt_doctor *doctors = f->instance->problem->doctors;
        vakt_takers_two_step *step = &f->doc->two_steps[f->doc->n_two_steps++];
        const char **given = make(f, steps[i].n_given, sizeof *given);
        *step = (vakt_takers_two_step){
            .doctor = doctors[steps[i].taker].id, .name = doctors[steps[i].taker].name,
            .to = doctors[steps[i].to].id, .to_name = doctors[steps[i].to].name,
            .basis = steps[i].taker_basis, .to_basis = steps[i].to_basis};
        for (size_t k = 0; given && k < steps[i].n_given; k++)
            given[step->n_given++] = duty_id(f, steps[i].given[k]);
        step->given = given;
        step->changes = make_levels(f, steps[i].change, &step->n_changes);
    }
    return status == VAKT_OK && f->failed ? VAKT_E_NOMEM : status;
}

static vakt_status fill(filling *f, vakt_minute now)
{
    size_t n = f->takers->n_takers, n_moved = f->takers->n_moved;
    f->doc = make(f, 1, sizeof *f->doc);
    if (!f->doc)
        return VAKT_E_NOMEM;
    make_head(f, now);
    const char **moved = make(f, n_moved, sizeof *moved);
    f->doc->doctors = make(f, n, sizeof *f->doc->doctors);
    f->doc->not_checked = make(f, f->takers->n_unchecked, sizeof *f->doc->not_checked);
    if (f->failed)
        return VAKT_E_NOMEM;
    for (size_t i = 0; n_moved > 1 && i < n_moved; i++)
        moved[f->doc->n_moved++] = duty_id(f, f->takers->moved[i]);
    f->doc->moved = moved;
    f->doc->whoever = make_effects(f, f->takers->whoever, f->takers->n_whoever);
    f->doc->n_whoever = f->takers->n_whoever;
    for (size_t i = 0; i < n; i++)
        f->doc->doctors[f->doc->n_doctors++] = make_doctor(f, &f->takers->takers[i], i + 1);
    for (size_t i = 0; i < f->takers->n_unchecked; i++)
        f->doc->not_checked[f->doc->n_not_checked++] = (vakt_takers_note){
            .rule = f->takers->unchecked[i].id, .text = f->takers->unchecked[i].text};
    return f->failed ? VAKT_E_NOMEM : VAKT_OK;
}

/* ---- text ---- */

static const char *name_of(const vakt_takers_doctor *d)
{
    return d->name ? d->name : d->doctor;
}

/* A cell made of pieces. */
static void add_cell(vakt_table *table, vakt_text *cell)
{
    vakt_table_cell(table, cell->bytes);
    table->cells.failed = table->cells.failed || cell->failed;
    vakt_text_done(cell);
}

static void add_rest(vakt_table *table, int64_t minutes, int kind)
{
    vakt_text cell;
    vakt_text_init(&cell, 200);
    if (minutes > FAR_MINUTES)
        vakt_text_add(&cell, vakt_text_of(VAKT_TEXT_cover_far));
    else if (minutes != VAKT_UNSET)
        vakt_say_minutes(&cell, minutes);
    if (minutes != VAKT_UNSET && minutes <= FAR_MINUTES && kind == VAKT_NEIGHBOUR_JOB)
        vakt_text_addf(&cell, " (%s)", vakt_taker_neighbour_norwegian[kind]);
    add_cell(table, &cell);
}

static void add_load(vakt_table *table, int64_t points, int64_t share_milli)
{
    vakt_text cell;
    vakt_text_init(&cell, 100);
    vakt_text_addf(&cell, "%lld", (long long)points);
    if (share_milli != VAKT_UNSET)
        vakt_text_addf(&cell, " (%lld,%lld)", (long long)(share_milli / 1000),
                       (long long)(share_milli % 1000 / 100));
    add_cell(table, &cell);
}

static void add_points(vakt_table *table, const vakt_takers_doctor *d)
{
    vakt_text cell;
    vakt_text_init(&cell, 300);
    for (size_t i = 0; i < d->n_changes; i++)
        vakt_text_addf(&cell, "%s%s%lld", i > 0 ? "/" : "", d->changes[i].change > 0 ? "+" : "",
                       (long long)d->changes[i].change);
    add_cell(table, &cell);
}

static void add_notes(vakt_table *table, const vakt_takers_doctor *d)
{
    vakt_text cell;
    vakt_text_init(&cell, 4096);
    if (d->vacancy)
        vakt_text_add(&cell, vakt_text_of(VAKT_TEXT_cover_vacancy));
    for (size_t i = 0; i < d->n_wishes; i++) {
        const vakt_takers_wish *wish = &d->wishes[i];
        bool plain = wish->against == (wish->want == VAKT_WANT_OFF); /* else about colleagues */
        vakt_text_addf(&cell, "%s%s%s (%lld)", cell.length > 0 ? ", " : "",
                       plain ? "" : wish->against ? "mot: " : "for: ",
                       vakt_want_words_norwegian[wish->want], (long long)wish->level);
    }
    for (size_t i = 0; i < d->n_released; i++) {
        vakt_text_add(&cell, cell.length > 0 ? ", " : "");
        vakt_say(&cell, VAKT_TEXT_cover_released, d->released[i], NULL, NULL);
    }
    add_cell(table, &cell);
}

static void add_order(vakt_table *table, const vakt_takers_doctor *d)
{
    vakt_text cell;
    vakt_day day;
    int minute;
    vakt_text_init(&cell, 200);
    if (d->ordered_at != VAKT_UNSET) {
        vakt_oslo_from_utc(d->ordered_at, &day, &minute);
        vakt_say_day(&cell, day);
    }
    add_cell(table, &cell);
}

static vakt_status end_table(vakt_table *table, bool csv, vakt_text *text)
{
    bool failed = table->cells.failed;
    if (!failed && csv)
        vakt_table_csv(table, text);
    else if (!failed)
        vakt_table_text(table, text);
    vakt_table_done(table);
    return failed ? VAKT_E_NOMEM : VAKT_OK;
}

/* Those who can, or (all) everybody. */
static vakt_status add_takers(const vakt_takers_doc *doc, bool all, vakt_text *text)
{
    static const char *const head[] = {"#",          "Lege",        "Telefon", "Grunnlag",
                                       "Hvile før",  "Hvile etter", "Klassen", "Alle",
                                       "Poeng",      "Merknad",     "Sist pålagt"};
    vakt_table table;
    size_t columns = sizeof head / sizeof *head - (doc->with_book ? 0 : 1);
    vakt_table_init(&table, columns, 1u << 0 | 0xf << 4 | 1u << 8);
    for (size_t i = 0; i < columns; i++)
        vakt_table_cell(&table, i == 6 ? vakt_load_words_norwegian[doc->load_class] : head[i]);
    for (size_t i = 0; i < doc->n_doctors; i++) {
        const vakt_takers_doctor *d = &doc->doctors[i];
        if (d->can == VAKT_TAKER_CANNOT && !all)
            continue;
        vakt_table_number(&table, d->rank);
        vakt_table_cell(&table, name_of(d));
        vakt_table_cell(&table, d->phone);
        vakt_table_cell(&table, d->can == VAKT_TAKER_CAN ? vakt_taker_basis_norwegian[d->basis]
                                                         : vakt_taker_can_norwegian[d->can]);
        add_rest(&table, d->rest_before, d->before_kind);
        add_rest(&table, d->rest_after, d->after_kind);
        add_load(&table, d->class_after, d->class_share_milli);
        add_load(&table, d->all_after, d->all_share_milli);
        add_points(&table, d);
        add_notes(&table, d);
        if (doc->with_book)
            add_order(&table, d);
    }
    return end_table(&table, all, text);
}

static void say_costs(const vakt_takers_doc *doc, vakt_text *text)
{
    bool headed = false;
    for (size_t i = 0; i < doc->n_doctors && i < N_EXPLAINED; i++) {
        const vakt_takers_doctor *d = &doc->doctors[i];
        if (d->can == VAKT_TAKER_CANNOT || d->n_costs == 0)
            continue;
        if (!headed)
            vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_cover_costs));
        headed = true;
        vakt_text_addf(text, "  %lld. %s\n", (long long)d->rank, name_of(d));
        for (size_t k = 0; k < d->n_costs && k < N_COSTS; k++)
            vakt_text_addf(text, "       +%lld  %s\n", (long long)d->costs[k].cost,
                           d->costs[k].text);
    }
}

static vakt_status add_refused(const vakt_takers_doc *doc, vakt_text *text)
{
    static const char *const head[] = {"#", "Lege", "Telefon", "Regel", "Kilde"};
    vakt_table table;
    vakt_table_init(&table, sizeof head / sizeof *head, 1u);
    for (size_t i = 0; i < sizeof head / sizeof *head; i++)
        vakt_table_cell(&table, head[i]);
    for (size_t i = 0; i < doc->n_doctors; i++) {
        const vakt_takers_doctor *d = &doc->doctors[i];
        vakt_text cell;
        if (d->can != VAKT_TAKER_CANNOT)
            continue;
        vakt_table_number(&table, d->rank);
        vakt_table_cell(&table, name_of(d));
        vakt_table_cell(&table, d->phone);
        vakt_text_init(&cell, 2 * VAKT_STRING_MAX_BYTES);
        vakt_text_add(&cell, d->breaks[0].text);
        if (d->n_breaks > 1)
            vakt_say(&cell, VAKT_TEXT_cover_more, vakt_number_of((int64_t)d->n_breaks - 1).text,
                     NULL, NULL);
        add_cell(&table, &cell);
        vakt_table_cell(&table, d->breaks[0].origin);
    }
    return end_table(&table, false, text);
}

static void say_head(const vakt_takers_doc *doc, vakt_text *text)
{
    const char *holder = doc->holder_name ? doc->holder_name : doc->holder;
    vakt_text_addf(text, "%s\n%s ", vakt_text_of(VAKT_TEXT_cover_head), doc->name);
    vakt_say_span(text, doc->start, doc->end);
    vakt_text_addf(text, " (%s). ", doc->duty);
    vakt_say(text, holder ? VAKT_TEXT_cover_holder : VAKT_TEXT_cover_open, holder, NULL, NULL);
    if (doc->notice_hours != VAKT_UNSET) {
        vakt_text_add(text, " ");
        vakt_say(text, doc->notice_hours < 0 ? VAKT_TEXT_cover_begun : VAKT_TEXT_cover_notice,
                 vakt_number_of(doc->notice_hours).text, NULL, NULL);
    }
    vakt_text_add(text, "\n");
    if (doc->n_moved > 1) {
        vakt_say(text, VAKT_TEXT_cover_block, vakt_number_of((int64_t)doc->n_moved).text, NULL,
                 NULL);
        vakt_text_add(text, "\n");
    }
    if (doc->pinned)
        vakt_text_addf(text, "%s\n", vakt_text_of(VAKT_TEXT_cover_pinned));
    if (doc->n_whoever > 0)
        vakt_text_addf(text, "%s\n", vakt_text_of(VAKT_TEXT_cover_whoever));
    for (size_t i = 0; i < doc->n_whoever; i++)
        vakt_text_addf(text, "  %s\n", doc->whoever[i].text);
    if (doc->can > 0)
        vakt_say(text, VAKT_TEXT_cover_can, vakt_number_of(doc->can).text,
                 vakt_number_of(doc->if_asked).text, NULL);
    else
        vakt_say(text, VAKT_TEXT_cover_nobody, vakt_number_of(doc->if_asked).text, NULL, NULL);
    vakt_text_add(text, "\n\n");
}

static void say_two_steps(const vakt_takers_doc *doc, vakt_text *text)
{
    for (size_t i = 0; i < doc->n_two_steps && i < N_EXPLAINED; i++) {
        const vakt_takers_two_step *step = &doc->two_steps[i];
        if (i == 0)
            vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_cover_two_steps));
        vakt_say(text, VAKT_TEXT_cover_two_step, step->name ? step->name : step->doctor,
                 step->to_name ? step->to_name : step->to, step->given[0]);
        if (step->n_given > 1)
            vakt_say(text, VAKT_TEXT_cover_more, vakt_number_of((int64_t)step->n_given - 1).text,
                     NULL, NULL);
        for (size_t k = 0; k < step->n_changes; k++)
            vakt_text_addf(text, "%s%lld", k == 0 ? ": " : "/", (long long)step->changes[k].change);
        vakt_text_add(text, "\n");
    }
}

static vakt_status write_text(const vakt_takers_doc *doc, vakt_text *text)
{
    vakt_status status;
    bool some = doc->n_doctors > 0 && doc->doctors[0].can != VAKT_TAKER_CANNOT;
    size_t n = doc->n_doctors;
    say_head(doc, text);
    if (some) {
        VAKT_TRY(add_takers(doc, false, text));
        vakt_text_addf(text, "%s\n", vakt_text_of(VAKT_TEXT_cover_levels));
        say_costs(doc, text);
    }
    say_two_steps(doc, text);
    if (n > 0 && doc->doctors[n - 1].can == VAKT_TAKER_CANNOT) {
        vakt_text_addf(text, "%s%s\n\n", some ? "\n" : "", vakt_text_of(VAKT_TEXT_cover_cannot));
        VAKT_TRY(add_refused(doc, text));
    }
    if (doc->n_not_checked > 0)
        vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_not_checked));
    for (size_t i = 0; i < doc->n_not_checked; i++)
        vakt_text_addf(text, "  %s: %s\n", doc->not_checked[i].rule, doc->not_checked[i].text);
    status = VAKT_OK;
done:
    return status;
}

static vakt_status write_cover(void *context, const char *format, vakt_text *text)
{
    const vakt_takers_doc *doc = context;
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&takers_doc_record, doc, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&takers_doc_record, doc, "cover", "urn:vaktplan:cover:1",
                                     text);
    if (strcmp(format, "csv") == 0)
        return add_takers(doc, true, text);
    return write_text(doc, text);
}

/* ---- the command ---- */

/* Letters to insert, delete or change to make one id of the other. */
static size_t distance(const char *a, const char *b)
{
    size_t row[VAKT_ID_MAX_BYTES + 1], n = strlen(b);
    if (strlen(a) > VAKT_ID_MAX_BYTES || n > VAKT_ID_MAX_BYTES)
        return SIZE_MAX;
    for (size_t j = 0; j <= n; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1]; i++) {
        size_t corner = row[0];
        row[0] = i;
        for (size_t j = 1; j <= n; j++) {
            size_t change = corner + (a[i - 1] != b[j - 1]);
            corner = row[j];
            row[j] = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            row[j] = change < row[j] ? change : row[j];
        }
    }
    return row[n];
}

static vakt_status find_duty(const vakt_instance *instance, const char *id, vakt_report *report,
                             int *ret_duty)
{
    size_t nearest = SIZE_MAX, at = 0;
    *ret_duty = vakt_instance_duty_index(instance, id);
    if (*ret_duty >= 0)
        return VAKT_OK;
    for (size_t i = 0; i < instance->n_duties; i++) {
        size_t far = distance(id, instance->duties[i].id);
        at = far < nearest ? i : at;
        nearest = far < nearest ? far : nearest;
    }
    if (nearest < strlen(id))
        vakt_report_add(report, VAKT_ERROR, NULL,
                        "found \"%s\", expected the id of a duty of the problem; did you mean "
                        "\"%s\"?", id, instance->duties[at].id);
    else
        vakt_report_add(report, VAKT_ERROR, NULL,
                        "found \"%s\", expected the id of a duty of the problem", id);
    return VAKT_E_INPUT;
}

static vakt_status expect_not_over(const vakt_duty *duty, vakt_minute now, vakt_report *report)
{
    char end[23];
    if (now == VAKT_UNSET || now < duty->end)
        return VAKT_OK;
    vakt_oslo_format(duty->end, end);
    vakt_report_add(report, VAKT_ERROR, NULL,
                    "duty %s ended at %s, expected one that has not ended at --now", duty->id, end);
    return VAKT_E_INPUT;
}

/* Who was ordered last, as the book's standing tells. */
static vakt_status rank_by_book(const char *book, const vakt_loaded *loaded, vakt_takers *takers,
                                vakt_doc **ret_doc, vakt_report *report)
{
    vakt_status status;
    vakt_standing *standing = NULL;
    vakt_earlier_order *earlier;
    vakt_taker_order *orders;
    vakt_text path;
    size_t n;
    vakt_text_init(&path, VAKT_TEXT_CAP);
    vakt_text_addf(&path, "%s/current/standing.json", book);
    status = VAKT_E_NOMEM;
    if (path.failed)
        goto done;
    VAKT_TRY(vakt_standing_read(path.bytes, loaded->arena, report, ret_doc, &standing));
    if (strcmp(standing->problem, loaded->instance->problem->id) != 0) {
        vakt_report_add(report, VAKT_ERROR, NULL,
                        "--book: found a book of problem \"%s\", expected one of \"%s\"",
                        standing->problem, loaded->instance->problem->id);
        status = VAKT_E_INPUT;
        goto done;
    }
    VAKT_TRY(vakt_standing_orders(standing, loaded->arena, &earlier, &n));
    orders = vakt_arena_alloc(loaded->arena, n, sizeof *orders);
    status = orders ? VAKT_OK : VAKT_E_NOMEM;
    for (size_t i = 0; orders && i < n; i++)
        orders[i] = (vakt_taker_order){earlier[i].doctor, earlier[i].duty, earlier[i].event->at};
    if (orders)
        vakt_takers_rank(takers, loaded->instance, orders, n);
done:
    vakt_text_done(&path);
    return status;
}

static vakt_status run(const vakt_args *args, vakt_report *report)
{
    static const char *const formats[] = {"text", "txt", "json", "xml", "csv", NULL};
    vakt_status status;
    vakt_loaded loaded = {0};
    vakt_roster roster = {0};
    vakt_roster_doc *given = NULL;
    vakt_doc *tree = NULL, *standing = NULL;
    vakt_takers *takers = NULL;
    vakt_minute now;
    int duty;
    VAKT_TRY(vakt_now_given(args, &now));
    VAKT_TRY(vakt_loaded_open(args->positional[0], true, report, &loaded));
    VAKT_TRY(vakt_outputs_check(args, formats));
    VAKT_TRY(vakt_roster_open(args->positional[1], &loaded, report, &tree, &given));
    VAKT_TRY(vakt_roster_from_doc(loaded.instance, given, tree, loaded.arena, report, &roster));
    VAKT_TRY(find_duty(loaded.instance, args->positional[2], report, &duty));
    VAKT_TRY(expect_not_over(&loaded.instance->duties[duty], now, report));
    VAKT_TRY(vakt_takers_new(loaded.instance, &roster, duty, &takers));
    if (args->book)
        VAKT_TRY(rank_by_book(args->book, &loaded, takers, &standing, report));
    filling f = {.instance = loaded.instance, .takers = takers, .arena = loaded.arena};
    VAKT_TRY(fill(&f, now));
    VAKT_TRY(fill_two_steps(&f, &roster, now));
    f.doc->with_book = args->book != NULL;
    VAKT_TRY(vakt_outputs_write(args, formats, write_cover, f.doc, report));
    status = takers->n_can > 0 ? VAKT_OK : VAKT_E_ANSWER_NO;
done:
    vakt_takers_free(takers);
    vakt_doc_free(tree);
    vakt_doc_free(standing);
    vakt_roster_done(&roster);
    vakt_loaded_done(&loaded);
    return status;
}

vakt_status vakt_cmd_cover(const vakt_args *args)
{
    vakt_status status = vakt_args_count(args, 3, 3);
    if (status != VAKT_OK)
        return status;
    vakt_report *report = vakt_report_new(200);
    if (!report)
        return VAKT_E_NOMEM;
    status = run(args, report);
    vakt_print_report(report);
    vakt_report_free(report);
    return status;
}
