import fc from 'fast-check';
import {
  attachmentAt,
  attachmentsIn,
  pathToUrl,
  withoutExtension,
} from '../../../../src/sources/repository/attachments/addresses.ts';

const SERVER = 'https://github.com';
const UUID = '0f3e7a4c-2c1c-4a6e-9c38-1c6c3d7a9b11';
const urls = (text: string, server = SERVER) => attachmentsIn(text, server).map(({ url }) => url);

describe('forms of addresses', () => {
  test.each([
    [`https://github.com/user-attachments/assets/${UUID}`, `github.com/user-attachments/assets/${UUID}`],
    ['https://github.com/user-attachments/files/1234567/log.zip', 'github.com/user-attachments/files/1234567/log.zip'],
    [`https://github.com/acme/shop/assets/1826685/${UUID}`, `github.com/acme/shop/assets/1826685/${UUID}`],
    ['https://github.com/acme/shop.js/files/99/a.b.txt', 'github.com/acme/shop.js/files/99/a.b.txt'],
    [
      `https://user-images.githubusercontent.com/1188925/233-${UUID}.png`,
      `user-images.githubusercontent.com/1188925/233-${UUID}.png`,
    ],
    ['https://cloud.githubusercontent.com/assets/1/2/a.png', 'cloud.githubusercontent.com/assets/1/2/a.png'],
  ])('%s', (url, path) => {
    expect(attachmentsIn(`![it](${url})`, SERVER)).toMatchObject([{ url, path }]);
  });

  test.each([
    ['https://ghe.example.com', `https://ghe.example.com/storage/user/5/files/${UUID}`],
    ['https://ghe.example.com', `https://media.ghe.example.com/user/5/files/${UUID}`],
    ['https://acme.ghe.com', `https://acme.ghe.com/user-attachments/assets/${UUID}`],
    // An issue that was moved from github.com to another server.
    ['https://ghe.example.com', `https://github.com/user-attachments/assets/${UUID}`],
  ])('of %s: %s', (server, url) => {
    expect(urls(`see ${url}?token=secret`, server)).toEqual([url]);
  });

  test('a signed address becomes the one that lasts', () => {
    const signed = `https://private-user-images.githubusercontent.com/12/345-${UUID}.png?jwt=eyJh.x.y`;
    expect(urls(`<img src="${signed}">`)).toEqual([`https://github.com/user-attachments/assets/${UUID}`]);
  });

  test.each([
    `https://evil.example/user-attachments/assets/${UUID}`,
    `https://github.com.evil.example/user-attachments/assets/${UUID}`,
    `https://github.com@evil.example/user-attachments/assets/${UUID}`,
    `https://x:y@github.com/user-attachments/assets/${UUID}`,
    `http://github.com/user-attachments/assets/${UUID}`,
    'https://github.com/user-attachments/assets/not-a-uuid',
    'https://github.com/user-attachments/files/12/a/../../../../settings',
    'https://github.com/acme/shop/blob/main/assets/logo.png',
    `https://private-user-images.evil.example/1/2-${UUID}.png`.replace('private-user-images.evil', 'images.evil'),
    'file:///etc/passwd',
    'https://169.254.169.254/user-attachments/files/1/a',
  ])('none: %s', (url) => {
    expect(urls(`![it](${url})`)).toEqual([]);
  });
});

describe('texts', () => {
  const at = (n: number) => `https://github.com/user-attachments/files/${String(n)}/a.txt`;

  test.each([
    ['in a link', `[log](${at(1)})`, [1]],
    ['with a title', `[log](${at(1)} "the log")`, [1]],
    ['in angle brackets', `<${at(1)}>`, [1]],
    ['bare, at the end of a sentence', `It is at ${at(1)}. Or (${at(2)})?`, [1, 2]],
    ['in HTML', `<video src='${at(1)}'></video><a href="${at(2)}">x</a>`, [1, 2]],
    ['in a reference', `![x][1]\r\n\r\n[1]: ${at(1)}\r\n`, [1]],
    ['in a table', `| a | b |\n|---|---|\n| ${at(1)}| ${at(2)} |`, [1, 2]],
    ['twice', `${at(1)} ${at(1)}`, [1]],
    ['in an indented list', `- a\n    - ![x](${at(1)})`, [1]],
    ['not in a fenced block', `\`\`\`md\n${at(1)}\n\`\`\`\n${at(2)}`, [2]],
    ['not in a block of tildes', `~~~\n\`\`\`\n${at(1)}\n~~~\n${at(2)}`, [2]],
    ['not in a quoted block', `> \`\`\`\n> ${at(1)}\n> \`\`\`\n> ${at(2)}`, [2]],
    ['not in a code span', `\`${at(1)}\` and \`\` x \`${at(2)} \`\` and ${at(3)}`, [3]],
    ['a backtick alone hides nothing', `5\` ${at(1)}`, [1]],
    ['a fence that is never closed hides nothing', `\`\`\`\n${at(1)}`, [1]],
  ])('%s', (_, text, numbers) => {
    expect(urls(text)).toEqual(numbers.map(at));
  });

  test('a megabyte with 500 addresses, and one of backticks, in linear time', () => {
    const many = Array.from({ length: 500 }, (_, n) => `![x](${at(n)})\n${'x `y` '.repeat(340)}`).join('\n');
    expect(urls(many)).toHaveLength(500);
    const hostile = [`${'`'.repeat(500_000)} https://x`, '`a'.repeat(400_000), '('.repeat(1e6), 'https://'.repeat(1e5)];
    for (const text of hostile) expect(urls(`${text} https://`)).toEqual([]);
  });
});

describe('paths', () => {
  const anyName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).map(encodeURIComponent);

  test('are safe below one folder, and lead back to the address', () => {
    fc.assert(
      fc.property(fc.nat(), anyName, (id, name) => {
        const url = `https://github.com/user-attachments/files/${String(id)}/${name}`;
        const address = attachmentAt(url, SERVER);
        if (address === undefined) return;
        expect(address.path).toMatch(/^[\w%~-][\w.%~-]*(\/[\w%~-][\w.%~-]*)*$/);
        if (address.path.includes('~')) return;
        expect(attachmentAt(pathToUrl(address.path, SERVER), SERVER)?.path).toBe(address.path);
      }),
    );
  });

  test('of files without a name lose their extension again', () => {
    expect(withoutExtension(`github.com/user-attachments/assets/${UUID}.png`)).toBe(
      `github.com/user-attachments/assets/${UUID}`,
    );
    expect(withoutExtension('github.com/user-attachments/files/1/a.png')).toBe(
      'github.com/user-attachments/files/1/a.png',
    );
  });
});
