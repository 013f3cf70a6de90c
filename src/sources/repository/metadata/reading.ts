/** Reads all kinds in one run, in rounds, and keeps what comes of it. */
import type { Token } from '../../../base/token-source.ts';
import { hash } from 'node:crypto';
import { counted } from '../../../base/text.ts';
import { PARTIAL_GAPS, type SourceContext } from '../../source.ts';
import type { Attachments } from '../attachments/attachments.ts';
import { countNewAssets, noteAssets } from './assets.ts';
import { canonical } from './canonical.ts';
import type { GithubClient } from '../../../github/client.ts';
import type { Cursor, LastReading, Progress } from './cursors.ts';
import { Emptiness } from './emptiness.ts';
import { GithubFailure } from '../../../github/failure.ts';
import type { Item, MetadataKind, Place } from './kinds/kind.ts';
import { WEEKLY, WITH_TEXTS } from './kinds/kinds.ts';
import { LOGS_PATH, RunLogs } from './logs.ts';
import { Outcome } from './outcome.ts';
import { NO_PROOFS, proveKinds, type Proofs } from './proofs.ts';
import { isDue, mayHaveNews, tokenTraits, turnOf, type Rhythm } from './rhythm.ts';
import type { Shelf } from './shelf.ts';
import { takeShare } from './share.ts';
import { sweep } from './sweep.ts';
import { folderOf, nameOf, noteNothing, readItem, secondsBefore, walkKind, type WalkJob } from './walks.ts';

/** What is read, and of whom. */
export interface Subject {
  /** The first one says whether the others can be had at all, and which features are switched on. */
  readonly kinds: readonly MetadataKind[];
  readonly at: Place;
}
export interface ReadingSettings {
  /** `https://github.com`, or a self-hosted server. */
  readonly serverUrl: string;
  /** Sent to the API of `serverUrl` and nowhere else. */
  readonly token: Token | undefined;
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
const SHARE_OF_FILES = 1 / 4;
const isEach = ({ walk }: MetadataKind) => walk.type === 'each';
/** Kinds that have no walk of their own: most of them are read when they are stored. */
const WHEN_STORED: readonly string[] = ['assets', 'attachments', 'along', 'logs'];

/** One run over all kinds. */
export class Reading {
  readonly progress: Progress;
  readonly outcome: Outcome;
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
  /** The newest change of an item in each kind that was read in this run. */
  readonly #newest = new Map<string, string>();
  readonly #emptiness: Emptiness;
  readonly #before: Progress;
  #rhythm: Rhythm | undefined;
  /** Files of releases that no run has tried to read; known once the releases are. */
  #newFiles: number | undefined;
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
    this.#emptiness = new Emptiness(shelf);
    this.#context = context;
    this.outcome = new Outcome(kinds, settings, context.emit, (kind) => {
      this.#noteDenied(kind);
    });
    const known = new Map(before.readings);
    const kept = new Map(kinds.map(({ name }) => [name, { ...before.cursors.get(name) }] as const));
    const isLost = (kind: MetadataKind) => kind.walk.type === 'each' && !shelf.isWhole(folderOf(kind));
    // What was not backed up before, or is lost, appears in the full list only.
    for (const { of, inTextsOf = [] } of kinds.filter((kind) => !before.cursors.has(kind.name) || isLost(kind))) {
      for (const lister of of === undefined ? inTextsOf : [of]) {
        if (kept.has(lister)) kept.set(lister, {});
        known.delete(lister);
      }
    }
    const hasLogs = kinds.some(({ walk }) => walk.type === 'logs');
    const logs = new Map(hasLogs ? before.logs : []);
    this.#before = { ...before, readings: known };
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
    if (this.outcome.closed !== undefined) {
      this.#keepCursors();
      return;
    }
    this.progress.run ??= { at: secondsBefore(this.client.serverDate(), 0) };
    const offered = others.filter((kind) => !this.#isSwitchedOff(kind));
    this.#rhythm = await this.#findRhythm(offered);
    const each = offered.filter(isEach);
    let waiting = offered.filter((kind) => !isEach(kind) && !this.#keep(kind));
    while (waiting.length > 0) {
      const unfinished: MetadataKind[] = [];
      for (const [index, kind] of this.#inOrder(waiting).entries()) {
        const parts = waiting.length - index + unfinished.length;
        if (!(await this.#read(kind, parts))) unfinished.push(kind);
      }
      waiting = unfinished;
    }
    // Once all is read that says what they have to read.
    for (const kind of each) if (!this.#keep(kind)) await this.#read(kind, 1);
    for (const kind of others) if (this.outcome.isComplete(kind)) await this.#sweep(kind);
    for (const kind of this.kinds) {
      const status = this.outcome.parts.get(`github/${kind.of ?? ''}`);
      if (kind.walk.type === 'along' && status !== undefined) this.outcome.parts.set(folderOf(kind), status);
    }
  }

  /** Nothing was read, so that the next run begins where this one did, also with what it would have listed for the first time. */
  #keepCursors(): void {
    for (const { name } of this.kinds) {
      const cursor = this.#before.cursors.get(name);
      if (cursor === undefined) this.progress.cursors.delete(name);
      else this.progress.cursors.set(name, cursor);
    }
  }

  #isSwitchedOff(kind: MetadataKind): boolean {
    const isOff = kind.isOff?.(this.#first) === true;
    if (isOff) this.outcome.complete(kind);
    return isOff;
  }

  /** True if the snapshot keeps what the last one has of a kind, since it is not read in this run. */
  #keep(kind: MetadataKind): boolean {
    if (this.#isDue(kind)) return false;
    const refused = this.progress.readings.get(kind.name)?.refused;
    if (refused !== undefined) {
      this.outcome.tellDenied(kind, `; GitHub said so on ${refused.at.slice(0, 10)}, and is asked again once a week`);
      return true;
    }
    // Of some that are read in full once a week, news is read when there may be any.
    const rhythm = this.#rhythm;
    const hasNews = kind.walk.type === 'newest' && rhythm !== undefined && mayHaveNews(kind, this.#last(kind), rhythm);
    if (!hasNews) this.outcome.complete(kind);
    return !hasNews;
  }

  #isDue(kind: MetadataKind): boolean {
    const rhythm = this.#rhythm;
    if (rhythm === undefined || this.outcome.isNamed(kind)) return true;
    // What could not be had is asked for, or at least told, in every run.
    if (this.#cursorOf(kind).lacking !== undefined) return true;
    return isDue(kind, this.#last(kind), rhythm) || !this.shelf.isWhole(folderOf(kind));
  }

  /** The last reading before this run. */
  #last({ name }: MetadataKind): LastReading | undefined {
    return this.#before.readings.get(name);
  }

  /** Once the settings of the repository are read. */
  async #findRhythm(kinds: readonly MetadataKind[]): Promise<Rhythm> {
    const { isFull = false } = this.settings;
    const proofs = await this.#prove(kinds);
    const now = this.client.serverDate();
    this.#emptiness.noteShown(proofs.empty, now);
    return {
      now,
      isFull,
      isChanged: this.#before.run?.seen !== this.progress.run?.seen,
      token: this.#tokenTraits(),
      turn: turnOf(this.#first['id']),
      proofs,
    };
  }

  /** Not of kinds that are read in any case, or that were refused. */
  async #prove(kinds: readonly MetadataKind[]): Promise<Proofs> {
    if (!('repo' in this.at)) return NO_PROOFS;
    const names = kinds
      .filter((kind) => !this.outcome.isNamed(kind) && this.#last(kind)?.refused === undefined)
      .map(({ name }) => name);
    return proveKinds(this.client, this.at, names, this.progress.run?.seen ?? '');
  }

  /** It is asked for again in a week, or with another token. */
  #noteDenied({ name }: MetadataKind): void {
    const at = this.progress.run?.at ?? '';
    const before = this.progress.readings.get(name);
    const all = this.#rhythm?.proofs.all;
    this.progress.readings.set(name, { at: before?.at, refused: { at, token: this.#tokenTraits(), all } });
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
    if (this.#isSettled(kind)) {
      this.outcome.complete(kind);
      this.#noteReading(kind);
      return true;
    }
    if (this.outcome.closed !== undefined || this.outcome.isSpent) {
      const reason = 'not read to its end, since the requests of this hour are used up';
      this.outcome.fail(kind, this.outcome.closed ?? new GithubFailure('limit', reason));
      this.#noteReading(kind);
      return true;
    }
    const cursor = this.#emptiness.isBegun(kind) ? this.#cursorOf(kind) : this.#begin(kind);
    this.progress.cursors.set(kind.name, cursor);
    const share = takeShare(this.client, parts, this.#keptForFiles());
    const job = this.#jobOf(kind, cursor, share.client);
    try {
      await walkKind(job);
      if (kind.name === 'workflow-runs') await this.#readOpenRuns(job);
      this.#pagesLeft.delete(kind.name);
      if (!this.outcome.parts.has(folderOf(kind))) this.outcome.complete(kind);
      if (this.outcome.isComplete(kind)) this.#emptiness.noteEnd(kind);
      if (kind.name === 'releases') this.#forgetAssets(cursor);
      this.outcome.noteAnswer();
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      if (share.isUsedUp()) return false;
      this.outcome.fail(kind, error);
    }
    this.#noteReading(kind);
    return true;
  }

  /**
   * Requests that are left for new files of releases, up to a share of the hour: without them, a repository that takes several runs
   * would lack the same files in each.
   */
  #keptForFiles(): number {
    const hourly = this.client.hourlyRequests();
    const isAsked = this.kinds.some(({ walk }) => walk.type === 'assets');
    if (!isAsked || hourly === undefined || !this.outcome.parts.has('github/releases')) return 0;
    this.#newFiles ??= countNewAssets(this.progress.assets, this.#before.assets, this.#context.parent);
    return Math.min(this.#newFiles, Math.floor(hourly * SHARE_OF_FILES));
  }

  /** What the snapshot has of this kind is what this run found, or not. */
  #noteReading(kind: MetadataKind): void {
    const { readings, run } = this.progress;
    const before = readings.get(kind.name);
    const status = this.outcome.parts.get(folderOf(kind));
    const proof = this.#rhythm?.proofs.kinds.get(kind.name);
    if (status === 'partial') readings.set(kind.name, { at: before?.at, failed: true });
    else if (status === 'complete') readings.set(kind.name, { at: this.#isDue(kind) ? run?.at : before?.at, proof });
  }

  /** Where the reading of a kind goes on. */
  #begin(kind: MetadataKind): Cursor {
    this.#emptiness.noteBegin(kind, this.client.serverDate());
    const cursor = this.#cursorOf(kind);
    // If the vault lost some of them, all are read again.
    if (kind.walk.type !== 'each' && !this.shelf.isWhole(folderOf(kind))) return {};
    const isWeekly = kind.walk.type === 'newest' && WEEKLY.includes(kind.name) && this.#isDue(kind);
    return isWeekly && cursor.page === undefined ? { first: cursor.first } : cursor;
  }

  #cursorOf({ name }: MetadataKind): Cursor {
    return this.progress.cursors.get(name) ?? {};
  }

  /** True if it is known without asking that nothing of it is new, or that there is nothing of it. */
  #isSettled(kind: MetadataKind): boolean {
    if (this.outcome.closed !== undefined) return false;
    if (this.#hasNoNews(kind) || this.#hasNothingWaiting(kind)) return true;
    const at = this.#emptyAt(kind);
    if (at === undefined) return false;
    const cursor = this.#begin(kind);
    this.progress.cursors.set(kind.name, cursor);
    noteNothing(kind, cursor, at);
    return true;
  }

  /** All is read that says what there is to read of it. */
  #hasNothingWaiting(kind: MetadataKind): boolean {
    const isListed = this.outcome.parts.get(`github/${kind.of ?? ''}`) === 'complete';
    return isEach(kind) && isListed && this.#cursorOf(kind).lacking === undefined;
  }

  #emptyAt(kind: MetadataKind): Date | undefined {
    return this.#emptiness.at(kind, this.#cursorOf(kind));
  }

  /** Nothing changed in the kind that it follows since it was last read to its end. */
  #hasNoNews(kind: MetadataKind): boolean {
    const { since, page, older } = this.progress.cursors.get(kind.name) ?? {};
    if (kind.follows === undefined || since === undefined || page !== undefined || older !== undefined) return false;
    const isKnown =
      this.outcome.parts.get(`github/${kind.follows}`) === 'complete' && this.shelf.isWhole(folderOf(kind));
    return isKnown && (this.#newest.get(kind.follows) ?? '') < since;
  }

  /** A search that does not come to its end goes on in the next run; what was read is complete all the same. */
  async #sweep(kind: MetadataKind): Promise<void> {
    const cursor = this.progress.cursors.get(kind.name);
    if (this.outcome.isSpent || cursor === undefined || this.#isSwitchedOff(kind)) return;
    try {
      const job = this.#jobOf(kind, cursor, takeShare(this.client, 1, this.#keptForFiles()).client);
      await sweep(job, this.#emptyAt(kind) !== undefined);
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      if (error.kind === 'limit') this.outcome.noteLimit();
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
        if (!isKnown) this.outcome.fail(kind, failure, `/${name}`);
        else
          this.outcome.gaps.push({ class: 'unavailable', path: `${folderOf(kind)}/${name}`, reason: failure.message });
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

  /** Chooses the logs to fetch and reports what is left for later runs. */
  planLogs(kind: MetadataKind, logs: RunLogs): readonly string[] {
    const runs = this.outcome.parts.get('github/workflow-runs');
    if (runs === undefined) return [];
    this.outcome.parts.set(LOGS_PATH, runs);
    const { names, left } = logs.due(this.outcome.isSpent ? 0 : this.client.requestsLeft());
    const young = left.filter((name) => logs.isYoung(name)).length;
    if (young > 0) {
      this.#pagesLeft.set(kind.name, young);
      this.outcome.fail(
        kind,
        new GithubFailure('limit', `${counted(young, 'log is', 'logs are')} left for the next backups`),
      );
    } else if (left.length > 0) {
      const reason = `${counted(left.length, 'log is', 'logs are')} left for the next backups, of workflow runs so old that most servers no longer have their logs`;
      this.outcome.gaps.push({ class: 'unavailable', path: LOGS_PATH, reason });
    }
    return names;
  }

  /** Kinds of which the snapshot has what an earlier run read, with the time of that. */
  readBefore(): Readonly<Record<string, string>> {
    const before = this.kinds.flatMap(({ name, walk, of = name }) => {
      const at = this.progress.readings.get(walk.type === 'along' ? of : name)?.at;
      return at === undefined || at === this.progress.run?.at ? [] : [[name, at] as const];
    });
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
    const gaps = attachments
      .gaps()
      .map((gap) => (this.outcome.isNamed(kind) ? { ...gap, class: 'failed' as const } : gap));
    this.outcome.gaps.push(...gaps);
    const isWhole = gaps.every((gap) => !PARTIAL_GAPS.includes(gap.class));
    this.outcome.parts.set(folderOf(kind), isWhole ? 'complete' : 'partial');
  }

  finish(): void {
    const gone = this.logs?.goneCount() ?? 0;
    if (gone > 0) {
      const reason = `${counted(gone, 'log is', 'logs are')} no longer at GitHub: expired or deleted before they were backed up`;
      this.outcome.gaps.push({ class: 'missing', path: LOGS_PATH, reason });
    }
    if (this.outcome.isShort) this.#tellRunsLeft();
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
