/* DISTANCE=TIME; see the header. */
#include "cli/effort.h"

#include <stdio.h>
#include <string.h>

#define NAME_SIZE 64

int effort_parse(const struct cli *cli, const char *option, const char *text,
                 struct ow_effort *effort)
{
    size_t length = strcspn(text, "=");
    char distance[NAME_SIZE];
    struct ow_error err;

    if (text[length] != '=' || length >= sizeof distance) {
        return cli_misuse(cli, "--%s %.40s is not DISTANCE=TIME", option, text);
    }
    (void)snprintf(distance, sizeof distance, "%.*s", (int)length, text);
    if (ow_distance_parse(distance, &effort->distance_m, &err) != OW_OK ||
        ow_duration_parse(text + length + 1, &effort->duration_s, &err) !=
            OW_OK) {
        return cli_misuse(cli, "--%s: %s", option, err.message);
    }
    return EXIT_DONE;
}
