#include "io/sentence.h"

#include <string.h>

#include "domain/texts.h"

static const char *const weekdays[] = {"mandag", "tirsdag", "onsdag", "torsdag",
                                       "fredag", "lørdag",  "søndag"};
static const char *const months[] = {"januar", "februar", "mars",      "april",   "mai",      "juni",
                                     "juli",   "august",  "september", "oktober", "november", "desember"};

void vakt_say_day(vakt_text *text, vakt_day day)
{
    int year, month, dom;
    vakt_day_to_civil(day, &year, &month, &dom);
    vakt_text_addf(text, "%s %d. %s", weekdays[vakt_day_weekday(day)], dom, months[month - 1]);
}

void vakt_say_span(vakt_text *text, vakt_minute start, vakt_minute end)
{
    vakt_day from, to;
    int at, until;
    vakt_oslo_from_utc(start, &from, &at);
    vakt_oslo_from_utc(end, &to, &until);
    vakt_say_day(text, from);
    vakt_text_addf(text, " kl. %02d:%02d-", at / 60, at % 60);
    if (to > from + 1 || (to > from && until >= at)) { /* 08:00-08:00 is a whole day */
        vakt_say_day(text, to);
        vakt_text_add(text, " kl. ");
    }
    vakt_text_addf(text, "%02d:%02d", until / 60, until % 60);
}

void vakt_say_minutes(vakt_text *text, int64_t minutes)
{
    if (minutes >= 60)
        vakt_text_addf(text, "%lld t", (long long)(minutes / 60));
    if (minutes % 60 != 0 || minutes == 0)
        vakt_text_addf(text, "%s%lld min", minutes >= 60 ? " " : "", (long long)(minutes % 60));
}

void vakt_say_period(vakt_text *text, vakt_day from, vakt_day to)
{
    int y1, m1, d1, y2, m2, d2;
    vakt_day_to_civil(from, &y1, &m1, &d1);
    vakt_day_to_civil(to, &y2, &m2, &d2);
    if (y1 == y2 && m1 == m2)
        vakt_text_addf(text, "%d.–%d. %s %d", d1, d2, months[m1 - 1], y1);
    else if (y1 == y2)
        vakt_text_addf(text, "%d. %s – %d. %s %d", d1, months[m1 - 1], d2, months[m2 - 1], y1);
    else
        vakt_text_addf(text, "%d. %s %d – %d. %s %d", d1, months[m1 - 1], y1, d2, months[m2 - 1], y2);
}

/* Rules whose amounts and limits are minutes. */
static bool in_minutes(const vakt_instance *instance, const vakt_finding *f)
{
    const vakt_setting *s = &instance->settings[f->setting];
    switch (s->rule) {
    case VAKT_RULE_competence_backup:
    case VAKT_RULE_overlap:
    case VAKT_RULE_rest:
    case VAKT_RULE_aml_daily_rest:
    case VAKT_RULE_aml_weekly_rest:
    case VAKT_RULE_aml_day_hours:
    case VAKT_RULE_aml_week_hours:
    case VAKT_RULE_aml_week_average:
    case VAKT_RULE_continuous_presence:
    case VAKT_RULE_total_week:
        return true;
    case VAKT_RULE_most_in_window:
        return s->measure == VAKT_MEASURE_HOURS;
    default:
        return false;
    }
}

static void say_amount(vakt_text *text, const vakt_instance *instance, const vakt_finding *f,
                       int64_t amount)
{
    if (in_minutes(instance, f))
        vakt_say_minutes(text, amount);
    else
        vakt_text_addf(text, "%lld", (long long)amount);
}

static void say_when(vakt_text *text, const vakt_instance *instance, const vakt_finding *f)
{
    if (f->start != VAKT_UNSET && f->end != VAKT_UNSET)
        vakt_say_span(text, f->start, f->end);
    else if (f->duty >= 0)
        vakt_say_span(text, instance->duties[f->duty].start, instance->duties[f->duty].end);
    else if (f->day != VAKT_DAY_NONE)
        vakt_say_day(text, f->day);
    else if (f->municipality >= 0)
        vakt_text_add(text, instance->problem->district.municipalities[f->municipality].name
                                ? instance->problem->district.municipalities[f->municipality].name
                                : instance->problem->district.municipalities[f->municipality].id);
    else
        vakt_text_add(text, vakt_text_of(VAKT_TEXT_period));
}

static void say_duty(vakt_text *text, const vakt_instance *instance, int duty)
{
    const vakt_shift_type *type = &instance->problem->shift_types[instance->duties[duty].shift_type];
    vakt_text_add(text, type->name ? type->name : type->id);
    vakt_text_add(text, " ");
    vakt_say_span(text, instance->duties[duty].start, instance->duties[duty].end);
}

static void say_field(vakt_text *text, const vakt_instance *instance, const vakt_finding *f,
                      const char *field, size_t length)
{
    if (strncmp(field, "doctor", length) == 0 && f->doctor >= 0) {
        const vakt_doctor *d = &instance->problem->doctors[f->doctor];
        vakt_text_add(text, d->name ? d->name : d->id);
    } else if (strncmp(field, "duty", length) == 0 && f->duty >= 0) {
        say_duty(text, instance, f->duty);
    } else if (strncmp(field, "amount", length) == 0) {
        say_amount(text, instance, f, f->amount);
    } else if (strncmp(field, "limit", length) == 0 && f->limit != VAKT_UNSET) {
        say_amount(text, instance, f, f->limit);
    } else if (strncmp(field, "when", length) == 0) {
        say_when(text, instance, f);
    } else {
        vakt_text_add(text, "-");
    }
}

/* A parameter of the setting by name; N where the catalogue leaves it to the problem. */
static void say_parameter(vakt_text *text, vakt_rule_kind rule, const vakt_setting *setting,
                          const char *name, size_t length)
{
    const vakt_rule_info *info = vakt_rule_info_of(rule);
#define PARAMETER(param, unit, low, high)                                                          \
    if (strlen(#param) == length && strncmp(name, #param, length) == 0) {                          \
        int64_t value = setting ? setting->param : info->param;                                    \
        if (value == VAKT_PARAM_ASK)                                                               \
            vakt_text_add(text, "N");                                                              \
        else if (strcmp(#param, "minutes") == 0)                                                   \
            vakt_say_minutes(text, value);                                                         \
        else                                                                                       \
            vakt_text_addf(text, "%lld", (long long)value);                                        \
        return;                                                                                    \
    }
    VAKT_RULE_PARAMS(PARAMETER)
#undef PARAMETER
}

void vakt_say_statement(vakt_text *text, vakt_rule_kind rule, const vakt_setting *setting)
{
    const char *c = vakt_rule_info_of(rule)->statement;
    for (const char *open = strchr(c, '{'); open; open = strchr(c, '{')) {
        const char *close = strchr(open, '}');
        if (!close)
            break;
        vakt_text_add_bytes(text, c, (size_t)(open - c));
        say_parameter(text, rule, setting, open + 1, (size_t)(close - open - 1));
        c = close + 1;
    }
    vakt_text_add(text, c);
}

void vakt_say_finding(vakt_text *text, const vakt_instance *instance, const vakt_finding *finding)
{
    const char *template = vakt_rule_info_of(instance->settings[finding->setting].rule)->breach;
    for (const char *c = template; *c;) {
        const char *open = strchr(c, '{'), *close = open ? strchr(open, '}') : NULL;
        if (!close) {
            vakt_text_add(text, c);
            return;
        }
        vakt_text_add_bytes(text, c, (size_t)(open - c));
        say_field(text, instance, finding, open + 1, (size_t)(close - open - 1));
        c = close + 1;
    }
}
