/* Text that goes into Markdown. */
#ifndef CODEC_TEXT_MARKDOWN_H
#define CODEC_TEXT_MARKDOWN_H

#include "base/buf.h"

/** Text within a line of Markdown: nothing in it makes a mark, a table's cell,
 * a link, an entity or a new line. */
void markdown_text(struct buf *out, const char *text);

#endif
