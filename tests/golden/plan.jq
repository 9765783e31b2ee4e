# A plan as text to be read in a diff: what the runner would see of it.
def km: if . == null then "-" else "\(. / 1000) km" end;
(.phases[] | "phase \(.from) to \(.to) \(.name)"),
(.weeks as $weeks | .days[] | .date as $date
  | ($weeks[] | select(.monday == $date)
     | "week \(.monday) \(.phase)\(if .down then " down" else "" end): "
       + "\(.run_m | km), longest \(.longest_m | km), hard \(.hard_s) s, "
       + "strength \(.strength), cross \(.cross), \(.rules | join(" "))"),
    (.sessions[]
     | "  \($date) \(.type): \(.distance_m | km), \(.duration_s) s, hard "
       + "\(.hard_s) s, load \(.load | round), steps "
       + "\([.workout.steps[]?] | length), \(.rules | join(" "))",
       "    \(.reason)",
       (select(.easier_option) | "    easier: \(.easier_option)"))),
(.goals[] | "goal \(.id): \(.verdict) \(.probability) \(.needed)",
  (.milestones[] | "  \(.date) \(.what) \(.value) \(.unit)")),
(.forecast | "forecast: \(length) days, \(first | map_values(tostring) | join(" ")), \(last | map_values(tostring) | join(" "))"),
(.findings[] | "\(.severity) \(.rule) \(.date): \(.message)")
