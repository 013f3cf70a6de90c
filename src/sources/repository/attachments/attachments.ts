/** Attachments of a repository: notes which are named, reads those that are due, keeps what is stored. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { awaitedLater } from '../../../base/async.ts';
import type { GithubClient } from '../../../github/client.ts';
import { GithubFailure } from '../../../github/failure.ts';
import { carriedEntry, fileEntry, folderEntry } from '../../entries.ts';
import type { Entry, Gap, ParentView, SourceEntry } from '../../source.ts';
import { attachmentAt, attachmentsIn, pathToUrl, withoutExtension, type Address } from './addresses.ts';
import { attachmentGaps, ATTACHMENTS_PATH, dueAttachments, missingRows, readMissing, type Missing } from './missing.ts';
import { wasWikiSearched, WIKI_ROW } from './pages.ts';
import { SignedAddresses } from './rendered.ts';
import { fetchAttachment, type WaysDeps } from './ways.ts';

export interface AttachmentsDeps extends WaysDeps {
  readonly client: GithubClient;
  readonly now: () => Date;
  readonly parent: ParentView | undefined;
  readonly tempDir: string;
}

const NODES_MAX = 3;
const AT_A_TIME = 6;

type Item = Readonly<Record<string, unknown>>;

export class Attachments {
  readonly #missing: Map<string, Missing>;
  readonly #deps: AttachmentsDeps;
  readonly #stored: readonly Entry[];
  #isWikiSearched: boolean;
  /** Paths of what is stored, also without their extension. */
  readonly #had: ReadonlySet<string>;

  constructor(deps: AttachmentsDeps) {
    this.#missing = readMissing(deps.parent);
    this.#isWikiSearched = wasWikiSearched(deps.parent);
    this.#deps = deps;
    const known = [...(deps.parent?.entries(`${ATTACHMENTS_PATH}/`) ?? [])].filter(
      ({ entry }) => entry.type === 'file',
    );
    this.#stored = known.filter(({ available }) => available).map(({ entry }) => entry);
    this.#had = new Set(this.#stored.flatMap((entry) => [pathOf(entry), withoutExtension(pathOf(entry))]));
    // What the vault lost is read again.
    for (const { entry, available } of known) {
      const address = available ? undefined : attachmentAt(pathToUrl(pathOf(entry), deps.serverUrl), deps.serverUrl);
      if (address !== undefined) this.#want(address, '', NaN);
    }
  }

  /** Takes note of the attachments that a new or changed item names. */
  note(item: Item): void {
    const changedMs = Date.parse(String(item['updated_at']));
    for (const { text, node } of textsIn(item)) {
      for (const address of attachmentsIn(text, this.#deps.serverUrl)) this.#want(address, node, changedMs);
    }
  }

  /** Takes note of the attachments that pages of the wiki name. */
  async noteWiki(pages: AsyncIterable<string>): Promise<void> {
    for await (const text of pages) {
      for (const address of attachmentsIn(text, this.#deps.serverUrl)) this.#want(address, '', NaN);
    }
    this.#isWikiSearched = true;
  }

  /** What was refused is wanted again only if the item changed since then: a run reads some items again that did not. */
  #want({ url, path }: Address, node: string, changedMs: number): void {
    if (this.#had.has(path)) return;
    const before = this.#missing.get(path);
    const nodes = [...new Set([...(node === '' ? [] : [node]), ...(before?.nodes ?? [])])].slice(0, NODES_MAX);
    const isStillRefused = before?.state === 'refused' && !(changedMs > Date.parse(before.refused));
    const fresh: Missing = { url, state: 'wanted', nodes, failures: before?.failures ?? 0, refused: '', why: '' };
    this.#missing.set(path, isStillRefused ? { ...before, nodes } : fresh);
  }

  /**
   * What is stored and what is read now, in path order, folders first. `isPrivate`: GitHub signs addresses in texts of the
   * repository.
   */
  async *entries(isPrivate: boolean): AsyncGenerator<readonly SourceEntry[]> {
    const due = dueAttachments(this.#missing, this.#deps.now());
    const reads = this.#readAll(due, isPrivate);
    const slots: { readonly path: string; readonly stored?: Entry }[] = [
      ...this.#stored.map((stored) => ({ path: pathOf(stored), stored })),
      ...due.map((path) => ({ path })),
    ];
    let folders: readonly string[] = [];
    for (const slot of slots.sort((a, b) => (a.path < b.path ? -1 : 1))) {
      const entry = slot.stored === undefined ? (await reads.next()).value : carriedEntry(slot.stored);
      if (entry === undefined) continue;
      const needed = foldersOf(entry.path.toString('latin1'));
      yield [...needed.filter((folder) => !folders.includes(folder)).map(folderEntry), entry];
      folders = needed;
    }
  }

  /** What the state of the snapshot says of attachments. */
  rows(): readonly (readonly [key: string, value: string])[] {
    return [...missingRows(this.#missing), ...(this.#isWikiSearched ? [WIKI_ROW] : [])];
  }

  gaps(): readonly Gap[] {
    return attachmentGaps(this.#missing);
  }

  /** The attachments of `paths` in this order, a few at a time; undefined for what was not had. */
  async *#readAll(paths: readonly string[], isPrivate: boolean): AsyncGenerator<SourceEntry | undefined, undefined> {
    const { client, serverUrl, now } = this.#deps;
    const nodes = isPrivate ? paths.map((path) => this.#missing.get(path)?.nodes ?? []) : [];
    const signed = new SignedAddresses(client, nodes, serverUrl, now);
    const running: Promise<SourceEntry | undefined>[] = [];
    for (let at = 0; at < paths.length || running.length > 0;) {
      while (running.length < AT_A_TIME && at < paths.length) {
        running.push(awaitedLater(this.#read(paths[at] ?? '', at, signed)));
        at++;
      }
      yield await running.shift();
    }
    return undefined;
  }

  async #read(path: string, at: number, signed: SignedAddresses): Promise<SourceEntry | undefined> {
    const missing = this.#missing.get(path);
    const address = missing === undefined ? undefined : attachmentAt(missing.url, this.#deps.serverUrl);
    if (missing === undefined || address?.path !== path) return undefined;
    const file = join(this.#deps.tempDir, `attachment-${String(at)}`);
    try {
      const { type } = await fetchAttachment(address, await signed.find(address, at), file, this.#deps);
      this.#missing.delete(path);
      return await fileEntry(`${ATTACHMENTS_PATH}/${path}${address.isBare ? extensionOf(type) : ''}`, file, true);
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      await rm(file, { force: true });
      this.#note(path, missing, error);
      return undefined;
    }
  }

  #note(path: string, missing: Missing, { kind, message }: GithubFailure): void {
    if (kind === 'limit') return;
    if (kind === 'failed') {
      this.#missing.set(path, { ...missing, state: 'wanted', failures: missing.failures + 1, why: message });
    } else {
      this.#missing.set(path, { ...missing, state: 'refused', refused: this.#deps.now().toISOString(), why: message });
    }
  }
}

/** The texts of an item, of its comments and of their replies, each with its node id. */
function* textsIn(item: Item): Generator<{ readonly text: string; readonly node: string }> {
  const { body, node_id: node } = item;
  if (typeof body === 'string') yield { text: body, node: typeof node === 'string' ? node : '' };
  for (const name of ['comments', 'replies', 'reviews']) {
    const inner = item[name];
    if (!Array.isArray(inner)) continue;
    for (const it of inner as readonly unknown[]) {
      if (typeof it === 'object' && it !== null) yield* textsIn(it as Item);
    }
  }
}

function pathOf(entry: Entry): string {
  return entry.path.toString('latin1').slice(ATTACHMENTS_PATH.length + 1);
}

/** All folders above a file, the outermost first: `github/attachments`, ... */
function foldersOf(path: string): readonly string[] {
  const segments = path.split('/').slice(1, -1);
  return segments.map((_, at) => `github/${segments.slice(0, at + 1).join('/')}`);
}

/** By the type that the server names: only of files that people look at, never of ones that run. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'application/zip': '.zip',
  'image/gif': '.gif',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/svg+xml': '.svg',
  'image/webp': '.webp',
  'text/plain': '.txt',
  'video/mp4': '.mp4',
  'video/quicktime': '.mov',
  'video/webm': '.webm',
};

function extensionOf(type: string): string {
  return EXTENSIONS[type] ?? '';
}
