/** Publishes restored artifacts in the current run. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { StoredArtifact } from './layout.ts';
import { loadArtifactClient } from './runtime.ts';

export interface Published {
  readonly name: string;
  /** Name of the new artifact. */
  readonly id: number | undefined;
  readonly digest: string | undefined;
  /** Name of the artifact that was backed up. */
  readonly formerId: number;
  readonly formerDigest: string | null;
}

export interface ToPublish {
  readonly stored: StoredArtifact;
  /** The folder with the artifact's content. */
  readonly folder: string;
}

/**
 * Uploads restored artifacts as artifacts of the current run under their own names. If several share a name, the newest
 * keeps it and the others are named after their folders.
 * @throws no-artifact-service, publish-failed
 */
export async function publishArtifacts(
  artifacts: readonly ToPublish[],
  { env, signal }: { readonly env: Readonly<Record<string, string | undefined>>; readonly signal: AbortSignal },
): Promise<Published[]> {
  const client = await loadArtifactClient(env);
  const names = publishedNames(artifacts.map(({ stored }) => stored));
  const published: Published[] = [];
  for (const { stored, folder } of artifacts) {
    signal.throwIfAborted();
    const name = names.get(stored.id) as string;
    const files = filesBelow(folder);
    const facts = { name, formerId: stored.id, formerDigest: stored.digest };
    try {
      const { id, digest } = await client.uploadArtifact(name, files, folder, { skipArchive: stored.form === 'file' });
      published.push({ ...facts, id, digest: digest === undefined ? undefined : `sha256:${digest}` });
    } catch (error) {
      signal.throwIfAborted();
      throw new HoldfastError({
        code: 'publish-failed',
        message: `Artifact ${name} cannot be published: ${messageOf(error)}.`,
        why: `${String(published.length)} of ${String(artifacts.length)} were published before this error.`,
        fix: 'A run cannot have two artifacts with the same name. Choose others with include, or publish in another run.',
        cause: error,
      });
    }
  }
  return published;
}

function publishedNames(artifacts: readonly StoredArtifact[]): Map<number, string> {
  const newest = new Map<string, number>();
  for (const { id, name } of artifacts) newest.set(name, Math.max(newest.get(name) ?? 0, id));
  return new Map(artifacts.map(({ id, name, folder }) => [id, newest.get(name) === id ? name : folder]));
}

/** Files and empty folders, as upload-artifact would find them. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((found) => found.isFile() || readdirSync(join(found.parentPath, found.name)).length === 0)
    .map((found) => join(found.parentPath, found.name));
}
