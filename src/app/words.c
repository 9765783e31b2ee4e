/* Words for people; see the header. */
#include "app/words.h"

#define S_PER_MINUTE 60

static bool is_run_walk(const struct ow_session *session)
{
    for (size_t i = 0; i < session->rules.count; i++) {
        if (session->rules.rules[i] == OW_RULE_RUN_WALK) {
            return true;
        }
    }
    return false;
}

const char *words_session(const struct ow_session *session)
{
    static const char *const names[OW_SESSION_COUNT] = {
        [OW_SESSION_REST] = "Rest",
        [OW_SESSION_WALK] = "Walk",
        [OW_SESSION_EASY] = "Easy run",
        [OW_SESSION_RECOVERY] = "Recovery run",
        [OW_SESSION_LONG] = "Long run",
        [OW_SESSION_PROGRESSION] = "Progression run",
        [OW_SESSION_TEMPO] = "Tempo run",
        [OW_SESSION_INTERVALS] = "Intervals",
        [OW_SESSION_FARTLEK] = "Fartlek",
        [OW_SESSION_HILLS] = "Hills",
        [OW_SESSION_STRIDES] = "Easy run with strides",
        [OW_SESSION_RACE] = "Race",
        [OW_SESSION_STRENGTH] = "Strength",
        [OW_SESSION_CROSS] = "Cross-training",
    };

    return session->type == OW_SESSION_EASY && is_run_walk(session)
               ? "Run and walk"
               : names[session->type];
}

void words_figures(const struct ow_session *session, enum ow_units units,
                   struct buf *out)
{
    char distance[OW_QUANTITY_TEXT_SIZE];

    if (ow_session_type_is_run(session->type) &&
        !ow_is_missing(session->distance_m)) {
        ow_distance_format(session->distance_m, units, distance);
        buf_append_format(out, " %s", distance);
    }
    if (!ow_is_missing(session->duration_s) && session->duration_s > 0) {
        buf_append_format(
            out, ", %lld min",
            (long long)(session->duration_s / S_PER_MINUTE + 0.5));
    }
}
