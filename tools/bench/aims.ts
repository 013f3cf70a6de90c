import type { MedianTiming, Results } from './results.ts';
import { SEALED } from './tools.ts';

/** A figure that the project wants to reach. `tool` is what it is measured against: the aim is a ratio then. */
interface TimeAim {
  readonly set: string;
  readonly work: string;
  /** Whose figure it is, if not that of an open series. */
  readonly of?: string;
  readonly tool?: string;
  /** Times as much wall time as `tool`, or seconds. */
  readonly max: number;
  /** Also times as much CPU time; of seconds, those of CPU time. */
  readonly cpu?: true;
}

const TIMES: readonly TimeAim[] = [
  { set: 'deps', work: 'first', tool: 'tar', max: 1 },
  { set: 'deps', work: 'first', tool: 'restic', max: 0.45 },
  { set: 'deps', work: 'unchanged', tool: 'restic', max: 0.2 },
  { set: 'deps', work: 'unchanged', tool: 'kopia', max: 0.6 },
  { set: 'deps', work: 'restore', tool: 'tar', max: 1.2 },
  { set: 'deps', work: 'restore', tool: 'restic', max: 0.3 },
  { set: 'deps', work: 'drill', tool: 'a restore', max: 1.3 },
  { set: 'deps', work: 'first', of: SEALED, tool: 'holdfast', max: 1.15, cpu: true },
  { set: 'deps', work: 'unchanged', of: SEALED, tool: 'holdfast', max: 1.05, cpu: true },
  { set: 'deps', work: 'restore', of: SEALED, tool: 'holdfast', max: 1.15, cpu: true },
  { set: 'deps20', work: 'first', tool: 'tar', max: 1 },
  { set: 'deps20', work: 'unchanged', tool: 'restic', max: 0.03 },
  { set: 'deps20', work: 'unchanged', tool: 'kopia', max: 0.6 },
  { set: 'deps20', work: 'restore', tool: 'tar', max: 1.5 },
  { set: 'deps20', work: 'restore', tool: 'restic', max: 0.02 },
  { set: 'big', work: 'first', tool: 'tar', max: 1 },
  { set: 'big', work: 'unchanged', tool: 'restic', max: 0.6 },
  { set: 'big', work: 'restore', tool: 'tar', max: 1 },
  { set: 'hist', work: 'night', max: 0.6 },
  { set: 'hist20', work: 'night', max: 0.8 },
  { set: 'hist20', work: 'restore', max: 0.8 },
  { set: 'start', work: '--help less node', max: 0.35 },
  { set: 'zip20k', work: 'first', tool: 'unzip', max: 3 },
  { set: 'fleet1000', work: 'unchanged, each beyond the first', max: 0.35, cpu: true },
  { set: 'fleet200', work: 'unchanged, each beyond the first', max: 0.35, cpu: true },
  { set: 'pages', work: 'browse', max: 10 },
  { set: 'pages', work: 'browse in one file', max: 10 },
];

interface MemoryAim {
  readonly set: string;
  readonly maxMb: number;
}

const MEMORY: readonly MemoryAim[] = [
  { set: 'deps', maxMb: 256 },
  { set: 'deps20', maxMb: 256 },
  { set: 'big', maxMb: 256 },
  { set: 'tiny', maxMb: 512 },
  { set: 'git2g', maxMb: 300 },
  { set: 'github18k', maxMb: 300 },
  { set: 'coverage1000', maxMb: 256 },
  { set: 'pages300', maxMb: 256 },
];

interface CountAim {
  readonly set: string;
  readonly what: string;
  readonly of?: string;
  readonly tool?: string;
  readonly max: number;
}

const COUNTS: readonly CountAim[] = [
  { set: 'deps', what: 'stored bytes', tool: 'tar', max: 1 },
  { set: 'deps', what: 'growth when unchanged, bytes', max: 100_000 },
  { set: 'hist', what: 'stored bytes after the first', tool: 'tar', max: 1 },
  { set: 'hist', what: 'stored bytes after all', tool: 'restic', max: 0.55 },
  { set: 'hist', what: 'stored bytes after all', of: SEALED, tool: 'holdfast', max: 1.03 },
  { set: 'hist', what: 'stored bytes after all', of: SEALED, tool: 'restic', max: 0.55 },
  { set: 'git60', what: 'bytes after the base', tool: 'thin packs + 4 KB a night', max: 1 },
  { set: 'requests', what: 'unchanged hist', max: 15 },
  { set: 'requests', what: 'unchanged deps', max: 15 },
  { set: 'github5k', what: 'requests of unchanged', max: 6 },
  { set: 'fleet1000', what: 'nights until all are covered', max: 3 },
  { set: 'fleet1000app', what: 'nights until all are covered', max: 3 },
  { set: 'fleet200', what: 'nights until all are covered', max: 3 },
  { set: 'fleet1000', what: 'requests to GitHub a repository, unchanged', max: 4 },
  { set: 'fleet200', what: 'requests to GitHub a repository, unchanged', max: 4 },
  { set: 'fleet1000', what: 'requests to S3 a repository, unchanged', max: 15 },
  { set: 'fleet200', what: 'requests to S3 a repository, unchanged', max: 15 },
  { set: 'coverage1000', what: 'requests of plan', max: 60 },
  { set: 'coverage1000', what: 'requests of coverage', max: 60 },
  { set: 'list5000', what: 'requests besides the roots shown', max: 8 },
  { set: 'pages', what: 'bytes of browse', max: 15_000_000 },
  { set: 'pages', what: 'bytes of browse in one file', max: 15_000_000 },
  { set: 'size', what: 'dist/main.js, bytes', max: 3_000_000 },
];

const HOLDFAST = 'holdfast';

/** An aim beside what was measured. */
export interface Verdict {
  readonly what: string;
  readonly aim: string;
  readonly measured: string;
  readonly isReached: boolean;
  /** Counts are the same in every run: a miss is a failure. Times depend on the machine. */
  readonly isExact: boolean;
}

export function verdicts(results: Results): readonly Verdict[] {
  const timings = results.medians();
  return [
    ...TIMES.flatMap(withVariants).flatMap((aim) => timeVerdict(aim, timings)),
    ...MEMORY.flatMap((aim) => memoryVerdict(aim, timings)),
    ...COUNTS.flatMap((aim) => countVerdict(aim, results)),
  ];
}

/** restic is measured with an empty cache, or with none at all. */
function withVariants(aim: TimeAim): readonly TimeAim[] {
  return aim.tool === 'restic' ? [aim, { ...aim, tool: 'restic-no-cache' }] : [aim];
}

function timeVerdict(aim: TimeAim, timings: readonly MedianTiming[]): Verdict[] {
  const { set, work, of = HOLDFAST, tool, max } = aim;
  const find = (name: string) => timings.find((one) => one.set === set && one.work === work && one.tool === name);
  const [own, other] = [find(of), tool === undefined ? undefined : find(tool)];
  if (own === undefined || (other === undefined && tool !== undefined)) return [];
  const what = `${whose(of)}${set}: ${work}`;
  if (other === undefined) {
    return [
      aim.cpu === true
        ? verdict(`${what}, CPU`, own.cpuSeconds, max, ' s', false)
        : verdict(what, own.wallSeconds, max, ' s', false),
    ];
  }
  const unit = ` x ${other.tool}`;
  const wall = verdict(what, own.wallSeconds / other.wallSeconds, max, unit, false);
  if (aim.cpu !== true) return [wall];
  return [wall, verdict(`${what}, CPU`, own.cpuSeconds / other.cpuSeconds, max, unit, false)];
}

/** An open series is what is meant where nothing else is said. */
function whose(tool: string): string {
  return tool === HOLDFAST ? '' : 'sealed ';
}

function memoryVerdict({ set, maxMb }: MemoryAim, timings: readonly MedianTiming[]): Verdict[] {
  return timings
    .filter((one) => one.set === set && [HOLDFAST, SEALED].includes(one.tool))
    .map(({ work, tool, peakMb }) =>
      verdict(`${whose(tool)}${set}: ${work}, peak memory`, peakMb, maxMb, ' MiB', false),
    );
}

function countVerdict({ set, what, of = HOLDFAST, tool, max }: CountAim, { counts }: Results): Verdict[] {
  const find = (name: string) => counts.find((one) => one.set === set && one.what === what && one.tool === name)?.value;
  const own = find(of);
  const other = tool === undefined ? 1 : find(tool);
  if (own === undefined || other === undefined) return [];
  return [verdict(`${whose(of)}${set}: ${what}`, own / other, max, tool === undefined ? '' : ` x ${tool}`, true)];
}

function verdict(what: string, value: number, max: number, unit: string, isExact: boolean): Verdict {
  const measured = `${value >= 100 ? value.toFixed(0) : value.toFixed(value < 0.1 ? 3 : 2)}${unit}`;
  return { what, aim: `<= ${String(max)}${unit}`, measured, isReached: value <= max, isExact };
}
