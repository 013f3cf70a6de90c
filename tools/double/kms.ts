import { AwsError } from './errors.ts';
import type { Answer, WireRequest } from './http.ts';
import { demand, type Principal } from './identity.ts';

/** The one call of KMS that is served: the policy of a key. */
interface KmsState {
  /** Key ids and ARNs, by what a client may call them. */
  readonly kmsKeys: ReadonlyMap<string, string>;
  /** Policies by ARN of the key, where they are not AWS's default. */
  readonly keyPolicies: ReadonlyMap<string, string>;
}

export function serveKms(state: KmsState, request: WireRequest, principal: Principal | undefined): Answer {
  const operation = request.headers['x-amz-target']?.replace('TrentService.', '');
  if (operation !== 'GetKeyPolicy')
    throw new AwsError(400, 'UnknownOperationException', `The double does not serve ${String(operation)}.`);
  const { KeyId } = JSON.parse(request.body.toString()) as { readonly KeyId: string };
  const arn = state.kmsKeys.get(KeyId);
  if (arn === undefined) throw new AwsError(400, 'NotFoundException', `Key '${KeyId}' does not exist`);
  const accountId = arn.split(':')[4] ?? '';
  demand({
    principal,
    action: 'kms:GetKeyPolicy',
    resource: arn,
    context: { 'aws:principalarn': principal?.principalArn },
    resourcePolicy: undefined,
    resourceAccountId: accountId,
  });
  const policy = state.keyPolicies.get(arn) ?? defaultPolicy(arn, accountId);
  return jsonAnswer(200, { Policy: policy, PolicyName: 'default' });
}

/** As AWS writes it for a new key: the account's IAM policies decide. */
function defaultPolicy(arn: string, accountId: string): string {
  const principal = { AWS: `arn:${arn.split(':')[1] ?? 'aws'}:iam::${accountId}:root` };
  const statement = { Effect: 'Allow', Principal: principal, Action: 'kms:*', Resource: '*' };
  return JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
}

export function kmsError(error: AwsError): Answer {
  const code = error.code === 'AccessDenied' ? 'AccessDeniedException' : error.code;
  return jsonAnswer(400, { __type: code, message: error.message });
}

function jsonAnswer(status: number, body: object): Answer {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: JSON.stringify(body) };
}
