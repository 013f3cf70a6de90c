/** What is blanked of a URL, and what is not. */
import { createRedactor } from '../../src/report/secrets.ts';
import { passwordInUrl } from '../../src/base/urls.ts';

const { redact } = createRedactor();

test.each([
  'https://me:s3cret@s3.example.com/x',
  'got "https://me:s3cret@s3.example.com", but',
  'https://me:p@s3cret@s3.example.com',
  'https://me:a/s3cret@s3.example.com',
  'https://s3cret@github.com/a/b',
  'ssh://me:s3cret@host/x',
  'HTTPS://:s3cret@host',
  'https:\\\\me:s3cret@host',
  'git+https://x-access-token:s3cret@github.com/a/b.git and more',
  '"https://me:a\\"s3cret@host"',
])('%s', (text) => {
  expect(redact(text)).not.toContain('s3cret');
});

test.each([
  'https://github.com/actions/checkout@v4',
  'http://localhost:9000/bucket@2',
  'ssh://git@github.com/a/b',
  'git@github.com:a/b',
  '{"a":"https://x","b":"y@z"}',
  'mail me@example.com about https://example.com',
])('%s stays', (text) => {
  expect(redact(text)).toBe(text);
});

test('a password with spaces is known by its input', () => {
  expect(passwordInUrl('https://me:my pass/word@host')).toBe('my pass/word');
  expect(passwordInUrl('http://host:9000/a@b')).toBeUndefined();
  expect(passwordInUrl('https://example.com')).toBeUndefined();
});
