import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { listen } from '../../tools/listen.ts';

/** A request as it came over the wire, body included. */
interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export type Answer = (response: ServerResponse, request: SeenRequest) => void;

/** An HTTP server that gives the answers of a script, one a request; the last one is repeated. */
export interface ScriptedServer {
  readonly endpointUrl: string;
  readonly requests: SeenRequest[];
  script(...answers: Answer[]): void;
  close(): Promise<void>;
}

export async function startScriptedServer(): Promise<ScriptedServer> {
  const requests: SeenRequest[] = [];
  let answers: Answer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const seen = { method, url, headers, body: Buffer.concat(chunks) };
      requests.push(seen);
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === undefined) throw new Error(`no answer in the script for ${method} ${url}`);
      answer(response, seen);
    });
  });
  const { url: endpointUrl, close } = await listen(server);
  return {
    endpointUrl,
    requests,
    script(...script) {
      answers = script;
      requests.length = 0;
    },
    close,
  };
}

/** An answer with a status, headers and a body. */
export function reply(status: number, headers: Record<string, string> = {}, body: string | Buffer = ''): Answer {
  return (response, { method }) => {
    response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
    response.end(method === 'HEAD' ? undefined : body);
  };
}

/** An error as S3 words it. */
export function s3Error(status: number, code: string, message = '', headers: Record<string, string> = {}): Answer {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return reply(status, { 'content-type': 'application/xml', ...headers }, xml);
}

/** An XML document as answer. */
export function xml(document: string): Answer {
  return reply(200, { 'content-type': 'application/xml' }, `<?xml version="1.0" encoding="UTF-8"?>${document}`);
}

/** The connection is closed without an answer. */
export const hangUp: Answer = (response) => void response.destroy();

/** Never an answer. */
export const stall: Answer = () => undefined;

/** Headers that promise `body`, of which only `sentBytes` come before the connection breaks. */
export function cutBody(status: number, headers: Record<string, string>, body: Buffer, sentBytes: number): Answer {
  return (response) => {
    response.writeHead(status, { 'content-length': String(body.length), ...headers });
    response.write(body.subarray(0, sentBytes), () => response.destroy());
  };
}
