/* Columns of samples as bytes and back; hashes. */
#include "store/column.h"

#include "base/mem.h"
#include "store/sha256.h"
#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define SEMICIRCLES_PER_DEG (2147483648.0 / 180)

struct fixture {
    struct column_encoder *encoder;
    struct column_encoder *plain; /* must give the same bytes */
    struct column_decoder *decoder;
    const uint8_t *bytes;
    size_t length;
    double *values;
    size_t count;
};

static void there_and_back(struct fixture *f, enum ow_channel channel,
                           const double *values, size_t count)
{
    const uint8_t *plain = NULL;
    size_t plain_length = 0;
    struct ow_error err;

    mem_free(f->values);
    f->values = NULL;
    if (column_encode(f->plain, channel, values, count, &plain, &plain_length,
                      &err) != OW_OK ||
        column_encode(f->encoder, channel, values, count, &f->bytes, &f->length,
                      &err) != OW_OK ||
        column_decode(f->decoder, f->bytes, f->length, &f->values, &f->count,
                      &err) != OW_OK) {
        fail_msg("%s", err.message);
    }
    assert_int_equal(f->count, count);
    assert_int_equal(f->length, plain_length);
    assert_memory_equal(f->bytes, plain, plain_length);
}

static int set_up(void **state)
{
    struct fixture *f = mem_calloc(1, sizeof *f);

    f->encoder = column_encoder_new(column_best_path());
    f->plain = column_encoder_new(COLUMN_PLAIN);
    f->decoder = column_decoder_new();
    *state = f;
    return f->encoder == NULL || f->plain == NULL || f->decoder == NULL ? -1
                                                                        : 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    column_encoder_free(f->encoder);
    column_encoder_free(f->plain);
    column_decoder_free(f->decoder);
    mem_free(f->values);
    mem_free(f);
    return 0;
}

/* Bit for bit, where the device counted in one of our steps. */
static void whole_steps_come_back_as_they_were(void **state)
{
    static const struct {
        enum ow_channel channel;
        double steps_per_unit;
    } cases[] = {
        {OW_CHANNEL_TIME_S, 1},
        {OW_CHANNEL_ELEVATION_M, 5},
        {OW_CHANNEL_TEMPERATURE_C, 10},
        {OW_CHANNEL_CADENCE_SPM, 64},
        {OW_CHANNEL_DISTANCE_M, 100},
        {OW_CHANNEL_SPEED_M_PER_S, 1000},
        {OW_CHANNEL_LONGITUDE_DEG, 1e6},
        {OW_CHANNEL_LONGITUDE_DEG, 1e7},
        {OW_CHANNEL_LATITUDE_DEG, SEMICIRCLES_PER_DEG},
    };

    for (size_t c = 0; c < COUNT(cases); c++) {
        struct fixture *f = *state;
        double values[500];

        for (size_t i = 0; i < COUNT(values); i++) {
            values[i] = (double)((int)(i * i % 977) - 300 + (int)i * 7) /
                        cases[c].steps_per_unit;
        }
        there_and_back(f, cases[c].channel, values, COUNT(values));
        assert_memory_equal(f->values, values, sizeof values);
    }
}

static void others_come_back_within_half_the_finest_step(void **state)
{
    struct fixture *f = *state;
    double values[300];

    for (size_t i = 0; i < COUNT(values); i++) {
        values[i] = 50 * sin((double)i);
    }
    there_and_back(f, OW_CHANNEL_ELEVATION_M, values, COUNT(values));
    for (size_t i = 0; i < COUNT(values); i++) {
        assert_true(fabs(f->values[i] - values[i]) <= 0.000501);
    }
    there_and_back(f, OW_CHANNEL_LATITUDE_DEG, values, COUNT(values));
    for (size_t i = 0; i < COUNT(values); i++) {
        assert_true(fabs(f->values[i] - values[i]) <= 0.501e-8);
    }
}

static void missing_values_stay_missing(void **state)
{
    struct fixture *f = *state;
    double values[100];

    for (size_t i = 0; i < COUNT(values); i++) {
        values[i] = i % 7 == 0 ? OW_MISSING : 140 + (double)(i % 5);
    }
    values[99] = (double)INFINITY;
    values[98] = 1e300;
    there_and_back(f, OW_CHANNEL_HR_BPM, values, COUNT(values));
    for (size_t i = 0; i < 98; i++) {
        assert_int_equal(ow_is_missing(f->values[i]), i % 7 == 0);
        assert_true(i % 7 == 0 || fabs(f->values[i] - values[i]) < 1e-12);
    }
    assert_true(ow_is_missing(f->values[98]) && ow_is_missing(f->values[99]));
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state >> 11;
}

/* Walks of every roughness in every step, with and without gaps and jumps. */
static void thousands_of_columns_come_back(void **state)
{
    static const double steps_per_unit[] = {1, 5, 10, 64, 100, 1000};
    static const uint64_t seed = 20261122;
    struct fixture *f = *state;
    uint64_t random = seed;
    double values[700];

    print_message("seed %llu\n", (unsigned long long)seed);
    for (int round = 0; round < 3000; round++) {
        double unit = steps_per_unit[next_random(&random) % 6];
        size_t count = next_random(&random) % COUNT(values);
        uint64_t rough = UINT64_C(1) << next_random(&random) % 36;
        uint64_t gaps = 1 + next_random(&random) % 20;
        double at = 0;

        for (size_t i = 0; i < count; i++) {
            at += (double)(next_random(&random) % rough) - (double)(rough / 2);
            values[i] =
                next_random(&random) % gaps == 1 ? OW_MISSING : at / unit;
        }
        there_and_back(f, OW_CHANNEL_POWER_W, values, count);
        for (size_t i = 0; i < count; i++) {
            assert_true(
                (ow_is_missing(values[i]) && ow_is_missing(f->values[i])) ||
                !(values[i] < f->values[i] || values[i] > f->values[i]));
        }
    }
}

static void odd_lengths(void **state)
{
    struct fixture *f = *state;
    double values[20] = {3, -4e6, 4e6, 0, 1};

    for (size_t count = 0; count <= COUNT(values); count++) {
        there_and_back(f, OW_CHANNEL_POWER_W, values, count);
        assert_memory_equal(f->values, values, count * sizeof values[0]);
    }
    for (size_t i = 0; i < COUNT(values); i++) {
        values[i] = OW_MISSING;
    }
    for (size_t count = 0; count <= COUNT(values); count++) {
        there_and_back(f, OW_CHANNEL_POWER_W, values, count);
        for (size_t i = 0; i < count; i++) {
            assert_true(ow_is_missing(f->values[i]));
        }
    }
}

/* An even minute costs a head and next to nothing more. */
static void a_straight_line_is_small(void **state)
{
    struct fixture *f = *state;
    double values[3600];

    for (size_t i = 0; i < COUNT(values); i++) {
        values[i] = (double)i;
    }
    there_and_back(f, OW_CHANNEL_TIME_S, values, COUNT(values));
    assert_true(f->length < 50);
}

static void damaged_columns_are_refused(void **state)
{
    struct fixture *f = *state;
    double values[64];
    uint8_t damaged[2048];
    double *decoded = NULL;
    size_t count = 0;
    size_t length = 0;

    for (size_t i = 0; i < COUNT(values); i++) {
        values[i] = i % 9 == 0 ? OW_MISSING : (double)(i * i);
    }
    there_and_back(f, OW_CHANNEL_POWER_W, values, COUNT(values));
    length = f->length;
    assert_true(length <= sizeof damaged);
    memcpy(damaged, f->bytes, length);
    for (size_t cut = 0; cut < length; cut++) {
        assert_int_equal(
            column_decode(f->decoder, damaged, cut, &decoded, &count, NULL),
            OW_E_FORMAT);
    }
    assert_null(decoded);
    /* A flipped bit may still be a column; it must be read or refused. */
    for (size_t bit = 0; bit < length * 8; bit++) {
        damaged[bit / 8] ^= (uint8_t)(1U << (bit % 8));
        enum ow_status status =
            column_decode(f->decoder, damaged, length, &decoded, &count, NULL);

        assert_true(status == OW_OK || status == OW_E_FORMAT);
        if (status == OW_OK) {
            assert_true(count <= 8 * COUNT(values));
            mem_free(decoded);
        }
        damaged[bit / 8] ^= (uint8_t)(1U << (bit % 8));
    }
}

static bool encode_and_decode(void *context)
{
    double values[200] = {0};
    struct column_encoder *encoder = column_encoder_new(column_best_path());
    struct column_decoder *decoder = column_decoder_new();
    const uint8_t *bytes = NULL;
    size_t length = 0;
    double *decoded = NULL;
    size_t count = 0;
    bool done = false;

    (void)context;
    values[7] = 70;
    done =
        encoder != NULL && decoder != NULL &&
        column_encode(encoder, OW_CHANNEL_HR_BPM, values, COUNT(values), &bytes,
                      &length, NULL) == OW_OK &&
        column_decode(decoder, bytes, length, &decoded, &count, NULL) == OW_OK;
    mem_free(decoded);
    column_decoder_free(decoder);
    column_encoder_free(encoder);
    return done;
}

static void no_memory_is_survived(void **state)
{
    (void)state;
    assert_true(fault_sweep(encode_and_decode, NULL) > 5);
}

static void expect_digest(const uint8_t *bytes, size_t length,
                          const char *expected)
{
    uint8_t digest[SHA256_SIZE];
    char hex[2 * SHA256_SIZE + 1];

    sha256(sha256_best_path(), bytes, length, digest);
    for (size_t i = 0; i < SHA256_SIZE; i++) {
        assert_int_equal(snprintf(hex + 2 * i, 3, "%02x", digest[i]), 2);
    }
    assert_string_equal(hex, expected);
}

/* FIPS 180-4 examples (NIST, Cryptographic Standards, SHA256.pdf). */
static void published_digests(void **state)
{
    static uint8_t million[1000000];
    static const char two_blocks[] =
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

    (void)state;
    memset(million, 'a', sizeof million);
    expect_digest((const uint8_t *)"", 0,
                  "e3b0c44298fc1c149afbf4c8996fb924"
                  "27ae41e4649b934ca495991b7852b855");
    expect_digest((const uint8_t *)"abc", 3,
                  "ba7816bf8f01cfea414140de5dae2223"
                  "b00361a396177a9cb410ff61f20015ad");
    expect_digest((const uint8_t *)two_blocks, sizeof two_blocks - 1,
                  "248d6a61d20638b8e5c026930c3e6039"
                  "a33ce45964ff2167f6ecedd419db06c1");
    expect_digest(million, sizeof million,
                  "cdc76e5c9914fb9281a1c7e284d73e67"
                  "f1809a48a497200e046d39ccc7112cd0");
}

static void both_ways_give_the_same_digest(void **state)
{
    uint8_t bytes[300];

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (uint8_t)(i * 31 + i / 7);
    }
    for (size_t length = 0; length <= sizeof bytes; length++) {
        uint8_t plain[SHA256_SIZE];
        uint8_t best[SHA256_SIZE];

        sha256(SHA256_PLAIN, bytes, length, plain);
        sha256(sha256_best_path(), bytes, length, best);
        assert_memory_equal(plain, best, SHA256_SIZE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(whole_steps_come_back_as_they_were,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(
            others_come_back_within_half_the_finest_step, set_up, tear_down),
        cmocka_unit_test_setup_teardown(missing_values_stay_missing, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(thousands_of_columns_come_back, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(odd_lengths, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_straight_line_is_small, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(damaged_columns_are_refused, set_up,
                                        tear_down),
        cmocka_unit_test(no_memory_is_survived),
        cmocka_unit_test(published_digests),
        cmocka_unit_test(both_ways_give_the_same_digest),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
