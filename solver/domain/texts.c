#include "domain/texts.h"

#include <stdio.h>

#include "domain/calendar.h"
#include "domain/changes_doc.h"
#include "domain/rule_kinds.h"
#include "domain/words.h"

static const char *const texts[] = {
#define TEXT(id, bokmaal) bokmaal,
    VAKT_TEXTS(TEXT)
#undef TEXT
};

const char *vakt_text_of(vakt_text_id id)
{
    return texts[id];
}

void vakt_say(vakt_text *text, vakt_text_id id, const char *arg0, const char *arg1,
              const char *arg2)
{
    const char *const args[] = {arg0, arg1, arg2};
    for (const char *c = texts[id]; *c; c++) {
        if (c[0] == '{' && c[1] >= '0' && c[1] <= '2' && c[2] == '}') {
            vakt_text_add(text, args[c[1] - '0'] ? args[c[1] - '0'] : "");
            c += 2;
        } else {
            vakt_text_add_bytes(text, c, 1);
        }
    }
}

vakt_number vakt_number_of(int64_t value)
{
    vakt_number number;
    snprintf(number.text, sizeof number.text, "%lld", (long long)value);
    return number;
}

/* A part of the table: how many rows, and what row i is called. */
typedef struct part {
    const char *prefix, *suffix;
    const char *const *words, *const *texts; /* words NULL-terminated */
} part;

static const char *const text_ids[] = {
#define ID(id, bokmaal) #id,
    VAKT_TEXTS(ID)
#undef ID
        NULL};
#define STATEMENT(word, strength, on, many, level, weight, from, to, minutes, days, weeks, most,   \
                  least, percent, source, statement, breach)                                       \
    statement,
#define BREACH(word, strength, on, many, level, weight, from, to, minutes, days, weeks, most,      \
               least, percent, source, statement, breach)                                          \
    breach,
static const char *const statements[] = {VAKT_RULES(STATEMENT) NULL};
static const char *const breaches[] = {VAKT_RULES(BREACH) NULL};
#define AML_ID(id, section, about) id,
#define AML_ABOUT(id, section, about) about,
static const char *const aml_ids[] = {VAKT_AML_UNCHECKED(AML_ID) NULL};
static const char *const aml_texts[] = {VAKT_AML_UNCHECKED(AML_ABOUT) NULL};
#define HOLIDAY_KEY(id, key, name, red, eve) key,
#define HOLIDAY_NAME(id, key, name, red, eve) name,
static const char *const holiday_keys[] = {VAKT_HOLIDAYS(HOLIDAY_KEY) NULL};
static const char *const holiday_names[] = {VAKT_HOLIDAYS(HOLIDAY_NAME) NULL};

static const part parts[] = {
    {"text.", "", text_ids, texts},
    {"rule.", ".statement", vakt_rule_words, statements},
    {"rule.", ".breach", vakt_rule_words, breaches},
    {"unchecked.", "", aml_ids, aml_texts},
    {"holiday.", "", holiday_keys, holiday_names},
    {"change.", "", vakt_change_kind_words, vakt_change_kind_norwegian},
    {"life.", "", vakt_life_event_words, vakt_life_event_norwegian},
#define WORDS(type, rows, list) {#type ".", "", list, list##_norwegian},
    VAKT_VOCABULARY(WORDS)
#undef WORDS
};

bool vakt_texts_row(size_t row, char ret_id[80], const char **ret_text)
{
    for (size_t p = 0; p < sizeof parts / sizeof *parts; p++) {
        for (size_t i = 0; parts[p].words[i]; i++) {
            if (parts[p].words[i][0] == '\0')
                continue; /* the holiday that is none */
            if (row-- > 0)
                continue;
            snprintf(ret_id, 80, "%s%s%s", parts[p].prefix, parts[p].words[i], parts[p].suffix);
            *ret_text = parts[p].texts[i];
            return true;
        }
    }
    return false;
}
