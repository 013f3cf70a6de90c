/** Prune over a test vault, as the engine calls it. */
import { prune, type PruneOptions, type PruneOutcome } from '../../../src/vault/prune/prune.ts';
import type { KeepRules } from '../../../src/vault/prune/retention.ts';
import { type Snapshot, TestVault } from '../../support/vault.ts';

export class PruneVault extends TestVault {
  constructor(start = '2026-01-01T02:00:00Z') {
    super(start);
  }

  options(rules: Partial<KeepRules>, more: Partial<PruneOptions> = {}): PruneOptions {
    const policy = { bySeries: [], others: { labels: [], ...rules }, timeZone: 'UTC' };
    return {
      store: this.store,
      series: undefined,
      task: { policy, maxDeleteShare: 1 },
      apply: true,
      bucketRefusals: [],
      emit: (event) => this.events.push(event),
      signal: new AbortController().signal,
      ...more,
    };
  }

  prune(rules: Partial<KeepRules>, more: Partial<PruneOptions> = {}): Promise<PruneOutcome> {
    return prune(this.options(rules, more));
  }
}

export function verdicts({ series }: PruneOutcome): Record<string, string> {
  return Object.fromEntries(
    series.flatMap(({ snapshots }) => snapshots.map(({ place, verdict }) => [place.id, verdict])),
  );
}

export function reasonsOf({ series }: PruneOutcome, { id }: Pick<Snapshot, 'id'>): readonly string[] | undefined {
  return series.flatMap(({ snapshots }) => snapshots).find(({ place }) => place.id === id)?.reasons;
}
