/*
 * The FIT container (Garmin FIT protocol): one file or several in a chain.
 *
 *   header: size (1) 12 or 14 | protocol (1) | profile (2) | data size (4) |
 *           ".FIT" | with 14 bytes: CRC of the first 12, or 0
 *   data:   messages, each after a header byte
 *             1 ll ooooo  data, local type l, o seconds on in time
 *             0 1 d . llll  definition of local type l, d: developer fields
 *             0 0 . . llll  data of local type l
 *   CRC (2) of header and data
 *
 * Damage stops one part: what was read of it stays, with a warning.
 */
#include "codec/fit/fit.h"

#include "base/error.h"
#include "base/mem.h"
#include "codec/fit/crc.h"
#include "codec/fit/part.h"
#include "codec/fit/wire.h"

#include <stdlib.h>
#include <string.h>

#define SMALLEST_HEADER 12
#define HEADER_WITH_CRC 14
#define CRC_SIZE 2
#define SIGNATURE_OFFSET 8
#define LOCAL_TYPES 16
#define MOST_SAMPLES ((size_t)50000000)

/* Definitions kept at a time; files that alternate between a few reuse them. */
#define MOST_PLANS 64

/* A definition, and what to do with its messages. */
struct plan {
    struct fit_definition definition;
    bool is_wanted;        /* by fit_part_take() */
    struct fit_rows *rows; /* of records, else NULL */
};

/* The walk over one part. */
struct decoder {
    const uint8_t *bytes; /* the whole file */
    struct ow_document *document;
    struct fit_part *part;
    size_t most_samples;
    uint32_t time; /* of the last message that told it, else FIT_NO_TIME */
    struct fit_rows *sequential; /* the last such that took a record in */
    struct plan *locals[LOCAL_TYPES];
    size_t plan_count;
    size_t next_victim;
    struct plan plans[MOST_PLANS];
};

/* Where a part lies in the file. */
struct extent {
    size_t start;
    size_t data;
    size_t end; /* of the data, or of the bytes where they end before */
    bool has_crc;
    bool is_cut; /* the bytes end before the part says it does */
};

static bool fit_sniff(const uint8_t *bytes, size_t length)
{
    return length >= SMALLEST_HEADER && bytes[0] >= SMALLEST_HEADER &&
           memcmp(bytes + SIGNATURE_OFFSET, ".FIT", 4) == 0;
}

static void forget_plans(struct decoder *decoder)
{
    memset(decoder->locals, 0, sizeof decoder->locals);
    for (size_t i = 0; i < decoder->plan_count; i++) {
        mem_free(decoder->plans[i].rows);
    }
    decoder->plan_count = 0;
    decoder->sequential = NULL;
    decoder->time = FIT_NO_TIME;
}

static bool flush_all(struct decoder *decoder)
{
    for (size_t i = 0; i < decoder->plan_count; i++) {
        if (decoder->plans[i].rows != NULL &&
            !fit_records_flush(&decoder->part->records,
                               decoder->plans[i].rows)) {
            return false;
        }
    }
    return true;
}

static void compile(const struct decoder *decoder, struct plan *plan)
{
    fit_rows_compile(plan->rows, &plan->definition,
                     decoder->part->descriptions.items,
                     decoder->part->descriptions.count);
}

static struct plan *find_plan(struct decoder *decoder,
                              const struct fit_definition *definition)
{
    for (size_t i = 0; i < decoder->plan_count; i++) {
        const struct fit_definition *known = &decoder->plans[i].definition;

        if (known->length == definition->length &&
            known->has_developer == definition->has_developer &&
            memcmp(known->bytes + 1, definition->bytes + 1,
                   known->length - 1) == 0) {
            return &decoder->plans[i];
        }
    }
    return NULL;
}

static bool is_in_use(const struct decoder *decoder, const struct plan *plan)
{
    for (size_t i = 0; i < LOCAL_TYPES; i++) {
        if (decoder->locals[i] == plan) {
            return true;
        }
    }
    return false;
}

/* An empty plan, the oldest unused one's if there is no other; or NULL. */
static struct plan *take_plan(struct decoder *decoder)
{
    struct plan *plan = NULL;

    if (decoder->plan_count < MOST_PLANS) {
        plan = &decoder->plans[decoder->plan_count++];
        memset(plan, 0, sizeof *plan);
        return plan;
    }
    do {
        plan = &decoder->plans[decoder->next_victim];
        decoder->next_victim = (decoder->next_victim + 1) % MOST_PLANS;
    } while (is_in_use(decoder, plan));
    if (plan->rows != NULL &&
        !fit_records_flush(&decoder->part->records, plan->rows)) {
        return NULL;
    }
    if (decoder->sequential == plan->rows) {
        decoder->sequential = NULL;
    }
    mem_free(plan->rows);
    memset(plan, 0, sizeof *plan);
    return plan;
}

/* Binds a local type to the plan of a definition; false without memory. */
static bool define(struct decoder *decoder, unsigned local,
                   const struct fit_definition *definition)
{
    struct plan *plan = find_plan(decoder, definition);

    if (plan == NULL) {
        plan = take_plan(decoder);
        if (plan == NULL) {
            return false;
        }
        plan->definition = *definition;
        plan->is_wanted = fit_part_wants(definition->message);
        if (definition->message == FIT_RECORD) {
            plan->rows = mem_alloc(sizeof *plan->rows);
            if (plan->rows == NULL) {
                return false;
            }
            compile(decoder, plan);
        }
    }
    decoder->locals[local] = plan;
    return true;
}

/* Makes room for one more record; `left` is what the part still holds. */
static enum ow_status make_room(struct decoder *decoder,
                                const struct plan *plan, size_t left,
                                struct ow_error *err)
{
    struct fit_records *records = &decoder->part->records;
    size_t expected = left / (plan->definition.data_size + 1) + 1;
    size_t capacity = records->count + expected;

    if (records->count >= decoder->most_samples) {
        return error_set(err, OW_E_LIMIT, "more than %zu samples",
                         decoder->most_samples);
    }
    if (capacity > decoder->most_samples) {
        capacity = decoder->most_samples;
    }
    return fit_records_reserve(records, capacity) ? OW_OK : error_nomem(err);
}

/* A developer field was described: records are compiled anew. */
static bool recompile(struct decoder *decoder)
{
    if (!flush_all(decoder)) {
        return false;
    }
    for (size_t i = 0; i < decoder->plan_count; i++) {
        struct plan *plan = &decoder->plans[i];

        if (plan->rows != NULL && plan->definition.developer_count > 0) {
            compile(decoder, plan);
        }
    }
    return true;
}

/* A data message that is no record. */
static bool take_message(struct decoder *decoder, const struct plan *plan,
                         const uint8_t *bytes)
{
    const struct fit_data data = {&plan->definition, bytes};

    return fit_part_take(decoder->part, &data,
                         (uint64_t)(bytes - decoder->bytes) - 1) &&
           (plan->definition.message != FIT_FIELD_DESCRIPTION ||
            recompile(decoder));
}

/*
 * Before a sequential record is taken in: decodes those of another definition
 * that it follows. False without memory.
 */
static bool keep_sequence(struct decoder *decoder, struct fit_rows *rows)
{
    struct fit_rows *before = decoder->sequential;

    decoder->sequential = rows;
    return before == NULL || before == rows ||
           fit_records_flush(&decoder->part->records, before);
}

/* The time a data message has: its own, or so many seconds on. */
static inline uint32_t time_of(struct decoder *decoder, const struct plan *plan,
                               unsigned header, const uint8_t *bytes)
{
    if (plan->definition.time_offset != FIT_NO_OFFSET) {
        uint32_t time = load_u32(bytes + plan->definition.time_offset,
                                 plan->definition.is_big);

        if (time != FIT_NO_TIME) {
            decoder->time = time;
        }
        return time;
    }
    if ((header & 0x80) == 0 || decoder->time == FIT_NO_TIME) {
        return FIT_NO_TIME;
    }
    /* Five bits that run over (FIT protocol, compressed timestamp header). */
    decoder->time += ((header & 0x1F) - decoder->time) & 0x1F;
    return decoder->time;
}

static enum ow_status take_data(struct decoder *decoder,
                                const struct plan *plan, unsigned header,
                                const uint8_t *bytes, const uint8_t *end,
                                struct ow_error *err)
{
    struct fit_records *records = &decoder->part->records;
    uint32_t time = time_of(decoder, plan, header, bytes);
    enum ow_status status = OW_OK;

    if (plan->rows == NULL) {
        return !plan->is_wanted || take_message(decoder, plan, bytes)
                   ? OW_OK
                   : error_nomem(err);
    }
    if (records->count == records->capacity) {
        status = make_room(decoder, plan, (size_t)(end - bytes), err);
        if (status != OW_OK) {
            return status;
        }
    }
    if ((plan->rows->is_sequential && !keep_sequence(decoder, plan->rows)) ||
        (fit_records_push(records, plan->rows, bytes, time) &&
         !fit_records_flush(records, plan->rows))) {
        return error_nomem(err);
    }
    return OW_OK;
}

/* Says what stopped a part. */
static void stop(const struct decoder *decoder, const uint8_t *at,
                 const char *code, const char *what)
{
    document_warn(decoder->document, code, (uint64_t)(at - decoder->bytes),
                  "%s; the rest of this part is left out", what);
}

static enum ow_status read_messages(struct decoder *decoder, const uint8_t *p,
                                    const uint8_t *end, struct ow_error *err)
{
    while (p < end) {
        unsigned header = *p;
        unsigned local = (header & 0x80) != 0 ? header >> 5 & 3 : header & 0x0F;
        const struct plan *plan = decoder->locals[local];
        size_t left = (size_t)(end - p) - 1;
        enum ow_status status = OW_OK;

        if ((header & 0xC0) == 0x40) {
            struct fit_definition definition;

            if (!fit_definition_read(p + 1, left, (header & 0x20) != 0,
                                     &definition)) {
                stop(decoder, p, "fit-truncated", "it ends in a definition");
                decoder->document->integrity.truncated = true;
                return OW_OK;
            }
            if (!define(decoder, local, &definition)) {
                return error_nomem(err);
            }
            p += 1 + definition.length;
            continue;
        }
        if (plan == NULL) {
            stop(decoder, p, "fit-undefined-local",
                 "a message without a definition");
            return OW_OK;
        }
        if (left < plan->definition.data_size) {
            stop(decoder, p, "fit-truncated", "it ends in a message");
            decoder->document->integrity.truncated = true;
            return OW_OK;
        }
        status = take_data(decoder, plan, header, p + 1, end, err);
        if (status != OW_OK) {
            return status;
        }
        decoder->part->messages++;
        p += 1 + plan->definition.data_size;
    }
    return OW_OK;
}

/* Reads a part's header; what is odd about it becomes warnings. */
static struct extent measure(struct decoder *decoder, size_t start,
                             size_t length)
{
    const uint8_t *header = decoder->bytes + start;
    size_t size = header[0];
    size_t data_size = load_u32(header + 4, false);
    struct extent extent = {.start = start, .data = start + size};
    size_t left = 0;

    if (extent.data > length) {
        extent.data = length;
    }
    left = length - extent.data;
    extent.end = length;
    if (data_size == 0 && left > CRC_SIZE) {
        document_warn(decoder->document, "fit-data-size", start + 4,
                      "data size is 0, as after a loss of power; read to the "
                      "end");
        extent.is_cut = true;
    } else if (data_size > left) {
        document_warn(decoder->document, "fit-truncated", length,
                      "%zu of %zu bytes of data are there", left, data_size);
        extent.is_cut = true;
    } else {
        extent.end = extent.data + data_size;
        extent.has_crc = left - data_size >= CRC_SIZE;
    }
    if (!extent.has_crc && !extent.is_cut) {
        document_warn(decoder->document, "fit-crc-missing", extent.end,
                      "the file ends before its CRC");
        extent.is_cut = true;
    }
    return extent;
}

/* Compares both sums; the state of the chain is that of its worst part. */
static void check_sums(struct decoder *decoder, const struct extent *extent)
{
    const uint8_t *start = decoder->bytes + extent->start;
    struct ow_integrity *integrity = &decoder->document->integrity;
    bool is_bad = false;

    if (extent->data - extent->start >= HEADER_WITH_CRC) {
        uint16_t stored = load_u16(start + SMALLEST_HEADER, false);

        if (stored != 0 && stored != fit_crc(0, start, SMALLEST_HEADER)) {
            document_warn(decoder->document, "fit-header-crc",
                          extent->start + SMALLEST_HEADER,
                          "header CRC 0x%04X does not match its bytes", stored);
            is_bad = true;
        }
    }
    if (extent->has_crc) {
        const uint8_t *end = decoder->bytes + extent->end;
        uint16_t stored = load_u16(end, false);
        uint16_t sum = fit_crc(0, start, (size_t)(end - start));

        if (stored != sum) {
            document_warn(decoder->document, "fit-crc", extent->end,
                          "CRC 0x%04X is stored, 0x%04X is that of the bytes",
                          stored, sum);
            is_bad = true;
        }
    }
    if (is_bad) {
        integrity->crc = OW_CRC_BAD;
    } else if (!extent->has_crc && integrity->crc == OW_CRC_OK) {
        integrity->crc = OW_CRC_ABSENT;
    }
    integrity->truncated = integrity->truncated || extent->is_cut;
}

static enum ow_status read_part(struct decoder *decoder,
                                const struct extent *extent,
                                struct ow_error *err)
{
    enum ow_status status = OW_OK;

    check_sums(decoder, extent);
    status = read_messages(decoder, decoder->bytes + extent->data,
                           decoder->bytes + extent->end, err);
    if (status == OW_OK && !flush_all(decoder)) {
        status = error_nomem(err);
    }
    forget_plans(decoder);
    return status;
}

/* Whether a part holds beats for the part before and nothing of its own. */
static bool is_beats_only(const struct fit_part *part)
{
    return part->beats.count > 0 && part->records.count == 0 &&
           part->sessions.count == 0 && part->laps.count == 0;
}

static bool append_beats(struct fit_part *part, const struct fit_part *more)
{
    struct fit_beat *beats = fit_list_reserve(&part->beats, more->beats.count,
                                              sizeof(struct fit_beat));

    if (beats != NULL) {
        memcpy(beats, more->beats.items, more->beats.count * sizeof *beats);
        part->beats.count += more->beats.count;
    }
    return beats != NULL;
}

/*
 * Takes the part just read in place of the last one, which is finished; one
 * with nothing but beats is added to it instead.
 */
static enum ow_status turn_over(struct decoder *decoder, struct fit_part *last,
                                struct fit_part *read, struct ow_error *err)
{
    bool is_done = true;

    if (is_beats_only(read) && last->messages > 0) {
        is_done = append_beats(last, read);
        fit_part_dispose(read);
    } else {
        is_done = fit_part_finish(last, decoder->document);
        fit_part_dispose(last);
        *last = *read;
        fit_part_init(read);
    }
    return is_done ? OW_OK : error_nomem(err);
}

static enum ow_status read_chain(struct decoder *decoder, size_t length,
                                 struct fit_part *last, struct ow_error *err)
{
    struct fit_part part;
    struct ow_integrity *integrity = &decoder->document->integrity;
    size_t at = 0;

    integrity->parts = 0;
    integrity->crc = OW_CRC_OK;
    while (at < length) {
        struct extent extent;
        enum ow_status status = OW_OK;

        if (!fit_sniff(decoder->bytes + at, length - at)) {
            document_warn(decoder->document, "fit-trailing", at,
                          "%zu bytes after the end are no FIT file",
                          length - at);
            break;
        }
        extent = measure(decoder, at, length);
        fit_part_init(&part);
        decoder->part = &part;
        status = read_part(decoder, &extent, err);
        if (status == OW_OK) {
            status = turn_over(decoder, last, &part, err);
        }
        if (status != OW_OK) {
            fit_part_dispose(&part);
            return status;
        }
        integrity->parts++;
        at = extent.end + (extent.has_crc ? CRC_SIZE : 0);
        if (extent.is_cut) {
            break;
        }
    }
    return fit_part_finish(last, decoder->document) ? OW_OK : error_nomem(err);
}

static enum ow_status decode(struct decoder *decoder, size_t length,
                             struct ow_error *err)
{
    struct fit_part last;
    enum ow_status status = OW_OK;
    size_t item_count = 0;

    fit_part_init(&last);
    status = read_chain(decoder, length, &last, err);
    fit_part_dispose(&last);
    (void)ow_document_items(decoder->document, &item_count);
    if (status == OW_OK && item_count == 0) {
        return error_set_at(err, OW_E_FORMAT, SMALLEST_HEADER,
                            "FIT header without a message that can be read");
    }
    return status;
}

static enum ow_status fit_decode(const uint8_t *bytes, size_t length,
                                 const struct ow_decode_options *options,
                                 struct ow_document **document,
                                 struct ow_error *err)
{
    struct decoder *decoder = NULL;
    enum ow_status status = OW_OK;

    if (!fit_sniff(bytes, length)) {
        return error_set_at(err, OW_E_FORMAT, 0, "not a FIT file");
    }
    decoder = mem_calloc(1, sizeof *decoder);
    if (decoder == NULL) {
        return error_nomem(err);
    }
    decoder->bytes = bytes;
    decoder->time = FIT_NO_TIME;
    decoder->most_samples = options == NULL || options->most_samples == 0
                                ? MOST_SAMPLES
                                : options->most_samples;
    decoder->document = document_new("fit");
    status = decoder->document == NULL ? error_nomem(err)
                                       : decode(decoder, length, err);
    if (status == OW_OK) {
        *document = decoder->document;
    } else {
        ow_document_free(decoder->document);
    }
    forget_plans(decoder);
    mem_free(decoder);
    return status;
}

const struct format fit_format = {"fit", fit_sniff, fit_decode};
