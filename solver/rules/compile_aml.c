/* Arbeidsmiljøloven chapter 10 for those it binds (FOR-2005-12-16-1567 takes most doctors out),
 * and the local limit on a whole week. */
#include "rules/compile_parts.h"

#define DAY_MINUTES (24 * 60)
#define WEEK_DAYS 7

void vakt_compile_aml_daily_rest(vakt_builder *b)
{
    vakt_compile_gaps(b, false);
}

/* ---- hours ---- */

/* Hours at home count as one part in so many: § 10-4 third paragraph. */
static int64_t work_of(const vakt_instance *instance, int presence, int64_t minutes)
{
    return presence == VAKT_PRESENT ? minutes
                                    : minutes / instance->problem->settings.standby_divisor;
}

/* The day job counts the hours of a duty that is part of it. */
static bool outer_inside_job(const vakt_instance *instance, const vakt_outer_duty *outer)
{
    return outer->shift_type >= 0 &&
           instance->problem->shift_types[outer->shift_type].meets_job == VAKT_JOB_INSIDE;
}

/* Begun with the own terms in it: outer is what the doctor works there anyway. More of that than
 * the limit is nobody's breach, but then all own work is too much. */
static void end_hours_row(vakt_builder *b, int64_t outer, int64_t limit)
{
    vakt_row_constant(b, outer);
    vakt_row_at_most(b, vakt_max64(limit, outer), 1);
}

/* Work on the dates from..to beyond the limit. */
static void week_row(vakt_builder *b, int doctor, vakt_day from, vakt_day to, int64_t limit)
{
    const vakt_instance *instance = b->instance;
    int64_t outer = 0;
    vakt_row_begin(b, VAKT_ROW_COUNT, doctor, from);
    for (int i = 0; i < (int)instance->n_duties; i++) {
        const vakt_duty *it = &instance->duties[i];
        if (it->date >= from && it->date <= to && it->meets_job != VAKT_JOB_INSIDE &&
            vakt_counted(b, i, false))
            vakt_row_term(b, vakt_assign(b, doctor, i),
                          work_of(instance, it->presence, it->minutes));
    }
    for (size_t o = 0; o < instance->n_outer; o++) {
        const vakt_outer_duty *it = &instance->outer[o];
        if (it->doctor == doctor && it->date >= from && it->date <= to &&
            !outer_inside_job(instance, it) && vakt_counted(b, (int)o, true))
            outer += work_of(instance, it->presence, it->minutes);
    }
    for (size_t j = 0; j < instance->n_jobs[doctor]; j++) {
        const vakt_job_day *job = &instance->jobs[doctor][j];
        if (job->date >= from && job->date <= to)
            outer += job->end - job->start;
    }
    end_hours_row(b, outer, limit);
}

/* ISO weeks that lie whole in the period: the first Monday, and how many. */
static int full_weeks(const vakt_instance *instance, vakt_day *ret_monday)
{
    vakt_day from = instance->problem->from, to = instance->problem->to;
    *ret_monday = from + (WEEK_DAYS - (int)vakt_day_weekday(from)) % WEEK_DAYS;
    return to + 1 > *ret_monday ? (to + 1 - *ret_monday) / WEEK_DAYS : 0;
}

/* Runs of so many full weeks; all of them together when the period has fewer. */
static void weeks_rows(vakt_builder *b, int run)
{
    vakt_day monday;
    int n = full_weeks(b->instance, &monday);
    if (run > n)
        run = n;
    if (b->pass != VAKT_PASS_ROWS || run < 1)
        return;
    int64_t limit = vakt_builder_setting(b)->minutes * run;
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++) {
        if (!vakt_judges_doctor(b, doctor))
            continue;
        for (int w = 0; w + run <= n; w++)
            week_row(b, doctor, monday + w * WEEK_DAYS, monday + (w + run) * WEEK_DAYS - 1,
                     limit);
    }
}

void vakt_compile_aml_week_hours(vakt_builder *b)
{
    weeks_rows(b, 1);
}

void vakt_compile_aml_week_average(vakt_builder *b)
{
    weeks_rows(b, (int)vakt_builder_setting(b)->weeks);
}

void vakt_compile_total_week(vakt_builder *b)
{
    weeks_rows(b, 1);
}

/* ---- aml_day_hours: § 10-6 eighth and ninth paragraphs ---- */

static int64_t part(vakt_minute start, vakt_minute end, vakt_interval window)
{
    return vakt_max64(0, vakt_min64(end, window.end) - vakt_max64(start, window.start));
}

static void day_hours_row(vakt_builder *b, int doctor, vakt_minute start)
{
    const vakt_instance *instance = b->instance;
    vakt_interval window = {start, start + DAY_MINUTES};
    int64_t outer = 0;
    vakt_row_begin(b, VAKT_ROW_COUNT, doctor, vakt_local_date(start));
    for (int i = 0; i < (int)instance->n_duties; i++) {
        const vakt_duty *it = &instance->duties[i];
        int64_t minutes = part(it->start, it->end, window);
        if (minutes > 0 && it->meets_job != VAKT_JOB_INSIDE && vakt_counted(b, i, false))
            vakt_row_term(b, vakt_assign(b, doctor, i), work_of(instance, it->presence, minutes));
    }
    for (size_t o = 0; o < instance->n_outer; o++) {
        const vakt_outer_duty *it = &instance->outer[o];
        if (it->doctor == doctor && !outer_inside_job(instance, it) &&
            vakt_counted(b, (int)o, true))
            outer += work_of(instance, it->presence, part(it->start, it->end, window));
    }
    for (size_t j = 0; j < instance->n_jobs[doctor]; j++)
        outer += part(instance->jobs[doctor][j].start, instance->jobs[doctor][j].end, window);
    end_hours_row(b, outer, vakt_builder_setting(b)->minutes);
}

static void start_add(vakt_builder *b, vakt_cuts *starts, vakt_interval period, vakt_minute start)
{
    if (start >= period.start && start < period.end)
        vakt_cuts_add(b, starts, period, start, start);
}

static void day_hours_rows(vakt_builder *b, int doctor)
{
    const vakt_instance *instance = b->instance;
    vakt_interval period = {vakt_oslo_to_utc(instance->problem->from, 0),
                            vakt_oslo_to_utc(instance->problem->to + 1, 0)};
    vakt_cuts starts = {0};
    for (int i = 0; i < (int)instance->n_duties; i++)
        start_add(b, &starts, period, instance->duties[i].start);
    for (size_t o = 0; o < instance->n_outer; o++)
        if (instance->outer[o].doctor == doctor)
            start_add(b, &starts, period, instance->outer[o].start);
    for (size_t j = 0; j < instance->n_jobs[doctor]; j++)
        start_add(b, &starts, period, instance->jobs[doctor][j].start);
    vakt_cuts_sort(&starts);
    for (size_t i = 0; i < starts.count; i++)
        day_hours_row(b, doctor, starts.items[i]);
    VAKT_VEC_DONE(&starts);
}

void vakt_compile_aml_day_hours(vakt_builder *b)
{
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++)
        if (b->pass == VAKT_PASS_ROWS && vakt_judges_doctor(b, doctor))
            day_hours_rows(b, doctor);
}

/* ---- aml_weekly_rest: § 10-8 second and third paragraphs ---- */

/* One window of seven days: the stretches that could be the free one, and what stands in each. */
typedef struct rest_window {
    vakt_interval all;
    vakt_cuts points;    /* where a free stretch may begin */
    vakt_ints duties;    /* own ones that may lie in the window */
    vakt_ints busy;      /* variables in each stretch, one stretch after another */
    vakt_ints first;     /* of stretch g: busy[first[g] .. first[g + 1]) */
} rest_window;

static void rest_window_done(rest_window *w)
{
    VAKT_VEC_DONE(&w->points);
    VAKT_VEC_DONE(&w->duties);
    VAKT_VEC_DONE(&w->busy);
    VAKT_VEC_DONE(&w->first);
}

/* A free stretch of any roster begins with the window or when something ends. */
static void find_points(vakt_builder *b, int doctor, rest_window *w, int64_t minutes)
{
    const vakt_instance *instance = b->instance;
    vakt_interval begins = {w->all.start, w->all.end - minutes};
    w->points.count = w->duties.count = 0;
    vakt_cuts_add(b, &w->points, begins, begins.start, begins.start);
    for (int i = 0; i < (int)instance->n_duties; i++) {
        const vakt_duty *it = &instance->duties[i];
        if (!vakt_overlaps(w->all, it->start, it->end) || vakt_assign(b, doctor, i) < 0 ||
            !vakt_counted(b, i, false))
            continue;
        vakt_ints_add(b, &w->duties, i);
        vakt_cuts_add(b, &w->points, begins, it->end, it->end);
    }
    for (size_t o = 0; o < instance->n_outer; o++) {
        vakt_minute end = instance->outer[o].end;
        if (instance->outer[o].doctor == doctor && vakt_counted(b, (int)o, true))
            vakt_cuts_add(b, &w->points, begins, end, end);
    }
    for (size_t j = 0; j < instance->n_jobs[doctor]; j++) {
        vakt_minute end = instance->jobs[doctor][j].end;
        vakt_cuts_add(b, &w->points, begins, end, end);
    }
    vakt_cuts_sort(&w->points);
}

static bool given_work_in(const vakt_builder *b, int doctor, vakt_interval stretch)
{
    const vakt_instance *instance = b->instance;
    for (size_t o = 0; o < instance->n_outer; o++) {
        const vakt_outer_duty *it = &instance->outer[o];
        if (it->doctor == doctor && vakt_overlaps(stretch, it->start, it->end) &&
            vakt_counted(b, (int)o, true))
            return true;
    }
    for (size_t j = 0; j < instance->n_jobs[doctor]; j++) {
        const vakt_job_day *job = &instance->jobs[doctor][j];
        if (vakt_overlaps(stretch, job->start, job->end))
            return true;
    }
    return false;
}

/* False when some stretch is free whatever the roster. */
static bool find_stretches(vakt_builder *b, int doctor, rest_window *w, int64_t minutes)
{
    const vakt_instance *instance = b->instance;
    w->busy.count = w->first.count = 0;
    for (size_t p = 0; p < w->points.count; p++) {
        vakt_interval stretch = {w->points.items[p], w->points.items[p] + minutes};
        if (given_work_in(b, doctor, stretch))
            continue;
        size_t first = w->busy.count;
        vakt_ints_add(b, &w->first, (int)first);
        for (size_t i = 0; i < w->duties.count; i++) {
            const vakt_duty *it = &instance->duties[w->duties.items[i]];
            if (vakt_overlaps(stretch, it->start, it->end))
                vakt_ints_add(b, &w->busy, vakt_assign(b, doctor, w->duties.items[i]));
        }
        if (w->busy.count == first)
            return false;
    }
    return true;
}

static size_t stretch_end(const rest_window *w, size_t g)
{
    return g + 1 < w->first.count ? (size_t)w->first.items[g + 1] : w->busy.count;
}

static bool is_within(const rest_window *w, size_t g, size_t other)
{
    for (size_t i = (size_t)w->first.items[g]; i < stretch_end(w, g); i++) {
        bool found = false;
        for (size_t j = (size_t)w->first.items[other]; j < stretch_end(w, other) && !found; j++)
            found = w->busy.items[i] == w->busy.items[j];
        if (!found)
            return false;
    }
    return true;
}

/* Whoever is free in this stretch is free in another that fewer duties disturb: leaving it out
 * keeps the meaning and makes the row stronger. Of equal ones the first stays. */
static bool is_needless(const rest_window *w, size_t g)
{
    for (size_t other = 0; other < w->first.count; other++)
        if (other != g && is_within(w, other, g) && (other < g || !is_within(w, g, other)))
            return true;
    return false;
}

/* Not all stretches may be disturbed. With none at all the day job and given duties leave no rest:
 * nobody's breach. */
static void weekly_rest_row(vakt_builder *b, int doctor, rest_window *w, vakt_day day)
{
    int64_t n = 0;
    vakt_row_begin(b, VAKT_ROW_GAP, doctor, day);
    for (size_t g = 0; g < w->first.count; g++) {
        if (is_needless(w, g))
            continue;
        size_t first = (size_t)w->first.items[g];
        vakt_row_term(b, vakt_or(b, doctor, &w->busy.items[first], stretch_end(w, g) - first), 1);
        n++;
    }
    if (n > 0)
        vakt_row_at_most(b, n - 1, 1);
}

void vakt_compile_aml_weekly_rest(vakt_builder *b)
{
    const vakt_problem *problem = b->instance->problem;
    int64_t minutes = vakt_builder_setting(b)->minutes;
    rest_window w = {0};
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++) {
        if (!vakt_judges_doctor(b, doctor))
            continue;
        for (vakt_day day = problem->from; day + WEEK_DAYS - 1 <= problem->to; day++) {
            w.all = (vakt_interval){vakt_oslo_to_utc(day, 0),
                                    vakt_oslo_to_utc(day + WEEK_DAYS, 0)};
            if (w.all.end - w.all.start < minutes)
                continue;
            find_points(b, doctor, &w, minutes);
            if (find_stretches(b, doctor, &w, minutes))
                weekly_rest_row(b, doctor, &w, day);
        }
    }
    rest_window_done(&w);
}

/* ---- aml_sunday: § 10-8 fourth paragraph ---- */

static bool is_holy(vakt_day day)
{
    return vakt_day_weekday(day) == VAKT_SUN || vakt_calendar_is_red(day);
}

/* The days whose [00:00, 24:00) the duty overlaps. */
static bool bin_of_day_met(const vakt_builder *b, int duty, bool outer, int *ret_first,
                           int *ret_last)
{
    const vakt_instance *instance = b->instance;
    vakt_minute start = outer ? instance->outer[duty].start : instance->duties[duty].start;
    vakt_minute end = outer ? instance->outer[duty].end : instance->duties[duty].end;
    *ret_first = vakt_local_date(start);
    *ret_last = vakt_local_date(end - 1);
    return vakt_counted(b, duty, outer);
}

static void sunday_row(vakt_builder *b, int doctor, const vakt_bins *bins, vakt_day earlier,
                       vakt_day day)
{
    size_t i = (size_t)(earlier - bins->first), j = (size_t)(day - bins->first);
    if (bins->outer[i] && bins->outer[j])
        return;
    vakt_row_begin(b, VAKT_ROW_FOLLOW, doctor, day);
    if (bins->outer[i])
        vakt_row_constant(b, 1);
    else
        vakt_row_term(b, bins->var[i], 1);
    if (bins->outer[j])
        vakt_row_constant(b, 1);
    else
        vakt_row_term(b, bins->var[j], 1);
    vakt_row_at_most(b, 1, 1);
}

void vakt_compile_aml_sunday(vakt_builder *b)
{
    const vakt_problem *problem = b->instance->problem;
    if (b->pass != VAKT_PASS_ROWS)
        return;
    for (int doctor = 0; doctor < (int)b->instance->n_doctors; doctor++) {
        vakt_bins bins;
        /* There is a Sunday in any seven days. */
        if (!vakt_judges_doctor(b, doctor) ||
            !vakt_bins_new(b, doctor, problem->from - WEEK_DAYS, problem->to, bin_of_day_met,
                           &bins))
            continue;
        vakt_day earlier = VAKT_DAY_NONE;
        for (vakt_day day = problem->from - WEEK_DAYS; day <= problem->to; day++) {
            if (!is_holy(day))
                continue;
            if (day >= problem->from && earlier != VAKT_DAY_NONE)
                sunday_row(b, doctor, &bins, earlier, day);
            earlier = day;
        }
        vakt_bins_done(&bins);
    }
}
