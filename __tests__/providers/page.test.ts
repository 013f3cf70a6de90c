/** The page of providers is what the data say, and has the headings to which errors refer. */
import { readFileSync } from 'node:fs';
import { FACTS, MODES } from '../../tools/providers/result.ts';
import { anchorOf, providersPage, readData } from '../../tools/providers/page.ts';
import { PROVIDER_HOSTS, providerPage } from '../../src/aws/provider/providers.ts';

const page = readFileSync(new URL('../../docs/providers.md', import.meta.url), 'utf8');

test.each([['AWS', 'aws'], ...PROVIDER_HOSTS.map(([, name, anchor]) => [name, anchor])])('%s', (name, anchor) => {
  expect(page).toContain(`### ${name}\n`);
  expect(anchorOf(name)).toBe(anchor);
});

test('an endpoint leads to its provider, and an unknown one to the page', () => {
  expect(providerPage('https://abc.r2.cloudflarestorage.com')).toContain('docs/providers.md#cloudflare-r2');
  expect(providerPage(undefined)).toContain('docs/providers.md#aws');
  expect(providerPage('https://s3.cn-north-1.amazonaws.com.cn')).toContain('docs/providers.md#aws');
  expect(providerPage('https://s3.eusc-de-east-1.amazonaws.eu')).toContain('docs/providers.md#aws');
  expect(providerPage('http://127.0.0.1:9000')).toMatch(/^docs\/providers.md says/);
});

test('the page is what the data say', async () => {
  expect(page).toBe(await providersPage(readData()));
});

test('each result answers each question, and each fact of a provider that is no guess names its page', () => {
  const { documented, tried } = readData();
  for (const { facts, modes, server } of tried) {
    expect([Object.keys(facts), Object.keys(modes)]).toEqual([Object.keys(FACTS), Object.keys(MODES)]);
    expect(server).toMatch(/[0-9]/);
  }
  for (const { versions, conditional, encryption } of documented)
    for (const { says, url } of [versions, conditional, encryption])
      expect(says === 'unknown' || url?.startsWith('https://')).toBe(true);
});
