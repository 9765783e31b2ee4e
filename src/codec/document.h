/* The inside of a document, for the codecs that fill one. */
#ifndef CODEC_DOCUMENT_H
#define CODEC_DOCUMENT_H

#include "base/arena.h"
#include "engine/activity/activity.h"
#include "onward/document.h"

/** Most warnings kept; the rest is counted in warnings_dropped. */
#define DOCUMENT_MOST_WARNINGS 100

struct ow_document {
    const char *format;
    struct arena arena;
    struct ow_item *items; /* grown by document_add_* */
    size_t item_count;
    size_t item_capacity;
    struct ow_warning *warnings;
    size_t warning_count;
    size_t warnings_dropped;
    struct ow_integrity integrity;
};

/** An empty document of a format ("fit", …); NULL without memory. */
struct ow_document *document_new(const char *format);

/**
 * Adds an item; on success the document owns the activity and the workout
 * (each may be NULL), on failure the caller still does.
 */
bool document_add(struct ow_document *document, enum ow_item_kind kind,
                  struct ow_activity *activity, struct ow_workout *workout);

/**
 * Notes an oddity. `code` is a literal listed in doc/messages.md; the message
 * is formatted and copied. Never fails: without memory the warning is lost.
 */
void document_warn(struct ow_document *document, const char *code,
                   uint64_t offset, const char *format, ...) OW_PRINTF(4, 5);

#endif
