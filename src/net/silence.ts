/**
 * Watches the exchanges with each server: reports and ends a silence, and cuts off an answer that arrives too slowly.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { Emit } from '../base/events.ts';

export interface Patience {
  /** Interval between two checks of all exchanges. */
  readonly checkMs: number;
  /** A silence is reported after this time, and again after each further minute. */
  readonly tellMs: number;
  /** A server that has sent nothing for this long, however often it was asked again, is given up. */
  readonly giveUpMs: number;
  /** An answer that was slower than the floor for this long is cut off and requested again. */
  readonly dripMs: number;
}

const PATIENCE: Patience = { checkMs: 5000, tellMs: 30_000, giveUpMs: 170_000, dripMs: 60_000 };

/**
 * Bytes per second. Many answers may share a slow line: below the floor, one is cut only if it lags behind the others.
 */
const FLOOR = 1024;
const LAG = 4;
const TELL_AGAIN_MS = 60_000;
/** After a pause without requests, an earlier silence no longer counts. */
const FORGET_MS = 60_000;

/** Marks an error that must not be retried: the tries were made before. */
const GIVEN_UP = 'ServerSilent';

interface Server {
  readonly host: string;
  /** When it last sent or took a byte, or was first asked after it had answered. */
  heardMs: number;
  isAnswered: boolean;
  tellNextMs: number;
  active: number;
  endedMs: number;
}

interface Exchange {
  readonly request: ClientRequest;
  readonly server: Server;
  socket: Socket | undefined;
  readBytes: number;
  queuedBytes: number;
  /** From the first byte of the answer on. */
  window: { readonly sinceMs: number; bytes: number; readonly allBytes: number } | undefined;
}

const watches = new WeakMap<object, Watch>();

/** Every request of an agent, whoever makes it: https://nodejs.org/api/diagnostics_channel.html#http */
subscribe('http.client.request.created', (message) => {
  const { request } = message as { readonly request: ClientRequest & { readonly agent?: object } };
  if (request.agent !== undefined) watches.get(request.agent)?.begin(request);
});

/** Watches all requests of these agents from now on. */
export function watchSilence(agents: readonly object[], emit: Emit | undefined, patience: Patience = PATIENCE): void {
  const watch = new Watch(emit, patience);
  for (const agent of agents) watches.set(agent, watch);
}

class Watch {
  private readonly emit: Emit | undefined;
  private readonly patience: Patience;
  private readonly servers = new Map<string, Server>();
  private readonly exchanges = new Set<Exchange>();
  private timer: NodeJS.Timeout | undefined;
  private checkedMs = 0;
  /** Of all answers. */
  private allBytes = 0;

  constructor(emit: Emit | undefined, patience: Patience) {
    this.emit = emit;
    this.patience = patience;
  }

  begin(request: ClientRequest): void {
    const now = performance.now();
    const server = this.serverOf(request.host, now);
    const exchange: Exchange = {
      request,
      server,
      socket: undefined,
      readBytes: 0,
      queuedBytes: 0,
      window: undefined,
    };
    server.active++;
    this.exchanges.add(exchange);
    request.once('socket', (socket) => {
      exchange.socket = socket;
      exchange.readBytes = socket.bytesRead;
    });
    request.once('close', () => this.end(exchange));
    if (this.timer !== undefined) return;
    this.checkedMs = now;
    this.timer = setInterval(() => this.check(), this.patience.checkMs).unref();
  }

  private serverOf(host: string, now: number): Server {
    const fresh = { host, isAnswered: true, active: 0, endedMs: now, heardMs: now, tellNextMs: 0 };
    const server = this.servers.get(host) ?? fresh;
    this.servers.set(host, server);
    if (server.isAnswered || (server.active === 0 && now - server.endedMs > FORGET_MS)) {
      hear(server, now, this.patience);
      server.isAnswered = false;
    }
    return server;
  }

  private end(exchange: Exchange): void {
    const now = performance.now();
    this.look(exchange, now);
    this.exchanges.delete(exchange);
    exchange.server.active--;
    exchange.server.endedMs = now;
    if (this.exchanges.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private check(): void {
    const now = performance.now();
    const lateMs = now - this.checkedMs - this.patience.checkMs;
    this.checkedMs = now;
    // This process or machine slept: nothing is known about the servers.
    if (lateMs > 2 * this.patience.checkMs) {
      for (const server of this.servers.values()) hear(server, now, this.patience);
      for (const exchange of this.exchanges) exchange.window = undefined;
    }
    for (const exchange of this.exchanges) this.look(exchange, now);
    for (const exchange of this.exchanges) this.cutIfDripping(exchange, now);
    for (const server of this.servers.values()) if (server.active > 0) this.tell(server, now);
  }

  /**
   * What has moved since the last look: bytes of the answer, or of a request that waited for the server to take them.
   */
  private look(exchange: Exchange, now: number): void {
    const { socket, server } = exchange;
    if (socket === undefined) return;
    const newBytes = socket.bytesRead - exchange.readBytes;
    const queued = queuedBytes(socket);
    if (newBytes > 0 || queued < exchange.queuedBytes) hear(server, now, this.patience);
    if (newBytes > 0) {
      exchange.window ??= { sinceMs: now, bytes: 0, allBytes: this.allBytes };
      exchange.window.bytes += newBytes;
    }
    this.allBytes += newBytes;
    exchange.readBytes = socket.bytesRead;
    exchange.queuedBytes = queued;
  }

  private cutIfDripping({ request, window, server }: Exchange & { window: Exchange['window'] }, now: number): void {
    if (window === undefined || now - window.sinceMs < this.patience.dripMs) return;
    const seconds = (now - window.sinceMs) / 1000;
    const all = this.allBytes - window.allBytes;
    const isSlow = window.bytes < FLOOR * seconds;
    const lags = all < FLOOR * seconds || window.bytes < all / this.exchanges.size / LAG;
    if (isSlow && lags) {
      const message = `${server.host} sent ${window.bytes} bytes of its answer in ${Math.round(seconds)} s`;
      request.destroy(Object.assign(new Error(message), { name: 'TimeoutError' }));
    }
  }

  private tell(server: Server, now: number): void {
    const silentMs = now - server.heardMs;
    const seconds = Math.round(silentMs / 1000);
    if (silentMs >= this.patience.giveUpMs) {
      const message = `${server.host} sent no byte for ${seconds} s although it was asked again in that time`;
      for (const { request } of [...this.exchanges].filter((each) => each.server === server)) {
        request.destroy(Object.assign(new Error(message), { name: GIVEN_UP }));
      }
    } else if (silentMs >= server.tellNextMs) {
      server.tellNextMs += TELL_AGAIN_MS;
      const until = Math.round(this.patience.giveUpMs / 1000);
      this.emit?.({
        type: 'info',
        message: `No answer from ${server.host} for ${seconds} s; it is given up after ${until} s.`,
      });
    }
  }
}

function hear(server: Server, now: number, { tellMs }: Patience): void {
  server.heardMs = now;
  server.isAnswered = true;
  server.tellNextMs = tellMs;
}

/** What the system has not taken from this process yet: Node's own idle timeout looks at the same number. */
function queuedBytes(socket: Socket): number {
  const { _handle: handle } = socket as Socket & { readonly _handle?: { readonly writeQueueSize?: number } | null };
  return handle?.writeQueueSize ?? 0;
}
