/** Downloads logs of workflow runs as entries. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expand, type Expanded } from '../../artifacts/expand.ts';
import { ZIP_LIMITS, ZipProblem, type ZipLimits } from '../../../github/zip.ts';
import type { ParentView, SourceEntry } from '../../source.ts';
import type { GithubClient } from '../../../github/client.ts';
import { saveBody } from '../../../github/download.ts';
import { BrokenAnswer, GithubFailure, isNoLongerThere } from '../../../github/failure.ts';
import type { Repository } from '../../../github/graphql.ts';
import { addressOf, LOGS_PATH, storedLogs, type RunLogs } from './logs.ts';
import { folderEntry } from '../../entries.ts';

export interface LogJob {
  readonly client: GithubClient;
  readonly at: Repository;
  readonly parent: ParentView | undefined;
  readonly logs: RunLogs;
  /** The logs to fetch, in order. */
  readonly names: readonly string[];
  readonly tempDir: string;
  readonly signal: AbortSignal;
  readonly limits?: ZipLimits | undefined;
  /** Names one log; without a name, all remaining logs. */
  readonly onFailure: (failure: GithubFailure, name?: string) => void;
  /** The zip must not be expanded and is kept as it is. */
  readonly onKept: (name: string, why: string) => void;
}

/** Applies to the zip and to its content. */
const LOG_LIMITS: ZipLimits = { ...ZIP_LIMITS, maxEntries: 100_000, maxBytes: 16 * 2 ** 30 };
/** After this many failures in a row, the rest would most likely fail too. */
const MAX_FAILURES = 5;

/**
 * The parent's logs and the new ones, in path order. Each is fetched only when its turn comes, so that few of them are
 * in the temp folder at a time.
 */
export async function* logEntries(job: LogJob): AsyncGenerator<readonly SourceEntry[]> {
  const fetcher = new LogFetcher(job);
  let hasFolder = false;
  for (const { name, isAskedFor, stored } of merged(job.names, job.parent)) {
    const entries = (isAskedFor ? await fetcher.fetch(name) : undefined) ?? stored;
    if (entries.length === 0) continue;
    if (!hasFolder) yield [folderEntry(LOGS_PATH)];
    hasFolder = true;
    yield entries;
  }
}

interface Next {
  readonly name: string;
  readonly isAskedFor: boolean;
  readonly stored: readonly SourceEntry[];
}

function* merged(names: readonly string[], parent: ParentView | undefined): Generator<Next> {
  let at = 0;
  for (const { name, entries } of storedLogs(parent)) {
    for (let next = names[at]; next !== undefined && next < name; next = names[++at]) {
      yield { name: next, isAskedFor: true, stored: [] };
    }
    const isAskedFor = names[at] === name;
    if (isAskedFor) at++;
    yield { name, isAskedFor, stored: entries };
  }
  for (const name of names.slice(at)) yield { name, isAskedFor: true, stored: [] };
}

class LogFetcher {
  readonly #job: LogJob;
  #failuresInARow = 0;
  #isStopped = false;

  constructor(job: LogJob) {
    this.#job = job;
  }

  /** undefined if it cannot be fetched. */
  async fetch(name: string): Promise<readonly SourceEntry[] | undefined> {
    if (this.#isStopped) return undefined;
    const { logs, onKept } = this.#job;
    const folder = join(this.#job.tempDir, `log-${name}`);
    try {
      const { entries, kept } = await this.#load(name, folder);
      if (kept !== undefined) onKept(name, kept);
      const mtimeSeconds = Math.floor(Date.parse(logs.updated(name)) / 1000);
      logs.markStored(name);
      this.#failuresInARow = 0;
      return [{ ...folderEntry(`${LOGS_PATH}/${name}`), mtimeSeconds }, ...entries];
    } catch (error) {
      if (!(error instanceof GithubFailure)) throw error;
      await rm(folder, { recursive: true, force: true });
      this.#note(name, error);
      return undefined;
    }
  }

  #note(name: string, failure: GithubFailure): void {
    const { logs, onFailure } = this.#job;
    if (isNoLongerThere(failure)) {
      logs.markGone(name);
      return;
    }
    const isOwn = failure.kind === 'failed';
    onFailure(failure, isOwn ? name : undefined);
    if (isOwn && ++this.#failuresInARow < MAX_FAILURES) return;
    this.#isStopped = true;
    if (isOwn)
      onFailure(
        new GithubFailure('failed', `the others were not requested, since ${String(MAX_FAILURES)} failed in a row`),
      );
  }

  async #load(name: string, folder: string): Promise<Expanded> {
    const { client, at } = this.#job;
    const { run, attempt } = addressOf(name);
    const repository = `${encodeURIComponent(at.owner)}/${encodeURIComponent(at.repo)}`;
    const path = `/repos/${repository}/actions/runs/${String(run)}/attempts/${String(attempt)}/logs`;
    return client.download(path, 'application/vnd.github+json', async (body) => {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder);
      return this.#receive(body, name, folder);
    });
  }

  /** The API gives neither the length nor the hash of a log. A log is complete if its zip is. */
  async #receive(body: ReadableStream<Uint8Array>, name: string, folder: string): Promise<Expanded> {
    const { logs, signal, limits = LOG_LIMITS } = this.#job;
    const file = join(folder, 'download');
    const { bytes } = await saveBody(body, file, limits.maxBytes);
    const record = { name: 'logs', folder: `${LOGS_PATH}/${name}`, createdAt: logs.updated(name) };
    const saved = { file, sizeBytes: bytes, servedName: undefined };
    try {
      const expanded = await expand(record, saved, { folder, signal, isProved: false, limits });
      if (expanded.form === 'file') throw new BrokenAnswer('The downloaded file is not a zip.');
      await rm(file, { force: true });
      return expanded;
    } catch (error) {
      if (error instanceof ZipProblem) throw new BrokenAnswer(`The downloaded zip is broken: ${error.message}.`);
      throw error;
    }
  }
}
