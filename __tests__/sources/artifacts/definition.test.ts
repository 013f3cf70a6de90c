/** Which server the artifacts of a series are read from, and whose ids its repository has. */
import { apiUrlIn, serverUrlOf } from '../../../src/base/github-server.ts';
import { defineArtifacts } from '../../../src/sources/artifacts/definition.ts';

const GHES = 'https://github.example.com';
const API = `${GHES}/api/v3`;
const env = {
  GITHUB_SERVER_URL: GHES,
  GITHUB_API_URL: 'https://proxy.example.com/api/v3',
  GITHUB_REPOSITORY: 'acme/shop',
  GITHUB_REPOSITORY_ID: '34',
};

test('a server is the one that is named, the runner’s own, or github.com', () => {
  expect(serverUrlOf(undefined, env)).toBe(GHES);
  expect(serverUrlOf('https://octocorp.ghe.com', env)).toBe('https://octocorp.ghe.com');
  for (const none of [{}, { GITHUB_SERVER_URL: '' }]) expect(serverUrlOf(undefined, none)).toBe('https://github.com');
});

test.each([
  [undefined, env, env.GITHUB_API_URL],
  [`${GHES}/`, env, env.GITHUB_API_URL],
  ['https://octocorp.ghe.com', env, 'https://api.octocorp.ghe.com'],
  ['https://github.com', env, 'https://api.github.com'],
  [undefined, { ...env, GITHUB_API_URL: '' }, API],
  [undefined, {}, 'https://api.github.com'],
] as const)('the API of %s', (named, environment, api) => {
  expect(apiUrlIn(environment, named)).toBe(api);
});

test('the id that a runner knows is that of its own server’s repository', () => {
  const define = (serverUrl: string | undefined) =>
    defineArtifacts(
      {
        ...{ repository: 'acme/shop', serverUrl, token: undefined, patterns: [], runId: 'all' },
        ...{ workflow: undefined, branch: undefined, withUntrusted: false, ifNoFilesFound: 'error' },
      },
      'acme/shop',
      { kind: 'repository' },
      env,
    );
  for (const own of [undefined, GHES, `${GHES}/`]) expect(define(own)).toMatchObject({ repositoryId: '34' });
  expect(define('https://github.com')).toMatchObject({ repository: 'acme/shop' });
  expect(define('https://github.com')).not.toHaveProperty('repositoryId');
});
