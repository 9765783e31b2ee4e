/*
 * TCX and GPX to columns against bare expat with empty handlers over the same
 * bytes in the same rounds. Arguments: files or folders; without any, the
 * shared corpus, and where there is none points made here.
 */
#include "app/files.h"
#include "base/buf.h"
#include "base/mem.h"
#include "bench.h"
#include "codec/gpx/gpx.h"
#include "codec/tcx/tcx.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FILES 1000
#define LARGEST_FILE ((size_t)1 << 28)
#define ROUNDS 10
#define BYTES_PER_MB 1e6
#define MADE_POINTS 20000

struct inputs {
    const struct format *format;
    uint8_t *files[MOST_FILES];
    size_t lengths[MOST_FILES];
    size_t count;
    size_t total;
};

static void XMLCALL see_start(void *data, const XML_Char *name,
                              const XML_Char **attributes)
{
    (void)data;
    (void)name;
    (void)attributes;
}

static void XMLCALL see_end(void *data, const XML_Char *name)
{
    (void)data;
    (void)name;
}

static void XMLCALL see_text(void *data, const XML_Char *text, int length)
{
    (void)data;
    (void)text;
    (void)length;
}

static void run_expat(void *context)
{
    const struct inputs *inputs = context;

    for (size_t i = 0; i < inputs->count; i++) {
        XML_Parser parser = XML_ParserCreate(NULL);

        XML_SetElementHandler(parser, see_start, see_end);
        XML_SetCharacterDataHandler(parser, see_text);
        (void)XML_Parse(parser, (const char *)inputs->files[i],
                        (int)inputs->lengths[i], 1);
        XML_ParserFree(parser);
    }
}

static void run_decode(void *context)
{
    const struct inputs *inputs = context;

    for (size_t i = 0; i < inputs->count; i++) {
        struct ow_document *document = NULL;

        if (inputs->format->decode(inputs->files[i], inputs->lengths[i], NULL,
                                   &document, NULL) == OW_OK) {
            ow_document_free(document);
        }
    }
}

/* Takes the file or member where bare expat reads it to its end. */
static enum ow_status keep(void *context, const struct ow_member *member)
{
    struct inputs *inputs = context;
    XML_Parser parser = NULL;
    uint8_t *copy = NULL;

    if (member->bytes == NULL || inputs->count == MOST_FILES ||
        member->length > LARGEST_FILE ||
        !inputs->format->sniff(member->bytes, member->length)) {
        return OW_OK;
    }
    parser = XML_ParserCreate(NULL);
    if (XML_Parse(parser, (const char *)member->bytes, (int)member->length,
                  1) == XML_STATUS_OK) {
        copy = mem_alloc(member->length);
    }
    XML_ParserFree(parser);
    if (copy != NULL) {
        memcpy(copy, member->bytes, member->length);
        inputs->files[inputs->count] = copy;
        inputs->lengths[inputs->count++] = member->length;
        inputs->total += member->length;
    }
    return OW_OK;
}

static enum ow_status read_file(void *context, const struct files_found *found,
                                struct ow_error *err)
{
    uint8_t *bytes = NULL;
    size_t length = 0;
    enum ow_status status = OW_OK;

    if (found->error == NULL &&
        files_read(found->path, LARGEST_FILE, &bytes, &length, err) == OW_OK) {
        status = ow_archive_walk(found->path, bytes, length, NULL, keep,
                                 context, err);
    }
    mem_free(bytes);
    return status;
}

static void read_folder(struct inputs *inputs, const char *folder)
{
    struct ow_error err;

    if (files_walk(folder, read_file, inputs, &err) != OW_OK) {
        (void)fprintf(stderr, "%s\n", err.message);
    }
}

static void make_tcx(struct buf *text)
{
    buf_append_text(text, "<TrainingCenterDatabase><Activities><Activity "
                          "Sport=\"Running\"><Lap><Track>\n");
    for (int i = 0; i < MADE_POINTS; i++) {
        buf_append_format(
            text,
            "          <Trackpoint>\n            "
            "<Time>2026-02-28T%02d:%02d:%02d"
            ".000Z</Time>\n            <Position>\n              "
            "<LatitudeDegrees>47.%012d</LatitudeDegrees>\n              "
            "<LongitudeDegrees>8.%012d</LongitudeDegrees>\n            "
            "</Position>\n            <AltitudeMeters>%d.5999755859375"
            "</AltitudeMeters>\n            <DistanceMeters>%d.25"
            "</DistanceMeters>\n            <HeartRateBpm>\n              "
            "<Value>%d</Value>\n            </HeartRateBpm>\n          "
            "</Trackpoint>\n",
            i / 3600, i / 60 % 60, i % 60, i * 9001, i * 7919, 400 + i % 50,
            i * 3, 120 + i % 60);
    }
    buf_append_text(text, "</Track></Lap></Activity></Activities>"
                          "</TrainingCenterDatabase>");
}

static void make_gpx(struct buf *text)
{
    buf_append_text(text, "<gpx><trk><trkseg>\n");
    for (int i = 0; i < MADE_POINTS; i++) {
        buf_append_format(
            text,
            "      <trkpt lat=\"47.%012d\" lon=\"8.%012d\">\n        "
            "<ele>%d.59</ele>\n        <time>2026-02-28T%02d:%02d:%02d.000Z"
            "</time>\n        <extensions>\n          "
            "<ns3:TrackPointExtension>\n            <ns3:hr>%d</ns3:hr>\n"
            "            <ns3:cad>%d</ns3:cad>\n          "
            "</ns3:TrackPointExtension>\n        </extensions>\n      "
            "</trkpt>\n",
            i * 9001, i * 7919, 400 + i % 50, i / 3600, i / 60 % 60, i % 60,
            120 + i % 60, 80 + i % 10);
    }
    buf_append_text(text, "</trkseg></trk></gpx>");
}

static void make_points(struct inputs *inputs)
{
    struct buf text;
    struct ow_member member = {"made", NULL, 0, NULL};

    buf_init(&text, LARGEST_FILE);
    if (inputs->format == &tcx_format) {
        make_tcx(&text);
    } else {
        make_gpx(&text);
    }
    member.bytes = (const uint8_t *)buf_text(&text);
    member.length = text.length;
    (void)keep(inputs, &member);
    buf_dispose(&text);
}

static void measure(const struct format *format, int argc, char **argv)
{
    static struct inputs inputs;
    const char *shared = getenv("ONWARD_SHARED");
    char folder[4096];
    double expat_s = 0;
    double decode_s = 0;
    char name[64];

    memset(&inputs, 0, sizeof inputs);
    inputs.format = format;
    (void)snprintf(folder, sizeof folder, "%s/corpus/%s",
                   shared == NULL ? "../shared" : shared, format->name);
    for (int i = 1; i < argc; i++) {
        read_folder(&inputs, argv[i]);
    }
    if (argc == 1) {
        read_folder(&inputs, folder);
    }
    if (inputs.count == 0) {
        make_points(&inputs);
    }
    for (int i = 0; i < ROUNDS; i++) {
        double one_s = bench_best_s(run_expat, &inputs, 1);
        double other_s = bench_best_s(run_decode, &inputs, 1);

        expat_s = i == 0 || one_s < expat_s ? one_s : expat_s;
        decode_s = i == 0 || other_s < decode_s ? other_s : decode_s;
    }
    (void)snprintf(name, sizeof name, "%s bare expat", format->name);
    bench_line(name, (double)inputs.total / BYTES_PER_MB / expat_s, "MB/s", 1,
               "yardstick");
    (void)snprintf(name, sizeof name, "%s to columns", format->name);
    bench_aim(name, (double)inputs.total / BYTES_PER_MB / decode_s, "MB/s",
              decode_s / expat_s, "<= 1.4", decode_s <= 1.4 * expat_s);
    for (size_t i = 0; i < inputs.count; i++) {
        mem_free(inputs.files[i]);
    }
}

int main(int argc, char **argv)
{
    measure(&tcx_format, argc, argv);
    measure(&gpx_format, argc, argv);
    return 0;
}
