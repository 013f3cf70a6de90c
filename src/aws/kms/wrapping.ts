/** Vault keys that a key of AWS KMS has wrapped: then a workflow holds no secret, and its role decides who opens them. */
import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { callKms, kmsFailed, type KmsDeps } from './client.ts';

/** What KMS encrypts at once. */
const MAX_PLAIN_BYTES = 4096;
const FIX =
  'Check that the KMS key exists in this region and is enabled, and that its policy allows this role the call with the encryption context holdfast-key.';

/** Binds a wrapped key to the vault key inside, also in CloudTrail and in policies. */
function contextOf(fingerprint: string): { readonly 'holdfast-key': string } {
  return { 'holdfast-key': fingerprint };
}

/**
 * Wraps the text of an identity file.
 * @param keyId the id, ARN or alias of a symmetric KMS key
 * @param fingerprint of the first vault key in the text
 * @returns `kms:<fingerprint>:<base64>`
 * @throws kms-failed
 */
export async function wrapKeys(deps: KmsDeps, keyId: string, fingerprint: string, text: string): Promise<string> {
  const plain = Buffer.from(text);
  if (plain.length > MAX_PLAIN_BYTES)
    throw kmsFailed('wraps at most 4,096 bytes, and there are more former keys than fit', undefined, FIX);
  const command = new EncryptCommand({ KeyId: keyId, Plaintext: plain, EncryptionContext: contextOf(fingerprint) });
  const call = { permission: 'kms:Encrypt', keyId, fix: FIX };
  const { CiphertextBlob } = await callKms(deps, call, (client, options) => client.send(command, options));
  return `kms:${fingerprint}:${Buffer.from(CiphertextBlob ?? []).toString('base64')}`;
}

/**
 * The text of the identity file that was wrapped; the caller checks that its first key has this fingerprint.
 * @throws kms-failed
 */
export async function unwrapKeys(deps: KmsDeps, fingerprint: string, wrapped: Uint8Array): Promise<string> {
  const command = new DecryptCommand({ CiphertextBlob: wrapped, EncryptionContext: contextOf(fingerprint) });
  const call = { permission: 'kms:Decrypt', fix: FIX };
  const { Plaintext } = await callKms(deps, call, (client, options) => client.send(command, options));
  return Buffer.from(Plaintext ?? []).toString('utf8');
}
