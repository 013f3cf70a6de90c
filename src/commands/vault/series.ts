/** The series that a run may write, and from where it may take a parent. */
import { hash } from 'node:crypto';
import { HoldfastError } from '../../base/errors.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import type { WorkflowContext } from '../../github/workflow-context.ts';

/** Where a run writes, and from where it may take a parent (docs/format.md, rule 6). */
export interface SeriesPlan {
  readonly series: string;
  readonly base: string | undefined;
}

const TRUSTED_EVENTS = ['schedule', 'workflow_dispatch'];

/**
 * A less trusted event never writes to a series that a more trusted one builds on: pull requests and other branches get
 * series of their own below the name, with the series itself as their base.
 *
 * @param workflow undefined outside of a workflow: whoever has the credentials at a prompt is trusted
 */
export function planSeries(
  name: string,
  workflow: WorkflowContext | undefined,
  trust: 'default' | 'ref',
  base: string | undefined,
): SeriesPlan {
  const own = workflow === undefined ? undefined : suffixOf(workflow, trust);
  return own === undefined ? { series: name, base } : { series: `${name}/${own}`, base: base ?? name };
}

function suffixOf(
  { event, ref, defaultBranch, pullRequest, follows, runId }: WorkflowContext,
  trust: 'default' | 'ref',
): string | undefined {
  if (event.startsWith('pull_request')) return `pr/${pullRequest ?? `run-${runId}`}`;
  if (follows?.event.startsWith('pull_request') === true) return `pr/${follows.pullRequest ?? `run-${follows.runId}`}`;
  if (follows !== undefined)
    return follows.branch === defaultBranch || trust === 'ref' ? undefined : `ref/${refSegments(follows.branch)}`;
  const isDefaultBranch = defaultBranch !== undefined && ref === `refs/heads/${defaultBranch}`;
  if (TRUSTED_EVENTS.includes(event) || (event === 'push' && isDefaultBranch) || trust === 'ref') return undefined;
  return `ref/${refSegments(ref.replace(/^refs\/heads\//, ''))}`;
}

/** A ref in the characters that a series may have; what had to be replaced is told apart by a hash. */
function refSegments(ref: string): string {
  const plain = ref
    .replaceAll(/[^A-Za-z0-9._/-]/g, '_')
    .split('/')
    .map((segment) => (/^\.{0,2}$/.test(segment) ? '_' : segment))
    .join('/')
    .slice(0, 80)
    .replace(/\/$/, '_');
  return plain === ref ? ref : `${plain}-${hash('sha256', ref).slice(0, 8)}`;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The organisation that the inputs mean: by default the owner of the repository that the workflow runs in. */
export function organizationOf({ organization }: Pick<Inputs, 'organization'>, env: Environment): string {
  const name = organization ?? env['GITHUB_REPOSITORY_OWNER'] ?? '';
  if (name !== '') return name;
  throw new HoldfastError({
    code: 'bad-input',
    message: 'organization: not set, and outside of a workflow there is no default for it.',
    fix: 'Name the organisation: --organization acme.',
  });
}

/**
 * `owner/repo/<source>`, of the given repository or of the one that the workflow runs in; `<organization>/organization`.
 * @throws bad-input where none is known
 */
export function defaultName(inputs: Pick<Inputs, 'source' | 'repository' | 'organization'>, env: Environment): string {
  const { source, repository } = inputs;
  if (source === 'organization') return `${organizationOf(inputs, env)}/${source}`;
  const named =
    repository !== undefined && /^[A-Za-z0-9_-][A-Za-z0-9._-]*\/[A-Za-z0-9._-]+$/.test(repository)
      ? repository
      : undefined;
  const ownerAndRepo = named ?? (repository === undefined ? env['GITHUB_REPOSITORY'] : undefined);
  if (ownerAndRepo !== undefined && ownerAndRepo !== '') return `${ownerAndRepo}/${source}`;
  throw new HoldfastError({
    code: 'bad-input',
    message: 'name: not set, and outside of a workflow there is no default for it.',
    why: 'The name of a series is owner/repo and the source by default; here no repository of the form owner/name is known.',
    fix: 'Give the series a name: --name acme/shop/files. `holdfast list` without a name shows the series of the vault.',
  });
}
