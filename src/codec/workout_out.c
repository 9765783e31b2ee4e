/* The table of formats a workout is written in. */
#include "codec/workout_out.h"

#include "base/error.h"
#include "onward/fit.h"
#include "onward/json.h"
#include "onward/progression.h"

#include <stdio.h>
#include <string.h>

#define MOST_BYTES ((size_t)16 << 20)
#define LONGEST_LOSS 160
#define MOST_WRITTEN_OUT 1000

const char *ow_workout_format_name(enum ow_workout_format format)
{
    static const char *const names[OW_WORKOUT_FORMAT_COUNT] = {
        "fit", "zwo", "icu", "tcx", "json", "md"};

    return names[format];
}

void workout_out_lose(struct workout_out *out, const char *format, ...)
{
    char message[LONGEST_LOSS];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (!losses_add(out->losses, "%s", message) && out->buf.status == OW_OK) {
        out->buf.status = OW_E_NOMEM;
    }
}

double workout_out_middle(const struct ow_target *target)
{
    if (ow_is_missing(target->low)) {
        return target->high;
    }
    return ow_is_missing(target->high) ? target->low
                                       : (target->low + target->high) / 2;
}

void workout_out_xml(struct workout_out *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            buf_append_text(&out->buf, "&amp;");
            break;
        case '<':
            buf_append_text(&out->buf, "&lt;");
            break;
        case '>':
            buf_append_text(&out->buf, "&gt;");
            break;
        case '"':
            buf_append_text(&out->buf, "&quot;");
            break;
        case '\'':
            buf_append_text(&out->buf, "&apos;");
            break;
        default:
            buf_append_char(&out->buf,
                            (unsigned char)*text < ' ' ? ' ' : *text);
            break;
        }
    }
}

/* Steps of a block with its repeats written out. */
static double written_out(const struct ow_step *steps, size_t count)
{
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        if (steps[i].is_repeat) {
            sum += steps[i].repeat_times *
                   written_out(steps + i + 1, steps[i].block_count);
            i += steps[i].block_count;
        } else {
            sum++;
        }
    }
    return sum;
}

enum ow_status workout_out_check(const struct workout_out *out,
                                 const struct ow_step *steps, size_t count)
{
    return written_out(steps, count) <= MOST_WRITTEN_OUT
               ? OW_OK
               : error_set(out->err, OW_E_LIMIT,
                           "repeats come to more than %d steps written out",
                           MOST_WRITTEN_OUT);
}

/* FIT, for a watch that holds so many steps. */
static enum ow_status encode_fit(const struct ow_workout *workout,
                                 const struct ow_workout_writing *writing,
                                 uint8_t **bytes, size_t *length,
                                 struct ow_losses *losses, struct ow_error *err)
{
    const struct ow_fit_identity identity = {
        .serial = 1, .time_created_ms = writing->time_ms};
    size_t devices = 0;
    struct ow_device device = *ow_devices(&devices);
    struct ow_workout *fitted = NULL;
    struct ow_device_fit fit;
    enum ow_status status = OW_OK;

    if (writing->most_steps == 0) {
        return ow_fit_encode_workout(workout, &identity, bytes, length, losses,
                                     err);
    }
    device.most_steps = writing->most_steps;
    status = ow_workout_fit_device(workout, &device, &fitted, &fit, err);
    if (status == OW_OK &&
        ((fit.ramps > 0 &&
          !losses_add(losses, "no ramps here: %zu cut into %zu steps",
                      fit.ramps, fit.pieces)) ||
         (fit.steps > device.most_steps &&
          !losses_add(losses, "%zu steps; the watch holds %zu", fit.steps,
                      device.most_steps)))) {
        status = error_nomem(err);
    }
    if (status == OW_OK) {
        status = ow_fit_encode_workout(fitted, &identity, bytes, length, losses,
                                       err);
    }
    ow_workout_free(fitted);
    return status;
}

static enum ow_status encode_json(const struct ow_workout *workout,
                                  uint8_t **bytes, size_t *length,
                                  struct ow_error *err)
{
    char *text = NULL;
    enum ow_status status = ow_workout_encode_json(workout, &text, length, err);

    if (status == OW_OK) {
        *bytes = (uint8_t *)text;
    }
    return status;
}

static enum ow_status encode_text(const struct ow_workout *workout,
                                  enum ow_status (*write)(struct workout_out *),
                                  const struct ow_workout_writing *writing,
                                  uint8_t **bytes, size_t *length,
                                  struct ow_losses *losses,
                                  struct ow_error *err)
{
    struct workout_out out = {
        .workout = workout, .writing = writing, .losses = losses, .err = err};
    enum ow_status status = OW_OK;

    buf_init(&out.buf, MOST_BYTES);
    status = write(&out);
    if (status == OW_OK) {
        (void)buf_text(&out.buf); /* so that stealing cannot fail */
        status = buf_status(&out.buf, err);
    }
    if (status == OW_OK) {
        *bytes = (uint8_t *)buf_steal(&out.buf, length);
    }
    buf_dispose(&out.buf);
    return status;
}

enum ow_status ow_workout_encode(const struct ow_workout *workout,
                                 enum ow_workout_format format,
                                 const struct ow_workout_writing *writing,
                                 uint8_t **bytes, size_t *length,
                                 struct ow_losses *losses, struct ow_error *err)
{
    enum ow_status (*write)(struct workout_out *) = markdown_encode;
    size_t count = 0;

    (void)ow_workout_steps(workout, &count);
    if (count == 0) {
        return error_set(err, OW_E_ARGUMENT, "workout has no step");
    }
    switch (format) {
    case OW_WORKOUT_FIT:
        return encode_fit(workout, writing, bytes, length, losses, err);
    case OW_WORKOUT_JSON:
        return encode_json(workout, bytes, length, err);
    case OW_WORKOUT_ZWO:
        write = zwo_encode;
        break;
    case OW_WORKOUT_ICU:
        write = icu_encode;
        break;
    case OW_WORKOUT_TCX:
        write = tcx_encode;
        break;
    case OW_WORKOUT_MD:
    case OW_WORKOUT_FORMAT_COUNT:
        break;
    }
    return encode_text(workout, write, writing, bytes, length, losses, err);
}
