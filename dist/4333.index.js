export const id = 4333;
export const ids = [4333];
export const modules = {

/***/ 44333:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeArchive: () => (/* binding */ writeArchive)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
;// CONCATENATED MODULE: ./lib/sources/repository/archive/conversation.js
/** Makes a conversation of an issue, pull request or discussion and of what was said about it. */
/** `said`: comments, reviews and comments on lines. `events`: what was done: closed, reopened, renamed, ... */
function conversationOf(kind, path, item, said, events) {
    const remarks = [...threadsOf([...said, ...fieldsIn(item['comments'])]), ...events.flatMap(eventRemark)];
    const milestone = item['milestone'];
    const parent = (item['parent'] ?? item['parent_issue_url']);
    return {
        kind,
        path,
        number: conversation_text(item['number']),
        title: conversation_text(item['title']),
        state: stateOf(item),
        author: login(item),
        time: conversation_text(item['created_at']),
        labels: fieldsIn(item['labels']).map((label) => conversation_text(label['name'])),
        milestone: conversation_text(milestone?.['title']),
        parent: typeof parent === 'string' ? (/\/(\d{1,15})$/.exec(parent)?.[1] ?? '') : conversation_text(parent?.['number']),
        address: conversation_text(item['html_url']),
        body: conversation_text(item['body']),
        reactions: reactionsOf(item),
        remarks: remarks.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)),
    };
}
/** Answers go below what they answer: comments on the same line of a pull request, replies in a discussion. */
function threadsOf(said) {
    const ids = new Set(said.map(({ id }) => conversation_text(id)).filter((id) => id !== ''));
    const answered = (it) => conversation_text(it['in_reply_to_id']);
    const answers = Map.groupBy(said.filter((it) => ids.has(answered(it))), answered);
    return said
        .filter((it) => !ids.has(answered(it)))
        .map((it) => remarkOf(it, [...fieldsIn(it['replies']), ...(answers.get(conversation_text(it['id'])) ?? [])]));
}
function remarkOf(it, replies) {
    const line = conversation_text(it['line'] ?? it['original_line']);
    const place = conversation_text(it['path']) === '' ? '' : ` on ${conversation_text(it['path'])}${line === '' ? '' : `:${line}`}`;
    const verdict = conversation_text(it['state']) === '' ? '' : ` (${conversation_text(it['state']).toLowerCase().replaceAll('_', ' ')})`;
    const answer = it['is_answer'] === true ? ' (the answer)' : '';
    const resolved = it['is_resolved'] === true ? ' (resolved)' : '';
    return {
        author: login(it),
        time: conversation_text(it['submitted_at'] ?? it['created_at']),
        about: `${place}${verdict}${answer}${resolved}`,
        body: conversation_text(it['body']),
        reactions: reactionsOf(it),
        replies: replies.map((reply) => remarkOf(reply, [])).sort((a, b) => (a.time < b.time ? -1 : 1)),
    };
}
/** Events that change what a conversation is. Others are in its JSON files. */
const EVENTS = ['closed', 'reopened', 'merged', 'renamed', 'locked', 'unlocked', 'transferred'];
function eventRemark(event) {
    const name = conversation_text(event['event']);
    if (!EVENTS.includes(name))
        return [];
    const rename = event['rename'];
    const about = rename == null ? '' : ` from "${conversation_text(rename['from'])}" to "${conversation_text(rename['to'])}"`;
    const author = conversation_text(event['actor']?.['login']) || 'ghost';
    const time = conversation_text(event['created_at']);
    return [{ author, time, about: ` ${name} this${about}`, body: '', reactions: [], replies: [] }];
}
function stateOf(item) {
    if (item['merged_at'] !== undefined && item['merged_at'] !== null)
        return 'merged';
    const reason = conversation_text(item['state_reason']).toLowerCase();
    const state = conversation_text(item['state']) || (item['closed'] === true ? 'closed' : 'open');
    return reason === 'not_planned' || reason === 'duplicate' ? `${state} as ${reason.replace('_', ' ')}` : state;
}
function reactionsOf(item) {
    const given = item['reactions'];
    if (typeof given !== 'object' || given === null || Array.isArray(given))
        return [];
    return Object.entries(given).flatMap(([name, count]) => typeof count === 'number' ? [`${name} ${String(count)}`] : []);
}
/** Deleted accounts no longer have a name. */
function login(item) {
    return conversation_text(item['user']?.['login']) || 'ghost';
}
function fieldsIn(value) {
    if (!Array.isArray(value))
        return [];
    return value.filter((it) => typeof it === 'object' && it !== null);
}
function conversation_text(value) {
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
/** `, 2026-01-31 10:00 UTC`; empty if it is no time. */
function timeText(time) {
    return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(time) ? `, ${time.slice(0, 10)} ${time.slice(11, 16)} UTC` : '';
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/sources/repository/attachments/addresses.js
var addresses = __webpack_require__(870);
;// CONCATENATED MODULE: ./lib/sources/repository/archive/links.js
/** Finds in a text what the archive has a page or a file for: `#12`, addresses of issues, attachments. */

const LINK = /https?:\/\/[^\s<>"'`[\]{}\\|^]+|(?<![\w/#&])#\d{1,15}\b/gi;
/** The pieces of a text, in order. Joined, their texts are the text. */
function piecesOf(text, shelves) {
    const pieces = [];
    let from = 0;
    for (const match of text.matchAll(LINK)) {
        const piece = match[0].startsWith('#')
            ? pageOf(match[0].slice(1), match[0], shelves)
            : addressPiece(match[0], shelves);
        if (piece === undefined)
            continue;
        if (match.index > from)
            pieces.push({ type: 'text', text: text.slice(from, match.index) });
        pieces.push(piece);
        from = match.index + piece.text.length;
    }
    if (from < text.length)
        pieces.push({ type: 'text', text: text.slice(from) });
    return pieces;
}
function pageOf(number, text, { pages }) {
    const path = pages.get(number);
    return path === undefined ? undefined : { type: 'page', text, path };
}
function addressPiece(address, shelves) {
    const { repositoryUrl, files } = shelves;
    if (repositoryUrl === '')
        return undefined;
    if (address.toLowerCase().startsWith(`${repositoryUrl.toLowerCase()}/`)) {
        const page = /^\/(?:issues|pull|discussions)\/(\d{1,15})(?![\w/-])/.exec(address.slice(repositoryUrl.length));
        if (page !== null)
            return pageOf(page[1] ?? '', address.slice(0, repositoryUrl.length + page[0].length), shelves);
    }
    const text = address.replace(/[).,;:!?*_~]+$/, '');
    const path = files.get((0,addresses/* attachmentAt */.tE)(text, new URL(repositoryUrl).origin)?.path ?? '');
    return path === undefined ? undefined : { type: 'file', text, path };
}
/** The files by the path that their addresses give. */
function filesByAddress(paths) {
    return new Map(paths.map((path) => [(0,addresses/* withoutExtension */.wj)(path), path]));
}

;// CONCATENATED MODULE: ./lib/sources/repository/archive/html.js
/** The pages of an archive as HTML: what people wrote is text, and only what lies beside the pages is loaded. */



/** Kinds of files that a browser shows without running anything in them. */
const SHOWN = {
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
function renderHtml(page, shelves) {
    const { kind, number, title, state, author, time, labels, milestone, parent, address, body, remarks } = page;
    const facts = [
        ...(labels.length === 0
            ? []
            : [`Labels: ${labels.map((label) => `<span class="label">${(0,base_text/* html */.qy)(label)}</span>`).join(' ')}`]),
        ...(milestone === '' ? [] : [`Milestone: ${(0,base_text/* html */.qy)(milestone)}`]),
        ...(parent === '' ? [] : [`Part of ${textHtml(`#${parent}`, shelves)}`]),
        ...(address === '' ? [] : [`At the time at ${(0,base_text/* html */.qy)(address)}`]),
    ];
    return htmlPage(`${title} #${number}`, [
        '<nav><a href="../index.html">All conversations</a></nav>',
        `<h1>${(0,base_text/* html */.qy)(title)} <small>#${(0,base_text/* html */.qy)(number)}</small></h1>`,
        `<p><span class="state">${(0,base_text/* html */.qy)(state)}</span> ${(0,base_text/* html */.qy)(`${kind}, opened by ${author}${timeText(time)}`)}</p>`,
        ...facts.map((fact) => `<p>${fact}</p>`),
        bodyHtml(body, page.reactions, shelves),
        ...remarks.map((remark) => remarkHtml(remark, shelves)),
    ].join('\n'));
}
function remarkHtml(it, shelves) {
    const replies = it.replies.map((reply) => remarkHtml(reply, shelves)).join('\n');
    const head = `<h2>${(0,base_text/* html */.qy)(it.author)}${(0,base_text/* html */.qy)(it.about)}${(0,base_text/* html */.qy)(timeText(it.time))}</h2>`;
    if (it.body === '' && replies === '')
        return `<section>\n${head}\n</section>`;
    const thread = replies === '' ? '' : `\n<div class="thread">\n${replies}\n</div>`;
    return `<section>\n${head}\n${bodyHtml(it.body, it.reactions, shelves)}${thread}\n</section>`;
}
function bodyHtml(body, reactions, shelves) {
    const given = reactions.length === 0 ? '' : `\n<p class="reactions">${(0,base_text/* html */.qy)(reactions.join(', '))}</p>`;
    return `<div class="body">${textHtml(body === '' ? '(no text)' : body, shelves)}</div>${given}`;
}
function textHtml(text, shelves) {
    return piecesOf(text, shelves).map(pieceHtml).join('');
}
function pieceHtml(piece) {
    if (piece.type === 'text')
        return (0,base_text/* html */.qy)(piece.text);
    if (piece.type === 'page')
        return `<a href="../${(0,base_text/* html */.qy)(piece.path)}.html">${(0,base_text/* html */.qy)(piece.text)}</a>`;
    const href = `../../github/attachments/${piece.path.split('/').map(encodeURIComponent).join('/')}`;
    const extension = /\.[a-z0-9]{1,5}$/i.exec(piece.path)?.[0].toLowerCase() ?? '';
    const shown = SHOWN[extension];
    if (shown === 'img')
        return `<a href="${href}"><img src="${href}" alt="${(0,base_text/* html */.qy)(piece.text)}" loading="lazy"></a>`;
    if (shown === 'video')
        return `<video src="${href}" controls preload="none"></video>`;
    if (OPENED.test(piece.path))
        return `<a href="${href}">${(0,base_text/* html */.qy)(piece.text)}</a>`;
    return `${(0,base_text/* html */.qy)(piece.text)} (kept as <code>github/attachments/${(0,base_text/* html */.qy)(piece.path)}</code>)`;
}
/** All conversations, newest first. */
function indexHtml(index) {
    const sections = [...Map.groupBy(index, ({ kind }) => kind)].map(([kind, list]) => {
        const lines = list.toReversed().map((it) => {
            const labels = it.labels.map((label) => ` <span class="label">${(0,base_text/* html */.qy)(label)}</span>`).join('');
            const facts = (0,base_text/* html */.qy)(`${it.state}, ${it.author}${timeText(it.time)}`);
            return `<li><a href="${it.path}.html">#${(0,base_text/* html */.qy)(it.number)} ${(0,base_text/* html */.qy)(it.title)}</a>${labels} <small>${facts}</small></li>`;
        });
        return `<h2>${(0,base_text/* html */.qy)(kind)}s (${list.length.toLocaleString('en')})</h2>\n<ul>\n${lines.join('\n')}\n</ul>`;
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
function htmlPage(title, body) {
    return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width">
<title>${(0,base_text/* html */.qy)(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

;// CONCATENATED MODULE: ./lib/sources/repository/archive/markdown.js
/** The pages of an archive as Markdown. */


/**
 * Bodies are Markdown already and stay as they were written, but each line is quoted: no comment can pass for a heading
 * or for somebody else's comment. Attached files that lie beside the pages are listed below a body.
 */
function renderMarkdown(page, shelves) {
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
function remarkText(it, level, shelves) {
    const head = `${level} ${markdown(`${it.author}${it.about}`)}${timeText(it.time)}`;
    const replies = it.replies.map((reply) => remarkText(reply, `${level}#`, shelves));
    const isEvent = it.body === '' && it.about.endsWith(' this');
    return [head, ...(isEvent ? [] : [bodyText(it.body, it.reactions, shelves)]), ...replies].join('\n\n');
}
function bodyText(body, reactions, shelves) {
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
function pageLink(number, { pages }) {
    const path = pages.get(number);
    return path === undefined ? `#${markdown(number)}` : `[#${markdown(number)}](../${path}.md)`;
}
/** All conversations, newest first. */
function indexMarkdown(index) {
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
function markdown(text) {
    return text
        .replace(/\s+/g, ' ')
        .replace(/[\\`*_{}[\]#!|~$]/g, '\\$&')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;');
}
function quoted(body) {
    if (body.trim() === '')
        return '> (no text)';
    return body
        .split(/\r\n|\r|\n/)
        .map((line) => (line === '' ? '>' : `> ${line}`))
        .join('\n');
}

;// CONCATENATED MODULE: ./lib/sources/repository/archive/archive.js
/** Writes a readable archive of issues, pull requests and discussions. */







/** The folder of a kind of conversation, and the folders of what was said in it. */
const FOLDERS = [
    { folder: 'issues', kind: 'Issue', said: ['issue-comments'] },
    { folder: 'pulls', kind: 'Pull request', said: ['issue-comments', 'reviews', 'review-comments'] },
    { folder: 'discussions', kind: 'Discussion', said: [] },
];
/** Names of items: `000123.json`, `000123-000000004567.json`; nothing else is read or becomes a path. */
const ITEM = /^\d{1,15}(-\d{1,15})?\.json$/;
/**
 * Writes conversations as readable pages: `<target>/index.md`, `index.html`, `issues/000123.md` and so on, from the
 * restored JSON files in `metadataDir` (the folder `github` of a snapshot, which has to end up beside `target`). Returns the number
 * of conversations. A file that is not JSON is skipped, since restored files may have been edited; its name is in `skipped`.
 */
async function writeArchive(metadataDir, target) {
    const index = [];
    const skipped = [];
    const shelves = await shelvesIn(metadataDir);
    const events = await byConversation(metadataDir, 'issue-events');
    for (const { folder, kind, said } of FOLDERS) {
        const names = await itemsIn((0,external_node_path_.join)(metadataDir, folder));
        if (names.length === 0)
            continue;
        await (0,promises_.mkdir)((0,external_node_path_.join)(target, folder), { recursive: true });
        const remarks = await Promise.all(said.map((name) => byConversation(metadataDir, name)));
        for (const name of names) {
            const item = await readJson(metadataDir, `${folder}/${name}`, skipped);
            if (item === undefined)
                continue;
            const number = numberIn(name);
            const read = (found) => readAll(metadataDir, found.flatMap((files) => files.get(number) ?? []), skipped);
            const path = `${folder}/${number}`;
            const happened = folder === 'discussions' ? [] : await read([events]);
            const page = conversationOf(kind, path, item, await read(remarks), happened);
            await (0,promises_.writeFile)((0,external_node_path_.join)(target, `${path}.md`), renderMarkdown(page, shelves));
            await (0,promises_.writeFile)((0,external_node_path_.join)(target, `${path}.html`), renderHtml(page, shelves));
            index.push({ ...page, body: '', remarks: [] });
        }
    }
    await (0,promises_.mkdir)(target, { recursive: true });
    await (0,promises_.writeFile)((0,external_node_path_.join)(target, 'index.md'), indexMarkdown(index));
    await (0,promises_.writeFile)((0,external_node_path_.join)(target, 'index.html'), indexHtml(index));
    return { conversations: index.length, skipped };
}
/** What texts may link to. */
async function shelvesIn(metadataDir) {
    const pages = new Map();
    for (const { folder } of FOLDERS) {
        for (const name of await itemsIn((0,external_node_path_.join)(metadataDir, folder))) {
            pages.set(String(Number(numberIn(name))), `${folder}/${numberIn(name)}`);
        }
    }
    const files = await namesIn((0,external_node_path_.join)(metadataDir, 'attachments'), true);
    const repository = await readJson(metadataDir, 'repository/repository.json', []);
    const address = repository?.['html_url'];
    const isAddress = typeof address === 'string' && URL.canParse(address);
    return { pages, files: filesByAddress(files), repositoryUrl: isAddress ? address : '' };
}
/** `000123.json`, `000123-000000004567.json` -> `000123` */
function numberIn(name) {
    return /^\d+/.exec(name)?.[0] ?? '';
}
async function itemsIn(dir) {
    return (await namesIn(dir, false)).filter((name) => ITEM.test(name));
}
async function namesIn(dir, recursive) {
    try {
        return (await (0,promises_.readdir)(dir, { recursive })).map((name) => name.replaceAll('\\', '/')).sort();
    }
    catch (error) {
        if ((0,platform/* systemErrorCode */.vq)(error) === 'ENOENT')
            return [];
        throw error;
    }
}
/** Files of one kind by the number of the conversation that they belong to. */
async function byConversation(metadataDir, folder) {
    return Map.groupBy((await itemsIn((0,external_node_path_.join)(metadataDir, folder))).map((name) => `${folder}/${name}`), (path) => numberIn(path.slice(folder.length + 1)));
}
async function readAll(dir, names, skipped) {
    const found = [];
    for (const name of names) {
        const fields = await readJson(dir, name, skipped);
        if (fields !== undefined)
            found.push(fields);
    }
    return found;
}
async function readJson(dir, name, skipped) {
    try {
        const value = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(dir, name), 'utf8'));
        if (typeof value === 'object' && value !== null)
            return value;
    }
    catch (error) {
        if ((0,platform/* systemErrorCode */.vq)(error) === 'ENOENT')
            return undefined;
        if (!(error instanceof SyntaxError))
            throw error;
    }
    skipped.push(name);
    return undefined;
}


/***/ }),

/***/ 870:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MD: () => (/* binding */ pathToUrl),
/* harmony export */   Of: () => (/* binding */ attachmentsIn),
/* harmony export */   tE: () => (/* binding */ attachmentAt),
/* harmony export */   wj: () => (/* binding */ withoutExtension)
/* harmony export */ });
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(70478);
/** Finds the addresses of attachments in texts that people wrote. */

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const NAME = '[^/]{1,255}';
const isServer = (host, server) => host === server || host === 'github.com';
/** The forms of addresses that GitHub gives, and gave in the past, to files that are put into a text. */
const FORMS = [
    { host: isServer, path: new RegExp(`^/user-attachments/assets/(?<bare>${UUID})$`) },
    { host: isServer, path: new RegExp(`^/user-attachments/files/(?<token>\\d{1,15}/${NAME})$`) },
    { host: isServer, path: new RegExp(`^/[\\w.-]{1,100}/[\\w.-]{1,100}/assets/\\d{1,15}/(?<bare>${UUID})$`) },
    { host: isServer, path: new RegExp(`^/[\\w.-]{1,100}/[\\w.-]{1,100}/files/(?<token>\\d{1,15}/${NAME})$`) },
    // GitHub Enterprise Server, without and with subdomain isolation.
    { host: (host, server) => host === server, path: new RegExp(`^/storage/user/\\d{1,15}/files/(?<bare>${UUID})$`) },
    { host: (host, server) => host === `media.${server}`, path: new RegExp(`^/user/\\d{1,15}/files/(?<bare>${UUID})$`) },
    // From before 2023, readable for everybody.
    { host: (host) => host === 'user-images.githubusercontent.com', path: new RegExp(`^/\\d{1,15}/(?<token>${NAME})$`) },
    {
        host: (host) => host === 'cloud.githubusercontent.com',
        path: new RegExp(`^/assets/\\d{1,15}/\\d{1,15}/(?<token>${NAME})$`),
    },
];
/** A signed address that somebody pasted. It has expired; the UUID in it is that of the attachment. */
const SIGNED = new RegExp(`^/\\d{1,15}/\\d{1,15}-(${UUID})(\\.\\w{1,10})?$`);
/** Longer texts cannot be written at GitHub. */
const TEXT_MAX_CHARS = 1_048_576;
/**
 * The attachments that a text names, each once, in the order of the text. Source code in it is left out: what looks like an
 * address there is an example. `serverUrl`: `https://github.com` or another server.
 */
function attachmentsIn(text, serverUrl) {
    const found = new Map();
    if (!text.includes('://'))
        return [];
    for (const [match] of withoutCode(text.slice(0, TEXT_MAX_CHARS)).matchAll(/https?:\/\/[^\s<>"'`[\]{}\\|^]+/gi)) {
        const address = attachmentAt(withoutPunctuation(match), serverUrl);
        if (address !== undefined)
            found.set(address.url, address);
    }
    return [...found.values()];
}
/** undefined if it is not the address of an attachment of this server or of github.com. */
function attachmentAt(text, serverUrl) {
    if (!URL.canParse(text))
        return undefined;
    const server = new URL(serverUrl);
    const { protocol, username, password, host, pathname } = new URL(text);
    if (username !== '' || password !== '')
        return undefined;
    // Plain http is for servers of tests alone: their own address has it.
    if (protocol !== 'https:' && !(host === server.host && protocol === server.protocol))
        return undefined;
    const uuid = SIGNED.exec(pathname.toLowerCase())?.[1];
    if (uuid !== undefined && /^private-user-images\./.test(host)) {
        return attachmentAt(`${new URL(serverUrl).origin}/user-attachments/assets/${uuid}`, serverUrl);
    }
    for (const form of FORMS) {
        if (!form.host(host, server.host))
            continue;
        const groups = (form.path.exec(pathname) ?? form.path.exec(pathname.toLowerCase()))?.groups;
        if (groups === undefined)
            continue;
        const { bare, token = bare } = groups;
        const path = bare === undefined ? pathname : `${pathname.slice(0, -bare.length)}${bare}`;
        return {
            url: `${protocol}//${host}${path}`,
            path: [host, ...path.slice(1).split('/').map(decoded)].map(_entries_js__WEBPACK_IMPORTED_MODULE_0__/* .safeName */ .jC).join('/'),
            isBare: bare !== undefined,
            token: token ?? '',
        };
    }
    return undefined;
}
/** The address that gave a path: `safeName` escapes as addresses do. For files that were stored and lost. */
function pathToUrl(path, serverUrl) {
    const server = new URL(serverUrl);
    const [host = '', ...segments] = withoutExtension(path).split('/');
    const name = host.replaceAll('%3A', ':');
    return `${name === server.host ? server.protocol : 'https:'}//${name}/${segments.join('/')}`;
}
/** Files that GitHub names by a UUID alone are stored with an extension. */
function withoutExtension(path) {
    return path.replace(new RegExp(`(/${UUID})\\.\\w{1,5}$`), '$1');
}
function decoded(segment) {
    try {
        return decodeURIComponent(segment);
    }
    catch {
        return segment;
    }
}
/** Without fenced blocks and code spans. Blocks that are only indented stay, since lists indent their text too. */
function withoutCode(text) {
    const kept = [];
    let fence;
    for (const line of text.split(/\r\n|\r|\n/)) {
        const mark = /^[ >]{0,20}(`{3,}|~{3,})(.*)$/.exec(line);
        const [, ticks = '', rest = ''] = mark ?? [];
        if (fence !== undefined) {
            if (ticks.startsWith(fence) && rest.trim() === '')
                fence = undefined;
        }
        else if (mark !== null && !(ticks.startsWith('`') && rest.includes('`'))) {
            fence = ticks;
        }
        else {
            kept.push(line);
        }
    }
    // A fence that is never closed would hide what follows: such a text is read whole.
    return withoutSpans(fence === undefined ? kept.join('\n') : text);
}
/** A span ends at the next run of as many backticks as it began with. */
function withoutSpans(text) {
    const runs = [...text.matchAll(/`+/g)];
    const endOf = new Map();
    const next = new Map();
    for (const { 0: run, index } of runs.toReversed()) {
        const end = next.get(run.length);
        if (end !== undefined)
            endOf.set(index, end + run.length);
        next.set(run.length, index);
    }
    let kept = '';
    let from = 0;
    for (const { index } of runs) {
        const end = endOf.get(index);
        if (index < from || end === undefined)
            continue;
        kept += text.slice(from, index);
        from = end;
    }
    return kept + text.slice(from);
}
/** Text goes on right after an address: `(see https://...)`, `https://....`. */
function withoutPunctuation(address) {
    let depth = 0;
    for (let at = 0; at < address.length; at++) {
        if (address[at] === '(')
            depth++;
        if (address[at] === ')' && --depth < 0)
            return withoutPunctuation(address.slice(0, at));
    }
    return address.replace(/[.,;:!?*_~]+$/, '');
}


/***/ })

};
