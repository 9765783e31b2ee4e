/*
 * Record messages into columns. Each definition is compiled once to steps
 * (offset, type, scale, column); records wait in a block of rows, which is
 * then decoded column by column.
 */
#ifndef CODEC_FIT_RECORDS_H
#define CODEC_FIT_RECORDS_H

#include "codec/fit/definition.h"
#include "onward/activity.h"

/** Columns: the channels, and the fraction of the cadence. */
#define FIT_COLUMN_CADENCE_FRACTION OW_CHANNEL_COUNT
#define FIT_COLUMN_COUNT (OW_CHANNEL_COUNT + 1)

/** Rows of one definition that are decoded together. */
#define FIT_BLOCK 128

#define FIT_MOST_STEPS 20

/** Decoded records; OW_CHANNEL_TIME_S stays empty, `times` has it. */
struct fit_records {
    size_t count; /* rows, those still waiting too */
    size_t capacity;
    uint32_t *times; /* date_time or FIT_NO_TIME */
    double *columns[FIT_COLUMN_COUNT];
    uint32_t distance_sixteenths; /* what compressed distances sum up to */
};

/** What fills one column from one field. */
struct fit_step {
    unsigned kind; /* how the bytes are read: see records.c */
    unsigned column;
    size_t offset;
    unsigned base;
    bool is_fallback; /* only where the step before it has nothing */
    int32_t invalid;  /* raw values that mean none */
    int32_t also_invalid;
    double bias;   /* added to the raw value to make it the true one */
    bool is_exact; /* multiplied; else divided, then the subtrahend taken */
    double multiplier;
    double divisor;
    double subtrahend;
};

/** What a developer field says it stands for. */
struct fit_description {
    uint8_t index;
    uint8_t number;
    uint8_t native_field; /* of record; 255 where none */
    unsigned base;
    double scale;
    double offset;
};

/** Records of one definition: how to decode them, and those waiting. */
struct fit_rows {
    const struct fit_definition *definition;
    bool is_sequential; /* a value depends on the record before: those of one
                           definition must not wait while those of another,
                           also sequential, are taken in */
    unsigned columns;   /* set of those that the steps fill */
    size_t step_count;
    struct fit_step steps[FIT_MOST_STEPS];
    size_t waiting;
    const uint8_t *data[FIT_BLOCK];
    size_t rows[FIT_BLOCK];
};

/** Compiles a definition of records; nothing waits afterwards. */
void fit_rows_compile(struct fit_rows *rows,
                      const struct fit_definition *definition,
                      const struct fit_description *descriptions,
                      size_t description_count);

/** Room for `capacity` records; false without memory. */
bool fit_records_reserve(struct fit_records *records, size_t capacity);

/** Decodes what waits; false without memory. */
bool fit_records_flush(struct fit_records *records, struct fit_rows *rows);

/**
 * A column, made on first use and missing in all rows so far; NULL without
 * memory.
 */
double *fit_records_column(struct fit_records *records, size_t column);

void fit_records_dispose(struct fit_records *records);

/**
 * Takes in one record, to be decoded with its block. There must be room.
 *
 * @param data  its bytes, which must stay until the flush
 * @return whether its block is full and must be flushed
 */
static inline bool fit_records_push(struct fit_records *records,
                                    struct fit_rows *rows, const uint8_t *data,
                                    uint32_t time)
{
    size_t row = records->count++;

    records->times[row] = time;
    rows->data[rows->waiting] = data;
    rows->rows[rows->waiting] = row;
    rows->waiting++;
    return rows->waiting == FIT_BLOCK;
}

#endif
