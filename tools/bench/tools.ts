import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { quote } from './measure.ts';
import { debianPeer, optionalPeer } from './peers.ts';

/** Where a tool keeps its backups: a bucket, and a folder of this machine that is emptied before every command. */
export interface Place {
  /** Folder with bin/ and dist/ of Holdfast. */
  readonly program: string;
  readonly endpoint: string;
  readonly bucket: string;
  readonly scratch: string;
}

/** Commands for a shell. */
export interface Tool {
  readonly name: string;
  /** Makes a repository, untimed. */
  readonly init?: (place: Place) => string;
  readonly backup: (place: Place, source: string) => string;
  /** Of the newest, into an empty folder. */
  readonly restore: (place: Place, source: string, target: string) => string;
  /** A restore into a scratch folder that is compared and thrown away. */
  readonly drill?: (place: Place) => string;
}

export const SERIES = 'bench';
/** Holdfast with a vault key: it encrypts before it uploads, as restic and kopia do. */
export const SEALED = 'holdfast-sealed';

/** Modes of all series. */
const NAMELESS = ['fleet', 'coverage', 'browse'];

function line(...words: string[]): string {
  return words.map(quote).join(' ');
}

export function holdfastCommand(mode: string, { program, endpoint, bucket }: Place, ...flags: string[]): string {
  const name = NAMELESS.includes(mode) ? [] : ['--name', SERIES];
  const vault = ['--bucket', bucket, ...name, '--endpoint-url', endpoint, '--aws-region', 'us-east-1'];
  return line(process.execPath, join(program, 'bin/holdfast.js'), mode, ...vault, ...flags);
}

/** Of the bytes 01 to 20, as in docs/format.md. Content is sealed to it too, so that it opens what it has stored. */
const VAULT_KEY = 'AGE-SECRET-KEY-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQG3YYC5Z5TPWXQERGD3C8G7RUSQGPQYEE';

/**
 * `warn`: the same requests as `enforce`, and the peers' buckets are not encrypted either.
 * @param variables of the environment, as a shell sets them before a command
 */
function holdfastTool(name: string, programOf: (place: Place) => string, variables = ''): Tool {
  const command = (mode: string, place: Place, ...flags: string[]): string =>
    variables + holdfastCommand(mode, { ...place, program: programOf(place) }, ...flags);
  return {
    name,
    backup: (place, source) =>
      command('backup', place, '--source', 'files', '--root', source, '--bucket-checks', 'warn'),
    restore: (place, _source, target) => command('restore', place, '--source', 'files', '--path', target),
    drill: (place) => `TMPDIR=${quote(place.scratch)} ${command('verify', place, '--level', 'restore')}`,
  };
}

function tarRemote({ endpoint, bucket }: Place): string {
  return `:s3,provider=Minio,env_auth,endpoint='${endpoint}':${bucket}/tree.tar.zst`;
}

function tarTool(rclone: string): Tool {
  return {
    name: 'tar',
    backup: (place, source) =>
      `${line('tar', '-cC', source, '.')} | zstd -3 -T0 -q | ${line(rclone, 'rcat', tarRemote(place))}`,
    restore: (place, _source, target) =>
      `${line(rclone, 'cat', tarRemote(place))} | zstd -dcq | ${line('tar', '-xC', target)}`,
  };
}

/**
 * The same pipeline with the proofs of a backup beside it: every byte hashed as it is read and as it is restored, and what
 * is uploaded decoded first. What it takes more than `tar` no tool with these proofs can save.
 */
function provedTarTool(rclone: string): Tool {
  const pipe = ({ scratch }: Place, name: string): string => quote(join(scratch, name));
  return {
    name: 'tar-proved',
    backup: (place, source) => {
      const [read, packed] = [pipe(place, 'read'), pipe(place, 'packed')];
      return [
        `mkfifo ${read} ${packed}; openssl dgst -sha256 < ${read} > /dev/null & zstd -tq < ${packed} &`,
        `${line('tar', '-cC', source, '.')} | tee ${read} | zstd -3 -T0 -q | tee ${packed} |`,
        `${line(rclone, 'rcat', tarRemote(place))} && wait`,
      ].join(' ');
    },
    restore: (place, _source, target) => {
      const read = pipe(place, 'read');
      return [
        `mkfifo ${read}; openssl dgst -sha256 < ${read} > /dev/null &`,
        `${line(rclone, 'cat', tarRemote(place))} | zstd -dcq | tee ${read} | ${line('tar', '-xC', target)} && wait`,
      ].join(' ');
    },
  };
}

/** A fresh runner has no cache: an empty one by default, or none at all. */
function resticTool(restic: string, hasCache: boolean): Tool {
  const command = ({ endpoint, bucket, scratch }: Place, ...words: string[]): string =>
    line(restic, '-r', `s3:${endpoint}/${bucket}`, ...(hasCache ? ['--cache-dir', scratch] : ['--no-cache']), ...words);
  return {
    name: hasCache ? 'restic' : 'restic-no-cache',
    init: (place) => command(place, 'init'),
    backup: (place, source) => `cd ${quote(source)} && ${command(place, 'backup', '--host', 'bench', '.')}`,
    restore: (place, _source, target) => command(place, 'restore', 'latest', '--target', target),
  };
}

function kopiaTool(kopia: string): Tool {
  const command = ({ scratch }: Place, ...words: string[]): string =>
    line(kopia, '--config-file', join(scratch, 'kopia.config'), '--no-progress', ...words);
  const s3 = ({ endpoint, bucket, scratch }: Place): string[] => [
    ...['s3', '--bucket', bucket, '--endpoint', new URL(endpoint).host, '--disable-tls'],
    ...['--access-key', 'benchmark', '--secret-access-key', 'benchmark-secret'],
    ...['--cache-directory', join(scratch, 'cache'), '--override-hostname', 'bench', '--override-username', 'bench'],
  ];
  const connected = (place: Place, ...words: string[]): string =>
    `${command(place, 'repository', 'connect', ...s3(place))} && ${command(place, ...words)}`;
  return {
    name: 'kopia',
    init: (place) =>
      `${command(place, 'repository', 'create', ...s3(place))} && ${command(place, 'policy', 'set', '--global', '--compression', 'zstd')}`,
    backup: (place, source) => connected(place, 'snapshot', 'create', source),
    restore: (place, source, target) => connected(place, 'snapshot', 'restore', source, target),
  };
}

/** The tools of these names; kopia only where it is installed. @param against the program of `holdfast-before` */
export async function findTools(names: readonly string[], cache: string, against?: string): Promise<readonly Tool[]> {
  const tools: Tool[] = [];
  for (const name of names) {
    if (name === 'holdfast') tools.push(holdfastTool(name, ({ program }) => program));
    else if (name === SEALED)
      tools.push(holdfastTool(name, ({ program }) => program, `HOLDFAST_VAULT_KEY=${VAULT_KEY} `));
    else if (name === 'holdfast-before' && against !== undefined) tools.push(holdfastTool(name, () => against));
    else if (name === 'tar') tools.push(tarTool(await debianPeer('rclone', cache)));
    else if (name === 'tar-proved') tools.push(provedTarTool(await debianPeer('rclone', cache)));
    else if (name === 'restic') tools.push(resticTool(await debianPeer('restic', cache), true));
    else if (name === 'restic-no-cache') tools.push(resticTool(await debianPeer('restic', cache), false));
    else if (name === 'kopia') {
      const kopia = await optionalPeer('kopia');
      if (kopia !== undefined) tools.push(kopiaTool(kopia));
    } else
      throw new Error(
        `unknown tool ${name}: holdfast, ${SEALED}, holdfast-before (with --against), tar, tar-proved, restic, restic-no-cache or kopia`,
      );
  }
  return tools;
}

/** Environment of every tool. */
export function toolEnv(credentials: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return {
    PATH,
    HOME,
    ...credentials,
    RESTIC_PASSWORD: 'bench',
    KOPIA_PASSWORD: 'bench',
    KOPIA_CHECK_FOR_UPDATES: 'false',
  };
}

export async function emptyFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
}
