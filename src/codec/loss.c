/* A list of texts. */
#include "codec/loss.h"

#include "base/mem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LONGEST_LOSS 160

static bool is_known(const struct ow_losses *losses, const char *message)
{
    for (size_t i = 0; i < losses->count; i++) {
        if (strcmp(losses->messages[i], message) == 0) {
            return true;
        }
    }
    return false;
}

static bool append(struct ow_losses *losses, const char *message)
{
    char **messages =
        mem_resize(losses->messages, losses->count + 1, sizeof *messages);

    if (messages == NULL) {
        return false;
    }
    losses->messages = messages;
    messages[losses->count] = mem_copy_text(message);
    if (messages[losses->count] == NULL) {
        return false;
    }
    losses->count++;
    return true;
}

bool losses_add(struct ow_losses *losses, const char *format, ...)
{
    char message[LONGEST_LOSS];
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return losses == NULL || is_known(losses, message) ||
           append(losses, message);
}

void ow_losses_dispose(struct ow_losses *losses)
{
    for (size_t i = 0; i < losses->count; i++) {
        mem_free(losses->messages[i]);
    }
    mem_free(losses->messages);
    memset(losses, 0, sizeof *losses);
}
