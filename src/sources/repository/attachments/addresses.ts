/** Finds the addresses of attachments in texts that people wrote. */
import { safeName } from '../../entries.ts';

/** One attachment. The same file has one address, however a text spells it. */
export interface Address {
  /** Without query and fragment: those are signatures that expire. */
  readonly url: string;
  /**
   * Path below `github/attachments/`, made of the host and the path of the address. GitHub gives some files no name but a
   * UUID: `isBare` says that the extension is added once the type of the content is known.
   */
  readonly path: string;
  readonly isBare: boolean;
  /** Some part of it that a signed address of the same file has too. */
  readonly token: string;
}

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const NAME = '[^/]{1,255}';

interface Form {
  readonly host: (host: string, server: string) => boolean;
  readonly path: RegExp;
}

const isServer: Form['host'] = (host, server) => host === server || host === 'github.com';

/** The forms of addresses that GitHub gives, and gave in the past, to files that are put into a text. */
const FORMS: readonly Form[] = [
  { host: isServer, path: new RegExp(`^/user-attachments/assets/(?<bare>${UUID})$`) },
  { host: isServer, path: new RegExp(`^/user-attachments/files/(?<token>\\d{1,15}/${NAME})$`) },
  { host: isServer, path: new RegExp(`^/[\\w.-]{1,100}/[\\w.-]{1,100}/assets/\\d{1,15}/(?<bare>${UUID})$`) },
  { host: isServer, path: new RegExp(`^/[\\w.-]{1,100}/[\\w.-]{1,100}/files/(?<token>\\d{1,15}/${NAME})$`) },
  // GitHub Enterprise Server, without and with subdomain isolation.
  { host: (host, server) => host === server, path: new RegExp(`^/storage/user/\\d{1,15}/files/(?<bare>${UUID})$`) },
  { host: (host, server) => host === `media.${server}`, path: new RegExp(`^/user/\\d{1,15}/files/(?<bare>${UUID})$`) },
  // From before 2023, readable for everybody.
  { host: (host) => host === 'user-images.githubusercontent.com', path: new RegExp(`^/\\d{1,15}/(?<token>${NAME})$`) },
  {
    host: (host) => host === 'cloud.githubusercontent.com',
    path: new RegExp(`^/assets/\\d{1,15}/\\d{1,15}/(?<token>${NAME})$`),
  },
];

/** A signed address that somebody pasted. It has expired; the UUID in it is that of the attachment. */
const SIGNED = new RegExp(`^/\\d{1,15}/\\d{1,15}-(${UUID})(\\.\\w{1,10})?$`);

/** Longer texts cannot be written at GitHub. */
const TEXT_MAX_CHARS = 1_048_576;

/**
 * The attachments that a text names, each once, in the order of the text. Source code in it is left out: what looks like an
 * address there is an example. `serverUrl`: `https://github.com` or another server.
 */
export function attachmentsIn(text: string, serverUrl: string): readonly Address[] {
  const found = new Map<string, Address>();
  if (!text.includes('://')) return [];
  for (const [match] of withoutCode(text.slice(0, TEXT_MAX_CHARS)).matchAll(/https?:\/\/[^\s<>"'`[\]{}\\|^]+/gi)) {
    const address = attachmentAt(withoutPunctuation(match), serverUrl);
    if (address !== undefined) found.set(address.url, address);
  }
  return [...found.values()];
}

/** undefined if it is not the address of an attachment of this server or of github.com. */
export function attachmentAt(text: string, serverUrl: string): Address | undefined {
  if (!URL.canParse(text)) return undefined;
  const server = new URL(serverUrl);
  const { protocol, username, password, host, pathname } = new URL(text);
  if (username !== '' || password !== '') return undefined;
  // Plain http is for servers of tests alone: their own address has it.
  if (protocol !== 'https:' && !(host === server.host && protocol === server.protocol)) return undefined;
  const uuid = SIGNED.exec(pathname.toLowerCase())?.[1];
  if (uuid !== undefined && /^private-user-images\./.test(host)) {
    return attachmentAt(`${new URL(serverUrl).origin}/user-attachments/assets/${uuid}`, serverUrl);
  }
  for (const form of FORMS) {
    if (!form.host(host, server.host)) continue;
    const groups = (form.path.exec(pathname) ?? form.path.exec(pathname.toLowerCase()))?.groups;
    if (groups === undefined) continue;
    const { bare, token = bare } = groups;
    const path = bare === undefined ? pathname : `${pathname.slice(0, -bare.length)}${bare}`;
    return {
      url: `${protocol}//${host}${path}`,
      path: [host, ...path.slice(1).split('/').map(decoded)].map(safeName).join('/'),
      isBare: bare !== undefined,
      token: token ?? '',
    };
  }
  return undefined;
}

/** The address that gave a path: `safeName` escapes as addresses do. For files that were stored and lost. */
export function pathToUrl(path: string, serverUrl: string): string {
  const server = new URL(serverUrl);
  const [host = '', ...segments] = withoutExtension(path).split('/');
  const name = host.replaceAll('%3A', ':');
  return `${name === server.host ? server.protocol : 'https:'}//${name}/${segments.join('/')}`;
}

/** Files that GitHub names by a UUID alone are stored with an extension. */
export function withoutExtension(path: string): string {
  return path.replace(new RegExp(`(/${UUID})\\.\\w{1,5}$`), '$1');
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Without fenced blocks and code spans. Blocks that are only indented stay, since lists indent their text too. */
function withoutCode(text: string): string {
  const kept: string[] = [];
  let fence: string | undefined;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const mark = /^[ >]{0,20}(`{3,}|~{3,})(.*)$/.exec(line);
    const [, ticks = '', rest = ''] = mark ?? [];
    if (fence !== undefined) {
      if (ticks.startsWith(fence) && rest.trim() === '') fence = undefined;
    } else if (mark !== null && !(ticks.startsWith('`') && rest.includes('`'))) {
      fence = ticks;
    } else {
      kept.push(line);
    }
  }
  // A fence that is never closed would hide what follows: such a text is read whole.
  return withoutSpans(fence === undefined ? kept.join('\n') : text);
}

/** A span ends at the next run of as many backticks as it began with. */
function withoutSpans(text: string): string {
  const runs = [...text.matchAll(/`+/g)];
  const endOf = new Map<number, number>();
  const next = new Map<number, number>();
  for (const { 0: run, index } of runs.toReversed()) {
    const end = next.get(run.length);
    if (end !== undefined) endOf.set(index, end + run.length);
    next.set(run.length, index);
  }
  let kept = '';
  let from = 0;
  for (const { index } of runs) {
    const end = endOf.get(index);
    if (index < from || end === undefined) continue;
    kept += text.slice(from, index);
    from = end;
  }
  return kept + text.slice(from);
}

/** Text goes on right after an address: `(see https://...)`, `https://....`. */
function withoutPunctuation(address: string): string {
  let depth = 0;
  for (let at = 0; at < address.length; at++) {
    if (address[at] === '(') depth++;
    if (address[at] === ')' && --depth < 0) return withoutPunctuation(address.slice(0, at));
  }
  return address.replace(/[.,;:!?*_~]+$/, '');
}
