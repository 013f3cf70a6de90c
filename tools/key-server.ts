import { text } from 'node:stream/consumers';
import { createCipheriv, createDecipheriv, hash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';

/**
 * The few calls of HashiCorp Vault's transit engine that Ceph RGW makes for SSE-S3 and SSE-KMS, for tests:
 * `node tools/key-server.ts PORT [KMS KEY]...`. A key is made from its name, so that data outlives this process.
 * https://developer.hashicorp.com/vault/api-docs/secret/transit
 */
interface Reply {
  readonly status: number;
  readonly body?: object;
}

interface TransitRequest {
  readonly context?: string;
  readonly ciphertext?: string;
  readonly plaintext?: string;
}

const [port = '0', ...kmsKeys] = process.argv.slice(2);
const keys = new Set(kmsKeys);
const IV_BYTES = 12;
const TAG_BYTES = 16;

function manageKey(method: string, name: string, isConfig: boolean): Reply {
  if (method === 'DELETE') keys.delete(name);
  else if (!isConfig && method !== 'GET') keys.add(name);
  if (method === 'DELETE') return { status: 204 };
  if (!keys.has(name)) return { status: 404, body: { errors: [] } };
  return method === 'GET' ? { status: 200, body: { data: { name } } } : { status: 204 };
}

function encrypt(key: Buffer, plaintext: Buffer, context: Buffer): Reply {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(context);
  const sealed = Buffer.concat([iv, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  const data = { plaintext: plaintext.toString('base64'), ciphertext: `vault:v1:${sealed.toString('base64')}` };
  return { status: 200, body: { data } };
}

function decrypt(key: Buffer, ciphertext: string, context: Buffer): Reply {
  const sealed = Buffer.from(ciphertext.replace(/^vault:v1:/, ''), 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, IV_BYTES)).setAAD(context);
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    const plaintext = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return { status: 200, body: { data: { plaintext: plaintext.toString('base64') } } };
  } catch {
    return { status: 400, body: { errors: ['cipher: message authentication failed'] } };
  }
}

function serve(method: string, path: string, request: TransitRequest): Reply {
  const call = path.replace(/^\/v1\/[^/]+\//, '');
  const managed = /^keys\/([^/]+)(\/config)?$/.exec(call);
  if (managed?.[1] !== undefined) return manageKey(method, managed[1], managed[2] !== undefined);
  const [, operation, name = ''] = /^(datakey\/plaintext|encrypt|decrypt)\/([^/]+)$/.exec(call) ?? [];
  const isKnown = operation === 'decrypt' || (operation !== undefined && keys.has(name));
  if (!isKnown) return { status: 404, body: { errors: ['encryption key not found'] } };
  const key = hash('sha256', name, 'buffer');
  const context = Buffer.from(request.context ?? '');
  if (operation === 'decrypt') return decrypt(key, request.ciphertext ?? '', context);
  const plaintext = operation === 'encrypt' ? Buffer.from(request.plaintext ?? '', 'base64') : randomBytes(32);
  return encrypt(key, plaintext, context);
}

async function readJson(incoming: IncomingMessage): Promise<TransitRequest> {
  const body = await text(incoming);
  return body === '' ? {} : (JSON.parse(body) as TransitRequest);
}

const server = createServer((incoming, response) => {
  readJson(incoming)
    .then((request) => serve(incoming.method ?? '', incoming.url ?? '', request))
    .catch(() => ({ status: 400, body: { errors: ['bad request'] } }))
    .then(({ status, body }: Reply) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? '' : JSON.stringify(body));
    })
    .catch(() => response.destroy());
});
server.listen(Number(port), '127.0.0.1');
