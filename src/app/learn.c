/* Limits from runs; see the header. */
#include "app/learn.h"

#include "base/error.h"
#include "base/mem.h"
#include "base/num.h"
#include "codec/json/json_writer.h"

#include <math.h>
#include <string.h>

#define DECIMALS 3

/* Of the limits only this is a setting; what was learnt of the threshold is
 * read from the runs themselves, each time. */
#define SETTING LEARN_HR_MAX

const char *learn_limit_name(enum learn_limit limit)
{
    static const char *const names[] = {
        "hr_max_bpm", "hr_rest_bpm", "hr_threshold_bpm", "threshold_m_per_s"};

    return names[limit];
}

const struct ow_proposal *learn_proposal(const struct learn_report *report,
                                         enum learn_limit limit)
{
    const struct ow_proposal *const proposals[] = {
        &report->learned.hr_max_bpm, &report->learned.hr_rest_bpm,
        &report->learned.hr_threshold_bpm, &report->learned.threshold_m_per_s};

    return proposals[limit];
}

static enum ow_status gather(struct learn_report *report, struct ow_error *err)
{
    const struct past *past = &report->past;

    report->runs = mem_calloc(past->count + 1, sizeof *report->runs);
    report->indices = mem_calloc(past->count + 1, sizeof *report->indices);
    if (report->runs == NULL || report->indices == NULL) {
        return error_nomem(err);
    }
    for (size_t i = 0; i < past->count; i++) {
        if (past->activities[i].kind == OW_HISTORY_RUN &&
            past->notes[i].is_measured) {
            report->runs[report->run_count] = past->notes[i].digest;
            report->indices[report->run_count++] = i;
        }
    }
    return OW_OK;
}

static void judge(struct learn_report *report, struct ow_date today)
{
    const struct ow_proposal *maximum = &report->learned.hr_max_bpm;
    double said = report->past.limits.hr_max_bpm;

    ow_learn_limits(report->runs, report->run_count, today, &report->learned);
    for (int i = 0; i < LEARN_LIMIT_COUNT; i++) {
        report->said[i] = OW_MISSING;
    }
    report->said[LEARN_HR_MAX] = said;
    report->said[LEARN_HR_REST] = report->past.limits.hr_rest_bpm;
    report->is_better[SETTING] =
        maximum->confidence >= OW_LEARN_MODERATE &&
        (ow_is_missing(said) || floor(maximum->value + 0.5) > said);
}

enum ow_status app_learn(struct store *store, struct ow_date today,
                         struct learn_report *report, struct ow_error *err)
{
    struct ledger ledger = {0};
    struct learn_report made = {.run_count = 0};
    enum ow_status status = ledger_read(store, &ledger, err);

    if (status == OW_OK) {
        status = past_read(store, &ledger, ow_date_add_days(today, 1),
                           &made.past, err);
    }
    if (status == OW_OK) {
        status = gather(&made, err);
    }
    ledger_dispose(&ledger);
    if (status != OW_OK) {
        learn_report_dispose(&made);
        return status;
    }
    judge(&made, today);
    *report = made;
    return OW_OK;
}

enum ow_status app_learn_keep(const struct diary *diary,
                              struct learn_report *report, struct ow_error *err)
{
    char value[NUM_TEXT_SIZE];
    enum ow_status status = OW_OK;

    if (!report->is_better[SETTING]) {
        return OW_OK;
    }
    num_format(learn_proposal(report, SETTING)->value, 0, value);
    status = app_athlete_set(diary, learn_limit_name(SETTING), value, err);
    report->is_kept[SETTING] = status == OW_OK && !diary->is_preview;
    return status;
}

void learn_report_dispose(struct learn_report *report)
{
    past_dispose(&report->past);
    mem_free(report->runs);
    mem_free(report->indices);
    memset(report, 0, sizeof *report);
}

static void write_evidence(struct json_writer *json,
                           const struct learn_report *report,
                           const struct ow_proposal *proposal)
{
    json_key(json, "evidence");
    json_begin_array(json);
    for (size_t i = 0; i < proposal->evidence_count; i++) {
        size_t index = report->indices[proposal->evidence[i]];

        json_begin_object(json);
        json_date_field(json, "date", report->past.activities[index].date);
        json_text_field(json, "id", report->past.notes[index].id);
        json_end_object(json);
    }
    json_end_array(json);
}

void learn_report_json(const struct learn_report *report, struct buf *out)
{
    struct json_writer json;

    json_init(&json, out);
    json_begin_object(&json);
    json_text_field(&json, "schema", "onward/learn/1");
    json_integer_field(&json, "runs", (int64_t)report->run_count);
    json_integer_field(&json, "unmeasured", (int64_t)report->past.unmeasured);
    json_key(&json, "limits");
    json_begin_array(&json);
    for (int i = 0; i < LEARN_LIMIT_COUNT; i++) {
        const struct ow_proposal *proposal =
            learn_proposal(report, (enum learn_limit)i);

        json_begin_object(&json);
        json_text_field(&json, "limit", learn_limit_name((enum learn_limit)i));
        json_number_field(&json, "value", proposal->value, DECIMALS);
        json_number_field(&json, "said", report->said[i], DECIMALS);
        json_text_field(&json, "confidence",
                        ow_learn_confidence_name(proposal->confidence));
        json_integer_field(&json, "considered", (int64_t)proposal->considered);
        json_integer_field(&json, "refused", (int64_t)proposal->refused);
        json_text_field(&json, "reason", proposal->reason);
        write_evidence(&json, report, proposal);
        json_bool_field(&json, "better", report->is_better[i]);
        json_bool_field(&json, "kept", report->is_kept[i]);
        json_end_object(&json);
    }
    json_end_array(&json);
    json_end_object(&json);
    buf_append_char(out, '\n');
}
