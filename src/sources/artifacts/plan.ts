/** Plans what becomes of each artifact: carried over, loaded now, left for the next backup, or lost. */
import type { ParentView } from '../source.ts';
import { artifactOf, recordOf, type ArtifactRecord, type KnownArtifacts, type StoredArtifact } from './layout.ts';
import type { Artifact, Listing } from './service.ts';

/** What to do with an artifact. */
export interface ArtifactPlan {
  readonly artifact: Artifact;
  readonly record: ArtifactRecord;
  /**
   * `carry`: the parent snapshot has it. `wait`: the requests do not suffice for it tonight. `lost`: it has expired, and
   * the parent does not have it.
   */
  readonly action: 'carry' | 'load' | 'wait' | 'lost';
  readonly stored: StoredArtifact | undefined;
  /** How often earlier backups tried in vain to load it. */
  readonly tries: number;
}

/** What an unfinished list does not show, and earlier backups know of: it is there as long as nothing says otherwise. */
export function unlisted(
  { artifacts, cut, isWhole = cut === undefined }: Listing,
  { stored, pending }: KnownArtifacts,
  now: Date,
): Artifact[] {
  if (isWhole) return [];
  const listed = new Set(artifacts.map(({ id }) => id));
  const known = new Map<number, ArtifactRecord>([...pending, ...stored]);
  return [...known.values()].filter(({ id }) => !listed.has(id)).map((record) => artifactOf(record, now));
}

export function planOne(
  artifact: Artifact,
  folder: string,
  { stored: parent, pending }: KnownArtifacts,
  view: ParentView | undefined,
): ArtifactPlan {
  const record = recordOf(artifact, folder);
  const tries = pending.get(artifact.id)?.tries ?? 0;
  const known = parent.get(artifact.id) ?? sameContent(artifact, folder, parent);
  if (known !== undefined && view !== undefined && isSame(known, record) && isHeld(view, folder)) {
    return { artifact, record, action: 'carry', stored: { ...known, ...record }, tries };
  }
  return { artifact, record, action: artifact.isExpired ? 'lost' : 'load', stored: undefined, tries };
}

/**
 * Lets those wait for which there are no requests: first what was tried in vain before, then what is old, so that what
 * can never be had takes nothing from what is new. Pure.
 */
export function withinRequests(plans: readonly ArtifactPlan[], requests: number | undefined): ArtifactPlan[] {
  if (requests === undefined) return [...plans];
  const loads = plans.filter(({ action }) => action === 'load');
  loads.sort((a, b) => a.tries - b.tries || b.artifact.id - a.artifact.id);
  const late = new Set(loads.slice(requests));
  return plans.map((plan) => (late.has(plan) ? { ...plan, action: 'wait' } : plan));
}

/** The artifact of an earlier run that lay in the same folder. */
function sameContent({ digest }: Artifact, folder: string, parent: ReadonlyMap<number, StoredArtifact>) {
  return digest === undefined ? undefined : [...parent.values()].find((stored) => stored.folder === folder);
}

/** Artifacts never change under their id; under another id, the digest decides. */
function isSame(known: StoredArtifact, record: ArtifactRecord): boolean {
  if (known.folder !== record.folder || known.name !== record.name || known.digest !== record.digest) return false;
  return known.id === record.id ? known.sizeBytes === record.sizeBytes : record.digest !== null;
}

function isHeld(view: ParentView, folder: string): boolean {
  let isThere = false;
  for (const { entry, available } of view.entries(folder)) {
    if (!isIn(entry.path, folder)) continue;
    if (!available) return false;
    isThere = true;
  }
  return isThere;
}

function isIn(path: Buffer, folder: string): boolean {
  const text = path.toString();
  return text === folder || text.startsWith(`${folder}/`);
}
