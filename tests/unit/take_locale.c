/*
 * Linked into every unit test: takes the locale of the environment before
 * main, as a program that embeds the library may have done. Under
 * `meson test --setup comma` numbers then have a decimal comma everywhere but
 * in ours; where that locale did not take, the test must not pass for nothing.
 */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

static void take_locale(void) __attribute__((constructor));

static void take_locale(void)
{
    setlocale(LC_ALL, "");
    if (getenv("ONWARD_EXPECT_COMMA") != NULL &&
        localeconv()->decimal_point[0] != ',') {
        fputs("the locale with a decimal comma did not take\n", stderr);
        exit(1);
    }
}
