#include "cli/ladder_say.h"

#include <string.h>

#include "cli/explain_say.h"
#include "domain/texts.h"
#include "io/field_rows.h"
#include "io/sentence.h"

#define COUNT INT64_C(1000000)

static const vakt_field said_value_fields[] = {
    F_ENUM(said_value, measure, REQ, vakt_rung_value_words, NULL, "What is measured."),
    F_INT(said_value, value, REQ, 0, 0, NULL, "Its value."),
    F_INT(said_value, bound, OPT, 0, 0, NULL, "No roster has less, given the values before."),
    F_BOOL(said_value, proven, OPT, "false", "Value and bound are one, and so for those before."),
};
F_RECORD(said_value, "value");

static const vakt_field said_move_fields[] = {
    F_ID(said_move, duty, REQ, "The duty."),
    F_ID(said_move, from, OPT, "Who had it; absent means open."),
    F_ID(said_move, to, OPT, "Who has it then; absent means open."),
    F_TIME(said_move, start, REQ, "Its start."),
    F_INT(said_move, notice_hours, REQ, 0, 0, NULL, "Whole hours of notice."),
    F_ENUM(said_move, notice, REQ, vakt_rebuild_notice_words, NULL, "Class of the notice."),
    F_INT(said_move, weight, REQ, 0, 0, NULL, "Points of the change."),
    F_BOOL(said_move, asked, OPT, "false", "All whom it touches have asked for it."),
    F_BOOL(said_move, forced, OPT, "false", "Whoever had it could not keep it."),
};
F_RECORD(said_move, "move");

static const vakt_field said_rung_fields[] = {
    F_ENUM(said_rung, kind, REQ, vakt_rung_kind_words, NULL, "What kind of rung it is."),
    F_BOOL(said_rung, answer, OPT, "false", "The one that is proposed."),
    F_BOOL(said_rung, proven, OPT, "false", "All its values are proven."),
    F_INT(said_rung, changes, REQ, 0, COUNT, NULL, "Changes that somebody did not ask for."),
    F_INT(said_rung, moved, REQ, 0, COUNT, NULL, "Duties that are not as published."),
    F_INT(said_rung, open, REQ, 0, COUNT, NULL, "Required duties that are open."),
    F_INT(said_rung, people, REQ, 0, COUNT, NULL,
          "Doctors who gain or lose a duty without having asked."),
    F_INT(said_rung, weight, REQ, 0, 0, NULL, "Sum of the weights of its changes."),
    F_INT(said_rung, limit, OPT, 0, 0, NULL,
          "It is the best with so many changes; absent means any number."),
    F_TEXT(said_rung, text, REQ, "The rung as a Norwegian sentence."),
    F_LIST(said_rung, values, said_value, "value", "What it is worth, in order of importance."),
    F_LIST(said_rung, moves, said_move, "move", "The duties that are not as published."),
};
F_RECORD(said_rung, "rung");

static const vakt_field said_lost_fields[] = {
    F_ID(said_lost, duty, REQ, "The duty."),
    F_ID(said_lost, doctor, REQ, "Who has it in the published roster and cannot keep it."),
    F_TEXT(said_lost, rule, OPT, "The rule that says so; absent: the rest of its block is lost."),
    F_TEXT(said_lost, text, REQ, "As a Norwegian sentence."),
};
F_RECORD(said_lost, "lost");

static const vakt_field said_standing_fields[] = {
    F_TEXT(said_standing, rule, REQ, "The rule."),
    F_ID(said_standing, doctor, OPT, "Whom it is about."),
    F_ID(said_standing, duty, OPT, "The duty it is about."),
    F_TEXT(said_standing, text, REQ, "What is broken, as a Norwegian sentence."),
};
F_RECORD(said_standing, "breach");

static const vakt_field said_ladder_fields[] = {
    F_ID(said_ladder, problem, REQ, "Id of the problem."),
    F_TEXT(said_ladder, title, OPT, "Its title."),
    F_TIME(said_ladder, now, REQ, "What has begun by then stands."),
    F_ENUM(said_ladder, policy, REQ, vakt_rebuild_policy_words, NULL, "Who may be moved."),
    F_BOOL(said_ladder, least_proven, OPT, "false", "Fewer changes leave more open."),
    F_INT(said_ladder, least_bound, REQ, 0, COUNT, NULL,
          "Proven: with fewer changes than this, more is open."),
    F_BOOL(said_ladder, impossible, OPT, "false", "The fixed duties contradict each other."),
    F_BOOL(said_ladder, stopped, OPT, "false", "A limit came before all rungs were found."),
    F_INT(said_ladder, work, REQ, 0, 0, NULL, "Counted work of the search."),
    F_TEXT(said_ladder, text, REQ, "What is proven, as a Norwegian sentence."),
    F_LIST(said_ladder, lost, said_lost, "lost", "Duties that their doctors cannot keep."),
    F_LIST(said_ladder, standing, said_standing, "breach", "Breaches of what stands."),
    F_LIST(said_ladder, rungs, said_rung, "rung", "The rungs, fewest changes first."),
};
const vakt_record vakt_said_ladder_record = {.name = "ladder",
                                             .size = sizeof(vakt_said_ladder),
                                             .fields = said_ladder_fields,
                                             .n_fields = F_COUNT(said_ladder_fields)};

/* ---- words ---- */

static void say_number(vakt_text *text, vakt_text_id id, int64_t n)
{
    vakt_say(text, id, vakt_number_of(n).text, NULL, NULL);
}

/* none, one, or several; ids in that order */
static void say_count(vakt_text *text, const vakt_text_id ids[3], int64_t n)
{
    say_number(text, ids[n > 1 ? 2 : n], n);
}

static int64_t wishes_kept(const vakt_rung *rung)
{
    int64_t kept = 0;
    for (size_t i = 0; i < rung->verdict->n_wishes; i++)
        kept += rung->verdict->wishes[i].counted && rung->verdict->wishes[i].denied == 0;
    return kept;
}

static void say_difference(vakt_text *text, const vakt_rung *rung, const vakt_rung *answer)
{
    int64_t wishes = wishes_kept(rung) - wishes_kept(answer);
    for (int k = VAKT_RUNG_LEVEL_1; k < VAKT_N_RUNG_VALUES; k++) {
        int64_t more = rung->values[k].value - answer->values[k].value;
        const char *name = vakt_rung_value_norwegian[k];
        if (more < 0)
            vakt_say(text, VAKT_TEXT_ladder_better, name, vakt_number_of(-more).text, NULL);
        else if (more > 0)
            vakt_say(text, VAKT_TEXT_ladder_worse, name, vakt_number_of(more).text, NULL);
    }
    if (wishes > 0)
        say_number(text, wishes == 1 ? VAKT_TEXT_ladder_wish_more : VAKT_TEXT_ladder_wishes_more,
                   wishes);
    else if (wishes < 0)
        say_number(text, wishes == -1 ? VAKT_TEXT_ladder_wish_less : VAKT_TEXT_ladder_wishes_less,
                   -wishes);
}

/* With too few changes only what stays open matters. */
static bool is_proven_enough(const vakt_rung *rung)
{
    return rung->kind == VAKT_RUNG_FEWER ? rung->values[VAKT_RUNG_OPEN_BACKUP].proven
                                         : rung->proven;
}

static void say_rung(vakt_text *text, const vakt_rung *rung, const vakt_rung *answer)
{
    static const vakt_text_id changes[] = {VAKT_TEXT_ladder_changes_0, VAKT_TEXT_ladder_changes_1,
                                           VAKT_TEXT_ladder_changes};
    static const vakt_text_id open[] = {VAKT_TEXT_ladder_open_0, VAKT_TEXT_ladder_open_1,
                                        VAKT_TEXT_ladder_open};
    static const vakt_text_id people[] = {VAKT_TEXT_ladder_people_0, VAKT_TEXT_ladder_people_1,
                                          VAKT_TEXT_ladder_people};
    int64_t asked = 0;
    for (size_t i = 0; i < rung->n_moves; i++)
        asked += rung->moves[i].asked && !rung->moves[i].forced;
    if (rung->kind == VAKT_RUNG_ANEW)
        vakt_text_add(text, vakt_text_of(VAKT_TEXT_ladder_anew));
    say_count(text, changes, (int64_t)rung->n_changes);
    if (asked > 0)
        say_number(text, asked == 1 ? VAKT_TEXT_ladder_asked_1 : VAKT_TEXT_ladder_asked, asked);
    say_count(text, open, (int64_t)rung->n_open);
    say_count(text, people, rung->values[VAKT_RUNG_PEOPLE].value);
    if (rung->kind != VAKT_RUNG_FEWER)
        say_difference(text, rung, answer);
    if (!is_proven_enough(rung))
        vakt_text_add(text, vakt_text_of(VAKT_TEXT_ladder_unproven));
}

/* ---- records ---- */

#define MAKE(arena, n, list) ((list) = vakt_arena_alloc(arena, n, sizeof *(list)))

static const char *doctor_id(const vakt_instance *instance, int doctor)
{
    return doctor >= 0 ? instance->problem->doctors[doctor].id : NULL;
}

static vakt_status record_rung(const vakt_instance *instance, const vakt_ladder *ladder,
                               const vakt_rung *rung, vakt_arena *arena, vakt_said_rung *said)
{
    vakt_text text;
    *said = (vakt_said_rung){
        .kind = rung->kind,
        .answer = rung == &ladder->rungs[ladder->answer],
        .proven = rung->proven,
        .changes = (int64_t)rung->n_changes,
        .moved = (int64_t)rung->n_moves,
        .open = (int64_t)rung->n_open,
        .people = rung->values[VAKT_RUNG_PEOPLE].value,
        .weight = rung->values[VAKT_RUNG_WEIGHT].value,
        .limit = rung->limit < 0 ? VAKT_UNSET : rung->limit,
        .n_values = rung->n_values,
        .n_moves = rung->n_moves,
    };
    vakt_text_init(&text, VAKT_TEXT_CAP);
    say_rung(&text, rung, &ladder->rungs[ladder->answer]);
    said->text = vakt_say_keep(&text, arena);
    if (!said->text || !MAKE(arena, rung->n_values, said->values) ||
        !MAKE(arena, rung->n_moves, said->moves))
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < rung->n_values; i++) {
        const vakt_level_result *value = &rung->values[rung->order[i]];
        said->values[i] = (vakt_said_value){
            .measure = rung->order[i],
            .value = value->value,
            .bound = value->bound == INT64_MIN ? VAKT_UNSET : value->bound,
            .proven = value->proven};
    }
    for (size_t i = 0; i < rung->n_moves; i++) {
        const vakt_ladder_move *move = &rung->moves[i];
        said->moves[i] = (vakt_said_move){
            .duty = instance->duties[move->duty].id,
            .from = doctor_id(instance, move->from),
            .to = doctor_id(instance, move->to),
            .start = instance->duties[move->duty].start,
            .notice_hours = move->notice_hours,
            .weight = move->weight,
            .notice = move->notice,
            .asked = move->asked,
            .forced = move->forced};
    }
    return VAKT_OK;
}

static vakt_status record_lost(const vakt_instance *instance, const vakt_ladder_lost *lost,
                               vakt_arena *arena, vakt_said_lost *said)
{
    vakt_text text, duty;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_text_init(&duty, VAKT_TEXT_CAP);
    vakt_say_dated_duty(&duty, instance, lost->duty);
    vakt_say(&text, VAKT_TEXT_ladder_lost, vakt_say_name(instance, lost->doctor), duty.bytes, NULL);
    vakt_text_done(&duty);
    *said = (vakt_said_lost){
        .duty = instance->duties[lost->duty].id,
        .doctor = doctor_id(instance, lost->doctor),
        .rule = lost->setting >= 0
                    ? vakt_rule_info_of(instance->settings[lost->setting].rule)->word
                    : NULL,
        .text = vakt_say_keep(&text, arena)};
    return said->text ? VAKT_OK : VAKT_E_NOMEM;
}

static vakt_status record_standing(const vakt_instance *instance, const vakt_ladder *ladder,
                                   vakt_arena *arena, vakt_said_ladder *said)
{
    const vakt_verdict *standing = ladder->standing;
    if (!MAKE(arena, standing->n_findings, said->standing))
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < standing->n_findings; i++) {
        const vakt_finding *f = &standing->findings[i];
        vakt_rule_kind rule = instance->settings[f->setting].rule;
        vakt_text text;
        if (!f->hard || f->excused || rule == VAKT_RULE_fixed_duty)
            continue;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        vakt_say_finding(&text, instance, f);
        vakt_said_standing *one = &said->standing[said->n_standing++];
        *one = (vakt_said_standing){.rule = vakt_rule_info_of(rule)->word,
                                    .doctor = doctor_id(instance, f->doctor),
                                    .duty = f->duty >= 0 ? instance->duties[f->duty].id : NULL,
                                    .text = vakt_say_keep(&text, arena)};
        if (!one->text)
            return VAKT_E_NOMEM;
    }
    return VAKT_OK;
}

static const char *say_of_least(const vakt_ladder *ladder, vakt_arena *arena)
{
    vakt_text text;
    const vakt_rung *least = NULL;
    for (size_t i = 0; i < ladder->n_rungs; i++)
        if (ladder->rungs[i].kind == VAKT_RUNG_LEAST)
            least = &ladder->rungs[i];
    vakt_text_init(&text, VAKT_TEXT_CAP);
    if (ladder->impossible)
        vakt_text_add(&text, vakt_text_of(VAKT_TEXT_ladder_impossible));
    else if (!least)
        vakt_text_add(&text, vakt_text_of(VAKT_TEXT_ladder_nothing_found));
    else if (least->n_changes == 0)
        vakt_text_add(&text, vakt_text_of(ladder->n_lost > 0 ? VAKT_TEXT_ladder_none_else
                                                             : VAKT_TEXT_ladder_none));
    else if (ladder->least_proven)
        say_number(&text, least->n_changes == 1 ? VAKT_TEXT_ladder_least_1 : VAKT_TEXT_ladder_least,
                   (int64_t)least->n_changes);
    else
        vakt_say(&text, VAKT_TEXT_ladder_least_unproven,
                 vakt_number_of((int64_t)least->n_changes).text,
                 vakt_number_of(ladder->least_bound).text, NULL);
    return vakt_say_keep(&text, arena);
}

vakt_status vakt_ladder_say(const vakt_instance *instance, const vakt_rebuild_request *request,
                            const vakt_ladder *ladder, vakt_arena *arena,
                            vakt_said_ladder *ret_said)
{
    vakt_status status = VAKT_E_NOMEM;
    vakt_said_ladder said = {
        .problem = instance->problem->id,
        .title = instance->problem->title,
        .now = request->now,
        .policy = request->policy,
        .least_proven = ladder->least_proven,
        .impossible = ladder->impossible,
        .stopped = ladder->stopped_by != VAKT_STOP_NONE,
        .least_bound = ladder->least_bound,
        .work = ladder->work,
        .text = say_of_least(ladder, arena),
        .n_lost = ladder->n_lost,
        .n_rungs = ladder->n_rungs,
    };
    if (!said.text || !MAKE(arena, ladder->n_lost, said.lost) ||
        !MAKE(arena, ladder->n_rungs, said.rungs))
        goto done;
    for (size_t i = 0; i < ladder->n_lost; i++)
        VAKT_TRY(record_lost(instance, &ladder->lost[i], arena, &said.lost[i]));
    VAKT_TRY(record_standing(instance, ladder, arena, &said));
    for (size_t i = 0; i < ladder->n_rungs; i++)
        VAKT_TRY(record_rung(instance, ladder, &ladder->rungs[i], arena, &said.rungs[i]));
    *ret_said = said;
    status = VAKT_OK;
done:
    return status;
}

/* ---- the page ---- */

static void write_moves(const vakt_said_rung *rung, vakt_text *text)
{
    const char *open = vakt_text_of(VAKT_TEXT_ladder_open_duty);
    vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_ladder_moves));
    for (size_t i = 0; i < rung->n_moves; i++) {
        const vakt_said_move *move = &rung->moves[i];
        vakt_say(text, VAKT_TEXT_ladder_move, move->duty, move->from ? move->from : open,
                 move->to ? move->to : open);
        if (move->notice_hours >= 0)
            say_number(text, VAKT_TEXT_diff_notice, move->notice_hours);
        if (move->asked && !move->forced)
            vakt_text_add(text, vakt_text_of(VAKT_TEXT_ladder_move_asked));
        vakt_text_add(text, "\n");
    }
}

static void write_page(const vakt_said_ladder *said, vakt_text *text)
{
    char now[23];
    const vakt_said_rung *answer = NULL;
    vakt_oslo_format(said->now, now);
    now[10] = ' ';
    now[16] = '\0';
    vakt_say(text, VAKT_TEXT_ladder_head, now, NULL, NULL);
    vakt_text_add(text, "\n");
    for (size_t i = 0; i < said->n_rungs; i++) {
        const vakt_said_rung *rung = &said->rungs[i];
        answer = rung->answer ? rung : answer;
        vakt_text_addf(text, "  %s%s\n", rung->text,
                       rung->answer && rung->moved > 0 ? vakt_text_of(VAKT_TEXT_ladder_answer)
                                                       : "");
    }
    vakt_text_addf(text, "%s\n", said->text);
    if (said->n_rungs > 1)
        vakt_text_addf(text, "%s\n", vakt_text_of(VAKT_TEXT_ladder_compared));
    if (said->stopped)
        vakt_text_addf(text, "%s\n", vakt_text_of(VAKT_TEXT_ladder_stopped));
    for (size_t i = 0; i < said->n_lost; i++)
        vakt_text_addf(text, "%s%s\n", i == 0 ? "\n" : "", said->lost[i].text);
    if (said->n_standing > 0)
        vakt_text_addf(text, "\n%s\n", vakt_text_of(VAKT_TEXT_ladder_standing));
    for (size_t i = 0; i < said->n_standing; i++)
        vakt_text_addf(text, "  %s [%s]\n", said->standing[i].text, said->standing[i].rule);
    if (answer && answer->n_moves > 0)
        write_moves(answer, text);
}

vakt_status vakt_said_ladder_write(const vakt_said_ladder *said, const char *format,
                                   vakt_text *text)
{
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&vakt_said_ladder_record, said, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&vakt_said_ladder_record, said, "ladder",
                                     "urn:vaktplan:ladder:1", text);
    write_page(said, text);
    return VAKT_OK;
}
