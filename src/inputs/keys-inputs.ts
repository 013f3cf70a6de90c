/** Inputs of the keys of sealed vaults. */
import { BACKING_UP, FLEET, type Mode, READING } from './modes.ts';
import type { InputSpec } from './spec.ts';

const KEYS: readonly Mode[] = ['keys'];

export const SEALING = {
  keys: {
    modes: KEYS,
    kind: 'choice',
    choices: ['create', 'share', 'rotate', 'check'],
    cliOnly: true,
    help: 'What to do with the keys: create them, share them with other people, rotate (new ones), or check them.',
    example: 'create',
  },
  'vault-key': {
    modes: [...KEYS, 'backup', ...FLEET, ...READING, 'browse', 'verify', 'repair'],
    kind: 'text',
    secret: true,
    isFile: true,
    defaultHelp: 'none: open snapshots; on the command line the keys in HOLDFAST_VAULT_KEY',
    accepted:
      "lines AGE-SECRET-KEY-1..., the first seals, all open; a person's own identity, except in a backup; kms:...; on the command line a file that holds one of them",
    help: 'Keys of a sealed vault. With them backups are sealed, and only snapshots count that were made with them.',
    inMode: (mode) => ({
      placeholder: 'FILE',
      defaultHelp: 'the keys in HOLDFAST_VAULT_KEY',
      accepted:
        'a file with lines AGE-SECRET-KEY-1..., of the vault or your own, or - for standard input; never the key itself',
      ...(mode === 'keys' && {
        help: 'Your own age identity, to which the keys of the vault were sealed; or these keys themselves.',
      }),
    }),
    example: '${{ secrets.HOLDFAST_VAULT_KEY }}',
  },
  'vault-recipient': {
    modes: BACKING_UP,
    kind: 'text',
    accepted: 'the public half of a key: age1...',
    defaultHelp: "vault-key's own",
    help: 'To whom the content of files is sealed: with it the job cannot read what it has stored.',
    example: 'age1q73he0q5yzfu3d64msd3p6rvksnrwjk3d2598mgtmlqt9wrdr37q2vrn72',
  },
  recipients: {
    modes: KEYS,
    kind: 'list',
    cliOnly: true,
    accepted: 'age1... of each person, separated by commas; two people at least',
    help: 'Everybody who shall be able to open the keys, always all of them.',
    example: 'age1q73he0q5yzfu3d64msd3p6rvksnrwjk3d2598mgtmlqt9wrdr37q2vrn72',
  },
  'key-file': {
    modes: KEYS,
    kind: 'text',
    cliOnly: true,
    accepted: 'a file that does not exist yet',
    help: 'Where create and rotate write the secret for the workflow, readable for you alone.',
    inMode: () => ({ placeholder: 'FILE' }),
    example: './vault.key',
  },
} as const satisfies Record<string, InputSpec>;
