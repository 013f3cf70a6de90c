import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, expectSame, rounds, runTool, withServer } from './bench.ts';
import { histData } from './data.ts';
import { emptyFolder } from './tools.ts';

/** Successive states of one source tree, each a fresh checkout at the same place; then a restore of the newest. */
export async function benchHistory(bench: Bench, set: string, roundTripMs: number): Promise<void> {
  const { tools, results } = bench;
  const states = await histData(bench.cache);
  const tree = join(bench.work, 'tree');
  const target = join(bench.work, 'target');
  await rounds(bench, async (counts) => {
    await withServer(bench, roundTripMs, async (server, placeOf) => {
      for (const [night, state] of states.entries()) {
        await rm(tree, { recursive: true, force: true });
        await cp(state, tree, { recursive: true });
        for (const tool of tools) {
          const label = `${set} night ${String(night + 1)} ${tool.name}`;
          const measured = await runTool(bench, label, tool.backup(placeOf(tool), tree));
          if (counts && night > 0) results.time(set, 'night', tool.name, measured);
          const stored = await server.storedBytes(placeOf(tool).bucket);
          if (night === 0) results.count(set, 'stored bytes after the first', tool.name, stored);
          if (night === states.length - 1) results.count(set, 'stored bytes after all', tool.name, stored);
        }
      }
      for (const tool of tools) {
        await emptyFolder(target);
        const measured = await runTool(bench, `${set} restore ${tool.name}`, tool.restore(placeOf(tool), tree, target));
        if (counts) results.time(set, 'restore', tool.name, measured);
        else await expectSame(tree, target);
      }
      for (const folder of [tree, target]) await rm(folder, { recursive: true, force: true });
    });
  });
}
