/* What the compile functions about time, windows and people share. Private to solver/rules. */
#ifndef VAKT_RULES_COMPILE_PARTS_H
#define VAKT_RULES_COMPILE_PARTS_H

#include "rules/segments.h"

/* Does the setting being compiled decide for the doctor's windows? */
static inline bool vakt_judges_doctor(const vakt_builder *b, int doctor)
{
    return vakt_setting_applies(b->instance, (size_t)b->setting, doctor, -1);
}

static inline bool vakt_judges_duty(const vakt_builder *b, int doctor, int duty)
{
    return vakt_setting_applies(b->instance, (size_t)b->setting, doctor, duty);
}

/* Is the duty, own or outer, among those the setting counts? */
static inline bool vakt_counted(const vakt_builder *b, int duty, bool outer)
{
    return outer ? vakt_setting_counts_outer(b->instance, (size_t)b->setting, duty)
                 : vakt_setting_counts(b->instance, (size_t)b->setting, duty);
}

/* As vakt_same_unit, but in both passes. */
static inline bool vakt_one_unit(const vakt_instance *instance, int duty, int other)
{
    int block = instance->duties[duty].block;
    return duty == other || (block >= 0 && block == instance->duties[other].block);
}

static inline bool vakt_meet(vakt_minute a_start, vakt_minute a_end, vakt_minute b_start,
                             vakt_minute b_end)
{
    return a_start < b_end && b_start < a_end;
}

static inline bool vakt_duties_meet(const vakt_duty *a, const vakt_duty *b)
{
    return vakt_meet(a->start, a->end, b->start, b->end);
}

/* An inclusive from-to, open where no day is given. */
static inline bool vakt_dates_within(vakt_day from, vakt_day to, vakt_day day)
{
    return (from == VAKT_DAY_NONE || day >= from) && (to == VAKT_DAY_NONE || day <= to);
}

static inline int64_t vakt_max64(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static inline int64_t vakt_min64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* A doctor's duties by bin: a bin is a day, a duty day, a weekend or a holy day. */
typedef struct vakt_bins {
    int first;   /* the bin of index 0 */
    size_t n;
    int *var;    /* 1 when an own duty lies in the bin; -1 = none can */
    bool *outer; /* an outer duty does */
} vakt_bins;

/* The bins a duty lies in; false when it counts in none. */
typedef bool (*vakt_bin_range)(const vakt_builder *b, int duty, bool outer, int *ret_first,
                               int *ret_last);

/* Bins first..last of the doctor. False, and nothing to free, when out of memory. */
bool vakt_bins_new(vakt_builder *b, int doctor, int first, int last, vakt_bin_range range,
                   vakt_bins *ret_bins);
void vakt_bins_done(vakt_bins *bins);

/* Bins by date of all counted duties. */
bool vakt_bin_of_date(const vakt_builder *b, int duty, bool outer, int *ret_first,
                      int *ret_last);
/* Bins by the weekends a counted duty touches; the bin is the weekend's index. */
bool vakt_bin_of_weekend(const vakt_builder *b, int duty, bool outer, int *ret_first,
                         int *ret_last);
/* At most so many of the bins from..to have a duty. Outer duties count; more of them than the
 * limit is nobody's breach. */
void vakt_bins_row(vakt_builder *b, vakt_row_tag tag, int doctor, const vakt_bins *bins, int from,
                   int to, int64_t most);

/* rest and aml_daily_rest: free minutes between two duties of a doctor, and between a duty and the
 * day job. home_priced: a short gap after a duty at home is priced; else it is not asked. */
void vakt_compile_gaps(vakt_builder *b, bool home_priced);

#endif
