/* What the entries of `onward calc` share; see the header. */
#include "cli/calc.h"

#include "base/num.h"

#include <stdio.h>
#include <string.h>

#define FT_M 0.3048

struct calc_in calc_begin(struct cli *cli)
{
    struct calc_in in = {cli, cli_count_args(cli, 0, 0, "")};

    return in;
}

const char *calc_text(struct calc_in *in, const char *option,
                      enum calc_need need)
{
    const char *text = NULL;

    if (in->code != EXIT_DONE) {
        return NULL;
    }
    text = cli_value(in->cli, option);
    if (text == NULL && need == CALC_NEEDED) {
        in->code =
            cli_misuse(in->cli, "--%s is missing; see 'onward %s --help'",
                       option, in->cli->command->name);
    }
    return text;
}

double calc_number(struct calc_in *in, const char *option, enum calc_need need)
{
    const char *text = calc_text(in, option, need);
    double value = OW_MISSING;

    if (text != NULL && !num_parse(str_of(text), &value)) {
        in->code =
            cli_misuse(in->cli, "--%s %.40s is not a number", option, text);
    }
    return value;
}

/* A value read by one of the parsers of quantities. */
static double
quantity(struct calc_in *in, const char *option, enum calc_need need,
         enum ow_status (*parse)(const char *, double *, struct ow_error *))
{
    const char *text = calc_text(in, option, need);
    double value = OW_MISSING;
    struct ow_error err;

    if (text != NULL && parse(text, &value, &err) != OW_OK) {
        in->code = cli_misuse(in->cli, "--%s: %s", option, err.message);
    }
    return value;
}

double calc_distance(struct calc_in *in, const char *option,
                     enum calc_need need)
{
    return quantity(in, option, need, ow_distance_parse);
}

double calc_height(struct calc_in *in, const char *option, enum calc_need need)
{
    const char *text = calc_text(in, option, need);
    double value = OW_MISSING;
    size_t length = 0;
    struct str unit;

    if (text == NULL) {
        return OW_MISSING;
    }
    length = num_parse_prefix(str_of(text), &value);
    unit = str_trim(str_skip(str_of(text), length));
    if (length > 0 && str_equal_ignore_case(unit, "ft")) {
        return value * FT_M;
    }
    if (length == 0 || !str_equal_ignore_case(unit, "m")) {
        in->code = cli_misuse(in->cli, "--%s %.40s is not 500m or 1600ft",
                              option, text);
    }
    return value;
}

double calc_duration(struct calc_in *in, const char *option,
                     enum calc_need need)
{
    return quantity(in, option, need, ow_duration_parse);
}

double calc_degrees(struct calc_in *in, const char *option, enum calc_need need)
{
    const char *text = calc_text(in, option, need);
    double value = OW_MISSING;
    size_t length = 0;
    struct str unit;

    if (text == NULL) {
        return OW_MISSING;
    }
    length = num_parse_prefix(str_of(text), &value);
    unit = str_trim(str_skip(str_of(text), length));
    if (str_starts_with(unit, "°")) {
        unit = str_skip(unit, sizeof "°" - 1);
    }
    if (length > 0 && str_equal_ignore_case(unit, "F")) {
        return (value - 32) / 1.8;
    }
    if (length == 0 || !str_equal_ignore_case(unit, "C")) {
        in->code =
            cli_misuse(in->cli, "--%s %.40s is not 24C or 75F", option, text);
    }
    return value;
}

char calc_sex(struct calc_in *in, const char *letters)
{
    const char *text = calc_text(in, "sex", CALC_NEEDED);

    if (text == NULL) {
        return '\0';
    }
    if (strlen(text) != 1 || strchr(letters, text[0]) == NULL) {
        in->code = cli_misuse(in->cli, "--sex %.40s is not one letter of %s",
                              text, letters);
    }
    return text[0];
}

void calc_json_begin(struct cli *cli, struct json_writer *json)
{
    char schema[64];

    (void)snprintf(schema, sizeof schema, "onward/calc-%s/1",
                   command_member_word(cli->command));
    json_init(json, &cli->out);
    json_begin_object(json);
    json_text_field(json, "schema", schema);
}

void calc_json_end(struct cli *cli, struct json_writer *json)
{
    json_end_object(json);
    buf_append_char(&cli->out, '\n');
}

void calc_row(struct cli *cli, const char *what, const char *value)
{
    text_pad(&cli->out, what, CALC_WHAT_COLUMN);
    buf_append_format(&cli->out, "%s\n", value);
}

void calc_row_number(struct cli *cli, const char *what, double value,
                     int decimals, const char *unit)
{
    text_pad(&cli->out, what, CALC_WHAT_COLUMN);
    buf_append_number(&cli->out, value, decimals);
    buf_append_format(&cli->out, "%s%s\n", unit[0] != '\0' ? " " : "", unit);
}

void calc_row_percent(struct cli *cli, const char *what, double share,
                      int decimals)
{
    calc_row_number(cli, what, 100 * share, decimals, "%");
}

void calc_source(struct cli *cli, const char *source)
{
    buf_append_char(&cli->out, '\n');
    text_wrap(&cli->out, 0, 0, source);
}
