/** What the failures of GitHub's REST API mean for artifacts. */
import * as v from 'valibot';
import { HoldfastError } from '../../base/errors.ts';
import { GithubFailure, isNoLongerThere } from '../../github/failure.ts';
import { DownloadError } from './service.ts';

const PERMISSION = 'Give the job `permissions: actions: read`, or a token that has it as github-token.';

export function readFailure(error: unknown, repository: string, apiUrl: string): unknown {
  const facts = {
    code: 'artifacts-unreadable' as const,
    message: `The artifacts of ${repository} cannot be read`,
    cause: error,
  };
  if (v.isValiError(error)) {
    return new HoldfastError({
      ...facts,
      message: `${facts.message}: the answer of ${apiUrl} does not have the expected form (${error.message}).`,
      fix: 'Check github-server-url: it must be a GitHub server.',
    });
  }
  if (!(error instanceof GithubFailure)) return error;
  if (error.kind === 'limit') {
    const when = error.resetsAt === undefined ? '' : ` until ${error.resetsAt.toISOString()}`;
    return new HoldfastError({
      ...facts,
      code: 'rate-limited',
      message: `${facts.message}: the token has no requests left${when}.`,
      fix: 'Run it again later, or give a token with more requests as github-token.',
    });
  }
  if (error.kind === 'beyond') {
    return new HoldfastError({
      ...facts,
      code: 'list-limited',
      message: `${facts.message} further: ${apiUrl} makes no more pages of the list (422).`,
      fix: 'Back up more often, so that every backup finds what is new in the first pages; or name a run with run-id.',
    });
  }
  if (error.kind === 'unauthorized') {
    return new HoldfastError({
      ...facts,
      message: `${facts.message}: ${apiUrl} does not accept the token (401).`,
      fix: 'Give a valid token as github-token.',
    });
  }
  if (error.kind === 'denied' || error.kind === 'refused' || error.kind === 'absent') {
    return new HoldfastError({
      ...facts,
      message: `${facts.message}: ${apiUrl} answered ${error.kind === 'absent' ? '404' : '403'}: ${error.message}.`,
      why: 'There is no such run, workflow or repository, or the token may not see it; GitHub does not say which.',
      fix: `${PERMISSION} Check run-id, workflow and repository.`,
    });
  }
  return new HoldfastError({ ...facts, message: `${facts.message}: ${error.message}.`, fix: 'Run it again later.' });
}

export function downloadFailure(failure: GithubFailure): DownloadError {
  if (failure.kind === 'limit') {
    return new DownloadError('limited', 'the token has no requests left for now', failure);
  }
  if (isNoLongerThere(failure)) {
    const status = failure.kind === 'gone' ? '410' : '404';
    return new DownloadError('gone', `it has expired or was deleted (${status})`, failure);
  }
  if (failure.kind === 'denied') {
    return new DownloadError('denied', 'the token may not read it: it needs actions: read', failure);
  }
  return new DownloadError('failed', failure.message, failure);
}
