import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Bench, expectSame, rounds, runTool, touchAll, warm, withServer } from './bench.ts';
import { emptyFolder } from './tools.ts';

interface FilesScenario {
  readonly set: string;
  /** The data, made if it is not there. */
  readonly data: (cache: string) => Promise<string>;
  readonly roundTripMs: number;
}

/** First backup, one of unchanged content under new times, and a restore: of each tool in turn. */
export async function benchFiles(bench: Bench, { set, data, roundTripMs }: FilesScenario): Promise<void> {
  const { tools, results } = bench;
  const source = await data(bench.cache);
  const target = join(bench.work, 'target');
  await rounds(bench, async (counts) => {
    await withServer(bench, roundTripMs, async (server, placeOf) => {
      for (const work of ['first', 'unchanged']) {
        if (work === 'unchanged') await touchAll(source);
        for (const tool of tools) {
          const place = placeOf(tool);
          await warm(source);
          const before = await server.storedBytes(place.bucket);
          const measured = await runTool(bench, `${set} ${work} ${tool.name}`, tool.backup(place, source));
          if (!counts) continue;
          results.time(set, work, tool.name, measured);
          const what = work === 'first' ? 'stored bytes' : 'growth when unchanged, bytes';
          results.count(set, what, tool.name, (await server.storedBytes(place.bucket)) - before);
        }
      }
      for (const tool of tools) {
        await emptyFolder(target);
        const command = tool.restore(placeOf(tool), source, target);
        const measured = await runTool(bench, `${set} restore ${tool.name}`, command);
        if (counts) results.time(set, 'restore', tool.name, measured);
        else await expectSame(source, target);
        if (tool.drill === undefined) continue;
        await emptyFolder(target);
        const drill = await runTool(bench, `${set} drill ${tool.name}`, tool.drill(placeOf(tool)));
        if (!counts) continue;
        results.time(set, 'drill', tool.name, drill);
        results.time(set, 'drill', tool.name === 'holdfast' ? 'a restore' : `a restore by ${tool.name}`, measured);
      }
      await rm(target, { recursive: true, force: true });
    });
  });
}
