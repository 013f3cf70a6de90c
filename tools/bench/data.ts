import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SeededRandom, SeededText } from './random.ts';

const run = promisify(execFile);
const MB = 1e6;
const MiB = 1024 * 1024;

/** Made once; a data set that is there is taken as it is. */
export async function once(folder: string, make: (folder: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  await mkdir(join(folder, '..'), { recursive: true });
  const unfinished = await mkdtemp(`${folder}.`);
  await make(unfinished);
  await rename(unfinished, folder);
  return folder;
}

const DEPS = 'next @angular/cli typescript webpack eslint jest rxjs lodash date-fns googleapis'.split(' ');

/** Some 40,000 files, 700 MB: what a project's node_modules looks like. As large as the registry has it today. */
export function depsData(cache: string): Promise<string> {
  return once(join(cache, 'data/deps'), async (folder) => {
    await writeFile(join(folder, 'package.json'), '{"private":true}\n');
    await run('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...DEPS], { cwd: folder });
  });
}

const BIG_BYTES = 2e9;

/** One file: a megabyte of words, a megabyte that no program can compress, and so on. */
export function bigData(cache: string): Promise<string> {
  return once(join(cache, 'data/big'), async (folder) => {
    const random = new SeededRandom('big');
    const text = new SeededText('big');
    const file = await open(join(folder, 'big.bin'), 'w');
    for (let written = 0; written < BIG_BYTES; written += 2 * MB) {
      await file.write(text.text(MB));
      await file.write(random.bytes(MB));
    }
    await file.close();
  });
}

const FILES_PER_FOLDER = 1000;
const TINY_MAX_BYTES = 2000;

/** Small files, up to a million. */
export function tinyData(cache: string, files: number): Promise<string> {
  return once(join(cache, `data/tiny-${String(files)}`), async (folder) => {
    const random = new SeededRandom('tiny');
    const text = new SeededText('tiny').text(MiB);
    for (let i = 0; i < files; i++) {
      const below = join(folder, String(Math.floor(i / FILES_PER_FOLDER)));
      if (i % FILES_PER_FOLDER === 0) mkdirSync(below);
      const start = random.below(text.length - TINY_MAX_BYTES);
      writeFileSync(join(below, `${String(i)}.txt`), text.subarray(start, start + random.below(TINY_MAX_BYTES)));
    }
  });
}

const HIST_PACKAGE = 'webpack';
const HIST_FROM = '5.80.0';
const HIST_STATES = 20;

/** Folders of successive releases of one package, oldest first. */
export async function histData(cache: string): Promise<readonly string[]> {
  const folder = await once(join(cache, 'data/hist'), async (unfinished) => {
    const { stdout } = await run('npm', ['view', HIST_PACKAGE, 'versions', '--json']);
    const versions = (JSON.parse(stdout) as string[]).filter((version) => !version.includes('-'));
    const start = versions.indexOf(HIST_FROM);
    for (const [i, version] of versions.slice(start, start + HIST_STATES).entries()) {
      const state = join(unfinished, String(i + 1).padStart(2, '0'));
      await mkdir(state);
      await run('npm', ['pack', '--silent', `${HIST_PACKAGE}@${version}`, '--pack-destination', unfinished]);
      const archive = join(unfinished, `${HIST_PACKAGE}-${version}.tgz`);
      await run('tar', ['-xzf', archive, '-C', state]);
      await rm(archive);
    }
  });
  return (await readdir(folder)).sort().map((name) => join(folder, name));
}

const GIT_FILES = 400;
const GIT_FILE_LINES = 120;
const COMMITS_A_NIGHT = 3;
const EDITS_A_COMMIT = 3;

/** A repository that grows by some commits a night, by seed. Nights are streams for `git fast-import`. */
export class GitNights {
  private readonly random = new SeededRandom('git');
  private readonly text = new SeededText('git');
  private readonly files: string[][] = [];
  private seconds = 1_700_000_000;

  base(): string {
    for (let i = 0; i < GIT_FILES; i++) {
      this.files.push(Array.from({ length: GIT_FILE_LINES }, () => this.text.line()));
    }
    return this.commit('base', this.files.keys(), false);
  }

  night(): string {
    return Array.from({ length: COMMITS_A_NIGHT }, (_, i) => this.edit(`change ${String(i)}`)).join('');
  }

  private edit(message: string): string {
    const edited = new Set<number>();
    for (let i = 0; i < EDITS_A_COMMIT; i++) {
      const file = this.random.below(GIT_FILES);
      const lines = this.files[file] as string[];
      lines.splice(this.random.below(lines.length), this.random.below(3), this.text.line(), this.text.line());
      edited.add(file);
    }
    return this.commit(message, edited, true);
  }

  private commit(message: string, files: Iterable<number>, hasParent: boolean): string {
    this.seconds += 3600;
    const changes = [...files].map((file) => {
      const content = (this.files[file] as string[]).join('');
      const path = `src/${String(file % 20)}/${String(file)}.txt`;
      return `M 100644 inline ${path}\n${dataCommand(content)}`;
    });
    const who = `bench <bench@example.com> ${String(this.seconds)} +0000`;
    const from = hasParent ? 'from refs/heads/main^0\n' : '';
    return `commit refs/heads/main\ncommitter ${who}\n${dataCommand(message)}${from}${changes.join('')}\n`;
  }
}

const LARGE_BLOBS = 36;
const LARGE_BLOB_BYTES = 50 * MB;
const SMALL_BLOBS = 2000;
const SMALL_BLOB_BYTES = 100_000;

/** What `git fast-import` reads: 2 GB that do not compress, the largest blob 50 MB; one commit a blob. */
export function* largeHistory(): Generator<Buffer> {
  const random = new SeededRandom('large history');
  const sizes = [
    ...Array.from({ length: SMALL_BLOBS }, () => SMALL_BLOB_BYTES),
    ...Array.from({ length: LARGE_BLOBS }, () => LARGE_BLOB_BYTES),
  ];
  for (const [index, size] of sizes.entries()) {
    const who = `bench <bench@example.com> ${String(1_700_000_000 + index)} +0000`;
    const commit = `commit refs/heads/main\ncommitter ${who}\n${dataCommand('blob')}`;
    yield Buffer.from(`${commit}M 100644 inline ${String(index % 50)}/${String(index)}.bin\ndata ${String(size)}\n`);
    yield random.bytes(size);
    yield Buffer.from('\n');
  }
}

/** https://git-scm.com/docs/git-fast-import#_data */
function dataCommand(text: string): string {
  return `data ${String(Buffer.byteLength(text))}\n${text}\n`;
}
