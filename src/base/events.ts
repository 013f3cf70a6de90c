/**
 * What a command reports while it works. It never prints: it emits these events, and a renderer in `report/` turns them
 * into an Actions log, terminal output, or nothing. Texts may hold untrusted bytes (file names, git output): escaping
 * them is the renderer's duty.
 */
export type Event =
  | { readonly type: 'phase'; readonly name: string }
  | { readonly type: 'info'; readonly message: string }
  | { readonly type: 'debug'; readonly message: string }
  | Problem
  | Progress;

/** One annotation per `class` is shown, with a count; every one is in the log and the JSON report. */
export interface Problem {
  readonly type: 'warning' | 'notice';
  /** Stable, kebab-case: `unreadable-file`, `secret-left-out`, `bucket-not-encrypted`. */
  readonly class: string;
  /** What happened. */
  readonly message: string;
  readonly why?: string | undefined;
  readonly fix?: string | undefined;
  /** Path in the source, if the problem concerns one. */
  readonly path?: string;
  /** A property of the server that is the same in every run: not shown if only what is new matters (`--quiet`). */
  readonly lasting?: boolean;
}

export interface Progress {
  readonly type: 'progress';
  /** What is counted: `read`, `upload`, `restore`, ... */
  readonly what: string;
  readonly doneBytes: number;
  readonly totalBytes: number | undefined;
  readonly doneItems: number;
  readonly totalItems: number | undefined;
}

export type Emit = (event: Event) => void;
