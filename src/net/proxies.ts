/** Which proxy a request goes by: one reading of the environment, for Node's connections and for git. */
import { isIP, isIPv4 } from 'node:net';
import { HoldfastError } from '../base/errors.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface Proxies {
  /** For `http:` and for `https:`, as URLs of http proxies. */
  readonly http: string | undefined;
  readonly https: string | undefined;
  /**
   * What is connected to directly: `*` for all, a host, `host:port`, `*.domain` for all below it, and `a-b` for a range of
   * IPv4 addresses. This is how Node writes it.
   */
  readonly bypass: readonly string[];
}

/**
 * HTTP_PROXY and HTTPS_PROXY, or else ALL_PROXY; NO_PROXY. The lower case of each name comes first, as in curl. Throws
 * `bad-proxy` for one that cannot be used, such as socks5; of ALL_PROXY only where https would go by it, since next to
 * nothing is asked without TLS.
 */
export function proxiesOf(env: Env): Proxies {
  const https = proxyIn(env, 'https_proxy') ?? proxyIn(env, 'all_proxy');
  const isLeft = https !== undefined && !isUsable(firstOf(env, 'all_proxy')?.value ?? '');
  const http = proxyIn(env, 'http_proxy') ?? (isLeft ? undefined : proxyIn(env, 'all_proxy'));
  const list = firstOf(env, 'no_proxy')?.value ?? '';
  return { http, https, bypass: list.split(/[\s,]+/).flatMap(bypassed) };
}

function firstOf(env: Env, name: string): { readonly name: string; readonly value: string } | undefined {
  for (const either of [name, name.toUpperCase()]) {
    const value = env[either];
    if (value !== undefined && value !== '') return { name: either, value };
  }
  return undefined;
}

/**
 * Node silently ignores what is not an http or https URL, and connects directly. A bare host and port is common and
 * means http.
 */
function proxyIn(env: Env, variable: string): string | undefined {
  const found = firstOf(env, variable);
  if (found === undefined) return undefined;
  if (isUsable(found.value)) return withScheme(found.value);
  throw new HoldfastError({
    code: 'bad-proxy',
    message: `The environment variable ${found.name} does not hold the URL of an http proxy.`,
    fix: 'Set it to a URL such as http://proxy.example.com:3128, or unset it.',
  });
}

function withScheme(value: string): string {
  return value.includes('://') ? value : `http://${value}`;
}

function isUsable(value: string): boolean {
  const text = withScheme(value);
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** An entry of NO_PROXY as curl understands it: a name stands for all names below it too, with a dot before it or not. */
function bypassed(entry: string): string[] {
  const text = entry
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  if (text === '') return [];
  if (text === '*' || text.startsWith('*.') || isIP(text) !== 0 || isRange(text)) return [text];
  if (text.includes('/')) return rangeOf(text);
  if (/:\d+$/.test(text)) return [text.replace(/^\./, '')];
  const name = text.replace(/^\./, '');
  return [name, `*.${name}`];
}

function isRange(text: string): boolean {
  const [from = '', to = '', ...more] = text.split('-');
  return more.length === 0 && isIPv4(from) && isIPv4(to);
}

const IPV4_BITS = 32;

/** `10.0.0.0/8` as a range. Node has none of IPv6, so that these are left out. */
function rangeOf(text: string): string[] {
  const [, address = '', length = ''] = /^(.*)\/(\d{1,2})$/.exec(text) ?? [];
  if (!isIPv4(address) || Number(length) > IPV4_BITS) return [];
  const size = 2 ** (IPV4_BITS - Number(length));
  const first = Math.floor(numberOf(address) / size) * size;
  return [`${addressOf(first)}-${addressOf(first + size - 1)}`];
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

function addressOf(value: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join('.');
}

/** The proxy for one URL; undefined: directly. */
export function proxyFor(url: URL, { http, https, bypass }: Proxies): string | undefined {
  const isSecure = url.protocol === 'https:';
  const host = url.hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? (isSecure ? '443' : '80') : url.port;
  const isDirect = bypass.some((entry) => fits(entry, host, port));
  return isDirect ? undefined : isSecure ? https : http;
}

function fits(entry: string, host: string, port: string): boolean {
  if (entry === '*' || entry === host || entry === `${host}:${port}`) return true;
  if (entry.startsWith('*.')) return host.endsWith(entry.slice(1));
  if (!isRange(entry) || !isIPv4(host)) return false;
  const [from = '', to = ''] = entry.split('-');
  return numberOf(from) <= numberOf(host) && numberOf(host) <= numberOf(to);
}

/** As Node's agents read them (`proxyEnv`). */
export function nodeProxies({ http, https, bypass }: Proxies): Record<string, string> {
  if (http === undefined && https === undefined) return {};
  return {
    ...(http !== undefined && { http_proxy: http }),
    ...(https !== undefined && { https_proxy: https }),
    no_proxy: bypass.join(','),
  };
}

/** For a program that uses curl and asks one server: the proxy for it, if there is one, and nothing else to decide. */
export function curlProxies(address: string, env: Env): Record<string, string> {
  const url = new URL(address);
  const proxy = proxyFor(url, proxiesOf(env));
  return proxy === undefined ? {} : { [`${url.protocol.slice(0, -1)}_proxy`]: proxy };
}
