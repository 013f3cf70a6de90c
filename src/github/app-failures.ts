/** What keeps an App from being used, in plain words. */
import { HoldfastError } from '../base/errors.ts';
import type { GithubFailure } from './failure.ts';

export type AppPlace =
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'repository'; readonly owner: string; readonly repo: string }
  | { readonly kind: 'only' };

function nameOf(place: AppPlace): string {
  if (place.kind === 'only') return 'any account';
  return place.kind === 'account' ? place.account : `${place.owner}/${place.repo}`;
}

/** @param isOnOwner the App is installed on the owner of the repository, but not for this repository */
export function notInstalled(place: AppPlace, isOnOwner: boolean, apiUrl: string): HoldfastError {
  return new HoldfastError({
    code: 'app-not-installed',
    message: isOnOwner
      ? `The App's installation does not hold ${nameOf(place)}, or there is no such repository at ${apiUrl} (404).`
      : `The App is not installed on ${nameOf(place)} at ${apiUrl} (404).`,
    fix: isOnOwner
      ? "Add the repository on the page of the installation, in the owner's settings under GitHub Apps."
      : "Install it: the App's settings, Install App. Check the name too, and github-server-url if it is not on github.com.",
  });
}

export function severalInstallations(accounts: readonly string[]): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message: `organization: not set, and the App is installed on ${String(accounts.length)} accounts: ${accounts.slice(0, 10).join(', ')}.`,
    fix: 'Name the one that is meant as organization.',
  });
}

export function suspended(account: string): HoldfastError {
  return new HoldfastError({
    code: 'app-not-installed',
    message: `The App's installation on ${account} is suspended.`,
    fix: 'An owner of the account ends that on the page of the installation: Unsuspend.',
  });
}

/** A permission, and what cannot be done without it, as the end of a sentence: `nothing can be pushed`. */
export interface AppNeed {
  readonly name: string;
  readonly level: string;
  readonly without?: string;
}

export function lacksPermission(
  { name, level, without = 'this run can do nothing' }: AppNeed,
  { account, permissions }: { readonly account: { readonly login: string }; readonly permissions: object },
): HoldfastError {
  const granted = Object.entries(permissions).map(([each, its]) => `${each}: ${String(its)}`);
  return new HoldfastError({
    code: 'app-lacks-permission',
    message: `The App's installation on ${account.login} lacks the permission ${name}: ${level}, and without it ${without}.`,
    why: `It was granted ${granted.length === 0 ? 'nothing' : granted.join(', ')}.`,
    fix: `Set it in the App's settings under Permissions & events; then an owner of ${account.login} accepts it on the page of the installation.`,
  });
}

/** GitHub's own words: https://docs.github.com/en/rest/apps */
const SAID: readonly { readonly when: RegExp; readonly why: string; readonly fix: string }[] = [
  {
    when: /could not be decoded|bad credentials/i,
    why: 'The key is not one of this App, or the id is that of another App.',
    fix: "Check github-app-id, and make a new private key in the App's settings if the old one was deleted there. With github-app-kms-key: import the App's key into KMS.",
  },
  {
    when: /'(issued at|expiration time)'/i,
    why: 'The clock of this machine differs too much from that of GitHub.',
    fix: 'Set the clock.',
  },
  {
    when: /integration not found|must generate a public key/i,
    why: 'There is no App with this id, or it has no key.',
    fix: "Give github-app-id as the App's settings show it: App ID or Client ID.",
  },
  {
    when: /suspended/i,
    why: 'The installation of the App is suspended.',
    fix: 'An owner of the account ends that on the page of the installation: Unsuspend.',
  },
];

/** @throws nothing: app-refused, rate-limited or github-unreadable */
export function appFailure(failure: GithubFailure, place: AppPlace, apiUrl: string): HoldfastError {
  const { kind, message, resetsAt, cause } = failure;
  const facts = { message: `${apiUrl} gave no token of the App for ${nameOf(place)}: ${message}.`, cause };
  if (kind === 'limit') {
    const when = resetsAt === undefined ? 'later' : `after ${resetsAt.toISOString()}`;
    return new HoldfastError({ ...facts, code: 'rate-limited', fix: `Run it again ${when}.` });
  }
  const said = SAID.find(({ when }) => when.test(message));
  const isRefusal = said !== undefined || ['unauthorized', 'denied', 'refused', 'absent'].includes(kind);
  if (!isRefusal) return new HoldfastError({ ...facts, code: 'github-unreadable', fix: 'Run it again later.' });
  return new HoldfastError({
    ...facts,
    code: 'app-refused',
    why: said?.why,
    fix: said?.fix ?? "Check github-app-id and the key in the App's settings.",
  });
}
