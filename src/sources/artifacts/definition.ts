/** Which artifacts a series covers. */
import type { Token } from '../../base/token-source.ts';
import { minimatch } from 'minimatch';
import { HoldfastError } from '../../base/errors.ts';
import { isOwnServer, serverUrlOf } from '../../base/github-server.ts';
import type { RunChoice } from './rest.ts';

type Env = Readonly<Record<string, string | undefined>>;

export interface ArtifactsSettings {
  /** `owner/name`. */
  readonly repository: string | undefined;
  readonly serverUrl: string | undefined;
  readonly token: Token | undefined;
  /** Patterns of names in the syntax of minimatch; a leading `!` excludes names again. Empty: all. */
  readonly patterns: readonly string[];
  /** A run's id, `current`, or `all` for those of every run. Without it: see `chooseRuns`. */
  readonly runId: string | undefined;
  readonly workflow: string | undefined;
  readonly branch: string | undefined;
  /** Include artifacts of forks and pull requests. */
  readonly withUntrusted: boolean;
  readonly ifNoFilesFound: 'error' | 'warn' | 'ignore';
}

export type Choice = RunChoice | { readonly kind: 'current' };

/** The given run; else the newest of the given workflow; else the current run. @throws bad-input */
export function chooseRuns({ runId, workflow, branch }: ArtifactsSettings, env: Env): Choice {
  if (runId === undefined && workflow !== undefined) return { kind: 'workflow', workflow, branch };
  if (runId === 'all') return { kind: 'repository' };
  if (runId !== undefined && runId !== 'current' && runId !== env['GITHUB_RUN_ID']) {
    return { kind: 'run', id: Number(runId) };
  }
  if (env['GITHUB_ACTIONS'] === 'true') return { kind: 'current' };
  throw new HoldfastError({
    code: 'bad-input',
    message: 'run-id: not set, and outside of a workflow there is no current run.',
    fix: 'Name a run (run-id), a workflow (workflow, branch), or choose all artifacts of the repository with run-id: all.',
  });
}

/**
 * How the artifacts of the current run are had: by the service of the runner, which @actions/artifact speaks to on
 * GitHub's own servers only, elsewhere by REST. @throws no-artifact-service
 */
export function currentRun({ token }: ArtifactsSettings, env: Env): Choice {
  const server = serverUrlOf(undefined, env);
  const host = URL.canParse(server) ? new URL(server).hostname : '';
  if (/^github\.com$|\.(ghe\.com|localhost)$/.test(host)) return { kind: 'current' };
  const id = Number(env['GITHUB_RUN_ID']);
  if (token !== undefined && Number.isSafeInteger(id) && id > 0) return { kind: 'run', id, isOwn: true };
  throw new HoldfastError({
    code: 'no-artifact-service',
    message: `The artifacts of the current run cannot be reached: on ${server} they are had by the REST API, and ${token === undefined ? 'there is no github-token' : 'GITHUB_RUN_ID is not set'}.`,
    why: 'The client of the runner’s artifact service works with GitHub’s own servers only.',
    fix: 'Give a github-token with `actions: read`, or name a run with run-id.',
  });
}

/** @throws bad-input */
export function ownerAndName({ repository }: ArtifactsSettings): { readonly owner: string; readonly repo: string } {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(repository ?? '') ?? [];
  if (owner !== undefined && repo !== undefined) return { owner, repo };
  throw new HoldfastError({
    code: 'bad-input',
    message: `repository: ${repository === undefined ? 'not set' : `got ${JSON.stringify(repository)}`}, and artifacts need it as owner/name.`,
    fix: 'Give it as repository: acme/shop; for another server than github.com, with github-server-url.',
  });
}

/** What the series is a backup of: the selection of runs, not the one run that it resolved to. */
export function defineArtifacts(
  settings: ArtifactsSettings,
  repository: string,
  choice: Choice,
  env: Env,
): Record<string, unknown> {
  const isNamed = repository.toLowerCase() === (env['GITHUB_REPOSITORY'] ?? '').toLowerCase();
  const isOwn = isNamed && isOwnServer(settings.serverUrl, env);
  const repositoryId = isOwn ? env['GITHUB_REPOSITORY_ID'] : undefined;
  const of = choice.kind === 'current' ? 'run' : choice.kind;
  return {
    source: 'artifacts',
    ...(repositoryId === undefined ? { repository: repository.toLowerCase() } : { repositoryId }),
    of,
    ...(choice.kind === 'workflow' && { workflow: choice.workflow, branch: choice.branch ?? null }),
    patterns: settings.patterns,
    withUntrusted: settings.withUntrusted,
  };
}

/** Whether a name is selected: the last matching pattern decides. */
export function nameFilter(patterns: readonly string[]): (name: string) => boolean {
  if (patterns.length === 0) return () => true;
  const rules = patterns.map((line) => ({ takes: !line.startsWith('!'), pattern: line.replace(/^!/, '') }));
  const otherwise = rules[0]?.takes !== true;
  const options = { dot: true, nocomment: true, nonegate: true };
  return (name) => rules.findLast(({ pattern }) => minimatch(name, pattern, options))?.takes ?? otherwise;
}
