/** The part of a repository that GitHub keeps: issues, pull requests, releases and more. */
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { EXIT, HoldfastError } from '../../../base/errors.ts';
import { counted } from '../../../base/text.ts';
import { apiUrlOf } from '../../../base/github-server.ts';
import { gapAfter } from '../../again.ts';
import type { OpenPart, RepositoryPart } from '../../repository-part.ts';
import type { ZipLimits } from '../../../github/zip.ts';
import { PARTIAL_GAPS, type Gap, type PartStatus, type SourceContext, type SourceEntry } from '../../source.ts';
import { Attachments } from '../attachments/attachments.ts';
import { pagesOf, wasWikiSearched } from '../attachments/pages.ts';
import type { MirrorReader } from '../git/part.ts';
import { assetEntries, ASSETS_PATH, noteAssets } from './assets.ts';
import { canonical } from './canonical.ts';
import { openClient, pause, type ClientDeps, type GithubClient } from '../../../github/client.ts';
import { readProgress, stateRows, type Asset, type Cursor, type Progress } from './cursors.ts';
import { GithubFailure } from '../../../github/failure.ts';
import {
  isForAdministrators,
  KINDS,
  repositoryAt,
  WEEKLY,
  WITH_TEXTS,
  type Item,
  type MetadataKind,
  type Place,
} from './kinds.ts';
import { logEntries } from './log-entries.ts';
import { LOGS_PATH, RunLogs } from './logs.ts';
import { folderEntry } from '../../entries.ts';
import { isDue, tokenTraits, type Rhythm } from './rhythm.ts';
import { Shelf } from './spool.ts';
import { takeShare } from './share.ts';
import { sweep } from './sweep.ts';
import { folderOf, nameOf, readItem, secondsBefore, walkKind, type WalkJob } from './walks.ts';

/** What is read, and of whom. */
export interface Subject {
  /** The first one says whether the others can be had at all, and which features are switched on. */
  readonly kinds: readonly MetadataKind[];
  readonly at: Place;
}

export interface MetadataSettings extends ReadingSettings {
  readonly owner: string;
  readonly repo: string;
}

export interface ReadingSettings {
  /** `https://github.com`, or a self-hosted server. */
  readonly serverUrl: string;
  /** Sent to the API of `serverUrl` and nowhere else. */
  readonly token: string | undefined;
  /**
   * Names of kinds. If set, only these are read, and one that cannot be read is a failure. Default: all but the
   * optional ones.
   */
  readonly include?: readonly string[] | undefined;
  /** Kinds to read in addition to the default ones. */
  readonly also?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  /** Also the kinds that are read once a week, and those that were refused to this token; default false. */
  readonly isFull?: boolean | undefined;
  /** Requests of the hourly limit that are left for the rest of the workflow; default 50. */
  readonly reserve?: number | undefined;
}

export interface MetadataDeps {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly sleep?: ClientDeps['sleep'] | undefined;
  /** Temp folder for the zips of logs. */
  readonly zipLimits?: ZipLimits | undefined;
}

const RESERVE = 50;
/** Kinds that have no walk of their own: most of them are read when they are stored. */
const WHEN_STORED: readonly string[] = ['assets', 'attachments', 'along', 'logs'];
const CLOSED = 'the API does not show it to this token';
/** Of the repository itself: nothing below it can be read either. */
const CLOSING: readonly string[] = ['absent', 'unauthorized', 'blocked'];

/** What GitHub stores of a repository besides git, see `createPart`. */
export function createMetadataPart(
  { owner, repo, ...settings }: MetadataSettings,
  deps: MetadataDeps,
): RepositoryPart & MirrorReader {
  return createPart({ kinds: KINDS, at: { owner, repo } }, settings, deps);
}

/**
 * `github/<kind>/...`, one JSON file per item. Unknown kinds: `bad-input`. Everything is read when the part is opened, except files
 * of releases and logs.
 */
export function createPart(
  subject: Subject,
  settings: ReadingSettings,
  deps: MetadataDeps,
): RepositoryPart & MirrorReader {
  const chosen = { ...subject, kinds: selectKinds(subject.kinds, settings) };
  const hasAttachments = chosen.kinds.some(({ walk }) => walk.type === 'attachments');
  let attachments: Attachments | undefined;
  return {
    name: 'github',
    wantsAll: (parent) => hasAttachments && !wasWikiSearched(parent),
    read: async (mirror) => {
      if (attachments !== undefined) await attachments.noteWiki(pagesOf(mirror));
    },
    open: async (context) => {
      const shelf = await Shelf.open(join(context.tempDir, 'metadata'), context.parent);
      try {
        const client = openClient(
          { apiUrl: apiUrlOf(settings.serverUrl), token: settings.token, reserve: settings.reserve ?? RESERVE },
          {
            fetch: deps.fetch,
            now: deps.now,
            signal: context.signal,
            sleep: deps.sleep ?? pause,
            debug: (message) => {
              context.emit({ type: 'debug', message });
            },
          },
        );
        const before = readProgress(context.parent);
        attachments = hasAttachments
          ? new Attachments({
              ...deps,
              sleep: deps.sleep ?? pause,
              ...repositoryAt(subject.at),
              ...settings,
              client,
              ...context,
            })
          : undefined;
        const reading = new Reading(settings, chosen, context, client, shelf, before, attachments);
        await reading.run();
        return openPart(reading, context, before.assets, deps.zipLimits);
      } catch (error) {
        await shelf.close();
        throw error;
      }
    },
  };
}

function selectKinds(
  kinds: readonly MetadataKind[],
  { include, also = [], exclude = [] }: ReadingSettings,
): readonly MetadataKind[] {
  const names = kinds.map(({ name }) => name);
  const unknown = [...(include ?? []), ...also, ...exclude].filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new HoldfastError({
      code: 'bad-input',
      exitCode: EXIT.badInput,
      message: `There is no kind of metadata named ${unknown.map((name) => JSON.stringify(name)).join(', ')}.`,
      fix: `The kinds are: ${names.sort().join(', ')}.`,
    });
  }
  const usual = kinds.filter(({ isOptional }) => isOptional !== true).map(({ name }) => name);
  const wanted = new Set([...(include ?? usual), ...also]);
  for (const name of exclude) wanted.delete(name);
  // The settings say which features are enabled.
  const [first] = kinds;
  if (wanted.size > 0 && first !== undefined) wanted.add(first.name);
  for (const { name, of, inTextsOf = [] } of kinds) {
    if (of !== undefined && wanted.has(name)) wanted.add(of);
    if (wanted.has(name) && !inTextsOf.some((kind) => wanted.has(kind))) inTextsOf.forEach((kind) => wanted.add(kind));
  }
  return kinds.filter(({ name }) => wanted.has(name));
}

/** One run over all kinds. */
class Reading {
  readonly progress: Progress;
  readonly gaps: Gap[] = [];
  readonly parts = new Map<string, PartStatus>();
  readonly kinds: readonly MetadataKind[];
  readonly settings: ReadingSettings;
  readonly at: Place;
  readonly client: GithubClient;
  readonly shelf: Shelf;
  /** undefined if they were not asked for. */
  readonly logs: RunLogs | undefined;
  readonly attachments: Attachments | undefined;
  readonly #context: SourceContext;
  readonly #pagesLeft = new Map<string, number>();
  /** The item of the first kind: the settings. */
  #first: Item = {};
  #isSpent = false;
  /** The newest change of an item in each kind that was read in this run. */
  readonly #newest = new Map<string, string>();
  /** Whether a part is left for the next run. */
  #isShort = false;
  /** If the token cannot even see the repository, or is no longer accepted, nothing else is requested. */
  #isClosed: GithubFailure | undefined;
  /** Kinds in a row for which the token was not accepted. */
  #refusals = 0;
  readonly #isBegun = new Set<string>();
  readonly #before: Progress;
  #rhythm: Rhythm | undefined;
  readonly #lists: WalkJob['lists'] = new Map();

  constructor(
    settings: ReadingSettings,
    { kinds, at }: Subject,
    context: SourceContext,
    client: GithubClient,
    shelf: Shelf,
    before: Progress,
    attachments: Attachments | undefined,
  ) {
    this.settings = settings;
    this.at = at;
    this.kinds = kinds;
    this.client = client;
    this.shelf = shelf;
    this.#context = context;
    this.#before = before;
    const kept = new Map(kinds.map(({ name }) => [name, { ...before.cursors.get(name) }] as const));
    const isLost = (kind: MetadataKind) => kind.walk.type === 'each' && !shelf.isWhole(folderOf(kind));
    // What was not backed up before, or is lost, appears in the full list only.
    for (const { of, inTextsOf = [] } of kinds.filter((kind) => !before.cursors.has(kind.name) || isLost(kind))) {
      for (const lister of of === undefined ? inTextsOf : [of]) if (kept.has(lister)) kept.set(lister, {});
    }
    const hasLogs = kinds.some(({ walk }) => walk.type === 'logs');
    const logs = new Map(hasLogs ? before.logs : []);
    const readings = new Map([...before.readings].filter(([name]) => kept.has(name)));
    this.progress = { cursors: kept, assets: new Map(before.assets), logs, readings };
    if (hasLogs) this.logs = new RunLogs(logs, context.parent, client.serverDate());
    this.attachments = attachments;
  }

  async run(): Promise<void> {
    const { emit } = this.#context;
    emit({ type: 'info', message: `Reading ${String(this.kinds.length)} kinds of metadata from GitHub.` });
    await this.#readAll();
    this.#tellReadBefore();
    const { entries } = this.shelf.totals;
    emit({
      type: 'info',
      message: `Metadata read: ${entries.toLocaleString('en')} items are new or were fetched again.`,
    });
  }

  /**
   * In rounds, each kind with a share of the requests that are left: what is new before first walks, short ones before
   * long ones. Deleted items are looked for last.
   */
  async #readAll(): Promise<void> {
    const [repository, ...others] = this.kinds.filter(({ walk }) => !WHEN_STORED.includes(walk.type));
    if (repository !== undefined) await this.#read(repository, 1);
    if (this.#isClosed !== undefined) return;
    this.progress.run ??= { at: secondsBefore(this.client.serverDate(), 0) };
    this.#rhythm = this.#findRhythm();
    let waiting = others.filter((kind) => !this.#isSwitchedOff(kind) && !this.#keep(kind));
    const isEach = ({ walk }: MetadataKind) => walk.type === 'each';
    const each = waiting.filter(isEach);
    waiting = waiting.filter((kind) => !isEach(kind));
    while (waiting.length > 0) {
      const unfinished: MetadataKind[] = [];
      for (const [index, kind] of this.#inOrder(waiting).entries()) {
        const parts = waiting.length - index + unfinished.length;
        if (!(await this.#read(kind, parts))) unfinished.push(kind);
      }
      waiting = unfinished;
    }
    // Once all is read that says what they have to read.
    for (const kind of each) await this.#read(kind, 1);
    for (const kind of others) if (this.parts.get(folderOf(kind)) === 'complete') await this.#sweep(kind);
    for (const kind of this.kinds) {
      const status = this.parts.get(`github/${kind.of ?? ''}`);
      if (kind.walk.type === 'along' && status !== undefined) this.parts.set(folderOf(kind), status);
    }
  }

  #isSwitchedOff(kind: MetadataKind): boolean {
    const isOff = kind.isOff?.(this.#first) === true;
    if (isOff) this.parts.set(folderOf(kind), 'complete');
    return isOff;
  }

  /** True if the snapshot keeps what the last one has of a kind, since it is not read in this run. */
  #keep(kind: MetadataKind): boolean {
    if (this.#isDue(kind)) return false;
    const refused = this.progress.readings.get(kind.name)?.refused;
    if (refused !== undefined) {
      this.#tellDenied(kind, `; GitHub said so on ${refused.at.slice(0, 10)}, and is asked again once a week`);
      return true;
    }
    // Its news is read in every run.
    if (kind.walk.type === 'newest') return false;
    this.parts.set(folderOf(kind), 'complete');
    return true;
  }

  #isDue(kind: MetadataKind): boolean {
    const rhythm = this.#rhythm;
    if (rhythm === undefined || this.#isNamed(kind)) return true;
    return isDue(kind, this.#before.readings.get(kind.name), rhythm) || !this.shelf.isWhole(folderOf(kind));
  }

  /** Once the settings of the repository are read. */
  #findRhythm(): Rhythm {
    const { isFull = false } = this.settings;
    return {
      now: this.client.serverDate(),
      isFull,
      isChanged: this.#before.run?.seen !== this.progress.run?.seen,
      token: this.#tokenTraits(),
    };
  }

  #tokenTraits(): string {
    return tokenTraits(this.settings.token, this.client.hourlyRequests(), this.#first['permissions']);
  }

  #inOrder(kinds: readonly MetadataKind[]): readonly MetadataKind[] {
    const cost = (kind: MetadataKind) => (this.#isFirstWalk(kind) ? 1e9 : 0) + (this.#pagesLeft.get(kind.name) ?? 0);
    return kinds.toSorted((a, b) => cost(a) - cost(b));
  }

  #isFirstWalk({ name, walk }: MetadataKind): boolean {
    const { since, page, older } = this.progress.cursors.get(name) ?? {};
    if (walk.type !== 'since' && walk.type !== 'newest') return false;
    return since === undefined || page !== undefined || older !== undefined;
  }

  /** False if it used up its share and goes on in the next round. */
  async #read(kind: MetadataKind, parts: number): Promise<boolean> {
    if (this.#isClosed !== undefined || this.#isSpent) {
      const reason = 'not read to its end, since the requests of this hour are used up';
      this.fail(kind, this.#isClosed ?? new GithubFailure('limit', reason));
      return true;
    }
    if (this.#hasNoNews(kind)) {
      this.parts.set(folderOf(kind), 'complete');
      this.#noteReading(kind);
      return true;
    }
    const cursor = this.#isBegun.has(kind.name) ? this.#cursorOf(kind) : this.#begin(kind);
    this.progress.cursors.set(kind.name, cursor);
    const share = takeShare(this.client, parts);
    const job = this.#jobOf(kind, cursor, share.client);
    try {
      await walkKind(job);
      if (kind.name === 'workflow-runs') await this.#readOpenRuns(job);
      this.#pagesLeft.delete(kind.name);
      if (!this.parts.has(folderOf(kind))) this.parts.set(folderOf(kind), 'complete');
      if (kind.name === 'releases') this.#forgetAssets(cursor);
      this.#refusals = 0;
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      if (share.isUsedUp()) return false;
      this.fail(kind, error);
    }
    this.#noteReading(kind);
    return true;
  }

  /** What the snapshot has of this kind is what this run found. */
  #noteReading(kind: MetadataKind): void {
    if (this.parts.get(folderOf(kind)) === 'complete' && this.#isDue(kind))
      this.progress.readings.set(kind.name, { at: this.progress.run?.at });
  }

  /** Where the reading of a kind goes on. */
  #begin(kind: MetadataKind): Cursor {
    this.#isBegun.add(kind.name);
    const cursor = this.#cursorOf(kind);
    // If the vault lost some of them, all are read again.
    if (kind.walk.type !== 'each' && !this.shelf.isWhole(folderOf(kind))) return {};
    const isWeekly = kind.walk.type === 'newest' && WEEKLY.includes(kind.name) && this.#isDue(kind);
    return isWeekly && cursor.page === undefined ? { first: cursor.first } : cursor;
  }

  #cursorOf({ name }: MetadataKind): Cursor {
    return this.progress.cursors.get(name) ?? {};
  }

  /** Nothing changed in the kind that it follows since it was last read to its end. */
  #hasNoNews(kind: MetadataKind): boolean {
    const { since, page, older } = this.progress.cursors.get(kind.name) ?? {};
    if (kind.follows === undefined || since === undefined || page !== undefined || older !== undefined) return false;
    const isKnown = this.parts.get(`github/${kind.follows}`) === 'complete' && this.shelf.isWhole(folderOf(kind));
    return isKnown && (this.#newest.get(kind.follows) ?? '') < since;
  }

  /** A search that does not come to its end goes on in the next run; what was read is complete all the same. */
  async #sweep(kind: MetadataKind): Promise<void> {
    const cursor = this.progress.cursors.get(kind.name);
    if (this.#isSpent || cursor === undefined || this.#isSwitchedOff(kind)) return;
    try {
      await sweep(this.#jobOf(kind, cursor, this.client));
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      if (error.kind === 'limit') this.#isSpent = true;
      const message = `The search for deleted ${kind.name} was interrupted, and goes on in the next run: ${error.message}`;
      this.#context.emit({ type: 'info', message });
    } finally {
      this.#pagesLeft.delete(kind.name);
    }
  }

  #jobOf(kind: MetadataKind, cursor: Cursor, client: GithubClient): WalkJob {
    const { shelf, at } = this;
    return {
      kind,
      client,
      at,
      shelf,
      cursor,
      lists: this.#lists,
      onPagesLeft: (pages) => this.#pagesLeft.set(kind.name, pages),
      onBeyond: () => {
        this.#context.emit({
          type: 'notice',
          class: 'github-beyond',
          message: `GitHub lists the newest ${kind.name} only; the oldest ones cannot be read.`,
        });
      },
      onLost: (name, failure, isKnown) => {
        if (!isKnown) this.fail(kind, failure, `/${name}`);
        else this.gaps.push({ class: 'unavailable', path: `${folderOf(kind)}/${name}`, reason: failure.message });
      },
      onItem: (item) => {
        if (kind === this.kinds[0]) {
          this.#first = item;
          const facts = [kind.files(item).map((file) => file.item), item['updated_at'], item['pushed_at']];
          const seen = hash('sha256', canonical(facts, client.apiUrl)).slice(0, 16);
          this.progress.run = { at: secondsBefore(client.serverDate(), 0), seen };
        }
        const changed = item['updated_at'];
        if (typeof changed === 'string' && changed > (this.#newest.get(kind.name) ?? ''))
          this.#newest.set(kind.name, changed);
        this.#noteEach(kind, item);
        if (kind.name === 'releases') noteAssets(this.progress.assets, item);
        if (kind.name === 'workflow-runs') this.logs?.note(item);
        if (WITH_TEXTS.includes(kind.name)) this.attachments?.note(item);
      },
    };
  }

  /** What is to be read of an item by kinds that follow its own; a search for deleted items leaves that to the next run. */
  #noteEach({ name: lister }: MetadataKind, item: Item): void {
    for (const kind of this.kinds) {
      if (kind.walk.type !== 'each' || kind.of !== lister) continue;
      const name = nameOf(item['number']);
      const cursor = this.progress.cursors.get(kind.name) ?? {};
      if (kind.walk.has(item)) cursor.lacking = [...new Set(cursor.lacking).add(name)];
      else this.shelf.drop(`${folderOf(kind)}/${name}.json`);
      this.progress.cursors.set(kind.name, cursor);
    }
  }

  /** Runs that took longer than the list is read back. Without this step their logs would never be noticed. */
  async #readOpenRuns(job: WalkJob): Promise<void> {
    for (const run of this.logs?.openRuns() ?? []) {
      try {
        await readItem(job, `GET /repos/{owner}/{repo}/actions/runs/${String(run)}`);
      } catch (error) {
        if (!(error instanceof GithubFailure) || (error.kind !== 'absent' && error.kind !== 'gone')) throw error;
        this.logs?.forget(run);
      }
    }
  }

  /** Drops the files of deleted releases. */
  #forgetAssets(cursor: Cursor): void {
    const releases = new Set(cursor.pages?.flatMap((page) => page.names).map(Number));
    for (const [id, { release }] of this.progress.assets) if (!releases.has(release)) this.progress.assets.delete(id);
  }

  fail(kind: MetadataKind, failure: GithubFailure, what = ''): void {
    const path = `${folderOf(kind)}${what}`;
    if (failure.kind === 'gone' && what === '') {
      this.parts.set(folderOf(kind), 'complete');
      this.#context.emit({ type: 'info', message: `GitHub has no ${kind.name} here: the feature is switched off.` });
      return;
    }
    if (what !== '' && (failure.kind === 'gone' || failure.kind === 'absent')) {
      this.gaps.push({ class: 'missing', path, reason: 'it no longer exists at GitHub' });
      return;
    }
    if (failure.kind === 'limit') this.#isSpent = this.#isShort = true;
    if (failure.kind === 'unauthorized' && ++this.#refusals > 1) this.#isClosed ??= failure;
    const isDenied = isKnownDenial(kind, failure);
    if (kind === this.kinds[0] && (isDenied || CLOSING.includes(failure.kind))) {
      this.#close(failure, isDenied || failure.kind === 'absent');
      return;
    }
    if (isDenied && !this.#isNamed(kind)) {
      this.#tellDenied(kind, '', what);
      if (what === '') {
        const at = this.progress.run?.at ?? '';
        const before = this.progress.readings.get(kind.name);
        this.progress.readings.set(kind.name, { at: before?.at, refused: { at, token: this.#tokenTraits() } });
      }
      return;
    }
    const reason = isDenied ? `needs the permission ${kind.permission}` : reasonOf(failure);
    this.gaps.push({ class: 'failed', path, reason });
    this.parts.set(folderOf(kind), 'partial');
  }

  /** Of an item that earlier runs may have failed to read as well: see `gapAfter`. */
  failAgain(kind: MetadataKind, failure: GithubFailure, what: string, failures = 0): void {
    const isKnown = failure.kind === 'failed' && gapAfter(failures) === 'unavailable' && !this.#isNamed(kind);
    if (!isKnown) {
      this.fail(kind, failure, what);
      return;
    }
    const reason = `${failure.message}; earlier backups could not read it either`;
    this.gaps.push({ class: 'unavailable', path: `${folderOf(kind)}${what}`, reason });
  }

  #tellDenied(kind: MetadataKind, more: string, what = ''): void {
    const reason = `needs the permission ${kind.permission}${more}`;
    this.gaps.push({ class: 'unavailable', path: `${folderOf(kind)}${what}`, reason });
  }

  /** Nothing of the repository can be had. */
  #close(failure: GithubFailure, isHidden: boolean): void {
    this.#isClosed = failure;
    const isNamed = this.settings.include !== undefined || this.settings.also !== undefined;
    const isUnavailable = isHidden && !isNamed;
    const reason = isHidden ? CLOSED : reasonOf(failure);
    this.gaps.push({ class: isUnavailable ? 'unavailable' : 'failed', path: 'github', reason });
    if (!isUnavailable) this.parts.set('github', 'partial');
  }

  /** Whether it was asked for by its own name or by that of a kind that depends on it. */
  #isNamed({ name }: MetadataKind): boolean {
    const named = new Set([...(this.settings.include ?? []), ...(this.settings.also ?? [])]);
    return this.kinds.some((kind) => named.has(kind.name) && (kind.name === name || kind.of === name));
  }

  /** Chooses the logs to fetch and reports what is left for later runs. */
  planLogs(kind: MetadataKind, logs: RunLogs): readonly string[] {
    const runs = this.parts.get('github/workflow-runs');
    if (runs === undefined) return [];
    this.parts.set(LOGS_PATH, runs);
    const { names, left } = logs.due(this.#isSpent ? 0 : this.client.requestsLeft());
    const young = left.filter((name) => logs.isYoung(name)).length;
    if (young > 0) {
      this.#pagesLeft.set(kind.name, young);
      this.fail(kind, new GithubFailure('limit', `${counted(young, 'log is', 'logs are')} left for the next backups`));
    } else if (left.length > 0) {
      const reason = `${counted(left.length, 'log is', 'logs are')} left for the next backups, of workflow runs so old that most servers no longer have their logs`;
      this.gaps.push({ class: 'unavailable', path: LOGS_PATH, reason });
    }
    return names;
  }

  /** Kinds of which the snapshot has what an earlier run read, with the time of that. */
  readBefore(): Readonly<Record<string, string>> {
    const before = [...this.progress.readings].flatMap(([name, { at }]) =>
      at === undefined || at === this.progress.run?.at ? [] : [[name, at] as const],
    );
    return Object.fromEntries(before.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  #tellReadBefore(): void {
    const names = Object.keys(this.readBefore());
    if (names.length === 0) return;
    const message = `Not read in this run, but earlier (see docs/metadata.md): ${names.join(', ')}.`;
    this.#context.emit({ type: 'info', message });
  }

  /** What GitHub signs addresses for. */
  get isPrivate(): boolean {
    return this.#first['private'] !== false;
  }

  /** Tells which attachments the snapshot lacks. */
  finishAttachments(kind: MetadataKind, attachments: Attachments): void {
    const gaps = attachments.gaps().map((gap) => (this.#isNamed(kind) ? { ...gap, class: 'failed' as const } : gap));
    this.gaps.push(...gaps);
    const isWhole = gaps.every((gap) => !PARTIAL_GAPS.includes(gap.class));
    this.parts.set(folderOf(kind), isWhole ? 'complete' : 'partial');
  }

  finish(): void {
    const gone = this.logs?.goneCount() ?? 0;
    if (gone > 0) {
      const reason = `${counted(gone, 'log is', 'logs are')} no longer at GitHub: expired or deleted before they were backed up`;
      this.gaps.push({ class: 'missing', path: LOGS_PATH, reason });
    }
    if (this.#isShort) this.#tellRunsLeft();
  }

  #tellRunsLeft(): void {
    const perRun = this.client.hourlyRequests();
    const pages = [...this.#pagesLeft.values()].reduce((sum, left) => sum + left, 0);
    const runs = perRun === undefined ? undefined : Math.max(Math.ceil(pages / perRun), 1);
    const needed = runs === undefined ? 'more runs are' : `at least ${counted(runs, 'more run is', 'more runs are')}`;
    this.#context.emit({
      type: 'notice',
      class: 'github-limit',
      message: `GitHub's rate limit was reached while the metadata was being read; ${needed} needed to read all of it.`,
      why: `The number of requests per hour is limited for each token (${String(perRun ?? 'unknown')} for this one). What was read is stored, and the next run continues from there.`,
      fix: 'Run it again after an hour, or use a token of a GitHub App or a personal access token, which have higher limits.',
    });
  }
}

/**
 * Whether GitHub said that the token lacks a permission. What only an administrator may read is answered with 404 or a
 * bare 403 to all others.
 */
function isKnownDenial(kind: MetadataKind, failure: GithubFailure): boolean {
  return failure.kind === 'denied' || (isForAdministrators(kind) && ['absent', 'refused'].includes(failure.kind));
}

/** GitHub's own words for these say nothing of what was asked. */
function reasonOf({ kind, message }: GithubFailure): string {
  if (kind === 'absent')
    return 'GitHub says that it is not there (404), and does not say whether the token may not see it';
  if (kind === 'unauthorized') return 'GitHub does not accept the token, or not any more (401)';
  if (kind === 'blocked') return `GitHub has blocked it (451): ${message}`;
  return kind === 'refused' ? `GitHub refused it (403): ${message}` : message;
}

function openPart(
  reading: Reading,
  context: SourceContext,
  assetsBefore: ReadonlyMap<number, Asset>,
  zipLimits: ZipLimits | undefined,
): OpenPart {
  const { shelf, kinds, progress, client, attachments } = reading;
  const at = () => repositoryAt(reading.at);
  const folders = kinds
    .map((kind) => ({ kind, folder: folderOf(kind) }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
  const assetsKind = kinds.find(({ walk }) => walk.type === 'assets');
  const releases = reading.parts.get('github/releases');
  if (assetsKind === undefined) progress.assets.clear();
  else if (releases !== undefined) reading.parts.set(ASSETS_PATH, releases);
  const read = async function* (kind: MetadataKind): AsyncGenerator<readonly SourceEntry[]> {
    if (kind.walk.type === 'logs' && reading.logs !== undefined) {
      yield* logEntries({
        client,
        at: at(),
        parent: context.parent,
        logs: reading.logs,
        names: reading.planLogs(kind, reading.logs),
        tempDir: context.tempDir,
        signal: context.signal,
        limits: zipLimits,
        onFailure: (failure, name) => {
          reading.fail(kind, failure, name === undefined ? '' : `/${name}`);
        },
        onKept: (name, why) => {
          context.emit({ type: 'info', message: `The log ${name} is kept as a zip: ${why}.` });
        },
      });
      return;
    }
    if (kind.walk.type === 'attachments' && attachments !== undefined) {
      yield* attachments.entries(reading.isPrivate);
      reading.finishAttachments(kind, attachments);
      return;
    }
    if (kind !== assetsKind) {
      yield* shelf.entries(folderOf(kind));
      return;
    }
    yield* assetEntries({
      client,
      at: at(),
      parent: context.parent,
      assets: progress.assets,
      before: assetsBefore,
      tempDir: context.tempDir,
      onFailure: (asset, failure) => {
        reading.failAgain(kind, failure, `/${asset.file}`, asset.failures);
      },
      onWaiting: (asset) => {
        const failure = new GithubFailure('failed', 'not tried in this run, since there were no requests left for it');
        reading.failAgain(kind, failure, `/${asset.file}`, Infinity);
      },
    });
  };
  const readBefore = reading.readBefore();
  return {
    totals: { entries: undefined, bytes: shelf.totals.bytes },
    identity: Object.keys(readBefore).length === 0 ? {} : { readBefore },
    async *entries() {
      let hasFolder = false;
      for (const { kind } of folders) {
        for await (const batch of read(kind)) {
          if (!hasFolder) yield [folderEntry('github')];
          hasFolder = true;
          yield batch;
        }
      }
    },
    finish: () => {
      reading.finish();
      const parts = Object.fromEntries(reading.parts);
      return Promise.resolve({ state: stateRows(progress, attachments?.rows() ?? []), parts, gaps: reading.gaps });
    },
    close: () => shelf.close(),
  };
}
