/** Under which KMS keys the newest objects lie: whoever owns the account of a key can make them unreadable. */
import { mapBounded } from '../../base/async.ts';
import type { ErrorCode } from '../../base/error-codes.ts';
import { HoldfastError } from '../../base/errors.ts';
import { counted } from '../../base/text.ts';
import type { Store } from '../../store/store.ts';
import type { BucketSettings } from '../bucket/settings.ts';
import { ownerOf } from '../policies/evaluate.ts';
import type { AuditedVault } from '../bucket/setting.ts';
import { failed, type Finding, passed, unknown } from './finding.ts';

/** The KMS keys of some objects. An object whose key S3 does not tell never counts as good. */
export interface KeySample {
  /** Without a key: S3's own keys, or no encryption. */
  readonly seen: readonly { readonly key: string; readonly kmsKeyId: string | undefined }[];
  readonly unseen: readonly { readonly key: string; readonly error: HoldfastError }[];
}

const IN_FLIGHT = 16;
const SHOWN = 10;
/** S3 answers 400 for an object whose key came with the request that wrote it (SSE-C). */
const NOT_TOLD: readonly ErrorCode[] = ['access-denied', 'kms-failed', 's3-failed', 'not-implemented'];

/** One HEAD an object. Objects that are gone meanwhile are left out. */
export async function sampleKeys(
  store: Pick<Store, 'head'>,
  keys: readonly string[],
  signal: AbortSignal,
): Promise<KeySample> {
  const seen: KeySample['seen'][number][] = [];
  const unseen: KeySample['unseen'][number][] = [];
  await mapBounded(keys, IN_FLIGHT, async (key) => {
    try {
      const head = await store.head(key, { withoutChecksum: true, signal });
      if (head !== undefined) seen.push({ key, kmsKeyId: head.kmsKeyId });
    } catch (error) {
      if (!(error instanceof HoldfastError) || !NOT_TOLD.includes(error.code)) throw error;
      unseen.push({ key, error });
    }
  });
  return { seen, unseen };
}

/**
 * @param total how many objects there are that the sample was taken of
 * @param encryption the bucket's default: a key that it names may belong to another account on purpose
 */
export function checkObjectKeys(
  { seen, unseen }: KeySample,
  total: number,
  encryption: BucketSettings['encryption'],
  place: Pick<AuditedVault, 'bucket' | 'accountId'>,
): Finding {
  const [check, { bucket }] = ['attack-foreign-keys', place] as const;
  const rule = encryption.state === 'ok' ? encryption.value?.ApplyServerSideEncryptionByDefault : undefined;
  const ofBucket = rule?.KMSMasterKeyID;
  const own = [place.accountId, ofBucket === undefined ? undefined : ownerOf(ofBucket)].filter(Boolean);
  const under = seen.flatMap(({ key, kmsKeyId }) =>
    kmsKeyId === undefined || kmsKeyId === ofBucket ? [] : [{ key, kmsKeyId, owner: ownerOf(kmsKeyId) }],
  );
  const shown = (of: typeof under): string[] => [
    ...of.slice(0, SHOWN).map(({ key, kmsKeyId }) => `${key}: under ${kmsKeyId}`),
    ...(of.length > SHOWN ? [`and ${String(of.length - SHOWN)} more`] : []),
  ];
  const checked = `${String(seen.length)} of ${counted(total, 'snapshot, pack and part', 'snapshots, packs and parts')}, the newest of each kind`;
  const foreign = own.length === 0 ? [] : under.filter(({ owner }) => owner !== undefined && !own.includes(owner));
  if (foreign.length > 0)
    return failed(check, bucket, 'Objects of the vault lie under KMS keys of other accounts.', {
      evidence: [...shown(foreign), `checked: ${checked}`],
      fix: 'Find out in CloudTrail who wrote them, and put these snapshots into quarantine (mode mark). Then run setup: its bucket policy refuses keys of other accounts.',
    });
  const [first] = unseen;
  if (first !== undefined) {
    const why = `S3 does not tell the key of ${String(unseen.length)} (${first.key}: ${first.error.message})`;
    return unknown(check, bucket, why, first.error.code === 'access-denied' ? 's3:GetObject' : undefined);
  }
  const unplaced = under.filter(({ owner }) => own.length === 0 || owner === undefined);
  if (unplaced.length > 0)
    return unknown(check, bucket, `The owners of these keys are not known: ${shown(unplaced).join('; ')}`);
  return passed(check, bucket, `No object lies under a KMS key of another account; checked: ${checked}.`);
}
