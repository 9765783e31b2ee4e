/*
 * What is kept of an activity beside its samples: figures that are the same
 * whoever ran it. A thread's work, once for each activity.
 */
#ifndef APP_MEASURE_H
#define APP_MEASURE_H

#include "store/pack.h"

/**
 * Measures an activity; what it has no samples for is missing.
 *
 * @param[out] measures  all of it is written on OW_OK
 * @return OW_OK or OW_E_NOMEM
 */
OW_MUST_CHECK enum ow_status
measure_activity(const struct ow_activity *activity, struct measures *measures,
                 struct ow_error *err);

/** Packs an activity with what was measured of it. */
OW_MUST_CHECK enum ow_status
measure_and_pack(struct packer *packer, struct packed_file *file,
                 const struct ow_activity *activity, struct ow_error *err);

#endif
