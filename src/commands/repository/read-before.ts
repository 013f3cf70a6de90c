/** Kinds of metadata that a snapshot holds as an earlier run read them. */
import * as v from 'valibot';
import { isoTime } from '../../base/times.ts';
import { agoText, counted } from '../../base/text.ts';
import type { RootHeader } from '../../vault/format/root.ts';

const Times = v.record(v.string(), isoTime);

/** When each was last read, in ISO 8601; undefined if the run read them all. What cannot be understood counts as nothing. */
export function readBefore({ source }: RootHeader): Readonly<Record<string, string>> | undefined {
  const found = v.safeParse(Times, source.identity['readBefore']);
  return found.success && Object.keys(found.output).length > 0 ? found.output : undefined;
}

/** A sentence for people; undefined if the run read all kinds. */
export function readBeforeText(header: RootHeader, now: Date): string | undefined {
  const times = Object.values(readBefore(header) ?? {}).sort();
  const [oldest] = times;
  if (oldest === undefined) return undefined;
  const ago = agoText(now.getTime() - Date.parse(oldest));
  return `${counted(times.length, 'kind')} of metadata ${times.length === 1 ? 'is' : 'are'} as an earlier run read them, the oldest ${ago}: settings are read once a week (docs/metadata.md).`;
}
