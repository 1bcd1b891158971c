/* The field tables of the `problem` document (domain/problem.h). */
#ifndef VAKT_IO_PROBLEM_FIELDS_H
#define VAKT_IO_PROBLEM_FIELDS_H

#include "io/record.h"

#define VAKT_PROBLEM_ROOT "problem" /* root element of the XML form */
#define VAKT_PROBLEM_NAMESPACE "urn:vaktplan:problem:1"

extern const vakt_record vakt_problem_record;
/* Parts of it that the scenario and changes documents have too. */
extern const vakt_record vakt_municipality_record, vakt_cover_record, vakt_shift_type_record,
    vakt_doctor_record, vakt_rule_entry_record, vakt_absence_record, vakt_special_record,
    vakt_wish_record, vakt_fixed_record, vakt_bounds_record;

/* The days a date can be: vakt_daybit_words without those that stand for several. */
extern const char *const vakt_one_day_words[];
/* The fairness classes a duty can have: vakt_load_words without `auto`. */
extern const char *const vakt_load_class_words[];

#endif
