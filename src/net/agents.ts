/** Connections: proxies, certificate authorities and time limits, for every request that leaves the process. */
import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import type { AgentOptions } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { getCACertificates } from 'node:tls';
import { HoldfastError, messageOf } from '../base/errors.ts';
import type { Emit } from '../base/events.ts';
import { nodeProxies, proxiesOf } from './proxies.ts';
import { type Patience, watchSilence } from './silence.ts';

/** Environment variables; `process.env` fits. */
export type Env = Readonly<Record<string, string | undefined>>;

export interface NetworkSettings {
  /** Until a connection is established, including name lookup and proxy; default 10 s. */
  readonly connectionTimeoutMs?: number;
  /** Without a byte in either direction; default 60 s. There is no limit on a whole transfer. */
  readonly idleTimeoutMs?: number;
  /** Receives warnings about a silent server. */
  readonly emit?: Emit | undefined;
  /** Other than PATIENCE, for tests. */
  readonly patience?: Patience | undefined;
}

export const IDLE_TIMEOUT_MS = 60_000;
/** More than the engine ever has in flight, since the SDK counts the wait for a free socket as connection time. */
const MAX_SOCKETS = 64;
export interface AgentSettings extends Pick<NetworkSettings, 'emit' | 'patience'> {
  /** The file that GIT_SSL_CAINFO names. */
  readonly authorities?: string | undefined;
}

export interface Agents {
  readonly httpAgent: HttpAgent;
  readonly httpsAgent: HttpsAgent;
}

/**
 * Creates agents with connections of their own, watched for silence (silence.ts). Proxies come from the environment
 * (proxies.ts); AWS_CA_BUNDLE names a PEM file with certificate authorities to trust
 * besides the usual ones, as `authorities` does. Node itself reads NODE_EXTRA_CA_CERTS when it starts. Throws
 * `bad-proxy` or `bad-ca-bundle`.
 */
export function createAgents(env: Env, { emit, patience, authorities }: AgentSettings = {}): Agents {
  const options: AgentOptions = { keepAlive: true, maxSockets: MAX_SOCKETS, proxyEnv: proxyEnvOf(env) };
  const httpAgent = new HttpAgent(options);
  const own = readAuthorities({ AWS_CA_BUNDLE: env['AWS_CA_BUNDLE'], GIT_SSL_CAINFO: authorities });
  const httpsAgent = new HttpsAgent({ ...options, ...own });
  watchSilence([httpAgent, httpsAgent], emit, patience);
  return { httpAgent, httpsAgent };
}

function proxyEnvOf(env: Env): Record<string, string> {
  const proxies = nodeProxies(proxiesOf(env));
  if (Object.keys(proxies).length > 0) requireProxySupport();
  return proxies;
}

/** Older releases ignore `proxyEnv`, and the run would hang in front of a firewall. */
function requireProxySupport(): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 5)) return;
  throw new HoldfastError({
    code: 'bad-proxy',
    message: `A proxy is set in the environment, but Node ${process.versions.node} cannot use it.`,
    why: 'Node reads proxies from the environment since 24.5.',
    fix: 'Update the runner (or Node), or unset HTTPS_PROXY, HTTP_PROXY and ALL_PROXY.',
  });
}

/** The usual authorities and those of the files, by the variables that name them. */
function readAuthorities(files: Readonly<Record<string, string | undefined>>): { readonly ca?: string[] } {
  const own = Object.entries(files).flatMap(([name, path]) => (path ? [readCertificates(name, path)] : []));
  return own.length === 0 ? {} : { ca: [...getCACertificates('default'), ...own] };
}

function readCertificates(name: string, path: string): string {
  const bad = (why: string, cause?: unknown): HoldfastError =>
    new HoldfastError({
      code: 'bad-ca-bundle',
      message: `${name} names ${path}, which is not a readable file of certificates.`,
      why,
      fix: 'Set it to a PEM file with the certificates of your certificate authority, or unset it.',
      cause,
    });
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw bad(messageOf(error), error);
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw bad('It contains no line "-----BEGIN CERTIFICATE-----".');
  return text;
}
