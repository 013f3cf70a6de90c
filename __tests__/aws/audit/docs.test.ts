/** The checks that docs/audit.md explains are those of the table, word for word. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../../../src/aws/audit/checks.ts';
import { auditPage } from '../../../tools/generate-docs.ts';
import { ROOT } from '../../process/support.ts';

const text = readFileSync(join(ROOT, 'docs/audit.md'), 'utf8');

test('docs/audit.md is what the table of checks says; if not: node tools/generate-docs.ts', () => {
  expect(text).toBe(auditPage(text));
});

test('docs/audit.md has a section for each check, and for no other', () => {
  expect([...text.matchAll(/^### `([^`]+)`$/gm)].map(([, id]) => id)).toEqual(Object.keys(CHECKS));
});

test.each(Object.entries(CHECKS))('%s says what to do, in sentences', (_, { why, fix }) => {
  for (const words of [why, fix]) expect(words).toMatch(/^[`A-Z].*\.$/);
});
