/* The tables of ladder.h as arrays, and what a request is when nothing is said. */
#include "rebuild/ladder.h"

#define WORD(id, word, ...) word,
#define NORWEGIAN(id, word, norwegian) norwegian,
#define NOTICE_NORWEGIAN(id, word, hours, unasked, asked, norwegian) norwegian,
const char *const vakt_rebuild_policy_words[] = {VAKT_REBUILD_POLICIES(WORD) NULL};
const char *const vakt_rebuild_policy_norwegian[] = {VAKT_REBUILD_POLICIES(NORWEGIAN) NULL};
const char *const vakt_rebuild_notice_words[] = {VAKT_REBUILD_NOTICES(WORD) NULL};
const char *const vakt_rebuild_notice_norwegian[] = {VAKT_REBUILD_NOTICES(NOTICE_NORWEGIAN) NULL};
const char *const vakt_rung_value_words[] = {VAKT_RUNG_VALUES(WORD) NULL};
const char *const vakt_rung_value_norwegian[] = {VAKT_RUNG_VALUES(NORWEGIAN) NULL};
const char *const vakt_rung_kind_words[] = {VAKT_RUNG_KINDS(WORD) NULL};
const char *const vakt_rung_kind_norwegian[] = {VAKT_RUNG_KINDS(NORWEGIAN) NULL};
#undef WORD
#undef NORWEGIAN
#undef NOTICE_NORWEGIAN

vakt_rebuild_request vakt_rebuild_defaults(const vakt_roster *published, vakt_minute now)
{
#define WEIGHT(id, word, hours, unasked, asked, norwegian) {hours, unasked, asked},
    return (vakt_rebuild_request){.published = published,
                                  .now = now,
                                  .policy = VAKT_REBUILD_FREE,
                                  .weights = {VAKT_REBUILD_NOTICES(WEIGHT)},
                                  .most_rungs = 4,
                                  .rung_work = 10000,
                                  .seed = 1};
#undef WEIGHT
}
