import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Deps } from './engine.ts';

/** In a folder of its own, removed afterwards. */
export async function withTempDir<T>(deps: Deps, work: (tempDir: string) => Promise<T>): Promise<T> {
  const tempDir = await mkdtemp(join(deps.tempRoot, 'holdfast-'));
  try {
    return await work(tempDir);
  } finally {
    await rm(tempDir, { recursive: true, force: true });
  }
}
