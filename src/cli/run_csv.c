/* Samples as CSV; see the header. */
#include "cli/run_csv.h"

#include "engine/activity/trace.h"

void run_csv_field(struct buf *out, double value, int decimals, char end)
{
    if (!ow_is_missing(value)) {
        buf_append_number(out, value, decimals);
    }
    buf_append_char(out, end);
}

static double at(const double *column, size_t i)
{
    return column != NULL ? column[i] : OW_MISSING;
}

int run_csv(struct cli *cli, const struct app_run *run)
{
    const struct ow_trace *trace = run->trace;
    struct buf *out = &cli->out;

    if (trace == NULL) {
        cli_note(cli, "%s", run->trace_why);
        return EXIT_INPUT;
    }
    buf_append_text(out, "time_s,distance_m,elevation_m,grade,flat_m,hr_bpm,"
                         "cadence_spm,power_w\n");
    for (size_t i = 0; i < trace->count; i++) {
        run_csv_field(out, trace->time_s[i], 3, ',');
        run_csv_field(out, trace->distance_m[i], 2, ',');
        run_csv_field(out, at(trace->elevation_m, i), 2, ',');
        run_csv_field(out, at(trace->grade, i), 4, ',');
        run_csv_field(out, trace->flat_m[i], 2, ',');
        run_csv_field(out, at(trace->hr_bpm, i), 1, ',');
        run_csv_field(out, at(trace->cadence_spm, i), 1, ',');
        run_csv_field(out, at(trace->power_w, i), 1, '\n');
    }
    return EXIT_DONE;
}
