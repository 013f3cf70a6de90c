import { buffer } from 'node:stream/consumers';
import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LfsService } from './lfs-server.ts';
import { listen } from './listen.ts';

/**
 * A git server as a runner's: git's own `http-backend` behind HTTP on this machine, with a token. For tests and the
 * demonstration; it serves every repository below `root`.
 */
export interface GitServerOptions {
  readonly root: string;
  /** Expected as the password of Basic authentication, or what is to be said of it; without it, everybody may read. */
  readonly token?: string | TokenCheck;
  /** A fault: the connection is cut after this many bytes of an answer to a POST that asks for objects. */
  readonly cutPackAfterBytes?: number | undefined;
  /** Answers requests to `.../objects/batch` and below /objects/, see lfs-server.ts. */
  readonly lfs?: LfsService;
}

/** `isPush`: it is to be written to. */
export type TokenCheck = (token: string, isPush: boolean) => boolean;

export interface GitServer {
  readonly url: string;
  /** "GET /owner/name/info/refs" and so on, in order. */
  readonly requests: string[];
  /** A fault: requests whose path matches are answered with 503. */
  failing: RegExp | undefined;
  /** As in the options; may be changed while it runs. */
  cutPackAfterBytes: number | undefined;
  close(): Promise<void>;
}

export async function startGitServer(options: GitServerOptions): Promise<GitServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method ?? ''} ${(request.url ?? '').replace(/\?.*/, '')}`);
    if (started.failing?.test(request.url ?? '') === true) {
      response.writeHead(503).end();
      return;
    }
    answerGit({ ...options, cutPackAfterBytes: started.cutPackAfterBytes }, request, response).catch(
      (error: unknown) => {
        response.destroy(error instanceof Error ? error : undefined);
      },
    );
  });
  const { url, close } = await listen(server);
  const { cutPackAfterBytes } = options;
  const started: GitServer = { url, requests, failing: undefined, cutPackAfterBytes, close };
  return started;
}

/** One request of git or git-lfs, for servers that answer other things too. */
export async function answerGit(
  options: GitServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (options.lfs?.isObject(request) === true) {
    await options.lfs.answerObject(request, response);
    return;
  }
  if (!isAllowed(options.token, request)) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end('The token is missing or wrong.\n');
    return;
  }
  const body = await buffer(request);
  if (options.lfs !== undefined && request.url?.endsWith('/objects/batch') === true) {
    options.lfs.answerBatch(request, body, response);
    return;
  }
  const answer = runBackend(options.root, request, body);
  const { head, rest } = await readHeader(answer);
  const fields = head.split('\r\n').map((line) => /^([^:]+): (.*)$/.exec(line) ?? []);
  for (const [, name, value] of fields) {
    if (name === 'Status') response.statusCode = Number.parseInt(value ?? '', 10);
    else if (name !== undefined && value !== undefined) response.setHeader(name, value);
  }
  const cutBytes = isFetch(body) ? (options.cutPackAfterBytes ?? Infinity) : Infinity;
  await pipeline(cutAfter(rest, cutBytes), response);
}

/** Ends with an error, which cuts the connection, where there is more. */
async function* cutAfter(chunks: AsyncIterable<Buffer>, bytes: number): AsyncGenerator<Buffer> {
  let left = bytes;
  for await (const chunk of chunks) {
    yield chunk.subarray(0, left);
    left -= chunk.length;
    // So that what came before it leaves the machine.
    if (left < 0) await sleep(20);
    if (left < 0) throw new Error('cut');
  }
}

function isFetch(body: Buffer): boolean {
  return body.includes('command=fetch') || (body[0] === 0x1f && body[1] === 0x8b);
}

function isAllowed(token: string | TokenCheck | undefined, { url, headers }: IncomingMessage): boolean {
  if (token === undefined) return true;
  const isPush = url?.includes('git-receive-pack') === true;
  const isValid = typeof token === 'string' ? (given: string) => given === token : token;
  const [scheme = '', credentials = ''] = (headers.authorization ?? '').split(' ');
  // As GitHub: git sends Basic, clients of the API send the token as it is.
  if (/^(token|bearer)$/i.test(scheme)) return isValid(credentials, isPush);
  const basic = Buffer.from(credentials, 'base64').toString();
  return /^basic$/i.test(scheme) && isValid(basic.slice(basic.indexOf(':') + 1), isPush);
}

/** Source: git-http-backend(1) and RFC 3875. */
function runBackend(root: string, request: IncomingMessage, body: Buffer): Readable {
  const url = new URL(request.url ?? '/', 'http://localhost');
  const headers = request.headers;
  const child = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'],
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_PROTOCOL: String(headers['git-protocol'] ?? ''),
      PATH_INFO: decodeURIComponent(url.pathname),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.on('error', (error) => child.stdout.destroy(error));
  child.stdin.on('error', () => undefined).end(body);
  return child.stdout;
}

/** The header of an answer, and what comes after it. */
async function readHeader(output: Readable): Promise<{ head: string; rest: AsyncGenerator<Buffer> }> {
  const chunks = output[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let read = Buffer.alloc(0);
  let end = -1;
  while (end < 0) {
    const next = await chunks.next();
    if (next.done === true) throw new Error('git http-backend ended without an answer');
    read = Buffer.concat([read, next.value]);
    end = read.indexOf('\r\n\r\n');
  }
  const rest = async function* () {
    yield read.subarray(end + 4);
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  };
  return { head: read.subarray(0, end).toString('latin1'), rest: rest() };
}
