import { OAuth2Issuer, OAuth2Server } from 'oauth2-mock-server';
import { signedHeaders } from './double/sigv4.ts';
import { parseXml, textOf } from './double/xml.ts';

/**
 * Roles and OIDC providers on a server that speaks AWS's IAM (Ceph RGW does), and a real issuer for them. For integration
 * tests: the double has an interface of its own for this.
 */
export interface IamServer {
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface RoleSpec {
  readonly name: string;
  readonly trustPolicy: object;
  readonly policies: readonly object[];
}

/** IAM wants one; RGW compares it with the issuer's certificate only where the issuer has one. */
const THUMBPRINT = '0'.repeat(40);

/** Gives the provider's ARN, for trust policies. */
export async function createOidcProvider(
  server: IamServer,
  url: string,
  clientIds: readonly string[],
): Promise<string> {
  const members = Object.fromEntries(clientIds.map((id, index) => [`ClientIDList.member.${index + 1}`, id]));
  const parameters = { Url: url, ...members, 'ThumbprintList.member.1': THUMBPRINT };
  return resultOf(await callIam(server, 'CreateOpenIDConnectProvider', parameters), 'OpenIDConnectProviderArn');
}

export async function deleteOidcProvider(server: IamServer, arn: string): Promise<void> {
  await callIam(server, 'DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn: arn });
}

/** Gives the role's ARN, which on RGW carries no account id. */
export async function createRole(server: IamServer, role: RoleSpec): Promise<string> {
  const trust = { RoleName: role.name, AssumeRolePolicyDocument: JSON.stringify(role.trustPolicy) };
  const created = await callIam(server, 'CreateRole', trust);
  for (const [index, policy] of role.policies.entries()) {
    const parameters = { RoleName: role.name, PolicyName: `policy-${index}`, PolicyDocument: JSON.stringify(policy) };
    await callIam(server, 'PutRolePolicy', parameters);
  }
  return resultOf(created, 'Arn');
}

export async function deleteRole(server: IamServer, role: RoleSpec): Promise<void> {
  for (const index of role.policies.keys()) {
    await callIam(server, 'DeleteRolePolicy', { RoleName: role.name, PolicyName: `policy-${index}` });
  }
  await callIam(server, 'DeleteRole', { RoleName: role.name });
}

/** A trust policy for tokens of one issuer, with this audience and subject. */
export function trustPolicy(providerArn: string, issuerUrl: string, audience: string, subject: string): object {
  const issuer = issuerUrl.replace(/^https?:\/\//, '');
  const Condition = { StringEquals: { [`${issuer}:aud`]: audience, [`${issuer}:sub`]: subject } };
  const Principal = { Federated: [providerArn] };
  return {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal, Action: ['sts:AssumeRoleWithWebIdentity'], Condition }],
  };
}

async function callIam(
  server: IamServer,
  action: string,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const body = new URLSearchParams({ Action: action, Version: '2010-05-08', ...parameters }).toString();
  const url = new URL(server.endpoint);
  const headers = signedHeaders(
    {
      method: 'POST',
      rawPath: '/',
      rawQuery: '',
      query: new URLSearchParams(),
      headers: { host: url.host, 'content-type': 'application/x-www-form-urlencoded' },
      body: Buffer.from(body),
      secure: url.protocol === 'https:',
    },
    server,
    { region: server.region, service: 'iam' },
    new Date(),
  );
  const answer = await fetch(url, { method: 'POST', headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${action} on ${server.endpoint} failed with ${answer.status}: ${text}`);
  return text;
}

/** Text of the first element of this name, wherever the server puts it. */
function resultOf(xml: string, name: string): string {
  const text = new RegExp(`<${name}>[^<]*</${name}>`).exec(xml)?.[0];
  const value = text === undefined ? undefined : textOf(parseXml(text));
  if (value === undefined) throw new Error(`no ${name} in the answer: ${xml}`);
  return value;
}

export interface MockIssuer {
  readonly url: string;
  /** A token that lasts an hour; claims override those of a job on the main branch of acme/app. */
  token(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  /** The same claims, signed with a key that is not the issuer's. */
  forgedToken(claims?: Readonly<Record<string, unknown>>): Promise<string>;
  close(): Promise<void>;
}

/** A real OIDC issuer on this machine, with discovery document and key set. */
export async function startMockIssuer(port = 0): Promise<MockIssuer> {
  const server = new OAuth2Server();
  await server.issuer.keys.generate('RS256');
  await server.start(port, '127.0.0.1');
  const url = `http://127.0.0.1:${server.address().port}`;
  server.issuer.url = url;
  const forger = new OAuth2Issuer();
  forger.url = url;
  await forger.keys.generate('RS256');
  const build = (issuer: OAuth2Issuer, claims: Readonly<Record<string, unknown>>): Promise<string> =>
    issuer.buildToken({
      expiresIn: 3600,
      scopesOrTransform: (_header, payload) => {
        const job = { aud: 'sts.amazonaws.com', sub: 'repo:acme/app:ref:refs/heads/main' };
        Object.assign(payload, job, { repository: 'acme/app', ref: 'refs/heads/main' }, claims);
      },
    });
  return {
    url,
    token: (claims = {}) => build(server.issuer, claims),
    forgedToken: (claims = {}) => build(forger, claims),
    close: () => server.stop(),
  };
}
