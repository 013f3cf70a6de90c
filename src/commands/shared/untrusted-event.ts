/** Refuses runs that people without write access can start. */
import { HoldfastError } from '../../base/errors.ts';
import type { WorkflowContext } from '../../github/workflow-context.ts';

/** Runs that people without write access can start must not change the vault. @throws untrusted-event */
export function refuseStrangers(workflow: WorkflowContext | undefined): void {
  if (workflow === undefined || (!workflow.isFork && workflow.event !== 'pull_request_target')) return;
  throw new HoldfastError({
    code: 'untrusted-event',
    message: 'This mode does not run for pull requests from forks, nor for pull_request_target.',
    why: 'Anyone can open a pull request.',
    fix: 'Run it on schedule or workflow_dispatch.',
  });
}
