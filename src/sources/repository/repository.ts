import { lstat, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT, HoldfastError } from '../../errors.ts';
import type { Entry, OpenSource, ParentView, Source, SourceContext, SourceEntry, SourceResult } from '../source.ts';
import {
  CHAIN_POLICY,
  packLink,
  planChain,
  vanishedTips,
  type ChainPlan,
  type ChainPolicy,
  type ParentChain,
} from './chain.ts';
import { openGit, type Environment, type Git } from './git.ts';
import { fetchMirror, presentIn } from './mirror.ts';
import { converse, type Conversation } from './protocol.ts';
import { excluder, headOid, headRef, isOid, tipsOf, type RefList } from './refs.ts';
import { PASSING } from './remote-errors.ts';
import { DEFAULT_SERVER_URL, inspectLocal, parsePlace, type Place, type PlaceSettings, type Remote } from './remote.ts';
import { PACKS_PATH, readChain, stateRows, type GitSnapshot, type Link } from './state.ts';

export interface RepositorySettings extends PlaceSettings {
  /** Sent to the host of `serverUrl` only. */
  readonly token?: string | undefined;
  /** Patterns of refs to leave out, see `excluder`. */
  readonly excludeRefs?: readonly string[] | undefined;
  readonly chain?: Partial<ChainPolicy> | undefined;
  /** The share of the earlier refs that may be gone before the snapshot is flagged; default 0.25. */
  readonly anomalyShare?: number | undefined;
}

export interface RepositoryDeps {
  readonly env: Environment;
  /** What relative paths start from. */
  readonly cwd: string;
  /** Waited before the first repetition after a failure that may pass; doubled before the second. Default 2,000. */
  readonly retryDelayMs?: number | undefined;
}

const ATTEMPTS = 3;
const ANOMALY_SHARE = 0.25;

/**
 * The git part of a repository: a chain of packs as files of the tree, refs and HEAD as rows of the state. Errors of
 * the settings: `bad-input`. `open` talks to the server and, if anything is new, fetches and packs it.
 */
export function createRepositorySource(settings: RepositorySettings, deps: RepositoryDeps): Source {
  const place = parsePlace(settings, deps.cwd);
  checkToken(settings.token);
  const excludeRefs = [...(settings.excludeRefs ?? [])];
  const isExcluded = excluder(excludeRefs);
  const ids = githubIds(place, deps.env);
  const definition = {
    source: 'repository',
    ...(ids.repositoryId === undefined ? { url: definedUrl(place) } : { repositoryId: ids.repositoryId }),
    excludeRefs,
  };
  return {
    kind: 'repository',
    definition,
    open: async (context) => {
      const night = await readNight({ settings, deps, place, isExcluded, context });
      return openNight(night, identityOf(place, ids, night.snapshot), context, settings.anomalyShare ?? ANOMALY_SHARE);
    },
  };
}

interface Job {
  readonly settings: RepositorySettings;
  readonly deps: RepositoryDeps;
  readonly place: Place;
  readonly isExcluded: (name: string) => boolean;
  readonly context: SourceContext;
}

/** All that one backup learned. */
interface Night {
  readonly snapshot: GitSnapshot;
  readonly parent: ParentChain | undefined;
  /** The new link, if there is one; all others are the parent's. */
  readonly fresh: { readonly link: Link; readonly path: string } | undefined;
  readonly workDir: string;
}

async function readNight(job: Job): Promise<Night> {
  const { settings, deps, place, context } = job;
  const workDir = join(context.tempDir, 'git');
  await mkdir(workDir, { recursive: true });
  const mayHaveToken = place.kind === 'http' && sameOrigin(place, settings.serverUrl);
  if (settings.token !== undefined && place.kind === 'http' && !mayHaveToken) warnTokenKept(place, context);
  const git = await openGit({
    env: deps.env,
    homeDir: join(workDir, 'home'),
    signal: context.signal,
    trustAnyOwner: place.kind === 'local',
    ...(settings.token !== undefined && mayHaveToken
      ? { credentials: { origin: place.origin, token: settings.token } }
      : {}),
  });
  const remote: Remote = place.kind === 'local' ? await inspectLocal(git, place) : place;
  const parent = readParent(context.parent);
  return retried(job, async () => {
    const conversation = await converse(git, remote);
    try {
      return await readOnce(job, git, conversation, parent, workDir);
    } finally {
      await conversation.close();
    }
  });
}

async function retried<T>({ deps, context }: Job, attempt: () => Promise<T>): Promise<T> {
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
      await sleep((deps.retryDelayMs ?? 2000) * 2 ** (tries - 1), undefined, { signal: context.signal }).catch(() => {
        context.signal.throwIfAborted();
      });
    }
  }
}

async function readOnce(
  { settings, isExcluded, context: { emit } }: Job,
  git: Git,
  conversation: Conversation,
  parent: ParentChain | undefined,
  workDir: string,
): Promise<Night> {
  const tonight = await conversation.listRefs(isExcluded);
  const plan = planChain(tonight, parent, { ...CHAIN_POLICY, ...settings.chain });
  if (plan.kind === 'carry' && parent !== undefined) {
    emit({ type: 'info', message: `${counted(tonight.refs.size, 'ref')}; no new objects, nothing is fetched.` });
    const vanished = vanishedTips(parent.snapshot, tonight, () => false);
    return { snapshot: { ...tonight, links: parent.snapshot.links, vanished }, parent, fresh: undefined, workDir };
  }
  const gitDir = join(workDir, 'mirror.git');
  const tips = tipsOf(tonight);
  emit({ type: 'info', message: `${counted(tonight.refs.size, 'ref')}; fetching the repository.` });
  await fetchMirror(git, conversation, tips, gitDir, emit);
  const known = plan.kind === 'increment' ? await presentIn(git, gitDir, plan.known) : new Set<string>();
  const builds = plan.kind === 'increment' && known.size > 0 ? parent : undefined;
  emit({ type: 'info', message: explainPlan(plan, builds !== undefined) });
  const links = builds?.snapshot.links ?? [];
  const wanted = [...tips].filter((tip) => !known.has(tip));
  const fresh = await packLink(git, gitDir, { index: links.length, wanted, known }, workDir);
  await rm(gitDir, { recursive: true, force: true });
  const vanished =
    builds === undefined ? new Map<string, string>() : vanishedTips(builds.snapshot, tonight, (tip) => known.has(tip));
  const snapshot = { ...tonight, links: fresh === undefined ? links : [...links, fresh.link], vanished };
  return { snapshot, parent, fresh, workDir };
}

function explainPlan(plan: ChainPlan, builds: boolean): string {
  if (builds) return 'Packing what is new since the last snapshot.';
  const reason = plan.kind === 'base' ? plan.reason : 'none of the earlier tips is in the repository any more';
  return `Packing the whole history, since ${reason}.`;
}

/** The parent's chain, and whether the tree still has all of it. */
function readParent(view: ParentView | undefined): ParentChain | undefined {
  const snapshot = view === undefined ? undefined : readChain(view.state('git/'));
  if (view === undefined || snapshot === undefined) return undefined;
  const held = new Map<string, number>();
  for (const { entry, available } of view.entries(`${PACKS_PATH}/`)) {
    if (available) held.set(entry.path.toString('latin1'), entry.sizeBytes);
  }
  const intact = snapshot.links.every(({ name, sizeBytes }) => held.get(`${PACKS_PATH}/${name}`) === sizeBytes);
  return { snapshot, intact };
}

function openNight(
  night: Night,
  identity: Readonly<Record<string, unknown>>,
  { parent, emit }: SourceContext,
  anomalyShare: number,
): OpenSource {
  const { snapshot, fresh, workDir } = night;
  return {
    totals: { entries: snapshot.links.length + 2, bytes: fresh?.link.sizeBytes ?? 0 },
    identity,
    async *entries() {
      yield await treeEntries(snapshot.links, fresh, parent);
    },
    finish: () => {
      const anomaly = anomalyOf(night.parent?.snapshot, snapshot, anomalyShare);
      const result: SourceResult = { state: stateRows(snapshot), parts: { git: 'complete' }, gaps: [] };
      emit({ type: 'debug', message: `The chain has ${counted(snapshot.links.length, 'link')}.` });
      return Promise.resolve(anomaly === undefined ? result : { ...result, anomaly });
    },
    close: () => rm(workDir, { recursive: true, force: true }),
  };
}

/** Directories first; the parent's links are carried over as they are. */
async function treeEntries(
  links: readonly Link[],
  fresh: Night['fresh'],
  parent: ParentView | undefined,
): Promise<SourceEntry[]> {
  const carried = new Map<string, Entry>();
  for (const { entry } of parent?.entries(`${PACKS_PATH}/`) ?? []) carried.set(entry.path.toString('latin1'), entry);
  const entries: SourceEntry[] = ['git', PACKS_PATH].map((path) => ({
    ...plainEntry(path, 'directory', 0o755),
    content: { kind: 'none' },
  }));
  for (const link of links) {
    const path = `${PACKS_PATH}/${link.name}`;
    const old = carried.get(path);
    if (link === fresh?.link) {
      entries.push(await freshEntry(path, fresh.path));
    } else if (old !== undefined) {
      entries.push({ ...old, content: { kind: 'carry' } });
    }
  }
  return entries;
}

async function freshEntry(path: string, file: string): Promise<SourceEntry> {
  const { size, mtimeNs } = await lstat(file, { bigint: true });
  return {
    ...plainEntry(path, 'file', 0o644),
    sizeBytes: Number(size),
    mtimeSeconds: Number(mtimeNs / 1_000_000_000n),
    mtimeNanos: Number(mtimeNs % 1_000_000_000n),
    content: { kind: 'file', absolutePath: Buffer.from(file), temporary: true },
  };
}

function plainEntry(path: string, type: Entry['type'], mode: number): Entry {
  return {
    path: Buffer.from(path, 'latin1'),
    type,
    mode,
    sizeBytes: 0,
    mtimeSeconds: 0,
    mtimeNanos: 0,
    target: Buffer.alloc(0),
    linkGroup: 0,
  };
}

/** One sentence if more than `share` of the earlier refs is gone; a single ref among others does not count as much. */
export function anomalyOf(earlier: RefList | undefined, tonight: RefList, share: number): string | undefined {
  if (earlier === undefined || earlier.refs.size === 0) return undefined;
  const lost = [...earlier.refs.keys()].filter((name) => !tonight.refs.has(name)).length;
  if (lost <= share * earlier.refs.size || (lost === 1 && earlier.refs.size > 1)) return undefined;
  return `Refs lost since the last snapshot: ${String(lost)} of ${String(earlier.refs.size)}.`;
}

interface GithubIds {
  readonly repositoryId?: string;
  readonly ownerId?: string;
}

/** The ids that GitHub gives a workflow for its own repository; they outlive a renaming. */
function githubIds(place: Place, env: Environment): GithubIds {
  const own = `${env['GITHUB_SERVER_URL'] ?? DEFAULT_SERVER_URL}/${env['GITHUB_REPOSITORY'] ?? ''}`;
  if (place.kind !== 'http' || env['GITHUB_REPOSITORY'] === undefined) return {};
  if (definedUrl(place).toLowerCase() !== own.toLowerCase()) return {};
  const repositoryId = env['GITHUB_REPOSITORY_ID'];
  const ownerId = env['GITHUB_REPOSITORY_OWNER_ID'];
  return { ...(repositoryId === undefined ? {} : { repositoryId }), ...(ownerId === undefined ? {} : { ownerId }) };
}

function definedUrl(place: Place): string {
  return place.kind === 'http' ? place.url.replace(/\.git$/, '') : place.url;
}

function identityOf(place: Place, ids: GithubIds, snapshot: GitSnapshot): Readonly<Record<string, unknown>> {
  const commit = headOid(snapshot);
  const ref = headRef(snapshot);
  return {
    repository: place.shown,
    url: place.url,
    ...ids,
    objectFormat: snapshot.format,
    refs: snapshot.refs.size,
    ...(ref === undefined ? {} : { ref }),
    ...(commit !== undefined && isOid(commit, snapshot.format) ? { commit } : {}),
  };
}

function sameOrigin(place: Extract<Place, { kind: 'http' }>, serverUrl: string | undefined): boolean {
  const url = serverUrl ?? DEFAULT_SERVER_URL;
  return URL.canParse(url) && new URL(url).origin === place.origin;
}

function warnTokenKept(place: Extract<Place, { kind: 'http' }>, { emit }: SourceContext): void {
  emit({
    type: 'notice',
    class: 'token-not-sent',
    message: `The token was not sent to ${place.origin}.`,
    why: 'It belongs to another server; it goes to the host of the server URL only.',
    fix: `If the token is meant for ${place.origin}, give that as "server-url".`,
  });
}

function checkToken(token: string | undefined): void {
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return;
  throw new HoldfastError({
    code: 'bad-input',
    exitCode: EXIT.badInput,
    message: 'github-token: the value is empty, or holds spaces, line ends or other characters that no token has.',
    fix: 'Pass the token as it is, for example: github-token: ${{ github.token }}',
  });
}

function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}
