/*
 * Bulk import, rebuild and reading back, over one-hour runs made here and
 * written as FIT files. The yardstick is what no import can do without: two
 * threads read the same files and pass the CRC-16 of every known reader, with
 * its 16-entry table, over them.
 *
 * Argument: how many runs, 1000 without one.
 */
#include "app/files.h"
#include "app/import.h"
#include "app/rebuild.h"
#include "base/mem.h"
#include "base/num.h"
#include "bench.h"
#include "engine/activity/activity.h"
#include "onward/fit.h"
#include "store/sql.h"

#include <libdeflate.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAMPLES 3600
#define THREADS 2
#define ROUNDS 3
/* Short enough to get through between two turns of other programs. */
#define FEW_READS 50
#define FEW_ROUNDS 40
#define MOST_PATH 128
#define LARGEST_FILE ((size_t)1 << 24)
#define FIRST_START_MS INT64_C(1700000000000)
#define DAY_MS INT64_C(86400000)
#define US_PER_S 1e6

struct bench {
    char folder[64];
    size_t count;
    size_t total; /* bytes of the plain files */
    struct store *store;
    unsigned sum; /* so that no pass is left out as unused */
};

static void give_up(const char *what, const struct ow_error *err)
{
    (void)fprintf(stderr, "bench_import: %s: %s\n", what, err->message);
    exit(1);
}

/* xorshift64: the same runs every time. */
static double noise(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) / 9007199254740992.0 * 2 - 1;
}

static void fill_run(struct ow_activity *run, uint64_t seed)
{
    double *time = activity_add_channel(run, OW_CHANNEL_TIME_S);
    double *latitude = activity_add_channel(run, OW_CHANNEL_LATITUDE_DEG);
    double *longitude = activity_add_channel(run, OW_CHANNEL_LONGITUDE_DEG);
    double *elevation = activity_add_channel(run, OW_CHANNEL_ELEVATION_M);
    double *distance = activity_add_channel(run, OW_CHANNEL_DISTANCE_M);
    double *speed = activity_add_channel(run, OW_CHANNEL_SPEED_M_PER_S);
    double *hr = activity_add_channel(run, OW_CHANNEL_HR_BPM);
    double *cadence = activity_add_channel(run, OW_CHANNEL_CADENCE_SPM);
    uint64_t state = seed * 2654435761U + 88172645463325252U;
    double way_m = 0;
    double drift = 0;

    for (size_t i = 0; i < SAMPLES; i++) {
        double s = (double)i;

        drift = 0.98 * drift + 0.06 * noise(&state);
        speed[i] = 3 + drift + 0.05 * noise(&state);
        way_m += speed[i];
        time[i] = s;
        distance[i] = way_m;
        latitude[i] = 50 + 0.02 * sin(s / 700) + 3e-6 * noise(&state);
        longitude[i] = 8 + 0.02 * cos(s / 700) + 3e-6 * noise(&state);
        elevation[i] = 200 + 30 * sin(s / 400) + 0.2 * noise(&state);
        hr[i] = floor(145 + 8 * sin(s / 300) + 10 * drift);
        cadence[i] = 2 * floor(86 + 3 * drift + noise(&state));
    }
    run->sample_count = SAMPLES;
}

static void run_path(const struct bench *bench, const char *kind, size_t i,
                     char path[MOST_PATH])
{
    (void)snprintf(path, MOST_PATH, "%s/%s/%05zu.%s", bench->folder, kind, i,
                   kind);
}

static void write_packed(const struct bench *bench, size_t i,
                         const uint8_t *bytes, size_t length)
{
    struct libdeflate_compressor *deflate = libdeflate_alloc_compressor(6);
    size_t bound = libdeflate_gzip_compress_bound(deflate, length);
    uint8_t *packed = mem_alloc(bound);
    char path[MOST_PATH];
    struct ow_error err;

    length = libdeflate_gzip_compress(deflate, bytes, length, packed, bound);
    run_path(bench, "gz", i, path);
    if (files_write(path, packed, length, &err) != OW_OK) {
        give_up("write", &err);
    }
    mem_free(packed);
    libdeflate_free_compressor(deflate);
}

static void write_run(struct bench *bench, size_t i)
{
    struct ow_activity *run = activity_new();
    struct ow_fit_identity identity = {.time_created_ms = FIRST_START_MS +
                                                          (int64_t)i * DAY_MS};
    uint8_t *bytes = NULL;
    size_t length = 0;
    char path[MOST_PATH];
    struct ow_error err;

    if (run == NULL || !activity_reserve(run, SAMPLES)) {
        exit(1);
    }
    fill_run(run, i + 1);
    run->summary.sport = OW_SPORT_RUNNING;
    run->summary.has_start_time = true;
    run->summary.start_time_ms = identity.time_created_ms;
    activity_summarise(run);
    if (ow_fit_encode_activity(run, &identity, &bytes, &length, &err) !=
        OW_OK) {
        give_up("encode", &err);
    }
    run_path(bench, "fit", i, path);
    if (files_write(path, bytes, length, &err) != OW_OK) {
        give_up("write", &err);
    }
    write_packed(bench, i, bytes, length);
    bench->total += length;
    ow_bytes_free(bytes);
    ow_activity_free(run);
}

/* One thread's part of the yardstick. */
struct part {
    const struct bench *bench;
    size_t first;
    unsigned sum;
};

static void *read_part(void *context)
{
    struct part *part = context;

    for (size_t i = part->first; i < part->bench->count; i += THREADS) {
        uint8_t *bytes = NULL;
        size_t length = 0;
        char path[MOST_PATH];
        struct ow_error err;

        run_path(part->bench, "fit", i, path);
        if (files_read(path, LARGEST_FILE, &bytes, &length, &err) != OW_OK) {
            give_up("read", &err);
        }
        part->sum += bench_nibble_crc(bytes, length);
        mem_free(bytes);
    }
    return NULL;
}

static void run_yardstick(void *context)
{
    struct bench *bench = context;
    struct part parts[THREADS];
    pthread_t threads[THREADS];

    for (size_t i = 0; i < THREADS; i++) {
        parts[i] = (struct part){bench, i, 0};
        if (pthread_create(&threads[i], NULL, read_part, &parts[i]) != 0) {
            exit(1);
        }
    }
    for (size_t i = 0; i < THREADS; i++) {
        (void)pthread_join(threads[i], NULL);
        bench->sum += parts[i].sum;
    }
}

static void close_store(struct bench *bench)
{
    char path[MOST_PATH];

    store_close(bench->store);
    bench->store = NULL;
    (void)snprintf(path, sizeof path, "%s/s.db", bench->folder);
    (void)unlink(path);
}

static void open_store(struct bench *bench)
{
    struct store_options options = {.access = STORE_WRITE};
    char path[MOST_PATH];
    struct ow_error err;

    (void)snprintf(path, sizeof path, "%s/s.db", bench->folder);
    if (store_open(path, &options, &bench->store, &err) != OW_OK) {
        give_up("open", &err);
    }
}

static void import_kind(struct bench *bench, const char *kind, size_t added)
{
    char folder[MOST_PATH];
    const char *path = folder;
    struct app_import_report report;
    struct app_import_options options = {.threads = THREADS};
    struct ow_error err;

    (void)snprintf(folder, sizeof folder, "%s/%s", bench->folder, kind);
    if (app_import(bench->store, &path, 1, &options, &report, &err) != OW_OK) {
        give_up("import", &err);
    }
    if (report.added != added) {
        (void)fprintf(stderr, "bench_import: added %zu of %zu\n", report.added,
                      added);
        exit(1);
    }
    app_import_report_dispose(&report);
}

static void run_import(void *context)
{
    struct bench *bench = context;

    close_store(bench);
    open_store(bench);
    import_kind(bench, "fit", bench->count);
}

static void run_packed_import(void *context)
{
    struct bench *bench = context;

    close_store(bench);
    open_store(bench);
    import_kind(bench, "gz", bench->count);
}

static void run_known_import(void *context)
{
    import_kind(context, "fit", 0);
}

static void run_rebuild(void *context)
{
    struct bench *bench = context;
    const struct app_rebuild_options options = {.threads = THREADS};
    struct app_rebuild_report report;
    struct ow_error err;

    if (app_rebuild(bench->store, &options, &report, &err) != OW_OK) {
        give_up("rebuild", &err);
    }
}

/* The heart rate of the first runs, in the order of the rows. */
static void read_streams(struct bench *bench, size_t runs)
{
    for (size_t i = 1; i <= runs; i++) {
        double *values = NULL;
        size_t count = 0;
        struct ow_error err;

        if (store_stream_read(bench->store, (int64_t)i, OW_CHANNEL_HR_BPM,
                              &values, &count, &err) != OW_OK) {
            give_up("stream", &err);
        }
        bench->sum += (unsigned)count;
        mem_free(values);
    }
}

static void run_few_reads(void *context)
{
    struct bench *bench = context;

    read_streams(bench, bench->count < FEW_READS ? bench->count : FEW_READS);
}

static void run_scan(void *context)
{
    struct bench *bench = context;

    read_streams(bench, bench->count);
}

static double query_store(const struct bench *bench, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    double value = OW_MISSING;

    if (sqlite3_prepare_v2(bench->store->database, sql, -1, &statement, NULL) ==
            SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW) {
        value = sqlite3_column_double(statement, 0);
    }
    (void)sqlite3_finalize(statement);
    return value;
}

static void report_imports(struct bench *bench)
{
    double count = (double)bench->count;
    double yardstick_s = bench_best_s(run_yardstick, bench, ROUNDS);
    double plain_s = bench_best_s(run_import, bench, ROUNDS);
    struct rusage usage;
    double packed_s = 0;
    double known_s = 0;

    (void)getrusage(RUSAGE_SELF, &usage);
    bench_line("read and nibble CRC, two threads", count / yardstick_s,
               "runs/s", 1, "yardstick");
    bench_aim("import", count / plain_s, "runs/s", plain_s / yardstick_s,
              "<= 1.7", plain_s <= 1.7 * yardstick_s);
    bench_aim("import, by the clock", count / plain_s, "runs/s", 0, ">= 2000",
              count >= 2000 * plain_s);
    bench_aim("import, peak memory", (double)usage.ru_maxrss / 1024, "MiB", 0,
              "< 100", usage.ru_maxrss < 100 * 1024);
    packed_s = bench_best_s(run_packed_import, bench, ROUNDS);
    bench_aim("import of .fit.gz, to plain", count / packed_s, "runs/s",
              packed_s / plain_s, "<= 1.4", packed_s <= 1.4 * plain_s);
    run_import(bench);
    known_s = bench_best_s(run_known_import, bench, ROUNDS);
    bench_line("import of known files", count / known_s, "runs/s",
               known_s / yardstick_s, "");
}

static void report_store(struct bench *bench)
{
    double count = (double)bench->count;
    double rebuild_s = bench_best_s(run_rebuild, bench, ROUNDS);
    double few = bench->count < FEW_READS ? count : FEW_READS;
    double scan_s = 0;
    double few_s = 0;
    double record_bytes = query_store(
        bench, "SELECT 1.0 * sum(length(s.bytes)) / (SELECT sum(sample_count) "
               "FROM activity) FROM stream s");

    bench_aim("rebuild with shapes, a core", count / rebuild_s / THREADS,
              "runs/s", 0, ">= 500", count >= 500 * THREADS * rebuild_s);
    bench_aim("rebuild of 10,000 runs", rebuild_s / count * 10000, "s", 0,
              "< 5", rebuild_s / count * 10000 < 5);
    run_import(bench); /* rows numbered from 1 again */
    scan_s = bench_best_s(run_scan, bench, ROUNDS);
    few_s = bench_best_s(run_few_reads, bench, FEW_ROUNDS);
    bench_aim("one stream read", few_s / few * US_PER_S, "us", 0, "<= 50",
              few_s / few * US_PER_S <= 50);
    bench_aim("scan a stream of 10,000 runs", scan_s / count * 10000, "s", 0,
              "<= 0.25", scan_s / count * 10000 <= 0.25);
    bench_aim("columns", record_bytes, "B/record", 0, "<= 7.5",
              record_bytes <= 7.5);
    bench_line("originals, to the files",
               query_store(bench, "SELECT avg(length(bytes)) FROM content") /
                   1024,
               "KiB/run",
               query_store(bench, "SELECT sum(length(bytes)) FROM content") /
                   (double)bench->total,
               "");
}

static void clean_up(struct bench *bench)
{
    static const char *const kinds[] = {"fit", "gz"};
    char path[MOST_PATH];

    close_store(bench);
    for (size_t k = 0; k < 2; k++) {
        for (size_t i = 0; i < bench->count; i++) {
            run_path(bench, kinds[k], i, path);
            (void)unlink(path);
        }
        (void)snprintf(path, sizeof path, "%s/%s", bench->folder, kinds[k]);
        (void)rmdir(path);
    }
    (void)rmdir(bench->folder);
}

static void make_folders(struct bench *bench)
{
    char path[MOST_PATH];

    (void)snprintf(bench->folder, sizeof bench->folder,
                   "/tmp/onward-bench-XXXXXX");
    if (mkdtemp(bench->folder) == NULL) {
        exit(1);
    }
    (void)snprintf(path, sizeof path, "%s/fit", bench->folder);
    (void)mkdir(path, S_IRWXU);
    (void)snprintf(path, sizeof path, "%s/gz", bench->folder);
    (void)mkdir(path, S_IRWXU);
}

int main(int argc, char **argv)
{
    struct bench bench = {.count = 1000};
    int64_t count = 0;

    if (argc > 1 && num_parse_int(str_of(argv[1]), &count) && count > 0) {
        bench.count = (size_t)count;
    }
    make_folders(&bench);
    for (size_t i = 0; i < bench.count; i++) {
        write_run(&bench, i);
    }
    (void)printf("import: %zu one-hour runs, %.1f MB, SHA-256 %s\n",
                 bench.count, (double)bench.total / 1e6,
                 sha256_best_path() == SHA256_PLAIN ? "plain" : "x86");
    report_imports(&bench);
    report_store(&bench);
    clean_up(&bench);
    return 0;
}
