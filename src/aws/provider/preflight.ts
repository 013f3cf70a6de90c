/** Checks a bucket before a backup: settings, and a probe of conditional writes. */
import { applyBucketChecks, judgeSettings } from '../bucket/checks.ts';
import type { SettingFinding, Observation } from '../bucket/checks.ts';
import { algorithmOf } from '../bucket/encryption.ts';
import { BACKUP_SETTINGS, readSettings, type BackupSettings } from '../bucket/settings.ts';
import { isRealVersion } from '../../store/sample-object.ts';
import { providerPage } from './providers.ts';
import { allOrStop } from '../../net/retry.ts';
import type { S3Connection } from '../s3/client.ts';
import { HoldfastError } from '../../base/errors.ts';
import { PROBE_BYTES, PROBE_KEY } from '../../store/probe-object.ts';
import { diagnose } from './probe.ts';
import type { HeadResult, PutResult, Store } from '../../store/store.ts';

export interface CheckOptions {
  readonly mode: 'enforce' | 'warn' | 'off';
  /** True if nothing may be written. What only a PUT can prove is then a warning. */
  readonly isDry?: boolean;
  /** Sends one more HEAD to compare the answers of the calls with the stored probe. */
  readonly comparesProbe?: boolean;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Proves, before anything is written, that the bucket is safe for a vault. It sends five calls for its settings and one
 * PUT, all at once. If encryption is requested, a HEAD of the probe replaces one of the calls. Further requests follow
 * only if a call is not supported or an answer contradicts it. What an object shows takes precedence over what a call
 * says.
 *
 * A refused bucket keeps nothing of this run, as far as the role may delete: the probe gets a delete marker, or is gone
 * if the bucket keeps no versions.
 *
 * @throws bucket-unsafe in mode `enforce`
 */
export async function checkBucket(
  connection: S3Connection,
  store: Store,
  options: CheckOptions,
): Promise<readonly SettingFinding[]> {
  const { mode, isDry = false, comparesProbe = false, signal } = options;
  if (mode === 'off') return [];
  const { bucket, prefix, encryption, endpointUrl } = connection.settings;
  const asked = encryption === undefined || encryption.mode === 'bucket-default' ? undefined : encryption.mode;

  const [settings, probed, head] = await allOrStop(signal, (shared) =>
    Promise.all([
      readBackupSettings(connection, { signal: shared, withEncryption: asked === undefined }),
      probe(store, shared, connection),
      asked === undefined ? undefined : headProbe(store, shared),
    ]),
  );
  const isKnown = probed.put?.created === true || !comparesProbe;
  const seen = isKnown ? head : (head ?? (await headProbe(store, signal)));
  const trial: Trial = { store, isDry, signal, asked, head: seen, first: isDry ? undefined : probed.put };
  const facts = {
    bucket,
    prefix,
    encryptionRequested: asked !== undefined,
    encryption: probed.encryption ?? (await encryptionProof(trial, settings.encryption)),
    versions: await versionsProof(trial, settings.versioning),
    page: providerPage(endpointUrl),
  };
  const judged = judgeSettings(settings, facts).map((finding) => (isDry ? untried(finding, facts) : finding));
  const findings = [...judged, ...probed.findings];
  const isRefused = mode === 'enforce' && findings.some(({ severity }) => severity === 'refuse');
  if (isRefused && !isDry && probed.put?.created === true) await removeProbe(store, signal);
  applyBucketChecks(findings, mode, connection.emit, connection.settings);
  return findings;
}

/**
 * The settings with a check that can stop a backup.
 *
 * @param options.withEncryption false: the default encryption of the bucket does not matter and is not requested
 */
export async function readBackupSettings(
  connection: S3Connection,
  {
    signal,
    withEncryption = true,
  }: { readonly signal?: AbortSignal | undefined; readonly withEncryption?: boolean } = {},
): Promise<BackupSettings> {
  const first = BACKUP_SETTINGS.filter((name) => name !== 'publicGrants' && (withEncryption || name !== 'encryption'));
  const settings = { ...UNASKED, ...(await readSettings(connection, first, signal)) };
  const { openSwitches } = settings;
  // What an ACL grants to everybody is void then.
  if (openSwitches.state === 'ok' && !openSwitches.value.includes('IgnorePublicAcls'))
    return { ...settings, publicGrants: { state: 'ok', value: [] } };
  return { ...settings, ...(await readSettings(connection, ['publicGrants'], signal)) };
}

const UNASKED = { encryption: { state: 'unknown', reason: 'It was not requested.' } } as const;

/** A dry run writes nothing, so a missing proof says nothing. */
function untried(
  finding: SettingFinding,
  facts: { readonly versions?: Observation | undefined; readonly encryption?: Observation | undefined },
): SettingFinding {
  const proof = finding.check === 'versioning' ? facts.versions : facts.encryption;
  const isUntried = ['versioning', 'encryption'].includes(finding.check) && proof?.isProved === false;
  return isUntried && finding.severity === 'refuse' ? { ...finding, severity: 'warn' } : finding;
}

interface Probed {
  readonly findings: readonly SettingFinding[];
  /** The first PUT that was answered. */
  readonly put?: PutResult | undefined;
  /** The error, if the server refuses a PUT that asks for encryption. */
  readonly encryption?: Observation;
}

const CONDITIONAL = 'conditional-writes';

/**
 * Whether a PUT with `If-None-Match: *` over an existing object is refused. One request on a vault that was probed
 * before (412 is the proof), two on a new one.
 *
 * @param connection to find out which part of the PUT the server does not support
 */
async function probe(store: Store, signal?: AbortSignal, connection?: S3Connection): Promise<Probed> {
  const options = { signal };
  try {
    const put = await store.putNew(PROBE_KEY, PROBE_BYTES, options);
    const second = put.created ? await store.putNew(PROBE_KEY, PROBE_BYTES, options) : put;
    return { put, findings: [second.created ? overwrites() : REFUSES_TO_OVERWRITE] };
  } catch (error) {
    if (!(error instanceof HoldfastError) || !['not-implemented', 's3-failed'].includes(error.code)) throw error;
    const found = connection === undefined ? undefined : await diagnose(connection, signal);
    const why = error.why ?? error.message;
    if (found === undefined && error.code === 's3-failed') throw error;
    if (found === undefined || found.lacks === 'If-None-Match')
      return { put: found?.put, findings: [{ check: CONDITIONAL, ...NO_CONDITIONAL_WRITES, why }] };
    const { put, lacks } = found;
    if (lacks === 'encryption') return { put, findings: [REFUSES_TO_OVERWRITE], encryption: { isProved: false, why } };
    const message = 'The server refuses a PUT with a SHA-256 checksum (no-checksums).';
    const fix =
      'Use a server that takes x-amz-checksum-sha256: AWS S3, or a current version of Ceph RGW, MinIO and others.';
    return { put, findings: [{ check: 'checksums', severity: 'refuse', message, why, fix }] };
  }
}

export async function probeConditionalWrites(store: Store, signal?: AbortSignal): Promise<SettingFinding> {
  const { findings } = await probe(store, signal);
  return findings[0] ?? overwrites();
}

const REFUSES_TO_OVERWRITE: SettingFinding = {
  check: CONDITIONAL,
  severity: 'ok',
  message: 'The server refuses to overwrite (If-None-Match).',
};

const NO_CONDITIONAL_WRITES = {
  severity: 'refuse',
  message: 'The server does not support conditional writes (no-conditional-writes).',
  fix: 'Use a server that honours If-None-Match on PutObject: AWS S3, or a current version of Ceph RGW, MinIO and others.',
} as const;

function overwrites(): SettingFinding {
  const why = 'It accepted a PUT with If-None-Match: * over an object that exists.';
  return { check: CONDITIONAL, ...NO_CONDITIONAL_WRITES, why };
}

/** The facts that the proofs are derived from. */
interface Trial {
  readonly store: Store;
  readonly isDry: boolean;
  readonly signal: AbortSignal | undefined;
  /** The encryption that each PUT asks for. */
  readonly asked: string | undefined;
  /** The HEAD of the existing probe, if it was requested. */
  readonly head: HeadResult | undefined;
  /** The probe's first PUT; undefined in a dry run. */
  readonly first: PutResult | undefined;
}

/** undefined: nothing contradicts the answer of the call, so no proof is needed. */
async function encryptionProof(trial: Trial, reading: BackupSettings['encryption']): Promise<Observation | undefined> {
  const { store, asked, first, signal } = trial;
  const look = async (): Promise<string | undefined> => (await headProbe(store, signal))?.serverSideEncryption;
  const isClaimed = reading.state === 'ok' && algorithmOf(reading.value) !== undefined;
  if (asked === undefined && first?.created !== true && (isClaimed ? trial.head === undefined : true))
    return isClaimed ? undefined : encrypted(await look(), asked);
  // Some servers name it in the answer to a HEAD only.
  const seen =
    first?.created === true ? (first.serverSideEncryption ?? (await look())) : trial.head?.serverSideEncryption;
  const isRight = asked === undefined ? seen !== undefined : seen === asked;
  if (isRight || first?.created === true || trial.isDry) return encrypted(seen, asked);
  // The probe is older than the request or the setting, so it is written again.
  const again = await overProbe(trial);
  if ('created' in again) return encrypted(again.serverSideEncryption ?? (await look()), asked);
  if (asked === undefined) return undefined;
  return seen === undefined
    ? again
    : { isProved: true, why: `Stored objects are encrypted with ${seen}. ${again.why}` };
}

function encrypted(seen: string | undefined, asked: string | undefined): Observation {
  if (seen === undefined) return { isProved: false, why: 'No answer about a stored object names its encryption.' };
  const isProved = asked === undefined || seen === asked;
  return {
    isProved,
    why: `A stored object is encrypted with ${seen}${isProved ? '' : `, and not with ${String(asked)}`}.`,
  };
}

/**
 * Whether an object that is overwritten stays as an S3 version: tested on the probe's key if the call for the bucket's
 * versioning says nothing, or if the answer to a PUT contradicts it. Three requests.
 */
async function versionsProof(trial: Trial, reading: BackupSettings['versioning']): Promise<Observation | undefined> {
  const { store, isDry, signal } = trial;
  const first = trial.first?.created === true ? trial.first : undefined;
  const seen = first ?? trial.head;
  const isEnabled = reading.state === 'ok' && reading.value.status === 'Enabled';
  if (reading.state === 'ok' && (!isEnabled || seen === undefined || isRealVersion(seen.versionId))) return undefined;
  const before = (seen ?? (await headProbe(store, signal)))?.versionId;
  if (isDry)
    return isRealVersion(before)
      ? { isProved: true, why: 'An object of the vault has a version id.' }
      : { isProved: false, why: 'A dry run writes nothing, so this could not be tested.' };
  if (first !== undefined && !isRealVersion(before)) return NO_VERSION_ID;
  const newer = await overProbe(trial);
  if (!('created' in newer)) {
    // If nothing can be overwritten, the stored object is the only evidence.
    if (newer.isDenied && isRealVersion(before))
      return { isProved: true, why: 'A stored object has a version id, and the bucket refuses to overwrite it.' };
    // AWS says "null" for objects written before versioning was enabled; a server without versions says nothing.
    return isEnabled && newer.isDenied && before !== undefined ? undefined : newer;
  }
  const old = isRealVersion(before) ? before : newer.versionId;
  const top = isRealVersion(before) ? newer : await overProbe(trial);
  if (!('created' in top)) return top;
  if (!isRealVersion(old) || !isRealVersion(top.versionId) || old === top.versionId) return NO_VERSION_ID;
  return (await headProbe(store, signal, old)) === undefined
    ? { isProved: false, why: 'An overwritten object could no longer be read by its version id.' }
    : { isProved: true, why: 'An overwritten object stays as an S3 version.' };
}

const NO_VERSION_ID: Observation = { isProved: false, why: 'The answer to a PUT names no S3 version.' };

/** Writes one more S3 version of the probe, with the same bytes. A bucket policy may refuse it. */
async function overProbe({
  store,
  signal,
}: Trial): Promise<PutResult | (Observation & { readonly isDenied: boolean })> {
  try {
    return await store.putOver(PROBE_KEY, PROBE_BYTES, { signal });
  } catch (error) {
    if (!(error instanceof HoldfastError) || !['access-denied', 'not-implemented', 's3-failed'].includes(error.code))
      throw error;
    const isDenied = error.code === 'access-denied';
    return { isProved: false, isDenied, why: `It could not be tested: ${error.message}` };
  }
}

/** Also undefined if it may not be read: then it proves nothing. */
async function headProbe(
  store: Store,
  signal: AbortSignal | undefined,
  versionId?: string,
): Promise<HeadResult | undefined> {
  try {
    return await store.head(PROBE_KEY, { signal, ...(versionId !== undefined && { versionId }) });
  } catch (error) {
    if (error instanceof HoldfastError && error.code === 'access-denied') return undefined;
    throw error;
  }
}

/** Best effort: most roles of backups may not delete anything. */
async function removeProbe(store: Store, signal: AbortSignal | undefined): Promise<void> {
  try {
    await store.markDeleted(PROBE_KEY, { signal });
  } catch (error) {
    if (!(error instanceof HoldfastError)) throw error;
  }
}
