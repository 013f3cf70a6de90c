import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { verdicts } from './aims.ts';
import type { Bench } from './bench.ts';
import { benchList, benchRequests, benchSize, benchStart } from './counts.ts';
import { bigData, depsData, tinyData } from './data.ts';
import { benchCoverage } from './coverage.ts';
import { benchFiles } from './files.ts';
import { benchFleet, benchInstalledFleet, benchSmallFleet } from './fleet.ts';
import { benchGit } from './git.ts';
import { benchLargeRepository, benchZip } from './github.ts';
import { benchHistory } from './history.ts';
import { benchMetadata, benchNight } from './metadata.ts';
import { benchManyPages, benchPages } from './pages.ts';
import { minio } from './peers.ts';
import { writeReport } from './report.ts';
import { Results } from './results.ts';
import { findTools } from './tools.ts';

const ROUND_TRIP_MS = 20;
/**
 * ext4 passes over inodes that were deleted within the last minutes, one by one: whoever empties a folder and fills it
 * again measures that search, many times as long as the work itself.
 */
const MEMORY_FOLDER = '/dev/shm';
/** What a run without arguments measures, in a few minutes. */
const DEFAULT_SETS = 'size,start,requests,list5000,deps,hist';

const USAGE = `Measures Holdfast beside its peers: the same data, the same server, in turn.

  npm run bench -- [--only SET,SET...] [--rounds N] [--tools TOOL,TOOL...] [--files N] [--out FOLDER] [--cache FOLDER]

Sets (default ${DEFAULT_SETS}):
  size       size of dist/main.js                  start      time to show --help
  deps       a node_modules of some 40,000 files   deps20     the same, a round trip of 20 ms added
  big        one file of 2 GB                      big20
  hist       20 releases of one package            hist20
  tiny       --files small files (default 100000)  git60      60 nights of a git repository
  git2g      memory for a 2 GB repository          zip20k     an artifact of 20,000 files, beside unzip
  github18k  metadata of 18,000 issues             github5k   nights of a repository with 5,000 issues
  requests   requests of an unchanged run          list5000   requests of list among 5,000 snapshots
  pages      mode browse: 100,000 paths, 500 snapshots
  pages300   the same of 300 series: 1,000 paths, 50 snapshots each
  fleet1000  nights of 1,000 repositories          fleet200   of 200 of them
  fleet1000app  with the requests of an App's installation
  coverage1000  plan and coverage of 400,000 snapshots
Tools: holdfast, holdfast-sealed (with a vault key: it encrypts), tar, tar-proved, restic, restic-no-cache, kopia (if
installed; both encrypt too); default holdfast,holdfast-sealed,tar,restic,kopia.
--program: another checkout of Holdfast, whose dist/ is measured. --against: one more, measured in turn with it as the tool
holdfast-before. --rounds counts after a first one that is thrown away (default 1). What is downloaded or made stays in --cache
(default ~/.cache/holdfast-bench), the table and its JSON go to --out (default: out in there).
The server's data and what is restored lie below --work (default ${MEMORY_FOLDER}, in memory), and are removed at the end.
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: DEFAULT_SETS },
    rounds: { type: 'string', default: '1' },
    tools: { type: 'string', default: 'holdfast,holdfast-sealed,tar,restic,kopia' },
    files: { type: 'string', default: '100000' },
    program: { type: 'string', default: join(import.meta.dirname, '../..') },
    cache: {
      type: 'string',
      default: join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'holdfast-bench'),
    },
    against: { type: 'string' },
    work: { type: 'string', default: existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir() },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function wholeNumber(name: 'rounds' | 'files'): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name}: not a whole number above 0: ${values[name]}`);
  return value;
}

function scenarios(files: number): Readonly<Record<string, (bench: Bench) => Promise<void>>> {
  const tiny = (cache: string): Promise<string> => tinyData(cache, files);
  const slow = ROUND_TRIP_MS;
  return {
    size: benchSize,
    start: benchStart,
    requests: benchRequests,
    list5000: benchList,
    pages: benchPages,
    pages300: benchManyPages,
    git60: benchGit,
    git2g: benchLargeRepository,
    zip20k: benchZip,
    github18k: benchMetadata,
    github5k: benchNight,
    fleet1000: benchFleet,
    fleet1000app: benchInstalledFleet,
    fleet200: benchSmallFleet,
    coverage1000: benchCoverage,
    deps: (bench) => benchFiles(bench, { set: 'deps', data: depsData, roundTripMs: 0 }),
    deps20: (bench) => benchFiles(bench, { set: 'deps20', data: depsData, roundTripMs: slow }),
    big: (bench) => benchFiles(bench, { set: 'big', data: bigData, roundTripMs: 0 }),
    big20: (bench) => benchFiles(bench, { set: 'big20', data: bigData, roundTripMs: slow }),
    tiny: (bench) => benchFiles(bench, { set: 'tiny', data: tiny, roundTripMs: 0 }),
    hist: (bench) => benchHistory(bench, 'hist', 0),
    hist20: (bench) => benchHistory(bench, 'hist20', slow),
  };
}

async function copyProgram(from: string, to: string): Promise<string> {
  for (const part of ['package.json', 'bin', 'dist']) await cp(join(from, part), join(to, part), { recursive: true });
  return to;
}

async function main(): Promise<void> {
  const known = scenarios(wholeNumber('files'));
  const sets = values.only.split(',');
  const unknown = sets.filter((set) => !(set in known));
  if (unknown.length > 0) throw new Error(`--only: unknown: ${unknown.join(', ')}\n\n${USAGE}`);
  const cache = resolve(values.cache);
  const rounds = wholeNumber('rounds');
  const results = new Results();
  const work = await mkdtemp(join(resolve(values.work), 'holdfast-bench-'));
  const { against } = values;
  const before = against === undefined ? undefined : await copyProgram(resolve(against), join(work, 'before'));
  const bench: Bench = {
    cache,
    work,
    minio: await minio(),
    program: await copyProgram(resolve(values.program), join(work, 'program')),
    tools: await findTools(values.tools.split(','), cache, before),
    rounds,
    results,
    log: (line) => console.error(line),
  };
  try {
    for (const set of sets) await known[set]?.(bench);
  } finally {
    await rm(bench.work, { recursive: true, force: true });
  }
  console.log(await writeReport(results, rounds, resolve(values.out ?? join(cache, 'out'))));
  if (verdicts(results).some(({ isExact, isReached }) => isExact && !isReached)) process.exitCode = 1;
}

if (values.help) console.log(USAGE);
else await main();
