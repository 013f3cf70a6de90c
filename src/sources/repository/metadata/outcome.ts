/** What came of each kind in one run: complete, partial or refused, and the gaps. */
import { gapAfter } from '../../again.ts';
import type { Gap, PartStatus, SourceContext } from '../../source.ts';
import { GithubFailure } from '../../../github/failure.ts';
import { isForAdministrators, type MetadataKind } from './kinds/kind.ts';
import { folderOf } from './walks.ts';

const CLOSED = 'the API does not show it to this token';
/** Of the repository itself: nothing below it can be read either; without requests nothing is asked at all. */
const CLOSING: readonly string[] = ['absent', 'unauthorized', 'blocked', 'limit'];

/** What the user named: of these, what cannot be read is a failure. */
export interface NamedKinds {
  readonly include?: readonly string[] | undefined;
  readonly also?: readonly string[] | undefined;
}

export class Outcome {
  readonly gaps: Gap[] = [];
  /** By folder. */
  readonly parts = new Map<string, PartStatus>();
  readonly #kinds: readonly MetadataKind[];
  readonly #named: NamedKinds;
  readonly #emit: SourceContext['emit'];
  readonly #onDenied: (kind: MetadataKind) => void;
  /** The requests of this hour are used up. */
  #isSpent = false;
  /** Whether a part is left for the next run. */
  #isShort = false;
  /** If the token cannot even see the repository, or is no longer accepted, nothing else is requested. */
  #closed: GithubFailure | undefined;
  /** Kinds in a row for which the token was not accepted. */
  #refusals = 0;

  constructor(
    kinds: readonly MetadataKind[],
    named: NamedKinds,
    emit: SourceContext['emit'],
    onDenied: (kind: MetadataKind) => void,
  ) {
    this.#kinds = kinds;
    this.#named = named;
    this.#emit = emit;
    this.#onDenied = onDenied;
  }

  get isSpent(): boolean {
    return this.#isSpent;
  }

  get isShort(): boolean {
    return this.#isShort;
  }

  get closed(): GithubFailure | undefined {
    return this.#closed;
  }

  isComplete(kind: MetadataKind): boolean {
    return this.parts.get(folderOf(kind)) === 'complete';
  }

  /** All of it was read, or is known to be as it was. */
  complete(kind: MetadataKind): void {
    this.parts.set(folderOf(kind), 'complete');
  }

  /** The token was accepted. */
  noteAnswer(): void {
    this.#refusals = 0;
  }

  /** Of what is not needed for a complete snapshot. */
  noteLimit(): void {
    this.#isSpent = true;
  }

  fail(kind: MetadataKind, failure: GithubFailure, what = ''): void {
    const path = `${folderOf(kind)}${what}`;
    if (failure.kind === 'gone' && what === '') {
      this.parts.set(folderOf(kind), 'complete');
      this.#emit({ type: 'info', message: `GitHub has no ${kind.name} here: the feature is switched off.` });
      return;
    }
    if (what !== '' && (failure.kind === 'gone' || failure.kind === 'absent')) {
      this.gaps.push({ class: 'missing', path, reason: 'it no longer exists at GitHub' });
      return;
    }
    if (failure.kind === 'limit') this.#isSpent = this.#isShort = true;
    if (failure.kind === 'unauthorized' && ++this.#refusals > 1) this.#closed ??= failure;
    const isDenied = isKnownDenial(kind, failure);
    if (kind === this.#kinds[0] && (isDenied || CLOSING.includes(failure.kind))) {
      this.#close(failure, isDenied || failure.kind === 'absent');
      return;
    }
    if (isDenied && !this.isNamed(kind)) {
      this.tellDenied(kind, '', what, failure.lacks);
      if (what === '') this.#onDenied(kind);
      return;
    }
    const reason = isDenied ? `needs the permission ${failure.lacks ?? kind.permission}` : reasonOf(failure);
    this.gaps.push({ class: 'failed', path, reason, ...waitingIf(failure) });
    this.parts.set(folderOf(kind), 'partial');
  }

  /** Of an item that earlier runs may have failed to read as well: see `gapAfter`. */
  failAgain(kind: MetadataKind, failure: GithubFailure, what: string, failures = 0): void {
    const isKnown = failure.kind === 'failed' && gapAfter(failures) === 'unavailable' && !this.isNamed(kind);
    if (!isKnown) {
      this.fail(kind, failure, what);
      return;
    }
    const reason = `${failure.message}; earlier backups could not read it either`;
    this.gaps.push({ class: 'unavailable', path: `${folderOf(kind)}${what}`, reason });
  }

  /** @param lacks what GitHub itself says that it needs */
  tellDenied(kind: MetadataKind, more: string, what = '', lacks?: string): void {
    const reason = `needs the permission ${lacks ?? kind.permission}${more}`;
    this.gaps.push({ class: 'unavailable', path: `${folderOf(kind)}${what}`, reason });
  }

  /** Nothing of the repository can be had. */
  #close(failure: GithubFailure, isHidden: boolean): void {
    this.#closed = failure;
    const isNamed = this.#named.include !== undefined || this.#named.also !== undefined;
    const isUnavailable = isHidden && !isNamed;
    const reason = isHidden ? CLOSED : reasonOf(failure);
    this.gaps.push({ class: isUnavailable ? 'unavailable' : 'failed', path: 'github', reason, ...waitingIf(failure) });
    if (!isUnavailable) this.parts.set('github', 'partial');
  }

  /** Whether it was asked for by its own name or by that of a kind that depends on it. */
  isNamed({ name }: MetadataKind): boolean {
    const named = new Set([...(this.#named.include ?? []), ...(this.#named.also ?? [])]);
    return this.#kinds.some((kind) => named.has(kind.name) && (kind.name === name || kind.of === name));
  }
}

function waitingIf({ kind }: GithubFailure): Pick<Gap, 'waits'> {
  return kind === 'limit' ? { waits: true } : {};
}

/**
 * Whether GitHub said that the token lacks a permission. What only an administrator may read is answered with 404 or a
 * bare 403 to all others.
 */
function isKnownDenial(kind: MetadataKind, failure: GithubFailure): boolean {
  return failure.kind === 'denied' || (isForAdministrators(kind) && ['absent', 'refused'].includes(failure.kind));
}

/** GitHub's own words for these say nothing of what was asked. */
function reasonOf({ kind, message }: GithubFailure): string {
  if (kind === 'absent')
    return 'GitHub says that it is not there (404), and does not say whether the token may not see it';
  if (kind === 'unauthorized') return 'GitHub does not accept the token, or not any more (401)';
  if (kind === 'blocked') return `GitHub has blocked it (451): ${message}`;
  return kind === 'refused' ? `GitHub refused it (403): ${message}` : message;
}
