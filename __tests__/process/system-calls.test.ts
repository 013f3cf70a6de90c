/**
 * System calls of the shipped program that fail, one in a run: each run ends with a right result, a named gap, or an error
 * for users, and leaves nothing behind. `HOLDFAST_FAULTS=all` tries every kind of call that a mode makes, which takes hours.
 */
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Repository } from '../sources/repository/harness.ts';
import type { Fault } from '../support/faults.ts';
import { filesOf, Stage, type Vault } from './stage.ts';
import { ROOT, runCli, start, type Ended } from './support.ts';
import { noise } from '../support/bytes.ts';

const REPOSITORY = 'acme/shop/repository';
const FAULTS = pathToFileURL(join(ROOT, '__tests__/support/faults.ts')).href;
const LIMIT_MS = 120_000;

let stage: Stage;
let files: Vault;
let repository: Vault;
let prunable: Vault;
let content: Record<string, string>;

beforeAll(async () => {
  stage = await Stage.open();
  for (let i = 0; i < 20; i++) writeFileSync(join(stage.source, `f${String(i)}`), noise(500, i));
  writeFileSync(join(stage.source, 'sub', 'large'), noise(3_000_000, 99));
  linkSync(join(stage.source, 'a.txt'), join(stage.source, 'sub', 'same.txt'));
  prunable = await verifiedNights();
  content = filesOf(stage.source);
  symlinkSync('a.txt', join(stage.source, 'link'));
  files = stage.vault();
  await files.filled();
  const work = Repository.init(join(stage.folder, 'shop'));
  for (let i = 0; i < 3; i++) work.commit(`f${String(i)}.txt`, noise(2_000, i).toString('hex'));
  repository = stage.vault();
  const { args } = scene('backup', repository, ...ofRepository());
  const { exitCode, stderr } = await runCli(args, { env: { AWS_EC2_METADATA_DISABLED: 'true', ...stage.keys } });
  if (exitCode !== 0) throw new Error(stderr);
});
afterAll(() => stage.close());

/** Four backups ten days apart, each verified: old ones may go. */
async function verifiedNights(): Promise<Vault> {
  const vault = stage.vault();
  for (let night = 0; night < 4; night++) {
    writeFileSync(join(stage.source, 'f0'), noise(60_000, 1000 + night));
    await vault.filled();
    const { exitCode, stdout } = await vault.start('verify', { inputs: { level: 'full' } }).finish();
    if (exitCode !== 0) throw new Error(stdout);
    stage.double.clock.advance(10 * 24 * 3600);
  }
  return vault;
}

/** With the same S3 versions: a prune that is tried many times deletes each time. */
function copyOf({ bucket }: Vault): Vault {
  const copy = stage.vault();
  for (const key of bucket.keys()) for (const version of [...bucket.versions(key)].reverse()) copy.bucket.add(version);
  return copy;
}

function newestOf(kind: 'roots' | 'packs'): string {
  return prunable.keysOf(kind).at(-1) ?? '';
}

/** A copy with the newest of each kind under a delete marker. */
function covered(...kinds: readonly ('roots' | 'packs')[]): Vault {
  const copy = copyOf(prunable);
  for (const key of kinds.map(newestOf)) {
    const [version] = copy.bucket.versions(key);
    if (version === undefined) throw new Error(`there is no ${key}`);
    copy.bucket.add({ ...version, versionId: 'marker', isDeleteMarker: true, body: Buffer.alloc(0) });
  }
  return copy;
}

function ofRepository(): string[] {
  return ['--source', 'repository', '--repository', join(stage.folder, 'shop')];
}

interface Scene {
  readonly mode: string;
  readonly vault: Vault;
  readonly args: readonly string[];
  /** Of a step: its inputs, and the files that the runner hands to it. */
  readonly step?: Readonly<Record<string, string>>;
  readonly target: string;
  readonly rootsBefore: number;
}

const SCENES = {
  'backup of files': () => scene('backup', stage.vault(), '--source', 'files', '--root', stage.source),
  'backup of a repository': () => scene('backup', stage.vault(), ...ofRepository()),
  'restore of files': () => overOld(scene('restore', files)),
  'restore of a repository': () => scene('restore', repository),
  list: () => scene('list', files),
  cat: () => scene('cat', files, 'a.txt'),
  find: () => scene('find', files, 'a.txt'),
  'verify full': () => scene('verify', files, '--level', 'full'),
  'verify restore': () => scene('verify', files, '--level', 'restore'),
  'verify restore of a repository': () => scene('verify', repository, '--level', 'restore'),
  prune: () => scene('prune', files, '--keep-last', '1'),
  'prune that deletes': () =>
    scene('prune', copyOf(prunable), '--keep-last', '1', '--max-delete-share', '100%', '--apply'),
  setup: setUp,
  audit: audited,
  diff: () => scene('diff', prunable, 'latest~1'),
  mark: () => scene('mark', copyOf(prunable), 'hold', '--reason', 'a trial'),
  undelete: () => scene('undelete', covered('roots'), newestOf('roots').split('/').at(-1) ?? '', '--apply'),
  repair: () => scene('repair', covered('packs', 'roots'), '--apply'),
  'backup as a step': () => asStep(scene('backup', stage.vault(), '--source', 'files', '--root', stage.source)),
  'restore as a step': () => asStep(scene('restore', files)),
  'restore as a step that allows partial': () => asStep(scene('restore', files, '--allow-partial')),
  'prune as a step': () => asStep(scene('prune', files, '--keep-last', '1')),
} as const satisfies Record<string, () => Scene>;
type SceneName = keyof typeof SCENES;

function scene(mode: string, vault: Vault, ...more: string[]): Scene {
  const target = stage.fresh();
  const { endpoint, region } = stage.double;
  const name = vault === repository || more.includes('repository') ? REPOSITORY : 'acme/shop/files';
  const place = ['--bucket', vault.name, '--name', name, '--endpoint-url', endpoint, '--aws-region', region];
  const path = mode === 'restore' ? ['--path', target] : [];
  const args = [mode, ...more, ...path, ...place, '--force-path-style'];
  return { mode, vault, args, target, rootsBefore: vault.keysOf('roots').length };
}

/** Something else lies at some of the paths. */
function overOld(one: Scene): Scene {
  mkdirSync(join(one.target, 'sub'));
  writeFileSync(join(one.target, 'a.txt'), 'older');
  writeFileSync(join(one.target, 'sub', 'same.txt'), 'older');
  writeFileSync(join(one.target, 'f1'), 'older');
  return { ...one, args: [...one.args, '--overwrite', 'always'] };
}

/** A bucket of its own, made and protected, with the policies of the roles written into the scene's folder. */
function setUp(): Scene {
  const { args, ...one } = scene('setup', stage.vault(), '--apply', '--repository', 'acme/shop');
  const placed = args.filter((_, index) => args[index] !== '--name' && args[index - 1] !== '--name');
  return { ...one, args: [...placed, '--policies-dir', join(one.target, 'policies')] };
}

function audited(): Scene {
  const { args, ...one } = scene('audit', files, '--sts-endpoint-url', stage.double.endpoint, '--fail-on', 'none');
  return { ...one, args: [...args, '--sarif', join(one.target, 'audit.sarif')] };
}

/** The same as a step of a job. */
function asStep(one: Scene): Scene {
  const folder = stage.fresh();
  const files = { GITHUB_OUTPUT: join(folder, 'output'), GITHUB_STEP_SUMMARY: join(folder, 'summary') };
  for (const path of Object.values(files)) writeFileSync(path, '');
  const step: Record<string, string> = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: 'schedule',
    ...files,
    INPUT_MODE: one.mode,
  };
  for (const [index, word] of one.args.entries()) {
    const next = one.args[index + 1] ?? '--';
    if (word.startsWith('--')) step[`INPUT_${word.slice(2).toUpperCase()}`] = next.startsWith('--') ? 'true' : next;
  }
  return { ...one, step };
}

/** The report of a step stays for the steps after it. */
function isReport(name: string): boolean {
  return /^holdfast-[0-9a-f-]{36}\.json$/.test(name);
}

interface Run extends Ended {
  readonly scene: Scene;
  readonly calls: readonly string[];
  readonly left: readonly string[];
}

async function run(name: SceneName, fault: Omit<Fault, 'log'>): Promise<Run> {
  const one: Scene = SCENES[name]();
  stage.double.clock.advance(2);
  const temp = stage.fresh();
  const log = join(stage.fresh(), 'calls');
  writeFileSync(log, '');
  const env = {
    AWS_EC2_METADATA_DISABLED: 'true',
    ...stage.keys,
    TMPDIR: temp,
    NODE_COMPILE_CACHE: join(ROOT, 'node_modules/.cache/node'),
    NODE_OPTIONS: `--no-warnings --import ${FAULTS}`,
    HOLDFAST_FAULT: JSON.stringify({ ...fault, log } satisfies Fault),
  };
  const options = { env: { ...env, ...one.step, RUNNER_TEMP: temp }, cwd: stage.source };
  const started =
    one.step === undefined ? start('bin/holdfast.js', one.args, options) : start('dist/index.js', [], options);
  const timer = setTimeout(() => started.kill('SIGKILL'), LIMIT_MS);
  const ended = await started.ended;
  clearTimeout(timer);
  const calls = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return { ...ended, scene: one, calls, left: readdirSync(temp).filter((name) => !isReport(name)) };
}

function logOf({ scene: { step }, stdout, stderr }: Run): string {
  return step === undefined ? stderr : stdout + stderr;
}

/** What no run may do, whatever fails. */
function faultsOf(run: Run): string[] {
  const { scene: one, exitCode, signal, left } = run;
  const faults: string[] = [];
  const log = logOf(run);
  if (signal !== null) faults.push(`it did not end: ${signal}`);
  if (/Error \(internal\)|holdfast: internal/.test(log) || /\n {4}at /.test(log)) faults.push('a defect');
  if (exitCode !== 0 && !/(Error|Warning) \([a-z-]+\)|^::(error|warning) /m.test(log) && exitCode !== 3)
    faults.push('no error is told');
  if (left.length > 0 && !log.includes('temp-folder-left')) faults.push(`left: ${left.join(' ')}`);
  if (one.mode === 'backup') {
    const made = one.vault.keysOf('roots').length - one.rootsBefore;
    if (exitCode === 0 && made !== 1) faults.push('exit code 0 without a snapshot');
  }
  if (one.mode === 'restore') {
    const strange = readdirSync(one.target, { recursive: true }).filter((path) => /\.holdfast/.test(String(path)));
    if (strange.length > 0 && exitCode === 0) faults.push(`left in the target: ${strange.join(' ')}`);
    if (exitCode !== 1 && one.vault === files && !isWhole(one.target)) faults.push('done without the content');
  }
  return faults;
}

function isWhole(target: string): boolean {
  const found = filesOf(target);
  return Object.entries(content).every(([path, text]) => found[path] === text);
}

interface Case {
  readonly scene: SceneName;
  readonly fault: Omit<Fault, 'log'>;
  readonly exitCode: number;
  readonly said: string;
}

const LISTED = { code: 'ENOENT', path: '/f7', times: 99 };

const CASES: readonly Case[] = [
  { scene: 'backup of files', fault: { call: 'openSync', code: 'EIO', path: '/f7' }, exitCode: 3, said: 'f7: EIO' },
  { scene: 'backup of files', fault: { call: 'openSync', code: 'EMFILE', path: '/f7' }, exitCode: 0, said: '' },
  // A name that its folder goes on listing has not vanished, whatever the system says of it.
  {
    scene: 'backup of files',
    fault: { ...LISTED, call: 'lstatSync' },
    exitCode: 3,
    said: '"f7" was not stored: its folder',
  },
  { scene: 'backup of files', fault: { ...LISTED, call: 'openSync' }, exitCode: 3, said: 'f7: ENOENT' },
  {
    scene: 'backup of files',
    fault: { ...LISTED, call: 'readdirSync', path: '/sub' },
    exitCode: 3,
    said: '"sub" was not stored: its folder',
  },
  // Removed and made anew between two calls.
  { scene: 'backup of files', fault: { ...LISTED, call: 'lstatSync', times: 1 }, exitCode: 0, said: '' },
  { scene: 'backup of files', fault: { ...LISTED, call: 'openSync', times: 1 }, exitCode: 0, said: '' },
  {
    scene: 'backup of files',
    fault: { call: 'readdirSync', code: 'EIO', path: '/source' },
    exitCode: 1,
    said: 'root-unreadable',
  },
  { scene: 'backup of files', fault: { call: 'opendirSync', code: 'EMFILE' }, exitCode: 0, said: '' },
  { scene: 'backup of files', fault: { call: 'Worker', code: 'EAGAIN' }, exitCode: 0, said: '' },
  { scene: 'backup of files', fault: { call: 'Worker', code: 'EAGAIN', at: 2, times: 99 }, exitCode: 0, said: '' },
  {
    scene: 'backup of a repository',
    fault: { call: 'spawn', code: 'EMFILE' },
    exitCode: 1,
    said: 'too-few-descriptors',
  },
  {
    scene: 'backup of a repository',
    fault: { call: 'spawn', code: 'EAGAIN', at: 3 },
    exitCode: 1,
    said: 'out-of-resources',
  },
  { scene: 'backup of a repository', fault: { call: 'spawn', code: 'ENOMEM' }, exitCode: 1, said: 'out-of-resources' },
  // What takes in the objects, while another git sends them.
  ...[
    { code: 'EAGAIN', said: 'out-of-resources' },
    { code: 'EMFILE', said: 'too-few-descriptors' },
    { code: 'ENOMEM', said: 'out-of-resources' },
  ].map(({ code, said }): Case => {
    return { scene: 'backup of a repository', fault: { call: 'spawn', code, at: 8 }, exitCode: 1, said };
  }),
  {
    scene: 'backup of a repository',
    fault: { call: 'promises.mkdtemp', code: 'ENOSPC' },
    exitCode: 1,
    said: 'temp-folder',
  },
  // Its own pack, which it has just written.
  ...['EIO', 'ENOENT'].map((code): Case => {
    const fault = { call: 'openSync', code, path: '/000000.pack', times: 99 };
    return { scene: 'backup of a repository', fault, exitCode: 1, said: 'temp-folder' };
  }),
  { scene: 'restore of files', fault: { call: 'linkSync', code: 'EXDEV' }, exitCode: 0, said: 'became copies' },
  { scene: 'restore of files', fault: { call: 'linkSync', code: 'EMLINK' }, exitCode: 0, said: 'became copies' },
  // Whoever may not make symbolic links gets all the rest, and a result that is partial.
  { scene: 'restore of files', fault: { call: 'symlinkSync', code: 'EPERM' }, exitCode: 3, said: 'Developer Mode' },
  {
    scene: 'restore of files',
    fault: { call: 'symlinkSync', code: 'EACCES' },
    exitCode: 1,
    said: 'target-not-writable',
  },
  // It accepts the gaps of a snapshot, and nothing that the target refused.
  {
    scene: 'restore as a step that allows partial',
    fault: { call: 'symlinkSync', code: 'EPERM' },
    exitCode: 1,
    said: 'Developer Mode',
  },
  { scene: 'restore of files', fault: { call: 'writeSync', code: 'ENOSPC' }, exitCode: 1, said: 'disk-full' },
  { scene: 'restore of files', fault: { call: 'Worker', code: 'EAGAIN', at: 2, times: 99 }, exitCode: 0, said: '' },
  { scene: 'verify restore', fault: { call: 'Worker', code: 'EAGAIN', at: 2 }, exitCode: 0, said: '' },
];

test.each(CASES)(
  '$scene, $fault.call $fault.code: exit code $exitCode $said',
  async ({ scene: name, fault, ...ends }) => {
    const done = await run(name, fault);
    const failed = done.calls.some((line) => line.startsWith('failed '));
    expect({ failed, faults: faultsOf(done), exitCode: done.exitCode, log: logOf(done) }).toEqual({
      failed: true,
      faults: [],
      exitCode: ends.exitCode,
      log: expect.stringContaining(ends.said) as string,
    });
  },
);

test('a run that waits for nothing more before it is done does not end with exit code 0', async () => {
  const stuck = `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    fs.promises.mkdtemp = () => new Promise(() => {});
    syncBuiltinESMExports();`;
  const { args } = SCENES['backup of a repository']();
  const env = {
    AWS_EC2_METADATA_DISABLED: 'true',
    ...stage.keys,
    NODE_OPTIONS: `--no-warnings --import data:text/javascript,${encodeURIComponent(stuck)}`,
  };
  const { exitCode, stderr } = await runCli(args, { env, cwd: stage.source });
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining('before its end') as string });
});

const CODES = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EMFILE', 'EIO', 'ELOOP', 'ENAMETOOLONG', 'EXDEV'];

/** Of what starts a process or a thread. */
const STARTS = ['EACCES', 'EAGAIN', 'EMFILE', 'ENOMEM'];

/** Whether the system can say this of the call. */
function isPossible(call: string, code: string): boolean {
  const name = call.replace(/^promises\./, '').replace(/Sync$/, '');
  const isOpen =
    /^(f?(read|write|sync|stat|chmod|utimes|truncate|close|datasync)v?|handle\..*)$/.test(name) &&
    !/^(stat|chmod|utimes)$/.test(name);
  const onlyReads = /^(handle\.)?(read|readdir|readFile|readlink|f?stat|lstat|statfs|realpath|opendir|close)$/.test(
    name,
  );
  switch (code) {
    case 'ELOOP':
    case 'ENAMETOOLONG':
      return !isOpen;
    case 'EXDEV':
      return /^(rename|link|copyFile|cp)$/.test(name);
    case 'EROFS':
    case 'ENOSPC':
      return !onlyReads;
    case 'EMFILE':
      return /^(open|opendir|readdir|readFile|writeFile|copyFile|cp|rm)$/.test(name);
    default:
      return true;
  }
}

if (process.env['HOLDFAST_FAULTS'] === 'all') {
  const wanted = process.env['HOLDFAST_FAULT_SCENE'];
  const codes = process.env['HOLDFAST_FAULT_CODES']?.split(',') ?? CODES;
  test.each((Object.keys(SCENES) as SceneName[]).filter((name) => wanted === undefined || name === wanted))(
    'every call of %s',
    async (name) => {
      const { calls, exitCode, stderr } = await run(name, {});
      expect({ exitCode, stderr: exitCode === 0 ? '' : stderr }).toEqual({ exitCode: 0, stderr: '' });
      const counts = new Map<string, number>();
      for (const line of calls) {
        const call = line.split(' ')[1] ?? '';
        counts.set(call, (counts.get(call) ?? 0) + 1);
      }
      if (process.env['HOLDFAST_FAULT_DRY']) {
        process.stderr.write(name + ' ' + JSON.stringify([...counts]) + '\n');
        return;
      }
      const wrong: string[] = [];
      for (const [call, count] of counts) {
        const isStart = call === 'spawn' || call === 'Worker';
        for (const code of isStart ? STARTS : codes.filter((each) => isPossible(call, each))) {
          for (const at of new Set([1, Math.ceil(count / 2)])) {
            const done = await run(name, { call, code, at });
            const failed = done.calls.find((line) => line.startsWith('failed ')) ?? '';
            const line = `${name}: ${call} ${String(at)} ${code} (${failed}) exit ${String(done.exitCode)}`;
            const faults = faultsOf(done);
            if (faults.length > 0) wrong.push(`${line}: ${faults.join('; ')}\n${logOf(done).slice(-1500)}`);
            process.stderr.write(`${line} ${faults.join('; ')} | ${logOf(done).replaceAll('\n', ' ').slice(-400)}\n`);
          }
        }
      }
      expect(wrong).toEqual([]);
    },
    3_600_000,
  );
}
