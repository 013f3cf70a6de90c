/** The chart of a series in a job summary: bytes that each snapshot added, as a Mermaid bar chart. */
import { GiB, KiB, MiB } from '../base/limits.ts';
import type { HistoryPoint } from './result.ts';

const POINTS_MAX = 30;
/** Labels that fit side by side below the bars of a page of 1,000 pixels. */
const LABELS_WITH_TIME_MAX = 8;

/** '' where there is nothing to compare. Holds dates and numbers only, so there is nothing to escape. */
export function historyChart(history: readonly HistoryPoint[]): string {
  const points = history.slice(-POINTS_MAX);
  if (points.length < 2) return '';
  const mostBytes = points.reduce((most, { storedBytes }) => Math.max(most, storedBytes), 0);
  const scale = scaleFor(mostBytes);
  const values = points.map(({ storedBytes }) => Number((storedBytes / scale.bytes).toFixed(3)));
  // Without a range Mermaid begins the axis at the smallest value, and a steady series looks like a steep one.
  const top = Math.max(...values) || 1;
  return [
    '```mermaid',
    'xychart-beta',
    '  title "Added to the bucket by each snapshot"',
    `  x-axis [${labelsOf(points).join(', ')}]`,
    `  y-axis "${scale.unit}" 0 --> ${top}`,
    `  bar [${values.join(', ')}]`,
    '```',
  ].join('\n');
}

/** Days; with times if a day has several snapshots; numbers if there is no room for times. All labels differ. */
function labelsOf(points: readonly HistoryPoint[]): string[] {
  const days = points.map(({ time }) => time.toISOString().slice(5, 10));
  if (new Set(days).size === days.length) return days.map((day) => `"${day}"`);
  if (points.length > LABELS_WITH_TIME_MAX) return points.map((_, index) => `"${index + 1}"`);
  return points.map(({ time }) => `"${time.toISOString().slice(5, 16).replace('T', ' ')}"`);
}

function scaleFor(mostBytes: number): { unit: string; bytes: number } {
  if (mostBytes >= GiB) return { unit: 'GiB', bytes: GiB };
  return mostBytes >= MiB ? { unit: 'MiB', bytes: MiB } : { unit: 'KiB', bytes: KiB };
}
