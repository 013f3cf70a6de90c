/** Artifacts of the current run, by the service of the runner. */
import { createReadStream } from 'node:fs';
import { readdir, stat, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ArtifactClient } from '@actions/artifact';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import { temporaryFileFailure } from '../../base/system-errors.ts';
import {
  DownloadError,
  type Artifact,
  type ArtifactChoice,
  type ArtifactService,
  type Downloaded,
  type Listing,
} from './service.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** The name that @actions/artifact gives a download that the server did not name. */
const UNNAMED = 'artifact';
const TRIAL_BYTES = 64 * 1024;

/**
 * Loaded only when used: it is larger than the rest of the action. It reads its address and token from the environment
 * of the process.
 */
export async function loadArtifactClient(env: Env): Promise<ArtifactClient> {
  const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].filter((name) => (env[name] ?? '') === '');
  if (missing.length > 0) {
    throw new HoldfastError({
      code: 'no-artifact-service',
      message: `The artifacts of the current run cannot be reached: ${missing.join(' and ')} is not set.`,
      why: 'A runner sets this for actions only, not for `run` steps and not outside of a workflow.',
      fix: 'Use the action in a workflow; or name a run with run-id or workflow, and give github-token.',
    });
  }
  const { DefaultArtifactClient } = await import('@actions/artifact');
  return new DefaultArtifactClient();
}

/** Its client tells of a full disk as of a server that fails. @throws temp-folder and the like */
async function proveRoom(folder: string): Promise<void> {
  try {
    await writeFile(join(folder, 'trial'), Buffer.alloc(TRIAL_BYTES, 1));
  } catch (error) {
    throw temporaryFileFailure(folder, error);
  }
}

/** Artifacts of the current run, through the service that its uploads went to. It needs no permission. */
export class RuntimeService implements ArtifactService {
  private readonly env: Env;
  private readonly signal: AbortSignal;
  private client: Promise<ArtifactClient> | undefined;

  constructor(env: Env, signal: AbortSignal) {
    this.env = env;
    this.signal = signal;
  }

  async list({ isWanted }: ArtifactChoice): Promise<Listing> {
    const client = await this.load();
    const { artifacts } = await this.untilAborted(client.listArtifacts()).catch((error: unknown) => {
      throw this.failure(error);
    });
    const runId = Number(this.env['GITHUB_RUN_ID']);
    const run = Number.isSafeInteger(runId) ? { id: runId } : undefined;
    return {
      artifacts: artifacts
        .filter(({ name }) => isWanted(name))
        .map(({ id, name, size, digest, createdAt }): Artifact => ({
          id,
          name,
          sizeBytes: size,
          digest: digest === undefined || digest === '' ? undefined : digest,
          createdAt: createdAt?.toISOString(),
          expiresAt: undefined,
          isExpired: false,
          run,
        })),
      untrusted: [],
      from: 'the current run',
    };
  }

  async download(artifact: Artifact, folder: string): Promise<Downloaded> {
    const client = await this.load();
    try {
      await this.untilAborted(client.downloadArtifact(artifact.id, { path: folder, skipDecompress: true }));
    } catch (error) {
      this.signal.throwIfAborted();
      const isGone = error instanceof Error && error.name === 'ArtifactNotFoundError';
      if (!isGone) await proveRoom(folder);
      throw new DownloadError(isGone ? 'gone' : 'failed', messageOf(error), error);
    }
    const [name] = await readdir(folder);
    if (name === undefined) throw new DownloadError('failed', 'the download left no file');
    const file = join(folder, name);
    const sum = createHash('sha256');
    await pipeline(createReadStream(file), sum, { signal: this.signal });
    const { size } = await stat(file);
    return { file, servedName: name === UNNAMED ? undefined : name, sizeBytes: size, sha256: sum.digest('hex') };
  }

  private load(): Promise<ArtifactClient> {
    return (this.client ??= loadArtifactClient(this.env));
  }

  private untilAborted<T>(work: Promise<T>): Promise<T> {
    const { promise, reject } = Promise.withResolvers<never>();
    const stop = (): void => reject(this.signal.reason as Error);
    this.signal.addEventListener('abort', stop, { once: true });
    return Promise.race([work, promise]).finally(() => this.signal.removeEventListener('abort', stop));
  }

  private failure(error: unknown): unknown {
    if (this.signal.aborted) return this.signal.reason;
    return new HoldfastError({
      code: 'artifacts-unreadable',
      message: `The artifacts of the current run cannot be listed: ${messageOf(error)}.`,
      fix: 'Run the job again; if it fails again, see https://www.githubstatus.com.',
      cause: error,
    });
  }
}
