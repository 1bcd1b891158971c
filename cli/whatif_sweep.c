/* whatif --sweep: the points, and what they say. */
#include <stdio.h>
#include <string.h>

#include "cli/whatif_run.h"
#include "domain/texts.h"

vakt_status vakt_what_axes(const vakt_args *args, vakt_axis axes[2], size_t *ret_n_axes)
{
    for (size_t i = 0; i < args->n_sweeps; i++) {
        const char *expected = NULL;
        if (!vakt_axis_parse(args->sweeps[i], &axes[i], &expected)) {
            fprintf(stderr, "vaktplan whatif: error: --sweep: found \"%s\", expected %s\n",
                    args->sweeps[i], expected);
            return VAKT_E_USAGE;
        }
    }
    if (args->n_sweeps == 2 && axes[0].quantity == axes[1].quantity) {
        fprintf(stderr, "vaktplan whatif: error: --sweep: found %s twice, expected two quantities\n",
                vakt_quantity_words[axes[0].quantity]);
        return VAKT_E_USAGE;
    }
    if (args->n_sweeps == 2 && vakt_quantities_meet(axes[0].quantity, axes[1].quantity)) {
        fprintf(stderr, "vaktplan whatif: error: --sweep: found %s and %s, expected two quantities "
                "that do not count the same doctors\n", vakt_quantity_words[axes[0].quantity],
                vakt_quantity_words[axes[1].quantity]);
        return VAKT_E_USAGE;
    }
    if (args->n_sweeps > 0 && vakt_sweep_n_points(axes, args->n_sweeps) > VAKT_SWEEP_MOST_POINTS) {
        fprintf(stderr, "vaktplan whatif: error: --sweep: found %zu points, expected at most %d\n",
                vakt_sweep_n_points(axes, args->n_sweeps), (int)VAKT_SWEEP_MOST_POINTS);
        return VAKT_E_USAGE;
    }
    *ret_n_axes = args->n_sweeps;
    return VAKT_OK;
}

typedef struct sweeper {
    const vakt_what_base *base;
    vakt_axis axes[VAKT_SWEEP_MOST_AXES];
    size_t n_axes, n_points;
    vakt_what_plans *plans;
} sweeper;

/* ---- opening ---- */

/* Of points that cannot be, the mistakes of the first are told; warnings are the base's. */
static vakt_status open_point(sweeper *s, size_t point)
{
    vakt_operation operations[VAKT_SWEEP_MOST_AXES];
    vakt_what_run *run = &s->plans->runs[point];
    vakt_report *said = vakt_report_new(20);
    if (!said)
        return VAKT_E_NOMEM;
    for (size_t a = 0; a < s->n_axes; a++) {
        size_t index = vakt_sweep_index(s->axes, s->n_axes, point, a);
        if (!vakt_axis_operation(&s->axes[a], index, s->base->arena, &operations[a])) {
            vakt_report_free(said);
            return VAKT_E_NOMEM;
        }
    }
    /* Who is able to what depends on the law: these are counted last. */
    if (s->n_axes == 2 && vakt_quantity_is_ability(s->axes[0].quantity)) {
        vakt_operation first = operations[0];
        operations[0] = operations[1];
        operations[1] = first;
    }
    vakt_status status = vakt_what_run_open(s->base->args->positional[0], NULL, operations,
                                            s->n_axes, said, run);
    run->report = NULL;
    s->plans->variants[point].instance = run->instance;
    for (size_t i = 0; status != VAKT_OK && i < vakt_report_count(said); i++) {
        const vakt_diagnostic *d = vakt_report_at(said, i);
        vakt_report_add(s->base->report, d->severity, &d->place, "%s", d->text);
    }
    vakt_report_free(said);
    return status;
}

/* ---- solving ---- */

static vakt_status solve_point(void *context, size_t point, const vakt_variant *const *others,
                               size_t n)
{
    sweeper *s = context;
    return vakt_what_solve(s->base->args, (int)s->base->args->levels,
                           &s->plans->variants[point], others, n);
}

static void begin_point(void *context, size_t done, size_t n_points)
{
    const sweeper *s = context;
    vakt_what_tell(s->base->args, done + 1, n_points,
                   vakt_quantity_norwegian[s->axes[0].quantity]);
}

/* ---- results ---- */

static const char *value_text(sweeper *s, size_t point, size_t axis)
{
    char room[24];
    size_t index = vakt_sweep_index(s->axes, s->n_axes, point, axis);
    return vakt_arena_strdup(s->base->arena, vakt_axis_value(&s->axes[axis], index, room));
}

static bool is_number(const vakt_axis *axis)
{
    return axis->quantity < VAKT_QUANTITY_PROFILE;
}

static vakt_status fill_point(sweeper *s, size_t index, vakt_sweep_point *points)
{
    vakt_sweep_point *point = &points[index];
    const vakt_variant *v = &s->plans->variants[index], *base = s->base->variant;
    size_t inner = s->n_axes == 2 ? s->axes[1].n : 1, first = index / inner;
    *point = (vakt_sweep_point){.value = value_text(s, index, 0), .x = VAKT_UNSET,
                                .value2 = s->n_axes == 2 ? value_text(s, index, 1) : NULL,
                                .fewer_open = VAKT_UNSET};
    if (!point->value || (s->n_axes == 2 && !point->value2))
        return VAKT_E_NOMEM;
    point->plan = (vakt_column){.given = true, .id = s->base->variant->instance->problem->id,
                                .title = point->value, .kind = VAKT_COLUMN_POINT};
    vakt_status status = vakt_what_fill(v, (int)s->base->args->levels, s->base->arena,
                                        &point->plan);
    if (status != VAKT_OK)
        return status;
    vakt_column_compare(base->instance, &base->solution.roster, v->instance, &v->solution.roster,
                        &point->plan);
    point->plan.n_norms = 0; /* the base's say enough */
    if (is_number(&s->axes[0])) {
        point->x = s->axes[0].values[first];
        if (first > 0)
            point->fewer_open =
                points[index - inner].plan.open_duties - point->plan.open_duties;
    }
    return VAKT_OK;
}

/* ---- what they say ---- */

/* The phrase for a value, to be used up in one sentence: freed with the arena. */
static const char *phrase_of(sweeper *s, size_t axis, size_t index)
{
    vakt_text text;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    vakt_axis_say(&s->axes[axis], index, &text);
    const char *phrase = text.failed ? NULL : vakt_arena_strdup(s->base->arena, text.bytes);
    vakt_text_done(&text);
    return phrase ? phrase : "";
}

static void say_below(sweeper *s, const vakt_sweep_point *point, size_t index, bool proven,
                      vakt_text *text)
{
    vakt_say(text, proven ? VAKT_TEXT_sweep_below_proven : VAKT_TEXT_sweep_below,
             phrase_of(s, 0, index), vakt_number_of(point->plan.open_duties).text,
             vakt_number_of((point->plan.uncovered_minutes + 59) / 60).text);
}

/* The least value that leaves nothing open, and whether all below it are proven not to. */
static vakt_status answer_line(sweeper *s, size_t second, vakt_comparison *all)
{
    size_t inner = s->n_axes == 2 ? s->axes[1].n : 1, n = s->axes[0].n, enough = n;
    bool proven = true;
    vakt_text text;
    for (size_t i = n; i > 0; i--) {
        if (all->points[(i - 1) * inner + second].plan.complete)
            enough = i - 1;
    }
    for (size_t i = 0; i < enough; i++)
        proven = proven && all->points[i * inner + second].plan.result == VAKT_ROSTER_IMPOSSIBLE;
    vakt_text_init(&text, VAKT_TEXT_CAP);
    if (s->n_axes == 2)
        vakt_say(&text, VAKT_TEXT_sweep_with, phrase_of(s, 1, second), NULL, NULL);
    if (enough == n) {
        vakt_say(&text, proven ? VAKT_TEXT_sweep_none_proven : VAKT_TEXT_sweep_none,
                 phrase_of(s, 0, 0), phrase_of(s, 0, n - 1), NULL);
    } else {
        vakt_say(&text, VAKT_TEXT_sweep_enough, phrase_of(s, 0, enough), NULL, NULL);
        if (enough == 0)
            vakt_say(&text, VAKT_TEXT_sweep_least_tried, NULL, NULL, NULL);
        else
            say_below(s, &all->points[(enough - 1) * inner + second], enough - 1, proven, &text);
    }
    const char *kept = text.failed ? NULL : vakt_arena_strdup(s->base->arena, text.bytes);
    vakt_text_done(&text);
    if (!kept)
        return VAKT_E_NOMEM;
    all->answers[all->n_answers++] = (vakt_norm_note){NULL, kept};
    return VAKT_OK;
}

static vakt_status add_answers(sweeper *s, vakt_comparison *all)
{
    size_t lines = s->n_axes == 2 ? s->axes[1].n : 1;
    vakt_status status = VAKT_OK;
    all->answers = vakt_arena_alloc(s->base->arena, lines, sizeof *all->answers);
    if (!all->answers)
        return VAKT_E_NOMEM;
    for (size_t i = 0; i < lines && is_number(&s->axes[0]) && status == VAKT_OK; i++)
        status = answer_line(s, i, all);
    return status;
}

vakt_status vakt_what_sweep(const vakt_what_base *base, vakt_what_plans *plans,
                            vakt_comparison *comparison)
{
    sweeper s = {.base = base, .plans = plans};
    vakt_status status = vakt_what_axes(base->args, s.axes, &s.n_axes);
    if (status != VAKT_OK || s.n_axes == 0)
        return status;
    s.n_points = vakt_sweep_n_points(s.axes, s.n_axes);
    vakt_sweep_point *points = vakt_arena_alloc(base->arena, s.n_points, sizeof *points);
    vakt_swept *swept = vakt_arena_alloc(base->arena, s.n_axes, sizeof *swept);
    if (!points || !swept)
        return VAKT_E_NOMEM;
    VAKT_TRY(vakt_what_plans_new(s.n_points, base->arena, plans));
    for (size_t i = 0; i < s.n_points; i++)
        VAKT_TRY(open_point(&s, i));
    const vakt_sweep sweep = {.axes = s.axes, .n_axes = s.n_axes, .points = plans->variants,
                              .base = base->variant, .cold = base->args->cold,
                              .solve = solve_point, .begin = begin_point, .context = &s};
    VAKT_TRY(vakt_sweep_solve(&sweep, vakt_what_threads(base->args)));
    for (size_t a = 0; a < s.n_axes; a++)
        swept[a] = (vakt_swept){NULL, (int)s.axes[a].quantity,
                                vakt_quantity_norwegian[s.axes[a].quantity]};
    for (size_t i = 0; i < s.n_points; i++)
        VAKT_TRY(fill_point(&s, i, points));
    comparison->quantities = swept;
    comparison->n_quantities = s.n_axes;
    comparison->points = points;
    comparison->n_points = s.n_points;
    VAKT_TRY(add_answers(&s, comparison));
done:
    for (size_t i = 0; i < plans->n; i++)
        vakt_what_collect(&plans->variants[i], base->report);
    return status;
}
