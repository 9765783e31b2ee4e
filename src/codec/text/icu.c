/*
 * The workout text of intervals.icu, after its forum's guide.
 *
 *   text    = { line }
 *   line    = step | repeat | section | empty
 *   step    = "-" { word } length [ "ramp" ] [ target ]
 *             the words before the length are the cue; "Press lap" among them
 *             ends the step by the lap button, whatever its length
 *   length  = 1h | 10m | 30s | 1m30 | 5'30" | 500mtr | 2km | 1mi
 *   target  = 5:00/km Pace | 7:15-7:00/km Pace | 75% | 70% HR | Z2 | 220w
 *   repeat  = [ words ] 6x      then its steps, up to an empty line
 *   section = any other line; one that begins with warm or cool gives its
 *             steps that role
 *
 * `m` is minutes: 400m is refused rather than guessed. Shares and zones are of
 * figures that are the athlete's and not in the text: such a step is open and
 * keeps the words in its cue. Ours beside it: the first line is the name, and a
 * cue may begin with "Peak:" and the like for a role.
 */
#include "codec/text/icu.h"

#include "base/error.h"
#include "base/num.h"
#include "codec/document.h"
#include "onward/quantity.h"

#include <stdio.h>
#include <string.h>

#define CUE_SIZE 400
#define NAME_SIZE 200
#define MOST_REPEATS 999
#define SNIFFED ((size_t)1 << 16)
#define M_PER_KM 1000.0

struct icu {
    struct ow_document *document;
    struct ow_workout *workout; /* NULL until its first step */
    char name[NAME_SIZE];
    bool has_begun; /* a name, section or step was met */
    enum ow_role role;
    uint32_t times; /* of the repeat to be opened; 0: none */
    bool is_inside; /* a repeat is open */
    size_t line;
    uint64_t offset; /* of the line */
    struct ow_error *err;
};

/* A step being read, word by word. */
struct reading {
    struct str rest;
    struct ow_step step;
    bool has_end;
    bool is_lap;
    bool is_ramp;
    bool has_share; /* a target of a figure that is not in the text */
    char cue[CUE_SIZE];
    size_t cue_length;
};

static struct str next_word(struct str *rest)
{
    struct str word;

    *rest = str_trim(*rest);
    word = str_split(rest, ' ');
    if (rest->data == NULL) {
        *rest = str_from("", 0);
    }
    return word;
}

static void add_to_cue(struct reading *reading, struct str word)
{
    size_t room = CUE_SIZE - 1 - reading->cue_length;
    bool is_next = reading->cue_length > 0;

    if (word.length + is_next > room) {
        return;
    }
    if (is_next) {
        reading->cue[reading->cue_length++] = ' ';
    }
    memcpy(reading->cue + reading->cue_length, word.data, word.length);
    reading->cue_length += word.length;
    reading->cue[reading->cue_length] = '\0';
}

/* Metres that a pace is told for; 0 for no unit known. */
static double pace_unit_m(struct str unit)
{
    static const struct {
        const char *name;
        double metres;
    } units[] = {{"/km", M_PER_KM}, {"/mi", OW_MILE_M}, {"/100m", 100},
                 {"/250m", 250},    {"/400m", 400},     {"/500m", 500},
                 {"/100y", 91.44}};

    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (str_equal_ignore_case(unit, units[i].name)) {
            return units[i].metres;
        }
    }
    return 0;
}

/* m:ss at the start of a word. */
static size_t read_clock(struct str word, double *seconds)
{
    size_t length = 0;
    size_t colon = 0;

    while (length < word.length &&
           (char_is_digit(word.data[length]) || word.data[length] == ':')) {
        colon = word.data[length] == ':' ? length : colon;
        length++;
    }
    if (colon == 0 || colon > 3 || length != colon + 3) {
        return 0;
    }
    *seconds = 0;
    for (size_t i = 0; i < colon; i++) {
        if (word.data[i] == ':') {
            return 0;
        }
        *seconds = *seconds * 10 + (word.data[i] - '0');
    }
    *seconds = *seconds * 60 + (word.data[colon + 1] - '0') * 10 +
               (word.data[colon + 2] - '0');
    return length;
}

/* 5:00/km, 7:15-7:00/km */
static bool read_pace(struct str word, struct ow_target *target)
{
    double low = 0;
    double high = 0;
    double unit_m = 0;
    size_t length = read_clock(word, &low);

    if (length == 0) {
        return false;
    }
    word = str_skip(word, length);
    high = low;
    if (word.length > 0 && word.data[0] == '-') {
        length = read_clock(str_skip(word, 1), &high);
        if (length == 0) {
            return false;
        }
        word = str_skip(word, 1 + length);
    }
    unit_m = pace_unit_m(word);
    if (unit_m > 0) {
        *target = (struct ow_target){OW_TARGET_PACE_S_PER_KM,
                                     num_round(low * M_PER_KM / unit_m, 3),
                                     num_round(high * M_PER_KM / unit_m, 3)};
    }
    return unit_m > 0;
}

/* Shares, zones and watts: of figures that are not in the text. */
static bool is_share(struct str word)
{
    char last = word.length > 0 ? char_lower(word.data[word.length - 1]) : ' ';

    if (word.length < 2) {
        return false;
    }
    return (char_is_digit(word.data[0]) && (last == '%' || last == 'w')) ||
           (char_lower(word.data[0]) == 'z' && char_is_digit(last));
}

static void set_pace(struct reading *reading, const struct ow_target *pace)
{
    struct ow_step *step = &reading->step;
    double slow = fmax(pace->low, pace->high);
    double fast = fmin(pace->low, pace->high);

    step->target = (struct ow_target){pace->type, slow, fast};
    if (reading->is_ramp) {
        step->ramp_from = pace->low;
        step->ramp_to = pace->high;
    }
}

/* A word behind the length. */
static void read_target_word(struct reading *reading, struct str word)
{
    struct ow_target pace;

    if (str_equal_ignore_case(word, "ramp")) {
        reading->is_ramp = true;
    } else if (reading->step.target.type == OW_TARGET_OPEN &&
               read_pace(word, &pace)) {
        set_pace(reading, &pace);
    } else if (str_equal_ignore_case(word, "pace") && !reading->has_share) {
        return;
    } else if (!str_equal_ignore_case(word, "freeride")) {
        reading->has_share = reading->has_share || is_share(word);
        add_to_cue(reading, word);
    }
}

static bool take_role(struct reading *reading, struct str word)
{
    if (reading->cue_length > 0 || !icu_is_keyword(word) ||
        word.data[word.length - 1] != ':') {
        return false;
    }
    for (int i = 0; i < OW_ROLE_COUNT; i++) {
        if (str_equal_ignore_case(str_from(word.data, word.length - 1),
                                  icu_role_word((enum ow_role)i))) {
            reading->step.role = (enum ow_role)i;
        }
    }
    return true;
}

/* A word before the length; OW_E_SYNTAX for one that could be either. */
static enum ow_status read_cue_word(struct icu *icu, struct reading *reading,
                                    struct str word)
{
    struct str rest = reading->rest;

    switch (icu_parse_end(word, &reading->step.end_type,
                          &reading->step.end_value)) {
    case ICU_AMBIGUOUS:
        return error_set_at(icu->err, OW_E_SYNTAX, icu->offset,
                            "line %zu: %.*s is minutes here; write mtr for "
                            "metres (400mtr), or hours (1h40m) for so long a "
                            "time",
                            icu->line, (int)word.length, word.data);
    case ICU_END:
        reading->has_end = true;
        return OW_OK;
    case ICU_NO_END:
        break;
    }
    if (str_equal_ignore_case(word, "press") &&
        str_equal_ignore_case(next_word(&rest), "lap")) {
        reading->is_lap = true;
        reading->rest = rest;
    } else if (!take_role(reading, word)) {
        add_to_cue(reading, word);
    }
    return OW_OK;
}

static enum ow_status close_repeat(struct icu *icu)
{
    enum ow_status status = OW_OK;

    if (icu->is_inside) {
        status = ow_workout_end_repeat(icu->workout, icu->err);
    }
    icu->is_inside = false;
    icu->times = 0;
    return status;
}

static enum ow_status add_step(struct icu *icu, struct reading *reading)
{
    struct ow_error fault;
    enum ow_status status = OW_OK;

    if (icu->workout == NULL) {
        status = ow_workout_new(icu->name, OW_SPORT_RUNNING, &icu->workout,
                                icu->err);
    }
    if (status == OW_OK && icu->times > 0 && !icu->is_inside) {
        status = ow_workout_begin_repeat(icu->workout, icu->times, icu->err);
        icu->is_inside = status == OW_OK;
    }
    if (status != OW_OK) {
        return status;
    }
    reading->step.cue = reading->cue_length > 0 ? reading->cue : NULL;
    status = ow_workout_add_step(icu->workout, &reading->step, &fault);
    if (status == OW_E_RANGE) {
        return error_set_at(icu->err, OW_E_RANGE, icu->offset, "line %zu: %s",
                            icu->line, fault.message);
    }
    return status == OW_OK
               ? OW_OK
               : error_set_at(icu->err, status, icu->offset, "line %zu: %s",
                              icu->line, fault.message);
}

static enum ow_status read_step(struct icu *icu, struct str line)
{
    struct reading reading = {
        .rest = str_skip(line, 1),
        .step = {.role = icu->times > 0 ? OW_ROLE_WORK : icu->role,
                 .end_type = OW_END_LAP,
                 .end_value = OW_MISSING,
                 .target = {OW_TARGET_OPEN, OW_MISSING, OW_MISSING},
                 .ramp_from = OW_MISSING,
                 .ramp_to = OW_MISSING}};
    enum ow_status status = OW_OK;

    while (str_trim(reading.rest).length > 0 && status == OW_OK) {
        struct str word = next_word(&reading.rest);

        if (reading.has_end) {
            read_target_word(&reading, word);
        } else {
            status = read_cue_word(icu, &reading, word);
        }
    }
    if (status != OW_OK) {
        return status;
    }
    if (!reading.has_end && !reading.is_lap) {
        document_warn(icu->document, "icu-step", icu->offset,
                      "line %zu has no length; it is left out", icu->line);
        return OW_OK;
    }
    if (reading.is_lap) {
        reading.step.end_type = OW_END_LAP;
    }
    if (reading.has_share) {
        document_warn(icu->document, "icu-target", icu->offset,
                      "line %zu has a share of a figure that is not in the "
                      "text; the step is open and names it",
                      icu->line);
    }
    return add_step(icu, &reading);
}

/* "6x" at the end of a line; 0 for none. */
static uint32_t repeat_of(struct str line)
{
    int64_t times = 0;
    size_t at = line.length;

    while (at > 0 && line.data[at - 1] != ' ') {
        at--;
    }
    if (line.length - at < 2 || char_lower(line.data[line.length - 1]) != 'x' ||
        !num_parse_int(str_from(line.data + at, line.length - at - 1),
                       &times) ||
        times < 1 || times > MOST_REPEATS) {
        return 0;
    }
    return (uint32_t)times;
}

static void open_section(struct icu *icu, struct str line)
{
    struct str first = str_from(line.data, line.length < 4 ? line.length : 4);

    if (!icu->has_begun && icu_is_name(line)) {
        size_t length = utf8_cut(line.data, line.length, NAME_SIZE - 1);

        memcpy(icu->name, line.data, length);
        icu->name[length] = '\0';
    }
    icu->role = str_equal_ignore_case(first, "warm")   ? OW_ROLE_WARM_UP
                : str_equal_ignore_case(first, "cool") ? OW_ROLE_COOL_DOWN
                                                       : OW_ROLE_STEADY;
}

static enum ow_status read_line(struct icu *icu, struct str line)
{
    uint32_t times = repeat_of(line);
    enum ow_status status = OW_OK;

    if (line.length > 0 && line.data[0] == '-') {
        icu->has_begun = true;
        return read_step(icu, line);
    }
    status = close_repeat(icu);
    if (times > 0) {
        icu->times = times;
    } else if (line.length > 0) {
        open_section(icu, line);
    }
    icu->has_begun = icu->has_begun || line.length > 0;
    return status;
}

static enum ow_status read_lines(struct icu *icu, struct str text)
{
    const char *start = text.data;
    enum ow_status status = OW_OK;

    if (text.length >= 3 && memcmp(text.data, "\xEF\xBB\xBF", 3) == 0) {
        text = str_skip(text, 3);
    }
    while (text.data != NULL && status == OW_OK) {
        struct str line = str_split(&text, '\n');

        icu->line++;
        icu->offset = (uint64_t)(line.data - start);
        status = read_line(icu, str_trim(line));
    }
    if (status == OW_OK) {
        status = close_repeat(icu);
    }
    if (status == OW_OK && icu->workout == NULL) {
        return error_set_at(icu->err, OW_E_FORMAT, 0,
                            "the text has no step with a length");
    }
    return status;
}

static enum ow_status icu_decode(const uint8_t *bytes, size_t length,
                                 const struct ow_decode_options *options,
                                 struct ow_document **document,
                                 struct ow_error *err)
{
    struct icu icu = {.role = OW_ROLE_STEADY, .err = err};
    enum ow_status status = OW_OK;

    (void)options;
    if (!utf8_is_valid((const char *)bytes, length)) {
        return error_set_at(err, OW_E_FORMAT, 0, "the text is not UTF-8");
    }
    icu.document = document_new("icu");
    if (icu.document == NULL) {
        return error_nomem(err);
    }
    status = read_lines(&icu, str_from((const char *)bytes, length));
    if (status == OW_OK &&
        !document_add(icu.document, OW_ITEM_WORKOUT, NULL, icu.workout)) {
        status = error_nomem(err);
    }
    if (status != OW_OK) {
        ow_workout_free(icu.workout);
        ow_document_free(icu.document);
        return status;
    }
    *document = icu.document;
    return OW_OK;
}

/* Whether a line is a step with a length. */
static bool is_step(struct str line)
{
    line = str_trim(line);
    if (line.length < 2 || line.data[0] != '-' || line.data[1] != ' ') {
        return false;
    }
    line = str_skip(line, 1);
    while (str_trim(line).length > 0) {
        if (icu_is_end(next_word(&line))) {
            return true;
        }
    }
    return false;
}

static bool icu_sniff(const uint8_t *bytes, size_t length)
{
    struct str text =
        str_from((const char *)bytes, length < SNIFFED ? length : SNIFFED);
    bool has_step = false;

    if (length == 0 || memchr(text.data, '\0', text.length) != NULL ||
        bytes[0] == '<' || bytes[0] == '{') {
        return false;
    }
    while (text.data != NULL && !has_step) {
        has_step = is_step(str_split(&text, '\n'));
    }
    return has_step;
}

const struct format icu_format = {"icu", icu_sniff, icu_decode};
