/** How a backup reports objects of its parent that it does not use again. */
import type { Problem } from '../../base/events.ts';
import type { Unreadable } from '../read/damage.ts';

/** The others are said of roots alone. */
export type UnusedKind = Exclude<Unreadable, RootKind>;
/** Said of roots alone. */
type RootKind = 'newer' | 'sealed' | 'foreign';

/** Of an object that cannot be used. */
export function isUnusedKind(kind: Unreadable | undefined): kind is UnusedKind {
  return kind !== undefined && Object.hasOwn(ADVICE, kind);
}

const STORED_AGAIN = 'Its content is stored again from the source as far as it is there';

const ADVICE: Readonly<Record<UnusedKind, Pick<Problem, 'class' | 'why' | 'fix'>>> = {
  lost: {
    class: 'object-lost',
    why: 'What is not there was deleted or overwritten since that snapshot was made.',
    fix: `${STORED_AGAIN}. Find out who may delete in this vault.`,
  },
  damaged: {
    class: 'object-lost',
    why: 'It was damaged or overwritten since, or somebody wrote a false snapshot.',
    fix: `${STORED_AGAIN}; what is not is named, and makes the snapshot partial. Find out who may write in this vault (mode audit); mode verify with level full tells what else is false.`,
  },
  forbidden: {
    class: 'object-forbidden',
    why: 'The credentials, or the KMS key, do not open it. Nothing says that it is lost: this run cannot look at it.',
    fix: `${STORED_AGAIN}. Let the role of backups read the packs of its series, and use the KMS key (mode audit).`,
  },
  archived: {
    class: 'object-archived',
    why: 'It lies in a storage class that cannot be read at once. Nothing says that it is lost: this run cannot look at it.',
    fix: `${STORED_AGAIN}. Remove the lifecycle rule that archives objects of this vault (mode audit names it); older snapshots that need this object are restored once it is thawed.`,
  },
};

/** @param message which objects, and why they are not used */
export function unusedWarning(kind: UnusedKind, message: string): Problem {
  return { type: 'warning', message, ...ADVICE[kind] };
}
