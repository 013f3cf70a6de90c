/** How much a trust policy admits by its conditions on the claims of a GitHub token: which repositories, which of their jobs. */
import { type Severity, rankOf } from '../bucket/severity.ts';
import type { Condition } from '../policies/evaluate.ts';

/** From the narrowest to the widest. `callers`: whoever may call one workflow file, and then runs its steps only. */
const REPOSITORIES = ['one', 'callers', 'owner', 'any'] as const;
/** `one`: one branch, tag, environment or workflow file. `any`: pull requests too. */
const JOBS = ['one', 'some', 'any'] as const;

export interface Reach {
  readonly repositories: (typeof REPOSITORIES)[number];
  readonly jobs: (typeof JOBS)[number];
}

const EVERYTHING: Reach = { repositories: 'any', jobs: 'any' };

/**
 * Claims that tell a repository or a job; STS checks more than `sub` and `aud` since 2026, and a condition on a claim that it
 * does not know never holds: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 * Others (`actor`, `workflow`) tell neither: any branch may hold a workflow of that name.
 */
const CLAIMS: Readonly<Record<string, (value: string) => Partial<Reach>>> = {
  sub: reachOfSubject,
  repository: (name) => ({ repositories: repositoriesNamed(name) }),
  // A subject by a template may go on after the id.
  repository_id: (id) => ({ repositories: hasWildcard(id.split(':')[0] ?? '') ? 'any' : 'one' }),
  repository_owner: (name) => ({ repositories: hasWildcard(name) ? 'any' : 'owner' }),
  repository_owner_id: (id) => ({ repositories: hasWildcard(id) ? 'any' : 'owner' }),
  enterprise: (name) => ({ repositories: hasWildcard(name) ? 'any' : 'owner' }),
  enterprise_id: (id) => ({ repositories: hasWildcard(id) ? 'any' : 'owner' }),
  environment: (name) => ({ jobs: hasWildcard(name) ? 'some' : 'one' }),
  ref: (ref) => ({ jobs: jobsOn(ref) }),
  job_workflow_ref: reachOfWorkflow,
  workflow_ref: reachOfWorkflow,
};

/** How much one value of a claim admits. */
export function reachOf(claim: string, value: string): Reach {
  return { ...EVERYTHING, ...CLAIMS[claim]?.(value) };
}

/**
 * How much conditions admit together: all of them must hold, so the narrowest of each kind counts; the values of one are
 * alternatives, so its widest counts.
 */
export function reachOfAll(conditions: readonly Condition[]): Reach {
  const each = conditions.map(({ key, values }) => {
    const claim = claimOf(key);
    const reaches = values.map((value) => reachOf(claim, value));
    return {
      repositories: widest(
        REPOSITORIES,
        reaches.map((reach) => reach.repositories),
      ),
      jobs: widest(
        JOBS,
        reaches.map((reach) => reach.jobs),
      ),
    };
  });
  return {
    repositories: narrowest(
      REPOSITORIES,
      each.map((reach) => reach.repositories),
    ),
    jobs: narrowest(
      JOBS,
      each.map((reach) => reach.jobs),
    ),
  };
}

/** `sub` of `token.actions.githubusercontent.com:sub`. */
export function claimOf(key: string): string {
  return key.slice(key.lastIndexOf(':') + 1).toLowerCase();
}

/** Whether conditions on a claim can keep anybody out. */
export function tellsOrigin(claim: string): boolean {
  return claim in CLAIMS;
}

/** undefined: narrow enough. */
export function severityOf({ repositories, jobs }: Reach): Severity | undefined {
  const worst = [BY_REPOSITORIES[repositories], BY_JOBS[jobs]].reduce<Severity>(
    (a, b) => (rankOf(b) > rankOf(a) ? b : a),
    'none',
  );
  return worst === 'none' ? undefined : worst;
}

const BY_REPOSITORIES = { one: 'none', callers: 'low', owner: 'high', any: 'critical' } as const;
const BY_JOBS = { one: 'none', some: 'medium', any: 'high' } as const;

export function describeReach({ repositories, jobs }: Reach): string {
  const texts = [REPOSITORY_TEXTS[repositories], JOB_TEXTS[jobs]].filter((text) => text !== '');
  return texts.length === 0 ? 'one branch, tag, environment or workflow file' : texts.join('; ');
}

const REPOSITORY_TEXTS = {
  one: '',
  callers: 'jobs of every repository that may call this workflow match',
  owner: 'several repositories of the owner match',
  any: 'repositories of other owners match',
} as const;
const JOB_TEXTS = {
  one: '',
  some: 'several branches, tags or environments match',
  any: 'pull requests, which run code that nobody has reviewed, match',
} as const;

/**
 * Owner and name of a repository, with `@id` after each in the immutable form, and what the organisation's template has
 * after them: https://docs.github.com/en/actions/reference/security/oidc#example-subject-claims
 */
function reachOfSubject(subject: string): Partial<Reach> {
  const [, repository, rest] = /^repo:([^/:]*\/[^:]*)(?::(.*))?$/.exec(subject) ?? [];
  if (repository === undefined) return reachOfTemplate(subject);
  const repositories = repositoriesNamed(repository);
  // Without anything after the name no job has such a subject.
  if (rest === undefined) return { repositories, jobs: /\*$/.test(repository) ? 'any' : 'one' };
  if (rest === 'pull_request' || /^[*?]/.test(rest)) return { repositories, jobs: 'any' };
  return { repositories, jobs: hasWildcard(rest) ? 'some' : 'one' };
}

/** Further claims by which an organisation's template may begin a subject: they tell neither repository nor job. */
const OTHER_CLAIMS = [
  ...['actor', 'actor_id', 'base_ref', 'event_name', 'head_ref', 'job_workflow_sha', 'ref_type', 'ref_protected'],
  ...['repository_visibility', 'runner_environment', 'workflow', 'workflow_sha'],
];

/**
 * A subject by a template without `repo`: names of claims, each with its value after a colon. A subject that begins
 * otherwise comes from another issuer. Only its wildcards can be judged.
 */
function reachOfTemplate(subject: string): Partial<Reach> {
  const names = [...Object.keys(CLAIMS).filter((name) => name !== 'sub'), ...OTHER_CLAIMS];
  const parts = subject.split(new RegExp(`(?:^|:)(${names.join('|')}):`));
  if (parts.length > 1 && parts[0] === '') {
    const values = parts
      .slice(1)
      .flatMap((part, index, all) =>
        index % 2 === 0 ? [{ operator: 'StringLike', key: `:${part}`, values: [all[index + 1] ?? ''] }] : [],
      );
    return reachOfAll(values);
  }
  if (/^[*?]|^repo:/.test(subject)) return hasWildcard(subject) ? {} : { repositories: 'one', jobs: 'one' };
  return { repositories: 'one', jobs: hasWildcard(subject) ? 'some' : 'one' };
}

/** `owner/name`. With a wildcard in place of an id, only the name counts. */
function repositoriesNamed(repository: string): Reach['repositories'] {
  const [owner = '', name = ''] = repository.split('/');
  if (name === '' || hasWildcard(owner.replace(/@\*$/, ''))) return 'any';
  return hasWildcard(name.replace(/@\*$/, '')) ? 'owner' : 'one';
}

function jobsOn(ref: string): Reach['jobs'] {
  if (!/^refs\/(heads|tags)\//.test(ref)) return hasWildcard(ref) || /^refs\/pull\//.test(ref) ? 'any' : 'one';
  return hasWildcard(ref) ? 'some' : 'one';
}

/**
 * `owner/name/.github/workflows/file@ref`: the file with the job's steps, which other repositories may call. Any file at
 * one ref admits no more than the subject of that branch.
 */
function reachOfWorkflow(value: string): Partial<Reach> {
  const at = value.lastIndexOf('@');
  const [owner = '', name = ''] = value.slice(0, Math.max(at, 0)).split('/');
  const repositories = repositoriesNamed(`${owner}/${name}`);
  const ref = at < 0 ? '*' : value.slice(at + 1);
  return { repositories: repositories === 'one' ? 'callers' : repositories, jobs: jobsOn(ref) };
}

function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

function widest<T>(scale: readonly T[], found: readonly T[]): T {
  return scale[Math.max(...found.map((item) => scale.indexOf(item)))] as T;
}

function narrowest<T>(scale: readonly T[], found: readonly T[]): T {
  return scale[Math.min(scale.length - 1, ...found.map((item) => scale.indexOf(item)))] as T;
}
