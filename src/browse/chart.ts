/** Curves of a series as SVG, each axis from zero. */
import { text } from './shell.ts';

export interface Curve {
  readonly title: string;
  /** In the order of time. */
  readonly points: readonly { readonly time: Date; readonly value: number }[];
  readonly unit: (value: number) => string;
  readonly kind: 'line' | 'bars';
}

const WIDTH = 800;
const HEIGHT = 200;
const LEFT = 90;
const TOP = 12;
const BOTTOM = 26;

/** '' where there is nothing to compare. */
export function chart({ title, points, unit, kind }: Curve): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined || points.length < 2) return '';
  const most = points.reduce((max, { value }) => Math.max(max, value), 0) || 1;
  const start = first.time.getTime();
  const span = last.time.getTime() - start || 1;
  const x = (time: Date): number => LEFT + ((time.getTime() - start) / span) * (WIDTH - LEFT - 12);
  const y = (value: number): number => HEIGHT - BOTTOM - (value / most) * (HEIGHT - TOP - BOTTOM);
  const drawn =
    kind === 'line'
      ? `<polyline class="line" points="${points.map(({ time, value }) => `${fixed(x(time))},${fixed(y(value))}`).join(' ')}"/>`
      : points
          .map(({ time, value }) => {
            const top = y(value);
            return `<rect class="bar" x="${fixed(x(time) - 1)}" y="${fixed(top)}" width="2" height="${fixed(HEIGHT - BOTTOM - top)}"/>`;
          })
          .join('');
  const described = `${title}: from ${unit(first.value)} on ${day(first.time)} to ${unit(last.value)} on ${day(last.time)}, at most ${unit(most)}.`;
  const lines = [0, 0.5, 1]
    .map((share) => {
      const at = fixed(y(most * share));
      return `<line class="axis" x1="${String(LEFT)}" x2="${String(WIDTH)}" y1="${at}" y2="${at}"/><text x="${String(LEFT - 6)}" y="${fixed(y(most * share) + 4)}" text-anchor="end">${text(unit(most * share))}</text>`;
    })
    .join('');
  const base = String(HEIGHT - 8);
  const dates = `<text x="${String(LEFT)}" y="${base}">${day(first.time)}</text><text x="${String(WIDTH - 4)}" y="${base}" text-anchor="end">${day(last.time)}</text>`;
  return `<figure><figcaption>${text(title)}</figcaption><svg viewBox="0 0 ${String(WIDTH)} ${String(HEIGHT)}" role="img" aria-label="${text(described)}">${lines}${drawn}${dates}</svg></figure>`;
}

function fixed(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function day(time: Date): string {
  return time.toISOString().slice(0, 10);
}
