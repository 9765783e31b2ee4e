/* One run with everything known of it; see the header. */
#include "app/run.h"

#include "app/clock.h"
#include "app/files.h"
#include "app/past.h"
#include "app/plans.h"
#include "app/run_limits.h"
#include "base/error.h"
#include "base/mem.h"
#include "engine/race/read.h"
#include "onward/codec.h"

#include <assert.h>
#include <string.h>

/* Larger than any recording; a month at 1 Hz is some 100 MB. */
#define LARGEST_FILE ((size_t)1 << 30)
/* More likely a race than not, by the file alone. */
#define LIKELY_RACE 0.5
/* A run of another length was not the one that was planned. */
#define LEAST_OF_PLAN 0.5
#define MOST_OF_PLAN 1.5
#define MS_PER_S 1000
#define S_PER_DAY INT64_C(86400)

/* A file being looked through for its longest run. */
struct search {
    struct ow_document *document; /* the one that holds it */
    const struct ow_item *item;
    size_t count; /* activities met */
    struct ow_error failure;
};

static bool is_run(const struct ow_activity *activity)
{
    int sport = ow_activity_summary(activity)->sport;

    return sport == OW_SPORT_RUNNING || sport == OW_SPORT_UNKNOWN ||
           sport == OW_SPORT_GENERIC;
}

/* A run before anything else, then the longer one. */
static bool is_better(const struct ow_item *item, const struct ow_item *best)
{
    if (best == NULL) {
        return true;
    }
    if (is_run(item->activity) != is_run(best->activity)) {
        return is_run(item->activity);
    }
    return ow_activity_summary(item->activity)->distance_m >
           ow_activity_summary(best->activity)->distance_m;
}

static enum ow_status look_into(void *context, const struct ow_member *member)
{
    struct search *search = context;
    struct ow_document *document = NULL;
    const struct ow_item *items = NULL;
    const struct ow_item *best = search->item;
    size_t count = 0;
    enum ow_status status = OW_OK;

    if (member->error != NULL) {
        search->failure = *member->error;
        return OW_OK;
    }
    status = ow_decode(member->bytes, member->length, NULL, &document,
                       &search->failure);
    if (status != OW_OK) {
        return status == OW_E_NOMEM ? status : OW_OK;
    }
    items = ow_document_items(document, &count);
    for (size_t i = 0; i < count; i++) {
        if (items[i].kind == OW_ITEM_ACTIVITY) {
            search->count++;
            best = is_better(&items[i], best) ? &items[i] : best;
        }
    }
    if (best == search->item) {
        ow_document_free(document);
        return OW_OK;
    }
    ow_document_free(search->document);
    search->document = document;
    search->item = best;
    return OW_OK;
}

static enum ow_status search_file(const char *path, struct search *search,
                                  struct ow_error *err)
{
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status =
        files_read(path, LARGEST_FILE, &bytes, &length, err);

    if (status != OW_OK) {
        return status;
    }
    status = ow_archive_walk(path, bytes, length, NULL, look_into, search, err);
    mem_free(bytes);
    if (search->item != NULL || status == OW_E_NOMEM) {
        return status == OW_E_NOMEM ? status : OW_OK;
    }
    if (status == OW_OK && search->failure.status != OW_OK) {
        return error_set(err, search->failure.status, "%.60s: %.130s", path,
                         search->failure.message);
    }
    return status != OW_OK
               ? status
               : error_set(err, OW_E_FORMAT, "%.150s holds no activity", path);
}

static enum ow_status read_file(const char *path, struct app_run *run,
                                struct ow_error *err)
{
    struct search search = {.failure = {.status = OW_OK}};
    enum ow_status status = search_file(path, &search, err);

    if (status != OW_OK) {
        ow_document_free(search.document);
        return status;
    }
    run->own_document = search.document;
    run->activity = search.item->activity;
    run->in_file = search.count;
    run->warnings = ow_document_warnings(search.document, &run->warning_count);
    run->file = mem_copy_text(path);
    return run->file != NULL ? OW_OK : error_nomem(err);
}

static enum ow_status note_kept(void *context,
                                const struct store_activity *activity,
                                struct ow_error *err)
{
    struct app_run *run = context;

    if (run->file != NULL) {
        return OW_OK;
    }
    memcpy(run->id, activity->id, sizeof run->id);
    memcpy(run->duplicate_of, activity->duplicate_of, sizeof run->duplicate_of);
    run->file = mem_copy_text(activity->file);
    return run->file != NULL ? OW_OK : error_nomem(err);
}

static enum ow_status read_kept(struct store *store, const char *id,
                                struct app_run *run, struct ow_error *err)
{
    struct store_filter filter = {.id = id};
    enum ow_status status =
        store_activity_load(store, id, &run->own_activity, err);

    run->activity = run->own_activity;
    return status == OW_OK
               ? store_activity_walk(store, &filter, note_kept, run, err)
               : status;
}

static void set_day(struct app_run *run)
{
    const struct ow_activity_summary *summary =
        ow_activity_summary(run->activity);
    int64_t local_s = 0;

    run->date = ow_date_none();
    run->start_of_day_s = -1;
    if (!summary->has_start_time) {
        return;
    }
    run->date = past_day_of(summary);
    local_s =
        summary->start_time_ms / MS_PER_S +
        (summary->has_utc_offset ? summary->utc_offset_s
                                 : clock_utc_offset_s(summary->start_time_ms));
    run->start_of_day_s =
        (int32_t)(((local_s % S_PER_DAY) + S_PER_DAY) % S_PER_DAY);
}

/* A run without a trace is still shown, with what its summary says. */
static enum ow_status set_trace(struct app_run *run, struct ow_error *err)
{
    struct ow_error why;
    enum ow_status status = ow_trace_new(run->activity, &run->own_trace, &why);
    const double *distances_m = NULL;
    size_t count = 0;

    if (status == OW_E_NOT_FOUND) {
        memcpy(run->trace_why, why.message, sizeof run->trace_why);
        return OW_OK;
    }
    if (status != OW_OK) {
        *err = why;
        return status;
    }
    run->trace = run->own_trace;
    distances_m = ow_trace_best_distances(&count);
    assert(count <= APP_RUN_MOST_BESTS);
    for (size_t i = 0; i < count; i++) {
        run->best_count += ow_trace_best(run->trace, distances_m[i],
                                         &run->bests[run->best_count]);
    }
    run->best_count = ow_history_believe(run->bests, run->best_count);
    return OW_OK;
}

static enum ow_status read_race(const struct run_known *known,
                                struct app_run *run, struct ow_error *err)
{
    struct ow_race_options options = known->race;
    enum ow_status status = OW_OK;

    if (!is_run(run->activity)) {
        return OW_OK;
    }
    options.hr_max_bpm = run->limits.hr_max_bpm.value;
    options.sex = run->limits.sex;
    status =
        race_read_trace(run->activity, run->trace, &options, &run->race, err);
    run->has_race = status == OW_OK;
    run->is_confirmed = known->race.distance_m > 0;
    run->is_race = run->has_race &&
                   (run->is_confirmed || (run->race.distance_name != NULL &&
                                          run->race.confidence >= LIKELY_RACE));
    return status == OW_E_NOT_FOUND ? OW_OK : status;
}

static enum ow_status judge(struct app_run *run, struct ow_error *err)
{
    const struct app_run_limits *known = &run->limits;
    struct ow_analysis_limits limits = {
        .load =
            {
                .threshold_m_per_s = known->threshold_m_per_s.value,
                .critical_power_w = OW_MISSING,
                .hr_max_bpm = known->hr_max_bpm.value,
                .hr_rest_bpm = known->hr_rest_bpm.value,
                .hr_threshold_bpm = known->hr_threshold_bpm.value,
                .sex = known->sex,
            },
        .critical_m_per_s = known->critical_m_per_s.value,
    };
    enum ow_status status = ow_analysis_run(run->activity, run->trace, &limits,
                                            &run->analysis, err);

    if (status == OW_OK) {
        status = ow_load_compute(&run->analysis.exertion, &limits.load,
                                 &run->load, err);
        run->has_load = status == OW_OK;
    }
    return status == OW_E_NOT_FOUND ? OW_OK : status;
}

/* The workout of the day's progression run, where this can have been it. */
static const struct ow_workout *planned_for(const struct app_plans *plans,
                                            const struct app_run *run)
{
    const struct ow_plan_day *day = app_plans_day(plans, run->date);
    double moving_s = run->analysis.means.moving_s;

    for (size_t i = 0; day != NULL && i < day->session_count; i++) {
        const struct ow_session *session = &day->sessions[i];

        if (session->type == OW_SESSION_PROGRESSION &&
            moving_s >= LEAST_OF_PLAN * session->duration_s &&
            moving_s <= MOST_OF_PLAN * session->duration_s) {
            return session->workout;
        }
    }
    return NULL;
}

static enum ow_status tell_shape(struct store *store, bool is_novice,
                                 struct app_run *run, struct ow_error *err)
{
    struct app_plans plans = {0};
    struct ow_score_options options = {
        .easy_m_per_s = run->limits.easy_m_per_s.value,
        .is_novice = is_novice,
    };
    enum ow_status status = OW_OK;

    if (!is_run(run->activity)) {
        return OW_OK;
    }
    status = ow_shape_find(run->activity, run->trace, &run->shape, err);
    if (status == OW_OK && store != NULL && ow_date_is_known(run->date)) {
        status = app_plans_read(store, &plans, err);
        status = status == OW_E_NOT_FOUND ? OW_OK : status;
    }
    if (status == OW_OK) {
        options.plan = planned_for(&plans, run);
        run->has_score =
            options.plan != NULL || run->shape->verdict == OW_SHAPE_PROGRESSION;
        ow_score_run(run->activity, run->trace, run->shape, &options,
                     &run->score);
    }
    app_plans_dispose(&plans);
    return status;
}

static enum ow_status read_all(struct store *store,
                               const struct app_run_options *options,
                               struct app_run *run, struct ow_error *err)
{
    struct run_known known;
    enum ow_status status = options->path != NULL
                                ? read_file(options->path, run, err)
                                : read_kept(store, options->id, run, err);

    if (status != OW_OK) {
        return status;
    }
    set_day(run);
    status = set_trace(run, err);
    if (status == OW_OK) {
        status = run_limits_read(store, options, run, &known, err);
    }
    if (status == OW_OK) {
        status = read_race(&known, run, err);
    }
    if (status == OW_OK) {
        run_limits_of_race(run);
        status = judge(run, err);
    }
    if (status == OW_OK) {
        status = tell_shape(store, known.is_novice, run, err);
    }
    return status;
}

enum ow_status app_run_read(struct store *store,
                            const struct app_run_options *options,
                            struct app_run *run, struct ow_error *err)
{
    struct app_run made = {.in_file = 0};
    enum ow_status status = read_all(store, options, &made, err);

    if (status == OW_OK) {
        *run = made;
    } else {
        app_run_dispose(&made);
    }
    return status;
}

void app_run_dispose(struct app_run *run)
{
    ow_shape_free(run->shape);
    ow_trace_free(run->own_trace);
    ow_activity_free(run->own_activity);
    ow_document_free(run->own_document);
    mem_free(run->file);
    memset(run, 0, sizeof *run);
}
