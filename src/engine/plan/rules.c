/*
 * The table of rules, and what its parameters are for one runner.
 *
 * A number that must hold has bounds that only let it be made stricter. The
 * "seed text" among the sources is the coach's handout the product was
 * conceived from: How To Maintain Progress, and its sheet on progression runs.
 */
#include "onward/rules.h"

#include "base/error.h"
#include "base/num.h"

#include <assert.h>
#include <string.h>

/* A parameter that belongs to the rule itself. */
#define FIXED(name, value)                                                     \
    {                                                                          \
        name, value, value, value                                              \
    }

static const struct ow_rule_info table[OW_RULE_COUNT] = {
    [OW_RULE_DAY_MINUTES] =
        {.id = "day.minutes",
         .statement = "A day's sessions fit into the minutes the runner has "
                      "that day; a race day is free of it",
         .severity = OW_MUST,
         .source = "the runner's own days",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_DAY_BLOCKED] = {.id = "day.blocked",
                             .statement = "Nothing is planned on blocked days",
                             .severity = OW_MUST,
                             .source = "the runner's own days",
                             .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_LONG_RUN_DAY] =
        {.id = "long-run.day",
         .statement = "The long run is on the day the runner likes for it",
         .severity = OW_SHOULD,
         .source = "the runner's own days",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_DAY_SESSIONS] =
        {.id = "day.sessions",
         .statement = "A day has at most two sessions, two runs or only one "
                      "session where the runner wants it so",
         .severity = OW_SHOULD,
         .source = "the runner's own days",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_DAY_DOUBLES] =
        {.id = "day.doubles",
         .statement = "The second run of a day is short and easy, not beside "
                      "the long run, and only in weeks with distance for it",
         .severity = OW_SHOULD,
         .parameters = {{"from_weekly_m", 80000, 50000, 200000},
                        {"max_minutes", 45, 20, 75},
                        {"most_days", 4, 1, 6}},
         .source = "Pfitzinger and Douglas split recovery days from weeks of "
                   "some 110 km on; the lower bound is a proposal",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_RECOVERY_OFF] =
        {.id = "recovery.off",
         .statement = "After a race come days without running, more of them "
                      "the longer it was",
         .severity = OW_MUST,
         .parameters = {{"marathon", 10, 2, 28},
                        {"half", 6, 1, 21},
                        {"10k", 3, 0, 14},
                        {"5k", 2, 0, 7},
                        FIXED("marathon_must", 7),
                        FIXED("half_must", 5),
                        FIXED("10k_must", 2),
                        FIXED("5k_must", 1),
                        FIXED("marathon_light", 2),
                        FIXED("half_light", 1),
                        FIXED("10k_light", 0),
                        FIXED("5k_light", 0)},
         .source = "seed text; light: Martinez-Navarro 2021, running at 48 h "
                   "did no harm",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_RECOVERY_EASY] =
        {.id = "recovery.easy",
         .statement = "For some weeks after a race all running is easy",
         .severity = OW_MUST,
         .parameters = {{"marathon", 21, 10, 42},
                        {"half", 13, 6, 21},
                        {"10k", 6, 3, 14},
                        {"5k", 3, 1, 10},
                        FIXED("marathon_must", 21),
                        FIXED("half_must", 13),
                        FIXED("10k_must", 6),
                        FIXED("5k_must", 3),
                        FIXED("marathon_light", 10),
                        FIXED("half_light", 6),
                        FIXED("10k_light", 3),
                        FIXED("5k_light", 1)},
         .source = "seed text; Galloway's day a mile; light: Takayama 2017, "
                   "back by day 7",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_RECOVERY_VOLUME] =
        {.id = "recovery.volume",
         .statement = "After a long race the volume comes back in steps, as "
                      "shares of what it was before",
         .severity = OW_SHOULD,
         .parameters = {{"marathon_week_2", 0.25, 0, 0.6},
                        {"marathon_week_3", 0.40, 0.1, 0.8},
                        {"marathon_week_4", 0.50, 0.2, 1},
                        {"marathon_week_5", 0.60, 0.3, 1},
                        {"half_week_2", 0.50, 0.2, 1},
                        {"half_week_3", 0.70, 0.3, 1}},
         .source = "Pfitzinger's recovery schedules, as shares of the peak",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_RECOVERY_WALK] =
        {.id = "recovery.walk",
         .statement = "A walk of 20 to 30 minutes is welcome on days without "
                      "running",
         .severity = OW_NOTE,
         .parameters = {{"min_minutes", 20, 10, 30},
                        {"max_minutes", 30, 20, 60}},
         .source = "seed text",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_RECOVERY_STRETCH] =
        {.id = "recovery.stretch",
         .statement =
             "A first race at a distance, age, little volume, a "
             "downhill, hot or very long race lengthen recovery; a race run "
             "within oneself shortens it",
         .severity = OW_SHOULD,
         .parameters = {{"first_at_distance", 1.25, 1, 2},
                        {"age_40", 1.10, 1, 1.5},
                        {"age_50", 1.20, 1, 1.75},
                        {"age_60", 1.30, 1, 2},
                        {"low_volume", 1.20, 1, 2},
                        {"net_drop", 1.20, 1, 2},
                        {"heat", 1.20, 1, 2},
                        {"ultra", 1.25, 1, 2},
                        {"light", 0.5, 0.5, 1},
                        FIXED("light_effort", 0.9),
                        {"fade", 1.10, 1, 1.5},
                        {"max_easy_days", 28, 21, 42}},
         .source = "proposal; for age and volume the evidence is anecdotal",
         .evidence = OW_EVIDENCE_WEAK},
    [OW_RULE_RECOVERY_LONG_RUN] =
        {.id = "recovery.long-run",
         .statement = "A marathon licenses no long run in the three weeks "
                      "after it",
         .severity = OW_MUST,
         .parameters = {FIXED("through_day", 21),
                        {"max_m", 16000, 8000, 16000}},
         .source = "proposal; Pfitzinger's first longer runs come in week 4",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_RACE_SPACING] =
        {.id = "race.spacing",
         .statement = "A race run all out waits until the one before it is "
                      "out of the legs",
         .severity = OW_MUST,
         .parameters = {{"marathon", 13, 13, 42},
                        {"half", 6, 6, 21},
                        {"10k", 2, 2, 14},
                        {"5k", 1, 1, 7}},
         .source = "Daniels: an easy day for each 3 km raced",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_WEEK_RAMP] =
        {.id = "week.ramp",
         .statement = "A week is at most 1.35 times the best of the last four "
                      "that were not down weeks, unless its distance was run "
                      "within eight weeks or is small",
         .severity = OW_MUST,
         .parameters = {{"factor", 1.35, 1.1, 1.35},
                        FIXED("best_of_weeks", 4),
                        FIXED("held_weeks", 8),
                        {"floor_m", 15000, 5000, 15000}},
         .source = "Nielsen 2014: more than 30 % in two weeks",
         .evidence = OW_EVIDENCE_WEAK},
    [OW_RULE_WEEK_RISE] =
        {.id = "week.rise",
         .statement = "A week usually rises by a tenth, by more where there "
                      "is little",
         .severity = OW_SHOULD,
         .parameters = {{"share", 0.10, 0.03, 0.20},
                        {"low_share", 0.20, 0.05, 0.30},
                        {"low_volume_m", 30000, 10000, 50000}},
         .source = "Buist 2008 and Fredette 2022: ten per cent is a habit, "
                   "not a threshold",
         .evidence = OW_EVIDENCE_WEAK},
    [OW_RULE_SEASON_RISE] =
        {.id = "season.rise",
         .statement = "In one season weeks grow by three tenths at most beyond "
                      "the best week held before it, without a race by a "
                      "tenth; where there is little, to what the race asks "
                      "for",
         .severity = OW_SHOULD,
         .parameters = {{"share", 0.30, 0.05, 0.60},
                        {"base_share", 0.10, 0, 0.30},
                        {"marathon_add_m", 24000, 0, 40000},
                        {"marathon_low_m", 60000, 20000, 80000},
                        {"half_add_m", 16000, 0, 30000},
                        {"half_low_m", 45000, 15000, 60000},
                        {"short_add_m", 10000, 0, 20000},
                        {"short_low_m", 35000, 10000, 50000},
                        {"base_add_m", 10000, 0, 20000},
                        {"base_low_m", 30000, 10000, 50000}},
         .source = "45 published plans: those of 45 km a week and more peak at "
                   "1.33 times their first week, smaller ones add 41 km in "
                   "the median toward a marathon",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_LONGEST_SPIKE] =
        {.id = "longest.spike",
         .statement = "No run is more than 1.3 times the longest of the 30 "
                      "days before it, races left out",
         .severity = OW_MUST,
         .parameters = {{"factor", 1.3, 1.1, 1.3},
                        FIXED("days", 30),
                        {"floor_m", 8000, 3000, 8000}},
         .source = "Frandsen 2025",
         .evidence = OW_EVIDENCE_MODERATE},
    [OW_RULE_LONGEST_STEP] =
        {.id = "longest.step",
         .statement = "A run is at most a tenth longer than the longest of "
                      "the 30 days before it",
         .severity = OW_SHOULD,
         .parameters = {{"factor", 1.10, 1.02, 1.3}},
         .source = "Frandsen 2025",
         .evidence = OW_EVIDENCE_MODERATE},
    [OW_RULE_LONG_SHARE] =
        {.id = "long-run.share",
         .statement = "The long run is a bounded share of its week, more of "
                      "it where the runs are few",
         .severity = OW_SHOULD,
         .parameters = {{"share", 0.45, 0.20, 0.60},
                        {"few_runs_share", 0.50, 0.30, 0.70},
                        {"few_runs", 4, 2, 5}},
         .source = "45 published plans: 29-47 % of five runs a week, 26-52 of "
                   "six, 43-62 of fewer; Daniels' 25-30 % they cannot meet",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_LONG_TIME] =
        {.id = "long-run.time",
         .statement = "The long run ends after three hours and a quarter",
         .severity = OW_SHOULD,
         .parameters = {{"max_minutes", 195, 60, 240}},
         .source = "Daniels: 150 minutes; published marathon plans ask for 32 "
                   "km of everyone",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_LONG_ALTERNATE] =
        {.id = "long-run.alternate",
         .statement = "Runs beyond two and a quarter hours are not in two "
                      "weeks in a row; the week between has a shorter one",
         .severity = OW_SHOULD,
         .parameters = {{"over_minutes", 135, 90, 240}, {"share", 0.8, 0.5, 1}},
         .source = "published marathon plans have their longest runs every "
                   "second or third week; Daniels ends them at 150 minutes",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_DOWN_WEEK_EVERY] = {.id = "down-week.every_weeks",
                                 .statement =
                                     "Every few weeks one is a down week",
                                 .severity = OW_SHOULD,
                                 .parameters = {{"every_weeks", 4, 3, 5}},
                                 .source = "seed text; 62 published plans",
                                 .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_DOWN_WEEK_CUT] =
        {.id = "down-week.cut",
         .statement = "A down week has a fifth to a third less distance than "
                      "the week before",
         .severity = OW_SHOULD,
         .parameters = {{"cut", 0.25, 0.20, 0.30}},
         .source = "seed text: 20-30 %",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_DOWN_WEEK_HARD] = {.id = "down-week.hard",
                                .statement =
                                    "A down week has less hard work too",
                                .severity = OW_SHOULD,
                                .parameters = {{"share", 0.5, 0, 0.9}},
                                .source = "seed text; published plans",
                                .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_DOWN_WEEK_RESUME] =
        {.id = "down-week.resume",
         .statement = "After a down week building goes on from the level "
                      "before it",
         .severity = OW_NOTE,
         .source = "seed text",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_HARD_SPACING] =
        {.id = "hard.spacing",
         .statement = "No two hard days follow each other; a race is one",
         .severity = OW_MUST,
         .parameters = {FIXED("easy_days", 1)},
         .source = "common practice",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_HARD_SHARE] =
        {.id = "hard.share",
         .statement = "About four fifths of the running time are easy",
         .severity = OW_SHOULD,
         .parameters = {{"easy", 0.80, 0.70, 1}},
         .source = "Muniz-Pumares 2025; Casado 2022; Zrenner 2021",
         .evidence = OW_EVIDENCE_MODERATE},
    [OW_RULE_HARD_BASE] =
        {.id = "hard.base",
         .statement = "Base building is easy running with at most one harder "
                      "run a week",
         .severity = OW_SHOULD,
         .parameters = {{"max_per_week", 1, 0, 2}},
         .source = "seed text",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_PROGRESSION_WEEKLY] =
        {.id = "progression.weekly",
         .statement = "Once hard work is allowed, one progression run a week, "
                      "a beginner's every second week",
         .severity = OW_SHOULD,
         .parameters = {{"every_weeks", 1, 1, 4},
                        {"beginner_every_weeks", 2, 1, 4}},
         .source = "seed text on progression runs; McMillan",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_PROGRESSION_AFTER] =
        {.id = "progression.after",
         .statement = "A progression run is followed by easy days, a long one "
                      "by more",
         .severity = OW_SHOULD,
         .parameters = {{"easy_days", 1, 1, 3},
                        {"long_easy_days", 2, 1, 3},
                        {"long_minutes", 60, 45, 120}},
         .source = "seed text on progression runs",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_PROGRESSION_DOSE] =
        {.id = "progression.dose",
         .statement = "A progression run is as long and as fast as the "
                      "runner's level allows",
         .severity = OW_SHOULD,
         .parameters = {{"beginner_max_minutes", 30, 20, 45},
                        {"intermediate_max_minutes", 75, 30, 150},
                        {"advanced_max_minutes", 120, 45, 150}},
         .source = "McMillan, Pfitzinger and others, tabled by level",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_PROGRESSION_SOFTEN] =
        {.id = "progression.soften",
         .statement = "In a down week, soon after a race and after soreness a "
                      "progression run ends at marathon effort at most",
         .severity = OW_SHOULD,
         .parameters = {{"marathon", 35, 21, 56},
                        {"half", 20, 13, 42},
                        {"10k", 9, 6, 21},
                        {"5k", 5, 3, 14},
                        FIXED("effort", 0.9),
                        {"soreness", 3, 2, 10},
                        {"sore_days", 3, 1, 14}},
         .source = "seed text on progression runs: go by how you feel",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_LONG_FINISH] =
        {.id = "long-run.finish",
         .statement = "Toward a half-marathon or a marathon every second or "
                      "third long run ends fast; never in a down week, in "
                      "recovery, in the last ten days before the race",
         .severity = OW_SHOULD,
         .parameters = {{"half_every", 2, 2, 6},
                        {"marathon_every", 3, 2, 6},
                        {"advanced_every", 2, 2, 6},
                        {"max_minutes", 150, 75, 180},
                        {"days", 10, 10, 28}},
         .source = "Pfitzinger, McMillan, Lee Troop: published long runs",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_TAPER_VOLUME] =
        {.id = "taper.volume",
         .statement = "The seven days before a main race have at most three "
                      "quarters of the peak week; day by day the taper keeps "
                      "less the nearer the race",
         .severity = OW_MUST,
         .parameters = {{"share", 0.75, 0.3, 0.75},
                        FIXED("days", 7),
                        FIXED("peak_weeks", 8),
                        {"last_week", 0.43, 0.2, 0.75},
                        {"second_last_week", 0.65, 0.3, 0.95},
                        {"third_last_week", 0.82, 0.5, 1}},
         .source = "Bosquet 2007: 41-60 % less over two weeks; 45 published "
                   "plans: 40 % in the race's week, 63 and 81 before it",
         .evidence = OW_EVIDENCE_STRONG},
    [OW_RULE_TAPER_HARD] =
        {.id = "taper.hard",
         .statement = "Nothing hard in the last two days before a main race, "
                      "before a long one better in the last three",
         .severity = OW_MUST,
         .parameters = {{"days", 2, 2, 5}, {"long_race_days", 3, 2, 5}},
         .source = "common practice",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_TAPER_LENGTH] =
        {.id = "taper.length",
         .statement = "A taper is as long as its race asks for",
         .severity = OW_SHOULD,
         .parameters = {{"marathon", 21, 7, 28},
                        {"half", 12, 5, 21},
                        {"10k", 10, 3, 14},
                        {"5k", 8, 3, 14},
                        {"b_race", 3, 0, 7}},
         .source = "Smyth and Lawlor 2021; Wang 2023; Bosquet 2007",
         .evidence = OW_EVIDENCE_MODERATE},
    [OW_RULE_PHASE_BUILD] =
        {.id = "phase.build",
         .statement = "Toward a main race base, build and peak follow each "
                      "other",
         .severity = OW_NOTE,
         .parameters = {{"build_weeks", 8, 3, 16}, {"peak_weeks", 3, 1, 6}},
         .source = "published plans",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_SYMPTOM_HARD] =
        {.id = "symptom.hard",
         .statement = "Nothing hard on the day of illness, injury or pain on "
                      "stairs and for three days after it",
         .severity = OW_MUST,
         .parameters = {{"days", 3, 3, 14}, {"stairs_pain", 3, 1, 3}},
         .source = "common practice",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_SYMPTOM_REST] =
        {.id = "symptom.rest",
         .statement = "No running for some days after illness or injury",
         .severity = OW_SHOULD,
         .parameters = {{"ill_days", 2, 0, 14},
                        {"injured_days", 3, 0, 28},
                        {"stairs_days", 1, 0, 7}},
         .source = "common practice",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_SYMPTOM_RETURN] =
        {.id = "symptom.return",
         .statement = "After some days of illness or injury running is easy "
                      "and about half as far, for as long as they were",
         .severity = OW_SHOULD,
         .parameters = {{"least_days", 3, 2, 14},
                        {"share", 0.5, 0.2, 0.9},
                        {"most_days", 14, 3, 42}},
         .source = "coaches' practice; V.O2's time-off rule: little is lost in "
                   "five days",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_SORENESS_EASY] = {.id = "soreness.easy",
                               .statement =
                                   "The day after marked soreness is easy",
                               .severity = OW_SHOULD,
                               .parameters = {{"soreness", 5, 3, 10},
                                              {"days", 1, 1, 5}},
                               .source = "common practice",
                               .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_CONSISTENCY] =
        {.id = "consistency.sessions",
         .statement = "Running regularly comes before running more: a week "
                      "keeps its number of sessions",
         .severity = OW_SHOULD,
         .parameters = {{"per_week", 3, 1, 7}, {"kept_share", 0.8, 0.5, 1}},
         .source = "seed text; Feely 2023: a gap of a week costs 5-8 %",
         .evidence = OW_EVIDENCE_MODERATE},
    [OW_RULE_STRENGTH] =
        {.id = "strength.weekly",
         .statement = "Strength training every week, as often as wished for",
         .severity = OW_SHOULD,
         .parameters = {{"minutes", 30, 10, 90}},
         .source = "Blagrove 2018; Eihara 2022: economy, not injuries",
         .evidence = OW_EVIDENCE_MODERATE},
    [OW_RULE_STRENGTH_PLACE] =
        {.id = "strength.place",
         .statement = "Strength is not on the eve of a hard day or a long "
                      "run, nor on the long run's day",
         .severity = OW_SHOULD,
         .source = "common practice",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_CROSS_TRAINING] =
        {.id = "cross-training.replace",
         .statement = "Cross-training keeps the engine going where running "
                      "gives way",
         .severity = OW_NOTE,
         .parameters = {{"minutes", 40, 15, 120}},
         .source = "seed text; time-off rule: half the loss",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_VARIETY] = {.id = "variety.budget",
                         .statement =
                             "Over four weeks the kinds of sessions vary",
                         .severity = OW_SHOULD,
                         .parameters = {{"weeks", 4, 2, 8}, {"kinds", 4, 1, 8}},
                         .source = "seed text",
                         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_WINTER] =
        {.id = "winter.emphasis",
         .statement = "Without a race near, the cold months trade distance "
                      "for strength, as much as the runner chooses",
         .severity = OW_SHOULD,
         .parameters = {{"emphasis", 0, 0, 1}, {"max_cut", 0.3, 0.1, 0.5}},
         .source = "seed text",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_REST_WEEKLY] = {.id = "rest.weekly",
                             .statement = "A week has a day without running",
                             .severity = OW_SHOULD,
                             .parameters = {{"days", 1, 0, 5}},
                             .source = "common practice",
                             .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_RUN_WALK] =
        {.id = "run-walk.start",
         .statement = "Beginners with little behind them run and walk by "
                      "turns",
         .severity = OW_SHOULD,
         .parameters = {{"below_weekly_m", 12000, 0, 30000},
                        {"run_s", 60, 15, 600},
                        {"walk_s", 60, 15, 300}},
         .source = "Couch to 5K",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_FOCUS_OWN_WORDS] =
        {.id = "focus.own-words",
         .statement = "What the runner works on, by a goal or by own words, "
                      "chooses a hard run of every second week and adds none",
         .severity = OW_SHOULD,
         .source = "seed text: what did you find challenging this season? "
                   "Focus on that",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_FOCUS_EVIDENCE] =
        {.id = "focus.evidence",
         .statement = "A weak spot that the runs of the season show is worked "
                      "on likewise, after what the runner named",
         .severity = OW_NOTE,
         .source = "design choice: weak beyond doubt only, see weakness.h",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_ADAPT] =
        {.id = "adapt.most_moved",
         .statement = "A plan made again moves few sessions of the next two "
                      "weeks that were published, and crams nothing in that "
                      "was missed",
         .severity = OW_SHOULD,
         .parameters = {{"most_moved", 3, 0, 14}},
         .source = "common practice; the runner's own wish",
         .evidence = OW_EVIDENCE_EXPERT},
    [OW_RULE_PLAN_STRUCTURE] =
        {.id = "plan.structure",
         .statement = "Dates, sums, ids and kinds of a plan agree with each "
                      "other and with the races",
         .severity = OW_MUST,
         .source = "the plan's format",
         .evidence = OW_EVIDENCE_STRONG},
};

const struct ow_rule_info *ow_rule_info(enum ow_rule rule)
{
    return &table[rule];
}

size_t ow_rule_parameter_count(enum ow_rule rule)
{
    size_t count = 0;

    while (count < OW_RULE_MOST_PARAMETERS &&
           table[rule].parameters[count].name != NULL) {
        count++;
    }
    return count;
}

/* The rule whose id is the first `length` bytes; OW_RULE_COUNT if none. */
static enum ow_rule find_rule(const char *id, size_t length)
{
    int rule = 0;

    while (rule < OW_RULE_COUNT && (strlen(table[rule].id) != length ||
                                    memcmp(table[rule].id, id, length) != 0)) {
        rule++;
    }
    return (enum ow_rule)rule;
}

enum ow_status ow_rule_find(const char *id, enum ow_rule *rule,
                            struct ow_error *err)
{
    enum ow_rule found = find_rule(id, strlen(id));

    if (found == OW_RULE_COUNT) {
        return error_set(err, OW_E_NOT_FOUND, "no rule is called %.80s", id);
    }
    *rule = found;
    return OW_OK;
}

const char *ow_severity_name(enum ow_severity severity)
{
    static const char *const names[] = {"must", "should", "note"};

    return names[severity];
}

const char *ow_evidence_name(enum ow_evidence evidence)
{
    static const char *const names[] = {"strong", "moderate", "weak", "expert"};

    return names[evidence];
}

const char *ow_preset_name(enum ow_preset preset)
{
    static const char *const names[] = {"classic", "active-return"};

    return names[preset];
}

/* Index of a rule's parameter; OW_RULE_MOST_PARAMETERS if it has none such. */
static size_t find_parameter(enum ow_rule rule, const char *name)
{
    size_t count = ow_rule_parameter_count(rule);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(table[rule].parameters[i].name, name) == 0) {
            return i;
        }
    }
    return OW_RULE_MOST_PARAMETERS;
}

static void preset_value(struct ow_rule_values *values, enum ow_rule rule,
                         const char *name, double value)
{
    values->value[rule][find_parameter(rule, name)] = value;
}

/* Days planned by the active return: the first jog on the day after the light
 * minimum, harder running when the light clock ends (science of the table's
 * own light numbers). */
static void init_active_return(struct ow_rule_values *values)
{
    static const struct {
        const char *distance;
        const char *must;
        const char *light;
        double off_days;
    } classes[] = {{"marathon", "marathon_must", "marathon_light", 3},
                   {"half", "half_must", "half_light", 2},
                   {"10k", "10k_must", "10k_light", 1},
                   {"5k", "5k_must", "5k_light", 1}};

    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
        double off =
            ow_rule_value(values, OW_RULE_RECOVERY_OFF, classes[i].light);
        double easy =
            ow_rule_value(values, OW_RULE_RECOVERY_EASY, classes[i].light);

        preset_value(values, OW_RULE_RECOVERY_OFF, classes[i].distance,
                     classes[i].off_days);
        preset_value(values, OW_RULE_RECOVERY_OFF, classes[i].must, off);
        preset_value(values, OW_RULE_RECOVERY_EASY, classes[i].distance, easy);
        preset_value(values, OW_RULE_RECOVERY_EASY, classes[i].must, easy);
    }
}

void ow_rule_values_init(struct ow_rule_values *values, enum ow_preset preset)
{
    memset(values, 0, sizeof *values);
    for (int rule = 0; rule < OW_RULE_COUNT; rule++) {
        for (size_t i = 0; i < OW_RULE_MOST_PARAMETERS; i++) {
            values->value[rule][i] = table[rule].parameters[i].default_value;
        }
    }
    if (preset == OW_PRESET_ACTIVE_RETURN) {
        init_active_return(values);
    }
}

/* Splits a key at its last dot into a rule and one of its parameters; the id
 * alone stands for the parameter of the same last word. */
static bool find_key(const char *key, enum ow_rule *rule, size_t *parameter)
{
    const char *dot = strrchr(key, '.');

    if (dot == NULL) {
        return false;
    }
    *rule = find_rule(key, strlen(key));
    if (*rule == OW_RULE_COUNT) {
        *rule = find_rule(key, (size_t)(dot - key));
    }
    if (*rule == OW_RULE_COUNT) {
        return false;
    }
    *parameter = find_parameter(*rule, dot + 1);
    return *parameter < OW_RULE_MOST_PARAMETERS;
}

enum ow_status ow_rule_values_set(struct ow_rule_values *values,
                                  const char *key, double value,
                                  struct ow_error *err)
{
    enum ow_rule rule = OW_RULE_COUNT;
    size_t i = 0;
    const struct ow_rule_parameter *parameter = NULL;

    if (!find_key(key, &rule, &i)) {
        return error_set(err, OW_E_NOT_FOUND,
                         "no rule has a parameter called %.80s", key);
    }
    parameter = &table[rule].parameters[i];
    if (!(value >= parameter->min && value <= parameter->max)) {
        char text[NUM_TEXT_SIZE];
        char min[NUM_TEXT_SIZE];
        char max[NUM_TEXT_SIZE];

        num_format(value, 6, text);
        num_format(parameter->min, 6, min);
        num_format(parameter->max, 6, max);
        return error_set(err, OW_E_RANGE, "%.80s: %s is outside %s to %s", key,
                         text, min, max);
    }
    values->value[rule][i] = value;
    values->overridden[rule][i] = true;
    return OW_OK;
}

double ow_rule_value(const struct ow_rule_values *values, enum ow_rule rule,
                     const char *parameter)
{
    size_t i = find_parameter(rule, parameter);

    assert(i < OW_RULE_MOST_PARAMETERS);
    return values->value[rule][i];
}
