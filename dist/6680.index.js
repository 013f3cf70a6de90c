export const id = 6680;
export const ids = [6680];
export const modules = {

/***/ 26680:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  writeImport: () => (/* reexport */ writeImport)
});

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/fields.js
/** Reads fields of stored items. They are hostile until checked: what has another type is as good as absent. */
/** As GitHub shows whoever has deleted their account. */
const NOBODY = { id: 0, name: 'ghost' };
/** Half of a surrogate pair is no text in YAML, and a NUL none in PostgreSQL: both become U+FFFD. */
function fields_text(value) {
    return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : '';
}
/** A whole number from 1 on; 0 for all else. */
function whole(value) {
    return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : 0;
}
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
/** In UTC; undefined if it is no time. */
function time(value) {
    if (typeof value !== 'string' || !TIME.test(value))
        return undefined;
    const ms = Date.parse(value);
    return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().replace('.000Z', 'Z');
}
function fields(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
function list(value) {
    return Array.isArray(value) ? value.map(fields) : [];
}
/** Who is meant by `user`, `author`. */
function person(value) {
    const { id, login } = fields(value);
    return fields_text(login) === '' ? NOBODY : { id: whole(id), name: fields_text(login) };
}

;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/documents.js
/** What the importers read, made of what GitHub had: one document an item. Pure. */

/** `structs.GithubService` of the importers: people who sign in there by GitHub get what is theirs. */
const GITHUB = '2';
/** What the importers make of a milestone without a date; their schema wants one. */
const NO_DEADLINE = '9999-01-01T00:00:00Z';
const NO_COLOR = 'ededed';
/** Of one kind, for one item. */
const REACTIONS_MAX = 10_000;
/** Only texts: the importers read this file as a map of texts. */
function repositoryDocument(repository) {
    return {
        name: fields_text(repository['name']),
        owner: fields_text(fields(repository['owner'])['login']),
        description: fields_text(repository['description']),
        website: fields_text(repository['homepage']),
        original_url: fields_text(repository['html_url']),
        default_branch: fields_text(repository['default_branch']),
        is_private: String(repository['private'] === true),
        service_type: GITHUB,
    };
}
function topicsDocument({ topics }) {
    return { topics: Array.isArray(topics) ? topics.map(fields_text).filter((topic) => topic !== '') : [] };
}
function labelDocument({ name, color, description }) {
    return { name: fields_text(name), color: fields_text(color) || NO_COLOR, description: fields_text(description) };
}
function milestoneDocument(milestone) {
    const created = time(milestone['created_at']);
    return {
        title: fields_text(milestone['title']),
        description: fields_text(milestone['description']),
        deadline: time(milestone['due_on']) ?? NO_DEADLINE,
        created,
        updated: time(milestone['updated_at']) ?? created,
        closed: time(milestone['closed_at']) ?? null,
        state: stateOf(milestone),
    };
}
function issueDocument(issue, number, names) {
    return { number, ...talkedAbout(issue, names), ...said(issue, names) };
}
/**
 * An empty file of the folder: the importers copy one for each pull request, end with an error where there is none, and
 * look into it only where no base is known.
 */
const PATCH = 'empty.patch';
function pullDocument(pull, number, { owner, repo, headRef }, names) {
    const [head, base] = [fields(pull['head']), fields(pull['base'])];
    const place = { owner_name: owner, repo_name: repo, clone_url: '' };
    const merged = time(pull['merged_at']);
    return {
        number,
        ...talkedAbout(pull, names),
        ...said(pull, names),
        // Without it they look for comments under the number 0.
        foreignindex: number,
        patch_url: PATCH,
        merged: merged !== undefined,
        merged_time: merged ?? null,
        merge_commit_sha: merged === undefined ? '' : oid(pull['merge_commit_sha']),
        head: { ...place, ref: headRef, sha: oid(head['sha']) },
        base: { ...place, ref: fields_text(base['ref']), sha: oid(base['sha']) },
        is_draft: pull['draft'] === true,
    };
}
/** `lead` stands before what was said. */
function commentDocument(comment, number, names, lead = '') {
    return {
        issue_index: number,
        index: whole(comment['id']),
        comment_type: 'comment',
        ...said(comment, names),
        content: `${lead}${fields_text(comment['body'])}`,
        reactions: reactionsOf(comment),
    };
}
function reviewDocument(review, state, number, comments, names) {
    const reviewer = names.person(review['user']);
    return {
        id: whole(review['id']),
        issue_index: number,
        reviewer_id: reviewer.id,
        reviewer_name: reviewer.name,
        official: false,
        commit_id: oid(fields(review['commit'])['sha']),
        content: fields_text(review['body']),
        created_at: time(review['submitted_at']) ?? time(review['created_at']),
        state,
        comments: comments.map((comment) => reviewCommentDocument(comment, names)),
    };
}
function reviewCommentDocument(comment, names) {
    const { poster_id, poster_name, content } = said(comment, names);
    const line = lineOf(comment);
    const isCurrent = whole(comment['line']) > 0;
    return {
        id: whole(comment['id']),
        in_reply_to: whole(comment['in_reply_to_id']),
        content,
        tree_path: fields_text(comment['path']),
        diff_hunk: fields_text(comment['diff_hunk']),
        position: 1,
        // What was said of the old side has a negative line there.
        line: comment['side'] === 'LEFT' ? -line : line,
        commit_id: oid(isCurrent ? comment['commit_id'] : (comment['original_commit_id'] ?? comment['commit_id'])),
        poster_id,
        poster_name,
        reactions: reactionsOf(comment),
        created_at: time(comment['created_at']),
        updated_at: time(comment['updated_at']),
    };
}
/** The line of a comment on a file; 0 if it is on the whole file. */
function lineOf(comment) {
    return whole(comment['line']) || whole(comment['original_line']);
}
/** `files`: of its files, those that are there, by id with their place in the folder. */
function releaseDocument(release, files, names) {
    const publisher = names.person(release['author']);
    const published = time(release['published_at']);
    return {
        tag_name: fields_text(release['tag_name']),
        target_commitish: fields_text(release['target_commitish']),
        name: fields_text(release['name']),
        body: fields_text(release['body']),
        draft: release['draft'] === true,
        prerelease: release['prerelease'] === true,
        publisher_id: publisher.id,
        publisher_name: publisher.name,
        created: time(release['created_at']) ?? published,
        published,
        assets: list(release['assets']).flatMap((asset) => assetDocument(asset, files)),
    };
}
function assetDocument(asset, files) {
    const place = files.get(whole(asset['id']));
    if (place === undefined)
        return [];
    const times = { created: time(asset['created_at']), updated: time(asset['updated_at']) };
    // The importers end with an error where a number is missing.
    const numbers = { size: whole(asset['size']), download_count: whole(asset['download_count']) };
    return [{ id: whole(asset['id']), name: fields_text(asset['name']), ...numbers, ...times, download_url: place }];
}
/** What all have that somebody wrote. */
function said(item, names) {
    const poster = names.person(item['user']);
    const created = time(item['created_at']);
    return {
        poster_id: poster.id,
        poster_name: poster.name,
        content: fields_text(item['body']),
        created,
        updated: time(item['updated_at']) ?? created,
    };
}
/** What issues and pull requests have in common besides. */
function talkedAbout(item, names) {
    return {
        title: fields_text(item['title']),
        milestone: names.milestoneOf(item),
        state: stateOf(item),
        is_locked: item['locked'] === true,
        closed: time(item['closed_at']) ?? null,
        labels: names.labelsOf(item),
        reactions: reactionsOf(item),
        assignees: names.assigneesOf(item),
    };
}
function stateOf({ state }) {
    return state === 'closed' ? 'closed' : 'open';
}
/** SHA-1, as GitHub has it: the importers take nothing else. */
function oid(value) {
    return typeof value === 'string' && /^[0-9a-f]{40}$/.test(value) ? value : '';
}
const REACTIONS = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'];
/** GitHub's lists say how many there are, and not whose: each gets a name of its own that says so. */
function reactionsOf(item) {
    const counts = fields(item['reactions']);
    return REACTIONS.flatMap((content) => Array.from({ length: Math.min(whole(counts[content]), REACTIONS_MAX) }, (_, index) => ({
        user_id: 0,
        user_name: `unknown-${String(index + 1)}`,
        content,
    })));
}

;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/heads.js
/** Where the heads of pull requests are: which commits the repository has, and branches for those from forks. */


function headOf(pull, number) {
    const [head, base] = [fields(pull['head']), fields(pull['base'])];
    const [headRepo, baseRepo] = [fields(head['repo']), fields(base['repo'])];
    const [owner = '', repo = ''] = fields_text(baseRepo['full_name']).split('/');
    const [labelOwner = ''] = fields_text(head['label']).split(':');
    return {
        number,
        sha: oid(head['sha']),
        isOpen: pull['state'] !== 'closed',
        // A fork that was deleted has no repository any more.
        isFork: whole(headRepo['id']) === 0 || whole(headRepo['id']) !== whole(baseRepo['id']),
        ref: fields_text(head['ref']),
        owner: fields_text(fields(head['user'])['login']) || labelOwner || 'unknown',
        base: { owner, repo },
    };
}
/**
 * A branch of a fork is called `<owner>/<branch>`, as the importers call it: its own name could be that of a branch here,
 * which a click on "delete branch" would then delete. Open ones get such a branch, so that they can still be merged.
 * `commits`: those that the repository has; `existing`: its branches. Pure.
 */
function planHeads(heads, commits, existing) {
    const taken = new Taken(existing);
    const refs = new Map();
    const branches = new Map();
    for (const { number, sha, isOpen, isFork, ref, owner } of heads) {
        if (!isFork) {
            refs.set(number, ref);
            continue;
        }
        const name = taken.free(`${owner}/${ref}`, number);
        refs.set(number, name);
        if (!isOpen || !commits.has(sha))
            continue;
        taken.add(name);
        branches.set(name, sha);
    }
    return { refs, branches };
}
/** What git and the importers accept as the name of a branch. */
const BAD_NAME = /[\0-\x20\x7f\\~^:?*[]|^[-/.]|\/\.|\.lock($|\/)|\.\.|\/\/|@\{|[/.]$/;
/** Names of branches. Git keeps none beside another one that is a folder of its path. */
class Taken {
    #names = new Set();
    #folders = new Set();
    constructor(names) {
        for (const name of names)
            this.add(name);
    }
    add(name) {
        this.#names.add(name);
        for (const folder of foldersOf(name))
            this.#folders.add(folder);
    }
    free(wanted, number) {
        if (this.#isFree(wanted))
            return wanted;
        for (let n = 0;; n++) {
            const name = `head-pr-${String(number)}${n === 0 ? '' : `-${String(n)}`}`;
            if (this.#isFree(name))
                return name;
        }
    }
    #isFree(name) {
        if (BAD_NAME.test(name) || Buffer.byteLength(name) > 200)
            return false;
        return !this.#names.has(name) && !this.#folders.has(name) && !foldersOf(name).some((it) => this.#names.has(it));
    }
}
function foldersOf(name) {
    const parts = name.split('/');
    return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}

;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/reviews.js
/** Sorts what was said about a pull request into comments and reviews, as the importers take them. Pure. */


const STATES = {
    APPROVED: 'APPROVED',
    CHANGES_REQUESTED: 'CHANGES_REQUESTED',
    COMMENTED: 'COMMENTED',
    // The importers know no such state, and would make a draft of it that nobody sees.
    DISMISSED: 'COMMENTED',
};
/**
 * `isKnown`: the commits of the pull request are in the repository. The importers leave out comments on lines where they
 * are not, and those without a piece of the diff: such a comment becomes an ordinary one that names its place.
 */
function talkDocuments(talk, number, isKnown, names) {
    const onLines = Map.groupBy(talk.reviewComments, (comment) => isKnown && fields_text(comment['diff_hunk']) !== '');
    const kept = [...(onLines.get(true) ?? [])].sort(byTime);
    const loose = onLines.get(false) ?? [];
    const pending = talk.reviews.filter(({ state }) => state === 'PENDING').length;
    const sent = talk.reviews.filter(({ state }) => state !== 'PENDING').sort(byTime);
    const reviews = reviewsOf(sent, kept).map(({ review, comments }) => reviewDocument(review, STATES[fields_text(review['state'])] ?? 'COMMENTED', number, comments, names));
    const comments = [
        ...talk.comments.map((comment) => ({ comment, lead: '' })),
        ...loose.map((comment) => ({ comment, lead: placeText(comment) })),
    ].sort((a, b) => byTime(a.comment, b.comment));
    return {
        comments: comments.map(({ comment, lead }) => commentDocument(comment, number, names, lead)),
        reviews,
        loosened: loose.length,
        dismissed: sent.filter(({ state }) => state === 'DISMISSED').length,
        pending,
    };
}
/**
 * Comments go with their review: the importers give them its author. Those whose review is not there get one of their
 * own. A review that holds nothing says nothing.
 */
function reviewsOf(reviews, comments) {
    const known = new Set(reviews.map(({ id }) => whole(id)));
    const groups = Map.groupBy(comments, (comment) => whole(comment['pull_request_review_id']));
    const own = reviews.map((review) => ({ review, comments: groups.get(whole(review['id'])) ?? [] }));
    const orphans = comments
        .filter((comment) => !known.has(whole(comment['pull_request_review_id'])))
        .map((comment) => ({ review: reviewAround(comment), comments: [comment] }));
    return [...own, ...orphans].filter(({ review, comments: held }) => held.length > 0 || review['state'] !== 'COMMENTED' || fields_text(review['body']) !== '');
}
function reviewAround({ user, created_at, commit_id }) {
    return { user, submitted_at: created_at, commit: { sha: commit_id }, state: 'COMMENTED' };
}
function placeText(comment) {
    const line = lineOf(comment);
    return `On \`${fields_text(comment['path'])}\`${line === 0 ? '' : `, line ${String(line)}`}:\n\n`;
}
function byTime(a, b) {
    const [left, right] = [timeOf(a), timeOf(b)];
    if (left !== right)
        return left < right ? -1 : 1;
    return whole(a['id']) - whole(b['id']);
}
function timeOf(item) {
    return time(item['submitted_at']) ?? time(item['created_at']) ?? '';
}

;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/yaml.js
/** Writes documents so that every reader of YAML takes them: as JSON, which is YAML, with the rest escaped. */

const FLUSH_CHARS = 1 << 20;
/** What JSON has as it is, and YAML refuses or takes for the end of a line. Lone surrogates never come so far. */
const NOT_IN_YAML = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;
function yamlText(value) {
    return JSON.stringify(value, undefined, 1).replace(NOT_IN_YAML, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
/** A file that is one list, written item by item: 18,000 issues are never in memory at once. */
class ListFile {
    #file;
    #pending = '[';
    #count = 0;
    static async create(path) {
        return new ListFile(await (0,promises_.open)(path, 'wx'));
    }
    constructor(file) {
        this.#file = file;
    }
    get count() {
        return this.#count;
    }
    async add(item) {
        this.#pending += `${this.#count === 0 ? '' : ','}\n${yamlText(item)}`;
        this.#count++;
        if (this.#pending.length > FLUSH_CHARS)
            await this.#flush();
    }
    /** Ends the list. */
    async close() {
        this.#pending += '\n]\n';
        try {
            await this.#flush();
        }
        finally {
            await this.#file.close();
        }
    }
    async #flush() {
        const text = this.#pending;
        this.#pending = '';
        await this.#file.writeFile(text);
    }
}

;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/conversations.js
/** Issues and pull requests with all that was said about them. */







async function writeConversations(work, history) {
    const of = (kind) => work.stored.byNumber(kind);
    const [issues, pulls] = [of('issues'), of('pulls')];
    const talk = { comments: of('issue-comments'), reviews: of('reviews'), reviewComments: of('review-comments') };
    await writeList(work, 'issues', 'issue.yml', (file) => writeIssues(work, file, issues, pulls, talk.comments));
    await writeList(work, 'pull requests', 'pull_request.yml', (file) => writePulls(work, file, history, pulls, talk));
    await keepOrphans(work, 'issue-comments', talk.comments, (number) => issues.has(number) || pulls.has(number));
    await keepOrphans(work, 'reviews', talk.reviews, (number) => pulls.has(number));
    await keepOrphans(work, 'review-comments', talk.reviewComments, (number) => pulls.has(number));
}
async function writeList(work, what, name, fill) {
    const file = await ListFile.create((0,external_node_path_.join)(work.folder, name));
    try {
        await fill(file);
    }
    finally {
        await file.close();
    }
    work.count(what, file.count);
}
async function writeIssues(work, file, issues, pulls, comments) {
    const { names, stored } = work;
    for (const [number, [name = '']] of issues) {
        await work.step();
        if (pulls.has(number)) {
            // The importers end with an error at the second item of a number.
            await work.keep('issues', [name], 'issues', 'a pull request has the same number');
            continue;
        }
        const issue = stored.item('issues', name);
        if (issue === undefined)
            continue;
        const document = issueDocument(issue, number, names);
        work.noteReactions(document);
        await file.add(document);
        const said = stored.items('issue-comments', comments.get(number) ?? []);
        work.talk('comments', number, said.map((comment) => commentDocument(comment, number, names)));
    }
}
async function writePulls(work, file, history, pulls, talk) {
    const { names, stored } = work;
    await (0,promises_.writeFile)((0,external_node_path_.join)(work.folder, PATCH), '');
    const heads = await readHeads(work, pulls);
    const commits = await history.commits([...heads.values()].flatMap(({ sha }) => (sha === '' ? [] : [sha])));
    const plan = planHeads([...heads.values()], commits, history.branches);
    await history.addBranches(plan.branches);
    work.notes.add('branches', plan.branches.size, 'made for open pull requests from forks, as the importers do', 'git');
    for (const [number, [name = '']] of pulls) {
        await work.step();
        const [pull, head] = [stored.item('pulls', name), heads.get(number)];
        if (pull === undefined || head === undefined)
            continue;
        const place = { ...head.base, headRef: plan.refs.get(number) ?? head.ref };
        const document = pullDocument(pull, number, place, names);
        work.noteReactions(document);
        await file.add(document);
        const isKnown = (commits.has(head.sha) || history.pulls.has(number)) && oid(fields(pull['base'])['sha']) !== '';
        const said = {
            comments: stored.items('issue-comments', talk.comments.get(number) ?? []),
            reviews: stored.items('reviews', talk.reviews.get(number) ?? []),
            reviewComments: stored.items('review-comments', talk.reviewComments.get(number) ?? []),
        };
        writeTalk(work, number, talkDocuments(said, number, isKnown, names));
    }
}
/** A first look at all pull requests, since one call of git answers for all of them. */
async function readHeads({ stored, step }, pulls) {
    const heads = new Map();
    for (const [number, [name = '']] of pulls) {
        await step();
        const pull = stored.item('pulls', name);
        if (pull !== undefined)
            heads.set(number, headOf(pull, number));
    }
    return heads;
}
function writeTalk(work, number, talk) {
    work.talk('comments', number, talk.comments);
    work.talk('reviews', number, talk.reviews);
    const { notes } = work;
    const loose = 'the commits or the piece of the diff are not in the snapshot: ordinary comments that name their place';
    notes.add('comments on lines', talk.loosened, loose);
    notes.add('dismissed reviews', talk.dismissed, 'the importers know no such state: reviews that comment');
    notes.add('pending reviews', talk.pending, 'nobody has sent them yet: left out');
}
async function keepOrphans(work, kind, groups, isThere) {
    for (const [number, names] of groups) {
        if (isThere(number))
            continue;
        await work.keep(kind, names, kind.replace('-', ' '), 'what they are about is not in the snapshot');
    }
}

;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/names.js
/** Labels, milestones and people by what items say of them: items name them as they were called when they last changed. */

class Names {
    #labels = new Map();
    #milestones = new Map();
    #people = new Map();
    #known;
    #unlisted = new Set();
    /** From the lists of labels and milestones. */
    constructor(labels, milestones) {
        for (const { id, name } of labels)
            this.#labels.set(whole(id), fields_text(name));
        for (const { number, title } of milestones)
            this.#milestones.set(whole(number), fields_text(title));
        this.#known = new Set(this.#labels.values());
    }
    /** Labels of an item by their present names, each once. */
    labelsOf(item) {
        const given = Array.isArray(item['labels']) ? item['labels'] : [];
        const names = given.map((label) => {
            if (typeof label === 'string')
                return fields_text(label);
            const { id, name } = fields(label);
            return this.#labels.get(whole(id)) ?? fields_text(name);
        });
        const all = [...new Set(names)].filter((name) => name !== '');
        for (const name of all)
            if (!this.#known.has(name))
                this.#unlisted.add(name);
        return all.map((name) => ({ name }));
    }
    /** Labels that items have and the list lacks. The importers leave out those that are in no list. */
    get unlisted() {
        return [...this.#unlisted];
    }
    milestoneOf(item) {
        return this.#milestones.get(whole(fields(item['milestone'])['number'])) ?? '';
    }
    /** Notes the person's id, since reviews have names only. */
    person(value) {
        const { id, name } = person(value);
        if (id > 0)
            this.#people.set(name, id);
        return { id: id > 0 ? id : (this.#people.get(name) ?? 0), name };
    }
    assigneesOf(item) {
        return list(item['assignees']).map((it) => this.person(it).name);
    }
}

// EXTERNAL MODULE: ./lib/sources/repository/metadata/kinds/files.js
var files = __webpack_require__(26242);
;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/releases.js
/** Releases with their files. */





const KIND = 'release-assets';
/** `tags`: those of the restored repository. */
async function writeReleases(work, tags) {
    const files = new Set(work.stored.names(KIND));
    const taken = new Set();
    const documents = [];
    for (const name of work.stored.names('releases')) {
        await work.step();
        const release = work.stored.item('releases', name);
        if (release === undefined)
            continue;
        const tag = fields_text(release['tag_name']);
        const why = whyNot(release, tag, taken, tags);
        if (why === undefined) {
            taken.add(tag);
            documents.push(releaseDocument(release, await placeFiles(work, release, files), work.names));
        }
        else {
            await work.keep('releases', [name], 'releases', why);
            await keepFiles(work, release, files);
        }
    }
    work.document('release.yml', documents);
    work.count('releases', documents.length);
}
/** The importers end with an error at the second release of a tag, and forget those whose tag is not in the history. */
function whyNot(release, tag, taken, tags) {
    if (tag === '' || taken.has(tag))
        return 'they have no tag, or that of another one';
    return release['draft'] === true || tags.has(tag) ? undefined : 'their tag is not in the snapshot';
}
/** Copies the files to where the document says they are, under names that are safe in an address. */
async function placeFiles(work, release, files) {
    const places = new Map();
    for (const asset of list(release['assets'])) {
        const [id, file] = [whole(asset['id']), fileOf(asset)];
        if (!files.has(file)) {
            work.notes.add('files of releases', 1, 'they are not in the snapshot');
            continue;
        }
        const folder = `release_assets/${String(whole(release['id']))}`;
        await (0,promises_.mkdir)((0,external_node_path_.join)(work.folder, folder), { recursive: true });
        const place = `${folder}/${String(id)}`;
        await (0,promises_.copyFile)((0,external_node_path_.join)(work.stored.folder, KIND, file), (0,external_node_path_.join)(work.folder, place));
        places.set(id, place);
    }
    work.count('files of releases', places.size);
    return places;
}
async function keepFiles(work, release, files) {
    const names = list(release['assets'])
        .map(fileOf)
        .filter((file) => files.has(file));
    await work.keep(KIND, names, 'files of releases', 'their releases are not imported');
}
function fileOf(asset) {
    return (0,files/* assetFile */.fh)(whole(asset['id']), fields_text(asset['name']));
}

;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/report.js
/** What a folder for the importers holds, and what of the snapshot they do not take. */
/** The metadata that is not imported, as JSON. */
const REST = 'holdfast/github';
class Notes {
    #notes = new Map();
    /** Adds up what is said more than once, for the same reason. */
    add(what, count, why, where) {
        if (count === 0)
            return;
        const key = `${what}: ${why}`;
        const before = this.#notes.get(key)?.count ?? 0;
        this.#notes.set(key, { what, count: before + count, why, ...(where === undefined ? {} : { where }) });
    }
    get all() {
        return [...this.#notes.values()];
    }
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/stored.js
/** The metadata of a snapshot as a restore has put it into a folder: `<kind>/<name>.json`. */


/** `000123.json`, `000123-000000004567.json`: the number of what it belongs to comes first. */
const NUMBERED = /^(\d{1,15})(-\d{1,15})?\.json$/;
/** Files are small and many: read one after the other, without a trip to another thread for each. */
class Stored {
    folder;
    /** Files that hold no JSON object, as `<kind>/<name>`. */
    unreadable = [];
    constructor(folder) {
        this.folder = folder;
    }
    /** Names of kinds that the snapshot has. */
    get kinds() {
        return this.#entries('', (entry) => entry.isDirectory());
    }
    /** Names of its files, in order. A link, which no backup of metadata makes, is none. */
    names(kind) {
        return this.#entries(kind, (entry) => entry.isFile());
    }
    /** Files of a kind, also those in folders of it. */
    count(kind) {
        const entries = (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(this.folder, kind), { withFileTypes: true, recursive: true });
        return entries.filter((entry) => entry.isFile()).length;
    }
    /** By their number: one name each for issues, several for comments. In order of numbers. */
    byNumber(kind) {
        const groups = new Map();
        for (const name of this.names(kind)) {
            const number = Number(NUMBERED.exec(name)?.[1] ?? 0);
            if (!Number.isSafeInteger(number) || number === 0)
                continue;
            const group = groups.get(number);
            if (group === undefined)
                groups.set(number, [name]);
            else
                group.push(name);
        }
        return new Map([...groups].sort(([a], [b]) => a - b));
    }
    item(kind, name) {
        try {
            const value = JSON.parse((0,external_node_fs_.readFileSync)((0,external_node_path_.join)(this.folder, kind, name), 'utf8'));
            if (typeof value === 'object' && value !== null && !Array.isArray(value))
                return value;
        }
        catch (error) {
            if (!(error instanceof SyntaxError))
                throw error;
        }
        this.unreadable.push(`${kind}/${name}`);
        return undefined;
    }
    /** Those of `names` that can be read. */
    items(kind, names = this.names(kind)) {
        return names.map((name) => this.item(kind, name)).filter((item) => item !== undefined);
    }
    #entries(kind, isWanted) {
        const folder = (0,external_node_path_.join)(this.folder, kind);
        if (!(0,external_node_fs_.existsSync)(folder))
            return [];
        const entries = (0,external_node_fs_.readdirSync)(folder, { withFileTypes: true }).filter(isWanted);
        return entries.map(({ name }) => name).sort();
    }
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(58500);
;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/work.js
/** What all steps of writing a folder for the importers share. */






/** Items between two looks at the signal. */
const BATCH = 256;
class Work {
    folder;
    stored;
    names;
    notes = new Notes();
    written = {};
    #signal;
    #items = 0;
    constructor(folder, stored, names, signal) {
        this.folder = folder;
        this.stored = stored;
        this.names = names;
        this.#signal = signal;
    }
    /** Called for each item: lets others run now and then, and stops where the run is cancelled. */
    step = async () => {
        if (++this.#items % BATCH !== 0)
            return;
        await (0,external_node_timers_promises_.setImmediate)();
        this.#signal.throwIfAborted();
    };
    document(name, value) {
        (0,external_node_fs_.writeFileSync)((0,external_node_path_.join)(this.folder, name), `${yamlText(value)}\n`, { flag: 'wx' });
    }
    /** What belongs to one issue or pull request: `comments/12.yml`. Nothing where there is nothing. */
    talk(folder, number, documents) {
        if (documents.length > 0)
            this.document(`${folder}/${String(number)}.yml`, documents);
        this.count(folder, documents.length);
        for (const document of documents)
            this.noteReactions(document);
    }
    count(what, count) {
        this.written[what] = (this.written[what] ?? 0) + count;
    }
    noteReactions({ reactions, comments }) {
        const why = 'GitHub says how many there are and not whose: each is from an unknown person';
        this.notes.add('reactions', lengthOf(reactions), why);
        if (Array.isArray(comments))
            for (const comment of comments)
                this.noteReactions(comment);
    }
    /** Items that have no place in the documents stay as they were stored, below `holdfast/github`. */
    async keep(kind, names, what, why) {
        for (const name of names) {
            const target = (0,external_node_path_.join)(this.folder, REST, kind, name);
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(target), { recursive: true });
            await (0,promises_.cp)((0,external_node_path_.join)(this.stored.folder, kind, name), target);
        }
        this.notes.add(what, names.length, why, `${REST}/${kind}`);
    }
}
function lengthOf(value) {
    return Array.isArray(value) ? value.length : 0;
}

;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/write.js
/** Writes the folder that `gitea restore-repo` and `forgejo restore-repo` read, from the metadata of a snapshot. */









/** Kinds whose items have their place in the documents. */
const TAKEN = new Set([
    'issue-comments',
    'issues',
    'labels',
    'milestones',
    'pulls',
    'release-assets',
    'releases',
    'review-comments',
    'reviews',
]);
/** Writes all documents, and what they have no place for as JSON below `holdfast/github`. */
async function writeImport({ metadataDir, folder, history, signal }) {
    const stored = new Stored(metadataDir);
    const [labels, milestones] = [stored.items('labels'), stored.items('milestones')];
    const work = new Work(folder, stored, new Names(labels, milestones), signal);
    const [repository = {}] = stored.items('repository');
    work.document('repo.yml', repositoryDocument(repository));
    work.document('topic.yml', topicsDocument(repository));
    work.document('milestone.yml', milestones.map(milestoneDocument));
    work.count('milestones', milestones.length);
    // Reviews name people without their ids.
    for (const collaborator of stored.items('collaborators'))
        work.names.person(collaborator);
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'comments'));
    await (0,promises_.mkdir)((0,external_node_path_.join)(folder, 'reviews'));
    await writeConversations(work, history);
    writeLabels(work, labels);
    await writeReleases(work, history.tags);
    await keepRest(work);
    const { written, notes } = work;
    return {
        written,
        notes: notes.all,
        unreadable: stored.unreadable,
        isPrivate: repository['private'] === true,
    };
}
/** After all that have labels: the importers leave out those that are in no list. */
function writeLabels(work, labels) {
    const all = [...labels, ...work.names.unlisted.map((name) => ({ name }))];
    work.document('label.yml', all.map(labelDocument));
    work.count('labels', all.length);
}
async function keepRest({ folder, stored, notes }) {
    for (const kind of stored.kinds) {
        if (TAKEN.has(kind))
            continue;
        await (0,promises_.cp)((0,external_node_path_.join)(stored.folder, kind), (0,external_node_path_.join)(folder, REST, kind), { recursive: true });
        if (kind !== 'repository')
            notes.add(kind, stored.count(kind), 'the importers take none', `${REST}/${kind}`);
        else
            notes.add('settings', 1, 'description, website, topics and default branch are imported', `${REST}/${kind}`);
    }
}

;// CONCATENATED MODULE: ./lib/sources/repository/forgejo/index.js



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
