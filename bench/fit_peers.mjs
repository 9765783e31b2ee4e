// Usage: fit_peers.mjs SOURCE_ROOT BENCH_FIT
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const SMALLEST = 100000;
const MOST_TOGETHER = 2500000;
const ROUNDS = 3;
const [root, bench] = process.argv.slice(2);
const shared = process.env.ONWARD_SHARED ?? join(root, "..", "shared");

function chooseFiles(folder) {
  let total = 0;
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name)).sort()
    .filter((path) => path.endsWith(".fit"))
    .filter((path) => {
      const size = statSync(path).size;
      const chosen = size >= SMALLEST && total + size <= MOST_TOGETHER;
      total += chosen ? size : 0;
      return chosen;
    });
}

async function load(name) {
  const referee = createRequire(join(root, "tests", "referee", "x.js"));
  return import(pathToFileURL(referee.resolve(name)));
}

async function bestSeconds(run, files) {
  let best = Infinity;
  for (let i = 0; i < ROUNDS; i++) {
    const start = process.hrtime.bigint();
    for (const bytes of files) await run(bytes);
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return best;
}

function ours(paths) {
  const { stdout } = spawnSync(bench, paths, { encoding: "utf8" });
  return Number(/^fit decode +([0-9.]+) +MB/m.exec(stdout)[1]);
}

function line(name, value, unit, ratio, aim) {
  const verdict = aim === 0 ? "" : `>= ${aim}`.padEnd(14) +
    (ratio >= aim ? " yes" : " NO");
  console.log(`${name.padEnd(33)} ${value.toFixed(3).padStart(9)}  ` +
    `${unit.padEnd(8)} ${ratio.toFixed(3).padStart(7)}  ${verdict}`);
}

const folder = join(shared, "corpus", "fit");
const paths = existsSync(folder) ? chooseFiles(folder) : [];
if (paths.length === 0) {
  console.log("fit peers: left out, no real FIT files here");
  process.exit(0);
}
const files = paths.map((path) => readFileSync(path));
const mb = files.reduce((sum, file) => sum + file.length, 0) / 1e6;
const own = ours(paths);
const sdk = await load("@garmin/fitsdk");
const { default: parser } = await load("fit-file-parser");
const Parser = parser.default ?? parser;

const peers = [
  ["@garmin/fitsdk", 150, (bytes) => {
    const decoder = new sdk.Decoder(sdk.Stream.fromBuffer(bytes));
    decoder.checkIntegrity();
    decoder.read();
  }],
  ["fit-file-parser", 90, (bytes) => new Promise((done) => {
    new Parser({ force: true, mode: "list" }).parse(bytes, () => done());
  })],
];
console.log(`fit peers: ${paths.length} real files of ${mb.toFixed(1)} MB; ` +
  "the ratio is ours to theirs");
line("fit decode, ours", own, "MB/s", 1, 0);
for (const [name, aim, run] of peers) {
  const speed = mb / (await bestSeconds(run, files));
  line(name, speed, "MB/s", own / speed, aim);
}
