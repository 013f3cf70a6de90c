/** What a workflow run knows about itself from its environment and event. */
import { readFileSync } from 'node:fs';
import { HoldfastError, messageOf } from '../base/errors.ts';

/** What a workflow run knows of itself: https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
export interface WorkflowContext {
  readonly event: string;
  readonly ref: string;
  readonly sha: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly repositoryId: string;
  readonly ownerId: string;
  readonly runId: string;
  readonly attempt: string;
  readonly job: string;
  readonly workflow: string;
  readonly defaultBranch: string | undefined;
  readonly pullRequest: number | undefined;
  /** The pull request comes from another repository. */
  readonly isFork: boolean;
  /** For `workflow_run`: the run that it follows. */
  readonly follows:
    | {
        readonly event: string;
        readonly branch: string;
        readonly pullRequest: number | undefined;
        readonly runId: string;
      }
    | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

interface EventFile {
  readonly repository?: { readonly default_branch?: string; readonly full_name?: string };
  readonly number?: number;
  readonly pull_request?: {
    readonly number?: number;
    readonly head?: { readonly repo?: { readonly full_name?: string } | null };
  };
  readonly workflow_run?: {
    readonly id?: number;
    readonly event?: string;
    readonly head_branch?: string | null;
    readonly pull_requests?: readonly { readonly number?: number }[];
  };
}

/** undefined outside of a workflow. @throws bad-event-file */
export function readWorkflowContext(env: Env): WorkflowContext | undefined {
  if (env['GITHUB_ACTIONS'] !== 'true') return undefined;
  const text = (name: string): string => env[name] ?? '';
  const event = readEvent(env['GITHUB_EVENT_PATH']);
  const run = event.workflow_run;
  const pull = event.pull_request;
  return {
    event: text('GITHUB_EVENT_NAME'),
    ref: text('GITHUB_REF'),
    sha: text('GITHUB_SHA'),
    repository: text('GITHUB_REPOSITORY'),
    repositoryId: text('GITHUB_REPOSITORY_ID'),
    ownerId: text('GITHUB_REPOSITORY_OWNER_ID'),
    runId: text('GITHUB_RUN_ID'),
    attempt: text('GITHUB_RUN_ATTEMPT'),
    job: text('GITHUB_JOB'),
    workflow: text('GITHUB_WORKFLOW'),
    defaultBranch: event.repository?.default_branch,
    pullRequest: pull?.number,
    // The head repository is null after a fork was deleted.
    isFork: pull !== undefined && pull.head?.repo?.full_name !== event.repository?.full_name,
    follows: run && {
      event: run.event ?? '',
      branch: run.head_branch ?? '',
      pullRequest: run.pull_requests?.[0]?.number,
      runId: String(run.id ?? ''),
    },
  };
}

function readEvent(path: string | undefined): EventFile {
  if (path === undefined || path === '') return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as EventFile;
  } catch (cause) {
    throw new HoldfastError({
      code: 'bad-event-file',
      message: `The event of this workflow run cannot be read from ${path}: ${messageOf(cause)}.`,
      why: 'It decides which series this run may write.',
      cause,
    });
  }
}
