/** Errors of STS in plain words: why a role was refused, and what to change. */
import type { ErrorCode } from '../../base/error-codes.ts';
import type { ErrorFacts } from '../../base/errors.ts';
import { HoldfastError, isNamed, messageOf } from '../../base/errors.ts';
import { GITHUB_ISSUER } from '../../base/github-server.ts';
import type { Claims } from './oidc.ts';
import { shapeOf } from '../../net/retry.ts';

/** What was asked of STS when it failed. */
export interface StsCall {
  readonly operation: 'AssumeRole' | 'AssumeRoleWithWebIdentity' | 'GetCallerIdentity';
  /** Host of the endpoint, or `AWS STS in <region>`. */
  readonly place: string;
  readonly roleArn?: string | undefined;
  readonly durationSeconds?: number | undefined;
  readonly policyChars?: number | undefined;
  /** Claims of the token that was sent; never the token itself. */
  readonly claims?: Claims | undefined;
}

interface Failure extends StsCall {
  /** The SDK's error name or the socket's code. */
  readonly name: string;
  readonly message: string;
  readonly what: string;
  /** The server's words, with name and status. */
  readonly said: string;
}

interface Row {
  readonly code: ErrorCode;
  readonly fits: (failure: Failure) => boolean;
  readonly explain: (failure: Failure) => Omit<ErrorFacts, 'code'>;
}

const named =
  (...names: readonly string[]) =>
  (failure: Failure) =>
    names.includes(failure.name);

const TABLE: readonly Row[] = [
  {
    code: 'role-duration-too-long',
    fits: ({ message }) => /DurationSeconds|MaxSessionDuration/.test(message),
    explain: ({ what, said, durationSeconds }) => ({
      message: `${what} was refused: the role does not allow sessions of ${durationSeconds} s.`,
      why: said,
      fix: 'Lower role-duration-seconds (sessions renew themselves, so a run may take longer), or raise the maximum session duration of the role.',
    }),
  },
  {
    code: 'session-policy-refused',
    fits: named('PackedPolicyTooLargeException', 'MalformedPolicyDocumentException', 'MalformedPolicyDocument'),
    explain: ({ what, said, policyChars }) => ({
      message: `${what} was refused: STS does not accept the session policy of ${policyChars ?? 0} characters that Holdfast sent.`,
      why: `${said} Servers other than AWS may not support everything in it; on AWS it may be too large together with session tags.`,
      fix: 'Set session-policy: off, and let the policy of the role itself allow only what is needed; or use a shorter prefix and name.',
    }),
  },
  {
    code: 'oidc-provider-missing',
    fits: ({ name, message }) => name === 'InvalidIdentityTokenException' && /no openidconnect provider/i.test(message),
    explain: ({ what, said, claims = {}, roleArn }) => ({
      message: `${what} was refused: the account of the role has no OIDC provider for ${claimText(claims['iss'])}.`,
      why: said,
      fix: `Create an IAM identity provider ${providerArn(claims, roleArn)} (type OpenID Connect, URL ${claimText(claims['iss'])}, audience ${claimText(claims['aud'])}), then let the trust policy of the role name it.`,
    }),
  },
  {
    code: 'role-not-assumed',
    fits: (failure) => failure.operation === 'AssumeRoleWithWebIdentity' && REFUSALS.includes(failure.name),
    explain: explainTrust,
  },
  {
    code: 'role-not-assumed',
    fits: (failure) => failure.operation === 'AssumeRole' && REFUSALS.includes(failure.name),
    explain: ({ what, said, roleArn }) => ({
      message: `${what} was refused.`,
      why: `Two policies must agree: the caller's must allow sts:AssumeRole on ${roleArn ?? 'the role'}, and the trust policy of that role must name the caller. ${said}`,
      fix: 'Add to the trust policy of the role: {"Effect":"Allow","Principal":{"AWS":"<ARN of the caller, as named above>"},"Action":"sts:AssumeRole"}, and allow the caller sts:AssumeRole on the role.',
    }),
  },
  {
    code: 'credentials-expired',
    fits: named('ExpiredToken', 'ExpiredTokenException', 'RequestExpired'),
    explain: ({ what, said }) => ({
      message: `${what} was refused: the credentials or the token have expired.`,
      why: said,
      fix: 'Check the clock of this machine. Use role-to-assume, so that Holdfast renews its credentials itself.',
    }),
  },
  {
    code: 'credentials-invalid',
    fits: named(
      'InvalidClientTokenId',
      'UnrecognizedClientException',
      'SignatureDoesNotMatch',
      'InvalidAccessKeyId',
      'AccessDenied',
    ),
    explain: ({ what, said, place }) => ({
      message: `${what} was refused: ${place} does not accept these credentials.`,
      why: said,
      fix: 'Check access key and secret; keys of AWS China, GovCloud or another provider work only there (aws-region, sts-endpoint-url).',
    }),
  },
  {
    code: 'region-disabled',
    fits: named('RegionDisabledException'),
    explain: ({ what, said, place }) => ({
      message: `${what} was refused: ${place} is switched off for this account.`,
      why: said,
      fix: 'Enable the region in the settings of the account, or set sts-endpoint-url to that of another region.',
    }),
  },
  {
    code: 'tls-failed',
    fits: ({ name }) => /^(CERT_|SELF_SIGNED_|DEPTH_ZERO_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|EPROTO$)/.test(name),
    explain: ({ what, said, place }) => ({
      message: `${what} failed: no trusted TLS connection to ${place}.`,
      why: said,
      fix: 'If the server or a proxy uses a certificate authority of its own, put its certificate in a PEM file and name that in AWS_CA_BUNDLE.',
    }),
  },
  {
    code: 'endpoint-unreachable',
    fits: ({ name }) =>
      name === 'TimeoutError' || name === 'ServerSilent' || /^(E[A-Z_]+|ERR_PROXY_TUNNEL)$/.test(name),
    explain: ({ what, said, place }) => ({
      message: `${what} failed: no answer from ${place}.`,
      why: said,
      fix: 'Check aws-region and sts-endpoint-url, the network of this machine, and HTTPS_PROXY and NO_PROXY if it uses a proxy.',
    }),
  },
];

const REFUSALS = [
  'AccessDenied',
  'AccessDeniedException',
  'InvalidIdentityTokenException',
  'IDPRejectedClaimException',
  'NoSuchEntity',
];

/** Any error of a call to STS as the error that a user can act on. */
export function explainStsError(error: unknown, call: StsCall): Error {
  if (error instanceof HoldfastError || isNamed(error, 'AbortError')) return error as Error;
  const { name, code, $metadata } = shapeOf(error);
  const known = code ?? name ?? '';
  const status = $metadata?.httpStatusCode;
  const failure: Failure = {
    ...call,
    name: known,
    message: messageOf(error),
    what: `${call.operation}${call.roleArn === undefined ? '' : ` of ${call.roleArn}`}`,
    said: `STS or the connection said: ${wordsOf(error)} (${[known, status].filter((part) => part !== undefined).join(', ')}).`,
  };
  const row = TABLE.find(({ fits }) => fits(failure));
  if (row !== undefined) return new HoldfastError({ code: row.code, cause: error, ...row.explain(failure) });
  return new HoldfastError({
    code: 'sts-failed',
    message: `${failure.what} failed at ${call.place}.`,
    why: failure.said,
    cause: error,
  });
}

/** The SDK calls it an unknown error if a server sends a code without text. */
export function wordsOf(error: unknown): string {
  return messageOf(error).replace(/^(UnknownError)?$/, 'no message');
}

/** Fixes in the job come first. A change of the trust policy is the last resort, and never a wide one. */
function explainTrust({ what, said, message, roleArn, place, claims = {} }: Failure): Omit<ErrorFacts, 'code'> {
  return {
    message: `${what} was refused: the role does not exist, or its trust policy does not admit this workflow.`,
    why: [said, 'The OIDC token of this job says:', ...claimLines(claims)].join('\n'),
    fix: [
      environmentAdvice(claims),
      'Check role-to-assume, and compare the claims above with the conditions of its trust policy.',
      ...statementAdvice(claims, roleArn, isAws(place)),
      ...(/audience/i.test(message)
        ? [`Add the audience ${claimText(claims['aud'])} to ${providerArn(claims, roleArn)} too.`]
        : []),
      ...otherSubjectAdvice(claims),
    ].join('\n'),
  };
}

function environmentAdvice(claims: Claims): string {
  const environment = claimText(claims['environment']);
  return environment === ''
    ? 'This job runs in no environment. If the role requires one, as roles made by setup do, add `environment: holdfast` to the job.'
    : `This job runs in the environment ${JSON.stringify(environment)}. If the role requires another one, change \`environment\` of the job.`;
}

function statementAdvice(claims: Claims, roleArn: string | undefined, aws: boolean): string[] {
  if (/:pull_request$|:\*$/.test(claimText(claims['sub'])) || /^pull_request/.test(claimText(claims['event_name']))) {
    return ['This job was started by a pull request: anybody who opens one would get the role. Run it on a branch.'];
  }
  return [
    'Only if the role is meant for this very job and the conditions cannot be met: add this statement, and leave the others as they are.',
    JSON.stringify(trustStatement(claims, roleArn, aws), undefined, 2),
  ];
}

function otherSubjectAdvice(claims: Claims): string[] {
  const others = otherSubject(claims);
  if (others === undefined) return [];
  const when = isImmutable(claims) ? 'before' : 'after';
  return [`The same workflow has the subject ${others} ${when} its repository changes to immutable subjects.`];
}

/**
 * A trust policy statement that admits exactly the bearer of these claims.
 *
 * @param aws whether the STS belongs to AWS
 */
export function trustStatement(claims: Claims, roleArn: string | undefined, aws: boolean): unknown {
  const issuer = issuerOf(claims);
  return {
    Effect: 'Allow',
    Principal: { Federated: providerArn(claims, roleArn) },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: {
        [`${issuer}:aud`]: claims['aud'],
        [`${issuer}:sub`]: claims['sub'],
        ...(aws ? narrowing(claims, issuer) : {}),
      },
    },
  };
}

/** Whether an STS belongs to AWS, judged by its name for messages: that of another server is an address. */
function isAws(place: string): boolean {
  const host = URL.parse(place)?.hostname;
  return host === undefined || /\.amazonaws\.com(\.cn)?$/.test(host);
}

/**
 * AWS checks these claims of github.com's tokens besides the subject. Others, such as Ceph, know only audience and
 * subject. A condition on a claim that an STS does not know never holds, so such a statement would admit nobody.
 */
function narrowing(claims: Claims, issuer: string): Record<string, unknown> {
  if (issuer !== GITHUB_ISSUER) return {};
  const names = ['repository_id', 'job_workflow_ref'].filter((name) => claimText(claims[name]) !== '');
  return Object.fromEntries(names.map((name) => [`${issuer}:${name}`, claims[name]]));
}

function providerArn(claims: Claims, roleArn: string | undefined): string {
  const [, partition = 'aws', , , account = ''] = (roleArn ?? '').split(':');
  return `arn:${partition}:iam::${account}:oidc-provider/${issuerOf(claims)}`;
}

function issuerOf(claims: Claims): string {
  return claimText(claims['iss']).replace(/^https?:\/\//, '');
}

/**
 * The subject in its other form. GitHub writes `repo:org/repo:...`, and `repo:org@id/repo@id:...` for repositories
 * created, renamed or moved since June 2026, or switched by their owners:
 * https://docs.github.com/actions/reference/security/oidc#immutable-subject-claims
 * undefined where the claims do not tell, or the subject follows a template of the organisation.
 */
export function otherSubject(claims: Claims): string | undefined {
  const forms = subjectStarts(claims);
  if (forms === undefined) return undefined;
  const { named: byName, immutable } = forms;
  const subject = claimText(claims['sub']);
  if (subject.startsWith(`${byName}:`)) return immutable + subject.slice(byName.length);
  if (subject.startsWith(`${immutable}:`)) return byName + subject.slice(immutable.length);
  return undefined;
}

function isImmutable(claims: Claims): boolean {
  return claimText(claims['sub']).startsWith(`${subjectStarts(claims)?.immutable}:`);
}

function subjectStarts(claims: Claims): { readonly named: string; readonly immutable: string } | undefined {
  const [owner, name] = claimText(claims['repository']).split('/');
  const ownerId = claimText(claims['repository_owner_id']);
  const id = claimText(claims['repository_id']);
  if (!owner || !name || !ownerId || !id) return undefined;
  return { named: `repo:${owner}/${name}`, immutable: `repo:${owner}@${ownerId}/${name}@${id}` };
}

/** Claims that policies usually check come first; times and serial numbers are left out. */
function claimLines(claims: Claims): string[] {
  const first = ['sub', 'aud', 'iss'];
  const names = [
    ...first,
    ...Object.keys(claims).filter((name) => !first.includes(name) && !['jti', 'exp', 'iat', 'nbf'].includes(name)),
  ];
  return names.map((name) => `  ${name}: ${claimText(claims[name]) || '(none)'}`);
}

function claimText(claim: unknown): string {
  if (typeof claim === 'string') return claim;
  return claim === undefined ? '' : JSON.stringify(claim);
}
