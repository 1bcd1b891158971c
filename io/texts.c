#include "io/texts.h"

const char *vakt_text_of(vakt_text_id id)
{
    static const char *const texts[] = {
#define TEXT(id, bokmaal) bokmaal,
        VAKT_TEXTS(TEXT)
#undef TEXT
    };
    return texts[id];
}
