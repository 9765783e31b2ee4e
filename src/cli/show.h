/* Plans, weeks, days and reasons as a runner reads them. */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "cli/text.h"
#include "onward/change.h"
#include "onward/plan.h"

/** The weeks of a plan, a line and a bar each; at most `most` of them. */
void show_weeks(const struct cli *cli, struct buf *out,
                const struct ow_plan *plan, size_t most);

/** A day, a line for each session. */
void show_day(const struct cli *cli, struct buf *out,
              const struct ow_plan_day *day);

/** Days from one to another, both included, a line for each session. */
void show_days(const struct cli *cli, struct buf *out,
               const struct ow_plan *plan, struct ow_date from,
               struct ow_date to);

/** A session in full: what, why, how, by which rules. */
void show_session(const struct cli *cli, struct buf *out,
                  const struct ow_session *session);

/** A workout's steps, one a line, repeats indented. */
void show_workout(const struct cli *cli, struct buf *out,
                  const struct ow_workout *workout, size_t indent);

/** "Easy run 6.0 km, about 40 min" */
void show_session_title(const struct cli *cli, struct buf *out,
                        const struct ow_session *session);

/** The rules of a list, an id and its statement each. */
void show_rules(const struct cli *cli, struct buf *out,
                const struct ow_rule_list *rules);

/** Findings of at least a severity (OW_NOTE: all), one a paragraph. */
void show_findings(const struct cli *cli, struct buf *out,
                   const struct ow_finding *findings, size_t count,
                   enum ow_severity least);

/**
 * Tells why a plan is not shown: the wishes that cannot all be had, what each
 * breaks and what may be given up, as text or JSON.
 *
 * @param plan  with its must-findings
 * @param why   told on standard error
 * @return EXIT_FINDINGS, or what a failure deserves
 */
int show_refusal(struct cli *cli, const struct ow_scenario *scenario,
                 const struct ow_plan *plan, const struct ow_error *why);

/** The dip of the forecast and the day fitness is back, where there is one. */
void show_forecast(const struct cli *cli, struct buf *out,
                   const struct ow_plan *plan);

/** What differs between two plans: the next weeks that do a line a session,
 * the others a line each, then findings and goals. */
void show_difference(const struct cli *cli, struct buf *out,
                     const struct ow_plan_difference *difference);

/** The same as a line of JSON, onward/plan-difference/1. */
void show_difference_json(struct buf *out,
                          const struct ow_plan_difference *difference);

/** The words of a goal's answer. */
const char *show_verdict(enum ow_verdict verdict);

/** What a phase is called: "rest", "easy return", "base" … */
const char *show_phase_name(enum ow_phase phase);

#endif
