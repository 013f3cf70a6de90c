/** The text of a leg, which a job of the matrix passes on: written by the plan, and parsed here as hostile. */
import { hash } from 'node:crypto';
import * as v from 'valibot';
import { HoldfastError } from '../base/errors.ts';
import { isSeries } from '../vault/format/keys.ts';
import type { PlannedLeg } from './plan.ts';
import { defaultSeries, isAccountName, isRepositoryName } from './series.ts';

export interface Leg {
  /** `fingerprintOf` the vault that it was planned for. */
  readonly vault: string;
  readonly account: string;
  /** From 1 on. */
  readonly leg: number;
  readonly of: number;
  /** Its share of the requests to GitHub; undefined: no limit is known. */
  readonly requests: number | undefined;
  readonly queue: readonly QueueEntry[];
}

export interface QueueEntry {
  readonly id: number;
  /** Without the owner. */
  readonly name: string;
  readonly series: string;
  readonly base?: string | undefined;
  /** See `pushSeen`. */
  readonly pushed?: number | undefined;
}

const FORMAT = 'holdfast-fleet-leg/1';
/** Linux hands a program at most 128 KiB in one variable, and the runner passes the text in `INPUT_LEG`. */
export const LEG_MAX_BYTES = 100_000;
/** https://docs.github.com/en/actions/reference/limits#existing-system-limits */
const MATRIX_MAX_JOBS = 256;
/** GitHub counts an output as UTF-16, up to 1 MB. */
const MATRIX_MAX_CHARS = 2 ** 19;

interface VaultPlace {
  readonly bucket: string;
  readonly prefix: string;
  /** undefined: AWS. */
  readonly endpointUrl: string | undefined;
}

/** Tells vaults apart, so that a plan is not carried out in another one. */
export function fingerprintOf({ bucket, prefix, endpointUrl }: VaultPlace): string {
  return hash('sha256', JSON.stringify([endpointUrl?.replace(/\/+$/, '') ?? '', bucket, prefix])).slice(0, 16);
}

export function writeLeg({ vault, account, leg, of, requests, queue }: Leg): string {
  const entries = queue.map(({ id, name, series, base, pushed }) => ({
    id,
    name,
    ...(series === defaultSeries(account, name) ? {} : { series }),
    ...(base === undefined ? {} : { base }),
    ...(pushed === undefined ? {} : { pushed }),
  }));
  return JSON.stringify({ format: FORMAT, vault, account, leg, of, requests, queue: entries });
}

/**
 * The texts of all legs.
 *
 * @throws matrix-too-large
 */
export function writeMatrix(
  { vault, account }: Pick<Leg, 'vault' | 'account'>,
  legs: readonly PlannedLeg[],
): { readonly matrix: string; readonly legs: readonly string[] } {
  const texts = legs.map(({ queue, requests }, index) =>
    writeLeg({ vault, account, leg: index + 1, of: legs.length, requests, queue }),
  );
  const include = texts.map((plan, index) => ({ leg: index + 1, of: texts.length, plan }));
  const matrix = JSON.stringify({ include });
  const longest = Math.max(0, ...texts.map((text) => Buffer.byteLength(text)));
  if (longest >= LEG_MAX_BYTES) throw legTooLong(texts, longest);
  if (matrix.length > MATRIX_MAX_CHARS || texts.length > MATRIX_MAX_JOBS) throw matrixTooLarge(matrix, texts.length);
  return { matrix, legs: texts };
}

/** How many legs it takes at least, for texts of this many bytes together. */
export function legsForBytes(totalBytes: number): number {
  // Queues differ in length, and each text has a head.
  return Math.ceil(totalBytes / (LEG_MAX_BYTES * 0.8));
}

function legTooLong(texts: readonly string[], longest: number): HoldfastError {
  const needed = legsForBytes(texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)) + 1;
  const isPossible = needed <= MATRIX_MAX_JOBS;
  return new HoldfastError({
    code: 'matrix-too-large',
    message: `The plan does not fit: the text of a leg would have ${longest.toLocaleString('en')} bytes, and ${LEG_MAX_BYTES.toLocaleString('en')} is the most that a job can be handed.`,
    why: `${String(texts.length)} legs are too few for so many repositories.`,
    fix: isPossible
      ? `Set legs to ${String(needed)} or more.`
      : 'Divide the repositories among several workflows: one for each group of names, with the input repositories.',
  });
}

function matrixTooLarge(matrix: string, legs: number): HoldfastError {
  return new HoldfastError({
    code: 'matrix-too-large',
    message: `The plan does not fit into the output of a job: it has ${String(legs)} legs and ${matrix.length.toLocaleString('en')} characters, and GitHub takes ${String(MATRIX_MAX_JOBS)} jobs and ${MATRIX_MAX_CHARS.toLocaleString('en')} characters.`,
    fix: 'Divide the repositories among several workflows: one for each group of names, with the input repositories.',
  });
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));
const job = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MATRIX_MAX_JOBS));
const series = v.pipe(v.string(), v.check(isSeries, 'not a series'));

const schema = v.pipe(
  v.object({
    format: v.literal(FORMAT),
    vault: v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/)),
    account: v.pipe(v.string(), v.check(isAccountName, 'not the name of an account')),
    leg: job,
    of: job,
    requests: v.optional(count),
    queue: v.array(
      v.object({
        id,
        name: v.pipe(v.string(), v.check(isRepositoryName, 'not the name of a repository')),
        series: v.optional(series),
        base: v.optional(series),
        pushed: v.optional(count),
      }),
    ),
  }),
  v.check(({ leg, of }) => leg <= of, 'its number is larger than how many there are'),
  v.check(({ queue }) => new Set(queue.map((each) => each.id)).size === queue.length, 'a repository is in it twice'),
);

/** @throws bad-leg */
export function parseLeg(text: string): Leg {
  if (Buffer.byteLength(text) > LEG_MAX_BYTES) throw badLeg('it is too long');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw badLeg('it is not JSON');
  }
  const { success, output, issues } = v.safeParse(schema, json);
  if (!success) throw badLeg(`${v.getDotPath(issues[0]) ?? 'it'}: ${issues[0].message}`);
  const { vault, account, leg, of, requests, queue } = output;
  const entries = queue.map((each) => ({ ...each, series: each.series ?? defaultSeries(account, each.name) }));
  const names = entries.map((each) => each.series);
  if (new Set(names).size < names.length) throw badLeg('two of its repositories share a series');
  return { vault, account, leg, of, requests, queue: entries };
}

function badLeg(wrong: string): HoldfastError {
  return new HoldfastError({
    code: 'bad-leg',
    message: `leg: this is not the plan of a leg: ${wrong}.`,
    why: 'A leg backs up what the plan of its night gave it.',
    fix: 'Pass it on as it is: `leg: ${{ matrix.plan }}` in a job with `strategy: matrix: ${{ fromJSON(needs.plan.outputs.matrix) }}`.',
  });
}

/** @throws plan-of-another-vault */
export function checkVault(leg: Leg, place: VaultPlace): void {
  if (leg.vault === fingerprintOf(place)) return;
  throw new HoldfastError({
    code: 'plan-of-another-vault',
    message: `leg: it was planned for another vault than s3://${place.bucket}${place.prefix === '' ? '' : `/${place.prefix}`}.`,
    why: 'Bucket, prefix and endpoint-url have to be the same in the plan and in its legs: what is stale, and which series is whose, was looked up there.',
    fix: 'Give the job of the plan and the jobs of the legs the same bucket, prefix and endpoint-url.',
  });
}
