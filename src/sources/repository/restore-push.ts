import { join } from 'node:path';
import type { Emit } from '../../events.ts';
import { openGit, type Environment } from './git.ts';
import { planPush, sendPush, type PushPlan } from './push.ts';
import { rebuild, type OpenFile } from './rebuild.ts';
import { parsePlace, sameOrigin, type PlaceSettings } from './remote.ts';
import { requireChain } from './restore.ts';
import type { StateRow } from './state.ts';

export interface RepositoryPush {
  readonly state: readonly StateRow[];
  readonly openFile: OpenFile;
  readonly to: PlaceSettings;
  /** Sent to the host of `to.serverUrl` only. */
  readonly token: string | undefined;
  /** Pull requests too, as `refs/backup/pull/*`: GitHub takes no refs below `refs/pull`. */
  readonly pulls: boolean;
  /** Without it, nothing is sent. */
  readonly apply: boolean;
  /** An empty folder, for the repository that is rebuilt. */
  readonly tempDir: string;
  readonly cwd: string;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly emit: Emit;
}

/**
 * Rebuilds and checks a repository, compares it with a remote, and sends what is missing there where `apply`.
 * Errors: those of `rebuild`, `planPush` and `sendPush`.
 */
export async function pushRepository(push: RepositoryPush): Promise<PushPlan> {
  const snapshot = requireChain(push.state);
  const place = parsePlace(push.to, push.cwd);
  const { env, signal, openFile, emit, tempDir, token } = push;
  const mayHaveToken = place.kind === 'http' && sameOrigin(place, push.to.serverUrl);
  const git = await openGit({
    env,
    homeDir: join(tempDir, 'home'),
    signal,
    trustAnyOwner: place.kind === 'local',
    ...(token !== undefined && mayHaveToken ? { credentials: { origin: place.origin, token } } : {}),
  });
  const gitDir = join(tempDir, 'push.git');
  await rebuild({ git, part: 'git', snapshot, openFile, emit }, gitDir);
  const plan = await planPush(git, gitDir, snapshot, place, push.pulls);
  if (push.apply) await sendPush(git, gitDir, plan, place);
  return plan;
}
