/*
 * Pages: one self-contained HTML file each, in Norwegian, without scripts and without anything
 * fetched, that prints on A4. For every command that writes one. What is said is escaped here; only
 * names of elements and classes go in as they are.
 */
#ifndef VAKT_IO_PAGE_H
#define VAKT_IO_PAGE_H

#include "base/text.h"
#include "io/table.h"

typedef enum vakt_page_shape { VAKT_PAGE_TALL, VAKT_PAGE_WIDE } vakt_page_shape; /* A4 in print */

/* Head with the shared style, then `more` of the page's own (CSS; NULL = none); body and its h1. */
void vakt_page_begin(vakt_text *text, const char *title, vakt_page_shape shape, const char *more);
void vakt_page_end(vakt_text *text);

void vakt_page_escape(vakt_text *text, const char *plain);
/* <element>plain</element>, a line of its own. */
void vakt_page_element(vakt_text *text, const char *element, const char *plain);
void vakt_page_item(vakt_text *text, const char *plain); /* of a list */

/* The table that the terminal and the sheets are given: its first row is the head (scope="col"),
 * its first column names the rows (scope="row"), columns of numbers stand to the right. caption
 * NULL: none. */
void vakt_page_table(vakt_text *text, const char *caption, const vakt_table *table);

#endif
