/** One rule of what is kept out of logs, tables and JSON: secrets and passwords in URLs; and of what is left as it is. */
import fc from 'fast-check';
import { createRedactor, redactJson, redactTable } from '../../src/report/secrets.ts';
import { createTerminal } from '../../src/report/terminal.ts';
import { ProblemBook } from '../../src/report/problems.ts';
import type { Table } from '../../src/report/result.ts';

/** Where a text can come to be shown: each gives what is shown of it. */
const PLACES: Readonly<Record<string, (text: string, redact: ReturnType<typeof createRedactor>['redact']) => string>> =
  {
    log: (text, redact) => redact(text),
    'JSON text': (text, redact) => JSON.stringify(redactJson({ message: text }, redact)),
    'JSON path': (text, redact) => JSON.stringify(redactJson({ files: [{ path: text }] }, redact)),
    'JSON target': (text, redact) => JSON.stringify(redactJson({ target: text }, redact)),
    'JSON list of paths': (text, redact) => JSON.stringify(redactJson({ replaced: { first: [text] } }, redact)),
    'terminal table': shownOnTerminal,
  };

function shownOnTerminal(text: string, redact: ReturnType<typeof createRedactor>['redact']): string {
  const table: Table = { title: text, columns: { path: 'path', why: 'text' }, rows: [[text, text]] };
  let shown = '';
  const terminal = createTerminal({
    stderr: { write: () => undefined },
    writeResult: (more) => void (shown += more),
    redact,
    env: {},
    nowMs: () => 0,
    book: new ProblemBook(),
  });
  terminal.table(table);
  return shown;
}

const letters = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz0123456789'), minLength, maxLength });
const names = fc.string({ unit: fc.constantFrom(...'abcxyz019._-~@+ é%,()'), minLength: 1, maxLength: 12 });
const paths = fc.array(names, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
const around = fc.constantFrom('', ' ', '"', "'", '(', 'got ', 'a/b ', '[', '<');
const schemes = fc.constantFrom(
  'https://',
  'http:/',
  'HTTPS:',
  'ssh://',
  'git+https://',
  's3://',
  'postgres://',
  'ftp:///',
);

test.each(Object.keys(PLACES))('the password of a URL is never shown: %s', (place) => {
  const hosts = fc.constantFrom('host', 'host:9000/x', 'host.example/a@b');
  fc.assert(
    fc.property(
      schemes,
      letters(0, 5),
      letters(1, 8),
      hosts,
      around,
      around,
      (scheme, user, middle, host, before, after) => {
        const password = `Q${middle}Q`;
        const shown = PLACES[place]?.(`${before}${scheme}${user}:${password}@${host}${after}`, createRedactor().redact);
        expect(shown).not.toContain(password);
        expect(shown).toContain('host');
      },
    ),
  );
});

test.each(['JSON path', 'JSON target', 'JSON list of paths'])(
  'a true path stays as it is, whatever the secrets are: %s',
  (place) => {
    fc.assert(
      fc.property(paths, fc.nat(), fc.nat(), (path, from, length) => {
        const { add, redact } = createRedactor();
        const start = from % path.length;
        add(path);
        add(path.slice(start, start + 1 + length));
        expect(PLACES[place]?.(path, redact)).toContain(JSON.stringify(path));
      }),
    );
  },
);

test('a path cell of a table stays as it is, and the text beside it does not', () => {
  const { add, redact } = createRedactor();
  add('long-secret');
  add('backup');
  const columns = { path: 'path', why: 'text' } as const;
  const rows = [
    ['db/long-secret.sql', 'it is long-secret', 3],
    ['C:/me@work/backup', undefined],
  ] as const;
  expect(redactTable({ title: 'of long-secret', columns, rows }, redact)).toEqual({
    title: 'of ***',
    columns,
    rows: [
      ['db/long-secret.sql', 'it is ***', 3],
      ['C:/me@work/backup', undefined],
    ],
  });
});

test('a secret of eight characters or more is taken out wherever it stands in a text', () => {
  fc.assert(
    fc.property(letters(7, 30), fc.string(), fc.string(), (some, before, after) => {
      const { add, redact } = createRedactor();
      const secret = `Q${some}`;
      add(secret);
      expect(redact(before + secret + after)).not.toContain(secret);
    }),
  );
});

const short = letters(4, 7).map((text) => `Q${text.slice(1)}`);

test('a shorter one is taken out where it stands alone', () => {
  const openers = fc.constantFrom('', ' ', '"', "'", '(', '=', ': ', ', ', '\n', '%0A', '%3A', '\t');
  const closers = fc.constantFrom('', ' ', '"', "'", ')', '.', '. ', ', ', '; ', '!', '\n', '%0A', '&');
  fc.assert(
    fc.property(short, openers, closers, (secret, before, after) => {
      const { add, redact } = createRedactor();
      add(secret);
      expect(redact(before + secret + after)).toBe(`${before}***${after}`);
    }),
  );
});

test('and stays where it is a part of a word, of a name or of a path', () => {
  const before = fc.constantFrom('x', '/', './', 'my-', 'my_', '~', '1', 'é', '.');
  const after = fc.constantFrom('s', '.sql', '.tar.gz', '-2', '_x', '/x', '~', '9', 'é', '..a');
  const part = fc.oneof(fc.tuple(before, fc.constant('')), fc.tuple(fc.constant(''), after), fc.tuple(before, after));
  fc.assert(
    fc.property(short, part, fc.constantFrom(' ', '"', ': '), (secret, [left, right], sep) => {
      const { add, redact } = createRedactor();
      add(secret);
      const text = `got${sep}${left}${secret}${right}${sep}there`;
      expect(redact(text)).toBe(text);
    }),
  );
});

test('what was taken out once stays the same', () => {
  fc.assert(
    fc.property(fc.string(), schemes, fc.string(), (before, scheme, after) => {
      const { redact } = createRedactor();
      const once = redact(`${before}${scheme}${after}@host`);
      expect(redact(once)).toBe(once);
    }),
  );
});

test('secrets are taken out line by line too; words of three letters stay', () => {
  const { add, redact } = createRedactor();
  add('first-line\nsecond-line');
  add('abc');
  add('a+b$(c)*');
  add('s-3/x');
  expect(redact('a second-line, first-line\nsecond-line, abc')).toBe('a ***, ***, abc');
  expect(redact('xa+b$(c)*y')).toBe('x***y');
  expect(redact('s-3/x, as-3/x')).toBe('***, as-3/x');
});
