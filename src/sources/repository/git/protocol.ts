/** One conversation with a git server, in protocol version 2; and a look at its refs in one request. */
import type { Writable } from 'node:stream';
import { HoldfastError } from '../../../base/errors.ts';
import type { Git, GitProcess } from './git.ts';
import { badAnswer, DELIMITER, FLUSH, packet, packetReader, type Packet, type PacketReader } from './pktline.ts';
import {
  isObjectFormat,
  isOid,
  isRefName,
  shownRef,
  type ObjectFormat,
  type Oid,
  type RefList,
  type RefName,
} from './refs.ts';
import type { Remote } from './remote.ts';
import { otherProtocol, remoteError, serverDied, shallowSource } from './remote-errors.ts';

/**
 * One conversation with a git server in protocol version 2 (https://git-scm.com/docs/protocol-v2): the refs, then, if
 * they ask for it, the objects. Git's own programs carry the bytes, so that proxies, certificates and TLS are as in
 * git; the conversation itself is implemented here, because `git fetch` and `git ls-remote` lose unborn and detached
 * HEADs and object formats, and store refs as files, where names that differ only in case overwrite each other. Over
 * HTTP it takes three requests.
 */
export interface Conversation {
  readonly format: ObjectFormat;
  /** All refs that `excluded` does not name, and HEAD. */
  listRefs(excluded: (name: string) => boolean): Promise<RefList>;
  /**
   * Writes one pack with everything that is reachable from `wants` to `sink`, which stays open; stops early if the sink
   * is closed. `onBytes` hears each piece's size.
   */
  fetchPack(wants: Iterable<Oid>, sink: Writable, onBytes: (bytes: number) => void): Promise<void>;
  close(): Promise<void>;
}

/**
 * Talks with the server, and hangs up. From the start once more, if it does not accept the token any more, and there is another
 * one. Errors: see remote-errors.ts; `git-server-too-old` where the server does not speak version 2.
 */
export function converse<T>(git: Git, remote: Remote, talk: (conversation: Conversation) => Promise<T>): Promise<T> {
  return loggedIn(git, async () => {
    const conversation = await begin(git, remote);
    return talk(conversation).finally(() => conversation.close());
  });
}

/** Calls of git that ask the server: made once more with another token, if the server refuses the first one, and there is one. */
export async function loggedIn<T>(git: Git, attempt: () => Promise<T>): Promise<T> {
  await git.login();
  try {
    return await attempt();
  } catch (error) {
    const isRefused = error instanceof HoldfastError && error.code === 'git-access-refused';
    if (!isRefused || !(await git.login(true))) throw error;
    return attempt();
  }
}

async function begin(git: Git, remote: Remote): Promise<Conversation> {
  const child = connect(git, remote);
  const session: Session = { child, remote, packets: packetReader(child.stdout) };
  try {
    if (remote.kind === 'http') await expectGreeting(session);
    const capabilities = await readCapabilities(session);
    return {
      format: capabilities.format,
      listRefs: (excluded) => listRefs(session, capabilities, excluded),
      fetchPack: (wants, sink, onBytes) => fetchPack(session, capabilities, wants, sink, onBytes),
      close: () => hangUp(session),
    };
  } catch (error) {
    await hangUp(session);
    throw error;
  }
}

interface Session {
  readonly child: GitProcess;
  readonly remote: Remote;
  readonly packets: PacketReader;
}

interface Capabilities {
  readonly format: ObjectFormat;
  readonly sendsUnborn: boolean;
  readonly takesFormat: boolean;
}

function connect(git: Git, remote: Remote): GitProcess {
  if (remote.kind === 'local') {
    return git.start(['upload-pack', '--strict', '--', remote.gitDir], { env: { GIT_PROTOCOL: 'version=2' } });
  }
  const scheme = remote.url.startsWith('http:') ? 'http' : 'https';
  // The remote helper takes no options, so nothing in a URL can become one.
  const call = { server: remote.url, env: { GIT_ALLOW_PROTOCOL: scheme } };
  const child = git.start([`remote-${scheme}`, 'origin', remote.url], call);
  child.stdin.write('stateless-connect git-upload-pack\n');
  return child;
}

/** Git's helper reports what it found: an empty line for version 2, `fallback` for anything else. */
async function expectGreeting(session: Session): Promise<void> {
  const greeting = await session.packets.line();
  if (greeting === undefined) throw await explain(session);
  if (greeting !== '') throw otherProtocol(session.remote);
}

async function hangUp(session: Session): Promise<void> {
  session.child.stdin.end();
  session.child.kill();
  // A child has not ended, for Node, as long as nobody takes what it said.
  session.child.stdout.destroy();
  await session.child.exit;
}

/** Explains why the other side stopped answering. */
async function explain(session: Session): Promise<HoldfastError> {
  session.child.stdin.end();
  session.child.stdout.resume();
  return remoteError(await session.child.exit, session.remote);
}

/** Returns the next packet. Throws an explained error at the end of the stream or for an error packet. */
async function nextPacket(session: Session): Promise<Exclude<Packet, 'end-of-stream'>> {
  const next = await session.packets.next();
  if (next === 'end-of-stream') throw await explain(session);
  if (typeof next !== 'string' && next.subarray(0, 4).toString('latin1') === 'ERR ') {
    throw serverDied(session.remote, next.subarray(4).toString('utf8').trim());
  }
  return next;
}

function decodePacketLine(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/\n$/, '');
}

async function readCapabilities(session: Session): Promise<Capabilities> {
  const lines: string[] = [];
  for (let next = await nextPacket(session); next !== 'flush'; next = await nextPacket(session)) {
    if (typeof next === 'string') throw badAnswer(`a "${next}" stands among the capabilities`);
    lines.push(decodePacketLine(next));
  }
  if (lines[0] !== 'version 2') throw otherProtocol(session.remote);
  const valueOf = (name: string) => lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  const format = valueOf('object-format') ?? 'sha1';
  if (!isObjectFormat(format)) throw badAnswer(`the object format is ${JSON.stringify(format)}`);
  return {
    format,
    sendsUnborn: valueOf('ls-refs')?.split(' ').includes('unborn') ?? false,
    takesFormat: valueOf('object-format') !== undefined,
  };
}

function request(command: string, { format, takesFormat }: Capabilities, args: readonly string[]): string[] {
  const capability = takesFormat ? [packet(`object-format=${format}\n`)] : [];
  return [packet(`command=${command}\n`), ...capability, DELIMITER, ...args.map((arg) => packet(`${arg}\n`)), FLUSH];
}

async function listRefs(
  session: Session,
  capabilities: Capabilities,
  excluded: (name: string) => boolean,
): Promise<RefList> {
  const args = capabilities.sendsUnborn ? ['symrefs', 'unborn'] : ['symrefs'];
  session.child.stdin.write(request('ls-refs', capabilities, args).join(''));
  const { format } = capabilities;
  const found: { name: string; oid: Oid; target: string | undefined }[] = [];
  let head: string | undefined;
  for (let next = await nextPacket(session); next !== 'flush'; next = await nextPacket(session)) {
    if (typeof next === 'string') throw badAnswer(`a "${next}" stands among the refs`);
    const line = parseRefLine(decodePacketLine(next), format);
    if (line.name === 'HEAD') head = line.target === undefined ? line.oid : `ref: ${line.target}`;
    else if (!excluded(line.name)) found.push(line);
  }
  await endOfAnswer(session);
  found.sort((a, b) => (a.name < b.name ? -1 : 1));
  const refs = new Map(found.map(({ name, oid }) => [name, oid]));
  if (refs.size !== found.length) throw badAnswer('a ref is named twice');
  const symrefs = new Map(found.flatMap(({ name, target }) => (target === undefined ? [] : [[name, target]])));
  return { format, head, refs, symrefs };
}

/** `<oid | "unborn"> <name>[ symref-target:<name>][ ...]` */
function parseRefLine(line: string, format: ObjectFormat): { name: string; oid: Oid; target: string | undefined } {
  const [oid = '', name = '', ...attributes] = line.split(' ');
  const target = attributes.find((attribute) => attribute.startsWith('symref-target:'))?.slice('symref-target:'.length);
  const unbornHead = oid === 'unborn' && name === 'HEAD' && target !== undefined;
  const good = (unbornHead || isOid(oid, format)) && (name === 'HEAD' || isRefName(name));
  if (!good || (target !== undefined && !isRefName(target))) {
    throw badAnswer(`${JSON.stringify(shownRef(line).slice(0, 300))} is not a line of a ref list`);
  }
  return { name, oid, target };
}

/** Over HTTP, git's helper marks where each answer ends. */
async function endOfAnswer(session: Session): Promise<void> {
  if (session.remote.kind === 'http' && (await nextPacket(session)) !== 'response-end') {
    throw badAnswer('more follows after its end');
  }
}

async function fetchPack(
  session: Session,
  capabilities: Capabilities,
  wants: Iterable<Oid>,
  sink: Writable,
  onBytes: (bytes: number) => void,
): Promise<void> {
  const args = ['ofs-delta', 'no-progress', ...Array.from(wants, (oid) => `want ${oid}`), 'done'];
  session.child.stdin.write(request('fetch', capabilities, args).join(''));
  const section = await nextPacket(session);
  const name = typeof section === 'string' ? section : decodePacketLine(section);
  if (name === 'shallow-info') throw shallowSource(session.remote);
  if (name !== 'packfile') throw badAnswer(`${JSON.stringify(name)} stands where the pack should start`);
  for (let next = await nextPacket(session); next !== 'flush'; next = await nextPacket(session)) {
    if (typeof next === 'string') throw badAnswer(`a "${next}" stands within the pack`);
    const band = next[0];
    if (band === 3) throw serverDied(session.remote, next.subarray(1).toString('utf8').trim());
    if (band !== 1) continue;
    onBytes(next.length - 1);
    if (sink.destroyed) return;
    if (!sink.write(next.subarray(1))) await drained(sink);
  }
  await endOfAnswer(session);
}

function drained(sink: Writable): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      sink.off('drain', go).off('close', go);
      resolve();
    };
    sink.on('drain', go).on('close', go);
  });
}

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
  const answer = await git
    .login()
    .then(() => git.run(args, call))
    .catch(() => undefined);
  return answer && parseListing(answer.toString('latin1'), format, excluded);
}

/** Lines of git's remote helper: `<oid> <name>`, `@<name it points to> <name>`, `:<attribute>`. Pure. */
function parseListing(text: string, format: ObjectFormat, excluded: (name: RefName) => boolean): RefList | undefined {
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
