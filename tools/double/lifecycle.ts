import { removeFrom } from './s3/objects.ts';
import type { Bucket, ObjectVersion, S3State } from './state.ts';
import { child, children, parseXml, textOf, type XmlElement } from './xml.ts';

const DAY_MS = 24 * 3600 * 1000;

/** Applies each bucket's enabled rules as of the virtual clock. Rules with a tag never match: the double keeps no tags. */
export function runLifecycle(state: S3State): void {
  for (const bucket of state.buckets.values()) {
    const document = bucket.documents.get('lifecycle');
    if (document === undefined) continue;
    const rules = children(parseXml(document), 'Rule').filter((rule) => textOf(rule, 'Status') === 'Enabled');
    for (const rule of rules) applyRule(bucket, rule, state.clock.now());
  }
}

function applyRule(bucket: Bucket, rule: XmlElement, now: Date): void {
  const filter = child(rule, 'Filter', 'And') ?? child(rule, 'Filter');
  if (child(filter, 'Tag') !== undefined) return;
  const prefix = textOf(filter, 'Prefix') ?? textOf(rule, 'Prefix') ?? '';
  const larger = Number(textOf(filter, 'ObjectSizeGreaterThan') ?? -1);
  const smaller = Number(textOf(filter, 'ObjectSizeLessThan') ?? Infinity);
  const fits = ({ body }: ObjectVersion): boolean => body.length > larger && body.length < smaller;
  for (const key of bucket.keys().filter((candidate) => candidate.startsWith(prefix))) {
    expireNoncurrent(bucket, key, rule, now, fits);
    expireCurrent(bucket, key, rule, now, fits);
    transition(bucket, key, rule, now, fits);
  }
  const abortDays = textOf(rule, 'AbortIncompleteMultipartUpload', 'DaysAfterInitiation');
  for (const upload of bucket.uploads.values()) {
    if (upload.key.startsWith(prefix) && isOlder(upload.startedAt, abortDays, now)) bucket.uploads.delete(upload.id);
  }
}

type Fits = (version: ObjectVersion) => boolean;

/** A version is noncurrent since the one above it was written. */
function expireNoncurrent(bucket: Bucket, key: string, rule: XmlElement, now: Date, fits: Fits): void {
  const days = textOf(rule, 'NoncurrentVersionExpiration', 'NoncurrentDays');
  const kept = Number(textOf(rule, 'NoncurrentVersionExpiration', 'NewerNoncurrentVersions') ?? 0);
  const versions = bucket.versions(key);
  versions.forEach((version, index) => {
    const above = versions[index - 1];
    if (above === undefined || index <= kept || !fits(version)) return;
    if (isOlder(above.lastModified, days, now)) bucket.remove(key, version.versionId);
  });
}

function expireCurrent(bucket: Bucket, key: string, rule: XmlElement, now: Date, fits: Fits): void {
  const newest = bucket.newest(key);
  if (newest === undefined) return;
  if (newest.isDeleteMarker) {
    const isAlone = bucket.versions(key).length === 1;
    if (isAlone && textOf(rule, 'Expiration', 'ExpiredObjectDeleteMarker') === 'true')
      bucket.remove(key, newest.versionId);
    return;
  }
  const date = textOf(rule, 'Expiration', 'Date');
  const isDue =
    isOlder(newest.lastModified, textOf(rule, 'Expiration', 'Days'), now) ||
    (date !== undefined && new Date(date) <= now);
  if (isDue && fits(newest)) removeFrom(bucket, key, undefined, now);
}

function transition(bucket: Bucket, key: string, rule: XmlElement, now: Date, fits: Fits): void {
  const current = bucket.current(key);
  if (current === undefined || !fits(current)) return;
  for (const step of children(rule, 'Transition')) {
    if (isOlder(current.lastModified, textOf(step, 'Days'), now))
      current.storageClass = textOf(step, 'StorageClass') ?? 'STANDARD';
  }
}

function isOlder(time: Date, days: string | undefined, now: Date): boolean {
  return days !== undefined && now.getTime() - time.getTime() >= Number(days) * DAY_MS;
}
