/*
 * Text for people: 80 columns, colour only beside what the words already say.
 */
#ifndef CLI_TEXT_H
#define CLI_TEXT_H

#include "cli/cli.h"

#define TEXT_COLUMNS 80

enum text_style {
    TEXT_PLAIN = 0,
    TEXT_BOLD,
    TEXT_DIM,
    TEXT_GREEN, /* easy */
    TEXT_AMBER, /* care */
    TEXT_RED,   /* hard, or a rule broken */
    TEXT_BLUE   /* races */
};

/** Text in a style; plain where there is no colour. */
void text_styled(const struct cli *cli, struct buf *out, enum text_style style,
                 const char *text);

/** A bold line of its own after an empty one. */
void text_heading(const struct cli *cli, struct buf *out, const char *text);

/**
 * Words broken into lines of TEXT_COLUMNS, each after `indent` blanks; the
 * first line begins at column `column`.
 */
void text_wrap(struct buf *out, size_t column, size_t indent, const char *text);

/** Text and blanks up to `width` columns; at least one blank after it. */
void text_pad(struct buf *out, const char *text, size_t width);

/** Columns of a text: its code points. */
size_t text_width(const char *text);

/** A line feed, blanks before it taken away. */
void text_end_line(struct buf *out);

/** A bar of value / most of `width` columns, with blanks to its end. */
void text_bar(const struct cli *cli, struct buf *out, enum text_style style,
              double value, double most, size_t width);

#define TEXT_DAY_SIZE 24

/** "Sun 22 Nov", and the year where it is half a year off and more. */
void text_day(const struct cli *cli, struct ow_date date,
              char text[TEXT_DAY_SIZE]);

/** "Sun 22 Nov" whatever the year: for lists. */
void text_day_short(struct ow_date date, char text[TEXT_DAY_SIZE]);

/** "Sun 22 Nov 2026": for what is read on another day. */
void text_day_full(struct ow_date date, char text[TEXT_DAY_SIZE]);

#endif
