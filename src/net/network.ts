/** The network of a command: what the SDK and everything else send their requests by. */
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { createAgents, type Env, IDLE_TIMEOUT_MS, type NetworkSettings } from './agents.ts';
import { type Http, httpOver } from './http.ts';

/** S3, STS and the runner's token service share its connections, proxy and certificates. */
export interface Network {
  /** For every SDK client. */
  readonly requestHandler: NodeHttpHandler;
  /** For everything else. */
  readonly http: Http;
}

const CONNECTION_TIMEOUT_MS = 10_000;

/** Throws `bad-proxy` or `bad-ca-bundle`. */
export function createNetwork(settings: NetworkSettings, env: Env): Network {
  const idleTimeoutMs = settings.idleTimeoutMs ?? IDLE_TIMEOUT_MS;
  const agents = createAgents(env, settings);
  const requestHandler = new NodeHttpHandler({
    ...agents,
    connectionTimeout: settings.connectionTimeoutMs ?? CONNECTION_TIMEOUT_MS,
    socketTimeout: idleTimeoutMs,
  });
  return { requestHandler, http: httpOver(agents, idleTimeoutMs) };
}
