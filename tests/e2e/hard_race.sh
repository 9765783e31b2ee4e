#!/bin/sh
# A marathon in the heat, down a valley, with a wall, and a watch that was not
# stopped at the finish.
. "$SOURCE_ROOT/tests/e2e/steps.sh"

# A point every 5 s on the way north: 3 m/s to 30 km, 2.1 to the line a little
# beyond 42.2 km on the watch, then a walk of 15 min.
awk 'BEGIN {
  print "<?xml version=\"1.0\"?><gpx version=\"1.1\" creator=\"test\""
  print " xmlns=\"http://www.topografix.com/GPX/1/1\""
  print " xmlns:t=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\">"
  print "<trk><name>Valley Marathon</name><type>running</type><trkseg>"
  metres = 0
  left = 900
  for (s = 0; left > 0; s += 5) {
    printf "<trkpt lat=\"%.7f\" lon=\"8\"><ele>%.1f</ele>", \
      47 + metres / 111170, 900 - metres / 120
    printf "<time>2026-11-22T%02d:%02d:%02dZ</time><extensions>", \
      9 + s / 3600, s / 60 % 60, s % 60
    print "<t:TrackPointExtension><t:atemp>27</t:atemp></t:TrackPointExtension>"
    print "</extensions></trkpt>"
    if (metres < 30000) metres += 15
    else if (metres < 42350) metres += 10.5
    else { metres += 6; left -= 5 }
  }
  print "</trkseg></trk></gpx>"
}' >hard.gpx

run 0 now-what hard.gpx --today 2026-11-23 --format json
holds '.[0].race | .distance_m == 42195 and .time_s > 15700 and .time_s < 16100'
holds '.[0].race.reading | .after_s > 850 and .after_s < 920'
holds '.[0].race.reading | .collapsed == "yes" and .faded == "yes"'
holds '.[0].race.reading | .wall_from_m == 30000 and .wall_length_m > 12000'
holds '.[0].race.reading | .faded_1km == "yes" and .projected_s < 15500'
holds '.[0].race.reading | .hills_s < -100 and .heat_high_s > .heat_low_s'
holds '.[0].race.reading | .confidence > 0.9 and (.reasons | length) >= 3'
holds '.[0].race.net_drop_m > 300'

run 0 now-what hard.gpx --today 2026-11-23
says 'Runners who begin a marathon like this come in at about 4:'
says 'The wall stood at 30.0 km: from there 12.2 km were a quarter slower'
says 'The hills gave about '
says 'The heat cost .* if the air had the 27 C of the watch'
says 'After the finish the watch ran on for 1[45]:'
[ "$(head -n 12 out | wc -L)" -le 80 ] || fail 'lines too wide'
run 0 now-what hard.gpx --today 2026-11-23 --units mi
says 'The wall stood at 18.6 mi: from there 7.6 mi'
finish
