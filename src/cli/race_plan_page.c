/* A race plan as a page: Markdown, and HTML that prints on one sheet. */
#include "cli/figure.h"
#include "cli/race_plan.h"
#include "codec/text/markdown.h"

/* Every so many rows a line that the eye finds. */
#define HTML_GROUP 5

void race_plan_markdown(struct cli *cli, const struct race_plan_view *view)
{
    bool is_hilly = ow_course_facts(view->course)->has_elevation;
    struct race_plan_fact facts[RACE_PLAN_MOST_FACTS];
    size_t count = race_plan_facts(cli, view, facts);
    char title[RACE_PLAN_TITLE_SIZE];
    struct buf *out = &cli->out;

    race_plan_title(cli, view, title);
    buf_append_text(out, "# ");
    markdown_text(out, title);
    buf_append_text(out, "\n\n");
    for (size_t i = 0; i < count; i++) {
        buf_append_format(out, "- %s: %s\n", facts[i].what, facts[i].words);
    }
    for (size_t i = 0; i < view->plan->warning_count; i++) {
        buf_append_text(out, "- Mind: ");
        markdown_text(out, view->plan->warnings[i].message);
        buf_append_char(out, '\n');
    }
    buf_append_format(out, "\n| %s | split | pace | %sclock |\n",
                      figure_long_unit(cli), is_hilly ? "grade % | " : "");
    buf_append_format(out, "| ---: | ---: | ---: | %s---: |\n",
                      is_hilly ? "---: | " : "");
    for (size_t i = 0; i < view->plan->split_count; i++) {
        struct race_plan_row row;

        race_plan_row(cli, view, i, &row);
        buf_append_format(out, "| %s | %s | %s | %s%s**%s** |\n", row.at,
                          row.split, row.pace, is_hilly ? row.grade : "",
                          is_hilly ? " | " : "", row.clock);
    }
}

static void append_escaped(struct buf *out, const char *text)
{
    for (; *text != '\0'; text++) {
        switch (*text) {
        case '&':
            buf_append_text(out, "&amp;");
            break;
        case '<':
            buf_append_text(out, "&lt;");
            break;
        case '>':
            buf_append_text(out, "&gt;");
            break;
        case '"':
            buf_append_text(out, "&quot;");
            break;
        default:
            buf_append_char(out, *text);
            break;
        }
    }
}

static const char *const style =
    "body{font:14px/1.35 sans-serif;color:#111;margin:2em;max-width:46em}"
    "h1{font-size:1.3em;margin:0 0 .4em}ul{padding-left:1.2em}"
    ".band{columns:9.5em;column-gap:1em;border:1px dashed #888;padding:.6em;"
    "width:max-content;max-width:100%}"
    "table{border-collapse:collapse;font-variant-numeric:tabular-nums;"
    "width:9.5em}"
    "td,th{text-align:right;padding:.08em .35em;font-size:13px}"
    "th{color:#666;font-weight:normal}td:last-child{font-weight:bold}"
    "tr{break-inside:avoid}tr.mark td{background:#e6edf5}"
    "@media print{body{margin:0}*{print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}}";

static void append_band(const struct cli *cli, struct buf *out,
                        const struct race_plan_view *view)
{
    buf_append_format(out,
                      "<div class=\"band\"><table>\n<thead><tr><th>%s</th>"
                      "<th>split</th><th>clock</th></tr></thead>\n<tbody>\n",
                      figure_long_unit(cli));
    for (size_t i = 0; i < view->plan->split_count; i++) {
        struct race_plan_row row;

        race_plan_row(cli, view, i, &row);
        buf_append_format(out, "<tr%s><td>%s</td><td>%s</td><td>%s</td></tr>\n",
                          (i + 1) % HTML_GROUP == 0 ? " class=\"mark\"" : "",
                          row.at, row.split, row.clock);
    }
    buf_append_text(out, "</tbody></table></div>\n");
}

void race_plan_html(struct cli *cli, const struct race_plan_view *view)
{
    struct race_plan_fact facts[RACE_PLAN_MOST_FACTS];
    size_t count = race_plan_facts(cli, view, facts);
    char title[RACE_PLAN_TITLE_SIZE];
    struct buf *out = &cli->out;

    race_plan_title(cli, view, title);
    buf_append_text(out, "<!DOCTYPE html>\n<html lang=\"en\"><head>"
                         "<meta charset=\"utf-8\">\n<title>");
    append_escaped(out, title);
    buf_append_format(out, "</title>\n<style>%s</style></head>\n<body><h1>",
                      style);
    append_escaped(out, title);
    buf_append_text(out, "</h1>\n<ul>\n");
    for (size_t i = 0; i < count; i++) {
        buf_append_format(out, "<li>%s: ", facts[i].what);
        append_escaped(out, facts[i].words);
        buf_append_text(out, "</li>\n");
    }
    for (size_t i = 0; i < view->plan->warning_count; i++) {
        buf_append_text(out, "<li>Mind: ");
        append_escaped(out, view->plan->warnings[i].message);
        buf_append_text(out, "</li>\n");
    }
    buf_append_text(out, "</ul>\n");
    append_band(cli, out, view);
    buf_append_text(out, "</body></html>\n");
}
