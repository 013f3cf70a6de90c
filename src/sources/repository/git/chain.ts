/** Plans the chain of packs: a new link, or a new base. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { MiB } from '../../../base/limits.ts';
import { expectSuccess, type Git } from './git.ts';
import { headOid, tipsOf, type Oid, type RefList } from './refs.ts';
import { linkName, type GitSnapshot, type Link } from './state.ts';

/**
 * When a new chain is started: a long chain makes restores slow, and a large one costs space once old snapshots are
 * pruned.
 */
export interface ChainPolicy {
  /** Number of increments after which the next link is a base. */
  readonly maxIncrements: number;
  /** The increments may reach this share of the base's bytes... */
  readonly incrementShare: number;
  /** ...but below this many bytes in total their share does not matter. */
  readonly freeIncrementBytes: number;
}

export const CHAIN_POLICY: ChainPolicy = { maxIncrements: 60, incrementShare: 0.5, freeIncrementBytes: MiB };

export type ChainPlan =
  /** The chain already holds everything; at most refs changed. */
  | { readonly kind: 'carry'; readonly known: ReadonlySet<Oid> }
  /** One more link, with what the known tips do not reach. */
  | { readonly kind: 'increment'; readonly known: ReadonlySet<Oid> }
  | { readonly kind: 'base'; readonly reason: string };

export interface ParentChain {
  readonly snapshot: GitSnapshot;
  /** Whether every link can still be proved to be in the vault. */
  readonly intact: boolean;
}

/** Decides what this backup does. Pure. */
export function planChain(tonight: RefList, parent: ParentChain | undefined, policy: ChainPolicy): ChainPlan {
  if (parent === undefined) return { kind: 'base', reason: 'there is no earlier snapshot to build on' };
  if (parent.snapshot.format !== tonight.format) return { kind: 'base', reason: 'the object format changed' };
  if (!parent.intact) return { kind: 'base', reason: 'a link of the earlier chain is missing or damaged in the vault' };
  const known = knownTips(parent.snapshot);
  if ([...tipsOf(tonight)].every((tip) => known.has(tip))) return { kind: 'carry', known };
  const [base, ...increments] = parent.snapshot.links;
  if (base === undefined) return { kind: 'base', reason: 'the repository was empty so far' };
  if (increments.length >= policy.maxIncrements) {
    return { kind: 'base', reason: `the chain has ${String(increments.length)} increments` };
  }
  const incrementBytes = increments.reduce((sum, link) => sum + link.sizeBytes, 0);
  if (incrementBytes > Math.max(policy.freeIncrementBytes, policy.incrementShare * base.sizeBytes)) {
    return { kind: 'base', reason: 'the increments have become large compared with the base' };
  }
  return { kind: 'increment', known };
}

/** Tips whose whole history is in the chain. */
function knownTips(snapshot: GitSnapshot): Set<Oid> {
  return new Set([...tipsOf(snapshot), ...snapshot.vanished.keys()]);
}

/**
 * Tips that the chain of `parent` holds and `tonight` no longer has, each with a name it had. `isPresent`: tips that
 * the repository still reaches in another way are not lost.
 */
export function vanishedTips(
  parent: GitSnapshot,
  tonight: RefList,
  isPresent: (tip: Oid) => boolean,
): ReadonlyMap<Oid, string> {
  const tips = tipsOf(tonight);
  const names = new Map(parent.vanished);
  const head = headOid(parent);
  if (head !== undefined) names.set(head, 'HEAD');
  for (const [name, oid] of parent.refs) names.set(oid, name);
  return new Map([...names].filter(([oid]) => !tips.has(oid) && !isPresent(oid)));
}

/**
 * Packs what `wanted` reaches and `known` does not into a file in `dir`. Returns undefined if there is nothing to pack.
 * Thin: its deltas may build on objects that `known` reaches. All OIDs must exist in `gitDir`.
 */
export async function packLink(
  git: Git,
  gitDir: string,
  request: { readonly index: number; readonly wanted: Iterable<Oid>; readonly known: Iterable<Oid> },
  dir: string,
): Promise<{ readonly link: Link; readonly path: string } | undefined> {
  const args = ['pack-objects', '--revs', '--thin', '--delta-base-offset', '--stdout', '-q'];
  const child = git.start(args, { gitDir });
  const draft = join(dir, 'link.pack');
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
  };
  const [written, fed] = await Promise.allSettled([
    pipeline(child.stdout, measured, createWriteStream(draft)),
    pipeline(revisions(request.wanted, request.known), child.stdin),
  ]);
  if (written.status === 'rejected') child.kill();
  const exit = await child.exit;
  if (written.status === 'rejected') throw written.reason;
  expectSuccess(exit, args);
  if (fed.status === 'rejected') throw fed.reason;
  if ((await objectCount(draft)) === 0) return undefined;
  const sha256 = hash.digest('hex');
  const link: Link = { name: linkName(request.index), sizeBytes, sha256 };
  const path = join(dir, link.name);
  await rename(draft, path);
  return { link, path };
}

function* revisions(wanted: Iterable<Oid>, known: Iterable<Oid>): Generator<string> {
  for (const oid of wanted) yield `${oid}\n`;
  for (const oid of known) yield `^${oid}\n`;
}

/** The number in a pack's header: "PACK", version, count (https://git-scm.com/docs/gitformat-pack). */
async function objectCount(path: string): Promise<number> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(12), 0, 12, 0);
    return buffer.readUInt32BE(8);
  } finally {
    await file.close();
  }
}
