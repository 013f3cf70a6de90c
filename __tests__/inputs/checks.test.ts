import * as is from '../../src/inputs/checks.ts';

const cases: Record<string, { check: (text: string) => string | undefined; good: string[]; bad: string[] }> = {
  bucketName: {
    check: is.bucketName,
    good: ['abc', 'acme-backups', 'my.bucket.name', '0-9', 'a'.repeat(63)],
    bad: [
      'ab',
      'a'.repeat(64),
      'Upper',
      'under_score',
      '-abc',
      'abc-',
      '.abc',
      'a..b',
      '192.168.0.1',
      'xn--abc',
      'sthree-abc',
      'abc-s3alias',
      'abc--x-s3',
      's3://abc',
      'arn:aws:s3:us-east-1:111122223333:accesspoint/x',
      'a/b',
      'a\nb',
    ],
  },
  prefix: {
    check: is.prefix,
    good: ['a', 'a/b/c', 'holdfast_1.0/x-y', '...'],
    bad: ['/a', 'a/', 'a//b', '.', 'a/../b', 'ä', 'a b', '/', 'a'.repeat(600), 'a/$(id)'],
  },
  seriesName: {
    check: is.seriesName,
    good: ['a', 'acme/shop/files', 'a'.repeat(200)],
    bad: ['', '/', 'a/', '..', 'a/./b', 'a@b', 'a'.repeat(201), 'a\n'],
  },
  label: { check: is.label, good: ['v1.0', 'a/b', '-'], bad: ['', 'a b', 'a:b', 'a~1', 'a'.repeat(101)] },
  fileName: { check: is.fileName, good: ['.gitignore'], bad: ['a/b', '..', '.', 'a\\b'] },
  region: {
    check: is.region,
    good: ['us-east-1', 'us-gov-west-1', 'default', 'x'],
    bad: ['US', 'a/b', '-a', 'a-', ''],
  },
  roleArn: {
    check: is.roleArn,
    good: [
      'arn:aws:iam::111122223333:role/backup',
      'arn:aws-us-gov:iam::111122223333:role/path/to/backup',
      'arn:aws-cn:iam::111122223333:role/b',
      'arn:aws:iam:::role/x',
    ],
    bad: [
      'backup',
      'arn:aws:iam::111122223333:user/x',
      'arn:aws:iam::111122223333:role/',
      'arn:aws:s3:::b',
      'arn:aws:iam::1:role/a b',
    ],
  },
  roleSessionName: {
    check: is.roleSessionName,
    good: ['ab', 'a=b,c.d@e-f_g+h'],
    bad: ['a', 'a b', 'a'.repeat(65), 'a/b'],
  },
  accountId: { check: is.accountId, good: ['000000000000'], bad: ['1', '1111222233334', '11112222333a'] },
  kmsKey: {
    check: is.kmsKey,
    good: [
      '1234abcd-12ab-34cd-56ef-1234567890ab',
      'alias/x',
      'arn:aws:kms:us-east-1:111122223333:key/mrk-1',
      'arn:aws:kms:us-east-1:111122223333:alias/x',
    ],
    bad: ['a b', 'arn:aws:iam::1:role/x', ''],
  },
  httpUrl: {
    check: is.httpUrl,
    good: ['https://s3.example.com', 'http://127.0.0.1:9000', 'https://example.com/path'],
    bad: ['s3.example.com', 'ftp://x', 'https://a@b', 'https://x/?a=b', 'https://x/#a', 'javascript:alert(1)', ''],
  },
  repository: {
    check: is.repository,
    good: ['acme/shop', 'https://example.com/x.git', '/srv/x.git', './x'],
    bad: ['--upload-pack=x', 'https://user:pass@example.com/x.git', 'https://token@example.com/x'],
  },
};

test.each([
  ['acme-backups.s3.amazonaws.com', 'it is the host name of a bucket: give acme-backups as bucket'],
  ['my.data.s3.eu-central-1.amazonaws.com', 'it is the host name of a bucket: give my.data as bucket'],
  ['acme.s3-us-west-2.amazonaws.com', 'it is the host name of a bucket: give acme as bucket'],
  [
    'https://acme.s3.cn-north-1.amazonaws.com.cn/a/b',
    'it is the host name of a bucket: give acme as bucket, and a/b as prefix',
  ],
  ['https://s3.eu-west-1.amazonaws.com/acme/a/', 'it is a URL: give acme as bucket, and a as prefix'],
  ['s3://acme', 'it is a URL: give acme as bucket'],
  ['s3://acme/team/x/', 'it is a URL: give acme as bucket, and team/x as prefix'],
  ['arn:aws:s3:::acme', 'it is an ARN: give acme as bucket'],
  ['arn:aws-us-gov:s3:::acme/x', 'it is an ARN: give acme as bucket, and x as prefix'],
  ['https://minio.example.com:9000/acme', 'it is a URL: give the name of the bucket, and the server as endpoint-url'],
])('another name of a bucket: %s', (text, wrong) => expect(is.bucketName(text)).toBe(wrong));

test.each(['localhost:9000', 's3.example.com', 'minio:9000/x'])('an endpoint without a scheme: %s', (text) =>
  expect(is.httpUrl(text)).toBe(`it has no https:// before it (or http://): https://${text}`),
);

describe.each(Object.entries(cases))('%s', (_, { check, good, bad }) => {
  test.each(good)('%j is accepted', (text) => expect(check(text)).toBeUndefined());
  test.each(bad)('%j is refused', (text) => expect(check(text)).toEqual(expect.any(String)));
});
