/* How far a long piece of work is; see the header. */
#include "cli/progress.h"

#include "app/clock.h"

#include <math.h>
#include <stdio.h>
#include <unistd.h>

#define TELL_EVERY_MS 100
#define BAR_COLUMNS 24
/* Sooner, the time left would be a guess. */
#define LEAST_TIMED_S 1.0
#define MS_PER_S 1000.0
#define MOST_LINE ((size_t)1024)
#define TO_LINE_START "\r"
#define CLEAR_TO_END "\033[K"

/* "██████▌        120 of 480 files, 96/s, 0:04 left" */
static void write_line(const struct cli *cli, size_t done, size_t found,
                       double took_s, struct buf *line)
{
    double per_s = (double)done / took_s;
    char left[OW_QUANTITY_TEXT_SIZE];

    if (found < done || found == 0) {
        buf_append_format(line, "%zu files so far, %lld/s", done,
                          llround(per_s));
        return;
    }
    text_bar(cli, line, TEXT_PLAIN, (double)done, (double)found, BAR_COLUMNS);
    buf_append_format(line, " %zu of %zu files, %lld/s", done, found,
                      llround(per_s));
    if (took_s >= LEAST_TIMED_S) {
        ow_duration_format((double)(found - done) / per_s, left);
        buf_append_format(line, ", %s left", left);
    }
}

struct progress progress_begin(const struct cli *cli)
{
    struct progress progress = {cli, isatty(STDERR_FILENO) == 1, clock_now_ms(),
                                0};

    return progress;
}

void progress_tell(struct progress *progress, size_t done, size_t found)
{
    int64_t now_ms = clock_now_ms();
    int64_t took_ms = now_ms - progress->began_ms;
    struct buf line;

    if (!progress->is_terminal || now_ms - progress->told_ms < TELL_EVERY_MS ||
        took_ms <= 0) {
        return;
    }
    progress->told_ms = now_ms;
    buf_init(&line, MOST_LINE);
    write_line(progress->cli, done, found, (double)took_ms / MS_PER_S, &line);
    (void)fprintf(stderr, TO_LINE_START "%s" CLEAR_TO_END, buf_text(&line));
    (void)fflush(stderr);
    buf_dispose(&line);
}

void progress_end(const struct progress *progress)
{
    if (progress->is_terminal) {
        (void)fputs(TO_LINE_START CLEAR_TO_END, stderr);
    }
}
