import { buffer } from 'node:stream/consumers';
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * A small LFS server for tests: the batch API and the transfer "basic", in memory, with faults.
 * Source: https://github.com/git-lfs/git-lfs/blob/main/docs/api/batch.md
 */
export class LfsService {
  readonly objects = new Map<string, Buffer>();
  /** Every request for an object: "GET <oid>" or "PUT <oid>". */
  readonly transfers: string[] = [];
  /** The OIDs of every batch call. */
  readonly batches: string[][] = [];
  /** Authorization headers that came with requests for objects. */
  readonly objectCredentials: (string | undefined)[] = [];
  /** The headers that the batch call's answers name for requests for objects, as they came. */
  readonly objectSignatures: (string | string[] | undefined)[] = [];
  /** Answers of the whole batch call before a good one, first to last. */
  readonly batchFaults: { readonly status: number; readonly retryAfter?: string; readonly location?: string }[] = [];
  /** More objects in one batch call are too many for it (413). */
  mostObjects = Infinity;
  /** Objects for which an answer has this code in place of an address. */
  readonly refusedObjects = new Map<string, number>();
  /** What happens to the next requests for an object. */
  readonly objectFaults = new Map<string, ObjectFault[]>();
  /** Authorization headers that came with batch calls. */
  readonly batchCredentials: (string | undefined)[] = [];
  /** OIDs that the client asked it to verify after their upload. */
  readonly verified: string[] = [];
  /** Uploads are refused, as of a token that may only read. */
  isReadOnly = false;
  /** Where objects are had; default: this server. */
  hrefBase: string | undefined;

  add(content: Buffer): string {
    const oid = createHash('sha256').update(content).digest('hex');
    this.objects.set(oid, content);
    return oid;
  }

  isObject(request: IncomingMessage): boolean {
    return request.url?.startsWith('/objects/') === true;
  }

  answerBatch(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const fault = this.batchFaults.shift();
    if (fault !== undefined) {
      const { status, retryAfter, location } = fault;
      const headers = { ...(retryAfter && { 'retry-after': retryAfter }), ...(location && { location }) };
      response.writeHead(status, headers).end('{"message":"a fault"}');
      return;
    }
    this.batchCredentials.push(request.headers.authorization);
    const call = JSON.parse(body.toString()) as {
      operation: 'download' | 'upload';
      objects: { oid: string; size: number }[];
    };
    if (call.objects.length > this.mostObjects) {
      response.writeHead(413).end('{"message":"too many objects"}');
      return;
    }
    if (call.operation === 'upload' && this.isReadOnly) {
      response.writeHead(403).end('{"message":"You must have push access"}');
      return;
    }
    this.batches.push(call.objects.map(({ oid }) => oid));
    const base = this.hrefBase ?? `http://${String(request.headers.host)}`;
    const objects = call.objects.map(({ oid, size }) => this.#row(call.operation, oid, size, base));
    response.writeHead(200, { 'content-type': 'application/vnd.git-lfs+json' });
    response.end(JSON.stringify({ transfer: 'basic', objects }));
  }

  #row(operation: 'download' | 'upload', oid: string, size: number, base: string): unknown {
    const action = { href: `${base}/objects/${oid}?signature=abc`, header: { 'X-Signed': 'yes' } };
    const held = this.objects.get(oid);
    const code = this.refusedObjects.get(oid);
    if (code !== undefined) return { oid, size, error: { code, message: 'Refused' } };
    if (operation === 'upload') {
      const verify = { href: `${base}/objects/${oid}/verify?signature=abc`, header: { 'X-Signed': 'yes' } };
      return held === undefined ? { oid, size, actions: { upload: action, verify } } : { oid, size };
    }
    if (held === undefined) return { oid, size, error: { code: 404, message: 'Object does not exist' } };
    if (held.length !== size) return { oid, size, error: { code: 422, message: 'Size does not match' } };
    return { oid, size, authenticated: true, actions: { download: action } };
  }

  async answerObject(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const oid = /^\/objects\/([0-9a-f]+)/.exec(request.url ?? '')?.[1] ?? '';
    this.transfers.push(`${request.method ?? ''} ${oid}`);
    this.objectCredentials.push(request.headers.authorization);
    this.objectSignatures.push(request.headers['x-signed']);
    const body = await buffer(request);
    if (request.method === 'PUT') {
      const refused = this.objectFaults.get(oid)?.shift();
      const isWhole = createHash('sha256').update(body).digest('hex') === oid;
      if (refused === undefined && isWhole) this.add(body);
      response.writeHead(typeof refused === 'number' ? refused : isWhole ? 201 : 400).end();
      return;
    }
    if (request.method === 'POST') {
      const { size } = JSON.parse(body.toString()) as { size: number };
      this.verified.push(oid);
      response.writeHead(this.objects.get(oid)?.length === size ? 200 : 404).end();
      return;
    }
    const content = this.objects.get(oid) ?? Buffer.alloc(0);
    const fault = this.objectFaults.get(oid)?.shift();
    if (fault === undefined) response.end(content);
    else if (typeof fault === 'number') response.writeHead(fault).end();
    else if (fault === 'wrong bytes') response.end(Buffer.alloc(content.length, 1));
    else if (fault === 'too long') response.end(Buffer.concat([content, Buffer.alloc(1)]));
    else if (fault === 'cut') {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, content.length / 2), () => response.destroy());
    } else response.writeHead(302, { location: fault.location }).end();
  }
}

type ObjectFault = number | 'wrong bytes' | 'too long' | 'cut' | { readonly location: string };
