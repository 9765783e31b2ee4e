/*
 * The table of formats: the first member whose sniff likes the bytes decodes
 * them.
 */
#include "codec/format.h"

#include "base/error.h"
#include "codec/csv/csv.h"
#include "codec/document.h"
#include "codec/fit/fit.h"
#include "codec/gpx/gpx.h"
#include "codec/tcx/tcx.h"
#include "codec/text/icu.h"
#include "codec/xml/xml.h"
#include "codec/zwo/zwo.h"

#include <math.h>
#include <string.h>

static const struct format *const formats[] = {
    &fit_format, &tcx_format, &gpx_format,
    &zwo_format, &csv_format, &icu_format,
};

/* Why bytes of no known format are none, where that can be told. */
static const char *explain(const uint8_t *bytes, size_t length)
{
    if (length == 0) {
        return "the file is empty";
    }
    if (xml_root_is(bytes, length, "html") ||
        xml_root_is(bytes, length, "HTML")) {
        return "the file is a web page, not a recording";
    }
    return "the file is of no known format";
}

/* Says how many points of an activity have a time before an earlier one's:
 * what is made of the activity leaves them out. */
static void warn_of_times(struct ow_document *document,
                          const struct ow_activity *activity)
{
    const double *time_s = ow_activity_channel(activity, OW_CHANNEL_TIME_S);
    size_t count = time_s == NULL ? 0 : ow_activity_sample_count(activity);
    double latest_s = -HUGE_VAL;
    size_t backwards = 0;

    for (size_t i = 0; i < count; i++) {
        backwards += time_s[i] < latest_s;
        latest_s = time_s[i] > latest_s ? time_s[i] : latest_s;
    }
    if (backwards > 0) {
        document_warn(document, "time-backwards", OW_NO_OFFSET,
                      "time goes backwards: %zu of %zu points are earlier than "
                      "one before them",
                      backwards, count);
    }
}

enum ow_status ow_decode(const uint8_t *bytes, size_t length,
                         const struct ow_decode_options *options,
                         struct ow_document **document, struct ow_error *err)
{
    const struct format *format = NULL;
    enum ow_status status = OW_OK;

    for (size_t i = 0; format == NULL && i < sizeof formats / sizeof formats[0];
         i++) {
        format = formats[i]->sniff(bytes, length) ? formats[i] : NULL;
    }
    if (format == NULL) {
        return error_set_at(err, OW_E_FORMAT, 0, "%s", explain(bytes, length));
    }
    status = format->decode(bytes, length, options, document, err);
    for (size_t i = 0; status == OW_OK && i < (*document)->item_count; i++) {
        if ((*document)->items[i].activity != NULL) {
            warn_of_times(*document, (*document)->items[i].activity);
        }
    }
    return status;
}
