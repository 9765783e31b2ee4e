/* A countdown in front of the allocator. */
#include "fault.h"

#include <stddef.h>

#define LONGEST_SWEEP 100000

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);

static long countdown;
static bool met;

void fault_arm(long n)
{
    countdown = n;
    met = false;
}

bool fault_disarm(void)
{
    countdown = 0;
    return met;
}

static bool fails_now(void)
{
    if (countdown > 0 && --countdown == 0) {
        met = true;
    }
    return met && countdown == 0 && (countdown = -1) == -1;
}

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
    return fails_now() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *block, size_t size)
{
    return fails_now() ? NULL : __real_realloc(block, size);
}

long fault_sweep(bool (*body)(void *context), void *context)
{
    for (long n = 1; n < LONGEST_SWEEP; n++) {
        bool succeeded = false;
        bool faulted = false;

        fault_arm(n);
        succeeded = body(context);
        faulted = fault_disarm();
        if (succeeded == faulted) {
            return -1;
        }
        if (succeeded) {
            return n - 1;
        }
    }
    return -1;
}
