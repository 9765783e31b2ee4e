/*
 * Load of sessions on one scale: an hour at threshold is 100, whatever it was
 * measured by.
 */
#include "onward/load.h"

#include "base/error.h"
#include "engine/body/range.h"

#include <math.h>

#define S_PER_HOUR 3600.0
#define LOAD_OF_THRESHOLD_HOUR 100.0
/* Rating of an effort that can be held for about an hour (Foster 2001, CR10:
 * 7 is "very hard"). */
#define THRESHOLD_RPE 7.0
/* Daniels: threshold lies at 88 to 90 % of the highest heart rate. */
#define THRESHOLD_OF_MAX 0.89
/* Measures of a smaller share of a session do not speak for it; of a run less
 * will do, since speed has gaps where the runner stood. */
#define LEAST_HR_SHARE 0.5
#define LEAST_RUN_SHARE 0.25

const char *ow_load_basis_name(enum ow_load_basis basis)
{
    static const char *const names[] = {"pace", "power", "heart-rate", "effort",
                                        "duration"};

    return names[basis];
}

double ow_load_of_pace(double duration_s, double speed_m_per_s,
                       double threshold_m_per_s)
{
    double intensity = speed_m_per_s / threshold_m_per_s;

    return duration_s / S_PER_HOUR * intensity * intensity *
           LOAD_OF_THRESHOLD_HOUR;
}

double ow_load_of_effort(double duration_s, double effort_rpe)
{
    return duration_s / S_PER_HOUR * (effort_rpe / THRESHOLD_RPE) *
           LOAD_OF_THRESHOLD_HOUR;
}

/* Banister 1991: the weight of intensity differs between the sexes. */
static double impulse(double duration_s, double reserve, char sex)
{
    double weight =
        sex == 'f' ? 0.86 * exp(1.67 * reserve) : 0.64 * exp(1.92 * reserve);

    return duration_s / 60 * reserve * weight;
}

static const char impulse_source[] = "Banister 1991";

static enum ow_status check_heart(double rest_bpm, double max_bpm,
                                  struct ow_error *err)
{
    enum ow_status status = range_check_of("resting heart rate", rest_bpm,
                                           "bpm", 25, 110, impulse_source, err);

    return status != OW_OK
               ? status
               : range_check_of("maximum heart rate", max_bpm, "bpm",
                                rest_bpm + 20, 240, impulse_source, err);
}

enum ow_status ow_trimp(double duration_s, double hr_bpm, double rest_bpm,
                        double max_bpm, char sex, double *trimp,
                        struct ow_error *err)
{
    enum ow_status status = check_heart(rest_bpm, max_bpm, err);

    if (status == OW_OK) {
        status = range_check_of("heart rate", hr_bpm, "bpm", rest_bpm, max_bpm,
                                impulse_source, err);
    }
    if (status == OW_OK) {
        status = range_check_of("duration", duration_s, "s", 0, 7 * 86400.0,
                                impulse_source, err);
    }
    if (status == OW_OK) {
        *trimp = impulse(duration_s, (hr_bpm - rest_bpm) / (max_bpm - rest_bpm),
                         sex);
    }
    return status;
}

static bool is_known(double value)
{
    return !ow_is_missing(value) && fabs(value) > 0;
}

/* What a runner's heart does, each figure known. */
struct heart {
    double rest_bpm;
    double max_bpm;
    double threshold_bpm;
    char sex;
};

static enum ow_status heart_of(const struct ow_load_limits *limits,
                               struct heart *heart, struct ow_error *err)
{
    enum ow_status status = OW_OK;

    heart->max_bpm = limits->hr_max_bpm;
    heart->rest_bpm = is_known(limits->hr_rest_bpm) ? limits->hr_rest_bpm
                                                    : OW_LOAD_USUAL_REST_BPM;
    heart->threshold_bpm = is_known(limits->hr_threshold_bpm)
                               ? limits->hr_threshold_bpm
                               : THRESHOLD_OF_MAX * heart->max_bpm;
    heart->sex = limits->sex;
    status = check_heart(heart->rest_bpm, heart->max_bpm, err);
    /* Below half the reserve nothing is a threshold. */
    return status != OW_OK
               ? status
               : range_check("threshold heart rate", heart->threshold_bpm,
                             "bpm", (heart->rest_bpm + heart->max_bpm) / 2,
                             heart->max_bpm, err);
}

static double reserve_of(const struct heart *heart, double hr_bpm)
{
    double hr = fmax(heart->rest_bpm, fmin(heart->max_bpm, hr_bpm));

    return (hr - heart->rest_bpm) / (heart->max_bpm - heart->rest_bpm);
}

/* Impulse over that of an hour at threshold; missing with too little of it. */
static double load_of_heart(const struct ow_exertion *exertion,
                            const struct heart *heart)
{
    double hour = impulse(S_PER_HOUR, reserve_of(heart, heart->threshold_bpm),
                          heart->sex);
    double known_s = 0;
    double sum = 0;

    for (size_t i = 0; i < OW_EXERTION_HR_COUNT; i++) {
        double hr_bpm = (double)(OW_EXERTION_HR_LOWEST_BPM + i);

        if (exertion->hr_s[i] > 0) {
            known_s += exertion->hr_s[i];
            sum += impulse(exertion->hr_s[i], reserve_of(heart, hr_bpm),
                           heart->sex);
        }
    }
    if (!(known_s > 0) ||
        known_s < LEAST_HR_SHARE * (known_s + exertion->hr_none_s)) {
        return OW_MISSING;
    }
    return sum / hour * LOAD_OF_THRESHOLD_HOUR *
           (1 + exertion->hr_none_s / known_s);
}

/*
 * Ratings that stand in where only the time is known: the planner's for its
 * easy runs, strength, walks and cross-training; a hike is a walk with hills.
 */
static double usual_effort(int sport)
{
    switch (sport) {
    case OW_SPORT_RUNNING:
    case OW_SPORT_TRAINING:
        return 4;
    case OW_SPORT_WALKING:
        return 1;
    case OW_SPORT_HIKING:
        return 2;
    default:
        return 3;
    }
}

static double recorded_s(const struct ow_exertion *exertion)
{
    double sum_s = exertion->hr_none_s;

    for (size_t i = 0; i < OW_EXERTION_HR_COUNT; i++) {
        sum_s += exertion->hr_s[i];
    }
    return sum_s;
}

/* The load by measures of the run itself; missing where there are none. */
static enum ow_status load_of_run(const struct ow_exertion *exertion,
                                  const struct ow_load_limits *limits,
                                  struct ow_load *load, struct ow_error *err)
{
    double least_s =
        LEAST_RUN_SHARE * fmax(exertion->duration_s, recorded_s(exertion));
    enum ow_status status = OW_OK;

    if (is_known(limits->threshold_m_per_s) && exertion->running_s > 0 &&
        exertion->running_s >= least_s) {
        status = range_check("threshold speed", limits->threshold_m_per_s,
                             "m/s", 1, 7, err);
        load->basis = OW_LOAD_PACE;
        load->load =
            ow_load_of_pace(exertion->running_s, exertion->speed_m_per_s,
                            limits->threshold_m_per_s);
    } else if (is_known(limits->critical_power_w) && exertion->power_s > 0 &&
               exertion->power_s >= least_s) {
        status = range_check("critical power", limits->critical_power_w, "W",
                             50, 700, err);
        load->basis = OW_LOAD_POWER;
        load->load = ow_load_of_pace(exertion->power_s, exertion->power_w,
                                     limits->critical_power_w);
    }
    return status;
}

/* The load by what the runner says, else by the time alone. */
static enum ow_status load_of_time(const struct ow_exertion *exertion,
                                   struct ow_load *load, struct ow_error *err)
{
    double effort_rpe = exertion->effort_rpe;
    enum ow_status status = OW_OK;

    if (!(exertion->duration_s >= 0)) {
        return error_set(err, OW_E_NOT_FOUND, "the activity tells no time");
    }
    if (ow_is_missing(effort_rpe)) {
        load->basis = OW_LOAD_DURATION;
        effort_rpe = usual_effort(exertion->sport);
    } else {
        load->basis = OW_LOAD_EFFORT;
        status =
            range_check_of("effort", effort_rpe, "", 0, 10, "Foster 2001", err);
    }
    load->load = ow_load_of_effort(exertion->duration_s, effort_rpe);
    return status;
}

enum ow_status ow_load_compute(const struct ow_exertion *exertion,
                               const struct ow_load_limits *limits,
                               struct ow_load *load, struct ow_error *err)
{
    struct ow_load found = {OW_MISSING, OW_LOAD_DURATION};
    enum ow_status status = OW_OK;

    if (exertion->sport == OW_SPORT_RUNNING) {
        status = load_of_run(exertion, limits, &found, err);
    }
    if (status == OW_OK && ow_is_missing(found.load) &&
        is_known(limits->hr_max_bpm)) {
        struct heart heart;

        status = heart_of(limits, &heart, err);
        if (status == OW_OK) {
            found.basis = OW_LOAD_HEART_RATE;
            found.load = load_of_heart(exertion, &heart);
        }
    }
    if (status == OW_OK && ow_is_missing(found.load)) {
        status = load_of_time(exertion, &found, err);
    }
    if (status == OW_OK) {
        *load = found;
    }
    return status;
}
