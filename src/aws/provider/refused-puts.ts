/** Why a server other than AWS refuses every PUT: settings of the bucket that it may interpret in another way. */
import { HoldfastError } from '../../base/errors.ts';
import { deniesAll, matchesAction, type Statement } from '../policies/evaluate.ts';
import type { S3Connection } from '../s3/client.ts';
import { isRefusedPut } from '../s3/errors.ts';
import type { Store } from '../../store/store.ts';
import { statementsOf } from '../bucket/policy-checks.ts';
import type { Reading } from '../bucket/reading.ts';
import { type BucketSettings, PUBLIC_ACCESS_SWITCHES, readSettings } from '../bucket/settings.ts';

/**
 * The same store for servers other than AWS. If a new object is refused, the error names what in the bucket may be the
 * reason: some servers refuse every PUT while BlockPublicAcls is on, others ignore the conditions of a policy, or have
 * no key for the encryption that the bucket asks for. The settings are read only then.
 */
export function explainingStore(store: Store, connection: S3Connection): Store {
  return {
    ...store,
    putNew: async (key, body, options) => {
      try {
        return await store.putNew(key, body, options);
      } catch (error) {
        if (!isRefusedPut(error)) throw error;
        throw await explained(error, connection, key, options?.signal);
      }
    },
  };
}

async function explained(
  error: HoldfastError,
  connection: S3Connection,
  key: string,
  signal: AbortSignal | undefined,
): Promise<HoldfastError> {
  const reasons = await reasonsOf(error, connection, key, signal);
  if (reasons.length === 0) return error;
  return new HoldfastError({
    code: error.code,
    message: error.message,
    why: [error.why, ...reasons.map(({ why }) => why)].join(' '),
    fix: [error.fix, ...reasons.map(({ fix }) => fix)].join(' '),
    cause: error.cause,
  });
}

interface Reason {
  readonly why: string;
  readonly fix: string;
}

/** None, if the settings cannot be read: the refusal itself counts. */
async function reasonsOf(
  { code }: HoldfastError,
  connection: S3Connection,
  key: string,
  signal?: AbortSignal,
): Promise<readonly Reason[]> {
  const { bucket, prefix } = connection.settings;
  const object = `arn:aws:s3:::${bucket}/${prefix === '' ? '' : `${prefix}/`}${key}`;
  try {
    if (code !== 'access-denied') {
      const { encryption } = await readSettings(connection, ['encryption'], signal);
      return byEncryption(connection, encryption);
    }
    const { openSwitches, policy } = await readSettings(connection, ['openSwitches', 'policy'], signal);
    return [...byAccessBlock(connection, openSwitches), ...byPolicy(policy, object)];
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof HoldfastError) return [];
    throw error;
  }
}

const LOCK = 'BlockPublicAcls';

function byAccessBlock({ settings }: S3Connection, open: Reading<readonly string[]>): readonly Reason[] {
  if (open.state !== 'ok' || open.value.includes(LOCK)) return [];
  const isOn = (name: string): boolean => name !== LOCK && !open.value.includes(name);
  const switches = PUBLIC_ACCESS_SWITCHES.map((name) => `${name}=${String(isOn(name))}`).join(',');
  return [
    {
      why: `${LOCK} of the bucket is on: some servers then refuse every PUT, and not only those with a public ACL.`,
      fix: `If that is acceptable, the owner of the bucket turns ${LOCK} off (setup weakens no setting): aws s3api put-public-access-block --bucket ${settings.bucket}${endpointFlag(settings)} --public-access-block-configuration ${switches}`,
    },
  ];
}

function byEncryption({ settings }: S3Connection, rule: BucketSettings['encryption']): readonly Reason[] {
  const algorithm = rule.state === 'ok' ? rule.value?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm : undefined;
  if (algorithm === undefined) return [];
  return [
    {
      why: `The bucket encrypts with ${algorithm} by default: a server that has no key for it refuses every PUT.`,
      fix: `Give the server a key for ${algorithm}, or remove the default encryption of the bucket: aws s3api delete-bucket-encryption --bucket ${settings.bucket}${endpointFlag(settings)}`,
    },
  ];
}

/** Statements of the policy that refuse the PUT on a server that ignores their conditions. */
function byPolicy(policy: Reading<string | undefined>, object: string): readonly Reason[] {
  const statements = statementsOf(policy);
  const refusing = statements.state === 'ok' ? statements.value.filter(refuses(object)) : [];
  if (refusing.length === 0) return [];
  const names = refusing.map(({ sid }) => sid ?? 'without a Sid').join(', ');
  return [
    {
      why: `The bucket policy denies PUTs under conditions (statement ${names}): a server that ignores conditions then refuses every PUT.`,
      fix: `On a server that ignores conditions, the owner of the bucket removes statement ${names} from its policy.`,
    },
  ];
}

function endpointFlag({ endpointUrl }: S3Connection['settings']): string {
  return endpointUrl === undefined ? '' : ` --endpoint-url ${endpointUrl}`;
}

function refuses(object: string): (statement: Statement) => boolean {
  return (statement) =>
    statement.effect === 'Deny' &&
    statement.conditions.length > 0 &&
    matchesAction(statement, 's3:PutObject') &&
    deniesAll(statement, object);
}
