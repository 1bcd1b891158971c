#include "sweep/quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WINDOW_DAYS = 28 };

#define NUMBER_WORD(id, word, least, most, norwegian, phrase) word,
#define WORD_WORD(id, word, norwegian) word,
const char *const vakt_quantity_words[] = {
    VAKT_SWEEP_NUMBERS(NUMBER_WORD) VAKT_SWEEP_WORDS(WORD_WORD) NULL};
#define NUMBER_NORWEGIAN(id, word, least, most, norwegian, phrase) norwegian,
#define WORD_NORWEGIAN(id, word, norwegian) norwegian,
const char *const vakt_quantity_norwegian[] = {
    VAKT_SWEEP_NUMBERS(NUMBER_NORWEGIAN) VAKT_SWEEP_WORDS(WORD_NORWEGIAN)};
#define COMPETENCE_WORD(id, word, norwegian) word,
const char *const vakt_sweep_law_words[] = {VAKT_COMPETENCES(COMPETENCE_WORD) "no_backup", NULL};

static const struct range {
    int64_t least, most;
    const char *phrase;
} ranges[] = {
#define RANGE(id, word, least, most, norwegian, phrase) {least, most, phrase},
    VAKT_SWEEP_NUMBERS(RANGE)
#undef RANGE
};

/* NULL for a quantity of numbers. */
static const char *const *words_of(vakt_quantity quantity)
{
    return quantity == VAKT_QUANTITY_PROFILE ? vakt_profile_words
           : quantity == VAKT_QUANTITY_LAW   ? vakt_sweep_law_words
                                             : NULL;
}

static int find(const char *const *words, const char *word, size_t length)
{
    for (int i = 0; words[i]; i++) {
        if (strlen(words[i]) == length && strncmp(words[i], word, length) == 0)
            return i;
    }
    return -1;
}

static bool add_value(vakt_axis *axis, int64_t value)
{
    for (size_t i = 0; i < axis->n; i++) {
        if (axis->values[i] == value)
            return true;
    }
    if (axis->n == VAKT_AXIS_MOST)
        return false;
    axis->values[axis->n++] = value;
    return true;
}

static bool read_number(const char *text, size_t length, int64_t *ret_number)
{
    char digits[24];
    if (length == 0 || length >= sizeof digits)
        return false;
    memcpy(digits, text, length);
    digits[length] = '\0';
    return vakt_parse_int(digits, ret_number);
}

/* FROM..TO or FROM..TO:STEP */
static bool read_range(const char *text, vakt_axis *axis)
{
    const char *dots = strstr(text, ".."), *colon = strchr(text, ':');
    int64_t from, to, step = 1;
    if (!read_number(text, (size_t)(dots - text), &from))
        return false;
    size_t length = colon ? (size_t)(colon - dots - 2) : strlen(dots + 2);
    if ((colon && colon < dots + 2) || !read_number(dots + 2, length, &to) || from > to)
        return false;
    if (colon && (!read_number(colon + 1, strlen(colon + 1), &step) || step < 1))
        return false;
    for (int64_t value = from; value <= to; value += step) {
        if (!add_value(axis, value))
            return false;
        if (to - value < step)
            break;
    }
    return true;
}

static bool read_list(const char *text, const char *const *words, vakt_axis *axis)
{
    for (;; text++) {
        size_t length = strcspn(text, ",");
        int64_t value = words ? find(words, text, length) : 0;
        if (words ? value < 0 : !read_number(text, length, &value))
            return false;
        if (!add_value(axis, value))
            return false;
        text += length;
        if (!*text)
            return true;
    }
}

static int by_size(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

bool vakt_axis_parse(const char *text, vakt_axis *ret_axis, const char **ret_expected)
{
    const char *equals = strchr(text, '=');
    int quantity = equals ? find(vakt_quantity_words, text, (size_t)(equals - text)) : -1;
    vakt_axis axis = {.n = 0};
    *ret_expected = "QUANTITY=FROM..TO, QUANTITY=FROM..TO:STEP or QUANTITY=A,B,C; the quantities are "
                    "gp, employed, lis1, locum, volunteer, other, alone, backup, needs-backup, "
                    "cap, nights, volunteer-share, profile and law";
    if (quantity < 0)
        return false;
    axis.quantity = (vakt_quantity)quantity;
    const char *const *words = words_of(axis.quantity);
    if (words) {
        *ret_expected = axis.quantity == VAKT_QUANTITY_PROFILE
                            ? "some of sfs, aml_strict and aml_agreement, with commas"
                            : "some of law, amf2015, amf2018, amf2020, kf2026 and no_backup, with "
                              "commas";
        if (!read_list(equals + 1, words, &axis))
            return false;
        *ret_axis = axis;
        return true;
    }
    *ret_expected = "at most 60 whole numbers, rising: 0..200 for doctors, 0..60 for caps, 0..100 "
                    "for volunteer-share";
    if (strstr(equals, "..") ? !read_range(equals + 1, &axis)
                             : !read_list(equals + 1, NULL, &axis))
        return false;
    qsort(axis.values, axis.n, sizeof *axis.values, by_size);
    if (axis.values[0] < ranges[quantity].least ||
        axis.values[axis.n - 1] > ranges[quantity].most)
        return false;
    *ret_axis = axis;
    return true;
}

bool vakt_quantities_meet(vakt_quantity a, vakt_quantity b)
{
    bool able_a = vakt_quantity_is_ability(a), able_b = vakt_quantity_is_ability(b);
    if (a == b)
        return true;
    if (able_a && able_b) /* who may be backup may be alone */
        return a != VAKT_QUANTITY_NEEDS_BACKUP && b != VAKT_QUANTITY_NEEDS_BACKUP;
    return (able_a && b < VAKT_QUANTITY_ALONE) || (able_b && a < VAKT_QUANTITY_ALONE);
}

const char *vakt_axis_value(const vakt_axis *axis, size_t index, char room[24])
{
    const char *const *words = words_of(axis->quantity);
    if (words)
        return words[axis->values[index]];
    snprintf(room, 24, "%lld", (long long)axis->values[index]);
    return room;
}

void vakt_axis_say(const vakt_axis *axis, size_t index, vakt_text *text)
{
    char room[24];
    const char *value = vakt_axis_value(axis, index, room);
    const char *phrase = words_of(axis->quantity) ? "#" : ranges[axis->quantity].phrase;
    const char *place = strchr(phrase, '#');
    vakt_text_add_bytes(text, phrase, (size_t)(place - phrase));
    vakt_text_add(text, value);
    vakt_text_add(text, place + 1);
}

static vakt_rule_entry *cap_of(vakt_arena *arena, int measure, int64_t most)
{
    vakt_rule_entry *entry = vakt_arena_alloc(arena, 1, sizeof *entry);
    if (entry)
        *entry = (vakt_rule_entry){
            .rule = VAKT_RULE_most_in_window, .mode = VAKT_MODE_HARD, .level = VAKT_UNSET,
            .weight = VAKT_UNSET, .from = VAKT_DAY_NONE, .to = VAKT_DAY_NONE,
            .minutes = VAKT_UNSET, .days = WINDOW_DAYS, .weeks = VAKT_UNSET, .most = most,
            .least = VAKT_UNSET, .percent = VAKT_UNSET, .measure = measure,
            .decided_on = VAKT_DAY_NONE};
    return entry;
}

bool vakt_axis_operation(const vakt_axis *axis, size_t index, vakt_arena *arena,
                         vakt_operation *ret_operation)
{
    int64_t value = axis->values[index];
    vakt_operation op;
    switch (axis->quantity) {
    case VAKT_QUANTITY_CAP:
    case VAKT_QUANTITY_NIGHTS:
        op = vakt_operation_of(VAKT_OP_ADD_RULE);
        op.rules = cap_of(arena, axis->quantity == VAKT_QUANTITY_CAP ? VAKT_MEASURE_DUTIES
                                                                     : VAKT_MEASURE_NIGHTS, value);
        op.n_rules = 1;
        if (!op.rules)
            return false;
        break;
    case VAKT_QUANTITY_SHARE:
        op = vakt_operation_of(VAKT_OP_VOLUNTEER_POOL);
        op.percent = value;
        break;
    case VAKT_QUANTITY_PROFILE:
        op = vakt_operation_of(VAKT_OP_SET_PROFILE);
        op.profile = (int)value;
        break;
    case VAKT_QUANTITY_LAW:
        op = vakt_operation_of(VAKT_OP_LAW_PROFILE);
        op.backup_rule = vakt_sweep_law_words[value + 1] ? 1 : 0;
        op.competence = op.backup_rule ? (int)value : -1;
        break;
    case VAKT_QUANTITY_ALONE:
    case VAKT_QUANTITY_BACKUP:
    case VAKT_QUANTITY_NEEDS_BACKUP: /* in the order of the abilities */
        op = vakt_operation_of(VAKT_OP_SET_COUNT);
        op.ability = (int)axis->quantity - (int)VAKT_QUANTITY_ALONE;
        op.count = value;
        break;
    default:
        op = vakt_operation_of(VAKT_OP_SET_COUNT);
        op.position = (int)axis->quantity; /* the first quantities are the positions, in order */
        op.count = value;
        break;
    }
    *ret_operation = op;
    return true;
}
