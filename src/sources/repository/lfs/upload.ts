/** Uploads LFS objects to another repository. */
import type { Token } from '../../../base/token-source.ts';
import { createReadStream } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HoldfastError, messageOf } from '../../../base/errors.ts';
import { systemErrorCode } from '../../../base/platform.ts';
import { explainSystemError } from '../../../base/system-errors.ts';
import type { Environment, Git } from '../git/git.ts';
import { inspectLocal, type RemotePlace } from '../git/remote.ts';
import { workAhead, type Window } from './prefetch.ts';
import {
  askBatch,
  askInBatches,
  BATCH_OBJECTS,
  expectOk,
  LfsError,
  lfsServer,
  MEDIA_TYPE,
  type Action,
  type LfsObjectAnswer,
  type LfsServer,
} from './batch.ts';
import { createHttp, readBody, type Http } from '../../../net/http.ts';
import { damaged, placeObjects } from './place.ts';
import type { Pointer } from './pointers.ts';
import { hashOf, objectPath, patiently, withExpiry } from './transfer.ts';

/** LFS objects of a snapshot, each once, and a way to fetch them. */
export interface LfsSource {
  readonly pointers: readonly Pointer[];
  /** Fetches objects into a folder on this machine, as `<aa>/<bb>/<oid>`. */
  readonly fetch: (oids: ReadonlySet<string>) => Promise<string>;
}

/** The objects that a remote lacks. */
export interface LfsPush {
  /** To be sent, or sent. */
  readonly objects: number;
  readonly bytes: number;
  /** Objects that it already has. */
  readonly held: number;
  /** Why it accepts no objects; undefined if it does. */
  readonly refusal?: string;
}

export interface LfsTarget {
  /** The objects that it lacks. Throws LfsError, and socket errors. */
  readonly lacking: (pointers: readonly Pointer[]) => Promise<Pointer[]>;
  /** Sends the objects in `folder`. Throws the same; what was sent until then stays. */
  readonly send: (pointers: readonly Pointer[], folder: string) => Promise<void>;
  readonly close: () => void;
}

export interface TargetDeps {
  readonly git: Git;
  readonly env: Environment;
  readonly signal: AbortSignal;
  readonly retryDelayMs: number;
}

/** Most bytes in the temp folder at a time, except for a single larger object. */
const WINDOW_BYTES = 1024 ** 3;
const WINDOW_OBJECTS = 1000;
const UPLOADS: Window = { items: 4, bytes: Infinity };
const ANSWER_MAX_BYTES = 64 * 1024;

/** The LFS server of a repository; for one on this machine, the folder where git-lfs looks. */
export async function openTarget(place: RemotePlace, token: Token | undefined, deps: TargetDeps): Promise<LfsTarget> {
  if (place.kind === 'local') return localTarget((await inspectLocal(deps.git, place)).commonDir, deps.signal);
  const server = lfsServer(place, token);
  if (typeof server === 'string') throw new Error(server);
  const http = createHttp(deps.env, { authorities: deps.env['GIT_SSL_CAINFO'], signal: deps.signal });
  const upload: Upload = { ...deps, http, server, batch: { objects: BATCH_OBJECTS } };
  return {
    lacking: async (pointers) => {
      const lacking: Pointer[] = [];
      for await (const { pointer, answer } of askAll(upload, pointers)) if (answer !== 'held') lacking.push(pointer);
      return lacking;
    },
    send: async (pointers, folder) => {
      const sent = workAhead(
        askAll(upload, pointers),
        ({ pointer, answer }) => sendOne(upload, pointer, answer, join(folder, objectPath(pointer.oid))),
        ({ pointer }) => pointer.sizeBytes,
        UPLOADS,
      );
      while ((await sent.next()).done !== true) deps.signal.throwIfAborted();
    },
    close: http.close,
  };
}

/**
 * Asks what is missing, and with `apply` fetches and sends that. Errors: `lfs-push-failed`, those of `source.fetch`.
 */
export async function pushObjects(source: LfsSource, target: LfsTarget, apply: boolean): Promise<LfsPush> {
  let lacking: Pointer[];
  try {
    lacking = await target.lacking(source.pointers);
  } catch (error) {
    if (apply) throw pushFailed(error);
    return { objects: 0, bytes: 0, held: 0, refusal: messageOf(error) };
  }
  if (apply) for (const window of windowsOf(lacking)) await sendWindow(source, target, window);
  const bytes = lacking.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { objects: lacking.length, bytes, held: source.pointers.length - lacking.length };
}

async function sendWindow(source: LfsSource, target: LfsTarget, window: readonly Pointer[]): Promise<void> {
  const folder = await source.fetch(new Set(window.map(({ oid }) => oid)));
  try {
    await target.send(window, folder);
  } catch (error) {
    throw error instanceof HoldfastError ? error : pushFailed(error);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function* windowsOf(pointers: readonly Pointer[]): Generator<Pointer[]> {
  let window: Pointer[] = [];
  let bytes = 0;
  for (const pointer of pointers) {
    if (window.length === WINDOW_OBJECTS || (window.length > 0 && bytes + pointer.sizeBytes > WINDOW_BYTES)) {
      yield window;
      window = [];
      bytes = 0;
    }
    window.push(pointer);
    bytes += pointer.sizeBytes;
  }
  if (window.length > 0) yield window;
}

interface Upload extends TargetDeps {
  readonly http: Http;
  readonly server: LfsServer;
  readonly batch: { objects: number };
}

/** The server's answer for one object that it is offered. */
interface Offered {
  readonly pointer: Pointer;
  readonly answer: Extract<LfsObjectAnswer, { kind: 'action' }> | 'held';
}

async function* askAll(upload: Upload, pointers: readonly Pointer[]): AsyncGenerator<Offered> {
  const ask = (batch: readonly Pointer[]) =>
    patiently(upload, () => askBatch(upload.http, upload.server, 'upload', batch));
  for await (const [pointer, answer] of askInBatches(ask, pointers, upload.batch)) {
    yield { pointer, answer: taken(answer) };
  }
}

function taken(answer: LfsObjectAnswer | undefined): Offered['answer'] {
  if (answer === undefined || 'reason' in answer) throw new LfsError(answer?.reason ?? 'no answer');
  return answer.kind === 'action' ? answer : 'held';
}

async function sendOne(upload: Upload, pointer: Pointer, first: Offered['answer'], path: string): Promise<void> {
  if ((await hashOf(path)) !== pointer.oid) throw damaged(pointer.oid);
  await patiently(upload, async (tries) => {
    // Addresses are valid for minutes only, so each new try requests a new one.
    const [again] = tries === 1 ? [] : await askBatch(upload.http, upload.server, 'upload', [pointer]);
    const answer = tries === 1 ? first : taken(again);
    if (answer === 'held') return;
    await put(upload, answer.action, pointer, path);
    if (answer.verify !== undefined) await verify(upload, answer.verify, pointer);
  });
}

async function put({ http }: Upload, { href, headers }: Action, { sizeBytes }: Pointer, path: string): Promise<void> {
  const response = await http.request(href, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', ...headers, 'content-length': String(sizeBytes) },
    body: createReadStream(path),
  });
  const body = (await readBody(response, ANSWER_MAX_BYTES)).toString('utf8');
  const status = response.statusCode ?? 0;
  if (status < 200 || status > 299) expectOk(withExpiry(status, href), response.headers['retry-after'], body);
}

/** Asks the server to verify that it has received all of it. */
async function verify({ http }: Upload, { href, headers }: Action, { oid, sizeBytes }: Pointer): Promise<void> {
  const response = await http.request(href, {
    method: 'POST',
    headers: { accept: MEDIA_TYPE, 'content-type': MEDIA_TYPE, ...headers },
    body: JSON.stringify({ oid, size: sizeBytes }),
  });
  const body = (await readBody(response, ANSWER_MAX_BYTES)).toString('utf8');
  expectOk(response.statusCode ?? 0, response.headers['retry-after'], body);
}

function localTarget(commonDir: string, signal: AbortSignal): LfsTarget {
  const isThere = async ({ oid, sizeBytes }: Pointer): Promise<boolean> => {
    try {
      return (await lstat(join(commonDir, 'lfs', 'objects', objectPath(oid)))).size === sizeBytes;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return false;
      throw error;
    }
  };
  return {
    lacking: async (pointers) => {
      const lacking: Pointer[] = [];
      for (const pointer of pointers) if (!(await isThere(pointer))) lacking.push(pointer);
      return lacking;
    },
    send: async (pointers, folder) => {
      await placeObjects({ folder, oids: pointers.map(({ oid }) => oid) }, commonDir, signal);
    },
    close: () => undefined,
  };
}

function pushFailed(cause: unknown): HoldfastError {
  return new HoldfastError({
    code: 'lfs-push-failed',
    message: 'The LFS objects could not be sent, and so the history was not sent either.',
    why: messageOf(cause),
    fix: `${explainSystemError(cause)?.fix ?? 'Make sure that the token can write there and that the server has room for them, and run it again.'} What the server already has is not sent twice. To leave them out: parts: !lfs.`,
    cause,
  });
}
