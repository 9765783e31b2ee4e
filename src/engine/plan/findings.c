/* Lists of findings. */
#include "engine/plan/findings.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdarg.h>
#include <string.h>

#define LONGEST_MESSAGE_BYTES ((size_t)1000)
#define FIRST_CAPACITY ((size_t)16)
#define MOST_FINDINGS ((size_t)5000)

struct ow_findings *findings_new(void)
{
    return mem_calloc(1, sizeof(struct ow_findings));
}

void ow_findings_free(struct ow_findings *findings)
{
    if (findings != NULL) {
        mem_free(findings->list);
        arena_dispose(&findings->arena);
        mem_free(findings);
    }
}

const struct ow_finding *ow_findings_list(const struct ow_findings *findings,
                                          size_t *count)
{
    *count = findings->count;
    return findings->list;
}

bool ow_findings_has_must(const struct ow_findings *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->list[i].severity == OW_MUST) {
            return true;
        }
    }
    return false;
}

static bool has_room(struct ow_findings *findings)
{
    size_t capacity = findings->capacity;
    struct ow_finding *list = NULL;

    if (findings->count < capacity) {
        return true;
    }
    capacity = capacity == 0 ? FIRST_CAPACITY : capacity * 2;
    list = mem_resize(findings->list, capacity, sizeof *list);
    if (list == NULL) {
        return false;
    }
    findings->list = list;
    findings->capacity = capacity;
    return true;
}

/* The message in the arena; NULL without memory. */
OW_PRINTF(2, 0)
static const char *format_message(struct arena *arena, const char *format,
                                  va_list arguments)
{
    struct buf buf;
    const char *message = NULL;

    buf_init(&buf, LONGEST_MESSAGE_BYTES);
    buf_append_vformat(&buf, format, arguments);
    if (buf.status == OW_OK) {
        message = arena_copy_text(arena, buf.data, buf.length);
    }
    buf_dispose(&buf);
    return message;
}

void findings_add(struct ow_findings *findings, enum ow_rule rule,
                  enum ow_severity severity, struct ow_date date,
                  const char *format, ...)
{
    struct ow_finding finding = {rule, severity, date, NULL};
    va_list arguments;

    if (findings->count == MOST_FINDINGS) {
        return;
    }
    va_start(arguments, format);
    finding.message = format_message(&findings->arena, format, arguments);
    va_end(arguments);
    if (finding.message == NULL || !has_room(findings)) {
        findings->is_broken = true;
        return;
    }
    findings->list[findings->count] = finding;
    findings->count++;
}

/* Whether a finding belongs before another. */
static bool is_before(const struct ow_finding *a, const struct ow_finding *b)
{
    if (a->date.days != b->date.days) {
        return a->date.days < b->date.days;
    }
    return a->severity < b->severity;
}

void findings_sort(struct ow_findings *findings)
{
    for (size_t i = 1; i < findings->count; i++) {
        struct ow_finding held = findings->list[i];
        size_t at = i;

        for (; at > 0 && is_before(&held, &findings->list[at - 1]); at--) {
            findings->list[at] = findings->list[at - 1];
        }
        findings->list[at] = held;
    }
}
