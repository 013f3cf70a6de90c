/** What the schema says of one input. */
import type { Mode } from './modes.ts';

export interface InputSpec {
  readonly modes: readonly Mode[];
  readonly kind: 'text' | 'lines' | 'list' | 'boolean' | 'integer' | 'choice' | 'size' | 'share' | 'duration';
  /** One line. */
  readonly help: string;
  readonly example: string;
  /** What is accepted; said by the kind itself for booleans, integers, choices, sizes and shares. */
  readonly accepted?: string;
  /** As typed. Without one the typed value may be undefined (text, integer, size, boolean). */
  readonly default?: string;
  /** The default on the command line, where it is another one. */
  readonly cliDefault?: string;
  /** Where the default is worked out later: what the documentation says about it. */
  readonly defaultHelp?: string;
  /** The default in action.yml, where it is an expression. Such an input is never reported as out of place. */
  readonly actionDefault?: string;
  readonly required?: boolean;
  readonly secret?: boolean;
  /** On the command line its flag names a file, or `-` for standard input. */
  readonly isFile?: boolean;
  readonly cliOnly?: boolean;
  readonly actionOnly?: boolean;
  readonly choices?: readonly string[];
  /** Choices that exist elsewhere and are refused here, with the reason. */
  readonly refused?: Readonly<Record<string, string>>;
  readonly min?: number;
  readonly max?: number;
  /** On backup, only these sources use it. */
  readonly backupOf?: readonly string[];
  /** What the help of a mode says instead, where the row tells of several. */
  readonly inMode?: (mode: Mode) => ModeHelp;
  /** Checks the text, or each line of it; the answer says what is wrong. */
  readonly check?: (text: string) => string | undefined;
}

export type ModeHelp = Partial<Pick<InputSpec, 'help' | 'accepted' | 'defaultHelp'>> & {
  readonly placeholder?: string;
};

export const SWITCH = { kind: 'boolean', default: 'false', example: 'true' } as const;
