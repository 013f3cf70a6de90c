import type { Accounts, Role } from './accounts.ts';
import { AwsError } from './errors.ts';
import { xmlAnswer, type Answer, type WireRequest } from './http.ts';
import { demand, type Principal } from './identity.ts';
import type { OidcProvider } from './sts.ts';
import { xmlDocument, type XmlContent } from './xml.ts';

/** The reading part of IAM: roles with their policies, and OIDC providers. */
export const IAM_VERSION = '2010-05-08';
export const IAM_NAMESPACE = `https://iam.amazonaws.com/doc/${IAM_VERSION}/`;

interface IamState {
  readonly accounts: Accounts;
  /** By URL of the issuer. */
  readonly providers: ReadonlyMap<string, OidcProvider>;
}

interface IamCall extends IamState {
  readonly parameters: URLSearchParams;
  readonly principal: Principal;
  readonly action: string;
}

type Result = { readonly [name: string]: XmlContent | undefined };

const ACTIONS: Readonly<Record<string, (call: IamCall) => Result>> = {
  GetRole: (call) => ({ Role: roleContent(roleOf(call)) }),
  ListRolePolicies: (call) => listed('PolicyNames', [...roleOf(call).inline.keys()]),
  GetRolePolicy: (call) => {
    const { name } = roleOf(call);
    const policyName = parameter(call, 'PolicyName');
    const text = roleOf(call).inline.get(policyName) ?? missing(`The role policy ${policyName}`);
    return { RoleName: name, PolicyName: policyName, PolicyDocument: encodeURIComponent(text) };
  },
  ListAttachedRolePolicies: (call) => {
    const attached = [...roleOf(call).attached.keys()];
    return listed(
      'AttachedPolicies',
      attached.map((arn) => ({ PolicyName: arn.slice(arn.lastIndexOf('/') + 1), PolicyArn: arn })),
    );
  },
  GetPolicy: (call) => {
    const { arn } = managedPolicy(call);
    return { Policy: { Arn: arn, DefaultVersionId: 'v1', AttachmentCount: 1 } };
  },
  GetPolicyVersion: (call) => {
    const { text } = managedPolicy(call);
    const versionId = parameter(call, 'VersionId');
    if (versionId !== 'v1') missing(`Policy version ${versionId}`);
    return { PolicyVersion: { Document: encodeURIComponent(text), VersionId: 'v1', IsDefaultVersion: true } };
  },
  ListOpenIDConnectProviders: (call) => {
    allowed(call, '*');
    return { OpenIDConnectProviderList: { member: [...call.providers.values()].map(({ arn }) => ({ Arn: arn })) } };
  },
  GetOpenIDConnectProvider: (call) => {
    const arn = parameter(call, 'OpenIDConnectProviderArn');
    allowed(call, arn);
    const provider = [...call.providers.values()].find((each) => each.arn === arn) ?? missing(`The provider ${arn}`);
    return { Url: provider.url.replace(/^https?:\/\//, ''), ClientIDList: { member: [...provider.clientIds] } };
  },
};

export function serveIam(state: IamState, request: WireRequest, principal: Principal | undefined): Answer {
  if (principal === undefined)
    throw new AwsError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
  const parameters = new URLSearchParams(request.body.toString());
  const action = parameters.get('Action') ?? '';
  const handle = ACTIONS[action];
  if (handle === undefined) throw new AwsError(400, 'InvalidAction', `Could not find operation ${action}`);
  const content = {
    [`${action}Result`]: handle({ ...state, parameters, principal, action }),
    ResponseMetadata: { RequestId: '00000000-0000-4000-8000-000000000000' },
  };
  return xmlAnswer(xmlDocument(`${action}Response`, IAM_NAMESPACE, content));
}

function roleOf(call: IamCall): Role {
  const name = parameter(call, 'RoleName');
  const { accountId } = call.principal;
  const role = call.accounts.roleNamed(accountId, name);
  allowed(call, role?.arn ?? `arn:${call.accounts.partition}:iam::${accountId}:role/${name}`);
  return role ?? missing(`The role with name ${name}`);
}

function managedPolicy(call: IamCall): { readonly arn: string; readonly text: string } {
  const arn = parameter(call, 'PolicyArn');
  allowed(call, arn);
  return { arn, text: call.accounts.managedPolicy(arn) ?? missing(`Policy ${arn}`) };
}

function allowed({ principal, action }: IamCall, resource: string): void {
  demand({
    principal,
    action: `iam:${action}`,
    resource,
    context: { 'aws:principalarn': principal.principalArn, 'aws:principalaccount': principal.accountId },
    resourcePolicy: undefined,
    resourceAccountId: principal.accountId,
  });
}

function roleContent({ name, arn, id, trustText, maxSessionSeconds }: Role): XmlContent {
  return {
    Path: '/',
    RoleName: name,
    RoleId: id,
    Arn: arn,
    CreateDate: new Date(0),
    AssumeRolePolicyDocument: encodeURIComponent(trustText),
    MaxSessionDuration: maxSessionSeconds,
  };
}

function listed(name: string, members: XmlContent[]): Result {
  return { [name]: { member: members }, IsTruncated: false };
}

function parameter({ parameters }: IamCall, name: string): string {
  const value = parameters.get(name);
  if (value === null) throw new AwsError(400, 'ValidationError', `1 validation error detected: ${name} is missing`);
  return value;
}

function missing(what: string): never {
  throw new AwsError(404, 'NoSuchEntity', `${what} cannot be found.`);
}
