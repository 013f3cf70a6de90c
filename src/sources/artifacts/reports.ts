/** Notices about artifacts that were left out or expire soon. */
import { firstOf } from '../../base/text.ts';
import type { Emit } from '../../base/events.ts';
import type { SourceContext } from '../source.ts';
import type { Artifact } from './service.ts';

const LISTED_NAMES = 20;
const DAY_MS = 24 * 3600 * 1000;

export function reportUntrusted(names: readonly string[], emit: Emit): void {
  if (names.length === 0) return;
  emit({
    type: 'notice',
    class: 'untrusted-artifact',
    message: `Artifacts of forks and pull requests were left out (${String(names.length)}): ${firstOf(names, LISTED_NAMES)}.`,
    why: 'Anybody can decide what they contain, and a later job would trust them.',
    fix: 'Nothing has to be done if that is intended. To store them anyway, set `artifacts-of-pull-requests: true`.',
  });
}

/**
 * Warns about artifacts that live shorter than the time between two backups: others like them may come and go unseen.
 */
export function reportEarlyExpiry(artifacts: readonly Artifact[], { parent, emit }: SourceContext, now: Date): void {
  const next = new Date(now.getTime() + intervalMs(parent?.id, now));
  const early = artifacts.filter(
    ({ expiresAt, isExpired }) => !isExpired && expiresAt !== undefined && Date.parse(expiresAt) < +next,
  );
  if (early.length === 0) return;
  const names = early.map(({ name, expiresAt }) => `${name} (${expiresAt ?? ''})`);
  emit({
    type: 'warning',
    class: 'artifact-expires',
    message: `Artifacts that expire before the next backup, expected by ${next.toISOString()} (${String(early.length)}): ${firstOf(names, LISTED_NAMES)}.`,
    why: 'What cannot be downloaded now will be lost, and others like them may come and go between two backups.',
    fix: 'Back up more often, at the end of the workflow that makes them, or increase their retention-days.',
  });
}

/** The time since the last snapshot, whose id begins with its time; one day if there is none. */
function intervalMs(parentId: string | undefined, now: Date): number {
  const [, date, hours, minutes, seconds] = /^(\d{8})T(\d\d)(\d\d)(\d\d)Z/.exec(parentId ?? '') ?? [];
  if (date === undefined) return DAY_MS;
  const day = date.replace(/^(\d{4})(\d\d)/, '$1-$2-');
  const time = Date.parse(`${day}T${String(hours)}:${String(minutes)}:${String(seconds)}Z`);
  return Math.max(now.getTime() - time, 0);
}
