/* Names to numbers, leaves to text, damage to a status: expat underneath. */
#include "codec/xml/xml.h"

#include "base/error.h"
#include "base/mem.h"

#include <expat.h>
#include <string.h>

#define SLOT_COUNT 256 /* a power of two, over twice the names */
#define PIECE_SIZE ((size_t)1 << 28)
#define SNIFF_SIZE 4096

struct xml_reader {
    XML_Parser parser;
    const struct xml_vocabulary *vocabulary;
    void *context;
    uint64_t skipped; /* bytes before what the parser was given */
    enum ow_status status;
    bool is_wanted; /* text is gathered */
    size_t text_length;
    size_t depth;
    uint8_t path[XML_MOST_DEPTH + 1];
    uint8_t slots[SLOT_COUNT]; /* index of a name + 1, 0 when free */
    char text[XML_TEXT_SIZE];
};

static size_t slot_of(const char *name, size_t length)
{
    unsigned first = (unsigned char)name[0];
    unsigned last = (unsigned char)name[length - 1];

    return (first * 5 + last * 37 + (unsigned)length * 11) % SLOT_COUNT;
}

static void fill_slots(struct xml_reader *reader)
{
    const struct xml_vocabulary *vocabulary = reader->vocabulary;

    for (size_t i = 0; i < vocabulary->name_count; i++) {
        const char *name = vocabulary->names[i].name;
        size_t slot = slot_of(name, strlen(name));

        while (reader->slots[slot] != 0) {
            slot = (slot + 1) % SLOT_COUNT;
        }
        reader->slots[slot] = (uint8_t)(i + 1);
    }
}

static const struct xml_name *look_up(const struct xml_reader *reader,
                                      const char *name, size_t length)
{
    size_t slot = 0;

    if (length == 0) {
        return NULL;
    }
    slot = slot_of(name, length);
    while (reader->slots[slot] != 0) {
        const struct xml_name *entry =
            &reader->vocabulary->names[reader->slots[slot] - 1];

        if (strcmp(entry->name, name) == 0) {
            return entry;
        }
        slot = (slot + 1) % SLOT_COUNT;
    }
    return NULL;
}

static const char *local_part(const char *name)
{
    const char *colon = strchr(name, ':');

    return colon == NULL ? name : colon + 1;
}

static const struct xml_name *name_of(const struct xml_reader *reader,
                                      const char *name)
{
    const struct xml_name *entry = look_up(reader, name, strlen(name));
    const char *local = NULL;

    if (entry != NULL) {
        return entry;
    }
    local = local_part(name);
    return local == name ? NULL : look_up(reader, local, strlen(local));
}

static void XMLCALL start_element(void *data, const XML_Char *name,
                                  const XML_Char **attributes)
{
    struct xml_reader *reader = data;
    const struct xml_name *entry = NULL;

    if (reader->depth == XML_MOST_DEPTH) {
        xml_stop(reader, OW_E_LIMIT);
        return;
    }
    entry = name_of(reader, name);
    reader->path[++reader->depth] = entry == NULL ? 0 : entry->id;
    reader->is_wanted = entry != NULL && entry->is_leaf;
    reader->text_length = 0;
    if (entry != NULL) {
        reader->vocabulary->start(reader, entry->id, attributes);
    }
}

static void XMLCALL end_element(void *data, const XML_Char *name)
{
    struct xml_reader *reader = data;
    unsigned id = reader->path[reader->depth];
    struct str text = {reader->text, 0};

    (void)name;
    if (reader->status != OW_OK) {
        return; /* expat may still close an empty element after a stop */
    }
    if (reader->is_wanted) {
        text = str_trim(str_from(reader->text, reader->text_length));
        reader->is_wanted = false;
    }
    if (id != 0) {
        reader->vocabulary->end(reader, id, text);
    }
    reader->depth--;
}

static void XMLCALL gather_text(void *data, const XML_Char *text, int length)
{
    struct xml_reader *reader = data;
    size_t size = (size_t)length;

    if (!reader->is_wanted) {
        return;
    }
    size = utf8_cut(text, size, XML_TEXT_SIZE - reader->text_length);
    memcpy(reader->text + reader->text_length, text, size);
    reader->text_length += size;
}

static void XMLCALL refuse_document_type(void *data, const XML_Char *name,
                                         const XML_Char *system_id,
                                         const XML_Char *public_id,
                                         int has_internal_subset)
{
    (void)name;
    (void)system_id;
    (void)public_id;
    (void)has_internal_subset;
    xml_stop(data, OW_E_UNSUPPORTED);
}

void *xml_context(const struct xml_reader *reader)
{
    return reader->context;
}

unsigned xml_parent(const struct xml_reader *reader)
{
    return reader->path[reader->depth - 1];
}

uint64_t xml_offset(const struct xml_reader *reader)
{
    XML_Index index = XML_GetCurrentByteIndex(reader->parser);

    return reader->skipped + (index < 0 ? 0 : (uint64_t)index);
}

void xml_stop(struct xml_reader *reader, enum ow_status status)
{
    if (reader->status == OW_OK) {
        reader->status = status;
        (void)XML_StopParser(reader->parser, XML_FALSE);
    }
}

const char *xml_attribute(const char **attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2) {
        if (strcmp(local_part(attributes[0]), name) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

static enum ow_status damage(const struct xml_reader *reader,
                             struct ow_error *err)
{
    enum XML_Error code = XML_GetErrorCode(reader->parser);
    uint64_t offset = xml_offset(reader);

    if (code == XML_ERROR_NO_MEMORY || reader->status == OW_E_NOMEM) {
        return error_nomem(err);
    }
    if (reader->status == OW_E_UNSUPPORTED) {
        return error_set_at(err, OW_E_UNSUPPORTED, offset,
                            "document types in XML are not read");
    }
    if (reader->status == OW_E_LIMIT) {
        return error_set_at(err, OW_E_LIMIT, offset,
                            "elements nest deeper than %d, or there are too "
                            "many samples or activities",
                            XML_MOST_DEPTH);
    }
    return error_set_at(err,
                        code == XML_ERROR_NO_ELEMENTS ||
                                code == XML_ERROR_UNCLOSED_TOKEN ||
                                code == XML_ERROR_PARTIAL_CHAR ||
                                code == XML_ERROR_UNCLOSED_CDATA_SECTION
                            ? OW_E_TRUNCATED
                            : OW_E_FORMAT,
                        offset, "XML is damaged: %s", XML_ErrorString(code));
}

static enum ow_status feed(struct xml_reader *reader, const uint8_t *bytes,
                           size_t length, struct ow_error *err)
{
    bool is_last = false;

    while (!is_last) {
        size_t piece = length > PIECE_SIZE ? PIECE_SIZE : length;

        is_last = piece == length;
        if (XML_Parse(reader->parser, (const char *)bytes, (int)piece,
                      is_last) != XML_STATUS_OK) {
            return damage(reader, err);
        }
        bytes += piece;
        length -= piece;
    }
    return OW_OK;
}

static void *resize_block(void *block, size_t size)
{
    return mem_resize(block, size, 1);
}

/* Bytes of blanks, which XML allows nowhere before its declaration. */
static size_t leading_blanks(const uint8_t *bytes, size_t length)
{
    size_t at = 0;

    while (at < length && char_is_space((char)bytes[at])) {
        at++;
    }
    return at;
}

enum ow_status xml_read(const struct xml_vocabulary *vocabulary,
                        const uint8_t *bytes, size_t length, void *context,
                        struct ow_error *err)
{
    static const XML_Memory_Handling_Suite memory = {mem_alloc, resize_block,
                                                     mem_free};
    struct xml_reader reader;
    size_t blanks = leading_blanks(bytes, length);
    enum ow_status status = OW_OK;

    memset(&reader, 0, offsetof(struct xml_reader, text));
    reader.vocabulary = vocabulary;
    reader.context = context;
    reader.skipped = blanks;
    reader.parser = XML_ParserCreate_MM(NULL, &memory, NULL);
    if (reader.parser == NULL) {
        return error_nomem(err);
    }
    fill_slots(&reader);
    XML_SetUserData(reader.parser, &reader);
    XML_SetElementHandler(reader.parser, start_element, end_element);
    XML_SetCharacterDataHandler(reader.parser, gather_text);
    XML_SetStartDoctypeDeclHandler(reader.parser, refuse_document_type);
    status = feed(&reader, bytes + blanks, length - blanks, err);
    XML_ParserFree(reader.parser);
    return status;
}

/* UTF-16 as ASCII: the zeros go, and what is no ASCII with them. */
static size_t squeeze(const uint8_t *bytes, size_t length, char *text)
{
    size_t used = 0;

    for (size_t i = 0; i < length; i++) {
        if (bytes[i] != 0 && bytes[i] < 0x80) {
            text[used++] = (char)bytes[i];
        }
    }
    return used;
}

/* The start of the bytes as text without a byte order mark; `room` holds it
   where it has to be made. */
static struct str start_of(const uint8_t *bytes, size_t length,
                           char room[SNIFF_SIZE])
{
    struct str text = {(const char *)bytes, length};

    if (text.length > SNIFF_SIZE) {
        text.length = SNIFF_SIZE;
    }
    if (text.length > 3 &&
        (bytes[0] == 0 || bytes[1] == 0 || bytes[2] == 0 || bytes[3] == 0)) {
        text = str_from(room, squeeze(bytes, text.length, room));
    } else if (str_starts_with(text, "\xEF\xBB\xBF")) {
        text = str_skip(text, 3);
    }
    return str_trim(text);
}

static struct str skip_past(struct str text, const char *mark)
{
    while (text.length > 0 && !str_starts_with(text, mark)) {
        text = str_skip(text, 1);
    }
    return str_skip(text, strlen(mark));
}

/* What ends a declaration, a comment or a document type with its entities. */
static const char *end_mark(struct str text)
{
    struct str rest = text;
    struct str head = str_split(&rest, '>');

    if (str_starts_with(text, "<!--")) {
        return "-->";
    }
    return memchr(head.data, '[', head.length) == NULL ? ">" : "]>";
}

bool xml_root_is(const uint8_t *bytes, size_t length, const char *name)
{
    char room[SNIFF_SIZE];
    struct str text = start_of(bytes, length, room);
    size_t end = 1;

    while (str_starts_with(text, "<?") || str_starts_with(text, "<!")) {
        text = str_trim(skip_past(text, end_mark(text)));
    }
    if (!str_starts_with(text, "<")) {
        return false;
    }
    while (end < text.length && !char_is_space(text.data[end]) &&
           text.data[end] != '>' && text.data[end] != '/') {
        end++;
        if (text.data[end - 1] == ':') {
            text = str_skip(text, end - 1);
            end = 1;
        }
    }
    return str_equal(str_from(text.data + 1, end - 1), name);
}

enum ow_status xml_settle(struct ow_document *document, enum ow_status status,
                          const struct ow_error *why, struct ow_error *err)
{
    if (status == OW_OK) {
        return OW_OK;
    }
    if (status == OW_E_NOMEM || document->item_count == 0) {
        return error_set_at(err, status, why->offset, "%s", why->message);
    }
    document->integrity.truncated = status == OW_E_TRUNCATED;
    document_warn(document, "xml-damaged", why->offset, "%s", why->message);
    return OW_OK;
}
