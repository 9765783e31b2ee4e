/* The table of rules, findings and conflicts in JSON. */
#include "codec/json/encode.h"
#include "codec/json/plan_json.h"

#include "onward/json.h"

static void write_parameters(struct json_writer *json, enum ow_rule rule,
                             const struct ow_rule_values *values)
{
    const struct ow_rule_parameter *parameters = ow_rule_info(rule)->parameters;
    size_t count = ow_rule_parameter_count(rule);

    json_key(json, "parameters");
    json_begin_object(json);
    for (size_t i = 0; i < count; i++) {
        json_key(json, parameters[i].name);
        json_begin_object(json);
        json_number_field(json, "default", parameters[i].default_value, 6);
        json_number_field(json, "min", parameters[i].min, 6);
        json_number_field(json, "max", parameters[i].max, 6);
        if (values != NULL) {
            json_number_field(json, "value", values->value[rule][i], 9);
            json_bool_field(json, "overridden", values->overridden[rule][i]);
        }
        json_end_object(json);
    }
    json_end_object(json);
}

enum ow_status ow_rules_encode(const struct ow_rule_values *values, char **text,
                               size_t *length, struct ow_error *err)
{
    struct buf buf;
    struct json_writer json;

    encode_begin(&json, &buf, "onward/rules/1");
    json_key(&json, "rules");
    json_begin_array(&json);
    for (int rule = 0; rule < OW_RULE_COUNT; rule++) {
        const struct ow_rule_info *info = ow_rule_info((enum ow_rule)rule);

        json_begin_object(&json);
        json_text_field(&json, "id", info->id);
        json_text_field(&json, "statement", info->statement);
        json_text_field(&json, "severity", ow_severity_name(info->severity));
        write_parameters(&json, (enum ow_rule)rule, values);
        json_text_field(&json, "source", info->source);
        json_text_field(&json, "evidence", ow_evidence_name(info->evidence));
        json_end_object(&json);
    }
    json_end_array(&json);
    return encode_end(&json, text, length, err);
}

void write_findings(struct json_writer *json, const struct ow_finding *findings,
                    size_t count)
{
    json_key(json, "findings");
    json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(json);
        json_text_field(json, "rule", ow_rule_info(findings[i].rule)->id);
        json_text_field(json, "severity",
                        ow_severity_name(findings[i].severity));
        json_date_field(json, "date", findings[i].date);
        json_text_field(json, "message", findings[i].message);
        json_end_object(json);
    }
    json_end_array(json);
}

enum ow_status ow_findings_encode(const struct ow_findings *findings,
                                  char **text, size_t *length,
                                  struct ow_error *err)
{
    struct buf buf;
    struct json_writer json;
    size_t count = 0;
    const struct ow_finding *list = ow_findings_list(findings, &count);

    encode_begin(&json, &buf, "onward/findings/1");
    write_findings(&json, list, count);
    return encode_end(&json, text, length, err);
}

static void write_wish(struct json_writer *json, const struct ow_wish *wish)
{
    json_begin_object(json);
    json_text_field(json, "kind", ow_wish_kind_name(wish->kind));
    json_text_field(json, "id", wish->id);
    json_date_field(json, "from", wish->from);
    json_date_field(json, "to", wish->to);
    json_text_field(json, "words", wish->words);
    json_text_field(json, "give_up", wish->give_up);
    json_bool_field(json, "spared", wish->is_spared);
    json_end_object(json);
}

enum ow_status ow_conflicts_encode(const struct ow_conflicts *conflicts,
                                   const struct ow_findings *findings,
                                   char **text, size_t *length,
                                   struct ow_error *err)
{
    struct buf buf;
    struct json_writer json;
    size_t count = 0;
    const struct ow_finding *all = ow_findings_list(findings, &count);
    const struct ow_conflict *list = NULL;

    encode_begin(&json, &buf, "onward/findings/1");
    write_findings(&json, all, count);
    list = ow_conflicts_list(conflicts, &count);
    json_key(&json, "conflicts");
    json_begin_array(&json);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(&json);
        json_key(&json, "wishes");
        json_begin_array(&json);
        for (size_t j = 0; j < list[i].wish_count; j++) {
            write_wish(&json, &list[i].wishes[j]);
        }
        json_end_array(&json);
        write_findings(&json, list[i].because, list[i].because_count);
        json_end_object(&json);
    }
    json_end_array(&json);
    return encode_end(&json, text, length, err);
}
