/** The repositories of an account as GitHub lists them, joined with what the vault knows of them. */
import { HoldfastError } from '../../base/errors.ts';
import { apiUrlIn, serverUrlOf } from '../../base/github-server.ts';
import type { Token } from '../../base/token-source.ts';
import { type Chosen, chooseRepositories, unusedLines } from '../../fleet/choice.ts';
import { seriesOfAll, type OwnSeries } from '../../fleet/series.ts';
import { type FleetSurvey, surveyFleet } from '../../fleet/survey.ts';
import type { RequestBudget } from '../../github/budget.ts';
import type { GithubClient } from '../../github/client.ts';
import type { Account, ListedRepository } from '../../github/repositories.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { Store } from '../../store/store.ts';
import { prepareApp } from '../repository/app-access.ts';
import type { Deps } from '../shared/command.ts';
import { fetchOf } from '../shared/github.ts';
import type { Vault } from '../vault/vault.ts';

/** Requests of the hour that plan and legs leave: for the coverage after them, and for others who use the token. */
const RESERVE = 50;

interface ClientOptions {
  /** Shared with others. */
  readonly budget?: RequestBudget | undefined;
  /** Whether it may use what the others leave. */
  readonly isLast?: boolean;
}

/** How this run asks GitHub. */
export interface FleetGithub {
  readonly token: Token;
  /** Which account is meant; undefined: that of the token's installation. */
  readonly account: string | undefined;
  readonly client: (how?: ClientOptions) => GithubClient;
}

/** With the App that the inputs name, or with their token. @throws bad-input without either; what `openApp` throws */
export async function openGithub({ credentials }: Vault, inputs: Inputs, deps: Deps): Promise<FleetGithub> {
  const { env, emit, now, signal } = deps;
  const named = inputs.organization ?? (inputs.githubAppId === undefined ? ownerIn(env) : undefined);
  const app = await openApp(named, inputs, deps)?.(credentials);
  const token = app?.token ?? inputs.githubToken;
  if (token === undefined) throw noToken();
  const { openClient, pause } = await import('../../github/client.ts');
  const apiUrl = apiUrlIn(env, serverUrlOf(inputs.githubServerUrl, env));
  const debug = (message: string): void => {
    emit({ type: 'debug', message });
  };
  const fetch = fetchOf(deps);
  return {
    token,
    account: named ?? app?.account,
    client: ({ budget, isLast = false } = {}) => {
      const reserve = isLast ? 0 : RESERVE;
      return openClient({ apiUrl, token, reserve, budget }, { fetch, now, signal, sleep: pause, debug });
    },
  };
}

function ownerIn(env: Deps['env']): string | undefined {
  return env['GITHUB_REPOSITORY_OWNER'] || undefined;
}

function openApp(account: string | undefined, inputs: Inputs, deps: Deps): ReturnType<typeof prepareApp> | undefined {
  if (inputs.githubAppId === undefined) return undefined;
  return prepareApp(inputs, deps, account === undefined ? { kind: 'only' } : { kind: 'account', account });
}

function noToken(): HoldfastError {
  return new HoldfastError({
    code: 'bad-input',
    message:
      'github-token: not set, nor github-app-id, and without one the repositories of an account cannot be listed.',
    fix: 'Give a GitHub App that is installed in the account (github-app-id), or the token of a person who can read all of its repositories.',
  });
}

export interface ListedAccount {
  readonly account: Account;
  readonly repositories: readonly ListedRepository[];
}

/** @throws github-unreadable, rate-limited, bad-input */
export async function listAccount(
  client: GithubClient,
  account: string | undefined,
  { withProperties }: { readonly withProperties: boolean },
  deps: Deps,
): Promise<ListedAccount> {
  const { listRepositories } = await import('../../github/repositories.ts');
  const listing = await listRepositories(client, account, { withProperties });
  if (!listing.account.seesAll)
    deps.emit({
      type: 'warning',
      class: 'not-all-seen',
      message: `The token does not see all repositories of ${listing.account.login}: those that it does not see are neither planned nor judged.`,
      fix: 'Install the App for all repositories of the account, or give a token that can read all of them.',
    });
  return listing;
}

export interface FleetAccount extends ListedAccount {
  readonly chosen: readonly Chosen[];
  readonly survey: FleetSurvey;
  /** By id, of all repositories that are listed. */
  readonly series: ReadonlyMap<number, OwnSeries>;
}

/** @throws bad-input for lines that choose nothing */
export function joinWithVault(
  { account, repositories }: ListedAccount,
  survey: FleetSurvey,
  inputs: Inputs,
  { emit }: Deps,
): FleetAccount {
  const known = [...survey.recorded.values(), ...survey.orphans].map(({ name }) => name);
  const unused = unusedLines(repositories, inputs, known);
  if (unused.wanted.length > 0) throw fitsNothing(unused.wanted, account, repositories.length);
  if (unused.leavingOut.length > 0)
    emit({
      type: 'warning',
      class: 'rule-without-effect',
      message: `There is no repository of ${account.login} to leave out by ${unused.leavingOut.join(', ')}.`,
      fix: 'Correct it if it is mistyped.',
    });
  const chosen = chooseRepositories(repositories, inputs);
  return { account, repositories, chosen, survey, series: seriesOfAll(account.login, repositories, survey.recorded) };
}

/** What the vault knows of the account. */
export async function surveyOf(
  store: Store,
  { account, repositories }: ListedAccount,
  deps: Deps,
): Promise<FleetSurvey> {
  const now = store.serverDate() ?? deps.now();
  const survey = await surveyFleet({ store, account: account.login, repositories, now, signal: deps.signal });
  for (const key of survey.damaged)
    deps.emit({
      type: 'warning',
      class: 'fleet-record-damaged',
      message: `${key} is no record of a fleet, and was passed over.`,
      why: 'What it would have said is looked up in the vault instead.',
      fix: 'Delete this one object.',
    });
  return survey;
}

const UNSEEN =
  'The token does not see all repositories of the account: the App is installed for some repositories only, or the token is that of one repository.';

function fitsNothing(lines: readonly string[], { login, seesAll }: Account, count: number): HoldfastError {
  return new HoldfastError({
    ...(seesAll ? {} : { why: UNSEEN }),
    code: 'bad-input',
    message: `These lines fit no repository of ${login}, of which the token sees ${count.toLocaleString('en')}, and none that the vault knows:\n${lines.map((line) => `  ${line}`).join('\n')}`,
    fix: 'Correct them, or leave them out. Patterns are names without the owner; case does not matter.',
  });
}

/** @throws nothing-chosen */
export function refuseNothing({ chosen, account: { login } }: FleetAccount): void {
  if (chosen.some(({ excludedBy }) => excludedBy === undefined)) return;
  const counts = Map.groupBy(chosen, ({ excludedBy }) => excludedBy ?? '');
  const reasons = [...counts].map(([reason, list]) => `${list.length.toLocaleString('en')} by ${reason}`);
  throw new HoldfastError({
    code: 'nothing-chosen',
    message: `No repository of ${login} is left to back up.`,
    why: chosen.length === 0 ? 'The token sees none at all.' : `Left out: ${reasons.join('; ')}.`,
    fix: 'Check the inputs that choose, and what the token can see.',
  });
}
