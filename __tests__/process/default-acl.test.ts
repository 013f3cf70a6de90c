/** Restored modes are those recorded, whatever the default ACL of the target gives to new files and folders. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Stage, type Vault } from './stage.ts';

const FILES = [0o600, 0o640, 0o644, 0o664, 0o755, 0o777, 0o444];
const FOLDERS = [0o700, 0o750, 0o755, 0o775, 0o777];

const modeText = (mode: number): string => mode.toString(8).padStart(4, '0');
/** Why these tests cannot be made here; undefined: they can. */
const lack = spawnSync('setfacl', ['--version']).error === undefined ? undefined : 'setfacl is not installed';

let stage: Stage;
let vault: Vault;
beforeAll(async () => {
  stage = await Stage.open();
  for (const folder of FOLDERS) {
    const path = join(stage.source, `d${modeText(folder)}`);
    mkdirSync(path);
    chmodSync(path, folder);
    for (const file of FILES) {
      writeFileSync(join(path, modeText(file)), `${modeText(folder)} ${modeText(file)}`);
      chmodSync(join(path, modeText(file)), file);
    }
  }
  vault = stage.vault();
  await vault.filled();
});
afterAll(() => stage.close());

function modesOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(paths.map((path) => [path, modeText(statSync(join(folder, path)).mode & 0o7777)]));
}

const run = lack === undefined ? test : test.skip;
run.each([
  ['gives more', 'u::rwx,g::rwx,o::rwx'],
  ['gives less', 'u::r-x,g::---,o::---'],
  ['names a user', 'u::rwx,u:nobody:rwx,g::r-x,m::rwx,o::---'],
  ['has a narrow mask', 'u::rwx,u:nobody:rwx,g::rwx,m::r--,o::r--'],
])(`a default ACL that %s${lack === undefined ? '' : ` (left out: ${lack})`}`, async (_, acl) => {
  const target = stage.fresh();
  execFileSync('setfacl', ['-d', '-m', acl, target]);
  const expected = modesOf(stage.source);
  for (const more of [[], ['--overwrite', 'always']]) {
    const ended = await vault.cli(['restore', '--path', target, ...more]);
    expect(ended).toMatchObject({ exitCode: 0 });
    expect(modesOf(target)).toEqual(expected);
  }
});
