/** What a command is: `(inputs, deps) -> result`, and what it gets from the outside. */
import type { Writable } from 'node:stream';
import type { Emit } from '../../base/events.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { Surface } from '../../inputs/parse.ts';
import type { Network } from '../../net/network.ts';
import type { CommandResult } from '../../report/result.ts';
import type { GithubAccess } from './github.ts';

/** What a command needs from the outside; provided by the action, the CLI or a test. */
export interface Deps {
  /** A command may do less in a workflow than at a prompt (local repositories are for the CLI only). */
  readonly surface: Surface;
  readonly env: Readonly<Record<string, string | undefined>>;
  /**
   * Absolute; relative paths of inputs are relative to it. The workspace in a workflow. '' if the current folder is not
   * there any more: see `workingDirOf`.
   */
  readonly workingDir: string;
  /** A folder in which each run makes a temporary folder of its own. Absolute. */
  readonly tempRoot: string;
  readonly emit: Emit;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Called with every secret before its first use. */
  readonly mask: (secret: string) => void;
  /** A text without the secrets of this run: for what is stored in the vault, as reasons that a server gave. */
  readonly redact: (text: string) => string;
  /** The entry of a worker thread by the name of its module in `snapshot/` (`read-worker`): a file URL. */
  readonly workerUrl: (name: string) => URL;
  /** How GitHub is asked, where not with the token of the inputs. */
  readonly github?: GithubAccess | undefined;
  /** What the backups of a leg of a fleet share; undefined elsewhere. */
  readonly leg?: SharedByLeg | undefined;
  /** Where `cat` writes the file. */
  readonly output: Writable;
}

export interface SharedByLeg {
  /** One pool of connections to S3, STS and GitHub. */
  readonly network: Network;
  /** For the root, besides what is known of the run: which repository the run is in. */
  readonly context: Readonly<Record<string, string>>;
  /** Whether the list of repositories says that this one has a wiki; undefined: it does not tell. */
  readonly hasWiki?: boolean | undefined;
}

export type Command = (inputs: Inputs, deps: Deps) => Promise<CommandResult>;
