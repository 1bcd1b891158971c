/* What a revision says on one screen, and the list for the legevaktsentral. */
#ifndef VAKT_BOOK_REPORT_H
#define VAKT_BOOK_REPORT_H

#include "base/text.h"
#include "book/state.h"

/* A revision to be told of: read from its folder, or made. */
typedef struct vakt_pages {
    const vakt_book *book;
    const vakt_state_docs *docs;
    const vakt_instance *instance;
    const vakt_roster *roster;
} vakt_pages;

/* P(file, function): each adds the whole page to `text`. */
#define VAKT_BOOK_PAGES(P)                                                                         \
    P("report.txt", vakt_report_text)                                                              \
    P("report.json", vakt_report_json)                                                             \
    P("report.html", vakt_report_html)                                                             \
    P("vaktsentral.txt", vakt_on_call_text)                                                        \
    P("vaktsentral.json", vakt_on_call_json)                                                       \
    P("vaktsentral.html", vakt_on_call_html)

#define VAKT_PAGE_FUNCTION(file, function)                                                         \
    VAKT_MUST_USE vakt_status function(const vakt_pages *pages, vakt_text *text);
VAKT_BOOK_PAGES(VAKT_PAGE_FUNCTION)
#undef VAKT_PAGE_FUNCTION

/* Everything required is taken, nothing is uncovered and nothing is broken, signed or not. */
bool vakt_report_clean(const vakt_state_docs *docs);

#endif
