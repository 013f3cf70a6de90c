/** Renews credentials before they expire. */
import type { AwsCredentialIdentity, AwsCredentialIdentityProvider } from '@smithy/types';
import { messageOf } from '../../base/errors.ts';
import type { Emit } from '../../base/events.ts';

interface RenewalDeps {
  readonly now: () => Date;
  readonly emit: Emit;
  readonly signal?: AbortSignal | undefined;
}

/** Renewed this long before they expire, or after two thirds of a life shorter than 15 minutes. */
const RENEW_BEFORE_MS = 5 * 60_000;
/** Pause after a failed renewal while the old credentials are still valid. */
const RENEW_AGAIN_MS = 30_000;

interface Held {
  readonly credentials: AwsCredentialIdentity;
  readonly renewAtMs: number;
}

/**
 * A provider that keeps what `obtain` returned until shortly before it expires. All callers share one renewal. A
 * renewal that fails while the old credentials are still valid is a warning and is tried again.
 */
export function renewing(
  obtain: () => Promise<AwsCredentialIdentity>,
  deps: RenewalDeps,
): AwsCredentialIdentityProvider {
  let held: Held | undefined;
  let pending: Promise<AwsCredentialIdentity> | undefined;
  const nowMs = (): number => deps.now().getTime();
  const renew = async (): Promise<AwsCredentialIdentity> => {
    try {
      const credentials = await obtain();
      held = { credentials, renewAtMs: renewalOf(credentials, nowMs()) };
    } catch (error) {
      const expiresMs = held?.credentials.expiration?.getTime() ?? 0;
      if (held === undefined || nowMs() >= expiresMs || deps.signal?.aborted === true) throw error;
      held = { ...held, renewAtMs: Math.min(nowMs() + RENEW_AGAIN_MS, expiresMs) };
      deps.emit({
        type: 'warning',
        class: 'credentials-not-renewed',
        message: 'The AWS credentials could not be renewed yet.',
        why: messageOf(error),
      });
    }
    return held.credentials;
  };
  return async () => {
    if (held !== undefined && nowMs() < held.renewAtMs) return held.credentials;
    pending ??= renew().finally(() => (pending = undefined));
    return pending;
  };
}

function renewalOf(credentials: AwsCredentialIdentity, nowMs: number): number {
  const expiresMs = credentials.expiration?.getTime() ?? Infinity;
  return expiresMs === Infinity ? Infinity : expiresMs - Math.min(RENEW_BEFORE_MS, (expiresMs - nowMs) / 3);
}
