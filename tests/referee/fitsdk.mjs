// The vendor's own reader on the FIT files we write: every field of every
// workout step and of every sample must be what the JSON beside the file says.
//
// Usage: fitsdk.mjs FOLDER   (as filled by fit_samples)
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const SKIPPED = 77;
const folder = process.argv[2];
let sdk;
try {
  sdk = await import("@garmin/fitsdk");
} catch {
  const count = readdirSync(folder).filter((n) => n.endsWith(".fit")).length;
  console.log(`fitsdk: ${count} files left out, @garmin/fitsdk is not here`);
  process.exit(SKIPPED);
}

let wrong = 0;
function same(what, got, expected, tolerance = 1e-9) {
  const alike =
    typeof expected === "number" && typeof got === "number"
      ? Math.abs(got - expected) <= tolerance
      : got === expected;
  if (!alike) {
    wrong++;
    console.log(`${what}: ${got} instead of ${expected}`);
  }
}

function read(name) {
  const decoder = new sdk.Decoder(
    sdk.Stream.fromBuffer(readFileSync(join(folder, name))));
  same(`${name} integrity`, decoder.checkIntegrity(), true);
  const { messages, errors } = decoder.read();
  same(`${name} errors`, errors.join(), "");
  return messages;
}

// ------------------------------------------------------------------ workouts

const INTENSITY = { "warm-up": "warmup", "cool-down": "cooldown",
  recover: "recovery" };

// Steps in the order of the file: a repeat comes after its block.
function flatten(steps, flat) {
  for (const step of steps) {
    const first = flat.length;
    if (step.repeat !== undefined) {
      flatten(step.steps, flat);
      flat.push({ repeat: step.repeat, first });
    } else {
      flat.push(step);
    }
  }
  return flat;
}

function checkEnd(what, got, end) {
  const types = { time: "time", distance: "distance", lap: "open",
    "hr-above": "hrGreaterThan", "hr-below": "hrLessThan" };
  same(`${what} end`, got.durationType, types[end.type]);
  if (end.type === "time") same(what, got.durationTime, end.value);
  if (end.type === "distance") same(what, got.durationDistance, end.value);
  if (end.type.startsWith("hr")) same(what, got.durationHr, 100 + end.value);
}

function checkTarget(what, got, target) {
  const bounded = target.low !== null || target.high !== null;
  if (target.type === "pace" && bounded) {
    const mm = (pace, none) => pace === null ? none : Math.round(1e6 / pace);
    same(`${what} target`, got.targetType, "speed");
    same(what, got.customTargetSpeedLow, mm(target.low, 278) / 1000);
    same(what, got.customTargetSpeedHigh, mm(target.high, 16667) / 1000);
  } else if (target.type === "hr" && bounded) {
    same(`${what} target`, got.targetType, "heartRate");
    same(what, got.customTargetHeartRateLow, 100 + (target.low ?? 30));
    same(what, got.customTargetHeartRateHigh, 100 + (target.high ?? 240));
  } else {
    same(`${what} target`, got.targetType, "open");
  }
}

function checkStep(what, got, step) {
  if (step.repeat !== undefined) {
    same(`${what} type`, got.durationType, "repeatUntilStepsCmplt");
    same(`${what} first`, got.durationStep, step.first);
    same(`${what} times`, got.repeatSteps, step.repeat);
    return;
  }
  same(`${what} name`, got.wktStepName, step.role);
  same(`${what} notes`, got.notes || null, step.cue);
  same(`${what} intensity`, got.intensity, INTENSITY[step.role] ?? "active");
  checkEnd(what, got, step.end);
  checkTarget(what, got, step.target);
}

function checkWorkout(name) {
  const messages = read(name);
  const expected = JSON.parse(
    readFileSync(join(folder, name.replace(".fit", ".json")), "utf8"));
  const flat = flatten(expected.steps, []);
  const steps = messages.workoutStepMesgs;
  const [workout] = messages.workoutMesgs;
  same(`${name} type`, messages.fileIdMesgs[0].type, "workout");
  same(`${name} name`, workout.wktName, expected.name);
  same(`${name} sport`, workout.sport, "running");
  same(`${name} steps`, workout.numValidSteps, flat.length);
  same(`${name} steps`, steps.length, flat.length);
  flat.forEach((step, i) => {
    same(`${name} index`, steps[i].messageIndex, i);
    checkStep(`${name} step ${i}`, steps[i], step);
  });
  return flat.length;
}

// ------------------------------------------------------------------- the run

const SEMICIRCLE_DEG = 180 / 2 ** 31;

function checkSample(what, got, row, startMs) {
  const [time, latitude, longitude, elevation, distance, speed, hr, cadence,
    power, temperature, oscillation, stance, step] = row;
  same(`${what} time`, got.timestamp.getTime(), startMs + time * 1000);
  same(`${what} latitude`, got.positionLat * SEMICIRCLE_DEG, latitude, 5e-8);
  same(`${what} longitude`, got.positionLong * SEMICIRCLE_DEG, longitude, 5e-8);
  same(`${what} elevation`, got.enhancedAltitude, elevation, 1e-6);
  same(`${what} distance`, got.distance, distance, 1e-6);
  same(`${what} speed`, got.enhancedSpeed, speed, 1e-6);
  same(`${what} hr`, got.heartRate ?? null, hr);
  same(`${what} cadence`, 2 * (got.cadence + got.fractionalCadence), cadence,
    1e-6);
  same(`${what} power`, got.power, power);
  same(`${what} temperature`, got.temperature, temperature);
  same(`${what} oscillation`, got.verticalOscillation, oscillation, 1e-6);
  same(`${what} stance`, got.stanceTime, stance, 1e-6);
  same(`${what} step`, got.stepLength, step, 1e-6);
}

function checkRun() {
  const messages = read("run.fit");
  const expected = JSON.parse(readFileSync(join(folder, "run.json"), "utf8"));
  const [session] = messages.sessionMesgs;
  const [activity] = messages.activityMesgs;
  same("sport", session.sport, "running");
  same("sub-sport", session.subSport, "trail");
  same("start", session.startTime.getTime(), expected.start_time_ms);
  same("distance", session.totalDistance, expected.distance_m, 1e-6);
  same("timer", session.totalTimerTime, expected.timer_s, 1e-6);
  same("elapsed", session.totalElapsedTime, expected.elapsed_s, 1e-6);
  same("laps", messages.lapMesgs.length, 1);
  same("lap step", messages.lapMesgs[0].wktStepIndex, 4);
  same("events", messages.eventMesgs.map((e) => e.eventType).join(),
    "start,stopAll,start,stopAll");
  same("pause", messages.eventMesgs[2].timestamp -
    messages.eventMesgs[1].timestamp, 61000);
  same("local time", activity.localTimestamp * 1000 + 631065600000 -
    activity.timestamp.getTime(), 43200000);
  same("samples", messages.recordMesgs.length, expected.samples.length);
  expected.samples.forEach((row, i) =>
    checkSample(`sample ${i}`, messages.recordMesgs[i], row,
      expected.start_time_ms));
  return expected.samples.length;
}

const names = readdirSync(folder).filter((name) => /^w.*\.fit$/.test(name));
const steps = names.map(checkWorkout).reduce((sum, count) => sum + count, 0);
const samples = checkRun();
console.log(`fitsdk: ${names.length} workouts of ${steps} steps and ` +
  `${samples} samples read, ${wrong} values wrong`);
process.exit(wrong === 0 && names.length > 0 ? 0 : 1);
