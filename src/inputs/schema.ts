/**
 * The one source of truth about inputs, modes and outputs: joins the tables of this room. action.yml, the CLI's flags and
 * help, and the README's tables are generated from it or checked against it by a test.
 */
import { AUDITING, SETTING_UP } from './audit-inputs.ts';
import type { Mode } from './modes.ts';
import { OUTCOME, TELLING } from './outcome-inputs.ts';
import { SEALING } from './keys-inputs.ts';
import { BROWSING, RESTORING } from './restore-inputs.ts';
import { ARTIFACTS, FLEETS, REPOSITORY, WHAT } from './source-inputs.ts';
import type { InputSpec } from './spec.ts';
import { CREDENTIALS, STORAGE, VAULT } from './vault-inputs.ts';
import { PRUNING, VERIFYING } from './verify-inputs.ts';

export { CLI_MODES, type Mode, MODE_NAMES, MODES } from './modes.ts';
export { type OutputName, OUTPUTS } from './outputs.ts';
export type { InputSpec } from './spec.ts';

/** The inputs by the headings under which help and README list them, in order. */
export const GROUPS: Readonly<Record<string, Readonly<Record<string, InputSpec>>>> = {
  'Vault and series': VAULT,
  'What to back up, what to bring back': WHAT,
  'Which snapshot, and how it comes back': RESTORING,
  Pages: BROWSING,
  Outcome: OUTCOME,
  'Telling somebody': TELLING,
  Repository: REPOSITORY,
  Artifacts: ARTIFACTS,
  'Fleets: all repositories of an account': FLEETS,
  Verifying: VERIFYING,
  'Pruning and marks': PRUNING,
  'Keys of a sealed vault': SEALING,
  Auditing: AUDITING,
  'Setting up': SETTING_UP,
  Storage: STORAGE,
  'Credentials and endpoints': CREDENTIALS,
};

export const INPUTS = {
  ...VAULT,
  ...WHAT,
  ...RESTORING,
  ...BROWSING,
  ...OUTCOME,
  ...TELLING,
  ...REPOSITORY,
  ...ARTIFACTS,
  ...FLEETS,
  ...VERIFYING,
  ...PRUNING,
  ...SEALING,
  ...AUDITING,
  ...SETTING_UP,
  ...STORAGE,
  ...CREDENTIALS,
};

export type InputName = keyof typeof INPUTS;
export const INPUT_NAMES = Object.keys(INPUTS) as InputName[];

/** Inputs that the CLI takes as plain arguments, in order; a single one takes all of them, one a line. */
export const POSITIONALS: Readonly<
  Partial<Record<Mode, { readonly names: readonly InputName[]; readonly usage: string }>>
> = {
  find: { names: ['include'], usage: 'PATTERN...' },
  diff: { names: ['compare-with', 'version'], usage: 'A [B]' },
  cat: { names: ['path'], usage: 'PATH' },
  keys: { names: ['keys'], usage: 'create|share|rotate|check' },
  undelete: { names: ['version'], usage: '[ID...]' },
  mark: { names: ['mark', 'version'], usage: 'MARK [VERSION]' },
};

/** The row of an input, without the narrow type that `INPUTS` has for the compiler. */
export function specOf(name: InputName): InputSpec {
  return INPUTS[name];
}

/** `holdfast backup` takes the flag, `action.yml` has the input, or both. */
export function inputsOf(surface: 'action' | 'cli', mode?: Mode): InputName[] {
  return INPUT_NAMES.filter((name) => {
    const spec = specOf(name);
    const elsewhere = surface === 'action' ? spec.cliOnly : spec.actionOnly;
    return elsewhere !== true && (mode === undefined || spec.modes.includes(mode));
  });
}
