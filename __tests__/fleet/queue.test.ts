import { runQueue } from '../../src/commands/fleet/queue.ts';

test('the text of a failure is recorded without secrets', async () => {
  const signal = new AbortController().signal;
  const entry = { id: 1, name: 'shop', series: 'acme/shop/repository' };
  const results = await runQueue({
    leg: { vault: '', account: 'acme', leg: 1, of: 1, requests: undefined, queue: [entry] },
    listed: new Map(),
    find: () => Promise.reject(new Error('refused: ghs_secret')),
    backUp: () => Promise.reject(new Error('not reached')),
    budget: undefined,
    redact: (text) => text.replaceAll('ghs_secret', '***'),
    emit: () => undefined,
    signal,
  });
  expect(results).toMatchObject([{ status: 'failed', error: 'refused: ***' }]);
});
