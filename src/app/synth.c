/* The synthetic runner's activities, one after the other. */
#include "app/synth.h"

#include "app/synth_run.h"
#include "base/buf.h"
#include "base/error.h"

#define MOST_NAME_BYTES ((size_t)64)

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
