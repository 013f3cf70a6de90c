/** Folders of a test: made, looked at, removed. */
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { afterAll } from '@jest/globals';
import { storedMode } from '../../src/base/platform.ts';

/** Folders of a test file, removed after it. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterAll(() => {
    for (const folder of made) fs.rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-restore-'));
    made.push(folder);
    return folder;
  };
}

/** Permissions do not bind root, so such tests run as another user. */
export async function unprivileged<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(USER);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** Another user than root. */
export const USER = 65534;

/** Everything that a restore brings back, by path (bytes as Latin-1). */
export function look(folder: string, below = Buffer.alloc(0)): Record<string, unknown> {
  const seen: Record<string, unknown> = {};
  const here = Buffer.concat([Buffer.from(`${folder}/`), below]);
  for (const name of fs.readdirSync(here, { encoding: 'buffer' })) {
    const found = below.length === 0 ? name : Buffer.concat([below, Buffer.from('/'), name]);
    const native = Buffer.concat([Buffer.from(`${folder}/`), found]);
    const stats = fs.lstatSync(native, { bigint: true });
    const mode = storedMode(stats).toString(8);
    const what = stats.isSymbolicLink()
      ? { link: fs.readlinkSync(native) }
      : { mode, ...(stats.isFile() && { content: fs.readFileSync(native, 'latin1') }) };
    seen[found.toString('latin1')] = { ...what, mtime: Math.round(Number(stats.mtimeNs) / 1e6) };
    if (stats.isDirectory()) Object.assign(seen, look(folder, found));
  }
  return seen;
}
