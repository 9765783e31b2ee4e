"""Whether a list of activities holds every row that an export should give.

has_rows.py LIST EXPECTED: LIST has one JSON object a line, EXPECTED is an
array with start_utc, elapsed_s, distance_m, name and file.
"""
import json
import sys

# A GPX has no distance of its own: methods of measuring differ this much.
DISTANCE_TOLERANCE = 0.003


def is_row(activity, row):
    """Whether an activity of the list is an expected row."""
    return (
        activity["start_time"] == row["start_utc"]
        and activity["name"] == row["name"]
        and abs(activity["elapsed_s"] - row["elapsed_s"]) < 1.5
        and abs(activity["distance_m"] - row["distance_m"])
        <= DISTANCE_TOLERANCE * row["distance_m"]
        and activity["file"].endswith(row["file"] or "activities.csv")
    )


def main(list_path, expected_path):
    with open(list_path, encoding="utf-8") as lines:
        activities = [json.loads(line) for line in lines]
    with open(expected_path, encoding="utf-8") as file:
        rows = json.load(file)
    missing = [
        row for row in rows if sum(is_row(a, row) for a in activities) != 1
    ]
    for row in missing:
        print("not once in the list:", row)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
