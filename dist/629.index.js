export const id = 629;
export const ids = [629];
export const modules = {

/***/ 81629:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  KIND_NAMES: () => (/* reexport */ KIND_NAMES),
  NOT_RECREATED: () => (/* reexport */ NOT_RECREATED),
  RECREATED_KINDS: () => (/* reexport */ RECREATED_KINDS),
  createMetadataPart: () => (/* reexport */ createMetadataPart),
  prepareRecreation: () => (/* reexport */ prepareRecreation),
  writeArchive: () => (/* reexport */ writeArchive)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/archive-pages.js
/**
 * Bodies are Markdown already and stay as they were written, but each line is quoted: no comment can pass for a heading
 * or for somebody else's comment.
 */
function renderMarkdown(page) {
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
function renderHtml(page) {
    const { kind, number, title, state, author, time, labels, address, body, remarks } = page;
    const said = remarks.map((it) => `<h2>${html(it.author)}${html(it.about)}${html(timed(it.time))}</h2>\n<pre>${html(it.body)}</pre>`);
    return htmlPage(title, [
        `<h1>${html(title)}</h1>`,
        `<p>${html(`${kind} #${number}, ${state}, opened by ${author}${timed(time)}`)}</p>`,
        ...(labels.length === 0 ? [] : [`<p>Labels: ${labels.map(html).join(', ')}</p>`]),
        ...(address === '' ? [] : [`<p>At the time at ${html(address)}</p>`]),
        `<pre>${html(body)}</pre>`,
        ...said,
        '<p><a href="../index.html">All conversations</a></p>',
    ].join('\n'));
}
/** `index.md` and `index.html`: all conversations, newest first. */
function indexPages(index) {
    const sections = [...Map.groupBy(index, ({ kind }) => kind)].map(([kind, list]) => ({
        title: `${kind}s (${list.length.toLocaleString('en')})`,
        list: [...list].reverse(),
    }));
    const facts = ({ state, author, time }) => `${state}, ${author}${timed(time)}`;
    const asMarkdown = sections.map(({ title, list }) => {
        const lines = list.map((it) => `- [#${markdown(it.number)} ${markdown(it.title)}](${it.path}.md) ${markdown(facts(it))}`);
        return `## ${title}\n\n${lines.join('\n')}`;
    });
    const asHtml = sections.map(({ title, list }) => {
        const lines = list.map((it) => `<li><a href="${it.path}.html">#${html(it.number)} ${html(it.title)}</a> ${html(facts(it))}</li>`);
        return `<h2>${title}</h2>\n<ul>\n${lines.join('\n')}\n</ul>`;
    });
    return {
        'index.md': `${['# Conversations', ...asMarkdown].join('\n\n')}\n`,
        'index.html': htmlPage('Conversations', ['<h1>Conversations</h1>', ...asHtml].join('\n')),
    };
}
const STYLE = 'body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}pre{white-space:pre-wrap;overflow-wrap:anywhere;font:inherit;border-left:3px solid #ccc;padding-left:1em}h2{font-size:1em}';
function htmlPage(title, body) {
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
function timed(time) {
    return /^\d{4}-\d{2}-\d{2}T/.test(time) ? `, ${time.slice(0, 10)} ${time.slice(11, 16)} UTC` : '';
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
function html(text) {
    return text
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;')
        .replaceAll("'", '&#39;');
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/archive.js
/** Writes a readable archive of issues, pull requests and discussions. */




/** The folder of a kind of conversation, and the folders of its comments. */
const SHELVES = [
    { folder: 'issues', kind: 'Issue', remarks: ['issue-comments'] },
    { folder: 'pulls', kind: 'Pull request', remarks: ['issue-comments', 'reviews', 'review-comments'] },
    { folder: 'discussions', kind: 'Discussion', remarks: [] },
];
/**
 * Writes conversations as readable pages: `<target>/index.md`, `index.html`, `issues/000123.md` and so on, from the
 * restored JSON files in `metadataDir` (the folder `github` of a snapshot). Returns the number of conversations. A file
 * that is not JSON is skipped, since restored files may have been edited; its name is in `skipped`.
 */
async function writeArchive(metadataDir, target) {
    const index = [];
    const skipped = [];
    for (const { folder, kind, remarks } of SHELVES) {
        const names = await namesIn((0,external_node_path_.join)(metadataDir, folder));
        if (names.length === 0)
            continue;
        await (0,promises_.mkdir)((0,external_node_path_.join)(target, folder), { recursive: true });
        const said = await Promise.all(remarks.map((name) => byConversation(metadataDir, name)));
        for (const name of names) {
            const item = await readJson((0,external_node_path_.join)(metadataDir, folder), name, skipped);
            if (item === undefined)
                continue;
            const number = name.slice(0, -'.json'.length);
            const files = said.flatMap((shelf) => shelf.get(number) ?? []);
            const found = [];
            for (const file of files) {
                const remark = await readJson(metadataDir, file, skipped);
                if (remark !== undefined)
                    found.push(remark);
            }
            const page = conversation(kind, `${folder}/${number}`, item, found);
            await (0,promises_.writeFile)((0,external_node_path_.join)(target, `${page.path}.md`), renderMarkdown(page));
            await (0,promises_.writeFile)((0,external_node_path_.join)(target, `${page.path}.html`), renderHtml(page));
            index.push({ ...page, body: '', remarks: [] });
        }
    }
    await (0,promises_.mkdir)(target, { recursive: true });
    for (const [name, content] of Object.entries(indexPages(index)))
        await (0,promises_.writeFile)((0,external_node_path_.join)(target, name), content);
    return { conversations: index.length, skipped };
}
/** Names of items: `000123.json`, `000123-000000004567.json`; nothing else is read or becomes a path. */
async function namesIn(dir) {
    try {
        return (await (0,promises_.readdir)(dir)).filter((name) => /^\d{1,15}(-\d{1,15})?\.json$/.test(name)).sort();
    }
    catch (error) {
        if ((0,platform/* systemErrorCode */.vq)(error) === 'ENOENT')
            return [];
        throw error;
    }
}
/** Files of one kind by the number of the conversation that they belong to. */
async function byConversation(metadataDir, folder) {
    const names = await namesIn((0,external_node_path_.join)(metadataDir, folder));
    return Map.groupBy(names.map((name) => `${folder}/${name}`), (path) => path.slice(folder.length + 1, path.indexOf('-', folder.length)));
}
async function readJson(dir, name, skipped) {
    try {
        const value = JSON.parse(await (0,promises_.readFile)((0,external_node_path_.join)(dir, name), 'utf8'));
        if (typeof value === 'object' && value !== null)
            return value;
    }
    catch (error) {
        if (!(error instanceof SyntaxError))
            throw error;
    }
    skipped.push(name);
    return undefined;
}
function conversation(kind, path, item, said) {
    const remarks = [...said, ...fieldsIn(item['comments'])].flatMap((it) => [it, ...fieldsIn(it['replies'])]);
    return {
        kind,
        path,
        number: archive_text(item['number']),
        title: archive_text(item['title']),
        state: itemStateText(item),
        author: login(item),
        time: archive_text(item['created_at']),
        labels: fieldsIn(item['labels']).map((label) => archive_text(label['name'])),
        address: archive_text(item['html_url']),
        body: archive_text(item['body']),
        remarks: remarks.map(remarkOf).sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)),
    };
}
function itemStateText(item) {
    if (item['merged_at'] !== undefined && item['merged_at'] !== null)
        return 'merged';
    return archive_text(item['state']) || (item['closed'] === true ? 'closed' : 'open');
}
function remarkOf(it) {
    const line = archive_text(it['line'] ?? it['original_line']);
    const place = archive_text(it['path']) === '' ? '' : ` on ${archive_text(it['path'])}${line === '' ? '' : `:${line}`}`;
    const verdict = archive_text(it['state']) === '' ? '' : ` (${archive_text(it['state']).toLowerCase().replaceAll('_', ' ')})`;
    const answer = it['is_answer'] === true ? ' (the answer)' : '';
    return {
        author: login(it),
        time: archive_text(it['submitted_at'] ?? it['created_at']),
        about: `${place}${verdict}${answer}`,
        body: archive_text(it['body']),
    };
}
/** Deleted accounts no longer have a name. */
function login(item) {
    return archive_text(item['user']?.['login']) || 'ghost';
}
function fieldsIn(value) {
    if (!Array.isArray(value))
        return [];
    return value.filter((it) => typeof it === 'object' && it !== null);
}
function archive_text(value) {
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

// EXTERNAL MODULE: ./lib/github/failure.js
var github_failure = __webpack_require__(40317);
;// CONCATENATED MODULE: ./lib/github/graphql.js
/** The GraphQL queries. */

/**
 * What only GraphQL offers (discussions), or offers at a hundredth of the requests (reviews of all pull requests,
 * statuses of all deployments).
 */
// Ids of reviews have outgrown the 32 bits of `databaseId`.
const REVIEW = `fullDatabaseId state body submittedAt createdAt updatedAt authorAssociation url
  author { __typename login } commit { oid }`;
const REVIEWS = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    page: pullRequests(first: 50, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id number updatedAt reviews(first: 50) { pageInfo { hasNextPage endCursor } nodes { ${REVIEW} } } }
    }
  }
}`;
const MORE_REVIEWS = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on PullRequest {
    more: reviews(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${REVIEW} } }
  } }
}`;
const STATUS = `state description environment environmentUrl logUrl createdAt updatedAt
  creator { __typename login }`;
const STATUSES = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    page: deployments(first: 50, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes { id databaseId createdAt
        statuses(first: 20) { pageInfo { hasNextPage endCursor } nodes { ${STATUS} } } }
    }
  }
}`;
const MORE_STATUSES = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on Deployment {
    more: statuses(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${STATUS} } }
  } }
}`;
const COMMENT = `databaseId body createdAt lastEditedAt isAnswer url author { __typename login }`;
const REPLIES = `pageInfo { hasNextPage endCursor } nodes { ${COMMENT} }`;
const COMMENTS = `pageInfo { hasNextPage endCursor } nodes { id ${COMMENT} replies(first: 20) { ${REPLIES} } }`;
const DISCUSSIONS = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    page: discussions(first: 20, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      totalCount pageInfo { hasNextPage endCursor }
      nodes {
        id databaseId number title body createdAt updatedAt lastEditedAt locked closed stateReason upvoteCount url
        author { __typename login } category { name slug isAnswerable } labels(first: 50) { nodes { name } }
        comments(first: 30) { ${COMMENTS} }
      }
    }
  }
}`;
const MORE_COMMENTS = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on Discussion { more: comments(first: 50, after: $after) { ${COMMENTS} } } }
}`;
const MORE_REPLIES = `query ($id: ID!, $after: String) {
  node(id: $id) { ... on DiscussionComment { more: replies(first: 100, after: $after) { ${REPLIES} } } }
}`;
/** Pull requests, newest change first: `{number, updated_at, reviews: [...]}`. */
async function reviewPage(client, at, after) {
    const page = await firstPage(client, REVIEWS, at, after);
    const items = [];
    for (const pull of nodesOf(page)) {
        const reviews = await allNodes(client, pull, 'reviews', MORE_REVIEWS);
        items.push({ number: pull['number'], updated_at: pull['updatedAt'], reviews: reviews.map(plain) });
    }
    return pageOf(page, items);
}
/** Deployments, newest first: `{id, created_at, statuses: [...]}`. */
async function statusPage(client, at, after) {
    const page = await firstPage(client, STATUSES, at, after);
    const items = [];
    for (const deployment of nodesOf(page)) {
        const statuses = await allNodes(client, deployment, 'statuses', MORE_STATUSES);
        items.push(plain({ ...deployment, statuses }));
    }
    return pageOf(page, items);
}
/** Discussions, newest change first, each with its comments and their replies. */
async function discussionPage(client, at, after) {
    const page = await firstPage(client, DISCUSSIONS, at, after);
    const items = [];
    for (const discussion of nodesOf(page)) {
        const comments = [];
        for (const comment of await allNodes(client, discussion, 'comments', MORE_COMMENTS)) {
            comments.push({ ...comment, replies: await allNodes(client, comment, 'replies', MORE_REPLIES) });
        }
        items.push(plain({ ...discussion, comments }));
    }
    return pageOf(page, items);
}
async function firstPage(client, query, at, after) {
    const data = (await client.graphql(query, { ...at, after: after ?? null }));
    return connection(data.repository?.page);
}
function pageOf(page, items) {
    return { items, next: nextOf(page), totalCount: page.totalCount ?? 0 };
}
function nextOf({ pageInfo }) {
    return pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
}
/** All nodes of a connection that came with its first ones. */
async function allNodes(client, parent, name, query) {
    let page = connection(parent[name]);
    const nodes = [...nodesOf(page)];
    for (let after = nextOf(page); after !== undefined; after = nextOf(page)) {
        const data = (await client.graphql(query, { id: parent['id'], after }));
        page = connection(data.node?.more);
        nodes.push(...nodesOf(page));
    }
    return nodes;
}
function nodesOf(page) {
    return page.nodes.filter((node) => node !== null);
}
function connection(value) {
    const found = value;
    if (!Array.isArray(found?.nodes) || typeof found.pageInfo?.hasNextPage !== 'boolean') {
        throw new github_failure/* GithubFailure */.E('failed', 'The GraphQL answer is not what was requested.');
    }
    return found;
}
/** The names that REST uses for the same: `createdAt` as `created_at`, `author` as `user`, `databaseId` as `id`. */
function plain(value) {
    if (Array.isArray(value))
        return value.map(plain);
    if (typeof value !== 'object' || value === null)
        return value;
    if ('nodes' in value)
        return plain(value.nodes);
    const renamed = {};
    for (const [name, field] of Object.entries(value)) {
        if (name === 'id')
            continue;
        renamed[NAMES[name] ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)] =
            name === 'fullDatabaseId' ? Number(field) : plain(field);
    }
    return renamed;
}
const NAMES = {
    __typename: 'type',
    author: 'user',
    databaseId: 'id',
    fullDatabaseId: 'id',
    oid: 'sha',
    url: 'html_url',
};

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/spool.js
/** What a run has read, by path, kept in a temporary file. */


const BATCH = 256;
/**
 * What this run read and what the parent had, by path. The bytes are kept in one file in the temp folder: a first run
 * may read more than fits in memory, and entries are needed in path order, not in the order of the API.
 */
class Shelf {
    #file;
    #parent;
    #fresh = new Map();
    #dropped = new Set();
    #bytes = 0;
    static async open(path, parent) {
        return new Shelf(await (0,promises_.open)(path, 'wx+'), parent);
    }
    constructor(file, parent) {
        this.#file = file;
        this.#parent = parent;
    }
    /** Bytes and entries read in this run. */
    get totals() {
        return { entries: this.#fresh.size, bytes: this.#bytes };
    }
    async put(path, bytes, mtimeSeconds) {
        await this.#file.write(bytes, 0, bytes.length, this.#bytes);
        this.#fresh.set(path, { at: this.#bytes, size: bytes.length, mtimeSeconds });
        this.#dropped.delete(path);
        this.#bytes += bytes.length;
    }
    /** No longer at the source. */
    drop(path) {
        this.#fresh.delete(path);
        this.#dropped.add(path);
    }
    /** The paths of the parent's files below `folder/`. */
    *stored(folder) {
        for (const { entry } of this.#kept(folder))
            yield entry.path.toString('latin1');
    }
    /** Whether all of the parent's files below `folder/` can still be proved. */
    isWhole(folder) {
        for (const { available } of this.#parent?.entries(`${folder}/`) ?? [])
            if (!available)
                return false;
        return true;
    }
    /** New entries and the parent's in path order, the folder itself first. Yields nothing if it is empty. */
    async *entries(folder) {
        const fresh = [...this.#fresh.keys()].filter((path) => path.startsWith(`${folder}/`)).sort();
        let batch = [];
        let hasFolder = false;
        for (const next of merged(fresh, this.#kept(folder))) {
            if (!hasFolder)
                batch.push(folderEntry(folder));
            hasFolder = true;
            batch.push(typeof next === 'string' ? await this.#read(next) : { ...next, content: { kind: 'carry' } });
            if (batch.length < BATCH)
                continue;
            yield batch;
            batch = [];
        }
        if (batch.length > 0)
            yield batch;
    }
    async close() {
        await this.#file.close();
    }
    *#kept(folder) {
        for (const item of this.#parent?.entries(`${folder}/`) ?? []) {
            if (item.available && item.entry.type === 'file' && !this.#dropped.has(item.entry.path.toString('latin1')))
                yield item;
        }
    }
    async #read(path) {
        const place = this.#fresh.get(path);
        if (place === undefined)
            throw new Error(`spool: ${path} was dropped while it was being read`);
        const { buffer } = await this.#file.read(Buffer.alloc(place.size), 0, place.size, place.at);
        return fileEntry(path, place.mtimeSeconds, buffer);
    }
}
/** Merges both in order. Where both have a path, the new one wins. Paths are ASCII, see `safeName`. */
function* merged(fresh, old) {
    let at = 0;
    for (const { entry } of old) {
        const path = entry.path.toString('latin1');
        for (let next = fresh[at]; next !== undefined && next < path; next = fresh[++at])
            yield next;
        if (fresh[at] !== path)
            yield entry;
    }
    yield* fresh.slice(at);
}
function fileEntry(path, mtimeSeconds, bytes) {
    const content = { kind: 'bytes', bytes };
    return { ...plainEntry(path, 'file', 0o644), sizeBytes: bytes.length, mtimeSeconds, content };
}
function folderEntry(path) {
    return { ...plainEntry(path, 'directory', 0o755), content: { kind: 'none' } };
}
function plainEntry(path, type, mode) {
    const nothing = Buffer.alloc(0);
    return {
        path: Buffer.from(path),
        type,
        mode,
        sizeBytes: 0,
        mtimeSeconds: 0,
        mtimeNanos: 0,
        target: nothing,
        linkGroup: 0,
    };
}
const NAME_MAX_CHARS = 120;
/**
 * Turns an untrusted name into a file name that is valid on every system. Everything but letters, digits, `-`, `_` and
 * `.` becomes %XX. A long name is cut and ends with a part of its hash.
 */
function safeName(name) {
    const encoded = Array.from(Buffer.from(name), (byte) => {
        const char = String.fromCharCode(byte);
        return /[A-Za-z0-9_.-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }).join('');
    const safe = encoded.replace(/^\./, '%2E');
    if (safe.length <= NAME_MAX_CHARS)
        return safe;
    return `${safe.slice(0, NAME_MAX_CHARS)}~${(0,external_node_crypto_.createHash)('sha256').update(name).digest('hex').slice(0, 12)}`;
}
/** The name under which a file of a release is stored. */
function assetFile(id, name) {
    return `${String(id).padStart(12, '0')}-${safeName(name)}`;
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/kinds.js



const REPO = 'GET /repos/{owner}/{repo}';
const PAGE_SIZE = 100;
const kinds_text = (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
/** An item without a number or name would overwrite another. */
function nameless() {
    throw new github_failure/* GithubFailure */.E('failed', 'The answer contains an item without a number, id or name.');
}
const digits = (value) => (/^\d+$/.test(kinds_text(value)) ? kinds_text(value) : nameless());
const number = (value) => digits(value).padStart(6, '0');
const longId = (value) => digits(value).padStart(12, '0');
const fileName = (value) => (kinds_text(value) === '' ? nameless() : safeName(kinds_text(value)));
/** The number at the end of `.../issues/12`. */
const numberIn = (url) => number(/\/(\d+)$/.exec(kinds_text(url))?.[1] ?? '0');
const named = (name) => (item) => [{ name: name(item), item }];
const byId = named((item) => longId(item['id']));
const byNumber = named((item) => number(item['number']));
const byName = named((item) => fileName(item['name']));
/**
 * Everything that is stored of a repository besides git, in the order in which it is read: short lists before long
 * ones.
 */
const KINDS = [
    kind('repository', 'metadata: read', { type: 'one', route: REPO }, (item) => [
        { name: 'repository', item: without(item, COUNTERS) },
    ]),
    list('labels', 'issues: read', '/labels', byName),
    {
        ...list('milestones', 'issues: read', '/milestones', (item) => byNumber(without(item, ['open_issues', 'closed_issues']))),
        walk: { type: 'list', route: `${REPO}/milestones`, parameters: { state: 'all' } },
    },
    list('releases', 'contents: read', '/releases', byId),
    kind('rulesets', 'metadata: read', {
        type: 'list',
        route: `${REPO}/rulesets`,
        parameters: { includes_parents: false },
        detail: (item) => `${REPO}/rulesets/${kinds_text(item['id'])}`,
    }, byId),
    kind('branch-protection', 'administration: read (of an App or a personal access token)', {
        type: 'list',
        route: `${REPO}/branches`,
        parameters: { protected: true },
        detail: (item) => `${REPO}/branches/${encodeURIComponent(kinds_text(item['name']))}/protection`,
    }, byName),
    list('environments', 'actions: read', '/environments', byName, 'environments'),
    list('variables', 'variables: read (of an App or a personal access token)', '/actions/variables', byName, 'variables'),
    kind('environment-variables', 'environments: read (of an App or a personal access token)', {
        type: 'list',
        route: `${REPO}/environments`,
        field: 'environments',
        detail: (item) => `${REPO}/environments/${encodeURIComponent(kinds_text(item['name']))}/variables`,
        detailField: 'variables',
    }, byName),
    list('secret-names', 'secrets: read (of an App or a personal access token)', '/actions/secrets', byName, 'secrets'),
    list('webhooks', 'webhooks: read (of an App or a personal access token)', '/hooks', byId),
    list('deploy-keys', 'administration: read (of an App or a personal access token)', '/keys', byId),
    list('autolinks', 'administration: read (of an App or a personal access token)', '/autolinks', byId),
    list('collaborators', 'metadata: read, and the right to push', '/collaborators', (item) => [
        { name: fileName(item['login']), item },
    ]),
    {
        ...kind('pages', 'pages: read', { type: 'one', route: `${REPO}/pages` }, (item) => [{ name: 'pages', item }]),
        isOff: (repository) => repository['has_pages'] === false,
    },
    list('security-advisories', 'repository-advisories: read', '/security-advisories', (item) => [
        { name: fileName(item['ghsa_id']), item },
    ]),
    {
        ...kind('issues', 'issues: read', since('/issues', (id) => `/issues/${id}`), (item) => 
        // GitHub lists pull requests among the issues; they are a kind of their own.
        item['pull_request'] === undefined ? byNumber(item) : []),
        isOff: (repository) => repository['has_issues'] === false,
    },
    kind('pulls', 'pull-requests: read', newest('/pulls', 'updated_at', 0, { state: 'all', sort: 'updated', direction: 'desc' }), byNumber),
    kind('issue-comments', 'issues: read', since('/issues/comments', (id) => `/issues/comments/${id}`), named((item) => `${numberIn(item['issue_url'])}-${longId(item['id'])}`)),
    kind('reviews', 'pull-requests: read', {
        type: 'newest',
        page: async (client, at, after) => graphqlItems(await reviewPage(client, at, after), 50),
        time: 'updated_at',
        backSeconds: 0,
    }, (pull) => pull['reviews'].map((item) => ({
        name: `${number(pull['number'])}-${longId(item['id'])}`,
        item,
    }))),
    kind('review-comments', 'pull-requests: read', since('/pulls/comments', (id) => `/pulls/comments/${id}`), named((item) => `${numberIn(item['pull_request_url'])}-${longId(item['id'])}`)),
    list('commit-comments', 'contents: read', '/comments', byId),
    {
        ...kind('discussions', 'discussions: read', {
            type: 'newest',
            page: async (client, at, after) => graphqlItems(await discussionPage(client, at, after), 20),
            time: 'updated_at',
            backSeconds: 0,
        }, byNumber),
        isOff: (repository) => repository['has_discussions'] === false,
    },
    kind('issue-events', 'issues: read', newest('/issues/events', 'created_at', 0), (event) => {
        const issue = event['issue'];
        // The event contains the whole current issue, so its file would change with every comment.
        const item = { ...event, issue: issue?.['number'] ?? null };
        return [{ name: `${number(issue?.['number'] ?? 0)}-${longId(event['id'])}`, item }];
    }),
    kind('deployments', 'deployments: read', newest('/deployments', 'created_at', 3 * 86_400), byId),
    kind('deployment-statuses', 'deployments: read', {
        type: 'newest',
        page: async (client, at, after) => graphqlItems(await statusPage(client, at, after), 50),
        time: 'created_at',
        backSeconds: 3 * 86_400,
    }, byId),
    kind('activity', 'contents: read', newest('/activity', 'timestamp', 0), byId),
    kind('workflow-runs', 'actions: read', newest('/actions/runs', 'created_at', 3 * 86_400, {}, 'workflow_runs'), byId),
    { ...kind('release-assets', 'contents: read', { type: 'assets' }, () => []), of: 'releases' },
    { ...kind('workflow-logs', 'actions: read', { type: 'logs' }, () => []), of: 'workflow-runs', isOptional: true },
];
/** Counters of the repository that change without anybody's decision. */
const COUNTERS = [
    'forks',
    'forks_count',
    'network_count',
    'open_issues',
    'open_issues_count',
    'permissions',
    'pushed_at',
    'size',
    'stargazers_count',
    'subscribers_count',
    'updated_at',
    'watchers',
    'watchers_count',
];
const KIND_NAMES = KINDS.map(({ name }) => name).sort();
function kind(name, permission, walk, files) {
    return { name, permission, walk, files };
}
function list(name, permission, path, files, field) {
    const route = `${REPO}${path}`;
    return kind(name, permission, { type: 'list', route, ...(field === undefined ? {} : { field }) }, files);
}
function since(path, check) {
    return { type: 'since', route: `${REPO}${path}`, check: (item) => `${REPO}${check(item)}` };
}
function newest(path, time, backSeconds, parameters = {}, field) {
    return { type: 'newest', page: restPage(`${REPO}${path}`, parameters, field), time, backSeconds };
}
/** The cursor is what the next page's address has beside the parameters: `page=3`, `after=...`. */
function restPage(route, parameters, field) {
    return async (client, at, cursor) => {
        const place = Object.fromEntries(new URLSearchParams(cursor ?? ''));
        const answer = await client.get(route, { ...at, ...parameters, per_page: PAGE_SIZE, ...place });
        const page = Number(place['page'] ?? 1);
        const last = Number(answer.last?.searchParams.get('page') ?? page);
        return { items: itemsOf(answer.data, field), next: cursorOf(answer.next), pagesLeft: Math.max(last - page, 0) };
    };
}
/** What the address of the next page has beside the parameters of the request. */
function cursorOf(next) {
    if (next === undefined)
        return undefined;
    const place = [...next.searchParams].filter(([name]) => name === 'page' || name === 'after');
    return place.length === 0 ? undefined : new URLSearchParams(place).toString();
}
function graphqlItems({ items, next, totalCount }, pageSize) {
    return { items, next, pagesLeft: next === undefined ? 0 : Math.ceil(totalCount / pageSize) };
}
/** The items of a page. An answer of any other shape is an error, so that nothing is mistaken for deleted. */
function itemsOf(data, field) {
    const items = field === undefined ? data : data[field];
    const isItem = (item) => typeof item === 'object' && item !== null && !Array.isArray(item);
    if (!Array.isArray(items) || !items.every(isItem)) {
        throw new github_failure/* GithubFailure */.E('failed', 'The answer is not a list of items.');
    }
    return items;
}
function without(item, names) {
    return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}

// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/github/rate-limit.js
var rate_limit = __webpack_require__(88435);
;// CONCATENATED MODULE: ./lib/github/client.js
/** The client of the GitHub API: pages, conditional requests, rate limits, failures. */




/** Time limit for the head of an answer and for each JSON body: no Octokit plugin has one. */
const ANSWER_TIMEOUT_MS = 60_000;
const DOWNLOAD_TIMEOUT_MS = 3_600_000;
const API_VERSION = '2022-11-28';
const REDIRECTS = [301, 302, 303, 307, 308];
const pause = async (ms, signal) => {
    await (0,external_node_timers_promises_.setTimeout)(ms, undefined, { signal }).catch(() => {
        signal.throwIfAborted();
    });
};
/** Octokit with time limits, and with retries where they help. Loaded only here, since nothing else needs it. */
async function openClient(settings, deps) {
    const { GitHub, getOctokitOptions } = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(282)]).then(__webpack_require__.bind(__webpack_require__, 48282));
    const { apiUrl, token, reserve } = settings;
    const limits = new Map();
    let serverDate = deps.now();
    const note = (headers) => {
        const date = Date.parse(String(headers['date']));
        if (!Number.isNaN(date))
            serverDate = new Date(date);
        const limit = readLimit(headers);
        if (limit !== undefined)
            limits.set(String(headers['x-ratelimit-resource'] ?? 'core'), limit);
    };
    const options = {
        baseUrl: apiUrl,
        userAgent: 'holdfast',
        log: { debug: deps.debug, info: deps.debug, warn: deps.debug, error: deps.debug },
        request: { fetch: timedFetch(deps, ANSWER_TIMEOUT_MS) },
    };
    const octokit = new GitHub(token === undefined ? options : getOctokitOptions(token, options));
    octokit.hook.after('request', (response) => {
        note(response.headers);
    });
    octokit.hook.error('request', (error) => {
        if ('response' in error && error.response !== undefined)
            note(error.response.headers);
        throw error;
    });
    const patiently = async (resource, attempt, isWrite = false) => {
        for (let tries = 1;; tries++) {
            deps.signal.throwIfAborted();
            checkBudget(limits.get(resource), reserve, deps.now().getTime());
            try {
                return await attempt();
            }
            catch (error) {
                deps.signal.throwIfAborted();
                const verdict = (0,rate_limit/* judge */.S4)(troubleOf(error), tries, deps.now().getTime(), isWrite);
                if (verdict.action === 'stop')
                    throw verdict.failure;
                deps.debug(`${(0,errors/* messageOf */.bD)(error)}; trying again in ${String(Math.round(verdict.ms / 1000))} s.`);
                await deps.sleep(verdict.ms, deps.signal);
            }
        }
    };
    return {
        apiUrl,
        serverDate: () => serverDate,
        hourlyRequests: () => {
            const core = limits.get('core');
            return core === undefined ? undefined : Math.max(core.limit - reserve, 1);
        },
        requestsLeft: () => {
            const core = limits.get('core');
            const isKnown = core !== undefined && core.resetMs > deps.now().getTime();
            return isKnown ? Math.max(core.remaining - reserve, 0) : undefined;
        },
        get: (route, parameters, etag) => patiently('core', async () => {
            const headers = {
                'x-github-api-version': API_VERSION,
                ...(etag === undefined ? {} : { 'if-none-match': etag }),
            };
            try {
                const answer = await octokit.request(route, { ...parameters, headers });
                const data = answer.data;
                if (typeof data !== 'object' || data === null)
                    throw new BrokenAnswer(`The answer to ${route} broke off.`);
                return { data, etag: answer.headers.etag, ...links(answer.headers.link) };
            }
            catch (error) {
                if (etag !== undefined && statusOf(error) === 304)
                    return { data: undefined, etag, next: undefined, last: undefined };
                throw error;
            }
        }),
        send: (route, parameters) => patiently('core', async () => (await octokit.request(route, { ...parameters })).data, true),
        upload: async (uploadUrl, name, file) => {
            const url = uploadAddress(uploadUrl, apiUrl, name);
            const headers = { 'content-type': 'application/octet-stream', 'content-length': file.size };
            const request = { fetch: timedFetch(deps, DOWNLOAD_TIMEOUT_MS) };
            await patiently('core', () => octokit.request(`POST ${url}`, { data: file, headers, request }), true);
        },
        graphql: (query, variables) => patiently('graphql', () => octokit.graphql(query, { ...variables })),
        download: (path, accept, receive) => patiently('core', async () => {
            const fetcher = timedFetch(deps, DOWNLOAD_TIMEOUT_MS);
            return receive(await followed({ fetcher, url: `${apiUrl}${path}`, accept, token, note }));
        }),
    };
}
/** `https://uploads.github.com/...{?name,label}`; the token goes there, so that it must be GitHub's own. */
function uploadAddress(uploadUrl, apiUrl, name) {
    const address = String(uploadUrl).replace(/\{.*$/, '');
    const api = new URL(apiUrl);
    const hosts = [api.host, api.host.replace(/^api\./, 'uploads.')];
    if (!URL.canParse(address) || new URL(address).protocol !== api.protocol || !hosts.includes(new URL(address).host)) {
        throw new github_failure/* GithubFailure */.E('failed', `Files of releases are not sent to ${address}, which is not ${hosts.join(' or ')}.`);
    }
    return `${address}?name=${encodeURIComponent(name)}`;
}
/** Stops before the last requests of the hour, unless the next hour is near. */
function checkBudget(limit, reserve, nowMs) {
    if (limit === undefined || limit.remaining > reserve || limit.resetMs <= nowMs)
        return;
    if (limit.remaining > 0 && limit.resetMs - nowMs < rate_limit/* LONGEST_PAUSE_MS */.nz)
        return;
    throw new github_failure/* GithubFailure */.E('limit', 'The requests that GitHub allows for this hour are used up.');
}
function readLimit(headers) {
    const [remaining, limit, reset] = ['remaining', 'limit', 'reset'].map((name) => Number(headers[`x-ratelimit-${name}`] ?? NaN));
    if (remaining === undefined || limit === undefined || reset === undefined)
        return undefined;
    if (!Number.isFinite(remaining + limit + reset))
        return undefined;
    return { remaining, limit, resetMs: reset * 1000 };
}
function timedFetch(deps, timeoutMs) {
    return (input, init) => deps.fetch(input, { ...init, signal: AbortSignal.any([deps.signal, AbortSignal.timeout(timeoutMs)]) });
}
/** One hop at most, as GitHub does it; the token goes to the API only. */
async function followed({ fetcher, url, accept, token, note }) {
    const headers = {
        accept,
        'user-agent': 'holdfast',
        'x-github-api-version': API_VERSION,
        ...(token === undefined ? {} : { authorization: `token ${token}` }),
    };
    const answer = await fetcher(url, { headers, redirect: 'manual' });
    note(Object.fromEntries(answer.headers));
    if (REDIRECTS.includes(answer.status)) {
        await answer.body?.cancel();
        return fromStorage(fetcher, fileAddress(answer.headers.get('location') ?? '', url));
    }
    if (answer.ok && answer.body !== null)
        return answer.body;
    throw new RefusedDownload(answer.status, Object.fromEntries(answer.headers), await answer.text());
}
/** The address is signed: no message may name more of it than its origin. */
function fileAddress(location, url) {
    const target = URL.canParse(location, url) ? new URL(location, url) : undefined;
    if (target === undefined || target.username !== '' || target.password !== '') {
        throw new BrokenAnswer('GitHub redirected the download to an invalid address.');
    }
    if (target.protocol !== 'https:' && target.protocol !== new URL(url).protocol) {
        throw new github_failure/* GithubFailure */.E('failed', `GitHub redirected the download to ${target.origin}, which is not https.`);
    }
    return target;
}
async function fromStorage(fetcher, target) {
    const answer = await fetcher(target.href, { headers: { 'user-agent': 'holdfast' }, redirect: 'manual' });
    if (answer.ok && answer.body !== null)
        return answer.body;
    // An expired address answers 403 or 404; a new one may work.
    await answer.body?.cancel();
    throw new BrokenAnswer(`${target.origin} answered ${String(answer.status)}.`, answer.status);
}
/** An incomplete answer; another try may succeed. */
class BrokenAnswer extends Error {
    name = 'BrokenAnswer';
    /** What the storage host answered instead of the file. */
    status;
    constructor(message, status) {
        super(message);
        this.status = status;
    }
}
class RefusedDownload extends Error {
    name = 'RefusedDownload';
    response;
    constructor(status, headers, body) {
        super(saidIn(body) ?? `The API answered ${String(status)}.`);
        this.response = { status, headers };
    }
}
/** The message of an error of the API, by which alone a secondary limit is known. */
function saidIn(body) {
    try {
        const message = JSON.parse(body)?.message;
        return typeof message === 'string' ? message : undefined;
    }
    catch {
        return undefined;
    }
}
function statusOf(error) {
    return error.response?.status;
}
/** Octokit gives a failed connection the status 500 and no response. */
function troubleOf(error) {
    if (error instanceof github_failure/* GithubFailure */.E)
        throw error;
    const failed = error;
    if ((0,errors/* isNamed */.ev)(error, 'GraphqlResponseError')) {
        const first = failed.errors?.[0];
        const message = first?.message ?? (0,errors/* messageOf */.bD)(error);
        return { status: 200, headers: textHeaders(failed.headers), message, graphqlType: first?.type, cause: error };
    }
    if (failed.response === undefined && !isNetworkError(error))
        throw error;
    return {
        status: failed.response?.status,
        headers: textHeaders(failed.response?.headers),
        message: (0,errors/* messageOf */.bD)(error),
        cause: error,
    };
}
/** What fetch and its streams throw when a connection breaks; anything else is a bug. */
function isNetworkError(error) {
    if ((0,errors/* isNamed */.ev)(error, 'HttpError', 'BrokenAnswer', 'TimeoutError', 'AbortError', 'SocketError'))
        return true;
    return error instanceof Error && (error.message === 'terminated' || error.message === 'fetch failed');
}
function textHeaders(headers = {}) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
/** `<https://...?page=2>; rel="next", <...>; rel="last"` */
function links(header) {
    const find = (relation) => {
        for (const [, address = '', name] of (header ?? '').matchAll(/<([^<>]*)>\s*;\s*rel="(\w+)"/g)) {
            if (name === relation && URL.canParse(address))
                return new URL(address);
        }
        return undefined;
    };
    return { next: find('next'), last: find('last') };
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(46466);
;// CONCATENATED MODULE: ./lib/github/download.js
/** Saves the body of a download, with its SHA-256. */







/** A full disk is not the server's fault. */
const LOCAL_ERRORS = ['ENOSPC', 'EDQUOT', 'EACCES', 'EROFS', 'EIO', 'EMFILE'];
/**
 * Writes a body to a file. One that breaks off or is longer than `maxBytes` is a broken answer and is requested again.
 */
async function saveBody(body, file, maxBytes) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let bytes = 0;
    const measured = async function* (chunks) {
        for await (const chunk of chunks) {
            bytes += chunk.length;
            if (bytes > maxBytes)
                throw new BrokenAnswer(`The server sent more than ${String(maxBytes)} bytes.`);
            hash.update(chunk);
            yield chunk;
        }
    };
    try {
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.fromWeb(body), measured, (0,external_node_fs_.createWriteStream)(file));
    }
    catch (error) {
        if ((0,errors/* isNamed */.ev)(error, 'BrokenAnswer') || LOCAL_ERRORS.includes((0,platform/* systemErrorCode */.vq)(error) ?? ''))
            throw error;
        throw new BrokenAnswer(`The download broke off: ${(0,errors/* messageOf */.bD)(error)}`);
    }
    return { bytes, sha256: hash.digest('hex') };
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/assets.js
/** Files of releases: which to download, and what the parent has. */






const ASSETS_PATH = 'github/release-assets';
/** Replaces the files that the list has for a release by those just read. */
function noteAssets(assets, release) {
    const releaseId = Number(release['id']);
    for (const [id, asset] of assets)
        if (asset.release === releaseId)
            assets.delete(id);
    if (!Array.isArray(release['assets']))
        return;
    for (const item of release['assets']) {
        const id = Number(item['id']);
        // Any other state is an unfinished upload.
        if (item['state'] !== 'uploaded' || !Number.isSafeInteger(id))
            continue;
        assets.set(id, {
            release: releaseId,
            file: assetFile(id, String(item['name'])),
            bytes: Number(item['size']),
            digest: typeof item['digest'] === 'string' ? item['digest'] : null,
            updated: String(item['updated_at']),
        });
    }
}
/** In path order. Each is fetched on demand, so that few of them are in the temp folder at a time. */
async function* assetEntries(job) {
    const kept = new Map();
    for (const { entry, available } of job.parent?.entries(`${ASSETS_PATH}/`) ?? []) {
        if (available)
            kept.set(entry.path.toString('latin1'), { ...entry, content: { kind: 'carry' } });
    }
    let hasFolder = false;
    const assets = [...job.assets].sort(([, a], [, b]) => (a.file < b.file ? -1 : 1));
    for (const [id, asset] of assets) {
        const old = isSame(asset, job.before.get(id)) ? kept.get(`${ASSETS_PATH}/${asset.file}`) : undefined;
        const entry = old ?? (await fetchAsset(job, id, asset));
        if (entry === undefined)
            continue;
        if (!hasFolder)
            yield [folderEntry(ASSETS_PATH)];
        hasFolder = true;
        yield [entry];
    }
}
function isSame(a, b) {
    return a.file === b?.file && a.bytes === b.bytes && a.digest === b.digest && a.updated === b.updated;
}
async function fetchAsset(job, id, asset) {
    const file = (0,external_node_path_.join)(job.tempDir, `asset-${String(id)}`);
    const { owner, repo } = job.at;
    const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(repo)}/releases/assets/${String(id)}`;
    try {
        await job.client.download(path, 'application/octet-stream', (body) => receive(body, file, asset));
    }
    catch (error) {
        if (!(error instanceof github_failure/* GithubFailure */.E))
            throw error;
        await (0,promises_.rm)(file, { force: true });
        job.onFailure(id, asset, error);
        return undefined;
    }
    return {
        ...plainEntry(`${ASSETS_PATH}/${asset.file}`, 'file', 0o644),
        ...(await timesOf(file)),
        sizeBytes: asset.bytes,
        content: { kind: 'file', absolutePath: Buffer.from(file), temporary: true },
    };
}
async function timesOf(file) {
    const { mtimeNs } = await (0,promises_.stat)(file, { bigint: true });
    return { mtimeSeconds: Number(mtimeNs / 1000000000n), mtimeNanos: Number(mtimeNs % 1000000000n) };
}
/** Writes the file. A body with the wrong length or digest counts as a broken answer and is requested again. */
async function receive(body, file, asset) {
    const { bytes, sha256 } = await saveBody(body, file, asset.bytes);
    if (bytes < asset.bytes)
        throw new BrokenAnswer(`Only ${String(bytes)} of ${String(asset.bytes)} bytes came.`);
    const digest = `sha256:${sha256}`;
    if (asset.digest?.startsWith('sha256:') === true && asset.digest !== digest) {
        throw new BrokenAnswer(`The bytes have ${digest}, and GitHub says ${asset.digest}.`);
    }
}

// EXTERNAL MODULE: ./node_modules/valibot/dist/index.mjs
var dist = __webpack_require__(77934);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/cursors.js
/** How far the reading of each kind has come, kept in the state of a snapshot. */

const VERSION = '1';
const CursorRow = dist/* object */.Ikc({
    since: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* isoTimestamp */.yhX())),
    page: dist/* optional */.lqM(dist/* string */.YjP()),
    sweepPage: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(1))),
    sweptAt: dist/* optional */.lqM(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* isoTimestamp */.yhX())),
    pages: dist/* optional */.lqM(dist/* array */.YOg(dist/* object */.Ikc({ etag: dist/* optional */.lqM(dist/* string */.YjP()), names: dist/* array */.YOg(dist/* string */.YjP()), next: dist/* optional */.lqM(dist/* string */.YjP()) }))),
});
const AssetRow = dist/* object */.Ikc({
    release: dist/* number */.aig(),
    file: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* regex */.yGV(/^[A-Za-z0-9_%-][A-Za-z0-9_.%~-]*$/)),
    bytes: dist/* pipe */.FsL(dist/* number */.aig(), dist/* safeInteger */.Y2b(), dist/* minValue */.Wwf(0)),
    digest: dist/* nullable */.mee(dist/* string */.YjP()),
    updated: dist/* string */.YjP(),
});
const LogRow = dist/* object */.Ikc({
    state: dist/* picklist */.KIO(['open', 'wanted', 'gone']),
    updated: dist/* pipe */.FsL(dist/* string */.YjP(), dist/* isoTimestamp */.yhX()),
});
/** `<id of the run>-<number of the attempt>`, both with zeros in front. */
const LOG_NAME = /^(\d{12,15})-(\d{2,3})$/;
/**
 * Reads the cursors from the parent's state. A row that is not understood is ignored, so that the kind is read again in
 * full.
 */
function readProgress(parent) {
    const progress = { cursors: new Map(), assets: new Map(), logs: new Map() };
    const rows = new Map();
    for (const { key, value } of parent?.state('github/') ?? [])
        rows.set(key.toString('latin1'), value.toString());
    if (rows.get('github/version') !== VERSION)
        return progress;
    for (const [key, text] of rows) {
        const [, group, name = ''] = key.split('/');
        if (group === 'cursor') {
            const row = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), CursorRow), text);
            if (row.success)
                progress.cursors.set(name, row.output);
        }
        else if (group === 'asset') {
            const row = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), AssetRow), text);
            if (row.success && /^\d{1,15}$/.test(name))
                progress.assets.set(Number(name), row.output);
        }
        else if (group === 'log') {
            const row = dist/* safeParse */.xLC(dist/* pipe */.FsL(dist/* string */.YjP(), dist/* parseJson */.qFJ(), LogRow), text);
            if (row.success && LOG_NAME.test(name))
                progress.logs.set(name, row.output);
        }
    }
    return progress;
}
/** Rows in key order. */
function stateRows({ cursors, assets, logs }) {
    const rows = new Map([['github/version', VERSION]]);
    for (const [name, cursor] of cursors)
        rows.set(`github/cursor/${name}`, JSON.stringify(cursor));
    for (const [id, asset] of assets)
        rows.set(`github/asset/${String(id).padStart(12, '0')}`, JSON.stringify(asset));
    for (const [name, log] of logs)
        rows.set(`github/log/${name}`, JSON.stringify(log));
    return [...rows]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => ({ key: Buffer.from(key), value: Buffer.from(value) }));
}

// EXTERNAL MODULE: ./lib/sources/artifacts/expand.js
var expand = __webpack_require__(11952);
// EXTERNAL MODULE: ./lib/github/zip.js
var zip = __webpack_require__(60884);
;// CONCATENATED MODULE: ./lib/sources/repository/metadata/canonical.js
/**
 * Fields that are dropped at any depth: those that change without anybody changing the item, those that can be derived,
 * and addresses that are signed for an hour.
 */
const LEFT_OUT = new Set([
    '_links',
    'avatar_url',
    'download_count',
    'gravatar_id',
    'last_response',
    'last_used',
    'node_id',
    'score',
    'temp_clone_token',
    'upload_url',
]);
/**
 * The bytes under which an item is stored: the same item gives the same bytes. Keys sorted; addresses in the API left
 * out; people, repositories, labels and milestones inside of an item by name and id only, since they are items (or
 * changing) themselves.
 */
function canonical(item, apiUrl) {
    return Buffer.from(`${JSON.stringify(reduce(item, apiUrl, true), undefined, 1)}\n`);
}
function reduce(value, apiUrl, isItem = false) {
    if (Array.isArray(value))
        return value.map((element) => reduce(element, apiUrl));
    if (typeof value === 'bigint')
        return value.toString();
    if (typeof value !== 'object' || value === null)
        return (value ?? null);
    const object = value;
    const short = isItem ? undefined : reference(object);
    if (short !== undefined)
        return short;
    const kept = {};
    for (const name of Object.keys(object).sort()) {
        const field = name === 'reactions' ? reactions(object[name]) : object[name];
        if (field === undefined || LEFT_OUT.has(name) || isApiAddress(name, field, apiUrl))
            continue;
        // Not `kept[name] = ...`: that would run a setter for a field named `__proto__`.
        Object.defineProperty(kept, name, { value: reduce(field, apiUrl), enumerable: true, configurable: true });
    }
    return kept;
}
/** Only fields that hold addresses are checked: text that people wrote is kept, whatever it looks like. */
function isApiAddress(name, value, apiUrl) {
    return (name === 'url' || name.endsWith('_url')) && typeof value === 'string' && value.startsWith(`${apiUrl}/`);
}
const REFERENCES = [
    { fits: (it) => 'login' in it && 'id' in it && 'type' in it, keep: ['id', 'login', 'type'] },
    { fits: (it) => 'full_name' in it && 'owner' in it, keep: ['full_name', 'id', 'private'] },
    { fits: (it) => 'color' in it && 'default' in it && 'name' in it, keep: ['id', 'name'] },
    { fits: (it) => 'slug' in it && 'permissions' in it && 'events' in it, keep: ['id', 'name', 'slug'] },
    { fits: (it) => 'open_issues' in it && 'title' in it, keep: ['id', 'number', 'title'] },
];
function reference(object) {
    const rule = REFERENCES.find(({ fits }) => fits(object));
    if (rule === undefined)
        return undefined;
    return Object.fromEntries(rule.keep.filter((name) => name in object).map((name) => [name, object[name]]));
}
/** The reactions with a count above 0; undefined if there are none. */
function reactions(value) {
    const given = Object.entries((value ?? {})).filter(([name, count]) => typeof count === 'number' && count > 0 && name !== 'total_count');
    return given.length === 0 ? undefined : Object.fromEntries(given);
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/walks.js
/** Reads all items of one kind. */



const walks_PAGE_SIZE = 100;
/**
 * Clocks, replicas and transactions of the server may lag, so what changed shortly before the last walk is read again.
 */
const OVERLAP_SECONDS = 300;
const SWEEP_EVERY_SECONDS = 30 * 86_400;
/** How many possibly deleted items a run looks up individually. */
const MAX_CHECKS = 100;
function folderOf(kind) {
    return `github/${kind.name}`;
}
/** Reads what changed in one kind. Throws a GithubFailure; what was read until then is kept. */
async function walkKind(job) {
    const { walk } = job.kind;
    if (walk.type === 'since') {
        await walkSince(job, walk);
        await sweep(job, walk);
    }
    else if (walk.type === 'newest') {
        await walkNewest(job, walk);
    }
    else if (walk.type === 'list') {
        await walkList(job, walk);
    }
    else if (walk.type === 'one') {
        await readItem(job, walk.route);
    }
}
/** Reads one item of a kind again. Throws a GithubFailure. */
async function readItem(job, route) {
    await putItems(job, [(await get(job, route, {})).data]);
}
/**
 * Oldest change first. Each request asks for what changed since the last item seen rather than for a page's number: an
 * item that changes meanwhile moves to the end, and with page numbers the items after it would be skipped.
 */
async function walkSince(job, walk) {
    const { cursor } = job;
    let startedAt;
    for (let page = 1;;) {
        const since = cursor.since === undefined ? {} : { since: cursor.since };
        const order = { sort: 'updated', direction: 'asc', state: 'all', per_page: walks_PAGE_SIZE };
        const answer = await get(job, walk.route, { ...order, ...since, page });
        startedAt ??= secondsBefore(job.client.serverDate(), OVERLAP_SECONDS);
        const items = itemsOf(answer.data);
        await putItems(job, items);
        const last = items.at(-1);
        if (last === undefined || (items.length < walks_PAGE_SIZE && answer.next === undefined))
            break;
        job.onPagesLeft(lastPage(answer, page) - page);
        const reached = secondsBefore(timeOf(last, 'updated_at'), 1);
        // If a whole page changed within a second or two, the time does not advance. Then the page number is used after
        // all.
        if (cursor.since !== undefined && reached <= cursor.since) {
            page++;
        }
        else {
            cursor.since = reached;
            page = 1;
        }
    }
    cursor.since = startedAt;
    cursor.sweptAt ??= startedAt;
}
/**
 * Deleted items do not appear among the changes. Every 30 days all items are read in order of creation. An item that
 * the snapshot has and the pages lack is looked up, and dropped if it is gone. The pages alone are no proof, since they
 * shift while they are read.
 */
async function sweep(job, walk) {
    const { cursor, shelf, client } = job;
    const dueAt = Date.parse(cursor.sweptAt ?? '') + SWEEP_EVERY_SECONDS * 1000;
    if (cursor.sweepPage === undefined && client.serverDate().getTime() < dueAt)
        return;
    const stored = [...shelf.stored(folderOf(job.kind))].map((path) => ({ path, id: idOf(path) }));
    stored.sort((a, b) => a.id - b.id);
    let checks = 0;
    let at = 0;
    let isFirst = true;
    for (let more = true; more;) {
        const page = (cursor.sweepPage ??= 1);
        const answer = await sweepPage(job, walk.route, page);
        if (answer === undefined)
            break;
        const items = itemsOf(answer.data);
        await putItems(job, items);
        job.onPagesLeft(lastPage(answer, page) - page);
        more = answer.next !== undefined || items.length === walks_PAGE_SIZE;
        const ids = items.map((item) => Number(item['number'] ?? item['id']));
        const present = new Set(ids);
        const to = more ? Math.max(...ids) : Infinity;
        // If the search continues in another run, everything before this page is already settled.
        if (isFirst && page > 1)
            at = stored.findIndex(({ id }) => id >= (ids[0] ?? Infinity));
        if (at < 0)
            at = stored.length;
        isFirst = false;
        for (let next = stored[at]; next !== undefined && next.id <= to; next = stored[++at]) {
            if (present.has(next.id))
                continue;
            if (++checks > MAX_CHECKS)
                return;
            if (await isGone(job, walk.check(String(next.id))))
                shelf.drop(next.path);
        }
        cursor.sweepPage = page + 1;
    }
    cursor.sweepPage = undefined;
    cursor.sweptAt = secondsBefore(client.serverDate(), 0);
}
/** undefined beyond the last page that GitHub makes: what comes after it cannot be searched. */
async function sweepPage(job, route, page) {
    try {
        return await get(job, route, { sort: 'created', direction: 'asc', state: 'all', per_page: walks_PAGE_SIZE, page });
    }
    catch (error) {
        if (error instanceof github_failure/* GithubFailure */.E && error.kind === 'beyond')
            return undefined;
        throw error;
    }
}
/** The number or id at the end of a file's name. */
function idOf(path) {
    return Number(/(\d+)\.json$/.exec(path)?.[1] ?? NaN);
}
async function isGone(job, route) {
    try {
        await get(job, route, {});
        return false;
    }
    catch (error) {
        if (error instanceof github_failure/* GithubFailure */.E && (error.kind === 'absent' || error.kind === 'gone'))
            return true;
        throw error;
    }
}
/** Newest first: reads what is new from the top, then the rest of an unfinished first walk. */
async function walkNewest(job, walk) {
    const { cursor, client, at } = job;
    const knownFrom = cursor.since;
    let startedAt;
    const read = async (place) => {
        const page = await walk.page(client, at, place);
        startedAt ??= secondsBefore(client.serverDate(), OVERLAP_SECONDS + walk.backSeconds);
        await putItems(job, page.items);
        job.onPagesLeft(page.pagesLeft);
        return page;
    };
    if (knownFrom === undefined) {
        cursor.page = (await read(undefined)).next;
    }
    else {
        for (let place;;) {
            const page = await read(place);
            const oldest = page.items.at(-1);
            if (page.next === undefined || oldest === undefined || isBefore(oldest, walk.time, knownFrom))
                break;
            place = page.next;
        }
    }
    cursor.since = startedAt;
    try {
        while (cursor.page !== undefined)
            cursor.page = (await read(cursor.page)).next;
    }
    catch (error) {
        if (!(error instanceof github_failure/* GithubFailure */.E) || error.kind !== 'beyond')
            throw error;
        cursor.page = undefined;
        job.onBeyond();
    }
}
function isBefore(item, time, limit) {
    return timeOf(item, time).getTime() < Date.parse(limit);
}
/** Reads all pages and drops what is on none of them any more. */
async function walkList(job, walk) {
    let pages = await listPages(job, walk, job.cursor.pages ?? []);
    let names = new Set(pages.flatMap((page) => page.names));
    const lost = () => [...job.shelf.stored(folderOf(job.kind))].filter((path) => !names.has(basenameOfJson(path)));
    // If an item is deleted while the list is read, another may slip through between two pages. What seems lost is
    // therefore looked for once more.
    if (pages.length > 1 && lost().length > 0) {
        pages = await listPages(job, walk, []);
        names = new Set([...names, ...pages.flatMap((page) => page.names)]);
    }
    for (const path of lost())
        job.shelf.drop(path);
    job.cursor.pages = pages;
}
async function listPages(job, walk, known) {
    const pages = [];
    for (let next = ''; next !== undefined;) {
        const before = known[pages.length];
        const place = Object.fromEntries(new URLSearchParams(next));
        const answer = await get(job, walk.route, { ...walk.parameters, per_page: walks_PAGE_SIZE, ...place }, before?.etag);
        if (answer.data === undefined && before !== undefined) {
            pages.push(before);
            next = before.next;
            continue;
        }
        const names = await putItems(job, await withDetails(job, walk, itemsOf(answer.data, walk.field)));
        next = cursorOf(answer.next);
        pages.push({
            etag: walk.detail === undefined ? answer.etag : undefined,
            names,
            ...(next === undefined ? {} : { next }),
        });
    }
    return pages;
}
async function withDetails(job, { detail, detailField }, items) {
    if (detail === undefined)
        return items;
    const whole = [];
    for (const item of items) {
        const details = await readDetails(job, detail(item), detailField);
        whole.push({ name: item['name'], ...details });
    }
    return whole;
}
/** Reads one object, or all items of a list. */
async function readDetails(job, route, field) {
    if (field === undefined)
        return (await get(job, route, {})).data;
    const items = [];
    for (let place = ''; place !== undefined;) {
        const answer = await get(job, route, { per_page: walks_PAGE_SIZE, ...Object.fromEntries(new URLSearchParams(place)) });
        items.push(...itemsOf(answer.data, field));
        place = cursorOf(answer.next);
    }
    return { [field]: items };
}
function get(job, route, parameters, etag) {
    return job.client.get(route, { ...job.at, ...parameters }, etag);
}
/** Puts the files of the items into the spool. Returns their names. */
async function putItems({ kind, shelf, client, onItem }, items) {
    const names = [];
    items.forEach(onItem);
    for (const { name, item } of items.flatMap((item) => kind.files(item))) {
        names.push(name);
        const time = Date.parse((item['updated_at'] ?? item['created_at'] ?? ''));
        const mtimeSeconds = Number.isNaN(time) ? 0 : Math.floor(time / 1000);
        await shelf.put(pathOf(kind, name), canonical(item, client.apiUrl), mtimeSeconds);
    }
    return names;
}
function pathOf(kind, name) {
    return `${folderOf(kind)}/${name}.json`;
}
function basenameOfJson(path) {
    return path.slice(path.lastIndexOf('/') + 1, -'.json'.length);
}
function lastPage(answer, page) {
    return Number(answer.last?.searchParams.get('page') ?? page);
}
function timeOf(item, field) {
    const time = new Date(String(item[field]));
    if (Number.isNaN(time.getTime()))
        throw new github_failure/* GithubFailure */.E('failed', `An item has no time in "${field}".`);
    return time;
}
/** ISO 8601 with whole seconds, as the API expects it. */
function secondsBefore(date, seconds) {
    return new Date(date.getTime() - seconds * 1000).toISOString().replace(/\.\d{3}Z$/, 'Z');
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/logs.js



/**
 * Logs of workflow runs in a snapshot, as GitHub's zip of one attempt of a run has them:
 *
 *     github/workflow-logs/030433642000-01/0_build.txt
 *     github/workflow-logs/030433642000-01/build/1_Set up job.txt
 *     github/workflow-logs/030433642000-02/logs.zip                 one that may not be expanded
 */
const LOGS_PATH = 'github/workflow-logs';
const DAY_MS = 86_400_000;
/**
 * The longest retention of logs that GitHub can be set to:
 * https://docs.github.com/en/organizations/managing-organization-settings/configuring-the-retention-period-for-github-actions-artifacts-and-logs-in-your-organization
 */
const LONGEST_KEPT_MS = 400 * DAY_MS;
/** The default retention, which is also the longest for public repositories. */
const USUALLY_KEPT_MS = 90 * DAY_MS;
/** GitHub stops at 50 attempts of a run. */
const MAX_ATTEMPTS = 99;
/** Which logs exist and which of them to fetch. The log of a finished attempt never changes. */
class RunLogs {
    /** Logs that are not in the snapshot, by name: `<run>-<attempt>`. */
    #rows;
    /** Logs that the parent has complete. */
    #stored = new Set();
    #seenRuns = new Set();
    #nowMs;
    /** `rows` is changed as logs are found and read. */
    constructor(rows, parent, now) {
        this.#rows = rows;
        this.#nowMs = now.getTime();
        // These can no longer be fetched. If they stayed, the list would grow for ever.
        for (const [name, { state, updated }] of rows) {
            if (state !== 'wanted' && this.#isOlder(updated, LONGEST_KEPT_MS))
                rows.delete(name);
        }
        for (const { name, entries, isWhole } of storedLogs(parent)) {
            if (isWhole)
                this.#stored.add(name);
            else if (LOG_NAME.test(name) && !rows.has(name)) {
                const seconds = entries[0]?.mtimeSeconds ?? 0;
                rows.set(name, { state: 'wanted', updated: new Date(seconds * 1000).toISOString() });
            }
        }
    }
    /** Records what the list of runs says about one run. */
    note(run) {
        const [id, last] = [Number(run['id']), Number(run['run_attempt'] ?? 1)];
        if (!LOG_NAME.test(logName(id, 1)) || !Number.isSafeInteger(last) || last < 1) {
            throw new github_failure/* GithubFailure */.E('failed', 'The answer contains a run without an id or an attempt.');
        }
        this.#seenRuns.add(id);
        const updated = timeOf(run, 'updated_at').toISOString();
        if (this.#isOlder(updated, LONGEST_KEPT_MS))
            return;
        for (let attempt = 1; attempt <= Math.min(last, MAX_ATTEMPTS); attempt++) {
            const name = logName(id, attempt);
            if (this.#stored.has(name) || this.#rows.get(name)?.state === 'gone')
                continue;
            const isOver = attempt < last || run['status'] === 'completed';
            this.#rows.set(name, { state: isOver ? 'wanted' : 'open', updated });
        }
    }
    /** Runs that were not finished when last seen and that no list of this backup named. */
    openRuns() {
        const open = [...this.#rows].flatMap(([name, { state }]) => (state === 'open' ? [addressOf(name).run] : []));
        return open.filter((run) => !this.#seenRuns.has(run));
    }
    /** The run no longer exists. */
    forget(run) {
        for (const name of this.#rows.keys())
            if (addressOf(name).run === run)
                this.#rows.delete(name);
    }
    /** The newest logs that `requests` suffice for, in name order; undefined: all. */
    due(requests) {
        const wanted = [...this.#rows].flatMap(([name, { state }]) => (state === 'wanted' ? [name] : [])).sort();
        const from = Math.max(wanted.length - (requests ?? Infinity), 0);
        return { names: wanted.slice(from), left: wanted.slice(0, from) };
    }
    updated(name) {
        return this.#rows.get(name)?.updated ?? new Date(this.#nowMs).toISOString();
    }
    /** GitHub may still have it: the usual retention has not passed. */
    isYoung(name) {
        return !this.#isOlder(this.updated(name), USUALLY_KEPT_MS);
    }
    markStored(name) {
        this.#rows.delete(name);
    }
    /** GitHub does not have it. A run that ended recently may still get its log. */
    markGone(name) {
        const updated = this.updated(name);
        if (this.#isOlder(updated, DAY_MS))
            this.#rows.set(name, { state: 'gone', updated });
    }
    goneCount() {
        return [...this.#rows.values()].filter(({ state }) => state === 'gone').length;
    }
    #isOlder(updated, ms) {
        return this.#nowMs - Date.parse(updated) > ms;
    }
}
function logName(run, attempt) {
    return `${String(run).padStart(12, '0')}-${String(attempt).padStart(2, '0')}`;
}
/** The numbers in the name of a log. */
function addressOf(name) {
    const [, run, attempt] = LOG_NAME.exec(name) ?? [];
    return { run: Number(run), attempt: Number(attempt) };
}
/** The parent's logs, in the order of their names. */
function* storedLogs(parent) {
    let log;
    for (const { entry, available } of parent?.entries(`${LOGS_PATH}/`) ?? []) {
        const [, , name = ''] = entry.path.toString('latin1').split('/', 3);
        if (log?.name !== name) {
            if (log !== undefined)
                yield log;
            log = { name, entries: [], isWhole: true };
        }
        if (available)
            log.entries.push({ ...entry, content: { kind: 'carry' } });
        else
            log.isWhole = false;
    }
    if (log !== undefined)
        yield log;
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/log-entries.js
/** Downloads logs of workflow runs as entries. */










/** Applies to the zip and to its content. */
const LOG_LIMITS = { ...zip/* ZIP_LIMITS */.LP, maxEntries: 100_000, maxBytes: 16 * 2 ** 30 };
/** After this many failures in a row, the rest would most likely fail too. */
const MAX_FAILURES = 5;
/**
 * The parent's logs and the new ones, in path order. Each is fetched only when its turn comes, so that few of them are
 * in the temp folder at a time.
 */
async function* logEntries(job) {
    const fetcher = new LogFetcher(job);
    let hasFolder = false;
    for (const { name, isAskedFor, stored } of log_entries_merged(job.names, job.parent)) {
        const entries = (isAskedFor ? await fetcher.fetch(name) : undefined) ?? stored;
        if (entries.length === 0)
            continue;
        if (!hasFolder)
            yield [folderEntry(LOGS_PATH)];
        hasFolder = true;
        yield entries;
    }
}
function* log_entries_merged(names, parent) {
    let at = 0;
    for (const { name, entries } of storedLogs(parent)) {
        for (let next = names[at]; next !== undefined && next < name; next = names[++at]) {
            yield { name: next, isAskedFor: true, stored: [] };
        }
        const isAskedFor = names[at] === name;
        if (isAskedFor)
            at++;
        yield { name, isAskedFor, stored: entries };
    }
    for (const name of names.slice(at))
        yield { name, isAskedFor: true, stored: [] };
}
class LogFetcher {
    #job;
    #failuresInARow = 0;
    #isStopped = false;
    constructor(job) {
        this.#job = job;
    }
    /** undefined if it cannot be fetched. */
    async fetch(name) {
        if (this.#isStopped)
            return undefined;
        const { logs, onKept } = this.#job;
        const folder = (0,external_node_path_.join)(this.#job.tempDir, `log-${name}`);
        try {
            const { entries, kept } = await this.#load(name, folder);
            if (kept !== undefined)
                onKept(name, kept);
            const mtimeSeconds = Math.floor(Date.parse(logs.updated(name)) / 1000);
            logs.markStored(name);
            this.#failuresInARow = 0;
            return [{ ...folderEntry(`${LOGS_PATH}/${name}`), mtimeSeconds }, ...entries];
        }
        catch (error) {
            if (!(error instanceof github_failure/* GithubFailure */.E))
                throw error;
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            this.#note(name, error);
            return undefined;
        }
    }
    #note(name, failure) {
        const { logs, onFailure } = this.#job;
        if (log_entries_isGone(failure)) {
            logs.markGone(name);
            return;
        }
        const isOwn = failure.kind === 'failed';
        onFailure(failure, isOwn ? name : undefined);
        if (isOwn && ++this.#failuresInARow < MAX_FAILURES)
            return;
        this.#isStopped = true;
        if (isOwn)
            onFailure(new github_failure/* GithubFailure */.E('failed', `the others were not requested, since ${String(MAX_FAILURES)} failed in a row`));
    }
    async #load(name, folder) {
        const { client, at } = this.#job;
        const { run, attempt } = addressOf(name);
        const repository = `${encodeURIComponent(at.owner)}/${encodeURIComponent(at.repo)}`;
        const path = `/repos/${repository}/actions/runs/${String(run)}/attempts/${String(attempt)}/logs`;
        return client.download(path, 'application/vnd.github+json', async (body) => {
            await (0,promises_.rm)(folder, { recursive: true, force: true });
            await (0,promises_.mkdir)(folder);
            return this.#receive(body, name, folder);
        });
    }
    /** The API gives neither the length nor the hash of a log. A log is complete if its zip is. */
    async #receive(body, name, folder) {
        const { logs, signal, limits = LOG_LIMITS } = this.#job;
        const file = (0,external_node_path_.join)(folder, 'download');
        const { bytes } = await saveBody(body, file, limits.maxBytes);
        const record = { name: 'logs', folder: `${LOGS_PATH}/${name}`, createdAt: logs.updated(name) };
        const saved = { file, sizeBytes: bytes, servedName: undefined };
        try {
            const expanded = await (0,expand/* expand */.f)(record, saved, { folder, signal, isProved: false, limits });
            if (expanded.form === 'file')
                throw new BrokenAnswer('The downloaded file is not a zip.');
            await (0,promises_.rm)(file, { force: true });
            return expanded;
        }
        catch (error) {
            if (error instanceof zip/* ZipProblem */.ns)
                throw new BrokenAnswer(`The downloaded zip is broken: ${error.message}.`);
            throw error;
        }
    }
}
/** Expired or deleted: GitHub itself says so, or the host that it redirects to. */
function log_entries_isGone({ kind, cause }) {
    const status = (0,errors/* isNamed */.ev)(cause, 'BrokenAnswer') ? cause.status : undefined;
    return kind === 'gone' || kind === 'absent' || status === 404 || status === 410;
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/metadata.js
/** The part of a repository that GitHub keeps: issues, pull requests, releases and more. */













const RESERVE = 50;
const CLOSED = 'the API does not show the repository to this token';
/**
 * What GitHub stores of a repository besides git: `github/<kind>/...`, one JSON file per item. Unknown kinds:
 * `bad-input`. Everything is read when the part is opened, except files of releases and logs.
 */
function createMetadataPart(settings, deps) {
    const kinds = selectKinds(settings);
    return {
        name: 'github',
        open: async (context) => {
            const shelf = await Shelf.open((0,external_node_path_.join)(context.tempDir, 'metadata'), context.parent);
            try {
                const client = await openClient({ apiUrl: (0,github_server/* apiUrlOf */.po)(settings.serverUrl), token: settings.token, reserve: settings.reserve ?? RESERVE }, {
                    fetch: deps.fetch,
                    now: deps.now,
                    signal: context.signal,
                    sleep: deps.sleep ?? pause,
                    debug: (message) => {
                        context.emit({ type: 'debug', message });
                    },
                });
                const before = readProgress(context.parent);
                const reading = new Reading(settings, kinds, context, client, shelf, before);
                await reading.run();
                return openPart(reading, context, before.assets, deps.zipLimits);
            }
            catch (error) {
                await shelf.close();
                throw error;
            }
        },
    };
}
function selectKinds({ include, also = [], exclude = [] }) {
    const unknown = [...(include ?? []), ...also, ...exclude].filter((name) => !KIND_NAMES.includes(name));
    if (unknown.length > 0) {
        throw new errors/* HoldfastError */.Et({
            code: 'bad-input',
            exitCode: errors/* EXIT */.dc.badInput,
            message: `There is no kind of metadata named ${unknown.map((name) => JSON.stringify(name)).join(', ')}.`,
            fix: `The kinds are: ${KIND_NAMES.join(', ')}.`,
        });
    }
    const usual = KINDS.filter(({ isOptional }) => isOptional !== true).map(({ name }) => name);
    const wanted = new Set([...(include ?? usual), ...also]);
    for (const name of exclude)
        wanted.delete(name);
    // The settings say which features are enabled.
    if (wanted.size > 0)
        wanted.add('repository');
    for (const { name, of } of KINDS)
        if (of !== undefined && wanted.has(name))
            wanted.add(of);
    return KINDS.filter(({ name }) => wanted.has(name));
}
/** One run over all kinds. */
class Reading {
    progress;
    gaps = [];
    parts = new Map();
    kinds;
    settings;
    client;
    shelf;
    /** undefined if they were not asked for. */
    logs;
    #context;
    #pagesLeft = new Map();
    #repository = {};
    #isSpent = false;
    /** If the token cannot even see the repository, nothing else is requested. */
    #isClosed = false;
    constructor(settings, kinds, context, client, shelf, before) {
        this.settings = settings;
        this.kinds = kinds;
        this.client = client;
        this.shelf = shelf;
        this.#context = context;
        const kept = new Map(kinds.map(({ name }) => [name, { ...before.cursors.get(name) }]));
        // What was not backed up before appears in the full list only.
        for (const { name, of } of kinds)
            if (of !== undefined && !before.cursors.has(name))
                kept.set(of, {});
        const hasLogs = kinds.some(({ walk }) => walk.type === 'logs');
        const logs = new Map(hasLogs ? before.logs : []);
        this.progress = { cursors: kept, assets: new Map(before.assets), logs };
        if (hasLogs)
            this.logs = new RunLogs(logs, context.parent, client.serverDate());
    }
    async run() {
        const { emit } = this.#context;
        emit({ type: 'info', message: `Reading ${String(this.kinds.length)} kinds of metadata from GitHub.` });
        for (const kind of this.kinds)
            if (!this.#isClosed)
                await this.#read(kind);
        const { entries } = this.shelf.totals;
        emit({
            type: 'info',
            message: `Metadata read: ${entries.toLocaleString('en')} items are new or were fetched again.`,
        });
    }
    async #read(kind) {
        // These are read when they are stored.
        if (kind.walk.type === 'assets' || kind.walk.type === 'logs')
            return;
        if (kind.isOff?.(this.#repository) === true) {
            this.parts.set(folderOf(kind), 'complete');
            return;
        }
        if (this.#isSpent) {
            this.fail(kind, new github_failure/* GithubFailure */.E('limit', 'not started, since the requests of this hour are used up'));
            return;
        }
        // If the vault lost some of them, all are read again.
        const cursor = this.shelf.isWhole(folderOf(kind)) ? (this.progress.cursors.get(kind.name) ?? {}) : {};
        this.progress.cursors.set(kind.name, cursor);
        const job = this.#jobOf(kind, cursor);
        try {
            await walkKind(job);
            if (kind.name === 'workflow-runs')
                await this.#readOpenRuns(job);
            this.#pagesLeft.delete(kind.name);
            this.parts.set(folderOf(kind), 'complete');
            if (kind.name === 'releases')
                this.#forgetAssets(cursor);
        }
        catch (error) {
            if (!(error instanceof github_failure/* GithubFailure */.E))
                throw error;
            this.fail(kind, error);
        }
    }
    #jobOf(kind, cursor) {
        const { client, shelf, settings } = this;
        return {
            kind,
            client,
            at: { owner: settings.owner, repo: settings.repo },
            shelf,
            cursor,
            onPagesLeft: (pages) => this.#pagesLeft.set(kind.name, pages),
            onBeyond: () => {
                this.#context.emit({
                    type: 'notice',
                    class: 'github-beyond',
                    message: `GitHub lists the newest ${kind.name} only; the oldest ones cannot be read.`,
                });
            },
            onItem: (item) => {
                if (kind.name === 'repository')
                    this.#repository = item;
                if (kind.name === 'releases')
                    noteAssets(this.progress.assets, item);
                if (kind.name === 'workflow-runs')
                    this.logs?.note(item);
            },
        };
    }
    /** Runs that took longer than the list is read back. Without this step their logs would never be noticed. */
    async #readOpenRuns(job) {
        for (const run of this.logs?.openRuns() ?? []) {
            try {
                await readItem(job, `GET /repos/{owner}/{repo}/actions/runs/${String(run)}`);
            }
            catch (error) {
                if (!(error instanceof github_failure/* GithubFailure */.E) || (error.kind !== 'absent' && error.kind !== 'gone'))
                    throw error;
                this.logs?.forget(run);
            }
        }
    }
    /** Drops the files of deleted releases. */
    #forgetAssets(cursor) {
        const releases = new Set(cursor.pages?.flatMap((page) => page.names).map(Number));
        for (const [id, { release }] of this.progress.assets)
            if (!releases.has(release))
                this.progress.assets.delete(id);
    }
    fail(kind, failure, what = '') {
        const path = `${folderOf(kind)}${what}`;
        if (failure.kind === 'gone' && what === '') {
            this.parts.set(folderOf(kind), 'complete');
            this.#context.emit({ type: 'info', message: `GitHub has no ${kind.name} here: the feature is switched off.` });
            return;
        }
        if (what !== '' && (failure.kind === 'gone' || failure.kind === 'absent')) {
            this.gaps.push({ class: 'missing', path, reason: 'it no longer exists at GitHub' });
            return;
        }
        if (failure.kind === 'limit')
            this.#isSpent = true;
        const isDenied = failure.kind === 'denied' || failure.kind === 'absent';
        if (isDenied && kind.name === 'repository') {
            this.#isClosed = true;
            const isNamed = this.settings.include !== undefined || this.settings.also !== undefined;
            this.gaps.push({ class: isNamed ? 'failed' : 'unavailable', path: 'github', reason: CLOSED });
            if (isNamed)
                this.parts.set('github', 'partial');
            return;
        }
        if (isDenied && !this.#isNamed(kind)) {
            this.gaps.push({ class: 'unavailable', path, reason: `needs the permission ${kind.permission}` });
            return;
        }
        const reason = isDenied ? `needs the permission ${kind.permission}` : failure.message;
        this.gaps.push({ class: 'failed', path, reason });
        this.parts.set(folderOf(kind), 'partial');
    }
    /** Whether it was asked for by its own name or by that of a kind that depends on it. */
    #isNamed({ name }) {
        const named = new Set([...(this.settings.include ?? []), ...(this.settings.also ?? [])]);
        return this.kinds.some((kind) => named.has(kind.name) && (kind.name === name || kind.of === name));
    }
    /** Chooses the logs to fetch and reports what is left for later runs. */
    planLogs(kind, logs) {
        const runs = this.parts.get('github/workflow-runs');
        if (runs === undefined)
            return [];
        this.parts.set(LOGS_PATH, runs);
        const { names, left } = logs.due(this.#isSpent ? 0 : this.client.requestsLeft());
        const young = left.filter((name) => logs.isYoung(name)).length;
        if (young > 0) {
            this.#pagesLeft.set(kind.name, young);
            this.fail(kind, new github_failure/* GithubFailure */.E('limit', `${(0,base_text/* counted */.hS)(young, 'log is', 'logs are')} left for the next backups`));
        }
        else if (left.length > 0) {
            const reason = `${(0,base_text/* counted */.hS)(left.length, 'log is', 'logs are')} left for the next backups, of workflow runs so old that most servers no longer have their logs`;
            this.gaps.push({ class: 'unavailable', path: LOGS_PATH, reason });
        }
        return names;
    }
    finish() {
        const gone = this.logs?.goneCount() ?? 0;
        if (gone > 0) {
            const reason = `${(0,base_text/* counted */.hS)(gone, 'log is', 'logs are')} no longer at GitHub: expired or deleted before they were backed up`;
            this.gaps.push({ class: 'missing', path: LOGS_PATH, reason });
        }
        if (this.#isSpent)
            this.#tellRunsLeft();
    }
    #tellRunsLeft() {
        const perRun = this.client.hourlyRequests();
        const pages = [...this.#pagesLeft.values()].reduce((sum, left) => sum + left, 0);
        const runs = perRun === undefined ? undefined : Math.max(Math.ceil(pages / perRun), 1);
        const needed = runs === undefined ? 'more runs are' : `at least ${(0,base_text/* counted */.hS)(runs, 'more run is', 'more runs are')}`;
        this.#context.emit({
            type: 'notice',
            class: 'github-limit',
            message: `GitHub's rate limit was reached while the metadata was being read; ${needed} needed to read all of it.`,
            why: `The number of requests per hour is limited for each token (${String(perRun ?? 'unknown')} for this one). What was read is stored, and the next run continues from there.`,
            fix: 'Run it again after an hour, or use a token of a GitHub App or a personal access token, which have higher limits.',
        });
    }
}
function openPart(reading, context, assetsBefore, zipLimits) {
    const { shelf, kinds, progress, client, settings } = reading;
    const at = { owner: settings.owner, repo: settings.repo };
    const folders = kinds
        .map((kind) => ({ kind, folder: folderOf(kind) }))
        .sort((a, b) => (a.folder < b.folder ? -1 : 1));
    const assetsKind = kinds.find(({ walk }) => walk.type === 'assets');
    const releases = reading.parts.get('github/releases');
    if (assetsKind === undefined)
        progress.assets.clear();
    else if (releases !== undefined)
        reading.parts.set(ASSETS_PATH, releases);
    const read = async function* (kind) {
        if (kind.walk.type === 'logs' && reading.logs !== undefined) {
            yield* logEntries({
                client,
                at,
                parent: context.parent,
                logs: reading.logs,
                names: reading.planLogs(kind, reading.logs),
                tempDir: context.tempDir,
                signal: context.signal,
                limits: zipLimits,
                onFailure: (failure, name) => {
                    reading.fail(kind, failure, name === undefined ? '' : `/${name}`);
                },
                onKept: (name, why) => {
                    context.emit({ type: 'info', message: `The log ${name} is kept as a zip: ${why}.` });
                },
            });
            return;
        }
        if (kind !== assetsKind) {
            yield* shelf.entries(folderOf(kind));
            return;
        }
        const failed = [];
        yield* assetEntries({
            client,
            at,
            parent: context.parent,
            assets: progress.assets,
            before: assetsBefore,
            tempDir: context.tempDir,
            onFailure: (id, asset, failure) => {
                failed.push(id);
                reading.fail(kind, failure, `/${asset.file}`);
            },
        });
        for (const id of failed)
            progress.assets.delete(id);
        // Otherwise an unchanged list would never name them again.
        if (failed.length > 0)
            progress.cursors.delete('releases');
    };
    return {
        totals: { entries: undefined, bytes: shelf.totals.bytes },
        async *entries() {
            let hasFolder = false;
            for (const { kind } of folders) {
                for await (const batch of read(kind)) {
                    if (!hasFolder)
                        yield [folderEntry('github')];
                    hasFolder = true;
                    yield batch;
                }
            }
        },
        finish: () => {
            reading.finish();
            const parts = Object.fromEntries(reading.parts);
            return Promise.resolve({ state: stateRows(progress), parts, gaps: reading.gaps });
        },
        close: () => shelf.close(),
    };
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/recreate-plan.js

/** The kinds that can be re-created in another repository, in the order in which this is done. */
const RECREATED_KINDS = [
    'labels',
    'milestones',
    'environments',
    'variables',
    'environment-variables',
    'rulesets',
    'releases',
];
/** Shown with every plan. */
const NOT_RECREATED = "Issues, pull requests, discussions and their comments are not re-created: GitHub would give them new numbers, the token's owner as author and today's date. They are in the archive. Of secrets only the names are known, and webhooks are known without their secrets.";
const recreate_plan_REPO = '/repos/{owner}/{repo}';
const RECIPES = {
    labels: { name: recreate_plan_named('name'), route: `POST ${recreate_plan_REPO}/labels`, body: only('name', 'color', 'description') },
    milestones: {
        name: recreate_plan_named('title'),
        route: `POST ${recreate_plan_REPO}/milestones`,
        body: only('title', 'state', 'description', 'due_on'),
    },
    environments: { name: recreate_plan_named('name'), route: `PUT ${recreate_plan_REPO}/environments/{environment_name}`, body: environmentBody },
    variables: { name: recreate_plan_named('name'), route: `POST ${recreate_plan_REPO}/actions/variables`, body: only('name', 'value') },
    'environment-variables': {
        name: (item) => {
            const [environment, name] = [recreate_plan_named('environment_name')(item), recreate_plan_named('name')(item)];
            return environment === '' || name === '' ? '' : `${environment}/${name}`;
        },
        route: `POST ${recreate_plan_REPO}/environments/{environment_name}/variables`,
        body: only('environment_name', 'name', 'value'),
    },
    rulesets: {
        name: recreate_plan_named('name'),
        route: `POST ${recreate_plan_REPO}/rulesets`,
        body: only('name', 'target', 'enforcement', 'bypass_actors', 'conditions', 'rules'),
    },
    releases: {
        name: recreate_plan_named('tag_name'),
        route: `POST ${recreate_plan_REPO}/releases`,
        body: (item) => ({ ...only('tag_name', 'name', 'body', 'draft', 'prerelease')(item), make_latest: 'legacy' }),
    },
};
/** The name of an item: the title of a milestone, the tag of a release. Empty if it has none. */
function recreatedItemName(kind, item) {
    return RECIPES[kind].name(item);
}
/**
 * The variables of an environment, each with its `environment_name`. Works for the stored form and for GitHub's answer.
 */
function variablesOf({ name, variables }) {
    const list = (Array.isArray(variables) ? variables : []);
    return list.map((variable) => ({ ...variable, environment_name: name }));
}
/**
 * Plans how to give the repository what the snapshot has. Nothing in it is changed or deleted. `tags`: those that the
 * repository has exactly as the snapshot has them. Pure.
 */
function planRecreation(stored, existing, tags) {
    const environments = new Set([
        ...existing.environments.keys(),
        ...stored.environments.map((item) => recreatedItemName('environments', item).toLowerCase()),
    ]);
    const there = { existing, tags, environments };
    return RECREATED_KINDS.flatMap((kind) => stored[kind].map((item) => stepFor(kind, item, there)));
}
function stepFor(kind, item, { existing, tags, environments }) {
    const { route, body } = RECIPES[kind];
    const name = recreatedItemName(kind, item);
    if (name === '')
        return { kind, name: '(no name)', action: 'skip', why: 'the stored item has no name' };
    const there = existing[kind].get(name.toLowerCase());
    if (there !== undefined)
        return stepBeside(kind, name, item, there);
    if (kind === 'rulesets' && item['source_type'] !== undefined && item['source_type'] !== 'Repository') {
        return { kind, name, action: 'skip', why: 'it belongs to the organization' };
    }
    if (kind === 'environment-variables' && !environments.has(recreate_plan_named('environment_name')(item).toLowerCase())) {
        return { kind, name, action: 'skip', why: 'its environment does not exist' };
    }
    if (kind === 'releases' && !tags.has(name) && item['draft'] !== true) {
        // Without the tag, GitHub would create one at the current tip of the default branch.
        return {
            kind,
            name,
            action: 'skip',
            why: 'its tag is missing in the repository, or points to something else there',
        };
    }
    const files = kind === 'releases' ? { files: filesOf(item) } : {};
    return { kind, name, action: 'create', request: { route, body: body(item) }, ...files };
}
/** One of this name exists. */
function stepBeside(kind, name, item, there) {
    const held = new Set(kind === 'releases' ? filesOf(there).map((file) => file.name) : []);
    const files = kind === 'releases' ? filesOf(item).filter((file) => !held.has(file.name)) : [];
    if (files.length === 0)
        return { kind, name, action: 'keep', why: 'one of this name exists' };
    const why = `it exists without ${files.map((file) => file.name).join(', ')}`;
    return { kind, name, action: 'add-files', why, release: there, files };
}
function recreate_plan_named(field) {
    return (item) => (typeof item[field] === 'string' ? item[field] : '');
}
/** Only the fields that are set; GitHub refuses null in most of them. */
function only(...fields) {
    return (item) => Object.fromEntries(fields.filter((field) => item[field] !== undefined && item[field] !== null).map((field) => [field, item[field]]));
}
/**
 * GitHub returns a list of rules but expects one object. People and teams are given by id, so this fails in another
 * account.
 */
function environmentBody(item) {
    const rules = (Array.isArray(item['protection_rules']) ? item['protection_rules'] : []);
    const rule = (type) => rules.find((it) => it['type'] === type) ?? {};
    const reviewers = rule('required_reviewers');
    const list = (Array.isArray(reviewers['reviewers']) ? reviewers['reviewers'] : []);
    return {
        environment_name: item['name'],
        wait_timer: rule('wait_timer')['wait_timer'] ?? 0,
        ...(reviewers['prevent_self_review'] === true ? { prevent_self_review: true } : {}),
        reviewers: list.map((it) => ({ type: it['type'], id: it['reviewer']?.['id'] })),
        deployment_branch_policy: item['deployment_branch_policy'] ?? null,
    };
}
function filesOf(release) {
    const assets = (Array.isArray(release['assets']) ? release['assets'] : []);
    return assets.flatMap((asset) => {
        const { id, name } = asset;
        if (!Number.isSafeInteger(id) || typeof name !== 'string')
            return [];
        return [{ stored: assetFile(id, name), name }];
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/recreate.js
/** Carries out a plan of re-creation. */










/** GitHub asks for one second between requests that create something. */
const BETWEEN_WRITES_MS = 1000;
/**
 * Reads what the repository has. The returned function then creates what it lacks: labels, milestones, environments,
 * variables of the repository and of environments, rulesets, and releases with their files. `tags`: those that the
 * repository has exactly as the snapshot has them. What exists is left as it is, so an interrupted run can be repeated.
 * Errors: `metadata-invalid`, `github-unreadable`.
 */
async function prepareRecreation(settings, deps) {
    const sleep = deps.sleep ?? pause;
    const { serverUrl, token, metadataDir, apply, owner, repo } = settings;
    const client = await openClient({ apiUrl: (0,github_server/* apiUrlOf */.po)(serverUrl), token, reserve: 0 }, { ...deps, sleep });
    const at = { owner, repo };
    const kinds = settings.kinds ?? RECREATED_KINDS;
    const stored = await readStored(metadataDir, kinds);
    const existing = await readExisting(client, at, kinds).catch((error) => {
        throw error instanceof github_failure/* GithubFailure */.E ? unreadable(at, error) : error;
    });
    const work = { client, at, metadataDir, sleep: () => sleep(BETWEEN_WRITES_MS, deps.signal) };
    return async (tags) => {
        const results = [];
        for (const step of planRecreation(stored, existing, tags)) {
            const { kind, name, action, why } = step;
            const isDone = action === 'create' || action === 'add-files';
            if (isDone && apply) {
                results.push(await carryOut(work, step));
                continue;
            }
            const result = isDone ? 'planned' : action === 'keep' ? 'kept' : 'skipped';
            results.push({ kind, name, result, ...(why === undefined ? {} : { why }) });
        }
        return results;
    };
}
function unreadable({ owner, repo }, cause) {
    return new errors/* HoldfastError */.Et({
        code: 'github-unreadable',
        message: `What ${owner}/${repo} already has could not be read from GitHub: ${cause.message}.`,
        why: 'Only what is missing is created, so what exists must be known first.',
        fix: 'Use a token that can read and write administration, contents, environments, issues and variables of the repository.',
        cause,
    });
}
async function carryOut(work, step) {
    const { kind, name, files = [] } = step;
    try {
        const made = step.release ?? (await make(work, step));
        const missing = [];
        for (const file of files)
            if (!(await addFile(work, made, file)))
                missing.push(file.name);
        if (missing.length === 0)
            return { kind, name, result: 'created' };
        return { kind, name, result: 'created', why: `without ${missing.join(', ')}, which the snapshot does not have` };
    }
    catch (error) {
        if (!(error instanceof github_failure/* GithubFailure */.E))
            throw error;
        return { kind, name, result: 'failed', why: error.message };
    }
}
async function make({ client, at, sleep }, { request }) {
    if (request === undefined)
        throw new Error('a step without a request');
    await sleep();
    return (await client.send(request.route, { ...at, ...request.body }));
}
/** False where the snapshot lacks the file. */
async function addFile(work, release, file) {
    const path = (0,external_node_path_.join)(work.metadataDir, 'release-assets', file.stored);
    if (!(await exists(path)))
        return false;
    const blob = await (0,external_node_fs_.openAsBlob)(path);
    await work.sleep();
    await work.client.upload(release['upload_url'], file.name, blob);
    return true;
}
async function exists(path) {
    try {
        return (await (0,promises_.stat)(path)).isFile();
    }
    catch (error) {
        if ((0,platform/* systemErrorCode */.vq)(error) === 'ENOENT')
            return false;
        throw error;
    }
}
async function readStored(metadataDir, kinds) {
    const stored = emptyLists();
    for (const kind of kinds) {
        const dir = (0,external_node_path_.join)(metadataDir, kind);
        const names = await (0,promises_.readdir)(dir).catch((error) => {
            if ((0,platform/* systemErrorCode */.vq)(error) === 'ENOENT')
                return [];
            throw error;
        });
        for (const name of names.filter((it) => it.endsWith('.json')).sort()) {
            const item = parseItem((0,external_node_path_.join)(dir, name), await (0,promises_.readFile)((0,external_node_path_.join)(dir, name), 'utf8'));
            stored[kind].push(...(kind === 'environment-variables' ? variablesOf(item) : [item]));
        }
    }
    return stored;
}
function parseItem(path, text) {
    try {
        return itemsOf([JSON.parse(text)])[0] ?? {};
    }
    catch (cause) {
        throw new errors/* HoldfastError */.Et({
            code: 'metadata-invalid',
            message: `${path} is not a metadata item.`,
            why: (0,errors/* messageOf */.bD)(cause),
            fix: 'Restore the metadata again and do not edit the files.',
            cause,
        });
    }
}
function emptyLists() {
    return {
        labels: [],
        milestones: [],
        environments: [],
        variables: [],
        'environment-variables': [],
        rulesets: [],
        releases: [],
    };
}
async function readExisting(client, at, kinds) {
    const lists = emptyLists();
    for (const kind of kinds)
        if (kind !== 'environment-variables')
            lists[kind] = await readList(client, at, kind);
    if (kinds.includes('environment-variables')) {
        if (!kinds.includes('environments'))
            lists.environments = await readList(client, at, 'environments');
        for (const { name } of lists.environments) {
            const route = 'GET /repos/{owner}/{repo}/environments/{environment_name}/variables';
            const variables = await readAll(client, at, route, { environment_name: name }, 'variables');
            lists['environment-variables'].push(...variablesOf({ name, variables }));
        }
    }
    const names = (kind) => new Map(lists[kind].map((it) => [recreatedItemName(kind, it).toLowerCase(), it]));
    return {
        labels: names('labels'),
        milestones: names('milestones'),
        environments: names('environments'),
        variables: names('variables'),
        'environment-variables': names('environment-variables'),
        rulesets: names('rulesets'),
        releases: names('releases'),
    };
}
async function readList(client, at, kind) {
    const walk = KINDS.find(({ name }) => name === kind)?.walk;
    return walk?.type === 'list' ? readAll(client, at, walk.route, walk.parameters, walk.field) : [];
}
async function readAll(client, at, route, parameters = {}, field) {
    const items = [];
    for (let page = 1, more = true; more; page++) {
        const answer = await client.get(route, { ...at, ...parameters, per_page: 100, page });
        items.push(...itemsOf(answer.data, field));
        more = answer.next !== undefined;
    }
    return items;
}

;// CONCATENATED MODULE: ./lib/sources/repository/metadata/index.js
/** The public interface of this folder. */







/***/ })

};
