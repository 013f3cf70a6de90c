/**
 * Looks at the version of Node, and loads the program only under one that can run it. An older Node would fail without
 * words, or worse, end with exit code 0 and nothing done.
 *
 * This file and index.ts are not bundled, and are written in syntax that every Node with modules reads: no `?.`, no `??`,
 * no top-level await, no import but what is there since Node 12.
 */
/** The oldest Node that runs the program: the one of `runs.using` in action.yml and of `engines` in package.json. */
const OLDEST_MAJOR = 24;
export function start(entry) {
    const version = process.versions.node;
    const major = Number(version.split('.')[0]);
    if (!(major >= OLDEST_MAJOR)) {
        refuse(entry, version);
        return Promise.resolve();
    }
    return import("./main.js").then((main) => entry === 'action' ? main.runAction() : main.runCli(process.argv.slice(2)));
}
/** The annotation of an action goes to standard output, as all workflow commands do. */
function refuse(entry, version) {
    const message = 'Holdfast needs Node ' + String(OLDEST_MAJOR) + ' or later, and was started by Node ' + version + '.';
    process.exitCode = 1;
    if (entry === 'action') {
        const fix = 'Nothing was done. Use a runner that has node24 (actions/runner 2.327.1 or later).';
        process.stdout.write('::error title=holdfast%3A node-too-old::' + message + ' ' + fix + '\n');
    }
    else {
        const fix = 'Nothing was done. Install Node ' +
            String(OLDEST_MAJOR) +
            ' (https://nodejs.org), and see that `node` on PATH is that one.';
        process.stderr.write('Error (node-too-old): ' + message + '\n' + fix + '\n');
    }
}
