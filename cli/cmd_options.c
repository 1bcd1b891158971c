/* vaktplan options: every rule, flag and exit code, from the tables that define them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/print.h"
#include "domain/rule_kinds.h"
#include "io/sentence.h"
#include "io/field_rows.h"

static const char *const strength_words[] = {"law", "law_unless_decided", "hard_by_default",
                                             "priced_by_default", "priced", NULL};
static const char *const strength_norwegian[] = {
    "alltid krav", "krav, endres bare ved vedtak", "krav der den er på, kan prises eller slås av",
    "prises, kan gjøres til krav eller slås av", "bare pris"};
static const char *const strength_english[] = {
    "always hard", "hard; otherwise only by decision", "hard where on; may be priced or off",
    "priced where on; may be hard or off", "only ever priced"};

typedef struct vakt_options_param {
    const void *source;
    const char *name, *unit;
    int64_t least, most, by_default; /* default unset: an entry must give it */
} vakt_options_param;

typedef struct vakt_options_rule {
    const void *source;
    const char *rule, *origin, *text;
    int strength;
    bool on, many;
    int64_t level, weight;
    vakt_day from, to;
    VAKT_LIST(vakt_options_param, params);
} vakt_options_rule;

typedef struct vakt_options_flag {
    const void *source;
    const char *flag, *argument, *unit, *text;
    int64_t least, most, by_default;
    VAKT_IDS(commands);
} vakt_options_flag;

typedef struct vakt_options_exit {
    const void *source;
    int64_t code;
    const char *meaning;
} vakt_options_exit;

typedef struct vakt_options {
    const void *source;
    VAKT_LIST(vakt_options_rule, rules);
    VAKT_LIST(vakt_options_flag, flags);
    VAKT_LIST(vakt_options_exit, exit_codes);
} vakt_options;

#define NAMED(rec, name_, member, kind, ctype, flags_, doc_)                                       \
    {.name = name_, .type = kind, .flags = flags_, .offset = F_AT(rec, member, ctype), .doc = doc_}

static const vakt_field options_param_fields[] = {
    F_ID(options_param, name, REQ, "Name of the parameter."),
    F_TEXT(options_param, unit, REQ, "Its unit."),
    F_INT(options_param, least, REQ, 0, 0, NULL, "Least value."),
    F_INT(options_param, most, REQ, 0, 0, NULL, "Most."),
    NAMED(options_param, "default", by_default, VAKT_T_INT, int64_t, OPT,
          "Default; absent means that an entry must give it."),
};
F_RECORD(options_param, "parameter");
static const vakt_field options_rule_fields[] = {
    F_ID(options_rule, rule, REQ, "Word of the rule."),
    F_ENUM(options_rule, strength, REQ, strength_words, NULL, "What a problem may make of it."),
    F_BOOL(options_rule, on, REQ, NULL, "Whether it is on by default."),
    F_BOOL(options_rule, many, OPT, "false", "Whether every entry stands by itself."),
    F_INT(options_rule, level, OPT, 0, 5, NULL, "Level of its price."),
    F_INT(options_rule, weight, OPT, 0, F_EXACT, NULL, "Points per unit broken when priced."),
    F_DATE(options_rule, from, OPT, "First date in law."),
    F_DATE(options_rule, to, OPT, "Last date in law."),
    NAMED(options_rule, "source", origin, VAKT_T_STRING, const char *, REQ,
          "Law, agreement or local policy."),
    F_TEXT(options_rule, text, REQ, "The rule as a Norwegian sentence."),
    F_LIST(options_rule, params, options_param, "parameter", "Parameters that it reads."),
};
F_RECORD(options_rule, "rule");
static const vakt_field options_flag_fields[] = {
    F_TEXT(options_flag, flag, REQ, "The flag."),
    F_TEXT(options_flag, argument, OPT, "Its argument; absent means a switch."),
    F_INT(options_flag, least, OPT, 0, 0, NULL, "Least value."),
    F_INT(options_flag, most, OPT, 0, 0, NULL, "Most."),
    NAMED(options_flag, "default", by_default, VAKT_T_INT, int64_t, OPT, "Default."),
    F_TEXT(options_flag, unit, OPT, "Unit of the value."),
    F_IDS(options_flag, commands, OPT, "Commands that take it."),
    F_TEXT(options_flag, text, REQ, "What it does, in Norwegian."),
};
F_RECORD(options_flag, "flag");
static const vakt_field options_exit_fields[] = {
    F_INT(options_exit, code, REQ, 0, 255, NULL, "The exit code."),
    F_TEXT(options_exit, meaning, REQ, "What it means."),
};
F_RECORD(options_exit, "exit_code");
static const vakt_field options_fields[] = {
    F_LIST(options, rules, options_rule, "rule", "The catalogue of rules."),
    F_LIST(options, flags, options_flag, "flag", "The flags of the commands."),
    F_LIST(options, exit_codes, options_exit, "exit_code", "The exit codes."),
};
F_RECORD(options, "options");

/* ---- filling ---- */

#define ONE(...) +1
#define N_FLAGS (0 VAKT_FLAGS(ONE, ONE, ONE))
#define N_STATUSES (0 VAKT_STATUSES(ONE))
#define N_PARAMS (0 VAKT_RULE_PARAMS(ONE))

typedef struct filled {
    vakt_options options;
    vakt_options_rule rules[VAKT_N_RULES];
    vakt_options_param params[VAKT_N_RULES][N_PARAMS];
    vakt_options_flag flags[N_FLAGS];
    const char *commands[N_FLAGS][VAKT_N_COMMANDS];
    vakt_options_exit exit_codes[N_STATUSES];
    char statements[VAKT_N_RULES][256];
} filled;

static void fill_params(vakt_options_rule *rule, const vakt_rule_info *info)
{
#define PARAM(name_, unit_, least_, most_)                                                         \
    if (info->name_ != VAKT_PARAM_NONE)                                                            \
        rule->params[rule->n_params++] = (vakt_options_param){                                     \
            .name = #name_, .unit = unit_, .least = least_, .most = most_,                         \
            .by_default = info->name_ == VAKT_PARAM_ASK ? VAKT_UNSET : info->name_};
    VAKT_RULE_PARAMS(PARAM)
#undef PARAM
}

static void fill_rules(filled *f)
{
    for (int kind = 0; kind < VAKT_N_RULES; kind++) {
        const vakt_rule_info *info = vakt_rule_info_of((vakt_rule_kind)kind);
        bool priced = info->strength != VAKT_LAW;
        f->rules[kind] = (vakt_options_rule){
            .rule = info->word, .origin = info->source, .text = f->statements[kind],
            .strength = (int)info->strength, .on = info->on, .many = info->many,
            .level = priced ? info->level : VAKT_UNSET,
            .weight = priced ? info->weight : VAKT_UNSET, .from = info->from, .to = info->to,
            .params = f->params[kind]};
        fill_params(&f->rules[kind], info);
        vakt_text text;
        vakt_text_init(&text, sizeof f->statements[kind]);
        vakt_say_statement(&text, (vakt_rule_kind)kind, NULL);
        snprintf(f->statements[kind], sizeof f->statements[kind], "%s", text.bytes);
        vakt_text_done(&text);
    }
    f->options.rules = f->rules;
    f->options.n_rules = VAKT_N_RULES;
}

static void add_flag(filled *f, vakt_options_flag flag, int commands)
{
    static const char *const names[] = {
#define NAME(name, usage, help) #name,
        VAKT_COMMANDS(NAME)
#undef NAME
    };
    size_t n = f->options.n_flags++;
    flag.commands = f->commands[n];
    for (int i = 0; i < VAKT_N_COMMANDS; i++) {
        if (commands & 1 << i)
            f->commands[n][flag.n_commands++] = names[i];
    }
    f->flags[n] = flag;
}

static void fill_flags(filled *f)
{
    f->options.flags = f->flags;
#define INT_FLAG(field, flag_, commands, least_, most_, default_, unit_, help)                     \
    add_flag(f, (vakt_options_flag){.flag = "--" flag_, .argument = "N", .least = least_,          \
                                    .most = most_, .by_default = default_, .unit = unit_,          \
                                    .text = help}, commands);
#define TEXT_FLAG(field, flag_, commands, argument_, help)                                         \
    add_flag(f, (vakt_options_flag){.flag = "--" flag_, .argument = argument_,                     \
                                    .least = VAKT_UNSET, .most = VAKT_UNSET,                       \
                                    .by_default = VAKT_UNSET, .text = help}, commands);
#define SWITCH_FLAG(field, flag_, commands, help)                                                  \
    add_flag(f, (vakt_options_flag){.flag = "--" flag_, .least = VAKT_UNSET, .most = VAKT_UNSET,   \
                                    .by_default = VAKT_UNSET, .text = help}, commands);
    VAKT_FLAGS(INT_FLAG, TEXT_FLAG, SWITCH_FLAG)
}

static void fill_exit_codes(filled *f)
{
    static const vakt_options_exit rows[] = {
#define EXIT(name, exit_code, meaning_) {.code = exit_code, .meaning = meaning_},
        VAKT_STATUSES(EXIT)
#undef EXIT
    };
    memcpy(f->exit_codes, rows, sizeof rows);
    f->options.exit_codes = f->exit_codes;
    f->options.n_exit_codes = N_STATUSES;
}

/* ---- writing ---- */

static void add_params(vakt_text *text, const vakt_options_rule *rule, const char *none,
                       const char *ask)
{
    for (size_t i = 0; i < rule->n_params; i++) {
        const vakt_options_param *p = &rule->params[i];
        vakt_text_addf(text, "%s%s %lld..%lld %s", i > 0 ? ", " : "", p->name, (long long)p->least,
                       (long long)p->most, p->unit);
        if (p->by_default == VAKT_UNSET)
            vakt_text_addf(text, " (%s)", ask);
        else
            vakt_text_addf(text, " (%lld)", (long long)p->by_default);
    }
    if (rule->n_params == 0)
        vakt_text_add(text, none);
}

static void add_validity(vakt_text *text, const vakt_options_rule *rule, const char *always)
{
    char from[11] = "", to[11] = "";
    if (rule->from != VAKT_DAY_NONE)
        vakt_day_format(rule->from, from);
    if (rule->to != VAKT_DAY_NONE)
        vakt_day_format(rule->to, to);
    if (from[0] || to[0])
        vakt_text_addf(text, "%s..%s", from, to);
    else
        vakt_text_add(text, always);
}

static void write_rule(vakt_text *text, const vakt_options_rule *rule)
{
    vakt_text_addf(text, "%s\n    %s\n    %s; %s som standard", rule->rule, rule->text,
                   strength_norwegian[rule->strength], rule->on ? "på" : "av");
    if (rule->level != VAKT_UNSET)
        vakt_text_addf(text, "; nivå %lld, vekt %lld", (long long)rule->level,
                       (long long)rule->weight);
    if (rule->many)
        vakt_text_add(text, "; hver oppføring gjelder for seg");
    vakt_text_add(text, "\n    parametre: ");
    add_params(text, rule, "ingen", "må oppgis");
    vakt_text_add(text, "; gyldig: ");
    add_validity(text, rule, "alltid");
    vakt_text_addf(text, "; kilde: %s\n", rule->origin);
}

static void write_text(const vakt_options *options, vakt_text *text)
{
    vakt_text_add(text, "Regler\n\n");
    for (size_t i = 0; i < options->n_rules; i++)
        write_rule(text, &options->rules[i]);
    vakt_text_add(text, "\nValg\n\n");
    for (size_t i = 0; i < options->n_flags; i++) {
        const vakt_options_flag *flag = &options->flags[i];
        vakt_text_addf(text, "%s%s%s\n    %s", flag->flag, flag->argument ? " " : "",
                       flag->argument ? flag->argument : "", flag->text);
        if (flag->least != VAKT_UNSET)
            vakt_text_addf(text, "\n    %lld..%lld %s", (long long)flag->least,
                           (long long)flag->most, flag->unit);
        if (flag->by_default != VAKT_UNSET)
            vakt_text_addf(text, " (%lld)", (long long)flag->by_default);
        vakt_text_add(text, "\n    for:");
        for (size_t k = 0; k < flag->n_commands; k++)
            vakt_text_addf(text, " %s", flag->commands[k]);
        vakt_text_add(text, "\n");
    }
    vakt_text_add(text, "\nKoder som programmet slutter med\n\n");
    for (size_t i = 0; i < options->n_exit_codes; i++)
        vakt_text_addf(text, "%3lld  %s\n", (long long)options->exit_codes[i].code,
                       options->exit_codes[i].meaning);
}

/* docs/rule-catalogue.md. */
static void write_markdown(const vakt_options *options, vakt_text *text)
{
    vakt_text_add(text, "# The catalogue of rules\n\nWritten by `vaktplan options --format md`; "
                        "what each rule means exactly is in `rules.md`.\n"
                        "Parameters: name, range and unit, and the default in brackets.\n\n"
                        "| rule | kind | by default | level | weight | parameters | in force "
                        "| source | sentence |\n"
                        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < options->n_rules; i++) {
        const vakt_options_rule *rule = &options->rules[i];
        vakt_text_addf(text, "| `%s` | %s | %s | ", rule->rule, strength_english[rule->strength],
                       rule->on ? "on" : "off");
        if (rule->level != VAKT_UNSET)
            vakt_text_addf(text, "%lld | %lld | ", (long long)rule->level,
                           (long long)rule->weight);
        else
            vakt_text_add(text, "| | ");
        add_params(text, rule, "", "must be given");
        vakt_text_add(text, " | ");
        add_validity(text, rule, "");
        vakt_text_addf(text, " | %s | %s |\n", rule->origin, rule->text);
    }
}

static vakt_status write_options(void *context, const char *format, vakt_text *text)
{
    const vakt_options *options = context;
    if (strcmp(format, "json") == 0)
        return vakt_record_write_json(&options_record, options, text);
    if (strcmp(format, "xml") == 0)
        return vakt_record_write_xml(&options_record, options, "options", "urn:vaktplan:options:1",
                                     text);
    if (strcmp(format, "md") == 0)
        write_markdown(options, text);
    else
        write_text(options, text);
    return VAKT_OK;
}

vakt_status vakt_cmd_options(const vakt_args *args)
{
    static const char *const formats[] = {"text", "txt", "json", "xml", "md", NULL};
    vakt_status status = vakt_args_count(args, 0, 0);
    if (status != VAKT_OK)
        return status;
    filled *f = calloc(1, sizeof *f);
    vakt_report *report = vakt_report_new(20);
    if (f && report) {
        fill_rules(f);
        fill_flags(f);
        fill_exit_codes(f);
        status = vakt_outputs_write(args, formats, write_options, &f->options, report);
        vakt_print_report(report);
    } else {
        status = VAKT_E_NOMEM;
    }
    vakt_report_free(report);
    free(f);
    return status;
}
