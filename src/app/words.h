/* Words for people that the command line, the calendar and the page share. */
#ifndef APP_WORDS_H
#define APP_WORDS_H

#include "base/buf.h"
#include "onward/plan.h"

/** What a session is called: "Easy run". */
const char *words_session(const struct ow_session *session);

/** Its distance and time: " 6.0 km, 40 min"; nothing where it has none. */
void words_figures(const struct ow_session *session, enum ow_units units,
                   struct buf *out);

#endif
