/** The refs of a server in one request, to see whether they are as they were. */
import type { Git } from './git.ts';
import { isOid, isRefName, type ObjectFormat, type Oid, type RefList, type RefName } from './refs.ts';
import type { Remote } from './remote.ts';

/**
 * By protocol version 0, in which the answer to the first request lists the refs; version 2 takes two. It names no unborn HEAD, and of
 * refs that point to a name only HEAD. undefined: it cannot be had so, or is not what was expected; then a conversation in version 2
 * says why.
 */
export async function listAtOnce(
  git: Git,
  remote: Extract<Remote, { kind: 'http' }>,
  format: ObjectFormat,
  excluded: (name: RefName) => boolean,
): Promise<RefList | undefined> {
  const scheme = remote.url.startsWith('http:') ? 'http' : 'https';
  const call = { server: remote.url, env: { GIT_ALLOW_PROTOCOL: scheme }, input: ['list\n\n'] };
  const args = ['-c', 'protocol.version=0', `remote-${scheme}`, 'origin', remote.url];
  const answer = await git.run(args, call).catch(() => undefined);
  return answer && parseListing(answer.toString('latin1'), format, excluded);
}

/** Lines of git's remote helper: `<oid> <name>`, `@<name it points to> <name>`, `:<attribute>`. Pure. */
export function parseListing(
  text: string,
  format: ObjectFormat,
  excluded: (name: RefName) => boolean,
): RefList | undefined {
  let head: string | undefined;
  const refs = new Map<RefName, Oid>();
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith(':')) continue;
    const [value = '', name = ''] = line.split(' ');
    const target = value.startsWith('@') ? value.slice(1) : undefined;
    if (name === 'HEAD') head = target === undefined ? value : `ref: ${target}`;
    // What a tag points to is listed too.
    else if (name.endsWith('^{}') || excluded(name)) continue;
    else if (target === undefined && isOid(value, format) && isRefName(name) && !refs.has(name)) refs.set(name, value);
    else return undefined;
  }
  return head === undefined ? undefined : { format, head, refs, symrefs: new Map() };
}

export function isSameList(a: RefList, b: RefList): boolean {
  const isSame = a.head === b.head && a.refs.size === b.refs.size && a.symrefs.size + b.symrefs.size === 0;
  return isSame && [...a.refs].every(([name, oid]) => b.refs.get(name) === oid);
}
