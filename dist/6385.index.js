export const id = 6385;
export const ids = [6385];
export const modules = {

/***/ 96385:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NOT_RECREATED: () => (/* reexport */ NOT_RECREATED),
  RECREATED_KINDS: () => (/* reexport */ RECREATED_KINDS),
  prepareRecreation: () => (/* reexport */ prepareRecreation)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/github-server.js
var github_server = __webpack_require__(88192);
// EXTERNAL MODULE: ./lib/base/platform.js
var platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/github/client.js + 3 modules
var github_client = __webpack_require__(76237);
// EXTERNAL MODULE: ./lib/github/failure.js
var failure = __webpack_require__(40317);
// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/kinds.js
var kinds = __webpack_require__(38034);
// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/pages.js
var pages = __webpack_require__(11781);
// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/files.js
var files = __webpack_require__(26242);
;// CONCATENATED MODULE: ./lib/sources/repository/recreate/plan.js

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
const REPO = '/repos/{owner}/{repo}';
const RECIPES = {
    labels: { name: named('name'), route: `POST ${REPO}/labels`, body: only('name', 'color', 'description') },
    milestones: {
        name: named('title'),
        route: `POST ${REPO}/milestones`,
        body: only('title', 'state', 'description', 'due_on'),
    },
    environments: { name: named('name'), route: `PUT ${REPO}/environments/{environment_name}`, body: environmentBody },
    variables: { name: named('name'), route: `POST ${REPO}/actions/variables`, body: only('name', 'value') },
    'environment-variables': {
        name: (item) => {
            const [environment, name] = [named('environment_name')(item), named('name')(item)];
            return environment === '' || name === '' ? '' : `${environment}/${name}`;
        },
        route: `POST ${REPO}/environments/{environment_name}/variables`,
        body: only('environment_name', 'name', 'value'),
    },
    rulesets: {
        name: named('name'),
        route: `POST ${REPO}/rulesets`,
        body: only('name', 'target', 'enforcement', 'bypass_actors', 'conditions', 'rules'),
    },
    releases: {
        name: named('tag_name'),
        route: `POST ${REPO}/releases`,
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
    if (kind === 'environment-variables' && !environments.has(named('environment_name')(item).toLowerCase())) {
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
function named(field) {
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
        return [{ stored: (0,files/* assetFile */.fh)(id, name), name }];
    });
}

;// CONCATENATED MODULE: ./lib/sources/repository/recreate/recreate.js











/** GitHub asks for one second between requests that create something. */
const BETWEEN_WRITES_MS = 1000;
/**
 * Reads what the repository has. The returned function then creates what it lacks: labels, milestones, environments,
 * variables of the repository and of environments, rulesets, and releases with their files. `tags`: those that the
 * repository has exactly as the snapshot has them. What exists is left as it is, so an interrupted run can be repeated.
 * Errors: `metadata-invalid`, `github-unreadable`.
 */
async function prepareRecreation(settings, deps) {
    const sleep = deps.sleep ?? github_client.pause;
    const { serverUrl, token, metadataDir, apply, owner, repo } = settings;
    const client = (0,github_client.openClient)({ apiUrl: (0,github_server/* apiUrlOf */.po)(serverUrl), token, reserve: 0 }, { ...deps, sleep });
    const at = { owner, repo };
    const kinds = settings.kinds ?? RECREATED_KINDS;
    const stored = await readStored(metadataDir, kinds);
    const existing = await readExisting(client, at, kinds).catch((error) => {
        throw error instanceof failure/* GithubFailure */.Ed ? unreadable(at, error) : error;
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
        if (!(error instanceof failure/* GithubFailure */.Ed))
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
        return (0,pages/* itemsOf */.S3)([JSON.parse(text)])[0] ?? {};
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
    const walk = kinds/* KINDS */.GW.find(({ name }) => name === kind)?.walk;
    return walk?.type === 'list' ? readAll(client, at, walk.route, walk.parameters, walk.field) : [];
}
async function readAll(client, at, route, parameters = {}, field) {
    const items = [];
    for (let place = ''; place !== undefined;) {
        const answer = await client.get(route, { ...at, ...parameters, per_page: 100, ...(0,pages/* placeOf */.$t)(place) });
        items.push(...(0,pages/* itemsOf */.S3)(answer.data, field));
        place = (0,pages/* cursorOf */.cg)(answer.next);
    }
    return items;
}

;// CONCATENATED MODULE: ./lib/sources/repository/recreate/index.js
/** The public interface of this folder. */




/***/ })

};
