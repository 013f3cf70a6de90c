/** From a version as the user writes it to one snapshot. */
import { EXIT, HoldfastError } from '../../base/errors.ts';
import { counted, firstOf } from '../../base/text.ts';
import type { Emit } from '../../base/events.ts';
import type { Store } from '../../store/store.ts';
import { isUnseen, unreadableKind } from './damage.ts';
import {
  isSnapshotId,
  parseRootKey,
  rootKey,
  rootsPrefix,
  timeOfId,
  ID_START_CHARS,
  isIdStart,
} from '../format/keys.ts';
import { listMarks, type Mark, quarantinedIds, readMarkFacts } from './marks.ts';
import { decodeRoot, type RootHeader } from '../format/root.ts';
import { keysOf } from '../seal/keyed-store.ts';
import { isForged } from './root-reader.ts';
import {
  listSnapshots,
  readHeader,
  type ReadHeader,
  readHeaders,
  snapshotInfo,
  snapshotWindows,
  type SnapshotHeader,
  type SnapshotInfo,
} from './snapshots.ts';
import { listedVersions } from './versions.ts';

/** What the user wrote, parsed. Nothing is looked up yet. */
export type Selector =
  | { readonly kind: 'latest'; readonly back: number }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'tag' | 'sha' | 'ref' | 'run'; readonly value: string }
  | { readonly kind: 'before'; readonly time: Date }
  | { readonly kind: 's3'; readonly versionId: string }
  /** Start of an id, a label, or a commit: which one is found out. */
  | { readonly kind: 'any'; readonly text: string };

const FORMS =
  'latest, latest~N, a snapshot id or a start of it (6 characters of either half), tag:LABEL, sha:COMMIT, ' +
  'ref:BRANCH-OR-TAG, run:RUN-ID, before:TIME (2026-11-23, 2026-11-23T01:02:03Z or 7d), s3:VERSION-ID';

const UNIT_MS: Readonly<Record<string, number>> = { s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 7 * 864e5 };
const DURATION = /^(\d{1,6})([smhdw])$/;
const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const COMMIT = /^[0-9a-f]{7,64}$/i;

/** @param now what durations such as `before:7d` count from. @throws bad-selector (exit code 2) */
export function parseSelector(line: string, now: Date): Selector {
  const text = line.trim();
  const bad = (why: string): HoldfastError =>
    new HoldfastError({
      code: 'bad-selector',
      message: `Not a selector: ${JSON.stringify(text)}.`,
      why,
      fix: `Write one of: ${FORMS}.`,
      exitCode: EXIT.badInput,
    });
  const latest = /^latest(?:~(\d{1,6}))?$/.exec(text);
  if (latest !== null) return { kind: 'latest', back: Number(latest[1] ?? 0) };
  if (text.startsWith('latest~')) throw bad('After latest~ there must be a number.');
  if (isSnapshotId(text)) return { kind: 'id', id: text };
  const [, prefix, value = ''] = /^([a-z0-9]+):(.*)$/s.exec(text) ?? [];
  if (prefix === undefined) {
    if (text === '' || /\s|\p{Cc}|:/u.test(text)) throw bad('It is none of the known forms.');
    return { kind: 'any', text };
  }
  if (value === '') throw bad(`After ${prefix}: there must be a value.`);
  switch (prefix) {
    case 'sha':
      if (!COMMIT.test(value)) throw bad('A commit has 7 hexadecimal digits at least.');
      return { kind: prefix, value: value.toLowerCase() };
    case 'tag':
    case 'ref':
    case 'run':
      return { kind: prefix, value };
    case 'before':
      return { kind: prefix, time: parseTime(value, now, bad) };
    case 's3':
      return { kind: prefix, versionId: value };
    default:
      throw bad(`${prefix}: is not known.`);
  }
}

/** A time without a zone is in UTC, wherever the command runs. */
function parseTime(text: string, now: Date, bad: (why: string) => Error): Date {
  const [, amount, unit = ''] = DURATION.exec(text) ?? [];
  const [iso, clock, , , zone] = ISO.exec(text) ?? [];
  const time =
    amount !== undefined
      ? new Date(now.getTime() - Number(amount) * (UNIT_MS[unit] as number))
      : new Date(iso === undefined ? NaN : clock !== undefined && zone === undefined ? `${iso}Z` : iso);
  if (Number.isNaN(time.getTime())) throw bad('After before: there must be a time or a duration (s, m, h, d, w).');
  return time;
}

export interface FindOptions {
  readonly now: Date;
  /** Let every selector pick partial snapshots; otherwise only ids do. */
  readonly allowPartial?: boolean;
  /** Let an older snapshot take the place of one that cannot be read. */
  readonly allowOlder?: boolean;
  /** Whether a part needs to be complete; all of them without. */
  readonly isNeeded?: (part: string) => boolean;
  /**
   * Told of each snapshot that is passed over because it cannot be read, or since its time is not trusted (then also of
   * older ones than the one that is picked). With it older ones may take their place; without, a warning is given, or
   * the search ends: see `allowOlder`.
   */
  readonly onPassedOver?: (info: SnapshotInfo, why: HoldfastError | 'untrusted-time') => void;
  /** Told of each snapshot that `allowOlder` passes over and that may be the one that is meant. */
  readonly onUnread?: (unread: UnreadSnapshot) => void;
  /** All marks of the series, if they were listed already. */
  readonly marks?: readonly Mark[] | undefined;
  readonly emit?: Emit;
  readonly signal?: AbortSignal | undefined;
}

/** A snapshot that cannot be read, and why. */
export interface UnreadSnapshot {
  readonly info: SnapshotInfo;
  readonly error: HoldfastError;
}

export interface FoundSnapshot {
  readonly info: SnapshotInfo;
  readonly header: RootHeader;
  /** Picked by its id or S3 version: partial, or with a time that is not trusted, it is meant all the same. */
  readonly explicit: boolean;
  /** S3 version of the root to read, where the selector names one. */
  readonly versionId?: string;
}

/**
 * The snapshot that the first selector with a hit picks; undefined if none hits. No line means `latest`.
 * @throws bad-selector, ambiguous-selector (exit code 2); newest-unreadable if it may be a snapshot that cannot be read;
 *   newer-format, corrupt-root for a snapshot picked by id
 */
export async function findSnapshot(
  store: Store,
  series: string,
  selectorLines: readonly string[],
  options: FindOptions,
): Promise<FoundSnapshot | undefined> {
  const lines = selectorLines.filter((line) => line.trim() !== '');
  const selectors = (lines.length > 0 ? lines : ['latest']).map((line) => parseSelector(line, options.now));
  for (const selector of selectors) {
    const found = await new Search(store, series, options).find(selector);
    if (found === undefined) continue;
    if (!isComplete(found.header, options.isNeeded)) {
      options.emit?.({
        type: 'warning',
        class: 'partial-snapshot',
        message: `Snapshot ${found.info.id} is partial: some of its source could not be read when it was made.`,
        fix: 'Its gaps are shown by the mode list with this version.',
      });
    }
    if (found.explicit) await warnOfQuarantine(store, found.info, options);
    return found;
  }
  return undefined;
}

/** Whoever names it means it. */
async function warnOfQuarantine(store: Store, info: SnapshotInfo, { emit, signal }: FindOptions): Promise<void> {
  const marks = await listMarks(store, info.series, { id: info.id, signal });
  const quarantine = marks.filter(({ kind }) => kind === 'quarantine');
  if (quarantine.length === 0) return;
  const reason = (await readMarkFacts(store, quarantine, signal)).get(info.id)?.quarantine ?? '';
  emit?.({
    type: 'warning',
    class: 'quarantined-snapshot',
    message: `Snapshot ${info.id} is in quarantine${reason === '' ? '' : `: ${reason}`}.`,
    why: 'A mark says that it is not to be used; it is never picked unless it is named.',
  });
}

/** A partial snapshot is good enough if only parts that nobody needs are incomplete. */
export function isComplete({ status, parts }: RootHeader, isNeeded: FindOptions['isNeeded']): boolean {
  if (status === 'complete') return true;
  const partial = Object.keys(parts).filter((part) => parts[part] === 'partial');
  return isNeeded !== undefined && partial.length > 0 && !partial.some(isNeeded);
}

/** Refs and commits that a snapshot goes by: those of the workflow that made it, and those of the source. */
export function originOf({ context, source }: RootHeader): { readonly refs: string[]; readonly commits: string[] } {
  const texts = (...values: unknown[]): string[] => values.filter((value) => typeof value === 'string');
  return {
    refs: texts(context['ref'], source.identity['ref']),
    commits: texts(context['sha'], source.identity['commit']),
  };
}

/** Whether the snapshot is of what a user means by `main`, `v1.2` or `refs/heads/main`. */
function isRef(header: RootHeader, value: string): boolean {
  return originOf(header).refs.some((ref) => [value, `refs/heads/${value}`, `refs/tags/${value}`].includes(ref));
}

function isCommit(header: RootHeader, value: string): boolean {
  return originOf(header).commits.some((commit) => commit.startsWith(value.toLowerCase()));
}

type Condition = (found: SnapshotHeader) => boolean;

/** Which of the matching snapshots: the newest, or the one `back` before it; with `before`, of those made before that time. */
interface Position {
  readonly back?: number;
  readonly before?: Date;
}

/** Compares the time in its name and S3's own time, since the name of a forged snapshot may say anything. */
function isBefore({ utc, lastModified, readmitted }: SnapshotInfo, time: Date): boolean {
  return utc < time && (lastModified < time || readmitted);
}

/** Whether the key was deleted since it was listed. */
async function isGone(store: Store, { series, id }: SnapshotInfo, signal: AbortSignal | undefined): Promise<boolean> {
  const key = rootKey(series, id);
  for await (const { objects } of store.list(key, { signal }))
    if (objects.some((object) => object.key === key)) return false;
  return true;
}

/** At most so many snapshots are named in an error. */
const NAMED_MAX = 3;

/** No readable snapshot fits, and an unreadable one may. This is not the same as a vault without snapshots. */
export function onlyUnreadable(unread: readonly UnreadSnapshot[]): HoldfastError {
  const [first] = unread;
  if (first === undefined) throw new Error('nothing is unreadable');
  const isNewer = unread.every(({ error }) => unreadableKind(error) === 'newer');
  const named = unread.map(({ info }) => info.id);
  return new HoldfastError({
    code: isNewer ? 'newer-format' : 'newest-unreadable',
    message: `No snapshot that can be read fits, and ${unread.length === 1 ? 'one that cannot be read' : `${String(unread.length)} that cannot be read`} may be the one that is meant: ${firstOf(named, NAMED_MAX)}. The first of them: ${first.error.message}`,
    why: 'With allow-older an older snapshot may take the place of one that cannot be read, and there is none that fits.',
    fix: `${isNewer ? 'Use a newer version of Holdfast.' : '`holdfast repair` shows what can be put back.'} What never was a good one: \`holdfast mark --mark quarantine --version ${first.info.id}\`.`,
    cause: first.error,
  });
}

function newestUnreadable({ id }: SnapshotInfo, error: HoldfastError): HoldfastError {
  return new HoldfastError({
    code: unreadableKind(error) === 'newer' ? 'newer-format' : 'newest-unreadable',
    message: `Snapshot ${id} may be the one that is meant, and it cannot be read: ${error.message}`,
    why: `It was read twice, and no S3 version of it has the right bytes${unreadableKind(error) === 'newer' ? ' for this version of Holdfast' : ''}. An older snapshot does not take its place unasked.`,
    fix: `Run again. \`holdfast repair\` shows what can be put back. To take the next older one: allow-older, or its id (mode list shows them). If it never was a good one: \`holdfast mark --mark quarantine --version ${id}\`.`,
    cause: error,
  });
}

class Search {
  private readonly store: Store;
  private readonly series: string;
  private readonly options: FindOptions;
  /** All marks of the series, once they were needed. */
  private allMarks: Promise<readonly Mark[]> | undefined;

  constructor(store: Store, series: string, options: FindOptions) {
    this.store = store;
    this.series = series;
    this.options = options;
    this.allMarks = options.marks && Promise.resolve(options.marks);
  }

  async find(selector: Selector): Promise<FoundSnapshot | undefined> {
    switch (selector.kind) {
      case 'latest':
        return this.newest(() => true, { back: selector.back });
      case 'tag':
        return this.newest(await this.isLabelled(selector.value));
      case 'sha':
        return this.newest(({ header }) => isCommit(header, selector.value));
      case 'ref':
        return this.newest(({ header }) => isRef(header, selector.value));
      case 'run':
        return this.newest(({ header }) => header.context['runId'] === selector.value);
      case 'before':
        return this.newest(() => true, { before: selector.time });
      case 'id':
        return this.byId(await this.idsAtStart(selector.id), selector.id);
      case 's3':
        return this.byVersion(selector.versionId);
      case 'any':
        return this.byAnything(selector.text);
    }
  }

  /**
   * Labelled when it was made, or later by a mark. The newest match counts, so that late labels have to be known even
   * where a snapshot was made with this one: a LIST of the marks, and a GET for each that is a label.
   */
  private async isLabelled(label: string): Promise<Condition> {
    const { signal } = this.options;
    this.allMarks ??= listMarks(this.store, this.series, { signal });
    const labels = (await this.allMarks).filter(({ kind }) => kind === 'label');
    const late = await readMarkFacts(this.store, labels, signal);
    return ({ id, header }) => header.labels.includes(label) || late.get(id)?.labels.includes(label) === true;
  }

  private async newest(matches: Condition, place: Position = {}): Promise<FoundSnapshot | undefined> {
    return (await this.newestOfEach([matches], place))[0];
  }

  /** For each condition the newest eligible snapshot that meets it, or the one `back` steps before it; in one walk. */
  private async newestOfEach(
    conditions: readonly Condition[],
    { back = 0, before }: Position = {},
  ): Promise<readonly (FoundSnapshot | undefined)[]> {
    const left = conditions.map(() => back);
    const hits = conditions.map((): FoundSnapshot | undefined => undefined);
    let partial = 0;
    let readable = 0;
    let unseen: HoldfastError | undefined;
    const unread: UnreadSnapshot[] = [];
    for await (const found of this.headers(before)) {
      if ('error' in found) {
        if (isUnseen(found.error)) unseen ??= found.error;
        // Without the key nobody knows which one is meant, and an older one does not take its place.
        if (unreadableKind(found.error) === 'sealed' && this.options.onPassedOver === undefined) throw found.error;
        const verdict = await this.judge(found.info, found.error);
        if (verdict === 'older') unread.push(found);
        if (verdict === 'meant') {
          // It counts as one step back, whatever it is.
          if (left.some((count) => count === 0)) throw newestUnreadable(found.info, found.error);
          left.forEach((count, i) => (left[i] = count - 1));
        }
        continue;
      }
      readable++;
      const { header, ...info } = found;
      const met = conditions.flatMap((matches, i) => (hits[i] === undefined && matches(found) ? [i] : []));
      if (met.length === 0) continue;
      if (this.options.allowPartial !== true && !isComplete(header, this.options.isNeeded)) {
        partial++;
        continue;
      }
      for (const i of met) {
        if ((left[i] as number) > 0) left[i] = (left[i] as number) - 1;
        else hits[i] = { info, header, explicit: false };
      }
      if (hits.every((hit) => hit !== undefined)) break;
    }
    if (readable === 0 && unseen !== undefined) throw unseen;
    if (readable === 0 && unread.length > 0) throw onlyUnreadable(unread);
    for (const each of unread) this.options.onUnread?.(each);
    if (partial > 0) this.sayPassedOver(partial);
    return hits;
  }

  /**
   * Whether an older snapshot may be picked in place of one that cannot be read. What was lost or damaged, and what a newer
   * version wrote, could be the one that is meant, so that the user has to say so: then it is passed over as `older`. What
   * is archived or forbidden is as it was made to be, and what never was a snapshot is none: these are passed over as `none`.
   */
  private async judge(info: SnapshotInfo, error: HoldfastError): Promise<'meant' | 'older' | 'none'> {
    const { allowOlder, onPassedOver, emit, signal } = this.options;
    if (onPassedOver !== undefined) {
      onPassedOver(info, error);
      return 'none';
    }
    const kind = unreadableKind(error);
    const isNone =
      kind === 'archived' ||
      kind === 'forbidden' ||
      kind === 'foreign' ||
      (kind === 'lost' && (await isGone(this.store, info, signal))) ||
      (await isForged(this.store, info, error, signal));
    if (!isNone && allowOlder !== true) return 'meant';
    emit?.({
      type: 'warning',
      class: 'unreadable-snapshot',
      message: `Passed over snapshot ${info.id}: ${error.message}`,
      fix: `\`holdfast repair\` looks for what can be put back; \`holdfast mark --mark quarantine --version ${info.id}\` sets it aside.`,
    });
    return isNone ? 'none' : 'older';
  }

  private sayPassedOver(partial: number): void {
    this.options.emit?.({
      type: 'notice',
      class: 'partial-passed-over',
      message: `${counted(partial, 'partial snapshot was', 'partial snapshots were')} passed over.`,
      fix: 'To use one, name its id, or set allow-partial.',
    });
  }

  /** Headers of all snapshots with a trusted time that are not in quarantine, newest first. */
  private async *headers(before?: Date): AsyncGenerator<ReadHeader> {
    const { now, signal } = this.options;
    const end = before !== undefined && before < now ? before : now;
    for await (const infos of snapshotWindows(this.store, this.series, end, { signal })) {
      const quarantined = await this.quarantined(infos);
      const meant = infos.filter(
        (info) => !quarantined.has(info.id) && (before === undefined || isBefore(info, before)),
      );
      for (const info of meant) if (!info.timeTrusted) this.options.onPassedOver?.(info, 'untrusted-time');
      yield* readHeaders(
        this.store,
        meant.filter(({ timeTrusted }) => timeTrusted),
        signal,
      );
    }
  }

  /** A LIST of the marks that are as new as these snapshots, given newest first. */
  private async quarantined(infos: readonly SnapshotInfo[]): Promise<ReadonlySet<string>> {
    const from = infos.at(-1)?.id as string;
    const { signal, emit } = this.options;
    const marks = await (this.allMarks ?? listMarks(this.store, this.series, { from, signal }));
    const found = quarantinedIds(marks);
    const passedOver = infos.filter(({ id }) => found.has(id));
    for (const { id } of passedOver) {
      emit?.({
        type: 'notice',
        class: 'quarantine-passed-over',
        message: `Snapshot ${id} is in quarantine: only its id or S3 version picks it.`,
      });
    }
    return found;
  }

  /** One request as a rule: the time comes first in an id, so that its start is the start of a key. */
  private async idsAtStart(start: string): Promise<readonly SnapshotInfo[]> {
    const found: SnapshotInfo[] = [];
    const { signal } = this.options;
    for await (const page of this.store.list(rootsPrefix(this.series) + start, { signal })) {
      for (const object of page.objects) {
        const info = snapshotInfo(object);
        if (info?.series === this.series) found.push(info);
      }
    }
    return found;
  }

  private async byId(infos: readonly SnapshotInfo[], text: string): Promise<FoundSnapshot | undefined> {
    const [info] = infos;
    if (info === undefined) return undefined;
    if (infos.length > 1) {
      throw ambiguous(
        text,
        infos.map(({ id }) => `id ${id}`),
      );
    }
    return { info, header: (await readHeader(this.store, info, this.options.signal)).header, explicit: true };
  }

  /** Finds deleted and overwritten roots too: that is what this selector is for. */
  private async byVersion(versionId: string): Promise<FoundSnapshot | undefined> {
    const { signal } = this.options;
    for await (const version of listedVersions(this.store, rootsPrefix(this.series), { signal })) {
      if (version.versionId !== versionId || version.isDeleteMarker) continue;
      const key = parseRootKey(version.key);
      if (key === undefined) continue;
      const { body } = await this.store.get(version.key, { versionId, signal });
      const info = {
        ...key,
        utc: timeOfId(key.id),
        sizeBytes: version.sizeBytes,
        lastModified: version.lastModified,
        timeTrusted: true,
        readmitted: false,
      };
      return { info, header: decodeRoot(key, body, { keys: keysOf(this.store) }).header, explicit: true, versionId };
    }
    return undefined;
  }

  /**
   * A value without a prefix. That it fits one kind only can be told from all headers alone, so this reads them all; the
   * prefixes, and ids in full, are there to spare that.
   */
  private async byAnything(text: string): Promise<FoundSnapshot | undefined> {
    const ids = text.length < ID_START_CHARS ? [] : await this.idsLike(text);
    if (ids.length > 1) return this.byId(ids, text);
    const isOfCommit: Condition = ({ header }) => isCommit(header, text);
    const kinds = [await this.isLabelled(text), ...(COMMIT.test(text) ? [isOfCommit] : [])];
    const [label, commit] = await this.newestOfEach(kinds);
    const candidates = [
      ...ids.map(({ id }) => ({ id, is: `id ${id}` })),
      ...(label === undefined ? [] : [{ id: label.info.id, is: `label of ${label.info.id} (tag:${text})` }]),
      ...(commit === undefined ? [] : [{ id: commit.info.id, is: `commit of ${commit.info.id} (sha:${text})` }]),
    ];
    if (new Set(candidates.map(({ id }) => id)).size > 1) {
      throw ambiguous(
        text,
        candidates.map(({ is }) => is),
      );
    }
    return ids.length > 0 ? this.byId(ids, text) : (label ?? commit);
  }

  /** Snapshots whose id, or whose second half of it, starts with the text. */
  private async idsLike(text: string): Promise<readonly SnapshotInfo[]> {
    if (/^\d{6}/.test(text) && !/^[0-9a-f]+$/.test(text)) return this.idsAtStart(text);
    if (!/^[0-9a-f]+$/.test(text)) return [];
    const all = await listSnapshots(this.store, this.series, undefined, this.options.signal);
    return all.filter(({ id }) => isIdStart(text, id));
  }
}

function ambiguous(text: string, candidates: readonly string[]): HoldfastError {
  return new HoldfastError({
    code: 'ambiguous-selector',
    message: `The version ${JSON.stringify(text)} fits more than one: ${candidates.slice(0, 10).join('; ')}${candidates.length > 10 ? `; and ${String(candidates.length - 10)} more` : ''}.`,
    fix: 'Write the id in full, or name the kind (tag:, sha:).',
    exitCode: EXIT.badInput,
  });
}
