/** The class of errors that users see, and the exit codes. */
import type { ErrorCode } from './error-codes.ts';

/**
 * CLI exit codes, documented in docs/command-line.md: 0 done, 1 failed, 2 bad input, 3 committed but partial, 4 done but its
 * result could not be written; 128 and its number where a signal cancelled it: 130 SIGINT (Ctrl-C), 143 SIGTERM.
 */
export const EXIT = { ok: 0, failed: 1, badInput: 2, partial: 3, outputLost: 4 } as const;

export interface ErrorFacts {
  /** Stable, kebab-case, documented: scripts may match on it (`bucket-not-found`, `access-denied`, ...). */
  readonly code: ErrorCode;
  /** What happened: what came in, and where. One sentence. */
  readonly message: string;
  /** Why it happened, or why it is refused. */
  readonly why?: string | undefined;
  /** What the user can do now. */
  readonly fix?: string | undefined;
  /** By default that of `code`: bad-input has its own, all others mean failed. */
  readonly exitCode?: number;
  readonly cause?: unknown;
}

/** The only error class that is meant for users; anything else that surfaces is a bug. */
export class HoldfastError extends Error {
  override readonly name = 'HoldfastError';
  readonly code: ErrorCode;
  readonly why: string | undefined;
  readonly fix: string | undefined;
  readonly exitCode: number;

  constructor(facts: ErrorFacts) {
    super(facts.message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.code = facts.code;
    this.why = facts.why;
    this.fix = facts.fix;
    this.exitCode = facts.exitCode ?? (facts.code === 'bad-input' ? EXIT.badInput : EXIT.failed);
  }
}

/** What of an error is shown. */
export type ErrorTexts = Pick<HoldfastError, 'code' | 'message' | 'why' | 'fix'>;

/** An error by its `name`, as SDK errors must be matched: `instanceof` fails across bundled copies. */
export function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
