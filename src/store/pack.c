/* Files and activities packed into an arena of their own. */
#include "store/pack.h"

#include "base/error.h"
#include "base/mem.h"
#include "store/column.h"
#include "store/compressor.h"

#include <string.h>

struct packer {
    ZSTD_CCtx *zstd;
    struct column_encoder *columns;
    enum sha256_path hash_path;
    uint8_t *room; /* for the compressor's output */
    size_t room_size;
};

struct packer *packer_new(void)
{
    struct packer *packer = mem_calloc(1, sizeof *packer);

    if (packer == NULL) {
        return NULL;
    }
    packer->hash_path = sha256_best_path();
    packer->zstd = compressor_new();
    packer->columns = column_encoder_new(column_best_path());
    if (packer->zstd == NULL || packer->columns == NULL) {
        packer_free(packer);
        return NULL;
    }
    return packer;
}

void packer_free(struct packer *packer)
{
    if (packer == NULL) {
        return;
    }
    (void)ZSTD_freeCCtx(packer->zstd);
    column_encoder_free(packer->columns);
    mem_free(packer->room);
    mem_free(packer);
}

void packed_file_init(struct packed_file *file)
{
    memset(file, 0, sizeof *file);
}

void packed_file_dispose(struct packed_file *file)
{
    arena_dispose(&file->arena);
    mem_free(file->activities);
    packed_file_init(file);
}

void pack_hash(const struct packer *packer, struct packed_file *file,
               const uint8_t *bytes, size_t length)
{
    sha256(packer->hash_path, bytes, length, file->sha256);
}

static bool make_room(struct packer *packer, size_t size)
{
    uint8_t *room = NULL;

    if (size <= packer->room_size) {
        return true;
    }
    room = mem_resize(packer->room, size, 1);
    if (room == NULL) {
        return false;
    }
    packer->room = room;
    packer->room_size = size;
    return true;
}

enum ow_status pack_original(struct packer *packer, struct packed_file *file,
                             const uint8_t *bytes, size_t length,
                             struct ow_error *err)
{
    size_t bound = ZSTD_compressBound(length);
    size_t packed = 0;

    if (!make_room(packer, bound)) {
        return error_nomem(err);
    }
    packed = ZSTD_compress2(packer->zstd, packer->room, bound, bytes, length);
    if (ZSTD_isError(packed)) {
        return error_nomem(err); /* the only way left with room for all */
    }
    file->bytes = arena_copy(&file->arena, packer->room, packed);
    if (file->bytes == NULL) {
        return error_nomem(err);
    }
    file->packed_length = packed;
    file->length = length;
    return OW_OK;
}

static bool copy_text(struct arena *arena, const char **text)
{
    if (*text != NULL) {
        *text = arena_copy_text(arena, *text, strlen(*text));
        return *text != NULL;
    }
    return true;
}

static bool copy_small_parts(struct arena *arena,
                             struct packed_activity *packed,
                             const struct ow_activity *activity)
{
    struct ow_activity_summary *summary = &packed->summary;
    const struct ow_lap *laps = NULL;
    const struct ow_pause *pauses = NULL;

    *summary = *ow_activity_summary(activity);
    packed->sample_count = ow_activity_sample_count(activity);
    laps = ow_activity_laps(activity, &packed->lap_count);
    pauses = ow_activity_pauses(activity, &packed->pause_count);
    packed->laps = arena_copy(arena, laps, packed->lap_count * sizeof *laps);
    packed->pauses =
        arena_copy(arena, pauses, packed->pause_count * sizeof *pauses);
    return packed->laps != NULL && packed->pauses != NULL &&
           copy_text(arena, &summary->name) &&
           copy_text(arena, &summary->manufacturer) &&
           copy_text(arena, &summary->product);
}

static enum ow_status pack_channels(struct packer *packer, struct arena *arena,
                                    struct packed_activity *packed,
                                    const struct ow_activity *activity,
                                    struct ow_error *err)
{
    for (int channel = 0; channel < OW_CHANNEL_COUNT; channel++) {
        struct packed_stream *stream = &packed->streams[packed->stream_count];
        const double *values =
            ow_activity_channel(activity, (enum ow_channel)channel);
        const uint8_t *bytes = NULL;
        enum ow_status status = OW_OK;

        if (values == NULL) {
            continue;
        }
        status =
            column_encode(packer->columns, (enum ow_channel)channel, values,
                          packed->sample_count, &bytes, &stream->length, err);
        if (status != OW_OK) {
            return status;
        }
        stream->channel = (enum ow_channel)channel;
        stream->bytes = arena_copy(arena, bytes, stream->length);
        if (stream->bytes == NULL) {
            return error_nomem(err);
        }
        packed->stream_count++;
    }
    return OW_OK;
}

static bool add_room(struct packed_file *file)
{
    struct packed_activity *grown = NULL;
    size_t capacity = file->activity_capacity * 2 + 1;

    if (file->activity_count < file->activity_capacity) {
        return true;
    }
    grown = mem_resize(file->activities, capacity, sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    file->activities = grown;
    file->activity_capacity = capacity;
    return true;
}

enum ow_status pack_activity(struct packer *packer, struct packed_file *file,
                             const struct ow_activity *activity,
                             struct ow_error *err)
{
    struct packed_activity *packed = NULL;
    enum ow_status status = OW_OK;

    if (!add_room(file)) {
        return error_nomem(err);
    }
    packed = &file->activities[file->activity_count];
    memset(packed, 0, sizeof *packed);
    if (!copy_small_parts(&file->arena, packed, activity)) {
        return error_nomem(err);
    }
    status = pack_channels(packer, &file->arena, packed, activity, err);
    if (status == OW_OK) {
        file->activity_count++;
    }
    return status;
}

enum ow_status pack_measures(struct packed_file *file,
                             const struct measures *measures,
                             struct ow_error *err)
{
    const struct measures *copy =
        arena_copy(&file->arena, measures, sizeof *measures);

    if (copy == NULL) {
        return error_nomem(err);
    }
    file->activities[file->activity_count - 1].measures = copy;
    return OW_OK;
}

enum ow_status unpack_original(const uint8_t *packed, size_t packed_length,
                               size_t length, uint8_t **bytes,
                               struct ow_error *err)
{
    uint8_t *unpacked = mem_alloc(length);

    if (unpacked == NULL) {
        return error_nomem(err);
    }
    if (ZSTD_decompress(unpacked, length, packed, packed_length) != length) {
        mem_free(unpacked);
        return error_set(err, OW_E_FORMAT,
                         "a kept file of %zu bytes is damaged", length);
    }
    *bytes = unpacked;
    return OW_OK;
}
