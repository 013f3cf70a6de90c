import { createServer as createHttpServer, request } from 'node:http';
import { connect, createServer, type Socket } from 'node:net';
import { listen, type Listening } from '../listen.ts';

/** Adds a round trip's time, without limiting bandwidth: what a bucket some 20 ms away feels like. */
export async function startLatencyProxy(targetUrl: string, roundTripMs: number): Promise<Listening> {
  const { hostname, port } = new URL(targetUrl);
  const server = createServer({ noDelay: true }, (client) => {
    const upstream = connect({ host: hostname, port: Number(port), noDelay: true });
    delay(client, upstream, roundTripMs / 2);
    delay(upstream, client, roundTripMs / 2);
  });
  return listen(server);
}

/** Passes all bytes on, each half a round trip later. */
function delay(from: Socket, to: Socket, delayMs: number): void {
  let due = 0;
  from.on('data', (chunk) => {
    due = performance.now() + delayMs;
    setTimeout(() => {
      if (to.destroyed || to.write(chunk)) return;
      from.pause();
      to.once('drain', () => from.resume());
    }, delayMs);
  });
  // Timers of different lengths may fire out of order, so the end waits a little longer than the last bytes.
  from.on('end', () => setTimeout(() => to.end(), Math.max(0, due - performance.now()) + 1));
  from.on('error', () => to.destroy());
  from.on('close', () => setTimeout(() => to.destroy(), 2 * delayMs + 1));
}

interface CountingProxy extends Listening {
  /** `GET /bucket/key?query`, in order of arrival. */
  readonly requests: string[];
}

/** Counts the requests as the server sees them. The Host header stays as signed. */
export async function startCountingProxy(targetUrl: string): Promise<CountingProxy> {
  const { hostname, port } = new URL(targetUrl);
  const requests: string[] = [];
  const server = createHttpServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    requests.push(`${method} ${url}`);
    const upstream = request({ host: hostname, port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    upstream.on('error', () => outgoing.destroy());
    incoming.pipe(upstream);
  });
  return { ...(await listen(server)), requests };
}
