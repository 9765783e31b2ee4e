/*
 * What a file turned out to hold: activities, workouts, courses, with the
 * warnings met on the way. One decode makes one document.
 */
#ifndef ONWARD_DOCUMENT_H
#define ONWARD_DOCUMENT_H

#include "onward/activity.h"
#include "onward/workout.h"

#ifdef __cplusplus
extern "C" {
#endif

enum ow_item_kind {
    OW_ITEM_ACTIVITY = 0,
    OW_ITEM_WORKOUT,
    OW_ITEM_COURSE,   /**< a track to follow: activity holds its points */
    OW_ITEM_SCHEDULE, /**< workouts on dates */
    OW_ITEM_OTHER     /**< settings, monitoring, waypoints, … */
};

/** "activity", "workout", …: the word in JSON. */
OW_API const char *ow_item_kind_name(enum ow_item_kind kind);

/** One thing in a file; everything borrowed from the document. */
struct ow_item {
    enum ow_item_kind kind;
    const struct ow_activity *activity; /**< of activities and courses */
    const struct ow_workout *workout;   /**< of workouts */
    const char *run; /**< label of a CSV's column "run"; NULL elsewhere */
};

enum ow_crc_state { OW_CRC_ABSENT = 0, OW_CRC_OK, OW_CRC_BAD };

/** How whole the file was. */
struct ow_integrity {
    enum ow_crc_state crc;
    bool truncated;
    size_t parts; /**< chained FIT files, 1 for other formats */
};

/** An oddity that was lived with; codes are listed in doc/messages.md. */
struct ow_warning {
    const char *code;
    uint64_t offset; /**< byte in the file, or OW_NO_OFFSET */
    const char *message;
};

/** A decoded file; opaque, one owner. */
struct ow_document;

/** Gives a document with all that is in it back; NULL is fine. */
OW_API void ow_document_free(struct ow_document *document);

/** "fit", "tcx", "gpx", "csv", "zwo" or "icu"; lives for ever. */
OW_API const char *ow_document_format(const struct ow_document *document);

/** What was found, how whole the file was and what was odd; borrowed. */
OW_API const struct ow_item *
ow_document_items(const struct ow_document *document, size_t *count);
OW_API struct ow_integrity
ow_document_integrity(const struct ow_document *document);
OW_API const struct ow_warning *
ow_document_warnings(const struct ow_document *document, size_t *count);

/** Warnings that were counted but not kept, because there were too many. */
OW_API size_t ow_document_warnings_dropped(const struct ow_document *document);

#ifdef __cplusplus
}
#endif

#endif
