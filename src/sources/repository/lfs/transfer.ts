/** Downloads LFS objects. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { HoldfastError, messageOf } from '../../../base/errors.ts';
import { MiB } from '../../../base/limits.ts';
import { workAhead, type Window } from './prefetch.ts';
import {
  askBatch,
  askInBatches,
  BATCH_OBJECTS,
  expectOk,
  LfsError,
  redirection,
  type Action,
  type LfsObjectAnswer,
  type LfsServer,
} from './batch.ts';
import { readBody, type Http } from '../../../net/http.ts';
import { BodyFailure, saveStream } from '../../../net/save.ts';
import type { Pointer } from './pointers.ts';

export type Transfer = { readonly pointer: Pointer } & (
  | { readonly kind: 'stored'; readonly path: string; readonly temporary: boolean }
  /** The server says that it is gone or cannot exist. */
  | { readonly kind: 'missing'; readonly reason: string }
  /** `isServerDown`: not for a reason of this object's own. */
  | { readonly kind: 'failed'; readonly reason: string; readonly isServerDown?: boolean }
  /** Was not tried. */
  | { readonly kind: 'left'; readonly reason: string }
);

export interface TransferDeps {
  readonly http: Http;
  readonly server: LfsServer;
  readonly dir: string;
  readonly retryDelayMs: number;
  readonly signal: AbortSignal;
  /** Whether this repository is known to have LFS objects on a server. */
  readonly hadServer: boolean;
  readonly effort: Effort;
}

/** Downloads ahead of the backup, which reads in order. Only objects within the window are on disk. */
const WINDOW: Window = { items: 8, bytes: 256 * MiB };
/** A server that asks for a longer wait is tried again by the next backup. */
const LONGEST_WAIT_MS = 5 * 60_000;
const REDIRECTED = [301, 302, 303, 307, 308];
const REDIRECTS = 3;

/** How much is done for objects. */
export interface Effort {
  readonly attempts: number;
  /** After this many objects in a row for which it had no answer the server counts as down. */
  readonly failuresInARow: number;
}

export const EFFORT: Effort = { attempts: 4, failuresInARow: 8 };
/** For those that an earlier backup tried in vain: most of them will never be had, and the others must get their turn. */
export const EFFORT_AGAIN: Effort = { attempts: 1, failuresInARow: 64 };

/** Yields one result for each pointer, in their order, which is by OID. */
export function downloadAll(pointers: readonly Pointer[], deps: TransferDeps): AsyncGenerator<Transfer> {
  const health: Health = { failuresInARow: 0, lastReason: '', most: deps.effort.failuresInARow };
  const download = async ({ pointer, answer }: Asked): Promise<Transfer> => {
    if (isDown(health)) return notTried(pointer, health);
    const transfer = await downloadOne(pointer, answer, deps);
    const isFailure = transfer.kind === 'failed' && transfer.isServerDown === true;
    health.failuresInARow = isFailure ? health.failuresInARow + 1 : 0;
    if (isFailure) health.lastReason = transfer.reason;
    return transfer;
  };
  return workAhead(askAll(pointers, deps, health), download, ({ pointer }) => pointer.sizeBytes, WINDOW);
}

/** What the server has been like: an object that it refuses says nothing about the others. */
interface Health {
  failuresInARow: number;
  lastReason: string;
  readonly most: number;
}

function isDown({ failuresInARow, most }: Health): boolean {
  return failuresInARow >= most;
}

function notTried(pointer: Pointer, { lastReason }: Health): Transfer {
  return { kind: 'left', pointer, reason: `not tried after many failures (${lastReason})` };
}

interface Asked {
  readonly pointer: Pointer;
  readonly answer: Answer;
}

type Answer = LfsObjectAnswer & { readonly isServerDown?: boolean };

async function* askAll(pointers: readonly Pointer[], deps: TransferDeps, health: Health): AsyncGenerator<Asked> {
  const ask = (batch: readonly Pointer[]) => (isDown(health) ? batch.map(unasked) : askPatiently(batch, deps));
  const asked = askInBatches(async (batch) => ask(batch), pointers, { objects: BATCH_OBJECTS });
  for await (const [pointer, answer] of asked) yield { pointer, answer };
}

function unasked(): Answer {
  return { kind: 'failed', reason: 'not tried' };
}

/** If the whole batch is refused, that is the answer for every object. */
async function askPatiently(batch: readonly Pointer[], deps: TransferDeps): Promise<readonly Answer[]> {
  try {
    return await patiently(deps, () => askBatch(deps.http, deps.server, 'download', batch));
  } catch (error) {
    deps.signal.throwIfAborted();
    const status = error instanceof LfsError ? error.status : undefined;
    if (status === 413 && batch.length > 1) throw error;
    const reason = `no answer from the LFS server: ${messageOf(error)}`;
    // Where there were objects before, there was a server: then it refuses, or it is gone for now.
    const isAbsent = !deps.hadServer && (status === 404 || status === 501);
    return batch.map(() => (isAbsent ? { kind: 'missing', reason } : { kind: 'failed', reason, isServerDown: true }));
  }
}

/** Repeats what may succeed later, and waits as long as the server asks for. */
export async function patiently<T>(
  deps: Pick<TransferDeps, 'retryDelayMs' | 'signal'> & { readonly effort?: Effort },
  attempt: (tries: number) => Promise<T>,
): Promise<T> {
  const { attempts } = deps.effort ?? EFFORT;
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(tries);
    } catch (error) {
      deps.signal.throwIfAborted();
      const waitMs = waitAfter(error, deps.retryDelayMs * 2 ** (tries - 1));
      if (tries === attempts || waitMs === undefined || waitMs > LONGEST_WAIT_MS) throw error;
      await sleep(waitMs, undefined, { signal: deps.signal }).catch(() => {
        deps.signal.throwIfAborted();
      });
    }
  }
}

function waitAfter(error: unknown, otherwiseMs: number): number | undefined {
  if (error instanceof LfsError) return error.mayPass ? (error.retryAfterMs ?? otherwiseMs) : undefined;
  // Any socket error may pass. What this machine lacks for its own files does not.
  return error instanceof HoldfastError ? undefined : otherwiseMs;
}

async function downloadOne(pointer: Pointer, first: Answer, deps: TransferDeps): Promise<Transfer> {
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
    deps.signal.throwIfAborted();
    if (error instanceof HoldfastError) throw error;
    await rm(path, { force: true });
    const isGone = error instanceof LfsError && (error.status === 404 || error.status === 410);
    const reason = `download: ${messageOf(error)}`;
    return isGone
      ? { kind: 'missing', pointer, reason }
      : { kind: 'failed', pointer, reason, isServerDown: hadNoAnswer(error) };
  }
}

/** Whether it was a connection or the server that failed, not what it says of this object. */
function hadNoAnswer(error: unknown): boolean {
  return error instanceof LfsError ? error.mayPass && error.status !== undefined : true;
}

const EMPTY_OID = createHash('sha256').digest('hex');

/** Servers differ on whether they have the empty object, which needs no download. */
async function emptyObject(pointer: Pointer, answer: LfsObjectAnswer, deps: TransferDeps): Promise<Transfer> {
  if (pointer.oid !== EMPTY_OID) {
    return { kind: 'missing', pointer, reason: 'reason' in answer ? answer.reason : 'no object has its size' };
  }
  const path = join(deps.dir, pointer.oid);
  await saveStream(Readable.from([]), path, 0);
  return { kind: 'stored', pointer, path, temporary: true };
}

/** Writes the object to `path` and proves its size and SHA-256. */
async function receive(deps: TransferDeps, action: Action, pointer: Pointer, path: string): Promise<void> {
  const response = await follow(deps.http, action);
  if (response.statusCode !== 200) {
    const said = (await readBody(response, 64 * 1024).catch(() => Buffer.alloc(0))).toString('utf8');
    expectOk(withExpiry(response.statusCode ?? 0, action.href), response.headers['retry-after'], said);
  }
  const { bytes, sha256 } = await saveStream(response, path, pointer.sizeBytes).catch((error: unknown) => {
    if (!(error instanceof BodyFailure)) throw error;
    throw error.kind === 'too-long' ? wrongBytes('the server sent more bytes than the pointer names') : error.cause;
  });
  if (bytes !== pointer.sizeBytes) throw wrongBytes(`the server sent only ${String(bytes)} bytes`);
  if (sha256 !== pointer.oid) throw wrongBytes('the content received has another SHA-256');
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
    const next = redirection(response, url, REDIRECTED);
    if (next === undefined) return response;
    response.destroy();
    if (hops === REDIRECTS) throw new LfsError('the download was redirected too often');
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
