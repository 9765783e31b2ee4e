/* The whole library in one include. */
#ifndef ONWARD_ONWARD_H
#define ONWARD_ONWARD_H

#include "onward/activity.h"
#include "onward/analysis.h"
#include "onward/body.h"
#include "onward/codec.h"
#include "onward/conditions.h"
#include "onward/curve.h"
#include "onward/date.h"
#include "onward/document.h"
#include "onward/error.h"
#include "onward/fit.h"
#include "onward/form.h"
#include "onward/goals.h"
#include "onward/history.h"
#include "onward/ics.h"
#include "onward/json.h"
#include "onward/learn.h"
#include "onward/load.h"
#include "onward/plan.h"
#include "onward/progression.h"
#include "onward/quantity.h"
#include "onward/race.h"
#include "onward/recovery.h"
#include "onward/rules.h"
#include "onward/shape.h"
#include "onward/standards.h"
#include "onward/trace.h"
#include "onward/workout.h"
#include "onward/zones.h"

#endif
