import type { JsonWebKey } from 'node:crypto';
import type { Accounts, Role, Session } from './accounts.ts';
import type { VirtualClock } from './clock.ts';
import { AwsError } from './errors.ts';
import { xmlAnswer, type Answer, type WireRequest } from './http.ts';
import { demand, type Principal } from './identity.ts';
import { isSignedBy, readJwt, type Claims } from './jwt.ts';
import { matching, parsePolicy, type ConditionContext, type Policy } from './policy.ts';
import { xmlDocument, type XmlContent } from './xml.ts';

export const STS_NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const SESSION_POLICY_MAX_CHARS = 2048;
const SESSION_MIN_SECONDS = 900;
const SESSION_DEFAULT_SECONDS = 3600;
const CHAINED_MAX_SECONDS = 3600;

/** An issuer whose tokens an account accepts. */
export interface OidcProvider {
  readonly arn: string;
  readonly url: string;
  readonly clientIds: readonly string[];
}

export interface StsState {
  readonly accounts: Accounts;
  readonly clock: VirtualClock;
  /** By URL of the issuer. */
  readonly providers: Map<string, OidcProvider>;
  /** Every session really lasts this long, whatever was asked: for tests that see credentials expire. */
  readonly sessionSeconds: number | undefined;
  readonly fetchJson: (url: string) => Promise<unknown>;
}

/** The condition keys of an issuer begin with this: its URL without the scheme. */
export function issuerName(url: string): string {
  return url.replace(/^https?:\/\//, '');
}

export async function serveSts(
  state: StsState,
  request: WireRequest,
  principal: Principal | undefined,
): Promise<Answer> {
  const parameters = new URLSearchParams(request.body.toString());
  const action = parameters.get('Action') ?? '';
  switch (action) {
    case 'AssumeRoleWithWebIdentity':
      return answer(action, await assumeWithWebIdentity(state, parameters));
    case 'AssumeRole':
      return answer(action, assumeRole(state, parameters, signedIn(principal)));
    case 'GetCallerIdentity': {
      const { accountId, arn, userId } = signedIn(principal);
      return answer(action, { Arn: arn, UserId: userId, Account: accountId });
    }
    default:
      throw new AwsError(400, 'InvalidAction', `Could not find operation ${action} for version 2011-06-15`);
  }
}

function answer(action: string, result: XmlContent): Answer {
  const content = {
    [`${action}Result`]: result,
    ResponseMetadata: { RequestId: '00000000-0000-4000-8000-000000000000' },
  };
  return xmlAnswer(xmlDocument(`${action}Response`, STS_NAMESPACE, content));
}

function signedIn(principal: Principal | undefined): Principal {
  if (principal !== undefined) return principal;
  throw new AwsError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
}

async function assumeWithWebIdentity(state: StsState, parameters: URLSearchParams): Promise<XmlContent> {
  const claims = await verifyToken(state, required(parameters, 'WebIdentityToken'));
  const provider = state.providers.get(text(claims, 'iss'));
  const role = state.accounts.role(required(parameters, 'RoleArn'));
  const action = 'sts:AssumeRoleWithWebIdentity';
  const federated = { kind: 'Federated', names: [provider?.arn ?? ''] };
  if (role === undefined || !trusts(role, action, federated, claimContext(claims))) {
    throw new AwsError(403, 'AccessDenied', `Not authorized to perform ${action}`);
  }
  const session = startSession(state, parameters, role, role.maxSessionSeconds);
  return {
    SubjectFromWebIdentityToken: text(claims, 'sub'),
    Audience: text(claims, 'aud'),
    Provider: provider?.arn,
    ...sessionContent(session, parameters),
  };
}

/** The claims of a token that is signed by a registered issuer, for a registered audience, and not expired. */
async function verifyToken(state: StsState, token: string): Promise<Claims> {
  const invalid = (message: string): AwsError => new AwsError(400, 'InvalidIdentityToken', message);
  const jwt = readJwt(token);
  if (jwt === undefined)
    throw invalid('The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)');
  const { claims } = jwt;
  const provider = state.providers.get(text(claims, 'iss'));
  if (provider === undefined)
    throw invalid(`No OpenIDConnect provider found in your account for ${text(claims, 'iss')}`);
  if (!isSignedBy(jwt, await issuerKeys(state, provider)))
    throw invalid("Couldn't retrieve verification key from your identity provider");
  const now = state.clock.now();
  const expiresAt = new Date(Number(claims['exp']) * 1000);
  if (!(expiresAt > now)) {
    const message = `Token expired: current date/time ${now.toISOString()} must be before the expiration date/time ${String(claims['exp'])}`;
    throw new AwsError(400, 'ExpiredTokenException', message);
  }
  if (Number(claims['nbf'] ?? 0) * 1000 > now.getTime() + 60_000) throw invalid('Token is not valid yet');
  if (!provider.clientIds.includes(text(claims, 'aud'))) throw invalid('Incorrect token audience');
  return claims;
}

async function issuerKeys(state: StsState, provider: OidcProvider): Promise<JsonWebKey[]> {
  try {
    const configuration = (await state.fetchJson(`${provider.url}/.well-known/openid-configuration`)) as {
      jwks_uri: string;
    };
    return ((await state.fetchJson(configuration.jwks_uri)) as { keys: JsonWebKey[] }).keys;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new AwsError(400, 'IDPCommunicationError', `Could not reach ${provider.url}: ${why}`);
  }
}

function claimContext(claims: Claims): ConditionContext {
  const issuer = issuerName(text(claims, 'iss')).toLowerCase();
  const entries = Object.entries(claims).filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value));
  return Object.fromEntries(entries.map(([name, value]) => [`${issuer}:${name.toLowerCase()}`, String(value)]));
}

function assumeRole(state: StsState, parameters: URLSearchParams, principal: Principal): XmlContent {
  const arn = required(parameters, 'RoleArn');
  const role = state.accounts.role(arn);
  const context = {
    'sts:externalid': parameters.get('ExternalId') ?? undefined,
    'sts:rolesessionname': parameters.get('RoleSessionName') ?? undefined,
    'aws:principalarn': principal.principalArn,
    'aws:principalaccount': principal.accountId,
  };
  const account = principal.accountId;
  const names = [
    '*',
    principal.arn,
    principal.principalArn,
    account,
    `arn:${state.accounts.partition}:iam::${account}:root`,
  ];
  if (role === undefined || !trusts(role, 'sts:AssumeRole', { kind: 'AWS', names }, context)) {
    const message = `User: ${principal.arn} is not authorized to perform: sts:AssumeRole on resource: ${arn}`;
    throw new AwsError(403, 'AccessDenied', message);
  }
  demand({
    principal,
    action: 'sts:AssumeRole',
    resource: arn,
    context,
    resourcePolicy: role.trustPolicy,
    resourceAccountId: role.accountId,
  });
  const isChained = principal.arn !== principal.principalArn;
  return sessionContent(
    startSession(state, parameters, role, isChained ? CHAINED_MAX_SECONDS : role.maxSessionSeconds),
    parameters,
  );
}

/** Whether a role's trust policy admits a principal that is known by any of these names. */
function trusts(
  role: Role,
  action: string,
  who: { kind: string; names: readonly string[] },
  context: ConditionContext,
): boolean {
  const statements = matching(role.trustPolicy, { action, resource: role.arn, context }).filter(({ principal }) =>
    (principal?.[who.kind] ?? []).some((name) => who.names.includes(name)),
  );
  return statements.length > 0 && statements.every(({ effect }) => effect === 'Allow');
}

function startSession(state: StsState, parameters: URLSearchParams, role: Role, maxSeconds: number): Session {
  const asked = parameters.get('DurationSeconds');
  const seconds = asked === null ? SESSION_DEFAULT_SECONDS : Number(asked);
  if (!(seconds >= SESSION_MIN_SECONDS)) {
    throw validation(
      `Value '${asked}' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900`,
    );
  }
  if (seconds > maxSeconds)
    throw validation('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.');
  const sessionName = required(parameters, 'RoleSessionName');
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw validation(`Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint: [\\w+=,.@-]{2,64}`);
  }
  const sessionPolicy = readSessionPolicy(parameters.get('Policy') ?? undefined);
  return state.accounts.startSession({ role, sessionName, sessionPolicy, seconds: state.sessionSeconds ?? seconds });
}

function readSessionPolicy(policy: string | undefined): Policy | undefined {
  if (policy === undefined) return undefined;
  if (policy.length > SESSION_POLICY_MAX_CHARS) {
    const message = `Packed size of session policy consumes ${Math.ceil((policy.length / SESSION_POLICY_MAX_CHARS) * 100)}% of allotted space.`;
    throw new AwsError(400, 'PackedPolicyTooLarge', message);
  }
  try {
    return parsePolicy(policy, 'identity');
  } catch (error) {
    throw new AwsError(400, 'MalformedPolicyDocument', error instanceof Error ? error.message : String(error));
  }
}

function sessionContent(session: Session, parameters: URLSearchParams): { [name: string]: XmlContent | undefined } {
  const policy = parameters.get('Policy');
  return {
    AssumedRoleUser: { Arn: session.principal.arn, AssumedRoleId: session.principal.userId },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: session.expiresAt,
    },
    PackedPolicySize: policy === null ? undefined : Math.ceil((policy.length / SESSION_POLICY_MAX_CHARS) * 100),
  };
}

function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null || value === '')
    throw validation(`Value null at '${name}' failed to satisfy constraint: Member must not be null`);
  return value;
}

function validation(message: string): AwsError {
  return new AwsError(400, 'ValidationError', `1 validation error detected: ${message}`);
}

function text(claims: Claims, name: string): string {
  const value = claims[name];
  return typeof value === 'string' ? value : '';
}
