import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg, totalmem } from 'node:os';
import { join } from 'node:path';
import { verdicts } from './aims.ts';
import type { MedianTiming, Results } from './results.ts';

/** Tools that the others are compared with. */
const YARDSTICKS = ['tar', 'restic'];

function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function timingTable(timings: readonly MedianTiming[]): string {
  const ratio = (one: MedianTiming, name: string): string => {
    const yardstick = timings.find((other) => other.set === one.set && other.work === one.work && other.tool === name);
    if (yardstick === undefined) return '';
    const [wall, cpu] = [one.wallSeconds / yardstick.wallSeconds, one.cpuSeconds / yardstick.cpuSeconds];
    return `${wall.toFixed(2)} (${cpu.toFixed(2)})`;
  };
  const ratios = YARDSTICKS.map((name) => `x ${name} (CPU)`);
  const head = ['set', 'work', 'tool', 'wall s', 'CPU s', 'peak MiB', ...ratios];
  const rows = timings.map((one) => [
    ...[one.set, one.work, one.tool, one.wallSeconds.toFixed(2), one.cpuSeconds.toFixed(2), one.peakMb.toFixed(0)],
    ...YARDSTICKS.map((name) => ratio(one, name)),
  ]);
  return markdownTable(head, rows);
}

function markdown(results: Results, rounds: number): string {
  const machine = `${String(cpus().length)} x ${cpus()[0]?.model ?? 'CPU'}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB`;
  const load = loadavg()[1]?.toFixed(1) ?? '';
  const sections = [
    `Medians of ${String(rounds)} ${rounds === 1 ? 'round' : 'rounds'} after one that is thrown away; node ${process.version}, ${machine}; load average of the last five minutes ${load}.`,
    timingTable(results.medians()),
    markdownTable(
      ['set', 'what', 'tool', 'value'],
      results.counts.map(({ set, what, tool, value }) => [set, what, tool, value.toLocaleString('en-US')]),
    ),
    markdownTable(
      ['figure', 'aim', 'measured', 'reached'],
      verdicts(results).map(({ what, aim, measured, isReached }) => [
        what,
        aim,
        measured,
        isReached ? 'yes' : '**no**',
      ]),
    ),
  ];
  return `${sections.join('\n\n')}\n`;
}

export async function writeReport(results: Results, rounds: number, folder: string): Promise<string> {
  const text = markdown(results, rounds);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'bench.md'), text);
  const json = { date: new Date().toISOString(), rounds, ...(results.toJson() as object), verdicts: verdicts(results) };
  await writeFile(join(folder, 'bench.json'), `${JSON.stringify(json, null, 2)}\n`);
  return text;
}
