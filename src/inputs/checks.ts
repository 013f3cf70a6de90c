/** Checks of single values. Each answers with what is wrong (a short clause), or undefined. */
import { LIMITS } from '../base/limits.ts';

type Check = (text: string) => string | undefined;

function matches(pattern: RegExp, wrong: string): Check {
  return (text) => (pattern.test(text) ? undefined : wrong);
}

const SEGMENT = /^[A-Za-z0-9._-]+$/;

/** Rules: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export function bucketName(text: string): string | undefined {
  const place = placeIn(text);
  if (place !== undefined) return place;
  if (text.includes('/')) return 'it has a slash: give the name of the bucket, and what comes after it as prefix';
  if (text.length < 3 || text.length > 63) return `it has ${text.length} characters`;
  if (!/^[a-z0-9.-]+$/.test(text)) return 'it has other characters';
  if (!/^[a-z0-9].*[a-z0-9]$/.test(text)) return 'it must begin and end with a letter or digit';
  if (text.includes('..')) return 'it has two dots in a row';
  if (/^\d+\.\d+\.\d+\.\d+$/.test(text)) return 'it looks like an IP address';
  const reserved = /^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.exec(text);
  if (reserved) return `S3 reserves names with "${reserved[0]}"`;
  return undefined;
}

/** Recognises other ways to write a bucket and says what to give instead; undefined for anything else. */
function placeIn(text: string): string | undefined {
  const arn = /^arn:[^:]*:s3:::([^/]+)(?:\/(.*))?$/.exec(text);
  if (arn) return insteadOf('an ARN', arn[1], arn[2]);
  if (text.startsWith('arn:')) return 'access points and other ARNs are not supported: give the name of the bucket';
  const url = /^s3:\/\/([^/]+)(?:\/(.*))?$/.exec(text);
  if (url) return insteadOf('a URL', url[1], url[2]);
  const [, rest = text] = /^https?:\/\/(.*)$/.exec(text) ?? [];
  const host = /^(.+)\.s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?(?:\/(.*))?$/.exec(rest);
  if (host) return insteadOf('the host name of a bucket', host[1], host[2]);
  const path = /^s3(?:[.-][a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?\/([^/]+)(?:\/(.*))?$/.exec(rest);
  if (path) return insteadOf('a URL', path[1], path[2]);
  return rest === text ? undefined : 'it is a URL: give the name of the bucket, and the server as endpoint-url';
}

function insteadOf(what: string, bucket = '', rest = ''): string {
  const below = rest.replace(/\/+$/, '');
  return `it is ${what}: give ${bucket} as bucket${below === '' ? '' : `, and ${below} as prefix`}`;
}

export function prefix(text: string): string | undefined {
  if (text.startsWith('/') || text.endsWith('/')) return 'it has a slash at an end';
  // Half of what a key may have: the rest is for the series, the kind, the time and the hash.
  if (text.length > LIMITS.keyMaxBytes / 2) return `it has more than ${LIMITS.keyMaxBytes / 2} characters`;
  return badSegment(text);
}

export function seriesName(text: string): string | undefined {
  if (text.length > LIMITS.seriesMaxChars) return `it has ${text.length} characters`;
  return badSegment(text);
}

function badSegment(text: string): string | undefined {
  for (const segment of text.split('/')) {
    if (segment === '') return 'it has an empty segment';
    if (segment === '.' || segment === '..') return `it has a segment ${segment}`;
    if (!SEGMENT.test(segment)) return 'it has other characters';
  }
  return undefined;
}

export const label = matches(/^[A-Za-z0-9._/-]{1,100}$/, 'it is too long or has other characters');

export const snapshotId = matches(/^\d{8}T\d{6}Z-[0-9a-f]{32}$/, 'it is not the id of a snapshot');

export function timeZone(text: string): string | undefined {
  // The default: every command checks it, and the tables of zones take longer to load than all else here.
  if (text === 'UTC') return undefined;
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return undefined;
  } catch {
    return 'there is no such time zone';
  }
}

/** With its zone: the same text is the same time everywhere. */
export function time(text: string): string | undefined {
  const isIso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text);
  return isIso && !Number.isNaN(Date.parse(text)) ? undefined : 'it is not a time with its zone';
}

export function fileName(text: string): string | undefined {
  return /[/\\]/.test(text) || text === '.' || text === '..' ? 'it is not the name of a file' : undefined;
}

export const runId = matches(/^(?:current|all|[1-9]\d{0,14})$/, 'it is not the id of a run');

export const region = matches(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, 'it is not the name of a region');

/** Any partition; the account may be empty, as on servers that have none in their ARNs. */
export const roleArn = matches(
  /^arn:[a-z][a-z0-9-]*:iam::(?:[^:/]*):role\/[\w+=,.@/-]+$/,
  'it is not the ARN of a role',
);

export const roleSessionName = matches(/^[\w+=,.@-]{2,64}$/, 'it is too short, too long or has other characters');

export const accountId = matches(/^\d{12}$/, 'it is not 12 digits');

export const workflowRef = matches(
  /^[\w-]+\/[\w.-]+\/\.github\/workflows\/[\w./-]+\.ya?ml@(?:refs\/(?:heads|tags)\/[\w./-]+|[0-9a-f]{40})$/,
  'it does not name one workflow file at one ref',
);

export const kmsKey = matches(/^(?:arn:[a-z][a-z0-9-]*:kms:[^:]*:[^:]*:(?:key|alias)\/)?[\w/-]+$/, 'it is not a key');

export function httpUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(`https://${text}`))
    return `it has no https:// before it (or http://): https://${text}`;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'it is not an http or https URL';
  if (url.username !== '' || url.password !== '') return 'it contains credentials, which have inputs of their own';
  if (url.search !== '' || url.hash !== '') return 'it has a query or fragment';
  return undefined;
}

/** The whole address is a secret, so what is wrong with it is said without a part of it. */
export function receiverUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return 'it is not an http or https URL';
  if (url.username !== '' || url.password !== '') return 'it contains a user or password, which is not sent';
  return undefined;
}

/** The git source checks more; this refuses only what can never be right. */
export function repository(text: string): string | undefined {
  if (text.startsWith('-')) return 'it begins with a hyphen';
  // A URL with a password would end up in logs and in the series' definition.
  const url = URL.parse(text);
  if (url && (url.username !== '' || url.password !== '')) return 'it holds credentials: use github-token';
  return undefined;
}

/** The number, or the client id that newer Apps go by. */
export const githubAppId = matches(/^(?:[1-9]\d{0,14}|Iv[A-Za-z0-9.]{8,60})$/, 'it is not the id of an App');

export const organization = matches(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'it is not the name of an organisation');

/** Part of a repository; which kinds of metadata there are is known to who reads them. */
export const partName = matches(/^!?[a-z]+(-[a-z]+)*$/, 'it is not the name of a part');

/** Without the owner; `*` stands for any text. */
export function repositoryPattern(text: string): string | undefined {
  if (text.includes('/')) return 'it names the owner too: give the name alone';
  return /^!?[A-Za-z0-9._*-]+$/.test(text) ? undefined : 'it has other characters than the name of a repository';
}

/** https://docs.github.com/en/rest/repos/repos#replace-all-repository-topics */
export const topic = matches(/^!?[A-Za-z0-9][A-Za-z0-9-]{0,49}$/, 'it is not a topic');

export const visibility = matches(/^(?:public|private|internal)$/, 'no repository is visible so');

export const property = matches(/^!?[^=!\s][^=]*=.+$/, 'it is not of the form NAME=VALUE');
