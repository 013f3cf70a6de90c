/**
 * `npm run build`: src/ -> lib/ (tsc) -> dist/ (ncc). dist/main.js holds both entries, chunks beside it what only some runs
 * load, and each worker thread is a bundle of its own. dist/index.js and dist/start.js look at the version of Node first:
 * they are not bundled, so that an older Node can read them. The same sources always give the same bytes.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const MAIN_MAX_BYTES = 3e6;
/** The licences of what is bundled: a file beside each bundle, as the licences ask for. */
const LICENSES = 'licenses.txt';
const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, '..');
const lib = join(root, 'lib');
/** Built aside and put in its place at the end, so that there is a whole dist/ at any time. */
const dist = join(root, 'dist.new');

function run(script, ...args) {
  execFileSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' });
}

function bundle(entry, folder) {
  run(
    require.resolve('@vercel/ncc/dist/ncc/cli.js'),
    'build',
    entry,
    '-o',
    folder,
    '--no-cache',
    '--quiet',
    '--target',
    'es2024',
    '--license',
    LICENSES,
  );
}

/**
 * Runs `work` while the package says of itself that its modules do nothing when they are loaded. It does not say so, and without it
 * the bundler keeps all of them: of @actions/core an HTTP client of almost a megabyte that the action never uses.
 */
function withoutSideEffects(name, work) {
  const file = join(root, 'node_modules', name, 'package.json');
  const before = readFileSync(file, 'utf8');
  // The file may be linked to the same of another checkout: it is replaced, not written.
  const replace = (text) => {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  };
  replace(JSON.stringify({ ...JSON.parse(before), sideEffects: false }));
  try {
    work();
  } finally {
    replace(before);
  }
}

/** What a worker bundles is bundled in main.js too, so that one file of licences is enough. */
function requireKnownLicenses(folder, name) {
  const file = join(folder, LICENSES);
  const known = existsSync(file) ? readFileSync(join(dist, LICENSES), 'utf8') : '';
  if (
    existsSync(file) &&
    !readFileSync(file, 'utf8')
      .split('\n\n')
      .every((part) => known.includes(part))
  )
    throw new Error(`${name} bundles a package that main.js does not: its licence is missing in dist/${LICENSES}`);
}

/** A worker starts often and alone, so it must be one file. */
function bundleWorker(path) {
  const name = basename(path);
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-build-'));
  try {
    bundle(join(lib, path), folder);
    const others = readdirSync(folder).filter((file) => !['index.js', 'package.json', LICENSES].includes(file));
    if (others.length > 0) throw new Error(`${name} must bundle to one file, and has ${others.join(', ')}`);
    copyFileSync(join(folder, 'index.js'), join(dist, name));
    requireKnownLicenses(folder, name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const folder of [lib, dist]) rmSync(folder, { recursive: true, force: true });
run(require.resolve('typescript/bin/tsc'), '-p', 'tsconfig.build.json');
withoutSideEffects('@actions/core', () => bundle(join(lib, 'main.js'), dist));
renameSync(join(dist, 'index.js'), join(dist, 'main.js'));
for (const name of ['index.js', 'start.js']) copyFileSync(join(lib, name), join(dist, name));
for (const path of globSync('vault/*/*-worker.js', { cwd: lib })) bundleWorker(path);

rmSync(join(root, 'dist'), { recursive: true, force: true });
renameSync(dist, join(root, 'dist'));

// The bundler takes some calls of path.resolve for an asset beside the bundle, and rewrites them.
for (const name of readdirSync(join(root, 'dist')))
  if (readFileSync(join(root, 'dist', name), 'utf8').includes('__webpack_require__.ab +'))
    throw new Error(`dist/${name}: the bundler has rewritten a path; write it without path.resolve or path.join`);

const mainBytes = statSync(join(root, 'dist', 'main.js')).size;
if (mainBytes > MAIN_MAX_BYTES) throw new Error(`dist/main.js has ${mainBytes} bytes, more than ${MAIN_MAX_BYTES}`);
