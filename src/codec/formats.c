/*
 * The table of formats: the first member whose sniff likes the bytes decodes
 * them.
 */
#include "codec/format.h"

#include "base/error.h"
#include "codec/csv/csv.h"
#include "codec/fit/fit.h"
#include "codec/gpx/gpx.h"
#include "codec/tcx/tcx.h"
#include "codec/text/icu.h"
#include "codec/xml/xml.h"
#include "codec/zwo/zwo.h"

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

enum ow_status ow_decode(const uint8_t *bytes, size_t length,
                         const struct ow_decode_options *options,
                         struct ow_document **document, struct ow_error *err)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (formats[i]->sniff(bytes, length)) {
            return formats[i]->decode(bytes, length, options, document, err);
        }
    }
    return error_set_at(err, OW_E_FORMAT, 0, "%s", explain(bytes, length));
}
