/** The page of providers has the headings to which errors refer. */
import { readFileSync } from 'node:fs';
import { PROVIDER_HOSTS, providerPage } from '../../src/aws/providers.ts';

const page = readFileSync(new URL('../../docs/providers.md', import.meta.url), 'utf8');

test.each(PROVIDER_HOSTS.map(([, name, anchor]) => [name, anchor]))('%s', (name, anchor) => {
  expect(page).toContain(`### ${name}\n`);
  const slug = name.toLowerCase().replace(/[^a-z0-9 -]/g, '');
  expect(slug.replaceAll(' ', '-')).toBe(anchor);
});

test('an endpoint leads to its provider, and an unknown one to the page', () => {
  expect(providerPage('https://abc.r2.cloudflarestorage.com')).toContain('docs/providers.md#cloudflare-r2');
  expect(providerPage(undefined)).toContain('docs/providers.md#aws');
  expect(providerPage('http://127.0.0.1:9000')).toMatch(/^docs\/providers.md says/);
});
