/*
 * Kept: original, content, ledger. Derived, by rebuild made anew: activity,
 * stream, lap, pause, measure, best. Times are Unix milliseconds in UTC, a
 * missing figure is NULL. Rows of stream, lap, pause, measure, best and content
 * belong to the athlete of the row they hang on.
 */
#include "store/schema.h"

/* 1: the first tables. */
static const char first_tables[] =
    "CREATE TABLE athlete("
    "  id INTEGER PRIMARY KEY"
    ") STRICT;"
    "INSERT INTO athlete(id) VALUES (1);"

    /* title, sport: what a list elsewhere says of the file. */
    "CREATE TABLE original("
    "  id INTEGER PRIMARY KEY,"
    "  athlete_id INTEGER NOT NULL REFERENCES athlete(id),"
    "  sha256 BLOB NOT NULL CHECK (length(sha256) = 32),"
    "  name TEXT NOT NULL,"
    "  format TEXT NOT NULL,"
    "  title TEXT,"
    "  sport INTEGER,"
    "  length INTEGER NOT NULL,"
    "  UNIQUE (athlete_id, sha256)"
    ") STRICT;"

    /* bytes: one zstd frame. Apart, so that originals are quick to list. */
    "CREATE TABLE content("
    "  original_id INTEGER PRIMARY KEY"
    "    REFERENCES original(id) ON DELETE CASCADE,"
    "  bytes BLOB NOT NULL"
    ") STRICT;"

    /* sport, sub_sport: numbers of the FIT profile. key: the stable name. */
    "CREATE TABLE activity("
    "  id INTEGER PRIMARY KEY,"
    "  athlete_id INTEGER NOT NULL REFERENCES athlete(id),"
    "  original_id INTEGER NOT NULL REFERENCES original(id) ON DELETE CASCADE,"
    "  ordinal INTEGER NOT NULL,"
    "  key TEXT NOT NULL,"
    "  duplicate_of TEXT,"
    "  name TEXT,"
    "  sport INTEGER,"
    "  sub_sport INTEGER,"
    "  start_time_ms INTEGER,"
    "  utc_offset_s INTEGER,"
    "  manufacturer TEXT,"
    "  product TEXT,"
    "  sample_count INTEGER NOT NULL,"
    "  distance_m REAL,"
    "  timer_s REAL,"
    "  elapsed_s REAL,"
    "  moving_s REAL,"
    "  hr_min_bpm REAL,"
    "  hr_avg_bpm REAL,"
    "  hr_max_bpm REAL,"
    "  cadence_min_spm REAL,"
    "  cadence_avg_spm REAL,"
    "  cadence_max_spm REAL,"
    "  power_min_w REAL,"
    "  power_avg_w REAL,"
    "  power_max_w REAL,"
    "  ascent_m REAL,"
    "  descent_m REAL,"
    "  elevation_min_m REAL,"
    "  elevation_max_m REAL,"
    "  UNIQUE (original_id, ordinal),"
    "  UNIQUE (athlete_id, key)"
    ") STRICT;"
    "CREATE INDEX activity_by_start ON activity(athlete_id, start_time_ms);"

    /* channel: the number in enum ow_channel. bytes: see column.c. */
    "CREATE TABLE stream("
    "  activity_id INTEGER NOT NULL REFERENCES activity(id) ON DELETE CASCADE,"
    "  channel INTEGER NOT NULL,"
    "  bytes BLOB NOT NULL,"
    "  PRIMARY KEY (activity_id, channel)"
    ") STRICT;"

    /* trigger_number: FIT's lap_trigger, -1 where unknown. */
    "CREATE TABLE lap("
    "  activity_id INTEGER NOT NULL REFERENCES activity(id) ON DELETE CASCADE,"
    "  ordinal INTEGER NOT NULL,"
    "  start_time_ms INTEGER NOT NULL,"
    "  timer_s REAL,"
    "  elapsed_s REAL,"
    "  distance_m REAL,"
    "  hr_avg_bpm REAL,"
    "  step_index INTEGER NOT NULL,"
    "  trigger_number INTEGER NOT NULL,"
    "  PRIMARY KEY (activity_id, ordinal)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE pause("
    "  activity_id INTEGER NOT NULL REFERENCES activity(id) ON DELETE CASCADE,"
    "  ordinal INTEGER NOT NULL,"
    "  start_s REAL,"
    "  duration_s REAL,"
    "  PRIMARY KEY (activity_id, ordinal)"
    ") STRICT, WITHOUT ROWID;"

    /* payload: JSON. An undo is an entry that names the one it takes back,
     * once. */
    "CREATE TABLE ledger("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  athlete_id INTEGER NOT NULL REFERENCES athlete(id),"
    "  time_ms INTEGER NOT NULL,"
    "  kind TEXT NOT NULL CHECK (kind IN ('plan', 'check-in', 'race', 'goal',"
    "    'setting', 'decision', 'undo')),"
    "  payload TEXT NOT NULL,"
    "  undoes INTEGER UNIQUE REFERENCES ledger(id),"
    "  CHECK ((kind = 'undo') = (undoes IS NOT NULL))"
    ") STRICT;"
    "CREATE INDEX ledger_by_kind ON ledger(athlete_id, kind);"
    "CREATE TRIGGER ledger_keeps BEFORE DELETE ON ledger BEGIN"
    "  SELECT RAISE(ABORT, 'the ledger forgets nothing'); END;"
    "CREATE TRIGGER ledger_stands BEFORE UPDATE ON ledger BEGIN"
    "  SELECT RAISE(ABORT, 'the ledger changes nothing'); END;";

/* 2: what was measured of an activity, the same whoever ran it. Activities
 * of an older store have no row in measure until they are derived anew. */
static const char measures[] =
    /* assumed_sport: where the file says none. hr_s: see measures.c. */
    "CREATE TABLE measure("
    "  activity_id INTEGER PRIMARY KEY"
    "    REFERENCES activity(id) ON DELETE CASCADE,"
    "  assumed_sport INTEGER,"
    "  hr_s BLOB,"
    "  duration_s REAL,"
    "  running_s REAL,"
    "  speed_m_per_s REAL,"
    "  power_s REAL,"
    "  power_w REAL,"
    "  hr_none_s REAL,"
    "  hr_locked_s REAL,"
    "  flat_m REAL,"
    "  measured_ascent_m REAL,"
    "  measured_descent_m REAL,"
    "  hr_10s_bpm REAL,"
    "  hr_1min_bpm REAL,"
    "  hr_5min_bpm REAL,"
    "  hr_20min_bpm REAL,"
    "  hr_60min_bpm REAL,"
    "  flat_10s_m_per_s REAL,"
    "  flat_1min_m_per_s REAL,"
    "  flat_5min_m_per_s REAL,"
    "  flat_20min_m_per_s REAL,"
    "  flat_60min_m_per_s REAL,"
    "  race_m REAL,"
    "  race_s REAL,"
    "  race_confidence REAL"
    ") STRICT;"
    "CREATE TABLE best("
    "  activity_id INTEGER NOT NULL REFERENCES activity(id) ON DELETE CASCADE,"
    "  distance_m REAL NOT NULL,"
    "  time_s REAL NOT NULL,"
    "  start_s REAL NOT NULL,"
    "  PRIMARY KEY (activity_id, distance_m)"
    ") STRICT, WITHOUT ROWID;";

/* 3: what a run was as a whole; NULL for other sports, and for what was
 * measured before until it is derived anew. shape, progression: the numbers in
 * enum ow_shape_verdict and enum ow_shape_rise. */
static const char shapes[] = "ALTER TABLE measure ADD COLUMN shape INTEGER;"
                             "ALTER TABLE measure ADD COLUMN progression "
                             "INTEGER;"
                             "ALTER TABLE measure ADD COLUMN gain REAL;"
                             "ALTER TABLE measure ADD COLUMN shape_confidence "
                             "REAL;";

/* 4: what a run tells of weak spots, see struct ow_season_figures; NULL for
 * what was measured before until it is derived anew. */
static const char seasons[] =
    "ALTER TABLE measure ADD COLUMN second_half REAL;"
    "ALTER TABLE measure ADD COLUMN late_loss REAL;"
    "ALTER TABLE measure ADD COLUMN climb REAL;"
    "ALTER TABLE measure ADD COLUMN cadence_change REAL;";

static const char *const steps[] = {first_tables, measures, shapes, seasons};

const char *const *schema_steps(size_t *count)
{
    *count = sizeof steps / sizeof steps[0];
    return steps;
}
