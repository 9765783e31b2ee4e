/*
 * FIT decoding against a CRC-16 pass with the 16-entry nibble table over the
 * same bytes, which every reader known to us pays before it reads a field.
 *
 * Arguments: FIT files or folders of them; without any, the shared corpus.
 * Files of 100 KB and more are used.
 */
#include "bench.h"
#include "codec/fit/crc.h"
#include "codec/fit/fit.h"

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
};

struct inputs {
    struct input files[MOST_FILES];
    size_t count;
    size_t total;
    size_t samples; /* decoded in the last round */
    unsigned sum;   /* so that no pass is left out as unused */
};

static void run_nibble(void *context)
{
    struct inputs *inputs = context;

    for (size_t i = 0; i < inputs->count; i++) {
        inputs->sum +=
            bench_nibble_crc(inputs->files[i].bytes, inputs->files[i].length);
    }
}

static void run_crc(void *context)
{
    struct inputs *inputs = context;

    for (size_t i = 0; i < inputs->count; i++) {
        inputs->sum +=
            fit_crc(0, inputs->files[i].bytes, inputs->files[i].length);
    }
}

static void run_decode(void *context)
{
    struct inputs *inputs = context;

    inputs->samples = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        struct ow_document *document = NULL;
        const struct ow_item *items = NULL;
        size_t count = 0;

        if (fit_format.decode(inputs->files[i].bytes, inputs->files[i].length,
                              NULL, &document, NULL) != OW_OK) {
            continue;
        }
        items = ow_document_items(document, &count);
        for (size_t k = 0; k < count; k++) {
            if (items[k].activity != NULL) {
                inputs->samples += ow_activity_sample_count(items[k].activity);
            }
        }
        ow_document_free(document);
    }
}

static void read_file(struct inputs *inputs, const char *path)
{
    struct input input = {NULL, 0};
    FILE *file = fopen(path, "rb");
    long size = 0;

    if (file == NULL) {
        return;
    }
    if (fseek(file, 0, SEEK_END) == 0 && (size = ftell(file)) >= 0) {
        rewind(file);
        input.bytes = malloc((size_t)size + 1);
    }
    if (input.bytes != NULL) {
        input.length = fread(input.bytes, 1, (size_t)size, file);
    }
    (void)fclose(file);
    if (input.length >= SMALLEST_FILE && inputs->count < MOST_FILES &&
        fit_format.sniff(input.bytes, input.length)) {
        inputs->files[inputs->count++] = input;
        inputs->total += input.length;
    } else {
        free(input.bytes);
    }
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

static void read_inputs(struct inputs *inputs, int argc, char **argv)
{
    const char *shared = getenv("ONWARD_SHARED");
    char folder[4096];

    for (int i = 1; i < argc; i++) {
        read_folder(inputs, argv[i]);
    }
    if (argc == 1) {
        (void)snprintf(folder, sizeof folder, "%s/corpus/fit",
                       shared == NULL ? "../shared" : shared);
        read_folder(inputs, folder);
    }
}

int main(int argc, char **argv)
{
    static struct inputs inputs;
    double nibble_s = 0;
    double crc_s = 0;
    double decode_s = 0;
    double mb = 0;

    read_inputs(&inputs, argc, argv);
    if (inputs.count == 0) {
        (void)printf("fit decode: left out, no FIT files of 100 KB here\n");
        return 0;
    }
    mb = (double)inputs.total / BYTES_PER_MB;
    nibble_s = bench_best_s(run_nibble, &inputs, ROUNDS);
    crc_s = bench_best_s(run_crc, &inputs, ROUNDS);
    decode_s = bench_best_s(run_decode, &inputs, ROUNDS);
    bench_line("fit nibble CRC pass", mb / nibble_s, "MB/s", 1, "yardstick");
    bench_line(fit_crc_best_path() == FIT_CRC_PCLMUL ? "fit CRC (pclmul)"
                                                     : "fit CRC (plain)",
               mb / crc_s, "MB/s", crc_s / nibble_s, "");
    bench_line("fit decode", mb / decode_s, "MB/s", decode_s / nibble_s,
               "<= 0.30");
    bench_line("fit decode", (double)inputs.samples / decode_s / 1e6,
               "M samp/s", 0, "");
    for (size_t i = 0; i < inputs.count; i++) {
        free(inputs.files[i].bytes);
    }
    return 0;
}
