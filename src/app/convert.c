/* A workout out of a file of any format; see the header. */
#include "app/convert.h"

#include "app/files.h"
#include "base/error.h"
#include "base/mem.h"
#include "base/str.h"
#include "codec/loss.h"
#include "onward/json.h"

#define MOST_BYTES ((size_t)16 << 20)

static bool is_json(const uint8_t *bytes, size_t length)
{
    struct str text = str_trim(str_from((const char *)bytes, length));

    return text.length > 0 && text.data[0] == '{';
}

/* The first workout of a document, and its warnings as losses. */
static enum ow_status take_workout(struct app_convert_source *source,
                                   struct ow_error *err)
{
    size_t count = 0;
    const struct ow_item *items = ow_document_items(source->document, &count);
    const struct ow_warning *warnings = NULL;

    for (size_t i = 0; i < count; i++) {
        if (items[i].workout != NULL) {
            source->workout =
                source->workouts == 0 ? items[i].workout : source->workout;
            source->workouts++;
        }
    }
    if (source->workouts == 0) {
        return error_set(err, OW_E_FORMAT, "no workout is in the file");
    }
    warnings = ow_document_warnings(source->document, &count);
    for (size_t i = 0; i < count; i++) {
        if (!losses_add(&source->losses, "%s", warnings[i].message)) {
            return error_nomem(err);
        }
    }
    source->format = ow_document_format(source->document);
    return OW_OK;
}

enum ow_status app_convert_read(const char *path,
                                struct app_convert_source *source,
                                struct ow_error *err)
{
    struct app_convert_source made = {.format = "json", .workouts = 1};
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status = files_read(path, MOST_BYTES, &bytes, &length, err);

    if (status == OW_OK && is_json(bytes, length)) {
        status =
            ow_workout_decode_json((const char *)bytes, length, &made.own, err);
        made.workout = made.own;
    } else if (status == OW_OK) {
        made.workouts = 0;
        status = ow_decode(bytes, length, NULL, &made.document, err);
        if (status == OW_OK) {
            status = take_workout(&made, err);
        }
    }
    mem_free(bytes);
    if (status != OW_OK) {
        app_convert_dispose(&made);
        return status;
    }
    *source = made;
    return OW_OK;
}

void app_convert_dispose(struct app_convert_source *source)
{
    ow_losses_dispose(&source->losses);
    ow_document_free(source->document);
    ow_workout_free(source->own);
}
