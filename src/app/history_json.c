/* Years of running for programs: JSON and CSV. */
#include "app/history_report.h"

#include "codec/json/json_writer.h"

#define DECIMALS 3
#define SHARE_DECIMALS 4

static const struct ow_date *date_of(const struct history_report *report,
                                     size_t activity)
{
    return &report->past.activities[activity].date;
}

/* Members of a sum; the name of its first day's is the caller's. */
static void write_sum(struct json_writer *json,
                      const struct ow_history_sum *sum)
{
    json_number_field(json, "run_m", sum->run_m, DECIMALS);
    json_number_field(json, "run_s", sum->run_s, DECIMALS);
    json_integer_field(json, "runs", sum->runs);
    json_number_field(json, "longest_m", sum->longest_m, DECIMALS);
    json_number_field(json, "raced_m", sum->raced_m, DECIMALS);
    json_number_field(json, "ascent_m", sum->ascent_m, DECIMALS);
    json_number_field(json, "load", sum->load, DECIMALS);
    json_integer_field(json, "strength", sum->strength);
    json_integer_field(json, "cross", sum->cross);
}

static void write_weeks(struct json_writer *json,
                        const struct history_report *report)
{
    json_key(json, "weeks");
    json_begin_array(json);
    for (size_t i = 0; i < report->week_count; i++) {
        json_begin_object(json);
        json_date_field(json, "monday", report->weeks[i].from);
        write_sum(json, &report->weeks[i]);
        json_bool_field(json, "down", !ow_is_missing(report->falls[i]));
        json_number_field(json, "fall", report->falls[i], SHARE_DECIMALS);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_periods(struct json_writer *json,
                          const struct history_report *report)
{
    json_text_field(json, "period", history_period_name(report->period));
    json_key(json, "periods");
    json_begin_array(json);
    for (size_t i = 0; i < report->sum_count; i++) {
        json_begin_object(json);
        json_date_field(json, "from", report->sums[i].from);
        write_sum(json, &report->sums[i]);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_longest(struct json_writer *json,
                          const struct history_report *report, const char *key,
                          size_t index)
{
    const struct past *past = &report->past;

    json_key(json, key);
    if (index == past->count) {
        json_none(json);
        return;
    }
    json_begin_object(json);
    json_number_field(json, "distance_m", past->activities[index].distance_m,
                      DECIMALS);
    json_date_field(json, "date", past->activities[index].date);
    json_text_field(json, "id", past->notes[index].id);
    json_end_object(json);
}

static void write_consistency(struct json_writer *json,
                              const struct history_report *report)
{
    const struct ow_history_consistency *kept = &report->consistency;

    json_key(json, "consistency");
    json_begin_object(json);
    json_integer_field(json, "least_runs", report->least_runs);
    json_integer_field(json, "weeks", (int64_t)kept->weeks);
    json_integer_field(json, "kept", (int64_t)kept->kept);
    json_integer_field(json, "now", (int64_t)kept->now);
    json_integer_field(json, "longest", (int64_t)kept->longest);
    json_date_field(json, "longest_from", kept->longest_from);
    json_end_object(json);
}

static void write_bests(struct json_writer *json,
                        const struct history_report *report, const char *key,
                        const struct ow_history_best *bests, size_t count)
{
    json_key(json, key);
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_number_field(json, "distance_m", bests[i].distance_m, DECIMALS);
        json_number_field(json, "time_s", bests[i].time_s, DECIMALS);
        json_number_field(json, "start_s", bests[i].start_s, DECIMALS);
        json_bool_field(json, "race", bests[i].is_race);
        json_date_field(json, "date", *date_of(report, bests[i].activity));
        json_text_field(json, "id", report->past.notes[bests[i].activity].id);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_capacity(struct json_writer *json,
                           const struct ow_history_capacity *capacity)
{
    json_integer_field(json, "efforts", (int64_t)capacity->efforts);
    json_number_field(json, "effective_vo2max", capacity->effective_vo2max,
                      DECIMALS);
    json_number_field(json, "low", capacity->low, DECIMALS);
    json_number_field(json, "high", capacity->high, DECIMALS);
    json_number_field(json, "least", capacity->least, DECIMALS);
    json_number_field(json, "spread", capacity->spread, DECIMALS);
    json_date_field(json, "date", capacity->date);
}

static void write_capacities(struct json_writer *json,
                             const struct history_report *report)
{
    json_key(json, "capacity");
    json_begin_object(json);
    write_capacity(json, &report->now);
    json_end_object(json);
    json_key(json, "quarters");
    json_begin_array(json);
    for (size_t i = 0; i < report->season_count; i++) {
        json_begin_object(json);
        json_date_field(json, "from", report->seasons[i].from);
        write_capacity(json, &report->seasons[i].capacity);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_efforts(struct json_writer *json,
                          const struct history_report *report)
{
    json_key(json, "efforts");
    json_begin_array(json);
    for (size_t i = 0; i < report->past.effort_count; i++) {
        const struct ow_history_effort *effort = &report->past.efforts[i];

        json_begin_object(json);
        json_date_field(json, "date", effort->date);
        json_text_field(json, "id", report->past.notes[effort->activity].id);
        json_text_field(json, "kind", ow_history_effort_name(effort->kind));
        json_number_field(json, "distance_m", effort->distance_m, DECIMALS);
        json_number_field(json, "time_s", effort->time_s, DECIMALS);
        json_number_field(json, "effective_vo2max", effort->effective_vo2max,
                          DECIMALS);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_form(struct json_writer *json,
                       const struct history_report *report)
{
    const struct ow_form_day *now = &report->days[report->day_count - 1];

    json_key(json, "form");
    json_begin_object(json);
    json_number_field(json, "fitness", now->fitness, DECIMALS);
    json_number_field(json, "fatigue", now->fatigue, DECIMALS);
    json_number_field(json, "form", now->form, DECIMALS);
    json_number_field(json, "ramp", report->ramp, DECIMALS);
    json_number_field(json, "load_7d", report->week.load, DECIMALS);
    json_number_field(json, "monotony", report->week.monotony, DECIMALS);
    json_number_field(json, "strain", report->week.strain, DECIMALS);
    json_end_object(json);
}

static void write_spikes(struct json_writer *json,
                         const struct history_report *report)
{
    const struct past *past = &report->past;

    json_key(json, "spikes");
    json_begin_array(json);
    for (size_t i = 0; i < report->spike_count; i++) {
        const struct ow_spike_reading *reading = &report->spikes[i].reading;
        size_t index = report->spikes[i].activity;

        json_begin_object(json);
        json_date_field(json, "date", past->activities[index].date);
        json_text_field(json, "id", past->notes[index].id);
        json_number_field(json, "distance_m",
                          past->activities[index].distance_m, DECIMALS);
        json_text_field(json, "spike", ow_spike_name(reading->spike));
        json_number_field(json, "increase", reading->increase, SHARE_DECIMALS);
        json_end_object(json);
    }
    json_end_array(json);
}

static void write_progressions(struct json_writer *json,
                               const struct history_report *report)
{
    const struct progressions *found = &report->progressions;

    json_key(json, "progressions");
    json_begin_object(json);
    json_text_field(json, "negative_split_race",
                    progressions_verdict_name(found->verdict));
    json_integer_field(json, "held", (int64_t)found->held);
    json_key(json, "runs");
    json_begin_array(json);
    for (size_t i = 0; i < found->count; i++) {
        const struct progressions_run *run = &found->runs[i];
        const struct ow_score *score = &run->score;

        json_begin_object(json);
        json_text_field(json, "id", report->past.notes[run->activity].id);
        json_date_field(json, "date",
                        report->past.activities[run->activity].date);
        json_text_field(json, "progression", ow_shape_rise_name(run->rise));
        json_number_field(json, "gain", run->gain, SHARE_DECIMALS);
        json_number_field(json, "peak_m_per_s", score->peak_m_per_s, 3);
        json_number_field(json, "peak_hr_bpm", score->peak_hr_bpm, 1);
        json_number_field(json, "negative_split", score->negative_split,
                          SHARE_DECIMALS);
        json_number_field(json, "points", score->points, 1);
        json_end_object(json);
    }
    json_end_array(json);
    json_end_object(json);
}

void history_report_json(const struct history_report *report, struct buf *out)
{
    const struct past *past = &report->past;
    struct json_writer json;

    json_init(&json, out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/history/1");
    json_date_field(&json, "today", report->today);
    json_date_field(&json, "from", report->from);
    json_integer_field(&json, "activities", (int64_t)past->count);
    json_integer_field(&json, "unmeasured", (int64_t)past->unmeasured);
    json_integer_field(&json, "undated", (int64_t)past->undated);
    json_integer_field(&json, "assumed_runs", (int64_t)past->assumed);
    write_weeks(&json, report);
    write_periods(&json, report);
    write_longest(&json, report, "longest_run", report->longest);
    write_longest(&json, report, "longest_run_30d", report->longest_30d);
    write_consistency(&json, report);
    write_bests(&json, report, "bests", report->bests, report->best_count);
    write_bests(&json, report, "bests_365d", report->recent,
                report->recent_count);
    write_capacities(&json, report);
    write_efforts(&json, report);
    write_spikes(&json, report);
    write_form(&json, report);
    write_progressions(&json, report);
    json_end_object(&json);
    buf_append_char(out, '\n');
}

void history_report_csv(const struct history_report *report, struct buf *out)
{
    buf_append_text(out, "from,run_m,run_s,runs,longest_m,raced_m,ascent_m,"
                         "load,strength,cross\n");
    for (size_t i = 0; i < report->sum_count; i++) {
        const struct ow_history_sum *sum = &report->sums[i];
        const double figures[] = {sum->longest_m, sum->raced_m, sum->ascent_m,
                                  sum->load};
        char date[OW_DATE_TEXT_SIZE];

        ow_date_format(sum->from, date);
        buf_append_format(out, "%s,", date);
        buf_append_number(out, sum->run_m, DECIMALS);
        buf_append_char(out, ',');
        buf_append_number(out, sum->run_s, DECIMALS);
        buf_append_format(out, ",%d,", sum->runs);
        for (size_t f = 0; f < sizeof figures / sizeof figures[0]; f++) {
            buf_append_number(out, figures[f], DECIMALS);
            buf_append_char(out, ',');
        }
        buf_append_format(out, "%d,%d\n", sum->strength, sum->cross);
    }
}
