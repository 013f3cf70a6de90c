/** Plans and sends the refs of a push. */
import { EXIT, HoldfastError } from '../../base/errors.ts';
import { isAncestor } from './git/anomaly.ts';
import { expectSuccess, type Git } from './git/git.ts';
import { presentIn } from './git/mirror.ts';
import { converse, loggedIn } from './git/protocol.ts';
import { shownRef, type Oid, type RefName } from './git/refs.ts';
import { inspectLocal, type RemotePlace, type Remote } from './git/remote.ts';
import { remoteError } from './git/remote-errors.ts';
import type { GitSnapshot } from './git/state.ts';

/** What would become of one ref at the remote. */
export interface PushStep {
  /** Its name at the remote. */
  readonly ref: RefName;
  /**
   * `create`, `update` (a branch or note that goes forward), `same`; or left alone: `rewrite` (the remote has something
   * else, which a push would discard), `ahead` (the remote has more). `force`: one of these two, where that is wanted.
   */
  readonly action: 'create' | 'update' | 'same' | 'ahead' | 'rewrite' | 'force';
  readonly from: Oid | undefined;
  readonly to: Oid;
}

export interface PushPlan {
  readonly steps: readonly PushStep[];
  /** Refs of the remote that the snapshot does not have. They are kept. */
  readonly others: number;
}

/** The length of a command line is limited; on Windows to 32,767 characters. */
const REFS_A_CALL = 100;

/** What is to be where at a remote, and how far a push may go. */
export interface PushWish {
  readonly refs: ReadonlyMap<RefName, Oid>;
  /** Refs that the remote has and `refs` has not are counted. */
  readonly isAll: boolean;
  /** Replaces what the remote has, also where that discards something. */
  readonly force: boolean;
}

/**
 * Compares a rebuilt repository with a remote. Nothing is deleted there, and nothing forced without `force`. Errors:
 * those of a conversation with the server.
 */
export async function planPush(
  git: Git,
  gitDir: string,
  { format }: Pick<GitSnapshot, 'format'>,
  place: RemotePlace,
  { refs, isAll, force }: PushWish,
): Promise<PushPlan> {
  const remote: Remote = place.kind === 'local' ? await inspectLocal(git, place) : place;
  const there = await converse(git, remote, (conversation) => conversation.listRefs(() => false));
  if (there.format !== format && there.refs.size > 0) throw otherFormat(place, there.format, format);
  const present = await presentIn(git, gitDir, new Set(there.refs.values()));
  const steps: PushStep[] = [];
  for (const [ref, to] of refs) {
    const from = there.refs.get(ref);
    const action = await actionFor(git, gitDir, ref, from, to, present);
    const isForced = force && (action === 'rewrite' || action === 'ahead');
    steps.push({ ref, from, to, action: isForced ? 'force' : action });
  }
  return { steps, others: isAll ? [...there.refs.keys()].filter((name) => !refs.has(name)).length : 0 };
}

async function actionFor(
  git: Git,
  gitDir: string,
  ref: RefName,
  from: Oid | undefined,
  to: Oid,
  present: ReadonlySet<Oid>,
): Promise<PushStep['action']> {
  if (from === undefined) return 'create';
  if (from === to) return 'same';
  if (!present.has(from) || ref.startsWith('refs/tags/')) return 'rewrite';
  if (await isAncestor(git, gitDir, from, to)) return 'update';
  return (await isAncestor(git, gitDir, to, from)) ? 'ahead' : 'rewrite';
}

/**
 * Sends what the plan creates, updates and forces. The remote refuses a ref that was moved meanwhile, also one that is
 * forced, and whatever its rules forbid. Errors: `push-rejected` naming them; the others have been sent.
 */
export async function sendPush(git: Git, gitDir: string, plan: PushPlan, place: RemotePlace): Promise<void> {
  const sent = plan.steps.filter(({ action }) => ['create', 'update', 'force'].includes(action));
  const rejected: string[] = [];
  for (let at = 0; at < sent.length; at += REFS_A_CALL) {
    const some = sent.slice(at, at + REFS_A_CALL);
    rejected.push(...(await loggedIn(git, () => pushSome(git, gitDir, some, place))));
  }
  if (rejected.length > 0) throw pushRejected(rejected, sent.length, place);
}

async function pushSome(git: Git, gitDir: string, steps: readonly PushStep[], place: RemotePlace): Promise<string[]> {
  const protocol = place.kind === 'local' ? 'file' : new URL(place.url).protocol.slice(0, -1);
  const url = place.kind === 'local' ? place.path : place.url;
  // Arguments are text, so that a name that is no valid UTF-8 arrives changed, and is then refused.
  const specs = steps.map(({ ref, to }) => shownRef(`${to}:${ref}`));
  const forced = steps.filter(({ action }) => action === 'force');
  const leases = forced.map(({ ref, from }) => shownRef(`--force-with-lease=${ref}:${from ?? ''}`));
  const args = ['push', '--porcelain', '--quiet', '--no-verify', ...leases, '--', url, ...specs];
  const server = place.kind === 'local' ? {} : { server: url };
  const child = git.start(args, { gitDir, ...server, env: { GIT_ALLOW_PROTOCOL: protocol } });
  child.stdin.end();
  let output = '';
  for await (const chunk of child.stdout) output += (chunk as Buffer).toString('utf8');
  const exit = await child.exit;
  // `!<tab><from>:<to><tab><reason>`, see git-push(1).
  const rejected = [...output.matchAll(/^!\t[^\t]*:([^\t]*)\t(.*)$/gm)].map(
    ([, ref = '', reason = '']) => `${ref} ${reason}`,
  );
  if (rejected.length > 0) return rejected;
  if (exit.code !== 0 && place.kind === 'http') throw remoteError(exit, place, 'write');
  expectSuccess(exit, args);
  return [];
}

function otherFormat(place: RemotePlace, there: string, here: string): HoldfastError {
  return new HoldfastError({
    code: 'push-other-format',
    message: `${place.shown} is a repository of ${there} objects, the snapshot one of ${here}.`,
    why: 'Git cannot push between different object formats.',
    fix: `Push to an empty repository made with: git init --object-format=${here}`,
    exitCode: EXIT.failed,
  });
}

function pushRejected(rejected: readonly string[], all: number, place: RemotePlace): HoldfastError {
  const shown = rejected.slice(0, 10).join('\n');
  return new HoldfastError({
    code: 'push-rejected',
    message: `${place.shown} refused ${String(rejected.length)} of ${String(all)} refs.`,
    why: shown,
    fix: 'Check the rules of the remote (protected branches, rulesets, LFS objects that it lacks) and run it again: what the remote already has is not sent twice.',
  });
}
