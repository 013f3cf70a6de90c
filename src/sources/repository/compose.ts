/** Opens the parts of a repository, one after the other. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenSource, SourceContext, SourceEntry, SourceResult } from '../source.ts';
import { PART_NAMES, type OpenPart, type RepositoryPart } from '../repository-part.ts';

/**
 * Opens the parts one after the other in name order and concatenates them. If one cannot be opened, those before it are
 * closed.
 */
export async function openParts(
  parts: readonly RepositoryPart[],
  context: SourceContext,
  identity: Readonly<Record<string, unknown>>,
): Promise<OpenSource> {
  const open: OpenPart[] = [];
  try {
    for (const part of parts.toSorted((a, b) => PART_NAMES.indexOf(a.name) - PART_NAMES.indexOf(b.name))) {
      const tempDir = join(context.tempDir, part.name);
      await mkdir(tempDir, { recursive: true });
      open.push(await part.open({ ...context, tempDir }));
    }
  } catch (error) {
    await closeAll(open);
    throw error;
  }
  return {
    totals: { entries: totalOf(open, 'entries'), bytes: totalOf(open, 'bytes') },
    identity: Object.assign({}, identity, ...open.map((part) => part.identity)) as Record<string, unknown>,
    entries: () => allEntries(open),
    finish: () => finishAll(open),
    close: () => closeAll(open),
  };
}

/** undefined if any part does not know. */
function totalOf(parts: readonly OpenPart[], what: 'entries' | 'bytes'): number | undefined {
  let sum = 0;
  for (const { totals } of parts) {
    const part = totals[what];
    if (part === undefined) return undefined;
    sum += part;
  }
  return sum;
}

async function* allEntries(parts: readonly OpenPart[]): AsyncGenerator<readonly SourceEntry[]> {
  for (const part of parts) yield* part.entries();
}

async function finishAll(parts: readonly OpenPart[]): Promise<SourceResult> {
  const results: SourceResult[] = [];
  for (const part of parts) results.push(await part.finish());
  const anomaly = results.flatMap((result) => (result.anomaly === undefined ? [] : [result.anomaly])).join(' ');
  const result: SourceResult = {
    state: allState(results),
    parts: Object.assign({}, ...results.map((part) => part.parts)) as SourceResult['parts'],
    gaps: results.flatMap((part) => part.gaps),
  };
  return anomaly === '' ? result : { ...result, anomaly };
}

function* allState(results: readonly SourceResult[]): Generator<{ readonly key: Buffer; readonly value: Buffer }> {
  for (const { state } of results) yield* state;
}

/** Closes all parts, even if one of them fails. */
async function closeAll(parts: readonly OpenPart[]): Promise<void> {
  const closed = await Promise.allSettled(parts.map((part) => part.close()));
  const failed = closed.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
