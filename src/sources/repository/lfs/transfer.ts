/** Downloads LFS objects. */
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf } from '../../../base/errors.ts';
import { systemErrorCode } from '../../../base/platform.ts';
import { MiB } from '../../../base/limits.ts';
import { workAhead, type Window } from './prefetch.ts';
import {
  askBatch,
  BATCH_OBJECTS,
  expectOk,
  LfsError,
  type Action,
  type LfsObjectAnswer,
  type LfsServer,
} from './batch.ts';
import { readBody, type Http } from '../../../net/http.ts';
import type { Pointer } from './pointers.ts';

export type Transfer = { readonly pointer: Pointer } & (
  | { readonly kind: 'stored'; readonly path: string; readonly temporary: boolean }
  /** The server says that it is gone or cannot exist. */
  | { readonly kind: 'missing'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string }
);

export interface TransferDeps {
  readonly http: Http;
  readonly server: LfsServer;
  readonly dir: string;
  readonly retryDelayMs: number;
  readonly signal: AbortSignal;
}

/** Downloads ahead of the backup, which reads in order. Only objects within the window are on disk. */
const WINDOW: Window = { items: 8, bytes: 256 * MiB };
const ATTEMPTS = 4;
/** A server that asks for a longer wait is tried again by the next backup. */
const LONGEST_WAIT_MS = 5 * 60_000;
const REDIRECTS = 3;
/** After this many failures in a row the server counts as down. */
const FAILURES_IN_A_ROW = 8;

/** Yields one result for each pointer, in their order. */
export function downloadAll(pointers: readonly Pointer[], deps: TransferDeps): AsyncGenerator<Transfer> {
  const health = { failuresInARow: 0, lastReason: '' };
  const guarded = async (work: () => Promise<Transfer>, pointer: Pointer): Promise<Transfer> => {
    if (health.failuresInARow >= FAILURES_IN_A_ROW) {
      return { kind: 'failed', pointer, reason: `not tried after many failures (${health.lastReason})` };
    }
    const transfer = await work();
    health.failuresInARow = transfer.kind === 'failed' ? health.failuresInARow + 1 : 0;
    if (transfer.kind === 'failed') health.lastReason = transfer.reason;
    return transfer;
  };
  const asked = askAll(pointers, deps, () => health.failuresInARow >= FAILURES_IN_A_ROW);
  const download = ({ pointer, answer }: Asked) => guarded(() => downloadOne(pointer, answer, deps), pointer);
  return workAhead(asked, download, ({ pointer }) => pointer.sizeBytes, WINDOW);
}

interface Asked {
  readonly pointer: Pointer;
  readonly answer: LfsObjectAnswer;
}

async function* askAll(
  pointers: readonly Pointer[],
  deps: TransferDeps,
  isHopeless: () => boolean,
): AsyncGenerator<Asked> {
  for (const batch of batches(pointers)) {
    const answers = isHopeless()
      ? batch.map((): LfsObjectAnswer => ({ kind: 'failed', reason: 'not tried' }))
      : await askPatiently(batch, deps);
    for (const [index, pointer] of batch.entries()) {
      yield { pointer, answer: answers[index] ?? { kind: 'failed', reason: 'no answer' } };
    }
  }
}

/**
 * Each OID is in a batch once; a second size of it waits for the next batch. Sorted by OID, so that equal ones are
 * neighbours.
 */
function* batches(pointers: readonly Pointer[]): Generator<Pointer[]> {
  let batch: Pointer[] = [];
  for (const pointer of pointers) {
    if (batch.length === BATCH_OBJECTS || batch.at(-1)?.oid === pointer.oid) {
      yield batch;
      batch = [];
    }
    batch.push(pointer);
  }
  if (batch.length > 0) yield batch;
}

/** If the whole batch is refused, that is the answer for every object. */
async function askPatiently(batch: readonly Pointer[], deps: TransferDeps): Promise<LfsObjectAnswer[]> {
  try {
    return await patiently(deps, () => askBatch(deps.http, deps.server, 'download', batch));
  } catch (error) {
    deps.signal.throwIfAborted();
    const reason = `no answer from the LFS server: ${messageOf(error)}`;
    const isAbsent = error instanceof LfsError && (error.status === 404 || error.status === 501);
    return batch.map(() => ({ kind: isAbsent ? 'missing' : 'failed', reason }));
  }
}

/** Repeats what may succeed later, and waits as long as the server asks for. */
export async function patiently<T>(
  deps: Pick<TransferDeps, 'retryDelayMs' | 'signal'>,
  attempt: (tries: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(tries);
    } catch (error) {
      deps.signal.throwIfAborted();
      const waitMs = waitAfter(error, deps.retryDelayMs * 2 ** (tries - 1));
      if (tries === ATTEMPTS || waitMs === undefined || waitMs > LONGEST_WAIT_MS) throw error;
      await sleep(waitMs, undefined, { signal: deps.signal }).catch(() => {
        deps.signal.throwIfAborted();
      });
    }
  }
}

function waitAfter(error: unknown, otherwiseMs: number): number | undefined {
  if (error instanceof LfsError) return error.mayPass ? (error.retryAfterMs ?? otherwiseMs) : undefined;
  // Any socket error may pass; a full disk does not.
  return ['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES'].includes(systemErrorCode(error) ?? '') ? undefined : otherwiseMs;
}

async function downloadOne(pointer: Pointer, first: LfsObjectAnswer, deps: TransferDeps): Promise<Transfer> {
  if (pointer.sizeBytes === 0 && first.kind !== 'action') return emptyObject(pointer, first, deps);
  if (first.kind === 'nothing-to-do') return { kind: 'failed', pointer, reason: 'no answer' };
  if (first.kind !== 'action') return { ...first, pointer };
  const path = join(deps.dir, `${pointer.oid}-${String(pointer.sizeBytes)}`);
  try {
    await patiently(deps, async (tries) => {
      // Addresses are valid for minutes only, so each new try requests a new one.
      const [answer = first] = tries === 1 ? [] : await askBatch(deps.http, deps.server, 'download', [pointer]);
      if (answer.kind !== 'action') throw new LfsError('the LFS server no longer provides it');
      await receive(deps, answer.action, pointer, path);
    });
    return { kind: 'stored', pointer, path, temporary: true };
  } catch (error) {
    await rm(path, { force: true });
    deps.signal.throwIfAborted();
    if (systemErrorCode(error) === 'ENOSPC') throw error;
    const isGone = error instanceof LfsError && (error.status === 404 || error.status === 410);
    return { kind: isGone ? 'missing' : 'failed', pointer, reason: `download: ${messageOf(error)}` };
  }
}

const EMPTY_OID = createHash('sha256').digest('hex');

/** Servers differ on whether they have the empty object, which needs no download. */
async function emptyObject(pointer: Pointer, answer: LfsObjectAnswer, deps: TransferDeps): Promise<Transfer> {
  if (pointer.oid !== EMPTY_OID) {
    return { kind: 'missing', pointer, reason: 'reason' in answer ? answer.reason : 'no object has its size' };
  }
  const path = join(deps.dir, pointer.oid);
  await pipeline([Buffer.alloc(0)], createWriteStream(path));
  return { kind: 'stored', pointer, path, temporary: true };
}

/** Writes the object to `path` and proves its size and SHA-256. */
async function receive(deps: TransferDeps, action: Action, pointer: Pointer, path: string): Promise<void> {
  const response = await follow(deps.http, action);
  if (response.statusCode !== 200) {
    const said = (await readBody(response, 64 * 1024).catch(() => Buffer.alloc(0))).toString('utf8');
    expectOk(withExpiry(response.statusCode ?? 0, action.href), response.headers['retry-after'], said);
  }
  const hash = createHash('sha256');
  let sizeBytes = 0;
  const measured = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      sizeBytes += chunk.length;
      if (sizeBytes > pointer.sizeBytes) throw wrongBytes('the server sent more bytes than the pointer names');
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(response, measured, createWriteStream(path), { signal: deps.signal });
  if (sizeBytes !== pointer.sizeBytes) throw wrongBytes(`the server sent only ${String(sizeBytes)} bytes`);
  if (hash.digest('hex') !== pointer.oid) throw wrongBytes('the content received has another SHA-256');
}

/** Storage hosts answer 401 or 403 for an expired address. A new address may work. */
export function withExpiry(status: number, href: URL): number {
  return (status === 401 || status === 403) && href.search !== '' ? 503 : status;
}

function wrongBytes(message: string): LfsError {
  return new LfsError(message, { mayPass: true });
}

/** Redirects lead to storage. The headers are sent only to the origin that they were given for. */
async function follow(http: Http, { href, headers }: Action): Promise<IncomingMessage> {
  let url = href;
  for (let hops = 0; ; hops++) {
    const response = await http.request(url, { method: 'GET', headers: url.origin === href.origin ? headers : {} });
    const { location } = response.headers;
    if (![301, 302, 303, 307, 308].includes(response.statusCode ?? 0) || location === undefined) return response;
    response.destroy();
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
    if (hops === REDIRECTS || next === undefined || !['https:', href.protocol].includes(next.protocol)) {
      throw new LfsError('the download was redirected too often, or to an address that is not allowed');
    }
    url = next;
  }
}

/** Used if there is no server to ask. */
export async function* failAll(pointers: readonly Pointer[], reason: string): AsyncGenerator<Transfer> {
  for (const pointer of pointers) yield await Promise.resolve({ kind: 'failed' as const, pointer, reason });
}

/** Reads the objects of a repository on this machine; they are checked like those of a server. */
export async function* readLocal(pointers: readonly Pointer[], commonDir: string): AsyncGenerator<Transfer> {
  for (const pointer of pointers) {
    const path = join(commonDir, 'lfs', 'objects', objectPath(pointer.oid));
    const size = await lstat(path).then(
      (stats) => (stats.isFile() ? stats.size : undefined),
      () => undefined,
    );
    if (size === undefined) yield { kind: 'missing', pointer, reason: 'it is not in the repository' };
    else if (size !== pointer.sizeBytes || (await hashOf(path)) !== pointer.oid) {
      yield { kind: 'failed', pointer, reason: `${path} is not what its name says` };
    } else yield { kind: 'stored', pointer, path, temporary: false };
  }
}

/** `aa/bb/<oid>`, as git-lfs lays them out. */
export function objectPath(oid: string): string {
  return `${oid.slice(0, 2)}/${oid.slice(2, 4)}/${oid}`;
}

/** The OID of the object at this path of a tree; undefined if the path is not one of an object. */
export function lfsOid(path: string): string | undefined {
  const oid = /^lfs\/..\/..\/([0-9a-f]{64})$/.exec(path)?.[1];
  return oid !== undefined && path === `lfs/${objectPath(oid)}` ? oid : undefined;
}

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
