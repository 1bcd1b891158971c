#include "io/page.h"

#include <string.h>

static const char style[] =
    "body{font:16px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:2rem auto;"
    "max-width:60rem;padding:0 1rem}\n"
    "h1{font-size:1.5rem;line-height:1.25;margin:0 0 1rem}h2{font-size:1.15rem;margin:1.8rem 0 .4rem}"
    "h3{font-size:1rem;margin:1.2rem 0 .3rem}\n"
    ".wide{overflow-x:auto;margin:.6rem 0}table{border-collapse:collapse;width:100%}\n"
    "caption{text-align:left;font-weight:600;padding:.2rem 0}\n"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #bbb}\n"
    "thead th{border-bottom:2px solid #1a1a1a}tbody th{font-weight:400}\n"
    ".num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}\n"
    ".good{color:#0b5d1e;font-weight:600}.bad{color:#9c1c1c;font-weight:600}\n"
    "small,.quiet{color:#444}li{margin:.2rem 0}\n"
    "@media print{body{font-size:11px;margin:0;max-width:none;padding:0}"
    "h1{font-size:16px;margin:0 0 .4rem}h2{font-size:13px;margin:.8rem 0 .2rem;break-after:avoid}"
    "h3{font-size:11px;margin:.6rem 0 .1rem;break-after:avoid}"
    "th,td{padding:.15rem .4rem}tr,li{break-inside:avoid}thead{display:table-header-group}"
    ".wide{overflow:visible}}\n";

/* Of the characters that mean something in HTML: what to write for them. */
static const char *entity_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

void vakt_page_escape(vakt_text *text, const char *plain)
{
    for (; plain && *plain; plain++) {
        const char *entity = entity_of(*plain);
        vakt_text_add_bytes(text, entity ? entity : plain, entity ? strlen(entity) : 1);
    }
}

void vakt_page_element(vakt_text *text, const char *element, const char *plain)
{
    vakt_text_addf(text, "<%s>", element);
    vakt_page_escape(text, plain);
    vakt_text_addf(text, "</%s>\n", element);
}

void vakt_page_item(vakt_text *text, const char *plain)
{
    vakt_page_element(text, "li", plain);
}

void vakt_page_begin(vakt_text *text, const char *title, vakt_page_shape shape, const char *more)
{
    vakt_text_add(text, "<!DOCTYPE html>\n<html lang=\"nb\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                        "'none'; style-src 'unsafe-inline'\">\n");
    vakt_page_element(text, "title", title);
    vakt_text_addf(text, "<style>\n%s@page{size:A4 %s;margin:14mm}\n%s</style>\n</head>\n<body>\n",
                   style, shape == VAKT_PAGE_WIDE ? "landscape" : "portrait", more ? more : "");
    vakt_page_element(text, "h1", title);
}

void vakt_page_end(vakt_text *text)
{
    vakt_text_add(text, "</body>\n</html>\n");
}

static void add_cell(vakt_text *text, const char *element, const char *scope, bool number,
                     const char *plain)
{
    vakt_text_addf(text, "<%s%s%s>", element, scope, number ? " class=\"num\"" : "");
    vakt_page_escape(text, number && !*plain ? "–" : plain);
    vakt_text_addf(text, "</%s>", element);
}

void vakt_page_table(vakt_text *text, const char *caption, const vakt_table *table)
{
    const char *cell = table->cells.bytes;
    text->failed = text->failed || table->cells.failed;
    if (text->failed)
        return;
    vakt_text_add(text, "<div class=\"wide\"><table>\n");
    if (caption)
        vakt_page_element(text, "caption", caption);
    vakt_text_add(text, "<thead>\n");
    for (size_t i = 0; i < table->n_cells; i++, cell += strlen(cell) + 1) {
        size_t column = i % table->n_columns;
        bool number = table->right >> column & 1, head = i < table->n_columns;
        vakt_text_add(text, column == 0 ? "<tr>" : "");
        if (head)
            add_cell(text, "th", " scope=\"col\"", number, cell);
        else if (column == 0)
            add_cell(text, "th", " scope=\"row\"", number, cell);
        else
            add_cell(text, "td", "", number, cell);
        if (column + 1 == table->n_columns)
            vakt_text_add(text, head ? "</tr>\n</thead>\n<tbody>\n" : "</tr>\n");
    }
    vakt_text_add(text, "</tbody></table></div>\n");
}
