/* The words of the picture formats. */
#include "picture/canvas.h"

#include <string.h>

bool canvas_format_from_name(const char *name, enum canvas_format *format)
{
    static const char *const names[] = {"svg", "pdf", "png"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(name, names[i]) == 0) {
            *format = (enum canvas_format)i;
            return true;
        }
    }
    return false;
}
