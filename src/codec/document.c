/* Documents: what a decode hands back. */
#include "codec/document.h"

#include "base/mem.h"
#include "onward/codec.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_WARNING 200

struct ow_document *document_new(const char *format)
{
    struct ow_document *document = mem_calloc(1, sizeof *document);

    if (document != NULL) {
        document->format = format;
        document->integrity.parts = 1;
    }
    return document;
}

void ow_bytes_free(uint8_t *bytes)
{
    mem_free(bytes);
}

void ow_document_free(struct ow_document *document)
{
    if (document == NULL) {
        return;
    }
    for (size_t i = 0; i < document->item_count; i++) {
        ow_activity_free(
            (struct ow_activity *)(uintptr_t)document->items[i].activity);
        ow_workout_free(
            (struct ow_workout *)(uintptr_t)document->items[i].workout);
    }
    mem_free(document->items);
    arena_dispose(&document->arena);
    mem_free(document);
}

bool document_add(struct ow_document *document, enum ow_item_kind kind,
                  struct ow_activity *activity, struct ow_workout *workout)
{
    struct ow_item item = {kind, activity, workout, NULL};

    if (document->item_count == document->item_capacity) {
        size_t capacity = document->item_capacity * 2 + 1;
        struct ow_item *items =
            mem_resize(document->items, capacity, sizeof *items);

        if (items == NULL) {
            return false;
        }
        document->items = items;
        document->item_capacity = capacity;
    }
    document->items[document->item_count++] = item;
    return true;
}

void document_warn(struct ow_document *document, const char *code,
                   uint64_t offset, const char *format, ...)
{
    char message[LONGEST_WARNING];
    struct ow_warning *warning = NULL;
    va_list arguments;

    if (document->warnings == NULL) {
        document->warnings = arena_calloc(
            &document->arena, DOCUMENT_MOST_WARNINGS, sizeof *warning);
    }
    if (document->warnings == NULL ||
        document->warning_count == DOCUMENT_MOST_WARNINGS) {
        document->warnings_dropped++;
        return;
    }
    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    warning = &document->warnings[document->warning_count];
    warning->code = code;
    warning->offset = offset;
    warning->message =
        arena_copy_text(&document->arena, message, strlen(message));
    if (warning->message == NULL) {
        document->warnings_dropped++;
        return;
    }
    document->warning_count++;
}

const char *ow_item_kind_name(enum ow_item_kind kind)
{
    static const char *const names[] = {"activity", "workout", "course",
                                        "schedule", "other"};

    return names[kind];
}

const char *ow_document_format(const struct ow_document *document)
{
    return document->format;
}

const struct ow_item *ow_document_items(const struct ow_document *document,
                                        size_t *count)
{
    *count = document->item_count;
    return document->items;
}

struct ow_integrity ow_document_integrity(const struct ow_document *document)
{
    return document->integrity;
}

const struct ow_warning *
ow_document_warnings(const struct ow_document *document, size_t *count)
{
    *count = document->warning_count;
    return document->warnings;
}

size_t ow_document_warnings_dropped(const struct ow_document *document)
{
    return document->warnings_dropped;
}
