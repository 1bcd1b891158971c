/*
 * XML text to the tree.
 *
 * libxml2 decides what the document says; its nodes know a line at most, so a scan of the text runs
 * along with the walk over its tree and gives each element and attribute its line and column. The
 * scan may be simple, for it only sees text that libxml2 found well-formed and without DOCTYPE.
 * Where the two disagree (an encoding that is not ASCII-like) the line of libxml2 is used alone.
 *
 * A DOCTYPE is refused before its content is looked at: it is the way to entity bombs and to
 * reading other files.
 */
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <string.h>

#include "io/doc_internal.h"

#define SCHEMA_INSTANCE "http://www.w3.org/2001/XMLSchema-instance"

typedef enum mark_kind { MARK_END, MARK_OPEN, MARK_CLOSE, MARK_TEXT } mark_kind;

/* The scan of the text: `at` runs ahead, lines are counted up to `counted`. */
typedef struct marks {
    const char *bytes;
    size_t length, at, counted, line_start;
    int line;
    bool in_tag; /* attributes of the last MARK_OPEN are still to come */
} marks;

typedef struct mark {
    size_t at, name_at, name_length;
} mark;

typedef struct walk {
    vakt_parse *parse;
    marks marks;
    const xmlNs *root_ns;
    size_t n_parts; /* elements and attributes seen while libxml2 parses */
    bool stopped;   /* by us: what libxml2 says afterwards is of no interest */
    bool lost;      /* scan and tree disagree */
} walk;

/* --- the scan --- */

static bool starts(const marks *m, size_t at, const char *prefix)
{
    size_t length = strlen(prefix);
    return m->length - at >= length && memcmp(m->bytes + at, prefix, length) == 0;
}

/* Offset just after the next `suffix`, or the end. */
static size_t after(const marks *m, size_t at, const char *suffix)
{
    for (; at < m->length; at++)
        if (m->bytes[at] == suffix[0] && starts(m, at, suffix))
            return at + strlen(suffix);
    return m->length;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static size_t name_end(const marks *m, size_t at)
{
    while (at < m->length && !is_space(m->bytes[at]) && !strchr("=/>", m->bytes[at]))
        at++;
    return at;
}

static void place_of(marks *m, size_t at, int *ret_line, int *ret_column)
{
    for (; m->counted < at && m->counted < m->length; m->counted++)
        if (m->bytes[m->counted] == '\n') {
            m->line++;
            m->line_start = m->counted + 1;
        }
    *ret_line = m->line;
    *ret_column = (int)(at - m->line_start) + 1;
}

/* The next attribute of the open tag: its name, and as `at` the opening quote of its value. */
static bool next_attribute(marks *m, mark *ret_mark)
{
    if (!m->in_tag)
        return false;
    while (m->at < m->length && is_space(m->bytes[m->at]))
        m->at++;
    if (m->at == m->length || m->bytes[m->at] == '/' || m->bytes[m->at] == '>') {
        m->at = after(m, m->at, ">");
        m->in_tag = false;
        return false;
    }
    ret_mark->name_at = m->at;
    size_t at = name_end(m, m->at);
    ret_mark->name_length = at - m->at;
    while (at < m->length && (is_space(m->bytes[at]) || m->bytes[at] == '='))
        at++;
    ret_mark->at = at;
    const char quote[2] = {at < m->length ? m->bytes[at] : '>', '\0'};
    m->at = at < m->length ? after(m, at + 1, quote) : m->length;
    return true;
}

/* Text that is not only white space, from the cursor to the next '<'. */
static bool text_here(marks *m, mark *ret_mark)
{
    size_t at = m->at;
    while (at < m->length && is_space(m->bytes[at]))
        at++;
    ret_mark->at = at;
    m->at = at;
    while (m->at < m->length && m->bytes[m->at] != '<')
        m->at++;
    return at < m->at;
}

static mark_kind next_mark(marks *m, mark *ret_mark)
{
    while (next_attribute(m, ret_mark))
        continue;
    while (m->at < m->length) {
        if (text_here(m, ret_mark))
            return MARK_TEXT;
        if (m->at == m->length)
            break;
        ret_mark->at = m->at;
        if (starts(m, m->at, "<!--")) {
            m->at = after(m, m->at + 4, "-->");
        } else if (starts(m, m->at, "<?")) {
            m->at = after(m, m->at, "?>");
        } else if (starts(m, m->at, "<![CDATA[")) {
            m->at = after(m, m->at, "]]>");
            return MARK_TEXT;
        } else if (starts(m, m->at, "</")) {
            m->at = after(m, m->at, ">");
            return MARK_CLOSE;
        } else {
            ret_mark->name_at = m->at + 1;
            m->at = name_end(m, m->at + 1);
            ret_mark->name_length = m->at - ret_mark->name_at;
            m->in_tag = true;
            return MARK_OPEN;
        }
    }
    return MARK_END;
}

/* Is the marked name prefix:local of libxml2? */
static bool same_name(const marks *m, const mark *found, const xmlNs *ns, const xmlChar *local)
{
    const char *name = m->bytes + found->name_at;
    size_t length = found->name_length;
    if (ns && ns->prefix) {
        size_t prefix = strlen((const char *)ns->prefix);
        if (length <= prefix || memcmp(name, ns->prefix, prefix) != 0 || name[prefix] != ':')
            return false;
        name += prefix + 1;
        length -= prefix + 1;
    }
    return strlen((const char *)local) == length && memcmp(name, local, length) == 0;
}

/* --- what libxml2 calls while it parses --- */

static void locate(const vakt_parse *parse, size_t at, int *ret_line, int *ret_column)
{
    marks m = {.bytes = parse->bytes, .length = parse->length, .line = 1};
    if (m.length >= 3 && memcmp(m.bytes, "\xEF\xBB\xBF", 3) == 0)
        m.counted = m.line_start = at < 3 ? 0 : 3;
    place_of(&m, at < m.length ? at : m.length, ret_line, ret_column);
}

static bool is_converted(const xmlParserCtxt *context)
{
    return !context->input || (context->input->buf && context->input->buf->encoder);
}

static void place_now(const walk *w, xmlParserCtxtPtr context, int *ret_line, int *ret_column)
{
    long at = is_converted(context) ? -1 : xmlByteConsumed(context);
    if (at >= 0) {
        locate(w->parse, (size_t)at, ret_line, ret_column);
        return;
    }
    *ret_line = context->input ? context->input->line : 0;
    *ret_column = 0;
}

static void stop_parsing(walk *w, xmlParserCtxtPtr context)
{
    w->stopped = true;
    xmlStopParser(context);
}

static void on_doctype(void *data, const xmlChar *name, const xmlChar *id, const xmlChar *uri)
{
    (void)name, (void)id, (void)uri;
    xmlParserCtxtPtr context = data;
    walk *w = context->_private;
    int line, column;
    marks m = {.bytes = w->parse->bytes, .length = w->parse->length};
    size_t at = 0; /* comments and instructions may speak of a DOCTYPE as well: step over them */
    while ((at = after(&m, at, "<")) < m.length && !starts(&m, at, "!DOCTYPE"))
        at = starts(&m, at, "!--") ? after(&m, at + 3, "-->") : after(&m, at, ">");
    if (at < m.length)
        locate(w->parse, at - 1, &line, &column);
    else
        place_now(w, context, &line, &column);
    VAKT_PARSE_ERROR(w->parse, line, column, NULL,
                     "a DOCTYPE is not allowed: documents here use no entities and no DTD");
    stop_parsing(w, context);
}

static void on_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                       int n_namespaces, const xmlChar **namespaces, int n_attributes,
                       int n_defaulted, const xmlChar **attributes)
{
    xmlParserCtxtPtr context = data;
    walk *w = context->_private;
    if (w->stopped)
        return;
    w->n_parts += 1 + (size_t)n_attributes;
    const bool deep = context->nodeNr >= VAKT_DOC_MAX_DEPTH;
    if (deep || w->n_parts > VAKT_DOC_MAX_NODES) {
        int line, column;
        place_now(w, context, &line, &column);
        if (deep)
            VAKT_PARSE_ERROR(w->parse, line, column, NULL, "nested deeper than %d levels",
                             VAKT_DOC_MAX_DEPTH);
        else
            VAKT_PARSE_ERROR(w->parse, line, column, NULL, "the document has more than %zu values",
                             VAKT_DOC_MAX_NODES);
        stop_parsing(w, context);
        return;
    }
    xmlSAX2StartElementNs(context, name, prefix, uri, n_namespaces, namespaces, n_attributes,
                          n_defaulted, attributes);
}

static void on_error(void *data, xmlErrorPtr error)
{
    walk *w = data;
    if (w->stopped || error->level < XML_ERR_ERROR)
        return;
    if (error->code == XML_ERR_NO_MEMORY) {
        w->parse->out_of_memory = true;
        return;
    }
    int line = error->line, column = 0;
    if (error->ctxt && (error->domain == XML_FROM_PARSER || error->domain == XML_FROM_NAMESPACE))
        place_now(w, error->ctxt, &line, &column);
    const char *message = error->message ? error->message : "not well-formed";
    size_t length = strcspn(message, "\n");
    VAKT_PARSE_ERROR(w->parse, line, column, NULL, "XML: %.*s", (int)(length < 300 ? length : 300),
                     message);
}

/* --- libxml2's tree to ours --- */

static void find_open(walk *w, const xmlNode *element, int *ret_line, int *ret_column)
{
    mark here;
    mark_kind kind = MARK_END;
    while (!w->lost && (kind = next_mark(&w->marks, &here)) != MARK_OPEN && kind != MARK_END)
        continue;
    if (kind != MARK_OPEN || !same_name(&w->marks, &here, element->ns, element->name))
        w->lost = true;
    if (!w->lost) {
        place_of(&w->marks, here.at, ret_line, ret_column);
        return;
    }
    *ret_line = (int)xmlGetLineNo(element);
    *ret_column = 0;
}

static void find_attribute(walk *w, const xmlAttr *attribute, int *ret_line, int *ret_column)
{
    mark here;
    bool found = false;
    while (!w->lost && (found = next_attribute(&w->marks, &here))) {
        const char *name = w->marks.bytes + here.name_at;
        bool declares = (here.name_length == 5 && memcmp(name, "xmlns", 5) == 0) ||
                        (here.name_length > 5 && memcmp(name, "xmlns:", 6) == 0);
        if (!declares)
            break;
    }
    if (!found || !same_name(&w->marks, &here, attribute->ns, attribute->name))
        w->lost = true;
    if (!w->lost) {
        place_of(&w->marks, here.at, ret_line, ret_column);
        return;
    }
    *ret_line = (int)xmlGetLineNo(attribute->parent);
    *ret_column = 0;
}

/* The place of text in the element under way, or of the element when the scan has none. */
static void find_text(walk *w, const vakt_node *element, int *ret_line, int *ret_column)
{
    *ret_line = element->line;
    *ret_column = element->column;
    for (mark here; !w->lost;) {
        marks before = w->marks;
        mark_kind kind = next_mark(&w->marks, &here);
        if (kind == MARK_TEXT) {
            place_of(&w->marks, here.at, ret_line, ret_column);
            return;
        }
        if (kind != MARK_CLOSE) {
            w->marks = before;
            return;
        }
    }
}

static const char *copy(walk *w, const char *text)
{
    const char *result = text ? vakt_arena_strdup(w->parse->doc->arena, text) : NULL;
    if (!result)
        w->parse->out_of_memory = true;
    return result;
}

static const char *qualified_name(walk *w, const xmlAttr *attribute)
{
    if (!attribute->ns || !attribute->ns->prefix)
        return copy(w, (const char *)attribute->name);
    xmlChar *name = xmlBuildQName(attribute->name, attribute->ns->prefix, NULL, 0);
    const char *result = copy(w, (const char *)name);
    xmlFree(name);
    return result;
}

static bool is_schema_hint(const xmlAttr *attribute)
{
    return attribute->ns && strcmp((const char *)attribute->ns->href, SCHEMA_INSTANCE) == 0 &&
           (strcmp((const char *)attribute->name, "schemaLocation") == 0 ||
            strcmp((const char *)attribute->name, "noNamespaceSchemaLocation") == 0);
}

static void walk_attribute(walk *w, xmlAttrPtr attribute, vakt_node *parent)
{
    int line, column;
    find_attribute(w, attribute, &line, &column);
    if (is_schema_hint(attribute))
        return;
    const char *name = qualified_name(w, attribute);
    vakt_node *node =
        name ? vakt_parse_node(w->parse, parent, VAKT_DOC_SCALAR, name, line, column) : NULL;
    if (!node)
        return;
    if (!attribute->children) {
        node->text = "";
        return;
    }
    xmlChar *value = xmlNodeListGetString(attribute->doc, attribute->children, 1);
    node->text = copy(w, (const char *)value);
    xmlFree(value);
    if (node->text && vakt_utf8_check(node->text, strlen(node->text)) != strlen(node->text))
        VAKT_PARSE_ERROR(w->parse, line, column, NULL, "the value is not valid UTF-8");
}

static bool is_blank(const xmlChar *text)
{
    for (; text && *text; text++)
        if (!is_space((char)*text))
            return false;
    return true;
}

static void check_namespace(walk *w, const xmlNode *element, const vakt_node *node)
{
    const char *mine = element->ns ? (const char *)element->ns->href : "";
    char shown[VAKT_SHOWN_BYTES];
    if (!node->parent) {
        w->root_ns = element->ns;
        if (element->ns && strncmp(mine, "urn:vaktplan:", 13) != 0)
            VAKT_PARSE_ERROR(w->parse, node->line, node->column, NULL,
                             "found namespace \"%s\", expected one of vaktplan (urn:vaktplan:...) "
                             "or none",
                             vakt_shown(mine, shown));
        return;
    }
    const char *roots = w->root_ns ? (const char *)w->root_ns->href : "";
    if (strcmp(mine, roots) != 0)
        VAKT_PARSE_ERROR(w->parse, node->line, node->column, vakt_parse_path(w->parse, node),
                         "the element is in namespace \"%s\", not in that of the root element",
                         vakt_shown(mine, shown));
}

/* Recursion is bounded: on_element stops at VAKT_DOC_MAX_DEPTH. */
static void walk_element(walk *w, xmlNodePtr element, vakt_node *parent)
{
    int line, column;
    find_open(w, element, &line, &column);
    const char *name = copy(w, (const char *)element->name);
    vakt_node *node =
        name ? vakt_parse_node(w->parse, parent, VAKT_DOC_OBJECT, name, line, column) : NULL;
    if (!node)
        return;
    check_namespace(w, element, node);
    for (xmlAttrPtr a = element->properties; a; a = a->next)
        walk_attribute(w, a, node);
    bool text_reported = false;
    for (xmlNodePtr child = element->children; child; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) {
            walk_element(w, child, node);
        } else if (child->type != XML_COMMENT_NODE && child->type != XML_PI_NODE &&
                   !is_blank(child->content) && !text_reported) {
            find_text(w, node, &line, &column);
            VAKT_PARSE_ERROR(w->parse, line, column, vakt_parse_path(w->parse, node),
                             "text is not used here, values are attributes");
            text_reported = true;
        }
    }
    if (!vakt_node_number(node, true, NULL, NULL))
        w->parse->out_of_memory = true;
}

static xmlDocPtr parse_text(walk *w)
{
    xmlParserCtxtPtr context = xmlNewParserCtxt();
    if (!context) {
        w->parse->out_of_memory = true;
        return NULL;
    }
    context->_private = w;
    context->sax->internalSubset = on_doctype;
    context->sax->startElementNs = on_element;
    /* libxml2 prints what has no handler. This one is per thread, and put back afterwards. */
    xmlStructuredErrorFunc handler = xmlStructuredError;
    void *handler_data = xmlStructuredErrorContext;
    xmlSetStructuredErrorFunc(w, on_error);
    xmlDocPtr tree = xmlCtxtReadMemory(context, w->parse->bytes, (int)w->parse->length, NULL, NULL,
                                       XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOWARNING);
    xmlSetStructuredErrorFunc(handler_data, handler);
    xmlFreeParserCtxt(context);
    return tree;
}

void vakt_parse_xml(vakt_parse *parse)
{
    walk w = {.parse = parse, .marks = {.bytes = parse->bytes, .length = parse->length, .line = 1}};
    if (parse->length >= 3 && memcmp(parse->bytes, "\xEF\xBB\xBF", 3) == 0)
        w.marks.at = w.marks.counted = w.marks.line_start = 3;
    xmlDocPtr tree = parse_text(&w);
    xmlNodePtr root = tree ? xmlDocGetRootElement(tree) : NULL;
    if (!parse->failed && !parse->out_of_memory) {
        if (root) {
            walk_element(&w, root, NULL);
            parse->whole = true; /* what the walk reports leaves the tree usable */
        } else {
            VAKT_PARSE_ERROR(parse, 1, 1, NULL, "XML: not well-formed");
        }
    }
    xmlFreeDoc(tree);
}
