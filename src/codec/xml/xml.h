/*
 * Reading XML of a known vocabulary over expat: element names become small
 * numbers, the text of leaves is gathered, prefixes are cut off. Namespaces are
 * not processed, for files with undeclared prefixes exist; document types are
 * refused.
 */
#ifndef CODEC_XML_XML_H
#define CODEC_XML_XML_H

#include "base/str.h"
#include "codec/document.h"

/** Longest text of an element that is kept; the rest is cut off. */
#define XML_TEXT_SIZE 512

/** Deepest nesting; what is deeper stops the reading. */
#define XML_MOST_DEPTH 200

/** An element by its local name. */
struct xml_name {
    const char *name;
    uint8_t id;   /* 1 or more; 0 stands for every other element */
    bool is_leaf; /* whether its text is wanted */
};

struct xml_reader;

/** What a format's reader wants to hear. */
struct xml_vocabulary {
    const struct xml_name *names; /* at most 100 */
    size_t name_count;
    /* A known element opens; attributes are name, value, …, NULL. */
    void (*start)(struct xml_reader *reader, unsigned id,
                  const char **attributes);
    /* A known element closes; the text is trimmed, empty unless a leaf's. */
    void (*end)(struct xml_reader *reader, unsigned id, struct str text);
};

/** The format's own state, as given to xml_read(). */
void *xml_context(const struct xml_reader *reader);

/** The element around the one being told of; 0 for unknown or none. */
unsigned xml_parent(const struct xml_reader *reader);

/** Byte of the input at which the reader stands. */
uint64_t xml_offset(const struct xml_reader *reader);

/** Stops the reading; xml_read() returns this status. */
void xml_stop(struct xml_reader *reader, enum ow_status status);

/** An attribute's value by its local name; NULL when it is not there. */
const char *xml_attribute(const char **attributes, const char *name);

/**
 * Reads a document, any encoding expat knows, blanks before it allowed.
 *
 * @return OW_OK; OW_E_TRUNCATED, OW_E_FORMAT with the place when it is
 *         damaged, OW_E_UNSUPPORTED for a document type, OW_E_LIMIT for too
 *         deep a nesting, OW_E_NOMEM, or what xml_stop() was told
 */
enum ow_status xml_read(const struct xml_vocabulary *vocabulary,
                        const uint8_t *bytes, size_t length, void *context,
                        struct ow_error *err);

/**
 * Whether the first element of what may be XML has this local name; also
 * behind a byte order mark, blanks, comments and in UTF-16.
 */
bool xml_root_is(const uint8_t *bytes, size_t length, const char *name);

/**
 * What a reading that ended in `status` makes of a document: damage is a
 * warning when something had been read before it, else an error.
 *
 * @param why  the error of xml_read()
 * @return OW_OK when the document is to be handed out
 */
enum ow_status xml_settle(struct ow_document *document, enum ow_status status,
                          const struct ow_error *why, struct ow_error *err);

#endif
