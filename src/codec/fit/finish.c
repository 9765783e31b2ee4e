/* What a part is, and so what items it becomes. */
#include "codec/fit/part.h"

/* Of a type that says little, what it holds decides. */
static enum ow_item_kind kind_of(const struct fit_part *part)
{
    switch (part->file_type) {
    case FIT_FILE_ACTIVITY:
    case FIT_FILE_ACTIVITY_SUMMARY:
        return OW_ITEM_ACTIVITY;
    case FIT_FILE_WORKOUT:
        return OW_ITEM_WORKOUT;
    case FIT_FILE_COURSE:
        return OW_ITEM_COURSE;
    case FIT_FILE_SCHEDULES:
        return OW_ITEM_SCHEDULE;
    default:
        break;
    }
    if (part->workout_steps.count > 0) {
        return OW_ITEM_WORKOUT;
    }
    if (part->file_type == -1 &&
        (part->records.count > 0 || part->sessions.count > 0)) {
        return OW_ITEM_ACTIVITY;
    }
    return OW_ITEM_OTHER;
}

static void warn_system_time(const struct fit_part *part,
                             struct ow_document *document)
{
    if (part->records.count > 0 && part->records.times[0] < FIT_FIRST_DATE) {
        document_warn(document, "fit-system-time", OW_NO_OFFSET,
                      "times count from when the device was switched on");
    }
}

bool fit_part_finish(struct fit_part *part, struct ow_document *document)
{
    enum ow_item_kind kind = kind_of(part);

    if (part->messages == 0) {
        return true;
    }
    if (kind == OW_ITEM_WORKOUT) {
        return fit_part_add_workout(part, document);
    }
    if (kind == OW_ITEM_ACTIVITY || kind == OW_ITEM_COURSE) {
        warn_system_time(part, document);
        return fit_part_merge_beats(part) &&
               fit_part_add_activities(part, kind, document);
    }
    return document_add(document, kind, NULL, NULL);
}
