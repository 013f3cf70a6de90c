/** Plans and sends the refs of a push. */
import { EXIT, HoldfastError } from '../../base/errors.ts';
import { isAncestor } from './git/anomaly.ts';
import { expectSuccess, type Git } from './git/git.ts';
import { presentIn } from './git/mirror.ts';
import { converse } from './git/protocol.ts';
import { shownRef, type Oid, type RefName } from './git/refs.ts';
import { inspectLocal, type RemotePlace, type Remote } from './git/remote.ts';
import type { GitSnapshot } from './git/state.ts';

/** What would become of one ref at the remote. */
export interface PushStep {
  /** Its name at the remote. */
  readonly ref: RefName;
  /**
   * `create`, `update` (a branch or note that goes forward), `same`; or left alone: `rewrite` (the remote has something
   * else, which a push would discard), `ahead` (the remote has more).
   */
  readonly action: 'create' | 'update' | 'same' | 'ahead' | 'rewrite';
  readonly from: Oid | undefined;
  readonly to: Oid;
}

export interface PushPlan {
  readonly steps: readonly PushStep[];
  /** Refs of the remote that the snapshot does not have. They are kept. */
  readonly others: number;
}

const PUSHED = /^refs\/(heads|tags|notes)\//;
const PULL = /^refs\/pull\//;
/** The length of a command line is limited; on Windows to 32,767 characters. */
const REFS_A_CALL = 100;

/**
 * Compares a rebuilt repository with a remote: heads, tags and notes, and pull requests as `refs/backup/pull/*` where
 * `pulls`. Nothing is deleted or forced there, ever. Errors: those of a conversation with the server.
 */
export async function planPush(
  git: Git,
  gitDir: string,
  snapshot: GitSnapshot,
  place: RemotePlace,
  pulls: boolean,
): Promise<PushPlan> {
  const remote: Remote = place.kind === 'local' ? await inspectLocal(git, place) : place;
  const conversation = await converse(git, remote);
  const there = await conversation.listRefs(() => false).finally(() => conversation.close());
  if (there.format !== snapshot.format && there.refs.size > 0) throw otherFormat(place, there.format, snapshot.format);
  const wanted = wantedRefs(snapshot, pulls);
  const present = await presentIn(git, gitDir, new Set(there.refs.values()));
  const steps: PushStep[] = [];
  for (const [ref, to] of wanted) {
    const from = there.refs.get(ref);
    steps.push({ ref, from, to, action: await actionFor(git, gitDir, ref, from, to, present) });
  }
  return { steps, others: [...there.refs.keys()].filter((name) => !wanted.has(name)).length };
}

function wantedRefs(snapshot: GitSnapshot, pulls: boolean): Map<RefName, Oid> {
  const wanted = new Map<RefName, Oid>();
  for (const [name, oid] of snapshot.refs) {
    if (PUSHED.test(name)) wanted.set(name, oid);
    else if (pulls && PULL.test(name)) wanted.set(name.replace('refs/', 'refs/backup/'), oid);
  }
  return wanted;
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
 * Sends what the plan creates and updates. The remote refuses a ref that was moved meanwhile, and whatever its rules
 * forbid. Errors: `push-rejected` naming them; the others have been sent.
 */
export async function sendPush(git: Git, gitDir: string, plan: PushPlan, place: RemotePlace): Promise<void> {
  const sent = plan.steps.filter(({ action }) => action === 'create' || action === 'update');
  const rejected: string[] = [];
  for (let at = 0; at < sent.length; at += REFS_A_CALL) {
    const specs = sent.slice(at, at + REFS_A_CALL).map(({ ref, to }) => `${to}:${ref}`);
    rejected.push(...(await pushSome(git, gitDir, specs, place)));
  }
  if (rejected.length > 0) throw pushRejected(rejected, sent.length, place);
}

async function pushSome(git: Git, gitDir: string, specs: readonly string[], place: RemotePlace): Promise<string[]> {
  const protocol = place.kind === 'local' ? 'file' : new URL(place.url).protocol.slice(0, -1);
  const url = place.kind === 'local' ? place.path : place.url;
  // Arguments are text, so that a name that is no valid UTF-8 arrives changed, and is then refused.
  const args = ['push', '--porcelain', '--quiet', '--no-verify', '--', url, ...specs.map(shownRef)];
  const child = git.start(args, { gitDir, env: { GIT_ALLOW_PROTOCOL: protocol } });
  child.stdin.end();
  let output = '';
  for await (const chunk of child.stdout) output += (chunk as Buffer).toString('utf8');
  const exit = await child.exit;
  // `!<tab><from>:<to><tab><reason>`, see git-push(1).
  const rejected = [...output.matchAll(/^!\t[^\t]*:([^\t]*)\t(.*)$/gm)].map(
    ([, ref = '', reason = '']) => `${ref} ${reason}`,
  );
  if (rejected.length === 0) expectSuccess(exit, args);
  return rejected;
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
