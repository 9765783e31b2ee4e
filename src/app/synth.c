/* The synthetic runner's activities, one after the other. */
#include "app/synth.h"

#include "app/files.h"
#include "app/synth_run.h"
#include "base/buf.h"
#include "base/error.h"
#include "onward/fit.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define MOST_NAME_BYTES ((size_t)64)
#define MOST_PATH_BYTES ((size_t)65536)
#define FOLDER_MODE 0700

/* In the second half of the years the runner has a new watch. */
static bool has_old_watch(const struct app_synth_options *options, int week)
{
    return week < options->weeks / 2;
}

static enum ow_status make_one(const struct app_synth_options *options,
                               int week, const struct synth_session *session,
                               struct app_synth_made *made,
                               struct ow_activity **activity, struct buf *name,
                               struct ow_error *err)
{
    char date[OW_DATE_TEXT_SIZE];
    enum ow_status status = synth_run(
        options->seed, session, has_old_watch(options, week), activity, err);

    if (status != OW_OK) {
        return status;
    }
    ow_date_format(session->date, date);
    name->length = 0;
    buf_append_format(name, "%s-%s", date, synth_session_name(session));
    made->name = buf_text(name);
    made->activity = *activity;
    return buf_status(name, err);
}

enum ow_status app_synth_each(
    const struct app_synth_options *options,
    enum ow_status (*visit)(void *context, const struct app_synth_made *made,
                            struct ow_error *err),
    void *context, struct ow_error *err)
{
    enum ow_status status = OW_OK;
    struct app_synth_made made = {0};
    struct buf name;

    if (options->weeks < APP_SYNTH_FEWEST_WEEKS ||
        options->weeks > APP_SYNTH_MOST_WEEKS) {
        return error_set(err, OW_E_RANGE, "weeks %d is outside %d to %d",
                         options->weeks, APP_SYNTH_FEWEST_WEEKS,
                         APP_SYNTH_MOST_WEEKS);
    }
    buf_init(&name, MOST_NAME_BYTES);
    for (int week = 0; status == OW_OK && week < options->weeks; week++) {
        struct synth_session sessions[SYNTH_MOST_SESSIONS_A_WEEK];
        size_t count = synth_season_week(options->seed, week, options->weeks,
                                         options->race_day, sessions);

        for (size_t i = 0; status == OW_OK && i < count; i++) {
            struct ow_activity *activity = NULL;

            status = make_one(options, week, &sessions[i], &made, &activity,
                              &name, err);
            if (status == OW_OK) {
                status = visit(context, &made, err);
            }
            ow_activity_free(activity);
            made.index++;
        }
    }
    buf_dispose(&name);
    return status;
}

struct writing {
    const char *folder;
    size_t files;
};

static enum ow_status write_file(const char *folder, const char *name,
                                 const uint8_t *bytes, size_t length,
                                 struct ow_error *err)
{
    struct buf path;
    enum ow_status status = OW_OK;

    buf_init(&path, MOST_PATH_BYTES);
    buf_append_format(&path, "%s/%s.fit", folder, name);
    status = buf_status(&path, err);
    if (status == OW_OK) {
        status = files_write(buf_text(&path), bytes, length, err);
    }
    buf_dispose(&path);
    return status;
}

static enum ow_status write_one(void *context,
                                const struct app_synth_made *made,
                                struct ow_error *err)
{
    struct writing *writing = context;
    struct ow_fit_identity identity = {
        .time_created_ms = ow_activity_summary(made->activity)->start_time_ms};
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status =
        ow_fit_encode_activity(made->activity, &identity, &bytes, &length, err);

    if (status == OW_OK) {
        status = write_file(writing->folder, made->name, bytes, length, err);
    }
    ow_bytes_free(bytes);
    writing->files += status == OW_OK;
    return status;
}

enum ow_status app_synth_write(const char *folder,
                               const struct app_synth_options *options,
                               size_t *files, struct ow_error *err)
{
    struct writing writing = {folder, 0};
    enum ow_status status = OW_OK;

    if (mkdir(folder, FOLDER_MODE) != 0 && errno != EEXIST) {
        return error_set(err, OW_E_IO, "%.120s: %s", folder, strerror(errno));
    }
    status = app_synth_each(options, write_one, &writing, err);
    if (files != NULL) {
        *files = writing.files;
    }
    return status;
}
