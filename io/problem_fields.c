/*
 * What a problem document can say. Ranges are wide enough for any Norwegian district and narrow
 * enough to catch a slip of the finger; what depends on several fields is checked by the instance.
 *
 *   people         inhabitants and list lengths 0..1 000 000 (the largest municipality has 720 000)
 *   doctors        0..20 on at once in a layer
 *   share          0..200 percent: a colleague's whole share may be taken over, no more
 *   points         0..100 000 per unit, so that sums stay far from the limits of 64 bits
 *   years          those that the calendar covers
 */
#include "io/problem_fields.h"

#include "domain/problem.h"
#include "domain/rule_kinds.h"
#include "io/field_rows.h"

/* Row i of a shortened list must be row i of the whole one: tests/unit/test_problem_fields.c. */
const char *const vakt_one_day_words[] = {"mon", "tue", "wed", "thu", "fri",
                                          "sat", "sun", "red", "eve", NULL};
const char *const vakt_load_class_words[] = {"weekday", "night", "weekend", "red", "backup", NULL};

#define POINTS 100000
#define DOCTORS 20
#define LEDGER 1000000

/* ---- district ---- */

static const vakt_field municipality_fields[] = {
    F_ID(municipality, id, REQ, "Id by which doctors, exemptions and ledgers name it."),
    F_TEXT(municipality, name, OPT, "Name of the municipality."),
    F_INT(municipality, population, OPT, 0, 1000000, NULL, "Inhabitants."),
    F_INT(municipality, positions, OPT, 0, 1000, NULL,
          "GP positions (legehjemler) in whole positions, vacant ones included."),
    F_INT(municipality, list_length, OPT, 0, 1000000, NULL, "People on its GPs' lists."),
    F_INT(municipality, fixed_pct, OPT, 0, 100, NULL,
          "Its agreed part of the burden in whole percent, for the basis `fixed`."),
};
F_RECORD(municipality, "municipality");

static const vakt_field share_basis_fields[] = {
    F_DATE(share_basis, from, OPT, "First date it applies to; absent means always before."),
    F_DATE(share_basis, to, OPT, "Last date it applies to; absent means for ever after."),
    F_ENUM(share_basis, basis, REQ, vakt_basis_words, NULL,
           "What the municipalities' parts of the burden are computed from."),
};
F_RECORD(share_basis, "share_basis");

static const vakt_field district_fields[] = {
    F_ID(district, id, OPT, "Id of the district."),
    F_TEXT(district, name, OPT, "Name of the district (vaktdistrikt)."),
    F_ID(district, host, OPT, "Id of the host municipality (vertskommune)."),
    F_LIST(district, municipalities, municipality, "municipality",
           "The municipalities that the district serves."),
    F_LIST(district, share_basis, share_basis, "share_basis",
           "What shares the burden between municipalities, dated; by population when absent."),
    F_ENUM(district, vacancy_burden, ADV, vakt_burden_words, "all",
           "Who carries the duties of vacant positions: the municipality's own doctors or all."),
    F_ENUM(district, exemption_burden, ADV, vakt_burden_words, "all",
           "Who carries the duties of exempt doctors: the municipality's own doctors or all."),
};
F_RECORD(district, "district");

/* ---- time, classes and what has to be covered ---- */

static const vakt_field settings_fields[] = {
    F_CLOCK(settings, duty_day_start, ADV, "08:00", "Clock time at which a duty day begins."),
    F_ENUM(settings, weekend_from_day, ADV, vakt_wd_words, "fri",
           "Weekday on which the weekend begins."),
    F_CLOCK(settings, weekend_from, ADV, "16:00",
            "Clock time on weekend_from_day at which the weekend begins."),
    F_CLOCK(settings, weekend_to, ADV, "08:00",
            "Clock time on weekend_to_day at which the weekend ends."),
    F_ENUM(settings, weekend_to_day, ADV, vakt_wd_words, "mon",
           "Weekday on which the weekend ends."),
    F_CLOCK(settings, night_from, ADV, "23:00", "Clock time at which the night begins."),
    F_CLOCK(settings, night_to, ADV, "07:00", "Clock time at which the night ends."),
    F_CLOCK(settings, eve_from, ADV, "15:00", "Clock time from which an eve counts as red."),
    F_SET(settings, day_classes, ADV, vakt_daybit_words, "red",
          "Which of `red` and `eve` are day classes of their own; other days cannot be named."),
    F_INT(settings, standby_divisor, ADV, 1, 100, "7",
          "Time on duty at home counts as one part in so many of the time at work."),
    F_INT(settings, join_min, ADV, 0, 600, "120",
          "A duty that begins within so many minutes of the day job's end joins it."),
};
F_RECORD(settings, "settings");

static const vakt_field local_day_fields[] = {
    F_DATE(local_day, date, REQ, "The date."),
    F_ENUM(local_day, day_class, REQ, vakt_one_day_words, NULL,
           "What the date counts as here, whatever the calendar says."),
};
F_RECORD(local_day, "local_day");

static const vakt_field cover_fields[] = {
    F_ID(cover, id, REQ, "Id of the requirement."),
    F_ENUM(cover, layer, REQ, vakt_layer_words, NULL, "The duty layer that has to be on."),
    F_SET(cover, days, OPT, vakt_daybit_words, "all",
          "Days on which the interval begins."),
    F_SET(cover, next_days, ADV, vakt_daybit_words, "all",
          "Only when the day after the interval's first day is one of these."),
    F_CLOCK(cover, start, REQ, NULL, "Local clock time at which the interval begins."),
    F_CLOCK(cover, end, REQ, NULL,
            "Local clock time at which it ends, on the next day unless later than start."),
    F_INT(cover, least, REQ, 0, DOCTORS, NULL, "Least doctors on at every minute."),
    F_INT(cover, wanted, OPT, 0, DOCTORS, NULL, "Doctors wanted; absent means `least`."),
    F_INT(cover, price, ADV, 0, POINTS, "1",
          "Points at level 0 per missing doctor and started hour."),
    F_TEXT(cover, site, ADV, "Only duties at this site count; absent means any site."),
    F_DATE(cover, from, OPT, "First date it applies to."),
    F_DATE(cover, to, OPT, "Last date it applies to."),
};
F_RECORD(cover, "cover");

static const vakt_field shift_type_fields[] = {
    F_ID(shift_type, id, REQ, "Id (vaktkode), the first part of its duties' ids."),
    F_TEXT(shift_type, name, OPT, "Name for people; absent means the id."),
    F_ENUM(shift_type, layer, REQ, vakt_layer_words, NULL, "The duty layer."),
    F_CLOCK(shift_type, start, REQ, NULL, "Local clock time at which the duty begins."),
    F_CLOCK(shift_type, end, REQ, NULL,
            "Local clock time at which it ends, on the next day unless later than start."),
    F_INT(shift_type, more_days, OPT, 0, 7, "0",
          "Days added to the end: 2 for Friday 16:00 to Monday 08:00."),
    F_SET(shift_type, days, OPT, vakt_daybit_words, "all", "Days on which a duty begins."),
    F_SET(shift_type, next_days, OPT, vakt_daybit_words, "all",
          "Only when the day after the start day is one of these."),
    F_ENUM(shift_type, presence, OPT, vakt_presence_words, "present",
           "Whether the doctor is present or on call at home."),
    F_BOOL(shift_type, legevakt, OPT, "true", "Whether the competence rules of legevakt apply."),
    F_FLAG(shift_type, out_of_hours, ADV,
           "Whether exemptions from out-of-hours duty apply; absent means yes except layer `day`."),
    F_BOOL(shift_type, counts_as_cover, ADV, "true", "Whether its doctor counts towards cover."),
    F_BOOL(shift_type, follow, ADV, "false",
           "A doctor who follows to learn (følgevakt): no cover, and needs no backup."),
    F_FLAG(shift_type, may_back, ADV,
           "Whether it backs those who may not be alone; absent means yes for layer `backup`."),
    F_BOOL(shift_type, only_when_needed, ADV, "false",
           "Whether it may be filled only while somebody on duty needs a backup."),
    F_BOOL(shift_type, counting, ADV, "false",
           "Whether it counts towards a doctor's specialisation (tellende vakt)."),
    F_ENUM(shift_type, load_class, ADV, vakt_load_words, "auto",
           "Fairness class; `auto` means by layer, day and clock time."),
    F_INT(shift_type, load, OPT, 0, 1000, "1", "Load points of one duty towards fairness."),
    F_INT(shift_type, duty_class, ADV, 1, 4, NULL, "Pay class (vaktklasse) 1 to 4."),
    F_ENUM(shift_type, meets_job, ADV, vakt_meets_job_words, "blocks",
           "What happens when a duty meets the doctor's day job."),
    F_INT(shift_type, least, OPT, 0, DOCTORS, "1", "Doctors needed on each day it runs."),
    F_INT(shift_type, wanted, OPT, 0, DOCTORS, NULL,
          "Doctors wanted on each day it runs; absent means `least`."),
    F_INT(shift_type, price, ADV, 0, POINTS, "1", "Points at level 0 of one open duty."),
    F_TEXT(shift_type, area, ADV, "Area that the doctor answers for."),
    F_TEXT(shift_type, site, ADV, "Place of the duty."),
    F_SET(shift_type, open_to, OPT, vakt_position_words, NULL,
          "Positions whose doctors may take it; absent means all."),
    F_ENUM(shift_type, profile, ADV, vakt_profile_words, NULL,
           "Working-time profile of its duties, in place of the doctor's."),
    F_DATE(shift_type, from, OPT, "First start date."),
    F_DATE(shift_type, to, OPT, "Last start date."),
};
F_RECORD(shift_type, "shift_type");

static const vakt_field block_fields[] = {
    F_ID(block, id, REQ, "Id of the block."),
    F_TEXT(block, name, OPT, "Name for people."),
    {.name = "shift_types", .type = VAKT_T_IDS, .flags = REQ,
     .offset = F_AT(block, shift_types, const char *const *),
     .offset_count = F_AT(block, n_shift_types, size_t), .min = 1, .max = 100,
     .doc = "Shift types whose duties belong together."},
    F_SOME(block, weekdays, 7, vakt_wd_words, "Start weekdays of its duties within one week."),
    F_ENUM(block, week_start, ADV, vakt_wd_words, "mon",
           "Weekday with which the week of the block begins."),
    F_BOOL(block, soft, OPT, "false",
           "Whether splitting is priced by rule linked_block instead of forbidden."),
    F_DATE(block, from, OPT, "First date it applies to."),
    F_DATE(block, to, OPT, "Last date it applies to."),
};
F_RECORD(block, "block");

static const vakt_field special_fields[] = {
    F_ENUM(special, kind, REQ, vakt_special_words, NULL, "How the date or interval differs."),
    F_ID(special, shift_type, OPT, "Shift type that is extra or cancelled."),
    F_DATE(special, date, OPT, "Start date of what is extra or cancelled."),
    F_INT(special, count, OPT, 1, DOCTORS, "1", "How many more doctors, for `extra`."),
    F_TIME(special, start, OPT, "When others begin to cover, for `elsewhere`."),
    F_TIME(special, end, OPT, "When others end to cover, for `elsewhere`."),
    F_ENUM(special, layer, OPT, vakt_layer_words, NULL,
           "Layer that others cover; absent means all that have cover."),
    F_TEXT(special, by, OPT, "Who covers, for `elsewhere`."),
};
F_RECORD(special, "special");

static const vakt_field elsewhere_fields[] = {
    F_SET(elsewhere, days, OPT, vakt_daybit_words, "all", "Days on which the interval begins."),
    F_CLOCK(elsewhere, start, REQ, NULL, "Local clock time at which others begin to cover."),
    F_CLOCK(elsewhere, end, REQ, NULL,
            "Local clock time at which they end, on the next day unless later than start."),
    F_ENUM(elsewhere, layer, OPT, vakt_layer_words, NULL,
           "Layer that others cover; absent means all that have cover."),
    F_TEXT(elsewhere, by, OPT, "Who covers."),
    F_DATE(elsewhere, from, OPT, "First date it applies to."),
    F_DATE(elsewhere, to, OPT, "Last date it applies to."),
};
F_RECORD(elsewhere, "elsewhere");

static const vakt_field outside_backup_fields[] = {
    F_TEXT(outside_backup, by, REQ, "The place or arrangement that backs our doctors."),
    F_SET(outside_backup, days, OPT, vakt_daybit_words, "all",
          "Days on which the interval begins."),
    F_CLOCK(outside_backup, start, REQ, NULL, "Local clock time at which the backup begins."),
    F_CLOCK(outside_backup, end, REQ, NULL,
            "Local clock time at which it ends, on the next day unless later than start."),
    F_INT(outside_backup, most, OPT, 1, DOCTORS, "1", "Most doctors backed at once."),
    F_DATE(outside_backup, from, OPT, "First date it applies to."),
    F_DATE(outside_backup, to, OPT, "Last date it applies to."),
};
F_RECORD(outside_backup, "outside_backup");

/* ---- patterns and feasts ---- */

static const vakt_field pattern_line_fields[] = {
    F_ID(pattern_line, doctor, REQ, "Doctor who walks this line of the pattern."),
    F_INT(pattern_line, offset, OPT, 0, 103, "0", "Weeks ahead of line 0."),
};
F_RECORD(pattern_line, "pattern_line");

static const vakt_field pattern_entry_fields[] = {
    F_INT(pattern_entry, week, REQ, 1, 104, NULL, "Week of the pattern, from 1."),
    F_ENUM(pattern_entry, weekday, REQ, vakt_wd_words, NULL, "Weekday on which the duty begins."),
    F_ID(pattern_entry, shift_type, REQ, "Shift type of the duty."),
};
F_RECORD(pattern_entry, "pattern_entry");

static const vakt_field pattern_fields[] = {
    F_ID(pattern, id, REQ, "Id of the rolling pattern (rulle, grunnturnus)."),
    F_DATE(pattern, start, REQ, "A Monday, on which week 1 of offset 0 begins."),
    F_INT(pattern, weeks, REQ, 1, 104, NULL, "Weeks after which the pattern repeats."),
    F_LIST(pattern, lines, pattern_line, "line", "Who walks the pattern, and how far ahead."),
    F_LIST(pattern, entries, pattern_entry, "entry", "The duties of the pattern."),
};
F_RECORD(pattern, "pattern");

static const vakt_field feast_dates_fields[] = {
    F_ENUM(feast_dates, feast, REQ, vakt_feast_words, NULL, "The feast."),
    F_DATE(feast_dates, from, REQ, "First date of the feast here."),
    F_DATE(feast_dates, to, REQ, "Last date of the feast here."),
};
F_RECORD(feast_dates, "feast_dates");

static const vakt_field peak_fields[] = {
    F_ID(peak, id, REQ, "Id of the period."),
    F_TEXT(peak, name, OPT, "Name for people."),
    F_DATE(peak, from, REQ, "First date of the period that is heavy here."),
    F_DATE(peak, to, REQ, "Last date of the period that is heavy here."),
};
F_RECORD(peak, "peak");

/* ---- doctors ---- */

static const vakt_field change_fields[] = {
    F_DATE(change, from, REQ, "First date of the change."),
    F_DATE(change, to, OPT, "Last date of the change."),
    F_ENUM(change, position, OPT, vakt_position_words, NULL, "Position from then on."),
    F_ID(change, municipality, OPT, "Id of the municipality from then on."),
    F_INT(change, share_pct, OPT, 0, 200, NULL, "Share of duties from then on, in whole percent."),
    F_ENUM(change, profile, OPT, vakt_profile_words, NULL, "Working-time profile from then on."),
    F_IDS(change, shift_types, OPT, "Shift types the doctor may take; none means no change."),
};
F_RECORD(change, "change");

static const vakt_field day_job_fields[] = {
    F_SOME(day_job, weekdays, 7, vakt_wd_words, "Weekdays of the day job."),
    F_CLOCK(day_job, start, REQ, NULL, "Local clock time at which the working day begins."),
    F_CLOCK(day_job, end, REQ, NULL, "Local clock time at which the working day ends."),
    F_ENUM(day_job, weeks, OPT, vakt_weeks_words, "all", "Which ISO weeks it is worked in."),
    F_BOOL(day_job, red_days, OPT, "false", "Whether it is worked on red days too."),
    F_DATE(day_job, from, OPT, "First date of the job."),
    F_DATE(day_job, to, OPT, "Last date of the job."),
};
F_RECORD(day_job, "day_job");

static const vakt_field bounds_fields[] = {
    F_ENUM(bounds, load_class, OPT, vakt_load_class_words, NULL,
           "Fairness class they count; absent means all duties."),
    F_INT(bounds, least, OPT, 0, 1000, NULL, "Least duties in the period."),
    F_INT(bounds, target, OPT, 0, 1000, NULL, "Duties aimed at in the period."),
    F_INT(bounds, most, OPT, 0, 1000, NULL, "Most duties in the period."),
    F_DATE(bounds, from, OPT, "First start date counted; absent means the period's first."),
    F_DATE(bounds, to, OPT, "Last start date counted; absent means the period's last."),
};
F_RECORD(bounds, "bounds");

static const vakt_field held_fields[] = {
    F_ENUM(held, kind, REQ, vakt_qualification_words, NULL, "The qualification."),
    F_DATE(held, from, OPT, "First date it is held; absent means always before."),
    F_DATE(held, to, OPT, "Last date it is held; absent means for ever after."),
};
F_RECORD(held, "held");

static const vakt_field experience_fields[] = {
    F_INT(experience, clinical_months, OPT, 0, 720, "0",
          "Months of clinical service after the degree, as of the problem's first day."),
    F_INT(experience, allmennlege_months, OPT, 0, 720, "0",
          "Months as allmennlege in a municipality, as of the problem's first day."),
    F_INT(experience, duties, OPT, 0, 10000, "0",
          "Legevakt duties done anywhere before the problem's first day."),
    F_INT(experience, local_duties, OPT, 0, 10000, "0",
          "Legevakt duties done here before the problem's first day."),
};
F_RECORD(experience, "experience");

static const vakt_field claim_fields[] = {
    F_ENUM(claim, right, REQ, vakt_right_words, NULL, "The exemption right that is claimed."),
    F_DATE(claim, from, OPT, "First date of the claim."),
    F_DATE(claim, to, OPT, "Last date of the claim."),
};
F_RECORD(claim, "claim");

static const vakt_field exemption_fields[] = {
    F_DATE(exemption, from, OPT, "First date of the exemption."),
    F_DATE(exemption, to, OPT, "Last date of the exemption."),
    F_IDS(exemption, shift_types, OPT, "Shift types it covers; none means all out of hours."),
    F_TEXT(exemption, decision, OPT, "Reference of the decision, never its reason."),
    F_ID(exemption, by, OPT, "Id of the municipality that decided."),
    F_BOOL(exemption, recruitment_condition, ADV, "false",
           "Whether it was a condition of recruitment and so cannot be taken back alone."),
};
F_RECORD(exemption, "exemption");

static const vakt_field kf4_fields[] = {
    F_DATE(kf4, from, REQ, "First date of the engagement under KF § 4."),
    F_DATE(kf4, to, OPT, "Last date of the engagement under KF § 4."),
};
F_RECORD(kf4, "kf4");

static const vakt_field kf4_used_fields[] = {
    F_INT(kf4_used, year, REQ, 2025, VAKT_CALENDAR_LAST_YEAR, NULL, "Calendar year."),
    F_INT(kf4_used, days, REQ, 0, 366, NULL,
          "Days at work already used under KF § 4 in that year, with all employers."),
};
F_RECORD(kf4_used, "kf4_used");

static const vakt_field absence_fields[] = {
    F_DATE(absence, from, REQ, "First date away."),
    F_DATE(absence, to, OPT, "Last date away; absent means until further notice."),
    F_INT(absence, percent, OPT, 1, 100, "100",
          "Percent away: 100 blocks duties, less only reduces the share."),
    F_BOOL(absence, reduces_share, OPT, "true", "Whether it reduces the doctor's share of duties."),
    F_BOOL(absence, may_be_asked, OPT, "false",
           "Whether the doctor may be asked to take a duty all the same."),
    F_BOOL(absence, day_before, OPT, "false", "Whether the whole civil day before is blocked too."),
    F_BOOL(absence, day_after, OPT, "false", "Whether the whole civil day after is blocked too."),
};
F_RECORD(absence, "absence");

static const vakt_field wish_fields[] = {
    F_ID(wish, id, REQ, "Id by which the roster answers the wish, unique within the doctor."),
    F_ENUM(wish, want, REQ, vakt_want_words, NULL, "Whether the doctor wants duty or time off."),
    F_INT(wish, level, REQ, 1, 5, NULL, "Strength of the wish: 1 weakest to 5 strongest."),
    F_DATE(wish, from, OPT, "First start date; absent means the period's first."),
    F_DATE(wish, to, OPT, "Last start date; absent means the period's last."),
    F_SET(wish, weekdays, OPT, vakt_wd_words, NULL, "Start weekdays; none means all."),
    F_ENUM(wish, weeks, OPT, vakt_weeks_words, "all", "Which ISO weeks it is about."),
    F_INT(wish, every, OPT, 1, 53, "1", "Every so many weeks, counted from the week of `from`."),
    F_IDS(wish, shift_types, OPT, "Shift types it is about; none means all."),
    F_ID(wish, colleague, OPT,
         "Doctor to be on duty with (`on`) or without (`off`) at the same time."),
};
F_RECORD(wish, "wish");

static const vakt_field fixed_fields[] = {
    F_ID(fixed, duty, REQ, "Id of the duty that the doctor has whatever else is planned."),
    F_TEXT(fixed, reason, OPT, "Why, for the manager only."),
    F_DATE(fixed, until, OPT,
           "The pin holds while the period's first day is not after this date."),
};
F_RECORD(fixed, "fixed");

static const vakt_field counting_need_fields[] = {
    F_INT(counting_need, needed, REQ, 0, 1000, NULL,
          "Counting duties needed in all for the specialisation."),
    F_INT(counting_need, done, OPT, 0, 1000, "0", "Counting duties done before the period."),
    F_DATE(counting_need, by, OPT, "Date by which they are needed; absent means the period's end."),
};
F_RECORD(counting_need, "counting_need");

static const vakt_field training_fields[] = {
    F_TIME(training, start, REQ, "When the reserved time begins."),
    F_TIME(training, end, REQ, "When the reserved time ends."),
};
F_RECORD(training, "training");

static const vakt_field feast_done_fields[] = {
    F_ENUM(feast_done, feast, OPT, vakt_feast_words, NULL,
           "Feast at which the doctor had duty; else give `peak`."),
    F_ID(feast_done, peak, OPT, "Id of the peak at which the doctor had duty."),
    F_INT(feast_done, year, REQ, VAKT_CALENDAR_FIRST_YEAR, VAKT_CALENDAR_LAST_YEAR, NULL,
          "Year of the feast's or peak's first day."),
};
F_RECORD(feast_done, "feast_done");

static const vakt_field denied_fields[] = {
    F_INT(denied, level, REQ, 1, 5, NULL, "Level of the wishes."),
    F_INT(denied, count, REQ, 0, 1000, NULL, "Wishes of that level denied before the period."),
};
F_RECORD(denied, "denied");

static const vakt_field agency_fields[] = {
    F_DATE(agency, start, REQ, "First day of a block on duty."),
    F_INT(agency, on_days, REQ, 1, 366, NULL, "Days in a row that the locum is here."),
    F_INT(agency, off_days, REQ, 0, 366, NULL, "Days in a row that the locum is then away."),
};
F_RECORD(agency, "agency");

static const vakt_field doctor_fields[] = {
    F_ID(doctor, id, REQ, "Id of the doctor."),
    F_TEXT(doctor, name, OPT, "Name; absent means the id."),
    F_TEXT(doctor, phone, OPT, "Telephone number."),
    F_TEXT(doctor, email, OPT, "E-mail address."),
    F_BOOL(doctor, placeholder, OPT, "false",
           "N.N.: stands for a vacancy or a locum who is not named yet."),
    F_TEXT(doctor, person, ADV, "Who the placeholder turned out to be."),
    F_SUB(doctor, agency, agency, "The blocks of days in which the placeholder is filled."),
    F_DATE(doctor, birth_date, OPT, "Date of birth, for the exemption right by age."),
    F_DATE(doctor, from, OPT, "First date in service here."),
    F_DATE(doctor, to, OPT, "Last date in service here."),
    F_ENUM(doctor, position, REQ, vakt_position_words, NULL, "Position."),
    F_ID(doctor, municipality, OPT, "Id of the municipality that the doctor takes duty for."),
    F_INT(doctor, share_pct, OPT, 0, 200, "100", "Share of duties in whole percent."),
    F_ENUM(doctor, profile, OPT, vakt_profile_words, "sfs", "Working-time profile."),
    F_IDS(doctor, shift_types, OPT,
          "Shift types the doctor may take; none means all that are open to the position."),
    F_SET(doctor, has, OPT, vakt_qualification_words, NULL, "Qualifications held at all times."),
    F_DATE(doctor, newcomer_until, OPT, "The doctor counts as new up to and on this date."),
    F_LIST(doctor, changes, change, "change", "Dated changes; what is left out goes on."),
    F_LIST(doctor, day_jobs, day_job, "day_job", "Work beside the duties, as a rule the surgery."),
    F_LIST(doctor, bounds, bounds, "bound", "Own least, target and most duties per class."),
    F_LIST(doctor, qualifications, held, "qualification", "Qualifications held from-to."),
    F_SUB(doctor, experience, experience,
          "Experience that the competence rules before 2026 ask for."),
    F_LIST(doctor, claims, claim, "claim", "Exemption rights that the doctor has claimed."),
    F_LIST(doctor, exemptions, exemption, "exemption", "Exemptions granted by decision."),
    F_LIST(doctor, kf4, kf4, "kf4_engagement",
           "Engagements under KF § 4 without the specialisation requirement."),
    F_LIST(doctor, kf4_used, kf4_used, "kf4_used", "Days at work used under KF § 4 per year."),
    F_LIST(doctor, absences, absence, "absence", "Leave and other absence, never its kind."),
    F_LIST(doctor, wishes, wish, "wish", "Wishes for the period."),
    F_LIST(doctor, denied, denied, "denied", "Wishes denied before the period, per level."),
    F_LIST(doctor, fixed, fixed, "fixed", "Duties that the doctor has whatever else is planned."),
    F_SUB(doctor, counting, counting_need, "Counting duties that the specialisation needs."),
    F_LIST(doctor, training, training, "training", "Reserved time, without duty."),
    F_LIST(doctor, feasts_done, feast_done, "feast_done", "Duty at feasts of earlier years."),
};
F_RECORD(doctor, "doctor");

/* ---- rules ---- */

static const vakt_field wish_level_fields[] = {
    F_INT(wish_level, level, REQ, 1, 5, NULL, "Level of a wish."),
    F_INT(wish_level, weight, REQ, 0, POINTS, NULL, "Points of a denied wish of the level."),
    F_INT(wish_level, quota, OPT, 0, 1000, NULL,
          "Most wishes of the level per doctor and period; absent means no limit."),
};
F_RECORD(wish_level, "wish_level");

#define RULE_PARAM(member, unit, least_, most_)                                                    \
    F_INT(rule_entry, member, OPT, least_, most_, NULL,                                            \
          "Parameter `" #member "` (" unit ") of the rules that read it."),

/* The catalogue says which parameters a rule reads, and gives the ranges. */
static const vakt_field rule_entry_fields[] = {
    F_ENUM(rule_entry, rule, REQ, vakt_rule_words, NULL, "The rule of the catalogue."),
    F_ENUM(rule_entry, mode, OPT, vakt_mode_words, "default",
           "Whether it must hold, is priced or is off."),
    F_INT(rule_entry, level, OPT, 1, 5, NULL,
          "Level of its price when soft; absent means the catalogue's."),
    F_INT(rule_entry, weight, OPT, 0, POINTS, NULL,
          "Points per unit broken when soft; absent means the catalogue's."),
    F_DATE(rule_entry, from, OPT, "First date it applies to."),
    F_DATE(rule_entry, to, OPT, "Last date it applies to."),
    F_IDS(rule_entry, doctors, OPT, "Doctors it applies to; none means all."),
    F_IDS(rule_entry, shift_types, OPT, "Shift types it applies to; none means all."),
    F_SET(rule_entry, positions, OPT, vakt_position_words, NULL,
          "Positions it applies to; none means all."),
    F_SET(rule_entry, profiles, OPT, vakt_profile_words, NULL,
          "Working-time profiles it applies to; none means all."),
    F_SET(rule_entry, layers, OPT, vakt_layer_words, NULL,
          "Layers it applies to; none means all."),
    F_SET(rule_entry, load_classes, OPT, vakt_load_class_words, NULL,
          "Fairness classes it applies to; none means all."),
    VAKT_RULE_PARAMS(RULE_PARAM)
    F_ENUM(rule_entry, measure, OPT, vakt_measure_words, NULL,
           "Parameter `measure` of the rules that read it: what they count."),
    F_TEXT(rule_entry, decided_by, OPT, "Who decided otherwise than the catalogue."),
    F_DATE(rule_entry, decided_on, OPT, "Date of that decision."),
    F_TEXT(rule_entry, note, OPT, "Note for people."),
};
F_RECORD(rule_entry, "rule_entry");

static const vakt_field override_fields[] = {
    F_ID(override, duty, REQ, "Id of the duty."),
    F_ID(override, doctor, REQ, "Doctor who takes it."),
    F_TEXT(override, reason, REQ, "Why the rule is set aside, for the manager only."),
    F_TEXT(override, by, REQ, "Who decided."),
    F_ENUM(override, rule, REQ, vakt_rule_words, NULL, "The rule that is set aside: one that docs/rules.md lets an override excuse."),
    F_DATE(override, date, REQ, "Date of the decision."),
};
F_RECORD(override, "override");

static const vakt_field law_profile_fields[] = {
    F_DATE(law_profile, from, OPT, "First date it is assumed for."),
    F_DATE(law_profile, to, OPT, "Last date it is assumed for."),
    F_ENUM(law_profile, competence, OPT, vakt_competence_words, "law",
           "Competence rules that are assumed; `law` means those in force on the duty's date."),
    F_BOOL(law_profile, backup_rule, OPT, "true",
           "Whether those who may not be alone must have a backup."),
};
F_RECORD(law_profile, "law_profile");

static const vakt_field assessment_fields[] = {
    F_ENUM(assessment, kind, REQ, vakt_assessment_words, NULL,
           "What the municipality has assessed or agreed."),
    F_DATE(assessment, date, REQ, "Date of the assessment."),
    F_TEXT(assessment, by, REQ, "Who made it."),
    F_TEXT(assessment, text, OPT, "What it says."),
};
F_RECORD(assessment, "assessment");

static const vakt_field sfs_norm_fields[] = {
    F_ENUM(sfs_norm, layer, REQ, vakt_layer_words, NULL, "Layer that the norm is for."),
    F_INT(sfs_norm, participants, REQ, 1, 500, NULL,
          "Least number of different doctors who share the layer."),
    F_INT(sfs_norm, doctors_on, OPT, 1, DOCTORS, NULL, "Least doctors on at every minute."),
    F_DATE(sfs_norm, from, OPT, "First date it applies to."),
    F_DATE(sfs_norm, to, OPT, "Last date it applies to."),
};
F_RECORD(sfs_norm, "sfs_norm");

static const vakt_field rate_fields[] = {
    F_TEXT(rate, code, REQ, "Code of the pay element."),
    F_DATE(rate, from, OPT, "First date it applies to."),
    F_DATE(rate, to, OPT, "Last date it applies to."),
    F_ENUM(rate, load_class, OPT, vakt_load_class_words, NULL,
           "Fairness class it is for; absent means any."),
    F_ENUM(rate, presence, OPT, vakt_presence_words, NULL,
           "Present or at home; absent means either."),
    F_INT(rate, duty_class, OPT, 1, 4, NULL,
          "Pay class (vaktklasse) 1 to 4; absent means any."),
    F_INT(rate, ore_per_hour, REQ, 0, 10000000, NULL, "Øre per hour."),
};
F_RECORD(rate, "rate");

/* ---- history ---- */

static const vakt_field past_duty_fields[] = {
    F_ID(past_duty, doctor, REQ, "Doctor who had or has the duty."),
    F_ID(past_duty, shift_type, OPT, "Shift type that gives what is left out here."),
    F_ID(past_duty, id, OPT, "Id of the duty."),
    F_DATE(past_duty, date, OPT, "Start date, when the shift type gives the clock times."),
    F_TIME(past_duty, start, OPT, "When it began, when not by the shift type."),
    F_TIME(past_duty, end, OPT, "When it ended, when not by the shift type."),
    F_ENUM(past_duty, layer, OPT, vakt_layer_words, NULL,
           "Layer; absent means the shift type's."),
    F_ENUM(past_duty, presence, OPT, vakt_presence_words, NULL,
           "Present or at home; absent means the shift type's."),
    F_ENUM(past_duty, load_class, OPT, vakt_load_class_words, NULL,
           "Fairness class; absent means the shift type's."),
};
F_RECORD(past_duty, "past_duty");

static const vakt_field ledger_fields[] = {
    F_ID(ledger, doctor, REQ, "The doctor."),
    F_ENUM(ledger, load_class, REQ, vakt_load_class_words, NULL, "Fairness class."),
    F_INT(ledger, assigned, REQ, 0, LEDGER, NULL, "Load points as planned."),
    F_INT(ledger, worked, OPT, 0, LEDGER, NULL,
          "Load points after swaps; absent means `assigned`."),
};
F_RECORD(ledger, "ledger");

static const vakt_field municipality_ledger_fields[] = {
    F_ID(municipality_ledger, municipality, REQ, "Id of the municipality."),
    F_INT(municipality_ledger, owed, REQ, 0, LEDGER, NULL,
          "Load points that its doctors should have carried."),
    F_INT(municipality_ledger, delivered, REQ, 0, LEDGER, NULL,
          "Load points that its doctors have carried."),
};
F_RECORD(municipality_ledger, "municipality_ledger");

static const vakt_field history_fields[] = {
    F_LIST(history, duties, past_duty, "duty", "Duties before the period."),
    F_LIST(history, next, past_duty, "next_duty", "Duties of the plan after this one."),
    F_LIST(history, ledgers, ledger, "ledger", "Doctors' accounts per class before the period."),
    F_LIST(history, municipality_ledgers, municipality_ledger, "municipality_ledger",
           "Municipalities' accounts before the period."),
};
F_RECORD(history, "history");

/* ---- the document ---- */

static const vakt_field problem_fields[] = {
    F_INT(problem, version, REQ, 1, 1, NULL, "Version of the format."),
    F_ID(problem, id, REQ, "Id by which a roster names the problem."),
    F_TEXT(problem, title, OPT, "Title for people."),
    F_TEXT(problem, note, OPT, "Note for people, as a rule the sources."),
    F_DATE(problem, from, REQ, "First start date of the duties to plan."),
    F_DATE(problem, to, REQ, "Last start date of the duties to plan."),
    F_BOOL(problem, invented, OPT, "false", "Whether names, ages, leave and wishes are invented."),
    F_SUB(problem, district, district, "The population that the legevakt serves."),
    F_SUB(problem, settings, settings, "Parameters of time and day classes."),
    F_LIST(problem, calendar, local_day, "local_day", "Dates that count otherwise than by law."),
    F_LIST(problem, cover, cover, "cover", "How many doctors must be on (bemanningskrav)."),
    F_LIST(problem, shift_types, shift_type, "shift_type",
           "Recurring patterns that duties are made from."),
    F_LIST(problem, blocks, block, "block", "Duties that belong together."),
    F_LIST(problem, specials, special, "special", "Dates and intervals that differ."),
    F_LIST(problem, elsewhere, elsewhere, "elsewhere", "Clock times that others cover every week."),
    F_LIST(problem, outside_backup, outside_backup, "outside_backup",
           "Arrangements with other places that back our doctors."),
    F_LIST(problem, patterns, pattern, "pattern", "Rolling patterns (rulle, grunnturnus)."),
    F_LIST(problem, feasts, feast_dates, "feast", "Own dates of feasts; else they go by law."),
    F_LIST(problem, peaks, peak, "peak", "Periods that are heavy here."),
    F_LIST(problem, doctors, doctor, "doctor", "The doctors."),
    F_LIST(problem, wish_levels, wish_level, "wish_level", "What wishes of each level weigh."),
    F_LIST(problem, rules, rule_entry, "rule", "What is said about rules of the catalogue."),
    F_LIST(problem, overrides, override, "override",
           "Rules set aside for one duty, with a reason."),
    F_LIST(problem, law_profiles, law_profile, "law_profile",
           "Competence rules to assume instead of those in force (what-if)."),
    F_LIST(problem, assessments, assessment, "assessment",
           "What the municipality has assessed or agreed."),
    F_LIST(problem, sfs_norm, sfs_norm, "sfs_norm", "Binding numbers of SFS 2305, as entered."),
    F_LIST(problem, rates, rate, "rate", "Dated pay rates."),
    F_SUB(problem, history, history, "What was worked before the period, and the ledgers."),
};
const vakt_record vakt_problem_record = {.name = "problem", .size = sizeof(vakt_problem),
                                         .fields = problem_fields,
                                         .n_fields = F_COUNT(problem_fields)};

/* ---- for the scenario and changes documents, which add such records to a problem ---- */

#define SHARED(sub)                                                                                \
    const vakt_record vakt_##sub##_record = {.name = #sub, .size = sizeof(vakt_##sub),             \
                                             .fields = sub##_fields,                               \
                                             .n_fields = F_COUNT(sub##_fields)}
SHARED(municipality);
SHARED(bounds);
SHARED(cover);
SHARED(shift_type);
SHARED(doctor);
SHARED(rule_entry);
SHARED(absence);
SHARED(special);
SHARED(wish);
SHARED(fixed);
