#include "domain/rule_kinds.h"

#include <assert.h>
#include <stddef.h>

#define WORD(word, ...) #word,
const char *const vakt_rule_words[] = {VAKT_RULES(WORD) NULL};
#undef WORD

#define ROW(word, strength, on, many, level, weight, from, to, minutes, days, weeks, most, least,  \
            percent, source, statement, breach)                                                   \
    {#word, strength,      on,    many,  level, weight, DAY(from), DAY(to), minutes, days,         \
     weeks, most,          least, percent, source, statement, breach},
/* The only date in the catalogue so far is the one below; a test compares it with the text. */
#define DAY(text)                                                                                  \
    (sizeof(text) == 1 ? VAKT_DAY_NONE : sizeof(text) == 11 ? KF_2026 : -1)
#define KF_2026 20454 /* 2026-01-01, when the new competence rules came into force */

static const vakt_rule_info rules[] = {VAKT_RULES(ROW)};

const vakt_rule_info *vakt_rule_info_of(vakt_rule_kind kind)
{
    assert(kind >= 0 && kind < VAKT_N_RULES);
    return &rules[kind];
}

bool vakt_rule_may_be_set_aside(vakt_rule_kind kind)
{
#define SET_ASIDE(word)                                                                            \
    if (kind == VAKT_RULE_##word)                                                                  \
        return true;
    VAKT_RULES_SET_ASIDE(SET_ASIDE)
#undef SET_ASIDE
    return false;
}
