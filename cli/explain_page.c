/* The conflicts and the ways out as a page for the manager. */
#include "cli/explain_say.h"
#include "cli/page.h"
#include "domain/texts.h"
#include "io/sentence.h"

static const char *say(vakt_text_id id)
{
    return vakt_text_of(id);
}

static void add_way(const vakt_said_way *way, vakt_text *text)
{
    vakt_text price;
    vakt_text_init(&price, VAKT_TEXT_CAP);
    if (way->law)
        vakt_text_add(&price, say(VAKT_TEXT_explain_way_law));
    else
        vakt_say(&price, VAKT_TEXT_explain_way_price, vakt_number_of(way->price).text, NULL, NULL);
    vakt_text_addf(text, "<li><strong%s>", way->law ? " class=\"bad\"" : "");
    vakt_page_escape(text, price.bytes);
    vakt_text_add(text, ":</strong>");
    for (size_t s = 0; s < way->n_steps; s++) {
        vakt_text_add(text, " ");
        vakt_page_escape(text, way->steps[s].text);
    }
    vakt_text_add(text, "</li>\n");
    text->failed = text->failed || price.failed;
    vakt_text_done(&price);
}

static void add_conflict(const vakt_said_conflict *c, size_t number, vakt_text *text)
{
    vakt_text_addf(text, "<h2>%s %zu</h2>\n", say(VAKT_TEXT_explain_conflict), number);
    vakt_page_element(text, "p", c->text);
    if (c->n_ways == 0) {
        vakt_page_element(text, "p", say(VAKT_TEXT_explain_no_way_found));
        return;
    }
    vakt_page_element(text, "h3", say(VAKT_TEXT_explain_ways));
    if (c->there_only)
        vakt_page_element(text, "p", say(VAKT_TEXT_explain_there_only));
    vakt_text_add(text, "<ol>\n");
    for (size_t i = 0; i < c->n_ways; i++)
        add_way(&c->ways[i], text);
    vakt_text_add(text, "</ol>\n");
}

static void add_background(const vakt_said *said, vakt_text *text)
{
    if (said->n_background == 0)
        return;
    vakt_page_element(text, "h2", say(VAKT_TEXT_explain_always));
    vakt_text_add(text, "<ul>\n");
    for (int rule = 0; rule < VAKT_N_RULES; rule++)
        if (vakt_explain_is_background((vakt_rule_kind)rule))
            vakt_page_item(text, vakt_rule_info_of((vakt_rule_kind)rule)->statement);
    vakt_text_add(text, "</ul>\n");
}

vakt_status vakt_said_html(const vakt_said *said, vakt_text *text)
{
    vakt_text title;
    vakt_text_init(&title, VAKT_TEXT_CAP);
    if (said->title)
        vakt_text_addf(&title, "%s, ", said->title);
    vakt_say_period(&title, said->from, said->to);
    text->failed = text->failed || title.failed;
    if (!text->failed)
        vakt_page_begin(text, title.bytes, VAKT_PAGE_TALL, NULL);
    vakt_page_element(text, "p", said->text);
    for (size_t i = 0; i < said->n_conflicts; i++)
        add_conflict(&said->conflicts[i], i + 1, text);
    if (said->n_conflicts > 1)
        vakt_page_element(text, "p", say(said->together ? VAKT_TEXT_explain_together
                                                        : VAKT_TEXT_explain_others_left));
    if (said->more)
        vakt_page_element(text, "p", say(VAKT_TEXT_explain_more));
    add_background(said, text);
    vakt_page_end(text);
    vakt_text_done(&title);
    return text->failed ? VAKT_E_NOMEM : VAKT_OK;
}
