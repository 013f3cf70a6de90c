/** The pages of an archive as HTML: what people wrote is text, and only what lies beside the pages is loaded. */
import { html } from '../../../base/text.ts';
import { timeText, type Conversation, type Remark } from './conversation.ts';
import { piecesOf, type Piece, type Shelves } from './links.ts';

/** Kinds of files that a browser shows without running anything in them. */
const SHOWN: Readonly<Record<string, 'img' | 'video'>> = {
  '.gif': 'img',
  '.jpg': 'img',
  '.jpeg': 'img',
  '.png': 'img',
  '.webp': 'img',
  '.mp4': 'video',
  '.webm': 'video',
};
/** A link opens these as they are. Others, above all pages and SVG files, are only named: a browser would run them. */
const OPENED = /\.(pdf|txt|log|zip|gz|tgz|csv|json|docx|xlsx|pptx|mov|patch|diff|md)$/i;

export function renderHtml(page: Conversation, shelves: Shelves): string {
  const { kind, number, title, state, author, time, labels, milestone, parent, address, body, remarks } = page;
  const facts = [
    ...(labels.length === 0
      ? []
      : [`Labels: ${labels.map((label) => `<span class="label">${html(label)}</span>`).join(' ')}`]),
    ...(milestone === '' ? [] : [`Milestone: ${html(milestone)}`]),
    ...(parent === '' ? [] : [`Part of ${textHtml(`#${parent}`, shelves)}`]),
    ...(address === '' ? [] : [`At the time at ${html(address)}`]),
  ];
  return htmlPage(
    `${title} #${number}`,
    [
      '<nav><a href="../index.html">All conversations</a></nav>',
      `<h1>${html(title)} <small>#${html(number)}</small></h1>`,
      `<p><span class="state">${html(state)}</span> ${html(`${kind}, opened by ${author}${timeText(time)}`)}</p>`,
      ...facts.map((fact) => `<p>${fact}</p>`),
      bodyHtml(body, page.reactions, shelves),
      ...remarks.map((remark) => remarkHtml(remark, shelves)),
    ].join('\n'),
  );
}

function remarkHtml(it: Remark, shelves: Shelves): string {
  const replies = it.replies.map((reply) => remarkHtml(reply, shelves)).join('\n');
  const head = `<h2>${html(it.author)}${html(it.about)}${html(timeText(it.time))}</h2>`;
  if (it.body === '' && replies === '') return `<section>\n${head}\n</section>`;
  const thread = replies === '' ? '' : `\n<div class="thread">\n${replies}\n</div>`;
  return `<section>\n${head}\n${bodyHtml(it.body, it.reactions, shelves)}${thread}\n</section>`;
}

function bodyHtml(body: string, reactions: readonly string[], shelves: Shelves): string {
  const given = reactions.length === 0 ? '' : `\n<p class="reactions">${html(reactions.join(', '))}</p>`;
  return `<div class="body">${textHtml(body === '' ? '(no text)' : body, shelves)}</div>${given}`;
}

function textHtml(text: string, shelves: Shelves): string {
  return piecesOf(text, shelves).map(pieceHtml).join('');
}

function pieceHtml(piece: Piece): string {
  if (piece.type === 'text') return html(piece.text);
  if (piece.type === 'page') return `<a href="../${html(piece.path)}.html">${html(piece.text)}</a>`;
  const href = `../../github/attachments/${piece.path.split('/').map(encodeURIComponent).join('/')}`;
  const extension = /\.[a-z0-9]{1,5}$/i.exec(piece.path)?.[0].toLowerCase() ?? '';
  const shown = SHOWN[extension];
  if (shown === 'img') return `<a href="${href}"><img src="${href}" alt="${html(piece.text)}" loading="lazy"></a>`;
  if (shown === 'video') return `<video src="${href}" controls preload="none"></video>`;
  if (OPENED.test(piece.path)) return `<a href="${href}">${html(piece.text)}</a>`;
  return `${html(piece.text)} (kept as <code>github/attachments/${html(piece.path)}</code>)`;
}

/** All conversations, newest first. */
export function indexHtml(index: readonly Conversation[]): string {
  const sections = [...Map.groupBy(index, ({ kind }) => kind)].map(([kind, list]) => {
    const lines = list.toReversed().map((it) => {
      const labels = it.labels.map((label) => ` <span class="label">${html(label)}</span>`).join('');
      const facts = html(`${it.state}, ${it.author}${timeText(it.time)}`);
      return `<li><a href="${it.path}.html">#${html(it.number)} ${html(it.title)}</a>${labels} <small>${facts}</small></li>`;
    });
    return `<h2>${html(kind)}s (${list.length.toLocaleString('en')})</h2>\n<ul>\n${lines.join('\n')}\n</ul>`;
  });
  return htmlPage('Conversations', ['<h1>Conversations</h1>', ...sections].join('\n'));
}

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{font:16px/1.5 system-ui,sans-serif;max-width:50em;margin:2em auto;padding:0 1em;overflow-wrap:anywhere}',
  '.body{white-space:pre-wrap;border-left:3px solid #8888;padding-left:1em}',
  '.thread{margin-left:2em}',
  '.label,.state{border:1px solid #888a;border-radius:1em;padding:0 .6em;font-size:.9em}',
  'h2{font-size:1em;margin:1.5em 0 .5em}',
  'h1 small,li small{font-weight:normal;opacity:.75}',
  'img,video{max-width:100%;height:auto;vertical-align:top}',
].join('');

/**
 * `default-src 'none'`: no script, no frame, no request to anywhere. Pictures and videos come from where the page comes from; the
 * origin of a page that is opened from a disk is none, so that its scheme is named.
 */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' file:; media-src 'self' file:";

function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
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
