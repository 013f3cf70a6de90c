export const id = 3919;
export const ids = [3919];
export const modules = {

/***/ 46247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   h: () => (/* binding */ namedPath)
/* harmony export */ });
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(48161);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(76760);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17594);
/* harmony import */ var _base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(23626);
/** The absolute path of a file or folder that an input names. */




/**
 * The absolute path of a file or folder that an input names. As in a shell, `~` at the beginning is the home folder:
 * the values of a workflow or of the environment come without a shell that would have seen to it.
 * @throws bad-path for the home folder of another user, or where this user has none
 */
function namedPath(text, { workingDir, env }) {
    const [, user, rest = ''] = /^~([^/\\]*)(.*)$/s.exec(text) ?? [];
    if (user === undefined)
        return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(workingDir, text);
    if (user !== '') {
        throw badPath(text, 'homes of other users are not looked up', `Write out the path; for a file of this name in the current folder, give ./${text}.`);
    }
    return (0,_base_system_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .pathFrom */ .Iw)(homeOf(text, env['HOME']), `.${rest}`);
}
function homeOf(text, fromEnv) {
    let why = 'this user has no home folder';
    try {
        const home = fromEnv === undefined || fromEnv === '' ? (0,node_os__WEBPACK_IMPORTED_MODULE_0__.homedir)() : fromEnv;
        if ((0,node_path__WEBPACK_IMPORTED_MODULE_1__.isAbsolute)(home))
            return home;
    }
    catch (error) {
        why = (0,_base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
    }
    throw badPath(text, why, 'Set HOME, or write out the path.');
}
function badPath(text, why, fix) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'bad-path',
        message: `The path ${JSON.stringify(text)} cannot be used: ${why}.`,
        fix,
        exitCode: 2,
    });
}


/***/ }),

/***/ 33133:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Nq: () => (/* binding */ createFilesSource),
  b8: () => (/* reexport */ wouldStore)
});

// UNUSED EXPORTS: compilePatterns

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(58500);
// EXTERNAL MODULE: ./lib/base/async.js
var base_async = __webpack_require__(95589);
// EXTERNAL MODULE: ./lib/base/errors.js
var errors = __webpack_require__(17594);
// EXTERNAL MODULE: ./lib/base/platform.js
var base_platform = __webpack_require__(44694);
// EXTERNAL MODULE: ./lib/sources/source.js
var source = __webpack_require__(46949);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./node_modules/ignore/index.js
var ignore = __webpack_require__(70298);
// EXTERNAL MODULE: ./lib/base/limits.js
var limits = __webpack_require__(50453);
;// CONCATENATED MODULE: ./lib/sources/files/ignores.js
/** Rules of .gitignore files. */



/** Longest ignore file that is read; git's own files are some kilobytes. */
const IGNORE_FILE_MAX_BYTES = limits/* MiB */.lv;
/**
 * The ignore files that hold in one folder, as git reads them: each on paths relative to its own folder, a deeper one
 * before a shallower one, and nothing below an ignored folder. Immutable; paths are relative to the root.
 */
class IgnoreChain {
    static none = new IgnoreChain([]);
    /** Shallowest first. */
    levels;
    constructor(levels) {
        this.levels = levels;
    }
    /** With the content of an ignore file in a folder (prefix '' or ending in `/`) that this chain holds in. */
    with(prefix, content, platform) {
        const rules = ignore({ ignorecase: (0,base_platform/* ignoresCase */.cJ)(platform), allowRelativePaths: true });
        return new IgnoreChain([...this.levels, { prefix, rules: rules.add(content.toString('utf8')) }]);
    }
    /** @param path of something whose folder is not ignored */
    ignores(path, isDirectory) {
        for (let i = this.levels.length - 1; i >= 0; i--) {
            const result = this.test(i, path, isDirectory);
            if (result.ignored)
                return true;
            if (result.unignored)
                return false;
        }
        return false;
    }
    /**
     * Returns the ignore files for everything below a folder that is not ignored. A level that ignores the folder was
     * overruled by a deeper one. It would still ignore everything in the folder, so it no longer counts there.
     */
    below(directory) {
        const levels = this.levels.filter((_, i) => !this.test(i, directory, true).ignored);
        return levels.length === this.levels.length ? this : new IgnoreChain(levels);
    }
    test(level, path, isDirectory) {
        const { prefix, rules } = this.levels[level];
        return rules.test(path.slice(prefix.length) + (isDirectory ? '/' : ''));
    }
}

// EXTERNAL MODULE: ./lib/sources/files/patterns.js
var files_patterns = __webpack_require__(25247);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(73024);
;// CONCATENATED MODULE: ./lib/sources/files/secrets.js
/** Finds files that hold credentials of well-known tools. */


/** `user:password@` in a URL, or a token of GitHub or GitLab in place of the user. */
const URL_CREDENTIAL = String.raw `:\/\/(?:[^\s\/@:"]*:[^\s\/@"]+|gh[a-z]_\w+|github_pat_\w+|glpat-[\w-]+)@`;
const SECRET_FILES = [
    {
        // Also those of submodules and worktrees, and bare repositories.
        what: 'a git credential',
        path: /(\.git(\/.*)?\/config(\.worktree)?|\/\.gitconfig|\/git\/config)$/,
        content: new RegExp(String.raw `extraheader\s*=\s*"?[\w-]*(authorization|token|cookie)[\w-]*\s*:|${URL_CREDENTIAL}|\bpassword=[^\s$"';]`, 'i'),
    },
    {
        // actions/checkout since v6 keeps its token here, and includes it from .git/config.
        what: "actions/checkout's token",
        path: /\/git-credentials-[^/]*\.config$/,
        content: /extraheader\s*=\s*"?authorization\s*:/i,
    },
    {
        // actions/checkout names the `ssh-key` it was given by a random UUID.
        what: "actions/checkout's SSH key",
        path: /\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
        content: /^-----BEGIN [A-Z ]*PRIVATE KEY-----/,
    },
    {
        what: 'a git credential',
        path: /\/(\.git-credentials|git\/credentials)$/,
        content: new RegExp(URL_CREDENTIAL, 'i'),
    },
    { what: 'a password', path: /\/[._]netrc$/, content: /\bpassword\s+\S/ },
    {
        what: 'an npm credential',
        path: /\/\.npmrc$/,
        content: /^[ \t]*(\S*:)?_(authToken|auth|password)[ \t]*=[ \t]*(?!["']?\$\{)\S/m,
    },
    {
        what: 'a container registry credential',
        path: /\/\.docker\/config\.json$/,
        content: /"(auth|identitytoken|registrytoken|password)"\s*:\s*"[^"]/i,
    },
    {
        what: 'an AWS credential',
        path: /\/\.aws\/(credentials|config)$/,
        content: /^[ \t]*aws_(secret_access_key|session_token)[ \t]*=[ \t]*\S/im,
    },
    { what: 'a Python package index password', path: /\/\.pypirc$/, content: /^[ \t]*password[ \t]*[=:][ \t]*\S/m },
    { what: 'a token of the GitHub CLI', path: /\/gh\/hosts\.yml$/, content: /\boauth_token:[ \t]*\S/ },
    {
        // google-github-actions/auth writes it into the workspace.
        what: 'a Google Cloud credential',
        path: /\/gha-creds-[0-9a-f]+\.json$/,
        content: /"private_key"|"authorization"|"refresh_token"/i,
    },
];
/** Cheap test of the last path segment, so that most files need no lookup in the table. */
const LAST_NAME = /(^|\/)(config(\.worktree|\.json)?|\.gitconfig|git-credentials-[^/]*\.config|[0-9a-f-]{36}|\.git-credentials|credentials|[._]netrc|\.npmrc|\.pypirc|hosts\.yml|gha-creds-[0-9a-f]+\.json)$/i;
/** How many bytes at the beginning of a file are searched. */
const SEARCHED_BYTES = limits/* MiB */.lv;
/**
 * The row for a path that may hold a credential, whatever the file contains.
 * @param path relative, `/` between segments
 * @param root what it is relative to, since that may be `~/.aws` itself
 */
function secretFileAt(path, root) {
    if (!LAST_NAME.test(path))
        return undefined;
    const lower = `/${root}/${path}`.replaceAll('\\', '/').toLowerCase();
    return SECRET_FILES.find((file) => file.path.test(lower));
}
/**
 * Whether the file holds a credential of that kind. Follows no link and never blocks on a pipe.
 * @throws the error of the file system if it cannot be read
 */
function holdsCredential(file, nativePath) {
    const noFollow = process.platform === 'win32' ? 0 : external_node_fs_.constants.O_NOFOLLOW | external_node_fs_.constants.O_NONBLOCK;
    const descriptor = (0,external_node_fs_.openSync)(nativePath, external_node_fs_.constants.O_RDONLY | noFollow);
    try {
        const buffer = Buffer.alloc(SEARCHED_BYTES);
        let length = 0;
        for (let read = -1; read !== 0 && length < buffer.length; length += read) {
            read = (0,external_node_fs_.readSync)(descriptor, buffer, length, buffer.length - length, null);
        }
        return file.content.test(buffer.toString('latin1', 0, length));
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}

;// CONCATENATED MODULE: ./lib/sources/files/definition.js
/** Which files a series covers. */





/** @throws HoldfastError `invalid-pattern`, `pattern-outside-root`, `only-comments` */
function defineFiles(settings, around) {
    const place = { root: settings.root, homeDir: around.homeDir, platform: around.platform };
    const patterns = (0,files_patterns/* relativePatterns */.iF)(settings.patterns, place);
    if (patterns.length === 0 && settings.patterns.some((line) => line.trim() !== ''))
        throw onlyComments(settings);
    return {
        source: 'files',
        root: rootName(settings.root, around),
        patterns: patterns.length === 0 ? ['.'] : patterns,
        exclude: (0,files_patterns/* relativePatterns */.iF)(settings.exclude, place, 'any-depth'),
        ignoreFiles: [...settings.ignoreFiles].sort(),
        excludeLargerThanBytes: settings.excludeLargerThanBytes ?? null,
        includeHidden: settings.includeHidden,
        includeSecrets: settings.includeSecrets,
    };
}
function onlyComments({ patterns }) {
    return new errors/* HoldfastError */.Et({
        code: 'only-comments',
        message: `\`path\` holds nothing but comments: ${JSON.stringify(patterns[0])}.`,
        why: 'A line that begins with # is a comment. Without any pattern everything below `root` would be stored.',
        fix: 'Write ./#name for a file whose name begins with #. To back up everything below `root`, leave `path` out.',
        exitCode: 2,
    });
}
/**
 * The name under which a root is recorded: `.` for the workspace, `dist` in it, `~/x` in the home folder; the same on
 * every runner. Outside of these it is the path itself, so that a series always covers one folder, wherever the command
 * was started.
 */
function rootName(root, around) {
    const native = around.platform === 'win32' ? external_node_path_.win32 : external_node_path_.posix;
    const inside = (base) => {
        // A container's user without a home folder has `/` as its home. No root is named relative to that.
        if (base === undefined || base === native.parse(base).root)
            return undefined;
        const name = native.relative(base, root);
        return name === '..' || name.startsWith(`..${native.sep}`) || native.isAbsolute(name) ? undefined : name;
    };
    const name = inside(around.workspace);
    const homeName = inside(around.homeDir);
    if (name !== undefined)
        return slashes(name, native.sep) || '.';
    return homeName === undefined
        ? slashes(root, native.sep)
        : slashes(external_node_path_.posix.join('~', slashes(homeName, native.sep)), native.sep);
}
function slashes(name, separator) {
    return name.split(separator).join('/');
}
/**
 * A definition as it was read from a snapshot, checked.
 * @throws HoldfastError `invalid-definition`, and what `defineFiles` throws for its patterns
 */
function readDefinition(value) {
    const { source, root, patterns, exclude, ignoreFiles, excludeLargerThanBytes, includeHidden, includeSecrets } = value;
    if (source !== 'files' ||
        typeof root !== 'string' ||
        !isTextList(patterns) ||
        !isTextList(exclude) ||
        !isTextList(ignoreFiles) ||
        !(excludeLargerThanBytes === null || typeof excludeLargerThanBytes === 'number') ||
        typeof includeHidden !== 'boolean' ||
        typeof includeSecrets !== 'boolean') {
        throw new errors/* HoldfastError */.Et({
            code: 'invalid-definition',
            message: 'The snapshot does not say in a known form which files its backup covered.',
            why: 'It is not a backup of files, it was written by another version, or it was changed.',
        });
    }
    const place = { root: undefined, homeDir: undefined, platform: 'linux' };
    return {
        source,
        root,
        patterns: (0,files_patterns/* relativePatterns */.iF)(patterns, place),
        exclude: (0,files_patterns/* relativePatterns */.iF)(exclude, place, 'any-depth'),
        ignoreFiles,
        excludeLargerThanBytes,
        includeHidden,
        includeSecrets,
    };
}
function isTextList(value) {
    return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
/** The pattern part of a definition, compiled. Paths are relative text, `/` between segments. */
class Selection {
    include;
    exclude;
    includeHidden;
    searchPaths;
    constructor(definition, platform) {
        this.include = new files_patterns/* PatternSet */.D(definition.patterns, platform);
        this.exclude = new files_patterns/* PatternSet */.D(definition.exclude, platform);
        this.includeHidden = definition.includeHidden;
        this.searchPaths = this.include.searchPaths();
    }
    /**
     * Whether a path is left out because its name begins with a dot. Folders that a pattern names literally are not: with
     * `.github/workflows/*`, `.github` is only on the way.
     */
    isHidden(relative) {
        if (this.includeHidden || !relative.startsWith('.', relative.lastIndexOf('/') + 1))
            return false;
        return !this.searchPaths.some((search) => search.startsWith(`${relative}/`));
    }
}
/**
 * Whether a backup with these recorded patterns would have stored a path if it had been there: what `delete: true` may
 * remove. When in doubt it says no: never an excluded, hidden or ignored path, never `.git` or what is in it, never a
 * file that may hold a credential.
 * @param readIgnoreFile the snapshot's content of an ignore file, undefined if it holds none at that path. Without this
 *   function nothing would be stored where the definition honours ignore files.
 * @returns a function of the path, its type and, if `excludeLargerThanBytes` is recorded, its size
 */
function wouldStore(recorded, readIgnoreFile, platform = process.platform) {
    const definition = readDefinition(recorded);
    const selection = new Selection(definition, platform);
    const chains = new IgnoreChains(definition.ignoreFiles, readIgnoreFile ?? (() => undefined), platform);
    const limitBytes = definition.excludeLargerThanBytes ?? Infinity;
    const unknowable = definition.ignoreFiles.length > 0 && readIgnoreFile === undefined;
    return (bytes, type, sizeBytes = Infinity) => {
        const text = bytes.toString('utf8');
        if (unknowable || type === 'other' || isGit(text))
            return false;
        if (type === 'file' && (secretFileAt(text, definition.root) !== undefined || sizeBytes > limitBytes))
            return false;
        const isDirectory = type === 'directory';
        if (!selection.include.matches(text, isDirectory) || selection.exclude.matches(text, isDirectory))
            return false;
        return !parentsAndSelf(text).some((part) => selection.isHidden(part)) && !chains.ignores(text, isDirectory);
    };
}
function isGit(text) {
    return text.split('/').some((segment) => segment.toLowerCase() === '.git');
}
/** `a`, `a/b`, `a/b/c`. */
function parentsAndSelf(text) {
    const segments = text.split('/');
    return segments.map((_, i) => segments.slice(0, i + 1).join('/'));
}
/** Ignore files of a stored tree, read once for each folder. */
class IgnoreChains {
    names;
    read;
    platform;
    byFolder = new Map();
    constructor(names, read, platform) {
        this.names = names;
        this.read = read;
        this.platform = platform;
    }
    ignores(path, isDirectory) {
        if (this.names.length === 0)
            return false;
        const chain = this.chainOf(path.slice(0, Math.max(path.lastIndexOf('/'), 0)));
        return chain === 'ignored' || chain.ignores(path, isDirectory);
    }
    chainOf(folder) {
        const known = this.byFolder.get(folder);
        if (known !== undefined)
            return known;
        const chain = this.makeChain(folder);
        this.byFolder.set(folder, chain);
        return chain;
    }
    makeChain(folder) {
        let chain = IgnoreChain.none;
        if (folder !== '') {
            const parent = this.chainOf(folder.slice(0, Math.max(folder.lastIndexOf('/'), 0)));
            if (parent === 'ignored' || parent.ignores(folder, true))
                return 'ignored';
            chain = parent.below(folder);
        }
        const prefix = folder === '' ? '' : `${folder}/`;
        for (const name of this.names) {
            const content = this.read(Buffer.from(prefix + name));
            if (content !== undefined)
                chain = chain.with(prefix, content, this.platform);
        }
        return chain;
    }
}

// EXTERNAL MODULE: ./lib/base/text.js
var base_text = __webpack_require__(58566);
;// CONCATENATED MODULE: ./lib/sources/files/reports.js
/** Notices about paths that are missing or left out. */





/** How many paths a message lists; all of them are in the gaps. */
const LISTED_PATHS = 20;
/**
 * Warns about each path that a pattern names literally and that does not exist: most likely a mistake, which would
 * otherwise be noticed too late.
 *
 * @returns a gap for each of them that a line without wildcards names, and that nothing excludes
 */
function findMissingPaths(definition, root, platform, emit) {
    const { include, exclude } = new Selection(definition, platform);
    const named = new Set(include.literalPaths());
    const gaps = [];
    for (const start of include.literalStarts()) {
        const absent = whyAbsent(root, start, platform);
        if (absent === undefined)
            continue;
        if (named.has(start) && (include.kinds(start) & ~exclude.kinds(start)) !== files_patterns/* NOTHING */.K$) {
            gaps.push({ class: 'absent', path: start || '.', reason: `\`path\` names it, and ${absent}` });
        }
        emit({
            type: 'warning',
            class: 'path-not-found',
            message: `${JSON.stringify(start)}, which \`path\` names, cannot be stored from ${JSON.stringify(root)}: ${absent}.`,
            fix: 'Correct `path`, or run the step that makes it first.',
            path: start,
        });
    }
    return gaps;
}
/** undefined if it exists, or if this user may not look at it, which is already among the gaps of the walk. */
function whyAbsent(root, relative, platform) {
    const native = (0,base_platform/* toNativePath */.gB)(root, Buffer.from(relative), platform);
    try {
        (0,external_node_fs_.statSync)(native);
        return undefined;
    }
    catch (error) {
        if (!ABSENT.includes((0,base_platform/* systemErrorCode */.vq)(error) ?? ''))
            return undefined;
    }
    return isLink(native) ? 'it is a symbolic link to something that does not exist' : 'it is not there';
}
const ABSENT = ['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'];
function isLink(native) {
    try {
        return (0,external_node_fs_.lstatSync)(native).isSymbolicLink();
    }
    catch {
        // It does not exist, as expected.
        return false;
    }
}
/** A link that was followed is not a link in the snapshot. The user needs to know that. */
function reportFollowed(followed, emit) {
    const printable = (text) => (0,base_platform/* printablePath */.Vj)(Buffer.from(text, 'latin1'));
    const lines = [...followed].map(([path, real]) => `${printable(path)} -> ${printable(real)}`);
    const what = '`path` names symbolic links: what they point to was stored in their place';
    reportList('named-link', lines, what, emit);
}
/** Reports after the walk what was left out and why. */
function reportLeftOut(result, limitBytes, emit) {
    for (const gap of result.gaps.filter((one) => one.class === 'unreadable')) {
        emit({
            type: 'warning',
            class: 'unreadable-file',
            message: `${JSON.stringify(gap.path)} was not stored: ${gap.reason}.`,
            fix: 'Let the user that runs the backup read it, or leave it out with `exclude`.',
            path: gap.path,
        });
    }
    reportSecrets(ofClass(result.gaps, 'secret'), emit);
    reportList('special-file', ofClass(result.gaps, 'special'), 'Sockets, named pipes or devices were left out', emit);
    const limit = `larger than ${limitBytes ?? 0} bytes were left out, as asked`;
    reportList('larger-than-limit', result.tooLarge, `Files ${limit}`, emit);
    reportList('name-not-utf8', result.notUtf8, 'Names that are not valid UTF-8 are stored as they are, and shown with \\x for such bytes', emit);
}
function ofClass(gaps, kind) {
    return gaps
        .filter((gap) => gap.class === kind)
        .map((gap) => (kind === 'secret' ? `${gap.path} (${gap.reason})` : gap.path));
}
function reportSecrets(paths, emit) {
    if (paths.length === 0)
        return;
    emit({
        type: 'warning',
        class: 'secret-left-out',
        message: `Files that hold credentials were left out (${paths.length}): ${(0,base_text/* firstOf */.Ku)(paths, LISTED_PATHS)}.`,
        why: 'Whoever can read the backup could use them.',
        fix: 'If that is intended, nothing has to be done. To store them anyway, set `include-secrets: true`.',
    });
}
function reportList(kind, paths, what, emit) {
    if (paths.length === 0)
        return;
    emit({ type: 'notice', class: kind, message: `${what} (${paths.length}): ${(0,base_text/* firstOf */.Ku)(paths, LISTED_PATHS)}.` });
}

// EXTERNAL MODULE: ./lib/base/system-errors.js
var system_errors = __webpack_require__(23626);
;// CONCATENATED MODULE: ./lib/sources/files/root-folder.js
/** Checks that the root of a backup of files is a folder and can be read. */





/**
 * Returns what the file system says about it.
 *
 * @throws root-not-found, root-not-a-folder, root-unreadable; the error itself, if the system has no free file
 *   descriptors
 */
function checkRoot(root) {
    let stats;
    try {
        if (external_node_path_.isAbsolute(root))
            stats = (0,external_node_fs_.statSync)(root, { bigint: true });
        if (stats?.isDirectory() === true)
            (0,external_node_fs_.opendirSync)(root).closeSync();
    }
    catch (error) {
        throw rootFailure(root, error);
    }
    if (stats?.isDirectory() === true)
        return stats;
    throw new errors/* HoldfastError */.Et({
        code: 'root-not-a-folder',
        message: `The root ${JSON.stringify(root)} is not a folder with an absolute path.`,
        fix: 'Set `root` to a folder, and name single files in `path`.',
        exitCode: 2,
    });
}
/**
 * Explains why the root could not be read: a wrong input or a failing file system. A lack of file descriptors is
 * neither.
 */
function rootFailure(root, error) {
    if ((0,system_errors/* isLack */.q6)(error))
        return error;
    const code = (0,base_platform/* systemErrorCode */.vq)(error) ?? '';
    const message = `The root ${JSON.stringify(root)} of the files to back up cannot be read: ${(0,errors/* messageOf */.bD)(error)}.`;
    if (code === 'ENOENT' || code === 'ENOTDIR') {
        const fix = 'Set `root` to a folder that is there, or run the step that makes it first.';
        return new errors/* HoldfastError */.Et({ code: 'root-not-found', message, fix, exitCode: 2, cause: error });
    }
    if ((0,base_platform/* isDenied */.GZ)(error)) {
        const fix = 'Set `root` to a folder that this user may read, or run as a user who may read it.';
        return new errors/* HoldfastError */.Et({ code: 'root-unreadable', message, fix, exitCode: 2, cause: error });
    }
    if ((0,system_errors/* explainSystemError */.Tr)(error) === undefined)
        return error;
    const fix = (0,system_errors/* meaningOf */.Pr)(code)?.fix ?? 'Check what is at this path and how it is mounted, and run it again.';
    return new errors/* HoldfastError */.Et({ code: 'root-unreadable', message, fix, cause: error });
}

;// CONCATENATED MODULE: ./lib/sources/files/listing.js
const BLOCK_ROWS = 16_384;
const TYPES = ['file', 'directory', 'symlink'];
const NOTHING = Buffer.alloc(0);
/** Bits of `kind` above the 12 of the mode. */
const TYPE_SHIFT = 12;
const LEFT_OUT = 1 << 15;
/**
 * The rows of a walk in columns, with each path stored as its difference from the path before it. A row takes some 50
 * bytes; a million objects would take half a gigabyte. Rows are added once, in path order, and can be read in that
 * order any number of times.
 */
class Listing {
    blocks = [];
    targets = new Map();
    previousPath = '';
    rows = 0;
    /** Rows that are not left out. */
    keptRows = 0;
    keptFiles = 0;
    /** Symbolic links among the files. */
    keptLinks = 0;
    totalBytes = 0;
    /** @returns the number of the row. A row that is not kept appears only if `keep` is called for it. */
    add(row, kept) {
        const number = this.rows++;
        if (number % BLOCK_ROWS === 0) {
            this.blocks.push(new Block());
            this.previousPath = '';
        }
        this.block(number).add(number % BLOCK_ROWS, row, sharedLength(this.previousPath, row.path), kept);
        this.previousPath = row.path;
        if (kept)
            this.count(row.type, row.sizeBytes);
        return number;
    }
    isKept(number) {
        return !this.block(number).isLeftOut(number % BLOCK_ROWS);
    }
    /** Keeps a row that was added without being kept: a folder in which something is kept now. */
    keep(number) {
        this.block(number).keep(number % BLOCK_ROWS);
        this.count('directory', 0);
    }
    /** Removes a folder that vanished before it could be read. */
    drop(number) {
        if (!this.isKept(number))
            return;
        this.block(number).leaveOut(number % BLOCK_ROWS);
        this.keptRows--;
    }
    setTarget(number, target) {
        this.targets.set(number, target);
    }
    setLinkGroup(number, group) {
        this.block(number).linkGroup[number % BLOCK_ROWS] = group;
    }
    *[Symbol.iterator]() {
        let path = '';
        for (let number = 0; number < this.rows; number++) {
            const block = this.block(number);
            const i = number % BLOCK_ROWS;
            if (i === 0)
                path = '';
            path = block.path(i, path);
            if (!block.isLeftOut(i))
                yield block.row(i, path, this.targets.get(number) ?? NOTHING);
        }
    }
    count(type, sizeBytes) {
        this.keptRows++;
        if (type !== 'directory')
            this.keptFiles++;
        if (type === 'symlink')
            this.keptLinks++;
        this.totalBytes += sizeBytes;
    }
    block(number) {
        const block = this.blocks[Math.floor(number / BLOCK_ROWS)];
        if (block === undefined)
            throw new RangeError(`listing: there is no row ${number}`);
        return block;
    }
}
class Block {
    linkGroup = new Uint32Array(BLOCK_ROWS);
    kind = new Uint16Array(BLOCK_ROWS);
    sizeBytes = new Float64Array(BLOCK_ROWS);
    mtimeSeconds = new Float64Array(BLOCK_ROWS);
    mtimeNanos = new Uint32Array(BLOCK_ROWS);
    shared = new Uint16Array(BLOCK_ROWS);
    textEnd = new Uint32Array(BLOCK_ROWS);
    text = Buffer.alloc(BLOCK_ROWS * 16);
    add(i, row, shared, kept) {
        const start = i === 0 ? 0 : (this.textEnd[i - 1] ?? 0);
        const end = start + row.path.length - shared;
        if (end > this.text.length) {
            const larger = Buffer.alloc(Math.max(end, this.text.length * 2));
            this.text.copy(larger, 0, 0, start);
            this.text = larger;
        }
        this.text.write(row.path.slice(shared), start, 'latin1');
        this.textEnd[i] = end;
        this.shared[i] = shared;
        this.kind[i] = row.mode | (TYPES.indexOf(row.type) << TYPE_SHIFT) | (kept ? 0 : LEFT_OUT);
        this.sizeBytes[i] = row.sizeBytes;
        this.mtimeSeconds[i] = row.mtimeSeconds;
        this.mtimeNanos[i] = row.mtimeNanos;
    }
    isLeftOut(i) {
        return ((this.kind[i] ?? 0) & LEFT_OUT) !== 0;
    }
    keep(i) {
        this.kind[i] = (this.kind[i] ?? 0) & ~LEFT_OUT;
    }
    leaveOut(i) {
        this.kind[i] = (this.kind[i] ?? 0) | LEFT_OUT;
    }
    path(i, previous) {
        const start = i === 0 ? 0 : this.textEnd[i - 1];
        return previous.slice(0, this.shared[i]) + this.text.toString('latin1', start, this.textEnd[i]);
    }
    row(i, path, target) {
        const kind = this.kind[i] ?? 0;
        return {
            path,
            type: TYPES[(kind >> TYPE_SHIFT) & 3] ?? 'file',
            mode: kind & 0o7777,
            sizeBytes: this.sizeBytes[i] ?? 0,
            mtimeSeconds: this.mtimeSeconds[i] ?? 0,
            mtimeNanos: this.mtimeNanos[i] ?? 0,
            target,
            linkGroup: this.linkGroup[i] ?? 0,
        };
    }
}
function sharedLength(a, b) {
    const limit = Math.min(a.length, b.length, 0xffff);
    let length = 0;
    while (length < limit && a.charCodeAt(length) === b.charCodeAt(length))
        length++;
    return length;
}

;// CONCATENATED MODULE: ./lib/sources/files/walk.js
/** Walks the folders of a source. */











/** How many names are handled before yielding to other work: some milliseconds. */
const NAMES_PER_TURN = 1000;
/**
 * Lists what a definition selects below a root, in path order, following only links that the user named. The only files
 * it opens are ignore files and the few that may hold a credential.
 * @throws the signal's reason when it is aborted; root-not-found, root-unreadable
 */
async function walk(root, definition, platform, signal) {
    const walker = new Walker(root, definition, platform);
    while (await (0,base_async/* retryLack */.Ar)(() => walker.step(NAMES_PER_TURN), signal)) {
        await (0,promises_.setImmediate)();
        signal.throwIfAborted();
    }
    const { listing, gaps, notUtf8, tooLarge, followed } = walker;
    return { listing, gaps, notUtf8, tooLarge, followed };
}
class Walker {
    listing = new Listing();
    gaps = [];
    notUtf8 = [];
    tooLarge = [];
    followed = new Map();
    /** What the patterns name literally, and the folders on the way: links at these paths are followed. */
    named;
    root;
    /** The root with `/` at its end, one byte per character. */
    rootBytes;
    definition;
    platform;
    selection;
    links = new HardLinks(this.listing);
    open = [];
    /** The root, until it is entered. */
    first;
    constructor(root, definition, platform) {
        this.root = root;
        this.rootBytes = (0,base_platform/* toNativePath */.gB)(root, Buffer.alloc(0), 'linux').toString('latin1');
        this.definition = definition;
        this.platform = platform;
        this.selection = new Selection(definition, platform);
        const { include, exclude } = this.selection;
        this.named = new Set(include
            .literalStarts()
            .flatMap(parentsAndSelf)
            .map((one) => this.folded(one)));
        const reach = { include: include.below(''), exclude: exclude.below('') };
        this.first = { key: '', path: '', row: -1, reach, ignores: IgnoreChain.none };
    }
    /**
     * Handles up to `count` names.
     *
     * @returns whether there is more to do
     * @throws if the system has no free file descriptors; it can then be called again and continues
     */
    step(count) {
        if (this.first !== undefined) {
            this.enter(this.first);
            this.first = undefined;
        }
        for (let done = 0; done < count;) {
            const folder = this.open.at(-1);
            if (folder === undefined)
                return false;
            const name = folder.names[folder.next];
            const pending = folder.pending.at(-1);
            if (pending !== undefined && (name === undefined || pending.key < name)) {
                this.enter(pending);
                folder.pending.pop();
            }
            else if (name === undefined) {
                this.open.pop();
            }
            else {
                this.visit(folder, name);
                folder.next++;
                done++;
            }
        }
        return true;
    }
    enter(folder) {
        let names;
        try {
            // latin1 gives the bytes of the names as they are, and takes a tenth of the memory of Buffers.
            names = (0,external_node_fs_.readdirSync)(this.nativePath(folder.path), { encoding: 'latin1' });
        }
        catch (error) {
            if (folder.path === '')
                throw rootFailure(this.root, error);
            const gone = this.refused(folder.path, error, 'directory');
            if (gone && folder.row >= 0)
                this.listing.drop(folder.row);
            return;
        }
        names.sort();
        const prefix = folder.path === '' ? '' : `${folder.path}/`;
        const ignores = this.readIgnoreFiles(prefix, names, folder.ignores);
        this.open.push({
            prefix,
            row: folder.row,
            names,
            reach: folder.reach,
            ignores,
            pending: [],
            next: 0,
        });
    }
    readIgnoreFiles(prefix, names, inherited) {
        let chain = inherited;
        for (const file of this.definition.ignoreFiles) {
            if (!names.includes(file))
                continue;
            const native = this.nativePath(prefix + file);
            try {
                const stats = (0,external_node_fs_.lstatSync)(native);
                if (!stats.isFile() || stats.size > IGNORE_FILE_MAX_BYTES)
                    continue;
                chain = chain.with(this.text(prefix), (0,external_node_fs_.readFileSync)(native), this.platform);
            }
            catch (error) {
                this.refused(prefix + file, error, 'file');
            }
        }
        return chain;
    }
    visit(folder, name) {
        const path = folder.prefix + name;
        const text = this.text(path);
        if (this.selection.isHidden(text))
            return;
        const wanted = this.wantedKinds(folder.reach, text);
        // Skips names that no pattern can match without asking the file system.
        if (wanted === files_patterns/* NOTHING */.K$ && !canReach(this.reachBelow(folder.reach, text)))
            return;
        const stats = this.look(path, text);
        if (stats === undefined || folder.ignores.ignores(text, stats.isDirectory()))
            return;
        if (stats.isDirectory())
            this.visitFolder(folder, name, text, stats, (wanted & files_patterns/* DIRECTORY */.Md) !== 0);
        else if ((wanted & files_patterns/* OTHER */.Zs) !== 0)
            this.visitFile(path, text, stats);
    }
    visitFolder(parent, name, text, stats, wanted) {
        const reach = this.reachBelow(parent.reach, text);
        if (!wanted && !canReach(reach))
            return;
        const path = parent.prefix + name;
        const row = this.add(path, text, 'directory', stats, wanted);
        if (canReach(reach)) {
            parent.pending.push({ key: `${name}/`, path, row, reach, ignores: parent.ignores.below(text) });
        }
    }
    visitFile(path, text, stats) {
        if (stats.isSymbolicLink()) {
            this.addSymlink(path, text, stats);
        }
        else if (!stats.isFile()) {
            this.gap('special', path, `it is a ${specialKind(stats)}`);
        }
        else if (stats.size > (this.definition.excludeLargerThanBytes ?? Infinity)) {
            this.tooLarge.push(this.printable(path));
        }
        else if (!this.isSecret(path, text)) {
            const row = this.add(path, text, 'file', stats, true);
            if (stats.nlink > 1n)
                this.links.see(row, stats);
        }
    }
    addSymlink(path, text, stats) {
        try {
            const target = (0,base_platform/* linkTarget */.Cm)(this.nativePath(path), this.platform);
            this.listing.setTarget(this.add(path, text, 'symlink', stats, true), target);
        }
        catch (error) {
            this.refused(path, error);
        }
    }
    /** Whether the file is left out because it holds a credential, or because that cannot be determined. */
    isSecret(path, text) {
        if (this.definition.includeSecrets)
            return false;
        const real = this.realPath(path);
        const secret = secretFileAt(text, this.root) ?? (real === undefined ? undefined : secretFileAt(this.text(real), ''));
        if (secret === undefined)
            return false;
        try {
            if (!holdsCredential(secret, real === undefined ? this.nativePath(path) : Buffer.from(real, 'latin1')))
                return false;
            this.gap('secret', path, `it holds ${secret.what}`);
        }
        catch (error) {
            this.refused(path, error, 'file');
        }
        return true;
    }
    add(path, text, type, stats, kept) {
        const { seconds: mtimeSeconds, nanos: mtimeNanos } = (0,base_platform/* fileTimeOf */.b)(stats.mtimeNs);
        const sizeBytes = type === 'file' ? Number(stats.size) : 0;
        const mode = (0,base_platform/* storedMode */.Hv)(stats, this.platform);
        if (kept)
            this.keepAncestors();
        if (kept && text.includes('\ufffd') && (0,base_platform/* decodeUtf8 */._6)(Buffer.from(path, 'latin1')) === undefined) {
            this.notUtf8.push(this.printable(path));
        }
        return this.listing.add({ path, type, mode, sizeBytes, mtimeSeconds, mtimeNanos }, kept);
    }
    /** The folders above something kept are kept too, so that their modes and times come back. */
    keepAncestors() {
        for (let i = this.open.length - 1; i >= 0; i--) {
            const row = this.open[i]?.row ?? -1;
            if (row < 0 || this.listing.isKept(row))
                return;
            this.listing.keep(row);
        }
    }
    wantedKinds(reach, text) {
        const { include, exclude } = this.selection;
        const included = reach.include === 'all' ? files_patterns/* ANYTHING */.n0 : include.kinds(text);
        return reach.exclude === 'none' ? included : included & ~exclude.kinds(text);
    }
    reachBelow(parent, text) {
        const { include, exclude } = this.selection;
        return {
            include: parent.include === 'all' ? 'all' : include.below(text),
            exclude: parent.exclude === 'none' ? 'none' : exclude.below(text),
        };
    }
    /** The real path of something below a followed link: absolute, one byte per character. */
    realPath(path) {
        if (this.followed.size === 0)
            return undefined;
        // The nearest one: a link may lie below another one.
        for (let end = path.length; end > 0; end = path.lastIndexOf('/', end - 1)) {
            const real = this.followed.get(path.slice(0, end));
            if (real !== undefined)
                return real + path.slice(end);
        }
        return undefined;
    }
    look(path, text) {
        const stats = this.lstat(path);
        if (stats?.isSymbolicLink() !== true || !this.named.has(this.folded(text)))
            return stats;
        const native = this.nativePath(path);
        try {
            const found = (0,external_node_fs_.statSync)(native, { bigint: true });
            this.followed.set(path, (0,external_node_fs_.realpathSync)(native, { encoding: 'buffer' }).toString('latin1'));
            return found;
        }
        catch (error) {
            // A dangling link is kept as a link and reported after the walk.
            if ((0,base_platform/* isNotFound */.c4)(error))
                return stats;
            this.refused(path, error);
            return undefined;
        }
    }
    /** Where patterns ignore case, names that differ only in case are the same. */
    folded(text) {
        return this.platform === 'win32' ? text.toLowerCase() : text;
    }
    lstat(path) {
        for (let tries = 1;; tries++) {
            try {
                // Only the bigint form has the exact nanoseconds; it costs no more.
                return (0,external_node_fs_.lstatSync)(this.nativePath(path), { bigint: true });
            }
            catch (error) {
                // A listed name may have been removed and created again.
                if (tries === 1 && (0,base_platform/* isNotFound */.c4)(error) && !(0,base_platform/* isGone */.ST)(this.nativePath(path), error))
                    continue;
                this.refused(path, error);
                return undefined;
            }
        }
    }
    /**
     * @returns whether it is gone @throws the error itself, if the system has no free file descriptors: that says nothing
     *   about the source
     */
    refused(path, error, type) {
        if ((0,system_errors/* isLack */.q6)(error))
            throw error;
        const code = codeOf(error);
        const gone = (0,base_platform/* isGone */.ST)(this.nativePath(path), error, type);
        if (gone)
            this.gap('vanished', path, 'it vanished before it was read');
        else
            this.gap('unreadable', path, UNREADABLE[code] ?? `the file system answered ${code}`);
        return gone;
    }
    gap(kind, path, reason) {
        this.gaps.push({ class: kind, path: this.printable(path) || '.', reason });
    }
    nativePath(path) {
        if (this.platform === 'win32')
            return (0,base_platform/* toNativePath */.gB)(this.root, Buffer.from(path, 'latin1'), this.platform);
        return Buffer.from(this.rootBytes + path, 'latin1');
    }
    text(path) {
        return /[\u0080-\u00ff]/.test(path) ? Buffer.from(path, 'latin1').toString('utf8') : path;
    }
    printable(path) {
        return (0,base_platform/* printablePath */.Vj)(Buffer.from(path, 'latin1'));
    }
}
function canReach(reach) {
    return reach.include !== 'none' && reach.exclude !== 'all';
}
const UNREADABLE = {
    EACCES: 'this user may not read it (EACCES)',
    EPERM: 'this user may not read it (EPERM)',
    EBUSY: 'another program has it open and does not let others read it (EBUSY)',
    ENOENT: 'its folder lists it, and the system cannot open it (ENOENT)',
    ENAMETOOLONG: 'its whole path is longer than the system can open (ENAMETOOLONG)',
};
function codeOf(error) {
    const code = (0,base_platform/* systemErrorCode */.vq)(error);
    if (code === undefined)
        throw error;
    return code;
}
function specialKind(stats) {
    if (stats.isSocket())
        return 'socket';
    if (stats.isFIFO())
        return 'named pipe';
    return stats.isBlockDevice() || stats.isCharacterDevice() ? 'device' : 'special file';
}
/** Gives rows of one file the same group, counted from 1 in path order of the second of them. */
class HardLinks {
    listing;
    /** By device and inode: the first row as -1 - row, or the group once there are two. */
    seen = new Map();
    groups = 0;
    constructor(listing) {
        this.listing = listing;
    }
    see(row, stats) {
        const inodes = this.seen.get(stats.dev) ?? new Map();
        this.seen.set(stats.dev, inodes);
        const inode = stats.ino <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(stats.ino) : stats.ino;
        const known = inodes.get(inode);
        if (known === undefined) {
            inodes.set(inode, -1 - row);
            return;
        }
        const group = known > 0 ? known : ++this.groups;
        if (known < 0)
            this.listing.setLinkGroup(-1 - known, group);
        inodes.set(inode, group);
        this.listing.setLinkGroup(row, group);
    }
}

;// CONCATENATED MODULE: ./lib/sources/files/index.js











const BATCH_ENTRIES = 1000;
/**
 * Files below a root, selected by patterns.
 * @throws HoldfastError `invalid-pattern`, `pattern-outside-root`; when it is opened `root-not-found`,
 *   `root-not-a-folder`, `root-unreadable`, `no-files-found`
 */
function createFilesSource(settings, deps) {
    const platform = deps.platform ?? process.platform;
    const definition = defineFiles(settings, { ...deps, platform });
    return {
        kind: 'files',
        definition,
        open: async (context) => {
            const folder = await (0,base_async/* retryLack */.Ar)(() => checkRoot(settings.root), context.signal);
            const result = await walk(settings.root, definition, platform, context.signal);
            const missing = findMissingPaths(definition, settings.root, platform, context.emit);
            reportFollowed(result.followed, context.emit);
            reportLeftOut(result, settings.excludeLargerThanBytes, context.emit);
            checkNotEmpty(result, settings, context.emit);
            const mayBeNone = result.listing.keptFiles === 0 && settings.ifNoFilesFound === 'ignore';
            const gaps = mayBeNone ? result.gaps : [...result.gaps, ...missing];
            return new OpenFiles(settings, { definition, result: { ...result, gaps }, platform, folder }, context);
        },
    };
}
class OpenFiles {
    totals;
    identity;
    settings;
    result;
    platform;
    context;
    constructor(settings, { definition, result, platform, folder }, context) {
        this.settings = settings;
        this.result = result;
        this.platform = platform;
        this.context = context;
        const { seconds, nanos } = (0,base_platform/* fileTimeOf */.b)(folder.mtimeNs);
        const mode = (0,base_platform/* storedMode */.Hv)(folder, platform);
        this.identity = { root: definition.root, folder: { mode, mtime: seconds, nanos } };
        this.totals = { entries: result.listing.keptRows, bytes: result.listing.totalBytes };
    }
    async *entries() {
        let batch = [];
        for (const row of this.result.listing) {
            batch.push(toEntry(row, this.settings.root, this.platform, this.result.followed.get(row.path)));
            if (batch.length < BATCH_ENTRIES)
                continue;
            yield batch;
            batch = [];
            await (0,promises_.setImmediate)();
            this.context.signal.throwIfAborted();
        }
        if (batch.length > 0)
            yield batch;
    }
    async finish() {
        const { gaps, listing } = this.result;
        const anomaly = findAnomaly(listing, this.context.parent, this.settings.anomalyShare);
        return {
            state: [],
            parts: { files: gaps.some((gap) => source/* PARTIAL_GAPS */.O.includes(gap.class)) ? 'partial' : 'complete' },
            gaps,
            ...(anomaly === undefined ? {} : { anomaly }),
        };
    }
    async close() {
        // Nothing to clean up: this source has no files of its own and no open descriptors.
    }
}
/** @param real the real path, if a link that the user named leads to it */
function toEntry(row, root, platform, real) {
    const pathBytes = Buffer.from(row.path, 'latin1');
    const native = () => real === undefined ? (0,base_platform/* toNativePath */.gB)(root, pathBytes, platform) : Buffer.from(real, 'latin1');
    const content = row.type === 'file' ? { kind: 'file', absolutePath: native() } : { kind: 'none' };
    return { ...row, path: pathBytes, content };
}
function checkNotEmpty({ listing, gaps }, settings, emit) {
    if (listing.keptFiles > 0 && listing.keptFiles === listing.keptLinks)
        warnOfLinksOnly(listing, emit);
    if (listing.keptFiles > 0 || settings.ifNoFilesFound === 'ignore')
        return;
    const what = {
        message: `No files were found in ${JSON.stringify(settings.root)} with the patterns ${JSON.stringify(settings.patterns)}.`,
        why: 'An empty backup would look like a good one until it is needed.',
        fix: 'Correct `path`, `exclude` or `root`; or set `if-no-files-found: ignore` if there may be none.',
        ...unreadable(gaps),
    };
    if (settings.ifNoFilesFound === 'error')
        throw new errors/* HoldfastError */.Et({ code: 'no-files-found', ...what });
    emit({ type: 'warning', class: 'no-files-found', ...what });
}
/** What could not be read may hold all the files. Then the patterns are not the cause. */
function unreadable(gaps) {
    const [first, ...more] = gaps.filter((gap) => gap.class === 'unreadable');
    if (first === undefined)
        return undefined;
    const others = more.length === 0 ? '' : `; and ${more.length} more could not be read`;
    return {
        why: `${JSON.stringify(first.path)} could not be read: ${first.reason}${others}.`,
        fix: 'Make sure that this user can read it, and run it again.',
    };
}
function warnOfLinksOnly({ keptLinks }, emit) {
    emit({
        type: 'warning',
        class: 'only-links',
        message: `This backup contains only symbolic links (${keptLinks}), not the files that they point to.`,
        why: 'A link is followed only where `path` names it without wildcards, as in `result` or `result/**`.',
        fix: 'Name the link, or the folder that it points to, in `path`.',
    });
}
/** One sentence if more than `share` of the parent's files are gone: both lists are in path order, so one pass does. */
function findAnomaly(listing, parent, share) {
    if (parent === undefined)
        return undefined;
    const current = listing[Symbol.iterator]();
    let row = current.next();
    let files = 0;
    let gone = 0;
    for (const { entry } of parent.entries('')) {
        if (entry.type === 'directory')
            continue;
        files++;
        const path = entry.path.toString('latin1');
        while (row.done !== true && row.value.path < path)
            row = current.next();
        if (row.done === true || row.value.path !== path || row.value.type === 'directory')
            gone++;
    }
    if (files === 0 || gone <= files * share)
        return undefined;
    return `${gone} of the ${files} files of the last snapshot (${parent.id}) are gone.`;
}


/***/ }),

/***/ 25247:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ PatternSet),
/* harmony export */   K$: () => (/* binding */ NOTHING),
/* harmony export */   Md: () => (/* binding */ DIRECTORY),
/* harmony export */   Zs: () => (/* binding */ OTHER),
/* harmony export */   iF: () => (/* binding */ relativePatterns),
/* harmony export */   n0: () => (/* binding */ ANYTHING),
/* harmony export */   xi: () => (/* binding */ compilePatterns)
/* harmony export */ });
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(76760);
/* harmony import */ var minimatch__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(33581);
/* harmony import */ var _base_errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(17594);
/* harmony import */ var _base_platform_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(44694);
/* harmony import */ var _base_text_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(58566);
/** Parses patterns, and matches paths against them. */





/**
 * The pattern language of @actions/glob (`*`, `?`, `[...]`, `**`, `!`, `#`, a directory means everything below it), on
 * paths relative to a root. Same matcher and options as theirs; its own Globber is the oracle in the tests.
 * https://github.com/actions/toolkit/tree/main/packages/glob#patterns
 */
/** As long as a path may be on Linux. */
const PATTERN_MAX_CHARS = 4096;
/** Types of entries that are matched at a path, as bits: a pattern with `/` at its end matches directories only. */
const NOTHING = 0;
const DIRECTORY = 1;
const OTHER = 2;
const ANYTHING = DIRECTORY | OTHER;
/**
 * A filter for `include`, `exclude` and the patterns of find. A line that is the name of a path as lists show it, with its
 * wildcards and backslashes, matches that path too, and what is below it.
 * @param lines patterns relative to the tree's root; a leading `/` means that root too
 * @throws HoldfastError `invalid-pattern`
 */
function compilePatterns(lines, platform = process.platform) {
    const place = { root: undefined, homeDir: undefined, platform };
    const given = patternLines(lines);
    // On Windows a backslash separates names.
    const unescape = platform === 'win32' ? (text) => text : unescapedPattern;
    const set = new PatternSet(given.map((line) => relativeLine(line, place, 'any-depth', unescape)), platform);
    const names = new Map(given.flatMap((line) => (isPlainName(line) ? [[shownName(line), line]] : [])));
    const namesSeen = new Set();
    const isNamed = (path) => {
        if (names.size === 0)
            return false;
        const shown = (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .shownPath */ .pS)(path);
        for (let end = shown.length; end > 0; end = shown.lastIndexOf('/', end - 1)) {
            const line = names.get(shown.slice(0, end));
            if (line === undefined)
                continue;
            namesSeen.add(line);
            return true;
        }
        return false;
    };
    return {
        matches: (path, isDirectory) => set.matches((0,_base_platform_js__WEBPACK_IMPORTED_MODULE_3__/* .bytesText */ .pV)(path), isDirectory) || isNamed(path),
        unused: () => set.unused().flatMap((i) => (namesSeen.has(given[i] ?? '') ? [] : [given[i] ?? ''])),
    };
}
/** Whether a line may be a plain name whose wildcards or backslashes would mean something else in a pattern. */
function isPlainName(line) {
    return !line.startsWith('!') && /[\\*?[]/.test(line);
}
/** Without the marks that lists and patterns put around a name. */
function shownName(line) {
    return line.replace(/^\.?\//, '').replace(/\/$/, '');
}
/** The escapes of names in lists, as the characters that they stand for; those that mean something stay literal. */
function unescapedPattern(pattern) {
    return pattern.replace(/\\\\|(?:\\x[0-9a-f]{2})+|\\n|\\u[0-9a-f]{4}/gi, (escape) => {
        if (escape === '\\\\')
            return escape;
        return (0,_base_text_js__WEBPACK_IMPORTED_MODULE_4__/* .unescapedText */ .O6)(escape).replace(/[\\*?[\]!#~-]/g, '\\$&');
    });
}
function patternLines(lines) {
    return lines
        .flatMap((line) => line.split(/\r?\n/))
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'));
}
/**
 * Pattern lines without comments and empty ones, each relative to the root and in one form, so that they mean the same
 * on every machine and when they are read again: `dist/**`, `!logs`, `.` for the root itself; with `any-depth` `**\/*.log`
 * for `*.log` and `./dist` for `/dist`.
 * @throws HoldfastError `invalid-pattern`, `pattern-outside-root`
 */
function relativePatterns(lines, place, anchoring = 'at-root') {
    return patternLines(lines).map((line) => relativeLine(line, place, anchoring));
}
function relativeLine(line, place, anchoring, unescape = (text) => text) {
    const [, marks = '', text = ''] = /^((?:!\s*)*)(.*)$/su.exec(line) ?? [];
    const negate = marks.replace(/\s/g, '').length % 2 === 1;
    const pattern = unescape(text);
    const relative = relativePattern(pattern, line, place, anchoring);
    return (negate ? '!' : '') + (anchoring === 'any-depth' ? anchored(pattern, relative) : relative);
}
// The same pattern in a form that says where it matches: it begins with `./` at the root, with `**/` at any depth.
function anchored(text, relative) {
    if (relative === '.' || relative.replace(/\/$/, '').includes('/'))
        return relative;
    return text.replace(/\/$/, '').includes('/') || text.startsWith('/') ? `./${relative}` : `**/${relative}`;
}
function relativePattern(text, line, place, anchoring) {
    if (text === '')
        throw invalidPattern(line, 'there is no pattern after the exclamation mark');
    if (text.length > PATTERN_MAX_CHARS)
        throw invalidPattern(line.slice(0, 80), `it is longer than ${PATTERN_MAX_CHARS}`);
    let pattern = place.platform === 'win32' ? text.replace(/\\/g, '/') : text;
    if (place.homeDir !== undefined && /^~(\/|$)/.test(pattern)) {
        pattern = escapeGlob(place.homeDir, place.platform) + pattern.slice(1);
    }
    const segments = pattern.split('/').filter((segment) => segment !== '');
    if (isAbsolute(pattern, place.platform) && place.root !== undefined) {
        const isBelow = removeRoot(segments, place.root, place.platform);
        // As in .gitignore, a slash at the beginning means the root; in `path` it is the root of the machine.
        if (!isBelow && (anchoring === 'at-root' || !pattern.startsWith('/')))
            throw outsideRoot(line, place.root);
    }
    else if (segments[0] === '.') {
        segments.shift();
    }
    const literals = segments.map(literalSegment);
    if (literals.includes('..'))
        throw outsideRoot(line, place.root);
    if (literals.includes('.'))
        throw invalidPattern(line, '"." can only be its first segment');
    if (segments.length === 0)
        return '.';
    const relative = segments.join('/') + (pattern.endsWith('/') ? '/' : '');
    // `./` stays before a character that has another meaning at the start of a line.
    return /^[#!~\s]/.test(relative) ? `./${relative}` : relative;
}
/** Removes the segments of the root from the start of an absolute pattern, if it begins with them. */
function removeRoot(segments, root, platform) {
    const rootSegments = root.split(platform === 'win32' ? /[\\/]+/ : /\/+/).filter((segment) => segment !== '');
    const same = (a, b) => platform === 'win32' ? a?.toLowerCase() === b.toLowerCase() : a === b;
    const front = segments.slice(0, rootSegments.length).map(literalSegment);
    if (!rootSegments.every((segment, i) => same(front[i], segment)))
        return false;
    segments.splice(0, rootSegments.length);
    return true;
}
function isAbsolute(pattern, platform) {
    return platform === 'win32' ? node_path__WEBPACK_IMPORTED_MODULE_0__.win32.isAbsolute(pattern) || /^[a-z]:/i.test(pattern) : pattern.startsWith('/');
}
function escapeGlob(literal, platform) {
    const text = platform === 'win32' ? literal.replace(/\\/g, '/') : literal.replace(/\\/g, '\\\\');
    return text.replace(/(\[)(?=[^/]+\])/g, '[[]').replace(/[?*]/g, '[$&]');
}
/**
 * The text that a segment stands for if it has no wildcard, else undefined. Escapes (`\*`) and sets of one character
 * (`[*]`) are literal; an empty or unclosed set is plain text.
 */
function literalSegment(segment) {
    let literal = '';
    for (const token of segment.matchAll(/\\(.)|\[((?:\\.|[^\]\\])+)\]|([*?])|(.)/gsu)) {
        const set = token[2]?.replace(/\\(.)/gsu, '$1');
        if (token[3] !== undefined || (set !== undefined && set.length > 1))
            return undefined;
        literal += token[1] ?? set ?? token[4] ?? '';
    }
    return literal;
}
function invalidPattern(line, what) {
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'invalid-pattern',
        message: `The pattern ${JSON.stringify(line)} is not valid: ${what}.`,
        fix: 'Give one pattern a line, for example "dist", "src/**/*.ts" or "!**/node_modules".',
        exitCode: 2,
    });
}
function outsideRoot(line, root) {
    const where = root === undefined ? 'the top of the snapshot' : `the root ${JSON.stringify(root)}`;
    return new _base_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .HoldfastError */ .Et({
        code: 'pattern-outside-root',
        message: `The pattern ${JSON.stringify(line)} leads outside ${where}.`,
        why: 'Paths in a backup are relative to one root, so that they mean the same on every machine.',
        fix: root === undefined
            ? 'Give patterns relative to it, without "..".'
            : 'Change the pattern, or set `root` to a folder that holds both.',
        exitCode: 2,
    });
}
/** One line, compiled. Matched against `/` + relative path, as @actions/glob matches absolute paths. */
class Line {
    negate;
    /** The folders before the first wildcard: where a search would start. */
    searchPath;
    /** Without any wildcard: names one path. */
    isLiteral;
    /** undefined for `.`, which is everything below the root. */
    own;
    /** Everything below what the line itself matches. */
    descendants;
    endsWithGlobstar;
    directoriesOnly;
    onlyGlobstars;
    /** Begins with `**`, so that it may match below any folder. */
    anywhere;
    constructor(line, platform) {
        this.negate = line.startsWith('!');
        const pattern = (this.negate ? line.slice(1) : line).replace(/^\.\//, '');
        this.directoriesOnly = pattern.endsWith('/');
        const segments = pattern === '.' ? [] : pattern.split('/').filter((segment) => segment !== '');
        this.endsWithGlobstar = segments.at(-1) === '**';
        this.onlyGlobstars = segments.every((segment) => segment === '**');
        this.anywhere = segments[0] === '**';
        const literals = segments.map(literalSegment);
        const firstGlob = literals.indexOf(undefined);
        this.searchPath = (firstGlob < 0 ? literals : literals.slice(0, firstGlob)).join('/');
        this.isLiteral = firstGlob < 0;
        if (segments.length === 0)
            return;
        this.own = compile(segments, platform);
        if (this.directoriesOnly || !this.endsWithGlobstar)
            this.descendants = compile([...segments, '**'], platform);
    }
    kinds(relative) {
        if (this.own === undefined)
            return ANYTHING;
        // `a/**` matches `a/` and not `a`, so the slash makes it match the folder `a` itself.
        const matched = this.own.match(this.endsWithGlobstar ? `/${relative}/` : `/${relative}`);
        const kinds = !matched ? NOTHING : this.directoriesOnly ? DIRECTORY : ANYTHING;
        return kinds !== ANYTHING && this.descendants?.match(`/${relative}`) === true ? ANYTHING : kinds;
    }
    /** `some` means only that a match is possible; there may be none. '' is the root. */
    below(directory) {
        if (directory === '')
            return this.onlyGlobstars ? 'all' : 'some';
        if (this.own === undefined)
            return 'all';
        if ((this.kinds(directory) & DIRECTORY) !== 0)
            return 'all';
        if (this.anywhere)
            return 'some';
        const segments = `/${directory}`.split('/');
        const reachable = [this.own, this.descendants].some((matcher) => {
            const row = matcher?.set[0];
            return matcher !== undefined && row !== undefined && matcher.matchOne(segments, row, true);
        });
        return reachable ? 'some' : 'none';
    }
}
function compile(segments, platform) {
    const nocase = platform === 'win32';
    return new minimatch__WEBPACK_IMPORTED_MODULE_1__/* .Minimatch */ .VR(`/${segments.join('/')}`, {
        dot: true,
        nobrace: true,
        nocase,
        nocomment: true,
        noext: true,
        nonegate: true,
        platform: platform === 'win32' ? 'win32' : 'linux',
    });
}
/** Lines in order: a later line overrides an earlier one. Paths are relative, with `/` between segments, and never empty. */
class PatternSet {
    lines;
    used = new Set();
    /** @param patterns in the form that `relativePatterns` gives */
    constructor(patterns, platform) {
        this.lines = patterns.map((pattern) => new Line(pattern, platform));
    }
    matches(relative, isDirectory) {
        return (this.kinds(relative) & (isDirectory ? DIRECTORY : OTHER)) !== 0;
    }
    /** The types of entries that are matched at this path. */
    kinds(relative) {
        let kinds = NOTHING;
        this.lines.forEach((line, i) => {
            const own = line.kinds(relative);
            if (own !== NOTHING)
                this.used.add(i);
            if (line.negate)
                kinds &= ~own;
            else
                kinds |= own;
        });
        return kinds;
    }
    /** Numbers of the lines that have matched none of the paths so far. */
    unused() {
        return [...this.lines.keys()].filter((i) => !this.used.has(i));
    }
    /** @param directory '' for the root */
    below(directory) {
        let state = 'none';
        for (const line of this.lines) {
            const reach = line.below(directory);
            if (reach === 'none')
                continue;
            const end = line.negate ? 'none' : 'all';
            state = reach === 'all' || state === end ? end : 'some';
        }
        return state;
    }
    /** The folders or files that the lines name before their first wildcard; '' is the root. */
    literalStarts() {
        return [...new Set(this.lines.filter((line) => !line.negate).map((line) => line.searchPath))];
    }
    /** The paths that lines without wildcards name; '' is the root. */
    literalPaths() {
        return [...new Set(this.lines.filter((line) => !line.negate && line.isLiteral).map((line) => line.searchPath))];
    }
    /** Where the lines start to search, each not below another one; '' is the root. */
    searchPaths() {
        const all = this.literalStarts();
        return all.filter((one) => !all.some((other) => other !== one && (other === '' || one.startsWith(`${other}/`))));
    }
}


/***/ }),

/***/ 46949:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   G: () => (/* binding */ isWaiting),
/* harmony export */   O: () => (/* binding */ PARTIAL_GAPS)
/* harmony export */ });
const PARTIAL_GAPS = ['unreadable', 'failed', 'absent'];
/** Whether something lacks, and nothing but requests to GitHub lack for all of it. */
function isWaiting(gaps) {
    const lacking = gaps.filter((gap) => PARTIAL_GAPS.includes(gap.class));
    return lacking.length > 0 && lacking.every(({ waits }) => waits === true);
}


/***/ })

};
