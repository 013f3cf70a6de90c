import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS } from '../../src/aws/audit/checks.ts';
import { ROOT } from '../process/support.ts';

const text = readFileSync(join(ROOT, 'docs/audit.md'), 'utf8');
const sections = new Map(
  text
    .split(/^### /m)
    .slice(1)
    .map((section) => [/^`([^`]+)`/.exec(section)?.[1], section.replaceAll(/\s+/g, ' ')]),
);

test('docs/audit.md has a section for each check, and for no other', () => {
  expect([...sections.keys()]).toEqual(Object.keys(CHECKS));
});

test.each(Object.entries(CHECKS))('%s: severity, why, fix and link', (id, { severity, title, why, url }) => {
  const section = sections.get(id) ?? '';
  for (const words of [`${title}. Severity: ${severity}.`, 'What to do: ', `(${url})`])
    expect(section).toContain(words);
  // Prettier may escape or break what stands in a sentence.
  expect(section.replaceAll('\\', '')).toContain(why);
});
