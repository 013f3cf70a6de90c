import { HoldfastError } from '../../src/base/errors.ts';
import type { Event } from '../../src/base/events.ts';
import { createActionsLog } from '../../src/report/actions-log.ts';
import { KEPT_PER_CLASS, ProblemBook } from '../../src/report/problems.ts';
import { progressLine } from '../../src/report/progress.ts';
import type { Renderer } from '../../src/report/renderer.ts';
import { createTerminal } from '../../src/report/terminal.ts';

const MiB = 2 ** 20;

interface Shown {
  readonly renderer: Renderer;
  readonly text: () => string;
  readonly results: () => string;
  readonly passMs: (ms: number) => void;
}

function actionsLog(redact: (text: string) => string = (text) => text): Shown {
  let [text, ms] = ['', 0];
  const renderer = createActionsLog(
    (more) => void (text += more),
    () => ms,
    new ProblemBook(),
    redact,
  );
  return { renderer, text: () => text, results: () => text, passMs: (more) => void (ms += more) };
}

function terminal(isTTY: boolean, env: Record<string, string> = {}): Shown {
  let [text, results, ms] = ['', '', 0];
  const stderr = { isTTY, columns: 40, write: (more: string) => void (text += more) };
  const writeResult = (more: string): void => void (results += more);
  const renderer = createTerminal({
    stderr,
    writeResult,
    redact: (text) => text,
    env,
    nowMs: () => ms,
    book: new ProblemBook(),
  });
  return { renderer, text: () => text, results: () => results, passMs: (more) => void (ms += more) };
}

function progress(doneMiB: number): Event {
  return {
    type: 'progress',
    what: 'upload',
    doneBytes: doneMiB * MiB,
    totalBytes: 100 * MiB,
    doneItems: 0,
    totalItems: undefined,
  };
}

const warning: Event = {
  type: 'warning',
  class: 'odd-file',
  message: 'Odd: "a\n::error::b".',
  why: 'Why.',
  fix: 'Fix.',
};
const error = new HoldfastError({
  code: 'bucket-not-found',
  message: 'No bucket "x\n::error::y".',
  why: 'Why.',
  fix: 'Fix.',
});

test('the log of a workflow: groups, lines, annotations after the last group, the error last', () => {
  const { renderer, text } = actionsLog();
  renderer.emit({ type: 'phase', name: 'Read ::error::\n::error::x' });
  renderer.emit({ type: 'info', message: 'one\n::error::two' });
  renderer.emit(warning);
  renderer.emit(warning);
  renderer.emit({ type: 'phase', name: 'Commit' });
  renderer.emit({ type: 'debug', message: 'fine\n::error::' });
  renderer.emit({ type: 'notice', class: 'left-out', message: 'Left out.' });
  renderer.finish();
  renderer.table({ title: 'T', columns: { A: 'text' }, rows: [['::error::x\n::error::y']] });
  renderer.error(error);
  expect(text().split('\n')).toEqual([
    '::group::Read ::error::%0A::error::x',
    'one',
    '\\::error::two',
    ...['Warning: Odd: "a', '  \\::error::b".', '  Why.', '  Fix.'],
    ...['Warning: Odd: "a', '  \\::error::b".', '  Why.', '  Fix.'],
    '::endgroup::',
    '::group::Commit',
    '::debug::fine%0A::error::',
    'Note: Left out.',
    '::endgroup::',
    '::warning title=holdfast%3A odd-file::Odd: "a%0A::error::b". (and 1 more of this kind; all are in the log and the report)%0AWhy.%0AFix.',
    '::notice title=holdfast%3A left-out::Left out.',
    '',
    'T',
    '  A',
    '  \\::error::x\\n::error::y',
    '::error title=holdfast%3A bucket-not-found::No bucket "x%0A::error::y".%0AWhy.%0AFix.',
    '',
  ]);
});

test('ten annotations at most; the last one names the other classes', () => {
  const { renderer, text } = actionsLog();
  for (let index = 0; index < 15; index++) renderer.emit({ type: 'warning', class: `class-${index}`, message: 'x' });
  renderer.finish();
  const annotations = text()
    .split('\n')
    .filter((line) => line.startsWith('::warning'));
  expect(annotations).toHaveLength(10);
  expect(annotations[9]).toContain('class-9 (1), class-10 (1)');
});

test('a million problems neither fill the log nor the memory', () => {
  const { renderer, text } = actionsLog();
  for (let index = 0; index < KEPT_PER_CLASS + 500; index++) renderer.emit(warning);
  renderer.finish();
  expect(text()).toContain('... and 500 more of the class odd-file.');
  expect(text().match(/^Warning/gm)).toHaveLength(KEPT_PER_CLASS);
});

test('progress is silent at first, then steady', () => {
  const { renderer, text, passMs } = actionsLog();
  for (let second = 0; second <= 12; second++) {
    renderer.emit(progress(second));
    passMs(1000);
  }
  expect(text()).toBe(
    'upload: 5.00 MiB of 100 MiB (5 %), 1.00 MiB/s, 1 min 35 s left\n' +
      'upload: 10.0 MiB of 100 MiB (10 %), 1.00 MiB/s, 1 min 30 s left\n',
  );
});

test.each([
  [{ doneBytes: 0, totalBytes: undefined, doneItems: 1500, totalItems: 3000 }, 'x: 1,500 of 3,000 items (50 %)'],
  [{ doneBytes: MiB, totalBytes: undefined, doneItems: 7, totalItems: undefined }, 'x: 1.00 MiB, 7 items, 1.00 MiB/s'],
  [
    { doneBytes: 3 * MiB, totalBytes: MiB, doneItems: 0, totalItems: undefined },
    'x: 3.00 MiB of 1.00 MiB (100 %), 3.00 MiB/s',
  ],
])('progress of %j', (facts, line) => {
  const shown = progressLine({ type: 'progress', what: 'x', ...facts }, 1000);
  expect(shown.replace(', 1.0 s left', '')).toBe(line);
});

test('a terminal: one moving line, cleared before anything else, cut to its width', () => {
  const { renderer, text, passMs } = terminal(true);
  renderer.emit(progress(0));
  passMs(200);
  renderer.emit(progress(1));
  renderer.emit({ type: 'info', message: 'a\x1b[2Jb' });
  renderer.finish();
  expect(text()).toBe('\r\x1b[Kupload: 1.00 MiB of 100 MiB (1 %), 5.00\r\x1b[Ka\\x1b[2Jb\n');
});

test('colours on a terminal only, and not with NO_COLOR', () => {
  const shows = [terminal(true), terminal(true, { NO_COLOR: '1' }), terminal(false), terminal(true, { TERM: 'dumb' })];
  const texts = shows.map(({ renderer, text }) => {
    renderer.error(new HoldfastError({ code: 'internal', message: 'M' }));
    return text();
  });
  expect(texts).toEqual(['\x1b[31mError (internal): M\x1b[0m\n', ...Array<string>(3).fill('Error (internal): M\n')]);
});

test('tables go to standard output, messages do not', () => {
  const { renderer, text, results } = terminal(false);
  renderer.emit(warning);
  renderer.table({ title: 'T', columns: { A: 'text' }, rows: [['\x1b[2J']] });
  expect(text()).toBe('Warning: Odd: "a\n  ::error::b".\n  Why.\n  Fix.\n');
  expect(results()).toBe('T\n  A\n  \\x1b[2J\n');
});

test('a quiet terminal tells warnings, and not what the server can never do', () => {
  let text = '';
  const book = new ProblemBook();
  const renderer = createTerminal({
    stderr: { write: (more: string) => void (text += more) },
    writeResult: () => undefined,
    redact: (text) => text,
    env: {},
    nowMs: () => 0,
    book,
    quiet: true,
  });
  renderer.emit({ type: 'phase', name: 'Vault' });
  renderer.emit({ type: 'info', message: 'done' });
  renderer.emit(progress(50));
  renderer.emit({ type: 'notice', class: 'left-out', message: 'a note' });
  renderer.emit({ type: 'warning', class: 'bucket-public-acl', message: 'not served', lasting: true });
  renderer.emit({ type: 'warning', class: 'unreadable-file', message: 'cannot be read' });
  renderer.finish();
  expect(text).toBe('Warning: cannot be read\n');
  // The JSON document has all of them.
  expect(book.classes().map((each) => each.class)).toEqual(['bucket-public-acl', 'unreadable-file', 'left-out']);
});

test('a phase is told from a message, and messages are worded as asked', () => {
  let text = '';
  const renderer = createTerminal({
    stderr: { write: (more: string) => void (text += more) },
    writeResult: () => undefined,
    redact: (text) => text,
    worded: (message) => message.toUpperCase(),
    env: {},
    nowMs: () => 0,
    book: new ProblemBook(),
  });
  renderer.emit({ type: 'phase', name: 'Vault' });
  renderer.emit({ type: 'info', message: 'done' });
  expect(text).toBe('== VAULT\nDONE\n');
});

describe('tables in the log of a workflow', () => {
  const columns = { name: 'text', state: 'text', text: 'text', more: 'text' } as const;
  const longest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

  test('are 150 characters wide at most; beyond that each row is a list', () => {
    const words = 'several words '.repeat(8).trim();
    const { renderer, text } = actionsLog();
    renderer.table({ title: 'T', columns, rows: [['a', 'b', words, 'short']] });
    renderer.table({
      title: 'T',
      columns,
      rows: [
        ['a', 'b', words, words],
        ['c', 'd', words, words],
      ],
    });
    expect(longest(text())).toBeLessThanOrEqual(150);
    expect(text()).toMatch(/^ {2}name +a$/m);
  });

  test('never show a part of a secret, however they are broken', () => {
    const secret = 'correct horse battery staple';
    for (let before = 80; before < 150; before += 4) {
      const { renderer, text } = actionsLog((found) => found.replaceAll(secret, '***'));
      renderer.table({ title: 'T', columns: { text: 'text' }, rows: [[`${'x'.repeat(before)} ${secret}`], ['y']] });
      expect(text()).not.toMatch(/correct|staple/);
    }
  });
});
