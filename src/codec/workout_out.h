/*
 * What a writer of workouts gives to the table in src/codec/workout_out.c, and
 * what the writers share.
 */
#ifndef CODEC_WORKOUT_OUT_H
#define CODEC_WORKOUT_OUT_H

#include "base/buf.h"
#include "codec/loss.h"

/** A workout on its way into a format. */
struct workout_out {
    const struct ow_workout *workout; /* has a step */
    const struct ow_workout_writing *writing;
    struct buf buf; /* remembers when memory was short */
    struct ow_losses *losses;
    struct ow_error *err;
};

/** Notes a loss; without memory the buffer remembers it. */
void workout_out_lose(struct workout_out *out, const char *format, ...)
    OW_PRINTF(2, 3);

/** The pace, heart rate or effort in the middle of a band; of one with a
 *  single bound, the bound. */
double workout_out_middle(const struct ow_target *target);

/** Text with the five special characters of XML as entities, others below a
 *  blank as blanks. */
void workout_out_xml(struct workout_out *out, const char *text);

/**
 * Refuses a block that comes to more than 1000 steps when its repeats are
 * written out.
 *
 * @return OW_OK or OW_E_LIMIT
 */
enum ow_status workout_out_check(const struct workout_out *out,
                                 const struct ow_step *steps, size_t count);

/** The writers; OW_OK, or what the format cannot hold at all. */
enum ow_status zwo_encode(struct workout_out *out);
enum ow_status icu_encode(struct workout_out *out);
enum ow_status tcx_encode(struct workout_out *out);
enum ow_status markdown_encode(struct workout_out *out);

#endif
