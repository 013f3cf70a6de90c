import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { access, constants, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Debian's suites, the newest stable enough first. */
const SUITES = (process.env['BENCH_SUITES'] ?? 'forky sid').split(' ');
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const MINIO = 'github.com/minio/minio@latest';

async function onPath(program: string): Promise<string | undefined> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, program);
    const isThere = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}

/** Path of a program, or undefined where nobody installed it: for peers that no package brings. */
export function optionalPeer(program: string): Promise<string | undefined> {
  return onPath(program);
}

/** restic, rclone: from Debian's newest suites, unpacked in a private folder; the machine itself is not changed. */
export async function debianPeer(program: string, cache: string): Promise<string> {
  const unpacked = join(cache, 'peers', program);
  const path = join(unpacked, 'usr/bin', program);
  if (existsSync(path)) return path;
  const failures: string[] = [];
  for (const suite of SUITES) {
    try {
      await unpack(program, await aptOptions(suite, cache), unpacked);
      return path;
    } catch (error) {
      failures.push(`${suite}: ${String(error)}`);
    }
  }
  throw new Error(`${program} cannot be had from Debian:\n${failures.join('\n')}`);
}

/** A private apt: own lists, own cache, the mirror that this machine's apt uses. */
async function aptOptions(suite: string, cache: string): Promise<string[]> {
  const folder = join(cache, `apt-${suite}`);
  const options = [
    ...[`Dir::Etc::SourceList=${folder}/sources.list`, 'Dir::Etc::SourceParts=/dev/null'],
    ...['Dir::Etc::Preferences=/dev/null', 'Dir::Etc::PreferencesParts=/dev/null'],
    ...[`Dir::State=${folder}`, `Dir::State::Lists=${folder}/lists`, 'Dir::State::status=/dev/null'],
    ...[`Dir::Cache=${folder}`, `Dir::Cache::archives=${folder}/debs`, `Dir::Log=${folder}`],
    ...['Debug::NoLocking=1', 'APT::Sandbox::User=', 'Acquire::Languages=none', 'Acquire::Retries=3'],
  ].flatMap((option) => ['-o', option]);
  if (existsSync(join(folder, 'sources.list'))) return options;
  for (const part of ['lists/partial', 'debs/partial']) await mkdir(join(folder, part), { recursive: true });
  const line = `deb [signed-by=${KEYRING}] ${await debianMirror()} ${suite} main\n`;
  await writeFile(join(folder, 'sources.list'), line);
  await run('apt-get', [...options, 'update']);
  return options;
}

async function debianMirror(): Promise<string> {
  const given = process.env['RGW_MIRROR'];
  if (given !== undefined && given !== '') return given;
  const folder = '/etc/apt/sources.list.d';
  const parts = existsSync(folder) ? (await readdir(folder)).map((name) => join(folder, name)) : [];
  const files = ['/etc/apt/sources.list', ...parts].filter((file) => existsSync(file));
  for (const file of files) {
    const found = /^(?:deb|URIs:)\s.*?(https?:\/\/\S+\/debian\/?)(?:\s|$)/m.exec(await readFile(file, 'utf8'));
    if (found?.[1] !== undefined) return found[1];
  }
  throw new Error('no Debian mirror among the sources of apt: name one in RGW_MIRROR');
}

async function unpack(name: string, options: readonly string[], folder: string): Promise<void> {
  const downloads = `${folder}.debs`;
  await mkdir(downloads, { recursive: true });
  await run('apt-get', [...options, 'download', name], { cwd: downloads });
  for (const deb of await readdir(downloads)) await run('dpkg', ['-x', join(downloads, deb), `${folder}.new`]);
  await rename(`${folder}.new`, folder);
  await rm(downloads, { recursive: true });
}

export async function minio(): Promise<string> {
  const known = await onPath('minio');
  if (known !== undefined) return known;
  const built = join(process.env['GOPATH'] ?? join(homedir(), 'go'), 'bin/minio');
  if (!existsSync(built)) await run('go', ['install', MINIO]);
  return built;
}
