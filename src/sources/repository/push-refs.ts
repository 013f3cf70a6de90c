/** Chooses what of a snapshot a push sends, and under which names. */
import { firstOf } from '../../base/text.ts';
import { HoldfastError } from '../../base/errors.ts';
import { isRefName, refMatcher, shownRef, type Oid, type RefName } from './git/refs.ts';
import type { GitSnapshot } from './git/state.ts';

export interface RefChoice {
  /** Names of branches and tags, or patterns of full ref names. Empty: heads, tags and notes. */
  readonly patterns: readonly string[];
  /** Their name at the remote; `*` stands for the one in the snapshot. */
  readonly as?: string | undefined;
  /** Pull requests too, as `refs/backup/pull/*`: GitHub takes no refs below `refs/pull`. */
  readonly pulls: boolean;
}

const KINDS = /^refs\/(heads|tags|notes)\//;
const PULL = /^refs\/pull\//;
const SHOWN = 10;

/** What is to be where at the remote, by name. Errors: `bad-input`. */
export function chooseRefs(snapshot: GitSnapshot, choice: RefChoice): ReadonlyMap<RefName, Oid> {
  const wanted = new Map<RefName, Oid>();
  const chosen = choice.patterns.length === 0 ? byDefault(snapshot, choice.pulls) : named(snapshot, choice.patterns);
  if (choice.as !== undefined && chosen.length > 1 && !choice.as.includes('*')) throw oneName(chosen, choice.as);
  for (const name of chosen) {
    const target = choice.as === undefined ? ownName(name) : newName(name, choice.as);
    if (wanted.has(target)) throw badChoice('push-as', `several refs would become ${shownRef(target)}`);
    wanted.set(target, snapshot.refs.get(name) ?? '');
  }
  return wanted;
}

function byDefault({ refs }: GitSnapshot, pulls: boolean): RefName[] {
  return [...refs.keys()].filter((name) => KINDS.test(name) || (pulls && PULL.test(name)));
}

/** Those that the patterns choose; each has to choose one at least. */
function named({ refs }: GitSnapshot, patterns: readonly string[]): RefName[] {
  const names = [...refs.keys()].filter((name) => KINDS.test(name) || PULL.test(name));
  const chosen = new Set<RefName>();
  for (const pattern of patterns) {
    const full = pattern.startsWith('refs/') ? [pattern] : [`refs/heads/${pattern}`, `refs/tags/${pattern}`];
    const tests = full.map((one) => refMatcher(one, 'push-refs'));
    const found = names.filter((name) => tests.some((test) => test(name)));
    if (found.length === 0) throw noSuchRef(pattern, names);
    for (const name of found) chosen.add(name);
  }
  return [...chosen];
}

function ownName(name: RefName): RefName {
  return PULL.test(name) ? name.replace('refs/', 'refs/backup/') : name;
}

/** In the same kind, unless the new name is a full one. A pull request becomes a branch. */
function newName(name: RefName, as: string): RefName {
  const short = name.replace(KINDS, '').replace(/^refs\//, '');
  const text = Buffer.from(as).toString('latin1').replaceAll('*', short);
  const kind = KINDS.exec(name)?.[0] ?? 'refs/heads/';
  const target = text.startsWith('refs/') ? text : `${kind}${text}`;
  const isGood = isRefName(target) && (KINDS.test(target) || target.startsWith('refs/backup/'));
  if (isGood) return target;
  throw badChoice('push-as', `"${shownRef(target)}" is not the name of a branch, tag or note`);
}

function badChoice(input: string, what: string): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: `${input}: ${what}.`,
    fix: 'Give a name such as rescued/main, or rescued/* for several refs.',
  });
}

function oneName(chosen: readonly RefName[], as: string): HoldfastError {
  const shown = firstOf(chosen.map(shownRef), SHOWN);
  return badChoice('push-as', `"${as}" is one name, and push-refs chooses ${String(chosen.length)} refs: ${shown}`);
}

function noSuchRef(pattern: string, names: readonly RefName[]): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: `push-refs: the snapshot has no ref that fits "${pattern}".`,
    why: names.length === 0 ? 'It has no branches and tags.' : `It has ${firstOf(names.map(shownRef), SHOWN)}.`,
    fix: 'Correct the name, or choose another snapshot with version. A name in full begins with refs/heads/ or refs/tags/.',
  });
}
