/*
 * Replays inputs through a fuzz target without libFuzzer, under any compiler.
 *
 * Arguments are files and folders; a folder is walked. Each input is given
 * whole, then cut short and with bits flipped at places drawn from a fixed
 * seed, so that every run of the tests does a little fuzzing, the same each
 * time. Exits with 77, Meson's word for skipped, when there was no input.
 */
#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CUTS = 16, FLIPS = 16, MAX_MUTATED_BYTES = 64 * 1024, SKIPPED = 77 };

/* xorshift64*; Vigna 2016, ACM TOMS 42:30. */
static uint64_t draw(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(2685821657736338717);
}

/* Hands the target a copy of its exact size, so that a read past the end is
 * one past an allocation and a sanitizer or valgrind sees it. */
static void give(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size > 0 ? size : 1);

    if (copy == NULL) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    memcpy(copy, bytes, size);
    (void)LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static void give_mutated(uint8_t *bytes, size_t size)
{
    uint64_t state = UINT64_C(0x6f6e77617264) ^ size;

    for (int i = 0; i < CUTS; i++) {
        give(bytes, (size_t)(draw(&state) % size));
    }
    for (int i = 0; i < FLIPS; i++) {
        size_t at = (size_t)(draw(&state) % size);
        uint8_t kept = bytes[at];

        bytes[at] ^= (uint8_t)(1U << (draw(&state) % 8));
        give(bytes, size);
        bytes[at] = kept;
    }
}

static size_t replay_file(const char *path, size_t size)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(size > 0 ? size : 1);

    if (file == NULL || bytes == NULL || fread(bytes, 1, size, file) != size) {
        fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(1);
    }
    fclose(file);
    give(bytes, size);
    if (size > 0 && size <= MAX_MUTATED_BYTES) {
        give_mutated(bytes, size);
    }
    free(bytes);
    return 1;
}

static size_t replay(const char *path);

static size_t replay_folder(const char *path)
{
    DIR *folder = opendir(path);
    struct dirent *entry;
    size_t count = 0;

    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        char inside[4096];
        int length =
            snprintf(inside, sizeof inside, "%s/%s", path, entry->d_name);

        if (entry->d_name[0] != '.' && length > 0 &&
            (size_t)length < sizeof inside) {
            count += replay(inside);
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return count;
}

/* Answers how many inputs were given; a path that is not there gives none. */
static size_t replay(const char *path)
{
    struct stat about;

    if (stat(path, &about) != 0) {
        return 0;
    }
    if (S_ISDIR(about.st_mode)) {
        return replay_folder(path);
    }
    return replay_file(path, (size_t)about.st_size);
}

int main(int argc, char **argv)
{
    size_t count = 0;

    for (int i = 1; i < argc; i++) {
        size_t here = replay(argv[i]);

        printf("%s: %zu inputs\n", argv[i], here);
        count += here;
    }
    return count > 0 ? 0 : SKIPPED;
}
