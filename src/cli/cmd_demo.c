/* onward demo: a made-up runner's years, and what onward makes of them. */
#include "app/plans.h"
#include "app/synth.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "cli/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define USUAL_WEEKS 104
#define MOST_WEEKS 520
#define MOST_SEED INT64_C(1000000000)
#define MOST_PATH 512
#define MOST_WORDS 12
#define FOLDER_MODE 0700

static const char *const usage[] = {"[--weeks N] [--seed N] [--keep FOLDER]",
                                    NULL};
static const char *const examples[] = {
    "onward demo",
    "onward demo --weeks 30 --seed 7 --keep demo",
    NULL,
};
static const struct command_option options[] = {
    {"weeks", "N", "of training before the marathon; 104 if not said"},
    {"seed", "N", "another runner; 1 if not said"},
    {"keep", "FOLDER", "leave the files and the store there"},
    {NULL, NULL, NULL},
};

/* Where the demo lives. */
struct demo {
    struct cli *cli;
    struct ow_date race_day;
    int weeks;
    uint64_t seed;
    char folder[MOST_PATH];
    char runs[MOST_PATH + 8];
    char store[MOST_PATH + 16];
    char race[MOST_PATH + 64];     /* the file of the marathon */
    char first[OW_DATE_TEXT_SIZE]; /* day of the session shown */
    char session[64];              /* its id */
};

static void say(struct demo *demo, const char *text)
{
    buf_append_char(&demo->cli->out, '\n');
    text_wrap(&demo->cli->out, 0, 0, text);
}

/* Runs a command as a person would type it, said before its answer. */
static int step(struct demo *demo, const char *const *words)
{
    struct cli cli = *demo->cli;
    char *argv[MOST_WORDS + 1] = {NULL};
    int argc = 0;
    int code = EXIT_DONE;

    text_styled(&cli, &demo->cli->out, TEXT_BOLD, "\n$ onward");
    for (; words[argc] != NULL && argc < MOST_WORDS; argc++) {
        buf_append_format(&demo->cli->out, " %s", words[argc]);
        argv[argc] = mem_copy_text(words[argc]);
        code = argv[argc] == NULL ? EXIT_INPUT : code;
    }
    buf_append_char(&demo->cli->out, '\n');
    if (code == EXIT_DONE) {
        code = cli_flush(demo->cli);
    }
    if (code == EXIT_DONE) {
        buf_init(&cli.out, demo->cli->out.limit);
        cli.store_path = demo->store;
        cli.command = command_find(words[0]);
        cli.given_count = 0;
        code = cli_run(&cli, argc, argv);
    }
    for (int i = 0; i < argc; i++) {
        mem_free(argv[i]);
    }
    return code;
}

static int make_folder(struct demo *demo)
{
    const char *keep = cli_value(demo->cli, "keep");
    const char *base = getenv("TMPDIR");
    char date[OW_DATE_TEXT_SIZE];
    bool is_made = false;

    if (keep != NULL) {
        (void)snprintf(demo->folder, sizeof demo->folder, "%s", keep);
        is_made = strlen(keep) < sizeof demo->folder &&
                  mkdir(demo->folder, FOLDER_MODE) == 0;
    } else {
        (void)snprintf(demo->folder, sizeof demo->folder,
                       "%.400s/onward-demo-XXXXXX",
                       base != NULL && base[0] != '\0' ? base : "/tmp");
        is_made = mkdtemp(demo->folder) != NULL;
    }
    if (!is_made) {
        cli_note(demo->cli, "%s: %s", demo->folder, strerror(errno));
        return EXIT_INPUT;
    }
    ow_date_format(demo->race_day, date);
    (void)snprintf(demo->runs, sizeof demo->runs, "%s/runs", demo->folder);
    (void)snprintf(demo->store, sizeof demo->store, "%s/onward.db",
                   demo->folder);
    (void)snprintf(demo->race, sizeof demo->race, "%s/%s-marathon.fit",
                   demo->runs, date);
    return EXIT_DONE;
}

/* Takes the files of a folder away, and the folder. */
static void remove_folder(const char *folder)
{
    DIR *open = opendir(folder);
    const struct dirent *entry = NULL;

    while (open != NULL && (entry = readdir(open)) != NULL) {
        char path[MOST_PATH + 512];

        (void)snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        (void)unlink(path);
    }
    if (open != NULL) {
        (void)closedir(open);
    }
    (void)rmdir(folder);
}

static int make_runs(struct demo *demo)
{
    struct app_synth_options made = {
        .seed = demo->seed,
        .weeks = demo->weeks,
        .race_day = demo->race_day,
    };
    struct ow_error err;
    size_t files = 0;

    if (app_synth_write(demo->runs, &made, &files, &err) != OW_OK) {
        return cli_fail(demo->cli, &err);
    }
    buf_append_format(&demo->cli->out,
                      "A runner who does not exist trained for %d weeks and "
                      "ran a marathon at the end.\n%zu runs are now FIT files, "
                      "as a watch writes them, in\n%s\n",
                      demo->weeks, files, demo->runs);
    return EXIT_DONE;
}

/* The first progression run of the plan that is kept, else its last session. */
static int find_session(struct demo *demo)
{
    struct store *store = NULL;
    struct ow_plan *plan = NULL;
    struct ow_error err;
    const struct ow_plan_day *days = NULL;
    size_t count = 0;
    bool is_found = false;

    if (store_open(demo->store, NULL, &store, &err) != OW_OK ||
        app_plan_kept(store, &plan, &err) != OW_OK) {
        store_close(store);
        return cli_fail(demo->cli, &err);
    }
    days = ow_plan_days(plan, &count);
    for (size_t i = 0; i < count && !is_found; i++) {
        const struct ow_session *session = &days[i].sessions[0];

        is_found = session->type == OW_SESSION_PROGRESSION;
        ow_date_format(days[i].date, demo->first);
        (void)snprintf(demo->session, sizeof demo->session, "%s", session->id);
    }
    ow_plan_free(plan);
    store_close(store);
    return EXIT_DONE;
}

static int tell_story(struct demo *demo)
{
    const char *const import[] = {"import", demo->runs, NULL};
    const char *const now_what[] = {"now-what", demo->race, "--apply", NULL};
    const char *const week[] = {"week", demo->first, NULL};
    const char *const why[] = {"why", demo->session, NULL};
    const char *const why_not[] = {"why-not", "tomorrow", "intervals", NULL};
    int code = make_runs(demo);

    if (code == EXIT_DONE) {
        say(demo, "They go into a store, every file byte for byte:");
        code = step(demo, import);
    }
    if (code == EXIT_DONE) {
        say(demo, "The marathon was yesterday. Now what?");
        code = step(demo, now_what);
    }
    if (code == EXIT_DONE) {
        code = find_session(demo);
    }
    if (code == EXIT_DONE) {
        say(demo, "The week in which running is more than easy again:");
        code = step(demo, week);
    }
    if (code == EXIT_DONE) {
        say(demo, "Every session can say why:");
        code = step(demo, why);
    }
    if (code == EXIT_DONE) {
        say(demo, "And what else would not do:");
        code = step(demo, why_not);
    }
    return code;
}

static void end(struct demo *demo)
{
    if (cli_has(demo->cli, "keep")) {
        buf_append_format(&demo->cli->out,
                          "\nAll of it is in %s; go on with\n  onward today "
                          "--store %s\n",
                          demo->folder, demo->store);
        return;
    }
    remove_folder(demo->runs);
    remove_folder(demo->folder);
    buf_append_text(&demo->cli->out,
                    "\nThe made-up runner is gone again. Yours: 'onward "
                    "now-what race.fit'.\n");
}

static int run(struct cli *cli)
{
    struct demo demo = {.cli = cli};
    int64_t weeks = USUAL_WEEKS;
    int64_t seed = 1;
    int code = cli_count_args(cli, 0, 0, "");

    if (code == EXIT_DONE) {
        code = cli_integer(cli, "weeks", APP_SYNTH_FEWEST_WEEKS, MOST_WEEKS,
                           &weeks);
    }
    if (code == EXIT_DONE) {
        code = cli_integer(cli, "seed", 0, MOST_SEED, &seed);
    }
    if (code != EXIT_DONE) {
        return code;
    }
    demo.weeks = (int)weeks;
    demo.seed = (uint64_t)seed;
    /* The race was yesterday: the clocks have just begun. */
    demo.race_day = ow_date_add_days(cli->today, -1);
    code = make_folder(&demo);
    if (code == EXIT_DONE) {
        code = tell_story(&demo);
        end(&demo);
    }
    return code;
}

const struct command cmd_demo = {
    .name = "demo",
    .group = "After a race",
    .summary = "See it all on a made-up runner",
    .usage = usage,
    .about = "Makes a runner's years as FIT files in a folder of its own, "
             "imports them, and shows what follows on the marathon at their "
             "end. The same seed and day give the same runner.",
    .takes = TAKES_TODAY | TAKES_UNITS,
    .options = options,
    .examples = examples,
    .run = run,
};
