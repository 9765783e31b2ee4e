#!/usr/bin/python3
"""GPSBabel on the activity we write: every point where and when it was.

Usage: gpsbabel.py FOLDER   (as filled by fit_samples)
"""

import csv
import datetime
import io
import json
import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77


def main():
    folder = pathlib.Path(sys.argv[1])
    if shutil.which("gpsbabel") is None:
        print("gpsbabel: 1 file left out, gpsbabel is not here")
        return SKIPPED
    text = subprocess.run(
        ["gpsbabel", "-t", "-i", "garmin_fit", "-f", folder / "run.fit",
         "-o", "unicsv,utc=0", "-F", "-"],
        check=True, text=True, capture_output=True).stdout
    points = list(csv.DictReader(io.StringIO(text)))
    expected = json.loads((folder / "run.json").read_text())
    start = datetime.datetime.fromtimestamp(
        expected["start_time_ms"] / 1000, datetime.timezone.utc)
    wrong = abs(len(points) - len(expected["samples"]))
    for point, sample in zip(points, expected["samples"]):
        when = start + datetime.timedelta(seconds=sample[0])
        said = f"{point['Date']} {point['Time']}"
        near = (abs(float(point["Latitude"]) - sample[1]) < 2e-6
                and abs(float(point["Longitude"]) - sample[2]) < 2e-6
                and abs(float(point["Altitude"]) - sample[3]) < 0.11
                and point.get("Heart rate", point.get("Heartrate", ""))
                == ("" if sample[6] is None else str(int(sample[6])))
                and said.startswith(when.strftime("%Y/%m/%d %H:%M:%S")))
        if not near:
            print(f"{point} instead of {sample}")
            wrong += 1
    print(f"gpsbabel: {len(points)} points read, {wrong} wrong")
    return 0 if wrong == 0 and points else 1


if __name__ == "__main__":
    sys.exit(main())
