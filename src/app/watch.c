/* Workouts for the watch; see the header. */
#include "app/watch.h"

#include "app/files.h"
#include "app/plans.h"
#include "base/buf.h"
#include "base/error.h"
#include "onward/fit.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define FOLDER_MODE 0777
#define MOST_PATH ((size_t)4096)

struct writing {
    const char *folder;
    int64_t now_ms;
    uint32_t written;
    enum ow_status (*visit)(void *context, const struct app_watch_file *file);
    void *context;
};

/* FOLDER/2026-11-24-easy.fit; the second easy run of a day is …-easy-2.fit. */
static void append_path(struct buf *path, const char *folder,
                        const struct ow_plan_day *day, size_t index)
{
    enum ow_session_type type = day->sessions[index].type;
    char date[OW_DATE_TEXT_SIZE];
    unsigned number = 1;

    for (size_t i = 0; i < index; i++) {
        number += day->sessions[i].type == type;
    }
    ow_date_format(day->date, date);
    buf_append_format(path, "%s/%s-%s", folder, date,
                      ow_session_type_name(type));
    if (number > 1) {
        buf_append_format(path, "-%u", number);
    }
    buf_append_text(path, ".fit");
}

static enum ow_status write_session(struct writing *writing,
                                    const struct ow_plan_day *day, size_t index,
                                    struct ow_error *err)
{
    const struct ow_session *session = &day->sessions[index];
    struct ow_fit_identity identity = {
        .serial = writing->written + 1,
        .time_created_ms = writing->now_ms,
    };
    struct ow_losses losses = {0};
    struct buf path;
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status = ow_fit_encode_workout(
        session->workout, &identity, &bytes, &length, &losses, err);

    buf_init(&path, MOST_PATH);
    append_path(&path, writing->folder, day, index);
    if (status == OW_OK) {
        status = buf_status(&path, err);
    }
    if (status == OW_OK) {
        status = files_write(buf_text(&path), bytes, length, err);
    }
    if (status == OW_OK) {
        struct app_watch_file file = {buf_text(&path), session->id, day->date,
                                      &losses};

        writing->written++;
        status = writing->visit(writing->context, &file);
    }
    buf_dispose(&path);
    ow_losses_dispose(&losses);
    ow_bytes_free(bytes);
    return status;
}

static enum ow_status write_days(struct writing *writing,
                                 const struct ow_plan *plan,
                                 struct ow_date from, int days,
                                 struct ow_error *err)
{
    enum ow_status status = OW_OK;

    for (int i = 0; i < days && status == OW_OK; i++) {
        const struct ow_plan_day *day =
            app_plan_day(plan, ow_date_add_days(from, i));

        for (size_t j = 0;
             day != NULL && j < day->session_count && status == OW_OK; j++) {
            if (day->sessions[j].workout != NULL) {
                status = write_session(writing, day, j, err);
            }
        }
    }
    return status;
}

enum ow_status app_watch_write(
    struct store *store, struct ow_date from, int days, const char *folder,
    int64_t now_ms,
    enum ow_status (*visit)(void *context, const struct app_watch_file *file),
    void *context, struct ow_error *err)
{
    struct writing writing = {folder, now_ms, 0, visit, context};
    struct ow_plan *plan = NULL;
    enum ow_status status = app_plan_kept(store, &plan, err);

    if (status == OW_OK && mkdir(folder, FOLDER_MODE) != 0 && errno != EEXIST) {
        status = error_set(err, OW_E_IO, "%.120s: %s", folder, strerror(errno));
    }
    if (status == OW_OK) {
        status = write_days(&writing, plan, from, days, err);
    }
    ow_plan_free(plan);
    return status;
}
