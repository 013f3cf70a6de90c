import fc from 'fast-check';
import { commandData, commandProperty, jsonText, logText, markdown } from '../../src/report/escape.ts';
import { visible, visibleLine } from '../../src/base/text.ts';

/** Texts full of what makes commands, escapes and markup. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '::',
        '##[',
        ':',
        '#',
        '[',
        '%0A',
        '\n',
        '\r',
        '\x1b[31m',
        ' ',
        '\t',
        '\u0085',
        '\u2028',
        'error',
      ),
      fc.string(),
    ),
  )
  .map((parts) => parts.join(''));

/** What the runner takes for a command in a line: `ActionCommand.TryParseV2` and `TryParse` of actions/runner. */
function isWorkflowCommand(line: string): boolean {
  return /^[\s\u0085]*::/.test(line) || line.includes('##[');
}

test.each([
  ['::error::x', '\\::error::x'],
  ['   ::error::x', '   \\::error::x'],
  ['a\n::stop-commands::x', 'a\n\\::stop-commands::x'],
  ['a\r::error::x', 'a\\x0d::error::x'],
  ['see ##[error]x', 'see ##\\[error]x'],
  [':::error::', '\\:::error::'],
  ['C::D, 10 %0A, plain', 'C::D, 10 %0A, plain'],
  ['\u202egpj.exe', '\\u202egpj.exe'],
  ['\x1b]0;title\x07', '\\x1b]0;title\\x07'],
])('log text %j', (text, shown) => {
  expect(logText(text)).toBe(shown);
});

test('no text becomes a workflow command in the log', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(
        logText(text)
          .split(/[\n\r\u0085\u2028\u2029]/)
          .filter(isWorkflowCommand),
      ).toEqual([]);
    }),
  );
});

test('data and properties of a command stay on its line and in their place', () => {
  expect(commandData('100%\na::b')).toBe('100%25%0Aa::b');
  expect(commandProperty('a: b, c%\n')).toBe('a%3A b%2C c%25%0A');
  fc.assert(
    fc.property(hostile, (text) => {
      expect(commandData(text)).not.toMatch(/[\r\n]/);
      expect(commandProperty(text)).not.toMatch(/[\r\n:,]/);
    }),
  );
});

test('control characters become visible, other scripts stay', () => {
  expect(visible('a\x00b\x7f\x9b2J\ud800 \u65e5\u672c \u{1f600}\n')).toBe(
    'a\\x00b\\x7f\\u009b2J\ufffd \u65e5\u672c \u{1f600}\n',
  );
  expect(visibleLine('a\nb')).toBe('a\\nb');
  expect(visible('a\u00adb\u3164c\u{e0041}d')).toBe('a\\u00adb\\u3164c\\udb40\\udc41d');
});

test('markdown holds no markup, HTML, link, mention or cell border', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: fc.constantFrom(...'<>|`*_[]()#@$!~:\\\n-www.') })), (text) => {
      expect(markdown(text).replace(/&#\d+;/g, ' ')).not.toMatch(/[&<>"'\\`*_{}[\]()#+!|~@:$^=\n]|www\./i);
    }),
  );
  expect(markdown('| <img src=x> @team')).toBe('&#124; &#60;img src&#61;x&#62; &#64;team');
});

test('JSON has no raw control character and says the same', () => {
  const value = { name: 'a\x1b[31m\x9b\x7f\u2028' };
  const text = jsonText(value);
  expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028]/);
  expect(JSON.parse(text)).toEqual(value);
});
