#include "domain/words.h"

#include <stddef.h>

#define WORD(id, word, norwegian) word,
#define NORWEGIAN(id, word, norwegian) norwegian,
#define LISTS(type, rows, list)                                                                    \
    const char *const list[] = {rows(WORD) NULL};                                                  \
    const char *const list##_norwegian[] = {rows(NORWEGIAN) NULL};
VAKT_VOCABULARY(LISTS)
