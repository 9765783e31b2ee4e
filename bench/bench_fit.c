/*
 * FIT decoding against a CRC-16 pass with the 16-entry nibble table over the
 * same bytes, which every reader known to us pays before it reads a field.
 *
 * Arguments: FIT files or folders of them, of which those of 100 KB and more
 * are used. Without any: runs of the synthetic runner, and the shared corpus.
 */
#include "app/synth.h"
#include "bench.h"
#include "codec/fit/crc.h"
#include "codec/fit/fit.h"
#include "onward/fit.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FILES 200
#define SMALLEST_FILE 100000
#define ROUNDS 15
#define BYTES_PER_MB 1e6

struct input {
    uint8_t *bytes;
    size_t length;
    size_t samples; /* decoded in the last round */
    unsigned sum;   /* so that no pass is left out as unused */
};

struct inputs {
    struct input files[MOST_FILES];
    size_t count;
    size_t total;
};

static void run_nibble(void *context)
{
    struct input *input = context;

    input->sum += bench_nibble_crc(input->bytes, input->length);
}

static void run_crc(void *context)
{
    struct input *input = context;

    input->sum += fit_crc(0, input->bytes, input->length);
}

static void run_decode(void *context)
{
    struct input *input = context;
    struct ow_document *document = NULL;
    const struct ow_item *items = NULL;
    size_t count = 0;

    input->samples = 0;
    if (fit_format.decode(input->bytes, input->length, NULL, &document, NULL) !=
        OW_OK) {
        return;
    }
    items = ow_document_items(document, &count);
    for (size_t k = 0; k < count; k++) {
        if (items[k].activity != NULL) {
            input->samples += ow_activity_sample_count(items[k].activity);
        }
    }
    ow_document_free(document);
}

/*
 * The best of some rounds for each file, summed: a file takes a millisecond,
 * so that a busy machine spoils single rounds and not the figure.
 */
static double sum_of_bests_s(struct inputs *inputs, void (*run)(void *))
{
    double sum_s = 0;

    for (size_t i = 0; i < inputs->count; i++) {
        sum_s += bench_best_s(run, &inputs->files[i], ROUNDS);
    }
    return sum_s;
}

/* Takes the bytes in, or gives them back when they are of no use. */
static void add(struct inputs *inputs, uint8_t *bytes, size_t length)
{
    if (length >= SMALLEST_FILE && inputs->count < MOST_FILES &&
        fit_format.sniff(bytes, length)) {
        inputs->files[inputs->count++] =
            (struct input){.bytes = bytes, .length = length};
        inputs->total += length;
    } else {
        ow_bytes_free(bytes);
    }
}

static void read_file(struct inputs *inputs, const char *path)
{
    uint8_t *bytes = NULL;
    FILE *file = fopen(path, "rb");
    long size = 0;
    size_t length = 0;

    if (file == NULL) {
        return;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
        rewind(file);
        bytes = malloc((size_t)size + 1);
    }
    if (bytes != NULL) {
        length = fread(bytes, 1, (size_t)size, file);
    }
    (void)fclose(file);
    add(inputs, bytes, length);
}

static void read_folder(struct inputs *inputs, const char *folder)
{
    DIR *open = opendir(folder);
    const struct dirent *entry = NULL;
    char path[4096];

    if (open == NULL) {
        read_file(inputs, folder);
        return;
    }
    while ((entry = readdir(open)) != NULL) {
        if (entry->d_name[0] != '.') {
            (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
            read_folder(inputs, path);
        }
    }
    (void)closedir(open);
}

/* A run of the synthetic runner as a file, as the demo writes it. */
static enum ow_status add_made(void *context, const struct app_synth_made *made,
                               struct ow_error *err)
{
    const struct ow_fit_identity identity = {
        .time_created_ms = ow_activity_summary(made->activity)->start_time_ms};
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status =
        ow_fit_encode_activity(made->activity, &identity, &bytes, &length, err);

    if (status == OW_OK) {
        add(context, bytes, length);
    }
    return status;
}

static void make_inputs(struct inputs *inputs)
{
    struct app_synth_options options = {.seed = 1, .weeks = 52};
    struct ow_error err = {0};

    if (ow_date_from_ymd(2026, 11, 22, &options.race_day, NULL) != OW_OK ||
        app_synth_each(&options, add_made, inputs, &err) != OW_OK) {
        (void)printf("fit: no synthetic files: %s\n", err.message);
    }
}

static void forget(struct inputs *inputs)
{
    for (size_t i = 0; i < inputs->count; i++) {
        ow_bytes_free(inputs->files[i].bytes);
    }
    memset(inputs, 0, sizeof *inputs);
}

/* Times one set of files, which it gives back. */
static void measure(struct inputs *inputs, const char *what)
{
    double mb = (double)inputs->total / BYTES_PER_MB;
    double nibble_s = 0;
    double crc_s = 0;
    double decode_s = 0;
    size_t samples = 0;

    if (inputs->count == 0) {
        (void)printf("fit: %s left out, no files of 100 KB there\n", what);
        return;
    }
    nibble_s = sum_of_bests_s(inputs, run_nibble);
    crc_s = sum_of_bests_s(inputs, run_crc);
    decode_s = sum_of_bests_s(inputs, run_decode);
    (void)printf("fit: %zu %s of %.1f MB, CRC by %s\n", inputs->count, what, mb,
                 fit_crc_best_path() == FIT_CRC_PCLMUL ? "pclmul" : "tables");
    bench_line("fit nibble CRC pass", mb / nibble_s, "MB/s", 1, "yardstick");
    bench_line("fit CRC", mb / crc_s, "MB/s", crc_s / nibble_s, "");
    bench_aim("fit decode", mb / decode_s, "MB/s", decode_s / nibble_s,
              "<= 0.30", decode_s <= 0.30 * nibble_s);
    for (size_t i = 0; i < inputs->count; i++) {
        samples += inputs->files[i].samples;
    }
    bench_line("fit decode", (double)samples / decode_s / BYTES_PER_MB,
               "M samp/s", decode_s / nibble_s, "");
    forget(inputs);
}

int main(int argc, char **argv)
{
    static struct inputs inputs;
    const char *shared = getenv("ONWARD_SHARED");
    char folder[4096];

    for (int i = 1; i < argc; i++) {
        read_folder(&inputs, argv[i]);
    }
    if (argc > 1) {
        measure(&inputs, "files");
        return 0;
    }
    make_inputs(&inputs);
    measure(&inputs, "synthetic runs");
    (void)snprintf(folder, sizeof folder, "%s/corpus/fit",
                   shared == NULL ? "../shared" : shared);
    read_folder(&inputs, folder);
    measure(&inputs, "real files");
    return 0;
}
