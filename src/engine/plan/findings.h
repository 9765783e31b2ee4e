/* A list of findings being filled. */
#ifndef ENGINE_PLAN_FINDINGS_H
#define ENGINE_PLAN_FINDINGS_H

#include "base/arena.h"
#include "onward/plan.h"

struct ow_findings {
    struct arena arena; /* of the messages */
    struct ow_finding *list;
    size_t count;
    size_t capacity;
    bool is_broken; /* something could not be added for want of memory */
};

/** An empty list; NULL without memory. */
struct ow_findings *findings_new(void);

/**
 * Adds a finding with its formatted message; see is_broken. From the 5,000th
 * on they are passed over: such a plan is not worth more words.
 */
void findings_add(struct ow_findings *findings, enum ow_rule rule,
                  enum ow_severity severity, struct ow_date date,
                  const char *format, ...) OW_PRINTF(5, 6);

/** Puts findings in order of their date, then weight, then as they came. */
void findings_sort(struct ow_findings *findings);

#endif
