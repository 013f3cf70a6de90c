/** The git part of a repository: refs and packs. */
import type { Token } from '../../../base/token-source.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HoldfastError } from '../../../base/errors.ts';
import { counted } from '../../../base/text.ts';
import type { Entry, ParentView, SourceContext, SourceEntry, SourceResult } from '../../source.ts';
import { anomalyOf, movedDefault, rewrittenDefault } from './anomaly.ts';
import {
  CHAIN_POLICY,
  packLink,
  planChain,
  vanishedTips,
  type ChainPlan,
  type ChainPolicy,
  type ParentChain,
} from './chain.ts';
import { bytesEntry, carriedEntry, fileEntry, folderEntry } from '../../entries.ts';
import { openGit, type Environment, type Git } from './git.ts';
import { fetchMirror, presentIn } from './mirror.ts';
import type { OpenPart, RepositoryPart } from '../../repository-part.ts';
import { converse, isSameList, listAtOnce, type Conversation } from './protocol.ts';
import { headOid, headRef, isOid, tipsOf, type Oid, type RefList, type RefName } from './refs.ts';
import { PASSING } from './remote-errors.ts';
import { inspectLocal, type RemotePlace, type Remote } from './remote.ts';
import { packsPath, readChain, stateRows, type GitPartName, type GitSnapshot, type Link } from './state.ts';
import { readSubmodules } from './submodules.ts';

export interface GitPartSettings {
  readonly name: GitPartName;
  readonly place: RemotePlace;
  /** Sent to the origin of `place`. */
  readonly token: Token | undefined;
  readonly isExcluded: (ref: RefName) => boolean;
  readonly chain: Partial<ChainPolicy> | undefined;
  /** The share of the earlier refs that may be gone before the snapshot is flagged. */
  readonly anomalyShare: number;
  readonly readers: readonly MirrorReader[];
}

export interface GitPartDeps {
  readonly env: Environment;
  /** Waited before the first repetition after a failure that may pass; doubled before the second. */
  readonly retryDelayMs: number;
}

/** Another part that uses the objects fetched by this one while they are available. */
export interface MirrorReader {
  /** Whether it must see all objects, although the chain of `parent` holds most or all of them. */
  wantsAll(parent: ParentView | undefined): boolean;
  /** May be called again, where a failure made the backup start over. */
  read(mirror: Mirror): Promise<void>;
}

export interface Mirror {
  readonly git: Git;
  readonly gitDir: string;
  /** The objects to inspect: everything that these reach... */
  readonly wanted: ReadonlySet<Oid>;
  /** ...and these do not. Empty: everything is inspected again. */
  readonly known: ReadonlySet<Oid>;
  /** The commit that HEAD points to. */
  readonly head: Oid | undefined;
}

const ATTEMPTS = 3;

/**
 * One git repository: a chain of packs as files of the tree, refs and HEAD as rows of the state. `open` talks to the
 * server and, if anything is new, fetches and packs it.
 */
export function createGitPart(settings: GitPartSettings, deps: GitPartDeps): RepositoryPart {
  return {
    name: settings.name,
    open: async (context) => openNight(await readNight({ settings, deps, context }), settings, context),
  };
}

interface GitPartJob {
  readonly settings: GitPartSettings;
  readonly deps: GitPartDeps;
  readonly context: SourceContext;
}

/** Everything that one backup learned. */
interface Night {
  readonly snapshot: GitSnapshot;
  readonly parent: ParentChain | undefined;
  /** The new link, if there is one; all others are the parent's. */
  readonly fresh: { readonly link: Link; readonly path: string } | undefined;
  /** JSON; undefined if there are none, `carried` if the default branch did not move. */
  readonly submodules: Buffer | 'carried' | undefined;
  readonly rewritten: string | undefined;
}

async function readNight(job: GitPartJob): Promise<Night> {
  const { settings, deps, context } = job;
  const { place, token } = settings;
  const git = await openGit({
    env: deps.env,
    homeDir: join(context.tempDir, 'home'),
    signal: context.signal,
    trustAnyOwner: place.kind === 'local',
    ...(token !== undefined && place.kind === 'http' ? { credentials: { origin: place.origin, token } } : {}),
  });
  const remote: Remote = place.kind === 'local' ? await inspectLocal(git, place) : place;
  const parent = readParent(context.parent ?? context.base, settings.name);
  if (remote.kind === 'http' && parent !== undefined && context.parent !== undefined) {
    const listed = await listAtOnce(git, remote, parent.snapshot.format, settings.isExcluded);
    const night =
      listed !== undefined && isSameList(listed, parent.snapshot) ? carried(job, listed, parent) : undefined;
    if (night !== undefined) return night;
  }
  return retried(job, () => converse(git, remote, (conversation) => readOnce(job, git, conversation, parent)));
}

async function retried<T>({ deps, context }: GitPartJob, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      context.signal.throwIfAborted();
      const mayPass = error instanceof HoldfastError && PASSING.includes(error.code);
      if (!mayPass || tries === ATTEMPTS) throw error;
      context.emit({
        type: 'info',
        message: `${error.message} Trying again (${String(tries)} of ${String(ATTEMPTS - 1)}).`,
      });
      await sleep(deps.retryDelayMs * 2 ** (tries - 1), undefined, { signal: context.signal }).catch(() => {
        context.signal.throwIfAborted();
      });
    }
  }
}

/** The night in which nothing is new, and nobody needs to see the objects; undefined if it is another one. */
function carried({ settings, context }: GitPartJob, tonight: RefList, parent: ParentChain | undefined) {
  const plan = planChain(tonight, parent, { ...CHAIN_POLICY, ...settings.chain });
  const moved = movedDefault(parent?.snapshot, tonight) !== undefined;
  const isAsked = settings.readers.some((reader) => reader.wantsAll(context.parent));
  if (plan.kind !== 'carry' || parent === undefined || context.parent === undefined) return undefined;
  if (moved || isAsked) return undefined;
  const message = `${counted(tonight.refs.size, 'ref')}; no new objects, nothing is fetched.`;
  context.emit({ type: 'info', message });
  const vanished = vanishedTips(parent.snapshot, tonight, () => false);
  const snapshot = { ...tonight, links: parent.snapshot.links, vanished };
  return { snapshot, parent, fresh: undefined, submodules: 'carried', rewritten: undefined } as const;
}

async function readOnce(
  job: GitPartJob,
  git: Git,
  conversation: Conversation,
  parent: ParentChain | undefined,
): Promise<Night> {
  const { settings, context } = job;
  const { emit, tempDir } = context;
  const tonight = await conversation.listRefs(settings.isExcluded);
  const night = carried(job, tonight, parent);
  if (night !== undefined) return night;
  const plan = planChain(tonight, parent, { ...CHAIN_POLICY, ...settings.chain });
  const wantsAll = settings.readers.filter((reader) => reader.wantsAll(context.parent));
  emit({ type: 'info', message: `${counted(tonight.refs.size, 'ref')}; fetching the repository.` });
  const gitDir = join(tempDir, 'mirror.git');
  await fetchMirror(git, conversation, tipsOf(tonight), gitDir, emit);
  const { snapshot, fresh, wanted, known } = await addLink(git, gitDir, tonight, plan, parent, context);
  for (const reader of settings.readers) {
    const all = wantsAll.includes(reader);
    const revisions = all ? { wanted: tipsOf(tonight), known: new Set<Oid>() } : { wanted, known };
    await reader.read({ git, gitDir, head: headOid(tonight), ...revisions });
  }
  const submodules = await readSubmodules(git, gitDir, tonight);
  // What the refs of another repository were says nothing of these.
  const before = context.parent === undefined ? undefined : parent;
  const rewritten = await rewrittenDefault(git, gitDir, before?.snapshot, tonight);
  await rm(gitDir, { recursive: true, force: true });
  return { snapshot, parent: before, fresh, submodules: submodules && toJsonBytes(submodules), rewritten };
}

/** Packs what is new into the next link of the parent's chain, or into the first link of a new chain. */
async function addLink(
  git: Git,
  gitDir: string,
  tonight: RefList,
  plan: ChainPlan,
  parent: ParentChain | undefined,
  { emit, tempDir, parent: own }: SourceContext,
) {
  const tips = tipsOf(tonight);
  const known = plan.kind === 'base' ? new Set<Oid>() : await presentIn(git, gitDir, plan.known);
  const builds = plan.kind === 'carry' || known.size > 0 ? parent : undefined;
  emit({ type: 'info', message: explainPlan(plan, builds !== undefined) });
  const links = builds?.snapshot.links ?? [];
  const wanted = new Set([...tips].filter((tip) => !known.has(tip)));
  const fresh = await packLink(git, gitDir, { index: links.length, wanted, known }, tempDir);
  const vanished =
    builds === undefined || own === undefined
      ? new Map<Oid, RefName>()
      : vanishedTips(builds.snapshot, tonight, (tip) => known.has(tip));
  const snapshot: GitSnapshot = { ...tonight, links: fresh === undefined ? links : [...links, fresh.link], vanished };
  return { snapshot, fresh, wanted, known };
}

function explainPlan(plan: ChainPlan, builds: boolean): string {
  if (builds) return 'Packing what is new since the last snapshot.';
  const reason = plan.kind === 'base' ? plan.reason : 'none of the earlier tips is in the repository any more';
  return `Packing the whole history, since ${reason}.`;
}

/** The parent's chain, and whether the tree still contains all of it. */
function readParent(view: ParentView | undefined, part: GitPartName): ParentChain | undefined {
  const snapshot = view === undefined ? undefined : readChain(view.state(`${part}/`), part);
  if (view === undefined || snapshot === undefined) return undefined;
  const held = new Map<string, number>();
  for (const { entry, available } of view.entries(`${packsPath(part)}/`)) {
    if (available) held.set(entry.path.toString('latin1'), entry.sizeBytes);
  }
  const intact = snapshot.links.every(({ name, sizeBytes }) => held.get(`${packsPath(part)}/${name}`) === sizeBytes);
  return { snapshot, intact };
}

function openNight(night: Night, settings: GitPartSettings, context: SourceContext): OpenPart {
  const { emit, tempDir } = context;
  const { snapshot, fresh } = night;
  const { name } = settings;
  return {
    totals: { entries: snapshot.links.length + 2, bytes: fresh?.link.sizeBytes ?? 0 },
    identity: identityOf(snapshot),
    async *entries() {
      yield await treeEntries(night, name, context.parent ?? context.base);
    },
    finish: () => {
      const lost = anomalyOf(night.parent?.snapshot, snapshot, settings.anomalyShare);
      const anomaly = [night.rewritten, lost].filter((sentence) => sentence !== undefined).join(' ');
      const result: SourceResult = { state: stateRows(snapshot, name), parts: { [name]: 'complete' }, gaps: [] };
      emit({ type: 'debug', message: `The chain of ${name} has ${counted(snapshot.links.length, 'link')}.` });
      return Promise.resolve(anomaly === '' ? result : { ...result, anomaly });
    },
    close: () => rm(tempDir, { recursive: true, force: true }),
  };
}

/** Directories first; the parent's links are carried over as they are. */
async function treeEntries(
  { snapshot, fresh, submodules }: Night,
  part: GitPartName,
  parent: ParentView | undefined,
): Promise<SourceEntry[]> {
  const carried = new Map<string, Entry>();
  for (const { entry, available } of parent?.entries(`${part}/`) ?? []) {
    if (available) carried.set(entry.path.toString('latin1'), entry);
  }
  const entries = [folderEntry(part), folderEntry(packsPath(part))];
  for (const link of snapshot.links) {
    const path = `${packsPath(part)}/${link.name}`;
    const old = carried.get(path);
    if (link === fresh?.link) entries.push(await fileEntry(path, fresh.path, true));
    else if (old !== undefined) entries.push(carriedEntry(old));
  }
  const path = `${part}/submodules.json`;
  const old = carried.get(path);
  if (submodules === 'carried' && old !== undefined) entries.push(carriedEntry(old));
  if (submodules instanceof Buffer) entries.push(bytesEntry(path, submodules));
  return entries;
}

function identityOf(snapshot: GitSnapshot): Readonly<Record<string, unknown>> {
  const commit = headOid(snapshot);
  const ref = headRef(snapshot);
  return {
    objectFormat: snapshot.format,
    refs: snapshot.refs.size,
    ...(ref === undefined ? {} : { ref }),
    ...(commit !== undefined && isOid(commit, snapshot.format) ? { commit } : {}),
  };
}

function toJsonBytes(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, undefined, 2)}\n`);
}
