/** The part of a repository that GitHub keeps: issues, pull requests, releases and more. */
import { join } from 'node:path';
import { EXIT, HoldfastError } from '../../../base/errors.ts';
import { apiUrlOf } from '../../../base/github-server.ts';
import type { OpenPart, RepositoryPart } from '../../repository-part.ts';
import type { ZipLimits } from '../../../github/zip.ts';
import type { SourceContext, SourceEntry } from '../../source.ts';
import { Attachments } from '../attachments/attachments.ts';
import { pagesOf, wasWikiSearched } from '../attachments/pages.ts';
import type { MirrorReader } from '../git/part.ts';
import { assetEntries, ASSETS_PATH } from './assets.ts';
import type { RequestBudget } from '../../../github/budget.ts';
import { openClient, pause, type ClientDeps } from '../../../github/client.ts';
import { readProgress, stateRows, type Progress } from './cursors.ts';
import { GithubFailure } from '../../../github/failure.ts';
import { repositoryAt, type MetadataKind } from './kinds/kind.ts';
import { KINDS } from './kinds/kinds.ts';
import { logEntries } from './log-entries.ts';
import { folderEntry } from '../../entries.ts';
import { Reading, type ReadingSettings, type Subject } from './reading.ts';
import { Shelf } from './shelf.ts';
import { folderOf } from './walks.ts';

export interface MetadataSettings extends ReadingSettings {
  readonly owner: string;
  readonly repo: string;
}

export interface MetadataDeps {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly sleep?: ClientDeps['sleep'] | undefined;
  /** Shared with others; default: what GitHub allows. */
  readonly budget?: RequestBudget | undefined;
  /** Temp folder for the zips of logs. */
  readonly zipLimits?: ZipLimits | undefined;
}

const RESERVE = 50;

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
      const shelf = new Shelf(join(context.tempDir, 'metadata'), context.parent);
      try {
        const client = openClient(
          {
            apiUrl: apiUrlOf(settings.serverUrl),
            token: settings.token,
            reserve: settings.reserve ?? RESERVE,
            budget: deps.budget,
          },
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
        return openPart(reading, context, before, deps.zipLimits);
      } catch (error) {
        shelf.close();
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

function openPart(
  reading: Reading,
  context: SourceContext,
  before: Progress,
  zipLimits: ZipLimits | undefined,
): OpenPart {
  const { shelf, kinds, progress, client, attachments, outcome } = reading;
  const at = () => repositoryAt(reading.at);
  const folders = kinds
    .map((kind) => ({ kind, folder: folderOf(kind) }))
    .sort((a, b) => (a.folder < b.folder ? -1 : 1));
  const assetsKind = kinds.find(({ walk }) => walk.type === 'assets');
  const releases = outcome.parts.get('github/releases');
  if (assetsKind === undefined) progress.assets.clear();
  else if (releases !== undefined) outcome.parts.set(ASSETS_PATH, releases);
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
          outcome.fail(kind, failure, name === undefined ? '' : `/${name}`);
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
      before: before.assets,
      tempDir: context.tempDir,
      onFailure: (asset, failure) => {
        outcome.failAgain(kind, failure, `/${asset.file}`, asset.failures);
      },
      onWaiting: (asset) => {
        const failure = new GithubFailure('failed', 'not tried in this run, since there were no requests left for it');
        outcome.failAgain(kind, failure, `/${asset.file}`, Infinity);
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
      const parts = Object.fromEntries(outcome.parts);
      // Without an answer the last run that had one stays the last.
      const state = stateRows({ ...progress, run: progress.run ?? before.run }, attachments?.rows() ?? []);
      return Promise.resolve({ state, parts, gaps: outcome.gaps });
    },
    close: () => Promise.resolve(shelf.close()),
  };
}
