/* cmocka with the headers it needs before it. */
#ifndef TESTS_CMOCKA_ALL_H
#define TESTS_CMOCKA_ALL_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/** Count of a static array. */
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

#endif
