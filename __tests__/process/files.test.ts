/** Files from the command line, outside of a workflow. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesOf, SERIES, Stage } from './stage.ts';
import { runCli, type Ended } from './support.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open();
});
afterAll(() => stage.close());

test('a series is of one folder, wherever the command is started; of another one it is refused', async () => {
  const vault = stage.vault();
  const { endpoint, region } = stage.double;
  const place = ['--bucket', vault.name, '--name', SERIES, '--endpoint-url', endpoint, '--aws-region', region];
  const backUp = (cwd: string, ...args: string[]): Promise<Ended> => {
    stage.double.clock.advance(2);
    const env = { AWS_EC2_METADATA_DISABLED: 'true', HOME: '/nowhere', ...stage.keys };
    return runCli(['backup', '--source', 'files', ...args, ...place, '--force-path-style'], { env, cwd });
  };
  const other = join(stage.folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'x'), 'x');
  const above = dirname(stage.source);
  const started: [string, ...string[]][] = [
    [stage.source],
    [stage.source, '--root', '.'],
    [other, '--root', stage.source],
    [above, '--root', 'source'],
    ['/', '--root', join(stage.source, 'sub', '..')],
  ];
  for (const [cwd, ...args] of started) expect(await backUp(cwd, ...args)).toMatchObject({ exitCode: 0 });
  expect(vault.keysOf('roots')).toHaveLength(started.length);
  expect(vault.keysOf('packs')).toHaveLength(1);
  const refused = await backUp(other);
  expect(refused.exitCode).toBe(1);
  expect(refused.stderr).toContain('Error (series-redefined)');
  expect(refused.stderr).toContain(`root ("${stage.source}" before, "${other}" now)`);
});

test('a restore into ~ lands in the home folder', async () => {
  const vault = stage.vault();
  await vault.filled();
  const home = stage.fresh();
  const restored = await vault.restore('~/back/here', { env: { HOME: home } });
  expect(restored.exitCode).toBe(0);
  expect(filesOf(join(home, 'back', 'here'))).toEqual(filesOf(stage.source));
});
