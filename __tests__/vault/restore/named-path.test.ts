import { resolve } from 'node:path';
import { namedPath } from '../../../src/commands/shared/named-path.ts';

/** Paths of inputs, as a shell would take them. */
const deps = { workingDir: resolve('/work'), env: { HOME: resolve('/home/me') } };

test.each([
  ['~', '/home/me'],
  ['~/', '/home/me'],
  ['~/a/b', '/home/me/a/b'],
  ['./~', '/work/~'],
  ['a/~/b', '/work/a/~/b'],
  ['a~', '/work/a~'],
  ['/abs', '/abs'],
  ['.', '/work'],
])('%s is %s', (text, expected) => {
  expect(namedPath(text, deps)).toBe(resolve(expected));
});

test.each(['~you', '~you/x', '~~'])('%s is refused', (text) => {
  expect(() => namedPath(text, deps)).toThrow('homes of other users are not looked up');
});

test('a home that is no absolute path is refused', () => {
  expect(() => namedPath('~/x', { ...deps, env: { HOME: 'here' } })).toThrow('cannot be used');
});
