/** The figures of a large vault: requests that grow with what is new, and bounded memory. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../process/support.ts';

test('5,000 snapshots in 50 series: each root is read once, in 256 MiB', () => {
  const output = execFileSync(process.execPath, [join(ROOT, '__tests__/vault/prune/scale.ts')], { encoding: 'utf8' });
  const { first, second, peakMiB } = JSON.parse(output) as Record<string, unknown>;
  expect(first).toMatchObject({ rootGets: 5000, snapshots: 3350, objects: 0 });
  // Of five nights more; and the packs of what went, which no snapshot needs since G has passed.
  expect(second).toMatchObject({ rootGets: 250, snapshots: 200 });
  expect(peakMiB).toBeLessThan(256);
});
