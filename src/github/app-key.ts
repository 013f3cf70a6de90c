/** A private RSA key as people paste it into a secret: what it says, or why it cannot be used. */
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { messageOf } from '../base/errors.ts';

/** `pem`: PKCS#8. `wrong`: a short clause, which never holds any of the key. */
type RsaKey = { readonly pem: string } | { readonly wrong: string };

const LEAST_BITS = 2048;
const BEGIN = '-----BEGIN ';

/**
 * PKCS#1 (as GitHub hands keys out) and PKCS#8, with real or escaped line ends or none at all, or the whole file in base64.
 */
export function readRsaKey(text: string): RsaKey {
  const unescaped = text.trim().replaceAll(/\\r|\\n/g, '\n');
  const [, label, body = ''] = /-----BEGIN ([A-Z0-9 ]+)-----(?:(.*?)-----END \1-----)?/s.exec(decoded(unescaped)) ?? [];
  const wrong =
    label === undefined ? 'it is no key in PEM form: -----BEGIN RSA PRIVATE KEY-----' : wrongLabel(label, body);
  if (wrong !== undefined || label === undefined) return { wrong: wrong ?? '' };
  const lines = body.replaceAll(/\s/g, '').match(/.{1,64}/g) ?? [];
  return checked([`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n'));
}

/** The text itself, or what it holds in base64. */
function decoded(text: string): string {
  if (text.includes(BEGIN)) return text;
  const plain = Buffer.from(text.replaceAll(/\s/g, ''), 'base64').toString('latin1');
  return plain.includes(BEGIN) ? plain : text;
}

function wrongLabel(label: string, body: string): string | undefined {
  if (label.includes('ENCRYPTED') || body.includes('ENCRYPTED')) {
    return 'it is encrypted with a passphrase: give it without one (openssl rsa -in KEY.pem)';
  }
  if (label.endsWith('PUBLIC KEY'))
    return 'it is a public key: GitHub has that one, and the private one is in the file that was downloaded';
  if (label === 'CERTIFICATE') return 'it is a certificate and not a private key';
  if (label === 'EC PRIVATE KEY') return 'it is an EC key: Apps have RSA keys';
  if (label === 'OPENSSH PRIVATE KEY') return 'it is a key of OpenSSH: give the .pem file that GitHub made';
  if (label !== 'RSA PRIVATE KEY' && label !== 'PRIVATE KEY')
    return `it is a ${label.toLowerCase()} and not a private RSA key`;
  return body.trim() === '' ? 'it ends after its first line: give the whole file' : undefined;
}

function checked(pem: string): RsaKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch (error) {
    return { wrong: `it is damaged, or not whole (${messageOf(error)})` };
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = key;
  if (type !== 'rsa') return { wrong: `it is a key of the kind ${String(type)}: Apps have RSA keys` };
  const bits = details?.modulusLength ?? 0;
  if (bits < LEAST_BITS) return { wrong: `it has ${String(bits)} bits, and at least ${String(LEAST_BITS)} are needed` };
  return { pem: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
}
