/** The pages of an archive as Markdown. */
import { timeText, type Conversation, type Remark } from './conversation.ts';
import { piecesOf, type Shelves } from './links.ts';

/**
 * Bodies are Markdown already and stay as they were written, but each line is quoted: no comment can pass for a heading
 * or for somebody else's comment. Attached files that lie beside the pages are listed below a body.
 */
export function renderMarkdown(page: Conversation, shelves: Shelves): string {
  const { kind, number, title, state, author, time, labels, milestone, parent, address, body, reactions } = page;
  const facts = [
    `${kind} #${markdown(number)}, ${markdown(state)}, opened by ${markdown(author)}${timeText(time)}`,
    ...(labels.length === 0 ? [] : [`Labels: ${labels.map(markdown).join(', ')}`]),
    ...(milestone === '' ? [] : [`Milestone: ${markdown(milestone)}`]),
    ...(parent === '' ? [] : [`Part of ${pageLink(parent, shelves)}`]),
    ...(address === '' ? [] : [`At the time at ${markdown(address)}`]),
  ];
  const said = page.remarks.map((it) => remarkText(it, '##', shelves));
  return `${[`# ${markdown(title)}`, facts.join('  \n'), bodyText(body, reactions, shelves), ...said].join('\n\n')}\n`;
}

function remarkText(it: Remark, level: string, shelves: Shelves): string {
  const head = `${level} ${markdown(`${it.author}${it.about}`)}${timeText(it.time)}`;
  const replies = it.replies.map((reply) => remarkText(reply, `${level}#`, shelves));
  const isEvent = it.body === '' && it.about.endsWith(' this');
  return [head, ...(isEvent ? [] : [bodyText(it.body, it.reactions, shelves)]), ...replies].join('\n\n');
}

function bodyText(body: string, reactions: readonly string[], shelves: Shelves): string {
  const files = piecesOf(body, shelves).flatMap((piece) => (piece.type === 'file' ? [piece.path] : []));
  const links = [...new Set(files)].map((path) => {
    const href = `../../github/attachments/${path.split('/').map(encodeURIComponent).join('/')}`;
    return `- Attached: [${markdown(path.slice(path.lastIndexOf('/') + 1))}](${href})`;
  });
  return [
    quoted(body),
    ...(links.length === 0 ? [] : [links.join('\n')]),
    ...(reactions.length === 0 ? [] : [markdown(reactions.join(', '))]),
  ].join('\n\n');
}

function pageLink(number: string, { pages }: Shelves): string {
  const path = pages.get(number);
  return path === undefined ? `#${markdown(number)}` : `[#${markdown(number)}](../${path}.md)`;
}

/** All conversations, newest first. */
export function indexMarkdown(index: readonly Conversation[]): string {
  const sections = [...Map.groupBy(index, ({ kind }) => kind)].map(([kind, list]) => {
    const lines = list.toReversed().map((it) => {
      const facts = `${it.state}, ${it.author}${timeText(it.time)}`;
      return `- [#${markdown(it.number)} ${markdown(it.title)}](${it.path}.md) ${markdown(facts)}`;
    });
    return `## ${kind}s (${list.length.toLocaleString('en')})\n\n${lines.join('\n')}`;
  });
  return `${['# Conversations', ...sections].join('\n\n')}\n`;
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
