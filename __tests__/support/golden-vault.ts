import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeOfId } from '../../src/vault/format/keys.ts';
import type { Store } from '../../src/store/store.ts';
import { memoryStore } from './memory-store.ts';

/** Vaults that `make-golden-vault.ts` and `make-golden-sealed-vault.ts` have made once and for all. */
export const GOLDEN_VAULT = fileURLToPath(new URL('../fixtures/vault-v1', import.meta.url));

export const GOLDEN_SEALED_VAULT = `${GOLDEN_VAULT}-sealed`;
/** All keys of the sealed one, and the identity of a person to whom they are sealed. */
export const GOLDEN_KEYS = `${GOLDEN_SEALED_VAULT}.keys`;
export const GOLDEN_PERSON = `${GOLDEN_SEALED_VAULT}.me`;

export interface GoldenEntry {
  /** latin1. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink';
  readonly mode: number;
  readonly target?: string;
  readonly sizeBytes?: number;
  readonly mtimeMs?: number;
  readonly isLinked?: boolean;
  readonly sha256?: string;
}

/** What a snapshot of it must give back, as it was seen when the vault was made. */
interface GoldenSnapshot {
  readonly series: string;
  readonly status: string;
  readonly labels: readonly string[];
  /** Of files. */
  readonly entries?: readonly GoldenEntry[];
  /** Of a repository: `<oid> <name>`. */
  readonly refs?: readonly string[];
  readonly head?: string;
}

export function goldenSnapshots(vault = GOLDEN_VAULT): [string, GoldenSnapshot][] {
  return Object.entries(JSON.parse(readFileSync(`${vault}.json`, 'utf8')) as Record<string, GoldenSnapshot>);
}

export function goldenStore(vault = GOLDEN_VAULT): Store {
  const { store, objects } = memoryStore();
  for (const name of readdirSync(vault, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const path = join(name.parentPath, name.name);
    const key = path.slice(vault.length + 1).replaceAll('\\', '/');
    const [time = ''] = /\d{8}T\d{6}Z/.exec(key) ?? [];
    objects.set(key, { body: readFileSync(path), lastModified: timeOfId(time) });
  }
  return store;
}
