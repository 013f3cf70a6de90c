/** Pushes a restored repository with its LFS objects and wiki. */
import type { Token } from '../../base/token-source.ts';
import { join } from 'node:path';
import type { Emit } from '../../base/events.ts';
import { HoldfastError } from '../../base/errors.ts';
import { openGit, type Environment, type Git } from './git/git.ts';
import { openTarget, pushObjects, type LfsPush, type LfsSource } from './lfs/upload.ts';
import { planPush, sendPush, type PushPlan } from './push.ts';
import { chooseRefs, type RefChoice } from './push-refs.ts';
import { rebuild, type OpenFile } from './git/rebuild.ts';
import { parsePlace, sameOrigin, type RemotePlace, type PlaceSettings } from './git/remote.ts';
import { requireChain } from './restore.ts';
import { readChain, type GitPartName, type GitSnapshot, type GitStateRow } from './git/state.ts';
import { wikiPlace } from './wiki.ts';

export interface RepositoryPush {
  readonly state: readonly GitStateRow[];
  readonly openFile: OpenFile;
  readonly to: PlaceSettings;
  /** Sent to the host of `to.serverUrl` only. */
  readonly token: Token | undefined;
  /** Which refs of the history. */
  readonly refs: RefChoice;
  /** Replaces what these have at the remote, also where that discards something. */
  readonly force?: boolean | undefined;
  /** LFS objects too. */
  readonly lfs?: LfsSource | undefined;
  /** The wiki too, if the snapshot has one. */
  readonly wiki?: boolean | undefined;
  /** If false, nothing is sent. */
  readonly apply: boolean;
  /** An empty folder for the rebuilt repositories. */
  readonly tempDir: string;
  readonly cwd: string;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly emit: Emit;
  /** As for a backup. Default 2,000. */
  readonly retryDelayMs?: number | undefined;
}

/** Of the history; and of the rest, where it was asked for and the snapshot has it. */
export interface Pushed extends PushPlan {
  readonly lfs?: LfsPush;
  /** `absent`: the remote has no wiki, and one can be created only on its web pages. */
  readonly wiki?: PushPlan | 'absent';
}

const RETRY_DELAY_MS = 2000;

/**
 * Rebuilds and checks a repository, compares it with a remote, and sends what is missing there where `apply`: first LFS
 * objects, since servers refuse a history whose objects they lack. Errors: `lfs-push-failed`, those of `rebuild`,
 * `planPush` and `sendPush`.
 */
export async function pushRepository(push: RepositoryPush): Promise<Pushed> {
  const snapshot = requireChain(push.state);
  const place = parsePlace(push.to, push.cwd);
  const mayHaveToken = place.kind === 'http' && sameOrigin(place, push.to.serverUrl);
  const token = mayHaveToken ? push.token : undefined;
  const git = await openGit({
    env: push.env,
    homeDir: join(push.tempDir, 'home'),
    signal: push.signal,
    trustAnyOwner: place.kind === 'local',
    ...(token !== undefined && place.kind === 'http' ? { credentials: { origin: place.origin, token } } : {}),
  });
  const history = await planStream({ git, push }, 'git', snapshot, place);
  const wiki = await planWiki({ git, push }, place);
  const lfs = await sendLfs({ git, push }, place, token);
  if (push.apply) for (const stream of [history, wiki]) if (typeof stream === 'object') await stream.send();
  return {
    ...history.plan,
    ...(lfs === undefined ? {} : { lfs }),
    ...(wiki === undefined ? {} : { wiki: wiki === 'absent' ? wiki : wiki.plan }),
  };
}

interface PartPush {
  readonly git: Git;
  readonly push: RepositoryPush;
}

interface Stream {
  readonly plan: PushPlan;
  readonly send: () => Promise<void>;
}

async function planStream(
  { git, push }: PartPush,
  part: GitPartName,
  snapshot: GitSnapshot,
  place: RemotePlace,
): Promise<Stream> {
  const { openFile, emit, tempDir, refs: choice, force = false } = push;
  const refs = chooseRefs(snapshot, part === 'git' ? choice : { patterns: [], pulls: false });
  const gitDir = join(tempDir, `${part}.git`);
  await rebuild({ git, part, snapshot, openFile, emit }, gitDir);
  const wish = { refs, isAll: part === 'wiki' || choice.patterns.length === 0, force: force && part === 'git' };
  const plan = await planPush(git, gitDir, snapshot, place, wish);
  return { plan, send: () => sendPush(git, gitDir, plan, place) };
}

/** Called after the repository of the remote has accepted the same token. */
async function planWiki(job: PartPush, place: RemotePlace): Promise<Stream | 'absent' | undefined> {
  const snapshot = job.push.wiki === true ? readChain(job.push.state, 'wiki') : undefined;
  if (snapshot === undefined) return undefined;
  try {
    return await planStream(job, 'wiki', snapshot, wikiPlace(place));
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'repository-unreadable') return 'absent';
    throw error;
  }
}

async function sendLfs(
  { git, push }: PartPush,
  place: RemotePlace,
  token: Token | undefined,
): Promise<LfsPush | undefined> {
  const { lfs, env, signal, retryDelayMs = RETRY_DELAY_MS, apply } = push;
  if (lfs === undefined || lfs.pointers.length === 0) return undefined;
  const target = await openTarget(place, token, { git, env, signal, retryDelayMs });
  try {
    return await pushObjects(lfs, target, apply);
  } finally {
    target.close();
  }
}
