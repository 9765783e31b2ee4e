/*
 * What was read of one FIT file, or of one part of a chain: everything still
 * in the file's own order and terms, before it becomes items of a document.
 */
#ifndef CODEC_FIT_PART_H
#define CODEC_FIT_PART_H

#include "base/arena.h"
#include "codec/document.h"
#include "codec/fit/records.h"

/** Most of each kind that a part may hold; what follows is left out. */
#define FIT_MOST_SESSIONS ((size_t)1000)
#define FIT_MOST_LAPS ((size_t)65535)
#define FIT_MOST_WORKOUT_STEPS ((size_t)1000)
#define FIT_MOST_DESCRIPTIONS ((size_t)1000)

/** A list that grows; items lie one after another in one block. */
struct fit_list {
    void *items;
    size_t count;
    size_t capacity;
};

/** A session message; times are date_times, quantities may be missing. */
struct fit_session {
    uint32_t start;
    uint32_t end; /* its timestamp */
    int sport;
    int sub_sport;
    double elapsed_s;
    double timer_s;
    double moving_s;
    double distance_m;
    struct ow_spread hr_bpm;
    struct ow_spread cadence_per_min; /* as counted: one foot, or turns */
    struct ow_spread power_w;
    double ascent_m;
    double descent_m;
    double elevation_min_m;
    double elevation_max_m;
};

struct fit_lap {
    uint32_t start;
    struct ow_lap lap; /* start_time_ms is filled from `start` later */
};

/** A start or stop of the timer. */
struct fit_timer {
    uint32_t time;
    bool is_start;
};

/** One heart beat of a strap's own memory. */
struct fit_beat {
    double time_s; /* since the FIT epoch */
    double hr_bpm;
};

/** Where the beats of a block of HR messages are counted from. */
struct fit_beat_anchor {
    double time_s;         /* since the FIT epoch; missing before the first */
    uint32_t anchor_ticks; /* the strap's clock at that time, 1/1024 s */
    uint32_t last_ticks;   /* of the last beat */
};

struct fit_workout_step {
    size_t index;
    int64_t duration_type;
    double duration_value;
    int64_t target_type;
    double target_value;
    double custom_low;
    double custom_high;
    int64_t intensity;
    const char *name;  /* in the part's arena, may be NULL */
    const char *notes; /* in the part's arena, may be NULL */
    uint64_t offset;   /* in the file, for warnings */
};

struct fit_part {
    struct arena arena; /* texts */
    size_t messages;    /* data messages read */
    int64_t file_type;  /* -1 where not said */
    int64_t manufacturer;
    int64_t product;
    const char *product_name; /* may be NULL */
    int sport;                /* of a sport, course or workout message */
    int sub_sport;
    uint32_t activity_time;       /* of the activity message, UTC */
    uint32_t activity_local_time; /* the same on the wall */
    const char *name;             /* of a course or workout, may be NULL */
    struct fit_records records;
    struct fit_list sessions;      /* struct fit_session */
    struct fit_list laps;          /* struct fit_lap */
    struct fit_list timers;        /* struct fit_timer */
    struct fit_list beats;         /* struct fit_beat */
    struct fit_list workout_steps; /* struct fit_workout_step */
    struct fit_list descriptions;  /* struct fit_description */
    struct fit_list names;         /* const char *: developer fields, once */
    struct fit_beat_anchor anchor;
};

void fit_part_init(struct fit_part *part);
void fit_part_dispose(struct fit_part *part);

/**
 * Room for one more item, zeroed.
 *
 * @return the item, or NULL without memory
 */
void *fit_list_add(struct fit_list *list, size_t item_size);

/** Room for `count` more items, not zeroed, but not yet counted; or NULL. */
void *fit_list_reserve(struct fit_list *list, size_t count, size_t item_size);

/** Gives the items back and leaves an empty list. */
void fit_list_dispose(struct fit_list *list);

/**
 * Takes in a data message that is not a record; of those without a use here
 * nothing is kept.
 *
 * @param offset  of the message in the file, for warnings
 * @return false without memory
 */
bool fit_part_take(struct fit_part *part, const struct fit_data *data,
                   uint64_t offset);

/** Whether fit_part_take() makes anything of these messages. */
bool fit_part_wants(uint16_t message);

/** Takes in the beats of an HR message; false without memory. */
bool fit_part_take_beats(struct fit_part *part, const struct fit_data *data);

/**
 * Gives the records that lie among the beats their heart rate; false without
 * memory.
 */
bool fit_part_merge_beats(struct fit_part *part);

/**
 * Turns a part into items of the document: activities a session, a course, a
 * workout, or what else it says it is.
 *
 * @return false without memory
 */
bool fit_part_finish(struct fit_part *part, struct ow_document *document);

/** The activities of a part; false without memory. */
bool fit_part_add_activities(struct fit_part *part, enum ow_item_kind kind,
                             struct ow_document *document);

/** The workout of a part; false without memory. */
bool fit_part_add_workout(const struct fit_part *part,
                          struct ow_document *document);

/** The profile's name of a manufacturer number; NULL where not known here. */
const char *fit_manufacturer_name(int64_t number);

#endif
