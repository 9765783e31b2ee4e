/*
 * What the runner works on: goals, own words from a season's review, and weak
 * spots that runs show. They choose among sessions and add none but strength.
 */
#include "engine/plan/week.h"

const struct draft_focus *focus_find(const struct planner *planner,
                                     enum ow_focus focus)
{
    for (size_t i = 0; i < planner->focus_count; i++) {
        if (planner->focuses[i].focus == focus) {
            return &planner->focuses[i];
        }
    }
    return NULL;
}

static void add(struct planner *planner, enum ow_focus focus, enum ow_rule rule,
                const char *evidence)
{
    if (focus != OW_FOCUS_NONE && focus_find(planner, focus) == NULL) {
        planner->focuses[planner->focus_count++] =
            (struct draft_focus){focus, rule, evidence};
    }
}

void focus_read(struct planner *planner)
{
    const struct ow_scenario *scenario = planner->scenario;

    for (size_t i = 0; i < scenario->goal_count; i++) {
        const struct ow_goal *goal = &scenario->goals[i];
        bool is_over = ow_date_is_known(goal->deadline) &&
                       goal->deadline.days < planner->today.days;

        if (goal->kind == OW_GOAL_FOCUS && !is_over) {
            add(planner, goal->focus, OW_RULE_FOCUS_OWN_WORDS, NULL);
        }
    }
    for (int said = 1; said >= 0; said--) {
        for (size_t i = 0; i < scenario->weak_spot_count; i++) {
            const struct ow_weak_spot *spot = &scenario->weak_spots[i];

            if (spot->is_said == (said == 1)) {
                add(planner, spot->focus,
                    spot->is_said ? OW_RULE_FOCUS_OWN_WORDS
                                  : OW_RULE_FOCUS_EVIDENCE,
                    spot->evidence);
            }
        }
    }
}

/* The one among those of `focuses` whose turn it is; NULL where none is of
 * them. */
static const struct draft_focus *in_turn(const struct planner *planner,
                                         unsigned focuses, int turn)
{
    const struct draft_focus *of[OW_FOCUS_STRENGTH] = {NULL};
    int count = 0;

    for (size_t i = 0; i < planner->focus_count; i++) {
        if ((focuses >> planner->focuses[i].focus & 1U) != 0) {
            of[count++] = &planner->focuses[i];
        }
    }
    return count == 0 ? NULL : of[turn % count];
}

const struct draft_focus *focus_of_hard(const struct planner *planner,
                                        size_t week)
{
    const unsigned by_hard_runs = 1U << OW_FOCUS_SPEED | 1U << OW_FOCUS_PACING |
                                  1U << OW_FOCUS_HILLS |
                                  1U << OW_FOCUS_DURABILITY |
                                  1U << OW_FOCUS_FORM | 1U << OW_FOCUS_STRENGTH;
    int turn = week_turn(planner, week);

    return turn % 2 == 1 ? in_turn(planner, by_hard_runs, turn / 2) : NULL;
}

const struct draft_focus *focus_of_long(const struct planner *planner,
                                        size_t week)
{
    const unsigned by_long_runs = 1U << OW_FOCUS_PACING | 1U << OW_FOCUS_HILLS |
                                  1U << OW_FOCUS_DURABILITY |
                                  1U << OW_FOCUS_FUELLING;
    const struct draft_week *draft = &planner->weeks[week];

    if (draft->kind == WEEK_DOWN || draft->kind == WEEK_RECOVERY ||
        draft->phase == OW_PHASE_TAPER) {
        return NULL;
    }
    return in_turn(planner, by_long_runs, week_turn(planner, week));
}

void session_set_focus(struct draft_session *session,
                       const struct draft_focus *focus)
{
    session->focus = focus;
    if (focus != NULL) {
        session_add_rule(session, focus->rule);
    }
}
