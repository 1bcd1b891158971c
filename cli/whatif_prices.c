/* whatif --price-rules and --one-more: the base without a rule, and with a doctor more. */
#include <stdlib.h>
#include <string.h>

#include "base/team.h"
#include "cli/whatif_run.h"
#include "domain/texts.h"
#include "io/sentence.h"
#include "lp/lp.h"

/* What the plan is for, what nobody can do, and what is a doctor's own (a right, a decision, a duty
 * that is fixed, a wish): these have no price. */
static bool is_priceless(vakt_rule_kind rule)
{
    static const vakt_rule_kind kinds[] = {
        VAKT_RULE_open_duty, VAKT_RULE_cover,    VAKT_RULE_always_one,     VAKT_RULE_overlap,
        VAKT_RULE_may_take,  VAKT_RULE_absence,  VAKT_RULE_authorisation,
        VAKT_RULE_student_licence, VAKT_RULE_wish, VAKT_RULE_exemption_right,
        VAKT_RULE_exemption_decision, VAKT_RULE_fixed_duty, VAKT_RULE_training};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (kinds[i] == rule)
            return true;
    }
    return false;
}

typedef struct pricer {
    const vakt_what_base *base;
    vakt_what_plans *plans;
    vakt_price *prices; /* one per plan */
    size_t n;
} pricer;

/* ---- which ---- */

static vakt_status open_plan(pricer *p, const vakt_operation *operation, vakt_price price)
{
    vakt_what_run *run = &p->plans->runs[p->n];
    vakt_report *said = vakt_report_new(20);
    if (!said)
        return VAKT_E_NOMEM;
    vakt_status status = vakt_what_run_open(p->base->args->positional[0], NULL, operation,
                                            operation ? 1 : 0, said, run);
    run->report = NULL;
    for (size_t i = 0; status != VAKT_OK && i < vakt_report_count(said); i++) {
        const vakt_diagnostic *d = vakt_report_at(said, i);
        vakt_report_add(p->base->report, d->severity, &d->place, "%s", d->text);
    }
    vakt_report_free(said);
    p->plans->variants[p->n].instance = run->instance;
    p->prices[p->n++] = price;
    return status;
}

static const vakt_setting *setting_of(const vakt_instance *instance, int rule)
{
    for (size_t i = 0; i < instance->n_settings; i++) {
        const vakt_setting *s = &instance->settings[i];
        if ((int)s->rule == rule && s->on && (s->hard || s->weight > 0))
            return s;
    }
    return NULL;
}

/* A rule is taken out of an instance of its own; rules that change nothing are passed over. */
static vakt_status open_rules(pricer *p)
{
    vakt_status status = VAKT_OK;
    const vakt_instance *instance = p->base->variant->instance;
    for (int rule = 0; rule < VAKT_N_RULES && status == VAKT_OK; rule++) {
        const vakt_setting *setting = setting_of(instance, rule);
        bool same = false;
        if (!setting || is_priceless((vakt_rule_kind)rule))
            continue;
        vakt_text text;
        vakt_text_init(&text, VAKT_TEXT_CAP);
        vakt_say_statement(&text, (vakt_rule_kind)rule, setting);
        char *statement = text.failed ? NULL : vakt_arena_strdup(p->base->arena, text.bytes);
        vakt_text_done(&text);
        if (!statement)
            return VAKT_E_NOMEM;
        VAKT_TRY(open_plan(p, NULL, (vakt_price){.rule = rule, .position = -1, .ability = -1,
                                              .text = statement}));
        vakt_variant *v = &p->plans->variants[p->n - 1];
        vakt_instance_take_out(v->instance, (vakt_rule_kind)rule);
        VAKT_TRY(vakt_variant_is_same(v, p->base->variant, &same));
        if (same) {
            p->n--;
            vakt_variant_done(v);
            vakt_what_run_done(&p->plans->runs[p->n]);
        }
    }
done:
    return status;
}

static vakt_status open_more(pricer *p, vakt_operation more, vakt_text_id phrase, const char *kind,
                             int64_t n)
{
    if (n == 0)
        return VAKT_OK;
    vakt_text text;
    more.count = n + 1;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_say(&text, phrase, kind, vakt_number_of(n).text, NULL);
    char *told = text.failed ? NULL : vakt_arena_strdup(p->base->arena, text.bytes);
    vakt_text_done(&text);
    if (!told)
        return VAKT_E_NOMEM;
    return open_plan(p, &more, (vakt_price){.rule = -1, .position = more.position,
                                            .ability = more.ability, .text = told});
}

static vakt_status open_doctors(pricer *p)
{
    vakt_status status = VAKT_OK;
    const vakt_instance *instance = p->base->variant->instance;
    for (int position = 0; vakt_position_words[position]; position++) {
        vakt_operation more = vakt_operation_of(VAKT_OP_SET_COUNT);
        more.position = position;
        VAKT_TRY(open_more(p, more, VAKT_TEXT_price_doctor, vakt_position_words_norwegian[position],
                           vakt_doctors_serving(instance->problem, position)));
    }
    for (int ability = 0; vakt_ability_words[ability]; ability++) {
        vakt_operation more = vakt_operation_of(VAKT_OP_SET_COUNT);
        more.ability = ability;
        VAKT_TRY(open_more(p, more, VAKT_TEXT_price_able, vakt_ability_words_norwegian[ability],
                           vakt_doctors_able(instance, (vakt_ability)ability)));
    }
done:
    return status;
}

/* ---- solving ---- */

static vakt_status solve_plan(void *context, size_t index)
{
    pricer *p = context;
    return vakt_what_solve(p->base->args, 0, &p->plans->variants[index], &p->base->variant, 1);
}

static void begin_plan(void *context, size_t index)
{
    const pricer *p = context;
    vakt_what_tell(p->base->args, index + 1, p->n, p->prices[index].text);
}

static bool is_as_good(const vakt_column *a, const vakt_column *b)
{
    for (size_t k = 0; k < a->n_levels && k < b->n_levels; k++) {
        if (a->levels[k].value != b->levels[k].value)
            return false;
    }
    return a->n_levels == b->n_levels;
}

static vakt_status fill_price(pricer *p, size_t index, const vakt_column *base)
{
    vakt_price *price = &p->prices[index];
    const vakt_variant *v = &p->plans->variants[index];
    price->plan = (vakt_column){.given = true, .id = v->instance->problem->id,
                                .title = price->text, .kind = VAKT_COLUMN_PRICE};
    vakt_status status = vakt_what_fill(v, 0, p->base->arena, &price->plan);
    if (status != VAKT_OK)
        return status;
    vakt_column_compare(p->base->variant->instance, &p->base->variant->solution.roster,
                        v->instance, &v->solution.roster, &price->plan);
    price->plan.n_norms = 0;
    price->proven = base->proven && price->plan.proven;
    if (is_as_good(&price->plan, base))
        return VAKT_OK; /* the base's own plan is as good a plan: any other numbers are chance */
    price->open_duties = base->open_duties - price->plan.open_duties;
    price->uncovered_minutes = base->uncovered_minutes - price->plan.uncovered_minutes;
    price->duties = base->duties - price->plan.duties;
    price->backup_duties = base->backup_duties - price->plan.backup_duties;
    return VAKT_OK;
}

/* Doctors before rules; what changes the first levels most first. */
static int by_worth(const void *a, const void *b)
{
    const vakt_price *x = a, *y = b;
    if ((x->rule < 0) != (y->rule < 0))
        return x->rule < 0 ? -1 : 1;
    for (size_t k = 0; k < x->plan.n_levels && k < y->plan.n_levels; k++) {
        if (x->plan.levels[k].value != y->plan.levels[k].value)
            return x->plan.levels[k].value < y->plan.levels[k].value ? -1 : 1;
    }
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    if (x->position != y->position)
        return x->position < y->position ? -1 : 1;
    return (x->ability > y->ability) - (x->ability < y->ability);
}

vakt_status vakt_what_prices(const vakt_what_base *base, vakt_what_plans *plans,
                             vakt_comparison *comparison)
{
    pricer p = {.base = base, .plans = plans};
    vakt_status status = VAKT_OK;
    if (!base->args->price_rules && !base->args->one_more)
        return VAKT_OK;
    size_t most = VAKT_N_RULES + VAKT_POSITION_OTHER + 1 + VAKT_ABILITY_NEEDS_BACKUP + 1;
    p.prices = vakt_arena_alloc(base->arena, most, sizeof *p.prices);
    if (!p.prices)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_what_plans_new(most, base->arena, plans));
    if (base->args->one_more)
        VAKT_TRY(open_doctors(&p));
    if (base->args->price_rules)
        VAKT_TRY(open_rules(&p));
    const vakt_team team = {.job = solve_plan, .begin = begin_plan, .leave = vakt_lp_thread_done,
                            .context = &p};
    VAKT_TRY(vakt_team_run(&team, p.n, vakt_what_threads(base->args)));
    for (size_t i = 0; i < p.n; i++)
        VAKT_TRY(fill_price(&p, i, &comparison->columns[0]));
    if (p.n > 1)
        qsort(p.prices, p.n, sizeof *p.prices, by_worth);
    comparison->prices = p.prices;
    comparison->n_prices = p.n;
done:
    for (size_t i = 0; i < plans->n; i++)
        vakt_what_collect(&plans->variants[i], base->report);
    return status;
}
