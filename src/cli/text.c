/* Text for people; see the header. */
#include "cli/text.h"

#include <stdio.h>
#include <string.h>

#define EIGHTHS 8
/* Nearer than this a date needs no year. */
#define NEAR_DAYS 180

static const char *const weekday_names[] = {"Mon", "Tue", "Wed", "Thu",
                                            "Fri", "Sat", "Sun"};
static const char *const month_names[] = {"Jan", "Feb", "Mar", "Apr",
                                          "May", "Jun", "Jul", "Aug",
                                          "Sep", "Oct", "Nov", "Dec"};

static const char *sequence_of(enum text_style style)
{
    switch (style) {
    case TEXT_BOLD:
        return "\033[1m";
    case TEXT_DIM:
        return "\033[2m";
    case TEXT_GREEN:
        return "\033[32m";
    case TEXT_AMBER:
        return "\033[33m";
    case TEXT_RED:
        return "\033[31m";
    case TEXT_BLUE:
        return "\033[34m";
    case TEXT_PLAIN:
        break;
    }
    return "";
}

void text_styled(const struct cli *cli, struct buf *out, enum text_style style,
                 const char *text)
{
    bool is_styled = cli->has_color && style != TEXT_PLAIN;

    if (is_styled) {
        buf_append_text(out, sequence_of(style));
    }
    buf_append_text(out, text);
    if (is_styled) {
        buf_append_text(out, "\033[0m");
    }
}

void text_heading(const struct cli *cli, struct buf *out, const char *text)
{
    buf_append_char(out, '\n');
    text_styled(cli, out, TEXT_BOLD, text);
    buf_append_char(out, '\n');
}

size_t text_width(const char *text)
{
    size_t width = 0;

    for (; *text != '\0'; text++) {
        width += ((unsigned char)*text & 0xC0) != 0x80;
    }
    return width;
}

static void blanks(struct buf *out, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        buf_append_char(out, ' ');
    }
}

void text_pad(struct buf *out, const char *text, size_t width)
{
    size_t length = text_width(text);

    buf_append_text(out, text);
    blanks(out, length < width ? width - length : 1);
}

void text_wrap(struct buf *out, size_t column, size_t indent, const char *text)
{
    bool at_start = true;

    if (column == 0) {
        blanks(out, indent);
        column = indent;
    }
    while (*text != '\0') {
        size_t length = strcspn(text, " \n");
        size_t width = 0;

        for (size_t i = 0; i < length; i++) {
            width += ((unsigned char)text[i] & 0xC0) != 0x80;
        }
        if (!at_start && column + 1 + width > TEXT_COLUMNS) {
            buf_append_char(out, '\n');
            blanks(out, indent);
            column = indent;
        } else if (!at_start) {
            buf_append_char(out, ' ');
            column++;
        }
        buf_append(out, text, length);
        column += width;
        at_start = false;
        text += length;
        text += strspn(text, " \n");
    }
    buf_append_char(out, '\n');
}

void text_end_line(struct buf *out)
{
    while (out->length > 0 && out->data[out->length - 1] == ' ') {
        out->length--;
    }
    buf_append_char(out, '\n');
}

void text_bar(const struct cli *cli, struct buf *out, enum text_style style,
              double value, double most, size_t width)
{
    static const char *const parts[EIGHTHS] = {"",  "▏", "▎", "▍",
                                               "▌", "▋", "▊", "▉"};
    double share = most > 0 && value > 0 ? value / most : 0;
    size_t eighths =
        (size_t)((share > 1 ? 1 : share) * (double)(width * EIGHTHS) + 0.5);
    size_t whole = eighths / EIGHTHS;
    struct buf bar;

    if (!cli->has_glyphs) {
        whole = (eighths + EIGHTHS / 2) / EIGHTHS;
        eighths = whole * EIGHTHS;
    }
    buf_init(&bar, width * EIGHTHS);
    for (size_t i = 0; i < whole; i++) {
        buf_append_text(&bar, cli->has_glyphs ? "█" : "#");
    }
    buf_append_text(&bar, parts[eighths % EIGHTHS]);
    text_styled(cli, out, style, buf_text(&bar));
    blanks(out, width - whole - (eighths % EIGHTHS != 0));
    buf_dispose(&bar);
}

static void format_day(struct ow_date date, bool has_year,
                       char text[TEXT_DAY_SIZE])
{
    int32_t year = 0;
    int32_t month = 0;
    int32_t day = 0;
    char tail[8] = "";

    ow_date_to_ymd(date, &year, &month, &day);
    if (has_year) {
        (void)snprintf(tail, sizeof tail, " %04d", (int)year % 10000);
    }
    (void)snprintf(text, TEXT_DAY_SIZE, "%s %d %s%s",
                   weekday_names[ow_date_weekday(date)], (int)day,
                   month_names[month - 1], tail);
}

void text_day(const struct cli *cli, struct ow_date date,
              char text[TEXT_DAY_SIZE])
{
    int32_t apart = ow_date_days_between(cli->today, date);

    format_day(date, apart > NEAR_DAYS || apart < -NEAR_DAYS, text);
}

void text_day_short(struct ow_date date, char text[TEXT_DAY_SIZE])
{
    format_day(date, false, text);
}

void text_day_full(struct ow_date date, char text[TEXT_DAY_SIZE])
{
    format_day(date, true, text);
}
