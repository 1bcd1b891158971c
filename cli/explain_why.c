/* "Hvorfor meg?": what a doctor's load is made of, and what giving each duty away would cost. */
#include <stdlib.h>
#include <string.h>

#include "cli/explain_why.h"
#include "domain/texts.h"
#include "io/field_rows.h"
#include "io/sentence.h"

#define COUNT INT64_C(1000000000)
#define MOST_CHANGES 3

const char *const vakt_move_words[] = {"possible", "breaks", "unavailable", NULL};

static const vakt_field said_load_fields[] = {
    F_ENUM(said_load, load_class, REQ, vakt_load_words, NULL, "Class of load."),
    F_INT(said_load, duties, REQ, 0, COUNT, NULL, "Duties of the class in this roster."),
    F_INT(said_load, minutes, REQ, 0, COUNT, NULL, "Their minutes."),
    F_INT(said_load, points, REQ, 0, COUNT, NULL, "Their load points."),
    F_INT(said_load, least, OPT, 0, COUNT, NULL, "Least points of the share."),
    F_INT(said_load, most, OPT, 0, COUNT, NULL, "Most points of the share."),
    F_INT(said_load, share_milli, OPT, 0, F_EXACT, NULL,
          "Thousandths of a point that are the doctor's due in this period."),
    F_INT(said_load, carried, OPT, -COUNT, COUNT, NULL,
          "Points had beyond the due before the period, as counted in."),
    F_INT(said_load, assigned_before, OPT, -COUNT, COUNT, NULL, "Points assigned before."),
    F_INT(said_load, worked_before, OPT, -COUNT, COUNT, NULL, "Points worked before, after swaps."),
};
F_RECORD(said_load, "load");

static const vakt_field said_move_fields[] = {
    F_ID(said_move, doctor, REQ, "The colleague."),
    F_TEXT(said_move, name, OPT, "Their name."),
    F_ENUM(said_move, outcome, REQ, vakt_move_words, NULL, "Whether the move keeps every hard rule."),
    F_ID(said_move, rule, OPT, "The first rule that it would break, where that may be told."),
    F_INT(said_move, level_0, OPT, -COUNT, COUNT, NULL, "Points of level 0, after less before."),
    F_INT(said_move, level_1, OPT, -COUNT, COUNT, NULL, "Of level 1."),
    F_INT(said_move, level_2, OPT, -COUNT, COUNT, NULL, "Of level 2 and those after it."),
    F_PROSE(said_move, text, REQ, "The same as a Norwegian sentence."),
};
F_RECORD(said_move, "move");

static const vakt_field said_duty_fields[] = {
    F_ID(said_duty, duty, REQ, "The duty."),
    F_PROSE(said_duty, text, REQ, "Its name and time in Norwegian."),
    F_ENUM(said_duty, load_class, REQ, vakt_load_words, NULL, "Class of load."),
    F_INT(said_duty, minutes, REQ, 0, COUNT, NULL, "Its minutes."),
    F_INT(said_duty, points, REQ, 0, COUNT, NULL, "Its load points."),
    F_BOOL(said_duty, block, OPT, "false", "It is moved with the whole of its hard block."),
    F_LIST(said_duty, moves, said_move, "move", "To each colleague, cheapest first."),
};
F_RECORD(said_duty, "duty");

static const vakt_field said_why_fields[] = {
    F_ID(said_why, problem, OPT, "Id of the problem."),
    F_ID(said_why, doctor, REQ, "The doctor who asks."),
    F_TEXT(said_why, name, OPT, "Their name."),
    F_DATE(said_why, from, REQ, "First date of the period."),
    F_DATE(said_why, to, REQ, "Last date of the period."),
    F_BOOL(said_why, for_manager, OPT, "false",
           "Tells why colleagues are unavailable: not to be shared."),
    F_LIST(said_why, loads, said_load, "load", "What the load is made of."),
    F_LIST(said_why, duties, said_duty, "duty", "The duties asked about."),
};
F_RECORD(said_why, "why");

const vakt_record *vakt_why_record(void)
{
    return &said_why_record;
}

/* ---- the load ---- */

static void add_history(const vakt_why_asked *a, vakt_said_load *load)
{
    const vakt_history *history = &a->instance->problem->history;
    const char *id = a->instance->problem->doctors[a->doctor].id;
    for (size_t i = 0; i < history->n_ledgers; i++) {
        const vakt_ledger *ledger = &history->ledgers[i];
        if (ledger->load_class != load->load_class || strcmp(ledger->doctor, id) != 0)
            continue;
        load->assigned_before = ledger->assigned;
        load->worked_before = ledger->worked == VAKT_UNSET ? ledger->assigned : ledger->worked;
    }
}

static vakt_said_load load_of(const vakt_why_asked *a, int load_class)
{
    vakt_said_load load = {.load_class = load_class, .least = VAKT_UNSET, .most = VAKT_UNSET,
                           .assigned_before = VAKT_UNSET, .worked_before = VAKT_UNSET};
    for (size_t i = 0; i < a->instance->n_duties; i++) {
        const vakt_duty *duty = &a->instance->duties[i];
        if (a->roster->doctor[i] != a->doctor || duty->load_class != load_class)
            continue;
        load.duties++;
        load.minutes += duty->minutes;
        load.points += duty->load;
    }
    for (size_t i = 0; i < a->verdict->n_fairness; i++) {
        const vakt_fairness *f = &a->verdict->fairness[i];
        if (f->doctor == a->doctor && f->load_class == load_class) {
            load.share_milli = f->band.share_milli;
            load.carried = f->band.carried;
            load.least = f->band.least;
            load.most = f->band.most;
        }
    }
    add_history(a, &load);
    return load;
}

static vakt_status add_loads(const vakt_why_asked *a, vakt_arena *arena, vakt_said_why *why)
{
    why->loads = vakt_arena_alloc(arena, VAKT_N_LOADS, sizeof *why->loads);
    if (!why->loads)
        return VAKT_E_NOMEM;
    for (int c = 0; c < VAKT_N_LOADS; c++) {
        vakt_said_load load = load_of(a, c);
        if (load.duties > 0 || load.least != VAKT_UNSET || load.assigned_before != VAKT_UNSET)
            why->loads[why->n_loads++] = load;
    }
    return VAKT_OK;
}

/* ---- a move ---- */

void vakt_say_label(vakt_text *text, vakt_rule_kind rule, const vakt_setting *setting)
{
    static const char *const labels[VAKT_N_RULES] = {
        [VAKT_RULE_open_duty] = "ledige vakter",
        [VAKT_RULE_wanted_duty] = "ønsket bemanning",
        [VAKT_RULE_cover] = "bemanningskrav",
        [VAKT_RULE_cover_wanted] = "ønsket bemanning",
        [VAKT_RULE_always_one] = "lege på vakt hele døgnet",
        [VAKT_RULE_backup_when_needed] = "bakvakt uten behov",
        [VAKT_RULE_day_job] = "kontordager",
        [VAKT_RULE_surgery_closed] = "stengt kontor",
        [VAKT_RULE_rest] = "hvile mellom vakter",
        [VAKT_RULE_aml_daily_rest] = "daglig fri",
        [VAKT_RULE_aml_weekly_rest] = "ukentlig fri",
        [VAKT_RULE_aml_day_hours] = "timer i døgnet",
        [VAKT_RULE_aml_week_hours] = "timer i uka",
        [VAKT_RULE_aml_week_average] = "timer i uka i gjennomsnitt",
        [VAKT_RULE_aml_sunday] = "fri hver andre søn- og helligdag",
        [VAKT_RULE_continuous_presence] = "lange økter",
        [VAKT_RULE_run_days] = "mange dager på rad",
        [VAKT_RULE_run_nights] = "mange netter på rad",
        [VAKT_RULE_free_after_nights] = "fri etter netter",
        [VAKT_RULE_total_week] = "samlet arbeidstid i uka",
        [VAKT_RULE_n_delt] = "for tette vakter",
        [VAKT_RULE_most_in_window] = "for mange vakter i perioden",
        [VAKT_RULE_weekend_gap] = "for tette helger",
        [VAKT_RULE_whole_weekend] = "delte helger",
        [VAKT_RULE_linked_block] = "delte blokker",
        [VAKT_RULE_class_bounds] = "avtalt antall vakter",
        [VAKT_RULE_counting_duties] = "tellende vakter",
        [VAKT_RULE_fair_share] = "rettferdig fordeling",
        [VAKT_RULE_fair_municipality] = "fordeling mellom kommunene",
        [VAKT_RULE_lis1_equal] = "likt mellom LIS1",
        [VAKT_RULE_feast_repeat] = "samme høytid to år på rad",
        [VAKT_RULE_feast_both] = "både jul og nyttår",
        [VAKT_RULE_most_different] = "antall leger som deler",
        [VAKT_RULE_pair_apart] = "leger som ikke bør ha vakt sammen",
        [VAKT_RULE_pair_together] = "leger som bør ha vakt sammen",
        [VAKT_RULE_wish] = "ønsker",
        [VAKT_RULE_rolling_pattern] = "avvik fra rullen",
        [VAKT_RULE_sfs_norm] = "bindende normtall",
    };
    if (labels[rule])
        vakt_text_add(text, labels[rule]);
    else
        vakt_say_statement(text, rule, setting);
}

/* "fordeling ... (+10); ...": the greatest changes, private rules without their name. */
static void say_changes(const vakt_why_asked *a, const vakt_move *move, vakt_text *text)
{
    int64_t rest = 0;
    size_t said = 0;
    for (size_t i = 0; i < move->n_changes; i++) {
        const vakt_rule_change *change = &move->changes[i];
        vakt_rule_kind rule = a->instance->settings[change->setting].rule;
        if (said >= MOST_CHANGES || (vakt_why_is_private(rule) && !a->for_manager)) {
            rest += change->cost;
            continue;
        }
        vakt_text_add(text, said++ > 0 ? ", " : "");
        vakt_say_label(text, rule, &a->instance->settings[change->setting]);
        vakt_text_addf(text, " %+lld", (long long)change->cost);
    }
    if (rest != 0)
        vakt_text_addf(text, "%s%s %+lld", said > 0 ? ", " : "",
                       vakt_text_of(VAKT_TEXT_why_other), (long long)rest);
}

/* "arbeidstid og fordeling +20, ønsker -40": the first level that differs decides. */
static void say_costs(const vakt_why_asked *a, const vakt_move *move, vakt_text *text)
{
    vakt_text changes, levels;
    bool worse = false, differs = false;
    vakt_text_init(&changes, VAKT_TEXT_CAP);
    vakt_text_init(&levels, VAKT_TEXT_CAP);
    say_changes(a, move, &changes);
    for (int k = 0; k <= VAKT_MAX_LEVEL; k++) {
        if (move->levels[k] == 0)
            continue;
        worse = differs ? worse : move->levels[k] > 0;
        vakt_text_addf(&levels, "%s%s %+lld", differs ? ", " : "",
                       vakt_text_of((vakt_text_id)(VAKT_TEXT_level_0 + k)),
                       (long long)move->levels[k]);
        differs = true;
    }
    if (!differs)
        vakt_text_add(text, vakt_text_of(VAKT_TEXT_why_same));
    else if (!changes.failed && !levels.failed && strcmp(changes.bytes, levels.bytes) == 0)
        vakt_say(text, worse ? VAKT_TEXT_why_costs_only : VAKT_TEXT_why_saves_only, levels.bytes,
                 NULL, NULL);
    else
        vakt_say(text, worse ? VAKT_TEXT_why_costs : VAKT_TEXT_why_saves, levels.bytes,
                 changes.bytes, NULL);
    vakt_text_done(&changes);
    vakt_text_done(&levels);
}

static void say_broken(const vakt_why_asked *a, const vakt_move *move, vakt_text *text)
{
    vakt_text broken;
    vakt_text_init(&broken, VAKT_TEXT_CAP);
    vakt_say_finding(&broken, a->instance, &move->broken);
    vakt_say(text, VAKT_TEXT_why_breaks, broken.bytes, NULL, NULL);
    vakt_text_done(&broken);
}

static vakt_status said_move_of(const vakt_why_asked *a, const vakt_move *move, vakt_arena *arena,
                                vakt_said_move *ret_move)
{
    const vakt_doctor *to = &a->instance->problem->doctors[move->to];
    vakt_said_move said = {.doctor = to->id, .name = to->name, .level_0 = VAKT_UNSET,
                           .level_1 = VAKT_UNSET, .level_2 = VAKT_UNSET};
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    if (move->possible) {
        said.outcome = VAKT_MOVE_POSSIBLE;
        said.level_0 = move->levels[0];
        said.level_1 = move->levels[1];
        said.level_2 = 0;
        for (int k = 2; k <= VAKT_MAX_LEVEL; k++)
            said.level_2 += move->levels[k];
        say_costs(a, move, &text);
    } else if (a->for_manager ||
               !vakt_why_is_private(a->instance->settings[move->broken.setting].rule)) {
        said.outcome = VAKT_MOVE_BREAKS;
        said.rule = vakt_rule_words[a->instance->settings[move->broken.setting].rule];
        say_broken(a, move, &text);
    } else {
        said.outcome = VAKT_MOVE_UNAVAILABLE;
        vakt_text_add(&text, vakt_text_of(VAKT_TEXT_why_unavailable));
    }
    said.text = vakt_say_keep(&text, arena);
    *ret_move = said;
    return said.text ? VAKT_OK : VAKT_E_NOMEM;
}

static vakt_status add_duty(const vakt_why_asked *a, int duty, vakt_arena *arena,
                            vakt_said_why *why)
{
    vakt_status status;
    vakt_why computed;
    vakt_text text;
    vakt_said_duty *said = &why->duties[why->n_duties++];
    vakt_text_init(&text, VAKT_TEXT_CAP);
    VAKT_TRY(vakt_why_duty(a->instance, a->roster, a->verdict, duty, arena, &computed));
    vakt_say_dated_duty(&text, a->instance, duty);
    *said = (vakt_said_duty){.duty = a->instance->duties[duty].id,
                             .text = vakt_say_keep(&text, arena),
                             .load_class = a->instance->duties[duty].load_class,
                             .minutes = a->instance->duties[duty].minutes,
                             .points = a->instance->duties[duty].load,
                             .block = a->instance->duties[duty].block >= 0};
    said->moves = vakt_arena_alloc(arena, computed.n_moves + 1, sizeof *said->moves);
    VAKT_TRY(said->text && said->moves ? VAKT_OK : VAKT_E_NOMEM);
    for (size_t i = 0; i < computed.n_moves; i++)
        VAKT_TRY(said_move_of(a, &computed.moves[i], arena, &said->moves[said->n_moves++]));
done:
    return status;
}

vakt_status vakt_why_say(const vakt_why_asked *asked, vakt_arena *arena, vakt_said_why **ret_why)
{
    vakt_status status;
    const vakt_doctor *who = &asked->instance->problem->doctors[asked->doctor];
    vakt_said_why *why = vakt_arena_alloc(arena, 1, sizeof *why);
    VAKT_TRY(why ? VAKT_OK : VAKT_E_NOMEM);
    *why = (vakt_said_why){.problem = asked->instance->problem->id, .doctor = who->id,
                           .name = who->name, .from = asked->instance->problem->from,
                           .to = asked->instance->problem->to, .for_manager = asked->for_manager};
    why->duties = vakt_arena_alloc(arena, asked->instance->n_duties + 1, sizeof *why->duties);
    VAKT_TRY(why->duties ? VAKT_OK : VAKT_E_NOMEM);
    VAKT_TRY(add_loads(asked, arena, why));
    for (int duty = 0; duty < (int)asked->instance->n_duties; duty++)
        if (asked->roster->doctor[duty] == asked->doctor &&
            (asked->duty < 0 || asked->duty == duty))
            VAKT_TRY(add_duty(asked, duty, arena, why));
    *ret_why = why;
done:
    return status;
}

vakt_status vakt_why_write(const vakt_said_why *why, const char *format, vakt_text *text)
{
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&said_why_record, why, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&said_why_record, why, "why", VAKT_WHY_NAMESPACE, text);
    if (strcmp(format, "html") == 0)
        return vakt_why_html(why, text);
    return vakt_why_text(why, text);
}
