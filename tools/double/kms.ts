import { createPrivateKey, sign } from 'node:crypto';
import { AwsError } from './errors.ts';
import type { Answer, WireRequest } from './http.ts';
import { demand, type Principal } from './identity.ts';

interface KmsState {
  /** Key ids and ARNs, by what a client may call them. */
  readonly kmsKeys: ReadonlyMap<string, string>;
  /** Policies by ARN of the key, where they are not AWS's default. */
  readonly keyPolicies: ReadonlyMap<string, string>;
  /** Private keys in PEM, of those for signing, by ARN. */
  readonly signingKeys: ReadonlyMap<string, string>;
}

export function serveKms(state: KmsState, request: WireRequest, principal: Principal | undefined): Answer {
  const operation = request.headers['x-amz-target']?.replace('TrentService.', '');
  const body = JSON.parse(request.body.toString()) as KmsBody;
  if (operation === 'Encrypt') return encrypt(state, body, principal);
  if (operation === 'Decrypt') return decrypt(state, body, principal);
  if (operation === 'Sign') return signText(state, body, principal);
  if (operation !== 'GetKeyPolicy')
    throw new AwsError(400, 'UnknownOperationException', `The double does not serve ${String(operation)}.`);
  const { KeyId = '' } = body;
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

interface KmsBody {
  readonly KeyId?: string;
  /** Base64. */
  readonly Plaintext?: string;
  readonly CiphertextBlob?: string;
  readonly EncryptionContext?: Readonly<Record<string, string>>;
  readonly Message?: string;
  readonly SigningAlgorithm?: string;
}

/** Of the answers to wrong keys, those of AWS: https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html */
function signText({ kmsKeys, signingKeys }: KmsState, body: KmsBody, principal: Principal | undefined): Answer {
  const { KeyId = '', Message = '', SigningAlgorithm = '' } = body;
  const arn = kmsKeys.get(KeyId);
  if (arn === undefined) throw new AwsError(400, 'NotFoundException', `Key '${KeyId}' does not exist`);
  const alias = /(alias\/.*)$/.exec(KeyId)?.[1];
  demand({
    ...{ principal, action: 'kms:Sign', resource: arn, resourcePolicy: undefined },
    resourceAccountId: arn.split(':')[4] ?? '',
    context: {
      'aws:principalarn': principal?.principalArn,
      'kms:signingalgorithm': SigningAlgorithm,
      ...(alias !== undefined && { 'kms:requestalias': alias }),
    },
  });
  const pem = signingKeys.get(arn);
  if (pem === undefined)
    throw new AwsError(
      400,
      'InvalidKeyUsageException',
      `${arn} key usage is ENCRYPT_DECRYPT which is not valid for Sign.`,
    );
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'rsa' || SigningAlgorithm !== 'RSASSA_PKCS1_V1_5_SHA_256')
    throw new AwsError(
      400,
      'InvalidKeyUsageException',
      `Algorithm ${SigningAlgorithm} and key spec ECC_NIST_P256 are incompatible with each other.`,
    );
  const signature = sign('sha256', Buffer.from(Message, 'base64'), key);
  return jsonAnswer(200, { KeyId: arn, Signature: signature.toString('base64'), SigningAlgorithm });
}

/** The double hides nothing: its ciphertext is JSON. */
function encrypt({ kmsKeys }: KmsState, body: KmsBody, principal: Principal | undefined): Answer {
  const { KeyId = '', Plaintext, EncryptionContext = {} } = body;
  const arn = kmsKeys.get(KeyId);
  if (arn === undefined) throw new AwsError(400, 'NotFoundException', `Key '${KeyId}' does not exist`);
  demandUse('kms:Encrypt', arn, EncryptionContext, principal);
  const ciphertext = Buffer.from(JSON.stringify({ arn, Plaintext, EncryptionContext }));
  return jsonAnswer(200, { KeyId: arn, CiphertextBlob: ciphertext.toString('base64') });
}

function decrypt(_: KmsState, body: KmsBody, principal: Principal | undefined): Answer {
  const { CiphertextBlob = '', EncryptionContext = {} } = body;
  const sealed = parseCiphertext(CiphertextBlob);
  if (sealed === undefined || JSON.stringify(sealed.EncryptionContext) !== JSON.stringify(EncryptionContext))
    throw new AwsError(400, 'InvalidCiphertextException', '');
  demandUse('kms:Decrypt', sealed.arn, EncryptionContext, principal);
  return jsonAnswer(200, { KeyId: sealed.arn, Plaintext: sealed.Plaintext });
}

function parseCiphertext(base64: string): (KmsBody & { readonly arn: string }) | undefined {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString()) as KmsBody & { readonly arn: string };
  } catch {
    return undefined;
  }
}

function demandUse(
  action: string,
  arn: string,
  encryptionContext: Readonly<Record<string, string>>,
  principal: Principal | undefined,
): void {
  const named = Object.entries(encryptionContext).map(([name, value]) => [`kms:encryptioncontext:${name}`, value]);
  demand({
    ...{ principal, action, resource: arn, resourcePolicy: undefined, resourceAccountId: arn.split(':')[4] ?? '' },
    context: { 'aws:principalarn': principal?.principalArn, ...(Object.fromEntries(named) as Record<string, string>) },
  });
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
