/**
 * All codes of errors, with what each means and what to do; docs/errors.md is made of this table. A code is stable:
 * scripts may match on it. The message of an error says more: what came in, and where.
 */

/** `means`: what has happened. `then`: what the user can do. Both are sentences of markdown. */
interface Explanation {
  readonly means: string;
  readonly then: string;
}

const explain = (means: string, then: string): Explanation => ({ means, then });

/** What to do when the bytes of a stored object are not the recorded ones. */
const DAMAGED =
  'Run `holdfast verify --level full` to see what is affected, then `holdfast repair`: it looks for the right bytes in older S3 versions.';
const TRY_AGAIN = 'Run it again. If it happens again, the message names the server or the file to look at.';
const CHECK_DISK = 'Free disk space or choose another folder, then run it again: no file is left half written.';

export const ERROR_GROUPS = {
  Inputs: {
    'bad-input': explain(
      'An input is missing, invalid, or cannot be combined with another one.',
      'Correct the inputs that the message lists. Nothing was started.',
    ),
    'bad-path': explain('A path in the inputs cannot be used on this machine.', 'Give a path as the message says.'),
    'bad-selector': explain(
      '`version` is not a selector.',
      'Use an id, a prefix of one, `latest`, `latest~2`, `before:7d`, or another [selector](command-line.md#selectors).',
    ),
    'ambiguous-selector': explain(
      '`version` matches more than one snapshot.',
      'Give more characters of the id, or one of the listed ids.',
    ),
    'bad-time': explain('A time does not have the expected form.', 'Write it as the message shows.'),
    'invalid-pattern': explain(
      'A pattern cannot be read.',
      'Correct it. The grammar is in [patterns.md](patterns.md).',
    ),
    'pattern-outside-root': explain(
      'A pattern leads outside the folder that is backed up.',
      'Set `root` to a folder that holds all of it, or make one backup for each folder.',
    ),
    'only-comments': explain(
      '`path` contains only comments, so nothing would be backed up.',
      'Remove the `#`, or the input.',
    ),
    'no-files-found': explain(
      'No file or artifact matches the patterns.',
      'Check the patterns, or set `if-no-files-found: warn`.',
    ),
    'no-match': explain(
      'No path of the snapshot matches `include` and `exclude`.',
      'Look at the paths with `holdfast list` or `holdfast find`.',
    ),
    'path-not-found': explain(
      'The snapshot holds no such path.',
      'Look at the paths with `holdfast list` or `holdfast find`.',
    ),
    'not-a-file': explain(
      'The path is a folder or a link, and `cat` writes files only.',
      'Use `restore` with `include`.',
    ),
    'bad-leg': explain(
      '`leg` is not the plan of a leg of a fleet.',
      'Pass on what the output `matrix` of mode fleet has for it: `leg: ${{ matrix.plan }}`.',
    ),
    'plan-of-another-vault': explain(
      'The plan of a leg was made for another bucket, prefix or endpoint.',
      'Give the plan and its legs the same `bucket`, `prefix` and `endpoint-url`.',
    ),
    'matrix-too-large': explain(
      'A fleet has more repositories than GitHub lets a job hand on.',
      'Set `legs` as the message says, or divide the repositories among several workflows with `repositories`.',
    ),
    'nothing-chosen': explain(
      'No repository of the account is left to back up.',
      'Check the inputs that choose; the message says which rule left out how many. Check also what the token can see.',
    ),
    'root-not-found': explain(
      'The folder that `root` names does not exist.',
      'Correct the path, or create the folder.',
    ),
    'root-unreadable': explain(
      'The folder that `root` names cannot be read.',
      'Give this user the right to read it, or repair its file system.',
    ),
    'root-not-a-folder': explain('`root` is not a folder with an absolute path.', 'Name a folder.'),
    'no-working-folder': explain(
      'The current folder was removed, and an input is relative to it.',
      'Change into a folder that exists, or give absolute paths.',
    ),
  },
  'Credentials and roles': {
    'no-credentials': explain(
      'No AWS credentials were found.',
      'In a workflow set `role-to-assume`; on a laptop use `aws sso login`, a profile, or the variables `AWS_*`.',
    ),
    'credentials-invalid': explain(
      'The server does not know the access key, or the signature is wrong.',
      'Check the key, the secret and the region.',
    ),
    'credentials-expired': explain(
      'The credentials or the OIDC token have expired.',
      'Sign in again. In a workflow, set `role-duration-seconds` to a longer time that the role allows.',
    ),
    'identity-unknown': explain(
      '`allowed-account-ids` is set, but the account of the credentials could not be determined.',
      'Allow `sts:GetCallerIdentity`, or remove the input for a server that is not AWS.',
    ),
    'account-not-allowed': explain(
      'The credentials belong to an account that `allowed-account-ids` does not list.',
      'Use the right credentials, or add the account.',
    ),
    'account-unreachable': explain('A service of the AWS account did not answer.', TRY_AGAIN),
    'oidc-unavailable': explain(
      'The job has no access to OIDC tokens.',
      'Give the job `permissions: id-token: write`, and `contents: read` beside it: naming one permission takes away the others. Pull requests from forks never get a token.',
    ),
    'oidc-failed': explain(
      "The runner's token service gave no OIDC token.",
      'Run the job again, and look at the status page of GitHub.',
    ),
    'oidc-provider-missing': explain(
      'The account of the role has no OIDC provider for this issuer.',
      'Create it, or let the stack do it: [setup.md](setup.md).',
    ),
    'role-not-assumed': explain(
      'STS refused the role.',
      'Often the trust policy asks for an environment and the job names none: add `environment: holdfast` to it. A job with an `environment` has another `sub` than a job on a branch. The message holds the claims of the token, and the narrowest statement that would admit it.',
    ),
    'role-duration-too-long': explain(
      'The role does not allow sessions of this length.',
      'Lower `role-duration-seconds`, or raise the maximum of the role.',
    ),
    'session-policy-refused': explain(
      'STS does not accept the session policy.',
      'Report it with the message. A shorter `prefix` helps if it is too long.',
    ),
    'sts-endpoint-missing': explain(
      'A role must be assumed at a server that is not AWS, but no STS endpoint is set.',
      'Set `sts-endpoint-url`.',
    ),
    'sts-failed': explain('STS failed with an error that Holdfast cannot explain.', TRY_AGAIN),
    'region-disabled': explain('The region is switched off for this account.', 'Choose another region, or enable it.'),
    'keys-exist': explain(
      'The vault has keys already, so that no first ones can be made.',
      'Use `holdfast keys share` for other people and `holdfast keys rotate` for new keys.',
    ),
    'app-refused': explain(
      'GitHub does not accept the App, or gives it no token.',
      'Check `github-app-id` and the key: [repository.md](repository.md#credentials-of-a-github-app). The message holds what GitHub said.',
    ),
    'app-lacks-permission': explain(
      'The installation of the App was not granted a permission without which the run can do nothing. The message names it.',
      "Set it in the App's settings, and let an owner of the account accept it on the page of the installation.",
    ),
    'app-not-installed': explain(
      'The App is not installed on the account, its installation does not hold the repository, or it is suspended.',
      "Install it, or add the repository: the account's settings, GitHub Apps, Configure.",
    ),
    'bad-vault-key': explain(
      '`vault-key` is empty, is no key, or is not the key of this vault.',
      'Pass the lines of an identity file of age, each `AGE-SECRET-KEY-1...`.',
    ),
  },
  'S3 and the bucket': {
    'access-denied': explain(
      'A policy denies the call.',
      'The message names the permission that is missing. Compare the policies with those that `holdfast setup` prints; `holdfast audit` reviews them. With a bucket in another account, set `expected-bucket-owner` to that account. With SSE-KMS, the policy of the key must admit the role too.',
    ),
    'bucket-not-found': explain(
      'The bucket does not exist at this endpoint.',
      'Check `bucket`, `aws-region` and `endpoint-url`.',
    ),
    'bucket-not-yours': explain(
      'The bucket exists, but these credentials may not set it up.',
      'Use credentials of its owner, or another name.',
    ),
    'bucket-unsafe': explain(
      'A setting of the bucket endangers backups.',
      'Nothing was stored. The bucket has no versioning or encryption, is public, or has a harmful lifecycle rule; or the credentials may not read what would prove it safe. `holdfast setup` shows what to change, and changes it with `--apply`. With `bucket-checks: warn` the backup continues anyway, with `off` it makes no checks.',
    ),
    'locked-out': explain(
      'After a change of the bucket the server refuses every PUT into the vault.',
      'Follow the message: it names the setting and says whether the change was undone.',
    ),
    'corrupt-policy': explain('The policy of the bucket is not a policy document.', 'Correct it by hand first.'),
    'wrong-region': explain('The bucket is in another region.', 'Set `aws-region` to the one in the message.'),
    'kms-failed': explain('The KMS key cannot be used.', 'Check that it is enabled, and that the role may use it.'),
    'endpoint-unreachable': explain(
      'No answer from the server.',
      'Check the endpoint, the network and the proxy settings.',
    ),
    'tls-failed': explain(
      'No trusted TLS connection.',
      'Name the certificate of your own authority in `AWS_CA_BUNDLE` or `NODE_EXTRA_CA_CERTS`.',
    ),
    'bad-ca-bundle': explain(
      '`AWS_CA_BUNDLE` names no readable file of certificates.',
      'Correct the variable or the file.',
    ),
    'bad-proxy': explain('A proxy variable cannot be used.', 'Write it as `http://host:port`.'),
    'network-failed': explain('The network failed in the middle of a call.', TRY_AGAIN),
    'slow-down': explain(
      'The server asked for fewer requests, and still did so after all tries.',
      'Run it again later.',
    ),
    'clock-skewed': explain('The clock of this machine differs too much from that of the server.', 'Set the clock.'),
    'storage-full': explain('The server has no room, or a quota is used up.', 'Free space, or raise the quota.'),
    'not-implemented': explain(
      'The server does not support this call.',
      '[providers.md](providers.md) says what your server supports.',
    ),
    'bad-s3-answer': explain(
      'The server sent an answer that violates the S3 protocol.',
      'Check that `endpoint-url` is an S3 server, and see [providers.md](providers.md).',
    ),
    'answer-cut-off': explain('An answer ended too early in every try.', TRY_AGAIN),
    'wrong-range': explain('The server sent another part of an object than was requested, in every try.', TRY_AGAIN),
    'upload-damaged': explain('The bytes that arrived are not those that were sent.', TRY_AGAIN),
    's3-failed': explain('The server failed with an error that Holdfast cannot explain.', TRY_AGAIN),
    'cannot-put-back': explain(
      'The server refuses a PUT over an existing object, so nothing was changed.',
      'See [providers.md](providers.md), "conditional PUT". The right bytes are still in the named S3 version.',
    ),
  },
  'Snapshots and stored objects': {
    'no-snapshot': explain(
      'No snapshot matches the series and the selector.',
      '`holdfast list` without a name shows which series there are: a branch or a pull request has a series of its own, `name/ref/...` or `name/pr/...`. Is `prefix` right? Before a first backup, set `if-no-snapshot: warn`. If the snapshot should be there: [recovery.md](recovery.md).',
    ),
    'newest-unreadable': explain(
      'A newer snapshot exists but cannot be read; only an older one can.',
      'Repair it, name a version, or set `allow-older: true`.',
    ),
    'newer-format': explain(
      'The snapshot was written by a newer version of Holdfast, or the vault takes only snapshots of one.',
      'Use that version or a later one.',
    ),
    'series-redefined': explain(
      'The series of this name is a backup of something else: other patterns, another root, another repository, or was made with another `vault-key` or with none.',
      'Choose another `name`, or set `redefine: true` if this backup should take over the series.',
    ),
    sealed: explain(
      'The snapshot is sealed, and no key that opens it was given; or a vault has keys, and a backup was given none.',
      'Set `vault-key`; for content of a write-only series also the key that the message names. [sealing.md](sealing.md) says who has them.',
    ),
    'foreign-snapshot': explain(
      'With `vault-key`: the snapshot is open, was made with another key, or its HMAC is wrong. For holders of the key it is not there.',
      'If it is one of yours, give the key that it was made with, or for an open series none. If not, somebody else writes to this vault: run `holdfast audit`.',
    ),
    'object-not-found': explain('An object does not exist.', DAMAGED),
    'object-lost': explain('No S3 version holds the recorded bytes of an object.', DAMAGED),
    'object-archived': explain(
      'An object is in an archive storage class.',
      'Restore it from the archive first, and remove the lifecycle rule that moved it.',
    ),
    'object-truncated': explain('An object is shorter than recorded.', DAMAGED),
    'object-too-large': explain(
      'An object is larger than any object of a vault.',
      'Somebody else wrote it. Run `holdfast audit`.',
    ),
    'object-contested': explain(
      'Somebody else wrote an object while it was being put back.',
      'Find out who writes with these rights, then run it again.',
    ),
    'key-taken': explain(
      'Another object lies at a new key.',
      'Run the backup again. If it happens again, somebody else writes into the vault: `holdfast audit`.',
    ),
    'corrupt-root': explain('The root of a snapshot is damaged.', DAMAGED),
    'corrupt-map': explain('The map of a snapshot is damaged.', DAMAGED),
    'corrupt-tree': explain('The tree of a snapshot is damaged.', DAMAGED),
    'corrupt-segment': explain('A table of a snapshot is damaged.', DAMAGED),
    'corrupt-pack': explain('A pack is damaged.', DAMAGED),
    'corrupt-frame': explain('A compressed frame is damaged.', DAMAGED),
    'corrupt-fragment': explain('A fragment does not have the hash that names it.', DAMAGED),
    'corrupt-seal': explain('A sealed object or block is damaged, or was sealed to another key.', DAMAGED),
    'corrupt-keys': explain(
      'An object below `v1/keys/` is not a document of keys.',
      'It is passed over. Find out who wrote it: `holdfast audit`.',
    ),
    'corrupt-mark': explain(
      'A mark of a snapshot is not valid.',
      'Run `holdfast audit`: somebody else may have written it.',
    ),
    'corrupt-vault-document': explain(
      'An object below `v1/vault/`, which says what the vault asks of writers, cannot be used.',
      'Follow the message: nothing is added to the vault before. Run `holdfast audit`: somebody else may have written it.',
    ),
    'vault-sealed': explain(
      'The vault takes encrypted snapshots only, and this run would store in the open.',
      'Give the key of the vault, or back up into another one.',
    ),
    'corrupt-state': explain(
      "The notes of a mode's last run are damaged.",
      'Follow the message. Run `holdfast audit`: somebody else may have written it.',
    ),
    'invalid-definition': explain(
      'The snapshot does not say in a known form which files it covers.',
      'Restore it without `delete`.',
    ),
    'snapshot-too-large': explain('The snapshot would exceed the limits of the format.', 'Back up in several series.'),
    'header-too-large': explain('The description of the snapshot is too long.', 'Shorten labels and patterns.'),
    'backup-too-long': explain(
      'The backup took longer than allowed.',
      'Run it again: it continues with what is already stored. Split very large sources into several series.',
    ),
    'time-not-trusted': explain(
      'The server gave times that contradict each other, so the new snapshot does not count.',
      'Check the clock of the server, then run the backup again.',
    ),
    'remove-refused': explain(
      '`prune` would remove more than it is allowed to.',
      'Read the plan. Raise the limit only if the plan is what you want.',
    ),
  },
  'Restore and disk': {
    'target-not-empty': explain('The target is taken.', 'Choose another folder, or remove what is there.'),
    'would-replace': explain(
      'Files in the target differ from the snapshot.',
      'Choose another `path`, or set `overwrite: if-changed` to replace the named files.',
    ),
    'target-conflict': explain(
      'The target and the snapshot have different things at the same path: a folder and a file, for example.',
      'Choose another `path`, or move away what is listed.',
    ),
    'unsafe-paths': explain(
      'The snapshot holds paths that this file system cannot hold, or that would leave the target.',
      'Leave them out with `exclude`, or restore on the system that the backup was made on.',
    ),
    'target-not-a-folder': explain('A part of the target path is not a folder.', 'Choose another `path`.'),
    'target-not-writable': explain(
      'The target cannot be read or written.',
      'Give this user the right to write there, or choose another `path`.',
    ),
    'target-changed': explain(
      'Somebody changed the target while the restore ran.',
      'Run it again when nobody else writes there.',
    ),
    'delete-refused': explain(
      '`delete` is not possible with this snapshot.',
      'Restore without `delete`, or from a complete snapshot.',
    ),
    'delete-too-much': explain(
      '`delete` would remove more than a quarter of the files.',
      'Check `path`. If it is right, restore into an empty folder, or set `delete: force`.',
    ),
    'write-failed': explain('A file could not be written.', TRY_AGAIN),
    'disk-full': explain('The disk is full or has too little free space.', CHECK_DISK),
    'read-only': explain('The file system is read-only.', 'Choose another folder.'),
    'no-permission': explain('This user may not access a file or folder.', 'Grant access, or run as another user.'),
    'temp-folder': explain(
      'The folder for temporary files is full or cannot be used.',
      'Set `RUNNER_TEMP` or `TMPDIR` to a folder with free space.',
    ),
    'io-error': explain('The disk failed to read or write.', 'Check the disk.'),
    'out-of-resources': explain(
      'The machine has no memory, threads or processes left.',
      'Close other programs, or use a larger machine.',
    ),
    'too-few-descriptors': explain('No more files can be opened.', 'Raise the limit (`ulimit -n`).'),
    'system-error': explain('The operating system refused a call.', TRY_AGAIN),
    'output-lost': explain(
      'The work is done, but its result could not be written to standard output.',
      'Run it again with an output that can be written. Exit code 4.',
    ),
    'outputs-not-written': explain(
      'The work is done, but the outputs of the step could not be written.',
      'Check the disk of the runner.',
    ),
    'csv-not-written': explain('The CSV file could not be written.', 'Choose another path.'),
    'sarif-not-written': explain('The SARIF file could not be written.', 'Choose another path.'),
    cancelled: explain('The run was cancelled.', 'Run it again: what is already stored is reused.'),
    internal: explain('A bug in Holdfast.', 'Report it with the message.'),
  },
  Git: {
    'git-not-found': explain('git could not be started.', 'Install git.'),
    'git-too-old': explain('git on this machine is too old.', 'Install the version that the message names.'),
    'git-failed': explain('A git command failed.', 'The message shows what git said.'),
    'git-server-too-old': explain(
      'The server does not speak git protocol version 2.',
      'Back up a local mirror of the repository with the command line.',
    ),
    'git-server-unreachable': explain(
      'The git server was not found or refused the connection.',
      'Check the URL, the network and the proxy settings.',
    ),
    'git-server-busy': explain('The git server could not answer.', 'Run it again later.'),
    'git-server-died': explain('The git server stopped before its answer was complete.', TRY_AGAIN),
    'git-redirected': explain(
      'The git server answered with a redirect, which is not followed.',
      'Give the repository by its current name.',
    ),
    'git-tls-failed': explain(
      'No trusted TLS connection to the git server.',
      'Name the certificate of your own authority in `GIT_SSL_CAINFO`.',
    ),
    'git-bad-answer': explain('The answer of the git server is not valid.', TRY_AGAIN),
    'git-bad-pack': explain('The objects that the git server sent are damaged or incomplete.', TRY_AGAIN),
    'repository-unreadable': explain(
      'The repository does not exist, or the token may not read it.',
      'Check the name, and pass a token that can read it.',
    ),
    'git-access-refused': explain(
      'The git server refused access: it does not accept the token, or the token may not read this, or nobody may.',
      'Pass a valid token that can read it, authorized for the organisation where it uses SSO. The message says what the server said.',
    ),
    'repository-shallow': explain('The repository is shallow.', 'Run `git fetch --unshallow`.'),
    'repository-partial-clone': explain('The repository is a partial clone.', 'Back up the full repository.'),
    'repository-alternates': explain(
      'The repository borrows objects from another one.',
      'Run `git repack -a -d` and remove `objects/info/alternates`.',
    ),
    'git-not-in-snapshot': explain(
      'The snapshot holds no git repository.',
      'Name a snapshot of a repository with its `git` part.',
    ),
    'git-state-invalid': explain('The snapshot does not describe a git repository.', DAMAGED),
    'git-link-damaged': explain('A pack of the snapshot does not fit into the repository.', DAMAGED),
    'git-restore-incomplete': explain(
      'The rebuilt repository differs from what was backed up. Nothing was put in place.',
      DAMAGED,
    ),
    'git-bundle-incomplete': explain(
      'A clone of the bundle differs from what was backed up. Nothing was put in place.',
      DAMAGED,
    ),
    'push-rejected': explain('The target repository refused refs.', 'Check its rulesets and the listed refs.'),
    'push-other-format': explain(
      'The target repository has another object format.',
      'Create the target with the object format of the snapshot.',
    ),
    'lfs-object-damaged': explain('An LFS object of the snapshot is damaged.', DAMAGED),
    'lfs-push-failed': explain('The LFS objects could not be sent, so the history was not sent either.', TRY_AGAIN),
  },
  GitHub: {
    'untrusted-event': explain(
      'This mode does not run for pull requests from forks, nor for `pull_request_target`.',
      'Run it on `push`, `schedule` or `workflow_dispatch`.',
    ),
    'untrusted-run': explain(
      'The workflow run belongs to a fork or a pull request.',
      'Choose another run, or set `artifacts-of-pull-requests: true`.',
    ),
    'bad-event-file': explain('The event of the workflow run cannot be read.', 'Run the job again.'),
    'list-limited': explain(
      'The server makes no more pages of a list of runs or artifacts.',
      'Back up more often, or name a run with `run-id`.',
    ),
    'artifacts-unreadable': explain('The artifacts cannot be read.', 'Give the job `permissions: actions: read`.'),
    'no-artifact-service': explain(
      'The artifacts of the current run cannot be reached.',
      'Run it in a job of a workflow.',
    ),
    'no-run': explain('No workflow run matches.', 'Check `workflow`, `branch` and `run-id`.'),
    'publish-failed': explain('An artifact cannot be published.', TRY_AGAIN),
    'rate-limited': explain(
      'The token has no requests left.',
      'Wait until the time in the message, or use a token of a GitHub App.',
    ),
    'github-unreadable': explain('GitHub did not provide what is needed.', 'Check the permissions of the token.'),
    'metadata-invalid': explain('A file of the snapshot is not a metadata item.', DAMAGED),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Explanation>>>>;

type KeysOfGroups<Groups> =
  Groups extends Readonly<Record<string, infer Group>> ? (Group extends unknown ? keyof Group : never) : never;

export type ErrorCode = KeysOfGroups<typeof ERROR_GROUPS>;

/** The content of a snapshot contradicts its description. */
export type CorruptionCode = Extract<ErrorCode, `corrupt-${string}`>;
