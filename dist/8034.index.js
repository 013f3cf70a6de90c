export const id = 8034;
export const ids = [8034];
export const modules = {

/***/ 18538:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DB: () => (/* binding */ projectPage),
/* harmony export */   RK: () => (/* binding */ referencePage),
/* harmony export */   Wr: () => (/* binding */ discussionPage),
/* harmony export */   e7: () => (/* binding */ reviewPage),
/* harmony export */   fk: () => (/* binding */ numberPage),
/* harmony export */   r$: () => (/* binding */ expectNumber),
/* harmony export */   wr: () => (/* binding */ statusPage)
/* harmony export */ });
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40317);
/** The GraphQL queries. */

/**
 * What only GraphQL offers (discussions, resolved threads), or offers at a hundredth of the requests (reviews of all
 * pull requests, statuses of all deployments). `first` is the size of a page: the client makes it smaller where a page
 * takes GitHub too long.
 */
const VARIABLES = '$owner: String!, $repo: String!, $first: Int!, $after: String';
const PAGE = 'totalCount pageInfo { hasNextPage endCursor }';
const INFO = 'pageInfo { hasNextPage endCursor }';
const REACTIONS = 'reactionGroups { content reactors { totalCount } }';
// Ids of reviews have outgrown the 32 bits of `databaseId`.
const REVIEW = `id fullDatabaseId state body submittedAt createdAt updatedAt authorAssociation url
  author { __typename login } commit { oid } ${REACTIONS}`;
const THREAD = `isResolved isOutdated path line startLine resolvedBy { login }
  comments(first: 1) { nodes { fullDatabaseId } }`;
const REVIEWS = `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: pullRequests(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE}
      nodes {
        id number updatedAt reviews(first: 50) { ${INFO} nodes { ${REVIEW} } }
        reviewThreads(first: 30) { ${INFO} nodes { ${THREAD} } }
      }
    }
  }
}`;
const MORE_REVIEWS = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on PullRequest {
    more: reviews(first: $first, after: $after) { ${INFO} nodes { ${REVIEW} } }
  } }
}`;
const MORE_THREADS = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on PullRequest {
    more: reviewThreads(first: $first, after: $after) { ${INFO} nodes { ${THREAD} } }
  } }
}`;
const STATUS = `state description environment environmentUrl logUrl createdAt updatedAt
  creator { __typename login }`;
const STATUSES = `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: deployments(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      ${PAGE}
      nodes { id databaseId createdAt statuses(first: 20) { ${INFO} nodes { ${STATUS} } } }
    }
  }
}`;
const MORE_STATUSES = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on Deployment {
    more: statuses(first: $first, after: $after) { ${INFO} nodes { ${STATUS} } }
  } }
}`;
const COMMENT = `id databaseId body createdAt lastEditedAt isAnswer url author { __typename login } ${REACTIONS}`;
const REPLIES = `${INFO} nodes { ${COMMENT} }`;
const COMMENTS = `${INFO} nodes { ${COMMENT} replies(first: 20) { ${REPLIES} } }`;
const DISCUSSIONS = `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: discussions(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE}
      nodes {
        id databaseId number title body createdAt updatedAt lastEditedAt locked closed stateReason upvoteCount url
        author { __typename login } category { name slug isAnswerable } labels(first: 50) { nodes { name } }
        poll { question totalVoteCount options(first: 20) { nodes { option totalVoteCount } } } ${REACTIONS}
        comments(first: 30) { ${COMMENTS} }
      }
    }
  }
}`;
const MORE_COMMENTS = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on Discussion { more: comments(first: $first, after: $after) { ${COMMENTS} } } }
}`;
const MORE_REPLIES = `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on DiscussionComment { more: replies(first: $first, after: $after) { ${REPLIES} } } }
}`;
const FIELD = '... on ProjectV2FieldCommon { name }';
const PROJECT_FIELD = `... on ProjectV2FieldCommon { name dataType }
  ... on ProjectV2SingleSelectField { options { optionId: id name color description } }
  ... on ProjectV2IterationField { configuration { startDay duration
    iterations { iterationId: id title startDate duration } completedIterations { iterationId: id title startDate duration } } }`;
const VIEW = `number name layout filter fields(first: 50) { nodes { ${FIELD} } } groupByFields(first: 10) { nodes { ${FIELD} } }
  verticalGroupByFields(first: 10) { nodes { ${FIELD} } } sortByFields(first: 10) { nodes { direction field { ${FIELD} } } }`;
// Labels, people, milestones and the like are those of the issue.
const VALUE = `__typename ... on ProjectV2ItemFieldValueCommon { field { ${FIELD} } }
  ... on ProjectV2ItemFieldTextValue { text } ... on ProjectV2ItemFieldNumberValue { number }
  ... on ProjectV2ItemFieldDateValue { date } ... on ProjectV2ItemFieldSingleSelectValue { name optionId }
  ... on ProjectV2ItemFieldIterationValue { title startDate duration iterationId }`;
const OF_ISSUE = 'number repository { nameWithOwner }';
const PROJECT_ITEM = `fullDatabaseId type isArchived createdAt updatedAt creator { __typename login }
  content { __typename ... on Issue { ${OF_ISSUE} } ... on PullRequest { ${OF_ISSUE} }
    ... on DraftIssue { title body createdAt updatedAt assignees(first: 20) { nodes { login } } } }
  fieldValues(first: 50) { nodes { ${VALUE} } }`;
const PROJECTS = `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: projectsV2(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE}
      nodes {
        id fullDatabaseId number title shortDescription readme closed closedAt public template createdAt updatedAt url
        creator { __typename login } owner { ... on Organization { login } ... on User { login } }
        fields(first: 50) { ${INFO} nodes { ${PROJECT_FIELD} } } views(first: 20) { ${INFO} nodes { ${VIEW} } }
        items(first: 50) { ${INFO} nodes { ${PROJECT_ITEM} } }
      }
    }
  }
}`;
const MORE_OF_PROJECT = (field, node) => `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on ProjectV2 { more: ${field}(first: $first, after: $after) { ${INFO} nodes { ${node} } } } }
}`;
const SUBJECT = `__typename ... on Issue { ${OF_ISSUE} } ... on PullRequest { ${OF_ISSUE} }`;
const BY = 'id createdAt isCrossRepository actor { __typename login }';
const REFERENCE = `__typename
  ... on CrossReferencedEvent { ${BY} willCloseTarget source { ${SUBJECT} } }
  ... on ConnectedEvent { ${BY} source { ${SUBJECT} } subject { ${SUBJECT} } }
  ... on DisconnectedEvent { ${BY} source { ${SUBJECT} } subject { ${SUBJECT} } }`;
const REFERENCE_TYPES = 'itemTypes: [CROSS_REFERENCED_EVENT, CONNECTED_EVENT, DISCONNECTED_EVENT]';
const REFERENCES = (field) => `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: ${field}(first: $first, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      ${PAGE}
      nodes { id number updatedAt references: timelineItems(first: 10, ${REFERENCE_TYPES}) { ${INFO} nodes { ${REFERENCE} } } }
    }
  }
}`;
const MORE_REFERENCES = (field) => `query ($id: ID!, $first: Int!, $after: String) {
  node(id: $id) { ... on ${field === 'issues' ? 'Issue' : 'PullRequest'} {
    more: timelineItems(first: $first, after: $after, ${REFERENCE_TYPES}) { ${INFO} nodes { ${REFERENCE} } }
  } }
}`;
/** Numbers only, oldest first, to see which are gone. */
const NUMBERS = (field) => `query (${VARIABLES}) {
  repository(owner: $owner, name: $repo) {
    page: ${field}(first: $first, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) {
      ${PAGE} nodes { number }
    }
  }
}`;
const EXISTS = (field) => `query ($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) { ${field === 'pullRequests' ? 'pullRequest' : 'discussion'}(number: $number) { number } }
}`;
/**
 * Pull requests, newest change first: `{number, updated_at, reviews: [...], threads: [...]}`. None is left out as known: GitHub does
 * not promise that a thread that is resolved changes the time of its pull request.
 */
function reviewPage(client, at, choice) {
    return readPage(client, REVIEWS, at, { ...choice, knownBefore: undefined }, async (pull) => {
        const reviews = await allNodes(client, pull, 'reviews', MORE_REVIEWS);
        const threads = await allNodes(client, pull, 'reviewThreads', MORE_THREADS);
        return {
            number: pull['number'],
            updated_at: pull['updatedAt'],
            reviews: reviews.map(plain),
            threads: threads.map((thread) => plain({ ...thread, comments: idsOf(thread['comments']) })),
        };
    });
}
/** A thread is known by its first comment on a line. */
function idsOf(comments) {
    return nodesOf(connection({ pageInfo: { hasNextPage: false, endCursor: null }, ...comments })).map((it) => Number(it['fullDatabaseId']));
}
/** Issues or pull requests, newest change first, with what refers to them: `{number, updated_at, references: [...]}`. */
function referencePage(field) {
    return (client, at, choice) => readPage(client, REFERENCES(field), at, choice, async ({ number, updatedAt, ...item }) => {
        const references = await allNodes(client, item, 'references', MORE_REFERENCES(field));
        return plain({ number, updatedAt, references });
    });
}
/** Deployments, newest first: `{id, created_at, statuses: [...]}`. */
function statusPage(client, at, choice) {
    return readPage(client, STATUSES, at, choice, async (deployment) => {
        const statuses = await allNodes(client, deployment, 'statuses', MORE_STATUSES);
        return plain({ ...deployment, statuses });
    });
}
/** Discussions, newest change first, each with its comments and their replies. */
function discussionPage(client, at, choice) {
    return readPage(client, DISCUSSIONS, at, choice, async (discussion) => {
        const comments = [];
        for (const comment of await allNodes(client, discussion, 'comments', MORE_COMMENTS)) {
            comments.push({ ...comment, replies: await allNodes(client, comment, 'replies', MORE_REPLIES) });
        }
        return plain({ ...discussion, comments });
    });
}
/** Projects that are linked to the repository, newest change first, each with its fields, views and items. */
async function projectPage(client, at, choice) {
    const page = await readPage(client, PROJECTS, at, choice, async (project) => {
        const fields = await allNodes(client, project, 'fields', MORE_OF_PROJECT('fields', PROJECT_FIELD));
        const views = await allNodes(client, project, 'views', MORE_OF_PROJECT('views', VIEW));
        const items = await allNodes(client, project, 'items', MORE_OF_PROJECT('items', PROJECT_ITEM));
        return plain({ ...project, fields, views, items });
    });
    const [first] = page.lacking;
    if (page.items.length === 0 && first?.isDenied === true)
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubFailure */ .Ed('denied', first.why);
    return page;
}
/** Numbers, oldest first. */
async function numberPage(client, at, field, after) {
    const page = await readPage(client, NUMBERS(field), at, { after, first: 100 }, (item) => Promise.resolve(item));
    return { ...page, numbers: page.items.map((item) => Number(item['number'])) };
}
/** Throws a GithubFailure of the kind `absent` if it is gone. */
async function expectNumber(client, at, field, number) {
    await client.graphql(EXISTS(field), { ...at, number });
}
async function readPage(client, query, at, { after, first, knownBefore }, complete) {
    const answer = await client.graphql(query, { ...at, first, after: after ?? null });
    const { repository } = answer.data;
    const page = connection(repository?.page, answer.errors[0]?.message);
    const items = [];
    const lacking = [];
    let hasKnown = false;
    for (const [index, node] of page.nodes.entries()) {
        const error = answer.errors.find(({ path }) => path[2] === 'nodes' && path[3] === index);
        const isDenied = node === null && ['FORBIDDEN', 'INSUFFICIENT_SCOPES'].includes(error?.type ?? '');
        if (error !== undefined)
            lacking.push({ number: numberOf(node), why: error.message, isDenied });
        if (node === null)
            continue;
        if (knownBefore !== undefined && error === undefined && isOlder(node, knownBefore) && hasMore(node)) {
            hasKnown = true;
            continue;
        }
        try {
            items.push(await complete(node));
        }
        catch (failure) {
            // Its comments are missing: what an earlier snapshot has of it is more than half of it.
            if (!(failure instanceof _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubFailure */ .Ed) || !['failed', 'heavy'].includes(failure.kind))
                throw failure;
            if (error === undefined)
                lacking.push({ number: numberOf(node), why: failure.message });
        }
    }
    return { items, next: nextOf(page), totalCount: page.totalCount ?? 0, first: answer.first, lacking, hasKnown };
}
/** By the last change, or where nothing says when that was, by the creation. */
function isOlder(node, time) {
    return Date.parse(String(node['updatedAt'] ?? node['createdAt'])) < Date.parse(time);
}
/** Whether some list in it goes on after its first items. */
function hasMore(value) {
    if (typeof value !== 'object' || value === null)
        return false;
    const { pageInfo } = value;
    return pageInfo?.hasNextPage === true || Object.values(value).some(hasMore);
}
function numberOf(node) {
    const number = node?.['number'] ?? node?.['databaseId'];
    return typeof number === 'number' ? number : undefined;
}
function nextOf({ pageInfo }) {
    return pageInfo.hasNextPage ? (pageInfo.endCursor ?? undefined) : undefined;
}
const MORE_FIRST = 50;
/** All nodes of a connection that came with its first ones. */
async function allNodes(client, parent, name, query) {
    let page = connection(parent[name]);
    const nodes = [...nodesOf(page)];
    for (let after = nextOf(page), first = MORE_FIRST; after !== undefined; after = nextOf(page)) {
        const answer = await client.graphql(query, { id: parent['id'], first, after });
        const { node } = answer.data;
        page = connection(node?.more, answer.errors[0]?.message);
        first = answer.first;
        nodes.push(...nodesOf(page));
    }
    return nodes;
}
function nodesOf(page) {
    return page.nodes.filter((node) => node !== null);
}
function connection(value, error = 'The GraphQL answer is not what was requested.') {
    const found = value;
    if (!Array.isArray(found?.nodes) || typeof found.pageInfo?.hasNextPage !== 'boolean') {
        throw new _failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubFailure */ .Ed('failed', error);
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
        if (name === 'reactionGroups') {
            Object.assign(renamed, reactionsOf(field));
            continue;
        }
        // Absent where there is none, so that most items stay as they were stored before it was read.
        if (name === 'poll' && field === null)
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
    id: 'node_id',
    oid: 'sha',
    url: 'html_url',
};
const REACTION_NAMES = {
    THUMBS_UP: '+1',
    THUMBS_DOWN: '-1',
    LAUGH: 'laugh',
    HOORAY: 'hooray',
    CONFUSED: 'confused',
    HEART: 'heart',
    ROCKET: 'rocket',
    EYES: 'eyes',
};
/** As REST has them: a count by name. */
function reactionsOf(groups) {
    const given = (Array.isArray(groups) ? groups : []);
    const counts = given.flatMap(({ content = '', reactors }) => (reactors?.totalCount ?? 0) > 0 ? [[REACTION_NAMES[content] ?? content.toLowerCase(), reactors?.totalCount]] : []);
    return counts.length === 0 ? {} : { reactions: Object.fromEntries(counts) };
}


/***/ }),

/***/ 39977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BP: () => (/* binding */ newest),
/* harmony export */   Cv: () => (/* binding */ alerts),
/* harmony export */   E6: () => (/* binding */ ofEnvironments),
/* harmony export */   Ft: () => (/* binding */ references),
/* harmony export */   NO: () => (/* binding */ REPO),
/* harmony export */   XP: () => (/* binding */ since),
/* harmony export */   fM: () => (/* binding */ kind),
/* harmony export */   gT: () => (/* binding */ listAt),
/* harmony export */   ib: () => (/* binding */ oneAt),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   xH: () => (/* binding */ one)
/* harmony export */ });
/* harmony import */ var _github_graphql_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18538);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(26242);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11781);
/** Kinds that are alike, made of what differs between them. */



const REPO = 'GET /repos/{owner}/{repo}';
function kind(name, permission, walk, files) {
    return { name, permission, walk, files };
}
/** One object, in one file. */
function one(name, permission, path, besides) {
    return oneAt(`${REPO}${path}`, name, permission, besides);
}
function oneAt(route, name, permission, besides) {
    const walk = { type: 'one', route, ...(besides === undefined ? {} : { besides }) };
    return kind(name, permission, walk, (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .only */ .j6)(name));
}
function list(name, permission, path, files, field) {
    return listAt(`${REPO}${path}`, name, permission, files, field);
}
function listAt(route, name, permission, files, field) {
    return kind(name, permission, { type: 'list', route, ...(field === undefined ? {} : { field }) }, files);
}
/** All of them, whatever their state, the oldest first: so pages stay as they are when a new one comes. */
function alerts(name, permission, path, stored, parameters = {}) {
    const route = `${REPO}${path}`;
    const walk = { type: 'list', route, parameters: { sort: 'created', direction: 'asc', ...parameters } };
    return kind(name, permission, walk, (alert) => (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .byNumber */ .vh)(stored(alert)));
}
/** One file for each environment, with the items of a list below its address. */
function ofEnvironments(name, permission, path, detailField, hasDetail) {
    const walk = {
        type: 'list',
        route: `${REPO}/environments`,
        field: 'environments',
        detail: (item) => `${REPO}/environments/${encodeURIComponent((0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .text */ .Qq)(item['name']))}/${path}`,
        detailField,
        ...(hasDetail === undefined ? {} : { hasDetail }),
    };
    return kind(name, permission, walk, _files_js__WEBPACK_IMPORTED_MODULE_1__/* .byName */ .nG);
}
function since(path, check) {
    return { type: 'since', route: `${REPO}${path}`, check: (item) => `${REPO}${check(item)}` };
}
function newest(path, time, backSeconds, parameters = {}, field) {
    return { type: 'newest', page: (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .restPage */ .yI)(`${REPO}${path}`, parameters, field), time, backSeconds };
}
/** What refers to issues or pull requests, one file for each that has any. */
function references(name, permission, field, follows) {
    const page = (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .graphqlPages */ .U_)((0,_github_graphql_js__WEBPACK_IMPORTED_MODULE_0__/* .referencePage */ .RK)(field), 100);
    const walk = { type: 'newest', page, time: 'updated_at', backSeconds: 0, isReread: true };
    const isEmpty = (item) => item['references'].length === 0;
    return {
        ...kind(name, permission, walk, (item) => (isEmpty(item) ? [] : (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .byNumber */ .vh)(item))),
        follows,
        emptyWith: [follows],
        emptied: (item) => (isEmpty(item) ? (0,_files_js__WEBPACK_IMPORTED_MODULE_1__/* .number */ .ai)(item['number']) : undefined),
    };
}


/***/ }),

/***/ 26242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $H: () => (/* binding */ byId),
/* harmony export */   FF: () => (/* binding */ without),
/* harmony export */   KT: () => (/* binding */ named),
/* harmony export */   Md: () => (/* binding */ fileName),
/* harmony export */   Of: () => (/* binding */ filesOfTraffic),
/* harmony export */   Po: () => (/* binding */ numberIn),
/* harmony export */   Qq: () => (/* binding */ text),
/* harmony export */   _$: () => (/* binding */ withoutCommit),
/* harmony export */   ai: () => (/* binding */ number),
/* harmony export */   cT: () => (/* binding */ COUNTERS),
/* harmony export */   fh: () => (/* binding */ assetFile),
/* harmony export */   it: () => (/* binding */ longId),
/* harmony export */   j6: () => (/* binding */ only),
/* harmony export */   nG: () => (/* binding */ byName),
/* harmony export */   uF: () => (/* binding */ filesOfReviews),
/* harmony export */   vh: () => (/* binding */ byNumber),
/* harmony export */   wC: () => (/* binding */ withoutForecast),
/* harmony export */   wD: () => (/* binding */ filesOfDependencies)
/* harmony export */ });
/* harmony import */ var _github_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40317);
/* harmony import */ var _entries_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(70478);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(11781);
/** Which files an item has, under which names, and what is left out of them. */



const text = (value) => typeof value === 'string' || typeof value === 'number' ? String(value) : '';
/** An item without a number or name would overwrite another. */
function nameless() {
    throw new _github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubFailure */ .Ed('failed', 'The answer contains an item without a number, id or name.');
}
const digits = (value) => (/^\d+$/.test(text(value)) ? text(value) : nameless());
const number = (value) => digits(value).padStart(6, '0');
const longId = (value) => digits(value).padStart(12, '0');
const fileName = (value) => (text(value) === '' ? nameless() : (0,_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .safeName */ .jC)(text(value)));
const dayOf = (time) => /^\d{4}-\d\d-\d\d(?=T)/.exec(text(time))?.[0] ?? nameless();
/** The number at the end of `.../issues/12`. */
const numberIn = (url) => number(/\/(\d+)$/.exec(text(url))?.[1] ?? '0');
const named = (name) => (item) => [{ name: name(item), item }];
const byId = named((item) => longId(item['id']));
const byNumber = named((item) => number(item['number']));
const byName = named((item) => fileName(item['name']));
/** The only one of its kind. */
const only = (name) => named(() => name);
/** The name under which a file of a release is stored. */
function assetFile(id, name) {
    return `${String(id).padStart(12, '0')}-${(0,_entries_js__WEBPACK_IMPORTED_MODULE_1__/* .safeName */ .jC)(name)}`;
}
/** Which issues block an issue, and which it blocks. The issues are items themselves. */
function filesOfDependencies({ number: issue, blocked_by: blockedBy, blocking }) {
    const named = (list) => (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .itemsOf */ .S3)(list).map((item) => ({
        id: item['id'],
        number: item['number'],
        repository: /\/repos\/([^/]+\/[^/]+)$/.exec(text(item['repository_url']))?.[1] ?? null,
    }));
    return byNumber({ number: issue, blocked_by: named(blockedBy), blocking: named(blocking) });
}
/** One file for each day, which stays when GitHub no longer has the day; what is popular, as it is now. */
function filesOfTraffic({ views, clones, paths, referrers }) {
    const days = (name, list) => (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .itemsOf */ .S3)(list).map((item) => ({ name: `${name}-${dayOf(item['timestamp'])}`, item }));
    return [
        ...days('views', views),
        ...days('clones', clones['clones']),
        { name: 'popular-paths', item: { paths: (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .itemsOf */ .S3)(paths) } },
        { name: 'popular-referrers', item: { referrers: (0,_pages_js__WEBPACK_IMPORTED_MODULE_2__/* .itemsOf */ .S3)(referrers) } },
    ];
}
/** The reviews of a pull request, and which of its threads are resolved. */
function filesOfReviews(pull) {
    const start = number(pull['number']);
    const reviews = pull['reviews'].map((item) => ({
        name: `${start}-${longId(item['id'])}`,
        item,
    }));
    const threads = pull['threads'];
    if (threads.length === 0)
        return reviews;
    return [...reviews, { kind: 'review-threads', name: start, item: { number: pull['number'], threads } }];
}
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
/** Each analysis writes its commit into all alerts that it finds again. */
function withoutCommit(alert) {
    const instance = alert['most_recent_instance'];
    return { ...alert, most_recent_instance: without(instance ?? {}, ['commit_sha']) };
}
/** How likely it is that a weakness will be used is computed anew each day. */
function withoutForecast(alert) {
    const advisory = alert['security_advisory'];
    return { ...alert, security_advisory: without(advisory ?? {}, ['epss']) };
}
function without(item, names) {
    return Object.fromEntries(Object.entries(item).filter(([name]) => !names.includes(name)));
}


/***/ }),

/***/ 74375:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cn: () => (/* binding */ OF_AN_APP),
/* harmony export */   Gf: () => (/* binding */ isForAdministrators),
/* harmony export */   sI: () => (/* binding */ isOfAnApp),
/* harmony export */   uw: () => (/* binding */ repositoryAt)
/* harmony export */ });
/** For what only a repository has. */
function repositoryAt(at) {
    if ('repo' in at)
        return at;
    throw new Error(`kinds: ${at.org} is an organisation, and not a repository`);
}
/** Of permissions that `GITHUB_TOKEN` cannot be given. */
const OF_AN_APP = '(of an App or a personal access token)';
function isOfAnApp({ permission }) {
    return permission.includes(OF_AN_APP);
}
/** To all others GitHub answers with 404, or with a 403 that does not say why. */
function isForAdministrators(kind) {
    return isOfAnApp(kind) || kind.isHidden === true;
}


/***/ }),

/***/ 38034:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EA: () => (/* binding */ WITH_TEXTS),
/* harmony export */   GW: () => (/* binding */ KINDS),
/* harmony export */   M_: () => (/* binding */ WEEKLY)
/* harmony export */ });
/* unused harmony export KIND_NAMES */
/* harmony import */ var _github_graphql_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18538);
/* harmony import */ var _builders_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39977);
/* harmony import */ var _files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(26242);
/* harmony import */ var _kind_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(74375);
/* harmony import */ var _pages_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11781);
/** The kinds of metadata: where each is read, and what it needs. */





/** Kinds with texts into which people put files. */
const WITH_TEXTS = [
    'commit-comments',
    'discussions',
    'issue-comments',
    'issues',
    'pulls',
    'releases',
    'review-comments',
    'reviews',
];
/** Settings and the like, which no query for news shows: they are read once a week (projects: read in full). */
const WEEKLY = [
    'traffic',
    'actions-permissions',
    'branch-protection',
    'environments',
    'deployment-branch-policies',
    'environment-variables',
    'environment-secret-names',
    'oidc-subject',
    'interaction-limits',
    'projects',
    'rulesets',
    'variables',
    'secret-names',
    'webhooks',
    'deploy-keys',
    'autolinks',
    'collaborators',
    'pages',
    'teams',
    'workflows',
];
/**
 * Everything that is stored of a repository besides git, in the order in which it is read: short lists before long
 * ones.
 */
const KINDS = [
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('repository', 'metadata: read', { type: 'one', route: _builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO, isUsed: true }, (item) => [
        { name: 'repository', item: (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .without */ .FF)(item, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .COUNTERS */ .cT) },
    ]),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('labels', 'issues: read', '/labels', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byName */ .nG),
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('milestones', 'issues: read', '/milestones', (item) => (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .byNumber */ .vh)((0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .without */ .FF)(item, ['open_issues', 'closed_issues']))),
        walk: { type: 'list', route: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/milestones`, parameters: { state: 'all' } },
    },
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('releases', 'contents: read', '/releases', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('rulesets', 'metadata: read', {
        type: 'list',
        route: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/rulesets`,
        parameters: { includes_parents: false },
        detail: (item) => `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/rulesets/${(0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(item['id'])}`,
        isDated: true,
    }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('branch-protection', `administration: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, {
        type: 'list',
        route: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/branches`,
        parameters: { protected: true },
        detail: (item) => `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/branches/${encodeURIComponent((0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .text */ .Qq)(item['name']))}/protection`,
        // What protects it is a ruleset, which is a kind of its own.
        nothing: /not protected/i,
    }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byName */ .nG),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('environments', 'actions: read', { type: 'list', route: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/environments`, field: 'environments', isShared: true }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byName */ .nG),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .ofEnvironments */ .E6)('deployment-branch-policies', 'actions: read', 'deployment-branch-policies', 'branch_policies', (environment) => environment['deployment_branch_policy']?.['custom_branch_policies'] === true),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('variables', `variables: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, '/actions/variables', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byName */ .nG, 'variables'),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .ofEnvironments */ .E6)('environment-variables', `environments: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, 'variables', 'variables'),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .ofEnvironments */ .E6)('environment-secret-names', `environments: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, 'secrets', 'secrets'),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('secret-names', `secrets: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, '/actions/secrets', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byName */ .nG, 'secrets'),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('webhooks', `webhooks: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, '/hooks', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('deploy-keys', `administration: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, '/keys', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('autolinks', `administration: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, '/autolinks', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('collaborators', 'metadata: read, and the right to push', '/collaborators', (item) => [
        { name: (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .fileName */ .Md)(item['login']), item },
    ]),
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .one */ .xH)('pages', 'pages: read', '/pages'),
        isOff: (repository) => repository['has_pages'] === false,
    },
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('security-advisories', 'repository-advisories: read', '/security-advisories', (item) => [
        { name: (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .fileName */ .Md)(item['ghsa_id']), item },
    ]),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('workflows', 'actions: read', '/actions/workflows', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H, 'workflows'),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .one */ .xH)('actions-permissions', `administration: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, '/actions/permissions', partsOfPermissions),
    { ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .one */ .xH)('oidc-subject', 'actions: read', '/actions/oidc/customization/sub'), isHidden: true },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .one */ .xH)('interaction-limits', `administration: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, '/interaction-limits'),
        // GitHub offers them for public repositories only.
        isOff: (repository) => repository['private'] === true,
    },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('teams', `administration: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, '/teams', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
        isOff: (repository) => repository['owner']?.['type'] === 'User',
    },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .alerts */ .Cv)('code-scanning-alerts', 'security-events: read', '/code-scanning/alerts', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutCommit */ ._$),
        isHidden: true,
        isOff: isWithoutCodeScanning,
    },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .alerts */ .Cv)('secret-scanning-alerts', `secret-scanning-alerts: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, '/secret-scanning/alerts', 
        // Servers that do not know the parameter send it.
        (alert) => (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .without */ .FF)(alert, ['secret']), { hide_secret: true }),
        // GitHub answers 404 then.
        isOff: (repository) => securityOf(repository, 'secret_scanning') === 'disabled',
    },
    // Not every server can give `GITHUB_TOKEN` this permission.
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .alerts */ .Cv)('dependabot-alerts', 'vulnerability-alerts: read', '/dependabot/alerts', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutForecast */ .wC),
        isHidden: true,
    },
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('traffic', `administration: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, {
        type: 'one',
        route: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/traffic/views`,
        besides: () => ({
            clones: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/traffic/clones`,
            paths: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/traffic/popular/paths`,
            referrers: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/traffic/popular/referrers`,
        }),
    }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .filesOfTraffic */ .Of),
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('issues', 'issues: read', (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .since */ .XP)('/issues', (id) => `/issues/${id}`), (item) => 
        // GitHub lists pull requests among the issues; they are a kind of their own.
        item['pull_request'] === undefined ? (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .byNumber */ .vh)(item) : []),
        isOff: (repository) => repository['has_issues'] === false,
    },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('pulls', 'pull-requests: read', {
            ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .newest */ .BP)('/pulls', 'updated_at', 0, { state: 'all', sort: 'updated', direction: 'desc' }),
            numbers: 'pullRequests',
            older: () => ({ direction: 'asc' }),
            isOldestFirst: true,
        }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byNumber */ .vh),
        isOff: isWithoutPulls,
    },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('issue-comments', 'issues: read', (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .since */ .XP)('/issues/comments', (id) => `/issues/comments/${id}`), (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .named */ .KT)((item) => `${(0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .numberIn */ .Po)(item['issue_url'])}-${(0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .longId */ .it)(item['id'])}`)),
        emptyWith: ['issues', 'pulls'],
    },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('reviews', 'pull-requests: read', {
            type: 'newest',
            page: (0,_pages_js__WEBPACK_IMPORTED_MODULE_3__/* .graphqlPages */ .U_)(_github_graphql_js__WEBPACK_IMPORTED_MODULE_0__/* .reviewPage */ .e7, 50),
            time: 'updated_at',
            backSeconds: 0,
        }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .filesOfReviews */ .uF),
        isOff: isWithoutPulls,
        emptyWith: ['pulls'],
    },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('review-comments', 'pull-requests: read', (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .since */ .XP)('/pulls/comments', (id) => `/pulls/comments/${id}`), (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .named */ .KT)((item) => `${(0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .numberIn */ .Po)(item['pull_request_url'])}-${(0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .longId */ .it)(item['id'])}`)),
        isOff: isWithoutPulls,
        emptyWith: ['pulls'],
    },
    { ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('review-threads', 'pull-requests: read', { type: 'along' }, () => []), of: 'reviews' },
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .list */ .p_)('commit-comments', 'contents: read', '/comments', _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('discussions', 'discussions: read', {
            type: 'newest',
            page: (0,_pages_js__WEBPACK_IMPORTED_MODULE_3__/* .graphqlPages */ .U_)(_github_graphql_js__WEBPACK_IMPORTED_MODULE_0__/* .discussionPage */ .Wr, 20),
            numbers: 'discussions',
            time: 'updated_at',
            backSeconds: 0,
        }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byNumber */ .vh),
        isOff: (repository) => repository['has_discussions'] === false,
        shownAs: 'discussions',
    },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('projects', `projects: read ${_kind_js__WEBPACK_IMPORTED_MODULE_4__/* .OF_AN_APP */ .Cn}`, {
            type: 'newest',
            page: (0,_pages_js__WEBPACK_IMPORTED_MODULE_3__/* .graphqlPages */ .U_)(_github_graphql_js__WEBPACK_IMPORTED_MODULE_0__/* .projectPage */ .DB, 5),
            time: 'updated_at',
            // GitHub does not promise that an item that moves changes the time of its project: see WEEKLY.
            backSeconds: 0,
        }, (0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .named */ .KT)((project) => `${(0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(project['number'])}-${(0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .longId */ .it)(project['id'])}`)),
        isOff: (repository) => repository['has_projects'] === false,
        shownAs: 'projects',
    },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('issue-dependencies', 'issues: read', {
            type: 'each',
            has: hasDependencies,
            places: (issue) => ({
                blocked_by: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/issues/${issue}/dependencies/blocked_by`,
                blocking: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/issues/${issue}/dependencies/blocking`,
            }),
        }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .filesOfDependencies */ .wD),
        of: 'issues',
    },
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .references */ .Ft)('issue-references', 'issues: read', 'issues', 'issues'),
    { ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .references */ .Ft)('pull-references', 'pull-requests: read', 'pullRequests', 'pulls'), isOff: isWithoutPulls },
    // GitHub lists some whose issue is gone, so that there may be events where there is no issue.
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('issue-events', 'issues: read', (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .newest */ .BP)('/issues/events', 'created_at', 0), (event) => {
        const issue = event['issue'];
        // The event contains the whole current issue, so its file would change with every comment.
        const item = { ...event, issue: issue?.['number'] ?? null };
        return [{ name: `${(0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .number */ .ai)(issue?.['number'] ?? 0)}-${(0,_files_js__WEBPACK_IMPORTED_MODULE_2__/* .longId */ .it)(event['id'])}`, item }];
    }),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('deployments', 'deployments: read', (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .newest */ .BP)('/deployments', 'created_at', 3 * 86_400), _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('deployment-statuses', 'deployments: read', {
            type: 'newest',
            page: (0,_pages_js__WEBPACK_IMPORTED_MODULE_3__/* .graphqlPages */ .U_)(_github_graphql_js__WEBPACK_IMPORTED_MODULE_0__/* .statusPage */ .wr, 50),
            time: 'created_at',
            backSeconds: 3 * 86_400,
        }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
        emptyWith: ['deployments'],
    },
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('activity', 'contents: read', (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .newest */ .BP)('/activity', 'timestamp', 0), _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
    (0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('workflow-runs', 'actions: read', {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .newest */ .BP)('/actions/runs', 'created_at', 3 * 86_400, {}, 'workflow_runs'),
        older: (time) => ({ created: `<=${time}` }),
    }, _files_js__WEBPACK_IMPORTED_MODULE_2__/* .byId */ .$H),
    { ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('release-assets', 'contents: read', { type: 'assets' }, () => []), of: 'releases' },
    {
        ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('attachments', 'that of the text; for some files, a token of a person', { type: 'attachments' }, () => []),
        inTextsOf: WITH_TEXTS,
    },
    { ...(0,_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .kind */ .fM)('workflow-logs', 'actions: read', { type: 'logs' }, () => []), of: 'workflow-runs', isOptional: true },
];
const KIND_NAMES = KINDS.map(({ name }) => name).sort();
function hasDependencies(issue) {
    const summary = (issue['issue_dependencies_summary'] ?? {});
    return [summary['total_blocked_by'], summary['total_blocking']].some((count) => Number(count ?? 0) > 0);
}
function isWithoutPulls(repository) {
    return repository['has_pull_requests'] === false;
}
/** Shown to those who may change it. */
function securityOf(repository, feature) {
    const features = (repository['security_and_analysis'] ?? {});
    return features[feature]?.['status'];
}
/** Private repositories need it as a product of its own or with all of GitHub Advanced Security; otherwise GitHub answers 403. */
function isWithoutCodeScanning(repository) {
    const [own, all] = ['code_security', 'advanced_security'].map((feature) => securityOf(repository, feature));
    return repository['private'] === true && all !== 'enabled' && (own ?? all) === 'disabled';
}
/** Which actions may run, where not all may, and what a workflow's token may do. */
function partsOfPermissions(permissions) {
    if (permissions['enabled'] !== true)
        return {};
    const selected = { selected_actions: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/actions/permissions/selected-actions` };
    return {
        ...(permissions['allowed_actions'] === 'selected' ? selected : {}),
        workflow: `${_builders_js__WEBPACK_IMPORTED_MODULE_1__/* .REPO */ .NO}/actions/permissions/workflow`,
    };
}


/***/ }),

/***/ 11781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   S3: () => (/* binding */ itemsOf),
/* harmony export */   U_: () => (/* binding */ graphqlPages),
/* harmony export */   cg: () => (/* binding */ cursorOf),
/* harmony export */   yI: () => (/* binding */ restPage)
/* harmony export */ });
/* harmony import */ var _github_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(40317);

const PAGE_SIZE = 100;
/** The cursor is the query of the next page's address, as GitHub gave it. */
function restPage(route, parameters, field) {
    return async (client, at, { cursor, older }) => {
        const place = placeOf(cursor);
        const answer = await client.get(route, { ...at, ...parameters, ...older, per_page: PAGE_SIZE, ...place });
        const page = Number(place['page'] ?? 1);
        const last = Number(answer.last?.searchParams.get('page') ?? page);
        return { items: itemsOf(answer.data, field), next: cursorOf(answer.next), pagesLeft: Math.max(last - page, 0) };
    };
}
/** Where the next page is: the whole query of its address. Its host and path are not used. */
function cursorOf(next) {
    return next === undefined || next.search === '' ? undefined : next.search.slice(1);
}
/** The parameters of a cursor. */
function placeOf(cursor) {
    return Object.fromEntries(new URLSearchParams(cursor ?? ''));
}
function graphqlPages(read, usual) {
    return async (client, at, { cursor, first, knownBefore }) => {
        // A size that once was too much is tried again now and then, doubled.
        const page = await read(client, at, { after: cursor, first: Math.min(first ?? usual, usual), knownBefore });
        const pagesLeft = page.next === undefined ? 0 : Math.ceil(page.totalCount / page.first);
        return { ...page, pagesLeft, ...(page.first === usual ? {} : { first: page.first }) };
    };
}
/** The items of a page. An answer of any other shape is an error, so that nothing is mistaken for deleted. */
function itemsOf(data, field) {
    const items = field === undefined ? data : data[field];
    const isItem = (item) => typeof item === 'object' && item !== null && !Array.isArray(item);
    if (!Array.isArray(items) || !items.every(isItem)) {
        throw new _github_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .GithubFailure */ .Ed('failed', 'The answer is not a list of items.');
    }
    return items;
}


/***/ })

};
