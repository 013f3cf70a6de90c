/** Examples of each mode, for its help and the manual page; a test parses each of them. */
import type { Mode } from '../inputs/schema.ts';

interface Example {
  readonly what: string;
  readonly command: string;
}

export const EXAMPLES: Readonly<Record<Mode, readonly Example[]>> = {
  backup: [
    {
      what: 'A folder, every night, by cron: says something only if something is wrong',
      command: 'holdfast backup --bucket acme-backups --name acme/www --root /srv/www --quiet',
    },
    {
      what: 'Without caches; quote patterns, or the shell expands them',
      command: "holdfast backup --bucket acme-backups --name acme/www --exclude '**/cache/**'",
    },
    {
      what: 'A repository: history, LFS, wiki, issues and the rest',
      command: 'holdfast backup --bucket acme-backups --repository acme/shop',
    },
    {
      what: 'An organisation: members, teams, rules, settings',
      command: 'holdfast backup --bucket acme-backups --organization acme',
    },
  ],
  restore: [
    {
      what: 'The newest snapshot into a new folder',
      command: 'holdfast restore --bucket acme-backups --name acme/www --path ./restored',
    },
    {
      what: 'One folder, as it was a week ago',
      command:
        "holdfast restore --bucket acme-backups --name acme/www --include 'img/**' --version before:7d --path ./restored",
    },
  ],
  list: [
    { what: 'The series of a vault', command: 'holdfast list --bucket acme-backups' },
    { what: 'The snapshots of a series', command: 'holdfast list --bucket acme-backups --name acme/www' },
    {
      what: 'The files of a snapshot',
      command: 'holdfast list --bucket acme-backups --name acme/www --version latest',
    },
  ],
  find: [
    {
      what: 'Where a file was last seen; patterns go in quotes',
      command: "holdfast find 'report*.pdf' --bucket acme-backups --name acme/www",
    },
  ],
  diff: [
    {
      what: 'What the last backup changed',
      command: 'holdfast diff latest~1 --bucket acme-backups --name acme/www',
    },
  ],
  cat: [
    {
      what: 'A file as it was a day ago',
      command: 'holdfast cat etc/nginx.conf --bucket acme-backups --name acme/www --version before:1d',
    },
  ],
  browse: [
    {
      what: 'All series of a vault as pages to open in a browser',
      command: 'holdfast browse --bucket acme-backups --out ./pages',
    },
    {
      what: 'One series with its last 30 snapshots, as one file',
      command: 'holdfast browse --bucket acme-backups --name acme/www --history 30 --single-file --out ./www',
    },
  ],
  verify: [
    {
      what: 'Every night: fail if the newest snapshot is damaged or too old',
      command: 'holdfast verify --bucket acme-backups --name acme/www --max-age 36h --quiet',
    },
    {
      what: 'Every month: a real restore of each series, compared',
      command: 'holdfast verify --bucket acme-backups --all-series --level restore',
    },
  ],
  prune: [
    {
      what: 'What would be removed; then, with --apply, remove it',
      command: 'holdfast prune --bucket acme-backups --name acme/www --keep-daily 14 --keep-monthly 12',
    },
  ],
  undelete: [
    {
      what: 'Which snapshots prune removed and can be brought back',
      command: 'holdfast undelete --bucket acme-backups --name acme/www',
    },
    {
      what: 'Bring one back',
      command: 'holdfast undelete 0123456789ab --bucket acme-backups --name acme/www --apply',
    },
  ],
  mark: [
    {
      what: 'Keep the newest snapshot for good',
      command: "holdfast mark hold --bucket acme-backups --name acme/www --reason 'before the move'",
    },
  ],
  audit: [{ what: 'Who could read, change or destroy backups', command: 'holdfast audit --bucket acme-backups' }],
  repair: [
    {
      what: 'What is damaged and can be repaired; then, with --apply, repair it',
      command: 'holdfast repair --bucket acme-backups --all-series',
    },
  ],
  keys: [
    {
      what: 'A plan to seal a new vault for two people; with --apply it makes the keys',
      command: 'holdfast keys create --bucket acme-backups --recipients age1anna...,age1ben... --key-file vault.key',
    },
    {
      what: 'That you can open the keys; once a year',
      command: 'holdfast keys check --bucket acme-backups --vault-key me.txt',
    },
  ],
  fleet: [
    {
      what: 'What the next night would do, and what is left out by which rule',
      command: "holdfast fleet --bucket acme-backups --organization acme --repositories '!scratch-*'",
    },
    {
      what: 'All repositories of an organisation, by cron on a server',
      command: 'holdfast fleet --bucket acme-backups --organization acme --apply --quiet',
    },
  ],
  coverage: [
    {
      what: 'Which repositories are backed up, and which are only in the vault',
      command: 'holdfast coverage --bucket acme-backups --organization acme --max-age 36h --csv coverage.csv',
    },
  ],
  setup: [
    {
      what: 'What has to change in the bucket; then, with --apply, change it',
      command: 'holdfast setup --bucket acme-backups --aws-region eu-central-1',
    },
    {
      what: 'On a server of your own',
      command: 'holdfast setup --bucket acme-backups --endpoint-url https://s3.example.com',
    },
  ],
};
