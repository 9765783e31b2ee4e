/* TCX: activities, courses and workouts, and what is odd about real files. */
#include "codec/tcx/tcx.h"

#include "codec/document.h"

#include "unit/cmocka_all.h"
#include "unit/fault.h"

#include <stdio.h>
#include <string.h>

#define HEAD "<?xml version=\"1.0\"?><TrainingCenterDatabase><Activities>"
#define TAIL "</Activities></TrainingCenterDatabase>"

static struct ow_document *decode(const char *text)
{
    struct ow_document *document = NULL;
    struct ow_error err;

    assert_true(tcx_format.sniff((const uint8_t *)text, strlen(text)));
    if (ow_decode((const uint8_t *)text, strlen(text), NULL, &document, &err) !=
        OW_OK) {
        fail_msg("%s", err.message);
    }
    return document;
}

static const struct ow_item *item(const struct ow_document *document, size_t i)
{
    size_t count = 0;
    const struct ow_item *items = ow_document_items(document, &count);

    assert_true(i < count);
    return &items[i];
}

static const struct ow_activity_summary *
summary(const struct ow_document *document)
{
    return ow_activity_summary(item(document, 0)->activity);
}

static bool has_warning(const struct ow_document *document, const char *code)
{
    size_t count = 0;
    const struct ow_warning *warnings = ow_document_warnings(document, &count);

    for (size_t i = 0; i < count; i++) {
        if (strcmp(warnings[i].code, code) == 0) {
            return true;
        }
    }
    return false;
}

static double value(const struct ow_document *document, enum ow_channel channel,
                    size_t i)
{
    const double *values =
        ow_activity_channel(item(document, 0)->activity, channel);

    return values == NULL ? OW_MISSING : values[i];
}

static void close_to(double is, double should)
{
    if (!(fabs(is - should) < 1e-6)) {
        fail_msg("%f is not %f", is, should);
    }
}

static const char ordinary[] =
    "<?xml version=\"1.0\"?>\n<!-- by hand -->\n"
    "<TrainingCenterDatabase><Activities><Activity Sport=\"Running\">"
    "<Id>2024-02-29T06:30:00.000Z</Id>"
    "<Lap StartTime=\"2024-02-29T06:30:00Z\"><TotalTimeSeconds>20</"
    "TotalTimeSeconds><DistanceMeters>50.5</DistanceMeters>"
    "<AverageHeartRateBpm><Value>120</Value></AverageHeartRateBpm>"
    "<TriggerMethod>Distance</TriggerMethod>"
    "<Track><Trackpoint><Time>2024-02-29T06:30:01Z</Time><Position>"
    "<LatitudeDegrees>47.5</LatitudeDegrees><LongitudeDegrees>8.25</"
    "LongitudeDegrees></Position><AltitudeMeters>400.5</AltitudeMeters>"
    "<DistanceMeters>1.5</DistanceMeters><HeartRateBpm xsi:type=\"x\"><Value>"
    "118</Value></HeartRateBpm><Cadence>200</Cadence><Extensions><ns3:TPX "
    "CadenceSensor=\"Footpod\"><ns3:Speed>2.5</ns3:Speed><ns3:RunCadence>85</"
    "ns3:RunCadence><ns3:Watts>250</ns3:Watts></ns3:TPX></Extensions>"
    "</Trackpoint><Trackpoint/>"
    "<Trackpoint><Time>2024-02-29T08:30:11.250+02:00</Time>"
    "<HeartRateBpm><Value>255</Value></HeartRateBpm></Trackpoint></Track>"
    "<Track><Trackpoint><Time>2024-02-29T06:31:11</Time><DistanceMeters>50.25"
    "</DistanceMeters><HeartRateBpm><Value>122</Value></HeartRateBpm>"
    "</Trackpoint></Track></Lap>"
    "<Lap StartTime=\"2024-02-29T06:31:11Z\"><TotalTimeSeconds>5.5</"
    "TotalTimeSeconds><DistanceMeters>10</DistanceMeters></Lap>"
    "<Creator><Name>Forerunner 55</Name></Creator>"
    "</Activity></Activities></TrainingCenterDatabase>";

static void an_ordinary_activity(void **state)
{
    struct ow_document *document = decode(ordinary);
    const struct ow_activity_summary *figures = summary(document);
    size_t count = 0;
    const struct ow_lap *laps = NULL;
    const struct ow_pause *pauses = NULL;

    (void)state;
    assert_string_equal(ow_document_format(document), "tcx");
    assert_int_equal(item(document, 0)->kind, OW_ITEM_ACTIVITY);
    assert_int_equal(figures->sport, OW_SPORT_RUNNING);
    assert_int_equal(figures->start_time_ms, 1709188200000);
    close_to(figures->timer_s, 25.5);
    close_to(figures->distance_m, 60.5);
    close_to(figures->elapsed_s, 70);
    close_to(figures->hr_bpm.avg, 120);
    assert_string_equal(figures->product, "Forerunner 55");
    assert_int_equal(ow_activity_sample_count(item(document, 0)->activity), 4);
    close_to(value(document, OW_CHANNEL_TIME_S, 2), 11.25);
    close_to(value(document, OW_CHANNEL_LATITUDE_DEG, 0), 47.5);
    close_to(value(document, OW_CHANNEL_LONGITUDE_DEG, 0), 8.25);
    close_to(value(document, OW_CHANNEL_ELEVATION_M, 0), 400.5);
    close_to(value(document, OW_CHANNEL_SPEED_M_PER_S, 0), 2.5);
    close_to(value(document, OW_CHANNEL_POWER_W, 0), 250);
    assert_true(ow_is_missing(value(document, OW_CHANNEL_TIME_S, 1)));
    assert_true(ow_is_missing(value(document, OW_CHANNEL_HR_BPM, 2)));
    laps = ow_activity_laps(item(document, 0)->activity, &count);
    assert_int_equal(count, 2);
    assert_int_equal(laps[0].trigger, 2);
    close_to(laps[0].hr_avg_bpm, 120);
    close_to(laps[0].elapsed_s, 71);
    assert_int_equal(laps[1].trigger, -1);
    pauses = ow_activity_pauses(item(document, 0)->activity, &count);
    assert_int_equal(count, 1);
    close_to(pauses[0].start_s, 11.25);
    close_to(pauses[0].duration_s, 59.75);
    ow_document_free(document);
}

static void the_first_cadence_stands_and_feet_are_counted(void **state)
{
    static const struct {
        const char *sport;
        const char *cadence;
        double expected_spm;
    } cases[] = {
        {"Running", "<Cadence>85</Cadence>", 170},
        {"running", "<RunCadence>85</RunCadence><Cadence>1</Cadence>", 170},
        {"Running", "<RunCadence>172</RunCadence>", 172},
        {"Biking", "<Cadence>85</Cadence>", 85},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[1000];
        struct ow_document *document = NULL;

        (void)snprintf(text, sizeof text,
                       HEAD "<Activity Sport=\"%s\"><Lap><Track><Trackpoint>"
                            "%s</Trackpoint></Track></Lap></Activity>" TAIL,
                       cases[i].sport, cases[i].cadence);
        document = decode(text);
        close_to(value(document, OW_CHANNEL_CADENCE_SPM, 0),
                 cases[i].expected_spm);
        ow_document_free(document);
    }
}

#define POINT(time, more)                                                      \
    "<Trackpoint><Time>2024-02-29T" time "Z</Time>" more "</Trackpoint>"
#define METRES(m) "<DistanceMeters>" m "</DistanceMeters>"
#define PLACE(latitude)                                                        \
    "<Position><LatitudeDegrees>" latitude "</LatitudeDegrees>"                \
    "<LongitudeDegrees>0</LongitudeDegrees></Position>"
#define LAP(seconds, metres, points)                                           \
    HEAD                                                                       \
        "<Activity Sport=\"Running\"><Lap StartTime=\"2024-02-29T06:30:00Z\">" \
        "<TotalTimeSeconds>" seconds                                           \
        "</TotalTimeSeconds>" METRES(metres) "<Track>" points                  \
                                             "</Track></Lap></Activity>" TAIL

static void laps_are_held_against_the_points(void **state)
{
    static const struct {
        const char *text;
        double timer_s;
        double distance_m;
        const char *warning;
    } cases[] = {
        {LAP("20", "50",
             POINT("06:30:00", METRES("0")) POINT("06:30:20", METRES("49"))),
         20, 50, NULL},
        {LAP("8", "17.4",
             POINT("06:30:00", METRES("0")) POINT("06:30:09", METRES("40"))
                 POINT("06:30:18", METRES("80"))),
         18, 80, "tcx-lap-time"},
        {LAP("18", "17.4",
             POINT("06:30:00", METRES("0")) POINT("06:30:18", METRES("80"))),
         18, 80, "tcx-lap-distance"},
        {LAP("0", "0",
             POINT("06:30:00", PLACE("0") METRES("0"))
                 POINT("06:30:09", PLACE("0.0001") METRES("0"))),
         9, 11.057428, NULL},
        {LAP("9", "0",
             POINT("06:30:00", PLACE("0") METRES("2"))
                 POINT("06:30:09", PLACE("0.0001") METRES("1"))),
         9, 11.057428, "tcx-distance"},
        {LAP("9", "0", POINT("06:30:00", METRES("0"))), 9, 0, NULL},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_document *document = decode(cases[i].text);

        close_to(summary(document)->timer_s, cases[i].timer_s);
        if (!(fabs(summary(document)->distance_m - cases[i].distance_m) <
              1e-4)) {
            fail_msg("case %zu: %f m", i, summary(document)->distance_m);
        }
        if (cases[i].warning != NULL) {
            assert_true(has_warning(document, cases[i].warning));
        } else {
            assert_int_equal(document->warning_count, 0);
        }
        ow_document_free(document);
    }
}

static void pauses_are_found_where_laps_are_shorter(void **state)
{
    /* 150 s of points, 50 s of running: 60 s stood once, 40 s of 42 s later. */
    struct ow_document *document = decode(
        LAP("50", "100",
            POINT("06:30:00", "") POINT("06:30:08", "") POINT("06:30:50", "")
                POINT("06:30:58", "") POINT("06:31:06", "")
                    POINT("06:32:06", "") POINT("06:32:14", "")
                        POINT("06:32:22", "") POINT("06:32:30", "")));
    size_t count = 0;
    const struct ow_pause *pauses =
        ow_activity_pauses(item(document, 0)->activity, &count);

    (void)state;
    assert_int_equal(count, 2);
    close_to(pauses[0].start_s, 8);
    close_to(pauses[0].duration_s, 40);
    close_to(pauses[1].start_s, 66);
    close_to(pauses[1].duration_s, 60);
    close_to(summary(document)->timer_s, 50);
    ow_document_free(document);

    document =
        decode(LAP("145", "100", POINT("06:30:00", "") POINT("06:32:30", "")));
    (void)ow_activity_pauses(item(document, 0)->activity, &count);
    assert_int_equal(count, 0);
    ow_document_free(document);
}

static void clocks_that_were_not_set_count_from_the_id(void **state)
{
    struct ow_document *document =
        decode(HEAD "<Activity Sport=\"Other\"><Id>2012-09-01T15:18:04Z</Id>"
                    "<Lap StartTime=\"1989-12-31T00:08:05Z\"><Track>"
                    "<Trackpoint><Time>1989-12-31T00:08:06Z</Time>"
                    "</Trackpoint></Track></Lap></Activity>" TAIL);

    (void)state;
    assert_int_equal(summary(document)->sport, OW_SPORT_GENERIC);
    assert_int_equal(summary(document)->start_time_ms, 1346512684000);
    close_to(value(document, OW_CHANNEL_TIME_S, 0), 0);
    assert_true(has_warning(document, "tcx-clock"));
    ow_document_free(document);

    document =
        decode(HEAD "<Activity Sport=\"Other\"><Id>1970-01-01T00:00:00Z</Id>"
                    "<Lap StartTime=\"2024-02-29T06:30:00Z\"><Track>"
                    "<Trackpoint><Time>2024-02-29T06:30:00Z</Time>"
                    "</Trackpoint></Track></Lap></Activity>" TAIL);
    assert_int_equal(summary(document)->start_time_ms, 1709188200000);
    close_to(value(document, OW_CHANNEL_TIME_S, 0), 0);
    ow_document_free(document);
}

static void zones_and_laps_without_a_start(void **state)
{
    struct ow_document *document = decode(
        HEAD "<Activity><Lap><Track><Trackpoint><Time>2024-02-29T08:30:00"
             "-02:30</Time></Trackpoint></Track></Lap><Lap StartTime=\""
             "2024-02-29T08:31:00-02:30\"/><Lap/></Activity>" TAIL);
    size_t count = 0;
    const struct ow_lap *laps =
        ow_activity_laps(item(document, 0)->activity, &count);

    (void)state;
    assert_int_equal(count, 3);
    assert_int_equal(summary(document)->start_time_ms, 1709204400000);
    assert_int_equal(laps[0].start_time_ms, 1709204400000);
    close_to(laps[0].elapsed_s, 60);
    assert_true(summary(document)->has_utc_offset);
    assert_int_equal(summary(document)->utc_offset_s, -9000);
    ow_document_free(document);
}

static void several_activities_and_transitions(void **state)
{
    static const int sports[] = {OW_SPORT_GENERIC, OW_SPORT_TRANSITION,
                                 OW_SPORT_CYCLING, OW_SPORT_RUNNING};
    struct ow_document *document =
        decode("   \n" HEAD
               "<MultiSportSession><FirstSport><Activity Sport=\"Other\"/>"
               "</FirstSport><NextSport><Transition StartTime=\"2024-02-29T"
               "06:30:00Z\"><TotalTimeSeconds>60</TotalTimeSeconds>"
               "</Transition><Activity Sport=\"Biking\"/></NextSport>"
               "</MultiSportSession><Activity Sport=\"Running\"/>" TAIL);
    size_t count = 0;

    (void)state;
    (void)ow_document_items(document, &count);
    assert_int_equal(count, COUNT(sports));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(
            ow_activity_summary(item(document, i)->activity)->sport, sports[i]);
    }
    close_to(ow_activity_summary(item(document, 1)->activity)->timer_s, 60);
    ow_document_free(document);
}

static void the_root_may_be_missing(void **state)
{
    struct ow_document *document = decode(
        "<?xml version='1.0'?>\n <Activities><Activity Sport=\"Running\">"
        "</Activity></Activities></TrainingCenterDatabase>");

    (void)state;
    assert_int_equal(summary(document)->sport, OW_SPORT_RUNNING);
    assert_true(has_warning(document, "xml-damaged"));
    ow_document_free(document);
}

static void a_course_is_a_course(void **state)
{
    struct ow_document *document =
        decode("<TrainingCenterDatabase><Courses><Course><Name>Lake</Name>"
               "<Lap><TotalTimeSeconds>600</TotalTimeSeconds>"
               "<DistanceMeters>1000</DistanceMeters></Lap><Track>"
               "<Trackpoint><Time>2024-02-29T06:30:00Z</Time></Trackpoint>"
               "</Track></Course></Courses></TrainingCenterDatabase>");

    (void)state;
    assert_int_equal(item(document, 0)->kind, OW_ITEM_COURSE);
    assert_string_equal(summary(document)->name, "Lake");
    close_to(summary(document)->distance_m, 1000);
    assert_int_equal(ow_activity_sample_count(item(document, 0)->activity), 1);
    ow_document_free(document);
}

static const char intervals[] =
    "<TrainingCenterDatabase><Workouts><Workout Sport=\"Running\">"
    "<Name>Six by K</Name><Step xsi:type=\"Step_t\"><StepId>1</StepId>"
    "<Name>Warm-up</Name><Duration xsi:type=\"Time_t\"><Seconds>600</Seconds>"
    "</Duration><Intensity>Active</Intensity><Target xsi:type=\"None_t\"/>"
    "</Step><Step xsi:type=\"Repeat_t\"><StepId>2</StepId><Repetitions>6"
    "</Repetitions><Child xsi:type=\"Step_t\"><Duration xsi:type=\"Distance_t"
    "\"><Meters>1000</Meters></Duration><Intensity>Active</Intensity><Target "
    "xsi:type=\"Speed_t\"><SpeedZone xsi:type=\"CustomSpeedZone_t\">"
    "<LowInMetersPerSecond>4</LowInMetersPerSecond><HighInMetersPerSecond>5"
    "</HighInMetersPerSecond></SpeedZone></Target></Child><Child xsi:type=\""
    "Step_t\"><Duration xsi:type=\"HeartRateBelow_t\"><HeartRate xsi:type=\""
    "HeartRateInBeatsPerMinute_t\"><Value>120</Value></HeartRate></Duration>"
    "<Intensity>Resting</Intensity><Target xsi:type=\"HeartRate_t\">"
    "<HeartRateZone xsi:type=\"CustomHeartRateZone_t\"><Low><Value>100</Value>"
    "</Low><High><Value>150</Value></High></HeartRateZone></Target></Child>"
    "</Step><Step xsi:type=\"Step_t\"><Name>Cool</Name><Duration xsi:type=\""
    "Time_t\"><Seconds>0</Seconds></Duration><Target xsi:type=\"HeartRate_t\">"
    "<HeartRateZone><Number>2</Number></HeartRateZone></Target></Step>"
    "</Workout></Workouts></TrainingCenterDatabase>";

static void a_workout_keeps_its_steps(void **state)
{
    struct ow_document *document = decode(intervals);
    const struct ow_workout *workout = item(document, 0)->workout;
    size_t count = 0;
    const struct ow_step *steps = ow_workout_steps(workout, &count);

    (void)state;
    assert_string_equal(ow_workout_name(workout), "Six by K");
    assert_int_equal(count, 5);
    assert_int_equal(steps[0].role, OW_ROLE_WARM_UP);
    close_to(steps[0].end_value, 600);
    assert_true(steps[1].is_repeat);
    assert_int_equal(steps[1].repeat_times, 6);
    assert_int_equal(steps[1].block_count, 2);
    assert_int_equal(steps[2].role, OW_ROLE_WORK);
    close_to(steps[2].target.low, 250);
    close_to(steps[2].target.high, 200);
    assert_int_equal(steps[3].role, OW_ROLE_RECOVER);
    assert_int_equal(steps[3].end_type, OW_END_HR_BELOW_BPM);
    close_to(steps[3].target.high, 150);
    /* 0 s cannot be run, and zone 2 is no number of beats: both left open. */
    assert_int_equal(steps[4].end_type, OW_END_LAP);
    assert_int_equal(steps[4].target.type, OW_TARGET_OPEN);
    assert_true(has_warning(document, "tcx-step"));
    ow_document_free(document);
}

#define STEP(duration, target)                                                 \
    "<TrainingCenterDatabase><Workouts><Workout><Name>x</Name><Step>"          \
    "<Duration xsi:type=" duration "</Duration><Target xsi:type=" target       \
    "</Target></Step></Workout></Workouts></TrainingCenterDatabase>"

static void ends_and_targets(void **state)
{
    static const struct {
        const char *text;
        enum ow_end_type end;
        double end_value;
        enum ow_target_type target;
        bool is_told;
    } cases[] = {
        {STEP("\"HeartRateAbove_t\"><HeartRate xsi:type=\"HeartRateInBeats"
              "PerMinute_t\"><Value>160</Value></HeartRate>",
              "\"None_t\">"),
         OW_END_HR_ABOVE_BPM, 160, OW_TARGET_OPEN, false},
        {STEP("\"HeartRateAbove_t\"><HeartRate xsi:type=\"HeartRateAsPercent"
              "OfMax_t\"><Value>80</Value></HeartRate>",
              "\"None_t\">"),
         OW_END_LAP, 0, OW_TARGET_OPEN, true},
        {STEP("\"CaloriesBurned_t\"><Calories>100</Calories>", "\"None_t\">"),
         OW_END_LAP, 0, OW_TARGET_OPEN, true},
        {STEP("\"UserInitiated_t\">", "\"Cadence_t\"><Low>80</Low>"),
         OW_END_LAP, 0, OW_TARGET_OPEN, true},
        {STEP("\"UserInitiated_t\">",
              "\"Speed_t\"><SpeedZone><LowInMetersPerSecond>0</LowInMeters"
              "PerSecond><HighInMetersPerSecond>4</HighInMetersPerSecond>"
              "</SpeedZone>"),
         OW_END_LAP, 0, OW_TARGET_PACE_S_PER_KM, false},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_document *document = decode(cases[i].text);
        size_t count = 0;
        const struct ow_step *steps =
            ow_workout_steps(item(document, 0)->workout, &count);

        assert_int_equal(count, 1);
        assert_int_equal(steps[0].end_type, cases[i].end);
        if (cases[i].end != OW_END_LAP) {
            close_to(steps[0].end_value, cases[i].end_value);
        }
        assert_int_equal(steps[0].target.type, cases[i].target);
        assert_int_equal(has_warning(document, "tcx-step"), cases[i].is_told);
        ow_document_free(document);
    }
}

static void repeats_have_limits_and_survive_damage(void **state)
{
    char text[2000] = "<TrainingCenterDatabase><Workouts><Workout>";
    const char *cut = strstr(intervals, "</Step><Step xsi:type=\"Step_t\">"
                                        "<Name>Cool");
    struct ow_document *document = NULL;
    struct ow_error err;

    (void)state;
    for (int i = 0; i < 20; i++) {
        (void)strncat(text, "<Step xsi:type=\"Repeat_t\">",
                      sizeof text - strlen(text) - 1);
    }
    assert_int_equal(
        ow_decode((const uint8_t *)text, strlen(text), NULL, &document, &err),
        OW_OK);
    assert_true(has_warning(document, "xml-damaged"));
    ow_document_free(document);

    assert_non_null(cut);
    document = NULL;
    assert_int_equal(ow_decode((const uint8_t *)intervals,
                               (size_t)(cut - intervals), NULL, &document,
                               &err),
                     OW_OK);
    assert_int_equal(item(document, 0)->kind, OW_ITEM_WORKOUT);
    assert_true(document->integrity.truncated);
    ow_document_free(document);
}

static void damage_keeps_what_was_read(void **state)
{
    char text[sizeof ordinary];
    size_t kept = 0;

    (void)state;
    for (size_t length = 1; length < sizeof ordinary - 1; length++) {
        struct ow_document *document = NULL;
        struct ow_error err = {0};

        memcpy(text, ordinary, length);
        text[length] = '\0';
        if (tcx_format.decode((const uint8_t *)text, length, NULL, &document,
                              &err) != OW_OK) {
            assert_null(document);
            assert_int_equal(err.status, OW_E_TRUNCATED);
            assert_true(err.offset <= length);
            assert_int_equal(kept, 0);
            continue;
        }
        kept++;
        assert_true(document->integrity.truncated);
        assert_true(has_warning(document, "xml-damaged"));
        ow_document_free(document);
    }
    assert_true(kept > 1000);
}

static void bad_values_are_left_out(void **state)
{
    struct ow_document *document =
        decode(HEAD "<Activity><Id>soon</Id><Lap StartTime=\"\"><Track>"
                    "<Trackpoint><Time>yesterday</Time><Position>"
                    "<LatitudeDegrees>91</LatitudeDegrees><LongitudeDegrees>"
                    "x</LongitudeDegrees></Position><AltitudeMeters>"
                    "</AltitudeMeters></Trackpoint></Track></Lap>"
                    "</Activity>" TAIL "trailing");

    (void)state;
    assert_true(has_warning(document, "xml-time"));
    assert_true(has_warning(document, "xml-number"));
    assert_true(has_warning(document, "xml-damaged"));
    assert_int_equal(summary(document)->sport, OW_SPORT_UNKNOWN);
    assert_false(summary(document)->has_start_time);
    assert_true(ow_is_missing(value(document, OW_CHANNEL_LATITUDE_DEG, 0)));
    ow_document_free(document);
}

static void what_cannot_be_had_is_refused(void **state)
{
    static const struct {
        const char *text;
        enum ow_status status;
    } cases[] = {
        {"<!DOCTYPE x [<!ENTITY a \"b\">]><TrainingCenterDatabase/>",
         OW_E_UNSUPPORTED},
        {"<TrainingCenterDatabase", OW_E_TRUNCATED},
        {"<TrainingCenterDatabase><a></b></TrainingCenterDatabase>",
         OW_E_FORMAT},
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct ow_document *document = NULL;
        struct ow_error err = {0};
        const uint8_t *bytes = (const uint8_t *)cases[i].text;

        assert_int_equal(
            ow_decode(bytes, strlen(cases[i].text), NULL, &document, &err),
            cases[i].status);
        assert_int_equal(err.status, cases[i].status);
        assert_null(document);
    }
}

static void limits_hold(void **state)
{
    struct ow_decode_options options = {.most_samples = 2};
    struct ow_document *document = NULL;
    char deep[4000] = "<TrainingCenterDatabase><Activities><Activity/>";

    (void)state;
    assert_int_equal(tcx_format.decode((const uint8_t *)ordinary,
                                       strlen(ordinary), &options, &document,
                                       NULL),
                     OW_OK);
    assert_int_equal(ow_activity_sample_count(item(document, 0)->activity), 2);
    assert_true(has_warning(document, "xml-damaged"));
    ow_document_free(document);

    for (size_t i = strlen(deep); i + 3 < sizeof deep; i += 3) {
        memcpy(deep + i, "<a>", 4);
    }
    document = decode(deep);
    assert_true(has_warning(document, "xml-damaged"));
    assert_false(document->integrity.truncated);
    ow_document_free(document);
}

static bool decode_text(void *context)
{
    const char *text = context;
    struct ow_document *document = NULL;
    struct ow_error err = {0};
    enum ow_status status = tcx_format.decode(
        (const uint8_t *)text, strlen(text), NULL, &document, &err);

    if (status != OW_OK) {
        assert_int_equal(status, OW_E_NOMEM);
        assert_null(document);
    }
    ow_document_free(document);
    return status == OW_OK;
}

static void every_allocation_may_fail(void **state)
{
    char activity[sizeof ordinary];
    char workout[sizeof intervals];

    (void)state;
    memcpy(activity, ordinary, sizeof ordinary);
    memcpy(workout, intervals, sizeof intervals);
    assert_true(fault_sweep(decode_text, activity) > 10);
    /* A warning without memory is lost, and that is no failure. */
    for (long n = 1; n < 100; n++) {
        fault_arm(n);
        (void)decode_text(workout);
        (void)fault_disarm();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_ordinary_activity),
        cmocka_unit_test(the_first_cadence_stands_and_feet_are_counted),
        cmocka_unit_test(laps_are_held_against_the_points),
        cmocka_unit_test(pauses_are_found_where_laps_are_shorter),
        cmocka_unit_test(clocks_that_were_not_set_count_from_the_id),
        cmocka_unit_test(zones_and_laps_without_a_start),
        cmocka_unit_test(several_activities_and_transitions),
        cmocka_unit_test(the_root_may_be_missing),
        cmocka_unit_test(a_course_is_a_course),
        cmocka_unit_test(a_workout_keeps_its_steps),
        cmocka_unit_test(ends_and_targets),
        cmocka_unit_test(repeats_have_limits_and_survive_damage),
        cmocka_unit_test(damage_keeps_what_was_read),
        cmocka_unit_test(bad_values_are_left_out),
        cmocka_unit_test(what_cannot_be_had_is_refused),
        cmocka_unit_test(limits_hold),
        cmocka_unit_test(every_allocation_may_fail),
    };

    return cmocka_run_group_tests_name("tcx", tests, NULL, NULL);
}
