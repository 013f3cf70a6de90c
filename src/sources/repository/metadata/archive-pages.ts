/** An issue, pull request or discussion as a page shows it. All texts are as people wrote them: untrusted. */
export interface Conversation {
  readonly kind: string;
  /** Path of the page without its extension: `issues/000123`. */
  readonly path: string;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly author: string;
  /** ISO 8601, or empty. */
  readonly time: string;
  readonly labels: readonly string[];
  readonly address: string;
  readonly body: string;
  readonly remarks: readonly Remark[];
}

export interface Remark {
  readonly author: string;
  readonly time: string;
  /** Where the remark was made and as what: ` on src/a.ts:12`, ` (approved)`. */
  readonly about: string;
  readonly body: string;
}

/**
 * Bodies are Markdown already and stay as they were written, but each line is quoted: no comment can pass for a heading
 * or for somebody else's comment.
 */
export function renderMarkdown(page: Conversation): string {
  const { kind, number, title, state, author, time, labels, address, body, remarks } = page;
  const facts = [
    `${kind} #${markdown(number)}, ${markdown(state)}, opened by ${markdown(author)}${timed(time)}`,
    ...(labels.length === 0 ? [] : [`Labels: ${labels.map(markdown).join(', ')}`]),
    ...(address === '' ? [] : [`At the time at ${markdown(address)}`]),
  ];
  const said = remarks.map((it) => `## ${markdown(`${it.author}${it.about}`)}${timed(it.time)}\n\n${quoted(it.body)}`);
  return `${[`# ${markdown(title)}`, facts.join('  \n'), quoted(body), ...said].join('\n\n')}\n`;
}

/** The same page as HTML: text only, nothing is interpreted or loaded. */
export function renderHtml(page: Conversation): string {
  const { kind, number, title, state, author, time, labels, address, body, remarks } = page;
  const said = remarks.map(
    (it) => `<h2>${html(it.author)}${html(it.about)}${html(timed(it.time))}</h2>\n<pre>${html(it.body)}</pre>`,
  );
  return htmlPage(
    title,
    [
      `<h1>${html(title)}</h1>`,
      `<p>${html(`${kind} #${number}, ${state}, opened by ${author}${timed(time)}`)}</p>`,
      ...(labels.length === 0 ? [] : [`<p>Labels: ${labels.map(html).join(', ')}</p>`]),
      ...(address === '' ? [] : [`<p>At the time at ${html(address)}</p>`]),
      `<pre>${html(body)}</pre>`,
      ...said,
      '<p><a href="../index.html">All conversations</a></p>',
    ].join('\n'),
  );
}

/** `index.md` and `index.html`: all conversations, newest first. */
export function indexPages(index: readonly Conversation[]): Readonly<Record<string, string>> {
  const sections = [...Map.groupBy(index, ({ kind }) => kind)].map(([kind, list]) => ({
    title: `${kind}s (${list.length.toLocaleString('en')})`,
    list: [...list].reverse(),
  }));
  const facts = ({ state, author, time }: Conversation) => `${state}, ${author}${timed(time)}`;
  const asMarkdown = sections.map(({ title, list }) => {
    const lines = list.map(
      (it) => `- [#${markdown(it.number)} ${markdown(it.title)}](${it.path}.md) ${markdown(facts(it))}`,
    );
    return `## ${title}\n\n${lines.join('\n')}`;
  });
  const asHtml = sections.map(({ title, list }) => {
    const lines = list.map(
      (it) => `<li><a href="${it.path}.html">#${html(it.number)} ${html(it.title)}</a> ${html(facts(it))}</li>`,
    );
    return `<h2>${title}</h2>\n<ul>\n${lines.join('\n')}\n</ul>`;
  });
  return {
    'index.md': `${['# Conversations', ...asMarkdown].join('\n\n')}\n`,
    'index.html': htmlPage('Conversations', ['<h1>Conversations</h1>', ...asHtml].join('\n')),
  };
}

const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border-left:3px solid #ccc;padding-left:1em}h2{font-size:1em}';

function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${html(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

function timed(time: string): string {
  return /^\d{4}-\d{2}-\d{2}T/.test(time) ? `, ${time.slice(0, 10)} ${time.slice(11, 16)} UTC` : '';
}

/**
 * Escapes plain text for use within a line of Markdown. It never stands at the start of the line, so markers of lists
 * and the like need no escape.
 */
function markdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]#!|~$]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

function quoted(body: string): string {
  if (body.trim() === '') return '> (no text)';
  return body
    .split(/\r\n|\r|\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
