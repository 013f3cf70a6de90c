/** Signatures by a key that never leaves AWS KMS. */
import { SignCommand } from '@aws-sdk/client-kms';
import { callKms, type KmsDeps } from './client.ts';

const ALGORITHM = 'RSASSA_PKCS1_V1_5_SHA_256';

/**
 * RSASSA-PKCS1-v1_5 with SHA-256 over the text.
 * @param keyId the id, ARN or alias of an RSA key for signing
 * @param text at most 4,096 bytes
 * @throws kms-failed
 */
export async function signByKms(deps: KmsDeps, keyId: string, text: Uint8Array): Promise<Uint8Array> {
  const command = new SignCommand({ KeyId: keyId, Message: text, MessageType: 'RAW', SigningAlgorithm: ALGORITHM });
  const call = {
    permission: 'kms:Sign',
    keyId,
    fix: "Check that the key exists in this region and is enabled, that it is an RSA key with the usage SIGN_VERIFY (the App's private key, imported), and that this role is allowed kms:Sign on it.",
  };
  const { Signature } = await callKms(deps, call, (client, options) => client.send(command, options));
  return Signature ?? new Uint8Array();
}
