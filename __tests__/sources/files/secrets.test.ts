import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { openFiles, storedPaths } from './helpers.ts';

let root = '';
beforeEach(() => (root = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-files-'))));
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

function put(name: string, content: string): void {
  fs.mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
  fs.writeFileSync(path.join(root, name), content);
}

const GIT_HEADER = '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic eC1hY2Nlc3M=\n';
const CORE = '[core]\n\tbare = false\n[remote "origin"]\n\turl = https://github.com/o/r\n';

/** Path, content with a credential in it, contents without. */
const FILES: [string, string, string[]][] = [
  [
    '.git/config',
    CORE + GIT_HEADER,
    [
      CORE,
      '[remote "origin"]\n\turl = ssh://git@github.com/o/r\n\turl = https://me@example.com/o/r\n',
      '[includeIf "gitdir:/w/.git"]\n\tpath = /runner/_temp/git-credentials-1f.config\n[credential]\n\thelper = store\n',
      '[credential]\n\thelper = "!f() { echo password=$TOKEN; }; f"\n',
    ],
  ],
  ['sub/.git/config', '[remote "o"]\n\turl = https://user:pass@example.com/r\n', [CORE]],
  ['s/.git/config', '[url "https://ghp_16C7e42F292c6912E7@github.com/"]\n\tinsteadOf = https://github.com/\n', [CORE]],
  ['.git/modules/lib/config', CORE + GIT_HEADER, [CORE]],
  ['.git/config.worktree', GIT_HEADER, [CORE]],
  ['mirror.git/config', GIT_HEADER, [CORE]],
  ['home/.gitconfig', '[http]\n\textraHeader = "Authorization: Bearer x"\n', ['[user]\n\tname = Me\n']],
  ['home/.config/git/config', '[http]\n\textraheader=PRIVATE-TOKEN: x\n', ['[user]\n\tname = Me\n']],
  ['_temp/git-credentials-6f1c.config', GIT_HEADER, ['']],
  ['_temp/0b8f7a9e-1f2d-4c3b-9a8e-7d6c5b4a3f2e', '-----BEGIN OPENSSH PRIVATE KEY-----\nx\n', ['a script']],
  ['.git-credentials', 'https://me:secret@github.com\n', ['https://github.com\n']],
  ['.config/git/credentials', 'https://me:secret@github.com\n', ['']],
  ['.netrc', 'machine x login y password z\n', ['machine x login y\n']],
  ['_netrc', 'machine x\n  login y\n  password z\n', ['']],
  [
    'app/.npmrc',
    'registry=https://r/\n//r/:_authToken=npm_x\n',
    [
      'registry=https://r/\nsave-exact=true\n',
      '//r/:_authToken=${NODE_AUTH_TOKEN}\nalways-auth=true\n',
      '//r/:_authToken = "${X}"',
      '//r/:_authToken=\n\nfund=false',
      '\n'.repeat(200_000),
    ],
  ],
  ['.npmrc', '_auth = "dTpw"\n', ['_authority=x\n']],
  [
    '.docker/config.json',
    '{"auths":{"r":{"auth":"dTpw"}}}',
    ['{"auths":{"r":{}},"credsStore":"desktop"}', '{"auths":{"r":{"auth":""}}}'],
  ],
  ['.aws/credentials', '[default]\naws_access_key_id = A\naws_secret_access_key = B\n', ['[default]\nrole_arn = x\n']],
  ['.aws/config', '[default]\naws_session_token=B\n', ['[default]\nregion = eu-west-1\n']],
  ['.pypirc', '[pypi]\nusername = u\npassword = p\n', ['[distutils]\nindex-servers = pypi\n']],
  ['.config/gh/hosts.yml', 'github.com:\n    oauth_token: gho_x\n', ['github.com:\n    user: me\n']],
  ['gha-creds-0123456789abcdef.json', '{"type":"service_account","private_key":"x"}', ['{}']],
];

describe('a file that holds a credential', () => {
  test.each(FILES)('%s is left out and named, and stays when it holds none', async (name, secret, harmless) => {
    put('other', '');
    put(name, secret);
    const { entries, events, source } = await openFiles(root, {});
    expect(entries.filter((entry) => entry.type === 'file').map((entry) => entry.path.toString())).toEqual(['other']);
    const { gaps, parts } = await source.finish();
    expect(gaps).toEqual([expect.objectContaining({ class: 'secret', path: name })]);
    expect(parts).toEqual({ files: 'complete' });
    expect(events).toEqual([
      expect.objectContaining({ class: 'secret-left-out', message: expect.stringContaining(name) as string }),
    ]);
    expect(JSON.stringify(events)).not.toContain('eC1hY2Nlc3M');
    expect(await storedPaths(root, { includeSecrets: true }, ['file'])).toContain(name);
    for (const content of harmless) {
      put(name, content);
      expect(await storedPaths(root, {}, ['file'])).toContain(name);
    }
  });

  test('is known when the root is the folder that gives it its meaning', async () => {
    put('.aws/credentials', 'aws_secret_access_key = B');
    put('.aws/other', '');
    expect(await storedPaths(path.join(root, '.aws'), {})).toEqual(['other']);
  });

  test('several are one warning', async () => {
    put('a/.netrc', 'password x');
    put('b/.netrc', 'password x');
    const { events } = await openFiles(root, {});
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      class: 'secret-left-out',
      message: expect.stringMatching(/\(2\): a\/.netrc.*b\/.netrc/) as string,
    });
  });

  test('other files of such names stay', async () => {
    put('docs/config', GIT_HEADER);
    put('credentials', 'aws_secret_access_key = B');
    put('config.json', '{"auth":"x"}');
    put('npmrc', '_auth=x');
    expect(await storedPaths(root, {})).toEqual(['config.json', 'credentials', 'docs', 'docs/config', 'npmrc']);
  });

  test('a link or a folder of such a name is no credential', async () => {
    fs.symlinkSync('/dev/zero', path.join(root, '.npmrc'));
    fs.mkdirSync(path.join(root, '.netrc'));
    expect(await storedPaths(root, {})).toEqual(['.netrc', '.npmrc']);
  });
});
