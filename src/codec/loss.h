/* Noting what a format cannot hold. */
#ifndef CODEC_LOSS_H
#define CODEC_LOSS_H

#include "onward/codec.h"

/**
 * Adds a formatted text, once however often it is said.
 *
 * @param losses  NULL: nothing is kept
 * @return false without memory
 */
bool losses_add(struct ow_losses *losses, const char *format, ...)
    OW_PRINTF(2, 3);

#endif
