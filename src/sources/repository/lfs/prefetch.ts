/** Runs work ahead of its consumer, within bounds. */
import { awaitedLater } from '../../../base/async.ts';

export interface Window {
  readonly items: number;
  readonly bytes: number;
}

/**
 * Runs work ahead of its consumer and yields the results in the order of the items. The number of items and of bytes in
 * progress or waiting is limited; a single item may exceed the limit of bytes. After a failure, or if the consumer
 * stops, nothing new is started, and what is in progress is awaited.
 */
export async function* workAhead<Item, Result>(
  items: AsyncIterable<Item>,
  work: (item: Item) => Promise<Result>,
  bytesOf: (item: Item) => number,
  window: Window,
): AsyncGenerator<Result> {
  const source = items[Symbol.asyncIterator]();
  const waiting: { readonly result: Promise<Result>; readonly bytes: number }[] = [];
  let bytes = 0;
  let held: Item | undefined;
  try {
    for (let ended = false; ;) {
      while (!ended && waiting.length < window.items) {
        if (held === undefined) {
          const next = await source.next();
          ended = next.done === true;
          if (next.done === true) break;
          held = next.value;
        }
        const itemBytes = bytesOf(held);
        if (waiting.length > 0 && bytes + itemBytes > window.bytes) break;
        const result = awaitedLater(work(held));
        waiting.push({ result, bytes: itemBytes });
        bytes += itemBytes;
        held = undefined;
      }
      const first = waiting[0];
      if (first === undefined) return;
      yield await first.result;
      waiting.shift();
      bytes -= first.bytes;
    }
  } finally {
    await Promise.allSettled(waiting.map(({ result }) => result));
    await source.return?.();
  }
}
