/* Compiling record definitions, and decoding blocks of rows by columns. */
#include "codec/fit/records.h"

#include "base/mem.h"
#include "codec/fit/wire.h"
#include "onward/error.h"

#include <string.h>

#define HALF_RANGE 2147483648.0 /* 2^31 */

/* How the raw value of a step is read. */
enum kind {
    KIND_U8,
    KIND_S8,
    KIND_U16_LITTLE,
    KIND_U16_BIG,
    KIND_S16_LITTLE,
    KIND_S16_BIG,
    KIND_32_LITTLE,
    KIND_32_BIG,
    KIND_BIASED_32_LITTLE, /* unsigned, its top bit turned */
    KIND_BIASED_32_BIG,
    KIND_OTHER,              /* by fit_value() */
    KIND_COMPRESSED_SPEED,   /* 12 of 24 bits: 1/100 m/s */
    KIND_COMPRESSED_DISTANCE /* the other 12: 1/16 m, running over */
};

#define DEG_PER_SEMICIRCLE (180 / HALF_RANGE)

/*
 * Fields of the record message that fill a column, value = raw / divisor -
 * subtrahend, or raw * multiplier where that is exact (a power of two, or a
 * product of few bits). Of two that fill the same one, the first is preferred.
 * Source: FIT profile 21.217, message record.
 */
static const struct source {
    uint8_t field;
    unsigned column;
    double multiplier; /* 0 where the divisor is used */
    double divisor;
    double subtrahend;
    bool is_zero_missing;
} sources[] = {
    {FIT_RECORD_LATITUDE, OW_CHANNEL_LATITUDE_DEG, DEG_PER_SEMICIRCLE, 1, 0,
     false},
    {FIT_RECORD_LONGITUDE, OW_CHANNEL_LONGITUDE_DEG, DEG_PER_SEMICIRCLE, 1, 0,
     false},
    {FIT_RECORD_ENHANCED_ALTITUDE, OW_CHANNEL_ELEVATION_M, 0, 5, 500, false},
    {FIT_RECORD_ALTITUDE, OW_CHANNEL_ELEVATION_M, 0, 5, 500, false},
    {FIT_RECORD_DISTANCE, OW_CHANNEL_DISTANCE_M, 0, 100, 0, false},
    {FIT_RECORD_ENHANCED_SPEED, OW_CHANNEL_SPEED_M_PER_S, 0, 1000, 0, false},
    {FIT_RECORD_SPEED, OW_CHANNEL_SPEED_M_PER_S, 0, 1000, 0, false},
    {FIT_RECORD_HR, OW_CHANNEL_HR_BPM, 1, 1, 0, true},
    {FIT_RECORD_CADENCE, OW_CHANNEL_CADENCE_SPM, 1, 1, 0, false},
    {FIT_RECORD_FRACTIONAL_CADENCE, FIT_COLUMN_CADENCE_FRACTION, 1.0 / 128, 1,
     0, false},
    {FIT_RECORD_POWER, OW_CHANNEL_POWER_W, 1, 1, 0, false},
    {FIT_RECORD_TEMPERATURE, OW_CHANNEL_TEMPERATURE_C, 1, 1, 0, false},
    {FIT_RECORD_VERTICAL_OSCILLATION, OW_CHANNEL_VERTICAL_OSCILLATION_MM, 0, 10,
     0, false},
    {FIT_RECORD_STANCE_TIME, OW_CHANNEL_STANCE_TIME_MS, 0, 10, 0, false},
    {FIT_RECORD_STEP_LENGTH, OW_CHANNEL_STEP_LENGTH_MM, 0, 10, 0, false},
};

#define SOURCE_COUNT (sizeof sources / sizeof sources[0])

/* The kind of a base type, the raw value that means none, and the bias. */
static void choose_kind(struct fit_step *step, unsigned base, bool is_big)
{
    step->base = base;
    step->bias = 0;
    switch (base) {
    case FIT_ENUM:
    case FIT_UINT8:
    case FIT_BYTE:
    case FIT_UINT8Z:
        step->kind = KIND_U8;
        step->invalid = base == FIT_UINT8Z ? 0 : UINT8_MAX;
        break;
    case FIT_SINT8:
        step->kind = KIND_S8;
        step->invalid = INT8_MAX;
        break;
    case FIT_UINT16:
    case FIT_UINT16Z:
        step->kind = is_big ? KIND_U16_BIG : KIND_U16_LITTLE;
        step->invalid = base == FIT_UINT16Z ? 0 : UINT16_MAX;
        break;
    case FIT_SINT16:
        step->kind = is_big ? KIND_S16_BIG : KIND_S16_LITTLE;
        step->invalid = INT16_MAX;
        break;
    case FIT_SINT32:
        step->kind = is_big ? KIND_32_BIG : KIND_32_LITTLE;
        step->invalid = INT32_MAX;
        break;
    case FIT_UINT32:
    case FIT_UINT32Z:
        step->kind = is_big ? KIND_BIASED_32_BIG : KIND_BIASED_32_LITTLE;
        step->invalid = base == FIT_UINT32Z ? INT32_MIN : INT32_MAX;
        step->bias = HALF_RANGE;
        break;
    default:
        step->kind = KIND_OTHER;
        break;
    }
    step->also_invalid = step->invalid;
}

static void add_step(struct fit_rows *rows, const struct fit_step *step)
{
    unsigned bit = 1U << step->column;

    if (rows->step_count < FIT_MOST_STEPS) {
        struct fit_step *added = &rows->steps[rows->step_count++];

        *added = *step;
        added->is_fallback = (rows->columns & bit) != 0;
        rows->columns |= bit;
    }
}

static void add_source(struct fit_rows *rows, const struct source *source,
                       const struct fit_field *field)
{
    struct fit_step step = {.column = source->column,
                            .offset = field->offset,
                            .is_exact = source->multiplier > 0,
                            .multiplier = source->multiplier,
                            .divisor = source->divisor,
                            .subtrahend = source->subtrahend};
    size_t width = fit_base_size(field->base);

    if (width == 0 || field->size == 0 || field->size % width != 0) {
        return;
    }
    choose_kind(&step, field->base, rows->definition->is_big);
    if (source->is_zero_missing) {
        step.also_invalid = step.bias > 0 ? INT32_MIN : 0;
    }
    add_step(rows, &step);
}

/* Speed and distance packed in three bytes: profile, record field 8. */
static void add_compressed(struct fit_rows *rows, size_t offset)
{
    struct fit_step speed = {.kind = KIND_COMPRESSED_SPEED,
                             .column = OW_CHANNEL_SPEED_M_PER_S,
                             .offset = offset};
    struct fit_step distance = {.kind = KIND_COMPRESSED_DISTANCE,
                                .column = OW_CHANNEL_DISTANCE_M,
                                .offset = offset};

    add_step(rows, &speed);
    add_step(rows, &distance);
    rows->is_sequential = true;
}

/*
 * A developer field that stands for heart rate, cadence or power, whose units
 * leave no choice, where the record has no native one.
 */
static void add_developer_field(struct fit_rows *rows,
                                const struct fit_description *description,
                                size_t offset, size_t size)
{
    struct fit_step step = {.offset = offset,
                            .divisor = description->scale,
                            .subtrahend = description->offset};
    size_t width = fit_base_size(description->base);
    struct fit_field native = {0};

    if (fit_definition_find(rows->definition, description->native_field,
                            &native)) {
        return;
    }
    if (description->native_field == FIT_RECORD_HR) {
        step.column = OW_CHANNEL_HR_BPM;
    } else if (description->native_field == FIT_RECORD_CADENCE) {
        step.column = OW_CHANNEL_CADENCE_SPM;
    } else if (description->native_field == FIT_RECORD_POWER) {
        step.column = OW_CHANNEL_POWER_W;
    } else {
        return;
    }
    if (width == 0 || size == 0 || size % width != 0) {
        return;
    }
    choose_kind(&step, description->base, rows->definition->is_big);
    add_step(rows, &step);
}

static void add_developer_fields(struct fit_rows *rows,
                                 const struct fit_description *descriptions,
                                 size_t count)
{
    const struct fit_definition *definition = rows->definition;
    size_t offset = definition->data_size;

    /* They end the message: walk from its end to find where they begin. */
    for (size_t i = 0; i < definition->developer_count; i++) {
        offset -= definition->developer_fields[i * 3 + 1];
    }
    for (size_t i = 0; i < definition->developer_count; i++) {
        const uint8_t *entry = definition->developer_fields + i * 3;

        for (size_t k = 0; k < count; k++) {
            if (descriptions[k].number == entry[0] &&
                descriptions[k].index == entry[2]) {
                add_developer_field(rows, &descriptions[k], offset, entry[1]);
                break;
            }
        }
        offset += entry[1];
    }
}

void fit_rows_compile(struct fit_rows *rows,
                      const struct fit_definition *definition,
                      const struct fit_description *descriptions,
                      size_t description_count)
{
    struct fit_field field = {0};

    rows->definition = definition;
    rows->is_sequential = false;
    rows->columns = 0;
    rows->step_count = 0;
    rows->waiting = 0;
    add_developer_fields(rows, descriptions, description_count);
    for (size_t i = 0; i < SOURCE_COUNT; i++) {
        if (fit_definition_find(definition, sources[i].field, &field)) {
            add_source(rows, &sources[i], &field);
        }
    }
    if (fit_definition_find(definition, FIT_RECORD_COMPRESSED_SPEED_DISTANCE,
                            &field) &&
        field.size == 3) {
        add_compressed(rows, field.offset);
    }
}

static void forget(double *values, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        values[i] = OW_MISSING;
    }
}

bool fit_records_reserve(struct fit_records *records, size_t capacity)
{
    uint32_t *times = NULL;

    if (capacity <= records->capacity) {
        return true;
    }
    times = mem_resize(records->times, capacity, sizeof *times);
    if (times == NULL) {
        return false;
    }
    records->times = times;
    for (size_t i = 0; i < FIT_COLUMN_COUNT; i++) {
        double *column = NULL;

        if (records->columns[i] == NULL) {
            continue;
        }
        column = mem_resize(records->columns[i], capacity, sizeof *column);
        if (column == NULL) {
            return false;
        }
        records->columns[i] = column;
    }
    records->capacity = capacity;
    return true;
}

void fit_records_dispose(struct fit_records *records)
{
    mem_free(records->times);
    for (size_t i = 0; i < FIT_COLUMN_COUNT; i++) {
        mem_free(records->columns[i]);
    }
    memset(records, 0, sizeof *records);
}

double *fit_records_column(struct fit_records *records, size_t column)
{
    double *values = records->columns[column];

    if (values == NULL) {
        values = mem_resize(NULL, records->capacity, sizeof *values);
        if (values != NULL) {
            forget(values, 0, records->count);
            records->columns[column] = values;
        }
    }
    return values;
}

/* One loop a kind, so that nothing is asked inside it. */
#define FOR_ROWS(expression)                                                   \
    for (size_t i = 0; i < rows->waiting; i++) {                               \
        const uint8_t *p = rows->data[i] + offset;                             \
        raw[i] = (expression);                                                 \
    }                                                                          \
    break

static void load_raw(const struct fit_rows *rows, enum kind kind, size_t offset,
                     int32_t *raw)
{
    switch (kind) {
    case KIND_U8:
        FOR_ROWS(*p);
    case KIND_S8:
        FOR_ROWS((int8_t)*p);
    case KIND_U16_LITTLE:
        FOR_ROWS(load_u16(p, false));
    case KIND_U16_BIG:
        FOR_ROWS(load_u16(p, true));
    case KIND_S16_LITTLE:
        FOR_ROWS((int16_t)load_u16(p, false));
    case KIND_S16_BIG:
        FOR_ROWS((int16_t)load_u16(p, true));
    case KIND_32_LITTLE:
        FOR_ROWS((int32_t)load_u32(p, false));
    case KIND_32_BIG:
        FOR_ROWS((int32_t)load_u32(p, true));
    case KIND_BIASED_32_LITTLE:
        FOR_ROWS((int32_t)(load_u32(p, false) ^ 0x80000000U));
    case KIND_BIASED_32_BIG:
        FOR_ROWS((int32_t)(load_u32(p, true) ^ 0x80000000U));
    case KIND_OTHER:
    case KIND_COMPRESSED_SPEED:
    case KIND_COMPRESSED_DISTANCE:
        break;
    }
}

/* Whether any raw value means none; vectorises. */
static bool has_missing(const struct fit_step *step, const int32_t *raw,
                        size_t count)
{
    const int32_t invalid = step->invalid;
    const int32_t also_invalid = step->also_invalid;
    int32_t found = 0;

    for (size_t i = 0; i < count; i++) {
        found |= (raw[i] == invalid) | (raw[i] == also_invalid);
    }
    return found != 0;
}

/* Raw values to physical ones: plain loops, so that they vectorise. */
static void scale_raw(const struct fit_step *step, const int32_t *raw,
                      size_t count, double *restrict values)
{
    const double bias = step->bias;
    const double multiplier = step->multiplier;
    const double divisor = step->divisor;
    const double subtrahend = step->subtrahend;

    if (step->is_exact) {
        for (size_t i = 0; i < count; i++) {
            values[i] = ((double)raw[i] + bias) * multiplier;
        }
    } else {
        for (size_t i = 0; i < count; i++) {
            values[i] = ((double)raw[i] + bias) / divisor - subtrahend;
        }
    }
    if (has_missing(step, raw, count)) {
        for (size_t i = 0; i < count; i++) {
            if (raw[i] == step->invalid || raw[i] == step->also_invalid) {
                values[i] = OW_MISSING;
            }
        }
    }
}

/* The same for the types that are no 32-bit integer. */
static double scale_other(const struct fit_step *step, const uint8_t *p,
                          bool is_big)
{
    double value = fit_value(p, step->base, is_big);

    return step->is_exact ? value * step->multiplier
                          : value / step->divisor - step->subtrahend;
}

static double compressed(struct fit_records *records, enum kind kind,
                         const uint8_t *p)
{
    uint32_t distance = (uint32_t)(p[1] >> 4 | p[2] << 4);

    if (p[0] == UINT8_MAX && p[1] == UINT8_MAX && p[2] == UINT8_MAX) {
        return OW_MISSING;
    }
    if (kind == KIND_COMPRESSED_SPEED) {
        return (double)(p[0] | (p[1] & 0x0F) << 8) / 100;
    }
    /* Twelve bits that run over: what was gained since the last. */
    records->distance_sixteenths +=
        (distance - records->distance_sixteenths) & 0xFFF;
    return (double)records->distance_sixteenths / 16;
}

static void decode_step(struct fit_records *records,
                        const struct fit_rows *rows,
                        const struct fit_step *step, double *values)
{
    enum kind kind = (enum kind)step->kind;
    bool is_big = rows->definition->is_big;
    int32_t raw[FIT_BLOCK];

    if (kind < KIND_OTHER) {
        load_raw(rows, kind, step->offset, raw);
        scale_raw(step, raw, rows->waiting, values);
        return;
    }
    for (size_t i = 0; i < rows->waiting; i++) {
        const uint8_t *p = rows->data[i] + step->offset;

        values[i] = kind == KIND_OTHER ? scale_other(step, p, is_big)
                                       : compressed(records, kind, p);
    }
}

/* Whether any row of a block has nothing in a column. */
static bool has_gap(const struct fit_rows *rows, const double *column)
{
    bool found = false;

    for (size_t i = 0; i < rows->waiting; i++) {
        found |= ow_is_missing(column[rows->rows[i]]);
    }
    return found;
}

/* Values of a block to their rows of a column. */
static void scatter(const struct fit_rows *rows, const struct fit_step *step,
                    const double *values, double *column)
{
    for (size_t i = 0; i < rows->waiting; i++) {
        double *place = &column[rows->rows[i]];

        if (!step->is_fallback || ow_is_missing(*place)) {
            *place = values[i];
        }
    }
}

/* Says that the rows have nothing in the columns their definition lacks. */
static void forget_others(struct fit_records *records,
                          const struct fit_rows *rows)
{
    for (size_t i = 0; i < FIT_COLUMN_COUNT; i++) {
        double *column = records->columns[i];

        if (column == NULL || (rows->columns >> i & 1) != 0) {
            continue;
        }
        for (size_t k = 0; k < rows->waiting; k++) {
            column[rows->rows[k]] = OW_MISSING;
        }
    }
}

bool fit_records_flush(struct fit_records *records, struct fit_rows *rows)
{
    size_t count = rows->waiting;
    bool is_dense =
        count > 0 && rows->rows[count - 1] - rows->rows[0] == count - 1;
    double values[FIT_BLOCK];

    if (count == 0) {
        return true;
    }
    for (size_t i = 0; i < rows->step_count; i++) {
        const struct fit_step *step = &rows->steps[i];
        double *column = fit_records_column(records, step->column);

        if (column == NULL) {
            return false;
        }
        /* Distances that add up are followed even where none is needed. */
        if (step->is_fallback && step->kind <= KIND_OTHER &&
            !has_gap(rows, column)) {
            continue;
        }
        if (is_dense && !step->is_fallback) {
            decode_step(records, rows, step, column + rows->rows[0]);
        } else {
            decode_step(records, rows, step, values);
            scatter(rows, step, values, column);
        }
    }
    forget_others(records, rows);
    rows->waiting = 0;
    return true;
}
