/** Verifies a repository by rebuilding it and asking git. */
import type { Token } from '../../base/token-source.ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Emit } from '../../base/events.ts';
import { HoldfastError } from '../../base/errors.ts';
import { throwIfNotStarted, openGit, type Environment, type Git } from './git/git.ts';
import { converse } from './git/protocol.ts';
import { rebuild, type OpenFile } from './git/rebuild.ts';
import { excluder, shownRef, type RefList } from './git/refs.ts';
import { inspectLocal, type RemotePlace, type Remote } from './git/remote.ts';
import { readChain, type GitPartName, type GitSnapshot, type GitStateRow } from './git/state.ts';

export interface RepositoryVerification {
  readonly state: readonly GitStateRow[];
  readonly openFile: OpenFile;
  /** An empty folder for the rebuilt repository. */
  readonly tempDir: string;
  /** The current repository, to compare with. Without it, only the snapshot is checked. */
  readonly live?:
    | { readonly place: RemotePlace; readonly token: Token | undefined; readonly excludeRefs: readonly string[] }
    | undefined;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly emit: Emit;
}

/** `damaged`: cannot be restored. `unusual`: harmless faults of the history. `behind`: the repository has moved on. */
export interface RepositoryFinding {
  readonly kind: 'damaged' | 'unusual' | 'behind' | 'unreachable';
  readonly part: GitPartName;
  readonly message: string;
}

/**
 * Restores git and wiki into a scratch folder, as a restore would: SHA-256 of every link, a real index-pack of the
 * whole chain, connectivity, refs byte for byte; then a full fsck, and a comparison of the refs with the live
 * repository. Faults are findings, not errors; only aborts, and failures of this machine, are thrown.
 */
export async function verifyRepository(options: RepositoryVerification): Promise<RepositoryFinding[]> {
  const { env, signal, tempDir, state, live } = options;
  const credentials =
    live?.token === undefined || live.place.kind !== 'http'
      ? {}
      : { credentials: { origin: live.place.origin, token: live.token } };
  const trustAnyOwner = live?.place.kind === 'local';
  const git = await openGit({ env, homeDir: join(tempDir, 'home'), signal, trustAnyOwner, ...credentials });
  const findings: RepositoryFinding[] = [];
  for (const part of ['git', 'wiki'] as const) {
    const found = await attempt(signal, 'damaged', part, async () => {
      const snapshot = readChain(state, part);
      return snapshot === undefined ? [] : await verifyPart(options, git, part, snapshot);
    });
    findings.push(...found);
  }
  return findings;
}

async function verifyPart(
  options: RepositoryVerification,
  git: Git,
  part: GitPartName,
  snapshot: GitSnapshot,
): Promise<RepositoryFinding[]> {
  const { tempDir, openFile, emit, signal, live } = options;
  const gitDir = join(tempDir, `${part}.git`);
  try {
    await rebuild({ git, part, snapshot, openFile, emit }, gitDir);
    const opinions = await fsck(git, gitDir, part);
    if (part !== 'git' || live === undefined) return opinions;
    const compared = await attempt(signal, 'unreachable', part, async () => {
      const remote: Remote = live.place.kind === 'local' ? await inspectLocal(git, live.place) : live.place;
      const isExcluded = excluder(live.excludeRefs);
      const now = await converse(git, remote, (conversation) => conversation.listRefs(isExcluded));
      return differences(snapshot, now, part);
    });
    return [...opinions, ...compared];
  } finally {
    await rm(gitDir, { recursive: true, force: true });
  }
}

/** What git reports about objects that are all present and readable. */
async function fsck(git: Git, gitDir: string, part: GitPartName): Promise<RepositoryFinding[]> {
  const child = git.start(['fsck', '--full', '--no-dangling', '--no-progress'], { gitDir });
  child.stdin.end();
  child.stdout.resume();
  const exit = await child.exit;
  throwIfNotStarted(exit);
  if (exit.code === 0) return [];
  return [{ kind: 'unusual', part, message: exit.stderr === '' ? 'git fsck finds faults.' : exit.stderr }];
}

/** One finding each for refs that are new, moved or gone since the snapshot. */
function differences(then: GitSnapshot, now: RefList, part: GitPartName): RepositoryFinding[] {
  const added = [...now.refs.keys()].filter((name) => !then.refs.has(name));
  const moved = [...then.refs].filter(([name, oid]) => now.refs.has(name) && now.refs.get(name) !== oid);
  const gone = [...then.refs.keys()].filter((name) => !now.refs.has(name));
  const rows: [string, readonly string[]][] = [
    ['new', added],
    ['moved', moved.map(([name]) => name)],
    ['gone', gone],
  ];
  return rows
    .filter(([, names]) => names.length > 0)
    .map(([what, names]) => ({
      kind: 'behind',
      part,
      message: `refs ${what} since (${String(names.length)}): ${names.slice(0, 5).map(shownRef).join(', ')}`,
    }));
}

async function attempt(
  signal: AbortSignal,
  kind: RepositoryFinding['kind'],
  part: GitPartName,
  work: () => Promise<RepositoryFinding[]>,
): Promise<RepositoryFinding[]> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof HoldfastError) || ['git-not-found', 'git-too-old'].includes(error.code)) throw error;
    return [{ kind, part, message: [error.message, error.why].filter((text) => text !== undefined).join(' ') }];
  }
}
