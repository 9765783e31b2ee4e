/*
 * Numbers and text. Reading follows the fast path of W. D. Clinger, How to
 * read floating point numbers accurately, PLDI 1990: a mantissa below 2^53 and
 * a power of ten up to 10^22 are both exact doubles, so one operation rounds
 * once.
 */
#include "base/num.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#define MOST_DIGITS 19 /* of a uint64_t */
#define EXACT_MANTISSA ((uint64_t)1 << 53)
#define EXACT_POWER 22
#define LARGEST_EXPONENT 400

static const double powers_of_ten[EXACT_POWER + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

bool num_parse_int(struct str text, int64_t *value)
{
    bool negative = text.length > 0 && text.data[0] == '-';
    size_t at = negative || (text.length > 0 && text.data[0] == '+') ? 1 : 0;
    int64_t sum = 0;

    if (at == text.length) {
        return false;
    }
    for (; at < text.length; at++) {
        int digit = text.data[at] - '0';

        if (!char_is_digit(text.data[at]) || sum > (INT64_MAX - digit) / 10) {
            return false;
        }
        sum = sum * 10 + digit;
    }
    *value = negative ? -sum : sum;
    return true;
}

struct decimal {
    uint64_t mantissa;
    int exponent; /* of ten */
    int digits;   /* significant ones seen */
    bool any;     /* at least one digit, zero included */
};

/* A run of digits; one loop without calls, for coordinates come by millions. */
static size_t read_run(struct str text, size_t at, struct decimal *number,
                       bool after_point)
{
    size_t start = at;
    uint64_t mantissa = number->mantissa;
    int digits = number->digits;
    int exponent = number->exponent;

    for (; at < text.length; at++) {
        unsigned digit = (unsigned)(unsigned char)text.data[at] - '0';

        if (digit > 9) {
            break;
        }
        if (digits < MOST_DIGITS) {
            mantissa = mantissa * 10 + digit;
            digits += mantissa != 0;
            exponent -= after_point;
        } else {
            exponent += !after_point;
        }
    }
    number->any = number->any || at > start;
    number->mantissa = mantissa;
    number->digits = digits;
    number->exponent = exponent;
    return at;
}

static size_t read_digits(struct str text, size_t at, struct decimal *number)
{
    at = read_run(text, at, number, false);
    if (at < text.length && text.data[at] == '.') {
        at = read_run(text, at + 1, number, true);
    }
    return number->any ? at : 0;
}

/* An exponent after e or E; without digits the e belongs to what follows. */
static size_t read_exponent(struct str text, size_t at, struct decimal *number)
{
    size_t start = at;
    int sign = 1;
    int value = 0;
    size_t first = 0;

    if (at >= text.length || char_lower(text.data[at]) != 'e') {
        return at;
    }
    at++;
    if (at < text.length && (text.data[at] == '-' || text.data[at] == '+')) {
        sign = text.data[at++] == '-' ? -1 : 1;
    }
    first = at;
    while (at < text.length && char_is_digit(text.data[at])) {
        if (value < LARGEST_EXPONENT * 10) {
            value = value * 10 + (text.data[at] - '0');
        }
        at++;
    }
    if (at == first) {
        return start;
    }
    number->exponent += sign * value;
    return at;
}

static double scale(const struct decimal *number)
{
    double value = (double)number->mantissa;
    int exponent = number->exponent;

    if (number->mantissa == 0 || exponent < -LARGEST_EXPONENT) {
        return 0;
    }
    if (exponent > LARGEST_EXPONENT) {
        return (double)INFINITY;
    }
    while (exponent > 0) {
        int step = exponent > EXACT_POWER ? EXACT_POWER : exponent;

        value *= powers_of_ten[step];
        exponent -= step;
    }
    while (exponent < 0) {
        int step = -exponent > EXACT_POWER ? EXACT_POWER : -exponent;

        value /= powers_of_ten[step];
        exponent += step;
    }
    return value;
}

size_t num_parse_prefix(struct str text, double *value)
{
    struct decimal number = {0};
    bool negative = text.length > 0 && text.data[0] == '-';
    size_t at = negative || (text.length > 0 && text.data[0] == '+') ? 1 : 0;
    double result = 0;

    at = read_digits(text, at, &number);
    if (at == 0) {
        return 0;
    }
    at = read_exponent(text, at, &number);
    result = scale(&number);
    if (isinf(result)) {
        return 0;
    }
    *value = negative ? -result : result;
    return at;
}

bool num_parse(struct str text, double *value)
{
    double result = 0;
    size_t length = num_parse_prefix(text, &result);

    if (length == 0 || length != text.length) {
        return false;
    }
    *value = result;
    return true;
}

double num_round(double value, int decimals)
{
    double factor = powers_of_ten[decimals];
    double scaled = value * factor;

    /* Above 2^53 there are no decimals left to round. */
    if (!(fabs(scaled) < (double)EXACT_MANTISSA)) {
        return value;
    }
    return round(scaled) / factor;
}

void num_format_fixed(double value, int decimals, char text[NUM_TEXT_SIZE])
{
    double magnitude = fabs(value);
    uint64_t scaled = 0;
    uint64_t unit = 1;
    const char *sign = "";

    if (isnan(value)) {
        (void)snprintf(text, NUM_TEXT_SIZE, "-");
        return;
    }
    while (decimals > 0 && magnitude * powers_of_ten[decimals] >= 9e18) {
        decimals--;
    }
    if (magnitude >= 9e18) {
        (void)snprintf(text, NUM_TEXT_SIZE, "%s9000000000000000000",
                       value < 0 ? "-" : "");
        return;
    }
    scaled = (uint64_t)round(magnitude * powers_of_ten[decimals]);
    unit = (uint64_t)powers_of_ten[decimals];
    sign = value < 0 && scaled > 0 ? "-" : "";
    if (decimals == 0) {
        (void)snprintf(text, NUM_TEXT_SIZE, "%s%" PRIu64, sign, scaled);
    } else {
        (void)snprintf(text, NUM_TEXT_SIZE, "%s%" PRIu64 ".%0*" PRIu64, sign,
                       scaled / unit, decimals, scaled % unit);
    }
}

void num_format(double value, int decimals, char text[NUM_TEXT_SIZE])
{
    size_t length = 0;

    num_format_fixed(value, decimals, text);
    if (strchr(text, '.') == NULL) {
        return;
    }
    length = strlen(text);
    while (text[length - 1] == '0') {
        length--;
    }
    if (text[length - 1] == '.') {
        length--;
    }
    text[length] = '\0';
}
