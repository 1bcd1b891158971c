#include "domain/changes_doc.h"

#define KIND_WORD(id, word, norwegian, must, may, function) word,
#define KIND_NORWEGIAN(id, word, norwegian, must, may, function) norwegian,
const char *const vakt_change_kind_words[] = {VAKT_CHANGE_KINDS(KIND_WORD) NULL};
const char *const vakt_change_kind_norwegian[] = {VAKT_CHANGE_KINDS(KIND_NORWEGIAN) NULL};

#define WORD(id, word, norwegian) word,
#define NORWEGIAN(id, word, norwegian) norwegian,
const char *const vakt_life_event_words[] = {VAKT_LIFE_EVENTS(WORD) NULL};
const char *const vakt_life_event_norwegian[] = {VAKT_LIFE_EVENTS(NORWEGIAN) NULL};
