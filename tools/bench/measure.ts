import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** One run of a command. */
export interface Measured {
  readonly wallSeconds: number;
  /** User and system time of all its processes. */
  readonly cpuSeconds: number;
  /** Highest sum of resident memory over its processes. */
  readonly peakMb: number;
}

const SAMPLE_MS = 20;

/** A word for a shell. */
export function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Runs a shell command to its end. Its output is kept only to explain a failure. */
export async function measure(command: string, env: NodeJS.ProcessEnv): Promise<Measured> {
  // bash's `time` counts a whole pipeline, children included; it writes to its standard error, so that is moved away.
  const script = `set -o pipefail; TIMEFORMAT='%3R %3U %3S'; exec 4>&2; { time { ${command}\n } 2>&4; } 2>&3`;
  const child = spawn('bash', ['-c', script], { env, stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
  const [output, errors, times] = [1, 2, 3].map((fd) => collect(child.stdio[fd] as NodeJS.ReadableStream));
  let peakKb = 0;
  const timer = setInterval(() => {
    if (child.pid !== undefined) peakKb = Math.max(peakKb, residentKb(child.pid));
  }, SAMPLE_MS);
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve));
  clearInterval(timer);
  if (code !== 0)
    throw new Error(`exit code ${String(code)} of: ${command}\n${output?.text ?? ''}${errors?.text ?? ''}`);
  const [real, user, system] = (times?.text ?? '').trim().split(' ').map(Number) as [number, number, number];
  return { wallSeconds: real, cpuSeconds: user + system, peakMb: peakKb / 1024 };
}

/** The end of what a stream says. */
function collect(stream: NodeJS.ReadableStream): { text: string } {
  const kept = { text: '' };
  stream.setEncoding('utf8').on('data', (text: string) => (kept.text = (kept.text + text).slice(-20_000)));
  return kept;
}

/** A process and all that it started. 0 if it is gone: https://man7.org/linux/man-pages/man5/proc.5.html */
function residentKb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8');
    const children = readFileSync(`/proc/${String(pid)}/task/${String(pid)}/children`, 'utf8').split(' ');
    const own = Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0);
    return children.filter((child) => child !== '').reduce((sum, child) => sum + residentKb(Number(child)), own);
  } catch {
    return 0;
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}
